//! A row of a feed as it is held: every cell, in little memory.

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use ema_model::{
    Avail, AvailBuilder, Column, Header, Marks, Position, Stored, Text, Unplaced, trim,
};

use crate::offer::Offer;

/// A row with all its cells.
#[derive(Debug)]
pub(super) struct HeldRow {
    pub(super) header: Arc<Header>,
    /// The name of the file that it came with.
    pub(super) file: Option<Text>,
    /// The row of the sheet, from 1.
    pub(super) row: u32,
    pub(super) in_xml: Option<Box<HeldInXml>>,
    pub(super) offer: Arc<Offer>,
    /// A number that is the same for the same terms.
    pub(super) terms_hash: u64,
    cells: PackedCells,
}

/// What a row of an XML file has beside its cells.
#[derive(Debug)]
pub(super) struct HeldInXml {
    /// Where its Transaction is.
    pub(super) position: Position,
    /// What no column holds.
    pub(super) unplaced: Box<[Unplaced]>,
}

/// A cell of a row that is being held: its column of the sheet, from 0, its text, and how the file
/// stores it.
pub(crate) type HeldCell<'a> = (u16, &'a str, Stored);

/// Cells as one text and the place where each of them ends in it. A typical row takes some 600 bytes
/// so, a third of what its [`Avail`] takes.
#[derive(Debug)]
pub(crate) struct PackedCells {
    texts: Box<str>,
    /// The column of the sheet of each cell, how it was stored, and where its text ends.
    ends: Box<[(u16, Stored, u32)]>,
}

fn cells_of(avail: &Avail) -> impl Iterator<Item = HeldCell<'_>> + Clone {
    let cells = avail.cells().iter();
    cells.map(|cell| (cell.index(), cell.text(), cell.stored()))
}

impl PackedCells {
    #[cfg(feature = "html")]
    pub(crate) fn of(avail: &Avail) -> Self {
        Self::pack(cells_of(avail))
    }

    fn pack<'a>(cells: impl Iterator<Item = HeldCell<'a>> + Clone) -> Self {
        let (count, size) = cells.clone().fold((0, 0), |(count, size), (_, text, _)| {
            (count + 1, size + text.len())
        });
        let mut texts = String::with_capacity(size);
        let mut ends = Vec::with_capacity(count);
        for (index, text, stored) in cells {
            texts.push_str(text);
            // A row beyond four gigabytes fits into no file that is read.
            let end = u32::try_from(texts.len()).unwrap_or(u32::MAX);
            ends.push((index, stored, end));
        }
        Self {
            texts: texts.into(),
            ends: ends.into(),
        }
    }

    /// The cells from left to right.
    pub(crate) fn iter(&self) -> impl Iterator<Item = HeldCell<'_>> {
        let mut start = 0;
        self.ends.iter().map(move |(index, stored, end)| {
            let end = *end as usize;
            let text = self.texts.get(start..end).unwrap_or_default();
            start = end;
            (*index, text, *stored)
        })
    }
}

/// Columns that say what an entry is about and when, not on what terms.
const NO_TERMS: [Column; 5] = [
    Column::Territory,
    Column::TerritoryExclusion,
    Column::EntryType,
    Column::Start,
    Column::End,
];

impl HeldRow {
    pub(super) fn new(avail: &Avail, file: Option<Text>, offer: Arc<Offer>) -> Self {
        let header = Arc::clone(avail.header());
        let mut row = Self::of_cells(header, avail.row(), cells_of(avail), file, offer);
        row.in_xml = avail.position().map(|position| {
            let unplaced = avail.unplaced().cloned().collect();
            Box::new(HeldInXml { position, unplaced })
        });
        row
    }

