//! Writes copies of a file with all safe fixes applied.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::mem;
use std::ops::ControlFlow;

use ema_io::{
    CellChange, Error, Input, Loss, Output, Part, UnchangedCell, WorkbookCopy, WriteOptions,
};
use ema_model::{Avail, CellRef, FileInfo, Format, Text};
use ema_rules::{Finding, Report, ReportBuilder};

use crate::check::check_rows;
use crate::copy::copy_rows;
use crate::{Annotations, Check};

/// Fixes collected during a check, to be applied in a copy of the file.
///
/// A finding has a [`fix`](Finding::fix) only if no guessing is needed. If the copy is an Excel workbook, the fixed cells
/// are colored, and a tab lists the fixes. If the file is an Excel workbook too, the copy keeps everything else.
/// Otherwise, the copy contains only the file's avails.
///
/// [`Check::fix`] checks a file and writes the copy in one call. A program that also needs the findings for other
/// purposes can run the check itself and collect the fixes here.
#[derive(Clone, Debug, Default)]
pub struct Fixes {
    /// The findings to fix in each row, keyed by column.
    cells: HashMap<RowOf, BTreeMap<u16, Finding>>,
    annotates: bool,
}

/// A row, identified by its sheet and number.
type RowOf = (Text, u32);

/// The result of fixing a file.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Fixed {
    /// A report on the findings that remain in the copy. [`Report::fixed`] returns the findings
    /// that were fixed.
    pub report: Report,
    /// The cells that could not be fixed without affecting other cells, such as cells with array
    /// formulas.
    pub unchanged: Vec<UnchangedCell>,
}

impl Fixes {
    /// Creates an empty collection.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets whether the copy also shows the remaining findings, as described for [`Annotations`].
    /// If so, the copy must be an Excel workbook.
    #[must_use]
    pub fn annotate(mut self, annotates: bool) -> Self {
        self.annotates = annotates;
        self
    }

    /// Adds the fix for a finding, if the finding has one. If two rules fix the same cell, the
    /// second fix includes the first one.
    pub fn add(&mut self, finding: &Finding) {
        if let Some(cell) = fixed_cell(finding) {
            let row = self.cells.entry((cell.sheet, cell.row)).or_default();
            row.insert(cell.column, finding.clone());
        }
    }

    /// Writes a fixed copy of `input`, the file that `report` is about, and checks the copy. `rows` is called for each
    /// row in the copy. `losses` is called for each value that the copy can't hold, and for other
    /// [content](ema_io::LeftBehind) in the file that the copy omits.
    ///
    /// # Errors
    ///
    /// Returns an error if the file can't be read or the copy can't be written.
    pub fn write(
        self,
        input: &Input,
        check: &Check<'_>,
        report: &Report,
        output: Output<'_>,
        rows: &mut dyn FnMut(&Avail),
        losses: &mut dyn FnMut(Loss),
    ) -> Result<Fixed, Error> {
        match WorkbookCopy::keeps(report.summary().file.format, &output) {
            true => self.write_workbook(input, check, &report.summary().file, output, rows),
            false => self.write_rows(input, check, report, output, rows, losses),
        }
    }

    fn write_workbook(
        self,
        input: &Input,
        check: &Check<'_>,
        file: &FileInfo,
        output: Output<'_>,
        rows: &mut dyn FnMut(&Avail),
    ) -> Result<Fixed, Error> {
        let changes = self.findings().filter_map(change);
        let copy = WorkbookCopy::new().read(check.reading()).change(changes);
        let mut left = Left::default();
        let mut check_again = |copy: &Input| {
            let each = |finding| left.add(finding, self.annotates);
            let mut checker = check.checker(file.format, each);
            check_rows(&mut check.reading().open(copy)?, &mut checker, &mut *rows)?;
            Ok::<_, Error>(checker.finish(file))
        };
        let (summary, copied) = match output.file().map(Input::path) {
            Some(result) if !self.annotates => {
                let copied = copy.copy(input, output)?;
                (check_again(&result)?, copied)
            }
            _ => {
                let mut bytes = Vec::new();
                let copied = copy.copy(input, Output::stream(Format::Xlsx, &mut bytes))?;
                let summary = check_again(&Input::bytes(bytes.clone()))?;
                if self.annotates {
                    // The changes and the findings are marked together, because writing a copy removes earlier marks.
                    let annotations = mem::take(&mut left.annotations);
                    copy.annotate(annotations).copy(input, output)?;
                } else {
                    output.write(&bytes)?;
                }
                (summary, copied)
            }
        };
        let fixed = self.fixed(&copied.unchanged);
        Ok(Fixed {
            report: left.report.finish(summary).with_fixed(fixed),
            unchanged: copied.unchanged,
        })
    }

