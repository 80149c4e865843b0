//! The rule `language-suffix`.

use ema_model::{
    EmaVersion, Kind, LanguageFault, LanguageSuffix, LanguageTag, Reason, Value, is_space,
};

use crate::engine::{
    AppliesTo, CellAt, Check, Difference, Page, Reporter, Rule, Section, Severity,
};
use crate::rules::shared::items::tell_each;
use crate::rules::shared::languages;
use crate::wording::{blanks, quoted};

pub(crate) static RULE: Rule = Rule {
    name: "language-suffix",
    summary: "a language has a suffix that is malformed or unknown",
    section: Section::Cells,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if the suffix after the colon in a language is not `sub`, `dub` or `subdub`, \
               or if there are spaces around the colon. Under the profile `ema`, the rule also \
               fires for `:any`, which EMA does not have, and for every suffix before version \
               1.7.3, which introduced suffixes.",
        why: "The suffix selects the kind of assets: subtitles, audio or both. The words `audio` \
              and `subtitle` belong to XML Avails, and platforms do not recognize them in sheets.",
        example: "HoldbackLanguage `es-419:subtitle`. The correct form for subtitles is \
                  `es-419:sub`.",
        remedy: "Write `:sub` for subtitles and other timed text, `:dub` for audio, or `:subdub` \
               for both. Without a suffix, all kinds of assets are meant.",
        source: "Prime Video, \"Content rights\", Language Fields: `:sub`, `:dub`, `:subdub` or \
                 `:any` may follow a language code; EMA Avails 1.7.3, language columns: the \
                 suffixes `:sub`, `:dub` and `:subdub`",
    },
    check: Check::Cell(|kind| kind == Kind::Languages, check),
};

fn check(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    if let Value::Languages(list) = at.cell.value()
        && !at.profile.has(Difference::AnySuffix)
    {
        let has_suffixes = has_suffixes(at.version());
        let wrong = list.iter().filter(|language| match language.suffix() {
            Some(LanguageSuffix::Any) => true,
            Some(_) => !has_suffixes,
            None => false,
        });
        tell_each(
            at.cell,
            wrong,
            |language| foreign(at, language),
            None,
            reporter,
        );
    }
    let parts = |fault| {
        let reason = Reason::Language(fault);
        let faults = at.cell.faults().iter();
        let wrong = faults.filter(move |fault| fault.reason == reason);
        wrong.map(|fault| &at.cell.text()[fault.at.clone()])
    };
    let unknown = parts(LanguageFault::UnknownSuffix);
    tell_each(
        at.cell,
        unknown,
        |part| unreadable(at, part),
        None,
        reporter,
    );
    let spaced = parts(LanguageFault::Blanks);
    let takes_suffixes = at.profile.has(Difference::AnySuffix) || has_suffixes(at.version());
    let fix = languages::mended(at.cell).filter(|_| takes_suffixes);
    let say = |part| around_colon(part, takes_suffixes);
    tell_each(at.cell, spaced, say, fix.as_ref(), reporter);
}

/// Returns whether an EMA version has suffixes.
fn has_suffixes(version: EmaVersion) -> bool {
    version >= EmaVersion::V1_7_3
}

/// Returns the message and help for a suffix that EMA does not define in this version.
fn foreign(at: &CellAt<'_>, language: &LanguageTag) -> (String, String) {
    let shown = quoted(&language.to_string());
    let version = at.version();
    if language.suffix() == Some(LanguageSuffix::Any) {
        let message = format!(
            "the suffix of {shown} is accepted only by some platforms, not by \
                               EMA"
        );
        let help = if has_suffixes(version) {
            "Omit it to mean assets of any kind, or write `:sub`, `:dub` or `:subdub`."
        } else {
            "Omit it to mean assets of any kind."
        };
        return (message, help.to_owned());
    }
    (
        format!(
            "the suffix of {shown} was introduced in version 1.7.3, but this sheet follows version {version}"
        ),
        LEAVE_AWAY.to_owned(),
    )
}

/// Returns the message and help for a suffix that no specification defines.
fn unreadable(at: &CellAt<'_>, part: &str) -> (String, String) {
    let language = quoted(part);
    let message = if part.ends_with(':') {
        format!("nothing follows the colon in {language}")
    } else {
        format!("the suffix of {language} is unknown")
    };
    let help = if at.profile.has(Difference::AnySuffix) {
        "Write `:sub` for subtitles, `:dub` for audio, `:subdub` for both or `:any` for either."
    } else if has_suffixes(at.version()) {
        "Write `:sub` for subtitles, `:dub` for audio or `:subdub` for both."
    } else {
        LEAVE_AWAY
    };
    (message, help.to_owned())
}

