//! Defines the tree of elements, whose root is `Avail`.
//!
//! Each entry says which column holds an element and what the schema requires of it:
//!
//! ```text
//! Element::text("ALID", Column::Alid).of(ValueType::Uri).required()   in the column ALID, a URI
//! Element::parent("Disposition", …).required()                        only has other elements
//! Element::group("AvailType", Group::AvailType).required()            derived from WorkType
//! Element::unplaced("Licensee").between(V2_5_1, V2_5_2)               in no column, but kept
//! ```
//!
//! An element can be in several places, with a different column in each. If a season is sold, ReleaseYear holds
//! `Asset/SeasonMetadata/ReleaseDate`. If an episode is sold, ReleaseYear describes the episode, so no column holds the
//! ReleaseDate in `EpisodeMetadata/SeasonMetadata`. An attribute has an entry for each type that it has had. For
//! example, `updateNum` is an `Integer` up to 2.4, and an `Int` from 2.5 on.

use ema_model::{Column, XmlVersion};

use super::common::{
    CHANNEL, IDENTIFIER, LICENSEE_ATTRIBUTES, NAME_LANGUAGE, PERSON, PUBLISHER_ATTRIBUTES, RATED,
    RATED_ABOVE, REGION, credit, identifiers, publisher, ratings, release_history, sequence,
    sequence_children,
};
use super::{Attribute, Element, Group, Held, ValueType, metadata};

use XmlVersion::{V2_1, V2_2, V2_2_2, V2_3, V2_4, V2_5, V2_5_1, V2_5_2, V2_7};

/// The element that contains the Avails. It has no attributes or children here, because the reader handles Avails and
/// nested lists itself.
pub(crate) static LIST: Element = Element::parent("AvailList", &[]);

/// The root of the tree: an `Avail`.
pub(crate) static AVAIL: Element = Element::parent("Avail", &[AVAIL_CHILDREN]).attributes(&[
    Attribute::unplaced("updateNum", V2_2_2)
        .until(V2_4)
        .of(ValueType::Integer),
    Attribute::unplaced("updateNum", V2_5).of(ValueType::Int),
    Attribute::unplaced("workflow", V2_2_2),
    Attribute::unplaced("updateDeliveryType", V2_2_2),
    Attribute::unplaced("versionDescription", V2_5),
    Attribute::unplaced("timestamp", V2_5).of(ValueType::DateTime),
]);

const AVAIL_CHILDREN: &[Element] = &[
    Element::unplaced("Compatibility")
        .from(V2_5)
        .with(&metadata::COMPATIBILITY),
    Element::text("ALID", Column::Alid)
        .of(ValueType::Uri)
        .required(),
    Element::group("AssociatedALID", Group::AssociatedAlid)
        .from(V2_5)
        .repeated()
        .attributes(&[Attribute::unplaced("relationship", V2_5)]),
    Element::parent(
        "Disposition",
        &[&[
            Element::text("EntryType", Column::EntryType).required(),
            Element::unplaced("IssueDate").of(ValueType::YearOrTime),
        ]],
    )
    .required()
    .open(),
    Element::parent("Licensor", &[&publisher(Column::DisplayName)])
        .required()
        .attributes(PUBLISHER_ATTRIBUTES),
    Element::parent("ServiceProvider", &[&publisher(Column::ServiceProvider)])
        .attributes(PUBLISHER_ATTRIBUTES),
    // Version 2.5.1 added this element, and version 2.6 removed it.
    Element::unplaced("Licensee")
        .between(V2_5_1, V2_5_2)
        .attributes(PUBLISHER_ATTRIBUTES)
        .with(&metadata::PUBLISHER),
    Element::group("AvailType", Group::AvailType).required(),
    Element::group("ShortDescription", Group::ShortDescription).required(),
    Element::parent("Asset", &[ASSET_CHILDREN])
        .required()
        .repeated()
        .open()
        .attributes(&[
            Attribute::new("contentID", V2_1, Held::Group(Group::ContentId))
                .of(ValueType::Uri)
                .required(),
        ]),
    Element::parent("Transaction", &[TRANSACTION_CHILDREN])
        .required()
        .repeated()
        .attributes(&[Attribute::text("TransactionID", Column::AvailId).of(ValueType::Uri)]),
    Element::unplaced("CoreMetadata")
        .repeated()
        .attributes(&metadata::CORE_METADATA_ATTRIBUTES)
        .with(&metadata::CORE_METADATA),
    Element::group("SharedEntitlement", Group::SharedEntitlement)
        .repeated()
        .attributes(ENTITLEMENT_ATTRIBUTES)
        .with(ENTITLEMENT_CHILDREN),
    Element::text("ExceptionFlag", Column::ExceptionFlag).of(ValueType::BooleanOrTrue),
];

