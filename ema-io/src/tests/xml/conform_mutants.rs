//! Tests that this crate reports the same schema faults as `xmllint`, both in real files and in files with one missing,
//! unknown, repeated or misplaced element or attribute.
//!
//! The reader deliberately differs from `xmllint` in three ways. It checks values according to the rules for cells. It
//! accepts elements from an unknown namespace if the schema allows other elements in that position. It does not check
//! the content of an element that no column holds, so the test files have no such elements.

use std::fmt::Write as _;

use ema_model::{Avail, Column, EmaVersion, XmlVersion};

use crate::tests::corpus::files;
use crate::tests::xmllint::{CHECKED, faults_of_each, shared};

#[test]
fn the_files_of_the_corpus_have_the_faults_that_xmllint_finds() {
    let Some(shared) = shared() else { return };
    for path in files("xml") {
        let text = std::fs::read_to_string(&path).unwrap();
        let version = version_of(&text);
        let said = faults_of_each(&shared, version, std::slice::from_ref(&text));
        let expected: Vec<u32> = said[0].iter().filter_map(|said| line_of(said)).collect();
        let workbook = crate::read_path(&path).unwrap();
        let faults = workbook.avails().flat_map(|avail| avail.schema_faults());
        let told: Vec<u32> = faults.map(|fault| fault.position.line).collect();
        assert_eq!(told, expected, "{}", path.display());
    }
}

#[test]
fn a_file_with_one_fault_has_it_where_xmllint_does() {
    let Some(shared) = shared() else { return };
    for (nth, version) in CHECKED.into_iter().enumerate() {
        let mutants: Vec<Mutant> = ["Movie", "Episode", "Volume"]
            .into_iter()
            .flat_map(|work_type| mutants(&document(version, work_type), nth))
            .collect();
        let documents: Vec<String> = mutants.iter().map(|it| it.document.clone()).collect();
        let said = faults_of_each(&shared, version, &documents);
        let mut differences = String::new();
        let mut wrong = 0;
        for (mutant, said) in mutants.iter().zip(&said) {
            let workbook = match crate::read_bytes(mutant.document.as_bytes()) {
                Ok(workbook) => workbook,
                Err(error) => panic!("{version}: {}: {error}", mutant.change),
            };
            let faults = workbook.avails().flat_map(|avail| avail.schema_faults());
            let told: Vec<String> = faults
                .map(|fault| format!("{:?} {} {}", fault.kind, fault.path, fault.position))
                .collect();
            if said.iter().any(|said| said.contains("strict wildcard")) {
                continue;
            }
            let said: Vec<&String> = said.iter().filter(|said| !is_of_a_value(said)).collect();
            wrong += usize::from(!said.is_empty());
            if said.is_empty() != told.is_empty() {
                let change = &mutant.change;
                let _ = writeln!(differences, "{change}\n  told {told:?}\n  xmllint {said:?}");
            }
        }
        assert!(differences.is_empty(), "{version}:\n{differences}");
        assert!(wrong > 30, "{version}: {wrong}");
    }
}

pub(super) fn version_of(text: &str) -> XmlVersion {
    let start = "http://www.movielabs.com/schema/avails/v";
    let (_, rest) = text.split_once(start).unwrap();
    rest.split_once('/').unwrap().0.parse().unwrap()
}

/// Returns the line that `xmllint` reports, unless the report is about a value.
fn line_of(said: &str) -> Option<u32> {
    (!is_of_a_value(said)).then(|| said.split(':').next()?.parse().ok())?
}

/// Whether a report from `xmllint` is about the text of an element or attribute.
fn is_of_a_value(said: &str) -> bool {
    ["is not a valid value", "facet", "fixed value"]
        .iter()
        .any(|words| said.contains(words))
}

struct Mutant {
    change: String,
    document: String,
}

/// Returns a document for a row with every possible column, with one tag or leaf on each line.
pub(super) fn document(version: XmlVersion, work_type: &'static str) -> String {
    let cells = Column::ALL.iter().filter_map(|column| {
        let text = match column {
            Column::WorkType => work_type,
            column => text_of(*column)?,
        };
        Some((*column, text))
    });
    let avail = Avail::from_cells(EmaVersion::V1_9, cells);
    let written = version.max(XmlVersion::V2_2);
    let mut writer = crate::xml::Writer::new(Vec::new(), Some(written)).unwrap();
    writer.sheet(avail.header());
    writer.avail(&avail, &mut |_| {}).unwrap();
    let text = String::from_utf8(writer.finish().unwrap()).unwrap();
    match version {
        // This crate does not write version 2.1, so a document of version 2.2 gets the namespace of 2.1. The elements
        // that 2.2 added then count as faults.
        XmlVersion::V2_1 => text.replace("avails/v2.2/", "avails/v2.1/"),
        _ => text,
    }
}

/// Returns a value for a column. The value is valid if the schema checks the column's values.
fn text_of(column: Column) -> Option<&'static str> {
    let name = column.name();
    Some(match column {
        Column::EntryType => "Full Extract",
        Column::Territory => "US, CA-QC",
        Column::TerritoryExclusion => "CA",
        Column::LicenseType => "POEST",
        Column::PriceType => "WSP",
        Column::PriceValue | Column::Srp => "1.99",
        Column::PriceCurrency => "USD",
        Column::Start => "2026-01-01",
        Column::End => "2027-01-01",
        Column::BundledAlids => "A; B",
        Column::RatingSystem => "MPAA",
        Column::RatingValue => "PG",
        Column::RatingReason => "L, V",
        Column::TotalRunTime => "1:56:20",
        Column::ReleaseYear => "2026",
        Column::CaptionExemption => "2",
        Column::CaptionIncluded => "No",
        Column::ExceptionFlag => "Yes",
        Column::EpisodeNumber
        | Column::SeasonNumber
        | Column::VolumeNumber
        | Column::EpisodeCount
        | Column::SeasonCount => "1",
        _ if name.contains("Language") => "en",
        _ if name.contains("Date") || name.starts_with("ReleaseHistory") => "2026-01-01",
        _ if name.contains("Duration") || name.ends_with("Lag") => return None,
        _ => "x1",
    })
}

