//! Reads cells and shared strings in the simplest form directly from the bytes. Nearly all cells in a feed have this
//! form:
//!
//! ```text
//! <c r="B7" s="1" t="s"><v>12</v></c>      cell B7, format 1, shared text 12
//! <si><t>Movie</t></si>                    a shared text
//! ```
//!
//! An XML reader splits a cell like this into six pieces and copies and checks each of them, which would take up most
//! of the time for reading a feed. This module first tries to match the whole cell. If any byte does not fit the simple
//! form, it returns `None`, and the XML reader continues at the same position. The XML reader therefore handles cells
//! with a formula, a reference such as `&amp;`, a namespace prefix, an unusual attribute or a wrong address, and cells
//! that have not been unpacked completely.
//!
//! Expected bytes are compared, not parsed. For example, all bytes of ` r="B7"` except the column letter are known in
//! row 7. So are all bytes of ` t="s"`, and all bytes of ` s="1"` except the digit. The digits in `<v>12</v>` are
//! converted to a number while they are skipped. All other attributes are read by the function that the XML reader also
//! uses.

use super::cell::{Head, Inside};

/// Reads the cell at the start of `bytes` and returns it with its length, or `None` if the cell does not have the
/// simple form or does not end within the bytes. `row` is the row number as text.
pub(super) fn cell<'b>(
    bytes: &'b [u8],
    implied: Head,
    row: &[u8],
) -> Option<(Head, Inside<'b>, usize)> {
    #[cfg(test)]
    if tests::LEFT_OUT.get() {
        return None;
    }
    let start = match bytes {
        [b'<', ..] => bytes,
        bytes => bytes.trim_ascii_start(),
    };
    let (head, rest) = head(past(start, b"<c")?, implied, row)?;
    let (inside, rest) = match rest {
        [b'/', b'>', rest @ ..] => (Inside::default(), rest),
        [b'>', rest @ ..] => match shared_number(rest).filter(|_| head.is_of_shared_text()) {
            Some((number, rest)) => (Inside::shared(number), rest),
            None => inside(rest)?,
        },
        _ => return None,
    };
    Some((head, inside, bytes.len() - rest.len()))
}

/// Reads the end tag of a row and the start tag of the next row at the start of `bytes`. Returns the one-based number
/// of the next row and the length of both tags, or `None` if they do not have the simple form `</row><row r="21"
/// spans="1:67">`.
pub(super) fn next_row(bytes: &[u8]) -> Option<(u32, usize)> {
    #[cfg(test)]
    if tests::LEFT_OUT.get() {
        return None;
    }
    let rest = past(bytes.trim_ascii_start(), b"</row>")?;
    let mut rest = past(rest.trim_ascii_start(), b"<row r=\"")?;
    let mut row = 0_u32;
    let mut count = 0;
    while let [digit @ b'0'..=b'9', after @ ..] = rest {
        if count == 9 {
            return None;
        }
        count += 1;
        row = row * 10 + u32::from(digit - b'0');
        rest = after;
    }
    rest = past(rest, b"\"")?;
    // The other attributes of the row are skipped.
    while let [b' ', after @ ..] = rest {
        let is_name =
            |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'.' | b'_');
        let name = after.iter().take_while(|byte| is_name(byte)).count();
        let value = past(after.get(name..)?, b"=\"")?;
        let is_value = |byte: &u8| is_name(byte) || matches!(byte, b' ' | b'-' | b'#');
        let length = value.iter().take_while(|byte| is_value(byte)).count();
        rest = past(value.get(length..)?, b"\"")?;
        if name == 0 {
            return None;
        }
    }
    let rest = past(rest, b">")?;
    (row > 0).then_some((row, bytes.len() - rest.len()))
}

/// Whether the current test uses only the XML reader.
pub(super) fn is_left_out() -> bool {
    #[cfg(test)]
    return tests::LEFT_OUT.get();
    #[cfg(not(test))]
    false
}

/// Reads the shared string at the start of `bytes` and returns it with the length of its markup, or `None` if the
/// markup does not have the simple form `<si><t>text</t></si>`.
pub(super) fn shared(bytes: &[u8]) -> Option<(&str, usize)> {
    #[cfg(test)]
    if tests::LEFT_OUT.get() {
        return None;
    }
    let rest = bytes.trim_ascii_start().strip_prefix(b"<si>")?;
    let (text, rest) = run(rest)?;
    let rest = past(rest, b"</si>")?;
    Some((text, bytes.len() - rest.len()))
}

