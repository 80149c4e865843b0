//! Defines the Common Metadata and MEC types that the elements of XML Avails use.

use ema_model::{Column, XmlVersion};

use super::{Attribute, Element, Group, Held, ValueType, metadata};

use XmlVersion::{V2_1, V2_2, V2_2_1, V2_3, V2_4, V2_5, V2_6, V2_6_1, V2_7};

/// The elements of `md:OrgName-type`, and those that `mdmec:Publisher-type` adds.
pub(super) const fn publisher(column: Column) -> [Element; 4] {
    [
        // The schema requires none of these elements.
        Element::text("DisplayName", column)
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
        Element::unplaced("ContactInfo")
            .mec()
            .with(&metadata::CONTACT_INFO),
    ]
}

pub(super) const NAME_LANGUAGE: &[Attribute] =
    &[Attribute::unplaced("language", V2_7).of(ValueType::Language)];

pub(super) const PUBLISHER_ATTRIBUTES: &[Attribute] = &[
    Attribute::unplaced("organizationID", V2_1),
    Attribute::unplaced("departmentID", V2_5),
    Attribute::unplaced("idType", V2_1),
    Attribute::unplaced("retailerSpecificID", V2_1),
];

pub(super) const LICENSEE_ATTRIBUTES: &[Attribute] = &[
    Attribute::unplaced("organizationID", V2_1),
    Attribute::unplaced("departmentID", V2_5),
    Attribute::unplaced("idType", V2_1),
];

pub(super) const fn identifiers(name: &'static str, columns: &'static [Column]) -> Element {
    Element::group(name, Group::AltIdentifier(columns))
        .repeated()
        .with(IDENTIFIER)
}

/// `md:ContentIdentifier-type`.
pub(super) const IDENTIFIER: &[&[Element]] = &[&[
    within("Namespace"),
    within("Identifier"),
    Element::unplaced("Location").of(ValueType::Uri).md(),
    Element::unplaced("Scope")
        .md()
        .from(V2_3)
        .attributes(&metadata::CONTENT_IDENTIFIER_SCOPE_ATTRIBUTES),
]];

/// Creates an element that is part of a group. The special rule for the group reads and writes the element.
pub(super) const fn within(name: &'static str) -> Element {
    Element::new(name, Held::Within).md().required()
}

const COUNTRY: &[&str] = &["md:country", "md:countryRegion"];

/// `md:Region-type`.
pub(super) const REGION: &[&[Element]] = &[&[
    Element::new("country", Held::Within)
        .of(ValueType::Country)
        .md()
        .one_of(COUNTRY),
    Element::new("countryRegion", Held::Within)
        .of(ValueType::Region)
        .md()
        .one_of(COUNTRY),
]];

/// `md:BasicMetadataPeople-type`.
pub(super) const PERSON: &[&[Element]] = &[&[
    Element::new("Job", Held::Within)
        .md()
        .required()
        .repeated()
        .with(JOB),
    within("Name").with(NAME),
    Element::unplaced("Identifier")
        .md()
        .repeated()
        .with(&metadata::PERSON_IDENTIFIER),
    Element::unplaced("Gender")
        .of(ValueType::OneOf(&["female", "male", "neutral", "plural"]))
        .md()
        .between(V2_1, V2_3),
    Element::unplaced("Gender")
        .md()
        .from(V2_4)
        .attributes(&metadata::GENDER_ATTRIBUTES),
    Element::unplaced("Pronouns")
        .md()
        .from(V2_6)
        .attributes(&metadata::PRONOUNS_ATTRIBUTES)
        .with(&metadata::PRONOUNS),
    Element::unplaced("Salutations")
        .md()
        .from(V2_6_1)
        .attributes(&metadata::SALUTATIONS_ATTRIBUTES)
        .with(&metadata::SALUTATIONS),
    Element::unplaced("ImageReference")
        .of(ValueType::Uri)
        .md()
        .from(V2_6)
        .repeated()
        .attributes(&metadata::BASIC_METADATA_PEOPLE_IMAGE_REFERENCE_ATTRIBUTES),
    Element::unplaced("Biography")
        .md()
        .from(V2_6_1)
        .repeated()
        .attributes(&metadata::BASIC_METADATA_PEOPLE_BIOGRAPHY_ATTRIBUTES),
]];

/// `md:BasicMetadataJob-type`.
const JOB: &[&[Element]] = &[&[
    within("JobFunction").attributes(&[Attribute::unplaced("scheme", V2_1)]),
    Element::unplaced("JobDisplay")
        .md()
        .repeated()
        .attributes(&metadata::BASIC_METADATA_JOB_JOB_DISPLAY_ATTRIBUTES),
    Element::unplaced("BillingBlockOrder")
        .of(ValueType::Int)
        .md()
        .repeated_from(V2_6)
        .attributes(&metadata::BASIC_METADATA_JOB_BILLING_BLOCK_ORDER_ATTRIBUTES),
    Element::unplaced("Character").md().repeated(),
    Element::unplaced("CharacterInfo")
        .md()
        .from(V2_4)
        .repeated()
        .attributes(&metadata::BASIC_METADATA_CHARACTER_ATTRIBUTES)
        .with(&metadata::BASIC_METADATA_CHARACTER),
    Element::unplaced("Guest").of(ValueType::Boolean).md(),
]];

