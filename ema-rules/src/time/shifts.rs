//! Local times that clocks somewhere skip or repeat.

use std::mem;
use std::ops::Range;

use chrono::NaiveDateTime;
use currency_map::Territory;

use super::Zones;
use super::clocks::repeat_calendar;
use crate::territory_set::{PLACES, place};

/// The local times that the clocks of some territories skip or repeat, all territories combined.
/// Most times of a worldwide row are not among them, so the territories need not be resolved one by
/// one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shifts {
    /// Whether a territory has been added, by [`place`](crate::territory_set::place).
    known: Vec<bool>,
    /// Disjoint and sorted.
    times: Vec<Range<i64>>,
}

impl Shifts {
    /// Adds the clocks of territories that have not been added yet.
    pub(crate) fn add(&mut self, territories: impl Iterator<Item = Territory>, zones: &Zones) {
        self.known.resize(PLACES, false);
        let mut is_new = false;
        for territory in territories {
            if !mem::replace(&mut self.known[place(territory)], true) {
                let times = i64::MIN..=i64::MAX;
                self.times.extend(zones.shifts(territory, times));
                is_new = true;
            }
        }
        if is_new {
            self.times.sort_unstable_by_key(|times| times.start);
            self.times.dedup_by(|next, last| {
                let meet = next.start <= last.end;
                if meet {
                    last.end = last.end.max(next.end);
                }
                meet
            });
        }
    }

    /// Whether clocks in one of the territories skip or repeat a time.
    pub(crate) fn are_at(&self, local: NaiveDateTime) -> bool {
        let seconds = repeat_calendar(local.and_utc().timestamp());
        let next = self.times.partition_point(|times| times.start <= seconds);
        let last = next.checked_sub(1).and_then(|last| self.times.get(last));
        last.is_some_and(|times| times.contains(&seconds))
    }
}

/// Local times, sorted.
pub(crate) struct LocalTimes(Vec<i64>);

impl LocalTimes {
    /// Whether the clocks of a territory skip or repeat one of the times.
    pub(crate) fn are_shifted_in(&self, territory: Territory, zones: &Zones) -> bool {
        let (Some(first), Some(last)) = (self.0.first(), self.0.last()) else {
            return false;
        };
        zones.shifts(territory, *first..=*last).any(|shift| {
            let next = self.0.partition_point(|time| *time < shift.start);
            self.0.get(next).is_some_and(|time| *time < shift.end)
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
