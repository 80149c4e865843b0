//! Serde implementations. Versions, columns and text are serialized as strings, and locations as structs.

use std::borrow::Cow;

use serde::de::{self, Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use crate::{Column, EmaVersion, Text};

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<'_, str>::deserialize(deserializer).map(|text| Self::from(&*text))
    }
}

impl Serialize for EmaVersion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for EmaVersion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<'_, str>::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

impl Serialize for Column {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Column {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = Cow::<'_, str>::deserialize(deserializer)?;
        name.parse()
            .map_err(|_| de::Error::custom(format!("`{name}` is not a column of EMA Avails")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::CellRef;

    #[test]
    fn what_is_written_is_read_again() {
        for &version in EmaVersion::ALL {
            let json = serde_json::to_string(&version).unwrap();
            assert_eq!(serde_json::from_str::<EmaVersion>(&json).unwrap(), version);
        }
        for column in Column::ALL {
            let json = serde_json::to_string(column).unwrap();
            assert_eq!(serde_json::from_str::<Column>(&json).unwrap(), *column);
        }
        let cell = CellRef {
            sheet: "Movies \"é\"".into(),
            row: 12,
            column: 5,
        };
        let json = serde_json::to_string(&cell).unwrap();
        assert_eq!(json, r#"{"sheet":"Movies \"é\"","row":12,"column":5}"#);
        assert_eq!(serde_json::from_str::<CellRef>(&json).unwrap(), cell);
    }

    #[test]
    fn what_is_unknown_is_refused() {
        assert!(serde_json::from_str::<EmaVersion>("\"2.0\"").is_err());
        assert!(serde_json::from_str::<Column>("\"Price\"").is_err());
    }
}
