//! One row of a sheet, typed and lossless.

mod builder;
mod edit;
mod memory;
pub(crate) mod read;

use std::fmt;
use std::sync::Arc;

pub use builder::AvailBuilder;
pub use edit::{AvailEdit, OtherHeader};

use crate::dictionary::Column;
use crate::dictionary::Value;
use crate::fault::Fault;
use crate::field::Field;
use crate::header::{Header, HeaderColumn};
use crate::origin::CellRef;
use crate::value::{self, Text};
use crate::version::EmaVersion;
use crate::xml::{Position, SchemaFault, StaleText, Unplaced};

/// An avail: what one row of a sheet says may be sold, where, when and at what price.
///
/// Every filled cell is kept with its text and its place, known column or not. There is a method
/// for each column, [`Avail::territory`] or [`Avail::start`], which gives a [`Field`] of the
/// column's type; [`Avail::cell`] goes by [`Column`].
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
    /// What a spreadsheet program shows in cells, by their columns, where it is not their text.
    shown: Option<Box<[(u16, Text)]>>,
}

/// What an avail of an XML file has beside its cells.
#[derive(Clone, PartialEq)]
struct InXml {
    position: Position,
    /// Where the cells stand, one by one.
    cells: Box<[Position]>,
    /// What the rows of an Asset have in common, held once.
    shared: Option<Arc<[Unplaced]>>,
    unplaced: Box<[Unplaced]>,
    faults: Box<[SchemaFault]>,
    stale: Box<[StaleText]>,
}

impl InXml {
    /// A copy for other cells.
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
    /// An avail made of texts, in the order of the columns given. For tests and small tools; many
    /// avails of one sheet come from an [`AvailBuilder`].
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
            // The header was made of the columns just above.
            let _ = builder.set(column, text);
        }
        builder.build(4)
    }

    /// The header of the sheet.
    #[must_use]
    pub fn header(&self) -> &Arc<Header> {
        &self.header
    }

    /// The version by which the row was read.
    #[must_use]
    pub fn version(&self) -> EmaVersion {
        self.header.version()
    }

    /// The row of the sheet, from 1.
    #[must_use]
    pub fn row(&self) -> u32 {
        self.row
    }

    /// The filled cells from left to right.
    #[must_use]
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The cell of a column, if anything stands in it.
    #[must_use]
    pub fn cell(&self, column: Column) -> Option<&Cell> {
        self.cell_at(self.header.index_of(column)?)
    }

    /// The cell in a column of the sheet, from 0, if anything stands in it.
    #[must_use]
    pub fn cell_at(&self, index: u16) -> Option<&Cell> {
        let at = self
            .cells
            .binary_search_by_key(&index, |cell| cell.index)
            .ok()?;
        Some(&self.cells[at])
    }

    /// The cells in columns that no version knows, with their headers. A repeat of a known column
    /// is among them.
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

    /// Where the Transaction stands that the row was in an XML file; `None` for the other formats.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        Some(self.in_xml.as_ref()?.position)
    }

    /// Where the text of a cell of this row stands in an XML file; `None` for the other formats.
    #[must_use]
    pub fn position_of(&self, cell: &Cell) -> Option<Position> {
        let at = self
            .cells
            .binary_search_by_key(&cell.index, |cell| cell.index)
            .ok()?;
        self.in_xml.as_ref()?.cells.get(at).copied()
    }

    /// What the Avail, its Asset and its Transaction say in an XML file that no column holds.
    pub fn unplaced(&self) -> impl Iterator<Item = &Unplaced> + Clone {
        let shared = self.shared_unplaced().into_iter().flat_map(|it| &**it);
        shared.chain(self.own_unplaced())
    }

    /// The rest of [`unplaced`](Self::unplaced): what the row has for itself.
    #[must_use]
    pub fn own_unplaced(&self) -> &[Unplaced] {
        self.in_xml.as_ref().map_or(&[], |beside| &beside.unplaced)
    }

    /// The first of [`unplaced`](Self::unplaced): what the Avail and its Asset say, which all rows of the
    /// Asset share. An Asset with 5,000 people and 5,000 Transactions holds each person once.
    #[must_use]
    pub fn shared_unplaced(&self) -> Option<&Arc<[Unplaced]>> {
        self.in_xml.as_ref()?.shared.as_ref()
    }

    /// Where the Avail, its Asset and its Transaction are not what the schema of XML Avails lays
    /// down. What is said of an Avail or Asset stands on the first of its rows. They are of the file
    /// and its markup, not of what it says: a file that is written from the row has none of them, and
    /// JSON does not keep them.
    #[must_use]
    pub fn schema_faults(&self) -> &[SchemaFault] {
        self.in_xml.as_ref().map_or(&[], |beside| &beside.faults)
    }

    /// What a spreadsheet program shows in a cell that its column does not ask for: `1-Sep` for a date
    /// in a column of titles. `None` where it shows the text, or where the file does not say.
    #[must_use]
    pub fn shown(&self, cell: &Cell) -> Option<&str> {
        let mut shown = self.shown.as_deref()?.iter();
        let (_, text) = shown.find(|(index, _)| *index == cell.index)?;
        Some(text)
    }

    /// The texts that instructions of an XML file keep for this row, and that do not count because the
    /// elements were changed since. Like [`schema_faults`](Self::schema_faults), they are about the
    /// file, and no format keeps them.
    #[must_use]
    pub fn stale_texts(&self) -> &[StaleText] {
        self.in_xml.as_ref().map_or(&[], |beside| &beside.stale)
    }

    /// Where a cell of this row stood.
    #[must_use]
    pub fn origin(&self, cell: &Cell) -> CellRef {
        CellRef {
            sheet: self.header.sheet().clone(),
            row: self.row,
            column: cell.index,
        }
    }

    /// The field of a column whose kind has a type of its own.
    pub(crate) fn field<'a, T>(
        &'a self,
        column: Column,
        read: fn(&'a Value) -> Option<T>,
    ) -> Field<'a, T> {
        let Some(cell) = self.cell(column) else {
            return Field::Absent;
        };
        if let Value::Invalid(faults) = &cell.value {
            return Field::Invalid { faults, cell };
        }
        // The builder parses each cell by the kind of its column, and the accessors are generated from
        // the same table, so what is not of the kind is blank.
        match read(&cell.value) {
            Some(value) => Field::Value { value, cell },
            None => Field::Absent,
        }
    }

    /// The field of a column of plain text.
    pub(crate) fn text_of(&self, column: Column) -> Field<'_, &str> {
        let Some(cell) = self.cell(column) else {
            return Field::Absent;
        };
        match &cell.value {
            Value::Blank => Field::Absent,
            // What makes text invalid is the way in which it is stored; the 1.6 ContentIDs are text
            // here though the dictionary has EIDRs in them.
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

/// A filled cell: its text, what it means, and how it stood in the file.
///
/// ```
/// use ema_model::{Avail, Column, EmaVersion, LicenseType, Value};
///
/// let avail = Avail::from_cells(EmaVersion::V1_8, [(Column::LicenseType, " est ")]);
/// let cell = &avail.cells()[0];
/// assert_eq!((cell.text(), cell.trimmed()), (" est ", "est"));
/// assert!(matches!(cell.value(), Value::LicenseType(LicenseType::Est)));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    text: Text,
    value: Value,
    index: u16,
    stored: Stored,
    marks: Marks,
}

