//! Rows that have gone by, each kept as two numbers.

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::sync::Arc;

use ema_model::{Column, Header, Text};

use crate::check::{Found, Row};
use crate::finding::Place;
use crate::rules::wording::quoted;

/// The sheets that have gone by, in which kept rows are found again.
#[derive(Default)]
pub(super) struct Sheets(BTreeMap<u32, (Place, Arc<Header>)>);

/// A row of one of the sheets.
#[derive(Clone, Copy)]
pub(super) struct RowRef {
    sheet: u32,
    row: u32,
    /// The line of the Transaction in an XML file.
    line: Option<NonZeroU32>,
}

impl Sheets {
    /// Keeps the row that goes by.
    pub(super) fn keep(&mut self, row: &Row<'_>, found: &Found<'_>) -> RowRef {
        let place = found.place_of(None);
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

    /// The place of a row, or of its cell in a column.
    pub(super) fn place(&self, row: RowRef, column: Option<Column>) -> Place {
        let Some((sheet, header)) = self.sheet(row) else {
            return Place::default();
        };
        Place {
            row: Some(row.row),
            column: column.and_then(|column| header.index_of(column)),
            ..sheet.clone()
        }
    }

    /// How the sheet of a row heads a column.
    pub(super) fn field(&self, row: RowRef, column: Column) -> Text {
        self.sheet(row)
            .and_then(|(_, header)| header.column_at(header.index_of(column)?))
            .map_or_else(|| Text::from(column.name()), |header| header.name.clone())
    }

    /// Which row this is, seen from another: `row 5`, `row 5 of TV` if that is another sheet, or
    /// `line 77` in an XML file.
    pub(super) fn in_words(&self, row: RowRef, seen_from: RowRef) -> String {
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
