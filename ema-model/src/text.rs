//! The text of cells, with functions that trim it and fold it for comparison.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// The text of a cell, which is immutable and shared by the cells that repeat it.
///
/// Most of the 1.75 million filled cells in a full feed have the same text as another cell, so cloning a `Text` only
/// increments a reference count. A `Text` dereferences to `str`.
///
/// ```
/// use ema_model::Text;
///
/// let title = Text::from("The First Dance");
/// assert_eq!(title.to_uppercase(), "THE FIRST DANCE");
/// assert_eq!(title, "The First Dance");
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(Arc<str>);

impl Text {
    /// The text as a string slice.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether `self` and `other` are the same allocation, not merely equal.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    pub(crate) fn is_held_elsewhere(&self) -> bool {
        Arc::strong_count(&self.0) > 1
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(Arc::from(text))
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(Arc::from(text))
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

/// Whether a character is blank: Unicode white space, or one of the zero-width characters that spreadsheets and web
/// pages leave in copied text.
#[must_use]
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Returns text without surrounding blank characters, including zero-width ones.
///
/// ```
/// assert_eq!(ema_model::trim("\u{a0}US\u{200b} "), "US");
/// ```
#[must_use]
#[inline]
pub fn trim(text: &str) -> &str {
    let bytes = text.as_bytes();
    // Nearly all strings begin and end with a visible ASCII character, so they need no trimming.
    match (bytes.first(), bytes.last()) {
        (Some(b'!'..=b'~'), Some(b'!'..=b'~')) => text,
        _ => text.trim_matches(is_space),
    }
}

/// Returns text in lowercase and without spaces, so that words can be compared regardless of case and spacing.
pub(crate) fn folded(text: &str) -> String {
    folded_chars(text).collect()
}

/// The characters of [`folded`].
pub(crate) fn folded_chars(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|c| !is_space(*c))
        .flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn trimming_removes_all_blanks(text in "[ \t\u{a0}\u{200b}\u{3000}!~aé\u{7f}]{0,6}") {
            prop_assert_eq!(trim(&text), text.trim_matches(is_space));
        }
    }
}
