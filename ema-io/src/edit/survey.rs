//! Collects information about the cells that will change, before any cell is rewritten.

use std::collections::{BTreeMap, HashMap};
use std::io::Read;

use ema_model::column_letters;
use memchr::{memmem, memrchr};

use crate::error::{ErrorKind, Limit};

use super::pieces::{Kind, Piece, Pieces};
use super::tag::{attribute, name, number, prefix, prefixed_attribute};

/// The one-based row number and zero-based column index of a cell.
pub(super) type At = (u32, u32);

/// Formats the address of a cell, such as `B7`.
pub(super) fn cell_address((row, column): At) -> String {
    // The conversion can't fail, because a sheet has at most 16,384 columns.
    let column = u16::try_from(column).unwrap_or(u16::MAX);
    format!("{}{row}", column_letters(column))
}

/// A cell to survey.
#[derive(Clone, Copy, Debug)]
pub(super) struct Target {
    pub(super) at: At,
    /// Whether the text of the cell changes. If the text changes, the survey returns the cell's markup.
    pub(super) changes: bool,
}

/// The result of a survey.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// The prefix of the elements, including the colon. The prefix is usually empty.
    pub(super) prefix: String,
    /// The surveyed cells, in the same order as the targets. An entry is `None` if the sheet does not contain the cell.
    pub(super) cells: Vec<Option<FoundCell>>,
    /// Whether any cells that are not targets have formats that the copy replaces.
    pub(super) has_other_formats: bool,
    /// The formats of the rows that contain targets.
    row_styles: HashMap<u32, u32>,
    pub(super) columns: Vec<Columns>,
    /// The targets that a merged cell covers, each with the first cell in the merged range.
    pub(super) covered: HashMap<At, At>,
    /// The targets that belong to an array formula or data table, each with the first cell in its range.
    pub(super) in_arrays: HashMap<At, At>,
    /// The ID of the relationship to the notes' drawing.
    pub(super) drawing: Option<String>,
}

/// A cell that the sheet contains.
#[derive(Debug)]
pub(super) struct FoundCell {
    /// The number of the cell's format.
    pub(super) style: u32,
    /// The markup of the cell, which is empty if the text of the cell does not change.
    pub(super) markup: Vec<u8>,
}

/// The properties of a range of columns. `first` and `last` are zero-based column indexes.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) style: u32,
    /// The width in characters.
    pub(super) width: Option<f64>,
}

/// The number of columns in an Excel sheet.
const MOST_COLUMNS: u32 = 16_384;

impl Columns {
    /// Returns the properties of the column with this zero-based index.
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
    /// Parses a range, such as `B2:C7`, or a cell, such as `B2`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (one, other) = text.split_once(':').unwrap_or((text, text));
        let (one, other) = (address(one)?, address(other)?);
        Some(Self {
            first: (one.0.min(other.0), one.1.min(other.1)),
            last: (one.0.max(other.0), one.1.max(other.1)),
        })
    }

    pub(super) fn holds(&self, (row, column): At) -> bool {
        (self.first.0..=self.last.0).contains(&row)
            && (self.first.1..=self.last.1).contains(&column)
    }

    fn is_one_cell(&self) -> bool {
        self.first == self.last
    }
}

/// The areas in a sheet that might contain a target.
#[derive(Default)]
struct Areas(Vec<Area>);

impl Areas {
    /// The maximum number of areas, which is more than any genuine sheet has.
    const MOST: usize = 1_000_000;

    /// Adds an area if it might contain a target.
    fn add(&mut self, area: Area, targets: &[Target]) -> Result<(), ErrorKind> {
        let below = targets.partition_point(|target| target.at.0 < area.first.0);
        let is_near = targets
            .get(below)
            .is_some_and(|target| target.at.0 <= area.last.0);
        if is_near && !area.is_one_cell() {
            if self.0.len() >= Self::MOST {
                let place = " that are merged or share a formula";
                return Err(ErrorKind::limit(Limit::Cells, Self::MOST as u64, place));
            }
            self.0.push(area);
        }
        Ok(())
    }

