//! Valid cell contents for each column.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::value::Eidr;
use crate::{Column, EmaVersion, Kind, Territory};

/// Generates text that is valid in a column of a version, regardless of the other cells in the row.
pub(super) fn text(column: Column, version: EmaVersion) -> BoxedStrategy<String> {
    let kind = column.kind(version);
    match column {
        Column::SuppressionLiftDate if version <= EmaVersion::V1_7_2 => {
            prop_oneof![9 => date(version), 1 => Just("N/A".to_owned())].boxed()
        }
        Column::DisplayName => name().boxed(),
        Column::LicenseRightsDescription => words(&["New Release", "Library", "POD", "DTV"]),
        _ => of_kind(kind, version),
    }
}

fn of_kind(kind: Kind, version: EmaVersion) -> BoxedStrategy<String> {
    match kind {
        Kind::Text => free_text().boxed(),
        Kind::Id | Kind::Alid => id().boxed(),
        Kind::Alids => joined(vec(id(), 1..4), &[";", "; "]),
        Kind::AltId => text_of("AbZ019_-", 1..12).boxed(),
        Kind::Eidr => {
            prop_oneof![4 => eidr(), 1 => id().prop_map(|id| format!("md:titleid:{id}"))].boxed()
        }
        Kind::Territories => joined(vec(territory(), 1..4), &[", ", ","]),
        Kind::Languages => joined(vec(language(version), 1..4), &[", ", ","]),
        Kind::Money => amount(2).boxed(),
        Kind::Date => date(version).boxed(),
        Kind::Year => (1900..2100_u16).prop_map(|year| year.to_string()).boxed(),
        Kind::Count => prop_oneof![
            4 => (1..100_u32).prop_map(|count| count.to_string()),
            1 => (0..1000_u32).prop_map(|count| format!("{count:03}")),
        ]
        .boxed(),
        Kind::Hours => words(&["48", "24", "720"]),
        Kind::Duration => words(&[
            "P5D", "-P5DT10H", "P180D", "PT720H", "P1Y2M", "P2W", "PT90S",
        ]),
        Kind::RunTime => run_time().boxed(),
        Kind::Flag => words(&[
            "Yes", "No", "True", "False", "TRUE", "no", "Y", "n", "T", "f",
        ]),
        Kind::Currency => words(&["USD", "EUR", "JPY", "KWD"]),
        // Windows, prices and vocabularies have their own strategies.
        _ => {
            let known: Vec<&'static str> = kind
                .words()
                .iter()
                .filter(|word| word.is_in(version))
                .map(|word| word.text)
                .collect();
            match known.is_empty() {
                true => Just(String::new()).boxed(),
                false => select(known).prop_map(str::to_owned).boxed(),
            }
        }
    }
}

fn words(words: &'static [&'static str]) -> BoxedStrategy<String> {
    select(words).prop_map(str::to_owned).boxed()
}

fn text_of(chars: &'static str, length: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    let chars: Vec<char> = chars.chars().collect();
    vec(select(chars), length).prop_map(String::from_iter)
}

/// Joins items with separators, without repeating an item.
fn joined(
    items: impl Strategy<Value = Vec<String>> + 'static,
    separators: &'static [&'static str],
) -> BoxedStrategy<String> {
    (items, select(separators))
        .prop_map(|(items, separator)| {
            let mut different: Vec<String> = Vec::new();
            for item in items {
                if !different.contains(&item) {
                    different.push(item);
                }
            }
            different.join(separator)
        })
        .boxed()
}

/// Generates text that people might write in titles and notes, including characters that file formats have to escape:
/// quotation marks, separators, line breaks, markup, and strings that a spreadsheet program would convert.
pub(super) fn free_text() -> impl Strategy<Value = String> {
    const CHARS: &str =
        "abcXYZ 019,;|\t\n\"'’„“–/\\&<>]?:.!=+-@#%_äöüßÉñçŁıİ́あ映画한Ж؟ש🎬\u{a0}\u{2028}";
    const TRAPS: &[&str] = &[
        "First Dance, The",
        "1984",
        "007",
        "2026-01-31",
        "1/2",
        "1e5",
        "0.1",
        "TRUE",
        "=1+1",
        "'quoted",
        "\"quoted\"",
        "]]>",
        "<b>&amp;</b>",
        "?>",
        "_x0041_",
        "NULL",
        "Österreich",
    ];
    prop_oneof![
        3 => text_of("abcdeXYZ ", 1..16),
        2 => select(TRAPS).prop_map(str::to_owned),
        2 => text_of(CHARS, 1..24),
    ]
    .prop_map(|text| {
        // Two slashes at the start of a row would mark the row as a comment.
        let text = crate::trim(&text).trim_start_matches('/');
        match crate::trim(text) {
            "" => "A".to_owned(),
            text => text.to_owned(),
        }
    })
}

