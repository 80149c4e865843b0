//! Tests with real files, if they are available.

use std::io::Cursor;
use std::path::{Path, PathBuf};

use calamine::{Reader, Xlsx};

use super::{open, open_path, oracle, shown};
use crate::guard::Limits;
use crate::sheet::RawRow;

/// Returns the files in a folder of the corpus, or prints a message and returns nothing if there is no corpus.
pub(crate) fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared/corpus")
        .join(folder);
    let Ok(entries) = std::fs::read_dir(&folder) else {
        assert!(
            std::env::var_os("EMA_REQUIRE_CORPUS").is_none(),
            "{} is missing",
            folder.display()
        );
        println!("skipped: there is no {}", folder.display());
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// Returns the large files in the corpus. Reading them takes half a minute in an unoptimized build, which therefore
/// skips them unless the corpus is required.
pub(super) fn large_files() -> Vec<PathBuf> {
    if cfg!(debug_assertions) && std::env::var_os("EMA_REQUIRE_CORPUS").is_none() {
        println!("skipped: run with --release, or set EMA_REQUIRE_CORPUS");
        return Vec::new();
    }
    files("large")
}

/// Returns the numbers of rows and cells in all sheets.
fn count(path: &Path) -> (u64, u64) {
    let mut workbook = open_path(path, &Limits::default()).unwrap();
    let (mut count, mut cells) = (0, 0);
    for sheet in 0..workbook.sheets().len() {
        let mut rows = workbook.rows(sheet).unwrap().unwrap();
        let mut row = RawRow::default();
        while rows.next_row(&mut row).unwrap() {
            assert!(!row.out_of_order, "{} {}", path.display(), row.row);
            assert!(row.cells.iter().all(|cell| !cell.repeated));
            count += 1;
            cells += row.cells.len() as u64;
        }
    }
    (count, cells)
}

#[test]
fn every_workbook_is_read_without_an_error() {
    for path in files("xlsx") {
        let (rows, cells) = count(&path);
        assert!(
            rows >= 3 && cells >= 100,
            "{}: {rows} rows, {cells} cells",
            path.display()
        );
    }
}

#[test]
fn a_large_workbook_is_within_the_limits() {
    for path in large_files() {
        assert_eq!(count(&path), (60_003, 1_745_258), "{}", path.display());
    }
}

/// calamine reads the same cells in every sheet that it can open.
#[test]
fn calamine_reads_the_same() {
    let mut compared = 0;
    for path in files("xlsx") {
        let bytes = std::fs::read(&path).unwrap();
        let mut theirs = Xlsx::new(Cursor::new(&bytes)).unwrap();
        let is_1904 = theirs.has_1904_epoch();
        let mut ours = open(bytes.clone()).unwrap();
        for sheet in 0..ours.sheets().len() {
            let name = ours.sheets()[sheet].name.clone();
            // calamine can't open a sheet whose dimension has only rows, such as "1:12".
            let Ok(mut cells) = theirs.worksheet_cells_reader(&name) else {
                continue;
            };
            let mut rows = ours.rows(sheet).unwrap().unwrap();
            let mut row = RawRow::default();
            while rows.next_row(&mut row).unwrap() {
                for cell in &row.cells {
                    if cell.content.is_empty_text() {
                        continue;
                    }
                    let (position, content) = loop {
                        let next = cells.next_cell().unwrap().unwrap();
                        let position = next.get_position();
                        if let Some(content) = oracle::shown(next.get_value().clone(), is_1904) {
                            break (position, content);
                        }
                    };
                    let file = path.display();
                    assert_eq!((row.row - 1, cell.column), position, "{file} {name}");
                    assert_eq!(shown(&cell.content), content, "{file} {name} {position:?}");
                    compared += 1;
                }
            }
        }
    }
    if compared > 0 {
        println!("{compared} cells compared");
    }
}

/// Every workbook has avails, and its other sheets are not mistaken for avails.
#[test]
fn dictionaries_and_questions_are_passed_over_alone() {
    for path in files("xlsx") {
        let book = crate::read_path(&path).unwrap();
        assert!(!book.sheets.is_empty(), "{}", path.display());
        for name in &book.file.passed_over {
            let is_about = ["Dictionary", "FAQ"].iter().any(|word| name.contains(word));
            assert!(is_about, "{}: {name}", path.display());
        }
    }
}
