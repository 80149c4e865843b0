//! The rule `language-region`.

use std::collections::BTreeMap;

use ema_model::{Kind, LanguageTag, Value};

use crate::engine::{AppliesTo, CellAt, Check, Page, Reporter, Rule, Section, Severity};
use crate::rules::shared::items::tell_each;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "language-region",
    summary: "a language tag names a region that is probably not meant",
    section: Section::Cells,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires for `es-LA`, which is a valid tag, but means Spanish as used in Laos.",
        why: "People often write `es-LA` for Latin American Spanish, whose tag is `es-419`. Assets \
              in that language are tagged `es-419`, and the two tags do not match.",
        example: "AssetLanguage `es-LA` on a row for Mexico.",
        remedy: "Write `es-419` for Latin American Spanish, or the tag of a country, such as \
               `es-MX`.",
        source: "IANA Language Subtag Registry: region LA is Laos, and region 419 is Latin America \
                 and the Caribbean",
    },
    check: Check::Cell(|kind| kind == Kind::Languages, check),
};

fn check(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    let Value::Languages(list) = at.cell.value() else {
        return;
    };
    let is_meant = |language: &&LanguageTag| language.tag().eq_ignore_ascii_case("es-LA");
    // A tag that appears with several suffixes is reported only once.
    let tags: BTreeMap<String, &str> = list
        .iter()
        .filter(is_meant)
        .map(|language| (language.tag().to_ascii_lowercase(), language.tag()))
        .collect();
    let say = |tag| {
        (
            format!("{} is Spanish as it is used in Laos", quoted(tag)),
            "Write `es-419` for Latin American Spanish.".to_owned(),
        )
    };
    tell_each(at.cell, tags.into_values(), say, None, reporter);
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
    fn other_regions_pass() {
        for text in ["es-419", "es-MX, es", "lo-LA", "es-419:sub"] {
            assert_silent(&RULE, &languages(text));
        }
    }

    #[test]
    fn the_spanish_of_laos_hints_at_that_of_latin_america() {
        assert_snapshot(
            fired(&RULE, &languages("en, es-LA, es-la:sub")),
            str![[r#"
B4 AssetLanguage: warning
  `es-LA` is Spanish as it is used in Laos
  help: Write `es-419` for Latin American Spanish.

"#]],
        );
        let holdback = Sample::movie().with(Column::HoldbackLanguage, "es-LA:dub");
        fired(&RULE, &holdback.under_ema());
    }
}
