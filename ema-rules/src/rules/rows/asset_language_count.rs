//! The rule `asset-language-count`.

use std::collections::BTreeSet;

use ema_model::{EmaVersion, Field, LicenseType};

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};
use crate::rules::shared::removes;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "asset-language-count",
    summary: "a sale or rental names more than one language in AssetLanguage",
    section: Section::Rows,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires for an EST, VOD or POEST row in version 1.7 or later whose AssetLanguage \
               lists several languages. A language with several suffixes, as in `fr:sub, fr:dub`, \
               counts once. Version 1.6 has StoreLanguage instead, which has no such limit.",
        why: "MovieLabs' structure rules allow only one AssetLanguage in a sale or rental, because \
              each language is a separate offer with its own price and window. Prime Video accepts \
              lists in all language fields, so the rule is off under `prime-video`.",
        example: "LicenseType `EST` with AssetLanguage `en, fr, es`.",
        remedy: "Write a row for each language.",
        source: "MovieLabs, structure rules of XML Avails: \"A TVOD License limits Transaction to \
                 1 AssetLanguage\"; Prime Video, \"Content rights\", Language Fields: \"Multiple \
                 languages can be included in all language fields\"",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    let avail = row.avail;
    let license = avail.license_type().value();
    if row.version() == EmaVersion::V1_6
        || !license.is_some_and(LicenseType::is_transactional)
        || removes(avail)
    {
        return;
    }
    if let Field::Value { value, cell } = avail.asset_language() {
        let languages: BTreeSet<String> = value
            .iter()
            .map(|language| language.tag().to_ascii_lowercase())
            .collect();
        if languages.len() > 1 {
            reporter.report_cell(
                cell,
                format!(
                    "{} lists {} languages, but a sale or rental may have only one",
                    quoted(cell.trimmed()),
                    languages.len()
                ),
                "Write a row for each language, unless you have agreed otherwise.",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion};

    fn languages(text: &str) -> Sample {
        Sample::movie()
            .with(Column::AssetLanguage, text)
            .under_ema()
    }

    #[test]
    fn one_language_passes() {
        for text in ["en", "fr:sub, fr:dub", "EN, en", ""] {
            assert_silent(&RULE, &languages(text));
        }
    }

    #[test]
    fn subscriptions_and_other_fields_list_several() {
        assert_silent(
            &RULE,
            &languages("en, fr").with(Column::LicenseType, "SVOD"),
        );
        assert_silent(
            &RULE,
            &languages("en, fr").with(Column::EntryType, "Full Delete"),
        );
        let allowed = Sample::movie()
            .with(Column::AllowedLanguages, "en, fr")
            .under_ema();
        assert_silent(&RULE, &allowed);
        let old = Sample::movie()
            .without(Column::AssetLanguage)
            .with(Column::StoreLanguage, "en, fr")
            .under_ema();
        assert_silent(&RULE, &old.version(EmaVersion::V1_6));
    }

    #[test]
    fn several_languages_are_counted() {
        assert_snapshot(
            fired(&RULE, &languages("en, fr:sub, fr:dub, es")),
            str![[r#"
B4 AssetLanguage: error
  `en, fr:sub, fr:dub, es` lists 3 languages, but a sale or rental may have only one
  help: Write a row for each language, unless you have agreed otherwise.

"#]],
        );
    }

    #[test]
    fn prime_video_takes_several_languages() {
        let sample = Sample::movie().with(Column::AssetLanguage, "en, fr");
        assert_silent(&RULE, &sample);
    }
}
