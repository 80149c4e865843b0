//! Keeps the rows for each season. All rules that compare these rows share the data.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use ema_model::{
    Avail, Column, Count, EmaVersion, EntryType, Field, LicenseType, TerritoryCode, Text, Unplaced,
    WorkType,
};

use super::interner::Interner;
use super::judges::on;
use super::rows::{KeptWindow, RowRef, Sheets};
use super::scopes::{Scopes, ScopesOf};
use super::territory_lists::Named;
use crate::engine::{Assets, FileAt, GroupCheck, Reporter, Row, Rule};
use crate::rules::shared::element;
use crate::rules::shared::errors::holds_value;
use crate::scope::unique_id;
use crate::wording::quoted;

/// Checks a season for a rule.
pub(in crate::rules) type SeasonJudge = fn(&Season<'_>, &mut SeasonFindings);

/// A file's Season, Volume and Episode rows that offer something, each stored as a few numbers.
/// Each distinct season, territory list, window, ID and part of a season is kept once.
#[derive(Default)]
pub(in crate::rules) struct Seasons {
    pub(in crate::rules) sheets: Sheets,
    /// The scopes of the rows, with the ID of the season instead of the row's own ID.
    scopes: Scopes,
    names: BTreeMap<u32, Name>,
    parts: Interner<Part>,
    windows: Interner<KeptWindow>,
    licenses: Interner<LicenseType>,
    ids: Interner<Text>,
    /// For each Asset in an XML file, the first and last episodes if the Asset is a volume.
    assets: Assets<Option<(u32, u32)>>,
    rows: Vec<InSeason>,
    /// The episodes whose rows can't be compared, by the ID of their season.
    unread: BTreeMap<Text, Unread>,
    judges: &'static [(&'static Rule, SeasonJudge)],
}

/// A row that offers a season or a part of a season.
struct InSeason {
    at: RowRef,
    scopes: ScopesOf,
    part: u32,
    window: u32,
    /// The number that identifies the unique ID.
    id: Option<u32>,
    license: Option<u32>,
}

/// The episodes of a season whose rows have a wrong cell, such as a wrong Territory, which other rules report.
#[derive(Default)]
pub(in crate::rules) struct Unread {
    pub(in crate::rules) numbers: BTreeSet<u32>,
    /// Whether the EpisodeNumber of such a row is blank or wrong, so that the row can be any episode.
    pub(in crate::rules) is_any: bool,
}

/// A season's name: its series and number.
struct Name {
    series: Text,
    number: u32,
}

/// The part of a season that a row offers.
#[derive(PartialEq, Eq, Hash)]
pub(in crate::rules) struct Part {
    pub(in crate::rules) work: Work,
    /// The EpisodeNumber.
    pub(in crate::rules) number: Option<Number>,
    /// The EpisodeCount.
    pub(in crate::rules) count: Option<u32>,
    /// The VolumeNumber.
    pub(in crate::rules) volume: Option<Number>,
    /// The VolumeContentID.
    pub(in crate::rules) volume_id: Option<Text>,
    /// The first and last episodes in a volume, which only XML can specify.
    pub(in crate::rules) holds: Option<(u32, u32)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::rules) enum Work {
    Season,
    Volume,
    Episode,
}

/// A number, together with its text in the cell.
#[derive(PartialEq, Eq, Hash)]
pub(in crate::rules) struct Number {
    pub(in crate::rules) value: u32,
    pub(in crate::rules) text: Text,
}

impl GroupCheck for Seasons {
    fn row(&mut self, row: &Row<'_>, reporter: &mut Reporter<'_>) {
        let avail = row.avail;
        let work = match avail.work_type().value() {
            Some(WorkType::Season) => Work::Season,
            Some(WorkType::Volume) => Work::Volume,
            Some(WorkType::Episode) => Work::Episode,
            None | Some(WorkType::Other(_)) => return self.keep_unread(avail),
            _ => return,
        };
        if avail.entry_type().value().is_some_and(EntryType::removes) {
            return;
        }
        let scopes = season_id(avail).and_then(|id| self.scopes.keep_as(row, &id));
        if work == Work::Episode && (scopes.is_none() || avail.episode_number().value().is_none()) {
            self.keep_unread(avail);
        }
        let Some(scopes) = scopes else { return };
        if !self.names.contains_key(&scopes.title)
            && let (Some(series), Some(number)) = (series(avail), avail.season_number().value())
        {
            let series = Text::from(series);
            let name = Name {
                series,
                number: number.get(),
            };
            self.names.insert(scopes.title, name);
        }
        let license = avail.license_type().value();
        let (of_asset, _) = self.assets.of(avail, holds);
        let holds = of_asset.or_else(|| holds(avail.own_unplaced()));
        self.rows.push(InSeason {
            at: self.sheets.keep(row, reporter),
            scopes,
            part: self.parts.keep(Part::of(avail, work, holds)),
            window: self.windows.keep(KeptWindow::of(avail)),
            id: unique_id(avail).map(|id| self.ids.keep_text(id)),
            license: license.map(|license| self.licenses.keep(license.clone())),
        });
    }

