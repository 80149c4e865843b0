//! Formats the changes in scopes title by title. Equal changes are listed once.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use ema_model::{Column, TerritoryCode, Text};

use super::record::{Record, short};
use crate::marks::printable;
use crate::scope::{RightsModel, Scope};
use crate::wording::joined;

/// The changes in a scope, with all territories that have the same changes.
pub(super) struct Part<'a> {
    pub(super) scope: Cow<'a, Scope>,
    pub(super) territories: Vec<TerritoryCode>,
    pub(super) title: String,
    pub(super) what: &'static str,
    pub(super) lines: Vec<Line>,
}

/// A line about a record, as in `is live  EST HD en, 2026-01-01 to Open (a.xlsx, Movies, row 4)`. Lines that differ only
/// in the row are combined.
pub(super) struct Line {
    pub(super) before: String,
    /// The file and sheet of the record, and its row.
    pub(super) origin: Option<(String, Place)>,
    pub(super) after: String,
}

/// Whether the number is a line number in an XML file, and the number itself.
pub(super) type Place = (bool, u32);

/// The rows of combined lines, by file and sheet.
type Origins = BTreeMap<String, BTreeSet<Place>>;

impl Line {
    pub(super) fn plain(text: String) -> Self {
        Self {
            before: text,
            origin: None,
            after: String::new(),
        }
    }

    /// Describes the window of a record and names its row.
    pub(super) fn of(what: &str, record: &Record) -> Self {
        Self::plain(format!("{what}{}", window(record))).with_row(record)
    }

    /// Adds the row of a record.
    pub(super) fn with_row(self, record: &Record) -> Self {
        let place = match record.line() {
            Some(line) => (true, line),
            None => (false, record.row()),
        };
        Self {
            origin: Some((record.source(), place)),
            ..self
        }
    }
}

/// The kind of change, the rights model, and the lines without their rows.
type What = (&'static str, RightsModel, Vec<(String, String)>);

/// Everything that changes for a title, except for the rows.
type Changes = Vec<(What, Vec<TerritoryCode>)>;

/// The title of a scope. Episodes of a season have the same name.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Name {
    Season(String),
    Id(Text),
}

/// Titles that have the same changes: one title, or several episodes of a season.
struct Block {
    title: String,
    ids: Vec<Text>,
    episodes: BTreeSet<u32>,
    /// The rows of each line.
    rows: Vec<Vec<Origins>>,
    /// The number of the block.
    order: usize,
}

/// A title, with the territories and rows for each of its changes.
#[derive(Default)]
struct OfTitle {
    title: String,
    changes: BTreeMap<What, (BTreeSet<TerritoryCode>, Vec<Origins>)>,
}

/// Writes the parts title by title. Territories that have the same lines are combined, and so are the episodes of a
/// season that have the same lines. Parts without lines are omitted.
pub(super) fn write_parts<'a>(
    f: &mut fmt::Formatter<'_>,
    parts: impl Iterator<Item = Part<'a>>,
    list: fn(&[TerritoryCode]) -> String,
) -> fmt::Result {
    let mut titles: BTreeMap<(Text, Text), OfTitle> = BTreeMap::new();
    for part in parts.filter(|part| !part.lines.is_empty()) {
        let key = (part.scope.licensor.clone(), part.scope.id.clone());
        titles.entry(key).or_default().add(part);
    }
    for (
        Key {
            licensor, changes, ..
        },
        block,
    ) in blocks(titles)
    {
        let licensor = short(&licensor);
        writeln!(
            f,
            "{}{} of {}",
            block.title(),
            block.ids(),
            printable(&licensor)
        )?;
        for (((what, model, lines), territories), rows) in changes.iter().zip(&block.rows) {
            let model = model.to_string();
            writeln!(f, "  {}, {}: {what}", list(territories), printable(&model))?;
            for ((before, after), origins) in lines.iter().zip(rows) {
                let line = format!("{before}{}{after}", in_words(origins));
                writeln!(f, "    {}", printable(&line))?;
            }
        }
        writeln!(f)?;
    }
    Ok(())
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    licensor: Text,
    name: Name,
    changes: Changes,
}

