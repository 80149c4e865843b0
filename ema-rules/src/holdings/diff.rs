//! Compares two holdings.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Arc;

use ema_model::TerritoryCode;

use super::Holdings;
use super::outcome::Change;
use super::pairs::{Pair, pairs};
use super::record::Record;
use super::territories::{Part, Territories, parts};
use super::title::{self, Holding, Title};
use super::together::Together;
use crate::conventions::Clocks;
use crate::scope::Scope;

impl Holdings {
    /// Compares these holdings with `new`, by scope and offer.
    #[must_use]
    pub fn diff(&self, new: &Self) -> Diff {
        let mut together = Vec::new();
        let _ = self.diff_titles(new, &mut |_, of_title| {
            together.extend(of_title);
            ControlFlow::Continue(())
        });
        together.sort_by(|one, other| one.scope.cmp(&other.scope));
        Diff { together }
    }

    /// Compares these holdings with `new` like [`diff`](Self::diff), but passes the scopes to `each` one at a time and
    /// in order, so that the scopes of only one ID are in memory. `each` can stop the comparison.
    ///
    /// ```
    /// use std::ops::ControlFlow;
    ///
    /// use ema_rules::{Holdings, ScopeDiff};
    ///
    /// let is_equal = |old: &Holdings, new: &Holdings| {
    ///     let differs = |scope: ScopeDiff| match scope.is_unchanged() {
    ///         true => ControlFlow::Continue(()),
    ///         false => ControlFlow::Break(()),
    ///     };
    ///     old.diff_each(new, differs).is_continue()
    /// };
    /// assert!(is_equal(&Holdings::new(), &Holdings::new()));
    /// ```
    pub fn diff_each(
        &self,
        new: &Self,
        mut each: impl FnMut(ScopeDiff) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let mut of_id: Option<(&Title, Diff)> = None;
        let mut pass = |diff: Option<(&Title, Diff)>| match diff {
            Some((_, diff)) => diff.scopes().try_for_each(&mut each),
            None => ControlFlow::Continue(()),
        };
        self.diff_titles(new, &mut |title, of_title| {
            match &mut of_id {
                Some((last, diff)) if last.has_id_of(title) => diff.together.extend(of_title),
                _ => {
                    let together = of_title;
                    pass(of_id.replace((title, Diff { together })))?;
                }
            }
            ControlFlow::Continue(())
        })?;
        pass(of_id)
    }

    /// Compares these holdings with `new`, title by title.
    fn diff_titles<'a>(
        &'a self,
        new: &'a Self,
        each: &mut dyn FnMut(&'a Title, Vec<ScopeDiff>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let all = self.titles.values().chain(new.titles.values());
        let Some(clocks) = all.flatten().next().map(|it| Arc::clone(&it.clocks)) else {
            return ControlFlow::Continue(());
        };
        let mut together = Together::new(&clocks, None);
        let titles: BTreeSet<&Title> = self.titles.keys().chain(new.titles.keys()).collect();
        titles.into_iter().try_for_each(|title| {
            let (old, new) = (of_title(self, title), of_title(new, title));
            each(title, diff_title(title, old, new, &mut together, &clocks))
        })
    }
}

fn diff_title(
    title: &Title,
    old: &[Holding],
    new: &[Holding],
    together: &mut Together<'_>,
    clocks: &Arc<Clocks>,
) -> Vec<ScopeDiff> {
    let mut diffs = Vec::new();
    let holdings = old.iter().chain(new);
    let lists: Vec<&Territories> = holdings.map(|holding| &holding.territories).collect();
    for Part { territories, lists } in parts(&lists) {
        let held = lists.iter().find_map(|list| old.get(*list));
        let wanted = lists
            .iter()
            .find_map(|list| new.get(list.checked_sub(old.len())?));
        let holdings: Vec<&Holding> = held.into_iter().chain(wanted).collect();
        for territories in together.divide_with(&territories, &[], &holdings) {
            let Some(territory) = territories.first() else {
                continue;
            };
            let records = |holding: Option<&Holding>| {
                holding.map_or_else(Vec::new, |it| it.records_in(territory))
            };
            let mut of_scope = ScopeDiff::new(title.scope(territory), territories, clocks);
            of_scope.compare(&records(held), &records(wanted));
            diffs.push(of_scope);
        }
    }
    diffs
}

fn of_title<'a>(holdings: &'a Holdings, title: &Title) -> &'a [Holding] {
    holdings.titles.get(title).map_or(&[], |holdings| holdings)
}

/// The differences between two holdings, scope by scope.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Diff {
    /// The differences, sorted by first scope. Scopes of a title with the same differences are combined into one
    /// element.
    pub(crate) together: Vec<ScopeDiff>,
}

impl Diff {
    /// The scopes in the old or the new holdings, sorted.
    pub fn scopes(&self) -> impl Iterator<Item = ScopeDiff> + '_ {
        let scopes = title::each_scope(&self.together, |it| (&it.scope, &it.territories));
        scopes.map(|(territory, it)| it.in_territory(territory))
    }

    /// The scopes with differences.
    pub fn differing(&self) -> impl Iterator<Item = ScopeDiff> + '_ {
        self.scopes().filter(|scope| !scope.is_unchanged())
    }
}

/// The differences between two holdings in one scope.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ScopeDiff {
    /// The scope.
    pub scope: Scope,
    /// All territories with the same differences, beginning with the scope's territory.
    pub(crate) territories: Territories,
    pub(crate) clocks: Arc<Clocks>,
    /// Whether only the new holdings have the scope.
    pub is_new: bool,
    /// Whether only the old holdings have the scope.
    pub is_gone: bool,
    /// Windows that only the new holdings have.
    pub added: Vec<Record>,
    /// Windows that only the old holdings have.
    pub removed: Vec<Record>,
    /// Windows for the same offer with different dates or terms.
    pub changed: Vec<Change>,
    /// Windows that both the old and the new holdings have.
    pub unchanged: Vec<Record>,
}

impl ScopeDiff {
    fn new(scope: Scope, territories: Territories, clocks: &Arc<Clocks>) -> Self {
        Self {
            scope,
            territories,
            clocks: Arc::clone(clocks),
            is_new: false,
            is_gone: false,
            added: Vec::new(),
            removed: Vec::new(),
            changed: Vec::new(),
            unchanged: Vec::new(),
        }
    }

    fn compare(&mut self, old: &[Record], new: &[Record]) {
        self.is_new = old.is_empty();
        self.is_gone = new.is_empty();
        for pair in pairs(old, new) {
            match pair {
                Pair::New(new) => self.added.push(new),
                Pair::Gone(old) => self.removed.push(old),
                Pair::Both(old, new) if old == new => self.unchanged.push(new),
                Pair::Both(from, to) => self.changed.push(Change { from, to }),
            }
        }
    }

    /// Returns the same differences for another of their territories.
    fn in_territory(&self, territory: TerritoryCode) -> Self {
        let (territories, clocks) = (&self.territories, &self.clocks);
        let there = |records: &[Record]| {
            let records = records.iter();
            records
                .map(|it| it.there(territory, territories, clocks))
                .collect()
        };
        let changed = self.changed.iter();
        Self {
            scope: self.scope.in_territory(territory),
            territories: Territories::One(territory),
            clocks: Arc::clone(&self.clocks),
            is_new: self.is_new,
            is_gone: self.is_gone,
            added: there(&self.added),
            removed: there(&self.removed),
            changed: changed
                .map(|it| it.in_territory(territory, territories, clocks))
                .collect(),
            unchanged: there(&self.unchanged),
        }
    }

    /// Whether the old and the new holdings have the same windows.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }
}
