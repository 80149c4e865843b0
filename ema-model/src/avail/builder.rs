//! Builds avails from the text of their cells. Each cell is parsed once, according to the kind of its column.

use std::collections::HashMap;
use std::mem;
use std::sync::Arc;

use super::memory::Memory;
use super::{Avail, InXml};
use crate::cell::{Cell, Content};
use crate::dictionary::{Column, Kind, Value};
use crate::fault::Fault;
use crate::header::{Header, MissingColumn};
use crate::stored::{Marks, Stored};
use crate::text::Text;
use crate::value::Reason;
use crate::xml::{Position, SchemaFault, SharedUnplaced, StaleText, Unplaced};

/// Builds the avails for one sheet, one row at a time.
///
/// The builder caches the strings that it parsed most recently (up to 4,096 shared, 8,192 short and 64 long strings),
/// so a string that many rows repeat is parsed and stored only once. The cache does not grow with the sheet and is not
/// used before the second row.
///
/// ```
/// use std::sync::Arc;
/// use ema_model::{AvailBuilder, Column, EmaVersion, Header, Layout, SheetKind};
///
/// let layout = Layout { version: EmaVersion::V1_7_3, sheet: SheetKind::Movies };
/// let mut builder = AvailBuilder::new(Arc::new(Header::template(layout)));
/// builder.set(Column::Territory, "US")?.set(Column::LicenseType, "EST")?;
/// let first = builder.build(4);
/// builder.set(Column::Territory, "CA")?.set(Column::LicenseType, "EST")?;
/// let second = builder.build(5);
/// assert_eq!(first.territory().text(), "US");
/// assert_eq!(second.row(), 5);
/// # Ok::<(), ema_model::MissingColumn>(())
/// ```
#[derive(Debug)]
pub struct AvailBuilder {
    header: Arc<Header>,
    kinds: Vec<Option<Kind>>,
    pipes: bool,
    cells: Vec<Cell>,
    positions: Vec<(u16, Position)>,
    shared: Option<SharedUnplaced>,
    unplaced: Vec<Unplaced>,
    faults: Vec<SchemaFault>,
    shown: Vec<(u16, Text)>,
    stale: Vec<StaleText>,
    memory: Memory,
}

impl AvailBuilder {
    /// Creates a builder for rows under `header`.
    #[must_use]
    pub fn new(header: Arc<Header>) -> Self {
        let width = header
            .columns()
            .last()
            .map_or(0, |column| usize::from(column.index) + 1);
        let mut kinds = vec![None; width];
        for column in header.columns() {
            kinds[usize::from(column.index)] = header.kind_at(column.index);
        }
        let pipes = header.separates_by_pipes();
        let cells = Vec::with_capacity(width);
        Self {
            header,
            kinds,
            pipes,
            cells,
            positions: Vec::new(),
            shared: None,
            unplaced: Vec::new(),
            faults: Vec::new(),
            shown: Vec::new(),
            stale: Vec::new(),
            memory: Memory::new(),
        }
    }

    /// Sets the text in a column.
    ///
    /// # Errors
    ///
    /// Fails if the header does not have the column. [`Header::with_columns`] returns a header with more columns.
    pub fn set(&mut self, column: Column, text: &str) -> Result<&mut Self, MissingColumn> {
        let index = self.header.place_of(column)?;
        self.push(index, text, Stored::Text, Marks::default());
        Ok(self)
    }

    /// Sets the text in a column, with its position in an XML file.
    ///
    /// # Errors
    ///
    /// Fails if the header does not have the column. An [XML Avails header](Header::xml) has every column.
    pub fn set_at(
        &mut self,
        column: Column,
        text: impl Into<Text>,
        position: Position,
    ) -> Result<&mut Self, MissingColumn> {
        let index = self.header.place_of(column)?;
        self.push(index, text, Stored::Text, Marks::default());
        self.place(index, position);
        Ok(self)
    }

