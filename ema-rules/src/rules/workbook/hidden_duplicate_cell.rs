//! The rule `hidden-duplicate-cell`.

use crate::engine::{AppliesTo, CellAt, Check, Page, Reporter, Rule, Section, Severity};
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "hidden-duplicate-cell",
    summary: "the file contains a cell more than once",
    section: Section::Workbook,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires for each cell that the file contains more than once in the same row. \
               Spreadsheet programs do not show this, because one value hides the others. The last \
               value counts, as in Excel.",
        why: "Programs differ in which value they use, so the platform may not read the one that \
              you see.",
        example: "A program writes the cell B7 once with `US` and once with `CA`.",
        remedy: "Open the file in Excel, check the value, and save the file, which leaves only one \
               value. Then have someone fix the program that wrote the file.",
        source: "Office Open XML (ECMA-376 part 1), 18.3.1.4 and 18.3.1.73: a row contains each \
                 cell once",
    },
    check: Check::Cell(|_| true, check),
};

fn check(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    let cell = at.cell;
    if cell.marks().repeated {
        reporter.report_cell(
            cell,
            format!(
                "the file has this cell more than once; {} counts",
                quoted(cell.text())
            ),
            "Open the file in Excel, check the value and save the file, which leaves only one \
             value.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, Marks, Stored};

    #[test]
    fn single_cells_pass() {
        assert_silent(&RULE, &Sample::movie());
    }

    #[test]
    fn a_covered_cell_is_reported_with_the_value_that_counts() {
        let mut marks = Marks::default();
        marks.repeated = true;
        let sample = Sample::movie().stored(Column::Territory, "CA", Stored::Text, marks);
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
C4 Territory: warning
  the file has this cell more than once; `CA` counts
  help: Open the file in Excel, check the value and save the file, which leaves only one value.

"#]],
        );
    }
}
