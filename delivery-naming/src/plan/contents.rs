//! The contents of a file, read once.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;
use std::time::SystemTime;

use chrono::{DateTime, NaiveDateTime};
use md5::Md5;
use sha2::{Digest as _, Sha256};

use super::Digest;

/// The facts about a file that was read to its end.
pub(super) struct Contents {
    pub(super) bytes: u64,
    pub(super) modified: Option<NaiveDateTime>,
    pub(super) sha256: Digest<32>,
    pub(super) md5: Digest<16>,
    /// The whole contents, if the file is small enough to be parsed.
    pub(super) kept: Option<Vec<u8>>,
    /// Whether the file changed while it was being read.
    pub(super) changed: bool,
}

/// Reads a file to its end. The contents are kept if they have at most `keep` bytes.
pub(super) fn read(path: &Path, keep: u64, on_read: &mut dyn FnMut(u64)) -> io::Result<Contents> {
    let mut file = File::open(path)?;
    let before = file.metadata()?;
    let (mut sha256, mut md5) = (Sha256::new(), Md5::new());
    let mut kept = (before.len() <= keep).then(Vec::new);
    let mut buffer = vec![0; 1 << 18];
    let mut bytes: u64 = 0;
    // Reading stops after the initial size plus at most one block. Otherwise, reading would never end if the file grew
    // as fast as it was read.
    while bytes <= before.len() {
        let count = match file.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let part = &buffer[..count];
        sha256.update(part);
        md5.update(part);
        if let Some(kept) = &mut kept {
            kept.extend_from_slice(part);
        }
        bytes += count as u64;
        on_read(count as u64);
    }
    let after = file.metadata()?;
    let modified = moment(before.modified());
    Ok(Contents {
        bytes,
        modified,
        sha256: Digest::new(sha256.finalize().into()),
        md5: Digest::new(md5.finalize().into()),
        kept,
        changed: bytes != before.len()
            || after.len() != before.len()
            || moment(after.modified()) != modified,
    })
}

/// Whether a file still has the size and the modification time that it had when it was read.
pub(super) fn is_unchanged(
    path: &Path,
    bytes: u64,
    modified: Option<NaiveDateTime>,
) -> io::Result<bool> {
    let now = std::fs::metadata(path)?;
    Ok(now.is_file() && now.len() == bytes && moment(now.modified()) == modified)
}

/// A timestamp from the file system, in UTC.
fn moment(time: io::Result<SystemTime>) -> Option<NaiveDateTime> {
    let since_1970 = time.ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    let seconds = i64::try_from(since_1970.as_secs()).ok()?;
    Some(DateTime::from_timestamp(seconds, since_1970.subsec_nanos())?.naive_utc())
}
