//! Parts of XML Avails that spreadsheets do not have: positions in the text, content without a column, and violations
//! of the schema.

use std::fmt;
use std::sync::Arc;

use crate::dictionary::Column;
use crate::text::Text;
use crate::version::XmlVersion;

/// A position in a text file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Position {
    /// The line number, counted from 1.
    pub line: u32,
    /// The position of the character in its line, counted from 1.
    pub column: u32,
}

impl fmt::Display for Position {
    /// Writes `line 12, column 5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// Content in an XML file that the dictionary has no column for, such as an issue date, a title in a second language,
/// or another organization's identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unplaced {
    /// The path from the Avail, the Asset or the Transaction, such as `Avail/Disposition/IssueDate` or
    /// `Asset/Metadata/TitleDisplayUnlimited/@language`. Elements that are not in the XML Avails namespace have a
    /// prefix. If columns hold several elements of the same name, brackets identify all but the first, as in
    /// `Asset/BundledAsset[2]/@sequence` and `Asset/Metadata/AltIdentifier[RetailerID1]/@scope`.
    pub path: Text,
    /// The value of an attribute, or an element with all of its content, as XML. The prefixes are always `avails`, `md`
    /// and `mdmec`, regardless of the prefixes in the file. All other namespaces are declared where they are used.
    pub content: Text,
    /// The content's position.
    pub position: Position,
}

impl Unplaced {
    /// Creates content at a position in a file.
    #[must_use]
    pub fn new(path: impl Into<Text>, content: impl Into<Text>, position: Position) -> Self {
        Self {
            path: path.into(),
            content: content.into(),
            position,
        }
    }
}

/// Content that has no column and is shared by an Asset's rows, as seen from one of those rows.
///
/// An Asset with 5,000 people and 5,000 Transactions becomes 5,000 rows, which together store each person only once.
/// The list also contains all of the Asset's ratings. A row's columns hold one of them, so the row's content is the
/// list without that rating:
///
/// ```
/// use ema_model::{Position, SharedUnplaced, Unplaced};
///
/// let rating = |value| Unplaced::new("Asset/Metadata/Ratings/md:Rating", value, Position { line: 1, column: 1 });
/// let list = [rating("G"), rating("12"), rating("PG")].into();
/// let shared = SharedUnplaced { list, except: Some(1) };
/// let further: Vec<&str> = shared.iter().map(|rating| &*rating.content).collect();
/// assert_eq!(further, ["G", "PG"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedUnplaced {
    /// The list, which all rows of the Asset share.
    pub list: Arc<[Unplaced]>,
    /// The index of the rating that the row's columns hold.
    pub except: Option<usize>,
}

impl SharedUnplaced {
    /// The content that the row's columns do not hold.
    pub fn iter(&self) -> impl Iterator<Item = &Unplaced> + Clone {
        let end = self.list.len();
        let except = self.except.unwrap_or(end).min(end);
        let (before, rest) = self.list.split_at(except);
        before.iter().chain(rest.iter().skip(1))
    }
}

/// Outdated text in an `ema-cell` or `ema-unplaced` instruction in an XML file. Since it was recorded, another program
/// has changed, removed or added an element. The elements are used instead of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StaleText {
    /// The column's name, or the path of content without a column, as in [`Unplaced::path`].
    pub field: Text,
    /// The ignored text.
    pub text: Text,
    /// The instruction's position.
    pub position: Position,
}

impl StaleText {
    /// Creates stale text at a position in a file.
    #[must_use]
    pub fn new(field: impl Into<Text>, text: impl Into<Text>, position: Position) -> Self {
        Self {
            field: field.into(),
            text: text.into(),
            position,
        }
    }
}

/// A violation of the schema for the file's version. A file with violations is still read.
///
/// A value that violates the schema, such as a date without a time in `End`, is a fault even if a cell accepts the
/// value. If the text is not a valid value for its column either, the cell also has a fault.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SchemaFault {
    /// The kind of violation.
    pub kind: SchemaFaultKind,
    /// The path of the element or attribute, as in [`Unplaced::path`].
    pub path: Text,
    /// The position of the element or attribute. If it is missing, this is the position of the element that should have
    /// it.
    pub position: Position,
}

impl SchemaFault {
    /// Creates a violation at a position in a file.
    #[must_use]
    pub fn new(kind: SchemaFaultKind, path: impl Into<Text>, position: Position) -> Self {
        Self {
            kind,
            path: path.into(),
            position,
        }
    }
}

/// The kinds of violations of the XML Avails schema.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SchemaFaultKind {
    /// No version allows this element or attribute in this place.
    Unknown,
    /// The element or attribute exists only in other versions, from the first field to the second.
    OtherVersion(XmlVersion, XmlVersion),
    /// The element is not in the namespace of the file's version. The path uses the element's name in the schema. If
    /// the namespace belongs to another version of the same specification, only the first such element in the file is
    /// reported, and its content is used.
    OtherNamespace(XmlVersion),
    /// The element may occur only once, and this is another occurrence.
    Repeated,
    /// The element occurs together with an element that has this name, but only one of the two may occur.
    Exclusive(&'static str),
    /// The element follows an element that has this name, but must precede it.
    Misplaced(&'static str),
    /// A required element or attribute is missing. The field is the column for the missing text, if there is one.
    Missing(Option<Column>),
    /// An element is missing. The schema requires either the element in the path or one of these elements.
    MissingOneOf(Box<[&'static str]>),
    /// There is text between the elements.
    StrayText,
    /// The text is not valid for the type of the element or attribute.
    Value {
        /// The invalid text.
        text: Text,
        /// The values that the type accepts, as a phrase that completes "is not …".
        expected: &'static str,
        /// The column that contains the text, if there is one.
        column: Option<Column>,
    },
}
