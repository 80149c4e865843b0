//! Reads consecutive cells of a row, if they have the form that spreadsheet programs use for nearly all cells.
//!
//! In row 20, cells such as `<c r="AB20" t="s"><v>173</v></c>` differ only in their column letters and in the digits of
//! their values. All other bytes are known in advance, so eight of them are compared at a time, as one number:
//!
//! | bytes | compared with |
//! |---|---|
//! | `<c r="` | itself |
//! | `20"` | the first three of eight bytes, because the row number has two digits |
//! | ` t="s"><v>` | itself |
//! | `</v></c>` | itself |
//!
//! A number that was parsed recently is not parsed again. For example, `<v>43933</v>` with a date format always means
//! April 12, 2020. If any other byte differs, [`plain`](super::plain) reads the cell, which supports more forms and
//! takes more time.

use super::plain::past;
use crate::recent::{Recent, spread};

/// The end of the cell addresses in a row: the row number and the quotation mark, as in `20"`.
#[derive(Clone, Copy)]
pub(super) struct RowEnd {
    bytes: u64,
    mask: u64,
    length: usize,
}

impl RowEnd {
    /// Creates the address end for a one-based row number, or returns `None` if the number has more than seven digits.
    pub(super) fn new(row: u32) -> Option<Self> {
        let (mut bytes, mut length, mut rest) = (u64::from(b'"'), 1, row);
        while rest > 0 {
            if length == 8 {
                return None;
            }
            bytes = (bytes << 8) | (u64::from(b'0') + u64::from(rest % 10));
            length += 1;
            rest /= 10;
        }
        Some(Self {
            bytes,
            mask: first(length),
            length,
        })
    }

    /// The one-based row number as text.
    pub(super) fn digits<'b>(&self, buffer: &'b mut [u8; 8]) -> &'b [u8] {
        *buffer = self.bytes.to_le_bytes();
        &buffer[..self.length - 1]
    }

    /// The bytes that follow the address end, or `None` if `bytes` does not begin with the address end.
    #[inline]
    fn past<'b>(&self, bytes: &'b [u8]) -> Option<&'b [u8]> {
        let is_same = eight(bytes)? & self.mask == self.bytes;
        bytes.get(self.length..).filter(|_| is_same)
    }
}

/// A cell in the usual form, and the bytes after it.
pub(super) struct Cell<'b> {
    /// The zero-based index of the column.
    pub(super) column: u32,
    /// The index of the format, or 0 if the cell has no format.
    pub(super) format: u16,
    pub(super) value: Value<'b>,
    pub(super) rest: &'b [u8],
}

/// The value of a cell.
pub(super) enum Value<'b> {
    /// The index of a shared string.
    Shared(u32),
    /// The bytes of a value that may be a number. There are at most 23 bytes.
    Number(Digits<'b>),
}

/// Reads the cell at the start of `bytes`. Returns `None` if the cell has a different form.
#[inline]
pub(super) fn cell<'b>(bytes: &'b [u8], row: &RowEnd) -> Option<Cell<'b>> {
    let (column, rest) = address(past(bytes, b"<c r=\"")?, row)?;
    let (format, rest) = format(rest)?;
    if let Some(rest) = past(rest, b" t=\"s\"><v>") {
        let (number, rest) = shared_number(rest)?;
        let value = Value::Shared(number);
        return Some(Cell {
            column,
            format,
            value,
            rest,
        });
    }
    let (digits, rest) = Digits::up_to_tag(past(rest, b"><v>")?)?;
    let rest = past(rest, b"</v></c>")?;
    let value = Value::Number(digits);
    Some(Cell {
        column,
        format,
        value,
        rest,
    })
}

/// The zero-based column of an address in the row, such as `AB20"`, and the bytes after the quotation mark.
#[inline]
fn address<'b>(bytes: &'b [u8], row: &RowEnd) -> Option<(u32, &'b [u8])> {
    let letter = |letter: u8| u32::from(letter - b'A');
    let (one, rest) = bytes.split_first()?;
    if !one.is_ascii_uppercase() {
        return None;
    }
    if let Some(rest) = row.past(rest) {
        return Some((letter(*one), rest));
    }
    let (two, rest) = rest.split_first()?;
    if !two.is_ascii_uppercase() {
        return None;
    }
    Some((26 * (letter(*one) + 1) + letter(*two), row.past(rest)?))
}

