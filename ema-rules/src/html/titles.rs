//! Collects windows and sorts them into titles and lanes.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use ema_model::{TerritoryCode, Text};

use super::lane::{Bar, Fate, Lane, Source, State, Title};
use crate::conventions::Clocks;
use crate::holdings::{self, Territories, Together, parts};
use crate::offer::Offer;
use crate::sale::Sales;
use crate::scope::RightsModel;
use crate::time::{AsOf, Timestamp};
use crate::window::{Bound, Window, WrittenWindow};

/// The part of a lane to which a window belongs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Before,
    Now,
    Deletes,
}

/// A row's contribution to a drawing, regardless of the territory.
pub(super) struct Entry {
    pub(super) offer: Arc<Offer>,
    /// The offer as written in the row.
    pub(super) offer_in_words: String,
    /// The window as written: `2026-01-01 to Open`.
    pub(super) words: String,
    pub(super) source: Source,
    pub(super) part: Part,
    pub(super) fate: Fate,
}

/// The window of an entry.
#[derive(Clone, Copy)]
pub(super) enum DrawnWindow {
    /// The window as written, which is resolved separately in each of its territories.
    Written(WrittenWindow),
    /// The window as held, in the entry's only territory.
    Read(Window),
}

/// An entry for an offer.
struct Drawn {
    territories: Territories,
    window: DrawnWindow,
    words: Text,
    offer: Text,
    source: Source,
    part: Part,
    fate: Fate,
}

/// The entries for a title, by offer.
type Offers = BTreeMap<(RightsModel, Arc<Offer>), Vec<Drawn>>;

/// When a title's sales start, by rights model and territory.
type SaleStarts = Sales<(RightsModel, TerritoryCode), Timestamp>;

/// Collects titles.
///
/// As in holdings, an entry is kept only once, with all of its territories. An offer is drawn once for all territories
/// in which its windows have the same order.
pub(super) struct Titles {
    pub(super) as_of: AsOf,
    clocks: Arc<Clocks>,
    titles: BTreeMap<(Text, Text), (String, Offers)>,
    /// The offers and windows in words, without duplicates.
    words: HashSet<Text>,
    ends_pre_orders: bool,
}

impl Titles {
    pub(super) fn new(as_of: AsOf, clocks: Arc<Clocks>) -> Self {
        Self {
            as_of,
            clocks,
            titles: BTreeMap::new(),
            words: HashSet::new(),
            ends_pre_orders: false,
        }
    }

    /// Whether `clocks` resolve windows to the same instants as this drawing.
    pub(super) fn are_read_by(&self, clocks: &Clocks) -> bool {
        self.clocks.are_same(clocks)
    }

    /// Sets the end of each pre-order whose End is `ESTStart` to the start of the first EST window in its scope.
    pub(super) fn with_ends_of_pre_orders(self) -> Self {
        Self {
            ends_pre_orders: true,
            ..self
        }
    }

    /// Adds an entry for a title. `name_of` is called only if the title's name is not known yet.
    pub(super) fn add(
        &mut self,
        title: &holdings::Title,
        territories: Territories,
        window: DrawnWindow,
        entry: &Entry,
        name_of: impl FnOnce() -> String,
    ) {
        let key = (title.licensor.clone(), title.id.clone());
        let (name, offers) = self.titles.entry(key).or_default();
        if name.is_empty() {
            *name = name_of();
        }
        let mut shared = |words: &str| match self.words.get(words) {
            Some(known) => known.clone(),
            None => {
                let words = Text::from(words);
                self.words.insert(words.clone());
                words
            }
        };
        let (words, offer_in_words) = (shared(&entry.words), shared(&entry.offer_in_words));
        let key = (title.rights_model.clone(), Arc::clone(&entry.offer));
        // Most offers have only one window.
        let drawn = offers.entry(key).or_insert_with(|| Vec::with_capacity(1));
        drawn.push(Drawn {
            territories,
            window,
            words,
            offer: offer_in_words,
            source: entry.source.clone(),
            part: entry.part,
            fate: entry.fate,
        });
    }

    pub(super) fn finish(self) -> Vec<Title> {
        let Self {
            as_of,
            clocks,
            titles,
            ends_pre_orders,
            ..
        } = self;
        let mut drawing = Drawing {
            as_of,
            clocks: &clocks,
            together: Together::new(&clocks, Some(as_of)),
            sales: Sales::default(),
        };
        let draw = |((licensor, id), (name, offers)): (_, (_, Offers))| {
            if ends_pre_orders {
                drawing.sales = drawing.sales_of(&offers);
            }
            let lanes = offers.into_iter();
            let lanes = lanes.flat_map(|((model, _), drawn)| drawing.lanes(&model, &drawn));
            Title {
                licensor,
                id,
                name,
                lanes: lanes.collect(),
            }
        };
        let mut titles: Vec<Title> = titles.into_iter().map(draw).collect();
        // Titles that need attention come first, but the order is otherwise unchanged.
        titles.sort_by_cached_key(|title| title.overlapping() == 0);
        titles
    }
}

/// Builds lanes from entries.
struct Drawing<'c> {
    as_of: AsOf,
    clocks: &'c Arc<Clocks>,
    together: Together<'c>,
    /// The sales of the current title. The map is empty if no pre-order ends at a sale.
    sales: SaleStarts,
}

