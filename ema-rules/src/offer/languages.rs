//! The languages that a row grants, each with its localization.

use std::collections::BTreeSet;
use std::fmt;

use ema_model::{
    Avail, EmaVersion, Field, LanguageSuffix, LanguageTag, List, LocalizationType, Text, trim,
};

/// A granted language, or all languages, with the localization, such as `fr` or `fr:sub`.
///
/// ```
/// use ema_model::{Avail, Column, EmaVersion};
/// use ema_rules::{Conventions, Offer};
///
/// let languages = |asset_language, localization_type| {
///     let cells = [
///         (Column::AssetLanguage, asset_language),
///         (Column::LocalizationType, localization_type),
///     ];
///     let avail = Avail::from_cells(EmaVersion::V1_7_3, cells);
///     Offer::of(&avail, &Conventions::prime_video()).languages
/// };
/// assert_eq!(languages("fr", "sub"), languages("fr:sub", ""));
/// assert_eq!(languages("fr", ""), languages("FR:any", ""));
/// assert_eq!(languages("fr:subdub", ""), languages("fr:dub, fr:sub", ""));
/// assert_ne!(languages("", "sub"), languages("", ""));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct GrantedLanguage {
    /// The RFC 5646 tag. `None` means all languages.
    pub tag: Option<Text>,
    /// The kinds of assets granted in the language.
    pub localization: Localization,
}

/// The kinds of assets that are granted in a language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Localization {
    /// Subtitles or dubs, whichever are delivered.
    Any,
    /// Subtitles and other timed text.
    Sub,
    /// Dubs.
    Dub,
    /// A word in LocalizationType that is not in the vocabulary, in lowercase.
    Other(Text),
}

impl fmt::Display for GrantedLanguage {
    /// Formats the language as `fr`, `fr:sub`, `all` or `all:sub`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tag = self.tag.as_deref().unwrap_or("all");
        match &self.localization {
            Localization::Any => f.pad(tag),
            Localization::Sub => write!(f, "{tag}:sub"),
            Localization::Dub => write!(f, "{tag}:dub"),
            Localization::Other(word) => write!(f, "{tag}:{word}"),
        }
    }
}

/// A kind of asset that can be granted in a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum AssetKind {
    Sub,
    Dub,
}

impl GrantedLanguage {
    /// The kinds of assets that are granted. The slice is empty for an unknown localization.
    pub(crate) fn kinds(&self) -> &'static [AssetKind] {
        match self.localization {
            Localization::Any => &[AssetKind::Sub, AssetKind::Dub],
            Localization::Sub => &[AssetKind::Sub],
            Localization::Dub => &[AssetKind::Dub],
            Localization::Other(_) => &[],
        }
    }

    /// Returns the language that both entries grant. For example, `fr` and `all:sub` (subtitles in all languages) share
    /// `fr:sub`.
    fn shared_with(&self, other: &Self) -> Option<Self> {
        let tag = match (&self.tag, &other.tag) {
            (Some(one), Some(other)) if one != other => return None,
            (Some(tag), _) | (None, Some(tag)) => Some(tag.clone()),
            (None, None) => None,
        };
        let localization = match (&self.localization, &other.localization) {
            (Localization::Other(_), _) | (_, Localization::Other(_)) => return None,
            (Localization::Any, kind) | (kind, Localization::Any) => kind.clone(),
            (one, other) if one == other => one.clone(),
            _ => return None,
        };
        Some(Self { tag, localization })
    }
}

/// The languages that two rows both grant, without duplicates.
pub(crate) fn shared<'a>(
    one: &'a BTreeSet<GrantedLanguage>,
    other: &'a BTreeSet<GrantedLanguage>,
) -> impl Iterator<Item = GrantedLanguage> + 'a {
    let alike = |language: &GrantedLanguage| {
        let tags = match &language.tag {
            Some(tag) => vec![None, Some(tag.clone())],
            None => Vec::new(),
        };
        let everything = language.tag.is_none();
        let kinds = [Localization::Any, Localization::Sub, Localization::Dub];
        let candidates = tags.into_iter().flat_map(move |tag| {
            kinds.clone().map(|localization| GrantedLanguage {
                tag: tag.clone(),
                localization,
            })
        });
        let listed = candidates.filter(|candidate| other.contains(candidate));
        let all = other.iter().filter(move |_| everything).cloned();
        let language = language.clone();
        listed
            .chain(all)
            .filter_map(move |other| language.shared_with(&other))
    };
    let mut known = BTreeSet::new();
    one.iter()
        .flat_map(alike)
        .filter(move |language| known.insert(language.clone()))
}

/// The languages that a row grants, from AssetLanguage or, in version 1.6, from StoreLanguage. The localization comes
/// from the language's suffix or, if there is none, from LocalizationType. A blank cell grants all languages.
pub(super) fn of(avail: &Avail) -> BTreeSet<GrantedLanguage> {
    let usual = localizations(avail);
    match field(avail) {
        Field::Absent => granted(None, &usual).collect(),
        Field::Value { value, .. } => {
            let of_tag = |tag: &LanguageTag| {
                let own = tag.suffix().map(localizations_of);
                let localizations = own.as_deref().unwrap_or(&usual);
                granted(Some(Text::from(tag.tag())), localizations).collect::<Vec<_>>()
            };
            value.iter().flat_map(of_tag).collect()
        }
        // Text that is not a language still distinguishes two offers.
        field @ Field::Invalid { .. } => {
            let text = trim(field.text()).to_lowercase();
            granted(Some(text.into()), &usual).collect()
        }
    }
}