    fn write_rows(
        self,
        input: &Input,
        check: &Check<'_>,
        report: &Report,
        output: Output<'_>,
        rows: &mut dyn FnMut(&Avail),
        losses: &mut dyn FnMut(Loss),
    ) -> Result<Fixed, Error> {
        let file = &report.summary().file;
        let mut left = Left::default();
        let mut checker = check.checker(file.format, |finding| left.add(finding, self.annotates));
        let changes = self.findings().filter_map(change);
        let mut options = WriteOptions::new().source(file).changes(changes);
        // An XML file has a single version, but a later sheet might need elements from a newer
        // version.
        let sheets = report.summary().sheets.iter();
        let newest = sheets.map(|sheet| sheet.ema_version).max();
        if let (Format::Xml, None, Some(newest)) = (output.format()?, file.xml_version, newest) {
            options = options.xml_version(newest.xml_peer());
        }
        let mut checked = |part: Part<'_>| match part {
            // The sink never stops the check, so its results are ignored.
            Part::Sheet(header) => {
                let _ = checker.sheet(header);
                None
            }
            Part::Avail(avail) => {
                let fixed = self.fixed_row(avail);
                let row = fixed.as_ref().unwrap_or(avail);
                rows(row);
                let _ = checker.avail(row);
                fixed
            }
        };
        let summary = if self.annotates {
            // The annotations must be known before the first row is written.
            check.reading().open(input)?.each(|part| {
                checked(part);
                Ok::<_, Error>(())
            })?;
            let summary = checker.finish(file);
            let options = options.annotate(mem::take(&mut left.annotations));
            let change = |part: Part<'_>| match part {
                Part::Sheet(_) => None,
                Part::Avail(avail) => self.fixed_row(avail),
            };
            copy_rows(input, check.reading(), output, &options, losses, change)?;
            summary
        } else {
            copy_rows(input, check.reading(), output, &options, losses, checked)?;
            checker.finish(file)
        };
        Ok(Fixed {
            report: left.report.finish(summary).with_fixed(self.fixed(&[])),
            unchanged: Vec::new(),
        })
    }

    fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.cells.values().flat_map(BTreeMap::values)
    }

    /// Returns the findings that are fixed in the copy: all except those in `unchanged` cells.
    fn fixed(&self, unchanged: &[UnchangedCell]) -> ReportBuilder {
        let unchanged: HashSet<&CellRef> = unchanged.iter().map(|it| &it.cell).collect();
        let is_fixed =
            |finding: &&Finding| fixed_cell(finding).is_some_and(|cell| !unchanged.contains(&cell));
        let mut fixed = ReportBuilder::new();
        for finding in self.findings().filter(is_fixed) {
            fixed.add(finding.clone());
        }
        fixed
    }

    /// Returns a row with its fixes applied, or `None` if the row has no fixes. Use this function for rows that a program
    /// changes or writes itself.
    ///
    /// ```
    /// use ema_avails::{AsOf, Fixes, Profile};
    ///
    /// let csv = "Territory,WorkType,LicenseType,ALID\nUK,Movie,EST,FIRSTDANCE\n";
    /// let mut workbook = ema_avails::io::read_bytes(csv)?;
    /// let report = Profile::prime_video().check(&workbook, "2026-11-21".parse::<AsOf>()?);
    /// let mut fixes = Fixes::new();
    /// for finding in report.findings().iter().flat_map(|it| it.unfold()) {
    ///     fixes.add(&finding);
    /// }
    /// for avail in workbook.sheets.iter_mut().flat_map(|sheet| &mut sheet.avails) {
    ///     if let Some(fixed) = fixes.fixed_row(avail) {
    ///         *avail = fixed;
    ///     }
    /// }
    /// assert_eq!(workbook.sheets[0].avails[0].territory().text(), "GB");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn fixed_row(&self, avail: &Avail) -> Option<Avail> {
        let fixes = self
            .cells
            .get(&(avail.header().sheet().clone(), avail.row()))?;
        let mut edit = avail.edit();
        for (column, finding) in fixes {
            edit.set_at(*column, finding.fix.clone()?);
        }
        Some(edit.finish())
    }
}

/// The remaining findings in a copy.
#[derive(Default)]
struct Left {
    report: ReportBuilder,
    annotations: Annotations,
}

impl Left {
    fn add(&mut self, finding: Finding, annotates: bool) -> ControlFlow<()> {
        if annotates {
            self.annotations.add(&finding);
        }
        self.report.add(finding);
        ControlFlow::Continue(())
    }
}

/// Returns the cell that the fix for a finding changes, if the finding has a fix.
fn fixed_cell(finding: &Finding) -> Option<CellRef> {
    finding.fix.as_ref()?;
    Some(CellRef {
        sheet: finding.place.sheet.clone()?,
        row: finding.place.row?,
        column: finding.place.column?,
    })
}

/// Returns the change that fixes a finding, if the finding has a fix.
fn change(finding: &Finding) -> Option<CellChange> {
    let before = finding.value.clone().unwrap_or_else(|| "".into());
    let mut change = CellChange::new(fixed_cell(finding)?, before, finding.fix.clone()?);
    change.field = finding.field.clone().unwrap_or_else(|| "".into());
    change.title = finding.rule.name().into();
    change.reason = finding.message.clone();
    Some(change)
}
