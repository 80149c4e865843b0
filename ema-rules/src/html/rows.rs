//! The rows of a file, kept while they go by.

use std::sync::Arc;

use ema_model::{Avail, Header, Workbook};

use crate::holdings::PackedCells;

/// The rows of a file, kept while it is checked, for a page that shows those in which something was
/// found: which they are is known at the end.
///
/// A typical row takes some 600 bytes.
#[derive(Debug, Default)]
pub struct Rows(Vec<Row>);

/// A row with its cells.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) header: Arc<Header>,
    /// From 1.
    pub(super) number: u32,
    cells: PackedCells,
}

impl Rows {
    /// No rows yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// All rows of a file.
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
    /// What stands in a column of the sheet, from 0; empty where nothing does.
    pub(super) fn text(&self, column: u16) -> &str {
        let cell = self.cells.iter().find(|(index, ..)| *index == column);
        cell.map_or("", |(_, text, _)| text)
    }
}
