//! The rule `error-cell`.

use ema_model::{Stored, Value};

use crate::engine::{AppliesTo, CellAt, Check, Page, Reporter, Rule, Section, Severity};
use crate::rules::shared::errors::ERRORS;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "error-cell",
    summary: "a cell shows an error instead of a value",
    section: Section::Workbook,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires for each cell with a spreadsheet error such as `#REF!` or `#N/A`: either an \
               error value or, in columns that accept any text, the text that an export wrote for \
               such a value. The rule also fires for a cell that is damaged in the file.",
        why: "The intended value is lost, and the platform treats the error as the value or \
              rejects the file.",
        example: "`#REF!` in ALID, after the sheet with the IDs was deleted.",
        remedy: "Fix the formula, or write the value itself.",
        source: "Office Open XML (ECMA-376 part 1), 18.17.3 Error values: the list of errors",
    },
    check: Check::AnyCell(check),
};

fn check(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    let cell = at.cell;
    // In a column for dates or words, another rule reports text such as `#N/A`.
    let takes_any = || matches!(cell.value(), Value::Text | Value::Alid(_) | Value::AltId(_));
    let is_error = cell.stored() == Stored::Error;
    let may_be_one = cell.stored() == Stored::Text && cell.text().contains('#') && takes_any();
    if !is_error && !may_be_one {
        return;
    }
    let text = cell.trimmed();
    let cause = ERRORS.iter().find(|(error, _)| *error == text);
    let message = match cause {
        Some((_, cause)) => format!("the cell has `{text}`: {cause}"),
        None if !is_error => return,
        None if text.starts_with('#') => {
            format!("the cell has {}: a formula has failed", quoted(text))
        }
        None => {
            let message = format!("the cell is damaged: {} is all that remains", quoted(text));
            let help = "Write the value in the cell and save the file.";
            reporter.report_cell(cell, message, help);
            return;
        }
    };
    reporter.report_cell(cell, message, HELP);
}

const HELP: &str = "Correct the formula, or write the value itself in the cell.";

#[cfg(test)]
mod tests {
    use super::{ERRORS, RULE};
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, Marks, Stored};

    fn cell(column: Column, text: &str, stored: Stored) -> Sample {
        Sample::movie().stored(column, text, stored, Marks::default())
    }

    #[test]
    fn values_pass() {
        assert_silent(&RULE, &Sample::movie());
        assert_silent(
            &RULE,
            &Sample::movie().with(Column::TitleInternalAlias, "#Alive"),
        );
        // Another rule reports that the text is not a territory.
        assert_silent(&RULE, &cell(Column::Territory, "#N/A", Stored::Text));
    }

    #[test]
    fn an_error_value_is_reported_alone() {
        let sample = cell(Column::Territory, "#REF!", Stored::Error);
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
C4 Territory: error
  the cell has `#REF!`: a formula refers to cells that were deleted
  help: Correct the formula, or write the value itself in the cell.

"#]],
        );
        assert_eq!(sample.findings().len(), 1, "{:?}", sample.findings());
    }

    #[test]
    fn the_text_of_an_error_is_found_where_any_text_is_taken() {
        let sample = cell(Column::TitleInternalAlias, "#N/A", Stored::Text);
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
F4 TitleInternalAlias: error
  the cell has `#N/A`: a lookup found nothing
  help: Correct the formula, or write the value itself in the cell.

"#]],
        );
        for (error, _) in ERRORS {
            fired(&RULE, &cell(Column::ReportingId, error, Stored::Text));
        }
    }

    #[test]
    fn no_other_rule_reports_the_text_of_an_error() {
        for column in Column::ALL {
            let sample = cell(*column, "#N/A", Stored::Text);
            for sample in [sample.clone(), sample.under_ema()] {
                let index = sample.avails()[0].header().index_of(*column);
                let of_cell: Vec<&str> = sample
                    .findings()
                    .iter()
                    .filter(|finding| finding.place.column == index)
                    .map(|finding| finding.rule.name())
                    .collect();
                assert!(of_cell.len() <= 1, "{column}: {of_cell:?}");
            }
        }
    }

    #[test]
    fn errors_without_a_name_and_damaged_cells_are_reported() {
        assert_snapshot(
            fired(&RULE, &cell(Column::Alid, "#PYTHON!", Stored::Error)),
            str![[r#"
P4 ALID: error
  the cell has `#PYTHON!`: a formula has failed
  help: Correct the formula, or write the value itself in the cell.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &cell(Column::Alid, "1.2.3e", Stored::Error)),
            str![[r#"
P4 ALID: error
  the cell is damaged: `1.2.3e` is all that remains
  help: Write the value in the cell and save the file.

"#]],
        );
    }
}
