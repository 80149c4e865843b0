//! Counts the kept texts that no longer match the elements in an XML file.

use ema_model::{Avail, Position, Text};

use crate::loss::Loss;

/// Counts the [stale texts](Avail::stale_texts) in a file. The caller passes the rows of the file in order.
#[derive(Clone, Debug, Default)]
pub struct StaleTexts {
    count: usize,
    /// The position of the last counted text. It prevents repeated counting, because several rows may share the texts
    /// of one Transaction.
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

    /// Reports all stale texts as one loss under `name`, the name of the sheet or file. Returns
    /// `None` if there are none.
    #[must_use]
    pub fn loss(&self, name: &Text) -> Option<Loss> {
        (self.count > 0).then(|| Loss::stale_texts(name, self.count))
    }
}