impl Drawing<'_> {
    /// The starts of a title's sales. The map is empty if none of the title's pre-orders ends at a sale.
    fn sales_of(&self, offers: &Offers) -> SaleStarts {
        let mut sales = Sales::default();
        let mut entries = offers.values().flatten();
        if !entries.any(|it| it.part == Part::Now && it.window.ends_at_sale()) {
            return sales;
        }
        let sold = offers.iter().filter(|((_, offer), _)| offer.is_sale());
        for ((model, _), drawn) in sold {
            for drawn in drawn.iter().filter(|it| it.part == Part::Now) {
                for territory in drawn.territories.iter() {
                    if let Some(start) = self.window(drawn, territory).start.instant() {
                        sales.add((model.clone(), territory), start);
                    }
                }
            }
        }
        sales
    }

    fn window(&self, drawn: &Drawn, territory: TerritoryCode) -> Window {
        match drawn.window {
            DrawnWindow::Written(written) => written.in_territory(territory, self.clocks),
            DrawnWindow::Read(window) => window,
        }
    }

    /// The lanes for an offer. Territories with the same windows share a lane.
    fn lanes(&mut self, model: &RightsModel, drawn: &[Drawn]) -> Vec<Lane> {
        /// A lane's key, which is the same in all of its territories: the part, words, offer and state of each window,
        /// and the feed's effect on it.
        type LaneKey = Vec<(Part, Text, Text, State, Fate)>;

        let lists: Vec<&Territories> = drawn.iter().map(|it| &it.territories).collect();
        let mut alike: Vec<(TerritoryCode, Territories, Vec<&Drawn>)> = Vec::new();
        for part in parts(&lists) {
            let drawn: Vec<&Drawn> = part.lists.iter().map(|place| &drawn[*place]).collect();
            let written = drawn.iter().filter_map(|it| it.window.written());
            for territories in self.together.divide(&part.territories, written) {
                let first = territories.first();
                alike.extend(first.map(|first| (first, territories, drawn.clone())));
            }
        }
        alike.sort_unstable_by_key(|(first, ..)| *first);
        let mut same: BTreeMap<LaneKey, Lane> = BTreeMap::new();
        for (first, territories, drawn) in alike {
            let bar = |drawn: &&Drawn| (drawn.part, self.bar(model, drawn, first));
            let mut bars: Vec<(Part, Bar)> = drawn.iter().map(bar).collect();
            bars.sort_by(|(part, bar), (other_part, other)| {
                let key = |bar: &Bar| (bar.start.unwrap_or(Timestamp::MAX), bar.end);
                let here = (part, key(bar), &bar.words, &bar.offer);
                here.cmp(&(other_part, key(other), &other.words, &other.offer))
            });
            let key = bars.iter().map(|(part, bar)| {
                let (words, offer) = (bar.words.clone(), bar.offer.clone());
                (*part, words, offer, bar.state, bar.fate)
            });
            let lane = same.entry(key.collect()).or_insert_with(|| Lane {
                model: model.clone(),
                territories: Vec::new(),
                before: Vec::new(),
                now: Vec::new(),
                deletes: Vec::new(),
            });
            lane.add(&territories, bars);
        }
        let mut lanes: Vec<Lane> = same.into_values().collect();
        for lane in &mut lanes {
            lane.territories.sort_unstable();
            // A vector reserves room for four items at first, but most lanes have only one window.
            for bars in [&mut lane.before, &mut lane.now, &mut lane.deletes] {
                bars.shrink_to_fit();
            }
        }
        lanes
    }

    fn bar(&self, model: &RightsModel, drawn: &Drawn, territory: TerritoryCode) -> Bar {
        let window = self.window(drawn, territory);
        let window = match window.end {
            Bound::EstStart if drawn.part == Part::Now => {
                window.until_sale(self.sales.first(&(model.clone(), territory)))
            }
            _ => window,
        };
        let (start, end) = (window.start.instant(), window.end.instant());
        let as_of = self
            .as_of
            .in_territory(territory.country(), &self.clocks.zones);
        Bar {
            start,
            end,
            state: State::of(start, end, as_of),
            words: drawn.words.clone(),
            offer: drawn.offer.clone(),
            sources: vec![drawn.source.clone()],
            fate: drawn.fate,
        }
    }
}

impl DrawnWindow {
    fn written(self) -> Option<WrittenWindow> {
        match self {
            Self::Written(written) => Some(written),
            Self::Read(_) => None,
        }
    }

    fn ends_at_sale(self) -> bool {
        match self {
            Self::Written(written) => written.ends_at_sale(),
            Self::Read(window) => window.end == Bound::EstStart,
        }
    }
}

impl Lane {
    /// Adds territories to the lane. If these are the lane's first territories, their windows are also added.
    fn add(&mut self, territories: &Territories, bars: Vec<(Part, Bar)>) {
        let is_first = self.territories.is_empty();
        self.territories.extend(territories.iter());
        let mut counts = [0; 3];
        for (part, mut bar) in bars {
            let of_part = match part {
                Part::Before => &mut self.before,
                Part::Now => &mut self.now,
                Part::Deletes => &mut self.deletes,
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
}
