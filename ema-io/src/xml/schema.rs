//! Defines the elements of XML Avails 2.1 to 2.7, in schema order, and the columns that hold their content. Both the
//! reader and the writer follow this tree.
//!
//! ```text
//! Avail
//!   ALID                 required   column ALID
//!   Disposition          required
//!     EntryType          required   column EntryType
//!     IssueDate                     no column: kept as unplaced
//!   Licensor             required   column DisplayName
//!   Licensee             2.5.1 to 2.5.2 only
//!   AvailType            required   derived from WorkType
//! ```
//!
//! The reader walks through a file and the tree in parallel. For example, it puts `<ALID>FIRSTDANCE</ALID>` into the
//! column ALID, but keeps `<IssueDate>2026-01-01</IssueDate>` with its path, because no column holds it. An element is
//! a schema fault if the version does not define it or if it is out of order. The writer fills the tree from the cells
//! of a row, adds the elements that the schema requires, and writes all elements in schema order.
//!
//! Sources: the MovieLabs schemas (`avails-v2.1.xsd` to `avails-v2.7.xsd`, and the Common Metadata and MEC schemas that
//! they are based on), the XML mapping in the data dictionaries of the templates for 1.6e2 and 1.7.2, and the mapping
//! in MovieLabs' mddf tools for 1.7.3 to 1.9.

use std::fmt;

use ema_model::{Column, XmlVersion};

use XmlVersion::V2_1;

mod common;
pub(crate) mod lexical;
// rustfmt is disabled because `metadata.rs` has one line for each element.
#[rustfmt::skip]
mod metadata;
#[cfg(test)]
mod tests;
mod tree;

pub(crate) use lexical::ValueType;
pub(crate) use tree::{AVAIL, LIST};

/// The kind of a namespace. The URI of each kind depends on the version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Namespace {
    /// XML Avails itself.
    Avails,
    /// Common Metadata.
    Md,
    /// Media Entertainment Core.
    Mdmec,
}

impl Namespace {
    pub(crate) const ALL: [Self; 3] = [Self::Avails, Self::Md, Self::Mdmec];

    /// Returns the prefix that MovieLabs uses in its files.
    pub(crate) const fn prefix(self) -> &'static str {
        match self {
            Self::Avails => "avails",
            Self::Md => "md",
            Self::Mdmec => "mdmec",
        }
    }

    pub(crate) fn uri(self, version: XmlVersion) -> String {
        let common = version.common_metadata();
        match self {
            Self::Avails => version.namespace(),
            Self::Md => format!("http://www.movielabs.com/schema/md/v{common}/md"),
            Self::Mdmec => format!("http://www.movielabs.com/schema/mdmec/v{common}"),
        }
    }
}

/// An element at a particular place in the schema.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) namespace: Namespace,
    pub(crate) name: &'static str,
    /// The first and last versions that have the element.
    pub(crate) versions: (XmlVersion, XmlVersion),
    /// The first and last versions that require the element if its parent is present.
    pub(crate) required_in: Option<(XmlVersion, XmlVersion)>,
    /// The first version in which the element can be repeated.
    pub(crate) repeats_from: Option<XmlVersion>,
    /// If the element belongs to a choice, the path names of all elements in the choice, including this one. The schema
    /// requires exactly one of these elements.
    pub(crate) one_of: &'static [&'static str],
    /// Whether elements from other namespaces can follow the children.
    pub(crate) open: bool,
    pub(crate) attributes: &'static [Attribute],
    /// The type of the element's text, if the element has no child elements.
    pub(crate) value: ValueType,
    pub(crate) held: Held,
    /// The children in schema order. There are several lists if the type of the element extends another type.
    pub(crate) children: &'static [&'static [Self]],
}

/// An attribute that an element can have.
#[derive(Debug)]
pub(crate) struct Attribute {
    pub(crate) name: &'static str,
    pub(crate) versions: (XmlVersion, XmlVersion),
    /// Whether the schema requires the attribute.
    pub(crate) required: bool,
    pub(crate) value: ValueType,
    pub(crate) held: Held,
}

