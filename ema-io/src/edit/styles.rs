//! The cell formats of a workbook, to which some are appended.

use std::collections::HashMap;

use crate::error::ErrorKind;
use crate::sheet::{Formats, NumberKind};
use crate::write::Level;

use super::fill::{Fill, NO_COLOR, color, read_fill};
use super::pieces::{
    Kind, Pieces, attribute, escaped, first_tag, name, number, text_attribute, with_attribute,
    without_attribute,
};

/// Cell formats that Excel allows, less some.
const MOST_FORMATS: usize = 64_000;

/// Styles of a workbook that has none.
pub(super) const NONE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"></styleSheet>";

/// The lists that are appended to, in the order of the schema, and what each has at least.
/// ECMA-376 part 1, 18.8.39 `styleSheet`.
const LISTS: [(&str, &[&str]); 6] = [
    ("numFmts", &[]),
    (
        "fonts",
        &["<font><sz val=\"11\"/><name val=\"Calibri\"/></font>"],
    ),
    (
        "fills",
        &[
            "<fill><patternFill patternType=\"none\"/></fill>",
            "<fill><patternFill patternType=\"gray125\"/></fill>",
        ],
    ),
    (
        "borders",
        &["<border><left/><right/><top/><bottom/><diagonal/></border>"],
    ),
    (
        "cellStyleXfs",
        &["<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"],
    ),
    (
        "cellXfs",
        &["<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"],
    ),
];
const NUMBER_FORMATS: usize = 0;
const FONTS: usize = 1;
const FILLS: usize = 2;
const BORDERS: usize = 3;
const CELLS: usize = 5;

/// The styles of a workbook.
pub(super) struct Styles {
    bytes: Vec<u8>,
    part: String,
    prefix: String,
    lists: [List; 6],
    formats: Formats,
    /// The cell formats from which those that were appended were made.
    origins: HashMap<u32, u32>,
    /// The first few fills of each color, as it is written, once one has been looked for.
    known_fills: Option<HashMap<String, Vec<u32>>>,
}

/// The elements of a list, as they are written.
#[derive(Default)]
struct List {
    items: Vec<Vec<u8>>,
    /// The first place of each, once one has been looked for.
    places: HashMap<Vec<u8>, u32>,
    /// How many of them the workbook has itself.
    own: usize,
    is_there: bool,
}

impl List {
    fn place(&mut self, item: &[u8]) -> Option<u32> {
        if self.places.is_empty() {
            for (place, item) in (0..).zip(&self.items) {
                self.places.entry(comparable(item)).or_insert(place);
            }
        }
        self.places.get(&comparable(item)).copied()
    }

    /// The place of an element, which is appended unless it is there.
    fn add(&mut self, item: Vec<u8>) -> u32 {
        if let Some(place) = self.place(&item) {
            return place;
        }
        // There are fewer, for each takes some bytes of a part.
        let place = u32::try_from(self.items.len()).unwrap_or_default();
        self.places.insert(comparable(&item), place);
        self.items.push(item);
        place
    }
}

/// An element as it is compared with others: a cell format need not say that it has no color and the
/// usual number format, nor that it applies them.
fn comparable(item: &[u8]) -> Vec<u8> {
    if name(item) != b"xf" {
        return item.to_vec();
    }
    let end = first_tag(item);
    let mut tag = item[..end].to_vec();
    for property in ["fillId", "numFmtId"] {
        if number(&tag, property) == Some(0) {
            tag = without_attribute(&tag, property);
        }
    }
    for applies in ["applyFill", "applyNumberFormat"] {
        tag = without_attribute(&tag, applies);
    }
    [&tag, &item[end..]].concat()
}

/// A cell format with another property, which it says that it applies.
fn with_property(item: &[u8], property: &str, value: u32, applies: &str) -> Vec<u8> {
    let end = first_tag(item);
    let tag = with_attribute(&item[..end], property, &value.to_string());
    [&with_attribute(&tag, applies, "1"), &item[end..]].concat()
}

