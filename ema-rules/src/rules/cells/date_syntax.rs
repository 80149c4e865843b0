//! The rule `date-syntax`.

use ema_model::{
    AvailEnd, AvailStart, Cell, Column, EmaVersion, Format, Keyword, Kind, Moment, Reason, Stored,
    Text, Value,
};

use crate::engine::{
    AppliesTo, CellAt, Check, Difference, Page, Reporter, Rule, Section, Severity,
};
use crate::rules::shared::dates::Shape;
use crate::rules::shared::vocabulary::{first_with, takes_keyword};
use crate::rules::xml::condition_tbd::is_tbd;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "date-syntax",
    summary: "a date can't be read",
    section: Section::Cells,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if a cell in a column of dates is not a date cell, a date of the form \
               `YYYY-MM-DD`, an ISO 8601 date and time, or a word that the column accepts. Prime \
               Video accepts only dates in Start, and dates, `Open` and `ESTStart` in End. EMA \
               also accepts `Immediate` from version 1.7 on, and the events `EST`, `Broadcast`, \
               `Completed` and `Theatrical` from 1.7.3 on. Under `ema`, dates in version 1.6 have \
               no time of day. Prime Video's page, which takes precedence over the template, has \
               no such restriction. SuppressionLiftDate may be `N/A` up to 1.7.2.",
        why: "A platform can't open or close a window whose dates it can't read. `05/06/2013` is \
              June 5 in Europe and May 6 in the United States, so programs should not guess.",
        example: "Start `14/05/2013` should be `2013-05-14`.",
        remedy: "Format the cell as a date, or write the date as YYYY-MM-DD. If the text can mean \
               only one day, the fix is that day.",
        source: "Prime Video, \"Content rights\", Start and End Terms: \"A date in the required \
                 format must be included\"; EMA Avails data dictionaries (1.6, 1.7.2), \
                 AvailTrans/Start, End and SuppressionLiftDate: dates, and the words that may \
                 replace them; EMA Avails change log (1.7.3): events as Start or End; ISO 8601: \
                 the form of dates and times",
    },
    check: Check::Cell(
        |kind| matches!(kind, Kind::Start | Kind::End | Kind::Date),
        check,
    ),
};

fn check(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    // In XML, `condition-tbd` reports the word `TBD` instead.
    let is_window = matches!(at.kind, Kind::Start | Kind::End);
    if at.format == Format::Xml && is_window && is_tbd(at.cell) {
        return;
    }
    match at.cell.value() {
        Value::Start(AvailStart::Keyword(word)) | Value::End(AvailEnd::Keyword(word)) => {
            keyword(at, *word, reporter);
        }
        Value::Invalid(faults) if faults.iter().any(|fault| fault.reason == Reason::Date) => {
            let is_suppression = at.column() == Some(Column::SuppressionLiftDate);
            if !(is_suppression && is_not_applicable(at.cell, at.version())) {
                no_date(at, reporter);
            }
        }
        Value::Start(AvailStart::At(moment))
        | Value::End(AvailEnd::At(moment))
        | Value::Date(moment)
            if !at.profile.has(Difference::TimesOfDay)
                && at.version() == EmaVersion::V1_6
                && !matches!(moment, Moment::Date(_)) =>
        {
            let message = format!(
                "{} has a time of day, but version 1.6 has only dates",
                quoted(at.cell.trimmed())
            );
            let help = "Write only the date, as YYYY-MM-DD, or, if the hour matters, send the row in \
                        version 1.7 or later.";
            reporter.report_cell(at.cell, message, help);
        }
        _ => {}
    }
}

/// Returns whether a SuppressionLiftDate is `N/A`, which is allowed up to version 1.7.2.
pub(in crate::rules) fn is_not_applicable(cell: &Cell, version: EmaVersion) -> bool {
    version <= EmaVersion::V1_7_2 && cell.trimmed().eq_ignore_ascii_case("N/A")
}

/// Reports a word that is used instead of a date in some versions or on some platforms, unless this
/// version and platform accept the word.
fn keyword(at: &CellAt<'_>, word: Keyword, reporter: &mut Reporter<'_>) {
    if takes_keyword(at.profile, at.version(), at.kind, word) {
        return;
    }
    let column = at.column().unwrap_or(Column::Start);
    let message = match at.profile.platform() {
        Some(name) if at.kind == Kind::End => {
            format!("{name} accepts dates, `Open` and `ESTStart` in {column}, not `{word}`")
        }
        Some(name) => format!("{name} accepts only dates in {column}, not `{word}`"),
        None => format!(
            "`{word}` was introduced in version {}, but this sheet follows version {}",
            first_with(word),
            at.version()
        ),
    };
    reporter.report_cell(at.cell, message, help(at.kind));
}

