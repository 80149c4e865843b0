//! Reads this crate's JSON format, one row at a time.

use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ema_model::{
    Avail, AvailBuilder, EmaVersion, FileInfo, Header, HeaderColumn, Marks, Stored, Text,
    XmlVersion, trim,
};
use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{Document, FEW, Row, SCHEMA, Sheet, json_error_in_words};
use crate::error::{Error, ErrorKind, FileType, Limit};
use crate::guard::Limits;
use crate::progress::Progress;

/// An open JSON file.
pub(crate) struct Book {
    text: String,
    path: Option<PathBuf>,
    ema_version: Option<EmaVersion>,
    xml_version: Option<XmlVersion>,
    sheets: Vec<Place>,
    next: usize,
    progress: Progress,
}

/// The position of a value in the text. 32 bits are enough, because files are limited to far less than 4 GiB.
#[derive(Clone, Copy)]
struct Place {
    start: u32,
    length: u32,
}

impl Place {
    fn of(value: &RawValue, text: &str) -> Self {
        let start = value.get().as_ptr() as usize - text.as_ptr() as usize;
        Self {
            start: u32::try_from(start).unwrap_or(u32::MAX),
            length: u32::try_from(value.get().len()).unwrap_or(u32::MAX),
        }
    }

    fn within(self, text: &str) -> &str {
        let start = self.start as usize;
        text.get(start..start + self.length as usize)
            .unwrap_or_default()
    }
}

