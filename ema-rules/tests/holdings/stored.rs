//! Tests that holdings can be stored in parts, and that applying a feed needs only the affected parts.

use std::collections::HashMap;
use std::ops::ControlFlow;

use ema_model::{Avail, Column, EmaVersion, TerritoryCode, Text};
use ema_rules::{
    Bound, Conventions, Feed, Holdings, HoldingsPart, InvalidHoldings, Outcome, Record, RecordPool,
    RightsModel, RowKey, Scope, ScopeDiff, Timestamp, Window,
};
use proptest::prelude::*;

use crate::laws::{feeds, zones};
use crate::samples::{TODAY, at, feed, instant, rows, state};

/// A database in memory that stores each row once.
#[derive(Default)]
struct Ledger {
    rows: Vec<(Avail, Option<Text>)>,
    parts: Vec<Part>,
}

struct Part {
    scope: String,
    territories: Vec<TerritoryCode>,
    records: Vec<(usize, Window)>,
    is_left_live: bool,
}

impl Ledger {
    /// Reads everything that is held for a feed's IDs, applies the feed, and stores the result.
    fn apply(&mut self, feed: &Feed<'_>, as_of: Timestamp, conventions: &Conventions) -> Outcome {
        let ids: Vec<(&Text, &Text)> = feed.ids().collect();
        let is_affected = |part: &Part| {
            let scope = Scope::from_key(&part.scope).unwrap();
            ids.contains(&(&scope.licensor, &scope.id))
        };
        let affected: Vec<Part> = self
            .parts
            .extract_if(.., |part| is_affected(part))
            .collect();
        let mut numbers = HashMap::new();
        let parts = self.read(&affected, conventions, &mut numbers);
        let mut held = Holdings::from_parts(conventions, parts).unwrap();
        let outcome = held.apply(feed, as_of);
        for part in held.parts() {
            let records = part.records.iter().map(|record| {
                let number = numbers.entry(record.row_key()).or_insert_with(|| {
                    self.rows.push((record.avail(), record.file().cloned()));
                    self.rows.len() - 1
                });
                (*number, record.window())
            });
            self.parts.push(Part {
                scope: part.scope.key(),
                records: records.collect(),
                territories: part.territories,
                is_left_live: part.is_left_live,
            });
        }
        outcome
    }

    fn read(
        &self,
        parts: &[Part],
        conventions: &Conventions,
        numbers: &mut HashMap<RowKey, usize>,
    ) -> Vec<HoldingsPart> {
        let mut pool = RecordPool::new(conventions);
        let mut known: HashMap<usize, Record> = HashMap::new();
        let parts = parts.iter().map(|part| {
            let scope = Scope::from_key(&part.scope).unwrap();
            let records = part.records.iter().map(|(number, window)| {
                let record = known.entry(*number).or_insert_with(|| {
                    let (avail, file) = &self.rows[*number];
                    let record = pool.record(avail, file.clone(), scope.territory);
                    numbers.insert(record.row_key(), *number);
                    record
                });
                record.with_window(*window)
            });
            let records = records.collect();
            let territories = part.territories.clone();
            HoldingsPart::new(scope.clone(), territories, records).left_live(part.is_left_live)
        });
        parts.collect()
    }
}

proptest! {
    #[test]
    fn a_ledger_holds_what_holdings_in_memory_hold(feeds in feeds(), zones in zones()) {
        for conventions in [Conventions::prime_video(), Conventions::ema().with_zones(zones)] {
            let (mut ledger, mut held) = (Ledger::default(), Holdings::new());
            for (days, rows) in (0..).zip(&feeds) {
                let feed = feed(rows, &conventions).named(format!("{days}.xlsx"));
                let as_of = instant(at(TODAY - 4 + days));
                let outcome = ledger.apply(&feed, as_of, &conventions);
                prop_assert_eq!(outcome.to_string(), held.apply(&feed, as_of).to_string());
                let all = ledger.read(&ledger.parts, &conventions, &mut HashMap::new());
                let all = Holdings::from_parts(&conventions, all).unwrap();
                prop_assert_eq!(state(&all), state(&held));
                prop_assert_eq!(all.parts().count(), held.parts().count());
                prop_assert_eq!(ledger.parts.len(), held.parts().count());
            }
        }
    }

    #[test]
    fn scopes_are_compared_one_by_one_as_together(old in rows(), new in rows()) {
        let conventions = Conventions::prime_video();
        let [old, new] = [old, new].map(|rows| {
            let mut held = Holdings::new();
            held.apply(&feed(&rows, &conventions), instant(at(TODAY)));
            held
        });
        let mut one_by_one = Vec::new();
        let flow = old.diff_each(&new, |scope| {
            one_by_one.push(format!("{scope:?}"));
            ControlFlow::Continue(())
        });
        prop_assert!(flow.is_continue());
        let together: Vec<String> = old.diff(&new).scopes().map(|scope| format!("{scope:?}")).collect();
        prop_assert_eq!(&one_by_one, &together);
        let mut seen = 0;
        let stopped = old.diff_each(&new, |_: ScopeDiff| {
            seen += 1;
            ControlFlow::Break(())
        });
        prop_assert_eq!((stopped.is_break(), seen), (!together.is_empty(), together.len().min(1)));
    }

    #[test]
    fn records_have_the_same_fingerprint_if_they_are_equal(rows in rows()) {
        let conventions = Conventions::prime_video();
        let mut held = Holdings::new();
        held.apply(&feed(&rows, &conventions), Timestamp::MIN);
        let all: Vec<Record> = held.scopes().flat_map(|(_, records)| records).collect();
        for one in &all {
            for other in &all {
                prop_assert_eq!(one == other, one.fingerprint() == other.fingerprint(), "{:?} {:?}", one, other);
            }
        }
    }
}

