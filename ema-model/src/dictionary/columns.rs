// Generated from data/columns.tsv by tests/dictionary; do not edit by hand.
// `EMA_UPDATE=1 cargo test -p ema-model --test dictionary` writes it again.

use super::Requirement::{Conditional, Optional, Required};
use super::{ColumnFacts, Kind, Placement, Requirement, Value};
use crate::avail::Avail;
use crate::field::Field;
use crate::value;
use crate::version::{EmaVersion, Layout, SheetKind};

const V1_6_MOVIES: Layout = layout(EmaVersion::V1_6, SheetKind::Movies);
const V1_6_TV: Layout = layout(EmaVersion::V1_6, SheetKind::Tv);
const V1_7_MOVIES: Layout = layout(EmaVersion::V1_7, SheetKind::Movies);
const V1_7_TV: Layout = layout(EmaVersion::V1_7, SheetKind::Tv);
const V1_7_2_MOVIES: Layout = layout(EmaVersion::V1_7_2, SheetKind::Movies);
const V1_7_2_TV: Layout = layout(EmaVersion::V1_7_2, SheetKind::Tv);
const V1_7_3_MOVIES: Layout = layout(EmaVersion::V1_7_3, SheetKind::Movies);
const V1_7_3_TV: Layout = layout(EmaVersion::V1_7_3, SheetKind::Tv);
const V1_8_MOVIES: Layout = layout(EmaVersion::V1_8, SheetKind::Movies);
const V1_8_TV: Layout = layout(EmaVersion::V1_8, SheetKind::Tv);
const V1_8_COLLECTIONS: Layout = layout(EmaVersion::V1_8, SheetKind::Collections);
const V1_8_AVAILS: Layout = layout(EmaVersion::V1_8, SheetKind::Avails);
const V1_9_MOVIES: Layout = layout(EmaVersion::V1_9, SheetKind::Movies);
const V1_9_TV: Layout = layout(EmaVersion::V1_9, SheetKind::Tv);
const V1_9_BONUS: Layout = layout(EmaVersion::V1_9, SheetKind::Bonus);
const V1_9_TPR: Layout = layout(EmaVersion::V1_9, SheetKind::Tpr);
const V1_9_AVAILS: Layout = layout(EmaVersion::V1_9, SheetKind::Avails);

/// A column of EMA Avails, in any version.
///
/// Columns are ordered as in the table from which they are generated. The order is arbitrary but
/// fixed, for use in maps and sets. [`Layout::columns`] has the order of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
#[repr(u8)]
pub enum Column {
    /// `DisplayName`. The licensor: the organization that grants the rights.
    DisplayName,
    /// `StoreLanguage`. The language of the store and its audience (1.6 only; not the language of the assets).
    StoreLanguage,
    /// `Territory`. The territory in which the rights are granted.
    Territory,
    /// `WorkType`. The kind of work that the row offers: a movie, a season, an episode.
    WorkType,
    /// `EntryType`. The effect of the row on the avails already held: it replaces them or deletes them.
    EntryType,
    /// `TitleInternalAlias`. The title of a movie as the licensor files it.
    TitleInternalAlias,
    /// `TitleDisplayUnlimited`. The title of a movie as customers see it.
    TitleDisplayUnlimited,
    /// `LocalizationType`. Whether the row is about subtitled or dubbed assets.
    LocalizationType,
    /// `LicenseType`. The kind of license: a sale, a rental, a subscription.
    LicenseType,
    /// `LicenseRightsDescription`. The kind of release that the license is for.
    LicenseRightsDescription,
    /// `FormatProfile`. The resolution of the video: HD, SD, UHD.
    FormatProfile,
    /// `Start`. The start of the window.
    Start,
    /// `End`. The end of the window; a date without a time includes the whole day.
    End,
    /// `PriceType`. The meaning of PriceValue: a wholesale price, a tier, a category.
    PriceType,
    /// `PriceValue`. The price, tier or category.
    PriceValue,
    /// `SRP`. The suggested retail price.
    Srp,
    /// `Description`. A description of the transaction.
    Description,
    /// `OtherTerms`. Terms that no other column holds.
    OtherTerms,
    /// `OtherInstructions`. Instructions that no other column holds.
    OtherInstructions,
    /// `ContentID`. The title's metadata; in 1.6 its EIDR.
    ContentId,
    /// `ProductID`. The edit-level EIDR of the movie (1.6).
    ProductId,
    /// `EncodeID`. The ID of the encoded asset (1.6).
    EncodeId,
    /// `AvailID`. The ID of this one window.
    AvailId,
    /// `Metadata`. Metadata that no other column holds.
    Metadata,
    /// `AltID`. The licensor's own ID of the movie; in 1.6 the unique ID of its avails.
    AltId,
    /// `SuppressionLiftDate`. The date from which a pre-order may be shown to customers.
    SuppressionLiftDate,
    /// `SpecialPreOrderFulfillDate`. The date on which a pre-order is delivered, if not at the start of the sale.
    SpecialPreOrderFulfillDate,
    /// `ReleaseYear`. The year of the first release.
    ReleaseYear,
    /// `ReleaseHistoryOriginal`. The date of the first release.
    ReleaseHistoryOriginal,
    /// `ReleaseHistoryPhysicalHV`. The date of the first release on disc.
    ReleaseHistoryPhysicalHv,
    /// `ExceptionFlag`. Whether a person has to read the free-form columns.
    ExceptionFlag,
    /// `RatingSystem`. The rating system.
    RatingSystem,
    /// `RatingValue`. The rating in that system.
    RatingValue,
    /// `RatingReason`. The reasons for the rating.
    RatingReason,
    /// `RentalDuration`. The duration of a rental, in hours.
    RentalDuration,
    /// `WatchDuration`. The duration of a rental after playback has begun, in hours.
    WatchDuration,
    /// `CaptionIncluded`. Whether captions come with the title (United States).
    CaptionIncluded,
    /// `CaptionExemption`. The reason why the title needs no captions (United States), 1 to 6.
    CaptionExemption,
    /// `Any`. Anything that no other column holds.
    Any,
    /// `ContractID`. The contract that the avail belongs to.
    ContractId,
    /// `ServiceProvider`. The organization that delivers for the licensor.
    ServiceProvider,
    /// `TotalRunTime`. The running time.
    TotalRunTime,
    /// `HoldbackLanguage`. Languages that must not be offered.
    HoldbackLanguage,
    /// `HoldbackExclusionLanguage`. The only languages that may be offered (1.6 name of AllowedLanguages).
    HoldbackExclusionLanguage,
    /// `SeriesTitleInternalAlias`. The title of the series as the licensor files it.
    SeriesTitleInternalAlias,
    /// `SeriesTitleDisplayUnlimited`. The title of the series as customers see it.
    SeriesTitleDisplayUnlimited,
    /// `SeasonNumber`. The number of the season in its series.
    SeasonNumber,
    /// `EpisodeNumber`. The number of the episode in its season.
    EpisodeNumber,
    /// `EpisodeTitleInternalAlias`. The title of the episode as the licensor files it.
    EpisodeTitleInternalAlias,
    /// `EpisodeTitleDisplayUnlimited`. The title of the episode as customers see it.
    EpisodeTitleDisplayUnlimited,
    /// `SeasonTitleInternalAlias`. The title of the season as the licensor files it.
    SeasonTitleInternalAlias,
    /// `SeasonTitleDisplayUnlimited`. The title of the season as customers see it.
    SeasonTitleDisplayUnlimited,
    /// `EpisodeCount`. The number of episodes in the season.
    EpisodeCount,
    /// `SeasonCount`. The number of seasons in the series.
    SeasonCount,
    /// `SeriesAltID`. The licensor's own ID of the series.
    SeriesAltId,
    /// `SeasonAltID`. The licensor's own ID of the season.
    SeasonAltId,
    /// `EpisodeAltID`. The licensor's own ID of the episode.
    EpisodeAltId,
    /// `CompanyDisplayCredit`. The studio or network named in the credits.
    CompanyDisplayCredit,
    /// `SeriesContentID`. The series' metadata; in 1.6 its EIDR.
    SeriesContentId,
    /// `SeasonContentID`. The season's metadata; in 1.6 its EIDR.
    SeasonContentId,
    /// `EpisodeContentID`. The episode's metadata; in 1.6 its EIDR.
    EpisodeContentId,
    /// `EpisodeProductID`. The edit-level EIDR of the episode (1.6).
    EpisodeProductId,
    /// `FixedEndDate`. A date on which a rental ends in any case.
    FixedEndDate,
    /// `AssetLanguage`. The languages of the assets that the licensor intends to deliver.
    AssetLanguage,
    /// `HDR`. High dynamic range.
    Hdr,
    /// `WCG`. Wide color gamut.
    Wcg,
    /// `HFR`. High frame rate.
    Hfr,
    /// `PriceCurrency`. The currency of the price.
    PriceCurrency,
    /// `TitleID`. The title-level EIDR of the movie.
    TitleId,
    /// `EditID`. The edit-level EIDR of the movie.
    EditId,
    /// `UV_ID`. The UltraViolet ID.
    UvId,
    /// `DMA_ID`. The Movies Anywhere ID.
    DmaId,
    /// `ReportingID`. The ID under which sales are reported.
    ReportingId,
    /// `ALID`. The logical asset ID: the unique ID of a title's avails from 1.7 on.
    Alid,
    /// `AnnounceDate`. The date from which a pre-order may be announced.
    AnnounceDate,
    /// `AllowedLanguages`. The only languages that may be offered.
    AllowedLanguages,
    /// `BundledALIDs`. The ALIDs of the titles in a collection.
    BundledAlids,
    /// `SeriesID`. The EIDR of the series.
    SeriesId,
    /// `SeasonID`. The EIDR of the season.
    SeasonId,
    /// `EpisodeID`. The edit-level EIDR of the episode.
    EpisodeId,
    /// `NGAudio`. Next generation audio.
    NgAudio,
    /// `RetailerID1`. The retailer's ID of the movie, first.
    RetailerId1,
    /// `RetailerID2`. The retailer's ID of the movie, second.
    RetailerId2,
    /// `RetailerID3`. The retailer's ID of the movie, third.
    RetailerId3,
    /// `RetailerSpare1`. A first column for agreements between licensor and retailer.
    RetailerSpare1,
    /// `RetailerSpare2`. A second column for agreements between licensor and retailer.
    RetailerSpare2,
    /// `RetailerSpare3`. A third column for agreements between licensor and retailer.
    RetailerSpare3,
    /// `DistributionNumber`. The number under which an episode or a part of a season is distributed.
    DistributionNumber,
    /// `RetailerEpisodeID1`. The retailer's ID of the episode, first.
    RetailerEpisodeId1,
    /// `RetailerEpisodeID2`. The retailer's ID of the episode, second.
    RetailerEpisodeId2,
    /// `RetailerSeasonID`. The retailer's ID of the season.
    RetailerSeasonId,
    /// `RetailerSeriesID`. The retailer's ID of the series.
    RetailerSeriesId,
    /// `Licensee`. The organization that receives the rights.
    Licensee,
    /// `TerritoryExclusion`. Territories left out of a larger grant.
    TerritoryExclusion,
    /// `GroupIdentity`. The subscription or channel that an SVOD avail is for.
    GroupIdentity,
    /// `Director`. The director.
    Director,
    /// `StartLag`. A duration added to a Start that names an event.
    StartLag,
    /// `EndLag`. A duration added to an End that names an event.
    EndLag,
    /// `WindowDuration`. The maximum duration of the window.
    WindowDuration,
    /// `Download`. Whether the title may be downloaded.
    Download,
    /// `TitleStatus`. The status of the contract for the title.
    TitleStatus,
    /// `Exclusive`. Whether the window is exclusive to the platform.
    Exclusive,
    /// `ExclusiveAttributes`. The kind of exclusivity that is granted.
    ExclusiveAttributes,
    /// `BrandingRights`. Whether the platform may present the title under its own brand.
    BrandingRights,
    /// `BrandingRightsAttributes`. The kind of branding that is granted.
    BrandingRightsAttributes,
    /// `RequiredFulfillmentLanguages`. Languages that the licensor must deliver.
    RequiredFulfillmentLanguages,
    /// `EpisodeTitleID`. The title-level EIDR of the episode.
    EpisodeTitleId,
    /// `StoreType`. The kind of store that the avail is for.
    StoreType,
    /// `PackageLabel`. The label of the package that the row belongs to.
    PackageLabel,
    /// `VolumeTitleInternalAlias`. The title of the volume as the licensor files it.
    VolumeTitleInternalAlias,
    /// `VolumeTitleDisplayUnlimited`. The title of the volume as customers see it.
    VolumeTitleDisplayUnlimited,
    /// `VolumeNumber`. The number of the volume in its season.
    VolumeNumber,
    /// `VolumeID`. The EIDR of the volume.
    VolumeId,
    /// `VolumeAltID`. The licensor's own ID of the volume.
    VolumeAltId,
    /// `VolumeContentID`. The volume's metadata.
    VolumeContentId,
    /// `RetailerVolumeID`. The retailer's ID of the volume.
    RetailerVolumeId,
    /// `VolumeDistributionNumber`. The number under which the volume is distributed.
    VolumeDistributionNumber,
    /// `RefALID`. The ALID of the title that bonus material belongs to.
    RefAlid,
    /// `RefTerritory`. The territory of the avail that bonus material belongs to.
    RefTerritory,
    /// `RefTerritoryExcluded`. Territories left out of the avail that bonus material belongs to.
    RefTerritoryExcluded,
    /// `RefLicenseType`. The license type of the avail that bonus material belongs to.
    RefLicenseType,
    /// `RefFormatProfile`. The format of the avail that bonus material belongs to.
    RefFormatProfile,
    /// `RefAvailID`. The AvailID of the avail that bonus material belongs to.
    RefAvailId,
    /// `TPRType`. Whether a temporary price reduction has conditions.
    TprType,
    /// `CampaignID`. The campaign that a temporary price reduction belongs to.
    CampaignId,
    /// `AssociatedALID`. ALIDs that this one is associated with.
    AssociatedAlid,
}

impl Column {
    /// All columns.
    pub const ALL: &'static [Self] = &[
        Self::DisplayName,
        Self::StoreLanguage,
        Self::Territory,
        Self::WorkType,
        Self::EntryType,
        Self::TitleInternalAlias,
        Self::TitleDisplayUnlimited,
        Self::LocalizationType,
        Self::LicenseType,
        Self::LicenseRightsDescription,
        Self::FormatProfile,
        Self::Start,
        Self::End,
        Self::PriceType,
        Self::PriceValue,
        Self::Srp,
        Self::Description,
        Self::OtherTerms,
        Self::OtherInstructions,
        Self::ContentId,
        Self::ProductId,
        Self::EncodeId,
        Self::AvailId,
        Self::Metadata,
        Self::AltId,
        Self::SuppressionLiftDate,
        Self::SpecialPreOrderFulfillDate,
        Self::ReleaseYear,
        Self::ReleaseHistoryOriginal,
        Self::ReleaseHistoryPhysicalHv,
        Self::ExceptionFlag,
        Self::RatingSystem,
        Self::RatingValue,
        Self::RatingReason,
        Self::RentalDuration,
        Self::WatchDuration,
        Self::CaptionIncluded,
        Self::CaptionExemption,
        Self::Any,
        Self::ContractId,
        Self::ServiceProvider,
        Self::TotalRunTime,
        Self::HoldbackLanguage,
        Self::HoldbackExclusionLanguage,
        Self::SeriesTitleInternalAlias,
        Self::SeriesTitleDisplayUnlimited,
        Self::SeasonNumber,
        Self::EpisodeNumber,
        Self::EpisodeTitleInternalAlias,
        Self::EpisodeTitleDisplayUnlimited,
        Self::SeasonTitleInternalAlias,
        Self::SeasonTitleDisplayUnlimited,
        Self::EpisodeCount,
        Self::SeasonCount,
        Self::SeriesAltId,
        Self::SeasonAltId,
        Self::EpisodeAltId,
        Self::CompanyDisplayCredit,
        Self::SeriesContentId,
        Self::SeasonContentId,
        Self::EpisodeContentId,
        Self::EpisodeProductId,
        Self::FixedEndDate,
        Self::AssetLanguage,
        Self::Hdr,
        Self::Wcg,
        Self::Hfr,
        Self::PriceCurrency,
        Self::TitleId,
        Self::EditId,
        Self::UvId,
        Self::DmaId,
        Self::ReportingId,
        Self::Alid,
        Self::AnnounceDate,
        Self::AllowedLanguages,
        Self::BundledAlids,
        Self::SeriesId,
        Self::SeasonId,
        Self::EpisodeId,
        Self::NgAudio,
        Self::RetailerId1,
        Self::RetailerId2,
        Self::RetailerId3,
        Self::RetailerSpare1,
        Self::RetailerSpare2,
        Self::RetailerSpare3,
        Self::DistributionNumber,
        Self::RetailerEpisodeId1,
        Self::RetailerEpisodeId2,
        Self::RetailerSeasonId,
        Self::RetailerSeriesId,
        Self::Licensee,
        Self::TerritoryExclusion,
        Self::GroupIdentity,
        Self::Director,
        Self::StartLag,
        Self::EndLag,
        Self::WindowDuration,
        Self::Download,
        Self::TitleStatus,
        Self::Exclusive,
        Self::ExclusiveAttributes,
        Self::BrandingRights,
        Self::BrandingRightsAttributes,
        Self::RequiredFulfillmentLanguages,
        Self::EpisodeTitleId,
        Self::StoreType,
        Self::PackageLabel,
        Self::VolumeTitleInternalAlias,
        Self::VolumeTitleDisplayUnlimited,
        Self::VolumeNumber,
        Self::VolumeId,
        Self::VolumeAltId,
        Self::VolumeContentId,
        Self::RetailerVolumeId,
        Self::VolumeDistributionNumber,
        Self::RefAlid,
        Self::RefTerritory,
        Self::RefTerritoryExcluded,
        Self::RefLicenseType,
        Self::RefFormatProfile,
        Self::RefAvailId,
        Self::TprType,
        Self::CampaignId,
        Self::AssociatedAlid,
    ];
}

const fn layout(version: EmaVersion, sheet: SheetKind) -> Layout {
    Layout { version, sheet }
}

const fn place(
    layout: Layout,
    order: u16,
    requirement: Requirement,
    category: &'static str,
    header: &'static str,
) -> Placement {
    Placement {
        layout,
        order,
        requirement,
        category,
        header,
    }
}