fn no_date(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    let mut shape = Shape::of(at.cell.trimmed());
    if at.cell.stored() == Stored::Number
        && !matches!(shape, Shape::Mendable(_) | Shape::OtherIso(_))
    {
        shape = Shape::Number;
    }
    let text = quoted(at.cell.trimmed());
    let (message, help) = match &shape {
        Shape::Mendable(right) => {
            let form = if right.contains('T') {
                "YYYY-MM-DDThh:mm:ss"
            } else {
                "YYYY-MM-DD"
            };
            (
                format!("{text} is not written as {form}"),
                format!("Write `{right}`."),
            )
        }
        Shape::OtherIso(right) => (
            format!("{text} is in a form of ISO 8601 that avails do not allow"),
            format!("Write `{right}`."),
        ),
        Shape::DayOrMonth([(first, one), (second, other)]) => (
            format!(
                "{text} can be {} or {}",
                first.format("%-d %B %Y"),
                second.format("%-d %B %Y")
            ),
            format!("Write the intended date: `{one}` or `{other}`."),
        ),
        Shape::ShortYear => (
            format!("it is unclear which part of {text} is the year"),
            "Write the date as YYYY-MM-DD, with four digits for the year.".to_owned(),
        ),
        Shape::NoSuchDay => (
            format!("{text} is not a day of the calendar"),
            "Correct the day or the month. Write the date as YYYY-MM-DD.".to_owned(),
        ),
        Shape::WrongTime => (
            format!("the time of day in {text} can't be read"),
            "Write the date and time as in `2026-01-31T09:00:00`, with `Z` or an offset such as \
             `-05:00` at the end if needed."
                .to_owned(),
        ),
        Shape::Number => (
            format!("{text} is a plain number: the cell is not formatted as a date"),
            "Format the cell as a date, and check that it shows the intended day.".to_owned(),
        ),
        Shape::Unknown
            if at.kind == Kind::Start && at.cell.trimmed().parse::<Keyword>().is_ok() =>
        {
            (
                format!("{text} is allowed in End, not in Start"),
                help(at.kind).to_owned(),
            )
        }
        Shape::Unknown => (format!("{text} is not a date"), help(at.kind).to_owned()),
    };
    let finding = reporter.report_cell(at.cell, message, help);
    if let Shape::Mendable(right) | Shape::OtherIso(right) = shape {
        finding.fix = Some(Text::from(right));
    }
}

