//! Splits a part of an `.xlsb` file into records.

use std::io::{self, BufReader, ErrorKind as Io, Read};

use crate::error::{ErrorKind, Limit};
use crate::guard::{Package, Part};
use crate::sheet::biff::Fields;

/// The record types that are read, with their names in \[MS-XLSB\] 2.4.
pub(super) mod kind {
    /// BrtRowHdr.
    pub(crate) const ROW: u16 = 0;
    /// BrtCellBlank.
    pub(crate) const BLANK: u16 = 1;
    /// BrtCellRk.
    pub(crate) const PACKED_NUMBER: u16 = 2;
    /// BrtCellError.
    pub(crate) const ERROR: u16 = 3;
    /// BrtCellBool.
    pub(crate) const BOOL: u16 = 4;
    /// BrtCellReal.
    pub(crate) const NUMBER: u16 = 5;
    /// BrtCellSt.
    pub(crate) const TEXT: u16 = 6;
    /// BrtCellIsst.
    pub(crate) const SHARED_TEXT: u16 = 7;
    /// BrtFmlaString.
    pub(crate) const FORMULA_TEXT: u16 = 8;
    /// BrtFmlaNum.
    pub(crate) const FORMULA_NUMBER: u16 = 9;
    /// BrtFmlaBool.
    pub(crate) const FORMULA_BOOL: u16 = 10;
    /// BrtFmlaError.
    pub(crate) const FORMULA_ERROR: u16 = 11;
    /// BrtShortBlank, the first record type for cells that omit their column because they directly follow the previous
    /// cell, as SheetJS writes them.
    pub(crate) const SHORT_BLANK: u16 = 12;
    /// BrtShortIsst, the last record type for cells that omit their column.
    pub(crate) const SHORT_SHARED_TEXT: u16 = 18;
    /// BrtSSTItem.
    pub(crate) const TEXT_ITEM: u16 = 19;
    /// BrtFmt.
    pub(crate) const FORMAT: u16 = 44;
    /// BrtXF.
    pub(crate) const CELL_FORMAT: u16 = 47;
    /// BrtCellRString.
    pub(crate) const RICH_TEXT: u16 = 62;
    /// BrtBeginSheetData.
    pub(crate) const BEGIN_CELLS: u16 = 145;
    /// BrtEndSheetData.
    pub(crate) const END_CELLS: u16 = 146;
    /// BrtWbProp.
    pub(crate) const WORKBOOK_PROPERTIES: u16 = 153;
    /// BrtBundleSh.
    pub(crate) const SHEET: u16 = 156;
    /// BrtMergeCell.
    pub(crate) const MERGED: u16 = 176;
    /// BrtBeginCellXFs.
    pub(crate) const BEGIN_CELL_FORMATS: u16 = 617;
    /// BrtEndCellXFs.
    pub(crate) const END_CELL_FORMATS: u16 = 618;
}

/// The maximum length of a record that is read, in bytes. A string of 32,767 characters takes 64 KiB.
const LONGEST: u64 = 512 * 1024;

/// A record.
pub(super) struct Record<'r> {
    pub(super) kind: u16,
    data: &'r [u8],
    part: &'r str,
}

impl Record<'_> {
    /// Reads an `XLWideString` or `XLNullableWideString`: a string preceded by its length in UTF-16 code units. Returns
    /// the string and the position after it. If the length is -1, there is no string.
    pub(super) fn text(&self, at: usize) -> Result<(Option<String>, usize), ErrorKind> {
        let start = at + 4;
        let units = match self.u32(at)? {
            u32::MAX => return Ok((None, start)),
            units => units as usize,
        };
        let end = units.saturating_mul(2).saturating_add(start);
        let bytes = self.data.get(start..end).ok_or_else(|| self.too_short())?;
        let (units, _) = bytes.as_chunks::<2>();
        let units: Vec<u16> = units.iter().map(|unit| u16::from_le_bytes(*unit)).collect();
        Ok((Some(String::from_utf16_lossy(&units)), end))
    }
}

