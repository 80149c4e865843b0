//! Reads the cells in an `.xlsx` sheet.

use ema_model::Text;
use quick_xml::events::{BytesStart, Event};

use crate::error::ErrorKind;
use crate::sheet::grouped::Cells;
use crate::sheet::markup::{Markup, attribute, text};
use crate::sheet::moment::{Kind, from_iso, from_serial};
use crate::sheet::{Content, Merged, RawCell, cell_name};

use super::Globals;
use super::cell::{Head, Inside, Stored, cell_address, row_number};
use super::plain;
use super::run::{self, Numbers, RowEnd, Value};
use super::texts::{Item, placed, push_text, unescaped};

/// The cells in a sheet, in markup order.
pub(in crate::sheet) struct XlsxCells<'w> {
    markup: Markup<'w>,
    book: &'w Globals,
    text_length: usize,
    /// The zero-based number of the current row, which also contains any cell without an address.
    row: u32,
    next_row: u32,
    next_column: u32,
    /// The end of each cell address in the row: the row number and the quotation mark.
    row_end: Option<RowEnd>,
    /// The number of open elements while the current `<row>` is the innermost one.
    row_depth: Option<u32>,
    numbers: Numbers<Content<'w>>,
    /// The stored value of the current cell.
    value: String,
    inline: Item,
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
                Event::Eof => return Err(markup.damaged("has no cells, as if it were not a sheet")),
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
            row_end: RowEnd::new(1),
            row_depth: None,
            numbers: Numbers::new(),
            value: String::new(),
            inline: Item::default(),
        })
    }
}

impl<'w> Cells<'w> for XlsxCells<'w> {
    fn next_cell(&mut self) -> Result<Option<(u32, RawCell<'w>)>, ErrorKind> {
        loop {
            if let Some(cell) = self.plain_cell() {
                return Ok(Some(cell));
            }
            let depth = self.markup.depth();
            let event = self.markup.next_event()?;
            let (element, whole) = match &event {
                Event::Start(element) => {
                    match element.name().as_ref() {
                        "row" => self.row_depth = Some(depth + 1),
                        "c" => {}
                        _ => self.row_depth = None,
                    }
                    (element, false)
                }
                Event::Empty(element) => (element, true),
                Event::End(element) if element.local_name().as_ref() == "sheetData" => {
                    return Ok(None);
                }
                Event::End(_) => {
                    self.row_depth = None;
                    continue;
                }
                // The sheet's element is self-closing, so the sheet is empty.
                Event::Eof => return Ok(None),
                _ => continue,
            };
            match element.local_name().as_ref() {
                "row" => {
                    let row = row_number(element)?.unwrap_or(self.next_row);
                    self.begin_row(row);
                }
                "c" => {
                    let head = Head::of(element, self.row, self.next_column)?;
                    self.next_column = head.column.saturating_add(1);
                    if whole {
                        continue;
                    }
                    let book = self.book;
                    let inside = self.inside().map_err(|kind| {
                        placed(kind, || {
                            let name = cell_name(head.row.saturating_add(1), head.column);
                            format!(" (cell {name})")
                        })
                    })?;
                    if let Some(cell) = raw_cell(book, &head, &inside) {
                        return Ok(Some(cell));
                    }
                }
                // Extensions can have elements with the same names as rows and cells.
                "extLst" if !whole => self.markup.skip_to(depth)?,
                _ => {}
            }
        }
    }

    fn append(&mut self, row: u32, columns: u32, most: u64, cells: &mut Vec<RawCell<'w>>) {
        let Some(row_end) = self.row_end.filter(|_| row == self.next_row) else {
            return;
        };
        if plain::is_left_out() {
            return;
        }
        let ahead = self.markup.ahead();
        let mut rest = ahead;
        let mut last = cells.last().map(|cell| cell.column);
        let mut left = most;
        while let Some(cell) = run::cell(rest, &row_end) {
            if last >= Some(cell.column) || cell.column >= columns || left == 0 {
                break;
            }
            let content = run_content(self.book, &mut self.numbers, self.text_length, &cell);
            let Some(content) = content else { break };
            rest = cell.rest;
            self.next_column = cell.column + 1;
            if content.is_empty_text() {
                continue;
            }
            last = Some(cell.column);
            left -= 1;
            cells.push(RawCell {
                column: cell.column,
                content,
                formula: false,
                repeated: false,
                literal: false,
                format: cell.format,
            });
        }
        let length = ahead.len() - rest.len();
        self.markup.pass(length);
    }

    fn shown(&self, cell: &RawCell<'w>) -> Option<String> {
        self.book.formats.shown(&cell.content, cell.format.into())
    }

    /// Returns the merged cells, which are listed after the cells. A fault in the markup of the list does not affect
    /// the cells, so only the rest of the list is ignored.
    fn merged(&mut self) -> Vec<Merged> {
        let mut merged = Vec::new();
        while let Ok(event) = self.markup.next_event() {
            match &event {
                Event::Start(element) | Event::Empty(element) => {
                    match element.local_name().as_ref() {
                        "mergeCell" => merged.extend(merged_cells(element)),
                        name if AFTER_MERGED.contains(&name) => break,
                        _ => {}
                    }
                }
                Event::End(element) if element.local_name().as_ref() == "mergeCells" => break,
                Event::Eof => break,
                _ => {}
            }
        }
        merged
    }
}

