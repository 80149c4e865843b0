//! The reasons a run can end before everything is delivered.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::shown::{Seen, said};

use super::{AscpFailure, ChangedFile, Password};

/// The reason a run ended before everything was delivered. The `Display` text includes the remedy.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum RunError {
    /// The plan's target is not Aspera.
    #[error(
        "only a plan for Aspera can be carried out; for S3, make the copies of the plan in its order with S3 Copy \
         or AWS DataSync, and for Backlot upload the files in its order, the manifest last"
    )]
    NotAspera,
    /// The plan has problems that stop the delivery.
    #[error("nothing was sent: {}; fix the problems that the plan lists, and plan again", stopped(*.problems))]
    Stopped {
        /// The number of problems that stop it.
        problems: usize,
    },
    /// No password was given.
    #[error(
        "there is no password; set the environment variable {} to the password of the account, and never give it \
         on the command line",
        Password::VARIABLE
    )]
    NoPassword,
    /// The password in the environment is not UTF-8.
    #[error(
        "the password in {} is not UTF-8; set it in a terminal that uses UTF-8, or change it to one with ASCII \
         characters only",
        Password::VARIABLE
    )]
    PasswordNotUnicode,
    /// Another run, or the `ascp` of a killed run, is active with this journal.
    #[error(
        "another run with this journal is active{}, or an ascp that such a run left behind; wait until it has ended \
         (it holds {})", holder(*.process), .lock.display()
    )]
    Locked {
        /// The process ID of that run, if it is known.
        process: Option<u32>,
        /// The lock file.
        lock: PathBuf,
    },
    /// The journal cannot be read or written.
    #[error("the journal {} can't be used: {reason}", .path.display())]
    Journal {
        /// The journal's path.
        path: PathBuf,
        /// The reason.
        reason: String,
    },
    /// The file is not a journal, or the journal is damaged.
    #[error(
        "line {line} of {} is not a valid journal line, and nothing was sent; name another file for the journal, or, if \
         this one was damaged, check in Aspera Shares which files have arrived and deliver the rest with a new journal",
        .path.display()
    )]
    NoJournal {
        /// The file's path.
        path: PathBuf,
        /// The one-based line number.
        line: usize,
    },
    /// The journal is a link to a file that does not exist.
    #[error(
        "the journal {} is a link to {}, which does not exist; remove the link, or name another file for the journal",
        .path.display(), .to.display()
    )]
    JournalLink {
        /// The link's path.
        path: PathBuf,
        /// The link's target.
        to: PathBuf,
    },
    /// The journal belongs to deliveries to a different target.
    #[error(
        "nothing was sent: the journal {} belongs to deliveries to {}, and this one goes to {}; name another file for its \
         journal", .path.display(), Seen(.theirs), Seen(.ours)
    )]
    OtherTarget {
        /// The journal's path.
        path: PathBuf,
        /// The journal's target.
        theirs: String,
        /// The plan's target.
        ours: String,
    },
    /// Files have changed since they were delivered.
    #[error("nothing was sent: {}", changed(.files))]
    DeliveredBefore {
        /// The files.
        files: Vec<ChangedFile>,
    },
    /// The run was canceled.
    #[error("canceled; what was delivered is in the journal {}, and the same run continues from there", .journal.display())]
    Canceled {
        /// The journal's path.
        journal: PathBuf,
    },
    /// A file has changed since the plan was made.
    #[error(
        "{} was changed after the plan was made, and was not sent; plan again and run it with the same journal, which \
         records what has been delivered", Seen(.file)
    )]
    Changed {
        /// The file's name.
        file: String,
    },
    /// A file changed while it was being sent.
    #[error(
        "{} was changed while it was sent, so the file that has arrived is neither the old nor the new one; deliver it again \
         under a new name, such as one that ends in R1", Seen(.file)
    )]
    ChangedMeanwhile {
        /// The file's name.
        file: String,
    },
    /// A file's metadata can no longer be read.
    #[error("{} can no longer be read: {reason}; put it back, and run it again", Seen(.file))]
    Gone {
        /// The file's name.
        file: String,
        /// The operating system's message.
        reason: String,
    },
    /// The `ascp` program does not exist.
    #[error(
        "there is no {}; install Aspera's command line client, or give the path of ascp", .ascp.display()
    )]
    NoAscp {
        /// The path or name that was searched for.
        ascp: PathBuf,
    },
    /// The `ascp` program is a script whose interpreter is missing.
    #[error(
        "{} can't be started: the program that its first line names, or a library that it needs, is missing; check \
         that it is the program ascp for this machine", .ascp.display()
    )]
    NoInterpreter {
        /// The path of `ascp`.
        ascp: PathBuf,
    },
    /// The `ascp` program cannot be started.
    #[error("{} can't be started: {reason}; check that it is the program ascp, and that you may run it", .ascp.display())]
    AscpNotStarted {
        /// The path of `ascp`.
        ascp: PathBuf,
        /// The operating system's message.
        reason: String,
    },
    /// Files could not be sent.
    #[error(
        "{} not delivered: {failure}{}. {} What was delivered is in the journal.", named(.files),
        tries(*.attempts), .failure.help()
    )]
    Failed {
        /// The files' names. This list is never empty.
        files: Vec<String>,
        /// The number of attempts.
        attempts: u32,
        /// The last failure.
        failure: AscpFailure,
    },
}

impl RunError {
    /// Whether the same run can succeed later without any intervention.
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::Failed { failure, .. } => failure.is_temporary(),
            Self::Locked { .. } | Self::Canceled { .. } => true,
            _ => false,
        }
    }

    pub(super) fn journal(path: &Path, error: &io::Error) -> Self {
        Self::Journal {
            path: path.to_path_buf(),
            reason: said(error),
        }
    }

    pub(super) fn ascp(ascp: &Path, error: io::Error) -> Self {
        let ascp = ascp.to_path_buf();
        match error.kind() {
            io::ErrorKind::NotFound if ascp.is_file() => Self::NoInterpreter { ascp },
            io::ErrorKind::NotFound => Self::NoAscp { ascp },
            _ => Self::AscpNotStarted {
                ascp,
                reason: said(&error),
            },
        }
    }
}

fn holder(process: Option<u32>) -> String {
    process.map_or_else(String::new, |process| format!(" (process {process})"))
}

/// The number of files that are listed individually.
const NAMED: usize = 5;

fn changed(files: &[ChangedFile]) -> String {
    let mut lines: Vec<String> = files.iter().take(NAMED).map(ToString::to_string).collect();
    if let Some(more) = files.len().checked_sub(NAMED).filter(|more| *more > 0) {
        lines.push(format!("and {more} more"));
    }
    lines.join("; ")
}

fn named(files: &[String]) -> String {
    match files {
        [file] => format!("{} was", Seen(file)),
        [first, .., last] => format!(
            "{} files from {} to {} were",
            files.len(),
            Seen(first),
            Seen(last)
        ),
        [] => "nothing was".to_owned(),
    }
}

fn stopped(problems: usize) -> String {
    match problems {
        1 => "1 problem stops the delivery".to_owned(),
        several => format!("{several} problems stop the delivery"),
    }
}

fn tries(attempts: u32) -> String {
    match attempts {
        1 => String::new(),
        several => format!(", after {several} attempts"),
    }
}
