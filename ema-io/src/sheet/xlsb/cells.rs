//! Reads the cells in one `.xlsb` sheet.

use ema_model::Text;

use crate::error::ErrorKind;
use crate::sheet::biff::{Fields, error, unpacked};
use crate::sheet::grouped::Cells;
use crate::sheet::moment::{Kind, from_iso, from_serial};
use crate::sheet::{Content, Merged, RawCell};

use super::Globals;
use super::records::{Record, Records, kind};

/// The cells in one sheet, in record order.
pub(in crate::sheet) struct XlsbCells<'w> {
    records: Records<'w>,
    book: &'w Globals,
    /// The zero-based number of the current row.
    row: u32,
    /// The column of the next cell, if that cell omits its column.
    next_column: u32,
}

impl<'w> XlsbCells<'w> {
    pub(super) fn new(mut records: Records<'w>, book: &'w Globals) -> Result<Self, ErrorKind> {
        if records.next_of(|kind| kind == kind::BEGIN_CELLS)?.is_none() {
            return Err(records.damaged("has no cells, as if it were not a sheet"));
        }
        Ok(Self {
            records,
            book,
            row: 0,
            next_column: 0,
        })
    }
}

impl<'w> Cells<'w> for XlsbCells<'w> {
    fn next_cell(&mut self) -> Result<Option<(u32, RawCell<'w>)>, ErrorKind> {
        let is_read = |kind| {
            matches!(
                kind,
                kind::ROW..=kind::SHORT_SHARED_TEXT | kind::RICH_TEXT | kind::END_CELLS
            )
        };
        loop {
            let Some(record) = self.records.next_of(is_read)? else {
                return Err(self.records.damaged("ends too early"));
            };
            match record.kind {
                kind::END_CELLS => return Ok(None),
                kind::ROW => {
                    self.row = record.u32(0)?;
                    self.next_column = 0;
                }
                _ => {
                    let cell = cell(&record, self.next_column, self.book)?;
                    self.next_column = cell.column.saturating_add(1);
                    // A cell whose text is empty is skipped, unless the text is the result of a formula.
                    if !cell.content.is_empty_text() || cell.formula {
                        return Ok(Some((self.row.saturating_add(1), cell)));
                    }
                }
            }
        }
    }

    fn shown(&self, cell: &RawCell<'w>) -> Option<String> {
        self.book.formats.shown(&cell.content, cell.format.into())
    }

    /// Merged cells are listed after the cells. A fault in the list does not affect the cells, so only the rest of the
    /// list is ignored.
    fn merged(&mut self) -> Vec<Merged> {
        let mut merged = Vec::new();
        while let Ok(Some(record)) = self.records.next_of(|kind| kind == kind::MERGED) {
            merged.extend(rectangle(&record).ok());
        }
        merged
    }
}

/// `UncheckedRfX`: the first and last row, and the first and last column.
fn rectangle(record: &Record<'_>) -> Result<Merged, ErrorKind> {
    Ok(Merged {
        first: (record.u32(0)?.saturating_add(1), record.u32(8)?),
        last: (record.u32(4)?.saturating_add(1), record.u32(12)?),
    })
}

/// Reads a cell (`Cell` or `ShortCell`). The column comes first, unless it is omitted. The format follows, in 24 bits.
fn cell<'w>(
    record: &Record<'_>,
    next_column: u32,
    book: &'w Globals,
) -> Result<RawCell<'w>, ErrorKind> {
    let (kind, column, at) = match record.kind {
        short @ kind::SHORT_BLANK..=kind::SHORT_SHARED_TEXT => {
            (short - kind::SHORT_BLANK + kind::BLANK, next_column, 0)
        }
        kind => (kind, record.u32(0)?, 4),
    };
    let format = record.u32(at)? & 0x00FF_FFFF;
    let shown = book.formats.kind(format as usize);
    let at = at + 4;
    let number = |value| from_serial(value, shown, book.is_1904);
    let text = |at| Ok::<_, ErrorKind>(record.text(at)?.0.unwrap_or_default());
    let content = match kind {
        kind::PACKED_NUMBER => number(unpacked(record.u32(at)?)),
        kind::NUMBER | kind::FORMULA_NUMBER => number(record.f64(at)?),
        kind::ERROR | kind::FORMULA_ERROR => error(record.u8(at)?),
        kind::BOOL | kind::FORMULA_BOOL => Content::Bool(record.u8(at)? != 0),
        kind::SHARED_TEXT => Content::shared(&book.texts, record.u32(at)?),
        // If the cell has a date format, the text can be a date.
        kind::FORMULA_TEXT if shown == Kind::DateTime => from_iso(&text(at)?),
        kind::TEXT | kind::FORMULA_TEXT => Content::Text(text(at)?.into()),
        // The text is preceded by a byte of flags for its formatting runs.
        kind::RICH_TEXT => Content::Text(text(at + 1)?.into()),
        _ => Content::Text(Text::default()),
    };
    Ok(RawCell {
        column,
        content,
        formula: matches!(kind, kind::FORMULA_TEXT..=kind::FORMULA_ERROR),
        repeated: false,
        literal: false,
        // A format number that is too large has the same effect as a nonexistent format.
        format: u16::try_from(format).unwrap_or(u16::MAX),
    })
}