    fn finish(self: Box<Self>, file: &FileAt<'_>, reporter: &mut Reporter<'_>) {
        let title = |row: &usize| self.rows[*row].scopes.title;
        let list_of = |row: usize| self.rows[row].scopes.territories;
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        order.sort_by_key(title);
        let judges = on(self.judges, file.profile);
        for rows in order.chunk_by(|a, b| title(a) == title(b)) {
            let mut findings: Vec<SeasonFindings> =
                judges.iter().map(|_| SeasonFindings::default()).collect();
            let look = |territories: &[TerritoryCode], (), rows: &[usize]| {
                let season = Season {
                    seasons: &self,
                    file,
                    rows,
                    territories,
                };
                for ((_, _, judge), findings) in judges.iter().zip(&mut findings) {
                    judge(&season, findings);
                }
            };
            self.scopes.lists.together(rows, list_of, |_| (), look);
            for ((rule, severity, _), findings) in judges.iter().zip(findings) {
                let mut reporter = reporter.under(rule, *severity);
                findings.report(&self, &self.in_words(title(&rows[0])), &mut reporter);
            }
        }
    }
}

impl Seasons {
    pub(in crate::rules) fn judged_by(judges: &'static [(&'static Rule, SeasonJudge)]) -> Self {
        Self {
            judges,
            ..Self::default()
        }
    }

    fn keep_unread(&mut self, avail: &Avail) {
        let Some(id) = season_id(avail) else { return };
        let unread = match self.unread.get_mut(&*id) {
            Some(unread) => unread,
            None => self.unread.entry(Text::from(&*id)).or_default(),
        };
        match avail.episode_number().value() {
            Some(number) => _ = unread.numbers.insert(number.get()),
            None => unread.is_any = true,
        }
    }

    /// Formats a season as `` season 1 of `Detectives, The` (sale and rental) ``.
    fn in_words(&self, season: u32) -> String {
        let model = self.scopes.model_in_words(season);
        match self.names.get(&season) {
            Some(Name { series, number }) => {
                format!("season {number} of {} ({model})", quoted(series))
            }
            None => format!("season {} ({model})", quoted(self.scopes.id(season))),
        }
    }
}

impl Part {
    fn of(avail: &Avail, work: Work, holds: Option<(u32, u32)>) -> Self {
        let volume_id = avail.cell(Column::VolumeContentId);
        Self {
            work,
            number: number(avail.episode_number()),
            count: avail.episode_count().value().map(|count| count.get()),
            volume: number(avail.volume_number()),
            volume_id: volume_id
                .filter(|cell| holds_value(cell))
                .map(|cell| Text::from(cell.trimmed())),
            holds,
        }
    }
}

fn number(field: Field<'_, Count>) -> Option<Number> {
    let text = field.cell()?.shared_text().clone();
    Some(Number {
        value: field.value()?.get(),
        text,
    })
}

/// Returns the first and last episodes in a volume. Sheets have no columns for these episodes.
fn holds(unplaced: &[Unplaced]) -> Option<(u32, u32)> {
    let number = |name: &str| {
        let mut unplaced = unplaced.iter();
        let said = unplaced.find(|said| {
            let before = said.path.strip_suffix(name);
            before.is_some_and(|before| before.ends_with("VolumeMetadata/"))
        })?;
        element::text(&said.content).parse::<u32>().ok()
    };
    let first = number("VolumeFirstEpisodeNumber")?;
    let count = number("VolumeNumberOfEpisodes")?.checked_sub(1)?;
    Some((first, first.checked_add(count)?))
}

/// Returns the ID of a row's season: SeasonContentID, or SeasonAltID if SeasonContentID is blank.
/// In 1.6, where SeasonContentID is an EIDR, SeasonAltID takes precedence. If both cells are blank,
/// the ID consists of the series and the season number.
pub(in crate::rules) fn season_id(avail: &Avail) -> Option<Cow<'_, str>> {
    let mut columns = [Column::SeasonContentId, Column::SeasonAltId];
    if avail.version() <= EmaVersion::V1_6 {
        columns.reverse();
    }
    let cell = |column| avail.cell(column).filter(|cell| holds_value(cell));
    if let Some(cell) = columns.into_iter().find_map(cell) {
        return Some(Cow::Borrowed(cell.trimmed()));
    }
    let number = avail.season_number().value()?.get();
    Some(Cow::Owned(format!("{} {number}", series(avail)?)))
}

