//! Computes the holdings of a platform that has read feeds.

mod apply;
mod assemble;
mod diff;
mod effects;
mod extract;
mod feed;
mod fingerprint;
#[cfg(test)]
mod grow;
#[cfg(feature = "serde")]
mod json;
mod lines;
mod live;
mod outcome;
mod pairs;
mod plan;
mod record;
mod row;
#[cfg(feature = "serde")]
mod state;
mod stored;
mod territories;
mod title;
mod together;
mod warning;

use std::sync::Arc;

use ema_model::Text;

pub use assemble::InvalidHoldings;
pub use diff::{Diff, ScopeDiff};
pub(crate) use effects::Effect;
pub use extract::{
    Extract, NeverDelivered, SendReason, SentChange, SentRow, SentScope, TooManyRows, extract,
    takedown,
};
pub use feed::{Feed, PassedOver, PassedOverReason};
pub use live::{HeldScope, Live};
pub use outcome::{Change, Conflict, Outcome, ScopeOutcome};
#[cfg(feature = "html")]
pub(crate) use plan::some;
pub use record::Record;
pub(crate) use record::title as title_of;
pub use stored::{HoldingsPart, RecordPool, RowKey};
pub use warning::{Warning, WarningKind};
#[cfg(feature = "html")]
pub(crate) use {feed::Entry, row::RowPool, territories::parts};

pub(crate) use territories::Territories;
pub(crate) use title::Title;
pub(crate) use together::Together;

#[cfg(feature = "html")]
use title::Holding;
use title::Titles;

use crate::conventions::Conventions;
use crate::scope::{RightsModel, Scope};
use crate::time::AsOf;

/// The records that a platform holds in each scope after it has read feeds.
///
/// Holdings answer a question that no single workbook can answer: after these feeds, which titles are on sale, where,
/// and until when?
///
/// ```
/// use ema_model::{Avail, Column, EmaVersion};
/// use ema_rules::{AsOf, Conventions, Feed, Holdings};
///
/// let row = |channel, end| {
///     Avail::from_cells(
///         EmaVersion::V1_7_3,
///         [
///             (Column::DisplayName, "Rockstar Films"),
///             (Column::Alid, "DETECTIVES_S1E1"),
///             (Column::Territory, "DE"),
///             (Column::EntryType, "Full Extract"),
///             (Column::LicenseType, "SVOD"),
///             (Column::GroupIdentity, channel),
///             (Column::FormatProfile, "HD"),
///             (Column::Start, "2026-01-01"),
///             (Column::End, end),
///         ],
///     )
/// };
/// let conventions = Conventions::prime_video();
/// let as_of: AsOf = "2026-11-21".parse()?;
///
/// let mut holdings = Holdings::new();
/// let mut feed = Feed::new(&conventions);
/// feed.add(&row("crimeflix", "Open"));
/// feed.add(&row("pureflixus", "Open"));
/// holdings.apply(&feed, as_of);
/// assert_eq!(holdings.live(as_of, &conventions).count(), 2);
///
/// // Both channels belong to the same scope, so a Full Extract that names only one of them removes the other.
/// let mut feed = Feed::new(&conventions);
/// feed.add(&row("crimeflix", "2027-12-31"));
/// let outcome = holdings.apply(&feed, as_of);
/// assert_eq!(holdings.live(as_of, &conventions).count(), 1);
/// assert!(outcome.warnings().any(|warning| warning.message.contains("pureflixus")));
/// # Ok::<(), ema_rules::time::InvalidAsOf>(())
/// ```
///
/// An entry affects only its own scopes. Applying it takes time proportional to the size of the entry and of these
/// scopes, regardless of how much else is held.
///
/// Source: Prime Video, "Content rights": Full Extract and Full Delete.
#[derive(Clone, Debug, Default)]
pub struct Holdings {
    titles: Titles,
    /// The records that were live when Full Deletes removed them. A Full Extract of the scope ends these records.
    left_live: Titles,
}

impl Holdings {
    /// Creates empty holdings.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The scopes with their records. Scopes are sorted by licensor, ID, territory and rights model, and the records in
    /// each scope by offer and window.
    pub fn scopes(&self) -> impl Iterator<Item = (Scope, Vec<Record>)> {
        records(&self.titles)
    }

    /// The licensors of the scopes, sorted and without duplicates. The iterator jumps from licensor to licensor, so it
    /// takes time in proportion to the number of licensors, not of scopes.
    pub(crate) fn licensors(&self) -> impl Iterator<Item = &Text> {
        let mut next = self.titles.keys().next();
        std::iter::from_fn(move || {
            let title = next?;
            // Nothing sorts between a licensor and the same licensor followed by the lowest character.
            let after = Title {
                licensor: format!("{}\0", title.licensor).into(),
                id: Text::from(""),
                rights_model: RightsModel::Tvod,
            };
            next = self.titles.range(after..).next().map(|(title, _)| title);
            Some(&title.licensor)
        })
    }

