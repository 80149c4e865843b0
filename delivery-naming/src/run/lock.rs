//! The lock that allows one run at a time.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use crate::plan::LOCK_ENDING;

use super::RunError;

/// Prevents other runs with this journal for as long as the file is open.
///
/// The lock is on a separate file, which `ascp` gets as its standard input on Unix, so that a killed run's lock remains
/// until its `ascp` process exits. The file is never removed, because otherwise two runs could lock two different files
/// with the same name.
pub(super) struct Lock(pub(super) File);

impl Drop for Lock {
    fn drop(&mut self) {
        // Another thread that is starting a process may have the file open for a moment, so unlock explicitly. If that
        // fails, the lock is released when the file is closed.
        self.0.unlock().ok();
    }
}

impl Lock {
    pub(super) fn of(journal: &Path) -> Result<Self, RunError> {
        let path = lock_path(journal);
        let unusable = |error: io::Error| {
            match error.kind() {
            io::ErrorKind::NotFound => RunError::Journal {
                path: journal.to_path_buf(),
                reason: "its folder does not exist; create the folder, or name another file for the journal"
                    .to_owned(),
            },
            _ => RunError::journal(&path, &error),
        }
        };
        // A link could point to any file, and that file would be emptied.
        if fs::symlink_metadata(&path).is_ok_and(|there| !there.is_file()) {
            return Err(unusable(io::Error::other(
                "it is not a regular file; remove it",
            )));
        }
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(unusable)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(RunError::Locked {
                    process: holder(&file),
                    lock: path,
                });
            }
            Err(TryLockError::Error(error)) => return Err(unusable(error)),
        }
        if !is_lock(&file).map_err(unusable)? {
            return Err(unusable(io::Error::other(
                "it is not a lock file, so it was left unchanged; name another journal",
            )));
        }
        // After the write, the file position is at the end, so an `ascp` that reads its input finds nothing.
        (&file)
            .rewind()
            .and_then(|()| file.set_len(0))
            .and_then(|()| (&file).write_all(std::process::id().to_string().as_bytes()))
            .map_err(unusable)?;
        Ok(Self(file))
    }
}

/// The path of a journal's lock. A link to a journal has the same lock as the journal.
fn lock_path(journal: &Path) -> PathBuf {
    let is_link = fs::symlink_metadata(journal).is_ok_and(|there| there.is_symlink());
    let real = is_link.then(|| fs::canonicalize(journal).ok()).flatten();
    let mut path = real
        .unwrap_or_else(|| journal.to_path_buf())
        .into_os_string();
    path.push(LOCK_ENDING);
    path.into()
}

/// Whether a file is empty or contains a process ID.
fn is_lock(file: &File) -> io::Result<bool> {
    let mut text = Vec::new();
    file.take(11).read_to_end(&mut text)?;
    Ok(text.len() <= 10 && text.iter().all(u8::is_ascii_digit))
}

/// The process ID in the lock file.
fn holder(mut file: &File) -> Option<u32> {
    let mut text = [0; 10];
    let count = file.read(&mut text).ok()?;
    std::str::from_utf8(text.get(..count)?).ok()?.parse().ok()
}
