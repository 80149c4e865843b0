// Uses SheetJS and exceljs to write workbooks that contain everything a copy must keep: write.js FOLDER.
"use strict";

const path = require("path");
const ExcelJS = require("exceljs");
const XLSX = require("xlsx");

const folder = process.argv[2];
const NAMES = ["Territory", "WorkType", "LicenseType", "TitleInternalAlias", "ALID", "EntryType", "FormatProfile", "Start",
  "End", "PriceType", "PriceValue", "Remark"];
const DAY = new Date(Date.UTC(2027, 0, 1));
const ROWS = [
  ["US", "Movie", "EST", "Harbor", "ALID1", "Full Extract", "HD", DAY, "Open", "Tier", 3, "fine"],
  ["us", "Movie", "est", "Ferry ", "ALID2", "Full Extract", "hd", DAY, "Open", "WSP", 13.9, null],
  ["UK", "movie", "VOD", "Bridge", "ALID3", "full extract", "HD", DAY, "Open", "WSP", "9,99", "ask"],
];

function withSheetJS(name) {
  const sheet = XLSX.utils.aoa_to_sheet([NAMES, ...ROWS], { cellDates: false });
  ROWS.forEach((_, row) => {
    sheet[XLSX.utils.encode_cell({ r: row + 1, c: 7 })].z = "yyyy-mm-dd";
  });
  sheet.A3.c = [{ a: "Bob", t: "Ask Ann" }];
  sheet.E2.l = { Target: "https://example.com/", Tooltip: "more" };
  sheet["!cols"] = NAMES.map((_, column) => ({ wch: 10 + column }));
  sheet["!autofilter"] = { ref: "A1:L4" };
  const other = XLSX.utils.aoa_to_sheet([["a", 1], ["b", 2]]);
  other.C1 = { t: "n", f: "SUM(B1:B2)", v: 3 };
  other["!ref"] = "A1:C2";
  other["!merges"] = [XLSX.utils.decode_range("A4:B5")];
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, "Avails");
  XLSX.utils.book_append_sheet(book, other, "Other");
  book.Workbook = { Names: [{ Name: "Total", Ref: "Other!$B$1:$B$2" }], Sheets: [{}, { Hidden: 1 }] };
  XLSX.writeFile(book, path.join(folder, name), { bookType: "xlsx" });
}

async function withExcelJS(name) {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("Avails", { views: [{ state: "frozen", ySplit: 1 }] });
  sheet.addRow(NAMES);
  ROWS.forEach((row) => {
    sheet.addRow(row).getCell(8).numFmt = "yyyy-mm-dd";
  });
  sheet.getCell("A3").note = { texts: [{ font: { bold: true }, text: "Ask " }, { text: "Ann" }] };
  sheet.getCell("A3").fill = { type: "pattern", pattern: "solid", fgColor: { argb: "FF92D050" } };
  sheet.getCell("B4").fill = { type: "pattern", pattern: "darkTrellis", fgColor: { argb: "FFFFFF00" } };
  sheet.getCell("D3").value = { richText: [{ text: "Fer" }, { font: { bold: true }, text: "ry " }] };
  sheet.getCell("L3").value = { formula: 'A3&" seen"', result: "us seen" };
  sheet.getColumn(4).width = 30;
  sheet.autoFilter = "A1:L4";
  sheet.getCell("B2").dataValidation = { type: "list", allowBlank: true, formulae: ['"Movie,Season"'] };
  sheet.addConditionalFormatting({
    ref: "K2:K9",
    rules: [{ type: "cellIs", operator: "greaterThan", formulae: [10], style: { font: { color: { argb: "FFFF0000" } } } }],
  });
  const data = book.addWorksheet("Data");
  data.addTable({ name: "Counts", ref: "A1", headerRow: true, columns: [{ name: "Name" }, { name: "Kind" }, { name: "Count" }],
    rows: [["a", "x", 1], ["b", "y", 2], ["a", "y", 3]] });
  const picture = book.addImage({ base64: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
    extension: "png" });
  data.addImage(picture, "F1:G3");
  await book.xlsx.writeFile(path.join(folder, name));
}

withSheetJS("sheetjs.xlsx");
withExcelJS("exceljs.xlsx");
