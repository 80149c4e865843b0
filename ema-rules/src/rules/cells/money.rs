//! The rule `money`.

use currency_map::{DefaultCurrency, default_for};
use ema_model::{
    Currency, EmaVersion, Field, Kind, Money, MoneyFault, PriceType, PriceValue, Reason, Value,
};

use crate::engine::{
    AppliesTo, CellAt, Check, Difference, Page, Reporter, Row, Rule, Section, Severity,
};
use crate::rules::shared::price::given_currency;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "money",
    summary: "an amount of money is not a plain number",
    section: Section::Cells,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if an amount has anything other than digits and at most one decimal point, \
               such as a currency symbol, a thousands separator, a decimal comma, or a name such \
               as `New Release`. The rule checks SRP, and it checks PriceValue if PriceType means \
               an amount of money (`WSP`, `SRP`, `DMRP`, `SMRP` and their `TPR-` forms). The rule \
               also fires if an amount is negative, or has more decimals than its currency. The \
               currency is taken from PriceCurrency. If that cell is blank, the currency is the \
               platform's default, if it has one. Under the profile `ema`, version 1.6 may have \
               `TBD` instead of a price.",
        why: "Some programs read `1,250` as one thousand two hundred fifty, and others as one and \
              a quarter. The platform rejects ambiguous amounts.",
        example: "PriceValue `$10.49` with PriceType `WSP`; `3,99`; `500.50` in Japanese yen.",
        remedy: "Write the amount in digits with a decimal point, and write the currency in \
                 PriceCurrency.",
        source: "Prime Video, \"Content rights\", PriceType and PriceValue: under `WSP`, \
                 PriceValue must be a monetary value; EMA Avails data dictionary (1.7.2), \
                 AvailTrans/PriceValue: an amount, or the name of a tier or category; EMA Avails \
                 1.6e2, FAQ: `TBD` for a price that is not known yet; ISO 4217: the decimals of \
                 each currency",
    },
    check: Check::Cell(|kind| matches!(kind, Kind::Money | Kind::PriceValue), check),
};

fn check(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    let read = match at.cell.value() {
        Value::Money(money) => Ok(*money),
        Value::Invalid(faults) => match faults.iter().map(|fault| fault.reason).next() {
            Some(Reason::Money(fault)) => Err(fault),
            _ => return,
        },
        Value::PriceValue(price) if is_monetary(at.row()) => match price {
            PriceValue::Amount(money) => Ok(*money),
            PriceValue::Label(_) if is_placeholder(at) => return,
            PriceValue::Label(text) => text.parse::<Money>(),
            _ => return,
        },
        _ => return,
    };
    match read {
        Ok(money) => check_decimals(at, money, reporter),
        Err(fault) => {
            let text = at.cell.trimmed();
            let (message, help) = in_words(at, fault, text);
            let fix = plain(text, given_currency(at.row().avail).value());
            let help = match fix.as_deref().or(amount_beside_currency(text).as_deref()) {
                Some(amount) => format!("Write `{amount}`.{}", beside(at, text, fix.is_some())),
                None => help.to_owned(),
            };
            reporter.report_cell(at.cell, message, help).fix = fix.map(Into::into);
        }
    }
}

fn is_monetary(row: &Row<'_>) -> bool {
    let price_type = row.avail.price_type();
    price_type.value().is_some_and(PriceType::is_monetary)
}

/// Returns whether the cell contains `TBD` instead of a price. The FAQ in the 1.6e2 template
/// permits this for a price that is not known yet.
fn is_placeholder(at: &CellAt<'_>) -> bool {
    !at.profile.has(Difference::KnownPrices)
        && at.version() == EmaVersion::V1_6
        && at.cell.trimmed() == "TBD"
}

fn check_decimals(at: &CellAt<'_>, money: Money, reporter: &mut Reporter<'_>) {
    let decimals = money.needed_decimals();
    let exceeded = currencies(at.row()).into_iter().find_map(|currency| {
        let units = currency.minor_units()?;
        (u32::from(units) < decimals).then_some((currency, units))
    });
    if let Some((currency, units)) = exceeded {
        let has = match units {
            0 => "none".to_owned(),
            units => units.to_string(),
        };
        let quote = quoted(at.cell.trimmed());
        let name = currency.name();
        reporter.report_cell(
            at.cell,
            format!("{quote} has more decimals than {currency} ({name}), which has {has}"),
            "Write the amount with no more decimals than its currency has, or correct \
             PriceCurrency.",
        );
    }
}

/// Returns the row's currency or, if the row has none, the platform's default currencies for the
/// row's territories.
fn currencies(row: &Row<'_>) -> Vec<Currency> {
    match given_currency(row.avail) {
        Field::Value { value, .. } => vec![value],
        Field::Absent if row.profile.has(Difference::DefaultCurrencies) => {
            let defaults = row.countries().iter().copied().filter_map(default_for);
            defaults.filter_map(DefaultCurrency::currency).collect()
        }
        _ => Vec::new(),
    }
}

