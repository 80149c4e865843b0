//! Stores the windows that are held, and reads them again.
//!
//! Holdings come in parts: a title in territories that hold the same rows. A row with local times starts at a different
//! instant in each time zone, so a part is divided into groups of territories whose windows are equal:
//!
//! ```text
//! row 4   Territory `AT, DE, GB`, Start `2026-01-01`
//!
//! windows   set AT,DE   row 4   start 2025-12-31T23:00:00Z
//!           set GB      row 4   start 2026-01-01T00:00:00Z
//! ```
//!
//! A query can therefore compare instants, and a row for the whole world is stored about forty times instead of 250
//! times. When a feed is applied, the groups before and after are compared. The windows of a group that is the same
//! stay as they are. The windows of other groups end with this feed, and new windows begin with it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use ema_model::{TerritoryCode, Text};
use ema_rules::{
    Bound, Conventions, Holdings, HoldingsPart, Record, RecordPool, RightsModel, RowKey, Scope,
    Timestamp, Window,
};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::error::ErrorKind;
use crate::row::{RowReader, RowWriter, StoredRow, damaged};

/// A title's windows in territories where they are all equal.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Group {
    pub(crate) title: i64,
    pub(crate) territory_set: i64,
    pub(crate) left_live: bool,
}

/// A window in a group, as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Held {
    /// The number of the row.
    pub(crate) row: i64,
    start: Option<i64>,
    end: Option<i64>,
    end_kind: u8,
}

impl Held {
    fn new(row: i64, window: Window) -> Self {
        let millis = |bound: Bound| bound.instant().map(Timestamp::as_millis);
        Self {
            row,
            start: millis(window.start),
            end: millis(window.end),
            end_kind: match window.end {
                Bound::At(_) => 0,
                Bound::Never => 1,
                Bound::EstStart => 2,
                _ => 3,
            },
        }
    }

    pub(crate) fn window(self) -> Result<Window, ErrorKind> {
        let instant = |millis: i64| {
            let instant = Timestamp::from_millis(millis).map(Bound::At);
            instant.ok_or_else(|| damaged("an instant is out of range"))
        };
        let start = self.start.map_or(Ok(Bound::Unknown), instant)?;
        let end = match (self.end_kind, self.end) {
            (0, Some(end)) => instant(end)?,
            (1, None) => Bound::Never,
            (2, None) => Bound::EstStart,
            (3, None) => Bound::Unknown,
            _ => return Err(damaged("a window has a wrong end")),
        };
        Ok(Window::new(start, end))
    }
}

/// Reads the group, the number and the content of a window from [`COLUMNS`].
pub(crate) fn read(row: &Row<'_>) -> Result<(Group, i64, Held), ErrorKind> {
    let group = Group {
        title: row.get(1)?,
        territory_set: row.get(2)?,
        left_live: row.get(7)?,
    };
    let held = Held {
        row: row.get(3)?,
        start: row.get(4)?,
        end: row.get(5)?,
        end_kind: row.get(6)?,
    };
    Ok((group, row.get(0)?, held))
}

/// The windows that are held for some titles, by group, with the numbers of the windows.
#[derive(Debug, Default)]
pub(crate) struct Loaded {
    groups: BTreeMap<Group, Vec<(i64, Held)>>,
    /// The rows in memory, by number, and their numbers.
    rows: HashMap<i64, Record>,
    numbers: HashMap<RowKey, i64>,
}

/// The columns that [`read`] reads.
pub(crate) const COLUMNS: &str =
    "window, windows.title, territory_set, row, start_ms, end_ms, end_kind, left_live";

