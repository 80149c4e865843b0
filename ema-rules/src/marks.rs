//! Characters that are invisible, or that look like other characters.

use std::borrow::Cow;

/// Makes text from a file safe to display on one line in a terminal or log.
///
/// A cell must not move the cursor, change the color or the direction of the text after it, or begin a new line.
/// Control characters are therefore replaced with their Unicode symbols (starting at U+2400), and other invisible
/// characters are replaced with their code points.
///
/// The messages of a [`Finding`](crate::Finding) quote cells verbatim, because programs that read reports need the
/// original text. A [`Report`](crate::Report) formatted as text is already printable.
///
/// ```
/// assert_eq!(ema_rules::printable("First\nDance"), "First␊Dance");
/// assert_eq!(ema_rules::printable("US\u{200b}"), "US<U+200B>");
/// ```
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~');
    if text.bytes().all(is_plain) || !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            // The symbols are in the same order as the control characters.
            '\0'..='\u{1f}' => shown.extend(char::from_u32(0x2400 + u32::from(c))),
            '\u{7f}' => shown.push('\u{2421}'),
            c if is_hidden(c) => shown.push_str(&format!("<U+{:04X}>", u32::from(c))),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// Whether a character is not displayed. U+FFFD is displayed.
fn is_hidden(c: char) -> bool {
    is_invisible(c) && c != '\u{fffd}'
}

/// Whether a character is not displayed, or replaces a lost character or object: the control characters, the default
/// ignorable code points (Unicode Standard Annex 44), the line and paragraph separators, the annotation characters, and
/// U+FFFC and U+FFFD.
pub(crate) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'
                | '\u{1160}'
                | '\u{17b4}'
                | '\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffd}'
                | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Formats an invisible character as its code point, followed by its name or kind: `U+200E (left-to-right mark)`.
pub(crate) fn invisible_name(c: char) -> String {
    let name = match c {
        '\t' => " (tab)",
        '\n' | '\r' => " (line break)",
        '\u{ad}' => " (soft hyphen)",
        '\u{200b}' => " (zero-width space)",
        '\u{200c}' => " (zero-width non-joiner)",
        '\u{200d}' => " (zero-width joiner)",
        '\u{200e}' => " (left-to-right mark)",
        '\u{200f}' => " (right-to-left mark)",
        '\u{2028}' | '\u{2029}' => " (line separator)",
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => " (mark of writing direction)",
        '\u{2060}' => " (word joiner)",
        '\u{feff}' => " (byte order mark)",
        '\u{fffd}' => " (replacement for a lost character)",
        c if c.is_control() => " (control character)",
        _ => " (invisible)",
    };
    format!("U+{:04X}{name}", u32::from(c))
}

/// Finds the first character in a string that is invisible or looks like an ASCII character, and formats it with its
/// position: `character 4 is U+200E (left-to-right mark)`. Surrounding white space is ignored.
pub(crate) fn disguised(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let white_space = text.chars().take_while(|c| c.is_whitespace()).count();
    let chars = text.trim().chars().zip(white_space + 1..);
    let mut odd = chars.filter(|(c, _)| is_invisible(*c) || looks_like(*c).is_some());
    let (c, place) = odd.next()?;
    let name = match looks_like(c) {
        Some(other) => format!("U+{:04X}, which looks like `{other}`", u32::from(c)),
        None => invisible_name(c),
    };
    Some(format!("character {place} is {name}"))
}

/// The ASCII character that a dash, a quotation mark or a full-width character resembles.
fn looks_like(c: char) -> Option<char> {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => Some('-'),
        '\u{2044}' | '\u{2215}' => Some('/'),
        '\u{2018}' | '\u{2019}' => Some('\''),
        '\u{201c}' | '\u{201d}' => Some('"'),
        '\u{2236}' | '\u{a789}' => Some(':'),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{disguised, printable};

    #[test]
    fn no_character_of_a_cell_acts_on_a_terminal() {
        assert_eq!(printable("a\u{1b}[2Jb\n\u{7f}"), "a␛[2Jb␊␡");
        assert_eq!(
            printable("\u{9b}2J \u{202e} \u{2028} \u{feff} \u{e0041}"),
            "<U+009B>2J <U+202E> <U+2028> <U+FEFF> <U+E0041>"
        );
        for text in ["Fähre 映画 ؟ש 🎬", "lost \u{fffd}", "a\u{a0}b", ""] {
            assert_eq!(printable(text), text);
        }
    }

    #[test]
    fn plain_texts_have_nothing_to_name() {
        for text in ["EST", "2026-01-31", "Fähre", "映画", " EST\u{a0}"] {
            assert_eq!(disguised(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_disguised_is_named_with_its_place() {
        for (text, expected) in [
            ("EST\u{200e}", "character 4 is U+200E (left-to-right mark)"),
            (" \u{200b}EST", "character 2 is U+200B (zero-width space)"),
            (
                "2026\u{2013}01\u{2013}31",
                "character 5 is U+2013, which looks like `-`",
            ),
            ("ＥST", "character 1 is U+FF25, which looks like `E`"),
        ] {
            assert_eq!(disguised(text).as_deref(), Some(expected));
        }
    }
}
