//! Caches the results of examining the content that an Asset's rows share.

use std::collections::HashMap;
use std::sync::{Arc, Weak};

use ema_model::{Avail, Unplaced};

/// The results for the Assets in an XML file, keyed by the content that the Asset's rows share.
///
/// Each pair of a Transaction and an Asset in an Avail becomes a row. An Asset that lists 5,000 people and has 5,000
/// Transactions therefore becomes 5,000 rows with the same 5,000 people. The rows share this content in memory, so its
/// address identifies it.
pub(crate) struct Assets<T> {
    /// While the weak reference exists, its address cannot be reused for another list.
    known: HashMap<usize, (Weak<[Unplaced]>, T)>,
    /// When the map has this many entries, the ones for lists that no longer exist are removed.
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
    /// Returns the result for a row's Asset, computed with `look` if it is not known yet, and whether the row is the
    /// Asset's first row. A row without shared content is treated as the first row of its Asset.
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
