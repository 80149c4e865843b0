//! `title-conflict`

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use ema_model::{Avail, Cell, Column, EmaVersion, Text, Value, WorkType, is_space};

use super::rows::{RowRef, Sheets};
use super::scopes::Kept;
use crate::check::{FileAt, Found, GroupCheck, Row};
use crate::rule::{AppliesTo, Check, Page, Rule, Section, Severity};
use crate::rules::wording::quoted;
use crate::rules::workbook::error_cell;
use crate::scope::unique_id;

pub(crate) static RULE: Rule = Rule {
    name: "title-conflict",
    summary: "rows that share a unique ID disagree on what the title is",
    section: Section::Groups,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires where a row shares its unique ID with other rows, but has another WorkType, \
               ContentID, internal title, season number or episode number than most of them; if as \
               many say one as the other, the one that stands first is taken for right. The \
               ContentID and the title are those of the row itself: EpisodeContentID on an Episode \
               row, SeasonContentID on a Season row. A cell that is blank is no disagreement, and \
               neither are the ContentIDs of version 1.6, which are EIDRs and differ from edit to \
               edit. Texts that differ in blank and invisible characters alone count as equal, \
               and a text that another rule reports as wrong says nothing here.\n\n\
               The rule keeps a few numbers for each row, each ID once, and each text once.",
        why: "Rows with one ID are offers of one title. If they name two, one of them carries the \
              wrong ID, and its rights go to the other title.",
        example: "Row 4 is `FIRSTDANCE`, a Movie; row 9 is `FIRSTDANCE`, an Episode.",
        mend: "Give each title an ID of its own, or let the rows of one title say the same.",
        source: "Prime Video, \"Content rights\", Title Matching via Unique IDs",
    },
    check: Check::Group(|| Box::<Titles>::default()),
};

/// What each row says about the title of its unique ID.
#[derive(Default)]
struct Titles {
    sheets: Sheets,
    ids: Kept<Text>,
    readings: Kept<Reading>,
    descriptions: Kept<Description>,
    rows: Vec<Described>,
}

struct Described {
    at: RowRef,
    id: u32,
    description: u32,
}

/// What stands in a cell, and what it says there: the word of a vocabulary, the number, else the
/// text without blanks around it.
#[derive(PartialEq, Eq, Hash)]
struct Reading {
    says: Text,
    text: Text,
}

/// The readings of a row for [`COLUMNS`].
type Description = [Option<u32>; COLUMNS.len()];

/// What rows of one title have to agree on.
const COLUMNS: [Column; 9] = [
    Column::WorkType,
    Column::TitleInternalAlias,
    Column::SeasonTitleInternalAlias,
    Column::EpisodeTitleInternalAlias,
    Column::ContentId,
    Column::SeasonContentId,
    Column::EpisodeContentId,
    Column::SeasonNumber,
    Column::EpisodeNumber,
];

impl GroupCheck for Titles {
    fn row(&mut self, row: &Row<'_>, found: &mut Found<'_>) {
        let Some(id) = unique_id(row.avail) else {
            return;
        };
        let description = COLUMNS.map(|column| {
            let cell = row.avail.cell(column)?;
            let says = is_own(row.avail, column).then(|| says(cell))??;
            let text = cell.shared_text().clone();
            Some(self.readings.keep(Reading { says, text }))
        });
        self.rows.push(Described {
            at: self.sheets.keep(row, found),
            id: self.ids.keep_text(id),
            description: self.descriptions.keep(description),
        });
    }

    fn finish(self: Box<Self>, _file: &FileAt<'_>, found: &mut Found<'_>) {
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        order.sort_by_key(|row| self.rows[*row].id);
        for rows in order.chunk_by(|a, b| self.rows[*a].id == self.rows[*b].id) {
            let description = |row: &usize| self.rows[*row].description;
            if rows
                .iter()
                .any(|row| description(row) != description(&rows[0]))
            {
                for (index, column) in COLUMNS.into_iter().enumerate() {
                    self.compare(rows, index, column, found);
                }
            }
        }
    }
}

/// What rows say in common: the first of them, how many there are, and how the first reads.
struct Version {
    first: usize,
    rows: usize,
    reading: u32,
}

