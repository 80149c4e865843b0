//! The rule `window-reversed`.

use ema_model::Column;

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "window-reversed",
    summary: "a window ends before it starts",
    section: Section::Rows,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if End is at or before Start, in the time zone of the row's territory. An End \
               without a time includes the whole day. If Territory is blank or wrong, two dates or \
               two times are compared as written. `preorder-after-sale` reports a pre-order that \
               ends at `ESTStart` but does not start before its sale.",
        why: "The title is never available. Usually, Start and End are swapped, or the year is \
              wrong.",
        example: "Start `2026-06-30` and End `2026-01-01`.",
        remedy: "Correct Start or End. To take a title down, keep its Start and set End to the day \
               before you send the file. If Start is on or after that End, set Start to the day \
               before End, or let `ema takedown` write the row.",
        source: "Prime Video, \"Content rights\", fields Start and End: a Start without a time is \
                 00:00:00, and an End without a time is 23:59:59; EMA Avails data dictionary, \
                 EntryType: Start is before End, even on Full Delete rows",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    let reversed = if row.territories().is_empty() {
        row.window.is_reversed_anywhere()
    } else {
        row.windows([]).any(|(window, [])| window.is_reversed())
    };
    let (start, end) = (row.avail.cell(Column::Start), row.avail.cell(Column::End));
    if let (true, Some(start), Some(end)) = (reversed, start, end) {
        reporter.report_cell(
            end,
            format!(
                "the window ends at {} but starts at {}",
                quoted(end.trimmed()),
                quoted(start.trimmed())
            ),
            "Correct Start or End. To take a title down, keep its Start and set End to the day before you send the \
             file. If it starts on that day or later, set Start to the day before End.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
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
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
J4 End: error
  the window ends at `2026-01-01` but starts at `2026-06-30`
  help: Correct Start or End. To take a title down, keep its Start and set End to the day before you send the file. If it starts on that day or later, set Start to the day before End.

"#]],
        );
    }

    #[test]
    fn an_offset_counts() {
        // 09:00 in New York is 14:00 in UTC, which is later than 13:00 in UTC.
        let sample = Sample::movie()
            .with(Column::Start, "2026-01-01T09:00:00-05:00")
            .with(Column::End, "2026-01-01T13:00:00Z");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
J4 End: error
  the window ends at `2026-01-01T13:00:00Z` but starts at `2026-01-01T09:00:00-05:00`
  help: Correct Start or End. To take a title down, keep its Start and set End to the day before you send the file. If it starts on that day or later, set Start to the day before End.

"#]],
        );
    }

    #[test]
    fn no_territory_is_needed_to_see_that_dates_are_exchanged() {
        for territory in ["UK", ""] {
            let window = |start, end| {
                Sample::movie()
                    .with(Column::Territory, territory)
                    .with(Column::Start, start)
                    .with(Column::End, end)
            };
            assert_snapshot(
                fired(&RULE, &window("2026-06-30", "2026-01-01")),
                str![[r#"
J4 End: error
  the window ends at `2026-01-01` but starts at `2026-06-30`
  help: Correct Start or End. To take a title down, keep its Start and set End to the day before you send the file. If it starts on that day or later, set Start to the day before End.

"#]],
            );
            fired(&RULE, &window("2026-01-01T12:00:00", "2026-01-01T12:00:00"));
            fired(
                &RULE,
                &window("2026-01-01T12:00:00+02:00", "2026-01-01T10:00:00Z"),
            );
            assert_silent(&RULE, &window("2026-01-01", "2026-01-01"));
            // Whether the Start precedes the End depends on the territory.
            assert_silent(&RULE, &window("2026-01-02", "2026-01-01T23:00:00Z"));
        }
    }
}
