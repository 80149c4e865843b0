//! Limits the number of cells in a row while reading it.

use std::io::{self, Read};

/// The maximum number of cells in a row, including blank cells: 64 times the number of columns in an Excel sheet.
///
/// A blank cell takes up one byte in the file, but eight bytes in the CSV reader, or sixteen while its buffer grows.
/// Without a limit, a line of commas could take up sixteen times its size in memory.
pub(super) const WIDEST: u32 = 1 << 20;

/// The bytes of a delimited file, up to a row that is too wide.
pub(super) struct Narrow<R> {
    inner: R,
    delimiter: u8,
    /// The number of delimiters that have been read in the current row.
    delimiters: u32,
    place: Place,
}

/// The place of the next byte, as the CSV reader sees it.
#[derive(Clone, Copy)]
enum Place {
    CellStart,
    Cell,
    Quotation,
    /// The place after a quotation mark that ends the quotation, unless another quotation mark follows.
    AfterQuotation,
}

impl<R> Narrow<R> {
    pub(super) fn new(inner: R, delimiter: u8) -> Self {
        Self {
            inner,
            delimiter,
            delimiters: 0,
            place: Place::CellStart,
        }
    }

    /// The source of the bytes.
    pub(super) fn inner_mut(&mut self) -> &mut R {
        &mut self.inner
    }

    /// Whether reading has stopped at a row that is too wide.
    pub(super) fn is_too_wide(&self) -> bool {
        self.delimiters >= WIDEST
    }

    fn pass(&mut self, byte: u8) {
        self.place = match (self.place, byte) {
            (Place::Quotation, b'"') => Place::AfterQuotation,
            (Place::Quotation, _) | (Place::CellStart | Place::AfterQuotation, b'"') => {
                Place::Quotation
            }
            (_, b'\n') => {
                self.delimiters = 0;
                Place::CellStart
            }
            (_, byte) if byte == self.delimiter => {
                self.delimiters += 1;
                Place::CellStart
            }
            _ => Place::Cell,
        };
    }
}

impl<R: Read> Read for Narrow<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        for byte in &buffer[..count] {
            self.pass(*byte);
            if self.is_too_wide() {
                return Err(io::Error::other("a row has too many cells"));
            }
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Quotation marks have the same meaning as in the CSV reader, whether they are inside a cell, at its ends, or
        /// doubled.
        #[test]
        fn a_row_is_as_wide_as_the_reader_of_records_finds_it(text in r#"[,"x\n]{0,40}"#) {
            let text = text + "\n";
            let mut rows = Narrow::new(io::empty(), b',');
            let mut widest = 1;
            for byte in text.bytes() {
                rows.pass(byte);
                widest = widest.max(rows.delimiters as usize + 1);
            }
            let mut reader = csv::ReaderBuilder::new();
            let mut reader = reader.has_headers(false).flexible(true).from_reader(text.as_bytes());
            let widths = reader.records().map(|record| record.map_or(0, |record| record.len()));
            prop_assert_eq!(widest, widths.max().unwrap_or_default().max(1));
        }
    }
}
