//! Reads the cells in an `.xls` sheet.

use crate::error::ErrorKind;
use crate::progress::Progress;
use crate::sheet::biff::{Fields, error, unpacked};
use crate::sheet::grouped::Cells;
use crate::sheet::moment::{Kind, from_iso, from_serial};
use crate::sheet::{Content, Merged, RawCell};

use super::Globals;
use super::records::{Record, Records, Segments, kind, too_short};
use super::strings::long_text;

/// The last column that the format allows.
const LAST_COLUMN: u16 = 255;

/// The cells in a sheet, in the order of their records.
pub(in crate::sheet) struct XlsCells<'w> {
    records: Records<'w>,
    progress: &'w Progress,
    book: &'w Globals,
    sheet: &'w str,
    /// The current record with several numbers, and how many of them have been read.
    packed: Option<(Record<'w>, u16)>,
    /// The number of open charts. The records in a chart are not cells of the sheet.
    inside: u32,
    merged: Vec<Merged>,
}

/// The row, the column and the cell format of a cell.
struct Place {
    row: u16,
    column: u16,
    format: u16,
}

impl<'w> XlsCells<'w> {
    pub(super) fn new(
        records: Records<'w>,
        progress: &'w Progress,
        book: &'w Globals,
        sheet: &'w str,
    ) -> Self {
        Self {
            records,
            progress,
            book,
            sheet,
            packed: None,
            inside: 0,
            merged: Vec::new(),
        }
    }
}

impl<'w> Cells<'w> for XlsCells<'w> {
    fn next_cell(&mut self) -> Result<Option<(u32, RawCell<'w>)>, ErrorKind> {
        loop {
            if let Some(cell) = self.next_packed()? {
                return Ok(Some(cell));
            }
            let Some(record) = self.records.next_record()? else {
                return Err(ErrorKind::damaged(format!(
                    "its sheet “{}” ends too early",
                    self.sheet
                )));
            };
            self.progress.add(record.data.len());
            match record.kind {
                kind::BEGIN => self.inside += 1,
                kind::END if self.inside == 0 => return Ok(None),
                kind::END => self.inside -= 1,
                _ if self.inside > 0 => {}
                kind::PACKED_NUMBERS => self.packed = Some((record, 0)),
                kind::MERGED => self.merged.extend(merged(record)),
                _ => {
                    if let Some(cell) = self.cell(record)? {
                        return Ok(Some(cell));
                    }
                }
            }
        }
    }

    fn shown(&self, cell: &RawCell<'w>) -> Option<String> {
        self.book.formats.shown(&cell.content, cell.format.into())
    }

    fn merged(&mut self) -> Vec<Merged> {
        std::mem::take(&mut self.merged)
    }
}

/// The rectangles that a record lists, each with its first and last row, and its first and last column. See \[MS-XLS\]
/// 2.5.209, `Ref8`.
fn merged(record: Record<'_>) -> impl Iterator<Item = Merged> {
    let (rectangles, _) = record.data.get(2..).unwrap_or_default().as_chunks::<8>();
    rectangles.iter().map(|rectangle| {
        let number = |at: usize| u32::from(u16::from_le_bytes([rectangle[at], rectangle[at + 1]]));
        Merged {
            first: (number(0) + 1, number(4)),
            last: (number(2) + 1, number(6)),
        }
    })
}

impl<'w> XlsCells<'w> {
    fn cell(&mut self, record: Record<'w>) -> Result<Option<(u32, RawCell<'w>)>, ErrorKind> {
        let formula = record.kind == kind::FORMULA;
        let content = match record.kind {
            kind::NUMBER => self.number(record.f64(6)?, place(record)?.format),
            kind::PACKED_NUMBER => self.number(unpacked(record.u32(6)?), place(record)?.format),
            kind::LABEL | kind::RICH_LABEL => {
                let mut segments = Segments::new(record, &mut self.records).skip(6)?;
                Content::Text(long_text(&mut segments)?.into())
            }
            kind::SHARED_LABEL => Content::shared(&self.book.texts, record.u32(6)?),
            kind::BOOL_OR_ERROR => bool_or_error(record.u8(6)?, record.u8(7)? != 0),
            kind::FORMULA => self.formula_result(record)?,
            _ => return Ok(None),
        };
        // A cell without text is skipped, because it is only formatted or its shared string is empty. A formula whose
        // result is empty is kept.
        if content.is_empty_text() && !formula {
            return Ok(None);
        }
        cell(place(record)?, content, formula).map(Some)
    }

