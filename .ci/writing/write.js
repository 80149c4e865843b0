// Uses SheetJS and exceljs to write the rows in rows.json: write.js FOLDER. Run it with TZ=UTC, because SheetJS writes
// a Date in local time. SheetJS truncates strings in an .xls file to 255 characters, so no value in the rows is longer.
"use strict";

const fs = require("fs");
const path = require("path");
const ExcelJS = require("exceljs");
const XLSX = require("xlsx");

const FORMATS = { date: "yyyy-mm-dd", moment: "yyyy-mm-dd hh:mm:ss.000", time: "h:mm:ss" };
const { columns, rows } = JSON.parse(fs.readFileSync(path.join(__dirname, "rows.json"), "utf8"));
const folder = process.argv[2];
const head = [0, 1, 2].map((line) => columns.map((column) => column[line]));

const kind = (cell) => (cell !== null && typeof cell === "object" ? Object.keys(cell)[0] : null);

// Returns a cell as the JavaScript value that a typical script would use. A time of day is a fraction of a day.
function value(cell) {
  switch (kind(cell)) {
    case "date":
      return new Date(`${cell.date}T00:00:00Z`);
    case "moment":
      return new Date(`${cell.moment}Z`);
    case "time": {
      const [hours, minutes, seconds] = cell.time.split(":").map(Number);
      return (hours * 3600 + minutes * 60 + seconds) / 86400;
    }
    default:
      return cell;
  }
}

function withSheetJS(name, bookType, cellDates) {
  const values = head.concat(rows.map((row) => row.map(value)));
  const sheet = XLSX.utils.aoa_to_sheet(values, { cellDates });
  rows.forEach((row, number) => {
    row.forEach((cell, column) => {
      const at = sheet[XLSX.utils.encode_cell({ r: number + head.length, c: column })];
      if (at && kind(cell)) at.z = FORMATS[kind(cell)];
    });
  });
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, "Avails");
  XLSX.writeFile(book, path.join(folder, name), { bookType, cellDates });
}

async function withExcelJS(name, date1904) {
  const book = new ExcelJS.Workbook();
  book.properties.date1904 = date1904;
  const sheet = book.addWorksheet("Avails");
  head.forEach((line) => sheet.addRow(line));
  rows.forEach((row) => {
    const added = sheet.addRow(row.map(value));
    row.forEach((cell, column) => {
      if (kind(cell)) added.getCell(column + 1).numFmt = FORMATS[kind(cell)];
    });
  });
  await book.xlsx.writeFile(path.join(folder, name));
}

async function main() {
  withSheetJS("sheetjs.xlsx", "xlsx", false);
  withSheetJS("sheetjs-cell-dates.xlsx", "xlsx", true);
  withSheetJS("sheetjs.xls", "biff8", false);
  await withExcelJS("exceljs.xlsx", false);
  await withExcelJS("exceljs-1904.xlsx", true);
}

main();