impl Loaded {
    /// Loads what is held for an ID.
    pub(crate) fn add_id(
        &mut self,
        database: &Connection,
        licensor: &str,
        id: &str,
    ) -> Result<(), ErrorKind> {
        let mut find = database.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM titles JOIN windows USING (title)
             WHERE licensor = ? AND id = ? AND until IS NULL"
        ))?;
        self.add(find.query([licensor, id])?)
    }

    /// Loads everything that was held after a feed, or that is held now.
    pub(crate) fn all(database: &Connection, after: Option<u32>) -> Result<Self, ErrorKind> {
        let mut loaded = Self::default();
        match after {
            None => {
                let sql = format!("SELECT {COLUMNS} FROM windows WHERE until IS NULL");
                loaded.add(database.prepare(&sql)?.query([])?)?;
            }
            Some(feed) => {
                let sql = format!(
                    "SELECT {COLUMNS} FROM windows WHERE since <= ?1 AND (until IS NULL OR until > ?1)"
                );
                loaded.add(database.prepare(&sql)?.query([feed])?)?;
            }
        }
        Ok(loaded)
    }

    fn add(&mut self, mut rows: rusqlite::Rows<'_>) -> Result<(), ErrorKind> {
        while let Some(row) = rows.next()? {
            let (group, number, held) = read(row)?;
            self.groups.entry(group).or_default().push((number, held));
        }
        for windows in self.groups.values_mut() {
            windows.sort_unstable_by_key(|(_, held)| *held);
        }
        Ok(())
    }

    /// Assembles the holdings.
    pub(crate) fn holdings(
        &mut self,
        database: &Connection,
        conventions: &Conventions,
    ) -> Result<Holdings, ErrorKind> {
        let mut reader = RowReader::default();
        let mut pool = RecordPool::new(conventions);
        let mut sets: HashMap<i64, Arc<[TerritoryCode]>> = HashMap::new();
        let mut parts = Vec::with_capacity(self.groups.len());
        for (group, windows) in &self.groups {
            let territories = match sets.get(&group.territory_set) {
                Some(known) => Arc::clone(known),
                None => {
                    let read = territories(database, group.territory_set)?;
                    sets.insert(group.territory_set, Arc::clone(&read));
                    read
                }
            };
            let first = first(&territories)?;
            let mut records = Vec::with_capacity(windows.len());
            for (_, held) in windows {
                let record = match self.rows.get(&held.row) {
                    Some(known) => known,
                    None => {
                        let StoredRow { avail, file, .. } = reader.row(database, held.row)?;
                        let record = pool.record(&avail, Some(file), first);
                        self.numbers.insert(record.row_key(), held.row);
                        self.rows.entry(held.row).or_insert(record)
                    }
                };
                records.push(record.with_window(held.window()?));
            }
            let scope = scope(database, group.title, first)?;
            let part = HoldingsPart::new(scope, territories.to_vec(), records);
            parts.push(part.left_live(group.left_live));
        }
        Holdings::from_parts(conventions, parts).map_err(damaged)
    }

    /// Stores what is held after a feed, in place of what was loaded.
    pub(crate) fn replace(
        self,
        database: &Connection,
        feed: u32,
        file: Option<&Text>,
        held: &Holdings,
        rows: &mut RowWriter,
    ) -> Result<(), ErrorKind> {
        let mut writer = Writer {
            database,
            feed,
            file,
            rows,
            numbers: self.numbers,
            sets: HashMap::new(),
            words: HashMap::new(),
        };
        let mut after: BTreeMap<Group, Vec<(Held, Record)>> = BTreeMap::new();
        for part in held.parts() {
            let title = writer.title(&part.scope)?;
            for (territories, records) in groups(&part) {
                let group = Group {
                    title,
                    territory_set: writer.territory_set(&territories)?,
                    left_live: part.is_left_live,
                };
                let mut windows = Vec::with_capacity(records.len());
                for record in records {
                    windows.push((writer.held(&record)?, record));
                }
                windows.sort_unstable_by_key(|(held, _)| *held);
                after.insert(group, windows);
            }
        }
        let mut end = database.prepare_cached("UPDATE windows SET until = ? WHERE window = ?")?;
        for (group, before) in self.groups {
            let mut now = after
                .remove(&group)
                .unwrap_or_default()
                .into_iter()
                .peekable();
            let mut begun = Vec::new();
            // Both lists are sorted, so they are compared in one pass.
            for (number, held) in before {
                while let Some(new) = now.next_if(|(new, _)| *new < held) {
                    begun.push(new);
                }
                if now.next_if(|(new, _)| *new == held).is_none() {
                    end.execute(params![feed, number])?;
                }
            }
            begun.extend(now);
            writer.begin(&group, begun)?;
        }
        for (group, windows) in after {
            writer.begin(&group, windows)?;
        }
        Ok(())
    }
}

struct Writer<'a> {
    database: &'a Connection,
    feed: u32,
    /// The name of the feed's file.
    file: Option<&'a Text>,
    rows: &'a mut RowWriter,
    numbers: HashMap<RowKey, i64>,
    /// The numbers of territory sets and of words.
    sets: HashMap<String, i64>,
    words: HashMap<String, i64>,
}