    /// Returns the next number of a record that contains several numbers.
    fn next_packed(&mut self) -> Result<Option<(u32, RawCell<'w>)>, ErrorKind> {
        let Some((record, done)) = self.packed else {
            return Ok(None);
        };
        // The row and the first column come before the numbers, and the last column comes after them.
        let count = record.data.len().checked_sub(6).ok_or_else(too_short)? / 6;
        let at = usize::from(done);
        if at >= count {
            self.packed = None;
            return Ok(None);
        }
        self.packed = Some((record, done + 1));
        let column = record
            .u16(2)?
            .checked_add(done)
            .ok_or_else(|| beyond(u16::MAX))?;
        let place = Place {
            row: record.u16(0)?,
            column,
            format: record.u16(4 + 6 * at)?,
        };
        let content = self.number(unpacked(record.u32(6 + 6 * at)?), place.format);
        cell(place, content, false).map(Some)
    }

    /// Reads the result of a formula. See \[MS-XLS\] 2.5.133, `FormulaValue`.
    fn formula_result(&mut self, record: Record<'w>) -> Result<Content<'static>, ErrorKind> {
        let value: [u8; 8] = record.bytes(6)?;
        Ok(match value {
            [0, .., 0xFF, 0xFF] => match self.formula_text()? {
                // If the cell has a date format, the text can be a date.
                Some(text) if self.kind(place(record)?.format) == Kind::DateTime => from_iso(&text),
                Some(text) => Content::Text(text.into()),
                None => Content::NoStoredValue,
            },
            [1, _, value, .., 0xFF, 0xFF] => bool_or_error(value, false),
            [2, _, value, .., 0xFF, 0xFF] => bool_or_error(value, true),
            [3, .., 0xFF, 0xFF] => Content::Text("".into()),
            _ => self.number(f64::from_le_bytes(value), place(record)?.format),
        })
    }

    /// Returns the text result of a formula. The record with the text comes after the formula and, if there is one,
    /// after the record of a shared formula.
    fn formula_text(&mut self) -> Result<Option<String>, ErrorKind> {
        const SHARED_FORMULA: u16 = 0x04BC;
        const ARRAY: u16 = 0x0221;
        const TABLE: u16 = 0x0236;
        loop {
            let mut ahead = self.records.clone();
            match ahead.next_record()? {
                Some(record) if record.kind == kind::FORMULA_TEXT => {
                    self.records = ahead;
                    return long_text(&mut Segments::new(record, &mut self.records)).map(Some);
                }
                Some(Record {
                    kind: SHARED_FORMULA | ARRAY | TABLE | kind::CONTINUE,
                    ..
                }) => self.records = ahead,
                _ => return Ok(None),
            }
        }
    }

    fn number(&self, value: f64, format: u16) -> Content<'static> {
        from_serial(value, self.kind(format), self.book.is_1904)
    }

    /// The kind of number that a cell format shows.
    fn kind(&self, format: u16) -> Kind {
        self.book.formats.kind(format.into())
    }
}

fn place(record: Record<'_>) -> Result<Place, ErrorKind> {
    Ok(Place {
        row: record.u16(0)?,
        column: record.u16(2)?,
        format: record.u16(4)?,
    })
}

fn cell(
    place: Place,
    content: Content<'_>,
    formula: bool,
) -> Result<(u32, RawCell<'_>), ErrorKind> {
    if place.column > LAST_COLUMN {
        return Err(beyond(place.column));
    }
    let cell = RawCell {
        column: place.column.into(),
        content,
        formula,
        repeated: false,
        literal: false,
        format: place.format,
    };
    Ok((u32::from(place.row) + 1, cell))
}

fn beyond(column: u16) -> ErrorKind {
    ErrorKind::damaged(format!(
        "it has a cell in column {}, and an .xls has 256",
        u32::from(column) + 1
    ))
}

/// Returns a Boolean value or an error value. See \[MS-XLS\] 2.5.10, `Bes`.
fn bool_or_error(value: u8, is_error: bool) -> Content<'static> {
    match is_error {
        true => error(value),
        false => Content::Bool(value != 0),
    }
}
