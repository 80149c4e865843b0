//! Copies the markup of a sheet and replaces some cells.

use std::borrow::Cow;
use std::io::{Read, Write};

use crate::error::ErrorKind;
use crate::replace::write_error;

use super::parts::opened;
use super::pieces::{Kind, Piece, Pieces};
use super::survey::{Area, At, Place, cell_address, is_sheet_data};
use super::tag::{attribute, name, number, prefix, with_attribute, without_attribute};
use super::value::{blank, restyled};

/// The differences between a sheet and its copy.
#[derive(Debug, Default)]
pub(super) struct Rewriting {
    /// The cells that change, in sheet order. Some of these cells might not be in the sheet yet.
    pub(super) cells: Vec<(At, Edit)>,
    /// The new format numbers for the cells that have no edit, indexed by old format number.
    pub(super) formats: Vec<u32>,
    /// The ID of the relationship to the notes' drawing, if a reference to it must be added to the sheet.
    pub(super) drawing: Option<String>,
    pub(super) is_strict: bool,
}

/// A change to a cell's markup.
#[derive(Debug)]
pub(super) enum Edit {
    /// Sets the cell's format number and keeps its content.
    Format(u32),
    /// Replaces the cell with this markup.
    Markup(Vec<u8>),
}

/// The elements that may follow the reference to the notes' drawing, according to ECMA-376 part 1, section 18.3.1.99
/// (`worksheet`).
const AFTER_DRAWING: [&[u8]; 9] = [
    b"legacyDrawingHF",
    b"drawingHF",
    b"picture",
    b"oleObjects",
    b"controls",
    b"AlternateContent",
    b"webPublishItems",
    b"tableParts",
    b"extLst",
];

/// Copies a sheet.
///
/// # Errors
///
/// Fails if decompression or writing fails, if the markup is damaged or exceeds a limit, or if rows or cells are out of
/// order.
pub(super) fn rewrite(
    part: impl Read,
    part_name: &str,
    rewriting: Rewriting,
    out: &mut impl Write,
) -> Result<(), ErrorKind> {
    let Rewriting {
        cells,
        formats,
        drawing,
        is_strict,
    } = rewriting;
    let columns = cells.iter().map(|((_, column), _)| *column);
    let mut pieces = Pieces::new(part, part_name);
    let mut rows = Rows {
        out,
        prefix: String::new(),
        last_column: columns.max().unwrap_or_default(),
        last_row: cells.last().map_or(0, |((row, _), _)| *row),
        cells: &cells,
        formats,
        place: Place::default(),
    };
    let (mut in_rows, mut after_rows) = (false, false);
    let mut drawing = drawing.map(|id| drawing_element(&id, is_strict));
    let mut skipped = Vec::new();
    while let Some(piece) = pieces.next()? {
        if is_sheet_data(&piece) {
            after_rows |= piece.kind != Kind::Start;
            in_rows = piece.kind == Kind::Start;
            rows.sheet_data(&piece)?;
            continue;
        }
        if in_rows {
            match rows.piece(&piece)? {
                Next::Piece => {}
                Next::AfterCell => {
                    skipped.clear();
                    pieces.rest_of_element(4, &mut skipped)?;
                }
                Next::AfterRow => {
                    if let Some(rest) = pieces.rest_of_row(&rows.prefix)? {
                        rows.out.write_all(rest).map_err(write_error)?;
                    }
                }
            }
            continue;
        }
        let is_element = matches!(piece.kind, Kind::Start | Kind::Empty);
        let ends_here = piece.kind == Kind::End && piece.depth == 1
            || is_element && piece.depth == 2 && AFTER_DRAWING.contains(&name(piece.bytes));
        if after_rows
            && ends_here
            && let Some(element) = drawing.take()
        {
            let prefix = &rows.prefix;
            rows.out
                .write_all(format!("<{prefix}{element}").as_bytes())
                .map_err(write_error)?;
        }
        let bytes = match is_element && (piece.depth, name(piece.bytes)) == (2, b"dimension") {
            true => rows.dimension(piece.bytes),
            false => piece.bytes.into(),
        };
        rows.out.write_all(&bytes).map_err(write_error)?;
    }
    Ok(())
}

fn drawing_element(id: &str, is_strict: bool) -> String {
    let namespace = match is_strict {
        true => "http://purl.oclc.org/ooxml/officeDocument/relationships",
        false => "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    };
    format!("legacyDrawing xmlns:r=\"{namespace}\" r:id=\"{id}\"/>")
}

/// How the copy continues after a piece.
enum Next {
    Piece,
    /// The rest of the cell is skipped, because the cell was replaced.
    AfterCell,
    /// The rest of the row is copied, because nothing in it changes.
    AfterRow,
}

/// Copies the rows of a sheet and applies the edits.
struct Rows<'r, W> {
    out: &'r mut W,
    prefix: String,
    last_row: u32,
    last_column: u32,
    /// The edits that have not been written yet.
    cells: &'r [(At, Edit)],
    formats: Vec<u32>,
    place: Place,
}

