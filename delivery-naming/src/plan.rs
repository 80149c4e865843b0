//! Delivery plans: the files in a delivery, their order and destinations, and the problems found.

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

/// The files in a delivery, their target and order, and every problem found.
///
/// A plan is made from the files as they are now. Each file is read once to determine its size and hashes. Manifests
/// are also parsed to find the files that they name. Making a plan never fails. Instead, problems are listed in
/// [`problems`](Self::problems). A plan with a problem that [stops](Problem::stops) it must not be carried out. Making
/// a plan starts no transfer and needs no network.
///
/// A plan is plain data. It can be compared, printed as a page for the person who delivers the files, serialized (for
/// example to JSON, with a [schema number](Self::SCHEMA)), and deserialized. [`recheck`](Self::recheck) adds a problem
/// to a deserialized plan for each change since the plan was made.
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
    /// The planned files and folders, as absolute paths.
    paths: Vec<PathBuf>,
    fingerprint: Digest<32>,
    deadlines: Vec<Deadline>,
    files: Vec<PlannedFile>,
    batches: Vec<Batch>,
    problems: Vec<Problem>,
}

impl DeliveryPlan {
    /// The version of the serialized form. It increases when programs that read the form need to change.
    pub const SCHEMA: u32 = 2;

    /// Plans a delivery that starts on the day `as_of`. Each path is a file, or a folder whose files are all delivered.
    ///
    /// Files are delivered without their folders. A folder is only a shorthand for its files and is not created at the
    /// target. Files that operating systems leave in folders (`.DS_Store`, `Thumbs.db`) are listed as problems and not
    /// delivered.
    pub fn new<P: AsRef<Path>>(
        target: impl Into<Target>,
        as_of: NaiveDate,
        paths: impl IntoIterator<Item = P>,
    ) -> Self {
        Planner::new(target, as_of).plan(paths)
    }

    /// The recipient of the files.
    #[must_use]
    pub fn target(&self) -> &Target {
        &self.target
    }

    /// The day when the delivery starts.
    #[must_use]
    pub fn as_of(&self) -> NaiveDate {
        self.as_of
    }

    /// The files, in delivery order. Files that could not be read are left out.
    #[must_use]
    pub fn files(&self) -> &[PlannedFile] {
        &self.files
    }

    /// The batches, in order. Each batch is delivered and ingested before the next one starts.
    #[must_use]
    pub fn batches(&self) -> &[Batch] {
        &self.batches
    }

    /// The days by which the avails, assets or packages have to arrive.
    #[must_use]
    pub fn deadlines(&self) -> &[Deadline] {
        &self.deadlines
    }

    /// All problems. Problems that stop the delivery come first.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Adds problems from other checks, such as [`TitlePackage::mismatches`].
    pub fn add_problems(&mut self, problems: impl IntoIterator<Item = Problem>) {
        self.problems.extend(problems);
        self.problems.sort_by_key(|problem| !problem.stops());
    }

    /// Whether a problem stops the delivery.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.problems.iter().any(Problem::stops)
    }

    /// The total size of all files, in bytes.
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

    /// A name for the run's journal. It depends only on the paths and the target, not on the files' contents, so the
    /// same delivery always gets the same journal.
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

    /// The sizes, times and hashes of the plan's files, so that another plan does not have to read them again.
    #[must_use]
    pub fn known_files(&self) -> KnownFiles {
        self.files.iter().collect()
    }

    /// A hash of the target and the files, including the files' names, contents and order.
    ///
    /// Two plans with the same fingerprint deliver the same files, regardless of the day and of where the files are
    /// stored.
    #[must_use]
    pub fn fingerprint(&self) -> Digest<32> {
        self.fingerprint
    }
}

/// Files that may be on the target's server at the same time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Batch {
    /// The zero-based indexes of the batch's files in the plan's list.
    pub files: Range<usize>,
    /// The files' total size in bytes.
    pub bytes: u64,
}

/// A day by which a part of the delivery must arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Deadline {
    /// The part of the delivery that is due.
    pub what: Due,
    /// The last day on which it can arrive.
    #[serde(serialize_with = "as_text", deserialize_with = "from_text")]
    pub by: NaiveDate,
}

/// The part of a delivery that is due by a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Due {
    /// The avails, which must arrive before the title goes live.
    Avails,
    /// All other files, which must arrive before the title goes live.
    Assets,
    /// Whole packages. Backlot deletes incomplete packages.
    WholePackages,
}

/// Hashes the target and the files. Each part is preceded by its length, so the hashed bytes of two different plans are
/// never the same.
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
