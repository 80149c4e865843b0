//! The rule `preorder-fields`.

use ema_model::{Avail, Cell, Column, Format, LicenseType};

use crate::engine::{AppliesTo, Check, Difference, Page, Reporter, Row, Rule, Section, Severity};
use crate::rules::cells::date_syntax::is_not_applicable;
use crate::rules::shared::errors::holds_value;
use crate::rules::shared::removes;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "preorder-fields",
    summary: "a pre-order lacks its date, or another row has a pre-order date",
    section: Section::Rows,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Under `ema`, the rule fires if SpecialPreOrderFulfillDate has a value on a row that \
               is not a pre-order (POEST). Prime Video does not use that column. Under \
               `prime-video`, the rule fires for a pre-order whose SuppressionLiftDate is `N/A`, \
               which EMA permits up to version 1.7.2. `required-field` reports a blank \
               SuppressionLiftDate, and `date-syntax` reports any other value that is not a date.",
        why: "SuppressionLiftDate is the date from which customers may see when the sale starts. \
              Without it, a pre-order can't be shown. A fulfillment date has no meaning on a row \
              that does not take pre-orders.",
        example: "LicenseType `POEST` with SuppressionLiftDate `N/A`; LicenseType `EST` with \
                  SpecialPreOrderFulfillDate `2026-11-01`.",
        remedy: "On pre-orders, write the date in SuppressionLiftDate. On other rows, delete \
               SpecialPreOrderFulfillDate.",
        source: "Prime Video, \"Content rights\", field SuppressionLiftDate: required for POEST; \
                 EMA Avails templates 1.7.2 to 1.9, row 3: \"Should be blank for all other license \
                 types\"; EMA Avails data dictionaries (1.6, 1.7.2), \
                 AvailTrans/SuppressionLiftDate: `N/A` is allowed",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    let avail = row.avail;
    // In XML, `pre-order-term` reports the date instead.
    let in_xml = row.format == Format::Xml;
    let uses = !row.profile.ignores(Column::SpecialPreOrderFulfillDate);
    if let Some(cell) = misplaced_date(avail).filter(|_| uses && !in_xml) {
        let license = avail.license_type();
        reporter.report_cell(
            cell,
            format!(
                "{} is a day on which pre-orders are fulfilled, but LicenseType is {}",
                quoted(cell.trimmed()),
                quoted(license.cell().map_or("", Cell::trimmed))
            ),
            "Delete the date. If the row is a pre-order, write `POEST` in LicenseType.",
        );
    }
    let lift = avail.cell(Column::SuppressionLiftDate);
    if let Some(cell) = lift.filter(|cell| is_not_applicable(cell, row.version()))
        && row.profile.has(Difference::LiftDates)
        && is_pre_order(avail)
        && !removes(avail)
    {
        reporter.report_cell(
            cell,
            format!(
                "SuppressionLiftDate is {}, but the row is a pre-order (POEST), which needs the date",
                quoted(cell.trimmed())
            ),
            "Write the first day on which customers may see the date of the sale, as `YYYY-MM-DD`.",
        );
    }
}

/// Returns SpecialPreOrderFulfillDate if it is filled on a row that is not a pre-order.
pub(in crate::rules) fn misplaced_date(avail: &Avail) -> Option<&Cell> {
    let license = avail.license_type().value()?;
    let date = avail.cell(Column::SpecialPreOrderFulfillDate)?;
    // The unknown LicenseType might be a misspelling of `POEST`.
    let other = license.word().is_some() && !is_pre_order(avail);
    (other && holds_value(date) && !removes(avail)).then_some(date)
}

fn is_pre_order(avail: &Avail) -> bool {
    avail.license_type().value() == Some(&LicenseType::Poest)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion};

    fn pre_order() -> Sample {
        Sample::movie()
            .with(Column::LicenseType, "POEST")
            .with(Column::SuppressionLiftDate, "2026-12-01")
    }

    fn sale() -> Sample {
        Sample::movie().with(Column::SpecialPreOrderFulfillDate, "2026-12-20")
    }

    #[test]
    fn pre_orders_with_their_dates_and_sales_without_pass() {
        assert_silent(&RULE, &pre_order());
        let fulfilled = pre_order().with(Column::SpecialPreOrderFulfillDate, "2026-12-20");
        assert_silent(&RULE, &fulfilled);
        assert_silent(
            &RULE,
            &Sample::movie().with(Column::SuppressionLiftDate, "N/A"),
        );
        assert_silent(&RULE, &sale().with(Column::EntryType, "Full Delete"));
        assert_silent(&RULE, &sale().with(Column::LicenseType, "POESTT"));
        assert_silent(&RULE, &sale().with(Column::LicenseType, ""));
    }

    #[test]
    fn a_date_that_is_missing_or_none_is_told_once() {
        let told = |text: &str, version| {
            let sample = pre_order().with(Column::SuppressionLiftDate, text);
            let findings = sample.version(version).findings();
            let told: Vec<&str> = findings
                .iter()
                .filter(|finding| finding.field.as_deref() == Some("SuppressionLiftDate"))
                .map(|finding| finding.rule.name())
                .collect();
            told.join(", ")
        };
        assert_eq!(told("", EmaVersion::V1_7_2), "required-field");
        assert_eq!(told("soon", EmaVersion::V1_7_2), "date-syntax");
        assert_eq!(told("N/A", EmaVersion::V1_7_3), "date-syntax");
        assert_eq!(told("N/A", EmaVersion::V1_7_2), "preorder-fields");
    }

    #[test]
    fn a_pre_order_whose_date_is_said_not_to_apply_is_found() {
        let sample = pre_order().with(Column::SuppressionLiftDate, "N/A");
        let sample = sample.version(EmaVersion::V1_7_2);
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
R4 SuppressionLiftDate: error
  SuppressionLiftDate is `N/A`, but the row is a pre-order (POEST), which needs the date
  help: Write the first day on which customers may see the date of the sale, as `YYYY-MM-DD`.

"#]],
        );
        assert_silent(&RULE, &sample.under_ema());
    }

    #[test]
    fn a_day_of_fulfillment_without_a_pre_order_is_found() {
        assert_snapshot(
            fired(&RULE, &sale().under_ema()),
            str![[r#"
R4 SpecialPreOrderFulfillDate: error
  `2026-12-20` is a day on which pre-orders are fulfilled, but LicenseType is `EST`
  help: Delete the date. If the row is a pre-order, write `POEST` in LicenseType.

"#]],
        );
        fired(&RULE, &sale().with(Column::LicenseType, "SVOD").under_ema());
    }
}
