//! What a feed does to what is held.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use ema_model::{EntryType, Text};

use super::Holdings;
use super::feed::{Entries, Feed, PassedOver};
use super::pairs::{Pair, pairs, take};
use super::record::{Record, first_title, sale_start};
use super::warning::{self, Channels, Warning};
use crate::offer::Offer;
use crate::scope::{RightsModel, Scope};
use crate::time::{AsOf, Instant, Zones};
use crate::window::{Bound, Window};

impl Holdings {
    /// Applies a feed at an instant or on a day, scope by scope:
    ///
    /// 1. A scope with both Full Extract and Full Delete rows is left as it is: see [`Conflict`].
    /// 2. Full Extract: what has ended stays as history; everything else is replaced by the rows of
    ///    the feed.
    /// 3. Full Delete: everything of the scope is removed. A live title is *not* taken down by it:
    ///    what was live is kept in [`Holdings::left_live`], until a Full Extract ends it.
    ///
    /// Scopes that the feed does not name stay as they are. Applying a feed for a second time at the
    /// same moment changes nothing.
    ///
    /// A pre-order until `ESTStart` ends at the earliest EST Start among what is held after the feed: its
    /// own rows, and history.
    ///
    /// Source: Prime Video, "Content rights": Full Extract and Full Delete.
    pub fn apply(&mut self, feed: &Feed<'_>, as_of: impl Into<AsOf>) -> Outcome {
        let (as_of, zones) = (as_of.into(), feed.zones());
        let in_two_files = self.files_of_scopes(feed);
        let scopes = feed
            .scopes
            .iter()
            .map(|(scope, entries)| self.apply_to(scope, entries, as_of, zones));
        Outcome {
            scopes: scopes.collect(),
            passed_over: feed.passed_over().to_vec(),
            in_two_files,
            as_of,
            zones: zones.clone(),
        }
    }

    /// The other files from which scopes of a feed came, each with the number of these scopes.
    fn files_of_scopes(&self, feed: &Feed<'_>) -> BTreeMap<Text, usize> {
        let mut files = BTreeMap::new();
        for scope in feed.scopes() {
            let held = self.records(scope).iter().filter_map(Record::file);
            let others: BTreeSet<&Text> = held.filter(|file| Some(*file) != feed.file()).collect();
            for file in others {
                *files.entry(file.clone()).or_default() += 1;
            }
        }
        files
    }

    fn apply_to(
        &mut self,
        scope: &Scope,
        entries: &Entries,
        as_of: AsOf,
        zones: &Zones,
    ) -> ScopeOutcome {
        let territory = scope.territory.country();
        let now = as_of.in_territory(territory, zones);
        match (entries.extracts.first(), entries.deletes.first()) {
            (Some(extract), Some(delete)) => {
                let mut outcome = ScopeOutcome::new(scope, EntryType::FullExtract);
                outcome.conflict = Some(Conflict {
                    extract: extract.clone(),
                    delete: delete.clone(),
                });
                outcome.unchanged = self.records(scope).to_vec();
                let left_live = self.left_live.get(scope);
                outcome.left_live = left_live.cloned().unwrap_or_default();
                outcome
            }
            (None, _) => {
                let day_before = as_of.end_of_day_before(territory, zones);
                self.delete(scope, &entries.deletes, now, day_before)
            }
            (Some(_), None) => self.replace(scope, entries.extracts.clone(), now),
        }
    }

    /// `day_before` is when a window ends whose End is the day before.
    fn delete(
        &mut self,
        scope: &Scope,
        rows: &[Record],
        as_of: Instant,
        day_before: Instant,
    ) -> ScopeOutcome {
        let mut outcome = ScopeOutcome::new(scope, EntryType::FullDelete);
        let mut on_sale = self.left_live.remove(scope).unwrap_or_default();
        outcome.removed = self.scopes.remove(scope).unwrap_or_default();
        if let (true, true, Some(row)) =
            (on_sale.is_empty(), outcome.removed.is_empty(), rows.first())
        {
            outcome.warnings.push(Warning::nothing_held(row));
        }
        let named = match scope.rights_model {
            RightsModel::SvodChannels => Some(Channels::of(rows)),
            _ => None,
        };
        if let Some(named) = &named {
            let mut current = outcome.removed.clone();
            current.retain(|record| !record.has_ended(as_of));
            let lost = warning::of_channels_deleted(&current, named, as_of, day_before);
            outcome.warnings.extend(lost);
        }
        on_sale.extend_from_slice(&outcome.removed);
        on_sale.retain(|record| record.is_live(as_of));
        let warnings = on_sale.iter().map(|record| {
            let of_others = named.as_ref().filter(|named| !named.contains(record));
            Warning::not_taken_down(record, of_others, day_before)
        });
        outcome.warnings.extend(warnings);
        if !on_sale.is_empty() {
            self.left_live.insert(scope.clone(), on_sale.clone());
        }
        outcome.left_live = on_sale;
        outcome
    }

