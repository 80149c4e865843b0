//! The rule `holdback-overlap`.

use ema_model::{Column, Kind, LanguageSuffix, LanguageTag, Registration, Value};

use crate::engine::{AppliesTo, CellAt, Check, Page, Reporter, Rule, Section, Severity};
use crate::rules::shared::items::{some, tell_each};
use crate::wording::{listed, quoted};

pub(crate) static RULE: Rule = Rule {
    name: "holdback-overlap",
    summary: "holding back a language also holds back others",
    section: Section::Cells,
    severity: Severity::Notice,
    platform_only: true,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires for each language in HoldbackLanguage for which the platform also holds back \
               other languages. A language without a region, such as `en`, also holds back the \
               language with any region. A language with a region, such as `en-US`, also holds \
               back assets that are tagged only `en`. If AssetLanguage lists one of the other \
               languages, the message names it.",
        why: "An asset that should be offered may be held back because of another language's tag.",
        example: "HoldbackLanguage `es` on a row with AssetLanguage `es-419`: Latin American \
                  Spanish is also held back.",
        remedy: "If this is intended, ignore this notice. Otherwise, list the regions \
               individually, and give the assets that should be offered a tag with their own \
               region.",
        source: "Prime Video, \"Language holdback and allowed languages\": a language without a \
                 locale holds back all of its locales, and a locale also suppresses assets tagged \
                 with only the language",
    },
    check: Check::Cell(|kind| kind == Kind::Languages, check),
};

fn check(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    if at.column() != Some(Column::HoldbackLanguage) {
        return;
    }
    let Value::Languages(list) = at.cell.value() else {
        return;
    };
    let assets = at.row().avail.asset_language().value();
    let say = |held_back: &LanguageTag| {
        let assets = assets.into_iter().flatten();
        let taken: Vec<String> = assets
            .filter(|asset| asset.tag() != held_back.tag() && held_back.holds_back(asset))
            .map(LanguageTag::to_string)
            .collect();
        let others = if taken.is_empty() {
            others(held_back)
        } else {
            format!(
                "{}, which AssetLanguage lists",
                some(taken.iter().map(String::as_str))
            )
        };
        let help = if held_back.tag().contains('-') {
            "If this is intended, ignore this notice. Otherwise, give the assets that should be \
             offered a tag with their own region."
        } else {
            "If this is intended, ignore this notice. Otherwise, list the regions to hold back \
             individually."
        };
        let shown = quoted(&held_back.to_string());
        let assets = match held_back.suffix() {
            Some(LanguageSuffix::Sub) => "timed text",
            Some(LanguageSuffix::Dub) => "audio",
            _ => "assets",
        };
        (
            format!("{shown} also holds back {assets} tagged {others}"),
            help.to_owned(),
        )
    };
    // Tags that are not composed of subtags, such as `i-klingon`, have no broader tags.
    let composed = |language: &&LanguageTag| {
        language.primary() != language.tag() || !language.tag().contains('-')
    };
    // `language-unregistered` reports all other tags.
    let registered = |language: &&LanguageTag| language.registration() == Registration::Registered;
    let tags = list.iter().filter(composed).filter(registered);
    tell_each(at.cell, tags, say, None, reporter);
}

/// Describes the assets that a language tag holds back in addition to those whose tag matches it exactly.
fn others(language: &LanguageTag) -> String {
    let tag = language.tag();
    if !tag.contains('-') {
        return format!("`{tag}-…`");
    }
    // A broader tag has at most a language, a script and a region. A single letter begins an
    // extension, so a tag that ends in a single letter is incomplete.
    let broader = tag
        .match_indices('-')
        .map(|(at, _)| &tag[..at])
        .take(3)
        .filter(|broader| {
            broader
                .rsplit('-')
                .next()
                .is_some_and(|last| last.len() > 1)
        });
    format!("just {}", listed(broader, "or"))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    fn held_back(languages: &str) -> Sample {
        Sample::movie().with(Column::HoldbackLanguage, languages)
    }

    #[test]
    fn only_what_is_held_back_overlaps() {
        assert_silent(
            &RULE,
            &Sample::movie().with(Column::AssetLanguage, "en-US, en"),
        );
        assert_silent(
            &RULE,
            &Sample::movie().with(Column::AllowedLanguages, "en-US"),
        );
        assert_silent(&RULE, &held_back("fr-CA").under_ema());
        assert_silent(&RULE, &held_back("i-klingon"));
    }

    #[test]
    fn tags_that_are_not_in_use_are_another_rules() {
        assert_silent(&RULE, &held_back("xx, en-UK, iw, english"));
    }

    #[test]
    fn a_language_takes_its_regions_with_it() {
        assert_snapshot(
            fired(&RULE, &held_back("fr:sub")),
            str![[r#"
R4 HoldbackLanguage: notice
  `fr:sub` also holds back timed text tagged `fr-…`
  help: If this is intended, ignore this notice. Otherwise, list the regions to hold back individually.

"#]],
        );
    }

    #[test]
    fn a_region_takes_what_is_broader_with_it() {
        assert_snapshot(
            fired(&RULE, &held_back("fr-CA, zh-Hant-HK, en-x-studio")),
            str![[r#"
R4 HoldbackLanguage: notice
  `fr-CA` also holds back assets tagged just `fr`
  help: If this is intended, ignore this notice. Otherwise, give the assets that should be offered a tag with their own region.
R4 HoldbackLanguage: notice
  `zh-Hant-HK` also holds back assets tagged just `zh` or `zh-Hant`
  help: If this is intended, ignore this notice. Otherwise, give the assets that should be offered a tag with their own region.
R4 HoldbackLanguage: notice
  `en-x-studio` also holds back assets tagged `en`, which AssetLanguage lists
  help: If this is intended, ignore this notice. Otherwise, give the assets that should be offered a tag with their own region.

"#]],
        );
    }

    #[test]
    fn many_assets_are_named_in_part() {
        let regions: Vec<String> = (100..1000).map(|region| format!("es-{region}")).collect();
        let sample = held_back("es").with(Column::AssetLanguage, &regions.join(","));
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
R4 HoldbackLanguage: notice
  `es` also holds back assets tagged `es-100`, `es-101`, `es-102`, `es-103`, `es-104`, `es-105`, `es-106`, `es-107` and 892 more, which AssetLanguage lists
  help: If this is intended, ignore this notice. Otherwise, list the regions to hold back individually.

"#]],
        );
    }

    #[test]
    fn an_asset_of_the_row_is_named() {
        let sample = held_back("es:dub, fr").with(Column::AssetLanguage, "es-419, es-ES:sub, fr");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
R4 HoldbackLanguage: notice
  `es:dub` also holds back audio tagged `es-419`, which AssetLanguage lists
  help: If this is intended, ignore this notice. Otherwise, list the regions to hold back individually.
R4 HoldbackLanguage: notice
  `fr` also holds back assets tagged `fr-…`
  help: If this is intended, ignore this notice. Otherwise, list the regions to hold back individually.

"#]],
        );
    }
}
