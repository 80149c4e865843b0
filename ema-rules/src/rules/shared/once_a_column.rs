//! Reports each column once, with the number of affected rows.

use std::collections::BTreeMap;

use ema_model::{Cell, Text};

use crate::engine::{Place, Reporter};

/// The columns in which a rule has found cells, each with the number of affected rows.
#[derive(Default)]
pub(in crate::rules) struct Columns(BTreeMap<(Option<u32>, u16), Column>);

/// A column in which a rule has found faulty cells.
struct Column {
    /// The place of the header or, in XML, of the first element.
    place: Place,
    field: Text,
    rows: usize,
}

impl Columns {
    /// Adds a cell from the current row.
    pub(in crate::rules) fn add(&mut self, cell: &Cell, reporter: &Reporter<'_>) {
        let column = self.0.entry((reporter.sheet_order(), cell.index()));
        let column = column.or_insert_with(|| {
            let (place, field) = reporter.column(cell);
            Column {
                place,
                field,
                rows: 0,
            }
        });
        column.rows += 1;
    }

    /// Reports each column with `message`, which is called with the column's name and the number of
    /// rows.
    pub(in crate::rules) fn report(
        self,
        reporter: &mut Reporter<'_>,
        message: impl Fn(&str, usize) -> String,
        help: &str,
    ) {
        for column in self.0.into_values() {
            let message = message(&column.field, column.rows);
            let finding = reporter.report_place(column.place, message, help);
            finding.field = Some(column.field);
        }
    }
}
