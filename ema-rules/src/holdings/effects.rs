//! Computes the effects that a file would have on the holdings, before the file is sent.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ema_model::{Header, TerritoryCode, Text};
use indexmap::IndexMap;

use super::Holdings;
use super::feed::{Feed, FeedRow};
use super::lines::{episodes, season_of};
use super::outcome::Outcome;
use super::plan::some;
use super::title::{Title, Titles};
use super::warning::WarningKind;
use crate::marks::printable;
use crate::scope::{RightsModel, Scope};
use crate::time::AsOf;

/// A warning about a feed's effect on a title, with the affected territories.
pub(crate) struct Effect<'f> {
    pub(crate) kind: WarningKind,
    /// The titles, the territories, and the text of the warning.
    pub(crate) message: String,
    /// The feed's first row for the title in the first of these territories or, if there is none, in any territory.
    pub(crate) row: (&'f Arc<Header>, u32),
}

impl Holdings {
    /// Returns the warnings that [`apply`](Self::apply) would return, without changing the holdings. Each title has its
    /// own effect, with the same message for all episodes of a season that have the same warning.
    pub(crate) fn effects<'f>(&self, feed: &'f Feed<'_>, as_of: AsOf) -> Vec<Effect<'f>> {
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
        let mut effects = Vec::new();
        for warned in outcome.warned() {
            let message = format!(
                "{} in {}: {}",
                warned.titles(),
                some(&warned.territories),
                warned.message
            );
            for scope in warned.scopes {
                let rows = feed.titles.get(&Title::of_scope(&scope));
                let here = |it: &&FeedRow| it.territories.contains(scope.territory);
                if let Some(rows) = rows
                    && let Some(first) = rows.iter().find(here).or(rows.first())
                {
                    effects.push(Effect {
                        kind: warned.kind,
                        message: message.clone(),
                        row: (&first.row.header, first.row.row),
                    });
                }
            }
        }
        effects
    }
}

/// Titles that have the same warning: one title, or several episodes of a season.
pub(super) struct Warned {
    pub(super) kind: WarningKind,
    pub(super) message: Text,
    /// The affected territories, sorted by code.
    pub(super) territories: Vec<TerritoryCode>,
    /// The ID of the title, or the episodes: `Harbor Watch, season 1, episodes 1–6`.
    pub(super) name: Text,
    pub(super) licensor: Text,
    pub(super) model: RightsModel,
    /// The first of the affected scopes of each title.
    pub(super) scopes: Vec<Scope>,
}

/// Equal warnings about a title, combined.
struct OfTitle {
    scope: Scope,
    title: String,
    territories: Vec<TerritoryCode>,
}

/// The titles that have a warning, in addition to the key.
struct SameFor {
    /// The title and the ID of the first one.
    title: String,
    id: Text,
    episodes: BTreeSet<u32>,
    scopes: Vec<Scope>,
}

impl Warned {
    /// Describes the titles by their name, their licensor and the rights model.
    fn titles(&self) -> String {
        let titles = format!("{} of {} ({})", self.name, self.licensor, self.model);
        printable(&titles).into_owned()
    }
}

impl Outcome {
    /// The warnings. Equal warnings for several territories of a title, or for several episodes of a season, are
    /// combined.
    pub(super) fn warned(&self) -> Vec<Warned> {
        let mut of_titles: BTreeMap<_, OfTitle> = BTreeMap::new();
        for scope in &self.together {
            for warning in &scope.warnings {
                let Scope {
                    licensor,
                    id,
                    rights_model,
                    ..
                } = &scope.scope;
                let title = (licensor.clone(), id.clone(), rights_model.clone());
                let key = (warning.kind, title, warning.message.clone());
                let same = of_titles.entry(key).or_insert_with(|| OfTitle {
                    scope: scope.scope.clone(),
                    title: scope.title(),
                    territories: Vec::new(),
                });
                same.territories.extend(scope.territories.iter());
            }
        }
        let mut together: IndexMap<_, SameFor> = IndexMap::new();
        for ((kind, (licensor, id, model), message), mut same) in of_titles {
            same.territories.sort_unstable();
            let episode = season_of(&same.title);
            let name = match episode {
                Some((season, _)) => season.to_owned(),
                None => id.to_string(),
            };
            let key = (
                kind,
                message,
                same.territories,
                licensor,
                model,
                episode.is_some(),
                name,
            );
            let number = episode.map(|(_, number)| number);
            let same_for = together.entry(key).or_insert_with(|| SameFor {
                title: same.title.clone(),
                id,
                episodes: BTreeSet::new(),
                scopes: Vec::new(),
            });
            same_for.episodes.extend(number);
            same_for.scopes.push(same.scope);
        }
        let warned = together.into_iter().map(|(key, same)| {
            let (kind, message, territories, licensor, model, ..) = key;
            Warned {
                kind,
                message,
                territories,
                name: episodes(&same.title, &same.episodes).map_or(same.id, Text::from),
                licensor,
                model,
                scopes: same.scopes,
            }
        });
        warned.collect()
    }
}
