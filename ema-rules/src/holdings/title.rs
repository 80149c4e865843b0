//! Titles and their holdings. A title comprises all scopes that differ only in territory.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use ema_model::{Avail, TerritoryCode, Text};

use super::record::Record;
use super::row::HeldRow;
use super::territories::Territories;
use crate::conventions::{Clocks, Conventions};
use crate::scope::{RightsModel, Scope, unique_id};

/// The properties that all scopes of a title share: everything but the territory.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Title {
    pub(crate) licensor: Text,
    pub(crate) id: Text,
    pub(crate) rights_model: RightsModel,
}

impl Title {
    /// Returns `None` if the licensor, the ID or the license type is blank.
    pub(super) fn of(avail: &Avail, conventions: &Conventions) -> Option<Self> {
        Some(Self {
            licensor: Text::from(avail.display_name().value()?),
            id: Text::from(unique_id(avail)?),
            rights_model: RightsModel::of(avail, conventions)?,
        })
    }

    pub(crate) fn of_scope(scope: &Scope) -> Self {
        Self {
            licensor: scope.licensor.clone(),
            id: scope.id.clone(),
            rights_model: scope.rights_model.clone(),
        }
    }

    pub(crate) fn scope(&self, territory: TerritoryCode) -> Scope {
        Scope {
            licensor: self.licensor.clone(),
            id: self.id.clone(),
            territory,
            rights_model: self.rights_model.clone(),
        }
    }

    /// Whether two titles differ at most in their rights model.
    pub(super) fn has_id_of(&self, other: &Self) -> bool {
        (&self.licensor, &self.id) == (&other.licensor, &other.id)
    }
}

/// A title's holdings in some territories: records with the same rows, in the same order.
///
/// A row for 200 territories is stored as one holding with one record, not as 200 holdings with 200 records. The
/// record's window is the one in the first territory. For other territories, the window is computed from the row when
/// needed. Several territories can therefore share a holding only if all of its windows can be computed from the rows
/// and `clocks`. If a window can't be computed, for example because its End `ESTStart` has been resolved, the holding
/// has only one territory.
#[derive(Clone, Debug)]
pub(crate) struct Holding {
    pub(crate) territories: Territories,
    pub(crate) records: Vec<Record>,
    pub(crate) clocks: Arc<Clocks>,
}

