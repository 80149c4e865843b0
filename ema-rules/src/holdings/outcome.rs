//! A feed's effect on holdings.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use ema_model::{EntryType, TerritoryCode, Text};

use super::feed::PassedOver;
use super::pairs::Pair;
use super::record::{Record, first_title};
use super::territories::Territories;
use super::title;
use super::warning::Warning;
use crate::conventions::Clocks;
use crate::scope::Scope;
use crate::time::{AsOf, Timestamp};

/// A feed's effect. Two outcomes are equal if their public fields and scopes are equal.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Outcome {
    /// The effects on scopes, sorted by first scope. Scopes of a title with the same effect are combined into one
    /// element.
    pub(crate) together: Vec<ScopeOutcome>,
    /// The rows that had no effect.
    pub passed_over: Vec<PassedOver>,
    /// The other files with rows for the same scopes, with the number of these scopes for each file. A feed withdraws
    /// the windows that it omits from a scope, even if they came from another file.
    pub in_two_files: BTreeMap<Text, usize>,
    /// The instant or day that counted as now when the feed was applied.
    pub as_of: AsOf,
    pub(super) clocks: Arc<Clocks>,
}

impl Outcome {
    /// The effect on each scope that the feed names, sorted by scope.
    pub fn scopes(&self) -> impl Iterator<Item = ScopeOutcome> + '_ {
        let scopes = title::each_scope(&self.together, |it| (&it.scope, &it.territories));
        scopes.map(|(territory, it)| it.in_territory(territory))
    }

    /// The warnings for all scopes.
    pub fn warnings(&self) -> impl Iterator<Item = Warning> + '_ {
        self.scopes().flat_map(|scope| scope.warnings)
    }

    #[cfg(feature = "html")]
    pub(crate) fn clocks(&self) -> &Arc<Clocks> {
        &self.clocks
    }

    /// The as-of instant in a scope's territory.
    pub(crate) fn as_of_in(&self, scope: &Scope) -> Timestamp {
        let territory = scope.territory.country();
        self.as_of.in_territory(territory, &self.clocks.zones)
    }

    /// The scopes that stayed as they were because the feed contradicts itself, sorted.
    pub fn conflicts(&self) -> impl Iterator<Item = (Scope, &Conflict)> {
        let conflicts = self.together.iter().filter(|it| it.conflict.is_some());
        let mut scopes: Vec<(Scope, &Conflict)> = conflicts
            .flat_map(|it| {
                let territories = it.territories.iter().zip(std::iter::repeat(&it.conflict));
                territories.filter_map(|(territory, conflict)| {
                    let scope = it.scope.in_territory(territory);
                    Some((scope, conflict.as_ref()?))
                })
            })
            .collect();
        scopes.sort_by(|(one, _), (other, _)| one.cmp(other));
        scopes.into_iter()
    }

    /// Whether the feed changed nothing.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        self.together.iter().all(ScopeOutcome::is_unchanged)
    }
}

/// A feed's effect on one scope. Two effects are equal if their public fields are equal.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ScopeOutcome {
    /// The scope.
    pub scope: Scope,
    /// All territories with the same effect, beginning with the scope's territory.
    pub(crate) territories: Territories,
    pub(crate) clocks: Arc<Clocks>,
    /// The entry type: Full Extract or Full Delete.
    pub entry_type: EntryType,
    /// Windows that were not held before.
    pub added: Vec<Record>,
    /// Windows that are no longer held.
    pub removed: Vec<Record>,
    /// Windows that customers still see after a Full Delete in this feed or an earlier one.
    pub left_live: Vec<Record>,
    /// Windows for the same offer with different dates or terms.
    pub changed: Vec<Change>,
    /// Windows that the feed repeats, or all windows in the scope if the feed contradicts itself.
    pub unchanged: Vec<Record>,
    /// Ended windows that stay as history, unless the feed repeats them.
    pub history: Vec<Record>,
    /// Effects that the sender might not have intended.
    pub warnings: Vec<Warning>,
    /// Why the scope stayed as it was, if the feed contradicts itself.
    pub conflict: Option<Conflict>,
}

