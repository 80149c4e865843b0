//! The address of a cell, as people type it.

use std::str::FromStr;

use crate::avail::Avail;
use crate::dictionary::Column;
use crate::origin::column_index;
use crate::text::{Text, trim};

/// The address of a cell, as a spreadsheet program or a report writes it: `T36`, `TV!T36` with the name of the sheet,
/// or `Start line 739` in an XML file, which has no visible columns or rows.
///
/// ```
/// use ema_model::{Avail, CellAddress, Column, EmaVersion};
///
/// let cells = [(Column::Territory, "US"), (Column::Start, "2026-03-06")];
/// let avail = Avail::from_cells(EmaVersion::V1_8, cells);
/// let letters = ema_model::column_letters(avail.cells()[1].index());
/// let address: CellAddress = format!("{letters}{}", avail.row()).parse()?;
/// let index = address.find(&avail).unwrap();
/// assert_eq!(avail.header().known_at(index), Some(Column::Start));
/// # Ok::<(), ema_model::InvalidCellAddress>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CellAddress {
    sheet: Option<Text>,
    at: At,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum At {
    Cell { column: u16, row: u32 },
    Element { column: Column, line: u32 },
}

impl CellAddress {
    /// Returns the index of the addressed column if the row has the addressed cell, or `None` if the address is that of
    /// another row. The cell may be blank.
    ///
    /// The case of the sheet's name does not matter. An address without a sheet is found in every sheet. In an XML
    /// file, several rows can share an element, so an address can be found in several rows.
    #[must_use]
    pub fn find(&self, avail: &Avail) -> Option<u16> {
        let header = avail.header();
        let is_its = |sheet: &Text| sheet.to_lowercase() == header.sheet().to_lowercase();
        if !self.sheet.as_ref().is_none_or(is_its) {
            return None;
        }
        match self.at {
            At::Cell { column, row } => (avail.row() == row).then_some(column),
            At::Element { column, line } => {
                let cell = avail.cell(column)?;
                let is_there = avail.position_of(cell).is_some_and(|it| it.line == line);
                is_there.then_some(cell.index())
            }
        }
    }
}

impl FromStr for CellAddress {
    type Err = InvalidCellAddress;

    /// Parses an address. The letters may be in lower case, and the sheet may be in single quotation marks, inside
    /// which two marks are one mark: `'Director''s cut'!T36`.
    fn from_str(text: &str) -> Result<Self, InvalidCellAddress> {
        let (sheet, at) = match trim(text).rsplit_once('!') {
            Some((sheet, at)) => (Some(unquoted(sheet)), at),
            None => (None, trim(text)),
        };
        let at = cell(at).or_else(|| element(at)).ok_or(InvalidCellAddress)?;
        Ok(Self { sheet, at })
    }
}

fn cell(text: &str) -> Option<At> {
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = text.split_at(digits);
    let (column, row) = (column_index(letters)?, number(digits)?);
    Some(At::Cell { column, row })
}

fn element(text: &str) -> Option<At> {
    let (column, line) = text.split_once(" line ")?;
    let (column, line) = (column.parse().ok()?, number(line)?);
    Some(At::Element { column, line })
}

/// Parses a row or line number, which is counted from 1.
fn number(digits: &str) -> Option<u32> {
    digits.parse().ok().filter(|number| *number > 0)
}

fn unquoted(sheet: &str) -> Text {
    let quoted = sheet
        .strip_prefix('\'')
        .and_then(|it| it.strip_suffix('\''));
    quoted.map_or_else(|| sheet.into(), |sheet| sheet.replace("''", "'").into())
}

/// The error for text that is not the address of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error(
    "it is not the address of a cell, such as T36, TV!T36 or, in an XML file, `Start line 739`"
)]
pub struct InvalidCellAddress;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_programs_and_people_write_them() {
        let cell = |sheet: Option<&str>, column, row| {
            let sheet = sheet.map(Text::from);
            let at = At::Cell { column, row };
            Ok(CellAddress { sheet, at })
        };
        for (text, address) in [
            ("T36", cell(None, 19, 36)),
            (" aa7 ", cell(None, 26, 7)),
            ("TV!T36", cell(Some("TV"), 19, 36)),
            ("'My avails'!T36", cell(Some("My avails"), 19, 36)),
            ("'Director''s cut'!A1", cell(Some("Director's cut"), 0, 1)),
            ("What! A!A1", cell(Some("What! A"), 0, 1)),
        ] {
            assert_eq!(text.parse(), address, "{text}");
        }
        let line = "start line 739".parse::<CellAddress>().map(|it| it.at);
        let (column, line_739) = (Column::Start, 739);
        assert_eq!(
            line,
            Ok(At::Element {
                column,
                line: line_739
            })
        );
        for wrong in [
            "",
            "36",
            "T",
            "T0",
            "T-1",
            "T3.5",
            "$T$36",
            "T36:T40",
            "Nothing line 3",
            "Start line 0",
        ] {
            assert_eq!(
                wrong.parse::<CellAddress>(),
                Err(InvalidCellAddress),
                "{wrong}"
            );
        }
    }
}
