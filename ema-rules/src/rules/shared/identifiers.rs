//! The cells that the platform compares byte by byte, and the characters in them that nobody sees.

use ema_model::{Column, Kind};

use crate::check::CellAt;

/// Whether cells of a kind may be compared byte by byte: IDs, and DisplayName among the texts.
pub(in crate::rules) fn may_be_compared(kind: Kind) -> bool {
    kind.is_identifier() || kind == Kind::Text
}

/// Whether a cell is compared byte by byte: an ID or DisplayName.
pub(in crate::rules) fn is_compared(at: &CellAt<'_>) -> bool {
    at.kind.is_identifier() || at.column() == Some(Column::DisplayName)
}

/// The text without white space around it. Unlike [`ema_model::trim`], it keeps the marks of no
/// width at its ends, because they may be part of an ID.
pub(in crate::rules) fn without_white_space(text: &str) -> &str {
    text.trim()
}

/// Whether a character is not shown, or stands for one that was lost: controls, the default
/// ignorable code points of Unicode Standard Annex 44, and U+FFFD.
pub(in crate::rules) fn is_invisible(c: char) -> bool {
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

/// An invisible character by its code point and, where it is a common one, its name:
/// `U+200E (left-to-right mark)`.
pub(in crate::rules) fn invisible_name(c: char) -> String {
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
