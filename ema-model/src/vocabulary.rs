//! The closed vocabularies of EMA Avails. A vocabulary is a set of words that changes from version to version.
//!
//! For example, `est` in the LicenseType column is read as [`LicenseType::Est`](LicenseType), because case and inner
//! spaces are ignored. A word that is not in the vocabulary, such as `Lease`, is kept as `Other`.
//!
//! Sources: the data dictionaries in the templates 1.6e2 and 1.7.2, the XML vocabularies of MovieLabs' mddf tools for
//! words added in versions 1.7.3 through 1.9, and Prime Video's page "Content rights" for words that are not in any EMA
//! version.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use crate::text::{Text, folded, trim};
use crate::version::EmaVersion;
use crate::version::EmaVersion::{V1_6, V1_7, V1_7_3, V1_8, V1_9};

/// A word in a closed vocabulary, with the versions that have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Word {
    /// The word as spelled in the specification.
    pub text: &'static str,
    /// The first and the last version that have the word, or `None` if only Prime Video uses the word.
    pub versions: Option<(EmaVersion, EmaVersion)>,
}

impl Word {
    /// Whether the version's vocabulary contains the word.
    #[must_use]
    pub fn is_in(&self, version: EmaVersion) -> bool {
        self.versions
            .is_some_and(|(first, last)| (first..=last).contains(&version))
    }
}

