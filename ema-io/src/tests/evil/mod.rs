//! Tests with adversarial files that try to exhaust memory or time. The files are read in a process with little memory
//! and a time limit.

mod compounds;
mod others;
mod parts;
mod sheets;
mod texts;
mod xml;

use std::process::Command;

use super::package::Package;
use super::{open, row_text};
use crate::error::{ErrorKind, Limit};
use crate::sheet::RawRow;

/// The limit on the address space, in kilobytes. The test program itself uses a part of it.
const CAP: u32 = 600_000;

/// Runs the ignored tests in this module, in a process with little memory.
///
/// A failed allocation ends the process, so if this test passes, no file required more memory than the limit.
#[test]
#[cfg(target_os = "linux")]
fn files_made_to_exhaust_memory_do_not() {
    let program = std::env::current_exe().unwrap();
    let output = Command::new("sh")
        .args(["-c", &format!("ulimit -v {CAP} && exec \"$0\" \"$@\"")])
        .arg(program)
        .args(["--ignored", "--nocapture", "--test-threads=1"])
        .arg("tests::evil::")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{}\n{text}\n{errors}",
        output.status
    );
    assert!(text.contains("5 passed"), "{text}");
}

#[test]
#[ignore = "run by the test above, in a process of its own"]
fn each_file_is_read_or_refused() {
    let files = [
        sheets::files(),
        parts::texts_and_formats(),
        parts::containers(),
        compounds::files(),
        others::files(),
        texts::files(),
    ];
    for (name, bytes, expected) in files.into_iter().flatten() {
        let outcome = match first_rows(bytes).map_err(crate::Error::into_kind) {
            Ok(rows) => Outcome::Read(rows),
            Err(ErrorKind::Limit { limit, .. }) => Outcome::Beyond(limit),
            Err(ErrorKind::Damaged { .. }) => Outcome::Damaged,
            Err(ErrorKind::OpenQuotation { row: 1, .. }) => Outcome::Open,
            Err(other) => panic!("{name}: {other:?}"),
        };
        assert_eq!(outcome, expected, "{name}");
    }
}

/// Reads all rows and returns the first three rows in each sheet.
fn first_rows(bytes: Vec<u8>) -> Result<String, crate::Error> {
    let mut workbook = open(bytes)?;
    let mut first = Vec::new();
    for sheet in 0..workbook.sheets().len() {
        let mut rows = workbook.rows(sheet)?.unwrap();
        let mut row = RawRow::default();
        let mut left = 3;
        while rows.next_row(&mut row)? {
            if left > 0 {
                left -= 1;
                first.push(row_text(&row));
            }
        }
    }
    Ok(first.join("; "))
}

/// 100,000 cells refer to a string of 32 KB. If each cell had its own copy, the copies would take up three gigabytes.
#[test]
#[ignore = "run by the test above, in a process of its own"]
fn a_long_text_in_every_cell_is_held_once() {
    const COLUMNS: usize = 500;
    const NAMES: [&str; 4] = ["Territory", "LicenseType", "WorkType", "Start"];
    let shared = |number: usize| format!("<c t=\"s\"><v>{number}</v></c>");
    let names: String = (1..=NAMES.len()).map(shared).collect();
    let long = shared(0).repeat(COLUMNS);
    let above = format!("<row>{long}</row>").repeat(9);
    let below = format!("<row>{long}</row>").repeat(200);
    let text = "x".repeat(32_767);
    let texts = [&[text.as_str()][..], &NAMES].concat();
    let bytes = Package::with_rows(&format!("{above}<row>{names}{long}</row>{below}"))
        .texts(&texts)
        .zip();
    let workbook = crate::read_bytes(bytes).unwrap();
    assert_eq!(workbook.avails().count(), 200);
    for avail in workbook.avails() {
        assert_eq!(avail.cells().len(), COLUMNS);
        assert_eq!(avail.territory().text(), text);
    }
}

/// A description, the bytes, and the expected outcome.
type File = (&'static str, Vec<u8>, Outcome);

#[derive(Debug, PartialEq)]
enum Outcome {
    /// The first three rows in each sheet.
    Read(String),
    Beyond(Limit),
    Damaged,
    /// A quoted value begins in the first row and is never closed.
    Open,
}

fn read(rows: &str) -> Outcome {
    Outcome::Read(rows.to_owned())
}