impl Book {
    pub(crate) fn open(
        text: String,
        path: Option<&Path>,
        ema_version: Option<EmaVersion>,
        limits: &Limits,
        progress: &Progress,
    ) -> Result<Self, ErrorKind> {
        #[derive(Deserialize)]
        struct Probe<'a> {
            #[serde(borrow)]
            schema: Option<&'a RawValue>,
            /// A member that occurs only in the JSON for holdings.
            #[serde(borrow)]
            scopes: Option<&'a RawValue>,
        }
        let probe: Probe<'_> = match parsed(&text, &text) {
            Ok(probe) => probe,
            Err(_) if begins_as_state(&text) => {
                return Err(ErrorKind::NotASpreadsheet(FileType::State));
            }
            Err(error) if text.contains("\"schema\"") => return Err(error),
            Err(_) => return Err(ErrorKind::NotASpreadsheet(FileType::Json)),
        };
        if probe.scopes.is_some() || begins_as_state(&text) {
            return Err(ErrorKind::NotASpreadsheet(FileType::State));
        }
        match probe.schema.map(RawValue::get) {
            None => return Err(ErrorKind::NotASpreadsheet(FileType::Json)),
            Some(schema) if schema == SCHEMA.to_string() => {}
            Some(other) => {
                let found: String = other.chars().take(40).collect();
                return Err(ErrorKind::JsonSchema { found });
            }
        }
        let document: Document<Places<'_>> = parsed(&text, &text)?;
        let sheets = document.sheets.places(&text);
        if sheets.len() as u64 > limits.sheets {
            return Err(ErrorKind::limit(Limit::Sheets, limits.sheets, ""));
        }
        let xml_version = document.file.xml_version.map(|version| {
            let unknown = |error| ErrorKind::json(format!("file.xml_version: {error}"));
            version.parse().map_err(unknown)
        });
        Ok(Self {
            xml_version: xml_version.transpose()?,
            path: path.map(Path::to_path_buf),
            ema_version,
            sheets,
            text,
            next: 0,
            progress: progress.clone(),
        })
    }

    pub(crate) fn next_sheet(
        &mut self,
        file: &mut FileInfo,
        visible_only: bool,
    ) -> Result<Option<SheetRows<'_>>, Error> {
        while let Some(place) = self.sheets.get(self.next).copied() {
            self.next += 1;
            if visible_only {
                let header = Arc::clone(self.rows(place)?.header());
                if header.visibility().is_hidden() {
                    file.left_out.push(header.sheet().clone());
                    continue;
                }
            }
            return self.rows(place).map(Some);
        }
        Ok(None)
    }

    fn rows(&self, place: Place) -> Result<SheetRows<'_>, Error> {
        self.sheet(place.within(&self.text))
            .map_err(|kind| Error::new(kind, self.path.as_deref()))
    }

    fn sheet<'a>(&'a self, text: &str) -> Result<SheetRows<'a>, ErrorKind> {
        let sheet: Sheet<Places<'_>> = parsed(text, &self.text)?;
        let (header, keys) = self.header(&sheet)?;
        let header = Arc::new(header);
        Ok(SheetRows {
            builder: AvailBuilder::new(Arc::clone(&header)),
            header,
            keys,
            avails: sheet.avails.places(&self.text).into_iter(),
            text: &self.text,
            progress: &self.progress,
            path: self.path.as_deref(),
        })
    }

    fn header(&self, sheet: &Sheet<Places<'_>>) -> Result<(Header, Keys), ErrorKind> {
        let within = |error: String| ErrorKind::json(format!("in sheet “{}”, {error}", sheet.name));
        let mut keys = Keys::new();
        let mut columns: Vec<HeaderColumn> = Vec::new();
        let mut next = Some(0);
        for column in &sheet.columns {
            let index = match &column.letters {
                Some(letters) => column_of(letters),
                None => next,
            };
            let Some(index) = index else {
                return Err(within(format!(
                    "“{}” is not in a column of a spreadsheet",
                    column.key
                )));
            };
            next = index.checked_add(1);
            if columns.iter().any(|other| other.index == index)
                || keys.insert(column.key.clone(), index).is_some()
            {
                return Err(within(format!(
                    "the column “{}” has the same key or letters as another column",
                    column.key
                )));
            }
            let category = column.category.as_deref().map(Text::from);
            columns.push(HeaderColumn::new(
                index,
                column.name.as_str().into(),
                category,
            ));
        }
        let said: Option<EmaVersion> = match &sheet.ema_version {
            Some(version) => Some(
                version
                    .parse()
                    .map_err(|error| within(format!("{error}")))?,
            ),
            None => None,
        };
        Ok((self.understood(sheet, columns, said), keys))
    }

    /// Returns the header with these columns. If the file has a version and the columns indicate a different one, the
    /// file's version is used, as if the caller had set it.
    fn understood(
        &self,
        sheet: &Sheet<Places<'_>>,
        columns: Vec<HeaderColumn>,
        said: Option<EmaVersion>,
    ) -> Header {
        let rows = &sheet.header_rows;
        let mut header_rows = ema_model::HeaderRows::names_in(rows.names.get());
        header_rows.categories = rows.categories.map(Into::into);
        header_rows.flags = rows.flags.map(Into::into);
        let stated = sheet.stated_version.as_deref().map(Text::from);
        let name = Text::from(sheet.name.as_str());
        let make = |by_caller| {
            let (name, stated) = (name.clone(), stated.clone());
            Header::new(name, header_rows, columns.clone(), stated, by_caller)
        };
        let mut header = make(self.ema_version);
        if let Some(version) = self.xml_version
            && self.ema_version.is_none()
        {
            let xml = Header::xml(version).named(name.clone());
            if xml.columns() == header.columns() {
                header = xml;
            }
        }
        if self.ema_version.is_none() && said.is_some_and(|said| said != header.version()) {
            header = make(said);
        }
        header.with_visibility(sheet.visibility.into())
    }
}

/// The column index for each key.
type Keys = HashMap<String, u16>;

/// Reads the avails in a sheet, one at a time.
pub(crate) struct SheetRows<'a> {
    header: Arc<Header>,
    builder: AvailBuilder,
    keys: Keys,
    avails: std::vec::IntoIter<Place>,
    text: &'a str,
    progress: &'a Progress,
    path: Option<&'a Path>,
}