/// The elements that can follow the list of merged cells. See ECMA-376 part 1, 18.3.1.99, `worksheet`.
const AFTER_MERGED: [&str; 15] = [
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "drawing",
    "legacyDrawing",
    "picture",
    "tableParts",
    "extLst",
];

/// The rectangle of an element such as `<mergeCell ref="C4:C9"/>`.
fn merged_cells(element: &BytesStart<'_>) -> Option<Merged> {
    let cells = attribute(element, "ref").ok()??;
    let (first, last) = cells.split_once(':')?;
    let corner = |address: &str| {
        let (row, column) = cell_address(address.as_bytes()).ok()?;
        Some((row.saturating_add(1), column))
    };
    Some(Merged {
        first: corner(first)?,
        last: corner(last)?,
    })
}

impl<'w> XlsxCells<'w> {
    /// Continues in the row with this zero-based number.
    fn begin_row(&mut self, row: u32) {
        self.row = row;
        self.next_row = row.saturating_add(1);
        self.next_column = 0;
        self.row_end = RowEnd::new(self.next_row);
    }

    /// Returns the next filled cell if it, and everything before it, has the simple form. Otherwise, returns `None`,
    /// and the XML reader continues.
    fn plain_cell(&mut self) -> Option<(u32, RawCell<'w>)> {
        loop {
            if self.row_depth == Some(self.markup.depth())
                && let Some((row, length)) = plain::next_row(self.markup.ahead())
            {
                self.markup.pass(length);
                self.begin_row(row - 1);
            }
            let implied = Head::new(self.row, self.next_column);
            let mut buffer = [0; 8];
            let row = self.row_end.as_ref()?.digits(&mut buffer);
            let (head, inside, length) = plain::cell(self.markup.ahead(), implied, row)?;
            // The XML reader rejects text that is too long for a cell.
            let stored = inside.value.or(inside.inline).unwrap_or_default();
            if stored.len() > self.text_length {
                return None;
            }
            let cell = raw_cell(self.book, &head, &inside);
            self.markup.pass(length);
            self.next_column = head.column.saturating_add(1);
            if cell.is_some() {
                return cell;
            }
        }
    }

    /// Reads to the end of a cell.
    fn inside(&mut self) -> Result<Inside<'_>, ErrorKind> {
        let mut formula = false;
        let mut has_value = false;
        let mut has_inline = false;
        self.value.clear();
        let mut in_value = false;
        let mut in_inline = false;
        // Extensions can use the same names for other elements.
        let mut in_extension = false;
        loop {
            let event = self.markup.next_event()?;
            match &event {
                Event::Start(element) | Event::Empty(element) if !in_extension => {
                    let whole = matches!(event, Event::Empty(_));
                    match element.local_name().as_ref() {
                        "v" => {
                            has_value = true;
                            in_value = !whole;
                        }
                        "f" => formula = true,
                        "is" => {
                            has_inline = true;
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
                    "c" => break,
                    "v" => in_value = false,
                    "is" => in_inline = false,
                    "extLst" => in_extension = false,
                    _ if in_inline => self.inline.take(&event, self.text_length)?,
                    _ => {}
                },
                // The markup reader returns an error if the part ends within the cell.
                event if in_value => {
                    if let Some(piece) = text(event)? {
                        push_text(&mut self.value, &piece, self.text_length)?;
                    }
                }
                event if in_inline => self.inline.take(event, self.text_length)?,
                _ => {}
            }
        }
        Ok(Inside {
            formula,
            value: has_value.then_some(&self.value),
            inline: has_inline.then(|| self.inline.text()),
            shared: None,
        })
    }
}

/// Returns a cell with its one-based row number, or `None` if the cell is blank.
fn raw_cell<'w>(book: &'w Globals, head: &Head, inside: &Inside<'_>) -> Option<(u32, RawCell<'w>)> {
    let cell = RawCell {
        column: head.column,
        content: content(book, head, inside)?,
        formula: inside.formula,
        repeated: false,
        literal: false,
        // No format has an index of `u16::MAX` or greater, so any such index means that the format does not exist.
        format: u16::try_from(head.format).unwrap_or(u16::MAX),
    };
    Some((head.row.saturating_add(1), cell))
}

