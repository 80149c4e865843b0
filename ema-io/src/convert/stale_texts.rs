//! Counts the preserved texts in an XML file that no longer match its elements.

use ema_model::{Avail, Position, Text};

use crate::loss::Loss;

/// Counts the [stale texts](Avail::stale_texts) in a file. The caller passes the rows in file order.
#[derive(Clone, Debug, Default)]
pub struct StaleTexts {
    count: usize,
    /// The position of the last text that was counted. Several rows can share the stale text in a Transaction, but it
    /// must be counted only once.
    last: Option<Position>,
}

impl StaleTexts {
    /// Creates a counter that starts at zero.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Counts the stale texts in a row.
    pub fn avail(&mut self, avail: &Avail) {
        for stale in avail.stale_texts() {
            if Some(stale.position) > self.last {
                self.last = Some(stale.position);
                self.count += 1;
            }
        }
    }

    /// Reports all stale texts as a single loss under `name`, the name of the sheet or file. Returns `None` if there
    /// are none.
    #[must_use]
    pub fn loss(&self, name: &Text) -> Option<Loss> {
        (self.count > 0).then(|| Loss::stale_texts(name, self.count))
    }
}
