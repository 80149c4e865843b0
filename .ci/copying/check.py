"""Compares an original with the copy that `ema validate --annotate` or `--fix` made of it: check.py ORIGINAL COPY.

Parts that need not change must be identical byte for byte. Cells that need not change must have the same value, formula
and format. Prints each difference, and exits with status 1 if there are any.
"""

import posixpath
import re
import sys
import zipfile
from xml.etree import ElementTree

import openpyxl
from openpyxl.styles.styleable import StyleableObject
from openpyxl.utils import get_column_letter

RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
MAY_CHANGE = re.compile(
    r"\[Content_Types\]\.xml|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels|xl/styles\.xml|xl/worksheets/[^/]+\.xml"
    r"|xl/worksheets/_rels/[^/]+|xl/comments[^/]*\.xml|xl/comments/[^/]+|xl/drawings/[^/]+\.vml",
    re.IGNORECASE,
)
# The colors that mark cells with findings.
MARKS = {"FFFFC8CE", "FFFFEB9B", "FFDCEBF7"}
LOOK = ["font", "number_format", "border", "alignment", "protection", "fill"]
TABS = {"Findings": "Severity", "Changes": "Rule"}


def parts(path):
    with zipfile.ZipFile(path) as package:
        names = [entry.filename for entry in package.infolist()]
        assert package.testzip() is None
        return names, {name: package.read(name) for name in names}


def check_parts(original, copy):
    (old_names, old), (new_names, new) = parts(original), parts(copy)
    kept = [name for name in new_names if name in old]
    if kept != [name for name in old_names if name in new]:
        yield f"the parts are in another order: {kept}"
    for name in old_names:
        if name not in new:
            if name != "xl/calcChain.xml":
                yield f"{name} is missing"
        elif new[name] != old[name] and not MAY_CHANGE.fullmatch(name):
            yield f"{name} has changed"
    types = ElementTree.fromstring(new["[Content_Types].xml"])
    endings = {it.get("Extension").lower() for it in types if it.tag == TYPES + "Default"}
    named = [it.get("PartName").lstrip("/") for it in types if it.tag == TYPES + "Override"]
    if len(named) != len(set(named)):
        yield f"parts are named twice: {named}"
    for name in named:
        if name not in new:
            yield f"{name} has a type and does not exist"
    for name, content in new.items():
        if name.endswith("/") or name == "[Content_Types].xml":
            continue
        if name not in named and name.rsplit(".")[-1].lower() not in endings:
            yield f"{name} has no type"
        if name.endswith((".xml", ".rels", ".vml")):
            try:
                root = ElementTree.fromstring(content)
            except ElementTree.ParseError as error:
                # The VML that Excel writes is not always well-formed XML.
                if not name.endswith(".vml") or name not in old or is_xml(old[name]):
                    yield f"{name} is not XML: {error}"
                continue
            if name.endswith(".rels"):
                yield from check_relations(name, root, new)


def is_xml(content):
    try:
        ElementTree.fromstring(content)
    except ElementTree.ParseError:
        return False
    return True


def check_relations(name, root, new):
    folder = posixpath.dirname(posixpath.dirname(name))
    ids = [it.get("Id") for it in root.iter(RELATIONS)]
    if len(ids) != len(set(ids)):
        yield f"{name} has an id twice"
    for it in root.iter(RELATIONS):
        target = it.get("Target")
        if it.get("TargetMode") != "External" and not target.startswith("#"):
            path = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            if path not in new:
                yield f"{name} leads to {path}, which does not exist"


def look(cell):
    """Returns the appearance of a cell from a cache, because describing each cell again would be slow."""
    # In openpyxl, a cell that is hidden by merging can have `None` as its `_style`.
    key = id(cell.parent.parent), tuple(cell._style or ())
    if key not in KNOWN:
        KNOWN[key] = looks(cell)
    return KNOWN[key]


KNOWN = {}


def looks(cell):
    fill = cell.fill
    color = fill.fgColor.rgb if fill.fill_type == "solid" and fill.fgColor.type == "rgb" else None
    is_marked = color in MARKS
    look = [getattr(cell, name) for name in LOOK if name != "fill"]
    return is_marked, [repr(it) for it in look], repr(fill)


