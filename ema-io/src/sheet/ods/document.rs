//! Reads the content of an `.ods` file: its sheets, and their rows as stored, without expanding repetitions.

use std::collections::HashSet;

use ema_model::Visibility;
use quick_xml::events::{BytesStart, Event};

use crate::error::{ErrorKind, Limit};
use crate::guard::{Limits, Package};
use crate::sheet::markup::{Markup, attribute, attributes, text};
use crate::sheet::{Content, Merged, SheetInfo};

use super::CONTENT;
use super::value::Value;

/// The number of open elements in a sheet: `office:document-content`, `office:body`, `office:spreadsheet`,
/// `table:table`. A table anywhere else, such as in a cell, is not a sheet.
const IN_SHEET: u32 = 4;

/// A single pass through the content part of an `.ods` file.
pub(super) struct Document<'a> {
    markup: Markup<'a>,
    /// The style that is currently being read, and the styles that hide a sheet.
    style: Option<String>,
    hiding: HashSet<String>,
    /// Whether the current sheet has more rows.
    in_sheet: bool,
    /// The zero-based number of the next row.
    next_row: u32,
    merged: Vec<Merged>,
    text_length: usize,
}

/// A row as stored. A repeated row represents several consecutive rows of the sheet.
pub(super) struct Row {
    /// The zero-based number of the first row.
    pub(super) number: u32,
    pub(super) repeats: u32,
    /// Only the cells with a value.
    pub(super) cells: Vec<Cell>,
}

impl Row {
    /// The number of cells that exist only as repetitions of a stored cell.
    pub(super) fn repeated_cells(&self) -> u64 {
        let cells = self.cells.iter();
        let all: u64 = cells.map(|cell| u64::from(cell.repeats)).sum();
        (all.saturating_mul(self.repeats.into())).saturating_sub(self.cells.len() as u64)
    }
}

/// A cell as stored. A repeated cell represents several consecutive cells of the row.
pub(super) struct Cell {
    /// The zero-based column of the first cell.
    pub(super) column: u32,
    pub(super) repeats: u32,
    pub(super) content: Content<'static>,
    pub(super) formula: bool,
}

impl<'a> Document<'a> {
    pub(super) fn open(package: &'a mut Package, limits: &Limits) -> Result<Self, ErrorKind> {
        let Some(mut markup) = Markup::open(package, CONTENT)? else {
            return Err(ErrorKind::damaged("its part content.xml is missing"));
        };
        loop {
            match markup.next_event()? {
                Event::Start(element) if element.name().as_ref() == "office:document-content" => {
                    break;
                }
                Event::Start(_) | Event::Empty(_) | Event::Eof => {
                    return Err(markup.damaged("is not the content of an OpenDocument file"));
                }
                _ => {}
            }
        }
        Ok(Self {
            markup,
            style: None,
            hiding: HashSet::new(),
            in_sheet: false,
            next_row: 0,
            merged: Vec::new(),
            text_length: limits.text_length,
        })
    }

    /// The merged cells in the sheet, up to the last row that was read.
    pub(super) fn merged(&mut self) -> Vec<Merged> {
        std::mem::take(&mut self.merged)
    }

