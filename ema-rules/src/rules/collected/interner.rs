//! Keeps each distinct value once.

use std::hash::Hash;

use ema_model::{Cell, Text};
use foldhash::fast::RandomState;
use indexmap::{Equivalent, IndexSet};

/// A set of values, each identified by a number.
pub(in crate::rules) struct Interner<T>(IndexSet<T, RandomState>);

impl<T> Default for Interner<T> {
    fn default() -> Self {
        Self(IndexSet::default())
    }
}

impl<T: Hash + Eq> Interner<T> {
    pub(in crate::rules) fn keep(&mut self, value: T) -> u32 {
        number(self.0.insert_full(value).0)
    }

    pub(in crate::rules) fn get(&self, number: u32) -> Option<&T> {
        self.0.get_index(usize::try_from(number).ok()?)
    }

    /// Returns the number of values.
    pub(in crate::rules) fn len(&self) -> u32 {
        number(self.0.len())
    }

    /// Returns the number of a value, if it is kept.
    pub(in crate::rules) fn number_of<Q: Hash + Equivalent<T> + ?Sized>(
        &self,
        value: &Q,
    ) -> Option<u32> {
        self.0.get_index_of(value).map(number)
    }
}

impl Interner<Text> {
    /// Keeps a string, copying it only if it is new.
    pub(in crate::rules) fn keep_text(&mut self, text: &str) -> u32 {
        match self.number_of(text) {
            Some(number) => number,
            None => self.keep(Text::from(text)),
        }
    }

    /// Keeps the text in a cell, without surrounding white space.
    pub(in crate::rules) fn keep_cell(&mut self, cell: &Cell) -> u32 {
        let text = cell.trimmed();
        match text.len() == cell.text().len() {
            true => self.keep(cell.shared_text().clone()),
            false => self.keep_text(text),
        }
    }
}

/// Converts an index to a number. An index above `u32::MAX` does not occur, because four billion
/// values do not fit in memory.
pub(in crate::rules) fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
