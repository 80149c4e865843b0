//! The rule `title-two-ids`.

use std::collections::{BTreeMap, BTreeSet};

use ema_model::{Avail, Cell, Column, Count, EmaVersion, TerritoryCode, Text, WorkType, is_space};

use crate::engine::{
    AppliesTo, Check, FileAt, GroupCheck, Page, Reporter, Row, Rule, Section, Severity,
};
use crate::holdings::Holdings;
use crate::marks::is_invisible;
use crate::rules::collected::interner::Interner;
use crate::rules::collected::rows::{RowRef, Sheets};
use crate::rules::collected::seasons::season_id;
use crate::rules::collected::territory_lists::{Named as Shared, TerritoryLists};
use crate::rules::collected::visible::Visible;
use crate::rules::shared::errors::holds_value;
use crate::rules::shared::removes;
use crate::scope::unique_id;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "title-two-ids",
    summary: "one title has two unique IDs",
    section: Section::Groups,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if two rows with different unique IDs share DisplayName, WorkType and a territory, and also:\n\n\
               - on movies and other single titles, TitleInternalAlias and ReleaseYear, if both are filled;\n\
               - on seasons, SeriesTitleInternalAlias and SeasonNumber;\n\
               - on episodes, SeriesTitleInternalAlias, SeasonNumber and EpisodeNumber, if the rows name different \
               seasons. Within one season, `episode-gap` reports the episode. Bonus material (numbered 0) is not \
               compared.\n\n\
               Rows that also share the ContentID of their own title are reported by `id-reused` instead. Case, spaces \
               and invisible characters do not matter. Rows that delete are ignored, and each additional ID is \
               reported once. If the file is compared with what the platform holds, the rule also fires for a title \
               that is held under another ID and has not ended. `similar-id` reports IDs that look alike.",
        why: "The platform keeps the rights of each ID apart. A feed with one ID does not replace the windows under \
              the other ID, so the title stays on sale twice or can't be taken down.",
        example: "`First Dance, The` of 2012, as ALID `FIRSTDANCE` on row 4 and `FIRST_DANCE` on row 9.",
        remedy: "Write the same ID on all rows of the title. If the rows are for two titles, or for two cuts of one, \
                 give them different titles, or ignore this warning.",
        source: "Prime Video, \"Content rights\", Title Matching via Unique IDs: a title has one ID. \
                 That equal names mean one title is our own conclusion.",
    },
    check: Check::Group(|| Box::<Names>::default()),
};

/// A collector that keeps the name of each row's title, as a number. Each distinct name, ID and list of territories is
/// kept once, and rows that are the same in all of these are also kept once.
#[derive(Default)]
struct Names {
    sheets: Sheets,
    texts: Interner<Text>,
    names: Interner<Name>,
    territories: TerritoryLists,
    known: BTreeSet<(u32, u32, u32)>,
    licensors: BTreeSet<Text>,
    rows: Vec<NamedRow>,
}

/// The texts that identify a title by name.
type Name = [Option<u32>; 5];

struct NamedRow {
    at: RowRef,
    name: u32,
    id: u32,
    territories: u32,
    /// The season of an episode.
    season: Option<u32>,
    /// The ContentID of the title, from version 1.7 on.
    content_id: Option<u32>,
    title: u32,
}

impl GroupCheck for Names {
    fn row(&mut self, row: &Row<'_>, reporter: &mut Reporter<'_>) {
        let avail = row.avail;
        if removes(avail) {
            return;
        }
        let (Some(id), Some(title)) = (unique_id(avail), title(avail)) else {
            return;
        };
        let Some(territories) = self.territories.keep(row) else {
            return;
        };
        let Some(name) = self.keep_name(avail, title) else {
            return;
        };
        let id = self.texts.keep_text(id);
        if !self.known.insert((name, id, territories)) {
            return;
        }
        if let Some(licensor) = avail.display_name().value()
            && !self.licensors.contains(licensor)
        {
            self.licensors.insert(Text::from(licensor));
        }
        let is_episode = avail.work_type().value() == Some(&WorkType::Episode);
        let season = season_id(avail).filter(|_| is_episode);
        self.rows.push(NamedRow {
            at: self.sheets.keep(row, reporter),
            name,
            id,
            territories,
            season: season.map(|season| self.texts.keep_text(&season)),
            content_id: content_id(avail).map(|cell| self.texts.keep_cell(cell)),
            title: self.texts.keep_cell(title),
        });
    }

