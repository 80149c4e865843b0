//! Reads the cells in an `.xlsb` file as a stream, from the records of the sheets.
//!
//! The format (\[MS-XLSB\]) has the same parts as an `.xlsx` file, but with records instead of markup. The calamine
//! crate is used only in tests, because it does not find all cells. `docs/decisions/own-workbook-readers.md` gives the
//! details.

mod cells;
mod records;

use ema_model::{Text, Visibility};

use crate::error::ErrorKind;
use crate::guard::{Limits, Package};
use crate::sheet::biff::Fields;
use crate::sheet::moment::Formats;
use crate::sheet::relationships::{Relationships, SheetPart, SheetParts};
use crate::sheet::{SheetInfo, check_shared};

use records::{Record, Records, kind};

pub(super) use cells::XlsbCells;

/// An open `.xlsb` file.
pub(super) struct Xlsb {
    package: Package,
    sheets: Vec<SheetPart>,
    book: Globals,
}

/// The data that the cells in all sheets refer to.
struct Globals {
    texts: Vec<Text>,
    formats: Formats,
    is_1904: bool,
}

impl Xlsb {
    pub(super) fn open(mut package: Package, limits: &Limits) -> Result<Self, ErrorKind> {
        let related = Relationships::of_workbook(&mut package, limits)?;
        let (sheets, is_1904) = workbook(&mut package, &related, limits)?;
        let texts = related.part("sharedStrings", "sharedStrings.bin");
        let texts = shared_texts(&mut package, &texts, limits)?;
        let styles = related.part("styles", "styles.bin");
        let formats = formats(&mut package, &styles, limits)?;
        Ok(Self {
            package,
            sheets,
            book: Globals {
                texts,
                formats,
                is_1904,
            },
        })
    }

    pub(super) fn sheets(&self) -> Vec<SheetInfo> {
        self.sheets.iter().map(|sheet| sheet.info.clone()).collect()
    }

    /// The cells in a sheet. `sheet` is an index into [`sheets`](Self::sheets).
    pub(super) fn cells(&mut self, sheet: usize) -> Result<XlsbCells<'_>, ErrorKind> {
        let part = &self.sheets[sheet].part;
        match Records::open(&mut self.package, part)? {
            Some(records) => XlsbCells::new(records, &self.book),
            None => Err(ErrorKind::damaged(format!("its sheet {part} is missing"))),
        }
    }
}

/// The sheets with cells, and whether days are counted from 1904.
fn workbook(
    package: &mut Package,
    related: &Relationships,
    limits: &Limits,
) -> Result<(Vec<SheetPart>, bool), ErrorKind> {
    package.check_size(&related.workbook, limits.support_part_size)?;
    let Some(mut records) = Records::open(package, &related.workbook)? else {
        let part = &related.workbook;
        return Err(ErrorKind::damaged(format!("its part {part} is missing")));
    };
    let mut sheets = SheetParts::default();
    let mut is_1904 = false;
    let is_read = |kind| matches!(kind, kind::SHEET | kind::WORKBOOK_PROPERTIES);
    while let Some(record) = records.next_of(is_read)? {
        match record.kind {
            kind::SHEET => sheets.add(limits, || sheet(&record, related))?,
            _ => is_1904 = record.u32(0)? & 1 == 1,
        }
    }
    Ok((sheets.with_cells(), is_1904))
}

/// A sheet with cells, or `None` for charts, dialogs and macros.
fn sheet(record: &Record<'_>, related: &Relationships) -> Result<Option<SheetPart>, ErrorKind> {
    let visibility = match record.u32(0)? {
        0 => Visibility::Visible,
        1 => Visibility::Hidden,
        _ => Visibility::VeryHidden,
    };
    let (id, end) = record.text(8)?;
    let name = record.text(end)?.0.unwrap_or_default();
    // Macro modules are listed without a part.
    let Some(id) = id.filter(|id| !id.is_empty()) else {
        return Ok(None);
    };
    related.sheet(Some(&id), SheetInfo { name, visibility })
}

/// The shared strings without their formatting, in index order.
fn shared_texts(
    package: &mut Package,
    part: &str,
    limits: &Limits,
) -> Result<Vec<Text>, ErrorKind> {
    package.check_size(part, limits.shared_texts_size)?;
    let mut texts = Vec::new();
    let Some(mut records) = Records::open(package, part)? else {
        return Ok(texts);
    };
    while let Some(item) = records.next_of(|kind| kind == kind::TEXT_ITEM)? {
        check_shared(&texts, limits)?;
        texts.push(Text::from(item.text(1)?.0.unwrap_or_default()));
    }
    Ok(texts)
}

/// The number formats, and the cell formats in index order.
fn formats(package: &mut Package, part: &str, limits: &Limits) -> Result<Formats, ErrorKind> {
    package.check_size(part, limits.support_part_size)?;
    let mut formats = Formats::default();
    let Some(mut records) = Records::open(package, part)? else {
        return Ok(formats);
    };
    let is_read = |kind| {
        matches!(
            kind,
            kind::FORMAT | kind::CELL_FORMAT | kind::BEGIN_CELL_FORMATS | kind::END_CELL_FORMATS
        )
    };
    // The formats of named styles have the same record type.
    let mut in_cell_formats = false;
    while let Some(record) = records.next_of(is_read)? {
        match record.kind {
            kind::FORMAT => {
                let code = record.text(2)?.0.unwrap_or_default();
                formats.add_code(record.u16(0)?, &code);
            }
            kind::CELL_FORMAT if in_cell_formats => formats.add_cell(record.u16(2)?),
            kind => in_cell_formats = kind == kind::BEGIN_CELL_FORMATS,
        }
    }
    formats.resolve();
    Ok(formats)
}
