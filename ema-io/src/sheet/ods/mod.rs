//! Reads the cells in an `.ods` file as a stream, from the markup of the content part.
//!
//! The format is OpenDocument 1.2 and later (ISO/IEC 26300). All sheets are in one part. Elements and attributes are
//! recognized by the prefixes that all programs write, such as `table:table-cell`. The calamine crate is used only in
//! tests. `docs/decisions/own-workbook-readers.md` explains why.

mod cells;
mod document;
mod value;

use quick_xml::events::Event;

use crate::error::{ErrorKind, Limit};
use crate::guard::{Limits, Package};
use crate::sheet::SheetInfo;
use crate::sheet::markup::Markup;

use document::Document;

pub(super) use cells::OdsCells;

/// The part that contains the sheets.
const CONTENT: &str = "content.xml";

/// An open `.ods` file.
pub(super) struct Ods {
    package: Package,
    sheets: Vec<SheetInfo>,
}

impl Ods {
    pub(super) fn open(mut package: Package, limits: &Limits) -> Result<Self, ErrorKind> {
        refuse_password(&mut package)?;
        let size = package.part(CONTENT)?.map_or(0, |part| part.size());
        let sheets = sheets(Document::open(&mut package, limits)?, limits)?;
        // To read a sheet, the reader must skip the sheets before it.
        let most = limits.unpacked_size.saturating_mul(PASSES);
        if size.saturating_mul(sheets.len() as u64) > most {
            let place = format!(" of its part {CONTENT}, once for each sheet,");
            return Err(ErrorKind::limit(Limit::UnpackedSize, most, place));
        }
        Ok(Self { package, sheets })
    }

    pub(super) fn sheets(&self) -> Vec<SheetInfo> {
        self.sheets.clone()
    }

    /// The cells in a sheet. `sheet` is an index into [`sheets`](Self::sheets).
    pub(super) fn cells(
        &mut self,
        sheet: usize,
        limits: &Limits,
    ) -> Result<OdsCells<'_>, ErrorKind> {
        let mut document = Document::open(&mut self.package, limits)?;
        for _ in 0..=sheet {
            document.next_sheet()?;
        }
        Ok(OdsCells::new(document))
    }
}

/// Lists the sheets, and checks the limit on cells that are stored only as repetitions of another cell, so that a few
/// bytes can't become millions of rows.
fn sheets(mut document: Document<'_>, limits: &Limits) -> Result<Vec<SheetInfo>, ErrorKind> {
    let mut sheets = Vec::new();
    let (mut stored, mut repeated) = (0, 0_u64);
    while let Some(sheet) = document.next_sheet()? {
        if sheets.len() as u64 >= limits.sheets {
            return Err(ErrorKind::limit(Limit::Sheets, limits.sheets, ""));
        }
        sheets.push(sheet);
        while let Some(row) = document.next_row()? {
            stored += row.cells.len() as u64;
            repeated = repeated.saturating_add(row.repeated_cells());
        }
    }
    let most = limits.repeated_cells.max(stored);
    match repeated > most {
        true => Err(ErrorKind::limit(Limit::RepeatedCells, most, "")),
        false => Ok(sheets),
    }
}

/// How many times content of the maximum size can be read. The content is read once for each sheet.
const PASSES: u64 = 4;

/// Rejects a file with encrypted parts. The zip container does not mark them as encrypted.
fn refuse_password(package: &mut Package) -> Result<(), ErrorKind> {
    let Some(mut manifest) = Markup::open(package, "META-INF/manifest.xml")? else {
        return Ok(());
    };
    loop {
        match manifest.next_event()? {
            Event::Start(element) | Event::Empty(element)
                if element.local_name().as_ref() == "encryption-data" =>
            {
                return Err(ErrorKind::Password);
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}