impl Cell {
    /// The text as it stands: numbers in their shortest form, dates as `YYYY-MM-DD`, or with a time
    /// as `YYYY-MM-DDThh:mm:ss`.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text without the blanks around it.
    #[must_use]
    pub fn trimmed(&self) -> &str {
        value::trim(&self.text)
    }

    /// The text, to be kept without a copy.
    #[must_use]
    pub fn shared_text(&self) -> &Text {
        &self.text
    }

    /// What the cell means in its column.
    #[must_use]
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// Whether nothing but blanks stands in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        matches!(self.value, Value::Blank)
    }

    /// What is wrong with the text as a value of its column.
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        match &self.value {
            Value::Invalid(faults) => faults,
            _ => &[],
        }
    }

    /// Whether the file stores no value in it, but an error or a formula without a result.
    #[must_use]
    pub fn stored_without_value(&self) -> bool {
        matches!(self.stored, Stored::Error | Stored::NoResult)
    }

    /// The column of the sheet, from 0.
    #[must_use]
    pub fn index(&self) -> u16 {
        self.index
    }

    /// How the file stores it.
    #[must_use]
    pub fn stored(&self) -> Stored {
        self.stored
    }

    /// What is unusual about the way it is stored.
    #[must_use]
    pub fn marks(&self) -> Marks {
        self.marks
    }
}

/// How a file stores a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Stored {
    /// As text. Cells of text files all are.
    #[default]
    Text,
    /// As a number.
    Number,
    /// As a number that is shown as a percentage: 0.5 as `50%`.
    Percent,
    /// As a date, or a date and time.
    Date,
    /// As a time of day or a duration.
    Time,
    /// As TRUE or FALSE.
    Boolean,
    /// As an error value such as `#REF!`.
    Error,
    /// As a formula without a stored result: what it gives can't be known.
    NoResult,
}

/// What is unusual about the way a cell is stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Marks {
    /// The value is the stored result of a formula.
    pub formula: bool,
    /// The sheet gives the cell more than once; the last one counts.
    pub repeated: bool,
    /// The cell is in a row that the sheet gives after one further down, or for a second time: the
    /// pieces of a row are avails of their own.
    pub out_of_order: bool,
}
