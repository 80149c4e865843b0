//! Whole numbers: counts, hours and years.

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use super::Reason;

/// A whole number: a season, episode or volume number, or a count of seasons, episodes or volumes.
///
/// The text must be one to nine ASCII digits, so `S1`, `1.0` and `+1` are rejected.
///
/// ```
/// use ema_model::{Count, Reason};
///
/// assert_eq!("007".parse::<Count>()?.get(), 7);
/// assert_eq!("S1".parse::<Count>(), Err(Reason::Count));
/// # Ok::<(), Reason>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Count(u32);

/// A whole number of hours, at least one: the duration of a rental.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hours(u32);

/// A four-digit year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(u16);

impl Count {
    /// The number.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl Hours {
    /// The number of hours.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl Year {
    /// The year.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl FromStr for Count {
    type Err = Reason;

    /// Parses one to nine digits.
    fn from_str(text: &str) -> Result<Self, Reason> {
        digits(text, 1..=9).map(Self).ok_or(Reason::Count)
    }
}

impl FromStr for Hours {
    type Err = Reason;

    /// Parses one to nine digits. Zero is rejected.
    fn from_str(text: &str) -> Result<Self, Reason> {
        let hours = digits(text, 1..=9).filter(|hours| *hours > 0);
        hours.map(Self).ok_or(Reason::Hours)
    }
}

impl FromStr for Year {
    type Err = Reason;

    /// Parses four digits.
    fn from_str(text: &str) -> Result<Self, Reason> {
        let year = digits(text, 4..=4).and_then(|year| u16::try_from(year).ok());
        year.map(Self).ok_or(Reason::Year)
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.0)
    }
}

fn digits(text: &str, length: RangeInclusive<usize>) -> Option<u32> {
    let plain = length.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_digits_count() {
        assert_eq!("007".parse(), Ok(Count(7)));
        for text in ["", "1.0", "+1", "-1", "1 ", "１", "1e3", "S1", "1234567890"] {
            assert_eq!(text.parse::<Count>(), Err(Reason::Count), "{text}");
        }
        assert_eq!("0".parse::<Hours>(), Err(Reason::Hours));
        assert_eq!("13".parse::<Year>(), Err(Reason::Year));
        assert_eq!("2013".parse().map(Year::get), Ok(2013));
    }
}
