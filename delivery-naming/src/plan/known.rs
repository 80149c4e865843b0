//! Facts about files that were read in an earlier run.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;

use super::Digest;
use super::contents::{self, Contents};
use super::file::PlannedFile;

/// The sizes, times and hashes of files that were read earlier. With these facts, a [`Planner`](super::Planner) reads
/// only the files that have changed since then.
///
/// A file is considered unchanged if its path, size and modification time are the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownFiles(HashMap<PathBuf, KnownFile>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KnownFile {
    pub(crate) bytes: u64,
    pub(crate) modified: NaiveDateTime,
    pub(crate) sha256: Digest<32>,
    pub(crate) md5: Digest<16>,
}

impl KnownFiles {
    pub(crate) fn add(&mut self, source: PathBuf, known: KnownFile) {
        self.0.insert(source, known);
    }

    /// Whether exactly these facts about a file are already known.
    #[cfg(feature = "run")]
    pub(crate) fn has(&self, source: &Path, known: &KnownFile) -> bool {
        self.0.get(source) == Some(known)
    }

    /// The facts recorded about a file, if it has not changed since.
    pub(super) fn unchanged(&self, source: &Path) -> Option<&KnownFile> {
        let known = self.0.get(source)?;
        let is_same = contents::is_unchanged(source, known.bytes, Some(known.modified));
        is_same.unwrap_or(false).then_some(known)
    }
}

impl<'a> FromIterator<&'a PlannedFile> for KnownFiles {
    fn from_iter<I: IntoIterator<Item = &'a PlannedFile>>(files: I) -> Self {
        let mut known = Self::default();
        for file in files {
            if let Some(of_file) = KnownFile::of(file) {
                known.add(file.source.clone(), of_file);
            }
        }
        known
    }
}

impl KnownFile {
    /// The known facts, as if the file had been read again.
    pub(super) fn contents(&self) -> Contents {
        Contents {
            bytes: self.bytes,
            modified: Some(self.modified),
            sha256: self.sha256,
            md5: self.md5,
            kept: None,
            changed: false,
        }
    }

    /// Returns `None` if the file system does not report the modification time.
    pub(crate) fn of(file: &PlannedFile) -> Option<Self> {
        Some(Self {
            bytes: file.bytes,
            modified: file.modified?,
            sha256: file.sha256,
            md5: file.md5,
        })
    }
}
