//! Dates and times, and the keywords that replace them.

use std::fmt;
use std::str::FromStr;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::Reason;

/// A date, or a date and time, with the same precision as the cell's text.
///
/// The instant that it represents depends on the territory and the platform, so `ema-rules` determines the instant.
///
/// ```
/// use ema_model::{Moment, Reason};
///
/// assert!(matches!("2026-01-31".parse(), Ok(Moment::Date(_))));
/// assert!(matches!("2026-01-31T09:00:00".parse(), Ok(Moment::Local(_))));
/// assert!(matches!("2026-01-31T09:00:00-05:00".parse(), Ok(Moment::Instant { .. })));
/// assert_eq!("31/01/2026".parse::<Moment>(), Err(Reason::Date));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Moment {
    /// A date without a time of day.
    Date(NaiveDate),
    /// A date and time without an offset from UTC.
    Local(NaiveDateTime),
    /// A date and time with its offset from UTC.
    Instant {
        /// The date and time at that offset.
        local: NaiveDateTime,
        /// The offset in minutes, which is positive east of Greenwich and zero for `Z`.
        offset_minutes: i16,
    },
}

impl FromStr for Moment {
    type Err = Reason;

    /// Parses `YYYY-MM-DD`, or a date and time in ISO 8601 extended format. Seconds, their fraction (to the
    /// millisecond) and the offset (`Z` or `±hh:mm`) are optional.
    ///
    /// No other form is accepted, so the meaning of `14/05/2013` is never guessed.
    fn from_str(text: &str) -> Result<Self, Reason> {
        Self::read(text).ok_or(Reason::Date)
    }
}

impl Moment {
    fn read(text: &str) -> Option<Self> {
        let (date, time) = match text.split_once('T') {
            Some((date, time)) => (date, Some(time)),
            None => (text, None),
        };
        let date = parse_date(date)?;
        let Some(time) = time else {
            return Some(Self::Date(date));
        };
        let (time, offset) = split_offset(time);
        let local = date.and_time(parse_time(time)?);
        match offset {
            None => Some(Self::Local(local)),
            Some(offset) => {
                let offset_minutes = parse_offset(offset)?;
                Some(Self::Instant {
                    local,
                    offset_minutes,
                })
            }
        }
    }

    /// The date as written, regardless of the time zone.
    #[must_use]
    pub fn date(self) -> NaiveDate {
        match self {
            Self::Date(date) => date,
            Self::Local(local) | Self::Instant { local, .. } => local.date(),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => write!(f, "{date}"),
            Self::Local(local) => write!(f, "{}", local.format("%Y-%m-%dT%H:%M:%S%.f")),
            Self::Instant {
                local,
                offset_minutes,
            } => {
                write!(f, "{}", local.format("%Y-%m-%dT%H:%M:%S%.f"))?;
                match offset_minutes {
                    0 => f.write_str("Z"),
                    minutes => {
                        let sign = if *minutes < 0 { '-' } else { '+' };
                        let minutes = minutes.unsigned_abs();
                        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
                    }
                }
            }
        }
    }
}

fn parse_date(text: &str) -> Option<NaiveDate> {
    let [year, month, day] = fixed(text, '-', [4, 2, 2])?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

fn parse_time(text: &str) -> Option<NaiveTime> {
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let millis = match fraction {
        None => 0,
        Some(digits) => {
            let plain =
                (1..=9).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
            if !plain {
                return None;
            }
            format!("{digits:0<3}").get(..3)?.parse().ok()?
        }
    };
    if let Some([hour, minute, second]) = fixed(whole, ':', [2, 2, 2]) {
        return NaiveTime::from_hms_milli_opt(hour, minute, second, millis);
    }
    let [hour, minute] = fixed(whole, ':', [2, 2])?;
    fraction
        .is_none()
        .then(|| NaiveTime::from_hms_opt(hour, minute, 0))?
}

fn split_offset(time: &str) -> (&str, Option<&str>) {
    match time.find(['Z', '+', '-']) {
        Some(at) => {
            let (time, offset) = time.split_at(at);
            (time, Some(offset))
        }
        None => (time, None),
    }
}

fn parse_offset(text: &str) -> Option<i16> {
    if text == "Z" {
        return Some(0);
    }
    let (sign, rest) = text.split_at_checked(1)?;
    let [hours, minutes] = fixed(rest, ':', [2, 2])?;
    // The largest offset from UTC that any place has ever had is 15:13, in Metlakatla.
    if hours > 15 || minutes > 59 {
        return None;
    }
    let minutes = i16::try_from(hours * 60 + minutes).ok()?;
    Some(if sign == "-" { -minutes } else { minutes })
}

/// Parses numbers of these widths with the separator between them.
fn fixed<const N: usize>(text: &str, separator: char, widths: [usize; N]) -> Option<[u32; N]> {
    let mut numbers = [0; N];
    let mut parts = text.split(separator);
    for (number, width) in numbers.iter_mut().zip(widths) {
        let part = parts.next()?;
        if part.len() != width || !part.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(numbers)
}

/// A keyword that replaces the date in Start or End.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Keyword {
    /// `Open`: the window has no end.
    Open,
    /// `ESTStart`: a pre-order ends when the sale starts.
    EstStart,
    /// `Immediate`: at once (since 1.7).
    Immediate,
    /// `EST`: when the sale starts (since 1.7.3).
    Est,
    /// `Broadcast`: when the title is broadcast (since 1.7.3).
    Broadcast,
    /// `Completed`: when the season is complete (since 1.7.3).
    Completed,
    /// `Theatrical`: when the title opens in theaters (since 1.7.3).
    Theatrical,
}

impl Keyword {
    /// All keywords.
    pub const ALL: &'static [Self] = &[
        Self::Open,
        Self::EstStart,
        Self::Immediate,
        Self::Est,
        Self::Broadcast,
        Self::Completed,
        Self::Theatrical,
    ];

    /// The keyword as spelled in the specification.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::EstStart => "ESTStart",
            Self::Immediate => "Immediate",
            Self::Est => "EST",
            Self::Broadcast => "Broadcast",
            Self::Completed => "Completed",
            Self::Theatrical => "Theatrical",
        }
    }

    /// Whether the keyword names an event, which StartLag or EndLag can refer to.
    #[must_use]
    pub fn is_event(self) -> bool {
        matches!(
            self,
            Self::Est | Self::Broadcast | Self::Completed | Self::Theatrical
        )
    }
}

