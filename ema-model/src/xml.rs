//! What XML Avails have that a sheet does not: a version of their own, places in a text, and more
//! than the columns hold.

use std::fmt;
use std::str::FromStr;

use crate::dictionary::Column;
use crate::value::Text;
use crate::version::{EmaVersion, versions};

versions! {
    /// A version of XML Avails, as its namespace names it.
    ///
    /// Versions compare by age.
    ///
    /// ```
    /// use ema_model::{EmaVersion, XmlVersion};
    ///
    /// let version: XmlVersion = "2.3".parse()?;
    /// assert_eq!(version.peer(), EmaVersion::V1_7_3);
    /// assert_eq!(version.namespace(), "http://www.movielabs.com/schema/avails/v2.3/avails");
    /// assert_eq!(EmaVersion::V1_9.xml_peer(), XmlVersion::V2_5);
    /// # Ok::<(), ema_model::UnknownXmlVersion>(())
    /// ```
    // The version of the spreadsheet, and that of Common Metadata.
    XmlVersion: (EmaVersion, &'static str), UnknownXmlVersion of "XML Avails" {
        /// 2.1, of spreadsheet version 1.6.
        V2_1 = "2.1" => (EmaVersion::V1_7, "2.4");
        /// 2.2, of 1.7: allowed languages, languages of the assets, languages held back; attributes of
        /// the format profile.
        V2_2 = "2.2" => (EmaVersion::V1_7, "2.4");
        /// 2.2.1.
        V2_2_1 = "2.2.1" => (EmaVersion::V1_7, "2.5");
        /// 2.2.2, of 1.7.2: titles by language and region, people, channels.
        V2_2_2 = "2.2.2" => (EmaVersion::V1_7_2, "2.5");
        /// 2.3, of 1.7.3: licensees, window durations.
        V2_3 = "2.3" => (EmaVersion::V1_7_3, "2.6");
        /// 2.4, of 1.8: volumes.
        V2_4 = "2.4" => (EmaVersion::V1_8, "2.7");
        /// 2.5, of 1.9.
        V2_5 = "2.5" => (EmaVersion::V1_9, "2.8");
        /// 2.5.1.
        V2_5_1 = "2.5.1" => (EmaVersion::V1_9, "2.8");
        /// 2.5.2.
        V2_5_2 = "2.5.2" => (EmaVersion::V1_9, "2.9");
        /// 2.6.
        V2_6 = "2.6" => (EmaVersion::V1_9, "2.10");
        /// 2.6.1.
        V2_6_1 = "2.6.1" => (EmaVersion::V1_9, "2.11");
        /// 2.7.
        V2_7 = "2.7" => (EmaVersion::V1_9, "2.12");
    }
}

impl XmlVersion {
    /// The version of the spreadsheet that it corresponds to.
    ///
    /// 2.1 is the exception: it corresponds to 1.6, but it has the ALID that the sheet has from 1.7 on,
    /// so its rows are read as those of 1.7.
    #[must_use]
    pub const fn peer(self) -> EmaVersion {
        self.facts().0
    }

    /// The version of Common Metadata (`md`, `mdmec`) that it is built on: `2.6`.
    #[must_use]
    pub const fn common_metadata(self) -> &'static str {
        self.facts().1
    }

    /// The namespace of its elements.
    #[must_use]
    pub fn namespace(self) -> String {
        format!("http://www.movielabs.com/schema/avails/v{self}/avails")
    }
}

impl FromStr for XmlVersion {
    type Err = UnknownXmlVersion;

    /// Reads `2.3`, with or without `v` before it.
    fn from_str(text: &str) -> Result<Self, UnknownXmlVersion> {
        let number = text.trim().trim_start_matches(['v', 'V']);
        Self::numbered(number).ok_or_else(|| UnknownXmlVersion(text.to_owned()))
    }
}

/// A place in a text file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The character of the line, from 1.
    pub column: u32,
}

