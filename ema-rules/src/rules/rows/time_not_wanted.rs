//! The rule `time-not-wanted`.

use ema_model::{Field, Moment};

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};
use crate::rules::shared::removes;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "time-not-wanted",
    summary: "a date has a time, but the platform requires only the day",
    section: Section::Rows,
    severity: Severity::Warning,
    platform_only: true,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if SuppressionLiftDate or AnnounceDate has a time of day. Rows that delete \
               are not checked.",
        why: "The platform's field list requires the form `YYYY-MM-DD` for both, without a time. \
              The list does not say what effect a time has, so the date may take effect on a \
              different day than intended.",
        example: "SuppressionLiftDate `2027-01-10T09:00:00Z`.",
        remedy: "Write the day without the time.",
        source: "Prime Video, \"Content rights\", fields SuppressionLiftDate and AnnounceDate: \
                 YYYY-MM-DD",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    let avail = row.avail;
    if removes(avail) {
        return;
    }
    for date in [avail.suppression_lift_date(), avail.announce_date()] {
        if let Field::Value { value, cell } = date
            && !matches!(value, Moment::Date(_))
        {
            let message = format!("{} has a time of day", quoted(cell.trimmed()));
            let day = value.date();
            let help = format!(
                "Write only the day, `{day}`, because {} does not require a time.",
                row.profile.platform_name()
            );
            reporter.report_cell(cell, message, help);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    fn preorder(column: Column, text: &str) -> Sample {
        Sample::movie()
            .with(Column::LicenseType, "POEST")
            .with(Column::SuppressionLiftDate, "2026-12-01")
            .with(column, text)
    }

    #[test]
    fn days_pass() {
        assert_silent(&RULE, &preorder(Column::AnnounceDate, "2026-12-01"));
        // Start and End may have a time.
        assert_silent(&RULE, &preorder(Column::Start, "2026-12-01T09:00:00Z"));
    }

    #[test]
    fn ema_takes_times() {
        let sample = preorder(Column::AnnounceDate, "2026-12-01T09:00:00Z");
        assert_silent(&RULE, &sample.under_ema());
    }

    #[test]
    fn times_are_found() {
        let lift = preorder(Column::SuppressionLiftDate, "2027-01-10T09:00:00Z");
        assert_snapshot(
            fired(&RULE, &lift),
            str![[r#"
R4 SuppressionLiftDate: warning
  `2027-01-10T09:00:00Z` has a time of day
  help: Write only the day, `2027-01-10`, because Prime Video does not require a time.

"#]],
        );
        fired(
            &RULE,
            &preorder(Column::AnnounceDate, "2026-12-01T09:00:00"),
        );
    }
}
