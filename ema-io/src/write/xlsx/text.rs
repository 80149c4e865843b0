//! Writes strings with rust_xlsxwriter, and keeps that crate from changing some of them.

use std::borrow::Cow;

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

/// The maximum length of a cell's text, in UTF-16 code units.
const LONGEST_TEXT: usize = 32_767;

/// Writes a string to the cell at a zero-based row and column.
///
/// # Errors
///
/// Fails with [`XlsxError::MaxStringLengthExceeded`] if the text is too long for a cell.
pub(super) fn write_text(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    format: Option<&Format>,
) -> Result<(), XlsxError> {
    // rust_xlsxwriter would count the characters in every string, but looking at the number of bytes is usually enough.
    if text.len() > LONGEST_TEXT && text.encode_utf16().count() > LONGEST_TEXT {
        return Err(XlsxError::MaxStringLengthExceeded);
    }
    if is_mistaken(text) {
        let escaped = escaped(text);
        let plain = Format::default();
        let runs = [(&plain, escaped.as_str())];
        match format {
            Some(format) => sheet.write_rich_string_with_format(row, column, &runs, format)?,
            None => sheet.write_rich_string(row, column, &runs)?,
        };
        return Ok(());
    }
    match format {
        Some(format) => sheet.write_string_with_format(row, column, text, format)?,
        None => sheet.write_string(row, column, text)?,
    };
    Ok(())
}

/// Returns whether rust_xlsxwriter 0.102 would change a string. That crate treats text between `<r>` and `</r>` as its
/// own markup. It also escapes a control character as `_x0001_`, without noticing that a preceding `_x0041` then
/// becomes an escape too.
fn is_mistaken(text: &str) -> bool {
    text.starts_with("<r>") && text.ends_with("</r>")
        || text.contains("_x") && text.contains(is_escaped)
}

fn is_escaped(c: char) -> bool {
    c < ' ' && !matches!(c, '\t' | '\n') || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

/// Returns a string as a workbook stores it. Characters that XML can't represent are escaped, and so are underscores
/// that would otherwise begin an escape.
pub(crate) fn stored_text(text: &str) -> Cow<'_, str> {
    // Apart from control characters, only U+FFFE and U+FFFF are escaped. Both begin with the byte 0xEF, but so do other
    // characters.
    let may_be_escaped = |byte: u8| byte < b' ' && !matches!(byte, b'\t' | b'\n') || byte == 0xEF;
    if !text.bytes().any(may_be_escaped) && !text.contains("_x") {
        return text.into();
    }
    let mut stored = String::with_capacity(text.len());
    for c in escaped(text).chars() {
        match is_escaped(c) {
            true => stored.push_str(&format!("_x{:04X}_", u32::from(c))),
            false => stored.push(c),
        }
    }
    stored.into()
}

/// Escapes underscores that would begin an escape, as defined for `ST_Xstring` in ECMA-376 part 1, section 22.9.2.19.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let digits = text.as_bytes().get(at + 2..at + 6);
        let starts_escape = text[at..].starts_with("_x")
            && digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        escaped.push_str(if starts_escape { "_x005F" } else { "" });
        escaped.push(c);
    }
    escaped
}
