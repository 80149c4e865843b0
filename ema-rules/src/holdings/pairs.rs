//! Pairs windows before a feed with windows after it.
//!
//! A plan should report "End was Open", not that one window is lost and another one begins. So each held window is
//! paired with its successor among the windows of the same offer. Suppose that a platform holds the first list, and
//! then gets the second:
//!
//! ```text
//! held   2026-01-01 to 2026-03-31      new   2026-04-01 to 2026-06-30
//!        2026-04-01 to 2026-06-30            2026-07-01 to 2026-12-31
//!        2026-07-01 to Open
//! ```
//!
//! The closest pairs are formed first. April to June is the same window in both lists. The windows that start in July
//! have the same Start, so the End changed from `Open` to `2026-12-31`. January to March is left over, so that window
//! is gone. Pairing in order of time would have reported all three windows as changed or lost. Windows that are not
//! identical and do not have the same start form pairs if they overlap. Only then are the remaining windows paired in
//! order of time.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::record::Record;
use crate::offer::Offer;

/// A record before the feed, a record after the feed, or both if one replaces the other.
pub(super) enum Pair {
    /// No record replaces this record.
    Gone(Record),
    /// This record does not replace a record.
    New(Record),
    /// The same offer continues: the second record replaces the first.
    Both(Record, Record),
}

/// Pairs the records of a scope with their successors, which have the same offer. Identical windows are paired first,
/// then windows with the same start, then windows that overlap, and then the rest in order of time. A window that was
/// omitted therefore does not look like another window that was moved.
///
/// The function takes no more time than sorting, even if an offer has many windows.
pub(super) fn pairs(before: &[Record], after: &[Record]) -> Vec<Pair> {
    let mut offers: BTreeMap<&Offer, (Vec<Record>, Vec<Record>)> = BTreeMap::new();
    for record in before {
        offers
            .entry(record.offer())
            .or_default()
            .0
            .push(record.clone());
    }
    for record in after {
        offers
            .entry(record.offer())
            .or_default()
            .1
            .push(record.clone());
    }
    let mut pairs = Vec::new();
    for (before, after) in offers.into_values() {
        of_offer(before, after, &mut pairs);
    }
    pairs
}

fn of_offer(mut before: Vec<Record>, mut after: Vec<Record>, pairs: &mut Vec<Pair>) {
    before.sort_by(Record::in_order);
    after.sort_by(Record::in_order);
    let orders: [fn(&Record, &Record) -> Ordering; 5] = [
        |old, new| (old.span(), old.terms()).cmp(&(new.span(), new.terms())),
        |old, new| old.span().cmp(&new.span()),
        |old, new| old.span().0.cmp(&new.span().0),
        by_overlap,
        |_, _| Ordering::Equal,
    ];
    for order in orders {
        for (old, new) in take(&mut before, &mut after, order) {
            pairs.push(Pair::Both(old, new));
        }
    }
    pairs.extend(before.into_iter().map(Pair::Gone));
    pairs.extend(after.into_iter().map(Pair::New));
}

/// Orders windows by time. Overlapping windows are equal.
fn by_overlap(old: &Record, new: &Record) -> Ordering {
    let ((old_start, old_end), (new_start, new_end)) = (old.span(), new.span());
    if old_end <= new_start {
        Ordering::Less
    } else if new_end <= old_start {
        Ordering::Greater
    } else {
        Ordering::Equal
    }
}

/// Removes the pairs that are equal under `order` from two lists, and returns them. `order` must be the order by which
/// both lists are sorted.
pub(super) fn take(
    before: &mut Vec<Record>,
    after: &mut Vec<Record>,
    order: impl Fn(&Record, &Record) -> Ordering,
) -> Vec<(Record, Record)> {
    let mut pairs = Vec::new();
    let mut olds = std::mem::take(before).into_iter().peekable();
    let mut news = std::mem::take(after).into_iter().peekable();
    while let (Some(old), Some(new)) = (olds.peek(), news.peek()) {
        match order(old, new) {
            Ordering::Less => before.extend(olds.next()),
            Ordering::Greater => after.extend(news.next()),
            Ordering::Equal => pairs.extend(olds.next().zip(news.next())),
        }
    }
    before.extend(olds);
    after.extend(news);
    pairs
}
