//! The feed that brings a platform from what it holds to what it is to hold.

mod parts;
mod rows;
mod scope;
mod summary;

use std::borrow::Borrow;
use std::collections::BTreeSet;

use ema_model::{Avail, EntryType, NaiveDate, TerritoryCode, Text};

use super::Holdings;
use super::record::Record;
use super::title::Title;
use crate::profile::Profile;
use crate::scope::Scope;
use crate::time::AsOf;
use crate::window::Bound;

/// The smallest correct feed that brings a platform from `old` to `new`, to be sent at `as_of`.
///
/// Scopes in which both hold the same current and future windows are left out. Of every other scope:
///
/// | in `new` | in `old` | is written |
/// |---|---|---|
/// | has current or future windows | | a Full Extract with all of them, because a Full Extract withdraws what it leaves out |
/// | | an offer is live that is not live in `new` | in the same Full Extract, the row of the offer with an End on the day before `as_of`: nothing is withdrawn by omission |
/// | has none | has windows that are live | a Full Extract in which each live offer has an End on the day before. Windows to come are left out, which withdraws them |
/// | has none | nothing is live, a window has ended and another is to come | a Full Extract with one row for each offer that is to come, its Start and End in the past |
/// | has none | no window has started | the same, or a Full Delete if the title is among those `never_delivered` |
///
/// - *In the past* means an End on the day before `as_of` and a Start on the day before that. An offer
///   that is live and started too late for an End on the day before, such as today, gets both too.
///   Where the history already has the very same window, Start is one day earlier still, so that the
///   row is not taken for a repetition.
/// - The day before `as_of` is a date in the first zone of each territory.
/// - An offer gets one row, that of its window which started first, also where several of its windows
///   are live or to come.
/// - A channel of which a window has started is always named: where only a window to come of it is
///   gone, its row has Start and End in the past. A channel of which none has started is left out.
/// - A Full Delete never takes a live title down, and leads to errors where assets or metadata of the
///   title have been delivered. So it is written only for scopes that have not started, of titles in
///   `never_delivered`: one row for the scope, or for each channel of it.
/// - What has ended is not sent again.
/// - A pre-order until `ESTStart` ends at the earliest EST Start that the platform holds, history
///   included. Where that is another one than in `new`, its End is written out.
///
/// Applying the feed to `old` at `as_of` never warns of `dropped-live`; it warns of `channel-missing`
/// only for channels of which no window has started; and the current and future windows that are held
/// then are those of `new`.
///
/// A row that was written for several territories is written once for those that it is still right
/// for, or once for each of them where its version and license take one territory a row: before 1.7.3,
/// and in 1.7.3 for every license but SVOD. Rows are in the order of titles, territories and Starts.
///
/// Sources: Prime Video, "Content rights": Full Extract and Full Delete; "Content removal": how to take
/// a title down; Avails API FAQ: titles that have not launched.
///
/// ```
/// use ema_model::{Avail, Column, EmaVersion};
/// use ema_rules::{AsOf, Feed, Holdings, NeverDelivered, Profile, extract};
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
/// let profile = Profile::prime_video();
/// let as_of: AsOf = "2026-11-21".parse()?;
/// let held = |license_types: &[&str]| {
///     let mut feed = Feed::new(&profile);
///     for license_type in license_types {
///         feed.add(&row(license_type));
///     }
///     let mut held = Holdings::new();
///     held.apply(&feed, as_of);
///     held
/// };
///
/// // The rental is to go, and the sale to stay.
/// let (old, new) = (held(&["EST", "VOD"]), held(&["EST"]));
/// let feed = extract(&old, &new, as_of, &profile, &NeverDelivered::None);
/// let ends = feed.rows.iter().map(|row| (row.license_type().text(), row.end().text()));
/// assert_eq!(ends.collect::<Vec<_>>(), [("EST", "Open"), ("VOD", "2026-11-20")]);
/// # Ok::<(), ema_rules::time::InvalidAsOf>(())
/// ```
#[must_use]
pub fn extract(
    old: &Holdings,
    new: &Holdings,
    as_of: impl Into<AsOf>,
    profile: &Profile,
    never_delivered: &NeverDelivered,
) -> Extract {
    let as_of = as_of.into();
    let of_old = old.titles.keys().chain(old.left_live.keys());
    let titles: BTreeSet<&Title> = of_old.chain(new.titles.keys()).collect();
    let mut sent: Vec<SentScope> = Vec::new();
    for title in titles {
        let holdings = [&old.titles, &new.titles, &old.left_live].map(|it| it.get(title));
        let holdings = holdings.into_iter().flatten().flatten();
        let territories: BTreeSet<TerritoryCode> = holdings
            .flat_map(|holding| holding.territories.iter())
            .collect();
        let plan = |territory| {
            let scope = title.scope(territory);
            scope::plan(&scope, old, new, as_of, profile, never_delivered)
        };
        sent.extend(territories.into_iter().filter_map(plan));
    }
    sent.sort_by(|one, other| one.scope.cmp(&other.scope));
    rows::extract(sent)
}

