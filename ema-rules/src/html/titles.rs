//! Windows that are collected, and sorted into titles and lanes.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use ema_model::{TerritoryCode, Text};

use super::lane::{Bar, Fate, Lane, Source, State, Title};
use crate::offer::Offer;
use crate::scope::{RightsModel, Scope};
use crate::time::{AsOf, Instant, Zones};
use crate::window::{Bound, Window};

/// Which part of a lane a window belongs to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Before,
    Now,
    Deletes,
}

/// The windows of an offer in one territory.
type InTerritory = BTreeMap<(RightsModel, Arc<Offer>, TerritoryCode), Vec<(Part, Bar)>>;

/// What a row says of a window, whatever the territory.
pub(super) struct Entry {
    pub(super) offer: Arc<Offer>,
    /// The offer as the row says it.
    pub(super) offer_in_words: String,
    /// `2026-01-01 to Open`, as it is written.
    pub(super) words: Text,
    pub(super) source: Source,
    pub(super) part: Part,
    pub(super) fate: Fate,
}

/// Titles that are being collected.
pub(super) struct Titles {
    pub(super) as_of: AsOf,
    zones: Zones,
    titles: BTreeMap<(Text, Text), (String, InTerritory)>,
    /// The offers in words, each once: there are few, however many windows.
    offers: HashSet<Text>,
}

impl Titles {
    pub(super) fn new(as_of: AsOf, zones: &Zones) -> Self {
        Self {
            as_of,
            zones: zones.clone(),
            titles: BTreeMap::new(),
            offers: HashSet::new(),
        }
    }

    /// Adds what an entry says of a scope. The title for people is asked for where it is not known yet.
    pub(super) fn add(
        &mut self,
        scope: &Scope,
        window: Window,
        entry: &Entry,
        title: impl FnOnce() -> String,
    ) {
        let key = (scope.licensor.clone(), scope.id.clone());
        let (name, lanes) = self.titles.entry(key).or_default();
        if name.is_empty() {
            *name = title();
        }
        let known = self.offers.get(entry.offer_in_words.as_str()).cloned();
        let offer = known.unwrap_or_else(|| Text::from(entry.offer_in_words.as_str()));
        self.offers.insert(offer.clone());
        let (start, end) = (window.start.instant(), window.end.instant());
        let territory = scope.territory.country();
        let as_of = self.as_of.in_territory(territory, &self.zones);
        let bar = Bar {
            start,
            end,
            ends_at_sale: window.end == Bound::EstStart,
            state: State::of(start, end, as_of),
            words: entry.words.clone(),
            offer,
            sources: vec![entry.source.clone()],
            fate: entry.fate,
        };
        let key = (
            scope.rights_model.clone(),
            Arc::clone(&entry.offer),
            scope.territory,
        );
        // Most lanes have one window.
        let bars = lanes.entry(key).or_insert_with(|| Vec::with_capacity(1));
        bars.push((entry.part, bar));
    }

    /// Ends each pre-order until `ESTStart` where the first EST window of its scope starts.
    pub(super) fn end_pre_orders(&mut self) {
        let extracts = |part: Part| part == Part::Now;
        for (_, lanes) in self.titles.values_mut() {
            let mut sales: BTreeMap<(RightsModel, TerritoryCode), Instant> = BTreeMap::new();
            for ((model, offer, territory), bars) in lanes.iter() {
                let sold = bars.iter().filter(|(part, _)| extracts(*part));
                let first = sold.filter_map(|(_, bar)| bar.start).min();
                if let Some(first) = first.filter(|_| offer.license_type == "EST") {
                    let sale = sales.entry((model.clone(), *territory)).or_insert(first);
                    *sale = first.min(*sale);
                }
            }
            for ((model, _, territory), bars) in lanes.iter_mut() {
                let as_of = self.as_of.in_territory(territory.country(), &self.zones);
                let ends = |(part, bar): &&mut (Part, Bar)| extracts(*part) && bar.ends_at_sale;
                for (_, bar) in bars.iter_mut().filter(ends) {
                    bar.end = sales.get(&(model.clone(), *territory)).copied();
                    bar.state = State::of(bar.start, bar.end, as_of);
                }
            }
        }
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
    type Same = Vec<(Part, Text, Text, State, Fate)>;
    let mut same: BTreeMap<(RightsModel, Arc<Offer>, Same), Lane> = BTreeMap::new();
    for ((model, offer, territory), mut bars) in lanes {
        bars.sort_by(|(part, bar), (other_part, other)| {
            let key = |bar: &Bar| (bar.start.unwrap_or(Instant::MAX), bar.end);
            let here = (part, key(bar), &bar.words, &bar.offer);
            here.cmp(&(other_part, key(other), &other.words, &other.offer))
        });
        let key = bars
            .iter()
            .map(|(part, bar)| {
                let (words, offer) = (bar.words.clone(), bar.offer.clone());
                (*part, words, offer, bar.state, bar.fate)
            })
            .collect();
        let lane = same
            .entry((model.clone(), offer.clone(), key))
            .or_insert_with(|| Lane {
                model,
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
                known.sources.append(&mut bar.sources);
                known.sources.sort_unstable();
                known.sources.dedup();
            }
            *count += 1;
        }
    }
    same.into_values().collect()
}
