//! File names that Prime Video takes in a delivery.
//!
//! ```
//! use delivery_naming::FileName;
//!
//! let name = FileName::check("Big_Buck_Bunny-US-Avails.xlsx")?;
//! assert!(name.sections().eq(["Big_Buck_Bunny", "US", "Avails"]));
//! assert_eq!(name.extension(), "xlsx");
//!
//! // Everything that is wrong with a name is said at once, with its place and what to do.
//! let faults = FileName::check("Big Buck v1.2.xlsx").unwrap_err();
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
//! [`FileName`] is a name that has passed the rules of Prime Video's page "File naming rules", which hold for
//! everything that is delivered in bulk: avails, manifests, metadata, images, video, audio and timed text.
//! [`NameFaults`] is what is wrong with one that has not.
//!
//! # What is not here
//!
//! - A better name for one that breaks the rules: what an `é` or a space should become is for a person to say.
//! - The sections that the File Naming Convention of the classic marketplaces wants, and in which order.
//! - Whether a name was used before: a file that is delivered again needs a new one.
//! - The transfer itself.

mod file_name;

pub use file_name::{FileName, NameFault, NameFaultKind, NameFaults};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
