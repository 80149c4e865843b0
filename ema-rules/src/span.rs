//! Spans of time.

use std::cmp::Ordering;

use crate::time::Timestamp;

/// A window's time span. A span includes its start but not its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Span {
    pub(crate) start: Timestamp,
    /// The end, or [`Timestamp::MAX`] if the window never ends.
    pub(crate) end: Timestamp,
}

impl Span {
    /// Returns whether the span ends before it starts, or at the same instant.
    pub(crate) fn is_empty(self) -> bool {
        self.end <= self.start
    }

    pub(crate) fn contains(self, moment: Timestamp) -> bool {
        self.start <= moment && moment < self.end
    }

    /// Returns whether the span ends before another span starts, or at the same instant.
    pub(crate) fn is_before(self, other: Self) -> bool {
        self.end <= other.start
    }

    /// Orders spans chronologically. Spans that overlap compare as equal.
    pub(crate) fn cmp_by_time(self, other: Self) -> Ordering {
        if self.is_before(other) {
            Ordering::Less
        } else if other.is_before(self) {
            Ordering::Greater
        } else {
            Ordering::Equal
        }
    }
}