    /// Sets the text in a column as [`set_at`](Self::set_at) does, but parses the value from `meaning`, while the cell
    /// keeps `text`. For example, ReleaseYear keeps the XML text `2026-11-20`, but its value is the year `2026`.
    ///
    /// # Errors
    ///
    /// Fails if the header does not have the column.
    pub fn set_meaning_at(
        &mut self,
        column: Column,
        text: impl Into<Text>,
        meaning: &str,
        position: Position,
    ) -> Result<&mut Self, MissingColumn> {
        let index = self.header.place_of(column)?;
        self.push(index, meaning, Stored::Text, Marks::default());
        let mut cells = self.cells.iter_mut();
        if let Some(cell) = cells.find(|cell| cell.index == index) {
            let value = cell.content.value.clone();
            cell.content = Arc::new(Content {
                text: text.into(),
                value,
            });
        }
        self.place(index, position);
        Ok(self)
    }

    /// Sets the XML position of the cell at a column index in the sheet (counted from 0).
    pub fn place(&mut self, index: u16, position: Position) {
        self.positions.push((index, position));
    }

    /// Adds XML content that no column holds.
    pub fn add_unplaced(&mut self, unplaced: Unplaced) -> &mut Self {
        self.unplaced.push(unplaced);
        self
    }

    /// Sets the XML content that no column holds and that several rows share; see [`Avail::shared_unplaced`].
    pub fn share_unplaced(&mut self, shared: SharedUnplaced) -> &mut Self {
        self.shared = Some(shared);
        self
    }

    /// Adds a violation of the XML Avails schema.
    pub fn add_schema_fault(&mut self, fault: SchemaFault) -> &mut Self {
        self.faults.push(fault);
        self
    }

    /// Adds ignored text from a processing instruction in an XML file.
    pub fn add_stale_text(&mut self, stale: StaleText) -> &mut Self {
        self.stale.push(stale);
        self
    }

    /// Sets the text of the cell at a column index in the sheet (counted from 0). If the cell is already filled, its
    /// text is replaced, and the cell is marked as repeated. An empty string has no effect.
    ///
    /// A [`Text`] of any length is shared, not copied.
    pub fn push(&mut self, index: u16, text: impl Into<Text>, stored: Stored, marks: Marks) {
        let text = text.into();
        if text.is_empty() && stored == Stored::Text {
            return;
        }
        let content = self.content(self.kind(index), text, stored);
        self.push_cell(Cell {
            content,
            index,
            stored,
            marks,
        });
    }

    /// Parses text for the column at an index in the sheet (counted from 0). The result can fill every cell that
    /// repeats the text, in this column or any other of the same kind. To fill the cells, call
    /// [`push_parsed`](Self::push_parsed).
    ///
    /// Use this method if you know where text is repeated, as in a workbook, whose cells refer to shared strings by
    /// number. The builder does not cache that text.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use ema_model::{AvailBuilder, Column, EmaVersion, Header, Layout, Marks, SheetKind, Stored};
    ///
    /// let layout = Layout { version: EmaVersion::V1_8, sheet: SheetKind::Movies };
    /// let header = Arc::new(Header::template(layout));
    /// let territory = header.index_of(Column::Territory).unwrap();
    /// let mut builder = AvailBuilder::new(header);
    /// let both = builder.parse(territory, "US,CA", Stored::Text);
    /// for row in 4..6 {
    ///     builder.push_parsed(territory, &both, Marks::default());
    ///     assert_eq!(builder.build(row).territory().value().unwrap().len(), 2);
    /// }
    /// ```
    #[must_use]
    pub fn parse(&self, index: u16, text: impl Into<Text>, stored: Stored) -> Parsed {
        let kind = self.kind(index);
        let text = text.into();
        let value = parsed(kind, &text, stored, self.pipes);
        Parsed {
            content: Arc::new(Content { text, value }),
            kind,
            pipes: self.pipes,
            stored,
        }
    }

    /// Fills the cell at a column index in the sheet (counted from 0), as [`push`](Self::push) does, with text that has
    /// already been parsed. In a column of a different kind, the text is parsed again.
    #[inline]
    pub fn push_parsed(&mut self, index: u16, parsed: &Parsed, marks: Marks) {
        let content = &parsed.content;
        let stored = parsed.stored;
        if (parsed.kind, parsed.pipes) != (self.kind(index), self.pipes) {
            return self.push(index, content.text.clone(), stored, marks);
        }
        if content.text.is_empty() && stored == Stored::Text {
            return;
        }
        self.push_cell(Cell {
            content: Arc::clone(content),
            index,
            stored,
            marks,
        });
    }

