//! Generates feeds for a few licensors, titles, territories and channels, so that rows often share a scope.

use chrono::{DateTime, NaiveDate};
use ema_model::{Avail, Column, EmaVersion};
use ema_rules::{Bound, Conventions, Feed, Holdings, Record, RightsModel, Scope, Timestamp};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::model::{Held, Key, Row, State, TERRITORIES, When};

/// The day around which windows are generated: November 21, 2026, in days since 1970-01-01.
pub(crate) const TODAY: i64 = 20_778;

pub(crate) fn at(day: i64) -> i64 {
    day * 86_400
}

pub(crate) fn instant(seconds: i64) -> Timestamp {
    Timestamp::from_millis(seconds * 1000).unwrap()
}

fn day() -> impl Strategy<Value = i64> {
    TODAY - 6..TODAY + 7
}

fn moment() -> impl Strategy<Value = When> {
    prop_oneof![
        3 => day().prop_map(When::Date),
        1 => (day(), 0..86_400_i64).prop_map(|(day, second)| When::Local(day, second)),
        1 => (day(), 0..86_400_i64).prop_map(|(day, second)| When::Utc(day, second)),
    ]
}

pub(crate) fn row() -> impl Strategy<Value = Row> {
    let title = (
        select(&["Rockstar", "Indie"][..]),
        select(&["A", "B", "C"][..]),
    );
    let territories = (
        subsequence(vec![0_usize, 1, 2, 3], 1..=4),
        prop_oneof![3 => Just(Vec::new()), 1 => subsequence(vec![0_usize, 1, 2, 3], 1..=2)],
    );
    let license = prop_oneof![
        Just(("EST", "")),
        Just(("VOD", "")),
        Just(("POEST", "")),
        Just(("SVOD", "")),
        Just(("SVOD", "Prime")),
        Just(("SVOD", "crimeflix")),
        Just(("SVOD", "pureflix")),
        Just(("AVOD", "")),
        Just(("FVOD", "")),
    ];
    let terms = (
        select(&["HD", "SD"][..]),
        prop::bool::weighted(0.2),
        1_u32..3,
    );
    let window = (moment(), prop_oneof![4 => moment(), 1 => Just(When::Open)]);
    let deletes = prop::bool::weighted(0.15);
    (title, territories, license, terms, window, deletes).prop_map(
        |(title, territories, license, terms, (start, end), deletes)| Row {
            licensor: title.0,
            id: title.1,
            territories: territories.0,
            excluded: territories.1,
            license: license.0,
            channel: license.1,
            format: terms.0,
            reduced: terms.1,
            price: terms.2,
            start,
            end: match license.0 {
                "POEST" if end == When::Open => When::EstStart,
                _ => end,
            },
            deletes,
        },
    )
}

pub(crate) fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec(row(), 0..8)
}

/// Generates a feed without Full Delete rows, in which no scope contradicts itself.
pub(crate) fn extracts() -> impl Strategy<Value = Vec<Row>> {
    rows().prop_map(|mut rows| {
        for row in &mut rows {
            row.deletes = false;
        }
        rows
    })
}

fn cell(when: When) -> String {
    let date = |day: i64| {
        let day = i32::try_from(day).unwrap();
        NaiveDate::from_epoch_days(day).unwrap().to_string()
    };
    let time = |second: i64| {
        let time = DateTime::from_timestamp(second, 0).unwrap();
        time.format("T%H:%M:%S").to_string()
    };
    match when {
        When::Date(day) => date(day),
        When::Local(day, second) => date(day) + &time(second),
        When::Utc(day, second) => date(day) + &time(second) + "Z",
        When::Open => "Open".to_owned(),
        When::EstStart => "ESTStart".to_owned(),
    }
}

fn list(territories: &[usize]) -> String {
    let codes: Vec<&str> = territories.iter().map(|at| TERRITORIES[*at].0).collect();
    codes.join(", ")
}

pub(crate) fn avail(row: &Row) -> Avail {
    let price_type = if row.reduced { "TPR-WSP" } else { "WSP" };
    let entry_type = if row.deletes {
        "Full Delete"
    } else {
        "Full Extract"
    };
    Avail::from_cells(
        EmaVersion::V1_7_3,
        [
            (Column::DisplayName, row.licensor),
            (Column::Alid, row.id),
            (Column::TitleInternalAlias, "A title"),
            (Column::WorkType, "Movie"),
            (Column::EntryType, entry_type),
            (Column::Territory, &list(&row.territories)),
            (Column::TerritoryExclusion, &list(&row.excluded)),
            (Column::LicenseType, row.license),
            (Column::GroupIdentity, row.channel),
            (Column::FormatProfile, row.format),
            (Column::PriceType, price_type),
            (Column::PriceValue, &format!("{}.99", row.price)),
            (Column::Start, &cell(row.start)),
            (Column::End, &cell(row.end)),
        ],
    )
}

pub(crate) fn feed<'p>(rows: &[Row], conventions: &'p Conventions) -> Feed<'p> {
    let mut feed = Feed::new(conventions);
    for row in rows {
        feed.add(&avail(row));
    }
    feed
}

/// Converts holdings to the model's state.
pub(crate) fn state(holdings: &Holdings) -> State {
    State {
        held: all(holdings.scopes()),
        left_live: all(holdings.left_live()),
    }
}

fn all(scopes: impl Iterator<Item = (Scope, Vec<Record>)>) -> Vec<Held> {
    let of_scope = |(scope, records): (Scope, Vec<Record>)| {
        let records = records.iter().map(|record| as_held(&scope, record));
        records.collect::<Vec<Held>>()
    };
    let mut all: Vec<Held> = scopes.flat_map(of_scope).collect();
    all.sort();
    all
}

pub(crate) fn as_held(scope: &Scope, record: &Record) -> Held {
    let known = |text: &str, all: &[&'static str]| *all.iter().find(|it| **it == text).unwrap();
    let model = match &scope.rights_model {
        RightsModel::Tvod => "TVOD",
        RightsModel::SvodPrime => "SVOD",
        RightsModel::SvodChannels => "SVOD channels",
        RightsModel::Avod => "AVOD",
        RightsModel::Fvod => "FVOD",
        other => panic!("no row has {other}"),
    };
    let territories = TERRITORIES.map(|(code, _)| code);
    let group = record.text(Column::GroupIdentity);
    let group = if model == "SVOD" { "" } else { group };
    let format = known(record.text(Column::FormatProfile), &["HD", "SD"]);
    let price = record.text(Column::PriceValue).strip_suffix(".99").unwrap();
    let start = record.window().start.instant().unwrap().as_millis();
    let end = match record.window().end {
        Bound::At(end) => Some(end.as_millis()),
        Bound::Never | Bound::EstStart => None,
        other => panic!("no row has {other:?}"),
    };
    Held {
        key: Key {
            licensor: known(&scope.licensor, &["Rockstar", "Indie"]),
            id: known(&scope.id, &["A", "B", "C"]),
            territory: known(&scope.territory.to_string(), &territories),
            model,
        },
        offer: (
            known(
                record.text(Column::LicenseType),
                &["EST", "VOD", "POEST", "SVOD", "AVOD", "FVOD"],
            ),
            if model.starts_with("SVOD") {
                ""
            } else {
                format
            },
            known(group, &["", "Prime", "crimeflix", "pureflix"]),
            record.text(Column::PriceType).starts_with("TPR"),
        ),
        start: start / 1000,
        end: end.map(|end| end / 1000),
        format,
        price: price.parse().unwrap(),
    }
}
