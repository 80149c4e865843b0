//! What is reported about the values of a file is what `xmllint` reports: over the real files, and over
//! rows with all columns, with one text or attribute changed to each of a table of texts.
//!
//! The reader and `xmllint` differ on purpose in these points:
//! - What is inside an element that has no column and holds other elements, such as CoreMetadata, is
//!   not checked.
//! - AssociatedALID: files have the ID as its text, which the schema does not allow.
//! - `xmllint` does not collapse the white space around dates, times and `xs:int`.
//! - Cells can't hold every value of a type, see [`beyond_cells`].

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::ops::Range;

use ema_model::{Column, XmlVersion};

use super::conform_mutants::{document, version_of};
use crate::tests::corpus::files;
use crate::tests::xmllint::{CHECKED, faults_of_each, shared};
use crate::xml::schema::{AVAIL, Element, Held, ValueType};

/// Texts that are valid for some types and invalid for others.
const TEXTS: &[&str] = &[
    "",
    " ",
    "junk",
    "x y",
    " US ",
    "US",
    "us",
    "USA",
    "CA-QC",
    "CA-qc",
    "419",
    "en",
    "en-US",
    " en ",
    "en-",
    "en_US",
    "languages",
    "1",
    "0",
    "+5",
    "-5",
    "-0",
    "007",
    " 7 ",
    "1 2",
    "5.0",
    ".99",
    "3.",
    ".",
    "+.5",
    "-1.5",
    "1e3",
    "3,99",
    "INF",
    "2147483647",
    "2147483648",
    "-2147483648",
    "123456789012345678",
    "true",
    "false",
    "True",
    " true\n",
    "yes",
    "2026",
    "02026",
    "12026",
    "0000",
    "-0044",
    "2026Z",
    "2026+14:00",
    "2026+14:01",
    "2026-11",
    "2026-13",
    "2026-11Z",
    "2026-11-20",
    "2026-11-31",
    "2024-02-29",
    "2026-02-29",
    "2026-11-20Z",
    "2026-11-20+05:30",
    "20261120",
    "2026-11-20T10:20",
    "2026-11-20T10:20:30",
    " 2026-11-20T10:20:30\n",
    "2026-11-20T10:20:30Z",
    "2026-11-20T10:20:30-05:00",
    "2026-11-20T10:20:30-14:30",
    "2026-11-20T10:20:30.25",
    "2026-11-20T10:20:30.1234567891",
    "2026-11-20T10:20:30.",
    "2026-11-20T24:00:00",
    "2026-12-31T24:00:00.0Z",
    "2026-11-20T24:00:01",
    "2026-11-20T10:60:00",
    "2026-11-20T10:20:60",
    "2026-11-20T1:20:30",
    "2026-11-20t10:20:30",
    "2026-11-20 10:20:30",
    "10:20:30",
    "10:20",
    "24:00:00",
    "10:20:30Z",
    "PT48H",
    " PT48H ",
    "P30D",
    "PT90M",
    "PT1.5S",
    "PT1.5H",
    "PT.5S",
    "P1Y2M3DT4H5M6S",
    "P1M1Y",
    "-PT5H",
    "+PT5H",
    "P",
    "PT",
    "P1DT",
    "P2W",
    "pt48h",
    "48",
    "a:b",
    "md:alid:x",
    "http://a.b/c?d=e#f",
    "1:b",
    "a%zz",
    "a%20b",
    "a#b#c",
    "[x]",
    "a?[x]",
    "//host:80/x",
    "//host:/x",
    "//a:b/x",
    "http://u@h/",
    "http://[::1]/",
    "http://[::1",
    "x//y",
    "\u{e9}",
    "a  b",
    "{x}",
    "a\\b",
    "a^b",
    "a|b",
    ":a",
    "?a",
    "a/b:c",
];

/// Of all mutants, which would take minutes, each version has others.
const EVERY: usize = 211;

