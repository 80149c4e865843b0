//! The journal: a record, on disk, of the files that were delivered.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::DateTime;
use serde::{Deserialize, Serialize};

use crate::plan::{BEGUN_ENDING, JOURNAL_BEGINNING, KnownFile, MOMENT};
use crate::{DeliveryPlan, Digest, KnownFiles, PlannedFile, Target};

use super::{AscpFailure, RunError, RunStatus};

mod state;

use state::{Delivery, State};

/// An append-only journal. Each line is JSON.
///
/// The first line names the target. The other lines record planned, read, started, failed and delivered files. A
/// delivered file is identified by its destination and hash, so the journal stays valid when the plan changes. A killed
/// run can leave an incomplete last line, which is removed.
pub(super) struct Journal {
    path: PathBuf,
    file: File,
    /// The total length of the complete lines, in bytes.
    sound: u64,
    state: State,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
enum Line {
    Journal {
        /// The version of the journal format.
        journal: u32,
        at: String,
        target: String,
    },
    /// A file was read to compute its hashes, which stay valid until the file's size or modification time changes.
    Read {
        source: String,
        bytes: u64,
        modified: String,
        sha256: Digest<32>,
        md5: Digest<16>,
    },
    /// A run has started. The line contains the names of its files.
    Plan {
        at: String,
        fingerprint: Digest<32>,
        files: Vec<String>,
    },
    Started {
        at: String,
        files: Vec<String>,
        attempt: u32,
    },
    Failed {
        at: String,
        files: Vec<String>,
        reason: String,
    },
    Delivered {
        at: String,
        file: String,
        destination: String,
        bytes: u64,
        sha256: Digest<32>,
    },
}

const FORM: u32 = 2;

impl Journal {
    /// Opens or creates the journal for deliveries to a target.
    pub(super) fn open(path: &Path, target: &Target) -> Result<Self, RunError> {
        let unusable = |error| RunError::journal(path, &error);
        let text = match contents(path)? {
            Some(text) => text,
            None => {
                begin(path, target).map_err(unusable)?;
                fs::read(path).map_err(unusable)?
            }
        };
        let (state, sound) = State::read(&text, path)?;
        state.expect(target, path)?;
        let file = OpenOptions::new()
            .append(true)
            .open(path)
            .map_err(unusable)?;
        if sound < text.len() {
            file.set_len(sound as u64).map_err(unusable)?;
        }
        Ok(Self {
            path: path.to_path_buf(),
            file,
            sound: sound as u64,
            state,
        })
    }

    /// Compares a plan with a journal. If there is no journal, no file is considered delivered.
    pub(super) fn status(path: &Path, plan: &DeliveryPlan) -> Result<RunStatus, RunError> {
        let Some(text) = contents(path)? else {
            return Ok(State::default().status(plan));
        };
        let (state, _) = State::read(&text, path)?;
        state.expect(plan.target(), path)?;
        Ok(state.status(plan))
    }

    /// The facts about files in a journal. The result is empty if the file does not exist or is not a journal.
    pub(super) fn known_files_in(path: &Path) -> KnownFiles {
        let text = contents(path).ok().flatten();
        let state = text.and_then(|text| State::read(&text, path).ok());
        state.map(|(state, _)| state.known).unwrap_or_default()
    }

    pub(super) fn of_plan(&self, plan: &DeliveryPlan) -> RunStatus {
        self.state.status(plan)
    }

    pub(super) fn known_files(&self) -> &KnownFiles {
        &self.state.known
    }

    /// Whether this file was delivered with these contents.
    pub(super) fn has_delivered(&self, file: &PlannedFile) -> bool {
        let delivery = self.state.delivered.get(file.destination());
        delivery.is_some_and(|delivery| delivery.sha256 == file.sha256())
    }

    /// Records a file that was read. A file whose path is not Unicode is not recorded, so the next run reads it again.
    pub(super) fn read(&mut self, file: &PlannedFile) -> Result<(), RunError> {
        let (Some(source), Some(known)) = (file.source().to_str(), KnownFile::of(file)) else {
            return Ok(());
        };
        if self.state.known.has(file.source(), &known) {
            return Ok(());
        }
        self.add(&Line::Read {
            source: source.to_owned(),
            bytes: known.bytes,
            modified: known.modified.format(MOMENT).to_string(),
            sha256: known.sha256,
            md5: known.md5,
        })
    }

    pub(super) fn begun(&mut self, plan: &DeliveryPlan) -> Result<(), RunError> {
        let names: Vec<String> = plan
            .files()
            .iter()
            .map(|file| file.name().to_owned())
            .collect();
        let now = (plan.fingerprint(), names);
        if self.state.last_plan.as_ref() == Some(&now) {
            return Ok(());
        }
        self.add(&Line::Plan {
            at: self::now(),
            fingerprint: now.0,
            files: now.1,
        })?;
        self.sync()
    }

    pub(super) fn started(&mut self, files: &[&PlannedFile], attempt: u32) -> Result<(), RunError> {
        self.add(&Line::Started {
            at: now(),
            files: names(files),
            attempt,
        })?;
        self.sync()
    }

