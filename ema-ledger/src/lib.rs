#![doc = include_str!("../README.md")]

mod error;
mod feed;
mod history;
mod query;

mod row;
mod window;

use std::path::{Path, PathBuf};
use std::time::Duration;

use ema_model::Text;
use ema_rules::{AsOf, Conventions, Feed, Holdings, Outcome, Timestamp};
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

pub use error::{Error, ErrorKind};
pub use feed::{FeedEntry, FeedFile, Notice};
pub use history::{Event, EventKind};
pub use query::{HeldWindow, Match, Period, Query};

use row::RowWriter;
use window::Loaded;

/// The number of the newest schema. It goes up with each change of the tables, and older ledgers are then changed when
/// they are opened for writing.
pub const SCHEMA: i32 = 1;

/// Marks a file as a ledger: "EMAl" as a number.
const APPLICATION: i32 = 0x454d_416c;

/// The size of a page in a new ledger, in bytes.
const PAGE: i32 = 16_384;

/// How long a change waits for another program that is changing the ledger.
const WAIT: Duration = Duration::from_secs(600);

/// A database of what a platform holds, and of the feeds that it comes from.
#[derive(Debug)]
pub struct Ledger {
    database: Connection,
    path: PathBuf,
}

impl Ledger {
    /// Returns whether a file begins as a ledger does. The file may still be another program's SQLite database, which
    /// [`open`](Self::open) refuses.
    #[must_use]
    pub fn is_ledger(start: &[u8]) -> bool {
        start.starts_with(b"SQLite format 3\0")
    }

