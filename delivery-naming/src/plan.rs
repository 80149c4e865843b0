//! Delivery plans: what goes where, in which order, and what is wrong with it.

mod contents;
mod decode;
mod manifest;
mod order;
mod problem;
mod scan;
mod target;
mod text;

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate, NaiveDateTime};
use serde::{Serialize, Serializer};
use sha2::{Digest as _, Sha256};

#[cfg(feature = "run")]
pub(crate) use scan::{BEGUN_ENDING, LOCK_ENDING};

pub use problem::{Problem, ProblemKind};
pub use target::{LeadTime, Target, TargetError};

/// What is delivered, to whom, in which order, and everything that is wrong with it.
///
/// A plan is made from the files as they are: each is read once, for its size and hashes, and manifests for the
/// files that they name. Making one never fails; what is wrong is in [`problems`](Self::problems), and a plan with
/// one that [stops](Problem::stops) it is not to be carried out. A plan starts nothing and needs no network.
///
/// It is a value: it prints as a page for the person who delivers, it serializes (to JSON, for example) under a
/// [schema number](Self::SCHEMA), and it compares.
///
/// ```
/// use delivery_naming::{DeliveryPlan, PrimeVideoAspera};
/// # let folder = tempfile::tempdir().unwrap();
/// # let masters = folder.path();
/// std::fs::write(masters.join("Harbor-US-Avails.xlsx"), "rows")?;
/// std::fs::write(masters.join("Harbor US.mov"), "pictures")?;
///
/// let today = "2026-11-21".parse()?;
/// let plan = DeliveryPlan::new(PrimeVideoAspera::new("HollywoodSuperPost")?, today, [masters]);
/// assert_eq!(plan.files()[0].name(), "Harbor-US-Avails.xlsx"); // Avails go first.
/// assert!(plan.is_stopped()); // A name with a space is not ingested.
/// println!("{plan}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeliveryPlan {
    schema: u32,
    target: Target,
    #[serde(serialize_with = "as_text")]
    as_of: NaiveDate,
    fingerprint: Digest<32>,
    deadlines: Vec<Deadline>,
    files: Vec<PlannedFile>,
    batches: Vec<Batch>,
    problems: Vec<Problem>,
}

impl DeliveryPlan {
    /// The number of the form in which plans are serialized. It grows when a reader has to change.
    pub const SCHEMA: u32 = 1;

    /// Plans the delivery of files, and of all files in folders, starting on a day.
    ///
    /// Files are delivered by their names alone: a folder is a way to name its files, and is not made at the target.
    /// What operating systems leave in folders (`.DS_Store`, `Thumbs.db`) stays there, and a problem says so.
    pub fn new<P: AsRef<Path>>(
        target: impl Into<Target>,
        as_of: NaiveDate,
        paths: impl IntoIterator<Item = P>,
    ) -> Self {
        Planner::new(target, as_of).plan(paths)
    }

    /// To whom it goes.
    #[must_use]
    pub fn target(&self) -> &Target {
        &self.target
    }

    /// The day on which the delivery starts.
    #[must_use]
    pub fn as_of(&self) -> NaiveDate {
        self.as_of
    }

    /// The files, in the order in which they are delivered. A file that could not be read is not among them.
    #[must_use]
    pub fn files(&self) -> &[PlannedFile] {
        &self.files
    }

    /// The batches, one after the other: a batch is delivered, and ingested, before the next one starts.
    #[must_use]
    pub fn batches(&self) -> &[Batch] {
        &self.batches
    }

    /// Until when what has to be there.
    #[must_use]
    pub fn deadlines(&self) -> &[Deadline] {
        &self.deadlines
    }

    /// Everything that is wrong, what stops the delivery first.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Whether a problem stops the delivery.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.problems.iter().any(Problem::stops)
    }

    /// The sizes of all files together, in bytes.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(PlannedFile::bytes).sum()
    }

    /// The hash of what is delivered: of the target, and of the files with their names and contents in their order.
    ///
    /// Two plans with one fingerprint deliver the same, wherever the files are stored and on whichever day.
    #[must_use]
    pub fn fingerprint(&self) -> Digest<32> {
        self.fingerprint
    }
}

