//! Which record takes the place of which.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::record::Record;
use crate::offer::Offer;

/// A record of before, a record of after, or both where one takes the place of the other.
pub(super) enum Pair {
    /// Nothing takes its place.
    Gone(Record),
    /// It takes nobody's place.
    New(Record),
    /// The same offer goes on.
    Both(Record, Record),
}

/// Pairs records of a scope with their successors: records of the same offer. The same window comes
/// first, then the same start, then windows that overlap, then the order of time, so that a window
/// that was left out is not taken for another one that was moved.
///
/// It costs what sorting costs, however many windows an offer has.
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

/// Windows that overlap are equal; otherwise the earlier one comes first.
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

/// Takes the pairs out of two lists that are equal in an order which both lists are in.
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
