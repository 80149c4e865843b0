//! What a feed costs grows as its rows do, however many belong to one scope: steps are counted, not time.

use ema_model::{Avail, Column, EmaVersion, NaiveDate};
use ema_testing::{assert_in_proportion, visits_of};

use super::{Feed, Holdings, NeverDelivered, extract, takedown};
use crate::conventions::Conventions;
use crate::time::AsOf;

/// How the rows of a scope differ: what the row of a number has in its columns.
type Shape = fn(usize, usize) -> Vec<(Column, String)>;

/// The feeds that a platform has read, and the one that it reads then.
const SHAPES: [(&str, Shape, Shape); 8] = [
    ("a history", ended, one),
    ("a history that is sent again", ended, ended),
    ("windows to come", to_come, one),
    ("windows that become others", to_come, later),
    ("windows within each other", nested, ended),
    ("the same window", |_, _| Vec::new(), |_, _| Vec::new()),
    ("offers", offers, later),
    ("channels", channels, other_channels),
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

fn other_channels(number: usize, rows: usize) -> Vec<(Column, String)> {
    channels(number + rows, rows)
}

fn feed<'c>(rows: usize, shape: Shape, entry_type: &str, conventions: &'c Conventions) -> Feed<'c> {
    let mut feed = Feed::new(conventions);
    for number in 0..rows {
        let mut cells = vec![
            (Column::DisplayName, "Harbor Pictures".to_owned()),
            (Column::Alid, "PIER".to_owned()),
            (Column::Territory, "US".to_owned()),
            (Column::EntryType, entry_type.to_owned()),
            (Column::LicenseType, "EST".to_owned()),
            (Column::FormatProfile, "HD".to_owned()),
            (Column::Start, "2026-01-01".to_owned()),
            (Column::End, "Open".to_owned()),
        ];
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
                    let _ = extract(&held, &wanted, as_of, &conventions, &never).to_string();
                    let _ = extract(&wanted, &held, as_of, &conventions, &never).to_string();
                    let scopes = held.scopes().map(|(scope, _)| scope);
                    let _ = takedown(&held, scopes, as_of, &conventions, &never).to_string();
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
