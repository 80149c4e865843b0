//! Names and characters in a form that a person can read.

use std::fmt::{self, Write as _};
#[cfg(feature = "plan")]
use std::time::Duration;

use unicode_width::UnicodeWidthChar as _;

/// A character as written in a sentence: the character itself if it is unambiguous, otherwise its name or number.
pub(crate) struct Named(pub(crate) char);

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            ' ' => f.write_str("a space"),
            '\t' => f.write_str("a tab"),
            '\n' | '\r' => f.write_str("a line break"),
            // Names from a Mac often have a letter and its accent as two separate characters.
            '\u{300}'..='\u{36f}' => f.write_str("the accent of the letter before it"),
            c if c.is_whitespace() => write!(f, "a blank (U+{:04X})", u32::from(c)),
            c if c.is_ascii_graphic() || c.is_alphanumeric() => write!(f, "{c}"),
            c => write!(f, "the Unicode character U+{:04X}", u32::from(c)),
        }
    }
}

/// A name without hidden characters. Invisible characters are written as `<U+202E>`.
pub(crate) struct Seen<'a>(pub(crate) &'a str);

impl fmt::Display for Seen<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .chars()
            .try_for_each(|c| write_seen(f, c).map(|_| ()))
    }
}

/// The operating system's message without a part such as `(os error 2)`, which is useful only to programmers.
#[cfg(feature = "plan")]
pub(crate) fn said(error: &std::io::Error) -> String {
    use std::io::ErrorKind as Io;
    match error.kind() {
        Io::NotFound => return "there is no such file or folder".to_owned(),
        Io::PermissionDenied => return "permission denied".to_owned(),
        Io::StorageFull => return "no space left on the device".to_owned(),
        _ => {}
    }
    let message = error.to_string();
    let Some((said, _)) = message.split_once(" (os error ") else {
        return message;
    };
    let mut letters = said.trim_end_matches('.').chars();
    let first = letters.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}

/// Whether a character takes up no space and is not an accent. These are control characters and the assigned characters
/// that programs should not display, according to Unicode (`Default_Ignorable_Code_Point`): direction marks, joiners,
/// zero-width spaces, variation selectors, and tags.
pub(crate) fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Writes a character and returns the number of terminal columns that it takes.
pub(crate) fn write_seen(f: &mut fmt::Formatter<'_>, c: char) -> Result<usize, fmt::Error> {
    if is_unseen(c) || (c.is_whitespace() && c != ' ') {
        let number = format!("<U+{:04X}>", u32::from(c));
        f.write_str(&number)?;
        Ok(number.len())
    } else {
        f.write_char(c)?;
        Ok(c.width().unwrap_or(0))
    }
}

/// A duration in words, truncated (not rounded) to its one or two largest units.
#[cfg(feature = "plan")]
pub(crate) struct Span(pub(crate) Duration);

#[cfg(feature = "plan")]
impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counted =
            |count: u64, unit: &str| format!("{count} {unit}{}", if count == 1 { "" } else { "s" });
        let seconds = self.0.as_secs();
        let (first, rest, unit) = match seconds {
            ..120 => (counted(seconds, "second"), 0, ""),
            120..7200 => (counted(seconds / 60, "minute"), 0, ""),
            7200..172_800 => (counted(seconds / 3600, "hour"), seconds / 60 % 60, "minute"),
            _ => (
                counted(seconds / 86_400, "day"),
                seconds / 3600 % 24,
                "hour",
            ),
        };
        match rest {
            0 => f.write_str(&first),
            rest => write!(f, "{first} {}", counted(rest, unit)),
        }
    }
}
