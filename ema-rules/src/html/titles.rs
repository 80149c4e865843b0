//! Windows that are collected, and sorted into titles and lanes.

use std::collections::BTreeMap;

use ema_model::{Column, TerritoryCode, Text};

use super::lane::{Bar, Fate, Lane, State, Title};
use crate::holdings::Record;
use crate::offer::Offer;
use crate::scope::{RightsModel, Scope};
use crate::time::Instant;
use crate::window::Bound;

/// Which part of a lane a window belongs to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Before,
    Now,
    Deletes,
}

/// The windows of an offer in one territory.
type InTerritory = BTreeMap<(RightsModel, Offer, TerritoryCode), Vec<(Part, Bar)>>;

/// Titles that are being collected.
pub(super) struct Titles {
    pub(super) as_of: Instant,
    titles: BTreeMap<(Text, Text), (String, InTerritory)>,
}

impl Titles {
    pub(super) fn new(as_of: Instant) -> Self {
        Self {
            as_of,
            titles: BTreeMap::new(),
        }
    }

    pub(super) fn add(
        &mut self,
        scope: &Scope,
        record: &Record,
        part: Part,
        fate: Fate,
        sale: Option<Instant>,
    ) {
        let key = (scope.licensor.clone(), scope.id.clone());
        let (name, lanes) = self.titles.entry(key).or_default();
        if name.is_empty() {
            *name = record.title();
        }
        let window = record.window();
        let end = match window.end {
            Bound::EstStart => sale,
            end => end.instant(),
        };
        let start = window.start.instant();
        let state = match (start, end) {
            (None, _) => State::Unknown,
            (_, Some(end)) if end <= self.as_of => State::Ended,
            (Some(start), _) if start > self.as_of => State::Future,
            _ => State::Live,
        };
        let (from, to) = (record.text(Column::Start), record.text(Column::End));
        let bar = Bar {
            start,
            end,
            state,
            words: format!("{from} to {to}"),
            rows: vec![record.line().unwrap_or(record.row())],
            in_lines: record.line().is_some(),
            fate,
        };
        let key = (
            scope.rights_model.clone(),
            record.offer().clone(),
            scope.territory,
        );
        lanes.entry(key).or_default().push((part, bar));
    }

    pub(super) fn finish(self) -> Vec<Title> {
        let titles = self.titles.into_iter();
        let mut titles: Vec<Title> = titles
            .map(|((licensor, id), (name, lanes))| Title {
                licensor,
                id,
                name,
                lanes: together(lanes),
            })
            .collect();
        // What somebody has to look at comes first; all else stays in its order.
        titles.sort_by_cached_key(|title| title.overlapping() == 0);
        titles
    }
}

/// Lanes of one offer in which the same happens become one.
fn together(lanes: InTerritory) -> Vec<Lane> {
    /// What is the same in each territory: of each window the words, where it stands to the as-of
    /// moment, and what happens to it.
    type Same = Vec<(Part, String, State, Fate)>;
    let mut same: BTreeMap<(RightsModel, Offer, Same), Lane> = BTreeMap::new();
    for ((model, offer, territory), mut bars) in lanes {
        bars.sort_by(|(part, bar), (other_part, other)| {
            let key = |bar: &Bar| (bar.start.unwrap_or(Instant::MAX), bar.end);
            (part, key(bar), &bar.words).cmp(&(other_part, key(other), &other.words))
        });
        let key = bars
            .iter()
            .map(|(part, bar)| (*part, bar.words.clone(), bar.state, bar.fate))
            .collect();
        let lane = same
            .entry((model.clone(), offer.clone(), key))
            .or_insert_with(|| Lane {
                model,
                offer,
                territories: Vec::new(),
                before: Vec::new(),
                now: Vec::new(),
                deletes: Vec::new(),
            });
        let is_first = lane.territories.is_empty();
        lane.territories.push(territory);
        let mut counts = [0; 3];
        for (part, mut bar) in bars {
            let of_part = match part {
                Part::Before => &mut lane.before,
                Part::Now => &mut lane.now,
                Part::Deletes => &mut lane.deletes,
            };
            let count = &mut counts[part as usize];
            if is_first {
                of_part.push(bar);
            } else if let Some(known) = of_part.get_mut(*count) {
                known.rows.append(&mut bar.rows);
                known.rows.sort_unstable();
                known.rows.dedup();
            }
            *count += 1;
        }
    }
    same.into_values().collect()
}
