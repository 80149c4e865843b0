//! Local times that clocks somewhere skip or repeat.

use std::mem;
use std::ops::Range;
use std::sync::OnceLock;

use chrono::NaiveDateTime;
use currency_map::Territory;

use super::Zones;
use super::clocks::{NEAR, repeat_calendar};
use crate::territory_set::{PLACES, place};

/// The local times that the clocks of some territories skip or repeat, all territories combined.
/// Most times of a worldwide row are not among them, so the territories need not be resolved one by
/// one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shifts {
    territories: Vec<Territory>,
    /// Whether each territory is one of them, by its index.
    known: Vec<bool>,
    zones: Zones,
    /// The shifts of times that are [`NEAR`].
    near: Vec<Range<i64>>,
    /// The shifts of all times, computed when one that is not near is requested.
    all: OnceLock<Vec<Range<i64>>>,
}

impl Shifts {
    /// Adds the clocks of territories that have not been added yet.
    pub(crate) fn add(&mut self, territories: impl Iterator<Item = Territory>, zones: &Zones) {
        self.known.resize(PLACES, false);
        let first_new = self.territories.len();
        for territory in territories {
            if !mem::replace(&mut self.known[place(territory)], true) {
                self.territories.push(territory);
                self.near
                    .extend(zones.shifts(territory, NEAR.start..=NEAR.end - 1));
            }
        }
        if self.territories.len() > first_new {
            join(&mut self.near);
            self.all = OnceLock::new();
            self.zones = zones.clone();
        }
    }

    /// Whether clocks in one of the territories skip or repeat a time.
    pub(crate) fn are_at(&self, local: NaiveDateTime) -> bool {
        let seconds = repeat_calendar(local.and_utc().timestamp());
        let times = match NEAR.contains(&seconds) {
            true => &self.near,
            false => self.all.get_or_init(|| self.all()),
        };
        let next = times.partition_point(|times| times.start <= seconds);
        let last = next.checked_sub(1).and_then(|last| times.get(last));
        last.is_some_and(|times| times.contains(&seconds))
    }

    fn all(&self) -> Vec<Range<i64>> {
        let shifts = |territory: &Territory| self.zones.shifts(*territory, i64::MIN..=i64::MAX);
        let mut all = self.territories.iter().flat_map(shifts).collect();
        join(&mut all);
        all
    }
}

/// Sorts times, and joins adjacent ones.
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
