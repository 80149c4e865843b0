//! The rule `lag-without-condition`.

use ema_model::{AvailEnd, AvailStart, Cell, Column, Field};

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};
use crate::rules::shared::removes;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "lag-without-condition",
    summary: "a window that starts or ends on a date has a lag",
    section: Section::Rows,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if StartLag has a value and Start is a date, or if EndLag has a value and End \
               is a date. The rule never fires under `prime-video`, because Prime Video does not \
               use lags.",
        why: "A lag counts from an event whose date is not known yet, such as the theatrical \
              release. If the window starts or ends on a date, it is unclear whether the lag \
              should be added, so the window may open or close on either day.",
        example: "Start `2026-06-30` with StartLag `P7D`.",
        remedy: "Write the intended day and delete the lag. If the window depends on an event and \
               the platform accepts events, write the event instead of the date.",
        source: "MovieLabs, XML Avails reader: \"Invalid use of 'StartLag'; Base value must be \
                 conditional\"; EMA Avails change log (1.7.3): StartLag and EndLag were introduced \
                 together with the events",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    for (lag, base) in misplaced_lags(row) {
        let (from, other) = match base {
            Column::Start => ("starts", "start"),
            _ => ("ends", "end"),
        };
        let date = row.avail.cell(base).map_or("", Cell::trimmed);
        let help = format!(
            "In {base}, write the day on which the window should {other}, and delete the lag, or \
             write the event that the lag counts from, such as `Theatrical`."
        );
        reporter.report_cell(
            lag,
            format!(
                "the lag {} counts from an event, but the window {from} on a date: {}",
                quoted(lag.trimmed()),
                quoted(date)
            ),
            help,
        );
    }
}

/// Returns each lag that belongs to a date instead of an event, with the column of the date.
fn misplaced_lags<'a>(row: &Row<'a>) -> impl Iterator<Item = (&'a Cell, Column)> {
    let avail = row.avail;
    let on_a_day = !removes(avail);
    let starts = on_a_day && matches!(avail.start().value(), Some(AvailStart::At(_)));
    let ends = on_a_day && matches!(avail.end().value(), Some(AvailEnd::At(_)));
    let uses = |column| !row.profile.ignores(column);
    let starts = starts && uses(Column::StartLag);
    let ends = ends && uses(Column::EndLag);
    [
        (avail.start_lag(), starts, Column::Start),
        (avail.end_lag(), ends, Column::End),
    ]
    .into_iter()
    .filter_map(|(lag, on_a_day, base)| match lag {
        Field::Value { cell, .. } if on_a_day => Some((cell, base)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    fn window(start: &str, start_lag: &str, end: &str, end_lag: &str) -> Sample {
        Sample::movie()
            .with(Column::Start, start)
            .with(Column::StartLag, start_lag)
            .with(Column::End, end)
            .with(Column::EndLag, end_lag)
    }

    #[test]
    fn dates_alone_and_lags_from_events_pass() {
        for sample in [
            window("2026-06-30", "", "2027-06-30", ""),
            window("Theatrical", "P90D", "Broadcast", "-P5DT10H"),
            window("2026-06-30", "", "ESTStart", "-P1D"),
            // `duration-syntax` reports a value that is not a lag.
            window("2026-06-30", "a week", "", "P1D"),
        ] {
            assert_silent(&RULE, &sample.clone());
            assert_silent(&RULE, &sample.under_ema());
        }
        let deleted =
            window("1999-12-31", "P1D", "2000-01-01", "").with(Column::EntryType, "Full Delete");
        assert_silent(&RULE, &deleted);
    }

    #[test]
    fn lags_from_dates_are_found() {
        let both = window("2026-06-30", "P7D", "2027-06-30T12:00:00", "-PT12H");
        assert_silent(&RULE, &both);
        assert_snapshot(
            fired(&RULE, &both.under_ema()),
            str![[r#"
R4 StartLag: error
  the lag `P7D` counts from an event, but the window starts on a date: `2026-06-30`
  help: In Start, write the day on which the window should start, and delete the lag, or write the event that the lag counts from, such as `Theatrical`.
S4 EndLag: error
  the lag `-PT12H` counts from an event, but the window ends on a date: `2027-06-30T12:00:00`
  help: In End, write the day on which the window should end, and delete the lag, or write the event that the lag counts from, such as `Theatrical`.

"#]],
        );
    }
}
