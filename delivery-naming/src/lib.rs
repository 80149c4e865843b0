//! Deliveries to Prime Video: checks and corrects file names, plans deliveries, and carries them out with Aspera.
//!
//! ```
//! use delivery_naming::FileName;
//!
//! let name = FileName::parse("Big_Buck_Bunny-US-Avails.xlsx")?;
//! assert!(name.sections().eq(["Big_Buck_Bunny", "US", "Avails"]));
//! assert_eq!(name.extension(), "xlsx");
//!
//! // All faults in a name are reported at once, each with its position and its remedy.
//! let faults = FileName::parse("Big Buck v1.2.xlsx").unwrap_err();
//! let messages: Vec<_> = faults.iter().map(|fault| fault.to_string()).collect();
//! assert_eq!(
//!     messages,
//!     [
//!         "character 4 is a space; write _ between words and - between sections",
//!         "character 9 is a space; write _ between words and - between sections",
//!         "character 12 is a period, and only the period before the extension is allowed; write _ or - instead",
//!     ],
//! );
//! # Ok::<(), delivery_naming::NameFaults>(())
//! ```
//!
//! # The types
//!
//! - [`FileName`] is a name that follows the rules on Prime Video's page "File naming rules", which apply to everything
//!   that is delivered in bulk: avails, manifests, metadata, images, video, audio and timed text. [`Section`] is one
//!   part of a name. [`FileName::suggest`] returns the valid name that is nearest to an invalid name.
//! - [`BacklotFileName`] is a name that follows Backlot's rules, which differ from Prime Video's.
//! - [`NameFaults`] lists everything that is wrong with an invalid name.
//! - [`AvailsName`] builds the name of an avails file from its parts. [`FileName::redelivered`] returns the name for
//!   the next delivery of a file.
//! - [`MdId`] is an asset identifier in a manifest, `md:audtrackid:…`.
//! - [`references_match`] compares the names in a manifest with the names of the delivered files. For each unmatched
//!   name, the resulting [`References`] contains the file that is probably meant, if there is one.
//!
//! The [cookbook](_cookbook) has a short program for each task. For example, one checks names in a build script, and
//! another plans a delivery and carries it out.
//!
//! # Deliveries
//!
//! With the feature `plan`, a `DeliveryPlan` is made before anything is sent. It lists the files in delivery order,
//! with their destinations, sizes and hashes, and all problems found. Making a plan starts no transfer. Plans can be
//! printed, serialized and compared. There are three targets, each of which documents its properties and limits:
//! `PrimeVideoAspera`, `PrimeVideoS3` and `Backlot`.
//!
#![cfg_attr(feature = "plan", doc = "```")]
#![cfg_attr(not(feature = "plan"), doc = "```ignore")]
//! use delivery_naming::{DeliveryPlan, PrimeVideoAspera};
//!
//! let account = PrimeVideoAspera::new("HollywoodSuperPost")?;
//! let plan = DeliveryPlan::new(account, "2026-11-21".parse()?, ["masters"]);
//! for problem in plan.problems() {
//!     println!("{problem}"); // masters: it can't be read: …
//! }
//! assert!(plan.is_stopped());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! With the feature `run`, `AsperaRun` carries out a plan for Aspera. A run starts `ascp`, retries temporary failures,
//! and keeps a journal. An interrupted run resumes from the journal, even if the plan has changed since then.
//!
//! # Features
//!
//! No feature is on by default, because checking names requires neither files nor processes.
//!
//! - `plan`: reads files and parses the manifests among them.
//! - `run`: starts `ascp`. This feature also enables `plan`.
//!
//! # Limits
//!
//! - A file name has at most 255 bytes.
//! - Manifests of at most 64 MiB are parsed, with at most 64 levels of nested elements.
//! - The search for misspelled names is skipped if it would compare more than 20 million letters. Comparing that many
//!   letters takes about a second.
//! - An `ascp` session sends at most 200 files of at most 8 MiB each, or a single file of any size.
//!
//! # Threads and Rust version
//!
//! Values such as `FileName`, `NameFaults` and `DeliveryPlan` are `Send` and `Sync`. A `Planner` holds callbacks, so
//! it has to stay on one thread. An `AsperaRun` is `Send`. A `Cancel` can stop a run from another thread. The crate
//! requires Rust 1.89.
//!
//! # Not included
//!
//! - Copying to S3 and uploading to Backlot. A plan for S3 or Backlot is a list for your own tools.
//! - Querying the status of a delivery at Prime Video.
//! - Folders at the target. Files are delivered under their names only.
//! - The sections that the File Naming Convention of the classic marketplaces requires in a name, and their order.
//! - Checking whether a name was used before. A file that is delivered again needs a new name.
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "plan")]
mod aspera;
mod avails_name;
#[cfg(feature = "plan")]
mod backlot;
mod file_name;
mod md_id;
#[cfg(feature = "plan")]
mod plan;
mod references;
#[cfg(feature = "run")]
mod run;
#[cfg(feature = "plan")]
mod s3;
mod shown;

/// The chrono types for dates and date-times in this crate's signatures.
pub use chrono::{NaiveDate, NaiveDateTime};

#[cfg(feature = "plan")]
pub use aspera::{Policy, PrimeVideoAspera, Rate, Region};
pub use avails_name::AvailsName;
#[cfg(feature = "plan")]
pub use backlot::Backlot;
pub use file_name::{
    BacklotFileName, FileName, NameAuthority, NameFault, NameFaultKind, NameFaults, Section,
};
pub use md_id::{MdId, MdIdFault, TitleId};
#[cfg(feature = "plan")]
pub use plan::{
    AvailTitle, Batch, Deadline, DeliveryPlan, Digest, Due, FileKind, KnownFiles, LeadTime,
    PlannedFile, Planner, Problem, ProblemKind, Target, TargetError, TitleMismatch, TitlePackage,
    is_left_folder, is_leftover,
};
pub use references::{Difference, MissingFile, NearMiss, References, references_match};
#[cfg(feature = "run")]
pub use run::{
    AscpEnd, AscpFailure, AsperaRun, Cancel, ChangedFile, Delivered, DeliveredFile, GoneFile,
    LeftFile, Password, PasswordFault, Pauses, PreparedRun, RunError, RunEvent, RunStatus,
};
#[cfg(feature = "plan")]
pub use s3::{PrimeVideoS3, S3Copy};

#[doc = include_str!("../docs/cookbook.md")]
pub mod _cookbook {}

#[cfg(all(doctest, feature = "run"))]
#[doc = include_str!("../README.md")]
struct Readme;
