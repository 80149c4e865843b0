//! Keeps the scopes of rows. Each title and each list of territories is kept once.

use std::ops::Range;

use ema_model::{TerritoryCode, Text};

use super::interner::Interner;
use super::territory_lists::TerritoryLists;
use crate::engine::Row;
use crate::scope::{RightsModel, Scope, unique_id};
use crate::wording::quoted;

/// The scopes in a file. Thousands of rows can have the same list of territories, so a row keeps
/// only the numbers of its title and its list.
#[derive(Default)]
pub(in crate::rules) struct Scopes {
    texts: Interner<Text>,
    titles: Interner<(u32, u32, RightsModel)>,
    pub(in crate::rules) lists: TerritoryLists,
}

/// A row's scopes: a title, and the territories that the row applies to.
#[derive(Clone, Copy)]
pub(in crate::rules) struct ScopesOf {
    /// The number of the title. A title consists of a licensor, a unique ID and a rights model.
    pub(in crate::rules) title: u32,
    /// The number of the list of territories, which is not empty.
    pub(in crate::rules) territories: u32,
}

impl Scopes {
    /// Keeps a row's scopes, if it has any.
    pub(in crate::rules) fn keep(&mut self, row: &Row<'_>) -> Option<ScopesOf> {
        self.keep_as(row, unique_id(row.avail)?)
    }

    /// Keeps the scopes that a row would have with a different ID.
    pub(in crate::rules) fn keep_as(&mut self, row: &Row<'_>, id: &str) -> Option<ScopesOf> {
        let licensor = row.avail.display_name().value()?;
        let rights_model = RightsModel::of(row.avail, row.profile.conventions())?;
        let territories = self.lists.keep(row)?;
        let (licensor, id) = (self.texts.keep_text(licensor), self.texts.keep_text(id));
        Some(ScopesOf {
            title: self.titles.keep((licensor, id, rights_model)),
            territories,
        })
    }

    /// Returns the numbers of the titles, starting with 0.
    pub(in crate::rules) fn titles(&self) -> Range<u32> {
        0..self.titles.len()
    }

    /// Returns a title's unique ID.
    pub(in crate::rules) fn id(&self, title: u32) -> &str {
        let id = self.titles.get(title).map(|(_, id, _)| *id);
        id.and_then(|id| self.texts.get(id)).map_or("", |id| id)
    }

    /// Returns the number that identifies a title's licensor.
    pub(in crate::rules) fn licensor(&self, title: u32) -> Option<u32> {
        self.titles.get(title).map(|(licensor, _, _)| *licensor)
    }

    /// Returns a title's scope in a territory.
    pub(in crate::rules) fn scope(&self, title: u32, territory: TerritoryCode) -> Option<Scope> {
        let (licensor, id, rights_model) = self.titles.get(title)?;
        Some(Scope {
            licensor: self.texts.get(*licensor)?.clone(),
            id: self.texts.get(*id)?.clone(),
            territory,
            rights_model: rights_model.clone(),
        })
    }

    /// Returns whether a title is offered on channels. All channels belong to a single scope.
    pub(in crate::rules) fn has_channels(&self, title: u32) -> bool {
        let title = self.titles.get(title);
        title.is_some_and(|(_, _, model)| *model == RightsModel::SvodChannels)
    }

    /// Formats a title as `` `FIRSTDANCE` of `Rockstar Films` (sale and rental) ``.
    pub(in crate::rules) fn in_words(&self, title: u32) -> String {
        let Some((licensor, id, _)) = self.titles.get(title) else {
            return String::new();
        };
        let text = |text: &u32| quoted(self.texts.get(*text).map_or("", |text| text));
        let model = self.model_in_words(title);
        format!("{} of {} ({model})", text(id), text(licensor))
    }

    /// Formats a title's rights model: `sale and rental`.
    pub(in crate::rules) fn model_in_words(&self, title: u32) -> String {
        match self.titles.get(title) {
            Some((.., RightsModel::Other(name))) => quoted(name),
            Some((.., model)) => model.to_string(),
            None => String::new(),
        }
    }
}