/// The feed that takes scopes out of what is held: [`extract`] to holdings without them.
///
/// ```
/// # use ema_rules::{AsOf, Holdings, NeverDelivered, Profile, takedown};
/// # fn example(holdings: &Holdings, as_of: AsOf) {
/// let of_title = |scope: &ema_rules::Scope| scope.id == "FIRSTDANCE";
/// let scopes: Vec<_> = holdings.scopes().map(|(scope, _)| scope).filter(of_title).collect();
/// let profile = Profile::prime_video();
/// let feed = takedown(holdings, scopes, as_of, &profile, &NeverDelivered::None);
/// println!("{feed}");
/// # }
/// ```
#[must_use]
pub fn takedown(
    held: &Holdings,
    scopes: impl IntoIterator<Item: Borrow<Scope>>,
    as_of: impl Into<AsOf>,
    profile: &Profile,
    never_delivered: &NeverDelivered,
) -> Extract {
    let (as_of, gone) = (as_of.into(), Holdings::new());
    let scopes: BTreeSet<Scope> = scopes.into_iter().map(|it| it.borrow().clone()).collect();
    let plan = |scope: Scope| scope::plan(&scope, held, &gone, as_of, profile, never_delivered);
    rows::extract(scopes.into_iter().filter_map(plan).collect())
}

/// The titles of which neither assets nor metadata have ever been delivered to the platform.
///
/// No avail tells, so the caller has to. A title that has not launched is ended by a Full Extract with
/// Start and End in the past once something of it has been delivered, and by a Full Delete before that.
/// The first does no harm in either case, so it is what [`extract`] and [`takedown`] write for a title
/// that is not named here.
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
    /// None that the caller knows of.
    #[default]
    None,
    /// The titles with these unique IDs.
    Ids(BTreeSet<Text>),
    /// Every title of the feed.
    All,
}

impl NeverDelivered {
    /// The titles with these unique IDs.
    #[must_use]
    pub fn ids(ids: impl IntoIterator<Item = impl Into<Text>>) -> Self {
        Self::Ids(ids.into_iter().map(Into::into).collect())
    }

    /// Whether the title with this unique ID is one of them.
    #[must_use]
    pub fn contains(&self, id: &str) -> bool {
        match self {
            Self::None => false,
            Self::Ids(ids) => ids.contains(id),
            Self::All => true,
        }
    }
}

/// A feed to be sent, with its reasons. As text it says scope by scope what is written, what was
/// assumed and why.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Extract {
    /// Its rows, numbered from 4 as under the header of a template. Each is under the header that it
    /// came with.
    pub rows: Vec<Avail>,
    /// The scopes that it names, in order.
    pub scopes: Vec<SentScope>,
    /// For each row the scopes that it is about, as positions in `scopes`.
    of_rows: Vec<Vec<usize>>,
}

/// What a feed to be sent says about a scope, and why.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SentScope {
    /// The scope.
    pub scope: Scope,
    /// Full Extract or Full Delete.
    pub entry_type: EntryType,
    /// Why that.
    pub reason: SendReason,
    /// The rows.
    pub rows: Vec<SentRow>,
    /// The windows to come that are held, and that go because the feed leaves them out.
    pub left_out: Vec<Record>,
}

/// Why a feed to be sent says what it says about a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum SendReason {
    /// The scope is to hold windows.
    Holds,
    /// The scope is to hold nothing, and a window of it has started.
    Started,
    /// The scope is to hold nothing, none of its windows has started, and assets or metadata are
    /// assumed to have been delivered.
    AssumedDelivered,
    /// The scope is to hold nothing, none of its windows has started, and the caller says that nothing
    /// has been delivered.
    NeverDelivered,
}

/// A row of a feed to be sent.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SentRow {
    /// The window, as it is held or to be held.
    pub record: Record,
    /// Whether the window is live when the feed is sent.
    pub is_live: bool,
    /// What the row does to it.
    pub does: SentChange,
}

/// What a row of a feed to be sent does to its window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SentChange {
    /// Holds it as it is.
    Keep,
    /// Holds it until this End, which `ESTStart` would not give on the platform.
    Until(Bound),
    /// Ends it with this day.
    EndOn(NaiveDate),
    /// Puts it into the past: these are its Start and its End.
    Past(NaiveDate, NaiveDate),
    /// Deletes its scope.
    Delete,
}
