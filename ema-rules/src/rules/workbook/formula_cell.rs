//! The rule `formula-cell`.

use ema_model::Stored;

use crate::engine::{AppliesTo, CellAt, Check, Page, Reporter, Rule, Section, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "formula-cell",
    summary: "a cell holds a formula",
    section: Section::Workbook,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires for each cell with a formula. If the file contains the result of the formula, \
               the result is checked as the value of the cell, and the finding is a warning. If \
               the file has no result, because the program that wrote the file does not calculate \
               formulas, the value is unknown, and the finding is an error.",
        why: "Other programs read the result that was saved last, if there is one. If the formula \
              refers to another file or to today's date, that result may differ from the value on \
              your screen.",
        example: "`=TRUE()` in Exclusive, or `=TODAY()` in Start.",
        remedy: "Copy the cells and paste them as values. If there is no result, open the file in \
               Excel and save it first.",
        source: "Office Open XML (ECMA-376 part 1), 18.3.1.96: a cell contains the last calculated \
                 value of its formula",
    },
    check: Check::AnyCell(check),
};

fn check(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    let cell = at.cell;
    match cell.stored() {
        Stored::NoResult => {
            reporter
                .report_cell(
                    cell,
                    "the cell holds a formula whose result is not in the file, so its value is \
                     unknown",
                    "Open the file in Excel, copy the cells, paste them as values, and save it.",
                )
                .with_severity(Severity::Error);
        }
        // If the result is an error, only `error-cell` reports the cell, because an error is worse
        // than a formula.
        Stored::Error => {}
        _ if cell.marks().formula => {
            reporter.report_cell(
                cell,
                "the cell holds a formula; the result that was saved last is used",
                "Copy the cells and paste them as values, so that the value can't change.",
            );
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, shown, str};
    use ema_model::{Column, Marks, Stored};

    fn formula(text: &str, stored: Stored) -> Sample {
        let mut marks = Marks::default();
        marks.formula = true;
        Sample::movie().stored(Column::Exclusive, text, stored, marks)
    }

    #[test]
    fn plain_values_pass() {
        assert_silent(&RULE, &Sample::movie());
        // `error-cell` reports the error value.
        assert_silent(&RULE, &formula("#REF!", Stored::Error));
    }

    #[test]
    fn a_result_that_is_kept_is_a_warning() {
        assert_snapshot(
            fired(&RULE, &formula("TRUE", Stored::Boolean)),
            str![[r#"
R4 Exclusive: warning
  the cell holds a formula; the result that was saved last is used
  help: Copy the cells and paste them as values, so that the value can't change.

"#]],
        );
    }

    #[test]
    fn a_result_that_is_not_kept_is_an_error() {
        let sample = formula("", Stored::NoResult);
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
R4 Exclusive: error
  the cell holds a formula whose result is not in the file, so its value is unknown
  help: Open the file in Excel, copy the cells, paste them as values, and save it.

"#]],
        );
        let required =
            Sample::movie().stored(Column::Territory, "", Stored::NoResult, Marks::default());
        let findings = required.findings();
        assert_eq!(
            findings.len(),
            1,
            "no other rule fires: {}",
            shown(&RULE, &findings)
        );
    }
}