fn in_words(at: &CellAt<'_>, fault: MoneyFault, text: &str) -> (String, &'static str) {
    let quote = quoted(text);
    match fault {
        MoneyFault::Comma => (
            format!("{quote} contains a comma"),
            "Write the amount without thousands separators and with a decimal point, such as \
             `1250.00`.",
        ),
        MoneyFault::Symbol if is_bare(text) && text.matches('.').count() > 1 => (
            format!("{quote} has more than one point in it"),
            "Write the amount without thousands separators and with one decimal point, such as \
             `1250.00`.",
        ),
        MoneyFault::Symbol if is_bare(text) && text.starts_with('.') => (
            format!("a digit is missing before the decimal point of {quote}"),
            "Write a digit before the decimal point, as in `0.99`.",
        ),
        MoneyFault::Symbol if is_bare(text) => (
            format!("a digit is missing after the decimal point of {quote}"),
            "Write the decimals, or omit the point.",
        ),
        MoneyFault::Symbol => (
            format!("{quote} has characters other than digits and a decimal point"),
            "Write only the digits, such as `10.49`. The currency is in PriceCurrency.",
        ),
        MoneyFault::Negative => (
            format!("{quote} is negative"),
            "Write the price that the customer or the platform pays.",
        ),
        MoneyFault::TooLong => (
            format!("{quote} has more digits than any price"),
            "Write the amount with the decimals of its currency.",
        ),
        // The value is a name or other text without digits.
        _ => match (at.kind, at.row().avail.price_type().value()) {
            (Kind::PriceValue, Some(price_type)) => (
                format!("{quote} is not an amount of money, as {price_type} requires"),
                "Write the amount, such as `10.49`, or, if the price is a category, write \
                 `Category` in PriceType.",
            ),
            _ => (
                format!("{quote} is not an amount of money"),
                "Write the amount, such as `10.49`, or leave the cell blank.",
            ),
        },
    }
}

