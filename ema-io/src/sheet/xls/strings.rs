//! Reads the strings in an `.xls` file.

use ema_model::Text;

use crate::error::ErrorKind;
use crate::guard::Limits;
use crate::sheet::biff::Fields;
use crate::sheet::check_shared;

use super::records::{Record, Segments, too_short};

/// The flag for characters of two bytes each. Without it, each byte is one of the first 256 Unicode characters.
const WIDE: u8 = 0x01;
/// The flag for pronunciation data, which follows the characters.
const PHONETIC: u8 = 0x04;
/// The flag for formatting runs, which follow the characters.
const RICH: u8 = 0x08;

/// Reads a `ShortXLUnicodeString` at a position in a record. See \[MS-XLS\] 2.5.240.
pub(super) fn short_text(record: Record<'_>, at: usize) -> Result<String, ErrorKind> {
    let count = usize::from(record.u8(at)?);
    let flags = record.u8(at + 1)?;
    let characters = record.data.get(at + 2..).ok_or_else(too_short)?;
    let mut units = Vec::with_capacity(count);
    push_units(&mut units, characters, count, flags);
    if units.len() < count {
        return Err(too_short());
    }
    Ok(String::from_utf16_lossy(&units))
}

/// Reads an `XLUnicodeString`, which can continue in other records. See \[MS-XLS\] 2.5.294.
pub(super) fn long_text(segments: &mut Segments<'_, '_>) -> Result<String, ErrorKind> {
    let count = u16::from_le_bytes(segments.array()?);
    // Some programs write an empty string without the flags.
    if count == 0 && segments.current().is_empty() {
        return Ok(String::new());
    }
    let [flags] = segments.array()?;
    characters(segments, usize::from(count), flags)
}

/// Reads the strings in an SST after its two counts, which are redundant and not used. See \[MS-XLS\] 2.4.265.
pub(super) fn shared_texts(
    segments: &mut Segments<'_, '_>,
    limits: &Limits,
) -> Result<Vec<Text>, ErrorKind> {
    let mut texts = Vec::new();
    while !segments.is_at_end()? {
        check_shared(&texts, limits)?;
        texts.push(Text::from(rich_text(segments)?));
    }
    Ok(texts)
}

/// Reads an `XLUnicodeRichExtendedString`. See \[MS-XLS\] 2.5.293.
fn rich_text(segments: &mut Segments<'_, '_>) -> Result<String, ErrorKind> {
    let count = u16::from_le_bytes(segments.array()?);
    let [flags] = segments.array()?;
    let mut behind: usize = 0;
    if flags & RICH != 0 {
        behind += 4 * usize::from(u16::from_le_bytes(segments.array()?));
    }
    if flags & PHONETIC != 0 {
        behind += u32::from_le_bytes(segments.array()?) as usize;
    }
    let text = characters(segments, usize::from(count), flags)?;
    segments.skip_bytes(behind)?;
    Ok(text)
}

fn characters(
    segments: &mut Segments<'_, '_>,
    count: usize,
    mut flags: u8,
) -> Result<String, ErrorKind> {
    let mut units = Vec::new();
    while units.len() < count {
        if segments.current().is_empty() {
            if !segments.advance()? {
                return Err(too_short());
            }
            // Continued characters begin with new flags.
            [flags] = segments.array()?;
        }
        let wanted = count - units.len();
        let width = if flags & WIDE == 0 { 1 } else { 2 };
        let available = segments.current().len() / width;
        // The record ends with half of a character.
        if available == 0 {
            return Err(too_short());
        }
        let bytes = segments.take(wanted.min(available) * width)?;
        push_units(&mut units, bytes, wanted, flags);
    }
    Ok(String::from_utf16_lossy(&units))
}

fn push_units(units: &mut Vec<u16>, bytes: &[u8], count: usize, flags: u8) {
    if flags & WIDE == 0 {
        units.extend(bytes.iter().take(count).map(|&byte| u16::from(byte)));
    } else {
        let (pairs, _) = bytes.as_chunks::<2>();
        units.extend(
            pairs
                .iter()
                .take(count)
                .map(|&pair| u16::from_le_bytes(pair)),
        );
    }
}
