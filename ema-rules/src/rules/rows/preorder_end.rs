//! The rule `preorder-end`.

use ema_model::{AvailEnd, Field, Keyword, Kind, LicenseType};

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};
use crate::rules::shared::removes;
use crate::rules::shared::vocabulary::takes_keyword;

pub(crate) static RULE: Rule = Rule {
    name: "preorder-end",
    summary: "a pre-order ends neither at the start of the sale nor on a date",
    section: Section::Rows,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires for a pre-order (POEST) whose End is `Open` or an event, rather than \
               `ESTStart` or a date.",
        why: "Customers order before the sale, and the pre-order ends when the sale starts. A \
              pre-order without an end continues alongside the sale.",
        example: "LicenseType `POEST` with End `Open`.",
        remedy: "Write `ESTStart`, or the last day if the pre-order should end earlier.",
        source: "Prime Video, \"Content rights\", field End: for pre-orders, `ESTStart`; EMA \
                 Avails templates, the POEST rows: End is `ESTStart`",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    let avail = row.avail;
    let is_pre_order = avail.license_type().value() == Some(&LicenseType::Poest);
    if let Field::Value {
        value: AvailEnd::Keyword(word),
        cell,
    } = avail.end()
        && is_pre_order
        && !removes(avail)
        && word != Keyword::EstStart
        && takes_keyword(row.profile, row.version(), Kind::End, word)
    {
        reporter.report_cell(
            cell,
            format!("the row is a pre-order (POEST), but ends with `{word}`, not with the sale"),
            "Write `ESTStart`, so that the pre-order ends when the sale starts, or write the last \
             day of the pre-order.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    fn until(end: &str) -> Sample {
        Sample::movie()
            .with(Column::LicenseType, "POEST")
            .with(Column::End, end)
    }

    #[test]
    fn the_sale_or_a_day_ends_a_pre_order() {
        for end in [
            "ESTStart",
            "est start",
            "2027-01-31",
            "2027-01-31T12:00:00Z",
        ] {
            assert_silent(&RULE, &until(end));
        }
        assert_silent(&RULE, &Sample::movie());
        assert_silent(&RULE, &until("Open").with(Column::EntryType, "Full Delete"));
    }

    #[test]
    fn what_the_platform_does_not_take_at_all_is_another_rules() {
        for end in ["Completed", "whenever", ""] {
            assert_silent(&RULE, &until(end));
        }
    }

    #[test]
    fn any_other_end_is_found() {
        assert_snapshot(
            fired(&RULE, &until("Open")),
            str![[r#"
J4 End: warning
  the row is a pre-order (POEST), but ends with `Open`, not with the sale
  help: Write `ESTStart`, so that the pre-order ends when the sale starts, or write the last day of the pre-order.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &until("completed").under_ema()),
            str![[r#"
J4 End: warning
  the row is a pre-order (POEST), but ends with `Completed`, not with the sale
  help: Write `ESTStart`, so that the pre-order ends when the sale starts, or write the last day of the pre-order.

"#]],
        );
    }
}
