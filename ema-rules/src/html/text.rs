//! Prepares text for display on a page.

use std::borrow::Cow;

use maud::{Markup, html};

/// Prepares text from a file for a page. Visible symbols replace control characters, characters that change the text
/// direction, and noncharacters, which HTML does not allow. The crate maud does all other escaping.
pub(super) fn shown(text: &str) -> Cow<'_, str> {
    let is_shown = |c: char| !c.is_control() && !is_direction(c) && !is_no_character(c);
    if text.chars().all(is_shown) {
        return Cow::Borrowed(text);
    }
    let picture = |c: char| match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        c if is_shown(c) => c,
        _ => '\u{fffd}',
    };
    Cow::Owned(text.chars().map(picture).collect())
}

/// Prepares at most the first `longest` characters of a string, because a cell can be very long.
pub(super) fn shown_short(text: &str, longest: usize) -> Cow<'_, str> {
    match text.char_indices().nth(longest) {
        Some((end, _)) => Cow::Owned(format!("{}…", shown(&text[..end]))),
        None => shown(text),
    }
}

/// Formats text from a rule, in which backticks enclose the contents of cells.
pub(super) fn with_code(text: &str) -> Markup {
    let text = shown(text);
    html! {
        @for (index, part) in text.split('`').enumerate() {
            @if index % 2 == 1 { code dir="auto" { (part) } } @else { (part) }
        }
    }
}

/// Whether a character changes the direction of the text after it.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a code point is a Unicode noncharacter.
fn is_no_character(c: char) -> bool {
    let code = u32::from(c);
    code & 0xfffe == 0xfffe || (0xfdd0..=0xfdef).contains(&code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_page_may_hold_is_a_picture() {
        assert_eq!(shown("a\0b\u{ffff}c\u{202e}d"), "a␀b\u{fffd}c\u{fffd}d");
        assert_eq!(shown("\u{1fffe}é"), "\u{fffd}é");
    }

    #[test]
    fn a_short_text_is_cut_between_characters() {
        assert_eq!(shown_short("éèê", 2), "éè…");
        assert_eq!(shown_short("éè", 2), "éè");
    }
}