    fn finish(self: Box<Self>, file: &FileAt<'_>, reporter: &mut Reporter<'_>) {
        let mut order: Vec<&NamedRow> = self.rows.iter().collect();
        order.sort_by_key(|row| row.name);
        for rows in order.chunk_by(|a, b| a.name == b.name) {
            if rows.iter().any(|row| row.id != rows[0].id) {
                self.compare(rows, reporter);
            }
        }
        if let Some(held) = file.held {
            self.compare_with_held(&order, held, file, reporter);
        }
    }
}

impl Names {
    fn keep_name(&mut self, avail: &Avail, title: &Cell) -> Option<u32> {
        let name = name(avail, title)?;
        let name = name.map(|text| text.map(|text| self.texts.keep_text(&text)));
        Some(self.names.keep(name))
    }

    fn find_name(&self, avail: &Avail, title: &Cell) -> Option<u32> {
        let mut is_known = true;
        let name = name(avail, title)?.map(|text| {
            let number = self.texts.number_of(text?.as_str());
            is_known &= number.is_some();
            number
        });
        is_known.then(|| self.names.number_of(&name))?
    }

    /// For each additional ID of a title, reports the first row that shares a territory with another ID.
    fn compare(&self, rows: &[&NamedRow], reporter: &mut Reporter<'_>) {
        let mut first_in: BTreeMap<TerritoryCode, usize> = BTreeMap::new();
        let mut told = BTreeSet::new();
        for (at, row) in rows.iter().enumerate() {
            let other_in = |territory| {
                let first = first_in.get(&territory).copied();
                first.filter(|first: &usize| {
                    let first = rows[*first];
                    let is_one_season = row.season.is_some() && row.season == first.season;
                    let is_one_content =
                        row.content_id.is_some() && row.content_id == first.content_id;
                    // `similar-id` reports IDs that differ only in invisible characters.
                    let visible = |row: &NamedRow| self.texts.get(row.id).map(|id| Visible(id));
                    visible(first) != visible(row) && !is_one_season && !is_one_content
                })
            };
            let matches = self.territories.meet(row.territories, other_in);
            for territory in self.territories.territories(row.territories) {
                first_in.entry(territory).or_insert(at);
            }
            let Some(matches) = matches.filter(|_| told.insert(row.id)) else {
                continue;
            };
            let other = rows[matches.row];
            let text = |text: u32| self.texts.get(text).map_or("", |text| text);
            let column = self.sheets.id_column(row.at);
            let finding = self.sheets.report(
                reporter,
                (row.at, column),
                self.texts.get(row.id).cloned(),
                format!(
                    "in {}, {} has the ID {} here, but {} in {}{}",
                    matches.territories,
                    self.in_words(row),
                    quoted(text(row.id)),
                    quoted(text(other.id)),
                    self.sheets.in_words(other.at, row.at),
                    matches.others(),
                ),
                "Write the same ID on all rows of the title. If the rows are for two titles, or for two cuts of one, \
                 give them different titles, or ignore this warning.",
            );
            finding.related.push(
                self.sheets
                    .place(other.at, Some(self.sheets.id_column(other.at))),
            );
        }
    }

