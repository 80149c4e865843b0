//! Builds the elements that the rows of an Asset share only once.
//!
//! An Asset with 5,000 people and 5,000 Transactions is 5,000 rows, each of which repeats the
//! content of the Avail and the Asset. The elements of both are built for the first row. For the
//! others it is enough to check that their content is the same: they share the list of content
//! without a column, and their cells outside the Transaction are equal.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use ema_model::{Avail, Cell, Column};

use super::fill::Metadata;
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
    /// Content without a place, as indices in the shared list.
    pub(super) lost: Vec<usize>,
}

/// The parts of the most recent Assets, by the address of the list that the rows of each share.
#[derive(Default)]
pub(super) struct SharedPartsOf(HashMap<usize, SharedParts>);

/// The number of Assets that are remembered.
const REMEMBERED: usize = 1024;

impl SharedPartsOf {
    /// The parts that a row shares with an earlier one.
    pub(super) fn of(&self, avail: &Avail) -> Option<&SharedParts> {
        let parts = self.0.get(&address(avail)?)?;
        let is_same = Arc::ptr_eq(parts.avail.header(), avail.header())
            && is_of_transaction_alone(avail)
            && outside(&parts.avail).eq(outside(avail));
        is_same.then_some(parts)
    }

    /// Keeps the parts of a row, if other rows may share them.
    pub(super) fn keep(&mut self, avail: &Avail, parts: impl FnOnce(Avail) -> SharedParts) {
        if let Some(address) = address(avail)
            && is_of_transaction_alone(avail)
        {
            if self.0.len() >= REMEMBERED {
                self.0.clear();
            }
            // The copy keeps the shared list alive, so that no other list can get its address.
            self.0.insert(address, parts(avail.clone()));
        }
    }
}

fn address(avail: &Avail) -> Option<usize> {
    let shared = avail.shared_unplaced()?;
    Some(Arc::as_ptr(shared).cast::<()>().addr())
}

/// Whether a row's own content belongs to its Transaction; that of a rating does not.
fn is_of_transaction_alone(avail: &Avail) -> bool {
    let mut own = avail.own_unplaced().iter();
    own.all(|unplaced| unplaced.path.starts_with("Transaction/"))
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
