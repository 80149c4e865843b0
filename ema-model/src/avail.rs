//! Avails: sheet rows with typed values and the original text of every cell.

mod builder;
mod columns;
mod edit;
mod memory;

use std::fmt;
use std::sync::Arc;

pub use builder::{AvailBuilder, Parsed};
pub use edit::{AvailEdit, OtherHeader};

use crate::cell::Cell;
use crate::dictionary::{Column, Value};
use crate::field::Field;
use crate::header::{Header, HeaderColumn};
use crate::origin::CellRef;
use crate::text::Text;
use crate::version::EmaVersion;
use crate::xml::{Position, SchemaFault, SharedUnplaced, StaleText, Unplaced};

/// An avail: one row of a sheet, which says what may be sold, where, when and at what price.
///
/// Every filled cell is kept with its text and its location, even if its column is unknown. Each column has a method,
/// such as [`Avail::territory`] or [`Avail::start`], that returns a [`Field`] of the column's type. To choose the
/// column at run time, call [`Avail::cell`].
///
/// ```
/// use ema_model::{Avail, Column, EmaVersion, LicenseType};
///
/// let avail = Avail::from_cells(
///     EmaVersion::V1_7_3,
///     [(Column::LicenseType, "EST"), (Column::PriceValue, "13.99")],
/// );
/// assert_eq!(avail.license_type().value(), Some(&LicenseType::Est));
/// assert_eq!(avail.price_value().text(), "13.99");
/// ```
#[derive(Clone, PartialEq)]
pub struct Avail {
    header: Arc<Header>,
    row: u32,
    cells: Box<[Cell]>,
    in_xml: Option<Box<InXml>>,
    /// The column index and displayed text of each cell whose displayed text differs from its stored text.
    shown: Option<Box<[(u16, Text)]>>,
}

/// What an avail from an XML file has in addition to its cells.
#[derive(Clone, PartialEq)]
struct InXml {
    position: Position,
    /// The cells' positions, in the same order as the cells.
    cells: Box<[Position]>,
    /// The content that all rows of an Asset share, stored once.
    shared: Option<SharedUnplaced>,
    unplaced: Box<[Unplaced]>,
    faults: Box<[SchemaFault]>,
    stale: Box<[StaleText]>,
}

impl InXml {
    /// Returns a copy without cell positions, for a row whose cells are about to be replaced.
    fn without_cells(&self) -> Box<Self> {
        Box::new(Self {
            position: self.position,
            cells: Box::default(),
            shared: self.shared.clone(),
            unplaced: self.unplaced.clone(),
            faults: self.faults.clone(),
            stale: self.stale.clone(),
        })
    }
}

impl Avail {
    /// Creates an avail in row 4 from columns and their text, in the order given. This function is for tests and small
    /// tools; to create many avails for one sheet, use an [`AvailBuilder`].
    #[must_use]
    pub fn from_cells<'a>(
        version: EmaVersion,
        cells: impl IntoIterator<Item = (Column, &'a str)>,
    ) -> Self {
        let cells: Vec<(Column, &str)> = cells.into_iter().collect();
        let columns = (0..)
            .zip(&cells)
            .map(|(index, (column, _))| HeaderColumn::new(index, column.name().into(), None))
            .collect();
        let rows = crate::header::HeaderRows::TEMPLATE;
        let header = Header::new("Avails".into(), rows, columns, None, Some(version));
        let mut builder = AvailBuilder::new(Arc::new(header));
        for (column, text) in cells {
            // The header has all of these columns, so `set` cannot fail.
            let _ = builder.set(column, text);
        }
        builder.build(4)
    }

    /// The sheet's header.
    #[must_use]
    pub fn header(&self) -> &Arc<Header> {
        &self.header
    }

    /// The version whose rules were used to read the row.
    #[must_use]
    pub fn version(&self) -> EmaVersion {
        self.header.version()
    }

    /// The row number in the sheet, counted from 1.
    #[must_use]
    pub fn row(&self) -> u32 {
        self.row
    }

    /// The filled cells, from left to right.
    #[must_use]
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The cell in a column, if it is filled.
    #[must_use]
    pub fn cell(&self, column: Column) -> Option<&Cell> {
        self.cell_at(self.header.index_of(column)?)
    }

    /// The cell at a column index in the sheet (counted from 0), if it is filled.
    #[must_use]
    pub fn cell_at(&self, index: u16) -> Option<&Cell> {
        let at = self
            .cells
            .binary_search_by_key(&index, |cell| cell.index)
            .ok()?;
        Some(&self.cells[at])
    }

    /// The cells in columns that no version defines, each with its column's name (empty if the header has none). If a
    /// column occurs more than once, the cells in its later occurrences are also included.
    pub fn unknown_cells(&self) -> impl Iterator<Item = (&str, &Cell)> {
        self.cells.iter().filter_map(|cell| {
            let header = self.header.column_at(cell.index);
            match header {
                Some(header) if header.column.is_some() => None,
                Some(header) => Some((header.name.as_str(), cell)),
                None => Some(("", cell)),
            }
        })
    }

