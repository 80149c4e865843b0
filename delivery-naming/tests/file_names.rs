//! Tests of valid file names, and of the messages for invalid file names.

// Clippy's exception for tests does not cover helper functions.
#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;

use delivery_naming::{FileName, NameFault, NameFaultKind, Section};
use ema_testing::assert_snapshot;
use proptest::prelude::*;

fn faults(name: &str) -> Vec<NameFault> {
    FileName::parse(name)
        .err()
        .map(|faults| faults.iter().collect())
        .unwrap_or_default()
}

fn kinds(name: &str) -> Vec<(NameFaultKind, usize)> {
    faults(name)
        .into_iter()
        .map(|fault| (fault.kind, fault.character))
        .collect()
}

#[test]
fn legal_names_are_taken_and_told_apart_by_case() {
    for name in [
        "a.b",
        "avails.xlsx",
        "Big_Buck_Bunny-US-Avails.XLSX",
        "1-2-3.4",
        "a__b.xlsx",
        "CONSOLE.xlsx",
        "COM10.csv",
    ] {
        assert_eq!(FileName::parse(name).unwrap().as_str(), name);
    }
    assert_ne!(FileName::parse("A.xlsx"), FileName::parse("a.xlsx"));
}

#[test]
fn a_name_has_255_bytes_at_most() {
    let name = |bytes: usize| format!("{}.xlsx", "a".repeat(bytes - 5));
    assert!(FileName::parse(&name(255)).is_ok());
    assert_eq!(
        kinds(&name(256)),
        [(NameFaultKind::TooLong { bytes: 256 }, 1)]
    );
}

#[test]
fn a_folder_is_reported_and_not_what_is_in_its_name() {
    assert_eq!(
        kinds("mes films/a.xlsx"),
        [(NameFaultKind::PathSeparator('/'), 10)]
    );
    assert_eq!(
        kinds("é\\é.xlsx"),
        [
            (NameFaultKind::PathSeparator('\\'), 2),
            (NameFaultKind::NotAscii('é'), 3)
        ]
    );
    assert_eq!(
        kinds("../v1.2/./a.xlsx"),
        [
            (NameFaultKind::FolderStep, 1),
            (NameFaultKind::PathSeparator('/'), 3),
            (NameFaultKind::PathSeparator('/'), 8),
            (NameFaultKind::FolderStep, 9),
            (NameFaultKind::PathSeparator('/'), 10),
        ]
    );
    assert_eq!(
        kinds("films/"),
        [
            (NameFaultKind::PathSeparator('/'), 6),
            (NameFaultKind::Empty, 7)
        ]
    );
}

#[test]
fn the_extension_starts_at_the_last_period_that_something_follows() {
    assert_eq!(kinds("a.b.xlsx"), [(NameFaultKind::ExtraPeriod, 2)]);
    assert_eq!(kinds("a.xlsx."), [(NameFaultKind::ExtraPeriod, 7)]);
    assert_eq!(
        kinds("a.xlsx. "),
        [
            (NameFaultKind::ExtraPeriod, 7),
            (NameFaultKind::Blank(' '), 8)
        ]
    );
    assert_eq!(kinds("a."), [(NameFaultKind::NoExtension, 3)]);
    assert_eq!(kinds("a"), [(NameFaultKind::NoExtension, 2)]);
    assert_eq!(kinds(".xlsx"), [(NameFaultKind::NoStem, 1)]);
    assert_eq!(
        kinds("..xlsx"),
        [(NameFaultKind::NoStem, 1), (NameFaultKind::ExtraPeriod, 1)]
    );
    assert_eq!(kinds("a.x-y"), [(NameFaultKind::InExtension('-'), 4)]);
}

#[test]
fn a_hyphen_is_between_sections_and_an_underscore_between_words() {
    assert_eq!(kinds("-a.xlsx"), [(NameFaultKind::EmptySection, 1)]);
    assert_eq!(kinds("a-.xlsx"), [(NameFaultKind::EmptySection, 2)]);
    assert_eq!(kinds("a--b.xlsx"), [(NameFaultKind::EmptySection, 3)]);
    assert_eq!(kinds("-.xlsx"), [(NameFaultKind::EmptySection, 1)]);
    assert_eq!(kinds("_a.xlsx"), [(NameFaultKind::EmptyWord, 1)]);
    assert_eq!(kinds("a_.xlsx"), [(NameFaultKind::EmptyWord, 2)]);
    assert_eq!(kinds("a_-b.xlsx"), [(NameFaultKind::EmptyWord, 2)]);
    assert_eq!(kinds("a-_b.xlsx"), [(NameFaultKind::EmptyWord, 3)]);
}

#[test]
fn windows_keeps_device_names_in_any_case_and_with_any_extension() {
    for name in ["CON.xlsx", "nul.xml", "Com1.csv", "lpt9.x", "AUX", "prn."] {
        assert!(
            kinds(name).contains(&(NameFaultKind::DeviceName, 1)),
            "{name}"
        );
    }
}

