//! Languages: RFC 5646 tags with an optional suffix for the kind of asset.

mod registration;
#[rustfmt::skip]
mod subtags;

use std::fmt;
use std::str::FromStr;

use crate::text::{Text, is_space};

pub use registration::Registration;

/// A language in an avail: an RFC 5646 tag and, from EMA 1.7.3 on, an optional suffix for the kind of asset.
///
/// The tag and the suffix can be in any case and are stored in the case that RFC 5646 recommends, so `EN-us` and
/// `en-US` are equal. To find out whether a cell is in the recommended case, compare its text with
/// [`to_string`](ToString::to_string). A well-formed tag is not necessarily registered: `english` and `xx-YY` are
/// well-formed, but [`registration`](Self::registration) shows that they are not registered.
///
/// ```
/// use ema_model::{LanguageSuffix, LanguageTag};
///
/// let subtitles = "ES-419:sub".parse::<LanguageTag>()?;
/// assert_eq!(subtitles.tag(), "es-419");
/// assert_eq!(subtitles.primary(), "es");
/// assert_eq!(subtitles.suffix(), Some(LanguageSuffix::Sub));
/// assert_eq!(subtitles.to_string(), "es-419:sub");
/// # Ok::<(), ema_model::LanguageFault>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LanguageTag {
    tag: Text,
    suffix: Option<LanguageSuffix>,
}

impl LanguageTag {
    /// The date of the IANA Language Subtag Registry that [`registration`](Self::registration) uses, as `YYYY-MM-DD`.
    pub const REGISTRY_DATE: &'static str = subtags::FILE_DATE;

    /// Corrects a language by replacing underscores and dashes with hyphens and removing blanks around the colon.
    /// Returns `None` if the text has any other fault.
    ///
    /// ```
    /// use ema_model::{LanguageFault, LanguageTag};
    ///
    /// assert_eq!("pt_BR:sub".parse::<LanguageTag>(), Err(LanguageFault::Separator));
    /// assert_eq!(LanguageTag::corrected("pt_BR:sub").as_deref(), Some("pt-BR:sub"));
    /// assert_eq!(LanguageTag::corrected("pt-BR : sub").as_deref(), Some("pt-BR:sub"));
    /// assert_eq!(LanguageTag::corrected("pt_BR:text"), None);
    /// ```
    #[must_use]
    pub fn corrected(text: &str) -> Option<String> {
        let mut corrected = text.replace(is_wrong_hyphen, "-");
        if let Some((tag, suffix)) = corrected.split_once(':') {
            let tag = tag.trim_end_matches(is_space);
            corrected = format!("{tag}:{}", suffix.trim_start_matches(is_space));
        }
        if corrected == text {
            return None;
        }
        Self::read(&corrected)
            .ok()
            .map(|language| language.to_string())
    }

    /// The RFC 5646 tag without the suffix.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The suffix, if there is one.
    #[must_use]
    pub fn suffix(&self) -> Option<LanguageSuffix> {
        self.suffix
    }

    /// The primary language without script, region and other subtags: `pt` for `pt-BR`.
    ///
    /// Tags that are not composed of subtags, such as `i-default` and `x-studio`, are returned unchanged.
    #[must_use]
    pub fn primary(&self) -> &str {
        match self.tag.split_once('-') {
            Some((primary, _)) if primary.len() > 1 => primary,
            _ => &self.tag,
        }
    }

