//! Stores a feed's rows in compact form, with every cell.
//!
//! Holdings keep each row that a feed sent, so that they can write it again exactly as it was. An [`Avail`] with 30
//! cells has 30 separate strings. In packed form, the cells `Harbor Pictures`, `US` and `EST` become one string and a
//! list of end positions:
//!
//! ```text
//! texts   Harbor PicturesUSEST
//! ends    (column 0, text, 15) (column 1, text, 17) (column 6, text, 20)
//! ```
//!
//! A string of more than 100 bytes, such as a list of 200 territories, is stored in `long` instead and shared by all
//! rows that contain it. Rows also share offers, because a feed of 60,000 rows has only a few dozen distinct ones. A
//! row is stored only once, regardless of the number of territories: all 200 records for a worldwide row point to one
//! [`HeldRow`]. The terms of two rows are compared by their hashes first, and by their cells only if the hashes are
//! equal.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use ema_model::{
    Avail, AvailBuilder, Column, Header, Marks, Position, SharedUnplaced, Stored, Text, Unplaced,
    trim,
};

use crate::conventions::Conventions;
use crate::offer::Offer;
use crate::window::WrittenWindow;
use crate::written::WrittenRows;

/// A row with all of its cells.
#[derive(Debug)]
pub(super) struct HeldRow {
    pub(super) header: Arc<Header>,
    /// The file's name.
    pub(super) file: Option<Text>,
    /// The row number in the sheet, counted from 1.
    pub(super) row: u32,
    pub(super) in_xml: Option<Box<HeldInXml>>,
    pub(super) offer: Arc<Offer>,
    /// The Start and End before they are resolved in a territory.
    pub(super) written: WrittenWindow,
    /// A hash of the terms.
    pub(super) terms_hash: u64,
    pub(super) cells: PackedCells,
}

/// The data that a row from an XML file has besides its cells.
#[derive(Debug)]
pub(super) struct HeldInXml {
    /// The position of the Transaction.
    pub(super) position: Position,
    /// Content that is not in any column, shared by all rows of the Asset.
    pub(super) shared: Option<SharedUnplaced>,
    /// Content that is not in any column and belongs only to this row.
    pub(super) own: Box<[Unplaced]>,
}

/// A cell in a held row: its column index in the sheet (counted from 0), its text, and how the file stores it.
pub(super) type HeldCell<'a> = (u16, &'a str, Stored);

/// The text of all cells as one string, with the end position of each cell. A typical row takes about 600 bytes, a
/// third of its size as an [`Avail`].
///
/// Long strings, such as a list of 200 territories, are not copied but shared with the file's cells.
#[derive(Debug)]
pub(super) struct PackedCells {
    texts: Box<str>,
    long: Box<[Text]>,
    /// For each cell, its column, how it was stored, and the end of its text. For a long text, the end is [`LONG`] plus
    /// the index of the string in `long`.
    ends: Box<[(u16, Stored, u32)]>,
}

/// Marks the index of a long string.
const LONG: u32 = 1 << 31;

/// Strings with more bytes than this are shared.
const LONGER_THAN: usize = 100;

fn cells_of(avail: &Avail) -> impl Iterator<Item = HeldCell<'_>> + Clone {
    let cells = avail.cells().iter();
    cells.map(|cell| (cell.index(), cell.text(), cell.stored()))
}

impl PackedCells {
    fn of(avail: &Avail) -> Self {
        Self::pack(cells_of(avail), |index, text| match avail.cell_at(index) {
            Some(cell) => cell.shared_text().clone(),
            None => Text::from(text),
        })
    }

    /// Packs cells. `share` returns the shared string for a long cell.
    fn pack<'a>(
        cells: impl Iterator<Item = HeldCell<'a>> + Clone,
        mut share: impl FnMut(u16, &'a str) -> Text,
    ) -> Self {
        let is_long = |text: &str| text.len() > LONGER_THAN;
        let (count, size) = cells.clone().fold((0, 0), |(count, size), (_, text, _)| {
            (count + 1, size + if is_long(text) { 0 } else { text.len() })
        });
        let mut texts = String::with_capacity(size);
        let mut long = Vec::new();
        let mut ends = Vec::with_capacity(count);
        for (index, text, stored) in cells {
            // A row has at most 65,536 cells, so the end position is far below 2 GB.
            let end = match is_long(text) {
                true => {
                    long.push(share(index, text));
                    u32::try_from(long.len() - 1).map_or(u32::MAX, |number| LONG | number)
                }
                false => {
                    texts.push_str(text);
                    u32::try_from(texts.len()).unwrap_or(LONG - 1)
                }
            };
            ends.push((index, stored, end));
        }
        Self {
            texts: texts.into(),
            long: long.into(),
            ends: ends.into(),
        }
    }

