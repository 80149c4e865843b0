//! Reads the cell formats of a workbook and appends new ones.

mod fill;
mod list;
mod look;
mod marks;
mod written;

use std::collections::HashMap;

use crate::error::ErrorKind;
use crate::sheet::{Formats, NumberKind};

use super::parts::root_prefix;
use super::pieces::{Kind, Pieces};
use super::tag::{escaped, name, number, text_attribute};
pub(in crate::edit) use fill::Mark;
use list::{CELLS, LISTS, List, NUMBER_FORMATS, prefixed, with_property};

/// The maximum number of cell formats in a copy, which is slightly lower than Excel's limit.
const MOST_FORMATS: usize = 64_000;

/// The initial styles part for a workbook without one.
pub(in crate::edit) const NONE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"></styleSheet>";

/// The styles of a workbook.
pub(in crate::edit) struct Styles {
    bytes: Vec<u8>,
    part: String,
    prefix: String,
    lists: [List; 6],
    formats: Formats,
    /// The format in the workbook that each appended cell format was derived from.
    origins: HashMap<u32, u32>,
    /// The first few fills in each color. The keys are the colors as written in the part. The first lookup fills this
    /// map.
    known_fills: Option<HashMap<String, Vec<u32>>>,
    /// The cell formats with the color of a mark, keyed by original format and mark.
    marked: HashMap<(u32, Mark), u32>,
}

impl Styles {
    pub(in crate::edit) fn parse(bytes: Vec<u8>, part: &str) -> Result<Self, ErrorKind> {
        let mut lists: [List; 6] = Default::default();
        let mut list = None;
        let mut pieces = Pieces::of(&bytes, part);
        let mut item = Vec::new();
        while let Some(piece) = pieces.next()? {
            let tag = piece.bytes;
            match (piece.kind, piece.depth) {
                (Kind::Start | Kind::Empty, 2) => {
                    let named = name(tag);
                    list = LISTS.iter().position(|(list, _)| list.as_bytes() == named);
                    if let Some(list) = list {
                        lists[list].is_there = true;
                    }
                }
                (Kind::Start | Kind::Empty, 3) => {
                    if let Some(list) = list {
                        item.clear();
                        item.extend_from_slice(tag);
                        if piece.kind == Kind::Start {
                            pieces.rest_of_element(3, &mut item)?;
                        }
                        lists[list].items.push(item.clone());
                    }
                }
                _ => {}
            }
        }
        let prefix = root_prefix(&bytes);
        for (list, (_, least)) in lists.iter_mut().zip(LISTS) {
            list.own = list.items.len();
            let missing = least.iter().skip(list.items.len());
            list.items
                .extend(missing.map(|item| prefixed(item, &prefix).into_bytes()));
        }
        let mut formats = Formats::default();
        for item in &lists[NUMBER_FORMATS].items {
            let id = number(item, "numFmtId").and_then(|id| u16::try_from(id).ok());
            if let Some(id) = id {
                formats.add_code(id, &text_attribute(item, "formatCode").unwrap_or_default());
            }
        }
        for item in &lists[CELLS].items {
            let id = number(item, "numFmtId").and_then(|id| u16::try_from(id).ok());
            formats.add_cell(id.unwrap_or_default());
        }
        formats.resolve();
        Ok(Self {
            bytes,
            part: part.to_owned(),
            prefix,
            lists,
            formats,
            origins: HashMap::new(),
            known_fills: None,
            marked: HashMap::new(),
        })
    }

    /// Returns how a cell format interprets a number.
    pub(in crate::edit) fn kind(&self, cell: u32) -> NumberKind {
        let origin = self.origins.get(&cell);
        self.formats.kind(*origin.unwrap_or(&cell) as usize)
    }

    /// Returns a cell format that shows this many decimal places. For 0, the number format is General.
    pub(in crate::edit) fn with_decimals(&mut self, cell: u32, decimals: usize) -> u32 {
        // IDs 0 and 2 are built-in number formats. See ECMA-376 part 1, section 18.8.30.
        let id = match decimals {
            0 => 0,
            2 => 2,
            _ => self.number_format(&format!("0.{}", "0".repeat(decimals))),
        };
        self.with(cell, "numFmtId", id, "applyNumberFormat")
    }

    /// Returns a cell format that makes Excel store anything that a user types as text.
    pub(in crate::edit) fn as_text(&mut self, cell: u32) -> u32 {
        self.with(cell, "numFmtId", 49, "applyNumberFormat")
    }

    fn number_format(&mut self, code: &str) -> u32 {
        let items = &self.lists[NUMBER_FORMATS].items;
        let same = items
            .iter()
            .find(|item| text_attribute(item, "formatCode").as_deref() == Some(code));
        if let Some(id) = same.and_then(|item| number(item, "numFmtId")) {
            return id;
        }
        // IDs below 164 are reserved for built-in formats.
        let last = items
            .iter()
            .filter_map(|item| number(item, "numFmtId"))
            .max();
        let id = last.unwrap_or_default().max(163) + 1;
        let item = format!(
            "<numFmt numFmtId=\"{id}\" formatCode=\"{}\"/>",
            escaped(code)
        );
        self.lists[NUMBER_FORMATS].add(prefixed(&item, &self.prefix).into_bytes());
        id
    }

