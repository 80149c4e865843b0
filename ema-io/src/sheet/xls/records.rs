//! Splits an `.xls` stream into records, and reads data that continues in later records.

use crate::error::ErrorKind;
use crate::sheet::biff::Fields;

/// The types of the records that are read, with the sections of \[MS-XLS\] that describe them.
pub(super) mod kind {
    /// 2.4.127 Formula.
    pub(crate) const FORMULA: u16 = 0x0006;
    /// 2.4.103 EOF.
    pub(crate) const END: u16 = 0x000A;
    /// 2.4.77 Date1904.
    pub(crate) const DATE_MODE: u16 = 0x0022;
    /// 2.4.117 FilePass: the following records are encrypted.
    pub(crate) const FILE_PASS: u16 = 0x002F;
    /// 2.4.58 Continue.
    pub(crate) const CONTINUE: u16 = 0x003C;
    /// 2.4.28 BoundSheet8.
    pub(crate) const SHEET: u16 = 0x0085;
    /// 2.4.168 MergeCells.
    pub(crate) const MERGED: u16 = 0x00E5;
    /// 2.4.175 MulRk.
    pub(crate) const PACKED_NUMBERS: u16 = 0x00BD;
    /// A string with formatting. Only Excel 5 writes this record, but all versions read it.
    pub(crate) const RICH_LABEL: u16 = 0x00D6;
    /// 2.4.353 XF.
    pub(crate) const CELL_FORMAT: u16 = 0x00E0;
    /// 2.4.265 SST.
    pub(crate) const SHARED_TEXTS: u16 = 0x00FC;
    /// 2.4.149 LabelSst.
    pub(crate) const SHARED_LABEL: u16 = 0x00FD;
    /// 2.4.180 Number.
    pub(crate) const NUMBER: u16 = 0x0203;
    /// 2.4.148 Label.
    pub(crate) const LABEL: u16 = 0x0204;
    /// 2.4.24 BoolErr.
    pub(crate) const BOOL_OR_ERROR: u16 = 0x0205;
    /// 2.4.268 String: the text result of the preceding formula.
    pub(crate) const FORMULA_TEXT: u16 = 0x0207;
    /// 2.4.220 RK.
    pub(crate) const PACKED_NUMBER: u16 = 0x027E;
    /// 2.4.126 Format.
    pub(crate) const FORMAT: u16 = 0x041E;
    /// 2.4.21 BOF.
    pub(crate) const BEGIN: u16 = 0x0809;
}

/// A record.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) data: &'a [u8],
}

impl Fields for Record<'_> {
    fn data(&self) -> &[u8] {
        self.data
    }

    fn too_short(&self) -> ErrorKind {
        too_short()
    }
}

/// The records of a stream, in order.
#[derive(Clone)]
pub(super) struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    pub(super) fn new(stream: &'a [u8]) -> Self {
        Self { rest: stream }
    }

    /// The bytes after the last record.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Returns the next record, or `None` at the end of the stream.
    pub(super) fn next_record(&mut self) -> Result<Option<Record<'a>>, ErrorKind> {
        let &[k0, k1, l0, l1, ref rest @ ..] = self.rest else {
            // Up to three bytes of padding can remain.
            return Ok(None);
        };
        let length = usize::from(u16::from_le_bytes([l0, l1]));
        let (data, rest) = rest.split_at_checked(length).ok_or_else(too_short)?;
        self.rest = rest;
        Ok(Some(Record {
            kind: u16::from_le_bytes([k0, k1]),
            data,
        }))
    }

    /// Returns the data of the next record if that record continues the previous one.
    fn next_continuation(&mut self) -> Result<Option<&'a [u8]>, ErrorKind> {
        let before = self.rest;
        match self.next_record()? {
            Some(record) if record.kind == kind::CONTINUE => Ok(Some(record.data)),
            _ => {
                self.rest = before;
                Ok(None)
            }
        }
    }
}

/// The data of a record and of the records that continue it.
pub(super) struct Segments<'a, 'r> {
    current: &'a [u8],
    records: &'r mut Records<'a>,
}

impl<'a, 'r> Segments<'a, 'r> {
    pub(super) fn new(record: Record<'a>, records: &'r mut Records<'a>) -> Self {
        Self {
            current: record.data,
            records,
        }
    }

    /// The rest of the current record.
    pub(super) fn current(&self) -> &'a [u8] {
        self.current
    }

    /// Advances to the next continuation. Returns `false` if there is none.
    pub(super) fn advance(&mut self) -> Result<bool, ErrorKind> {
        match self.records.next_continuation()? {
            Some(data) => {
                self.current = data;
                Ok(true)
            }
            None => Ok(false),
        }
    }

    /// Whether the last continuation has been read completely.
    pub(super) fn is_at_end(&mut self) -> Result<bool, ErrorKind> {
        while self.current.is_empty() {
            if !self.advance()? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Returns at least one byte, and at most `most` bytes, all from one record.
    pub(super) fn take(&mut self, most: usize) -> Result<&'a [u8], ErrorKind> {
        if self.is_at_end()? {
            return Err(too_short());
        }
        let (taken, rest) = self.current.split_at(most.min(self.current.len()));
        self.current = rest;
        Ok(taken)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], ErrorKind> {
        let mut array = [0; N];
        for byte in &mut array {
            // `take` returns at least one byte.
            *byte = self.take(1)?[0];
        }
        Ok(array)
    }

    pub(super) fn skip(mut self, count: usize) -> Result<Self, ErrorKind> {
        self.skip_bytes(count)?;
        Ok(self)
    }

    pub(super) fn skip_bytes(&mut self, mut count: usize) -> Result<(), ErrorKind> {
        while count > 0 {
            count -= self.take(count)?.len();
        }
        Ok(())
    }
}

pub(super) fn too_short() -> ErrorKind {
    ErrorKind::damaged("one of its records is too short")
}
