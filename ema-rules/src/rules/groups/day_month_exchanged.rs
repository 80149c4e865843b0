//! The rule `day-month-exchanged`.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use ema_model::{AvailEnd, AvailStart, Column, Text, WorkType};

use crate::engine::{
    AppliesTo, Check, FileAt, GroupCheck, Page, Reporter, Row, Rule, Section, Severity,
};
use crate::rules::collected::interner::Interner;
use crate::rules::collected::rows::{RowRef, Sheets};
use crate::rules::collected::seasons::season_id;
use crate::rules::shared::removes;
use crate::scope::unique_id;
use crate::wording::{counted, quoted};

pub(crate) static RULE: Rule = Rule {
    name: "day-month-exchanged",
    summary: "a date agrees with the title's other rows if its day and month are swapped",
    section: Section::Groups,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "The rule compares the Start and the End of rows with the same unique ID or, for episodes, of the same \
               season. It fires if a date with the day and month swapped is the date of at least two other rows, and \
               of at least twice as many rows as the date as written. Rows that delete are ignored.",
        why: "`03/04/2026` is March 4 in the United States and April 3 in Europe. A spreadsheet program reads such a \
              date according to the computer's settings and shows no error, but the window starts or ends months away \
              from the intended day.",
        example: "Start `2026-04-03` on one row of a title, and `2026-03-04` on its five other rows.",
        remedy: "Swap the day and the month. If the date is right, ignore this warning.",
        source: "Prime Video, \"Content rights\", fields Start and End: dates are written as \
                 `YYYY-MM-DD`. No document can say which of two valid dates is meant.",
    },
    check: Check::Group(|| Box::<Dates>::default()),
};

/// A collector that keeps the dates of all rows, as numbers.
#[derive(Default)]
struct Dates {
    sheets: Sheets,
    titles: Interner<Text>,
    texts: Interner<Text>,
    rows: Vec<Dated>,
}

/// A Start or End of a row.
struct Dated {
    at: RowRef,
    /// The title or season, and whether the date is an End.
    key: (u32, bool),
    date: NaiveDate,
    text: u32,
}

impl GroupCheck for Dates {
    fn row(&mut self, row: &Row<'_>, reporter: &mut Reporter<'_>) {
        let avail = row.avail;
        let is_episode = avail.work_type().value() == Some(&WorkType::Episode);
        let season = season_id(avail).filter(|_| is_episode);
        let Some(title) = season.or_else(|| unique_id(avail).map(Into::into)) else {
            return;
        };
        if removes(avail) {
            return;
        }
        let start = match avail.start().value() {
            Some(AvailStart::At(moment)) => Some(moment.date()),
            _ => None,
        };
        let end = match avail.end().value() {
            Some(AvailEnd::At(moment)) => Some(moment.date()),
            _ => None,
        };
        for (is_end, column, date) in [(false, Column::Start, start), (true, Column::End, end)] {
            let (Some(date), Some(cell)) = (date, avail.cell(column)) else {
                continue;
            };
            self.rows.push(Dated {
                at: self.sheets.keep(row, reporter),
                key: (self.titles.keep_text(&title), is_end),
                date,
                text: self.texts.keep_cell(cell),
            });
        }
    }

    fn finish(mut self: Box<Self>, _file: &FileAt<'_>, reporter: &mut Reporter<'_>) {
        let mut rows = std::mem::take(&mut self.rows);
        rows.sort_by_key(|row| row.key);
        for of_title in rows
            .chunk_by(|a, b| a.key == b.key)
            .filter(|rows| rows.len() > 2)
        {
            self.compare(of_title, reporter);
        }
    }
}

impl Dates {
    /// Reports the dates of a title, which are in file order.
    fn compare(&self, rows: &[Dated], reporter: &mut Reporter<'_>) {
        let mut dates: HashMap<NaiveDate, (&Dated, usize)> = HashMap::new();
        for row in rows {
            dates.entry(row.date).or_insert((row, 0)).1 += 1;
        }
        if dates.len() == 1 {
            return;
        }
        for row in rows {
            let Some(other) = exchanged(row.date) else {
                continue;
            };
            let (Some((_, here)), Some((first, there))) = (dates.get(&row.date), dates.get(&other))
            else {
                continue;
            };
            if *there < 2 * here {
                continue;
            }
            let column = if row.key.1 {
                Column::End
            } else {
                Column::Start
            };
            let text = self.texts.get(row.text);
            let message = format!(
                "{} is {} with the day and month swapped, which is the {column} of {} of {}: {} and {}",
                quoted(text.map_or("", |text| text)),
                quoted(&other.to_string()),
                counted(*there, "other row"),
                quoted(self.titles.get(row.key.0).map_or("", |title| title)),
                self.sheets.in_words(first.at, row.at),
                match there - 1 {
                    1 => "another".to_owned(),
                    more => format!("{more} more"),
                },
            );
            let help = format!(
                "If the day and month are swapped, write {}. If the date is right, ignore this warning.",
                quoted(&other.to_string())
            );
            let cell = (row.at, column);
            let finding = self
                .sheets
                .report(reporter, cell, text.cloned(), message, help);
            finding
                .related
                .push(self.sheets.place(first.at, Some(column)));
        }
    }
}

