//! A filled cell in a row.

use std::fmt;
use std::sync::Arc;

use crate::dictionary::Value;
use crate::fault::Fault;
use crate::stored::{Marks, Stored};
use crate::text::{Text, trim};

/// A filled cell: its text, its value, and how the file stores it.
///
/// ```
/// use ema_model::{Avail, Column, EmaVersion, LicenseType, Value};
///
/// let avail = Avail::from_cells(EmaVersion::V1_8, [(Column::LicenseType, " est ")]);
/// let cell = &avail.cells()[0];
/// assert_eq!((cell.text(), cell.trimmed()), (" est ", "est"));
/// assert!(matches!(cell.value(), Value::LicenseType(LicenseType::Est)));
/// ```
#[derive(Clone, PartialEq)]
pub struct Cell {
    pub(crate) content: Arc<Content>,
    pub(crate) index: u16,
    pub(crate) stored: Stored,
    pub(crate) marks: Marks,
}

/// A cell's text and its value in the column, stored once for all cells that repeat the text. A feed can repeat `US` or
/// `2026-01-31` thousands of times, and each repeat only increments a reference count.
#[derive(Debug, PartialEq)]
pub(crate) struct Content {
    pub(crate) text: Text,
    pub(crate) value: Value,
}

impl Cell {
    /// The original text. If the file stores a number or a date, this is the number in its shortest form, the date as
    /// `YYYY-MM-DD`, or the date and time as `YYYY-MM-DDThh:mm:ss`.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.content.text
    }

    /// The text without surrounding blanks.
    #[must_use]
    pub fn trimmed(&self) -> &str {
        trim(&self.content.text)
    }

    /// The text as a shared string, so that it can be kept without being copied.
    #[must_use]
    pub fn shared_text(&self) -> &Text {
        &self.content.text
    }

    /// The text's value, parsed according to the column's kind.
    #[must_use]
    pub fn value(&self) -> &Value {
        &self.content.value
    }

    /// Whether the cell contains only blanks.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        matches!(self.content.value, Value::Blank)
    }

    /// The reasons why the text is not a valid value for its column. The slice is empty if the text is valid.
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        match &self.content.value {
            Value::Invalid(faults) => faults,
            _ => &[],
        }
    }

    /// Whether the file stores an error, or a formula without a result, instead of a value.
    #[must_use]
    pub fn stored_without_value(&self) -> bool {
        matches!(self.stored, Stored::Error | Stored::NoResult)
    }

    /// The column index in the sheet, counted from 0.
    #[must_use]
    pub fn index(&self) -> u16 {
        self.index
    }

    /// How the file stores the cell.
    #[must_use]
    pub fn stored(&self) -> Stored {
        self.stored
    }

    /// Unusual properties of the stored cell.
    #[must_use]
    pub fn marks(&self) -> Marks {
        self.marks
    }
}

impl fmt::Debug for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cell")
            .field("text", &self.content.text)
            .field("value", &self.content.value)
            .field("index", &self.index)
            .field("stored", &self.stored)
            .field("marks", &self.marks)
            .finish()
    }
}