/// How a cell of a sheet that is added looks: elements without a prefix.
#[derive(Default)]
pub(super) struct Look {
    /// The inside of a font.
    pub(super) font: Option<&'static str>,
    /// A color, as red, green and blue.
    pub(super) fill: Option<&'static str>,
    /// A line below.
    pub(super) underlined: bool,
    pub(super) is_text: bool,
    pub(super) wraps: bool,
}

impl Styles {
    pub(super) fn parse(bytes: Vec<u8>, part: &str) -> Result<Self, ErrorKind> {
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
        let prefix = super::parts::root_prefix(&bytes);
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
        })
    }

    /// What a cell format of the workbook makes of a number.
    pub(super) fn kind(&self, cell: u32) -> NumberKind {
        let origin = self.origins.get(&cell);
        self.formats.kind(*origin.unwrap_or(&cell) as usize)
    }

    /// A cell format in the color of a level. A cell that has a pattern keeps it: its format could not
    /// be found again.
    pub(super) fn marked(&mut self, cell: u32, level: Level) -> u32 {
        let Some(fill) = self.fill_of(cell) else {
            return cell;
        };
        let beneath = match fill {
            Fill::None => NO_COLOR.to_owned(),
            Fill::Solid(color) => color,
            Fill::Marked(_) | Fill::Pattern => return cell,
        };
        // Nothing shows of the second color of a solid fill: it remembers what was there.
        let fill = format!(
            "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"{}\"/><bgColor {beneath}/></patternFill></fill>",
            color(level)
        );
        let fill = self.add(FILLS, prefixed(&fill, &self.prefix).into_bytes());
        self.with(cell, "fillId", fill, "applyFill")
    }

    /// The cell formats without the colors of levels, by number; none where no cell has such a color.
    pub(super) fn unmarked(&mut self) -> Vec<u32> {
        let count = u32::try_from(self.lists[CELLS].own).unwrap_or_default();
        let unmarked: Vec<u32> = (0..count).map(|cell| self.without_mark(cell)).collect();
        let is_same = unmarked.iter().copied().eq(0..count);
        if is_same { Vec::new() } else { unmarked }
    }

    fn without_mark(&mut self, cell: u32) -> u32 {
        let Some(Fill::Marked(color)) = self.fill_of(cell) else {
            return cell;
        };
        // Fills may look the same and be two: the one that was there has a format.
        let fills = self.fills_like(&color);
        let found = fills.iter().find_map(|fill| {
            let item = self.lists[CELLS].items.get(cell as usize)?;
            let item = with_property(item, "fillId", *fill, "applyFill");
            self.lists[CELLS].place(&item)
        });
        if let Some(found) = found {
            return found;
        }
        let fill = fills.first().copied().unwrap_or_else(|| {
            if color == NO_COLOR {
                return 0;
            }
            let fill = format!(
                "<fill><patternFill patternType=\"solid\"><fgColor {color}/><bgColor indexed=\"64\"/></patternFill></fill>"
            );
            self.add(FILLS, prefixed(&fill, &self.prefix).into_bytes())
        });
        self.with(cell, "fillId", fill, "applyFill")
    }

    /// A cell format that shows as many decimals; any number for none.
    pub(super) fn with_decimals(&mut self, cell: u32, decimals: usize) -> u32 {
        // The first are built in. ECMA-376 part 1, 18.8.30.
        let id = match decimals {
            0 => 0,
            2 => 2,
            _ => self.number_format(&format!("0.{}", "0".repeat(decimals))),
        };
        self.with(cell, "numFmtId", id, "applyNumberFormat")
    }

    /// A cell format in which what is typed in stays text.
    pub(super) fn as_text(&mut self, cell: u32) -> u32 {
        self.with(cell, "numFmtId", 49, "applyNumberFormat")
    }

    /// A cell format of a sheet that is added.
    pub(super) fn look(&mut self, look: &Look) -> u32 {
        let prefix = self.prefix.clone();
        let mut add =
            |list, element: String| self.add(list, prefixed(&element, &prefix).into_bytes());
        let font = look.font.map_or(0, |inside| {
            let common = "<name val=\"Calibri\"/><family val=\"2\"/>";
            add(FONTS, format!("<font>{inside}{common}</font>"))
        });
        let fill = look.fill.map_or(0, |color| {
            add(
                FILLS,
                format!(
                    "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"{color}\"/><bgColor rgb=\"{color}\"/></patternFill></fill>"
                ),
            )
        });
        let border = match look.underlined {
            true => add(
                BORDERS,
                "<border><left/><right/><top/><bottom style=\"thin\"><color auto=\"1\"/></bottom><diagonal/></border>".to_owned(),
            ),
            false => 0,
        };
        let format = if look.is_text { 49 } else { 0 };
        let wraps = if look.wraps { " wrapText=\"1\"" } else { "" };
        let cell = format!(
            "<xf numFmtId=\"{format}\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"{border}\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\"{wraps}/></xf>"
        );
        add(CELLS, cell)
    }

    fn number_format(&mut self, code: &str) -> u32 {
        let items = &self.lists[NUMBER_FORMATS].items;
        let same = items
            .iter()
            .find(|item| text_attribute(item, "formatCode").as_deref() == Some(code));
        if let Some(id) = same.and_then(|item| number(item, "numFmtId")) {
            return id;
        }
        // Those below are built in.
        let last = items
            .iter()
            .filter_map(|item| number(item, "numFmtId"))
            .max();
        let id = last.unwrap_or_default().max(163) + 1;
        let item = format!(
            "<numFmt numFmtId=\"{id}\" formatCode=\"{}\"/>",
            escaped(code)
        );
        self.add(NUMBER_FORMATS, prefixed(&item, &self.prefix).into_bytes());
        id
    }

    /// A cell format with another property, which it says that it applies.
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
        // What it was made of was perhaps made of another one.
        let origin = self.origins.get(&cell).copied().unwrap_or(cell);
        self.origins.insert(added, origin);
        added
    }

    fn add(&mut self, list: usize, item: Vec<u8>) -> u32 {
        self.lists[list].add(item)
    }

    fn fills_like(&mut self, color: &str) -> Vec<u32> {
        const MOST: usize = 8;
        let fills = &self.lists[FILLS].items;
        let known = self.known_fills.get_or_insert_with(|| {
            let mut known: HashMap<String, Vec<u32>> = HashMap::new();
            for (place, fill) in (0..).zip(fills) {
                let color = match read_fill(fill) {
                    Fill::Solid(color) => color,
                    Fill::None => NO_COLOR.to_owned(),
                    Fill::Marked(_) | Fill::Pattern => continue,
                };
                let same = known.entry(color).or_default();
                if same.len() < MOST {
                    same.push(place);
                }
            }
            known
        });
        known.get(color).cloned().unwrap_or_default()
    }

    fn fill_of(&self, cell: u32) -> Option<Fill> {
        let item = self.lists[CELLS].items.get(cell as usize)?;
        let fill = number(item, "fillId").unwrap_or_default();
        Some(read_fill(self.lists[FILLS].items.get(fill as usize)?))
    }

    /// The part, if anything was appended.
    pub(super) fn finish(self) -> Result<Option<Vec<u8>>, ErrorKind> {
        let has_more =
            |list: &List| list.items.len() > list.own && (list.is_there || self.is_changed());
        if !self.is_changed() {
            return Ok(None);
        }
        let mut result = Vec::with_capacity(self.bytes.len() + 4096);
        let mut pieces = Pieces::of(&self.bytes, &self.part);
        // The lists that are not there are written before the first element that comes after them.
        let mut written = [false; 6];
        while let Some(piece) = pieces.next()? {
            let tag = piece.bytes;
            let is_start = matches!(piece.kind, Kind::Start | Kind::Empty);
            let at = LISTS
                .iter()
                .position(|(list, _)| list.as_bytes() == name(tag));
            let ends = piece.kind == Kind::End && piece.depth == 1;
            if is_start && piece.depth == 2 || ends {
                let before = at.unwrap_or(LISTS.len());
                for (index, is_written) in written.iter_mut().enumerate().take(before) {
                    let list = &self.lists[index];
                    if !*is_written && !list.is_there && has_more(list) {
                        self.write_list(index, &mut result);
                    }
                    *is_written |= !list.is_there;
                }
            }
            match (piece.kind, piece.depth, at) {
                (Kind::Start | Kind::Empty, 2, Some(at)) if has_more(&self.lists[at]) => {
                    let list = &self.lists[at];
                    let tag = match attribute(tag, "count") {
                        Some(_) => with_attribute(tag, "count", &list.items.len().to_string()),
                        None => tag.to_vec(),
                    };
                    if piece.kind == Kind::Empty {
                        let (start, end) = super::parts::opened(&tag);
                        result.extend_from_slice(&start);
                        result.extend(list.items[list.own..].iter().flatten());
                        result.extend_from_slice(&end);
                    } else {
                        result.extend_from_slice(&tag);
                    }
                }
                (Kind::End, 2, Some(at)) => {
                    let list = &self.lists[at];
                    result.extend(list.items[list.own..].iter().flatten());
                    result.extend_from_slice(tag);
                }
                _ => result.extend_from_slice(tag),
            }
        }
        Ok(Some(result))
    }

    /// Whether anything was appended that cells refer to.
    fn is_changed(&self) -> bool {
        let least = LISTS[CELLS].1.len();
        let cells = &self.lists[CELLS];
        cells.items.len() > cells.own.max(least)
    }

    fn write_list(&self, index: usize, result: &mut Vec<u8>) {
        let (named, prefix, items) = (LISTS[index].0, &self.prefix, &self.lists[index].items);
        let count = items.len();
        result.extend_from_slice(format!("<{prefix}{named} count=\"{count}\">").as_bytes());
        result.extend(items.iter().flatten());
        result.extend_from_slice(format!("</{prefix}{named}>").as_bytes());
    }
}

