//! The files in a plan.

use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::{Digest, contents};

/// A file in a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedFile {
    pub(super) name: String,
    #[serde(serialize_with = "as_path")]
    pub(super) source: PathBuf,
    pub(super) destination: String,
    pub(super) kind: FileKind,
    pub(super) bytes: u64,
    #[serde(serialize_with = "as_moment", deserialize_with = "from_moment")]
    pub(super) modified: Option<NaiveDateTime>,
    pub(super) sha256: Digest<32>,
    pub(super) md5: Digest<16>,
    /// The `ascp` command that sends the file. It is derived from the target and never taken from a deserialized plan.
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    pub(super) command: Option<String>,
}

impl PlannedFile {
    /// The name that the file is delivered under.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The file's absolute path.
    #[must_use]
    pub fn source(&self) -> &Path {
        &self.source
    }

    /// The destination: the folder and name in an Aspera account or on Backlot, or an `s3://` address at an access
    /// point.
    #[must_use]
    pub fn destination(&self) -> &str {
        &self.destination
    }

    /// The kind of file, which determines the file's place in the delivery order.
    #[must_use]
    pub fn kind(&self) -> FileKind {
        self.kind
    }

    /// The file size in bytes.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The modification time, in UTC, if the file system reports it.
    #[must_use]
    pub fn modified(&self) -> Option<NaiveDateTime> {
        self.modified
    }

    /// The SHA-256 of the contents.
    #[must_use]
    pub fn sha256(&self) -> Digest<32> {
        self.sha256
    }

    /// The MD5 of the contents, for receivers that require it. MD5 detects damage, but not tampering.
    #[must_use]
    pub fn md5(&self) -> Digest<16> {
        self.md5
    }

    /// The `ascp` command that sends the file, quoted for a POSIX shell. Returns `None` for targets other than Aspera.
    #[must_use]
    pub fn command(&self) -> Option<&str> {
        self.command.as_deref()
    }

    /// Whether the file still has the size and the modification time that it had when it was read.
    ///
    /// # Errors
    ///
    /// Returns an error if the file's metadata cannot be read.
    pub fn is_unchanged(&self) -> std::io::Result<bool> {
        contents::is_unchanged(&self.source, self.bytes, self.modified)
    }
}

/// The kind of a file. The variants are in delivery order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum FileKind {
    /// Avails: a workbook, or XML with the root `AvailList`.
    Avails,
    /// Metadata of a title: Media Entertainment Core, XML with the root `CoreMetadata`.
    Metadata,
    /// Anything else: video, audio, timed text, images.
    Asset,
    /// A list of files that belong together: for Prime Video, Media Manifest Core (XML with the root `MediaManifest`),
    /// and for Backlot, an MRSS or CSV manifest.
    Manifest,
    /// XML or a table that may be a manifest but could not be parsed. It is delivered last.
    Unknown,
}

/// The format of a timestamp in UTC.
pub(crate) const MOMENT: &str = "%Y-%m-%dT%H:%M:%S%.fZ";

fn as_moment<S: Serializer>(
    moment: &Option<NaiveDateTime>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match moment {
        Some(moment) => serializer.collect_str(&moment.format(MOMENT)),
        None => serializer.serialize_none(),
    }
}

/// Serializes a path, lossily if it is not Unicode, because only people read the result.
pub(super) fn as_path<S: Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&path.display())
}

fn from_moment<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<NaiveDateTime>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    text.map(|text| NaiveDateTime::parse_from_str(&text, MOMENT))
        .transpose()
        .map_err(D::Error::custom)
}
