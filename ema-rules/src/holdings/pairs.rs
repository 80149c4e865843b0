//! Pairs the windows before a feed with the windows after it.
//!
//! A plan should report "End was Open", not that one window is lost and another begins. Each held window is therefore
//! paired with its successor among the windows for the same offer. Suppose that a platform holds the windows in the
//! first list and then receives those in the second:
//!
//! ```text
//! held   2026-01-01 to 2026-03-31      new   2026-04-01 to 2026-06-30
//!        2026-04-01 to 2026-06-30            2026-07-01 to 2026-12-31
//!        2026-07-01 to Open
//! ```
//!
//! The best matches are paired first. The window from April to June is the same in both lists. The two windows that
//! start in July have the same Start, so they are paired as one window whose End changed from `Open` to `2026-12-31`.
//! The window from January to March is left over, so it was removed. If the windows were paired chronologically, all
//! three held windows would be reported as changed or lost. Windows that are neither identical nor start together are
//! paired if they overlap, and the remaining ones are paired chronologically.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::record::Record;
use crate::offer::Offer;

/// A record before the feed, a record after it, or both if the second replaces the first.
pub(super) enum Pair {
    /// No record replaces this record.
    Gone(Record),
    /// This record replaces no record.
    New(Record),
    /// The offer continues, and the second record replaces the first.
    Both(Record, Record),
}

/// Pairs the records in a scope with their successors, which are records for the same offer. Identical windows are
/// paired first, then windows with the same start, then windows that overlap, and finally the rest, chronologically. An
/// omitted window is therefore not mistaken for one that was moved.
///
/// Pairing takes no longer than sorting, even if an offer has many windows.
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
        |old, new| old.span().start.cmp(&new.span().start),
        |old, new| old.span().cmp_by_time(new.span()),
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

/// Removes pairs of records that are equal under `order` from two lists, and returns the pairs. Both lists must be
/// sorted by `order`.
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
