//! Reads the strings in an `.xlsx` file: the table of shared strings, and the markup of each string.

use std::borrow::Cow;

use ema_model::Text;
use quick_xml::events::{BytesStart, Event};

use crate::error::{ErrorKind, Limit};
use crate::guard::{Limits, Package};
use crate::sheet::check_shared;
use crate::sheet::markup::{Markup, attributes, text};

use super::plain;

/// The maximum number of bytes for a character in a cell: the length of an escape such as `_x0041_`.
const BYTES_A_CHARACTER: usize = 7;

/// Reads the shared strings, in index order.
///
/// The table's own count of its strings (`uniqueCount`) is neither trusted nor needed.
pub(super) fn read(
    package: &mut Package,
    part: &str,
    limits: &Limits,
) -> Result<Vec<Text>, ErrorKind> {
    package.check_size(part, limits.shared_texts_size)?;
    let Some(mut markup) = Markup::open(package, part)? else {
        return Ok(Vec::new());
    };
    let mut texts: Vec<Text> = Vec::new();
    let mut item = Item::default();
    loop {
        while let Some((text, length)) = plain::shared(markup.ahead())
            // The XML reader rejects text that is too long for a cell.
            && text.len() <= limits.text_length
        {
            push(&mut texts, text, limits)?;
            markup.pass(length);
            // In damaged markup, this string can be inside another one. As in the XML reader, the outer string then
            // ends here.
            item.clear();
        }
        let event = markup.next_event()?;
        match &event {
            Event::Start(element) if element.local_name().as_ref() == "si" => item.clear(),
            Event::Empty(element) if element.local_name().as_ref() == "si" => {
                item.clear();
                push(&mut texts, item.text(), limits)?;
            }
            Event::End(element) if element.local_name().as_ref() == "si" => {
                push(&mut texts, item.text(), limits)?;
                item.clear();
            }
            Event::Eof => return Ok(texts),
            event => item
                .take(event, limits.text_length)
                .map_err(|kind| placed(kind, || " among its shared texts".to_owned()))?,
        }
    }
}

fn push(texts: &mut Vec<Text>, text: &str, limits: &Limits) -> Result<(), ErrorKind> {
    check_shared(texts, limits)?;
    texts.push(Text::from(&*unescaped(text)));
    Ok(())
}

/// A string that is assembled from its runs.
#[derive(Default)]
pub(super) struct Item {
    text: String,
    /// The start of the current run, if there is one.
    run: Option<usize>,
    /// Whether the spaces at the ends of the run are kept.
    preserve: bool,
    /// Whether the current element contains pronunciation data.
    phonetic: bool,
}

impl Item {
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.run = None;
        self.phonetic = false;
    }

    /// Reads a piece within `<si>` or `<is>`.
    ///
    /// # Errors
    ///
    /// Returns [`Limit::TextLength`] as soon as the text is too long for a cell.
    pub(super) fn take(&mut self, event: &Event<'_>, text_length: usize) -> Result<(), ErrorKind> {
        match event {
            Event::Start(element) => match element.local_name().as_ref() {
                "t" if !self.phonetic => {
                    self.run = Some(self.text.len());
                    self.preserve = preserves_blanks(element)?;
                }
                "rPh" => self.phonetic = true,
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "t" => {
                    if let Some(start) = self.run.take()
                        && !self.preserve
                    {
                        trim(&mut self.text, start);
                    }
                }
                "rPh" => self.phonetic = false,
                _ => {}
            },
            event if self.run.is_some() => {
                if let Some(piece) = text(event)? {
                    push_text(&mut self.text, &piece, text_length)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The text that has been assembled so far, with its escapes.
    pub(super) fn text(&self) -> &str {
        &self.text
    }
}

/// Appends a piece to the text and checks the length of the text, which can have any number of pieces.
pub(super) fn push_text(
    text: &mut String,
    piece: &str,
    text_length: usize,
) -> Result<(), ErrorKind> {
    text.push_str(piece);
    if text.len() > text_length.saturating_mul(BYTES_A_CHARACTER) {
        return Err(ErrorKind::limit(Limit::TextLength, text_length as u64, ""));
    }
    Ok(())
}

/// Adds the place to an error about text that is too long.
pub(super) fn placed(kind: ErrorKind, place: impl FnOnce() -> String) -> ErrorKind {
    match kind {
        ErrorKind::Limit {
            limit: limit @ Limit::TextLength,
            most,
            ..
        } => ErrorKind::limit(limit, most, place()),
        other => other,
    }
}

fn preserves_blanks(element: &BytesStart<'_>) -> Result<bool, ErrorKind> {
    for attribute in attributes(element) {
        let (key, value) = attribute?;
        if key == "xml:space" {
            return Ok(value == "preserve");
        }
    }
    Ok(false)
}

/// Removes spaces at both ends of the text after `start`, as Excel does unless the markup preserves them. No-break
/// spaces are kept.
fn trim(text: &mut String, start: usize) {
    const BLANKS: [char; 4] = [' ', '\t', '\r', '\n'];
    let end = text[start..].trim_end_matches(BLANKS).len();
    text.truncate(start + end);
    let blanks = end - text[start..].trim_start_matches(BLANKS).len();
    text.drain(start..start + blanks);
}

/// Resolves escapes of the form `_xHHHH_`. Each represents a UTF-16 code unit that XML cannot contain, or an underscore
/// that would otherwise begin an escape. See ECMA-376 part 1, 22.9.2.19, `ST_Xstring`.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'_', text.as_bytes()).is_none() || !text.contains("_x") {
        return text.into();
    }
    let mut units: Vec<u16> = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        if let Some(unit) = escape(rest) {
            units.push(unit);
            rest = &rest[BYTES_A_CHARACTER..];
        } else {
            units.extend(character.encode_utf16(&mut [0; 2]).iter());
            rest = &rest[character.len_utf8()..];
        }
    }
    String::from_utf16_lossy(&units).into()
}

fn escape(text: &str) -> Option<u16> {
    match text.as_bytes() {
        [b'_', b'x', digits @ ..] if digits.get(4) == Some(&b'_') => {
            let digits = digits.get(..4)?;
            if !digits.iter().all(u8::is_ascii_hexdigit) {
                return None;
            }
            u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn escapes_are_resolved_from_left_to_right() {
        assert_eq!(unescaped("a_x000D_\nb"), "a\r\nb");
        assert_eq!(unescaped("_x005F_x0041_"), "_x0041_");
        assert_eq!(unescaped("_xD83C__xDFAC_ _xd83c_"), "🎬 \u{FFFD}");
        assert_eq!(
            unescaped("_x00_ _x004_ _x00G1_ x0041_ _x+041_ _xé"),
            "_x00_ _x004_ _x00G1_ x0041_ _x+041_ _xé"
        );
    }
}