    /// Maps each target inside an area to the first cell in the area. Excel does not open workbooks with overlapping
    /// areas. If areas overlap anyway, one of them is used.
    fn holding(mut self, targets: &[Target]) -> HashMap<At, At> {
        self.0.sort_by_key(|area| area.first);
        let mut found = HashMap::new();
        // The areas that begin at or above the target's row, keyed by first column. An area replaces any earlier areas
        // in its columns.
        let mut begun: BTreeMap<u32, Area> = BTreeMap::new();
        let mut areas = self.0.into_iter().peekable();
        for target in targets {
            while let Some(area) = areas.next_if(|area| area.first.0 <= target.at.0) {
                let columns = area.first.1..=area.last.1;
                while let Some((&column, _)) = begun.range(columns.clone()).next() {
                    begun.remove(&column);
                }
                begun.insert(area.first.1, area);
            }
            let before = begun.range(..=target.at.1).next_back();
            if let Some((_, area)) = before.filter(|(_, area)| area.holds(target.at)) {
                found.insert(target.at, area.first);
            }
        }
        found
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

/// The current position in a sheet.
#[derive(Default)]
pub(super) struct Place {
    row: u32,
    /// The one-based number of the current column, or 0 before the first cell in a row.
    column: u32,
}

impl Place {
    /// Advances to a row and returns its number.
    ///
    /// # Errors
    ///
    /// Fails if the rows are out of order, because it is not known how Excel would repair such a sheet.
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

    /// Returns the current row.
    pub(super) fn row_number(&self) -> u32 {
        self.row
    }

    /// Advances to a cell and returns its position.
    ///
    /// # Errors
    ///
    /// Fails if the cells are out of order, or if the address of the cell is in another row.
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
    ErrorKind::uncopyable(format!(
        "it has {what} that are out of order, which Excel would repair in its own way; open it in \
         Excel, save it and use the saved file"
    ))
}

/// Collects the areas of any array formulas and data tables in the markup of whole cells.
fn arrays_of(cells: &[u8], arrays: &mut Areas, targets: &[Target]) -> Result<(), ErrorKind> {
    // Most cells have neither, and a text search rules them out without splitting the markup.
    let holds = |text: &[u8]| memmem::find(cells, text).is_some();
    if !holds(b"array") && !holds(b"dataTable") {
        return Ok(());
    }
    let mut pieces = Pieces::of(cells, "");
    while let Some(piece) = pieces.next()? {
        let is_element = matches!(piece.kind, Kind::Start | Kind::Empty);
        if is_element && piece.depth == 2 && name(piece.bytes) == b"f" {
            array_of(piece.bytes, arrays, targets)?;
        }
    }
    Ok(())
}

/// Collects the area of an array formula or data table, and ignores other formulas.
fn array_of(formula: &[u8], arrays: &mut Areas, targets: &[Target]) -> Result<(), ErrorKind> {
    if matches!(attribute(formula, "t"), Some("array" | "dataTable"))
        && let Some(area) = attribute(formula, "ref").and_then(Area::parse)
    {
        arrays.add(area, targets)?;
    }
    Ok(())
}

/// Returns whether a piece is a tag of the element that contains the rows.
pub(super) fn is_sheet_data(piece: &Piece<'_>) -> bool {
    piece.depth == 2 && name(piece.bytes) == b"sheetData"
}

/// Surveys the cells in a sheet. `targets` must be in sheet order. `formats` contains the new format numbers for cells
/// that are not targets, indexed by old format number.
///
/// # Errors
///
/// Fails if decompression fails, if the markup is damaged or exceeds a limit, or if rows or cells are out of order.
pub(super) fn survey(
    part: impl Read,
    part_name: &str,
    targets: &[Target],
    formats: &[u32],
) -> Result<Survey, ErrorKind> {
    let mut found = Survey::default();
    found.cells.resize_with(targets.len(), || None);
    let (mut merged, mut arrays) = (Areas::default(), Areas::default());
    let mut place = Place::default();
    let mut pieces = Pieces::new(part, part_name);
    let mut in_rows = false;
    let has_changes = targets.iter().any(|target| target.changes);
    // The index of the first target at or after the current position.
    let mut next = 0;
    let mut cell = Vec::new();
    while let Some(piece) = pieces.next()? {
        let tag = piece.bytes;
        if is_sheet_data(&piece) {
            in_rows = piece.kind == Kind::Start;
            found.prefix = prefix(tag).to_owned();
            continue;
        }
        let is_element = matches!(piece.kind, Kind::Start | Kind::Empty);
        if !is_element {
            continue;
        }
        if !in_rows {
            if (piece.depth, name(tag)) == (3, b"mergeCell") {
                if let Some(area) = attribute(tag, "ref").and_then(Area::parse) {
                    merged.add(area, targets)?;
                }
                continue;
            }
            found.beside_rows(&piece);
            continue;
        }
        match (piece.depth, name(tag)) {
            (3, b"row") => {
                let row = place.row(tag)?;
                next += targets[next..].partition_point(|target| target.at.0 < row);
                let has_target = targets.get(next).is_some_and(|target| target.at.0 == row);
                if has_target
                    && matches!(attribute(tag, "customFormat"), Some("1" | "true"))
                    && let Some(style) = number(tag, "s")
                {
                    found.row_styles.insert(row, style);
                }
                if piece.kind == Kind::Start
                    && !has_target
                    && formats.is_empty()
                    && let Some(rest) = pieces.rest_of_row(&found.prefix)?
                    && has_changes
                {
                    let end = memrchr(b'<', rest).unwrap_or_default();
                    arrays_of(&rest[..end], &mut arrays, targets)?;
                }
            }
            (4, b"c") => {
                let at = place.cell(tag)?;
                while targets.get(next).is_some_and(|target| target.at < at) {
                    next += 1;
                }
                let style = number(tag, "s").unwrap_or_default();
                let Some(target) = targets.get(next).filter(|target| target.at == at) else {
                    let other = formats.get(style as usize);
                    found.has_other_formats |= other.is_some_and(|other| *other != style);
                    continue;
                };
                cell.clear();
                if target.changes {
                    cell.extend_from_slice(tag);
                    if piece.kind == Kind::Start {
                        pieces.rest_of_element(4, &mut cell)?;
                    }
                    arrays_of(&cell, &mut arrays, targets)?;
                }
                found.cells[next] = Some(FoundCell {
                    style,
                    markup: cell.clone(),
                });
            }
            (5, b"f") => array_of(tag, &mut arrays, targets)?,
            _ => {}
        }
    }
    found.covered = merged.holding(targets);
    found.covered.retain(|at, shown| at != shown);
    found.in_arrays = arrays.holding(targets);
    Ok(found)
}

impl Survey {
    /// Records information from an element before or after the rows.
    fn beside_rows(&mut self, piece: &Piece<'_>) {
        let tag = piece.bytes;
        match (piece.depth, name(tag)) {
            (3, b"col") => {
                let (Some(first), Some(last)) = (number(tag, "min"), number(tag, "max")) else {
                    return;
                };
                // Columns are recorded only if they are in ascending order, as in every sheet that Excel opens.
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
            (2, b"legacyDrawing") => {
                self.drawing = prefixed_attribute(tag, "id").map(|(_, id)| id.to_owned());
            }
            _ => {}
        }
    }

    /// Returns the format that a cell would have if the sheet contained it.
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

    #[test]
    fn cells_are_found_in_areas() {
        let texts = ["A1:B9", "C1:C2", "C3:D3", "A10:D10", "F1:F1", "E2:E4"];
        let at = |address: &str| self::address(address).unwrap();
        let cells = [
            "A1", "C1", "F1", "D2", "E2", "B3", "D3", "C4", "E4", "B9", "C10", "A11",
        ];
        let targets = cells.map(|cell| Target {
            at: at(cell),
            changes: false,
        });
        let mut areas = Areas::default();
        for text in texts {
            areas.add(Area::parse(text).unwrap(), &targets).unwrap();
        }
        let found = areas.holding(&targets);
        let expected = [
            ("A1", "A1"),
            ("C1", "C1"),
            ("E2", "E2"),
            ("B3", "A1"),
            ("D3", "C3"),
            ("E4", "E2"),
            ("B9", "A1"),
            ("C10", "A10"),
        ];
        assert_eq!(
            found,
            expected.map(|(cell, first)| (at(cell), at(first))).into()
        );
    }

    /// Checks that an array formula is found even if its own row has no target.
    #[test]
    fn arrays_are_found_in_rows_without_targets() {
        let rows = concat!(
            r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="array" ref="B1:B3">A1:A3</f><v>1</v></c></row>"#,
            r#"<row r="2"><c r="B2"><v>2</v></c></row><row r="3"><c r="B3"><v>3</v></c></row>"#,
        );
        let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
        let target = Target {
            at: (3, 1),
            changes: true,
        };
        let found = survey(sheet.as_bytes(), "a", &[target], &[]).unwrap();
        assert_eq!(found.in_arrays, [((3, 1), (1, 1))].into());
    }

    /// Checks that the time to process overlapping areas stays proportional to their number. Excel does not open
    /// workbooks with such areas, but the survey must still cope with them.
    #[test]
    fn areas_that_overlap_are_survived() {
        let targets: Vec<Target> = (1..=2_000)
            .map(|row| Target {
                at: (row, 3),
                changes: false,
            })
            .collect();
        let mut areas = Areas::default();
        for row in 1..=2_000 {
            for text in [
                format!("A{row}:D2000"),
                format!("A1:Z{row}"),
                format!("D{row}:A1"),
            ] {
                areas.add(Area::parse(&text).unwrap(), &targets).unwrap();
            }
        }
        assert_eq!(areas.holding(&targets).len(), targets.len());
    }
}
