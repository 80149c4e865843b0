//! A field in an avail: absent, a value, or invalid text.

use crate::cell::Cell;
use crate::fault::Fault;

/// The content of one column in a row. Invalid text is kept, with the reasons why it is invalid.
///
/// ```
/// use ema_model::{Avail, Column, EmaVersion, Field};
///
/// let avail = Avail::from_cells(
///     EmaVersion::V1_7_3,
///     [(Column::Territory, "US"), (Column::Start, "14/05/2013")],
/// );
/// assert_eq!(avail.territory().value().unwrap()[0].to_string(), "US");
/// assert!(matches!(avail.start(), Field::Invalid { .. }));
/// assert_eq!(avail.start().text(), "14/05/2013");
/// assert!(avail.end().is_absent());
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Field<'a, T> {
    /// The sheet has no such column, or the cell is blank.
    Absent,
    /// The value, and the cell with its original text.
    Value {
        /// The parsed value.
        value: T,
        /// The cell.
        cell: &'a Cell,
    },
    /// Text that is not a valid value for the column.
    Invalid {
        /// The faults in the text. There is always at least one fault.
        faults: &'a [Fault],
        /// The cell.
        cell: &'a Cell,
    },
}

impl<'a, T> Field<'a, T> {
    /// The value, if there is one.
    #[must_use]
    pub fn value(self) -> Option<T> {
        match self {
            Self::Value { value, .. } => Some(value),
            Self::Absent | Self::Invalid { .. } => None,
        }
    }

    /// The cell, unless the field is absent.
    #[must_use]
    pub fn cell(&self) -> Option<&'a Cell> {
        match self {
            Self::Absent => None,
            Self::Value { cell, .. } | Self::Invalid { cell, .. } => Some(cell),
        }
    }

    /// The original text, which is empty if the field is absent.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.cell().map_or("", |cell| cell.text())
    }

    /// Whether the sheet has no such column, or the cell is blank.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}
