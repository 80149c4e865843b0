//! Mismatches between avails and a package.

use std::fmt;

use crate::NearMiss;
use crate::shown::{Named, Seen};

use super::Document;

/// A mismatch between the titles in avails and the titles in a package.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TitleMismatch {
    /// An ID in the avails has no document, but a nearly identical ID has one.
    Near {
        /// `metadata (MEC)` or `manifest (MMC)`.
        document: &'static str,
        /// The ID in the avails.
        id: String,
        /// The ID in the package.
        near: NearMiss,
        /// Whether the IDs differ only in details such as case or blanks, and are therefore probably meant to be the
        /// same.
        stops: bool,
    },
    /// Some IDs in the avails have no document.
    Without {
        /// `metadata (MEC)` or `manifest (MMC)`.
        document: &'static str,
        /// The IDs without a document. This list is never empty.
        ids: Vec<String>,
        /// The number of IDs in the avails.
        of: usize,
    },
    /// A title in the package is not in the avails.
    NoAvail {
        /// The ID of the title.
        id: String,
    },
    /// The Partner Alias in the package's IDs is not the DisplayName in the avails.
    OtherPartner {
        /// The DisplayName in the avails.
        display_name: String,
        /// The Partner Alias in the package.
        alias: String,
        /// The file that contains the alias.
        file: String,
    },
    /// A row licenses UHD, but the video in the manifest has a lower resolution.
    NoUhdVideo {
        /// The manifest.
        file: String,
    },
}

impl Document {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Metadata => "metadata (MEC)",
            Self::Manifest => "manifest (MMC)",
        }
    }
}

/// The number of IDs that are listed individually.
const NAMED: usize = 5;

impl TitleMismatch {
    pub(in super::super) fn name(&self) -> &'static str {
        match self {
            Self::Near { .. } => "title-id",
            Self::Without { .. } => "title-without-package",
            Self::NoAvail { .. } => "title-without-avail",
            Self::OtherPartner { .. } => "partner-alias",
            Self::NoUhdVideo { .. } => "no-uhd-video",
        }
    }

    pub(in super::super) fn stops(&self) -> bool {
        matches!(self, Self::Near { stops: true, .. })
    }

    pub(in super::super) fn help(&self) -> &'static str {
        match self {
            Self::Near { .. } => {
                "Write the same ID in both, letter for letter; Prime Video matches avails and packages by it."
            }
            Self::Without { .. } => "Add them, unless they have been delivered before.",
            Self::NoAvail { .. } => {
                "Add the title to the avails, unless its avails have been delivered before."
            }
            Self::OtherPartner { .. } => {
                "Write the Partner Alias that Prime Video has given you in both, letter for letter."
            }
            Self::NoUhdVideo { .. } => {
                "Add the UHD video, or take the UHD row out of the avails; a title is published in the highest \
                 resolution of its avails."
            }
        }
    }
}

impl fmt::Display for TitleMismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Near {
                document, id, near, ..
            } => {
                write!(
                    f,
                    "its ID `{}` has no {document} in the delivery; `{}` does, and differs in ",
                    Seen(id),
                    Seen(&near.delivered)
                )?;
                for (index, difference) in near.differences.iter().enumerate() {
                    let before = if index == 0 { "" } else { " and " };
                    write!(f, "{before}{difference}")?;
                }
                let named =
                    |c: Option<char>| c.map_or("missing".to_owned(), |c| Named(c).to_string());
                write!(
                    f,
                    ": character {} is {} in the avails and {} in the package",
                    near.character,
                    named(near.in_manifest),
                    named(near.in_file)
                )
            }
            Self::Without { document, ids, of } => {
                let named: Vec<String> = ids
                    .iter()
                    .take(NAMED)
                    .map(|id| format!("`{}`", Seen(id)))
                    .collect();
                let more = match ids.len() {
                    ..=NAMED => "",
                    _ => ", …",
                };
                write!(
                    f,
                    "{} of the {of} IDs of the avails {} no {document} in the delivery: {}{more}",
                    ids.len(),
                    if ids.len() == 1 { "has" } else { "have" },
                    named.join(", ")
                )
            }
            Self::NoAvail { id } => write!(
                f,
                "its title `{}` is not in the avails of the delivery",
                Seen(id)
            ),
            Self::OtherPartner {
                display_name,
                alias,
                file,
            } => write!(
                f,
                "its DisplayName is `{}`, and the Partner Alias in the IDs of {} is `{}`",
                Seen(display_name),
                Seen(file),
                Seen(alias)
            ),
            Self::NoUhdVideo { file } => write!(
                f,
                "it licenses UHD, and the largest video of {} has fewer than 3840 x 2160 pixels",
                Seen(file)
            ),
        }
    }
}
