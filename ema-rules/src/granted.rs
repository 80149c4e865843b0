//! Parses each territory list only once, regardless of how many rows contain it.
//!
//! Many rows in a feed repeat the same lists. For example, three rows might have these cells:
//!
//! ```text
//! Territory   US,CA,MX
//! Territory   MX, US, CA     the same set in a different order
//! Territory   US,CA,MX       TerritoryExclusion `MX`: a different set
//! ```
//!
//! Splitting, sorting and checking the list again for every row would repeat the same work thousands of times, so
//! [`Grants`] keeps two tables. The first table maps the contents of Territory and TerritoryExclusion to the parsed
//! list, so the second row with `US,CA,MX` costs only one lookup. The second table assigns a number to each set of
//! territories. `US,CA,MX` and `MX, US, CA` are different strings but the same set, number 0, so rules that compare
//! rows keep a `0` instead of a list.

use std::sync::Arc;

use currency_map::Territory;
use ema_model::{Avail, Cell, Column, TerritoryCode, Text};
use foldhash::fast::RandomState;
use indexmap::{Equivalent, IndexMap, IndexSet};

use crate::scope::territories;
use crate::territory_set::TerritorySet;
use crate::time::{Shifts, Zones};

/// The territories that a file's rows grant.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grants {
    /// The parsed lists, keyed by the text of their cells. The total length of the text is limited, so memory use does
    /// not grow with the file.
    lists: Lists,
    /// The distinct sets of territories, regardless of the order in which cells list them. A set takes about a hundred
    /// bytes.
    sets: IndexSet<Arc<TerritorySet>, RandomState>,
    shifts: Shifts,
}

/// The territories that a row grants.
#[derive(Debug, Default)]
pub(crate) struct Granted {
    /// The territories, sorted by code and without duplicates.
    pub(crate) territories: Box<[TerritoryCode]>,
    /// The distinct assigned countries of the territories. Other codes have no currency and no law.
    pub(crate) countries: Box<[Territory]>,
    /// The same territories as a shared set, with its number in the file, or `None` if there are no territories.
    pub(crate) set: Option<(usize, Arc<TerritorySet>)>,
}

impl Grants {
    /// The territories that a row grants: see [`territories`].
    pub(crate) fn of(&mut self, avail: &Avail, zones: &Zones) -> Arc<Granted> {
        // If both cells can be parsed, their text is the key. Otherwise, the row grants nothing.
        let (Some(_), Some(granted)) = (avail.territory().value(), avail.cell(Column::Territory))
        else {
            return Arc::default();
        };
        let excluded = avail.territory_exclusion();
        if !excluded.is_absent() && excluded.value().is_none() {
            return Arc::default();
        }
        let excluded = excluded.cell().map(Cell::shared_text);
        let texts = Texts(granted.text(), excluded.map(Text::as_str));
        if let Some(known) = self.lists.known.get(&texts) {
            return Arc::clone(known);
        }
        let list = Arc::new(self.list(territories(avail), zones));
        let granted = granted.shared_text().clone();
        self.lists
            .keep(granted, excluded.cloned(), Arc::clone(&list));
        list
    }

    fn list(&mut self, territories: Vec<TerritoryCode>, zones: &Zones) -> Granted {
        if territories.is_empty() {
            return Granted::default();
        }
        let set = TerritorySet::new(&territories);
        let number = match self.sets.get_index_of(&set) {
            Some(number) => number,
            None => {
                let countries = territories.iter().map(|territory| territory.country());
                self.shifts.add(countries, zones);
                self.sets.insert_full(Arc::new(set)).0
            }
        };
        let set = self.sets.get_index(number).map(Arc::clone);
        let countries = territories.iter().map(|territory| territory.country());
        let mut countries: Vec<Territory> =
            countries.filter(|country| country.is_assigned()).collect();
        countries.dedup();
        Granted {
            countries: countries.into(),
            territories: territories.into(),
            set: set.map(|set| (number, set)),
        }
    }

    /// The territories in the set with this number.
    pub(super) fn set(&self, number: usize) -> impl Iterator<Item = TerritoryCode> {
        let set = self.sets.get_index(number).into_iter();
        set.flat_map(|set| set.iter())
    }

    /// The local times that clocks skip or repeat in any territory seen so far.
    pub(super) fn shifts(&self) -> &Shifts {
        &self.shifts
    }
}

/// The parsed lists, keyed by the contents of Territory and TerritoryExclusion. If the keys exceed [`Lists::MOST`], all
/// lists are dropped, which costs little, because most repeats in a feed are only a few rows apart.
#[derive(Clone, Debug, Default)]
struct Lists {
    known: IndexMap<(Text, Option<Text>), Arc<Granted>, RandomState>,
    weight: usize,
}

#[derive(PartialEq, Eq, Hash)]
struct Texts<'a>(&'a str, Option<&'a str>);

impl Equivalent<(Text, Option<Text>)> for Texts<'_> {
    fn equivalent(&self, (granted, excluded): &(Text, Option<Text>)) -> bool {
        *self == Texts(granted, excluded.as_deref())
    }
}

impl Lists {
    /// The maximum total size of the keys: 512 KiB. Together, the keys and the parsed lists take a few megabytes.
    const MOST: usize = 1 << 19;
    /// The number of bytes counted for each entry in addition to its text.
    const ONE: usize = 16;

    fn keep(&mut self, granted: Text, excluded: Option<Text>, list: Arc<Granted>) {
        let text = granted.len() + excluded.as_ref().map_or(0, |text| text.len());
        self.weight = self.weight.saturating_add(text + Self::ONE);
        if self.weight > Self::MOST {
            self.known.clear();
            self.weight = text + Self::ONE;
        }
        self.known.insert((granted, excluded), list);
    }
}
