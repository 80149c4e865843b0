//! The rule `distant-year`.

use chrono::{Datelike, NaiveDate};
use ema_model::{AvailStart, Cell, Column};

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};
use crate::rules::shared::removes;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "distant-year",
    summary: "a year is more than ten years ahead",
    section: Section::Rows,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if Start, SuppressionLiftDate, AnnounceDate or ReleaseYear is in a year that is more than ten \
               years after the year of the check. A distant End is common and is not reported. Columns that the \
               platform does not use and rows that delete are not reported.",
        why: "Rights are not sent that far ahead. Usually, two digits of the year have been \
              swapped, as in `2072` for `2027`, and the title would not appear.",
        example: "Start `2072-01-01` in a file that is checked in 2026.",
        remedy: "Correct the year. No document limits the year, so this is only a warning.",
        source: "EMA Avails data dictionary, AvailTrans/Start: the start of the rights",
    },
    check: Check::Row(check),
};

/// The maximum number of years between the check and a usual date.
const YEARS: i32 = 10;

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    let avail = row.avail;
    if removes(avail) {
        return;
    }
    let now = row.as_of.date();
    let start = avail.start();
    let start_day = match start.value() {
        Some(AvailStart::At(moment)) => Some(moment.date()),
        _ => None,
    };
    let mut look = |column: Column, cell: Option<&Cell>, year: Option<i32>| {
        if let (Some(cell), Some(year)) = (cell, year)
            && year > now.year().saturating_add(YEARS)
            && !row.profile.ignores(column)
        {
            let message = format!(
                "the year of {} is more than {YEARS} years ahead",
                quoted(cell.trimmed())
            );
            reporter.report_cell(cell, message, help(year, now));
        }
    };
    look(Column::Start, start.cell(), start_day.map(|day| day.year()));
    for (column, date) in [
        (Column::SuppressionLiftDate, avail.suppression_lift_date()),
        (Column::AnnounceDate, avail.announce_date()),
    ] {
        look(
            column,
            date.cell(),
            date.value().map(|date| date.date().year()),
        );
    }
    let released = avail.release_year();
    let year = released.value().map(|year| i32::from(year.get()));
    look(Column::ReleaseYear, released.cell(), year);
}

/// Suggests the year with the last two digits exchanged if that year is close to the current one.
fn help(year: i32, now: NaiveDate) -> String {
    let exchanged = year - year % 100 + year % 10 * 10 + year / 10 % 10;
    match (now.year() - exchanged).abs() <= YEARS {
        true => format!("Correct the year. If two digits are swapped, write `{exchanged}`."),
        false => "Correct the year.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    #[test]
    fn near_years_and_any_end_pass() {
        for start in [
            "2026-01-01",
            "2036-12-31",
            "1999-12-31",
            "Immediate",
            "",
            "soon",
            "2030-06-01T00:00:00Z",
        ] {
            assert_silent(&RULE, &Sample::movie().with(Column::Start, start));
        }
        for end in ["2072-01-01", "9999-12-31", "Open"] {
            assert_silent(&RULE, &Sample::movie().with(Column::End, end));
        }
        for year in ["2012", "2027", "1895", "20"] {
            let sample = Sample::movie().with(Column::ReleaseYear, year);
            assert_silent(&RULE, &sample.under_ema());
        }
        // Prime Video does not use the column.
        assert_silent(&RULE, &Sample::movie().with(Column::ReleaseYear, "2072"));
        let deleted = Sample::movie().with(Column::Start, "2072-01-01");
        assert_silent(&RULE, &deleted.with(Column::EntryType, "Full Delete"));
    }

    #[test]
    fn a_distant_year_is_found() {
        let start = |text| Sample::movie().with(Column::Start, text);
        assert_snapshot(
            fired(&RULE, &start("2072-01-01")),
            str![[r#"
I4 Start: warning
  the year of `2072-01-01` is more than 10 years ahead
  help: Correct the year. If two digits are swapped, write `2027`.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &start("2099-01-01")),
            str![[r#"
I4 Start: warning
  the year of `2099-01-01` is more than 10 years ahead
  help: Correct the year.

"#]],
        );
        for text in [
            "2037-01-01",
            "2062-05-01T00:00:00Z",
            "2126-01-01",
            "9999-12-31",
        ] {
            fired(&RULE, &start(text));
            fired(&RULE, &start(text).in_xml());
        }
        let dates = Sample::movie()
            .with(Column::LicenseType, "POEST")
            .with(Column::SuppressionLiftDate, "2062-01-01")
            .with(Column::AnnounceDate, "2062-01-01");
        assert_eq!(fired(&RULE, &dates).matches("2026").count(), 2);
        let year = Sample::movie()
            .with(Column::ReleaseYear, "2062")
            .under_ema();
        fired(&RULE, &year);
    }
}
