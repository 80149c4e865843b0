//! The versions of the EMA Avails spreadsheet, and the tabs that each one has.

use std::fmt;
use std::str::FromStr;

/// A version of the EMA Avails spreadsheet.
///
/// Versions compare by age: `EmaVersion::V1_6 < EmaVersion::V1_9`.
///
/// ```
/// use ema_model::EmaVersion;
///
/// let version: EmaVersion = "1.7.3".parse()?;
/// assert!(version >= EmaVersion::V1_7);
/// assert_eq!(version.to_string(), "1.7.3");
/// # Ok::<(), ema_model::UnknownVersion>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum EmaVersion {
    /// 1.6 (2013; template 1.6e2 of 2016).
    V1_6,
    /// 1.7: ALID becomes the key.
    V1_7,
    /// 1.7.2 (2017): the AltIDs return, the retailers get columns of their own.
    V1_7_2,
    /// 1.7.3 (2018): GroupIdentity, territory lists for SVOD, branding rights.
    V1_7_3,
    /// 1.8: one tab for movies and TV, volumes, the version in cell A3.
    V1_8,
    /// 1.9 (2019): Create, Update, Delete; tabs for bonus material and price reductions.
    V1_9,
}

impl EmaVersion {
    /// Every version, oldest first.
    pub const ALL: [Self; 6] = [
        Self::V1_6,
        Self::V1_7,
        Self::V1_7_2,
        Self::V1_7_3,
        Self::V1_8,
        Self::V1_9,
    ];

    /// The version as the specification writes it: `1.7.3`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::V1_6 => "1.6",
            Self::V1_7 => "1.7",
            Self::V1_7_2 => "1.7.2",
            Self::V1_7_3 => "1.7.3",
            Self::V1_8 => "1.8",
            Self::V1_9 => "1.9",
        }
    }
}

impl fmt::Display for EmaVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The text names no version of the EMA Avails spreadsheet that this crate knows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no version of EMA Avails that is known here; write 1.6, 1.7, 1.7.2, 1.7.3, 1.8 or 1.9"
)]
pub struct UnknownVersion(String);

impl FromStr for EmaVersion {
    type Err = UnknownVersion;

    /// Reads `1.8`, with `v` before it or a revision letter behind it: the templates 1.6e2, 1.7.2a,
    /// 1.7.3a and 1.8a differ from their versions in examples and wording alone.
    fn from_str(text: &str) -> Result<Self, UnknownVersion> {
        let bare = text.trim().trim_start_matches(['v', 'V']);
        let number = bare
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .map_or(bare, |end| {
                let (number, revision) = bare.split_at(end);
                let mut revision = revision.chars();
                let lettered = revision.next().is_some_and(|c| c.is_ascii_lowercase());
                if lettered && revision.all(|c| c.is_ascii_digit()) {
                    number
                } else {
                    bare
                }
            });
        Self::ALL
            .into_iter()
            .find(|version| version.as_str() == number)
            .ok_or_else(|| UnknownVersion(text.to_owned()))
    }
}

/// A tab of the template workbooks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum SheetKind {
    /// Movies and shorts.
    Movies,
    /// Seasons, episodes and volumes.
    Tv,
    /// Collections (1.8).
    Collections,
    /// Bonus material (1.9).
    Bonus,
    /// Temporary price reductions (1.9).
    Tpr,
    /// Movies and TV in one tab (1.8 and 1.9).
    Avails,
}

impl SheetKind {
    /// The name of the tab: `Movies`, `TV`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Movies => "Movies",
            Self::Tv => "TV",
            Self::Collections => "Collections",
            Self::Bonus => "Bonus",
            Self::Tpr => "TPR",
            Self::Avails => "Avails",
        }
    }
}

impl fmt::Display for SheetKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The columns of one tab of one version, in template order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Layout {
    /// The version.
    pub version: EmaVersion,
    /// The tab.
    pub sheet: SheetKind,
}

impl fmt::Display for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.version, self.sheet)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn revisions_of_a_template_are_the_version_itself() {
        for (text, version) in [
            ("1.6e2", EmaVersion::V1_6),
            ("v1.6e1", EmaVersion::V1_6),
            ("1.7.2a", EmaVersion::V1_7_2),
            (" 1.8a ", EmaVersion::V1_8),
            ("V1.9", EmaVersion::V1_9),
        ] {
            assert_eq!(text.parse(), Ok(version), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_refused() {
        for text in [
            "",
            "1",
            "1.5",
            "1.8.1",
            "1.80",
            "1.8 draft",
            "1.8-1",
            "２",
            "v",
        ] {
            assert!(text.parse::<EmaVersion>().is_err(), "{text}");
        }
    }
}
