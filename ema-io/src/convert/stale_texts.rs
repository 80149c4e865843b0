//! What an XML file keeps beside its elements and is not used.

use ema_model::{Avail, Position, Text};

use crate::loss::Loss;

/// Counts the [stale texts](Avail::stale_texts) of the rows of a file, as they are shown in their order.
#[derive(Clone, Debug, Default)]
pub struct StaleTexts {
    count: usize,
    /// Position of the last one: the rows of one Transaction share its texts.
    last: Option<Position>,
}

impl StaleTexts {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a row.
    pub fn avail(&mut self, avail: &Avail) {
        for stale in avail.stale_texts() {
            if Some(stale.position) > self.last {
                self.last = Some(stale.position);
                self.count += 1;
            }
        }
    }

    /// One line about all of them, under the name of the sheet or file; `None` where there are none.
    #[must_use]
    pub fn loss(&self, name: &Text) -> Option<Loss> {
        (self.count > 0).then(|| Loss::stale_texts(name, self.count))
    }
}
