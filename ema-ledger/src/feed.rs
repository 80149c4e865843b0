//! The feeds of a ledger.

use std::fmt;

use chrono::NaiveTime;
use ema_rules::{AsOf, Feed, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::Ledger;
use crate::error::{Error, ErrorKind};
use crate::row::damaged;

/// What the caller knows about a feed's file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FeedFile {
    /// The file's name, without its folder.
    pub name: String,
    /// The SHA-256 of the file's bytes, in hexadecimal, if it is known. A feed that is applied again is then recognized.
    pub sha256: Option<String>,
    /// When the feed is applied.
    pub applied: Timestamp,
    /// The program that applies the feed, and its version: `ema 0.1.0`.
    pub program: String,
}

impl FeedFile {
    /// Creates the facts about a file.
    #[must_use]
    pub fn new(name: impl Into<String>, applied: Timestamp, program: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            sha256: None,
            applied,
            program: program.into(),
        }
    }

    /// Sets the SHA-256 of the file's bytes, in hexadecimal.
    #[must_use]
    pub fn sha256(mut self, sha256: impl Into<String>) -> Self {
        self.sha256 = Some(sha256.into());
        self
    }
}

/// A feed in a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FeedEntry {
    /// The number of the feed. Feeds are counted from 1 in the order in which they were applied.
    pub number: u32,
    /// The file.
    pub file: FeedFile,
    /// The moment as of which the feed was applied.
    pub as_of: AsOf,
    /// When the feed was taken back, if it was.
    pub undone: Option<Timestamp>,
    /// The number of windows that began with this feed and that ended with it. A window that is changed is counted in
    /// both. Windows in several territories at the same instants are counted once.
    pub begun: u32,
    /// See [`begun`](Self::begun).
    pub ended: u32,
}

/// Something unusual about a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Notice {
    /// The same file has been applied before, as this feed.
    AppliedBefore(FeedEntry),
    /// A feed as of a later moment has changed what is held for the same titles.
    OlderThan(FeedEntry),
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AppliedBefore(feed) => write!(
                f,
                "the same file was applied before, as feed {} ({}, as of {})",
                feed.number, feed.file.name, feed.as_of
            ),
            Self::OlderThan(feed) => write!(
                f,
                "feed {} ({}) has changed the same titles as of {}, which is later; check that this is not an outdated \
                 file",
                feed.number, feed.file.name, feed.as_of
            ),
        }
    }
}

impl Ledger {
    /// Lists the feeds, the first one first, with those that were taken back.
    ///
    /// # Errors
    ///
    /// Returns an error if the ledger can't be read.
    pub fn feeds(&self) -> Result<Vec<FeedEntry>, Error> {
        self.read(|database| {
            let mut find = database.prepare(&format!("{SELECT} ORDER BY feed"))?;
            let mut rows = find.query([])?;
            let mut feeds = Vec::new();
            while let Some(row) = rows.next()? {
                feeds.push(entry(row)?);
            }
            Ok(feeds)
        })
    }
}

/// The windows of a feed have consecutive numbers, which end where those of the next feed begin. Only they are counted.
const SELECT: &str = "SELECT feed, file, sha256, as_of, applied_ms, program, undone_ms,
    (SELECT count(*) FROM windows WHERE since = feeds.feed
        AND windows.window >= feeds.first_window
        AND windows.window < coalesce(
            (SELECT later.first_window FROM feeds AS later WHERE later.feed = feeds.feed + 1),
            9223372036854775807)),
    (SELECT count(*) FROM windows WHERE until IS NOT NULL AND until = feed)
    FROM feeds";

/// Finds a feed by its number.
pub(crate) fn find(database: &Connection, feed: u32) -> Result<Option<FeedEntry>, ErrorKind> {
    let mut find = database.prepare_cached(&format!("{SELECT} WHERE feed = ?"))?;
    let mut rows = find.query([feed])?;
    rows.next()?.map(entry).transpose()
}

fn entry(row: &Row<'_>) -> Result<FeedEntry, ErrorKind> {
    let instant = |millis| {
        Timestamp::from_millis(millis).ok_or_else(|| damaged("an instant is out of range"))
    };
    let as_of: String = row.get(3)?;
    Ok(FeedEntry {
        number: row.get(0)?,
        file: FeedFile {
            name: row.get(1)?,
            sha256: row.get(2)?,
            applied: instant(row.get(4)?)?,
            program: row.get(5)?,
        },
        as_of: as_of.parse().map_err(damaged)?,
        undone: row.get::<_, Option<i64>>(6)?.map(instant).transpose()?,
        begun: row.get(7)?,
        ended: row.get(8)?,
    })
}

/// The instant by which feeds are ordered. A day counts from its first moment in UTC.
fn instant(as_of: AsOf) -> Timestamp {
    match as_of {
        AsOf::Timestamp(instant) => instant,
        AsOf::Day(day) => Timestamp::from_utc(day.and_time(NaiveTime::MIN)),
    }
}