/// The content of a cell, or `None` if the cell is blank.
fn content<'w>(book: &'w Globals, head: &Head, inside: &Inside<'_>) -> Option<Content<'w>> {
    if let Some(number) = inside.shared {
        return Some(Content::shared(&book.texts, number)).filter(|it| !it.is_empty_text());
    }
    let value = inside.value.unwrap_or_default();
    let trimmed = value.trim_ascii();
    let nothing = inside.formula.then_some(Content::NoStoredValue);
    let content = match (head.kind, inside.inline) {
        (Stored::InlineText, Some(text)) => Content::Text(Text::from(&*unescaped(text))),
        // If the cell has a date format, the text that a formula returned can be a date.
        (Stored::Text, _) if inside.formula && book.formats.kind(head.format) == Kind::DateTime => {
            from_iso(trimmed)
        }
        (Stored::Text, _) if inside.value.is_some() => {
            Content::Text(Text::from(&*unescaped(value)))
        }
        _ if trimmed.is_empty() => return nothing,
        (Stored::SharedText, _) => match book.texts.get(trimmed.parse().unwrap_or(usize::MAX)) {
            Some(text) => Content::Shared(text),
            None => Content::Error(format!("missing text no. {value}")),
        },
        (Stored::Number { declared }, _) => match number(trimmed) {
            Some(number) => from_serial(number, book.formats.kind(head.format), book.is_1904),
            None if declared => Content::Error(value.to_owned()),
            None => Content::Text(Text::from(&*unescaped(value))),
        },
        (Stored::Bool, _) => match trimmed {
            "1" => Content::Bool(true),
            "0" => Content::Bool(false),
            word if word.eq_ignore_ascii_case("true") => Content::Bool(true),
            word if word.eq_ignore_ascii_case("false") => Content::Bool(false),
            _ => Content::Error(value.to_owned()),
        },
        (Stored::IsoDate, _) => from_iso(trimmed),
        (Stored::Error | Stored::Unknown | Stored::Text | Stored::InlineText, _) => {
            Content::Error(value.to_owned())
        }
    };
    (!content.is_empty_text() || inside.formula).then_some(content)
}

/// The content of a cell in a run, or `None` if the cell must be read in a different way.
#[inline]
fn run_content<'w>(
    book: &'w Globals,
    numbers: &mut Numbers<Content<'w>>,
    text_length: usize,
    cell: &run::Cell<'_>,
) -> Option<Content<'w>> {
    match &cell.value {
        Value::Shared(number) => {
            let text = book.texts.get(*number as usize)?;
            (text.len() <= text_length).then_some(Content::Shared(text))
        }
        Value::Number(digits) => {
            if let Some(known) = numbers.get(digits, cell.format) {
                return Some(known.clone());
            }
            let content = run_number(book, digits.bytes, cell.format)
                .filter(|_| digits.bytes.len() <= text_length)?;
            numbers.put(digits, cell.format, content.clone());
            Some(content)
        }
    }
}

/// The content of a cell with this format, if its value is a number without other characters.
fn run_number(book: &Globals, bytes: &[u8], format: u16) -> Option<Content<'static>> {
    let is_number = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | b'E');
    let text = std::str::from_utf8(bytes).ok()?;
    let number = number(text).filter(|_| bytes.iter().all(is_number))?;
    let kind = book.formats.kind(format.into());
    Some(from_serial(number, kind, book.is_1904))
}

/// Parses a number in the notation of XML Schema. Rust would also accept words for infinity and NaN.
fn number(text: &str) -> Option<f64> {
    let number: f64 = text.parse().ok()?;
    number.is_finite().then_some(number)
}
