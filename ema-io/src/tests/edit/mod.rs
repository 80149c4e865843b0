//! Tests that a copy of a workbook has exactly the changes that were requested.

mod corpus;
mod extras;
mod hostile;
mod laws;
mod parts;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use ema_model::{CellRef, Text};

use crate::edit::copied;
use crate::error::ErrorKind;
use crate::guard::Limits;
use crate::{Anchor, Annotation, CellChange, Copied, Input, Level, Output, WorkbookCopy};

fn cell(sheet: &str, row: u32, column: u16) -> CellRef {
    CellRef {
        sheet: sheet.into(),
        row,
        column,
    }
}

fn remark(sheet: &str, row: u32, column: u16) -> Annotation {
    let anchor = Anchor::Cell(cell(sheet, row, column));
    Annotation::new(anchor, Level::Error, "a-rule", "this is wrong", "change it")
}

fn change(sheet: &str, (row, column): (u32, u16), text: &str) -> CellChange {
    CellChange::new(cell(sheet, row, column), "?", Text::from(text))
}

fn annotated(bytes: Vec<u8>, remarks: Vec<Annotation>) -> Vec<u8> {
    copy(&WorkbookCopy::new().annotate(remarks), bytes).0
}

#[track_caller]
fn copy(copy: &WorkbookCopy, bytes: Vec<u8>) -> (Vec<u8>, Copied) {
    copied(copy, bytes, &Limits::default()).unwrap()
}

#[track_caller]
fn refused(copy: &WorkbookCopy, bytes: Vec<u8>) -> ErrorKind {
    let folder = tempfile::tempdir().unwrap();
    let into = Output::path(folder.path().join("copy.xlsx"));
    let refused = copy.copy(&Input::bytes(bytes), into).unwrap_err();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    refused.into_kind()
}

/// Returns the compressed parts of a package, in order.
fn packed(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = archive.len();
    let part = |index| {
        let mut entry = archive.by_index_raw(index).unwrap();
        let mut packed = Vec::new();
        entry.read_to_end(&mut packed).unwrap();
        (entry.name().unwrap().into_owned(), packed)
    };
    (0..count).map(part).collect()
}

/// Returns the parts of a package.
fn unpacked(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = archive.len();
    let part = |index| {
        let mut entry = archive.by_index(index).unwrap();
        let mut unpacked = Vec::new();
        entry.read_to_end(&mut unpacked).unwrap();
        (entry.name().unwrap().into_owned(), unpacked)
    };
    (0..count).map(part).collect()
}

/// Returns the parts that differ between two packages or are missing from one of them, each with its first difference.
fn differing(a: &[u8], b: &[u8]) -> Vec<String> {
    let (a, b) = (unpacked(a), unpacked(b));
    let names = a
        .keys()
        .chain(b.keys().filter(|name| !a.contains_key(*name)));
    let differing = names.filter(|name| a.get(*name) != b.get(*name));
    let shown = |name: &String| {
        let [a, b] = [&a, &b].map(|parts| parts.get(name).map_or(&b""[..], |part| part));
        let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        let part = |part: &[u8]| {
            let from = same.saturating_sub(60);
            part[from..part.len().min(same + 60)]
                .escape_ascii()
                .to_string()
        };
        format!("{name}: {} / {}", part(a), part(b))
    };
    differing.map(shown).collect()
}

/// Returns the stored cells in every sheet except the added tabs.
fn cells(bytes: Vec<u8>) -> BTreeMap<(String, u32, u32), String> {
    let mut workbook = super::open(bytes).unwrap();
    let mut cells = BTreeMap::new();
    for number in 0..workbook.sheets().len() {
        let name = workbook.sheets()[number].name.clone();
        if ["Findings", "Changes"].contains(&name.as_str()) {
            continue;
        }
        let mut row = crate::sheet::RawRow::default();
        let mut rows = workbook.rows(number).unwrap().unwrap();
        while rows.next_row(&mut row).unwrap() {
            for cell in &row.cells {
                let formula = if cell.formula { " (formula)" } else { "" };
                let text = format!("{:?}{formula}", cell.content);
                cells.insert((name.clone(), row.row, cell.column), text);
            }
        }
    }
    cells
}
