//! What happens in a run.

use std::fmt;
use std::time::Duration;

use crate::PlannedFile;
use crate::shown::{Seen, Span};

use super::{AscpFailure, GoneFile};

/// What happens in a run. Written out, it is a line for a person; how many bytes were sent is for a bar instead.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum RunEvent<'a> {
    /// The journal was read.
    Began {
        /// Files that had arrived before.
        before: usize,
        /// Files that are left to send.
        left: usize,
        /// Their sizes together, in bytes.
        bytes: u64,
    },
    /// A file of the plan before this one is not in this one.
    Gone {
        /// The file.
        file: &'a GoneFile,
    },
    /// `ascp` is started for files that need no order among themselves: several small ones, or a single one.
    Started {
        /// The files; at least one.
        files: &'a [&'a PlannedFile],
        /// The first try of this run is 1.
        attempt: u32,
    },
    /// More has arrived.
    Sent {
        /// How much has arrived in this run, in bytes.
        bytes: u64,
        /// How much there was to send.
        of: u64,
    },
    /// It did not go well, and is tried again after a pause.
    Waits {
        /// The files that have not arrived; at least one.
        files: &'a [&'a PlannedFile],
        /// What was wrong.
        failure: &'a AscpFailure,
        /// How long the pause is.
        pause: Duration,
    },
    /// A file has arrived, and is in the journal.
    Arrived {
        /// The file.
        file: &'a PlannedFile,
    },
}

impl fmt::Display for RunEvent<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Began {
                before: 0, left, ..
            } => write!(f, "{} to send", counted(*left)),
            Self::Began { before, left, .. } => {
                write!(f, "{} to send, {before} delivered before", counted(*left))
            }
            Self::Gone { file } => file.fmt(f),
            Self::Started { files, attempt: 1 } => write!(f, "{}: sending", Files(files)),
            Self::Started { files, attempt } => {
                write!(f, "{}: sending, try {attempt}", Files(files))
            }
            Self::Sent { bytes, of } => write!(f, "{bytes} of {of} bytes"),
            Self::Waits {
                files,
                failure,
                pause,
            } => write!(
                f,
                "{}: {failure}; trying again in {}",
                Files(files),
                Span(*pause)
            ),
            Self::Arrived { file } => write!(f, "{}: delivered", Seen(file.name())),
        }
    }
}

/// `Harbor-US.mov`, or `12 files from A.mov to C.mov`.
pub(super) struct Files<'a>(pub(super) &'a [&'a PlannedFile]);

impl fmt::Display for Files<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            [] => Ok(()),
            [file] => Seen(file.name()).fmt(f),
            [first, .., last] => write!(
                f,
                "{} files from {} to {}",
                self.0.len(),
                Seen(first.name()),
                Seen(last.name())
            ),
        }
    }
}

pub(super) fn counted(files: usize) -> String {
    match files {
        1 => "1 file".to_owned(),
        several => format!("{several} files"),
    }
}
