//! The rule `ended`.

use ema_model::{Column, Text};

use crate::engine::{
    AppliesTo, Check, FileAt, GroupCheck, Page, Place, Reporter, Row, Rule, Section, Severity,
};
use crate::rules::shared::removes;
use crate::wording::counted;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "ended",
    summary: "the window has ended",
    section: Section::Rows,
    severity: Severity::Notice,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if the window has ended in all territories of the row, as of the moment of \
               the check. If every window in a file has ended, the rule fires only once. Rows that \
               delete, and windows that end before they start, are not reported.",
        why: "A row whose window has ended takes the title down. If that is not intended, the year \
              is often wrong.",
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
    rows: Vec<(Place, Text)>,
    others: bool,
}

impl GroupCheck for Ended {
    fn row(&mut self, row: &Row<'_>, reporter: &mut Reporter<'_>) {
        let avail = row.avail;
        if removes(avail) {
            return;
        }
        let has_ended = !row.territories().is_empty()
            && row
                .windows([row.as_of])
                .all(|(window, [as_of])| !window.is_reversed() && window.has_ended(as_of));
        match avail.cell(Column::End).filter(|_| has_ended) {
            Some(end) => {
                let place = reporter.place(Some(Column::End));
                self.rows.push((place, end.shared_text().clone()));
            }
            None => self.others = true,
        }
    }

    fn finish(self: Box<Self>, _file: &FileAt<'_>, reporter: &mut Reporter<'_>) {
        let count = self.rows.len();
        if count > 1 && !self.others {
            reporter.report_file(
                format!(
                    "all windows of the file have ended: {}",
                    counted(count, "row")
                ),
                HELP,
            );
            return;
        }
        for (place, end) in self.rows {
            let message = format!("the window has ended: {}", quoted(ema_model::trim(&end)));
            let finding = reporter.report_place(place, message, HELP);
            finding.field = Some(Column::End.name().into());
            finding.value = Some(end);
        }
    }
}

const HELP: &str = "If the title should be taken down, ignore this notice. Otherwise, correct End.";

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
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
  all windows of the file have ended: 2 rows
  help: If the title should be taken down, ignore this notice. Otherwise, correct End.

"#]],
        );
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
