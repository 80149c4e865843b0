//! The faults of a cell's text as a value of its column.

use std::ops::Range;

use crate::value::Reason;

/// A part of a cell's text that is not what the column requires, with the reason.
///
/// A cell with one value has at most one fault. A list has one for each wrong item.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// The range of the part in the text, in bytes: `&cell.text()[fault.at.clone()]` is the part.
    pub at: Range<usize>,
    /// The reason.
    pub reason: Reason,
}
