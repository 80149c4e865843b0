//! Writes comma- and tab-separated text according to RFC 4180.
//!
//! The text is UTF-8 with a byte order mark. Without the mark, Excel assumes the system's code page and shows `Ã¼`
//! instead of `ü`. Rows end with CR LF and have as many cells as the header. A value that a spreadsheet program would
//! run as a formula gets a leading apostrophe, which the reader removes.

use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::Arc;

use csv::{QuoteStyle, Terminator, WriterBuilder};
use ema_model::{Cell, Header, Stored};

use super::error_as_text;
use super::head::{Head, HeadPart};
use super::rows::Row;
use crate::apostrophe::{is_formula, needs_apostrophe};
use crate::error::ErrorKind;
use crate::loss::Loss;
use crate::replace::{Sink, write_error};
use crate::sheet::is_read_with;

/// The maximum length of a cell's text, in UTF-16 code units. Spreadsheet programs cut off longer text, and the reader
/// rejects it.
const LONGEST_TEXT: usize = 32_767;

/// A text file that is being written.
pub(super) struct Delimited<'w> {
    rows: Rows<Sink<'w>>,
    delimiter: u8,
    sheet: Option<Sheet>,
}

struct Sheet {
    header: Arc<Header>,
    head: Head,
    width: usize,
}

impl<'w> Delimited<'w> {
    pub(super) fn new(mut out: Sink<'w>, delimiter: u8) -> Result<Self, ErrorKind> {
        out.write_all("\u{FEFF}".as_bytes()).map_err(write_error)?;
        Ok(Self {
            rows: Rows::new(out, delimiter),
            delimiter,
            sheet: None,
        })
    }

    pub(super) fn sheet(&mut self, header: &Arc<Header>, head: Head) -> Result<(), ErrorKind> {
        if let Some(first) = &self.sheet {
            return Err(ErrorKind::unwritable(format!(
                "a text file holds one sheet, and after “{}” comes “{}”; write .xlsx, .json or .xml, or a file for each sheet",
                first.header.sheet(),
                header.sheet()
            )));
        }
        let width = header
            .columns()
            .last()
            .map_or(0, |last| usize::from(last.index) + 1);
        let mut text = Rows::new(Vec::new(), self.delimiter);
        write_head(&mut text, &head, width).map_err(write_error)?;
        let text = text.into_inner().map_err(write_error)?;
        if !is_read_with(&String::from_utf8_lossy(&text), self.delimiter) {
            return Err(ErrorKind::unwritable(format!(
                "the headers of sheet “{}” contain other delimiters, so the sheet would be read with different columns; write .xlsx, or rename the columns",
                header.sheet()
            )));
        }
        write_head(&mut self.rows, &head, width).map_err(write_error)?;
        self.sheet = Some(Sheet {
            header: Arc::clone(header),
            head,
            width,
        });
        Ok(())
    }

    pub(super) fn avail(
        &mut self,
        row: Row<'_>,
        losses: &mut dyn FnMut(Loss),
    ) -> Result<(), ErrorKind> {
        let Some(sheet) = &mut self.sheet else {
            return Ok(());
        };
        let texts = || {
            row.cells()
                .map(|(column, cell)| (column, cell.shared_text().clone()))
        };
        let header = Arc::clone(&sheet.header);
        sheet
            .head
            .check_first(&header, row.row, || texts().collect())?;
        let mut fields: Vec<Cow<'_, str>> = vec![Cow::Borrowed(""); sheet.width];
        for (column, cell) in row.cells() {
            if let Some(text) = field(row, cell, losses) {
                let column = usize::from(column);
                fields.resize(fields.len().max(column + 1), Cow::Borrowed(""));
                fields[column] = with_apostrophe(text, needs_apostrophe);
            }
        }
        self.rows.write(row.row, &fields).map_err(write_error)
    }

    pub(super) fn finish(self) -> Result<(), ErrorKind> {
        self.rows.into_inner().map_err(write_error)?.commit()
    }
}

/// Returns the text of a cell, or `None` if a text file can't hold it.
fn field<'a>(row: Row<'_>, cell: &'a Cell, losses: &mut dyn FnMut(Loss)) -> Option<Cow<'a, str>> {
    let avail = row.avail;
    if cell.stored() == Stored::NoResult {
        let reason = "its formula has no result, and formulas are not kept";
        losses(Loss::not_held(avail, cell, reason));
        return None;
    }
    let text = cell.text();
    if text.len() > LONGEST_TEXT && text.encode_utf16().count() > LONGEST_TEXT {
        let reason = "a cell holds no more than 32,767 characters";
        losses(Loss::not_held(avail, cell, reason));
        return None;
    }
    let reason = if text.contains('\r') {
        "lines in a cell of a text file end only with a line feed"
    } else {
        "U+FFFF is not a character"
    };
    if text.contains(['\r', '\u{FFFF}']) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let text = text.replace('\u{FFFF}', "\u{FFFD}");
        losses(Loss::changed(avail, cell, text.as_str(), reason));
        return Some(text.into());
    }
    if cell.stored() == Stored::Error {
        losses(error_as_text(avail, cell));
    }
    Some(text.into())
}

