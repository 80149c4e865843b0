//! Finds characters that XML 1.0 can't represent, and replaces them.

use std::borrow::Cow;

/// Replaces each character that XML 1.0 can't represent with U+FFFD.
pub(crate) fn xml_text(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_xml) {
        return Cow::Borrowed(text);
    }
    let held = |c| {
        if is_xml(c) {
            c
        } else {
            char::REPLACEMENT_CHARACTER
        }
    };
    Cow::Owned(text.chars().map(held).collect())
}

/// Returns whether XML 1.0 can represent the character.
pub(crate) fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}
