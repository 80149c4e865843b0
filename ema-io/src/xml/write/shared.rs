//! Builds the elements that the rows of an Asset share only once.
//!
//! An Asset with 5,000 people and 5,000 Transactions is 5,000 rows, each of which repeats the
//! content of the Avail and the Asset. The elements of both are built for the first row. For the
//! others it is enough to check that their content is the same: they share the list of content
//! without a column, and their cells and content outside the Transaction are equal.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use ema_model::{Avail, Cell, Column};

use super::fill::Metadata;
use super::is_of_transaction;
use super::reasons;
use super::row::Progress;

/// A row whose Avail and Asset have been built.
pub(super) struct SharedParts {
    pub(super) avail: Avail,
    /// The notes of the row after both were filled.
    pub(super) progress: Progress,
    pub(super) metadata: Metadata,
    /// The indices of the two.
    pub(super) numbers: [u32; 2],
    /// Shared content without a place, by its number.
    pub(super) lost: Vec<usize>,
}

/// The parts of the most recent Assets, by the address of the list that the rows of each share, and
/// the rating that the columns of the row hold.
#[derive(Default)]
pub(super) struct SharedPartsOf(HashMap<Key, SharedParts>);

type Key = (usize, Option<usize>);

/// The number of Assets that are remembered.
const REMEMBERED: usize = 1024;

impl SharedPartsOf {
    /// The parts that a row shares with an earlier one.
    pub(super) fn of(&self, avail: &Avail) -> Option<&SharedParts> {
        let parts = self.0.get(&key(avail)?)?;
        let is_same = Arc::ptr_eq(parts.avail.header(), avail.header())
            && own_outside(&parts.avail).eq(own_outside(avail))
            && outside(&parts.avail).eq(outside(avail));
        is_same.then_some(parts)
    }

    /// Keeps the parts of a row, if other rows may share them.
    pub(super) fn keep(&mut self, parts: SharedParts) {
        let Some(shared) = parts.avail.shared_unplaced() else {
            return;
        };
        // The numbers of a row's own content are those of this row only.
        let count = shared.iter().count();
        if let Some(key) = key(&parts.avail)
            && parts.lost.iter().all(|number| *number < count)
        {
            if self.0.len() >= REMEMBERED {
                self.0.clear();
            }
            // The avail keeps the shared list alive, so that no other list can get its address.
            self.0.insert(key, parts);
        }
    }
}

fn key(avail: &Avail) -> Option<Key> {
    let shared = avail.shared_unplaced()?;
    Some((shared.list.as_ptr().addr(), shared.except))
}

/// A row's own content outside the Transaction: that of its rating.
fn own_outside(avail: &Avail) -> impl Iterator<Item = (&str, &str)> {
    let own = avail.own_unplaced().iter();
    let own = own.filter(|unplaced| !is_of_transaction(unplaced));
    own.map(|unplaced| (&*unplaced.path, &*unplaced.content))
}

/// The cells of a row outside the Transaction, with their columns.
fn outside(avail: &Avail) -> impl Iterator<Item = (u16, &str)> {
    let cells = avail.cells().iter().filter(|cell| {
        let header = avail.header().column_at(cell.index());
        let column = header.and_then(|header| header.column);
        // Columns that the dictionary lacks are kept in the Transaction.
        column.is_some_and(|column| !OF_TRANSACTION[column as usize])
    });
    cells.map(|cell: &Cell| (cell.index(), cell.text()))
}

/// For each column, whether only elements of the Transaction hold it. Ratings hold the territory
/// too.
static OF_TRANSACTION: LazyLock<Vec<bool>> = LazyLock::new(|| {
    let is_own =
        |column: &Column| *column != Column::Territory && reasons::is_of_transaction(*column);
    Column::ALL.iter().map(is_own).collect()
});
