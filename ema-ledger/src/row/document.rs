//! The JSON in the tables of a ledger.

use std::borrow::Cow;
use std::fmt;

use ema_model::{HeaderColumn, Position, Text, Unplaced};
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize};

/// A cell in the column `cells` of the table `contents`.
pub(super) enum CellDoc<'a> {
    Text(Cow<'a, str>),
    /// The number of a long text or, if it is negative, of blank cells.
    Number(i64),
}

impl Serialize for CellDoc<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_i64(*number),
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for CellDoc<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Cell;
        impl<'de> Visitor<'de> for Cell {
            type Value = CellDoc<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a cell")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<CellDoc<'de>, E> {
                Ok(CellDoc::Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<CellDoc<'de>, E> {
                Ok(CellDoc::Text(Cow::Owned(text.to_owned())))
            }

            fn visit_i64<E>(self, number: i64) -> Result<CellDoc<'de>, E> {
                Ok(CellDoc::Number(number))
            }

            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<CellDoc<'de>, E> {
                i64::try_from(number)
                    .map(CellDoc::Number)
                    .map_err(E::custom)
            }
        }
        deserializer.deserialize_any(Cell)
    }
}

/// A column in the table `headers`: `[index, name, category]`.
pub(super) struct ColumnDoc<'a> {
    index: u16,
    name: Cow<'a, str>,
    category: Option<Cow<'a, str>>,
}

impl<'a> ColumnDoc<'a> {
    pub(super) fn of(column: &'a HeaderColumn) -> Self {
        Self {
            index: column.index,
            name: column.name.as_str().into(),
            category: column.category.as_deref().map(Cow::Borrowed),
        }
    }

    pub(super) fn column(self) -> HeaderColumn {
        let category = self.category.map(|category| Text::from(&*category));
        HeaderColumn::new(self.index, Text::from(&*self.name), category)
    }
}

impl Serialize for ColumnDoc<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.index, &self.name, &self.category).serialize(serializer)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for ColumnDoc<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (index, name, category) = Deserialize::deserialize(deserializer)?;
        Ok(Self {
            index,
            name,
            category,
        })
    }
}

/// What a file says about a row besides its cells' texts.
#[derive(Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Extra<'a> {
    /// How cells are stored, by column index, unless they are stored as text.
    #[serde(skip_serializing_if = "Vec::is_empty", default, borrow)]
    pub(super) stored: Vec<(u16, Cow<'a, str>)>,
    /// The number of the text that lists XML content shared by all rows of an Asset.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(super) shared: Option<i64>,
    /// The index of the rating in the shared list that is in the row's cells instead.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(super) except: Option<usize>,
    /// XML content of the row that is not in any column.
    #[serde(skip_serializing_if = "Vec::is_empty", default, borrow)]
    pub(super) unplaced: Vec<UnplacedDoc<'a>>,
}

#[derive(PartialEq, Serialize, Deserialize)]
pub(super) struct UnplacedDoc<'a> {
    #[serde(borrow)]
    path: Cow<'a, str>,
    #[serde(borrow)]
    content: Cow<'a, str>,
}

impl<'a> UnplacedDoc<'a> {
    pub(super) fn of(unplaced: &'a Unplaced) -> Self {
        Self {
            path: (&*unplaced.path).into(),
            content: (&*unplaced.content).into(),
        }
    }

    pub(super) fn at(self, position: Position) -> Unplaced {
        Unplaced::new(&*self.path, &*self.content, position)
    }
}