    pub(super) fn of_cells<'a>(
        header: Arc<Header>,
        row: u32,
        cells: impl Iterator<Item = HeldCell<'a>> + Clone,
        file: Option<Text>,
        offer: Arc<Offer>,
    ) -> Self {
        let mut row = Self {
            header,
            file,
            row,
            in_xml: None,
            offer,
            terms_hash: 0,
            cells: PackedCells::pack(cells),
        };
        // A sum is the same in any order: rows of different files have their columns at different
        // places.
        row.terms_hash = row.terms().fold(0, |sum: u64, term| {
            let mut hasher = DefaultHasher::new();
            term.hash(&mut hasher);
            sum.wrapping_add(hasher.finish())
        });
        row
    }

    /// The line of the XML file, from 1: its rows are Transactions, which have no numbers.
    pub(super) fn line(&self) -> Option<u32> {
        Some(self.in_xml.as_ref()?.position.line)
    }

    /// The cells from left to right.
    pub(super) fn cells(&self) -> impl Iterator<Item = HeldCell<'_>> {
        self.cells.iter()
    }

    /// The text of a column, without the blanks around it; empty where nothing stands.
    pub(super) fn text(&self, column: Column) -> &str {
        let Some(index) = self.header.index_of(column) else {
            return "";
        };
        let cell = self.cells().find(|(at, ..)| *at == index);
        cell.map_or("", |(_, text, _)| trim(text))
    }

    /// The row as it came, but for the columns that are given anew. A change of a column that the
    /// header does not have has no effect.
    pub(super) fn avail(&self, number: u32, changes: &[(Column, &str)]) -> Avail {
        let mut builder = AvailBuilder::new(Arc::clone(&self.header));
        for (index, text, stored) in self.cells() {
            builder.push(index, text, stored, Marks::default());
        }
        let avail = match &self.in_xml {
            Some(in_xml) => {
                for unplaced in &in_xml.unplaced {
                    builder.add_unplaced(unplaced.clone());
                }
                builder.build_at(number, in_xml.position)
            }
            None => builder.build(number),
        };
        if changes.is_empty() {
            return avail;
        }
        let mut edit = avail.edit();
        for (column, text) in changes {
            let _ = edit.set(*column, *text);
        }
        edit.finish()
    }

    /// Whether two rows say the same but for where and when.
    pub(super) fn has_terms_of(&self, other: &Self) -> bool {
        self.terms_hash == other.terms_hash && by_name(self) == by_name(other)
    }

    /// The filled cells of the columns that no version knows, by their names.
    pub(super) fn unknown_columns(&self) -> BTreeMap<&str, Vec<&str>> {
        let mut texts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (index, text, _) in self.cells() {
            let header = self.header.column_at(index);
            if let Some(header) = header.filter(|header| header.column.is_none())
                && !trim(text).is_empty()
            {
                texts
                    .entry(trim(&header.name))
                    .or_default()
                    .push(trim(text));
            }
        }
        texts
    }

    /// The filled cells of the terms, each with the name of its column.
    fn terms(&self) -> impl Iterator<Item = (&str, &str)> {
        self.cells().filter_map(|(index, text, _)| {
            let header = self.header.column_at(index);
            let column = header.and_then(|header| header.column);
            let text = trim(text);
            if text.is_empty() || column.is_some_and(|column| NO_TERMS.contains(&column)) {
                return None;
            }
            let name = match column {
                Some(column) => column.name(),
                None => header.map_or("", |header| trim(&header.name)),
            };
            Some((name, text))
        })
    }
}

/// The terms of a row in the order of their names.
fn by_name(row: &HeldRow) -> Vec<(&str, &str)> {
    let mut terms: Vec<(&str, &str)> = row.terms().collect();
    terms.sort_unstable();
    terms
}

/// Offers, each held once: there are few, however many rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Offers {
    known: HashSet<Arc<Offer>>,
    /// By the texts that decide which it is, so that a row that is read again need not be parsed.
    #[cfg(feature = "serde")]
    by_texts: std::collections::HashMap<String, Arc<Offer>>,
}

impl Offers {
    pub(crate) fn share(&mut self, offer: Offer) -> Arc<Offer> {
        if let Some(known) = self.known.get(&offer) {
            return Arc::clone(known);
        }
        let offer = Arc::new(offer);
        self.known.insert(Arc::clone(&offer));
        offer
    }

    /// The offer of a row that is given by its cells.
    #[cfg(feature = "serde")]
    pub(super) fn of_cells(
        &mut self,
        header: &Arc<Header>,
        cells: &[HeldCell<'_>],
        profile: &crate::Profile,
    ) -> Arc<Offer> {
        // The TV tab of 1.6 has its own mark between languages.
        let mut key = format!("{} {}", header.version(), header.has_tv_columns());
        let mut builder = AvailBuilder::new(Arc::clone(header));
        for column in Offer::COLUMNS {
            let index = header.index_of(column);
            let cell = cells.iter().find(|(at, ..)| Some(*at) == index);
            let text = cell.map_or("", |(_, text, _)| *text);
            key.push_str(&format!(" {} ", text.len()));
            key.push_str(text);
            // A column that the header lacks has no text.
            let _ = builder.set(column, text);
        }
        if let Some(known) = self.by_texts.get(&key) {
            return Arc::clone(known);
        }
        let offer = self.share(Offer::of(&builder.build(1), profile));
        self.by_texts.insert(key, Arc::clone(&offer));
        offer
    }
}
