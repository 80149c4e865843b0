//! Defines the changes that a written workbook lists.

use ema_model::{CellRef, Text};

/// New text for a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CellChange {
    /// The cell, which can be blank.
    pub cell: CellRef,
    /// The current text.
    pub before: Text,
    /// The new text. An empty string clears the cell.
    pub text: Text,
    /// The name of the column in the header.
    pub field: Text,
    /// The title of the change, which is the name of a rule.
    pub title: Text,
    /// The reason for the change.
    pub reason: Text,
}

impl CellChange {
    /// Creates a change.
    #[must_use]
    pub fn new(cell: CellRef, before: impl Into<Text>, text: impl Into<Text>) -> Self {
        Self {
            cell,
            before: before.into(),
            text: text.into(),
            field: "".into(),
            title: "".into(),
            reason: "".into(),
        }
    }

    /// The color of changed cells, as red, green and blue. Like the colors of annotated cells, this color differs by
    /// one unit from a color that Excel offers.
    pub(crate) const COLOR: u32 = 0x00C6_F0CE;
}