const ENTITLEMENT_ATTRIBUTES: &[Attribute] = &[
    // In the schema for 2.1, this attribute is a date.
    Attribute::new("ecosystem", V2_1, Held::Within)
        .until(V2_1)
        .of(ValueType::YearOrTime),
    Attribute::new("ecosystem", V2_2, Held::Within),
];

const ENTITLEMENT_CHILDREN: &[&[Element]] = &[&[
    Element::new("EcosystemID", Held::Within)
        .of(ValueType::Uri)
        .required()
        .repeated(),
    Element::unplaced("DepricatedEcosystemID")
        .of(ValueType::Uri)
        .from(V2_2)
        .repeated(),
]];

const OF_ASSET: &[&str] = &[
    "Metadata",
    "EpisodeMetadata",
    "SeasonMetadata",
    "SeriesMetadata",
    "VolumeMetadata",
];

/// The metadata elements for the season and the series of an episode or a volume.
const ABOVE_IT: &[&str] = &["SeasonMetadata", "SeriesMetadata"];

const ASSET_CHILDREN: &[Element] = &[
    Element::text("WorkType", Column::WorkType).required(),
    Element::unplaced("WorkTypeDetail"),
    Element::parent("Metadata", &[&METADATA, &[credit()]]).one_of(OF_ASSET),
    Element::parent("EpisodeMetadata", &[&EPISODE_METADATA, EPISODE_OWN]).one_of(OF_ASSET),
    Element::parent("SeasonMetadata", &[&SEASON]).one_of(OF_ASSET),
    Element::parent("SeriesMetadata", &[&SERIES])
        .open()
        .one_of(OF_ASSET),
    Element::parent("VolumeMetadata", &[VOLUME])
        .from(V2_4)
        .one_of(OF_ASSET),
    Element::group("BundledAsset", Group::BundledAsset)
        .from(V2_2)
        .repeated()
        .attributes(&[Attribute::new("sequence", V2_4, Held::Within).of(ValueType::Integer)])
        .with(&[&[
            Element::new("BundledALID", Held::Within)
                .of(ValueType::Uri)
                .required(),
            Element::unplaced("SharedEntitlement")
                .repeated()
                .attributes(ENTITLEMENT_ATTRIBUTES)
                .with(ENTITLEMENT_CHILDREN),
            Element::unplaced("ShortDescription"),
        ]]),
];

const METADATA: [Element; 15] = title_metadata(&Titles {
    display: Column::TitleDisplayUnlimited,
    alias: Column::TitleInternalAlias,
    edit: Column::EditId,
    title: Column::TitleId,
    ids: &[
        Column::AltId,
        Column::RetailerId1,
        Column::RetailerId2,
        Column::RetailerId3,
    ],
});

const EPISODE_METADATA: [Element; 15] = title_metadata(&Titles {
    display: Column::EpisodeTitleDisplayUnlimited,
    alias: Column::EpisodeTitleInternalAlias,
    edit: Column::EpisodeId,
    title: Column::EpisodeTitleId,
    ids: &[
        Column::EpisodeAltId,
        Column::EpisodeId,
        Column::RetailerEpisodeId1,
        Column::RetailerEpisodeId2,
    ],
});

