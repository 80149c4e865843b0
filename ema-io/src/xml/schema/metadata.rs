//! Defines the Common Metadata and MEC types for elements that no column holds. The elements are in schema order, one
//! element per line. A test compares them with the schemas.
//!
//! Sources: MovieLabs' `md-v2.4.xsd` to `md-v2.12.xsd` and `mdmec-v2.4.xsd` to `mdmec-v2.12.xsd`, as of 2026-11-30. Two
//! types are omitted, so their elements accept any content. One is for private data. The other is for the error
//! categories of a quality check, which can be in any order.

use ema_model::XmlVersion;

use super::{Attribute, Element, ValueType};

use XmlVersion::{V2_1, V2_2, V2_2_1, V2_2_2, V2_3, V2_4, V2_5, V2_5_1, V2_5_2, V2_6, V2_6_1, V2_7};

/// `md:OrgName-type`.
pub(super) static ORG_NAME: [&[Element]; 1] = [&[
    Element::unplaced("DisplayName").md().between(V2_1, V2_6_1),
    Element::unplaced("DisplayName").md().from(V2_7).repeated().attributes(&ORG_NAME_DISPLAY_NAME_ATTRIBUTES),
    Element::unplaced("SortName").md().between(V2_1, V2_6_1),
    Element::unplaced("SortName").md().from(V2_7).repeated().attributes(&ORG_NAME_SORT_NAME_ATTRIBUTES),
    Element::unplaced("AlternateName").md().between(V2_1, V2_6_1).repeated(),
    Element::unplaced("AlternateName").md().from(V2_7).repeated().attributes(&ORG_NAME_ALTERNATE_NAME_ATTRIBUTES),
]];

pub(super) static ORG_NAME_ATTRIBUTES: [Attribute; 3] = [
    Attribute::unplaced("organizationID", V2_1),
    Attribute::unplaced("idType", V2_1),
    Attribute::unplaced("departmentID", V2_5),
];

/// `md:AssociatedOrg-type`.
pub(super) static ASSOCIATED_ORG: [&[Element]; 1] = [&[
    Element::unplaced("DisplayName").md().between(V2_1, V2_6_1),
    Element::unplaced("DisplayName").md().from(V2_7).repeated().attributes(&ASSOCIATED_ORG_DISPLAY_NAME_ATTRIBUTES),
    Element::unplaced("SortName").md().between(V2_1, V2_6_1),
    Element::unplaced("SortName").md().from(V2_7).repeated().attributes(&ASSOCIATED_ORG_SORT_NAME_ATTRIBUTES),
    Element::unplaced("AlternateName").md().between(V2_1, V2_6_1).repeated(),
    Element::unplaced("AlternateName").md().from(V2_7).repeated().attributes(&ASSOCIATED_ORG_ALTERNATE_NAME_ATTRIBUTES),
]];

pub(super) static ASSOCIATED_ORG_ATTRIBUTES: [Attribute; 5] = [
    Attribute::unplaced("organizationID", V2_1),
    Attribute::unplaced("idType", V2_1),
    Attribute::unplaced("role", V2_1),
    Attribute::unplaced("departmentID", V2_5),
    Attribute::unplaced("roleCategory", V2_6),
];

/// `mdmec:CoreMetadata-type`.
pub(super) static CORE_METADATA: [&[Element]; 1] = [&[
    Element::unplaced("Compatibility").mec().from(V2_5).with(&COMPATIBILITY),
    Element::unplaced("Basic").mec().required().attributes(&BASIC_METADATA_ATTRIBUTES).with(&BASIC_METADATA),
    Element::unplaced("DigitalAsset").mec().repeated().with(&DIGITAL_ASSET_METADATA),
    Element::unplaced("TitleInternalAlias").mec(),
    Element::unplaced("TrackingID").mec(),
    Element::unplaced("Source").mec().attributes(&PUBLISHER_ATTRIBUTES).with(&PUBLISHER),
    Element::unplaced("CompanyDisplayCredit").mec().repeated().with(&COMPANY_CREDITS),
    Element::unplaced("GroupingEntity").mec().repeated().with(&GROUPING_ENTITY),
]];

pub(super) static CORE_METADATA_ATTRIBUTES: [Attribute; 5] = [
    Attribute::unplaced("updateNum", V2_3).of(ValueType::Int),
    Attribute::unplaced("workflow", V2_3),
    Attribute::unplaced("updateDeliveryType", V2_3),
    Attribute::unplaced("versionDescription", V2_3),
    Attribute::unplaced("timestamp", V2_5).of(ValueType::DateTime),
];

/// `md:BasicMetadata-type`.
pub(super) static BASIC_METADATA: [&[Element]; 1] = [&[
    Element::unplaced("UpdateNum").md().of(ValueType::IntFrom1),
    Element::unplaced("LocalizedInfo").md().required().repeated().attributes(&BASIC_METADATA_INFO_ATTRIBUTES).with(&BASIC_METADATA_INFO),
    Element::unplaced("RunLength").md().of(ValueType::Duration),
    Element::unplaced("ReleaseYear").md().required().of(ValueType::Year),
    Element::unplaced("ReleaseDate").md().of(ValueType::YearOrTime),
    Element::unplaced("ReleaseHistory").md().repeated().with(&RELEASE_HISTORY),
    Element::unplaced("WorkType").md().required(),
    Element::unplaced("WorkTypeDetail").md().repeated_from(V2_4),
    Element::unplaced("PictureColorType").md().of(ValueType::OneOf(&["bandw", "color", "colorized", "composite", "unknown"])),
    Element::unplaced("PictureFormat").md(),
    Element::unplaced("ThreeD").md().between(V2_1, V2_2).of(ValueType::Boolean),
    Element::unplaced("ThreeD").md().from(V2_2_1).of(ValueType::Boolean).attributes(&BASIC_METADATA_THREE_D_ATTRIBUTES),
    Element::unplaced("AspectRatio").md().between(V2_1, V2_5_1),
    Element::unplaced("AspectRatio").md().from(V2_5_2).attributes(&BASIC_METADATA_ASPECT_RATIO_ATTRIBUTES),
    Element::unplaced("FrameRate").md().from(V2_7).of(ValueType::Int).attributes(&BASIC_METADATA_FRAME_RATE_ATTRIBUTES),
    Element::unplaced("AltIdentifier").md().repeated().with(&CONTENT_IDENTIFIER),
    Element::unplaced("RatingSet").md().with(&CONTENT_RATING),
    Element::unplaced("People").md().repeated().with(&BASIC_METADATA_PEOPLE),
    Element::unplaced("Group").md().from(V2_7).repeated().attributes(&BASIC_METADATA_GROUP_ATTRIBUTES).with(&BASIC_METADATA_GROUP),
    Element::unplaced("Place").md().from(V2_7).repeated().attributes(&VENUE_ATTRIBUTES).with(&VENUE),
    Element::unplaced("Activity").md().from(V2_7).repeated().with(&ACTIVITY),
    Element::unplaced("Timeframe").md().from(V2_7).repeated().attributes(&TIMEFRAME_ATTRIBUTES).with(&TIMEFRAME),
    Element::unplaced("CountryOfOrigin").md().between(V2_1, V2_5_2).repeated_from(V2_4).with(&REGION),
    Element::unplaced("CountryOfOrigin").md().from(V2_6).repeated().attributes(&BASIC_METADATA_COUNTRY_OF_ORIGIN_ATTRIBUTES).with(&BASIC_METADATA_COUNTRY_OF_ORIGIN),
    Element::unplaced("PrimarySpokenLanguage").md().between(V2_1, V2_6_1).repeated().of(ValueType::Language),
    Element::unplaced("PrimarySpokenLanguage").md().from(V2_7).repeated().of(ValueType::Language).attributes(&BASIC_METADATA_PRIMARY_SPOKEN_LANGUAGE_ATTRIBUTES),
    Element::unplaced("OriginalLanguage").md().between(V2_1, V2_6_1).repeated().of(ValueType::Language),
    Element::unplaced("OriginalLanguage").md().from(V2_7).repeated().of(ValueType::Language).attributes(&BASIC_METADATA_ORIGINAL_LANGUAGE_ATTRIBUTES),
    Element::unplaced("VersionLanguage").md().repeated().of(ValueType::Language),
    Element::unplaced("VersionIntent").md().from(V2_5_2).with(&VERSION_INTENT),
    Element::unplaced("AssociatedOrg").md().repeated().attributes(&ASSOCIATED_ORG_ATTRIBUTES).with(&ASSOCIATED_ORG),
    Element::unplaced("ContentRelatedTo").md().from(V2_4).repeated().with(&CONTENT_RELATED_TO),
    Element::unplaced("AncillaryDescription").md().from(V2_6_1).repeated().attributes(&ANCILLARY_DESCRIPTION_ATTRIBUTES).with(&ANCILLARY_DESCRIPTION),
    Element::unplaced("SecurityTitle").md().from(V2_7).attributes(&BASIC_METADATA_SECURITY_TITLE_ATTRIBUTES),
    Element::unplaced("SequenceInfo").md().with(&CONTENT_SEQUENCE_INFO),
    Element::unplaced("Parent").md().repeated().attributes(&BASIC_METADATA_PARENT_ATTRIBUTES).with(&BASIC_METADATA_PARENT),
    Element::unplaced("Terms").md().from(V2_7).repeated().open().attributes(&TERMS_ATTRIBUTES).with(&TERMS),
]];

pub(super) static BASIC_METADATA_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("ContentID", V2_1).of(ValueType::Uri).required(),
];

/// `md:BasicMetadataInfo-type`.
pub(super) static BASIC_METADATA_INFO: [&[Element]; 1] = [&[
    Element::unplaced("TitleDisplay19").md(),
    Element::unplaced("TitleDisplay60").md(),
    Element::unplaced("TitleDisplayUnlimited").md(),
    Element::unplaced("TitleSort").md().required_between(V2_1, V2_2_2),
    Element::unplaced("ArtReference").md().repeated().of(ValueType::Uri).attributes(&BASIC_METADATA_INFO_ART_REFERENCE_ATTRIBUTES),
    Element::unplaced("Summary190").md().required_between(V2_1, V2_2_2).attributes(&BASIC_METADATA_INFO_SUMMARY190_ATTRIBUTES),
    Element::unplaced("Summary400").md().attributes(&BASIC_METADATA_INFO_SUMMARY400_ATTRIBUTES),
    Element::unplaced("Summary4000").md().attributes(&BASIC_METADATA_INFO_SUMMARY4000_ATTRIBUTES),
    Element::unplaced("DisplayIndicators").md().between(V2_1, V2_3).repeated().of(ValueType::OneOf(&["CC", "DD", "DVS", "F", "P", "SAP"])),
    Element::unplaced("DisplayIndicators").md().from(V2_4).repeated(),
    Element::unplaced("Genre").md().repeated().attributes(&BASIC_METADATA_INFO_GENRE_ATTRIBUTES),
    Element::unplaced("Keyword").md().repeated(),
    Element::unplaced("VersionNotes").md(),
    Element::unplaced("Region").md().repeated().with(&REGION),
    Element::unplaced("ExcludedRegion").md().from(V2_5_2).repeated().with(&REGION),
    Element::unplaced("TargetAudience").md().from(V2_5_2).repeated().with(&AUDIENCE),
    Element::unplaced("Audience").md().between(V2_5, V2_5_1).repeated().attributes(&BASIC_METADATA_INFO_AUDIENCE_ATTRIBUTES),
    Element::unplaced("OriginalTitle").md(),
    Element::unplaced("CopyrightLine").md(),
    Element::unplaced("PeopleLocal").md().repeated().with(&BASIC_METADATA_PEOPLE),
    Element::unplaced("TitleAlternate").md().repeated().attributes(&BASIC_METADATA_INFO_TITLE_ALTERNATE_ATTRIBUTES),
    Element::unplaced("Terms").md().from(V2_7).repeated().open().attributes(&TERMS_ATTRIBUTES).with(&TERMS),
]];

pub(super) static BASIC_METADATA_INFO_ATTRIBUTES: [Attribute; 3] = [
    Attribute::unplaced("language", V2_1).of(ValueType::Language).required(),
    Attribute::unplaced("default", V2_1).of(ValueType::Boolean),
    Attribute::unplaced("condition", V2_3),
];

pub(super) static BASIC_METADATA_INFO_ART_REFERENCE_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("resolution", V2_1),
    Attribute::unplaced("purpose", V2_2_1),
];

pub(super) static BASIC_METADATA_INFO_SUMMARY190_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("cast", V2_1).of(ValueType::Boolean),
];

pub(super) static BASIC_METADATA_INFO_SUMMARY400_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("cast", V2_1).of(ValueType::Boolean),
];

pub(super) static BASIC_METADATA_INFO_SUMMARY4000_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("cast", V2_1).of(ValueType::Boolean),
];

pub(super) static BASIC_METADATA_INFO_GENRE_ATTRIBUTES: [Attribute; 3] = [
    Attribute::unplaced("source", V2_1).of(ValueType::Uri),
    Attribute::unplaced("id", V2_1),
    Attribute::unplaced("level", V2_1).of(ValueType::Integer),
];

/// `md:Region-type`.
pub(super) static REGION: [&[Element]; 1] = [&[
    Element::unplaced("country").md().one_of(&["md:country", "md:countryRegion"]).of(ValueType::Country),
    Element::unplaced("countryRegion").md().one_of(&["md:country", "md:countryRegion"]).of(ValueType::Region),
]];

