//! Finds the encoding of a text file: UTF-8, UTF-16, an encoding set by the caller, or a guess.

use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

use crate::error::{ErrorKind, FileType};

/// A text encoding, identified by its name in the WHATWG Encoding Standard.
///
/// ```
/// use ema_io::Encoding;
///
/// let encoding: Encoding = "sjis".parse()?;
/// assert_eq!(encoding.to_string(), "Shift_JIS");
/// assert!("EBCDIC".parse::<Encoding>().is_err());
/// # Ok::<(), ema_io::UnknownEncoding>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding(&'static encoding_rs::Encoding);

impl Encoding {
    /// The name of the encoding, such as `windows-1250`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Encoding {
    type Err = UnknownEncoding;

    fn from_str(label: &str) -> Result<Self, UnknownEncoding> {
        let folded = label.trim().to_ascii_lowercase();
        // The standard has no label for these Windows code page numbers.
        let label = match folded.as_str() {
            "cp932" => "ms932",
            "cp936" => "gbk",
            "cp949" => "euc-kr",
            "cp950" => "big5",
            "cp65001" => "utf-8",
            label => label,
        };
        encoding_rs::Encoding::for_label_no_replacement(label.as_bytes())
            .map(Self)
            .ok_or_else(|| UnknownEncoding(folded.chars().take(40).collect()))
    }
}

/// The error for an unknown encoding name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a known encoding; write a name such as windows-1252, windows-1250, Shift_JIS, GBK, Big5, EUC-KR or UTF-8"
)]
pub struct UnknownEncoding(String);

/// How a text file is decoded.
#[derive(Clone, Copy)]
pub(crate) struct Decoding {
    pub(crate) encoding: &'static encoding_rs::Encoding,
    pub(crate) is_guess: bool,
}

impl Decoding {
    fn sure(encoding: &'static encoding_rs::Encoding) -> Self {
        Self {
            encoding,
            is_guess: false,
        }
    }

    /// Whether the encoding is UTF-8 or UTF-16, which can represent any text.
    pub(crate) fn is_unicode(self) -> bool {
        [UTF_8, UTF_16LE, UTF_16BE].contains(&self.encoding)
    }
}

/// The number of bytes that are examined to detect binary data and UTF-16 or UTF-32 without a byte order mark.
const HEAD: usize = 8192;

/// The maximum number of bytes of distinct non-ASCII cells that a guess is based on, which is enough for about 20,000
/// titles.
const ENOUGH: usize = 512 * 1024;

/// The encoding of the text: the caller's setting or, if there is none, the encoding that the byte order mark
/// indicates. Text without a byte order mark is considered UTF-8 or UTF-16 if its bytes look like that encoding. For
/// all other text, the encoding is a guess.
///
/// # Errors
///
/// Returns [`ErrorKind::Empty`], [`FileType::Unknown`] for binary data, [`FileType::Utf32`], or
/// [`ErrorKind::Encoding`].
pub(crate) fn of_text(bytes: &[u8], named: Option<Encoding>) -> Result<Decoding, ErrorKind> {
    if bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF") {
        return Err(ErrorKind::NotASpreadsheet(FileType::Utf32));
    }
    let marked = encoding_rs::Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    if let Some(Encoding(named)) = named {
        // The name `UTF-16` does not specify a byte order, but the byte order mark does.
        let is_utf16 = |encoding| [UTF_16LE, UTF_16BE].contains(&encoding);
        let order = marked.filter(|marked| is_utf16(marked) && is_utf16(named));
        return Ok(Decoding::sure(order.unwrap_or(named)));
    }
    if let Some(marked) = marked {
        if marked == UTF_8
            && let Some((line, byte)) = first_damage(bytes)
        {
            return Err(ErrorKind::encoding(format!(
                "its byte order mark indicates UTF-8, but line {line} has the byte {byte:02X}, which is not valid UTF-8 there"
            )));
        }
        return Ok(Decoding::sure(marked));
    }
    if bytes.is_empty() {
        return Err(ErrorKind::Empty);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return Ok(Decoding::sure(encoding));
    }
    if is_utf32_without_mark(bytes) {
        return Err(ErrorKind::NotASpreadsheet(FileType::Utf32));
    }
    if bytes.contains(&0) || is_full_of_controls(bytes[..bytes.len().min(HEAD)].iter().copied()) {
        return Err(ErrorKind::NotASpreadsheet(FileType::Unknown));
    }
    match std::str::from_utf8(bytes) {
        // ISO-2022-JP text has only ASCII bytes, because its other characters are encoded between escape sequences.
        Ok(text) if text.is_ascii() && bytes.contains(&0x1B) => {}
        Ok(_) => return Ok(Decoding::sure(UTF_8)),
        // The last character is incomplete, but other multi-byte characters before it are valid, so the text is
        // truncated UTF-8.
        Err(error) if error.error_len().is_none() && !bytes[..error.valid_up_to()].is_ascii() => {
            return Ok(Decoding::sure(UTF_8));
        }
        Err(_) => {
            if let Some(detail) = damaged_utf8(bytes) {
                return Err(ErrorKind::encoding(detail));
            }
        }
    }
    guessed(bytes)
}