impl Titles {
    /// Reports the rows of an ID that say something else in a column than most of them.
    fn compare(&self, rows: &[usize], index: usize, column: Column, found: &mut Found<'_>) {
        let reading = |row: usize| {
            let description = self.descriptions.get(self.rows[row].description)?;
            description[index]
        };
        let mut versions: Vec<Version> = Vec::new();
        let mut version_of: HashMap<u32, usize> = HashMap::new();
        let mut known: HashMap<Visible<'_>, usize> = HashMap::new();
        for row in rows.iter().copied() {
            let Some(reading) = reading(row) else {
                continue;
            };
            let version = *version_of.entry(reading).or_insert_with(|| {
                *known.entry(Visible(self.says(reading))).or_insert_with(|| {
                    let (first, rows) = (row, 0);
                    versions.push(Version {
                        first,
                        rows,
                        reading,
                    });
                    versions.len() - 1
                })
            });
            versions[version].rows += 1;
        }
        if versions.len() < 2 {
            return;
        }
        let by_rows = |version: &&Version| (version.rows, Reverse(version.first));
        let Some(right) = versions.iter().max_by_key(by_rows) else {
            return;
        };
        for row in rows.iter().copied() {
            let Some(reading) = reading(row) else {
                continue;
            };
            if versions[version_of[&reading]].first != right.first {
                self.report(row, reading, right, column, found);
            }
        }
    }

    fn says(&self, reading: u32) -> &str {
        self.readings
            .get(reading)
            .map_or("", |reading| &reading.says)
    }

    fn report(
        &self,
        row: usize,
        reading: u32,
        right: &Version,
        column: Column,
        found: &mut Found<'_>,
    ) {
        let here = &self.rows[row];
        let there = self.rows[right.first].at;
        let id = self.ids.get(here.id).map_or("", |id| id);
        let mut others = self.sheets.in_words(there, here.at);
        match right.rows - 1 {
            0 => {}
            1 => others += " and one more row",
            more => others += &format!(" and {more} more rows"),
        }
        let (says, differs) = (quoted(self.says(reading)), quoted(self.says(right.reading)));
        let message = if says == differs {
            // They are equal as far as a message shows them.
            format!(
                "{} has {column} {says} here, which goes on otherwise than in {others}",
                quoted(id)
            )
        } else {
            format!(
                "{} has {column} {says} here, but {differs} in {others}",
                quoted(id)
            )
        };
        let text = self.readings.get(reading);
        let finding = self.sheets.report(
            found,
            (here.at, column),
            text.map(|reading| reading.text.clone()),
            message,
            "Give each title an ID of its own, or let the rows of one title say the same.",
        );
        finding.related.push(self.sheets.place(there, Some(column)));
    }
}

/// Whether a column says something about the title of the row itself, and not about the series or
/// season that it belongs to.
fn is_own(avail: &Avail, column: Column) -> bool {
    // In 1.6 ContentIDs are EIDRs, which differ from edit to edit of one title.
    let has_content_ids = avail.version() > EmaVersion::V1_6;
    let work_type = avail.work_type().value();
    let is_episode = work_type == Some(&WorkType::Episode);
    let is_season = work_type == Some(&WorkType::Season);
    match column {
        Column::ContentId => has_content_ids && !is_episode && !is_season,
        Column::SeasonContentId => has_content_ids && is_season,
        Column::EpisodeContentId => has_content_ids && is_episode,
        Column::TitleInternalAlias => !is_episode && !is_season,
        Column::SeasonTitleInternalAlias => is_season,
        Column::EpisodeTitleInternalAlias => is_episode,
        _ => true,
    }
}

/// What a cell says, unless another rule reports it as wrong.
fn says(cell: &Cell) -> Option<Text> {
    if cell.stored_without_value() || error_cell::is_error(cell) {
        return None;
    }
    match cell.value() {
        Value::Blank | Value::Invalid(_) | Value::WorkType(WorkType::Other(_)) => None,
        Value::Count(number) => Some(Text::from(number.0.to_string())),
        value => Some(match value.as_word() {
            Some(word) => Text::from(word),
            None if cell.trimmed().len() == cell.text().len() => cell.shared_text().clone(),
            None => Text::from(cell.trimmed()),
        }),
    }
}

/// A text as it looks: a run of blank characters is one space, and what can't be seen is left out.
/// What differs in that alone is reported as blanks or control characters, if at all.
///
/// Texts are compared without a copy, for a file may hold many long ones.
struct Visible<'a>(&'a str);

impl Visible<'_> {
    fn chars(&self) -> impl Iterator<Item = char> {
        let is_out = |c: char| is_space(c) || is_hidden(c);
        let shown = self
            .0
            .trim_matches(is_out)
            .chars()
            .filter(|c| !is_hidden(*c));
        let mut after_blank = false;
        shown.filter_map(move |c| {
            let is_repeated = after_blank && is_space(c);
            after_blank = is_space(c);
            let c = if after_blank { ' ' } else { c };
            (!is_repeated).then_some(c)
        })
    }
}

impl PartialEq for Visible<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.chars().eq(other.chars())
    }
}

impl Eq for Visible<'_> {}

impl Hash for Visible<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.chars().for_each(|c| c.hash(state));
    }
}

