//! Writes workbooks for Excel 2007 and later.
//!
//! The low-memory worksheets of rust_xlsxwriter write rows directly to temporary files. Only the table of distinct
//! strings, which all sheets share, stays in memory. Inline strings would need less memory, but would make the file
//! much slower to read.

mod changes;
mod form;
mod head;
mod marks;
mod name;
mod style;
mod tabs;
mod text;

use std::io;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use ema_model::{Header, Kind, Stored, Visibility};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Formula, Workbook, Worksheet, XlsxError};

use super::head::Head;
use super::latch::Latch;
use super::rows::{MOST_ROWS, Row};
use super::spool::temporary_file;
use super::{Anchor, CellChange, Level, Template, WriteOptions};
use crate::error::ErrorKind;
use crate::loss::Loss;
use crate::replace::{Sink, write_error};
use crate::write::tab::{CHANGES, FINDINGS, Tab};

use changes::{Change, Changes};
use form::{Form, NumberFormat, Value, form};
use head::{explain, write_examples, write_head, write_notes};
use marks::{Mark, Marks, Notes, worst};
use style::{Below, Colors, Formats};
use tabs::{write_changes, write_findings};
use text::write_text;

pub(crate) use form::{is_likely_converted, serial_of};
pub(crate) use name::sheet_name;
pub(crate) use text::stored_text;

/// The compression level. This level is faster than the default, but produces larger files: 60,000 rows of 80 cells
/// take 2.3 s instead of 3.6 s, and the file is 40% larger.
const COMPRESSION: u8 = 3;

/// The maximum number of columns in an Excel sheet.
const MOST_COLUMNS: u16 = 16_384;

/// Writes a workbook.
pub(super) struct Xlsx<'w> {
    out: Sink<'w>,
    book: Workbook,
    /// Whether rows are written to temporary files instead of memory.
    has_files: bool,
    sheets: Vec<Sheet>,
    formats: Formats,
    template: Option<Template>,
    marks: Option<Marks>,
    notes: Notes,
    changes: Changes,
}

struct Sheet {
    sheet: Worksheet,
    header: Arc<Header>,
    head: Head,
    /// The kinds of the columns, by index.
    kinds: Vec<Option<Kind>>,
    last_row: u32,
    last_column: u16,
    /// The range of the sheet's annotations.
    marks: Range<usize>,
}

