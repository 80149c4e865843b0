//! Copies of a file that has been checked: one that shows the findings, one with what can be mended.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use ema_io::{Annotation, Level, Loss, Part, WriteOptions, Writer};
use ema_model::{Avail, CellRef, Format, Header, Text};
use ema_rules::{Finding, Place, Report, ReportBuilder, Severity};

use crate::failure::Failure;
use crate::reading::{Check, Reading};

/// Writes a copy of a file in which every finding is a colored cell with a note.
pub(super) fn annotate(
    path: &Path,
    check: Check<'_>,
    mut annotations: Vec<(Place, Annotation)>,
    out: &Path,
) -> Result<(), Failure> {
    // Rules that compare rows report at the end of the file.
    annotations.sort_by(|(a, _), (b, _)| a.cmp(b));
    let annotations = annotations.into_iter().map(|(_, annotation)| annotation);
    let options = WriteOptions::for_path(out).map_err(Failure::new)?;
    let mut copy = Copy::begin(&options.annotate(annotations), out)?;
    let mut reading = Reading::begin("Annotating", path, check.version, check.read)?;
    reading.each(|part| match part {
        Part::Sheet(header) => copy.begin_sheet(header),
        Part::Avail(avail) => copy.write(avail),
    })?;
    copy.finish()
}

/// Writes a copy of a file with every fix of its report, and says what is left to be mended.
pub(super) fn fix(
    path: &Path,
    check: Check<'_>,
    report: &Report,
    fixes: Fixes,
    out: &Path,
) -> Result<Report, Failure> {
    let mut left = ReportBuilder::new();
    let file = &report.summary().file;
    let mut checker = check.checker(file.format, |finding| {
        left.add(finding);
        ControlFlow::Continue(())
    });
    let options = WriteOptions::for_path(out).map_err(Failure::new)?;
    let mut options = options.source(file);
    // XML is of one version, and that of a later sheet may have more places.
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
            copy.write(avail)
        }
    })?;
    copy.finish()?;
    let summary = checker.finish(file);
    Ok(left.finish(summary))
}

/// The fixes of the findings of a file, row by row.
#[derive(Default)]
pub(super) struct Fixes(HashMap<RowOf, Vec<(u16, Text)>>);

impl Fixes {
    pub(super) fn add(&mut self, finding: &Finding) {
        let place = &finding.place;
        if let (Some(row), Some(column), Some(fix)) = (place.row, place.column, &finding.fix) {
            // Where two rules fix a cell, the later one does what the earlier one does as well.
            let key = (place.sheet.clone(), row);
            self.0.entry(key).or_default().push((column, fix.clone()));
        }
    }
}

/// A row by its sheet and number.
type RowOf = (Option<Text>, u32);

fn mended(avail: &Avail, fixes: &[(u16, Text)]) -> Avail {
    let mut edit = avail.edit();
    for (column, text) in fixes {
        edit.set_at(*column, text.clone());
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
    Annotation::new(place, level, finding.rule.name(), message, help)
}

/// A copy that is being written, sheet by sheet.
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

fn tell(loss: Loss) {
    Failure::new(loss).report();
}
