//! The territories that rows grant, each list of them worked out once.

use std::sync::Arc;

use ema_model::{Avail, Cell, Column, TerritoryCode, Text};
use indexmap::{Equivalent, IndexMap, IndexSet};

use crate::scope::territories;
use crate::territory_set::TerritorySet;
use crate::time::{Shifts, Zones};

/// The territories that the rows of a file grant.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grants {
    /// What stands in the cells, as rows repeat it. It does not grow with the file.
    lists: Lists,
    /// Each set once, whatever the order in which cells name it: a hundred bytes for each.
    sets: IndexSet<Arc<TerritorySet>>,
    shifts: Shifts,
}

/// The territories that a row grants.
#[derive(Debug, Default)]
pub(crate) struct Granted {
    /// In the order of their codes, each once.
    pub(crate) territories: Box<[TerritoryCode]>,
    /// The same as a set that is kept once for the file, with its number; none where there are none.
    pub(crate) set: Option<(usize, Arc<TerritorySet>)>,
}

impl Grants {
    /// The territories of a row; see [`territories`].
    pub(crate) fn of(&mut self, avail: &Avail, zones: &Zones) -> Arc<Granted> {
        // What stands in the cells decides, as long as both can be read.
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
        Granted {
            territories: territories.into(),
            set: set.map(|set| (number, set)),
        }
    }

    /// The territories of a set, by its number.
    pub(super) fn set(&self, number: usize) -> impl Iterator<Item = TerritoryCode> {
        let set = self.sets.get_index(number).into_iter();
        set.flat_map(|set| set.iter())
    }

    /// When the clocks of the territories that have gone by do not show a time once.
    pub(super) fn shifts(&self) -> &Shifts {
        &self.shifts
    }
}

/// Lists by what stands in Territory and TerritoryExclusion. When the texts have come to weigh too much,
/// all are forgotten: files repeat what stood a few rows before.
#[derive(Clone, Debug, Default)]
struct Lists {
    known: IndexMap<(Text, Option<Text>), Arc<Granted>>,
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
    /// How many bytes the texts may have: with what they mean it takes some megabytes.
    const MOST: usize = 1 << 19;
    /// What a list weighs beside its text.
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
