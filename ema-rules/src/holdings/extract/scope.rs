//! Determines the rows to send for one scope.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ema_model::{EntryType, NaiveDate, Text};

use super::{NeverDelivered, SendReason, SentChange, SentRow, SentScope};
use crate::conventions::Conventions;
use crate::holdings::Holdings;
use crate::holdings::pairs::{Pair, pairs};
use crate::holdings::record::{Record, sale_start};
use crate::holdings::territories::Territories;
use crate::holdings::title::{self, Title};
use crate::offer::Offer;
use crate::scope::{RightsModel, Scope};
use crate::time::{AsOf, Edge, Timestamp, whole_day};
use crate::window::{Bound, Window};

/// The change that a feed must make to the holdings, and when the feed is sent.
#[derive(Clone, Copy)]
pub(super) struct HeldChange<'a> {
    pub(super) old: &'a Holdings,
    pub(super) new: &'a Holdings,
    pub(super) as_of: AsOf,
    pub(super) conventions: &'a Conventions,
    pub(super) never_delivered: &'a NeverDelivered,
}

/// Returns the entry that brings a title from its old to its new windows, in territories with the same plan, or `None`
/// if the windows are the same.
pub(super) fn plan(
    change: &HeldChange<'_>,
    title: &Title,
    territories: Territories,
) -> Option<SentScope> {
    let scope = &title.scope(territories.first()?);
    let (old, new, conventions) = (change.old, change.new, change.conventions);
    let territory = scope.territory.country();
    let today = change
        .as_of
        .day_in_territory(territory, &conventions.clocks.zones);
    let as_of = change
        .as_of
        .in_territory(territory, &conventions.clocks.zones);
    let wanted = to_come(&new.records(scope), as_of);
    let held = to_come(&old.scope(scope).records, as_of);
    if held.is_empty() && wanted.is_empty() {
        return None;
    }
    let is_left_live = |holdings: &Holdings| title::of_scope(&holdings.left_live, scope).is_some();
    let is_alike = is_left_live(old) == is_left_live(new);
    if is_alike && are_same(&held, &wanted) && !wanted.iter().any(Record::ends_at_sale) {
        return None;
    }
    let plan = Plan {
        scope,
        conventions,
        as_of,
        day: before(today),
        records: old.records(scope),
        held,
        ended_before: OnceCell::new(),
    };
    let mut rows = plan.wanted(&wanted);
    let is_wanted = !rows.is_empty();
    plan.end_live_offers(&mut rows);
    plan.resolve_sale_starts(&mut rows);
    if is_alike && plan.holds(&rows) {
        return None;
    }
    let reason = match is_wanted {
        true => SendReason::Holds,
        false if plan.has_started() => SendReason::Started,
        false if change.never_delivered.contains(&scope.id) => SendReason::NeverDelivered,
        false => SendReason::AssumedDelivered,
    };
    match (rows.is_empty(), reason) {
        (true, SendReason::NeverDelivered) => plan.delete(&mut rows),
        (true, _) => plan.move_into_the_past(&mut rows, |_| true),
        (false, _) => plan.name_channels(&mut rows),
    }
    Some(SentScope {
        scope: scope.clone(),
        entry_type: match reason {
            SendReason::NeverDelivered => EntryType::FullDelete,
            _ => EntryType::FullExtract,
        },
        reason,
        left_out: plan.left_out(&rows),
        rows,
        territories,
        clocks: Arc::clone(&conventions.clocks),
    })
}

fn before(day: NaiveDate) -> NaiveDate {
    day.pred_opt().unwrap_or(NaiveDate::MIN)
}

/// The records that have not ended, in order.
fn to_come(records: &[Record], as_of: Timestamp) -> Vec<Record> {
    let to_come = records.iter().filter(|record| !record.has_ended(as_of));
    to_come.cloned().collect()
}

/// Whether two lists of records are equal, even if they come from different rows.
fn are_same(held: &[Record], wanted: &[Record]) -> bool {
    pairs(held, wanted)
        .iter()
        .all(|pair| matches!(pair, Pair::Both(old, new) if old == new))
}

impl SentRow {
    /// The record that the platform holds after the row, if the row keeps its window.
    fn held(&self) -> Record {
        let window = self.record.window();
        match self.does {
            SentChange::Until(end) => self.record.with_window(Window { end, ..window }),
            _ => self.record.clone(),
        }
    }
}

