//! Defines the outcomes of commands, and the failure that is reported when a command cannot continue.

use std::fmt;
use std::io::{self, Write as _};

use ema_io::{ErrorKind, FileType, io_error_in_words};
use ema_rules::printable;

use crate::bar;
use crate::shown::{Escape, Guarded};

/// The outcome of a command.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// None of the findings is more severe than a warning.
    Clean,
    /// The command found errors.
    ErrorsFound,
    /// Some input could not be used. A message has already reported the problem.
    Unusable,
    /// Some work remains, and the same command can succeed later.
    Unfinished,
}

/// The reason a command cannot continue: one line with the file, the location and the remedy.
pub(crate) struct Failure {
    message: String,
    kind: Option<io::ErrorKind>,
    is_of_state: bool,
    status: u8,
}

/// The exit status if the input must be fixed first.
const FIX_FIRST: u8 = 2;

/// The exit status after Ctrl-C, by shell convention.
pub(crate) const INTERRUPTED: u8 = 130;

/// The exit status if the same command can succeed later.
const TRY_LATER: u8 = 3;

impl From<ema_io::Error> for Failure {
    fn from(error: ema_io::Error) -> Self {
        let kind = error.kind();
        Self {
            is_of_state: matches!(kind, ErrorKind::NotASpreadsheet(FileType::State)),
            ..Self::new(&error)
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Failure {
    pub(crate) fn new(message: impl fmt::Display) -> Self {
        Self {
            message: message.to_string(),
            kind: None,
            is_of_state: false,
            status: FIX_FIRST,
        }
    }

    /// Creates a failure for a command that can succeed later without any corrections.
    pub(crate) fn later(message: impl fmt::Display) -> Self {
        Self {
            status: TRY_LATER,
            ..Self::new(message)
        }
    }

    /// Creates the failure for a command that the user or the system interrupted.
    pub(crate) fn interrupted(message: impl fmt::Display) -> Self {
        Self {
            status: INTERRUPTED,
            ..Self::new(message)
        }
    }

    /// Returns the program's exit status.
    pub(crate) fn status(&self) -> u8 {
        self.status
    }

    /// Creates the failure for an output that could not be written.
    pub(crate) fn writing(what: impl fmt::Display, error: &io::Error) -> Self {
        Self {
            kind: Some(error.kind()),
            ..Self::new(format_args!(
                "{what} can't be written: {}",
                io_error_in_words(error)
            ))
        }
    }

    /// Returns whether avails were expected, but the file is a state.
    pub(crate) fn is_of_state(&self) -> bool {
        self.is_of_state
    }

    pub(crate) fn is_closed_pipe(&self) -> bool {
        self.kind == Some(io::ErrorKind::BrokenPipe)
    }

    pub(crate) fn report(&self) {
        say(format_args!("ema: {}", self.message));
    }
}

/// Writes a message to standard error, on one line. If the message cannot be written, only the exit status reports the
/// failure.
pub(crate) fn say(message: impl fmt::Display) {
    let message = message.to_string();
    bar::above(|| {
        let mut err = Guarded::new(anstream::stderr(), Escape::InText);
        let _ = writeln!(err, "{}", printable(&message));
    });
}
