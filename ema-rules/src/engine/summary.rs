//! What was checked.

use std::collections::{BTreeMap, BTreeSet};

use currency_map::Territory;
use ema_model::{EmaVersion, FileInfo, Text};

use crate::time::AsOf;

/// What was checked: a file, under a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FileSummary {
    /// The file.
    pub file: FileInfo,
    /// The name of the profile.
    pub profile: &'static str,
    /// The instant or day as of which the file was checked.
    pub as_of: AsOf,
    /// The time zones in which local times of Start and End were read. Only territories are listed
    /// whose zones disagree about those times, or whose zones were replaced by
    /// [`Zones::with_zone`](crate::Zones::with_zone).
    ///
    /// Most of these territories have one zone. Chile can have two, because the zone in which the day
    /// begins first changes with the season.
    pub zones: BTreeMap<Territory, BTreeSet<&'static str>>,
    /// The sheets of avails.
    pub sheets: Vec<SheetSummary>,
}

/// A sheet of avails, with its counts.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SheetSummary {
    /// Its name.
    pub name: Text,
    /// The version as which it was read.
    pub ema_version: EmaVersion,
    /// Whether the file or the caller states that version.
    pub version_is_known: bool,
    /// The number of rows of avails, without header, comments and blank rows.
    pub rows: usize,
    /// The number of columns in its header.
    pub columns: usize,
}
