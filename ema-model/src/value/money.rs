//! Amounts of money.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use crate::text::Text;

/// An amount of money, with the same number of decimal places as in the cell: `3.50` keeps its zero.
///
/// The currency is in another column and is not part of the amount. Amounts are compared by value: `3.5 == 3.50`.
///
/// ```
/// use ema_model::{Money, MoneyFault};
///
/// let price: Money = "13.99".parse()?;
/// assert_eq!(price.decimals(), 2);
/// assert_eq!("$13.99".parse::<Money>(), Err(MoneyFault::Symbol));
/// # Ok::<(), MoneyFault>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(Decimal);

impl FromStr for Money {
    type Err = MoneyFault;

    /// Parses digits with an optional decimal point between them.
    fn from_str(text: &str) -> Result<Self, MoneyFault> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !plain(whole) || !plain(decimals) {
            return Err(MoneyFault::of(text));
        }
        if unsigned.len() < text.len() {
            return Err(MoneyFault::Negative);
        }
        Decimal::from_str_exact(text)
            .map(Self)
            .map_err(|_| MoneyFault::TooLong)
    }
}

impl Money {
    /// The amount.
    #[must_use]
    pub fn amount(self) -> Decimal {
        self.0
    }

    /// The number of decimal places in the text.
    #[must_use]
    pub fn decimals(self) -> u32 {
        self.0.scale()
    }

    /// The number of decimal places that the value needs: `3.50` needs one decimal place.
    #[must_use]
    pub fn needed_decimals(self) -> u32 {
        self.0.normalize().scale()
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// The reason why text is not an amount of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum MoneyFault {
    /// The text has a comma, which could be a thousands separator or a decimal comma.
    #[error("it has a comma")]
    Comma,
    /// The text has a currency symbol or letters in addition to the digits.
    #[error("it has something other than digits")]
    Symbol,
    /// The amount is negative.
    #[error("it is negative")]
    Negative,
    /// The text has no digits.
    #[error("it is not a number")]
    NotANumber,
    /// The text has more digits than any price can have.
    #[error("it has more than 28 digits")]
    TooLong,
}

impl MoneyFault {
    fn of(text: &str) -> Self {
        let digits = text.bytes().any(|b| b.is_ascii_digit());
        if !digits {
            Self::NotANumber
        } else if text.contains(',') {
            Self::Comma
        } else {
            Self::Symbol
        }
    }
}

/// The contents of PriceValue: an amount, or the name of a tier or category.
///
/// PriceType determines which of the two is required, so neither an amount nor a name is a fault by itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PriceValue {
    /// A number: an amount of money, or the number of a tier.
    Amount(Money),
    /// `New Release`, `Library`, `sub`, `NA`, a tier that is not a number, or an amount that is not valid as [`Money`].
    Label(Text),
}

impl From<&str> for PriceValue {
    /// Parses text as an amount if possible, and otherwise as a label.
    fn from(text: &str) -> Self {
        let amount = text.parse().map(Self::Amount);
        amount.unwrap_or_else(|_| Self::Label(Text::from(text)))
    }
}

impl FromStr for PriceValue {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self::from(text))
    }
}

impl fmt::Display for PriceValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Amount(money) => money.fmt(f),
            Self::Label(text) => f.pad(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_amounts_are_read() {
        for (text, fault) in [
            ("", MoneyFault::NotANumber),
            (".", MoneyFault::NotANumber),
            ("free", MoneyFault::NotANumber),
            ("1,234.50", MoneyFault::Comma),
            ("3,99", MoneyFault::Comma),
            ("3.99 €", MoneyFault::Symbol),
            ("1_000", MoneyFault::Symbol),
            ("1e3", MoneyFault::Symbol),
            (".99", MoneyFault::Symbol),
            ("99.", MoneyFault::Symbol),
            ("+1", MoneyFault::Symbol),
            ("1.2.3", MoneyFault::Symbol),
            ("-3.99", MoneyFault::Negative),
            ("12345678901234567890123456789012", MoneyFault::TooLong),
        ] {
            assert_eq!(text.parse::<Money>(), Err(fault), "{text}");
        }
    }

    #[test]
    fn decimals_are_kept_and_values_compare() {
        let price: Money = "3.50".parse().unwrap();
        assert_eq!(price.to_string(), "3.50");
        assert_eq!((price.decimals(), price.needed_decimals()), (2, 1));
        assert_eq!(Ok(price), "3.5".parse());
    }
}
