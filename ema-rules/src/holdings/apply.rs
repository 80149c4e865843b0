//! Applies a feed to holdings.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ema_model::{EntryType, Text};

use super::Holdings;
use super::feed::{Feed, FeedRow};
use super::outcome::{Conflict, Outcome, ScopeOutcome};
use super::pairs::{Pair, pairs, take};
use super::record::{Record, sale_start};
use super::row::HeldRow;
use super::territories::{Part, Territories, parts};
use super::title::{self, Holding, Title};
use super::together::Together;
use super::warning::{self, Channels, Warning};
use crate::conventions::Clocks;
use crate::offer::Offer;
use crate::scope::{RightsModel, Scope};
use crate::time::{AsOf, Timestamp};
use crate::window::Bound;

impl Holdings {
    /// Applies a feed as of an instant or day, scope by scope:
    ///
    /// 1. A scope with both Full Extract and Full Delete rows stays as it is: see [`Conflict`].
    /// 2. Full Extract: windows that have ended stay as history, and the rows in the feed replace everything else.
    /// 3. Full Delete: everything in the scope is removed. A Full Delete does *not* take a live title down: live
    ///    windows move to [`Holdings::left_live`] until a Full Extract ends them.
    ///
    /// Scopes that the feed does not name stay as they are, so the holdings only need to contain the scopes that the
    /// feed names: see [`HoldingsPart`](crate::HoldingsPart). Applying a feed again as of the same instant or day has
    /// no effect.
    ///
    /// A pre-order whose End is `ESTStart` ends at the earliest EST Start that is held once the feed has been applied,
    /// whether that Start is from the feed or from history.
    ///
    /// Source: Prime Video, "Content rights": Full Extract and Full Delete.
    pub fn apply(&mut self, feed: &Feed<'_>, as_of: impl Into<AsOf>) -> Outcome {
        let as_of = as_of.into();
        let mut applied = Applied {
            feed,
            as_of,
            together: Together::new(&feed.clocks, Some(as_of)),
            outcomes: Vec::new(),
            in_two_files: BTreeMap::new(),
        };
        for (title, rows) in &feed.titles {
            let held = self.titles.remove(title).unwrap_or_default();
            let left_live = self.left_live.remove(title).unwrap_or_default();
            let (held, left_live) = applied.apply_to(title, rows, &held, &left_live);
            for (titles, now) in [(&mut self.titles, held), (&mut self.left_live, left_live)] {
                let now = title::joined(now, &feed.clocks);
                if !now.is_empty() {
                    titles.insert(title.clone(), now);
                }
            }
        }
        let mut outcomes = applied.outcomes;
        outcomes.sort_by(|one, other| one.scope.cmp(&other.scope));
        Outcome {
            together: outcomes,
            passed_over: feed.passed_over().to_vec(),
            in_two_files: applied.in_two_files,
            as_of,
            clocks: Arc::clone(&feed.clocks),
        }
    }
}

/// A feed that is being applied, with its effects so far.
struct Applied<'a> {
    feed: &'a Feed<'a>,
    as_of: AsOf,
    together: Together<'a>,
    outcomes: Vec<ScopeOutcome>,
    /// The other files whose rows are held in the feed's scopes, with the number of these scopes for each file.
    in_two_files: BTreeMap<Text, usize>,
}

