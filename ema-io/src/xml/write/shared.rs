//! Remembers the elements that the rows of an Asset share, so that they are built once instead of for each row.
//!
//! An Asset with 5,000 people and 5,000 Transactions has 5,000 rows, each of which repeats the content of the Avail and
//! the Asset. Their elements are built for the first row. For a later row, it is enough to check that the row has the
//! same list of shared content, and the same cells and content of its own outside the Transaction.

use std::collections::HashMap;
use std::sync::Arc;

use ema_model::Avail;

use super::fill::Metadata;
use super::rating::SharedContent;
use super::row::Progress;

/// A row whose Avail and Asset elements have already been built.
pub(super) struct SharedParts {
    pub(super) avail: Avail,
    /// The facts that were recorded about the row while the Avail and the Asset were filled.
    pub(super) progress: Progress,
    pub(super) metadata: Metadata,
    /// The indices of the Avail and the Asset.
    pub(super) numbers: [u32; 2],
    /// The positions of the content without a place, as indices into the shared list.
    pub(super) lost: Vec<usize>,
}

/// The parts of recent Assets. The key has the address of the list that the rows of an Asset share. If a row's rating
/// does not match the list, the key also has the position of that rating.
#[derive(Default)]
pub(super) struct SharedPartsOf(HashMap<Key, SharedParts>);

type Key = (usize, bool, Option<usize>);

/// The maximum number of remembered Assets.
const REMEMBERED: usize = 1024;

impl SharedPartsOf {
    /// Returns the parts that a row shares with an earlier row.
    pub(super) fn of(&self, avail: &Avail, content: SharedContent<'_>) -> Option<&SharedParts> {
        let parts = self.0.get(&key(content))?;
        let own = |avail| content.own(avail).map(|own| (&own.path, &own.content));
        let cells = |avail| content.cells(avail).map(|cell| (cell.index(), cell.text()));
        let is_same = Arc::ptr_eq(parts.avail.header(), avail.header())
            && own(&parts.avail).eq(own(avail))
            && cells(&parts.avail).eq(cells(avail));
        is_same.then_some(parts)
    }

    /// Remembers the parts of a row if later rows can share them.
    pub(super) fn keep(&mut self, parts: SharedParts, content: SharedContent<'_>) {
        // A position after the end of the shared list refers to content that only this row has.
        let count = content.iter().count();
        if parts.lost.iter().all(|number| *number < count) {
            if self.0.len() >= REMEMBERED {
                self.0.clear();
            }
            // The stored avail keeps the shared list alive, so no other list can get the same address.
            self.0.insert(key(content), parts);
        }
    }
}

fn key(content: SharedContent<'_>) -> Key {
    let SharedContent { shared, has_rating } = content;
    let except = shared.except.filter(|_| !has_rating);
    (shared.list.as_ptr().addr(), has_rating, except)
}
