//! Tests with limits that are lower than usual.

use super::package::Package;
use super::records::Records;
use super::{open_within, read_all, sheet_rows};
use crate::error::{ErrorKind, Limit};
use crate::guard::Limits;

/// The reader applies the limits that the caller sets.
#[test]
fn limits_can_be_set() {
    let package = Package::with_sheets(&[
        ("a", "", "<row><c t=\"s\"><v>0</v></c><c><v>1</v></c></row>"),
        ("b", "", ""),
    ])
    .texts(&["x", "y"])
    .zip();
    let beyond = |limits: Limits| {
        let outcome =
            open_within(package.clone(), &limits).and_then(|mut workbook| read_all(&mut workbook));
        match outcome.map_err(crate::Error::into_kind) {
            Ok(_) => None,
            Err(ErrorKind::Limit { limit, .. }) => Some(limit),
            Err(other) => panic!("{other:?}"),
        }
    };
    let default = Limits::default;
    assert_eq!(beyond(default()), None);
    for (limits, limit) in [
        (
            Limits {
                parts: 6,
                ..default()
            },
            Limit::Parts,
        ),
        (
            Limits {
                unpacked_size: 900,
                ..default()
            },
            Limit::UnpackedSize,
        ),
        (
            Limits {
                part_size: 100,
                ..default()
            },
            Limit::PartSize,
        ),
        (
            Limits {
                support_part_size: 100,
                ..default()
            },
            Limit::PartSize,
        ),
        (
            Limits {
                shared_texts_size: 100,
                ..default()
            },
            Limit::PartSize,
        ),
        (
            Limits {
                shared_texts: 1,
                ..default()
            },
            Limit::SharedTexts,
        ),
        (
            Limits {
                sheets: 1,
                ..default()
            },
            Limit::Sheets,
        ),
        (
            Limits {
                rows: 0,
                ..default()
            },
            Limit::Rows,
        ),
        (
            Limits {
                all_rows: 0,
                ..default()
            },
            Limit::AllRows,
        ),
        (
            Limits {
                columns: 1,
                ..default()
            },
            Limit::Columns,
        ),
        (
            Limits {
                cells: 1,
                ..default()
            },
            Limit::Cells,
        ),
        (
            Limits {
                text_length: 0,
                ..default()
            },
            Limit::TextLength,
        ),
    ] {
        assert_eq!(beyond(limits), Some(limit));
    }
}

/// The rows in all sheets are added up, but each sheet counts only once, even if it is read
/// repeatedly.
#[test]
fn rows_and_cells_are_counted_over_all_sheets() {
    let row = "<row><c><v>1</v></c><c><v>2</v></c></row>";
    let two = row.repeat(2);
    let package = Package::with_sheets(&[("a", "", &two), ("b", "", row), ("c", "", &two)]).zip();
    let mut records = Records::new("0");
    for (name, rows) in [("a", 2), ("b", 1), ("c", 2)] {
        records.sheet(name);
        for row in 0..rows {
            records.number((row, 0, 0), 1.0).number((row, 1, 0), 2.0);
        }
    }
    for file in [package, records.file()] {
        let outcome = |all_rows, cells| {
            let limits = Limits {
                all_rows,
                cells,
                ..Limits::default()
            };
            let mut workbook = open_within(file.clone(), &limits).unwrap();
            for sheet in [0, 0, 1, 0, 1] {
                sheet_rows(&mut workbook, sheet).unwrap();
            }
            match sheet_rows(&mut workbook, 2).map_err(crate::Error::into_kind) {
                Ok(_) => None,
                Err(ErrorKind::Limit { limit, place, .. }) => Some((limit, place)),
                Err(other) => panic!("{other:?}"),
            }
        };
        assert_eq!(outcome(5, 10), None);
        let place = " (sheet “c”, row 2)".to_owned();
        assert_eq!(outcome(4, 10), Some((Limit::AllRows, place.clone())));
        assert_eq!(outcome(5, 9), Some((Limit::Cells, place)));
    }
}
