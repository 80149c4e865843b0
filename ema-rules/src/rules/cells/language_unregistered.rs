//! The rule `language-unregistered`.

use currency_map::Territory;
use ema_model::{Kind, LanguageTag, Registration, Value};

use crate::engine::{AppliesTo, CellAt, Check, Page, Reporter, Rule, Section, Severity};
use crate::language_names::language_named;
use crate::rules::shared::items::tell_each;
use crate::rules::shared::languages;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "language-unregistered",
    summary: "a language is not registered, or its tag is deprecated",
    section: Section::Cells,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if a tag has the correct form, but its language, script or region is \
               deprecated or not in the IANA Language Subtag Registry. Codes for private use are \
               accepted.",
        why: "The meaning of an unregistered tag is unknown. The meaning of a deprecated tag is \
              known, but assets have the tag that replaced it, and the two do not match.",
        example: "`en-UK`: the region code for the United Kingdom is `GB`. `iw` is the old tag for \
                  Hebrew, which is now `he`.",
        remedy: "Write the registered tag. For a deprecated tag, the fix is the tag that the \
               registry prefers. For the name of a language, such as `German`, the fix is its tag.",
        source: "RFC 5646, sections 2.2.9 and 4.5: a valid tag has registered subtags, and \
                 preferred values replace deprecated ones; IANA Language Subtag Registry: the \
                 registered subtags; Prime Video, \"Content rights\", Language Fields: \"Use RFC \
                 5646 language codes\"",
    },
    check: Check::Cell(|kind| kind == Kind::Languages, check),
};

fn check(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    let Value::Languages(list) = at.cell.value() else {
        return;
    };
    let unusual = |language: &&LanguageTag| language.registration() != Registration::Registered;
    let (replaced, others): (Vec<&LanguageTag>, Vec<&LanguageTag>) = list
        .iter()
        .filter(unusual)
        .partition(|language| preferred(language).is_some());
    if !replaced.is_empty() {
        let fix = languages::replaced(at.cell.text(), |index| list.get(index).and_then(preferred));
        tell_each(at.cell, replaced, say, Some(&fix), reporter);
    }
    tell_each(at.cell, others, say, None, reporter);
}

/// Returns the message and help for a language.
fn say(language: &LanguageTag) -> (String, String) {
    let tag = language.tag();
    if let Some(named) = language_named(&language.to_string()) {
        return languages::named(tag, &named);
    }
    let shown = quoted(tag);
    match language.registration() {
        Registration::Unregistered { subtag } if subtag == tag => (
            format!("{shown} is not a registered language"),
            "Write the tag of the language, such as `en`, `pt-BR` or `es-419`.".to_owned(),
        ),
        Registration::Unregistered { subtag } => (
            format!("`{subtag}` in {shown} is not registered"),
            match Territory::suggest(subtag) {
                Some(meant) => {
                    let right = tag.replacen(subtag, meant.as_str(), 1);
                    format!("Write {} ({}).", quoted(&right), meant.name())
                }
                None => "Write the registered tag, such as `pt-BR` or `es-419`.".to_owned(),
            },
        ),
        _ => (
            format!("the tag {shown} is deprecated"),
            match preferred(language) {
                Some(preferred) => format!("Write {}.", quoted(&preferred.to_string())),
                None => {
                    "Write the tag that is in use today. The registry does not name it.".to_owned()
                }
            },
        ),
    }
}

/// Returns the tag that replaces a deprecated tag or the name of a language, such as `German`.
fn preferred(language: &LanguageTag) -> Option<LanguageTag> {
    match language.registration() {
        Registration::Deprecated { preferred, .. } => preferred,
        Registration::Unregistered { .. } => language_named(&language.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    fn languages(text: &str) -> Sample {
        Sample::movie().with(Column::AssetLanguage, text)
    }

    #[test]
    fn registered_tags_pass() {
        for text in [
            "en",
            "EN",
            "zh-Hant-TW",
            "es-419:sub, de-CH-1901",
            "qaa",
            "mul",
            "zxx",
        ] {
            assert_silent(&RULE, &languages(text));
        }
    }

    #[test]
    fn the_name_of_a_language_is_recognized() {
        assert_snapshot(
            fired(&RULE, &languages("German, iw, SPANISH:sub")),
            str![[r#"
B4 AssetLanguage: warning
  `german` is the name of a language, not its tag
  help: Write `de`.
  fix: `de, he, es:sub`
B4 AssetLanguage: warning
  the tag `iw` is deprecated
  help: Write `he`.
  fix: `de, he, es:sub`
B4 AssetLanguage: warning
  `spanish` is the name of a language, not its tag
  help: Write `es:sub`.
  fix: `de, he, es:sub`

"#]],
        );
    }

    #[test]
    fn a_tag_of_no_language_is_named() {
        assert_snapshot(
            fired(&RULE, &languages("fr, English")),
            str![[r#"
B4 AssetLanguage: warning
  `english` is the name of a language, not its tag
  help: Write `en`.
  fix: `fr, en`

"#]],
        );
    }

    #[test]
    fn a_region_that_is_spelt_otherwise_is_named_with_the_right_one() {
        assert_snapshot(
            fired(&RULE, &languages("en-UK, en-JJ")),
            str![[r#"
B4 AssetLanguage: warning
  `UK` in `en-UK` is not registered
  help: Write `en-GB` (United Kingdom).
B4 AssetLanguage: warning
  `JJ` in `en-JJ` is not registered
  help: Write the registered tag, such as `pt-BR` or `es-419`.

"#]],
        );
    }

    #[test]
    fn deprecated_tags_are_replaced_and_the_rest_is_kept() {
        assert_snapshot(
            fired(&RULE, &languages("EN , iw-IL:sub, in")),
            str![[r#"
B4 AssetLanguage: warning
  the tag `iw-IL` is deprecated
  help: Write `he-IL:sub`.
  fix: `EN , he-IL:sub, id`
B4 AssetLanguage: warning
  the tag `in` is deprecated
  help: Write `id`.
  fix: `EN , he-IL:sub, id`

"#]],
        );
    }

    #[test]
    fn a_cell_full_of_deprecated_tags_is_told_once() {
        let told = fired(&RULE, &languages(&["iw"; 9000].join(",")));
        assert_eq!(told.matches("warning").count(), 1);
    }

    #[test]
    fn a_deprecated_tag_without_a_successor_is_named() {
        assert_snapshot(
            fired(&RULE, &languages("i-enochian")),
            str![[r#"
B4 AssetLanguage: warning
  the tag `i-enochian` is deprecated
  help: Write the tag that is in use today. The registry does not name it.

"#]],
        );
    }
}