/// The index of a format such as ` s="12"`, with at most two digits, or 0 if there is no format.
#[inline]
fn format(bytes: &[u8]) -> Option<(u16, &[u8])> {
    let Some(rest) = past(bytes, b" s=\"") else {
        return Some((0, bytes));
    };
    let digit = |digit: &u8| u16::from(digit - b'0');
    match rest {
        [one @ b'0'..=b'9', b'"', rest @ ..] => Some((digit(one), rest)),
        [one @ b'0'..=b'9', two @ b'0'..=b'9', b'"', rest @ ..] => {
            Some((10 * digit(one) + digit(two), rest))
        }
        _ => None,
    }
}

/// The index of a shared string, up to the end of its cell: `173</v></c>`.
#[inline]
fn shared_number(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let mut number = 0_u32;
    let mut count = 0;
    loop {
        let digit = bytes.get(count)?.wrapping_sub(b'0');
        if digit > 9 {
            break;
        }
        // A number of at most nine digits is below 2^32. Leading zeros are unusual.
        if count == 9 || count == 1 && number == 0 {
            return None;
        }
        number = number * 10 + u32::from(digit);
        count += 1;
    }
    let rest = past(&bytes[count..], b"</v></c>")?;
    (count > 0).then_some((number, rest))
}

/// The bytes of a value, and the same bytes as numbers, which can be compared quickly.
#[derive(Clone, Copy)]
pub(super) struct Digits<'b> {
    pub(super) bytes: &'b [u8],
    words: [u64; 3],
}

impl<'b> Digits<'b> {
    /// The bytes before the next tag, if there are fewer than 24.
    #[inline]
    fn up_to_tag(bytes: &'b [u8]) -> Option<(Self, &'b [u8])> {
        let mut words = [0; 3];
        for (at, word) in words.iter_mut().enumerate() {
            let eight = eight(bytes.get(8 * at..)?)?;
            let others = eight ^ 0x3C3C_3C3C_3C3C_3C3C;
            // This sets the highest bit of the lowest zero byte, and of no byte below it.
            let tags = others.wrapping_sub(0x0101_0101_0101_0101) & !others & 0x8080_8080_8080_8080;
            if tags != 0 {
                let count = tags.trailing_zeros() as usize / 8;
                *word = eight & first(count);
                let (bytes, rest) = bytes.split_at_checked(8 * at + count)?;
                return Some((Self { bytes, words }, rest));
            }
            *word = eight;
        }
        None
    }
}

/// Parsed numbers, keyed by their bytes and the index of their format.
pub(super) struct Numbers<T>(Recent<Number<T>>);

struct Number<T> {
    words: [u64; 3],
    length: u8,
    format: u16,
    parsed: T,
}

impl<T> Numbers<T> {
    /// The number of pairs that are remembered.
    const PAIRS: usize = 1 << 12;

    pub(super) fn new() -> Self {
        Self(Recent::new(Self::PAIRS))
    }

    /// The parsed value of these bytes, if it is remembered.
    #[inline]
    pub(super) fn get(&self, digits: &Digits<'_>, format: u16) -> Option<&T> {
        let is_same = |known: &Number<T>| {
            known.words == digits.words
                && usize::from(known.length) == digits.bytes.len()
                && known.format == format
        };
        let known = self.0.get(Self::pair(digits, format), is_same)?;
        Some(&known.parsed)
    }

    /// Remembers the parsed value of these bytes.
    pub(super) fn put(&mut self, digits: &Digits<'_>, format: u16, parsed: T) {
        let number = Number {
            words: digits.words,
            length: digits.bytes.len() as u8,
            format,
            parsed,
        };
        self.0.put(Self::pair(digits, format), number);
    }

    #[inline]
    fn pair(digits: &Digits<'_>, format: u16) -> usize {
        let [one, two, three] = digits.words;
        let bits = one ^ two.rotate_left(23) ^ three.rotate_left(41) ^ u64::from(format);
        (spread(bits) >> 40) as usize
    }
}

/// The first eight bytes as a number, with the least significant byte first.
#[inline]
fn eight(bytes: &[u8]) -> Option<u64> {
    bytes.first_chunk().map(|eight| u64::from_le_bytes(*eight))
}