const EPISODE_OWN: &[Element] = &[
    sequence("EpisodeNumber", &SEQUENCE_OF_EPISODE),
    Element::parent("SeasonMetadata", &[&SEASON_ABOVE]).one_of(ABOVE_IT),
    Element::parent("SeriesMetadata", &[&SERIES_ABOVE])
        .open()
        .one_of(ABOVE_IT),
];

/// The columns for `AvailMetadata-type`, which both movies and episodes have.
struct Titles {
    display: Column,
    alias: Column,
    edit: Column,
    title: Column,
    ids: &'static [Column],
}

const fn title_metadata(columns: &Titles) -> [Element; 15] {
    [
        title("TitleDisplayUnlimited", columns.display),
        alias("TitleInternalAlias", columns.alias).required(),
        Element::text("EditEIDR-URN", columns.edit).of(ValueType::Uri),
        Element::text("TitleEIDR-URN", columns.title).of(ValueType::Uri),
        identifiers("AltIdentifier", columns.ids).attributes(SCOPE),
        Element::unplaced("VersionDescription"),
        Element::text("ReleaseDate", Column::ReleaseYear).of(ValueType::ReleaseDate),
        Element::text("RunLength", Column::TotalRunTime).of(ValueType::Duration),
        Element::group("People", Group::Director)
            .from(V2_2_2)
            .repeated()
            .with(PERSON),
        release_history(Held::Group(Group::ReleaseHistory)),
        Element::text("USACaptionsExemptionReason", Column::CaptionExemption)
            .of(ValueType::PositiveInteger),
        ratings(RATED),
        Element::text("EncodeID", Column::EncodeId).of(ValueType::Uri),
        Element::text("LocalizationOffering", Column::LocalizationType),
        Element::group("GroupingEntity", Group::Channel)
            .from(V2_2_2)
            .repeated_from(V2_4)
            .with(CHANNEL),
    ]
}

const SCOPE: &[Attribute] = &[Attribute::unplaced("scope", V2_1)];

const fn title(name: &'static str, column: Column) -> Element {
    Element::text(name, column)
        .required_between(V2_1, V2_1)
        .repeated_from(V2_2_2)
        .attributes(TITLE_LANGUAGE)
}

const TITLE_LANGUAGE: &[Attribute] =
    &[Attribute::unplaced("language", V2_2_2).of(ValueType::Language)];

const fn alias(name: &'static str, column: Column) -> Element {
    Element::text(name, column)
        .repeated_from(V2_2_2)
        .attributes(ALIAS_REGION)
}

const ALIAS_REGION: &[Attribute] = &[Attribute::unplaced("region", V2_2_2)];

const SEQUENCE_OF_EPISODE: [&[Element]; 1] = [&sequence_children(
    Column::EpisodeNumber,
    Held::Column(Column::DistributionNumber),
)];

/// The sequence element for a season that is sold. If an episode is sold, DistributionNumber describes the episode
/// instead.
const SEQUENCE_OF_SEASON: [&[Element]; 1] = [&sequence_children(
    Column::SeasonNumber,
    Held::Column(Column::DistributionNumber),
)];

const SEQUENCE_OF_SEASON_ABOVE: [&[Element]; 1] =
    [&sequence_children(Column::SeasonNumber, Held::Unplaced)];

const SEQUENCE_OF_VOLUME: [&[Element]; 1] = [&sequence_children(
    Column::VolumeNumber,
    Held::Column(Column::VolumeDistributionNumber),
)];

/// The metadata for a season that is sold.
const SEASON: [Element; 14] = season(&Details {
    sequence: &SEQUENCE_OF_SEASON,
    released: Held::Column(Column::ReleaseYear),
    history: Held::Group(Group::ReleaseHistory),
    exemption: Held::Column(Column::CaptionExemption),
    ratings: RATED,
});

