//! The offers that rows make in a scope. The windows for an offer must not overlap.

mod languages;

use std::collections::BTreeSet;
use std::fmt;

use ema_model::{Avail, Column, FormatProfile, LicenseType, Text, trim};

pub(crate) use languages::{AssetKind, shared};
pub use languages::{GrantedLanguage, Localization};

use crate::conventions::{Conventions, OfferFacts, channel_key};
use crate::scope::{RightsModel, group};

/// What a row offers to customers. Two rows with the same offer in the same scope offer customers the same thing, so
/// their windows must not overlap.
///
/// Offers are compared by the meaning of their cells, not by their spelling. For example, `fr` in AssetLanguage with
/// `sub` in LocalizationType is the same as `fr:sub`, and a blank flag means no. Which columns distinguish two offers
/// depends on the platform:
///
/// | | `prime-video` | `ema` |
/// |---|---|---|
/// | LicenseType, languages with their localization, base or reduced price | yes | yes |
/// | FormatProfile, HDR | not under SVOD; `4K` is `UHD` | yes |
/// | WCG, HFR, NGAudio | no | yes |
/// | GroupIdentity | under SVOD, ignoring case and blanks | yes |
///
/// HD and SD are different offers, as are the base price and its temporary reduction. Under SVOD, however, Prime Video
/// requests only the highest resolution and shows lower resolutions depending on the customer's setup, so the format is
/// one of the offer's terms. All names of the platform's own subscription are equivalent to a blank GroupIdentity.
///
/// ```
/// use ema_model::{Avail, Column, EmaVersion};
/// use ema_rules::{Conventions, Offer};
///
/// let offer = |license_type, format_profile, price_type| {
///     let cells = [
///         (Column::LicenseType, license_type),
///         (Column::FormatProfile, format_profile),
///         (Column::AssetLanguage, "fr:sub, en"),
///         (Column::PriceType, price_type),
///     ];
///     Offer::of(&Avail::from_cells(EmaVersion::V1_7_3, cells), &Conventions::prime_video())
/// };
/// assert_eq!(offer("EST", "HD", "WSP").to_string(), "EST HD en, fr:sub");
/// assert_eq!(offer("EST", "HD", "WSP"), offer("EST", "HD", "Tier"));
/// assert_ne!(offer("EST", "HD", "WSP"), offer("EST", "HD", "TPR-WSP"));
/// assert_ne!(offer("EST", "HD", "WSP"), offer("EST", "SD", "WSP"));
/// assert_eq!(offer("SVOD", "HD", ""), offer("SVOD", "SD", ""));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Offer {
    /// The LicenseType.
    pub license_type: Text,
    /// The FormatProfile, or `None` if it is blank or is not part of the offer.
    pub format_profile: Option<Text>,
    /// The HDR format, such as `True`, `DV` or `HDR10`, or `None` if the row has none or HDR is not part of the offer.
    pub hdr: Option<Text>,
    /// Whether the video has a wide color gamut (WCG). This is always `false` if the flag is not part of the offer.
    pub wcg: bool,
    /// Whether the video has a high frame rate (HFR). This is always `false` if the flag is not part of the offer.
    pub hfr: bool,
    /// The NGAudio format, or `None` if the row has none or NGAudio is not part of the offer.
    pub ng_audio: Option<Text>,
    /// The granted languages, each with its localization. The set is never empty, because a blank AssetLanguage grants
    /// all languages.
    pub languages: BTreeSet<GrantedLanguage>,
    /// The GroupIdentity, normalized for comparison: under `prime-video`, in lowercase and without spaces. It is `None`
    /// if there is no channel, if the channel is the platform's own subscription, or if channels are not part of the
    /// offer.
    pub channel: Option<Text>,
    /// Whether the price is a temporary reduction.
    pub temporary_reduction: bool,
}

impl Offer {
    /// Whether the offer is a sale. `ESTStart` refers to the start of a sale.
    pub(crate) fn is_sale(&self) -> bool {
        self.license_type == "EST"
    }

    /// Whether the offer is a pre-order, which can end at `ESTStart`.
    pub(crate) fn is_pre_order(&self) -> bool {
        self.license_type == "POEST"
    }

    /// The columns that determine the offer.
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

    /// The offer that a row makes.
    #[must_use]
    pub fn of(avail: &Avail, conventions: &Conventions) -> Self {
        let facts = conventions.offers;
        let license = avail.license_type().value();
        let format = Format::of(avail, conventions);
        let format = if license.is_none_or(facts.has_format) {
            format
        } else {
            Format::default()
        };
        let flag = |flag: Option<bool>| facts.has_flags && flag.unwrap_or_default();
        Self {
            license_type: license.map_or("", LicenseType::as_str).into(),
            format_profile: format.profile,
            hdr: format.hdr,
            wcg: flag(avail.wcg().value()),
            hfr: flag(avail.hfr().value()),
            ng_audio: flag_or_word(avail.ng_audio().text()).filter(|_| facts.has_flags),
            languages: languages::of(avail),
            channel: channel(avail, conventions),
            temporary_reduction: avail
                .price_type()
                .value()
                .is_some_and(|price| price.is_temporary_reduction()),
        }
    }

