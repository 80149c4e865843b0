//! What rows are about, each title and each list of territories kept once.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::hash::Hash;

use ema_model::{Cell, TerritoryCode, Text};
use indexmap::{Equivalent, IndexSet};

use crate::check::{Granted, Row};
use crate::rules::wording::{joined, quoted};
use crate::scope::{RightsModel, unique_id};

/// The scopes of a file. The same list of territories stands in thousands of rows, so a row is kept
/// as the number of its title and the number of its list.
#[derive(Default)]
pub(super) struct Scopes {
    texts: Kept<Text>,
    titles: Kept<(u32, u32, RightsModel)>,
    territories: Kept<Box<[TerritoryCode]>>,
    /// Under which number each list of the rows is kept: a list of two hundred territories need not be
    /// looked at again.
    lists: HashMap<u64, u32>,
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
        let territories = self.granted(row.granted)?;
        let (licensor, id) = (self.texts.keep_text(licensor), self.texts.keep_text(id));
        Some(ScopesOf {
            title: self.titles.keep((licensor, id, rights_model)),
            territories,
        })
    }

    /// The list of the territories that a row grants, unless there is none.
    fn granted(&mut self, granted: &Granted) -> Option<u32> {
        let list = &granted.territories;
        if list.is_empty() {
            return None;
        }
        let kept = self.lists.entry(granted.number);
        Some(
            *kept.or_insert_with(|| match self.territories.number_of(list) {
                Some(kept) => kept,
                None => self.territories.keep(list.clone()),
            }),
        )
    }

    /// The territories of a list, in the order of their codes.
    pub(super) fn territories(&self, list: u32) -> &[TerritoryCode] {
        self.territories.get(list).map_or(&[], |list| list)
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

    /// The territories of rows, those together that the same rows have, with these rows in their
    /// order. Territories for which `apart` says something else are kept apart.
    pub(super) fn together(
        &self,
        rows: &[usize],
        list_of: impl Fn(usize) -> u32,
        apart: impl Fn(TerritoryCode) -> Option<TerritoryCode>,
    ) -> Vec<(Vec<TerritoryCode>, Vec<usize>)> {
        let mut rows_of: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for row in rows.iter().copied() {
            rows_of.entry(list_of(row)).or_default().push(row);
        }
        let lists_with = rows_of.keys().flat_map(|list| {
            let territories = self.territories(*list).iter();
            territories.map(|territory| (*territory, *list))
        });
        let mut lists_with: Vec<(TerritoryCode, u32)> = lists_with.collect();
        // What is in order list by list is sorted as fast as it is read.
        lists_with.sort();
        let mut together: BTreeMap<(Vec<u32>, Option<TerritoryCode>), Vec<TerritoryCode>> =
            BTreeMap::new();
        let mut lists = Vec::new();
        for with in lists_with.chunk_by(|a, b| a.0 == b.0) {
            let territory = with[0].0;
            lists.clear();
            lists.extend(with.iter().map(|(_, list)| *list));
            let key = (lists, apart(territory));
            match together.get_mut(&key) {
                Some(territories) => territories.push(territory),
                None => {
                    together.insert(key.clone(), vec![territory]);
                }
            }
            (lists, _) = key;
        }
        let rows = |lists: Vec<u32>| {
            let mut rows: Vec<usize> = lists
                .iter()
                .filter_map(|list| rows_of.get(list))
                .flatten()
                .copied()
                .collect();
            rows.sort_unstable();
            rows
        };
        let together = together.into_iter();
        together
            .map(|((lists, _), territories)| (territories, rows(lists)))
            .collect()
    }

    /// The other rows that a list of territories meets, where `row_in` gives the one in a territory.
    pub(super) fn meet(
        &self,
        list: u32,
        row_in: impl Fn(TerritoryCode) -> Option<usize>,
    ) -> Option<Met> {
        let mut met: Option<Met> = None;
        for territory in self.territories(list) {
            if let Some(row) = row_in(*territory) {
                let met = met.get_or_insert_with(|| Met::new(row));
                met.add(row, &[*territory]);
            }
        }
        met
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