/// Returns the date with day and month exchanged, if that is a different date.
fn exchanged(date: NaiveDate) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(date.year(), date.day(), date.month()).filter(|other| *other != date)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    /// Returns rows with the given dates in a column.
    fn dated(column: Column, dates: &[&str]) -> Sample {
        let mut dates = dates.iter();
        let first = Sample::movie().with(column, dates.next().unwrap());
        dates.fold(first, |sample, date| sample.and().with(column, date))
    }

    #[test]
    fn other_dates_pass() {
        for dates in [
            &["2026-03-04", "2026-03-04", "2026-03-04"][..],
            &["2026-03-04", "2026-03-04", "2026-03-05"],
            // Day 13 is not a month.
            &["2026-03-13", "2026-03-13", "2026-03-14"],
            &["2026-03-04", "2026-03-04", "2025-04-03"],
            // If there is only one other row, or if both dates are equally frequent, either date
            // can be right.
            &["2026-03-04", "2026-04-03"],
            &["2026-03-04", "2026-03-04", "2026-04-03", "2026-04-03"],
            &[
                "2026-03-04",
                "2026-03-04",
                "2026-03-04",
                "2026-04-03",
                "2026-04-03",
            ],
            &["2026-03-03", "2026-03-03", "2026-03-03"],
            &["", "soon", "Immediate", "2026-03-04", "2026-04-03"],
        ] {
            assert_silent(&RULE, &dated(Column::Start, dates));
            assert_silent(&RULE, &dated(Column::End, dates));
        }
    }

    #[test]
    fn other_titles_and_deletions_are_not_compared() {
        for (column, text) in [(Column::Alid, "OTHER"), (Column::EntryType, "Full Delete")] {
            let sample = dated(Column::Start, &["2026-03-04", "2026-03-04", "2026-04-03"]);
            assert_silent(&RULE, &sample.with(column, text));
        }
        // A Start is not compared with an End.
        let sample = dated(Column::End, &["2026-04-03", "2026-04-03", "Open"]);
        assert_silent(&RULE, &sample.with(Column::Start, "2026-03-04"));
    }

    #[test]
    fn an_exchanged_date_is_found() {
        let start = dated(Column::Start, &["2026-03-04", "2026-04-03", "2026-03-04"]);
        assert_snapshot(
            fired(&RULE, &start),
            str![[r#"
I5 Start: warning
  `2026-04-03` is `2026-03-04` with the day and month swapped, which is the Start of 2 other rows of `FIRSTDANCE`: row 4 and another
  help: If the day and month are swapped, write `2026-03-04`. If the date is right, ignore this warning.
  see I4

"#]],
        );
        let end = dated(
            Column::End,
            &["2028-12-01", "2028-12-01", "2028-01-12", "2028-12-01"],
        );
        assert_snapshot(
            fired(&RULE, &end),
            str![[r#"
J6 End: warning
  `2028-01-12` is `2028-12-01` with the day and month swapped, which is the End of 3 other rows of `FIRSTDANCE`: row 4 and 2 more
  help: If the day and month are swapped, write `2028-12-01`. If the date is right, ignore this warning.
  see J4

"#]],
        );
        for (right, wrong) in [
            ("2026-03-04", "2026-04-03T00:00:00Z"),
            ("2026-03-04T10:00:00", "2026-04-03"),
            ("2027-12-11", "2027-11-12"),
            ("2026-01-02", "2026-02-01"),
        ] {
            fired(&RULE, &dated(Column::Start, &[right, right, wrong]));
            fired(
                &RULE,
                &dated(Column::Start, &[wrong, right, right]).in_xml(),
            );
            fired(
                &RULE,
                &dated(Column::End, &[right, wrong, right]).under_ema(),
            );
        }
        let two = [
            "2026-03-04",
            "2026-03-04",
            "2026-03-04",
            "2026-03-04",
            "2026-04-03",
            "2026-04-03",
        ];
        assert_eq!(
            fired(&RULE, &dated(Column::Start, &two))
                .matches("Start: warning")
                .count(),
            2
        );
    }

    #[test]
    fn the_episodes_of_a_season_are_compared() {
        let episode = |sample: Sample, number: &str, start| {
            let id = format!("DETECTIVES_S1E{number}");
            let ids = [Column::Alid, Column::EpisodeAltId, Column::EpisodeContentId];
            let sample = ids
                .into_iter()
                .fold(sample, |sample, column| sample.with(column, &id));
            sample
                .with(Column::EpisodeNumber, number)
                .with(Column::Start, start)
        };
        let season = |first, second, third| {
            let sample = episode(Sample::episode(), "1", first);
            let sample = episode(sample.and(), "2", second);
            episode(sample.and(), "3", third)
        };
        fired(&RULE, &season("2026-05-06", "2026-05-06", "2026-06-05"));
        // Weekly episodes.
        assert_silent(&RULE, &season("2026-05-06", "2026-05-13", "2026-06-05"));
        let other = season("2026-05-06", "2026-05-06", "2026-06-05");
        assert_silent(&RULE, &other.with(Column::SeasonContentId, "DETECTIVES_S2"));
    }
}
