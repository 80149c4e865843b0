//! Tests of currency codes, replacements, and other ways to write currencies.

// Clippy's exception for tests does not cover helper functions.
#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;

use currency_map::{Currency, Date, UnknownCurrency};
use ema_testing::{assert_snapshot, str};
use proptest::prelude::*;

fn currency(code: &str) -> Currency {
    Currency::parse(code).unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn every_code_reads_back_in_any_case() {
    let codes: Vec<_> = Currency::all()
        .iter()
        .copied()
        .map(Currency::as_str)
        .collect();
    assert!(codes.is_sorted_by(|earlier, later| earlier < later));
    for &currency in Currency::all() {
        assert_eq!(Currency::parse(currency.as_str()), Ok(currency));
        assert_eq!(
            Currency::parse(&currency.as_str().to_lowercase()),
            Ok(currency)
        );
    }
    // The counts are from lists one and three of ISO 4217, as published on 2026-01-01.
    assert_eq!(
        Currency::all()
            .iter()
            .copied()
            .filter(|currency| currency.withdrawn().is_none())
            .count(),
        178
    );
}

#[test]
fn minor_units_are_those_of_iso() {
    for (code, minor_units) in [
        ("USD", Some(2)),
        ("EUR", Some(2)),
        ("JPY", Some(0)),
        ("KRW", Some(0)),
        ("ISK", Some(0)),
        ("HUF", Some(2)),
        ("KWD", Some(3)),
        ("TND", Some(3)),
        ("CLF", Some(4)),
        ("BYR", Some(0)),
        ("CYP", Some(2)),
        ("XAU", None),
        ("XXX", None),
    ] {
        assert_eq!(currency(code).minor_units(), minor_units, "{code}");
    }
}

#[test]
fn withdrawn_currencies_name_the_day_and_the_successor() {
    let mut text = String::new();
    for &currency in Currency::all() {
        if let Some(withdrawal) = currency.withdrawn() {
            let successor = withdrawal.successor.map_or("-", Currency::as_str);
            let replacement = currency.replacement().map_or("-", Currency::as_str);
            writeln!(
                text,
                "{currency} {} {successor} {replacement} {}",
                withdrawal.on,
                currency.name()
            )
            .unwrap();
        }
    }
    assert_snapshot(
        text,
        ema_testing::file!["snapshots/withdrawn_currencies.txt"],
    );
}

#[test]
fn a_replacement_is_current() {
    for &currency in Currency::all() {
        if let Some(replacement) = currency.replacement() {
            assert_eq!(replacement.withdrawn(), None, "{currency}");
        }
    }
    assert_eq!(currency("ZWD").replacement(), Some(currency("ZWG")));
    assert_eq!(currency("DDM").replacement(), Some(currency("EUR")));
    assert_eq!(currency("CSK").replacement(), None);
}

#[test]
fn a_currency_is_current_from_its_introduction_to_its_withdrawal() {
    for (code, current_on, last_day) in [
        ("HRK", "1999-01-01", "2022-12-31"),
        ("BGN", "1999-07-05", "2025-12-31"),
        ("SLL", "1999-01-01", "2023-12-31"),
        ("ANG", "1999-01-01", "2025-03-30"),
        ("CYP", "1999-01-01", "2007-12-31"),
        ("ZWL", "2009-02-02", "2024-08-31"),
    ] {
        let currency = currency(code);
        assert!(currency.is_current_on(day(current_on)), "{code}");
        assert!(currency.is_current_on(day(last_day)), "{code}");
        assert_eq!(
            currency
                .withdrawn()
                .map(|withdrawal| withdrawal.on > day(last_day)),
            Some(true)
        );
        assert!(
            !currency.is_current_on(currency.withdrawn().unwrap().on),
            "{code}"
        );
    }
    assert!(!currency("EUR").is_current_on(day("1998-12-31")));
    assert!(!currency("XCG").is_current_on(day("2025-03-30")));
    assert!(currency("XCG").is_current_on(day("2025-03-31")));
}

#[test]
fn what_people_write_is_understood() {
    for (text, code) in [
        ("eur", "EUR"),
        ("€", "EUR"),
        (" Euro ", "EUR"),
        ("EUROS", "EUR"),
        ("£", "GBP"),
        ("STG", "GBP"),
        ("Pound Sterling", "GBP"),
        ("british pound", "GBP"),
        ("US$", "USD"),
        ("us $", "USD"),
        ("U.S. Dollars", "USD"),
        ("R$", "BRL"),
        ("RMB", "CNY"),
        ("₹", "INR"),
        ("zł", "PLN"),
        ("Kč", "CZK"),
        ("Swiss Francs", "CHF"),
        ("Croatian Kuna", "HRK"),
        // SLE and SLL have the same name, but only SLE is current.
        ("Sierra Leonean Leone", "SLE"),
    ] {
        assert_eq!(Currency::suggest(text), Some(currency(code)), "{text:?}");
    }
}

#[test]
fn what_stands_for_several_currencies_has_no_suggestion() {
    for text in [
        "", " ", "$", "¥", "kr", "dollar", "Peso", "C$", "AQD", "12.99", "Free",
    ] {
        assert_eq!(Currency::suggest(text), None, "{text:?}");
    }
}

#[test]
fn every_current_name_leads_back_to_its_currency() {
    for currency in Currency::all()
        .iter()
        .copied()
        .filter(|currency| currency.withdrawn().is_none())
    {
        assert_eq!(Currency::suggest(currency.name()), Some(currency));
    }
}

#[test]
fn messages_say_what_to_write() {
    assert_snapshot(
        Currency::parse("Euro").unwrap_err(),
        str!["write the three letters of ISO 4217, such as USD"],
    );
    assert_snapshot(
        Currency::parse("AQD").unwrap_err(),
        str![[r#"
ISO 4217 has never had these letters; write the code of the currency that the price is in
"#]],
    );
}

#[test]
fn a_constant_is_the_currency_with_its_name() {
    const EURO: Currency = match Currency::parse("eur") {
        Ok(euro) => euro,
        Err(_) => panic!(),
    };
    assert_eq!(EURO, Currency::EUR);
    assert_eq!(Currency::ALL.name(), "Albanian Lek");
    let ends = [Currency::all().first(), Currency::all().last()];
    assert_eq!(ends, [Some(&Currency::ADP), Some(&Currency::ZWR)]);
    // The constants are in the same order as the table.
    for (currency, code) in [
        (Currency::GBP, "GBP"),
        (Currency::HRK, "HRK"),
        (Currency::XXX, "XXX"),
    ] {
        assert_eq!(currency.as_str(), code);
    }
}

proptest! {
    #[test]
    fn any_text_is_a_code_or_an_error(text in ".{0,4}") {
        let three_letters = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
        prop_assert_eq!(Currency::parse(&text) == Err(UnknownCurrency::NotThreeLetters), !three_letters);
    }

    #[test]
    fn a_code_of_a_currency_is_one_that_is_in_the_list(code in "[A-Z]{3}") {
        let listed = Currency::all().iter().copied().find(|currency| currency.as_str() == code);
        prop_assert_eq!(Currency::parse(&code).ok(), listed);
    }

    #[test]
    fn no_text_is_too_strange_for_a_suggestion(text in ".*") {
        if let Some(currency) = Currency::suggest(&text) {
            prop_assert!(Currency::all().contains(&currency));
        }
    }
}
