//! What rows are about, each title and each list of territories kept once.

use std::collections::BTreeMap;
use std::fmt;
use std::hash::Hash;
use std::rc::Rc;

use ema_model::{Cell, TerritoryCode, Text};
use indexmap::{Equivalent, IndexMap, IndexSet};

use super::alike::{Alike, alike};
use crate::check::Row;
use crate::rules::wording::{joined, quoted};
use crate::scope::{RightsModel, unique_id};
use crate::territory_set::TerritorySet;

/// The scopes of a file. The same list of territories stands in thousands of rows, so a row is kept
/// as the number of its title and the number of its list.
#[derive(Default)]
pub(super) struct Scopes {
    texts: Kept<Text>,
    titles: Kept<(u32, u32, RightsModel)>,
    /// By the numbers that the lists have in the file.
    territories: IndexMap<usize, Rc<TerritorySet>>,
}

/// The scopes of a row: a title and the territories in which it has rights to it.
#[derive(Clone, Copy)]
pub(super) struct ScopesOf {
    /// Licensor, unique ID and rights model.
    pub(super) title: u32,
    /// The territories, at least one.
    pub(super) territories: u32,
}

impl Scopes {
    /// Keeps the scopes of a row, if it has any.
    pub(super) fn keep(&mut self, row: &Row<'_>) -> Option<ScopesOf> {
        self.keep_as(row, unique_id(row.avail)?)
    }

    /// Keeps the scopes that a row would have under another ID.
    pub(super) fn keep_as(&mut self, row: &Row<'_>, id: &str) -> Option<ScopesOf> {
        let licensor = row.avail.display_name().value()?;
        let rights_model = RightsModel::of(row.avail, row.profile)?;
        let (list, territories) = row.granted.set.as_ref()?;
        let list = self.territories.entry(*list);
        let kept = number(list.index());
        list.or_insert_with(|| Rc::clone(territories));
        let (licensor, id) = (self.texts.keep_text(licensor), self.texts.keep_text(id));
        Some(ScopesOf {
            title: self.titles.keep((licensor, id, rights_model)),
            territories: kept,
        })
    }

    /// The territories of a list, in the order of their codes.
    pub(super) fn territories(&self, list: u32) -> impl Iterator<Item = TerritoryCode> {
        let set = usize::try_from(list).ok();
        let set = set.and_then(|list| self.territories.get_index(list));
        set.into_iter().flat_map(|(_, set)| set.iter())
    }

    /// The unique ID of a title.
    pub(super) fn id(&self, title: u32) -> &str {
        let id = self.titles.get(title).map(|(_, id, _)| *id);
        id.and_then(|id| self.texts.get(id)).map_or("", |id| id)
    }

    /// The licensor of a title, as a number.
    pub(super) fn licensor(&self, title: u32) -> Option<u32> {
        self.titles.get(title).map(|(licensor, _, _)| *licensor)
    }

