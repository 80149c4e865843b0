//! Writes this crate's JSON format.

use std::io::{self, BufWriter, Seek, Write};
use std::num::NonZeroU32;
use std::path::PathBuf;

use ema_model::{Cell, FileInfo, Header, SharedUnplaced, Stored, column_letters};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::{Column, Document, File, HeaderRows, Position, SCHEMA, Sheet, Unplaced, keys};
use crate::error::ErrorKind;
use crate::loss::Loss;
use crate::replace::{Sink, write_error};
use crate::write::{Row, Spool, error_as_text};

/// A JSON file that is being written. Several sheets can be open at the same time, so each is first written to its own
/// temporary file.
pub(crate) struct Writer<'w> {
    out: Sink<'w>,
    folder: Option<PathBuf>,
    file: File,
    sheets: Vec<OpenSheet>,
    /// The number of bytes of Asset content that have been written again for additional rows.
    repeated: u64,
}

/// The maximum of `Writer::repeated`. Without this limit, a few kilobytes of Transactions and people could become
/// gigabytes of JSON.
const MOST_REPEATED: u64 = 512 * 1024 * 1024;

struct OpenSheet {
    /// The text before the rows.
    head: String,
    keys: Keys,
    rows: BufWriter<Spool>,
    is_empty: bool,
}

impl<'w> Writer<'w> {
    pub(crate) fn new(out: Sink<'w>, source: Option<&FileInfo>) -> Self {
        Self {
            folder: out.folder().map(std::path::Path::to_path_buf),
            out,
            file: source.map(file).unwrap_or_default(),
            sheets: Vec::new(),
            repeated: 0,
        }
    }

    pub(crate) fn sheet(&mut self, header: &Header) -> Result<(), ErrorKind> {
        let spool = Spool::new(self.folder.as_deref()).map_err(write_error)?;
        let (head, keys) = head(header).map_err(write_error)?;
        self.sheets.push(OpenSheet {
            head,
            keys,
            rows: BufWriter::new(spool),
            is_empty: true,
        });
        Ok(())
    }

    pub(crate) fn avail(
        &mut self,
        sheet: usize,
        row: Row<'_>,
        losses: &mut dyn FnMut(Loss),
    ) -> Result<(), ErrorKind> {
        let Some(sheet) = self.sheets.get_mut(sheet) else {
            return Ok(());
        };
        let shared = row.avail.shared_unplaced().into_iter();
        let shared = shared.flat_map(SharedUnplaced::iter);
        self.repeated += shared.map(|it| it.content.len() as u64).sum::<u64>();
        if self.repeated > MOST_REPEATED {
            return Err(ErrorKind::unwritable(
                "the JSON would be out of proportion to what was read, because each of many Transactions \
                 repeats what its Asset says and no column holds; write .xml, which says it once, or \
                 convert fewer Transactions at a time",
            ));
        }
        for cell in row.avail.cells() {
            match cell.stored() {
                Stored::NoResult => {
                    let reason = "its formula has no result, and formulas are not kept";
                    losses(Loss::not_held(row.avail, cell, reason));
                }
                Stored::Error => losses(error_as_text(row.avail, cell)),
                _ => {}
            }
        }
        sheet.write(row).map_err(write_error)
    }

    pub(crate) fn finish(mut self) -> Result<(), ErrorKind> {
        self.write_all().map_err(write_error)?;
        self.out.commit()
    }

    fn write_all(&mut self) -> io::Result<()> {
        let document = Document::<[(); 0]> {
            schema: SCHEMA,
            file: std::mem::take(&mut self.file),
            sheets: [],
        };
        self.out.write_all(open(&document)?.as_bytes())?;
        for (index, sheet) in self.sheets.drain(..).enumerate() {
            self.out
                .write_all(if index == 0 { b"\n" } else { b",\n" })?;
            self.out.write_all(sheet.head.as_bytes())?;
            let mut rows = sheet.rows.into_inner().map_err(io::Error::from)?;
            rows.rewind()?;
            io::copy(&mut rows, &mut self.out)?;
            self.out.write_all(b"\n]}")?;
        }
        self.out.write_all(b"\n]}\n")
    }
}

