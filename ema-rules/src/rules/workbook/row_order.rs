//! The rule `row-order`.

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "row-order",
    summary: "the rows of the sheet are not in order",
    section: Section::Workbook,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires for each row that comes after a row with a higher number, or that appears \
               again with other cells. Spreadsheet programs do not show this, because Excel sorts \
               the rows and merges the pieces of a row when it opens the file. `ema` checks each \
               piece as a separate avail.",
        why: "Programs that read the file without Excel may treat one row as two, each with some \
              of the cells, or may skip the second piece.",
        example: "A program writes the first ten cells of row 4, then row 5, then the other cells of \
                  row 4.",
        remedy: "Open the file in Excel, check the row, save the file, and send it again. Then have someone fix the \
               program that wrote the file.",
        source: "Office Open XML (ECMA-376 part 1), 18.3.1.73: each row has its number",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    let is_out_of_order = |cell: &ema_model::Cell| cell.marks().out_of_order;
    if row.avail.cells().iter().any(is_out_of_order) {
        reporter.report_place(
            reporter.place(None),
            "the rows of the sheet are not in order: this row appears twice, or after a later row; \
             a program may read one row as two",
            "Open the file in Excel, which puts the rows in order, save it and check it again.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, Marks, Stored};

    #[test]
    fn rows_in_order_pass() {
        assert_silent(&RULE, &Sample::movie().and());
    }

    #[test]
    fn a_row_out_of_order_is_reported_once() {
        let mut marks = Marks::default();
        marks.out_of_order = true;
        let sample = Sample::movie()
            .stored(Column::Territory, "CA", Stored::Text, marks)
            .stored(Column::Start, "2026-01-01", Stored::Date, marks);
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
row 4 -: error
  the rows of the sheet are not in order: this row appears twice, or after a later row; a program may read one row as two
  help: Open the file in Excel, which puts the rows in order, save it and check it again.

"#]],
        );
    }
}
