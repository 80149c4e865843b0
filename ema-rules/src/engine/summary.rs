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
    /// The profile's name.
    pub profile: Text,
    /// The instant or day that the check treated as now.
    pub as_of: AsOf,
    /// The time zones that were used for local times in Start and End. A territory is listed only if its zones differ
    /// at one of those times, or if [`Zones::with_zone`](crate::Zones::with_zone) replaced its zones.
    ///
    /// Most of these territories are listed with one zone. Chile can be listed with two zones, because the season
    /// determines which of its zones begins a day first.
    pub zones: BTreeMap<Territory, BTreeSet<&'static str>>,
    /// The avails sheets.
    pub sheets: Vec<SheetSummary>,
}

/// An avails sheet, with the numbers of its rows and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SheetSummary {
    /// The sheet's name.
    pub name: Text,
    /// The EMA Avails version that was used to read the sheet.
    pub ema_version: EmaVersion,
    /// Whether `ema_version` comes from the file or the caller, rather than being assumed.
    pub version_is_known: bool,
    /// The number of avail rows. The header, comments and blank rows are not counted.
    pub rows: usize,
    /// The number of columns in the sheet's header.
    pub columns: usize,
}