/// The metadata for the season of an episode or volume. The row's columns for release and rating describe the episode
/// or volume, not the season.
const SEASON_ABOVE: [Element; 14] = season(&Details {
    sequence: &SEQUENCE_OF_SEASON_ABOVE,
    ..ABOVE
});

const SERIES: [Element; 14] = series(&Details {
    sequence: &[],
    released: Held::Column(Column::ReleaseYear),
    history: Held::Group(Group::ReleaseHistory),
    exemption: Held::Column(Column::CaptionExemption),
    ratings: RATED,
});

const SERIES_ABOVE: [Element; 14] = series(&ABOVE);

const ABOVE: Details = Details {
    sequence: &[],
    released: Held::Unplaced,
    history: Held::Unplaced,
    exemption: Held::Unplaced,
    ratings: RATED_ABOVE,
};

/// The columns for the work that is sold, as opposed to the season or series that contains the work.
struct Details {
    sequence: &'static [&'static [Element]],
    released: Held,
    history: Held,
    exemption: Held,
    ratings: &'static [&'static [Element]],
}

const fn season(details: &Details) -> [Element; 14] {
    [
        Element::text("SeasonContentID", Column::SeasonContentId)
            .of(ValueType::Uri)
            .required(),
        Element::text("SeasonEIDR-URN", Column::SeasonId).of(ValueType::Uri),
        title(
            "SeasonTitleDisplayUnlimited",
            Column::SeasonTitleDisplayUnlimited,
        ),
        alias("SeasonTitleInternalAlias", Column::SeasonTitleInternalAlias),
        sequence("SeasonNumber", details.sequence),
        Element::unplaced("VersionDescription"),
        Element::new("ReleaseDate", details.released).of(ValueType::ReleaseDate),
        release_history(details.history).from(V2_2),
        Element::new("USACaptionsExemptionReason", details.exemption)
            .of(ValueType::PositiveInteger)
            .from(V2_2),
        ratings(details.ratings).from(V2_2),
        identifiers(
            "SeasonAltIdentifier",
            &[
                Column::SeasonAltId,
                Column::SeasonId,
                Column::RetailerSeasonId,
            ],
        ),
        Element::text("NumberOfEpisodes", Column::EpisodeCount)
            .of(ValueType::Integer)
            .attributes(ESTIMATE),
        Element::unplaced("SeasonStatus"),
        Element::parent("SeriesMetadata", &[&SERIES_ABOVE])
            .open()
            .required(),
    ]
}

const ESTIMATE: &[Attribute] = &[Attribute::unplaced("Estimate", V2_1).of(ValueType::Boolean)];

const fn series(details: &Details) -> [Element; 14] {
    [
        Element::text("SeriesContentID", Column::SeriesContentId)
            .of(ValueType::Uri)
            .required(),
        Element::text("SeriesEIDR-URN", Column::SeriesId).of(ValueType::Uri),
        title(
            "SeriesTitleDisplayUnlimited",
            Column::SeriesTitleDisplayUnlimited,
        ),
        alias("SeriesTitleInternalAlias", Column::SeriesTitleInternalAlias).required(),
        Element::unplaced("LocalSeriesTitle")
            .repeated()
            .attributes(LOCAL_TITLE_LANGUAGE),
        Element::unplaced("VersionDescription"),
        Element::new("ReleaseDate", details.released).of(ValueType::ReleaseDate),
        Element::new("USACaptionsExemptionReason", details.exemption)
            .of(ValueType::PositiveInteger)
            .from(V2_2),
        release_history(details.history).from(V2_2),
        ratings(details.ratings).from(V2_2),
        identifiers(
            "SeriesAltIdentifier",
            &[
                Column::SeriesAltId,
                Column::SeriesId,
                Column::RetailerSeriesId,
            ],
        ),
        Element::text("NumberOfSeasons", Column::SeasonCount)
            .of(ValueType::Integer)
            .attributes(ESTIMATE),
        Element::unplaced("SeriesStatus"),
        credit(),
    ]
}

