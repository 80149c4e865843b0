//! Writes a feed's rows in order and combines territories where possible.

use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use ema_model::{Avail, Column, LicenseType, TerritoryCode, Text, WorkType};

use super::scope::HeldChange;
use super::{Extract, SentChange, SentKey, SentRow, SentScope, TooManyRows};
use crate::holdings::Holdings;
use crate::holdings::row::HeldRow;
use crate::holdings::title::Holding;
use crate::scope::{Scope, takes_territory_list, territories};
use crate::time::Timestamp;
use crate::window::Bound;

/// The number of the first row below the header in a template.
pub(super) const FIRST_ROW: u32 = 4;

/// The number of rows in the holdings. A row that several scopes share counts once.
fn held_rows(holdings: [&Holdings; 2]) -> usize {
    let titles = holdings.map(|it| it.titles.values().chain(it.left_live.values()));
    let holdings = titles.into_iter().flatten().flatten();
    let rows = holdings.flat_map(Holding::rows);
    let rows: HashSet<*const HeldRow> = rows.map(std::ptr::from_ref).collect();
    rows.len()
}

/// Writes the rows for these scopes. The maximum is the number of rows in a full file, plus two for each row that the
/// old or the new holdings contain.
pub(super) fn extract(
    mut together: Vec<SentScope>,
    change: &HeldChange<'_>,
) -> Result<Extract, TooManyRows> {
    let file = change.conventions.row_limit.map_or(usize::MAX, |most| {
        usize::try_from(most).unwrap_or(usize::MAX)
    });
    // Nearly every feed fits into one file, so the held rows are rarely counted.
    let most = LazyCell::new(|| file.saturating_add(2 * held_rows([change.old, change.new])));
    together.sort_by(|one, other| one.scope.cmp(&other.scope));
    let mut rows: Vec<Row> = Vec::new();
    // The index of each row that can list several territories, keyed by its source and changes.
    let mut same: HashMap<(*const HeldRow, Changes), usize> = HashMap::new();
    for (number, scope) in together.iter().enumerate() {
        let has_lists = scope.rows.iter().any(|sent| takes_list(&sent.record.row));
        for sent in &scope.rows {
            let row = &sent.record.row;
            let changes = changes(sent.does);
            if takes_list(row) {
                let key = (Arc::as_ptr(row), changes.clone());
                let at = *same.entry(key).or_insert_with(|| {
                    rows.push(Row {
                        source: Rc::new(Source::new(row, &changes)),
                        order: Order::of(sent, &scope.scope),
                        territories: Vec::new(),
                        scopes: Vec::new(),
                    });
                    rows.len() - 1
                });
                rows[at].territories.extend(scope.territories.iter());
                rows[at].scopes.push((number, None));
            } else {
                let source = Rc::new(Source::new(row, &changes));
                rows.extend(scope.territories.iter().map(|territory| Row {
                    source: Rc::clone(&source),
                    order: Order::of(
                        &scope.row_in(sent, territory),
                        &scope.scope.in_territory(territory),
                    ),
                    territories: vec![territory],
                    scopes: vec![(number, (!has_lists).then_some(territory))],
                }));
            }
            if rows.len() > file && rows.len() > *most {
                return Err(TooManyRows { most: *most });
            }
        }
    }
    rows.sort_by(|one, other| one.order.cmp(&other.order));
    Ok(Extract {
        rows: (FIRST_ROW..)
            .zip(&mut rows)
            .map(|(number, row)| row.avail(number))
            .collect(),
        of_rows: rows.into_iter().map(|row| row.scopes).collect(),
        together,
    })
}

fn takes_list(row: &HeldRow) -> bool {
    let license = Some(row.text(Column::LicenseType)).filter(|text| !text.is_empty());
    takes_territory_list(
        row.header.version(),
        license.map(LicenseType::from).as_ref(),
    )
}

/// A row to write. If its version and license allow a list of territories, it is written once for all territories in
/// which it is correct.
struct Row {
    source: Rc<Source>,
    order: Order,
    territories: Vec<TerritoryCode>,
    scopes: Vec<SentKey>,
}

/// A held row, with the feed's changes to it.
struct Source {
    avail: Avail,
    territories: Vec<TerritoryCode>,
}

impl Source {
    fn new(row: &HeldRow, changes: &Changes) -> Self {
        let texts = changes.iter();
        let texts: Vec<(Column, &str)> = texts.map(|(at, text)| (*at, text.as_str())).collect();
        let avail = row.avail(FIRST_ROW, &texts);
        Self {
            territories: territories(&avail),
            avail,
        }
    }
}

/// Changes to the cells of the original row, by column.
type Changes = Vec<(Column, String)>;

