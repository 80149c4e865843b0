//! Checks a file.

use std::ops::ControlFlow;

use ema_io::{Error, Input, Loss, Output, Part, ReadOptions, Reader};
use ema_model::{Avail, Format};
use ema_rules::{AsOf, Checker, FileSummary, Finding, Holdings, Profile, Report, ReportBuilder};

use crate::{Annotations, Fixed, Fixes};

/// The reference against which files are checked: the rules, the moment, and what the platform holds.
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
/// A check can be used for any number of files, by several threads at once.
#[derive(Clone, Debug)]
pub struct Check<'a> {
    profile: &'a Profile,
    as_of: AsOf,
    held: Option<&'a Holdings>,
    read: ReadOptions,
}

impl<'a> Check<'a> {
    /// Creates a check against the rules of a profile, as of the instant or the day of sending.
    #[must_use]
    pub fn new(profile: &'a Profile, as_of: impl Into<AsOf>) -> Self {
        Self {
            profile,
            as_of: as_of.into(),
            held: None,
            read: ReadOptions::new(),
        }
    }

    /// Sets what the platform holds, so that a Full Delete of a live title is found too.
    #[must_use]
    pub fn holding(mut self, held: &'a Holdings) -> Self {
        self.held = Some(held);
        self
    }

    /// Sets how files are read.
    #[must_use]
    pub fn read(mut self, options: ReadOptions) -> Self {
        self.read = options;
        self
    }

    /// How files are read.
    #[must_use]
    pub fn reading(&self) -> &ReadOptions {
        &self.read
    }

    /// The profile.
    #[must_use]
    pub fn profile(&self) -> &'a Profile {
        self.profile
    }

    /// The instant or the day as of which files are checked.
    #[must_use]
    pub fn as_of(&self) -> AsOf {
        self.as_of
    }

    /// Checks a file, and returns its findings.
    ///
    /// # Errors
    ///
    /// If the file can't be read. The content of a cell is never an error.
    pub fn report(&self, input: &Input) -> Result<Report, Error> {
        self.report_each(input, |_| {})
    }

    /// Checks a file, and passes its findings and its rows to closures as they are read, so that few of them are in
    /// memory. A report of the findings comes from a [`ReportBuilder`] and the returned summary.
    ///
    /// If `findings` stops the check with [`ControlFlow::Break`], the summary is that of the rows until then.
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
    /// Those of [`report`](Self::report).
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

    /// Checks a file and writes a copy of it in which every finding is a colored cell with a note: see
    /// [`Annotations`].
    ///
    /// # Errors
    ///
    /// If the file can't be read, or the copy can't be written.
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

    /// Checks a file and writes a copy of it with all safe fixes: see [`Fixes`].
    ///
    /// # Errors
    ///
    /// If the file can't be read, or the copy can't be written.
    pub fn fix(
        &self,
        input: &Input,
        output: Output<'_>,
        losses: &mut dyn FnMut(Loss),
    ) -> Result<Fixed, Error> {
        let mut fixes = Fixes::new();
        let report = self.report_each(input, |finding| fixes.add(finding))?;
        fixes.write(input, self, &report, output, losses)
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

    /// A checker for rows from anywhere, in the order of their file.
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

/// Shows the rows of a file to a checker, until its sink stops the check.
pub(crate) fn check_rows<F: FnMut(Finding) -> ControlFlow<()>>(
    reader: &mut Reader,
    checker: &mut Checker<'_, F>,
    mut rows: impl FnMut(&Avail),
) -> Result<(), Error> {
    let checked = reader.each(|part| {
        let flow = match part {
            Part::Sheet(header) => checker.sheet(header),
            Part::Avail(avail) => {
                rows(avail);
                checker.avail(avail)
            }
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

/// The reason why a file is not read to its end.
enum Stop {
    Asked,
    Failed(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}
