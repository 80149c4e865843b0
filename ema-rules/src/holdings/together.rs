//! Finds territories in which the same comparison of windows has the same result.
//!
//! Take windows of a row for `US,FR,JP`, written in local time, and a feed that is applied on a
//! day:
//!
//! ```text
//! held   2026-01-01 to 2026-03-31
//! sent   2026-03-01 to Open            applied on 2026-02-15
//! ```
//!
//! Which window is live, and which overlap, is the same in all three territories, so the answer is
//! computed for `US` and kept once. That fails near a clock change. If the sent Start were
//! 2026-03-08T02:30:00, which clocks in the United States skip, `US` would be compared by itself
//! and `FR,JP` together. And if the feed is applied at an instant within a few days of one of these
//! times, such as 2026-03-31T18:00:00Z, every territory is compared by itself.

use std::sync::Arc;

use chrono::NaiveDateTime;
use ema_model::TerritoryCode;

use super::row::HeldRow;
use super::territories::Territories;
use super::title::{self, Holding};
use crate::conventions::Clocks;
use crate::time::{AsOf, Edge, LocalTimes, Shifts, Timestamp, whole_day};
use crate::window::{Bound, UnresolvedEdge, WrittenWindow};

/// Splits territories into parts in which records compare in the same way, with each other and with
/// a moment.
///
/// A day begins at different instants in New York and Paris, but in both it begins before the next
/// day. So windows in local time are in the same order in every territory whose clocks show each of
/// the times once, and it is enough to compare them in one of the territories. Territories whose
/// clocks skip or repeat one of the times are compared one by one. So is every territory if an
/// instant, such as the moment itself, is within a few days of a local time.
pub(crate) struct Together<'c> {
    clocks: &'c Arc<Clocks>,
    as_of: Option<AsOf>,
    /// Of all territories seen so far.
    shifts: Shifts,
    known: Option<Territories>,
}

/// The local times and instants to compare.
#[derive(Default)]
struct Times {
    local: Vec<NaiveDateTime>,
    instants: Vec<Timestamp>,
}

/// The number of days by which a local time and an instant must differ to be in the same order
/// everywhere. Clocks are at most a day from UTC, and the day before the moment is compared too.
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

    /// Splits territories into parts in which `windows` compare in the same way.
    pub(crate) fn divide(
        &mut self,
        territories: &Territories,
        windows: impl Iterator<Item = WrittenWindow>,
    ) -> Vec<Territories> {
        if matches!(territories, Territories::One(_)) {
            return vec![territories.clone()];
        }
        let Some(times) = self.times(windows).filter(Times::are_apart) else {
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
        if !times.local.iter().any(|time| self.shifts.are_at(*time)) {
            return vec![territories.clone()];
        }
        let local: LocalTimes = times.local.into_iter().collect();
        let is_shifted = |territory: &TerritoryCode| {
            local.are_shifted_in(territory.country(), &self.clocks.zones)
        };
        let (apart, together): (Vec<TerritoryCode>, Vec<TerritoryCode>) =
            territories.iter().partition(is_shifted);
        let together = Territories::new(&together).into_iter();
        let apart = apart.into_iter().map(Territories::One);
        together.chain(apart).collect()
    }

    /// Splits territories into parts in which rows and holdings compare in the same way.
    pub(super) fn divide_with(
        &mut self,
        territories: &Territories,
        rows: &[&HeldRow],
        holdings: &[&Holding],
    ) -> Vec<Territories> {
        let mut clocks = holdings.iter().map(|holding| &holding.clocks);
        if !clocks.all(|clocks| title::are_same(clocks, self.clocks)) {
            return territories.each().collect();
        }
        let held = holdings.iter().flat_map(|holding| holding.rows());
        let rows = rows.iter().copied().chain(held);
        self.divide(territories, rows.map(|row| row.written))
    }

    /// Splits a holding into parts whose territories compare in the same way.
    pub(super) fn divide_holding(&mut self, holding: &Holding) -> Vec<Holding> {
        let parts = self.divide_with(&holding.territories, &[], &[holding]);
        let parts = parts.into_iter();
        parts.filter_map(|part| holding.within(part)).collect()
    }

    /// `None` if a window ends at the sale of the title, which is a different moment in each
    /// territory.
    fn times(&self, windows: impl Iterator<Item = WrittenWindow>) -> Option<Times> {
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
}

impl Times {
    /// Whether no instant is near a local time.
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