impl<W: Write> Rows<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> Result<(), ErrorKind> {
        self.out.write_all(bytes).map_err(write_error)
    }

    /// Copies the start tag or end tag of the element that contains the rows.
    fn sheet_data(&mut self, piece: &Piece<'_>) -> Result<(), ErrorKind> {
        match piece.kind {
            Kind::End => {
                self.rows_before(u32::MAX)?;
                self.write(piece.bytes)
            }
            Kind::Empty if !self.cells.is_empty() => {
                self.prefix = prefix(piece.bytes).to_owned();
                let (start, end) = opened(piece.bytes);
                self.write(&start)?;
                self.rows_before(u32::MAX)?;
                self.write(&end)
            }
            _ => {
                self.prefix = prefix(piece.bytes).to_owned();
                self.write(piece.bytes)
            }
        }
    }

    /// Writes the new rows that belong before `row`.
    fn rows_before(&mut self, row: u32) -> Result<(), ErrorKind> {
        while let Some(((number, _), _)) = self.cells.first()
            && *number < row
        {
            let (prefix, number) = (self.prefix.clone(), *number);
            self.write(format!("<{prefix}row r=\"{number}\">").as_bytes())?;
            self.cells_before((number, u32::MAX))?;
            self.write(format!("</{prefix}row>").as_bytes())?;
        }
        Ok(())
    }

    /// Writes the new cells that belong before an existing cell.
    fn cells_before(&mut self, at: At) -> Result<(), ErrorKind> {
        while let Some(((cell, edit), rest)) = self.cells.split_first()
            && *cell < at
        {
            self.cells = rest;
            match edit {
                Edit::Format(style) => {
                    let blank = blank(*cell, *style, &self.prefix);
                    self.write(blank.as_bytes())?;
                }
                Edit::Markup(markup) => self.write(markup)?,
            }
        }
        Ok(())
    }

    /// Copies or replaces a piece inside the rows.
    fn piece(&mut self, piece: &Piece<'_>) -> Result<Next, ErrorKind> {
        let tag = piece.bytes;
        match (piece.depth, name(tag), piece.kind) {
            (3, b"row", Kind::Start | Kind::Empty) => {
                let row = self.place.row(tag)?;
                self.rows_before(row)?;
                let tag = self.row_tag(row, tag);
                let has_edits = self.cells.first().is_some_and(|((at, _), _)| *at == row);
                if piece.kind == Kind::Empty && has_edits {
                    let (start, end) = opened(&tag);
                    self.write(&start)?;
                    self.cells_before((row, u32::MAX))?;
                    self.write(&end)?;
                } else {
                    self.write(&tag)?;
                }
                if piece.kind == Kind::Start && !has_edits && self.formats.is_empty() {
                    return Ok(Next::AfterRow);
                }
            }
            (3, b"row", Kind::End) => {
                self.cells_before((self.place.row_number(), u32::MAX))?;
                self.write(tag)?;
            }
            (4, b"c", Kind::Start | Kind::Empty) => {
                let at = self.place.cell(tag)?;
                self.cells_before(at)?;
                let said = number(tag, "s").unwrap_or_default();
                let style = match self.cells.split_first() {
                    Some(((cell, edit), rest)) if *cell == at => {
                        self.cells = rest;
                        match edit {
                            Edit::Format(style) => *style,
                            Edit::Markup(markup) => {
                                self.write(markup)?;
                                return Ok(match piece.kind {
                                    Kind::Start => Next::AfterCell,
                                    _ => Next::Piece,
                                });
                            }
                        }
                    }
                    _ => self.formats.get(said as usize).copied().unwrap_or(said),
                };
                match style == said {
                    true => self.write(tag)?,
                    false => self.write(&restyled(tag, style))?,
                }
            }
            _ => self.write(tag)?,
        }
        Ok(Next::Piece)
    }

    /// Returns the start tag of a row. If new cells are outside the range in the `spans` attribute, the attribute is
    /// removed, because it is only an optional hint about the row's columns.
    fn row_tag<'t>(&self, row: u32, tag: &'t [u8]) -> Cow<'t, [u8]> {
        let edits = self.cells.partition_point(|((at, _), _)| *at <= row);
        let columns = |edit: &(At, Edit)| edit.0.1;
        let edits = &self.cells[..edits];
        let (Some(first), Some(last)) = (edits.first().map(columns), edits.last().map(columns))
        else {
            return tag.into();
        };
        let fits = attribute(tag, "spans").is_none_or(|spans| {
            spans.split_once(':').is_some_and(|(from, to)| {
                let number = |text: &str| text.trim().parse::<u32>().ok();
                number(from).is_some_and(|from| from <= first + 1)
                    && number(to).is_some_and(|to| last < to)
            })
        });
        match fits {
            true => tag.into(),
            false => without_attribute(tag, "spans").into(),
        }
    }

    /// Extends the range in the `dimension` element to include all written cells.
    fn dimension<'t>(&self, tag: &'t [u8]) -> Cow<'t, [u8]> {
        let Some(used) = attribute(tag, "ref").and_then(Area::parse) else {
            return tag.into();
        };
        let last = (
            used.last.0.max(self.last_row),
            used.last.1.max(self.last_column),
        );
        if last == used.last {
            return tag.into();
        }
        let (first, last) = (cell_address(used.first), cell_address(last));
        with_attribute(tag, "ref", &format!("{first}:{last}")).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(sheet: &str, cells: &[(u32, u32, &str)], drawing: Option<&str>) -> String {
        let mut rewriting = Rewriting {
            drawing: drawing.map(str::to_owned),
            ..Rewriting::default()
        };
        for (row, column, cell) in cells {
            let markup = Edit::Markup(cell.as_bytes().to_vec());
            rewriting.cells.push(((*row, *column), markup));
        }
        let mut out = Vec::new();
        rewrite(sheet.as_bytes(), "a", rewriting, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn cells_are_put_where_they_belong() {
        let sheet = "<w><sheetData><row r=\"2\" spans=\"1:3\"><c r=\"A2\"><v>1</v></c><c r=\"C2\"/></row><row r=\"4\" ht=\"9\"/></sheetData><x/></w>";
        assert_eq!(rewritten(sheet, &[], None), sheet);
        assert_eq!(
            rewritten(
                sheet,
                &[
                    (1, 0, "<A1>"),
                    (2, 0, "<A2>"),
                    (2, 1, "<B2>"),
                    (2, 3, "<D2>"),
                    (4, 1, "<B4>"),
                    (5, 0, "<A5>"),
                ],
                None
            ),
            "<w><sheetData><row r=\"1\"><A1></row><row r=\"2\"><A2><B2><c r=\"C2\"/><D2></row><row r=\"4\" ht=\"9\"><B4></row><row r=\"5\"><A5></row></sheetData><x/></w>"
        );
        assert_eq!(
            rewritten("<w><x:sheetData/></w>", &[(1, 0, "<A1>")], None),
            "<w><x:sheetData><x:row r=\"1\"><A1></x:row></x:sheetData></w>"
        );
    }

    #[test]
    fn places_that_are_not_said_are_counted() {
        assert_eq!(
            rewritten(
                "<w><sheetData><row><c/><c><v>2</v></c></row><row r=\"5\"><c/></row></sheetData></w>",
                &[(1, 1, "<B1>"), (5, 1, "<B5>")],
                None
            ),
            "<w><sheetData><row><c/><B1></row><row r=\"5\"><c/><B5></row></sheetData></w>"
        );
    }

    #[test]
    fn the_used_cells_grow() {
        let sheet = "<w><dimension ref=\"A1:B2\"/><sheetData/></w>";
        assert!(rewritten(sheet, &[(3, 5, "")], None).contains("<dimension ref=\"A1:F3\"/>"));
        assert!(rewritten(sheet, &[(2, 1, "")], None).contains("<dimension ref=\"A1:B2\"/>"));
    }

    #[test]
    fn the_drawing_is_at_its_place() {
        for (after, expected) in [
            ("<drawing/></w>", "<drawing/>#</w>"),
            (
                "<drawing/><tableParts/></w>",
                "<drawing/>#<tableParts/></w>",
            ),
            (
                "<x><extLst/></x><extLst/></w>",
                "<x><extLst/></x>#<extLst/></w>",
            ),
        ] {
            let sheet = format!("<w><sheetData/>{after}");
            let element = "<legacyDrawing xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"rId7\"/>";
            assert_eq!(
                rewritten(&sheet, &[], Some("rId7")),
                format!("<w><sheetData/>{}", expected.replace('#', element))
            );
        }
    }

    #[test]
    fn rows_without_changes_are_copied() {
        let row = "<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>";
        let sheet = format!("<w><sheetData>{row}<row r=\"2\"><c r=\"A2\"/></row></sheetData></w>");
        let rewritten = rewritten(&sheet, &[(2, 1, "<B2>")], None);
        assert_eq!(rewritten, sheet.replace("\"A2\"/>", "\"A2\"/><B2>"));
    }

    #[test]
    fn rows_and_cells_out_of_order_are_refused() {
        for rows in [
            "<row r=\"2\"/><row r=\"1\"/>",
            "<row r=\"2\"/><row r=\"2\"/>",
            "<row r=\"0\"/>",
            "<row r=\"x\"/>",
            "<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>",
            "<row r=\"1\"><c r=\"A2\"/></row>",
            "<row r=\"1\"><c r=\"1\"/></row>",
        ] {
            let sheet = format!("<w><sheetData>{rows}</sheetData></w>");
            // The order of cells matters only in rows with changes.
            let rewriting = Rewriting {
                cells: vec![((1, 9), Edit::Format(1))],
                ..Rewriting::default()
            };
            let rewritten = rewrite(sheet.as_bytes(), "a", rewriting, &mut Vec::new());
            assert!(
                matches!(rewritten, Err(ErrorKind::Uncopyable { .. })),
                "{rows}"
            );
        }
    }
}
