//! The rule `currency-missing`.

use std::collections::BTreeSet;

use currency_map::{Currency, Territory, default_for, legal_tender};
use ema_model::{Column, EmaVersion, LicenseType};

use crate::engine::{
    AppliesTo, Check, FileAt, GroupCheck, Page, Reporter, Row, Rule, Section, Severity,
};
use crate::rules::shared::price::{given_currency, has_amount, start_day};
use crate::wording::{joined, rows};

pub(crate) static RULE: Rule = Rule {
    name: "currency-missing",
    summary: "no currency is given, and the platform lists no default",
    section: Section::Cells,
    severity: Severity::Warning,
    platform_only: true,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if a sale, rental or pre-order has a price in money but no currency, and a \
               territory of the row is not in the platform's table of default currencies. Under \
               `prime-video`, `DE`, `FR` and `MX` are such territories. Version 1.6 has no column \
               for the currency, so for rows of that version, the rule reports only one notice per \
               file.",
        why: "Only the platform knows in which currency the price will be charged. Before 2021, \
              Prime Video rejected such a file.",
        example: "A row for `DE` with PriceType `WSP`, PriceValue `7.99` and no PriceCurrency.",
        remedy: "Write the currency of the price in PriceCurrency. Version 1.6 lacks this column, \
               so send the row in version 1.7 or later.",
        source: "Prime Video, \"Content rights\", Currency map per territory, which does not list \
                 the territory; Prime Video, \"What's New\" 6.8 of 2021-01-04: default currencies \
                 are now mapped for all territories",
    },
    check: Check::Group(|| Box::<CurrencyMissing>::default()),
};

/// The number of affected rows in version 1.6, which has no column for the currency, and the territories in those rows.
#[derive(Default)]
struct CurrencyMissing {
    rows: usize,
    territories: BTreeSet<Territory>,
}

impl GroupCheck for CurrencyMissing {
    fn row(&mut self, row: &Row<'_>, reporter: &mut Reporter<'_>) {
        let license = row.avail.license_type().value();
        if !license.is_some_and(LicenseType::is_transactional)
            || !given_currency(row.avail).is_absent()
            || !has_amount(row.avail)
        {
            return;
        }
        let mut territories = row.countries().to_vec();
        territories.retain(|territory| default_for(*territory).is_none());
        if territories.is_empty() {
        } else if row.version() == EmaVersion::V1_6 {
            self.rows += 1;
            self.territories.extend(territories);
        } else {
            report(row, &territories, reporter);
        }
    }

    fn finish(self: Box<Self>, file: &FileAt<'_>, reporter: &mut Reporter<'_>) {
        if self.rows == 0 {
            return;
        }
        let names = joined(self.territories.iter().map(Territory::to_string), "and");
        let platform = file.profile.platform_name();
        let message = format!(
            "{} a price in {names}; version 1.6 has no column for its currency, and {platform} \
             lists no default there",
            rows(self.rows, "has", "have")
        );
        let help = format!(
            "Make sure that {platform} knows the currency, or send these rows in version 1.7 or \
             later with PriceCurrency."
        );
        reporter
            .report_file(message, help)
            .with_severity(Severity::Notice);
    }
}

fn report(row: &Row<'_>, territories: &[Territory], reporter: &mut Reporter<'_>) {
    let names = joined(territories.iter().map(Territory::to_string), "and");
    let platform = row.profile.platform_name();
    let message = format!("no currency is given, and {platform} lists no default for {names}");
    let help = match local(row, territories) {
        Some(currency) => format!(
            "Write the currency of the price in PriceCurrency. In {names}, it is usually \
             `{currency}`."
        ),
        None => "Write the currency of the price in PriceCurrency.".to_owned(),
    };
    reporter.report_blank(Column::PriceCurrency, message, help);
}

/// Returns the currency that all of the territories use, or `None` if they use different currencies.
fn local(row: &Row<'_>, territories: &[Territory]) -> Option<Currency> {
    let day = start_day(row)?;
    let mut currencies = territories
        .iter()
        .map(|territory| legal_tender(*territory, day)?.next());
    let first = currencies.next()??;
    currencies
        .all(|other| other == Some(first))
        .then_some(first)
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
    fn a_currency_or_a_default_passes() {
        assert_silent(&RULE, &Sample::movie().with(Column::Territory, "DE"));
        assert_silent(&RULE, &unnamed("GB"));
        assert_silent(&RULE, &unnamed("DE").under_ema());
    }

    #[test]
    fn only_amounts_of_sales_and_rentals_need_one() {
        let category = unnamed("DE")
            .with(Column::PriceType, "Category")
            .with(Column::PriceValue, "Library");
        assert_silent(&RULE, &category);
        fired(&RULE, &category.with(Column::Srp, "12.99"));
        assert_silent(&RULE, &unnamed("DE").with(Column::LicenseType, "SVOD"));
        fired(&RULE, &unnamed("DE").with(Column::LicenseType, "POEST"));
    }

    #[test]
    fn the_territories_without_a_default_are_named() {
        assert_snapshot(
            fired(&RULE, &unnamed("DE")),
            str![[r#"
M4 PriceCurrency: warning
  no currency is given, and Prime Video lists no default for DE
  help: Write the currency of the price in PriceCurrency. In DE, it is usually `EUR`.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &unnamed("DE, GB, FR")),
            str![[r#"
M4 PriceCurrency: warning
  no currency is given, and Prime Video lists no default for DE and FR
  help: Write the currency of the price in PriceCurrency. In DE and FR, it is usually `EUR`.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &unnamed("DE, MX")),
            str![[r#"
M4 PriceCurrency: warning
  no currency is given, and Prime Video lists no default for DE and MX
  help: Write the currency of the price in PriceCurrency.

"#]],
        );
    }

    #[test]
    fn a_code_that_is_not_assigned_is_another_rules() {
        assert_silent(&RULE, &unnamed("AN, XK, TP"));
    }

    #[test]
    fn version_1_6_has_no_column_for_it() {
        let sample = unnamed("DE").without(Column::PriceCurrency);
        assert_snapshot(
            fired(&RULE, &sample.version(EmaVersion::V1_6)),
            str![[r#"
the file -: notice
  1 row has a price in DE; version 1.6 has no column for its currency, and Prime Video lists no default there
  help: Make sure that Prime Video knows the currency, or send these rows in version 1.7 or later with PriceCurrency.

"#]],
        );
    }
}