fn with_apostrophe(text: Cow<'_, str>, needs: fn(&str) -> bool) -> Cow<'_, str> {
    match needs(&text) {
        true => format!("'{text}").into(),
        false => text,
    }
}

fn write_head<W: Write>(rows: &mut Rows<W>, head: &Head, width: usize) -> io::Result<()> {
    for row in &head.rows {
        let mut fields = vec![Cow::Borrowed(""); width];
        // Flags such as `//REQ` are written exactly as in the templates, so that every program recognizes them.
        let needs = match row.part {
            HeadPart::Flags => is_formula,
            HeadPart::Categories | HeadPart::Names => needs_apostrophe,
        };
        for (column, text) in &row.cells {
            if let Some(field) = fields.get_mut(usize::from(*column)) {
                *field = with_apostrophe(text.as_str().into(), needs);
            }
        }
        rows.write(row.row, &fields)?;
    }
    Ok(())
}

/// Writes rows of fields. Each row is on the line with its row number, unless a field in an earlier row contains a line
/// break.
struct Rows<W: Write> {
    /// The writer, or `None` after an error.
    csv: Option<csv::Writer<W>>,
    delimiter: u8,
    last: u32,
    /// Whether a field that is not blank has been written.
    is_begun: bool,
}

impl<W: Write> Rows<W> {
    fn new(out: W, delimiter: u8) -> Self {
        Self {
            csv: Some(fields_to(out, delimiter, QuoteStyle::Necessary)),
            delimiter,
            last: 0,
            is_begun: false,
        }
    }

    fn write(&mut self, row: u32, fields: &[Cow<'_, str>]) -> io::Result<()> {
        let blank = row.saturating_sub(self.last.saturating_add(1));
        let begins_with = fields.iter().find(|field| !field.trim().is_empty());
        let is_mistaken = !self.is_begun && begins_with.is_some_and(|text| is_like_markup(text));
        self.is_begun |= begins_with.is_some();
        if blank > 0 {
            let mut out = self.take()?;
            for _ in 0..blank {
                out.write_all(b"\r\n")?;
            }
            self.csv = Some(fields_to(out, self.delimiter, QuoteStyle::Necessary));
        }
        self.last = row;
        if is_mistaken {
            // A file that begins with a quotation mark is not mistaken for markup.
            let mut csv = fields_to(self.take()?, self.delimiter, QuoteStyle::Always);
            csv.write_record(fields.iter().map(|field| field.as_bytes()))?;
            let out = into_inner(csv)?;
            self.csv = Some(fields_to(out, self.delimiter, QuoteStyle::Necessary));
            return Ok(());
        }
        let fields = fields.iter().map(|field| field.as_bytes());
        match &mut self.csv {
            Some(csv) => csv.write_record(fields).map_err(io::Error::from),
            None => Err(ended()),
        }
    }

    /// Flushes all rows to the output, and returns the output. Nothing can be written until a new writer is set.
    fn take(&mut self) -> io::Result<W> {
        into_inner(self.csv.take().ok_or_else(ended)?)
    }

    fn into_inner(mut self) -> io::Result<W> {
        self.take()
    }
}

fn ended() -> io::Error {
    io::Error::other("an earlier error occurred")
}

/// Returns whether a file that begins with this text could be mistaken for another type of
/// document, such as XML, a web page or JSON.
fn is_like_markup(text: &str) -> bool {
    const PAGE: &str = "mime-version:";
    let text = text.trim_start();
    let start = text.get(..PAGE.len());
    text.starts_with(['<', '{', '[']) || start.is_some_and(|start| start.eq_ignore_ascii_case(PAGE))
}

fn into_inner<W: Write>(csv: csv::Writer<W>) -> io::Result<W> {
    csv.into_inner().map_err(|error| {
        let error = error.error();
        io::Error::new(error.kind(), error.to_string())
    })
}

fn fields_to<W: Write>(out: W, delimiter: u8, style: QuoteStyle) -> csv::Writer<W> {
    WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(Terminator::CRLF)
        .quote_style(style)
        .flexible(true)
        .from_writer(out)
}
