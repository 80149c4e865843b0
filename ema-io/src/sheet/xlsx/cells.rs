//! The cells of one sheet of an `.xlsx`.

use ema_model::Text;
use quick_xml::events::{BytesStart, Event};

use crate::error::ErrorKind;
use crate::sheet::grouped::Cells;
use crate::sheet::moment::{Kind, from_iso, from_serial};
use crate::sheet::{Content, RawCell, cell_name};

use super::Globals;
use super::markup::{Markup, attributes, text};
use super::texts::{Item, placed, push_text, unescaped};

/// The cells of one sheet, in the order of its markup.
pub(in crate::sheet) struct XlsxCells<'w> {
    markup: Markup<'w>,
    book: &'w Globals,
    text_length: usize,
    /// The row being read, and where a row and a cell without an address stand; from 0.
    row: u32,
    next_row: u32,
    next_column: u32,
    /// What is stored in the cell being read.
    value: String,
    inline: Item,
}

/// What a cell says about itself.
struct Head {
    row: u32,
    column: u32,
    format: usize,
    kind: Stored,
}

/// How the value of a cell is stored. ECMA-376 part 1, 18.18.11 `ST_CellType`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stored {
    Number { declared: bool },
    SharedText,
    Text,
    InlineText,
    Bool,
    Error,
    IsoDate,
    Unknown,
}

/// What stands inside a cell.
#[derive(Default)]
struct Body {
    formula: bool,
    /// A value stands there, though it may be empty.
    has_value: bool,
    has_inline: bool,
}

impl<'w> XlsxCells<'w> {
    pub(super) fn new(
        mut markup: Markup<'w>,
        book: &'w Globals,
        text_length: usize,
    ) -> Result<Self, ErrorKind> {
        loop {
            match markup.next_event()? {
                Event::Start(element) if element.local_name().as_ref() == "sheetData" => break,
                Event::Empty(element) if element.local_name().as_ref() == "sheetData" => break,
                Event::Eof => return Err(markup.damaged("has no cells, as if it were no sheet")),
                _ => {}
            }
        }
        Ok(Self {
            markup,
            book,
            text_length,
            row: 0,
            next_row: 0,
            next_column: 0,
            value: String::new(),
            inline: Item::default(),
        })
    }
}

impl Cells for XlsxCells<'_> {
    fn next_cell(&mut self) -> Result<Option<(u32, RawCell)>, ErrorKind> {
        loop {
            let event = self.markup.next_event()?;
            let (element, whole) = match &event {
                Event::Start(element) => (element, false),
                Event::Empty(element) => (element, true),
                Event::End(element) if element.local_name().as_ref() == "sheetData" => {
                    return Ok(None);
                }
                // An empty sheet closes itself.
                Event::Eof => return Ok(None),
                _ => continue,
            };
            match element.local_name().as_ref() {
                "row" => {
                    self.row = row_number(element)?.unwrap_or(self.next_row);
                    self.next_row = self.row.saturating_add(1);
                    self.next_column = 0;
                }
                "c" => {
                    let head = head(element, self.row, self.next_column)?;
                    self.next_column = head.column.saturating_add(1);
                    if whole {
                        continue;
                    }
                    let body = self.body().map_err(|kind| {
                        placed(kind, || {
                            let name = cell_name(head.row.saturating_add(1), head.column);
                            format!(" (cell {name})")
                        })
                    })?;
                    if let Some(content) = self.content(&head, &body) {
                        let cell = RawCell {
                            column: head.column,
                            content,
                            formula: body.formula,
                            repeated: false,
                            literal: false,
                        };
                        return Ok(Some((head.row.saturating_add(1), cell)));
                    }
                }
                _ => {}
            }
        }
    }
}

impl<'w> XlsxCells<'w> {
    /// Reads up to the end of a cell.
    fn body(&mut self) -> Result<Body, ErrorKind> {
        let mut body = Body::default();
        self.value.clear();
        let mut in_value = false;
        let mut in_inline = false;
        // Extensions may use the same names for something else.
        let mut in_extension = false;
        loop {
            let event = self.markup.next_event()?;
            match &event {
                Event::Start(element) | Event::Empty(element) if !in_extension => {
                    let whole = matches!(event, Event::Empty(_));
                    match element.local_name().as_ref() {
                        "v" => {
                            body.has_value = true;
                            in_value = !whole;
                        }
                        "f" => body.formula = true,
                        "is" => {
                            body.has_inline = true;
                            self.inline.clear();
                            in_inline = !whole;
                        }
                        "extLst" => in_extension = !whole,
                        "c" => return Err(ErrorKind::damaged("it has a cell inside a cell")),
                        _ if in_inline => self.inline.take(&event, self.text_length)?,
                        _ => {}
                    }
                }
                Event::End(element) => match element.local_name().as_ref() {
                    "c" => return Ok(body),
                    "v" => in_value = false,
                    "is" => in_inline = false,
                    "extLst" => in_extension = false,
                    _ if in_inline => self.inline.take(&event, self.text_length)?,
                    _ => {}
                },
                // The end of the part inside a cell is an error of the markup.
                event if in_value => {
                    if let Some(piece) = text(event)? {
                        push_text(&mut self.value, &piece, self.text_length)?;
                    }
                }
                event if in_inline => self.inline.take(event, self.text_length)?,
                _ => {}
            }
        }
    }

