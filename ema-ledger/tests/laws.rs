//! Tests that a ledger holds what the paper model of holdings holds: after each feed, after feeds are taken back, and at
//! earlier moments.

#![expect(clippy::unwrap_used, reason = "these are tests")]

#[path = "../../ema-rules/tests/holdings/model.rs"]
#[allow(dead_code, reason = "the laws of holdings use more of it")]
mod model;
#[path = "../../ema-rules/tests/holdings/samples.rs"]
#[allow(dead_code, reason = "the laws of holdings use more of it")]
mod samples;

use ema_ledger::{FeedFile, Ledger};
use ema_rules::{AsOf, Conventions, Feed, Holdings, Timestamp};
use proptest::prelude::*;

use model::{Row, State};
use samples::{TODAY, at, instant, rows, state};

fn feeds() -> impl Strategy<Value = Vec<Vec<Row>>> {
    prop::collection::vec(rows(), 1..5)
}

/// A feed with the name of a file. A row keeps the name that the feed has when the row is added.
fn feed<'c>(rows: &[Row], number: usize, conventions: &'c Conventions) -> Feed<'c> {
    let mut feed = Feed::new(conventions).named(format!("{number}.xlsx"));
    for row in rows {
        feed.add(&samples::avail(row));
    }
    feed
}

fn file(number: usize) -> FeedFile {
    FeedFile::new(format!("{number}.xlsx"), Timestamp::MIN, "a test")
}

fn apply(ledger: &mut Ledger, feed: &Feed<'_>, as_of: AsOf, number: usize) -> String {
    let conventions = Conventions::prime_video();
    let mut change = ledger.change().unwrap();
    let applied = change
        .apply(feed, as_of, &file(number), &conventions)
        .unwrap();
    change.commit().unwrap();
    applied.outcome.to_string()
}

/// Everything about what is held, with the origin of each record.
fn shown(holdings: &Holdings) -> Vec<String> {
    let all = holdings.scopes().chain(holdings.left_live());
    let records = all.flat_map(|(scope, records)| {
        let record = move |record: &ema_rules::Record| {
            let origin = (record.file(), record.sheet(), record.row());
            format!(
                "{scope}: {:?} {origin:?} {:?}",
                record.window(),
                record.avail()
            )
        };
        records.iter().map(record).collect::<Vec<_>>()
    });
    let mut records: Vec<String> = records.collect();
    records.sort();
    records
}

proptest! {
    // A case takes longer than a case of the laws of holdings, and most of them would find nothing new.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn a_ledger_holds_what_the_model_holds(feeds in feeds()) {
        let conventions = Conventions::prime_video();
        let mut ledger = Ledger::in_memory().unwrap();
        let (mut held, mut expected) = (Holdings::new(), State::default());
        let mut before = vec![(state(&held), Vec::new())];
        for (number, rows) in feeds.iter().enumerate() {
            let seconds = at(TODAY - 4 + i64::try_from(number).unwrap());
            let as_of = instant(seconds);
            expected = model::apply(&expected, rows, seconds);
            let feed = feed(rows, number, &conventions);
            let outcome = apply(&mut ledger, &feed, as_of.into(), number);
            prop_assert_eq!(outcome, held.apply(&feed, as_of).to_string());
            let now = ledger.holdings(&conventions).unwrap();
            prop_assert_eq!(&state(&now), &expected);
            prop_assert_eq!(shown(&now), shown(&held));
            before.push((expected.clone(), shown(&held)));
        }
        // What was held at earlier moments.
        for (number, (expected, texts)) in before.iter().enumerate() {
            let as_of = instant(at(TODAY - 5 + i64::try_from(number).unwrap()) + 3_600);
            let then = ledger.holdings_at(as_of.into(), &conventions).unwrap();
            prop_assert_eq!(&state(&then), expected);
            prop_assert_eq!(&shown(&then), texts);
        }
        // Each feed can be taken back, the last one first.
        for (number, (expected, texts)) in before.iter().enumerate().rev().skip(1) {
            let mut change = ledger.change().unwrap();
            let undone = change.undo(Timestamp::MAX).unwrap().unwrap();
            prop_assert_eq!(undone.number as usize, number + 1);
            change.commit().unwrap();
            let now = ledger.holdings(&conventions).unwrap();
            prop_assert_eq!(&state(&now), expected);
            prop_assert_eq!(&shown(&now), texts);
        }
        let mut change = ledger.change().unwrap();
        prop_assert_eq!(change.undo(Timestamp::MAX).unwrap(), None);
        prop_assert_eq!(ledger_size(change), 0);
    }

    #[test]
    fn a_feed_after_an_undone_feed_is_applied_as_if_that_had_never_been(first in rows(), undone in rows(), last in rows()) {
        let conventions = Conventions::prime_video();
        let mut ledger = Ledger::in_memory().unwrap();
        let mut held = Holdings::new();
        let day = |number: i64| instant(at(TODAY - 4 + number));
        let [first, undone, last] = [first, undone, last].map(|rows| feed(&rows, 0, &conventions));
        apply(&mut ledger, &first, day(0).into(), 0);
        apply(&mut ledger, &undone, day(1).into(), 0);
        let mut change = ledger.change().unwrap();
        change.undo(Timestamp::MAX).unwrap();
        change.commit().unwrap();
        apply(&mut ledger, &last, day(2).into(), 0);
        held.apply(&first, day(0));
        held.apply(&last, day(2));
        prop_assert_eq!(shown(&ledger.holdings(&conventions).unwrap()), shown(&held));
        let feeds = ledger.feeds().unwrap();
        let undone: Vec<bool> = feeds.iter().map(|feed| feed.undone.is_some()).collect();
        prop_assert_eq!(undone, [false, true, false]);
    }

    #[test]
    fn a_change_that_is_not_committed_changes_nothing(first in rows(), dropped in rows()) {
        let conventions = Conventions::prime_video();
        let mut ledger = Ledger::in_memory().unwrap();
        let as_of = instant(at(TODAY));
        apply(&mut ledger, &feed(&first, 0, &conventions), as_of.into(), 0);
        let before = shown(&ledger.holdings(&conventions).unwrap());
        let mut change = ledger.change().unwrap();
        change.apply(&feed(&dropped, 1, &conventions), as_of.into(), &file(1), &conventions).unwrap();
        drop(change);
        prop_assert_eq!(shown(&ledger.holdings(&conventions).unwrap()), before);
        prop_assert_eq!(ledger.feeds().unwrap().len(), 1);
    }

    #[test]
    fn an_imported_state_is_held_as_it_is(feeds in feeds()) {
        let conventions = Conventions::prime_video();
        let mut held = Holdings::new();
        for (number, rows) in feeds.iter().enumerate() {
            held.apply(&feed(rows, number, &conventions), instant(at(TODAY)));
        }
        let mut ledger = Ledger::in_memory().unwrap();
        let mut change = ledger.change().unwrap();
        change.import(&held, instant(at(TODAY)).into(), &file(9)).unwrap();
        change.commit().unwrap();
        prop_assert_eq!(shown(&ledger.holdings(&conventions).unwrap()), shown(&held));
    }
}

/// The number of feeds that a change leaves held.
fn ledger_size(change: ema_ledger::Change<'_>) -> usize {
    change.holdings(&Conventions::prime_video()).unwrap().len()
}
