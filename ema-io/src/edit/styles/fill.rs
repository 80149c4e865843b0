//! Reads cell fills and defines the colors of annotated and changed cells.

use crate::edit::pieces::{Kind, Pieces};
use crate::edit::tag::{attribute, name};
use crate::write::{CellChange, Level};

/// The reason a cell in the copy is colored. If there are several reasons, the one with the greatest value determines
/// the color.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::edit) enum Mark {
    /// The text of the cell was changed.
    Changed,
    /// The cell has an annotation at this level.
    Found(Level),
}

impl Mark {
    const ALL: [Self; 4] = [
        Self::Changed,
        Self::Found(Level::Error),
        Self::Found(Level::Warning),
        Self::Found(Level::Notice),
    ];

    /// Returns the color of a marked cell, as written in the part.
    pub(super) fn color(self) -> String {
        let color = match self {
            Self::Changed => CellChange::COLOR,
            Self::Found(level) => level.cell_color(),
        };
        format!("FF{color:06X}")
    }
}

/// The second color in a marked cell's fill if the cell had no color before.
pub(super) const NO_COLOR: &str = "indexed=\"64\"";

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
        let mut marks = Mark::ALL.into_iter();
        marks.find(|mark| front == format!("rgb=\"{}\"", mark.color()))
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
