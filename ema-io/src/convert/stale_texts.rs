//! Counts the pieces of preserved text that no longer match the elements in an XML file.

use ema_model::{Avail, Position, Text};

use crate::loss::Loss;

/// Counts the pieces of [stale text](Avail::stale_texts) in a file. The caller passes the rows in file order.
#[derive(Clone, Debug, Default)]
pub struct StaleTexts {
    count: usize,
    /// The position of the last piece that was counted. This position prevents repeated counting, because several rows
    /// can share the stale text in a Transaction.
    last: Option<Position>,
}

impl StaleTexts {
    /// Creates an empty count.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Counts a row.
    pub fn avail(&mut self, avail: &Avail) {
        for stale in avail.stale_texts() {
            if Some(stale.position) > self.last {
                self.last = Some(stale.position);
                self.count += 1;
            }
        }
    }

    /// Reports all stale text as a single loss under `name`, the name of the sheet or file. Returns `None` if there is
    /// no stale text.
    #[must_use]
    pub fn loss(&self, name: &Text) -> Option<Loss> {
        (self.count > 0).then(|| Loss::stale_texts(name, self.count))
    }
}
