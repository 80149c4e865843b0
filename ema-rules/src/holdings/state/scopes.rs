//! Collects the titles in a document while it is read, and joins their territories as in holdings.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ema_model::TerritoryCode;

use crate::conventions::Clocks;
use crate::holdings::record::Record;
use crate::holdings::row::HeldRow;
use crate::holdings::territories::Territories;
use crate::holdings::title::{Holding, Title, Titles, joined};
use crate::holdings::together::Together;
use crate::window::Window;

/// Collects entries. In a document that this crate wrote, the entries for an ID are consecutive, so they are joined as
/// soon as the next ID begins. If a document lists them in another order, they are joined at the end.
pub(super) struct Scopes {
    /// The clocks from the conventions.
    clocks: Arc<Clocks>,
    by_tz_database: Arc<Clocks>,
    titles: Titles,
    pending: BTreeMap<Title, Pending>,
    is_in_order: bool,
}

/// The part of a title that has been read so far.
#[derive(Default)]
struct Pending {
    territories: BTreeSet<TerritoryCode>,
    holdings: Vec<Holding>,
}

impl Scopes {
    pub(super) fn new(clocks: Arc<Clocks>) -> Self {
        Self {
            clocks,
            by_tz_database: Arc::default(),
            titles: Titles::new(),
            pending: BTreeMap::new(),
            is_in_order: true,
        }
    }

    /// Adds the rows for a title in one territory, each with its window in the document or else in its cells. Returns
    /// the territory as an error if it was already added.
    pub(super) fn add_one(
        &mut self,
        title: Title,
        territory: TerritoryCode,
        rows: Vec<(Arc<HeldRow>, Option<Window>)>,
    ) -> Result<(), TerritoryCode> {
        let written = |row: &HeldRow| row.written.in_territory(territory, &self.by_tz_database);
        let record = |(row, window): (Arc<HeldRow>, Option<Window>)| {
            let window = window.unwrap_or_else(|| written(&row));
            Record::new(row, window)
        };
        let records = rows.into_iter().map(record).collect();
        let holding = holding(Territories::One(territory), records, &self.clocks);
        self.add(title, [territory].into(), vec![holding])
    }

    /// Adds the rows for a title in several territories, each with the window in its cells.
    pub(super) fn add_several(
        &mut self,
        title: Title,
        territories: BTreeSet<TerritoryCode>,
        rows: &[Arc<HeldRow>],
    ) -> Result<(), TerritoryCode> {
        let list: Vec<TerritoryCode> = territories.iter().copied().collect();
        let Some(all) = Territories::new(&list) else {
            return Ok(());
        };
        let clocks = match self.clocks.reads_by_tz_database(&list) {
            true => &self.clocks,
            false => &self.by_tz_database,
        };
        // If clocks skip or repeat a time, the order of the records can differ between territories.
        let parts = match rows {
            [_] => vec![all],
            rows => Together::new(clocks, None).divide(&all, rows.iter().map(|row| row.written)),
        };
        let read = |territories: Territories| {
            let first = territories.first()?;
            let record = |row: &Arc<HeldRow>| {
                let window = row.written.in_territory(first, clocks);
                Record::new(Arc::clone(row), window)
            };
            let records = rows.iter().map(record).collect();
            Some(holding(territories, records, clocks))
        };
        let holdings = parts.into_iter().filter_map(read).collect();
        self.add(title, territories, holdings)
    }

    fn add(
        &mut self,
        title: Title,
        territories: BTreeSet<TerritoryCode>,
        holdings: Vec<Holding>,
    ) -> Result<(), TerritoryCode> {
        let last = self.pending.keys().next();
        if self.is_in_order && last.is_some_and(|last| !last.has_id_of(&title)) {
            self.join();
        }
        let joined = self.titles.remove(&title);
        let pending = self.pending.entry(title).or_default();
        if let Some(joined) = joined {
            self.is_in_order = false;
            let territories = joined.iter().flat_map(|it| it.territories.iter());
            pending.territories.extend(territories);
            pending.holdings.extend(joined);
        }
        for territory in territories {
            if !pending.territories.insert(territory) {
                return Err(territory);
            }
        }
        pending.holdings.extend(holdings);
        Ok(())
    }

    pub(super) fn finish(mut self) -> Titles {
        self.join();
        self.titles
    }

    fn join(&mut self) {
        for (title, Pending { mut holdings, .. }) in std::mem::take(&mut self.pending) {
            holdings.sort_by_key(|holding| holding.territories.first());
            let holdings = joined(holdings, &self.clocks);
            self.titles.insert(title, holdings);
        }
    }
}

fn holding(territories: Territories, mut records: Vec<Record>, clocks: &Arc<Clocks>) -> Holding {
    records.sort_by(Record::in_order);
    Holding {
        territories,
        records,
        clocks: Arc::clone(clocks),
    }
}
