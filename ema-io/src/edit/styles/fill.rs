//! Reads cell fills and defines the colors of annotated and changed cells.

use crate::edit::pieces::{Kind, Pieces};
use crate::edit::tag::{attribute, name};
use crate::write::Level;

/// The reason why a cell in the copy is colored. If there are several reasons, the greatest value determines the color.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::edit) enum Mark {
    /// The text of the cell was changed.
    Changed,
    /// The cell has an annotation at this level.
    Found(Level),
}

/// The colors of marked cells. Each color differs from a color that Excel offers ([`Level::color`]) by one unit of red,
/// green or blue. Therefore, a cell that a user has colored is not mistaken for a marked cell.
const COLORS: [(Mark, &str); 4] = [
    (Mark::Changed, "FFC6F0CE"),
    (Mark::Found(Level::Error), "FFFFC8CE"),
    (Mark::Found(Level::Warning), "FFFFEB9B"),
    (Mark::Found(Level::Notice), "FFDCEBF7"),
];

/// The second color in a marked cell's fill if the cell had no color before.
pub(super) const NO_COLOR: &str = "indexed=\"64\"";

pub(super) fn color(mark: Mark) -> &'static str {
    let found = COLORS.iter().find(|(known, _)| *known == mark);
    found.map_or("FFFFFFFF", |(_, color)| color)
}

/// The fill of a cell.
pub(super) enum Fill {
    None,
    /// A color, as written in the part.
    Solid(String),
    /// The color of a mark, and the color that the cell had before, as written in the part.
    Marked(Mark, String),
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
    let mark_of = |front: &str| {
        let is_same = |color: &str| front == format!("rgb=\"{color}\"");
        let found = COLORS.iter().find(|(_, color)| is_same(color));
        found.map(|(mark, _)| *mark)
    };
    match (pattern.as_deref(), front) {
        (None | Some("none"), _) => Fill::None,
        (Some("solid"), Some(front)) => match mark_of(&front) {
            // If a fill has no second color, Excel adds the system color when saving the workbook.
            Some(mark) => Fill::Marked(mark, back.unwrap_or_else(|| NO_COLOR.to_owned())),
            None => Fill::Solid(front),
        },
        _ => Fill::Pattern,
    }
}

/// Returns the attributes of a tag, exactly as written.
fn inside_of(tag: &[u8]) -> String {
    let text = String::from_utf8_lossy(tag);
    let inside = text.trim_end_matches('>').trim_end_matches('/').trim();
    let after_name = inside.split_once(char::is_whitespace);
    after_name.map_or_else(String::new, |(_, inside)| inside.trim().to_owned())
}
