//! Reads and writes this crate's JSON format, which contains the text of every cell in a file.
//!
//! `data/avails.schema.json` describes the format. Files are written and read one row at a time, and only a file's
//! bytes and the positions of its rows are in memory while it is read.

mod read;
mod words;
mod write;

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::num::NonZeroU32;

use serde::de::{Deserializer, Error as _, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

pub(crate) use read::{Book, SheetRows};
pub use words::json_error_in_words;
pub(crate) use write::Writer;

/// The number of the schema, which increases whenever a reader for the old schema would misunderstand a new file.
const SCHEMA: u32 = 1;

/// An avails file.
///
/// The Rust crate `ema-io` writes this document. The texts are those of the cells, with dates as
/// `YYYY-MM-DD`. The meaning of a text depends on its column.
#[derive(Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Avails"))]
#[serde(deny_unknown_fields)]
struct Document<L> {
    /// The number of the schema, which is 1.
    #[cfg_attr(test, schemars(extend("const" = 1)))]
    schema: u32,
    /// The file from which the avails were read.
    #[serde(default)]
    file: File,
    /// The sheets with avails, in file order.
    sheets: L,
}

/// The file from which avails were read.
#[derive(Default, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
struct File {
    /// The name of the file, without folders.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// The format of the file: `xlsx`, `xls`, `xlsb`, `ods`, `csv`, `tsv`, `json` or `xml`.
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<String>,
    /// The version of XML Avails, such as `2.5`, if the file is XML.
    #[serde(skip_serializing_if = "Option::is_none")]
    xml_version: Option<String>,
    /// The names of the sheets without avails.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "few")]
    passed_over: Vec<String>,
}

/// A sheet of avails.
#[derive(Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Sheet"))]
#[serde(deny_unknown_fields)]
struct Sheet<L> {
    /// The name of the sheet.
    name: String,
    /// The version of EMA Avails, such as `1.8`, that determines how the rows are read. If it is
    /// missing, the columns determine the version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ema_version: Option<String>,
    /// The tab of that version whose columns are most similar, such as `Movies`. Readers ignore
    /// this field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tab: Option<String>,
    /// Whether a spreadsheet program shows the sheet.
    #[serde(default, skip_serializing_if = "Visibility::is_visible")]
    visibility: Visibility,
    /// The header rows of the sheet.
    #[serde(default)]
    header_rows: HeaderRows,
    /// The text in the first cell of the row of flags, if that text is not a flag. From 1.8 on, it
    /// is the version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stated_version: Option<String>,
    /// The columns from left to right.
    #[serde(deserialize_with = "few")]
    columns: Vec<Column>,
    /// The avails from top to bottom.
    avails: L,
}

/// Whether a spreadsheet program shows a sheet.
#[derive(Clone, Copy, Default, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
enum Visibility {
    /// The tab is visible.
    #[default]
    Visible,
    /// The sheet is hidden, but Excel's Unhide menu lists it.
    Hidden,
    /// The sheet was hidden by a program, so no Excel menu lists it.
    VeryHidden,
}

impl Visibility {
    fn is_visible(&self) -> bool {
        matches!(self, Self::Visible)
    }
}

impl From<ema_model::Visibility> for Visibility {
    fn from(visibility: ema_model::Visibility) -> Self {
        match visibility {
            ema_model::Visibility::Visible => Self::Visible,
            ema_model::Visibility::Hidden => Self::Hidden,
            ema_model::Visibility::VeryHidden => Self::VeryHidden,
        }
    }
}

impl From<Visibility> for ema_model::Visibility {
    fn from(visibility: Visibility) -> Self {
        match visibility {
            Visibility::Visible => Self::Visible,
            Visibility::Hidden => Self::Hidden,
            Visibility::VeryHidden => Self::VeryHidden,
        }
    }
}

/// The numbers of a sheet's header rows, counted from 1.
#[derive(Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct HeaderRows {
    /// The row of categories.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    categories: Option<NonZeroU32>,
    /// The row of names.
    names: NonZeroU32,
    /// The row of requirement flags, or of the version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    flags: Option<NonZeroU32>,
}