    /// The cells, from left to right.
    fn iter(&self) -> impl Iterator<Item = HeldCell<'_>> {
        self.iter_shared().map(|(cell, _)| cell)
    }

    /// The cells from left to right, each with its shared string if it has one.
    fn iter_shared(&self) -> impl Iterator<Item = (HeldCell<'_>, Option<&Text>)> {
        let mut start = 0;
        self.ends.iter().map(move |(index, stored, end)| {
            let shared = match end & LONG {
                0 => None,
                _ => self.long.get((end & !LONG) as usize),
            };
            let text = match shared {
                Some(text) => text,
                None => {
                    let end = *end as usize;
                    let text = self.texts.get(start..end).unwrap_or_default();
                    start = end;
                    text
                }
            };
            ((*index, text, *stored), shared)
        })
    }

    /// The number of bytes of text that no other row shares.
    #[cfg(feature = "serde")]
    pub(super) fn own_len(&self) -> usize {
        self.texts.len()
    }

    /// The long strings, which the row can share with other rows.
    #[cfg(feature = "serde")]
    pub(super) fn shared(&self) -> &[Text] {
        &self.long
    }
}

/// The columns that identify an entry and its window, and are therefore not terms.
const NO_TERMS: [Column; 5] = [
    Column::Territory,
    Column::TerritoryExclusion,
    Column::EntryType,
    Column::Start,
    Column::End,
];

impl HeldRow {
    fn new(
        header: Arc<Header>,
        row: u32,
        cells: PackedCells,
        (offer, written): (Arc<Offer>, WrittenWindow),
        texts: &mut LongTexts,
    ) -> Self {
        let mut row = Self {
            header,
            file: None,
            row,
            in_xml: None,
            offer,
            written,
            terms_hash: 0,
            cells,
        };
        // The hashes are added because a sum does not depend on the order of the columns, which can differ between
        // files.
        row.terms_hash = row.terms().fold(0, |sum: u64, (name, text, shared)| {
            let mut hasher = DefaultHasher::new();
            name.hash(&mut hasher);
            let shared = shared.filter(|_| text.len() > LONGER_THAN);
            match shared {
                Some(shared) => texts.hash(shared).hash(&mut hasher),
                None => text.hash(&mut hasher),
            }
            sum.wrapping_add(hasher.finish())
        });
        row
    }

    /// The line in an XML file, counted from 1, or `None` for other formats.
    pub(super) fn line(&self) -> Option<u32> {
        Some(self.in_xml.as_ref()?.position.line)
    }

    /// XML content that all rows of the Asset share.
    #[cfg(feature = "serde")]
    pub(super) fn shared(&self) -> Option<&SharedUnplaced> {
        self.in_xml.as_ref()?.shared.as_ref()
    }

