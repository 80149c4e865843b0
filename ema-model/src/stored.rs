//! The way in which a file stores a cell.

/// The way in which a file stores a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Stored {
    /// The cell is stored as text. All cells in text files are stored in this way.
    #[default]
    Text,
    /// The cell is stored as a number.
    Number,
    /// The cell is stored as a number that is displayed as a percentage: for example, 0.5 is displayed as `50%`.
    Percent,
    /// The cell is stored as a date, or as a date and time.
    Date,
    /// The cell is stored as a time of day or as a duration.
    Time,
    /// The cell is stored as TRUE or FALSE.
    Boolean,
    /// The cell is stored as an error value such as `#REF!`.
    Error,
    /// The cell is stored as a formula without a result, so its value is unknown.
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
