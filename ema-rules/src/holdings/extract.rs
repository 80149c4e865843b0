//! Writes the feed that brings a platform from one state to another.

mod parts;
mod planner;
mod rows;
mod scope;
mod summary;

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ema_model::{Avail, EntryType, NaiveDate, TerritoryCode, Text};

use super::Holdings;
use super::record::Record;
use super::territories::Territories;
use super::title::{self, Title};
use crate::conventions::{Clocks, Conventions};
use crate::scope::Scope;
use crate::time::AsOf;
use crate::window::Bound;

use planner::Planner;
use scope::HeldChange;

/// Writes the smallest correct feed that brings a platform from `old` to `new`, to be sent at
/// `as_of`.
///
/// The feed omits scopes in which `old` and `new` hold the same current and future windows. For every other scope, it
/// has these rows:
///
/// | in `new` | in `old` | rows |
/// |---|---|---|
/// | has current or future windows | | a Full Extract with all of them, because it withdraws all windows that it omits |
/// | | has a live offer that is not live in `new` | in the same Full Extract, the row for the offer with an End on the day before `as_of`, so that it is not withdrawn by omission |
/// | has none | has windows that are live | a Full Extract in which each live offer has an End on the day before. Future windows are omitted, which withdraws them |
/// | has none | nothing is live, one window has ended and another is in the future | a Full Extract with one row for each future offer, whose Start and End are in the past |
/// | has none | no window has started | the same rows as in the previous case, or a Full Delete if the title is in `never_delivered` |
///
/// - *In the past* means an End on the day before `as_of` and a Start on the day before that. A live offer that started
///   too late to end on the day before, such as one that started today, also gets that Start and End. If exactly that
///   window is already in history, the Start is one day earlier, so that the row does not repeat the window.
/// - The day before `as_of` is determined in the first time zone of each territory.
/// - An offer that ends gets only one row, for its first window, even if several of its windows are live or in the
///   future.
/// - A channel with a window that has started is always named. If it loses only a future window, the Start and End in
///   its row are in the past. A channel in which no window has started is omitted.
/// - A Full Delete never takes a live title down, and it leads to errors if assets or metadata for the title have been
///   delivered. It is therefore written only for scopes in which no window has started, and only for titles in
///   `never_delivered`. Such a scope gets one row, or one for each of its channels.
/// - Windows that have ended are not sent again.
/// - A pre-order whose End is `ESTStart` ends at the earliest EST Start that the platform holds, including history. If
///   that differs from the end in `new`, the End is written out.
///
/// Applying the feed to `old` at `as_of` never causes a `dropped-live` warning, and causes a `channel-missing` warning
/// only for channels in which no window has started. After the feed, the current and future windows are the same as in
/// `new`.
///
/// A row that granted several territories is written once for all territories in which it is still correct. If its
/// version and license allow only one territory per row (before 1.7.3, and in 1.7.3 except under SVOD), it is written
/// once for each of them. Rows are sorted by title, territory and Start.
///
/// Sources: Prime Video, "Content rights": Full Extract and Full Delete; "Content removal": how to take
/// a title down; Avails API FAQ: titles that have not launched.
///
/// ```
/// use ema_model::{Avail, Column, EmaVersion};
/// use ema_rules::{AsOf, Conventions, Feed, Holdings, NeverDelivered, extract};
///
/// let row = |license_type: &str| {
///     Avail::from_cells(
///         EmaVersion::V1_7_3,
///         [
///             (Column::DisplayName, "Rockstar Films"),
///             (Column::Alid, "FIRSTDANCE"),
///             (Column::Territory, "DE"),
///             (Column::EntryType, "Full Extract"),
///             (Column::LicenseType, license_type),
///             (Column::FormatProfile, "HD"),
///             (Column::Start, "2026-01-01"),
///             (Column::End, "Open"),
///         ],
///     )
/// };
/// let conventions = Conventions::prime_video();
/// let as_of: AsOf = "2026-11-21".parse()?;
/// let held = |license_types: &[&str]| {
///     let mut feed = Feed::new(&conventions);
///     for license_type in license_types {
///         feed.add(&row(license_type));
///     }
///     let mut held = Holdings::new();
///     held.apply(&feed, as_of);
///     held
/// };
///
/// // Removes the rental and keeps the sale.
/// let (old, new) = (held(&["EST", "VOD"]), held(&["EST"]));
/// let feed = extract(&old, &new, as_of, &conventions, &NeverDelivered::None)?;
/// let ends = feed.rows.iter().map(|row| (row.license_type().text(), row.end().text()));
/// assert_eq!(ends.collect::<Vec<_>>(), [("EST", "Open"), ("VOD", "2026-11-20")]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// Returns an error if the feed would have far more rows than the holdings. This can happen if held rows list many
/// territories but their version allows only one territory per row.
pub fn extract(
    old: &Holdings,
    new: &Holdings,
    as_of: impl Into<AsOf>,
    conventions: &Conventions,
    never_delivered: &NeverDelivered,
) -> Result<Extract, TooManyRows> {
    let of_old = old.titles.keys().chain(old.left_live.keys());
    let titles: BTreeSet<&Title> = of_old.chain(new.titles.keys()).collect();
    let change = HeldChange {
        old,
        new,
        as_of: as_of.into(),
        conventions,
        never_delivered,
    };
    let mut planner = Planner::new(change);
    let sent = titles
        .into_iter()
        .flat_map(|title| planner.plan(title, None));
    rows::extract(sent.collect(), &change)
}

