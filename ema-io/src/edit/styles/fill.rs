//! The fills of cells, and the colors of annotations.

use crate::edit::pieces::{Kind, Pieces};
use crate::edit::tag::{attribute, name};
use crate::write::Level;

/// The colors of annotated cells. Each differs by one from a color that Excel offers
/// ([`Level::color`]), so a cell that a person has colored is not mistaken for an annotated one.
const COLORS: [(Level, &str); 3] = [
    (Level::Error, "FFFFC8CE"),
    (Level::Warning, "FFFFEB9B"),
    (Level::Notice, "FFDCEBF7"),
];

/// The second color of an annotated cell's fill, if the cell had no color before.
pub(super) const NO_COLOR: &str = "indexed=\"64\"";

pub(super) fn color(level: Level) -> &'static str {
    let found = COLORS.iter().find(|(known, _)| *known == level);
    found.map_or("FFFFFFFF", |(_, color)| color)
}

/// The fill of a cell.
pub(super) enum Fill {
    None,
    /// A color, as written in the part.
    Solid(String),
    /// The color of an annotation. The value is the color that the cell had before, as written in
    /// the part.
    Marked(String),
    Pattern,
}

pub(super) fn read_fill(item: &[u8]) -> Fill {
    let mut pieces = Pieces::of(item, "");
    let (mut front, mut back, mut pattern) = (None, None, None);
    while let Ok(Some(piece)) = pieces.next() {
        let tag = piece.bytes;
        if !matches!(piece.kind, Kind::Start | Kind::Empty) {
            continue;
        }
        match name(tag) {
            b"patternFill" => {
                let said = attribute(tag, "patternType").unwrap_or("none");
                pattern = Some(said.to_owned());
            }
            b"gradientFill" => return Fill::Pattern,
            b"fgColor" => front = Some(inside_of(tag)),
            b"bgColor" => back = Some(inside_of(tag)),
            _ => {}
        }
    }
    let is_mark = |front: &str| {
        COLORS
            .iter()
            .any(|(_, color)| front == format!("rgb=\"{color}\""))
    };
    match (pattern.as_deref(), front) {
        (None | Some("none"), _) => Fill::None,
        (Some("solid"), Some(front)) if is_mark(&front) => {
            // If a fill has no second color, Excel adds the system color when it saves the
            // workbook.
            Fill::Marked(back.unwrap_or_else(|| NO_COLOR.to_owned()))
        }
        (Some("solid"), Some(front)) => Fill::Solid(front),
        _ => Fill::Pattern,
    }
}

/// Returns the attributes of a tag, as they are written.
fn inside_of(tag: &[u8]) -> String {
    let text = String::from_utf8_lossy(tag);
    let inside = text.trim_end_matches('>').trim_end_matches('/').trim();
    let after_name = inside.split_once(char::is_whitespace);
    after_name.map_or_else(String::new, |(_, inside)| inside.trim().to_owned())
}