    /// Reports titles that the platform holds under another ID. `rows` is sorted by name.
    ///
    /// Each title held from the licensors in the file is looked up by its name. The time is proportional to the number
    /// of titles held from these licensors, and nothing is kept.
    fn compare_with_held(
        &self,
        rows: &[&NamedRow],
        held: &Holdings,
        file: &FileAt<'_>,
        reporter: &mut Reporter<'_>,
    ) {
        let mut told = BTreeSet::new();
        for (held_title, territories, records) in self
            .licensors
            .iter()
            .flat_map(|licensor| held.of_licensor(licensor))
        {
            let Some(record) = records.first() else {
                continue;
            };
            let titles = [Column::TitleInternalAlias, Column::SeriesTitleInternalAlias];
            let is_known = |text: &str| self.texts.number_of(folded(text).as_str()).is_some();
            if !titles.iter().any(|column| is_known(record.text(*column))) {
                continue;
            }
            let avail = record.avail();
            let Some(name) = title(&avail).and_then(|title| self.find_name(&avail, title)) else {
                continue;
            };
            let first = rows.partition_point(|row| row.name < name);
            let of_name = rows[first..].iter().take_while(|row| row.name == name);
            let id_of = |row: &NamedRow| self.texts.get(row.id).map_or("", |id| id);
            // The rows of the file with this ID are compared with the other rows.
            if of_name
                .clone()
                .any(|row| Visible(id_of(row)) == Visible(&held_title.id))
            {
                continue;
            }
            for row in of_name {
                let here = self.territories.territories(row.territories);
                let shared = here.filter(|territory| {
                    let as_of = file.as_of_in(*territory);
                    territories.contains(*territory)
                        && !records.iter().all(|record| record.has_ended(as_of))
                });
                let Some(shared) = Shared::of(shared) else {
                    continue;
                };
                if !told.insert((row.id, held_title.id.clone())) {
                    continue;
                }
                self.sheets.report(
                    reporter,
                    (row.at, self.sheets.id_column(row.at)),
                    self.texts.get(row.id).cloned(),
                    format!(
                        "in {shared}, {} has the ID {} here, but the platform holds it under {}",
                        self.in_words(row),
                        quoted(id_of(row)),
                        quoted(&held_title.id),
                    ),
                    "Write the ID under which the title was sent before, or take it down under that ID. If the rows \
                     are for two titles, or for two cuts of one, give them different titles, or ignore this warning.",
                );
            }
        }
    }

    /// Formats the title as `` `First Dance, The` (2012) ``, or as `` season 1, episode 2 of `Detectives, The` ``.
    fn in_words(&self, row: &NamedRow) -> String {
        let name = self.names.get(row.name).copied().unwrap_or_default();
        let [_, work, _, first, second] = name.map(|text| self.texts.get(text?).map(Text::as_str));
        let title = quoted(self.texts.get(row.title).map_or("", |title| title));
        match (work, first.unwrap_or_default(), second) {
            (_, season, Some(episode)) => format!("season {season}, episode {episode} of {title}"),
            (Some("Season"), season, _) => format!("season {season} of {title}"),
            (_, year, _) => format!("{title} ({year})"),
        }
    }
}

/// Returns the texts that identify a row's title by name, or `None` if the row does not have all of them.
fn name(avail: &Avail, title: &Cell) -> Option<[Option<String>; 5]> {
    let licensor = avail.display_name().value()?;
    let work_type = avail.work_type().value()?;
    let count = |count: Option<Count>| count.map(|count| count.get().to_string());
    let [first, second] = match work_type {
        WorkType::Season => [Some(count(avail.season_number().value())?), None],
        WorkType::Episode => {
            let number = avail.episode_number().value();
            let number = number.filter(|number| number.get() > 0);
            let season = count(avail.season_number().value())?;
            [Some(season), Some(count(number)?)]
        }
        _ => [Some(avail.release_year().value()?.to_string()), None],
    };
    let work_type = work_type.as_str().to_owned();
    Some([
        Some(folded(licensor)),
        Some(work_type),
        Some(folded(title.text())),
        first,
        second,
    ])
}

/// Returns the cell with the internal title. For seasons and episodes, this is the title of the series.
fn title(avail: &Avail) -> Option<&Cell> {
    let column = match avail.work_type().value()? {
        WorkType::Season | WorkType::Episode => Column::SeriesTitleInternalAlias,
        WorkType::Volume | WorkType::Other(_) => return None,
        _ => Column::TitleInternalAlias,
    };
    avail.cell(column).filter(|cell| holds_value(cell))
}

