//! The sellable thing inside a scope, whose windows have to be discrete.

use std::collections::BTreeSet;
use std::fmt;

#[cfg(feature = "serde")]
use ema_model::Column;
use ema_model::{Avail, EmaVersion, Field, Hdr, LocalizationType, NgAudio, Text};

use crate::profile::Profile;
use crate::scope::{RightsModel, group};

/// What a customer is offered: two rows of one scope with the same offer describe the same thing,
/// so their windows must not overlap.
///
/// HD and SD are two offers, and so are the base price and its temporary reduction. A blank flag
/// counts as no, a blank LocalizationType as `any`, and the names of the platform's own subscription
/// as none.
///
/// ```
/// use ema_model::{Avail, Column, EmaVersion};
/// use ema_rules::{Offer, Profile};
///
/// let offer = |price_type| {
///     let cells = [
///         (Column::LicenseType, "EST"),
///         (Column::FormatProfile, "HD"),
///         (Column::AssetLanguage, "fr, en"),
///         (Column::PriceType, price_type),
///     ];
///     Offer::of(&Avail::from_cells(EmaVersion::V1_7_3, cells), &Profile::prime_video())
/// };
/// assert_eq!(offer("WSP").to_string(), "EST HD en, fr");
/// assert_eq!(offer("WSP"), offer("Tier"));
/// assert_ne!(offer("WSP"), offer("TPR-WSP"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Offer {
    /// LicenseType.
    pub license_type: Text,
    /// FormatProfile.
    pub format_profile: Text,
    /// HDR, if any.
    pub hdr: Option<Text>,
    /// WCG.
    pub wcg: bool,
    /// HFR.
    pub hfr: bool,
    /// NGAudio, if any.
    pub ng_audio: Option<Text>,
    /// LocalizationType.
    pub localization: Text,
    /// AssetLanguage, in 1.6 StoreLanguage: each language once, in alphabetical order.
    pub languages: BTreeSet<Text>,
    /// GroupIdentity, unless it means the platform's own subscription.
    pub group: Option<Text>,
    /// Whether the price is a temporary reduction.
    pub temporary_reduction: bool,
}

impl Offer {
    /// The columns that decide which offer it is.
    #[cfg(feature = "serde")]
    pub(crate) const COLUMNS: [Column; 11] = [
        Column::LicenseType,
        Column::FormatProfile,
        Column::Hdr,
        Column::Wcg,
        Column::Hfr,
        Column::NgAudio,
        Column::LocalizationType,
        Column::AssetLanguage,
        Column::StoreLanguage,
        Column::GroupIdentity,
        Column::PriceType,
    ];

    /// The offer of a row.
    #[must_use]
    pub fn of(avail: &Avail, profile: &Profile) -> Self {
        let word = |text: Option<&str>| Text::from(text.unwrap_or_default());
        let first_party = RightsModel::of(avail, profile) == Some(RightsModel::SvodPrime);
        Self {
            license_type: word(avail.license_type().value().map(|word| word.as_str())),
            format_profile: word(avail.format_profile().value().map(|word| word.as_str())),
            hdr: avail
                .hdr()
                .value()
                .filter(|hdr| **hdr != Hdr::False)
                .map(|hdr| hdr.as_str().into()),
            wcg: avail.wcg().value().unwrap_or_default(),
            hfr: avail.hfr().value().unwrap_or_default(),
            ng_audio: avail
                .ng_audio()
                .value()
                .filter(|audio| **audio != NgAudio::False)
                .map(|audio| audio.as_str().into()),
            localization: avail.localization_type().value().map_or_else(
                || LocalizationType::Any.as_str().into(),
                |word| word.as_str().into(),
            ),
            languages: languages(avail),
            group: group(avail).filter(|_| !first_party).map(Text::from),
            temporary_reduction: avail
                .price_type()
                .value()
                .is_some_and(|price| price.is_temporary_reduction()),
        }
    }
}

impl fmt::Display for Offer {
    /// What sets it apart, in a few words: `EST HD HDR10 en, fr`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.license_type)?;
        if !self.format_profile.is_empty() {
            write!(f, " {}", self.format_profile)?;
        }
        for part in [&self.hdr, &self.ng_audio, &self.group]
            .into_iter()
            .flatten()
        {
            write!(f, " {part}")?;
        }
        for (index, language) in self.languages.iter().enumerate() {
            f.write_str(if index == 0 { " " } else { ", " })?;
            f.write_str(language)?;
        }
        if self.localization != LocalizationType::Any.as_str() {
            write!(f, " {}", self.localization)?;
        }
        if self.temporary_reduction {
            f.write_str(" at a reduced price")?;
        }
        Ok(())
    }
}

fn languages(avail: &Avail) -> BTreeSet<Text> {
    let field = if avail.version() == EmaVersion::V1_6 {
        avail.store_language()
    } else {
        avail.asset_language()
    };
    match field {
        Field::Absent => BTreeSet::new(),
        Field::Value { value, .. } => value
            .iter()
            .map(|tag| Text::from(tag.to_string()))
            .collect(),
        // Text that is no language still tells two offers apart.
        field => BTreeSet::from([Text::from(field.text())]),
    }
}
