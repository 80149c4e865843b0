//! Appends elements to the lists in the styles part.

use std::collections::HashMap;

use crate::edit::pieces::first_tag;
use crate::edit::tag::{name, number, with_attribute, without_attribute};

/// The lists that elements can be appended to, in schema order. Each entry also has the elements that the list must
/// contain. See ECMA-376 part 1, section 18.8.39 (`styleSheet`).
pub(super) const LISTS: [(&str, &[&str]); 6] = [
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
pub(super) const NUMBER_FORMATS: usize = 0;
pub(super) const FONTS: usize = 1;
pub(super) const FILLS: usize = 2;
pub(super) const BORDERS: usize = 3;
pub(super) const CELLS: usize = 5;

/// A list and its elements, as written in the part.
#[derive(Default)]
pub(super) struct List {
    pub(super) items: Vec<Vec<u8>>,
    /// The first index of each element. The first lookup fills this map.
    places: HashMap<Vec<u8>, u32>,
    /// The number of elements in the source workbook.
    pub(super) own: usize,
    pub(super) is_there: bool,
}

impl List {
    pub(super) fn place(&mut self, item: &[u8]) -> Option<u32> {
        if self.places.is_empty() {
            for (place, item) in (0..).zip(&self.items) {
                self.places.entry(comparable(item)).or_insert(place);
            }
        }
        self.places.get(&comparable(item)).copied()
    }

    /// Returns the index of an element. If the list does not contain the element, it is appended.
    pub(super) fn add(&mut self, item: Vec<u8>) -> u32 {
        if let Some(place) = self.place(&item) {
            return place;
        }
        // The number of elements fits in 32 bits, because each element takes several bytes in a part.
        let place = u32::try_from(self.items.len()).unwrap_or_default();
        self.places.insert(comparable(&item), place);
        self.items.push(item);
        place
    }
}

/// Returns a normalized form of an element, for comparison. The markup of a cell format may omit the default fill, the
/// default number format, and the flags that apply them.
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

/// Changes a property of a cell format and sets the flag that applies it.
pub(super) fn with_property(item: &[u8], property: &str, value: u32, applies: &str) -> Vec<u8> {
    let end = first_tag(item);
    let tag = with_attribute(&item[..end], property, &value.to_string());
    [&with_attribute(&tag, applies, "1"), &item[end..]].concat()
}

/// Adds a prefix to all elements in markup without prefixes.
pub(super) fn prefixed(markup: &str, prefix: &str) -> String {
    if prefix.is_empty() {
        return markup.to_owned();
    }
    // The elements contain no text, so each `<` begins a tag.
    let marked = markup.replace('<', &format!("<{prefix}"));
    marked.replace(&format!("<{prefix}/"), &format!("</{prefix}"))
}