/// A file of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlannedFile {
    name: String,
    #[serde(serialize_with = "as_path")]
    source: PathBuf,
    destination: String,
    kind: FileKind,
    bytes: u64,
    #[serde(serialize_with = "as_moment")]
    modified: Option<NaiveDateTime>,
    sha256: Digest<32>,
    md5: Digest<16>,
}

impl PlannedFile {
    /// The name under which it is delivered.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where it is read from: an absolute path.
    #[must_use]
    pub fn source(&self) -> &Path {
        &self.source
    }

    /// Where it goes: folder and name in an Aspera account or on Backlot, the `s3://` address behind an access point.
    #[must_use]
    pub fn destination(&self) -> &str {
        &self.destination
    }

    /// What it is.
    #[must_use]
    pub fn kind(&self) -> FileKind {
        self.kind
    }

    /// How large it is.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// When it was last changed, in UTC, if the file system says so.
    #[must_use]
    pub fn modified(&self) -> Option<NaiveDateTime> {
        self.modified
    }

    /// The SHA-256 of what is in it.
    #[must_use]
    pub fn sha256(&self) -> Digest<32> {
        self.sha256
    }

    /// The MD5 of what is in it, for receivers that ask for it. It shows damage, not tampering.
    #[must_use]
    pub fn md5(&self) -> Digest<16> {
        self.md5
    }

    /// Whether the file is still as it was read, by its size and the time of its last change.
    ///
    /// # Errors
    ///
    /// What the file system says if it does not tell.
    pub fn is_unchanged(&self) -> std::io::Result<bool> {
        let now = std::fs::metadata(&self.source)?;
        Ok(now.is_file()
            && now.len() == self.bytes
            && contents::moment(now.modified()) == self.modified)
    }
}

/// What a file of a delivery is, as far as its order depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum FileKind {
    /// Avails: a workbook, or XML with the root `AvailList`.
    Avails,
    /// Metadata of a title: Media Entertainment Core, XML with the root `CoreMetadata`.
    Metadata,
    /// Anything else: video, audio, timed text, images.
    Asset,
    /// What names the files that belong together: Media Manifest Core at Prime Video (XML with the root
    /// `MediaManifest`), an MRSS or CSV manifest at Backlot.
    Manifest,
    /// XML or a table that may be a manifest and could not be understood. It goes after everything else.
    Unknown,
}

/// Files that may be on the target's server at the same time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Batch {
    /// Which of the plan's files it is, by their places from 0.
    pub files: Range<usize>,
    /// Their sizes together.
    pub bytes: u64,
}

/// A day until which something has to have arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub struct Deadline {
    /// What has to be there.
    pub what: Due,
    /// The last day.
    #[serde(serialize_with = "as_text")]
    pub by: NaiveDate,
}

/// What has to be there on a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Due {
    /// The avails, before the title goes live.
    Avails,
    /// Everything else, before the title goes live.
    Assets,
    /// Whole packages, or Backlot deletes what is there of them.
    WholePackages,
}

/// A hash, written in small hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest<const N: usize>([u8; N]);

impl<const N: usize> Digest<N> {
    /// Its bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; N] {
        &self.0
    }
}

impl<const N: usize> fmt::Display for Digest<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl<const N: usize> fmt::Debug for Digest<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<const N: usize> Serialize for Digest<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Makes a [`DeliveryPlan`], for those who want more than [`DeliveryPlan::new`] says.
///
/// ```
/// use delivery_naming::{Backlot, Planner};
///
/// let (mut read, today) = (0, "2026-11-21".parse()?);
/// let plan = Planner::new(Backlot::new(), today)
///     .on_read(|bytes| read += bytes) // Masters are large: show that something happens.
///     .plan(["Cargo.toml"]);
/// assert_eq!(read, plan.bytes());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Planner<'a> {
    target: Target,
    as_of: NaiveDate,
    live: Option<(NaiveDate, LeadTime)>,
    journal: Option<PathBuf>,
    on_read: Box<dyn FnMut(u64) + 'a>,
}

