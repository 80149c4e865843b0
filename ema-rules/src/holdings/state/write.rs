//! Writes the document that stores holdings.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use ema_model::{Header, Kind, Unplaced};
use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer};

use super::{
    HeaderDoc, ModelDoc, RecordDoc, SCHEMA, ScopesDoc, TerritoriesDoc, UnplacedDoc, key_of, keys,
};
use crate::holdings::Holdings;
use crate::holdings::json::serialize_line;
use crate::holdings::row::HeldRow;
use crate::holdings::stored::entries;
use crate::holdings::territories::Territories;
use crate::holdings::title::Titles;
use crate::window::Bound;

impl Serialize for Holdings {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let tables = Tables::of(self);
        tables.check_size().map_err(Error::custom)?;
        let mut document = serializer.serialize_struct("Holdings", 6)?;
        document.serialize_field("schema", &SCHEMA)?;
        document.serialize_field("headers", &tables.headers)?;
        match tables.shared.is_empty() {
            true => document.skip_field("shared")?,
            false => document.serialize_field("shared", &tables.shared)?,
        }
        document.serialize_field("rows", &Rows(&tables))?;
        document.serialize_field("scopes", &Scopes(&self.titles, &tables))?;
        document.serialize_field("left_live", &Scopes(&self.left_live, &tables))?;
        document.end()
    }
}

/// The headers, shared lists and rows of holdings, with their numbers.
struct Tables {
    headers: Vec<HeaderDoc>,
    header_numbers: HashMap<*const Header, usize>,
    keys: Vec<HashMap<u16, String>>,
    shared: Vec<Vec<UnplacedDoc>>,
    shared_numbers: HashMap<*const Unplaced, usize>,
    rows: Vec<Arc<HeldRow>>,
    row_numbers: HashMap<*const HeldRow, usize>,
}

impl Tables {
    fn of(holdings: &Holdings) -> Self {
        let mut tables = Self {
            headers: Vec::new(),
            header_numbers: HashMap::new(),
            keys: Vec::new(),
            shared: Vec::new(),
            shared_numbers: HashMap::new(),
            rows: Vec::new(),
            row_numbers: HashMap::new(),
        };
        let titles = [&holdings.titles, &holdings.left_live];
        let all = titles.into_iter().flat_map(entries);
        for record in all.flat_map(|(_, holding)| holding.records) {
            let row: &Arc<HeldRow> = &record.row;
            tables
                .row_numbers
                .entry(Arc::as_ptr(row))
                .or_insert_with(|| {
                    tables.rows.push(Arc::clone(row));
                    tables.rows.len() - 1
                });
            let header = &row.header;
            tables
                .header_numbers
                .entry(Arc::as_ptr(header))
                .or_insert_with(|| {
                    tables.headers.push(HeaderDoc::of(header));
                    tables.keys.push(keys(header));
                    tables.headers.len() - 1
                });
            if let Some(shared) = row.shared() {
                tables
                    .shared_numbers
                    .entry(shared.list.as_ptr())
                    .or_insert_with(|| {
                        let list = shared.list.iter().map(UnplacedDoc::of);
                        tables.shared.push(list.collect());
                        tables.shared.len() - 1
                    });
            }
        }
        tables
    }
}

impl Tables {
    /// Returns an error if the document would be too large. Every cell is written in full, so a long string that
    /// thousands of rows share can make the document much larger than the original file.
    fn check_size(&self) -> Result<(), String> {
        let mut known = HashSet::new();
        let (mut own, mut repeated): (usize, usize) = (0, 0);
        let mut longest = 0;
        for row in &self.rows {
            own += row.cells.own_len();
            for text in row.cells.shared() {
                match known.insert(text.as_ptr()) {
                    true => own += text.len(),
                    false => {
                        repeated += text.len();
                        longest = longest.max(text.len());
                    }
                }
            }
        }
        if repeated <= REPEATED + REPEATED_PER_BYTE * own {
            return Ok(());
        }
        Err(format!(
            "rows repeat long texts of up to {longest} bytes so often that these texts would take {} MB; \
             shorten the texts that many rows share",
            repeated / 1_000_000
        ))
    }
}

