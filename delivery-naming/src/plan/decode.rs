//! Decoding of manifests in any encoding.

use std::borrow::Cow;
use std::str;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Decodes an XML file as the XML recommendation describes (Appendix F). The encoding is determined from the byte order
/// mark, from the bytes that encode the first `<`, or from the XML declaration.
pub(super) fn xml(contents: &[u8]) -> Result<Cow<'_, str>, &'static str> {
    let (encoding, rest) = match by_mark(contents) {
        Some(found) => found,
        None => (declared(contents)?, contents),
    };
    encoding
        .decode_without_bom_handling_and_without_replacement(rest)
        .ok_or("is not in the encoding that it declares")
}

/// Decodes a table, which declares no encoding. Excel writes UTF-8 with a byte order mark, UTF-16 (its "Unicode text"),
/// or the Windows code page. ASCII file names can be read in all of these encodings.
pub(super) fn table(contents: &[u8]) -> Cow<'_, str> {
    let (encoding, rest) = match by_mark(contents) {
        Some(found) => found,
        None if str::from_utf8(contents).is_ok() => (UTF_8, contents),
        None => (WINDOWS_1252, contents),
    };
    encoding.decode_without_bom_handling(rest).0
}

fn by_mark(contents: &[u8]) -> Option<(&'static Encoding, &[u8])> {
    let (encoding, mark) = Encoding::for_bom(contents)?;
    Some((encoding, &contents[mark..]))
}

/// The number of leading bytes that are searched for an XML declaration with an encoding.
const DECLARATION: usize = 200;

fn declared(contents: &[u8]) -> Result<&'static Encoding, &'static str> {
    match contents {
        [b'<', 0, ..] => return Ok(UTF_16LE),
        [0, b'<', ..] => return Ok(UTF_16BE),
        _ => {}
    }
    let start = &contents[..contents.len().min(DECLARATION)];
    let start = String::from_utf8_lossy(start);
    let label = start
        .strip_prefix("<?xml")
        .and_then(|rest| rest.split("?>").next())
        .and_then(|declaration| declaration.split_once("encoding"))
        .and_then(|(_, value)| value.split(['"', '\'']).nth(1));
    match label {
        None => Ok(UTF_8),
        Some(label) => match Encoding::for_label(label.as_bytes()) {
            // If a declaration of UTF-16 can be read as ASCII, the declaration is wrong, because the file was converted
            // without updating the declaration.
            Some(encoding) if !encoding.is_ascii_compatible() => Ok(UTF_8),
            Some(encoding) => Ok(encoding),
            None => Err("declares an encoding that is not supported"),
        },
    }
}
