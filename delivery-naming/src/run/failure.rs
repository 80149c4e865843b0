//! Failures of `ascp`.

use std::fmt;
use std::time::Duration;

use crate::shown::Span;

use super::codes;

/// The last report from an `ascp` that did not send its files.
///
/// The `Display` text is a clause: `ascp reports "…" (code 40)`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AscpFailure {
    /// The error code, if `ascp` has reported one.
    pub code: Option<u32>,
    /// The error description that `ascp` reported, or the end of its output. Terminal control characters are escaped,
    /// and the password is removed.
    pub said: String,
    /// How `ascp` ended.
    pub end: AscpEnd,
}

/// How `ascp` ended before it had sent all of its files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AscpEnd {
    /// `ascp` exited with a status. Status 0 is a failure if `ascp` did not report the end of the transfer, or if it
    /// reported an error.
    Status(i32),
    /// `ascp` exited with a status before the server opened a session. For example, a server that is at its limit
    /// closes the connection at once.
    BeforeSession(i32),
    /// The operating system or a person killed `ascp`.
    Killed,
    /// The run killed `ascp`, because `ascp` reported nothing for this long.
    Silent(Duration),
    /// The run killed `ascp`, because `ascp` still sent reports but no more bytes for this long.
    Stalled(Duration),
}

impl AscpFailure {
    /// Whether another attempt can succeed without any intervention.
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        match (self.code, self.end) {
            (Some(code), _) => codes::is_temporary(code),
            (None, AscpEnd::Status(_)) => false,
            (None, _) => true,
        }
    }

    /// The remedy.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match (self.code.and_then(codes::help), self.end) {
            (Some(help), _) => help,
            (None, AscpEnd::BeforeSession(_)) => {
                "The server may have too many connections; run it again later."
            }
            (None, AscpEnd::Killed | AscpEnd::Silent(_) | AscpEnd::Stalled(_)) => "Run it again.",
            (None, AscpEnd::Status(0)) => {
                "Look in Aspera Shares for the files that have arrived; check that the program is ascp, and run it again."
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
            (Some(code), _) => return write!(f, "ascp reports \"{}\" (code {code})", self.said),
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
                "ascp reported nothing for {} and was stopped",
                Span(patience)
            ),
            (None, AscpEnd::Stalled(bound)) => write!(
                f,
                "ascp sent nothing more for {} and was stopped",
                Span(bound)
            ),
        }?;
        match &*self.said {
            "" => Ok(()),
            said => write!(f, "; its last message was \"{said}\""),
        }
    }
}
