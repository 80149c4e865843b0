//! How an `ascp` fails.

use std::fmt;
use std::time::Duration;

use crate::shown::Span;

use super::codes;

/// What an `ascp` that has not sent its files has said last.
///
/// Written out, it is a half sentence: `ascp says "…" (code 40)`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AscpFailure {
    /// The code of the error, if it has reported one.
    pub code: Option<u32>,
    /// What it has said: the description of the error, or the end of its output. What would steer a terminal is
    /// written out, and the password taken out.
    pub said: String,
    /// How it has ended.
    pub end: AscpEnd,
}

/// How an `ascp` has ended that has not sent its files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AscpEnd {
    /// With an exit status. With 0 if it did not report the end of the transfer, or reported an error before it.
    Status(i32),
    /// With an exit status, before it had a session with the server, as when a server at its limit closes the
    /// connection at once.
    BeforeSession(i32),
    /// Killed by the operating system or a person.
    Killed,
    /// Killed by the run, because it gave no sign of life for this long.
    Silent(Duration),
    /// Killed by the run, because it reported things, but had sent nothing more for this long.
    Stalled(Duration),
}

impl AscpFailure {
    /// Whether another try can go well without anybody's doing anything.
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        match (self.code, self.end) {
            (Some(code), _) => codes::is_temporary(code),
            (None, AscpEnd::Status(_)) => false,
            (None, _) => true,
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match (self.code.and_then(codes::help), self.end) {
            (Some(help), _) => help,
            (None, AscpEnd::BeforeSession(_)) => {
                "The server may have too many connections; run it again later."
            }
            (None, AscpEnd::Killed | AscpEnd::Silent(_) | AscpEnd::Stalled(_)) => "Run it again.",
            (None, AscpEnd::Status(0)) => {
                "Look in Aspera Shares for what is there; check that the program is ascp, and run it again."
            }
            (None, AscpEnd::Status(_)) => {
                "Run it again; if it fails again, send Prime Video what ascp said."
            }
        }
    }
}

impl fmt::Display for AscpFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.code, self.end) {
            (Some(code), _) => return write!(f, "ascp says \"{}\" (code {code})", self.said),
            (None, AscpEnd::Status(0)) => f.write_str(
                "ascp ended without an error, but did not report that it had sent everything",
            ),
            (None, AscpEnd::Status(status)) => write!(f, "ascp ended with the status {status}"),
            (None, AscpEnd::BeforeSession(status)) => write!(
                f,
                "ascp ended with the status {status} before the server had opened a session"
            ),
            (None, AscpEnd::Killed) => f.write_str("ascp was killed"),
            (None, AscpEnd::Silent(patience)) => write!(
                f,
                "ascp gave no sign of life for {} and was ended",
                Span(patience)
            ),
            (None, AscpEnd::Stalled(bound)) => write!(
                f,
                "ascp sent nothing more for {} and was ended",
                Span(bound)
            ),
        }?;
        match &*self.said {
            "" => Ok(()),
            said => write!(f, "; the last it said was \"{said}\""),
        }
    }
}