impl Holding {
    pub(super) fn records_in(&self, territory: TerritoryCode) -> Vec<Record> {
        let records = self.records.iter();
        records
            .map(|it| it.there(territory, &self.territories, &self.clocks))
            .collect()
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = &HeldRow> {
        self.records.iter().map(|record| &*record.row)
    }

    /// Returns the same holding for some of its territories.
    pub(super) fn within(&self, territories: Territories) -> Option<Self> {
        let first = territories.first()?;
        Some(Self {
            records: self.records_in(first),
            territories,
            clocks: Arc::clone(&self.clocks),
        })
    }

    /// Whether all windows of the holding can be computed with `clocks`.
    fn is_read_by(&self, clocks: &Arc<Clocks>) -> bool {
        match self.territories {
            Territories::Many(_) => are_same(&self.clocks, clocks),
            Territories::One(territory) => {
                let mut records = self.records.iter();
                records.all(|it| it.window() == it.row.written.in_territory(territory, clocks))
            }
        }
    }
}

pub(super) fn are_same(one: &Arc<Clocks>, other: &Arc<Clocks>) -> bool {
    Arc::ptr_eq(one, other) || one.are_same(other)
}

/// Joins a title's holdings in territories that hold the same rows.
pub(super) fn joined(holdings: Vec<Holding>, clocks: &Arc<Clocks>) -> Vec<Holding> {
    if holdings.len() < 2 {
        return holdings;
    }
    let mut joined: Vec<(Holding, Vec<TerritoryCode>)> = Vec::new();
    let mut known: HashMap<Vec<*const HeldRow>, usize> = HashMap::new();
    for holding in holdings {
        let is_read = holding.is_read_by(clocks);
        let rows = || holding.records.iter().map(|it| Arc::as_ptr(&it.row));
        let place = is_read.then(|| *known.entry(rows().collect()).or_insert(joined.len()));
        match place.and_then(|place| joined.get_mut(place)) {
            Some((_, territories)) => territories.extend(holding.territories.iter()),
            None => joined.push((holding, Vec::new())),
        }
    }
    let join = |(holding, mut others): (Holding, Vec<TerritoryCode>)| {
        if others.is_empty() {
            return Some(holding);
        }
        others.extend(holding.territories.iter());
        others.sort_unstable();
        let territories = Territories::new(&others)?;
        let first = territories.first()?;
        let records = holding.records.iter();
        Some(Holding {
            records: records.map(|it| it.read_by(clocks, first)).collect(),
            territories,
            clocks: Arc::clone(clocks),
        })
    };
    joined.into_iter().filter_map(join).collect()
}

/// The holdings for each title.
pub(crate) type Titles = BTreeMap<Title, Vec<Holding>>;

/// Holdings with their titles, grouped by unique ID.
fn by_id(titles: &Titles) -> impl Iterator<Item = Vec<(&Title, &Holding)>> {
    let mut titles = titles.iter().peekable();
    std::iter::from_fn(move || {
        let (first, holdings) = titles.next()?;
        let mut of_id: Vec<(&Title, &Holding)> = holdings.iter().map(|it| (first, it)).collect();
        while let Some((title, holdings)) = titles.next_if(|(title, _)| title.has_id_of(first)) {
            of_id.extend(holdings.iter().map(|it| (title, it)));
        }
        Some(of_id)
    })
}

/// The holdings with their titles, sorted by first scope.
#[cfg(feature = "html")]
pub(crate) fn holdings(titles: &Titles) -> impl Iterator<Item = (&Title, &Holding)> {
    by_id(titles).flat_map(|mut of_id| {
        of_id.sort_unstable_by_key(|(title, holding)| (holding.territories.first(), *title));
        of_id
    })
}

/// The scopes of titles, each with its holding, sorted by licensor, ID, territory and rights model.
pub(super) fn scopes(titles: &Titles) -> impl Iterator<Item = (Scope, &Holding)> {
    let of_id = by_id(titles).flat_map(|of_id| {
        let mut scopes = Vec::new();
        for (title, holding) in of_id {
            let territories = holding.territories.iter();
            scopes.extend(territories.map(|territory| (territory, title, holding)));
        }
        scopes.sort_unstable_by_key(|(territory, title, _)| (*territory, *title));
        scopes
    });
    of_id.map(|(territory, title, holding)| (title.scope(territory), holding))
}

/// Expands items, which must be sorted by first scope, into one item per scope, sorted by scope.
pub(super) fn each_scope<T>(
    items: &[T],
    scope_of: fn(&T) -> (&Scope, &Territories),
) -> impl Iterator<Item = (TerritoryCode, &T)> {
    let has_same_id = move |one: &T, other: &T| {
        let (one, other) = (scope_of(one).0, scope_of(other).0);
        (&one.licensor, &one.id) == (&other.licensor, &other.id)
    };
    items.chunk_by(has_same_id).flat_map(move |items| {
        let mut scopes: Vec<(TerritoryCode, &T)> = Vec::new();
        for item in items {
            scopes.extend(scope_of(item).1.iter().map(|territory| (territory, item)));
        }
        scopes.sort_by_key(|(territory, item)| (*territory, &scope_of(item).0.rights_model));
        scopes
    })
}

/// Returns the records in a scope, or `None` if it holds nothing.
pub(super) fn of_scope(titles: &Titles, scope: &Scope) -> Option<Vec<Record>> {
    let holdings = titles.get(&Title::of_scope(scope))?;
    let holding = holdings
        .iter()
        .find(|it| it.territories.contains(scope.territory))?;
    Some(holding.records_in(scope.territory))
}
