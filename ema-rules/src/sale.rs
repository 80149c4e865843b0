//! Where `ESTStart` ends a pre-order: at the earliest start of the EST windows of its scope.

use std::collections::BTreeMap;

use crate::time::Timestamp;
use crate::window::{Bound, Window};

/// The earliest sale of each scope. Which windows count is up to the caller: those of a file, or
/// those that are held, with history.
pub(crate) struct Sales<K, S>(BTreeMap<K, S>);

impl<K, S> Default for Sales<K, S> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Ord, S: Ord + Copy> Sales<K, S> {
    /// Adds a sale, whose order is that of its start.
    pub(crate) fn add(&mut self, scope: K, sale: S) {
        let first = self.0.entry(scope).or_insert(sale);
        *first = sale.min(*first);
    }

    /// The earliest sale of a scope.
    pub(crate) fn first(&self, scope: &K) -> Option<S> {
        self.0.get(scope).copied()
    }
}

impl Window {
    /// The window of a pre-order, where an End `ESTStart` is the start of the sale, if that is
    /// known.
    pub(crate) fn until_sale(self, sale: Option<Timestamp>) -> Self {
        match (self.end, sale) {
            (Bound::EstStart, Some(sale)) => Self {
                end: Bound::At(sale),
                ..self
            },
            _ => self,
        }
    }
}
