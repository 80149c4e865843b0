//! Tests that caches do not take several times as much memory as the text in a file.

use std::io::Write as _;
use std::path::Path;

use ema_model::{AvailBuilder, Column, EmaVersion, Header, Layout, SheetKind, Text};

use crate::child;

/// Reads a file and drops each row.
fn read(path: &Path) -> usize {
    let mut reader = ema_io::ReadOptions::new().open_path(path).unwrap();
    let mut rows = 0;
    while let Some(sheet) = reader.next_sheet().unwrap() {
        for avail in sheet {
            assert!(
                !avail
                    .unwrap()
                    .cell(Column::Territory)
                    .unwrap()
                    .faults()
                    .is_empty()
            );
            rows += 1;
        }
    }
    rows
}

/// Returns a list of invalid territories. The list is different for each `number`.
fn faulty(number: usize, territories: usize) -> String {
    let codes = (0..territories).map(|at| format!("X{number}-{at}"));
    codes.collect::<Vec<_>>().join(",")
}

/// Returns the peak memory of the current process in KiB.
fn most() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let figure = line.unwrap().split_whitespace().nth(1);
    figure.unwrap().parse().unwrap()
}

#[test]
fn rows_take_little_more_memory_than_their_text() {
    let folder = tempfile::tempdir().unwrap();
    for (name, rows) in [("one.csv", 1_000), ("four.csv", 4_000)] {
        let mut file = std::fs::File::create(folder.path().join(name)).unwrap();
        writeln!(file, "Territory,WorkType,LicenseType,ALID").unwrap();
        for row in 0..rows {
            let list = faulty(row, 200);
            writeln!(file, "\"{list}\",Movie,EST,ALID{row}").unwrap();
        }
    }
    child::run("memory::reads_both", folder.path().to_str().unwrap());
}

#[test]
#[ignore = "run by the test above, in a process of its own"]
fn reads_both() {
    let folder = child::cases();
    let [one, four] = ["one.csv", "four.csv"].map(|name| Path::new(&folder).join(name));
    child::begin("one");
    assert_eq!(read(&one), 1_000);
    let held = most();
    child::begin("four");
    assert_eq!(read(&four), 4_000);
    let more = most() - held;
    // The text in a file may be kept in memory. The cells' values must not be kept, because they
    // would take several times as much memory.
    let size = |path| std::fs::metadata(path).unwrap().len() as usize >> 10;
    let text = size(four) - size(one);
    assert!(more < 2 * text, "{more} KiB for {text} KiB of text");
}

#[test]
fn faulty_lists_that_a_file_holds_once_take_little_more_than_they() {
    child::run("memory::parses_held_lists", "held");
}

/// The faults in a list take many times as much memory as the list's text. The lists in this test
/// are so short that they would be cached if they did not have any faults.
#[test]
#[ignore = "run by the test above, in a process of its own"]
fn parses_held_lists() {
    child::cases();
    child::begin("lists");
    let layout = Layout {
        version: EmaVersion::V1_8,
        sheet: SheetKind::Avails,
    };
    let mut builder = AvailBuilder::new(Header::template(layout).into());
    let texts: Vec<Text> = (0..8_000).map(|text| faulty(text, 90).into()).collect();
    let held = most();
    let column = builder
        .build(4)
        .header()
        .index_of(Column::Territory)
        .unwrap();
    for text in &texts {
        builder.push(column, text.clone(), Default::default(), Default::default());
        let avail = builder.build(5);
        assert_eq!(avail.cells()[0].faults().len(), 90);
    }
    let more = most() - held;
    assert!(more < 12 << 10, "{more} KiB");
}
