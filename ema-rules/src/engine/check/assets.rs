//! What the rows of an Asset share, looked at once.

use std::collections::HashMap;
use std::sync::{Arc, Weak};

use ema_model::{Avail, Unplaced};

/// What is known of the Assets of an XML file by what they say and no column holds.
///
/// Every Transaction of an Avail is a row with each of its Assets, so an Asset with 5,000 people and 5,000
/// Transactions has 5,000 rows that say the same 5,000 things. The rows share them in memory, and are
/// recognized by the address.
pub(crate) struct Assets<T> {
    /// As long as a weak reference is there, its address can't be that of another list.
    known: HashMap<usize, (Weak<[Unplaced]>, T)>,
    /// How many may be known before the ones that are gone are removed.
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
    /// What is known of the Asset of a row, and whether this is the first of its rows. A row that shares
    /// nothing with others is the first of its own.
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
