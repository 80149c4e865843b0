//! Workbooks of Excel 2007 and later.
//!
//! The sheets' rows go to temporary files as they come (rust_xlsxwriter's low-memory worksheets);
//! what is held are the distinct texts, which all sheets share. Texts inside the cells would need
//! less memory, but such a file takes every later reader far longer.

mod form;
mod name;
mod style;

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use ema_model::{Column, Header, Kind, Layout, Requirement, Stored};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, Formula, Workbook, Worksheet, XlsxError,
};

use super::head::{Head, HeadPart};
use super::output::{Output, write_error};
use super::rows::{MOST_ROWS, Row};
use crate::error::ErrorKind;
use crate::loss::Loss;

use form::{Form, NumberFormat, Value, form};
use style::{Below, Formats, head_format, meaning_note};

/// Faster than the default and two fifths larger: 60,000 rows of 80 cells take 2.3 s instead of 3.6 s.
const COMPRESSION: u8 = 3;

/// The characters that a cell holds, in UTF-16 units.
const LONGEST_TEXT: usize = 32_767;

/// The columns of Excel.
const MOST_COLUMNS: u16 = 16_384;

/// A workbook being written.
pub(super) struct Xlsx<'w> {
    out: Output<'w>,
    book: Workbook,
    sheets: Vec<Sheet>,
    formats: Formats,
    /// The headers have notes that tell what their columns mean.
    explained: bool,
}

struct Sheet {
    sheet: Worksheet,
    header: Arc<Header>,
    head: Head,
    /// By column.
    kinds: Vec<Option<Kind>>,
    last_row: u32,
    last_column: u16,
}

