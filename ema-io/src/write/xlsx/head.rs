//! Writes the header rows of a sheet and the notes on cells.

use ema_model::{Column, Header, Layout, Requirement};
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::marks::{Mark, Notes, worst};
use super::style::{annotation_note, head_format, marked_head_format, meaning_note};
use super::text::write_text;
use crate::number;
use crate::write::head::{Head, HeadPart};
use crate::write::note_text;

/// Writes the rows of a header. Annotated names are colored.
pub(super) fn write_head(
    sheet: &mut Worksheet,
    head: &Head,
    marks: &[Mark],
) -> Result<(), XlsxError> {
    for row in &head.rows {
        let format = head_format(row.part);
        for (column, text) in &row.cells {
            let at = (row.row - 1, *column);
            let on_column = |mark: &&Mark| mark.is_on_column() && mark.column() == *column;
            if row.part == HeadPart::Names
                && let Some(level) = worst(marks.iter().filter(on_column))
            {
                write_text(sheet, at, text, Some(&marked_head_format(level)))?;
                continue;
            }
            // The official templates store the version as a number.
            match text.parse::<f64>() {
                Ok(version) if row.part == HeadPart::Flags && number::text(version) == **text => {
                    let format = format.clone().set_num_format("General");
                    sheet.write_number_with_format(at.0, at.1, version, &format)?;
                }
                _ => write_text(sheet, at, text, Some(&format))?,
            }
        }
    }
    Ok(())
}

/// Adds a note to each annotated cell in a row.
pub(super) fn write_notes(
    sheet: &mut Worksheet,
    row: u32,
    marks: &[Mark],
    notes: &mut Notes,
) -> Result<(), XlsxError> {
    for on_cell in marks.chunk_by(|a, b| a.column() == b.column()) {
        if notes.take() {
            let remarks: Vec<_> = on_cell.iter().map(|mark| &mark.annotation).collect();
            sheet.insert_note(
                row,
                on_cell[0].column(),
                &annotation_note(&note_text(&remarks)),
            )?;
        }
    }
    Ok(())
}

/// Gives each header a note that explains its column.
pub(super) fn explain(sheet: &mut Worksheet, header: &Header) -> Result<(), XlsxError> {
    let layout = header.layout();
    let row = header.rows().names - 1;
    for column in header.columns() {
        if let Some(known) = column.column {
            let note = meaning_note(known, requirement(known, layout));
            sheet.insert_note(row, column.index, &note)?;
        }
    }
    Ok(())
}

fn requirement(column: Column, layout: Layout) -> &'static str {
    match column
        .placement(layout)
        .map(|placement| placement.requirement)
    {
        Some(Requirement::Required) => "Required.",
        Some(Requirement::Conditional) => "Required on some rows.",
        _ => "Optional.",
    }
}
