//! Tests of names and identifiers that are built from parts and parsed back.

// Clippy's exception for tests does not cover helper functions.
#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;

use chrono::NaiveDate;
use delivery_naming::{AvailsName, FileName, MdId, MdIdFault, NameFaultKind, Section};
use ema_testing::{assert_snapshot, str};
use proptest::prelude::*;

fn avails(name: &str) -> Option<AvailsName> {
    AvailsName::parse(&FileName::parse(name).unwrap())
}

#[test]
fn a_name_of_avails_has_its_parts() {
    let name = avails("Rockstar_Films-US-Avails-20261121-R12.xlsx").unwrap();
    assert_eq!(name.partner().as_str(), "Rockstar_Films");
    assert_eq!(name.subject().as_str(), "US");
    assert_eq!(name.date(), "2026-11-21".parse::<NaiveDate>().unwrap());
    assert_eq!(name.redelivery(), Some(12));
}

#[test]
fn names_of_another_pattern_are_none_of_avails() {
    for name in [
        "avails.xlsx",
        "a-b-avails-20261121.xlsx",
        "a-b-Avails-20260230.xlsx",
        "a-b-Avails-2026112.xlsx",
        "a-b-Avails-20261121-r1.xlsx",
        "a-b-Avails-20261121-R0.xlsx",
        "a-b-Avails-20261121-R01.xlsx",
        "a-b-Avails-20261121-R1-R2.xlsx",
        "a-b-c-Avails-20261121.xlsx",
        "a-b-Avails-20261121.csv",
    ] {
        assert_eq!(avails(name), None, "{name}");
    }
}

#[test]
fn a_name_that_can_not_be_is_not_made() {
    let section = |length| Section::parse(&"a".repeat(length)).unwrap();
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let long = AvailsName::new(section(200), section(40), day("2026-11-21")).unwrap_err();
    assert_eq!(
        long.iter().next().unwrap().kind,
        NameFaultKind::TooLong { bytes: 262 }
    );
    let full = AvailsName::new(section(200), section(33), day("2026-11-21")).unwrap();
    assert!(full.redelivered().is_err());
    assert!(AvailsName::new(section(1), section(1), day("+12026-11-21")).is_err());
    assert!(AvailsName::new(section(1), section(1), day("-0001-11-21")).is_err());
    assert!(AvailsName::new(section(1), section(1), day("0001-11-21")).is_ok());
}

#[test]
fn a_number_at_the_end_counts_redeliveries() {
    let number = |name: &str| FileName::parse(name).unwrap().redelivery();
    assert_eq!(number("a-R1.mov"), Some(1));
    assert_eq!(number("a-US-R10.mov"), Some(10));
    for name in [
        "a.mov",
        "R1.mov",
        "a_R1.mov",
        "a-R.mov",
        "a-r1.mov",
        "a-R0.mov",
        "a-R1x.mov",
        "a-R1-US.mov",
    ] {
        assert_eq!(number(name), None, "{name}");
    }
}