    /// What a cell holds, or none when it holds nothing.
    fn content(&self, head: &Head, body: &Body) -> Option<Content> {
        let value = self.value.as_str();
        let trimmed = value.trim_ascii();
        let nothing = body.formula.then_some(Content::NoStoredValue);
        let content = match head.kind {
            Stored::InlineText if body.has_inline => {
                Content::Text(Text::from(&*self.inline.text()))
            }
            Stored::Text if body.has_value => Content::Text(Text::from(&*unescaped(value))),
            _ if trimmed.is_empty() => return nothing,
            Stored::SharedText => {
                match self.book.texts.get(trimmed.parse().unwrap_or(usize::MAX)) {
                    Some(text) => Content::Text(text.clone()),
                    None => Content::Error(format!("missing text no. {value}")),
                }
            }
            Stored::Number { declared } => match number(trimmed) {
                Some(number) => {
                    let kind = self.book.formats.get(head.format).copied();
                    from_serial(number, kind.unwrap_or(Kind::Number), self.book.is_1904)
                }
                None if declared => Content::Error(value.to_owned()),
                None => Content::Text(Text::from(&*unescaped(value))),
            },
            Stored::Bool => match trimmed {
                "1" => Content::Bool(true),
                "0" => Content::Bool(false),
                word if word.eq_ignore_ascii_case("true") => Content::Bool(true),
                word if word.eq_ignore_ascii_case("false") => Content::Bool(false),
                _ => Content::Error(value.to_owned()),
            },
            Stored::IsoDate => from_iso(trimmed),
            Stored::Error | Stored::Unknown | Stored::Text | Stored::InlineText => {
                Content::Error(value.to_owned())
            }
        };
        match &content {
            Content::Text(text) if text.is_empty() && !body.formula => None,
            _ => Some(content),
        }
    }
}

/// A number as XML Schema writes it; Rust would also take words for infinity and what is no number.
fn number(text: &str) -> Option<f64> {
    let number: f64 = text.parse().ok()?;
    number.is_finite().then_some(number)
}

fn head(element: &BytesStart<'_>, row: u32, column: u32) -> Result<Head, ErrorKind> {
    let mut head = Head {
        row,
        column,
        format: 0,
        kind: Stored::Number { declared: false },
    };
    for attribute in attributes(element) {
        let (key, value) = attribute?;
        match key {
            "r" => (head.row, head.column) = cell_address(&value)?,
            "s" => head.format = value.parse().unwrap_or_default(),
            "t" => {
                head.kind = match &*value {
                    "n" => Stored::Number { declared: true },
                    "s" => Stored::SharedText,
                    "str" => Stored::Text,
                    "inlineStr" => Stored::InlineText,
                    "b" => Stored::Bool,
                    "e" => Stored::Error,
                    "d" => Stored::IsoDate,
                    _ => Stored::Unknown,
                };
            }
            _ => {}
        }
    }
    Ok(head)
}

/// The number of a row, from 0, if it has one.
fn row_number(element: &BytesStart<'_>) -> Result<Option<u32>, ErrorKind> {
    for attribute in attributes(element) {
        let (key, value) = attribute?;
        if key == "r" {
            return row_address(&value)
                .map(Some)
                .ok_or_else(|| impossible(&value));
        }
    }
    Ok(None)
}

/// Row and column of an address such as `B7`, from 0.
fn cell_address(text: &str) -> Result<(u32, u32), ErrorKind> {
    let digits = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, row) = text.split_at(digits);
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        let value = u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        column.checked_mul(26)?.checked_add(value)
    });
    column
        .and_then(|column| column.checked_sub(1))
        .and_then(|column| Some((row_address(row)?, column)))
        .ok_or_else(|| impossible(text))
}

fn row_address(text: &str) -> Option<u32> {
    let row: u32 = text.parse().ok()?;
    row.checked_sub(1)
}

fn impossible(address: &str) -> ErrorKind {
    ErrorKind::damaged(format!(
        "it has a cell or row at the impossible address {address:?}"
    ))
}
