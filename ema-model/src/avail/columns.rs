// Generated from data/columns.tsv by tests/dictionary; do not edit by hand.
// `EMA_UPDATE=1 cargo test -p ema-model --test dictionary` regenerates it.

use super::Avail;
use crate::dictionary::{Column, Value};
use crate::field::Field;
use crate::value;

/// Typed accessors, one for each column.
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

    /// `WorkType`. The kind of work that the row offers: for example, a movie, a season or an episode.
    #[must_use]
    pub fn work_type(&self) -> Field<'_, &value::WorkType> {
        self.field(Column::WorkType, Value::as_work_type)
    }

    /// `EntryType`. The effect of the row on the avails that are already held: for example, whether it replaces or deletes them.
    #[must_use]
    pub fn entry_type(&self) -> Field<'_, &value::EntryType> {
        self.field(Column::EntryType, Value::as_entry_type)
    }

    /// `TitleInternalAlias`. The licensor's internal title for a movie.
    #[must_use]
    pub fn title_internal_alias(&self) -> Field<'_, &str> {
        self.text_of(Column::TitleInternalAlias)
    }

    /// `TitleDisplayUnlimited`. The title of a movie as customers see it.
    #[must_use]
    pub fn title_display_unlimited(&self) -> Field<'_, &str> {
        self.text_of(Column::TitleDisplayUnlimited)
    }

    /// `LocalizationType`. Whether the row is for subtitled or dubbed assets.
    #[must_use]
    pub fn localization_type(&self) -> Field<'_, &value::LocalizationType> {
        self.field(Column::LocalizationType, Value::as_localization_type)
    }

    /// `LicenseType`. The kind of license: for example, a sale, a rental or a subscription.
    #[must_use]
    pub fn license_type(&self) -> Field<'_, &value::LicenseType> {
        self.field(Column::LicenseType, Value::as_license_type)
    }

    /// `LicenseRightsDescription`. The kind of release that the license is for.
    #[must_use]
    pub fn license_rights_description(&self) -> Field<'_, &str> {
        self.text_of(Column::LicenseRightsDescription)
    }

    /// `FormatProfile`. The resolution of the video: for example, HD, SD or UHD.
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

    /// `PriceType`. The meaning of PriceValue: for example, a wholesale price, a tier or a category.
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

    /// `ContentID`. The ID of the title's metadata; in 1.6, the EIDR of the title.
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

    /// `AvailID`. The unique ID of the window.
    #[must_use]
    pub fn avail_id(&self) -> Field<'_, &str> {
        self.text_of(Column::AvailId)
    }

    /// `Metadata`. Metadata that no other column holds.
    #[must_use]
    pub fn metadata(&self) -> Field<'_, &str> {
        self.text_of(Column::Metadata)
    }

    /// `AltID`. The licensor's own ID for the movie; in 1.6, the unique ID of its avails.
    #[must_use]
    pub fn alt_id(&self) -> Field<'_, &value::AltId> {
        self.field(Column::AltId, Value::as_alt_id)
    }

    /// `SuppressionLiftDate`. The date from which a pre-order may be shown to customers.
    #[must_use]
    pub fn suppression_lift_date(&self) -> Field<'_, value::Moment> {
        self.field(Column::SuppressionLiftDate, Value::as_date)
    }

    /// `SpecialPreOrderFulfillDate`. The date on which pre-orders are fulfilled, if that is not the start of the sale.
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

    /// `RatingValue`. The rating in the system that RatingSystem names.
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

    /// `CaptionIncluded`. Whether the title comes with captions (United States).
    #[must_use]
    pub fn caption_included(&self) -> Field<'_, bool> {
        self.field(Column::CaptionIncluded, Value::as_flag)
    }

    /// `CaptionExemption`. The reason why the title does not need captions in the United States: 1 to 6.
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

    /// `ServiceProvider`. The organization that delivers on behalf of the licensor.
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

    /// `SeriesTitleInternalAlias`. The licensor's internal title for the series.
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

    /// `EpisodeTitleInternalAlias`. The licensor's internal title for the episode.
    #[must_use]
    pub fn episode_title_internal_alias(&self) -> Field<'_, &str> {
        self.text_of(Column::EpisodeTitleInternalAlias)
    }

    /// `EpisodeTitleDisplayUnlimited`. The title of the episode as customers see it.
    #[must_use]
    pub fn episode_title_display_unlimited(&self) -> Field<'_, &str> {
        self.text_of(Column::EpisodeTitleDisplayUnlimited)
    }

    /// `SeasonTitleInternalAlias`. The licensor's internal title for the season.
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

    /// `SeriesAltID`. The licensor's own ID for the series.
    #[must_use]
    pub fn series_alt_id(&self) -> Field<'_, &value::AltId> {
        self.field(Column::SeriesAltId, Value::as_alt_id)
    }

    /// `SeasonAltID`. The licensor's own ID for the season.
    #[must_use]
    pub fn season_alt_id(&self) -> Field<'_, &value::AltId> {
        self.field(Column::SeasonAltId, Value::as_alt_id)
    }

    /// `EpisodeAltID`. The licensor's own ID for the episode.
    #[must_use]
    pub fn episode_alt_id(&self) -> Field<'_, &value::AltId> {
        self.field(Column::EpisodeAltId, Value::as_alt_id)
    }

    /// `CompanyDisplayCredit`. The studio or network named in the credits.
    #[must_use]
    pub fn company_display_credit(&self) -> Field<'_, &str> {
        self.text_of(Column::CompanyDisplayCredit)
    }

    /// `SeriesContentID`. The ID of the series' metadata; in 1.6, the EIDR of the series.
    #[must_use]
    pub fn series_content_id(&self) -> Field<'_, &str> {
        self.text_of(Column::SeriesContentId)
    }

    /// `SeasonContentID`. The ID of the season's metadata; in 1.6, the EIDR of the season.
    #[must_use]
    pub fn season_content_id(&self) -> Field<'_, &str> {
        self.text_of(Column::SeasonContentId)
    }

    /// `EpisodeContentID`. The ID of the episode's metadata; in 1.6, the EIDR of the episode.
    #[must_use]
    pub fn episode_content_id(&self) -> Field<'_, &str> {
        self.text_of(Column::EpisodeContentId)
    }

    /// `EpisodeProductID`. The edit-level EIDR of the episode (1.6).
    #[must_use]
    pub fn episode_product_id(&self) -> Field<'_, &value::AssetId> {
        self.field(Column::EpisodeProductId, Value::as_eidr)
    }

    /// `FixedEndDate`. The date on which a rental ends, regardless of its duration.
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

    /// `RetailerID1`. The retailer's first ID for the movie.
    #[must_use]
    pub fn retailer_id1(&self) -> Field<'_, &str> {
        self.text_of(Column::RetailerId1)
    }

    /// `RetailerID2`. The retailer's second ID for the movie.
    #[must_use]
    pub fn retailer_id2(&self) -> Field<'_, &str> {
        self.text_of(Column::RetailerId2)
    }

    /// `RetailerID3`. The retailer's third ID for the movie.
    #[must_use]
    pub fn retailer_id3(&self) -> Field<'_, &str> {
        self.text_of(Column::RetailerId3)
    }

    /// `RetailerSpare1`. The first of three columns whose use the licensor and the retailer agree on.
    #[must_use]
    pub fn retailer_spare1(&self) -> Field<'_, &str> {
        self.text_of(Column::RetailerSpare1)
    }

    /// `RetailerSpare2`. The second of three columns whose use the licensor and the retailer agree on.
    #[must_use]
    pub fn retailer_spare2(&self) -> Field<'_, &str> {
        self.text_of(Column::RetailerSpare2)
    }

    /// `RetailerSpare3`. The third of three columns whose use the licensor and the retailer agree on.
    #[must_use]
    pub fn retailer_spare3(&self) -> Field<'_, &str> {
        self.text_of(Column::RetailerSpare3)
    }

    /// `DistributionNumber`. The number under which an episode or a part of a season is distributed.
    #[must_use]
    pub fn distribution_number(&self) -> Field<'_, &str> {
        self.text_of(Column::DistributionNumber)
    }

    /// `RetailerEpisodeID1`. The retailer's first ID for the episode.
    #[must_use]
    pub fn retailer_episode_id1(&self) -> Field<'_, &str> {
        self.text_of(Column::RetailerEpisodeId1)
    }

    /// `RetailerEpisodeID2`. The retailer's second ID for the episode.
    #[must_use]
    pub fn retailer_episode_id2(&self) -> Field<'_, &str> {
        self.text_of(Column::RetailerEpisodeId2)
    }

    /// `RetailerSeasonID`. The retailer's ID for the season.
    #[must_use]
    pub fn retailer_season_id(&self) -> Field<'_, &str> {
        self.text_of(Column::RetailerSeasonId)
    }

    /// `RetailerSeriesID`. The retailer's ID for the series.
    #[must_use]
    pub fn retailer_series_id(&self) -> Field<'_, &str> {
        self.text_of(Column::RetailerSeriesId)
    }

    /// `Licensee`. The organization that receives the rights.
    #[must_use]
    pub fn licensee(&self) -> Field<'_, &str> {
        self.text_of(Column::Licensee)
    }

    /// `TerritoryExclusion`. Territories that are excluded from a larger grant.
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

    /// `VolumeTitleInternalAlias`. The licensor's internal title for the volume.
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

    /// `VolumeAltID`. The licensor's own ID for the volume.
    #[must_use]
    pub fn volume_alt_id(&self) -> Field<'_, &value::AltId> {
        self.field(Column::VolumeAltId, Value::as_alt_id)
    }

    /// `VolumeContentID`. The ID of the volume's metadata.
    #[must_use]
    pub fn volume_content_id(&self) -> Field<'_, &str> {
        self.text_of(Column::VolumeContentId)
    }

    /// `RetailerVolumeID`. The retailer's ID for the volume.
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

    /// `RefTerritoryExcluded`. Territories that are excluded from the avail that bonus material belongs to.
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

    /// `AssociatedALID`. The ALIDs with which this ALID is associated.
    #[must_use]
    pub fn associated_alid(&self) -> Field<'_, &value::List<value::Alid>> {
        self.field(Column::AssociatedAlid, Value::as_alids)
    }
}
