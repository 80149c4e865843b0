//! `window-reversed`

use ema_model::Column;

use crate::check::{Found, Row};
use crate::rule::{Check, Page, Rule, Section, Severity};
use crate::scope::territories;
use crate::window::Window;

pub(crate) static RULE: Rule = Rule {
    name: "window-reversed",
    summary: "a window ends before it starts",
    section: Section::Rows,
    prime_video: Some(Severity::Error),
    ema: Some(Severity::Error),
    page: Page {
        what: "Fires where End is at or before Start, in the time zone of the row's territory. An \
               End that is a plain date includes the whole day.",
        why: "The title is never on sale. Most often the two cells are exchanged, or the year is \
              wrong.",
        example: "Start `2026-06-30` and End `2026-01-01`.",
        mend: "Correct Start or End. To take a title down, keep its Start and set End to the day \
               before you send the file.",
        source: "Prime Video, \"Content rights\", fields Start and End; EMA Avails data dictionary, \
                 EntryType (Start before End, also on Full Delete rows)",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, found: &mut Found<'_>) {
    let reversed = territories(row.avail).into_iter().any(|territory| {
        let window = Window::of(row.avail, territory, row.profile);
        match (window.start.instant(), window.end.instant()) {
            (Some(start), Some(end)) => end <= start,
            _ => false,
        }
    });
    if let Some(cell) = row.avail.cell(Column::End).filter(|_| reversed) {
        let start = row.avail.start();
        found.cell(
            cell,
            format!(
                "the window ends at {} but starts at {}",
                cell.trimmed(),
                start.text().trim()
            ),
            "Correct Start or End. To take a title down, keep its Start and set End to the day \
             before you send the file.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, fired};
    use ema_model::Column;

    #[test]
    fn windows_in_order_pass() {
        for (start, end) in [
            ("2026-01-01", "2026-06-30"),
            ("2026-01-01", "2026-01-01"),
            ("2026-01-01", "Open"),
            ("2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z"),
        ] {
            let sample = Sample::movie()
                .with(Column::Start, start)
                .with(Column::End, end);
            assert_silent(&RULE, &sample);
        }
    }

    #[test]
    fn exchanged_dates_are_found() {
        let sample = Sample::movie()
            .with(Column::Start, "2026-06-30")
            .with(Column::End, "2026-01-01");
        insta::assert_snapshot!(fired(&RULE, &sample));
    }

    #[test]
    fn an_offset_counts() {
        // Nine in the morning in New York is after one in the afternoon of Greenwich.
        let sample = Sample::movie()
            .with(Column::Start, "2026-01-01T09:00:00-05:00")
            .with(Column::End, "2026-01-01T13:00:00Z");
        insta::assert_snapshot!(fired(&RULE, &sample));
    }
}