impl<'a> Planner<'a> {
    /// A planner for deliveries that start on a day.
    pub fn new(target: impl Into<Target>, as_of: NaiveDate) -> Self {
        Self {
            target: target.into(),
            as_of,
            live: None,
            journal: None,
            on_read: Box::new(|_| ()),
        }
    }

    /// Tells when the titles go live at Prime Video, from which follows when the files have to be there.
    #[must_use]
    pub fn live_on(mut self, day: NaiveDate, lead_time: LeadTime) -> Self {
        self.live = Some((day, lead_time));
        self
    }

    /// Tells where the journal of the run is or will be. It and its lock are not delivered, though they be in a folder
    /// that is.
    #[must_use]
    pub fn with_journal(mut self, journal: impl Into<PathBuf>) -> Self {
        self.journal = Some(journal.into());
        self
    }

    /// Is called with the number of bytes each time that some have been read.
    #[must_use]
    pub fn on_read(mut self, on_read: impl FnMut(u64) + 'a) -> Self {
        self.on_read = Box::new(on_read);
        self
    }

    /// Reads the files and plans their delivery.
    pub fn plan<P: AsRef<Path>>(mut self, paths: impl IntoIterator<Item = P>) -> DeliveryPlan {
        let mut problems = Vec::new();
        let sources = scan::files(paths, self.journal.as_deref(), &mut problems);
        let mut files: Vec<scan::Scanned> = sources
            .into_iter()
            .filter_map(|source| scan::read(source, &self.target, &mut self.on_read, &mut problems))
            .collect();
        let batches = order::arrange(&mut files, &self.target);
        problem::find(&files, &batches, &self.target, &mut problems);
        let deadlines = self.deadlines();
        problems.extend(deadlines.iter().filter(|due| due.by < self.as_of).map(late));
        // What stops the delivery is read first; the order stays otherwise.
        problems.sort_by_key(|problem| !problem.stops());
        let files: Vec<PlannedFile> = files.into_iter().map(|scanned| scanned.file).collect();
        DeliveryPlan {
            schema: DeliveryPlan::SCHEMA,
            fingerprint: fingerprint(&self.target, &files),
            target: self.target,
            as_of: self.as_of,
            deadlines,
            files,
            batches,
            problems,
        }
    }

    fn deadlines(&self) -> Vec<Deadline> {
        let deadline = |what, by: Option<NaiveDate>| Some(Deadline { what, by: by? });
        if let Target::Backlot(_) = self.target {
            let by = self
                .as_of
                .checked_add_days(Days::new(crate::Backlot::DAYS_KEPT));
            return deadline(Due::WholePackages, by).into_iter().collect();
        }
        let Some((live, lead_time)) = self.live else {
            return Vec::new();
        };
        let before = |days| live.checked_sub_days(Days::new(days));
        [
            deadline(Due::Avails, before(lead_time.avails_days())),
            deadline(Due::Assets, before(lead_time.assets_days())),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

impl fmt::Debug for Planner<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Planner")
            .field("target", &self.target)
            .field("as_of", &self.as_of)
            .field("live", &self.live)
            .finish_non_exhaustive()
    }
}

fn late(deadline: &Deadline) -> Problem {
    Problem::new("", ProblemKind::Late(*deadline))
}

/// Each part is hashed with its length before it, so that no two plans run together to one text.
fn fingerprint(target: &Target, files: &[PlannedFile]) -> Digest<32> {
    let mut hash = Sha256::new();
    let mut add = |part: &[u8]| {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    };
    add(b"delivery 1");
    add(target.kind().as_bytes());
    add(target.to_string().as_bytes());
    for file in files {
        add(file.name.as_bytes());
        add(file.destination.as_bytes());
        add(file.sha256.as_bytes());
    }
    Digest(hash.finalize().into())
}

fn as_text<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

fn as_moment<S: Serializer>(
    moment: &Option<NaiveDateTime>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match moment {
        Some(moment) => serializer.collect_str(&moment.format("%Y-%m-%dT%H:%M:%S%.fZ")),
        None => serializer.serialize_none(),
    }
}

/// A path that is not Unicode is written as well as it can be: it is there to be read, not to be opened.
fn as_path<S: Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&path.display())
}
