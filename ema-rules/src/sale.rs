//! Determines when a pre-order with the End `ESTStart` ends: at the earliest start of the EST windows in its scope.

use std::collections::BTreeMap;

use crate::time::Timestamp;
use crate::window::{Bound, Window};

/// The earliest sale in each scope. The caller decides which windows are considered: the windows in a file, or the
/// windows that are held, including history.
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
    /// Returns the window of a pre-order with the End `ESTStart` replaced by the start of the sale, if that start is
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
