//! Compares complete documents with snapshots.

use ema_model::{Avail, Column, EmaVersion, XmlVersion};
use ema_testing::assert_snapshot;

use super::write;

fn shown(version: XmlVersion, rows: &[&[(Column, &str)]]) -> String {
    let avails: Vec<Avail> = rows
        .iter()
        .map(|cells| Avail::from_cells(EmaVersion::V1_9, cells.iter().copied()))
        .collect();
    let (xml, losses) = write(version, &avails);
    let losses: Vec<String> = losses.iter().map(ToString::to_string).collect();
    format!("{xml}---\n{}", losses.join("\n"))
}

const MOVIE: &[(Column, &str)] = &[
    (Column::Alid, "md:alid:org:example.com:bravados"),
    (Column::DisplayName, "Example & Sons"),
    (Column::ServiceProvider, "Provider"),
    (Column::EntryType, "Full Extract"),
    (Column::ExceptionFlag, "Yes"),
    (Column::UvId, "urn:dece:alid:eidr-s:77C5"),
    (Column::DmaId, "10.5240/77C5"),
    (Column::WorkType, "Movie"),
    (Column::ContentId, "md:cid:org:example.com:bravados"),
    (Column::TitleDisplayUnlimited, "The Bravados"),
    (Column::TitleInternalAlias, "Bravados, The"),
    (Column::TitleId, "10.5240/8FF3-1C20-84F5-F247-8BCD-E"),
    (
        Column::EditId,
        "urn:eidr:10.5240:77C5-ED35-8FC2-7D9D-9531-1",
    ),
    (Column::AltId, "001143"),
    (Column::RetailerId2, "R2"),
    (Column::ReleaseYear, "1958"),
    (Column::TotalRunTime, "01:37:49"),
    (Column::Director, "Henry King"),
    (Column::ReleaseHistoryOriginal, "1958-06-25"),
    (Column::ReleaseHistoryPhysicalHv, "2005-05-24"),
    (Column::CaptionIncluded, "No"),
    (Column::CaptionExemption, "2"),
    (Column::RatingSystem, "MPAA"),
    (Column::RatingValue, "PG"),
    (Column::RatingReason, "Violence, Language"),
    (Column::LocalizationType, "subdub"),
    (Column::GroupIdentity, "Westerns"),
    (Column::CompanyDisplayCredit, "Example"),
    (Column::AvailId, "A-1"),
    (Column::Licensee, "Retailer"),
    (Column::LicenseType, "EST"),
    (Column::Description, "The whole film"),
    (Column::Territory, "US, CA-QC"),
    (Column::TerritoryExclusion, "MX"),
    (Column::Start, "2026-03-06"),
    (Column::End, "Open"),
    (Column::WindowDuration, "P180D"),
    (Column::AllowedLanguages, "en, fr-CA:dub"),
    (Column::AssetLanguage, "en, fr-CA:sub"),
    (Column::RequiredFulfillmentLanguages, "en"),
    (Column::LicenseRightsDescription, "Library"),
    (Column::FormatProfile, "UHD"),
    (Column::Hdr, "DV"),
    (Column::Wcg, "True"),
    (Column::Hfr, "False"),
    (Column::NgAudio, "Atmos"),
    (Column::ContractId, "C-1"),
    (Column::ReportingId, "R-1"),
    (Column::PriceType, "WSP"),
    (Column::PriceValue, "13.99"),
    (Column::PriceCurrency, "USD"),
    (Column::Srp, "19.99"),
    (Column::AnnounceDate, "2026-01-01"),
    (Column::SuppressionLiftDate, "N/A"),
    (Column::RentalDuration, "720"),
    (Column::Download, "Yes"),
    (Column::TitleStatus, "Approved"),
    (Column::Exclusive, "Yes"),
    (Column::ExclusiveAttributes, "For a month"),
    (Column::BrandingRights, "No"),
    (Column::BrandingRightsAttributes, "None"),
    (Column::CampaignId, "Spring"),
    (Column::OtherInstructions, "Ask first"),
    (Column::OtherTerms, "None?>"),
    (Column::RetailerSpare1, "S"),
];

#[test]
fn a_movie_with_everything() {
    assert_snapshot(
        shown(XmlVersion::V2_7, &[MOVIE]),
        ema_testing::file!["snapshots/movie_with_everything.xml"],
    );
}

#[test]
fn the_same_movie_in_an_old_version() {
    assert_snapshot(
        shown(XmlVersion::V2_2, &[MOVIE]),
        ema_testing::file!["snapshots/movie_in_an_old_version.xml"],
    );
}