/// The columns, if any, that hold the content of an element or attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Held {
    /// No column holds the element or attribute itself, but columns can hold its children, or the group that it is part
    /// of.
    Within,
    /// A column holds the text. If the element is repeated, the cell has several items.
    Column(Column),
    /// One or more columns hold the content, according to a special rule.
    Group(Group),
    /// No column holds the content.
    Unplaced,
}

/// The elements and attributes that do not map one-to-one to columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Group {
    /// AssociatedALID. The schema does not allow text in this element, but some files contain it.
    AssociatedAlid,
    /// AvailType, which is derived from WorkType. If the value differs from the derived one, no column holds it.
    AvailType,
    /// ShortDescription, which is derived from the title. If the value differs from the derived one, no column holds
    /// it.
    ShortDescription,
    /// `SharedEntitlement` elements, one each for UV_ID and DMA_ID.
    SharedEntitlement,
    /// `Asset/@contentID`. The function [`content_id`] returns the column that holds this ID.
    ContentId,
    /// `AltIdentifier` elements, one for each of these columns, with the name of the column before the ID.
    AltIdentifier(&'static [Column]),
    /// `People` elements with the job Director.
    Director,
    /// `ReleaseHistory` elements, one each for ReleaseHistoryOriginal and ReleaseHistoryPhysicalHV.
    ReleaseHistory,
    /// RatingSystem, RatingValue and RatingReason. The region is the row's territory.
    Rating,
    /// A `GroupingEntity` element of type `channel` for GroupIdentity.
    Channel,
    /// Numbered `BundledAsset` elements, one for each item of BundledALIDs.
    BundledAsset,
    /// `md:Region` elements, one for each territory.
    Territories(Column),
    /// Start or End, or the condition that replaces it.
    Moment(Column),
    /// The lag after a condition.
    Lag(Column),
    /// Language elements with an `asset` attribute, one for each language.
    Languages(Column),
    /// `Term` elements, for prices, dates, durations and words.
    Term,
}

impl Element {
    const fn new(name: &'static str, held: Held) -> Self {
        Self {
            namespace: Namespace::Avails,
            name,
            versions: (V2_1, XmlVersion::LATEST),
            required_in: None,
            repeats_from: None,
            one_of: &[],
            open: false,
            attributes: &[],
            value: ValueType::Text,
            held,
            children: &[],
        }
    }

    /// Creates an element without content of its own.
    const fn parent(name: &'static str, children: &'static [&'static [Self]]) -> Self {
        Self::new(name, Held::Within).with(children)
    }

    /// Creates an element whose text is in a column.
    const fn text(name: &'static str, column: Column) -> Self {
        Self::new(name, Held::Column(column))
    }

    const fn group(name: &'static str, group: Group) -> Self {
        Self::new(name, Held::Group(group))
    }

    /// Creates an element without a column. Its attributes and children have no columns either.
    const fn unplaced(name: &'static str) -> Self {
        Self::new(name, Held::Unplaced)
    }

    const fn of(self, value: ValueType) -> Self {
        Self { value, ..self }
    }

    const fn md(self) -> Self {
        Self {
            namespace: Namespace::Md,
            ..self
        }
    }

    const fn mec(self) -> Self {
        Self {
            namespace: Namespace::Mdmec,
            ..self
        }
    }

    const fn required(self) -> Self {
        self.required_between(V2_1, XmlVersion::LATEST)
    }

    const fn required_between(self, first: XmlVersion, last: XmlVersion) -> Self {
        Self {
            required_in: Some((first, last)),
            ..self
        }
    }

    const fn one_of(self, one_of: &'static [&'static str]) -> Self {
        Self { one_of, ..self }
    }

    const fn open(self) -> Self {
        Self { open: true, ..self }
    }

    const fn repeated(self) -> Self {
        self.repeated_from(V2_1)
    }

    const fn repeated_from(self, version: XmlVersion) -> Self {
        Self {
            repeats_from: Some(version),
            ..self
        }
    }

    const fn from(self, first: XmlVersion) -> Self {
        Self {
            versions: (first, XmlVersion::LATEST),
            ..self
        }
    }

    const fn between(self, first: XmlVersion, last: XmlVersion) -> Self {
        Self {
            versions: (first, last),
            ..self
        }
    }

    const fn attributes(self, attributes: &'static [Attribute]) -> Self {
        Self { attributes, ..self }
    }

