//! The rule `title-conflict`.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use ema_model::{Avail, Cell, Column, EmaVersion, TerritoryCode, Text, Value, WorkType};

use crate::engine::{
    AppliesTo, Check, FileAt, GroupCheck, Page, Reporter, Row, Rule, Section, Severity,
};
use crate::rules::cells::id_mismatch;
use crate::rules::collected::interner::Interner;
use crate::rules::collected::rows::{RowRef, Sheets};
use crate::rules::collected::territory_lists::{Named, TerritoryLists};
use crate::rules::collected::visible::Visible;
use crate::rules::shared::errors;
use crate::scope::unique_id;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "title-conflict",
    summary: "rows that share a unique ID disagree on the title",
    section: Section::Groups,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if a row shares its unique ID with other rows but differs from most of them \
               in one of the columns below. If two values are equally frequent, the first one \
               counts as correct.\n\n\
               - WorkType and the ContentID of the row itself (error);\n\
               - SeasonNumber and EpisodeNumber, within one territory (warning);\n\
               - the internal title, within one territory (notice, because Prime Video takes \
               titles from the title metadata).\n\n\
               Numbers and titles may differ between territories. The ContentID and the title are \
               those of the row itself: for example, EpisodeContentID on an Episode row and \
               SeasonContentID on a Season row. Blank cells are not compared. The ContentIDs of \
               version 1.6 are not compared, because they are EIDRs, which differ between edits. \
               Values that differ only in white space and invisible characters count as equal. A \
               value that another rule reports as wrong is not compared. Under `prime-video`, for \
               example, the ContentID of a row whose own IDs differ from each other is not \
               compared, because `id-mismatch` reports it.",
        why: "Rows with the same ID are offers of one title. If they describe two titles, some \
              rows have the wrong ID, and their rights apply to the wrong title.",
        example: "Row 4 is a Movie with the ALID `FIRSTDANCE`, and row 9 is an Episode with the \
                  same ALID.",
        remedy: "Give each title its own ID, or make the rows of one title agree.",
        source: "Prime Video, \"Content rights\", Title Matching via Unique IDs: Prime Video \
                 matches content rights to metadata and assets by these IDs",
    },
    check: Check::Group(|| Box::<Titles>::default()),
};

/// A collector that compares how rows with the same unique ID describe the title.
#[derive(Default)]
struct Titles {
    sheets: Sheets,
    territories: TerritoryLists,
    ids: Interner<Text>,
    readings: Interner<Reading>,
    descriptions: Interner<Description>,
    rows: Vec<Described>,
}

struct Described {
    at: RowRef,
    id: u32,
    /// The number of the territory list, if the territories can be read.
    territories: Option<u32>,
    description: u32,
}

/// The text in a cell, and its meaning: the number or vocabulary word that the text represents, or
/// else the text without surrounding white space.
#[derive(PartialEq, Eq, Hash)]
struct Reading {
    says: Text,
    text: Text,
}

/// The readings of a row's cells in [`COLUMNS`].
type Description = [Option<u32>; COLUMNS.len()];

/// The columns in which a title's rows must agree, each with the rows to compare and the severity
/// of a disagreement.
const COLUMNS: [(Column, Scale, Severity); 9] = [
    (Column::WorkType, Scale::Everywhere, Severity::Error),
    (Column::ContentId, Scale::Everywhere, Severity::Error),
    (Column::SeasonContentId, Scale::Everywhere, Severity::Error),
    (Column::EpisodeContentId, Scale::Everywhere, Severity::Error),
    (Column::SeasonNumber, Scale::Territory, Severity::Warning),
    (Column::EpisodeNumber, Scale::Territory, Severity::Warning),
    (
        Column::TitleInternalAlias,
        Scale::Territory,
        Severity::Notice,
    ),
    (
        Column::SeasonTitleInternalAlias,
        Scale::Territory,
        Severity::Notice,
    ),
    (
        Column::EpisodeTitleInternalAlias,
        Scale::Territory,
        Severity::Notice,
    ),
];

const CONTENT_IDS: [Column; 3] = [
    Column::ContentId,
    Column::SeasonContentId,
    Column::EpisodeContentId,
];

/// Determines which of a title's rows are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scale {
    Everywhere,
    /// Rows that have a territory in common.
    Territory,
}