    #[inline]
    fn kind(&self, index: u16) -> Kind {
        let kind = self.kinds.get(usize::from(index)).copied().flatten();
        kind.unwrap_or(Kind::Text)
    }

    #[inline]
    fn push_cell(&mut self, cell: Cell) {
        // Most rows are filled from left to right, so the cell is usually appended.
        match self.cells.last() {
            Some(last) if last.index >= cell.index => self.insert(cell),
            _ => self.cells.push(cell),
        }
    }

    fn insert(&mut self, mut cell: Cell) {
        let index = cell.index;
        match self.cells.binary_search_by_key(&index, |cell| cell.index) {
            Ok(at) => {
                cell.marks.repeated = true;
                self.cells[at] = cell;
            }
            Err(at) => self.cells.insert(at, cell),
        }
    }

    /// Sets the text that a spreadsheet program displays in the cell at a column index in the sheet (counted from 0);
    /// see [`Avail::shown`].
    pub fn show(&mut self, index: u16, text: impl Into<Text>) -> &mut Self {
        self.shown.retain(|(of, _)| *of != index);
        self.shown.push((index, text.into()));
        self
    }

    /// Whether no cell in the row has been filled yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Builds an avail from the cells that were filled since the previous avail was built. `row` is the avail's row
    /// number in the sheet, counted from 1.
    pub fn build(&mut self, row: u32) -> Avail {
        self.positions.clear();
        self.shared = None;
        self.unplaced.clear();
        self.faults.clear();
        self.stale.clear();
        self.avail(row, None)
    }

    /// Builds an avail from the cells that were filled since the previous avail was built, as a replacement for
    /// `other`. The new avail has the row number of `other` and everything that `other` has from an XML file, except
    /// for the positions of its cells.
    pub fn build_like(&mut self, other: &Avail) -> Avail {
        let Some(in_xml) = &other.in_xml else {
            return self.build(other.row);
        };
        self.shared.clone_from(&in_xml.shared);
        self.unplaced.clear();
        self.unplaced.extend_from_slice(&in_xml.unplaced);
        self.faults.clear();
        self.faults.extend_from_slice(&in_xml.faults);
        self.stale.clear();
        self.stale.extend_from_slice(&in_xml.stale);
        self.build_at(other.row, in_xml.position)
    }

    /// Builds an avail for a Transaction in an XML file from the cells that were filled since the previous avail was
    /// built. `row` is the number of the Transaction in the file, counted from 1.
    pub fn build_at(&mut self, row: u32, position: Position) -> Avail {
        // If a cell has several positions, the last one is used. A cell without a position gets that of the
        // Transaction.
        let places: HashMap<u16, Position> = self.positions.drain(..).collect();
        let cells = self.cells.iter().map(|cell| {
            let place = places.get(&cell.index).copied();
            place.unwrap_or(position)
        });
        let in_xml = InXml {
            position,
            cells: cells.collect(),
            shared: self.shared.take(),
            unplaced: self.unplaced.drain(..).collect(),
            faults: self.faults.drain(..).collect(),
            stale: self.stale.drain(..).collect(),
        };
        self.avail(row, Some(Box::new(in_xml)))
    }

    fn avail(&mut self, row: u32, in_xml: Option<Box<InXml>>) -> Avail {
        // Many builders build only one avail, and text is rarely repeated within it, so the cache becomes active only
        // after the first avail.
        self.memory.begin();
        // The next row probably has about the same number of cells.
        let next = Vec::with_capacity(self.cells.len());
        let cells = mem::replace(&mut self.cells, next).into_boxed_slice();
        let shown = match self.shown.is_empty() {
            true => None,
            false => Some(self.shown.drain(..).collect()),
        };
        Avail {
            header: Arc::clone(&self.header),
            row,
            cells,
            in_xml,
            shown,
        }
    }

    fn content(&mut self, kind: Kind, text: Text, stored: Stored) -> Arc<Content> {
        let pipes = self.pipes;
        match stored {
            Stored::Error | Stored::NoResult => {
                let value = parsed(kind, &text, stored, pipes);
                Arc::new(Content { text, value })
            }
            _ => self
                .memory
                .parsed(kind, text, |text| kind.parse(text, pipes)),
        }
    }
}

