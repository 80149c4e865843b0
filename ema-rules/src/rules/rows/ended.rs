//! The rule `ended`.

use std::collections::BTreeSet;

use chrono::Days;
use ema_model::{Column, Text};

use crate::engine::{
    AppliesTo, Check, FileAt, GroupCheck, Page, Place, Reporter, Row, Rule, Section, Severity,
};
use crate::rules::shared::removes;
use crate::window::Bound;
use crate::wording::{counted, joined, quoted};

pub(crate) static RULE: Rule = Rule {
    name: "ended",
    summary: "the window has ended",
    section: Section::Rows,
    severity: Severity::Notice,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if the window has ended in all territories of the row, as of the moment of \
               the check. If every window in a file has ended, the rule fires only once. The same \
               applies to two or more rows that end one or two days before the check, because such \
               rows are take-downs. Rows that delete, and windows that end before they start, are not reported.",
        why: "A row whose window has ended takes the title down. If that is not intended, the cause \
              is often a wrong year.",
        example: "End `2026-11-20` in a file that is checked as of 2026-11-21.",
        remedy: "If the title should be taken down, ignore this notice. Otherwise, correct End.",
        source: "Prime Video, \"Content removal\": to take a live title down, send an End one day \
                 before the day of submission",
    },
    check: Check::Group(|| Box::<Ended>::default()),
};

/// A collector that keeps the rows whose window has ended.
#[derive(Default)]
struct Ended {
    rows: Vec<EndedRow>,
    /// Whether the file has a window that has not ended.
    others: bool,
}

struct EndedRow {
    place: Place,
    end: Text,
    /// Whether the window ended at most [`TAKE_DOWN`] days before the check.
    is_take_down: bool,
}

/// In each territory, a take-down ends on the day before it is sent, which is up to two days before the current day in
/// UTC.
const TAKE_DOWN: u64 = 2;

impl GroupCheck for Ended {
    fn row(&mut self, row: &Row<'_>, reporter: &mut Reporter<'_>) {
        let avail = row.avail;
        // Other rules report a wrong Territory, a wrong End, and a window that ends before it starts.
        let Some(end) = avail.cell(Column::End).filter(|_| !removes(avail)) else {
            return;
        };
        let mut has_ended = !row.territories().is_empty();
        for (window, [as_of]) in row.windows([row.as_of]) {
            if window.end == Bound::Unknown || window.is_reversed() {
                return;
            }
            has_ended &= window.has_ended(as_of);
        }
        if !has_ended {
            self.others |= !row.territories().is_empty();
            return;
        }
        let last = row.as_of.date().checked_sub_days(Days::new(TAKE_DOWN));
        self.rows.push(EndedRow {
            place: reporter.place(Some(Column::End)),
            end: end.shared_text().clone(),
            is_take_down: row
                .window
                .end_day()
                .zip(last)
                .is_some_and(|(end, last)| end >= last),
        });
    }

    fn finish(mut self: Box<Self>, _file: &FileAt<'_>, reporter: &mut Reporter<'_>) {
        let is_told = |row: &EndedRow| row.is_take_down || !self.others;
        let told: Vec<EndedRow> = match self.rows.iter().filter(|row| is_told(row)).count() {
            0 | 1 => Vec::new(),
            _ => self.rows.extract_if(.., |row| is_told(row)).collect(),
        };
        if !told.is_empty() {
            let ends: BTreeSet<&str> = told.iter().map(|row| ema_model::trim(&row.end)).collect();
            let more = ends.len().saturating_sub(ENDS);
            let shown = ends.into_iter().take(ENDS).map(quoted);
            let more = (more > 0).then(|| counted(more, "other day"));
            let ends = joined(shown.chain(more), "or");
            let rows = counted(told.len(), "row");
            let what = match self.others {
                true => format!("{rows} in the file take titles down, with the End {ends}"),
                false => format!("all windows in the file have ended: {rows} with the End {ends}"),
            };
            reporter.report_file(what, HELP);
        }
        for row in self.rows {
            let message = format!(
                "the window has ended: {}",
                quoted(ema_model::trim(&row.end))
            );
            let finding = reporter.report_place(row.place, message, HELP);
            finding.field = Some(Column::End.name().into());
            finding.value = Some(row.end);
        }
    }
}

