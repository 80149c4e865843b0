//! What a sheet says about the cells that are to change, found before any of them is rewritten.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Read;

use crate::error::ErrorKind;

use super::pieces::{Kind, Piece, Pieces, attribute, name, number, prefix, prefixed_attribute};

/// The row, from 1, and the column, from 0, of a cell.
pub(super) type At = (u32, u32);

/// The cells to look at: columns by row.
pub(super) type Targets = BTreeMap<u32, BTreeSet<u32>>;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// The prefix of the elements, with its colon; most often none.
    pub(super) prefix: String,
    /// Those of the cells that the sheet has, as they are written.
    pub(super) cells: HashMap<At, Vec<u8>>,
    /// The cell formats of the rows that have one, among the rows of the cells.
    pub(super) row_styles: HashMap<u32, u32>,
    pub(super) columns: Vec<Columns>,
    /// Merged cells, among those that hold one of the cells.
    pub(super) merged: Vec<Area>,
    /// Cells that share an array formula or a data table, among those that hold one of the cells.
    pub(super) arrays: Vec<Area>,
    pub(super) has_formulas: bool,
    /// The relation to the drawing of the notes.
    pub(super) drawing: Option<String>,
}

/// The properties of some columns, from 0.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) style: u32,
    /// In characters.
    pub(super) width: Option<f64>,
}

/// The number of columns of a sheet.
const MOST_COLUMNS: u32 = 16_384;

impl Columns {
    /// The properties of a column, from 0.
    pub(super) fn at(columns: &[Self], column: u32) -> Option<&Self> {
        let place = columns.partition_point(|it| it.last < column);
        columns.get(place).filter(|it| it.first <= column)
    }
}

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) first: At,
    pub(super) last: At,
}

impl Area {
    /// Parses `B2:C7` or `B2`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (first, last) = text.split_once(':').unwrap_or((text, text));
        Some(Self {
            first: address(first)?,
            last: address(last)?,
        })
    }

    pub(super) fn holds(&self, (row, column): At) -> bool {
        (self.first.0..=self.last.0).contains(&row)
            && (self.first.1..=self.last.1).contains(&column)
    }

    fn holds_any(&self, targets: &Targets) -> bool {
        let rows = self.first.0..=self.last.0.max(self.first.0);
        let columns = self.first.1..=self.last.1.max(self.first.1);
        let mut rows = targets.range(rows);
        rows.any(|(_, row)| row.range(columns.clone()).next().is_some())
    }
}

/// Parses the address of a cell, such as `B7` or `$B$7`.
pub(super) fn address(text: &str) -> Option<At> {
    let plain = text.bytes().filter(|byte| *byte != b'$');
    let (mut row, mut column, mut in_digits) = (0_u32, 0_u32, false);
    for byte in plain {
        match byte.to_ascii_uppercase() {
            letter @ b'A'..=b'Z' if !in_digits => {
                let digit = u32::from(letter - b'A') + 1;
                column = column.checked_mul(26)?.checked_add(digit)?;
            }
            digit @ b'0'..=b'9' if column > 0 => {
                in_digits = true;
                row = row.checked_mul(10)?.checked_add(u32::from(digit - b'0'))?;
            }
            _ => return None,
        }
    }
    (row > 0).then(|| (row, column - 1))
}

/// The current row and cell of a sheet.
#[derive(Default)]
pub(super) struct Place {
    row: u32,
    /// From 1; 0 before the first cell of a row.
    column: u32,
}

impl Place {
    /// Advances to a row; returns its number.
    ///
    /// # Errors
    ///
    /// If the rows are out of order. Excel repairs such a sheet, but it is not known how.
    pub(super) fn row(&mut self, tag: &[u8]) -> Result<u32, ErrorKind> {
        let next = self.row.saturating_add(1);
        let row = match attribute(tag, "r") {
            Some(row) => row.trim().parse().unwrap_or_default(),
            None => next,
        };
        if row < next {
            return Err(out_of_order("rows"));
        }
        (self.row, self.column) = (row, 0);
        Ok(row)
    }

    /// Goes on to a cell; its place.
    ///
    /// # Errors
    ///
    /// The cells are not in order, or the cell says that it is in another row.
    pub(super) fn cell(&mut self, tag: &[u8]) -> Result<At, ErrorKind> {
        let at = match attribute(tag, "r") {
            Some(text) => address(text).ok_or_else(|| out_of_order("cells"))?,
            None => (self.row, self.column),
        };
        if at.0 != self.row || at.1 < self.column {
            return Err(out_of_order("cells"));
        }
        self.column = at.1.saturating_add(1);
        Ok(at)
    }
}

fn out_of_order(what: &str) -> ErrorKind {
    ErrorKind::unwritable(format!(
        "the workbook has {what} that are not in order, which Excel repairs in its own way; open it in \
         Excel, save it, and use the saved file"
    ))
}

/// Whether a piece begins the element that holds the rows.
pub(super) fn is_sheet_data(piece: &Piece<'_>) -> bool {
    piece.depth == 2 && name(piece.bytes) == b"sheetData"
}

