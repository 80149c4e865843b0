//! The rule `language-separator`.

use ema_model::{Kind, Reason};

use crate::engine::{
    AppliesTo, CellAt, Check, Difference, Page, Reporter, Rule, Section, Severity,
};
use crate::rules::shared::languages;

pub(crate) static RULE: Rule = Rule {
    name: "language-separator",
    summary: "languages are separated by something other than a comma",
    section: Section::Cells,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if a semicolon or a pipe is between two languages. In the TV tab of version \
               1.6, pipes are correct under `ema`. Under `prime-video`, pipes cause a warning, \
               because Prime Video requires commas in all language fields.",
        why: "The platform splits the list at commas, so it reads `EN;FR` as one language that \
              does not exist.",
        example: "AllowedLanguages `EN;FR` should be `EN,FR`.",
        remedy: "Separate languages with commas.",
        source: "Prime Video, \"Content rights\", Language Fields: \"use commas to separate \
                 them\"; EMA Avails data dictionaries (1.6 and 1.7.2), \
                 AvailTrans/HoldbackLanguage: pipes in the TV tab of 1.6, commas in all others",
    },
    check: Check::Cell(|kind| kind == Kind::Languages, check),
};

fn check(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    let wrong = |fault: &&ema_model::Fault| fault.reason == Reason::LanguageSeparator;
    if let Some(first) = at.cell.faults().iter().find(wrong) {
        let separator = &at.cell.text()[first.at.clone()];
        reporter
            .report_cell(
                at.cell,
                format!("the languages are separated by `{separator}` instead of a comma"),
                "Put commas between languages, as in `en, fr`.",
            )
            .fix = languages::mended(at.cell);
    } else if at.profile.has(Difference::OnlyCommas) && at.cell.text().contains('|') {
        // The template for 1.6 uses pipes, but the platform's requirements take precedence.
        let finding = reporter.report_cell(
            at.cell,
            format!(
                "`|` is between the languages, as in the template of version 1.6, but {} requires commas",
                at.profile.platform_name()
            ),
            "Put commas between languages, as in `en, fr`.",
        );
        finding.fix = Some(at.cell.text().replace('|', ",").into());
        finding.with_severity(Severity::Warning);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion};

    #[test]
    fn commas_pass() {
        assert_silent(
            &RULE,
            &Sample::movie().with(Column::AssetLanguage, "en, fr,de"),
        );
    }

    #[test]
    fn other_separators_are_found_once_and_mended() {
        let sample = Sample::movie().with(Column::AssetLanguage, "EN ; pt_BR|de");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
B4 AssetLanguage: error
  the languages are separated by `;` instead of a comma
  help: Put commas between languages, as in `en, fr`.
  fix: `EN , pt-BR,de`

"#]],
        );
    }

    #[test]
    fn what_cannot_be_mended_whole_has_no_fix() {
        let sample = Sample::movie().with(Column::AssetLanguage, "EN;;FR");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
B4 AssetLanguage: error
  the languages are separated by `;` instead of a comma
  help: Put commas between languages, as in `en, fr`.

"#]],
        );
    }

    #[test]
    fn pipes_are_right_in_the_tv_tab_of_1_6_alone() {
        let sample = Sample::episode().with(Column::HoldbackLanguage, "ES|DE");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
X4 HoldbackLanguage: error
  the languages are separated by `|` instead of a comma
  help: Put commas between languages, as in `en, fr`.
  fix: `ES,DE`

"#]],
        );
        let sample = sample.version(EmaVersion::V1_6);
        assert_silent(&RULE, &sample.clone().under_ema());
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
X4 HoldbackLanguage: warning
  `|` is between the languages, as in the template of version 1.6, but Prime Video requires commas
  help: Put commas between languages, as in `en, fr`.
  fix: `ES,DE`

"#]],
        );
        assert_snapshot(
            fired(&RULE, &sample.with(Column::HoldbackLanguage, "ES;DE")),
            str![[r#"
X4 HoldbackLanguage: error
  the languages are separated by `;` instead of a comma
  help: Put commas between languages, as in `en, fr`.
  fix: `ES,DE`

"#]],
        );
    }
}
