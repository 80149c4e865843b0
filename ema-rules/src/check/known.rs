//! What the rules about cells have found, remembered by what is in the cells.
//!
//! A feed repeats its values: of 1.7 million cells most hold a text that a row a little further up has in
//! the same column. What a rule reports about a cell depends on the cell and its column, unless the rule asks
//! for the row ([`CellAt::row`](super::CellAt::row)). So the rules look at a value once, and what they
//! have found is given again for each cell with the same value, at its row:
//!
//! ```text
//! C4  `UK`   the rules run: one finding, which is remembered for column C and the text `UK`
//! C5  `US`   the rules run: no finding, which is remembered too
//! C6  `UK`   the finding again, now at C6
//! ```
//!
//! Equal values share their text in memory, so a value is known by the address of its text.

use ema_model::{Cell, Marks, Stored, Text};

use crate::finding::Finding;

/// The values of the cells that were checked last. The memory does not grow with the file.
#[derive(Default)]
pub(super) struct KnownCells(Vec<Option<Known>>);

struct Known {
    sheet: usize,
    column: u16,
    /// Held, so that its address can't be that of another text.
    text: Text,
    stored: Stored,
    marks: Marks,
    findings: Box<[Finding]>,
}

impl KnownCells {
    /// The number of values, as a power of two. In a feed of 60,000 rows nearly all cells that are not
    /// among them hold new texts.
    const BITS: u32 = 12;

    /// The bytes of a text that is remembered, at most: a list of all territories is shorter.
    const LONGEST: usize = 1024;

    /// The number of findings of a value that is remembered, at most.
    const FINDINGS: usize = 4;

    /// What was found in a cell of a sheet with the same value; `None` if that is not known.
    pub(super) fn findings(&self, sheet: usize, cell: &Cell) -> Option<&[Finding]> {
        let known = self.0.get(slot(sheet, cell))?.as_ref()?;
        let is_same = std::ptr::eq(known.text.as_str(), cell.text())
            && known.column == cell.index()
            && known.sheet == sheet
            && known.stored == cell.stored()
            && known.marks == cell.marks();
        is_same.then_some(&*known.findings)
    }

    /// Remembers what was found in a cell.
    pub(super) fn keep(&mut self, sheet: usize, cell: &Cell, findings: &[Finding]) {
        if cell.text().len() > Self::LONGEST || findings.len() > Self::FINDINGS {
            return;
        }
        if self.0.is_empty() {
            self.0.resize_with(1 << Self::BITS, || None);
        }
        self.0[slot(sheet, cell)] = Some(Known {
            sheet,
            column: cell.index(),
            text: cell.shared_text().clone(),
            stored: cell.stored(),
            marks: cell.marks(),
            findings: findings.into(),
        });
    }
}

fn slot(sheet: usize, cell: &Cell) -> usize {
    let place = (sheet as u64) << 56 ^ u64::from(cell.index()) << 48;
    let address = cell.text().as_ptr().addr() as u64;
    // 2^64 over the golden ratio, which spreads numbers that are near each other.
    let mixed = (address ^ place).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> (u64::BITS - KnownCells::BITS)) as usize
}
