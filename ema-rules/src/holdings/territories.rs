//! The territories of rows and holdings.

use std::sync::Arc;

use ema_model::TerritoryCode;

use crate::granted::Granted;
use crate::territory_groups::{TerritoryGroup, territory_groups};
use crate::territory_set::TerritorySet;

/// One or more territories. Most values are either a single territory or one of a few lists that many rows share.
#[derive(Clone, Debug)]
pub(crate) enum Territories {
    One(TerritoryCode),
    Many(Arc<TerritorySet>),
}

impl Territories {
    /// The territories that a row grants, or `None` if there are none.
    pub(crate) fn of(granted: &Granted) -> Option<Self> {
        match (&*granted.territories, &granted.set) {
            ([territory], _) => Some(Self::One(*territory)),
            (_, Some((_, set))) => Some(Self::Many(Arc::clone(set))),
            (_, None) => None,
        }
    }

    /// Creates a value from territories that are sorted by code and have no duplicates, or returns `None` if there are
    /// none.
    pub(super) fn new(territories: &[TerritoryCode]) -> Option<Self> {
        match territories {
            [] => None,
            [territory] => Some(Self::One(*territory)),
            several => Some(Self::Many(Arc::new(TerritorySet::new(several)))),
        }
    }

    /// The territories, sorted by code.
    pub(crate) fn iter(&self) -> impl Iterator<Item = TerritoryCode> + '_ {
        let (one, many) = match self {
            Self::One(territory) => (Some(*territory), None),
            Self::Many(set) => (None, Some(set.iter())),
        };
        one.into_iter().chain(many.into_iter().flatten())
    }

    /// The first territory.
    pub(crate) fn first(&self) -> Option<TerritoryCode> {
        self.iter().next()
    }

    pub(crate) fn count(&self) -> usize {
        match self {
            Self::One(_) => 1,
            Self::Many(set) => set.iter().count(),
        }
    }

    pub(crate) fn contains(&self, territory: TerritoryCode) -> bool {
        match self {
            Self::One(one) => *one == territory,
            Self::Many(set) => set.contains(territory),
        }
    }

    pub(super) fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::One(one), Self::One(other)) => one == other,
            (Self::Many(one), Self::Many(other)) => Arc::ptr_eq(one, other) || one == other,
            _ => false,
        }
    }

    pub(super) fn each(&self) -> impl Iterator<Item = Self> + '_ {
        self.iter().map(Self::One)
    }
}

/// A group of territories that appear in the same lists.
pub(crate) struct Part {
    pub(crate) territories: Territories,
    /// The indices of the lists, in ascending order.
    pub(crate) lists: Vec<usize>,
}

/// Groups the territories of `lists` so that those in the same lists are in one group.
pub(crate) fn parts(lists: &[&Territories]) -> Vec<Part> {
    let Some((first, others)) = lists.split_first() else {
        return Vec::new();
    };
    if others.iter().all(|other| first.is(other)) {
        return vec![Part {
            territories: (*first).clone(),
            lists: (0..lists.len()).collect(),
        }];
    }
    let parts = territory_groups(lists.iter().map(|list| list.iter())).into_iter();
    let part = |TerritoryGroup { territories, lists }| {
        let territories = Territories::new(&territories)?;
        Some(Part { territories, lists })
    };
    parts.filter_map(part).collect()
}