/// The bytes after `start`, if `bytes` begins with `start`. The constant length lets the compiler compare a few bytes
/// as one number.
#[inline]
pub(super) fn past<'b, const N: usize>(bytes: &'b [u8], start: &[u8; N]) -> Option<&'b [u8]> {
    let (first, rest) = bytes.split_first_chunk()?;
    (first == start).then_some(rest)
}

/// Reads the attributes of a cell up to the end of its tag.
fn head<'b>(mut rest: &'b [u8], mut head: Head, row: &[u8]) -> Option<(Head, &'b [u8])> {
    if let Some((column, after)) = address(rest, row) {
        head.take_column(column);
        rest = after;
    }
    loop {
        rest = match rest {
            [b' ', b't', b'=', b'"', b's', b'"', after @ ..] if head.take_shared_text() => after,
            [
                b' ',
                b's',
                b'=',
                b'"',
                digit @ b'0'..=b'9',
                b'"',
                after @ ..,
            ] if head.take_format(digit - b'0') => after,
            [b' ', key @ (b'r' | b's' | b't'), b'=', b'"', value @ ..] => {
                // The XML reader handles longer values.
                let mut bytes = value.iter().take(24);
                let end = bytes.position(|byte| !byte.is_ascii_alphanumeric())?;
                let (value, quote) = value.split_at(end);
                head.take(std::slice::from_ref(key), value).ok()?;
                past(quote, b"\"")?
            }
            rest => return Some((head, rest)),
        };
    }
}

/// The zero-based column of an address in the row, such as ` r="B7"`, or `None` for columns after ZZ, which are rare.
fn address<'b>(rest: &'b [u8], row: &[u8]) -> Option<(u32, &'b [u8])> {
    let letter = |letter: u8| u32::from(letter - b'A');
    let (column, rest) = match past(rest, b" r=\"")? {
        [one @ b'A'..=b'Z', rest @ ..] if rest.starts_with(row) => (letter(*one), rest),
        [one @ b'A'..=b'Z', two @ b'A'..=b'Z', rest @ ..] => {
            (26 * (letter(*one) + 1) + letter(*two), rest)
        }
        _ => return None,
    };
    Some((column, past(rest.strip_prefix(row)?, b"\"")?))
}

/// The index of a shared string, up to the end of its cell: `<v>12</v></c>`.
fn shared_number(rest: &[u8]) -> Option<(u32, &[u8])> {
    let mut rest = past(rest, b"<v>")?;
    let start = rest.len();
    let mut number = 0_u32;
    while let [digit @ b'0'..=b'9', after @ ..] = rest {
        // A number of at most nine digits is below 2^32. Leading zeros are unusual.
        let count = start - rest.len();
        if count == 9 || count > 0 && number == 0 {
            return None;
        }
        number = number * 10 + u32::from(digit - b'0');
        rest = after;
    }
    let has_digits = rest.len() < start;
    Some((number, past(rest, b"</v></c>")?)).filter(|_| has_digits)
}

/// Reads the content of a cell up to the end of the cell.
fn inside(rest: &[u8]) -> Option<(Inside<'_>, &[u8])> {
    if let Some(rest) = past(rest, b"<v>") {
        let (value, rest) = text(rest)?;
        let rest = past(rest, b"</v></c>")?;
        let inside = Inside {
            value: Some(value),
            ..Inside::default()
        };
        return Some((inside, rest));
    }
    let (text, rest) = run(past(rest, b"<is>")?)?;
    let rest = past(rest, b"</is></c>")?;
    let inside = Inside {
        inline: Some(text),
        ..Inside::default()
    };
    Some((inside, rest))
}

/// Reads a run of text, unless the whitespace around it has to be trimmed.
fn run(rest: &[u8]) -> Option<(&str, &[u8])> {
    let rest = past(rest, b"<t")?;
    let (preserve, rest) = match past(rest, b" xml:space=\"preserve\">") {
        Some(rest) => (true, rest),
        None => (false, past(rest, b">")?),
    };
    let (text, rest) = text(rest)?;
    let rest = past(rest, b"</t>")?;
    let has_blanks = text.as_bytes().trim_ascii().len() < text.len();
    (preserve || !has_blanks).then_some((text, rest))
}

