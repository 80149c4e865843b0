//! Keeps lists of territories, and finds rows that have a territory in common.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use ema_model::TerritoryCode;
use foldhash::fast::RandomState;
use indexmap::IndexMap;

use super::interner::number;
use crate::engine::Row;
use crate::territory_groups::{TerritoryGroup, territory_groups};
use crate::territory_set::TerritorySet;
use crate::wording::joined;

/// The lists of territories in a file, each with a number. Thousands of rows can have the same
/// list, so a row keeps only the number of its list.
#[derive(Default)]
pub(in crate::rules) struct TerritoryLists(IndexMap<usize, Arc<TerritorySet>, RandomState>);

impl TerritoryLists {
    /// Keeps the list of territories that a row grants, and returns the number of the list. Returns
    /// `None` if the row grants no territories.
    pub(in crate::rules) fn keep(&mut self, row: &Row<'_>) -> Option<u32> {
        let (list, territories) = row.granted.set.as_ref()?;
        let list = self.0.entry(*list);
        let kept = number(list.index());
        list.or_insert_with(|| Arc::clone(territories));
        Some(kept)
    }

    /// Returns the territories in a list, sorted by code.
    pub(in crate::rules) fn territories(&self, list: u32) -> impl Iterator<Item = TerritoryCode> {
        let set = usize::try_from(list).ok();
        let set = set.and_then(|list| self.0.get_index(list));
        set.into_iter().flat_map(|(_, set)| set.iter())
    }

    /// Calls `look` for each group of territories that the same rows grant, with the territories,
    /// those rows in order, and the value that `apart` returns. Territories for which `apart`
    /// returns different values are in different groups.
    pub(in crate::rules) fn together<A: Copy + Ord>(
        &self,
        rows: &[usize],
        list_of: impl Fn(usize) -> u32,
        apart: impl Fn(TerritoryCode) -> A,
        mut look: impl FnMut(&[TerritoryCode], A, &[usize]),
    ) {
        let mut by_list: Vec<(u32, usize)> = rows.iter().map(|row| (list_of(*row), *row)).collect();
        by_list.sort_unstable();
        let rows_of: Vec<&[(u32, usize)]> = by_list.chunk_by(|a, b| a.0 == b.0).collect();
        let lists = rows_of.iter().map(|rows| self.territories(rows[0].0));
        let mut together = Vec::new();
        for TerritoryGroup { territories, lists } in territory_groups(lists) {
            together.clear();
            let rows = lists.iter().flat_map(|list| rows_of[*list]);
            together.extend(rows.map(|(_, row)| *row));
            // The rows for each list are already sorted, so sorting all of them is fast.
            together.sort();
            let mut parts: BTreeMap<A, Vec<TerritoryCode>> = BTreeMap::new();
            for territory in territories {
                parts.entry(apart(territory)).or_default().push(territory);
            }
            for (apart, territories) in parts {
                look(&territories, apart, &together);
            }
        }
    }

    /// Finds the other rows that grant a territory in a list. `row_in` returns the other row, if
    /// any, for a territory.
    pub(in crate::rules) fn meet(
        &self,
        list: u32,
        row_in: impl Fn(TerritoryCode) -> Option<usize>,
    ) -> Option<Matches> {
        let mut matches: Option<Matches> = None;
        for territory in self.territories(list) {
            if let Some(row) = row_in(territory) {
                let matches = matches.get_or_insert_with(|| Matches::new(row));
                matches.add(row, &[territory]);
            }
        }
        matches
    }
}

/// The other rows that a finding about a row mentions: the first of them, whether there are more,
/// and the territories.
pub(in crate::rules) struct Matches {
    pub(in crate::rules) row: usize,
    pub(in crate::rules) has_more: bool,
    pub(in crate::rules) territories: Named,
}

impl Matches {
    pub(in crate::rules) fn new(row: usize) -> Self {
        Self {
            row,
            has_more: false,
            territories: Named::default(),
        }
    }

    /// Adds a row for territories that have not been added before.
    pub(in crate::rules) fn add(&mut self, row: usize, territories: &[TerritoryCode]) {
        self.has_more |= row != self.row;
        self.row = row.min(self.row);
        self.territories.add(territories);
    }

    /// Returns ` and others` if there are several rows, and an empty string otherwise.
    pub(in crate::rules) fn others(&self) -> &'static str {
        if self.has_more { " and others" } else { "" }
    }
}

/// The territories that a message names: the first few, and the total number.
#[derive(Default)]
pub(in crate::rules) struct Named {
    first: Vec<TerritoryCode>,
    count: usize,
}

impl Named {
    const MOST: usize = 3;

    /// Collects distinct territories. Returns `None` if there are no territories.
    pub(in crate::rules) fn of(territories: impl Iterator<Item = TerritoryCode>) -> Option<Self> {
        let mut named = Self::default();
        territories.for_each(|territory| named.add(&[territory]));
        (named.count > 0).then_some(named)
    }

    /// Adds territories that have not been added before.
    pub(in crate::rules) fn add(&mut self, territories: &[TerritoryCode]) {
        self.first.extend(territories.iter().take(Self::MOST));
        self.first.sort_unstable();
        self.first.truncate(Self::MOST);
        self.count += territories.len();
    }
}

impl fmt::Display for Named {
    /// Formats the territories as `CA, MX and US`, or as `AD, AE and 243 more`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let more = self.count > Self::MOST;
        let named = if more { Self::MOST - 1 } else { Self::MOST };
        let names = self.first.iter().take(named).map(TerritoryCode::to_string);
        let more = more.then(|| format!("{} more", self.count - named));
        f.write_str(&joined(names.chain(more), "and"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_territories_are_named_and_many_counted() {
        let codes = |text: &str| -> Vec<TerritoryCode> {
            text.split(' ')
                .map(|code| code.parse::<TerritoryCode>().unwrap())
                .collect()
        };
        for (territories, shown) in [
            (["US"].as_slice(), "US"),
            (&["US", "CA"], "CA and US"),
            (&["US", "CA MX"], "CA, MX and US"),
            (&["US", "CA MX", "BR DE FR"], "BR, CA and 4 more"),
        ] {
            let mut named = Named::default();
            for added in territories {
                named.add(&codes(added));
            }
            assert_eq!(named.to_string(), shown);
        }
    }
}
