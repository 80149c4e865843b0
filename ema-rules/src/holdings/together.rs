//! Finds territories in which comparisons of windows have the same result.
//!
//! Suppose that the windows of a row for `US,FR,JP` are in local time, and that a feed is applied as of a day:
//!
//! ```text
//! held   2026-01-01 to 2026-03-31
//! sent   2026-03-01 to Open            applied on 2026-02-15
//! ```
//!
//! In all three territories, the same windows are live and the same windows overlap, so the result is computed for one
//! of them and stored only once. Near a clock change, the result can differ between territories. If the sent Start were
//! 2026-03-08T02:30:00, which clocks in the United States skip, `US` would be compared separately from `FR,JP`. If the
//! feed were applied as of an instant within a few days of one of these times, such as 2026-03-31T18:00:00Z, every
//! territory would be compared separately.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use ema_model::TerritoryCode;

use super::row::HeldRow;
use super::territories::Territories;
use super::title::{self, Holding};
use crate::conventions::Clocks;
use crate::time::{AsOf, Edge, LocalTimes, Shifts, Timestamp, whole_day};
use crate::window::{Bound, UnresolvedEdge, WrittenWindow};

/// Splits territories into parts in which records have the same order, both among themselves and relative to a moment.
///
/// A day begins at different instants in New York and Paris, but days begin in the same order in both cities. Windows
/// in local time therefore have the same order in all territories whose clocks show each of the times exactly once, so
/// they are compared in only one of these territories. Territories whose clocks skip or repeat one of the times are
/// compared one by one. If an instant, such as the as-of moment, is within a few days of a local time, all territories
/// are compared one by one.
pub(crate) struct Together<'c> {
    clocks: &'c Arc<Clocks>,
    as_of: Option<AsOf>,
    /// The clock shifts in all territories seen so far.
    shifts: Shifts,
    known: Option<Territories>,
}

/// The local times and instants to compare.
#[derive(Default)]
struct Times {
    local: Vec<NaiveDateTime>,
    instants: Vec<Timestamp>,
}

/// The number of days by which a local time and an instant must differ for their order to be the same everywhere.
/// Clocks differ from UTC by at most a day, and the day before the moment is also compared.
const APART: i64 = 4;

impl<'c> Together<'c> {
    pub(crate) fn new(clocks: &'c Arc<Clocks>, as_of: Option<AsOf>) -> Self {
        Self {
            clocks,
            as_of,
            shifts: Shifts::default(),
            known: None,
        }
    }

    /// Splits territories into parts in which `windows` have the same order.
    pub(crate) fn divide(
        &mut self,
        territories: &Territories,
        windows: impl Iterator<Item = WrittenWindow>,
    ) -> Vec<Territories> {
        let is_one = matches!(territories, Territories::One(_));
        let times = (!is_one).then(|| self.times(windows)).flatten();
        let times = times.filter(Times::are_apart);
        self.divide_at(territories, times.map(|times| times.local))
    }

    /// Splits territories into one part for those in which clocks show each of the local times exactly once, and a part
    /// for each other territory. If `local` is `None`, every territory is a separate part.
    fn divide_at(
        &mut self,
        territories: &Territories,
        local: Option<Vec<NaiveDateTime>>,
    ) -> Vec<Territories> {
        let Some(local) = local else {
            return territories.each().collect();
        };
        if !self
            .known
            .as_ref()
            .is_some_and(|known| known.is(territories))
        {
            let countries = territories.iter().map(|territory| territory.country());
            self.shifts.add(countries, &self.clocks.zones);
            self.known = Some(territories.clone());
        }
        if !local.iter().any(|time| self.shifts.are_at(*time)) {
            return vec![territories.clone()];
        }
        let local: LocalTimes = local.into_iter().collect();
        let is_shifted = |territory: &TerritoryCode| {
            local.are_shifted_in(territory.country(), &self.clocks.zones)
        };
        let (apart, together): (Vec<TerritoryCode>, Vec<TerritoryCode>) =
            territories.iter().partition(is_shifted);
        let together = Territories::new(&together).into_iter();
        let apart = apart.into_iter().map(Territories::One);
        together.chain(apart).collect()
    }

    /// Splits territories into parts in which rows and holdings have the same order.
    pub(super) fn divide_with(
        &mut self,
        territories: &Territories,
        rows: &[&HeldRow],
        holdings: &[&Holding],
    ) -> Vec<Territories> {
        let Some(held) = self.windows(holdings) else {
            return territories.each().collect();
        };
        let rows = rows.iter().map(|row| row.written);
        self.divide(territories, rows.chain(held))
    }

