//! Tests explanations of single cells.

// Clippy does not recognize helper functions in tests as test code.
#![allow(clippy::unwrap_used)]

use ema_avails::{
    AsOf, Check, Explanation, Format, Holdings, Input, Profile, ReadOptions, read_feed,
};
use ema_testing::{assert_snapshot, str};

const FEED: &str = "\
DisplayName,ALID,Territory,WorkType,EntryType,LicenseType,FormatProfile,TitleInternalAlias,Start,End,PriceType,PriceValue,Spam
Harbor,FERRY,\"DE, AT, CL, US\",Movie,Full Extract,EST,HD,The Last Ferry,2026-01-01,2027-03-31,WSP,9.99,x
Harbor,FERRY,\"DE, UK, XX\",Movie,Full Extract,VOD,HD,The Last Ferry,2026-01-01T00:00:00Z,Open,WSP,\"9,99\",
Total: 2,,,,,,,,,,,,
";

fn as_of() -> AsOf {
    "2026-11-21".parse().unwrap()
}

fn explain_in(
    input: impl Into<Vec<u8>>,
    address: &str,
    held: Option<&Holdings>,
) -> Option<Explanation> {
    let profile = Profile::prime_video();
    let mut check = Check::new(&profile, as_of());
    if let Some(held) = held {
        check = check.holding(held);
    }
    let input = Input::bytes(input.into()).named("feed.csv");
    check.explain(&input, &address.parse().unwrap()).unwrap()
}

fn explain(address: &str) -> String {
    explain_in(FEED, address, None).unwrap().to_string()
}

/// Applies feeds to holdings.
fn holding(feeds: &[&str]) -> Holdings {
    let profile = Profile::prime_video();
    let mut held = Holdings::new();
    for (number, feed) in (1..).zip(feeds) {
        let input = Input::bytes(feed.as_bytes().to_vec()).named(format!("{number}.csv"));
        let feed = read_feed(&input, &ReadOptions::new(), profile.conventions()).unwrap();
        held.apply(&feed, as_of());
    }
    held
}

