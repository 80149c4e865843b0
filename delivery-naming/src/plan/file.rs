//! Files of a plan.

use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::{Digest, contents};

/// A file of a plan.
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
    /// The call of `ascp` that sends it. It follows from the target, and is not taken from a plan that is read.
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    pub(super) command: Option<String>,
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

    /// Where it goes: folder and name in an Aspera account or on Backlot, the `s3://` address after an access point.
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

    /// The call of `ascp` that sends the file, quoted for a POSIX shell; `None` if it does not go with Aspera.
    #[must_use]
    pub fn command(&self) -> Option<&str> {
        self.command.as_deref()
    }

    /// Whether the file is still as it was read, by its size and the time of its last change.
    ///
    /// # Errors
    ///
    /// The file can no longer be looked up.
    pub fn is_unchanged(&self) -> std::io::Result<bool> {
        let now = std::fs::metadata(&self.source)?;
        Ok(now.is_file()
            && now.len() == self.bytes
            && contents::moment(now.modified()) == self.modified)
    }
}

/// What a file of a delivery is, as far as its order depends on it.
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
    /// What names the files that belong together: Media Manifest Core at Prime Video (XML with the root
    /// `MediaManifest`), an MRSS or CSV manifest at Backlot.
    Manifest,
    /// XML or a table that may be a manifest and could not be understood. It goes after everything else.
    Unknown,
}

/// A moment in UTC.
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

/// A path that is not Unicode is written as well as it can be: it is there to be read, not to be opened.
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