    /// Whether this language, as an entry of HoldbackLanguage, withholds an asset in the language `asset`.
    ///
    /// Prime Video documents the field on its page "Language holdback and allowed languages": `en` withholds `en-US`,
    /// `en-GB` and all other variants, and `en-US` also withholds assets that are tagged only `en`. So one of the two
    /// tags must begin with all subtags of the other, and the suffixes must have a kind of asset in common. A missing
    /// suffix means all kinds, as do `:any` and `:subdub`. Tags are compared as written, so `iw` and `he` are
    /// different.
    ///
    /// ```
    /// use ema_model::LanguageTag;
    ///
    /// let holds_back = |holdback: &str, asset: &str| {
    ///     Ok::<_, ema_model::LanguageFault>(
    ///         holdback.parse::<LanguageTag>()?.holds_back(&asset.parse::<LanguageTag>()?),
    ///     )
    /// };
    /// assert!(holds_back("en", "en-GB")?);
    /// assert!(holds_back("en-US", "en")?);
    /// assert!(!holds_back("en-US", "en-GB")?);
    /// assert!(holds_back("es-419:sub", "es-419")?);
    /// assert!(!holds_back("es-419:sub", "es-419:dub")?);
    /// # Ok::<(), ema_model::LanguageFault>(())
    /// ```
    #[must_use]
    pub fn holds_back(&self, asset: &Self) -> bool {
        (begins_with(&self.tag, &asset.tag) || begins_with(&asset.tag, &self.tag))
            && LanguageSuffix::share_a_kind(self.suffix, asset.suffix)
    }

    /// Returns whether IANA has registered each subtag, and whether IANA recommends a different tag.
    ///
    /// Subtags for private use are treated as registered: the languages `qaa` to `qtz`, the scripts `Qaaa` to `Qabx`,
    /// the regions `AA`, `QM` to `QZ`, `XA` to `XZ` and `ZZ`, and everything after `x-`. This method does not check
    /// whether a variant fits its language or whether the content of an extension is valid.
    ///
    /// ```
    /// use ema_model::{LanguageTag, Registration};
    ///
    /// let tag = |text: &str| text.parse::<LanguageTag>();
    /// assert_eq!(tag("es-419")?.registration(), Registration::Registered);
    /// assert_eq!(tag("english")?.registration(), Registration::Unregistered { subtag: "english" });
    /// assert_eq!(
    ///     tag("iw-IL:sub")?.registration(),
    ///     Registration::Deprecated { subtag: "iw", preferred: Some(tag("he-IL:sub")?) },
    /// );
    /// # Ok::<(), ema_model::LanguageFault>(())
    /// ```
    #[must_use]
    pub fn registration(&self) -> Registration<'_> {
        registration::of(self)
    }

    fn read(text: &str) -> Result<Self, LanguageFault> {
        let (tag, suffix) = match text.split_once(':') {
            Some((tag, suffix)) => (tag, Some(suffix)),
            None => (text, None),
        };
        if crate::text::trim(tag).is_empty() {
            return Err(LanguageFault::Empty);
        }
        let suffix = suffix.map(str::parse).transpose()?;
        let tag = oxilangtag::LanguageTag::parse_and_normalize(tag)
            .map_err(|_| LanguageFault::NotWellFormed)?;
        Ok(Self {
            tag: Text::from(tag.into_inner()),
            suffix,
        })
    }
}

impl FromStr for LanguageTag {
    type Err = LanguageFault;

    /// Parses one language without surrounding blanks. If the text has several faults, one that
    /// [`corrected`](Self::corrected) cannot correct takes precedence.
    fn from_str(text: &str) -> Result<Self, LanguageFault> {
        Self::read(text).map_err(|fault| match Self::corrected(text) {
            Some(_) if text.contains(is_wrong_hyphen) => LanguageFault::Separator,
            Some(_) => LanguageFault::Blanks,
            None => fault,
        })
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.suffix {
            Some(suffix) => f.pad(&format!("{}:{suffix}", self.tag)),
            None => f.pad(&self.tag),
        }
    }
}

/// The kind of asset that a language entry is for, written after a colon.
///
/// EMA defines `:sub`, `:dub` and `:subdub` from 1.7.3 on. Prime Video also accepts `:any`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum LanguageSuffix {
    /// Subtitles and other timed text.
    Sub,
    /// Audio.
    Dub,
    /// Both subtitles and audio.
    SubDub,
    /// Either subtitles or audio. Prime Video treats this suffix like `:subdub`.
    Any,
}

impl LanguageSuffix {
    /// The suffix as it appears in the specification, without the colon.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sub => "sub",
            Self::Dub => "dub",
            Self::SubDub => "subdub",
            Self::Any => "any",
        }
    }

    fn share_a_kind(one: Option<Self>, other: Option<Self>) -> bool {
        !matches!(
            (one, other),
            (Some(Self::Sub), Some(Self::Dub)) | (Some(Self::Dub), Some(Self::Sub))
        )
    }
}

