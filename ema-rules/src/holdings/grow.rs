//! Tests that the cost of a feed is proportional to its number of rows, even if all rows are for one scope. The tests
//! count steps instead of measuring time.

use std::sync::Arc;

use ema_model::{
    Avail, AvailBuilder, Column, EmaVersion, NaiveDate, Position, SharedUnplaced, Unplaced,
    XmlVersion,
};
use ema_testing::{assert_in_proportion, visits_of};

use super::{Feed, Holdings, NeverDelivered, extract, takedown};
use crate::conventions::Conventions;
use crate::time::AsOf;

const CELLS: [(Column, &str); 8] = [
    (Column::DisplayName, "Harbor Pictures"),
    (Column::Alid, "PIER"),
    (Column::Territory, "US"),
    (Column::EntryType, "Full Extract"),
    (Column::LicenseType, "EST"),
    (Column::FormatProfile, "HD"),
    (Column::Start, "2026-01-01"),
    (Column::End, "Open"),
];

/// A row's cells, given the number of rows and the row's index.
type Shape = fn(usize, usize) -> Vec<(Column, String)>;

/// The tested shapes, each with a name, the held rows, and the rows of the next feed.
const SHAPES: [(&str, Shape, Shape); 9] = [
    ("a history", ended, one),
    ("a history that is sent again", ended, ended),
    ("windows to come", to_come, one),
    ("windows that become others", to_come, later),
    ("windows within each other", nested, ended),
    ("the same window", |_, _| Vec::new(), |_, _| Vec::new()),
    ("offers", offers, later),
    ("channels", channels, other_channels),
    (
        "pre-orders until a sale that is unknown",
        pre_orders,
        pre_orders,
    ),
];

fn window(start: usize, end: usize) -> Vec<(Column, String)> {
    let day = |day: usize| {
        let first = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap();
        let days = chrono::Days::new(day as u64);
        first.checked_add_days(days).unwrap().to_string()
    };
    vec![(Column::Start, day(start)), (Column::End, day(end))]
}

fn one(_: usize, _: usize) -> Vec<(Column, String)> {
    window(12_000, 12_001)
}

fn ended(number: usize, _: usize) -> Vec<(Column, String)> {
    window(3 * number, 3 * number + 1)
}

fn to_come(number: usize, _: usize) -> Vec<(Column, String)> {
    window(15_000 + 3 * number, 15_001 + 3 * number)
}

fn later(number: usize, _: usize) -> Vec<(Column, String)> {
    window(15_001 + 3 * number, 15_003 + 3 * number)
}

fn nested(number: usize, rows: usize) -> Vec<(Column, String)> {
    window(10_000 + number, 30_000 + 2 * rows - number)
}

fn offers(number: usize, rows: usize) -> Vec<(Column, String)> {
    let format = (Column::FormatProfile, format!("F{number}"));
    [nested(number, rows), vec![format]].concat()
}

fn channels(number: usize, rows: usize) -> Vec<(Column, String)> {
    let channel = (Column::GroupIdentity, format!("c{number}"));
    let license = (Column::LicenseType, "SVOD".to_owned());
    [nested(number, rows), vec![channel, license]].concat()
}

fn pre_orders(number: usize, rows: usize) -> Vec<(Column, String)> {
    let license = (Column::LicenseType, "POEST".to_owned());
    let end = (Column::End, "ESTStart".to_owned());
    [offers(number, rows), vec![license, end]].concat()
}

fn other_channels(number: usize, rows: usize) -> Vec<(Column, String)> {
    channels(number + rows, rows)
}

fn feed<'c>(rows: usize, shape: Shape, entry_type: &str, conventions: &'c Conventions) -> Feed<'c> {
    let mut feed = Feed::new(conventions);
    for number in 0..rows {
        let mut cells = CELLS
            .map(|(column, text)| (column, text.to_owned()))
            .to_vec();
        cells.retain(|(column, _)| *column != Column::EntryType);
        cells.push((Column::EntryType, entry_type.to_owned()));
        for (column, text) in shape(number, rows) {
            cells.retain(|(other, _)| *other != column);
            cells.push((column, text));
        }
        let cells = cells.iter().map(|(column, text)| (*column, text.as_str()));
        feed.add(&Avail::from_cells(EmaVersion::V1_8, cells));
    }
    feed
}

