//! Checks written files, for example against the MovieLabs schemas.

mod back;
mod documents;
mod edited;
mod grow;
mod peers;
mod places;
mod valid;

use ema_model::{Avail, Column, EmaVersion, XmlVersion};

use super::Writer;
use super::row::place_of as row_place;
use crate::loss::Loss;

/// Writes a document with several rows. Returns the document and the losses.
fn write<'a>(
    version: XmlVersion,
    avails: impl IntoIterator<Item = &'a Avail>,
) -> (String, Vec<Loss>) {
    let mut losses = Vec::new();
    let mut writer = Writer::new(Vec::new(), Some(version)).expect("the version is written");
    for avail in avails {
        writer.sheet(avail.header());
        writer
            .avail(avail, &mut |loss| losses.push(loss))
            .expect("there are few rows");
    }
    let bytes = writer.finish().expect("memory takes everything");
    (String::from_utf8(bytes).expect("UTF-8"), losses)
}

/// Writes a document with one row. Returns the document and the losses.
fn write_row(version: XmlVersion, cells: &[(Column, &str)]) -> (String, Vec<String>) {
    let avail = Avail::from_cells(EmaVersion::LATEST, cells.iter().copied());
    let (xml, losses) = write(version, [&avail]);
    (xml, losses.iter().map(ToString::to_string).collect())
}
