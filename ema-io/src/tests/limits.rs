//! Bounds that are set lower than usual.

use super::package::Package;
use super::{open_within, read_all};
use crate::error::{ErrorKind, Limit};
use crate::guard::Limits;

/// The limits are those that were asked for, not those of this file's other tests alone.
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