fn row(cells: &[(Column, &str)]) -> Avail {
    let own = [
        (Column::LicenseType, "EST"),
        (Column::AssetLanguage, "fr:sub, en"),
        (Column::Start, "2026-01-01"),
        (Column::End, "Open"),
        (Column::PriceValue, "9.99"),
    ];
    let own = own
        .into_iter()
        .filter(|(column, _)| cells.iter().all(|(other, _)| other != column));
    Avail::from_cells(EmaVersion::V1_8, own.chain(cells.iter().copied()))
}

/// If this number changed, all windows in a database would seem to differ.
#[test]
fn a_fingerprint_never_changes() {
    let conventions = Conventions::prime_video();
    let mut pool = RecordPool::new(&conventions);
    let record = pool.record(&row(&[]), None, "DE".parse().unwrap());
    let expected = "ddb3b6d46025687d4b2af2702270c111";
    assert_eq!(format!("{:032x}", record.fingerprint()), expected);
}

#[test]
fn a_fingerprint_depends_on_the_offer_the_window_and_the_terms() {
    let conventions = Conventions::prime_video();
    let mut pool = RecordPool::new(&conventions);
    let mut record =
        |cells: &[(Column, &str)]| pool.record(&row(cells), None, "DE".parse().unwrap());
    let same = record(&[
        (Column::Territory, "FR"),
        (Column::EntryType, "Full Delete"),
    ]);
    let first = record(&[]);
    assert_eq!(first.fingerprint(), same.fingerprint());
    let others = [
        record(&[(Column::PriceValue, "4.99")]),
        record(&[(Column::End, "2027-01-01")]),
        record(&[(Column::AssetLanguage, "fr, en")]),
        record(&[(Column::LicenseType, "VOD")]),
        record(&[(Column::OtherTerms, "9.99")]),
    ];
    for other in others {
        assert_ne!(first.fingerprint(), other.fingerprint(), "{other:?}");
    }
}

#[test]
fn parts_that_contradict_each_other_are_refused() {
    let conventions = Conventions::prime_video();
    let mut pool = RecordPool::new(&conventions);
    let [de, fr] = ["DE", "FR"].map(|code| code.parse::<TerritoryCode>().unwrap());
    let record = pool.record(&row(&[]), None, de);
    let scope = |territory| Scope::new("Rockstar", "A", territory, RightsModel::Tvod);
    let part = |territories: &[TerritoryCode], records: &[&Record]| {
        let records = records.iter().map(|it| (*it).clone()).collect();
        HoldingsPart::new(scope(de), territories.to_vec(), records)
    };
    let read =
        |parts: Vec<HoldingsPart>| Holdings::from_parts(&conventions, parts).map(|it| it.len());
    let own = record.with_window({
        let mut window = record.window();
        window.end = Bound::EstStart;
        window
    });
    assert_eq!(read(vec![part(&[de, fr], &[&record])]), Ok(2));
    assert_eq!(read(vec![part(&[de], &[&own])]), Ok(1));
    let twice = vec![part(&[de], &[&record]), part(&[de, fr], &[&record])];
    assert_eq!(read(twice), Err(InvalidHoldings::Twice(scope(de))));
    let both = vec![
        part(&[de], &[&record]),
        part(&[de], &[&record]).left_live(true),
    ];
    assert_eq!(read(both), Err(InvalidHoldings::Twice(scope(de))));
    for territories in [&[][..], &[fr], &[de, de]] {
        let wrong = InvalidHoldings::Territories(scope(de));
        assert_eq!(read(vec![part(territories, &[&record])]), Err(wrong));
    }
    assert_eq!(
        read(vec![part(&[de], &[])]),
        Err(InvalidHoldings::NoRecords(scope(de)))
    );
    let own = vec![part(&[de, fr], &[&own])];
    assert_eq!(read(own), Err(InvalidHoldings::OwnWindow(scope(de))));
}
