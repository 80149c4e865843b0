//! How a file stores a cell.

/// How a file stores a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Stored {
    /// As text, like every cell in a text file.
    #[default]
    Text,
    /// As a number.
    Number,
    /// As a number that is displayed as a percentage: 0.5 as `50%`.
    Percent,
    /// As a date, or as a date and time.
    Date,
    /// As a time of day or as a duration.
    Time,
    /// As TRUE or FALSE.
    Boolean,
    /// As an error value such as `#REF!`.
    Error,
    /// As a formula without a result, so the value is unknown.
    NoResult,
}

/// Unusual properties of a stored cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Marks {
    /// The value is the stored result of a formula.
    pub formula: bool,
    /// The cell occurs more than once in the sheet. The last occurrence is used.
    pub repeated: bool,
    /// The cell is in a row that the sheet stores out of order or more than once. Each part of the row is a separate
    /// avail.
    pub out_of_order: bool,
}
