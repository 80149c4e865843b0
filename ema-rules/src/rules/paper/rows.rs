//! Generates rows for a few titles. Many of the rows express the same offer in different ways.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::Row;

/// Generates times, many of them near clock changes. Clocks change on March 8 and November 1 in
/// Cuba (at midnight) and in the United States (at 02:00). Clocks also change at midnight on April
/// 4 in Santiago, and on April 5 on Lord Howe Island (at 02:00) and in Sydney (at 03:00).
fn moment() -> impl Strategy<Value = String> {
    let days = vec![
        "2026-01-01",
        "2026-01-02",
        "2026-03-07",
        "2026-03-08",
        "2026-04-04",
        "2026-04-05",
        "2026-10-31",
        "2026-11-01",
    ];
    let times = vec![
        "",
        "",
        "T00:30:00",
        "T01:30:00",
        "T02:30:00",
        "T03:00:00",
        "T23:30:00",
        "T12:00:00Z",
    ];
    (select(days), select(times)).prop_map(|(day, time)| format!("{day}{time}"))
}

fn row() -> impl Strategy<Value = Row> {
    let territories = subsequence(
        vec!["AU", "CL", "US", "CA", "CA-QC", "CU", "FR", "KI"],
        1..=3,
    );
    let of_title = (
        select(vec!["ONE", "TWO"]),
        territories,
        prop::bool::weighted(0.1),
    );
    let license = select(vec!["EST", "EST", "POEST", "SVOD", "SVOD", "SVOD"]);
    let format = (
        select(vec!["HD", "HD", "SD", "4K", "UHD"]),
        select(vec!["", "", "", "No", "Yes", "1", "DV"]),
        select(vec!["", "No", "Yes"]),
    );
    let languages = (
        select(vec![
            vec![],
            vec!["en"],
            vec!["fr"],
            vec!["FR:any"],
            vec!["fr:sub"],
            vec!["fr:dub", "fr:sub"],
            vec!["fr:subdub"],
            vec!["fr", "en"],
            vec!["en", "fr"],
        ]),
        select(vec!["", "", "any", "sub", "subdub"]),
    );
    let holdback = (
        select(vec![
            "",
            "",
            "fr",
            "fr:any",
            "FR:subdub",
            "fr:dub, fr:sub",
            "fr:sub",
            "de, fr",
            "fr, de",
        ]),
        select(vec!["", "", "", "en"]),
    );
    let terms = (
        select(vec![
            "",
            "",
            "Prime",
            "PrimeVideo",
            "amazon prime",
            "pureflix",
            "Pure Flix",
            "PURE FLIX",
            "other",
        ]),
        select(vec!["", "WSP", "Category", "TPR-WSP"]),
        holdback,
    );
    let end = prop_oneof![
        3 => moment(),
        1 => select(vec!["Open".to_owned(), "ESTStart".to_owned()]),
    ];
    let row = (of_title, license, format, languages, terms, (moment(), end));
    row.prop_map(
        |(of_title, license, format, languages, terms, (start, end))| Row {
            id: of_title.0,
            territories: of_title.1,
            deletes: of_title.2,
            license,
            format: format.0,
            hdr: format.1,
            wcg: format.2,
            languages: languages.0,
            localization: languages.1,
            channel: terms.0,
            price: terms.1,
            holdback: terms.2.0,
            allowed: terms.2.1,
            start,
            end,
        },
    )
}

/// Generates rows, many of which express the same offer in different ways.
pub(super) fn rows() -> impl Strategy<Value = Vec<Row>> {
    let likeness = prop::collection::vec((row(), 0..10_u8), 0..8);
    likeness.prop_map(|rows| {
        let mut all: Vec<Row> = Vec::new();
        for (row, likeness) in rows {
            let like = match (all.first(), likeness) {
                (Some(first), 0..3) => Row {
                    territories: row.territories,
                    start: row.start,
                    end: row.end,
                    ..first.clone()
                },
                (Some(first), 3..5) => Row {
                    format: row.format,
                    hdr: row.hdr,
                    wcg: row.wcg,
                    ..first.clone()
                },
                (Some(first), 5..7) => Row {
                    price: row.price,
                    holdback: row.holdback,
                    allowed: row.allowed,
                    ..first.clone()
                },
                (Some(first), 7..9) => Row {
                    languages: row.languages,
                    localization: row.localization,
                    channel: row.channel,
                    ..first.clone()
                },
                _ => row,
            };
            all.push(like);
        }
        all
    })
}
