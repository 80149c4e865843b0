//! The rule `end-keyword`.

use ema_model::{AvailEnd, Field, Keyword, LicenseType};

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};
use crate::rules::shared::removes;

pub(crate) static RULE: Rule = Rule {
    name: "end-keyword",
    summary: "`ESTStart` ends a window that is not a pre-order",
    section: Section::Rows,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if End is `ESTStart` and LicenseType is not `POEST`. Rows that delete are not \
               checked.",
        why: "`ESTStart` ends a pre-order when the sale starts. In a sale, rental or subscription, \
              it has no meaning, so the platform can't determine when the window ends.",
        example: "LicenseType `SVOD` with End `ESTStart`.",
        remedy: "Write the last day of the window, or `Open` if it has no end. If the row is a \
               pre-order, set LicenseType to `POEST`.",
        source: "Prime Video, \"Content rights\", field End: \"or, for preorders, ESTStart\"; EMA \
                 Avails data dictionary (1.7.2), AvailTrans/End: a date, `Open`, `ESTStart` or \
                 `Immediate`",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    let avail = row.avail;
    // If the LicenseType is wrong, `unknown-value` reports it. If the LicenseType is missing,
    // `required-field` reports it.
    let Some(license) = avail.license_type().value().and_then(LicenseType::word) else {
        return;
    };
    if let Field::Value {
        value: AvailEnd::Keyword(Keyword::EstStart),
        cell,
    } = avail.end()
        && license.text != LicenseType::Poest.as_str()
        && !removes(avail)
    {
        reporter.report_cell(
            cell,
            format!(
                "`ESTStart` ends pre-orders (POEST), but LicenseType is `{}`",
                license.text
            ),
            "Write the last day of the window as YYYY-MM-DD, or `Open` if it has no end. If the \
             row is a pre-order, write `POEST` in LicenseType.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    fn ends_with_sale(license: &str) -> Sample {
        Sample::movie()
            .with(Column::LicenseType, license)
            .with(Column::End, "ESTStart")
    }

    #[test]
    fn pre_orders_end_when_the_sale_starts() {
        assert_silent(&RULE, &ends_with_sale("POEST"));
        assert_silent(&RULE, &ends_with_sale("POEST").under_ema());
    }

    #[test]
    fn another_rule_reports_an_unknown_license() {
        assert_silent(&RULE, &ends_with_sale("Preorder"));
        assert_silent(&RULE, &ends_with_sale(""));
    }

    #[test]
    fn rows_that_delete_have_no_window() {
        let delete = ends_with_sale("EST").with(Column::EntryType, "Full Delete");
        assert_silent(&RULE, &delete);
    }

    #[test]
    fn other_licenses_have_no_sale_to_wait_for() {
        for license in ["EST", "VOD", "SVOD", "AVOD", "FVOD"] {
            fired(&RULE, &ends_with_sale(license));
            fired(&RULE, &ends_with_sale(license).under_ema());
        }
        assert_snapshot(
            fired(&RULE, &ends_with_sale("SVOD")),
            str![[r#"
J4 End: error
  `ESTStart` ends pre-orders (POEST), but LicenseType is `SVOD`
  help: Write the last day of the window as YYYY-MM-DD, or `Open` if it has no end. If the row is a pre-order, write `POEST` in LicenseType.

"#]],
        );
    }
}