    fn replace(&mut self, scope: &Scope, rows: Vec<Record>, as_of: Instant) -> ScopeOutcome {
        let mut outcome = ScopeOutcome::new(scope, EntryType::FullExtract);
        let held = self.records(scope).to_vec();
        let (mut history, mut current): (Vec<Record>, Vec<Record>) =
            held.into_iter().partition(|record| record.has_ended(as_of));
        let mut left_live = self.left_live.remove(scope).unwrap_or_default();
        left_live.retain(|record| record.is_live(as_of));
        current.append(&mut left_live);
        let rows = with_sale_starts(rows, &history, &current, &mut outcome);
        // What has ended and is sent again as it was is history already.
        let (mut ended, mut sent): (Vec<Record>, Vec<Record>) =
            rows.into_iter().partition(|row| row.has_ended(as_of));
        ended.sort_by(Record::in_order);
        let same = |old: &Record, new: &Record| old.in_order_but_for_row(new);
        let known = take(&mut history, &mut ended, same);
        let repeated: Vec<Record> = known.into_iter().map(|(held, _)| held).collect();
        sent.append(&mut ended);
        let lost = warning::of_live_offers(&current, &sent, &repeated, as_of);
        outcome.warnings.extend(lost);
        if scope.rights_model == RightsModel::SvodChannels {
            let named = Channels::of(sent.iter().chain(&repeated));
            let lost = warning::of_channels_left_out(&current, &named);
            outcome.warnings.extend(lost);
        }
        outcome.unchanged = repeated;
        for pair in successors(current, sent, as_of) {
            outcome.take(pair, as_of);
        }
        let now = outcome
            .unchanged
            .iter()
            .chain(&outcome.added)
            .chain(&history);
        let now = now.chain(outcome.changed.iter().map(|change| &change.to));
        self.set(scope, now.cloned().collect());
        outcome.history = history;
        outcome.sort();
        outcome
    }
}

/// Pairs what a Full Extract replaces with its rows. A live window whose offer is not live any more is
/// paired with the row that ended it, if there is one, before it is taken for a window that was moved
/// into the future.
fn successors(current: Vec<Record>, sent: Vec<Record>, as_of: Instant) -> Vec<Pair> {
    let live = sent.iter().filter(|row| row.is_live(as_of));
    let stays: BTreeSet<&Offer> = live.map(Record::offer).collect();
    let goes = |record: &Record| record.is_live(as_of) && !stays.contains(record.offer());
    let (gone, mut before): (Vec<Record>, Vec<Record>) = current.into_iter().partition(goes);
    if gone.is_empty() {
        return pairs(&before, &sent);
    }
    let (ended, mut after): (Vec<Record>, Vec<Record>) =
        sent.into_iter().partition(|row| row.has_ended(as_of));
    let mut paired = Vec::new();
    for pair in pairs(&gone, &ended) {
        match pair {
            Pair::Gone(old) => before.push(old),
            Pair::New(new) => after.push(new),
            both @ Pair::Both(..) => paired.push(both),
        }
    }
    paired.extend(pairs(&before, &after));
    paired
}

