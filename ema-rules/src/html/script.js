"use strict";
(() => {
  const tools = document.getElementById("tools");
  const search = tools.querySelector("input[type=search]");
  const grades = [...tools.querySelectorAll("input[type=checkbox]")];
  const said = tools.querySelector("output");
  const items = [...document.querySelectorAll(".rule, .title, .flat")];
  tools.hidden = items.length === 0;
  const measure = () =>
    document.documentElement.style.setProperty("--tools", tools.offsetHeight + "px");
  measure();
  addEventListener("resize", measure);
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
  // On a narrow screen a table shows its marked cell, not its first.
  const reveal = (within) => {
    for (const table of within.querySelectorAll(".scroll")) {
      const mark = table.querySelector(".at");
      if (mark) table.scrollLeft = mark.offsetLeft + mark.offsetWidth - table.clientWidth;
    }
  };
  reveal(document);
  document.addEventListener("toggle", (event) => reveal(event.target), true);
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
