//! The column dictionary: what each column is called, where it stands, what it may hold.

mod generated;

use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

pub use generated::Column;
use generated::{COLUMNS, LAYOUTS};

use crate::avail::Stored;
use crate::version::{EmaVersion, Layout};
use crate::vocabulary::{self, Word};

impl Column {
    /// The header of row 2, as the newest template spells it: `AllowedLanguages`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.facts().name
    }

    /// The category of row 1: `AvailTrans`.
    #[must_use]
    pub fn category(self) -> &'static str {
        self.facts().category
    }

    /// What the column is for, in one sentence.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        self.facts().meaning
    }

    /// Other spellings of the header that official templates and Prime Video's pages use.
    #[must_use]
    pub fn aliases(self) -> &'static [&'static str] {
        self.facts().aliases
    }

    /// What a cell of the column may hold in a version.
    ///
    /// The version matters for the ContentID columns: 1.6 keeps EIDRs in them, later versions the
    /// IDs of metadata files.
    #[must_use]
    pub fn kind(self, version: EmaVersion) -> Kind {
        let facts = self.facts();
        match version {
            EmaVersion::V1_6 => facts.kind_1_6,
            _ => facts.kind,
        }
    }

    /// Where the column stands in each layout that has it.
    #[must_use]
    pub fn placements(self) -> &'static [Placement] {
        self.facts().placements
    }

    /// Where the column stands in one layout, if it is there.
    #[must_use]
    pub fn placement(self, layout: Layout) -> Option<&'static Placement> {
        self.placements()
            .iter()
            .find(|placement| placement.layout == layout)
    }

    /// Whether a tab of the version has the column.
    #[must_use]
    pub fn is_in(self, version: EmaVersion) -> bool {
        self.placements()
            .iter()
            .any(|placement| placement.layout.version == version)
    }

    /// The column that a header names: by its name or an alias, whatever its case and spacing.
    ///
    /// ```
    /// use ema_model::Column;
    ///
    /// assert_eq!(Column::find("Territory"), Some(Column::Territory));
    /// assert_eq!(Column::find("BundleALIDs"), Some(Column::BundledAlids));
    /// assert_eq!(Column::find(" licensetype "), Some(Column::LicenseType));
    /// assert_eq!(Column::find("Price"), None);
    /// ```
    #[must_use]
    pub fn find(header: &str) -> Option<Self> {
        let names = &*NAMES;
        let mut wanted = String::with_capacity(names.longest);
        // Whatever is longer than every name is not folded to its end.
        for c in vocabulary::folded_chars(header) {
            wanted.push(c);
            if wanted.len() > names.longest {
                return None;
            }
        }
        names.columns.get(&wanted).copied()
    }

    fn facts(self) -> &'static ColumnFacts {
        &COLUMNS[self as usize]
    }
}

/// The columns by their folded names and aliases.
struct Names {
    columns: HashMap<String, Column>,
    longest: usize,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut columns = HashMap::new();
    for column in Column::ALL {
        for name in column.aliases().iter().chain([&column.name()]) {
            columns.insert(vocabulary::folded(name), *column);
        }
    }
    let longest = columns.keys().map(String::len).max().unwrap_or_default();
    Names { columns, longest }
});

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl Layout {
    /// Every layout of the templates, by version.
    pub fn all() -> impl Iterator<Item = Self> {
        LAYOUTS.iter().map(|(layout, _)| *layout)
    }

    /// The columns in template order; empty where the version has no such tab.
    #[must_use]
    pub fn columns(self) -> &'static [Column] {
        LAYOUTS
            .iter()
            .find(|(layout, _)| *layout == self)
            .map_or(&[], |(_, columns)| columns)
    }
}

/// The place of a column in one layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Placement {
    /// The layout.
    pub layout: Layout,
    /// The place from the left, from 1.
    pub order: u16,
    /// Whether the template requires a value.
    pub requirement: Requirement,
    /// The category of row 1 in this layout. It differs from [`Column::category`] where a template
    /// is at odds with its dictionary, as `AvailTerms` over ContractID in the TV tabs.
    pub category: &'static str,
    /// The header of row 2 in this layout. It differs from [`Column::name`] where a template is
    /// misspelt, as `VolumeDistributinoNumber` in the TV tab of 1.9.
    pub header: &'static str,
}

/// Whether a template requires a column to be filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Requirement {
    /// On every row.
    Required,
    /// On some rows: pre-orders, episodes, the United States.
    Conditional,
    /// On no row.
    Optional,
}

