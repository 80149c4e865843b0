//! Assigns avails to the rows of a sheet, and their cells to its columns.

use std::sync::Arc;

use ema_model::{Avail, Cell, Header, HeaderColumn};

use crate::error::ErrorKind;
use crate::loss::Loss;

/// The maximum number of rows in an Excel sheet.
pub(crate) const MOST_ROWS: u32 = 1_048_576;

/// An avail that is being written to a sheet.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    /// The one-based row number in the written sheet.
    pub(crate) row: u32,
    pub(crate) avail: &'a Avail,
    columns: Option<&'a [Option<u16>]>,
}

impl<'a> Row<'a> {
    /// Returns the filled cells with their columns in the written sheet.
    pub(crate) fn cells(self) -> impl Iterator<Item = (u16, &'a Cell)> {
        self.avail.cells().iter().filter_map(move |cell| {
            let column = match self.columns {
                None => Some(cell.index()),
                Some(columns) => columns.get(usize::from(cell.index())).copied().flatten(),
            };
            Some((column?, cell))
        })
    }
}

/// For each column in another header, the corresponding column in the written sheet.
type Places = Vec<Option<u16>>;

/// The rows of one written sheet.
pub(super) struct Rows {
    pub(super) header: Arc<Header>,
    /// The last row that is taken, or `None` if every row keeps its number.
    last: Option<u32>,
    /// The last avail header that was not the sheet's own, and the places of its columns, or `None` if both headers
    /// have the same columns.
    other: Option<(Arc<Header>, Option<Places>)>,
}

impl Rows {
    /// Creates the rows of a sheet that has no avails yet. `head_end` is the last row of the header, or `None` for a
    /// format without sheet rows.
    pub(super) fn new(header: Arc<Header>, head_end: Option<u32>) -> Self {
        Self {
            header,
            last: head_end,
            other: None,
        }
    }

    /// Assigns an avail to its original row, or to the next free row if the original row is taken.
    pub(super) fn place<'a>(
        &'a mut self,
        avail: &'a Avail,
        losses: &mut dyn FnMut(Loss),
    ) -> Result<Row<'a>, ErrorKind> {
        let row = match self.last {
            None => avail.row(),
            Some(last) => {
                let row = self.free_row(avail.row(), last.saturating_add(1))?;
                self.last = Some(row);
                row
            }
        };
        let is_own = Arc::ptr_eq(avail.header(), &self.header);
        if !is_own {
            self.learn(avail.header());
        }
        let columns = match &self.other {
            Some((_, columns)) if !is_own => columns.as_deref(),
            _ => None,
        };
        let row = Row {
            row,
            avail,
            columns,
        };
        if columns.is_some() {
            let held: Vec<u16> = row.cells().map(|(_, cell)| cell.index()).collect();
            for cell in avail.cells() {
                if !held.contains(&cell.index()) {
                    losses(Loss::not_held(avail, cell, "the sheet has no such column"));
                }
            }
        }
        Ok(row)
    }

    fn free_row(&self, wanted: u32, next: u32) -> Result<u32, ErrorKind> {
        match wanted {
            row if row > next && row <= MOST_ROWS => Ok(row),
            _ if next <= MOST_ROWS => Ok(next),
            _ => Err(ErrorKind::unwritable(format!(
                "sheet “{}” has more rows than the 1,048,576 that a spreadsheet holds; split the file, or write .json or .xml",
                self.header.sheet()
            ))),
        }
    }

    /// Matches the columns in another header to the sheet's columns: dictionary columns by meaning, and all others by
    /// name.
    fn learn(&mut self, other: &Arc<Header>) {
        if let Some((known, _)) = &self.other
            && Arc::ptr_eq(known, other)
        {
            return;
        }
        let columns = (other.columns() != self.header.columns()).then(|| self.places(other));
        self.other = Some((Arc::clone(other), columns));
    }

    fn places(&self, other: &Header) -> Places {
        let width = other.columns().last().map_or(0, |last| last.index + 1);
        let mut places = vec![None; usize::from(width)];
        for column in other.columns() {
            let place = match column.column {
                Some(known) => self.header.index_of(known),
                None => {
                    let is_same = |own: &&HeaderColumn| {
                        own.column.is_none()
                            && own.name == column.name
                            && !places.contains(&Some(own.index))
                    };
                    let own = self.header.columns().iter().find(is_same);
                    own.map(|own| own.index)
                }
            };
            places[usize::from(column.index)] = place;
        }
        places
    }
}
