//! The rule `superseded-format`.

use ema_model::Kind;

use crate::engine::{AppliesTo, CellAt, Check, Page, Reporter, Rule, Section, Severity};
use crate::rules::shared::vocabulary::{is_superseded, takes, word};
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "superseded-format",
    summary: "FormatProfile is `4K` in a version that calls it `UHD`",
    section: Section::Cells,
    severity: Severity::Notice,
    platform_only: true,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if FormatProfile is `4K` from version 1.7 on. Under the profile `ema`, \
               `unknown-value` reports such a row.",
        why: "Version 1.7 replaced `4K` with `UHD`. Prime Video accepts both words in every \
              version as the same format. Other platforms reject the old word, and in a \
              spreadsheet with both words, one format looks like two.",
        example: "FormatProfile `4K` in a sheet of version 1.8, in which the word is `UHD`.",
        remedy: "Write `UHD`. Prime Video accepts the row as it is, so this is only a notice.",
        source: "EMA Avails data dictionary, AvailTrans/FormatProfile: `4K` in 1.6, `UHD` from 1.7 \
                 on; Prime Video, \"Content rights\", field FormatProfile: `HD`, `SD`, `4K` or `UHD`",
    },
    check: Check::Cell(|kind| kind == Kind::FormatProfile, check),
};

fn check(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    let Some(word) = word(at) else { return };
    // If `4K` is rejected, `unknown-value` reports it.
    if is_superseded(at.kind, word.text, at.version()) && takes(at, word) {
        let quote = quoted(at.cell.trimmed());
        let finding = reporter.report_cell(
            at.cell,
            format!(
                "{quote} is the word of version 1.6; from version 1.7 on, the format is called \
                 `UHD`"
            ),
            format!(
                "Write `UHD`. {} accepts both words.",
                at.profile.platform_name()
            ),
        );
        finding.fix = Some("UHD".into());
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion};

    fn of(format: &str, version: EmaVersion) -> Sample {
        Sample::movie()
            .with(Column::FormatProfile, format)
            .version(version)
    }

    #[test]
    fn the_words_of_the_version_pass() {
        for version in EmaVersion::ALL.iter().copied() {
            for format in ["HD", "SD", "UHD", "uhd", "3D", "8K", ""] {
                assert_silent(&RULE, &of(format, version));
            }
            assert_silent(&RULE, &of("4K", version).under_ema());
        }
        assert_silent(&RULE, &of("4K", EmaVersion::V1_6));
    }

    #[test]
    fn the_old_word_is_found() {
        assert_snapshot(
            fired(&RULE, &of("4K", EmaVersion::V1_8)),
            str![[r#"
H4 FormatProfile: notice
  `4K` is the word of version 1.6; from version 1.7 on, the format is called `UHD`
  help: Write `UHD`. Prime Video accepts both words.
  fix: `UHD`

"#]],
        );
        let later = EmaVersion::ALL.iter().filter(|it| **it > EmaVersion::V1_6);
        for version in later.copied() {
            fired(&RULE, &of(" 4k", version));
        }
        fired(&RULE, &of("4K", EmaVersion::LATEST).in_xml());
    }
}