/// `md:BasicMetadataPeople-type`.
pub(super) static BASIC_METADATA_PEOPLE: [&[Element]; 1] = [&[
    Element::unplaced("Job").md().required().repeated().with(&BASIC_METADATA_JOB),
    Element::unplaced("Name").md().required().with(&PERSON_NAME),
    Element::unplaced("Identifier").md().repeated().with(&PERSON_IDENTIFIER),
    Element::unplaced("Gender").md().between(V2_1, V2_3).of(ValueType::OneOf(&["female", "male", "neutral", "plural"])),
    Element::unplaced("Gender").md().from(V2_4).attributes(&GENDER_ATTRIBUTES),
    Element::unplaced("Pronouns").md().from(V2_6).attributes(&PRONOUNS_ATTRIBUTES).with(&PRONOUNS),
    Element::unplaced("Salutations").md().from(V2_6_1).attributes(&SALUTATIONS_ATTRIBUTES).with(&SALUTATIONS),
    Element::unplaced("ImageReference").md().from(V2_6).repeated().of(ValueType::Uri).attributes(&BASIC_METADATA_PEOPLE_IMAGE_REFERENCE_ATTRIBUTES),
    Element::unplaced("Biography").md().from(V2_6_1).repeated().attributes(&BASIC_METADATA_PEOPLE_BIOGRAPHY_ATTRIBUTES),
]];

/// `md:BasicMetadataJob-type`.
pub(super) static BASIC_METADATA_JOB: [&[Element]; 1] = [&[
    Element::unplaced("JobFunction").md().required().attributes(&BASIC_METADATA_JOB_JOB_FUNCTION_ATTRIBUTES),
    Element::unplaced("JobDisplay").md().repeated().attributes(&BASIC_METADATA_JOB_JOB_DISPLAY_ATTRIBUTES),
    Element::unplaced("BillingBlockOrder").md().between(V2_1, V2_3).of(ValueType::Int),
    Element::unplaced("BillingBlockOrder").md().from(V2_4).repeated_from(V2_6).of(ValueType::Int).attributes(&BASIC_METADATA_JOB_BILLING_BLOCK_ORDER_ATTRIBUTES),
    Element::unplaced("Character").md().repeated(),
    Element::unplaced("CharacterInfo").md().from(V2_4).repeated().attributes(&BASIC_METADATA_CHARACTER_ATTRIBUTES).with(&BASIC_METADATA_CHARACTER),
    Element::unplaced("Guest").md().of(ValueType::Boolean),
]];

pub(super) static BASIC_METADATA_JOB_JOB_FUNCTION_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("scheme", V2_1),
];

pub(super) static BASIC_METADATA_JOB_JOB_DISPLAY_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_1).of(ValueType::Language),
];

/// `md:PersonName-type`.
pub(super) static PERSON_NAME: [&[Element]; 1] = [&[
    Element::unplaced("DisplayName").md().required().repeated().attributes(&STRING_AND_LANGUAGE_ATTRIBUTES),
    Element::unplaced("SortName").md().repeated().attributes(&STRING_AND_LANGUAGE_ATTRIBUTES),
    Element::unplaced("FirstGivenName").md(),
    Element::unplaced("SecondGivenName").md(),
    Element::unplaced("FamilyName").md(),
    Element::unplaced("Suffix").md(),
    Element::unplaced("Moniker").md(),
]];

pub(super) static STRING_AND_LANGUAGE_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_1).of(ValueType::Language),
];

/// `md:PersonIdentifier-type`.
pub(super) static PERSON_IDENTIFIER: [&[Element]; 1] = [&[
    Element::unplaced("Identifier").md().required(),
    Element::unplaced("Namespace").md().required(),
    Element::unplaced("ReferenceLocation").md().of(ValueType::Uri),
    Element::unplaced("Scope").md().from(V2_5).attributes(&PERSON_IDENTIFIER_SCOPE_ATTRIBUTES),
]];

pub(super) static BASIC_METADATA_INFO_TITLE_ALTERNATE_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("type", V2_1),
    Attribute::unplaced("language", V2_1).of(ValueType::Language),
];

/// `md:ReleaseHistory-type`.
pub(super) static RELEASE_HISTORY: [&[Element]; 1] = [&[
    Element::unplaced("ReleaseType").md().required().attributes(&RELEASE_HISTORY_RELEASE_TYPE_ATTRIBUTES),
    Element::unplaced("DistrTerritory").md().repeated_from(V2_2_1).with(&REGION),
    Element::unplaced("Date").md().required().of(ValueType::YearOrTime).attributes(&RELEASE_HISTORY_DATE_ATTRIBUTES),
    Element::unplaced("Description").md(),
    Element::unplaced("ReleaseOrg").md().between(V2_1, V2_2).repeated().attributes(&ORG_NAME_ATTRIBUTES).with(&ORG_NAME),
    Element::unplaced("ReleaseOrg").md().from(V2_2_1).repeated().attributes(&ASSOCIATED_ORG_ATTRIBUTES).with(&ASSOCIATED_ORG),
]];

pub(super) static RELEASE_HISTORY_RELEASE_TYPE_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("wide", V2_1).of(ValueType::Boolean),
];

pub(super) static RELEASE_HISTORY_DATE_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("scheduled", V2_1).of(ValueType::Boolean),
];

/// `md:ContentIdentifier-type`.
pub(super) static CONTENT_IDENTIFIER: [&[Element]; 1] = [&[
    Element::unplaced("Namespace").md().required(),
    Element::unplaced("Identifier").md().required(),
    Element::unplaced("Location").md().of(ValueType::Uri),
    Element::unplaced("Scope").md().from(V2_3).attributes(&CONTENT_IDENTIFIER_SCOPE_ATTRIBUTES),
]];

/// `md:ContentRating-type`.
pub(super) static CONTENT_RATING: [&[Element]; 1] = [&[
    Element::unplaced("NotRated").md().one_of(&["md:NotRated", "md:Rating"]).of(ValueType::True).attributes(&CONTENT_RATING_NOT_RATED_ATTRIBUTES),
    Element::unplaced("Rating").md().repeated().one_of(&["md:NotRated", "md:Rating"]).with(&CONTENT_RATING_DETAIL),
    Element::unplaced("AdultContent").md().of(ValueType::Boolean),
]];

pub(super) static CONTENT_RATING_NOT_RATED_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("condition", V2_1),
];

/// `md:ContentRatingDetail-type`.
pub(super) static CONTENT_RATING_DETAIL: [&[Element]; 1] = [&[
    Element::unplaced("Region").md().required().with(&REGION),
    Element::unplaced("System").md().required(),
    Element::unplaced("Value").md().required(),
    Element::unplaced("Reason").md().between(V2_1, V2_4).repeated(),
    Element::unplaced("Reason").md().from(V2_5).repeated().attributes(&CONTENT_RATING_DETAIL_REASON_ATTRIBUTES),
    Element::unplaced("LinkToLogo").md().between(V2_1, V2_4).of(ValueType::Uri),
    Element::unplaced("LinkToLogo").md().from(V2_5).repeated().of(ValueType::Uri).attributes(&CONTENT_RATING_DETAIL_LINK_TO_LOGO_ATTRIBUTES),
    Element::unplaced("Description").md().between(V2_1, V2_4),
    Element::unplaced("Description").md().from(V2_5).repeated().attributes(&CONTENT_RATING_DETAIL_DESCRIPTION_ATTRIBUTES),
]];

/// `md:ContentSequenceInfo-type`.
pub(super) static CONTENT_SEQUENCE_INFO: [&[Element]; 1] = [&[
    Element::unplaced("Number").md().of(ValueType::Int),
    Element::unplaced("DistributionNumber").md().attributes(&SEQUENCE_INFO_DISTRIBUTION_NUMBER_ATTRIBUTES),
    Element::unplaced("HouseSequence").md().attributes(&SEQUENCE_INFO_HOUSE_SEQUENCE_ATTRIBUTES),
    Element::unplaced("AlternateNumber").md().repeated().attributes(&SEQUENCE_INFO_ALTERNATE_NUMBER_ATTRIBUTES),
]];

pub(super) static SEQUENCE_INFO_DISTRIBUTION_NUMBER_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("domain", V2_1),
];

pub(super) static SEQUENCE_INFO_HOUSE_SEQUENCE_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("domain", V2_1),
];

pub(super) static SEQUENCE_INFO_ALTERNATE_NUMBER_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("domain", V2_1),
];

/// `md:BasicMetadataParent-type`.
pub(super) static BASIC_METADATA_PARENT: [&[Element]; 1] = [&[
    Element::unplaced("Parent").md().between(V2_1, V2_3).one_of(&["md:ParentContentID", "md:Parent"]).attributes(&BASIC_METADATA_ATTRIBUTES).with(&BASIC_METADATA),
    Element::unplaced("ParentContentID").md().one_of(&["md:ParentContentID", "md:Parent"]).of(ValueType::Uri),
    Element::unplaced("Parent").md().from(V2_4).one_of(&["md:ParentContentID", "md:Parent"]).attributes(&BASIC_METADATA_ATTRIBUTES).with(&BASIC_METADATA),
    Element::unplaced("SequenceInfo").md().from(V2_4).with(&CONTENT_SEQUENCE_INFO),
    Element::unplaced("Region").md().from(V2_4).repeated().with(&REGION),
    Element::unplaced("ExcludedRegion").md().from(V2_4).repeated().with(&REGION),
]];

pub(super) static BASIC_METADATA_PARENT_ATTRIBUTES: [Attribute; 3] = [
    Attribute::unplaced("relationshipType", V2_1).until(V2_5_1).of(ValueType::OneOf(&["isclipof", "iscompositeof", "isderivedfrom", "isepisodeof", "ispartof", "ispieceof", "ispromotionfor", "isseasonof", "issupplementto"])),
    Attribute::unplaced("relationshipType", V2_5_2).until(V2_6_1).of(ValueType::OneOf(&["isabsedon", "isclipof", "iscompositeof", "isderivedfrom", "isdescendentof", "isepisodeof", "ispartof", "ispieceof", "ispromotionfor", "isseasonof", "issupplementto"])),
    Attribute::unplaced("relationshipType", V2_7).of(ValueType::OneOf(&["isbasedon", "isclipof", "iscompositeof", "isderivedfrom", "isdescendentof", "isepisodeof", "ispartof", "ispieceof", "ispromotionfor", "isseasonof", "issupplementto"])),
];

/// `md:DigitalAssetMetadata-type`.
pub(super) static DIGITAL_ASSET_METADATA: [&[Element]; 1] = [&[
    Element::unplaced("Audio").md().one_of(&["md:Audio", "md:Video", "md:Subtitle", "md:Image", "md:Interactive", "md:Ancillary"]).with(&DIGITAL_ASSET_AUDIO_DATA),
    Element::unplaced("Video").md().one_of(&["md:Audio", "md:Video", "md:Subtitle", "md:Image", "md:Interactive", "md:Ancillary"]).with(&DIGITAL_ASSET_VIDEO_DATA),
    Element::unplaced("Subtitle").md().one_of(&["md:Audio", "md:Video", "md:Subtitle", "md:Image", "md:Interactive", "md:Ancillary"]).with(&DIGITAL_ASSET_SUBTITLE_DATA),
    Element::unplaced("Image").md().one_of(&["md:Audio", "md:Video", "md:Subtitle", "md:Image", "md:Interactive", "md:Ancillary"]).with(&DIGITAL_ASSET_IMAGE_DATA),
    Element::unplaced("Interactive").md().one_of(&["md:Audio", "md:Video", "md:Subtitle", "md:Image", "md:Interactive", "md:Ancillary"]).with(&DIGITAL_ASSET_INTERACTIVE_DATA),
    Element::unplaced("Ancillary").md().one_of(&["md:Audio", "md:Video", "md:Subtitle", "md:Image", "md:Interactive", "md:Ancillary"]).with(&DIGITAL_ASSET_ANCILLARY_DATA),
]];

/// `md:DigitalAssetAudioData-type`.
pub(super) static DIGITAL_ASSET_AUDIO_DATA: [&[Element]; 1] = [&[
    Element::unplaced("Description").md().between(V2_1, V2_2),
    Element::unplaced("Description").md().from(V2_2_1).repeated().attributes(&DIGITAL_ASSET_AUDIO_DATA_DESCRIPTION_ATTRIBUTES),
    Element::unplaced("Type").md(),
    Element::unplaced("SubType").md().from(V2_2_1).repeated_from(V2_5),
    Element::unplaced("Encoding").md().with(&DIGITAL_ASSET_AUDIO_ENCODING),
    Element::unplaced("Language").md().required().repeated_from(V2_2_1).of(ValueType::Language).attributes(&DIGITAL_ASSET_AUDIO_LANGUAGE_ATTRIBUTES),
    Element::unplaced("People").md().from(V2_2_1).repeated().with(&BASIC_METADATA_PEOPLE),
    Element::unplaced("Channels").md(),
    Element::unplaced("MCALabelSubdescriptor").md().from(V2_3).with(&DIGITAL_ASSET_AUDIO_MCA_LABEL),
    Element::unplaced("Compliance").md().from(V2_4).repeated().with(&COMPLIANCE),
    Element::unplaced("AssetIntent").md().from(V2_5_2).repeated().with(&ASSET_INTENT),
    Element::unplaced("TrackReference").md(),
    Element::unplaced("TrackIdentifier").md().repeated().with(&CONTENT_IDENTIFIER),
    Element::unplaced("Private").md().of(ValueType::Any),
]];

