//! Holdings as a JSON document, for saving them between feeds.
//!
//! `schema` comes first, so that a document from a later version of the program is rejected before anything else is
//! read. Each header and each row is stored only once, and a record refers to its row by number.
//!
//! A title is written once for all territories in which the same rows are held. A record without `start` and `end` has
//! the window of its row, whose local times are interpreted in each territory according to the tz database:
//!
//! ```json
//! {"licensor": "Rockstar", "id": "A", "territories": ["IN", "JP"], "rights_model": "tvod",
//!  "records": [{"row": 0}]}
//! ```
//!
//! The rows of an Asset in an XML file share content that is not in any column. This content is written once, as a list
//! in `shared`, and rows refer to it by number. `except` is the index of the rating that is in the row's cells instead.
//! Content that belongs only to the row is in `unplaced`:
//!
//! ```json
//! "shared": [[{"path": "Asset/Metadata/Ratings/md:Rating", "content": "<md:Rating>…"}, …]],
//! "rows": [{…, "line": 12, "cells": {…}, "shared": 0, "except": 3, "unplaced": [{"path": …}]}]
//! ```
//!
//! In schema 1, all such content was in `unplaced`. Schema 1 also had a separate entry for each territory, with
//! `territory` instead of `territories`, and with `start` and `end` in each record.

mod read;
mod write;

use std::collections::{HashMap, HashSet};

use ema_model::{EmaVersion, Header, HeaderColumn, HeaderRows, Position, Text, Unplaced};
use serde::{Deserialize, Serialize};

use super::territories::Territories;
use crate::scope::RightsModel;

/// The schema number, which goes up with each change that older programs would misread.
const SCHEMA: u32 = 2;

#[derive(Serialize, Deserialize)]
struct HeaderDoc {
    sheet: Text,
    ema_version: EmaVersion,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    xml_version: Option<String>,
    columns: Vec<ColumnDoc>,
}

#[derive(Serialize, Deserialize)]
struct ColumnDoc {
    index: u16,
    name: Text,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    category: Option<Text>,
}

impl HeaderDoc {
    fn of(header: &Header) -> Self {
        let columns = header.columns().iter().map(|column| ColumnDoc {
            index: column.index,
            name: column.name.clone(),
            category: column.category.clone(),
        });
        Self {
            sheet: header.sheet().clone(),
            ema_version: header.version(),
            xml_version: header.xml_version().map(|version| version.to_string()),
            columns: columns.collect(),
        }
    }

    fn header(self) -> Header {
        let columns = self.columns.into_iter();
        let columns =
            columns.map(|column| HeaderColumn::new(column.index, column.name, column.category));
        let version = Some(self.ema_version);
        let header = Header::new(
            self.sheet,
            HeaderRows::TEMPLATE,
            columns.collect(),
            None,
            version,
        );
        let xml = self.xml_version.and_then(|version| version.parse().ok());
        match xml.map(|version| header.as_xml(version)) {
            Some(xml) if xml.columns() == header.columns() => xml,
            _ => header,
        }
    }
}

#[derive(Serialize, Deserialize)]
struct ScopesDoc {
    licensor: Text,
    id: Text,
    #[serde(alias = "territory")]
    territories: TerritoriesDoc,
    rights_model: ModelDoc,
    records: Vec<RecordDoc>,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum TerritoriesDoc {
    Many(Vec<String>),
    /// The territory (only in schema 1).
    One(String),
}

#[derive(Serialize, Deserialize)]
struct RecordDoc {
    row: usize,
    /// The window's start. `start` and `end` are omitted if the window is that of the row.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    end: Option<String>,
}

impl TerritoriesDoc {
    fn of(territories: &Territories) -> Self {
        Self::Many(territories.iter().map(|it| it.to_string()).collect())
    }

    fn codes(&self) -> &[String] {
        match self {
            Self::Many(codes) => codes,
            Self::One(code) => std::slice::from_ref(code),
        }
    }
}

/// A rights model.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum ModelDoc {
    Key(RightsModel),
    /// A license type (only in schema 1).
    Other {
        other: Text,
    },
}

impl ModelDoc {
    fn model(self) -> RightsModel {
        match self {
            Self::Key(model) => model,
            Self::Other { other } => RightsModel::Other(other),
        }
    }
}

/// Content that belongs to a row from an XML file and is not in any column.
#[derive(Serialize, Deserialize)]
struct UnplacedDoc {
    path: Text,
    content: Text,
}

impl UnplacedDoc {
    fn of(unplaced: &Unplaced) -> Self {
        Self {
            path: unplaced.path.clone(),
            content: unplaced.content.clone(),
        }
    }

    fn at(self, position: Position) -> Unplaced {
        Unplaced::new(self.path, self.content, position)
    }
}

/// The key for each column: its header, unless an earlier column has the same header.
fn keys(header: &Header) -> HashMap<u16, String> {
    let mut seen = HashSet::new();
    let columns = header.columns().iter();
    let mut named = |column: &HeaderColumn| match seen.insert(column.name.clone()) {
        true => (column.index, column.name.to_string()),
        false => (column.index, key_of(column.index)),
    };
    columns.map(&mut named).collect()
}

/// The key for a column that repeats an earlier header: the column's index, counted from 0.
fn key_of(index: u16) -> String {
    format!("#{index}")
}
