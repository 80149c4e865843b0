//! The reasons why text is not a valid value.

use std::convert::Infallible;

use currency_map::UnknownCurrency;

use super::{EidrFault, LanguageFault, MoneyFault};

/// The reason why part of a cell's text is not a valid value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Reason {
    /// The text has only blanks, but a value is required.
    #[error("it is blank")]
    Blank,
    /// The cell holds an error value such as `#REF!`.
    #[error("it is a spreadsheet error value")]
    ErrorValue,
    /// The cell holds a formula without a stored result.
    #[error("it is a formula without a stored result")]
    NoResult,
    /// An item in a list is empty, as in `US,,CA`.
    #[error("there is nothing between two separators")]
    EmptyItem,
    /// The text is not an ISO 3166-1 territory.
    #[error("it is not an ISO 3166-1 territory")]
    Territory,
    /// The text is not an ISO 4217 currency.
    #[error("it is not an ISO 4217 currency")]
    Currency,
    /// The text is not a language tag.
    #[error(transparent)]
    Language(#[from] LanguageFault),
    /// A semicolon or a pipe separates languages, but commas are required.
    #[error("the languages are separated by a character other than a comma")]
    LanguageSeparator,
    /// The text is not an EIDR.
    #[error(transparent)]
    Eidr(#[from] EidrFault),
    /// The text is not an amount of money.
    #[error(transparent)]
    Money(#[from] MoneyFault),
    /// The text is not a date.
    #[error("it is neither a date of the form YYYY-MM-DD nor an ISO 8601 date and time")]
    Date,
    /// The text is not a whole number.
    #[error("it is not a whole number")]
    Count,
    /// The text is not a year.
    #[error("it is not a four-digit year")]
    Year,
    /// The text is not a number of hours.
    #[error("it is not a whole number of hours above zero")]
    Hours,
    /// The text is not a duration.
    #[error("it is not an ISO 8601 duration")]
    Duration,
    /// The text is not a running time.
    #[error("it is neither a running time of the form H:MM:SS nor a number of minutes")]
    RunTime,
    /// The text is neither yes nor no.
    #[error("it is neither Yes nor No")]
    Flag,
}

impl From<UnknownCurrency> for Reason {
    fn from(_: UnknownCurrency) -> Self {
        Self::Currency
    }
}

/// The type bounds require this conversion for vocabularies, but it never happens, because vocabularies accept any
/// word.
impl From<Infallible> for Reason {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}