impl Fields for Record<'_> {
    fn data(&self) -> &[u8] {
        self.data
    }

    fn too_short(&self) -> ErrorKind {
        let part = self.part;
        ErrorKind::damaged(format!(
            "a record of its part {part} is shorter than its content"
        ))
    }
}

/// The records of a part.
pub(super) struct Records<'a> {
    unpacked: BufReader<Part<'a>>,
    data: Vec<u8>,
    part: &'a str,
}

impl<'a> Records<'a> {
    /// Opens a part. Returns `None` if the package has no part with that name.
    pub(super) fn open(package: &'a mut Package, part: &'a str) -> Result<Option<Self>, ErrorKind> {
        let unpacked = package.part(part)?;
        Ok(unpacked.map(|unpacked| Self {
            unpacked: BufReader::new(unpacked),
            data: Vec::new(),
            part,
        }))
    }

    /// Returns the next record of one of these kinds, or `None` at the end of the part. Records of other kinds are
    /// skipped, regardless of their length.
    ///
    /// # Errors
    ///
    /// Returns an error if unpacking fails, if a record is too long ([`Limit::Token`]), or if the part ends within a
    /// record ([`ErrorKind::Damaged`]).
    pub(super) fn next_of(
        &mut self,
        is_read: impl Fn(u16) -> bool,
    ) -> Result<Option<Record<'_>>, ErrorKind> {
        loop {
            let Some(kind) = self.kind()? else {
                return Ok(None);
            };
            let length = self.length()?;
            let mut data = Read::by_ref(&mut self.unpacked).take(length);
            let count = if !is_read(kind) {
                io::copy(&mut data, &mut io::sink())
            } else if length > LONGEST {
                let place = format!(" in its part {}", self.part);
                return Err(ErrorKind::limit(Limit::Token, LONGEST, place));
            } else {
                self.data.clear();
                data.read_to_end(&mut self.data).map(|count| count as u64)
            };
            match count {
                Ok(count) if count < length => return Err(self.failed(&Io::UnexpectedEof.into())),
                Ok(_) if is_read(kind) => {
                    return Ok(Some(Record {
                        kind,
                        data: &self.data,
                        part: self.part,
                    }));
                }
                Ok(_) => {}
                Err(error) => return Err(self.failed(&error)),
            }
        }
    }

    pub(super) fn damaged(&self, what: &str) -> ErrorKind {
        ErrorKind::damaged(format!("its part {} {what}", self.part))
    }

    /// Reads a number from one or two bytes of seven bits each, with the lowest bits first. Returns `None` at the end
    /// of the part.
    fn kind(&mut self) -> Result<Option<u16>, ErrorKind> {
        let mut first = [0];
        match self.unpacked.read(&mut first) {
            Ok(0) => return Ok(None),
            Ok(_) => {}
            Err(error) => return Err(self.failed(&error)),
        }
        let [first] = first;
        let second = match first & 0x80 {
            0 => 0,
            _ => self.byte()?,
        };
        Ok(Some(
            u16::from(first & 0x7F) | u16::from(second & 0x7F) << 7,
        ))
    }

    /// Reads a number from one to four bytes of seven bits each, with the lowest bits first.
    fn length(&mut self) -> Result<u64, ErrorKind> {
        let mut length = 0;
        for position in 0..4 {
            let byte = self.byte()?;
            length |= u64::from(byte & 0x7F) << (7 * position);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Ok(length)
    }

    fn byte(&mut self) -> Result<u8, ErrorKind> {
        let mut byte = [0];
        match self.unpacked.read_exact(&mut byte) {
            Ok(()) => Ok(byte[0]),
            Err(error) => Err(self.failed(&error)),
        }
    }

    fn failed(&self, error: &io::Error) -> ErrorKind {
        ErrorKind::from_unpacking(self.part, error)
    }
}
