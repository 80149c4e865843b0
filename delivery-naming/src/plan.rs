//! Delivery plans: what goes where, in which order, and what is wrong with it.

mod contents;
mod decode;
mod digest;
mod file;
mod find;
mod known;
mod leftover;
mod manifest;
mod order;
mod planner;
mod problem;
mod read;
mod recheck;
mod scan;
mod target;
mod text;
mod titles;

use std::ops::Range;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use sha2::{Digest as _, Sha256};

#[cfg(feature = "run")]
pub(crate) use scan::{BEGUN_ENDING, JOURNAL_BEGINNING, LOCK_ENDING};

pub use digest::Digest;
#[cfg(feature = "run")]
pub(crate) use file::MOMENT;
pub use file::{FileKind, PlannedFile};
#[cfg(feature = "run")]
pub(crate) use known::KnownFile;
pub use known::KnownFiles;
pub use leftover::{is_left_folder, is_leftover};
pub use planner::Planner;
pub use problem::{Problem, ProblemKind};
pub use target::{LeadTime, Target, TargetError};
#[cfg(feature = "run")]
pub(crate) use text::Size;
pub use titles::{AvailTitle, TitleMismatch, TitlePackage};

/// What is delivered, to whom, in which order, and everything that is wrong with it.
///
/// A plan is made from the files as they are: each is read once, for its size and hashes, and manifests for the
/// files that they name. Making one never fails; what is wrong is in [`problems`](Self::problems), and a plan with
/// one that [stops](Problem::stops) it is not to be carried out. A plan starts nothing and needs no network.
///
/// It is a value: it prints as a page for the person who delivers, it serializes (to JSON, for example) under a
/// [schema number](Self::SCHEMA) and is read back, and it compares. A plan that was read back says with
/// [`recheck`](Self::recheck) what has changed since it was made.
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
    /// What was planned, as absolute paths.
    paths: Vec<PathBuf>,
    fingerprint: Digest<32>,
    deadlines: Vec<Deadline>,
    files: Vec<PlannedFile>,
    batches: Vec<Batch>,
    problems: Vec<Problem>,
}

impl DeliveryPlan {
    /// The number of the form in which plans are serialized. It grows when a reader has to change.
    pub const SCHEMA: u32 = 2;

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

    /// Adds what else is wrong, such as [`TitlePackage::mismatches`] finds.
    pub fn add_problems(&mut self, problems: impl IntoIterator<Item = Problem>) {
        self.problems.extend(problems);
        self.problems.sort_by_key(|problem| !problem.stops());
    }

    /// Whether a problem stops the delivery.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.problems.iter().any(Problem::stops)
    }

    /// The sizes of all files together, in bytes.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        let sizes = self.files.iter().map(PlannedFile::bytes);
        sizes.fold(0, u64::saturating_add)
    }

    /// The files and folders that were planned, as absolute paths.
    #[must_use]
    pub fn paths(&self) -> &[PathBuf] {
        &self.paths
    }

    /// A name for the journal of the run: the same whenever these paths are delivered to this target, whatever has
    /// changed in them, and another one for anything else.
    ///
    /// ```
    /// use delivery_naming::{DeliveryPlan, PrimeVideoAspera};
    ///
    /// let account = PrimeVideoAspera::new("HollywoodSuperPost")?;
    /// let plan = DeliveryPlan::new(account, "2026-11-21".parse()?, ["src"]);
    /// let name = plan.journal_name();
    /// assert!(name.starts_with("ema-delivery-src-") && name.ends_with(".journal"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn journal_name(&self) -> String {
        planner::journal_name(&self.target, &self.paths)
    }

    /// What is known of its files, so that another plan need not read them again.
    #[must_use]
    pub fn known_files(&self) -> KnownFiles {
        self.files.iter().collect()
    }

    /// The hash of what is delivered: of the target, and of the files with their names and contents in their order.
    ///
    /// Two plans with one fingerprint deliver the same, wherever the files are stored and on whichever day.
    #[must_use]
    pub fn fingerprint(&self) -> Digest<32> {
        self.fingerprint
    }
}

/// Files that may be on the target's server at the same time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Batch {
    /// Which of the plan's files it is, by their places from 0.
    pub files: Range<usize>,
    /// Their sizes together.
    pub bytes: u64,
}

/// A day until which something has to have arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Deadline {
    /// What has to be there.
    pub what: Due,
    /// The last day.
    #[serde(serialize_with = "as_text", deserialize_with = "from_text")]
    pub by: NaiveDate,
}

/// What has to be there on a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
        add(file.name().as_bytes());
        add(file.destination().as_bytes());
        add(file.sha256().as_bytes());
    }
    Digest::new(hash.finalize().into())
}

fn as_text<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

fn from_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    String::deserialize(deserializer)?
        .parse()
        .map_err(D::Error::custom)
}
