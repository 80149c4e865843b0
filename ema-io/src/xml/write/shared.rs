//! Builds the elements that the rows of an Asset share only once.
//!
//! An Asset with 5,000 people and 5,000 Transactions is 5,000 rows, each of which repeats the
//! content of the Avail and the Asset. The elements of both are built for the first row. For the
//! others it is enough to check that their content is the same: they share the list of content
//! without a column, and their cells and content outside the Transaction are equal.

use std::collections::HashMap;
use std::sync::Arc;

use ema_model::Avail;

use super::fill::Metadata;
use super::rating::SharedContent;
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
/// the rating of the list that the row holds with changes.
#[derive(Default)]
pub(super) struct SharedPartsOf(HashMap<Key, SharedParts>);

type Key = (usize, bool, Option<usize>);

/// The number of Assets that are remembered.
const REMEMBERED: usize = 1024;

impl SharedPartsOf {
    /// The parts that a row shares with an earlier one.
    pub(super) fn of(&self, avail: &Avail, content: SharedContent<'_>) -> Option<&SharedParts> {
        let parts = self.0.get(&key(content))?;
        let own = |avail| content.own(avail).map(|own| (&own.path, &own.content));
        let cells = |avail| content.cells(avail).map(|cell| (cell.index(), cell.text()));
        let is_same = Arc::ptr_eq(parts.avail.header(), avail.header())
            && own(&parts.avail).eq(own(avail))
            && cells(&parts.avail).eq(cells(avail));
        is_same.then_some(parts)
    }

    /// Keeps the parts of a row, if other rows may share them.
    pub(super) fn keep(&mut self, parts: SharedParts, content: SharedContent<'_>) {
        // The numbers of a row's own content are those of this row only.
        let count = content.iter().count();
        if parts.lost.iter().all(|number| *number < count) {
            if self.0.len() >= REMEMBERED {
                self.0.clear();
            }
            // The avail keeps the shared list alive, so that no other list can get its address.
            self.0.insert(key(content), parts);
        }
    }
}

fn key(content: SharedContent<'_>) -> Key {
    let SharedContent { shared, has_rating } = content;
    let except = shared.except.filter(|_| !has_rating);
    (shared.list.as_ptr().addr(), has_rating, except)
}
