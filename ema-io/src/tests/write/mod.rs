//! Tests that every written value is either read back or reported as a loss.

mod annotate;
mod corpus;
mod delimited;
mod edited;
mod json;
mod laws;
mod replace;
mod xlsx;

use std::sync::Arc;

use ema_model::{
    Avail, AvailBuilder, Column, EmaVersion, FileInfo, Format, Header, HeaderColumn, HeaderRows,
    Layout, Marks, Sheet, SheetKind, Stored, Text, Workbook,
};

use crate::{Error, Loss, LossKind, read_bytes, write_bytes};

/// Returns a workbook with one sheet.
fn workbook(header: Header, rows: impl FnOnce(&mut AvailBuilder) -> Vec<Avail>) -> Workbook {
    let header = Arc::new(header);
    let mut builder = AvailBuilder::new(Arc::clone(&header));
    let avails = rows(&mut builder);
    Workbook::new(
        FileInfo::new(None, Format::Xlsx),
        vec![Sheet::new(header, avails)],
    )
}

fn movies(version: EmaVersion) -> Header {
    Header::template(Layout {
        version,
        sheet: SheetKind::Movies,
    })
}

/// Returns a workbook with an avail for each list of cells, starting in row 4.
fn movies_with(rows: &[&[(Column, &str)]]) -> Workbook {
    workbook(movies(EmaVersion::V1_8), |builder| {
        let avail = |(row, cells): (u32, &&[(Column, &str)])| {
            for (column, text) in *cells {
                builder.set(*column, text).unwrap();
            }
            builder.build(row)
        };
        (4..).zip(rows).map(avail).collect()
    })
}

fn written(workbook: &Workbook, format: Format) -> Result<(Vec<u8>, Vec<Loss>), Error> {
    let mut losses = Vec::new();
    let bytes = write_bytes(workbook, format, &mut |loss| losses.push(loss))?;
    Ok((bytes, losses))
}

/// Returns the contents of a workbook, one line per cell: `Movies!A4 "Harbor"`.
fn texts(workbook: &Workbook) -> Vec<String> {
    let mut texts = Vec::new();
    for sheet in &workbook.sheets {
        for column in sheet.header.columns() {
            texts.push(format!(
                "{} {} {:?}",
                sheet.header.sheet(),
                column.index,
                column.name
            ));
        }
        for avail in &sheet.avails {
            for cell in avail.cells() {
                texts.push(format!("{} {:?}", avail.origin(cell), cell.text()));
            }
        }
    }
    texts
}

/// Writes the workbook and reads it back.
#[track_caller]
fn again(workbook: &Workbook, format: Format) -> (Workbook, Vec<Loss>) {
    let (bytes, losses) = written(workbook, format).unwrap();
    (read_bytes(bytes).unwrap(), losses)
}