    /// Advances to the next sheet. Returns `None` at the end.
    pub(super) fn next_sheet(&mut self) -> Result<Option<SheetInfo>, ErrorKind> {
        self.merged.clear();
        self.next_row = 0;
        loop {
            let depth = self.markup.depth();
            let event = self.markup.next_event()?;
            let is_whole = matches!(event, Event::Empty(_));
            match &event {
                Event::Start(element) | Event::Empty(element) => match element.name().as_ref() {
                    "table:table" if depth == IN_SHEET - 1 => {
                        self.in_sheet = !is_whole;
                        let style = attribute(element, "table:style-name")?;
                        let is_hidden = style.is_some_and(|style| self.hiding.contains(&style));
                        return Ok(Some(SheetInfo {
                            name: attribute(element, "table:name")?.unwrap_or_default(),
                            visibility: match is_hidden {
                                true => Visibility::Hidden,
                                false => Visibility::Visible,
                            },
                        }));
                    }
                    "style:style" => self.style = attribute(element, "style:name")?,
                    "style:table-properties" => {
                        let display = attribute(element, "table:display")?;
                        if display.as_deref() == Some("false") {
                            self.hiding.extend(self.style.take());
                        }
                    }
                    _ => {}
                },
                Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    /// The sheet's next row with a value, or `None` at the end of the sheet.
    pub(super) fn next_row(&mut self) -> Result<Option<Row>, ErrorKind> {
        while self.in_sheet {
            let depth = self.markup.depth();
            match self.markup.next_event()? {
                Event::Start(element) => match element.name().as_ref() {
                    "table:table-row" => {
                        let repeats = rows_repeated(&element)?;
                        let number = self.next_row;
                        self.next_row = number.saturating_add(repeats);
                        let cells = self.cells(number)?;
                        if !cells.is_empty() {
                            return Ok(Some(Row {
                                number,
                                repeats,
                                cells,
                            }));
                        }
                    }
                    // Pictures and controls on the sheet can have tables of their own.
                    "table:shapes" | "office:forms" => self.markup.skip_to(depth)?,
                    _ => {}
                },
                Event::Empty(element) if element.name().as_ref() == "table:table-row" => {
                    let repeats = rows_repeated(&element)?;
                    self.next_row = self.next_row.saturating_add(repeats);
                }
                Event::End(_) if depth == IN_SHEET => self.in_sheet = false,
                // If the part ends within a sheet, the markup reader returns an error.
                _ => {}
            }
        }
        Ok(None)
    }

    /// Reads the rest of a row and returns its cells with a value.
    fn cells(&mut self, row: u32) -> Result<Vec<Cell>, ErrorKind> {
        let mut cells = Vec::new();
        let mut column = 0_u32;
        loop {
            let depth = self.markup.depth();
            let event = self.markup.next_event()?;
            let is_whole = matches!(event, Event::Empty(_));
            let (head, mut value) = match &event {
                Event::Start(element) | Event::Empty(element) if is_cell(element) => read(element)?,
                Event::Start(_) => {
                    self.markup.skip_to(depth)?;
                    continue;
                }
                Event::End(_) => return Ok(cells),
                _ => continue,
            };
            if head.columns > 1 || head.rows > 1 {
                self.merged.push(Merged {
                    first: (row.saturating_add(1), column),
                    last: (
                        row.saturating_add(head.rows),
                        column.saturating_add(head.columns - 1),
                    ),
                });
            }
            if !is_whole {
                self.paragraphs(depth, &mut value.text)?;
            }
            let formula = value.formula;
            if let Some(content) = value.content() {
                cells.push(Cell {
                    column,
                    repeats: head.repeats,
                    content,
                    formula,
                });
            }
            column = column.saturating_add(head.repeats);
        }
    }

    /// Reads the text that a cell displays, up to the end of the cell.
    fn paragraphs(&mut self, outside: u32, shown: &mut String) -> Result<(), ErrorKind> {
        let mut is_first = true;
        // Whether the next white space has no effect, as at the start of a paragraph.
        let mut after_blank = true;
        while self.markup.depth() > outside {
            let depth = self.markup.depth();
            let in_paragraph = depth > outside + 1;
            let event = self.markup.next_event()?;
            match &event {
                Event::Start(element) | Event::Empty(element) => match element.name().as_ref() {
                    "text:p" if !in_paragraph => {
                        if !std::mem::take(&mut is_first) {
                            shown.push('\n');
                        }
                        after_blank = true;
                    }
                    "text:s" => {
                        let count = attribute(element, "text:c")?;
                        let count = count.map_or(Ok(1), |count| times("text:c", &count))?;
                        // Text of this length is rejected below.
                        let count = (count as usize).min(4 * self.text_length + 1);
                        shown.extend(std::iter::repeat_n(' ', count));
                        after_blank = false;
                    }
                    "text:tab" | "text:line-break" => {
                        let is_tab = element.name().as_ref() == "text:tab";
                        shown.push(if is_tab { '\t' } else { '\n' });
                        after_blank = false;
                    }
                    // These elements enclose the parts of a paragraph that have a style or a link.
                    "text:span" | "text:a" => {}
                    // Notes and pictures have their own paragraphs.
                    _ if matches!(event, Event::Start(_)) => self.markup.skip_to(depth)?,
                    _ => {}
                },
                // White space at the end of a paragraph has no effect either.
                Event::End(_) if depth == outside + 2 && after_blank && shown.ends_with(' ') => {
                    shown.pop();
                }
                Event::End(_) => {}
                event if in_paragraph => {
                    for character in text(event)?.iter().flat_map(|piece| piece.chars()) {
                        let is_blank = character.is_ascii_whitespace();
                        match is_blank {
                            true if after_blank => {}
                            true => shown.push(' '),
                            false => shown.push(character),
                        }
                        after_blank = is_blank;
                    }
                }
                _ => {}
            }
            // A character has at most four bytes.
            if shown.len() > 4 * self.text_length {
                let most = self.text_length as u64;
                return Err(ErrorKind::limit(Limit::TextLength, most, ""));
            }
        }
        Ok(())
    }
}

/// Whether an element is a cell. This includes cells that a merged cell covers, because a program can keep their values
/// in the file.
fn is_cell(element: &BytesStart<'_>) -> bool {
    matches!(
        element.name().as_ref(),
        "table:table-cell" | "table:covered-table-cell"
    )
}

/// The number of times that a cell is repeated, and the numbers of columns and rows that the cell spans.
struct Head {
    repeats: u32,
    columns: u32,
    rows: u32,
}

/// The attributes of a cell.
fn read(element: &BytesStart<'_>) -> Result<(Head, Value), ErrorKind> {
    let mut value = Value::default();
    let mut head = Head {
        repeats: 1,
        columns: 1,
        rows: 1,
    };
    for attribute in attributes(element) {
        let (key, text) = attribute?;
        match key {
            "table:number-columns-repeated" => head.repeats = times(key, &text)?,
            "table:number-columns-spanned" => head.columns = times(key, &text)?,
            "table:number-rows-spanned" => head.rows = times(key, &text)?,
            _ => value.take(key, &text)?,
        }
    }
    Ok((head, value))
}

fn rows_repeated(row: &BytesStart<'_>) -> Result<u32, ErrorKind> {
    const REPEATED: &str = "table:number-rows-repeated";
    attribute(row, REPEATED)?.map_or(Ok(1), |number| times(REPEATED, &number))
}

/// Parses a number that must be at least 1.
fn times(attribute: &str, number: &str) -> Result<u32, ErrorKind> {
    match number.parse() {
        Ok(0) | Err(_) => Err(ErrorKind::damaged(format!(
            "it has the attribute {attribute}={number:?}, which is not a number from 1"
        ))),
        Ok(number) => Ok(number),
    }
}
