//! The parts of a row that depend on each other: the window, the price and the rating.

use chrono::Days;
use proptest::prelude::*;
use proptest::sample::select;

use super::texts;
use crate::{EmaVersion, Kind, PriceType, Word};

/// The start and the end of a window.
#[derive(Clone, Debug)]
pub(super) struct Window {
    pub(super) start: Bound,
    pub(super) end: Bound,
}

/// The start or the end of a window: a date or time, or a keyword in its place, with or without a lag.
#[derive(Clone, Debug)]
pub(super) struct Bound {
    pub(super) moment: String,
    pub(super) keyword: Option<&'static str>,
    pub(super) lag: Option<String>,
}

pub(super) fn window(version: EmaVersion) -> impl Strategy<Value = Window> {
    let starts: &[&str] = match version {
        EmaVersion::V1_6 => &[],
        EmaVersion::V1_7 | EmaVersion::V1_7_2 => &["Immediate"],
        _ => &["Immediate", "EST", "Broadcast", "Completed", "Theatrical"],
    };
    let ends: &[&str] = match version {
        EmaVersion::V1_6 => &["Open"],
        EmaVersion::V1_7 | EmaVersion::V1_7_2 => &["Open", "Immediate"],
        _ => &[
            "Open",
            "Immediate",
            "EST",
            "Broadcast",
            "Completed",
            "Theatrical",
        ],
    };
    // The end is at least two days after the start, so no offsets from UTC can reverse their order.
    (
        texts::day(),
        2..4_000_u64,
        bound(starts, version),
        bound(ends, version),
    )
        .prop_map(|(day, days, mut start, mut end)| {
            start.moment.insert_str(0, &day.to_string());
            end.moment
                .insert_str(0, &(day + Days::new(days)).to_string());
            Window { start, end }
        })
}

fn bound(keywords: &'static [&'static str], version: EmaVersion) -> impl Strategy<Value = Bound> {
    let keyword = match keywords.is_empty() {
        true => Just(None).boxed(),
        false => prop::option::weighted(0.3, select(keywords)).boxed(),
    };
    let lag = select(&["P5D", "-P5DT10H", "P1M", "PT36H"][..]).prop_map(str::to_owned);
    (
        texts::moment(version),
        keyword,
        prop::option::weighted(0.4, lag),
    )
        .prop_map(|(moment, keyword, lag)| {
            let is_event = !matches!(keyword, None | Some("Open" | "Immediate"));
            Bound {
                moment,
                keyword,
                lag: lag.filter(|_| is_event),
            }
        })
}

/// A price with no more decimal places than its currency allows.
#[derive(Clone, Debug)]
pub(super) struct Price {
    pub(super) kind: &'static str,
    pub(super) value: String,
    pub(super) currency: &'static str,
    pub(super) srp: String,
    pub(super) is_reduction: bool,
}

pub(super) fn price(version: EmaVersion) -> impl Strategy<Value = Price> {
    let kinds: Vec<&'static Word> = Kind::PriceType
        .words()
        .iter()
        .filter(|word| word.is_in(version))
        .collect();
    // USD and EUR have two decimal places, JPY has none, and KWD has three.
    let money = select(&[("USD", 2), ("EUR", 2), ("JPY", 0), ("KWD", 3)][..]).prop_flat_map(
        |(currency, decimals)| {
            let amount = || texts::amount(decimals);
            (Just(currency), amount(), amount())
        },
    );
    let label = select(&["2", "NR", "Tier 4", "Library", "New Release", "sub"][..]);
    (select(kinds), money, label).prop_map(|(kind, (currency, amount, srp), label)| {
        let price_type = PriceType::from(kind.text);
        let value = match price_type {
            PriceType::Na => "NA".to_owned(),
            PriceType::LicenseFee | PriceType::TprLicenseFee => amount,
            _ if price_type.is_monetary() => amount,
            _ => label.to_owned(),
        };
        Price {
            kind: kind.text,
            value,
            currency,
            srp,
            is_reduction: price_type.is_temporary_reduction(),
        }
    })
}

/// A rating: its system, its value and its reasons.
pub(super) type Rating = (&'static str, &'static str, &'static str);

pub(super) fn rating() -> impl Strategy<Value = Rating> {
    select(
        &[
            ("MPAA", "PG-13", ""),
            ("TVPG", "TV-14", "L"),
            ("TVPG", "TV-14", "L, V"),
            ("BBFC", "12A", "Language,Violence"),
            ("FSK", "16", ""),
        ][..],
    )
}
