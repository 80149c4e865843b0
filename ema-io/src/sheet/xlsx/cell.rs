//! A cell in an `.xlsx` file: its attributes, its address and its content.

use quick_xml::events::BytesStart;

use crate::error::ErrorKind;
use crate::sheet::markup::attributes;

/// The attributes of a cell.
pub(super) struct Head {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) format: usize,
    pub(super) kind: Stored,
    /// A bit for each attribute that has been read.
    seen: u8,
}

/// The bits of [`Head::seen`].
const ADDRESS: u8 = 1;
const FORMAT: u8 = 2;
const KIND: u8 = 4;

/// How the value of a cell is stored. See ECMA-376 part 1, 18.18.11, `ST_CellType`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stored {
    Number { declared: bool },
    SharedText,
    Text,
    InlineText,
    Bool,
    Error,
    IsoDate,
    Unknown,
}

/// The content of a cell element.
#[derive(Default)]
pub(super) struct Inside<'c> {
    pub(super) formula: bool,
    /// The stored value, which can be empty.
    pub(super) value: Option<&'c str>,
    /// The text that is stored inside the cell.
    pub(super) inline: Option<&'c str>,
    /// The index of the shared string, if it has already been parsed from the value.
    pub(super) shared: Option<u32>,
}

impl Inside<'_> {
    pub(super) fn shared(number: u32) -> Self {
        Self {
            shared: Some(number),
            ..Self::default()
        }
    }
}

impl Head {
    /// Creates the head of a cell without attributes, at this position.
    pub(super) fn new(row: u32, column: u32) -> Self {
        Self {
            row,
            column,
            format: 0,
            kind: Stored::Number { declared: false },
            seen: 0,
        }
    }

    /// Sets the column from an address in this row. The address must be the first attribute.
    pub(super) fn take_column(&mut self, column: u32) {
        self.seen |= ADDRESS;
        self.column = column;
    }

    /// Marks the value as the index of a shared string. Returns `false` if a type was already set.
    pub(super) fn take_shared_text(&mut self) -> bool {
        let is_first = self.seen & KIND == 0;
        if is_first {
            self.seen |= KIND;
            self.kind = Stored::SharedText;
        }
        is_first
    }

    /// Sets the index of the format. Returns `false` if the index was already set.
    pub(super) fn take_format(&mut self, format: u8) -> bool {
        let is_first = self.seen & FORMAT == 0;
        if is_first {
            self.seen |= FORMAT;
            self.format = format.into();
        }
        is_first
    }

    /// Whether the value is the index of a shared string.
    pub(super) fn is_of_shared_text(&self) -> bool {
        self.kind == Stored::SharedText
    }

    pub(super) fn of(element: &BytesStart<'_>, row: u32, column: u32) -> Result<Self, ErrorKind> {
        let mut head = Self::new(row, column);
        for attribute in attributes(element) {
            let (key, value) = attribute?;
            head.take(key.as_bytes(), value.as_bytes())?;
        }
        Ok(head)
    }

    /// Reads an attribute.
    pub(super) fn take(&mut self, key: &[u8], value: &[u8]) -> Result<(), ErrorKind> {
        let seen = match key {
            b"r" => ADDRESS,
            b"s" => FORMAT,
            b"t" => KIND,
            _ => 0,
        };
        if self.seen & seen != 0 {
            return Err(ErrorKind::damaged("it has a cell with two types"));
        }
        self.seen |= seen;
        match key {
            b"r" => (self.row, self.column) = cell_address(value)?,
            // A format that is not a number is ignored, as if the cell had none.
            b"s" => self.format = digits(value).unwrap_or_default() as usize,
            b"t" => {
                self.kind = match value {
                    b"n" => Stored::Number { declared: true },
                    b"s" => Stored::SharedText,
                    b"str" => Stored::Text,
                    b"inlineStr" => Stored::InlineText,
                    b"b" => Stored::Bool,
                    b"e" => Stored::Error,
                    b"d" => Stored::IsoDate,
                    _ => Stored::Unknown,
                };
            }
            _ => {}
        }
        Ok(())
    }
}

/// The zero-based number of a row, or `None` if the row has no number.
pub(super) fn row_number(element: &BytesStart<'_>) -> Result<Option<u32>, ErrorKind> {
    for attribute in attributes(element) {
        let (key, value) = attribute?;
        if key == "r" {
            return row_address(value.as_bytes())
                .map(Some)
                .ok_or_else(|| impossible(value.as_bytes()));
        }
    }
    Ok(None)
}

/// The zero-based row and column of an address such as `B7`.
pub(super) fn cell_address(address: &[u8]) -> Result<(u32, u32), ErrorKind> {
    let letters = address.iter().take_while(|byte| byte.is_ascii_alphabetic());
    let (letters, row) = address.split_at(letters.count());
    let column = letters.iter().try_fold(0_u32, |column, letter| {
        let value = u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        column.checked_mul(26)?.checked_add(value)
    });
    column
        .and_then(|column| column.checked_sub(1))
        .and_then(|column| Some((row_address(row)?, column)))
        .ok_or_else(|| impossible(address))
}

fn row_address(row: &[u8]) -> Option<u32> {
    digits(row)?.checked_sub(1)
}

/// Parses a number that has only digits. Returns `None` for any other text.
fn digits(text: &[u8]) -> Option<u32> {
    if text.is_empty() {
        return None;
    }
    text.iter().try_fold(0_u32, |number, digit| {
        let value = digit.is_ascii_digit().then(|| u32::from(digit - b'0'))?;
        number.checked_mul(10)?.checked_add(value)
    })
}

fn impossible(address: &[u8]) -> ErrorKind {
    let address = String::from_utf8_lossy(address);
    ErrorKind::damaged(format!(
        "it has a cell or row at the impossible address {address:?}"
    ))
}