#[rustfmt::skip]
pub(super) const COLUMNS: [ColumnFacts; 126] = [
ColumnFacts { name: "DisplayName", category: "Avail", aliases: &[], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "The licensor: the organization that grants the rights.", placements: &[
    place(V1_6_MOVIES, 1, Required, "Avail", "DisplayName"),
    place(V1_6_TV, 1, Required, "Avail", "DisplayName"),
    place(V1_7_MOVIES, 1, Required, "Avail", "DisplayName"),
    place(V1_7_TV, 1, Required, "Avail", "DisplayName"),
    place(V1_7_2_MOVIES, 1, Required, "Avail", "DisplayName"),
    place(V1_7_2_TV, 1, Required, "Avail", "DisplayName"),
    place(V1_7_3_MOVIES, 1, Required, "Avail", "DisplayName"),
    place(V1_7_3_TV, 1, Required, "Avail", "DisplayName"),
    place(V1_8_MOVIES, 1, Required, "Avail", "DisplayName"),
    place(V1_8_TV, 1, Required, "Avail", "DisplayName"),
    place(V1_8_COLLECTIONS, 1, Required, "Avail", "DisplayName"),
    place(V1_8_AVAILS, 1, Required, "Avail", "DisplayName"),
    place(V1_9_MOVIES, 1, Required, "Avail", "DisplayName"),
    place(V1_9_TV, 1, Required, "Avail", "DisplayName"),
    place(V1_9_BONUS, 1, Required, "Avail", "DisplayName"),
    place(V1_9_TPR, 1, Required, "Avail", "DisplayName"),
    place(V1_9_AVAILS, 1, Required, "Avail", "DisplayName"),
] },
ColumnFacts { name: "StoreLanguage", category: "AvailTrans", aliases: &[], kind: Kind::Languages, kind_1_6: Kind::Languages,
    meaning: "The language of the store and its audience (1.6 only; not the language of the assets).", placements: &[
    place(V1_6_MOVIES, 2, Optional, "AvailTrans", "StoreLanguage"),
    place(V1_6_TV, 2, Optional, "AvailTrans", "StoreLanguage"),
] },
ColumnFacts { name: "Territory", category: "AvailTrans", aliases: &[], kind: Kind::Territories, kind_1_6: Kind::Territories,
    meaning: "The territory in which the rights are granted.", placements: &[
    place(V1_6_MOVIES, 3, Required, "AvailTrans", "Territory"),
    place(V1_6_TV, 3, Required, "AvailTrans", "Territory"),
    place(V1_7_MOVIES, 3, Required, "AvailTrans", "Territory"),
    place(V1_7_TV, 3, Required, "AvailTrans", "Territory"),
    place(V1_7_2_MOVIES, 3, Required, "AvailTrans", "Territory"),
    place(V1_7_2_TV, 3, Required, "AvailTrans", "Territory"),
    place(V1_7_3_MOVIES, 4, Required, "AvailTrans", "Territory"),
    place(V1_7_3_TV, 4, Required, "AvailTrans", "Territory"),
    place(V1_8_MOVIES, 4, Required, "AvailTrans", "Territory"),
    place(V1_8_TV, 4, Required, "AvailTrans", "Territory"),
    place(V1_8_COLLECTIONS, 4, Required, "AvailTrans", "Territory"),
    place(V1_8_AVAILS, 4, Required, "AvailTrans", "Territory"),
    place(V1_9_MOVIES, 4, Required, "AvailTrans", "Territory"),
    place(V1_9_TV, 4, Required, "AvailTrans", "Territory"),
    place(V1_9_BONUS, 10, Required, "AvailTrans", "Territory"),
    place(V1_9_TPR, 4, Required, "AvailTrans", "Territory"),
    place(V1_9_AVAILS, 4, Required, "AvailTrans", "Territory"),
] },
ColumnFacts { name: "WorkType", category: "AvailAsset", aliases: &[], kind: Kind::WorkType, kind_1_6: Kind::WorkType,
    meaning: "The kind of work that the row offers: a movie, a season, an episode.", placements: &[
    place(V1_6_MOVIES, 4, Required, "AvailAsset", "WorkType"),
    place(V1_6_TV, 4, Required, "AvailAsset", "WorkType"),
    place(V1_7_MOVIES, 4, Required, "AvailAsset", "WorkType"),
    place(V1_7_TV, 4, Required, "AvailAsset", "WorkType"),
    place(V1_7_2_MOVIES, 4, Required, "AvailAsset", "WorkType"),
    place(V1_7_2_TV, 4, Required, "AvailAsset", "WorkType"),
    place(V1_7_3_MOVIES, 6, Required, "AvailAsset", "WorkType"),
    place(V1_7_3_TV, 6, Required, "AvailAsset", "WorkType"),
    place(V1_8_MOVIES, 7, Required, "AvailAsset", "WorkType"),
    place(V1_8_TV, 6, Required, "AvailAsset", "WorkType"),
    place(V1_8_COLLECTIONS, 6, Required, "AvailAsset", "WorkType"),
    place(V1_8_AVAILS, 7, Required, "AvailAsset", "WorkType"),
    place(V1_9_MOVIES, 7, Required, "AvailAsset", "WorkType"),
    place(V1_9_TV, 6, Required, "AvailAsset", "WorkType"),
    place(V1_9_BONUS, 13, Required, "AvailAsset", "WorkType"),
    place(V1_9_TPR, 7, Required, "AvailAsset", "WorkType"),
    place(V1_9_AVAILS, 7, Required, "AvailAsset", "WorkType"),
] },
ColumnFacts { name: "EntryType", category: "Disposition", aliases: &[], kind: Kind::EntryType, kind_1_6: Kind::EntryType,
    meaning: "The effect of the row on the avails already held: it replaces them or deletes them.", placements: &[
    place(V1_6_MOVIES, 5, Required, "Disposition", "EntryType"),
    place(V1_6_TV, 5, Required, "Disposition", "EntryType"),
    place(V1_7_MOVIES, 5, Required, "Disposition", "EntryType"),
    place(V1_7_TV, 5, Required, "Disposition", "EntryType"),
    place(V1_7_2_MOVIES, 5, Required, "Disposition", "EntryType"),
    place(V1_7_2_TV, 5, Required, "Disposition", "EntryType"),
    place(V1_7_3_MOVIES, 7, Required, "Disposition", "EntryType"),
    place(V1_7_3_TV, 7, Required, "Disposition", "EntryType"),
    place(V1_8_MOVIES, 8, Required, "Disposition", "EntryType"),
    place(V1_8_TV, 7, Required, "Disposition", "EntryType"),
    place(V1_8_COLLECTIONS, 7, Required, "Disposition", "EntryType"),
    place(V1_8_AVAILS, 8, Required, "Disposition", "EntryType"),
    place(V1_9_MOVIES, 8, Required, "Disposition", "EntryType"),
    place(V1_9_TV, 7, Required, "Disposition", "EntryType"),
    place(V1_9_BONUS, 14, Required, "Disposition", "EntryType"),
    place(V1_9_TPR, 8, Required, "Disposition", "EntryType"),
    place(V1_9_AVAILS, 8, Required, "Disposition", "EntryType"),
] },
ColumnFacts { name: "TitleInternalAlias", category: "AvailMetadata", aliases: &[], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "The title of a movie as the licensor files it.", placements: &[
    place(V1_6_MOVIES, 6, Required, "AvailMetadata", "TitleInternalAlias"),
    place(V1_7_MOVIES, 6, Required, "AvailMetadata", "TitleInternalAlias"),
    place(V1_7_2_MOVIES, 6, Required, "AvailMetadata", "TitleInternalAlias"),
    place(V1_7_3_MOVIES, 8, Required, "AvailMetadata", "TitleInternalAlias"),
    place(V1_8_MOVIES, 9, Required, "AvailMetadata", "TitleInternalAlias"),
    place(V1_8_COLLECTIONS, 8, Required, "AvailMetadata", "TitleInternalAlias"),
    place(V1_8_AVAILS, 9, Conditional, "AvailMetadata", "TitleInternalAlias"),
    place(V1_9_MOVIES, 9, Required, "AvailMetadata", "TitleInternalAlias"),
    place(V1_9_BONUS, 15, Required, "AvailMetadata", "TitleInternalAlias"),
    place(V1_9_TPR, 9, Required, "AvailMetadata", "TitleInternalAlias"),
    place(V1_9_AVAILS, 9, Conditional, "AvailMetadata", "TitleInternalAlias"),
] },
ColumnFacts { name: "TitleDisplayUnlimited", category: "AvailMetadata", aliases: &[], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "The title of a movie as customers see it.", placements: &[
    place(V1_6_MOVIES, 7, Optional, "AvailMetadata", "TitleDisplayUnlimited"),
    place(V1_7_MOVIES, 7, Optional, "AvailMetadata", "TitleDisplayUnlimited"),
    place(V1_7_2_MOVIES, 7, Optional, "AvailMetadata", "TitleDisplayUnlimited"),
    place(V1_7_3_MOVIES, 9, Optional, "AvailMetadata", "TitleDisplayUnlimited"),
    place(V1_8_MOVIES, 10, Optional, "AvailMetadata", "TitleDisplayUnlimited"),
    place(V1_8_COLLECTIONS, 9, Optional, "AvailMetadata", "TitleDisplayUnlimited"),
    place(V1_8_AVAILS, 10, Optional, "AvailMetadata", "TitleDisplayUnlimited"),
    place(V1_9_MOVIES, 10, Optional, "AvailMetadata", "TitleDisplayUnlimited"),
    place(V1_9_BONUS, 16, Optional, "AvailMetadata", "TitleDisplayUnlimited"),
    place(V1_9_TPR, 10, Optional, "AvailMetadata", "TitleDisplayUnlimited"),
    place(V1_9_AVAILS, 10, Optional, "AvailMetadata", "TitleDisplayUnlimited"),
] },
ColumnFacts { name: "LocalizationType", category: "AvailMetadata", aliases: &[], kind: Kind::LocalizationType, kind_1_6: Kind::LocalizationType,
    meaning: "Whether the row is about subtitled or dubbed assets.", placements: &[
    place(V1_6_MOVIES, 8, Optional, "AvailMetadata", "LocalizationType"),
    place(V1_6_TV, 10, Optional, "AvailMetadata", "LocalizationType"),
    place(V1_7_MOVIES, 8, Optional, "AvailMetadata", "LocalizationType"),
    place(V1_7_TV, 10, Optional, "AvailMetadata", "LocalizationType"),
    place(V1_7_2_MOVIES, 8, Optional, "AvailMetadata", "LocalizationType"),
    place(V1_7_2_TV, 11, Optional, "AvailMetadata", "LocalizationType"),
    place(V1_7_3_MOVIES, 10, Optional, "AvailMetadata", "LocalizationType"),
    place(V1_7_3_TV, 13, Optional, "AvailMetadata", "LocalizationType"),
    place(V1_8_MOVIES, 11, Optional, "AvailMetadata", "LocalizationType"),
    place(V1_8_TV, 16, Optional, "AvailMetadata", "LocalizationType"),
    place(V1_8_COLLECTIONS, 10, Optional, "AvailMetadata", "LocalizationType"),
    place(V1_8_AVAILS, 19, Optional, "AvailMetadata", "LocalizationType"),
    place(V1_9_MOVIES, 11, Optional, "AvailMetadata", "LocalizationType"),
    place(V1_9_TV, 17, Optional, "AvailMetadata", "LocalizationType"),
    place(V1_9_BONUS, 17, Optional, "AvailMetadata", "LocalizationType"),
    place(V1_9_TPR, 11, Optional, "AvailMetadata", "LocalizationType"),
    place(V1_9_AVAILS, 20, Optional, "AvailMetadata", "LocalizationType"),
] },
ColumnFacts { name: "LicenseType", category: "AvailTrans", aliases: &[], kind: Kind::LicenseType, kind_1_6: Kind::LicenseType,
    meaning: "The kind of license: a sale, a rental, a subscription.", placements: &[
    place(V1_6_MOVIES, 9, Required, "AvailTrans", "LicenseType"),
    place(V1_6_TV, 21, Required, "AvailTrans", "LicenseType"),
    place(V1_7_MOVIES, 10, Required, "AvailTrans", "LicenseType"),
    place(V1_7_TV, 22, Required, "AvailTrans", "LicenseType"),
    place(V1_7_2_MOVIES, 10, Required, "AvailTrans", "LicenseType"),
    place(V1_7_2_TV, 26, Required, "AvailTrans", "LicenseType"),
    place(V1_7_3_MOVIES, 14, Required, "AvailTrans", "LicenseType"),
    place(V1_7_3_TV, 31, Required, "AvailTrans", "LicenseType"),
    place(V1_8_MOVIES, 15, Required, "AvailTrans", "LicenseType"),
    place(V1_8_TV, 36, Required, "AvailTrans", "LicenseType"),
    place(V1_8_COLLECTIONS, 14, Required, "AvailTrans", "LicenseType"),
    place(V1_8_AVAILS, 39, Required, "AvailTrans", "LicenseType"),
    place(V1_9_MOVIES, 15, Required, "AvailTrans", "LicenseType"),
    place(V1_9_TV, 37, Required, "AvailTrans", "LicenseType"),
    place(V1_9_BONUS, 21, Required, "AvailTrans", "LicenseType"),
    place(V1_9_TPR, 15, Required, "AvailTrans", "LicenseType"),
    place(V1_9_AVAILS, 40, Required, "AvailTrans", "LicenseType"),
] },
ColumnFacts { name: "LicenseRightsDescription", category: "AvailTrans", aliases: &[], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "The kind of release that the license is for.", placements: &[
    place(V1_6_MOVIES, 10, Optional, "AvailTrans", "LicenseRightsDescription"),
    place(V1_6_TV, 22, Optional, "AvailTrans", "LicenseRightsDescription"),
    place(V1_7_MOVIES, 11, Optional, "AvailTrans", "LicenseRightsDescription"),
    place(V1_7_TV, 23, Optional, "AvailTrans", "LicenseRightsDescription"),
    place(V1_7_2_MOVIES, 11, Optional, "AvailTrans", "LicenseRightsDescription"),
    place(V1_7_2_TV, 27, Optional, "AvailTrans", "LicenseRightsDescription"),
    place(V1_7_3_MOVIES, 15, Optional, "AvailTrans", "LicenseRightsDescription"),
    place(V1_7_3_TV, 32, Optional, "AvailTrans", "LicenseRightsDescription"),
    place(V1_8_MOVIES, 16, Optional, "AvailTrans", "LicenseRightsDescription"),
    place(V1_8_TV, 37, Optional, "AvailTrans", "LicenseRightsDescription"),
    place(V1_8_COLLECTIONS, 15, Optional, "AvailTrans", "LicenseRightsDescription"),
    place(V1_8_AVAILS, 40, Optional, "AvailTrans", "LicenseRightsDescription"),
    place(V1_9_MOVIES, 16, Optional, "AvailTrans", "LicenseRightsDescription"),
    place(V1_9_TV, 38, Optional, "AvailTrans", "LicenseRightsDescription"),
    place(V1_9_BONUS, 22, Optional, "AvailTrans", "LicenseRightsDescription"),
    place(V1_9_TPR, 16, Optional, "AvailTrans", "LicenseRightsDescription"),
    place(V1_9_AVAILS, 41, Optional, "AvailTrans", "LicenseRightsDescription"),
] },
ColumnFacts { name: "FormatProfile", category: "AvailTrans", aliases: &[], kind: Kind::FormatProfile, kind_1_6: Kind::FormatProfile,
    meaning: "The resolution of the video: HD, SD, UHD.", placements: &[
    place(V1_6_MOVIES, 11, Required, "AvailTrans", "FormatProfile"),
    place(V1_6_TV, 23, Required, "AvailTrans", "FormatProfile"),
    place(V1_7_MOVIES, 12, Required, "AvailTrans", "FormatProfile"),
    place(V1_7_TV, 24, Required, "AvailTrans", "FormatProfile"),
    place(V1_7_2_MOVIES, 12, Required, "AvailTrans", "FormatProfile"),
    place(V1_7_2_TV, 28, Required, "AvailTrans", "FormatProfile"),
    place(V1_7_3_MOVIES, 16, Required, "AvailTrans", "FormatProfile"),
    place(V1_7_3_TV, 33, Required, "AvailTrans", "FormatProfile"),
    place(V1_8_MOVIES, 17, Required, "AvailTrans", "FormatProfile"),
    place(V1_8_TV, 38, Required, "AvailTrans", "FormatProfile"),
    place(V1_8_COLLECTIONS, 16, Required, "AvailTrans", "FormatProfile"),
    place(V1_8_AVAILS, 41, Required, "AvailTrans", "FormatProfile"),
    place(V1_9_MOVIES, 17, Required, "AvailTrans", "FormatProfile"),
    place(V1_9_TV, 39, Required, "AvailTrans", "FormatProfile"),
    place(V1_9_BONUS, 23, Required, "AvailTrans", "FormatProfile"),
    place(V1_9_TPR, 17, Required, "AvailTrans", "FormatProfile"),
    place(V1_9_AVAILS, 42, Required, "AvailTrans", "FormatProfile"),
] },
ColumnFacts { name: "Start", category: "AvailTrans", aliases: &[], kind: Kind::Start, kind_1_6: Kind::Start,
    meaning: "The start of the window.", placements: &[
    place(V1_6_MOVIES, 12, Required, "AvailTrans", "Start"),
    place(V1_6_TV, 24, Required, "AvailTrans", "Start"),
    place(V1_7_MOVIES, 16, Required, "AvailTrans", "Start"),
    place(V1_7_TV, 29, Required, "AvailTrans", "Start"),
    place(V1_7_2_MOVIES, 17, Required, "AvailTrans", "Start"),
    place(V1_7_2_TV, 33, Required, "AvailTrans", "Start"),
    place(V1_7_3_MOVIES, 21, Required, "AvailTrans", "Start"),
    place(V1_7_3_TV, 38, Required, "AvailTrans", "Start"),
    place(V1_8_MOVIES, 22, Required, "AvailTrans", "Start"),
    place(V1_8_TV, 43, Required, "AvailTrans", "Start"),
    place(V1_8_COLLECTIONS, 21, Required, "AvailTrans", "Start"),
    place(V1_8_AVAILS, 46, Required, "AvailTrans", "Start"),
    place(V1_9_MOVIES, 22, Required, "AvailTrans", "Start"),
    place(V1_9_TV, 44, Required, "AvailTrans", "Start"),
    place(V1_9_BONUS, 28, Required, "AvailTrans", "Start"),
    place(V1_9_TPR, 22, Required, "AvailTrans", "Start"),
    place(V1_9_AVAILS, 47, Required, "AvailTrans", "Start"),
] },
ColumnFacts { name: "End", category: "AvailTrans", aliases: &[], kind: Kind::End, kind_1_6: Kind::End,
    meaning: "The end of the window; a date without a time includes the whole day.", placements: &[
    place(V1_6_MOVIES, 13, Required, "AvailTrans", "End"),
    place(V1_6_TV, 25, Required, "AvailTrans", "End"),
    place(V1_7_MOVIES, 17, Required, "AvailTrans", "End"),
    place(V1_7_TV, 30, Required, "AvailTrans", "End"),
    place(V1_7_2_MOVIES, 18, Required, "AvailTrans", "End"),
    place(V1_7_2_TV, 34, Required, "AvailTrans", "End"),
    place(V1_7_3_MOVIES, 23, Required, "AvailTrans", "End"),
    place(V1_7_3_TV, 40, Required, "AvailTrans", "End"),
    place(V1_8_MOVIES, 24, Required, "AvailTrans", "End"),
    place(V1_8_TV, 45, Required, "AvailTrans", "End"),
    place(V1_8_COLLECTIONS, 23, Required, "AvailTrans", "End"),
    place(V1_8_AVAILS, 48, Required, "AvailTrans", "End"),
    place(V1_9_MOVIES, 24, Required, "AvailTrans", "End"),
    place(V1_9_TV, 46, Required, "AvailTrans", "End"),
    place(V1_9_BONUS, 30, Required, "AvailTrans", "End"),
    place(V1_9_TPR, 24, Required, "AvailTrans", "End"),
    place(V1_9_AVAILS, 49, Required, "AvailTrans", "End"),
] },
ColumnFacts { name: "PriceType", category: "AvailTrans", aliases: &[], kind: Kind::PriceType, kind_1_6: Kind::PriceType,
    meaning: "The meaning of PriceValue: a wholesale price, a tier, a category.", placements: &[
    place(V1_6_MOVIES, 14, Required, "AvailTrans", "PriceType"),
    place(V1_6_TV, 27, Required, "AvailTrans", "PriceType"),
    place(V1_7_MOVIES, 18, Required, "AvailTrans", "PriceType"),
    place(V1_7_TV, 32, Conditional, "AvailTrans", "PriceType"),
    place(V1_7_2_MOVIES, 19, Required, "AvailTrans", "PriceType"),
    place(V1_7_2_TV, 36, Conditional, "AvailTrans", "PriceType"),
    place(V1_7_3_MOVIES, 26, Conditional, "AvailTrans", "PriceType"),
    place(V1_7_3_TV, 44, Conditional, "AvailTrans", "PriceType"),
    place(V1_8_MOVIES, 27, Conditional, "AvailTrans", "PriceType"),
    place(V1_8_TV, 49, Conditional, "AvailTrans", "PriceType"),
    place(V1_8_COLLECTIONS, 26, Conditional, "AvailTrans", "PriceType"),
    place(V1_8_AVAILS, 52, Conditional, "AvailTrans", "PriceType"),
    place(V1_9_MOVIES, 27, Conditional, "AvailTrans", "PriceType"),
    place(V1_9_TV, 50, Conditional, "AvailTrans", "PriceType"),
    place(V1_9_BONUS, 33, Conditional, "AvailTrans", "PriceType"),
    place(V1_9_TPR, 27, Conditional, "AvailTrans", "PriceType"),
    place(V1_9_AVAILS, 53, Conditional, "AvailTrans", "PriceType"),
] },
ColumnFacts { name: "PriceValue", category: "AvailTrans", aliases: &[], kind: Kind::PriceValue, kind_1_6: Kind::PriceValue,
    meaning: "The price, tier or category.", placements: &[
    place(V1_6_MOVIES, 15, Required, "AvailTrans", "PriceValue"),
    place(V1_6_TV, 28, Required, "AvailTrans", "PriceValue"),
    place(V1_7_MOVIES, 19, Required, "AvailTrans", "PriceValue"),
    place(V1_7_TV, 33, Conditional, "AvailTrans", "PriceValue"),
    place(V1_7_2_MOVIES, 20, Required, "AvailTrans", "PriceValue"),
    place(V1_7_2_TV, 37, Conditional, "AvailTrans", "PriceValue"),
    place(V1_7_3_MOVIES, 27, Conditional, "AvailTrans", "PriceValue"),
    place(V1_7_3_TV, 45, Conditional, "AvailTrans", "PriceValue"),
    place(V1_8_MOVIES, 28, Conditional, "AvailTrans", "PriceValue"),
    place(V1_8_TV, 50, Conditional, "AvailTrans", "PriceValue"),
    place(V1_8_COLLECTIONS, 27, Conditional, "AvailTrans", "PriceValue"),
    place(V1_8_AVAILS, 53, Conditional, "AvailTrans", "PriceValue"),
    place(V1_9_MOVIES, 28, Conditional, "AvailTrans", "PriceValue"),
    place(V1_9_TV, 51, Conditional, "AvailTrans", "PriceValue"),
    place(V1_9_BONUS, 34, Conditional, "AvailTrans", "PriceValue"),
    place(V1_9_TPR, 28, Conditional, "AvailTrans", "PriceValue"),
    place(V1_9_AVAILS, 54, Conditional, "AvailTrans", "PriceValue"),
] },
ColumnFacts { name: "SRP", category: "AvailTrans", aliases: &[], kind: Kind::Money, kind_1_6: Kind::Money,
    meaning: "The suggested retail price.", placements: &[
    place(V1_6_MOVIES, 16, Optional, "AvailTrans", "SRP"),
    place(V1_6_TV, 29, Optional, "AvailTrans", "SRP"),
    place(V1_7_MOVIES, 21, Optional, "AvailTrans", "SRP"),
    place(V1_7_TV, 35, Optional, "AvailTrans", "SRP"),
    place(V1_7_2_MOVIES, 22, Optional, "AvailTrans", "SRP"),
    place(V1_7_2_TV, 39, Optional, "AvailTrans", "SRP"),
    place(V1_7_3_MOVIES, 29, Optional, "AvailTrans", "SRP"),
    place(V1_7_3_TV, 47, Optional, "AvailTrans", "SRP"),
    place(V1_8_MOVIES, 30, Optional, "AvailTrans", "SRP"),
    place(V1_8_TV, 52, Optional, "AvailTrans", "SRP"),
    place(V1_8_COLLECTIONS, 29, Optional, "AvailTrans", "SRP"),
    place(V1_8_AVAILS, 55, Optional, "AvailTrans", "SRP"),
    place(V1_9_MOVIES, 30, Optional, "AvailTrans", "SRP"),
    place(V1_9_TV, 53, Optional, "AvailTrans", "SRP"),
    place(V1_9_BONUS, 36, Optional, "AvailTrans", "SRP"),
    place(V1_9_TPR, 30, Optional, "AvailTrans", "SRP"),
    place(V1_9_AVAILS, 56, Optional, "AvailTrans", "SRP"),
] },
ColumnFacts { name: "Description", category: "AvailTrans", aliases: &[], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "A description of the transaction.", placements: &[
    place(V1_6_MOVIES, 17, Optional, "AvailTrans", "Description"),
    place(V1_6_TV, 30, Optional, "AvailTrans", "Description"),
    place(V1_7_MOVIES, 22, Optional, "AvailTrans", "Description"),
    place(V1_7_TV, 36, Optional, "AvailTrans", "Description"),
    place(V1_7_2_MOVIES, 23, Optional, "AvailTrans", "Description"),
    place(V1_7_2_TV, 40, Optional, "AvailTrans", "Description"),
    place(V1_7_3_MOVIES, 30, Optional, "AvailTrans", "Description"),
    place(V1_7_3_TV, 48, Optional, "AvailTrans", "Description"),
    place(V1_8_MOVIES, 31, Optional, "AvailTrans", "Description"),
    place(V1_8_TV, 53, Optional, "AvailTrans", "Description"),
    place(V1_8_COLLECTIONS, 30, Optional, "AvailTrans", "Description"),
    place(V1_8_AVAILS, 56, Optional, "AvailTrans", "Description"),
    place(V1_9_MOVIES, 31, Optional, "AvailTrans", "Description"),
    place(V1_9_TV, 54, Optional, "AvailTrans", "Description"),
    place(V1_9_BONUS, 37, Optional, "AvailTrans", "Description"),
    place(V1_9_TPR, 31, Optional, "AvailTrans", "Description"),
    place(V1_9_AVAILS, 57, Optional, "AvailTrans", "Description"),
] },
ColumnFacts { name: "OtherTerms", category: "AvailTrans", aliases: &[], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "Terms that no other column holds.", placements: &[
    place(V1_6_MOVIES, 18, Optional, "AvailTrans", "OtherTerms"),
    place(V1_6_TV, 31, Optional, "AvailTrans", "OtherTerms"),
    place(V1_7_MOVIES, 23, Optional, "AvailTrans", "OtherTerms"),
    place(V1_7_TV, 37, Optional, "AvailTrans", "OtherTerms"),
    place(V1_7_2_MOVIES, 24, Optional, "AvailTrans", "OtherTerms"),
    place(V1_7_2_TV, 41, Optional, "AvailTrans", "OtherTerms"),
    place(V1_7_3_MOVIES, 32, Optional, "AvailTrans", "OtherTerms"),
    place(V1_7_3_TV, 50, Optional, "AvailTrans", "OtherTerms"),
    place(V1_8_MOVIES, 33, Optional, "AvailTrans", "OtherTerms"),
    place(V1_8_TV, 55, Optional, "AvailTrans", "OtherTerms"),
    place(V1_8_COLLECTIONS, 32, Optional, "AvailTrans", "OtherTerms"),
    place(V1_8_AVAILS, 58, Optional, "AvailTrans", "OtherTerms"),
    place(V1_9_MOVIES, 33, Optional, "AvailTrans", "OtherTerms"),
    place(V1_9_TV, 56, Optional, "AvailTrans", "OtherTerms"),
    place(V1_9_BONUS, 39, Optional, "AvailTrans", "OtherTerms"),
    place(V1_9_TPR, 33, Optional, "AvailTrans", "OtherTerms"),
    place(V1_9_AVAILS, 59, Optional, "AvailTrans", "OtherTerms"),
] },
ColumnFacts { name: "OtherInstructions", category: "AvailTrans", aliases: &[], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "Instructions that no other column holds.", placements: &[
    place(V1_6_MOVIES, 19, Optional, "AvailTrans", "OtherInstructions"),
    place(V1_6_TV, 32, Optional, "AvailTrans", "OtherInstructions"),
    place(V1_7_MOVIES, 24, Optional, "AvailTrans", "OtherInstructions"),
    place(V1_7_TV, 38, Optional, "AvailTrans", "OtherInstructions"),
    place(V1_7_2_MOVIES, 25, Optional, "AvailTrans", "OtherInstructions"),
    place(V1_7_2_TV, 42, Optional, "AvailTrans", "OtherInstructions"),
    place(V1_7_3_MOVIES, 33, Optional, "AvailTrans", "OtherInstructions"),
    place(V1_7_3_TV, 51, Optional, "AvailTrans", "OtherInstructions"),
    place(V1_8_MOVIES, 34, Optional, "AvailTrans", "OtherInstructions"),
    place(V1_8_TV, 56, Optional, "AvailTrans", "OtherInstructions"),
    place(V1_8_COLLECTIONS, 33, Optional, "AvailTrans", "OtherInstructions"),
    place(V1_8_AVAILS, 59, Optional, "AvailTrans", "OtherInstructions"),
    place(V1_9_MOVIES, 34, Optional, "AvailTrans", "OtherInstructions"),
    place(V1_9_TV, 57, Optional, "AvailTrans", "OtherInstructions"),
    place(V1_9_BONUS, 40, Optional, "AvailTrans", "OtherInstructions"),
    place(V1_9_TPR, 34, Optional, "AvailTrans", "OtherInstructions"),
    place(V1_9_AVAILS, 60, Optional, "AvailTrans", "OtherInstructions"),
] },
ColumnFacts { name: "ContentID", category: "AvailAsset", aliases: &[], kind: Kind::Id, kind_1_6: Kind::Eidr,
    meaning: "The title's metadata; in 1.6 its EIDR.", placements: &[
    place(V1_6_MOVIES, 20, Optional, "AvailAsset", "ContentID"),
    place(V1_7_MOVIES, 27, Required, "AvailAsset", "ContentID"),
    place(V1_7_2_MOVIES, 29, Required, "AvailAsset", "ContentID"),
    place(V1_7_3_MOVIES, 37, Required, "AvailAsset", "ContentID"),
    place(V1_8_MOVIES, 38, Required, "AvailAsset", "ContentID"),
    place(V1_8_COLLECTIONS, 37, Required, "AvailAsset", "ContentID"),
    place(V1_8_AVAILS, 63, Conditional, "AvailAsset", "ContentID"),
    place(V1_9_MOVIES, 38, Required, "AvailAsset", "ContentID"),
    place(V1_9_BONUS, 44, Required, "AvailAsset", "ContentID"),
    place(V1_9_TPR, 38, Required, "AvailAsset", "ContentID"),
    place(V1_9_AVAILS, 64, Conditional, "AvailAsset", "ContentID"),
] },
ColumnFacts { name: "ProductID", category: "AvailAsset", aliases: &[], kind: Kind::Eidr, kind_1_6: Kind::Eidr,
    meaning: "The edit-level EIDR of the movie (1.6).", placements: &[
    place(V1_6_MOVIES, 21, Optional, "AvailAsset", "ProductID"),
] },
ColumnFacts { name: "EncodeID", category: "AvailAsset", aliases: &[], kind: Kind::Id, kind_1_6: Kind::Id,
    meaning: "The ID of the encoded asset (1.6).", placements: &[
    place(V1_6_MOVIES, 22, Optional, "AvailAsset", "EncodeID"),
    place(V1_6_TV, 37, Optional, "AvailAsset", "EncodeID"),
] },
ColumnFacts { name: "AvailID", category: "Avail", aliases: &[], kind: Kind::Id, kind_1_6: Kind::Id,
    meaning: "The ID of this one window.", placements: &[
    place(V1_6_MOVIES, 23, Optional, "Avail", "AvailID"),
    place(V1_6_TV, 38, Optional, "Avail", "AvailID"),
    place(V1_7_MOVIES, 28, Optional, "Avail", "AvailID"),
    place(V1_7_TV, 42, Optional, "Avail", "AvailID"),
    place(V1_7_2_MOVIES, 30, Optional, "Avail", "AvailID"),
    place(V1_7_2_TV, 46, Optional, "Avail", "AvailID"),
    place(V1_7_3_MOVIES, 38, Optional, "Avail", "AvailID"),
    place(V1_7_3_TV, 55, Optional, "Avail", "AvailID"),
    place(V1_8_MOVIES, 39, Optional, "Avail", "AvailID"),
    place(V1_8_TV, 61, Optional, "Avail", "AvailID"),
    place(V1_8_COLLECTIONS, 38, Optional, "Avail", "AvailID"),
    place(V1_8_AVAILS, 68, Optional, "Avail", "AvailID"),
    place(V1_9_MOVIES, 39, Optional, "Avail", "AvailID"),
    place(V1_9_TV, 62, Optional, "Avail", "AvailID"),
    place(V1_9_BONUS, 45, Optional, "Avail", "AvailID"),
    place(V1_9_TPR, 39, Optional, "Avail", "AvailID"),
    place(V1_9_AVAILS, 69, Optional, "Avail", "AvailID"),
] },
ColumnFacts { name: "Metadata", category: "AvailAsset", aliases: &[], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "Metadata that no other column holds.", placements: &[
    place(V1_6_MOVIES, 24, Optional, "AvailAsset", "Metadata"),
    place(V1_6_TV, 39, Optional, "AvailAsset", "Metadata"),
    place(V1_7_MOVIES, 32, Optional, "AvailAsset", "Metadata"),
    place(V1_7_TV, 46, Optional, "AvailAsset", "Metadata"),
    place(V1_7_2_MOVIES, 34, Optional, "AvailAsset", "Metadata"),
    place(V1_7_2_TV, 50, Optional, "AvailAsset", "Metadata"),
    place(V1_7_3_MOVIES, 42, Optional, "AvailAsset", "Metadata"),
    place(V1_7_3_TV, 59, Optional, "AvailAsset", "Metadata"),
    place(V1_8_MOVIES, 43, Optional, "AvailAsset", "Metadata"),
    place(V1_8_TV, 65, Optional, "AvailAsset", "Metadata"),
    place(V1_8_COLLECTIONS, 42, Optional, "AvailAsset", "Metadata"),
    place(V1_8_AVAILS, 72, Optional, "AvailAsset", "Metadata"),
    place(V1_9_MOVIES, 43, Optional, "AvailAsset", "Metadata"),
    place(V1_9_TV, 66, Optional, "AvailAsset", "Metadata"),
    place(V1_9_BONUS, 49, Optional, "AvailAsset", "Metadata"),
    place(V1_9_TPR, 43, Optional, "AvailAsset", "Metadata"),
    place(V1_9_AVAILS, 73, Optional, "AvailAsset", "Metadata"),
] },
ColumnFacts { name: "AltID", category: "AvailAsset", aliases: &[], kind: Kind::AltId, kind_1_6: Kind::AltId,
    meaning: "The licensor's own ID of the movie; in 1.6 the unique ID of its avails.", placements: &[
    place(V1_6_MOVIES, 25, Required, "AvailMetadata", "AltID"),
    place(V1_7_2_MOVIES, 28, Optional, "AvailAsset", "AltID"),
    place(V1_7_3_MOVIES, 36, Optional, "AvailAsset", "AltID"),
    place(V1_8_MOVIES, 37, Optional, "AvailAsset", "AltID"),
    place(V1_8_COLLECTIONS, 36, Optional, "AvailAsset", "AltID"),
    place(V1_8_AVAILS, 62, Optional, "AvailAsset", "AltID"),
    place(V1_9_MOVIES, 37, Optional, "AvailAsset", "AltID"),
    place(V1_9_BONUS, 43, Optional, "AvailAsset", "AltID"),
    place(V1_9_TPR, 37, Optional, "AvailAsset", "AltID"),
    place(V1_9_AVAILS, 63, Optional, "AvailAsset", "AltID"),
] },
ColumnFacts { name: "SuppressionLiftDate", category: "AvailTrans", aliases: &[], kind: Kind::Date, kind_1_6: Kind::Date,
    meaning: "The date from which a pre-order may be shown to customers.", placements: &[
    place(V1_6_MOVIES, 26, Optional, "AvailTrans", "SuppressionLiftDate"),
    place(V1_6_TV, 40, Optional, "AvailMetadata", "SuppressionLiftDate"),
    place(V1_7_MOVIES, 34, Conditional, "AvailTrans", "SuppressionLiftDate"),
    place(V1_7_TV, 47, Conditional, "AvailTrans", "SuppressionLiftDate"),
    place(V1_7_2_MOVIES, 36, Conditional, "AvailTrans", "SuppressionLiftDate"),
    place(V1_7_2_TV, 51, Conditional, "AvailTrans", "SuppressionLiftDate"),
    place(V1_7_3_MOVIES, 44, Conditional, "AvailTrans", "SuppressionLiftDate"),
    place(V1_7_3_TV, 60, Conditional, "AvailTrans", "SuppressionLiftDate"),
    place(V1_8_MOVIES, 45, Conditional, "AvailTrans", "SuppressionLiftDate"),
    place(V1_8_TV, 66, Conditional, "AvailTrans", "SuppressionLiftDate"),
    place(V1_8_COLLECTIONS, 44, Conditional, "AvailTrans", "SuppressionLiftDate"),
    place(V1_8_AVAILS, 73, Conditional, "AvailTrans", "SuppressionLiftDate"),
    place(V1_9_MOVIES, 45, Conditional, "AvailTrans", "SuppressionLiftDate"),
    place(V1_9_TV, 67, Conditional, "AvailTrans", "SuppressionLiftDate"),
    place(V1_9_BONUS, 51, Conditional, "AvailTrans", "SuppressionLiftDate"),
    place(V1_9_TPR, 45, Conditional, "AvailTrans", "SuppressionLiftDate"),
    place(V1_9_AVAILS, 74, Conditional, "AvailTrans", "SuppressionLiftDate"),
] },
ColumnFacts { name: "SpecialPreOrderFulfillDate", category: "AvailTrans", aliases: &[], kind: Kind::Date, kind_1_6: Kind::Date,
    meaning: "The date on which a pre-order is delivered, if not at the start of the sale.", placements: &[
    place(V1_6_MOVIES, 27, Optional, "AvailTrans", "SpecialPreOrderFulfillDate"),
    place(V1_6_TV, 26, Optional, "AvailTrans", "SpecialPreOrderFulfillDate"),
    place(V1_7_MOVIES, 35, Optional, "AvailTrans", "SpecialPreOrderFulfillDate"),
    place(V1_7_TV, 31, Optional, "AvailTrans", "SpecialPreOrderFulfillDate"),
    place(V1_7_2_MOVIES, 37, Optional, "AvailTrans", "SpecialPreOrderFulfillDate"),
    place(V1_7_2_TV, 35, Optional, "AvailTrans", "SpecialPreOrderFulfillDate"),
    place(V1_7_3_MOVIES, 45, Optional, "AvailTrans", "SpecialPreOrderFulfillDate"),
    place(V1_7_3_TV, 43, Optional, "AvailTrans", "SpecialPreOrderFulfillDate"),
    place(V1_8_MOVIES, 46, Optional, "AvailTrans", "SpecialPreOrderFulfillDate"),
    place(V1_8_TV, 48, Optional, "AvailTrans", "SpecialPreOrderFulfillDate"),
    place(V1_8_COLLECTIONS, 45, Optional, "AvailTrans", "SpecialPreOrderFulfillDate"),
    place(V1_8_AVAILS, 51, Optional, "AvailTrans", "SpecialPreOrderFulfillDate"),
    place(V1_9_MOVIES, 46, Optional, "AvailTrans", "SpecialPreOrderFulfillDate"),
    place(V1_9_TV, 49, Optional, "AvailTrans", "SpecialPreOrderFulfillDate"),
    place(V1_9_BONUS, 52, Optional, "AvailTrans", "SpecialPreOrderFulfillDate"),
    place(V1_9_TPR, 46, Optional, "AvailTrans", "SpecialPreOrderFulfillDate"),
    place(V1_9_AVAILS, 52, Optional, "AvailTrans", "SpecialPreOrderFulfillDate"),
] },
ColumnFacts { name: "ReleaseYear", category: "AvailMetadata", aliases: &[], kind: Kind::Year, kind_1_6: Kind::Year,
    meaning: "The year of the first release.", placements: &[
    place(V1_6_MOVIES, 28, Optional, "AvailMetadata", "ReleaseYear"),
    place(V1_6_TV, 41, Optional, "AvailMetadata", "ReleaseYear"),
    place(V1_7_MOVIES, 37, Optional, "AvailMetadata", "ReleaseYear"),
    place(V1_7_TV, 49, Optional, "AvailMetadata", "ReleaseYear"),
    place(V1_7_2_MOVIES, 39, Optional, "AvailMetadata", "ReleaseYear"),
    place(V1_7_2_TV, 53, Optional, "AvailMetadata", "ReleaseYear"),
    place(V1_7_3_MOVIES, 47, Optional, "AvailMetadata", "ReleaseYear"),
    place(V1_7_3_TV, 62, Optional, "AvailMetadata", "ReleaseYear"),
    place(V1_8_MOVIES, 48, Optional, "AvailMetadata", "ReleaseYear"),
    place(V1_8_TV, 68, Optional, "AvailMetadata", "ReleaseYear"),
    place(V1_8_COLLECTIONS, 47, Optional, "AvailMetadata", "ReleaseYear"),
    place(V1_8_AVAILS, 75, Optional, "AvailMetadata", "ReleaseYear"),
    place(V1_9_MOVIES, 48, Optional, "AvailMetadata", "ReleaseYear"),
    place(V1_9_TV, 69, Optional, "AvailMetadata", "ReleaseYear"),
    place(V1_9_BONUS, 54, Optional, "AvailMetadata", "ReleaseYear"),
    place(V1_9_TPR, 48, Optional, "AvailMetadata", "ReleaseYear"),
    place(V1_9_AVAILS, 76, Optional, "AvailMetadata", "ReleaseYear"),
] },
ColumnFacts { name: "ReleaseHistoryOriginal", category: "AvailMetadata", aliases: &[], kind: Kind::Date, kind_1_6: Kind::Date,
    meaning: "The date of the first release.", placements: &[
    place(V1_6_MOVIES, 29, Optional, "AvailMetadata", "ReleaseHistoryOriginal"),
    place(V1_6_TV, 42, Optional, "AvailMetadata", "ReleaseHistoryOriginal"),
    place(V1_7_MOVIES, 38, Optional, "AvailMetadata", "ReleaseHistoryOriginal"),
    place(V1_7_TV, 50, Optional, "AvailMetadata", "ReleaseHistoryOriginal"),
    place(V1_7_2_MOVIES, 40, Optional, "AvailMetadata", "ReleaseHistoryOriginal"),
    place(V1_7_2_TV, 54, Optional, "AvailMetadata", "ReleaseHistoryOriginal"),
    place(V1_7_3_MOVIES, 48, Optional, "AvailMetadata", "ReleaseHistoryOriginal"),
    place(V1_7_3_TV, 63, Optional, "AvailMetadata", "ReleaseHistoryOriginal"),
    place(V1_8_MOVIES, 49, Optional, "AvailMetadata", "ReleaseHistoryOriginal"),
    place(V1_8_TV, 69, Optional, "AvailMetadata", "ReleaseHistoryOriginal"),
    place(V1_8_COLLECTIONS, 48, Optional, "AvailMetadata", "ReleaseHistoryOriginal"),
    place(V1_8_AVAILS, 76, Optional, "AvailMetadata", "ReleaseHistoryOriginal"),
    place(V1_9_MOVIES, 49, Optional, "AvailMetadata", "ReleaseHistoryOriginal"),
    place(V1_9_TV, 70, Optional, "AvailMetadata", "ReleaseHistoryOriginal"),
    place(V1_9_BONUS, 55, Optional, "AvailMetadata", "ReleaseHistoryOriginal"),
    place(V1_9_TPR, 49, Optional, "AvailMetadata", "ReleaseHistoryOriginal"),
    place(V1_9_AVAILS, 77, Optional, "AvailMetadata", "ReleaseHistoryOriginal"),
] },
ColumnFacts { name: "ReleaseHistoryPhysicalHV", category: "AvailMetadata", aliases: &[], kind: Kind::Date, kind_1_6: Kind::Date,
    meaning: "The date of the first release on disc.", placements: &[
    place(V1_6_MOVIES, 30, Optional, "AvailMetadata", "ReleaseHistoryPhysicalHV"),
    place(V1_6_TV, 43, Optional, "AvailMetadata", "ReleaseHistoryPhysicalHV"),
    place(V1_7_MOVIES, 39, Optional, "AvailMetadata", "ReleaseHistoryPhysicalHV"),
    place(V1_7_TV, 51, Optional, "AvailMetadata", "ReleaseHistoryPhysicalHV"),
    place(V1_7_2_MOVIES, 41, Optional, "AvailMetadata", "ReleaseHistoryPhysicalHV"),
    place(V1_7_2_TV, 55, Optional, "AvailMetadata", "ReleaseHistoryPhysicalHV"),
    place(V1_7_3_MOVIES, 49, Optional, "AvailMetadata", "ReleaseHistoryPhysicalHV"),
    place(V1_7_3_TV, 64, Optional, "AvailMetadata", "ReleaseHistoryPhysicalHV"),
    place(V1_8_MOVIES, 50, Optional, "AvailMetadata", "ReleaseHistoryPhysicalHV"),
    place(V1_8_TV, 70, Optional, "AvailMetadata", "ReleaseHistoryPhysicalHV"),
    place(V1_8_COLLECTIONS, 49, Optional, "AvailMetadata", "ReleaseHistoryPhysicalHV"),
    place(V1_8_AVAILS, 77, Optional, "AvailMetadata", "ReleaseHistoryPhysicalHV"),
    place(V1_9_MOVIES, 50, Optional, "AvailMetadata", "ReleaseHistoryPhysicalHV"),
    place(V1_9_TV, 71, Optional, "AvailMetadata", "ReleaseHistoryPhysicalHV"),
    place(V1_9_BONUS, 56, Optional, "AvailMetadata", "ReleaseHistoryPhysicalHV"),
    place(V1_9_TPR, 50, Optional, "AvailMetadata", "ReleaseHistoryPhysicalHV"),
    place(V1_9_AVAILS, 78, Optional, "AvailMetadata", "ReleaseHistoryPhysicalHV"),
] },
ColumnFacts { name: "ExceptionFlag", category: "Avail", aliases: &["ExceptionsFlag"], kind: Kind::Flag, kind_1_6: Kind::Flag,
    meaning: "Whether a person has to read the free-form columns.", placements: &[
    place(V1_6_MOVIES, 31, Optional, "Avail", "ExceptionFlag"),
    place(V1_6_TV, 44, Optional, "Avail", "ExceptionsFlag"),
    place(V1_7_MOVIES, 40, Optional, "Avail", "ExceptionFlag"),
    place(V1_7_TV, 52, Optional, "Avail", "ExceptionFlag"),
    place(V1_7_2_MOVIES, 42, Optional, "Avail", "ExceptionFlag"),
    place(V1_7_2_TV, 56, Optional, "Avail", "ExceptionFlag"),
    place(V1_7_3_MOVIES, 50, Optional, "Avail", "ExceptionFlag"),
    place(V1_7_3_TV, 65, Optional, "Avail", "ExceptionFlag"),
    place(V1_8_MOVIES, 51, Optional, "Avail", "ExceptionFlag"),
    place(V1_8_TV, 71, Optional, "Avail", "ExceptionFlag"),
    place(V1_8_COLLECTIONS, 50, Optional, "Avail", "ExceptionFlag"),
    place(V1_8_AVAILS, 78, Optional, "Avail", "ExceptionFlag"),
    place(V1_9_MOVIES, 51, Optional, "Avail", "ExceptionFlag"),
    place(V1_9_TV, 72, Optional, "Avail", "ExceptionFlag"),
    place(V1_9_BONUS, 57, Optional, "Avail", "ExceptionFlag"),
    place(V1_9_TPR, 51, Optional, "Avail", "ExceptionFlag"),
    place(V1_9_AVAILS, 79, Optional, "Avail", "ExceptionFlag"),
] },
ColumnFacts { name: "RatingSystem", category: "AvailMetadata", aliases: &[], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "The rating system.", placements: &[
    place(V1_6_MOVIES, 32, Optional, "AvailMetadata", "RatingSystem"),
    place(V1_6_TV, 45, Optional, "AvailMetadata", "RatingSystem"),
    place(V1_7_MOVIES, 41, Optional, "AvailMetadata", "RatingSystem"),
    place(V1_7_TV, 53, Optional, "AvailMetadata", "RatingSystem"),
    place(V1_7_2_MOVIES, 43, Optional, "AvailMetadata", "RatingSystem"),
    place(V1_7_2_TV, 57, Optional, "AvailMetadata", "RatingSystem"),
    place(V1_7_3_MOVIES, 51, Optional, "AvailMetadata", "RatingSystem"),
    place(V1_7_3_TV, 66, Optional, "AvailMetadata", "RatingSystem"),
    place(V1_8_MOVIES, 52, Optional, "AvailMetadata", "RatingSystem"),
    place(V1_8_TV, 72, Optional, "AvailMetadata", "RatingSystem"),
    place(V1_8_COLLECTIONS, 51, Optional, "AvailMetadata", "RatingSystem"),
    place(V1_8_AVAILS, 79, Optional, "AvailMetadata", "RatingSystem"),
    place(V1_9_MOVIES, 52, Optional, "AvailMetadata", "RatingSystem"),
    place(V1_9_TV, 73, Optional, "AvailMetadata", "RatingSystem"),
    place(V1_9_BONUS, 58, Optional, "AvailMetadata", "RatingSystem"),
    place(V1_9_TPR, 52, Optional, "AvailMetadata", "RatingSystem"),
    place(V1_9_AVAILS, 80, Optional, "AvailMetadata", "RatingSystem"),
] },
ColumnFacts { name: "RatingValue", category: "AvailMetadata", aliases: &[], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "The rating in that system.", placements: &[
    place(V1_6_MOVIES, 33, Optional, "AvailMetadata", "RatingValue"),
    place(V1_6_TV, 46, Optional, "AvailMetadata", "RatingValue"),
    place(V1_7_MOVIES, 42, Optional, "AvailMetadata", "RatingValue"),
    place(V1_7_TV, 54, Optional, "AvailMetadata", "RatingValue"),
    place(V1_7_2_MOVIES, 44, Optional, "AvailMetadata", "RatingValue"),
    place(V1_7_2_TV, 58, Optional, "AvailMetadata", "RatingValue"),
    place(V1_7_3_MOVIES, 52, Optional, "AvailMetadata", "RatingValue"),
    place(V1_7_3_TV, 67, Optional, "AvailMetadata", "RatingValue"),
    place(V1_8_MOVIES, 53, Optional, "AvailMetadata", "RatingValue"),
    place(V1_8_TV, 73, Optional, "AvailMetadata", "RatingValue"),
    place(V1_8_COLLECTIONS, 52, Optional, "AvailMetadata", "RatingValue"),
    place(V1_8_AVAILS, 80, Optional, "AvailMetadata", "RatingValue"),
    place(V1_9_MOVIES, 53, Optional, "AvailMetadata", "RatingValue"),
    place(V1_9_TV, 74, Optional, "AvailMetadata", "RatingValue"),
    place(V1_9_BONUS, 59, Optional, "AvailMetadata", "RatingValue"),
    place(V1_9_TPR, 53, Optional, "AvailMetadata", "RatingValue"),
    place(V1_9_AVAILS, 81, Optional, "AvailMetadata", "RatingValue"),
] },
ColumnFacts { name: "RatingReason", category: "AvailMetadata", aliases: &[], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "The reasons for the rating.", placements: &[
    place(V1_6_MOVIES, 34, Optional, "AvailMetadata", "RatingReason"),
    place(V1_6_TV, 47, Optional, "AvailMetadata", "RatingReason"),
    place(V1_7_MOVIES, 43, Optional, "AvailMetadata", "RatingReason"),
    place(V1_7_TV, 55, Optional, "AvailMetadata", "RatingReason"),
    place(V1_7_2_MOVIES, 45, Optional, "AvailMetadata", "RatingReason"),
    place(V1_7_2_TV, 59, Optional, "AvailMetadata", "RatingReason"),
    place(V1_7_3_MOVIES, 53, Optional, "AvailMetadata", "RatingReason"),
    place(V1_7_3_TV, 68, Optional, "AvailMetadata", "RatingReason"),
    place(V1_8_MOVIES, 54, Optional, "AvailMetadata", "RatingReason"),
    place(V1_8_TV, 74, Optional, "AvailMetadata", "RatingReason"),
    place(V1_8_COLLECTIONS, 53, Optional, "AvailMetadata", "RatingReason"),
    place(V1_8_AVAILS, 81, Optional, "AvailMetadata", "RatingReason"),
    place(V1_9_MOVIES, 54, Optional, "AvailMetadata", "RatingReason"),
    place(V1_9_TV, 75, Optional, "AvailMetadata", "RatingReason"),
    place(V1_9_BONUS, 60, Optional, "AvailMetadata", "RatingReason"),
    place(V1_9_TPR, 54, Optional, "AvailMetadata", "RatingReason"),
    place(V1_9_AVAILS, 82, Optional, "AvailMetadata", "RatingReason"),
] },
ColumnFacts { name: "RentalDuration", category: "AvailTrans", aliases: &[], kind: Kind::Hours, kind_1_6: Kind::Hours,
    meaning: "The duration of a rental, in hours.", placements: &[
    place(V1_6_MOVIES, 35, Optional, "AvailTrans", "RentalDuration"),
    place(V1_6_TV, 48, Optional, "AvailTrans", "RentalDuration"),
    place(V1_7_MOVIES, 44, Optional, "AvailTrans", "RentalDuration"),
    place(V1_7_TV, 56, Optional, "AvailTrans", "RentalDuration"),
    place(V1_7_2_MOVIES, 46, Optional, "AvailTrans", "RentalDuration"),
    place(V1_7_2_TV, 60, Optional, "AvailTrans", "RentalDuration"),
    place(V1_7_3_MOVIES, 54, Optional, "AvailTrans", "RentalDuration"),
    place(V1_7_3_TV, 69, Optional, "AvailTrans", "RentalDuration"),
    place(V1_8_MOVIES, 55, Optional, "AvailTrans", "RentalDuration"),
    place(V1_8_TV, 75, Optional, "AvailTrans", "RentalDuration"),
    place(V1_8_COLLECTIONS, 54, Optional, "AvailTrans", "RentalDuration"),
    place(V1_8_AVAILS, 82, Optional, "AvailTrans", "RentalDuration"),
    place(V1_9_MOVIES, 55, Optional, "AvailTrans", "RentalDuration"),
    place(V1_9_TV, 76, Optional, "AvailTrans", "RentalDuration"),
    place(V1_9_BONUS, 61, Optional, "AvailTrans", "RentalDuration"),
    place(V1_9_TPR, 55, Optional, "AvailTrans", "RentalDuration"),
    place(V1_9_AVAILS, 83, Optional, "AvailTrans", "RentalDuration"),
] },
ColumnFacts { name: "WatchDuration", category: "AvailTrans", aliases: &[], kind: Kind::Hours, kind_1_6: Kind::Hours,
    meaning: "The duration of a rental after playback has begun, in hours.", placements: &[
    place(V1_6_MOVIES, 36, Optional, "AvailTrans", "WatchDuration"),
    place(V1_6_TV, 49, Optional, "AvailTrans", "WatchDuration"),
    place(V1_7_MOVIES, 45, Optional, "AvailTrans", "WatchDuration"),
    place(V1_7_TV, 57, Optional, "AvailTrans", "WatchDuration"),
    place(V1_7_2_MOVIES, 47, Optional, "AvailTrans", "WatchDuration"),
    place(V1_7_2_TV, 61, Optional, "AvailTrans", "WatchDuration"),
    place(V1_7_3_MOVIES, 55, Optional, "AvailTrans", "WatchDuration"),
    place(V1_7_3_TV, 70, Optional, "AvailTrans", "WatchDuration"),
    place(V1_8_MOVIES, 56, Optional, "AvailTrans", "WatchDuration"),
    place(V1_8_TV, 76, Optional, "AvailTrans", "WatchDuration"),
    place(V1_8_COLLECTIONS, 55, Optional, "AvailTrans", "WatchDuration"),
    place(V1_8_AVAILS, 83, Optional, "AvailTrans", "WatchDuration"),
    place(V1_9_MOVIES, 56, Optional, "AvailTrans", "WatchDuration"),
    place(V1_9_TV, 77, Optional, "AvailTrans", "WatchDuration"),
    place(V1_9_BONUS, 62, Optional, "AvailTrans", "WatchDuration"),
    place(V1_9_TPR, 56, Optional, "AvailTrans", "WatchDuration"),
    place(V1_9_AVAILS, 84, Optional, "AvailTrans", "WatchDuration"),
] },
ColumnFacts { name: "CaptionIncluded", category: "AvailMetadata", aliases: &[], kind: Kind::Flag, kind_1_6: Kind::Flag,
    meaning: "Whether captions come with the title (United States).", placements: &[
    place(V1_6_MOVIES, 37, Conditional, "AvailMetadata", "CaptionIncluded"),
    place(V1_6_TV, 51, Conditional, "AvailMetadata", "CaptionIncluded"),
    place(V1_7_MOVIES, 46, Conditional, "AvailMetadata", "CaptionIncluded"),
    place(V1_7_TV, 59, Conditional, "AvailMetadata", "CaptionIncluded"),
    place(V1_7_2_MOVIES, 48, Conditional, "AvailMetadata", "CaptionIncluded"),
    place(V1_7_2_TV, 63, Conditional, "AvailMetadata", "CaptionIncluded"),
    place(V1_7_3_MOVIES, 56, Conditional, "AvailMetadata", "CaptionIncluded"),
    place(V1_7_3_TV, 72, Conditional, "AvailMetadata", "CaptionIncluded"),
    place(V1_8_MOVIES, 57, Conditional, "AvailMetadata", "CaptionIncluded"),
    place(V1_8_TV, 78, Conditional, "AvailMetadata", "CaptionIncluded"),
    place(V1_8_COLLECTIONS, 56, Conditional, "AvailMetadata", "CaptionIncluded"),
    place(V1_8_AVAILS, 85, Conditional, "AvailMetadata", "CaptionIncluded"),
    place(V1_9_MOVIES, 57, Conditional, "AvailMetadata", "CaptionIncluded"),
    place(V1_9_TV, 79, Conditional, "AvailMetadata", "CaptionIncluded"),
    place(V1_9_BONUS, 63, Conditional, "AvailMetadata", "CaptionIncluded"),
    place(V1_9_TPR, 57, Conditional, "AvailMetadata", "CaptionIncluded"),
    place(V1_9_AVAILS, 86, Conditional, "AvailMetadata", "CaptionIncluded"),
] },
ColumnFacts { name: "CaptionExemption", category: "AvailMetadata", aliases: &[], kind: Kind::CaptionExemption, kind_1_6: Kind::CaptionExemption,
    meaning: "The reason why the title needs no captions (United States), 1 to 6.", placements: &[
    place(V1_6_MOVIES, 38, Conditional, "AvailMetadata", "CaptionExemption"),
    place(V1_6_TV, 52, Conditional, "AvailMetadata", "CaptionExemption"),
    place(V1_7_MOVIES, 47, Conditional, "AvailMetadata", "CaptionExemption"),
    place(V1_7_TV, 60, Conditional, "AvailMetadata", "CaptionExemption"),
    place(V1_7_2_MOVIES, 49, Conditional, "AvailMetadata", "CaptionExemption"),
    place(V1_7_2_TV, 64, Conditional, "AvailMetadata", "CaptionExemption"),
    place(V1_7_3_MOVIES, 57, Conditional, "AvailMetadata", "CaptionExemption"),
    place(V1_7_3_TV, 73, Conditional, "AvailMetadata", "CaptionExemption"),
    place(V1_8_MOVIES, 58, Conditional, "AvailMetadata", "CaptionExemption"),
    place(V1_8_TV, 79, Conditional, "AvailMetadata", "CaptionExemption"),
    place(V1_8_COLLECTIONS, 57, Conditional, "AvailMetadata", "CaptionExemption"),
    place(V1_8_AVAILS, 86, Conditional, "AvailMetadata", "CaptionExemption"),
    place(V1_9_MOVIES, 58, Conditional, "AvailMetadata", "CaptionExemption"),
    place(V1_9_TV, 80, Conditional, "AvailMetadata", "CaptionExemption"),
    place(V1_9_BONUS, 64, Conditional, "AvailMetadata", "CaptionExemption"),
    place(V1_9_TPR, 58, Conditional, "AvailMetadata", "CaptionExemption"),
    place(V1_9_AVAILS, 87, Conditional, "AvailMetadata", "CaptionExemption"),
] },
ColumnFacts { name: "Any", category: "AvailMetadata", aliases: &[], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "Anything that no other column holds.", placements: &[
    place(V1_6_MOVIES, 39, Optional, "AvailMetadata", "Any"),
    place(V1_6_TV, 53, Optional, "AvailMetadata", "Any"),
    place(V1_7_MOVIES, 48, Optional, "AvailMetadata", "Any"),
    place(V1_7_TV, 61, Optional, "AvailMetadata", "Any"),
    place(V1_7_2_MOVIES, 50, Optional, "AvailMetadata", "Any"),
    place(V1_7_2_TV, 65, Optional, "AvailMetadata", "Any"),
    place(V1_7_3_MOVIES, 58, Optional, "AvailMetadata", "Any"),
    place(V1_7_3_TV, 74, Optional, "AvailMetadata", "Any"),
    place(V1_8_MOVIES, 59, Optional, "AvailMetadata", "Any"),
    place(V1_8_TV, 80, Optional, "AvailMetadata", "Any"),
    place(V1_8_COLLECTIONS, 58, Optional, "AvailMetadata", "Any"),
    place(V1_8_AVAILS, 87, Optional, "AvailMetadata", "Any"),
    place(V1_9_MOVIES, 59, Optional, "AvailMetadata", "Any"),
    place(V1_9_TV, 81, Optional, "AvailMetadata", "Any"),
    place(V1_9_BONUS, 65, Optional, "AvailMetadata", "Any"),
    place(V1_9_TPR, 59, Optional, "AvailMetadata", "Any"),
    place(V1_9_AVAILS, 88, Optional, "AvailMetadata", "Any"),
] },
ColumnFacts { name: "ContractID", category: "AvailTrans", aliases: &[], kind: Kind::Id, kind_1_6: Kind::Id,
    meaning: "The contract that the avail belongs to.", placements: &[
    place(V1_6_MOVIES, 40, Optional, "AvailTrans", "ContractID"),
    place(V1_6_TV, 54, Optional, "AvailTerms", "ContractID"),
    place(V1_7_MOVIES, 49, Optional, "AvailTrans", "ContractID"),
    place(V1_7_TV, 62, Optional, "AvailTrans", "ContractID"),
    place(V1_7_2_MOVIES, 51, Optional, "AvailTrans", "ContractID"),
    place(V1_7_2_TV, 66, Optional, "AvailTrans", "ContractID"),
    place(V1_7_3_MOVIES, 59, Optional, "AvailTrans", "ContractID"),
    place(V1_7_3_TV, 75, Optional, "AvailTrans", "ContractID"),
    place(V1_8_MOVIES, 60, Optional, "AvailTrans", "ContractID"),
    place(V1_8_TV, 81, Optional, "AvailTerms", "ContractID"),
    place(V1_8_COLLECTIONS, 59, Optional, "AvailTrans", "ContractID"),
    place(V1_8_AVAILS, 88, Optional, "AvailTrans", "ContractID"),
    place(V1_9_MOVIES, 60, Optional, "AvailTrans", "ContractID"),
    place(V1_9_TV, 82, Optional, "AvailTerms", "ContractID"),
    place(V1_9_BONUS, 66, Optional, "AvailTrans", "ContractID"),
    place(V1_9_TPR, 60, Optional, "AvailTrans", "ContractID"),
    place(V1_9_AVAILS, 89, Optional, "AvailTrans", "ContractID"),
] },
ColumnFacts { name: "ServiceProvider", category: "Avail", aliases: &[], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "The organization that delivers for the licensor.", placements: &[
    place(V1_6_MOVIES, 41, Optional, "Avail", "ServiceProvider"),
    place(V1_6_TV, 55, Optional, "Avail", "ServiceProvider"),
    place(V1_7_MOVIES, 50, Optional, "Avail", "ServiceProvider"),
    place(V1_7_TV, 63, Optional, "Avail", "ServiceProvider"),
    place(V1_7_2_MOVIES, 52, Optional, "Avail", "ServiceProvider"),
    place(V1_7_2_TV, 67, Optional, "Avail", "ServiceProvider"),
    place(V1_7_3_MOVIES, 65, Optional, "Avail", "ServiceProvider"),
    place(V1_7_3_TV, 81, Optional, "Avail", "ServiceProvider"),
    place(V1_8_MOVIES, 66, Optional, "Avail", "ServiceProvider"),
    place(V1_8_TV, 87, Optional, "Avail", "ServiceProvider"),
    place(V1_8_COLLECTIONS, 65, Optional, "Avail", "ServiceProvider"),
    place(V1_8_AVAILS, 94, Optional, "Avail", "ServiceProvider"),
    place(V1_9_MOVIES, 66, Optional, "Avail", "ServiceProvider"),
    place(V1_9_TV, 88, Optional, "Avail", "ServiceProvider"),
    place(V1_9_BONUS, 72, Optional, "Avail", "ServiceProvider"),
    place(V1_9_TPR, 66, Optional, "Avail", "ServiceProvider"),
    place(V1_9_AVAILS, 95, Optional, "Avail", "ServiceProvider"),
] },
ColumnFacts { name: "TotalRunTime", category: "AvailMetadata", aliases: &[], kind: Kind::RunTime, kind_1_6: Kind::RunTime,
    meaning: "The running time.", placements: &[
    place(V1_6_MOVIES, 42, Optional, "AvailMetadata", "TotalRunTime"),
    place(V1_6_TV, 56, Optional, "AvailMetadata", "TotalRunTime"),
    place(V1_7_MOVIES, 51, Optional, "AvailMetadata", "TotalRunTime"),
    place(V1_7_TV, 64, Optional, "AvailMetadata", "TotalRunTime"),
    place(V1_7_2_MOVIES, 53, Optional, "AvailMetadata", "TotalRunTime"),
    place(V1_7_2_TV, 68, Optional, "AvailMetadata", "TotalRunTime"),
    place(V1_7_3_MOVIES, 66, Optional, "AvailMetadata", "TotalRunTime"),
    place(V1_7_3_TV, 82, Optional, "AvailMetadata", "TotalRunTime"),
    place(V1_8_MOVIES, 67, Optional, "AvailMetadata", "TotalRunTime"),
    place(V1_8_TV, 88, Optional, "AvailMetadata", "TotalRunTime"),
    place(V1_8_COLLECTIONS, 66, Optional, "AvailMetadata", "TotalRunTime"),
    place(V1_8_AVAILS, 95, Optional, "AvailMetadata", "TotalRunTime"),
    place(V1_9_MOVIES, 67, Optional, "AvailMetadata", "TotalRunTime"),
    place(V1_9_TV, 89, Optional, "AvailMetadata", "TotalRunTime"),
    place(V1_9_BONUS, 73, Optional, "AvailMetadata", "TotalRunTime"),
    place(V1_9_TPR, 67, Optional, "AvailMetadata", "TotalRunTime"),
    place(V1_9_AVAILS, 96, Optional, "AvailMetadata", "TotalRunTime"),
] },
ColumnFacts { name: "HoldbackLanguage", category: "AvailTrans", aliases: &[], kind: Kind::Languages, kind_1_6: Kind::Languages,
    meaning: "Languages that must not be offered.", placements: &[
    place(V1_6_MOVIES, 43, Optional, "AvailTrans", "HoldbackLanguage"),
    place(V1_6_TV, 57, Optional, "AvailTrans", "HoldbackLanguage"),
    place(V1_7_MOVIES, 52, Optional, "AvailTrans", "HoldbackLanguage"),
    place(V1_7_TV, 65, Optional, "AvailTrans", "HoldbackLanguage"),
    place(V1_7_2_MOVIES, 54, Optional, "AvailTrans", "HoldbackLanguage"),
    place(V1_7_2_TV, 69, Optional, "AvailTrans", "HoldbackLanguage"),
    place(V1_7_3_MOVIES, 67, Optional, "AvailTrans", "HoldbackLanguage"),
    place(V1_7_3_TV, 83, Optional, "AvailTrans", "HoldbackLanguage"),
    place(V1_8_MOVIES, 68, Optional, "AvailTrans", "HoldbackLanguage"),
    place(V1_8_TV, 89, Optional, "AvailTrans", "HoldbackLanguage"),
    place(V1_8_COLLECTIONS, 67, Optional, "AvailTrans", "HoldbackLanguage"),
    place(V1_8_AVAILS, 96, Optional, "AvailTrans", "HoldbackLanguage"),
    place(V1_9_MOVIES, 68, Optional, "AvailTrans", "HoldbackLanguage"),
    place(V1_9_TV, 90, Optional, "AvailTrans", "HoldbackLanguage"),
    place(V1_9_BONUS, 74, Optional, "AvailTrans", "HoldbackLanguage"),
    place(V1_9_TPR, 68, Optional, "AvailTrans", "HoldbackLanguage"),
    place(V1_9_AVAILS, 97, Optional, "AvailTrans", "HoldbackLanguage"),
] },
ColumnFacts { name: "HoldbackExclusionLanguage", category: "AvailTrans", aliases: &[], kind: Kind::Languages, kind_1_6: Kind::Languages,
    meaning: "The only languages that may be offered (1.6 name of AllowedLanguages).", placements: &[
    place(V1_6_MOVIES, 44, Optional, "AvailTrans", "HoldbackExclusionLanguage"),
    place(V1_6_TV, 58, Optional, "AvailTrans", "HoldbackExclusionLanguage"),
] },
ColumnFacts { name: "SeriesTitleInternalAlias", category: "AvailMetadata", aliases: &[], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "The title of the series as the licensor files it.", placements: &[
    place(V1_6_TV, 6, Required, "AvailMetadata", "SeriesTitleInternalAlias"),
    place(V1_7_TV, 6, Required, "AvailMetadata", "SeriesTitleInternalAlias"),
    place(V1_7_2_TV, 6, Required, "AvailMetadata", "SeriesTitleInternalAlias"),
    place(V1_7_3_TV, 8, Required, "AvailMetadata", "SeriesTitleInternalAlias"),
    place(V1_8_TV, 8, Required, "AvailMetadata", "SeriesTitleInternalAlias"),
    place(V1_8_AVAILS, 11, Conditional, "AvailMetadata", "SeriesTitleInternalAlias"),
    place(V1_9_TV, 8, Required, "AvailMetadata", "SeriesTitleInternalAlias"),
    place(V1_9_AVAILS, 11, Conditional, "AvailMetadata", "SeriesTitleInternalAlias"),
] },
ColumnFacts { name: "SeriesTitleDisplayUnlimited", category: "AvailMetadata", aliases: &[], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "The title of the series as customers see it.", placements: &[
    place(V1_6_TV, 7, Optional, "AvailMetadata", "SeriesTitleDisplayUnlimited"),
    place(V1_7_TV, 7, Optional, "AvailMetadata", "SeriesTitleDisplayUnlimited"),
    place(V1_7_2_TV, 7, Optional, "AvailMetadata", "SeriesTitleDisplayUnlimited"),
    place(V1_7_3_TV, 9, Optional, "AvailMetadata", "SeriesTitleDisplayUnlimited"),
    place(V1_8_TV, 9, Optional, "AvailMetadata", "SeriesTitleDisplayUnlimited"),
    place(V1_8_AVAILS, 12, Optional, "AvailMetadata", "SeriesTitleDisplayUnlimited"),
    place(V1_9_TV, 9, Optional, "AvailMetadata", "SeriesTitleDisplayUnlimited"),
    place(V1_9_AVAILS, 12, Optional, "AvailMetadata", "SeriesTitleDisplayUnlimited"),
] },
ColumnFacts { name: "SeasonNumber", category: "AvailMetadata", aliases: &[], kind: Kind::Count, kind_1_6: Kind::Count,
    meaning: "The number of the season in its series.", placements: &[
    place(V1_6_TV, 8, Required, "AvailMetadata", "SeasonNumber"),
    place(V1_7_TV, 8, Required, "AvailMetadata", "SeasonNumber"),
    place(V1_7_2_TV, 8, Required, "AvailMetadata", "SeasonNumber"),
    place(V1_7_3_TV, 10, Required, "AvailMetadata", "SeasonNumber"),
    place(V1_8_TV, 10, Required, "AvailMetadata", "SeasonNumber"),
    place(V1_8_AVAILS, 13, Conditional, "AvailMetadata", "SeasonNumber"),
    place(V1_9_TV, 10, Required, "AvailMetadata", "SeasonNumber"),
    place(V1_9_AVAILS, 13, Conditional, "AvailMetadata", "SeasonNumber"),
] },
ColumnFacts { name: "EpisodeNumber", category: "AvailMetadata", aliases: &[], kind: Kind::Count, kind_1_6: Kind::Count,
    meaning: "The number of the episode in its season.", placements: &[
    place(V1_6_TV, 9, Conditional, "AvailMetadata", "EpisodeNumber"),
    place(V1_7_TV, 9, Conditional, "AvailMetadata", "EpisodeNumber"),
    place(V1_7_2_TV, 10, Conditional, "AvailMetadata", "EpisodeNumber"),
    place(V1_7_3_TV, 12, Conditional, "AvailMetadata", "EpisodeNumber"),
    place(V1_8_TV, 15, Conditional, "AvailMetadata", "EpisodeNumber"),
    place(V1_8_AVAILS, 18, Conditional, "AvailMetadata", "EpisodeNumber"),
    place(V1_9_TV, 16, Conditional, "AvailMetadata", "EpisodeNumber"),
    place(V1_9_AVAILS, 19, Conditional, "AvailMetadata", "EpisodeNumber"),
] },
ColumnFacts { name: "EpisodeTitleInternalAlias", category: "AvailMetadata", aliases: &[], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "The title of the episode as the licensor files it.", placements: &[
    place(V1_6_TV, 11, Optional, "AvailMetadata", "EpisodeTitleInternalAlias"),
    place(V1_7_TV, 11, Conditional, "AvailMetadata", "EpisodeTitleInternalAlias"),
    place(V1_7_2_TV, 12, Conditional, "AvailMetadata", "EpisodeTitleInternalAlias"),
    place(V1_7_3_TV, 14, Conditional, "AvailMetadata", "EpisodeTitleInternalAlias"),
    place(V1_8_TV, 17, Conditional, "AvailMetadata", "EpisodeTitleInternalAlias"),
    place(V1_8_AVAILS, 20, Conditional, "AvailMetadata", "EpisodeTitleInternalAlias"),
    place(V1_9_TV, 18, Conditional, "AvailMetadata", "EpisodeTitleInternalAlias"),
    place(V1_9_AVAILS, 21, Conditional, "AvailMetadata", "EpisodeTitleInternalAlias"),
] },
ColumnFacts { name: "EpisodeTitleDisplayUnlimited", category: "AvailMetadata", aliases: &[], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "The title of the episode as customers see it.", placements: &[
    place(V1_6_TV, 12, Optional, "AvailMetadata", "EpisodeTitleDisplayUnlimited"),
    place(V1_7_TV, 12, Optional, "AvailMetadata", "EpisodeTitleDisplayUnlimited"),
    place(V1_7_2_TV, 13, Optional, "AvailMetadata", "EpisodeTitleDisplayUnlimited"),
    place(V1_7_3_TV, 15, Optional, "AvailMetadata", "EpisodeTitleDisplayUnlimited"),
    place(V1_8_TV, 18, Optional, "AvailMetadata", "EpisodeTitleDisplayUnlimited"),
    place(V1_8_AVAILS, 21, Optional, "AvailMetadata", "EpisodeTitleDisplayUnlimited"),
    place(V1_9_TV, 19, Optional, "AvailMetadata", "EpisodeTitleDisplayUnlimited"),
    place(V1_9_AVAILS, 22, Optional, "AvailMetadata", "EpisodeTitleDisplayUnlimited"),
] },
ColumnFacts { name: "SeasonTitleInternalAlias", category: "AvailMetadata", aliases: &[], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "The title of the season as the licensor files it.", placements: &[
    place(V1_6_TV, 13, Optional, "AvailMetadata", "SeasonTitleInternalAlias"),
    place(V1_7_TV, 13, Optional, "AvailMetadata", "SeasonTitleInternalAlias"),
    place(V1_7_2_TV, 14, Optional, "AvailMetadata", "SeasonTitleInternalAlias"),
    place(V1_7_3_TV, 16, Optional, "AvailMetadata", "SeasonTitleInternalAlias"),
    place(V1_8_TV, 19, Optional, "AvailMetadata", "SeasonTitleInternalAlias"),
    place(V1_8_AVAILS, 22, Optional, "AvailMetadata", "SeasonTitleInternalAlias"),
    place(V1_9_TV, 20, Optional, "AvailMetadata", "SeasonTitleInternalAlias"),
    place(V1_9_AVAILS, 23, Optional, "AvailMetadata", "SeasonTitleInternalAlias"),
] },
ColumnFacts { name: "SeasonTitleDisplayUnlimited", category: "AvailMetadata", aliases: &[], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "The title of the season as customers see it.", placements: &[
    place(V1_6_TV, 14, Optional, "AvailMetadata", "SeasonTitleDisplayUnlimited"),
    place(V1_7_TV, 14, Optional, "AvailMetadata", "SeasonTitleDisplayUnlimited"),
    place(V1_7_2_TV, 15, Optional, "AvailMetadata", "SeasonTitleDisplayUnlimited"),
    place(V1_7_3_TV, 17, Optional, "AvailMetadata", "SeasonTitleDisplayUnlimited"),
    place(V1_8_TV, 20, Optional, "AvailMetadata", "SeasonTitleDisplayUnlimited"),
    place(V1_8_AVAILS, 23, Optional, "AvailMetadata", "SeasonTitleDisplayUnlimited"),
    place(V1_9_TV, 21, Optional, "AvailMetadata", "SeasonTitleDisplayUnlimited"),
    place(V1_9_AVAILS, 24, Optional, "AvailMetadata", "SeasonTitleDisplayUnlimited"),
] },
ColumnFacts { name: "EpisodeCount", category: "AvailMetadata", aliases: &[], kind: Kind::Count, kind_1_6: Kind::Count,
    meaning: "The number of episodes in the season.", placements: &[
    place(V1_6_TV, 15, Optional, "AvailMetadata", "EpisodeCount"),
    place(V1_7_TV, 15, Conditional, "AvailMetadata", "EpisodeCount"),
    place(V1_7_2_TV, 16, Conditional, "AvailMetadata", "EpisodeCount"),
    place(V1_7_3_TV, 18, Conditional, "AvailMetadata", "EpisodeCount"),
    place(V1_8_TV, 21, Conditional, "AvailMetadata", "EpisodeCount"),
    place(V1_8_AVAILS, 24, Conditional, "AvailMetadata", "EpisodeCount"),
    place(V1_9_TV, 22, Conditional, "AvailMetadata", "EpisodeCount"),
    place(V1_9_AVAILS, 25, Conditional, "AvailMetadata", "EpisodeCount"),
] },
ColumnFacts { name: "SeasonCount", category: "AvailMetadata", aliases: &[], kind: Kind::Count, kind_1_6: Kind::Count,
    meaning: "The number of seasons in the series.", placements: &[
    place(V1_6_TV, 16, Optional, "AvailMetadata", "SeasonCount"),
    place(V1_7_TV, 16, Optional, "AvailMetadata", "SeasonCount"),
    place(V1_7_2_TV, 17, Optional, "AvailMetadata", "SeasonCount"),
    place(V1_7_3_TV, 19, Optional, "AvailMetadata", "SeasonCount"),
    place(V1_8_TV, 22, Optional, "AvailMetadata", "SeasonCount"),
    place(V1_8_AVAILS, 25, Optional, "AvailMetadata", "SeasonCount"),
    place(V1_9_TV, 23, Optional, "AvailMetadata", "SeasonCount"),
    place(V1_9_AVAILS, 26, Optional, "AvailMetadata", "SeasonCount"),
] },
ColumnFacts { name: "SeriesAltID", category: "AvailMetadata", aliases: &[], kind: Kind::AltId, kind_1_6: Kind::AltId,
    meaning: "The licensor's own ID of the series.", placements: &[
    place(V1_6_TV, 17, Conditional, "AvailMetadata", "SeriesAltID"),
    place(V1_7_2_TV, 21, Optional, "AvailMetadata", "SeriesAltID"),
    place(V1_7_3_TV, 24, Optional, "AvailMetadata", "SeriesAltID"),
    place(V1_8_TV, 28, Optional, "AvailMetadata", "SeriesAltID"),
    place(V1_8_AVAILS, 31, Optional, "AvailMetadata", "SeriesAltID"),
    place(V1_9_TV, 29, Optional, "AvailMetadata", "SeriesAltID"),
    place(V1_9_AVAILS, 32, Optional, "AvailMetadata", "SeriesAltID"),
] },
ColumnFacts { name: "SeasonAltID", category: "AvailMetadata", aliases: &[], kind: Kind::AltId, kind_1_6: Kind::AltId,
    meaning: "The licensor's own ID of the season.", placements: &[
    place(V1_6_TV, 18, Conditional, "AvailMetadata", "SeasonAltID"),
    place(V1_7_2_TV, 22, Optional, "AvailMetadata", "SeasonAltID"),
    place(V1_7_3_TV, 25, Optional, "AvailMetadata", "SeasonAltID"),
    place(V1_8_TV, 29, Optional, "AvailMetadata", "SeasonAltID"),
    place(V1_8_AVAILS, 32, Optional, "AvailMetadata", "SeasonAltID"),
    place(V1_9_TV, 30, Optional, "AvailMetadata", "SeasonAltID"),
    place(V1_9_AVAILS, 33, Optional, "AvailMetadata", "SeasonAltID"),
] },
ColumnFacts { name: "EpisodeAltID", category: "AvailMetadata", aliases: &[], kind: Kind::AltId, kind_1_6: Kind::AltId,
    meaning: "The licensor's own ID of the episode.", placements: &[
    place(V1_6_TV, 19, Conditional, "AvailMetadata", "EpisodeAltID"),
    place(V1_7_2_TV, 23, Optional, "AvailMetadata", "EpisodeAltID"),
    place(V1_7_3_TV, 26, Optional, "AvailMetadata", "EpisodeAltID"),
    place(V1_8_TV, 31, Optional, "AvailMetadata", "EpisodeAltID"),
    place(V1_8_AVAILS, 34, Optional, "AvailMetadata", "EpisodeAltID"),
    place(V1_9_TV, 32, Optional, "AvailMetadata", "EpisodeAltID"),
    place(V1_9_AVAILS, 35, Optional, "AvailMetadata", "EpisodeAltID"),
] },
ColumnFacts { name: "CompanyDisplayCredit", category: "AvailMetadata", aliases: &[], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "The studio or network named in the credits.", placements: &[
    place(V1_6_TV, 20, Optional, "AvailMetadata", "CompanyDisplayCredit"),
    place(V1_7_MOVIES, 9, Optional, "AvailMetadata", "CompanyDisplayCredit"),
    place(V1_7_TV, 21, Optional, "AvailMetadata", "CompanyDisplayCredit"),
    place(V1_7_2_MOVIES, 9, Optional, "AvailMetadata", "CompanyDisplayCredit"),
    place(V1_7_2_TV, 25, Optional, "AvailMetadata", "CompanyDisplayCredit"),
    place(V1_7_3_MOVIES, 11, Optional, "AvailMetadata", "CompanyDisplayCredit"),
    place(V1_7_3_TV, 28, Optional, "AvailMetadata", "CompanyDisplayCredit"),
    place(V1_8_MOVIES, 12, Optional, "AvailMetadata", "CompanyDisplayCredit"),
    place(V1_8_TV, 33, Optional, "AvailMetadata", "CompanyDisplayCredit"),
    place(V1_8_COLLECTIONS, 11, Optional, "AvailMetadata", "CompanyDisplayCredit"),
    place(V1_8_AVAILS, 36, Optional, "AvailMetadata", "CompanyDisplayCredit"),
    place(V1_9_MOVIES, 12, Optional, "AvailMetadata", "CompanyDisplayCredit"),
    place(V1_9_TV, 34, Optional, "AvailMetadata", "CompanyDisplayCredit"),
    place(V1_9_BONUS, 18, Optional, "AvailMetadata", "CompanyDisplayCredit"),
    place(V1_9_TPR, 12, Optional, "AvailMetadata", "CompanyDisplayCredit"),
    place(V1_9_AVAILS, 37, Optional, "AvailMetadata", "CompanyDisplayCredit"),
] },
ColumnFacts { name: "SeriesContentID", category: "AvailAsset", aliases: &[], kind: Kind::Id, kind_1_6: Kind::Eidr,
    meaning: "The series' metadata; in 1.6 its EIDR.", placements: &[
    place(V1_6_TV, 33, Optional, "AvailAsset", "SeriesContentID"),
    place(V1_7_TV, 39, Required, "AvailAsset", "SeriesContentID"),
    place(V1_7_2_TV, 43, Required, "AvailAsset", "SeriesContentID"),
    place(V1_7_3_TV, 52, Required, "AvailAsset", "SeriesContentID"),
    place(V1_8_TV, 57, Required, "AvailAsset", "SeriesContentID"),
    place(V1_8_AVAILS, 64, Conditional, "AvailAsset", "SeriesContentID"),
    place(V1_9_TV, 58, Required, "AvailAsset", "SeriesContentID"),
    place(V1_9_AVAILS, 65, Conditional, "AvailAsset", "SeriesContentID"),
] },
ColumnFacts { name: "SeasonContentID", category: "AvailAsset", aliases: &[], kind: Kind::Id, kind_1_6: Kind::Eidr,
    meaning: "The season's metadata; in 1.6 its EIDR.", placements: &[
    place(V1_6_TV, 34, Optional, "AvailAsset", "SeasonContentID"),
    place(V1_7_TV, 40, Required, "AvailAsset", "SeasonContentID"),
    place(V1_7_2_TV, 44, Required, "AvailAsset", "SeasonContentID"),
    place(V1_7_3_TV, 53, Required, "AvailAsset", "SeasonContentID"),
    place(V1_8_TV, 58, Required, "AvailAsset", "SeasonContentID"),
    place(V1_8_AVAILS, 65, Conditional, "AvailAsset", "SeasonContentID"),
    place(V1_9_TV, 59, Required, "AvailAsset", "SeasonContentID"),
    place(V1_9_AVAILS, 66, Conditional, "AvailAsset", "SeasonContentID"),
] },
ColumnFacts { name: "EpisodeContentID", category: "AvailAsset", aliases: &[], kind: Kind::Id, kind_1_6: Kind::Eidr,
    meaning: "The episode's metadata; in 1.6 its EIDR.", placements: &[
    place(V1_6_TV, 35, Optional, "AvailAsset", "EpisodeContentID"),
    place(V1_7_TV, 41, Conditional, "AvailAsset", "EpisodeContentID"),
    place(V1_7_2_TV, 45, Conditional, "AvailAsset", "EpisodeContentID"),
    place(V1_7_3_TV, 54, Conditional, "AvailAsset", "EpisodeContentID"),
    place(V1_8_TV, 60, Conditional, "AvailAsset", "EpisodeContentID"),
    place(V1_8_AVAILS, 67, Conditional, "AvailAsset", "EpisodeContentID"),
    place(V1_9_TV, 61, Conditional, "AvailAsset", "EpisodeContentID"),
    place(V1_9_AVAILS, 68, Conditional, "AvailAsset", "EpisodeContentID"),
] },
ColumnFacts { name: "EpisodeProductID", category: "AvailAsset", aliases: &[], kind: Kind::Eidr, kind_1_6: Kind::Eidr,
    meaning: "The edit-level EIDR of the episode (1.6).", placements: &[
    place(V1_6_TV, 36, Optional, "AvailAsset", "EpisodeProductID"),
] },
ColumnFacts { name: "FixedEndDate", category: "AvailTrans", aliases: &[], kind: Kind::Date, kind_1_6: Kind::Date,
    meaning: "A date on which a rental ends in any case.", placements: &[
    place(V1_6_TV, 50, Optional, "AvailTrans", "FixedEndDate"),
    place(V1_7_TV, 58, Optional, "AvailTrans", "FixedEndDate"),
    place(V1_7_2_TV, 62, Optional, "AvailTrans", "FixedEndDate"),
    place(V1_7_3_TV, 71, Optional, "AvailTrans", "FixedEndDate"),
    place(V1_8_TV, 77, Optional, "AvailTrans", "FixedEndDate"),
    place(V1_8_AVAILS, 84, Optional, "AvailTrans", "FixedEndDate"),
    place(V1_9_TV, 78, Optional, "AvailTrans", "FixedEndDate"),
    place(V1_9_AVAILS, 85, Optional, "AvailTrans", "FixedEndDate"),
] },
ColumnFacts { name: "AssetLanguage", category: "AvailTrans", aliases: &[], kind: Kind::Languages, kind_1_6: Kind::Languages,
    meaning: "The languages of the assets that the licensor intends to deliver.", placements: &[
    place(V1_7_MOVIES, 2, Optional, "AvailTrans", "AssetLanguage"),
    place(V1_7_TV, 2, Optional, "AvailTrans", "AssetLanguage"),
    place(V1_7_2_MOVIES, 2, Optional, "AvailTrans", "AssetLanguage"),
    place(V1_7_2_TV, 2, Optional, "AvailTrans", "AssetLanguage"),
    place(V1_7_3_MOVIES, 3, Optional, "AvailTrans", "AssetLanguage"),
    place(V1_7_3_TV, 3, Optional, "AvailTrans", "AssetLanguage"),
    place(V1_8_MOVIES, 3, Optional, "AvailTrans", "AssetLanguage"),
    place(V1_8_TV, 3, Optional, "AvailTrans", "AssetLanguage"),
    place(V1_8_COLLECTIONS, 3, Optional, "AvailTrans", "AssetLanguage"),
    place(V1_8_AVAILS, 3, Optional, "AvailTrans", "AssetLanguage"),
    place(V1_9_MOVIES, 3, Optional, "AvailTrans", "AssetLanguage"),
    place(V1_9_TV, 3, Optional, "AvailTrans", "AssetLanguage"),
    place(V1_9_BONUS, 9, Optional, "AvailTrans", "AssetLanguage"),
    place(V1_9_TPR, 3, Optional, "AvailTrans", "AssetLanguage"),
    place(V1_9_AVAILS, 3, Optional, "AvailTrans", "AssetLanguage"),
] },
ColumnFacts { name: "HDR", category: "AvailTrans", aliases: &[], kind: Kind::Hdr, kind_1_6: Kind::Hdr,
    meaning: "High dynamic range.", placements: &[
    place(V1_7_MOVIES, 13, Optional, "AvailTrans", "HDR"),
    place(V1_7_TV, 25, Optional, "AvailTrans", "HDR"),
    place(V1_7_2_MOVIES, 13, Optional, "AvailTrans", "HDR"),
    place(V1_7_2_TV, 29, Optional, "AvailTrans", "HDR"),
    place(V1_7_3_MOVIES, 17, Optional, "AvailTrans", "HDR"),
    place(V1_7_3_TV, 34, Optional, "AvailTrans", "HDR"),
    place(V1_8_MOVIES, 18, Optional, "AvailTrans", "HDR"),
    place(V1_8_TV, 39, Optional, "AvailTrans", "HDR"),
    place(V1_8_COLLECTIONS, 17, Optional, "AvailTrans", "HDR"),
    place(V1_8_AVAILS, 42, Optional, "AvailTrans", "HDR"),
    place(V1_9_MOVIES, 18, Optional, "AvailTrans", "HDR"),
    place(V1_9_TV, 40, Optional, "AvailTrans", "HDR"),
    place(V1_9_BONUS, 24, Optional, "AvailTrans", "HDR"),
    place(V1_9_TPR, 18, Optional, "AvailTrans", "HDR"),
    place(V1_9_AVAILS, 43, Optional, "AvailTrans", "HDR"),
] },
ColumnFacts { name: "WCG", category: "AvailTrans", aliases: &[], kind: Kind::Flag, kind_1_6: Kind::Flag,
    meaning: "Wide color gamut.", placements: &[
    place(V1_7_MOVIES, 14, Optional, "AvailTrans", "WCG"),
    place(V1_7_TV, 26, Optional, "AvailTrans", "WCG"),
    place(V1_7_2_MOVIES, 14, Optional, "AvailTrans", "WCG"),
    place(V1_7_2_TV, 30, Optional, "AvailTrans", "WCG"),
    place(V1_7_3_MOVIES, 18, Optional, "AvailTrans", "WCG"),
    place(V1_7_3_TV, 35, Optional, "AvailTrans", "WCG"),
    place(V1_8_MOVIES, 19, Optional, "AvailTrans", "WCG"),
    place(V1_8_TV, 40, Optional, "AvailTrans", "WCG"),
    place(V1_8_COLLECTIONS, 18, Optional, "AvailTrans", "WCG"),
    place(V1_8_AVAILS, 43, Optional, "AvailTrans", "WCG"),
    place(V1_9_MOVIES, 19, Optional, "AvailTrans", "WCG"),
    place(V1_9_TV, 41, Optional, "AvailTrans", "WCG"),
    place(V1_9_BONUS, 25, Optional, "AvailTrans", "WCG"),
    place(V1_9_TPR, 19, Optional, "AvailTrans", "WCG"),
    place(V1_9_AVAILS, 44, Optional, "AvailTrans", "WCG"),
] },
ColumnFacts { name: "HFR", category: "AvailTrans", aliases: &[], kind: Kind::Flag, kind_1_6: Kind::Flag,
    meaning: "High frame rate.", placements: &[
    place(V1_7_MOVIES, 15, Optional, "AvailTrans", "HFR"),
    place(V1_7_TV, 27, Optional, "AvailTrans", "HFR"),
    place(V1_7_2_MOVIES, 15, Optional, "AvailTrans", "HFR"),
    place(V1_7_2_TV, 31, Optional, "AvailTrans", "HFR"),
    place(V1_7_3_MOVIES, 19, Optional, "AvailTrans", "HFR"),
    place(V1_7_3_TV, 36, Optional, "AvailTrans", "HFR"),
    place(V1_8_MOVIES, 20, Optional, "AvailTrans", "HFR"),
    place(V1_8_TV, 41, Optional, "AvailTrans", "HFR"),
    place(V1_8_COLLECTIONS, 19, Optional, "AvailTrans", "HFR"),
    place(V1_8_AVAILS, 44, Optional, "AvailTrans", "HFR"),
    place(V1_9_MOVIES, 20, Optional, "AvailTrans", "HFR"),
    place(V1_9_TV, 42, Optional, "AvailTrans", "HFR"),
    place(V1_9_BONUS, 26, Optional, "AvailTrans", "HFR"),
    place(V1_9_TPR, 20, Optional, "AvailTrans", "HFR"),
    place(V1_9_AVAILS, 45, Optional, "AvailTrans", "HFR"),
] },
ColumnFacts { name: "PriceCurrency", category: "AvailTrans", aliases: &[], kind: Kind::Currency, kind_1_6: Kind::Currency,
    meaning: "The currency of the price.", placements: &[
    place(V1_7_MOVIES, 20, Optional, "AvailTrans", "PriceCurrency"),
    place(V1_7_TV, 34, Optional, "AvailTrans", "PriceCurrency"),
    place(V1_7_2_MOVIES, 21, Optional, "AvailTrans", "PriceCurrency"),
    place(V1_7_2_TV, 38, Optional, "AvailTrans", "PriceCurrency"),
    place(V1_7_3_MOVIES, 28, Optional, "AvailTrans", "PriceCurrency"),
    place(V1_7_3_TV, 46, Optional, "AvailTrans", "PriceCurrency"),
    place(V1_8_MOVIES, 29, Optional, "AvailTrans", "PriceCurrency"),
    place(V1_8_TV, 51, Optional, "AvailTrans", "PriceCurrency"),
    place(V1_8_COLLECTIONS, 28, Optional, "AvailTrans", "PriceCurrency"),
    place(V1_8_AVAILS, 54, Optional, "AvailTrans", "PriceCurrency"),
    place(V1_9_MOVIES, 29, Optional, "AvailTrans", "PriceCurrency"),
    place(V1_9_TV, 52, Optional, "AvailTrans", "PriceCurrency"),
    place(V1_9_BONUS, 35, Optional, "AvailTrans", "PriceCurrency"),
    place(V1_9_TPR, 29, Optional, "AvailTrans", "PriceCurrency"),
    place(V1_9_AVAILS, 55, Optional, "AvailTrans", "PriceCurrency"),
] },
ColumnFacts { name: "TitleID", category: "AvailAsset", aliases: &[], kind: Kind::Eidr, kind_1_6: Kind::Eidr,
    meaning: "The title-level EIDR of the movie.", placements: &[
    place(V1_7_MOVIES, 25, Optional, "AvailAsset", "TitleID"),
    place(V1_7_2_MOVIES, 26, Optional, "AvailAsset", "TitleID"),
    place(V1_7_3_MOVIES, 34, Optional, "AvailAsset", "TitleID"),
    place(V1_8_MOVIES, 35, Optional, "AvailAsset", "TitleID"),
    place(V1_8_COLLECTIONS, 34, Optional, "AvailAsset", "TitleID"),
    place(V1_8_AVAILS, 60, Optional, "AvailAsset", "TitleID"),
    place(V1_9_MOVIES, 35, Optional, "AvailAsset", "TitleID"),
    place(V1_9_BONUS, 41, Optional, "AvailAsset", "TitleID"),
    place(V1_9_TPR, 35, Optional, "AvailAsset", "TitleID"),
    place(V1_9_AVAILS, 61, Optional, "AvailAsset", "TitleID"),
] },
ColumnFacts { name: "EditID", category: "AvailAsset", aliases: &[], kind: Kind::Eidr, kind_1_6: Kind::Eidr,
    meaning: "The edit-level EIDR of the movie.", placements: &[
    place(V1_7_MOVIES, 26, Optional, "AvailAsset", "EditID"),
    place(V1_7_2_MOVIES, 27, Optional, "AvailAsset", "EditID"),
    place(V1_7_3_MOVIES, 35, Optional, "AvailAsset", "EditID"),
    place(V1_8_MOVIES, 36, Optional, "AvailAsset", "EditID"),
    place(V1_8_COLLECTIONS, 35, Optional, "AvailAsset", "EditID"),
    place(V1_8_AVAILS, 61, Optional, "AvailAsset", "EditID"),
    place(V1_9_MOVIES, 36, Optional, "AvailAsset", "EditID"),
    place(V1_9_BONUS, 42, Optional, "AvailAsset", "EditID"),
    place(V1_9_TPR, 36, Optional, "AvailAsset", "EditID"),
    place(V1_9_AVAILS, 62, Optional, "AvailAsset", "EditID"),
] },
ColumnFacts { name: "UV_ID", category: "Avail", aliases: &[], kind: Kind::Id, kind_1_6: Kind::Id,
    meaning: "The UltraViolet ID.", placements: &[
    place(V1_7_MOVIES, 29, Optional, "Avail", "UV_ID"),
    place(V1_7_TV, 43, Optional, "Avail", "UV_ID"),
    place(V1_7_2_MOVIES, 31, Optional, "Avail", "UV_ID"),
    place(V1_7_2_TV, 47, Optional, "Avail", "UV_ID"),
    place(V1_7_3_MOVIES, 39, Optional, "Avail", "UV_ID"),
    place(V1_7_3_TV, 56, Optional, "Avail", "UV_ID"),
    place(V1_8_MOVIES, 40, Optional, "Avail", "UV_ID"),
    place(V1_8_TV, 62, Optional, "Avail", "UV_ID"),
    place(V1_8_COLLECTIONS, 39, Optional, "Avail", "UV_ID"),
    place(V1_8_AVAILS, 69, Optional, "Avail", "UV_ID"),
    place(V1_9_MOVIES, 40, Optional, "Avail", "UV_ID"),
    place(V1_9_TV, 63, Optional, "Avail", "UV_ID"),
    place(V1_9_BONUS, 46, Optional, "Avail", "UV_ID"),
    place(V1_9_TPR, 40, Optional, "Avail", "UV_ID"),
    place(V1_9_AVAILS, 70, Optional, "Avail", "UV_ID"),
] },
ColumnFacts { name: "DMA_ID", category: "Avail", aliases: &[], kind: Kind::Id, kind_1_6: Kind::Id,
    meaning: "The Movies Anywhere ID.", placements: &[
    place(V1_7_MOVIES, 30, Optional, "Avail", "DMA_ID"),
    place(V1_7_TV, 44, Optional, "Avail", "DMA_ID"),
    place(V1_7_2_MOVIES, 32, Optional, "Avail", "DMA_ID"),
    place(V1_7_2_TV, 48, Optional, "Avail", "DMA_ID"),
    place(V1_7_3_MOVIES, 40, Optional, "Avail", "DMA_ID"),
    place(V1_7_3_TV, 57, Optional, "Avail", "DMA_ID"),
    place(V1_8_MOVIES, 41, Optional, "Avail", "DMA_ID"),
    place(V1_8_TV, 63, Optional, "Avail", "DMA_ID"),
    place(V1_8_COLLECTIONS, 40, Optional, "Avail", "DMA_ID"),
    place(V1_8_AVAILS, 70, Optional, "Avail", "DMA_ID"),
    place(V1_9_MOVIES, 41, Optional, "Avail", "DMA_ID"),
    place(V1_9_TV, 64, Optional, "Avail", "DMA_ID"),
    place(V1_9_BONUS, 47, Optional, "Avail", "DMA_ID"),
    place(V1_9_TPR, 41, Optional, "Avail", "DMA_ID"),
    place(V1_9_AVAILS, 71, Optional, "Avail", "DMA_ID"),
] },
ColumnFacts { name: "ReportingID", category: "Avail", aliases: &[], kind: Kind::Id, kind_1_6: Kind::Id,
    meaning: "The ID under which sales are reported.", placements: &[
    place(V1_7_MOVIES, 31, Optional, "Avail", "ReportingID"),
    place(V1_7_TV, 45, Optional, "Avail", "ReportingID"),
    place(V1_7_2_MOVIES, 33, Optional, "Avail", "ReportingID"),
    place(V1_7_2_TV, 49, Optional, "Avail", "ReportingID"),
    place(V1_7_3_MOVIES, 41, Optional, "Avail", "ReportingID"),
    place(V1_7_3_TV, 58, Optional, "Avail", "ReportingID"),
    place(V1_8_MOVIES, 42, Optional, "Avail", "ReportingID"),
    place(V1_8_TV, 64, Optional, "Avail", "ReportingID"),
    place(V1_8_COLLECTIONS, 41, Optional, "Avail", "ReportingID"),
    place(V1_8_AVAILS, 71, Optional, "Avail", "ReportingID"),
    place(V1_9_MOVIES, 42, Optional, "Avail", "ReportingID"),
    place(V1_9_TV, 65, Optional, "Avail", "ReportingID"),
    place(V1_9_BONUS, 48, Optional, "Avail", "ReportingID"),
    place(V1_9_TPR, 42, Optional, "Avail", "ReportingID"),
    place(V1_9_AVAILS, 72, Optional, "Avail", "ReportingID"),
] },
ColumnFacts { name: "ALID", category: "Avail", aliases: &[], kind: Kind::Alid, kind_1_6: Kind::Alid,
    meaning: "The logical asset ID: the unique ID of a title's avails from 1.7 on.", placements: &[
    place(V1_7_MOVIES, 33, Required, "Avail", "ALID"),
    place(V1_7_TV, 20, Required, "Avail", "ALID"),
    place(V1_7_2_MOVIES, 35, Required, "Avail", "ALID"),
    place(V1_7_2_TV, 24, Required, "Avail", "ALID"),
    place(V1_7_3_MOVIES, 43, Required, "Avail", "ALID"),
    place(V1_7_3_TV, 27, Required, "Avail", "ALID"),
    place(V1_8_MOVIES, 44, Required, "Avail", "ALID"),
    place(V1_8_TV, 32, Required, "Avail", "ALID"),
    place(V1_8_COLLECTIONS, 43, Required, "Avail", "ALID"),
    place(V1_8_AVAILS, 35, Required, "Avail", "ALID"),
    place(V1_9_MOVIES, 44, Required, "Avail", "ALID"),
    place(V1_9_TV, 33, Required, "Avail", "ALID"),
    place(V1_9_BONUS, 50, Required, "Avail", "ALID"),
    place(V1_9_TPR, 44, Required, "Avail", "ALID"),
    place(V1_9_AVAILS, 36, Required, "Avail", "ALID"),
] },
ColumnFacts { name: "AnnounceDate", category: "AvailTrans", aliases: &[], kind: Kind::Date, kind_1_6: Kind::Date,
    meaning: "The date from which a pre-order may be announced.", placements: &[
    place(V1_7_MOVIES, 36, Optional, "AvailTrans", "AnnounceDate"),
    place(V1_7_TV, 48, Optional, "AvailTrans", "AnnounceDate"),
    place(V1_7_2_MOVIES, 38, Optional, "AvailTrans", "AnnounceDate"),
    place(V1_7_2_TV, 52, Optional, "AvailTrans", "AnnounceDate"),
    place(V1_7_3_MOVIES, 46, Optional, "AvailTrans", "AnnounceDate"),
    place(V1_7_3_TV, 61, Optional, "AvailTrans", "AnnounceDate"),
    place(V1_8_MOVIES, 47, Optional, "AvailTrans", "AnnounceDate"),
    place(V1_8_TV, 67, Optional, "AvailTrans", "AnnounceDate"),
    place(V1_8_COLLECTIONS, 46, Optional, "AvailTrans", "AnnounceDate"),
    place(V1_8_AVAILS, 74, Optional, "AvailTrans", "AnnounceDate"),
    place(V1_9_MOVIES, 47, Optional, "AvailTrans", "AnnounceDate"),
    place(V1_9_TV, 68, Optional, "AvailTrans", "AnnounceDate"),
    place(V1_9_BONUS, 53, Optional, "AvailTrans", "AnnounceDate"),
    place(V1_9_TPR, 47, Optional, "AvailTrans", "AnnounceDate"),
    place(V1_9_AVAILS, 75, Optional, "AvailTrans", "AnnounceDate"),
] },
ColumnFacts { name: "AllowedLanguages", category: "AvailTrans", aliases: &["AllowedLanguage"], kind: Kind::Languages, kind_1_6: Kind::Languages,
    meaning: "The only languages that may be offered.", placements: &[
    place(V1_7_MOVIES, 53, Optional, "AvailTrans", "AllowedLanguages"),
    place(V1_7_TV, 66, Optional, "AvailTrans", "AllowedLanguages"),
    place(V1_7_2_MOVIES, 55, Optional, "AvailTrans", "AllowedLanguages"),
    place(V1_7_2_TV, 70, Optional, "AvailTrans", "AllowedLanguages"),
    place(V1_7_3_MOVIES, 68, Optional, "AvailTrans", "AllowedLanguages"),
    place(V1_7_3_TV, 84, Optional, "AvailTrans", "AllowedLanguages"),
    place(V1_8_MOVIES, 69, Optional, "AvailTrans", "AllowedLanguages"),
    place(V1_8_TV, 90, Optional, "AvailTrans", "AllowedLanguages"),
    place(V1_8_COLLECTIONS, 68, Optional, "AvailTrans", "AllowedLanguages"),
    place(V1_8_AVAILS, 97, Optional, "AvailTrans", "AllowedLanguages"),
    place(V1_9_MOVIES, 69, Optional, "AvailTrans", "AllowedLanguages"),
    place(V1_9_TV, 91, Optional, "AvailTrans", "AllowedLanguages"),
    place(V1_9_BONUS, 75, Optional, "AvailTrans", "AllowedLanguages"),
    place(V1_9_TPR, 69, Optional, "AvailTrans", "AllowedLanguages"),
    place(V1_9_AVAILS, 98, Optional, "AvailTrans", "AllowedLanguages"),
] },
ColumnFacts { name: "BundledALIDs", category: "Avail", aliases: &["BundleALIDs"], kind: Kind::Alids, kind_1_6: Kind::Alids,
    meaning: "The ALIDs of the titles in a collection.", placements: &[
    place(V1_7_MOVIES, 54, Optional, "Avail", "BundleALIDs"),
    place(V1_7_2_MOVIES, 56, Optional, "Avail", "BundleALIDs"),
    place(V1_7_3_MOVIES, 70, Optional, "Avail", "BundleALIDs"),
    place(V1_8_MOVIES, 71, Optional, "Avail", "BundleALIDs"),
    place(V1_8_TV, 92, Optional, "Avail", "BundledALIDs"),
    place(V1_8_COLLECTIONS, 70, Optional, "Avail", "BundleALIDs"),
    place(V1_8_AVAILS, 99, Optional, "Avail", "BundledALIDs"),
    place(V1_9_MOVIES, 71, Optional, "Avail", "BundleALIDs"),
    place(V1_9_TV, 93, Optional, "Avail", "BundledALIDs"),
    place(V1_9_BONUS, 77, Optional, "Avail", "BundleALIDs"),
    place(V1_9_TPR, 71, Optional, "Avail", "BundleALIDs"),
    place(V1_9_AVAILS, 100, Optional, "Avail", "BundledALIDs"),
] },
ColumnFacts { name: "SeriesID", category: "AvailMetadata", aliases: &[], kind: Kind::Eidr, kind_1_6: Kind::Eidr,
    meaning: "The EIDR of the series.", placements: &[
    place(V1_7_TV, 17, Optional, "AvailMetadata", "SeriesID"),
    place(V1_7_2_TV, 18, Optional, "AvailMetadata", "SeriesID"),
    place(V1_7_3_TV, 20, Optional, "AvailMetadata", "SeriesID"),
    place(V1_8_TV, 23, Optional, "AvailMetadata", "SeriesID"),
    place(V1_8_AVAILS, 26, Optional, "AvailMetadata", "SeriesID"),
    place(V1_9_TV, 24, Optional, "AvailMetadata", "SeriesID"),
    place(V1_9_AVAILS, 27, Optional, "AvailMetadata", "SeriesID"),
] },
ColumnFacts { name: "SeasonID", category: "AvailMetadata", aliases: &[], kind: Kind::Eidr, kind_1_6: Kind::Eidr,
    meaning: "The EIDR of the season.", placements: &[
    place(V1_7_TV, 18, Optional, "AvailMetadata", "SeasonID"),
    place(V1_7_2_TV, 19, Optional, "AvailMetadata", "SeasonID"),
    place(V1_7_3_TV, 21, Optional, "AvailMetadata", "SeasonID"),
    place(V1_8_TV, 24, Optional, "AvailMetadata", "SeasonID"),
    place(V1_8_AVAILS, 27, Optional, "AvailMetadata", "SeasonID"),
    place(V1_9_TV, 25, Optional, "AvailMetadata", "SeasonID"),
    place(V1_9_AVAILS, 28, Optional, "AvailMetadata", "SeasonID"),
] },
ColumnFacts { name: "EpisodeID", category: "AvailMetadata", aliases: &[], kind: Kind::Eidr, kind_1_6: Kind::Eidr,
    meaning: "The edit-level EIDR of the episode.", placements: &[
    place(V1_7_TV, 19, Optional, "AvailMetadata", "EpisodeID"),
    place(V1_7_2_TV, 20, Optional, "AvailMetadata", "EpisodeID"),
    place(V1_7_3_TV, 23, Optional, "AvailMetadata", "EpisodeID"),
    place(V1_8_TV, 27, Optional, "AvailMetadata", "EpisodeID"),
    place(V1_8_AVAILS, 30, Optional, "AvailMetadata", "EpisodeID"),
    place(V1_9_TV, 28, Optional, "AvailMetadata", "EpisodeID"),
    place(V1_9_AVAILS, 31, Optional, "AvailMetadata", "EpisodeID"),
] },
ColumnFacts { name: "NGAudio", category: "AvailTrans", aliases: &[], kind: Kind::NgAudio, kind_1_6: Kind::NgAudio,
    meaning: "Next generation audio.", placements: &[
    place(V1_7_TV, 28, Optional, "AvailTrans", "NGAudio"),
    place(V1_7_2_MOVIES, 16, Optional, "AvailTrans", "NGAudio"),
    place(V1_7_2_TV, 32, Optional, "AvailTrans", "NGAudio"),
    place(V1_7_3_MOVIES, 20, Optional, "AvailTrans", "NGAudio"),
    place(V1_7_3_TV, 37, Optional, "AvailTrans", "NGAudio"),
    place(V1_8_MOVIES, 21, Optional, "AvailTrans", "NGAudio"),
    place(V1_8_TV, 42, Optional, "AvailTrans", "NGAudio"),
    place(V1_8_COLLECTIONS, 20, Optional, "AvailTrans", "NGAudio"),
    place(V1_8_AVAILS, 45, Optional, "AvailTrans", "NGAudio"),
    place(V1_9_MOVIES, 21, Optional, "AvailTrans", "NGAudio"),
    place(V1_9_TV, 43, Optional, "AvailTrans", "NGAudio"),
    place(V1_9_BONUS, 27, Optional, "AvailTrans", "NGAudio"),
    place(V1_9_TPR, 21, Optional, "AvailTrans", "NGAudio"),
    place(V1_9_AVAILS, 46, Optional, "AvailTrans", "NGAudio"),
] },
ColumnFacts { name: "RetailerID1", category: "AvailMetadata", aliases: &[], kind: Kind::Id, kind_1_6: Kind::Id,
    meaning: "The retailer's ID of the movie, first.", placements: &[
    place(V1_7_2_MOVIES, 57, Optional, "AvailMetadata", "RetailerID1"),
    place(V1_7_3_MOVIES, 71, Optional, "AvailMetadata", "RetailerID1"),
    place(V1_8_MOVIES, 72, Optional, "AvailMetadata", "RetailerID1"),
    place(V1_8_COLLECTIONS, 71, Optional, "AvailMetadata", "RetailerID1"),
    place(V1_8_AVAILS, 100, Optional, "AvailMetadata", "RetailerID1"),
    place(V1_9_MOVIES, 72, Optional, "AvailMetadata", "RetailerID1"),
    place(V1_9_BONUS, 78, Optional, "AvailMetadata", "RetailerID1"),
    place(V1_9_TPR, 72, Optional, "AvailMetadata", "RetailerID1"),
    place(V1_9_AVAILS, 101, Optional, "AvailMetadata", "RetailerID1"),
] },
ColumnFacts { name: "RetailerID2", category: "AvailMetadata", aliases: &[], kind: Kind::Id, kind_1_6: Kind::Id,
    meaning: "The retailer's ID of the movie, second.", placements: &[
    place(V1_7_2_MOVIES, 58, Optional, "AvailMetadata", "RetailerID2"),
    place(V1_7_3_MOVIES, 72, Optional, "AvailMetadata", "RetailerID2"),
    place(V1_8_MOVIES, 73, Optional, "AvailMetadata", "RetailerID2"),
    place(V1_8_COLLECTIONS, 72, Optional, "AvailMetadata", "RetailerID2"),
    place(V1_8_AVAILS, 101, Optional, "AvailMetadata", "RetailerID2"),
    place(V1_9_MOVIES, 73, Optional, "AvailMetadata", "RetailerID2"),
    place(V1_9_BONUS, 79, Optional, "AvailMetadata", "RetailerID2"),
    place(V1_9_TPR, 73, Optional, "AvailMetadata", "RetailerID2"),
    place(V1_9_AVAILS, 102, Optional, "AvailMetadata", "RetailerID2"),
] },
ColumnFacts { name: "RetailerID3", category: "AvailMetadata", aliases: &[], kind: Kind::Id, kind_1_6: Kind::Id,
    meaning: "The retailer's ID of the movie, third.", placements: &[
    place(V1_7_2_MOVIES, 59, Optional, "AvailMetadata", "RetailerID3"),
    place(V1_7_3_MOVIES, 73, Optional, "AvailMetadata", "RetailerID3"),
    place(V1_8_MOVIES, 74, Optional, "AvailMetadata", "RetailerID3"),
    place(V1_8_COLLECTIONS, 73, Optional, "AvailMetadata", "RetailerID3"),
    place(V1_8_AVAILS, 102, Optional, "AvailMetadata", "RetailerID3"),
    place(V1_9_MOVIES, 74, Optional, "AvailMetadata", "RetailerID3"),
    place(V1_9_BONUS, 80, Optional, "AvailMetadata", "RetailerID3"),
    place(V1_9_TPR, 74, Optional, "AvailMetadata", "RetailerID3"),
    place(V1_9_AVAILS, 103, Optional, "AvailMetadata", "RetailerID3"),
] },
ColumnFacts { name: "RetailerSpare1", category: "Avail", aliases: &[], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "A first column for agreements between licensor and retailer.", placements: &[
    place(V1_7_2_MOVIES, 60, Optional, "Avail", "RetailerSpare1"),
    place(V1_7_2_TV, 75, Optional, "Avail", "RetailerSpare1"),
    place(V1_7_3_MOVIES, 74, Optional, "Avail", "RetailerSpare1"),
    place(V1_7_3_TV, 90, Optional, "Avail", "RetailerSpare1"),
    place(V1_8_MOVIES, 75, Optional, "Avail", "RetailerSpare1"),
    place(V1_8_TV, 98, Optional, "Avail", "RetailerSpare1"),
    place(V1_8_COLLECTIONS, 74, Optional, "Avail", "RetailerSpare1"),
    place(V1_8_AVAILS, 108, Optional, "Avail", "RetailerSpare1"),
    place(V1_9_MOVIES, 75, Optional, "Avail", "RetailerSpare1"),
    place(V1_9_TV, 99, Optional, "Avail", "RetailerSpare1"),
    place(V1_9_BONUS, 81, Optional, "Avail", "RetailerSpare1"),
    place(V1_9_TPR, 75, Optional, "Avail", "RetailerSpare1"),
    place(V1_9_AVAILS, 109, Optional, "Avail", "RetailerSpare1"),
] },
ColumnFacts { name: "RetailerSpare2", category: "Avail", aliases: &[], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "A second column for agreements between licensor and retailer.", placements: &[
    place(V1_7_2_MOVIES, 61, Optional, "Avail", "RetailerSpare2"),
    place(V1_7_2_TV, 76, Optional, "Avail", "RetailerSpare2"),
    place(V1_7_3_MOVIES, 75, Optional, "Avail", "RetailerSpare2"),
    place(V1_7_3_TV, 91, Optional, "Avail", "RetailerSpare2"),
    place(V1_8_MOVIES, 76, Optional, "Avail", "RetailerSpare2"),
    place(V1_8_TV, 99, Optional, "Avail", "RetailerSpare2"),
    place(V1_8_COLLECTIONS, 75, Optional, "Avail", "RetailerSpare2"),
    place(V1_8_AVAILS, 109, Optional, "Avail", "RetailerSpare2"),
    place(V1_9_MOVIES, 76, Optional, "Avail", "RetailerSpare2"),
    place(V1_9_TV, 100, Optional, "Avail", "RetailerSpare2"),
    place(V1_9_BONUS, 82, Optional, "Avail", "RetailerSpare2"),
    place(V1_9_TPR, 76, Optional, "Avail", "RetailerSpare2"),
    place(V1_9_AVAILS, 110, Optional, "Avail", "RetailerSpare2"),
] },
ColumnFacts { name: "RetailerSpare3", category: "Avail", aliases: &[], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "A third column for agreements between licensor and retailer.", placements: &[
    place(V1_7_2_MOVIES, 62, Optional, "Avail", "RetailerSpare3"),
    place(V1_7_2_TV, 77, Optional, "Avail", "RetailerSpare3"),
    place(V1_7_3_MOVIES, 76, Optional, "Avail", "RetailerSpare3"),
    place(V1_7_3_TV, 92, Optional, "Avail", "RetailerSpare3"),
    place(V1_8_MOVIES, 77, Optional, "Avail", "RetailerSpare3"),
    place(V1_8_TV, 100, Optional, "Avail", "RetailerSpare3"),
    place(V1_8_COLLECTIONS, 76, Optional, "Avail", "RetailerSpare3"),
    place(V1_8_AVAILS, 110, Optional, "Avail", "RetailerSpare3"),
    place(V1_9_MOVIES, 77, Optional, "Avail", "RetailerSpare3"),
    place(V1_9_TV, 101, Optional, "Avail", "RetailerSpare3"),
    place(V1_9_BONUS, 83, Optional, "Avail", "RetailerSpare3"),
    place(V1_9_TPR, 77, Optional, "Avail", "RetailerSpare3"),
    place(V1_9_AVAILS, 111, Optional, "Avail", "RetailerSpare3"),
] },
ColumnFacts { name: "DistributionNumber", category: "AvailMetadata", aliases: &[], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "The number under which an episode or a part of a season is distributed.", placements: &[
    place(V1_7_2_TV, 9, Optional, "AvailMetadata", "DistributionNumber"),
    place(V1_7_3_TV, 11, Optional, "AvailMetadata", "DistributionNumber"),
    place(V1_8_TV, 14, Optional, "AvailMetadata", "DistributionNumber"),
    place(V1_8_AVAILS, 17, Optional, "AvailMetadata", "DistributionNumber"),
    place(V1_9_TV, 14, Optional, "AvailMetadata", "DistributionNumber"),
    place(V1_9_AVAILS, 17, Optional, "AvailMetadata", "DistributionNumber"),
] },
ColumnFacts { name: "RetailerEpisodeID1", category: "AvailMetadata", aliases: &[], kind: Kind::Id, kind_1_6: Kind::Id,
    meaning: "The retailer's ID of the episode, first.", placements: &[
    place(V1_7_2_TV, 71, Optional, "AvailMetadata", "RetailerEpisodeID1"),
    place(V1_7_3_TV, 86, Optional, "AvailMetadata", "RetailerEpisodeID1"),
    place(V1_8_TV, 93, Optional, "AvailMetadata", "RetailerEpisodeID1"),
    place(V1_8_AVAILS, 103, Optional, "AvailMetadata", "RetailerEpisodeID1"),
    place(V1_9_TV, 94, Optional, "AvailMetadata", "RetailerEpisodeID1"),
    place(V1_9_AVAILS, 104, Optional, "AvailMetadata", "RetailerEpisodeID1"),
] },
ColumnFacts { name: "RetailerEpisodeID2", category: "AvailMetadata", aliases: &[], kind: Kind::Id, kind_1_6: Kind::Id,
    meaning: "The retailer's ID of the episode, second.", placements: &[
    place(V1_7_2_TV, 72, Optional, "AvailMetadata", "RetailerEpisodeID2"),
    place(V1_7_3_TV, 87, Optional, "AvailMetadata", "RetailerEpisodeID2"),
    place(V1_8_TV, 94, Optional, "AvailMetadata", "RetailerEpisodeID2"),
    place(V1_8_AVAILS, 104, Optional, "AvailMetadata", "RetailerEpisodeID2"),
    place(V1_9_TV, 95, Optional, "AvailMetadata", "RetailerEpisodeID2"),
    place(V1_9_AVAILS, 105, Optional, "AvailMetadata", "RetailerEpisodeID2"),
] },
ColumnFacts { name: "RetailerSeasonID", category: "AvailMetadata", aliases: &[], kind: Kind::Id, kind_1_6: Kind::Id,
    meaning: "The retailer's ID of the season.", placements: &[
    place(V1_7_2_TV, 73, Optional, "AvailMetadata", "RetailerSeasonID"),
    place(V1_7_3_TV, 88, Optional, "AvailMetadata", "RetailerSeasonID"),
    place(V1_8_TV, 96, Optional, "AvailMetadata", "RetailerSeasonID"),
    place(V1_8_AVAILS, 106, Optional, "AvailMetadata", "RetailerSeasonID"),
    place(V1_9_TV, 97, Optional, "AvailMetadata", "RetailerSeasonID"),
    place(V1_9_AVAILS, 107, Optional, "AvailMetadata", "RetailerSeasonID"),
] },
ColumnFacts { name: "RetailerSeriesID", category: "AvailMetadata", aliases: &[], kind: Kind::Id, kind_1_6: Kind::Id,
    meaning: "The retailer's ID of the series.", placements: &[
    place(V1_7_2_TV, 74, Optional, "AvailMetadata", "RetailerSeriesID"),
    place(V1_7_3_TV, 89, Optional, "AvailMetadata", "RetailerSeriesID"),
    place(V1_8_TV, 97, Optional, "AvailMetadata", "RetailerSeriesID"),
    place(V1_8_AVAILS, 107, Optional, "AvailMetadata", "RetailerSeriesID"),
    place(V1_9_TV, 98, Optional, "AvailMetadata", "RetailerSeriesID"),
    place(V1_9_AVAILS, 108, Optional, "AvailMetadata", "RetailerSeriesID"),
] },
ColumnFacts { name: "Licensee", category: "Avail", aliases: &[], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "The organization that receives the rights.", placements: &[
    place(V1_7_3_MOVIES, 2, Optional, "Avail", "Licensee"),
    place(V1_7_3_TV, 2, Optional, "Avail", "Licensee"),
    place(V1_8_MOVIES, 2, Optional, "Avail", "Licensee"),
    place(V1_8_TV, 2, Optional, "Avail", "Licensee"),
    place(V1_8_COLLECTIONS, 2, Optional, "Avail", "Licensee"),
    place(V1_8_AVAILS, 2, Optional, "Avail", "Licensee"),
    place(V1_9_MOVIES, 2, Optional, "Avail", "Licensee"),
    place(V1_9_TV, 2, Optional, "Avail", "Licensee"),
    place(V1_9_BONUS, 2, Optional, "Avail", "Licensee"),
    place(V1_9_TPR, 2, Optional, "Avail", "Licensee"),
    place(V1_9_AVAILS, 2, Optional, "Avail", "Licensee"),
] },
ColumnFacts { name: "TerritoryExclusion", category: "AvailTrans", aliases: &["TerritoryExcluded"], kind: Kind::Territories, kind_1_6: Kind::Territories,
    meaning: "Territories left out of a larger grant.", placements: &[
    place(V1_7_3_MOVIES, 5, Optional, "AvailTrans", "TerritoryExclusion"),
    place(V1_7_3_TV, 5, Optional, "AvailTrans", "TerritoryExclusion"),
    place(V1_8_MOVIES, 5, Optional, "AvailTrans", "TerritoryExclusion"),
    place(V1_8_TV, 5, Optional, "AvailTrans", "TerritoryExclusion"),
    place(V1_8_COLLECTIONS, 5, Optional, "AvailTrans", "TerritoryExclusion"),
    place(V1_8_AVAILS, 5, Optional, "AvailTrans", "TerritoryExclusion"),
    place(V1_9_MOVIES, 5, Optional, "AvailTrans", "TerritoryExclusion"),
    place(V1_9_TV, 5, Optional, "AvailTrans", "TerritoryExclusion"),
    place(V1_9_BONUS, 11, Optional, "AvailTrans", "TerritoryExclusion"),
    place(V1_9_TPR, 5, Optional, "AvailTrans", "TerritoryExclusion"),
    place(V1_9_AVAILS, 5, Optional, "AvailTrans", "TerritoryExclusion"),
] },
ColumnFacts { name: "GroupIdentity", category: "AvailMetadata", aliases: &[], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "The subscription or channel that an SVOD avail is for.", placements: &[
    place(V1_7_3_MOVIES, 12, Optional, "AvailMetadata", "GroupIdentity"),
    place(V1_7_3_TV, 29, Optional, "AvailMetadata", "GroupIdentity"),
    place(V1_8_MOVIES, 13, Optional, "AvailMetadata", "GroupIdentity"),
    place(V1_8_TV, 34, Optional, "AvailMetadata", "GroupIdentity"),
    place(V1_8_COLLECTIONS, 12, Optional, "AvailMetadata", "GroupIdentity"),
    place(V1_8_AVAILS, 37, Optional, "AvailMetadata", "GroupIdentity"),
    place(V1_9_MOVIES, 13, Optional, "AvailMetadata", "GroupIdentity"),
    place(V1_9_TV, 35, Optional, "AvailMetadata", "GroupIdentity"),
    place(V1_9_BONUS, 19, Optional, "AvailMetadata", "GroupIdentity"),
    place(V1_9_TPR, 13, Optional, "AvailMetadata", "GroupIdentity"),
    place(V1_9_AVAILS, 38, Optional, "AvailMetadata", "GroupIdentity"),
] },
ColumnFacts { name: "Director", category: "AvailMetadata", aliases: &[], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "The director.", placements: &[
    place(V1_7_3_MOVIES, 13, Optional, "AvailMetadata", "Director"),
    place(V1_7_3_TV, 30, Optional, "AvailMetadata", "Director"),
    place(V1_8_MOVIES, 14, Optional, "AvailMetadata", "Director"),
    place(V1_8_TV, 35, Optional, "AvailMetadata", "Director"),
    place(V1_8_COLLECTIONS, 13, Optional, "AvailMetadata", "Director"),
    place(V1_8_AVAILS, 38, Optional, "AvailMetadata", "Director"),
    place(V1_9_MOVIES, 14, Optional, "AvailMetadata", "Director"),
    place(V1_9_TV, 36, Optional, "AvailMetadata", "Director"),
    place(V1_9_BONUS, 20, Optional, "AvailMetadata", "Director"),
    place(V1_9_TPR, 14, Optional, "AvailMetadata", "Director"),
    place(V1_9_AVAILS, 39, Optional, "AvailMetadata", "Director"),
] },
ColumnFacts { name: "StartLag", category: "AvailTrans", aliases: &[], kind: Kind::Duration, kind_1_6: Kind::Duration,
    meaning: "A duration added to a Start that names an event.", placements: &[
    place(V1_7_3_MOVIES, 22, Optional, "AvailTrans", "StartLag"),
    place(V1_7_3_TV, 39, Optional, "AvailTrans", "StartLag"),
    place(V1_8_MOVIES, 23, Optional, "AvailTrans", "StartLag"),
    place(V1_8_TV, 44, Optional, "AvailTrans", "StartLag"),
    place(V1_8_COLLECTIONS, 22, Optional, "AvailTrans", "StartLag"),
    place(V1_8_AVAILS, 47, Optional, "AvailTrans", "StartLag"),
    place(V1_9_MOVIES, 23, Optional, "AvailTrans", "StartLag"),
    place(V1_9_TV, 45, Optional, "AvailTrans", "StartLag"),
    place(V1_9_BONUS, 29, Optional, "AvailTrans", "StartLag"),
    place(V1_9_TPR, 23, Optional, "AvailTrans", "StartLag"),
    place(V1_9_AVAILS, 48, Optional, "AvailTrans", "StartLag"),
] },
ColumnFacts { name: "EndLag", category: "AvailTrans", aliases: &[], kind: Kind::Duration, kind_1_6: Kind::Duration,
    meaning: "A duration added to an End that names an event.", placements: &[
    place(V1_7_3_MOVIES, 24, Optional, "AvailTrans", "EndLag"),
    place(V1_7_3_TV, 41, Optional, "AvailTrans", "EndLag"),
    place(V1_8_MOVIES, 25, Optional, "AvailTrans", "EndLag"),
    place(V1_8_TV, 46, Optional, "AvailTrans", "EndLag"),
    place(V1_8_COLLECTIONS, 24, Optional, "AvailTrans", "EndLag"),
    place(V1_8_AVAILS, 49, Optional, "AvailTrans", "EndLag"),
    place(V1_9_MOVIES, 25, Optional, "AvailTrans", "EndLag"),
    place(V1_9_TV, 47, Optional, "AvailTrans", "EndLag"),
    place(V1_9_BONUS, 31, Optional, "AvailTrans", "EndLag"),
    place(V1_9_TPR, 25, Optional, "AvailTrans", "EndLag"),
    place(V1_9_AVAILS, 50, Optional, "AvailTrans", "EndLag"),
] },
ColumnFacts { name: "WindowDuration", category: "AvailTrans", aliases: &[], kind: Kind::Duration, kind_1_6: Kind::Duration,
    meaning: "The maximum duration of the window.", placements: &[
    place(V1_7_3_MOVIES, 25, Optional, "AvailTrans", "WindowDuration"),
    place(V1_7_3_TV, 42, Optional, "AvailTrans", "WindowDuration"),
    place(V1_8_MOVIES, 26, Optional, "AvailTrans", "WindowDuration"),
    place(V1_8_TV, 47, Optional, "AvailTrans", "WindowDuration"),
    place(V1_8_COLLECTIONS, 25, Optional, "AvailTrans", "WindowDuration"),
    place(V1_8_AVAILS, 50, Optional, "AvailTrans", "WindowDuration"),
    place(V1_9_MOVIES, 26, Optional, "AvailTrans", "WindowDuration"),
    place(V1_9_TV, 48, Optional, "AvailTrans", "WindowDuration"),
    place(V1_9_BONUS, 32, Optional, "AvailTrans", "WindowDuration"),
    place(V1_9_TPR, 26, Optional, "AvailTrans", "WindowDuration"),
    place(V1_9_AVAILS, 51, Optional, "AvailTrans", "WindowDuration"),
] },
ColumnFacts { name: "Download", category: "AvailTrans", aliases: &[], kind: Kind::Flag, kind_1_6: Kind::Flag,
    meaning: "Whether the title may be downloaded.", placements: &[
    place(V1_7_3_MOVIES, 31, Optional, "AvailTrans", "Download"),
    place(V1_7_3_TV, 49, Optional, "AvailTrans", "Download"),
    place(V1_8_MOVIES, 32, Optional, "AvailTrans", "Download"),
    place(V1_8_TV, 54, Optional, "AvailTrans", "Download"),
    place(V1_8_COLLECTIONS, 31, Optional, "AvailTrans", "Download"),
    place(V1_8_AVAILS, 57, Optional, "AvailTrans", "Download"),
    place(V1_9_MOVIES, 32, Optional, "AvailTrans", "Download"),
    place(V1_9_TV, 55, Optional, "AvailTrans", "Download"),
    place(V1_9_BONUS, 38, Optional, "AvailTrans", "Download"),
    place(V1_9_TPR, 32, Optional, "AvailTrans", "Download"),
    place(V1_9_AVAILS, 58, Optional, "AvailTrans", "Download"),
] },
ColumnFacts { name: "TitleStatus", category: "AvailTrans", aliases: &[], kind: Kind::TitleStatus, kind_1_6: Kind::TitleStatus,
    meaning: "The status of the contract for the title.", placements: &[
    place(V1_7_3_MOVIES, 60, Optional, "AvailTrans", "TitleStatus"),
    place(V1_7_3_TV, 76, Optional, "AvailTrans", "TitleStatus"),
    place(V1_8_MOVIES, 61, Optional, "AvailTrans", "TitleStatus"),
    place(V1_8_TV, 82, Optional, "AvailTrans", "TitleStatus"),
    place(V1_8_COLLECTIONS, 60, Optional, "AvailTrans", "TitleStatus"),
    place(V1_8_AVAILS, 89, Optional, "AvailTrans", "TitleStatus"),
    place(V1_9_MOVIES, 61, Optional, "AvailTrans", "TitleStatus"),
    place(V1_9_TV, 83, Optional, "AvailTrans", "TitleStatus"),
    place(V1_9_BONUS, 67, Optional, "AvailTrans", "TitleStatus"),
    place(V1_9_TPR, 61, Optional, "AvailTrans", "TitleStatus"),
    place(V1_9_AVAILS, 90, Optional, "AvailTrans", "TitleStatus"),
] },
ColumnFacts { name: "Exclusive", category: "AvailTrans", aliases: &["Exclusivity"], kind: Kind::Flag, kind_1_6: Kind::Flag,
    meaning: "Whether the window is exclusive to the platform.", placements: &[
    place(V1_7_3_MOVIES, 61, Optional, "AvailTrans", "Exclusive"),
    place(V1_7_3_TV, 77, Optional, "AvailTrans", "Exclusive"),
    place(V1_8_MOVIES, 62, Optional, "AvailTrans", "Exclusive"),
    place(V1_8_TV, 83, Optional, "AvailTrans", "Exclusive"),
    place(V1_8_COLLECTIONS, 61, Optional, "AvailTrans", "Exclusive"),
    place(V1_8_AVAILS, 90, Optional, "AvailTrans", "Exclusive"),
    place(V1_9_MOVIES, 62, Optional, "AvailTrans", "Exclusive"),
    place(V1_9_TV, 84, Optional, "AvailTrans", "Exclusive"),
    place(V1_9_BONUS, 68, Optional, "AvailTrans", "Exclusive"),
    place(V1_9_TPR, 62, Optional, "AvailTrans", "Exclusive"),
    place(V1_9_AVAILS, 91, Optional, "AvailTrans", "Exclusive"),
] },
ColumnFacts { name: "ExclusiveAttributes", category: "AvailTrans", aliases: &[], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "The kind of exclusivity that is granted.", placements: &[
    place(V1_7_3_MOVIES, 62, Optional, "AvailTrans", "ExclusiveAttributes"),
    place(V1_7_3_TV, 78, Optional, "AvailTrans", "ExclusiveAttributes"),
    place(V1_8_MOVIES, 63, Optional, "AvailTrans", "ExclusiveAttributes"),
    place(V1_8_TV, 84, Optional, "AvailTrans", "ExclusiveAttributes"),
    place(V1_8_COLLECTIONS, 62, Optional, "AvailTrans", "ExclusiveAttributes"),
    place(V1_8_AVAILS, 91, Optional, "AvailTrans", "ExclusiveAttributes"),
    place(V1_9_MOVIES, 63, Optional, "AvailTrans", "ExclusiveAttributes"),
    place(V1_9_TV, 85, Optional, "AvailTrans", "ExclusiveAttributes"),
    place(V1_9_BONUS, 69, Optional, "AvailTrans", "ExclusiveAttributes"),
    place(V1_9_TPR, 63, Optional, "AvailTrans", "ExclusiveAttributes"),
    place(V1_9_AVAILS, 92, Optional, "AvailTrans", "ExclusiveAttributes"),
] },
ColumnFacts { name: "BrandingRights", category: "AvailTrans", aliases: &[], kind: Kind::Flag, kind_1_6: Kind::Flag,
    meaning: "Whether the platform may present the title under its own brand.", placements: &[
    place(V1_7_3_MOVIES, 63, Optional, "AvailTrans", "BrandingRights"),
    place(V1_7_3_TV, 79, Optional, "AvailTrans", "BrandingRights"),
    place(V1_8_MOVIES, 64, Optional, "AvailTrans", "BrandingRights"),
    place(V1_8_TV, 85, Optional, "AvailTrans", "BrandingRights"),
    place(V1_8_COLLECTIONS, 63, Optional, "AvailTrans", "BrandingRights"),
    place(V1_8_AVAILS, 92, Optional, "AvailTrans", "BrandingRights"),
    place(V1_9_MOVIES, 64, Optional, "AvailTrans", "BrandingRights"),
    place(V1_9_TV, 86, Optional, "AvailTrans", "BrandingRights"),
    place(V1_9_BONUS, 70, Optional, "AvailTrans", "BrandingRights"),
    place(V1_9_TPR, 64, Optional, "AvailTrans", "BrandingRights"),
    place(V1_9_AVAILS, 93, Optional, "AvailTrans", "BrandingRights"),
] },
ColumnFacts { name: "BrandingRightsAttributes", category: "AvailTrans", aliases: &[], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "The kind of branding that is granted.", placements: &[
    place(V1_7_3_MOVIES, 64, Optional, "AvailTrans", "BrandingRightsAttributes"),
    place(V1_7_3_TV, 80, Optional, "AvailTrans", "BrandingRightsAttributes"),
    place(V1_8_MOVIES, 65, Optional, "AvailTrans", "BrandingRightsAttributes"),
    place(V1_8_TV, 86, Optional, "AvailTrans", "BrandingRightsAttributes"),
    place(V1_8_COLLECTIONS, 64, Optional, "AvailTrans", "BrandingRightsAttributes"),
    place(V1_8_AVAILS, 93, Optional, "AvailTrans", "BrandingRightsAttributes"),
    place(V1_9_MOVIES, 65, Optional, "AvailTrans", "BrandingRightsAttributes"),
    place(V1_9_TV, 87, Optional, "AvailTrans", "BrandingRightsAttributes"),
    place(V1_9_BONUS, 71, Optional, "AvailTrans", "BrandingRightsAttributes"),
    place(V1_9_TPR, 65, Optional, "AvailTrans", "BrandingRightsAttributes"),
    place(V1_9_AVAILS, 94, Optional, "AvailTrans", "BrandingRightsAttributes"),
] },
ColumnFacts { name: "RequiredFulfillmentLanguages", category: "AvailTrans", aliases: &[], kind: Kind::Languages, kind_1_6: Kind::Languages,
    meaning: "Languages that the licensor must deliver.", placements: &[
    place(V1_7_3_MOVIES, 69, Optional, "AvailTrans", "RequiredFulfillmentLanguages"),
    place(V1_7_3_TV, 85, Optional, "AvailTrans", "RequiredFulfillmentLanguages"),
    place(V1_8_MOVIES, 70, Optional, "AvailTrans", "RequiredFulfillmentLanguages"),
    place(V1_8_TV, 91, Optional, "AvailTrans", "RequiredFulfillmentLanguages"),
    place(V1_8_COLLECTIONS, 69, Optional, "AvailTrans", "RequiredFulfillmentLanguages"),
    place(V1_8_AVAILS, 98, Optional, "AvailTrans", "RequiredFulfillmentLanguages"),
    place(V1_9_MOVIES, 70, Optional, "AvailTrans", "RequiredFulfillmentLanguages"),
    place(V1_9_TV, 92, Optional, "AvailTrans", "RequiredFulfillmentLanguages"),
    place(V1_9_BONUS, 76, Optional, "AvailTrans", "RequiredFulfillmentLanguages"),
    place(V1_9_TPR, 70, Optional, "AvailTrans", "RequiredFulfillmentLanguages"),
    place(V1_9_AVAILS, 99, Optional, "AvailTrans", "RequiredFulfillmentLanguages"),
] },
ColumnFacts { name: "EpisodeTitleID", category: "AvailMetadata", aliases: &[], kind: Kind::Eidr, kind_1_6: Kind::Eidr,
    meaning: "The title-level EIDR of the episode.", placements: &[
    place(V1_7_3_TV, 22, Optional, "AvailMetadata", "EpisodeTitleID"),
    place(V1_8_TV, 26, Optional, "AvailMetadata", "EpisodeTitleID"),
    place(V1_8_AVAILS, 29, Optional, "AvailMetadata", "EpisodeTitleID"),
    place(V1_9_TV, 27, Optional, "AvailMetadata", "EpisodeTitleID"),
    place(V1_9_AVAILS, 30, Optional, "AvailMetadata", "EpisodeTitleID"),
] },
ColumnFacts { name: "StoreType", category: "Avail", aliases: &[], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "The kind of store that the avail is for.", placements: &[
    place(V1_8_MOVIES, 6, Optional, "Avail", "StoreType"),
    place(V1_8_AVAILS, 6, Optional, "Avail", "StoreType"),
    place(V1_9_MOVIES, 6, Optional, "Avail", "StoreType"),
    place(V1_9_BONUS, 12, Optional, "Avail", "StoreType"),
    place(V1_9_TPR, 6, Optional, "Avail", "StoreType"),
    place(V1_9_AVAILS, 6, Optional, "Avail", "StoreType"),
] },
ColumnFacts { name: "PackageLabel", category: "AvailAsset", aliases: &[], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "The label of the package that the row belongs to.", placements: &[
    place(V1_8_MOVIES, 78, Optional, "AvailAsset", "PackageLabel"),
    place(V1_8_TV, 101, Optional, "AvailAsset", "PackageLabel"),
    place(V1_8_AVAILS, 111, Optional, "AvailAsset", "PackageLabel"),
    place(V1_9_MOVIES, 78, Optional, "AvailAsset", "PackageLabel"),
    place(V1_9_TV, 102, Optional, "AvailAsset", "PackageLabel"),
    place(V1_9_BONUS, 84, Optional, "AvailAsset", "PackageLabel"),
    place(V1_9_TPR, 78, Optional, "AvailAsset", "PackageLabel"),
    place(V1_9_AVAILS, 112, Optional, "AvailAsset", "PackageLabel"),
] },
ColumnFacts { name: "VolumeTitleInternalAlias", category: "AvailMetadata", aliases: &[], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "The title of the volume as the licensor files it.", placements: &[
    place(V1_8_TV, 11, Optional, "AvailMetadata", "VolumeTitleInternalAlias"),
    place(V1_8_AVAILS, 14, Optional, "AvailMetadata", "VolumeTitleInternalAlias"),
    place(V1_9_TV, 11, Optional, "AvailMetadata", "VolumeTitleInternalAlias"),
    place(V1_9_AVAILS, 14, Optional, "AvailMetadata", "VolumeTitleInternalAlias"),
] },
ColumnFacts { name: "VolumeTitleDisplayUnlimited", category: "AvailMetadata", aliases: &[], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "The title of the volume as customers see it.", placements: &[
    place(V1_8_TV, 12, Optional, "AvailMetadata", "VolumeTitleDisplayUnlimited"),
    place(V1_8_AVAILS, 15, Optional, "AvailMetadata", "VolumeTitleDisplayUnlimited"),
    place(V1_9_TV, 12, Optional, "AvailMetadata", "VolumeTitleDisplayUnlimited"),
    place(V1_9_AVAILS, 15, Optional, "AvailMetadata", "VolumeTitleDisplayUnlimited"),
] },
ColumnFacts { name: "VolumeNumber", category: "AvailMetadata", aliases: &[], kind: Kind::Count, kind_1_6: Kind::Count,
    meaning: "The number of the volume in its season.", placements: &[
    place(V1_8_TV, 13, Optional, "AvailMetadata", "VolumeNumber"),
    place(V1_8_AVAILS, 16, Optional, "AvailMetadata", "VolumeNumber"),
    place(V1_9_TV, 13, Optional, "AvailMetadata", "VolumeNumber"),
    place(V1_9_AVAILS, 16, Optional, "AvailMetadata", "VolumeNumber"),
] },
ColumnFacts { name: "VolumeID", category: "AvailMetadata", aliases: &[], kind: Kind::Eidr, kind_1_6: Kind::Eidr,
    meaning: "The EIDR of the volume.", placements: &[
    place(V1_8_TV, 25, Optional, "AvailMetadata", "VolumeID"),
    place(V1_8_AVAILS, 28, Optional, "AvailMetadata", "VolumeID"),
    place(V1_9_TV, 26, Optional, "AvailMetadata", "VolumeID"),
    place(V1_9_AVAILS, 29, Optional, "AvailMetadata", "VolumeID"),
] },
ColumnFacts { name: "VolumeAltID", category: "AvailMetadata", aliases: &[], kind: Kind::AltId, kind_1_6: Kind::AltId,
    meaning: "The licensor's own ID of the volume.", placements: &[
    place(V1_8_TV, 30, Optional, "AvailMetadata", "VolumeAltID"),
    place(V1_8_AVAILS, 33, Optional, "AvailMetadata", "VolumeAltID"),
    place(V1_9_TV, 31, Optional, "AvailMetadata", "VolumeAltID"),
    place(V1_9_AVAILS, 34, Optional, "AvailMetadata", "VolumeAltID"),
] },
ColumnFacts { name: "VolumeContentID", category: "AvailAsset", aliases: &[], kind: Kind::Id, kind_1_6: Kind::Id,
    meaning: "The volume's metadata.", placements: &[
    place(V1_8_TV, 59, Optional, "AvailAsset", "VolumeContentID"),
    place(V1_8_AVAILS, 66, Optional, "AvailAsset", "VolumeContentID"),
    place(V1_9_TV, 60, Optional, "AvailAsset", "VolumeContentID"),
    place(V1_9_AVAILS, 67, Optional, "AvailAsset", "VolumeContentID"),
] },
ColumnFacts { name: "RetailerVolumeID", category: "AvailMetadata", aliases: &[], kind: Kind::Id, kind_1_6: Kind::Id,
    meaning: "The retailer's ID of the volume.", placements: &[
    place(V1_8_TV, 95, Optional, "AvailMetadata", "RetailerVolumeID"),
    place(V1_8_AVAILS, 105, Optional, "AvailMetadata", "RetailerVolumeID"),
    place(V1_9_TV, 96, Optional, "AvailMetadata", "RetailerVolumeID"),
    place(V1_9_AVAILS, 106, Optional, "AvailMetadata", "RetailerVolumeID"),
] },
ColumnFacts { name: "VolumeDistributionNumber", category: "AvailMetadata", aliases: &["VolumeDistributinoNumber"], kind: Kind::Text, kind_1_6: Kind::Text,
    meaning: "The number under which the volume is distributed.", placements: &[
    place(V1_9_TV, 15, Optional, "AvailMetadata", "VolumeDistributinoNumber"),
    place(V1_9_AVAILS, 18, Optional, "AvailMetadata", "VolumeDistributionNumber"),
] },
ColumnFacts { name: "RefALID", category: "Reference", aliases: &[], kind: Kind::Alid, kind_1_6: Kind::Alid,
    meaning: "The ALID of the title that bonus material belongs to.", placements: &[
    place(V1_9_BONUS, 3, Required, "Reference", "RefALID"),
] },
ColumnFacts { name: "RefTerritory", category: "Reference", aliases: &[], kind: Kind::Territories, kind_1_6: Kind::Territories,
    meaning: "The territory of the avail that bonus material belongs to.", placements: &[
    place(V1_9_BONUS, 4, Optional, "Reference", "RefTerritory"),
] },
ColumnFacts { name: "RefTerritoryExcluded", category: "Reference", aliases: &[], kind: Kind::Territories, kind_1_6: Kind::Territories,
    meaning: "Territories left out of the avail that bonus material belongs to.", placements: &[
    place(V1_9_BONUS, 5, Optional, "Reference", "RefTerritoryExcluded"),
] },
ColumnFacts { name: "RefLicenseType", category: "Reference", aliases: &[], kind: Kind::LicenseType, kind_1_6: Kind::LicenseType,
    meaning: "The license type of the avail that bonus material belongs to.", placements: &[
    place(V1_9_BONUS, 6, Conditional, "Reference", "RefLicenseType"),
] },
ColumnFacts { name: "RefFormatProfile", category: "Reference", aliases: &[], kind: Kind::FormatProfile, kind_1_6: Kind::FormatProfile,
    meaning: "The format of the avail that bonus material belongs to.", placements: &[
    place(V1_9_BONUS, 7, Optional, "Reference", "RefFormatProfile"),
] },
ColumnFacts { name: "RefAvailID", category: "Reference", aliases: &[], kind: Kind::Id, kind_1_6: Kind::Id,
    meaning: "The AvailID of the avail that bonus material belongs to.", placements: &[
    place(V1_9_BONUS, 8, Optional, "Reference", "RefAvailID"),
] },
ColumnFacts { name: "TPRType", category: "AvailTrans", aliases: &[], kind: Kind::TprType, kind_1_6: Kind::TprType,
    meaning: "Whether a temporary price reduction has conditions.", placements: &[
    place(V1_9_TPR, 79, Optional, "AvailTrans", "TPRType"),
    place(V1_9_AVAILS, 113, Optional, "AvailTrans", "TPRType"),
] },
ColumnFacts { name: "CampaignID", category: "AvailTrans", aliases: &[], kind: Kind::Id, kind_1_6: Kind::Id,
    meaning: "The campaign that a temporary price reduction belongs to.", placements: &[
    place(V1_9_TPR, 80, Optional, "AvailTrans", "CampaignID"),
    place(V1_9_AVAILS, 114, Optional, "AvailTrans", "CampaignID"),
] },
ColumnFacts { name: "AssociatedALID", category: "Avail", aliases: &[], kind: Kind::Alids, kind_1_6: Kind::Alids,
    meaning: "ALIDs that this one is associated with.", placements: &[
] },
];