impl FromStr for LanguageSuffix {
    type Err = LanguageFault;

    /// Parses a suffix without its colon, ignoring case.
    fn from_str(text: &str) -> Result<Self, LanguageFault> {
        [Self::Sub, Self::Dub, Self::SubDub, Self::Any]
            .into_iter()
            .find(|suffix| suffix.as_str().eq_ignore_ascii_case(text))
            .ok_or(LanguageFault::UnknownSuffix)
    }
}

impl fmt::Display for LanguageSuffix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The reason why text is not a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum LanguageFault {
    /// The text has no language, either because it is empty or because it has only a suffix.
    #[error("no language is named")]
    Empty,
    /// The text has an underscore or a dash instead of a hyphen, as in `en_US`. [`LanguageTag::corrected`] replaces it.
    #[error("it has an underscore or a dash instead of the plain hyphen `-`")]
    Separator,
    /// The text has blanks around the colon, as in `en : sub`. [`LanguageTag::corrected`] removes them.
    #[error("there are blanks around the colon")]
    Blanks,
    /// The suffix after the colon is unknown, as in `EN:audio`.
    #[error("only :sub, :dub, :subdub or :any can follow a language")]
    UnknownSuffix,
    /// The text does not have the form of a language tag.
    #[error("it does not have the form of an RFC 5646 language tag, such as en, pt-BR or es-419")]
    NotWellFormed,
}

/// Whether a character is the underscore of POSIX locales, or one of the dashes that word processors and spreadsheets
/// substitute for a hyphen.
fn is_wrong_hyphen(c: char) -> bool {
    matches!(
        c,
        '_' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}'
    )
}

