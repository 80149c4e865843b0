//! What a file has beside avails, and what of it is not in another file.

use std::collections::BTreeMap;
use std::path::Path;

use ema_model::{Avail, FileInfo, Format, Text};

use crate::edit::extras;
use crate::error::Error;
use crate::loss::Loss;

/// Counts what is left behind where the avails of a file are written into another one, and nothing else
/// is: other tabs, notes, pictures, formulas, macros.
///
/// [`ConvertOptions`](crate::ConvertOptions) reports it. A program that reads and writes the rows itself
/// shows it each of them.
///
/// ```
/// use ema_io::{LeftBehind, Options};
///
/// let csv = "Territory,WorkType,LicenseType,ALID\nUS,Movie,EST,FIRSTDANCE\n";
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("movies.csv");
/// std::fs::write(&path, csv)?;
///
/// let mut left_behind = LeftBehind::new();
/// let mut reader = Options::new().open_path(&path)?;
/// while let Some(mut sheet) = reader.next_sheet()? {
///     while let Some(avail) = sheet.next_avail()? {
///         left_behind.avail(&avail);
///     }
/// }
/// // Text has nothing else.
/// assert!(left_behind.losses(&path, reader.file())?.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct LeftBehind {
    /// Cells with formulas by sheet.
    formulas: BTreeMap<Text, usize>,
}

impl LeftBehind {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a row.
    pub fn avail(&mut self, avail: &Avail) {
        let cells = avail.cells().iter();
        let formulas = cells.filter(|cell| cell.marks().formula).count();
        if formulas > 0 {
            let sheet = avail.header().sheet().clone();
            *self.formulas.entry(sheet).or_default() += formulas;
        }
    }

    /// What of the file is left behind, once all of its rows have been shown.
    ///
    /// # Errors
    ///
    /// The file can't be read.
    pub fn losses(&self, path: impl AsRef<Path>, file: &FileInfo) -> Result<Vec<Loss>, Error> {
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
            losses.extend(extras(path.as_ref())?);
        }
        Ok(losses)
    }
}
