//! Copies of a file that show its findings.

use ema_io::{
    Annotation, Error, Input, Level, Loss, Output, Place, ReadOptions, WorkbookCopy, WriteOptions,
};
use ema_model::{CellRef, Format};
use ema_rules::{Finding, Severity};

use crate::copy::copy_rows;

/// Findings, collected to be shown in a copy of their file.
///
/// Each finding is a colored cell with a note, and a tab lists all of them. The copy of an Excel workbook keeps
/// everything else: tabs, notes, formulas, macros. The copy of any other file is a new workbook of its avails.
///
/// [`Check::annotate`](crate::Check::annotate) checks a file and writes such a copy. Programs that use the findings in
/// other ways too collect them while they check.
#[derive(Clone, Debug, Default)]
pub struct Annotations(Vec<Annotation>);

impl Annotations {
    /// Creates an empty collection.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding.
    pub fn add(&mut self, finding: &Finding) {
        self.0.push(annotation(finding));
    }

    /// Writes a copy of a file of the given format. `losses` is called for each value that the copy can't hold, and for
    /// [content](ema_io::LeftBehind) other than avails that is not in it.
    ///
    /// # Errors
    ///
    /// If the file can't be read, if the copy is not an Excel workbook, or if it can't be written.
    pub fn write(
        self,
        input: &Input,
        format: Format,
        read: &ReadOptions,
        output: Output<'_>,
        losses: &mut dyn FnMut(Loss),
    ) -> Result<(), Error> {
        if WorkbookCopy::keeps(format, &output) {
            let copy = WorkbookCopy::new().read(read).annotate(self.0);
            copy.copy(input, output)?;
            return Ok(());
        }
        let options = WriteOptions::new().annotate(self.0);
        copy_rows(input, read, output, &options, losses, |_| None)
    }
}

fn annotation(finding: &Finding) -> Annotation {
    let level = match finding.severity {
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
        _ => Level::Notice,
    };
    let found = &finding.place;
    let place = match (found.sheet.clone(), found.row, found.column) {
        (Some(sheet), Some(row), Some(column)) => Place::Cell(CellRef { sheet, row, column }),
        (Some(sheet), Some(row), None) => Place::Row { sheet, row },
        (Some(sheet), None, Some(column)) => Place::Column { sheet, column },
        (Some(sheet), None, None) => Place::Sheet(sheet),
        (None, ..) => Place::File,
    };
    let (message, help) = (finding.message.clone(), finding.help.clone());
    let mut annotation = Annotation::new(place, level, finding.rule.name(), message, help);
    annotation.value = finding.value.clone();
    annotation
}