impl FromStr for Keyword {
    type Err = UnknownKeyword;

    /// Parses a keyword, ignoring case and inner spaces.
    fn from_str(text: &str) -> Result<Self, UnknownKeyword> {
        let exact = Self::ALL.iter().find(|word| word.as_str() == text);
        let found = exact.or_else(|| {
            let folded = crate::text::folded(text);
            let is_same = |word: &&Self| crate::text::folded(word.as_str()) == folded;
            Self::ALL.iter().find(is_same)
        });
        found.copied().ok_or(UnknownKeyword)
    }
}

/// The error for text that is not a [`Keyword`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("it is not Open, ESTStart, Immediate, EST, Broadcast, Completed or Theatrical")]
pub struct UnknownKeyword;

impl fmt::Display for Keyword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The start of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AvailStart {
    /// The window starts on a date or at a time. A date without a time means the beginning of the day.
    At(Moment),
    /// The window starts at an event. The keyword is never [`Keyword::Open`] or [`Keyword::EstStart`], which are only
    /// for ends.
    Keyword(Keyword),
}

impl FromStr for AvailStart {
    type Err = Reason;

    /// Parses a date, a date and time, or a keyword.
    fn from_str(text: &str) -> Result<Self, Reason> {
        text.parse()
            .map(Self::At)
            .or_else(|reason| match text.parse() {
                Ok(Keyword::Open | Keyword::EstStart) | Err(UnknownKeyword) => Err(reason),
                Ok(keyword) => Ok(Self::Keyword(keyword)),
            })
    }
}

impl fmt::Display for AvailStart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(moment) => moment.fmt(f),
            Self::Keyword(word) => word.fmt(f),
        }
    }
}

/// The end of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AvailEnd {
    /// The window ends on a date or at a time. A date without a time includes the whole day.
    At(Moment),
    /// The window never ends, or it ends at an event.
    Keyword(Keyword),
}

impl FromStr for AvailEnd {
    type Err = Reason;

    /// Parses a date, a date and time, or a keyword.
    fn from_str(text: &str) -> Result<Self, Reason> {
        let keyword = |reason| text.parse().map(Self::Keyword).map_err(|_| reason);
        text.parse().map(Self::At).or_else(keyword)
    }
}

impl fmt::Display for AvailEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(moment) => moment.fmt(f),
            Self::Keyword(word) => word.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_shapes_are_never_guessed_at() {
        for text in [
            "",
            "14/05/2013",
            "May 14 2013",
            "2013-5-14",
            "20130514",
            "2013-05-32",
            "2013-02-29",
            "2013-05-14 09:00:00",
            "2013-05-14T",
            "2013-05-14T9:00",
            "2013-05-14T24:00:00",
            "2013-05-14T23:59:60",
            "2013-05-14T09:00:00.",
            "2013-05-14T09:00:00+5",
            "2013-05-14T09:00:00+0500",
            "2013-05-14T09:00:00ZZ",
            "2013-05-14Z",
            "٢٠١٣-٠٥-١٤",
            "+2013-05-14",
        ] {
            assert_eq!(text.parse::<Moment>(), Err(Reason::Date), "{text}");
        }
    }

    #[test]
    fn what_is_read_is_shown_again() {
        for text in [
            "2026-01-31",
            "0001-01-01",
            "2024-02-29T00:00:00",
            "2019-01-01T07:00:00-05:00",
            "2019-01-01T00:00:00Z",
            "2019-01-01T00:00:00.125Z",
            "2019-01-01T00:00:00+05:45",
        ] {
            assert_eq!(
                text.parse().map(|m: Moment| m.to_string()),
                Ok(text.to_owned())
            );
        }
        assert_eq!(
            "2019-01-01T07:30".parse().map(|m: Moment| m.to_string()),
            Ok("2019-01-01T07:30:00".to_owned())
        );
    }

    #[test]
    fn a_window_does_not_start_open() {
        assert_eq!("Open".parse::<AvailStart>(), Err(Reason::Date));
        assert_eq!("open".parse(), Ok(AvailEnd::Keyword(Keyword::Open)));
        assert_eq!(
            "EST Start".parse(),
            Ok(AvailEnd::Keyword(Keyword::EstStart))
        );
    }
}
