//! File names that Prime Video accepts.

use std::{fmt, str};

mod backlot;
mod fault;
mod faults;
mod rules;
mod section;
mod suggest;

pub use backlot::BacklotFileName;
pub use fault::{NameAuthority, NameFault, NameFaultKind};
pub use faults::NameFaults;
pub use section::Section;

use fault::Rules;

/// A file name that follows Prime Video's rules.
///
/// A name has one or more sections separated by hyphens, followed by a period and an extension:
/// `Big_Buck_Bunny-US-Avails.xlsx`. A section is made up of words, separated by underscores. Words and extensions
/// contain only ASCII letters and digits.
///
/// Names are case-sensitive: `A.xlsx` and `a.xlsx` are different names. A manifest must name a file exactly as it is
/// delivered.
///
/// The rules are from Prime Video's page "File naming rules", dated 2024-08-06, which does not allow spaces, Unicode
/// characters, other special characters, or periods. Underscores are allowed only within a section, and hyphens only
/// between sections, so a hyphen must have a section on each side, and an underscore must have a word on each side.
/// Names that Aspera or file systems reject are invalid too: names with folders, device names that Windows reserves,
/// and names of more than 255 bytes.
///
/// ```
/// use delivery_naming::FileName;
///
/// let name = FileName::parse("Big_Buck_Bunny-US.xlsx")?;
/// assert_eq!(name.as_str(), "Big_Buck_Bunny-US.xlsx");
/// assert_eq!(name.stem(), "Big_Buck_Bunny-US");
/// assert!(name.sections().eq(["Big_Buck_Bunny", "US"]));
/// assert_eq!(name.extension(), "xlsx");
/// # Ok::<(), delivery_naming::NameFaults>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileName(Box<str>);

impl FileName {
    /// Parses a file name without folders.
    ///
    /// # Errors
    ///
    /// Returns all faults in the name, not only the first.
    pub fn parse(name: &str) -> Result<Self, NameFaults> {
        NameFaults::none_in(name, Rules::PrimeVideo).map(Self)
    }

    /// The whole name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part before the period.
    #[must_use]
    pub fn stem(&self) -> &str {
        self.parts().0
    }

    /// The parts of the stem that are separated by hyphens. Every name has at least one section.
    pub fn sections(&self) -> impl DoubleEndedIterator<Item = &str> + Clone {
        self.stem().split('-')
    }

    /// The part after the period, as written: `XLSX` stays uppercase.
    #[must_use]
    pub fn extension(&self) -> &str {
        self.parts().1
    }

    /// The redelivery number, from the last section of the name: 2 for `Big_Buck_Bunny-US-R2.mov`. Returns `None` for a
    /// first delivery.
    ///
    /// ```
    /// use delivery_naming::FileName;
    ///
    /// assert_eq!(FileName::parse("Big_Buck_Bunny-R2.mov")?.redelivery(), Some(2));
    /// assert_eq!(FileName::parse("R2.mov")?.redelivery(), None, "a name is more than its number");
    /// # Ok::<(), delivery_naming::NameFaults>(())
    /// ```
    #[must_use]
    pub fn redelivery(&self) -> Option<u32> {
        self.redelivery_parts().map(|(_, number)| number)
    }

    /// The name for the next delivery of the file. If the current name has no redelivery section, `R1` is added at
    /// the end of the stem. Otherwise, the number in that section is increased by one.
    ///
    /// For the classic marketplaces (US, UK, DE, JP), Prime Video requires a new name, which ends in `R1`, `R2` and so
    /// on, for each redelivery of an asset.
    ///
    /// ```
    /// use delivery_naming::FileName;
    ///
    /// let name = FileName::parse("Big_Buck_Bunny-US.mov")?;
    /// let again = name.redelivered()?;
    /// assert_eq!(again.as_str(), "Big_Buck_Bunny-US-R1.mov");
    /// assert_eq!(again.redelivered()?.as_str(), "Big_Buck_Bunny-US-R2.mov");
    /// # Ok::<(), delivery_naming::NameFaults>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the new name would have more than 255 bytes. The name is never shortened, because a shorter
    /// name could be another file's name.
    pub fn redelivered(&self) -> Result<Self, NameFaults> {
        let (first, number) = self.redelivery_parts().unwrap_or((self.stem(), 0));
        // A number above `u32::MAX` still results in a valid name, so the next number is computed in a wider type.
        let next = u64::from(number) + 1;
        Self::parse(&format!("{first}-R{next}.{}", self.extension()))
    }

    /// The stem of the first delivery, and the number of this redelivery.
    fn redelivery_parts(&self) -> Option<(&str, u32)> {
        let (first, last) = self.stem().rsplit_once('-')?;
        Some((first, redelivery(last)?))
    }

    fn parts(&self) -> (&str, &str) {
        // A parsed name has exactly one period.
        self.0.split_once('.').unwrap_or((&self.0, ""))
    }
}

impl str::FromStr for FileName {
    type Err = NameFaults;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::parse(name)
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl AsRef<str> for FileName {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

/// The number in a redelivery section, such as 1 in `R1`.
pub(crate) fn redelivery(section: &str) -> Option<u32> {
    let digits = section.strip_prefix('R')?;
    let written_plainly = digits.starts_with(|c: char| matches!(c, '1'..='9'))
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    written_plainly.then(|| digits.parse().ok())?
}