/// Writes the feed that removes scopes from the holdings, as [`extract`] does if the new holdings lack those scopes.
///
/// ```
/// # use ema_rules::{AsOf, Conventions, Holdings, NeverDelivered, takedown};
/// # fn example(holdings: &Holdings, as_of: AsOf) -> Result<(), ema_rules::TooManyRows> {
/// let of_title = |scope: &ema_rules::Scope| scope.id == "FIRSTDANCE";
/// let scopes: Vec<_> = holdings.scopes().map(|(scope, _)| scope).filter(of_title).collect();
/// let conventions = Conventions::prime_video();
/// let feed = takedown(holdings, scopes, as_of, &conventions, &NeverDelivered::None)?;
/// println!("{feed}");
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// Returns an error in the same cases as [`extract`].
pub fn takedown(
    held: &Holdings,
    scopes: impl IntoIterator<Item: Borrow<Scope>>,
    as_of: impl Into<AsOf>,
    conventions: &Conventions,
    never_delivered: &NeverDelivered,
) -> Result<Extract, TooManyRows> {
    let mut titles: BTreeMap<Title, BTreeSet<TerritoryCode>> = BTreeMap::new();
    for scope in scopes {
        let scope = scope.borrow();
        let territories = titles.entry(Title::of_scope(scope)).or_default();
        territories.insert(scope.territory);
    }
    let gone = Holdings::new();
    let change = HeldChange {
        old: held,
        new: &gone,
        as_of: as_of.into(),
        conventions,
        never_delivered,
    };
    let mut planner = Planner::new(change);
    let mut sent = Vec::new();
    for (title, territories) in titles {
        let territories: Vec<TerritoryCode> = territories.into_iter().collect();
        if let Some(territories) = Territories::new(&territories) {
            sent.extend(planner.plan(&title, Some(&territories)));
        }
    }
    rows::extract(sent, &change)
}

/// The error for a feed that would have far more rows than the holdings.
///
/// In versions before 1.8, most rows grant only one territory, so a row that lists 200 territories becomes 200 rows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the feed would have more than {most} rows, because most rows in versions before 1.8 grant only one territory, and the \
     held rows list many; convert the avails to version 1.8 or later, whose rows take several territories, and make the \
     feed from those"
)]
#[non_exhaustive]
pub struct TooManyRows {
    /// The maximum number of rows for a feed made from these holdings.
    pub most: usize,
}

/// The titles for which the platform has never received assets or metadata.
///
/// Avails do not contain this information, so the caller must provide it. If nothing has been delivered for a title
/// that has not launched, a Full Delete removes it. If something has been delivered, only a Full Extract with a Start
/// and End in the past removes it. The Full Extract is harmless in either case, so [`extract`] and [`takedown`] write
/// it for every title that is not listed here.
///
/// ```
/// use ema_rules::NeverDelivered;
///
/// let titles = NeverDelivered::ids(["KELP_2027"]);
/// assert!(titles.contains("KELP_2027") && !titles.contains("FERRY"));
/// assert!(NeverDelivered::All.contains("FERRY"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum NeverDelivered {
    /// No title is listed, so every title is assumed to have been delivered.
    #[default]
    None,
    /// The titles with these unique IDs.
    Ids(BTreeSet<Text>),
    /// Every title in the feed.
    All,
}

impl NeverDelivered {
    /// The titles with these unique IDs.
    #[must_use]
    pub fn ids(ids: impl IntoIterator<Item = impl Into<Text>>) -> Self {
        Self::Ids(ids.into_iter().map(Into::into).collect())
    }

