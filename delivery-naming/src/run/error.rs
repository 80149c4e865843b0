//! Why a run ends before everything is delivered.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::shown::Seen;

use super::{AscpFailure, Password};

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
    #[error("nothing was sent: {}; mend what the plan names, and plan again", stopped(*.problems))]
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
    /// Another run is at work with this journal, or its `ascp` still is.
    #[error(
        "another run with this journal is at work, or an ascp that one has left behind; wait until it has ended \
         (it holds {})", .lock.display()
    )]
    Locked {
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
    /// The journal is of another delivery.
    #[error(
        "nothing was sent: the journal {} is of another delivery: {}; to deliver this one, name another file for its \
         journal, and leave out what the other one has delivered", .path.display(), Seen(.difference)
    )]
    OtherPlan {
        /// The file.
        path: PathBuf,
        /// In what the two differ first.
        difference: String,
    },
    /// A file is not as it was when the plan was made.
    #[error(
        "{} was changed after the plan was made, and was not sent; plan again, with another file for the journal, and \
         leave out what the journal says is delivered", Seen(.file)
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
    /// The `ascp` can't be started.
    #[error("{} can't be started: {reason}; check that it is the program ascp, and that you may run it", .ascp.display())]
    AscpNotStarted {
        /// Which one.
        ascp: PathBuf,
        /// What the operating system says.
        reason: String,
    },
    /// A file could not be sent.
    #[error(
        "{} was not delivered: {failure}{}. {} What was delivered is in the journal.", Seen(.file),
        tries(*.attempts), .failure.help()
    )]
    Failed {
        /// Its name.
        file: String,
        /// How often it was tried.
        attempts: u32,
        /// What went wrong in the end.
        failure: AscpFailure,
    },
}

impl RunError {
    pub(super) fn journal(path: &Path, error: &io::Error) -> Self {
        Self::Journal {
            path: path.to_path_buf(),
            reason: error.to_string(),
        }
    }

    pub(super) fn ascp(ascp: &Path, error: io::Error) -> Self {
        let ascp = ascp.to_path_buf();
        match error.kind() {
            io::ErrorKind::NotFound => Self::NoAscp { ascp },
            _ => Self::AscpNotStarted {
                ascp,
                reason: error.to_string(),
            },
        }
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