/// The encoding that `chardetng` guesses from the non-ASCII cells.
///
/// ASCII cells provide no evidence of the encoding, and neither do additional copies of a title that is repeated for
/// every territory. The detector takes about a hundred instructions per byte, so it gets each distinct non-ASCII cell,
/// such as `Les Misérables`, only once, up to [`ENOUGH`] bytes in total. After that, the whole text is checked for
/// bytes that can't be decoded.
fn guessed(bytes: &[u8]) -> Result<Decoding, ErrorKind> {
    let is_ascii = bytes.is_ascii();
    // In ISO-2022-JP, a comma can be half of a character.
    let ends_cell = |byte: &u8| match is_ascii {
        true => matches!(byte, b'\n' | b'\r'),
        false => matches!(byte, b'\n' | b'\r' | b'\t' | b',' | b';' | b'"'),
    };
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    let mut fed = 0;
    let mut cells = HashSet::new();
    let mut rest = bytes;
    while fed < ENOUGH
        && let Some((cell, after)) = beyond_ascii(rest, ends_cell)
    {
        rest = after;
        let cell = &cell[..cell.len().min(ENOUGH)];
        if cells.insert(cell) {
            fed += cell.len();
            detector.feed(cell, false);
            detector.feed(b"\n", false);
        }
    }
    detector.feed(b"", fed < ENOUGH);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    if is_ascii && encoding != ISO_2022_JP {
        return Ok(Decoding::sure(UTF_8));
    }
    match fits(bytes, encoding) {
        true => Ok(Decoding {
            encoding,
            is_guess: true,
        }),
        false => Err(ErrorKind::encoding(
            "no known encoding has characters for all of its bytes",
        )),
    }
}

/// The first non-ASCII cell, and the rest of the text. If the cell starts with ASCII text, only the last 64 bytes of
/// that text are included, because the detector looks only at adjacent letters.
fn beyond_ascii(bytes: &[u8], ends_cell: impl Fn(&u8) -> bool) -> Option<(&[u8], &[u8])> {
    const BEFORE: usize = 64;
    // `iso_2022_jp_ascii_valid_up_to` does not treat escape sequences as ASCII.
    let first = encoding_rs::Encoding::iso_2022_jp_ascii_valid_up_to(bytes);
    if first == bytes.len() {
        return None;
    }
    let earliest = first.saturating_sub(BEFORE);
    let before = bytes[earliest..first].iter().rposition(&ends_cell);
    let start = before.map_or(earliest, |end| earliest + end + 1);
    let end = bytes[first..].iter().position(ends_cell);
    let end = end.map_or(bytes.len(), |end| first + end);
    Some((&bytes[start..end], &bytes[end..]))
}

/// Whether every byte in the text belongs to a character. The control characters at unused positions of a Windows code
/// page don't count as characters.
fn fits(bytes: &[u8], encoding: &'static encoding_rs::Encoding) -> bool {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut decoded = String::with_capacity(64 * 1024);
    let mut rest = bytes;
    loop {
        let (result, used) = decoder.decode_to_string_without_replacement(rest, &mut decoded, true);
        rest = &rest[used..];
        if has_high_controls(&decoded) {
            return false;
        }
        decoded.clear();
        match result {
            DecoderResult::InputEmpty => return true,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => return false,
        }
    }
}

