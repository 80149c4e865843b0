//! Why the text of a cell is not a value of its column.

use std::convert::Infallible;
use std::ops::Range;

use currency_map::UnknownCurrency;

use crate::value::{EidrFault, LanguageFault, MoneyFault};

/// A part of a cell's text that is not what the column requires, and why.
///
/// A cell with one value has at most one fault. A list has one for each wrong item.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// The place of the part in the text, in bytes: `&cell.text()[fault.at.clone()]` is the part.
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
    #[error("there is nothing between two separators")]
    EmptyItem,
    /// ISO 3166-1 does not know the territory.
    #[error("it is not a territory of ISO 3166-1")]
    Territory,
    /// ISO 4217 does not know the currency.
    #[error("it is not a currency of ISO 4217")]
    Currency,
    /// It is not a language tag.
    #[error(transparent)]
    Language(#[from] LanguageFault),
    /// A semicolon or a pipe separates languages, which commas have to separate.
    #[error("the languages are separated by a character other than a comma")]
    LanguageSeparator,
    /// It is not an EIDR.
    #[error(transparent)]
    Eidr(#[from] EidrFault),
    /// It is not an amount of money.
    #[error(transparent)]
    Money(#[from] MoneyFault),
    /// It is not a date.
    #[error("it is not a date of the form YYYY-MM-DD, or a date and time of ISO 8601")]
    Date,
    /// It is not a whole number.
    #[error("it is not a whole number")]
    Count,
    /// It is not a year.
    #[error("it is not a year of four digits")]
    Year,
    /// It is not a number of hours.
    #[error("it is not a whole number of hours above zero")]
    Hours,
    /// It is not a duration.
    #[error("it is not a duration of ISO 8601")]
    Duration,
    /// It is not a running time.
    #[error("it is not a running time of the form H:MM:SS, or a number of minutes")]
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
