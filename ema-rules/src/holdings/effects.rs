//! Computes the effects that a file would have on the holdings, before the file is sent.

use std::collections::BTreeMap;
use std::sync::Arc;

use ema_model::{Header, TerritoryCode, Text};

use super::feed::Feed;
use super::outcome::Outcome;
use super::plan::some;
use super::title::{Title, Titles};
use super::warning::WarningKind;
use super::{Holdings, plan};
use crate::scope::Scope;
use crate::time::AsOf;

/// A warning about a feed's effect on a title, with the affected territories.
pub(crate) struct Effect<'f> {
    pub(crate) kind: WarningKind,
    /// The title, the territories, and the text of the warning.
    pub(crate) message: String,
    /// The feed's first row for the title in the first of these territories or, if there is none, in any territory.
    pub(crate) row: (&'f Arc<Header>, u32),
}

impl Holdings {
    /// Returns the warnings that [`apply`](Self::apply) would return, without changing the holdings.
    pub(crate) fn effects<'f>(
        &self,
        feed: &'f Feed<'_>,
        as_of: AsOf,
    ) -> impl Iterator<Item = Effect<'f>> {
        let named = |titles: &Titles| -> Titles {
            let named = feed.titles.keys();
            let named = named.filter_map(|title| titles.get_key_value(title));
            named
                .map(|(title, held)| (title.clone(), held.clone()))
                .collect()
        };
        let mut held = Self {
            titles: named(&self.titles),
            left_live: named(&self.left_live),
        };
        let outcome = held.apply(feed, as_of);
        outcome
            .warnings_by_title()
            .into_iter()
            .filter_map(|warnings| {
                let rows = feed.titles.get(&Title::of_scope(&warnings.scope))?;
                let territory = warnings.scope.territory;
                let here = rows.iter().find(|row| row.territories.contains(territory));
                let row = &here.or(rows.first())?.row;
                Some(Effect {
                    kind: warnings.kind,
                    message: format!(
                        "{} in {}: {}",
                        plan::of_title(&warnings.scope),
                        some(&warnings.territories),
                        warnings.message
                    ),
                    row: (&row.header, row.row),
                })
            })
    }
}

/// Equal warnings about a title, combined.
pub(super) struct TitleWarnings {
    pub(super) kind: WarningKind,
    /// The first of the affected scopes.
    pub(super) scope: Scope,
    pub(super) message: Text,
    /// The affected territories, sorted by code.
    pub(super) territories: Vec<TerritoryCode>,
}

impl Outcome {
    /// The warnings by title. Equal warnings for several territories of a title are combined.
    pub(super) fn warnings_by_title(&self) -> Vec<TitleWarnings> {
        let mut warnings: BTreeMap<_, TitleWarnings> = BTreeMap::new();
        for scope in &self.together {
            for warning in &scope.warnings {
                let title = plan::of_title(&scope.scope);
                let key = (warning.kind, title, warning.message.clone());
                let same = warnings.entry(key).or_insert_with(|| TitleWarnings {
                    kind: warning.kind,
                    scope: scope.scope.clone(),
                    message: warning.message.clone(),
                    territories: Vec::new(),
                });
                same.territories.extend(scope.territories.iter());
            }
        }
        let mut warnings: Vec<TitleWarnings> = warnings.into_values().collect();
        for same in &mut warnings {
            same.territories.sort_unstable();
        }
        warnings
    }
}
