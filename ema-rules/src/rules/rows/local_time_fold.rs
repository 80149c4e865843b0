//! The rule `local-time-fold`.

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};
use crate::rules::shared::local_times::{Shifted, shifted};
use crate::time::{Edge, Shift};
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "local-time-fold",
    summary: "a local time occurs twice, because the clocks are set back",
    section: Section::Rows,
    severity: Severity::Notice,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if Start or End is a local time that clocks in the territory show twice on \
               that day, because they are set back at the end of daylight saving time. If Start \
               or End is a date without a time, the first second of Start or the last second of End is \
               checked. In a territory with several time zones, the rule fires only if the \
               repeated time affects the instant. The rule does not fire if the time occurs only \
               once in the zone that is used. Under the profile `ema`, a time without an offset is \
               in UTC, in which no time occurs twice.",
        why: "The row does not say which of the two instants is meant. A Start is read as the \
              first instant and an End as the second, which makes the window longer, but a \
              platform may read the time differently.",
        example: "Start `2026-11-01T01:30:00` in `US`: in New York, clocks are set back from \
                  02:00 to 01:00 that night.",
        remedy: "Write the time with its offset from UTC.",
        source: "IANA Time Zone Database: the days on which clocks change; Prime Video, \"Content \
                 rights\", fields Start and End: without a time zone, the local time in the \
                 easternmost time zone of the territory is assumed",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    for shifted in shifted(row, Shift::Fold) {
        let (message, help) = in_words(&shifted);
        reporter.report_cell(shifted.cell, message, help);
    }
}

fn in_words(shifted: &Shifted<'_>) -> (String, String) {
    let quote = quoted(shifted.cell.trimmed());
    let places = shifted.places();
    let local = shifted.local;
    let which = match shifted.edge {
        Edge::Start => "first",
        Edge::End => "second",
    };
    if shifted.is_day {
        let edge = match shifted.edge {
            Edge::Start => "begins",
            Edge::End => "ends",
        };
        let message = format!(
            "the day {quote} {edge} when clocks show {} for the {which} time in {places}, where \
             they are set back past it",
            local.time()
        );
        return (message, "No action is needed.".to_owned());
    }
    let message = format!(
        "{quote} occurs twice in {places}, because the clocks are set back; the {which} \
         of the two is used"
    );
    let time = local.format("%Y-%m-%dT%H:%M:%S");
    let mut offsets = shifted.offsets.iter().map(|it| it.map(written));
    let help = match (offsets.next(), offsets.next()) {
        (Some([first, second]), None) => {
            format!(
                "Write `{time}{first}` if the first is meant, or `{time}{second}` if the \
                     second is meant."
            )
        }
        _ => "Write a row for each territory, with the intended offset from UTC.".to_owned(),
    };
    (message, help)
}

/// Formats an offset from UTC as in ISO 8601.
fn written(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.unsigned_abs() / 60;
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
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
    fn times_that_come_once_pass() {
        for text in [
            "2026-11-01",
            "2026-11-01T00:59:59",
            "2026-11-01T02:00:00",
            "2026-11-01T01:30:00-04:00",
            "2026-11-01T01:30:00Z",
        ] {
            assert_silent(&RULE, &start("US", text));
        }
        assert_silent(&RULE, &start("US", "2026-11-01T01:30:00").under_ema());
        let deleted = start("US", "2026-11-01T01:30:00").with(Column::EntryType, "Full Delete");
        assert_silent(&RULE, &deleted);
    }

    #[test]
    fn a_time_that_comes_twice_is_told_with_its_offsets() {
        assert_snapshot(
            fired(&RULE, &start("US", "2026-11-01T01:30:00")),
            str![[r#"
I4 Start: notice
  `2026-11-01T01:30:00` occurs twice in US (America/New_York), because the clocks are set back; the first of the two is used
  help: Write `2026-11-01T01:30:00-04:00` if the first is meant, or `2026-11-01T01:30:00-05:00` if the second is meant.

"#]],
        );
        let end = Sample::movie().with(Column::End, "2027-11-07T01:00:00");
        assert_snapshot(
            fired(&RULE, &end),
            str![[r#"
J4 End: notice
  `2027-11-07T01:00:00` occurs twice in US (America/New_York), because the clocks are set back; the second of the two is used
  help: Write `2027-11-07T01:00:00-04:00` if the first is meant, or `2027-11-07T01:00:00-05:00` if the second is meant.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &start("AU", "2026-04-05T02:30:00")),
            str![[r#"
I4 Start: notice
  `2026-04-05T02:30:00` occurs twice in AU (Antarctica/Macquarie), because the clocks are set back; the first of the two is used
  help: Write `2026-04-05T02:30:00+11:00` if the first is meant, or `2026-04-05T02:30:00+10:00` if the second is meant.

"#]],
        );
    }

    #[test]
    fn a_fold_on_which_the_instant_does_not_depend_passes() {
        // Clocks on Lord Howe Island show this time twice. Clocks in Sydney show it only once, at
        // the first of these two instants.
        assert_silent(&RULE, &start("AU", "2026-04-05T01:45:00"));
        // In Chile, the day ends last in Coyhaique, where the clocks are not set back.
        let end = Sample::movie().with(Column::Territory, "CL");
        assert_silent(&RULE, &end.with(Column::End, "2027-04-03"));
    }

    #[test]
    fn offsets_that_differ_need_rows_of_their_own() {
        assert_snapshot(
            fired(&RULE, &start("US, BM", "2026-11-01T01:30:00")),
            str![[r#"
I4 Start: notice
  `2026-11-01T01:30:00` occurs twice in BM (Atlantic/Bermuda) and US (America/New_York), because the clocks are set back; the first of the two is used
  help: Write a row for each territory, with the intended offset from UTC.

"#]],
        );
    }

    #[test]
    fn a_day_that_ends_twice_is_told() {
        let end = Sample::movie()
            .with(Column::Territory, "EG")
            .with(Column::End, "2026-10-29");
        assert_snapshot(
            fired(&RULE, &end),
            str![[r#"
J4 End: notice
  the day `2026-10-29` ends when clocks show 23:59:59 for the second time in EG (Africa/Cairo), where they are set back past it
  help: No action is needed.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &start("CU", "2025-11-02")),
            str![[r#"
I4 Start: notice
  the day `2025-11-02` begins when clocks show 00:00:00 for the first time in CU (America/Havana), where they are set back past it
  help: No action is needed.

"#]],
        );
    }
}