/// What the cells of a column may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// Any text.
    Text,
    /// An identifier of any form.
    Id,
    /// One ALID.
    Alid,
    /// ALIDs, with semicolons between them.
    Alids,
    /// An ID of the licensor's own.
    AltId,
    /// An EIDR, or an `md:` identifier in its place.
    Eidr,
    /// Territories, with commas between them.
    Territories,
    /// Language tags, with commas between them.
    Languages,
    /// [`WorkType`](crate::WorkType).
    WorkType,
    /// [`EntryType`](crate::EntryType).
    EntryType,
    /// [`LicenseType`](crate::LicenseType).
    LicenseType,
    /// [`FormatProfile`](crate::FormatProfile).
    FormatProfile,
    /// [`LocalizationType`](crate::LocalizationType).
    LocalizationType,
    /// [`PriceType`](crate::PriceType).
    PriceType,
    /// [`PriceValue`](crate::PriceValue).
    PriceValue,
    /// [`Money`](crate::Money).
    Money,
    /// A currency code of ISO 4217.
    Currency,
    /// [`AvailStart`](crate::AvailStart).
    Start,
    /// [`AvailEnd`](crate::AvailEnd).
    End,
    /// A date, or a date and time.
    Date,
    /// A year of four digits.
    Year,
    /// A whole number.
    Count,
    /// A whole number of hours.
    Hours,
    /// A duration of ISO 8601.
    Duration,
    /// A running time.
    RunTime,
    /// Yes or no.
    Flag,
    /// [`Hdr`](crate::Hdr).
    Hdr,
    /// [`NgAudio`](crate::NgAudio).
    NgAudio,
    /// [`CaptionExemption`](crate::CaptionExemption).
    CaptionExemption,
    /// [`TitleStatus`](crate::TitleStatus).
    TitleStatus,
    /// [`TprType`](crate::TprType).
    TprType,
}

impl Kind {
    /// Whether a spreadsheet may store a value of this kind in such a way. A date in a column of titles,
    /// or a percentage as a price, is something that a spreadsheet program has made of another text.
    #[must_use]
    pub fn takes(self, stored: Stored) -> bool {
        match stored {
            Stored::Date => matches!(self, Self::Start | Self::End | Self::Date),
            Stored::Time => self == Self::RunTime,
            Stored::Boolean => matches!(self, Self::Flag | Self::Hdr | Self::NgAudio),
            Stored::Percent => false,
            Stored::Text | Stored::Number | Stored::Error | Stored::NoResult => true,
        }
    }

    /// The words of a closed vocabulary; empty for the other kinds.
    #[must_use]
    pub fn words(self) -> &'static [Word] {
        match self {
            Self::WorkType => crate::WorkType::WORDS,
            Self::EntryType => crate::EntryType::WORDS,
            Self::LicenseType => crate::LicenseType::WORDS,
            Self::FormatProfile => crate::FormatProfile::WORDS,
            Self::LocalizationType => crate::LocalizationType::WORDS,
            Self::PriceType => crate::PriceType::WORDS,
            Self::Hdr => crate::Hdr::WORDS,
            Self::NgAudio => crate::NgAudio::WORDS,
            Self::CaptionExemption => crate::CaptionExemption::WORDS,
            Self::TitleStatus => crate::TitleStatus::WORDS,
            Self::TprType => crate::TprType::WORDS,
            _ => &[],
        }
    }

    /// Whether the column holds identifiers, which a spreadsheet damages when it takes them for
    /// numbers.
    #[must_use]
    pub fn is_identifier(self) -> bool {
        matches!(
            self,
            Self::Id | Self::Alid | Self::Alids | Self::AltId | Self::Eidr
        )
    }
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

    /// The lookup goes by folded names, so no two columns may have the same one.
    #[test]
    fn every_spelling_leads_to_its_own_column() {
        for column in Column::ALL {
            for name in column.aliases().iter().chain([&column.name()]) {
                assert_eq!(Column::find(name), Some(*column), "{name}");
                let spaced = format!("\u{a0} {} ", name.to_uppercase());
                assert_eq!(Column::find(&spaced), Some(*column), "{name}");
            }
            for placement in column.placements() {
                assert_eq!(Column::find(placement.header), Some(*column));
            }
        }
    }

    #[test]
    fn other_texts_name_no_column() {
        let long = "Territory".repeat(4_000);
        for text in ["", " ", "Terrritory", "Territory Start", long.as_str()] {
            assert_eq!(Column::find(text), None);
        }
    }
}
