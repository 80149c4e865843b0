//! The as-of moment of a check: an instant or a day.

use std::fmt;
use std::str::FromStr;

use currency_map::Territory;
use ema_model::{Moment, NaiveDate};

use super::{Edge, Timestamp, Zones, whole_day};

/// The as-of moment, which counts as now when a file is checked or a feed is applied: an instant or a day.
///
/// A day is interpreted separately in each territory. It begins there at the same instant as a window whose Start is
/// that date. For example, 2026-11-21 begins at 2026-11-21T05:00:00Z in the United States and at 2026-11-21T00:00:00Z
/// in the United Kingdom. As of 2026-11-21, an End of `2026-11-20` has therefore passed in every territory, as rights
/// managers expect when they send a takedown with "an End on the day before".
///
/// Functions that need a moment accept `impl Into<AsOf>`, so you can pass a [`Timestamp`] directly.
///
/// ```
/// use currency_map::Territory;
/// use ema_rules::{AsOf, Zones};
///
/// let (us, gb) = (Territory::parse("US")?, Territory::parse("GB")?);
/// let zones = Zones::default();
///
/// let day: AsOf = "2026-11-21".parse()?;
/// assert_eq!(day.in_territory(us, &zones).to_string(), "2026-11-21T05:00:00Z");
/// assert_eq!(day.in_territory(gb, &zones).to_string(), "2026-11-21T00:00:00Z");
///
/// let instant: AsOf = "2026-11-21T09:00:00-05:00".parse()?;
/// assert_eq!(instant.in_territory(us, &zones), instant.in_territory(gb, &zones));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AsOf {
    /// An instant, which is the same everywhere.
    Timestamp(Timestamp),
    /// The first moment of a day, according to the clocks in each territory.
    Day(NaiveDate),
}

/// The number of milliseconds in an hour.
const HOUR: i64 = 3_600_000;

impl AsOf {
    /// The instant of this moment in a territory. For a day, this is when the day begins there.
    #[must_use]
    pub fn in_territory(self, country: Territory, zones: &Zones) -> Timestamp {
        match self {
            Self::Timestamp(instant) => instant,
            Self::Day(day) => match whole_day(day, Edge::Start) {
                Some(local) => zones.resolve(country, local, Edge::Start).instant,
                None => self.nominal(),
            },
        }
    }

    /// The date of this moment in a territory.
    #[must_use]
    pub fn day_in_territory(self, country: Territory, zones: &Zones) -> NaiveDate {
        match self {
            Self::Timestamp(instant) => zones.local(country, instant).date(),
            Self::Day(day) => day,
        }
    }

    /// The instant at which a window ends in a territory if its End is the day before this moment.
    pub(crate) fn end_of_day_before(self, country: Territory, zones: &Zones) -> Timestamp {
        let day = self.day_in_territory(country, zones);
        let day = day.pred_opt().unwrap_or(NaiveDate::MIN);
        let local = whole_day(day, Edge::End).unwrap_or_default();
        zones.resolve(country, local, Edge::End).instant
    }

    /// A single date for all territories. For an instant, this is the date in UTC.
    #[must_use]
    pub fn date(self) -> NaiveDate {
        self.nominal().to_utc().date()
    }

    /// The moment `hours` hours later. If this moment is a day, the result is a day too, so 30 days later still begins
    /// at midnight, even if the clocks change in between.
    pub(crate) fn later(self, hours: i64) -> Self {
        let millis = self.nominal().as_millis();
        let later = Timestamp::from_millis(millis.saturating_add(hours.saturating_mul(HOUR)));
        let later = later.unwrap_or(Timestamp::MAX);
        match self {
            Self::Timestamp(_) => Self::Timestamp(later),
            Self::Day(_) => Self::Day(later.to_utc().date()),
        }
    }

    /// A single instant for all territories. For a day, this is the first moment of the day in UTC, which differs from
    /// the instant in a territory by at most a day.
    pub(crate) fn nominal(self) -> Timestamp {
        match self {
            Self::Timestamp(instant) => instant,
            Self::Day(day) => Timestamp::from_utc(day.into()),
        }
    }

