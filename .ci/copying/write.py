"""Uses openpyxl and XlsxWriter to write workbooks that contain everything a copy must keep: write.py FOLDER MACROS.

Each workbook has a sheet of avails. `ema validate --fix` corrects some of their faults, and only reports the others. MACROS is a
`vbaProject.bin`, the part in which Excel stores macros.
"""

import base64
import datetime
import io
import sys
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.pivot.cache import CacheDefinition, CacheField, CacheSource, SharedItems, WorksheetSource
from openpyxl.pivot.fields import Index, Text
from openpyxl.pivot.record import RecordList
from openpyxl.pivot.table import (
    DataField, FieldItem, Location, PivotField, RowColField, RowColItem, TableDefinition,
)
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo

NAMES = [
    "Territory", "WorkType", "LicenseType", "TitleInternalAlias", "ALID", "EntryType", "LicenseRightsDescription",
    "FormatProfile", "Start", "End", "PriceType", "PriceValue", "AltID", "Remark",
]
DAY = datetime.date(2027, 1, 1)
# The lowercase words, the trailing space and the comma are corrected. The other faults are only reported.
ROWS = [
    ["US", "Movie", "EST", "Harbor", "ALID1", "Full Extract", None, "HD", DAY, "Open", "Tier", 3, "X1", "fine"],
    ["us", "Movie", "est", "Ferry ", "ALID2", "Full Extract", None, "hd", DAY, "Open", "WSP", 13.9, "X2", None],
    ["UK", "movie", "VOD", "Bridge", "ALID3", "full extract", None, "HD", DAY, "Open", "WSP", "9,99", "X3", "ask"],
    ["DE", "Movie", "POEST", None, "ALID4", "Full Extract", None, "UHD", "2027-13-01", "Open", "WSP", 1, "X4", "é"],
]
# A one-pixel image.
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)