const LOCAL_TITLE_LANGUAGE: &[Attribute] =
    &[Attribute::unplaced("language", V2_1).of(ValueType::Language)];

const VOLUME: &[Element] = &[
    Element::text("VolumeContentID", Column::VolumeContentId)
        .of(ValueType::Uri)
        .required(),
    Element::text("VolumeEIDR-URN", Column::VolumeId).of(ValueType::Uri),
    title(
        "VolumeTitleDisplayUnlimited",
        Column::VolumeTitleDisplayUnlimited,
    ),
    alias("VolumeTitleInternalAlias", Column::VolumeTitleInternalAlias),
    sequence("VolumeNumber", &SEQUENCE_OF_VOLUME),
    Element::unplaced("VersionDescription"),
    Element::text("ReleaseDate", Column::ReleaseYear).of(ValueType::ReleaseDate),
    release_history(Held::Group(Group::ReleaseHistory)),
    Element::text("USACaptionsExemptionReason", Column::CaptionExemption)
        .of(ValueType::PositiveInteger),
    ratings(RATED),
    identifiers(
        "VolumeAltIdentifier",
        &[
            Column::VolumeAltId,
            Column::VolumeId,
            Column::RetailerVolumeId,
        ],
    ),
    Element::unplaced("VolumeFirstEpisodeNumber").of(ValueType::Integer),
    Element::unplaced("VolumeNumberOfEpisodes")
        .of(ValueType::Integer)
        .attributes(ESTIMATE),
    Element::unplaced("Status"),
    Element::parent("SeasonMetadata", &[&SEASON_ABOVE]).one_of(ABOVE_IT),
    Element::parent("SeriesMetadata", &[&SERIES_ABOVE])
        .from(V2_5)
        .open()
        .one_of(ABOVE_IT),
];

const START: &[&str] = &["Start", "StartCondition"];
const END: &[&str] = &["End", "EndCondition"];

const OF_TERM: &[&str] = &[
    "Money",
    "Event",
    "Text",
    "Number",
    "Boolean",
    "Duration",
    "URI",
    "Language",
    "ID",
    "AltIdentifier",
    "YearDateTime",
    "Time",
    "Region",
];

/// `AvailTerms-type`.
const TERM: &[&[Element]] = &[&[
    value("Money")
        .of(ValueType::Decimal)
        .attributes(&[Attribute::new("currency", V2_1, Held::Within)]),
    value("Event").of(ValueType::Event),
    value("Text"),
    value("Number").of(ValueType::Decimal).from(V2_4),
    value("Boolean").of(ValueType::Boolean).from(V2_3),
    value("Duration").of(ValueType::Duration),
    value("URI").of(ValueType::Uri),
    value("Language").of(ValueType::Language),
    value("ID").of(ValueType::Uri),
    value("AltIdentifier").from(V2_3).with(IDENTIFIER),
    value("YearDateTime").of(ValueType::YearOrTime),
    value("Time").of(ValueType::Time),
    value("Region").from(V2_2).with(REGION),
]];

const fn value(name: &'static str) -> Element {
    Element::new(name, Held::Within).one_of(OF_TERM)
}