/// Returns a mask for the first `count` of eight bytes.
#[inline]
fn first(count: usize) -> u64 {
    match count {
        0 => 0,
        count => u64::MAX >> (64 - 8 * count.min(8)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the column, the format, the value and the length of a cell in row 20.
    fn read(bytes: &str) -> Option<(u32, u16, String, usize)> {
        let row = RowEnd::new(20).unwrap();
        let cell = cell(bytes.as_bytes(), &row)?;
        let value = match cell.value {
            Value::Shared(number) => format!("no. {number}"),
            Value::Number(digits) => String::from_utf8(digits.bytes.to_vec()).unwrap(),
        };
        let length = bytes.len() - cell.rest.len();
        Some((cell.column, cell.format, value, length))
    }

    #[test]
    fn the_usual_cells_are_taken_whole() {
        for (bytes, column, format, value) in [
            (r#"<c r="A20" t="s"><v>0</v></c>"#, 0, 0, "no. 0"),
            (
                r#"<c r="AB20" s="3" t="s"><v>999999999</v></c>"#,
                27,
                3,
                "no. 999999999",
            ),
            (r#"<c r="ZZ20" s="14"><v>43933</v></c>"#, 701, 14, "43933"),
            (
                r#"<c r="B20"><v>0.08078703703703703</v></c>"#,
                1,
                0,
                "0.08078703703703703",
            ),
            (r#"<c r="B20"><v></v></c>"#, 1, 0, ""),
            (r#"<c r="B20"><v>12345678</v></c>"#, 1, 0, "12345678"),
        ] {
            let expected = Some((column, format, value.to_owned(), bytes.len()));
            assert_eq!(read(&format!("{bytes}<c r=\"AC20\"/></row>")), expected);
        }
    }

    #[test]
    fn other_cells_are_left() {
        for bytes in [
            r#"<c r="A21" t="s"><v>0</v></c>"#,
            r#"<c r="A2" t="s"><v>0</v></c>"#,
            r#"<c r="A200" t="s"><v>0</v></c>"#,
            r#"<c r="AAA20" t="s"><v>0</v></c>"#,
            r#"<c r="20" t="s"><v>0</v></c>"#,
            r#"<c r="a20" t="s"><v>0</v></c>"#,
            r#"<c r="A20" t="s"><v>00</v></c>"#,
            r#"<c r="A20" t="s"><v>1000000000</v></c>"#,
            r#"<c r="A20" t="s"><v></v></c>"#,
            r#"<c r="A20" t="str"><v>0</v></c>"#,
            r#"<c r="A20" s="100"><v>0</v></c>"#,
            r#"<c r="A20" s=""><v>0</v></c>"#,
            r#"<c r="A20"><v>1234567890123456789012345</v></c>"#,
            r#"<c r="A20"><v>1</v><f/></c>"#,
            r#"<c r="A20"/>"#,
            "",
        ] {
            assert_eq!(
                read(&format!("{bytes}<c r=\"AC20\"/></row>")),
                None,
                "{bytes}"
            );
        }
    }

    #[test]
    fn a_cell_is_not_taken_before_all_of_it_is_there() {
        let whole = r#"<c r="AB20" s="3" t="s"><v>17</v></c>"#;
        for length in 0..whole.len() {
            assert_eq!(read(&whole[..length]), None);
        }
        assert!(read(whole).is_some());
    }

    #[test]
    fn rows_end_as_their_numbers_do() {
        for (row, text) in [
            (1, "1"),
            (20, "20"),
            (1_048_576, "1048576"),
            (9_999_999, "9999999"),
        ] {
            let end = RowEnd::new(row).unwrap();
            assert_eq!(end.digits(&mut [0; 8]), text.as_bytes());
            let bytes = format!("{text}\" t=\"s\"");
            assert_eq!(end.past(bytes.as_bytes()), Some(&b" t=\"s\""[..]));
            assert_eq!(end.past(format!("{text}0\" t=\"s\"").as_bytes()), None);
        }
        assert!(RowEnd::new(10_000_000).is_none());
        assert!(RowEnd::new(u32::MAX).is_none());
    }

    #[test]
    fn numbers_are_known_by_all_of_their_bytes() {
        let mut numbers = Numbers::new();
        let texts = [
            "",
            "1",
            "10",
            "12345678",
            "123456789",
            "1\0",
            "0.08078703703703703",
        ];
        let texts = texts.map(|text| format!("{text}<           "));
        let digits = |text: &String| -> Digits<'static> {
            let text: &'static str = text.clone().leak();
            Digits::up_to_tag(text.as_bytes()).unwrap().0
        };
        for (at, text) in texts.iter().enumerate() {
            for format in [0, 1] {
                assert_eq!(numbers.get(&digits(text), format), None);
                numbers.put(&digits(text), format, (at, format));
            }
        }
        for (at, text) in texts.iter().enumerate() {
            let known = numbers.get(&digits(text), 1);
            assert_eq!(known, Some(&(at, 1)));
        }
    }
}
