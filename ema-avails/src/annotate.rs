//! Writes copies of files with their findings marked.

use ema_io::{
    Anchor, Annotation, Error, Input, Level, Loss, Output, ReadOptions, WorkbookCopy, WriteOptions,
};
use ema_model::{CellRef, Format};
use ema_rules::{Finding, Severity};

use crate::copy::copy_rows;

/// Findings collected during a check, to be shown in a copy of the file.
///
/// In the copy, each cell with findings is colored and has a note. A tab lists all findings. If the
/// file is an Excel workbook, the copy keeps everything else, such as tabs, notes, formulas and
/// macros. For any other file, the copy is a new workbook that contains the file's avails.
///
/// [`Check::annotate`](crate::Check::annotate) checks a file and writes the copy in one call. A program that also needs
/// the findings for other purposes can run the check itself and collect them here.
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

    /// Writes a copy of `input`, a file in the given format. `losses` is called for each value that the copy can't hold
    /// and for other [content](ema_io::LeftBehind) in the file that the copy omits.
    ///
    /// # Errors
    ///
    /// Returns an error if the file can't be read, if the output is not an Excel workbook, or if the output can't be
    /// written.
    pub fn write(
        self,
        input: &Input,
        format: Format,
        read: &ReadOptions,
        output: Output<'_>,
        losses: &mut dyn FnMut(Loss),
    ) -> Result<(), Error> {
        if WorkbookCopy::keeps(format, &output) {
            let copy = WorkbookCopy::new().read(read).annotate(self);
            copy.copy(input, output)?;
            return Ok(());
        }
        let options = WriteOptions::new().annotate(self);
        copy_rows(input, read, output, &options, losses, |_| None)
    }
}

/// A program can also use the annotations for rows that it writes itself:
///
/// ```
/// use ema_avails::io::{Output, WriteOptions};
/// use ema_avails::{Annotations, AsOf, Format, Profile};
///
/// let csv = "Territory,WorkType,LicenseType,ALID\nUK,Movie,EST,FIRSTDANCE\n";
/// let workbook = ema_avails::io::read_bytes(csv)?;
/// let report = Profile::prime_video().check(&workbook, "2026-11-21".parse::<AsOf>()?);
/// let mut annotations = Annotations::new();
/// for finding in report.findings().iter().flat_map(|it| it.unfold()) {
///     annotations.add(&finding);
/// }
/// let mut bytes = Vec::new();
/// let output = Output::stream(Format::Xlsx, &mut bytes);
/// let mut writer = WriteOptions::new().annotate(annotations).create(output)?;
/// for sheet in &workbook.sheets {
///     let number = writer.sheet(&sheet.header)?;
///     for avail in &sheet.avails {
///         writer.avail(number, avail, &mut |loss| println!("{loss}"))?;
///     }
/// }
/// writer.finish()?;
/// # assert!(!bytes.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
impl IntoIterator for Annotations {
    type Item = Annotation;
    type IntoIter = std::vec::IntoIter<Annotation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

fn annotation(finding: &Finding) -> Annotation {
    let level = match finding.severity {
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
        _ => Level::Notice,
    };
    let found = &finding.place;
    let anchor = match (found.sheet.clone(), found.row, found.column) {
        (Some(sheet), Some(row), Some(column)) => Anchor::Cell(CellRef { sheet, row, column }),
        (Some(sheet), Some(row), None) => Anchor::Row { sheet, row },
        (Some(sheet), None, Some(column)) => Anchor::Column { sheet, column },
        (Some(sheet), None, None) => Anchor::Sheet(sheet),
        (None, ..) => Anchor::File,
    };
    let (message, help) = (finding.message.clone(), finding.help.clone());
    let mut annotation = Annotation::new(anchor, level, finding.rule.name(), message, help);
    annotation.value = finding.value.clone();
    annotation
}