/// The maximum number of Ends in a finding.
const ENDS: usize = 3;

const HELP: &str = "If the title should be taken down, ignore this notice. Otherwise, correct End.";

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, shown, str};
    use ema_model::Column;

    fn until(end: &str) -> Sample {
        Sample::movie().with(Column::End, end)
    }

    #[test]
    fn windows_that_have_not_ended_pass() {
        // The file is checked as of 2026-11-21T00:00:00Z, when it is still November 20 in New York.
        for end in [
            "Open",
            "2026-11-20",
            "2026-11-21",
            "2026-11-21T00:00:01Z",
            "soon",
        ] {
            assert_silent(&RULE, &until(end));
        }
        // In one of the territories, the day has not ended.
        let several = until("2026-11-20").with(Column::Territory, "NZ, US");
        assert_silent(&RULE, &several);
        assert_silent(&RULE, &until("2026-11-19").with(Column::Territory, "UK"));
    }

    #[test]
    fn a_file_of_ended_windows_is_reported_once() {
        let takedown = until("2026-11-19").and().with(Column::FormatProfile, "SD");
        assert_snapshot(
            fired(&RULE, &takedown),
            str![[r#"
the file -: notice
  all windows in the file have ended: 2 rows with the End `2026-11-19`
  help: If the title should be taken down, ignore this notice. Otherwise, correct End.

"#]],
        );
    }

    #[test]
    fn take_downs_beside_other_rows_are_reported_once() {
        let rows = until("2026-11-19")
            .and()
            .with(Column::Territory, "NZ")
            .with(Column::End, "2026-11-20")
            .and()
            .with(Column::End, "2026-01-31")
            .and()
            .with(Column::End, "Open");
        assert_snapshot(
            fired(&RULE, &rows),
            str![[r#"
the file -: notice
  2 rows in the file take titles down, with the End `2026-11-19` or `2026-11-20`
  help: If the title should be taken down, ignore this notice. Otherwise, correct End.
J6 End: notice
  the window has ended: `2026-01-31`
  help: If the title should be taken down, ignore this notice. Otherwise, correct End.

"#]],
        );
    }

    #[test]
    fn a_row_that_another_rule_reports_is_no_other_window() {
        let wrong = |column, text| {
            let rows = until("2026-11-19").and().and();
            rows.with(column, text).findings()
        };
        for (column, text) in [
            (Column::Territory, "UK"),
            (Column::End, "soon"),
            (Column::End, ""),
        ] {
            let found = shown(&RULE, &wrong(column, text));
            assert!(found.contains("all windows"), "{found}");
        }
    }

    #[test]
    fn rows_that_delete_and_reversed_windows_are_passed_over() {
        let deleted = until("2000-01-01")
            .with(Column::Start, "1999-12-31")
            .with(Column::EntryType, "Full Delete");
        assert_silent(&RULE, &deleted);
        assert_silent(&RULE, &until("2025-01-01"));
    }

    #[test]
    fn windows_that_have_ended_are_found() {
        assert_snapshot(
            fired(&RULE, &until("2026-11-19")),
            str![[r#"
J4 End: notice
  the window has ended: `2026-11-19`
  help: If the title should be taken down, ignore this notice. Otherwise, correct End.

"#]],
        );
        let one_of_two = until("2026-11-19").and().with(Column::End, "Open");
        fired(&RULE, &one_of_two);
        fired(&RULE, &until("2026-11-21T00:00:00Z"));
        fired(&RULE, &until("2026-11-20").with(Column::Territory, "NZ"));
        // A row without a Start still has an End.
        fired(
            &RULE,
            &until("2026-11-19").with(Column::Start, "").under_ema(),
        );
    }
}