/// Only every 29th change is tested, because testing all of them would take minutes. Each version is tested with
/// different changes.
const EVERY: usize = 29;

/// Returns documents for the `nth` version, each with one changed line.
fn mutants(original: &str, nth: usize) -> Vec<Mutant> {
    let lines: Vec<&str> = original.lines().collect();
    let first = lines
        .iter()
        .position(|line| line.contains("<avails:Avail>"));
    let inside = first.unwrap() + 1..lines.len() - 2;
    let mut mutants = Vec::new();
    let mut changes = 0;
    let mut add = |number: usize, what: &str, from: usize, to: usize, new: &[String]| {
        changes += 1;
        if changes % EVERY != nth {
            return;
        }
        let new = new.iter().map(String::as_str);
        let document = lines[..from].iter().copied().chain(new);
        let document: Vec<&str> = document.chain(lines[to..].iter().copied()).collect();
        mutants.push(Mutant {
            change: format!("{what}, line {}: {}", number + 1, lines[number].trim()),
            document: document.join("\n"),
        });
    };
    for number in inside {
        let line = lines[number];
        let own = |line: &str| vec![line.to_owned()];
        if line.trim_start().starts_with("<?") {
            continue;
        }
        let is_open = ["Disposition", "Asset", "SeriesMetadata", "Term"]
            .iter()
            .any(|open| parent(&lines, number).is_some_and(|name| name == *open));
        for (what, new) in [
            ("a strange element before", "<avails:Bogus/>"),
            ("an element of Common Metadata before", "<md:Bogus/>"),
            ("an element of no namespace before", "<Bogus/>"),
            ("text before", "text"),
        ] {
            add(number, what, number, number, &own(new));
        }
        if !is_open {
            let new = own("<x:y xmlns:x=\"urn:x\"/>");
            add(number, "a foreign element before", number, number, &new);
        }
        if line.trim_start().starts_with("</") {
            continue;
        }
        let end = end_of(&lines, number);
        let block: Vec<String> = lines[number..end].iter().map(|&line| line.into()).collect();
        add(number, "gone", number, end, &[]);
        add(number, "twice", number, number, &block);
        let next = lines.get(end).map_or("</", |next| next.trim_start());
        if !next.starts_with("</") && !next.starts_with("<?") {
            let after = end_of(&lines, end);
            let next = lines[end..after].iter().map(|&line| line.to_owned());
            let swapped: Vec<String> = next.chain(block.iter().cloned()).collect();
            add(number, "after the next", number, after, &swapped);
        }
        let name = name_of(line);
        let mut renamed = block.clone();
        let other = match name.split_once(':') {
            Some(("md", local)) => format!("avails:{local}"),
            Some((_, local)) => format!("md:{local}"),
            None => name.to_owned(),
        };
        renamed[0] = renamed[0].replacen(name, &other, 1);
        if let Some(last) = renamed.last_mut() {
            *last = last.replace(&format!("</{name}>"), &format!("</{other}>"));
        }
        add(number, "of another namespace", number, end, &renamed);
        for attribute in [" bogus=\"1\"", " x:y=\"1\" xmlns:x=\"urn:x\""] {
            let mut block = block.clone();
            block[0] = block[0].replacen(name, &format!("{name}{attribute}"), 1);
            add(number, "a strange attribute", number, end, &block);
        }
        let (tag, _) = line.split_once('>').unwrap();
        let values = tag.split('"').skip(1).step_by(2);
        for (name, value) in tag.split('"').step_by(2).zip(values) {
            let name = name.rsplit(' ').next().unwrap();
            let attribute = format!(" {name}\"{value}\"");
            let mut block = block.clone();
            block[0] = block[0].replacen(&attribute, "", 1);
            add(number, "without an attribute", number, end, &block);
        }
    }
    mutants
}

/// Returns the name of the element around a line, without its prefix.
fn parent<'a>(lines: &[&'a str], number: usize) -> Option<&'a str> {
    if let Some(own) = lines[number].trim_start().strip_prefix("</avails:") {
        return own.strip_suffix('>');
    }
    let depth = indentation(lines[number]);
    let mut before = lines[..number].iter().rev();
    let parent = before.find(|line| indentation(line) < depth)?;
    Some(name_of(parent).trim_start_matches("avails:"))
}

fn name_of(line: &str) -> &str {
    let rest = line.trim_start().trim_start_matches('<');
    rest.split([' ', '>', '/']).next().unwrap_or_default()
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Returns the number of the line after the element that begins on this line.
fn end_of(lines: &[&str], number: usize) -> usize {
    let line = lines[number];
    if line.contains("</") || line.trim_end().ends_with("/>") {
        return number + 1;
    }
    let depth = indentation(line);
    let after = lines[number + 1..].iter();
    let length = after.take_while(|line| indentation(line) > depth).count();
    number + 2 + length
}
