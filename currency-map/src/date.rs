//! A calendar date.

use core::{error, fmt, str};

/// A date in the Gregorian calendar, from 0000-01-01 to 9999-12-31.
///
/// The crate defines its own date type because it has no dependencies. Dates can be compared, parsed and formatted, but
/// not added or subtracted. Years, months and days have the same types as in chrono: `Date::new(day.year(),
/// day.month(), day.day())` converts a `chrono::NaiveDate` named `day`.
///
/// ```
/// use currency_map::Date;
///
/// let euro_in_croatia = Date::new(2023, 1, 1).ok_or("no such day")?;
/// assert_eq!(euro_in_croatia.to_string(), "2023-01-01");
/// assert!("2022-12-31".parse::<Date>()? < euro_in_croatia);
/// assert_eq!(Date::new(2023, 2, 29), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    // The derived comparison compares the fields in this order.
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The date with this year, month and day. Returns `None` if the calendar has no such date, or if the year has more
    /// than four digits.
    #[must_use]
    pub const fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        if year < 0 || year > 9999 || day < 1 || day > days_of_month(year, month) {
            return None;
        }
        // The numbers were checked above, so the casts are lossless.
        Some(Self {
            year: year as u16,
            month: month as u8,
            day: day as u8,
        })
    }

    /// The year, from 0 to 9999.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.year as i32
    }

    /// The month, from 1 to 12.
    #[must_use]
    pub const fn month(self) -> u32 {
        self.month as u32
    }

    /// The day of the month, from 1 to 31.
    #[must_use]
    pub const fn day(self) -> u32 {
        self.day as u32
    }
}

/// Parses only the form `YYYY-MM-DD`.
impl str::FromStr for Date {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
            return Err(InvalidDate);
        };
        let [year, month, day] = [&[y1, y2, y3, y4][..], &[m1, m2], &[d1, d2]].map(number);
        let year = year.and_then(|year| i32::try_from(year).ok());
        match (year, month, day) {
            (Some(year), Some(month), Some(day)) => Self::new(year, month, day).ok_or(InvalidDate),
            _ => Err(InvalidDate),
        }
    }
}

/// The error for a string that is not a calendar date in the form `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct InvalidDate;

impl fmt::Display for InvalidDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("write a date that the calendar has, as YYYY-MM-DD: 2026-01-31")
    }
}

impl error::Error for InvalidDate {}

/// Writes the date in the form `YYYY-MM-DD`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Date({self})")
    }
}

const fn days_of_month(year: i32, month: u32) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |number, digit| match digit {
        b'0'..=b'9' => Some(number * 10 + u32::from(digit - b'0')),
        _ => None,
    })
}
