//! Edits the VML drawing that contains the shapes for notes.
//!
//! The VML that Excel writes is not always well-formed XML. For example, button labels can contain `<br>`. A drawing
//! therefore can't be parsed as XML. Instead, this module finds shapes by their tags, cuts them out, and adds new
//! shapes at the end.

use std::fmt::Write as _;

use memchr::memmem;

use super::pieces::first_tag;
use super::survey::{At, Columns};
use super::tag::prefix_of;

/// Returns a drawing without shapes. `number` must differ from the numbers of all other drawings in the workbook.
pub(super) fn none(number: u32) -> Vec<u8> {
    format!(
        "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"{number}\"/></o:shapelayout></xml>"
    )
    .into_bytes()
}

/// Returns the number after which the shape numbers in a drawing start.
pub(super) fn first_shape(number: u32) -> u32 {
    number.saturating_mul(1024)
}

const SHAPE_TYPE: &str = "<v:shapetype# id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";

/// A note to draw.
pub(super) struct Shape {
    pub(super) at: At,
    /// The number of lines in the note.
    pub(super) lines: u32,
}

/// The assumed number of characters in a line of a note.
pub(super) const CHARACTERS_A_LINE: usize = 48;

/// The prefixes of the three namespaces that a drawing uses.
struct Prefixes {
    /// The prefixes for shapes, for the Office extensions, and for the Excel extensions.
    names: [String; 3],
    /// The declarations for the prefixes that the drawing does not declare itself.
    declared: String,
}

impl Prefixes {
    fn of(drawing: &[u8]) -> Self {
        let root = memmem::find(drawing, b"<xml").unwrap_or_default();
        let root = &drawing[root..root + first_tag(&drawing[root..])];
        let mut declared = String::new();
        let names = [("v", "vml"), ("o", "office:office"), ("x", "office:excel")];
        let names = names.map(|(usual, namespace)| {
            let namespace = format!("urn:schemas-microsoft-com:{namespace}");
            match prefix_of(root, &namespace) {
                Some(prefix) => prefix.to_owned(),
                None => {
                    let _ = write!(declared, " xmlns:{usual}=\"{namespace}\"");
                    usual.to_owned()
                }
            }
        });
        Self { names, declared }
    }

    /// Replaces the usual prefixes in markup with the drawing's own prefixes. `#` marks where to insert the missing
    /// declarations.
    fn applied(&self, markup: &str) -> String {
        let [v, o, x] = &self.names;
        let mut markup = markup.replacen('#', &self.declared, 1);
        for (usual, prefix) in [("v:", v), ("o:", o), ("x:", x)] {
            if usual.trim_end_matches(':') != prefix {
                for before in ["<", "</", " "] {
                    markup =
                        markup.replace(&format!("{before}{usual}"), &format!("{before}{prefix}:"));
                }
            }
        }
        markup
    }
}

/// Removes shapes from a drawing and adds new ones. Returns `None` if the end of the drawing can't be found.
pub(super) fn redrawn(
    bytes: &[u8],
    removed: &[At],
    added: &[Shape],
    columns: &[Columns],
    first: u32,
) -> Option<Vec<u8>> {
    let prefixes = Prefixes::of(bytes);
    let mut result = without(bytes, removed, &prefixes);
    let end = memmem::rfind(&result, b"</xml>")?;
    let last = last_shape(&result).map_or(first, |last| last.max(first));
    let mut shapes = String::new();
    if !added.is_empty() && memmem::find(&result, b"\"_x0000_t202\"").is_none() {
        shapes.push_str(&prefixes.applied(SHAPE_TYPE));
    }
    for (number, shape) in (last.saturating_add(1)..).zip(added) {
        shapes.push_str(&prefixes.applied(&drawn(shape, number, columns)));
    }
    result.splice(end..end, shapes.into_bytes());
    Some(result)
}

/// Removes the notes on the given cells from the drawing.
fn without(bytes: &[u8], cells: &[At], prefixes: &Prefixes) -> Vec<u8> {
    let [shapes, _, excel] = &prefixes.names;
    let (begin, end_tag) = (format!("<{shapes}:shape "), format!("</{shapes}:shape>"));
    let mut result = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    let cells: std::collections::HashSet<At> = cells.iter().copied().collect();
    while let Some(start) = memmem::find(rest, begin.as_bytes()) {
        let Some(length) = memmem::find(&rest[start..], end_tag.as_bytes()) else {
            break;
        };
        let end = start + length + end_tag.len();
        result.extend_from_slice(&rest[..start]);
        let shape = &rest[start..end];
        if !cell_of(shape, excel).is_some_and(|at| cells.contains(&at)) {
            result.extend_from_slice(shape);
        }
        rest = &rest[end..];
    }
    result.extend_from_slice(rest);
    result
}

/// Returns the cell that a note belongs to, or `None` if the shape is not a note.
fn cell_of(shape: &[u8], excel: &str) -> Option<At> {
    memmem::find(shape, b"ObjectType=\"Note\"")?;
    let number = |tag: &str| -> Option<u32> {
        let tag = format!("<{excel}:{tag}>");
        let start = memmem::find(shape, tag.as_bytes())? + tag.len();
        let length = memmem::find(&shape[start..], b"<")?;
        let text = std::str::from_utf8(&shape[start..start + length]).ok()?;
        text.trim().parse().ok()
    };
    Some((number("Row")?.checked_add(1)?, number("Column")?))
}

