//! Counts the content other than avails that a conversion leaves out.

use std::collections::BTreeMap;

use ema_model::{Avail, FileInfo, Format, Text};

use crate::edit::extras;
use crate::error::Error;
use crate::input::Input;
use crate::loss::Loss;

/// Counts the content that is lost if only the avails in a file are written to another file: other tabs, notes,
/// pictures, formulas and macros.
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
    /// Creates an empty count.
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
        let mut losses = Vec::new();
        for sheet in &file.passed_over {
            losses.push(Loss::left_behind(
                sheet,
                "sheet",
                "the sheet holds no avails and is not in the result".to_owned(),
            ));
        }
        for (sheet, count) in &self.formulas {
            let reason = match count {
                1 => "1 formula is in the result as its value".to_owned(),
                count => format!("{count} formulas are in the result as their values"),
            };
            losses.push(Loss::left_behind(sheet, "formulas", reason));
        }
        if file.format == Format::Xlsx {
            losses.extend(extras(input)?);
        }
        Ok(losses)
    }
}
