//! The column dictionary: the name of each column, its position in the templates, and the kind of its values.

mod columns;
mod kinds;
mod read;

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

pub use columns::Column;
use columns::{COLUMNS, LAYOUTS};
use kinds::KINDS;
use kinds::read_as;
pub use kinds::{Kind, Value};
use read::Written;

use crate::stored::Stored;
use crate::text::{Text, folded, folded_chars, trim};
use crate::version::{EmaVersion, Layout};
use crate::vocabulary::Word;

impl Column {
    /// The header in row 2, as spelled in the newest template, such as `AllowedLanguages`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.facts().name
    }

    /// The category in row 1, such as `AvailTrans`.
    #[must_use]
    pub fn category(self) -> &'static str {
        self.facts().category
    }

    /// The column's purpose, in one sentence.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        self.facts().meaning
    }

    /// Other spellings of the header in official templates and on Prime Video's pages.
    #[must_use]
    pub fn aliases(self) -> &'static [&'static str] {
        self.facts().aliases
    }

    /// The kind of values that the column contains in a version.
    ///
    /// The version matters only for the ContentID columns, which contain EIDRs in version 1.6 and the IDs of metadata
    /// files in later versions.
    #[must_use]
    pub fn kind(self, version: EmaVersion) -> Kind {
        let facts = self.facts();
        match version {
            EmaVersion::V1_6 => facts.kind_1_6,
            _ => facts.kind,
        }
    }

    /// The column's placements, one for each layout that has the column.
    #[must_use]
    pub fn placements(self) -> &'static [Placement] {
        self.facts().placements
    }

    /// The column's placement in a layout, or `None` if the layout does not have the column.
    #[must_use]
    pub fn placement(self, layout: Layout) -> Option<&'static Placement> {
        self.placements()
            .iter()
            .find(|placement| placement.layout == layout)
    }

    /// Whether a tab in the version has the column.
    #[must_use]
    pub fn is_in(self, version: EmaVersion) -> bool {
        self.placements()
            .iter()
            .any(|placement| placement.layout.version == version)
    }

    fn facts(self) -> &'static ColumnFacts {
        &COLUMNS[self as usize]
    }
}

/// The columns, keyed by their folded names and aliases.
struct Names {
    columns: HashMap<String, Column>,
    longest: usize,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut columns = HashMap::new();
    for column in Column::ALL {
        for name in column.aliases().iter().chain([&column.name()]) {
            columns.insert(folded(name), *column);
        }
    }
    let longest = columns.keys().map(String::len).max().unwrap_or_default();
    Names { columns, longest }
});

impl FromStr for Column {
    type Err = UnknownColumn;

    /// Parses a header: the name or an alias of a column, ignoring case and spaces.
    ///
    /// ```
    /// use ema_model::{Column, UnknownColumn};
    ///
    /// assert_eq!("Territory".parse(), Ok(Column::Territory));
    /// assert_eq!("BundleALIDs".parse(), Ok(Column::BundledAlids));
    /// assert_eq!(" licensetype ".parse(), Ok(Column::LicenseType));
    /// assert_eq!("Price".parse::<Column>(), Err(UnknownColumn));
    /// ```
    fn from_str(header: &str) -> Result<Self, UnknownColumn> {
        let names = &*NAMES;
        let mut wanted = String::with_capacity(names.longest);
        // Folding stops as soon as the text is longer than every name.
        for c in folded_chars(header) {
            wanted.push(c);
            if wanted.len() > names.longest {
                return Err(UnknownColumn);
            }
        }
        names.columns.get(&wanted).copied().ok_or(UnknownColumn)
    }
}

/// The error for text that is not the header of a column in any known version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("it is not an EMA Avails column header")]
pub struct UnknownColumn;

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl Layout {
    /// All layouts in the templates, sorted by version.
    pub fn all() -> impl Iterator<Item = Self> {
        LAYOUTS.iter().map(|(layout, _)| *layout)
    }

    /// The columns in template order. The slice is empty if the version has no such tab.
    #[must_use]
    pub fn columns(self) -> &'static [Column] {
        LAYOUTS
            .iter()
            .find(|(layout, _)| *layout == self)
            .map_or(&[], |(_, columns)| columns)
    }
}

