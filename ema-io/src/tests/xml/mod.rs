//! Tests the XML Avails reader.

mod cases;
mod conform;
mod conform_mutants;
mod corpus;
mod encodings;
mod mapping;
mod markup;
mod mutation;
mod places;
mod unplaced;
mod value_mutants;

use std::fmt::Write;

use ema_model::{Avail, Column, Workbook, XmlVersion};

use crate::error::ErrorKind;

/// Returns an avails file. Only the Common Metadata elements have a prefix.
fn list(version: XmlVersion, avails: &str) -> String {
    let (uri, common) = (version.namespace(), version.common_metadata());
    format!(
        "<?xml version=\"1.0\"?>\n<AvailList xmlns=\"{uri}\" \
         xmlns:md=\"http://www.movielabs.com/schema/md/v{common}/md\">\n{avails}\n</AvailList>\n"
    )
}

fn read(version: XmlVersion, avails: &str) -> Workbook {
    crate::read_bytes(list(version, avails)).unwrap()
}

/// Returns the avails in a file of version 2.5.
fn rows(avails: &str) -> Vec<Avail> {
    let mut workbook = read(XmlVersion::V2_5, avails);
    workbook.sheets.remove(0).avails
}

/// Returns the row for an Avail that has these elements in its Transaction.
fn transaction(elements: &str) -> Avail {
    transaction_in(XmlVersion::V2_5, elements)
}

fn transaction_in(version: XmlVersion, elements: &str) -> Avail {
    let avail = format!("<Avail><Transaction>{elements}</Transaction></Avail>");
    let mut workbook = read(version, &avail);
    workbook.sheets.remove(0).avails.remove(0)
}

/// Returns the row for an Avail that has these elements in its Asset.
fn asset(elements: &str) -> Avail {
    rows(&format!("<Avail><Asset>{elements}</Asset></Avail>")).remove(0)
}

fn text(avail: &Avail, column: Column) -> &str {
    avail.cell(column).map_or("", |cell| cell.text())
}

/// Returns the cells in a row, keyed by column, in dictionary order.
fn cells(avail: &Avail) -> Vec<(String, &str)> {
    let name = |index| {
        let column = avail.header().column_at(index).unwrap();
        column.name.to_string()
    };
    let cells = avail.cells().iter();
    cells
        .map(|cell| (name(cell.index()), cell.text()))
        .collect()
}

/// Returns the content of a row that no column holds, keyed by path.
fn unplaced(avail: &Avail) -> Vec<(&str, &str)> {
    let unplaced = avail.unplaced();
    unplaced
        .map(|it| (it.path.as_str(), it.content.as_str()))
        .collect()
}

/// Returns the error for a file that is rejected.
fn refusal(bytes: impl Into<Vec<u8>>) -> ErrorKind {
    match crate::read_bytes(bytes) {
        Ok(workbook) => panic!("read as:\n{}", shown(&workbook)),
        Err(error) => error.into_kind(),
    }
}

/// Returns the rows, with one line for each cell and for each piece of content that no column holds.
fn shown(workbook: &Workbook) -> String {
    let mut text = String::new();
    for avail in workbook.avails() {
        let at = avail.position().unwrap();
        writeln!(text, "row {} at {at}", avail.row()).unwrap();
        for cell in avail.cells() {
            let name = &avail.header().column_at(cell.index()).unwrap().name;
            let at = avail.position_of(cell).unwrap();
            let place = format!("{}:{}", at.line, at.column);
            writeln!(text, "  {place:>6} {name}: {:?}", cell.text()).unwrap();
        }
        for unplaced in avail.unplaced() {
            let at = unplaced.position;
            let place = format!("{}:{}", at.line, at.column);
            writeln!(
                text,
                "  {place:>6} - {}: {}",
                unplaced.path, unplaced.content
            )
            .unwrap();
        }
    }
    text
}