    /// Changes a property of a cell format and sets the flag that applies it.
    fn with(&mut self, cell: u32, property: &str, value: u32, applies: &str) -> u32 {
        let Some(item) = self.lists[CELLS].items.get(cell as usize) else {
            return cell;
        };
        let said = with_property(item, property, value, applies);
        let cells = &mut self.lists[CELLS];
        if let Some(same) = cells.place(&said) {
            return same;
        }
        if cells.items.len() >= MOST_FORMATS {
            return cell;
        }
        let added = cells.add(said);
        // The given format might itself be derived from a format in the workbook.
        let origin = self.origins.get(&cell).copied().unwrap_or(cell);
        self.origins.insert(added, origin);
        added
    }
}

#[cfg(test)]
mod tests {
    use super::list::FILLS;
    use super::*;
    use crate::write::Level;

    const ERROR: Mark = Mark::Found(Level::Error);
    const WARNING: Mark = Mark::Found(Level::Warning);
    const NOTICE: Mark = Mark::Found(Level::Notice);

    const STYLES: &str = "<styleSheet><fonts count=\"1\"><font/></fonts><fills count='3'><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill><fill><patternFill patternType=\"solid\"><fgColor theme=\"4\" tint=\"0.5\"/></patternFill></fill></fills><borders><border/></borders><cellStyleXfs/><cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" fillId=\"2\"><alignment/></xf><xf fillId=\"1\"/></cellXfs><dxfs/></styleSheet>";

    fn parsed(text: &str) -> Styles {
        Styles::parse(text.as_bytes().to_vec(), "styles").unwrap()
    }

    fn text(styles: Styles) -> String {
        String::from_utf8(styles.finish().unwrap().unwrap()).unwrap()
    }

    #[test]
    fn what_adds_nothing_changes_nothing() {
        let mut styles = parsed(STYLES);
        assert_eq!(styles.unmarked(|_| true), [] as [u32; 0]);
        assert_eq!(styles.marked(2, ERROR), 2, "a pattern stays");
        assert_eq!(styles.marked(9, ERROR), 9, "there is no such format");
        assert!(styles.finish().unwrap().is_none());
    }

    #[test]
    fn a_mark_is_taken_back() {
        let mut marked = parsed(STYLES);
        assert_eq!(marked.marked(0, ERROR), 3);
        assert_eq!(marked.marked(1, WARNING), 4);
        assert_eq!(marked.marked(1, WARNING), 4);
        let text = text(marked);
        assert!(
            text.contains(
                "<xf numFmtId=\"14\" fillId=\"4\" applyFill=\"1\"><alignment/></xf></cellXfs>"
            ),
            "{text}"
        );
        assert!(text.contains("<cellXfs count=\"5\">"), "{text}");
        assert!(text.contains("<fills count='5'>"), "{text}");
        let mut again = parsed(&text);
        assert_eq!(again.unmarked(|mark| mark == Mark::Changed), [] as [u32; 0]);
        assert_eq!(again.unmarked(|_| true), [0, 1, 2, 0, 1]);
        assert_eq!(again.marked(0, ERROR), 3);
        assert!(again.finish().unwrap().is_none());
    }

    #[test]
    fn a_mark_replaces_another() {
        let mut changed = parsed(STYLES);
        let green = changed.marked(1, Mark::Changed);
        let text = text(changed);
        let mut found = parsed(&text);
        let red = found.marked(green, ERROR);
        assert_ne!(red, green);
        let text = self::text(found);
        let mut again = parsed(&text);
        assert_eq!(
            again.unmarked(|_| true)[red as usize],
            1,
            "the old color is back"
        );
    }

    #[test]
    fn lists_that_are_not_there_are_made() {
        for (empty, prefix) in [
            (NONE, ""),
            ("<x:styleSheet xmlns:x='y'></x:styleSheet>", "x:"),
        ] {
            let mut styles = parsed(empty);
            assert_eq!(styles.marked(0, NOTICE), 1);
            let text = text(styles);
            let list = format!("<{prefix}cellXfs count=\"2\"><{prefix}xf numFmtId=\"0\"");
            assert!(text.contains(&list), "{text}");
            assert!(
                text.contains(&format!("</{prefix}fills><{prefix}borders")),
                "{text}"
            );
            let again = parsed(&text);
            assert_eq!(again.lists[FILLS].items.len(), 3);
        }
    }

    #[test]
    fn number_formats_are_found_or_added() {
        let mut styles = parsed(STYLES);
        let three = styles.with_decimals(0, 3);
        assert_eq!(styles.with_decimals(0, 3), three);
        assert_eq!(styles.with_decimals(0, 0), 0);
        styles.as_text(1);
        let text = text(styles);
        assert!(text.starts_with("<styleSheet><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"0.000\"/></numFmts><fonts"), "{text}");
        assert!(
            text.contains("<xf numFmtId=\"49\" fillId=\"2\" applyNumberFormat=\"1\">"),
            "{text}"
        );
    }
}
