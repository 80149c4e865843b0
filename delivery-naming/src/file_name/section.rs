//! One section of a name: the text between two hyphens.

use std::{fmt, str};

use super::fault::Rules;
use super::faults::NameFaults;
use super::suggest::{Cleaned, Hyphens};

/// One section of a name: words of ASCII letters and digits, with underscores between them, as in `Big_Buck_Bunny`.
///
/// A section has no period, and no hyphen, which would split it into two sections.
///
/// ```
/// use delivery_naming::Section;
///
/// assert_eq!(Section::parse("Big_Buck_Bunny")?.as_str(), "Big_Buck_Bunny");
/// assert!(Section::parse("Spider-Man").is_err());
/// assert_eq!(Section::suggest("Spider-Man: Un été").as_str(), "Spider_Man_Un_ete");
/// # Ok::<(), delivery_naming::NameFaults>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Section(Box<str>);

impl Section {
    /// Parses a section.
    ///
    /// # Errors
    ///
    /// Returns all faults in the text, not only the first.
    pub fn parse(section: &str) -> Result<Self, NameFaults> {
        NameFaults::none_in(section, Rules::Section).map(Self)
    }

    /// The section nearest to `text`, which can be a title, for example. Text that is already a valid section is
    /// returned unchanged.
    ///
    /// Letters from other scripts are transliterated one by one, so a person should check the result for Japanese,
    /// Arabic or Hebrew. If the text has no usable character, the result is `unnamed`.
    #[must_use]
    pub fn suggest(text: &str) -> Self {
        Self::parse(text).unwrap_or_else(|_| {
            Self(Cleaned::of(text, Hyphens::JoinWords).into_stem(Rules::LONGEST))
        })
    }

    /// The section's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl str::FromStr for Section {
    type Err = NameFaults;

    fn from_str(section: &str) -> Result<Self, Self::Err> {
        Self::parse(section)
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl AsRef<str> for Section {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}
