//! Applies feeds to a ledger.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader};
use std::path::Path;

use ema_io::io_error_in_words;
use ema_ledger::{Change, FeedFile, Ledger};
use ema_rules::{AsOf, Feed, Outcome as Applied, Profile, printable};
use sha2::{Digest as _, Sha256};

use crate::failure::{Failure, Outcome};
use crate::nearest::nearest_file;
use crate::shown::file_name;
use crate::{as_of, output, state};

/// Opens a ledger to apply feeds to it. A dry run does not create the file.
pub(super) fn open(path: &Path, is_dry_run: bool) -> Result<Ledger, Failure> {
    let is_new = matches!(path.try_exists(), Ok(false));
    if is_new && let Some(other) = nearest_file(path) {
        Failure::new(format!(
            "{} does not exist yet, so nothing is held before these feeds; the nearest name is `{other}`",
            path.display()
        ))
        .report();
    }
    let ledger = match is_new && is_dry_run {
        true => Ledger::in_memory(),
        false => Ledger::open(path),
    };
    ledger.map_err(Failure::new)
}

/// Applies a feed. Returns what it changes, and what is unusual about it.
pub(super) fn apply(
    change: &mut Change<'_>,
    feed: &Feed<'_>,
    as_of: AsOf,
    path: &Path,
    profile: &Profile,
) -> Result<(Applied, Vec<String>), Failure> {
    let file = feed_file(path)?;
    let applied = change.apply(feed, as_of, &file, profile.conventions());
    let applied = applied.map_err(Failure::new)?;
    let notices = applied.notices.iter().map(ToString::to_string);
    Ok((applied.outcome, notices.collect()))
}

/// Takes the last feed back.
pub(super) fn undo(path: &Path, is_dry_run: bool) -> Result<Outcome, Failure> {
    if matches!(path.try_exists(), Ok(false)) {
        return Err(crate::reading::not_found(path));
    }
    if !state::is_ledger(path) {
        return Err(Failure::new(format!(
            "{} is not a ledger, so it does not know what was held before the last feed. `ema ledger import LEDGER.db \
             {}` creates a ledger from it, which will know",
            path.display(),
            path.display()
        )));
    }
    let mut ledger = Ledger::open(path).map_err(Failure::new)?;
    let mut change = ledger.change().map_err(Failure::new)?;
    let undone = change.undo(as_of::second()?).map_err(Failure::new)?;
    let Some(feed) = undone else {
        return Err(Failure::new(format!(
            "{} has no feed to take back",
            path.display()
        )));
    };
    if !is_dry_run {
        change.commit().map_err(Failure::new)?;
    }
    output::write(None, |out| {
        let file = printable(&feed.file.name);
        let is_done = match is_dry_run {
            true => "would be taken back",
            false => "is taken back",
        };
        let counted = |windows: u32| output::counted(windows as usize, "window");
        let (gone, back) = (counted(feed.begun), counted(feed.ended));
        writeln!(
            out,
            "feed {} ({file}, as of {}) {is_done}: without the {gone} that it added, and with the {back} that it replaced \
             or removed",
            feed.number, feed.as_of
        )
    })?;
    Ok(Outcome::Clean)
}

/// Returns what a ledger stores about a feed's file.
fn feed_file(path: &Path) -> Result<FeedFile, Failure> {
    let sha256 = sha256(path).map_err(|error| {
        let error = io_error_in_words(&error);
        Failure::new(format!("{} can't be read: {error}", path.display()))
    })?;
    let file = FeedFile::new(file_name(path), as_of::second()?, crate::NAME_AND_VERSION);
    Ok(file.sha256(sha256))
}

fn sha256(path: &Path) -> io::Result<String> {
    let mut file = BufReader::with_capacity(1 << 16, File::open(path)?);
    let mut hasher = Sha256::new();
    loop {
        let bytes = file.fill_buf()?;
        if bytes.is_empty() {
            break;
        }
        hasher.update(bytes);
        let read = bytes.len();
        file.consume(read);
    }
    let digest = hasher.finalize();
    Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}
