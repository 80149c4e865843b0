//! The rule `full-delete-window`.

use ema_model::EntryType;

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};
use crate::rules::shared::errors::holds_value;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "full-delete-window",
    summary: "a Full Delete row has dates that are not in the past",
    section: Section::Groups,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if the End of a Full Delete row is `Open`, or is not yet in the past in one \
               of its territories, as of the moment of the check. `date-syntax` reports a date \
               that can't be read, and `window-reversed` reports a Start after the End.",
        why: "The dates of a Full Delete have no meaning, and EMA requires placeholders in the \
              past. If the dates are a real window, the EntryType of the row has probably been \
              changed to take the title down. A Full Delete does not take a title down.",
        example: "A Full Delete from `2026-01-01` to `Open`.",
        remedy: "To take a title down, write `Full Extract`, with an End of the day before you send the file. If the \
               title was entered by mistake and was never live, write dates in the past, such as `1999-12-31` and \
               `2000-01-01`.",
        source: "EMA Avails data dictionary, EntryType: dummy values for a Full Delete row; Prime \
                 Video, \"Content removal\": a Full Delete has no effect on live titles",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    let (entry_type, end) = (row.avail.entry_type(), row.avail.end());
    let (Some(EntryType::FullDelete), Some(_), Some(cell)) =
        (entry_type.value(), end.value(), end.cell())
    else {
        return;
    };
    let is_past = row
        .windows([row.as_of])
        .all(|(window, [as_of])| window.has_ended(as_of));
    if !holds_value(cell) || is_past {
        return;
    }
    reporter.report_cell(
        cell,
        format!(
            "the End of this Full Delete is {}, but its dates must be in the past",
            quoted(cell.trimmed())
        ),
        "To take the title down, write `Full Extract` in EntryType, with an End of the day before \
         you send the file. If it was never live, write dates in the past, such as `1999-12-31` \
         and `2000-01-01`.",
    );
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    fn delete(start: &str, end: &str) -> Sample {
        Sample::movie()
            .with(Column::EntryType, "Full Delete")
            .with(Column::Start, start)
            .with(Column::End, end)
    }

    #[test]
    fn dates_in_the_past_pass() {
        assert_silent(&RULE, &delete("1999-12-31", "2000-01-01"));
        assert_silent(&RULE, &delete("2026-01-01", "2026-11-19"));
        assert_silent(&RULE, &Sample::movie());
    }

    #[test]
    fn what_other_rules_report_is_no_date() {
        for end in ["", "tomorrow", "#N/A"] {
            assert_silent(&RULE, &delete("1999-12-31", end));
        }
        assert_silent(&RULE, &delete("2027-01-01", "2000-01-01"));
        let nowhere = delete("1999-12-31", "Open").with(Column::Territory, "UK");
        assert_silent(&RULE, &nowhere);
    }

    #[test]
    fn a_window_without_an_end_is_found() {
        assert_snapshot(
            fired(&RULE, &delete("2026-01-01", "Open")),
            str![[r#"
J4 End: warning
  the End of this Full Delete is `Open`, but its dates must be in the past
  help: To take the title down, write `Full Extract` in EntryType, with an End of the day before you send the file. If it was never live, write dates in the past, such as `1999-12-31` and `2000-01-01`.

"#]],
        );
    }

    #[test]
    fn a_day_that_is_not_over_in_one_of_the_territories_is_not_past() {
        // The samples are checked as of 2026-11-21T00:00:00Z.
        let sample = delete("2026-01-01", "2026-11-20");
        assert_silent(&RULE, &sample.clone().with(Column::Territory, "FR"));
        assert_snapshot(
            fired(&RULE, &sample.with(Column::Territory, "FR, US")),
            str![[r#"
J4 End: warning
  the End of this Full Delete is `2026-11-20`, but its dates must be in the past
  help: To take the title down, write `Full Extract` in EntryType, with an End of the day before you send the file. If it was never live, write dates in the past, such as `1999-12-31` and `2000-01-01`.

"#]],
        );
    }
}
