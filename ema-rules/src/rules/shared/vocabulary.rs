//! Looks up words in closed vocabularies. The rules about these words share this module.

use ema_model::{EmaVersion, Format, Keyword, Kind, Value, Word};

use crate::engine::{CellAt, Profile};

/// Returns the vocabulary word that matches the cell if case and spaces are ignored. The word can
/// belong to any version.
pub(in crate::rules) fn word(at: &CellAt<'_>) -> Option<&'static Word> {
    let text = at.cell.value().as_word()?;
    at.kind.words().iter().find(|word| word.text == text)
}

/// Returns whether the profile accepts a word in the row's version.
///
/// In EntryType, Prime Video accepts only the two words on its list. The rule `unlisted-value`
/// reports words that are missing from its other lists.
pub(in crate::rules) fn takes(at: &CellAt<'_>, word: &Word) -> bool {
    let profile = at.profile;
    match (at.kind, profile.lists(at.kind, word.text)) {
        (Kind::EntryType, Some(listed)) => listed,
        // The field list mentions temporary reductions under SRP, in every version.
        (Kind::PriceType, Some(_)) if is_reduction(at) => true,
        // All XML versions have every kind of work.
        (Kind::WorkType, _) if at.format == Format::Xml => true,
        _ => profile.takes(at.kind, word, at.version()),
    }
}

/// Returns whether the cell is a PriceType for a temporary reduction.
pub(in crate::rules) fn is_reduction(at: &CellAt<'_>) -> bool {
    matches!(at.cell.value(), Value::PriceType(price) if price.is_temporary_reduction())
}

/// Returns whether the profile accepts a word instead of a date in Start or End, in the row's
/// version.
pub(in crate::rules) fn takes_keyword(
    profile: &Profile,
    version: EmaVersion,
    kind: Kind,
    word: Keyword,
) -> bool {
    let listed = profile.lists(kind, word.as_str());
    listed.unwrap_or_else(|| version >= first_with(word))
}

/// Returns the words that a profile accepts instead of a date in Start or End, in a version.
pub(crate) fn accepted_keywords(
    profile: &Profile,
    kind: Kind,
    version: EmaVersion,
) -> Vec<&'static str> {
    let of_ends = |word: &Keyword| matches!(word, Keyword::Open | Keyword::EstStart);
    let words = Keyword::ALL.iter().copied();
    words
        .filter(|word| kind == Kind::End || !of_ends(word))
        .filter(|word| takes_keyword(profile, version, kind, *word))
        .map(Keyword::as_str)
        .collect()
}

/// Returns the first version that allows a word instead of a date.
pub(in crate::rules) fn first_with(word: Keyword) -> EmaVersion {
    match word {
        Keyword::Open | Keyword::EstStart => EmaVersion::V1_6,
        Keyword::Immediate => EmaVersion::V1_7,
        _ => EmaVersion::V1_7_3,
    }
}

/// Returns the words to recommend. These are the words that the platform lists or, if the platform
/// has no list, those that the version allows. Words that another rule reports are omitted.
pub(in crate::rules) fn allowed(at: &CellAt<'_>) -> Vec<&'static str> {
    accepted_words(at.profile, at.kind, at.version())
}

/// Returns the words that a profile accepts in a version without any finding.
pub(crate) fn accepted_words(
    profile: &Profile,
    kind: Kind,
    version: EmaVersion,
) -> Vec<&'static str> {
    let listed = profile.platform.and_then(|platform| (platform.words)(kind));
    if let Some(listed) = listed {
        let words = listed.iter().copied();
        return words
            .filter(|word| !is_superseded(kind, word, version) && !is_on_request(kind, word))
            .collect();
    }
    let words = kind.words().iter();
    words
        .filter(|word| word.is_in(version))
        .map(|word| word.text)
        .collect()
}

/// Returns whether a version has another word for a format that the platform still accepts.
pub(in crate::rules) fn is_superseded(kind: Kind, word: &str, version: EmaVersion) -> bool {
    kind == Kind::FormatProfile && word == "4K" && version > EmaVersion::V1_6
}

/// Returns whether platforms accept a word only from partners whom they have asked to use it.
pub(in crate::rules) fn is_on_request(kind: Kind, word: &str) -> bool {
    kind == Kind::PriceType && matches!(word, "Tier" | "SRP" | "NA")
}
