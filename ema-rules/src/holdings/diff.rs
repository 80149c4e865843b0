//! What sets two holdings apart.

use std::collections::BTreeSet;

use super::Holdings;
use super::apply::Change;
use super::pairs::{Pair, pairs};
use super::record::Record;
use crate::scope::Scope;

impl Holdings {
    /// Compares with what is to be, by scope and offer.
    #[must_use]
    pub fn diff(&self, new: &Self) -> Diff {
        let scopes: BTreeSet<&Scope> = self.scopes.keys().chain(new.scopes.keys()).collect();
        let compared = scopes.into_iter().map(|scope| {
            let mut diff = ScopeDiff::new(scope);
            let (old, new) = (self.records(scope), new.records(scope));
            diff.is_new = old.is_empty();
            diff.is_gone = new.is_empty();
            for pair in pairs(old, new) {
                match pair {
                    Pair::New(new) => diff.added.push(new),
                    Pair::Gone(old) => diff.removed.push(old),
                    Pair::Both(old, new) if old == new => diff.unchanged.push(new),
                    Pair::Both(from, to) => diff.changed.push(Change { from, to }),
                }
            }
            diff
        });
        Diff {
            scopes: compared.collect(),
        }
    }
}

/// What sets two holdings apart, scope by scope.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Diff {
    /// Every scope that either of them holds, in the order of the scopes.
    pub scopes: Vec<ScopeDiff>,
}

impl Diff {
    /// The scopes that differ.
    pub fn differing(&self) -> impl Iterator<Item = &ScopeDiff> {
        self.scopes.iter().filter(|scope| !scope.is_unchanged())
    }
}

/// What sets two holdings apart in one scope.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ScopeDiff {
    /// The scope.
    pub scope: Scope,
    /// Whether the old ones do not hold the scope.
    pub is_new: bool,
    /// Whether the new ones do not hold the scope.
    pub is_gone: bool,
    /// Windows that only the new ones hold.
    pub added: Vec<Record>,
    /// Windows that only the old ones hold.
    pub removed: Vec<Record>,
    /// Windows of the same offer with other dates or terms.
    pub changed: Vec<Change>,
    /// Windows that both hold.
    pub unchanged: Vec<Record>,
}

impl ScopeDiff {
    fn new(scope: &Scope) -> Self {
        Self {
            scope: scope.clone(),
            is_new: false,
            is_gone: false,
            added: Vec::new(),
            removed: Vec::new(),
            changed: Vec::new(),
            unchanged: Vec::new(),
        }
    }

    /// Whether both hold the same.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }
}