/// The placement of a column in one layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Placement {
    /// The layout.
    pub layout: Layout,
    /// The position from the left, counted from 1.
    pub order: u16,
    /// Whether the template requires a value.
    pub requirement: Requirement,
    /// The category in row 1 of this layout. It differs from [`Column::category`] where a template contradicts its
    /// dictionary. For example, ContractID has the category `AvailTerms` in the TV tabs.
    pub category: &'static str,
    /// The header in row 2 of this layout. It differs from [`Column::name`] where a template has a misspelling, such as
    /// `VolumeDistributinoNumber` in the TV tab of 1.9.
    pub header: &'static str,
}

/// Whether a template requires a value in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Requirement {
    /// Required in all rows.
    Required,
    /// Required only in some rows, for example for pre-orders, for episodes, or in the United States.
    Conditional,
    /// Not required.
    Optional,
}

impl Kind {
    /// Whether a spreadsheet may store a value of this kind as `stored`. If not, a spreadsheet program has converted
    /// the value, for example a title to a date, or a price to a percentage.
    #[must_use]
    pub fn takes(self, stored: Stored) -> bool {
        match stored {
            Stored::Text | Stored::Number | Stored::Error | Stored::NoResult => true,
            Stored::Percent => false,
            Stored::Date | Stored::Time | Stored::Boolean => self.facts().stored == Some(stored),
        }
    }

    /// The words in a closed vocabulary. The slice is empty for other kinds.
    #[must_use]
    pub fn words(self) -> &'static [Word] {
        self.facts().words
    }

    /// Whether the values are identifiers, which spreadsheet programs damage if they interpret them as numbers.
    #[must_use]
    pub fn is_identifier(self) -> bool {
        self.facts().is_identifier
    }

    /// What the values are, in one sentence for people who fill in a column. Returns `None` for closed vocabularies,
    /// whose [`words`](Self::words) say it.
    ///
    /// ```
    /// use ema_model::Kind;
    ///
    /// assert_eq!(Kind::Hours.meaning(), Some("A whole number of hours, at least one."));
    /// assert_eq!(Kind::Hours.example(), Some("48"));
    /// assert_eq!(Kind::LicenseType.meaning(), None);
    /// ```
    #[must_use]
    pub fn meaning(self) -> Option<&'static str> {
        self.facts().meaning
    }

    /// A value of this kind, as an example. Returns `None` for free text and for closed vocabularies.
    #[must_use]
    pub fn example(self) -> Option<&'static str> {
        self.facts().example
    }

    /// Parses the text of a cell. If `pipes` is set, pipes may separate languages.
    pub(crate) fn parse(self, text: &Text, pipes: bool) -> Value {
        let trimmed = trim(text);
        if trimmed.is_empty() {
            return Value::Blank;
        }
        let written = Written {
            text,
            trimmed,
            pipes,
        };
        read_as(self, written)
    }

    fn facts(self) -> &'static KindFacts {
        &KINDS[self as usize]
    }
}

struct KindFacts {
    /// How a spreadsheet may store a value of this kind, other than as text or a number.
    stored: Option<Stored>,
    is_identifier: bool,
    words: &'static [Word],
    meaning: Option<&'static str>,
    example: Option<&'static str>,
}

pub(crate) struct ColumnFacts {
    name: &'static str,
    category: &'static str,
    meaning: &'static str,
    aliases: &'static [&'static str],
    kind: Kind,
    kind_1_6: Kind,
    placements: &'static [Placement],
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Columns are looked up by folded names, so no two columns may have the same folded name.
    #[test]
    fn every_spelling_leads_to_its_own_column() {
        for column in Column::ALL {
            for name in column.aliases().iter().chain([&column.name()]) {
                assert_eq!(name.parse(), Ok(*column), "{name}");
                let spaced = format!("\u{a0} {} ", name.to_uppercase());
                assert_eq!(spaced.parse(), Ok(*column), "{name}");
            }
            for placement in column.placements() {
                assert_eq!(placement.header.parse(), Ok(*column));
            }
        }
    }

    #[test]
    fn every_example_is_a_value_of_its_kind() {
        for column in Column::ALL {
            let kind = column.kind(EmaVersion::LATEST);
            let value = kind.example().map(|text| kind.parse(&text.into(), false));
            assert!(!matches!(value, Some(Value::Invalid(_))), "{column}");
            assert_eq!(
                kind.meaning().is_none(),
                !kind.words().is_empty(),
                "{column}"
            );
        }
    }

    #[test]
    fn other_texts_name_no_column() {
        let long = "Territory".repeat(4_000);
        for text in ["", " ", "Terrritory", "Territory Start", long.as_str()] {
            assert_eq!(text.parse::<Column>(), Err(UnknownColumn));
        }
    }
}