/// Returns advice about a currency next to an amount. `is_own` says whether that currency is the
/// row's own.
fn beside(at: &CellAt<'_>, text: &str, is_own: bool) -> &'static str {
    let is_named = split(text).is_some_and(|(_, beside)| !beside.is_empty());
    if !is_named {
        ""
    } else if at.version() == EmaVersion::V1_6 {
        " Version 1.6 has no column for the currency."
    } else if is_own {
        " The currency is in PriceCurrency."
    } else {
        " The intended currency belongs in PriceCurrency."
    }
}

/// Returns whether `text` consists only of digits and periods.
fn is_bare(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

/// Returns the plain amount, if both the amount and its currency are certain.
fn plain(text: &str, given: Option<Currency>) -> Option<String> {
    let (amount, beside) = split(text)?;
    let named = beside.is_empty()
        || given.is_some_and(|given| {
            // A dollar sign adds no information if the row's currency is a dollar.
            let dollar = beside == "$" && given.name().contains("Dollar");
            dollar || Currency::suggest(beside) == Some(given)
        });
    if named { written_out(amount) } else { None }
}

/// Returns the plain amount next to a currency, even if the row has a different currency.
fn amount_beside_currency(text: &str) -> Option<String> {
    let (amount, beside) = split(text)?;
    // Both symbols are used for several currencies.
    let names_one = matches!(beside, "$" | "¥") || Currency::suggest(beside).is_some();
    if names_one { written_out(amount) } else { None }
}

/// Returns the amount as plain digits, if it can be read in only one way.
fn written_out(amount: &str) -> Option<String> {
    let amount = if amount.contains(',') {
        without_commas(amount)?
    } else {
        amount.to_owned()
    };
    let amount = match amount.strip_suffix('.') {
        Some(whole) => whole.to_owned(),
        None if amount.starts_with('.') => format!("0{amount}"),
        None => amount,
    };
    amount.parse::<Money>().ok().map(|_| amount)
}

/// Splits `text` into an amount, which consists of digits, periods and commas, and the text before
/// or after the amount.
fn split(text: &str) -> Option<(&str, &str)> {
    let is_amount = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let amount = text.trim_matches(|c| !is_amount(c));
    // If there is text on both sides, the amount is unclear.
    let (before, after) = text.split_once(amount)?;
    match (ema_model::trim(before), ema_model::trim(after)) {
        ("", beside) | (beside, "") => Some((amount, beside)),
        _ => None,
    }
}

/// Removes the thousands separators and replaces a decimal comma. `1,234.50` and `1.234,50` become
/// `1234.50`, and `3,99` becomes `3.99`, but `1,234` is ambiguous.
fn without_commas(amount: &str) -> Option<String> {
    let is_grouped = |whole: &str, separator: char| {
        let mut groups = whole.split(separator);
        let first = groups.next().map_or(0, str::len);
        (1..=3).contains(&first) && groups.all(|group| group.len() == 3)
    };
    match (amount.rsplit_once(','), amount.rsplit_once('.')) {
        (Some((whole, decimals)), None)
            if !whole.contains(',') && (1..=2).contains(&decimals.len()) =>
        {
            Some(format!("{whole}.{decimals}"))
        }
        (Some((whole, decimals)), Some((before, _))) if before.len() < whole.len() => {
            is_grouped(whole, '.').then(|| format!("{}.{decimals}", whole.replace('.', "")))
        }
        (Some(_), Some((whole, decimals))) => {
            is_grouped(whole, ',').then(|| format!("{}.{decimals}", whole.replace(',', "")))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{RULE, amount_beside_currency, plain};
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, Currency, EmaVersion, Money};

    fn priced(value: &str) -> Sample {
        Sample::movie().with(Column::PriceValue, value)
    }

    #[test]
    fn plain_amounts_pass() {
        for value in ["0", "10", "10.49", "3.5", "007.00", "3.9900"] {
            assert_silent(&RULE, &priced(value));
            assert_silent(&RULE, &priced("1").with(Column::Srp, value));
        }
        let yen = priced("500.00").with(Column::PriceCurrency, "JPY");
        assert_silent(&RULE, &yen);
        assert_silent(&RULE, &priced("3.125").with(Column::PriceCurrency, "KWD"));
    }

    #[test]
    fn a_price_that_is_no_amount_may_be_any_text() {
        for (price_type, value) in [
            ("Category", "New Release"),
            ("Tier", "NR"),
            ("NA", "NA"),
            ("LicenseFee", "$5,000"),
            ("", "$5"),
            ("Wholesale", "$5"),
        ] {
            assert_silent(&RULE, &priced(value).with(Column::PriceType, price_type));
        }
    }

    #[test]
    fn each_kind_of_fault_is_said_in_words() {
        let shown = [
            "$10.49",
            "£3",
            "10 apples",
            "3,99",
            "1,250",
            ".99",
            "10.",
            "1.250.00",
            "-1",
            "New Release",
            "12345678901234567890123456789012",
        ]
        .map(|value| fired(&RULE, &priced(value)));
        assert_snapshot(
            shown.concat(),
            str![[r#"
L4 PriceValue: error
  `$10.49` has characters other than digits and a decimal point
  help: Write `10.49`. The currency is in PriceCurrency.
  fix: `10.49`
L4 PriceValue: error
  `£3` has characters other than digits and a decimal point
  help: Write `3`. The intended currency belongs in PriceCurrency.
L4 PriceValue: error
  `10 apples` has characters other than digits and a decimal point
  help: Write only the digits, such as `10.49`. The currency is in PriceCurrency.
L4 PriceValue: error
  `3,99` contains a comma
  help: Write `3.99`.
  fix: `3.99`
L4 PriceValue: error
  `1,250` contains a comma
  help: Write the amount without thousands separators and with a decimal point, such as `1250.00`.
L4 PriceValue: error
  a digit is missing before the decimal point of `.99`
  help: Write `0.99`.
  fix: `0.99`
L4 PriceValue: error
  a digit is missing after the decimal point of `10.`
  help: Write `10`.
  fix: `10`
L4 PriceValue: error
  `1.250.00` has more than one point in it
  help: Write the amount without thousands separators and with one decimal point, such as `1250.00`.
L4 PriceValue: error
  `-1` is negative
  help: Write the price that the customer or the platform pays.
L4 PriceValue: error
  `New Release` is not an amount of money, as WSP requires
  help: Write the amount, such as `10.49`, or, if the price is a category, write `Category` in PriceType.
L4 PriceValue: error
  `12345678901234567890123456789012` has more digits than any price
  help: Write the amount with the decimals of its currency.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &priced("1").with(Column::Srp, "TBD")),
            str![[r#"
R4 SRP: error
  `TBD` is not an amount of money
  help: Write the amount, such as `10.49`, or leave the cell blank.

"#]],
        );
        let old = priced("$3,59").version(EmaVersion::V1_6);
        assert_snapshot(
            fired(&RULE, &old),
            str![[r#"
L4 PriceValue: error
  `$3,59` contains a comma
  help: Write `3.59`. Version 1.6 has no column for the currency.

"#]],
        );
        fired(&RULE, &priced("free").with(Column::PriceType, "TPR-WSP"));
    }

    #[test]
    fn decimals_are_those_of_the_currency_or_of_the_default() {
        assert_snapshot(
            fired(&RULE, &priced("3.999")),
            str![[r#"
L4 PriceValue: error
  `3.999` has more decimals than USD (US Dollar), which has 2
  help: Write the amount with no more decimals than its currency has, or correct PriceCurrency.

"#]],
        );
        let yen = priced("500.50").with(Column::PriceCurrency, "JPY");
        assert_snapshot(
            fired(&RULE, &yen),
            str![[r#"
L4 PriceValue: error
  `500.50` has more decimals than JPY (Japanese Yen), which has none
  help: Write the amount with no more decimals than its currency has, or correct PriceCurrency.

"#]],
        );
        let default = yen
            .with(Column::PriceCurrency, "")
            .with(Column::Territory, "JP");
        fired(&RULE, &default);
        assert_silent(&RULE, &default.under_ema());
        // Version 1.6 has no PriceCurrency, so the default for the United States, which has two
        // decimals, applies.
        let sample = priced("3.125").with(Column::PriceCurrency, "KWD");
        fired(&RULE, &sample.version(EmaVersion::V1_6));
    }

    #[test]
    fn a_placeholder_is_permitted_by_the_faq_of_1_6_alone() {
        let sample = priced("TBD").version(EmaVersion::V1_6);
        assert_silent(&RULE, &sample.clone().under_ema());
        fired(&RULE, &sample);
        fired(&RULE, &priced("TBD").under_ema());
    }

    #[test]
    fn what_leaves_no_doubt_is_mended() {
        let usd = Currency::parse("USD").ok();
        for (text, amount) in [
            ("$10.49", "10.49"),
            ("US$ 10.49", "10.49"),
            ("10.49 USD", "10.49"),
            ("USD\u{a0}1,250.00", "1250.00"),
            ("3,99", "3.99"),
            ("3,5", "3.5"),
            ("1.234,50", "1234.50"),
            ("1,234,567.89", "1234567.89"),
            (".99", "0.99"),
            ("99.", "99"),
        ] {
            assert_eq!(plain(text, usd).as_deref(), Some(amount), "{text}");
        }
    }

    #[test]
    fn what_could_be_another_amount_or_currency_is_left() {
        let usd = Currency::parse("USD").ok();
        for text in [
            "1,234",
            "1,2,3",
            "1.2.3",
            "12,34.5",
            "1.23,45",
            "1234,567",
            ",",
            "$",
            "£10.49",
            "10 EUR",
            "1e3",
            "-3",
            "+3",
            "10.49/5.99",
            "approx. 10",
            "5%",
        ] {
            assert_eq!(plain(text, usd), None, "{text}");
        }
        assert_eq!(plain("$10.49", None), None);
        // If there is no fix, the help gives the amount next to the currency.
        for (text, amount) in [
            ("£10.49", Some("10.49")),
            ("10 EUR", Some("10")),
            ("$3,5", Some("3.5")),
            ("¥500", Some("500")),
            ("$1,234", None),
            ("5%", None),
            ("5M", None),
            ("10", None),
            ("-$3", None),
        ] {
            assert_eq!(amount_beside_currency(text).as_deref(), amount, "{text}");
        }
        assert_eq!(plain("$10.49", Currency::parse("EUR").ok()), None);
    }

    /// Formats an amount as people do, with a separator every three digits.
    fn grouped(cents: u64, thousands: char, decimal: char) -> String {
        let whole: Vec<char> = (cents / 100).to_string().chars().collect();
        let groups: Vec<String> = whole
            .rchunks(3)
            .rev()
            .map(|group| group.iter().collect())
            .collect();
        let whole = groups.join(&thousands.to_string());
        format!("{whole}{decimal}{:02}", cents % 100)
    }

    proptest! {
        #[test]
        fn a_mended_amount_is_the_amount_that_was_written(
            cents in any::<u64>(),
            (thousands, decimal) in prop_oneof![Just((',', '.')), Just(('.', ','))],
        ) {
            let written = grouped(cents, thousands, decimal);
            let amount = format!("{}.{:02}", cents / 100, cents % 100);
            prop_assert_eq!(plain(&written, None), Some(amount));
        }

        #[test]
        fn what_is_mended_is_plain(text in "[$€a-z]{0,3}[0-9.,]{0,12}[ a-zA-Z€]{0,4}") {
            let usd = Currency::parse("USD").ok();
            if let Some(amount) = plain(&text, usd) {
                let digits = |text: &str| -> String {
                    let digits = text.chars().filter(char::is_ascii_digit);
                    digits.skip_while(|digit| *digit == '0').collect()
                };
                prop_assert!(amount.parse::<Money>().is_ok(), "{}", amount);
                prop_assert_eq!(digits(&amount), digits(&text));
            }
        }
    }
}
