//! The rule `language-both`.

use ema_model::{Avail, Cell, Column};

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "language-both",
    summary: "one row has both held-back and allowed languages",
    section: Section::Cells,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if a row has both HoldbackLanguage and AllowedLanguages, which is called \
               HoldbackExclusionLanguage in version 1.6.",
        why: "HoldbackLanguage lists the languages that must not be offered, and AllowedLanguages \
              lists the only ones that may be. If a row has both, it is unclear whether other \
              languages may be offered, so the platform rejects the row.",
        example: "HoldbackLanguage `es` and AllowedLanguages `en, fr` on one row.",
        remedy: "Keep the column that matches the contract, and clear the other.",
        source: "Prime Video, \"Content rights\", Language Fields: the two fields \"can't be used \
                 together\"; EMA Avails data dictionary, AvailTrans/AllowedLanguages: not together \
                 with HoldbackLanguage",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    let Some(held_back) = filled(row.avail, Column::HoldbackLanguage) else {
        return;
    };
    for allowed in [Column::AllowedLanguages, Column::HoldbackExclusionLanguage] {
        if filled(row.avail, allowed).is_some() {
            reporter.report_cell(
                held_back,
                format!("HoldbackLanguage and {allowed} both have values"),
                format!(
                    "Keep only one of them. HoldbackLanguage lists the languages that must not be \
                     offered, and {allowed} lists the only ones that may be."
                ),
            );
        }
    }
}

fn filled(avail: &Avail, column: Column) -> Option<&Cell> {
    avail
        .cell(column)
        .filter(|cell| !cell.is_blank() && !cell.stored_without_value())
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion};

    #[test]
    fn one_of_them_passes() {
        let sample = Sample::movie()
            .with(Column::HoldbackLanguage, "es")
            .with(Column::AllowedLanguages, " ");
        assert_silent(&RULE, &sample);
        assert_silent(&RULE, &Sample::movie().with(Column::AllowedLanguages, "en"));
    }

    #[test]
    fn both_are_found_whatever_they_say() {
        let sample = Sample::movie()
            .with(Column::HoldbackLanguage, "es")
            .with(Column::AllowedLanguages, "en_US");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
R4 HoldbackLanguage: error
  HoldbackLanguage and AllowedLanguages both have values
  help: Keep only one of them. HoldbackLanguage lists the languages that must not be offered, and AllowedLanguages lists the only ones that may be.

"#]],
        );
    }

    #[test]
    fn the_column_of_1_6_is_named() {
        let sample = Sample::movie()
            .version(EmaVersion::V1_6)
            .with(Column::HoldbackLanguage, "es")
            .with(Column::HoldbackExclusionLanguage, "fr");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
R4 HoldbackLanguage: error
  HoldbackLanguage and HoldbackExclusionLanguage both have values
  help: Keep only one of them. HoldbackLanguage lists the languages that must not be offered, and HoldbackExclusionLanguage lists the only ones that may be.

"#]],
        );
    }
}
