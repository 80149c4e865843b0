//! The events in a run.

use std::fmt;
use std::time::Duration;

use crate::PlannedFile;
use crate::shown::{Seen, Span};

use super::{AscpFailure, GoneFile};

/// An event in a run. The `Display` text is a line for people, except for an event that reports the number of bytes,
/// which is meant for a progress bar.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum RunEvent<'a> {
    /// The journal was read.
    Began {
        /// The number of files that had already arrived.
        before: usize,
        /// The number of files that still have to be sent.
        left: usize,
        /// The total size of the files that still have to be sent, in bytes.
        bytes: u64,
    },
    /// A file in the previous plan is not in this plan.
    Gone {
        /// The file.
        file: &'a GoneFile,
    },
    /// `ascp` is started for a single file, or for several small files whose order does not matter.
    Started {
        /// The files. This list is never empty.
        files: &'a [&'a PlannedFile],
        /// The one-based number of the attempt in this run.
        attempt: u32,
    },
    /// More bytes have arrived.
    Sent {
        /// The number of bytes that have arrived in this run.
        bytes: u64,
        /// The number of bytes that this run has to send.
        of: u64,
    },
    /// An attempt failed and will be repeated after a pause.
    Waits {
        /// The files that have not arrived. This list is never empty.
        files: &'a [&'a PlannedFile],
        /// The failure.
        failure: &'a AscpFailure,
        /// The pause's length.
        pause: Duration,
    },
    /// A file has arrived and is recorded in the journal.
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
                write!(f, "{}: sending, attempt {attempt}", Files(files))
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
