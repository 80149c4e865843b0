//! Tests that suggestions are valid and close to the original names, and that different files get different
//! suggestions.

// Clippy's exception for tests does not cover helper functions.
#![allow(clippy::unwrap_used)]

use std::collections::HashMap;

use delivery_naming::{BacklotFileName, FileName, Section};
use proptest::prelude::*;

#[track_caller]
fn suggested(name: &str) -> String {
    let suggestion = FileName::suggest(name).unwrap_or_else(|| panic!("nothing for {name:?}"));
    suggestion.as_str().to_owned()
}

#[test]
fn a_suggestion_is_near_to_the_name() {
    for (name, nearest) in [
        ("Big Buck Bunny.xlsx", "Big_Buck_Bunny.xlsx"),
        ("Big Buck Bunny - US.XLSX", "Big_Buck_Bunny-US.XLSX"),
        ("Amélie.xlsx", "Amelie.xlsx"),
        ("Ame\u{301}lie.xlsx", "Amelie.xlsx"),
        ("Größe ß.mov", "Grosse_ss.mov"),
        ("Iğdır ışık.mov", "Igdir_isik.mov"),
        ("映画.xlsx", "YingHua.xlsx"),
        ("Война и мир.xlsx", "Voyna_i_mir.xlsx"),
        ("Kiki・Jiji.mov", "Kiki_Jiji.mov"),
        ("Title – US—2026.xlsx", "Title-US-2026.xlsx"),
        (
            "Who's #1? R&B (50%) \"live\".xlsx",
            "Whos_1_R_B_50_live.xlsx",
        ),
        ("a\u{202e}b\u{200b}c\0d\u{feff}.xlsx", "abcd.xlsx"),
        ("a\u{a0}b\tc\nd.xlsx", "a_b_c_d.xlsx"),
        ("Avails v1.2.xlsx", "Avails_v1_2.xlsx"),
        ("avails.xlsx.", "avails.xlsx"),
        ("avails.xlsx ", "avails.xlsx"),
        ("avails.xlsx. .", "avails.xlsx"),
        ("avails.xlsx.\u{200b}", "avails.xlsx"),
        ("avails.xlsx (1)", "avails_1.xlsx"),
        ("-a--_b_.xlsx", "a-b.xlsx"),
        ("a__b c.xlsx", "a__b_c.xlsx"),
        ("../films/a b.xlsx", "a_b.xlsx"),
        ("C:\\films\\é.xlsx", "e.xlsx"),
        ("a.xlsx/", "a.xlsx"),
        ("CON.xlsx", "CON_1.xlsx"),
        ("ĆON.xlsx", "CON_1.xlsx"),
        (".xlsx", "unnamed.xlsx"),
        ("???.xlsx", "unnamed.xlsx"),
        ("🎬 premiere.mov", "clapper_premiere.mov"),
        ("a.ｘｌｓｘ", "a.xlsx"),
    ] {
        assert_eq!(suggested(name), nearest, "{name:?}");
    }
}

#[test]
fn what_kind_of_file_it_is_is_not_guessed() {
    for name in [
        "",
        ".",
        "..",
        "avails",
        "a.",
        "films/",
        "Dr. Strangelove",
        "a.🎬",
    ] {
        assert_eq!(FileName::suggest(name), None, "{name:?}");
    }
    let endless = format!("a.{}", "x".repeat(300));
    assert_eq!(FileName::suggest(&endless), None, "it would have to be cut");
}

#[test]
fn a_long_name_loses_its_end_and_not_its_extension() {
    let name = suggested(&format!("{}.xlsx", "a".repeat(300)));
    assert_eq!(name, format!("{}.xlsx", "a".repeat(250)));
    // No separator is left at the end of a name that was cut.
    let name = suggested(&format!("{} b c.xlsx", "a".repeat(249)));
    assert_eq!(name, format!("{}.xlsx", "a".repeat(249)));
    // There is room for three letters, but they would form a device name.
    let extension = "x".repeat(251);
    assert_eq!(
        suggested(&format!("CON.{extension}")),
        format!("CO.{extension}")
    );
}

#[test]
fn files_of_one_delivery_get_different_names() {
    let names = [
        "Amélie.xlsx",
        "Amelie.xlsx",
        "Amèlie.xlsx",
        "AMÉLIE.xlsx",
        "avails",
        "Amelie_2.xlsx",
        "Amélie.xlsx",
    ];
    let suggestions = FileName::suggest_all(&names);
    let suggestions: Vec<_> = suggestions
        .iter()
        .map(|name| name.as_ref().map_or("-", FileName::as_str))
        .collect();
    assert_eq!(
        suggestions,
        [
            "Amelie_3.xlsx",
            "Amelie.xlsx",
            "Amelie_4.xlsx",
            "AMELIE_5.xlsx",
            "-",
            "Amelie_2.xlsx",
            "Amelie_3.xlsx",
        ]
    );
    let long = |end: &str| format!("{}{end}.xlsx", "a".repeat(260));
    let cut = FileName::suggest_all(&[long("b"), long("c")]);
    assert_eq!(
        cut[1].as_ref().unwrap().as_str(),
        format!("{}_2.xlsx", "a".repeat(248))
    );
}

