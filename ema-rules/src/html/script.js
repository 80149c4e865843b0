"use strict";
(() => {
  const tools = document.getElementById("tools");
  const search = tools.querySelector("input[type=search]");
  const grades = [...tools.querySelectorAll("input[type=checkbox]")];
  const said = tools.querySelector("output");
  const sort = tools.querySelector("select");
  const listed = () => [...document.querySelectorAll(".rule:not([hidden]), .title, .flat")];
  let items = listed();
  tools.hidden = items.length === 0;
  const measure = () =>
    document.documentElement.style.setProperty("--tools", tools.offsetHeight + "px");
  measure();
  let texts;
  const filter = () => {
    const wanted = search.value.trim().toLowerCase();
    if (wanted) texts ??= items.map((item) => item.textContent.toLowerCase());
    const off = grades.filter((grade) => !grade.checked).map((grade) => grade.value);
    let shown = 0;
    items.forEach((item, index) => {
      const fits =
        !off.some((grade) => item.classList.contains(grade)) &&
        (!wanted || texts[index].includes(wanted));
      item.classList.toggle("out", !fits);
      shown += fits;
    });
    said.value = wanted || off.length ? shown + " of " + items.length + " shown" : "";
  };
  // On a narrow screen a table shows its marked cell, not its first. No cell is cut by the column that stays.
  const reveal = (within) => {
    for (const table of within.querySelectorAll(".scroll")) {
      const fixed = table.querySelector("th")?.offsetWidth ?? 0;
      table.style.setProperty("--fixed", fixed + "px");
      const mark = table.querySelector(".at");
      if (!mark) continue;
      const needed = mark.offsetLeft + mark.offsetWidth - table.clientWidth;
      const starts = [...mark.parentNode.cells].map((cell) => cell.offsetLeft - fixed);
      const start = starts.find((left) => left >= needed && left >= 0);
      table.scrollLeft = needed > 0 ? Math.min(start ?? needed, mark.offsetLeft - fixed) : 0;
    }
  };
  reveal(document);
  let width = innerWidth;
  addEventListener("resize", () => {
    measure();
    // On a phone, scrolling changes only the height.
    if (innerWidth !== width) reveal(document);
    width = innerWidth;
  });
  document.addEventListener("toggle", (event) => reveal(event.target), true);
  // Sorted by row, each finding has the heading of its rule, and what is said of the rest of a rule comes last.
  let moved = [];
  const sorted = () => {
    for (const { home, found } of moved) home.replaceWith(found);
    moved = [];
    for (const list of document.querySelectorAll(".by-row")) list.remove();
    const rules = [...document.querySelectorAll(".rule:has(.found[data-sheet])")];
    for (const rule of rules) rule.hidden = sort.value === "row";
    if (sort.value === "row") {
      const lists = new Map();
      for (const rule of rules) {
        const list = lists.get(rule.parentNode) ?? { first: rule, found: [], rest: [] };
        lists.set(rule.parentNode, list);
        for (const found of rule.querySelectorAll(".found")) list.found.push({ rule, found });
        for (const found of rule.querySelectorAll(".rest")) list.rest.push({ rule, found: found.cloneNode(true) });
      }
      for (const { first, found, rest } of lists.values()) {
        const at = ({ found: { dataset } }) => [dataset.sheet, dataset.row].map(Number);
        found.sort((one, other) => at(one)[0] - at(other)[0] || at(one)[1] - at(other)[1]);
        for (const { found: it } of found) {
          const home = document.createComment("");
          it.before(home);
          moved.push({ home, found: it });
        }
        const list = document.createElement("div");
        list.className = "by-row";
        for (const { rule, found: it } of [...found, ...rest]) {
          const item = document.createElement("div");
          item.className = rule.className;
          const head = document.createElement("p");
          head.className = "head";
          head.append(...[...rule.firstElementChild.cloneNode(true).children].slice(0, 3));
          item.append(head, it);
          list.append(item);
        }
        first.before(list);
      }
    }
    items = listed();
    texts = undefined;
    filter();
    reveal(document);
  };
  sort?.addEventListener("change", sorted);
  let waiting;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 150);
  });
  grades.forEach((grade) => grade.addEventListener("change", filter));
  for (const button of tools.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      for (const item of items) if (item.tagName === "DETAILS") item.open = button.value === "open";
    });
  }
})();