#[rustfmt::skip]
pub(super) const LAYOUTS: [(Layout, &[Column]); 17] = [
(V1_6_MOVIES, &[
    Column::DisplayName, Column::StoreLanguage, Column::Territory, Column::WorkType,
    Column::EntryType, Column::TitleInternalAlias, Column::TitleDisplayUnlimited, Column::LocalizationType,
    Column::LicenseType, Column::LicenseRightsDescription, Column::FormatProfile, Column::Start,
    Column::End, Column::PriceType, Column::PriceValue, Column::Srp,
    Column::Description, Column::OtherTerms, Column::OtherInstructions, Column::ContentId,
    Column::ProductId, Column::EncodeId, Column::AvailId, Column::Metadata,
    Column::AltId, Column::SuppressionLiftDate, Column::SpecialPreOrderFulfillDate, Column::ReleaseYear,
    Column::ReleaseHistoryOriginal, Column::ReleaseHistoryPhysicalHv, Column::ExceptionFlag, Column::RatingSystem,
    Column::RatingValue, Column::RatingReason, Column::RentalDuration, Column::WatchDuration,
    Column::CaptionIncluded, Column::CaptionExemption, Column::Any, Column::ContractId,
    Column::ServiceProvider, Column::TotalRunTime, Column::HoldbackLanguage, Column::HoldbackExclusionLanguage,
]),
(V1_6_TV, &[
    Column::DisplayName, Column::StoreLanguage, Column::Territory, Column::WorkType,
    Column::EntryType, Column::SeriesTitleInternalAlias, Column::SeriesTitleDisplayUnlimited, Column::SeasonNumber,
    Column::EpisodeNumber, Column::LocalizationType, Column::EpisodeTitleInternalAlias, Column::EpisodeTitleDisplayUnlimited,
    Column::SeasonTitleInternalAlias, Column::SeasonTitleDisplayUnlimited, Column::EpisodeCount, Column::SeasonCount,
    Column::SeriesAltId, Column::SeasonAltId, Column::EpisodeAltId, Column::CompanyDisplayCredit,
    Column::LicenseType, Column::LicenseRightsDescription, Column::FormatProfile, Column::Start,
    Column::End, Column::SpecialPreOrderFulfillDate, Column::PriceType, Column::PriceValue,
    Column::Srp, Column::Description, Column::OtherTerms, Column::OtherInstructions,
    Column::SeriesContentId, Column::SeasonContentId, Column::EpisodeContentId, Column::EpisodeProductId,
    Column::EncodeId, Column::AvailId, Column::Metadata, Column::SuppressionLiftDate,
    Column::ReleaseYear, Column::ReleaseHistoryOriginal, Column::ReleaseHistoryPhysicalHv, Column::ExceptionFlag,
    Column::RatingSystem, Column::RatingValue, Column::RatingReason, Column::RentalDuration,
    Column::WatchDuration, Column::FixedEndDate, Column::CaptionIncluded, Column::CaptionExemption,
    Column::Any, Column::ContractId, Column::ServiceProvider, Column::TotalRunTime,
    Column::HoldbackLanguage, Column::HoldbackExclusionLanguage,
]),
(V1_7_MOVIES, &[
    Column::DisplayName, Column::AssetLanguage, Column::Territory, Column::WorkType,
    Column::EntryType, Column::TitleInternalAlias, Column::TitleDisplayUnlimited, Column::LocalizationType,
    Column::CompanyDisplayCredit, Column::LicenseType, Column::LicenseRightsDescription, Column::FormatProfile,
    Column::Hdr, Column::Wcg, Column::Hfr, Column::Start,
    Column::End, Column::PriceType, Column::PriceValue, Column::PriceCurrency,
    Column::Srp, Column::Description, Column::OtherTerms, Column::OtherInstructions,
    Column::TitleId, Column::EditId, Column::ContentId, Column::AvailId,
    Column::UvId, Column::DmaId, Column::ReportingId, Column::Metadata,
    Column::Alid, Column::SuppressionLiftDate, Column::SpecialPreOrderFulfillDate, Column::AnnounceDate,
    Column::ReleaseYear, Column::ReleaseHistoryOriginal, Column::ReleaseHistoryPhysicalHv, Column::ExceptionFlag,
    Column::RatingSystem, Column::RatingValue, Column::RatingReason, Column::RentalDuration,
    Column::WatchDuration, Column::CaptionIncluded, Column::CaptionExemption, Column::Any,
    Column::ContractId, Column::ServiceProvider, Column::TotalRunTime, Column::HoldbackLanguage,
    Column::AllowedLanguages, Column::BundledAlids,
]),
(V1_7_TV, &[
    Column::DisplayName, Column::AssetLanguage, Column::Territory, Column::WorkType,
    Column::EntryType, Column::SeriesTitleInternalAlias, Column::SeriesTitleDisplayUnlimited, Column::SeasonNumber,
    Column::EpisodeNumber, Column::LocalizationType, Column::EpisodeTitleInternalAlias, Column::EpisodeTitleDisplayUnlimited,
    Column::SeasonTitleInternalAlias, Column::SeasonTitleDisplayUnlimited, Column::EpisodeCount, Column::SeasonCount,
    Column::SeriesId, Column::SeasonId, Column::EpisodeId, Column::Alid,
    Column::CompanyDisplayCredit, Column::LicenseType, Column::LicenseRightsDescription, Column::FormatProfile,
    Column::Hdr, Column::Wcg, Column::Hfr, Column::NgAudio,
    Column::Start, Column::End, Column::SpecialPreOrderFulfillDate, Column::PriceType,
    Column::PriceValue, Column::PriceCurrency, Column::Srp, Column::Description,
    Column::OtherTerms, Column::OtherInstructions, Column::SeriesContentId, Column::SeasonContentId,
    Column::EpisodeContentId, Column::AvailId, Column::UvId, Column::DmaId,
    Column::ReportingId, Column::Metadata, Column::SuppressionLiftDate, Column::AnnounceDate,
    Column::ReleaseYear, Column::ReleaseHistoryOriginal, Column::ReleaseHistoryPhysicalHv, Column::ExceptionFlag,
    Column::RatingSystem, Column::RatingValue, Column::RatingReason, Column::RentalDuration,
    Column::WatchDuration, Column::FixedEndDate, Column::CaptionIncluded, Column::CaptionExemption,
    Column::Any, Column::ContractId, Column::ServiceProvider, Column::TotalRunTime,
    Column::HoldbackLanguage, Column::AllowedLanguages,
]),
(V1_7_2_MOVIES, &[
    Column::DisplayName, Column::AssetLanguage, Column::Territory, Column::WorkType,
    Column::EntryType, Column::TitleInternalAlias, Column::TitleDisplayUnlimited, Column::LocalizationType,
    Column::CompanyDisplayCredit, Column::LicenseType, Column::LicenseRightsDescription, Column::FormatProfile,
    Column::Hdr, Column::Wcg, Column::Hfr, Column::NgAudio,
    Column::Start, Column::End, Column::PriceType, Column::PriceValue,
    Column::PriceCurrency, Column::Srp, Column::Description, Column::OtherTerms,
    Column::OtherInstructions, Column::TitleId, Column::EditId, Column::AltId,
    Column::ContentId, Column::AvailId, Column::UvId, Column::DmaId,
    Column::ReportingId, Column::Metadata, Column::Alid, Column::SuppressionLiftDate,
    Column::SpecialPreOrderFulfillDate, Column::AnnounceDate, Column::ReleaseYear, Column::ReleaseHistoryOriginal,
    Column::ReleaseHistoryPhysicalHv, Column::ExceptionFlag, Column::RatingSystem, Column::RatingValue,
    Column::RatingReason, Column::RentalDuration, Column::WatchDuration, Column::CaptionIncluded,
    Column::CaptionExemption, Column::Any, Column::ContractId, Column::ServiceProvider,
    Column::TotalRunTime, Column::HoldbackLanguage, Column::AllowedLanguages, Column::BundledAlids,
    Column::RetailerId1, Column::RetailerId2, Column::RetailerId3, Column::RetailerSpare1,
    Column::RetailerSpare2, Column::RetailerSpare3,
]),
(V1_7_2_TV, &[
    Column::DisplayName, Column::AssetLanguage, Column::Territory, Column::WorkType,
    Column::EntryType, Column::SeriesTitleInternalAlias, Column::SeriesTitleDisplayUnlimited, Column::SeasonNumber,
    Column::DistributionNumber, Column::EpisodeNumber, Column::LocalizationType, Column::EpisodeTitleInternalAlias,
    Column::EpisodeTitleDisplayUnlimited, Column::SeasonTitleInternalAlias, Column::SeasonTitleDisplayUnlimited, Column::EpisodeCount,
    Column::SeasonCount, Column::SeriesId, Column::SeasonId, Column::EpisodeId,
    Column::SeriesAltId, Column::SeasonAltId, Column::EpisodeAltId, Column::Alid,
    Column::CompanyDisplayCredit, Column::LicenseType, Column::LicenseRightsDescription, Column::FormatProfile,
    Column::Hdr, Column::Wcg, Column::Hfr, Column::NgAudio,
    Column::Start, Column::End, Column::SpecialPreOrderFulfillDate, Column::PriceType,
    Column::PriceValue, Column::PriceCurrency, Column::Srp, Column::Description,
    Column::OtherTerms, Column::OtherInstructions, Column::SeriesContentId, Column::SeasonContentId,
    Column::EpisodeContentId, Column::AvailId, Column::UvId, Column::DmaId,
    Column::ReportingId, Column::Metadata, Column::SuppressionLiftDate, Column::AnnounceDate,
    Column::ReleaseYear, Column::ReleaseHistoryOriginal, Column::ReleaseHistoryPhysicalHv, Column::ExceptionFlag,
    Column::RatingSystem, Column::RatingValue, Column::RatingReason, Column::RentalDuration,
    Column::WatchDuration, Column::FixedEndDate, Column::CaptionIncluded, Column::CaptionExemption,
    Column::Any, Column::ContractId, Column::ServiceProvider, Column::TotalRunTime,
    Column::HoldbackLanguage, Column::AllowedLanguages, Column::RetailerEpisodeId1, Column::RetailerEpisodeId2,
    Column::RetailerSeasonId, Column::RetailerSeriesId, Column::RetailerSpare1, Column::RetailerSpare2,
    Column::RetailerSpare3,
]),
(V1_7_3_MOVIES, &[
    Column::DisplayName, Column::Licensee, Column::AssetLanguage, Column::Territory,
    Column::TerritoryExclusion, Column::WorkType, Column::EntryType, Column::TitleInternalAlias,
    Column::TitleDisplayUnlimited, Column::LocalizationType, Column::CompanyDisplayCredit, Column::GroupIdentity,
    Column::Director, Column::LicenseType, Column::LicenseRightsDescription, Column::FormatProfile,
    Column::Hdr, Column::Wcg, Column::Hfr, Column::NgAudio,
    Column::Start, Column::StartLag, Column::End, Column::EndLag,
    Column::WindowDuration, Column::PriceType, Column::PriceValue, Column::PriceCurrency,
    Column::Srp, Column::Description, Column::Download, Column::OtherTerms,
    Column::OtherInstructions, Column::TitleId, Column::EditId, Column::AltId,
    Column::ContentId, Column::AvailId, Column::UvId, Column::DmaId,
    Column::ReportingId, Column::Metadata, Column::Alid, Column::SuppressionLiftDate,
    Column::SpecialPreOrderFulfillDate, Column::AnnounceDate, Column::ReleaseYear, Column::ReleaseHistoryOriginal,
    Column::ReleaseHistoryPhysicalHv, Column::ExceptionFlag, Column::RatingSystem, Column::RatingValue,
    Column::RatingReason, Column::RentalDuration, Column::WatchDuration, Column::CaptionIncluded,
    Column::CaptionExemption, Column::Any, Column::ContractId, Column::TitleStatus,
    Column::Exclusive, Column::ExclusiveAttributes, Column::BrandingRights, Column::BrandingRightsAttributes,
    Column::ServiceProvider, Column::TotalRunTime, Column::HoldbackLanguage, Column::AllowedLanguages,
    Column::RequiredFulfillmentLanguages, Column::BundledAlids, Column::RetailerId1, Column::RetailerId2,
    Column::RetailerId3, Column::RetailerSpare1, Column::RetailerSpare2, Column::RetailerSpare3,
]),
(V1_7_3_TV, &[
    Column::DisplayName, Column::Licensee, Column::AssetLanguage, Column::Territory,
    Column::TerritoryExclusion, Column::WorkType, Column::EntryType, Column::SeriesTitleInternalAlias,
    Column::SeriesTitleDisplayUnlimited, Column::SeasonNumber, Column::DistributionNumber, Column::EpisodeNumber,
    Column::LocalizationType, Column::EpisodeTitleInternalAlias, Column::EpisodeTitleDisplayUnlimited, Column::SeasonTitleInternalAlias,
    Column::SeasonTitleDisplayUnlimited, Column::EpisodeCount, Column::SeasonCount, Column::SeriesId,
    Column::SeasonId, Column::EpisodeTitleId, Column::EpisodeId, Column::SeriesAltId,
    Column::SeasonAltId, Column::EpisodeAltId, Column::Alid, Column::CompanyDisplayCredit,
    Column::GroupIdentity, Column::Director, Column::LicenseType, Column::LicenseRightsDescription,
    Column::FormatProfile, Column::Hdr, Column::Wcg, Column::Hfr,
    Column::NgAudio, Column::Start, Column::StartLag, Column::End,
    Column::EndLag, Column::WindowDuration, Column::SpecialPreOrderFulfillDate, Column::PriceType,
    Column::PriceValue, Column::PriceCurrency, Column::Srp, Column::Description,
    Column::Download, Column::OtherTerms, Column::OtherInstructions, Column::SeriesContentId,
    Column::SeasonContentId, Column::EpisodeContentId, Column::AvailId, Column::UvId,
    Column::DmaId, Column::ReportingId, Column::Metadata, Column::SuppressionLiftDate,
    Column::AnnounceDate, Column::ReleaseYear, Column::ReleaseHistoryOriginal, Column::ReleaseHistoryPhysicalHv,
    Column::ExceptionFlag, Column::RatingSystem, Column::RatingValue, Column::RatingReason,
    Column::RentalDuration, Column::WatchDuration, Column::FixedEndDate, Column::CaptionIncluded,
    Column::CaptionExemption, Column::Any, Column::ContractId, Column::TitleStatus,
    Column::Exclusive, Column::ExclusiveAttributes, Column::BrandingRights, Column::BrandingRightsAttributes,
    Column::ServiceProvider, Column::TotalRunTime, Column::HoldbackLanguage, Column::AllowedLanguages,
    Column::RequiredFulfillmentLanguages, Column::RetailerEpisodeId1, Column::RetailerEpisodeId2, Column::RetailerSeasonId,
    Column::RetailerSeriesId, Column::RetailerSpare1, Column::RetailerSpare2, Column::RetailerSpare3,
]),
(V1_8_MOVIES, &[
    Column::DisplayName, Column::Licensee, Column::AssetLanguage, Column::Territory,
    Column::TerritoryExclusion, Column::StoreType, Column::WorkType, Column::EntryType,
    Column::TitleInternalAlias, Column::TitleDisplayUnlimited, Column::LocalizationType, Column::CompanyDisplayCredit,
    Column::GroupIdentity, Column::Director, Column::LicenseType, Column::LicenseRightsDescription,
    Column::FormatProfile, Column::Hdr, Column::Wcg, Column::Hfr,
    Column::NgAudio, Column::Start, Column::StartLag, Column::End,
    Column::EndLag, Column::WindowDuration, Column::PriceType, Column::PriceValue,
    Column::PriceCurrency, Column::Srp, Column::Description, Column::Download,
    Column::OtherTerms, Column::OtherInstructions, Column::TitleId, Column::EditId,
    Column::AltId, Column::ContentId, Column::AvailId, Column::UvId,
    Column::DmaId, Column::ReportingId, Column::Metadata, Column::Alid,
    Column::SuppressionLiftDate, Column::SpecialPreOrderFulfillDate, Column::AnnounceDate, Column::ReleaseYear,
    Column::ReleaseHistoryOriginal, Column::ReleaseHistoryPhysicalHv, Column::ExceptionFlag, Column::RatingSystem,
    Column::RatingValue, Column::RatingReason, Column::RentalDuration, Column::WatchDuration,
    Column::CaptionIncluded, Column::CaptionExemption, Column::Any, Column::ContractId,
    Column::TitleStatus, Column::Exclusive, Column::ExclusiveAttributes, Column::BrandingRights,
    Column::BrandingRightsAttributes, Column::ServiceProvider, Column::TotalRunTime, Column::HoldbackLanguage,
    Column::AllowedLanguages, Column::RequiredFulfillmentLanguages, Column::BundledAlids, Column::RetailerId1,
    Column::RetailerId2, Column::RetailerId3, Column::RetailerSpare1, Column::RetailerSpare2,
    Column::RetailerSpare3, Column::PackageLabel,
]),
(V1_8_TV, &[
    Column::DisplayName, Column::Licensee, Column::AssetLanguage, Column::Territory,
    Column::TerritoryExclusion, Column::WorkType, Column::EntryType, Column::SeriesTitleInternalAlias,
    Column::SeriesTitleDisplayUnlimited, Column::SeasonNumber, Column::VolumeTitleInternalAlias, Column::VolumeTitleDisplayUnlimited,
    Column::VolumeNumber, Column::DistributionNumber, Column::EpisodeNumber, Column::LocalizationType,
    Column::EpisodeTitleInternalAlias, Column::EpisodeTitleDisplayUnlimited, Column::SeasonTitleInternalAlias, Column::SeasonTitleDisplayUnlimited,
    Column::EpisodeCount, Column::SeasonCount, Column::SeriesId, Column::SeasonId,
    Column::VolumeId, Column::EpisodeTitleId, Column::EpisodeId, Column::SeriesAltId,
    Column::SeasonAltId, Column::VolumeAltId, Column::EpisodeAltId, Column::Alid,
    Column::CompanyDisplayCredit, Column::GroupIdentity, Column::Director, Column::LicenseType,
    Column::LicenseRightsDescription, Column::FormatProfile, Column::Hdr, Column::Wcg,
    Column::Hfr, Column::NgAudio, Column::Start, Column::StartLag,
    Column::End, Column::EndLag, Column::WindowDuration, Column::SpecialPreOrderFulfillDate,
    Column::PriceType, Column::PriceValue, Column::PriceCurrency, Column::Srp,
    Column::Description, Column::Download, Column::OtherTerms, Column::OtherInstructions,
    Column::SeriesContentId, Column::SeasonContentId, Column::VolumeContentId, Column::EpisodeContentId,
    Column::AvailId, Column::UvId, Column::DmaId, Column::ReportingId,
    Column::Metadata, Column::SuppressionLiftDate, Column::AnnounceDate, Column::ReleaseYear,
    Column::ReleaseHistoryOriginal, Column::ReleaseHistoryPhysicalHv, Column::ExceptionFlag, Column::RatingSystem,
    Column::RatingValue, Column::RatingReason, Column::RentalDuration, Column::WatchDuration,
    Column::FixedEndDate, Column::CaptionIncluded, Column::CaptionExemption, Column::Any,
    Column::ContractId, Column::TitleStatus, Column::Exclusive, Column::ExclusiveAttributes,
    Column::BrandingRights, Column::BrandingRightsAttributes, Column::ServiceProvider, Column::TotalRunTime,
    Column::HoldbackLanguage, Column::AllowedLanguages, Column::RequiredFulfillmentLanguages, Column::BundledAlids,
    Column::RetailerEpisodeId1, Column::RetailerEpisodeId2, Column::RetailerVolumeId, Column::RetailerSeasonId,
    Column::RetailerSeriesId, Column::RetailerSpare1, Column::RetailerSpare2, Column::RetailerSpare3,
    Column::PackageLabel,
]),
(V1_8_COLLECTIONS, &[
    Column::DisplayName, Column::Licensee, Column::AssetLanguage, Column::Territory,
    Column::TerritoryExclusion, Column::WorkType, Column::EntryType, Column::TitleInternalAlias,
    Column::TitleDisplayUnlimited, Column::LocalizationType, Column::CompanyDisplayCredit, Column::GroupIdentity,
    Column::Director, Column::LicenseType, Column::LicenseRightsDescription, Column::FormatProfile,
    Column::Hdr, Column::Wcg, Column::Hfr, Column::NgAudio,
    Column::Start, Column::StartLag, Column::End, Column::EndLag,
    Column::WindowDuration, Column::PriceType, Column::PriceValue, Column::PriceCurrency,
    Column::Srp, Column::Description, Column::Download, Column::OtherTerms,
    Column::OtherInstructions, Column::TitleId, Column::EditId, Column::AltId,
    Column::ContentId, Column::AvailId, Column::UvId, Column::DmaId,
    Column::ReportingId, Column::Metadata, Column::Alid, Column::SuppressionLiftDate,
    Column::SpecialPreOrderFulfillDate, Column::AnnounceDate, Column::ReleaseYear, Column::ReleaseHistoryOriginal,
    Column::ReleaseHistoryPhysicalHv, Column::ExceptionFlag, Column::RatingSystem, Column::RatingValue,
    Column::RatingReason, Column::RentalDuration, Column::WatchDuration, Column::CaptionIncluded,
    Column::CaptionExemption, Column::Any, Column::ContractId, Column::TitleStatus,
    Column::Exclusive, Column::ExclusiveAttributes, Column::BrandingRights, Column::BrandingRightsAttributes,
    Column::ServiceProvider, Column::TotalRunTime, Column::HoldbackLanguage, Column::AllowedLanguages,
    Column::RequiredFulfillmentLanguages, Column::BundledAlids, Column::RetailerId1, Column::RetailerId2,
    Column::RetailerId3, Column::RetailerSpare1, Column::RetailerSpare2, Column::RetailerSpare3,
]),
(V1_8_AVAILS, &[
    Column::DisplayName, Column::Licensee, Column::AssetLanguage, Column::Territory,
    Column::TerritoryExclusion, Column::StoreType, Column::WorkType, Column::EntryType,
    Column::TitleInternalAlias, Column::TitleDisplayUnlimited, Column::SeriesTitleInternalAlias, Column::SeriesTitleDisplayUnlimited,
    Column::SeasonNumber, Column::VolumeTitleInternalAlias, Column::VolumeTitleDisplayUnlimited, Column::VolumeNumber,
    Column::DistributionNumber, Column::EpisodeNumber, Column::LocalizationType, Column::EpisodeTitleInternalAlias,
    Column::EpisodeTitleDisplayUnlimited, Column::SeasonTitleInternalAlias, Column::SeasonTitleDisplayUnlimited, Column::EpisodeCount,
    Column::SeasonCount, Column::SeriesId, Column::SeasonId, Column::VolumeId,
    Column::EpisodeTitleId, Column::EpisodeId, Column::SeriesAltId, Column::SeasonAltId,
    Column::VolumeAltId, Column::EpisodeAltId, Column::Alid, Column::CompanyDisplayCredit,
    Column::GroupIdentity, Column::Director, Column::LicenseType, Column::LicenseRightsDescription,
    Column::FormatProfile, Column::Hdr, Column::Wcg, Column::Hfr,
    Column::NgAudio, Column::Start, Column::StartLag, Column::End,
    Column::EndLag, Column::WindowDuration, Column::SpecialPreOrderFulfillDate, Column::PriceType,
    Column::PriceValue, Column::PriceCurrency, Column::Srp, Column::Description,
    Column::Download, Column::OtherTerms, Column::OtherInstructions, Column::TitleId,
    Column::EditId, Column::AltId, Column::ContentId, Column::SeriesContentId,
    Column::SeasonContentId, Column::VolumeContentId, Column::EpisodeContentId, Column::AvailId,
    Column::UvId, Column::DmaId, Column::ReportingId, Column::Metadata,
    Column::SuppressionLiftDate, Column::AnnounceDate, Column::ReleaseYear, Column::ReleaseHistoryOriginal,
    Column::ReleaseHistoryPhysicalHv, Column::ExceptionFlag, Column::RatingSystem, Column::RatingValue,
    Column::RatingReason, Column::RentalDuration, Column::WatchDuration, Column::FixedEndDate,
    Column::CaptionIncluded, Column::CaptionExemption, Column::Any, Column::ContractId,
    Column::TitleStatus, Column::Exclusive, Column::ExclusiveAttributes, Column::BrandingRights,
    Column::BrandingRightsAttributes, Column::ServiceProvider, Column::TotalRunTime, Column::HoldbackLanguage,
    Column::AllowedLanguages, Column::RequiredFulfillmentLanguages, Column::BundledAlids, Column::RetailerId1,
    Column::RetailerId2, Column::RetailerId3, Column::RetailerEpisodeId1, Column::RetailerEpisodeId2,
    Column::RetailerVolumeId, Column::RetailerSeasonId, Column::RetailerSeriesId, Column::RetailerSpare1,
    Column::RetailerSpare2, Column::RetailerSpare3, Column::PackageLabel,
]),
(V1_9_MOVIES, &[
    Column::DisplayName, Column::Licensee, Column::AssetLanguage, Column::Territory,
    Column::TerritoryExclusion, Column::StoreType, Column::WorkType, Column::EntryType,
    Column::TitleInternalAlias, Column::TitleDisplayUnlimited, Column::LocalizationType, Column::CompanyDisplayCredit,
    Column::GroupIdentity, Column::Director, Column::LicenseType, Column::LicenseRightsDescription,
    Column::FormatProfile, Column::Hdr, Column::Wcg, Column::Hfr,
    Column::NgAudio, Column::Start, Column::StartLag, Column::End,
    Column::EndLag, Column::WindowDuration, Column::PriceType, Column::PriceValue,
    Column::PriceCurrency, Column::Srp, Column::Description, Column::Download,
    Column::OtherTerms, Column::OtherInstructions, Column::TitleId, Column::EditId,
    Column::AltId, Column::ContentId, Column::AvailId, Column::UvId,
    Column::DmaId, Column::ReportingId, Column::Metadata, Column::Alid,
    Column::SuppressionLiftDate, Column::SpecialPreOrderFulfillDate, Column::AnnounceDate, Column::ReleaseYear,
    Column::ReleaseHistoryOriginal, Column::ReleaseHistoryPhysicalHv, Column::ExceptionFlag, Column::RatingSystem,
    Column::RatingValue, Column::RatingReason, Column::RentalDuration, Column::WatchDuration,
    Column::CaptionIncluded, Column::CaptionExemption, Column::Any, Column::ContractId,
    Column::TitleStatus, Column::Exclusive, Column::ExclusiveAttributes, Column::BrandingRights,
    Column::BrandingRightsAttributes, Column::ServiceProvider, Column::TotalRunTime, Column::HoldbackLanguage,
    Column::AllowedLanguages, Column::RequiredFulfillmentLanguages, Column::BundledAlids, Column::RetailerId1,
    Column::RetailerId2, Column::RetailerId3, Column::RetailerSpare1, Column::RetailerSpare2,
    Column::RetailerSpare3, Column::PackageLabel,
]),
(V1_9_TV, &[
    Column::DisplayName, Column::Licensee, Column::AssetLanguage, Column::Territory,
    Column::TerritoryExclusion, Column::WorkType, Column::EntryType, Column::SeriesTitleInternalAlias,
    Column::SeriesTitleDisplayUnlimited, Column::SeasonNumber, Column::VolumeTitleInternalAlias, Column::VolumeTitleDisplayUnlimited,
    Column::VolumeNumber, Column::DistributionNumber, Column::VolumeDistributionNumber, Column::EpisodeNumber,
    Column::LocalizationType, Column::EpisodeTitleInternalAlias, Column::EpisodeTitleDisplayUnlimited, Column::SeasonTitleInternalAlias,
    Column::SeasonTitleDisplayUnlimited, Column::EpisodeCount, Column::SeasonCount, Column::SeriesId,
    Column::SeasonId, Column::VolumeId, Column::EpisodeTitleId, Column::EpisodeId,
    Column::SeriesAltId, Column::SeasonAltId, Column::VolumeAltId, Column::EpisodeAltId,
    Column::Alid, Column::CompanyDisplayCredit, Column::GroupIdentity, Column::Director,
    Column::LicenseType, Column::LicenseRightsDescription, Column::FormatProfile, Column::Hdr,
    Column::Wcg, Column::Hfr, Column::NgAudio, Column::Start,
    Column::StartLag, Column::End, Column::EndLag, Column::WindowDuration,
    Column::SpecialPreOrderFulfillDate, Column::PriceType, Column::PriceValue, Column::PriceCurrency,
    Column::Srp, Column::Description, Column::Download, Column::OtherTerms,
    Column::OtherInstructions, Column::SeriesContentId, Column::SeasonContentId, Column::VolumeContentId,
    Column::EpisodeContentId, Column::AvailId, Column::UvId, Column::DmaId,
    Column::ReportingId, Column::Metadata, Column::SuppressionLiftDate, Column::AnnounceDate,
    Column::ReleaseYear, Column::ReleaseHistoryOriginal, Column::ReleaseHistoryPhysicalHv, Column::ExceptionFlag,
    Column::RatingSystem, Column::RatingValue, Column::RatingReason, Column::RentalDuration,
    Column::WatchDuration, Column::FixedEndDate, Column::CaptionIncluded, Column::CaptionExemption,
    Column::Any, Column::ContractId, Column::TitleStatus, Column::Exclusive,
    Column::ExclusiveAttributes, Column::BrandingRights, Column::BrandingRightsAttributes, Column::ServiceProvider,
    Column::TotalRunTime, Column::HoldbackLanguage, Column::AllowedLanguages, Column::RequiredFulfillmentLanguages,
    Column::BundledAlids, Column::RetailerEpisodeId1, Column::RetailerEpisodeId2, Column::RetailerVolumeId,
    Column::RetailerSeasonId, Column::RetailerSeriesId, Column::RetailerSpare1, Column::RetailerSpare2,
    Column::RetailerSpare3, Column::PackageLabel,
]),
(V1_9_BONUS, &[
    Column::DisplayName, Column::Licensee, Column::RefAlid, Column::RefTerritory,
    Column::RefTerritoryExcluded, Column::RefLicenseType, Column::RefFormatProfile, Column::RefAvailId,
    Column::AssetLanguage, Column::Territory, Column::TerritoryExclusion, Column::StoreType,
    Column::WorkType, Column::EntryType, Column::TitleInternalAlias, Column::TitleDisplayUnlimited,
    Column::LocalizationType, Column::CompanyDisplayCredit, Column::GroupIdentity, Column::Director,
    Column::LicenseType, Column::LicenseRightsDescription, Column::FormatProfile, Column::Hdr,
    Column::Wcg, Column::Hfr, Column::NgAudio, Column::Start,
    Column::StartLag, Column::End, Column::EndLag, Column::WindowDuration,
    Column::PriceType, Column::PriceValue, Column::PriceCurrency, Column::Srp,
    Column::Description, Column::Download, Column::OtherTerms, Column::OtherInstructions,
    Column::TitleId, Column::EditId, Column::AltId, Column::ContentId,
    Column::AvailId, Column::UvId, Column::DmaId, Column::ReportingId,
    Column::Metadata, Column::Alid, Column::SuppressionLiftDate, Column::SpecialPreOrderFulfillDate,
    Column::AnnounceDate, Column::ReleaseYear, Column::ReleaseHistoryOriginal, Column::ReleaseHistoryPhysicalHv,
    Column::ExceptionFlag, Column::RatingSystem, Column::RatingValue, Column::RatingReason,
    Column::RentalDuration, Column::WatchDuration, Column::CaptionIncluded, Column::CaptionExemption,
    Column::Any, Column::ContractId, Column::TitleStatus, Column::Exclusive,
    Column::ExclusiveAttributes, Column::BrandingRights, Column::BrandingRightsAttributes, Column::ServiceProvider,
    Column::TotalRunTime, Column::HoldbackLanguage, Column::AllowedLanguages, Column::RequiredFulfillmentLanguages,
    Column::BundledAlids, Column::RetailerId1, Column::RetailerId2, Column::RetailerId3,
    Column::RetailerSpare1, Column::RetailerSpare2, Column::RetailerSpare3, Column::PackageLabel,
]),
(V1_9_TPR, &[
    Column::DisplayName, Column::Licensee, Column::AssetLanguage, Column::Territory,
    Column::TerritoryExclusion, Column::StoreType, Column::WorkType, Column::EntryType,
    Column::TitleInternalAlias, Column::TitleDisplayUnlimited, Column::LocalizationType, Column::CompanyDisplayCredit,
    Column::GroupIdentity, Column::Director, Column::LicenseType, Column::LicenseRightsDescription,
    Column::FormatProfile, Column::Hdr, Column::Wcg, Column::Hfr,
    Column::NgAudio, Column::Start, Column::StartLag, Column::End,
    Column::EndLag, Column::WindowDuration, Column::PriceType, Column::PriceValue,
    Column::PriceCurrency, Column::Srp, Column::Description, Column::Download,
    Column::OtherTerms, Column::OtherInstructions, Column::TitleId, Column::EditId,
    Column::AltId, Column::ContentId, Column::AvailId, Column::UvId,
    Column::DmaId, Column::ReportingId, Column::Metadata, Column::Alid,
    Column::SuppressionLiftDate, Column::SpecialPreOrderFulfillDate, Column::AnnounceDate, Column::ReleaseYear,
    Column::ReleaseHistoryOriginal, Column::ReleaseHistoryPhysicalHv, Column::ExceptionFlag, Column::RatingSystem,
    Column::RatingValue, Column::RatingReason, Column::RentalDuration, Column::WatchDuration,
    Column::CaptionIncluded, Column::CaptionExemption, Column::Any, Column::ContractId,
    Column::TitleStatus, Column::Exclusive, Column::ExclusiveAttributes, Column::BrandingRights,
    Column::BrandingRightsAttributes, Column::ServiceProvider, Column::TotalRunTime, Column::HoldbackLanguage,
    Column::AllowedLanguages, Column::RequiredFulfillmentLanguages, Column::BundledAlids, Column::RetailerId1,
    Column::RetailerId2, Column::RetailerId3, Column::RetailerSpare1, Column::RetailerSpare2,
    Column::RetailerSpare3, Column::PackageLabel, Column::TprType, Column::CampaignId,
]),
(V1_9_AVAILS, &[
    Column::DisplayName, Column::Licensee, Column::AssetLanguage, Column::Territory,
    Column::TerritoryExclusion, Column::StoreType, Column::WorkType, Column::EntryType,
    Column::TitleInternalAlias, Column::TitleDisplayUnlimited, Column::SeriesTitleInternalAlias, Column::SeriesTitleDisplayUnlimited,
    Column::SeasonNumber, Column::VolumeTitleInternalAlias, Column::VolumeTitleDisplayUnlimited, Column::VolumeNumber,
    Column::DistributionNumber, Column::VolumeDistributionNumber, Column::EpisodeNumber, Column::LocalizationType,
    Column::EpisodeTitleInternalAlias, Column::EpisodeTitleDisplayUnlimited, Column::SeasonTitleInternalAlias, Column::SeasonTitleDisplayUnlimited,
    Column::EpisodeCount, Column::SeasonCount, Column::SeriesId, Column::SeasonId,
    Column::VolumeId, Column::EpisodeTitleId, Column::EpisodeId, Column::SeriesAltId,
    Column::SeasonAltId, Column::VolumeAltId, Column::EpisodeAltId, Column::Alid,
    Column::CompanyDisplayCredit, Column::GroupIdentity, Column::Director, Column::LicenseType,
    Column::LicenseRightsDescription, Column::FormatProfile, Column::Hdr, Column::Wcg,
    Column::Hfr, Column::NgAudio, Column::Start, Column::StartLag,
    Column::End, Column::EndLag, Column::WindowDuration, Column::SpecialPreOrderFulfillDate,
    Column::PriceType, Column::PriceValue, Column::PriceCurrency, Column::Srp,
    Column::Description, Column::Download, Column::OtherTerms, Column::OtherInstructions,
    Column::TitleId, Column::EditId, Column::AltId, Column::ContentId,
    Column::SeriesContentId, Column::SeasonContentId, Column::VolumeContentId, Column::EpisodeContentId,
    Column::AvailId, Column::UvId, Column::DmaId, Column::ReportingId,
    Column::Metadata, Column::SuppressionLiftDate, Column::AnnounceDate, Column::ReleaseYear,
    Column::ReleaseHistoryOriginal, Column::ReleaseHistoryPhysicalHv, Column::ExceptionFlag, Column::RatingSystem,
    Column::RatingValue, Column::RatingReason, Column::RentalDuration, Column::WatchDuration,
    Column::FixedEndDate, Column::CaptionIncluded, Column::CaptionExemption, Column::Any,
    Column::ContractId, Column::TitleStatus, Column::Exclusive, Column::ExclusiveAttributes,
    Column::BrandingRights, Column::BrandingRightsAttributes, Column::ServiceProvider, Column::TotalRunTime,
    Column::HoldbackLanguage, Column::AllowedLanguages, Column::RequiredFulfillmentLanguages, Column::BundledAlids,
    Column::RetailerId1, Column::RetailerId2, Column::RetailerId3, Column::RetailerEpisodeId1,
    Column::RetailerEpisodeId2, Column::RetailerVolumeId, Column::RetailerSeasonId, Column::RetailerSeriesId,
    Column::RetailerSpare1, Column::RetailerSpare2, Column::RetailerSpare3, Column::PackageLabel,
    Column::TprType, Column::CampaignId,
]),
];