impl Applied<'_> {
    /// Applies a title's rows. Returns the resulting holdings, and the windows that Full Deletes have left live.
    fn apply_to(
        &mut self,
        title: &Title,
        rows: &[FeedRow],
        held: &[Holding],
        left_live: &[Holding],
    ) -> (Vec<Holding>, Vec<Holding>) {
        let (mut now_held, mut now_left_live) = (Vec::new(), Vec::new());
        let lists = rows.iter().map(|row| &row.territories);
        let holdings = held.iter().chain(left_live).map(|it| &it.territories);
        let lists: Vec<&Territories> = lists.chain(holdings).collect();
        for Part { territories, lists } in parts(&lists) {
            let rows_here: Vec<&FeedRow> =
                lists.iter().filter_map(|list| rows.get(*list)).collect();
            let held_here = lists
                .iter()
                .find_map(|list| held.get(list.checked_sub(rows.len())?));
            let before = rows.len() + held.len();
            let left_live_here = lists
                .iter()
                .find_map(|list| left_live.get(list.checked_sub(before)?));
            if rows_here.is_empty() {
                let within = |holding: &Holding| holding.within(territories.clone());
                now_held.extend(held_here.and_then(within));
                now_left_live.extend(left_live_here.and_then(within));
                continue;
            }
            let holdings: Vec<&Holding> = held_here.into_iter().chain(left_live_here).collect();
            let held_rows: Vec<&HeldRow> = rows_here.iter().map(|row| &*row.row).collect();
            for territories in self
                .together
                .divide_with(&territories, &held_rows, &holdings)
            {
                let Some(territory) = territories.first() else {
                    continue;
                };
                let records = |holding: Option<&Holding>| {
                    holding.map_or_else(Vec::new, |it| it.records_in(territory))
                };
                let mut scope = InScope {
                    scope: title.scope(territory),
                    held: records(held_here),
                    left_live: records(left_live_here),
                };
                self.count_files(&scope.held, territories.count());
                let mut outcome = scope.apply(&rows_here, self.as_of, &self.feed.clocks);
                outcome.territories = territories.clone();
                self.outcomes.push(outcome);
                let now = |records: Vec<Record>| Holding {
                    territories: territories.clone(),
                    records,
                    clocks: Arc::clone(&self.feed.clocks),
                };
                now_held.extend(some(scope.held).map(now));
                now_left_live.extend(some(scope.left_live).map(now));
            }
        }
        (now_held, now_left_live)
    }

    fn count_files(&mut self, held: &[Record], scopes: usize) {
        let held = held.iter().filter_map(Record::file);
        let others: BTreeSet<&Text> = held
            .filter(|file| Some(*file) != self.feed.file())
            .collect();
        for file in others {
            *self.in_two_files.entry(file.clone()).or_default() += scopes;
        }
    }
}

/// Returns the records, or `None` if there are none.
fn some(records: Vec<Record>) -> Option<Vec<Record>> {
    (!records.is_empty()).then_some(records)
}

/// A scope of a title. A feed's effect is computed only in the first of several scopes with the same effect.
struct InScope {
    scope: Scope,
    held: Vec<Record>,
    left_live: Vec<Record>,
}

impl InScope {
    fn apply(&mut self, rows: &[&FeedRow], as_of: AsOf, clocks: &Arc<Clocks>) -> ScopeOutcome {
        let record = |row: &&FeedRow| {
            let window = row.row.written.in_territory(self.scope.territory, clocks);
            Record::new(Arc::clone(&row.row), window)
        };
        let (deletes, extracts): (Vec<&FeedRow>, Vec<&FeedRow>) =
            rows.iter().copied().partition(|row| row.deletes);
        let extracts: Vec<Record> = extracts.iter().map(record).collect();
        let deletes: Vec<Record> = deletes.iter().map(record).collect();
        let territory = self.scope.territory.country();
        let now = as_of.in_territory(territory, &clocks.zones);
        match (extracts.first(), deletes.first()) {
            (Some(extract), Some(delete)) => {
                let mut outcome = self.outcome(EntryType::FullExtract, clocks);
                outcome.conflict = Some(Conflict {
                    extract: extract.clone(),
                    delete: delete.clone(),
                });
                outcome.unchanged.clone_from(&self.held);
                outcome.left_live.clone_from(&self.left_live);
                outcome
            }
            (None, _) => {
                let outcome = self.outcome(EntryType::FullDelete, clocks);
                let day_before = as_of.end_of_day_before(territory, &clocks.zones);
                self.delete(outcome, &deletes, now, day_before)
            }
            (Some(_), None) => {
                let outcome = self.outcome(EntryType::FullExtract, clocks);
                self.replace(outcome, extracts, now)
            }
        }
    }