def with_openpyxl(path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Avails"
    sheet.append(NAMES)
    for row in ROWS:
        sheet.append(row)
    for row in sheet.iter_rows(min_row=2):
        row[8].number_format = "dd/mm/yyyy"
        row[11].number_format = "0.00"
    sheet["A2"].fill = PatternFill("solid", fgColor="FF92D050")
    sheet["A3"].fill = PatternFill("solid", fgColor="FF92D050")
    sheet["B4"].font = Font(name="Arial", bold=True, color="FFFF0000")
    sheet["D3"].border = Border(left=Side(style="thick"))
    sheet["D5"].alignment = Alignment(wrap_text=True)
    sheet["C3"].protection = Protection(locked=False)
    sheet["A3"].comment = Comment("Ask Ann", "Bob")
    sheet["E2"].comment = Comment("Sent in May", "Ann")
    sheet["N4"] = '="seen: "&A2&A3'
    sheet.freeze_panes = "B2"
    sheet.column_dimensions["D"].width = 40
    sheet.column_dimensions["M"].hidden = True
    sheet.row_dimensions[3].height = 30
    table = Table(displayName="Avails", ref="A1:N5")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium9", showRowStripes=True)
    sheet.add_table(table)
    words = DataValidation(type="list", formula1='"Movie,Season,Episode"', allow_blank=True)
    words.add("B2:B100")
    sheet.add_data_validation(words)
    red = PatternFill(bgColor="FFFF0000")
    sheet.conditional_formatting.add("L2:L100", CellIsRule(operator="greaterThan", formula=["10"], fill=red))
    sheet.print_title_rows = "1:1"
    sheet.oddFooter.center.text = "Page &P"

    other = book.create_sheet("Prices & more")
    for number in range(1, 6):
        other.append([f"Title {number}", number, f"=B{number}*2"])
    other["E1"] = "=SUM(Total)"
    other.merge_cells("G1:H2")
    other["G1"] = "merged"
    other["A1"].hyperlink = "https://example.com/"
    chart = BarChart()
    chart.add_data(Reference(other, min_col=2, min_row=1, max_row=5))
    other.add_chart(chart, "D8")
    other.add_image(openpyxl.drawing.image.Image(io.BytesIO(PICTURE)), "A8")
    other.protection.sheet = True
    book.defined_names["Total"] = DefinedName("Total", attr_text="'Prices & more'!$B$1:$B$5")
    book.create_sheet("Findings")["A1"] = "of the last meeting"
    hidden = book.create_sheet("Hidden")
    hidden.sheet_state = "veryHidden"
    hidden["A1"] = "secret"
    book.save(path)


def with_pivot_table(path):
    """openpyxl reads and writes pivot tables, but does not compute them. Here, prices are summed up by territory."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Avails"
    for row in [NAMES, *ROWS]:
        sheet.append(row)
    totals = book.create_sheet("Totals")
    territories = sorted({row[0] for row in ROWS})
    prices = {name: sum(row[11] for row in ROWS if row[0] == name and row[11] != "9,99") for name in territories}
    for row in [["Territory", "Sum of PriceValue"], *prices.items(), ["Total Result", sum(prices.values())]]:
        totals.append(row)
    last = len(territories) + 2

    fields = []
    for column, name in enumerate(NAMES):
        shared = SharedItems()
        if column == 0:
            shared = SharedItems(_fields=[Text(v=it) for it in territories], count=len(territories))
        fields.append(CacheField(name=name, sharedItems=shared))
    source = WorksheetSource(ref=f"A1:N{len(ROWS) + 1}", sheet="Avails")
    cache = CacheDefinition(cacheSource=CacheSource(type="worksheet", worksheetSource=source), cacheFields=fields,
        refreshOnLoad=True, id="rId1")
    cache.records = RecordList()
    items = [FieldItem(x=number) for number in range(len(territories))] + [FieldItem(t="default")]
    pivot_fields = [PivotField(showAll=False) for _ in NAMES]
    pivot_fields[0] = PivotField(axis="axisRow", showAll=False, items=items)
    pivot_fields[11] = PivotField(dataField=True, showAll=False)
    rows = [RowColItem(x=[Index(v=number)]) for number in range(len(territories))]
    pivot = TableDefinition(name="Totals", cacheId=1, dataCaption="Values", outline=True,
        location=Location(ref=f"A1:B{last}", firstHeaderRow=1, firstDataRow=1, firstDataCol=1),
        pivotFields=pivot_fields, rowFields=[RowColField(x=0)], rowItems=[*rows, RowColItem(t="grand", x=[Index()])],
        colItems=[RowColItem()], dataFields=[DataField(name="Sum of PriceValue", fld=11, subtotal="sum")])
    pivot.cache = cache
    totals.add_pivot(pivot)
    book.save(path)


def with_xlsxwriter(path, options, macros=None):
    book = xlsxwriter.Workbook(path, options)
    if macros:
        book.add_vba_project(macros)
    sheet = book.add_worksheet("Avails")
    date = book.add_format({"num_format": "yyyy-mm-dd", "bg_color": "#DDEBF7"})
    price = book.add_format({"num_format": "0.00"})
    green = book.add_format({"bg_color": "#92D050", "italic": True})
    for row, cells in enumerate([NAMES, *ROWS]):
        for column, cell in enumerate(cells):
            if isinstance(cell, datetime.date):
                sheet.write_datetime(row, column, datetime.datetime.combine(cell, datetime.time()), date)
            elif column == 11 and row:
                sheet.write(row, column, cell, price)
            elif column == 0 and row:
                sheet.write(row, column, cell, green)
            elif cell is None:
                sheet.write_blank(row, column, None, green)
            else:
                sheet.write(row, column, cell)
    sheet.write_formula("N3", '=A2&" and "&A3', None, "US and us")
    sheet.write_comment("A3", "Ask Ann", {"author": "Bob", "visible": True})
    sheet.write_comment("E2", "Sent in May")
    sheet.autofilter("A1:N5")
    sheet.freeze_panes(1, 2)
    sheet.set_column("D:D", 40)
    sheet.set_column("M:M", None, None, {"hidden": True})
    sheet.set_row(2, 30)
    sheet.data_validation("B2:B100", {"validate": "list", "source": ["Movie", "Season", "Episode"]})
    sheet.conditional_format("L2:L100", {"type": "data_bar"})
    sheet.insert_button("P2", {"caption": "Go", "macro": "say_hello"} if macros else {"caption": "Go"})
    sheet.insert_image("P5", "picture.png", {"image_data": io.BytesIO(PICTURE)})
    sheet.ignore_errors({"number_stored_as_text": "E2:E100"})
    other = book.add_worksheet("Prices")
    for number in range(5):
        other.write_row(number, 0, [f"Title {number}", number])
        other.write_formula(number, 2, f"=B{number + 1}*2", None, number * 2)
    other.write_array_formula("E1:E5", "{=B1:B5*2}", None, 0)
    other.write_dynamic_array_formula("G1", "=SORT(B1:B5)")
    other.merge_range("I1:J2", "merged")
    other.add_sparkline("K1", {"range": "B1:B5"})
    other.add_table("A8:B10", {"columns": [{"header": "Name"}, {"header": "Count"}]})
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Prices!$B$1:$B$5"})
    other.insert_chart("D8", chart)
    other.write_comment("A1", "a note elsewhere")
    book.add_chartsheet("Chart").set_chart(chart_for(book))
    book.define_name("Total", "=Prices!$B$1:$B$5")
    book.set_properties({"title": "Avails", "author": "Ann"})
    book.set_custom_property("Checked", True)
    book.close()


def chart_for(book):
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Prices!$C$1:$C$5"})
    return chart


def main(folder, macros):
    with_openpyxl(folder / "openpyxl.xlsx")
    with_pivot_table(folder / "openpyxl-pivot.xlsx")
    with_xlsxwriter(folder / "xlsxwriter.xlsx", {})
    with_xlsxwriter(folder / "xlsxwriter-1904.xlsx", {"date_1904": True})
    with_xlsxwriter(folder / "xlsxwriter-macros.xlsm", {}, macros)
    # openpyxl opens this workbook and saves it again.
    openpyxl.load_workbook(folder / "xlsxwriter-macros.xlsm", keep_vba=True).save(folder / "openpyxl-macros.xlsm")


main(Path(sys.argv[1]), sys.argv[2])
