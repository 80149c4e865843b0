//! Tests that a row for several territories has the same effect as a separate row for each of them.
//!
//! Holdings keep a record only once for all territories with the same windows, but keep rows for single territories
//! separately. These separate rows therefore give the expected result. The results are compared cell by cell, in every
//! output format.

use ema_model::{Avail, Column, EmaVersion, TerritoryCode};
use ema_rules::html::Timeline;
use ema_rules::{AsOf, Conventions, Feed, Holdings, Timestamp, Zones};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::Value;

/// Territories whose clocks change on different days, some of them at midnight.
const TERRITORIES: [&str; 9] = ["AU", "CA-QC", "CL", "CU", "EG", "FR", "KI", "LB", "US"];

/// Days on which clocks change in some territory, the days next to them, and days far from any clock change.
const DAYS: [&str; 10] = [
    "2025-01-01",
    "2026-03-08",
    "2026-03-29",
    "2026-04-24",
    "2026-04-25",
    "2026-09-05",
    "2026-09-06",
    "2026-11-01",
    "2026-11-21",
    "2030-06-30",
];

#[derive(Clone, Debug)]
struct Row {
    territories: Vec<&'static str>,
    id: &'static str,
    license: (&'static str, &'static str),
    window: (String, String),
    price: &'static str,
    deletes: bool,
}

fn moment() -> impl Strategy<Value = String> {
    let times = ["", "", "", "T00:30:00", "T02:30:00", "T12:00:00Z"];
    let (days, times) = (select(&DAYS[..]), select(times.to_vec()));
    (days, times).prop_map(|(day, time)| format!("{day}{time}"))
}

fn row() -> impl Strategy<Value = Row> {
    let license = [
        ("EST", ""),
        ("POEST", ""),
        ("SVOD", "crimeflix"),
        ("SVOD", "pureflix"),
        ("VOD", ""),
    ];
    let end = prop_oneof![
        4 => moment(),
        1 => Just("Open".to_owned()),
        1 => Just("ESTStart".to_owned()),
    ];
    (
        subsequence(TERRITORIES.to_vec(), 1..=TERRITORIES.len()),
        select(&["A", "B"][..]),
        select(license.to_vec()),
        (moment(), end),
        select(&["1.99", "2.99"][..]),
        prop::bool::weighted(0.1),
    )
        .prop_map(|(territories, id, license, window, price, deletes)| Row {
            territories,
            id,
            license,
            window,
            price,
            deletes,
        })
}

fn avail(row: &Row, territories: &str) -> Avail {
    let cells = [
        (Column::DisplayName, "Rockstar Films"),
        (Column::Alid, row.id),
        (Column::WorkType, "Movie"),
        (
            Column::EntryType,
            if row.deletes {
                "Full Delete"
            } else {
                "Full Extract"
            },
        ),
        (Column::Territory, territories),
        (Column::LicenseType, row.license.0),
        (Column::GroupIdentity, row.license.1),
        (Column::PriceValue, row.price),
        (Column::Start, &row.window.0),
        (Column::End, &row.window.1),
    ];
    Avail::from_cells(EmaVersion::V1_8, cells)
}

fn together<'p>(rows: &[Row], conventions: &'p Conventions) -> Feed<'p> {
    let mut feed = Feed::new(conventions);
    for row in rows {
        feed.add(&avail(row, &row.territories.join(", ")));
    }
    feed
}

fn apart<'p>(rows: &[Row], conventions: &'p Conventions) -> Feed<'p> {
    let mut feed = Feed::new(conventions);
    for row in rows {
        for territory in &row.territories {
            feed.add(&avail(row, territory));
        }
    }
    feed
}

fn as_of() -> impl Strategy<Value = AsOf> {
    let day = select(&DAYS[..]).prop_map(|day| day.parse::<AsOf>().unwrap());
    let instant = (select(&DAYS[..]), 0_i64..24).prop_map(|(day, hour)| {
        let midnight = Timestamp::from_utc(format!("{day}T00:00:00").parse().unwrap());
        AsOf::Timestamp(Timestamp::from_millis(midnight.as_millis() + hour * 3_600_000).unwrap())
    });
    prop_oneof![2 => day, 1 => instant, 1 => Just(AsOf::Timestamp(Timestamp::MIN))]
}

fn conventions() -> impl Strategy<Value = Conventions> {
    let australia = "AU".parse::<TerritoryCode>().unwrap().country();
    let perth = Zones::default()
        .with_zone(australia, "Australia/Perth")
        .unwrap();
    prop_oneof![
        3 => Just(Conventions::prime_video()),
        1 => Just(Conventions::prime_video().with_zones(perth)),
        1 => Just(Conventions::ema()),
    ]
}

fn json(value: &impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

/// Returns the holdings, window by window.
fn windows(holdings: &Holdings) -> Vec<String> {
    let left_live = holdings.left_live().map(|scope| (scope, "left live"));
    let scopes = holdings
        .scopes()
        .map(|scope| (scope, "held"))
        .chain(left_live);
    let windows = scopes.flat_map(|((scope, records), what)| {
        let windows = records.into_iter();
        windows.map(move |it| format!("{what}: {scope} {it:?} {:?}", it.window()))
    });
    windows.collect()
}

proptest! {
    #[test]
    fn a_row_for_several_territories_is_a_row_for_each(
        feeds in prop::collection::vec((prop::collection::vec(row(), 0..6), as_of(), conventions()), 1..4),
        shown_by in conventions(),
    ) {
        let (mut one, mut other) = (Holdings::new(), Holdings::new());
        for (rows, as_of, conventions) in &feeds {
            let before = (one.clone(), other.clone());
            let outcome = one.apply(&together(rows, conventions), *as_of);
            let expected = other.apply(&apart(rows, conventions), *as_of);
            prop_assert_eq!(windows(&one), windows(&other));
            prop_assert_eq!(one.len(), other.len());
            prop_assert_eq!(json(&outcome), json(&expected));
            prop_assert_eq!(outcome.to_string(), expected.to_string());
            prop_assert_eq!(
                Timeline::of_outcome(&outcome).as_svg(),
                Timeline::of_outcome(&expected).as_svg()
            );
            for (old, new) in [(&before, (&one, &other)), (&(one.clone(), other.clone()), (&before.0, &before.1))] {
                let (diff, expected) = (old.0.diff(new.0), old.1.diff(new.1));
                prop_assert_eq!(json(&diff), json(&expected));
                prop_assert_eq!(diff.to_string(), expected.to_string());
            }
            prop_assert_eq!(
                json(&one.live_in(*as_of, None, &shown_by)),
                json(&other.live_in(*as_of, None, &shown_by))
            );
            prop_assert_eq!(
                Timeline::of_holdings(&one, *as_of, &shown_by).as_svg(),
                Timeline::of_holdings(&other, *as_of, &shown_by).as_svg()
            );
            prop_assert_eq!(
                windows(&one.clone().without_ended(*as_of, &shown_by)),
                windows(&other.clone().without_ended(*as_of, &shown_by))
            );
            // Reading a state with the current zones does not change its windows.
            let state = serde_json::to_string(&one).unwrap();
            let mut read = serde_json::Deserializer::from_str(&state);
            let read = Holdings::deserialize(&shown_by, &mut read).unwrap();
            prop_assert_eq!(windows(&read), windows(&one));
            prop_assert_eq!(serde_json::to_string(&read).unwrap(), state);
        }
    }
}
