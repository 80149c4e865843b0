//! Writes the header rows of a sheet and the notes on cells.

use std::sync::Arc;

use ema_model::{Column, Header};
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::form::{Form, Value, form};
use super::marks::{Mark, Notes, worst};
use super::style::{annotation_note, example_format, head_format, marked_head_format, note};
use super::text::write_text;
use crate::number;
use crate::write::head::{Head, HeadPart};
use crate::write::{Template, note_text};

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

/// Gives each header of a template a note that explains its column.
pub(super) fn explain(
    sheet: &mut Worksheet,
    header: &Header,
    template: &Template,
) -> Result<(), XlsxError> {
    let rows = header.rows();
    for column in header.columns() {
        if let Some(own) = template.of(column.column) {
            sheet.insert_note(rows.names - 1, column.index, &note(&own.note))?;
        }
    }
    if let (Some(version), Some(flags)) = (header.stated_version(), rows.flags) {
        let first = header.columns().first().and_then(|first| first.column);
        let mut text = format!("The version of EMA Avails. Leave {version} in this cell.");
        if let Some(own) = template.of(first) {
            let (column, flag) = (own.column, &own.flag);
            text += &format!("\nIt takes the place of the flag of {column}, which is {flag}.");
        }
        sheet.insert_note(flags - 1, 0, &note(&text))?;
    }
    Ok(())
}

/// Writes the example rows of a template below the header, and returns the last row. The text `//e.g.,` marks them as
/// comments, in the first cell and in the cell with the ALID, because readers look at one of the two.
pub(super) fn write_examples(
    sheet: &mut Worksheet,
    header: &Arc<Header>,
    template: &Template,
    end: u32,
) -> Result<u32, XlsxError> {
    let mut last = end;
    for example in template.examples(header, end + 1) {
        last = example.row();
        for (number, cell) in example.cells().iter().enumerate() {
            let at = (last - 1, cell.index());
            let Form { value, format } = form(header.kind_at(cell.index()), cell);
            let format = example_format(format);
            let marks_comment = number == 0 || header.known_at(cell.index()) == Some(Column::Alid);
            match value {
                Value::Number(number) if !marks_comment => {
                    sheet.write_number_with_format(at.0, at.1, number, &format)?;
                }
                _ => {
                    let mark = if marks_comment { "//e.g., " } else { "" };
                    let text = format!("{mark}{}", cell.text());
                    write_text(sheet, at, &text, Some(&format))?;
                }
            }
        }
    }
    Ok(last)
}