/// Typed access by column.
impl Avail {
    /// `DisplayName`. The licensor: the organization that grants the rights.
    #[must_use]
    pub fn display_name(&self) -> Field<'_, &str> {
        self.text_of(Column::DisplayName)
    }

    /// `StoreLanguage`. The language of the store and its audience (1.6 only; not the language of the assets).
    #[must_use]
    pub fn store_language(&self) -> Field<'_, &value::List<value::LanguageTag>> {
        self.field(Column::StoreLanguage, Value::as_languages)
    }

    /// `Territory`. The territory in which the rights are granted.
    #[must_use]
    pub fn territory(&self) -> Field<'_, &value::List<value::TerritoryCode>> {
        self.field(Column::Territory, Value::as_territories)
    }

    /// `WorkType`. The kind of work that the row offers: a movie, a season, an episode.
    #[must_use]
    pub fn work_type(&self) -> Field<'_, &value::WorkType> {
        self.field(Column::WorkType, Value::as_work_type)
    }

    /// `EntryType`. The effect of the row on the avails already held: it replaces them or deletes them.
    #[must_use]
    pub fn entry_type(&self) -> Field<'_, &value::EntryType> {
        self.field(Column::EntryType, Value::as_entry_type)
    }

    /// `TitleInternalAlias`. The title of a movie as the licensor files it.
    #[must_use]
    pub fn title_internal_alias(&self) -> Field<'_, &str> {
        self.text_of(Column::TitleInternalAlias)
    }

    /// `TitleDisplayUnlimited`. The title of a movie as customers see it.
    #[must_use]
    pub fn title_display_unlimited(&self) -> Field<'_, &str> {
        self.text_of(Column::TitleDisplayUnlimited)
    }

    /// `LocalizationType`. Whether the row is about subtitled or dubbed assets.
    #[must_use]
    pub fn localization_type(&self) -> Field<'_, &value::LocalizationType> {
        self.field(Column::LocalizationType, Value::as_localization_type)
    }

    /// `LicenseType`. The kind of license: a sale, a rental, a subscription.
    #[must_use]
    pub fn license_type(&self) -> Field<'_, &value::LicenseType> {
        self.field(Column::LicenseType, Value::as_license_type)
    }

    /// `LicenseRightsDescription`. The kind of release that the license is for.
    #[must_use]
    pub fn license_rights_description(&self) -> Field<'_, &str> {
        self.text_of(Column::LicenseRightsDescription)
    }

    /// `FormatProfile`. The resolution of the video: HD, SD, UHD.
    #[must_use]
    pub fn format_profile(&self) -> Field<'_, &value::FormatProfile> {
        self.field(Column::FormatProfile, Value::as_format_profile)
    }

    /// `Start`. The start of the window.
    #[must_use]
    pub fn start(&self) -> Field<'_, value::AvailStart> {
        self.field(Column::Start, Value::as_start)
    }

    /// `End`. The end of the window; a date without a time includes the whole day.
    #[must_use]
    pub fn end(&self) -> Field<'_, value::AvailEnd> {
        self.field(Column::End, Value::as_end)
    }

    /// `PriceType`. The meaning of PriceValue: a wholesale price, a tier, a category.
    #[must_use]
    pub fn price_type(&self) -> Field<'_, &value::PriceType> {
        self.field(Column::PriceType, Value::as_price_type)
    }

    /// `PriceValue`. The price, tier or category.
    #[must_use]
    pub fn price_value(&self) -> Field<'_, &value::PriceValue> {
        self.field(Column::PriceValue, Value::as_price_value)
    }

    /// `SRP`. The suggested retail price.
    #[must_use]
    pub fn srp(&self) -> Field<'_, value::Money> {
        self.field(Column::Srp, Value::as_money)
    }

    /// `Description`. A description of the transaction.
    #[must_use]
    pub fn description(&self) -> Field<'_, &str> {
        self.text_of(Column::Description)
    }

    /// `OtherTerms`. Terms that no other column holds.
    #[must_use]
    pub fn other_terms(&self) -> Field<'_, &str> {
        self.text_of(Column::OtherTerms)
    }

    /// `OtherInstructions`. Instructions that no other column holds.
    #[must_use]
    pub fn other_instructions(&self) -> Field<'_, &str> {
        self.text_of(Column::OtherInstructions)
    }

    /// `ContentID`. The title's metadata; in 1.6 its EIDR.
    #[must_use]
    pub fn content_id(&self) -> Field<'_, &str> {
        self.text_of(Column::ContentId)
    }

    /// `ProductID`. The edit-level EIDR of the movie (1.6).
    #[must_use]
    pub fn product_id(&self) -> Field<'_, &value::AssetId> {
        self.field(Column::ProductId, Value::as_eidr)
    }

    /// `EncodeID`. The ID of the encoded asset (1.6).
    #[must_use]
    pub fn encode_id(&self) -> Field<'_, &str> {
        self.text_of(Column::EncodeId)
    }

    /// `AvailID`. The ID of this one window.
    #[must_use]
    pub fn avail_id(&self) -> Field<'_, &str> {
        self.text_of(Column::AvailId)
    }

    /// `Metadata`. Metadata that no other column holds.
    #[must_use]
    pub fn metadata(&self) -> Field<'_, &str> {
        self.text_of(Column::Metadata)
    }

    /// `AltID`. The licensor's own ID of the movie; in 1.6 the unique ID of its avails.
    #[must_use]
    pub fn alt_id(&self) -> Field<'_, &value::AltId> {
        self.field(Column::AltId, Value::as_alt_id)
    }

    /// `SuppressionLiftDate`. The date from which a pre-order may be shown to customers.
    #[must_use]
    pub fn suppression_lift_date(&self) -> Field<'_, value::Moment> {
        self.field(Column::SuppressionLiftDate, Value::as_date)
    }

    /// `SpecialPreOrderFulfillDate`. The date on which a pre-order is delivered, if not at the start of the sale.
    #[must_use]
    pub fn special_pre_order_fulfill_date(&self) -> Field<'_, value::Moment> {
        self.field(Column::SpecialPreOrderFulfillDate, Value::as_date)
    }

    /// `ReleaseYear`. The year of the first release.
    #[must_use]
    pub fn release_year(&self) -> Field<'_, value::Year> {
        self.field(Column::ReleaseYear, Value::as_year)
    }

    /// `ReleaseHistoryOriginal`. The date of the first release.
    #[must_use]
    pub fn release_history_original(&self) -> Field<'_, value::Moment> {
        self.field(Column::ReleaseHistoryOriginal, Value::as_date)
    }

    /// `ReleaseHistoryPhysicalHV`. The date of the first release on disc.
    #[must_use]
    pub fn release_history_physical_hv(&self) -> Field<'_, value::Moment> {
        self.field(Column::ReleaseHistoryPhysicalHv, Value::as_date)
    }

    /// `ExceptionFlag`. Whether a person has to read the free-form columns.
    #[must_use]
    pub fn exception_flag(&self) -> Field<'_, bool> {
        self.field(Column::ExceptionFlag, Value::as_flag)
    }

    /// `RatingSystem`. The rating system.
    #[must_use]
    pub fn rating_system(&self) -> Field<'_, &str> {
        self.text_of(Column::RatingSystem)
    }

    /// `RatingValue`. The rating in that system.
    #[must_use]
    pub fn rating_value(&self) -> Field<'_, &str> {
        self.text_of(Column::RatingValue)
    }

    /// `RatingReason`. The reasons for the rating.
    #[must_use]
    pub fn rating_reason(&self) -> Field<'_, &str> {
        self.text_of(Column::RatingReason)
    }

    /// `RentalDuration`. The duration of a rental, in hours.
    #[must_use]
    pub fn rental_duration(&self) -> Field<'_, value::Hours> {
        self.field(Column::RentalDuration, Value::as_hours)
    }

    /// `WatchDuration`. The duration of a rental after playback has begun, in hours.
    #[must_use]
    pub fn watch_duration(&self) -> Field<'_, value::Hours> {
        self.field(Column::WatchDuration, Value::as_hours)
    }

    /// `CaptionIncluded`. Whether captions come with the title (United States).
    #[must_use]
    pub fn caption_included(&self) -> Field<'_, bool> {
        self.field(Column::CaptionIncluded, Value::as_flag)
    }

    /// `CaptionExemption`. The reason why the title needs no captions (United States), 1 to 6.
    #[must_use]
    pub fn caption_exemption(&self) -> Field<'_, &value::CaptionExemption> {
        self.field(Column::CaptionExemption, Value::as_caption_exemption)
    }

    /// `Any`. Anything that no other column holds.
    #[must_use]
    pub fn any(&self) -> Field<'_, &str> {
        self.text_of(Column::Any)
    }

    /// `ContractID`. The contract that the avail belongs to.
    #[must_use]
    pub fn contract_id(&self) -> Field<'_, &str> {
        self.text_of(Column::ContractId)
    }

    /// `ServiceProvider`. The organization that delivers for the licensor.
    #[must_use]
    pub fn service_provider(&self) -> Field<'_, &str> {
        self.text_of(Column::ServiceProvider)
    }

    /// `TotalRunTime`. The running time.
    #[must_use]
    pub fn total_run_time(&self) -> Field<'_, value::RunTime> {
        self.field(Column::TotalRunTime, Value::as_run_time)
    }

    /// `HoldbackLanguage`. Languages that must not be offered.
    #[must_use]
    pub fn holdback_language(&self) -> Field<'_, &value::List<value::LanguageTag>> {
        self.field(Column::HoldbackLanguage, Value::as_languages)
    }

    /// `HoldbackExclusionLanguage`. The only languages that may be offered (1.6 name of AllowedLanguages).
    #[must_use]
    pub fn holdback_exclusion_language(&self) -> Field<'_, &value::List<value::LanguageTag>> {
        self.field(Column::HoldbackExclusionLanguage, Value::as_languages)
    }

    /// `SeriesTitleInternalAlias`. The title of the series as the licensor files it.
    #[must_use]
    pub fn series_title_internal_alias(&self) -> Field<'_, &str> {
        self.text_of(Column::SeriesTitleInternalAlias)
    }

    /// `SeriesTitleDisplayUnlimited`. The title of the series as customers see it.
    #[must_use]
    pub fn series_title_display_unlimited(&self) -> Field<'_, &str> {
        self.text_of(Column::SeriesTitleDisplayUnlimited)
    }

    /// `SeasonNumber`. The number of the season in its series.
    #[must_use]
    pub fn season_number(&self) -> Field<'_, value::Count> {
        self.field(Column::SeasonNumber, Value::as_count)
    }

    /// `EpisodeNumber`. The number of the episode in its season.
    #[must_use]
    pub fn episode_number(&self) -> Field<'_, value::Count> {
        self.field(Column::EpisodeNumber, Value::as_count)
    }

    /// `EpisodeTitleInternalAlias`. The title of the episode as the licensor files it.
    #[must_use]
    pub fn episode_title_internal_alias(&self) -> Field<'_, &str> {
        self.text_of(Column::EpisodeTitleInternalAlias)
    }

    /// `EpisodeTitleDisplayUnlimited`. The title of the episode as customers see it.
    #[must_use]
    pub fn episode_title_display_unlimited(&self) -> Field<'_, &str> {
        self.text_of(Column::EpisodeTitleDisplayUnlimited)
    }

    /// `SeasonTitleInternalAlias`. The title of the season as the licensor files it.
    #[must_use]
    pub fn season_title_internal_alias(&self) -> Field<'_, &str> {
        self.text_of(Column::SeasonTitleInternalAlias)
    }

    /// `SeasonTitleDisplayUnlimited`. The title of the season as customers see it.
    #[must_use]
    pub fn season_title_display_unlimited(&self) -> Field<'_, &str> {
        self.text_of(Column::SeasonTitleDisplayUnlimited)
    }

    /// `EpisodeCount`. The number of episodes in the season.
    #[must_use]
    pub fn episode_count(&self) -> Field<'_, value::Count> {
        self.field(Column::EpisodeCount, Value::as_count)
    }

    /// `SeasonCount`. The number of seasons in the series.
    #[must_use]
    pub fn season_count(&self) -> Field<'_, value::Count> {
        self.field(Column::SeasonCount, Value::as_count)
    }

    /// `SeriesAltID`. The licensor's own ID of the series.
    #[must_use]
    pub fn series_alt_id(&self) -> Field<'_, &value::AltId> {
        self.field(Column::SeriesAltId, Value::as_alt_id)
    }

    /// `SeasonAltID`. The licensor's own ID of the season.
    #[must_use]
    pub fn season_alt_id(&self) -> Field<'_, &value::AltId> {
        self.field(Column::SeasonAltId, Value::as_alt_id)
    }

    /// `EpisodeAltID`. The licensor's own ID of the episode.
    #[must_use]
    pub fn episode_alt_id(&self) -> Field<'_, &value::AltId> {
        self.field(Column::EpisodeAltId, Value::as_alt_id)
    }

    /// `CompanyDisplayCredit`. The studio or network named in the credits.
    #[must_use]
    pub fn company_display_credit(&self) -> Field<'_, &str> {
        self.text_of(Column::CompanyDisplayCredit)
    }

    /// `SeriesContentID`. The series' metadata; in 1.6 its EIDR.
    #[must_use]
    pub fn series_content_id(&self) -> Field<'_, &str> {
        self.text_of(Column::SeriesContentId)
    }

    /// `SeasonContentID`. The season's metadata; in 1.6 its EIDR.
    #[must_use]
    pub fn season_content_id(&self) -> Field<'_, &str> {
        self.text_of(Column::SeasonContentId)
    }

    /// `EpisodeContentID`. The episode's metadata; in 1.6 its EIDR.
    #[must_use]
    pub fn episode_content_id(&self) -> Field<'_, &str> {
        self.text_of(Column::EpisodeContentId)
    }

    /// `EpisodeProductID`. The edit-level EIDR of the episode (1.6).
    #[must_use]
    pub fn episode_product_id(&self) -> Field<'_, &value::AssetId> {
        self.field(Column::EpisodeProductId, Value::as_eidr)
    }

    /// `FixedEndDate`. A date on which a rental ends in any case.
    #[must_use]
    pub fn fixed_end_date(&self) -> Field<'_, value::Moment> {
        self.field(Column::FixedEndDate, Value::as_date)
    }

    /// `AssetLanguage`. The languages of the assets that the licensor intends to deliver.
    #[must_use]
    pub fn asset_language(&self) -> Field<'_, &value::List<value::LanguageTag>> {
        self.field(Column::AssetLanguage, Value::as_languages)
    }

    /// `HDR`. High dynamic range.
    #[must_use]
    pub fn hdr(&self) -> Field<'_, &value::Hdr> {
        self.field(Column::Hdr, Value::as_hdr)
    }

    /// `WCG`. Wide color gamut.
    #[must_use]
    pub fn wcg(&self) -> Field<'_, bool> {
        self.field(Column::Wcg, Value::as_flag)
    }

    /// `HFR`. High frame rate.
    #[must_use]
    pub fn hfr(&self) -> Field<'_, bool> {
        self.field(Column::Hfr, Value::as_flag)
    }

    /// `PriceCurrency`. The currency of the price.
    #[must_use]
    pub fn price_currency(&self) -> Field<'_, value::Currency> {
        self.field(Column::PriceCurrency, Value::as_currency)
    }

    /// `TitleID`. The title-level EIDR of the movie.
    #[must_use]
    pub fn title_id(&self) -> Field<'_, &value::AssetId> {
        self.field(Column::TitleId, Value::as_eidr)
    }

    /// `EditID`. The edit-level EIDR of the movie.
    #[must_use]
    pub fn edit_id(&self) -> Field<'_, &value::AssetId> {
        self.field(Column::EditId, Value::as_eidr)
    }

    /// `UV_ID`. The UltraViolet ID.
    #[must_use]
    pub fn uv_id(&self) -> Field<'_, &str> {
        self.text_of(Column::UvId)
    }

    /// `DMA_ID`. The Movies Anywhere ID.
    #[must_use]
    pub fn dma_id(&self) -> Field<'_, &str> {
        self.text_of(Column::DmaId)
    }

    /// `ReportingID`. The ID under which sales are reported.
    #[must_use]
    pub fn reporting_id(&self) -> Field<'_, &str> {
        self.text_of(Column::ReportingId)
    }

    /// `ALID`. The logical asset ID: the unique ID of a title's avails from 1.7 on.
    #[must_use]
    pub fn alid(&self) -> Field<'_, &value::Alid> {
        self.field(Column::Alid, Value::as_alid)
    }

    /// `AnnounceDate`. The date from which a pre-order may be announced.
    #[must_use]
    pub fn announce_date(&self) -> Field<'_, value::Moment> {
        self.field(Column::AnnounceDate, Value::as_date)
    }

    /// `AllowedLanguages`. The only languages that may be offered.
    #[must_use]
    pub fn allowed_languages(&self) -> Field<'_, &value::List<value::LanguageTag>> {
        self.field(Column::AllowedLanguages, Value::as_languages)
    }

    /// `BundledALIDs`. The ALIDs of the titles in a collection.
    #[must_use]
    pub fn bundled_alids(&self) -> Field<'_, &value::List<value::Alid>> {
        self.field(Column::BundledAlids, Value::as_alids)
    }

    /// `SeriesID`. The EIDR of the series.
    #[must_use]
    pub fn series_id(&self) -> Field<'_, &value::AssetId> {
        self.field(Column::SeriesId, Value::as_eidr)
    }

    /// `SeasonID`. The EIDR of the season.
    #[must_use]
    pub fn season_id(&self) -> Field<'_, &value::AssetId> {
        self.field(Column::SeasonId, Value::as_eidr)
    }

    /// `EpisodeID`. The edit-level EIDR of the episode.
    #[must_use]
    pub fn episode_id(&self) -> Field<'_, &value::AssetId> {
        self.field(Column::EpisodeId, Value::as_eidr)
    }

    /// `NGAudio`. Next generation audio.
    #[must_use]
    pub fn ng_audio(&self) -> Field<'_, &value::NgAudio> {
        self.field(Column::NgAudio, Value::as_ng_audio)
    }

    /// `RetailerID1`. The retailer's ID of the movie, first.
    #[must_use]
    pub fn retailer_id1(&self) -> Field<'_, &str> {
        self.text_of(Column::RetailerId1)
    }

    /// `RetailerID2`. The retailer's ID of the movie, second.
    #[must_use]
    pub fn retailer_id2(&self) -> Field<'_, &str> {
        self.text_of(Column::RetailerId2)
    }

    /// `RetailerID3`. The retailer's ID of the movie, third.
    #[must_use]
    pub fn retailer_id3(&self) -> Field<'_, &str> {
        self.text_of(Column::RetailerId3)
    }

    /// `RetailerSpare1`. A first column for agreements between licensor and retailer.
    #[must_use]
    pub fn retailer_spare1(&self) -> Field<'_, &str> {
        self.text_of(Column::RetailerSpare1)
    }

    /// `RetailerSpare2`. A second column for agreements between licensor and retailer.
    #[must_use]
    pub fn retailer_spare2(&self) -> Field<'_, &str> {
        self.text_of(Column::RetailerSpare2)
    }

    /// `RetailerSpare3`. A third column for agreements between licensor and retailer.
    #[must_use]
    pub fn retailer_spare3(&self) -> Field<'_, &str> {
        self.text_of(Column::RetailerSpare3)
    }

    /// `DistributionNumber`. The number under which an episode or a part of a season is distributed.
    #[must_use]
    pub fn distribution_number(&self) -> Field<'_, &str> {
        self.text_of(Column::DistributionNumber)
    }

    /// `RetailerEpisodeID1`. The retailer's ID of the episode, first.
    #[must_use]
    pub fn retailer_episode_id1(&self) -> Field<'_, &str> {
        self.text_of(Column::RetailerEpisodeId1)
    }

    /// `RetailerEpisodeID2`. The retailer's ID of the episode, second.
    #[must_use]
    pub fn retailer_episode_id2(&self) -> Field<'_, &str> {
        self.text_of(Column::RetailerEpisodeId2)
    }

    /// `RetailerSeasonID`. The retailer's ID of the season.
    #[must_use]
    pub fn retailer_season_id(&self) -> Field<'_, &str> {
        self.text_of(Column::RetailerSeasonId)
    }

    /// `RetailerSeriesID`. The retailer's ID of the series.
    #[must_use]
    pub fn retailer_series_id(&self) -> Field<'_, &str> {
        self.text_of(Column::RetailerSeriesId)
    }

    /// `Licensee`. The organization that receives the rights.
    #[must_use]
    pub fn licensee(&self) -> Field<'_, &str> {
        self.text_of(Column::Licensee)
    }

    /// `TerritoryExclusion`. Territories left out of a larger grant.
    #[must_use]
    pub fn territory_exclusion(&self) -> Field<'_, &value::List<value::TerritoryCode>> {
        self.field(Column::TerritoryExclusion, Value::as_territories)
    }

    /// `GroupIdentity`. The subscription or channel that an SVOD avail is for.
    #[must_use]
    pub fn group_identity(&self) -> Field<'_, &str> {
        self.text_of(Column::GroupIdentity)
    }

    /// `Director`. The director.
    #[must_use]
    pub fn director(&self) -> Field<'_, &str> {
        self.text_of(Column::Director)
    }

    /// `StartLag`. A duration added to a Start that names an event.
    #[must_use]
    pub fn start_lag(&self) -> Field<'_, value::IsoDuration> {
        self.field(Column::StartLag, Value::as_duration)
    }

    /// `EndLag`. A duration added to an End that names an event.
    #[must_use]
    pub fn end_lag(&self) -> Field<'_, value::IsoDuration> {
        self.field(Column::EndLag, Value::as_duration)
    }

    /// `WindowDuration`. The maximum duration of the window.
    #[must_use]
    pub fn window_duration(&self) -> Field<'_, value::IsoDuration> {
        self.field(Column::WindowDuration, Value::as_duration)
    }

    /// `Download`. Whether the title may be downloaded.
    #[must_use]
    pub fn download(&self) -> Field<'_, bool> {
        self.field(Column::Download, Value::as_flag)
    }

    /// `TitleStatus`. The status of the contract for the title.
    #[must_use]
    pub fn title_status(&self) -> Field<'_, &value::TitleStatus> {
        self.field(Column::TitleStatus, Value::as_title_status)
    }

    /// `Exclusive`. Whether the window is exclusive to the platform.
    #[must_use]
    pub fn exclusive(&self) -> Field<'_, bool> {
        self.field(Column::Exclusive, Value::as_flag)
    }

    /// `ExclusiveAttributes`. The kind of exclusivity that is granted.
    #[must_use]
    pub fn exclusive_attributes(&self) -> Field<'_, &str> {
        self.text_of(Column::ExclusiveAttributes)
    }

    /// `BrandingRights`. Whether the platform may present the title under its own brand.
    #[must_use]
    pub fn branding_rights(&self) -> Field<'_, bool> {
        self.field(Column::BrandingRights, Value::as_flag)
    }

    /// `BrandingRightsAttributes`. The kind of branding that is granted.
    #[must_use]
    pub fn branding_rights_attributes(&self) -> Field<'_, &str> {
        self.text_of(Column::BrandingRightsAttributes)
    }

    /// `RequiredFulfillmentLanguages`. Languages that the licensor must deliver.
    #[must_use]
    pub fn required_fulfillment_languages(&self) -> Field<'_, &value::List<value::LanguageTag>> {
        self.field(Column::RequiredFulfillmentLanguages, Value::as_languages)
    }

    /// `EpisodeTitleID`. The title-level EIDR of the episode.
    #[must_use]
    pub fn episode_title_id(&self) -> Field<'_, &value::AssetId> {
        self.field(Column::EpisodeTitleId, Value::as_eidr)
    }

    /// `StoreType`. The kind of store that the avail is for.
    #[must_use]
    pub fn store_type(&self) -> Field<'_, &str> {
        self.text_of(Column::StoreType)
    }

    /// `PackageLabel`. The label of the package that the row belongs to.
    #[must_use]
    pub fn package_label(&self) -> Field<'_, &str> {
        self.text_of(Column::PackageLabel)
    }

    /// `VolumeTitleInternalAlias`. The title of the volume as the licensor files it.
    #[must_use]
    pub fn volume_title_internal_alias(&self) -> Field<'_, &str> {
        self.text_of(Column::VolumeTitleInternalAlias)
    }

    /// `VolumeTitleDisplayUnlimited`. The title of the volume as customers see it.
    #[must_use]
    pub fn volume_title_display_unlimited(&self) -> Field<'_, &str> {
        self.text_of(Column::VolumeTitleDisplayUnlimited)
    }

    /// `VolumeNumber`. The number of the volume in its season.
    #[must_use]
    pub fn volume_number(&self) -> Field<'_, value::Count> {
        self.field(Column::VolumeNumber, Value::as_count)
    }

    /// `VolumeID`. The EIDR of the volume.
    #[must_use]
    pub fn volume_id(&self) -> Field<'_, &value::AssetId> {
        self.field(Column::VolumeId, Value::as_eidr)
    }

    /// `VolumeAltID`. The licensor's own ID of the volume.
    #[must_use]
    pub fn volume_alt_id(&self) -> Field<'_, &value::AltId> {
        self.field(Column::VolumeAltId, Value::as_alt_id)
    }

    /// `VolumeContentID`. The volume's metadata.
    #[must_use]
    pub fn volume_content_id(&self) -> Field<'_, &str> {
        self.text_of(Column::VolumeContentId)
    }

    /// `RetailerVolumeID`. The retailer's ID of the volume.
    #[must_use]
    pub fn retailer_volume_id(&self) -> Field<'_, &str> {
        self.text_of(Column::RetailerVolumeId)
    }

    /// `VolumeDistributionNumber`. The number under which the volume is distributed.
    #[must_use]
    pub fn volume_distribution_number(&self) -> Field<'_, &str> {
        self.text_of(Column::VolumeDistributionNumber)
    }

    /// `RefALID`. The ALID of the title that bonus material belongs to.
    #[must_use]
    pub fn ref_alid(&self) -> Field<'_, &value::Alid> {
        self.field(Column::RefAlid, Value::as_alid)
    }

    /// `RefTerritory`. The territory of the avail that bonus material belongs to.
    #[must_use]
    pub fn ref_territory(&self) -> Field<'_, &value::List<value::TerritoryCode>> {
        self.field(Column::RefTerritory, Value::as_territories)
    }

    /// `RefTerritoryExcluded`. Territories left out of the avail that bonus material belongs to.
    #[must_use]
    pub fn ref_territory_excluded(&self) -> Field<'_, &value::List<value::TerritoryCode>> {
        self.field(Column::RefTerritoryExcluded, Value::as_territories)
    }

    /// `RefLicenseType`. The license type of the avail that bonus material belongs to.
    #[must_use]
    pub fn ref_license_type(&self) -> Field<'_, &value::LicenseType> {
        self.field(Column::RefLicenseType, Value::as_license_type)
    }

    /// `RefFormatProfile`. The format of the avail that bonus material belongs to.
    #[must_use]
    pub fn ref_format_profile(&self) -> Field<'_, &value::FormatProfile> {
        self.field(Column::RefFormatProfile, Value::as_format_profile)
    }

    /// `RefAvailID`. The AvailID of the avail that bonus material belongs to.
    #[must_use]
    pub fn ref_avail_id(&self) -> Field<'_, &str> {
        self.text_of(Column::RefAvailId)
    }

    /// `TPRType`. Whether a temporary price reduction has conditions.
    #[must_use]
    pub fn tpr_type(&self) -> Field<'_, &value::TprType> {
        self.field(Column::TprType, Value::as_tpr_type)
    }

    /// `CampaignID`. The campaign that a temporary price reduction belongs to.
    #[must_use]
    pub fn campaign_id(&self) -> Field<'_, &str> {
        self.text_of(Column::CampaignId)
    }

    /// `AssociatedALID`. ALIDs that this one is associated with.
    #[must_use]
    pub fn associated_alid(&self) -> Field<'_, &value::List<value::Alid>> {
        self.field(Column::AssociatedAlid, Value::as_alids)
    }
}
