//! Limits the size of a written file in proportion to its source.
//!
//! A workbook stores a string only once, even if many cells contain it, and an XML file stores the content of an Asset
//! once for all of its rows. The written XML can repeat both. For example, 60,000 rows with the same 32 kB description
//! become 2 GB of XML, although the workbook takes only a few kB. Therefore, each row and each cell adds an allowance
//! for its elements, but a long string adds one for its size only the first time it occurs. Real files use only a small
//! part of the allowance.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use ema_model::{Avail, Cell, Kind, Text, Unplaced};

use crate::error::ErrorKind;

/// The basic allowance for every file, in bytes.
const BASE: u64 = 64 * 1024 * 1024;
/// The allowance for the elements of a row, in addition to the allowances for its cells.
const ROW: u64 = 2048;
/// The allowance for a cell's element, and for the instruction that keeps the cell's text.
const CELL: u64 = 256;
/// The number of bytes that can be written for each byte in a cell. For example, a name of a few letters becomes an
/// element with four others inside.
const BYTE: u64 = 128;
/// A string of up to this length, in bytes, adds its allowance in every row.
const SHORT: usize = 64;
/// A list of up to this length, in bytes, adds its allowance in every row. A list of all territories in the world is
/// shorter.
const LIST: usize = 4096;

/// The total allowance for all rows so far, and the number of bytes written for them.
#[derive(Default)]
pub(super) struct Budget {
    allowed: u64,
    written: u64,
    /// Long strings and content without a column, keyed by address. The maps keep them alive, so nothing else can get
    /// the same address.
    texts: HashMap<usize, Text>,
    shared: HashMap<usize, Arc<[Unplaced]>>,
    /// The pairs of an Avail and an Asset that have been counted.
    pairs: HashSet<[u32; 2]>,
}

impl Budget {
    /// Adds the allowance for a row.
    pub(super) fn read(&mut self, avail: &Avail) {
        self.allowed += ROW;
        for cell in avail.cells() {
            self.allowed += CELL;
            let kind = avail.header().kind_at(cell.index());
            let is_list = matches!(kind, Some(Kind::Territories | Kind::Languages));
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

    /// Counts the bytes that a row adds to the file.
    ///
    /// # Errors
    ///
    /// Fails if the size of the file is out of proportion to its source.
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