/// Elements that are written without a prefix, with one.
pub(super) fn prefixed(markup: &str, prefix: &str) -> String {
    if prefix.is_empty() {
        return markup.to_owned();
    }
    // The elements hold no text in which a tag could be mistaken.
    let marked = markup.replace('<', &format!("<{prefix}"));
    marked.replace(&format!("<{prefix}/"), &format!("</{prefix}"))
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(styles.unmarked(), [] as [u32; 0]);
        assert_eq!(styles.marked(2, Level::Error), 2, "a pattern stays");
        assert_eq!(styles.marked(9, Level::Error), 9, "there is no such format");
        assert!(styles.finish().unwrap().is_none());
    }

    #[test]
    fn a_mark_is_taken_back() {
        let mut marked = parsed(STYLES);
        assert_eq!(marked.marked(0, Level::Error), 3);
        assert_eq!(marked.marked(1, Level::Warning), 4);
        assert_eq!(marked.marked(1, Level::Warning), 4);
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
        assert_eq!(again.unmarked(), [0, 1, 2, 0, 1]);
        assert_eq!(again.marked(0, Level::Error), 3);
        assert!(again.finish().unwrap().is_none());
    }

    #[test]
    fn lists_that_are_not_there_are_made() {
        for (empty, prefix) in [
            (NONE, ""),
            ("<x:styleSheet xmlns:x='y'></x:styleSheet>", "x:"),
        ] {
            let mut styles = parsed(empty);
            assert_eq!(styles.marked(0, Level::Notice), 1);
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
