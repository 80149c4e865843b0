//! The rule `eidr-check`.

use ema_model::{AssetId, Kind, Value};

use crate::engine::{AppliesTo, CellAt, Check, Page, Reporter, Rule, Section, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "eidr-check",
    summary: "the check character of an EIDR does not match its digits",
    section: Section::Cells,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if an EIDR has the correct form, but its last character does not match the \
               twenty digits before it.",
        why: "The check character exposes mistyped and invented IDs. An EIDR with a wrong check \
              character can't be in the registry.",
        example: "`10.5240/7791-8534-2C23-9030-8610-6`: the check character for these digits is \
                  `5`.",
        remedy: "Look up the title in the EIDR registry and copy its ID. Changing only the last \
               character is a guess, because the mistake may be in any digit.",
        source: "EIDR ID format (EIDR Association): the last character is a check character \
                 computed according to ISO/IEC 7064, Mod 37,36",
    },
    check: Check::Cell(|kind| kind == Kind::Eidr, check),
};

fn check(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    if let Value::Eidr(AssetId::Eidr(eidr)) = at.cell.value()
        && !eidr.check_character_is_right()
    {
        reporter.report_cell(
            at.cell,
            format!(
                "`{eidr}` should end in `{}`",
                eidr.expected_check_character()
            ),
            "One of its characters is mistyped, but it is unknown which one. Copy the EIDR of the \
             title from the EIDR registry.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    fn title(text: &str) -> Sample {
        Sample::movie().with(Column::TitleId, text)
    }

    #[test]
    fn eidrs_of_the_registry_pass() {
        assert_silent(&RULE, &title("10.5240/7791-8534-2C23-9030-8610-5"));
        assert_silent(&RULE, &title("urn:eidr:10.5240:EA73-79D7-1B2B-B378-3A73-M"));
    }

    #[test]
    fn other_identifiers_have_no_check_character() {
        assert_silent(&RULE, &title("md:titleid:org:rockstar:1"));
        assert_silent(&RULE, &title("10.5240/:7791-8534-2C23-9030-8610-6"));
    }

    #[test]
    fn a_wrong_check_character_is_named_with_the_right_one() {
        assert_snapshot(
            fired(&RULE, &title("10.5240/7791-8534-2C23-9030-8610-6")),
            str![[r#"
R4 TitleID: warning
  `10.5240/7791-8534-2C23-9030-8610-6` should end in `5`
  help: One of its characters is mistyped, but it is unknown which one. Copy the EIDR of the title from the EIDR registry.

"#]],
        );
    }
}