    /// Opens a ledger to read and change it, and creates the file if it does not exist.
    ///
    /// # Errors
    ///
    /// Returns an error if the file is not a ledger, was written by a later version, or can't be read and written.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        Self::open_with(path.as_ref(), flags, |database| {
            match state(database)? {
                State::Ledger => {}
                State::Empty => {
                    // A page of the usual size would hold seven rows and waste a tenth of its space.
                    database.pragma_update(None, "page_size", PAGE)?;
                    create(database)?;
                }
            }
            // Readers then never wait for a writer, and a writer never waits for readers.
            let mode: String =
                database.query_row("PRAGMA journal_mode = wal", [], |row| row.get(0))?;
            match mode.as_str() {
                "wal" | "memory" => Ok(()),
                _ => Err(ErrorKind::ReadOnly),
            }
        })
    }

    /// Opens an existing ledger for reading.
    ///
    /// # Errors
    ///
    /// Returns an error if the file does not exist, is not a ledger, was written by a later version, or can't be read.
    pub fn open_to_read(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        if matches!(path.try_exists(), Ok(false)) {
            return Err(Error::new(path, ErrorKind::NotFound));
        }
        let check = |database: &mut Connection| match state(database)? {
            State::Ledger => Ok(database.pragma_update(None, "query_only", true)?),
            State::Empty => Err(ErrorKind::NotALedger),
        };
        // A connection that may write removes SQLite's temporary files when it is closed. A ledger on a read-only disk is
        // read without these files, unless they hold the last change.
        let mut ways = vec![
            (path.to_owned(), OpenFlags::SQLITE_OPEN_READ_WRITE),
            (path.to_owned(), OpenFlags::SQLITE_OPEN_READ_ONLY),
        ];
        let mut log = path.as_os_str().to_owned();
        log.push("-wal");
        if !std::fs::metadata(log).is_ok_and(|log| log.len() > 0) {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
            ways.push((immutable(path), flags));
        }
        let mut first = None;
        for (way, flags) in ways {
            match Self::open_with(&way, flags, check) {
                Ok(ledger) => {
                    let path = path.to_owned();
                    return Ok(Self { path, ..ledger });
                }
                Err(error) => {
                    let kind = error.into_kind();
                    let can_help = matches!(kind, ErrorKind::ReadOnly | ErrorKind::Database(_));
                    first.get_or_insert(kind);
                    if !can_help {
                        break;
                    }
                }
            }
        }
        Err(Error::new(path, first.unwrap_or(ErrorKind::NotFound)))
    }

    /// Creates an empty ledger in memory, for example for tests.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no memory.
    pub fn in_memory() -> Result<Self, Error> {
        Self::open(":memory:")
    }

    fn open_with(
        path: &Path,
        flags: OpenFlags,
        prepare: impl FnOnce(&mut Connection) -> Result<(), ErrorKind>,
    ) -> Result<Self, Error> {
        let open = || -> Result<Connection, ErrorKind> {
            let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let mut database = Connection::open_with_flags(path, flags)?;
            database.busy_timeout(WAIT)?;
            database.pragma_update(None, "foreign_keys", true)?;
            // Anyone can send a damaged file, so its schema is not trusted.
            database.pragma_update(None, "trusted_schema", false)?;
            database.pragma_update(None, "cell_size_check", true)?;
            // After a power failure, the last change is there.
            database.pragma_update(None, "synchronous", "full")?;
            database.set_prepared_statement_cache_capacity(64);
            prepare(&mut database)?;
            Ok(database)
        };
        match open() {
            Ok(database) => Ok(Self {
                database,
                path: path.to_owned(),
            }),
            Err(kind) => Err(Error::new(path, kind)),
        }
    }

    /// Reads everything that is held.
    ///
    /// # Errors
    ///
    /// Returns an error if the ledger can't be read.
    pub fn holdings(&self, conventions: &Conventions) -> Result<Holdings, Error> {
        self.read(|database| Loaded::all(database, None)?.holdings(database, conventions))
    }

    /// Reads everything that was held at a moment, or that will be held then if no feed is applied until then: what was
    /// held after the last of the feeds that were applied as of that moment or earlier.
    ///
    /// # Errors
    ///
    /// Returns an error if the ledger can't be read.
    pub fn holdings_at(&self, at: AsOf, conventions: &Conventions) -> Result<Holdings, Error> {
        self.read(|database| {
            let feed = feed::last_until(database, at)?;
            Loaded::all(database, Some(feed))?.holdings(database, conventions)
        })
    }

    /// Begins a change. Waits while another program changes the ledger, at most ten minutes.
    ///
    /// # Errors
    ///
    /// Returns an error if the ledger can't be changed.
    pub fn change(&mut self) -> Result<Change<'_>, Error> {
        let path = self.path.clone();
        let begun = self
            .database
            .transaction_with_behavior(TransactionBehavior::Immediate);
        match begun {
            Ok(transaction) => Ok(Change { transaction, path }),
            Err(error) => Err(Error::new(path, error)),
        }
    }

    /// Reads from one version of the ledger, even if another program changes it meanwhile.
    fn read<T>(&self, read: impl FnOnce(&Connection) -> Result<T, ErrorKind>) -> Result<T, Error> {
        let read = || {
            let transaction = self.database.unchecked_transaction()?;
            read(&transaction)
        };
        read().map_err(|kind| Error::new(&self.path, kind))
    }
}

/// The address of a file that no program changes while it is read. This is so for a file on a read-only disk.
fn immutable(path: &Path) -> PathBuf {
    let mut address = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => {
                address.push(char::from(*byte));
            }
            other => address.push_str(&format!("%{other:02X}")),
        }
    }
    address.push_str("?immutable=1");
    address.into()
}

enum State {
    Empty,
    Ledger,
}

fn state(database: &Connection) -> Result<State, ErrorKind> {
    let pragma = |name| database.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    let tables: i64 =
        database.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    match (pragma("application_id")?, pragma("user_version")?) {
        (APPLICATION, 1..=SCHEMA) => Ok(State::Ledger),
        (APPLICATION, later) if later > SCHEMA => Err(ErrorKind::FutureSchema(later)),
        (0, 0) if tables == 0 => Ok(State::Empty),
        _ => Err(ErrorKind::NotALedger),
    }
}