/// A scope whose windows might have to change, and the data that determines which rows to send.
struct Plan<'a> {
    scope: &'a Scope,
    conventions: &'a Conventions,
    as_of: Timestamp,
    /// The day before `as_of`, in the territory's first zone.
    day: NaiveDate,
    /// All held records, including history.
    records: Vec<Record>,
    /// The held records that have not ended, or the records that a Full Delete has left live.
    held: Vec<Record>,
    /// The indices in `records` of the records that end on the day before, keyed by offer.
    ended_before: OnceCell<BTreeMap<Offer, Vec<usize>>>,
}

impl Plan<'_> {
    fn row(&self, record: &Record, does: SentChange) -> SentRow {
        SentRow {
            record: record.clone(),
            was: None,
            is_live: record.is_live(self.as_of),
            does,
        }
    }

    /// The rows for the wanted windows, in order, each with the held window that it replaces, if any.
    fn wanted(&self, wanted: &[Record]) -> Vec<SentRow> {
        let rows = pairs(&self.held, wanted).into_iter();
        let rows = rows.filter_map(|pair| match pair {
            Pair::New(record) => Some(self.row(&record, SentChange::Keep)),
            Pair::Both(was, record) => Some(SentRow {
                was: Some(was),
                ..self.row(&record, SentChange::Keep)
            }),
            Pair::Gone(_) => None,
        });
        let mut rows: Vec<SentRow> = rows.collect();
        rows.sort_by(|one, other| one.record.in_order(&other.record));
        rows
    }

    /// For each live offer without a live row, adds a row that ends the offer.
    fn end_live_offers(&self, rows: &mut Vec<SentRow>) {
        let stay = rows.iter().filter(|row| row.record.is_live(self.as_of));
        let mut done: BTreeSet<Offer> = stay.map(|row| row.record.offer().clone()).collect();
        for record in &self.held {
            // The records are sorted by offer and Start, so the row that ends an offer is made from its first live
            // window.
            if record.is_live(self.as_of) && done.insert(record.offer().clone()) {
                rows.push(self.ended(record));
            }
        }
    }

    /// Returns the row that ends a live window.
    ///
    /// The row keeps its Start as written, so the platform interprets the Start with the clocks of these conventions,
    /// even if the window is held under different clocks. For example, a Start in Lord Howe's local time can come
    /// before an End on the day before in Perth's local time, whereas the same Start in Perth's local time comes after
    /// that End.
    fn ended(&self, record: &Record) -> SentRow {
        let written = Window::of(&record.avail(), self.scope.territory, self.conventions);
        let end = self.instant(self.day, Edge::End);
        match written.start.instant().is_some_and(|start| start < end) {
            true => self.row(record, SentChange::EndOn(self.day)),
            false => self.moved(record),
        }
    }

    /// Returns the row that moves a window into the past.
    fn moved(&self, record: &Record) -> SentRow {
        let ended = self.ended_before().get(record.offer());
        let alike = ended.into_iter().flatten().map(|at| &self.records[*at]);
        let alike = alike.filter(|it| it.has_offer_and_terms_of(record));
        let history: BTreeSet<Timestamp> = alike.map(|it| it.span().start).collect();
        let mut start = before(self.day);
        while history.contains(&self.instant(start, Edge::Start)) && start > NaiveDate::MIN {
            start = before(start);
        }
        self.row(record, SentChange::Past(start, self.day))
    }

    /// The indices in `records` of the records that end on the day before, keyed by offer, collected only once, even if
    /// many windows are moved.
    fn ended_before(&self) -> &BTreeMap<Offer, Vec<usize>> {
        self.ended_before.get_or_init(|| {
            let end = self.instant(self.day, Edge::End);
            let mut by_offer: BTreeMap<Offer, Vec<usize>> = BTreeMap::new();
            for (index, record) in self.records.iter().enumerate() {
                if record.span().end == end {
                    let offer = record.offer().clone();
                    by_offer.entry(offer).or_default().push(index);
                }
            }
            by_offer
        })
    }

    /// Adds a row with a Start and End in the past for each offer among the records selected by `is_wanted`.
    fn move_into_the_past(&self, rows: &mut Vec<SentRow>, is_wanted: impl Fn(&Record) -> bool) {
        let mut done: BTreeSet<&Offer> = BTreeSet::new();
        for record in self.held.iter().filter(|record| is_wanted(record)) {
            if done.insert(record.offer()) {
                rows.push(self.moved(record));
            }
        }
    }

    /// Adds a row for each offer of a channel that has started but is not named in any row. The channel has future
    /// windows but no live ones, because live windows already have a row.
    fn name_channels(&self, rows: &mut Vec<SentRow>) {
        if self.scope.rights_model != RightsModel::SvodChannels {
            return;
        }
        let begun = self.records.iter().filter(|it| it.has_begun(self.as_of));
        let mut started: BTreeSet<Option<Text>> = begun.map(channel).collect();
        for row in rows.iter() {
            started.remove(&channel(&row.record));
        }
        self.move_into_the_past(rows, |record| started.contains(&channel(record)));
    }

    /// Adds a Full Delete row for the scope, or for each of its channels.
    fn delete(&self, rows: &mut Vec<SentRow>) {
        let mut named = BTreeSet::new();
        let of_channels = self.scope.rights_model == RightsModel::SvodChannels;
        for record in &self.held {
            if named.insert(channel(record).filter(|_| of_channels)) {
                rows.push(self.row(record, SentChange::Delete));
            }
        }
    }

    /// Whether any held window has started, including those in history.
    fn has_started(&self) -> bool {
        let mut all = self.records.iter().chain(&self.held);
        all.any(|record| record.has_begun(self.as_of))
    }

    /// Replaces `ESTStart` with the intended End if the platform would resolve `ESTStart` differently. This happens
    /// because the platform also counts EST windows that are in its history or end with this feed.
    fn resolve_sale_starts(&self, rows: &mut [SentRow]) {
        if !rows.iter().any(|row| row.record.ends_at_sale()) {
            return;
        }
        let history = self.records.iter().filter(|it| it.has_ended(self.as_of));
        let sent = rows.iter().filter(|row| row.record.is_sale());
        let sent = sent.filter_map(|row| match row.does {
            SentChange::Past(start, _) => Some(self.instant(start, Edge::Start)),
            _ => row.record.window().start.instant(),
        });
        let sale = sale_start(history).into_iter().chain(sent).min();
        for row in rows {
            let wanted = row.record.window().end;
            let is_kept = row.does == SentChange::Keep && row.record.ends_at_sale();
            if is_kept && sale.map_or(Bound::EstStart, Bound::At) != wanted {
                row.does = SentChange::Until(match wanted {
                    Bound::EstStart => Bound::Never,
                    end => end,
                });
            }
        }
    }

    /// Whether the platform already holds exactly the windows in the rows.
    fn holds(&self, rows: &[SentRow]) -> bool {
        let is_kept = |row: &SentRow| matches!(row.does, SentChange::Keep | SentChange::Until(_));
        if !rows.iter().all(is_kept) {
            return false;
        }
        let rows: Vec<Record> = rows.iter().map(SentRow::held).collect();
        are_same(&self.held, &rows)
    }

    /// The future windows that no row keeps or ends.
    fn left_out(&self, rows: &[SentRow]) -> Vec<Record> {
        let has_row =
            |row: &&SentRow| !matches!(row.does, SentChange::EndOn(_) | SentChange::Delete);
        let rows: Vec<Record> = rows.iter().filter(has_row).map(SentRow::held).collect();
        let pairs = pairs(&self.held, &rows).into_iter();
        let gone = pairs.filter_map(|pair| match pair {
            Pair::Gone(record) => Some(record),
            Pair::New(_) | Pair::Both(..) => None,
        });
        gone.filter(|record| !record.is_live(self.as_of)).collect()
    }

    /// The instant at which a window starts or ends if its Start or End is this date.
    fn instant(&self, day: NaiveDate, edge: Edge) -> Timestamp {
        let local = whole_day(day, edge).unwrap_or_default();
        let territory = self.scope.territory.country();
        self.conventions
            .clocks
            .zones
            .resolve(territory, local, edge)
            .instant
    }
}

/// A record's channel, or `None` for an offer without one.
fn channel(record: &Record) -> Option<Text> {
    record.offer().channel.clone()
}
