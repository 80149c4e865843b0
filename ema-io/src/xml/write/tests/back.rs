//! Checks that reading a written file returns the text of every cell.

use std::path::Path;

use ema_model::{Avail, Layout, XmlVersion, arbitrary};
use proptest::prelude::*;

use super::valid::{WRITTEN, avail, builder, row};
use super::{row_place, write};
use crate::xml::kept::{HeaderPlace, Place};

/// Returns the text of each cell in a row, preceded by the name of its column.
fn texts(avail: &Avail) -> Vec<String> {
    let cells = avail.cells().iter().filter(|cell| !cell.text().is_empty());
    let mut texts: Vec<String> = cells
        .map(|cell| match row_place(avail, cell) {
            Place::Column(column) => format!("{column}: {}", cell.text()),
            Place::Header(HeaderPlace {
                header, category, ..
            }) => {
                format!("{header} of {category:?}: {}", cell.text())
            }
        })
        .collect();
    texts.sort();
    texts
}

/// Returns the content of a row that no column holds, sorted and without positions.
fn unplaced(avail: &Avail) -> Vec<String> {
    let unplaced = avail.unplaced();
    let mut unplaced: Vec<String> = unplaced
        .map(|own| format!("{}: {}", own.path, own.content))
        .collect();
    unplaced.sort();
    unplaced
}

/// Returns the rows in sorted order, because the writer groups the rows of an Avail.
fn said<'a>(avails: impl IntoIterator<Item = &'a Avail>) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = avails
        .into_iter()
        .map(|avail| [texts(avail), unplaced(avail)].concat())
        .collect();
    rows.sort();
    rows
}

fn assert_read_back(version: XmlVersion, avails: &[Avail]) {
    let (xml, _) = write(version, avails);
    let read = crate::read_bytes(xml.clone()).expect("what is written is read");
    let (before, after) = (said(avails), said(read.avails()));
    if let Some(lost) = before.iter().find(|row| !after.contains(row)) {
        let beside = |row: &[String], than: &[String]| -> Vec<String> {
            let own = row.iter().filter(|text| !than.contains(text));
            own.cloned().collect()
        };
        let nearest = after.iter().min_by_key(|row| beside(lost, row).len());
        let nearest = nearest.expect("something is read");
        panic!(
            "{version}: {:#?} became {:#?}",
            beside(lost, nearest),
            beside(nearest, lost)
        );
    }
    assert_eq!(before.len(), after.len());
    let stale: Vec<_> = read.avails().flat_map(Avail::stale_texts).collect();
    assert!(stale.is_empty(), "{version}: {stale:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_rows_are_read_back(
        version in proptest::sample::select(WRITTEN),
        rows in proptest::collection::vec(row(), 1..4),
    ) {
        let mut builder = builder();
        let avails: Vec<Avail> = rows.iter().map(|row| avail(&mut builder, row)).collect();
        assert_read_back(version, &avails);
    }

    #[test]
    fn legal_rows_are_read_back(
        version in proptest::sample::select(WRITTEN),
        sheet in arbitrary::sheets(Layout::all()),
    ) {
        assert_read_back(version, &sheet.avails);
    }
}

#[test]
fn the_corpus_is_read_back() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    for folder in ["xlsx", "xml"] {
        let Ok(entries) = std::fs::read_dir(shared.join(folder)) else {
            let required = std::env::var_os("EMA_REQUIRE_CORPUS").is_some();
            assert!(!required, "the corpus has to be there");
            continue;
        };
        for entry in entries {
            let workbook = crate::read_path(entry.unwrap().path()).unwrap();
            let avails: Vec<Avail> = workbook.avails().cloned().collect();
            for version in [XmlVersion::V2_2, XmlVersion::V2_5, XmlVersion::V2_7] {
                assert_read_back(version, &avails);
            }
        }
    }
}
