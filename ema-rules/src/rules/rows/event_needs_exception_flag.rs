//! The rule `event-needs-exception-flag`.

use ema_model::{Column, Field};

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};
use crate::rules::shared::errors::holds_value;
use crate::rules::shared::removes;
use crate::wording::{joined, quoted};

pub(crate) static RULE: Rule = Rule {
    name: "event-needs-exception-flag",
    summary: "a row has text for a person to read, but no ExceptionFlag",
    section: Section::Rows,
    severity: Severity::Notice,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if Description, OtherTerms, OtherInstructions, Metadata or Any has a value \
               and ExceptionFlag is not `Yes`. Columns that the platform does not use are not \
               checked. Of these columns, Prime Video uses only Any.",
        why: "These columns contain free text that only a person can act on. ExceptionFlag makes \
              sure that a person reads the text. Without the flag, the text is ignored.",
        example: "OtherInstructions `Do not offer in airports` with a blank ExceptionFlag.",
        remedy: "Set ExceptionFlag to `Yes` if a person must read the text. If the text is only a \
               remark, ignore this notice.",
        source: "EMA Avails data dictionaries, Avail/ExceptionFlag: Yes if a person must read the \
                 free-form columns; Prime Video, \"Content rights\", field ExceptionFlag: \"Use to \
                 flag when manual exceptions are required\"",
    },
    check: Check::Row(check),
};

const FREE_TEXT: [Column; 5] = [
    Column::Description,
    Column::OtherTerms,
    Column::OtherInstructions,
    Column::Metadata,
    Column::Any,
];

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    let avail = row.avail;
    let flag = avail.exception_flag();
    // `unknown-value` reports a value that is neither yes nor no.
    if removes(avail)
        || matches!(
            flag,
            Field::Value { value: true, .. } | Field::Invalid { .. }
        )
    {
        return;
    }
    let filled = FREE_TEXT
        .into_iter()
        .filter(|column| !row.profile.ignores(*column))
        .filter(|column| avail.cell(*column).is_some_and(holds_value));
    let names: Vec<String> = filled.map(|column| column.to_string()).collect();
    if names.is_empty() {
        return;
    }
    let are = if names.len() == 1 { "is" } else { "are" };
    let names = joined(names, "and");
    let help = "Write `Yes` if a person must read it. If it is only a remark, ignore this notice.";
    let says = |flag: &str| {
        format!("{names} {are} filled in, but ExceptionFlag is {flag}, so no person will read it")
    };
    match flag.cell() {
        Some(cell) => reporter.report_cell(cell, says(&quoted(cell.trimmed())), help),
        None => reporter.report_blank(Column::ExceptionFlag, says("blank"), help),
    };
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    fn text(column: Column) -> Sample {
        Sample::movie()
            .with(column, "Do not offer in airports")
            .under_ema()
    }

    #[test]
    fn text_with_the_flag_passes() {
        for flag in ["Yes", "y", "true", "perhaps"] {
            let sample = text(Column::OtherInstructions).with(Column::ExceptionFlag, flag);
            assert_silent(&RULE, &sample);
        }
        assert_silent(&RULE, &Sample::movie().with(Column::ExceptionFlag, "No"));
        assert_silent(&RULE, &Sample::movie().with(Column::Any, " "));
        let deleted = text(Column::OtherTerms).with(Column::EntryType, "Full Delete");
        assert_silent(&RULE, &deleted);
    }

    #[test]
    fn columns_that_prime_video_does_not_use_call_for_no_person() {
        let text = |column| Sample::movie().with(column, "Do not offer in airports");
        assert_silent(&RULE, &text(Column::OtherInstructions));
        fired(&RULE, &text(Column::Any));
    }

    #[test]
    fn text_without_it_is_found_once_for_all_columns() {
        assert_snapshot(
            fired(&RULE, &text(Column::Description)),
            str![[r#"
row 4 ExceptionFlag: notice
  Description is filled in, but ExceptionFlag is blank, so no person will read it
  help: Write `Yes` if a person must read it. If it is only a remark, ignore this notice.

"#]],
        );
        let several = text(Column::Any)
            .with(Column::Metadata, "4K master to follow")
            .with(Column::ExceptionFlag, "No");
        assert_snapshot(
            fired(&RULE, &several),
            str![[r#"
T4 ExceptionFlag: notice
  Metadata and Any are filled in, but ExceptionFlag is `No`, so no person will read it
  help: Write `Yes` if a person must read it. If it is only a remark, ignore this notice.

"#]],
        );
    }
}
