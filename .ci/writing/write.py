"""Uses XlsxWriter, openpyxl and pandas to write the rows in rows.json: write.py FOLDER."""

import datetime
import json
import sys
from pathlib import Path

import openpyxl
import pandas
import xlsxwriter

FORMATS = {"date": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm:ss.000", "time": "h:mm:ss"}


def value(cell):
    """Returns a cell as the Python value that a typical script would use."""
    match cell:
        case {"date": text}:
            return datetime.date.fromisoformat(text)
        case {"moment": text}:
            return datetime.datetime.strptime(text + ("" if "." in text else ".0"), "%Y-%m-%dT%H:%M:%S.%f")
        case {"time": text}:
            return datetime.time.fromisoformat(text)
    return cell


def kind(cell):
    return next(iter(cell)) if isinstance(cell, dict) else None


def with_xlsxwriter(path, columns, rows, options):
    book = xlsxwriter.Workbook(path, options)
    sheet = book.add_worksheet("Avails")
    formats = {name: book.add_format({"num_format": code}) for name, code in FORMATS.items()}
    for number, line in enumerate(zip(*columns)):
        for index, text in enumerate(line):
            sheet.write_string(number, index, text)
    for number, row in enumerate(rows, start=len(columns[0])):
        for index, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, index, cell)
            elif kind(cell):
                sheet.write_datetime(number, index, value(cell), formats[kind(cell)])
            elif cell is not None:
                sheet.write(number, index, cell)
    book.close()


def with_openpyxl(path, columns, rows, has_iso_dates=False):
    book = openpyxl.Workbook()
    book.iso_dates = has_iso_dates
    sheet = book.active
    sheet.title = "Avails"
    for line in zip(*columns):
        sheet.append(line)
    for row in rows:
        sheet.append([value(cell) for cell in row])
        for cell, source in zip(sheet[sheet.max_row], row):
            if kind(source):
                cell.number_format = FORMATS[kind(source)]
    book.save(path)


def with_pandas(path, columns, rows, engine):
    # pandas has no cell type for a time of day, so it writes text.
    values = [[str(value(cell)) if kind(cell) == "time" else value(cell) for cell in row] for row in rows]
    frame = pandas.DataFrame(values, columns=[name for _, name, _ in columns], dtype=object)
    moments = "YYYY-MM-DD HH:MM:SS.000"
    with pandas.ExcelWriter(path, engine=engine, datetime_format=moments) as writer:
        frame.to_excel(writer, sheet_name="Avails", index=False)


def main(folder):
    source = json.loads((Path(__file__).parent / "rows.json").read_text(encoding="utf-8"))
    columns, rows = source["columns"], source["rows"]
    with_xlsxwriter(folder / "xlsxwriter.xlsx", columns, rows, {})
    with_xlsxwriter(folder / "xlsxwriter-1904.xlsx", columns, rows, {"date_1904": True})
    with_xlsxwriter(folder / "xlsxwriter-constant-memory.xlsx", columns, rows, {"constant_memory": True})
    with_openpyxl(folder / "openpyxl.xlsx", columns, rows)
    with_openpyxl(folder / "openpyxl-iso-dates.xlsx", columns, rows, has_iso_dates=True)
    with_pandas(folder / "pandas-openpyxl.xlsx", columns, rows, "openpyxl")
    with_pandas(folder / "pandas-xlsxwriter.xlsx", columns, rows, "xlsxwriter")


main(Path(sys.argv[1]))