impl<'w> Xlsx<'w> {
    pub(super) fn new(out: Sink<'w>, options: &WriteOptions) -> Result<Self, ErrorKind> {
        let mut book = Workbook::new();
        // The same rows must produce the same bytes, so the creation time is always the earliest time that a zip entry
        // can have.
        let created = ExcelDateTime::from_ymd(1980, 1, 1).map_err(xlsx_error)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&created));
        book.set_zip_compression_level(COMPRESSION);
        let has_files = match out.folder() {
            Some(folder) => {
                book.set_tempdir(folder).map_err(xlsx_error)?;
                true
            }
            None => temporary_file().is_some(),
        };
        Ok(Self {
            out,
            book,
            has_files,
            sheets: Vec::new(),
            formats: Formats::new(),
            template: options.template.clone(),
            marks: options.annotations.clone().map(Marks::new),
            notes: Notes::default(),
            changes: Changes::new(options.changes.clone()),
        })
    }

    pub(super) fn template(&self) -> Option<&Template> {
        self.template.as_ref()
    }

    /// Begins a sheet and writes its header.
    pub(super) fn sheet(&mut self, header: &Arc<Header>, head: Head) -> Result<(), ErrorKind> {
        let last_column = header.columns().last().map_or(0, |column| column.index);
        if last_column >= MOST_COLUMNS {
            return Err(ErrorKind::unwritable(format!(
                "sheet “{}” has more columns than the 16,384 that Excel allows; write .csv, .json or .xml",
                header.sheet()
            )));
        }
        let names: Vec<String> = self.sheets.iter().map(|other| other.sheet.name()).collect();
        let name = sheet_name(header.sheet(), names.iter().map(String::as_str));
        let version = header.version();
        let mut kinds = vec![None; usize::from(last_column) + 1];
        for column in header.columns() {
            kinds[usize::from(column.index)] = header.kind_at(column.index);
        }
        let below = Below {
            first: head.end(),
            last: MOST_ROWS - 1,
        };
        let (book, formats, template) = (&mut self.book, &self.formats, self.template.as_ref());
        let has_files = self.has_files;
        let (number, notes) = (self.sheets.len(), &mut self.notes);
        let own_marks = self.marks.as_mut().map(|marks| marks.of_sheet(header));
        let own_marks = own_marks.unwrap_or_default();
        let level = self
            .marks
            .as_ref()
            .and_then(|marks| worst(marks.of(own_marks.clone())));
        let head_marks: &mut [Mark] = match &mut self.marks {
            Some(marks) => marks.of_row(own_marks.clone(), 0),
            None => &mut [],
        };
        let (sheet, last_row) = caught(|| {
            let mut sheet = match has_files {
                true => book.new_worksheet_with_low_memory()?,
                false => Worksheet::new(),
            };
            sheet.set_name(name)?;
            match header.visibility() {
                Visibility::Visible => {}
                Visibility::Hidden => {
                    sheet.set_hidden(true);
                }
                Visibility::VeryHidden => {
                    sheet.set_very_hidden(true);
                }
            }
            for column in header.columns() {
                style::set_up(&mut sheet, column, version, below, (formats, template))?;
            }
            sheet.set_freeze_panes(head.end(), 0)?;
            write_head(&mut sheet, &head, head_marks)?;
            for mark in head_marks.iter_mut() {
                let row = match mark.annotation.anchor {
                    Anchor::Column { .. } => header.rows().names - 1,
                    _ => 0,
                };
                mark.target = Some((number, row, mark.column()));
            }
            let columns = head_marks.iter().position(|mark| mark.is_on_column());
            let columns = &head_marks[columns.unwrap_or(head_marks.len())..];
            write_notes(&mut sheet, header.rows().names - 1, columns, notes)?;
            if let Some(level) = level {
                sheet.set_tab_color(Colors::of(level));
            }
            let mut last_row = head.end();
            if let Some(template) = template {
                explain(&mut sheet, header, template)?;
                last_row = write_examples(&mut sheet, header, template, last_row)?;
            }
            Ok((sheet, last_row))
        })?;

        self.sheets.push(Sheet {
            sheet,
            header: Arc::clone(header),
            kinds,
            last_row,
            last_column,
            head,
            marks: own_marks,
        });
        Ok(())
    }

    pub(super) fn avail(
        &mut self,
        sheet: usize,
        row: Row<'_>,
        losses: &mut dyn FnMut(Loss),
    ) -> Result<(), ErrorKind> {
        let number = sheet;
        let sheet = &mut self.sheets[sheet];
        sheet.check(row)?;
        sheet.last_row = row.row;
        let (formats, notes) = (&self.formats, &mut self.notes);
        let marks: &mut [Mark] = match &mut self.marks {
            Some(marks) => marks.of_row(sheet.marks.clone(), row.avail.row()),
            None => &mut [],
        };
        for mark in marks.iter_mut() {
            mark.target = Some((number, row.row - 1, mark.column()));
            if let Anchor::Cell(cell) = &mark.annotation.anchor {
                let cell = row.avail.cell_at(cell.column);
                mark.value = cell.map(|cell| cell.shared_text().clone());
            }
        }
        let changes = self.changes.of_row(sheet.header.sheet(), row.avail.row());
        for change in changes.iter_mut() {
            change.target = Some((number, row.row - 1));
        }
        caught(|| {
            sheet.write(row, formats, marks, changes, losses)?;
            write_notes(&mut sheet.sheet, row.row - 1, marks, notes)
        })
    }

    pub(super) fn finish(mut self) -> Result<(), ErrorKind> {
        // A workbook must have a visible sheet.
        if let [first, rest @ ..] = &mut self.sheets[..]
            && first.header.visibility().is_hidden()
            && rest
                .iter()
                .all(|sheet| sheet.header.visibility().is_hidden())
        {
            first.sheet.set_hidden(false);
        }
        let names: Vec<String> = self.sheets.iter().map(|other| other.sheet.name()).collect();
        let mut first_shown = true;
        if let Some(marks) = &self.marks {
            let (notes, has_files) = (&self.notes, self.has_files);
            let sheet = added_tab(&mut self.book, has_files, &FINDINGS, &names, |sheet| {
                sheet.set_active(true);
                write_findings(sheet, marks, notes, &names)
            })?;
            self.book.push_worksheet(sheet);
            first_shown = false;
        }
        for mut sheet in self.sheets {
            let end = sheet.head.end();
            let last_row = sheet.last_row.max(end + 1).min(MOST_ROWS);
            caught(|| {
                let below = sheet
                    .sheet
                    .autofilter(end - 1, 0, last_row - 1, sheet.last_column)?;
                if first_shown && !sheet.header.visibility().is_hidden() {
                    below.set_active(true);
                }
                Ok(())
            })?;
            first_shown &= sheet.header.visibility().is_hidden();
            self.book.push_worksheet(sheet.sheet);
        }
        if !self.changes.is_empty() {
            let (changes, has_files) = (self.changes.in_order(), self.has_files);
            let sheet = added_tab(&mut self.book, has_files, &CHANGES, &names, |sheet| {
                write_changes(sheet, changes, &names)
            })?;
            self.book.push_worksheet(sheet);
        }
        let mut latch = Latch::new(&mut self.out);
        let book = &mut self.book;
        let saved = caught(|| book.save_to_writer(&mut latch));
        if let Some(error) = latch.failed.take() {
            return Err(write_error(error));
        }
        saved?;
        self.out.commit()
    }
}

