//! Tests the raw row reader on files that are built byte by byte.

mod avails;
mod compound;
pub(crate) mod corpus;
mod delimited;
mod edit;
mod encodings;
mod evil;
mod limits;
mod mutation;
mod ods;
mod oracle;
mod package;
mod plain;
mod records;
mod refusals;
mod wild;
mod write;
mod xls;
mod xlsb;
mod xlsx;
mod xml;
pub(crate) mod xmllint;

use std::fmt::Write;
use std::path::Path;

use ema_model::Visibility;

use crate::error::{Error, ErrorKind};
use crate::guard::Limits;
use crate::input::Input;
use crate::progress::Progress;
use crate::sheet::{Content, RawRow, Workbook};
use crate::source::{Bytes, Source};
use crate::xml::Document;

fn open(bytes: Vec<u8>) -> Result<Workbook, Error> {
    open_within(bytes, &Limits::default())
}

fn open_within(bytes: Vec<u8>, limits: &Limits) -> Result<Workbook, Error> {
    Source::from_bytes(Bytes::new(bytes, &Progress::new()), limits, None)
        .and_then(|source| sheets(source, None, limits))
        .map_err(|kind| Error::new(kind, None))
}

fn open_path(path: &Path, limits: &Limits) -> Result<Workbook, Error> {
    Source::open(&Input::path(path), limits, &Progress::new(), None)
        .and_then(|source| sheets(source, Some(path), limits))
        .map_err(|kind| Error::new(kind, Some(path)))
}

fn sheets(source: Source, path: Option<&Path>, limits: &Limits) -> Result<Workbook, ErrorKind> {
    match source {
        Source::Sheets(source) => Workbook::open(source, path, limits),
        Source::Xml(head, rest) => match Document::open(head, rest, limits) {
            Ok(_) => panic!("no workbook, but XML Avails"),
            Err(kind) => Err(kind),
        },
        Source::Json(text) => {
            match crate::json::Book::open(text, path, None, limits, &Progress::new()) {
                Ok(_) => panic!("no workbook, but JSON of avails"),
                Err(kind) => Err(kind),
            }
        }
    }
}

fn refused(bytes: Vec<u8>) -> ErrorKind {
    match open(bytes).and_then(|mut workbook| read_all(&mut workbook)) {
        Ok(text) => panic!("read as:\n{text}"),
        Err(error) => error.into_kind(),
    }
}

/// Returns the rows in the first sheet, one line per row: `2: A="text" C=1.5`.
#[track_caller]
fn rows(bytes: Vec<u8>) -> String {
    let mut workbook = open(bytes).unwrap();
    sheet_rows(&mut workbook, 0).unwrap()
}

/// Returns the name of each sheet, and whether the sheet is hidden.
fn listed(workbook: &Workbook) -> Vec<(&str, Visibility)> {
    let sheets = workbook.sheets().iter();
    sheets
        .map(|sheet| (sheet.name.as_str(), sheet.visibility))
        .collect()
}

/// Returns the rows in every sheet.
fn read_all(workbook: &mut Workbook) -> Result<String, Error> {
    let mut text = String::new();
    for sheet in 0..workbook.sheets().len() {
        text.push_str(&sheet_rows(workbook, sheet)?);
    }
    Ok(text)
}

fn sheet_rows(workbook: &mut Workbook, sheet: usize) -> Result<String, Error> {
    let mut text = String::new();
    let mut row = RawRow::default();
    let mut rows = workbook.rows(sheet)?.unwrap();
    while rows.next_row(&mut row)? {
        text.push_str(&row_text(&row));
        text.push('\n');
    }
    Ok(text)
}

fn row_text(row: &RawRow<'_>) -> String {
    assert!(!row.cells.is_empty());
    assert!(row.cells.is_sorted_by(|a, b| a.column < b.column));
    let order = if row.out_of_order {
        " out of order"
    } else {
        ""
    };
    let mut text = format!("{}{order}:", row.row);
    for cell in &row.cells {
        let column = column_name(cell.column);
        write!(text, " {column}={}", shown(&cell.content)).unwrap();
        if cell.formula {
            text.push_str(" (formula)");
        }
        if cell.repeated {
            text.push_str(" (repeated)");
        }
    }
    text
}

fn shown(content: &Content<'_>) -> String {
    match content {
        Content::Text(text) => format!("{text:?}"),
        Content::Shared(text) => format!("{text:?}"),
        Content::Number(number)
        | Content::Decimal { number, .. }
        | Content::Percent { number, .. } => number.to_string(),
        Content::Date {
            at,
            has_time: false,
        } => at.date().to_string(),
        Content::Date { at, has_time: true } => at.to_string(),
        Content::Duration(span) => format!("{}ms", span.num_milliseconds()),
        Content::Bool(value) => value.to_string(),
        Content::Error(text) => format!("error {text}"),
        Content::NoStoredValue => "no stored value".to_owned(),
    }
}

fn column_name(column: u32) -> String {
    let mut name = rust_xlsxwriter::utility::column_number_to_name(column.try_into().unwrap());
    if name.is_empty() {
        name = column.to_string();
    }
    name
}
