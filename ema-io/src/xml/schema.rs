//! What stands where in XML Avails 2.1 to 2.7, in the order of the schema, and which column holds
//! it. The reader and the writer both go by it.
//!
//! Sources: the schemas of MovieLabs (`avails-v2.1.xsd` to `avails-v2.7.xsd`, and those of Common
//! Metadata and MEC that they are built on), the XML mapping in the data dictionaries of the
//! templates 1.6e2 and 1.7.2, and the mapping of MovieLabs' mddf tools for 1.7.3 to 1.9.

use std::fmt;

use ema_model::{Column, XmlVersion};

use XmlVersion::V2_1;

mod common;
pub(crate) mod lexical;
// One line for each element.
#[rustfmt::skip]
mod metadata;
#[cfg(test)]
mod tests;
mod tree;

pub(crate) use lexical::ValueType;
pub(crate) use tree::{AVAIL, LIST};

/// The namespace of an element; each changes with the version.
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

    /// The prefix that the files of MovieLabs have.
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

/// An element at one place of the schema.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) namespace: Namespace,
    pub(crate) name: &'static str,
    /// The first and the last version that have it.
    pub(crate) versions: (XmlVersion, XmlVersion),
    /// The first and the last version that ask for it wherever its parent stands.
    pub(crate) required_in: Option<(XmlVersion, XmlVersion)>,
    /// The first version in which it may stand several times.
    pub(crate) repeats_from: Option<XmlVersion>,
    /// The names in paths, its own among them, of which the schema asks for just one.
    pub(crate) one_of: &'static [&'static str],
    /// Whether elements of other namespaces may stand in it, behind all others.
    pub(crate) open: bool,
    pub(crate) attributes: &'static [Attribute],
    /// The type of its text, if it has no elements in it.
    pub(crate) value: ValueType,
    pub(crate) held: Held,
    /// What stands in it, in the order of the schema; in several parts where a type extends another.
    pub(crate) children: &'static [&'static [Self]],
}

/// An attribute of an element.
#[derive(Debug)]
pub(crate) struct Attribute {
    pub(crate) name: &'static str,
    pub(crate) versions: (XmlVersion, XmlVersion),
    /// Whether the schema asks for it.
    pub(crate) required: bool,
    pub(crate) value: ValueType,
    pub(crate) held: Held,
}

/// Who holds what an element or attribute says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Held {
    /// Nothing is said here: what stands in it says something.
    Within,
    /// Its text stands in a column. Where the element repeats, so do the items of the cell.
    Column(Column),
    /// Columns hold it, by a rule of its own.
    Group(Group),
    /// No column holds it.
    Unplaced,
}

/// What is no matter of one element and one column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Group {
    /// AssociatedALID: the schema lets no text stand in it, files have it there all the same.
    AssociatedAlid,
    /// Derived from WorkType; no column holds another one.
    AvailType,
    /// Derived from the title; no column holds another one.
    ShortDescription,
    /// A `SharedEntitlement` for each of UV_ID and DMA_ID.
    SharedEntitlement,
    /// `Asset/@contentID`: the ID of the column that [`content_id`] names.
    ContentId,
    /// An `AltIdentifier` for each of the columns, each with its name before the ID.
    AltIdentifier(&'static [Column]),
    /// `People` with the job of Director.
    Director,
    /// A `ReleaseHistory` for each of ReleaseHistoryOriginal and ReleaseHistoryPhysicalHV.
    ReleaseHistory,
    /// RatingSystem, RatingValue and RatingReason, with the row's territory for a region.
    Rating,
    /// A `GroupingEntity` of type `channel` for GroupIdentity.
    Channel,
    /// Numbered `BundledAsset`s, one for each of BundledALIDs.
    BundledAsset,
    /// `md:Region`s, one for each territory.
    Territories(Column),
    /// Start or End, or their conditions.
    Moment(Column),
    /// Lag of the condition.
    Lag(Column),
    /// Language elements with an `asset`, one for each language.
    Languages(Column),
    /// `Term`s: prices, dates, durations, words.
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

    /// An element that says nothing but what stands in it.
    const fn parent(name: &'static str, children: &'static [&'static [Self]]) -> Self {
        Self::new(name, Held::Within).with(children)
    }

    /// An element whose text stands in a column.
    const fn text(name: &'static str, column: Column) -> Self {
        Self::new(name, Held::Column(column))
    }

    const fn group(name: &'static str, group: Group) -> Self {
        Self::new(name, Held::Group(group))
    }

    /// An element that no column holds, with all that is in it.
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

    /// What stands in it, in the order of the schema.
    pub(crate) fn children(&self) -> impl Iterator<Item = &'static Self> + Clone + use<> {
        self.children.iter().copied().flatten()
    }

    /// The child of a name, if the version has it.
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

    /// The attribute of a name, if the version has it.
    pub(crate) fn attribute(&self, name: &str, version: XmlVersion) -> Option<&'static Attribute> {
        let attributes: &'static [Attribute] = self.attributes;
        attributes
            .iter()
            .find(|attribute| attribute.name == name && attribute.is_in(version))
    }

    pub(crate) fn is_in(&self, version: XmlVersion) -> bool {
        self.versions.0 <= version && version <= self.versions.1
    }

    /// Whether the schema asks for it wherever its parent stands.
    pub(crate) fn is_required(&self, version: XmlVersion) -> bool {
        let within = |(first, last)| first <= version && version <= last;
        self.required_in.is_some_and(within)
    }

    /// Whether it may stand several times.
    pub(crate) fn repeats(&self, version: XmlVersion) -> bool {
        self.repeats_from.is_some_and(|first| first <= version)
    }

    /// The name in the paths of [`Unplaced`](ema_model::Unplaced) and in what is written, with the
    /// prefix of its namespace; in paths the elements of XML Avails have none.
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

/// Which of the elements of one name is meant, where columns hold several of them: the second language
/// of a list, the `AltIdentifier` of RetailerID1. The first has no key, so that a path names it as if it
/// were the only one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    /// The item of a list, from 2.
    Item(usize),
    /// The column that the element holds.
    Column(Column),
}

impl Key {
    /// The key of an item of a list, by its number from 1.
    pub(crate) fn item(number: usize) -> Option<Self> {
        (number > 1).then_some(Self::Item(number))
    }

    /// The key of the element of a column, of several that are held by elements of one name.
    pub(crate) fn column(column: Column, first: Column) -> Option<Self> {
        (column != first).then_some(Self::Column(column))
    }
}

impl fmt::Display for Key {
    /// `[2]`, `[RetailerID1]`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Item(number) => write!(f, "[{number}]"),
            Self::Column(column) => write!(f, "[{column}]"),
        }
    }
}

/// The column of `Asset/@contentID`, by the name of the metadata element in the Asset.
pub(crate) fn content_id(metadata: &str) -> Column {
    match metadata {
        "EpisodeMetadata" => Column::EpisodeContentId,
        "SeasonMetadata" => Column::SeasonContentId,
        "SeriesMetadata" => Column::SeriesContentId,
        "VolumeMetadata" => Column::VolumeContentId,
        _ => Column::ContentId,
    }
}