impl Writer<'_> {
    fn title(&mut self, scope: &Scope) -> Result<i64, ErrorKind> {
        let model = scope.rights_model.key();
        let values = params![scope.licensor.as_str(), scope.id.as_str(), model];
        let mut find = self.database.prepare_cached(
            "SELECT title FROM titles WHERE licensor = ? AND id = ? AND rights_model = ?",
        )?;
        if let Some(title) = find.query_row(values, |row| row.get(0)).optional()? {
            return Ok(title);
        }
        let mut insert = self
            .database
            .prepare_cached("INSERT INTO titles (licensor, id, rights_model) VALUES (?, ?, ?)")?;
        Ok(insert.insert(values)?)
    }

    fn territory_set(&mut self, territories: &[TerritoryCode]) -> Result<i64, ErrorKind> {
        let codes: Vec<String> = territories.iter().map(ToString::to_string).collect();
        let joined = codes.join(",");
        if let Some(known) = self.sets.get(&joined) {
            return Ok(*known);
        }
        let mut find = self
            .database
            .prepare_cached("SELECT territory_set FROM territory_sets WHERE codes = ?")?;
        let number = match find.query_row([&joined], |row| row.get(0)).optional()? {
            Some(number) => number,
            None => {
                let mut insert = self
                    .database
                    .prepare_cached("INSERT INTO territory_sets (codes) VALUES (?)")?;
                let number = insert.insert([&joined])?;
                let mut insert = self.database.prepare_cached(
                    "INSERT INTO territories (territory, territory_set) VALUES (?, ?)",
                )?;
                for code in codes {
                    insert.execute(params![code, number])?;
                }
                number
            }
        };
        self.sets.insert(joined, number);
        Ok(number)
    }

    fn word(&mut self, words: String) -> Result<i64, ErrorKind> {
        if let Some(known) = self.words.get(&words) {
            return Ok(*known);
        }
        let mut find = self
            .database
            .prepare_cached("SELECT word FROM words WHERE words = ?")?;
        let number = match find.query_row([&words], |row| row.get(0)).optional()? {
            Some(number) => number,
            None => self
                .database
                .prepare_cached("INSERT INTO words (words) VALUES (?)")?
                .insert([&words])?,
        };
        self.words.insert(words, number);
        Ok(number)
    }

    /// Returns a record as it is stored. A row that is not stored yet is added.
    fn held(&mut self, record: &Record) -> Result<Held, ErrorKind> {
        let key = record.row_key();
        let row = match self.numbers.get(&key) {
            Some(number) => *number,
            None => {
                let other = record.file().filter(|file| Some(*file) != self.file);
                let avail = record.avail();
                let other = other.map(Text::as_str);
                let number = self.rows.add(self.database, self.feed, &avail, other)?;
                self.numbers.insert(key, number);
                number
            }
        };
        Ok(Held::new(row, record.window()))
    }

    fn begin(&mut self, group: &Group, windows: Vec<(Held, Record)>) -> Result<(), ErrorKind> {
        for (held, record) in windows {
            let (name, offer) = (
                self.word(record.title())?,
                self.word(record.offer_in_words())?,
            );
            let mut insert = self.database.prepare_cached(
                "INSERT INTO windows
                 (title, territory_set, row, name, offer, start_ms, end_ms, end_kind, left_live, since)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?;
            let Group {
                title,
                territory_set,
                left_live,
            } = *group;
            insert.execute(params![
                title,
                territory_set,
                held.row,
                name,
                offer,
                held.start,
                held.end,
                held.end_kind,
                left_live,
                self.feed
            ])?;
        }
        Ok(())
    }
}

/// Divides a part into groups of territories whose windows are equal.
fn groups(part: &HoldingsPart) -> Vec<(Vec<TerritoryCode>, Vec<Record>)> {
    let [_] = part.territories[..] else {
        let mut groups: Vec<(Vec<TerritoryCode>, Vec<Record>)> = Vec::new();
        let mut known: HashMap<Vec<Window>, usize> = HashMap::new();
        for territory in &part.territories {
            let records = part.records_in(*territory);
            let windows: Vec<Window> = records.iter().map(Record::window).collect();
            let group = *known.entry(windows).or_insert(groups.len());
            match groups.get_mut(group) {
                Some((territories, _)) => territories.push(*territory),
                None => groups.push((vec![*territory], records)),
            }
        }
        return groups;
    };
    vec![(part.territories.clone(), part.records.clone())]
}

pub(crate) fn first(territories: &[TerritoryCode]) -> Result<TerritoryCode, ErrorKind> {
    let first = territories.first().copied();
    first.ok_or_else(|| damaged("a window has no territory"))
}

pub(crate) fn territories(
    database: &Connection,
    set: i64,
) -> Result<Arc<[TerritoryCode]>, ErrorKind> {
    let mut find =
        database.prepare_cached("SELECT codes FROM territory_sets WHERE territory_set = ?")?;
    let codes: String = find.query_row([set], |row| row.get(0))?;
    codes
        .split(',')
        .map(|code| code.parse().map_err(damaged))
        .collect()
}

pub(crate) fn scope(
    database: &Connection,
    title: i64,
    territory: TerritoryCode,
) -> Result<Scope, ErrorKind> {
    let mut find =
        database.prepare_cached("SELECT licensor, id, rights_model FROM titles WHERE title = ?")?;
    let text = |row: &Row<'_>, at| row.get::<_, String>(at);
    let (licensor, id, model) = find.query_row([title], |row| {
        Ok((text(row, 0)?, text(row, 1)?, text(row, 2)?))
    })?;
    Ok(Scope::new(
        licensor,
        id,
        territory,
        RightsModel::from_key(&model),
    ))
}
