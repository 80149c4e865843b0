//! The rule `run-time`.

use ema_model::{IsoDuration, Kind, Reason, RunTime, Stored, Text};

use crate::engine::{AppliesTo, CellAt, Check, Page, Reporter, Rule, Section, Severity};
use crate::rules::shared::numbers::{self, Unit};
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "run-time",
    summary: "a running time can't be read",
    section: Section::Cells,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if TotalRunTime is neither a time of the form H:MM:SS nor a whole number of \
               minutes.",
        why: "`56:20` is almost an hour if it means minutes and seconds, and more than two days if \
              it means hours and minutes. Programs differ in how they read such a value.",
        example: "TotalRunTime `56:20` should be `0:56:20`.",
        remedy: "Write hours, minutes and seconds separated by colons, or only the minutes.",
        source: "EMA Avails data dictionary (1.7.2), AvailMetadata/TotalRunTime: HH:MM:SS; Prime \
                 Video, \"Content rights\", field TotalRunTime: HH:MM:SS, or minutes",
    },
    check: Check::Cell(|kind| kind == Kind::RunTime, check),
};

fn check(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    if !at
        .cell
        .faults()
        .iter()
        .any(|fault| fault.reason == Reason::RunTime)
    {
        return;
    }
    let text = at.cell.trimmed();
    let fix = mended(text);
    let shown = quoted(text);
    let (message, help) = if let Some(right) = &fix {
        (
            format!("{shown} is a running time in a form other than H:MM:SS"),
            format!("Write `{right}`."),
        )
    } else if format!("0:{text}").parse::<RunTime>().is_ok() {
        (
            format!("{shown} can be minutes and seconds or hours and minutes"),
            format!("Write `0:{text}` or `{text}:00`, whichever is meant."),
        )
    } else if at.cell.stored() == Stored::Number {
        (
            format!("{shown} is a plain number: the cell is not formatted as a time"),
            "Format the cell as a time with hours, minutes and seconds, or write whole minutes."
                .to_owned(),
        )
    } else {
        (
            format!("{shown} is not a running time"),
            "Write it as H:MM:SS, such as `1:56:20`, or as a whole number of minutes.".to_owned(),
        )
    };
    reporter.report_cell(at.cell, message, help).fix = fix.map(Text::from);
}

/// Returns the running time that `text` represents, if `text` is unambiguous.
fn mended(text: &str) -> Option<String> {
    if let Some(minutes) = numbers::whole(text) {
        return minutes.parse::<RunTime>().ok().map(|_| minutes.to_owned());
    }
    if let Some((minutes, Unit::Minutes)) = numbers::amount(text) {
        let minutes = minutes.to_string();
        return minutes.parse::<RunTime>().ok().map(|_| minutes);
    }
    let span = text
        .to_ascii_uppercase()
        .parse::<IsoDuration>()
        .ok()
        .filter(|span| !span.is_negative() && span.months() == 0 && span.days() == 0)?;
    let seconds = span.seconds();
    let right = format!(
        "{}:{:02}:{:02}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    );
    right.parse::<RunTime>().ok().map(|_| right)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, Marks};

    fn run_time(text: &str) -> Sample {
        Sample::movie().with(Column::TotalRunTime, text).under_ema()
    }

    #[test]
    fn times_and_minutes_pass() {
        for text in ["1:56:20", "01:56:20", "116"] {
            assert_silent(&RULE, &run_time(text));
        }
    }

    #[test]
    fn two_parts_can_mean_two_things() {
        assert_snapshot(
            fired(&RULE, &run_time("56:20")),
            str![[r#"
R4 TotalRunTime: warning
  `56:20` can be minutes and seconds or hours and minutes
  help: Write `0:56:20` or `56:20:00`, whichever is meant.

"#]],
        );
    }

    #[test]
    fn what_means_one_time_is_mended() {
        for (text, right) in [
            ("116.0", Some("116")),
            ("116 min", Some("116")),
            ("PT1H56M20S", Some("1:56:20")),
            ("pt116m", Some("1:56:00")),
            ("116.5", None),
            ("1h56", None),
            ("P1D", None),
            ("-PT1H", None),
            ("999999 min", None),
        ] {
            assert_eq!(mended(text).as_deref(), right, "{text}");
        }
        assert_snapshot(
            fired(&RULE, &run_time("PT1H56M20S")),
            str![[r#"
R4 TotalRunTime: warning
  `PT1H56M20S` is a running time in a form other than H:MM:SS
  help: Write `1:56:20`.
  fix: `1:56:20`

"#]],
        );
    }

    #[test]
    fn other_text_is_named() {
        assert_snapshot(
            fired(&RULE, &run_time("feature")),
            str![[r#"
R4 TotalRunTime: warning
  `feature` is not a running time
  help: Write it as H:MM:SS, such as `1:56:20`, or as a whole number of minutes.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &run_time("1:75:00")),
            str![[r#"
R4 TotalRunTime: warning
  `1:75:00` is not a running time
  help: Write it as H:MM:SS, such as `1:56:20`, or as a whole number of minutes.

"#]],
        );
    }

    #[test]
    fn a_part_of_a_day_is_a_time_without_its_format() {
        let sample = Sample::movie()
            .stored(
                Column::TotalRunTime,
                "0.0807870370370370",
                Stored::Number,
                Marks::default(),
            )
            .under_ema();
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
R4 TotalRunTime: warning
  `0.0807870370370370` is a plain number: the cell is not formatted as a time
  help: Format the cell as a time with hours, minutes and seconds, or write whole minutes.

"#]],
        );
    }
}
