//! The rule `currency-code`.

use currency_map::{Currency, legal_tender};
use ema_model::{Kind, Reason};

use crate::engine::{AppliesTo, CellAt, Check, Page, Reporter, Rule, Section, Severity};
use crate::rules::shared::price::start_day;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "currency-code",
    summary: "a currency is not a code of ISO 4217",
    section: Section::Cells,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if PriceCurrency has a value that was never an ISO 4217 code, such as a \
               symbol, a name or a misspelled code. `currency-withdrawn` reports withdrawn codes.",
        why: "The platform does not recognize the currency of the price.",
        example: "PriceCurrency `US$`. The code of the US dollar is `USD`.",
        remedy: "Write the currency's three-letter code.",
        source: "Prime Video, \"Content rights\", field PriceCurrency: an ISO 4217 currency code; \
                 EMA Avails data dictionary (1.7.2), AvailTrans/PriceCurrency: the currency of the \
                 price; ISO 4217: the list of codes",
    },
    check: Check::Cell(|kind| kind == Kind::Currency, check),
};

fn check(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    let unknown = |fault: &ema_model::Fault| fault.reason == Reason::Currency;
    if at.cell.faults().iter().any(unknown) {
        let text = at.cell.trimmed();
        let help = match Currency::suggest(text).or_else(|| local(at)) {
            Some(currency) => {
                let name = currency.name();
                format!("If `{currency}` ({name}) is meant, write that.")
            }
            None => {
                "Write the three-letter code of the currency, such as `USD` or `EUR`.".to_owned()
            }
        };
        reporter.report_cell(
            at.cell,
            format!("{} is not a currency code of ISO 4217", quoted(text)),
            help,
        );
    }
}

/// Returns the territory's first currency if the row has exactly one territory.
fn local(at: &CellAt<'_>) -> Option<Currency> {
    let [territory] = at.row().countries()[..] else {
        return None;
    };
    legal_tender(territory, start_day(at.row())?)?.next()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    #[test]
    fn codes_of_iso_4217_pass_withdrawn_ones_too() {
        for code in ["USD", "eur", " JPY ", "HRK", "XXX"] {
            assert_silent(&RULE, &Sample::movie().with(Column::PriceCurrency, code));
        }
    }

    #[test]
    fn symbols_and_names_are_named_with_the_code_that_may_be_meant() {
        let shown = ["US$", "Pound Sterling", "$", "AQD"].map(|text| {
            let sample = Sample::movie().with(Column::PriceCurrency, text);
            fired(&RULE, &sample)
        });
        assert_snapshot(
            shown.concat(),
            str![[r#"
M4 PriceCurrency: error
  `US$` is not a currency code of ISO 4217
  help: If `USD` (US Dollar) is meant, write that.
M4 PriceCurrency: error
  `Pound Sterling` is not a currency code of ISO 4217
  help: If `GBP` (British Pound) is meant, write that.
M4 PriceCurrency: error
  `$` is not a currency code of ISO 4217
  help: If `USD` (US Dollar) is meant, write that.
M4 PriceCurrency: error
  `AQD` is not a currency code of ISO 4217
  help: If `USD` (US Dollar) is meant, write that.

"#]],
        );
    }

    #[test]
    fn what_may_be_the_money_of_several_territories_is_not_guessed_at() {
        let sample = Sample::movie()
            .with(Column::PriceCurrency, "$")
            .with(Column::Territory, "US, CA");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
M4 PriceCurrency: error
  `$` is not a currency code of ISO 4217
  help: Write the three-letter code of the currency, such as `USD` or `EUR`.

"#]],
        );
    }
}
