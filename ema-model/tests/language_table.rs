//! Checks that `src/value/language/subtags.rs` agrees with `data/language_subtags.tsv`.
//!
//! After a change to the data, run `EMA_UPDATE=1 cargo test -p ema-model --test language_table`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use ema_model::{LanguageTag, Registration};

const DATA: &str = include_str!("../data/language_subtags.tsv");
const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/value/language/subtags.rs");

#[test]
fn the_table_is_what_the_data_say() {
    let table = render(&records());
    if std::env::var_os("EMA_UPDATE").is_some() {
        fs::write(Path::new(TABLE), &table).unwrap();
    }
    // Git may change the line endings when it checks out the file.
    let committed = fs::read_to_string(TABLE).unwrap().replace("\r\n", "\n");
    assert!(
        committed == table,
        "subtags.rs is stale; run: EMA_UPDATE=1 cargo test -p ema-model --test language_table"
    );
}

#[test]
fn every_record_of_the_registry_is_found() {
    let records = records();
    let preferred_language: BTreeMap<_, _> = records
        .iter()
        .filter(|record| record.kind == "language" && !record.deprecated.is_empty())
        .map(|record| (record.subtag, record.preferred))
        .collect();
    for record in &records {
        if record.subtag.contains("..") {
            continue;
        }
        let (tag, expected) = match record.kind {
            "language" | "grandfathered" | "redundant" => {
                (record.subtag.to_owned(), record.preferred.to_owned())
            }
            "extlang" => {
                let preferred = preferred_language.get(record.preferred);
                let preferred = preferred.copied().unwrap_or(record.preferred);
                (
                    format!("{}-{}", record.prefix, record.subtag),
                    preferred.to_owned(),
                )
            }
            _ if record.preferred.is_empty() => (format!("en-{}", record.subtag), String::new()),
            _ => (
                format!("en-{}", record.subtag),
                format!("en-{}", record.preferred),
            ),
        };
        let tag = tag.parse::<LanguageTag>().unwrap();
        match tag.registration() {
            Registration::Registered => {
                assert!(
                    record.deprecated.is_empty() && record.kind != "extlang",
                    "{tag}"
                );
            }
            Registration::Deprecated { subtag, preferred } => {
                assert!(
                    !record.deprecated.is_empty() || record.kind == "extlang",
                    "{tag}"
                );
                // `zh-yue` is in the registry as a whole tag and also as the prefix and subtag of `yue`.
                assert!(
                    subtag == record.subtag || subtag == tag.tag(),
                    "{tag}: {subtag}"
                );
                assert_eq!(
                    preferred.map_or(String::new(), |tag| tag.to_string()),
                    expected
                );
            }
            other => panic!("{tag}: {other:?}"),
        }
    }
}

#[test]
fn no_language_or_region_is_found_that_the_registry_does_not_hold() {
    let records = records();
    let of = |kind| -> BTreeSet<&str> {
        records
            .iter()
            .filter(|record| record.kind == kind)
            .map(|record| record.subtag)
            .collect()
    };
    let (languages, regions) = (of("language"), of("region"));
    let letters = || b'a'..=b'z';
    let text = |letters: &[u8]| String::from_utf8(letters.to_vec()).unwrap();
    let is_unregistered = |tag: &str| {
        let tag = tag.parse::<LanguageTag>().unwrap();
        matches!(tag.registration(), Registration::Unregistered { .. })
    };
    for (a, b) in letters().flat_map(|a| letters().map(move |b| (a, b))) {
        let code = text(&[a, b]);
        assert_eq!(
            is_unregistered(&code),
            !languages.contains(code.as_str()),
            "{code}"
        );
        let region = code.to_uppercase();
        let private = ("QM"..="QZ").contains(&region.as_str()) || region.starts_with('X');
        let unknown = !private && !regions.contains(region.as_str());
        assert_eq!(is_unregistered(&format!("en-{code}")), unknown, "en-{code}");
        for c in letters() {
            let code = text(&[a, b, c]);
            let private = ("qaa"..="qtz").contains(&code.as_str());
            let unknown = !private && !languages.contains(code.as_str());
            assert_eq!(is_unregistered(&code), unknown, "{code}");
        }
    }
}