fn help(kind: Kind) -> &'static str {
    match kind {
        Kind::Start => "Write the first day of the window as YYYY-MM-DD.",
        Kind::End => {
            "Write the last day of the window as YYYY-MM-DD, or `Open` if the window has no end."
        }
        _ => "Write the date as YYYY-MM-DD, or leave the cell blank.",
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion, Marks, Stored};

    fn start(text: &str) -> Sample {
        Sample::movie().with(Column::Start, text)
    }

    fn end(text: &str) -> Sample {
        Sample::movie().with(Column::End, text)
    }

    #[test]
    fn dates_and_times_pass() {
        for text in [
            "2026-01-31",
            "2026-01-31T09:00:00",
            "2026-01-31T09:00:00-05:00",
        ] {
            assert_silent(&RULE, &start(text));
            assert_silent(&RULE, &start(text).under_ema());
        }
    }

    #[test]
    fn version_1_6_has_dates_without_a_time_of_day() {
        let old = |text| start(text).version(EmaVersion::V1_6).under_ema();
        assert_silent(&RULE, &old("2026-01-31"));
        let sample = old("2026-01-31T09:00:00").with(Column::End, "2026-05-31T23:59:59Z");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
I4 Start: error
  `2026-01-31T09:00:00` has a time of day, but version 1.6 has only dates
  help: Write only the date, as YYYY-MM-DD, or, if the hour matters, send the row in version 1.7 or later.
J4 End: error
  `2026-05-31T23:59:59Z` has a time of day, but version 1.6 has only dates
  help: Write only the date, as YYYY-MM-DD, or, if the hour matters, send the row in version 1.7 or later.

"#]],
        );
        assert_silent(&RULE, &sample.version(EmaVersion::V1_7));
        // Prime Video accepts a time of day in every version.
        let sample = start("2026-01-31T09:00:00").version(EmaVersion::V1_6);
        assert_silent(&RULE, &sample);
    }

    #[test]
    fn prime_video_lists_two_words_for_end_and_none_for_start() {
        assert_silent(&RULE, &end("Open"));
        assert_silent(&RULE, &end("ESTStart"));
        assert_snapshot(
            fired(&RULE, &start("Theatrical")),
            str![[r#"
I4 Start: error
  Prime Video accepts only dates in Start, not `Theatrical`
  help: Write the first day of the window as YYYY-MM-DD.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &end("Immediate")),
            str![[r#"
J4 End: error
  Prime Video accepts dates, `Open` and `ESTStart` in End, not `Immediate`
  help: Write the last day of the window as YYYY-MM-DD, or `Open` if the window has no end.

"#]],
        );
    }

    #[test]
    fn ema_has_more_words_from_version_to_version() {
        assert_silent(
            &RULE,
            &start("Immediate").under_ema().version(EmaVersion::V1_7),
        );
        assert_silent(&RULE, &start("Theatrical").under_ema());
        assert_silent(&RULE, &end("Completed").under_ema());
        assert_silent(&RULE, &end("Open").under_ema().version(EmaVersion::V1_6));
        let sample = start("Immediate").under_ema().version(EmaVersion::V1_6);
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
I4 Start: error
  `Immediate` was introduced in version 1.7, but this sheet follows version 1.6
  help: Write the first day of the window as YYYY-MM-DD.

"#]],
        );
        let sample = end("Broadcast").under_ema().version(EmaVersion::V1_7_2);
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
J4 End: error
  `Broadcast` was introduced in version 1.7.3, but this sheet follows version 1.7.2
  help: Write the last day of the window as YYYY-MM-DD, or `Open` if the window has no end.

"#]],
        );
    }

    #[test]
    fn words_that_are_no_dates_are_told_what_the_column_takes() {
        assert_snapshot(
            fired(&RULE, &start("Open").with(Column::End, "TBD")),
            str![[r#"
I4 Start: error
  `Open` is allowed in End, not in Start
  help: Write the first day of the window as YYYY-MM-DD.
J4 End: error
  `TBD` is not a date
  help: Write the last day of the window as YYYY-MM-DD, or `Open` if the window has no end.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &Sample::movie().with(Column::AnnounceDate, "soon")),
            str![[r#"
R4 AnnounceDate: error
  `soon` is not a date
  help: Write the date as YYYY-MM-DD, or leave the cell blank.

"#]],
        );
    }

    #[test]
    fn a_date_in_another_form_is_mended() {
        let sample = start("14/05/2026").with(Column::End, "2026-05-31 23:59:59");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
I4 Start: error
  `14/05/2026` is not written as YYYY-MM-DD
  help: Write `2026-05-14`.
  fix: `2026-05-14`
J4 End: error
  `2026-05-31 23:59:59` is not written as YYYY-MM-DDThh:mm:ss
  help: Write `2026-05-31T23:59:59`.
  fix: `2026-05-31T23:59:59`

"#]],
        );
    }

    #[test]
    fn what_may_be_several_days_is_never_guessed_at() {
        assert_snapshot(
            fired(&RULE, &start("05/06/2026").with(Column::End, "14/05/26")),
            str![[r#"
I4 Start: error
  `05/06/2026` can be 5 June 2026 or 6 May 2026
  help: Write the intended date: `2026-06-05` or `2026-05-06`.
J4 End: error
  it is unclear which part of `14/05/26` is the year
  help: Write the date as YYYY-MM-DD, with four digits for the year.

"#]],
        );
    }

    #[test]
    fn what_is_no_day_or_no_time_is_named() {
        let sample = start("2026-02-30").with(Column::End, "2026-12-31T24:00:00");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
I4 Start: error
  `2026-02-30` is not a day of the calendar
  help: Correct the day or the month. Write the date as YYYY-MM-DD.
J4 End: error
  `2026-12-31T24:00:00` is in a form of ISO 8601 that avails do not allow
  help: Write `2027-01-01T00:00:00`.
  fix: `2027-01-01T00:00:00`

"#]],
        );
    }

    #[test]
    fn a_number_is_a_date_without_its_format() {
        let number =
            |text| Sample::movie().stored(Column::Start, text, Stored::Number, Marks::default());
        assert_snapshot(
            fired(&RULE, &number("46023")),
            str![[r#"
I4 Start: error
  `46023` is a plain number: the cell is not formatted as a date
  help: Format the cell as a date, and check that it shows the intended day.

"#]],
        );
        // This number can represent only one date.
        assert_snapshot(
            fired(&RULE, &number("20260514")),
            str![[r#"
I4 Start: error
  `20260514` is in a form of ISO 8601 that avails do not allow
  help: Write `2026-05-14`.
  fix: `2026-05-14`

"#]],
        );
    }

    #[test]
    fn a_suppression_lift_date_may_be_n_a_up_to_1_7_2() {
        let sample = Sample::movie().with(Column::SuppressionLiftDate, "n/a");
        assert_silent(&RULE, &sample.clone().version(EmaVersion::V1_6));
        assert_silent(
            &RULE,
            &sample.clone().version(EmaVersion::V1_7_2).under_ema(),
        );
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
R4 SuppressionLiftDate: error
  `n/a` is not a date
  help: Write the date as YYYY-MM-DD, or leave the cell blank.

"#]],
        );
        let sample = Sample::movie()
            .with(Column::AnnounceDate, "N/A")
            .version(EmaVersion::V1_7_2);
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
R4 AnnounceDate: error
  `N/A` is not a date
  help: Write the date as YYYY-MM-DD, or leave the cell blank.

"#]],
        );
    }

    #[test]
    fn a_dash_that_is_not_a_hyphen_is_named() {
        assert_snapshot(
            fired(&RULE, &start("2026\u{2013}01\u{2013}31")),
            str![[r#"
I4 Start: error
  `2026–01–31` is not a date; character 5 is U+2013, which looks like `-`
  help: Write the first day of the window as YYYY-MM-DD.

"#]],
        );
    }
}