    /// Whether the instant of this moment depends on the territory.
    pub(crate) fn depends_on_clocks(self) -> bool {
        matches!(self, Self::Day(_))
    }
}

impl From<Timestamp> for AsOf {
    fn from(instant: Timestamp) -> Self {
        Self::Timestamp(instant)
    }
}

impl From<NaiveDate> for AsOf {
    fn from(day: NaiveDate) -> Self {
        Self::Day(day)
    }
}

/// Formats a day as `2026-11-21`, and an instant as `2026-11-21T14:00:00Z`.
impl fmt::Display for AsOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Timestamp(instant) => instant.fmt(f),
            Self::Day(day) => day.fmt(f),
        }
    }
}

/// Parses a day in the form `YYYY-MM-DD`, or an instant as an ISO 8601 date and time with an offset from UTC. A date
/// and time without an offset is an error, because its zone would be unclear.
impl FromStr for AsOf {
    type Err = InvalidAsOf;

    fn from_str(text: &str) -> Result<Self, InvalidAsOf> {
        match text.parse() {
            Ok(Moment::Date(day)) => Ok(Self::Day(day)),
            Ok(moment) => Timestamp::of(moment)
                .map(Self::Timestamp)
                .ok_or(InvalidAsOf),
            Err(_) => Err(InvalidAsOf),
        }
    }
}

/// Writes the day or instant as text.
#[cfg(feature = "serde")]
impl serde::Serialize for AsOf {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Reads a day or an instant from its text, like [`FromStr`].
#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for AsOf {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// The error for text that is neither a day nor an instant.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "write the day as YYYY-MM-DD, such as 2026-11-21, or the instant with its offset from UTC, such \
     as 2026-11-21T09:00:00-05:00"
)]
pub struct InvalidAsOf;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Conventions, Window};
    use ema_model::{Avail, Column, EmaVersion};

    #[test]
    fn days_and_instants_are_read_and_shown() {
        for (text, shown) in [
            ("2026-11-21", "2026-11-21"),
            ("2026-11-21T09:00:00-05:00", "2026-11-21T14:00:00Z"),
            ("2026-11-21T00:00Z", "2026-11-21T00:00:00Z"),
            ("0000-01-01T00:00:00+15:00", "-0001-12-31T09:00:00Z"),
        ] {
            let as_of: AsOf = text.parse().unwrap();
            assert_eq!(as_of.to_string(), shown);
        }
        for text in [
            "",
            "today",
            "21/11/2026",
            "2026-11-31",
            "2026-11-21T09:00:00",
        ] {
            assert_eq!(text.parse::<AsOf>(), Err(InvalidAsOf), "{text}");
        }
    }

    #[test]
    fn what_ended_the_day_before_has_ended_in_every_territory() {
        let conventions = Conventions::prime_video();
        let as_of: AsOf = "2026-11-21".parse().unwrap();
        let cells = [(Column::Start, "2026-11-20"), (Column::End, "2026-11-20")];
        let avail = Avail::from_cells(EmaVersion::V1_8, cells);
        for &territory in Territory::all() {
            let window = Window::of(&avail, territory.into(), &conventions);
            let now = as_of.in_territory(territory, &conventions.clocks.zones);
            assert!(window.end.instant().unwrap() < now, "{territory}");
            assert_eq!(
                shown_day(territory, now),
                as_of.day_in_territory(territory, &conventions.clocks.zones),
                "{territory}"
            );
        }
    }

    fn shown_day(territory: Territory, now: Timestamp) -> NaiveDate {
        Zones::default().local(territory, now).date()
    }

    #[test]
    fn the_ends_of_the_calendar_are_days() {
        let us = Territory::parse("US").unwrap();
        for day in [NaiveDate::MIN, NaiveDate::MAX] {
            let as_of = AsOf::from(day);
            let apart =
                as_of.in_territory(us, &Zones::default()).as_millis() - as_of.nominal().as_millis();
            assert!(apart.abs() < 86_400_000, "{day}");
            assert_eq!(as_of.date(), day);
        }
    }
}