fn changes(does: SentChange) -> Changes {
    let entry_type = match does {
        SentChange::Delete => "Full Delete",
        _ => "Full Extract",
    };
    let window = match does {
        SentChange::Keep => (None, None),
        SentChange::Until(Bound::At(end)) => (None, Some(end.to_string())),
        SentChange::Until(_) => (None, Some("Open".to_owned())),
        SentChange::EndOn(day) => (None, Some(day.to_string())),
        SentChange::Past(start, end) => (Some(start.to_string()), Some(end.to_string())),
        // For a Full Delete, the EMA data dictionary requires dates in the past.
        SentChange::Delete => (Some("1999-12-31".to_owned()), Some("2000-01-01".to_owned())),
    };
    let mut changes = vec![(Column::EntryType, entry_type.to_owned())];
    if let Some(start) = window.0 {
        changes.push((Column::Start, start));
        changes.push((Column::StartLag, String::new()));
    }
    if let Some(end) = window.1 {
        changes.push((Column::End, end));
        // The End no longer depends on an event.
        changes.push((Column::EndLag, String::new()));
        changes.push((Column::WindowDuration, String::new()));
    }
    changes
}

impl Row {
    fn avail(&mut self, number: u32) -> Avail {
        self.territories.sort_unstable();
        let mut edit = self.source.avail.edit();
        edit.set_row(number);
        if self.source.territories != self.territories {
            let names: Vec<String> = self.territories.iter().map(ToString::to_string).collect();
            // If the header lacks the column, no change is needed.
            let _ = edit.set(Column::Territory, names.join(", "));
            let _ = edit.set(Column::TerritoryExclusion, "");
        }
        edit.finish()
    }
}

/// The sort key for rows: title, territory, Start.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Order {
    licensor: Text,
    /// The title or, for a season or an episode, the title of the series.
    title: String,
    season: u32,
    is_episode: bool,
    episode: u32,
    id: Text,
    /// The row's first territory.
    territory: TerritoryCode,
    start: Timestamp,
}

impl Order {
    fn of(sent: &SentRow, scope: &Scope) -> Self {
        let text = |column| sent.record.text(column);
        let number = |column| text(column).parse().unwrap_or(u32::MAX);
        let series = text(Column::SeriesTitleInternalAlias);
        Self {
            licensor: scope.licensor.clone(),
            title: match series.is_empty() {
                true => sent.record.title(),
                false => series.to_owned(),
            },
            season: number(Column::SeasonNumber),
            is_episode: WorkType::from(text(Column::WorkType)) == WorkType::Episode,
            episode: number(Column::EpisodeNumber),
            id: scope.id.clone(),
            territory: scope.territory,
            start: match sent.does {
                SentChange::Past(start, _) => Timestamp::from_utc(start.into()),
                _ => sent.record.span().start,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use ema_model::EmaVersion;

    use crate::{AsOf, Conventions, Feed, Holdings, NeverDelivered, extract};

    use super::*;

    /// Creates holdings with rows that list many territories.
    fn holdings(
        version: EmaVersion,
        rows: usize,
        conventions: &Conventions,
        as_of: AsOf,
    ) -> Holdings {
        let all = [
            "AT", "BE", "CA", "DE", "FR", "GB", "IT", "JP", "MX", "NL", "SE", "US",
        ];
        let mut feed = Feed::new(conventions);
        for number in 0..rows {
            feed.add(&Avail::from_cells(
                version,
                [
                    (Column::DisplayName, "Harbor Pictures"),
                    (Column::Alid, &format!("T{number}")),
                    (Column::Territory, &all.join(",")),
                    (Column::EntryType, "Full Extract"),
                    (Column::LicenseType, "EST"),
                    (Column::Start, "2027-01-01"),
                    (Column::End, "Open"),
                ],
            ));
        }
        let mut holdings = Holdings::new();
        holdings.apply(&feed, as_of);
        holdings
    }

    #[test]
    fn a_feed_with_far_more_rows_than_the_holdings_is_refused() {
        let mut conventions = Conventions::prime_video();
        conventions.row_limit = Some(10);
        let as_of: AsOf = "2026-11-21".parse().unwrap();
        let sent = |version, rows| {
            let new = holdings(version, rows, &conventions, as_of);
            let none = NeverDelivered::None;
            let feed = extract(&Holdings::new(), &new, as_of, &conventions, &none);
            feed.map(|feed| feed.rows.len()).map_err(|error| error.most)
        };
        assert_eq!(sent(EmaVersion::V1_7, 1), Ok(12));
        assert_eq!(sent(EmaVersion::V1_7, 2), Err(14));
        assert_eq!(sent(EmaVersion::V1_8, 100), Ok(100));
    }
}