/// `md:PersonName-type`.
const NAME: &[&[Element]] = &[&[
    within("DisplayName")
        .repeated()
        .attributes(&[Attribute::unplaced("language", V2_1).of(ValueType::Language)]),
    Element::unplaced("SortName")
        .md()
        .repeated()
        .attributes(&metadata::STRING_AND_LANGUAGE_ATTRIBUTES),
    Element::unplaced("FirstGivenName").md(),
    Element::unplaced("SecondGivenName").md(),
    Element::unplaced("FamilyName").md(),
    Element::unplaced("Suffix").md(),
    Element::unplaced("Moniker").md(),
]];

/// `md:GroupingEntity-type`.
pub(super) const CHANNEL: &[&[Element]] = &[&[
    within("Type"),
    within("GroupIdentity"),
    within("DisplayName")
        .repeated()
        .attributes(&[Attribute::unplaced("language", V2_1).of(ValueType::Language)]),
    Element::unplaced("Region").md().with(REGION),
    Element::unplaced("AltGroupIdentifier")
        .md()
        .from(V2_4)
        .repeated()
        .with(IDENTIFIER),
]];

pub(super) const fn release_history(held: Held) -> Element {
    Element::new("ReleaseHistory", held)
        .repeated()
        .with(RELEASE)
}

pub(super) const RELEASE: &[&[Element]] = &[&[
    within("ReleaseType").attributes(&[Attribute::unplaced("wide", V2_1).of(ValueType::Boolean)]),
    Element::unplaced("DistrTerritory")
        .md()
        .repeated_from(V2_2_1)
        .with(REGION),
    within("Date")
        .of(ValueType::YearOrTime)
        .attributes(&[Attribute::unplaced("scheduled", V2_1).of(ValueType::Boolean)]),
    Element::unplaced("Description").md(),
    Element::unplaced("ReleaseOrg")
        .md()
        .between(V2_1, V2_2)
        .repeated()
        .attributes(&metadata::ORG_NAME_ATTRIBUTES)
        .with(&metadata::ORG_NAME),
    Element::unplaced("ReleaseOrg")
        .md()
        .from(V2_2_1)
        .repeated()
        .attributes(&metadata::ASSOCIATED_ORG_ATTRIBUTES)
        .with(&metadata::ASSOCIATED_ORG),
]];

pub(super) const fn ratings(children: &'static [&'static [Element]]) -> Element {
    Element::parent("Ratings", children)
}

const RATING: &[&str] = &["md:NotRated", "md:Rating"];

pub(super) const RATED: &[&[Element]] = &[&[
    Element::unplaced("NotRated")
        .of(ValueType::True)
        .md()
        .one_of(RATING)
        .attributes(&metadata::CONTENT_RATING_NOT_RATED_ATTRIBUTES),
    Element::group("Rating", Group::Rating)
        .md()
        .repeated()
        .one_of(RATING)
        .with(RATING_CHILDREN),
    Element::unplaced("AdultContent")
        .of(ValueType::Boolean)
        .md(),
]];

/// `md:ContentRatingDetail-type`.
const RATING_CHILDREN: &[&[Element]] = &[&[
    within("Region").with(REGION),
    within("System"),
    within("Value"),
    Element::new("Reason", Held::Within)
        .md()
        .repeated()
        .attributes(&[Attribute::unplaced("value", V2_5)]),
    Element::unplaced("LinkToLogo")
        .of(ValueType::Uri)
        .md()
        .repeated_from(V2_5)
        .attributes(&metadata::CONTENT_RATING_DETAIL_LINK_TO_LOGO_ATTRIBUTES),
    Element::unplaced("Description")
        .md()
        .repeated_from(V2_5)
        .attributes(&metadata::CONTENT_RATING_DETAIL_DESCRIPTION_ATTRIBUTES),
]];

pub(super) const RATED_ABOVE: &[&[Element]] = &metadata::CONTENT_RATING;

pub(super) const fn credit() -> Element {
    Element::parent("CompanyDisplayCredit", CREDIT).repeated()
}

pub(super) const CREDIT: &[&[Element]] = &[&[
    Element::text("DisplayString", Column::CompanyDisplayCredit)
        .md()
        .required()
        .repeated()
        .attributes(&[Attribute::unplaced("language", V2_1).of(ValueType::Language)]),
    Element::unplaced("Region").md().repeated().with(REGION),
    Element::unplaced("DisplaySequence")
        .of(ValueType::Integer)
        .md(),
]];

/// `md:ContentSequenceInfo-type`.
pub(super) const fn sequence(
    name: &'static str,
    children: &'static [&'static [Element]],
) -> Element {
    Element::parent(name, children).required()
}

pub(super) const fn sequence_children(number: Column, distribution: Held) -> [Element; 4] {
    [
        Element::text("Number", number).of(ValueType::Int).md(),
        Element::new("DistributionNumber", distribution)
            .md()
            .attributes(DOMAIN),
        Element::unplaced("HouseSequence").md().attributes(DOMAIN),
        Element::unplaced("AlternateNumber")
            .md()
            .repeated()
            .attributes(DOMAIN),
    ]
}

pub(super) const DOMAIN: &[Attribute] = &[Attribute::unplaced("domain", V2_1)];
