//! Whole numbers: episodes, hours, years.

/// A whole number: of a season, an episode, a volume, or of how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Count(pub u32);

impl Count {
    /// Reads digits alone; `None` for anything else, or for more than nine of them.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        digits(text, 1..=9).map(Self)
    }
}

/// A whole number of hours, at least one: how long a rental lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hours(u32);

impl Hours {
    /// Reads digits alone; `None` for anything else, and for zero.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        digits(text, 1..=9).filter(|hours| *hours > 0).map(Self)
    }

    /// The hours.
    #[must_use]
    pub fn get(self) -> u32 {
        self.0
    }
}

/// A year of four digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(u16);

impl Year {
    /// Reads four digits; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        digits(text, 4..=4)
            .and_then(|year| u16::try_from(year).ok())
            .map(Self)
    }

    /// The year.
    #[must_use]
    pub fn get(self) -> u16 {
        self.0
    }
}

fn digits(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let plain = length.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_digits_count() {
        assert_eq!(Count::parse("007"), Some(Count(7)));
        for text in ["", "1.0", "+1", "-1", "1 ", "１", "1e3", "S1", "1234567890"] {
            assert_eq!(Count::parse(text), None, "{text}");
        }
        assert_eq!(Hours::parse("0"), None);
        assert_eq!(Year::parse("13"), None);
        assert_eq!(Year::parse("2013").map(Year::get), Some(2013));
    }
}