/// Returns the ContentID of a row's own title. In 1.6, ContentIDs are EIDRs, which `id-reused` does not compare.
fn content_id(avail: &Avail) -> Option<&Cell> {
    let column = match avail.work_type().value()? {
        WorkType::Season => Column::SeasonContentId,
        WorkType::Episode => Column::EpisodeContentId,
        _ => Column::ContentId,
    };
    let cell = avail.cell(column).filter(|cell| holds_value(cell))?;
    (avail.version() > EmaVersion::V1_6).then_some(cell)
}

/// Returns the text in lowercase, without spaces and invisible characters.
fn folded(text: &str) -> String {
    let visible = text.chars().filter(|c| !is_space(*c) && !is_invisible(*c));
    visible.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{
        Sample, assert_silent, assert_snapshot, check_against, fired, shown, str,
    };
    use crate::{AsOf, Conventions, Feed, Holdings, Profile};
    use ema_model::{Column, EmaVersion};

    fn with_id(sample: Sample, id: &str) -> Sample {
        let ids = [Column::Alid, Column::AltId, Column::ContentId];
        ids.into_iter()
            .fold(sample, |sample, column| sample.with(column, id))
    }

    /// Returns a movie under two IDs.
    fn movies() -> Sample {
        let movie = Sample::movie().with(Column::ReleaseYear, "2012");
        with_id(movie.and(), "FIRST_DANCE")
    }

    fn episode(sample: Sample, id: &str, season: &str) -> Sample {
        let ids = [Column::Alid, Column::EpisodeAltId, Column::EpisodeContentId];
        let sample = ids
            .into_iter()
            .fold(sample, |sample, column| sample.with(column, id));
        sample.with(Column::SeasonContentId, season)
    }

    #[test]
    fn other_titles_pass() {
        for (column, text) in [
            (Column::TitleInternalAlias, "Last Dance, The"),
            (Column::TitleInternalAlias, ""),
            (Column::ReleaseYear, "1987"),
            (Column::ReleaseYear, ""),
            (Column::ReleaseYear, "n/a"),
            (Column::DisplayName, "Harbor Pictures"),
            (Column::WorkType, "Short"),
            (Column::Territory, "CA"),
            (Column::Territory, "UK"),
            (Column::EntryType, "Full Delete"),
            (Column::Alid, "FIRSTDANCE"),
            (Column::ContentId, "FIRSTDANCE"),
            (Column::Alid, ""),
        ] {
            assert_silent(&RULE, &movies().with(column, text));
        }
        // Without a year, two movies may have the same title.
        assert_silent(&RULE, &with_id(Sample::movie().and(), "FIRST_DANCE"));
    }

    #[test]
    fn other_episodes_pass() {
        let other = |season| episode(Sample::episode().and(), "DET_101", season);
        // `episode-gap` reports an episode that has two IDs within a season.
        assert_silent(&RULE, &other("DETECTIVES_S1"));
        for (column, text) in [
            (Column::EpisodeNumber, "2"),
            (Column::EpisodeNumber, "0"),
            (Column::EpisodeNumber, ""),
            (Column::SeasonNumber, "2"),
            (Column::SeriesTitleInternalAlias, "Detectives (1987)"),
            (Column::Territory, "DE"),
        ] {
            assert_silent(&RULE, &other("DET_1").with(column, text));
        }
        let bonus = Sample::episode().with(Column::EpisodeNumber, "0");
        assert_silent(&RULE, &episode(bonus.and(), "DET_100", "DET_1"));
    }

    #[test]
    fn a_movie_under_two_ids_is_found() {
        assert_snapshot(
            fired(&RULE, &movies()),
            str![[r#"
P5 ALID: warning
  in US, `First Dance, The` (2012) has the ID `FIRST_DANCE` here, but `FIRSTDANCE` in row 4
  help: Write the same ID on all rows of the title. If the rows are for two titles, or for two cuts of one, give them different titles, or ignore this warning.
  see P4

"#]],
        );
        for (column, text) in [
            (Column::TitleInternalAlias, "FIRST DANCE, THE"),
            (Column::TitleInternalAlias, " First  Dance,\u{a0}The"),
            (Column::DisplayName, "rockstar films"),
            (Column::Territory, "CA, US"),
            (Column::LicenseType, "VOD"),
            (Column::LicenseType, "SVOD"),
            (Column::FormatProfile, "UHD"),
            (Column::Start, "2030-01-01"),
        ] {
            fired(&RULE, &movies().with(column, text));
            fired(&RULE, &movies().with(column, text).under_ema());
        }
        fired(&RULE, &movies().in_xml());
        fired(&RULE, &movies().version(EmaVersion::V1_6));
        // Each additional ID is reported once.
        let three = with_id(movies().and().with(Column::FormatProfile, "SD").and(), "FD");
        assert_eq!(fired(&RULE, &three).matches("ALID: warning").count(), 2);
    }

    #[test]
    fn a_title_that_is_held_under_another_id_is_found() {
        let movie = Sample::movie().with(Column::ReleaseYear, "2012");
        let mut held = Holdings::new();
        let conventions = Conventions::prime_video();
        let as_of: AsOf = "2026-11-21".parse().unwrap();
        let old = with_id(movie.clone(), "FIRST_DANCE").with(Column::Territory, "US, CA");
        held.apply(&Feed::of(&old.workbook(), &conventions), as_of);
        let found = |sample: &Sample, held: &Holdings| {
            let profile = Profile::prime_video();
            shown(
                &RULE,
                &check_against(&profile, held, &sample.workbook(), as_of),
            )
        };
        let several = movie.clone().and().with(Column::Territory, "CA, MX");
        assert_snapshot(
            found(&several, &held),
            str![[r#"
P4 ALID: warning
  in US, `First Dance, The` (2012) has the ID `FIRSTDANCE` here, but the platform holds it under `FIRST_DANCE`
  help: Write the ID under which the title was sent before, or take it down under that ID. If the rows are for two titles, or for two cuts of one, give them different titles, or ignore this warning.

"#]],
        );
        let silent = |sample: &Sample| assert_eq!(found(sample, &held), "");
        silent(&old);
        for (column, text) in [
            (Column::Territory, "MX"),
            (Column::ReleaseYear, "1987"),
            (Column::TitleInternalAlias, "Last Dance, The"),
            (Column::DisplayName, "Harbor Pictures"),
            (Column::EntryType, "Full Delete"),
        ] {
            silent(&movie.clone().with(column, text));
        }
        // The title has ended under the other ID.
        let ended = old.clone().with(Column::End, "2026-11-19");
        held.apply(&Feed::of(&ended.workbook(), &conventions), as_of);
        assert_eq!(found(&several, &held), "");
    }

    #[test]
    fn seasons_and_episodes_under_two_ids_are_found() {
        let two = episode(Sample::episode().and(), "DET_101", "DET_1");
        assert_snapshot(
            fired(&RULE, &two),
            str![[r#"
L5 ALID: warning
  in US, season 1, episode 1 of `Detectives, The` has the ID `DET_101` here, but `DETECTIVES_S1E1` in row 4
  help: Write the same ID on all rows of the title. If the rows are for two titles, or for two cuts of one, give them different titles, or ignore this warning.
  see L4

"#]],
        );
        let season = Sample::episode()
            .with(Column::WorkType, "Season")
            .with(Column::EpisodeNumber, "")
            .with(Column::Alid, "DETECTIVES_S1");
        assert_silent(&RULE, &season.clone().and().with(Column::Alid, "DET_1"));
        let two = season.and().with(Column::Alid, "DET_1");
        let two = two.with(Column::SeasonContentId, "DET_1");
        assert_snapshot(
            fired(&RULE, &two),
            str![[r#"
L5 ALID: warning
  in US, season 1 of `Detectives, The` has the ID `DET_1` here, but `DETECTIVES_S1` in row 4
  help: Write the same ID on all rows of the title. If the rows are for two titles, or for two cuts of one, give them different titles, or ignore this warning.
  see L4

"#]],
        );
    }
}
