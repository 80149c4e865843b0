//! Local times that clocks in some territory skip or repeat.

use std::mem;
use std::ops::Range;

use chrono::NaiveDateTime;
use currency_map::Territory;

use super::Zones;
use super::clocks::repeat_calendar;
use super::years::{ByYear, times_with};
use crate::territory_set::{PLACES, place};

/// The local times that clocks in at least one of several territories skip or repeat. Most times in worldwide rows are
/// neither skipped nor repeated, so they do not have to be resolved for each territory separately.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shifts {
    territories: Vec<Territory>,
    /// Whether each territory has been added, indexed by [`place`].
    known: Vec<bool>,
    zones: Zones,
    shifts: ByYear<Vec<Range<i64>>>,
}

impl Shifts {
    /// Adds the clocks of territories that have not been added yet.
    pub(crate) fn add(&mut self, territories: impl Iterator<Item = Territory>, zones: &Zones) {
        self.known.resize(PLACES, false);
        let before = self.territories.len();
        for territory in territories {
            if !mem::replace(&mut self.known[place(territory)], true) {
                self.territories.push(territory);
            }
        }
        if self.territories.len() > before {
            self.shifts = ByYear::default();
            self.zones = zones.clone();
        }
    }

    /// Whether clocks in one of the territories skip or repeat a time.
    pub(crate) fn are_at(&self, local: NaiveDateTime) -> bool {
        let seconds = repeat_calendar(local.and_utc().timestamp());
        let shifts = |times: Range<i64>| {
            let of = |territory| self.zones.shifts(territory, times.start..=times.end - 1);
            let mut shifts = self.territories.iter().copied().flat_map(of).collect();
            join(&mut shifts);
            shifts
        };
        let times = self.shifts.get(seconds, seconds, shifts);
        let next = times.partition_point(|times| times.start <= seconds);
        let last = next.checked_sub(1).and_then(|last| times.get(last));
        last.is_some_and(|times| times.contains(&seconds))
    }
}

/// Sorts ranges of times and joins adjacent ranges.
fn join(times: &mut Vec<Range<i64>>) {
    times.sort_unstable_by_key(|times| times.start);
    times.dedup_by(|next, last| {
        let meet = next.start <= last.end;
        if meet {
            last.end = last.end.max(next.end);
        }
        meet
    });
}

/// A sorted list of local times.
pub(crate) struct LocalTimes(Vec<i64>);

impl LocalTimes {
    /// Whether clocks in a territory skip or repeat one of the times.
    pub(crate) fn are_shifted_in(&self, territory: Territory, zones: &Zones) -> bool {
        let mut years = self
            .0
            .chunk_by(|one, next| times_with(*one, *next) == times_with(*one, *one));
        years.any(|times| {
            let (Some(first), Some(last)) = (times.first(), times.last()) else {
                return false;
            };
            zones.shifts(territory, *first..=*last).any(|shift| {
                let next = times.partition_point(|time| *time < shift.start);
                times.get(next).is_some_and(|time| *time < shift.end)
            })
        })
    }
}

impl FromIterator<NaiveDateTime> for LocalTimes {
    fn from_iter<I: IntoIterator<Item = NaiveDateTime>>(times: I) -> Self {
        let seconds = |time: NaiveDateTime| repeat_calendar(time.and_utc().timestamp());
        let mut times: Vec<i64> = times.into_iter().map(seconds).collect();
        times.sort_unstable();
        Self(times)
    }
}
