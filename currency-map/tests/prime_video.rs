//! Tests of Prime Video's defaults against the page that lists them.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use currency_map::{Currency, DefaultFlag, Territory, default_currency, default_for, defaults};
use ema_testing::{assert_snapshot, str};
use proptest::prelude::*;

/// Returns the text of the page "Content rights" if the corpus is present.
#[allow(clippy::print_stdout)] // A skipped test prints a note.
fn page() -> Option<String> {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/seeds/002_5182f8d84673481e.txt");
    match fs::read_to_string(&path) {
        Ok(text) => Some(text),
        Err(error) if env::var_os("EMA_REQUIRE_CORPUS").is_some() => {
            panic!("{}: {error}", path.display())
        }
        Err(error) => {
            println!("skipped: {}: {error}", path.display());
            None
        }
    }
}

#[test]
fn every_row_is_as_the_page_prints_it() {
    let Some(page) = page() else { return };
    // The saved text of the page has no column separators, so the contents of the four columns run together.
    let printed = page
        .lines()
        .skip_while(|line| !line.starts_with("Country/region Country/region code"))
        .skip(1)
        .take_while(|line| !line.is_empty());
    let ours = defaults().map(|row| {
        let (territory, currency) = (row.territory_name(), row.currency_name());
        format!(
            "{territory}{}{currency}{}",
            row.territory(),
            row.currency_code()
        )
    });
    assert!(
        printed.clone().eq(ours.clone()),
        "{:?}",
        printed.zip(ours).find(|(printed, ours)| printed != ours)
    );
}

#[test]
fn there_are_142_and_each_is_found_by_its_territory() {
    assert_eq!(defaults().len(), 142);
    let mut seen = BTreeSet::new();
    for default in defaults() {
        assert!(seen.insert(default.territory()));
        assert_eq!(default_for(default.territory()), Some(default));
        assert_eq!(
            default_currency(&default.territory().as_str().to_lowercase()),
            Some(default)
        );
    }
    for &territory in Territory::all() {
        assert_eq!(
            default_for(territory).is_some(),
            seen.contains(&territory),
            "{territory}"
        );
    }
    for code in ["DE", "FR", "ES", "IT", "BR", "MX", "UK", "ZZ", "", "G"] {
        assert_eq!(default_currency(code), None, "{code}");
    }
}

#[test]
fn codes_are_as_printed_even_when_iso_has_them_not() {
    for default in defaults() {
        match default.currency() {
            Some(currency) => assert_eq!(currency.as_str(), default.currency_code()),
            None => assert_eq!(default.currency_code(), "AQD"),
        }
    }
}

#[test]
fn what_is_out_of_date_is_flagged_with_what_replaced_it() {
    let mut text = String::new();
    let mut currencies = BTreeSet::new();
    let mut territories = BTreeSet::new();
    for default in defaults() {
        for flag in default.flags() {
            writeln!(text, "{}: {flag}", default.territory()).unwrap();
            match flag {
                DefaultFlag::TerritoryWithdrawn { territory, .. } => {
                    territories.insert(territory.as_str())
                }
                DefaultFlag::CurrencyWithdrawn { currency, .. } => {
                    currencies.insert(currency.as_str())
                }
                DefaultFlag::CurrencyNeverAssigned { code } => currencies.insert(code),
                other => panic!("{other:?}"),
            };
        }
    }
    let expected = [
        "AQD", "BYR", "CYP", "EEK", "HRK", "MTL", "SKK", "SLL", "STD", "ZWD",
    ];
    assert!(currencies.into_iter().eq(expected));
    assert!(territories.into_iter().eq(["AN", "TP"]));
    assert_snapshot(
        text,
        str![[r#"
AQ: AQD was never a currency of ISO 4217
BY: the currency BYR was withdrawn on 2017-01-01, and BYN has taken its place
HR: the currency HRK was withdrawn on 2023-01-01, and EUR has taken its place
CY: the currency CYP was withdrawn on 2008-01-01, and EUR has taken its place
TP: the territory TP was withdrawn on 2002-05-20, and became TL
EE: the currency EEK was withdrawn on 2011-01-01, and EUR has taken its place
MT: the currency MTL was withdrawn on 2008-01-01, and EUR has taken its place
AN: the territory AN was withdrawn on 2010-12-15, and became BQ, CW and SX
ST: the currency STD was withdrawn on 2018-01-01, and STN has taken its place
SL: the currency SLL was withdrawn on 2024-01-01, and SLE has taken its place
SK: the currency SKK was withdrawn on 2009-01-01, and EUR has taken its place
ZW: the currency ZWD was withdrawn on 2008-08-01, and ZWG has taken its place

"#]],
    );
}

#[test]
fn what_is_not_flagged_is_current() {
    for default in defaults().filter(|default| default.flags().next().is_none()) {
        assert!(default.territory().is_assigned());
        assert_eq!(default.currency().map(Currency::withdrawn), Some(None));
    }
}

proptest! {
    #[test]
    fn a_default_is_found_by_its_code_in_any_case_and_by_nothing_else(text in "[A-Za-z]{2}|\\PC{0,4}") {
        let listed = defaults().find(|default| default.territory().as_str().eq_ignore_ascii_case(&text));
        prop_assert_eq!(default_currency(&text), listed);
    }
}
