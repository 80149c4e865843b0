//! What was found in a file, and how it is shown.

#[cfg(feature = "serde")]
mod json;
#[cfg(feature = "serde")]
mod sarif;
mod text;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use currency_map::Territory;
use ema_model::{EmaVersion, FileInfo, Text};

#[cfg(feature = "serde")]
pub use sarif::SarifLog;
pub use text::TextReport;
#[cfg(feature = "html")]
pub(crate) use text::{alike, cells_in_words, zones_in_words};
pub(crate) use text::{counted, thousands};

use crate::finding::Finding;
use crate::rule::{Rule, Severity};
use crate::time::AsOf;

/// The findings of a file, sorted by sheet, row and column.
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
    findings: Vec<Finding>,
    counts: BTreeMap<Severity, usize>,
}

impl Report {
    /// The report of a file from what its [`Checker`](crate::Checker) has given.
    #[must_use]
    pub fn new(summary: FileSummary, mut findings: Vec<Finding>) -> Self {
        // The order among findings of one cell is the order of the catalogue, as rules ran.
        findings.sort_by(|a, b| a.place.cmp(&b.place));
        let mut counts = BTreeMap::new();
        for finding in &findings {
            *counts.entry(finding.severity).or_default() += 1;
        }
        Self {
            summary,
            findings,
            counts,
        }
    }

    /// What was checked.
    #[must_use]
    pub fn summary(&self) -> &FileSummary {
        &self.summary
    }

    /// The findings: those about the file, then sheet by sheet, row by row, from left to right.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The findings of each rule and severity: the gravest first, in the order of the catalogue, and
    /// rules that are not in it behind, by name.
    pub(crate) fn by_rule(&self) -> Vec<(Severity, &'static Rule, Vec<&Finding>)> {
        let order: HashMap<&str, usize> = crate::rules()
            .enumerate()
            .map(|(order, rule)| (rule.name(), order))
            .collect();
        let mut groups: HashMap<(*const Rule, Severity), Vec<&Finding>> = HashMap::new();
        for finding in &self.findings {
            // There are more findings than rules, and a rule is known by its address faster.
            let rule = (std::ptr::from_ref(finding.rule), finding.severity);
            groups.entry(rule).or_default().push(finding);
        }
        let mut rules: BTreeMap<(Reverse<Severity>, usize, &str), Vec<&Finding>> = BTreeMap::new();
        for findings in groups.into_values() {
            let Some(first) = findings.first() else {
                continue;
            };
            let name = first.rule.name();
            let order = order.get(name).copied().unwrap_or(usize::MAX);
            let key = (Reverse(first.severity), order, name);
            rules.entry(key).or_default().extend(findings);
        }
        let rules = rules.into_iter();
        rules
            .filter_map(|((Reverse(severity), ..), findings)| {
                Some((severity, findings.first()?.rule, findings))
            })
            .collect()
    }

    /// How many findings are of a severity.
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
    /// The instant or day at which the file was judged.
    pub as_of: AsOf,
    /// The time zones in which local times of Start and End were read, in territories whose zones
    /// disagree about those times or have been replaced by [`Zones::with_zone`](crate::Zones::with_zone).
    ///
    /// Most territories have one zone: of Chile it is the one in which the day comes first, which
    /// changes with the season.
    pub zones: BTreeMap<Territory, BTreeSet<&'static str>>,
    /// The sheets of avails.
    pub sheets: Vec<SheetSummary>,
}

/// A sheet of avails, counted.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SheetSummary {
    /// Its name.
    pub name: Text,
    /// The version by which it was read.
    pub ema_version: EmaVersion,
    /// Whether the file or the caller says that it is that version.
    pub version_is_known: bool,
    /// How many rows of avails it has, without header, comment and blank rows.
    pub rows: usize,
    /// How many columns its header has.
    pub columns: usize,
}