    /// Every part of the offer except the languages.
    pub(crate) fn but_for_languages(&self) -> impl Ord + '_ {
        (
            (&self.license_type, &self.format_profile, &self.hdr),
            (self.wcg, self.hfr, &self.ng_audio),
            (&self.channel, self.temporary_reduction),
        )
    }

    /// Formats the offer for display, with the format and the channel as spelled in the row. `text` returns the row's
    /// text in a column.
    pub(crate) fn as_written<'a, 't: 'a>(
        &'a self,
        text: impl Fn(Column) -> &'t str,
    ) -> InWords<'a> {
        let filled = |column| Some(text(column)).filter(|text| !text.is_empty());
        InWords {
            offer: self,
            format: filled(Column::FormatProfile),
            hdr: flag_or_word(text(Column::Hdr)),
            channel: self.channel.as_deref().and(filled(Column::GroupIdentity)),
            ..self.in_words()
        }
    }

    /// Formats the offer for display with this format, even if the format is not part of the offer, and with this
    /// channel name.
    pub(crate) fn in_format<'a>(&'a self, format: &'a Format, channel: &'a str) -> InWords<'a> {
        InWords {
            format: format.profile.as_deref(),
            hdr: format.hdr.clone(),
            channel: self.channel.as_deref().map(|_| channel),
            ..self.in_words()
        }
    }

    fn in_words(&self) -> InWords<'_> {
        InWords {
            offer: self,
            format: self.format_profile.as_deref(),
            hdr: self.hdr.clone(),
            channel: self.channel.as_deref(),
            has_languages: true,
        }
    }
}

impl fmt::Display for Offer {
    /// Formats the parts of the offer: `EST HD HDR10 en, fr:sub`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.in_words().fmt(f)
    }
}

/// An offer, formatted for display.
pub(crate) struct InWords<'a> {
    offer: &'a Offer,
    format: Option<&'a str>,
    hdr: Option<Text>,
    channel: Option<&'a str>,
    has_languages: bool,
}

impl InWords<'_> {
    pub(crate) fn without_languages(self) -> Self {
        Self {
            has_languages: false,
            ..self
        }
    }
}

impl fmt::Display for InWords<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let flag = |name, value| if value == TRUE { name } else { value };
        let words = [
            self.format,
            self.hdr.as_deref().map(|hdr| flag("HDR", hdr)),
            self.offer.wcg.then_some("WCG"),
            self.offer.hfr.then_some("HFR"),
            self.offer
                .ng_audio
                .as_deref()
                .map(|audio| flag("NGAudio", audio)),
            self.channel,
        ];
        f.write_str(&self.offer.license_type)?;
        for word in words.into_iter().flatten() {
            write!(f, " {word}")?;
        }
        if self.has_languages {
            languages::write(&self.offer.languages, f)?;
        }
        if self.offer.temporary_reduction {
            f.write_str(" at a reduced price")?;
        }
        Ok(())
    }
}

/// The video format, normalized.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Format {
    pub(crate) profile: Option<Text>,
    hdr: Option<Text>,
}

impl Format {
    /// A row's format, even if the format is not part of the offer.
    pub(crate) fn of(avail: &Avail, conventions: &Conventions) -> Self {
        let OfferFacts { same_formats, .. } = conventions.offers;
        let format = avail.format_profile().value().map(FormatProfile::as_str);
        let usual = |format: &str| {
            let mut same = same_formats.iter();
            same.find(|(name, _)| *name == format)
                .map(|(_, usual)| *usual)
        };
        Self {
            profile: format.map(|format| usual(format).unwrap_or(format).into()),
            hdr: flag_or_word(avail.hdr().text()),
        }
    }
}

/// The value of a flag that is set.
const TRUE: &str = "True";

/// Normalizes a cell that contains yes, no, or a more specific word. Returns `True` for yes, `None` for no, and any
/// other word in uppercase.
fn flag_or_word(text: &str) -> Option<Text> {
    let text = trim(text);
    let is = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    if text.is_empty() || is(&["False", "F", "No", "N", "0"]) {
        None
    } else if is(&[TRUE, "T", "Yes", "Y", "1"]) {
        Some(TRUE.into())
    } else {
        Some(text.to_uppercase().into())
    }
}

