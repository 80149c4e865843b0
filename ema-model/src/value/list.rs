//! Lists of values in one cell.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// The values in a cell that can hold a list, in the order written. A list is never empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct List<T>(Arc<[T]>);

impl<T> List<T> {
    pub(crate) fn new(values: Vec<T>) -> Self {
        Self(values.into())
    }
}

impl<T: fmt::Display> List<T> {
    /// The values with the separator between them.
    pub(crate) fn joined(&self, separator: &str) -> String {
        let values: Vec<String> = self.iter().map(ToString::to_string).collect();
        values.join(separator)
    }
}

impl<T> Deref for List<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
