//! Examines the content that the rows of an Asset share, once for all of these rows.

use std::collections::HashMap;
use std::sync::{Arc, Weak};

use ema_model::{Avail, Unplaced};

/// The results for the Assets of an XML file, by the content that no column holds.
///
/// Each pair of a Transaction and an Asset in an Avail is a row. An Asset with 5,000 people and 5,000 Transactions
/// therefore has 5,000 rows with the same 5,000 people. The rows share this content in memory, so the content is
/// identified by its address.
pub(crate) struct Assets<T> {
    /// As long as the weak reference exists, no other list can have the same address.
    known: HashMap<usize, (Weak<[Unplaced]>, T)>,
    /// The number of entries at which the entries of dropped lists are removed.
    most: usize,
}

impl<T> Default for Assets<T> {
    fn default() -> Self {
        Self {
            known: HashMap::new(),
            most: 64,
        }
    }
}

impl<T: Clone> Assets<T> {
    /// Returns the result for the Asset of a row, and whether the row is the first of its Asset. `look` computes the
    /// result if it is not known yet. A row that does not share content counts as the first row of its Asset.
    pub(crate) fn of(&mut self, avail: &Avail, look: impl FnOnce(&[Unplaced]) -> T) -> (T, bool) {
        let Some(shared) = avail.shared_unplaced() else {
            return (look(&[]), true);
        };
        let list = &shared.list;
        let address = list.as_ptr().addr();
        if let Some((_, known)) = self.known.get(&address) {
            return (known.clone(), false);
        }
        if self.known.len() >= self.most {
            self.known.retain(|_, (list, _)| list.strong_count() > 0);
            self.most = 2 * self.known.len().max(32);
        }
        let value = look(list);
        let known = (Arc::downgrade(list), value.clone());
        self.known.insert(address, known);
        (value, true)
    }
}
