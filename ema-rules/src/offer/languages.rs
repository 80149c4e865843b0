//! The languages that a row grants, each with the kind of localization.

use std::collections::BTreeSet;
use std::fmt;

use ema_model::{
    Avail, EmaVersion, Field, LanguageSuffix, LanguageTag, List, LocalizationType, Text, trim,
};

/// A language that is granted, in a localization: `fr`, `fr:sub`, or every language.
///
/// ```
/// use ema_model::{Avail, Column, EmaVersion};
/// use ema_rules::{Offer, Profile};
///
/// let languages = |asset_language, localization_type| {
///     let cells = [
///         (Column::AssetLanguage, asset_language),
///         (Column::LocalizationType, localization_type),
///     ];
///     let avail = Avail::from_cells(EmaVersion::V1_7_3, cells);
///     Offer::of(&avail, &Profile::prime_video()).languages
/// };
/// assert_eq!(languages("fr", "sub"), languages("fr:sub", ""));
/// assert_eq!(languages("fr", ""), languages("FR:any", ""));
/// assert_eq!(languages("fr:subdub", ""), languages("fr:dub, fr:sub", ""));
/// assert_ne!(languages("", "sub"), languages("", ""));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct GrantedLanguage {
    /// The RFC 5646 tag; `None` for every language.
    pub tag: Option<Text>,
    /// The localization.
    pub localization: Localization,
}

/// Which assets of a language are granted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Localization {
    /// Subtitles or dubs, whichever are delivered.
    Any,
    /// Subtitles and other timed text.
    Sub,
    /// Dubs.
    Dub,
    /// A word that nobody knows, as it stands in LocalizationType.
    Other(Text),
}

impl fmt::Display for GrantedLanguage {
    /// `fr`, `fr:sub`, `all`, `all:sub`.
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

/// The languages that a row grants: those of AssetLanguage, in 1.6 StoreLanguage. The localization of
/// a language is its suffix, or else that of LocalizationType. A blank cell grants every language.
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
        // Text that is not a language still tells two offers apart.
        field @ Field::Invalid { .. } => {
            let text = trim(field.text()).to_lowercase();
            granted(Some(text.into()), &usual).collect()
        }
    }
}

/// Writes languages behind the other words of an offer: ` en, fr:sub`.
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

/// What LocalizationType says; a blank cell says `any`.
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
    fn version_1_6_calls_the_column_store_language() {
        let cells = [(Column::StoreLanguage, "fr"), (Column::AssetLanguage, "de")];
        let of_version = |version| of(&Avail::from_cells(version, cells));
        let tag = |version| of_version(version).first().unwrap().tag.clone();
        assert_eq!(tag(EmaVersion::V1_6).as_deref(), Some("fr"));
        assert_eq!(tag(EmaVersion::V1_7_3).as_deref(), Some("de"));
    }
}