/// Generates a licensor's name. Names are compared byte by byte, so the generated ones have no tabs or line breaks.
/// They do not look like formulas either.
fn name() -> impl Strategy<Value = String> {
    free_text().prop_map(|text| {
        let text = text.replace(['\t', '\n', '\u{2028}'], " ");
        match crate::trim(text.trim_start_matches('=')) {
            "" => "A".to_owned(),
            name => name.to_owned(),
        }
    })
}

pub(super) fn id() -> impl Strategy<Value = String> {
    prop_oneof![
        text_of("ABCabc0189_-", 1..12),
        text_of("0123456789", 3..19),
        text_of("abc0189", 1..9).prop_map(|id| format!("md:cid:org:rockstarfilms.com:{id}")),
        text_of("ABCDEF0189", 4..9).prop_map(|id| format!("md:alid:eidr-x:{id}:Bonus1")),
    ]
}

fn eidr() -> impl Strategy<Value = String> {
    vec(0..16_u8, 20).prop_map(|digits| {
        let groups: Vec<String> = digits
            .chunks(4)
            .map(|group| group.iter().map(|digit| format!("{digit:X}")).collect())
            .collect();
        let start = format!("10.5240/{}-", groups.join("-"));
        match format!("{start}0").parse::<Eidr>() {
            Ok(eidr) => format!("{start}{}", eidr.expected_check_character()),
            Err(fault) => fault.to_string(),
        }
    })
}

fn territory() -> impl Strategy<Value = String> {
    let assigned: Vec<&'static str> = Territory::all()
        .iter()
        .copied()
        .filter(|territory| territory.is_assigned())
        .map(|territory| territory.as_str())
        .collect();
    prop_oneof![
        4 => select(&["US", "CA", "GB", "DE", "JP"][..]),
        4 => select(assigned),
        1 => select(&["CA-QC", "US-CA", "DE-BY", "ES-CT"][..]),
    ]
    .prop_map(str::to_owned)
}

fn language(version: EmaVersion) -> impl Strategy<Value = String> {
    const TAGS: &[&str] = &[
        "en",
        "EN",
        "fr-CA",
        "es-419",
        "pt-BR",
        "zh-Hant-TW",
        "de-CH-1996",
        "en-us",
        "fil",
    ];
    let suffixes: &[&str] = match version >= EmaVersion::V1_7_3 {
        true => &["", "", ":sub", ":dub", ":subdub"],
        false => &[""],
    };
    (select(TAGS), select(suffixes)).prop_map(|(tag, suffix)| format!("{tag}{suffix}"))
}

/// An amount with at most this many decimal places.
pub(super) fn amount(decimals: u8) -> impl Strategy<Value = String> {
    (0..100_000_u32, 0..1000_u32, any::<Index>()).prop_map(
        move |(whole, part, places)| match places.index(usize::from(decimals) + 1) {
            0 => whole.to_string(),
            places => format!("{whole}.{}", &format!("{part:03}")[..places.min(3)]),
        },
    )
}

fn date(version: EmaVersion) -> impl Strategy<Value = String> {
    (moment(version), day()).prop_map(|(time, day)| format!("{day}{time}"))
}

pub(super) fn day() -> impl Strategy<Value = chrono::NaiveDate> {
    let first = chrono::NaiveDate::default();
    (0..25_000_u64).prop_map(move |days| first + chrono::Days::new(days))
}

/// The text after a date: nothing or a time of day. Times of day are allowed from version 1.7 on.
pub(super) fn moment(version: EmaVersion) -> impl Strategy<Value = String> {
    const ZONES: &[&str] = &["", "Z", "+01:00", "-05:00", "+05:30"];
    let dated = version >= EmaVersion::V1_7;
    let time = (0..24_u8, 0..60_u8, 0..60_u8, 0..4_u8, select(ZONES)).prop_map(
        |(hour, minute, second, form, zone)| match form {
            0 => format!("T{hour:02}:{minute:02}{zone}"),
            1 => format!("T{hour:02}:{minute:02}:{second:02}.250{zone}"),
            _ => format!("T{hour:02}:{minute:02}:{second:02}{zone}"),
        },
    );
    (any::<Index>(), time).prop_map(
        move |(has_time, time)| match dated && has_time.index(3) == 1 {
            true => time,
            false => String::new(),
        },
    )
}

fn run_time() -> impl Strategy<Value = String> {
    (1..20_000_u32, 0..4_u8).prop_map(|(seconds, form)| {
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        match form {
            0 => format!("{hours}:{minutes:02}:{seconds:02}"),
            1 => format!("{hours:02}:{minutes:02}:{seconds:02}"),
            2 => format!("{hours}:{minutes:02}:00"),
            _ => (hours * 60 + minutes + 1).to_string(),
        }
    })
}
