//! Holdings as a JSON document that is saved between feeds.
//!
//! `schema` comes first, so that a document of a later version of the program is rejected before anything else is read.
//! Each header and each row is stored only once, and a record refers to its row by number.
//!
//! A title is written once for all territories in which the same rows are held. A record without `start` and `end` has
//! the window of its row, whose local times are interpreted in each territory according to the tz database:
//!
//! ```json
//! {"licensor": "Rockstar", "id": "A", "territories": ["IN", "JP"], "rights_model": "tvod",
//!  "records": [{"row": 0}]}
//! ```
//!
//! The rows of an Asset in an XML file share content that no column holds. This content is written once, as a list in
//! `shared`, to which rows refer by number. `except` is the index of the rating that is in the row's cells instead.
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
mod scopes;
mod write;

use std::collections::{HashMap, HashSet};

use ema_model::{
    EmaVersion, Header, HeaderColumn, HeaderRows, NaiveDateTime, Position, Stored, Text, Unplaced,
};
use serde::{Deserialize, Serialize};

use super::json::{model_name, model_named};
use super::territories::Territories;
use crate::scope::RightsModel;
use crate::time::Timestamp;
use crate::window::Bound;

/// The schema number, which goes up with each change that an older program would misread.
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
    /// The start of the window. `start` and `end` are omitted if the window is that of the row.
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

/// A rights model: the name of the model, or the license type if the model has no name.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum ModelDoc {
    Name(Text),
    /// A license type whose text is also the name of another model. Schema 1 stored every license type in this form.
    Other {
        other: Text,
    },
}

impl ModelDoc {
    fn of(model: &RightsModel) -> Self {
        match model {
            RightsModel::Other(other) if model_named(other).is_some() => Self::Other {
                other: other.clone(),
            },
            RightsModel::Other(name) => Self::Name(name.clone()),
            model => Self::Name(model_name(model).into()),
        }
    }

    fn model(self) -> RightsModel {
        match self {
            Self::Name(name) => model_named(&name).unwrap_or(RightsModel::Other(name)),
            Self::Other { other } => RightsModel::Other(other),
        }
    }
}

fn bound_text(bound: Bound) -> String {
    match bound {
        Bound::At(instant) => instant.to_string(),
        Bound::Never => "open".to_owned(),
        Bound::EstStart => "est-start".to_owned(),
        Bound::Unknown => "unknown".to_owned(),
    }
}

fn read_bound(text: &str) -> Option<Bound> {
    Some(match text {
        "open" => Bound::Never,
        "est-start" => Bound::EstStart,
        "unknown" => Bound::Unknown,
        text => {
            let utc = text.strip_suffix('Z')?;
            let utc = NaiveDateTime::parse_from_str(utc, "%Y-%m-%dT%H:%M:%S%.f").ok()?;
            Bound::At(Timestamp::from_utc(utc))
        }
    })
}

/// Content that belongs to a row from an XML file and that no column holds.
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

/// The name for how the file stores a cell, or `None` for text.
fn stored_name(stored: Stored) -> Option<&'static str> {
    let named = STORED.iter().find(|(kind, _)| *kind == stored);
    named.map(|(_, name)| *name)
}

fn read_stored(name: &str) -> Option<Stored> {
    let named = STORED.iter().find(|(_, other)| *other == name);
    named.map(|(stored, _)| *stored)
}

const STORED: [(Stored, &str); 7] = [
    (Stored::Number, "number"),
    (Stored::Percent, "percent"),
    (Stored::Date, "date"),
    (Stored::Time, "time"),
    (Stored::Boolean, "boolean"),
    (Stored::Error, "error"),
    (Stored::NoResult, "no-result"),
];

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