    fn outcome(&self, entry_type: EntryType, clocks: &Arc<Clocks>) -> ScopeOutcome {
        ScopeOutcome {
            scope: self.scope.clone(),
            territories: Territories::One(self.scope.territory),
            clocks: Arc::clone(clocks),
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

    /// Deletes everything in the scope. `day_before` is the instant at which a window ends if its End is the day before
    /// the as-of moment.
    fn delete(
        &mut self,
        mut outcome: ScopeOutcome,
        rows: &[Record],
        as_of: Timestamp,
        day_before: Timestamp,
    ) -> ScopeOutcome {
        let mut on_sale = std::mem::take(&mut self.left_live);
        outcome.removed = std::mem::take(&mut self.held);
        if let (true, true, Some(row)) =
            (on_sale.is_empty(), outcome.removed.is_empty(), rows.first())
        {
            outcome.warnings.push(Warning::nothing_held(row));
        }
        let named = match self.scope.rights_model {
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
        self.left_live.clone_from(&on_sale);
        outcome.left_live = on_sale;
        outcome
    }

    fn replace(
        &mut self,
        mut outcome: ScopeOutcome,
        rows: Vec<Record>,
        as_of: Timestamp,
    ) -> ScopeOutcome {
        let held = std::mem::take(&mut self.held);
        let (mut history, mut current): (Vec<Record>, Vec<Record>) =
            held.into_iter().partition(|record| record.has_ended(as_of));
        let mut left_live = std::mem::take(&mut self.left_live);
        left_live.retain(|record| record.is_live(as_of));
        current.append(&mut left_live);
        let rows = with_sale_starts(rows, &history, &current, &mut outcome);
        // A row that repeats an ended window is already part of history.
        let (mut ended, mut sent): (Vec<Record>, Vec<Record>) =
            rows.into_iter().partition(|row| row.has_ended(as_of));
        ended.sort_by(Record::in_order);
        let same = |old: &Record, new: &Record| old.in_order_but_for_row(new);
        let known = take(&mut history, &mut ended, same);
        let repeated: Vec<Record> = known.into_iter().map(|(held, _)| held).collect();
        sent.append(&mut ended);
        let lost = warning::of_live_offers(&current, &sent, &repeated, as_of);
        outcome.warnings.extend(lost);
        if self.scope.rights_model == RightsModel::SvodChannels {
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
        self.held = now.cloned().collect();
        self.held.sort_by(Record::in_order);
        outcome.history = history;
        outcome.sort();
        outcome
    }
}

/// Pairs the windows before a Full Extract with the rows that replace them. If the offer of a live window is no longer
/// live, the window is first paired with a row that ends the offer, if there is one. Otherwise, the feed might seem to
/// move the window into the future.
fn successors(current: Vec<Record>, sent: Vec<Record>, as_of: Timestamp) -> Vec<Pair> {
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

/// Resolves `ESTStart` in the End of pre-orders to the start of the earliest sale that is held after the feed, whether
/// the sale is from the feed or from history.
fn with_sale_starts(
    rows: Vec<Record>,
    history: &[Record],
    current: &[Record],
    outcome: &mut ScopeOutcome,
) -> Vec<Record> {
    let sale = sale_start(rows.iter().chain(history));
    let was_held = LazyCell::new(|| sale_start(current).is_some());
    let resolve = |row: Record| {
        let window = row.window();
        if window.end != Bound::EstStart {
            return row;
        }
        let resolved = window.until_sale(sale.filter(|_| row.is_pre_order()));
        if resolved == window {
            let warning = Warning::unknown_sale_start(&row, *was_held);
            outcome.warnings.push(warning);
        }
        Record::new(row.row, resolved)
    };
    rows.into_iter().map(resolve).collect()
}
