//! Reads the cells in an `.xlsx` file as a stream, from the markup of the sheets.
//!
//! Only the shared strings and the formats of a workbook are kept in memory.
//!
//! The calamine crate reads the same format, and the tests compare its results. It is not used to read files, because
//! calamine 0.38
//!
//! - cannot open a sheet whose `dimension` has only rows (`1:12`), as LibreOffice writes it,
//! - continues after a cell with an unknown error value (`#SPILL!`) without reporting its position, and puts the
//!   following cells without an address one column too far to the left,
//! - uses the first shared string if an index is not a number,
//! - allocates as much memory as a file claims to need, and
//! - buffers each string and each open element before our limits could apply, regardless of their length and depth.

mod cell;
mod cells;
mod parts;
mod plain;
mod run;
mod styles;
mod texts;

use ema_model::Text;

use crate::error::ErrorKind;
use crate::guard::{Limits, Package};
use crate::sheet::SheetInfo;
use crate::sheet::markup::Markup;
use crate::sheet::moment::Formats;
use crate::sheet::relationships::SheetPart;

pub(super) use cells::XlsxCells;
#[cfg(test)]
pub(crate) use plain::by_xml_alone;

/// An open `.xlsx` or `.xlsm` file.
pub(super) struct Xlsx {
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

impl Xlsx {
    pub(super) fn open(mut package: Package, limits: &Limits) -> Result<Self, ErrorKind> {
        let parts = parts::read(&mut package, limits)?;
        let texts = texts::read(&mut package, &parts.texts, limits)?;
        let formats = styles::read(&mut package, &parts.styles, limits)?;
        Ok(Self {
            package,
            sheets: parts.sheets,
            book: Globals {
                texts,
                formats,
                is_1904: parts.is_1904,
            },
        })
    }

    pub(super) fn sheets(&self) -> Vec<SheetInfo> {
        self.sheets.iter().map(|sheet| sheet.info.clone()).collect()
    }

    /// The cells in a sheet. `sheet` is an index into [`sheets`](Self::sheets).
    pub(super) fn cells(
        &mut self,
        sheet: usize,
        limits: &Limits,
    ) -> Result<XlsxCells<'_>, ErrorKind> {
        let part = &self.sheets[sheet].part;
        let Some(markup) = Markup::open(&mut self.package, part)? else {
            return Err(ErrorKind::damaged(format!("its sheet {part} is missing")));
        };
        XlsxCells::new(markup, &self.book, limits.text_length)
    }
}
