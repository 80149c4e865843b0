//! Numbers rows by their contents in certain columns.

use std::array;

use ema_model::{Avail, Column, EmaVersion, Text};
use foldhash::fast::RandomState;
use indexmap::IndexSet;

/// Numbers rows by their contents in `N` columns. Rows with the same contents get the same number, so that their
/// meaning is computed only once.
///
/// Most cells share their text with the cell above, so a row costs only `N` address comparisons and one hash of `N`
/// numbers. A string of 32,000 characters is hashed and kept only once, even if every row combines it with a different
/// price.
#[derive(Clone, Debug)]
pub(crate) struct WrittenRows<const N: usize> {
    columns: [Column; N],
    texts: IndexSet<Text, RandomState>,
    rows: IndexSet<Written<N>, RandomState>,
    /// The contents of the previous row, with their numbers.
    last: [(Text, usize); N],
}

/// A row's contents in the columns, with a number in place of each string.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Written<const N: usize> {
    version: EmaVersion,
    /// Whether the row is in the TV tab, which uses a different separator between languages in version 1.6.
    is_tv: bool,
    texts: [usize; N],
}

impl<const N: usize> WrittenRows<N> {
    pub(crate) fn new(columns: [Column; N]) -> Self {
        let mut texts = IndexSet::default();
        let blank = texts.insert_full(Text::default()).0;
        Self {
            columns,
            texts,
            rows: IndexSet::default(),
            last: array::from_fn(|_| (Text::default(), blank)),
        }
    }

    /// Returns a row's number. Numbers start at 0, in the order of first appearance.
    pub(crate) fn keep(&mut self, avail: &Avail) -> usize {
        let mut texts = [0; N];
        for ((column, last), number) in self.columns.iter().zip(&mut self.last).zip(&mut texts) {
            let text = avail.cell(*column).map(|cell| cell.shared_text());
            let is_known = match text {
                Some(text) => std::ptr::eq(text.as_str(), last.0.as_str()),
                None => last.0.is_empty(),
            };
            if !is_known {
                let text = text.cloned().unwrap_or_default();
                *last = (text.clone(), self.texts.insert_full(text).0);
            }
            *number = last.1;
        }
        let row = Written {
            version: avail.version(),
            is_tv: avail.header().has_tv_columns(),
            texts,
        };
        self.rows.insert_full(row).0
    }

    pub(crate) fn version(&self, row: usize) -> Option<EmaVersion> {
        Some(self.rows.get_index(row)?.version)
    }

    /// A row's text in one of the columns, or `None` if the cell is blank.
    pub(crate) fn text(&self, row: usize, column: Column) -> Option<&Text> {
        let place = self.columns.iter().position(|other| *other == column)?;
        let text = *self.rows.get_index(row)?.texts.get(place)?;
        self.texts.get_index(text).filter(|text| !text.is_empty())
    }
}