    /// The position of the row's Transaction in an XML file, or `None` for other formats.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        Some(self.in_xml.as_ref()?.position)
    }

    /// The position of a cell's text in an XML file, or `None` for other formats.
    #[must_use]
    pub fn position_of(&self, cell: &Cell) -> Option<Position> {
        let at = self
            .cells
            .binary_search_by_key(&cell.index, |cell| cell.index)
            .ok()?;
        self.in_xml.as_ref()?.cells.get(at).copied()
    }

    /// The XML content in the row's Avail, Asset and Transaction that no column holds.
    pub fn unplaced(&self) -> impl Iterator<Item = &Unplaced> + Clone {
        let shared = self.shared_unplaced().into_iter();
        let shared = shared.flat_map(SharedUnplaced::iter);
        shared.chain(self.own_unplaced())
    }

    /// The last part of [`unplaced`](Self::unplaced): the content that belongs only to this row.
    #[must_use]
    pub fn own_unplaced(&self) -> &[Unplaced] {
        self.in_xml.as_ref().map_or(&[], |beside| &beside.unplaced)
    }

    /// The first part of [`unplaced`](Self::unplaced): the content of the Avail and its Asset, which all rows of the
    /// Asset share.
    #[must_use]
    pub fn shared_unplaced(&self) -> Option<&SharedUnplaced> {
        self.in_xml.as_ref()?.shared.as_ref()
    }

    /// The violations of the XML Avails schema in the row's Avail, Asset and Transaction. A violation in an Avail or
    /// Asset is listed only for the first row of that Avail or Asset.
    ///
    /// Violations concern the file and its markup, not the offer, so they are not written to any format, not even JSON.
    #[must_use]
    pub fn schema_faults(&self) -> &[SchemaFault] {
        self.in_xml.as_ref().map_or(&[], |beside| &beside.faults)
    }

    /// The text that a spreadsheet program displays in a cell whose number format does not fit the column, such as
    /// `1-Sep` for a date in a title column. Returns `None` if the program displays [`Cell::text`], or if the file does
    /// not specify the format.
    #[must_use]
    pub fn shown(&self, cell: &Cell) -> Option<&str> {
        let mut shown = self.shown.as_deref()?.iter();
        let (_, text) = shown.find(|(index, _)| *index == cell.index)?;
        Some(text)
    }

    /// Text recorded for this row in an XML file's processing instructions, but ignored because it no longer matches
    /// the elements. Like [`schema_faults`](Self::schema_faults), this text concerns the file, so it is not written to
    /// any format.
    #[must_use]
    pub fn stale_texts(&self) -> &[StaleText] {
        self.in_xml.as_ref().map_or(&[], |beside| &beside.stale)
    }

    /// The location of one of this row's cells in the file.
    #[must_use]
    pub fn origin(&self, cell: &Cell) -> CellRef {
        CellRef {
            sheet: self.header.sheet().clone(),
            row: self.row,
            column: cell.index,
        }
    }

    /// The field in a column whose kind has its own type.
    pub(crate) fn field<'a, T>(
        &'a self,
        column: Column,
        read: fn(&'a Value) -> Option<T>,
    ) -> Field<'a, T> {
        let Some(cell) = self.cell(column) else {
            return Field::Absent;
        };
        if let Value::Invalid(faults) = cell.value() {
            return Field::Invalid { faults, cell };
        }
        // The builder parses each cell according to the kind of its column, and the accessors are generated from the
        // same table, so only a blank cell has a value of a different kind.
        match read(cell.value()) {
            Some(value) => Field::Value { value, cell },
            None => Field::Absent,
        }
    }

    /// The field in a plain-text column.
    pub(crate) fn text_of(&self, column: Column) -> Field<'_, &str> {
        let Some(cell) = self.cell(column) else {
            return Field::Absent;
        };
        match cell.value() {
            Value::Blank => Field::Absent,
            // Any text is valid here, so a cell is invalid only if it is stored without a value. This accessor returns
            // version 1.6 ContentIDs as plain text, although the dictionary defines them as EIDRs.
            Value::Invalid(faults) if cell.stored_without_value() => {
                Field::Invalid { faults, cell }
            }
            _ => Field::Value {
                value: cell.trimmed(),
                cell,
            },
        }
    }
}

impl fmt::Debug for Avail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |cell: &Cell| {
            let header = self.header.column_at(cell.index);
            header.map_or_else(String::new, |header| header.name.to_string())
        };
        f.debug_struct("Avail")
            .field("sheet", self.header.sheet())
            .field("row", &self.row)
            .finish_non_exhaustive()?;
        f.debug_map()
            .entries(self.cells.iter().map(|cell| (name(cell), cell.text())))
            .finish()
    }
}
