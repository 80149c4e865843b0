//! The rule `currency-withdrawn`.

use ema_model::{Kind, Value};

use crate::engine::{AppliesTo, CellAt, Check, Page, Reporter, Rule, Section, Severity};
use crate::rules::shared::price::start_day;

pub(crate) static RULE: Rule = Rule {
    name: "currency-withdrawn",
    summary: "a currency is no longer valid when the window starts",
    section: Section::Cells,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if the code in PriceCurrency was withdrawn from ISO 4217 on or before the day \
               in Start. If Start is not a date, the rule uses the day of the check.",
        why: "The currency is no longer used. Either the price is out of date, or the amount was \
              converted and the code was not changed.",
        example: "PriceCurrency `HRK` on a row that starts in 2026. Croatia has used the euro \
                  since 2023-01-01.",
        remedy: "Write the price in the successor currency, and change PriceCurrency to its code.",
        source: "ISO 4217, list three: withdrawn codes, with dates; Prime Video, \"Content \
                 rights\", field PriceCurrency: an ISO 4217 currency code",
    },
    check: Check::Cell(|kind| kind == Kind::Currency, check),
};

fn check(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    let Value::Currency(currency) = at.cell.value() else {
        return;
    };
    let Some(withdrawal) = currency.withdrawn() else {
        return;
    };
    let Some(day) = start_day(at.row()) else {
        return;
    };
    if withdrawal.on <= day {
        let help = match currency.replacement() {
            Some(now) => format!(
                "Write the price in the successor currency, `{now}` ({}), and change PriceCurrency \
                 to that code.",
                now.name()
            ),
            None => {
                "Write the price in a currency that is in use, and change PriceCurrency to its \
                     code."
                    .to_owned()
            }
        };
        let name = currency.name();
        let on = withdrawal.on;
        let message = format!("`{currency}` ({name}) was withdrawn on {on}, before the row starts");
        reporter.report_cell(at.cell, message, help);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    fn priced(currency: &str, start: &str) -> Sample {
        Sample::movie()
            .with(Column::PriceCurrency, currency)
            .with(Column::Start, start)
    }

    #[test]
    fn a_currency_in_use_on_the_day_passes() {
        assert_silent(&RULE, &priced("EUR", "2026-01-01"));
        assert_silent(&RULE, &priced("HRK", "2022-12-31"));
        assert_silent(&RULE, &priced("HRK", "2022-12-31T23:00:00Z"));
    }

    #[test]
    fn a_currency_that_is_gone_is_named_with_what_took_its_place() {
        assert_snapshot(
            fired(&RULE, &priced("HRK", "2023-01-01")),
            str![[r#"
M4 PriceCurrency: warning
  `HRK` (Croatian Kuna) was withdrawn on 2023-01-01, before the row starts
  help: Write the price in the successor currency, `EUR` (Euro), and change PriceCurrency to that code.

"#]],
        );
        // The codes `ZWR` and `ZWL` came after `ZWD` and before its current successor.
        assert_snapshot(
            fired(&RULE, &priced("ZWD", "2026-01-01")),
            str![[r#"
M4 PriceCurrency: warning
  `ZWD` (Zimbabwean Dollar) was withdrawn on 2008-08-01, before the row starts
  help: Write the price in the successor currency, `ZWG` (Zimbabwean Gold), and change PriceCurrency to that code.

"#]],
        );
    }

    #[test]
    fn without_a_date_the_day_of_the_check_counts() {
        for start in ["Immediate", "Theatrical", "", "soon"] {
            fired(&RULE, &priced("HRK", start));
            assert_silent(&RULE, &priced("USD", start));
        }
    }
}
