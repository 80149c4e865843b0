//! The rule `currency-default`.

use std::collections::BTreeMap;

use currency_map::{DefaultCurrency, DefaultFlag, default_for};
use ema_model::{Column, EmaVersion};

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};
use crate::rules::shared::price::{given_currency, has_amount};
use crate::wording::joined;

pub(crate) static RULE: Rule = Rule {
    name: "currency-default",
    summary: "no currency is given, so the platform uses its default",
    section: Section::Cells,
    severity: Severity::Notice,
    platform_only: true,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires once per row with a price in money but no currency, and names the currency \
               that the platform uses. This affects rows of version 1.6, which has no column for \
               the currency, and rows of later versions with a blank PriceCurrency. If the default \
               is a withdrawn currency, the message says so.",
        why: "The default is not always the currency of the territory. Prime Video's default for \
              the Cayman Islands is the pound sterling, and its default for Croatia is the kuna, \
              which was withdrawn in 2023.",
        example: "A row for `GB` with PriceType `WSP`, PriceValue `7.99` and no PriceCurrency: the \
                  price is in `GBP`.",
        remedy: "If the default is right, ignore this notice. Otherwise, write the currency in \
               PriceCurrency, which requires version 1.7 or later.",
        source: "Prime Video, \"Content rights\", Currency map per territory: the default \
                 currencies for rows without a currency",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    if !given_currency(row.avail).is_absent() || !has_amount(row.avail) {
        return;
    }
    let defaults = row.countries().iter().copied().filter_map(default_for);
    let mut territories: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for default in defaults {
        let names = territories.entry(in_words(default)).or_default();
        names.push(default.territory().to_string());
    }
    if territories.is_empty() {
        return;
    }
    let takes = territories
        .into_iter()
        .map(|(currency, names)| format!("{currency} for {}", joined(names, "and")));
    let message = format!(
        "no currency is given; {} uses {}",
        row.profile.platform_name(),
        joined(takes, "and")
    );
    let help = match row.version() {
        EmaVersion::V1_6 => {
            "If the price is in another currency, send the row in version 1.7 or later, because \
             1.6 has no column for the currency."
        }
        _ => "If the price is in another currency, write that currency in PriceCurrency.",
    };
    reporter.report_blank(Column::PriceCurrency, message, help);
}

/// Formats a currency as `` `GBP` `` or `` `HRK` (withdrawn on 2023-01-01; replaced by `EUR`) ``.
fn in_words(default: &DefaultCurrency) -> String {
    let code = default.currency_code();
    let flag = default.flags().find_map(|flag| match flag {
        DefaultFlag::CurrencyWithdrawn {
            on,
            replacement: Some(now),
            ..
        } => Some(format!("withdrawn on {on}; replaced by `{now}`")),
        DefaultFlag::CurrencyWithdrawn { on, .. } => Some(format!("withdrawn on {on}")),
        DefaultFlag::CurrencyNeverAssigned { .. } => {
            Some("which was never a currency of ISO 4217".to_owned())
        }
        // `countries` does not return withdrawn territories.
        _ => None,
    });
    match flag {
        Some(flag) => format!("`{code}` ({flag})"),
        None => format!("`{code}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion};

    fn unnamed(territories: &str) -> Sample {
        Sample::movie()
            .with(Column::PriceCurrency, "")
            .with(Column::Territory, territories)
    }

    #[test]
    fn a_given_currency_passes() {
        assert_silent(&RULE, &Sample::movie());
        // `currency-code` reports a value that is not a currency.
        assert_silent(&RULE, &Sample::movie().with(Column::PriceCurrency, "$"));
    }

    #[test]
    fn a_row_without_an_amount_needs_no_currency() {
        let category = unnamed("GB")
            .with(Column::PriceType, "Category")
            .with(Column::PriceValue, "Library");
        assert_silent(&RULE, &category);
        assert_silent(&RULE, &category.clone().with(Column::PriceValue, "1"));
        fired(&RULE, &category.with(Column::Srp, "12.99"));
        assert_silent(&RULE, &unnamed("GB").with(Column::EntryType, "Full Delete"));
    }

    #[test]
    fn a_territory_without_a_default_is_another_rules() {
        assert_silent(&RULE, &unnamed("DE"));
    }

    #[test]
    fn the_default_is_named() {
        assert_snapshot(
            fired(&RULE, &unnamed("GB")),
            str![[r#"
M4 PriceCurrency: notice
  no currency is given; Prime Video uses `GBP` for GB
  help: If the price is in another currency, write that currency in PriceCurrency.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &unnamed("US, KY, DE, GB")),
            str![[r#"
M4 PriceCurrency: notice
  no currency is given; Prime Video uses `GBP` for GB and KY and `USD` for US
  help: If the price is in another currency, write that currency in PriceCurrency.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &unnamed("HR")),
            str![[r#"
M4 PriceCurrency: notice
  no currency is given; Prime Video uses `HRK` (withdrawn on 2023-01-01; replaced by `EUR`) for HR
  help: If the price is in another currency, write that currency in PriceCurrency.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &unnamed("AQ")),
            str![[r#"
M4 PriceCurrency: notice
  no currency is given; Prime Video uses `AQD` (which was never a currency of ISO 4217) for AQ
  help: If the price is in another currency, write that currency in PriceCurrency.

"#]],
        );
        assert_silent(&RULE, &unnamed("GB").under_ema());
    }

    #[test]
    fn a_code_that_is_not_assigned_is_another_rules() {
        assert_silent(&RULE, &unnamed("AN, XK"));
    }

    #[test]
    fn version_1_6_never_gives_a_currency() {
        let sample = Sample::movie().version(EmaVersion::V1_6);
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
M4 PriceCurrency: notice
  no currency is given; Prime Video uses `USD` for US
  help: If the price is in another currency, send the row in version 1.7 or later, because 1.6 has no column for the currency.

"#]],
        );
        let without = sample.without(Column::PriceCurrency);
        assert_snapshot(
            fired(&RULE, &without),
            str![[r#"
row 4 PriceCurrency: notice
  no currency is given; Prime Video uses `USD` for US
  help: If the price is in another currency, send the row in version 1.7 or later, because 1.6 has no column for the currency.

"#]],
        );
    }
}