impl GroupCheck for Titles {
    fn row(&mut self, row: &Row<'_>, reporter: &mut Reporter<'_>) {
        let Some(id) = unique_id(row.avail) else {
            return;
        };
        let is_mismatched = id_mismatch::reports(row.avail, row.profile);
        let description = COLUMNS.map(|(column, ..)| {
            if is_mismatched && CONTENT_IDS.contains(&column) {
                return None;
            }
            let cell = row.avail.cell(column)?;
            let says = is_own(row.avail, column).then(|| says(cell))??;
            let text = cell.shared_text().clone();
            Some(self.readings.keep(Reading { says, text }))
        });
        self.rows.push(Described {
            at: self.sheets.keep(row, reporter),
            id: self.ids.keep_text(id),
            territories: self.territories.keep(row),
            description: self.descriptions.keep(description),
        });
    }

    fn finish(self: Box<Self>, _file: &FileAt<'_>, reporter: &mut Reporter<'_>) {
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        order.sort_by_key(|row| self.rows[*row].id);
        for rows in order.chunk_by(|a, b| self.rows[*a].id == self.rows[*b].id) {
            let description = |row: &usize| self.rows[*row].description;
            if rows
                .iter()
                .any(|row| description(row) != description(&rows[0]))
            {
                for index in 0..COLUMNS.len() {
                    self.compare(rows, index, reporter);
                }
            }
        }
    }
}

/// A reading, with its first row and the number of rows that have it.
#[derive(Clone, Copy)]
struct Version {
    first: usize,
    rows: usize,
    reading: u32,
}

/// The findings, keyed by the reported row and the first row with the correct reading. Each finding
/// contains the correct reading and the affected territories.
type Differences = BTreeMap<(usize, usize), (Version, Option<Named>)>;

impl Titles {
    /// Compares the readings of a column among rows with the same ID, and reports each row whose reading differs from
    /// the most frequent reading.
    fn compare(&self, rows: &[usize], index: usize, reporter: &mut Reporter<'_>) {
        let (_, scale, _) = COLUMNS[index];
        let mut differences = Differences::new();
        let alike = self.alike(rows, index);
        if scale == Scale::Everywhere {
            for (row, right) in self.differing(rows, index, &alike) {
                differences.insert((row, right.first), (right, None));
            }
        } else if !self.differing(rows, index, &alike).is_empty() {
            let list_of = |row: usize| self.rows[row].territories.unwrap_or_default();
            let has_list = |row: &usize| self.rows[*row].territories.is_some();
            let rows: Vec<usize> = rows.iter().copied().filter(has_list).collect();
            let look = |territories: &[TerritoryCode], (), rows: &[usize]| {
                for (row, right) in self.differing(rows, index, &alike) {
                    let (_, named) = differences
                        .entry((row, right.first))
                        .or_insert_with(|| (right, Some(Named::default())));
                    if let Some(named) = named {
                        named.add(territories);
                    }
                }
            };
            self.territories.together(&rows, list_of, |_| (), look);
        }
        for ((row, _), (right, territories)) in differences {
            self.report(row, &right, index, territories.as_ref(), reporter);
        }
    }

    fn reading(&self, row: usize, index: usize) -> Option<u32> {
        let description = self.descriptions.get(self.rows[row].description)?;
        description[index]
    }

    /// Maps each reading of a column to the first reading that looks the same. The texts are compared once for all
    /// territories, because they can be long.
    fn alike(&self, rows: &[usize], index: usize) -> HashMap<u32, u32> {
        let mut known: HashMap<Visible<'_>, u32> = HashMap::new();
        let mut alike = HashMap::new();
        for reading in rows.iter().filter_map(|row| self.reading(*row, index)) {
            alike
                .entry(reading)
                .or_insert_with(|| *known.entry(Visible(self.says(reading))).or_insert(reading));
        }
        alike
    }

