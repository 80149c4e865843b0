//! Finds the changes to each row while the rows of a workbook are being written.

use crate::write::CellChange;

/// The changes in a workbook, sorted by sheet name, row and column in the source.
pub(super) struct Changes(Vec<Change>);

/// A change. `target` is set as soon as the changed cell in the written workbook is known.
pub(super) struct Change {
    pub(super) change: CellChange,
    /// The index of the written sheet, and the zero-based row in that sheet.
    pub(super) target: Option<(usize, u32)>,
}

impl Changes {
    pub(super) fn new(changes: Vec<CellChange>) -> Self {
        let change = |change| Change {
            change,
            target: None,
        };
        let mut changes: Vec<Change> = changes.into_iter().map(change).collect();
        changes.sort_by(|a, b| a.key().cmp(&b.key()));
        Self(changes)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the changes to a row in the source.
    pub(super) fn of_row(&mut self, sheet: &str, row: u32) -> &mut [Change] {
        let of_row = |it: &Change| {
            let (other, number, _) = it.key();
            (other, number).cmp(&(sheet, row))
        };
        let start = self.0.partition_point(|it| of_row(it).is_lt());
        let end = self.0.partition_point(|it| of_row(it).is_le());
        &mut self.0[start..end]
    }

    /// Returns the changes in the order of the written sheets.
    pub(super) fn in_order(&mut self) -> &[Change] {
        self.0
            .sort_by_key(|it| it.target.map_or(usize::MAX, |(sheet, _)| sheet));
        &self.0
    }
}

impl Change {
    fn key(&self) -> (&str, u32, u16) {
        let cell = &self.change.cell;
        (&cell.sheet, cell.row, cell.column)
    }
}