impl Default for HeaderRows {
    fn default() -> Self {
        Self {
            categories: None,
            names: NonZeroU32::MIN,
            flags: None,
        }
    }
}

/// A column in a sheet.
#[derive(Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct Column {
    /// The key of the column in the avails: the header of the column, made unique if several
    /// columns have the same header.
    key: String,
    /// The header of the column.
    name: String,
    /// The category of the column, such as `AvailTrans`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    category: Option<String>,
    /// The letters of the column in a spreadsheet program. If they are missing, the column follows
    /// the previous one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    letters: Option<String>,
}

/// An avail, which is one row.
#[derive(Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Avail"))]
#[serde(deny_unknown_fields)]
struct Row<C> {
    /// The row of the sheet, counted from 1. In XML, it is the number of the Transaction in the
    /// file.
    row: NonZeroU32,
    /// The position of the Transaction in an XML file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    position: Option<Position>,
    /// The text of each filled cell, keyed by column. The key of a cell without a
    /// header is the letters of its column in parentheses, such as `(AB)`.
    cells: C,
    /// Content in an XML file that no cell holds.
    #[serde(
        default,
        deserialize_with = "few",
        skip_serializing_if = "Vec::is_empty"
    )]
    unplaced: Vec<Unplaced>,
}

/// A position in an XML file.
#[derive(Clone, Copy, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct Position {
    /// The line, counted from 1.
    line: u32,
    /// The character in the line, counted from 1.
    column: u32,
}

/// Content in an XML file that no column holds.
#[derive(Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct Unplaced {
    /// The path, such as `Avail/Disposition/IssueDate`.
    path: String,
    /// The value of an attribute, or a complete element as XML.
    content: String,
    /// The position in the file.
    position: Position,
}

/// Reads a list that is short in genuine files. A longer list is rejected, because it could need far more memory than
/// it takes up in the file.
fn few<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    from.deserialize_seq(Few(PhantomData))
}

/// The maximum number of elements in any list other than the list of avails.
const FEW: usize = 65_536;

struct Few<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Few<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<T>, A::Error> {
        let mut few = Vec::new();
        while let Some(element) = list.next_element()? {
            if few.len() == FEW {
                return Err(A::Error::custom("a list of more than 65,536 elements"));
            }
            few.push(element);
        }
        Ok(few)
    }
}

/// Returns a key for each column: its name, followed by a number if an earlier column has the same name.
fn keys<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken: BTreeMap<String, u32> = BTreeMap::new();
    let mut keys = Vec::new();
    for name in names {
        let mut key = name.to_owned();
        // Keys in parentheses are reserved for columns without a header.
        while taken.contains_key(&key) || key.starts_with('(') {
            let number = taken.entry(name.to_owned()).or_insert(1);
            *number += 1;
            key = format!("{name} ({number})");
            if key.starts_with('(') {
                key.insert(0, ' ');
            }
        }
        taken.insert(key.clone(), 1);
        keys.push(key);
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Run `EMA_UPDATE=1 cargo test -p ema-io` to regenerate the committed schema.
    #[test]
    fn the_committed_schema_is_that_of_the_types() {
        type Cells = BTreeMap<String, String>;
        let schema = schemars::schema_for!(Document<Vec<Sheet<Vec<Row<Cells>>>>>);
        let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/avails.schema.json");
        if std::env::var_os("EMA_UPDATE").is_some() {
            std::fs::write(path, &text).unwrap();
        }
        let committed = std::fs::read_to_string(path).unwrap();
        assert_eq!(committed, text, "run with EMA_UPDATE=1");
    }

    #[test]
    fn keys_are_unique() {
        let names = ["A", "B", "A", "A (2)", "A", "(B)", "(B)", ""];
        let keys = keys(names.into_iter());
        assert_eq!(keys[..3], ["A", "B", "A (2)"]);
        let mut unique = keys.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), names.len(), "{keys:?}");
        assert!(keys.iter().all(|key| !key.starts_with('(')));
    }
}
