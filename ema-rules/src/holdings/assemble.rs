//! Assembles holdings from stored parts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ema_model::TerritoryCode;

use super::Holdings;
use super::record::Record;
use super::row::HeldRow;
use super::territories::Territories;
use super::title::{self, Holding, Title, Titles, joined};
use super::together::Together;
use crate::conventions::Clocks;
use crate::scope::Scope;
use crate::window::Window;

/// Why parts can't be assembled into holdings.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidHoldings {
    /// Two parts have the same scope.
    #[error("{0} is in it twice")]
    Twice(Scope),
    /// A part has no records.
    #[error("{0} has no records")]
    NoRecords(Scope),
    /// A part repeats a territory, or its scope is not in the first of its territories.
    #[error("{0} must be in the first of its territories, and no territory may be repeated")]
    Territories(Scope),
    /// In a part with several territories, a record has a different window than its row.
    #[error("{0} has its own window for several territories")]
    OwnWindow(Scope),
}

/// Returns the holdings, unless a scope is both held and left live.
pub(super) fn assembled(held: Scopes, left_live: Scopes) -> Result<Holdings, InvalidHoldings> {
    let (titles, left_live) = (held.finish(), left_live.finish());
    for (scope, _) in title::scopes(&left_live) {
        if title::of_scope(&titles, &scope).is_some() {
            return Err(InvalidHoldings::Twice(scope));
        }
    }
    Ok(Holdings { titles, left_live })
}

/// Collects parts and joins those that can share a holding. This crate writes all parts for an ID consecutively, so
/// they are joined as soon as the next ID begins. Parts in a different order are joined at the end.
pub(super) struct Scopes {
    /// The clocks from the conventions.
    clocks: Arc<Clocks>,
    by_tz_database: Arc<Clocks>,
    titles: Titles,
    pending: BTreeMap<Title, Pending>,
    is_in_order: bool,
}

/// The parts read so far for the current title.
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

    /// Whether a record has the window of its row.
    pub(super) fn is_of_row(&self, record: &Record, territory: TerritoryCode) -> bool {
        let written = record.row.written;
        record.window() == written.in_territory(territory, &self.by_tz_database)
    }

    /// Adds the rows for a title in one or more territories. A row without a window of its own gets its window from its
    /// Start and End.
    pub(super) fn add_rows(
        &mut self,
        title: Title,
        territories: BTreeSet<TerritoryCode>,
        rows: Vec<(Arc<HeldRow>, Option<Window>)>,
    ) -> Result<(), InvalidHoldings> {
        let Some(first) = territories.first().copied() else {
            return Ok(());
        };
        let scope = |territory| title.scope(territory);
        if rows.is_empty() {
            return Err(InvalidHoldings::NoRecords(scope(first)));
        }
        let added = match territories.len() {
            1 => self.add_one(title.clone(), first, rows),
            _ if rows.iter().any(|(_, window)| window.is_some()) => {
                return Err(InvalidHoldings::OwnWindow(scope(first)));
            }
            _ => {
                let rows: Vec<Arc<HeldRow>> = rows.into_iter().map(|(row, _)| row).collect();
                self.add_several(title.clone(), territories, &rows)
            }
        };
        added.map_err(|territory| InvalidHoldings::Twice(scope(territory)))
    }

    /// Adds the rows for a title in one territory. Returns the territory as an error if it was already added.
    fn add_one(
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

    /// Adds the rows for a title in several territories. Each row has its own window.
    fn add_several(
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
