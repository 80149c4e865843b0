//! The findings of a file, and the formats in which they are reported.

mod by_rule;
mod fold;
#[cfg(feature = "serde")]
mod json;
mod rows;
#[cfg(feature = "serde")]
mod sarif;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use currency_map::Territory;
use ema_model::{EmaVersion, FileInfo, Text};

#[cfg(feature = "html")]
pub(crate) use by_rule::{Message, OfRule};
pub use fold::{FoldedFinding, LeftOut, ReportBuilder};
#[cfg(feature = "serde")]
pub use sarif::SarifLog;
pub use text::TextReport;
#[cfg(feature = "html")]
pub(crate) use text::zones_in_words;

use crate::rule::Severity;
use crate::time::AsOf;

/// The findings of a file, with equal findings folded, sorted by sheet, row and column.
///
/// [`Profile::check`](crate::Profile::check) returns the report of a workbook. A [`ReportBuilder`]
/// builds one from individual findings.
///
/// ```
/// use ema_rules::{Instant, Profile, Severity};
///
/// let csv = "Territory,WorkType,LicenseType,ALID\nUK,Movie,EST,FIRSTDANCE\n";
/// let now = Instant::from_utc("2026-11-21T00:00:00".parse()?);
/// let report = Profile::ema().check(&ema_io::read_bytes(csv)?, now);
/// assert_eq!(report.summary().sheets[0].rows, 1);
/// if report.count(Severity::Error) > 0 {
///     println!("{}", report.as_text());
/// }
/// # assert!(report.as_text().to_string().contains("`UK`"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Report {
    summary: FileSummary,
    findings: Vec<FoldedFinding>,
    left_out: Vec<LeftOut>,
    counts: BTreeMap<Severity, usize>,
}

impl Report {
    /// What was checked.
    #[must_use]
    pub fn summary(&self) -> &FileSummary {
        &self.summary
    }

    /// The findings, with equal ones folded: first those about the file, then sheet by sheet in the
    /// order of their first rows, from left to right.
    ///
    /// A [`Checker`](crate::Checker) passes on every finding individually.
    #[must_use]
    pub fn findings(&self) -> &[FoldedFinding] {
        &self.findings
    }

    /// The rules with more different findings than a report keeps.
    #[must_use]
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }

    /// The number of findings of a severity, including those that are left out.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.counts.get(&severity).copied().unwrap_or_default()
    }
}

/// What was checked: a file, under a profile.
#[derive(Clone, Debug)]
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
    /// Most of these territories have one zone. Chile can have two, because the zone in which the
    /// day comes first changes with the season.
    pub zones: BTreeMap<Territory, BTreeSet<&'static str>>,
    /// The sheets of avails.
    pub sheets: Vec<SheetSummary>,
}

/// A sheet of avails, with its counts.
#[derive(Clone, Debug)]
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
