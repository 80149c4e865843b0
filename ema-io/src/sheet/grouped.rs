//! Groups cells into rows.

use crate::error::{ErrorKind, Limit};
use crate::guard::Limits;
use crate::sheet::{Merged, RawCell, RawRow, cell_name, check_text};

/// The filled cells in a sheet, in file order.
pub(super) trait Cells<'w> {
    /// Returns the next cell with its one-based row number.
    fn next_cell(&mut self) -> Result<Option<(u32, RawCell<'w>)>, ErrorKind>;

    /// Appends the next cells in a row as long as they need no further check. This means that their columns are in
    /// ascending order, after the column of the last cell and below `columns`, that there are at most `most` of them,
    /// and that no content is too long. The row number is one-based. An implementation need not append anything,
    /// because [`next_cell`](Self::next_cell) then returns the same cells.
    fn append(&mut self, _row: u32, _columns: u32, _most: u64, _cells: &mut Vec<RawCell<'w>>) {}

    /// The text that a spreadsheet program displays in a cell.
    fn shown(&self, cell: &RawCell<'w>) -> Option<String>;

    /// The merged cells in the sheet, which are known only after the last cell.
    fn merged(&mut self) -> Vec<Merged>;
}

/// Groups cells into rows. Only one row and the cell after it are in memory at a time.
pub(super) struct Grouped<'w, C> {
    cells: C,
    /// The first cell of the next row.
    held: Option<(u32, RawCell<'w>)>,
    /// Whether the last cell has been read. After that, `cells` is not called again.
    ended: bool,
    highest: u32,
    counted: u64,
    sheet: &'w str,
    limits: &'w Limits,
}

impl<'w, C: Cells<'w>> Grouped<'w, C> {
    pub(super) fn new(cells: C, sheet: &'w str, limits: &'w Limits) -> Self {
        Self {
            cells,
            held: None,
            ended: false,
            highest: 0,
            counted: 0,
            sheet,
            limits,
        }
    }

    pub(super) fn next_row(&mut self, row: &mut RawRow<'w>) -> Result<bool, ErrorKind> {
        let Some((number, first)) = (match self.held.take() {
            Some(held) => Some(held),
            None => self.next_cell()?,
        }) else {
            return Ok(false);
        };
        row.row = number;
        row.out_of_order = number <= self.highest;
        self.highest = self.highest.max(number);
        let mut sorted = true;
        let mut last = first.column;
        row.cells.push(first);
        loop {
            if !self.ended {
                let (first, columns) = (row.cells.len(), self.limits.columns);
                let left = self.limits.cells.saturating_sub(self.counted);
                self.cells.append(number, columns, left, &mut row.cells);
                self.counted += (row.cells.len() - first) as u64;
                last = row.cells.last().map_or(last, |cell| cell.column);
            }
            let Some((next, cell)) = self.next_cell()? else {
                break;
            };
            if next != number {
                self.held = Some((next, cell));
                break;
            }
            sorted &= cell.column > last;
            last = cell.column;
            row.cells.push(cell);
            // In a hostile file, a row can repeat its cells endlessly.
            if row.cells.len() > 2 * self.limits.columns as usize {
                tidy(&mut row.cells);
            }
        }
        if !sorted {
            tidy(&mut row.cells);
        }
        Ok(true)
    }

    /// The text that a spreadsheet program displays in a cell.
    pub(super) fn shown(&self, cell: &RawCell<'w>) -> Option<String> {
        self.cells.shown(cell)
    }

    /// The merged cells in the sheet, which are known only after the last row.
    pub(super) fn merged(&mut self) -> Vec<Merged> {
        self.cells.merged()
    }

    fn next_cell(&mut self) -> Result<Option<(u32, RawCell<'w>)>, ErrorKind> {
        if self.ended {
            return Ok(None);
        }
        let Some((row, cell)) = self.cells.next_cell()? else {
            self.ended = true;
            return Ok(None);
        };
        self.counted += 1;
        let limits = self.limits;
        let place = || {
            let name = cell_name(row, cell.column);
            format!(" (sheet “{}”, cell {name})", self.sheet)
        };
        let beyond = |limit, most| Err(ErrorKind::limit(limit, most, place()));
        if row > limits.rows {
            return beyond(Limit::Rows, u64::from(limits.rows));
        }
        if cell.column >= limits.columns {
            return beyond(Limit::Columns, u64::from(limits.columns));
        }
        if self.counted > limits.cells {
            return beyond(Limit::Cells, limits.cells);
        }
        if let Some(text) = cell.content.text() {
            check_text(text, limits, place)?;
        }
        Ok(Some((row, cell)))
    }
}

/// Sorts the cells by column. If several cells have the same column, only the last one is kept.
fn tidy(cells: &mut Vec<RawCell<'_>>) {
    cells.sort_by_key(|cell| cell.column);
    cells.dedup_by(|later, kept| {
        let same = later.column == kept.column;
        if same {
            std::mem::swap(later, kept);
            kept.repeated = true;
        }
        same
    });
}
