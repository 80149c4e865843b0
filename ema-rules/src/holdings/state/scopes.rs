//! The scopes of a document while it is read, joined as what is held is.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use ema_model::TerritoryCode;

use crate::holdings::record::Record;
use crate::holdings::title::{Holding, Territories, Title, Titles, joined};
use crate::window::Clocks;

/// Collects scopes. A document that was written here has the scopes of an ID together, so that they are
/// joined as soon as the next ID begins. Documents in another order are joined at the end.
pub(super) struct Scopes {
    clocks: Arc<Clocks>,
    titles: Titles,
    pending: BTreeMap<Title, BTreeMap<TerritoryCode, Vec<Record>>>,
    is_in_order: bool,
}

impl Scopes {
    pub(super) fn new(clocks: Arc<Clocks>) -> Self {
        Self {
            clocks,
            titles: Titles::new(),
            pending: BTreeMap::new(),
            is_in_order: true,
        }
    }

    /// Adds a scope; `false` if it is there already.
    pub(super) fn add(
        &mut self,
        title: Title,
        territory: TerritoryCode,
        mut records: Vec<Record>,
    ) -> bool {
        let last = self.pending.keys().next();
        if self.is_in_order && last.is_some_and(|last| !last.has_id_of(&title)) {
            self.join();
        }
        if let Some(holdings) = self.titles.remove(&title) {
            self.is_in_order = false;
            let pending = self.pending.entry(title.clone()).or_default();
            for holding in holdings {
                let territories = holding.territories.iter();
                pending.extend(territories.map(|it| (it, holding.records_in(it))));
            }
        }
        records.sort_by(Record::in_order);
        match self.pending.entry(title).or_default().entry(territory) {
            Entry::Occupied(_) => false,
            Entry::Vacant(place) => {
                place.insert(records);
                true
            }
        }
    }

    pub(super) fn finish(mut self) -> Titles {
        self.join();
        self.titles
    }

    fn join(&mut self) {
        for (title, scopes) in std::mem::take(&mut self.pending) {
            let holding = |(territory, records)| Holding {
                territories: Territories::One(territory),
                records,
                clocks: Arc::clone(&self.clocks),
            };
            let holdings = joined(scopes.into_iter().map(holding).collect(), &self.clocks);
            self.titles.insert(title, holdings);
        }
    }
}