macro_rules! vocabulary {
    ($(#[$docs:meta])* $name:ident {
        $($(#[$variant_docs:meta])* $variant:ident = $text:literal $(or $synonym:literal)*, $versions:expr;)+
    }) => {
        $(#[$docs])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_docs])* $variant,)+
            /// A word that is not in the vocabulary, as written in the cell.
            Other(Text),
        }

        impl $name {
            /// The words, in the same order as in the specification.
            pub const WORDS: &'static [Word] = &[$(Word { text: $text, versions: $versions }),+];

            /// The word as spelled in the specification or, for an unknown word, as written in the cell.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)+
                    Self::Other(text) => text,
                }
            }

            /// The word's entry in the vocabulary, or `None` if the word is unknown.
            #[must_use]
            pub fn word(&self) -> Option<&'static Word> {
                Self::WORDS.iter().find(|word| word.text == self.as_str())
            }

            fn exact(text: &str) -> Option<Self> {
                match text {
                    $($text => Some(Self::$variant),)+
                    _ => None,
                }
            }

            fn folded(text: &str) -> Option<Self> {
                let wanted = folded(text);
                let is = |words: &[&str]| words.iter().any(|word| folded(word) == wanted);
                $(if is(&[$text $(, $synonym)*]) {
                    return Some(Self::$variant);
                })+
                None
            }
        }

        impl From<&str> for $name {
            /// Parses a word, ignoring case and inner spaces. A word that is not in the vocabulary is kept as written.
            fn from(text: &str) -> Self {
                Self::exact(text)
                    .or_else(|| Self::folded(text))
                    .unwrap_or_else(|| Self::Other(Text::from(trim(text))))
            }
        }

        impl FromStr for $name {
            type Err = Infallible;

            fn from_str(text: &str) -> Result<Self, Infallible> {
                Ok(Self::from(text))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

const LATEST: EmaVersion = EmaVersion::LATEST;
const ALL: Option<(EmaVersion, EmaVersion)> = Some((V1_6, LATEST));
const ONLY_1_6: Option<(EmaVersion, EmaVersion)> = Some((V1_6, V1_6));
const FROM_1_7: Option<(EmaVersion, EmaVersion)> = Some((V1_7, LATEST));
const FROM_1_7_3: Option<(EmaVersion, EmaVersion)> = Some((V1_7_3, LATEST));
const FROM_1_8: Option<(EmaVersion, EmaVersion)> = Some((V1_8, LATEST));
const FROM_1_9: Option<(EmaVersion, EmaVersion)> = Some((V1_9, LATEST));

vocabulary! {
    /// The kind of work that a row offers.
    ///
    /// ```
    /// use ema_model::WorkType;
    ///
    /// assert_eq!(WorkType::from("movie"), WorkType::Movie);
    /// assert_eq!(WorkType::from("Documentary").as_str(), "Documentary");
    /// ```
    WorkType {
        /// A movie.
        Movie = "Movie", ALL;
        /// A short film. Prime Video treats shorts as movies.
        Short = "Short", ALL;
        /// A whole season.
        Season = "Season", ALL;
        /// One episode.
        Episode = "Episode", ALL;
        /// A bundle of titles, which are listed in BundledALIDs.
        Collection = "Collection", FROM_1_7;
        /// A part of a season that is sold as a unit.
        Volume = "Volume", FROM_1_8;
        /// Bonus material for another title.
        Supplemental = "Supplemental", FROM_1_8;
    }
}

vocabulary! {
    /// The effect of a row on the avails that the platform holds.
    EntryType {
        /// Replaces all current and future avails in the scope.
        FullExtract = "Full Extract", ALL;
        /// Removes all avails in the scope, but does not take down a live title.
        FullDelete = "Full Delete", ALL;
        /// Adds the window that AvailID identifies.
        Create = "Create", FROM_1_9;
        /// Changes the window that AvailID identifies.
        Update = "Update", FROM_1_9;
        /// Removes the window that AvailID identifies.
        Delete = "Delete", FROM_1_9;
    }
}

impl EntryType {
    /// Whether the row removes avails. If so, the row offers nothing, and its window, license and price have no
    /// meaning.
    #[must_use]
    pub fn removes(&self) -> bool {
        matches!(self, Self::FullDelete | Self::Delete)
    }
}

vocabulary! {
    /// The kind of license.
    LicenseType {
        /// Electronic sell-through: the customer buys.
        Est = "EST", ALL;
        /// Video on demand: the customer rents.
        Vod = "VOD", ALL;
        /// Subscription.
        Svod = "SVOD", ALL;
        /// A sale before the release: a pre-order.
        Poest = "POEST", ALL;
        /// Ad-supported video on demand. The word is in the EMA dictionaries from 1.7 on.
        Avod = "AVOD", FROM_1_7;
        /// A pre-release license.
        PreRelease = "Pre-Release", FROM_1_7;
        /// A license for library titles.
        Library = "Library", FROM_1_7_3;
        /// Free video on demand. Only Prime Video has this word.
        Fvod = "FVOD", None;
    }
}

impl LicenseType {
    /// Whether the customer pays for the title, as with EST, VOD and pre-orders.
    #[must_use]
    pub fn is_transactional(&self) -> bool {
        matches!(self, Self::Est | Self::Vod | Self::Poest)
    }
}

vocabulary! {
    /// The resolution of the video.
    FormatProfile {
        /// High definition.
        Hd = "HD", ALL;
        /// Standard definition.
        Sd = "SD", ALL;
        /// 3D.
        ThreeD = "3D", ALL;
        /// 3D in high definition.
        ThreeDHd = "3DHD", ALL;
        /// 3D in standard definition.
        ThreeDSd = "3DSD", ALL;
        /// High frame rate. From 1.7 on, this property has its own column.
        Hfr = "HFR", ONLY_1_6;
        /// 3D with a high frame rate.
        ThreeDHfr = "3DHFR", ONLY_1_6;
        /// 4K. From 1.7 on, the word is `UHD`.
        FourK = "4K", ONLY_1_6;
        /// 3D in 4K. From 1.7 on, the word is `3DUHD`.
        ThreeDFourK = "3D4K", ONLY_1_6;
        /// Ultra high definition.
        Uhd = "UHD", FROM_1_7;
        /// 3D in ultra high definition.
        ThreeDUhd = "3DUHD", FROM_1_7;
    }
}

vocabulary! {
    /// The localized assets that a row applies to.
    LocalizationType {
        /// Subtitled.
        Sub = "sub", ALL;
        /// Dubbed.
        Dub = "dub", ALL;
        /// Subtitled and dubbed.
        SubDub = "subdub", ALL;
        /// Subtitled or dubbed, which is also the meaning of a blank cell.
        Any = "any", ALL;
    }
}

vocabulary! {
    /// The meaning of PriceValue.
    PriceType {
        /// A price tier.
        Tier = "Tier", ALL;
        /// A wholesale price.
        Wsp = "WSP", ALL;
        /// A suggested retail price. From 1.7 on, this price has its own column.
        Srp = "SRP", ONLY_1_6;
        /// A price category.
        Category = "Category", ALL;
        /// A digital minimum retail price.
        Dmrp = "DMRP", ALL;
        /// A suggested minimum retail price.
        Smrp = "SMRP", FROM_1_7;
        /// A license fee.
        LicenseFee = "LicenseFee", FROM_1_7;
        /// No price.
        Na = "NA", FROM_1_7;
        /// A temporarily reduced tier.
        TprTier = "TPR-Tier", FROM_1_7;
        /// A temporarily reduced wholesale price.
        TprWsp = "TPR-WSP", FROM_1_7;
        /// A temporarily reduced digital minimum retail price.
        TprDmrp = "TPR-DMRP", FROM_1_7;
        /// A temporarily reduced suggested minimum retail price.
        TprSmrp = "TPR-SMRP", FROM_1_7;
        /// A temporarily reduced category.
        TprCategory = "TPR-Category", FROM_1_7;
        /// A temporarily reduced license fee.
        TprLicenseFee = "TPR-LicenseFee", FROM_1_7;
    }
}

impl PriceType {
    /// Whether PriceValue is an amount of money.
    ///
    /// In the EMA schema, tiers, categories and license fees are strings, and `NA` has no value.
    #[must_use]
    pub fn is_monetary(&self) -> bool {
        matches!(
            self,
            Self::Wsp
                | Self::Srp
                | Self::Dmrp
                | Self::Smrp
                | Self::TprWsp
                | Self::TprDmrp
                | Self::TprSmrp
        )
    }

    /// Whether the price is a temporary reduction that applies on top of the base price. Every word that begins with
    /// `TPR-`, known or not, means such a reduction.
    #[must_use]
    pub fn is_temporary_reduction(&self) -> bool {
        let start = self.as_str().get(.."TPR-".len());
        start.is_some_and(|start| start.eq_ignore_ascii_case("TPR-"))
    }
}

vocabulary! {
    /// High dynamic range: a Boolean or the name of a format. `Yes` and `1` mean `True`, and `No` and `0` mean `False`.
    Hdr {
        /// High dynamic range in any format.
        True = "True" or "T" or "Yes" or "Y" or "1", FROM_1_7;
        /// No high dynamic range.
        False = "False" or "F" or "No" or "N" or "0", FROM_1_7;
        /// Dolby Vision.
        DolbyVision = "DV", FROM_1_7;
        /// HDR10.
        Hdr10 = "HDR10", FROM_1_7;
    }
}

vocabulary! {
    /// Next generation audio: a Boolean or the name of a format, as in [`Hdr`].
    NgAudio {
        /// Next generation audio in any format.
        True = "True" or "T" or "Yes" or "Y" or "1", FROM_1_7;
        /// No next generation audio.
        False = "False" or "F" or "No" or "N" or "0", FROM_1_7;
        /// Dolby Atmos.
        Atmos = "Atmos", FROM_1_7;
        /// DTS:X.
        DtsX = "DTS:X", FROM_1_7;
        /// Auro-3D.
        Auro3d = "Auro3D", FROM_1_7;
    }
}

vocabulary! {
    /// The reason why a title does not need captions in the United States (47 C.F.R. § 79.4).
    CaptionExemption {
        /// The title never aired on television in the United States.
        NeverAired = "1", ALL;
        /// The title aired on television in the United States, but only without captions.
        AiredWithoutCaptions = "2", ALL;
        /// The title has not aired on television in the United States with captions since September 30, 2012.
        NotAiredSince2012 = "3", ALL;
        /// The title is not full-length video programming.
        NotFullLength = "4", ALL;
        /// The title is outside the categories of online programming that require captions.
        OutsideCategories = "5", ALL;
        /// The FCC or Congress granted an exemption.
        Granted = "6", ALL;
    }
}

vocabulary! {
    /// The contract status of an SVOD title.
    TitleStatus {
        /// Not yet approved.
        Pending = "Pending", FROM_1_7_3;
        /// Approved.
        Approved = "Approved", FROM_1_7_3;
        /// Revoked.
        Revoked = "Revoked", FROM_1_7_3;
        /// Expired.
        Expired = "Expired", FROM_1_7_3;
        /// Signed. Only Prime Video has this word.
        Signed = "Signed", None;
    }
}

vocabulary! {
    /// Whether a temporary price reduction has conditions.
    TprType {
        /// The reduction has conditions.
        Conditional = "Conditional", FROM_1_9;
        /// The reduction has no conditions.
        Unconditional = "Unconditional", FROM_1_9;
        /// Not specified.
        Unspecified = "unspecified", FROM_1_9;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_inner_spaces_do_not_change_a_word() {
        for text in [
            "Full Extract",
            "full extract",
            "FullExtract",
            " FULL\u{a0}EXTRACT ",
        ] {
            assert_eq!(EntryType::from(text), EntryType::FullExtract, "{text}");
        }
    }

    #[test]
    fn an_unknown_word_is_kept_as_it_stands() {
        let word = FormatProfile::from(" 8K ");
        assert_eq!(word, FormatProfile::Other(Text::from("8K")));
        assert_eq!(word.word(), None);
    }

    #[test]
    fn every_word_with_the_prefix_is_a_temporary_reduction() {
        for text in ["TPR-WSP", "tpr-tier", " TPR- SMRP", "TPR-SRP", "Tpr-x"] {
            assert!(PriceType::from(text).is_temporary_reduction(), "{text}");
        }
        for text in ["WSP", "NA", "TPR", "TPRé", "WSP-TPR-", ""] {
            assert!(!PriceType::from(text).is_temporary_reduction(), "{text}");
        }
        assert_eq!(PriceType::from("TPR-SRP").word(), None);
    }

    #[test]
    fn formats_of_1_6_give_way_to_uhd() {
        let words = |version| {
            let of: Vec<&str> = FormatProfile::WORDS
                .iter()
                .filter(|word| word.is_in(version))
                .map(|word| word.text)
                .collect();
            of.join(" ")
        };
        assert_eq!(words(V1_6), "HD SD 3D 3DHD 3DSD HFR 3DHFR 4K 3D4K");
        assert_eq!(words(V1_8), "HD SD 3D 3DHD 3DSD UHD 3DUHD");
    }
}