#[test]
fn messages_say_where_and_what_to_do() {
    let mut text = String::new();
    for name in [
        "",
        "Big Buck Bunny.xlsx",
        "Amélie.xlsx",
        "Ame\u{301}lie.xlsx",
        "映画.xlsx",
        "a\u{202e}b.xlsx",
        "a\u{a0}b\tc\nd.xlsx",
        "a\0b\u{7f}.xlsx",
        "Who's #1? R&B (50%) \"live\".xlsx",
        "../films/a.xlsx",
        "C:\\films\\a.xlsx",
        "..",
        "v1.2.xlsx",
        "avails",
        ".xlsx",
        "a.x_y",
        "-a--_b_.xlsx",
        "con.xlsx",
    ] {
        writeln!(text, "{}", FileName::parse(name).unwrap_err()).unwrap();
    }
    for section in ["", "AC/DC: Spider-Man_", ".."] {
        writeln!(text, "{}", Section::parse(section).unwrap_err()).unwrap();
    }
    writeln!(text, "{}", faults(&format!("{}.xlsx", "a".repeat(300)))[0]).unwrap();
    assert_snapshot(text, ema_testing::file!["snapshots/file_name_messages.txt"]);
}

/// A second implementation of the rules, which splits the name at its separators and checks the pieces.
fn is_legal(name: &str) -> bool {
    let is_word =
        |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let is_section =
        |section: &str| section.trim_matches('_') == section && is_word(&section.replace('_', ""));
    let devices = ["CON", "PRN", "AUX", "NUL"];
    match *name.split('.').collect::<Vec<_>>() {
        [stem, extension] => {
            let capitals = stem.to_uppercase();
            let is_port = capitals.len() == 4
                && (capitals.starts_with("COM") || capitals.starts_with("LPT"))
                && matches!(capitals.as_bytes().last(), Some(b'1'..=b'9'));
            stem.split('-').all(is_section)
                && is_word(extension)
                && name.len() < 256
                && !is_port
                && !devices.contains(&capitals.as_str())
        }
        _ => false,
    }
}

/// Generates names from the characters that the rules mention, so that most names are nearly valid.
fn nearly_legal() -> impl Strategy<Value = String> {
    prop_oneof![
        "[aB3_.-]{0,8}",
        "[aB3é \u{301}/\\\\._:-]{0,10}",
        "(con|NUL|com[0-9]|Lpt1)[._a]{0,2}x?",
        "[a-]{250,256}.x"
    ]
}

#[test]
fn a_caret_stands_under_each_fault() {
    let marked = |name: &str| FileName::parse(name).unwrap_err().marked().to_string();
    // Ideographs are two columns wide, an accent belongs to its letter, and an invisible character is escaped.
    assert_eq!(
        marked("映 e\u{301}\u{200b}.xlsx"),
        "  映 e\u{301}<U+200B>.xlsx\n  ^^^^^^^^^^^^"
    );
    assert_eq!(marked("ab.xlsx."), "  ab.xlsx.\n         ^");
    assert_eq!(marked(""), "  \n  ^");
    // Direction marks in a name do not reverse the line that shows the name.
    assert!(!marked("a\u{202e}b.xlsx").contains('\u{202e}'));
}

proptest! {
    #[test]
    fn a_name_is_taken_when_it_keeps_the_rules(name in prop_oneof![nearly_legal(), ".{0,20}"]) {
        prop_assert_eq!(FileName::parse(&name).is_ok(), is_legal(&name), "{:?}", name);
    }

    #[test]
    fn the_parts_of_a_legal_name_make_it_up(
        sections in prop::collection::vec("[A-Za-z0-9]{1,3}(_[A-Za-z0-9]{1,3}){0,2}", 1..5),
        extension in "[A-Za-z0-9]{1,4}",
    ) {
        let text = format!("{}.{extension}", sections.join("-"));
        prop_assume!(is_legal(&text));
        let name = FileName::parse(&text).unwrap();
        prop_assert!(name.sections().eq(sections.iter().map(String::as_str)));
        prop_assert_eq!(name.stem(), sections.join("-"));
        prop_assert_eq!(name.extension(), extension);
        prop_assert_eq!(name.to_string(), text);
    }

    #[test]
    fn a_fault_is_where_it_says(name in prop_oneof![nearly_legal(), ".{0,20}"]) {
        let faults = faults(&name);
        for fault in &faults {
            prop_assert!(name.get(fault.span()).is_some());
            prop_assert_eq!(name[..fault.byte].chars().count() + 1, fault.character);
            let there = name[fault.byte..].chars().next();
            match fault.kind {
                NameFaultKind::PathSeparator(c)
                | NameFaultKind::Blank(c)
                | NameFaultKind::Unseen(c)
                | NameFaultKind::NotAscii(c)
                | NameFaultKind::BreaksTransfer(c)
                | NameFaultKind::Special(c)
                | NameFaultKind::InExtension(c) => prop_assert_eq!(there, Some(c)),
                NameFaultKind::ExtraPeriod | NameFaultKind::FolderStep => prop_assert_eq!(there, Some('.')),
                NameFaultKind::EmptySection => prop_assert_eq!(there, Some('-')),
                NameFaultKind::EmptyWord => prop_assert_eq!(there, Some('_')),
                NameFaultKind::NoExtension => prop_assert_eq!(there, None),
                _ => {}
            }
        }
        prop_assert!(faults.is_sorted_by_key(|fault| fault.byte));
    }

    #[test]
    fn every_bad_character_is_reported(name in "[a-c]{1,3}([ é!&\u{7}][a-c]{1,3}){1,6}") {
        let bad: Vec<_> = (1..).zip(name.chars()).filter(|(_, c)| !c.is_ascii_alphanumeric()).map(|(at, _)| at).collect();
        let reported: Vec<_> = faults(&format!("{name}.xlsx")).iter().map(|fault| fault.character).collect();
        prop_assert_eq!(reported, bad);
    }
}
