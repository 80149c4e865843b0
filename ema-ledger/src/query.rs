//! Finds windows that are held.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{Duration, NaiveTime};
use ema_model::TerritoryCode;
use ema_rules::{AsOf, Conventions, Record, RecordPool, Scope, Timestamp, Window, Zones};
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use crate::Ledger;
use crate::error::{Error, ErrorKind};
use crate::feed;
use crate::row::RowReader;
use crate::window::{self, COLUMNS};

/// What to find among the windows that are held. The default finds all of them.
///
/// ```
/// use ema_ledger::{Ledger, Match, Period, Query};
/// use ema_rules::{AsOf, Conventions};
///
/// let ledger = Ledger::in_memory()?;
/// let day: AsOf = "2026-12-24".parse()?;
/// let query = Query {
///     territory: Some("DE".parse()?),
///     period: Some(Period::new(day, day, Match::Overlap)),
///     ..Query::default()
/// };
/// let live_on_christmas_eve = ledger.held(&query, &Conventions::prime_video())?;
/// assert!(live_on_christmas_eve.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// The territory.
    pub territory: Option<TerritoryCode>,
    /// The unique ID.
    pub id: Option<String>,
    /// The licensor.
    pub licensor: Option<String>,
    /// The period in which the window lies, as [`Match`] says.
    pub period: Option<Period>,
    /// Find only windows that a Full Delete has removed while they were live.
    pub left_live: bool,
    /// Find windows that were held at this moment, instead of those that are held now: see [`Ledger::holdings_at`].
    pub at: Option<AsOf>,
}

/// A period, in the local time of each territory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Period {
    /// The first day, or the instant at which the period begins.
    pub from: AsOf,
    /// The last day, which is part of the period, or the instant at which it ends.
    pub to: AsOf,
    /// How a window must lie in the period.
    pub matches: Match,
}

/// How a window lies in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// The window covers the whole period.
    Cover,
    /// The window and the period have an instant in common.
    Overlap,
    /// The window starts in the period.
    Start,
    /// The window ends in the period.
    End,
}

impl Period {
    /// Creates a period.
    #[must_use]
    pub fn new(from: AsOf, to: AsOf, matches: Match) -> Self {
        Self { from, to, matches }
    }

    /// The instants at which the period begins and ends in a territory.
    #[must_use]
    pub fn in_territory(&self, territory: TerritoryCode, zones: &Zones) -> (Timestamp, Timestamp) {
        let country = territory.country();
        let end = match self.to {
            AsOf::Timestamp(instant) => instant,
            AsOf::Day(day) => match day.succ_opt() {
                Some(next) => AsOf::Day(next).in_territory(country, zones),
                None => Timestamp::MAX,
            },
        };
        (self.from.in_territory(country, zones), end)
    }

    fn contains(&self, window: Window, territory: TerritoryCode, zones: &Zones) -> bool {
        let (from, to) = self.in_territory(territory, zones);
        let (start, end) = (window.start.instant(), window.end.instant());
        let Some(start) = start else { return false };
        match self.matches {
            Match::Cover => start <= from && end.is_none_or(|end| to <= end),
            Match::Overlap => start < to && end.is_none_or(|end| from < end),
            Match::Start => from <= start && start < to,
            Match::End => end.is_some_and(|end| from < end && end <= to),
        }
    }

    /// Instants between which the period lies in every territory, in milliseconds.
    fn anywhere(&self) -> (i64, i64) {
        let utc = |as_of: AsOf, days: i64| match as_of {
            AsOf::Timestamp(instant) => instant.as_millis(),
            AsOf::Day(day) => {
                let day = day.checked_add_signed(Duration::days(days)).unwrap_or(day);
                Timestamp::from_utc(day.and_time(NaiveTime::MIN)).as_millis()
            }
        };
        // Local time differs from UTC by less than a day.
        (utc(self.from, -1), utc(self.to, 2))
    }
}

/// A window that is held.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct HeldWindow {
    /// The scope in the first of the territories.
    pub scope: Scope,
    /// The territories in which the window has the same start and end, sorted by code.
    pub territories: Vec<TerritoryCode>,
    /// The window, with the row that it comes from: its cells, its file, its sheet and its number.
    pub record: Record,
    /// Whether a Full Delete has removed the window while it was live, so that customers still see it.
    pub is_left_live: bool,
    /// The number of the feed with the row.
    pub feed: u32,
}

