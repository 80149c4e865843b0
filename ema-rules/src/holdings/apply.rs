//! What a feed does to what is held.

use std::collections::BTreeSet;
use std::fmt;

use ema_model::{Column, EntryType, Text};

use super::Holdings;
use super::feed::{Entries, Feed, PassedOver};
use super::pairs::{Pair, pairs, take};
use super::record::{Record, first_title, sale_start};
use crate::rules::wording::quoted;
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
    /// A pre-order until `ESTStart` ends where the earliest EST window of its scope starts: of the
    /// feed, or else of what stays as history.
    ///
    /// Source: Prime Video, "Content rights": Full Extract and Full Delete.
    pub fn apply(&mut self, feed: &Feed<'_>, as_of: impl Into<AsOf>) -> Outcome {
        let (as_of, zones) = (as_of.into(), feed.zones());
        let scopes = feed.scopes.iter().map(|(scope, entries)| {
            let as_of = as_of.in_territory(scope.territory.country(), zones);
            self.apply_to(scope, entries, as_of)
        });
        Outcome {
            scopes: scopes.collect(),
            passed_over: feed.passed_over().to_vec(),
            as_of,
            zones: zones.clone(),
        }
    }

    fn apply_to(&mut self, scope: &Scope, entries: &Entries, as_of: Instant) -> ScopeOutcome {
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
            (None, delete) => self.delete(scope, delete, as_of),
            (Some(_), None) => self.replace(scope, entries.extracts.clone(), as_of),
        }
    }

    fn delete(&mut self, scope: &Scope, row: Option<&Record>, as_of: Instant) -> ScopeOutcome {
        let mut outcome = ScopeOutcome::new(scope, EntryType::FullDelete);
        let mut on_sale = self.left_live.remove(scope).unwrap_or_default();
        outcome.removed = self.scopes.remove(scope).unwrap_or_default();
        if let (true, true, Some(row)) = (on_sale.is_empty(), outcome.removed.is_empty(), row) {
            let message = "a Full Delete of what is not held: the licensor, the ID, the territory and \
                           the rights model have to be those of the entry that is to go";
            let warning = Warning::new(WarningKind::NothingHeld, row, message.to_owned());
            outcome.warnings.push(warning);
        }
        on_sale.extend_from_slice(&outcome.removed);
        on_sale.retain(|record| record.is_live(as_of));
        let warnings = on_sale.iter().map(|record| {
            let message = format!(
                "{} is live, and a Full Delete does not take it down: send a Full Extract whose End \
                 is the day before",
                offer_in_words(record),
            );
            Warning::new(WarningKind::NotTakenDown, record, message)
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
        outcome.unchanged = known.into_iter().map(|(held, _)| held).collect();
        sent.append(&mut ended);
        let channels: BTreeSet<Option<Text>> = sent
            .iter()
            .chain(&outcome.unchanged)
            .map(|record| record.offer().channel.clone())
            .collect();
        for pair in pairs(&current, &sent) {
            outcome.take(pair, as_of);
        }
        if scope.rights_model == RightsModel::SvodChannels {
            outcome.warn_of_channels(&current, &channels);
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

/// Resolves End `ESTStart` to the earliest start of a sale.
fn with_sale_starts(
    rows: Vec<Record>,
    history: &[Record],
    current: &[Record],
    outcome: &mut ScopeOutcome,
) -> Vec<Record> {
    let sale = sale_start(&rows).or_else(|| sale_start(history));
    let resolve = |row: Record| match (row.window().end, sale) {
        (Bound::EstStart, Some(sale)) => {
            let window = Window {
                end: Bound::At(sale),
                ..row.window()
            };
            Record::new(row.row, window)
        }
        (Bound::EstStart, None) => {
            // A sale that goes with this feed says nothing any more: a second time it would be gone.
            let why = match sale_start(current) {
                Some(_) => "the feed leaves out the EST window that was held",
                None => "no EST window says when that is",
            };
            let message = format!(
                "{} ends at ESTStart, but {why}: the pre-order has no end",
                offer_in_words(&row),
            );
            let warning = Warning::new(WarningKind::UnknownSaleStart, &row, message);
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

/// What the sender of a feed may not have meant.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Warning {
    /// What it is.
    pub kind: WarningKind,
    /// The record that it is about, as it was held; as it was sent where nothing was held.
    pub record: Record,
    /// The same in words.
    pub message: Text,
}

impl Warning {
    fn new(kind: WarningKind, record: &Record, message: String) -> Self {
        Self {
            kind,
            record: record.clone(),
            message: message.into(),
        }
    }
}

/// What a [`Warning`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum WarningKind {
    /// A live offer is withdrawn, because the feed leaves it out or begins it later.
    DroppedLive,
    /// An offer that has not begun is withdrawn, because the feed leaves it out.
    DroppedFuture,
    /// A live offer has its End set into the past: how a take-down is meant to look.
    TakenDown,
    /// The scope held a channel that the feed does not name: all channels are one scope.
    ChannelMissing,
    /// A Full Delete of a live offer, which does not take it down.
    NotTakenDown,
    /// A pre-order until `ESTStart`, and no sale that says when that is.
    UnknownSaleStart,
    /// A Full Delete of what is not held.
    NothingHeld,
}

impl WarningKind {
    /// Its name: `dropped-live`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DroppedLive => "dropped-live",
            Self::DroppedFuture => "dropped-future",
            Self::TakenDown => "taken-down",
            Self::ChannelMissing => "channel-missing",
            Self::NotTakenDown => "not-taken-down",
            Self::UnknownSaleStart => "unknown-sale-start",
            Self::NothingHeld => "nothing-held",
        }
    }
}

impl fmt::Display for WarningKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
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
                let (kind, state) = match old.is_live(as_of) {
                    true => (WarningKind::DroppedLive, "is live"),
                    false => (WarningKind::DroppedFuture, "has not begun"),
                };
                let message = format!(
                    "{} {state}, and the feed leaves it out: it is withdrawn",
                    offer_in_words(&old),
                );
                self.warnings.push(Warning::new(kind, &old, message));
                self.removed.push(old);
            }
            Pair::Both(old, new) if old == new => self.unchanged.push(new),
            Pair::Both(from, to) => {
                self.warn_of_change(&from, &to, as_of);
                self.changed.push(Change { from, to });
            }
        }
    }

    fn warn_of_change(&mut self, from: &Record, to: &Record, as_of: Instant) {
        if !from.is_live(as_of) || to.is_live(as_of) {
            return;
        }
        let (kind, what) = match to.has_ended(as_of) {
            true => (
                WarningKind::TakenDown,
                format!(
                    "is live and is taken down: its End is now {}",
                    end_in_words(to)
                ),
            ),
            false => (
                WarningKind::DroppedLive,
                format!(
                    "is live, and the feed begins it at {} only: until then it is withdrawn",
                    quoted(to.text(Column::Start))
                ),
            ),
        };
        let message = format!("{} {what}", offer_in_words(from));
        self.warnings.push(Warning::new(kind, from, message));
    }

    fn warn_of_channels(&mut self, held: &[Record], sent: &BTreeSet<Option<Text>>) {
        let mut told = BTreeSet::new();
        for record in held {
            let channel = &record.offer().channel;
            if sent.contains(channel) || !told.insert(channel) {
                continue;
            }
            let channel = quoted(record.text(Column::GroupIdentity));
            let message = format!(
                "the channel {channel} was held, and the feed does not name it: all channels are one \
                 scope, so its windows are lost"
            );
            let warning = Warning::new(WarningKind::ChannelMissing, record, message);
            self.warnings.push(warning);
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

/// `` `EST HD en` from `2026-01-01` to `Open` ``.
fn offer_in_words(record: &Record) -> String {
    format!(
        "{} from {} to {}",
        quoted(&record.offer_in_words()),
        quoted(record.text(Column::Start)),
        end_in_words(record)
    )
}

fn end_in_words(record: &Record) -> String {
    quoted(record.text(Column::End))
}
