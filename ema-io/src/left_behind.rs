//! Counts the content other than avails that a conversion leaves out.

use std::collections::BTreeMap;

use ema_model::{Avail, FileInfo, Format, Text};

use crate::ahead::Part;
use crate::edit::extras;
use crate::error::Error;
use crate::extra::{Extra, ExtraKind};
use crate::input::Input;
use crate::loss::Loss;
use crate::reader::ReadOptions;

/// Counts the content that is lost if only the avails in a file are written to another file: other tabs, formulas,
/// notes, pictures, charts, tables, pivot tables, conditional formats, data validations, filters, hyperlinks, defined
/// names and macros. Colors, column widths and other formatting are also lost, but are not counted.
///
/// For `.xlsb`, `.xls` and `.ods` files, only tabs and formulas are counted.
///
/// [`ConvertOptions`](crate::ConvertOptions) reports this content. A program that reads and writes rows itself must
/// pass each row to [`avail`](Self::avail), which counts its formulas.
///
/// ```
/// use ema_io::{Input, LeftBehind, ReadOptions};
///
/// let input = Input::bytes("Territory,WorkType,LicenseType,ALID\nUS,Movie,EST,FIRSTDANCE\n");
///
/// let mut left_behind = LeftBehind::new();
/// let mut reader = ReadOptions::new().open(&input)?;
/// while let Some(sheet) = reader.next_sheet()? {
///     for avail in sheet {
///         left_behind.avail(&avail?);
///     }
/// }
/// // A text file contains only avails.
/// assert!(left_behind.losses(&input, reader.file())?.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct LeftBehind {
    /// The number of cells with formulas in each sheet.
    formulas: BTreeMap<Text, usize>,
}

impl LeftBehind {
    /// Creates a counter that starts at zero.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Counts the formulas in a row.
    pub fn avail(&mut self, avail: &Avail) {
        let cells = avail.cells().iter();
        let formulas = cells.filter(|cell| cell.marks().formula).count();
        if formulas > 0 {
            let sheet = avail.header().sheet().clone();
            *self.formulas.entry(sheet).or_default() += formulas;
        }
    }

    /// Lists the content that is left behind. Call this method after all rows in the file have been counted.
    ///
    /// # Errors
    ///
    /// Fails if the file can't be read.
    pub fn losses(&self, input: &Input, file: &FileInfo) -> Result<Vec<Loss>, Error> {
        let extras = self.extras(input, file)?;
        Ok(extras.iter().map(Extra::loss).collect())
    }

    fn extras(&self, input: &Input, file: &FileInfo) -> Result<Vec<Extra>, Error> {
        let sheets = file.passed_over.iter();
        let sheets = sheets.map(|sheet| Extra::new(sheet, ExtraKind::Sheet, 1));
        let formulas = self.formulas.iter();
        let formulas =
            formulas.map(|(sheet, count)| Extra::new(sheet, ExtraKind::Formulas, *count));
        let known = sheets.chain(formulas).collect();
        match file.format {
            Format::Xlsx => extras(input, known),
            _ => Ok(known),
        }
    }
}

/// Reads a file and returns text that can end a sentence about the content that is lost if only the avails are written.
pub(crate) fn summary(input: &Input) -> Result<String, Error> {
    let mut left_behind = LeftBehind::new();
    let mut reader = ReadOptions::new().open(input)?;
    reader.each(|part| {
        if let Part::Avail(avail) = part {
            left_behind.avail(avail);
        }
        Ok::<_, Error>(())
    })?;
    let mut counts: BTreeMap<ExtraKind, usize> = BTreeMap::new();
    for extra in left_behind.extras(input, reader.file())? {
        *counts.entry(extra.kind).or_default() += extra.count;
    }
    let counted = counts.into_iter().map(|(kind, count)| kind.counted(count));
    let mut items: Vec<String> = counted.collect();
    let last = items.pop();
    let first = ["formatting such as colors".to_owned()];
    let items: Vec<String> = first.into_iter().chain(items).collect();
    Ok(match last {
        Some(last) => format!("{} and {last}", items.join(", ")),
        None => items.join(", "),
    })
}
