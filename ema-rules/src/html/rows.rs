//! Keeps a file's rows while the file is checked.
//!
//! Rules that compare rows report at the end of the file, so every row has to be kept. Two out of three cells in a feed
//! repeat the cell above, so only cells that differ from it are stored, in one buffer for all rows. For example:
//!
//! ```text
//! row 4   Harbor Pictures   US   EST   2026-01-01
//! row 5   Harbor Pictures   CA   EST
//!
//! rows      (row 4, 4 changes)  (row 5, 2 changes)
//! changes   (column 0, 15 bytes) (1, 2) (2, 3) (3, 10)   (1, 2) (3, 0)
//! texts     Harbor PicturesUSEST2026-01-01CA
//! ```
//!
//! To find a row, the changes are applied in order, beginning with the first row.

use std::collections::BTreeMap;
use std::mem;
use std::sync::Arc;

use ema_model::{Avail, Header, Text, Workbook};

/// A file's rows, kept while the file is checked. A page shows only rows with findings, but until the end of the file,
/// any row might get one, so all rows are kept.
///
/// A typical row takes about 150 bytes.
#[derive(Debug, Default)]
pub struct Rows {
    rows: Vec<KeptRow>,
    changes: Vec<Change>,
    /// The text of the changed cells, concatenated.
    texts: String,
    /// Long strings, such as a list of 200 territories, shared with the file.
    long: Vec<Text>,
    /// Each header, with the index of its first row. All cells of that row are kept.
    headers: Vec<(usize, Arc<Header>)>,
    /// The filled cells of the row that was added last, from left to right.
    last: Vec<(u16, Text)>,
}

/// A row in compact form.
#[derive(Debug)]
struct KeptRow {
    /// The row number, counted from 1.
    number: u32,
    /// The number of cells in the row that differ from the cells above.
    changes: usize,
}

/// A cell that differs from the cell above.
#[derive(Debug)]
struct Change {
    column: u16,
    /// The length of the text in bytes, 0 if the cell is now blank, or [`LONG`].
    length: u8,
}

/// The stored length of every long string.
const LONG: u8 = u8::MAX;

/// A row with its filled cells.
#[derive(Debug)]
pub(super) struct Row<'a> {
    pub(super) header: &'a Header,
    /// The row number, counted from 1.
    pub(super) number: u32,
    cells: Box<[(u16, &'a str)]>,
}

impl Rows {
    /// Creates an empty collection.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps all rows in a file.
    #[must_use]
    pub fn of(workbook: &Workbook) -> Self {
        let mut rows = Self::new();
        for avail in workbook.avails() {
            rows.add(avail);
        }
        rows
    }

    /// Keeps a row.
    pub fn add(&mut self, avail: &Avail) {
        let header = avail.header();
        let is_same = |(_, last): &(_, Arc<Header>)| Arc::ptr_eq(last, header);
        if !self.headers.last().is_some_and(is_same) {
            self.headers.push((self.rows.len(), Arc::clone(header)));
            self.last.clear();
        }
        let before = self.changes.len();
        let cells = avail.cells();
        let last = mem::replace(&mut self.last, Vec::with_capacity(cells.len()));
        let mut last = last.into_iter().peekable();
        for cell in cells {
            let (column, text) = (cell.index(), cell.shared_text());
            while let Some((blank, _)) = last.next_if(|(other, _)| *other < column) {
                self.change(blank, None);
            }
            match last.next_if(|(other, _)| *other == column) {
                Some(same) if same.1 == *text => self.last.push(same),
                _ => {
                    self.change(column, Some(text));
                    self.last.push((column, text.clone()));
                }
            }
        }
        for (blank, _) in last {
            self.change(blank, None);
        }
        self.rows.push(KeptRow {
            number: avail.row(),
            changes: self.changes.len() - before,
        });
    }

    /// Keeps a cell that differs from the cell above. The text is `None` if the cell is now blank.
    fn change(&mut self, column: u16, text: Option<&Text>) {
        let length = text.map_or(0, |text| match u8::try_from(text.len()) {
            Ok(length) if length < LONG => {
                self.texts.push_str(text);
                length
            }
            _ => {
                self.long.push(text.clone());
                LONG
            }
        });
        self.changes.push(Change { column, length });
    }

    /// Returns the rows that `is_wanted` selects by their header and number.
    pub(super) fn find(&self, mut is_wanted: impl FnMut(&Header, u32) -> bool) -> Vec<Row<'_>> {
        let mut found = Vec::new();
        let mut cells: BTreeMap<u16, &str> = BTreeMap::new();
        let (mut changes, mut texts, mut long) = (&*self.changes, &*self.texts, self.long.iter());
        for (index, (first, header)) in self.headers.iter().enumerate() {
            let next = self.headers.get(index + 1);
            let end = next.map_or(self.rows.len(), |(first, _)| *first);
            cells.clear();
            for row in &self.rows[*first..end] {
                let of_row;
                (of_row, changes) = changes.split_at(row.changes);
                for Change { column, length } in of_row {
                    let text = match *length {
                        LONG => long.next().map_or("", |text| text),
                        length => {
                            let text;
                            (text, texts) = texts.split_at(length.into());
                            text
                        }
                    };
                    cells.insert(*column, text);
                }
                if is_wanted(header, row.number) {
                    let filled = cells.iter().filter(|(_, text)| !text.is_empty());
                    found.push(Row {
                        header,
                        number: row.number,
                        cells: filled.map(|(column, text)| (*column, *text)).collect(),
                    });
                }
            }
        }
        found
    }
}