    /// The titles of a licensor, with the records that are held in each group of territories.
    pub(crate) fn of_licensor<'a>(
        &'a self,
        licensor: &'a Text,
    ) -> impl Iterator<Item = (&'a Title, &'a Territories, &'a [Record])> {
        let first = Title {
            licensor: licensor.clone(),
            id: Text::from(""),
            rights_model: RightsModel::Tvod,
        };
        let titles = self.titles.range(first..);
        let titles = titles.take_while(move |(title, _)| title.licensor == *licensor);
        titles.flat_map(|(title, holdings)| {
            let holdings = holdings.iter();
            holdings.map(move |it| (title, &it.territories, &*it.records))
        })
    }

    /// The records in a scope. The list is empty if the scope is not held.
    #[must_use]
    pub fn records(&self, scope: &Scope) -> Vec<Record> {
        title::of_scope(&self.titles, scope).unwrap_or_default()
    }

    /// What is left in a scope: the records held, or those that a Full Delete has left live.
    #[must_use]
    pub fn scope(&self, scope: &Scope) -> HeldScope {
        let held = title::of_scope(&self.titles, scope);
        let left_live = || title::of_scope(&self.left_live, scope);
        let (records, is_deleted) = match held {
            Some(records) => (records, false),
            None => left_live().map_or_else(Default::default, |records| (records, true)),
        };
        HeldScope {
            scope: scope.clone(),
            records,
            is_deleted,
        }
    }

    /// The number of records. Each record is counted once per territory.
    #[must_use]
    pub fn len(&self) -> usize {
        let held = self.titles.values().flatten();
        held.map(|it| it.records.len() * it.territories.count())
            .sum()
    }

    /// Whether nothing is held.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.titles.is_empty()
    }

    /// The windows that were live when Full Deletes removed them, by scope.
    ///
    /// The platform no longer holds these windows, but customers still see each of them until it ends or until a Full
    /// Extract of the scope takes the title down. Nothing else is held in the scope of such a window.
    ///
    /// Source: Prime Video, "Content removal": a Full Delete does not take down a live title.
    pub fn left_live(&self) -> impl Iterator<Item = (Scope, Vec<Record>)> {
        records(&self.left_live)
    }

    /// The records that customers see at an instant or on a day: all live records, including those that a Full Delete
    /// has left live. The conventions' time zones determine when a day begins.
    pub fn live(
        &self,
        as_of: impl Into<AsOf>,
        conventions: &Conventions,
    ) -> impl Iterator<Item = (Scope, Record)> {
        let as_of = as_of.into();
        let all = self.scopes().chain(self.left_live());
        all.flat_map(move |(scope, mut records)| {
            let at = as_of.in_territory(scope.territory.country(), &conventions.clocks.zones);
            records.retain(|record| record.is_live(at));
            records
                .into_iter()
                .map(move |record| (scope.clone(), record))
        })
    }

    /// Removes every record that has ended as of an instant or day. The conventions' time zones determine when a day
    /// begins.
    #[must_use]
    pub fn without_ended(mut self, as_of: impl Into<AsOf>, conventions: &Conventions) -> Self {
        let as_of = as_of.into();
        let clocks = Arc::clone(&conventions.clocks);
        let mut together = Together::new(&clocks, Some(as_of));
        for titles in [&mut self.titles, &mut self.left_live] {
            titles.retain(|_, holdings| {
                let all = std::mem::take(holdings).into_iter();
                let divided = all.flat_map(|holding| together.divide_holding(&holding));
                let to_come = divided.filter_map(|mut holding| {
                    let territory = holding.territories.first()?;
                    let at = as_of.in_territory(territory.country(), &conventions.clocks.zones);
                    holding.records.retain(|record| !record.has_ended(at));
                    (!holding.records.is_empty()).then_some(holding)
                });
                *holdings = title::joined(to_come.collect(), &clocks);
                !holdings.is_empty()
            });
        }
        self
    }

    /// The titles that the platform holds, and the titles that Full Deletes have left live. Both are sorted by first
    /// scope.
    #[cfg(feature = "html")]
    pub(crate) fn holdings(&self) -> [impl Iterator<Item = (&Title, &Holding)>; 2] {
        [&self.titles, &self.left_live].map(title::holdings)
    }
}

/// The scopes of titles, with their records.
fn records(titles: &Titles) -> impl Iterator<Item = (Scope, Vec<Record>)> {
    title::scopes(titles).map(|(scope, holding)| {
        let records = holding.records_in(scope.territory);
        (scope, records)
    })
}
