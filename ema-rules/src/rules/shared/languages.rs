//! Fixes cells that list languages. The rules about languages share this module.

use ema_model::{Cell, LanguageTag, Reason, Text, trim};

use crate::language_names::language_named;
use crate::wording::quoted;

/// Corrects a language that is written as a name or with wrong hyphens or spaces. Returns `None` if
/// it has any other fault.
pub(in crate::rules) fn corrected(item: &str) -> Option<String> {
    match language_named(item) {
        Some(language) => Some(language.to_string()),
        None => LanguageTag::corrected(item),
    }
}

/// Returns the message and help for the name of a language.
pub(in crate::rules) fn named(item: &str, language: &LanguageTag) -> (String, String) {
    let message = format!("{} is the name of a language, not its tag", quoted(item));
    (message, format!("Write {}.", quoted(&language.to_string())))
}

/// Returns the text of the cell with commas between the languages, hyphens within them, and tags
/// instead of names. Returns `None` if this does not fix all faults.
pub(in crate::rules) fn mended(cell: &Cell) -> Option<Text> {
    let text = cell.text();
    let mut mended = String::with_capacity(text.len());
    let mut rest = 0;
    for fault in cell.faults() {
        let right = match fault.reason {
            Reason::Language(_) => corrected(&text[fault.at.clone()])?,
            Reason::LanguageSeparator => ",".to_owned(),
            _ => return None,
        };
        mended += &text[rest..fault.at.start];
        mended += &right;
        rest = fault.at.end;
    }
    mended += &text[rest..];
    // A name such as `German` has the form of a tag.
    let items: Vec<&str> = mended.split([',', '|']).map(trim).collect();
    Some(replaced(&mended, |index| language_named(items.get(index)?)))
}

/// Replaces some of the languages in a list. `other` is called with the zero-based index of each
/// language and returns its replacement, if any.
pub(in crate::rules) fn replaced(text: &str, other: impl Fn(usize) -> Option<LanguageTag>) -> Text {
    let items = text.split_inclusive([',', '|']).enumerate();
    let replaced: String = items
        .map(|(index, item)| match other(index) {
            Some(other) => {
                let old = trim(item.trim_end_matches([',', '|']));
                item.replacen(old, &other.to_string(), 1)
            }
            None => item.to_owned(),
        })
        .collect();
    Text::from(replaced)
}
