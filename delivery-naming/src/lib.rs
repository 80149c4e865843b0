//! Deliveries to Prime Video: the names of their files, plans, and carrying them out.
//!
//! ```
//! use delivery_naming::FileName;
//!
//! let name = FileName::parse("Big_Buck_Bunny-US-Avails.xlsx")?;
//! assert!(name.sections().eq(["Big_Buck_Bunny", "US", "Avails"]));
//! assert_eq!(name.extension(), "xlsx");
//!
//! // Everything that is wrong with a name is said at once, with its place and what to do.
//! let faults = FileName::parse("Big Buck v1.2.xlsx").unwrap_err();
//! let messages: Vec<_> = faults.iter().map(|fault| fault.to_string()).collect();
//! assert_eq!(
//!     messages,
//!     [
//!         "character 4 is a space; write _ between words and - between sections",
//!         "character 9 is a space; write _ between words and - between sections",
//!         "character 12 is a period, and the one before the extension is the only one allowed; write _ or - instead",
//!     ],
//! );
//! # Ok::<(), delivery_naming::NameFaults>(())
//! ```
//!
//! # The types
//!
//! - [`FileName`] is a name that keeps the rules of Prime Video's page "File naming rules", which hold for everything
//!   that is delivered in bulk: avails, manifests, metadata, images, video, audio and timed text. [`Section`] is a
//!   part of one. [`FileName::suggest`] finds the nearest to a name that breaks them.
//! - [`BacklotFileName`] is a name that Backlot takes, whose rules are others.
//! - [`NameFaults`] is all that is wrong with a name that is neither.
//! - [`AvailsName`] makes the name of a file of avails from its parts, and [`FileName::redelivered`] the next one for
//!   a file that is delivered again.
//! - [`MdId`] is an identifier of an asset in a manifest, `md:audtrackid:…`.
//! - [`references_match`] compares the names in a manifest with the delivered ones, and finds the files that were
//!   meant, as [`References`].
//!
//! The [cookbook](_cookbook) has a short program for each task: a build script that checks names, a delivery planned
//! and carried out.
//!
//! # Deliveries
//!
//! With the feature `plan`, a `DeliveryPlan` tells before anything is sent what goes where in which order, with sizes
//! and hashes, and everything that is wrong with it. It starts nothing, and is printed, serialized and compared. There
//! are three targets, each a type with its facts and limits: `PrimeVideoAspera`, `PrimeVideoS3` and `Backlot`.
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
//! With the feature `run`, `AsperaRun` carries a plan for Aspera out: it starts `ascp`, tries again what fails for a
//! while, and keeps a journal, so that a run that was cut off goes on where it was, also with a plan that has changed.
//!
//! # Features
//!
//! None is on by default: names need neither files nor processes.
//!
//! - `plan`: reads files, and the manifests among them.
//! - `run`: starts `ascp`, and brings `plan` with it.
//!
//! # What is not here
//!
//! - Copying to S3 and uploading to Backlot: their plans are lists, for the tools that you have.
//! - Asking Prime Video what has become of a delivery.
//! - Folders at the target: files are delivered by their names alone.
//! - The sections that the File Naming Convention of the classic marketplaces wants, and in which order.
//! - Whether a name was used before: a file that is delivered again needs a new one.
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

/// The civil date and time in signatures of this crate, from chrono.
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
