"""Compares the JSON that ema writes for a file with the rows in rows.json: compare.py NAME READ.json.

Prints each cell that differs, and exits with status 1 if there are any.
"""

import json
import sys
from pathlib import Path


def text(cell):
    """Returns the expected text of a cell."""
    match cell:
        case None | str():
            return cell
        case True | False:
            return str(cell).upper()
        case int() | float():
            return str(cell)
    [only] = cell.values()
    whole, _, decimals = only.partition(".")
    # ema writes fractions of a second with three or more digits.
    return f"{whole}.{decimals:0<3}" if decimals else whole


def main(name, path):
    source = json.loads((Path(__file__).parent / "rows.json").read_text(encoding="utf-8"))
    names = [column for _, column, _ in source["columns"]]
    [sheet] = json.loads(Path(path).read_text(encoding="utf-8"))["sheets"]
    read = [avail["cells"] for avail in sheet["avails"]]
    differences = 0
    if len(read) != len(source["rows"]):
        print(f"{name}: {len(read)} rows, and {len(source['rows'])} were written")
        differences += 1
    for number, (cells, row) in enumerate(zip(read, source["rows"]), start=1):
        expected = {column: text(cell) for column, cell in zip(names, row) if cell is not None}
        for column in names:
            if cells.get(column) != expected.get(column):
                print(f"{name}: row {number}, {column}: {cells.get(column)!r} for {expected.get(column)!r}")
                differences += 1
    print(f"{name}: {len(read)} rows, {sum(map(len, read))} cells, {differences} differences")
    return differences > 0


sys.exit(main(*sys.argv[1:]))
