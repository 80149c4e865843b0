//! Finds the source of a value that was lost in a converted row.

use ema_model::{Avail, Cell, Column, trim};

use super::moves;
use crate::loss::Loss;

impl Loss {
    /// Returns the same loss, but with its location in the source row instead of the converted row. The losses that a
    /// [`Converter`](super::Converter) reports are already located in the source, but a [`Writer`](crate::Writer) sees
    /// only the converted row.
    ///
    /// ```
    /// use ema_io::{Converter, Output, Target, WriteOptions};
    /// use ema_model::{EmaVersion, Format};
    ///
    /// let csv = "AltID,Territory,WorkType,LicenseType,TitleInternalAlias\n\
    ///            FIRSTDANCE,US,Movie,EST,\"\u{1}First Dance\"\n";
    /// let reading = ema_io::ReadOptions::new().ema_version(Some(EmaVersion::V1_6));
    /// let source = &reading.open_bytes(csv)?.read()?.sheets[0];
    /// let target = Target::Xml(EmaVersion::V1_9.xml_peer());
    /// let mut converter = Converter::new(&[source.header.clone()], target);
    ///
    /// let mut losses = Vec::new();
    /// let mut bytes = Vec::new();
    /// let mut writer = WriteOptions::new().create(Output::stream(Format::Xml, &mut bytes))?;
    /// let sheet = writer.sheet(&converter.headers()[0])?;
    /// for avail in &source.avails {
    ///     let (_, converted) = converter.convert(0, avail, &mut |loss| println!("{loss}"));
    ///     writer.avail(sheet, &converted, &mut |loss| losses.push(loss.at_source(avail)))?;
    /// }
    /// writer.finish()?;
    /// assert!(losses.iter().all(|loss| loss.cell.as_ref().unwrap().to_string() == "Sheet1!E2"));
    /// # assert!(!losses.is_empty());
    /// # Ok::<(), ema_io::Error>(())
    /// ```
    #[must_use]
    pub fn at_source(self, source: &Avail) -> Self {
        let header = source.header();
        let cell = match self.field.parse() {
            Ok(column) => of_column(source, column, &self.text),
            Err(_) => source
                .unknown_cells()
                .find(|(name, _)| self.field == *name)
                .map(|(_, cell)| cell),
        };
        // The loss of XML content that is not in a cell already has a position.
        let position = match self.cell {
            None => self.position,
            Some(_) => cell
                .and_then(|cell| source.position_of(cell))
                .or(source.position()),
        };
        Self {
            sheet: header.sheet().clone(),
            row: Some(source.row()),
            cell: cell.map(|cell| source.origin(cell)),
            position,
            ..self
        }
    }
}

/// Finds the source cell for a column of the converted row. The source cell is in the same column or in a column whose
/// values move to it. If several such cells are filled, the one with the same text is returned.
fn of_column<'a>(source: &'a Avail, column: Column, text: &str) -> Option<&'a Cell> {
    let moved = moves::FIRST.iter().chain(moves::LAST);
    let moved = moved.filter(|step| step.to == column).map(|step| step.from);
    let cells = [column].into_iter().chain(moved);
    let mut cells = cells.filter_map(|column| source.cell(column));
    let first = cells.next()?;
    let is_it = |cell: &&Cell| trim(cell.text()) == trim(text);
    Some(
        [first]
            .into_iter()
            .chain(cells)
            .find(is_it)
            .unwrap_or(first),
    )
}