#[test]
fn an_end_is_explained_in_each_territory() {
    assert_snapshot(
        explain("J2"),
        str![[r#"
feed!J2 End: The end of the window; a date without a time includes the whole day.

text        `2027-03-31`, stored as text
value       2027-03-31
instant     AT: 2027-03-31T21:59:59Z (2027-03-31 23:59:59 in Europe/Vienna)
instant     CL: 2027-04-01T02:59:59Z (2027-03-31 23:59:59 in America/Santiago)
instant     DE: 2027-03-31T21:59:59Z (2027-03-31 23:59:59 in Europe/Berlin)
instant     US: 2027-04-01T03:59:59Z (2027-03-31 23:59:59 in America/New_York)
title       The Last Ferry
offer       EST HD
scope       FERRY of Harbor in AT, CL, DE, US (sale and rental): everything that a Full Extract with this row replaces
found       nothing
passes      formula-cell, error-cell, hidden-duplicate-cell, stray-space, control-character, converted-cell, value-case, date-syntax

"#]],
    );
}

#[test]
fn a_list_is_explained_by_its_invalid_items() {
    assert_snapshot(
        explain("C3"),
        str![[r#"
feed!C3 Territory: The territory in which the rights are granted.

text        `DE, UK, XX`, stored as text
value       not valid: `UK`: it is not an ISO 3166-1 territory; `XX`: it is not an ISO 3166-1 territory
title       The Last Ferry
offer       VOD HD
scope       not known, because the licensor, the ID, the license type or a territory is blank or not valid
found       error territory-code: `UK` (United Kingdom) is not a country code of ISO 3166-1. Write `GB` (United Kingdom).
found       error territory-code: `XX` is not a country code of ISO 3166-1. Write the two-letter code of each intended country, such as `US` or `GB`.
passes      formula-cell, error-cell, hidden-duplicate-cell, stray-space, control-character, converted-cell, value-case, territory-list

"#]],
    );
}

#[test]
fn a_time_with_an_offset_needs_no_zone() {
    let explanation = explain_in(FEED.replace("DE, UK, XX", "DE"), "I3", None).unwrap();
    let [start] = explanation.instants[..] else {
        panic!("{:?}", explanation.instants)
    };
    assert_eq!(
        (start.bound.to_string().as_str(), start.resolved),
        ("2026-01-01T00:00:00Z", None)
    );
}

#[test]
fn a_remark_is_checked_by_no_rule_for_cells() {
    assert_snapshot(
        explain("A4"),
        str![[r#"
feed!A4 DisplayName: The licensor: the organization that grants the rights.

text        `Total: 2`, stored as text
value       Total: 2
offer       not known, because LicenseType is blank
scope       not known, because the licensor, the ID, the license type or a territory is blank or not valid
found       error stray-row: only column A is filled in, with `Total: 2`, so the row is not an avail. Delete the row, or move its text to another tab, because a platform reads each row under the header as an avail. If the row should be one, fill in its other cells.

"#]],
    );
}

#[test]
fn findings_about_the_header_are_about_the_cells() {
    assert_snapshot(
        explain("M2"),
        str![[r#"
feed!M2 Spam

text        `x`, stored as text
value       x
title       The Last Ferry
offer       EST HD
scope       FERRY of Harbor in AT, CL, DE, US (sale and rental): everything that a Full Extract with this row replaces
found       warning unknown-column: `Spam` is not a column of EMA Avails. Give it the name of the intended column, or delete it. Its content is not used.
passes      formula-cell, error-cell, hidden-duplicate-cell, stray-space, control-character, converted-cell, invisible-mark, mixed-script, double-space, number-syntax

"#]],
    );
    assert_snapshot(
        explain("M3"),
        str![[r#"
feed!M3 Spam

text        none
value       blank
title       The Last Ferry
offer       VOD HD
scope       not known, because the licensor, the ID, the license type or a territory is blank or not valid
found       warning unknown-column: `Spam` is not a column of EMA Avails. Give it the name of the intended column, or delete it. Its content is not used.

"#]],
    );
}

#[test]
fn what_is_held_in_the_scopes_is_listed() {
    let rows = |entry_type| {
        FEED.lines()
            .take(2)
            .collect::<Vec<_>>()
            .join("\n")
            .replace("Full Extract", entry_type)
    };
    let explained = |held: &Holdings| explain_in(FEED, "G2", Some(held)).unwrap();
    let nothing = explained(&Holdings::new());
    assert!(nothing.held.unwrap().iter().all(|it| it.records.is_empty()));
    let extract = rows("Full Extract").replace("DE, AT, CL, US", "DE, AT, CL");
    assert_snapshot(
        explained(&holding(&[&extract])).to_string(),
        str![[r#"
feed!G2 FormatProfile: The resolution of the video: for example, HD, SD or UHD.

text        `HD`, stored as text
value       HD
title       The Last Ferry
offer       EST HD
scope       FERRY of Harbor in AT, CL, DE, US (sale and rental): everything that a Full Extract with this row replaces
held there  AT, CL, DE: EST HD, 2026-01-01 to 2027-03-31, WSP 9.99 (1.csv, row 2)
held there  US: nothing
found       nothing
passes      formula-cell, error-cell, hidden-duplicate-cell, stray-space, control-character, converted-cell, unknown-value, unlisted-value, value-case, superseded-format

"#]],
    );
    let deleted = explained(&holding(&[&extract, &rows("Full Delete")]));
    let deleted: Vec<_> = deleted.held.unwrap();
    let deleted: Vec<_> = deleted
        .iter()
        .map(|it| (it.scope.territory.to_string(), it.is_deleted))
        .collect();
    let expected = [("AT", true), ("CL", true), ("DE", true), ("US", false)];
    assert_eq!(
        deleted,
        expected.map(|(territory, is_deleted)| (territory.to_owned(), is_deleted))
    );
}

#[test]
fn the_cell_is_found_by_its_sheet_and_row_or_by_its_line() {
    for address in ["A1", "A5", "Movies!A2"] {
        assert!(explain_in(FEED, address, None).is_none(), "{address}");
    }
    let workbook = ReadOptions::new()
        .open_bytes(FEED.replace("Spam", "Notes"))
        .unwrap()
        .read()
        .unwrap();
    let mut xml = Vec::new();
    xml.extend(ema_avails::io::write_bytes(&workbook, Format::Xml, &mut |_| {}).unwrap());
    let text = String::from_utf8(xml.clone()).unwrap();
    let line = text.lines().position(|line| line.contains("9,99")).unwrap() + 1;
    let address = format!("PriceValue line {line}");
    let explanation = explain_in(xml.clone(), &address, None).unwrap();
    assert_eq!(explanation.avail.row(), 2);
    let rules = explanation
        .rules
        .iter()
        .filter(|it| !it.findings.is_empty());
    let rules: Vec<_> = rules.map(|it| it.rule.name()).collect();
    assert_eq!(rules, ["money"]);
    assert!(explain_in(xml, "PriceValue line 1", None).is_none());
}