/// Combines the episodes of a season that have the same changes. The blocks are in the order of their first titles.
fn blocks(titles: BTreeMap<(Text, Text), OfTitle>) -> Vec<(Key, Block)> {
    let mut blocks: BTreeMap<Key, Block> = BTreeMap::new();
    for (order, ((licensor, id), of_title)) in titles.into_iter().enumerate() {
        let OfTitle { title, changes } = of_title;
        let (changes, rows) = in_order(changes);
        let (name, episode) = match season_of(&title) {
            Some((season, episode)) => (Name::Season(season.to_owned()), Some(episode)),
            None => (Name::Id(id.clone()), None),
        };
        let key = Key {
            licensor,
            name,
            changes,
        };
        let block = blocks.entry(key).or_insert_with(|| Block {
            title,
            ids: Vec::new(),
            episodes: BTreeSet::new(),
            rows: rows
                .iter()
                .map(|lines| vec![Origins::new(); lines.len()])
                .collect(),
            order,
        });
        block.ids.push(id);
        block.episodes.extend(episode);
        for (all, rows) in block.rows.iter_mut().zip(rows) {
            merge(all, rows);
        }
    }
    let mut blocks: Vec<(Key, Block)> = blocks.into_iter().collect();
    blocks.sort_by_key(|(_, block)| block.order);
    blocks
}

/// Sorts the changes for a title by territory.
fn in_order(
    changes: BTreeMap<What, (BTreeSet<TerritoryCode>, Vec<Origins>)>,
) -> (Changes, Vec<Vec<Origins>>) {
    let mut changes: Vec<_> = changes.into_iter().collect();
    changes.sort_by(|(_, (here, _)), (_, (there, _))| here.cmp(there));
    let changes = changes.into_iter();
    let changes = changes.map(|(what, (territories, rows))| {
        let territories: Vec<TerritoryCode> = territories.into_iter().collect();
        ((what, territories), rows)
    });
    changes.unzip()
}

fn merge(all: &mut [Origins], rows: impl IntoIterator<Item = Origins>) {
    for (all, origins) in all.iter_mut().zip(rows) {
        for (file, places) in origins {
            all.entry(file).or_default().extend(places);
        }
    }
}

impl OfTitle {
    fn add(&mut self, part: Part<'_>) {
        if self.title.is_empty() {
            self.title = part.title;
        }
        let lines = part.lines.into_iter().map(|line| {
            let origin = line
                .origin
                .map(|(file, place)| (file, BTreeSet::from([place])));
            ((line.before, line.after), Origins::from_iter(origin))
        });
        let (texts, rows): (Vec<_>, Vec<_>) = lines.unzip();
        let what = (part.what, part.scope.rights_model.clone(), texts);
        let (territories, all) = self.changes.entry(what).or_default();
        territories.extend(part.territories);
        all.resize_with(rows.len(), Origins::new);
        merge(all, rows);
    }
}

/// Formats the window, its price, and the row: `EST HD en, 2026-01-01 to Open, WSP 9.99 USD (a.csv, row 4)`.
impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} ({})", window(self), self.origin()))
    }
}

/// Formats the window and its price as `EST HD en, 2026-01-01 to Open, WSP 9.99 USD`.
pub(super) fn window(record: &Record) -> String {
    format!(
        "{}, {} to {}{}",
        short(&record.offer_in_words()),
        record.text(Column::Start),
        record.text(Column::End),
        price(record),
    )
}

/// Formats the price as `, WSP 9.99 USD`. Returns an empty string if the row has no price.
pub(super) fn price(record: &Record) -> String {
    let [kind, value, currency] = [Column::PriceType, Column::PriceValue, Column::PriceCurrency]
        .map(|column| record.text(column));
    // The values `sub` (with a PriceType of `Category`) and `NA` only mean that there is no price.
    if value.is_empty() || ["sub", "na"].contains(&value.to_lowercase().as_str()) {
        return String::new();
    }
    let words = [kind, value, currency]
        .into_iter()
        .filter(|it| !it.is_empty());
    let words: Vec<_> = words.map(short).collect();
    format!(", {}", words.join(" "))
}

