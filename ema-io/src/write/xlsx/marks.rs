//! Finds the annotations on each row while a workbook is being written.

use std::ops::Range;

use ema_model::{Header, Text};

use crate::write::tab::MOST_NOTES;
use crate::write::{Anchor, Annotation, Level};

/// The annotations in a workbook, sorted by sheet, row and column.
pub(super) struct Marks(Vec<Mark>);

/// The number of added notes, and the number of cells that got no note because there were already too many.
#[derive(Default)]
pub(super) struct Notes {
    made: usize,
    pub(super) missing: usize,
}

impl Notes {
    /// Counts a cell that needs a note, and returns whether the note can be added.
    pub(super) fn take(&mut self) -> bool {
        let is_free = self.made < MOST_NOTES;
        self.made += usize::from(is_free);
        self.missing += usize::from(!is_free);
        is_free
    }
}

/// An annotation, whose `target` is set as soon as its cell in the written workbook is known.
pub(super) struct Mark {
    pub(super) annotation: Annotation,
    /// The sort key: the numbers of the sheet, the row and the column.
    order: (usize, u32, Option<u16>),
    pub(super) field: Option<Text>,
    pub(super) value: Option<Text>,
    /// The index of the written sheet, and the zero-based row and column there.
    pub(super) target: Option<(usize, u32, u16)>,
}

impl Mark {
    /// Returns the name of the sheet in the source.
    pub(super) fn sheet(&self) -> Option<&Text> {
        match &self.annotation.anchor {
            Anchor::File => None,
            Anchor::Sheet(sheet) | Anchor::Column { sheet, .. } | Anchor::Row { sheet, .. } => {
                Some(sheet)
            }
            Anchor::Cell(cell) => Some(&cell.sheet),
        }
    }

    pub(super) fn is_on_column(&self) -> bool {
        matches!(self.annotation.anchor, Anchor::Column { .. })
    }

    /// Returns the annotated column, or the first column if a whole row is annotated.
    pub(super) fn column(&self) -> u16 {
        self.order.2.unwrap_or_default()
    }
}

impl Marks {
    pub(super) fn new(annotations: Vec<Annotation>) -> Self {
        let mut names: Vec<Text> = Vec::new();
        let mut marks: Vec<Mark> = Vec::with_capacity(annotations.len());
        for annotation in annotations {
            let (row, column) = match &annotation.anchor {
                Anchor::File | Anchor::Sheet(_) => (0, None),
                Anchor::Column { column, .. } => (0, Some(*column)),
                Anchor::Row { row, .. } => (*row, None),
                Anchor::Cell(cell) => (cell.row, Some(cell.column)),
            };
            let mut mark = Mark {
                annotation,
                order: (0, row, column),
                field: None,
                value: None,
                target: None,
            };
            if let Some(sheet) = mark.sheet() {
                let known = names.iter().rposition(|name| name == sheet);
                let number = known.unwrap_or_else(|| {
                    names.push(sheet.clone());
                    names.len() - 1
                });
                // Number 0 is for annotations on the whole file, which come first.
                mark.order.0 = number + 1;
            }
            marks.push(mark);
        }
        marks.sort_by_key(|mark| mark.order);
        Self(marks)
    }

    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = &Mark> + Clone {
        self.0.iter()
    }

    /// Returns the range of a sheet's annotations and sets their field names from the header.
    pub(super) fn of_sheet(&mut self, header: &Header) -> Range<usize> {
        let is_own = |mark: &Mark| mark.sheet() == Some(header.sheet());
        let Some(start) = self.0.iter().position(is_own) else {
            return 0..0;
        };
        let number = self.0[start].order.0;
        let end = self.0.partition_point(|mark| mark.order.0 <= number);
        for mark in &mut self.0[start..end] {
            let column = mark.order.2.and_then(|column| header.column_at(column));
            mark.field = column.map(|column| column.name.clone());
        }
        start..end
    }

    pub(super) fn of(&self, sheet: Range<usize>) -> impl Iterator<Item = &Mark> {
        self.0[sheet].iter()
    }

    /// Returns the annotations on a row of the source, where row 0 is the header. `sheet` is the range that
    /// [`of_sheet`](Self::of_sheet) returned.
    pub(super) fn of_row(&mut self, sheet: Range<usize>, row: u32) -> &mut [Mark] {
        let marks = &mut self.0[sheet];
        let start = marks.partition_point(|mark| mark.order.1 < row);
        let end = marks.partition_point(|mark| mark.order.1 <= row);
        &mut marks[start..end]
    }
}

/// Returns the most severe level among the annotations.
pub(super) fn worst<'a>(marks: impl Iterator<Item = &'a Mark>) -> Option<Level> {
    marks.map(|mark| mark.annotation.level).max()
}