impl SheetRows<'_> {
    pub(crate) fn header(&self) -> &Arc<Header> {
        &self.header
    }

    pub(crate) fn next_avail(&mut self) -> Result<Option<Avail>, Error> {
        while let Some(place) = self.avails.next() {
            self.progress.add(place.length as usize);
            let avail = self.avail(place);
            if let Some(avail) = avail.map_err(|kind| Error::new(kind, self.path))? {
                return Ok(Some(avail));
            }
        }
        Ok(None)
    }

    /// Reads an avail. Returns `None` for a blank row, which has neither a filled cell nor other content.
    fn avail(&mut self, place: Place) -> Result<Option<Avail>, ErrorKind> {
        let row: Row<Cells> = parsed(place.within(self.text), self.text)?;
        let is_blank = row.cells.0.iter().all(|(_, text)| trim(text).is_empty());
        if is_blank && row.unplaced.is_empty() {
            return Ok(None);
        }
        for (key, text) in row.cells.0 {
            let letters = || column_of(key.strip_prefix('(')?.strip_suffix(')')?);
            let Some(column) = self.keys.get(&key).copied().or_else(letters) else {
                return Err(ErrorKind::json(format!(
                    "row {} of sheet “{}” has a cell “{key}”, and no column has that key",
                    row.row,
                    self.header.sheet()
                )));
            };
            self.builder
                .push(column, text, Stored::Text, Marks::default());
        }
        let at = |position: super::Position| ema_model::Position {
            line: position.line,
            column: position.column,
        };
        for unplaced in &row.unplaced {
            let (path, content) = (unplaced.path.as_str(), unplaced.content.as_str());
            let unplaced = ema_model::Unplaced::new(path, content, at(unplaced.position));
            self.builder.add_unplaced(unplaced);
        }
        let position = row
            .position
            .or(row.unplaced.first().map(|first| first.position));
        Ok(Some(match position {
            Some(position) => self.builder.build_at(row.row.get(), at(position)),
            None => self.builder.build(row.row.get()),
        }))
    }
}

/// Returns the zero-based index of the column with these letters.
fn column_of(letters: &str) -> Option<u16> {
    let column = letters.bytes().try_fold(0_u16, |column, letter| {
        let value = letter
            .is_ascii_uppercase()
            .then(|| u16::from(letter - b'A') + 1)?;
        column.checked_mul(26)?.checked_add(value)
    });
    column?.checked_sub(1).filter(|column| *column < 16_384)
}

/// Returns whether the file begins like a state file from `ema apply`, in which `headers` follows `schema`. The rest of
/// the file need not be valid.
fn begins_as_state(text: &str) -> bool {
    let mut names = text.split('"').skip(1).step_by(2);
    names.next() == Some("schema") && names.next() == Some("headers")
}

/// Parses a piece of the text.
fn parsed<'a, T: Deserialize<'a>>(piece: &'a str, text: &str) -> Result<T, ErrorKind> {
    serde_json::from_str(piece).map_err(|error| {
        // Converts the position in the piece to a position in the file.
        let start = piece.as_ptr() as usize - text.as_ptr() as usize;
        let before = text.get(..start).unwrap_or_default();
        let lines = before.matches('\n').count();
        let column = match error.line() {
            1 => before.len() - before.rfind('\n').map_or(0, |at| at + 1) + error.column(),
            _ => error.column(),
        };
        let message = json_error_in_words(&error.to_string());
        let line = lines + error.line();
        ErrorKind::json(format!("line {line}, column {column}: {message}"))
    })
}

/// A list whose elements have not been parsed yet.
struct Places<'a>(Vec<&'a RawValue>);

impl Places<'_> {
    fn places(&self, text: &str) -> Vec<Place> {
        self.0.iter().map(|value| Place::of(value, text)).collect()
    }
}

/// The maximum number of elements in a list, which is the number of rows in an Excel sheet. An element can be as short
/// as a byte or two, so a longer list could need far more memory than the file.
const MOST_PLACES: usize = 1_048_576;

impl<'de> Deserialize<'de> for Places<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct List;

        impl<'de> Visitor<'de> for List {
            type Value = Places<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Places<'de>, A::Error> {
                let mut places = Vec::new();
                while let Some(element) = list.next_element()? {
                    if places.len() == MOST_PLACES {
                        return Err(A::Error::custom("a list of more than 1,048,576 elements"));
                    }
                    places.push(element);
                }
                Ok(Places(places))
            }
        }

        from.deserialize_seq(List)
    }
}

/// The cells in a row, by key. If a key occurs twice, the last value counts, as in a sheet.
struct Cells(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Cells {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Object;

        impl<'de> Visitor<'de> for Object {
            type Value = Cells;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of texts")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Cells, A::Error> {
                let mut cells = Vec::new();
                while let Some(cell) = object.next_entry()? {
                    if cells.len() == FEW {
                        return Err(A::Error::custom("a row of more than 65,536 cells"));
                    }
                    cells.push(cell);
                }
                Ok(Cells(cells))
            }
        }

        from.deserialize_map(Object)
    }
}
