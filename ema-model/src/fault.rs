//! The faults that prevent the text of a cell from being a valid value for its column.

use std::ops::Range;

use crate::value::Reason;

/// A part of a cell's text that is not valid in its column, with the reason.
///
/// A cell with one value has at most one fault. A list has one fault for each invalid item.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// The byte range of the part: `&cell.text()[fault.at.clone()]` is the part itself.
    pub at: Range<usize>,
    /// The reason why the part is not valid.
    pub reason: Reason,
}