impl Row<'_> {
    /// The text in a column, counted from 0 in the sheet. The text is empty if the cell is blank.
    pub(super) fn text(&self, column: u16) -> &str {
        let cell = self.cells.iter().find(|(index, _)| *index == column);
        cell.map_or("", |(_, text)| text)
    }
}

#[cfg(test)]
mod tests {
    use ema_model::{AvailBuilder, Column, EmaVersion, Marks, Stored};
    use proptest::prelude::*;

    use super::*;

    const COLUMNS: u16 = 4;

    fn header() -> Arc<Header> {
        let columns = [Column::Territory, Column::Start, Column::End, Column::Alid];
        let cells = columns.map(|column| (column, ""));
        Arc::clone(Avail::from_cells(EmaVersion::V1_8, cells).header())
    }

    proptest! {
        #[test]
        fn rows_are_found_as_they_were_kept(
            rows in prop::collection::vec(
                (any::<bool>(), prop::collection::vec("|US|CA|(é ){0,3}|(long ){60}", usize::from(COLUMNS))),
                0..20,
            ),
        ) {
            let headers = [header(), header()];
            let (mut kept, mut expected) = (Rows::new(), Vec::new());
            for (number, (is_second, texts)) in (4..).zip(rows) {
                let header = &headers[usize::from(is_second)];
                let mut builder = AvailBuilder::new(Arc::clone(header));
                for (column, text) in (0..).zip(&texts).filter(|(_, text)| !text.is_empty()) {
                    builder.push(column, &**text, Stored::Text, Marks::default());
                }
                kept.add(&builder.build(number));
                expected.push((Arc::as_ptr(header), number, texts));
            }
            let found = |row: Row<'_>| {
                let texts = (0..COLUMNS).map(|column| row.text(column).to_owned());
                (std::ptr::from_ref(row.header), row.number, texts.collect::<Vec<_>>())
            };
            let all: Vec<_> = kept.find(|_, _| true).into_iter().map(found).collect();
            prop_assert_eq!(&all, &expected);
            let even: Vec<_> = kept.find(|_, row| row % 2 == 0).into_iter().map(found).collect();
            expected.retain(|(_, row, _)| row % 2 == 0);
            prop_assert_eq!(even, expected);
        }
    }

    #[test]
    fn what_a_row_repeats_is_kept_once() {
        let header = header();
        let mut rows = Rows::new();
        for number in 4..1_000 {
            let mut builder = AvailBuilder::new(Arc::clone(&header));
            builder.push(0, "US", Stored::Text, Marks::default());
            builder.push(1, "long ".repeat(100), Stored::Text, Marks::default());
            rows.add(&builder.build(number));
        }
        assert_eq!(
            (rows.changes.len(), rows.texts.len(), rows.long.len()),
            (2, 2, 1)
        );
    }
}
