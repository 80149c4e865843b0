//! A point in time.

use std::str::FromStr;
use std::time::SystemTime;
use std::{error, fmt};

use chrono::{DateTime, NaiveDateTime, TimeZone};
use ema_model::Moment;

/// A point in time, in milliseconds.
///
/// The range is that of `NaiveDateTime`: about 262,000 years in each direction.
///
/// ```
/// use ema_rules::time::Timestamp;
///
/// let start = Timestamp::from_utc("2026-01-01T05:00:00".parse()?);
/// assert_eq!(start.to_string(), "2026-01-01T05:00:00Z");
/// assert_eq!(start.as_millis(), 1_767_243_600_000);
///
/// let in_new_york: Timestamp = "2026-01-01T00:00:00-05:00".parse()?;
/// assert_eq!(in_new_york, start);
/// let now = Timestamp::try_from(std::time::SystemTime::now())?;
/// assert!(now > Timestamp::MIN);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    millis: i64,
}

impl Timestamp {
    /// The earliest instant.
    pub const MIN: Self = Self {
        millis: NaiveDateTime::MIN.and_utc().timestamp_millis(),
    };

    /// The latest instant.
    pub const MAX: Self = Self {
        millis: NaiveDateTime::MAX.and_utc().timestamp_millis(),
    };

    /// Creates an instant from a date and time in UTC. Fractions of a millisecond are truncated.
    #[must_use]
    pub fn from_utc(utc: NaiveDateTime) -> Self {
        Self {
            millis: utc.and_utc().timestamp_millis(),
        }
    }

    /// The instant of a moment, or `None` if the moment has no offset from UTC.
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

    /// The date and time in UTC.
    #[must_use]
    pub fn to_utc(self) -> NaiveDateTime {
        DateTime::from_timestamp_millis(self.millis)
            .map_or(NaiveDateTime::MAX, |utc| utc.naive_utc())
    }

    /// The instant this many milliseconds after 1970-01-01T00:00:00Z. Returns `None` if the instant is before
    /// [`MIN`](Self::MIN) or after [`MAX`](Self::MAX).
    #[must_use]
    pub fn from_millis(millis: i64) -> Option<Self> {
        let instant = Self { millis };
        (Self::MIN..=Self::MAX)
            .contains(&instant)
            .then_some(instant)
    }

    /// The number of milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
    #[must_use]
    pub fn as_millis(self) -> i64 {
        self.millis
    }

    /// The instant at which clocks with an offset from UTC (in seconds) show a date and time.
    ///
    /// The result is clamped to the representable range.
    pub(super) fn from_local(local: NaiveDateTime, offset: i32) -> Self {
        let millis = Self::from_utc(local)
            .millis
            .saturating_sub(i64::from(offset) * 1000);
        Self {
            millis: millis.clamp(Self::MIN.millis, Self::MAX.millis),
        }
    }

    /// The date and time shown by clocks with an offset from UTC (in seconds).
    pub(super) fn to_local(self, offset: i32) -> NaiveDateTime {
        Self::from_local(self.to_utc(), offset.saturating_neg()).to_utc()
    }
}

/// Converts a date and time in any time zone. Fractions of a millisecond are truncated.
impl<Zone: TimeZone> From<DateTime<Zone>> for Timestamp {
    fn from(moment: DateTime<Zone>) -> Self {
        Self::from_utc(moment.naive_utc())
    }
}

/// Converts a system time. The conversion fails for a time before [`Timestamp::MIN`] or after [`Timestamp::MAX`].
impl TryFrom<SystemTime> for Timestamp {
    type Error = InvalidTimestamp;

    fn try_from(time: SystemTime) -> Result<Self, Self::Error> {
        let millis = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_millis()).ok(),
            // Times before 1970 are also rounded down.
            Err(before) => i64::try_from(before.duration().as_nanos().div_ceil(1_000_000))
                .ok()
                .map(|millis| -millis),
        };
        millis.and_then(Self::from_millis).ok_or(InvalidTimestamp)
    }
}