#[test]
fn an_episode_and_its_season() {
    let episode: &[(Column, &str)] = &[
        (Column::Alid, "krfs-s01e03"),
        (Column::WorkType, "Episode"),
        (Column::EpisodeTitleInternalAlias, "Run Away!"),
        (Column::EpisodeNumber, "3"),
        (Column::DistributionNumber, "103"),
        (Column::EpisodeContentId, "md:cid:krfs-s01e03"),
        (Column::EpisodeId, "10.5240/8FF3-1C20-84F5-F247-8BCD-E"),
        (Column::EpisodeTitleId, "10.5240/8FF3-1C20-84F5-F247-8BCD-E"),
        (Column::EpisodeAltId, "e3"),
        (Column::RetailerEpisodeId1, "re3"),
        (Column::ReleaseYear, "2010"),
        (Column::SeasonNumber, "1"),
        (Column::SeasonContentId, "md:cid:krfs-s01"),
        (Column::SeasonId, "krfs-1"),
        (Column::SeasonAltId, "s1"),
        (Column::EpisodeCount, "7"),
        (Column::SeriesTitleInternalAlias, "Killer Rabbits"),
        (Column::SeriesId, "10.5240/8FF3-1C20-84F5-F247-8BCD-E"),
        (Column::RetailerSeriesId, "rk"),
        (Column::SeasonCount, "2"),
        (Column::CompanyDisplayCredit, "Sofa Spud"),
        (Column::Territory, "US"),
        (Column::LicenseType, "EST"),
        (Column::FormatProfile, "HD"),
        (Column::Start, "Broadcast"),
        (Column::StartLag, "P1D"),
        (Column::End, "2030-12-31T12:00:00Z"),
        (Column::PriceType, "TPR-WSP"),
        (Column::PriceValue, "1.50"),
    ];
    let season: &[(Column, &str)] = &[
        (Column::Alid, "krfs-s01"),
        (Column::WorkType, "Season"),
        (Column::SeasonTitleInternalAlias, "The First"),
        (Column::SeasonNumber, "1"),
        (Column::DistributionNumber, "D1"),
        (Column::SeasonContentId, "md:cid:krfs-s01"),
        (Column::SeriesTitleInternalAlias, "Killer Rabbits"),
        (Column::ReleaseYear, "2010"),
        (Column::LocalizationType, "sub"),
        (Column::TotalRunTime, "120"),
        (Column::PriceType, "WSP"),
        (Column::PriceValue, "TBD"),
    ];
    assert_snapshot(
        shown(XmlVersion::V2_5, &[episode, season]),
        ema_testing::file!["snapshots/episode_and_season.xml"],
    );
}

#[test]
fn a_volume_a_collection_and_bonus_material() {
    let volume: &[(Column, &str)] = &[
        (Column::Alid, "v1"),
        (Column::WorkType, "Volume"),
        (Column::VolumeTitleInternalAlias, "Volume One"),
        (Column::VolumeNumber, "1"),
        (Column::VolumeId, "10.5240/8FF3-1C20-84F5-F247-8BCD-E"),
        (Column::VolumeContentId, "md:cid:v1"),
        (Column::VolumeAltId, "va"),
        (Column::RetailerVolumeId, "rv"),
        (Column::VolumeDistributionNumber, "V-1"),
        (Column::SeasonNumber, "1"),
        (Column::SeriesTitleInternalAlias, "Killer Rabbits"),
    ];
    let collection: &[(Column, &str)] = &[
        (Column::Alid, "c1"),
        (Column::WorkType, "Collection"),
        (Column::TitleInternalAlias, "The Collection"),
        (Column::BundledAlids, "a; b"),
    ];
    let bonus: &[(Column, &str)] = &[
        (Column::Alid, "b1"),
        (Column::AssociatedAlid, "c1"),
        (Column::WorkType, "Supplemental"),
        (Column::TitleInternalAlias, "Making of"),
        (Column::RefAlid, "c1"),
        (Column::RefTerritory, "US"),
        (Column::TprType, "Conditional"),
    ];
    assert_snapshot(
        shown(XmlVersion::V2_5, &[volume, collection, bonus]),
        ema_testing::file!["snapshots/volume_collection_bonus.xml"],
    );
}

#[test]
fn rows_of_one_title_are_one_avail() {
    let row = |alid, title, territory| {
        [
            (Column::Alid, alid),
            (Column::WorkType, "Movie"),
            (Column::TitleInternalAlias, title),
            (Column::Territory, territory),
        ]
    };
    let rows = [
        row("one", "One", "US"),
        row("two", "Two", "US"),
        row("one", "One", "CA"),
        row("both", "First", "US"),
        row("both", "Second", "US"),
        row("", "No ALID", "US"),
        row("", "No ALID either", "US"),
    ];
    let rows: Vec<&[(Column, &str)]> = rows.iter().map(<[_; 4]>::as_slice).collect();
    assert_snapshot(
        shown(XmlVersion::V2_4, &rows),
        ema_testing::file!["snapshots/rows_of_one_title.xml"],
    );
}

#[test]
fn an_empty_row_has_what_the_schema_asks_for() {
    assert_snapshot(
        shown(XmlVersion::V2_3, &[&[]]),
        ema_testing::file!["snapshots/empty_row.xml"],
    );
}