fn parsed(kind: Kind, text: &Text, stored: Stored, pipes: bool) -> Value {
    let reason = match stored {
        Stored::Error => Reason::ErrorValue,
        Stored::NoResult => Reason::NoResult,
        _ => return kind.parse(text, pipes),
    };
    let at = 0..text.len();
    Value::Invalid(Arc::new([Fault { at, reason }]))
}

/// Text that has been parsed for the cells in a column; see [`AvailBuilder::parse`].
#[derive(Clone, Debug)]
pub struct Parsed {
    content: Arc<Content>,
    kind: Kind,
    pipes: bool,
    stored: Stored,
}

impl Parsed {
    /// Whether the parsed value is small enough, compared with its text, that a caller can keep thousands of such
    /// values. The faults in a long list take forty times as much memory as its text.
    #[must_use]
    pub fn is_worth_keeping(&self) -> bool {
        self.content.is_worth_keeping()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{EmaVersion, Field, LicenseType};

    #[test]
    fn one_wrong_item_makes_the_list_invalid_and_is_pointed_at() {
        let avail = Avail::from_cells(EmaVersion::V1_7_3, [(Column::Territory, "US, UK ,CA,")]);
        let Field::Invalid { faults, cell } = avail.territory() else {
            panic!("UK is no code")
        };
        let parts: Vec<(&str, Reason)> = faults
            .iter()
            .map(|fault| (&cell.text()[fault.at.clone()], fault.reason))
            .collect();
        assert_eq!(parts, [("UK", Reason::Territory), ("", Reason::EmptyItem)]);
    }

    #[test]
    fn pipes_between_languages_are_right_in_the_tv_tab_of_1_6_alone() {
        let tv = [
            (Column::SeriesTitleInternalAlias, "Detectives, The"),
            (Column::HoldbackLanguage, "ES|DE"),
        ];
        let avail = Avail::from_cells(EmaVersion::V1_6, tv);
        assert_eq!(
            avail.holdback_language().value().map(|list| list.len()),
            Some(2)
        );
        let avail = Avail::from_cells(EmaVersion::V1_7, tv);
        let faults = avail
            .cell(Column::HoldbackLanguage)
            .unwrap()
            .faults()
            .to_vec();
        assert_eq!(
            faults,
            [Fault {
                at: 2..3,
                reason: Reason::LanguageSeparator
            }]
        );
    }

    #[test]
    fn the_original_text_is_kept_beside_the_value() {
        let avail = Avail::from_cells(EmaVersion::V1_7, [(Column::LicenseType, "\u{a0}est ")]);
        assert_eq!(avail.license_type().value(), Some(&LicenseType::Est));
        assert_eq!(avail.license_type().text(), "\u{a0}est ");
    }

    #[test]
    fn an_error_value_is_neither_absent_nor_a_value() {
        let avail = Avail::from_cells(
            EmaVersion::V1_7,
            [(Column::Alid, "A"), (Column::End, "Open")],
        );
        let mut builder = AvailBuilder::new(Arc::clone(avail.header()));
        builder.push(0, "#REF!", Stored::Error, Marks::default());
        builder.push(1, "", Stored::NoResult, Marks::default());
        let avail = builder.build(4);
        assert!(matches!(avail.alid(), Field::Invalid { .. }));
        assert!(matches!(avail.end(), Field::Invalid { .. }));
        assert_eq!(avail.alid().text(), "#REF!");
    }

    #[test]
    fn blanks_alone_are_absent_but_not_lost() {
        let avail = Avail::from_cells(EmaVersion::V1_7, [(Column::Alid, " \u{200b}")]);
        assert!(avail.alid().is_absent());
        assert_eq!(avail.cells().len(), 1);
    }

    #[test]
    fn the_last_of_two_cells_counts() {
        let layout = crate::Layout {
            version: EmaVersion::V1_7,
            sheet: crate::SheetKind::Movies,
        };
        let mut builder = AvailBuilder::new(Arc::new(Header::template(layout)));
        builder.set(Column::Territory, "US").unwrap();
        builder.set(Column::Territory, "CA").unwrap();
        let avail = builder.build(4);
        assert_eq!(avail.territory().text(), "CA");
        assert!(avail.territory().cell().unwrap().marks().repeated);
    }

    #[test]
    fn what_rows_repeat_is_parsed_and_held_once() {
        let layout = crate::Layout {
            version: EmaVersion::V1_8,
            sheet: crate::SheetKind::Movies,
        };
        let mut builder = AvailBuilder::new(Arc::new(Header::template(layout)));
        for list in ["US,CA".to_owned(), ["US"; 10_000].join(",")] {
            let mut avail = || {
                builder.set(Column::Territory, &list).unwrap();
                builder.build(4)
            };
            // Text in the first row is not cached.
            avail();
            let (second, third) = (avail(), avail());
            let parsed = |avail: &Avail| avail.territory().value().unwrap().as_ptr();
            assert_eq!(parsed(&second), parsed(&third));
            let text = |avail: &Avail| avail.territory().text().as_ptr();
            assert_eq!(text(&second), text(&third));
        }
    }

    #[test]
    fn what_is_shared_is_known_again_in_every_column() {
        let layout = crate::Layout {
            version: EmaVersion::V1_8,
            sheet: crate::SheetKind::Movies,
        };
        let header = Arc::new(Header::template(layout));
        let columns = [
            Column::Territory,
            Column::TerritoryExclusion,
            Column::DisplayName,
        ];
        let columns = columns.map(|column| header.index_of(column).unwrap());
        let mut builder = AvailBuilder::new(header);
        // There are more strings than the cache has room for, and some are too long to be recognized by their
        // addresses.
        let list = |n: usize| Text::from(format!("US,CA{}", " ".repeat(n)));
        let lists: Vec<Text> = (0..5000).map(|n| list(n % 1500)).collect();
        builder.build(4);
        for list in lists.iter().chain(lists.iter().rev()) {
            for column in columns {
                builder.push(column, list.clone(), Stored::Text, Marks::default());
            }
            let avail = builder.build(5);
            assert_eq!(avail.territory().value().unwrap().len(), 2);
            assert!(avail.cells().iter().all(|cell| *cell.text() == **list));
            assert_eq!(avail.cell_at(columns[2]).unwrap().value(), &Value::Text);
        }
        let mut avail = || {
            builder.push(columns[0], lists[0].clone(), Stored::Text, Marks::default());
            builder.build(6)
        };
        let (first, second) = (avail(), avail());
        let parsed = |avail: &Avail| avail.territory().value().unwrap().as_ptr();
        assert_eq!(parsed(&first), parsed(&second));
    }

    #[test]
    fn what_is_parsed_once_is_what_is_parsed_each_time() {
        let tv = [
            (Column::SeriesTitleInternalAlias, "Detectives, The"),
            (Column::HoldbackLanguage, "ES"),
        ];
        // In version 1.6, pipes may separate languages.
        let headers = [EmaVersion::V1_6, EmaVersion::V1_8]
            .map(|version| Arc::clone(Avail::from_cells(version, tv).header()));
        let texts = ["ES|DE", "", " ", "US"];
        let stored = [
            Stored::Text,
            Stored::Error,
            Stored::NoResult,
            Stored::Number,
        ];
        for (from, to) in headers
            .iter()
            .flat_map(|it| headers.iter().map(move |to| (it, to)))
        {
            for (text, stored) in texts
                .iter()
                .flat_map(|text| stored.map(|stored| (*text, stored)))
            {
                let parsed = AvailBuilder::new(Arc::clone(from)).parse(1, text, stored);
                let mut builder = AvailBuilder::new(Arc::clone(to));
                for index in [0, 1, 7] {
                    builder.push(index, text, stored, Marks::default());
                    let pushed = builder.build(4);
                    builder.push_parsed(index, &parsed, Marks::default());
                    assert_eq!(builder.build(4).cells(), pushed.cells());
                }
            }
        }
    }

    /// A full feed of 60,000 rows has 1.75 million filled cells. Most of them share their text and value with others,
    /// so the size of `Cell` itself matters.
    #[test]
    fn a_cell_takes_16_bytes_at_most() {
        assert!(size_of::<Cell>() <= 16, "{}", size_of::<Cell>());
    }
}
