//! Reads the cells in an `.xls` file as a stream, from the records in the file.
//!
//! Excel 97 to 2003 use this format (\[MS-XLS\], BIFF8). The calamine crate also reads it, but stores every sheet as a
//! full rectangle from the first cell to the last, which takes 1 GB for two cells in opposite corners. It also does not
//! report which cells contain formulas. Limiting its memory safely would require a first pass over the same records, so
//! this module reads the cells in that pass. The tests compare the results with calamine's.

mod cells;
mod records;
mod strings;

use ema_model::{Text, Visibility};

use crate::error::{ErrorKind, FileType, Limit};
use crate::guard::Limits;
use crate::progress::Progress;
use crate::sheet::SheetInfo;
use crate::sheet::biff::Fields;
use crate::sheet::moment::Formats;

use records::{Record, Records, Segments, kind};
use strings::{long_text, shared_texts, short_text};

pub(super) use cells::XlsCells;

/// The version field of a BIFF8 stream.
const BIFF8: u16 = 0x0600;

/// An open `.xls` file.
pub(super) struct Xls {
    stream: Vec<u8>,
    progress: Progress,
    book: Globals,
    sheets: Vec<Sheet>,
}

/// The data that the cells in all sheets refer to.
#[derive(Default)]
struct Globals {
    texts: Vec<Text>,
    formats: Formats,
    is_1904: bool,
}

struct Sheet {
    info: SheetInfo,
    /// The position of the sheet's records in the stream.
    start: usize,
}

impl Xls {
    /// Reads the records that precede the sheets.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::Password`], [`ErrorKind::Damaged`], [`FileType::ExcelBefore97`] for records of an older
    /// version, or an error if there are too many sheets or shared strings.
    pub(super) fn open(
        stream: Vec<u8>,
        progress: Progress,
        limits: &Limits,
    ) -> Result<Self, ErrorKind> {
        let mut book = Globals::default();
        let mut sheets: Vec<Sheet> = Vec::new();
        let mut records = Records::new(&stream);
        check_version(records.next_record()?)?;
        loop {
            let Some(record) = records.next_record()? else {
                return Err(ErrorKind::damaged("it ends before its first sheet"));
            };
            match record.kind {
                kind::END => break,
                kind::FILE_PASS => return Err(ErrorKind::Password),
                kind::DATE_MODE => book.is_1904 = record.u16(0)? == 1,
                kind::FORMAT => {
                    let code = long_text(&mut Segments::new(record, &mut records).skip(2)?)?;
                    book.formats.add_code(record.u16(0)?, &code);
                }
                kind::CELL_FORMAT => book.formats.add_cell(record.u16(2)?),
                kind::SHEET => {
                    if let Some(sheet) = sheet(record)? {
                        if sheets.iter().any(|other| other.start == sheet.start) {
                            let name = sheet.info.name;
                            return Err(ErrorKind::damaged(format!(
                                "it has its sheet “{name}” twice"
                            )));
                        }
                        sheets.push(sheet);
                    }
                }
                kind::SHARED_TEXTS => {
                    let mut segments = Segments::new(record, &mut records).skip(8)?;
                    book.texts = shared_texts(&mut segments, limits)?;
                }
                _ => {}
            }
            if sheets.len() as u64 > limits.sheets {
                return Err(ErrorKind::limit(Limit::Sheets, limits.sheets, ""));
            }
        }
        let globals = stream.len() - records.rest().len();
        if let Some(sheet) = sheets.iter().find(|sheet| sheet.start < globals) {
            let name = &sheet.info.name;
            return Err(ErrorKind::damaged(format!(
                "its sheet “{name}” is not stored where it should be"
            )));
        }
        book.formats.resolve();
        Ok(Self {
            stream,
            progress,
            book,
            sheets,
        })
    }

    pub(super) fn sheets(&self) -> Vec<SheetInfo> {
        self.sheets.iter().map(|sheet| sheet.info.clone()).collect()
    }

    /// The cells in a sheet. `sheet` is an index into [`sheets`](Self::sheets).
    ///
    /// A sheet without an end record ends where another sheet begins, so that no record is read as part of two sheets.
    pub(super) fn cells(&self, sheet: usize) -> Result<XlsCells<'_>, ErrorKind> {
        let sheet = &self.sheets[sheet];
        let missing = || ErrorKind::damaged(format!("its sheet “{}” is missing", sheet.info.name));
        let starts = self.sheets.iter().map(|other| other.start);
        let end = starts.filter(|start| *start > sheet.start).min();
        let end = end.unwrap_or(usize::MAX).min(self.stream.len());
        let stream = self.stream.get(sheet.start..end).ok_or_else(missing)?;
        let mut records = Records::new(stream);
        check_version(records.next_record()?)?;
        let name = &sheet.info.name;
        Ok(XlsCells::new(records, &self.progress, &self.book, name))
    }
}

fn check_version(first: Option<Record<'_>>) -> Result<(), ErrorKind> {
    let first = first.filter(|record| record.kind == kind::BEGIN);
    let Some(begin) = first else {
        return Err(ErrorKind::damaged(
            "its records do not begin where they should",
        ));
    };
    match begin.u16(0)? {
        BIFF8 => Ok(()),
        _ => Err(ErrorKind::NotASpreadsheet(FileType::ExcelBefore97)),
    }
}

/// Returns a sheet with cells, or `None` for charts, macros and modules.
fn sheet(record: Record<'_>) -> Result<Option<Sheet>, ErrorKind> {
    const WORKSHEET: u8 = 0;
    let start = record.u32(0)?;
    let visibility = match record.u8(4)? & 0x03 {
        0 => Visibility::Visible,
        1 => Visibility::Hidden,
        _ => Visibility::VeryHidden,
    };
    if record.u8(5)? != WORKSHEET {
        return Ok(None);
    }
    let name = short_text(record, 6)?;
    Ok(Some(Sheet {
        info: SheetInfo { name, visibility },
        start: usize::try_from(start).unwrap_or(usize::MAX),
    }))
}
