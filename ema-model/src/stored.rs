//! The way in which a file stores a cell.

/// The way in which a file stores a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Stored {
    /// As text. All cells in text files are stored as text.
    #[default]
    Text,
    /// As a number.
    Number,
    /// As a number that is displayed as a percentage, such as 0.5 as `50%`.
    Percent,
    /// As a date, or a date and time.
    Date,
    /// As a time of day or a duration.
    Time,
    /// As TRUE or FALSE.
    Boolean,
    /// As an error value such as `#REF!`.
    Error,
    /// As a formula without a stored result. Its value is therefore unknown.
    NoResult,
}

/// Unusual facts about the way in which a cell is stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Marks {
    /// The value is the stored result of a formula.
    pub formula: bool,
    /// The cell occurs more than once in the sheet. The last occurrence is used.
    pub repeated: bool,
    /// The cell is in a row that the sheet stores out of order or more than once. Each part of such a row is a separate
    /// avail.
    pub out_of_order: bool,
}