/// Whether the text has characters from U+0080 to U+009F, which are `C2 80` to `C2 9F` in UTF-8. The scan always
/// continues to the last byte, so that the compiled code compares many bytes at once.
fn has_high_controls(text: &str) -> bool {
    let bytes = text.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    pairs.fold(false, |found, (first, second)| {
        found | ((*first == 0xC2) & (*second < 0xA0))
    })
}

/// Detects UTF-16 with many ASCII characters, as in an avails header. In UTF-16, every other byte of ASCII text is 0.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let (units, _) = bytes[..bytes.len().min(HEAD)].as_chunks::<2>();
    let zeros = |at: usize| units.iter().filter(|unit| unit[at] == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let (encoding, low, high) = match first < second {
        true => (UTF_16LE, 0, 1),
        false => (UTF_16BE, 1, 0),
    };
    let ascii = units.iter().filter(|unit| unit[high] == 0);
    let ascii: Vec<u8> = ascii.map(|unit| unit[low]).collect();
    // The other byte of a non-ASCII character can also be 0, but no character in a text file has two zero bytes.
    let is_text = ascii.len() * 4 >= units.len()
        && first.min(second) * 10 <= ascii.len()
        && !ascii.is_empty()
        && !ascii.contains(&0)
        && !is_full_of_controls(ascii.into_iter());
    (is_text && fits(bytes, encoding)).then_some(encoding)
}

/// Detects UTF-32 with mostly ASCII characters, in which three of the four bytes are zero.
fn is_utf32_without_mark(bytes: &[u8]) -> bool {
    let (units, _) = bytes[..bytes.len().min(HEAD)].as_chunks::<4>();
    let is_ascii = |unit: &&[u8; 4]| matches!(unit, [0, 0, 0, 1..=127] | [1..=127, 0, 0, 0]);
    let ascii = units.iter().filter(is_ascii).count();
    ascii > 8 && ascii * 4 >= units.len() * 3
}

/// Whether many of the bytes are control characters. Text in database exports can contain a few control characters, but
/// binary data contains many.
fn is_full_of_controls(bytes: impl Iterator<Item = u8>) -> bool {
    let (mut controls, mut all) = (0, 0);
    for byte in bytes {
        all += 1;
        // ISO-2022-JP uses escape characters, and Ctrl-Z ends a file.
        let is_usual = matches!(byte, b'\t' | b'\n' | b'\r' | 0x1A | 0x1B);
        controls += usize::from(byte < 0x20 && !is_usual);
    }
    controls * 10 > all
}

/// The line and the value of the first byte that is not UTF-8. An incomplete last character is not damage. It only
/// means that the text is truncated.
fn first_damage(bytes: &[u8]) -> Option<(usize, u8)> {
    let error = std::str::from_utf8(bytes).err()?;
    error.error_len()?;
    let (good, bad) = bytes.split_at(error.valid_up_to());
    let line = 1 + good.iter().filter(|byte| **byte == b'\n').count();
    Some((line, *bad.first()?))
}

/// Describes the damage if the text is UTF-8 except in a few places. Returns `None` for other text.
///
/// Text in another encoding can contain bytes that are also valid UTF-8, but only a few.
fn damaged_utf8(bytes: &[u8]) -> Option<String> {
    // In each non-ASCII character, only the first byte is 0xC0 or greater.
    let beyond_ascii = |valid: &[u8]| valid.iter().filter(|byte| **byte >= 0xC0).count();
    let (mut valid, mut wrong) = (0, 0);
    let mut first = None;
    let mut rest = bytes;
    while let Err(error) = std::str::from_utf8(rest) {
        let (good, bad) = rest.split_at(error.valid_up_to());
        valid += beyond_ascii(good);
        wrong += 1;
        if first.is_none() {
            let line = 1 + good.iter().filter(|byte| **byte == b'\n').count();
            first = bad.first().map(|byte| (line, *byte));
        }
        rest = &bad[error.error_len().unwrap_or(bad.len())..];
    }
    valid += beyond_ascii(rest);
    let (line, byte) = first?;
    (valid >= 3 && valid >= 3 * wrong).then(|| {
        format!(
            "most of it is UTF-8, but line {line} has the byte {byte:02X}, which is not valid UTF-8 there, \
             as if texts in two encodings had been joined"
        )
    })
}