/// Formats several episodes of a season as `Harbor Watch, season 1, episodes 1–6`. `title` is the title of one of them.
pub(super) fn episodes(title: &str, episodes: &BTreeSet<u32>) -> Option<String> {
    let (season, _) = season_of(title).filter(|_| episodes.len() > 1)?;
    let episodes = ranges(episodes.iter().copied());
    Some(format!("{season}, episodes {episodes}"))
}

/// Returns the season and the number of an episode from its title: see [`Record::title`].
pub(super) fn season_of(title: &str) -> Option<(&str, u32)> {
    let (season, episode) = title.rsplit_once(", episode ")?;
    Some((season, episode.parse().ok()?))
}

impl Block {
    /// Formats the title as `Harbor Watch, season 1, episodes 1–6: `.
    fn title(&self) -> String {
        let title = episodes(&self.title, &self.episodes);
        let title = title.as_deref().unwrap_or(&self.title);
        match title.is_empty() {
            true => String::new(),
            false => format!("{}: ", printable(title)),
        }
    }

    fn ids(&self) -> String {
        ids(&self.ids)
    }
}

/// Lists the first few IDs, followed by the number of the others.
pub(super) fn ids(ids: &[Text]) -> String {
    const SHOWN: usize = 6;
    let more = ids.len().saturating_sub(SHOWN);
    let shown = ids.iter().take(SHOWN);
    let shown = shown.map(|id| printable(&short(id)).into_owned());
    joined(
        shown.chain((more > 0).then(|| format!("{more} more"))),
        "and",
    )
}

/// Formats the rows as ` (a.xlsx, Movies, rows 4–6 and 9)`.
fn in_words(origins: &Origins) -> String {
    let files = origins.iter().map(|(file, places)| {
        let of_kind = |is_line: bool| {
            let numbers = places.iter().filter(move |(line, _)| *line == is_line);
            numbers.map(|(_, number)| *number)
        };
        let kinds = [("row", of_kind(false)), ("line", of_kind(true))];
        let kinds = kinds.into_iter().filter_map(|(name, numbers)| {
            let plural = match numbers.clone().count() {
                0 => return None,
                1 => "",
                _ => "s",
            };
            Some(format!("{name}{plural} {}", ranges(numbers)))
        });
        let parts = Some(file.clone()).filter(|file| !file.is_empty());
        parts
            .into_iter()
            .chain(kinds)
            .collect::<Vec<_>>()
            .join(", ")
    });
    match files.collect::<Vec<_>>().join("; ") {
        files if files.is_empty() => files,
        files => format!(" ({files})"),
    }
}

/// Formats ascending numbers as `1–6, 8 and 10`. For a long list, the rest is only counted.
fn ranges(numbers: impl Iterator<Item = u32>) -> String {
    const SHOWN: usize = 6;
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(number) => *last = number,
            _ => ranges.push((number, number)),
        }
    }
    let more = ranges.iter().skip(SHOWN);
    let more: u64 = more.map(|(first, last)| u64::from(last - first) + 1).sum();
    let shown = ranges.iter().take(SHOWN).flat_map(|(first, last)| {
        let range = (last - first > 1).then(|| format!("{first}–{last}"));
        let single = range.is_none().then_some([*first, *last]);
        let single = single
            .into_iter()
            .flatten()
            .take((last - first + 1) as usize);
        range
            .into_iter()
            .chain(single.map(|number| number.to_string()))
    });
    joined(
        shown.chain((more > 0).then(|| format!("{more} more"))),
        "and",
    )
}

#[cfg(test)]
mod tests {
    use super::ranges;

    #[test]
    fn numbers_are_listed_as_ranges() {
        for (numbers, shown) in [
            (&[4][..], "4"),
            (&[4, 5], "4 and 5"),
            (&[4, 5, 6], "4–6"),
            (&[1, 2, 3, 5, 7, 8], "1–3, 5, 7 and 8"),
            (
                &[1, 3, 5, 7, 9, 11, 13, 15, 16, 17],
                "1, 3, 5, 7, 9, 11 and 4 more",
            ),
        ] {
            assert_eq!(ranges(numbers.iter().copied()), shown);
        }
    }
}
