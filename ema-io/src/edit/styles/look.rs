//! Creates the cell formats for the added tabs.

use std::fmt::Write as _;

use crate::write::tab::Style;

use super::Styles;
use super::list::{BORDERS, CELLS, FILLS, FONTS, prefixed};

impl Styles {
    /// Returns the cell format for a style that a tab uses.
    pub(in crate::edit) fn look(&mut self, style: &Style) -> u32 {
        let mut add = |list: usize, element: &str| {
            let element = prefixed(element, &self.prefix).into_bytes();
            self.lists[list].add(element)
        };
        let font = font(style).map_or(0, |font| add(FONTS, &font));
        let fill = style.fill.map_or(0, |color| {
            add(FILLS, &format!("<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF{color:06X}\"/><bgColor rgb=\"FF{color:06X}\"/></patternFill></fill>"))
        });
        let border = match style.has_line_below {
            true => add(
                BORDERS,
                "<border><left/><right/><top/><bottom style=\"thin\"><color auto=\"1\"/></bottom><diagonal/></border>",
            ),
            false => 0,
        };
        let format = if style.is_text { 49 } else { 0 };
        let wraps = if style.wraps { " wrapText=\"1\"" } else { "" };
        let cell = format!(
            "<xf numFmtId=\"{format}\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"{border}\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\"{wraps}/></xf>"
        );
        add(CELLS, &cell)
    }
}

/// Returns a font, or `None` if the workbook's default font is suitable.
fn font(style: &Style) -> Option<String> {
    let mut font = String::new();
    for (is_there, element) in [
        (style.is_bold, "<b/>"),
        (style.is_italic, "<i/>"),
        (style.is_underlined, "<u/>"),
    ] {
        if is_there {
            font.push_str(element);
        }
    }
    if font.is_empty() && style.size.is_none() && style.color.is_none() {
        return None;
    }
    let _ = write!(font, "<sz val=\"{}\"/>", style.size.unwrap_or(11));
    if let Some(color) = style.color {
        let _ = write!(font, "<color rgb=\"FF{color:06X}\"/>");
    }
    Some(format!(
        "<font>{font}<name val=\"Calibri\"/><family val=\"2\"/></font>"
    ))
}