/// Returns the message and help for a correct suffix with white space next to its colon.
fn around_colon(part: &str, takes_suffixes: bool) -> (String, String) {
    let kinds = blanks(part.chars().filter(|c| is_space(*c)));
    let message = format!("{} has {kinds} next to its colon", quoted(part));
    let help = match languages::corrected(part) {
        _ if !takes_suffixes => LEAVE_AWAY.to_owned(),
        Some(right) => format!("Write {}.", quoted(&right)),
        None => "Write the language and suffix without spaces, as in `es-419:sub`.".to_owned(),
    };
    (message, help)
}

const LEAVE_AWAY: &str = "Omit the suffix to mean assets of any kind, or send the row in version 1.7.3 \
                          or later.";

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion};

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
        assert_snapshot(
            fired(&RULE, &sample.under_ema()),
            str![[r#"
R4 HoldbackLanguage: error
  the suffix of `en:any` is accepted only by some platforms, not by EMA
  help: Omit it to mean assets of any kind, or write `:sub`, `:dub` or `:subdub`.

"#]],
        );
    }

    #[test]
    fn suffixes_came_to_ema_with_1_7_3() {
        let old = |text| held_back(text).version(EmaVersion::V1_7_2).under_ema();
        assert_snapshot(
            fired(&RULE, &old("en, es-419:sub, fr:any")),
            str![[r#"
R4 HoldbackLanguage: error
  the suffix of `es-419:sub` was introduced in version 1.7.3, but this sheet follows version 1.7.2
  help: Omit the suffix to mean assets of any kind, or send the row in version 1.7.3 or later.
R4 HoldbackLanguage: error
  the suffix of `fr:any` is accepted only by some platforms, not by EMA
  help: Omit it to mean assets of any kind.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &old("de:audio")),
            str![[r#"
R4 HoldbackLanguage: error
  the suffix of `de:audio` is unknown
  help: Omit the suffix to mean assets of any kind, or send the row in version 1.7.3 or later.

"#]],
        );
        assert_silent(&RULE, &held_back("es-419:sub").version(EmaVersion::V1_6));
    }

    #[test]
    fn blanks_beside_the_colon_are_the_fault() {
        assert_snapshot(
            fired(&RULE, &held_back("en, FR : sub,de:\u{a0}dub")),
            str![[r#"
R4 HoldbackLanguage: error
  `FR : sub` has a space next to its colon
  help: Write `fr:sub`.
  fix: `en, fr:sub,de:dub`
R4 HoldbackLanguage: error
  `de:\u{a0}dub` has a no-break space next to its colon
  help: Write `de:dub`.
  fix: `en, fr:sub,de:dub`

"#]],
        );
        assert_snapshot(
            fired(&RULE, &held_back("fr : sub, de:audio")),
            str![[r#"
R4 HoldbackLanguage: error
  the suffix of `de:audio` is unknown
  help: Write `:sub` for subtitles, `:dub` for audio, `:subdub` for both or `:any` for either.
R4 HoldbackLanguage: error
  `fr : sub` has a space next to its colon
  help: Write `fr:sub`.

"#]],
        );
    }

    #[test]
    fn words_of_the_xml_are_named() {
        assert_snapshot(
            fired(&RULE, &held_back("EN:audio, fr")),
            str![[r#"
R4 HoldbackLanguage: error
  the suffix of `EN:audio` is unknown
  help: Write `:sub` for subtitles, `:dub` for audio, `:subdub` for both or `:any` for either.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &held_back("EN:audio").under_ema()),
            str![[r#"
R4 HoldbackLanguage: error
  the suffix of `EN:audio` is unknown
  help: Write `:sub` for subtitles, `:dub` for audio or `:subdub` for both.

"#]],
        );
    }

    #[test]
    fn a_colon_alone_is_named() {
        assert_snapshot(
            fired(&RULE, &held_back("en:")),
            str![[r#"
R4 HoldbackLanguage: error
  nothing follows the colon in `en:`
  help: Write `:sub` for subtitles, `:dub` for audio, `:subdub` for both or `:any` for either.

"#]],
        );
    }
}
