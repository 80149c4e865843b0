//! Durations.

use std::fmt;
use std::str::FromStr;

use super::Reason;

/// An ISO 8601 duration, such as `P180D`, `-PT12H` or `P1Y2M`.
///
/// Years and months have no fixed length, so they are stored separately from days and seconds.
///
/// ```
/// use ema_model::IsoDuration;
///
/// let lag: IsoDuration = "-P5DT10H".parse()?;
/// assert!(lag.is_negative());
/// assert_eq!((lag.days(), lag.seconds()), (5, 36_000));
/// # Ok::<(), ema_model::Reason>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct IsoDuration {
    negative: bool,
    months: u32,
    days: u32,
    seconds: u32,
}

impl FromStr for IsoDuration {
    type Err = Reason;

    /// Parses a duration in whole years, months, weeks, days, hours, minutes and seconds, with or without a minus sign
    /// before the `P`. The total numbers of months, days and seconds must each fit into a `u32`.
    fn from_str(text: &str) -> Result<Self, Reason> {
        Self::read(text).ok_or(Reason::Duration)
    }
}

/// Writes the duration in its shortest form, such as `P14M` or `PT90S`.
impl fmt::Display for IsoDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            negative,
            months,
            days,
            seconds,
        } = *self;
        f.write_str(if negative { "-P" } else { "P" })?;
        if months > 0 {
            write!(f, "{months}M")?;
        }
        // Even a duration of zero must have one part.
        if days > 0 || (months == 0 && seconds == 0) {
            write!(f, "{days}D")?;
        }
        if seconds > 0 {
            write!(f, "T{seconds}S")?;
        }
        Ok(())
    }
}

impl IsoDuration {
    fn read(text: &str) -> Option<Self> {
        let (negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let rest = rest.strip_prefix('P')?;
        let (date, time) = match rest.split_once('T') {
            Some((_, "")) => return None,
            Some((date, time)) => (date, time),
            None => (rest, ""),
        };
        let [years, months, weeks, days] = parts(date, ['Y', 'M', 'W', 'D'])?;
        let [hours, minutes, seconds] = parts(time, ['H', 'M', 'S'])?;
        let duration = Self {
            negative,
            months: years.checked_mul(12)?.checked_add(months)?,
            days: weeks.checked_mul(7)?.checked_add(days)?,
            seconds: hours
                .checked_mul(3600)?
                .checked_add(minutes.checked_mul(60)?)?
                .checked_add(seconds)?,
        };
        (!rest.is_empty()).then_some(duration)
    }

    /// Whether the duration is negative.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.negative
    }

    /// The years and months, converted to months.
    #[must_use]
    pub fn months(self) -> u32 {
        self.months
    }

    /// The weeks and days, converted to days.
    #[must_use]
    pub fn days(self) -> u32 {
        self.days
    }

    /// The hours, minutes and seconds, converted to seconds.
    #[must_use]
    pub fn seconds(self) -> u32 {
        self.seconds
    }
}

/// Parses numbers that are each followed by one of the letters, in this order. Missing parts are zero.
fn parts<const N: usize>(text: &str, letters: [char; N]) -> Option<[u32; N]> {
    let mut numbers = [0; N];
    let mut rest = text;
    for (number, letter) in numbers.iter_mut().zip(letters) {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (figure, after) = rest.split_at(digits);
        if let Some(after) = after.strip_prefix(letter) {
            *number = figure.parse().ok()?;
            rest = after;
        }
    }
    rest.is_empty().then_some(numbers)
}

/// A running time in whole seconds.
///
/// The template requires `HH:MM:SS`. Prime Video also accepts minutes. `56:20` is rejected, because it could mean hours
/// and minutes, or minutes and seconds.
///
/// ```
/// use ema_model::RunTime;
///
/// assert_eq!("01:56:20".parse().map(RunTime::seconds), Ok(6_980));
/// assert_eq!("116".parse().map(RunTime::seconds), Ok(6_960));
/// assert!("56:20".parse::<RunTime>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RunTime(u32);

impl FromStr for RunTime {
    type Err = Reason;

    /// Parses `H:MM:SS`, or a whole number of minutes.
    fn from_str(text: &str) -> Result<Self, Reason> {
        Self::read(text).ok_or(Reason::RunTime)
    }
}

impl RunTime {
    fn read(text: &str) -> Option<Self> {
        let digits = |part: &str, width: std::ops::RangeInclusive<usize>| {
            let plain = width.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
            plain.then(|| part.parse::<u32>().ok()).flatten()
        };
        if let Some(minutes) = digits(text, 1..=5) {
            return Some(Self(minutes * 60));
        }
        let mut parts = text.split(':');
        let (hours, minutes, seconds) = (parts.next()?, parts.next()?, parts.next()?);
        // A running time of 99999 minutes is longer than 1666 hours, so hours with four digits must be accepted.
        let hours = digits(hours, 1..=4)?;
        let minutes = digits(minutes, 2..=2).filter(|minutes| *minutes < 60)?;
        let seconds = digits(seconds, 2..=2).filter(|seconds| *seconds < 60)?;
        parts
            .next()
            .is_none()
            .then_some(Self(hours * 3600 + minutes * 60 + seconds))
    }

    /// The running time in seconds.
    #[must_use]
    pub fn seconds(self) -> u32 {
        self.0
    }
}

impl fmt::Display for RunTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{:02}:{:02}",
            self.0 / 3600,
            self.0 / 60 % 60,
            self.0 % 60
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_need_a_number_before_each_letter_in_order() {
        for text in [
            "", "P", "PT", "P1", "180", "P1.5D", "PD", "P1D2M", "PT1D", "P1H", "--P1D", "p1d",
            "P1DT",
        ] {
            assert_eq!(text.parse::<IsoDuration>(), Err(Reason::Duration), "{text}");
        }
        assert!("P99999999999D".parse::<IsoDuration>().is_err());
        let year: IsoDuration = "P1Y2M1W3DT1H1M1S".parse().unwrap();
        assert_eq!((year.months(), year.days(), year.seconds()), (14, 10, 3661));
    }

    #[test]
    fn run_times_are_never_guessed_at() {
        for text in [
            "",
            "56:20",
            "1:56:60",
            "1:60:00",
            "1:5:00",
            "1:56:20:00",
            "1h56",
            "116.5",
            "-5",
        ] {
            assert_eq!(text.parse::<RunTime>(), Err(Reason::RunTime), "{text}");
        }
        assert_eq!(
            "0:09:25".parse().map(|time: RunTime| time.to_string()),
            Ok("0:09:25".to_owned())
        );
    }

    #[test]
    fn a_run_time_that_is_written_is_read_as_the_same() {
        for text in [
            "0",
            "1",
            "59",
            "59999",
            "60000",
            "99999",
            "0:00:59",
            "999:59:59",
        ] {
            let time: RunTime = text.parse().unwrap();
            assert_eq!(time.to_string().parse(), Ok(time), "{text}");
        }
    }
}
