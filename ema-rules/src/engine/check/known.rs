//! Caches the findings of cell rules, keyed by cell content.
//!
//! Most of the 1.7 million cells in a full feed have the same text as a cell a few rows above in the same column. The
//! findings for a cell depend only on the cell and its column, unless a rule requests the row
//! ([`CellAt::row`](super::CellAt::row)). The rules therefore check each value once, and its findings are repeated for
//! every other cell with the same value:
//!
//! ```text
//! C4  `UK`   the rules run and report one finding, which is cached for column C and the text `UK`
//! C5  `US`   the rules run and report nothing, which is also cached
//! C6  `UK`   the cached finding is reported again, at C6
//! ```
//!
//! Equal values share their text in memory, so the address of the text identifies a value.

use ema_model::{Cell, Marks, Stored, Text};

use crate::engine::{Finding, Place};

/// The most recently checked cell values. Their number is limited, so memory use does not grow with the file.
#[derive(Default)]
pub(super) struct KnownCells {
    cells: Vec<Option<Known>>,
    /// The total size of the cached strings, in bytes.
    weight: usize,
}

struct Known {
    sheet: usize,
    column: u16,
    /// The text is kept alive so that no other text can reuse its address.
    text: Text,
    stored: Stored,
    marks: Marks,
    findings: Box<[Finding]>,
}

impl KnownCells {
    /// The base-2 logarithm of the maximum number of values. In a feed of 60,000 rows, nearly all cells that are
    /// missing from this table contain new text, so a larger table would not help.
    const BITS: u32 = 12;

    /// The maximum total size of the strings: 8 MiB. If a new value would exceed the maximum, all others are dropped.
    /// The limit is needed because every row in a sheet can have a cell with 32 KB of text, such as a list of 10,000
    /// languages.
    const MOST: usize = 1 << 23;

    /// The findings for an earlier cell with the same value in this sheet and column, or `None` if they are not known.
    pub(super) fn findings(&self, sheet: usize, cell: &Cell) -> Option<&[Finding]> {
        let known = self.cells.get(slot(sheet, cell))?.as_ref()?;
        let is_same = std::ptr::eq(known.text.as_str(), cell.text())
            && known.column == cell.index()
            && known.sheet == sheet
            && known.stored == cell.stored()
            && known.marks == cell.marks();
        is_same.then_some(&*known.findings)
    }

    /// Caches the findings for a cell.
    pub(super) fn keep(&mut self, sheet: usize, cell: &Cell, findings: &[Finding]) {
        let known = Known {
            sheet,
            column: cell.index(),
            text: cell.shared_text().clone(),
            stored: cell.stored(),
            marks: cell.marks(),
            findings: findings.into(),
        };
        let weight = known.weight();
        if weight > Self::MOST {
            return;
        }
        if self.cells.is_empty() || self.weight + weight > Self::MOST {
            self.cells.clear();
            self.cells.resize_with(1 << Self::BITS, || None);
            self.weight = 0;
        }
        let before = self.cells[slot(sheet, cell)].replace(known);
        self.weight += weight;
        self.weight -= before.map_or(0, |known| known.weight());
    }
}

impl Known {
    fn weight(&self) -> usize {
        let texts = |finding: &Finding| {
            let related = finding.related.len() * size_of::<Place>();
            size_of::<Finding>() + related + finding.message.len() + finding.help.len()
        };
        self.text.len() + self.findings.iter().map(texts).sum::<usize>()
    }
}

fn slot(sheet: usize, cell: &Cell) -> usize {
    let place = (sheet as u64) << 56 ^ u64::from(cell.index()) << 48;
    let address = cell.text().as_ptr().addr() as u64;
    // The factor is 2^64 divided by the golden ratio; multiplying by it spreads out numbers that are close together.
    let mixed = (address ^ place).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> (u64::BITS - KnownCells::BITS)) as usize
}

#[cfg(test)]
mod tests {
    use ema_model::{Avail, AvailBuilder, Column, EmaVersion, Format, Marks, Stored, Text};
    use ema_testing::{assert_in_proportion, visits_of};

    use crate::{AsOf, Checker, Profile};

    /// A workbook stores a long string only once, regardless of how many rows contain it.
    #[test]
    fn a_long_text_of_many_rows_is_checked_once() {
        let profile = Profile::prime_video();
        let as_of: AsOf = "2026-11-21".parse().unwrap();
        let list: Vec<String> = (0..6_000).map(|at| format!("X{at:x}")).collect();
        let list: Text = list.join(",").into();
        let header = Avail::from_cells(EmaVersion::V1_9, [(Column::Territory, "")]);
        let letters = |rows: usize| {
            let mut builder = AvailBuilder::new(header.header().clone());
            let mut checker = Checker::new(&profile, Format::Xlsx, as_of, |_| {
                std::ops::ControlFlow::Continue(())
            });
            visits_of(|| {
                for row in 0..rows {
                    builder.push(0, list.clone(), Stored::Text, Marks::default());
                    let _ = checker.avail(&builder.build(row as u32 + 2));
                }
            })
        };
        assert!(letters(400) < 2 * list.len());
        assert_in_proportion(10, letters);
    }
}
