//! A file's findings, and the formats in which they are reported.

mod by_rule;
mod fixed;
mod fold;
#[cfg(feature = "serde")]
mod json;
mod rows;
#[cfg(feature = "serde")]
mod sarif;
mod text;

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use ema_model::Workbook;

#[cfg(feature = "html")]
pub(crate) use by_rule::{Message, OfRule, cells_in_words};
pub use fixed::FixedCells;
pub use fold::{FoldedFinding, LeftOut, ReportBuilder};
#[cfg(feature = "serde")]
pub use sarif::SarifLog;
pub use text::TextReport;
#[cfg(feature = "html")]
pub(crate) use text::zones_in_words;

use crate::engine::{Checker, FileSummary, Profile, Severity};
use crate::holdings::Holdings;
use crate::time::AsOf;

impl Profile {
    /// Checks a whole file.
    ///
    /// `as_of` is the instant or day that the check treats as now. This method does not read a clock.
    ///
    /// ```
    /// use ema_model::{Avail, Column, EmaVersion, FileInfo, Format, Sheet, Workbook};
    /// use ema_rules::{AsOf, Profile};
    ///
    /// let avail = Avail::from_cells(EmaVersion::V1_7_3, [(Column::Territory, "UK")]);
    /// let sheet = Sheet::new(avail.header().clone(), vec![avail]);
    /// let file = FileInfo::new(Some("movies.xlsx".to_owned()), Format::Xlsx);
    /// let workbook = Workbook::new(file, vec![sheet]);
    ///
    /// let as_of: AsOf = "2026-11-21".parse()?;
    /// let report = Profile::prime_video().check(&workbook, as_of);
    /// assert!(report.findings().iter().any(|it| it.first.rule.name() == "territory-code"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn check(&self, workbook: &Workbook, as_of: impl Into<AsOf>) -> Report {
        self.check_with(None, workbook, as_of.into())
    }

    /// Checks a whole file against the platform's holdings. The report then also contains the warnings that
    /// [`Holdings::apply`](crate::Holdings::apply) would return, for example about an omitted live title.
    #[must_use]
    pub fn check_against(
        &self,
        held: &Holdings,
        workbook: &Workbook,
        as_of: impl Into<AsOf>,
    ) -> Report {
        self.check_with(Some(held), workbook, as_of.into())
    }

    fn check_with(&self, held: Option<&Holdings>, workbook: &Workbook, as_of: AsOf) -> Report {
        let mut report = ReportBuilder::new();
        let checker = Checker::new(self, workbook.file.format, as_of, |finding| {
            report.add(finding);
            ControlFlow::Continue(())
        });
        let checker = match held {
            Some(held) => checker.holding(held),
            None => checker,
        };
        let summary = checker.check_workbook(workbook);
        report.finish(summary)
    }
}

/// A file's findings, sorted by sheet, row and column, with equal findings combined.
///
/// [`Profile::check`] returns the report on a workbook, and a [`ReportBuilder`] builds a report from individual
/// findings.
///
/// ```
/// use ema_rules::{Profile, Severity, Timestamp};
///
/// let csv = "Territory,WorkType,LicenseType,ALID\nUK,Movie,EST,FIRSTDANCE\n";
/// let now = Timestamp::from_utc("2026-11-21T00:00:00".parse()?);
/// let report = Profile::ema().check(&ema_io::read_bytes(csv)?, now);
/// assert_eq!(report.summary().sheets[0].rows, 1);
/// if report.count(Severity::Error) > 0 {
///     println!("{}", report.as_text());
/// }
/// # assert!(report.as_text().to_string().contains("`UK`"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    summary: FileSummary,
    findings: Vec<FoldedFinding>,
    left_out: Vec<LeftOut>,
    counts: BTreeMap<Severity, usize>,
    fixed: Option<FixedCells>,
}

impl Report {
    /// A summary of the check.
    #[must_use]
    pub fn summary(&self) -> &FileSummary {
        &self.summary
    }

    /// The findings, with equal findings combined. Findings about the file come first, followed by the others, sheet by
    /// sheet. Within a sheet, they are sorted by their first row and then by column.
    ///
    /// To get each finding separately, use a [`Checker`].
    #[must_use]
    pub fn findings(&self) -> &[FoldedFinding] {
        &self.findings
    }

    /// The rules with more distinct findings than a report keeps.
    #[must_use]
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }

    /// The number of findings with this severity, including findings that the report does not keep.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.counts.get(&severity).copied().unwrap_or_default()
    }
}
