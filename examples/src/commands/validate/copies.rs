//! Copies of a checked file: one that shows the findings, and one with fixes.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use ema_io::{
    Annotation, CellChange, LeftBehind, Level, Loss, Part, Progress, WorkbookCopy, WriteOptions,
    Writer,
};
use ema_model::{Avail, CellRef, Format, Header, Text};
use ema_rules::{Finding, Place, Report, ReportBuilder, Severity};

use crate::bar::Bar;
use crate::failure::Failure;
use crate::reading::{Check, Reading};

/// Writes a copy of a file in which every finding is a colored cell with a note.
pub(super) fn annotate(
    path: &Path,
    check: Check<'_>,
    format: Format,
    annotations: Vec<Annotation>,
    out: &Path,
) -> Result<(), Failure> {
    if keeps_workbook(format, out) {
        let copy = WorkbookCopy::new().annotate(annotations);
        return copy_workbook("Annotating", copy, path, out);
    }
    let options = WriteOptions::for_path(out).map_err(Failure::new)?;
    let mut copy = Copy::begin(&options.annotate(annotations), out)?;
    let mut reading = Reading::begin("Annotating", path, check.version, check.read)?;
    let mut left_behind = LeftBehind::new();
    reading.each(|part| match part {
        Part::Sheet(header) => copy.begin_sheet(header),
        Part::Avail(avail) => {
            left_behind.avail(avail);
            copy.write(avail)
        }
    })?;
    copy.finish()?;
    tell_left_behind(&left_behind, path, &reading)
}

/// Writes a copy of a file with all fixes of its report, and reports the remaining findings.
pub(super) fn fix(
    path: &Path,
    check: Check<'_>,
    report: &Report,
    fixes: Fixes,
    out: &Path,
) -> Result<Report, Failure> {
    let file = &report.summary().file;
    if keeps_workbook(file.format, out) {
        let copy = WorkbookCopy::new().change(fixes.0.into_values().flatten());
        copy_workbook("Fixing", copy, path, out)?;
        return checked_again(out, check, report);
    }
    let mut left = ReportBuilder::new();
    let mut checker = check.checker(file.format, |finding| {
        left.add(finding);
        ControlFlow::Continue(())
    });
    let options = WriteOptions::for_path(out).map_err(Failure::new)?;
    let mut options = options.source(file);
    // An XML file has one version, and the version of a later sheet may have more elements.
    let newest = report
        .summary()
        .sheets
        .iter()
        .map(|sheet| sheet.ema_version)
        .max();
    if let (Format::Xml, None, Some(newest)) = (options.format(), file.xml_version, newest) {
        options = options.xml_version(newest.xml_peer());
    }
    let mut copy = Copy::begin(&options, out)?;
    let mut reading = Reading::begin("Mending", path, check.version, check.read)?;
    let mut left_behind = LeftBehind::new();
    reading.each(|part| match part {
        Part::Sheet(header) => {
            let _ = checker.sheet(header);
            copy.begin_sheet(header)
        }
        Part::Avail(avail) => {
            let key = (Some(avail.header().sheet().clone()), avail.row());
            let mended = fixes.0.get(&key).map(|fixes| mended(avail, fixes));
            let avail = mended.as_ref().unwrap_or(avail);
            let _ = checker.avail(avail);
            left_behind.avail(avail);
            copy.write(avail)
        }
    })?;
    copy.finish()?;
    tell_left_behind(&left_behind, path, &reading)?;
    let summary = checker.finish(file);
    Ok(left.finish(summary))
}

/// Whether the copy can keep all contents of the file, which is the case if both are Excel workbooks.
fn keeps_workbook(format: Format, out: &Path) -> bool {
    let ending = out.extension().unwrap_or_default();
    let is_workbook = ["xlsx", "xlsm", "xltx", "xltm"]
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known));
    is_workbook && format == Format::Xlsx
}

fn copy_workbook(doing: &str, copy: WorkbookCopy, path: &Path, out: &Path) -> Result<(), Failure> {
    let progress = Progress::new();
    let bar = Bar::of_file(doing, path, &progress);
    let copied = copy.progress(&progress).copy_path(path, out);
    drop(bar);
    for cell in copied.map_err(Failure::new)?.unchanged {
        Failure::new(cell).report();
    }
    Ok(())
}