    /// Shows the territories of rows, those together that the same rows have, with these rows in their
    /// order. Territories for which `apart` says something else are shown apart, with what it says.
    pub(super) fn together<A: Copy + Ord>(
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
        for Alike { territories, lists } in alike(lists) {
            together.clear();
            let rows = lists.iter().flat_map(|list| rows_of[*list]);
            together.extend(rows.map(|(_, row)| *row));
            // What is in order list by list is sorted as fast as it is read.
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

    /// The other rows that a list of territories meets, where `row_in` gives the one in a territory.
    pub(super) fn meet(
        &self,
        list: u32,
        row_in: impl Fn(TerritoryCode) -> Option<usize>,
    ) -> Option<Met> {
        let mut met: Option<Met> = None;
        for territory in self.territories(list) {
            if let Some(row) = row_in(territory) {
                let met = met.get_or_insert_with(|| Met::new(row));
                met.add(row, &[territory]);
            }
        }
        met
    }

    /// Whether a title is sold in channels, which are one scope.
    pub(super) fn has_channels(&self, title: u32) -> bool {
        let title = self.titles.get(title);
        title.is_some_and(|(_, _, model)| *model == RightsModel::SvodChannels)
    }

    /// A title in words: `` `FIRSTDANCE` of `Rockstar Films` (TVOD) ``.
    pub(super) fn in_words(&self, title: u32) -> String {
        let Some((licensor, id, _)) = self.titles.get(title) else {
            return String::new();
        };
        let text = |text: &u32| quoted(self.texts.get(*text).map_or("", |text| text));
        let model = self.model_in_words(title);
        format!("{} of {} ({model})", text(id), text(licensor))
    }

    /// The rights model of a title in words: `TVOD`.
    pub(super) fn model_in_words(&self, title: u32) -> String {
        match self.titles.get(title) {
            Some((.., RightsModel::Other(name))) => quoted(name),
            Some((.., model)) => model.to_string(),
            None => String::new(),
        }
    }
}

/// Values, each kept once and known by its number.
pub(super) struct Kept<T>(IndexSet<T>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(IndexSet::default())
    }
}

impl<T: Hash + Eq> Kept<T> {
    pub(super) fn keep(&mut self, value: T) -> u32 {
        number(self.0.insert_full(value).0)
    }

    pub(super) fn get(&self, number: u32) -> Option<&T> {
        self.0.get_index(usize::try_from(number).ok()?)
    }

    fn number_of<Q: Hash + Equivalent<T> + ?Sized>(&self, value: &Q) -> Option<u32> {
        self.0.get_index_of(value).map(number)
    }
}

impl Kept<Text> {
    /// Keeps a text, which is copied if it is new.
    pub(super) fn keep_text(&mut self, text: &str) -> u32 {
        match self.number_of(text) {
            Some(number) => number,
            None => self.keep(Text::from(text)),
        }
    }

    /// Keeps what stands in a cell, without the blanks around it.
    pub(super) fn keep_cell(&mut self, cell: &Cell) -> u32 {
        let text = cell.trimmed();
        match text.len() == cell.text().len() {
            true => self.keep(cell.shared_text().clone()),
            false => self.keep_text(text),
        }
    }
}

/// Four thousand million values do not fit into memory.
fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// Other rows that a row has to do with: the one that stands first, whether there are more, and in
/// which territories.
pub(super) struct Met {
    pub(super) row: usize,
    pub(super) has_more: bool,
    pub(super) territories: Named,
}

impl Met {
    pub(super) fn new(row: usize) -> Self {
        Self {
            row,
            has_more: false,
            territories: Named::default(),
        }
    }

    /// Adds a row, in territories that were not added before.
    pub(super) fn add(&mut self, row: usize, territories: &[TerritoryCode]) {
        self.has_more |= row != self.row;
        self.row = row.min(self.row);
        self.territories.add(territories);
    }

    /// ` and others` behind the row, if there are any.
    pub(super) fn others(&self) -> &'static str {
        if self.has_more { " and others" } else { "" }
    }
}

/// Territories to be named in a message: the first few, and how many there are.
#[derive(Default)]
pub(super) struct Named {
    first: Vec<TerritoryCode>,
    count: usize,
}

impl Named {
    const MOST: usize = 3;

    /// Some different territories; `None` if there are none.
    pub(super) fn of(territories: impl Iterator<Item = TerritoryCode>) -> Option<Self> {
        let mut named = Self::default();
        territories.for_each(|territory| named.add(&[territory]));
        (named.count > 0).then_some(named)
    }

    /// Adds territories that were not added before.
    pub(super) fn add(&mut self, territories: &[TerritoryCode]) {
        self.first.extend(territories.iter().take(Self::MOST));
        self.first.sort_unstable();
        self.first.truncate(Self::MOST);
        self.count += territories.len();
    }
}

impl fmt::Display for Named {
    /// `CA, MX and US`, or `AD, AE and 243 more`.
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
                .map(|code| TerritoryCode::parse(code).unwrap())
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
