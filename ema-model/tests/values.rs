//! Tests of all value types: the text written for a value parses back to the same value, and parsing any text returns
//! either a value or an error.

// Clippy's exception for tests does not cover helper functions.
#![allow(clippy::unwrap_used)]

use std::fmt::{Debug, Display};
use std::str::FromStr;

use ema_model::{
    Alid, AltId, AssetId, Avail, AvailEnd, AvailStart, CaptionExemption, Cell, Column, Count,
    Currency, Eidr, EmaVersion, EntryType, FormatProfile, Hdr, Hours, IsoDuration, Keyword,
    LanguageSuffix, LanguageTag, LicenseType, LocalizationType, Moment, Money, NgAudio, PriceType,
    PriceValue, RunTime, Territory, TerritoryCode, TitleStatus, TprType, Value, WorkType,
    XmlVersion, Year,
};
use proptest::prelude::*;

/// Returns whether the text is a valid value of the type. If it is, also asserts that the text written for the value
/// parses back to the same value.
fn is_read<T>(text: &str) -> bool
where
    T: FromStr<Err: Debug> + Display + PartialEq + Debug,
{
    let Ok(value) = text.parse::<T>() else {
        return false;
    };
    let written = value.to_string();
    let again = written.parse::<T>().unwrap_or_else(|error| {
        panic!("{text:?} is written as {written:?}, which is not read: {error:?}")
    });
    assert_eq!(again, value, "{text:?} as {written:?}");
    assert_eq!(again.to_string(), written, "{text:?}");
    true
}

/// The number of types that accept the text. Tests check this number to make sure that they do not cover only errors.
fn read_by(text: &str) -> usize {
    [
        is_read::<Alid>,
        is_read::<AltId>,
        is_read::<AssetId>,
        is_read::<AvailEnd>,
        is_read::<AvailStart>,
        is_read::<CaptionExemption>,
        is_read::<Column>,
        is_read::<Count>,
        is_read::<Currency>,
        is_read::<Eidr>,
        is_read::<EmaVersion>,
        is_read::<EntryType>,
        is_read::<FormatProfile>,
        is_read::<Hdr>,
        is_read::<Hours>,
        is_read::<IsoDuration>,
        is_read::<Keyword>,
        is_read::<LanguageSuffix>,
        is_read::<LanguageTag>,
        is_read::<LicenseType>,
        is_read::<LocalizationType>,
        is_read::<Moment>,
        is_read::<Money>,
        is_read::<NgAudio>,
        is_read::<PriceType>,
        is_read::<PriceValue>,
        is_read::<RunTime>,
        is_read::<Territory>,
        is_read::<TerritoryCode>,
        is_read::<TitleStatus>,
        is_read::<TprType>,
        is_read::<WorkType>,
        is_read::<XmlVersion>,
        is_read::<Year>,
    ]
    .iter()
    .filter(|is_read| is_read(text))
    .count()
}

/// The number of types that accept any text: eleven vocabularies, plus the type for price values.
const ALWAYS: usize = 12;

#[test]
fn what_is_written_is_read_again() {
    for text in [
        "10.5240/7791-8534-2C23-9030-8610-5",
        "urn:eidr:10.5240:7791-8534-2C23-9030-8610-5",
        "md:cid:org:acme.com:1",
        "US",
        "ca-qc",
        "gbp",
        "2026-01-31",
        "0000-01-01T00:00",
        "2026-01-31T09:30:00.5-00:30",
        "est start",
        "Broadcast",
        "007",
        "13.990",
        "2013",
        "P1Y2M1W3DT1H1M1S",
        "-P0D",
        "PT90M",
        "01:56:20",
        "116",
        "ES-419:SUB",
        "i-klingon",
        "subdub",
        " licensetype ",
        "v1.7.3a",
        "V2.6.1",
    ] {
        // The types for ALIDs and AltIDs also accept any text.
        assert!(read_by(text) > ALWAYS + 2, "{text:?} is read by no type");
    }
}

#[test]
fn a_vocabulary_keeps_an_unknown_word() {
    assert_eq!(read_by(""), ALWAYS);
    for text in ["", "8K", "Full\u{a0}extract", "yes", "1", "tpr - wsp"] {
        assert!(read_by(text) >= ALWAYS, "{text:?}");
    }
    assert_eq!(Hdr::from("yes"), Hdr::True);
    assert_eq!(NgAudio::from("0"), NgAudio::False);
}

#[test]
fn values_are_normalized() {
    for (column, text, normalized) in [
        (Column::LicenseType, " est", Some("EST")),
        (Column::Territory, "us;CA-qc", Some("US, CA-QC")),
        (Column::BundledAlids, "A;B", Some("A; B")),
        (Column::AssetLanguage, "EN-us,fr:SUB", Some("en-US, fr:sub")),
        (Column::CaptionIncluded, "true", Some("Yes")),
        (
            Column::Start,
            "2026-01-31T09:00Z",
            Some("2026-01-31T09:00:00Z"),
        ),
        (Column::End, "open", Some("Open")),
        (Column::TotalRunTime, "90", Some("1:30:00")),
        (Column::AltId, " X ", Some("X")),
        (Column::TitleInternalAlias, "A title", None),
        (Column::Start, "03/05/2024", None),
        (Column::Start, " ", None),
    ] {
        let avail = Avail::from_cells(EmaVersion::V1_9, [(column, text)]);
        let value = avail.cell(column).map(Cell::value);
        let value = value.and_then(Value::normalized);
        assert_eq!(value.as_deref(), normalized, "{column} {text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_a_value_or_an_error(text in ".{0,24}") {
        prop_assert!(read_by(&text) >= ALWAYS);
    }

    #[test]
    fn what_looks_like_a_date_or_a_duration_is_a_value_or_an_error(
        text in "-?P?[0-9]{0,4}[-YMWD]?[0-9]{1,2}[-YMD]?[0-9]{0,2}(T[0-9]{1,2}[:HM][0-9]{2}[:MS]?([0-9]{2})?(\\.[0-9]{1,4})?(Z|[+-][0-9]{2}:[0-9]{2})?)?",
    ) {
        prop_assert!(read_by(&text) >= ALWAYS);
    }

    #[test]
    fn what_looks_like_a_code_is_a_value_or_an_error(
        text in "[A-Za-z0-9]{2,4}([-:_.][A-Za-z0-9]{1,4}){0,2}(:sub|:dub)?",
    ) {
        prop_assert!(read_by(&text) >= ALWAYS);
    }
}
