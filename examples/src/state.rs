//! Reads, locks and writes states, which are files that contain a platform's holdings: JSON documents, and ledgers, which
//! are databases.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufReader, BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};

use ema_io::{io_error_in_words, json_error_in_words};
use ema_ledger::Ledger;
use ema_rules::{Holdings, Profile};

use crate::bar::{self, Bar};
use crate::failure::{Failure, say};
use crate::nearest::nearest_file;

/// Reads the state that feeds will be applied to. If the file does not exist, the platform holds
/// nothing yet.
pub(crate) fn read_state_to_apply(path: &Path, profile: &Profile) -> Result<Holdings, Failure> {
    if !matches!(path.try_exists(), Ok(false)) {
        return read_state(path, profile);
    }
    if let Some(other) = nearest_file(path) {
        Failure::new(format!(
            "{} does not exist yet, so nothing is held before these feeds; the nearest name is \
             `{other}`",
            path.display()
        ))
        .report();
    }
    Ok(Holdings::new())
}

/// Returns whether a state is a ledger. A new file is one if its name ends in `.db` or `.sqlite`.
pub(crate) fn is_ledger(path: &Path) -> bool {
    if let Ok(metadata) = fs::metadata(path) {
        // Opening a pipe would block until another program writes to it.
        if !metadata.is_file() {
            return false;
        }
        if metadata.len() > 0 {
            let mut start = Vec::new();
            let read = File::open(path).and_then(|file| file.take(16).read_to_end(&mut start));
            return read.is_ok() && Ledger::is_ledger(&start);
        }
    }
    let ending = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
    ending.is_some_and(|ending| ending == "db" || ending == "sqlite")
}

/// Reads a state. The file must exist.
pub(crate) fn read_state(path: &Path, profile: &Profile) -> Result<Holdings, Failure> {
    if is_ledger(path) {
        let _bar = Bar::without_end("Reading", path);
        let ledger = Ledger::open_to_read(path).map_err(Failure::new)?;
        return ledger.holdings(profile.conventions()).map_err(Failure::new);
    }
    let unreadable = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => crate::reading::not_found(path),
        _ => Failure::new(format!(
            "{} can't be read: {}",
            path.display(),
            io_error_in_words(&error)
        )),
    };
    // Opening a pipe would block until another program writes to it.
    if !fs::metadata(path).map_err(unreadable)?.is_file() {
        let message = format!(
            "{} is not a regular file, so it cannot be a state; specify a file written by `ema apply`",
            path.display()
        );
        return Err(Failure::new(message));
    }
    let file = File::open(path).map_err(unreadable)?;
    let _bar = Bar::without_end("Reading", path);
    let mut deserializer = serde_json::Deserializer::from_reader(BufReader::new(file));
    Holdings::deserialize(profile.conventions(), &mut deserializer)
        .and_then(|holdings| deserializer.end().map(|()| holdings))
        .map_err(|error| {
            let (line, column) = (error.line(), error.column());
            let place = match line {
                0 => String::new(),
                _ => format!("line {line}, column {column}: "),
            };
            Failure::new(format!(
                "{} can't be used as a state: {place}{}. Specify a file written by `ema apply`",
                path.display(),
                json_error_in_words(&error.to_string())
            ))
        })
}

/// Writes the state either completely or not at all.
pub(crate) fn write_state(path: &Path, holdings: &Holdings) -> Result<(), Failure> {
    let _bar = Bar::without_end("Writing", path);
    ema_io::replace_file(path, |file| {
        let mut out = BufWriter::with_capacity(1 << 16, file);
        serde_json::to_writer(&mut out, holdings)?;
        writeln!(out)?;
        out.flush()
    })
    .map_err(Failure::new)
}

/// A lock that prevents other programs from changing a state between the time it is read and the
/// time it is written.
///
/// A separate file next to the state is locked, because the state itself is replaced. Links are
/// resolved first, so that all paths to a state lead to the same lock.
pub(crate) struct StateLock {
    file: File,
    path: PathBuf,
}

impl StateLock {
    /// Waits until no other program is changing the state, and then locks it. Returns `None` if the state's folder does
    /// not exist, because nothing can be written.
    pub(crate) fn wait(state: &Path) -> Result<Option<Self>, Failure> {
        let Some(real) = ema_io::real_path(state) else {
            return Ok(None);
        };
        let mut path = real.into_os_string();
        path.push(".lock");
        let path = PathBuf::from(path);
        loop {
            let file = open_locked(&path, state).map_err(|error| {
                let way_out = match error.kind() {
                    io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                        "; check that you have write permission for its folder"
                    }
                    _ => "",
                };
                Failure::new(format!(
                    "{} can't be locked, so another program could change {} at the same time: {}{way_out}",
                    path.display(),
                    state.display(),
                    io_error_in_words(&error)
                ))
            })?;
            // If the lock's previous owner has removed the file, the next attempt creates a new file.
            if is_at(&file, &path) {
                return Ok(Some(Self { file, path }));
            }
        }
    }
}

impl Drop for StateLock {
    fn drop(&mut self) {
        // On systems other than Unix, a file that is open in another program cannot be removed reliably, so an empty
        // file remains.
        if cfg!(unix) && is_at(&self.file, &self.path) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn open_locked(path: &Path, state: &Path) -> io::Result<File> {
    // Opening a pipe would block, and a link could lead to any file.
    if fs::symlink_metadata(path).is_ok_and(|there| !there.is_file()) {
        return Err(io::Error::other("it is not a regular file; remove it"));
    }
    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            if !bar::is_quiet() {
                say(format_args!(
                    "ema: waiting for another ema process that is changing {}",
                    state.display()
                ));
            }
            file.lock()?;
        }
        // Some network drives do not support locks. On these drives, the program continues without
        // a lock, as cargo does.
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
            say(format_args!(
                "ema: {} is on a drive that does not support locks; make sure that no other program changes it now",
                state.display()
            ));
        }
        Err(TryLockError::Error(error)) => return Err(error),
    }
    Ok(file)
}

/// Returns whether a path still refers to the given open file.
fn is_at(file: &File, path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let id = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
        match (file.metadata(), fs::metadata(path)) {
            (Ok(open), Ok(there)) => id(open) == id(there),
            _ => false,
        }
    }
    #[cfg(not(unix))]
    {
        let _ = (file, path);
        true
    }
}