/// Whether a character has no width: controls, joiners, marks of direction, variation selectors.
fn is_hidden(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion};

    #[test]
    fn offers_of_one_title_pass() {
        assert_silent(
            &RULE,
            &Sample::movie().and().with(Column::FormatProfile, "SD"),
        );
        // The title that customers see is another one in each language.
        let french = Sample::movie()
            .with(Column::TitleDisplayUnlimited, "The First Dance")
            .and()
            .with(Column::TitleDisplayUnlimited, "La première danse");
        assert_silent(&RULE, &french);
        assert_silent(&RULE, &Sample::movie().and().with(Column::ContentId, ""));
        assert_silent(
            &RULE,
            &Sample::movie().and().with(Column::WorkType, "movie"),
        );
    }

    #[test]
    fn the_eidrs_of_1_6_differ_from_edit_to_edit() {
        let sample = Sample::movie()
            .version(EmaVersion::V1_6)
            .with(Column::ContentId, "10.5240/4AAF-DB9F-83E0-5EFF-9D16-7")
            .and()
            .with(Column::ContentId, "10.5240/8BE5-CCE5-7A9D-7A96-D6B4-S");
        assert_silent(&RULE, &sample);
    }

    #[test]
    fn what_other_rules_report_is_no_other_title() {
        let with = |column, text: &str| Sample::movie().and().with(column, text);
        assert_silent(&RULE, &with(Column::WorkType, "Film"));
        assert_silent(&RULE, &with(Column::ContentId, "#N/A"));
        assert_silent(
            &RULE,
            &Sample::episode().and().with(Column::SeasonNumber, "one"),
        );
    }

    #[test]
    fn titles_that_look_equal_are_equal() {
        for title in [
            "First\u{a0}Dance, The",
            "First  Dance,\tThe",
            "\u{200e}First Dance, The\u{200b}",
        ] {
            let sample = Sample::movie()
                .and()
                .with(Column::TitleInternalAlias, title);
            assert_silent(&RULE, &sample);
        }
    }

    #[test]
    fn the_ids_of_season_and_series_are_not_those_of_an_episode() {
        let sample = Sample::episode()
            .and()
            .with(Column::SeasonContentId, "DETECTIVES_S2")
            .with(Column::SeriesContentId, "DETECTIVES_2")
            .with(Column::SeriesTitleInternalAlias, "Detective, The");
        assert_silent(&RULE, &sample);
    }

    #[test]
    fn another_season_under_the_same_id_is_found() {
        let sample = Sample::episode()
            .with(Column::WorkType, "Season")
            .with(Column::EpisodeNumber, "")
            .and()
            .with(Column::SeasonContentId, "DETECTIVES_S2");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
U5 SeasonContentID: error
  `DETECTIVES_S1E1` has SeasonContentID `DETECTIVES_S2` here, but `DETECTIVES_S1` in row 4
  help: Give each title an ID of its own, or let the rows of one title say the same.
  see U4

"#]],
        );
    }

    #[test]
    fn another_title_under_the_same_id_is_found() {
        let sample = Sample::episode()
            .and()
            .with(Column::EpisodeNumber, "2")
            .with(Column::EpisodeTitleInternalAlias, "Second Thoughts");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
H5 EpisodeNumber: error
  `DETECTIVES_S1E1` has EpisodeNumber `2` here, but `1` in row 4
  help: Give each title an ID of its own, or let the rows of one title say the same.
  see H4
I5 EpisodeTitleInternalAlias: error
  `DETECTIVES_S1E1` has EpisodeTitleInternalAlias `Second Thoughts` here, but `Time and Place` in row 4
  help: Give each title an ID of its own, or let the rows of one title say the same.
  see I4

"#]],
        );
    }

    #[test]
    fn the_row_that_stands_alone_is_the_wrong_one() {
        let sample = Sample::movie()
            .with(Column::TitleInternalAlias, "Last Dance, The")
            .and()
            .with(Column::TitleInternalAlias, "First Dance, The")
            .and()
            .and();
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
F4 TitleInternalAlias: error
  `FIRSTDANCE` has TitleInternalAlias `Last Dance, The` here, but `First Dance, The` in row 5 and 2 more rows
  help: Give each title an ID of its own, or let the rows of one title say the same.
  see F5

"#]],
        );
    }

    #[test]
    fn long_titles_are_shown_in_part() {
        let title = |end: &str| "The First Dance ".repeat(1000) + end;
        let sample = Sample::movie()
            .with(Column::TitleInternalAlias, &title("a"))
            .and()
            .with(Column::TitleInternalAlias, &title("b"));
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
F5 TitleInternalAlias: error
  `FIRSTDANCE` has TitleInternalAlias `The First Dance The First Dance The First Dance The First Da…` here, which goes on otherwise than in row 4
  help: Give each title an ID of its own, or let the rows of one title say the same.
  see F4

"#]],
        );
    }
}