#[test]
fn faults_of_identifiers_say_what_to_write() {
    let mut text = String::new();
    for (id, fault) in [
        ("", MdIdFault::NotMd),
        ("MD:cid:org:p:t", MdIdFault::NotMd),
        ("md:", MdIdFault::Kind),
        ("md:aud track:org:p:t", MdIdFault::Kind),
        ("md:cid", MdIdFault::Scheme),
        (
            "md:cid:eidr-s:8011-8DCB-38E0-BF71-83D2-U",
            MdIdFault::Scheme,
        ),
        (
            "md:cid:eider-x:8011-8DCB-38E0-BF71-83D2-U:p",
            MdIdFault::MisspeltScheme,
        ),
        (
            "md:cid:eidr-x:10.5240/8011-8DCB-38E0-BF71-83D2-U:p",
            MdIdFault::EidrPrefix,
        ),
        (
            "md:cid:eidr-x:8011-8dcb-38e0-bf71-83d2-u:p",
            MdIdFault::Eidr,
        ),
        ("md:cid:eidr-x:8011-8DCB-38E0-BF71-83D2:p", MdIdFault::Eidr),
        (
            "md:cid:eidr-x:8011-8DCB-38E0-BF71-83D2-UU:p",
            MdIdFault::Eidr,
        ),
        (
            "md:cid:eidr-x:8011-8DCB-38E0-BF71-83D2-V:p",
            MdIdFault::EidrCheck { expected: 'U' },
        ),
        (
            "md:cid:eidr-x:8011-8DCB-38E0-BF71-83D3-U:p",
            MdIdFault::EidrCheck { expected: 'S' },
        ),
        ("md:cid:eidr-x", MdIdFault::Eidr),
        (
            "md:cid:eidr-x:8011-8DCB-38E0-BF71-83D2-U",
            MdIdFault::Partner,
        ),
        ("md:cid:org", MdIdFault::Partner),
        ("md:cid:org:my studio:t", MdIdFault::Partner),
        ("md:cid:org:p", MdIdFault::Title),
        ("md:cid:org:p:é", MdIdFault::Title),
        ("md:cid:org:p:t:", MdIdFault::Detail),
        ("md:cid:org:p:t:a::b", MdIdFault::Detail),
    ] {
        assert_eq!(MdId::parse(id), Err(fault), "{id}");
        writeln!(text, "{id}\n  {fault}").unwrap();
    }
    assert_snapshot(
        text,
        str![[r#"

  an ID begins with md: in lowercase letters, as in md:audtrackid:org:partner:title:feature.audio.en
MD:cid:org:p:t
  an ID begins with md: in lowercase letters, as in md:audtrackid:org:partner:title:feature.audio.en
md:
  after md: write the kind of the ID, in letters and digits only, such as audtrackid
md:aud track:org:p:t
  after md: write the kind of the ID, in letters and digits only, such as audtrackid
md:cid
  the third part must be eidr-x before the title's EIDR, or org before the partner's own ID
md:cid:eidr-s:8011-8DCB-38E0-BF71-83D2-U
  the third part must be eidr-x before the title's EIDR, or org before the partner's own ID
md:cid:eider-x:8011-8DCB-38E0-BF71-83D2-U:p
  the scheme eider-x is a misprint; write eidr-x
md:cid:eidr-x:10.5240/8011-8DCB-38E0-BF71-83D2-U:p
  an EIDR in an ID is written without its prefix; remove 10.5240/
md:cid:eidr-x:8011-8dcb-38e0-bf71-83d2-u:p
  after eidr-x: write an EIDR without 10.5240/, in capitals: XXXX-XXXX-XXXX-XXXX-XXXX-C
md:cid:eidr-x:8011-8DCB-38E0-BF71-83D2:p
  after eidr-x: write an EIDR without 10.5240/, in capitals: XXXX-XXXX-XXXX-XXXX-XXXX-C
md:cid:eidr-x:8011-8DCB-38E0-BF71-83D2-UU:p
  after eidr-x: write an EIDR without 10.5240/, in capitals: XXXX-XXXX-XXXX-XXXX-XXXX-C
md:cid:eidr-x:8011-8DCB-38E0-BF71-83D2-V:p
  the last character of the EIDR does not match its digits, which require U; compare it with the registry, because one of the digits may be wrong
md:cid:eidr-x:8011-8DCB-38E0-BF71-83D3-U:p
  the last character of the EIDR does not match its digits, which require S; compare it with the registry, because one of the digits may be wrong
md:cid:eidr-x
  after eidr-x: write an EIDR without 10.5240/, in capitals: XXXX-XXXX-XXXX-XXXX-XXXX-C
md:cid:eidr-x:8011-8DCB-38E0-BF71-83D2-U
  the Partner Alias is missing or has blanks or other characters that are not allowed; it follows an EIDR, or precedes an ID of your own
md:cid:org
  the Partner Alias is missing or has blanks or other characters that are not allowed; it follows an EIDR, or precedes an ID of your own
md:cid:org:my studio:t
  the Partner Alias is missing or has blanks or other characters that are not allowed; it follows an EIDR, or precedes an ID of your own
md:cid:org:p
  the ID of the title is missing, or has blanks or other characters that are not allowed
md:cid:org:p:é
  the ID of the title is missing, or has blanks or other characters that are not allowed
md:cid:org:p:t:
  the part at the end is empty, or has blanks or other characters that are not allowed; write it without them, as in feature.audio.en
md:cid:org:p:t:a::b
  the part at the end is empty, or has blanks or other characters that are not allowed; write it without them, as in feature.audio.en

"#]],
    );
    assert_eq!(
        MdId::of_own_id("cid", "p", "a:b", None),
        Err(MdIdFault::Title)
    );
}

fn section() -> impl Strategy<Value = Section> {
    "[A-Za-z0-9]{1,5}(_[A-Za-z0-9]{1,5}){0,2}|Avails|R1|20261121"
        .prop_map(|text| Section::parse(&text).unwrap())
}

fn date() -> impl Strategy<Value = NaiveDate> {
    (0..10_000, 1..=366_u32)
        .prop_filter_map("a day", |(year, day)| NaiveDate::from_yo_opt(year, day))
}

proptest! {
    #[test]
    fn a_name_of_avails_is_read_back(
        (partner, subject, date) in (section(), section(), date()),
        redeliveries in 0_u32..12,
    ) {
        let mut name = AvailsName::new(partner.clone(), subject.clone(), date).unwrap();
        for _ in 0..redeliveries {
            name = name.redelivered().unwrap();
        }
        let read = AvailsName::parse(name.file_name()).unwrap();
        prop_assert_eq!(&read, &name);
        prop_assert_eq!((read.partner(), read.subject(), read.date()), (&partner, &subject, date));
        prop_assert_eq!(read.redelivery(), (redeliveries > 0).then_some(redeliveries));
    }

    #[test]
    fn each_redelivery_is_one_more(name in "[A-Za-z0-9]{1,4}(-[A-Za-z0-9]{1,4}|-R[0-9]{1,12}){0,3}\\.[a-z]{1,3}") {
        if let Ok(name) = FileName::parse(&name) {
            let next = name.redelivered().unwrap();
            let number = name.redelivery().map_or(1, |number| u64::from(number) + 1);
            let end = format!("-R{number}");
            prop_assert!(next.stem().ends_with(&end), "{}", next);
            prop_assert_eq!(next.extension(), name.extension());
        }
    }

    #[test]
    fn an_identifier_is_read_back(
        kind in "[a-z]{1,9}",
        digits in "([0-9A-F]{4}-){5}",
        (partner, title) in ("[A-Za-z0-9_.-]{1,9}", "[A-Za-z0-9_.-]{1,9}"),
        detail in prop::option::of("[a-z.]{1,9}(:[a-z.]{1,5}){0,2}"),
    ) {
        let detail = detail.as_deref();
        let own = MdId::of_own_id(&kind, &partner, &title, detail).unwrap();
        prop_assert_eq!(MdId::parse(&own.to_string()), Ok(own));
        // The crate `iso-7064` serves as an independent reference.
        let [check] = iso_7064::MOD37_36.compute(&digits.replace('-', "")).unwrap();
        let eidr = format!("{digits}{check}");
        let by_eidr = MdId::of_eidr(&kind, &eidr, &partner, detail).unwrap();
        prop_assert_eq!(MdId::parse(&by_eidr.to_string()), Ok(by_eidr.clone()));
        let prefixed = MdId::of_eidr(&kind, &format!("10.5240/{eidr}"), &partner, detail);
        prop_assert_eq!(prefixed, Ok(by_eidr));
    }

    #[test]
    fn what_is_read_is_written_as_it_stood(text in "(md:)?[a-z]{0,3}:(org|eidr-x|x):[ -~]{0,12}(:[a-z:é ]{0,6})?|.{0,20}") {
        if let Ok(id) = MdId::parse(&text) {
            prop_assert_eq!(id.to_string(), text);
        }
    }
}