/// Parses a date and time with an offset in RFC 3339 format, such as `2026-11-21T09:00:00-05:00`.
impl FromStr for Timestamp {
    type Err = InvalidTimestamp;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let moment = DateTime::parse_from_rfc3339(text).map_err(|_| InvalidTimestamp)?;
        Ok(moment.into())
    }
}

/// The error for text that is not a date and time with an offset, or that is out of range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidTimestamp;

impl fmt::Display for InvalidTimestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("write a date and time with an offset, such as 2026-11-21T09:00:00Z")
    }
}

impl error::Error for InvalidTimestamp {}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let format = match self.millis.rem_euclid(1000) {
            0 => "%Y-%m-%dT%H:%M:%SZ",
            _ => "%Y-%m-%dT%H:%M:%S%.3fZ",
        };
        f.pad(&self.to_utc().format(format).to_string())
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Timestamp({self})")
    }
}

/// Writes the instant as text, such as `2026-11-21T05:00:00Z`.
#[cfg(feature = "serde")]
impl serde::Serialize for Timestamp {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Reads an instant from its text, like [`FromStr`].
#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Timestamp {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
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
            assert_eq!(Timestamp::from_millis(millis).unwrap().to_string(), shown);
        }
    }

    #[test]
    fn texts_without_an_offset_are_refused() {
        for text in [
            "2026-01-01",
            "2026-01-01T05:00:00",
            "2026-02-30T05:00:00Z",
            "",
        ] {
            assert_eq!(text.parse::<Timestamp>(), Err(InvalidTimestamp), "{text}");
        }
    }

    #[test]
    fn the_ends_of_time_are_instants() {
        assert_eq!(Timestamp::from_utc(NaiveDateTime::MIN), Timestamp::MIN);
        assert_eq!(Timestamp::from_utc(NaiveDateTime::MAX), Timestamp::MAX);
        assert_eq!(Timestamp::from_millis(Timestamp::MAX.as_millis() + 1), None);
        assert_eq!(Timestamp::from_millis(i64::MIN), None);
        assert_eq!(
            Timestamp::from_local(NaiveDateTime::MAX, -3600),
            Timestamp::MAX
        );
        assert_eq!(Timestamp::MIN.to_local(-3600), Timestamp::MIN.to_utc());
    }

    proptest! {
        #[test]
        fn an_instant_is_its_date_and_time_in_utc(
            millis in Timestamp::MIN.as_millis()..=Timestamp::MAX.as_millis(),
            other in Timestamp::MIN.as_millis()..=Timestamp::MAX.as_millis(),
        ) {
            let instant = Timestamp::from_millis(millis).unwrap();
            let other = Timestamp::from_millis(other).unwrap();
            prop_assert_eq!(Timestamp::from_utc(instant.to_utc()), instant);
            prop_assert_eq!(instant.cmp(&other), instant.to_utc().cmp(&other.to_utc()));
            prop_assert_eq!(Timestamp::from(instant.to_utc().and_utc()), instant);
        }

        /// The tested instants are in the years 1 to 9999.
        #[test]
        fn an_instant_is_read_from_its_text(millis in -62_135_596_800_000..253_402_300_800_000_i64) {
            let instant = Timestamp::from_millis(millis).unwrap();
            prop_assert_eq!(instant.to_string().parse(), Ok(instant));
            #[cfg(feature = "serde")]
            {
                let json = serde_json::to_value(instant).unwrap();
                prop_assert_eq!(&json, &instant.to_string());
                prop_assert_eq!(serde_json::from_value::<Timestamp>(json).unwrap(), instant);
            }
            let since_1970 = std::time::Duration::from_millis(millis.unsigned_abs());
            let time = match millis < 0 {
                true => SystemTime::UNIX_EPOCH - since_1970,
                false => SystemTime::UNIX_EPOCH + since_1970,
            };
            prop_assert_eq!(Timestamp::try_from(time), Ok(instant));
        }
    }
}
