//! Tests of the legal tender in each territory on particular days.

// Clippy's exception for tests does not cover helper functions.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use currency_map::{
    CHECKED_ON, Currency, Date, LEGAL_TENDER_SINCE, Territory, TerritoryStatus, legal_tender,
};

fn on(territory: &str, day: &str) -> Vec<&'static str> {
    let territory = Territory::parse(territory).unwrap();
    tenders(territory, day.parse().unwrap())
        .into_iter()
        .map(Currency::as_str)
        .collect()
}

fn tenders(territory: Territory, day: Date) -> Vec<Currency> {
    legal_tender(territory, day).unwrap().collect()
}

/// Every day from 1999 to 2029.
static DAYS: LazyLock<Vec<Date>> = LazyLock::new(|| {
    let days = (1999..2030).flat_map(|year| {
        (1..=12).flat_map(move |month| (1..=31).filter_map(move |day| Date::new(year, month, day)))
    });
    days.collect()
});

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
    assert_eq!(on("AN", "2010-12-14"), ["ANG"]);
    for &territory in Territory::all() {
        if let TerritoryStatus::Withdrawn { on, .. } = territory.status() {
            for &day in DAYS.iter().filter(|day| on <= **day) {
                assert_eq!(tenders(territory, day), [], "{territory} {day}");
            }
        }
    }
}

#[test]
fn a_territory_has_what_was_in_law_in_its_area_before_it_had_its_code() {
    for (territory, day, tenders) in [
        ("RS", "2001-01-01", ["YUM"].as_slice()),
        ("RS", "2006-10-24", &["CSD"]),
        ("ME", "2000-06-01", &["DEM", "YUM"]),
        ("ME", "2001-01-01", &["DEM"]),
        ("TL", "2000-01-23", &["IDR"]),
        ("TL", "2000-01-24", &["USD"]),
        ("SS", "2011-07-17", &["SDG"]),
        ("CW", "1999-01-01", &["ANG"]),
        ("XK", "1999-01-01", &["YUM"]),
    ] {
        assert_eq!(on(territory, day), tenders, "{territory} {day}");
    }
}

#[test]
fn there_is_no_day_without_one_since_1999() {
    for territory in Territory::all()
        .iter()
        .copied()
        .filter(|territory| *territory != Territory::AQ)
    {
        let (first, end) = match territory.status() {
            TerritoryStatus::Withdrawn { on, .. } => (
                // The code for Serbia and Montenegro was assigned when the code for Yugoslavia was withdrawn.
                if territory == Territory::CS {
                    Date::new(2003, 7, 23).unwrap()
                } else {
                    LEGAL_TENDER_SINCE
                },
                on,
            ),
            _ => (LEGAL_TENDER_SINCE, Date::new(2030, 1, 1).unwrap()),
        };
        for &day in DAYS.iter().filter(|day| (first..end).contains(day)) {
            assert!(!tenders(territory, day).is_empty(), "{territory} {day}");
        }
    }
}

#[test]
fn legal_tender_is_a_currency_of_that_day_and_listed_once() {
    for &territory in Territory::all() {
        for &day in DAYS.iter() {
            let tenders = tenders(territory, day);
            assert!(
                tenders.iter().all(|currency| currency.is_current_on(day)),
                "{territory} {day} {tenders:?}"
            );
            let unique: BTreeSet<_> = tenders.iter().collect();
            assert_eq!(unique.len(), tenders.len(), "{territory} {day} {tenders:?}");
        }
    }
}

#[test]
fn every_territory_but_antarctica_has_one_today_that_is_current() {
    for territory in Territory::all()
        .iter()
        .copied()
        .filter(|territory| territory.is_assigned())
    {
        let today = tenders(territory, CHECKED_ON);
        let are_current = today.iter().all(|currency| currency.withdrawn().is_none());
        assert!(are_current, "{territory}");
        assert_eq!(today.is_empty(), territory == Territory::AQ, "{territory}");
    }
}

#[test]
fn the_time_before_is_not_known() {
    assert_eq!(LEGAL_TENDER_SINCE.to_string(), "1999-01-01");
    let day: Date = "1998-12-31".parse().unwrap();
    for territory in Territory::all() {
        assert!(legal_tender(*territory, day).is_none(), "{territory}");
    }
    assert_eq!(on("US", "1999-01-01"), ["USD"]);
}
