//! Summaries of a checked file.

use std::collections::{BTreeMap, BTreeSet};

use currency_map::Territory;
use ema_model::{EmaVersion, FileInfo, Text};

use crate::time::AsOf;

/// A summary of a check: the file, its sheets, and the profile.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FileSummary {
    /// The file that was checked.
    pub file: FileInfo,
    /// The name of the profile.
    pub profile: &'static str,
    /// The instant or day as of which the file was checked.
    pub as_of: AsOf,
    /// The time zones in which local times of Start and End were read. A territory is listed only if its zones disagree
    /// about those times, or if [`Zones::with_zone`](crate::Zones::with_zone) replaced its zones.
    ///
    /// Most of these territories have one zone. Chile can have two, because the season determines in which of its zones
    /// a day begins first.
    pub zones: BTreeMap<Territory, BTreeSet<&'static str>>,
    /// The sheets of avails.
    pub sheets: Vec<SheetSummary>,
}

/// A sheet of avails with the numbers of its rows and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SheetSummary {
    /// The name of the sheet.
    pub name: Text,
    /// The version by whose rules the sheet was read.
    pub ema_version: EmaVersion,
    /// Whether the file or the caller states that version.
    pub version_is_known: bool,
    /// The number of rows of avails, without header, comments and blank rows.
    pub rows: usize,
    /// The number of columns in the header of the sheet.
    pub columns: usize,
}
