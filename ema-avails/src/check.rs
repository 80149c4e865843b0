//! Checks files.

use std::cell::RefCell;
use std::ops::ControlFlow;

use ema_io::{Error, Input, Loss, Output, Part, ReadOptions, Reader};
use ema_model::{Avail, CellAddress, Format};
use ema_rules::{
    AsOf, Checker, Explanation, FileSummary, Finding, Holdings, Profile, Report, ReportBuilder,
};

use crate::{Annotations, Fixed, Fixes};

/// The settings for a check: the rules, the instant or day when the files are sent, and the platform's holdings.
///
/// ```
/// use ema_avails::{AsOf, Check, Input, Profile};
///
/// let upload = "Territory,WorkType,LicenseType,ALID\nUK,Movie,EST,FIRSTDANCE\n";
/// let (profile, as_of) = (Profile::prime_video(), "2026-11-21".parse::<AsOf>()?);
/// let report = Check::new(&profile, as_of).report(&Input::bytes(upload).named("movies.csv"))?;
/// assert!(report.as_text().to_string().contains("`UK`"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// A `Check` can be used for any number of files, and by several threads at once.
#[derive(Clone, Debug)]
pub struct Check<'a> {
    profile: &'a Profile,
    as_of: AsOf,
    held: Option<&'a Holdings>,
    read: ReadOptions,
}

impl<'a> Check<'a> {
    /// Creates a check against the rules in a profile. `as_of` is the instant or day when the files
    /// are sent.
    #[must_use]
    pub fn new(profile: &'a Profile, as_of: impl Into<AsOf>) -> Self {
        Self {
            profile,
            as_of: as_of.into(),
            held: None,
            read: ReadOptions::new(),
        }
    }

    /// Sets the platform's holdings, so that the check also detects a Full Delete of a title that
    /// is live on the platform.
    #[must_use]
    pub fn holding(mut self, held: &'a Holdings) -> Self {
        self.held = Some(held);
        self
    }

    /// Sets the options for reading files.
    #[must_use]
    pub fn read(mut self, options: ReadOptions) -> Self {
        self.read = options;
        self
    }

    /// Returns the options for reading files.
    #[must_use]
    pub fn reading(&self) -> &ReadOptions {
        &self.read
    }

