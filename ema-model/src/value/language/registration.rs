//! The status of a tag's subtags in the IANA Language Subtag Registry.
//!
//! For example, `en-US` is registered and `xx-YY` is not. The tag `zh-yue` is deprecated, and the registry prefers
//! `yue`. The tables in `subtags.rs` are generated from the registry.

use super::LanguageTag;
use super::subtags::{
    DEPRECATED, EXTENDED_LANGUAGES, GRANDFATHERED, LANGUAGES, PRIVATE_USE, REGIONS, SCRIPTS,
    VARIANTS,
};
use crate::text::Text;

/// Whether IANA has registered the subtags of a language.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Registration<'a> {
    /// All subtags are registered, and none is deprecated.
    Registered,
    /// A subtag is not registered, so the meaning of the tag is unknown.
    Unregistered {
        /// The first subtag that is not registered.
        subtag: &'a str,
    },
    /// All subtags are registered, but one of them is deprecated, or the registry specifies a replacement for it.
    Deprecated {
        /// The first such subtag, or the whole tag if the registry deprecates it as a whole.
        subtag: &'a str,
        /// The recommended language, including the suffix, or `None` if the registry does not recommend a language.
        preferred: Option<LanguageTag>,
    },
}

pub(super) fn of(language: &LanguageTag) -> Registration<'_> {
    let tag = language.tag();
    let prefer = |tag: String| LanguageTag {
        tag: Text::from(tag),
        suffix: language.suffix,
    };

    // A tag that is a single subtag is not looked up here, because the subtag might be registered with a type other
    // than language. For example, `heploc` is registered only as a variant.
    if tag.contains('-')
        && let Some(preferred) = deprecated(tag)
    {
        let preferred = preferred.map(|tag| prefer(tag.to_owned()));
        return Registration::Deprecated {
            subtag: tag,
            preferred,
        };
    }
    if GRANDFATHERED.binary_search(&tag).is_ok() {
        return Registration::Registered;
    }
    let mut first_deprecated = None;
    for (subtag, status) in statuses(tag) {
        match status {
            Status::Current => {}
            Status::Unregistered => return Registration::Unregistered { subtag },
            Status::Deprecated(_) | Status::Extended => {
                first_deprecated = first_deprecated.or(Some(subtag));
            }
        }
    }
    match first_deprecated {
        Some(subtag) => Registration::Deprecated {
            subtag,
            preferred: preferred(tag).map(prefer),
        },
        None => Registration::Registered,
    }
}

#[derive(Clone, Copy)]
enum Status {
    Current,
    Unregistered,
    /// Deprecated, with the replacement that the registry specifies, if any.
    Deprecated(Option<&'static str>),
    /// An extended language, such as `yue` in `zh-yue`. The registry prefers the extended language without the
    /// preceding language.
    Extended,
}

/// The tag in the canonical form that section 4.5 of RFC 5646 defines.
fn preferred(tag: &str) -> Option<String> {
    let mut subtags = Vec::new();
    for (subtag, status) in statuses(tag) {
        match status {
            Status::Deprecated(preferred) => subtags.push(preferred?),
            Status::Extended => {
                subtags.clear();
                subtags.push(deprecated(subtag).unwrap_or(Some(subtag))?);
            }
            Status::Current | Status::Unregistered => subtags.push(subtag),
        }
    }
    Some(subtags.join("-"))
}

/// The status of each subtag in a well-formed tag that is not registered as a whole.
fn statuses(tag: &str) -> impl Iterator<Item = (&str, Status)> {
    let mut before = None;
    let mut in_extension = false;
    let mut in_private_use = false;
    tag.split('-').map(move |subtag| {
        let status = if in_private_use || subtag == "x" {
            in_private_use = true;
            Status::Current
        } else if subtag.len() == 1 {
            in_extension = true;
            // `u` and `t` are the only extensions in the IANA Language Tag Extensions Registry.
            if matches!(subtag, "u" | "t") {
                Status::Current
            } else {
                Status::Unregistered
            }
        } else if in_extension {
            Status::Current
        } else {
            status(subtag, before)
        };
        before = Some(subtag);
        (subtag, status)
    })
}

/// The status of a subtag. In a well-formed tag in the recommended case, the position, length and first character of a
/// subtag determine its type.
fn status(subtag: &str, before: Option<&str>) -> Status {
    let starts_with_digit = subtag.starts_with(|c: char| c.is_ascii_digit());
    let is_registered = match (subtag.len(), before) {
        (_, None) => is_private_use(subtag) || has_cell::<3>(LANGUAGES, subtag),
        (3, Some(before)) if !starts_with_digit => {
            return if EXTENDED_LANGUAGES.binary_search(&(subtag, before)).is_ok() {
                Status::Extended
            } else {
                Status::Unregistered
            };
        }
        (2 | 3, _) => is_private_use(subtag) || has_cell::<3>(REGIONS, subtag),
        (4, _) if !starts_with_digit => is_private_use(subtag) || has_cell::<4>(SCRIPTS, subtag),
        _ => VARIANTS.binary_search(&subtag).is_ok(),
    };
    match deprecated(subtag) {
        _ if !is_registered => Status::Unregistered,
        Some(preferred) => Status::Deprecated(preferred),
        None => Status::Current,
    }
}

/// Whether a subtag is for private use. Codes for languages, scripts and regions differ in length or case, so one table
/// is enough for all of them.
fn is_private_use(subtag: &str) -> bool {
    PRIVATE_USE
        .iter()
        .any(|(first, last)| first.len() == subtag.len() && (*first..=*last).contains(&subtag))
}

fn has_cell<const N: usize>(cells: &str, subtag: &str) -> bool {
    let mut cell = [b' '; N];
    let Some(filled) = cell.get_mut(..subtag.len()) else {
        return false;
    };
    filled.copy_from_slice(subtag.as_bytes());
    cells.as_bytes().as_chunks().0.binary_search(&cell).is_ok()
}

/// The replacement for the subtag or whole tag, if it is deprecated.
fn deprecated(subtag: &str) -> Option<Option<&'static str>> {
    let at = DEPRECATED
        .binary_search_by_key(&subtag, |(subtag, _)| subtag)
        .ok()?;
    DEPRECATED.get(at).map(|(_, preferred)| *preferred)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn tag(text: &str) -> LanguageTag {
        text.parse::<LanguageTag>().unwrap()
    }