/// The number of bytes that repeated long strings can take up in any document, and the number of additional bytes for
/// each byte of other text. A feed in which every row lists 200 territories has two or three bytes of repeated strings
/// for each byte of other text.
const REPEATED: usize = 64 << 20;
const REPEATED_PER_BYTE: usize = 16;

struct Rows<'a>(&'a Tables);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.0.rows.len()))?;
        for row in &self.0.rows {
            list.serialize_element(&RowOut {
                row,
                tables: self.0,
            })?;
        }
        list.end()
    }
}

struct RowOut<'a> {
    row: &'a HeldRow,
    tables: &'a Tables,
}

impl Serialize for RowOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let header = self.tables.header_numbers[&Arc::as_ptr(&self.row.header)];
        let mut row = serializer.serialize_struct("Row", 9)?;
        row.serialize_field("header", &header)?;
        row.serialize_field("file", &self.row.file)?;
        row.serialize_field("row", &self.row.row)?;
        serialize_line(self.row.line(), &mut row)?;
        let keys = &self.tables.keys[header];
        row.serialize_field("cells", &Cells(self.row, keys))?;
        let stored = Stored::of(self.row, keys);
        match stored.0.is_empty() {
            true => row.skip_field("stored")?,
            false => row.serialize_field("stored", &stored)?,
        }
        match self.row.shared() {
            Some(shared) => {
                let number = self.tables.shared_numbers[&shared.list.as_ptr()];
                row.serialize_field("shared", &number)?;
            }
            None => row.skip_field("shared")?,
        }
        match self.row.shared().and_then(|shared| shared.except) {
            Some(except) => row.serialize_field("except", &except)?,
            None => row.skip_field("except")?,
        }
        let unplaced = self.row.in_xml.iter().flat_map(|in_xml| &in_xml.own);
        let unplaced: Vec<UnplacedDoc> = unplaced.map(UnplacedDoc::of).collect();
        match unplaced.is_empty() {
            true => row.skip_field("unplaced")?,
            false => row.serialize_field("unplaced", &unplaced)?,
        }
        row.end()
    }
}

struct Cells<'a>(&'a HeldRow, &'a HashMap<u16, String>);

impl Serialize for Cells<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut cells = serializer.serialize_map(None)?;
        for (index, text, _) in self.0.cells() {
            cells.serialize_entry(&*key(self.1, index), text)?;
        }
        cells.end()
    }
}

fn key(keys: &HashMap<u16, String>, index: u16) -> Cow<'_, str> {
    let named = keys.get(&index).map(|key| Cow::Borrowed(key.as_str()));
    named.unwrap_or_else(|| Cow::Owned(key_of(index)))
}

/// How each cell is stored, unless that follows from its column.
struct Stored<'a>(Vec<(Cow<'a, str>, &'static str)>);

impl<'a> Stored<'a> {
    fn of(row: &HeldRow, keys: &'a HashMap<u16, String>) -> Self {
        let kept = row.cells().filter_map(|(index, _, stored)| {
            let kind = row.header.kind_at(index).unwrap_or(Kind::Text);
            let is_free = matches!(kind, Kind::Text)
                || !matches!(stored, ema_model::Stored::Number | ema_model::Stored::Date);
            let is_kept = is_free && stored != ema_model::Stored::Text;
            is_kept.then(|| (key(keys, index), stored.as_str()))
        });
        Self(kept.collect())
    }
}

impl Serialize for Stored<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, name)| (key, name)))
    }
}

struct Scopes<'a>(&'a Titles, &'a Tables);

impl Serialize for Scopes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for (title, holding) in entries(self.0) {
            let records = holding.records.iter().map(|record| {
                let window = record.window();
                let is_written = match holding.territories {
                    Territories::One(territory) => {
                        record.row.written.in_territory(territory, &holding.clocks) == window
                    }
                    Territories::Many(_) => true,
                };
                let own = |bound: Bound| (!is_written).then(|| bound.to_string());
                RecordDoc {
                    row: self.1.row_numbers[&Arc::as_ptr(&record.row)],
                    start: own(window.start),
                    end: own(window.end),
                }
            });
            list.serialize_element(&ScopesDoc {
                licensor: title.licensor.clone(),
                id: title.id.clone(),
                territories: TerritoriesDoc::of(&holding.territories),
                rights_model: ModelDoc::Key(title.rights_model.clone()),
                records: records.collect(),
            })?;
        }
        list.end()
    }
}