/// `md:DigitalAssetAudioEncoding-type`.
pub(super) static DIGITAL_ASSET_AUDIO_ENCODING: [&[Element]; 1] = [&[
    Element::unplaced("Codec").md().required(),
    Element::unplaced("CodecType").md().repeated(),
    Element::unplaced("BitrateMax").md().between(V2_1, V2_4).of(ValueType::Integer),
    Element::unplaced("BitrateMax").md().from(V2_5).of(ValueType::NonNegative),
    Element::unplaced("BitrateAverage").md().between(V2_1, V2_4).of(ValueType::Integer),
    Element::unplaced("BitrateAverage").md().from(V2_5).of(ValueType::NonNegative),
    Element::unplaced("VBR").md(),
    Element::unplaced("CBR").md().from(V2_7).of(ValueType::Boolean),
    Element::unplaced("SampleRate").md().between(V2_1, V2_4).of(ValueType::Integer),
    Element::unplaced("SampleRate").md().from(V2_5).of(ValueType::NonNegative),
    Element::unplaced("SampleBitDepth").md().between(V2_1, V2_4).of(ValueType::Integer),
    Element::unplaced("SampleBitDepth").md().from(V2_5).of(ValueType::NonNegative),
    Element::unplaced("ChannelMapping").md().between(V2_1, V2_6),
    Element::unplaced("ChannelMapping").md().from(V2_6_1).attributes(&DIGITAL_ASSET_AUDIO_ENCODING_CHANNEL_MAPPING_ATTRIBUTES),
    Element::unplaced("Watermark").md().repeated().attributes(&DIGITAL_ASSET_WATERMARK_ATTRIBUTES).with(&DIGITAL_ASSET_WATERMARK),
    Element::unplaced("ActualLength").md().of(ValueType::Duration),
    Element::unplaced("Ambisonics").md().from(V2_2_1).with(&DIGITAL_ASSET_AUDIO_AMBISONICS),
    Element::unplaced("Loudness").md().from(V2_3).with(&DIGITAL_ASSET_AUDIO_LOUDNESS),
]];

/// `md:DigitalAssetWatermark-type`.
pub(super) static DIGITAL_ASSET_WATERMARK: [&[Element]; 1] = [&[
    Element::unplaced("Vendor").md().required(),
    Element::unplaced("ProductAndVersionID").md().required(),
    Element::unplaced("Data").md(),
]];

pub(super) static DIGITAL_ASSET_WATERMARK_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("guaranteedAbsent", V2_1).of(ValueType::Boolean),
];

pub(super) static DIGITAL_ASSET_AUDIO_LANGUAGE_ATTRIBUTES: [Attribute; 3] = [
    Attribute::unplaced("dubbed", V2_1).of(ValueType::Boolean),
    Attribute::unplaced("forced", V2_2_1).of(ValueType::Boolean),
    Attribute::unplaced("disposition", V2_6),
];

/// `md:DigitalAssetVideoData-type`.
pub(super) static DIGITAL_ASSET_VIDEO_DATA: [&[Element]; 1] = [&[
    Element::unplaced("Description").md().between(V2_1, V2_2),
    Element::unplaced("Description").md().from(V2_2_1).repeated().attributes(&DIGITAL_ASSET_VIDEO_DATA_DESCRIPTION_ATTRIBUTES),
    Element::unplaced("Type").md(),
    Element::unplaced("SubType").md().from(V2_5).repeated(),
    Element::unplaced("Encoding").md().with(&DIGITAL_ASSET_VIDEO_ENCODING),
    Element::unplaced("Picture").md().open().with(&DIGITAL_ASSET_VIDEO_PICTURE),
    Element::unplaced("ColorType").md().of(ValueType::OneOf(&["bandw", "color", "colorized", "composite", "unknown"])),
    Element::unplaced("PictureFormat").md(),
    Element::unplaced("CaptureMethod").md().from(V2_2_1).repeated(),
    Element::unplaced("Language").md().between(V2_1, V2_5_2).repeated().of(ValueType::Language),
    Element::unplaced("Language").md().from(V2_6).repeated().of(ValueType::Language).attributes(&DIGITAL_ASSET_VIDEO_DATA_LANGUAGE_ATTRIBUTES),
    Element::unplaced("SubtitleLanguage").md().repeated().of(ValueType::Language).attributes(&DIGITAL_ASSET_VIDEO_SUBTITLE_LANGUAGE_ATTRIBUTES),
    Element::unplaced("SignedLanguage").md().between(V2_1, V2_5_2).of(ValueType::Language),
    Element::unplaced("SignedLanguage").md().from(V2_6).of(ValueType::Language).attributes(&DIGITAL_ASSET_VIDEO_DATA_SIGNED_LANGUAGE_ATTRIBUTES),
    Element::unplaced("CardsetList").md().repeated().with(&DIGITAL_ASSET_CARDSET_LIST),
    Element::unplaced("Compliance").md().from(V2_4).repeated().with(&COMPLIANCE),
    Element::unplaced("AssetIntent").md().from(V2_5_2).repeated().with(&ASSET_INTENT),
    Element::unplaced("TrackReference").md(),
    Element::unplaced("TrackIdentifier").md().repeated().with(&CONTENT_IDENTIFIER),
    Element::unplaced("Private").md().of(ValueType::Any),
]];

/// `md:DigitalAssetVideoEncoding-type`.
pub(super) static DIGITAL_ASSET_VIDEO_ENCODING: [&[Element]; 1] = [&[
    Element::unplaced("Codec").md().required(),
    Element::unplaced("CodecType").md().repeated(),
    Element::unplaced("MPEGProfile").md(),
    Element::unplaced("MPEGLevel").md(),
    Element::unplaced("CodecProfile").md().from(V2_4),
    Element::unplaced("BitrateMax").md().between(V2_1, V2_4).of(ValueType::Integer),
    Element::unplaced("BitrateMax").md().from(V2_5).of(ValueType::NonNegative),
    Element::unplaced("BitRateAverage").md().between(V2_1, V2_4).of(ValueType::Integer),
    Element::unplaced("BitRateAverage").md().from(V2_5).of(ValueType::NonNegative),
    Element::unplaced("VBR").md(),
    Element::unplaced("CBR").md().from(V2_7).of(ValueType::Boolean),
    Element::unplaced("Watermark").md().repeated().attributes(&DIGITAL_ASSET_WATERMARK_ATTRIBUTES).with(&DIGITAL_ASSET_WATERMARK),
    Element::unplaced("ActualLength").md().of(ValueType::Duration),
]];

/// `md:DigitalAssetVideoPicture-type`.
pub(super) static DIGITAL_ASSET_VIDEO_PICTURE: [&[Element]; 1] = [&[
    Element::unplaced("AspectRatio").md().between(V2_1, V2_5_1),
    Element::unplaced("AspectRatio").md().from(V2_5_2).attributes(&DIGITAL_ASSET_VIDEO_PICTURE_ASPECT_RATIO_ATTRIBUTES),
    Element::unplaced("PixelAspect").md().of(ValueType::OneOf(&["NTSC", "PAL", "other", "square"])),
    Element::unplaced("WidthPixels").md().of(ValueType::Int),
    Element::unplaced("HeightPixels").md().of(ValueType::Int),
    Element::unplaced("ActiveWidthPixels").md().between(V2_1, V2_6).of(ValueType::Int),
    Element::unplaced("ActiveWidthPixels").md().from(V2_6_1).of(ValueType::Int).attributes(&DIGITAL_ASSET_VIDEO_PICTURE_ACTIVE_WIDTH_PIXELS_ATTRIBUTES),
    Element::unplaced("ActiveHeightPixels").md().between(V2_1, V2_6).of(ValueType::Int),
    Element::unplaced("ActiveHeightPixels").md().from(V2_6_1).of(ValueType::Int).attributes(&DIGITAL_ASSET_VIDEO_PICTURE_ACTIVE_HEIGHT_PIXELS_ATTRIBUTES),
    Element::unplaced("FrameRate").md().of(ValueType::Int).attributes(&DIGITAL_ASSET_VIDEO_PICTURE_FRAME_RATE_ATTRIBUTES),
    Element::unplaced("Progressive").md().of(ValueType::Boolean).attributes(&DIGITAL_ASSET_VIDEO_PICTURE_PROGRESSIVE_ATTRIBUTES),
    Element::unplaced("ColorSubsampling").md(),
    Element::unplaced("BitDepth").md().from(V2_4).of(ValueType::PositiveInteger).attributes(&DIGITAL_ASSET_VIDEO_PICTURE_BIT_DEPTH_ATTRIBUTES),
    Element::unplaced("Colorimetry").md(),
    Element::unplaced("Type3D").md(),
    Element::unplaced("MasteredColorVolume").md().with(&DIGITAL_ASSET_COLOR_VOLUME),
    Element::unplaced("ColorEncoding").md().with(&DIGITAL_ASSET_COLOR_ENCODING),
    Element::unplaced("ColorTransformMetadata").md().from(V2_4).repeated().with(&DIGITAL_ASSET_COLOR_TRANSFORM_METADATA),
    Element::unplaced("LightLevel").md().with(&DIGITAL_ASSET_VIDEO_PICTURE_LIGHT_LEVEL),
    Element::unplaced("HDRPlaybackInfo").md().open().with(&DIGITAL_ASSET_VIDEO_PICTURE_HDR_PLAYBACK_INFO),
    Element::unplaced("ThreeSixty").md().from(V2_2_1).with(&DIGITAL_ASSET_VIDEO_PICTURE360),
    Element::unplaced("OriginalPicture").md().from(V2_3).with(&DIGITAL_ASSET_VIDEO_PICTURE_ORIGINAL),
]];

pub(super) static DIGITAL_ASSET_VIDEO_PICTURE_FRAME_RATE_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("multiplier", V2_1).of(ValueType::OneOf(&["1000/1001"])),
    Attribute::unplaced("timecode", V2_1),
];

pub(super) static DIGITAL_ASSET_VIDEO_PICTURE_PROGRESSIVE_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("scanOrder", V2_1).of(ValueType::OneOf(&["BFF", "PPF", "TFF"])),
    Attribute::unplaced("pulldown", V2_7),
];

/// `md:DigitalAssetColorVolume-type`.
pub(super) static DIGITAL_ASSET_COLOR_VOLUME: [&[Element]; 1] = [&[
    Element::unplaced("PrimaryRChromaticity").md().required().with(&DIGITAL_ASSET_CHROMATICITY),
    Element::unplaced("PrimaryGChromaticity").md().required().with(&DIGITAL_ASSET_CHROMATICITY),
    Element::unplaced("PrimaryBChromaticity").md().required().with(&DIGITAL_ASSET_CHROMATICITY),
    Element::unplaced("WhitePointChromaticity").md().required().with(&DIGITAL_ASSET_CHROMATICITY),
    Element::unplaced("LuminanceMin").md().required().of(ValueType::Decimal),
    Element::unplaced("LuminanceMax").md().required().of(ValueType::Decimal),
]];

/// `md:DigitalAssetChromaticity-type`.
pub(super) static DIGITAL_ASSET_CHROMATICITY: [&[Element]; 1] = [&[
    Element::unplaced("ChromaticityCIEx").md().required().of(ValueType::Decimal),
    Element::unplaced("ChromaticityCIEy").md().required().of(ValueType::Decimal),
]];

/// `md:DigitalAssetColorEncoding-type`.
pub(super) static DIGITAL_ASSET_COLOR_ENCODING: [&[Element]; 1] = [&[
    Element::unplaced("Primaries").md().required(),
    Element::unplaced("TransferFunction").md().required(),
    Element::unplaced("ColorDifferencing").md().required(),
]];

/// `md:DigitalAssetVideoPictureLightLevel-type`.
pub(super) static DIGITAL_ASSET_VIDEO_PICTURE_LIGHT_LEVEL: [&[Element]; 1] = [&[
    Element::unplaced("ContentMax").md().repeated().of(ValueType::NonNegative).attributes(&DIGITAL_ASSET_VIDEO_PICTURE_LIGHT_LEVEL_CONTENT_MAX_ATTRIBUTES),
    Element::unplaced("FrameAverageMax").md().repeated().of(ValueType::NonNegative).attributes(&DIGITAL_ASSET_VIDEO_PICTURE_LIGHT_LEVEL_FRAME_AVERAGE_MAX_ATTRIBUTES),
]];

pub(super) static DIGITAL_ASSET_VIDEO_PICTURE_LIGHT_LEVEL_CONTENT_MAX_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("interpretation", V2_1),
];

pub(super) static DIGITAL_ASSET_VIDEO_PICTURE_LIGHT_LEVEL_FRAME_AVERAGE_MAX_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("interpretation", V2_1),
];

/// `md:DigitalAssetVideoPictureHDRPlaybackInfo-type`.
pub(super) static DIGITAL_ASSET_VIDEO_PICTURE_HDR_PLAYBACK_INFO: [&[Element]; 1] = [&[
    Element::unplaced("SDRDownconversion").md(),
]];

pub(super) static DIGITAL_ASSET_VIDEO_SUBTITLE_LANGUAGE_ATTRIBUTES: [Attribute; 3] = [
    Attribute::unplaced("closed", V2_1).of(ValueType::Boolean),
    Attribute::unplaced("type", V2_1),
    Attribute::unplaced("disposition", V2_6),
];

/// `md:DigitalAssetCardsetList-type`.
pub(super) static DIGITAL_ASSET_CARDSET_LIST: [&[Element]; 1] = [&[
    Element::unplaced("Type").md().repeated(),
    Element::unplaced("Region").md().between(V2_1, V2_6_1).repeated(),
    Element::unplaced("Region").md().from(V2_7).repeated().of(ValueType::Market),
    Element::unplaced("Cardset").md().required().repeated().with(&DIGITAL_ASSET_CARDSET),
]];

/// `md:DigitalAssetCardset-type`.
pub(super) static DIGITAL_ASSET_CARDSET: [&[Element]; 1] = [&[
    Element::unplaced("Type").md().required().repeated(),
    Element::unplaced("Description").md(),
    Element::unplaced("Sequence").md().of(ValueType::PositiveInteger),
    Element::unplaced("Language").md().repeated().of(ValueType::Language),
]];