fn begins_with(tag: &str, start: &str) -> bool {
    tag.strip_prefix(start)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use ema_testing::{assert_snapshot, str};
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn tag(text: &str) -> LanguageTag {
        text.parse::<LanguageTag>().unwrap()
    }

    #[test]
    fn a_tag_is_kept_in_the_case_of_rfc_5646() {
        for (written, kept) in [
            ("EN", "en"),
            ("mn-cYRL-mn:SUBDUB", "mn-Cyrl-MN:subdub"),
            ("ES-419:Any", "es-419:any"),
            ("SGN-be-FR", "sgn-BE-FR"),
            ("en-ca-X-CA", "en-CA-x-ca"),
            ("I-KLINGON", "i-klingon"),
        ] {
            assert_eq!(tag(written).to_string(), kept);
        }
        assert_eq!(tag("EN-us:SUB"), tag("en-US:sub"));
        assert_eq!(format!("{:>9}|", tag("en:sub")), "   en:sub|");
    }

    #[test]
    fn the_primary_language_of_an_indivisible_tag_is_the_tag() {
        for (text, primary) in [
            ("zh-Hant-TW", "zh"),
            ("fil", "fil"),
            ("i-default", "i-default"),
            ("x-studio", "x-studio"),
        ] {
            assert_eq!(tag(text).primary(), primary);
        }
    }

    #[test]
    fn faults_are_told_apart() {
        use LanguageFault as Fault;
        for (text, fault, corrected) in [
            ("", Fault::Empty, None),
            (":sub", Fault::Empty, None),
            ("en_US", Fault::Separator, Some("en-US")),
            ("ZH_hant_tw:Sub", Fault::Separator, Some("zh-Hant-TW:sub")),
            ("pt\u{2011}BR", Fault::Separator, Some("pt-BR")),
            ("fr : sub", Fault::Blanks, Some("fr:sub")),
            ("PT-br:\u{a0}Dub", Fault::Blanks, Some("pt-BR:dub")),
            ("pt_BR :sub", Fault::Separator, Some("pt-BR:sub")),
            ("fr : audio", Fault::UnknownSuffix, None),
            (" : sub", Fault::Empty, None),
            ("EN:audio", Fault::UnknownSuffix, None),
            ("en:", Fault::UnknownSuffix, None),
            ("en:sub:dub", Fault::UnknownSuffix, None),
            ("en_US:audio", Fault::UnknownSuffix, None),
            ("_", Fault::NotWellFormed, None),
            ("_en", Fault::NotWellFormed, None),
            ("en US", Fault::NotWellFormed, None),
            (" en", Fault::NotWellFormed, None),
            ("en|fr", Fault::NotWellFormed, None),
            ("pt-BR-", Fault::NotWellFormed, None),
            ("français", Fault::NotWellFormed, None),
            ("//e.g., EN, FR", Fault::NotWellFormed, None),
        ] {
            assert_eq!(text.parse::<LanguageTag>(), Err(fault), "{text}");
            assert_eq!(LanguageTag::corrected(text).as_deref(), corrected, "{text}");
        }
        assert_eq!(
            LanguageTag::corrected("en-US"),
            None,
            "there is nothing to correct"
        );
    }

    #[test]
    fn what_is_said_of_a_fault() {
        let said = [
            LanguageFault::Empty,
            LanguageFault::Separator,
            LanguageFault::Blanks,
            LanguageFault::UnknownSuffix,
            LanguageFault::NotWellFormed,
        ]
        .map(|fault| fault.to_string());
        assert_snapshot(
            format!("{said:#?}"),
            str![[r#"
[
    "no language is named",
    "it has an underscore or a dash instead of the plain hyphen `-`",
    "there are blanks around the colon",
    "only :sub, :dub, :subdub or :any can follow a language",
    "it does not have the form of an RFC 5646 language tag, such as en, pt-BR or es-419",
]
"#]],
        );
    }

    #[test]
    fn a_holdback_reaches_whole_subtags_only() {
        for (holdback, asset, held) in [
            ("en", "en", true),
            ("en", "eng", false),
            ("en", "en-Latn-GB", true),
            ("zh-Hant", "zh-Hant-HK", true),
            ("zh-Hant", "zh-HK", false),
            ("zh-Hant", "zh", true),
            ("es-419", "es-MX", false),
            ("fr:sub", "fr-CA:dub", false),
            ("fr:sub", "fr-CA:subdub", true),
            ("fr:any", "fr:dub", true),
            ("fr", "fr:sub", true),
        ] {
            assert_eq!(
                tag(holdback).holds_back(&tag(asset)),
                held,
                "{holdback} {asset}"
            );
        }
    }

    #[test]
    fn a_language_is_small() {
        assert!(size_of::<LanguageTag>() <= 24);
        assert!(size_of::<Option<LanguageTag>>() <= 24);
    }

    proptest! {
        #[test]
        fn reading_never_panics_and_corrects_only_hyphens_and_blanks(
            text in prop_oneof!["\\PC*", "[a-z]{1,3}[-_ :]{0,3}[a-z]{2,4}[-_ :]{0,3}(sub)?"]
        ) {
            let fault = text.parse::<LanguageTag>().err();
            let corrected = LanguageTag::corrected(&text);
            let correctable = [LanguageFault::Separator, LanguageFault::Blanks];
            prop_assert_eq!(corrected.is_some(), fault.is_some_and(|fault| correctable.contains(&fault)));
        }

        #[test]
        fn a_tag_is_read_back_from_its_text(
            text in "[a-zA-Z]{2,8}([-_][a-zA-Z]{4})?([-_]([a-zA-Z]{2}|[0-9]{3}))?([-_][0-9][a-z]{3})?(:(sub|DUB|any))?"
        ) {
            let text = LanguageTag::corrected(&text).unwrap_or(text);
            let language = text.parse::<LanguageTag>().unwrap();
            let again = language.to_string().parse::<LanguageTag>().unwrap();
            prop_assert!(language.to_string().eq_ignore_ascii_case(&text));
            prop_assert_eq!(language.to_string(), again.to_string());
            prop_assert_eq!(language, again);
        }

        #[test]
        fn a_holdback_of_a_language_reaches_all_its_locales(
            language in "[a-z]{2,3}", locale in "([A-Z][a-z]{3}-)?([A-Z]{2}|[0-9]{3})",
        ) {
            let whole = tag(&language);
            let local = tag(&format!("{language}-{locale}"));
            prop_assert!(whole.holds_back(&local));
            prop_assert!(local.holds_back(&whole));
            prop_assert!(local.holds_back(&local));
        }
    }
}