/// Resolves End `ESTStart` of pre-orders to the earliest start of a sale among what is held afterwards:
/// the rows of the feed, and history.
fn with_sale_starts(
    rows: Vec<Record>,
    history: &[Record],
    current: &[Record],
    outcome: &mut ScopeOutcome,
) -> Vec<Record> {
    let sale = sale_start(rows.iter().chain(history));
    let resolve = |row: Record| match (row.window().end, sale) {
        (Bound::EstStart, Some(sale)) if row.is_pre_order() => {
            let window = Window {
                end: Bound::At(sale),
                ..row.window()
            };
            Record::new(row.row, window)
        }
        (Bound::EstStart, _) => {
            let warning = Warning::unknown_sale_start(&row, current);
            outcome.warnings.push(warning);
            row
        }
        _ => row,
    };
    rows.into_iter().map(resolve).collect()
}

/// What a feed has done.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Outcome {
    /// What it has done to each scope that it names, in the order of the scopes.
    pub scopes: Vec<ScopeOutcome>,
    /// The rows that did nothing.
    pub passed_over: Vec<PassedOver>,
    /// The other files that had rows of its scopes, each with the number of these scopes: worth
    /// knowing, because what the feed leaves out of a scope is withdrawn, whichever file it came from.
    pub in_two_files: BTreeMap<Text, usize>,
    /// The instant or day at which it was applied.
    pub as_of: AsOf,
    /// The time zones in which a day begins.
    zones: Zones,
}

impl Outcome {
    /// The warnings of all scopes.
    pub fn warnings(&self) -> impl Iterator<Item = &Warning> {
        self.scopes.iter().flat_map(|scope| &scope.warnings)
    }

    #[cfg(feature = "html")]
    pub(crate) fn zones(&self) -> &Zones {
        &self.zones
    }

    /// The instant that its as-of moment is in the territory of a scope.
    pub(crate) fn as_of_in(&self, scope: &Scope) -> Instant {
        let territory = scope.territory.country();
        self.as_of.in_territory(territory, &self.zones)
    }

    /// Whether everything is as it was.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        self.scopes.iter().all(ScopeOutcome::is_unchanged)
    }
}

/// What a feed has done to one scope.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ScopeOutcome {
    /// The scope.
    pub scope: Scope,
    /// Full Extract or Full Delete.
    pub entry_type: EntryType,
    /// Windows that were not there.
    pub added: Vec<Record>,
    /// Windows that are gone.
    pub removed: Vec<Record>,
    /// Windows that customers go on seeing after a Full Delete, of this feed or of an earlier one.
    pub left_live: Vec<Record>,
    /// Windows of the same offer with other dates or terms.
    pub changed: Vec<Change>,
    /// Windows that the feed repeats; all of the scope where the feed contradicts itself.
    pub unchanged: Vec<Record>,
    /// Windows that had ended and stay as history.
    pub history: Vec<Record>,
    /// What the sender may not have meant.
    pub warnings: Vec<Warning>,
    /// Why the scope was left as it is, if it was.
    pub conflict: Option<Conflict>,
}

/// A window of an offer, before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// As it was.
    pub from: Record,
    /// As it is.
    pub to: Record,
}

/// A feed that both replaces and deletes a scope: nobody can tell which is meant.
#[derive(Clone, Debug)]
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
            "{} is a Full Extract and {} a Full Delete of the same scope: nothing was changed",
            self.extract.origin(),
            self.delete.origin()
        )
    }
}

impl ScopeOutcome {
    fn new(scope: &Scope, entry_type: EntryType) -> Self {
        Self {
            scope: scope.clone(),
            entry_type,
            added: Vec::new(),
            removed: Vec::new(),
            left_live: Vec::new(),
            changed: Vec::new(),
            unchanged: Vec::new(),
            history: Vec::new(),
            warnings: Vec::new(),
            conflict: None,
        }
    }

    /// Whether everything is as it was.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }

    /// The title for people, of whichever record has one.
    #[must_use]
    pub fn title(&self) -> String {
        let changed = self.changed.iter().map(|change| &change.to);
        let records = self.added.iter().chain(changed);
        let records = records.chain(&self.unchanged).chain(&self.removed);
        first_title(records.chain(&self.history))
    }

    fn take(&mut self, pair: Pair, as_of: Instant) {
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

    fn sort(&mut self) {
        self.added.sort_by(Record::in_order);
        self.removed.sort_by(Record::in_order);
        self.unchanged.sort_by(Record::in_order);
        self.changed.sort_by(|a, b| a.to.in_order(&b.to));
        self.warnings.sort_by_key(|warning| warning.kind);
    }
}