/// `md:DigitalAssetSubtitleData-type`.
pub(super) static DIGITAL_ASSET_SUBTITLE_DATA: [&[Element]; 1] = [&[
    Element::unplaced("Format").md().attributes(&DIGITAL_ASSET_SUBTITLE_FORMAT_ATTRIBUTES),
    Element::unplaced("Description").md().between(V2_1, V2_2),
    Element::unplaced("Description").md().from(V2_2_1).repeated().attributes(&DIGITAL_ASSET_SUBTITLE_DATA_DESCRIPTION_ATTRIBUTES),
    Element::unplaced("Type").md().required().repeated(),
    Element::unplaced("SubType").md().from(V2_5).repeated(),
    Element::unplaced("FormatType").md(),
    Element::unplaced("Language").md().between(V2_1, V2_5_2).required().of(ValueType::Language),
    Element::unplaced("Language").md().from(V2_6).required().repeated().of(ValueType::Language).attributes(&DIGITAL_ASSET_SUBTITLE_DATA_LANGUAGE_ATTRIBUTES),
    Element::unplaced("Encoding").md().of(ValueType::Any),
    Element::unplaced("Properties").md().from(V2_6).with(&DIGITAL_ASSET_SUBTITLE_PROPERTIES),
    Element::unplaced("PictureDetails").md().from(V2_6).open().with(&DIGITAL_ASSET_VIDEO_PICTURE),
    Element::unplaced("DynamicRangeProfile").md().from(V2_6).attributes(&DIGITAL_ASSET_SUBTITLE_DATA_DYNAMIC_RANGE_PROFILE_ATTRIBUTES),
    Element::unplaced("ColorGamutProfile").md().from(V2_6),
    Element::unplaced("Creation").md().from(V2_6).with(&DIGITAL_ASSET_SUBTITLE_CREATION),
    Element::unplaced("AdditionalOffset").md().from(V2_6).of(ValueType::Timecode).attributes(&TIMECODE_ATTRIBUTES),
    Element::unplaced("DropFrame").md().from(V2_3).of(ValueType::Boolean),
    Element::unplaced("CardsetList").md().repeated().with(&DIGITAL_ASSET_CARDSET_LIST),
    Element::unplaced("Compliance").md().from(V2_4).repeated().with(&COMPLIANCE),
    Element::unplaced("AssetIntent").md().from(V2_5_2).repeated().with(&ASSET_INTENT),
    Element::unplaced("TrackReference").md(),
    Element::unplaced("TrackIdentifier").md().repeated().with(&CONTENT_IDENTIFIER),
    Element::unplaced("Private").md().of(ValueType::Any),
]];

pub(super) static DIGITAL_ASSET_SUBTITLE_FORMAT_ATTRIBUTES: [Attribute; 3] = [
    Attribute::unplaced("SDImage", V2_1).of(ValueType::Boolean),
    Attribute::unplaced("HDImage", V2_1).of(ValueType::Boolean),
    Attribute::unplaced("UHDImage", V2_1).of(ValueType::Boolean),
];

/// `md:DigitalAssetImageData-type`.
pub(super) static DIGITAL_ASSET_IMAGE_DATA: [&[Element]; 1] = [&[
    Element::unplaced("Description").md().from(V2_2_1).repeated().attributes(&DIGITAL_ASSET_IMAGE_DATA_DESCRIPTION_ATTRIBUTES),
    Element::unplaced("Type").md().from(V2_2_1).repeated(),
    Element::unplaced("SubType").md().from(V2_5).repeated(),
    Element::unplaced("Purpose").md().from(V2_2_1).repeated(),
    Element::unplaced("Width").md().required().of(ValueType::Int),
    Element::unplaced("Height").md().required().of(ValueType::Int),
    Element::unplaced("Encoding").md().required(),
    Element::unplaced("PictureDetails").md().from(V2_2_1).open().with(&DIGITAL_ASSET_VIDEO_PICTURE),
    Element::unplaced("DynamicRangeProfile").md().from(V2_2_1).attributes(&DIGITAL_ASSET_IMAGE_DATA_DYNAMIC_RANGE_PROFILE_ATTRIBUTES),
    Element::unplaced("ColorGamutProfile").md().from(V2_2_1),
    Element::unplaced("ColorModel").md().from(V2_7),
    Element::unplaced("PrintProfile").md().from(V2_7).with(&DIGITAL_ASSET_IMAGE_PRINT_DATA),
    Element::unplaced("Language").md().between(V2_1, V2_5_2).repeated().of(ValueType::Language),
    Element::unplaced("Language").md().from(V2_6).repeated().of(ValueType::Language).attributes(&DIGITAL_ASSET_IMAGE_DATA_LANGUAGE_ATTRIBUTES),
    Element::unplaced("CardsetList").md().from(V2_5_2).repeated().with(&DIGITAL_ASSET_CARDSET_LIST),
    Element::unplaced("Compliance").md().from(V2_4).repeated().with(&COMPLIANCE),
    Element::unplaced("AssetIntent").md().from(V2_5_2).repeated().with(&ASSET_INTENT),
    Element::unplaced("TrackReference").md(),
    Element::unplaced("TrackIdentifier").md().repeated().with(&CONTENT_IDENTIFIER),
    Element::unplaced("Private").md().of(ValueType::Any),
]];

/// `md:DigitalAssetInteractiveData-type`.
pub(super) static DIGITAL_ASSET_INTERACTIVE_DATA: [&[Element]; 1] = [&[
    Element::unplaced("Type").md().required(),
    Element::unplaced("SubType").md().from(V2_2_1).repeated(),
    Element::unplaced("FormatType").md(),
    Element::unplaced("Language").md().of(ValueType::Language),
    Element::unplaced("Encoding").md().required().repeated().open().with(&DIGITAL_ASSET_INTERACTIVE_ENCODING),
    Element::unplaced("Compliance").md().from(V2_4).repeated().with(&COMPLIANCE),
    Element::unplaced("AssetIntent").md().from(V2_5_2).repeated().with(&ASSET_INTENT),
    Element::unplaced("TrackReference").md(),
    Element::unplaced("TrackIdentifier").md().repeated().with(&CONTENT_IDENTIFIER),
    Element::unplaced("Private").md().of(ValueType::Any),
]];

/// `md:DigitalAssetInteractiveEncoding-type`.
pub(super) static DIGITAL_ASSET_INTERACTIVE_ENCODING: [&[Element]; 1] = [&[
    Element::unplaced("RuntimeEnvironment").md().required(),
    Element::unplaced("EnvironmentAttribute").md().from(V2_2_1).repeated().attributes(&DIGITAL_ASSET_INTERACTIVE_ENCODING_ENVIRONMENT_ATTRIBUTE_ATTRIBUTES),
    Element::unplaced("FirstVersion").md(),
    Element::unplaced("LastVersion").md(),
]];

/// `md:DigitalAssetAncillaryData-type`.
pub(super) static DIGITAL_ASSET_ANCILLARY_DATA: [&[Element]; 1] = [&[
    Element::unplaced("Type").md().required(),
    Element::unplaced("SubType").md().repeated(),
    Element::unplaced("BaseTrackID").md().of(ValueType::Uri),
    Element::unplaced("BaseTrackReference").md(),
    Element::unplaced("BaseTrackIdentifier").md().repeated().with(&CONTENT_IDENTIFIER),
    Element::unplaced("TrackMetadata").md().with(&DIGITAL_ASSET_METADATA),
    Element::unplaced("CombinedMetadata").md().with(&DIGITAL_ASSET_METADATA),
    Element::unplaced("Compliance").md().from(V2_4).repeated().with(&COMPLIANCE),
    Element::unplaced("AssetIntent").md().from(V2_5_2).repeated().with(&ASSET_INTENT),
    Element::unplaced("Private").md().of(ValueType::Any),
]];

/// `mdmec:Publisher-type`.
pub(super) static PUBLISHER: [&[Element]; 1] = [&[
    Element::unplaced("DisplayName").md().between(V2_1, V2_6_1),
    Element::unplaced("DisplayName").md().from(V2_7).repeated().attributes(&PUBLISHER_DISPLAY_NAME_ATTRIBUTES),
    Element::unplaced("SortName").md().between(V2_1, V2_6_1),
    Element::unplaced("SortName").md().from(V2_7).repeated().attributes(&PUBLISHER_SORT_NAME_ATTRIBUTES),
    Element::unplaced("AlternateName").md().between(V2_1, V2_6_1).repeated(),
    Element::unplaced("AlternateName").md().from(V2_7).repeated().attributes(&PUBLISHER_ALTERNATE_NAME_ATTRIBUTES),
    Element::unplaced("ContactInfo").mec().with(&CONTACT_INFO),
]];

pub(super) static PUBLISHER_ATTRIBUTES: [Attribute; 4] = [
    Attribute::unplaced("organizationID", V2_1),
    Attribute::unplaced("idType", V2_1),
    Attribute::unplaced("retailerSpecificID", V2_1),
    Attribute::unplaced("departmentID", V2_5),
];

/// `md:ContactInfo-type`.
pub(super) static CONTACT_INFO: [&[Element]; 1] = [&[
    Element::unplaced("Name").md().required(),
    Element::unplaced("PrimaryEmail").md().required(),
    Element::unplaced("AlternateEmail").md().repeated(),
    Element::unplaced("Address").md().repeated(),
    Element::unplaced("Phone").md().repeated().attributes(&CONTACT_INFO_PHONE_ATTRIBUTES),
]];

pub(super) static CONTACT_INFO_PHONE_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("type", V2_1),
];

/// `md:CompanyCredits-type`.
pub(super) static COMPANY_CREDITS: [&[Element]; 1] = [&[
    Element::unplaced("DisplayString").md().required().repeated().attributes(&COMPANY_CREDITS_DISPLAY_STRING_ATTRIBUTES),
    Element::unplaced("Region").md().repeated().with(&REGION),
    Element::unplaced("DisplaySequence").md().of(ValueType::Integer),
]];

pub(super) static COMPANY_CREDITS_DISPLAY_STRING_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_1).of(ValueType::Language),
];

/// `md:GroupingEntity-type`.
pub(super) static GROUPING_ENTITY: [&[Element]; 1] = [&[
    Element::unplaced("Type").md().required(),
    Element::unplaced("GroupIdentity").md().required(),
    Element::unplaced("DisplayName").md().required().repeated().attributes(&GROUPING_ENTITY_DISPLAY_NAME_ATTRIBUTES),
    Element::unplaced("Region").md().with(&REGION),
    Element::unplaced("AltGroupIdentifier").md().from(V2_4).repeated().with(&CONTENT_IDENTIFIER),
]];

pub(super) static GROUPING_ENTITY_DISPLAY_NAME_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_1).of(ValueType::Language),
];

pub(super) static BASIC_METADATA_THREE_D_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("three60", V2_2_1).of(ValueType::Boolean),
    Attribute::unplaced("multiview", V2_2_1).of(ValueType::Boolean),
];

pub(super) static DIGITAL_ASSET_AUDIO_DATA_DESCRIPTION_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_2_1).of(ValueType::Language),
];

/// `md:DigitalAssetAudioAmbisonics-type`.
pub(super) static DIGITAL_ASSET_AUDIO_AMBISONICS: [&[Element]; 1] = [&[
    Element::unplaced("Type").md().from(V2_2_1),
    Element::unplaced("Order").md().from(V2_2_1).required().of(ValueType::PositiveInteger),
    Element::unplaced("VeriticalOrder").md().from(V2_2_1).of(ValueType::Integer),
    Element::unplaced("Normalization").md().from(V2_2_1).required(),
]];

pub(super) static DIGITAL_ASSET_VIDEO_DATA_DESCRIPTION_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_2_1).of(ValueType::Language),
];

/// `md:DigitalAssetVideoPicture360-type`.
pub(super) static DIGITAL_ASSET_VIDEO_PICTURE360: [&[Element]; 1] = [&[
    Element::unplaced("Projection").md().from(V2_2_1).required(),
    Element::unplaced("Rendering").md().from(V2_2_1),
    Element::unplaced("InitialView").md().from(V2_2_1).with(&DIGITAL_ASSET_VIDEO_PICTURE360_INITIAL),
]];

/// `md:DigitalAssetVideoPicture360Initial-type`.
pub(super) static DIGITAL_ASSET_VIDEO_PICTURE360_INITIAL: [&[Element]; 1] = [&[
    Element::unplaced("HeadingDegrees").md().from(V2_2_1).required().of(ValueType::Between(0, 360)),
    Element::unplaced("PitchDegrees").md().from(V2_2_1).required().of(ValueType::Between(-90, 90)),
    Element::unplaced("RollDegress").md().from(V2_2_1).required().of(ValueType::Between(-180, 180)),
]];

pub(super) static DIGITAL_ASSET_SUBTITLE_DATA_DESCRIPTION_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_2_1).of(ValueType::Language),
];

pub(super) static DIGITAL_ASSET_IMAGE_DATA_DESCRIPTION_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_2_1).of(ValueType::Language),
];

pub(super) static DIGITAL_ASSET_IMAGE_DATA_DYNAMIC_RANGE_PROFILE_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("LuminanceMin", V2_2_1).of(ValueType::Decimal),
    Attribute::unplaced("LuminanceMax", V2_2_1).of(ValueType::Decimal),
];

pub(super) static DIGITAL_ASSET_INTERACTIVE_ENCODING_ENVIRONMENT_ATTRIBUTE_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("recommended", V2_2_1).of(ValueType::Boolean),
];

pub(super) static CONTENT_IDENTIFIER_SCOPE_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("subscope", V2_3),
];

/// `md:DigitalAssetAudioLoudness-type`.
pub(super) static DIGITAL_ASSET_AUDIO_LOUDNESS: [&[Element]; 1] = [&[
    Element::unplaced("Level").md().from(V2_3).of(ValueType::Decimal),
    Element::unplaced("Deviation").md().from(V2_3).of(ValueType::Decimal),
    Element::unplaced("LeqM").md().from(V2_3).of(ValueType::Decimal),
    Element::unplaced("Compliance").md().from(V2_3).repeated(),
]];

/// `md:DigitalAssetAudioMCALabel-type`.
pub(super) static DIGITAL_ASSET_AUDIO_MCA_LABEL: [&[Element]; 1] = [&[
    Element::unplaced("ContentKind").md().from(V2_3),
    Element::unplaced("ElementKind").md().from(V2_3),
    Element::unplaced("Content").md().from(V2_5_2),
    Element::unplaced("UseClass").md().from(V2_5_2),
    Element::unplaced("ContentSubtype").md().from(V2_5_2),
    Element::unplaced("ContentDifferentiator").md().from(V2_5_2),
]];