    pub(super) fn failed(
        &mut self,
        files: &[&PlannedFile],
        failure: &AscpFailure,
    ) -> Result<(), RunError> {
        self.add(&Line::Failed {
            at: now(),
            files: names(files),
            reason: failure.to_string(),
        })?;
        self.sync()
    }

    /// Records that a file has arrived. The line is not lost if the process is killed. After the next
    /// [`sync`](Self::sync), the line also survives a power failure.
    pub(super) fn delivered(&mut self, file: &PlannedFile) -> Result<(), RunError> {
        let at = now();
        self.add(&Line::Delivered {
            at: at.clone(),
            file: file.name().to_owned(),
            destination: file.destination().to_owned(),
            bytes: file.bytes(),
            sha256: file.sha256(),
        })?;
        let delivery = Delivery {
            name: file.name().to_owned(),
            at,
            sha256: file.sha256(),
        };
        self.state
            .delivered
            .insert(file.destination().to_owned(), delivery);
        Ok(())
    }

    pub(super) fn sync(&self) -> Result<(), RunError> {
        self.file
            .sync_data()
            .map_err(|error| RunError::journal(&self.path, &error))
    }

    fn add(&mut self, line: &Line) -> Result<(), RunError> {
        let line = written(line).map_err(|error| RunError::journal(&self.path, &error))?;
        if let Err(error) = self.file.write_all(&line) {
            // A part of the line may have been written before the disk filled up. Another line after that part would
            // make the journal unreadable, so the part is removed.
            self.file.set_len(self.sound).ok();
            return Err(RunError::journal(&self.path, &error));
        }
        self.sound += line.len() as u64;
        Ok(())
    }
}

fn names(files: &[&PlannedFile]) -> Vec<String> {
    files.iter().map(|file| file.name().to_owned()).collect()
}

/// The contents of a journal, or `None` if the file does not exist. Only the beginning of a file that is not a journal
/// is read, because it could be a movie of any size.
fn contents(path: &Path) -> Result<Option<Vec<u8>>, RunError> {
    let unusable = |error| RunError::journal(path, &error);
    let found = match fs::metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return match fs::read_link(path) {
                Ok(to) => Err(RunError::JournalLink {
                    path: path.to_path_buf(),
                    to,
                }),
                Err(_) => Ok(None),
            };
        }
        Err(error) => return Err(unusable(error)),
    };
    let no_journal = RunError::NoJournal {
        path: path.to_path_buf(),
        line: 1,
    };
    // Opening a pipe would block until another process writes to it.
    if !found.is_file() {
        return Err(no_journal);
    }
    let mut file = File::open(path).map_err(unusable)?;
    let mut text = Vec::new();
    (&file)
        .take(JOURNAL_BEGINNING.len() as u64)
        .read_to_end(&mut text)
        .map_err(unusable)?;
    if text != JOURNAL_BEGINNING {
        return Err(no_journal);
    }
    file.read_to_end(&mut text).map_err(unusable)?;
    Ok(Some(text))
}

/// Writes the first line under a temporary name, so that a journal never exists without that line.
fn begin(path: &Path, target: &Target) -> io::Result<()> {
    let line = Line::Journal {
        journal: FORM,
        at: now(),
        target: target.to_string(),
    };
    let mut new = path.as_os_str().to_owned();
    new.push(BEGUN_ENDING);
    let mut file = create_begun(Path::new(&new))?;
    file.write_all(&written(&line)?)?;
    file.sync_all()?;
    fs::rename(&new, path)?;
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    // If the folder can be opened, the folder's new entry is synced too.
    File::open(folder).and_then(|folder| folder.sync_all()).ok();
    Ok(())
}

/// Creates the temporary file that becomes the journal. A file that a killed run left behind is replaced. Any other
/// file with that name is kept, because it belongs to another program. A link is kept too, because its target could be
/// any file.
fn create_begun(path: &Path) -> io::Result<File> {
    let create = || OpenOptions::new().write(true).create_new(true).open(path);
    match create() {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            if !is_begun_journal(path)? {
                return Err(io::Error::new(
                    io::ErrorKind::AlreadyExists,
                    "the file that ends in .new beside it is in the way; move it away",
                ));
            }
            fs::remove_file(path)?;
            create()
        }
        created => created,
    }
}

fn is_begun_journal(path: &Path) -> io::Result<bool> {
    if !fs::symlink_metadata(path)?.is_file() {
        return Ok(false);
    }
    let mut beginning = Vec::new();
    File::open(path)?
        .take(JOURNAL_BEGINNING.len() as u64)
        .read_to_end(&mut beginning)?;
    Ok(JOURNAL_BEGINNING.starts_with(&beginning))
}

fn written(line: &Line) -> io::Result<Vec<u8>> {
    let mut line = serde_json::to_vec(line)?;
    line.push(b'\n');
    Ok(line)
}

/// The current time, for people who read the journal. No decision depends on this time.
fn now() -> String {
    let now = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .ok()
        .and_then(|time| i64::try_from(time.as_secs()).ok())
        .and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    match now {
        Some(now) => now.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        None => "unknown".to_owned(),
    }
}
