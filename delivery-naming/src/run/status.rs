//! The progress of a delivery.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::FileName;
use crate::plan::Size;
use crate::shown::Seen;

/// A delivery's progress, determined by comparing a plan with the journal of its runs. The `Display` text is a page for
/// people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RunStatus {
    /// Files in the plan that were delivered.
    pub delivered: Vec<DeliveredFile>,
    /// Files in the plan that still have to be sent.
    pub left: Vec<LeftFile>,
    /// Files that have changed since they were delivered under their current names.
    pub changed: Vec<ChangedFile>,
    /// Files in the previous plan that are not in this plan.
    pub gone: Vec<GoneFile>,
}

impl RunStatus {
    /// Whether nothing is left to deliver.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.left.is_empty() && self.changed.is_empty()
    }
}

/// A file that was delivered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DeliveredFile {
    /// The file's name.
    pub name: String,
    /// The file size in bytes.
    pub bytes: u64,
    /// The time when the file arrived, in UTC.
    pub at: String,
}

/// A file that still has to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct LeftFile {
    /// The file's name.
    pub name: String,
    /// The file size in bytes.
    pub bytes: u64,
    /// The reason the last attempt failed, if there was an attempt.
    pub failure: Option<String>,
}

/// A file that has changed since it was delivered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ChangedFile {
    /// The file's name.
    pub name: String,
    /// The file size in bytes.
    pub bytes: u64,
    /// The time when the file's old contents were delivered, in UTC.
    pub delivered_at: String,
    /// A new name for delivering the file again, or `None` if there is no valid one.
    #[serde(serialize_with = "as_name")]
    pub better: Option<FileName>,
}

/// A file in the previous plan that is not in this plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct GoneFile {
    /// The file's name.
    pub name: String,
    /// Whether the file was delivered.
    pub was_delivered: bool,
}

impl fmt::Display for RunStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let delivered: Vec<u64> = self.delivered.iter().map(|file| file.bytes).collect();
        let left: Vec<u64> = self.left.iter().map(|file| file.bytes).collect();
        writeln!(f, "{} delivered", Counted(&delivered))?;
        write!(f, "{} left to send", Counted(&left))?;
        for file in &self.left {
            write!(f, "\n  {}  {}", Seen(&file.name), Size(file.bytes))?;
            if let Some(failure) = &file.failure {
                write!(f, "  {}", Seen(failure))?;
            }
        }
        for file in &self.changed {
            write!(f, "\n{file}")?;
        }
        for file in &self.gone {
            write!(f, "\n{file}")?;
        }
        Ok(())
    }
}

struct Counted<'a>(&'a [u64]);

impl fmt::Display for Counted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.0.iter().copied().fold(0, u64::saturating_add);
        match self.0.len() {
            0 => f.write_str("0 files"),
            1 => write!(f, "1 file ({})", Size(bytes)),
            several => write!(f, "{several} files ({})", Size(bytes)),
        }
    }
}

impl fmt::Display for ChangedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = Seen(&self.name);
        write!(
            f,
            "{name} was delivered at {} and has changed since; an asset that is delivered again needs a new name",
            Seen(&self.delivered_at)
        )?;
        match &self.better {
            Some(better) => write!(f, ", such as {better}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for GoneFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = Seen(&self.name);
        match self.was_delivered {
            true => write!(f, "{name} was delivered before and is not in this plan"),
            false => write!(
                f,
                "{name} was planned before, was not delivered, and is not in this plan"
            ),
        }
    }
}

fn as_name<S: Serializer>(name: &Option<FileName>, serializer: S) -> Result<S::Ok, S::Error> {
    match name {
        Some(name) => serializer.serialize_some(name.as_str()),
        None => serializer.serialize_none(),
    }
}
