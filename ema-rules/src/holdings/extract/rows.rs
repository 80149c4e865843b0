//! Writes the rows of a feed in order, and combines territories.

use std::collections::HashMap;
use std::sync::Arc;

use ema_model::{Avail, Column, LicenseType, TerritoryCode, Text, WorkType};

use super::{Extract, SentChange, SentRow, SentScope};
use crate::holdings::row::HeldRow;
use crate::scope::{takes_territory_list, territories};
use crate::time::Timestamp;
use crate::window::Bound;

/// The number of the first row under the header of a template.
pub(super) const FIRST_ROW: u32 = 4;

/// Writes the rows of the given scopes, which are sorted.
pub(super) fn extract(scopes: Vec<SentScope>) -> Extract {
    let mut rows: Vec<Row> = Vec::new();
    // The index of a row by its source and changes, and also by territory if its version allows one territory per row.
    let mut same: HashMap<(*const HeldRow, Changes, Option<TerritoryCode>), usize> = HashMap::new();
    for (number, scope) in scopes.iter().enumerate() {
        for sent in &scope.rows {
            let row = &sent.record.row;
            let changes = changes(sent.does);
            let territory = Some(scope.scope.territory).filter(|_| !takes_list(row));
            let at = *same
                .entry((Arc::as_ptr(row), changes.clone(), territory))
                .or_insert(rows.len());
            if at == rows.len() {
                rows.push(Row {
                    row: Arc::clone(row),
                    changes,
                    order: Order::of(sent, scope),
                    territories: Vec::new(),
                    scopes: Vec::new(),
                });
            }
            rows[at].territories.push(scope.scope.territory);
            rows[at].scopes.push(number);
        }
    }
    rows.sort_by(|one, other| one.order.cmp(&other.order));
    Extract {
        rows: (FIRST_ROW..)
            .zip(&rows)
            .map(|(number, row)| row.avail(number))
            .collect(),
        of_rows: rows.into_iter().map(|row| row.scopes).collect(),
        scopes,
    }
}

fn takes_list(row: &HeldRow) -> bool {
    let license = Some(row.text(Column::LicenseType)).filter(|text| !text.is_empty());
    takes_territory_list(
        row.header.version(),
        license.map(LicenseType::from).as_ref(),
    )
}

/// A row to write. If its version and license allow a list of territories, the row is written once for all territories
/// in which it is right.
struct Row {
    row: Arc<HeldRow>,
    changes: Changes,
    order: Order,
    territories: Vec<TerritoryCode>,
    /// The indices of the scopes that the row is about.
    scopes: Vec<usize>,
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
        // These dates in the past are what the EMA data dictionary requires for a Full Delete.
        SentChange::Delete => (Some("1999-12-31".to_owned()), Some("2000-01-01".to_owned())),
    };
    let mut changes = vec![(Column::EntryType, entry_type.to_owned())];
    if let Some(start) = window.0 {
        changes.push((Column::Start, start));
        changes.push((Column::StartLag, String::new()));
    }
    if let Some(end) = window.1 {
        changes.push((Column::End, end));
        // The End is now a date and no longer depends on an event.
        changes.push((Column::EndLag, String::new()));
        changes.push((Column::WindowDuration, String::new()));
    }
    changes
}

impl Row {
    fn avail(&self, number: u32) -> Avail {
        let mut changes = self.changes.clone();
        let came_with = self.row.avail(number, &[]);
        if territories(&came_with) != self.territories {
            let names: Vec<String> = self.territories.iter().map(ToString::to_string).collect();
            changes.push((Column::Territory, names.join(", ")));
            changes.push((Column::TerritoryExclusion, String::new()));
        }
        let changes: Vec<(Column, &str)> = changes
            .iter()
            .map(|(column, text)| (*column, text.as_str()))
            .collect();
        self.row.avail(number, &changes)
    }
}

/// The order of rows: title, territory, Start.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Order {
    licensor: Text,
    /// The title by which rows are sorted. For episodes, this is the series, so that they are sorted by number.
    title: String,
    season: u32,
    is_episode: bool,
    episode: u32,
    id: Text,
    /// The first territory of the row.
    territory: TerritoryCode,
    start: Timestamp,
}

impl Order {
    fn of(sent: &SentRow, scope: &SentScope) -> Self {
        let text = |column| sent.record.text(column);
        let number = |column| text(column).parse().unwrap_or(u32::MAX);
        let series = text(Column::SeriesTitleInternalAlias);
        Self {
            licensor: scope.scope.licensor.clone(),
            title: match series.is_empty() {
                true => sent.record.title(),
                false => series.to_owned(),
            },
            season: number(Column::SeasonNumber),
            is_episode: WorkType::from(text(Column::WorkType)) == WorkType::Episode,
            episode: number(Column::EpisodeNumber),
            id: scope.scope.id.clone(),
            territory: scope.scope.territory,
            start: match sent.does {
                SentChange::Past(start, _) => Timestamp::from_utc(start.into()),
                _ => sent.record.span().0,
            },
        }
    }
}
