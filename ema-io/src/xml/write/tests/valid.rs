//! Checks with `xmllint` that every written file conforms to the MovieLabs schemas.

use std::path::Path;
use std::sync::Arc;

use ema_model::{
    Avail, AvailBuilder, Column, EmaVersion, Header, HeaderColumn, HeaderRows, XmlVersion,
};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::write;
use crate::tests::xmllint::{CHECKED, faults, shared};

/// The versions that can be written and have a schema.
pub(super) const WRITTEN: &[XmlVersion] = CHECKED.split_at(1).1;

fn assert_valid(shared: &Path, version: XmlVersion, avails: &[Avail]) {
    let (xml, _) = write(version, avails);
    if let Some(faults) = faults(shared, version, &xml) {
        panic!("{version}: {faults}");
    }
}

#[test]
fn the_corpus_is_valid_in_its_peer_version_and_the_newest() {
    let Some(shared) = shared() else { return };
    let mut workbooks = 0;
    for entry in std::fs::read_dir(shared.join("corpus/xlsx")).unwrap() {
        let path = entry.unwrap().path();
        let workbook = crate::read_path(&path).unwrap();
        let avails: Vec<Avail> = workbook.avails().cloned().collect();
        let Some(first) = avails.first() else {
            continue;
        };
        workbooks += 1;
        assert_valid(&shared, first.version().xml_peer(), &avails);
        assert_valid(&shared, XmlVersion::V2_7, &avails);
    }
    assert!(workbooks > 8, "{workbooks}");
}

/// Strings that are invalid in some way, and a few valid ones.
const TEXTS: &[&str] = &[
    "",
    " ",
    "\u{1}",
    "a\u{b}b",
    "]]>",
    "?>",
    "--",
    "&amp;",
    "<b>",
    "\"'",
    "\r\n\t",
    "\u{fffe}",
    "TBD",
    "N/A",
    "0",
    "-1",
    "007",
    "1.5",
    "1e3",
    "99999999999999999999",
    "0000",
    "1958",
    "1958-05",
    "2026-02-29",
    "2026-02-28",
    "2026-02-28T10:00",
    "2026-02-28T10:00:00.123456+15:30",
    "Open",
    "Immediate",
    "P2W",
    "-P1Y",
    "P1.5D",
    "PT0S",
    "56:20",
    "116",
    "01:56:20",
    "yes",
    "no",
    "perhaps",
    "US",
    "us, ca-qc",
    "USA",
    "419",
    "Worldwide",
    "US,,CA",
    ",",
    ";",
    "en",
    "en:sub, fr:dub",
    "français",
    "en_US",
    "en:",
    "a b",
    "a:b:c",
    "10.5240:x",
    "http://[x/",
    "%",
    "#a#b",
    "urn:eidr:1",
    "10.5240/8FF3-1C20-84F5-F247-8BCD-E",
    "md:cid:x",
    "a;b; ;c",
    "Movie",
    "Episode",
    "Season",
    "Volume",
    "Series",
    "Collection",
    "Supplemental",
    "Miniseries",
    "WSP",
    "TPR-WSP",
    "SRP",
    "Tier",
    "Season Only",
    "NA",
    "ws p",
    "3,99",
    "12345678901234567890123456",
    "日本語 🎬",
];

#[test]
fn every_text_in_every_column_is_valid() {
    let Some(shared) = shared() else { return };
    let long = "x".repeat(50_000);
    let territories = vec!["US"; 300].join(",");
    let texts = TEXTS
        .iter()
        .copied()
        .chain([long.as_str(), territories.as_str()]);
    let mut avails = Vec::new();
    for (number, text) in texts.enumerate() {
        // Each string is tried in one column next to a valid WorkType, in one column with the same string as the
        // WorkType, and in all columns at once.
        for work_type in [
            "Movie", "Episode", "Season", "Volume", "Series", "Other", text,
        ] {
            let column = Column::ALL[number % Column::ALL.len()];
            let territory = (Column::Territory, "US");
            let alone = [territory, (Column::WorkType, work_type), (column, text)];
            avails.push(Avail::from_cells(EmaVersion::V1_9, alone));
            if text.len() > 1000 && work_type != "Episode" {
                continue;
            }
            let all = Column::ALL.iter().map(|column| match column {
                Column::WorkType => (*column, work_type),
                column => (*column, text),
            });
            avails.push(Avail::from_cells(EmaVersion::V1_9, all));
        }
    }
    for version in WRITTEN {
        assert_valid(&shared, *version, &avails);
    }
}

/// Generates the cells of a row: arbitrary strings in arbitrary columns, both known and unknown.
pub(super) fn row() -> impl Strategy<Value = Vec<(usize, String)>> {
    let text = prop_oneof![
        3 => proptest::sample::select(TEXTS).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "[A-Za-z0-9:/?#%.;, -]{0,12}",
    ];
    proptest::collection::vec((0..Column::ALL.len() + 3, text), 0..40)
}

pub(super) fn avail(builder: &mut AvailBuilder, cells: &[(usize, String)]) -> Avail {
    for (index, text) in cells {
        let index = u16::try_from(*index).unwrap();
        builder.push(index, text.as_str(), Default::default(), Default::default());
    }
    builder.build(4)
}

/// Returns a builder for rows with a few columns that the dictionary lacks.
pub(super) fn builder() -> AvailBuilder {
    let names = Column::ALL.iter().map(|column| column.name());
    let columns = (0..)
        .zip(names.chain(["Shelf", "Shelf", "Territory"]))
        .map(|(index, name)| HeaderColumn::new(index, name.into(), None))
        .collect();
    let rows = HeaderRows::TEMPLATE;
    let header = Header::new("Avails".into(), rows, columns, None, Some(EmaVersion::V1_9));
    AvailBuilder::new(Arc::new(header))
}

#[test]
fn arbitrary_rows_are_valid() {
    let Some(shared) = shared() else { return };
    let version = proptest::sample::select(WRITTEN);
    let sheets = proptest::collection::vec(row(), 1..200);
    let mut runner = TestRunner::new(ProptestConfig {
        // The number of cases is small because each case starts a process.
        cases: 20,
        max_shrink_iters: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let tested = runner.run(&(version, sheets), |(version, sheets)| {
        let mut builder = builder();
        let avails: Vec<Avail> = sheets.iter().map(|row| avail(&mut builder, row)).collect();
        let (xml, _) = write(version, &avails);
        if let Some(faults) = faults(&shared, version, &xml).filter(|_| !avails.is_empty()) {
            return Err(TestCaseError::fail(faults));
        }
        Ok(())
    });
    if let Err(error) = tested {
        panic!("{error}");
    }
}
