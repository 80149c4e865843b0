//! Writes copies of a file with all safe fixes applied.

use std::collections::HashMap;
use std::ops::ControlFlow;

use ema_io::{
    CellChange, Error, Input, Loss, Output, Part, UnchangedCell, WorkbookCopy, WriteOptions,
};
use ema_model::{Avail, CellRef, FileInfo, Format, Text};
use ema_rules::{Finding, Report, ReportBuilder};

use crate::Check;
use crate::check::check_rows;
use crate::copy::copy_rows;

/// Fixes that are collected during a check, to be written into a copy of the file.
///
/// A finding has a [`fix`](Finding::fix) only if no guess is involved. The copy of an Excel workbook keeps everything
/// else, and lists the fixes on a tab. The copy of any other file contains only its avails.
///
/// [`Check::fix`] checks a file and writes such a copy. A program that also needs the findings for other purposes can
/// run the check itself and collect the fixes here.
#[derive(Clone, Debug, Default)]
pub struct Fixes(HashMap<RowOf, Vec<CellChange>>);

/// A row, identified by its sheet and number.
type RowOf = (Text, u32);

/// The result of fixing a file.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Fixed {
    /// The findings that remain in the copy.
    pub report: Report,
    /// The cells that could not be fixed without affecting other cells, such as cells of array formulas.
    pub unchanged: Vec<UnchangedCell>,
}

impl Fixes {
    /// Creates an empty collection.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the fix of a finding, if it has one. If two rules fix a cell, the later fix includes the earlier one.
    pub fn add(&mut self, finding: &Finding) {
        if let Some(change) = change(finding) {
            let row = (change.cell.sheet.clone(), change.cell.row);
            self.0.entry(row).or_default().push(change);
        }
    }

    /// Writes a fixed copy of the file of a report, and checks the copy. `losses` is called for each value that the
    /// copy can't hold, and for other [content](ema_io::LeftBehind) of the file that the copy omits.
    ///
    /// # Errors
    ///
    /// Fails if the file can't be read, or if the copy can't be written.
    pub fn write(
        self,
        input: &Input,
        check: &Check<'_>,
        report: &Report,
        output: Output<'_>,
        losses: &mut dyn FnMut(Loss),
    ) -> Result<Fixed, Error> {
        match WorkbookCopy::keeps(report.summary().file.format, &output) {
            true => self.write_workbook(input, check, &report.summary().file, output),
            false => self.write_rows(input, check, report, output, losses),
        }
    }

    fn write_workbook(
        self,
        input: &Input,
        check: &Check<'_>,
        file: &FileInfo,
        output: Output<'_>,
    ) -> Result<Fixed, Error> {
        let copy = WorkbookCopy::new().read(check.reading());
        let copy = copy.change(self.0.into_values().flatten());
        let (copied, result) = match output.file().map(Input::path) {
            Some(result) => (copy.copy(input, output)?, result),
            None => {
                let mut bytes = Vec::new();
                let copied = copy.copy(input, Output::stream(Format::Xlsx, &mut bytes))?;
                output.write(&bytes)?;
                (copied, Input::bytes(bytes))
            }
        };
        Ok(Fixed {
            report: checked_again(&result, check, file)?,
            unchanged: copied.unchanged,
        })
    }

    fn write_rows(
        self,
        input: &Input,
        check: &Check<'_>,
        report: &Report,
        output: Output<'_>,
        losses: &mut dyn FnMut(Loss),
    ) -> Result<Fixed, Error> {
        let file = &report.summary().file;
        let mut left = ReportBuilder::new();
        let mut checker = check.checker(file.format, |finding| {
            left.add(finding);
            ControlFlow::Continue(())
        });
        let mut options = WriteOptions::new().source(file);
        // An XML file has a single version, and a later sheet may need the elements of a newer version.
        let sheets = report.summary().sheets.iter();
        let newest = sheets.map(|sheet| sheet.ema_version).max();
        if let (Format::Xml, None, Some(newest)) = (output.format()?, file.xml_version, newest) {
            options = options.xml_version(newest.xml_peer());
        }
        let change = |part: Part<'_>| match part {
            // The sink never stops the check.
            Part::Sheet(header) => {
                let _ = checker.sheet(header);
                None
            }
            Part::Avail(avail) => {
                let row = (avail.header().sheet().clone(), avail.row());
                let fixed = self.0.get(&row).map(|changes| fixed(avail, changes));
                let _ = checker.avail(fixed.as_ref().unwrap_or(avail));
                fixed
            }
        };
        copy_rows(input, check.reading(), output, &options, losses, change)?;
        let summary = checker.finish(file);
        Ok(Fixed {
            report: left.finish(summary),
            unchanged: Vec::new(),
        })
    }
}

/// Checks a copy, and reports the result under the name of the original.
fn checked_again(copy: &Input, check: &Check<'_>, original: &FileInfo) -> Result<Report, Error> {
    let mut left = ReportBuilder::new();
    let mut checker = check.checker(original.format, |finding| {
        left.add(finding);
        ControlFlow::Continue(())
    });
    check_rows(&mut check.reading().open(copy)?, &mut checker, |_| {})?;
    let summary = checker.finish(original);
    Ok(left.finish(summary))
}

/// Returns the change that fixes a finding, if the finding has a fix.
fn change(finding: &Finding) -> Option<CellChange> {
    let cell = CellRef {
        sheet: finding.place.sheet.clone()?,
        row: finding.place.row?,
        column: finding.place.column?,
    };
    let before = finding.value.clone().unwrap_or_else(|| "".into());
    let mut change = CellChange::new(cell, before, finding.fix.clone()?);
    change.field = finding.field.clone().unwrap_or_else(|| "".into());
    change.title = finding.rule.name().into();
    change.reason = finding.message.clone();
    Some(change)
}

fn fixed(avail: &Avail, changes: &[CellChange]) -> Avail {
    let mut edit = avail.edit();
    for change in changes {
        edit.set_at(change.cell.column, change.text.clone());
    }
    edit.finish()
}
