//! What was sent, kept on the disk.

use std::collections::HashSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::DateTime;
use serde::{Deserialize, Serialize};

use crate::plan::BEGUN_ENDING;
use crate::{DeliveryPlan, PlannedFile};

use super::{AscpFailure, RunError};

/// A journal: lines of JSON, only ever added to, each on the disk before the run goes on.
///
/// The first line says of which plan it is, the others what was tried, what failed and what was delivered. A last line
/// that was cut off is what a run that was killed leaves; it is taken away.
pub(super) struct Journal {
    path: PathBuf,
    file: File,
    delivered: HashSet<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
enum Line {
    Plan {
        /// The number of this form of journals.
        journal: u32,
        at: String,
        fingerprint: String,
        target: String,
        files: Vec<Entry>,
    },
    Started {
        at: String,
        file: String,
        attempt: u32,
    },
    Failed {
        at: String,
        file: String,
        reason: String,
    },
    Delivered {
        at: String,
        file: String,
    },
}

/// A file, so that a person is told which one makes another plan of it.
#[derive(Serialize, Deserialize)]
struct Entry {
    name: String,
    bytes: u64,
    sha256: String,
}

const FORM: u32 = 1;

impl Journal {
    /// Opens the journal of a plan, or begins one.
    pub(super) fn open(path: &Path, plan: &DeliveryPlan) -> Result<Self, RunError> {
        let unusable = |error| RunError::journal(path, &error);
        let text = match contents(path) {
            Ok(Some(text)) => text,
            Ok(None) => {
                return Err(RunError::NoJournal {
                    path: path.to_path_buf(),
                    line: 1,
                });
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                begin(path, plan).map_err(unusable)?;
                fs::read(path).map_err(unusable)?
            }
            Err(error) => return Err(unusable(error)),
        };
        let (delivered, sound) = read(&text, path, plan)?;
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
            delivered,
        })
    }

    pub(super) fn has_delivered(&self, file: &PlannedFile) -> bool {
        self.delivered.contains(file.name())
    }

    pub(super) fn started(&mut self, file: &PlannedFile, attempt: u32) -> Result<(), RunError> {
        self.add(&Line::Started {
            at: now(),
            file: file.name().to_owned(),
            attempt,
        })
    }

    pub(super) fn failed(
        &mut self,
        file: &PlannedFile,
        failure: &AscpFailure,
    ) -> Result<(), RunError> {
        self.add(&Line::Failed {
            at: now(),
            file: file.name().to_owned(),
            reason: failure.to_string(),
        })
    }

    pub(super) fn delivered(&mut self, file: &PlannedFile) -> Result<(), RunError> {
        self.add(&Line::Delivered {
            at: now(),
            file: file.name().to_owned(),
        })
    }

    fn add(&mut self, line: &Line) -> Result<(), RunError> {
        written(line)
            .and_then(|line| self.file.write_all(&line))
            .and_then(|()| self.file.sync_data())
            .map_err(|error| RunError::journal(&self.path, &error))
    }
}

/// What every journal begins with.
const BEGINNING: &[u8] = br#"{"event":"plan","#;

/// What stands in a journal; none in a file that is not one, which can be a film of any size.
fn contents(path: &Path) -> io::Result<Option<Vec<u8>>> {
    // Opening a pipe would wait for somebody to write into it.
    if !fs::metadata(path)?.is_file() {
        return Ok(None);
    }
    let mut file = File::open(path)?;
    let mut text = Vec::new();
    (&file)
        .take(BEGINNING.len() as u64)
        .read_to_end(&mut text)?;
    if text != BEGINNING {
        return Ok(None);
    }
    file.read_to_end(&mut text)?;
    Ok(Some(text))
}