    /// Returns the rows whose reading of a column differs from the most frequent reading, each with
    /// the most frequent reading. `alike` is the result of [`alike`](Self::alike).
    fn differing(
        &self,
        rows: &[usize],
        index: usize,
        alike: &HashMap<u32, u32>,
    ) -> Vec<(usize, Version)> {
        let mut versions: Vec<Version> = Vec::new();
        let mut version_of: HashMap<u32, usize> = HashMap::new();
        let reading_of = |row: usize| alike.get(&self.reading(row, index)?).copied();
        for row in rows.iter().copied() {
            let (Some(reading), Some(same)) = (self.reading(row, index), reading_of(row)) else {
                continue;
            };
            let version = *version_of.entry(same).or_insert_with(|| {
                let (first, rows) = (row, 0);
                versions.push(Version {
                    first,
                    rows,
                    reading,
                });
                versions.len() - 1
            });
            versions[version].rows += 1;
        }
        let by_rows = |version: &&Version| (version.rows, Reverse(version.first));
        let Some(right) = versions
            .iter()
            .max_by_key(by_rows)
            .filter(|_| versions.len() > 1)
        else {
            return Vec::new();
        };
        let version = |row: usize| Some(&versions[*version_of.get(&reading_of(row)?)?]);
        let differs = |row: &usize| version(*row).is_some_and(|it| it.first != right.first);
        let differing = rows.iter().copied().filter(differs);
        differing.map(|row| (row, *right)).collect()
    }

    fn says(&self, reading: u32) -> &str {
        self.readings
            .get(reading)
            .map_or("", |reading| &reading.says)
    }

    fn report(
        &self,
        row: usize,
        right: &Version,
        index: usize,
        territories: Option<&Named>,
        reporter: &mut Reporter<'_>,
    ) {
        let (column, _, severity) = COLUMNS[index];
        let Some(reading) = self.reading(row, index) else {
            return;
        };
        let here = &self.rows[row];
        let there = self.rows[right.first].at;
        let id = quoted(self.ids.get(here.id).map_or("", |id| id));
        let title = match territories {
            Some(territories) => format!("{id} in {territories}"),
            None => id,
        };
        let mut others = self.sheets.in_words(there, here.at);
        match right.rows - 1 {
            0 => {}
            1 => others += " and one more row",
            more => others += &format!(" and {more} more rows"),
        }
        let (says, differs) = (quoted(self.says(reading)), quoted(self.says(right.reading)));
        let message = if says == differs {
            // The message shortens long values, and here the two values differ only in the part
            // that is cut off.
            format!(
                "{title} has {column} {says} here, which differs from that in {others} after this \
                 beginning"
            )
        } else {
            format!("{title} has {column} {says} here, but {differs} in {others}")
        };
        let text = self.readings.get(reading);
        let finding = self.sheets.report(
            reporter,
            (here.at, column),
            text.map(|reading| reading.text.clone()),
            message,
            "Give each title its own ID, or make the rows of one title agree.",
        );
        finding.related.push(self.sheets.place(there, Some(column)));
        finding.with_severity(severity);
    }
}

