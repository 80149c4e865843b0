//! Reads and writes the JSON of this crate, which holds every text of a file.
//!
//! `data/avails.schema.json` describes it. Files are written and read one row at a time. While a
//! file is read, only its bytes and the positions of its rows are in memory.

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

/// The number of the schema. It increases when a reader of the old schema would misunderstand the
/// new one.
const SCHEMA: u32 = 1;

/// A file of avails.
///
/// Written by the Rust crate `ema-io`. Texts are those of the cells as they stand, dates as
/// `YYYY-MM-DD`; what they mean depends on their columns.
#[derive(Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Avails"))]
#[serde(deny_unknown_fields)]
struct Document<L> {
    /// The number of the schema: 1.
    #[cfg_attr(test, schemars(extend("const" = 1)))]
    schema: u32,
    /// The file that the avails were read from.
    #[serde(default)]
    file: File,
    /// The sheets that hold avails, in the order of the file.
    sheets: L,
}

/// The file that avails were read from.
#[derive(Default, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
struct File {
    /// Its name, without folders.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// Its format: `xlsx`, `xls`, `csv`, `tsv`, `json` or `xml`.
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<String>,
    /// The version of XML Avails, if it is such a file: `2.5`.
    #[serde(skip_serializing_if = "Option::is_none")]
    xml_version: Option<String>,
    /// The names of its sheets that hold no avails.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "few")]
    passed_over: Vec<String>,
}

/// A sheet of avails.
#[derive(Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Sheet"))]
#[serde(deny_unknown_fields)]
struct Sheet<L> {
    /// Its name.
    name: String,
    /// The version of EMA Avails by which its rows are read: `1.8`. Where it is missing, the columns
    /// tell it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ema_version: Option<String>,
    /// The tab of that version that its columns are nearest to: `Movies`; for information alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tab: Option<String>,
    /// Whether a spreadsheet program shows it.
    #[serde(default, skip_serializing_if = "Visibility::is_visible")]
    visibility: Visibility,
    /// The rows that its header takes up.
    #[serde(default)]
    header_rows: HeaderRows,
    /// What stands in the first cell of the row of flags, if it is no flag: from 1.8 on the version.
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
    /// Its tab is there.
    #[default]
    Visible,
    /// It is hidden; the menu of Excel lists it.
    Hidden,
    /// It is hidden by a program; no menu of Excel lists it.
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

/// The rows of a sheet that its header takes up, from 1.
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

/// A column of a sheet.
#[derive(Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct Column {
    /// By which the avails name it: its header, made unique where several columns have the same.
    key: String,
    /// Its header.
    name: String,
    /// Its category: `AvailTrans`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    category: Option<String>,
    /// The letters that a spreadsheet program shows over it. Where they are missing, it stands to
    /// the right of the column before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    letters: Option<String>,
}

/// An avail: one row.
#[derive(Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Avail"))]
#[serde(deny_unknown_fields)]
struct Row<C> {
    /// The row of the sheet, from 1; for XML, the number of the Transaction in the file.
    row: NonZeroU32,
    /// Where the Transaction stands in an XML file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    position: Option<Position>,
    /// The texts of the filled cells by the keys of their columns. A cell under no header has the
    /// letters of its column in parentheses as its key: `(AB)`.
    cells: C,
    /// What an XML file says beside them.
    #[serde(
        default,
        deserialize_with = "few",
        skip_serializing_if = "Vec::is_empty"
    )]
    unplaced: Vec<Unplaced>,
}

/// A place in an XML file.
#[derive(Clone, Copy, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct Position {
    /// The line, from 1.
    line: u32,
    /// The character of the line, from 1.
    column: u32,
}

/// Something that an XML file says and that no column holds.
#[derive(Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct Unplaced {
    /// The way to it: `Avail/Disposition/IssueDate`.
    path: String,
    /// The value of an attribute, or the element with all that is in it, as XML.
    content: String,
    /// Where it stands.
    position: Position,
}

/// A list that is short in genuine files. A list that would need more memory than its bytes is
/// refused.
fn few<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    from.deserialize_seq(Few(PhantomData))
}

/// The most elements of a list other than that of the avails.
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

/// The keys of columns: their names, with a number after all but the first of equal names.
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

    /// `EMA_UPDATE=1 cargo test -p ema-io` regenerates it.
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
