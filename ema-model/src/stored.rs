//! How a file stores a cell.

use std::str::FromStr;

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

impl Stored {
    const ALL: [Self; 8] = [
        Self::Text,
        Self::Number,
        Self::Percent,
        Self::Date,
        Self::Time,
        Self::Boolean,
        Self::Error,
        Self::NoResult,
    ];

    /// The name, for example for a database: `text`, `number`, `percent`, `date`, `time`, `boolean`, `error` or
    /// `no-result`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Percent => "percent",
            Self::Date => "date",
            Self::Time => "time",
            Self::Boolean => "boolean",
            Self::Error => "error",
            Self::NoResult => "no-result",
        }
    }
}

impl FromStr for Stored {
    type Err = UnknownStored;

    /// Parses a [name](Self::as_str).
    fn from_str(name: &str) -> Result<Self, UnknownStored> {
        let mut all = Self::ALL.into_iter();
        all.find(|it| it.as_str() == name).ok_or(UnknownStored)
    }
}

/// The error for text that is not the name of a [`Stored`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("it is not text, number, percent, date, time, boolean, error or no-result")]
pub struct UnknownStored;

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
