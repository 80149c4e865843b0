//! Why a run ends before everything is delivered.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::shown::{Seen, said};

use super::{AscpFailure, ChangedFile, Password};

/// Why a run ends before everything is delivered. Written out, it says what to do.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum RunError {
    /// The plan is not one for Aspera.
    #[error(
        "only a plan for Aspera can be carried out here; for S3, make the copies of the plan in its order with S3 Copy \
         or AWS DataSync, and for Backlot upload the files in its order, the manifest last"
    )]
    NotAspera,
    /// Problems stop the plan.
    #[error("nothing was sent: {}; fix what the plan names, and plan again", stopped(*.problems))]
    Stopped {
        /// How many of them.
        problems: usize,
    },
    /// No password was given.
    #[error(
        "there is no password; put the one of the account into the environment variable {}, \
         never on the command line",
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
    /// Another run is at work with this journal, or its `ascp` still is.
    #[error(
        "another run with this journal is at work{}, or an ascp that it has left behind; wait until it has ended \
         (it holds {})", holder(*.process), .lock.display()
    )]
    Locked {
        /// The process of that run, by its number.
        process: Option<u32>,
        /// The file that it has locked.
        lock: PathBuf,
    },
    /// The journal can't be read or written.
    #[error("the journal {} can't be used: {reason}", .path.display())]
    Journal {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// The file is no journal, or was damaged.
    #[error(
        "line {line} of {} is no line of a journal, and nothing was sent; name another file for the journal, or, if \
         this one was damaged, look in Aspera Shares for what has arrived and deliver the rest with a new one",
        .path.display()
    )]
    NoJournal {
        /// The file.
        path: PathBuf,
        /// The line, the first one being 1.
        line: usize,
    },
    /// The journal is a link that leads nowhere.
    #[error(
        "the journal {} is a link to {}, which is not there; remove the link, or name another file for the journal",
        .path.display(), .to.display()
    )]
    JournalLink {
        /// The link.
        path: PathBuf,
        /// Where it leads.
        to: PathBuf,
    },
    /// The journal is of deliveries to another target.
    #[error(
        "nothing was sent: the journal {} is of deliveries to {}, and this one goes to {}; name another file for its \
         journal", .path.display(), Seen(.theirs), Seen(.ours)
    )]
    OtherTarget {
        /// The file.
        path: PathBuf,
        /// The target of the journal.
        theirs: String,
        /// The target of the plan.
        ours: String,
    },
    /// Files were delivered before, and have other contents now.
    #[error("nothing was sent: {}", changed(.files))]
    DeliveredBefore {
        /// The files.
        files: Vec<ChangedFile>,
    },
    /// The run was canceled.
    #[error("canceled; what was delivered is in the journal {}, and the same run goes on from there", .journal.display())]
    Canceled {
        /// The journal.
        journal: PathBuf,
    },
    /// A file is not as it was when the plan was made.
    #[error(
        "{} was changed after the plan was made, and was not sent; plan again and run it with the same journal, which \
         knows what has been delivered", Seen(.file)
    )]
    Changed {
        /// Its name.
        file: String,
    },
    /// A file was changed while it was sent.
    #[error(
        "{} was changed while it was sent, so what has arrived is neither the old nor the new one; deliver it again \
         under a new name, such as one that ends in R1", Seen(.file)
    )]
    ChangedMeanwhile {
        /// Its name.
        file: String,
    },
    /// A file can't be looked at any more.
    #[error("{} can't be read any more: {reason}; put it back, and run it again", Seen(.file))]
    Gone {
        /// Its name.
        file: String,
        /// What the operating system says.
        reason: String,
    },
    /// There is no `ascp`.
    #[error(
        "there is no {}; install Aspera's command line client, or name the ascp that you have", .ascp.display()
    )]
    NoAscp {
        /// What was looked for.
        ascp: PathBuf,
    },
    /// The `ascp` is a script whose interpreter is missing.
    #[error(
        "{} can't be started: the program that its first line names, or a library that it needs, is missing; check \
         that it is the program ascp for this machine", .ascp.display()
    )]
    NoInterpreter {
        /// Which one.
        ascp: PathBuf,
    },
    /// The `ascp` can't be started.
    #[error("{} can't be started: {reason}; check that it is the program ascp, and that you may run it", .ascp.display())]
    AscpNotStarted {
        /// Which one.
        ascp: PathBuf,
        /// What the operating system says.
        reason: String,
    },
    /// Files could not be sent.
    #[error(
        "{} not delivered: {failure}{}. {} What was delivered is in the journal.", named(.files),
        tries(*.attempts), .failure.help()
    )]
    Failed {
        /// Their names; at least one.
        files: Vec<String>,
        /// How often it was tried.
        attempts: u32,
        /// What went wrong in the end.
        failure: AscpFailure,
    },
}

impl RunError {
    /// Whether the same run can go well later without anybody's fixing anything.
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

/// How many are named one by one.
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
        several => format!(", at the end of {several} tries"),
    }
}
