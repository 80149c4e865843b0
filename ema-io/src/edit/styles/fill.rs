//! What cells are filled with, and the colors of remarks.

use crate::edit::pieces::{Kind, Pieces};
use crate::edit::tag::{attribute, name};
use crate::write::Level;

/// The colors of cells with remarks. Each is one off from a color that Excel offers ([`Level::color`]), so
/// that cells which a person has colored are not mistaken for them.
const COLORS: [(Level, &str); 3] = [
    (Level::Error, "FFFFC8CE"),
    (Level::Warning, "FFFFEB9B"),
    (Level::Notice, "FFDCEBF7"),
];

/// What the second color of a fill is where there was no color before.
pub(super) const NO_COLOR: &str = "indexed=\"64\"";

pub(super) fn color(level: Level) -> &'static str {
    let found = COLORS.iter().find(|(known, _)| *known == level);
    found.map_or("FFFFFFFF", |(_, color)| color)
}

/// What a cell is filled with.
pub(super) enum Fill {
    None,
    /// With a color, as it is written.
    Solid(String),
    /// With the color of a level, and what was there before, as it is written.
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
            // Excel gives a fill that came without a second color that of the system.
            Fill::Marked(back.unwrap_or_else(|| NO_COLOR.to_owned()))
        }
        (Some("solid"), Some(front)) => Fill::Solid(front),
        _ => Fill::Pattern,
    }
}

/// The attributes of a tag, as they are written.
fn inside_of(tag: &[u8]) -> String {
    let text = String::from_utf8_lossy(tag);
    let inside = text.trim_end_matches('>').trim_end_matches('/').trim();
    let after_name = inside.split_once(char::is_whitespace);
    after_name.map_or_else(String::new, |(_, inside)| inside.trim().to_owned())
}