    /// The cells from left to right.
    pub(super) fn cells(&self) -> impl Iterator<Item = HeldCell<'_>> {
        self.cells.iter()
    }

    /// The text in a column, without surrounding white space. The text is empty if the cell is blank.
    pub(super) fn text(&self, column: Column) -> &str {
        let Some(index) = self.header.index_of(column) else {
            return "";
        };
        let cell = self.cells().find(|(at, ..)| *at == index);
        cell.map_or("", |(_, text, _)| trim(text))
    }

    /// Returns the original row with this number and with some columns changed. Changing a column that the header lacks
    /// has no effect.
    pub(super) fn avail(&self, number: u32, changes: &[(Column, &str)]) -> Avail {
        let mut builder = AvailBuilder::new(Arc::clone(&self.header));
        for (index, text, stored) in self.cells() {
            builder.push(index, text, stored, Marks::default());
        }
        let avail = match &self.in_xml {
            Some(in_xml) => {
                if let Some(shared) = &in_xml.shared {
                    builder.share_unplaced(shared.clone());
                }
                for unplaced in &in_xml.own {
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

    /// Whether two rows are the same except for territory and window.
    pub(super) fn has_terms_of(&self, other: &Self) -> bool {
        self.terms_hash == other.terms_hash && self.sorted_terms() == other.sorted_terms()
    }

    /// The filled cells in columns that no version defines, by column name.
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

    /// The filled cells that make up the terms, each as the column's name, the text and, if the text is shared, the
    /// shared string.
    fn terms(&self) -> impl Iterator<Item = (&str, &str, Option<&Text>)> {
        self.cells
            .iter_shared()
            .filter_map(|((index, text, _), shared)| {
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
                Some((name, text, shared))
            })
    }

    /// The terms, sorted by name.
    pub(super) fn sorted_terms(&self) -> Vec<(&str, &str)> {
        let terms = self.terms().map(|(name, text, _)| (name, text));
        let mut terms: Vec<(&str, &str)> = terms.collect();
        terms.sort_unstable();
        terms
    }
}

/// Data that many rows share: offers and long strings. A feed has only a few dozen distinct offers.
#[derive(Clone, Debug)]
pub(crate) struct RowPool {
    offers: HashSet<Arc<Offer>>,
    written: WrittenRows<{ Offer::COLUMNS.len() }>,
    /// The offers, indexed by the number that `written` assigns to an offer's cells.
    of_written: Vec<Arc<Offer>>,
    /// The offers, keyed by the text of their cells, so that the same text is not parsed again for another row.
    #[cfg(feature = "serde")]
    by_texts: HashMap<String, Arc<Offer>>,
    texts: LongTexts,
}

impl Default for RowPool {
    fn default() -> Self {
        Self {
            offers: HashSet::new(),
            written: WrittenRows::new(Offer::COLUMNS),
            of_written: Vec::new(),
            #[cfg(feature = "serde")]
            by_texts: HashMap::new(),
            texts: LongTexts::default(),
        }
    }
}

impl RowPool {
    /// Packs a row from a file.
    pub(super) fn row(
        &mut self,
        avail: &Avail,
        file: Option<Text>,
        conventions: &Conventions,
    ) -> HeldRow {
        let header = Arc::clone(avail.header());
        let cells = PackedCells::of(avail);
        let means = (self.offer(avail, conventions), WrittenWindow::of(avail));
        let mut row = HeldRow::new(header, avail.row(), cells, means, &mut self.texts);
        row.file = file;
        row.in_xml = avail.position().map(|position| {
            Box::new(HeldInXml {
                position,
                shared: avail.shared_unplaced().cloned(),
                own: avail.own_unplaced().into(),
            })
        });
        row
    }

    /// A row's offer.
    pub(crate) fn offer(&mut self, avail: &Avail, conventions: &Conventions) -> Arc<Offer> {
        let written = self.written.keep(avail);
        if let Some(known) = self.of_written.get(written) {
            return Arc::clone(known);
        }
        let offer = self.share(Offer::of(avail, conventions));
        self.of_written.push(Arc::clone(&offer));
        offer
    }

    fn share(&mut self, offer: Offer) -> Arc<Offer> {
        if let Some(known) = self.offers.get(&offer) {
            return Arc::clone(known);
        }
        let offer = Arc::new(offer);
        self.offers.insert(Arc::clone(&offer));
        offer
    }

    /// Packs a row from its cells.
    #[cfg(feature = "serde")]
    pub(super) fn row_of_cells(
        &mut self,
        header: &Arc<Header>,
        number: u32,
        cells: &[HeldCell<'_>],
        conventions: &Conventions,
    ) -> HeldRow {
        let offer = self.offer_of_cells(header, cells, conventions);
        let mut builder = AvailBuilder::new(Arc::clone(header));
        for column in [Column::Start, Column::End] {
            let index = header.index_of(column);
            if let Some((index, text, stored)) = cells.iter().find(|(at, ..)| Some(*at) == index) {
                builder.push(*index, *text, *stored, Marks::default());
            }
        }
        let written = WrittenWindow::of(&builder.build(1));
        let texts = &mut self.texts;
        let packed = PackedCells::pack(cells.iter().copied(), |_, text| texts.share(text));
        HeldRow::new(Arc::clone(header), number, packed, (offer, written), texts)
    }

    #[cfg(feature = "serde")]
    fn offer_of_cells(
        &mut self,
        header: &Arc<Header>,
        cells: &[HeldCell<'_>],
        conventions: &Conventions,
    ) -> Arc<Offer> {
        // The 1.6 TV tab uses a different separator between languages.
        let mut key = format!("{} {}", header.version(), header.has_tv_columns());
        let mut builder = AvailBuilder::new(Arc::clone(header));
        for column in Offer::COLUMNS {
            let index = header.index_of(column);
            let cell = cells.iter().find(|(at, ..)| Some(*at) == index);
            let text = cell.map_or("", |(_, text, _)| *text);
            key.push_str(&format!(" {} ", text.len()));
            key.push_str(text);
            // If the header lacks the column, there is no text to set.
            let _ = builder.set(column, text);
        }
        if let Some(known) = self.by_texts.get(&key) {
            return Arc::clone(known);
        }
        let offer = self.share(Offer::of(&builder.build(1), conventions));
        self.by_texts.insert(key, Arc::clone(&offer));
        offer
    }
}

/// Long strings that rows share.
#[derive(Clone, Debug, Default)]
struct LongTexts {
    /// The hashes, keyed by the address of the string, which stays valid because the string is kept here.
    hashes: HashMap<usize, (Text, u64)>,
    #[cfg(feature = "serde")]
    known: HashSet<Text>,
}

impl LongTexts {
    /// The hash of a string without surrounding white space, computed only once for a string that many rows share.
    fn hash(&mut self, text: &Text) -> u64 {
        let known = self.hashes.entry(text.as_ptr().addr()).or_insert_with(|| {
            let mut hasher = DefaultHasher::new();
            trim(text).hash(&mut hasher);
            (text.clone(), hasher.finish())
        });
        known.1
    }

    #[cfg(feature = "serde")]
    fn share(&mut self, text: &str) -> Text {
        if let Some(known) = self.known.get(text) {
            return known.clone();
        }
        let text = Text::from(text);
        self.known.insert(text.clone());
        text
    }
}