    /// Whether nothing has ever been delivered for the title with this unique ID.
    #[must_use]
    pub fn contains(&self, id: &str) -> bool {
        match self {
            Self::None => false,
            Self::Ids(ids) => ids.contains(id),
            Self::All => true,
        }
    }
}

/// A feed to send, with the reasons for its rows. Its text form explains what is written, what was assumed and why,
/// scope by scope.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Extract {
    /// The rows, each with its original header. They are numbered from 4, like the rows below a template's header.
    pub rows: Vec<Avail>,
    /// The scopes that the feed names. Scopes of a title with the same rows are combined into one element, and the
    /// elements are sorted by their first scopes.
    together: Vec<SentScope>,
    /// The scopes of each row.
    of_rows: Vec<Vec<SentKey>>,
}

/// A scope of a row: an index in [`Extract::together`] and, if the rows there grant only one territory each, the row's
/// territory.
type SentKey = (usize, Option<TerritoryCode>);

impl Extract {
    /// The scopes that the feed names, sorted.
    pub fn scopes(&self) -> impl Iterator<Item = SentScope> + '_ {
        let scopes = title::each_scope(&self.together, |it| (&it.scope, &it.territories));
        scopes.filter_map(|(territory, it)| it.within(Territories::One(territory)))
    }

    /// The number of scopes that the feed names for this reason.
    #[must_use]
    pub fn count(&self, reason: SendReason) -> usize {
        let scopes = self.together.iter().filter(|it| it.reason == reason);
        scopes.map(|it| it.territories.count()).sum()
    }
}

/// The rows that a feed sends for a scope, and why.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SentScope {
    /// The scope.
    pub scope: Scope,
    /// The entry type: Full Extract or Full Delete.
    pub entry_type: EntryType,
    /// The reason for this entry.
    pub reason: SendReason,
    /// The rows that the feed sends for the scope.
    pub rows: Vec<SentRow>,
    /// The held future windows that the feed withdraws by omitting them.
    pub left_out: Vec<Record>,
    /// All territories with the same rows, beginning with the scope's territory.
    territories: Territories,
    clocks: Arc<Clocks>,
}

impl SentScope {
    /// Returns the same rows for some of the territories.
    fn within(&self, territories: Territories) -> Option<Self> {
        let territory = territories.first()?;
        let left_out = self.left_out.iter();
        let left_out = left_out.map(|it| it.there(territory, &self.territories, &self.clocks));
        Some(Self {
            scope: self.scope.in_territory(territory),
            entry_type: self.entry_type.clone(),
            reason: self.reason,
            rows: self
                .rows
                .iter()
                .map(|row| self.row_in(row, territory))
                .collect(),
            left_out: left_out.collect(),
            territories,
            clocks: Arc::clone(&self.clocks),
        })
    }

    /// Returns the row for one of the territories.
    fn row_in(&self, row: &SentRow, territory: TerritoryCode) -> SentRow {
        let there = |record: &Record| record.there(territory, &self.territories, &self.clocks);
        SentRow {
            record: there(&row.record),
            was: row.was.as_ref().map(there),
            ..*row
        }
    }
}

/// Why a feed sends its entry for a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum SendReason {
    /// The scope will hold windows after the feed.
    Holds,
    /// The scope will hold nothing, and one of its windows has started.
    Started,
    /// The scope will hold nothing, none of its windows has started, and assets or metadata are
    /// assumed to have been delivered.
    AssumedDelivered,
    /// The scope will hold nothing, none of its windows has started, and the caller says that nothing has been
    /// delivered.
    NeverDelivered,
}

/// A row in a feed to send.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SentRow {
    /// The window as it is held now or as it will be held.
    pub record: Record,
    /// The held window that the row replaces, if there is one.
    pub was: Option<Record>,
    /// Whether the window is live when the feed is sent.
    pub is_live: bool,
    /// What happens to the window.
    pub does: SentChange,
}

/// What a row in a feed does to its window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SentChange {
    /// Keeps the window as it is.
    Keep,
    /// Keeps the window until this End, because the platform would resolve `ESTStart` to a different End.
    Until(Bound),
    /// Ends the window on this day.
    EndOn(NaiveDate),
    /// Moves the window into the past by changing its Start and End to these dates.
    Past(NaiveDate, NaiveDate),
    /// Deletes the window's scope.
    Delete,
}