const TRANSACTION_CHILDREN: &[Element] = &[
    Element::parent(
        "Licensee",
        &[&[
            Element::text("DisplayName", Column::Licensee)
                .md()
                .repeated_from(V2_7)
                .attributes(NAME_LANGUAGE),
            Element::unplaced("SortName")
                .md()
                .repeated_from(V2_7)
                .attributes(NAME_LANGUAGE),
            Element::unplaced("AlternateName")
                .md()
                .repeated()
                .attributes(NAME_LANGUAGE),
        ]],
    )
    .from(V2_3)
    .attributes(LICENSEE_ATTRIBUTES),
    Element::text("LicenseType", Column::LicenseType).required(),
    Element::text("Description", Column::Description).required_between(V2_1, V2_1),
    Element::group("Territory", Group::Territories(Column::Territory))
        .repeated()
        .with(REGION),
    Element::group(
        "TerritoryExcluded",
        Group::Territories(Column::TerritoryExclusion),
    )
    .repeated()
    .with(REGION),
    Element::group("Start", Group::Moment(Column::Start))
        .of(ValueType::DateTime)
        .one_of(START),
    Element::group("StartCondition", Group::Moment(Column::Start))
        .one_of(START)
        .attributes(&[
            Attribute::new("lag", V2_2_2, Held::Group(Group::Lag(Column::StartLag)))
                .of(ValueType::Duration),
        ]),
    Element::group("End", Group::Moment(Column::End))
        .of(ValueType::DateTime)
        .one_of(END),
    Element::group("EndCondition", Group::Moment(Column::End))
        .one_of(END)
        .attributes(&[
            Attribute::new("lag", V2_2_2, Held::Group(Group::Lag(Column::EndLag)))
                .of(ValueType::Duration),
        ]),
    Element::text("Duration", Column::WindowDuration)
        .of(ValueType::Duration)
        .between(V2_2_2, V2_2_2),
    Element::text("WindowDuration", Column::WindowDuration)
        .of(ValueType::Duration)
        .from(V2_3),
    Element::group("StoreLanguage", Group::Languages(Column::StoreLanguage))
        .of(ValueType::Language)
        .between(V2_1, V2_1)
        .repeated(),
    language("AllowedLanguage", Column::AllowedLanguages).from(V2_2),
    language("AssetLanguage", Column::AssetLanguage)
        .from(V2_2)
        .attributes(&[
            Attribute::new("asset", V2_1, Held::Within),
            Attribute::unplaced("descriptive", V2_2).of(ValueType::Boolean),
            ASSET_PROVIDED.until(V2_3),
            Attribute {
                versions: (V2_4, XmlVersion::LATEST),
                ..ASSET_PROVIDED
            }
            .of(ValueType::Boolean),
            Attribute::unplaced("assetProvidedDate", V2_4).of(ValueType::Date),
            Attribute::unplaced("metadataProvided", V2_2_2).of(ValueType::Boolean),
        ]),
    language("HoldbackLanguage", Column::HoldbackLanguage).from(V2_2),
    Element::text("LicenseRightsDescription", Column::LicenseRightsDescription),
    Element::text("FormatProfile", Column::FormatProfile)
        .required()
        .attributes(&[
            Attribute::new("HDR", V2_2, Held::Column(Column::Hdr)),
            Attribute::new("WCG", V2_2, Held::Column(Column::Wcg)),
            Attribute::new("HFR", V2_2, Held::Column(Column::Hfr)),
            Attribute::new("NGAudio", V2_2, Held::Column(Column::NgAudio)),
        ]),
    Element::text("ContractID", Column::ContractId),
    Element::text("ReportingID", Column::ReportingId).from(V2_2),
    Element::text("RefALID", Column::RefAlid)
        .of(ValueType::Uri)
        .from(V2_2)
        .repeated()
        .attributes(&[Attribute::unplaced("refWorkType", V2_2)]),
    Element::group("Term", Group::Term)
        .required_between(V2_1, V2_3)
        .repeated()
        .open()
        .attributes(&[Attribute::new("termName", V2_1, Held::Within).required()])
        .with(TERM),
    Element::unplaced("ExperienceCondition"),
    Element::text("OtherInstructions", Column::OtherInstructions),
];

const fn language(name: &'static str, column: Column) -> Element {
    Element::group(name, Group::Languages(column))
        .of(ValueType::Language)
        .repeated()
        .attributes(ASSET)
}

/// An attribute whose type was text up to version 2.3.
const ASSET_PROVIDED: Attribute = Attribute::new(
    "assetProvided",
    V2_2_2,
    Held::Group(Group::Languages(Column::RequiredFulfillmentLanguages)),
);

const ASSET: &[Attribute] = &[Attribute::new("asset", V2_1, Held::Within)];