#[test]
fn values_have_the_faults_that_xmllint_finds() {
    compare(EVERY);
}

#[test]
#[ignore = "takes minutes"]
fn all_values_have_the_faults_that_xmllint_finds() {
    compare(1);
}

fn compare(every: usize) {
    let Some(shared) = shared() else { return };
    let corpus: Vec<String> = files("xml")
        .iter()
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect();
    let mut differences = String::new();
    for (nth, version) in CHECKED.into_iter().enumerate() {
        let mut originals: Vec<String> = ["Movie", "Episode", "Volume"]
            .into_iter()
            .map(|work_type| document(version, work_type))
            .collect();
        originals.extend(
            corpus
                .iter()
                .filter(|it| version_of(it) == version)
                .cloned(),
        );
        let mut seen = HashSet::new();
        let mut mutants = Vec::new();
        for original in &originals {
            let leaves = leaves(original, version);
            let new = leaves
                .into_iter()
                .filter(|leaf| seen.insert(leaf.path.clone()));
            for (leaf, text) in
                new.flat_map(|leaf| TEXTS.iter().map(move |text| (leaf.clone(), text)))
            {
                mutants.push((original, leaf, *text));
            }
        }
        let mutants: Vec<_> = mutants
            .into_iter()
            .skip(nth % every)
            .step_by(every)
            .collect();
        let mut invalid = 0;
        let mut before = HashMap::new();
        for mutants in mutants.chunks(2000) {
            let documents: Vec<String> = mutants
                .iter()
                .map(|(original, leaf, text)| {
                    let mut document = (*original).clone();
                    document.replace_range(leaf.at.clone(), text);
                    document
                })
                .collect();
            let said = faults_of_each(&shared, version, &documents);
            for (((original, leaf, text), document), said) in
                mutants.iter().zip(&documents).zip(&said)
            {
                invalid += usize::from(!said.is_empty());
                let workbook = crate::read_bytes(document.as_bytes()).unwrap();
                let faults: Vec<String> = workbook
                    .avails()
                    .flat_map(|avail| avail.schema_faults())
                    .map(|fault| format!("{:?} {}", fault.kind, fault.path))
                    .collect();
                if said.is_empty() != faults.is_empty() && !is_white_around(leaf.value, text) {
                    let _ = writeln!(
                        differences,
                        "{version} {}: {text:?}\n  told {faults:?}\n  xmllint {said:?}",
                        leaf.path
                    );
                }
                if !said.is_empty() {
                    continue;
                }
                let before = before
                    .entry(original.as_ptr())
                    .or_insert_with(|| wrong_cells(original));
                for (column, text) in wrong_cells(document) {
                    if !before.contains(&(column, text.clone())) && !beyond_cells(leaf.value, &text)
                    {
                        let _ = writeln!(
                            differences,
                            "{version} {}: {text:?} is wrong in {column}, and valid",
                            leaf.path
                        );
                    }
                }
            }
        }
        assert!(invalid > 10, "{version}: {invalid}");
    }
    assert!(differences.is_empty(), "{differences}");
}

/// The cells that are not values of their columns.
fn wrong_cells(document: &str) -> Vec<(Column, String)> {
    let workbook = crate::read_bytes(document.as_bytes()).unwrap();
    let avails = workbook.avails();
    let cells = avails.flat_map(|avail| {
        let cells = avail
            .cells()
            .iter()
            .filter(|cell| !cell.faults().is_empty());
        let cells = cells.filter_map(|cell| {
            let column = avail.header().column_at(cell.index())?.column?;
            Some((column, cell.text().to_owned()))
        });
        cells.collect::<Vec<_>>()
    });
    cells.collect()
}

