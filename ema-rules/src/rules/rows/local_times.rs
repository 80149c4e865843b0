//! Starts and Ends that clocks do not show once: what the two rules about local times share.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;
use currency_map::Territory;
use ema_model::{AvailEnd, AvailStart, Cell, Field, Moment};

use super::removes;
use crate::check::Row;
use crate::rules::wording::joined;
use crate::time::{Edge, Shift};
use crate::window::whole_day;

/// A Start or End that clocks in some of the row's territories do not show once.
pub(super) struct Shifted<'a> {
    pub(super) cell: &'a Cell,
    pub(super) edge: Edge,
    /// Whether a day is written without a time, so that all of it is meant.
    pub(super) is_day: bool,
    /// The date and time that is meant.
    pub(super) local: NaiveDateTime,
    /// What clocks show at the instant for which it is taken.
    pub(super) shown: NaiveDateTime,
    /// Where that is so, with the zones whose clocks were read.
    pub(super) places: Vec<(Territory, &'static str)>,
    /// How many seconds those clocks are ahead of UTC before and after they are set; once each.
    pub(super) offsets: BTreeSet<[i32; 2]>,
}

impl Shifted<'_> {
    /// The places in words: `US (America/New_York)`.
    pub(super) fn places(&self) -> String {
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

/// The ends of the row's window to which one thing happens when clocks are set.
pub(super) fn shifted<'a>(row: &Row<'a>, shift: Shift) -> Vec<Shifted<'a>> {
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
        Moment::Local(local) if !row.profile.local_times_are_utc() => (Some(local), false),
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