/// `md:DigitalAssetVideoPictureOriginal-type`.
pub(super) static DIGITAL_ASSET_VIDEO_PICTURE_ORIGINAL: [&[Element]; 1] = [&[
    Element::unplaced("FrameRate").md().from(V2_3).of(ValueType::Int).attributes(&DIGITAL_ASSET_VIDEO_PICTURE_FRAME_RATE_ATTRIBUTES),
    Element::unplaced("Progressive").md().from(V2_3).of(ValueType::Boolean).attributes(&DIGITAL_ASSET_VIDEO_PICTURE_PROGRESSIVE_ATTRIBUTES),
]];

pub(super) static BASIC_METADATA_JOB_BILLING_BLOCK_ORDER_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("topBilled", V2_4).of(ValueType::Boolean),
    Attribute::unplaced("region", V2_6).of(ValueType::Place),
];

/// `md:BasicMetadataCharacter-type`.
pub(super) static BASIC_METADATA_CHARACTER: [&[Element]; 1] = [&[
    Element::unplaced("CharacterName").md().from(V2_4).required().repeated().attributes(&BASIC_METADATA_CHARACTER_CHARACTER_NAME_ATTRIBUTES),
    Element::unplaced("CharacterID").md().from(V2_4).repeated().with(&PERSON_IDENTIFIER),
    Element::unplaced("Nonfictional").md().from(V2_4).of(ValueType::Boolean).attributes(&BASIC_METADATA_CHARACTER_NONFICTIONAL_ATTRIBUTES),
    Element::unplaced("Gender").md().from(V2_4).repeated().attributes(&GENDER_ATTRIBUTES),
    Element::unplaced("Pronouns").md().from(V2_6).attributes(&PRONOUNS_ATTRIBUTES).with(&PRONOUNS),
    Element::unplaced("Salutations").md().from(V2_6_1).attributes(&SALUTATIONS_ATTRIBUTES).with(&SALUTATIONS),
    Element::unplaced("GroupingEntity").md().from(V2_4).repeated().with(&GROUPING_ENTITY),
    Element::unplaced("ImageReference").md().from(V2_6).repeated().of(ValueType::Uri).attributes(&BASIC_METADATA_CHARACTER_IMAGE_REFERENCE_ATTRIBUTES),
    Element::unplaced("CharacterDescription").md().from(V2_6_1).repeated().attributes(&BASIC_METADATA_CHARACTER_CHARACTER_DESCRIPTION_ATTRIBUTES),
]];

pub(super) static BASIC_METADATA_CHARACTER_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("sequence", V2_4).of(ValueType::Integer),
];

pub(super) static BASIC_METADATA_CHARACTER_CHARACTER_NAME_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_4).of(ValueType::Language),
];

pub(super) static BASIC_METADATA_CHARACTER_NONFICTIONAL_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("appearance", V2_4),
];

pub(super) static GENDER_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("transgender", V2_4).of(ValueType::Boolean),
    Attribute::unplaced("specificGender", V2_4),
];

/// `md:ContentRelatedTo-type`.
pub(super) static CONTENT_RELATED_TO: [&[Element]; 1] = [&[
    Element::unplaced("Relationship").md().from(V2_4).required().attributes(&CONTENT_RELATED_TO_RELATIONSHIP_ATTRIBUTES).with(&CONTENT_RELATED_TO_RELATIONSHIP),
    Element::unplaced("Description").md().from(V2_4).repeated().attributes(&CONTENT_RELATED_TO_DESCRIPTION_ATTRIBUTES),
    Element::unplaced("Work").md().between(V2_4, V2_4).repeated().attributes(&CONTENT_RELATED_TO_WORK_ATTRIBUTES).with(&CONTENT_RELATED_TO_WORK),
    Element::unplaced("Work").md().from(V2_5_2).repeated().attributes(&CONTENT_RELATED_TO_WORK_ATTRIBUTES).with(&CONTENT_RELATED_TO_WORK),
    Element::unplaced("Character").md().from(V2_5_2).repeated().attributes(&CONTENT_RELATED_TO_CHARACTER_ATTRIBUTES).with(&CONTENT_RELATED_TO_CHARACTER),
    Element::unplaced("PersonOrGroup").md().from(V2_5_2).repeated().attributes(&CONTENT_RELATED_TO_PERSON_ATTRIBUTES).with(&CONTENT_RELATED_TO_PERSON),
    Element::unplaced("Period").md().from(V2_5_2).repeated().attributes(&CONTENT_RELATED_TO_PERIOD_ATTRIBUTES).with(&CONTENT_RELATED_TO_PERIOD),
    Element::unplaced("Place").md().from(V2_5_2).repeated().attributes(&CONTENT_RELATED_TO_PLACE_ATTRIBUTES).with(&CONTENT_RELATED_TO_PLACE),
    Element::unplaced("Venue").md().from(V2_7).repeated().attributes(&CONTENT_RELATED_TO_VENUE_ATTRIBUTES).with(&CONTENT_RELATED_TO_VENUE),
    Element::unplaced("Event").md().from(V2_5_2).repeated().attributes(&CONTENT_RELATED_TO_EVENT_ATTRIBUTES).with(&CONTENT_RELATED_TO_EVENT),
    Element::unplaced("Activity").md().from(V2_7).repeated().attributes(&CONTENT_RELATED_TO_ACTIVITY_ATTRIBUTES).with(&CONTENT_RELATED_TO_ACTIVITY),
    Element::unplaced("Work").md().between(V2_5, V2_5_1).repeated().one_of(&["md:Work", "md:Character", "md:PersonOrGroup", "md:Period", "md:Place", "md:Event"]).attributes(&CONTENT_RELATED_TO_WORK_ATTRIBUTES).with(&CONTENT_RELATED_TO_WORK),
    Element::unplaced("Character").md().between(V2_5, V2_5_1).repeated().one_of(&["md:Work", "md:Character", "md:PersonOrGroup", "md:Period", "md:Place", "md:Event"]).attributes(&CONTENT_RELATED_TO_CHARACTER_ATTRIBUTES).with(&CONTENT_RELATED_TO_CHARACTER),
    Element::unplaced("PersonOrGroup").md().between(V2_5, V2_5_1).repeated().one_of(&["md:Work", "md:Character", "md:PersonOrGroup", "md:Period", "md:Place", "md:Event"]).attributes(&CONTENT_RELATED_TO_PERSON_ATTRIBUTES).with(&CONTENT_RELATED_TO_PERSON),
    Element::unplaced("Period").md().between(V2_5, V2_5_1).repeated().one_of(&["md:Work", "md:Character", "md:PersonOrGroup", "md:Period", "md:Place", "md:Event"]).attributes(&CONTENT_RELATED_TO_PERIOD_ATTRIBUTES).with(&CONTENT_RELATED_TO_PERIOD),
    Element::unplaced("Place").md().between(V2_5, V2_5_1).repeated().one_of(&["md:Work", "md:Character", "md:PersonOrGroup", "md:Period", "md:Place", "md:Event"]).attributes(&CONTENT_RELATED_TO_PLACE_ATTRIBUTES).with(&CONTENT_RELATED_TO_PLACE),
    Element::unplaced("Event").md().between(V2_5, V2_5_1).repeated().one_of(&["md:Work", "md:Character", "md:PersonOrGroup", "md:Period", "md:Place", "md:Event"]).attributes(&CONTENT_RELATED_TO_EVENT_ATTRIBUTES).with(&CONTENT_RELATED_TO_EVENT),
    Element::unplaced("GroupingEntity").md().from(V2_4).repeated().with(&GROUPING_ENTITY),
    Element::unplaced("Terms").md().from(V2_6_1).repeated().open().attributes(&TERMS_ATTRIBUTES).with(&TERMS),
]];

/// `md:ContentRelatedToRelationship-type`.
pub(super) static CONTENT_RELATED_TO_RELATIONSHIP: [&[Element]; 1] = [&[
    Element::unplaced("Type").md().from(V2_4).required(),
    Element::unplaced("SubType").md().from(V2_4).repeated(),
    Element::unplaced("Description").md().from(V2_4).repeated().attributes(&CONTENT_RELATED_TO_RELATIONSHIP_DESCRIPTION_ATTRIBUTES),
]];

pub(super) static CONTENT_RELATED_TO_RELATIONSHIP_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("primary", V2_5_2).of(ValueType::Boolean),
];

pub(super) static CONTENT_RELATED_TO_RELATIONSHIP_DESCRIPTION_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_4).of(ValueType::Language),
];

pub(super) static CONTENT_RELATED_TO_DESCRIPTION_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_4).of(ValueType::Language),
];

/// `md:ContentRelatedToWork-type`.
pub(super) static CONTENT_RELATED_TO_WORK: [&[Element]; 1] = [&[
    Element::unplaced("WorkType").md().from(V2_4),
    Element::unplaced("ContentID").md().from(V2_4).repeated().of(ValueType::Uri),
    Element::unplaced("OtherIdentifier").md().from(V2_4).repeated().with(&CONTENT_IDENTIFIER),
    Element::unplaced("Description").md().from(V2_4).repeated().attributes(&CONTENT_RELATED_TO_WORK_DESCRIPTION_ATTRIBUTES),
]];

pub(super) static CONTENT_RELATED_TO_WORK_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("fictional", V2_4).of(ValueType::Boolean),
    Attribute::unplaced("primary", V2_5).of(ValueType::Boolean),
];

pub(super) static CONTENT_RELATED_TO_WORK_DESCRIPTION_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_4).of(ValueType::Language),
];

/// `md:Compliance-type`.
pub(super) static COMPLIANCE: [&[Element]; 1] = [&[
    Element::unplaced("Category").md().from(V2_4),
    Element::unplaced("Standard").md().from(V2_4),
    Element::unplaced("StandardDetail").md().from(V2_6_1).repeated(),
    Element::unplaced("Disposition").md().from(V2_4).required(),
    Element::unplaced("CompetentAuthority").md().from(V2_4).attributes(&ASSOCIATED_ORG_ATTRIBUTES).with(&ASSOCIATED_ORG),
    Element::unplaced("Certificate").md().from(V2_4).of(ValueType::Base64).attributes(&COMPLIANCE_CERTIFICATE_ATTRIBUTES),
    Element::unplaced("TestingOrganization").md().from(V2_4).attributes(&ASSOCIATED_ORG_ATTRIBUTES).with(&ASSOCIATED_ORG),
    Element::unplaced("TestingMethod").md().from(V2_4),
    Element::unplaced("TestingDate").md().from(V2_6_1).of(ValueType::YearOrTime),
    Element::unplaced("ErrorDescription").md().from(V2_6_1).repeated().with(&QC_ERROR_DESCRIPTION),
    Element::unplaced("Comments").md().from(V2_4),
]];

pub(super) static COMPLIANCE_CERTIFICATE_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("MIME", V2_4),
];

pub(super) static DIGITAL_ASSET_VIDEO_PICTURE_BIT_DEPTH_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("alphaDepth", V2_4).of(ValueType::NonNegative),
];

/// `md:DigitalAssetColorTransformMetadata-type`.
pub(super) static DIGITAL_ASSET_COLOR_TRANSFORM_METADATA: [&[Element]; 1] = [&[
    Element::unplaced("ColorVolumeTransform").md().from(V2_4).required(),
    Element::unplaced("ApplicationIdentifier").md().from(V2_4).of(ValueType::NonNegative).attributes(&DIGITAL_ASSET_COLOR_TRANSFORM_METADATA_APPLICATION_IDENTIFIER_ATTRIBUTES),
    Element::unplaced("TargetSystemDisplay").md().from(V2_4).with(&DIGITAL_ASSET_COLOR_VOLUME),
    Element::unplaced("DoNotTranscodeBase").md().from(V2_4).of(ValueType::Boolean),
]];

pub(super) static DIGITAL_ASSET_COLOR_TRANSFORM_METADATA_APPLICATION_IDENTIFIER_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("applicationVersion", V2_4).of(ValueType::NonNegative),
];

/// `md:Compatibility-type`.
pub(super) static COMPATIBILITY: [&[Element]; 1] = [&[
    Element::unplaced("SpecVersion").md().from(V2_5).required(),
    Element::unplaced("System").md().from(V2_5).repeated(),
    Element::unplaced("Profile").md().from(V2_5).required().of(ValueType::Uri).attributes(&COMPATIBILITY_PROFILE_ATTRIBUTES),
    Element::unplaced("ValidatorParameter").md().from(V2_5).repeated().open().attributes(&TERMS_ATTRIBUTES).with(&TERMS),
]];

pub(super) static COMPATIBILITY_PROFILE_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("subProfile", V2_5).of(ValueType::Uri),
];

