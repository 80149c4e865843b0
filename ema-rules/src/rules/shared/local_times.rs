//! Finds each Start or End that clocks skip or repeat. The two rules about local times share this
//! module.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;
use currency_map::Territory;
use ema_model::{AvailEnd, AvailStart, Cell, Field, Moment};

use super::removes;
use crate::engine::Row;
use crate::time::{Edge, Shift, whole_day};
use crate::wording::joined;

/// A Start or End that clocks in some of the row's territories skip or repeat.
pub(in crate::rules) struct Shifted<'a> {
    pub(in crate::rules) cell: &'a Cell,
    pub(in crate::rules) edge: Edge,
    /// Whether the cell contains a day without a time, which means the whole day.
    pub(in crate::rules) is_day: bool,
    /// The date and time that the cell represents.
    pub(in crate::rules) local: NaiveDateTime,
    /// The local time at the resolved instant, which differs from `local` if clocks skip that time.
    pub(in crate::rules) shown: NaiveDateTime,
    /// The affected territories, each with the zone that was used.
    pub(in crate::rules) places: Vec<(Territory, &'static str)>,
    /// The distinct UTC offsets of these zones before and after the clock change, in seconds.
    pub(in crate::rules) offsets: BTreeSet<[i32; 2]>,
}

impl Shifted<'_> {
    /// Formats the territories: `US (America/New_York)`.
    pub(in crate::rules) fn places(&self) -> String {
        const MOST_NAMED: usize = 4;
        let (named, rest) = self.places.split_at(self.places.len().min(MOST_NAMED));
        let named = named
            .iter()
            .map(|(territory, zone)| format!("{territory} ({zone})"));
        let rest = match rest.len() {
            0 => None,
            1 => Some("another territory".to_owned()),
            rest => Some(format!("{rest} other territories")),
        };
        joined(named.chain(rest), "and")
    }
}

/// Returns whichever of the row's Start and End are affected by this kind of clock change.
pub(in crate::rules) fn shifted<'a>(row: &Row<'a>, shift: Shift) -> Vec<Shifted<'a>> {
    let avail = row.avail;
    if removes(avail) {
        return Vec::new();
    }
    let start = match avail.start() {
        Field::Value {
            value: AvailStart::At(moment),
            cell,
        } => Some((moment, cell, Edge::Start)),
        _ => None,
    };
    let end = match avail.end() {
        Field::Value {
            value: AvailEnd::At(moment),
            cell,
        } => Some((moment, cell, Edge::End)),
        _ => None,
    };
    let ends = [start, end].into_iter().flatten();
    ends.flat_map(|(moment, cell, edge)| in_territories(row, moment, cell, edge, shift))
        .collect()
}

fn in_territories<'a>(
    row: &Row<'a>,
    moment: Moment,
    cell: &'a Cell,
    edge: Edge,
    shift: Shift,
) -> impl Iterator<Item = Shifted<'a>> {
    let (local, is_day) = match moment {
        Moment::Date(date) => (whole_day(date, edge), true),
        Moment::Local(local) if !row.profile.conventions().clocks.local_is_utc => {
            (Some(local), false)
        }
        _ => (None, false),
    };
    let mut outcomes = BTreeMap::new();
    if let Some(local) = local {
        for (territory, resolved) in row.shifted(edge) {
            if resolved.shift == Some(shift) {
                let outcome = outcomes.entry(resolved.local).or_insert_with(|| Shifted {
                    cell,
                    edge,
                    is_day,
                    local,
                    shown: resolved.local,
                    places: Vec::new(),
                    offsets: BTreeSet::new(),
                });
                outcome.places.push((territory.country(), resolved.zone));
                outcome.offsets.insert(resolved.offsets);
            }
        }
    }
    outcomes.into_values()
}