#[test]
fn the_cost_of_a_scope_grows_as_its_rows_do() {
    let conventions = Conventions::prime_video();
    let as_of: AsOf = "2026-11-21".parse().unwrap();
    for (name, before, after) in SHAPES {
        println!("{name}");
        assert_in_proportion(100, |rows| {
            let (old, new, delete) = (
                feed(rows, before, "Full Extract", &conventions),
                feed(rows, after, "Full Extract", &conventions),
                feed(rows, after, "Full Delete", &conventions),
            );
            visits_of(|| {
                let (mut held, mut wanted) = (Holdings::new(), Holdings::new());
                held.apply(&old, as_of);
                wanted.apply(&new, as_of);
                let _ = held.diff(&wanted);
                for never in [NeverDelivered::None, NeverDelivered::All] {
                    let _ = extract(&held, &wanted, as_of, &conventions, &never)
                        .unwrap()
                        .to_string();
                    let _ = extract(&wanted, &held, as_of, &conventions, &never)
                        .unwrap()
                        .to_string();
                    let scopes = held.scopes().map(|(scope, _)| scope);
                    let _ = takedown(&held, scopes, as_of, &conventions, &never)
                        .unwrap()
                        .to_string();
                }
                let texts = |held: &Holdings, feed: &Feed<'_>| {
                    let outcome = held.clone().apply(feed, as_of);
                    let warnings = outcome.warnings().map(|it| it.message.len());
                    ema_testing::visited(warnings.sum());
                };
                texts(&held, &new);
                texts(&held, &delete);
                texts(&held, &old);
            })
        });
    }
}

/// The Asset has as many people as Transactions, and each Transaction becomes a row with all of the people.
#[cfg(feature = "serde")]
#[test]
fn a_state_has_once_what_the_rows_of_an_asset_share() {
    let conventions = Conventions::prime_video();
    let at = Position { line: 7, column: 1 };
    let header = Avail::from_cells(EmaVersion::V1_9, CELLS);
    let header = Arc::new(header.header().as_xml(XmlVersion::V2_5));
    assert_in_proportion(100, |number| {
        let people = (0..number).map(|number| {
            let person = format!("<avails:People>{number}</avails:People>");
            Unplaced::new("Asset/Metadata/People", person, at)
        });
        let list: Arc<[Unplaced]> = people.collect();
        let mut feed = Feed::new(&conventions);
        let mut builder = AvailBuilder::new(Arc::clone(&header));
        for row in 0..number {
            for (column, text) in CELLS {
                builder.set(column, text).unwrap();
            }
            for (column, text) in ended(row, number) {
                builder.set(column, &text).unwrap();
            }
            builder.share_unplaced(SharedUnplaced {
                list: Arc::clone(&list),
                except: Some(row),
            });
            builder.add_unplaced(Unplaced::new("Transaction/Mood", "m", at));
            feed.add(&builder.build_at(row as u32 + 1, at));
        }
        let mut held = Holdings::new();
        held.apply(&feed, "2026-11-21".parse::<AsOf>().unwrap());
        let json = serde_json::to_string(&held).unwrap();
        let mut reader = serde_json::Deserializer::from_str(&json);
        let read = Holdings::deserialize(&conventions, &mut reader).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), json);
        let rows = |held: &Holdings| -> Vec<Avail> {
            let records = held.scopes().flat_map(|(_, records)| records);
            records.map(|record| record.avail()).collect()
        };
        let rows_read = rows(&read);
        assert_eq!(rows_read.len(), number);
        for (row, before) in rows_read.iter().zip(rows(&held)) {
            assert!(row.unplaced().eq(before.unplaced()));
            assert!(Arc::ptr_eq(
                &row.shared_unplaced().unwrap().list,
                &rows_read[0].shared_unplaced().unwrap().list,
            ));
        }
        json.len()
    });
}

/// A single plan is made for all territories in a list.
#[test]
fn territories_of_a_list_add_no_cost_to_a_feed() {
    let conventions = Conventions::prime_video();
    for as_of in ["2026-11-21", "2026-11-21T00:30:00Z"] {
        let as_of: AsOf = as_of.parse().unwrap();
        let visits = |territories: &[&str]| {
            let held = {
                let mut feed = Feed::new(&conventions);
                let list = (Column::Territory, territories.join(","));
                for number in 0..20 {
                    let cells = [offers(number, 20), vec![list.clone()]].concat();
                    let cells = cells.iter().map(|(column, text)| (*column, text.as_str()));
                    let base = CELLS.iter().copied();
                    let base = base.filter(|(column, _)| *column != Column::Territory);
                    feed.add(&Avail::from_cells(EmaVersion::V1_8, base.chain(cells)));
                }
                let mut held = Holdings::new();
                held.apply(&feed, as_of);
                held
            };
            let (gone, none) = (Holdings::new(), NeverDelivered::None);
            visits_of(|| {
                extract(&held, &gone, as_of, &conventions, &none).unwrap();
                extract(&gone, &held, as_of, &conventions, &none).unwrap();
            })
        };
        let two = visits(&["DE", "US"]);
        let many = visits(&[
            "AU", "BR", "CA", "DE", "FR", "GB", "IN", "IT", "JP", "KR", "MX", "US",
        ]);
        // The day differs between territories, so a separate plan is made for each day.
        assert!(
            many <= 2 * two,
            "{two} visits, but {many} with more territories"
        );
    }
}