fn create(database: &mut Connection) -> Result<(), ErrorKind> {
    let transaction = database.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    // Another program can have created the ledger in the meantime.
    if let State::Empty = state(&transaction)? {
        transaction.execute_batch(include_str!("schema.sql"))?;
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        transaction.pragma_update(None, "user_version", SCHEMA)?;
    }
    Ok(transaction.commit()?)
}

/// A change of a ledger. Nothing is changed before [`commit`](Self::commit): if a change is dropped, or if the program
/// or the machine fails, the ledger stays as it was.
#[derive(Debug)]
pub struct Change<'l> {
    transaction: Transaction<'l>,
    path: PathBuf,
}

/// The result of applying a feed.
#[derive(Debug)]
#[non_exhaustive]
pub struct Applied {
    /// The number of the feed in the ledger.
    pub feed: u32,
    /// What the feed changes.
    pub outcome: Outcome,
    /// What is unusual about the feed.
    pub notices: Vec<Notice>,
}

impl Change<'_> {
    /// Applies a feed, as [`Holdings::apply`] does, and stores its rows and what is held now.
    ///
    /// # Errors
    ///
    /// Returns an error if the ledger can't be read or written.
    pub fn apply(
        &mut self,
        feed: &Feed<'_>,
        as_of: AsOf,
        file: &FeedFile,
        conventions: &Conventions,
    ) -> Result<Applied, Error> {
        self.run(|database| {
            let notices = feed::notices(database, feed, as_of, file)?;
            let mut loaded = Loaded::default();
            for (licensor, id) in feed.ids() {
                loaded.add_id(database, licensor, id)?;
            }
            let mut held = loaded.holdings(database, conventions)?;
            let outcome = held.apply(feed, as_of);
            let number = feed::add(database, as_of, file)?;
            let name = Text::from(file.name.as_str());
            let mut rows = RowWriter::default();
            loaded.replace(database, number, Some(&name), &held, &mut rows)?;
            Ok(Applied {
                feed: number,
                outcome,
                notices,
            })
        })
    }

    /// Replaces everything that is held, for example by a state that was kept as JSON. The history stays.
    ///
    /// # Errors
    ///
    /// Returns an error if the ledger can't be read or written.
    pub fn import(
        &mut self,
        holdings: &Holdings,
        as_of: AsOf,
        file: &FeedFile,
    ) -> Result<u32, Error> {
        self.run(|database| {
            let loaded = Loaded::all(database, None)?;
            let number = feed::add(database, as_of, file)?;
            loaded.replace(database, number, None, holdings, &mut RowWriter::default())?;
            Ok(number)
        })
    }

    /// Takes the last feed back. Everything is held as before the feed, and [`Ledger::feeds`] still lists it. Returns
    /// the feed, or `None` if there is none.
    ///
    /// # Errors
    ///
    /// Returns an error if the ledger can't be read or written.
    pub fn undo(&mut self, now: Timestamp) -> Result<Option<FeedEntry>, Error> {
        self.run(|database| feed::undo(database, now))
    }

    /// Reads everything that is held, including what was applied in this change.
    ///
    /// # Errors
    ///
    /// Returns an error if the ledger can't be read.
    pub fn holdings(&self, conventions: &Conventions) -> Result<Holdings, Error> {
        self.run(|database| Loaded::all(database, None)?.holdings(database, conventions))
    }

    /// Stores the change.
    ///
    /// # Errors
    ///
    /// Returns an error if the change can't be written. The ledger then stays as it was.
    pub fn commit(self) -> Result<(), Error> {
        self.transaction
            .commit()
            .map_err(|error| Error::new(self.path, error))
    }

    fn run<T>(&self, work: impl FnOnce(&Connection) -> Result<T, ErrorKind>) -> Result<T, Error> {
        work(&self.transaction).map_err(|kind| Error::new(&self.path, kind))
    }
}
