//! Groups territories that appear in exactly the same lists, so that each group is compared once.
//!
//! The rows in a feed often grant long, overlapping lists of territories. For example, three rows might have these
//! lists:
//!
//! ```text
//! list 0   AT CH DE
//! list 1   AT CH DE FR
//! list 2   FR
//! ```
//!
//! The territories form two groups: `AT CH DE`, which are in lists 0 and 1, and `FR`, which is in lists 1 and 2. A rule
//! that compares windows territory by territory therefore has to compare only two groups instead of four territories,
//! or, for a worldwide feed, a handful of groups instead of 250 territories.
//!
//! Groups are formed by splitting. At first, all territories are in one group. Each list then splits every group that
//! it contains only in part. List 0 separates `AT CH DE` from the rest. List 1 separates `FR`, but leaves `AT CH DE`
//! whole, because it contains all three.

use std::collections::HashMap;

use ema_model::TerritoryCode;

use crate::territory_set::{PLACES, place};

/// A group of territories that appear in the same lists.
#[derive(Debug)]
pub(crate) struct TerritoryGroup {
    /// The territories, sorted by code.
    pub(crate) territories: Vec<TerritoryCode>,
    /// The indices of the lists, in ascending order.
    pub(crate) lists: Vec<usize>,
}

/// Groups the territories of `lists`. The groups are sorted by the indices of their lists.
///
/// No matter how the lists overlap, the time is proportional to their total length, and the groups take little more
/// memory than the lists.
pub(crate) fn territory_groups<T>(lists: impl Iterator<Item = T> + Clone) -> Vec<TerritoryGroup>
where
    T: Iterator<Item = TerritoryCode>,
{
    let (numbered, part_of) = divided(lists.clone());
    let parts = part_of.iter().max().map_or(0, |last| last + 1);
    // Each group is represented by one of its territories.
    let mut first = vec![None; parts];
    for (number, part) in part_of.iter().enumerate() {
        first[*part].get_or_insert(number);
    }
    let parts_in = |list: T| {
        let numbers = list.filter_map(|territory| numbered.number_of(territory));
        numbers
            .filter(|number| first[part_of[*number]] == Some(*number))
            .map(|number| part_of[number])
    };
    let mut counts = vec![0; parts];
    for part in lists.clone().flat_map(parts_in) {
        counts[part] += 1;
    }
    let new = |count: usize| TerritoryGroup {
        territories: Vec::new(),
        lists: Vec::with_capacity(count),
    };
    let mut groups: Vec<TerritoryGroup> = counts.into_iter().map(new).collect();
    for (place, list) in lists.enumerate() {
        for part in parts_in(list) {
            groups[part].lists.push(place);
        }
    }
    for (territory, part) in numbered.territories.iter().zip(&part_of) {
        groups[*part].territories.push(*territory);
    }
    groups.retain(|groups| !groups.lists.is_empty());
    for groups in &mut groups {
        groups.territories.sort_unstable();
    }
    groups.sort_unstable_by(|a, b| a.lists.cmp(&b.lists));
    groups
}

/// The territories in the lists, with the group of each territory.
///
/// A list splits each group that it contains only in part.
fn divided<T>(lists: impl Iterator<Item = T>) -> (Numbered, Vec<usize>)
where
    T: Iterator<Item = TerritoryCode>,
{
    /// The index of the group of territories that are not in any earlier list. Every list splits this group.
    const NEW: usize = 0;

    let mut numbered = Numbered::default();
    let mut part_of: Vec<usize> = Vec::new();
    let mut parts = vec![Part::default()];
    let (mut members, mut touched) = (Vec::new(), Vec::new());
    for list in lists {
        members.clear();
        members.extend(list.map(|territory| numbered.add(territory)));
        parts[NEW].size += numbered.territories.len() - part_of.len();
        part_of.resize(numbered.territories.len(), NEW);
        for member in &members {
            parts[part_of[*member]].listed += 1;
        }
        for member in &members {
            let from = part_of[*member];
            let into = parts[from].into.unwrap_or_else(|| {
                touched.push(from);
                let is_whole = from != NEW && parts[from].listed == parts[from].size;
                if is_whole { from } else { parts.len() }
            });
            parts[from].into = Some(into);
            if into == parts.len() {
                parts.push(Part::default());
            }
            parts[from].size -= 1;
            parts[into].size += 1;
            part_of[*member] = into;
        }
        for part in touched.drain(..) {
            parts[part].listed = 0;
            parts[part].into = None;
        }
    }
    (numbered, part_of)
}

/// The state of a group while a list splits it.
#[derive(Default)]
struct Part {
    /// The number of territories in the group.
    size: usize,
    /// The number of territories in the group that are in the current list.
    listed: usize,
    /// The group to which the listed territories move.
    into: Option<usize>,
}

/// Territories, numbered in order of appearance.
#[derive(Default)]
struct Numbered {
    territories: Vec<TerritoryCode>,
    /// The numbers of whole countries, indexed by [`place`]. Most territories are whole countries.
    countries: Vec<Option<usize>>,
    regions: HashMap<TerritoryCode, Option<usize>>,
}

impl Numbered {
    fn add(&mut self, territory: TerritoryCode) -> usize {
        if self.countries.is_empty() {
            self.countries.resize(PLACES, None);
        }
        let number = match territory.region() {
            None => &mut self.countries[place(territory.country())],
            Some(_) => self.regions.entry(territory).or_default(),
        };
        *number.get_or_insert_with(|| {
            self.territories.push(territory);
            self.territories.len() - 1
        })
    }

    fn number_of(&self, territory: TerritoryCode) -> Option<usize> {
        match territory.region() {
            None => *self.countries.get(place(territory.country()))?,
            Some(_) => *self.regions.get(&territory)?,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use proptest::prelude::*;

    fn lists() -> impl Strategy<Value = Vec<Vec<TerritoryCode>>> {
        let codes = [
            "AT", "CA", "CA-ON", "CA-QC", "DE", "FR", "US", "US-CA", "ZW",
        ];
        let codes = codes.map(|code| code.parse::<TerritoryCode>().unwrap());
        let list = prop::sample::subsequence(codes.to_vec(), 1..=codes.len());
        prop::collection::vec(list, 0..8)
    }

    proptest! {
        #[test]
        fn territories_are_alike_that_the_same_lists_have(lists in lists()) {
            let mut expected: BTreeMap<Vec<usize>, Vec<TerritoryCode>> = BTreeMap::new();
            let all: BTreeSet<TerritoryCode> = lists.iter().flatten().copied().collect();
            for territory in all {
                let with = (0..lists.len()).filter(|list| lists[*list].contains(&territory));
                expected.entry(with.collect()).or_default().push(territory);
            }
            let found = territory_groups(lists.iter().map(|list| list.iter().copied()));
            let found = found.into_iter().map(|groups| (groups.lists, groups.territories));
            prop_assert_eq!(found.collect::<Vec<_>>(), expected.into_iter().collect::<Vec<_>>());
        }
    }
}
