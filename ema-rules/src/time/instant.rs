//! A point in time.

use std::fmt;

use chrono::{DateTime, NaiveDateTime};
use ema_model::Moment;

/// A point in time, in milliseconds.
///
/// The range is that of `NaiveDateTime`, about 262,000 years in each direction.
///
/// ```
/// use ema_rules::time::Instant;
///
/// let start = Instant::from_utc("2026-01-01T05:00:00".parse()?);
/// assert_eq!(start.to_string(), "2026-01-01T05:00:00Z");
/// assert_eq!(start.as_millis(), 1_767_243_600_000);
/// # Ok::<(), chrono::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant {
    millis: i64,
}

impl Instant {
    /// The instant of a moment that has an offset; `None` for any other.
    pub(crate) fn of(moment: Moment) -> Option<Self> {
        let Moment::Instant {
            local,
            offset_minutes,
        } = moment
        else {
            return None;
        };
        let offset = chrono::TimeDelta::minutes(i64::from(offset_minutes));
        local.checked_sub_signed(offset).map(Self::from_utc)
    }

    /// The earliest instant.
    pub const MIN: Self = Self {
        millis: NaiveDateTime::MIN.and_utc().timestamp_millis(),
    };

    /// The latest instant.
    pub const MAX: Self = Self {
        millis: NaiveDateTime::MAX.and_utc().timestamp_millis(),
    };

    /// Creates an instant from the date and time that UTC clocks show. Fractions of a millisecond
    /// are truncated.
    #[must_use]
    pub fn from_utc(utc: NaiveDateTime) -> Self {
        Self {
            millis: utc.and_utc().timestamp_millis(),
        }
    }

    /// The date and time that UTC clocks show.
    #[must_use]
    pub fn to_utc(self) -> NaiveDateTime {
        DateTime::from_timestamp_millis(self.millis)
            .map_or(NaiveDateTime::MAX, |utc| utc.naive_utc())
    }

    /// The instant this many milliseconds after 1970-01-01T00:00:00Z; `None` if it is before
    /// [`MIN`](Self::MIN) or after [`MAX`](Self::MAX).
    #[must_use]
    pub fn from_millis(millis: i64) -> Option<Self> {
        let instant = Self { millis };
        (Self::MIN..=Self::MAX)
            .contains(&instant)
            .then_some(instant)
    }

    /// The milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
    #[must_use]
    pub fn as_millis(self) -> i64 {
        self.millis
    }

    /// The instant at which clocks with an offset from UTC, in seconds, show a date and time.
    ///
    /// Clamped to the representable range.
    pub(super) fn from_local(local: NaiveDateTime, offset: i32) -> Self {
        let millis = Self::from_utc(local)
            .millis
            .saturating_sub(i64::from(offset) * 1000);
        Self {
            millis: millis.clamp(Self::MIN.millis, Self::MAX.millis),
        }
    }

    /// The date and time on clocks with an offset from UTC, in seconds.
    pub(super) fn to_local(self, offset: i32) -> NaiveDateTime {
        Self::from_local(self.to_utc(), offset.saturating_neg()).to_utc()
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let format = match self.millis.rem_euclid(1000) {
            0 => "%Y-%m-%dT%H:%M:%SZ",
            _ => "%Y-%m-%dT%H:%M:%S%.3fZ",
        };
        f.pad(&self.to_utc().format(format).to_string())
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Instant({self})")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn milliseconds_are_shown_only_where_there_are_any() {
        for (millis, shown) in [
            (0, "1970-01-01T00:00:00Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
            (1_767_243_600_050, "2026-01-01T05:00:00.050Z"),
            (253_402_300_800_000, "+10000-01-01T00:00:00Z"),
        ] {
            assert_eq!(Instant::from_millis(millis).unwrap().to_string(), shown);
        }
    }

    #[test]
    fn the_ends_of_time_are_instants() {
        assert_eq!(Instant::from_utc(NaiveDateTime::MIN), Instant::MIN);
        assert_eq!(Instant::from_utc(NaiveDateTime::MAX), Instant::MAX);
        assert_eq!(Instant::from_millis(Instant::MAX.as_millis() + 1), None);
        assert_eq!(Instant::from_millis(i64::MIN), None);
        assert_eq!(Instant::from_local(NaiveDateTime::MAX, -3600), Instant::MAX);
        assert_eq!(Instant::MIN.to_local(-3600), Instant::MIN.to_utc());
    }

    proptest! {
        #[test]
        fn an_instant_is_its_date_and_time_in_utc(
            millis in Instant::MIN.as_millis()..=Instant::MAX.as_millis(),
            other in Instant::MIN.as_millis()..=Instant::MAX.as_millis(),
        ) {
            let instant = Instant::from_millis(millis).unwrap();
            let other = Instant::from_millis(other).unwrap();
            prop_assert_eq!(Instant::from_utc(instant.to_utc()), instant);
            prop_assert_eq!(instant.cmp(&other), instant.to_utc().cmp(&other.to_utc()));
        }
    }
}