impl Sheet {
    /// Checks that a reader will recognize a row as an avail.
    fn check(&mut self, row: Row<'_>) -> Result<(), ErrorKind> {
        let mut filled = row.cells().filter(|(_, cell)| !cell.is_blank());
        if let Some((_, first)) = filled.next()
            && first.trimmed().starts_with("//")
        {
            return Err(ErrorKind::unwritable(format!(
                "row {} of sheet “{}” would be read as a comment, because its first cell starts with //; change the text of that cell, or write .csv, .json or .xml",
                row.avail.row(),
                self.header.sheet()
            )));
        }
        let texts = || {
            row.cells()
                .map(|(column, cell)| (column, cell.shared_text().clone()))
        };
        self.head
            .check_first(&self.header, row.row, || texts().collect())
    }

    fn write(
        &mut self,
        row: Row<'_>,
        formats: &Formats,
        marks: &[Mark],
        changes: &[Change],
        losses: &mut dyn FnMut(Loss),
    ) -> Result<(), XlsxError> {
        let changed = || changes.iter().map(|it| it.change.cell.column);
        let color_of = |column| {
            let level = worst(marks.iter().filter(|mark| mark.column() == column));
            let is_changed = || changed().any(|other| other == column);
            level
                .map(Level::cell_color)
                .or_else(|| is_changed().then_some(CellChange::COLOR))
        };
        for column in marks.iter().map(Mark::column).chain(changed()) {
            let kind = self.kinds.get(usize::from(column)).copied().flatten();
            let format = formats.get(NumberFormat::of_column(kind), color_of(column));
            self.sheet.write_blank(row.row - 1, column, format)?;
        }
        for (column, cell) in row.cells() {
            let kind = self.kinds.get(usize::from(column)).copied().flatten();
            let Form { value, format } = form(kind, cell);
            let color = color_of(column);
            let own = color.is_some() || format != NumberFormat::of_column(kind);
            let own = own.then(|| formats.get(format, color));
            let at = (row.row - 1, column);
            let sheet = &mut self.sheet;
            match value {
                Value::Number(number) => match own {
                    Some(format) => sheet.write_number_with_format(at.0, at.1, number, format)?,
                    None => sheet.write_number(at.0, at.1, number)?,
                },
                Value::Boolean(value) => match own {
                    Some(format) => sheet.write_boolean_with_format(at.0, at.1, value, format)?,
                    None => sheet.write_boolean(at.0, at.1, value)?,
                },
                Value::Error => {
                    let formula = Formula::new(cell.text()).set_result(cell.text());
                    match own {
                        Some(format) => {
                            sheet.write_formula_with_format(at.0, at.1, formula, format)?
                        }
                        None => sheet.write_formula(at.0, at.1, formula)?,
                    }
                }
                Value::Nothing => {
                    losses(Loss::not_held(
                        row.avail,
                        cell,
                        "its formula has no result, and formulas are not kept",
                    ));
                    continue;
                }
                Value::Text => match write_text(sheet, at, cell.text(), own) {
                    Err(XlsxError::MaxStringLengthExceeded) => {
                        losses(Loss::not_held(
                            row.avail,
                            cell,
                            "a cell holds no more than 32,767 characters",
                        ));
                        continue;
                    }
                    written => {
                        written?;
                        if cell.stored() == Stored::Error {
                            losses(super::error_as_text(row.avail, cell));
                        }
                        continue;
                    }
                },
            };
        }
        Ok(())
    }
}

/// Creates one of the tabs that list annotations or changes. `names` contains the names of the other sheets.
fn added_tab(
    book: &mut Workbook,
    has_files: bool,
    tab: &Tab,
    names: &[String],
    write: impl FnOnce(&mut Worksheet) -> Result<(), XlsxError>,
) -> Result<Worksheet, ErrorKind> {
    let name = sheet_name(tab.name, names.iter().map(String::as_str));
    caught(|| {
        // Nearly all strings in this sheet are distinct, so sharing them would not save memory.
        let mut sheet = match has_files {
            true => book.new_worksheet_with_constant_memory()?,
            false => Worksheet::new(),
        };
        sheet.set_name(name)?;
        write(&mut sheet)?;
        Ok(sheet)
    })
}

/// Runs code that writes to rust_xlsxwriter's temporary files. That crate panics if the disk is full, and this function
/// turns the panic into an error.
fn caught<T>(write: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, ErrorKind> {
    match catch_unwind(AssertUnwindSafe(write)) {
        Ok(result) => result.map_err(xlsx_error),
        Err(_) => Err(write_error(io::Error::from(io::ErrorKind::StorageFull))),
    }
}

fn xlsx_error(error: XlsxError) -> ErrorKind {
    match error {
        XlsxError::IoError(error) | XlsxError::TempFileError(_, error) => write_error(error),
        _ => ErrorKind::unwritable(
            "it is too large for a workbook, or has something in it that a workbook can't hold; \
             write it as .csv or .json",
        ),
    }
}
