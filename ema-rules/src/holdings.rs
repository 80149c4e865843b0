//! What a platform holds after it has read feeds.

mod apply;
mod diff;
mod extract;
mod feed;
#[cfg(feature = "serde")]
mod json;
mod live;
mod pairs;
mod plan;
mod record;
mod row;
#[cfg(feature = "serde")]
mod state;
mod warning;

use std::collections::BTreeMap;

use ema_model::Text;

pub use apply::{Change, Conflict, Outcome, ScopeOutcome};
pub use diff::{Diff, ScopeDiff};
pub use extract::{
    Extract, NeverDelivered, SendReason, SentChange, SentRow, SentScope, extract, takedown,
};
pub use feed::{Feed, PassedOver, PassedOverReason};
pub use live::Live;
#[cfg(feature = "html")]
pub(crate) use plan::some;
pub use record::Record;
pub use warning::{Warning, WarningKind};
#[cfg(feature = "html")]
pub(crate) use {
    feed::Entry,
    record::title,
    row::{Offers, PackedCells},
};

use crate::profile::Profile;
use crate::scope::Scope;
use crate::time::AsOf;

/// What a platform holds: the records of each scope, as the feeds that it has read left them.
///
/// It answers the question that no workbook answers: after these feeds, what is on sale, where and
/// until when?
///
/// ```
/// use ema_model::{Avail, Column, EmaVersion};
/// use ema_rules::{AsOf, Feed, Holdings, Profile};
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
/// let profile = Profile::prime_video();
/// let as_of: AsOf = "2026-11-21".parse()?;
///
/// let mut holdings = Holdings::new();
/// let mut feed = Feed::new(&profile);
/// feed.add(&row("crimeflix", "Open"));
/// feed.add(&row("pureflixus", "Open"));
/// holdings.apply(&feed, as_of);
/// assert_eq!(holdings.live(as_of, &profile).count(), 2);
///
/// // Both channels are one scope: a Full Extract that names one of them takes the other away.
/// let mut feed = Feed::new(&profile);
/// feed.add(&row("crimeflix", "2027-12-31"));
/// let outcome = holdings.apply(&feed, as_of);
/// assert_eq!(holdings.live(as_of, &profile).count(), 1);
/// assert!(outcome.warnings().any(|warning| warning.message.contains("pureflixus")));
/// # Ok::<(), ema_rules::time::InvalidAsOf>(())
/// ```
///
/// An entry touches its own scopes alone, and costs what it and they cost, however much is held.
///
/// Source: Prime Video, "Content rights": Full Extract and Full Delete.
#[derive(Clone, Debug, Default)]
pub struct Holdings {
    scopes: BTreeMap<Scope, Vec<Record>>,
    /// Of scopes that are not held: a Full Extract ends it.
    left_live: BTreeMap<Scope, Vec<Record>>,
}

impl Holdings {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The scopes with their records, in the order of licensor, ID, territory and rights model; the
    /// records of a scope in the order of their offers and windows.
    pub fn scopes(&self) -> impl Iterator<Item = (&Scope, &[Record])> {
        self.scopes
            .iter()
            .map(|(scope, records)| (scope, &records[..]))
    }

    /// The licensors of the scopes, each once and in their order. The scopes of a licensor are skipped,
    /// so it costs about what there are licensors, not scopes.
    pub(crate) fn licensors(&self) -> impl Iterator<Item = &Text> {
        let mut next = self.scopes.keys().next();
        std::iter::from_fn(move || {
            let scope = next?;
            // No text comes between this licensor and the same with the lowest character behind it.
            let after = Scope {
                licensor: format!("{}\0", scope.licensor).into(),
                id: Text::from(""),
                ..scope.clone()
            };
            next = self.scopes.range(after..).next().map(|(scope, _)| scope);
            Some(&scope.licensor)
        })
    }

    /// The records of a scope; none if it is not held.
    #[must_use]
    pub fn records(&self, scope: &Scope) -> &[Record] {
        self.scopes.get(scope).map_or(&[], |records| records)
    }

    /// How many records are held.
    #[must_use]
    pub fn len(&self) -> usize {
        self.scopes.values().map(Vec::len).sum()
    }

    /// Whether nothing is held.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.scopes.is_empty()
    }

    /// What Full Deletes have removed while it was live, scope by scope.
    ///
    /// It is in no book any more, and customers go on seeing it until its window ends or a Full
    /// Extract of its scope takes it down. Nothing of such a scope is held.
    ///
    /// Source: Prime Video, "Content removal": a Full Delete does not take a live title down.
    pub fn left_live(&self) -> impl Iterator<Item = (&Scope, &[Record])> {
        self.left_live
            .iter()
            .map(|(scope, records)| (scope, &records[..]))
    }

    /// What customers see at an instant or on a day: the records that are live, and those that a Full
    /// Delete has left live. The profile has the time zones in which a day begins.
    pub fn live(
        &self,
        as_of: impl Into<AsOf>,
        profile: &Profile,
    ) -> impl Iterator<Item = (&Scope, &Record)> {
        let as_of = as_of.into();
        let all = self.scopes.iter().chain(&self.left_live);
        all.flat_map(move |(scope, records)| {
            let at = as_of.in_territory(scope.territory.country(), &profile.zones);
            let live = records.iter().filter(move |record| record.is_live(at));
            live.map(move |record| (scope, record))
        })
    }

    /// The same without what has ended at an instant or on a day. The profile has the time zones in which
    /// a day begins.
    #[must_use]
    pub fn without_ended(mut self, as_of: impl Into<AsOf>, profile: &Profile) -> Self {
        let as_of = as_of.into();
        for scopes in [&mut self.scopes, &mut self.left_live] {
            scopes.retain(|scope, records| {
                let at = as_of.in_territory(scope.territory.country(), &profile.zones);
                records.retain(|record| !record.has_ended(at));
                !records.is_empty()
            });
        }
        self
    }

    /// What is held of a scope and what a Full Delete has left live of it.
    pub(crate) fn held_or_left_live(&self, scope: &Scope) -> &[Record] {
        let held = self.scopes.get(scope);
        let records = held.or_else(|| self.left_live.get(scope));
        records.map_or(&[], |records| records)
    }

    /// Replaces the records of a scope; a scope without records is not held.
    fn set(&mut self, scope: &Scope, mut records: Vec<Record>) {
        if records.is_empty() {
            self.scopes.remove(scope);
            return;
        }
        records.sort_by(Record::in_order);
        match self.scopes.get_mut(scope) {
            Some(held) => *held = records,
            None => {
                self.scopes.insert(scope.clone(), records);
            }
        }
    }
}