    #[test]
    fn registered_subtags_of_every_kind_are_known() {
        for text in [
            "en",
            "fil",
            "cmn",
            "zh-Hans",
            "zh-Hant-TW",
            "pt-BR",
            "es-419",
            "de-CH-1996",
            "sl-rozaj-biske",
            "en-GB-oxendict",
            "i-default",
            "i-mingo",
            "und",
            "mul",
            "zxx",
            "x-studio-cut2",
            "en-x-studio",
            "ja-JP-u-ca-japanese",
            "und-Cyrl-t-und-latn",
        ] {
            assert_eq!(tag(text).registration(), Registration::Registered, "{text}");
        }
    }

    #[test]
    fn private_use_is_registered() {
        for text in [
            "qaa", "qtz", "en-Qaaa", "en-Qabx", "en-AA", "en-QM", "en-XK", "en-ZZ",
        ] {
            assert_eq!(tag(text).registration(), Registration::Registered, "{text}");
        }
        for (text, subtag) in [("qua-QL", "QL"), ("en-Qaby", "Qaby"), ("zh-qaa", "qaa")] {
            assert_eq!(
                tag(text).registration(),
                Registration::Unregistered { subtag },
                "{text}"
            );
        }
    }

    #[test]
    fn the_first_unregistered_subtag_is_named() {
        for (text, subtag) in [
            ("english", "english"),
            ("eng", "eng"),
            ("heploc", "heploc"),
            ("xx-YY", "xx"),
            ("en-UK", "UK"),
            ("iw-YY", "YY"),
            ("es-420", "420"),
            ("en-yue", "yue"),
            ("zh-yue-cmn", "cmn"),
            ("zh-Hanz", "Hanz"),
            ("en-american", "american"),
            ("en-a-bc", "a"),
        ] {
            assert_eq!(
                tag(text).registration(),
                Registration::Unregistered { subtag },
                "{text}"
            );
        }
    }

    #[test]
    fn a_deprecated_language_says_what_to_write_instead() {
        for (text, subtag, preferred) in [
            ("iw-IL:dub", "iw", Some("he-IL:dub")),
            ("in", "in", Some("id")),
            ("my-BU", "BU", Some("my-MM")),
            ("iw-BU", "iw", Some("he-MM")),
            ("nl-AN", "AN", None),
            ("zh-yue-HK:sub", "yue", Some("yue-HK:sub")),
            ("zh-cmn-Hans", "zh-cmn-Hans", Some("cmn-Hans")),
            ("ar-ajp", "ajp", Some("apc")),
            ("sgn-US", "sgn-US", Some("ase")),
            ("en-GB-oed", "en-GB-oed", Some("en-GB-oxendict")),
            ("zh-min", "zh-min", None),
            ("ja-Latn-heploc", "heploc", Some("ja-Latn-alalc97")),
        ] {
            let preferred = preferred.map(tag);
            let expected = Registration::Deprecated { subtag, preferred };
            assert_eq!(tag(text).registration(), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_preferred_is_registered_and_not_deprecated(
            language in prop::sample::select(DEPRECATED),
            extended in prop::sample::select(EXTENDED_LANGUAGES),
            region in prop::sample::select(vec!["", "-US", "-BU", "-XA"]),
        ) {
            let extended = format!("{}-{}", extended.1, extended.0);
            for text in [format!("{}{region}", language.0), format!("{extended}{region}")] {
                let Ok(language) = text.parse::<LanguageTag>() else { continue };
                if let Registration::Deprecated { preferred: Some(preferred), .. } = language.registration() {
                    prop_assert_eq!(preferred.registration(), Registration::Registered);
                }
            }
        }
    }
}
