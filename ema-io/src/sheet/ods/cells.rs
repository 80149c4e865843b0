//! Reads the cells in one `.ods` sheet.

use crate::error::ErrorKind;
use crate::sheet::grouped::Cells;
use crate::sheet::shown::shown;
use crate::sheet::{Merged, RawCell};

use super::document::{Document, Row};

/// The cells in one sheet. A repeated cell is returned once for each repetition.
pub(in crate::sheet) struct OdsCells<'w> {
    document: Document<'w>,
    row: Option<Row>,
    /// How many times the current row has been returned in full.
    rows: u32,
    /// The index of the next cell in the row, and how many times it has been returned.
    cell: usize,
    columns: u32,
}

impl<'w> OdsCells<'w> {
    pub(super) fn new(document: Document<'w>) -> Self {
        Self {
            document,
            row: None,
            rows: 0,
            cell: 0,
            columns: 0,
        }
    }
}

impl<'w> Cells<'w> for OdsCells<'w> {
    fn next_cell(&mut self) -> Result<Option<(u32, RawCell<'w>)>, ErrorKind> {
        loop {
            let Some(row) = &self.row else {
                self.row = self.document.next_row()?;
                (self.rows, self.cell, self.columns) = (0, 0, 0);
                match self.row {
                    Some(_) => continue,
                    None => return Ok(None),
                }
            };
            if self.rows == row.repeats {
                self.row = None;
                continue;
            }
            let Some(cell) = row.cells.get(self.cell) else {
                (self.rows, self.cell) = (self.rows + 1, 0);
                continue;
            };
            if self.columns == cell.repeats {
                (self.cell, self.columns) = (self.cell + 1, 0);
                continue;
            }
            let repeated = RawCell {
                column: cell.column.saturating_add(self.columns),
                content: cell.content.clone(),
                formula: cell.formula,
                repeated: false,
                literal: false,
                format: 0,
            };
            self.columns += 1;
            let number = row.number.saturating_add(self.rows).saturating_add(1);
            return Ok(Some((number, repeated)));
        }
    }

    fn shown(&self, cell: &RawCell<'w>) -> Option<String> {
        shown(&cell.content, None)
    }

    fn merged(&mut self) -> Vec<Merged> {
        self.document.merged()
    }
}