/// Returns whether a column describes the row's own title, not its series or season.
fn is_own(avail: &Avail, column: Column) -> bool {
    // In 1.6, ContentIDs are EIDRs, which differ between edits of the same title.
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

/// Returns a cell's meaning, or `None` if the cell is blank or another rule reports it.
fn says(cell: &Cell) -> Option<Text> {
    if cell.stored_without_value() || errors::is_error(cell) {
        return None;
    }
    match cell.value() {
        Value::Blank | Value::Invalid(_) | Value::WorkType(WorkType::Other(_)) => None,
        Value::Count(number) => Some(Text::from(number.to_string())),
        value => Some(match value.as_word() {
            Some(word) => Text::from(word),
            None if cell.trimmed().len() == cell.text().len() => cell.shared_text().clone(),
            None => Text::from(cell.trimmed()),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::Profile;
    use crate::rules::cells::id_mismatch;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use currency_map::Territory;
    use ema_model::{Column, EmaVersion};
    use ema_testing::{assert_in_proportion, visits_of};

    /// The territories of the rows form many groups, and the titles in each group are compared.
    #[test]
    fn titles_are_compared_once_for_all_territories() {
        let all: Vec<&str> = Territory::all()
            .iter()
            .filter(|it| it.is_assigned())
            .map(|it| it.as_str())
            .collect();
        assert_in_proportion(20, |rows| {
            let mut sample = Sample::movie();
            for row in 0..rows {
                let left_out = [row % 40, row * 7 % 40];
                let list = (0..40)
                    .filter(|at| !left_out.contains(at))
                    .map(|at| all[at]);
                let list = list.collect::<Vec<_>>().join(",");
                sample = sample
                    .and()
                    .with(Column::Territory, &list)
                    .with(Column::TitleInternalAlias, &format!("Title {row}"));
            }
            visits_of(|| {
                fired(&RULE, &sample);
            })
        });
    }

    #[test]
    fn offers_of_one_title_pass() {
        assert_silent(
            &RULE,
            &Sample::movie().and().with(Column::FormatProfile, "SD"),
        );
        // Customers see a different title in each language, so titles may differ between
        // territories.
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
    fn titles_and_numbers_may_differ_from_territory_to_territory() {
        let title = Sample::movie()
            .and()
            .with(Column::Territory, "DE")
            .with(Column::TitleInternalAlias, "Der erste Tanz");
        assert_silent(&RULE, &title);
        let number = Sample::episode()
            .with(Column::Territory, "US, CA")
            .and()
            .with(Column::Territory, "DE")
            .with(Column::EpisodeNumber, "2");
        assert_silent(&RULE, &number);
        // Rows whose territories can't be read are not compared by territory.
        assert_silent(&RULE, &number.with(Column::Territory, "UK"));
    }

    #[test]
    fn the_work_and_its_content_id_are_the_same_everywhere() {
        let sample = Sample::movie()
            .under_ema()
            .and()
            .with(Column::Territory, "DE")
            .with(Column::WorkType, "Season")
            .and()
            .with(Column::WorkType, "Movie")
            .with(Column::ContentId, "LASTDANCE");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
D5 WorkType: error
  `FIRSTDANCE` has WorkType `Season` here, but `Movie` in row 4 and one more row
  help: Give each title its own ID, or make the rows of one title agree.
  see D4
O6 ContentID: error
  `FIRSTDANCE` has ContentID `LASTDANCE` here, but `FIRSTDANCE` in row 4
  help: Give each title its own ID, or make the rows of one title agree.
  see O4

"#]],
        );
    }

    #[test]
    fn the_territories_of_another_number_are_named() {
        let sample = Sample::episode()
            .with(Column::Territory, "US, CA, MX")
            .and()
            .with(Column::Territory, "DE, MX, US")
            .with(Column::EpisodeNumber, "2");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
H5 EpisodeNumber: warning
  `DETECTIVES_S1E1` in MX and US has EpisodeNumber `2` here, but `1` in row 4
  help: Give each title its own ID, or make the rows of one title agree.
  see H4

"#]],
        );
    }

    #[test]
    fn what_id_mismatch_reports_is_not_reported_again() {
        let pasted = Sample::movie()
            .and()
            .and()
            .with(Column::ContentId, "LASTDANCE");
        assert_silent(&RULE, &pasted);
        let off = Profile::prime_video().with_severity(&id_mismatch::RULE, None);
        fired(&RULE, &pasted.under(off));
    }

    #[test]
    fn another_season_under_the_same_id_is_found() {
        let sample = Sample::episode()
            .under_ema()
            .with(Column::WorkType, "Season")
            .with(Column::EpisodeNumber, "")
            .and()
            .with(Column::SeasonContentId, "DETECTIVES_S2");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
U5 SeasonContentID: error
  `DETECTIVES_S1E1` has SeasonContentID `DETECTIVES_S2` here, but `DETECTIVES_S1` in row 4
  help: Give each title its own ID, or make the rows of one title agree.
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
H5 EpisodeNumber: warning
  `DETECTIVES_S1E1` in US has EpisodeNumber `2` here, but `1` in row 4
  help: Give each title its own ID, or make the rows of one title agree.
  see H4
I5 EpisodeTitleInternalAlias: notice
  `DETECTIVES_S1E1` in US has EpisodeTitleInternalAlias `Second Thoughts` here, but `Time and Place` in row 4
  help: Give each title its own ID, or make the rows of one title agree.
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
F4 TitleInternalAlias: notice
  `FIRSTDANCE` in US has TitleInternalAlias `Last Dance, The` here, but `First Dance, The` in row 5 and 2 more rows
  help: Give each title its own ID, or make the rows of one title agree.
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
F5 TitleInternalAlias: notice
  `FIRSTDANCE` in US has TitleInternalAlias `The First Dance The First Dance The First Dance The First Da…` here, which differs from that in row 4 after this beginning
  help: Give each title its own ID, or make the rows of one title agree.
  see F4

"#]],
        );
    }
}
