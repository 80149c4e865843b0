//! Compact references to earlier rows.

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::sync::Arc;

use ema_model::{Avail, Column, EmaVersion, Header, Text};

use crate::engine::{Finding, Place, Reporter, Row};
use crate::window::WrittenWindow;
use crate::wording::quoted;

/// The sheets read so far, which are needed to find rows by reference.
#[derive(Default)]
pub(in crate::rules) struct Sheets(BTreeMap<u32, (Place, Arc<Header>)>);

/// A reference to a row in one of the sheets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::rules) struct RowRef {
    sheet: u32,
    row: u32,
    /// The line of the row's Transaction in an XML file.
    line: Option<NonZeroU32>,
}

impl Sheets {
    /// Keeps the current row.
    pub(in crate::rules) fn keep(&mut self, row: &Row<'_>, reporter: &Reporter<'_>) -> RowRef {
        let place = reporter.place(None);
        let sheet = place.order.unwrap_or_default();
        self.0
            .entry(sheet)
            .or_insert_with(|| (place, Arc::clone(row.avail.header())));
        RowRef {
            sheet,
            row: row.avail.row(),
            line: row.avail.position().and_then(|at| NonZeroU32::new(at.line)),
        }
    }

    /// Returns the place of a row or, if a column is given, of the row's cell in that column.
    pub(in crate::rules) fn place(&self, row: RowRef, column: Option<Column>) -> Place {
        let Some((sheet, header)) = self.sheet(row) else {
            return Place::default();
        };
        Place {
            row: Some(row.row),
            column: column.and_then(|column| header.index_of(column)),
            ..sheet.clone()
        }
    }

    /// Reports a cell in an earlier row, with its value.
    pub(in crate::rules) fn report<'f>(
        &self,
        reporter: &'f mut Reporter<'_>,
        (row, column): (RowRef, Column),
        value: Option<Text>,
        message: impl AsRef<str>,
        help: impl AsRef<str>,
    ) -> &'f mut Finding {
        let finding = reporter.report_place(self.place(row, Some(column)), message, help);
        finding.field = Some(self.field(row, column));
        finding.value = value;
        finding
    }

    /// Returns the column that holds a row's unique ID. In 1.6, several columns can hold this ID, depending on
    /// WorkType. Returns the first of them that the sheet has.
    pub(in crate::rules) fn id_column(&self, row: RowRef) -> Column {
        let of_1_6 = [Column::AltId, Column::EpisodeAltId, Column::SeasonAltId];
        match self.sheet(row) {
            Some((_, header)) if header.version() == EmaVersion::V1_6 => {
                let mut columns = of_1_6.into_iter();
                let is_there = |column: &Column| header.index_of(*column).is_some();
                columns.find(is_there).unwrap_or(Column::AltId)
            }
            _ => Column::Alid,
        }
    }

    /// Returns the header of a column in the sheet that contains a row.
    fn field(&self, row: RowRef, column: Column) -> Text {
        self.sheet(row)
            .and_then(|(_, header)| header.column_at(header.index_of(column)?))
            .map_or_else(|| Text::from(column.name()), |header| header.name.clone())
    }

    /// Names a row for a message about another row: `row 5`, ``row 5 of sheet `TV` `` if it is in
    /// another sheet, or `line 77` in an XML file.
    pub(in crate::rules) fn in_words(&self, row: RowRef, seen_from: RowRef) -> String {
        if let Some(line) = row.line {
            return format!("line {line}");
        }
        match self.sheet(row) {
            Some((
                Place {
                    sheet: Some(name), ..
                },
                _,
            )) if row.sheet != seen_from.sheet => {
                format!("row {} of sheet {}", row.row, quoted(name))
            }
            _ => format!("row {}", row.row),
        }
    }

    fn sheet(&self, row: RowRef) -> Option<&(Place, Arc<Header>)> {
        self.0.get(&row.sheet)
    }
}

/// A row's Start and End, both parsed and as written.
#[derive(PartialEq, Eq, Hash)]
pub(in crate::rules) struct KeptWindow {
    pub(in crate::rules) written: WrittenWindow,
    pub(in crate::rules) start: Text,
    pub(in crate::rules) end: Text,
}

impl KeptWindow {
    pub(in crate::rules) fn of(avail: &Avail) -> Self {
        let text = |column| match avail.cell(column) {
            Some(cell) => cell.shared_text().clone(),
            None => Text::from(""),
        };
        Self {
            written: WrittenWindow::of(avail),
            start: text(Column::Start),
            end: text(Column::End),
        }
    }

    /// Says that two windows are the same, as in ``both hold from `2026-01-01` to `Open` ``, or that they overlap.
    pub(in crate::rules) fn meets_in_words(&self, other: &Self) -> String {
        let (here, there) = (self.in_words(), other.in_words());
        match here == there {
            true => format!("both apply from {here}"),
            false => format!("the windows {here} and {there} overlap"),
        }
    }

    /// Formats a window as `` `2026-01-01` to `Open` ``.
    pub(in crate::rules) fn in_words(&self) -> String {
        format!("{} to {}", quoted(&self.start), quoted(&self.end))
    }
}
