//! The rule `language-contradiction`.

use std::collections::{BTreeMap, BTreeSet};

use ema_model::{Avail, EmaVersion, Field, LanguageSuffix, LanguageTag, LocalizationType};

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};
use crate::rules::shared::items::some;
use crate::rules::shared::removes;

pub(crate) static RULE: Rule = Rule {
    name: "language-contradiction",
    summary: "a language is granted and ruled out on one row",
    section: Section::Rows,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if LocalizationType and the suffix of a language contradict each other, such \
               as `sub` and `fr:dub`. The rule also fires if HoldbackLanguage holds back \
               everything that AssetLanguage (StoreLanguage in 1.6) grants for a language. Partial \
               holdbacks are normal: a row with AssetLanguage `en, es-419` and HoldbackLanguage \
               `es-419:sub` still offers the dub.\n\n\
               Rows that delete are not checked.",
        why: "The row both grants and withdraws a language, so the platform may offer something \
              other than intended.",
        example: "LocalizationType `sub` with AssetLanguage `fr:dub`; AssetLanguage `en, es` with \
               HoldbackLanguage `es`.",
        remedy: "Correct the suffix or LocalizationType, or remove the language from AssetLanguage \
               or HoldbackLanguage.",
        source: "Prime Video, \"Content rights\", field LocalizationType: it \"works in \
                 conjunction with the AssetLanguage/StoreLanguage field\"; field HoldbackLanguage: \
                 these languages \"must be excluded from distribution\"",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    let avail = row.avail;
    let granted = match avail.version() {
        EmaVersion::V1_6 => avail.store_language(),
        _ => avail.asset_language(),
    };
    let Field::Value { value, cell } = granted else {
        return;
    };
    if removes(avail) {
        return;
    }
    let localization = avail.localization_type().value();
    let excluded: BTreeSet<String> = value
        .iter()
        .filter(|language| excludes(localization, language.suffix()))
        .map(LanguageTag::to_string)
        .collect();
    if let (Some(localization), false) = (localization, excluded.is_empty()) {
        reporter.report_cell(
            cell,
            format!(
                "LocalizationType is `{localization}`, which excludes {}",
                some(excluded.iter().map(String::as_str))
            ),
            "Correct the suffix, or LocalizationType.",
        );
    }
    if avail.holdback_language().is_absent() {
        return;
    }
    let held_back = held_back(avail);
    let gone: BTreeSet<String> = value
        .iter()
        .filter(|language| {
            let kinds = Kinds::of(language.suffix(), localization);
            let broader = broader(language.tag());
            let held_back = broader.filter_map(|tag| held_back.get(&tag.to_ascii_lowercase()));
            let left = held_back.fold(kinds, |left, other| left.without(*other));
            !kinds.is_empty() && left.is_empty()
        })
        .map(LanguageTag::to_string)
        .collect();
    if let (Some(held_back), false) = (avail.holdback_language().cell(), gone.is_empty()) {
        reporter.report_cell(
            held_back,
            format!(
                "everything that the row grants of {} is held back",
                some(gone.iter().map(String::as_str))
            ),
            "If the language should not be offered, remove it from AssetLanguage. Otherwise, \
             remove it from HoldbackLanguage.",
        );
    }
}

/// Returns whether a LocalizationType and a language's suffix have no kind of asset in common.
fn excludes(localization: Option<&LocalizationType>, suffix: Option<LanguageSuffix>) -> bool {
    matches!(
        (localization, suffix),
        (Some(LocalizationType::Sub), Some(LanguageSuffix::Dub))
            | (Some(LocalizationType::Dub), Some(LanguageSuffix::Sub))
    )
}

/// Returns the kinds of assets that HoldbackLanguage holds back for each language.
fn held_back(avail: &Avail) -> BTreeMap<String, Kinds> {
    let mut held_back: BTreeMap<String, Kinds> = BTreeMap::new();
    let languages = avail.holdback_language().value();
    for language in languages.into_iter().flatten() {
        let kinds = Kinds::of(language.suffix(), None);
        let held = held_back.entry(language.tag().to_ascii_lowercase());
        let held = held.or_insert(kinds);
        *held = held.and(kinds);
    }
    held_back
}