/// Whether a cell can't hold a text, although its schema type accepts it: the columns of EMA Avails are
/// narrower.
///
/// - IDs, languages and texts have rules of their own for their columns.
/// - Counts are not negative and have nine digits at most; amounts are not negative.
/// - Years have four digits.
/// - Durations are whole seconds; rentals are whole hours, at least one; a running time has no months.
fn beyond_cells(value: ValueType, text: &str) -> bool {
    match value {
        ValueType::Text | ValueType::Uri | ValueType::Language => true,
        ValueType::Integer | ValueType::Int | ValueType::PositiveInteger => {
            text.starts_with('-') || text.len() > 9
        }
        ValueType::Decimal => text.starts_with('-'),
        ValueType::Duration => text.starts_with('-') || text.contains(['P', '.']),
        ValueType::ReleaseDate | ValueType::YearOrTime | ValueType::Event | ValueType::DateTime => {
            let year = text.split(['-', 'T', 'Z', '+']).next().unwrap_or_default();
            year.len() != 4
        }
        _ => false,
    }
}

/// Whether `xmllint` may be wrong about a text: it does not collapse the white space around dates,
/// times and `xs:int`.
fn is_white_around(value: ValueType, text: &str) -> bool {
    let counts = [ValueType::Text, ValueType::Country, ValueType::Region];
    !counts.contains(&value) && text.trim() != text && !text.trim().is_empty()
}

/// A text or the value of an attribute.
#[derive(Clone, Debug)]
struct Leaf {
    path: String,
    value: ValueType,
    at: Range<usize>,
}

/// The leaves of a document that the tree has, those inside elements without a column excepted.
fn leaves(document: &str, version: XmlVersion) -> Vec<Leaf> {
    let mut leaves = Vec::new();
    // The open elements; `None` for what the tree does not have or does not go into.
    let mut open: Vec<(String, Option<&'static Element>)> = Vec::new();
    let mut at = 0;
    while let Some(start) = document[at..].find('<').map(|start| at + start) {
        let end = start + document[start..].find('>').unwrap();
        let tag = &document[start + 1..end];
        at = end + 1;
        if document[start..].starts_with("<!--") {
            at = start + document[start..].find("-->").unwrap();
            continue;
        }
        if tag.starts_with(['?', '!']) {
            continue;
        }
        if tag.starts_with('/') {
            open.pop();
            continue;
        }
        let name = tag.split([' ', '\n', '\r', '\t', '/']).next().unwrap();
        let local = name.rsplit(':').next().unwrap();
        let (path, parent) = open.last().cloned().unwrap_or_default();
        let path = format!("{path}/{local}");
        let element = match local {
            "Avail" => Some(&AVAIL),
            _ => parent
                .filter(|it| it.held != Held::Unplaced)
                .and_then(|parent| {
                    let mut children = parent.children();
                    children.find(|child| child.name == local && child.is_in(version))
                }),
        };
        let is_empty = tag.ends_with('/');
        let end_tag = document[at..]
            .find('<')
            .is_some_and(|next| document[at + next..].starts_with("</") && !is_empty);
        if let Some(element) = element {
            if element.held != Held::Unplaced {
                let mut from = start + 1;
                let quoted: Vec<&str> = tag.split('"').collect();
                for pair in quoted.chunks(2) {
                    let [name, value] = pair else { break };
                    from += name.len() + 1;
                    let name = name.trim().trim_end_matches('=');
                    let name = name.rsplit(char::is_whitespace).next().unwrap_or_default();
                    if let Some(known) = element.attribute(name, version) {
                        leaves.push(Leaf {
                            path: format!("{path}/@{name}"),
                            value: known.value,
                            at: from..from + value.len(),
                        });
                    }
                    from += value.len() + 1;
                }
            }
            if end_tag && element.children.is_empty() && local != "AssociatedALID" {
                let length = document[at..].find('<').unwrap();
                leaves.push(Leaf {
                    path: path.clone(),
                    value: element.value,
                    at: at..at + length,
                });
            }
        }
        if !is_empty {
            open.push((path, element));
        }
    }
    leaves
}
