//! The rule `duration-syntax`.

use ema_model::{Hours, IsoDuration, Kind, Reason, Text};

use crate::engine::{AppliesTo, CellAt, Check, Page, Reporter, Rule, Section, Severity};
use crate::rules::shared::numbers::{self, Unit};
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "duration-syntax",
    summary: "a duration can't be read",
    section: Section::Cells,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if RentalDuration or WatchDuration is not a whole number of hours above zero, \
               or if StartLag, EndLag or WindowDuration is not an ISO 8601 duration such as \
               `P180D` or `-PT12H`.",
        why: "A rental of unknown length can't be sold, and a lag that can't be read does not move \
              the window.",
        example: "RentalDuration `30 days` should be `720`.",
        remedy: "Write RentalDuration and WatchDuration as plain numbers of hours, and the other \
               three as ISO 8601 durations. If the text can mean only one duration, the fix is \
               that duration.",
        source: "Prime Video, \"Content rights\", fields RentalDuration and WatchDuration: an \
                 integer, in hours; fields StartLag, EndLag and WindowDuration: an ISO 8601 \
                 duration; EMA Avails data dictionary (1.7.2), AvailTrans/RentalDuration: a whole \
                 number of hours",
    },
    check: Check::Cell(|kind| matches!(kind, Kind::Hours | Kind::Duration), check),
};

fn check(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    for fault in at.cell.faults() {
        let text = at.cell.trimmed();
        let (what, fix, help) = match fault.reason {
            Reason::Hours => (
                "a whole number of hours above zero",
                in_hours(text),
                "Write only the number of hours: `720` for 30 days, `48` for two days.",
            ),
            Reason::Duration => (
                "a duration of ISO 8601",
                in_iso(text),
                "Write `P180D` for 180 days or `PT12H` for 12 hours, with `-` in front for a time \
                 before the event.",
            ),
            _ => continue,
        };
        let help = match &fix {
            Some(right) => format!("Write `{right}`."),
            None => help.to_owned(),
        };
        reporter
            .report_cell(at.cell, format!("{} is not {what}", quoted(text)), help)
            .fix = fix.map(Text::from);
    }
}

/// Returns the number of hours that `text` represents, if `text` is unambiguous.
fn in_hours(text: &str) -> Option<String> {
    let hours = match (numbers::whole(text), numbers::amount(text)) {
        (Some(whole), _) => whole.to_owned(),
        (_, Some((hours, Unit::Hours))) => hours.to_string(),
        (_, Some((days, Unit::Days))) => days.checked_mul(24)?.to_string(),
        _ => {
            let span = text.to_ascii_uppercase().parse::<IsoDuration>().ok()?;
            let in_hours = !span.is_negative() && span.months() == 0 && span.seconds() % 3600 == 0;
            let days = in_hours.then(|| span.days().checked_mul(24))??;
            days.checked_add(span.seconds() / 3600)?.to_string()
        }
    };
    hours
        .parse::<Hours>()
        .ok()
        .map(|hours| hours.get().to_string())
}

/// Returns the ISO 8601 duration that `text` represents, if `text` is unambiguous.
fn in_iso(text: &str) -> Option<String> {
    let upper = text.to_ascii_uppercase();
    if upper.parse::<IsoDuration>().is_ok() {
        return Some(upper);
    }
    let (sign, positive) = match text.strip_prefix('-') {
        Some(positive) => ("-", positive),
        None => ("", text),
    };
    Some(match numbers::amount(positive)? {
        (days, Unit::Days) => format!("{sign}P{days}D"),
        (hours, Unit::Hours) => format!("{sign}PT{hours}H"),
        (minutes, Unit::Minutes) => format!("{sign}PT{minutes}M"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    #[test]
    fn hours_and_durations_pass() {
        let sample = Sample::movie()
            .with(Column::RentalDuration, "720")
            .with(Column::WatchDuration, "48")
            .with(Column::StartLag, "-PT12H")
            .with(Column::WindowDuration, "P180D");
        assert_silent(&RULE, &sample);
    }

    #[test]
    fn what_means_one_number_of_hours_is_mended() {
        for (text, hours) in [
            ("48.0", Some("48")),
            ("720 hours", Some("720")),
            ("30 days", Some("720")),
            ("PT48H", Some("48")),
            ("P1DT12H", Some("36")),
            ("0", None),
            ("0.0", None),
            ("48.5", None),
            ("90 min", None),
            ("P1M", None),
            ("PT90M", None),
            ("-PT48H", None),
            ("4000000000 days", None),
        ] {
            assert_eq!(in_hours(text).as_deref(), hours, "{text}");
        }
        let sample = Sample::movie()
            .with(Column::RentalDuration, "30 days")
            .with(Column::WatchDuration, "0");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
R4 RentalDuration: error
  `30 days` is not a whole number of hours above zero
  help: Write `720`.
  fix: `720`
S4 WatchDuration: error
  `0` is not a whole number of hours above zero
  help: Write only the number of hours: `720` for 30 days, `48` for two days.

"#]],
        );
    }

    #[test]
    fn what_means_one_duration_is_mended() {
        for (text, duration) in [
            ("p180d", Some("P180D")),
            ("-12 hours", Some("-PT12H")),
            ("180 days", Some("P180D")),
            ("30 min", Some("PT30M")),
            ("180", None),
            ("180D", Some("P180D")),
            ("P1.5D", None),
            ("--12h", None),
        ] {
            assert_eq!(in_iso(text).as_deref(), duration, "{text}");
            assert!(duration.is_none_or(|right| right.parse::<IsoDuration>().is_ok()));
        }
        let sample = Sample::movie()
            .with(Column::StartLag, "-12 hours")
            .with(Column::WindowDuration, "180")
            .under_ema();
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
R4 StartLag: error
  `-12 hours` is not a duration of ISO 8601
  help: Write `-PT12H`.
  fix: `-PT12H`
S4 WindowDuration: error
  `180` is not a duration of ISO 8601
  help: Write `P180D` for 180 days or `PT12H` for 12 hours, with `-` in front for a time before the event.

"#]],
        );
    }
}