/// Writes the first line under another name, so that there is no journal without it.
fn begin(path: &Path, plan: &DeliveryPlan) -> io::Result<()> {
    let line = Line::Plan {
        journal: FORM,
        at: now(),
        fingerprint: plan.fingerprint().to_string(),
        target: plan.target().to_string(),
        files: plan.files().iter().map(Entry::of).collect(),
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
    // Where a folder can be opened, the name in it is put on the disk too.
    File::open(folder).and_then(|folder| folder.sync_all()).ok();
    Ok(())
}

/// Creates the file that becomes the journal. One that a run has left that was killed meanwhile is taken
/// away; any other file of that name is somebody else's, and a link could lead to any file.
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
        .take(BEGINNING.len() as u64)
        .read_to_end(&mut beginning)?;
    Ok(BEGINNING.starts_with(&beginning))
}

fn written(line: &Line) -> io::Result<Vec<u8>> {
    let mut line = serde_json::to_vec(line)?;
    line.push(b'\n');
    Ok(line)
}

/// The files that were delivered, and how many bytes of the journal are sound.
fn read(
    text: &[u8],
    path: &Path,
    plan: &DeliveryPlan,
) -> Result<(HashSet<String>, usize), RunError> {
    let no_journal = |line| RunError::NoJournal {
        path: path.to_path_buf(),
        line,
    };
    let mut delivered = HashSet::new();
    let mut sound = 0;
    let lines: Vec<&[u8]> = text.split_inclusive(|byte| *byte == b'\n').collect();
    for (place, line) in lines.iter().enumerate() {
        let parsed = line
            .strip_suffix(b"\n")
            .and_then(|line| serde_json::from_slice(line).ok());
        match parsed {
            Some(Line::Plan {
                journal: FORM,
                fingerprint,
                target: their_target,
                files,
                ..
            }) if place == 0 => {
                if fingerprint != plan.fingerprint().to_string() {
                    return Err(RunError::OtherPlan {
                        path: path.to_path_buf(),
                        difference: difference(&their_target, &files, plan),
                    });
                }
            }
            Some(Line::Plan { .. }) => return Err(no_journal(place + 1)),
            Some(_) if place == 0 => return Err(no_journal(1)),
            Some(Line::Delivered { file, .. }) => {
                delivered.insert(file);
            }
            Some(Line::Started { .. } | Line::Failed { .. }) => {}
            // The end of a run that was killed. The first line is never cut off.
            None if place > 0 && place + 1 == lines.len() => return Ok((delivered, sound)),
            None => return Err(no_journal(place + 1)),
        }
        sound += line.len();
    }
    match sound {
        0 => Err(no_journal(1)),
        _ => Ok((delivered, sound)),
    }
}

/// In what the plan of a journal differs from another one, in words.
fn difference(their_target: &str, theirs: &[Entry], plan: &DeliveryPlan) -> String {
    let our_target = plan.target().to_string();
    if their_target != our_target {
        return format!("that one goes to {their_target}, this one to {our_target}");
    }
    for file in plan.files() {
        let Some(entry) = theirs.iter().find(|entry| entry.name == file.name()) else {
            return format!("{} is not in it", file.name());
        };
        if entry.bytes != file.bytes() {
            return format!(
                "{} had {} bytes then, and has {} now",
                file.name(),
                entry.bytes,
                file.bytes()
            );
        }
        if entry.sha256 != file.sha256().to_string() {
            return format!("{} has other contents now than it had then", file.name());
        }
    }
    let ours: HashSet<&str> = plan.files().iter().map(PlannedFile::name).collect();
    match theirs.iter().find(|entry| !ours.contains(&*entry.name)) {
        Some(entry) => format!("{} is in it, and not in this one", entry.name),
        None => "its files are in another order".to_owned(),
    }
}

impl Entry {
    fn of(file: &PlannedFile) -> Self {
        Self {
            name: file.name().to_owned(),
            bytes: file.bytes(),
            sha256: file.sha256().to_string(),
        }
    }
}

/// For the person who reads the journal; nothing is decided by it.
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