struct Record {
    kind: &'static str,
    subtag: &'static str,
    deprecated: &'static str,
    preferred: &'static str,
    prefix: &'static str,
}

fn records() -> Vec<Record> {
    let lines = DATA.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let mut cells = line.split('\t');
            let mut next = || cells.next().unwrap_or_default();
            Record {
                kind: next(),
                subtag: next(),
                deprecated: next(),
                preferred: next(),
                prefix: next(),
            }
        })
        .collect()
}

fn file_date() -> &'static str {
    let (_, date) = DATA
        .split_once("file date ")
        .expect("the head names the file date");
    &date[..10]
}

fn render(records: &[Record]) -> String {
    let of = |kind: &'static str| records.iter().filter(move |record| record.kind == kind);
    let single = |kind| {
        of(kind)
            .map(|record| record.subtag)
            .filter(|text| !text.contains(".."))
    };

    let mut table = String::new();
    let _ = write!(
        table,
        "//! Generated from data/language_subtags.tsv; do not edit.\n\
         //! To update it, run `EMA_UPDATE=1 cargo test -p ema-model --test language_table`.\n\n\
         /// The date on which IANA published the registry.\n\
         pub(super) const FILE_DATE: &str = \"{}\";\n",
        file_date()
    );
    cells(
        &mut table,
        "LANGUAGES",
        "Sorted cells of 3 bytes each.",
        3,
        single("language"),
    );
    cells(
        &mut table,
        "SCRIPTS",
        "Sorted cells of 4 bytes each.",
        4,
        single("script"),
    );
    cells(
        &mut table,
        "REGIONS",
        "Sorted cells of 3 bytes each.",
        3,
        single("region"),
    );
    rows(
        &mut table,
        "VARIANTS",
        "Sorted.",
        "&str",
        single("variant").map(quoted),
    );
    rows(
        &mut table,
        "EXTENDED_LANGUAGES",
        "Sorted extended languages, each with its prefix. The registry prefers the subtag without the prefix.",
        "(&str, &str)",
        of("extlang").map(|record| {
            assert_eq!(record.subtag, record.preferred);
            format!("({:?}, {:?})", record.subtag, record.prefix)
        }),
    );
    rows(
        &mut table,
        "PRIVATE_USE",
        "The first and the last subtag of each range.",
        "(&str, &str)",
        records.iter().filter_map(|record| {
            let (first, last) = record.subtag.split_once("..")?;
            Some(format!("({first:?}, {last:?})"))
        }),
    );
    rows(
        &mut table,
        "GRANDFATHERED",
        "Sorted grandfathered tags, which are registered only as a whole and are not deprecated.",
        "&str",
        of("grandfathered")
            .filter(|record| record.deprecated.is_empty())
            .map(|r| quoted(r.subtag)),
    );
    rows(
        &mut table,
        "DEPRECATED",
        "Sorted subtags and whole tags that are deprecated, each with its replacement, if there is one.",
        "(&str, Option<&str>)",
        records
            .iter()
            .filter(|record| !record.deprecated.is_empty() && record.kind != "extlang")
            .map(|record| match record.preferred {
                "" => format!("({:?}, None)", record.subtag),
                preferred => format!("({:?}, Some({preferred:?}))", record.subtag),
            }),
    );
    table
}

fn quoted(text: &str) -> String {
    format!("{text:?}")
}

fn cells<'a>(
    table: &mut String,
    name: &str,
    doc: &str,
    width: usize,
    subtags: impl Iterator<Item = &'a str>,
) {
    let subtags: BTreeSet<String> = subtags.map(|subtag| format!("{subtag:width$}")).collect();
    let subtags = Vec::from_iter(subtags);
    let _ = write!(table, "\n/// {doc}\npub(super) const {name}: &str = \"\\\n");
    for line in subtags.chunks(96 / width) {
        let _ = writeln!(table, "    {}\\", line.concat());
    }
    table.push_str("\";\n");
}

fn rows(table: &mut String, name: &str, doc: &str, item: &str, rows: impl Iterator<Item = String>) {
    let rows: BTreeSet<String> = rows.collect();
    let _ = write!(
        table,
        "\n/// {doc}\npub(super) const {name}: &[{item}] = &[\n"
    );
    for row in rows {
        let _ = writeln!(table, "    {row},");
    }
    table.push_str("];\n");
}