impl PartialEq for Outcome {
    fn eq(&self, other: &Self) -> bool {
        self.passed_over == other.passed_over
            && self.in_two_files == other.in_two_files
            && self.as_of == other.as_of
            && self.scopes().eq(other.scopes())
    }
}

impl Eq for Outcome {}

impl PartialEq for ScopeOutcome {
    fn eq(&self, other: &Self) -> bool {
        let Self {
            scope,
            territories: _,
            clocks: _,
            entry_type,
            added,
            removed,
            left_live,
            changed,
            unchanged,
            history,
            warnings,
            conflict,
        } = self;
        (scope, entry_type, conflict) == (&other.scope, &other.entry_type, &other.conflict)
            && (added, removed, left_live) == (&other.added, &other.removed, &other.left_live)
            && (changed, unchanged) == (&other.changed, &other.unchanged)
            && (history, warnings) == (&other.history, &other.warnings)
    }
}

impl Eq for ScopeOutcome {}

/// An offer's window before and after a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// The window before the feed.
    pub from: Record,
    /// The window after the feed.
    pub to: Record,
}

impl Change {
    pub(super) fn in_territory(
        &self,
        territory: TerritoryCode,
        territories: &Territories,
        clocks: &Clocks,
    ) -> Self {
        let there = |record: &Record| record.there(territory, territories, clocks);
        Self {
            from: there(&self.from),
            to: there(&self.to),
        }
    }
}

/// A contradiction in a feed: it both replaces and deletes a scope, so the sender's intent is unclear.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Conflict {
    /// The first Full Extract row.
    pub extract: Record,
    /// The first Full Delete row.
    pub delete: Record,
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} is a Full Extract and {} is a Full Delete of the same scope, so nothing was changed",
            self.extract.origin(),
            self.delete.origin()
        )
    }
}

impl ScopeOutcome {
    /// Returns the same effect for another of its territories.
    fn in_territory(&self, territory: TerritoryCode) -> Self {
        let (territories, clocks) = (&self.territories, &self.clocks);
        let record = |record: &Record| record.there(territory, territories, clocks);
        let records = |records: &[Record]| records.iter().map(record).collect();
        let warning = |warning: &Warning| Warning {
            record: record(&warning.record),
            ..warning.clone()
        };
        Self {
            scope: self.scope.in_territory(territory),
            territories: Territories::One(territory),
            clocks: Arc::clone(&self.clocks),
            entry_type: self.entry_type.clone(),
            added: records(&self.added),
            removed: records(&self.removed),
            left_live: records(&self.left_live),
            changed: self
                .changed
                .iter()
                .map(|it| it.in_territory(territory, territories, clocks))
                .collect(),
            unchanged: records(&self.unchanged),
            history: records(&self.history),
            warnings: self.warnings.iter().map(warning).collect(),
            conflict: self.conflict.as_ref().map(|conflict| Conflict {
                extract: record(&conflict.extract),
                delete: record(&conflict.delete),
            }),
        }
    }

    /// Whether the scope did not change.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }

    /// The title as people know it, from the first record that has one.
    #[must_use]
    pub fn title(&self) -> String {
        let changed = self.changed.iter().map(|change| &change.to);
        let records = self.added.iter().chain(changed);
        let records = records.chain(&self.unchanged).chain(&self.removed);
        first_title(records.chain(&self.history))
    }

    pub(super) fn take(&mut self, pair: Pair, as_of: Timestamp) {
        match pair {
            Pair::New(new) => self.added.push(new),
            Pair::Gone(old) => {
                if !old.is_live(as_of) {
                    self.warnings.push(Warning::dropped_future(&old));
                }
                self.removed.push(old);
            }
            Pair::Both(old, new) if old == new => self.unchanged.push(new),
            Pair::Both(from, to) => self.changed.push(Change { from, to }),
        }
    }

    pub(super) fn sort(&mut self) {
        self.added.sort_by(Record::in_order);
        self.removed.sort_by(Record::in_order);
        self.unchanged.sort_by(Record::in_order);
        self.changed.sort_by(|a, b| a.to.in_order(&b.to));
        self.warnings.sort_by_key(|warning| warning.kind);
    }
}
