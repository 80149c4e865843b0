//! The rule `language-tag`.

use ema_model::{Kind, LanguageFault, LanguageTag, Reason};

use crate::engine::{AppliesTo, CellAt, Check, Page, Reporter, Rule, Section, Severity};
use crate::language_names::language_named;
use crate::rules::shared::items::tell_each;
use crate::rules::shared::languages;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "language-tag",
    summary: "a language does not have the form of a language tag",
    section: Section::Cells,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if an item in a language column does not have the form of an RFC 5646 tag. A \
               tag is a language such as `en`, optionally followed by a script and a region, \
               joined by hyphens, such as `zh-Hant-TW`. The rule also fires for an underscore or \
               dash instead of a hyphen, for the name of a language with a space or parentheses, and \
               for an empty item in a list.",
        why: "The platform compares the tags with those of the assets, character by character. A \
              language that can't be read is neither offered nor held back.",
        example: "AssetLanguage `pt_BR`. The tag for Brazilian Portuguese is `pt-BR`.",
        remedy: "Write the tag with hyphens, and separate tags with commas.",
        source: "Prime Video, \"Content rights\", Language Fields: \"Use RFC 5646 language \
                 codes\"; EMA Avails data dictionary, AvailTrans/AssetLanguage: an RFC 5646 tag; \
                 RFC 5646, section 2.1: the form of tags",
    },
    check: Check::Cell(|kind| kind == Kind::Languages, check),
};

fn check(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    let wrong = at.cell.faults().iter().filter(|fault| match fault.reason {
        // `language-suffix` checks the colon and the text after it.
        Reason::Language(LanguageFault::UnknownSuffix | LanguageFault::Blanks) => false,
        Reason::Language(_) => true,
        Reason::EmptyItem => true,
        _ => false,
    });
    let parts = wrong.map(|fault| ema_model::trim(&at.cell.text()[fault.at.clone()]));
    tell_each(
        at.cell,
        parts,
        say,
        languages::mended(at.cell).as_ref(),
        reporter,
    );
}

/// Returns the message and help for an item in the list.
fn say(part: &str) -> (String, String) {
    let language = quoted(part);
    match part.parse::<LanguageTag>() {
        _ if part.is_empty() => (
            "an item in the list of languages is empty".to_owned(),
            "Delete the comma, or add the missing language.".to_owned(),
        ),
        Err(LanguageFault::Separator) => (
            if part.contains('_') {
                format!("{language} has an underscore instead of a hyphen")
            } else {
                format!("{language} has a dash instead of a hyphen")
            },
            match LanguageTag::corrected(part) {
                Some(right) => format!("Write {}.", quoted(&right)),
                None => "Write it with plain hyphens.".to_owned(),
            },
        ),
        Err(LanguageFault::Empty) => (
            format!("there is no language before the colon in {language}"),
            "Write the language before the colon, as in `es-419:sub`.".to_owned(),
        ),
        _ => match language_named(part) {
            Some(tag) => languages::named(part, &tag),
            None => (
                format!("{language} does not have the form of a language tag"),
                "Write the tag of the language, such as `en`, `pt-BR` or `es-419`, and separate \
                 tags with commas."
                    .to_owned(),
            ),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion};

    fn languages(text: &str) -> Sample {
        Sample::movie().with(Column::AssetLanguage, text)
    }

    #[test]
    fn well_formed_tags_pass() {
        for text in [
            "en",
            "EN",
            "EN, FR",
            "zh-Hant-TW, es-419:sub",
            "x-studio",
            "",
        ] {
            assert_silent(&RULE, &languages(text));
        }
    }

    #[test]
    fn what_other_rules_tell_is_left_to_them() {
        for text in ["EN:audio", "en;fr", "xx-YY"] {
            assert_silent(&RULE, &languages(text));
        }
    }

    #[test]
    fn the_name_of_a_language_is_recognized() {
        let names = [
            "Portuguese (Brazil)",
            "German, Brazilian Portuguese:sub, pt_PT",
        ];
        let all = names.map(|text| fired(&RULE, &languages(text)));
        assert_snapshot(
            all.concat(),
            str![[r#"
B4 AssetLanguage: error
  `Portuguese (Brazil)` is the name of a language, not its tag
  help: Write `pt-BR`.
  fix: `pt-BR`
B4 AssetLanguage: error
  `Brazilian Portuguese:sub` is the name of a language, not its tag
  help: Write `pt-BR:sub`.
  fix: `de, pt-BR:sub, pt-PT`
B4 AssetLanguage: error
  `pt_PT` has an underscore instead of a hyphen
  help: Write `pt-PT`.
  fix: `de, pt-BR:sub, pt-PT`

"#]],
        );
    }

    #[test]
    fn a_wrong_hyphen_is_mended() {
        assert_snapshot(
            fired(&RULE, &languages("en, pt_BR:sub")),
            str![[r#"
B4 AssetLanguage: error
  `pt_BR:sub` has an underscore instead of a hyphen
  help: Write `pt-BR:sub`.
  fix: `en, pt-BR:sub`

"#]],
        );
    }

    #[test]
    fn a_dash_is_no_hyphen() {
        assert_snapshot(
            fired(&RULE, &languages("pt\u{2013}BR")),
            str![[r#"
B4 AssetLanguage: error
  `pt–BR` has a dash instead of a hyphen; in the cell, character 3 is U+2013, which looks like `-`
  help: Write `pt-BR`.
  fix: `pt-BR`

"#]],
        );
    }

    #[test]
    fn a_wrong_separator_is_mended_along_with_it() {
        assert_snapshot(
            fired(&RULE, &languages("pt_BR; es_419")),
            str![[r#"
B4 AssetLanguage: error
  `pt_BR` has an underscore instead of a hyphen
  help: Write `pt-BR`.
  fix: `pt-BR, es-419`
B4 AssetLanguage: error
  `es_419` has an underscore instead of a hyphen
  help: Write `es-419`.
  fix: `pt-BR, es-419`

"#]],
        );
    }

    #[test]
    fn text_that_is_no_tag_is_named() {
        assert_snapshot(
            fired(&RULE, &languages("en US, français, :sub")),
            str![[r#"
B4 AssetLanguage: error
  `en US` does not have the form of a language tag
  help: Write the tag of the language, such as `en`, `pt-BR` or `es-419`, and separate tags with commas.
B4 AssetLanguage: error
  `français` does not have the form of a language tag
  help: Write the tag of the language, such as `en`, `pt-BR` or `es-419`, and separate tags with commas.
B4 AssetLanguage: error
  there is no language before the colon in `:sub`
  help: Write the language before the colon, as in `es-419:sub`.

"#]],
        );
    }

    #[test]
    fn empty_places_are_told_once() {
        assert_snapshot(
            fired(&RULE, &languages("en,,fr,")),
            str![[r#"
B4 AssetLanguage: error
  an item in the list of languages is empty
  help: Delete the comma, or add the missing language.

"#]],
        );
    }

    #[test]
    fn a_cell_full_of_them_is_told_in_a_few_findings() {
        let list: Vec<String> = (0..5000).map(|n| format!("en_x_{n}")).collect();
        let told = fired(&RULE, &languages(&list.join(",")));
        assert_eq!(told.matches("error").count(), 9);
        assert!(told.contains("4992 more items"), "the rest is counted");
    }

    #[test]
    fn pipes_of_the_tv_tab_of_1_6_pass() {
        let sample = Sample::episode()
            .version(EmaVersion::V1_6)
            .with(Column::HoldbackLanguage, "ES|DE");
        assert_silent(&RULE, &sample);
    }
}
