//! The rule `caption-contradiction`.

use ema_model::{Column, Field};

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};
use crate::rules::shared::removes;

pub(crate) static RULE: Rule = Rule {
    name: "caption-contradiction",
    summary: "captions are included, but a reason for their absence is given",
    section: Section::Rows,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if CaptionIncluded is yes and CaptionExemption has a value.",
        why: "One of the two values is wrong. If captions are delivered, no exemption is needed. \
              If no captions are delivered, the title is offered in the United States as if it had \
              captions.",
        example: "CaptionIncluded `Yes` with CaptionExemption `4`.",
        remedy: "Delete the exemption, or write `No` in CaptionIncluded.",
        source: "Prime Video, \"Content rights\", field CaptionIncluded: if it is No for the US, \
                 CaptionExemption is required; EMA Avails templates, row 3: \"if captions are not \
                 included\"",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    let avail = row.avail;
    if let Field::Value { value, cell } = avail.caption_exemption()
        && avail.caption_included().value() == Some(true)
        && value.word().is_some()
        && !removes(avail)
    {
        let included = avail.cell(Column::CaptionIncluded);
        reporter.report_cell(
            cell,
            format!(
                "CaptionExemption is `{value}`, the reason why there are no captions, but \
                 CaptionIncluded is `{}`",
                included.map_or("", |cell| cell.trimmed())
            ),
            "If captions are delivered, delete the exemption. If not, write `No` in \
             CaptionIncluded.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    fn captions(included: &str, exemption: &str) -> Sample {
        Sample::movie()
            .with(Column::CaptionIncluded, included)
            .with(Column::CaptionExemption, exemption)
    }

    #[test]
    fn one_of_the_two_passes() {
        for (included, exemption) in [
            ("Yes", ""),
            ("No", "4"),
            ("", "4"),
            // Each of these values is wrong by itself, so its own rule reports it.
            ("Maybe", "4"),
            ("Yes", "7"),
        ] {
            assert_silent(&RULE, &captions(included, exemption));
        }
        let deleted = captions("Yes", "4").with(Column::EntryType, "Full Delete");
        assert_silent(&RULE, &deleted);
    }

    #[test]
    fn both_are_found() {
        assert_snapshot(
            fired(&RULE, &captions("Yes", "4")),
            str![[r#"
R4 CaptionExemption: warning
  CaptionExemption is `4`, the reason why there are no captions, but CaptionIncluded is `Yes`
  help: If captions are delivered, delete the exemption. If not, write `No` in CaptionIncluded.

"#]],
        );
        fired(&RULE, &captions("true", "1").under_ema());
    }
}