fn series(avail: &Avail) -> Option<&str> {
    let cell = avail.cell(Column::SeriesTitleInternalAlias)?;
    holds_value(cell).then(|| cell.trimmed())
}

/// The rows for a season, in territories that all of them grant.
pub(in crate::rules) struct Season<'a> {
    seasons: &'a Seasons,
    pub(in crate::rules) file: &'a FileAt<'a>,
    rows: &'a [usize],
    pub(in crate::rules) territories: &'a [TerritoryCode],
}

impl<'a> Season<'a> {
    /// Returns the rows in order, each with the part that it offers.
    pub(in crate::rules) fn rows(&self) -> impl Iterator<Item = (usize, &'a Part)> {
        let rows = self.rows.iter();
        rows.filter_map(|row| Some((*row, self.part(*row)?)))
    }

    /// Returns the part that a row offers.
    pub(in crate::rules) fn part(&self, row: usize) -> Option<&'a Part> {
        self.seasons.parts.get(self.seasons.rows[row].part)
    }

    /// Returns the Episode rows whose number is not 0. Prime Video uses the number 0 for bonus
    /// material, so 0 may be repeated.
    pub(in crate::rules) fn numbered(&self) -> impl Iterator<Item = (usize, &'a Part, &'a Number)> {
        let episodes = self.rows().filter(|(_, part)| part.work == Work::Episode);
        let numbered = episodes.filter_map(|(row, part)| Some((row, part, part.number.as_ref()?)));
        numbered.filter(|(_, _, number)| number.value > 0)
    }

    /// Returns the episodes whose rows can't be compared with these rows.
    pub(in crate::rules) fn unread(&self) -> Option<&'a Unread> {
        let title = self.seasons.rows[*self.rows.first()?].scopes.title;
        self.seasons.unread.get(self.seasons.scopes.id(title))
    }

    pub(in crate::rules) fn window(&self, row: usize) -> Option<&'a KeptWindow> {
        self.window_at(self.window_number(row))
    }

    /// Returns the window with this number.
    pub(in crate::rules) fn window_at(&self, number: u32) -> Option<&'a KeptWindow> {
        self.seasons.windows.get(number)
    }

    /// Returns the number of a row's window.
    pub(in crate::rules) fn window_number(&self, row: usize) -> u32 {
        self.seasons.rows[row].window
    }

    /// Returns a row's LicenseType, if the row has one.
    pub(in crate::rules) fn license(&self, row: usize) -> Option<&'a LicenseType> {
        self.seasons.licenses.get(self.seasons.rows[row].license?)
    }

    /// Returns a row's unique ID, if the row has one.
    pub(in crate::rules) fn id(&self, row: usize) -> Option<&'a str> {
        let id = self.seasons.rows[row].id?;
        self.seasons.ids.get(id).map(Text::as_str)
    }

    /// Names a row for a message about another row.
    pub(in crate::rules) fn in_words(&self, row: usize, seen_from: usize) -> String {
        let rows = &self.seasons.rows;
        self.seasons
            .sheets
            .in_words(rows[row].at, rows[seen_from].at)
    }
}

/// A finding about a cell in one of a season's rows.
pub(in crate::rules) struct SeasonFinding {
    pub(in crate::rules) row: usize,
    pub(in crate::rules) column: Column,
    /// The value of the cell.
    pub(in crate::rules) value: Option<Text>,
    /// The fault, without the season and the territories.
    pub(in crate::rules) what: String,
    pub(in crate::rules) help: &'static str,
    pub(in crate::rules) others: Vec<(usize, Column)>,
}

/// The findings about a season. A finding that applies in several territories is reported once.
#[derive(Default)]
pub(in crate::rules) struct SeasonFindings(BTreeMap<(usize, String), (SeasonFinding, Named)>);

impl SeasonFindings {
    pub(in crate::rules) fn add(&mut self, territories: &[TerritoryCode], finding: SeasonFinding) {
        let key = (finding.row, finding.what.clone());
        let (_, named) = self
            .0
            .entry(key)
            .or_insert_with(|| (finding, Named::default()));
        named.add(territories);
    }

    fn report(self, seasons: &Seasons, season: &str, reporter: &mut Reporter<'_>) {
        for (told, territories) in self.0.into_values() {
            let finding = seasons.sheets.report(
                reporter,
                (seasons.rows[told.row].at, told.column),
                told.value,
                format!("{season} in {territories}: {}", told.what),
                told.help,
            );
            for (row, column) in told.others {
                let other = seasons.sheets.place(seasons.rows[row].at, Some(column));
                finding.related.push(other);
            }
        }
    }
}