/// `md:Terms-type`.
pub(super) static TERMS: [&[Element]; 1] = [&[
    Element::unplaced("Money").md().from(V2_5).one_of(&["md:Money", "md:Event", "md:Text", "md:Boolean", "md:Duration", "md:URI", "md:Language", "md:ID", "md:AltIdentifier", "md:YearDateTime", "md:Time", "md:Region", "md:Timecode", "md:Binary", "md:Label"]).of(ValueType::Decimal).attributes(&MONEY_ATTRIBUTES),
    Element::unplaced("Event").md().from(V2_5).one_of(&["md:Money", "md:Event", "md:Text", "md:Boolean", "md:Duration", "md:URI", "md:Language", "md:ID", "md:AltIdentifier", "md:YearDateTime", "md:Time", "md:Region", "md:Timecode", "md:Binary", "md:Label"]).of(ValueType::Event),
    Element::unplaced("Text").md().from(V2_5).one_of(&["md:Money", "md:Event", "md:Text", "md:Boolean", "md:Duration", "md:URI", "md:Language", "md:ID", "md:AltIdentifier", "md:YearDateTime", "md:Time", "md:Region", "md:Timecode", "md:Binary", "md:Label"]),
    Element::unplaced("Boolean").md().from(V2_5).one_of(&["md:Money", "md:Event", "md:Text", "md:Boolean", "md:Duration", "md:URI", "md:Language", "md:ID", "md:AltIdentifier", "md:YearDateTime", "md:Time", "md:Region", "md:Timecode", "md:Binary", "md:Label"]).of(ValueType::Boolean),
    Element::unplaced("Duration").md().from(V2_5).one_of(&["md:Money", "md:Event", "md:Text", "md:Boolean", "md:Duration", "md:URI", "md:Language", "md:ID", "md:AltIdentifier", "md:YearDateTime", "md:Time", "md:Region", "md:Timecode", "md:Binary", "md:Label"]).of(ValueType::Duration),
    Element::unplaced("URI").md().from(V2_5).one_of(&["md:Money", "md:Event", "md:Text", "md:Boolean", "md:Duration", "md:URI", "md:Language", "md:ID", "md:AltIdentifier", "md:YearDateTime", "md:Time", "md:Region", "md:Timecode", "md:Binary", "md:Label"]).of(ValueType::Uri),
    Element::unplaced("Language").md().from(V2_5).one_of(&["md:Money", "md:Event", "md:Text", "md:Boolean", "md:Duration", "md:URI", "md:Language", "md:ID", "md:AltIdentifier", "md:YearDateTime", "md:Time", "md:Region", "md:Timecode", "md:Binary", "md:Label"]).of(ValueType::Language),
    Element::unplaced("ID").md().from(V2_5).one_of(&["md:Money", "md:Event", "md:Text", "md:Boolean", "md:Duration", "md:URI", "md:Language", "md:ID", "md:AltIdentifier", "md:YearDateTime", "md:Time", "md:Region", "md:Timecode", "md:Binary", "md:Label"]).of(ValueType::Uri),
    Element::unplaced("AltIdentifier").md().from(V2_5).one_of(&["md:Money", "md:Event", "md:Text", "md:Boolean", "md:Duration", "md:URI", "md:Language", "md:ID", "md:AltIdentifier", "md:YearDateTime", "md:Time", "md:Region", "md:Timecode", "md:Binary", "md:Label"]).with(&CONTENT_IDENTIFIER),
    Element::unplaced("YearDateTime").md().from(V2_5).one_of(&["md:Money", "md:Event", "md:Text", "md:Boolean", "md:Duration", "md:URI", "md:Language", "md:ID", "md:AltIdentifier", "md:YearDateTime", "md:Time", "md:Region", "md:Timecode", "md:Binary", "md:Label"]).of(ValueType::YearOrTime),
    Element::unplaced("Time").md().from(V2_5).one_of(&["md:Money", "md:Event", "md:Text", "md:Boolean", "md:Duration", "md:URI", "md:Language", "md:ID", "md:AltIdentifier", "md:YearDateTime", "md:Time", "md:Region", "md:Timecode", "md:Binary", "md:Label"]).of(ValueType::Time),
    Element::unplaced("Region").md().from(V2_5).one_of(&["md:Money", "md:Event", "md:Text", "md:Boolean", "md:Duration", "md:URI", "md:Language", "md:ID", "md:AltIdentifier", "md:YearDateTime", "md:Time", "md:Region", "md:Timecode", "md:Binary", "md:Label"]).with(&REGION),
    Element::unplaced("Timecode").md().from(V2_6_1).one_of(&["md:Money", "md:Event", "md:Text", "md:Boolean", "md:Duration", "md:URI", "md:Language", "md:ID", "md:AltIdentifier", "md:YearDateTime", "md:Time", "md:Region", "md:Timecode", "md:Binary", "md:Label"]).of(ValueType::Timecode).attributes(&TIMECODE_ATTRIBUTES),
    Element::unplaced("Binary").md().from(V2_7).one_of(&["md:Money", "md:Event", "md:Text", "md:Boolean", "md:Duration", "md:URI", "md:Language", "md:ID", "md:AltIdentifier", "md:YearDateTime", "md:Time", "md:Region", "md:Timecode", "md:Binary", "md:Label"]).of(ValueType::Empty).attributes(&TERMS_BINARY_ATTRIBUTES),
    Element::unplaced("Label").md().from(V2_7).repeated().one_of(&["md:Money", "md:Event", "md:Text", "md:Boolean", "md:Duration", "md:URI", "md:Language", "md:ID", "md:AltIdentifier", "md:YearDateTime", "md:Time", "md:Region", "md:Timecode", "md:Binary", "md:Label"]).attributes(&TERMS_LABEL_ATTRIBUTES),
]];

pub(super) static TERMS_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("termName", V2_5).required(),
];

pub(super) static MONEY_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("currency", V2_5),
];

pub(super) static BASIC_METADATA_INFO_AUDIENCE_ATTRIBUTES: [Attribute; 4] = [
    Attribute::unplaced("window", V2_5).until(V2_5_1),
    Attribute::unplaced("licenseType", V2_5).until(V2_5_1),
    Attribute::unplaced("startDate", V2_5).until(V2_5_1).of(ValueType::YearOrTime),
    Attribute::unplaced("endDate", V2_5).until(V2_5_1).of(ValueType::YearOrTime),
];

pub(super) static PERSON_IDENTIFIER_SCOPE_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("subscope", V2_5),
];

pub(super) static CONTENT_RATING_DETAIL_REASON_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("value", V2_5),
];

pub(super) static CONTENT_RATING_DETAIL_LINK_TO_LOGO_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_5).of(ValueType::Language),
];

pub(super) static CONTENT_RATING_DETAIL_DESCRIPTION_ATTRIBUTES: [Attribute; 3] = [
    Attribute::unplaced("language", V2_5).of(ValueType::Language),
    Attribute::unplaced("authoritative", V2_5).of(ValueType::Boolean),
    Attribute::unplaced("origin", V2_5),
];

/// `md:ContentRelatedToCharacter-type`.
pub(super) static CONTENT_RELATED_TO_CHARACTER: [&[Element]; 1] = [&[
    Element::unplaced("CharacterName").md().from(V2_5).required().repeated().attributes(&CONTENT_RELATED_TO_CHARACTER_CHARACTER_NAME_ATTRIBUTES),
    Element::unplaced("CharacterID").md().from(V2_5).repeated().with(&PERSON_IDENTIFIER),
    Element::unplaced("Nonfictional").md().from(V2_5).of(ValueType::Boolean).attributes(&CONTENT_RELATED_TO_CHARACTER_NONFICTIONAL_ATTRIBUTES),
    Element::unplaced("Gender").md().from(V2_5).repeated().attributes(&GENDER_ATTRIBUTES),
    Element::unplaced("Pronouns").md().from(V2_6).attributes(&PRONOUNS_ATTRIBUTES).with(&PRONOUNS),
    Element::unplaced("Salutations").md().from(V2_6_1).attributes(&SALUTATIONS_ATTRIBUTES).with(&SALUTATIONS),
    Element::unplaced("GroupingEntity").md().from(V2_5).repeated().with(&GROUPING_ENTITY),
    Element::unplaced("ImageReference").md().from(V2_6).repeated().of(ValueType::Uri).attributes(&CONTENT_RELATED_TO_CHARACTER_IMAGE_REFERENCE_ATTRIBUTES),
    Element::unplaced("CharacterDescription").md().from(V2_6_1).repeated().attributes(&CONTENT_RELATED_TO_CHARACTER_CHARACTER_DESCRIPTION_ATTRIBUTES),
    Element::unplaced("Description").md().from(V2_5).repeated().attributes(&CONTENT_RELATED_TO_CHARACTER_DESCRIPTION_ATTRIBUTES),
]];

pub(super) static CONTENT_RELATED_TO_CHARACTER_ATTRIBUTES: [Attribute; 3] = [
    Attribute::unplaced("sequence", V2_5).of(ValueType::Integer),
    Attribute::unplaced("primary", V2_5).of(ValueType::Boolean),
    Attribute::unplaced("fictional", V2_5).of(ValueType::Boolean),
];

pub(super) static CONTENT_RELATED_TO_CHARACTER_CHARACTER_NAME_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_5).of(ValueType::Language),
];

pub(super) static CONTENT_RELATED_TO_CHARACTER_NONFICTIONAL_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("appearance", V2_5),
];

pub(super) static CONTENT_RELATED_TO_CHARACTER_DESCRIPTION_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_5).of(ValueType::Language),
];

/// `md:ContentRelatedToPerson-type`.
pub(super) static CONTENT_RELATED_TO_PERSON: [&[Element]; 1] = [&[
    Element::unplaced("Identifier").md().from(V2_5).repeated().with(&PERSON_IDENTIFIER),
    Element::unplaced("Name").md().from(V2_5).required().with(&PERSON_NAME),
    Element::unplaced("Description").md().from(V2_5).repeated().attributes(&CONTENT_RELATED_TO_PERSON_DESCRIPTION_ATTRIBUTES),
]];

pub(super) static CONTENT_RELATED_TO_PERSON_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("primary", V2_5).of(ValueType::Boolean),
    Attribute::unplaced("fictional", V2_5).of(ValueType::Boolean),
];

pub(super) static CONTENT_RELATED_TO_PERSON_DESCRIPTION_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_5).of(ValueType::Language),
];

/// `md:ContentRelatedToPeriod-type`.
pub(super) static CONTENT_RELATED_TO_PERIOD: [&[Element]; 1] = [&[
    Element::unplaced("Type").md().from(V2_7),
    Element::unplaced("Subtype").md().from(V2_7).repeated(),
    Element::unplaced("DateTime").md().from(V2_7).of(ValueType::YearOrTime).attributes(&CONTENT_RELATED_TO_PERIOD_DATE_TIME_ATTRIBUTES),
    Element::unplaced("Date").md().between(V2_5, V2_6_1).required().of(ValueType::YearOrTime).attributes(&CONTENT_RELATED_TO_PERIOD_DATE_ATTRIBUTES),
    Element::unplaced("Duration").md().from(V2_5).of(ValueType::Duration).attributes(&CONTENT_RELATED_TO_PERIOD_DURATION_ATTRIBUTES),
    Element::unplaced("Description").md().from(V2_5).repeated().attributes(&CONTENT_RELATED_TO_PERIOD_DESCRIPTION_ATTRIBUTES),
]];

pub(super) static CONTENT_RELATED_TO_PERIOD_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("primary", V2_5).of(ValueType::Boolean),
    Attribute::unplaced("fictional", V2_5).of(ValueType::Boolean),
];

pub(super) static CONTENT_RELATED_TO_PERIOD_DATE_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("approximate", V2_5).until(V2_6_1).of(ValueType::Boolean),
];

pub(super) static CONTENT_RELATED_TO_PERIOD_DURATION_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("approximate", V2_5).of(ValueType::Boolean),
];

pub(super) static CONTENT_RELATED_TO_PERIOD_DESCRIPTION_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_5).of(ValueType::Language),
];

/// `md:ContentRelatedToPlace-type`.
pub(super) static CONTENT_RELATED_TO_PLACE: [&[Element]; 1] = [&[
    Element::unplaced("Region").md().from(V2_5).with(&REGION),
    Element::unplaced("Address").md().from(V2_5),
    Element::unplaced("EarthCoordinate").md().from(V2_5).required_between(V2_5, V2_5_1).with(&COORDINATE_EARTH),
    Element::unplaced("OtherCoordinate").md().from(V2_5).required_between(V2_5, V2_5_1).attributes(&COORDINATE_OTHER_ATTRIBUTES).with(&COORDINATE_OTHER),
    Element::unplaced("Description").md().from(V2_5).repeated().attributes(&CONTENT_RELATED_TO_PLACE_DESCRIPTION_ATTRIBUTES),
]];

pub(super) static CONTENT_RELATED_TO_PLACE_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("primary", V2_5).of(ValueType::Boolean),
    Attribute::unplaced("fictional", V2_5).of(ValueType::Boolean),
];

/// `md:CoordinateEarth-type`.
pub(super) static COORDINATE_EARTH: [&[Element]; 1] = [&[
    Element::unplaced("Latitude").md().from(V2_5).of(ValueType::Double),
    Element::unplaced("Longitude").md().from(V2_5).of(ValueType::Double),
    Element::unplaced("ElevationMeters").md().from(V2_5).of(ValueType::Double),
]];

/// `md:CoordinateOther-type`.
pub(super) static COORDINATE_OTHER: [&[Element]; 1] = [&[
    Element::unplaced("Coordinate").md().from(V2_5).required().repeated().attributes(&COORDINATE_OTHER_COORDINATE_ATTRIBUTES),
]];

pub(super) static COORDINATE_OTHER_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("system", V2_5).required(),
];

pub(super) static COORDINATE_OTHER_COORDINATE_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("label", V2_5).required(),
];

pub(super) static CONTENT_RELATED_TO_PLACE_DESCRIPTION_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_5).of(ValueType::Language),
];

/// `md:ContentRelatedToEvent-type`.
pub(super) static CONTENT_RELATED_TO_EVENT: [&[Element]; 1] = [&[
    Element::unplaced("Type").md().from(V2_5),
    Element::unplaced("SubType").md().from(V2_5).repeated(),
    Element::unplaced("Date").md().from(V2_5).of(ValueType::YearOrTime).attributes(&CONTENT_RELATED_TO_EVENT_DATE_ATTRIBUTES),
    Element::unplaced("Duration").md().from(V2_5).of(ValueType::Duration).attributes(&CONTENT_RELATED_TO_EVENT_DURATION_ATTRIBUTES),
    Element::unplaced("Description").md().from(V2_5).repeated().attributes(&CONTENT_RELATED_TO_EVENT_DESCRIPTION_ATTRIBUTES),
]];

pub(super) static CONTENT_RELATED_TO_EVENT_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("primary", V2_5).of(ValueType::Boolean),
    Attribute::unplaced("fictional", V2_5).of(ValueType::Boolean),
];

pub(super) static CONTENT_RELATED_TO_EVENT_DATE_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("approximate", V2_5).of(ValueType::Boolean),
];

pub(super) static CONTENT_RELATED_TO_EVENT_DURATION_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("approximate", V2_5).of(ValueType::Boolean),
];