/// Writes languages after the other parts of an offer, as in ` en, fr:sub`.
pub(super) fn write(
    languages: &BTreeSet<GrantedLanguage>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let everything = GrantedLanguage {
        tag: None,
        localization: Localization::Any,
    };
    let named = languages.iter().filter(|language| **language != everything);
    for (index, language) in named.enumerate() {
        f.write_str(if index == 0 { " " } else { ", " })?;
        write!(f, "{language}")?;
    }
    Ok(())
}

fn field(avail: &Avail) -> Field<'_, &List<LanguageTag>> {
    match avail.version() {
        EmaVersion::V1_6 => avail.store_language(),
        _ => avail.asset_language(),
    }
}

fn granted(
    tag: Option<Text>,
    localizations: &[Localization],
) -> impl Iterator<Item = GrantedLanguage> {
    localizations
        .iter()
        .map(move |localization| GrantedLanguage {
            tag: tag.clone(),
            localization: localization.clone(),
        })
}

/// The localizations in LocalizationType. A blank cell means `any`.
fn localizations(avail: &Avail) -> Vec<Localization> {
    match avail.localization_type().value() {
        None | Some(LocalizationType::Any) => vec![Localization::Any],
        Some(LocalizationType::Sub) => vec![Localization::Sub],
        Some(LocalizationType::Dub) => vec![Localization::Dub],
        Some(LocalizationType::SubDub) => vec![Localization::Sub, Localization::Dub],
        Some(other) => vec![Localization::Other(other.as_str().to_lowercase().into())],
    }
}

fn localizations_of(suffix: LanguageSuffix) -> Vec<Localization> {
    match suffix {
        LanguageSuffix::Sub => vec![Localization::Sub],
        LanguageSuffix::Dub => vec![Localization::Dub],
        LanguageSuffix::SubDub => vec![Localization::Sub, Localization::Dub],
        _ => vec![Localization::Any],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ema_model::Column;

    fn words(asset_language: &str, localization_type: &str) -> String {
        let cells = [
            (Column::AssetLanguage, asset_language),
            (Column::LocalizationType, localization_type),
        ];
        let languages = of(&Avail::from_cells(EmaVersion::V1_7_3, cells));
        let words: Vec<String> = languages.iter().map(ToString::to_string).collect();
        words.join(", ")
    }

    #[test]
    fn a_suffix_comes_before_the_localization_of_the_row() {
        for (asset_language, localization_type, granted) in [
            ("", "", "all"),
            ("", "any", "all"),
            ("", "sub", "all:sub"),
            ("", "subdub", "all:sub, all:dub"),
            ("fr", "", "fr"),
            ("FR:any", "", "fr"),
            ("fr", "sub", "fr:sub"),
            ("fr:dub", "sub", "fr:dub"),
            ("fr:any", "sub", "fr"),
            ("fr:subdub", "", "fr:sub, fr:dub"),
            ("fr", "subdub", "fr:sub, fr:dub"),
            ("fr:sub, de", "dub", "de:dub, fr:sub"),
            ("fr, FR, fr:any", "", "fr"),
            ("pt-br, ES-419", "", "es-419, pt-BR"),
            ("fr", "Signed", "fr:signed"),
            ("DE;EN", "", "de;en"),
        ] {
            assert_eq!(words(asset_language, localization_type), granted);
        }
    }

    #[test]
    fn what_two_rows_grant_is_found_in_either_order() {
        let granted = |asset_language: &str| {
            let cells = [(Column::AssetLanguage, asset_language)];
            of(&Avail::from_cells(EmaVersion::V1_7_3, cells))
        };
        let words = |one: &str, other: &str| {
            let (one, other) = (granted(one), granted(other));
            let words: Vec<String> = shared(&one, &other).map(|it| it.to_string()).collect();
            words.join(", ")
        };
        for (one, other, both) in [
            ("en", "fr", ""),
            ("en, fr", "fr, de", "fr"),
            ("fr", "fr:sub", "fr:sub"),
            ("fr:dub", "fr:sub", ""),
            ("fr:subdub", "fr", "fr:sub, fr:dub"),
            ("", "fr:sub, en", "en, fr:sub"),
            ("", "", "all"),
        ] {
            assert_eq!(words(one, other), both, "{one} and {other}");
            assert_eq!(words(other, one), both, "{other} and {one}");
        }
    }

    #[test]
    fn version_1_6_calls_the_column_store_language() {
        let cells = [(Column::StoreLanguage, "fr"), (Column::AssetLanguage, "de")];
        let of_version = |version| of(&Avail::from_cells(version, cells));
        let tag = |version| of_version(version).first().unwrap().tag.clone();
        assert_eq!(tag(EmaVersion::V1_6).as_deref(), Some("fr"));
        assert_eq!(tag(EmaVersion::V1_7_3).as_deref(), Some("de"));
    }
}
