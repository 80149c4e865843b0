//! The errors of a ledger.

use std::path::PathBuf;

use rusqlite::ErrorCode;

/// The error for a ledger that can't be opened, read or changed. A change that fails leaves the ledger as it was.
#[derive(Debug, thiserror::Error)]
#[error("{} {kind}", path.display())]
pub struct Error {
    path: PathBuf,
    #[source]
    kind: ErrorKind,
}

impl Error {
    pub(crate) fn new(path: impl Into<PathBuf>, kind: impl Into<ErrorKind>) -> Self {
        Self {
            path: path.into(),
            kind: kind.into(),
        }
    }

    pub(crate) fn into_kind(self) -> ErrorKind {
        self.kind
    }

    /// The cause.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }
}

/// The cause of an [`Error`]. The text continues a sentence that begins with the ledger's path.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The file does not exist.
    #[error("does not exist")]
    NotFound,
    /// The file is not a ledger.
    #[error(
        "is not a ledger; specify a file that `ema apply --state` or `ema ledger import` has created"
    )]
    NotALedger,
    /// The ledger was written by a later version.
    #[error(
        "has schema {0}, but this program supports only schemas up to {known}: use a newer version of the program",
        known = crate::SCHEMA
    )]
    FutureSchema(i32),
    /// Another program has been changing the ledger for longer than this one waits.
    #[error("is being changed by another program; try again when that program has finished")]
    Busy,
    /// The ledger or its folder can't be written.
    #[error("can't be changed, because you don't have write permission for it and its folder")]
    ReadOnly,
    /// There is no space left.
    #[error("was not changed, because the disk is full")]
    Full,
    /// The ledger is damaged.
    #[error("is damaged ({0}); restore a backup, or import a state that was exported from it")]
    Damaged(String),
    /// Another error of the database.
    #[error("can't be used: {0}")]
    Database(#[source] rusqlite::Error),
}

impl From<rusqlite::Error> for ErrorKind {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::NotALedger,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged(error.to_string()),
            _ => match error {
                // The tables hold only what a ledger has written, so any other value is damage.
                rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::Utf8Error(..)
                | rusqlite::Error::QueryReturnedNoRows => Self::Damaged(error.to_string()),
                error => Self::Database(error),
            },
        }
    }
}