/// Returns the text up to the next tag, and the rest. Returns `None` if the text can't be used verbatim, because it
/// contains a reference or a carriage return, which XML normalizes, or is not valid UTF-8.
fn text(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let end = memchr::memchr3(b'<', b'&', b'\r', bytes)?;
    let (text, rest) = bytes.split_at(end);
    rest.starts_with(b"<")
        .then(|| Some((std::str::from_utf8(text).ok()?, rest)))?
}

/// Calls `read`, during which this thread uses only the XML reader.
#[cfg(test)]
pub(crate) fn by_xml_alone<T>(read: impl FnOnce() -> T) -> T {
    let _until_here = tests::LeftOut::begin();
    read()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    thread_local! {
        pub(super) static LEFT_OUT: Cell<bool> = const { Cell::new(false) };
    }

    /// While this value exists, this thread reads every cell with the XML reader. Dropping it restores normal reading,
    /// even after a panic, because the thread runs other tests later.
    pub(super) struct LeftOut;

    impl LeftOut {
        pub(super) fn begin() -> Self {
            LEFT_OUT.set(true);
            Self
        }
    }

    impl Drop for LeftOut {
        fn drop(&mut self) {
            LEFT_OUT.set(false);
        }
    }

    fn is_plain(bytes: &str) -> bool {
        cell(bytes.as_bytes(), Head::new(0, 0), b"2").is_some()
    }

    #[test]
    fn a_test_that_panics_leaves_nothing_out_for_the_next() {
        let panics = || by_xml_alone(|| -> () { panic!("a test that fails") });
        assert!(std::panic::catch_unwind(panics).is_err());
        assert!(!LEFT_OUT.get());
    }

    #[test]
    fn the_cells_of_spreadsheet_programs_are_plain() {
        for bytes in [
            r#"<c r="BO28680" s="2"><v>0.08078703703703703</v></c><c"#,
            r#"<c r="A2" s="12" t="s"><v>37433</v></c></row>"#,
            r#"<c r="A2" t="b"><v>0</v></c>"#,
            r#"<c r="A2" t="inlineStr"><is><t>Amélie</t></is></c>"#,
            r#"<c r="A2" t="inlineStr"><is><t xml:space="preserve"> A</t></is></c>"#,
            r#"<c r="A2" s="1"/>"#,
            "\r\n  <c><v>1</v></c>",
        ] {
            assert!(is_plain(bytes), "{bytes}");
        }
    }

    #[test]
    fn the_shared_texts_of_spreadsheet_programs_are_plain() {
        let shared = |bytes: &'static str| shared(bytes.as_bytes());
        assert_eq!(shared("<si><t>Amélie</t></si><si>"), Some(("Amélie", 23)));
        let preserved = "\n<si><t xml:space=\"preserve\"> A</t></si>";
        assert_eq!(shared(preserved), Some((" A", preserved.len())));
        for bytes in [
            "<si/>",
            "<si><t/></si>",
            "<si><t> A</t></si>",
            "<si><t>A &amp; B</t></si>",
            "<si><r><t>A</t></r></si>",
            "<si><t>A</t><rPh><t>B</t></rPh></si>",
            "<si><t>A</t></si",
        ] {
            assert_eq!(shared(bytes), None);
        }
    }

    #[test]
    fn what_more_stands_in_a_cell_is_for_the_reader_of_xml() {
        for bytes in [
            "",
            "<col/>",
            "<row>",
            "</c>",
            r#"<c r="A2"><v>1</v>"#,
            r#"<c r="A2"><v>1</v></c"#,
            r#"<c r="A2"><f>1</f><v>1</v></c>"#,
            r#"<c r="A2"><v>1</v><v>2</v></c>"#,
            r#"<c r="A0"><v>1</v></c>"#,
            r#"<c r="A2" cm="1"><v>1</v></c>"#,
            r#"<x:c r="A2"><v>1</v></x:c>"#,
            r#"<c r="A2" t="str"><v>a&amp;b</v></c>"#,
            "<c r=\"A2\" t=\"str\"><v>a\r\nb</v></c>",
            r#"<c r="A2" t="inlineStr"><is><t> a</t></is></c>"#,
            r#"<c r="A2" t="inlineStr"><is><r><t>a</t></r></is></c>"#,
        ] {
            assert!(!is_plain(bytes), "{bytes}");
        }
    }
}