impl fmt::Display for Position {
    /// `line 12, column 5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// Something that an XML file says and that no column of the dictionary holds: a date of issue, a
/// title in a second language, an identifier of another organization.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unplaced {
    /// The way to it, from the Avail, the Asset or the Transaction: `Avail/Disposition/IssueDate`,
    /// `Asset/Metadata/TitleDisplayUnlimited/@language`. Elements of other namespaces than the one
    /// of XML Avails have their prefix. Where columns hold several elements of one name, brackets
    /// name the one that is meant, unless it is the first: `Asset/BundledAsset[2]/@sequence`,
    /// `Asset/Metadata/AltIdentifier[RetailerID1]/@scope`.
    pub path: Text,
    /// The value of an attribute, or the element with all that is in it, as XML. The prefixes in it
    /// are `avails`, `md` and `mdmec`, whatever the file calls them; any other namespace is declared
    /// where it is used.
    pub content: Text,
    /// Where it stands.
    pub position: Position,
}

impl Unplaced {
    /// Something that stands at a place of a file.
    #[must_use]
    pub fn new(path: impl Into<Text>, content: impl Into<Text>, position: Position) -> Self {
        Self {
            path: path.into(),
            content: content.into(),
            position,
        }
    }
}

/// A text that an `ema-cell` or `ema-unplaced` instruction of an XML file keeps, and that no longer fits
/// the elements: another program has changed, removed or added one since. The elements count.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StaleText {
    /// The name of the column, or the path of what no column holds, as in [`Unplaced::path`].
    pub field: Text,
    /// The text that does not count.
    pub text: Text,
    /// Where the instruction is.
    pub position: Position,
}

impl StaleText {
    /// A text that is kept at a place of a file.
    #[must_use]
    pub fn new(field: impl Into<Text>, text: impl Into<Text>, position: Position) -> Self {
        Self {
            field: field.into(),
            text: text.into(),
            position,
        }
    }
}

/// Where an XML file is not what the schema of its version lays down. It is read all the same.
///
/// A value that is wrong by the schema is a fault even where a cell accepts it: a date without a time
/// in `End`. What a cell holds that is no value of its column, the cell reports too.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SchemaFault {
    /// What is not as the schema has it.
    pub kind: SchemaFaultKind,
    /// The way to the element or attribute, as in [`Unplaced::path`].
    pub path: Text,
    /// Where it stands; of what is missing, where the element stands that should have it.
    pub position: Position,
}

impl SchemaFault {
    /// A fault at a place of a file.
    #[must_use]
    pub fn new(kind: SchemaFaultKind, path: impl Into<Text>, position: Position) -> Self {
        Self {
            kind,
            path: path.into(),
            position,
        }
    }
}

/// What is not as the schema of XML Avails has it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SchemaFaultKind {
    /// No version has such an element or attribute there.
    Unknown,
    /// The first and the last version that have it are others than that of the file.
    OtherVersion(XmlVersion, XmlVersion),
    /// The element is of another namespace than the version of the file has it in. The path names it
    /// as the schema does. Of a namespace of the right kind and another version, the first element
    /// in the file is told, and what stands in it counts.
    OtherNamespace(XmlVersion),
    /// The element may stand there once, and this is a further one.
    Repeated,
    /// The element stands beside one of this name, and only one of the two may.
    Exclusive(&'static str),
    /// The element stands after one of this name, and belongs before it.
    Misplaced(&'static str),
    /// There has to be such an element or attribute, and there is none. If a column holds its text,
    /// it is this one.
    Missing(Option<Column>),
    /// There has to be such an element or one of these, and there is none.
    MissingOneOf(Box<[&'static str]>),
    /// Text stands beside the elements.
    StrayText,
    /// The text of the element or attribute is not a value of its type.
    Value {
        /// The text.
        text: Text,
        /// What the type accepts, in words that complete "is not …".
        expected: &'static str,
        /// The column that the text fills, if it is the text of one.
        column: Option<Column>,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_they_are_written() {
        for &version in XmlVersion::ALL {
            assert_eq!(version.to_string().parse(), Ok(version));
            assert_eq!(format!("v{version}").parse(), Ok(version));
        }
        assert!(XmlVersion::ALL.is_sorted());
        for text in ["", "2", "2.8", "2.3.0", "1.9"] {
            assert!(text.parse::<XmlVersion>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_sheet_and_its_peer_are_each_others() {
        for &version in EmaVersion::ALL {
            let back = version.xml_peer().peer();
            // 1.6 has no peer that can be written.
            let expected = version.max(EmaVersion::V1_7);
            assert_eq!(back, expected);
        }
    }
}
