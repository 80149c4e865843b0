//! Limits the size of a written file in proportion to its source.
//!
//! A workbook stores a text once, however many cells have it, and an XML file stores the content of
//! an Asset once for all of its rows. Written XML repeats them: 60,000 rows with one description of
//! 32 kB are 2 GB, from a workbook of a few kB. So each row and cell adds an allowance for its
//! elements, and each long text adds its own size once, when it is first read. Real files use a
//! fraction of the allowance.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use ema_model::{Avail, Cell, Kind, Text, Unplaced};

use crate::error::ErrorKind;

/// The allowance of every file, in bytes.
const BASE: u64 = 64 * 1024 * 1024;
/// The allowance for the elements of a row, whatever its content.
const ROW: u64 = 2048;
/// The allowance for the element of a cell and the instruction with its text.
const CELL: u64 = 256;
/// The bytes that a byte of a cell may become: a name of a few letters becomes an element with four
/// others in it.
const BYTE: u64 = 128;
/// Texts up to this length count for each row.
const SHORT: usize = 64;
/// Lists up to this length count for each row: all territories of the world fit.
const LIST: usize = 4096;

/// The allowance for the rows so far, and the bytes written for them.
#[derive(Default)]
pub(super) struct Budget {
    allowed: u64,
    written: u64,
    /// Long texts and content without a column, by address. They are kept so that no other text
    /// gets the address.
    texts: HashMap<usize, Text>,
    shared: HashMap<usize, Arc<[Unplaced]>>,
    /// The Avails and Assets that are written together.
    pairs: HashSet<[u32; 2]>,
}

impl Budget {
    /// Adds the allowance of a row.
    pub(super) fn read(&mut self, avail: &Avail) {
        self.allowed += ROW;
        for cell in avail.cells() {
            self.allowed += CELL;
            let is_list = avail
                .header()
                .column_at(cell.index())
                .and_then(|header| header.column)
                .map(|column| column.kind(avail.version()))
                .is_some_and(|kind| matches!(kind, Kind::Territories | Kind::Languages));
            let longest = if is_list { LIST } else { SHORT };
            if cell.text().len() <= longest || self.is_new(Cell::shared_text(cell)) {
                self.allowed += BYTE * cell.text().len() as u64;
            }
        }
        if let Some(shared) = avail.shared_unplaced() {
            let list = &shared.list;
            let address = list.as_ptr().addr();
            if self.shared.insert(address, Arc::clone(list)).is_none() {
                list.iter().for_each(|unplaced| self.allow(unplaced));
            }
        }
        for unplaced in avail.own_unplaced() {
            if self.is_new(&unplaced.content) {
                self.allow(unplaced);
            }
        }
    }

    fn allow(&mut self, unplaced: &Unplaced) {
        self.allowed += CELL + BYTE * unplaced.content.len() as u64;
    }

    fn is_new(&mut self, text: &Text) -> bool {
        let address = text.as_ptr().addr();
        self.texts.insert(address, text.clone()).is_none()
    }

    /// Adds the bytes that a row adds to the file.
    ///
    /// # Errors
    ///
    /// If the file is out of proportion to its source.
    pub(super) fn write(
        &mut self,
        pair: [u32; 2],
        common: usize,
        transaction: usize,
    ) -> Result<(), ErrorKind> {
        self.written += transaction as u64;
        if self.pairs.insert(pair) {
            self.written += common as u64;
        }
        if self.written <= BASE + self.allowed {
            return Ok(());
        }
        let written = self.written / 1_000_000;
        Err(ErrorKind::unwritable(format!(
            "the XML would be out of proportion to what was read: {written} MB so far, because long texts \
             that the source holds once are in many rows; shorten those texts, or convert fewer rows \
             at a time"
        )))
    }
}
