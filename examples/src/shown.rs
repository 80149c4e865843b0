//! Prevents the contents of files from controlling a terminal or a build system.
//!
//! For example, a title with the text `\u{1b}[2J` must not clear the screen. The code that writes
//! messages and results makes quoted contents printable, because only this code knows which parts
//! are quoted. As an additional safeguard, [`Guarded`] passes on only text, line breaks, tabs and
//! colors, regardless of what is written to it.

use std::borrow::Cow;
use std::io::{self, Write};
use std::mem;
use std::path::Path;

use ema_rules::printable;

/// The form of an escaped character.
#[derive(Clone, Copy)]
pub(crate) enum Escape {
    /// For people: `<U+202E>`.
    InText,
    /// For programs: `\u202e`. In JSON, non-ASCII characters can occur only in strings, where the
    /// escaped form has the same meaning.
    InJson,
}

/// A writer that escapes all characters that would let a file control a terminal or a build system.
///
/// For example, build systems execute log lines that begin with `::add-mask::`, or contain `##vso[`
/// or `##[`.
pub(crate) struct Guarded<W: Write> {
    out: W,
    escape: Escape,
    /// The part of the current line that has been written so far.
    line: Vec<u8>,
}

impl<W: Write> Guarded<W> {
    pub(crate) fn new(out: W, escape: Escape) -> Self {
        Self {
            out,
            escape,
            line: Vec::new(),
        }
    }

    fn pass_line(&mut self) -> io::Result<()> {
        let mut line = mem::take(&mut self.line);
        self.out.write_all(&guarded(&line, self.escape))?;
        line.clear();
        self.line = line;
        Ok(())
    }
}

impl<W: Write> Write for Guarded<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.line.extend_from_slice(piece);
            if piece.ends_with(b"\n") {
                self.pass_line()?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pass_line()?;
        self.out.flush()
    }
}

/// Escapes the characters in a line that could control a terminal or a build system.
fn guarded(line: &[u8], escape: Escape) -> Cow<'_, [u8]> {
    let is_plain = |byte: &u8| matches!(byte, b' '..=b'~' | b'\n' | b'\t');
    let may_command = line.windows(2).any(|pair| matches!(pair, b"##" | b"::"));
    if line.iter().all(is_plain) && !may_command {
        return Cow::Borrowed(line);
    }
    let text = String::from_utf8_lossy(line);
    let mut out = String::with_capacity(text.len() + 16);
    let mut has_begun = false;
    let mut rest = &*text;
    while let Some(c) = rest.chars().next() {
        if let (Escape::InText, Some(length)) = (escape, style_length(rest)) {
            out.push_str(&rest[..length]);
            rest = &rest[length..];
            continue;
        }
        let acts = match c {
            '\n' | '\t' => false,
            '[' => out
                .trim_end_matches(|c: char| c.is_ascii_alphabetic())
                .ends_with("##"),
            ':' => !has_begun && rest.starts_with("::"),
            c => is_hidden(c),
        };
        match acts {
            false => out.push(c),
            true => push_escaped(&mut out, c, escape),
        }
        has_begun |= !c.is_whitespace();
        rest = &rest[c.len_utf8()..];
    }
    Cow::Owned(out.into_bytes())
}

/// Returns the length of the color or font-weight code, such as `ESC [ 1 ; 3 1 m`, at the beginning
/// of a string.
fn style_length(text: &str) -> Option<usize> {
    let codes = text.strip_prefix("\u{1b}[")?;
    let end = codes.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    codes[end..]
        .starts_with('m')
        .then_some("\u{1b}[".len() + end + 1)
}

fn is_hidden(c: char) -> bool {
    matches!(printable(c.encode_utf8(&mut [0; 4])), Cow::Owned(_))
}

fn push_escaped(out: &mut String, c: char, escape: Escape) {
    match escape {
        Escape::InText if is_hidden(c) => out.push_str(&printable(c.encode_utf8(&mut [0; 4]))),
        Escape::InText => out.push_str(&format!("<U+{:04X}>", u32::from(c))),
        Escape::InJson => {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
}

/// Returns a file's name without its folders.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::{Escape, Guarded};

    fn guarded(pieces: &[&str], escape: Escape) -> String {
        let mut bytes = Vec::new();
        let mut writer = Guarded::new(&mut bytes, escape);
        for piece in pieces {
            writer.write_all(piece.as_bytes()).expect("it takes all");
        }
        writer.flush().expect("it takes all");
        drop(writer);
        String::from_utf8(bytes).expect("UTF-8")
    }

    fn in_text(text: &str) -> String {
        guarded(&[text], Escape::InText)
    }

    #[test]
    fn text_and_its_colors_pass() {
        for text in [
            "",
            "two\nlines\twith a tab\n",
            "\u{1b}[1;31merror\u{1b}[0m: ünï – “映画” → 🎬\n",
            "C++ std::io, ## 3 and [a]\n",
            "no end of line",
        ] {
            assert_eq!(in_text(text), text);
        }
    }

    #[test]
    fn nothing_moves_the_cursor_or_hides() {
        assert_eq!(
            in_text("\u{1b}[2J \u{1b}]0;title\u{7} \u{1b}[1A \u{1b}[31 \u{9b}2J\r\u{7f}\n"),
            "␛[2J ␛]0;title␇ ␛[1A ␛[31 <U+009B>2J␍␡\n"
        );
        assert_eq!(
            in_text("\u{202e}\u{2066}\u{2028}\u{200b}\u{feff}\u{e0041}"),
            "<U+202E><U+2066><U+2028><U+200B><U+FEFF><U+E0041>"
        );
    }

    #[test]
    fn no_line_is_a_command_of_a_build() {
        assert_eq!(in_text("::add-mask::x\n"), "<U+003A>:add-mask::x\n");
        assert_eq!(
            in_text("a::b\n \u{a0}::error::x"),
            "a::b\n \u{a0}<U+003A>:error::x"
        );
        // In a pipe, colors are removed, so the line begins with the text that follows the colors.
        assert_eq!(in_text("\u{1b}[1m::error::x"), "\u{1b}[1m<U+003A>:error::x");
        for name in ["", "vso", "teamcity"] {
            let command = format!("a ##{name}[task.setvariable]b\n");
            assert_eq!(in_text(&command), command.replace('[', "<U+005B>"));
        }
    }

    #[test]
    fn what_comes_in_pieces_is_guarded_as_a_whole() {
        let pieces = [
            "::", "error", "::x\n:", ":e\n#", "#v", "so[", "\u{1b}", "[2J", "\u{1b}[", "1m",
        ];
        let whole = pieces.concat();
        assert_eq!(guarded(&pieces, Escape::InText), in_text(&whole));
    }

    #[test]
    fn json_stays_the_same_text() {
        let text = "a\u{7f}\u{9b}\u{202e}\u{200b}\u{e0041} ##vso[b] ::c é";
        let json = format!("  {}\n", serde_json::to_string(text).expect("JSON"));
        let shown = guarded(&[&json], Escape::InJson);
        assert_eq!(
            shown,
            "  \"a\\u007f\\u009b\\u202e\\u200b\\udb40\\udc41 ##vso\\u005bb] ::c é\"\n"
        );
        assert_eq!(serde_json::from_str::<String>(&shown).expect("JSON"), text);
    }
}
