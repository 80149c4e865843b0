//! A bound on what is written, in proportion to what was read.
//!
//! A workbook holds a text once, however many cells have it, and an XML file holds what an Asset says once
//! for all of its rows. XML repeats them: 60,000 rows with one description of 32 kB are 2 GB, from a
//! workbook of a few kB. So each row and cell allows for its elements, and each long text for itself
//! where it is read for the first time. Real files need a fraction of what is allowed.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use ema_model::{Avail, Cell, Kind, Text, Unplaced};

use crate::error::ErrorKind;

/// What any file may take, in bytes.
const BASE: u64 = 64 * 1024 * 1024;
/// What the elements of a row take, whatever it says.
const ROW: u64 = 2048;
/// What the element of a cell takes, and the instruction that keeps its text.
const CELL: u64 = 256;
/// What a byte of a cell may become: a name of a few letters becomes an element with four others in it.
const BYTE: u64 = 128;
/// The longest text that counts in each row.
const SHORT: usize = 64;
/// The longest list that counts in each row: all territories of the world fit.
const LIST: usize = 4096;

/// What may be written for the rows so far, and what is.
#[derive(Default)]
pub(super) struct Budget {
    allowed: u64,
    written: u64,
    /// Long texts and what no column holds, by their addresses; held, so that no other has the address.
    texts: HashMap<usize, Text>,
    shared: HashMap<usize, Arc<[Unplaced]>>,
    /// The Avails and Assets that are written together.
    pairs: HashSet<[u32; 2]>,
}

impl Budget {
    /// Allows for a row.
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
            let address = Arc::as_ptr(shared).cast::<()>().addr();
            if self.shared.insert(address, Arc::clone(shared)).is_none() {
                shared.iter().for_each(|unplaced| self.allow(unplaced));
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

    /// Counts what a row adds to the file.
    ///
    /// # Errors
    ///
    /// When that is out of proportion to what was read.
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
             that the source holds once stand in many rows; shorten those texts, or convert fewer rows \
             at a time"
        )))
    }
}