#[test]
fn many_names_of_one_suggestion_are_numbered_in_time() {
    let names: Vec<String> = (0..5_000)
        .map(|n| format!("{}.x", "!".repeat(n % 250) + &"?".repeat(n / 250)))
        .collect();
    let suggestions = FileName::suggest_all(&names);
    assert_eq!(suggestions[1].as_ref().unwrap().as_str(), "unnamed_2.x");
    assert!(suggestions.iter().all(Option::is_some));
}

#[test]
fn a_section_has_words_alone() {
    for (text, nearest) in [
        ("Spider-Man: Un été", "Spider_Man_Un_ete"),
        ("Dr. Strangelove", "Dr_Strangelove"),
        ("AC/DC", "AC_DC"),
        ("", "unnamed"),
        ("CON", "CON"),
    ] {
        assert_eq!(Section::suggest(text).as_str(), nearest, "{text:?}");
    }
}

fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        ".{0,20}\\.[a-zA-Z0-9]{1,5}",
        "\\PC{0,30}",
        any::<String>(),
        "[aB3_. -]{0,10}",
        "[é映\u{301}\u{202e}/\\\\.' –-]{0,8}\\.x",
        "(con|NUL|com[0-9]|Lpt1)[._ é]{0,2}\\.?x{0,255}",
        "[a -]{240,280}\\.x{1,260}",
    ]
}

proptest! {
    #[test]
    fn a_suggestion_for_backlot_is_legal_and_different(names in prop::collection::vec(hostile(), 0..6)) {
        let mut given = HashMap::new();
        for (name, suggestion) in names.iter().zip(BacklotFileName::suggest_all(&names)) {
            let Some(suggestion) = suggestion else {
                prop_assert!(BacklotFileName::parse(name).is_err());
                continue;
            };
            prop_assert_eq!(suggestion.as_str() == name, BacklotFileName::parse(name).is_ok());
            let other = given.insert(suggestion.as_str().to_ascii_lowercase(), name);
            prop_assert!(other.is_none_or(|other| other == name || other.eq_ignore_ascii_case(name)));
        }
    }

    #[test]
    fn a_suggestion_is_legal_and_its_own_suggestion(name in hostile()) {
        if let Some(suggestion) = FileName::suggest(&name) {
            prop_assert_eq!(FileName::parse(suggestion.as_str()), Ok(suggestion.clone()));
            prop_assert_eq!(FileName::suggest(suggestion.as_str()), Some(suggestion));
        }
        let section = Section::suggest(&name);
        prop_assert_eq!(Section::parse(section.as_str()), Ok(section.clone()));
        prop_assert_eq!(Section::suggest(section.as_str()), section);
    }

    #[test]
    fn a_legal_name_stays(name in "[A-Za-z0-9]{1,5}([_-][A-Za-z0-9]{1,5}){0,3}\\.[A-Za-z0-9]{1,4}") {
        if let Ok(legal) = FileName::parse(&name) {
            prop_assert_eq!(FileName::suggest(&name), Some(legal));
        }
    }

    /// Letters and digits keep their order and case, regardless of the characters around them, and the extension stays
    /// the same.
    #[test]
    fn letters_and_digits_stay(
        words in prop::collection::vec("[A-Za-z0-9]{1,6}", 1..6),
        between in prop::collection::vec("[ _!&()\u{200b}#,;.–-]{1,3}", 6),
        extension in "[A-Za-z0-9]{1,5}",
    ) {
        let stem: String = words.iter().zip(&between).map(|(word, gap)| format!("{word}{gap}")).collect();
        let name = FileName::suggest(&format!("{stem}.{extension}")).unwrap();
        prop_assert_eq!(name.extension(), extension);
        let kept: String = name.stem().chars().filter(char::is_ascii_alphanumeric).collect();
        let device = ["con", "prn", "aux", "nul"].contains(&words.concat().to_lowercase().as_str())
            || words.concat().len() == 4;
        prop_assert!(kept == words.concat() || device, "{}", name);
    }

    #[test]
    fn no_two_names_become_one(names in prop::collection::vec(prop_oneof![hostile(), "[aáàA1_]{1,3}\\.(x|X)"], 0..12)) {
        let suggestions = FileName::suggest_all(&names);
        prop_assert_eq!(suggestions.len(), names.len());
        let mut owners: HashMap<String, &String> = HashMap::new();
        for (name, suggestion) in names.iter().zip(&suggestions) {
            let Some(suggestion) = suggestion else { continue };
            if FileName::parse(name).is_ok() {
                prop_assert_eq!(suggestion.as_str(), name);
            }
            let owner = owners.entry(suggestion.as_str().to_owned()).or_insert(name);
            prop_assert_eq!(*owner, name);
        }
    }
}