    /// Splits territories into parts in which the same rows turn the first holdings into the second. The rows have
    /// dates before the as-of moment, so the as-of moment must also be on the same day in all territories of a part.
    pub(super) fn divide_to_send(
        &mut self,
        territories: &Territories,
        holdings: &[&Holding],
        as_of: AsOf,
    ) -> Vec<Territories> {
        let Some(windows) = self.windows(holdings) else {
            return territories.each().collect();
        };
        let windows: Vec<WrittenWindow> = windows.collect();
        let days = self.days(territories, as_of);
        let days = days.into_iter();
        days.flat_map(|(day, territories)| {
            let local = self.times_to_send(&windows, day);
            self.divide_at(&territories, local)
        })
        .collect()
    }

    /// The windows in holdings, or `None` if some of the windows were resolved with other clocks.
    fn windows<'h>(
        &self,
        holdings: &'h [&'h Holding],
    ) -> Option<impl Iterator<Item = WrittenWindow> + use<'h>> {
        let mut clocks = holdings.iter().map(|holding| &holding.clocks);
        let are_same = clocks.all(|clocks| title::are_same(clocks, self.clocks));
        let rows = holdings.iter().flat_map(|holding| holding.rows());
        are_same.then(|| rows.map(|row| row.written))
    }

    /// Groups territories by their day at the as-of moment.
    fn days(&self, territories: &Territories, as_of: AsOf) -> Vec<(NaiveDate, Territories)> {
        if let AsOf::Day(day) = as_of {
            return vec![(day, territories.clone())];
        }
        let mut days: BTreeMap<NaiveDate, Vec<TerritoryCode>> = BTreeMap::new();
        for territory in territories.iter() {
            let day = as_of.day_in_territory(territory.country(), &self.clocks.zones);
            days.entry(day).or_default().push(territory);
        }
        let days = days.into_iter();
        days.filter_map(|(day, territories)| Some((day, Territories::new(&territories)?)))
            .collect()
    }

    /// The local times in windows and in the rows that might be sent on a day, or `None` if an instant is near one of
    /// them. These rows have an End on the day before and a Start on the day before that, or another day earlier for
    /// each window that already has this Start.
    fn times_to_send(
        &self,
        windows: &[WrittenWindow],
        day: NaiveDate,
    ) -> Option<Vec<NaiveDateTime>> {
        self.times(windows.iter().copied())
            .filter(Times::are_apart)?;
        // The times added below are near the as-of moment, but need not be compared with it: the moment is on `day` in
        // all of the territories, so no added time is before it in one territory and after it in another.
        let mut times = self.times_of(windows.iter().copied())?;
        let before = day.pred_opt()?;
        times.local.push(whole_day(day, Edge::Start)?);
        times.local.push(whole_day(before, Edge::End)?);
        let mut start = before;
        for _ in 0..=windows.len() {
            start = start.pred_opt()?;
            times.local.push(whole_day(start, Edge::Start)?);
        }
        Some(times)
            .filter(Times::are_apart)
            .map(|times| times.local)
    }

    /// Splits a holding into parts whose records have the same order in all of their territories.
    pub(super) fn divide_holding(&mut self, holding: &Holding) -> Vec<Holding> {
        let parts = self.divide_with(&holding.territories, &[], &[holding]);
        let parts = parts.into_iter();
        parts.filter_map(|part| holding.within(part)).collect()
    }

    /// The times in windows and the as-of moment, or `None` if a window ends when the title's sale starts, which can be
    /// at a different moment in each territory.
    fn times(&self, windows: impl Iterator<Item = WrittenWindow>) -> Option<Times> {
        let mut times = self.times_of(windows)?;
        match self.as_of {
            None => {}
            Some(AsOf::Timestamp(instant)) => times.instants.push(instant),
            Some(AsOf::Day(day)) => {
                times.local.push(whole_day(day, Edge::Start)?);
                times.local.push(whole_day(day.pred_opt()?, Edge::End)?);
            }
        }
        Some(times)
    }

    fn times_of(&self, windows: impl Iterator<Item = WrittenWindow>) -> Option<Times> {
        let mut times = Times::default();
        for window in windows {
            if window.ends_at_sale() {
                return None;
            }
            for edge in [Edge::Start, Edge::End] {
                match window.edge(edge, self.clocks) {
                    UnresolvedEdge::Local(local) => times.local.push(local),
                    UnresolvedEdge::Bound(Bound::At(instant)) => times.instants.push(instant),
                    UnresolvedEdge::Bound(_) => {}
                }
            }
        }
        Some(times)
    }
}

impl Times {
    /// Whether all instants are far enough from all local times to have the same order everywhere.
    fn are_apart(&self) -> bool {
        let mut local: Vec<NaiveDateTime> = self.local.clone();
        local.sort_unstable();
        self.instants.iter().all(|instant| {
            let instant = instant.to_utc();
            let next = local.partition_point(|time| *time < instant);
            let beside = local.get(next).into_iter();
            let beside = beside.chain(next.checked_sub(1).and_then(|last| local.get(last)));
            let mut beside = beside.map(|time| time.signed_duration_since(instant));
            beside.all(|apart| apart.num_days().abs() > APART)
        })
    }
}