class Missing(StyleableObject):
    """The appearance of a position that has no cell."""

    value = comment = None


def existing(sheet, row, column):
    """Returns a cell or, if the sheet does not contain it, an object with the appearance that Excel shows."""
    if cell := sheet._cells.get((row, column)):
        return cell
    styles = sheet.parent._cell_styles
    columns = [it for it in sheet.column_dimensions.values() if it.min and it.min <= column <= it.max]
    rows = [sheet.row_dimensions[row]] if row in sheet.row_dimensions else []
    of_row = [it._style for it in rows if it.customFormat]
    style = [*of_row, *(it._style for it in columns), styles[0]][0]
    return Missing(sheet, style)


def setup(sheet):
    """Yields the properties of a sheet other than its cells."""
    yield "frozen", sheet.freeze_panes
    yield "filter", sheet.auto_filter.ref
    yield "merged", sorted(map(str, sheet.merged_cells.ranges))
    yield "widths", {key: (it.width, it.hidden) for key, it in sheet.column_dimensions.items()}
    yield "heights", {key: it.height for key, it in sheet.row_dimensions.items() if it.height}
    yield "validations", [(str(it.sqref), it.formula1) for it in sheet.data_validations.dataValidation]
    yield "conditions", [(str(it.sqref), len(it.rules)) for it in sheet.conditional_formatting]
    yield "tables", sorted(sheet.tables.items())
    yield "state", sheet.sheet_state
    yield "protection", sheet.protection.sheet
    yield "pictures", len(sheet._images)
    yield "charts", len(sheet._charts)
    yield "pivot tables", [pivot.name for pivot in sheet._pivots]


def tab_of(book, kind):
    for sheet in book.worksheets:
        if sheet.title.startswith(kind) and sheet["A3"].value == TABS[kind]:
            return sheet
    return None


def check_cells(original, copy):
    old, new = openpyxl.load_workbook(original), openpyxl.load_workbook(copy)
    changed = {}
    tab = tab_of(new, "Changes")
    for row in tab.iter_rows(min_row=4, values_only=True) if tab else []:
        address = re.search(r"!([A-Z]+[0-9]+)", row[2])[1]
        changed[row[1], address] = row[5]
    added = [sheet.title for sheet in (tab, tab_of(new, "Findings")) if sheet]
    known = [sheet.title for kind in TABS if (sheet := tab_of(old, kind))]
    if [name for name in new.sheetnames if name not in added] != [name for name in old.sheetnames if name not in known]:
        yield f"the sheets are {new.sheetnames}, and were {old.sheetnames}"
    if sorted(old.defined_names) != sorted(new.defined_names):
        yield "the defined names are others"
    for before in old.worksheets:
        if before.title in known:
            continue
        after = new[before.title]
        for (what, was), (_, now) in zip(setup(before), setup(after)):
            if was != now:
                yield f"{before.title}: {what} was {was} and is {now}"
        for row, column in sorted({*before._cells, *after._cells}):
            was, now = existing(before, row, column), existing(after, row, column)
            address = f"{get_column_letter(column)}{row}"
            where = f"{before.title}!{address}"
            (_, looked, filled), (is_marked, looked_now, fills) = look(was), look(now)
            text = changed.get((before.title, address))
            values = [getattr(it.value, "text", it.value) for it in (was, now)]
            if text is None:
                if values[0] != values[1]:
                    yield f"{where} was {values[0]!r} and is {values[1]!r}"
                if looked != looked_now:
                    yield f"{where} looks different"
            # Fixed cells are green.
            if text is None and filled != fills and not is_marked and not look(was)[0]:
                yield f"{where} has another fill"
            note = was.comment.text if was.comment else ""
            if not (now.comment.text if now.comment else "").startswith(note.split("— EMA findings —")[0].rstrip()):
                if "EMA findings" not in was.comment.author:
                    yield f"{where} has lost its note"


def main(original, copy):
    differences = list(check_parts(original, copy)) + list(check_cells(original, copy))
    for difference in differences:
        print(f"{copy}: {difference}")
    return len(differences) > 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