impl OpenSheet {
    fn write(&mut self, row: Row<'_>) -> io::Result<()> {
        let separator = if self.is_empty { "\n" } else { ",\n" };
        self.is_empty = false;
        self.rows.write_all(separator.as_bytes())?;
        let avail = row.avail;
        let position = |position: ema_model::Position| Position {
            line: position.line,
            column: position.column,
        };
        let unplaced = avail.unplaced().map(|unplaced| Unplaced {
            path: unplaced.path.to_string(),
            content: unplaced.content.to_string(),
            position: position(unplaced.position),
        });
        let row = super::Row {
            row: NonZeroU32::new(row.row).unwrap_or(NonZeroU32::MIN),
            position: avail.position().map(position),
            unplaced: unplaced.collect(),
            cells: Cells {
                row,
                keys: &self.keys,
            },
        };
        serde_json::to_writer(&mut self.rows, &row)?;
        Ok(())
    }
}

/// Serializes an object, up to and including the opening bracket of its last list.
fn open(value: &impl Serialize) -> io::Result<String> {
    let mut text = serde_json::to_string(value)?;
    // The list is the last field and is empty.
    text.truncate(text.len().saturating_sub("]}".len()));
    Ok(text)
}

fn file(source: &FileInfo) -> File {
    File {
        name: source.name.clone(),
        format: Some(source.format.as_str().to_owned()),
        xml_version: source.xml_version.map(|version| version.to_string()),
        passed_over: source.passed_over.iter().map(ToString::to_string).collect(),
    }
}

/// The key of each column in a sheet, by column index.
struct Keys(Vec<Option<String>>);

fn head(header: &Header) -> io::Result<(String, Keys)> {
    let unique = keys(header.columns().iter().map(|column| column.name.as_str()));
    let width = header
        .columns()
        .last()
        .map_or(0, |last| usize::from(last.index) + 1);
    let mut by_column = vec![None; width];
    let columns = header.columns().iter().zip(unique);
    let columns = columns.map(|(column, key)| {
        by_column[usize::from(column.index)] = Some(key.clone());
        Column {
            key,
            name: column.name.to_string(),
            category: column.category.as_ref().map(ToString::to_string),
            letters: Some(column_letters(column.index)),
        }
    });
    let rows = header.rows();
    let sheet = Sheet::<[(); 0]> {
        name: header.sheet().to_string(),
        ema_version: Some(header.version().to_string()),
        tab: Some(header.layout().sheet.to_string()),
        visibility: header.visibility().into(),
        header_rows: HeaderRows {
            categories: rows.categories.and_then(NonZeroU32::new),
            names: NonZeroU32::new(rows.names).unwrap_or(NonZeroU32::MIN),
            flags: rows.flags.and_then(NonZeroU32::new),
        },
        stated_version: header.stated_version().map(ToString::to_string),
        columns: columns.collect(),
        avails: [],
    };
    Ok((open(&sheet)?, Keys(by_column)))
}

struct Cells<'a> {
    row: Row<'a>,
    keys: &'a Keys,
}

impl Serialize for Cells<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let is_held = |cell: &Cell| cell.stored() != Stored::NoResult;
        let mut map = serializer.serialize_map(None)?;
        for (column, cell) in self.row.cells().filter(|(_, cell)| is_held(cell)) {
            match self.keys.0.get(usize::from(column)) {
                Some(Some(key)) => map.serialize_entry(key, cell.text())?,
                _ => {
                    let key = format!("({})", column_letters(column));
                    map.serialize_entry(&key, cell.text())?;
                }
            }
        }
        map.end()
    }
}
