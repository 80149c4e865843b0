//! What is known of files from an earlier run.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;

use super::Digest;
use super::contents::{Contents, moment};
use super::file::PlannedFile;

/// Sizes, times and hashes of files that were read before, so that a [`Planner`](super::Planner) reads only what has
/// changed since.
///
/// A file counts as unchanged if it is at the same path with the same size and the same time of its last change.
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

    /// Whether exactly this is known of a file already.
    #[cfg(feature = "run")]
    pub(crate) fn has(&self, source: &Path, known: &KnownFile) -> bool {
        self.0.get(source) == Some(known)
    }

    /// What is known of a file, if it has not changed since.
    pub(super) fn unchanged(&self, source: &Path) -> Option<&KnownFile> {
        let known = self.0.get(source)?;
        let now = std::fs::metadata(source).ok()?;
        let is_same = now.is_file()
            && now.len() == known.bytes
            && moment(now.modified()) == Some(known.modified);
        is_same.then_some(known)
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
    /// What reading the file again would find, as it has not changed since.
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

    /// `None` if the file system does not say when the file was changed.
    pub(crate) fn of(file: &PlannedFile) -> Option<Self> {
        Some(Self {
            bytes: file.bytes,
            modified: file.modified?,
            sha256: file.sha256,
            md5: file.md5,
        })
    }
}
