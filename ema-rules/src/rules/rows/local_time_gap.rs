//! The rule `local-time-gap`.

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};
use crate::rules::shared::local_times::{Shifted, shifted};
use crate::time::{Edge, Shift};
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "local-time-gap",
    summary: "a local time does not exist, because clocks skip it",
    section: Section::Rows,
    severity: Severity::Notice,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if Start or End is a local time that clocks in the territory skip on that \
               day, because they are set forward for daylight saving time. If Start or End is a date \
               without a time, the first second of Start or the last second of End is checked. In \
               a territory with several time zones, the rule fires only if the gap affects the \
               instant. For example, the rule does not fire in `ES` for 02:30 on March 29, 2026, \
               because clocks on the Canary Islands show that time. Under the profile `ema`, a \
               time without an offset is in UTC, which has no gaps.",
        why: "The window can't begin or end at a time that no clock shows. The time is moved \
              forward by the length of the gap, usually an hour, but a platform may read it \
              differently.",
        example: "Start `2026-03-08T02:30:00` in `US`: in New York, clocks go from 02:00 to 03:00 \
                  that night, and the window begins at 03:30.",
        remedy: "Write the time that the clocks show, or add the offset from UTC.",
        source: "IANA Time Zone Database: the days on which clocks change; Prime Video, \"Content \
                 rights\", fields Start and End: without a time zone, the local time in the \
                 easternmost time zone of the territory is assumed",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    for shifted in shifted(row, Shift::Gap) {
        let (message, help) = in_words(&shifted);
        reporter.report_cell(shifted.cell, message, help);
    }
}

fn in_words(shifted: &Shifted<'_>) -> (String, String) {
    let quote = quoted(shifted.cell.trimmed());
    let places = shifted.places();
    let shown = shifted.shown;
    if shifted.is_day {
        let edge = match shifted.edge {
            Edge::Start => "begins",
            Edge::End => "ends",
        };
        let local = shifted.local.time();
        let message = format!(
            "the day {quote} {edge} at {} in {places}, where clocks are set forward past {local}",
            shown.time()
        );
        return (message, "No action is needed.".to_owned());
    }
    let message = format!(
        "{quote} does not exist in {places}: clocks skip it, and it is read as {}",
        shown.time()
    );
    let right = shown.format("%Y-%m-%dT%H:%M:%S");
    (
        message,
        format!("If this is intended, write `{right}`. Otherwise, write the intended time."),
    )
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    fn start(territory: &str, text: &str) -> Sample {
        Sample::movie()
            .with(Column::Territory, territory)
            .with(Column::Start, text)
    }

    #[test]
    fn times_that_clocks_show_pass() {
        for text in [
            "2026-03-08",
            "2026-03-08T01:59:59",
            "2026-03-08T03:00:00",
            "2026-03-08T02:30:00-05:00",
            "2026-03-08T02:30:00Z",
        ] {
            assert_silent(&RULE, &start("US", text));
        }
        // Puerto Rico has no daylight saving time.
        assert_silent(&RULE, &start("PR", "2026-03-08T02:30:00"));
        assert_silent(&RULE, &start("US", "2026-03-08T02:30:00").under_ema());
    }

    #[test]
    fn a_time_that_is_left_out_is_told_with_what_it_is_taken_for() {
        assert_snapshot(
            fired(&RULE, &start("US", "2026-03-08T02:30:00")),
            str![[r#"
I4 Start: notice
  `2026-03-08T02:30:00` does not exist in US (America/New_York): clocks skip it, and it is read as 03:30:00
  help: If this is intended, write `2026-03-08T03:30:00`. Otherwise, write the intended time.

"#]],
        );
        let end = Sample::movie().with(Column::End, "2027-03-14T02:00:00");
        assert_snapshot(
            fired(&RULE, &end),
            str![[r#"
J4 End: notice
  `2027-03-14T02:00:00` does not exist in US (America/New_York): clocks skip it, and it is read as 03:00:00
  help: If this is intended, write `2027-03-14T03:00:00`. Otherwise, write the intended time.

"#]],
        );
    }

    #[test]
    fn territories_with_the_same_outcome_are_told_together() {
        let sample = start("DE, FR, IT, ES, NL, BE, GB", "2026-03-29T02:30:00");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
I4 Start: notice
  `2026-03-29T02:30:00` does not exist in BE (Europe/Brussels), DE (Europe/Berlin), FR (Europe/Paris), IT (Europe/Rome) and another territory: clocks skip it, and it is read as 03:30:00
  help: If this is intended, write `2026-03-29T03:30:00`. Otherwise, write the intended time.

"#]],
        );
        // Clocks on Lord Howe Island are set forward by half an hour.
        let sample = start("AU, NZ, FR", "2026-10-04T02:10:00");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
I4 Start: notice
  `2026-10-04T02:10:00` does not exist in AU (Australia/Lord_Howe): clocks skip it, and it is read as 02:40:00
  help: If this is intended, write `2026-10-04T02:40:00`. Otherwise, write the intended time.

"#]],
        );
    }

    #[test]
    fn a_day_that_does_not_begin_at_midnight_is_told() {
        for sample in [
            start("EG", "2026-04-24"),
            start("EG", "2026-04-24").under_ema(),
        ] {
            assert_snapshot(
                fired(&RULE, &sample),
                str![[r#"
I4 Start: notice
  the day `2026-04-24` begins at 01:00:00 in EG (Africa/Cairo), where clocks are set forward past 00:00:00
  help: No action is needed.

"#]],
            );
        }
    }

    #[test]
    fn the_window_of_a_row_that_deletes_stands_for_nothing() {
        let sample = start("US", "2026-03-08T02:30:00").with(Column::EntryType, "Full Delete");
        assert_silent(&RULE, &sample);
    }
}
