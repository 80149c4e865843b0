//! The rule `condition-tbd`.

use ema_model::{Cell, Column};

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "condition-tbd",
    summary: "a window starts or ends at `TBD`",
    section: Section::Xml,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Xml,
    page: Page {
        what: "Fires if Start, StartCondition, End or EndCondition in an XML file is `TBD`.",
        why: "`TBD` (to be determined) belongs in an OfferStatus file, which is a platform's \
              reply. In an Avail, it grants a right at an unknown time.",
        example: "`<StartCondition>TBD</StartCondition>`.",
        remedy: "Write the date, or the event on which the window depends.",
        source: "MovieLabs, structure rules of XML Avails 2.5 to 2.7: `TBD` is not allowed in an \
                 Avail",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    for (column, begins) in [(Column::Start, "starts"), (Column::End, "ends")] {
        if let Some(cell) = row.avail.cell(column).filter(|cell| is_tbd(cell)) {
            reporter.report_cell(
                cell,
                format!("the window {begins} at `TBD`, which is not a time"),
                "Write the date, or the event on which the window depends. Leave the Transaction out \
                 until one of them is known.",
            );
        }
    }
}

/// Returns whether a date is `TBD` (to be determined).
pub(in crate::rules) fn is_tbd(cell: &Cell) -> bool {
    cell.trimmed().eq_ignore_ascii_case("TBD")
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    #[test]
    fn dates_and_events_pass() {
        let sample = Sample::movie().with(Column::Start, "Theatrical").in_xml();
        assert_silent(&RULE, &sample.clone().with(Column::End, "Open"));
        assert_silent(&RULE, &sample.with(Column::AnnounceDate, "TBD"));
    }

    #[test]
    fn what_is_to_be_determined_is_found_by_one_rule() {
        let sample = Sample::movie()
            .with(Column::Start, "TBD")
            .with(Column::End, "tbd")
            .in_xml();
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
line 116 Start: error
  the window starts at `TBD`, which is not a time
  help: Write the date, or the event on which the window depends. Leave the Transaction out until one of them is known.
line 117 End: error
  the window ends at `TBD`, which is not a time
  help: Write the date, or the event on which the window depends. Leave the Transaction out until one of them is known.

"#]],
        );
        let findings = sample.findings();
        assert!(findings.iter().all(|it| it.rule.name() == RULE.name()));
        // In a sheet, `date-syntax` reports `TBD`.
        let sheet = Sample::movie().with(Column::Start, "TBD");
        assert_silent(&RULE, &sheet);
        assert_eq!(sheet.findings()[0].rule.name(), "date-syntax");
    }
}