/// Looks at the cells of a sheet.
///
/// # Errors
///
/// Those of unpacking; damaged markup; markup that exceeds a limit; rows or cells out of order.
pub(super) fn survey(
    part: impl Read,
    part_name: &str,
    targets: &Targets,
) -> Result<Survey, ErrorKind> {
    let mut found = Survey::default();
    let mut place = Place::default();
    let mut pieces = Pieces::new(part, part_name);
    let mut in_rows = false;
    let mut row_targets = None;
    let mut cell = Vec::new();
    while let Some(piece) = pieces.next()? {
        let tag = piece.bytes;
        if is_sheet_data(&piece) {
            in_rows = piece.kind == Kind::Start;
            found.prefix = prefix(tag).to_owned();
            continue;
        }
        if !in_rows {
            if matches!(piece.kind, Kind::Start | Kind::Empty) {
                found.beside_rows(&piece, targets);
            }
            continue;
        }
        let is_element = matches!(piece.kind, Kind::Start | Kind::Empty);
        match (piece.depth, name(tag)) {
            (3, b"row") if is_element => {
                let row = place.row(tag)?;
                row_targets = targets.get(&row);
                if row_targets.is_some()
                    && matches!(attribute(tag, "customFormat"), Some("1" | "true"))
                    && let Some(style) = number(tag, "s")
                {
                    found.row_styles.insert(row, style);
                }
            }
            (4, b"c") if is_element => {
                let at = place.cell(tag)?;
                if row_targets.is_some_and(|columns| columns.contains(&at.1)) {
                    cell.clear();
                    cell.extend_from_slice(tag);
                    if piece.kind == Kind::Start {
                        pieces.rest_of_element(4, &mut cell)?;
                    }
                    found.formulas_of(&cell, targets);
                    found.cells.insert(at, cell.clone());
                }
            }
            (5, b"f") if is_element => found.formula(tag, targets),
            _ => {}
        }
    }
    Ok(found)
}

impl Survey {
    /// Takes what is said before and after the rows.
    fn beside_rows(&mut self, piece: &Piece<'_>, targets: &Targets) {
        let tag = piece.bytes;
        match (piece.depth, name(tag)) {
            (3, b"col") => {
                let (Some(first), Some(last)) = (number(tag, "min"), number(tag, "max")) else {
                    return;
                };
                // Only columns in order are recorded; others are not needed.
                let after = self.columns.last().map_or(0, |it| it.last + 1);
                if (after..=last).contains(&first.saturating_sub(1)) && last <= MOST_COLUMNS {
                    self.columns.push(Columns {
                        first: first.saturating_sub(1),
                        last: last.saturating_sub(1),
                        style: number(tag, "style").unwrap_or_default(),
                        width: attribute(tag, "width").and_then(|it| it.trim().parse().ok()),
                    });
                }
            }
            (3, b"mergeCell") => {
                let area = attribute(tag, "ref").and_then(Area::parse);
                self.merged
                    .extend(area.filter(|area| area.holds_any(targets)));
            }
            (2, b"legacyDrawing") => {
                self.drawing = prefixed_attribute(tag, "id").map(|(_, id)| id.to_owned());
            }
            _ => {}
        }
    }

    /// Takes the formulas in a cell that has been taken whole.
    fn formulas_of(&mut self, cell: &[u8], targets: &Targets) {
        let mut pieces = Pieces::of(cell, "");
        while let Ok(Some(piece)) = pieces.next() {
            if piece.depth == 2
                && name(piece.bytes) == b"f"
                && matches!(piece.kind, Kind::Start | Kind::Empty)
            {
                self.formula(piece.bytes, targets);
            }
        }
    }

    fn formula(&mut self, tag: &[u8], targets: &Targets) {
        self.has_formulas = true;
        if matches!(attribute(tag, "t"), Some("array" | "dataTable")) {
            let area = attribute(tag, "ref").and_then(Area::parse);
            self.arrays
                .extend(area.filter(|area| area.holds_any(targets)));
        }
    }

    /// The cell that shows what merged cells show in the place of another one; none for a cell that is
    /// shown itself.
    pub(super) fn shown_in(&self, at: At) -> Option<At> {
        let mut merged = self.merged.iter();
        let area = merged.find(|area| area.holds(at) && area.first != at)?;
        Some(area.first)
    }

    /// The cell format of a cell that the sheet lacks.
    pub(super) fn style_of_missing(&self, (row, column): At) -> u32 {
        let of_column = || Columns::at(&self.columns, column).map_or(0, |it| it.style);
        self.row_styles.get(&row).copied().unwrap_or_else(of_column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_of_letters_and_digits() {
        assert_eq!(address("A1"), Some((1, 0)));
        assert_eq!(address("$BC$20"), Some((20, 54)));
        for text in ["", "A", "1", "A0", "1A", "A1B", "A 1", "A99999999999"] {
            assert_eq!(address(text), None, "{text}");
        }
        let area = Area::parse("B2:C7").unwrap();
        assert!(area.holds((7, 2)) && !area.holds((8, 2)) && !area.holds((2, 0)));
        assert_eq!(Area::parse("B2").unwrap().last, (2, 1));
    }
}