pub(super) static CONTENT_RELATED_TO_EVENT_DESCRIPTION_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_5).of(ValueType::Language),
];

/// `md:Audience-type`.
pub(super) static AUDIENCE: [&[Element]; 1] = [&[
    Element::unplaced("Description").md().from(V2_5_2),
    Element::unplaced("Who").md().from(V2_5_2).repeated(),
    Element::unplaced("When").md().from(V2_5_2).repeated().attributes(&AUDIENCE_WHEN_ATTRIBUTES),
    Element::unplaced("What").md().from(V2_5_2).repeated().attributes(&AUDIENCE_WHAT_ATTRIBUTES),
    Element::unplaced("Identification").md().from(V2_5_2).repeated().with(&CONTENT_IDENTIFIER),
    Element::unplaced("Terms").md().from(V2_5_2).repeated().open().attributes(&TERMS_ATTRIBUTES).with(&TERMS),
]];

pub(super) static AUDIENCE_WHEN_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("startDate", V2_5_2).of(ValueType::YearOrTime),
    Attribute::unplaced("endDate", V2_5_2).of(ValueType::YearOrTime),
];

pub(super) static AUDIENCE_WHAT_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("bonus", V2_5_2).of(ValueType::Boolean),
    Attribute::unplaced("condition", V2_5_2),
];

pub(super) static BASIC_METADATA_ASPECT_RATIO_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("original", V2_5_2).of(ValueType::Boolean),
];

/// `md:VersionIntent-type`.
pub(super) static VERSION_INTENT: [&[Element]; 1] = [&[
    Element::unplaced("Audience").md().from(V2_5_2).with(&AUDIENCE),
    Element::unplaced("Description").md().from(V2_5_2).repeated().attributes(&VERSION_INTENT_DESCRIPTION_ATTRIBUTES),
    Element::unplaced("EditUse").md().from(V2_5_2),
    Element::unplaced("EditClass").md().from(V2_5_2).repeated(),
    Element::unplaced("MadeForRegion").md().between(V2_5_2, V2_6_1).with(&REGION),
    Element::unplaced("MadeForRegion").md().from(V2_7).repeated().one_of(&["md:MadeForRegion", "md:MadeForRegionExcluded"]).with(&VERSION_INTENT_MADE_FOR_REGION),
    Element::unplaced("MadeForRegionExcluded").md().from(V2_7).repeated().one_of(&["md:MadeForRegion", "md:MadeForRegionExcluded"]).with(&REGION),
    Element::unplaced("Terms").md().from(V2_5_2).repeated().open().attributes(&TERMS_ATTRIBUTES).with(&TERMS),
]];

pub(super) static VERSION_INTENT_DESCRIPTION_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("language", V2_5_2).of(ValueType::Language),
    Attribute::unplaced("source", V2_7),
];

/// `md:AssetIntent-type`.
pub(super) static ASSET_INTENT: [&[Element]; 1] = [&[
    Element::unplaced("Type").md().from(V2_5_2).required(),
    Element::unplaced("SubType").md().between(V2_5_2, V2_5_2).repeated(),
    Element::unplaced("SubType").md().from(V2_6).repeated().attributes(&ASSET_INTENT_SUB_TYPE_ATTRIBUTES),
    Element::unplaced("Description").md().from(V2_5_2),
    Element::unplaced("AssetReference").md().from(V2_5_2).repeated().with(&ASSET_INTENT_REFERENCE),
    Element::unplaced("AssociatedOrg").md().from(V2_5_2).repeated().attributes(&ASSOCIATED_ORG_ATTRIBUTES).with(&ASSOCIATED_ORG),
    Element::unplaced("WIP").md().from(V2_6_1).of(ValueType::Boolean),
]];

/// `md:AssetIntentReference-type`.
pub(super) static ASSET_INTENT_REFERENCE: [&[Element]; 1] = [&[
    Element::unplaced("ContentID").md().from(V2_5_2).repeated().of(ValueType::Uri),
    Element::unplaced("OtherIdentifier").md().from(V2_5_2).repeated().with(&CONTENT_IDENTIFIER),
    Element::unplaced("Description").md().from(V2_5_2).repeated().attributes(&ASSET_INTENT_REFERENCE_DESCRIPTION_ATTRIBUTES),
]];

pub(super) static ASSET_INTENT_REFERENCE_DESCRIPTION_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_5_2).of(ValueType::Language),
];

pub(super) static DIGITAL_ASSET_VIDEO_PICTURE_ASPECT_RATIO_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("original", V2_5_2).of(ValueType::Boolean),
];

/// `md:Pronouns-type`.
pub(super) static PRONOUNS: [&[Element]; 1] = [&[
    Element::unplaced("Subjective").md().from(V2_6),
    Element::unplaced("Objective").md().from(V2_6),
    Element::unplaced("Adjective").md().from(V2_6),
    Element::unplaced("Possessive").md().from(V2_6),
    Element::unplaced("Reflexive").md().from(V2_6),
]];

pub(super) static PRONOUNS_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("noProunouns", V2_6).of(ValueType::Boolean),
];

pub(super) static BASIC_METADATA_CHARACTER_IMAGE_REFERENCE_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("resolution", V2_6),
    Attribute::unplaced("purpose", V2_6),
];

pub(super) static BASIC_METADATA_PEOPLE_IMAGE_REFERENCE_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("resolution", V2_6),
    Attribute::unplaced("purpose", V2_6),
];

/// `md:BasicMetadata-CountryOfOrigin`.
pub(super) static BASIC_METADATA_COUNTRY_OF_ORIGIN: [&[Element]; 1] = [&[
    Element::unplaced("country").md().from(V2_6).one_of(&["md:country", "md:countryRegion"]).of(ValueType::Country),
    Element::unplaced("countryRegion").md().from(V2_6).one_of(&["md:country", "md:countryRegion"]).of(ValueType::Region),
]];

pub(super) static BASIC_METADATA_COUNTRY_OF_ORIGIN_ATTRIBUTES: [Attribute; 3] = [
    Attribute::unplaced("intepretation", V2_6),
    Attribute::unplaced("interpretation", V2_7),
    Attribute::unplaced("listingOrder", V2_7).of(ValueType::PositiveInteger),
];

pub(super) static CONTENT_RELATED_TO_CHARACTER_IMAGE_REFERENCE_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("resolution", V2_6),
    Attribute::unplaced("purpose", V2_6),
];

pub(super) static ASSET_INTENT_SUB_TYPE_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("ordinal", V2_6).of(ValueType::Integer),
];

pub(super) static DIGITAL_ASSET_VIDEO_DATA_LANGUAGE_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("disposition", V2_6),
    Attribute::unplaced("listingOrder", V2_7).of(ValueType::PositiveInteger),
];

pub(super) static DIGITAL_ASSET_VIDEO_DATA_SIGNED_LANGUAGE_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("disposition", V2_6),
];

pub(super) static DIGITAL_ASSET_SUBTITLE_DATA_LANGUAGE_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("disposition", V2_6),
];

/// `md:DigitalAssetSubtitleProperties-type`.
pub(super) static DIGITAL_ASSET_SUBTITLE_PROPERTIES: [&[Element]; 1] = [&[
    Element::unplaced("MaxCPS").md().from(V2_6).of(ValueType::Integer).attributes(&DIGITAL_ASSET_SUBTITLE_PROPERTIES_MAX_CPS_ATTRIBUTES),
    Element::unplaced("MaxLinesPerEvent").md().from(V2_6).of(ValueType::Integer).attributes(&DIGITAL_ASSET_SUBTITLE_PROPERTIES_MAX_LINES_PER_EVENT_ATTRIBUTES),
    Element::unplaced("FormattingStripped").md().from(V2_6).of(ValueType::Boolean),
    Element::unplaced("ContainsAnnotation").md().from(V2_6).repeated().of(ValueType::Boolean).attributes(&DIGITAL_ASSET_SUBTITLE_PROPERTIES_CONTAINS_ANNOTATION_ATTRIBUTES),
    Element::unplaced("TranslatorCreditPresent").md().from(V2_7).of(ValueType::Boolean),
    Element::unplaced("WritingFeatures").md().from(V2_6).repeated().open().attributes(&TERMS_ATTRIBUTES).with(&TERMS),
]];

pub(super) static DIGITAL_ASSET_SUBTITLE_PROPERTIES_MAX_CPS_ATTRIBUTES: [Attribute; 4] = [
    Attribute::unplaced("strict", V2_6).of(ValueType::Boolean),
    Attribute::unplaced("algorithm", V2_6),
    Attribute::unplaced("spacesCounted", V2_6).of(ValueType::Boolean),
    Attribute::unplaced("punctuationCounted", V2_6).of(ValueType::Boolean),
];

pub(super) static DIGITAL_ASSET_SUBTITLE_PROPERTIES_MAX_LINES_PER_EVENT_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("strict", V2_6).of(ValueType::Boolean),
];

pub(super) static DIGITAL_ASSET_SUBTITLE_PROPERTIES_CONTAINS_ANNOTATION_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("type", V2_6),
];

pub(super) static DIGITAL_ASSET_SUBTITLE_DATA_DYNAMIC_RANGE_PROFILE_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("LuminanceMin", V2_6).of(ValueType::Decimal),
    Attribute::unplaced("LuminanceMax", V2_6).of(ValueType::Decimal),
];

/// `md:DigitalAssetSubtitleCreation-type`.
pub(super) static DIGITAL_ASSET_SUBTITLE_CREATION: [&[Element]; 1] = [&[
    Element::unplaced("AutoTTS").md().from(V2_6).of(ValueType::Boolean).attributes(&DIGITAL_ASSET_SUBTITLE_CREATION_AUTO_TTS_ATTRIBUTES),
    Element::unplaced("AutoSegmentation").md().from(V2_6).of(ValueType::Boolean).attributes(&DIGITAL_ASSET_SUBTITLE_CREATION_AUTO_SEGMENTATION_ATTRIBUTES),
    Element::unplaced("AutoTranslation").md().from(V2_6).of(ValueType::Boolean).attributes(&DIGITAL_ASSET_SUBTITLE_CREATION_AUTO_TRANSLATION_ATTRIBUTES),
    Element::unplaced("OCR").md().from(V2_6).of(ValueType::Boolean).attributes(&DIGITAL_ASSET_SUBTITLE_CREATION_OCR_ATTRIBUTES),
]];

pub(super) static DIGITAL_ASSET_SUBTITLE_CREATION_AUTO_TTS_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("full", V2_6).of(ValueType::Boolean),
];

pub(super) static DIGITAL_ASSET_SUBTITLE_CREATION_AUTO_SEGMENTATION_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("full", V2_6).of(ValueType::Boolean),
];

pub(super) static DIGITAL_ASSET_SUBTITLE_CREATION_AUTO_TRANSLATION_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("full", V2_6).of(ValueType::Boolean),
];

pub(super) static DIGITAL_ASSET_SUBTITLE_CREATION_OCR_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("full", V2_6).of(ValueType::Boolean),
];

pub(super) static TIMECODE_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("dropframe", V2_6).of(ValueType::Boolean),
    Attribute::unplaced("format", V2_6),
];

pub(super) static DIGITAL_ASSET_IMAGE_DATA_LANGUAGE_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("disposition", V2_6),
];

/// `md:Salutations-type`.
pub(super) static SALUTATIONS: [&[Element]; 1] = [&[
    Element::unplaced("Title").md().from(V2_6_1).repeated().attributes(&SALUTATIONS_TITLE_ATTRIBUTES),
]];

pub(super) static SALUTATIONS_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("noTitle", V2_6_1).of(ValueType::Boolean),
];

pub(super) static SALUTATIONS_TITLE_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("default", V2_6_1).of(ValueType::Boolean),
];

pub(super) static BASIC_METADATA_CHARACTER_CHARACTER_DESCRIPTION_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_6_1).of(ValueType::Language),
];

pub(super) static BASIC_METADATA_PEOPLE_BIOGRAPHY_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_6_1).of(ValueType::Language),
];

pub(super) static CONTENT_RELATED_TO_CHARACTER_CHARACTER_DESCRIPTION_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_6_1).of(ValueType::Language),
];

/// `md:AncillaryDescription-type`.
pub(super) static ANCILLARY_DESCRIPTION: [&[Element]; 1] = [&[
    Element::unplaced("Type").md().from(V2_6_1).required(),
    Element::unplaced("SubType").md().from(V2_6_1).repeated(),
    Element::unplaced("Description").md().from(V2_6_1).required().repeated().attributes(&ANCILLARY_DESCRIPTION_DESCRIPTION_ATTRIBUTES),
    Element::unplaced("AdditionalTerms").md().from(V2_6_1).repeated().open().attributes(&TERMS_ATTRIBUTES).with(&TERMS),
]];

pub(super) static ANCILLARY_DESCRIPTION_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("ancillaryDescriptionID", V2_6_1).of(ValueType::Uri),
];

pub(super) static ANCILLARY_DESCRIPTION_DESCRIPTION_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_6_1).of(ValueType::Language),
];

pub(super) static DIGITAL_ASSET_AUDIO_ENCODING_CHANNEL_MAPPING_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("isSingleTrack", V2_6_1).of(ValueType::Boolean),
    Attribute::unplaced("isMultipleFiles", V2_7).of(ValueType::Boolean),
];

/// `md:QCErrorDescription-type`.
pub(super) static QC_ERROR_DESCRIPTION: [&[Element]; 1] = [&[
    Element::unplaced("ErrorReference").md().from(V2_6_1),
    Element::unplaced("ErrorCategory").md().from(V2_6_1).required(),
    Element::unplaced("ErrorTerm").md().from(V2_6_1).required(),
    Element::unplaced("CategorySpecificInfo").md().from(V2_6_1).of(ValueType::Any),
    Element::unplaced("Comments").md().from(V2_6_1),
    Element::unplaced("FullOrPartialQC").md().from(V2_6_1),
    Element::unplaced("QCReportLocation").md().from(V2_6_1).of(ValueType::Uri),
    Element::unplaced("Severity").md().from(V2_6_1).attributes(&QC_ERROR_DESCRIPTION_SEVERITY_ATTRIBUTES),
]];

