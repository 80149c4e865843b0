//! Determines when a pre-order with an End of `ESTStart` ends: at the start of the earliest EST window in its scope.

use std::collections::BTreeMap;

use crate::time::Timestamp;
use crate::window::{Bound, Window};

/// The earliest sale in each scope. The caller decides which windows count: those in a file, or those that are held,
/// including past ones.
pub(crate) struct Sales<K, S>(BTreeMap<K, S>);

impl<K, S> Default for Sales<K, S> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Ord, S: Ord + Copy> Sales<K, S> {
    /// Adds a sale. Sales are ordered by their start.
    pub(crate) fn add(&mut self, scope: K, sale: S) {
        let first = self.0.entry(scope).or_insert(sale);
        *first = sale.min(*first);
    }

    /// The earliest sale in a scope.
    pub(crate) fn first(&self, scope: &K) -> Option<S> {
        self.0.get(scope).copied()
    }
}

impl Window {
    /// Replaces an End of `ESTStart` with the start of the sale, if that start is known. Other windows are returned
    /// unchanged.
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
