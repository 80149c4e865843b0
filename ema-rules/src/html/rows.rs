//! Keeps the rows of a file while it is checked.

use std::sync::Arc;

use ema_model::{Avail, Header, Workbook};

use crate::holdings::PackedCells;

/// The rows of a file, kept while it is checked, for a page that shows those with findings. Rules
/// that compare rows report at the end of the file, so all rows are kept.
///
/// A typical row takes about 600 bytes.
#[derive(Debug, Default)]
pub struct Rows(Vec<Row>);

/// A row with its cells.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) header: Arc<Header>,
    /// The row number, from 1.
    pub(super) number: u32,
    cells: PackedCells,
}

impl Rows {
    /// Creates an empty collection.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps all rows of a file.
    #[must_use]
    pub fn of(workbook: &Workbook) -> Self {
        let mut rows = Self::new();
        for avail in workbook.avails() {
            rows.add(avail);
        }
        rows
    }

    /// Keeps a row.
    pub fn add(&mut self, avail: &Avail) {
        self.0.push(Row {
            header: Arc::clone(avail.header()),
            number: avail.row(),
            cells: PackedCells::of(avail),
        });
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Row> {
        self.0.iter()
    }
}

impl Row {
    /// The text in a column of the sheet, from 0; empty if the cell is blank.
    pub(super) fn text(&self, column: u16) -> &str {
        let cell = self.cells.iter().find(|(index, ..)| *index == column);
        cell.map_or("", |(_, text, _)| text)
    }
}