impl Ledger {
    /// Finds windows that are held, sorted by licensor, ID, rights model and start.
    ///
    /// # Errors
    ///
    /// Returns an error if the ledger can't be read.
    pub fn held(&self, query: &Query, conventions: &Conventions) -> Result<Vec<HeldWindow>, Error> {
        self.read(|database| {
            let (sql, values) = sql(database, query)?;
            let mut find = database.prepare_cached(&sql)?;
            let mut rows = find.query(params_from_iter(values))?;
            let mut reader = WindowReader::new(conventions);
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let mut window = reader.window(database, row)?;
                let (zones, record) = (conventions.zones(), &window.record);
                window.territories.retain(|territory| {
                    let is_there = query.territory.is_none_or(|asked| asked == *territory);
                    let lies = |period: Period| period.contains(record.window(), *territory, zones);
                    is_there && query.period.is_none_or(lies)
                });
                if let Some(first) = window.territories.first() {
                    window.scope.territory = *first;
                    found.push(window);
                }
            }
            Ok(found)
        })
    }
}

/// The statement that finds windows. It can find too many of them, because the instants of a day depend on the territory.
fn sql(database: &Connection, query: &Query) -> Result<(String, Vec<Value>), ErrorKind> {
    let mut conditions = Vec::new();
    let mut values: Vec<Value> = Vec::new();
    let mut add = |condition: &str, value: Value| {
        values.push(value);
        conditions.push(condition.replace('?', &format!("?{}", values.len())));
    };
    match query.at {
        None => {}
        Some(at) => {
            let feed = i64::from(feed::last_until(database, at)?);
            add("since <= ? AND (until IS NULL OR until > ?)", feed.into());
        }
    }
    if let Some(territory) = query.territory {
        let sets = "territory_set IN (SELECT territory_set FROM territories WHERE territory = ?)";
        add(sets, territory.to_string().into());
    }
    if let Some(id) = &query.id {
        add("id = ?", id.clone().into());
    }
    if let Some(licensor) = &query.licensor {
        add("licensor = ?", licensor.clone().into());
    }
    if let Some(period) = query.period {
        let (from, to) = period.anywhere();
        match period.matches {
            Match::Cover | Match::Overlap => {
                add("(end_ms IS NULL OR end_ms > ?)", from.into());
                add("start_ms < ?", to.into());
            }
            Match::Start => {
                add("start_ms >= ?", from.into());
                add("start_ms < ?", to.into());
            }
            Match::End => {
                add("end_ms > ?", from.into());
                add("end_ms <= ?", to.into());
            }
        }
    }
    if query.at.is_none() {
        conditions.push("until IS NULL".to_owned());
    }
    if query.left_live {
        conditions.push("left_live".to_owned());
    }
    let conditions = conditions.join(" AND ");
    let sql = format!(
        "SELECT {COLUMNS} FROM windows JOIN titles USING (title)
         WHERE {conditions} ORDER BY licensor, id, rights_model, start_ms, window"
    );
    Ok((sql, values))
}

/// Reads windows with their rows.
pub(crate) struct WindowReader<'c> {
    rows: RowReader,
    pool: RecordPool<'c>,
    sets: HashMap<i64, Arc<[TerritoryCode]>>,
    records: HashMap<i64, (Record, u32)>,
}

impl<'c> WindowReader<'c> {
    pub(crate) fn new(conventions: &'c Conventions) -> Self {
        Self {
            rows: RowReader::default(),
            pool: RecordPool::new(conventions),
            sets: HashMap::new(),
            records: HashMap::new(),
        }
    }

    /// Reads a window from a line with the columns [`COLUMNS`].
    pub(crate) fn window(
        &mut self,
        database: &Connection,
        row: &Row<'_>,
    ) -> Result<HeldWindow, ErrorKind> {
        let (group, _, held) = window::read(row)?;
        let territories = match self.sets.get(&group.territory_set) {
            Some(known) => Arc::clone(known),
            None => {
                let read = window::territories(database, group.territory_set)?;
                self.sets.insert(group.territory_set, Arc::clone(&read));
                read
            }
        };
        let first = window::first(&territories)?;
        let (record, feed) = match self.records.get(&held.row) {
            Some(known) => known,
            None => {
                let stored = self.rows.row(database, held.row)?;
                let record = self.pool.record(&stored.avail, Some(stored.file), first);
                self.records
                    .entry(held.row)
                    .or_insert((record, stored.feed))
            }
        };
        Ok(HeldWindow {
            scope: window::scope(database, group.title, first)?,
            territories: territories.to_vec(),
            record: record.with_window(held.window()?),
            is_left_live: group.left_live,
            feed: *feed,
        })
    }
}
