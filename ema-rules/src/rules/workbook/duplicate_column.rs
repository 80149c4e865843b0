//! The rule `duplicate-column`.

use crate::engine::{AppliesTo, Check, Page, Place, Reporter, Rule, Section, Severity, SheetAt};

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-column",
    summary: "a column appears twice",
    section: Section::Workbook,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Sheets,
    page: Page {
        what: "Fires for each header that names the same column as an earlier header, even if the \
               spelling differs. Only the values of the first column count. The values of the \
               other columns are kept, but no rule reads them.",
        why: "Two cells of each row are for the same field, and it is unclear which one the \
              platform uses.",
        example: "`BundledALIDs` in column C and `BundleALIDs` in column BS.",
        remedy: "Delete the unwanted column, or correct its name.",
        source: "EMA Avails 1.7.2, General Instructions and FAQ: columns are interpreted by name, \
                 not by position",
    },
    check: Check::Sheet(check),
};

fn check(sheet: &SheetAt<'_>, reporter: &mut Reporter<'_>) {
    let header = sheet.header;
    for repeat in header.columns() {
        let Some(column) = repeat.repeat_of else {
            continue;
        };
        let Some(index) = header.index_of(column) else {
            continue;
        };
        let first = Place {
            row: Some(header.rows().names),
            column: Some(index),
            ..reporter.place(None)
        };
        let message = format!("the column {column} already appears in {first}, which counts");
        let help = "Delete the unwanted column, or correct its name.";
        reporter
            .report_header(repeat, message, help)
            .related
            .push(first);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    #[test]
    fn columns_that_are_there_once_pass() {
        assert_silent(&RULE, &Sample::movie());
        // Unknown columns are not read.
        assert_silent(
            &RULE,
            &Sample::movie().with_unknown("Notes").with_unknown("Notes"),
        );
    }

    #[test]
    fn a_repeat_is_reported_with_the_first() {
        let sample = Sample::movie()
            .with(Column::BundledAlids, "x")
            .with_unknown("BundleALIDs");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
S2 BundleALIDs: error
  the column BundledALIDs already appears in R2, which counts
  help: Delete the unwanted column, or correct its name.
  see R2

"#]],
        );
        assert_snapshot(
            fired(&RULE, &Sample::movie().with_unknown("territory")),
            str![[r#"
R2 territory: error
  the column Territory already appears in C2, which counts
  help: Delete the unwanted column, or correct its name.
  see C2

"#]],
        );
    }
}
