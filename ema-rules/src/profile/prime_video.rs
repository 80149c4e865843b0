//! Prime Video's requirements.
//!
//! Source: Prime Video, "Content rights" (Video Central help, the page of 2025-09-30 and its field
//! list), read 2026-11-21.

use std::sync::Arc;

use ema_model::{Column, EmaVersion, Kind, LicenseType};

use crate::conventions::{Conventions, OfferFacts};
use crate::engine::{Difference, Platform, RequiredBy, Severity};

pub(super) const PLATFORM: Platform = Platform {
    name: "Prime Video",
    versions: EmaVersion::V1_6..=EmaVersion::V1_9,
    words,
    categories,
    // These columns are marked "Not Used".
    not_used: &[
        Column::CompanyDisplayCredit,
        Column::Description,
        Column::Director,
        Column::EndLag,
        Column::FixedEndDate,
        Column::Hfr,
        Column::Metadata,
        Column::NgAudio,
        Column::OtherInstructions,
        Column::OtherTerms,
        Column::ReleaseHistoryOriginal,
        Column::ReleaseHistoryPhysicalHv,
        Column::ReleaseYear,
        Column::ReportingId,
        Column::SpecialPreOrderFulfillDate,
        Column::StartLag,
        Column::TotalRunTime,
        Column::Wcg,
        Column::WindowDuration,
    ],
    // The columns for fields of version 1.9 that are not in the page's list. According to the page, such fields are
    // neither used nor stored.
    not_listed: &[
        Column::Any,
        Column::AssociatedAlid,
        Column::BundledAlids,
        Column::CampaignId,
        Column::EncodeId,
        Column::Licensee,
        Column::PackageLabel,
        Column::RefAlid,
        Column::RefAvailId,
        Column::RefFormatProfile,
        Column::RefLicenseType,
        Column::RefTerritory,
        Column::RefTerritoryExcluded,
        Column::RetailerEpisodeId1,
        Column::RetailerEpisodeId2,
        Column::RetailerId1,
        Column::RetailerId2,
        Column::RetailerId3,
        Column::RetailerSeasonId,
        Column::RetailerSeriesId,
        Column::RetailerSpare1,
        Column::RetailerSpare2,
        Column::RetailerSpare3,
        Column::RetailerVolumeId,
        Column::StoreType,
        Column::TprType,
        Column::VolumeAltId,
        Column::VolumeContentId,
        Column::VolumeDistributionNumber,
        Column::VolumeId,
        Column::VolumeNumber,
        Column::VolumeTitleDisplayUnlimited,
        Column::VolumeTitleInternalAlias,
    ],
    // The column Prime Video Usage.
    required_by: RequiredBy::PrimeVideo,
    differences: &[
        // Territory takes an "ISO 3166-1 territory code".
        Difference::OnlyCountries,
        // "Territories where rights are being granted", in every version.
        Difference::TerritoryLists,
        // `:sub`, `:dub`, `:subdub` or `:any` may follow any language code.
        Difference::AnySuffix,
        // "If including multiple languages, use commas to separate them."
        Difference::OnlyCommas,
        // The page does not limit times of day to some versions.
        Difference::TimesOfDay,
        // Under WSP, "PriceValue must be a monetary value".
        Difference::KnownPrices,
        // The accepted value of DistributionNumber is "Integer".
        Difference::DistributionNumbers,
        // SuppressionLiftDate is "required for POEST", as YYYY-MM-DD.
        Difference::LiftDates,
        // "Currency map per territory".
        Difference::DefaultCurrencies,
        // "All inputs are limited to UTF-8 characters."
        Difference::OnlyUtf8,
        // According to EMA, a workbook has a single tab, and the page does not say that further tabs are read.
        Difference::OneSheetOfAKind,
    ],
    conventions: Conventions::prime_video,
    rules: &[
        "branding-version",
        "channel-missing",
        "channel-spelling",
        "channel-unnamed",
        "channel-version",
        "currency-default",
        "currency-missing",
        "currency-unusual",
        "dropped-future",
        "dropped-live",
        "file-name",
        "full-delete-live",
        "holdback-overlap",
        "id-characters",
        "id-mismatch",
        "language-overlap",
        "lead-time",
        "not-a-workbook",
        "nothing-held",
        "preorder-without-sale",
        "price-by-arrangement",
        "price-not-wanted",
        "price-pairing",
        "row-limit",
        "season-offer",
        "superseded-format",
        "suppression-date",
        "svod-price",
        "taken-down",
        "time-not-wanted",
        "tpr-without-srp",
        "unlisted-value",
        "unused-field",
    ],
    severities: &[
        // "Multiple languages can be included in all language fields."
        ("asset-language-count", None),
        // Ratings come from the title metadata.
        ("rating-unknown", Some(Severity::Notice)),
        // "These are required fields for all TVOD (EST/VOD) titles."
        ("price-term-missing", Some(Severity::Error)),
    ],
};

impl Conventions {
    /// Prime Video's conventions. A time without an offset is local to the territory.
    ///
    /// Source: Prime Video, "Content rights" (Video Central help, 2025-09-30).
    #[must_use]
    pub fn prime_video() -> Self {
        Self {
            clocks: Arc::default(),
            offers: &OFFERS,
            row_limit: Some(60_000),
            ..Self::ema()
        }
    }
}

const OFFERS: OfferFacts = OfferFacts {
    // "For SVOD, max resolution should be specified since lower resolutions are displayed based on user setup."
    has_format: |license| *license != LicenseType::Svod,
    // Both words are accepted in every version.
    same_formats: &[("4K", "UHD")],
    // WCG, HFR and NGAudio are marked "Not Used".
    has_flags: false,
    // "The subscription to which these terms should be applied."
    has_channel: |license| *license == LicenseType::Svod,
    folds_channels: true,
};

/// The accepted values in the field list, for every version.
fn words(kind: Kind) -> Option<&'static [&'static str]> {
    Some(match kind {
        Kind::WorkType => &["Movie", "Season", "Episode"],
        Kind::EntryType => &["Full Extract", "Full Delete"],
        Kind::LicenseType => &["EST", "VOD", "SVOD", "AVOD", "POEST", "FVOD"],
        Kind::FormatProfile => &["HD", "SD", "4K", "UHD"],
        Kind::LocalizationType => &["sub", "dub", "subdub", "any"],
        Kind::PriceType => &["Tier", "WSP", "SRP", "Category", "NA"],
        Kind::TitleStatus => &["Signed", "Pending"],
        Kind::Hdr => &["True", "False", "DV", "HDR10"],
        // These words are allowed instead of a date.
        Kind::Start => &[],
        Kind::End => &["Open", "ESTStart"],
        Kind::CaptionExemption => &["1", "2", "3", "4", "5", "6"],
        _ => return None,
    })
}

/// The values that PriceValue can have if PriceType is `Category`.
fn categories(license: &LicenseType) -> &'static [&'static str] {
    match license {
        license if license.is_transactional() => &["Library", "New Release"],
        LicenseType::Svod => &["sub"],
        _ => &[],
    }
}
