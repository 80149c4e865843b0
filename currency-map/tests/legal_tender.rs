//! The currency of each territory on a day.

// The exception that Clippy makes for tests does not cover their helpers.
#![allow(clippy::unwrap_used)]

use currency_map::{
    CHECKED_ON, Currency, Date, LEGAL_TENDER_SINCE, Territory, TerritoryStatus, legal_tender,
};
use proptest::prelude::*;

fn on(territory: &str, day: &str) -> Vec<&'static str> {
    let territory = Territory::parse(territory).unwrap();
    legal_tender(territory, Date::parse(day).unwrap())
        .map(Currency::as_str)
        .collect()
}

#[test]
fn a_change_is_on_its_day() {
    for (territory, old, last_day, new, first_day) in [
        ("HR", "HRK", "2022-12-31", "EUR", "2023-01-01"),
        ("BG", "BGN", "2025-12-31", "EUR", "2026-01-01"),
        ("EE", "EEK", "2010-12-31", "EUR", "2011-01-01"),
        ("LV", "LVL", "2013-12-31", "EUR", "2014-01-01"),
        ("LT", "LTL", "2014-12-31", "EUR", "2015-01-01"),
        ("SK", "SKK", "2008-12-31", "EUR", "2009-01-01"),
        ("CY", "CYP", "2007-12-31", "EUR", "2008-01-01"),
        ("MT", "MTL", "2007-12-31", "EUR", "2008-01-01"),
        ("SI", "SIT", "2006-12-31", "EUR", "2007-01-01"),
        ("SL", "SLL", "2022-06-30", "SLE", "2022-07-01"),
        ("BY", "BYR", "2016-06-30", "BYN", "2016-07-01"),
        ("MR", "MRO", "2017-12-31", "MRU", "2018-01-01"),
        ("ST", "STD", "2017-12-31", "STN", "2018-01-01"),
        ("CW", "ANG", "2025-03-30", "XCG", "2025-03-31"),
        ("SX", "ANG", "2025-03-30", "XCG", "2025-03-31"),
        ("ZM", "ZMK", "2012-12-31", "ZMW", "2013-01-01"),
        ("TR", "TRL", "2004-12-31", "TRY", "2005-01-01"),
    ] {
        assert_eq!(on(territory, last_day), [old], "{territory}");
        assert_eq!(on(territory, first_day), [new], "{territory}");
    }
}

#[test]
fn a_territory_can_have_two_currencies_or_none() {
    assert_eq!(on("PA", "2026-11-21"), ["PAB", "USD"]);
    assert_eq!(on("ZW", "2026-11-21"), ["ZWG", "USD"]);
    assert_eq!(on("DE", "2000-06-01"), ["EUR", "DEM"]);
    assert_eq!(on("DE", "2002-01-01"), ["EUR"]);
    assert_eq!(on("AQ", "2026-11-21"), [""; 0]);
}

#[test]
fn a_withdrawn_territory_has_none_any_more() {
    assert_eq!(on("AN", "2010-10-09"), ["ANG"]);
    assert_eq!(on("AN", "2010-10-10"), [""; 0]);
    for territory in Territory::all() {
        if let TerritoryStatus::Withdrawn { .. } = territory.status() {
            assert_eq!(
                legal_tender(territory, CHECKED_ON).count(),
                0,
                "{territory}"
            );
        }
    }
}

#[test]
fn every_territory_but_antarctica_has_one_today_that_is_current() {
    for territory in Territory::all().filter(|territory| territory.is_assigned()) {
        let mut today = legal_tender(territory, CHECKED_ON);
        assert!(
            today.clone().all(|currency| currency.withdrawn().is_none()),
            "{territory}"
        );
        assert_eq!(
            today.next().is_none(),
            territory.as_str() == "AQ",
            "{territory}"
        );
    }
}

#[test]
fn nothing_is_said_of_the_time_before() {
    assert_eq!(LEGAL_TENDER_SINCE.to_string(), "1999-01-01");
    assert_eq!(on("US", "1998-12-31"), [""; 0]);
    assert_eq!(on("US", "1999-01-01"), ["USD"]);
}

proptest! {
    // The two tables are made from different lists, so that each checks the other.
    #[test]
    fn legal_tender_is_a_currency_of_that_day(
        index in 0..Territory::all().len(),
        year in 1999..2030,
        month in 1..=12_u32,
        day in 1..=28_u32,
    ) {
        let territory = Territory::all().nth(index).unwrap();
        let day = Date::new(year, month, day).unwrap();
        let tenders: Vec<_> = legal_tender(territory, day).collect();
        prop_assert!(tenders.iter().all(|currency| currency.is_current_on(day)), "{territory} {day} {tenders:?}");
        let mut unique = tenders.clone();
        unique.sort();
        unique.dedup();
        prop_assert_eq!(unique.len(), tenders.len());
    }
}
