//! `currency-unusual`

use currency_map::{Currency, Date};
use ema_model::{Field, Text};

use super::price::{countries, expected, given_currency, start_day};
use crate::check::{Found, Row};
use crate::rule::{Check, Page, Rule, Section, Severity};
use crate::rules::wording::{joined, listed};

pub(crate) static RULE: Rule = Rule {
    name: "currency-unusual",
    summary: "a price is in another currency than the territory's",
    section: Section::Cells,
    prime_video: Some(Severity::Notice),
    ema: None,
    page: Page {
        what: "Fires where PriceCurrency is neither a legal tender of the territory on the day in \
               Start nor the default that Prime Video lists for it. A list of territories is one \
               finding, which names those of another currency.",
        why: "Prices in another currency are accepted, but are often a row that was copied from \
              another territory.",
        example: "A row for `GB` in `USD`.",
        mend: "Nothing, where the contract is in that currency. Otherwise correct PriceCurrency and \
               the price.",
        source: "ISO 4217, list one (currencies and the territories that use them); Prime Video, \
                 \"Content rights\", Currency map per territory",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, found: &mut Found<'_>) {
    let Field::Value { value, cell } = given_currency(row.avail) else {
        return;
    };
    let Some(day) = start_day(row) else { return };
    // A currency that is withdrawn on the day is `currency-withdrawn`'s.
    if value
        .withdrawn()
        .is_some_and(|withdrawal| withdrawal.on <= day)
    {
        return;
    }
    // A worldwide list is long, and stands in many rows.
    let question = (row.granted.number, day, value);
    let mut unusual = row.unusual.borrow_mut();
    let known = unusual.get(&question).cloned();
    let others = known.unwrap_or_else(|| {
        let others = others(row, value, day);
        let length = others.as_ref().map_or(0, |others| others.len());
        unusual.keep(question, others.clone(), length);
        others
    });
    if let Some(others) = others {
        found.cell(
            cell,
            format!("`{value}` is not the currency of {others}"),
            format!("If the price is not meant in `{value}`, correct PriceCurrency."),
        );
    }
}

/// The countries of the row with other money, in words.
fn others(row: &Row<'_>, value: Currency, day: Date) -> Option<Text> {
    let others: Vec<String> = countries(row)
        .into_iter()
        .filter_map(|territory| {
            let expected = expected(territory, day);
            let other = !expected.is_empty() && !expected.contains(&value);
            let codes = expected.iter().map(|currency| currency.as_str());
            other.then(|| format!("{territory} ({})", listed(codes, "or")))
        })
        .collect();
    (!others.is_empty()).then(|| joined(others, "and").into())
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, fired};
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
            // Where the dollar of the United States is the money, alone or beside another.
            ("EC", "USD"),
            ("SV", "USD"),
            ("PR", "USD"),
            ("PA", "PAB"),
            // Prime Video's default, which is not legal tender there.
            ("KY", "GBP"),
            ("KY", "KYD"),
            // Nobody's money.
            ("AQ", "USD"),
        ] {
            assert_silent(&RULE, &priced(territory, currency));
        }
        let before = priced("BG", "BGN").with(Column::Start, "2025-12-31");
        assert_silent(&RULE, &before);
    }

    #[test]
    fn another_currency_is_named_with_the_usual_one() {
        insta::assert_snapshot!(fired(&RULE, &priced("GB", "USD")));
        insta::assert_snapshot!(fired(&RULE, &priced("US, CA, SV, MX", "USD")));
        insta::assert_snapshot!(fired(&RULE, &priced("PA", "EUR")));
        assert_silent(&RULE, &priced("GB", "USD").under_ema());
    }

    #[test]
    fn what_is_withdrawn_or_no_currency_is_another_rules() {
        assert_silent(&RULE, &priced("DE", "DEM"));
        assert_silent(&RULE, &priced("DE", "$"));
        // Nor are territories that are not assigned.
        assert_silent(&RULE, &priced("AN, XK, TP", "USD"));
    }

    #[test]
    fn version_1_6_gives_no_currency() {
        let sample = priced("GB", "USD").version(EmaVersion::V1_6);
        assert_silent(&RULE, &sample);
    }
}