    const fn with(self, children: &'static [&'static [Self]]) -> Self {
        Self { children, ..self }
    }

    /// Returns the children in schema order.
    pub(crate) fn children(&self) -> impl Iterator<Item = &'static Self> + Clone + use<> {
        self.children.iter().copied().flatten()
    }

    /// Returns the child with this name, if it exists in the version.
    pub(crate) fn child(
        &self,
        namespace: Namespace,
        name: &str,
        version: XmlVersion,
    ) -> Option<&'static Self> {
        self.children().find(|child| {
            child.namespace == namespace && child.name == name && child.is_in(version)
        })
    }

    /// Returns the attribute with this name, if it exists in the version.
    pub(crate) fn attribute(&self, name: &str, version: XmlVersion) -> Option<&'static Attribute> {
        let attributes: &'static [Attribute] = self.attributes;
        attributes
            .iter()
            .find(|attribute| attribute.name == name && attribute.is_in(version))
    }

    pub(crate) fn is_in(&self, version: XmlVersion) -> bool {
        self.versions.0 <= version && version <= self.versions.1
    }

    /// Returns whether this version of the schema requires the element if its parent is present.
    pub(crate) fn is_required(&self, version: XmlVersion) -> bool {
        let within = |(first, last)| first <= version && version <= last;
        self.required_in.is_some_and(within)
    }

    /// Returns whether the element can be repeated in this version.
    pub(crate) fn repeats(&self, version: XmlVersion) -> bool {
        self.repeats_from.is_some_and(|first| first <= version)
    }

    /// Returns the element's name as used in the paths of [`Unplaced`](ema_model::Unplaced): with a namespace prefix,
    /// unless the namespace is XML Avails.
    pub(crate) fn path_name(&self) -> String {
        match self.namespace {
            Namespace::Avails => self.name.to_owned(),
            other => format!("{}:{}", other.prefix(), self.name),
        }
    }
}

impl Attribute {
    const fn new(name: &'static str, first: XmlVersion, held: Held) -> Self {
        Self {
            name,
            versions: (first, XmlVersion::LATEST),
            required: false,
            value: ValueType::Text,
            held,
        }
    }

    const fn of(self, value: ValueType) -> Self {
        Self { value, ..self }
    }

    const fn until(self, last: XmlVersion) -> Self {
        Self {
            versions: (self.versions.0, last),
            ..self
        }
    }

    const fn required(self) -> Self {
        Self {
            required: true,
            ..self
        }
    }

    const fn text(name: &'static str, column: Column) -> Self {
        Self::new(name, V2_1, Held::Column(column))
    }

    const fn unplaced(name: &'static str, first: XmlVersion) -> Self {
        Self::new(name, first, Held::Unplaced)
    }

    pub(crate) fn is_in(&self, version: XmlVersion) -> bool {
        self.versions.0 <= version && version <= self.versions.1
    }
}

/// Distinguishes elements with the same name if columns hold several of them, such as the second language in a list, or
/// the `AltIdentifier` element for RetailerID1. The first of them has no key, so its path is the same as if it were the
/// only one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    /// The number of an item in a list, starting with 2.
    Item(usize),
    /// The column that holds the element.
    Column(Column),
}

impl Key {
    /// Returns the key for the item with this one-based number.
    pub(crate) fn item(number: usize) -> Option<Self> {
        (number > 1).then_some(Self::Item(number))
    }

    /// Returns the key for a column's element, or `None` if the column is the first one for elements with this name.
    pub(crate) fn column(column: Column, first: Column) -> Option<Self> {
        (column != first).then_some(Self::Column(column))
    }
}

impl fmt::Display for Key {
    /// Formats the key as `[2]` or `[RetailerID1]`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Item(number) => write!(f, "[{number}]"),
            Self::Column(column) => write!(f, "[{column}]"),
        }
    }
}

/// Returns the column for `Asset/@contentID`, given the name of the metadata element in the Asset.
pub(crate) fn content_id(metadata: &str) -> Column {
    match metadata {
        "EpisodeMetadata" => Column::EpisodeContentId,
        "SeasonMetadata" => Column::SeasonContentId,
        "SeriesMetadata" => Column::SeriesContentId,
        "VolumeMetadata" => Column::VolumeContentId,
        _ => Column::ContentId,
    }
}
