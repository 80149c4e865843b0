//! The rule `currency-unusual`.

use currency_map::{Currency, Date, Territory};
use ema_model::Field;

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};
use crate::rules::shared::price::{expected, given_currency, start_day};
use crate::wording::{joined, listed};

pub(crate) static RULE: Rule = Rule {
    name: "currency-unusual",
    summary: "a price is in a different currency than the territory's",
    section: Section::Cells,
    severity: Severity::Notice,
    platform_only: true,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if PriceCurrency is neither legal tender in the territory on the day in Start \
               nor the platform's default for it. If the row lists several territories, one \
               finding names those that use another currency, or the first few of them.",
        why: "Prices in another currency are accepted, but often such a row was copied from \
              another territory.",
        example: "A row for `GB` in `USD`.",
        remedy: "If the contract is in this currency, ignore this notice. Otherwise, correct \
               PriceCurrency and the price.",
        source: "ISO 4217, list one: currencies and the territories that use them; Prime Video, \
                 \"Content rights\", Currency map per territory: the default currencies for rows \
                 without a currency",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    let Field::Value { value, cell } = given_currency(row.avail) else {
        return;
    };
    let Some(day) = start_day(row) else { return };
    // `currency-withdrawn` reports a currency that has been withdrawn by that day.
    if value
        .withdrawn()
        .is_some_and(|withdrawal| withdrawal.on <= day)
    {
        return;
    }
    let is_other = |territory: &Territory| has_other_money(*territory, value, day);
    let countries = row.countries().iter().copied();
    let others: Vec<Territory> = countries.filter(is_other).collect();
    if !others.is_empty() {
        reporter.report_cell(
            cell,
            format!(
                "`{value}` is not the currency of {}",
                in_words(&others, day)
            ),
            format!("If the price is not in `{value}`, correct PriceCurrency."),
        );
    }
}

/// Returns whether a territory's expected currencies are known and do not include `currency`.
fn has_other_money(territory: Territory, currency: Currency, day: Date) -> bool {
    let mut usual = expected(territory, day);
    usual
        .next()
        .is_some_and(|first| first != currency && usual.all(|other| other != currency))
}

/// Lists territories with their currencies: `` GB (`GBP`) ``. A long list is truncated.
fn in_words(territories: &[Territory], day: Date) -> String {
    const MOST: usize = 4;
    let named = match territories.len() {
        ..=MOST => territories.len(),
        _ => MOST - 1,
    };
    let (named, rest) = territories.split_at(named);
    let named = named.iter().map(|territory| {
        let codes = expected(*territory, day).map(|currency| currency.as_str());
        format!("{territory} ({})", listed(codes, "or"))
    });
    let rest = (!rest.is_empty()).then(|| format!("{} more", rest.len()));
    joined(named.chain(rest), "and")
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion};

    fn priced(territories: &str, currency: &str) -> Sample {
        Sample::movie()
            .with(Column::Territory, territories)
            .with(Column::PriceCurrency, currency)
    }

    #[test]
    fn legal_tender_and_prime_videos_defaults_pass() {
        for (territory, currency) in [
            ("US", "USD"),
            ("DE", "EUR"),
            // In these territories, the US dollar is legal tender, in some cases together with
            // another currency.
            ("EC", "USD"),
            ("SV", "USD"),
            ("PR", "USD"),
            ("PA", "PAB"),
            // The currency is Prime Video's default, although it is not legal tender in the
            // territory.
            ("KY", "GBP"),
            ("KY", "KYD"),
            // This territory has no currency.
            ("AQ", "USD"),
        ] {
            assert_silent(&RULE, &priced(territory, currency));
        }
        let before = priced("BG", "BGN").with(Column::Start, "2025-12-31");
        assert_silent(&RULE, &before);
    }

    #[test]
    fn another_currency_is_named_with_the_usual_one() {
        assert_snapshot(
            fired(&RULE, &priced("GB", "USD")),
            str![[r#"
M4 PriceCurrency: notice
  `USD` is not the currency of GB (`GBP`)
  help: If the price is not in `USD`, correct PriceCurrency.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &priced("US, CA, SV, MX", "USD")),
            str![[r#"
M4 PriceCurrency: notice
  `USD` is not the currency of CA (`CAD`) and MX (`MXN`)
  help: If the price is not in `USD`, correct PriceCurrency.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &priced("PA", "EUR")),
            str![[r#"
M4 PriceCurrency: notice
  `EUR` is not the currency of PA (`PAB` or `USD`)
  help: If the price is not in `EUR`, correct PriceCurrency.

"#]],
        );
        // A long list is truncated.
        assert_snapshot(
            fired(&RULE, &priced("US, CA, SV, MX, GB, FR, JP", "USD")),
            str![[r#"
M4 PriceCurrency: notice
  `USD` is not the currency of CA (`CAD`), FR (`EUR`), GB (`GBP`) and 2 more
  help: If the price is not in `USD`, correct PriceCurrency.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &priced("US, CA, MX, GB", "EUR")),
            str![[r#"
M4 PriceCurrency: notice
  `EUR` is not the currency of CA (`CAD`), GB (`GBP`), MX (`MXN`) and US (`USD`)
  help: If the price is not in `EUR`, correct PriceCurrency.

"#]],
        );
        assert_silent(&RULE, &priced("GB", "USD").under_ema());
    }

    #[test]
    fn what_is_withdrawn_or_no_currency_is_another_rules() {
        assert_silent(&RULE, &priced("DE", "DEM"));
        assert_silent(&RULE, &priced("DE", "$"));
        // Unassigned territories are not reported.
        assert_silent(&RULE, &priced("AN, XK, TP", "USD"));
    }

    #[test]
    fn version_1_6_gives_no_currency() {
        let sample = priced("GB", "USD").version(EmaVersion::V1_6);
        assert_silent(&RULE, &sample);
    }
}