fn channel(avail: &Avail, conventions: &Conventions) -> Option<Text> {
    let facts = conventions.offers;
    let license = avail.license_type().value();
    let name = group(avail).filter(|_| license.is_none_or(facts.has_channel))?;
    if RightsModel::of(avail, conventions) == Some(RightsModel::SvodPrime) {
        return None;
    }
    Some(match facts.folds_channels {
        true => channel_key(name).into(),
        false => name.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ema_model::EmaVersion;

    fn offer(conventions: &Conventions, version: EmaVersion, cells: &[(Column, &str)]) -> Offer {
        Offer::of(
            &Avail::from_cells(version, cells.iter().copied()),
            conventions,
        )
    }

    fn prime(cells: &[(Column, &str)]) -> Offer {
        offer(&Conventions::prime_video(), EmaVersion::V1_7_3, cells)
    }

    fn ema(cells: &[(Column, &str)]) -> Offer {
        offer(&Conventions::ema(), EmaVersion::V1_7_3, cells)
    }

    const EST: (Column, &str) = (Column::LicenseType, "EST");
    const SVOD: (Column, &str) = (Column::LicenseType, "SVOD");

    /// Asserts that the offers in each group are equal, and that offers in different groups differ.
    fn assert_groups(of: impl Fn(&[(Column, &str)]) -> Offer, groups: &[&[&[(Column, &str)]]]) {
        for (at, group) in groups.iter().enumerate() {
            for cells in *group {
                assert_eq!(of(cells), of(group[0]), "{cells:?} and {:?}", group[0]);
                for other in groups[..at].iter().flat_map(|group| *group) {
                    assert_ne!(of(cells), of(other), "{cells:?} and {other:?}");
                }
            }
        }
    }

    #[test]
    fn hdr_is_what_it_means() {
        let hdr = |text| prime(&[EST, (Column::FormatProfile, "UHD"), (Column::Hdr, text)]).hdr;
        for text in ["True", "true", "Yes", "1"] {
            assert_eq!(hdr(text).as_deref(), Some("True"), "{text}");
        }
        for text in ["False", "No", "no", "0", "", " "] {
            assert_eq!(hdr(text), None, "{text}");
        }
        assert_eq!(hdr("dv").as_deref(), Some("DV"));
        assert_eq!(hdr("HDR10").as_deref(), Some("HDR10"));
    }

    #[test]
    fn formats_are_those_of_the_platform() {
        use Column::{FormatProfile, Hdr, Hfr, NgAudio, Wcg};
        assert_groups(
            prime,
            &[
                &[
                    &[EST, (FormatProfile, "HD")],
                    &[EST, (FormatProfile, "hd"), (Wcg, "Yes")],
                ],
                &[
                    &[EST, (FormatProfile, "UHD")],
                    &[EST, (FormatProfile, "4K"), (NgAudio, "Atmos")],
                ],
                &[&[EST, (FormatProfile, "UHD"), (Hdr, "DV")]],
                &[
                    &[SVOD, (FormatProfile, "HD")],
                    &[SVOD, (FormatProfile, "UHD"), (Hdr, "DV"), (Hfr, "Yes")],
                ],
            ],
        );
        assert_groups(
            ema,
            &[
                &[
                    &[EST, (FormatProfile, "HD")],
                    &[EST, (FormatProfile, "HD"), (Wcg, "No")],
                ],
                &[&[EST, (FormatProfile, "HD"), (Wcg, "Yes")]],
                &[&[EST, (FormatProfile, "HD"), (Hfr, "Yes")]],
                &[&[EST, (FormatProfile, "HD"), (NgAudio, "Atmos")]],
                &[&[EST, (FormatProfile, "UHD")]],
                &[&[EST, (FormatProfile, "4K")]],
                &[&[SVOD, (FormatProfile, "HD")]],
                &[&[SVOD, (FormatProfile, "SD")]],
            ],
        );
    }

    #[test]
    fn channels_are_those_of_subscriptions() {
        use Column::GroupIdentity as Group;
        assert_groups(
            prime,
            &[
                &[&[EST], &[EST, (Group, "pureflix")]],
                &[
                    &[SVOD],
                    &[SVOD, (Group, "prime video")],
                    &[SVOD, (Group, "PrimeVideo")],
                ],
                &[
                    &[SVOD, (Group, "Pure Flix")],
                    &[SVOD, (Group, "pureflix")],
                    &[SVOD, (Group, "PURE\u{a0}FLIX ")],
                ],
                &[&[SVOD, (Group, "crimeflix")]],
            ],
        );
        assert_groups(
            ema,
            &[
                &[&[EST]],
                &[&[EST, (Group, "pureflix")]],
                &[&[SVOD], &[SVOD, (Group, "Prime")]],
                &[&[SVOD, (Group, "pureflix")]],
                &[&[SVOD, (Group, "PureFlix")]],
            ],
        );
    }

    #[test]
    fn version_1_6_has_no_channels() {
        let cells = [SVOD, (Column::GroupIdentity, "pureflix")];
        let offer = offer(&Conventions::prime_video(), EmaVersion::V1_6, &cells);
        assert_eq!(offer.channel, None);
    }

    #[test]
    fn people_read_what_the_row_says() {
        let cells = [
            (Column::LicenseType, "svod"),
            (Column::FormatProfile, "4K"),
            (Column::Hdr, "Yes"),
            (Column::GroupIdentity, "Pure Flix"),
            (Column::AssetLanguage, "fr:sub, EN-us"),
        ];
        let avail = Avail::from_cells(EmaVersion::V1_7_3, cells);
        let offer = Offer::of(&avail, &Conventions::prime_video());
        let text = |column| avail.cell(column).map_or("", |cell| cell.trimmed());
        assert_eq!(offer.to_string(), "SVOD pureflix en-US, fr:sub");
        assert_eq!(
            offer.as_written(text).to_string(),
            "SVOD 4K HDR Pure Flix en-US, fr:sub"
        );
    }
}
