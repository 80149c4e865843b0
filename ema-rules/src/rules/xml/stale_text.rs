//! The rule `stale-text`.

use ema_model::{Column, StaleText, trim};

use crate::engine::{AppliesTo, Check, Page, Place, Reporter, Row, Rule, Section, Severity};
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "stale-text",
    summary: "a kept value no longer matches its element",
    section: Section::Xml,
    severity: Severity::Notice,
    platform_only: false,
    applies_to: AppliesTo::Xml,
    page: Page {
        what: "Fires if an `ema-cell` or `ema-unplaced` processing instruction keeps a value that \
               does not match the elements next to it. The elements take precedence, and the kept \
               value is ignored. If the element was removed, the cell is blank.",
        why: "In XML files that were converted from sheets, instructions keep values that no \
              element can hold, such as an End without a time of day. Other programs may change \
              the elements but not the instructions.",
        example: "`<End>2029-12-31T23:59:59</End>` next to an instruction with the End \
                  `2028-02-29`.",
        remedy: "If the element was changed on purpose, ignore this notice. The instruction \
               disappears when the file is written again.",
        source: "The crate `ema-io`, which writes the instructions: elements take precedence over \
                 kept values",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    for stale in row.avail.stale_texts() {
        let column = stale.field.parse::<Column>().ok();
        let place = Place {
            position: Some(stale.position),
            ..reporter.place(column)
        };
        let finding = reporter.report_place(place, message(row, column, stale), HELP);
        finding.field = Some(stale.field.clone());
        finding.value = Some(stale.text.clone());
    }
}

const HELP: &str = "Make sure that the file was changed on purpose. The kept value is lost when the file is written \
                    again.";

fn message(row: &Row<'_>, column: Option<Column>, stale: &StaleText) -> String {
    let field = quoted(&stale.field);
    let kept = match trim(&stale.text) {
        "" => format!("an instruction keeps {field} blank"),
        text => format!("an instruction keeps {} for {field}", quoted(text)),
    };
    let Some(column) = column else {
        return format!("{kept}, for which the version has an element, but the element is missing");
    };
    match row.avail.cell(column).map(|cell| cell.trimmed()) {
        None | Some("") => format!("{kept}, and the element is gone; the cell is blank"),
        Some(text) => format!(
            "{kept}, but the element has {}, which takes precedence",
            quoted(text)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    #[test]
    fn no_stale_text_passes() {
        assert_silent(&RULE, &Sample::movie().in_xml());
    }

    #[test]
    fn what_counts_is_named() {
        let movie = || Sample::movie().in_xml();
        let shown = [
            movie().with_stale_text("Start", "2028-02-29"),
            movie()
                .with(Column::End, "")
                .with_stale_text("End", "2028-02-29"),
            movie().with_stale_text("End", ""),
            movie().with_stale_text("Transaction/ExperienceCondition", "<avails:x/>"),
        ]
        .map(|sample| fired(&RULE, &sample));
        assert_snapshot(
            shown.concat(),
            str![[r#"
line 100 Start: notice
  an instruction keeps `2028-02-29` for `Start`, but the element has `2026-01-01`, which takes precedence
  help: Make sure that the file was changed on purpose. The kept value is lost when the file is written again.
line 100 End: notice
  an instruction keeps `2028-02-29` for `End`, and the element is gone; the cell is blank
  help: Make sure that the file was changed on purpose. The kept value is lost when the file is written again.
line 100 End: notice
  an instruction keeps `End` blank, but the element has `Open`, which takes precedence
  help: Make sure that the file was changed on purpose. The kept value is lost when the file is written again.
line 100 Transaction/ExperienceCondition: notice
  an instruction keeps `<avails:x/>` for `Transaction/ExperienceCondition`, for which the version has an element, but the element is missing
  help: Make sure that the file was changed on purpose. The kept value is lost when the file is written again.

"#]],
        );
    }
}