    /// Returns the profile whose rules are checked.
    #[must_use]
    pub fn profile(&self) -> &'a Profile {
        self.profile
    }

    /// Returns the instant or day when the files are sent.
    #[must_use]
    pub fn as_of(&self) -> AsOf {
        self.as_of
    }

    /// Checks a file and returns a report of its findings.
    ///
    /// # Errors
    ///
    /// Returns an error if the file can't be read. A cell's content never causes an error.
    pub fn report(&self, input: &Input) -> Result<Report, Error> {
        self.report_each(input, |_| {})
    }

    /// Checks a file and passes its findings and rows to closures while the file is being read, so
    /// only a few findings and rows are in memory at a time. To create a report, add the findings
    /// to a [`ReportBuilder`] and pass the returned summary to [`ReportBuilder::finish`].
    ///
    /// If `findings` stops the check with [`ControlFlow::Break`], the summary covers the rows up to that point.
    ///
    /// ```
    /// use std::ops::ControlFlow;
    ///
    /// use ema_avails::{AsOf, Check, Input, Profile};
    ///
    /// let upload = "Territory,WorkType,LicenseType,ALID\nUK,Movie,EST,FIRSTDANCE\n";
    /// let (profile, as_of) = (Profile::prime_video(), "2026-11-21".parse::<AsOf>()?);
    /// let mut count = 0;
    /// let findings = |finding| {
    ///     println!("{finding}");
    ///     count += 1;
    ///     if count == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    /// };
    /// Check::new(&profile, as_of).each(&Input::bytes(upload), findings, |_| {})?;
    /// assert_eq!(count, 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error in the same cases as [`report`](Self::report).
    pub fn each(
        &self,
        input: &Input,
        findings: impl FnMut(Finding) -> ControlFlow<()>,
        rows: impl FnMut(&Avail),
    ) -> Result<FileSummary, Error> {
        let mut reader = self.read.open(input)?;
        let mut checker = self.checker(reader.file().format, findings);
        check_rows(&mut reader, &mut checker, rows)?;
        Ok(checker.finish(reader.file()))
    }

    /// Checks a file and explains one of its cells: its value, the instants that it represents, what its row is about,
    /// what is held there, and what the rules have found. Returns `None` if no row of avails has the cell. If several
    /// rows have it, the first one is used.
    ///
    /// ```
    /// use ema_avails::{AsOf, Check, Input, Profile};
    ///
    /// let upload = "Territory,WorkType,LicenseType,ALID,Start\nCA,Movie,EST,FIRSTDANCE,2026-03-06\n";
    /// let (profile, as_of) = (Profile::prime_video(), "2026-11-21".parse::<AsOf>()?);
    /// let check = Check::new(&profile, as_of);
    /// let explained = check.explain(&Input::bytes(upload), &"E2".parse()?)?.expect("a row");
    /// let start = &explained.instants[0];
    /// assert_eq!(start.bound.to_string(), "2026-03-06T03:30:00Z");
    /// assert_eq!(start.resolved.map(|it| it.zone), Some("America/St_Johns"));
    /// assert!(explained.rules.iter().all(|it| it.findings.is_empty()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error in the same cases as [`report`](Self::report).
    pub fn explain(
        &self,
        input: &Input,
        address: &CellAddress,
    ) -> Result<Option<Explanation>, Error> {
        /// What is known so far. The findings about a header come before the row of the cell.
        #[derive(Default)]
        struct Known {
            is_in_rows: bool,
            about_headers: Vec<Finding>,
            explanation: Option<Explanation>,
        }
        let mut reader = self.read.open(input)?;
        let format = reader.file().format;
        let known = RefCell::new(Known::default());
        let findings = |finding| {
            let known = &mut *known.borrow_mut();
            match &mut known.explanation {
                Some(explanation) => explanation.add(finding),
                None if !known.is_in_rows => known.about_headers.push(finding),
                None => {}
            }
            ControlFlow::Continue(())
        };
        let explainer = self.checker(format, |_| ControlFlow::Continue(()));
        let mut checker = self.checker(format, findings);
        check_parts(&mut reader, &mut checker, |part| {
            let known = &mut *known.borrow_mut();
            known.is_in_rows = matches!(part, Part::Avail(_));
            if let Part::Avail(avail) = part
                && known.explanation.is_none()
                && let Some(column) = address.find(avail)
            {
                let explanation = known.explanation.insert(explainer.explain(avail, column));
                let about_headers = known.about_headers.drain(..);
                about_headers.for_each(|finding| explanation.add(finding));
            }
        })?;
        checker.finish(reader.file());
        Ok(known.into_inner().explanation)
    }

    /// Checks a file and writes a copy in which each cell with findings is colored and has a note.
    /// See [`Annotations`].
    ///
    /// # Errors
    ///
    /// Returns an error if the file can't be read or the copy can't be written.
    pub fn annotate(
        &self,
        input: &Input,
        output: Output<'_>,
        losses: &mut dyn FnMut(Loss),
    ) -> Result<Report, Error> {
        let mut annotations = Annotations::new();
        let report = self.report_each(input, |finding| annotations.add(finding))?;
        let format = report.summary().file.format;
        annotations.write(input, format, &self.read, output, losses)?;
        Ok(report)
    }

    /// Checks a file and writes a copy with all safe fixes applied. See [`Fixes`].
    ///
    /// # Errors
    ///
    /// Returns an error if the file can't be read or the copy can't be written.
    pub fn fix(
        &self,
        input: &Input,
        output: Output<'_>,
        losses: &mut dyn FnMut(Loss),
    ) -> Result<Fixed, Error> {
        let mut fixes = Fixes::new();
        let report = self.report_each(input, |finding| fixes.add(finding))?;
        fixes.write(input, self, &report, output, &mut |_| {}, losses)
    }

    fn report_each(&self, input: &Input, mut each: impl FnMut(&Finding)) -> Result<Report, Error> {
        let mut report = ReportBuilder::new();
        let findings = |finding: Finding| {
            each(&finding);
            report.add(finding);
            ControlFlow::Continue(())
        };
        let summary = self.each(input, findings, |_| {})?;
        Ok(report.finish(summary))
    }

    /// Creates a checker for rows from any source. The rows must be passed to it in file order.
    #[must_use]
    pub fn checker<F: FnMut(Finding) -> ControlFlow<()>>(
        &self,
        format: Format,
        findings: F,
    ) -> Checker<'a, F> {
        let checker = Checker::new(self.profile, format, self.as_of, findings);
        match self.held {
            Some(held) => checker.holding(held),
            None => checker,
        }
    }
}

/// Passes the rows in a file to a checker until the checker's sink stops the check.
pub(crate) fn check_rows<F: FnMut(Finding) -> ControlFlow<()>>(
    reader: &mut Reader,
    checker: &mut Checker<'_, F>,
    mut rows: impl FnMut(&Avail),
) -> Result<(), Error> {
    check_parts(reader, checker, |part| {
        if let Part::Avail(avail) = part {
            rows(avail);
        }
    })
}

/// Passes the sheets and rows in a file to a checker until the checker's sink stops the check. `parts` receives each of
/// them before the checker does.
fn check_parts<F: FnMut(Finding) -> ControlFlow<()>>(
    reader: &mut Reader,
    checker: &mut Checker<'_, F>,
    mut parts: impl FnMut(Part<'_>),
) -> Result<(), Error> {
    let checked = reader.each(|part| {
        parts(part);
        let flow = match part {
            Part::Sheet(header) => checker.sheet(header),
            Part::Avail(avail) => checker.avail(avail),
        };
        match flow {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Stop::Asked),
        }
    });
    match checked {
        Ok(()) | Err(Stop::Asked) => Ok(()),
        Err(Stop::Failed(error)) => Err(error),
    }
}

/// A reason to stop reading before the end of a file.
enum Stop {
    Asked,
    Failed(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}
