//! Why the text of a cell is not a value of its column.

use std::convert::Infallible;
use std::ops::Range;

use currency_map::UnknownCurrency;

use crate::value::{EidrFault, LanguageFault, MoneyFault};

/// A part of a cell's text that is not what the column asks for, and why.
///
/// A cell with one value has at most one fault, a list one for each wrong item.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// Where the part stands in the text, in bytes.
    pub at: Range<usize>,
    /// What is wrong with it.
    pub reason: Reason,
}

/// What is wrong with a part of a cell's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Reason {
    /// Nothing but blanks, where a value is needed.
    #[error("it is blank")]
    Blank,
    /// The cell holds an error value such as `#REF!`.
    #[error("it is an error value of the spreadsheet")]
    ErrorValue,
    /// The cell holds a formula without a stored result.
    #[error("it is a formula without a stored result")]
    NoResult,
    /// An item of a list is empty, as in `US,,CA`.
    #[error("nothing stands between two separators")]
    EmptyItem,
    /// ISO 3166-1 does not know the territory.
    #[error("it is no territory of ISO 3166-1")]
    Territory,
    /// ISO 4217 does not know the currency.
    #[error("it is no currency of ISO 4217")]
    Currency,
    /// It is no language tag.
    #[error(transparent)]
    Language(#[from] LanguageFault),
    /// A semicolon or a pipe stands between languages, where a comma has to.
    #[error("another character than a comma separates the languages")]
    LanguageSeparator,
    /// It is no EIDR.
    #[error(transparent)]
    Eidr(#[from] EidrFault),
    /// It is no amount of money.
    #[error(transparent)]
    Money(#[from] MoneyFault),
    /// It is no date.
    #[error("it is no date of the form YYYY-MM-DD and no date and time of ISO 8601")]
    Date,
    /// It is no whole number.
    #[error("it is no whole number")]
    Count,
    /// It is no year.
    #[error("it is no year of four digits")]
    Year,
    /// It is no number of hours.
    #[error("it is no whole number of hours above zero")]
    Hours,
    /// It is no duration.
    #[error("it is no duration of ISO 8601")]
    Duration,
    /// It is no running time.
    #[error("it is no running time of the form H:MM:SS and no number of minutes")]
    RunTime,
    /// It is neither yes nor no.
    #[error("it is neither Yes nor No")]
    Flag,
}

impl From<UnknownCurrency> for Reason {
    fn from(_: UnknownCurrency) -> Self {
        Self::Currency
    }
}

/// For the vocabularies, which keep a word that they do not have.
impl From<Infallible> for Reason {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}