/// Returns a language tag and the broader tags that include it: `en` and `en-GB` for `en-GB`.
fn broader(tag: &str) -> impl Iterator<Item = &str> {
    let parts = tag.match_indices('-').map(|(at, _)| &tag[..at]);
    parts.chain([tag])
}

/// The kinds of assets for a language.
#[derive(Clone, Copy)]
struct Kinds {
    sub: bool,
    dub: bool,
}

impl Kinds {
    /// Returns the kinds of assets that a row grants for a language: those in the suffix or, if
    /// there is none, in LocalizationType. If both are missing, both kinds are granted.
    fn of(suffix: Option<LanguageSuffix>, localization: Option<&LocalizationType>) -> Self {
        let (sub, dub) = match (suffix, localization) {
            (Some(LanguageSuffix::Sub), _) | (None, Some(LocalizationType::Sub)) => (true, false),
            (Some(LanguageSuffix::Dub), _) | (None, Some(LocalizationType::Dub)) => (false, true),
            _ => (true, true),
        };
        Self { sub, dub }
    }

    fn and(self, other: Self) -> Self {
        Self {
            sub: self.sub || other.sub,
            dub: self.dub || other.dub,
        }
    }

    fn without(self, other: Self) -> Self {
        Self {
            sub: self.sub && !other.sub,
            dub: self.dub && !other.dub,
        }
    }

    fn is_empty(self) -> bool {
        !self.sub && !self.dub
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion};

    fn row(languages: &str, localization: &str, held_back: &str) -> Sample {
        Sample::movie()
            .with(Column::AssetLanguage, languages)
            .with(Column::LocalizationType, localization)
            .with(Column::HoldbackLanguage, held_back)
    }

    #[test]
    fn a_suffix_within_the_localization_passes() {
        for (languages, localization) in [
            ("fr", "sub"),
            ("fr:sub", "sub"),
            ("fr:sub", "subdub"),
            ("fr:subdub", "sub"),
            ("fr:dub", "any"),
            ("fr:dub", ""),
        ] {
            assert_silent(&RULE, &row(languages, localization, ""));
        }
    }

    #[test]
    fn a_holdback_of_a_part_passes() {
        for (languages, localization, held_back) in [
            ("en, es-419", "", "es-419:sub"),
            ("en", "", "en-US"),
            ("en-GB", "", "en-US"),
            ("", "", "es"),
            ("es", "dub", "es:sub"),
        ] {
            assert_silent(&RULE, &row(languages, localization, held_back));
        }
        let delete = row("es", "", "es").with(Column::EntryType, "Full Delete");
        assert_silent(&RULE, &delete);
    }

    #[test]
    fn a_suffix_that_the_localization_excludes_is_found() {
        assert_snapshot(
            fired(&RULE, &row("en, fr:dub", "sub", "")),
            str![[r#"
B4 AssetLanguage: warning
  LocalizationType is `sub`, which excludes `fr:dub`
  help: Correct the suffix, or LocalizationType.

"#]],
        );
        fired(&RULE, &row("fr:sub", "dub", "").under_ema());
    }

    #[test]
    fn a_language_that_is_held_back_whole_is_found() {
        assert_snapshot(
            fired(&RULE, &row("en, es-419", "", "es")),
            str![[r#"
S4 HoldbackLanguage: warning
  everything that the row grants of `es-419` is held back
  help: If the language should not be offered, remove it from AssetLanguage. Otherwise, remove it from HoldbackLanguage.

"#]],
        );
        fired(&RULE, &row("es:sub", "", "es:sub"));
        fired(&RULE, &row("es", "sub", "es:sub"));
        fired(&RULE, &row("es", "", "es:sub, es:dub"));
        let old = Sample::movie()
            .without(Column::AssetLanguage)
            .with(Column::StoreLanguage, "es")
            .with(Column::HoldbackLanguage, "es");
        fired(&RULE, &old.version(EmaVersion::V1_6));
    }
}