impl<'w> Xlsx<'w> {
    pub(super) fn new(out: Output<'w>, explained: bool) -> Result<Self, ErrorKind> {
        let mut book = Workbook::new();
        // The same rows give the same bytes. The first moment that the parts of a zip file can have.
        let created = ExcelDateTime::from_ymd(1980, 1, 1).map_err(xlsx_error)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&created));
        book.set_zip_compression_level(COMPRESSION);
        if let Some(folder) = out.folder() {
            book.set_tempdir(folder).map_err(xlsx_error)?;
        }
        Ok(Self {
            out,
            book,
            sheets: Vec::new(),
            formats: Formats::new(),
            explained,
        })
    }

    /// Begins a sheet; the last row of its header.
    pub(super) fn sheet(&mut self, header: &Arc<Header>, head: Head) -> Result<(), ErrorKind> {
        let last_column = header.columns().last().map_or(0, |column| column.index);
        if last_column >= MOST_COLUMNS {
            return Err(ErrorKind::unwritable(format!(
                "sheet “{}” has more columns than the 16,384 of Excel; write .csv, .json or .xml",
                header.sheet()
            )));
        }
        let names: Vec<String> = self.sheets.iter().map(|other| other.sheet.name()).collect();
        let name = name::sheet_name(header.sheet(), names.iter().map(String::as_str));
        let version = header.version();
        let mut kinds = vec![None; usize::from(last_column) + 1];
        for column in header.columns() {
            kinds[usize::from(column.index)] = column.column.map(|known| known.kind(version));
        }
        let below = Below {
            first: head.end(),
            last: MOST_ROWS - 1,
        };
        let (book, formats, explained) = (&mut self.book, &self.formats, self.explained);
        let sheet = caught(|| {
            let mut sheet = book.new_worksheet_with_low_memory()?;
            sheet.set_name(name)?;
            sheet.set_hidden(header.is_hidden());
            for column in header.columns() {
                style::set_up(&mut sheet, column, version, below, formats)?;
            }
            sheet.set_freeze_panes(head.end(), 0)?;
            write_head(&mut sheet, &head)?;
            if explained {
                explain(&mut sheet, header)?;
            }
            Ok(sheet)
        })?;
        self.sheets.push(Sheet {
            sheet,
            header: Arc::clone(header),
            kinds,
            last_row: head.end(),
            last_column,
            head,
        });
        Ok(())
    }

    pub(super) fn avail(
        &mut self,
        sheet: usize,
        row: Row<'_>,
        losses: &mut dyn FnMut(Loss),
    ) -> Result<(), ErrorKind> {
        let sheet = &mut self.sheets[sheet];
        sheet.check(row)?;
        sheet.last_row = row.row;
        let formats = &self.formats;
        caught(|| sheet.write(row, formats, losses))
    }

    pub(super) fn finish(mut self) -> Result<(), ErrorKind> {
        // A workbook without a sheet to show is none.
        if let [first, rest @ ..] = &mut self.sheets[..]
            && first.header.is_hidden()
            && rest.iter().all(|sheet| sheet.header.is_hidden())
        {
            first.sheet.set_hidden(false);
        }
        let mut first_shown = true;
        for mut sheet in self.sheets {
            let end = sheet.head.end();
            let last_row = sheet.last_row.max(end + 1).min(MOST_ROWS);
            caught(|| {
                let below = sheet
                    .sheet
                    .autofilter(end - 1, 0, last_row - 1, sheet.last_column)?;
                if first_shown && !sheet.header.is_hidden() {
                    below.set_active(true);
                }
                Ok(())
            })?;
            first_shown &= sheet.header.is_hidden();
            self.book.push_worksheet(sheet.sheet);
        }
        let mut latch = Latch {
            out: &mut self.out,
            failed: None,
        };
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
    /// Makes sure that a row will be read as an avail.
    fn check(&mut self, row: Row<'_>) -> Result<(), ErrorKind> {
        let mut filled = row.cells().filter(|(_, cell)| !cell.is_blank());
        if let Some((_, first)) = filled.next()
            && first.trimmed().starts_with("//")
        {
            return Err(ErrorKind::unwritable(format!(
                "row {} of sheet “{}” would be read as a comment, for its first cell starts with //; put another text there, or write .csv, .json or .xml",
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
        losses: &mut dyn FnMut(Loss),
    ) -> Result<(), XlsxError> {
        for (column, cell) in row.cells() {
            let kind = self.kinds.get(usize::from(column)).copied().flatten();
            let Form { value, format } = form(kind, cell);
            let own = (format != NumberFormat::of_column(kind)).then(|| formats.get(format));
            let at = (row.row - 1, column);
            let sheet = &mut self.sheet;
            match value {
                Value::Number(number) => match own {
                    Some(format) => sheet.write_number_with_format(at.0, at.1, number, format)?,
                    None => sheet.write_number(at.0, at.1, number)?,
                },
                Value::Boolean(value) => sheet.write_boolean(at.0, at.1, value)?,
                Value::Error => {
                    let formula = Formula::new(cell.text()).set_result(cell.text());
                    sheet.write_formula(at.0, at.1, formula)?
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

fn write_text(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    format: Option<&Format>,
) -> Result<(), XlsxError> {
    // The library counts the same for every text.
    if text.len() > LONGEST_TEXT && text.encode_utf16().count() > LONGEST_TEXT {
        return Err(XlsxError::MaxStringLengthExceeded);
    }
    if is_mistaken(text) {
        let escaped = escaped(text);
        let plain = Format::default();
        let runs = [(&plain, escaped.as_str())];
        match format {
            Some(format) => sheet.write_rich_string_with_format(row, column, &runs, format)?,
            None => sheet.write_rich_string(row, column, &runs)?,
        };
        return Ok(());
    }
    match format {
        Some(format) => sheet.write_string_with_format(row, column, text, format)?,
        None => sheet.write_string(row, column, text)?,
    };
    Ok(())
}

/// Whether rust_xlsxwriter 0.102 would write another text: it takes one between `<r>` and `</r>` for
/// markup of its own, and does not see that `_x0041` before a control character, which it escapes as
/// `_x0001_`, becomes an escape itself.
fn is_mistaken(text: &str) -> bool {
    text.starts_with("<r>") && text.ends_with("</r>")
        || text.contains("_x") && text.contains(is_escaped)
}

fn is_escaped(c: char) -> bool {
    c < ' ' && !matches!(c, '\t' | '\n') || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

/// A text whose underscores start no escape. ECMA-376 part 1, 22.9.2.19 `ST_Xstring`.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let digits = text.as_bytes().get(at + 2..at + 6);
        let starts_escape = text[at..].starts_with("_x")
            && digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        escaped.push_str(if starts_escape { "_x005F" } else { "" });
        escaped.push(c);
    }
    escaped
}

fn write_head(sheet: &mut Worksheet, head: &Head) -> Result<(), XlsxError> {
    for row in &head.rows {
        let format = head_format(row.part);
        for (column, text) in &row.cells {
            let at = (row.row - 1, *column);
            // The official templates have the version as a number.
            match text.parse::<f64>() {
                Ok(version)
                    if row.part == HeadPart::Flags && crate::number::text(version) == **text =>
                {
                    let format = format.clone().set_num_format("General");
                    sheet.write_number_with_format(at.0, at.1, version, &format)?;
                }
                _ => write_text(sheet, at, text, Some(&format))?,
            }
        }
    }
    Ok(())
}

/// Tells on each header what its column is for.
fn explain(sheet: &mut Worksheet, header: &Header) -> Result<(), XlsxError> {
    let layout = header.layout();
    let row = header.rows().names - 1;
    for column in header.columns() {
        if let Some(known) = column.column {
            let note = meaning_note(known, requirement(known, layout));
            sheet.insert_note(row, column.index, &note)?;
        }
    }
    Ok(())
}

fn requirement(column: Column, layout: Layout) -> &'static str {
    match column
        .placement(layout)
        .map(|placement| placement.requirement)
    {
        Some(Requirement::Required) => "Required.",
        Some(Requirement::Conditional) => "Required on some rows.",
        _ => "Optional.",
    }
}

/// Runs what writes to the temporary files of rust_xlsxwriter, which panics where the disk is full.
fn caught<T>(write: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, ErrorKind> {
    match catch_unwind(AssertUnwindSafe(write)) {
        Ok(result) => result.map_err(xlsx_error),
        Err(_) => Err(write_error(io::Error::from(io::ErrorKind::StorageFull))),
    }
}

fn xlsx_error(error: XlsxError) -> ErrorKind {
    match error {
        XlsxError::IoError(error) | XlsxError::TempFileError(_, error) => write_error(error),
        error => write_error(io::Error::other(error)),
    }
}

/// Keeps the first error of an output and takes everything after it: a zip archive that is dropped
/// half-written tries to end itself, and complains aloud.
struct Latch<'a, 'w> {
    out: &'a mut Output<'w>,
    failed: Option<io::Error>,
}

impl io::Write for Latch<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.failed.is_none()
            && let Err(error) = self.out.write_all(bytes)
        {
            self.failed = Some(error);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