/// The report on a copy, in the form of a report on the original.
fn checked_again(copy: &Path, check: Check<'_>, report: &Report) -> Result<Report, Failure> {
    let mut left = ReportBuilder::new();
    let file = &report.summary().file;
    let mut checker = check.checker(file.format, |finding| {
        left.add(finding);
        ControlFlow::Continue(())
    });
    let mut reading = Reading::begin("Checking", copy, check.version, check.read)?;
    reading.each(|part| {
        let _ = match part {
            Part::Sheet(header) => checker.sheet(header),
            Part::Avail(avail) => checker.avail(avail),
        };
        Ok(())
    })?;
    let summary = checker.finish(file);
    Ok(left.finish(summary))
}

/// The fixes of a file's findings, by row.
#[derive(Default)]
pub(super) struct Fixes(HashMap<RowOf, Vec<CellChange>>);

impl Fixes {
    pub(super) fn add(&mut self, finding: &Finding) {
        // If two rules fix a cell, the later fix includes the earlier one.
        if let Some(change) = change(finding) {
            let key = (Some(change.cell.sheet.clone()), change.cell.row);
            self.0.entry(key).or_default().push(change);
        }
    }
}

/// The change by which a finding is fixed, if it has a fix.
fn change(finding: &Finding) -> Option<CellChange> {
    let Place {
        sheet: Some(sheet),
        row: Some(row),
        column: Some(column),
        ..
    } = &finding.place
    else {
        return None;
    };
    let cell = CellRef {
        sheet: sheet.clone(),
        row: *row,
        column: *column,
    };
    let before = finding.value.clone().unwrap_or_else(|| "".into());
    let mut change = CellChange::new(cell, before, finding.fix.clone()?);
    change.field = finding.field.clone().unwrap_or_else(|| "".into());
    change.title = finding.rule.name().into();
    change.reason = finding.message.clone();
    Some(change)
}

/// A row, identified by its sheet and number.
type RowOf = (Option<Text>, u32);

fn mended(avail: &Avail, fixes: &[CellChange]) -> Avail {
    let mut edit = avail.edit();
    for change in fixes {
        edit.set_at(change.cell.column, change.text.clone());
    }
    edit.finish()
}

pub(super) fn annotation(finding: &Finding) -> Annotation {
    let level = match finding.severity {
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
        _ => Level::Notice,
    };
    let place = match &finding.place {
        Place {
            sheet: Some(sheet),
            row,
            column,
            ..
        } => match (*row, *column) {
            (Some(row), Some(column)) => ema_io::Place::Cell(CellRef {
                sheet: sheet.clone(),
                row,
                column,
            }),
            (Some(row), None) => ema_io::Place::Row {
                sheet: sheet.clone(),
                row,
            },
            (None, Some(column)) => ema_io::Place::Column {
                sheet: sheet.clone(),
                column,
            },
            (None, None) => ema_io::Place::Sheet(sheet.clone()),
        },
        _ => ema_io::Place::File,
    };
    let (message, help) = (finding.message.clone(), finding.help.clone());
    let mut annotation = Annotation::new(place, level, finding.rule.name(), message, help);
    annotation.value = finding.value.clone();
    annotation
}

/// A copy to which sheets are written one by one.
struct Copy {
    writer: Writer<'static>,
    sheet: usize,
}

impl Copy {
    fn begin(options: &WriteOptions, out: &Path) -> Result<Self, Failure> {
        let writer = options.create_path(out).map_err(Failure::new)?;
        Ok(Self { writer, sheet: 0 })
    }

    fn begin_sheet(&mut self, header: &Arc<Header>) -> Result<(), Failure> {
        self.sheet = self.writer.sheet(header).map_err(Failure::new)?;
        Ok(())
    }

    fn write(&mut self, avail: &Avail) -> Result<(), Failure> {
        self.writer
            .avail(self.sheet, avail, &mut tell)
            .map_err(Failure::new)
    }

    fn finish(self) -> Result<(), Failure> {
        self.writer.finish().map_err(Failure::new)
    }
}

fn tell_left_behind(left: &LeftBehind, path: &Path, reading: &Reading) -> Result<(), Failure> {
    let losses = left.losses(path, reading.file()).map_err(Failure::new)?;
    losses.into_iter().for_each(tell);
    Ok(())
}

fn tell(loss: Loss) {
    Failure::new(loss).report();
}
