//! The versions of the EMA Avails spreadsheet, and the tabs in each version.

use std::fmt;
use std::str::FromStr;

/// Defines the versions of one specification, from oldest to newest, with one line for each version.
macro_rules! versions {
    ($(#[$docs:meta])* $name:ident: $facts:ty, $unknown:ident of $of:literal {
        $($(#[$variant_docs:meta])* $variant:ident = $text:literal => $fact:expr;)+
    }) => {
        $(#[$docs])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_docs])* $variant,)+
        }

        impl $name {
            /// All versions, oldest first.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The newest version.
            pub const LATEST: Self = Self::ALL[Self::ALL.len() - 1];

            /// The version number as written in the specification.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }

            const fn facts(self) -> $facts {
                match self {
                    $(Self::$variant => $fact,)+
                }
            }

            fn numbered(number: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|version| version.as_str() == number)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        #[doc = concat!("The text is not a version of ", $of, " that this crate knows.")]
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $unknown(String);

        impl std::fmt::Display for $unknown {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "`{}` is not a known version of {}; write ", self.0, $of)?;
                let (last, others) = (&$name::LATEST, &$name::ALL[..$name::ALL.len() - 1]);
                for version in others {
                    write!(f, "{version}, ")?;
                }
                write!(f, "or {last}")
            }
        }

        impl std::error::Error for $unknown {}
    };
}

versions! {
    /// A version of the EMA Avails spreadsheet.
    ///
    /// Versions are ordered from oldest to newest: `EmaVersion::V1_6 < EmaVersion::V1_9`.
    ///
    /// ```
    /// use ema_model::EmaVersion;
    ///
    /// let version: EmaVersion = "1.7.3".parse()?;
    /// assert!(version >= EmaVersion::V1_7);
    /// assert_eq!(version.to_string(), "1.7.3");
    /// assert_eq!(EmaVersion::LATEST, EmaVersion::V1_9);
    /// # Ok::<(), ema_model::UnknownVersion>(())
    /// ```
    EmaVersion: XmlVersion, UnknownVersion of "EMA Avails" {
        /// 1.6 (2013; its template 1.6e2 is from 2016).
        V1_6 = "1.6" => XmlVersion::V2_2;
        /// 1.7: ALID becomes the key of a title's avails.
        V1_7 = "1.7" => XmlVersion::V2_2;
        /// 1.7.2 (2017): the AltID columns are restored, and there are new columns for retailers.
        V1_7_2 = "1.7.2" => XmlVersion::V2_2_2;
        /// 1.7.3 (2018): GroupIdentity, territory lists for SVOD, and branding rights.
        V1_7_3 = "1.7.3" => XmlVersion::V2_3;
        /// 1.8: one tab for movies and TV, volumes, and the version in cell A3.
        V1_8 = "1.8" => XmlVersion::V2_4;
        /// 1.9 (2019): the entry types Create, Update and Delete, and tabs for bonus material and price reductions.
        V1_9 = "1.9" => XmlVersion::V2_5;
    }
}

impl EmaVersion {
    /// The corresponding version of XML Avails. For 1.6, this is 2.2, the oldest version that can be written.
    #[must_use]
    pub const fn xml_peer(self) -> XmlVersion {
        self.facts()
    }
}

impl FromStr for EmaVersion {
    type Err = UnknownVersion;

    /// Parses `1.8`, with an optional `v` before it and an optional revision letter after it. The revised templates
    /// 1.6e2, 1.7.2a, 1.7.3a and 1.8a differ from the originals only in examples and wording.
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
        Self::numbered(number).ok_or_else(|| UnknownVersion(text.to_owned()))
    }
}

/// A tab in the template workbooks.
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
    /// The name of the tab, such as `Movies` or `TV`.
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

/// A combination of a version and a tab, which determines the columns and their order.
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

versions! {
    /// A version of XML Avails, as named in its namespace.
    ///
    /// Versions are ordered from oldest to newest.
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
    // Each line gives the corresponding versions of the spreadsheet and of Common Metadata.
    XmlVersion: (EmaVersion, &'static str), UnknownXmlVersion of "XML Avails" {
        /// 2.1, which corresponds to spreadsheet version 1.6.
        V2_1 = "2.1" => (EmaVersion::V1_7, "2.4");
        /// 2.2, for 1.7: allowed languages, asset languages, holdback languages, and attributes on the format profile.
        V2_2 = "2.2" => (EmaVersion::V1_7, "2.4");
        /// 2.2.1.
        V2_2_1 = "2.2.1" => (EmaVersion::V1_7, "2.5");
        /// 2.2.2, for 1.7.2: titles by language and region, people, and channels.
        V2_2_2 = "2.2.2" => (EmaVersion::V1_7_2, "2.5");
        /// 2.3, for 1.7.3: licensees and window durations.
        V2_3 = "2.3" => (EmaVersion::V1_7_3, "2.6");
        /// 2.4, for 1.8: volumes.
        V2_4 = "2.4" => (EmaVersion::V1_8, "2.7");
        /// 2.5, for 1.9.
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
    /// The corresponding version of the spreadsheet.
    ///
    /// Version 2.1 is an exception. It corresponds to spreadsheet version 1.6, but has the ALID, which spreadsheets
    /// have only from version 1.7 on. Its rows are therefore interpreted like rows from version 1.7.
    #[must_use]
    pub const fn peer(self) -> EmaVersion {
        self.facts().0
    }

    /// The version of Common Metadata (`md`, `mdmec`) that this version builds on, such as `2.6`.
    #[must_use]
    pub const fn common_metadata(self) -> &'static str {
        self.facts().1
    }

    /// The namespace of this version's elements.
    #[must_use]
    pub fn namespace(self) -> String {
        format!("http://www.movielabs.com/schema/avails/v{self}/avails")
    }
}

impl FromStr for XmlVersion {
    type Err = UnknownXmlVersion;

    /// Parses `2.3`, with an optional `v` before it.
    fn from_str(text: &str) -> Result<Self, UnknownXmlVersion> {
        let number = text.trim().trim_start_matches(['v', 'V']);
        Self::numbered(number).ok_or_else(|| UnknownXmlVersion(text.to_owned()))
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

    #[test]
    fn xml_versions_are_read_as_they_are_written() {
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
            // For 1.6, XML version 2.2 is written, which corresponds to 1.7.
            let expected = version.max(EmaVersion::V1_7);
            assert_eq!(back, expected);
        }
    }
}