pub(super) static QC_ERROR_DESCRIPTION_SEVERITY_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("resolution", V2_6_1),
    Attribute::unplaced("originalSeverity", V2_6_1),
];

pub(super) static DIGITAL_ASSET_VIDEO_PICTURE_ACTIVE_WIDTH_PIXELS_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("xOffset", V2_6_1).of(ValueType::Int),
];

pub(super) static DIGITAL_ASSET_VIDEO_PICTURE_ACTIVE_HEIGHT_PIXELS_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("yOffset", V2_6_1).of(ValueType::Int),
];

pub(super) static TERMS_BINARY_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("MIME", V2_7),
    Attribute::unplaced("description", V2_7),
];

pub(super) static TERMS_LABEL_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("namespace", V2_7),
    Attribute::unplaced("level", V2_7).of(ValueType::Integer),
];

pub(super) static ORG_NAME_DISPLAY_NAME_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_7).of(ValueType::Language),
];

pub(super) static ORG_NAME_SORT_NAME_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_7).of(ValueType::Language),
];

pub(super) static ORG_NAME_ALTERNATE_NAME_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_7).of(ValueType::Language),
];

pub(super) static ASSOCIATED_ORG_DISPLAY_NAME_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_7).of(ValueType::Language),
];

pub(super) static ASSOCIATED_ORG_SORT_NAME_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_7).of(ValueType::Language),
];

pub(super) static ASSOCIATED_ORG_ALTERNATE_NAME_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_7).of(ValueType::Language),
];

pub(super) static BASIC_METADATA_FRAME_RATE_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("original", V2_7).of(ValueType::Boolean),
];

/// `md:BasicMetadataGroup-type`.
pub(super) static BASIC_METADATA_GROUP: [&[Element]; 1] = [&[
    Element::unplaced("DisplayName").md().from(V2_7).repeated().attributes(&BASIC_METADATA_GROUP_DISPLAY_NAME_ATTRIBUTES),
    Element::unplaced("SortName").md().from(V2_7).repeated().attributes(&BASIC_METADATA_GROUP_SORT_NAME_ATTRIBUTES),
    Element::unplaced("AlternateName").md().from(V2_7).repeated().attributes(&BASIC_METADATA_GROUP_ALTERNATE_NAME_ATTRIBUTES),
    Element::unplaced("Level").md().from(V2_7).of(ValueType::NonNegative),
    Element::unplaced("Description").md().from(V2_7).repeated().attributes(&BASIC_METADATA_GROUP_DESCRIPTION_ATTRIBUTES),
    Element::unplaced("ImageReference").md().from(V2_7).repeated().of(ValueType::Uri).attributes(&BASIC_METADATA_GROUP_IMAGE_REFERENCE_ATTRIBUTES),
    Element::unplaced("AltIdentifier").md().from(V2_7).repeated().with(&CONTENT_IDENTIFIER),
    Element::unplaced("People").md().from(V2_7).repeated().with(&BASIC_METADATA_PEOPLE),
    Element::unplaced("ParentOrganizationID").md().from(V2_7),
    Element::unplaced("ParentGroup").md().from(V2_7).repeated().attributes(&BASIC_METADATA_GROUP_ATTRIBUTES).with(&BASIC_METADATA_GROUP),
]];

pub(super) static BASIC_METADATA_GROUP_ATTRIBUTES: [Attribute; 5] = [
    Attribute::unplaced("organizationID", V2_7),
    Attribute::unplaced("departmentID", V2_7),
    Attribute::unplaced("idType", V2_7),
    Attribute::unplaced("role", V2_7),
    Attribute::unplaced("roleCategory", V2_7),
];

pub(super) static BASIC_METADATA_GROUP_DISPLAY_NAME_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_7).of(ValueType::Language),
];

pub(super) static BASIC_METADATA_GROUP_SORT_NAME_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_7).of(ValueType::Language),
];

pub(super) static BASIC_METADATA_GROUP_ALTERNATE_NAME_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_7).of(ValueType::Language),
];

pub(super) static BASIC_METADATA_GROUP_DESCRIPTION_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_7).of(ValueType::Language),
];

pub(super) static BASIC_METADATA_GROUP_IMAGE_REFERENCE_ATTRIBUTES: [Attribute; 3] = [
    Attribute::unplaced("resolution", V2_7),
    Attribute::unplaced("purpose", V2_7),
    Attribute::unplaced("language", V2_7).of(ValueType::Language),
];

/// `md:Venue-type`.
pub(super) static VENUE: [&[Element]; 1] = [&[
    Element::unplaced("Type").md().from(V2_7).of(ValueType::Any),
    Element::unplaced("Subtype").md().from(V2_7).repeated().of(ValueType::Any),
    Element::unplaced("Name").md().from(V2_7).required().repeated().of(ValueType::Empty).attributes(&VENUE_NAME_ATTRIBUTES),
    Element::unplaced("SubName").md().from(V2_7).repeated().of(ValueType::Empty).attributes(&VENUE_SUB_NAME_ATTRIBUTES),
    Element::unplaced("Location").md().from(V2_7).with(&LOCATION_ADDRESS),
]];

pub(super) static VENUE_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("fictional", V2_7).of(ValueType::Boolean),
];

pub(super) static VENUE_NAME_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("preferred", V2_7).of(ValueType::Boolean),
    Attribute::unplaced("language", V2_7).of(ValueType::Language),
];

pub(super) static VENUE_SUB_NAME_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("preferred", V2_7).of(ValueType::Boolean),
    Attribute::unplaced("language", V2_7).of(ValueType::Language),
];

/// `md:LocationAddress-type`.
pub(super) static LOCATION_ADDRESS: [&[Element]; 1] = [&[
    Element::unplaced("Addressee").md().from(V2_7),
    Element::unplaced("AddressLine").md().from(V2_7).repeated(),
    Element::unplaced("City").md().from(V2_7).repeated(),
    Element::unplaced("StateOrProvince").md().from(V2_7).repeated(),
    Element::unplaced("Country").md().from(V2_7).repeated(),
    Element::unplaced("PostalCode").md().from(V2_7).repeated(),
    Element::unplaced("AstronomicalObject").md().from(V2_7).repeated(),
    Element::unplaced("CoordinateEarth").md().from(V2_7).with(&COORDINATE_EARTH),
    Element::unplaced("CoordinateOther").md().from(V2_7).attributes(&COORDINATE_OTHER_ATTRIBUTES).with(&COORDINATE_OTHER),
]];

/// `md:Activity-type`.
pub(super) static ACTIVITY: [&[Element]; 1] = [&[
    Element::unplaced("Type").md().from(V2_7).of(ValueType::Any),
    Element::unplaced("Subtype").md().from(V2_7).repeated().of(ValueType::Any),
    Element::unplaced("Name").md().from(V2_7).required().repeated().of(ValueType::Empty).attributes(&ACTIVITY_NAME_ATTRIBUTES),
    Element::unplaced("SubName").md().from(V2_7).repeated().of(ValueType::Empty).attributes(&ACTIVITY_SUB_NAME_ATTRIBUTES),
    Element::unplaced("Identifier").md().from(V2_7).repeated().with(&CONTENT_IDENTIFIER),
]];

pub(super) static ACTIVITY_NAME_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("preferred", V2_7).of(ValueType::Boolean),
    Attribute::unplaced("language", V2_7).of(ValueType::Language),
];

pub(super) static ACTIVITY_SUB_NAME_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("preferred", V2_7).of(ValueType::Boolean),
    Attribute::unplaced("language", V2_7).of(ValueType::Language),
];

/// `md:Timeframe-type`.
pub(super) static TIMEFRAME: [&[Element]; 1] = [&[
    Element::unplaced("Type").md().from(V2_7),
    Element::unplaced("Subtype").md().from(V2_7).repeated(),
    Element::unplaced("DateTime").md().from(V2_7).of(ValueType::YearOrTime).attributes(&TIMEFRAME_DATE_TIME_ATTRIBUTES),
    Element::unplaced("Duration").md().from(V2_7).of(ValueType::Duration).attributes(&TIMEFRAME_DURATION_ATTRIBUTES),
    Element::unplaced("Description").md().from(V2_7).repeated().attributes(&TIMEFRAME_DESCRIPTION_ATTRIBUTES),
]];

pub(super) static TIMEFRAME_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("fictional", V2_7).of(ValueType::Boolean),
];

pub(super) static TIMEFRAME_DATE_TIME_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("approximate", V2_7).of(ValueType::Boolean),
];

pub(super) static TIMEFRAME_DURATION_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("approximate", V2_7).of(ValueType::Boolean),
];

pub(super) static TIMEFRAME_DESCRIPTION_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_7).of(ValueType::Language),
];

pub(super) static BASIC_METADATA_PRIMARY_SPOKEN_LANGUAGE_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("listingOrder", V2_7).of(ValueType::PositiveInteger),
];

pub(super) static BASIC_METADATA_ORIGINAL_LANGUAGE_ATTRIBUTES: [Attribute; 4] = [
    Attribute::unplaced("listingOrder", V2_7).of(ValueType::PositiveInteger),
    Attribute::unplaced("spoken", V2_7).of(ValueType::Boolean),
    Attribute::unplaced("written", V2_7).of(ValueType::Boolean),
    Attribute::unplaced("signed", V2_7).of(ValueType::Boolean),
];

/// `md:VersionIntent-MadeForRegion`.
pub(super) static VERSION_INTENT_MADE_FOR_REGION: [&[Element]; 1] = [&[
    Element::unplaced("country").md().from(V2_7).one_of(&["md:country", "md:countryRegion"]).of(ValueType::Country),
    Element::unplaced("countryRegion").md().from(V2_7).one_of(&["md:country", "md:countryRegion"]).of(ValueType::Region),
]];

pub(super) static CONTENT_RELATED_TO_PERIOD_DATE_TIME_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("approximate", V2_7).of(ValueType::Boolean),
];

/// `md:ContentRelatedToVenue-type`.
pub(super) static CONTENT_RELATED_TO_VENUE: [&[Element]; 1] = [&[
    Element::unplaced("Type").md().from(V2_7).of(ValueType::Any),
    Element::unplaced("Subtype").md().from(V2_7).repeated().of(ValueType::Any),
    Element::unplaced("Name").md().from(V2_7).required().repeated().of(ValueType::Empty).attributes(&CONTENT_RELATED_TO_VENUE_NAME_ATTRIBUTES),
    Element::unplaced("SubName").md().from(V2_7).repeated().of(ValueType::Empty).attributes(&CONTENT_RELATED_TO_VENUE_SUB_NAME_ATTRIBUTES),
    Element::unplaced("Location").md().from(V2_7).with(&LOCATION_ADDRESS),
]];

pub(super) static CONTENT_RELATED_TO_VENUE_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("fictional", V2_7).of(ValueType::Boolean),
    Attribute::unplaced("primary", V2_7).of(ValueType::Boolean),
];

pub(super) static CONTENT_RELATED_TO_VENUE_NAME_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("preferred", V2_7).of(ValueType::Boolean),
    Attribute::unplaced("language", V2_7).of(ValueType::Language),
];

pub(super) static CONTENT_RELATED_TO_VENUE_SUB_NAME_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("preferred", V2_7).of(ValueType::Boolean),
    Attribute::unplaced("language", V2_7).of(ValueType::Language),
];

/// `md:ContentRelatedToActivity-type`.
pub(super) static CONTENT_RELATED_TO_ACTIVITY: [&[Element]; 1] = [&[
    Element::unplaced("Type").md().from(V2_7).of(ValueType::Any),
    Element::unplaced("Subtype").md().from(V2_7).repeated().of(ValueType::Any),
    Element::unplaced("Name").md().from(V2_7).required().repeated().of(ValueType::Empty).attributes(&CONTENT_RELATED_TO_ACTIVITY_NAME_ATTRIBUTES),
    Element::unplaced("SubName").md().from(V2_7).repeated().of(ValueType::Empty).attributes(&CONTENT_RELATED_TO_ACTIVITY_SUB_NAME_ATTRIBUTES),
    Element::unplaced("Identifier").md().from(V2_7).repeated().with(&CONTENT_IDENTIFIER),
]];

pub(super) static CONTENT_RELATED_TO_ACTIVITY_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("primary", V2_7).of(ValueType::Boolean),
    Attribute::unplaced("fictional", V2_7).of(ValueType::Boolean),
];

pub(super) static CONTENT_RELATED_TO_ACTIVITY_NAME_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("preferred", V2_7).of(ValueType::Boolean),
    Attribute::unplaced("language", V2_7).of(ValueType::Language),
];

pub(super) static CONTENT_RELATED_TO_ACTIVITY_SUB_NAME_ATTRIBUTES: [Attribute; 2] = [
    Attribute::unplaced("preferred", V2_7).of(ValueType::Boolean),
    Attribute::unplaced("language", V2_7).of(ValueType::Language),
];

pub(super) static BASIC_METADATA_SECURITY_TITLE_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("expiration", V2_7).of(ValueType::YearOrTime),
];

/// `md:DigitalAssetImagePrintData-type`.
pub(super) static DIGITAL_ASSET_IMAGE_PRINT_DATA: [&[Element]; 1] = [&[
    Element::unplaced("PPI").md().from(V2_7).of(ValueType::PositiveInteger),
    Element::unplaced("SpotColor").md().from(V2_7).repeated(),
    Element::unplaced("PrintSpecification").md().from(V2_7).repeated(),
]];

pub(super) static PUBLISHER_DISPLAY_NAME_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_7).of(ValueType::Language),
];

pub(super) static PUBLISHER_SORT_NAME_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_7).of(ValueType::Language),
];

pub(super) static PUBLISHER_ALTERNATE_NAME_ATTRIBUTES: [Attribute; 1] = [
    Attribute::unplaced("language", V2_7).of(ValueType::Language),
];
