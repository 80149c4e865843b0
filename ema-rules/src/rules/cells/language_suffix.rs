//! `language-suffix`

use ema_model::{Kind, LanguageFault, LanguageSuffix, LanguageTag, Reason, Value};

use super::items::tell_each;
use crate::check::{CellAt, Found};
use crate::rule::{Check, Page, Rule, Section, Severity};
use crate::rules::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "language-suffix",
    summary: "a language has a suffix that is not known",
    section: Section::Cells,
    prime_video: Some(Severity::Error),
    ema: Some(Severity::Error),
    page: Page {
        what: "Fires where something else than `sub`, `dub` or `subdub` follows the colon behind a \
               language. `:any` is taken by Prime Video alone, so it fires under the profile `ema`.",
        why: "The suffix says which assets are meant: subtitles, audio or both. The words `audio` \
              and `subtitle` belong to Avails XML, and a reader of sheets does not know them.",
        example: "HoldbackLanguage `es-419:subtitle` is wrong: subtitles are `es-419:sub`.",
        mend: "Write `:sub` for subtitles and other timed text, `:dub` for audio, `:subdub` for \
               both; or leave the suffix away.",
        source: "Prime Video, \"Content rights\", Language Fields; EMA Avails 1.7.3, language columns",
    },
    check: Check::Cell(|kind| kind == Kind::Languages, check),
};

fn check(at: &CellAt<'_>, found: &mut Found<'_>) {
    let takes_any = at.row.profile.platform.is_some();
    if let Value::Languages(list) = at.cell.value()
        && !takes_any
    {
        let any = list
            .iter()
            .filter(|language| language.suffix() == Some(LanguageSuffix::Any));
        let say = |language: &LanguageTag| {
            let shown = quoted(&language.to_string());
            (
                format!("the suffix of {shown} is known to Prime Video, not to EMA"),
                ANY.to_owned(),
            )
        };
        tell_each(at.cell, any, say, None, found);
    }
    let unknown = Reason::Language(LanguageFault::UnknownSuffix);
    let parts = at
        .cell
        .faults()
        .iter()
        .filter(|fault| fault.reason == unknown)
        .map(|fault| &at.cell.text()[fault.at.clone()]);
    let say = |part: &str| {
        let language = quoted(part);
        let message = if part.ends_with(':') {
            format!("nothing follows the colon of {language}")
        } else {
            format!("the suffix of {language} is not known")
        };
        let help = if takes_any {
            "Write `:sub` for subtitles, `:dub` for audio, `:subdub` for both or `:any` for either."
        } else {
            "Write `:sub` for subtitles, `:dub` for audio or `:subdub` for both."
        };
        (message, help.to_owned())
    };
    tell_each(at.cell, parts, say, None, found);
}

const ANY: &str = "Leave it away to mean assets of any kind, or write `:sub`, `:dub` or `:subdub`.";

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, fired};
    use ema_model::Column;

    fn held_back(text: &str) -> Sample {
        Sample::movie().with(Column::HoldbackLanguage, text)
    }

    #[test]
    fn known_suffixes_pass() {
        let sample = held_back("en, es-419:sub, fr:DUB, de:subdub");
        assert_silent(&RULE, &sample);
        assert_silent(&RULE, &sample.under_ema());
    }

    #[test]
    fn any_is_for_prime_video_alone() {
        let sample = held_back("en:any");
        assert_silent(&RULE, &sample);
        insta::assert_snapshot!(fired(&RULE, &sample.under_ema()));
    }

    #[test]
    fn words_of_the_xml_are_named() {
        insta::assert_snapshot!(fired(&RULE, &held_back("EN:audio, fr")));
        insta::assert_snapshot!(fired(&RULE, &held_back("EN:audio").under_ema()));
    }

    #[test]
    fn a_colon_alone_is_named() {
        insta::assert_snapshot!(fired(&RULE, &held_back("en:")));
    }
}