/// Adds a feed and returns its number.
pub(crate) fn add(database: &Connection, as_of: AsOf, file: &FeedFile) -> Result<u32, ErrorKind> {
    database.execute(
        "INSERT INTO feeds
         (file, sha256, as_of, as_of_ms, applied_ms, program, first_row, first_content, first_window)
         VALUES (?, ?, ?, ?, ?, ?,
             (SELECT coalesce(max(row), 0) + 1 FROM rows),
             (SELECT coalesce(max(content), 0) + 1 FROM contents),
             (SELECT coalesce(max(window), 0) + 1 FROM windows))",
        params![
            file.name,
            file.sha256,
            as_of.to_string(),
            instant(as_of).as_millis(),
            file.applied.as_millis(),
            file.program
        ],
    )?;
    u32::try_from(database.last_insert_rowid()).map_err(damaged)
}

/// The last feed as of a moment, or 0 if there is none.
pub(crate) fn last_until(database: &Connection, at: AsOf) -> Result<u32, ErrorKind> {
    // A day includes the feeds that were applied during it.
    let last = match at {
        AsOf::Timestamp(instant) => instant.as_millis(),
        AsOf::Day(day) => {
            let end = day
                .succ_opt()
                .map(|next| Timestamp::from_utc(next.and_time(NaiveTime::MIN)));
            end.unwrap_or(Timestamp::MAX).as_millis() - 1
        }
    };
    let sql = "SELECT coalesce(max(feed), 0) FROM feeds WHERE as_of_ms <= ? AND undone_ms IS NULL";
    Ok(database.query_row(sql, [last], |row| row.get(0))?)
}

/// Finds what is unusual about a feed before it is applied.
pub(crate) fn notices(
    database: &Connection,
    feed: &Feed<'_>,
    as_of: AsOf,
    file: &FeedFile,
) -> Result<Vec<Notice>, ErrorKind> {
    let mut notices = Vec::new();
    if let Some(sha256) = &file.sha256 {
        let sql =
            format!("{SELECT} WHERE sha256 = ? AND undone_ms IS NULL ORDER BY feed DESC LIMIT 1");
        let mut find = database.prepare_cached(&sql)?;
        let mut rows = find.query([sha256])?;
        if let Some(row) = rows.next()? {
            notices.push(Notice::AppliedBefore(entry(row)?));
        }
    }
    // Most feeds are newer than all others, and their titles need not be looked up.
    let later: i64 = database.query_row(
        "SELECT count(*) FROM feeds WHERE as_of_ms > ? AND undone_ms IS NULL",
        [instant(as_of).as_millis()],
        |row| row.get(0),
    )?;
    if later > 0 {
        let mut find = database.prepare_cached(
            "SELECT feed FROM titles JOIN windows USING (title)
             JOIN feeds ON feed = since OR feed = until
             WHERE licensor = ? AND id = ? AND as_of_ms > ? ORDER BY feed DESC LIMIT 1",
        )?;
        let mut last: Option<u32> = None;
        for (licensor, id) in feed.ids() {
            let values = params![licensor.as_str(), id.as_str(), instant(as_of).as_millis()];
            let found = find.query_row(values, |row| row.get(0)).optional()?;
            last = last.max(found);
        }
        let last = last
            .map(|feed| self::find(database, feed))
            .transpose()?
            .flatten();
        notices.extend(last.map(Notice::OlderThan));
    }
    Ok(notices)
}

/// Takes the last feed back.
pub(crate) fn undo(database: &Connection, now: Timestamp) -> Result<Option<FeedEntry>, ErrorKind> {
    let sql = "SELECT coalesce(max(feed), 0) FROM feeds WHERE undone_ms IS NULL";
    let feed: u32 = database.query_row(sql, [], |row| row.get(0))?;
    let Some(mut undone) = find(database, feed)? else {
        return Ok(None);
    };
    // All later rows and windows belong to this feed, because those of feeds that were taken back are gone.
    for sql in [
        "DELETE FROM windows WHERE window >= (SELECT first_window FROM feeds WHERE feed = ?1)",
        "UPDATE windows SET until = NULL WHERE until IS NOT NULL AND until = ?1",
        "DELETE FROM rows WHERE row >= (SELECT first_row FROM feeds WHERE feed = ?1)",
        "DELETE FROM contents WHERE content >= (SELECT first_content FROM feeds WHERE feed = ?1)",
    ] {
        database.execute(sql, [feed])?;
    }
    database.execute(
        "UPDATE feeds SET undone_ms = ? WHERE feed = ?",
        params![now.as_millis(), feed],
    )?;
    undone.undone = Some(now);
    Ok(Some(undone))
}