/// Returns the highest shape number in a drawing.
fn last_shape(bytes: &[u8]) -> Option<u32> {
    const START: &[u8] = b"_x0000_s";
    let numbers = memmem::find_iter(bytes, START).filter_map(|at| {
        let digits = &bytes[at + START.len()..];
        let length = digits.iter().position(|byte| !byte.is_ascii_digit())?;
        let text = std::str::from_utf8(&digits[..length.min(9)]).ok()?;
        text.parse().ok()
    });
    numbers.max()
}

/// Draws a note to the right of its cell. The note has a fixed width, and its height depends on the number of lines.
fn drawn(shape: &Shape, number: u32, columns: &[Columns]) -> String {
    const WIDTH: f64 = 320.0;
    const GAP: f64 = 15.0;
    const ROW: u32 = 20;
    const LINE: u32 = 15;
    let (row, column) = shape.at;
    let left = column + 1;
    let height = ((shape.lines + 1) * LINE).min(600);
    let (top, below) = (row.saturating_sub(2), row.saturating_sub(1));
    let top_gap = if row == 1 { 2 } else { 10 };
    let bottom = height + top_gap;
    let (right, right_gap) = column_at(left, GAP + WIDTH, columns);
    // The shape also contains its cell's row and column, so programs that use these values do not need the exact
    // position.
    format!(
        "<v:shape# id=\"_x0000_s{number}\" type=\"#_x0000_t202\" style=\"position:absolute;margin-left:60pt;margin-top:2pt;width:240pt;height:{}pt;z-index:1;visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{left}, {GAP}, {top}, {top_gap}, {right}, {right_gap}, {}, {}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{below}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>",
        height * 3 / 4,
        top + bottom / ROW,
        bottom % ROW,
    )
}

/// Returns the column that is `pixels` pixels to the right of the left edge of column `first`, and the offset within
/// that column in pixels.
fn column_at(first: u32, pixels: f64, columns: &[Columns]) -> (u32, u32) {
    let mut left = pixels;
    let mut column = first;
    loop {
        let held = Columns::at(columns, column);
        // A character in the default font is seven pixels wide. A hidden column is treated as if it had the default
        // width, so a note that extends over such a column becomes too wide if the column is shown later.
        let characters = held.and_then(|it| it.width).unwrap_or(9.14);
        let width = (characters * 7.0).clamp(8.0, 2000.0);
        if left < width || column >= 16_383 {
            return (column, left.clamp(0.0, width) as u32);
        }
        left -= width;
        column += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(row: u32, column: u32) -> Shape {
        Shape {
            at: (row, column),
            lines: 3,
        }
    }

    #[test]
    fn shapes_are_added_and_cut_out() {
        let first = redrawn(
            &none(2),
            &[],
            &[shape(4, 3), shape(1, 0)],
            &[],
            first_shape(2),
        )
        .unwrap();
        let text = String::from_utf8(first.clone()).unwrap();
        assert!(
            text.contains("_x0000_s2049") && text.contains("_x0000_s2050"),
            "{text}"
        );
        assert!(
            text.contains("<x:Row>3</x:Row><x:Column>3</x:Column>"),
            "{text}"
        );
        assert_eq!(last_shape(&first), Some(2050));
        let second = redrawn(&first, &[(1, 0)], &[shape(1, 0)], &[], first_shape(2)).unwrap();
        assert_eq!(second, first);
        let third = redrawn(&first, &[(4, 3), (1, 0)], &[], &[], first_shape(2)).unwrap();
        assert!(memmem::find(&third, b"<v:shape ").is_none());
    }

    #[test]
    fn the_prefixes_are_those_of_the_drawing() {
        let (root, end) = (
            "<xml xmlns:ns1=\"urn:schemas-microsoft-com:vml\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\">",
            "</xml>",
        );
        let bytes = format!("{root}{end}");
        let first = redrawn(bytes.as_bytes(), &[], &[shape(4, 3)], &[], 1024).unwrap();
        let text = String::from_utf8(first.clone()).unwrap();
        assert!(text.contains("<ns1:shape xmlns:o=\"urn:schemas-microsoft-com:office:office\" id=\"_x0000_s1025\" type=\"#_x0000_t202\""), "{text}");
        assert!(!text.contains("v:"), "{text}");
        let second = redrawn(&first, &[(4, 3)], &[shape(4, 3)], &[], 1024).unwrap();
        assert_eq!(second, first);
    }

    #[test]
    fn what_is_not_xml_is_kept() {
        let buttons = b"<xml><v:shape id=\"_x0000_s1025\"><div>Go<br></div><x:ClientData ObjectType=\"Button\"><x:Row>3</x:Row><x:Column>3</x:Column></x:ClientData></v:shape></xml>";
        let drawn = redrawn(buttons, &[(4, 3)], &[shape(4, 3)], &[], 1024).unwrap();
        assert!(drawn.starts_with(&buttons[..buttons.len() - 6]));
        assert!(memmem::find(&drawn, b"_x0000_s1026").is_some());
        assert!(redrawn(b"nothing", &[], &[shape(1, 1)], &[], 1).is_none());
    }

    #[test]
    fn notes_are_as_wide_as_their_lines() {
        let wide = |width| Columns {
            first: 1,
            last: 2,
            style: 0,
            width: Some(width),
        };
        assert_eq!(column_at(1, 100.0, &[wide(50.0)]), (1, 100));
        assert_eq!(column_at(1, 100.0, &[wide(10.0)]), (2, 30));
        assert_eq!(column_at(16_383, 1e9, &[]).0, 16_383);
    }
}
