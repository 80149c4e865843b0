//! Explains why XML can't hold a cell, in words that a rights manager understands.

use std::sync::LazyLock;

use ema_model::{Avail, Cell, Column, Kind, WorkType, XmlVersion};

use super::{ASSET, METADATA, TRANSACTION};
use crate::xml::schema::{AVAIL, Element, Group, Held, content_id};
use crate::xml::terms::TERMS;

/// Explains why no element holds a cell's value.
pub(super) fn not_held(
    avail: &Avail,
    (version, work_type): (XmlVersion, &WorkType),
    cell: &Cell,
    refused: bool,
) -> String {
    match avail.header().known_at(cell.index()) {
        _ if cell.stored_without_value() => {
            "the cell contains a spreadsheet error instead of a value".to_owned()
        }
        None => "XML Avails have no element for a column that EMA does not define".to_owned(),
        Some(column) if refused => {
            let kind = column.kind(avail.version());
            format!("XML Avails can only hold {} there", takes(kind))
        }
        Some(Column::AssociatedAlid) => {
            "the schema of XML Avails has an element for it that may not contain text".to_owned()
        }
        Some(column) => match first_version(column) {
            None => "XML Avails have no element for it".to_owned(),
            Some(first) if first > version => {
                format!(
                    "XML Avails {version} have no element for it; version {first} and later have one"
                )
            }
            Some(_) => beside(column, work_type),
        },
    }
}

/// Explains why a cell has a different value in the result.
pub(super) fn changed(became: &str) -> &'static str {
    match became.contains('\u{fffd}') {
        true => "XML has no such characters, so \u{fffd} replaces them",
        false => "IDs in XML have no such characters, so they are written as % and a number",
    }
}

/// Explains why this row has no place for a cell, even though the version has a place for the column.
fn beside(column: Column, work_type: &WorkType) -> String {
    match column {
        Column::StartLag => "XML Avails can hold it only when Start is an event".to_owned(),
        Column::EndLag => "XML Avails can hold it only when End is an event".to_owned(),
        Column::PriceType => "XML Avails have no price with that name".to_owned(),
        Column::PriceValue => {
            "XML Avails can hold it only with a PriceType that they know".to_owned()
        }
        Column::PriceCurrency => "XML Avails can hold it only with an amount of money".to_owned(),
        Column::RatingSystem | Column::RatingValue | Column::RatingReason => {
            "XML Avails can hold it only with a territory, and Territory does not name one that they know"
                .to_owned()
        }
        _ => format!("XML Avails have no element for it when WorkType is `{work_type}`"),
    }
}

fn takes(kind: Kind) -> &'static str {
    match kind {
        Kind::Date | Kind::Start | Kind::End => "a date",
        Kind::Year => "a year or a date",
        Kind::Count | Kind::CaptionExemption => "a whole number",
        Kind::Hours => "a number of hours",
        Kind::Duration => "a duration such as P30D",
        Kind::RunTime => "a running time such as 01:56:20",
        Kind::Flag => "yes or no",
        Kind::Money | Kind::PriceValue => "an amount",
        Kind::Territories => "codes of territories such as US or CA-QC",
        Kind::Languages => "codes of languages such as fr or fr-CA",
        _ => "an ID",
    }
}

/// Returns the first version with a place for a column.
pub(super) fn first_version(column: Column) -> Option<XmlVersion> {
    FIRST.get(column as usize)?.iter().copied().flatten().min()
}

/// Returns the first version with a place for a column in an Avail whose Asset has this metadata element.
pub(super) fn first_beside(column: Column, metadata: &str) -> Option<XmlVersion> {
    let at = METADATA.iter().position(|own| *own == metadata)?;
    FIRST.get(column as usize)?[at]
}

/// For each column, whether only elements in the Transaction hold the column's value.
pub(super) static OF_TRANSACTION: LazyLock<Vec<bool>> = LazyLock::new(|| {
    let is_own = |column: &Column| is_of_transaction(*column);
    Column::ALL.iter().map(is_own).collect()
});

/// Returns whether only elements in the Transaction hold a column's value.
fn is_of_transaction(column: Column) -> bool {
    let holds = |child: &'static Element| {
        let mut names = METADATA.iter();
        names.any(|own| place(child, column, own).is_some())
    };
    let (own, mut others): (Vec<_>, Vec<_>) = AVAIL
        .children()
        .partition(|child| child.name == TRANSACTION);
    let is_term = TERMS.iter().any(|term| term.column == column);
    (is_term || own.into_iter().any(holds)) && !others.drain(..).any(holds)
}

/// For each column and each metadata element, the first version that has a place for the column.
static FIRST: LazyLock<Vec<[Option<XmlVersion>; METADATA.len()]>> = LazyLock::new(|| {
    let places = |column: &Column| {
        let is_term = TERMS.iter().any(|term| term.column == *column);
        let term = is_term.then_some(XmlVersion::V2_2);
        METADATA.map(|own| term.into_iter().chain(place(&AVAIL, *column, own)).min())
    };
    Column::ALL.iter().map(places).collect()
});

fn place(element: &'static Element, column: Column, metadata: &str) -> Option<XmlVersion> {
    // No column holds the content of this element.
    if element.held == Held::Unplaced {
        return None;
    }
    let own = holds(element.held, column).then_some(element.versions.0);
    let attributes = element
        .attributes
        .iter()
        .filter(|attribute| holds(attribute.held, column))
        .map(|attribute| attribute.versions.0.max(element.versions.0));
    let within = element
        .children()
        .filter(|child| {
            let others = element.name == ASSET && METADATA.contains(&child.name);
            !others || child.name == metadata
        })
        .filter_map(|child| place(child, column, metadata))
        .map(|first| first.max(element.versions.0));
    own.into_iter().chain(attributes).chain(within).min()
}

fn holds(held: Held, column: Column) -> bool {
    match held {
        Held::Column(own) => own == column,
        Held::Within | Held::Unplaced => false,
        Held::Group(group) => match group {
            // The schema does not allow text in the elements of these groups, or the writer derives their text.
            Group::AssociatedAlid | Group::AvailType | Group::ShortDescription => false,
            Group::SharedEntitlement => matches!(column, Column::UvId | Column::DmaId),
            Group::ContentId => {
                column == content_id("Metadata") || column == content_id("EpisodeMetadata")
            }
            Group::AltIdentifier(columns) => columns.contains(&column),
            Group::Director => column == Column::Director,
            Group::ReleaseHistory => matches!(
                column,
                Column::ReleaseHistoryOriginal | Column::ReleaseHistoryPhysicalHv
            ),
            Group::Rating => matches!(
                column,
                Column::RatingSystem | Column::RatingValue | Column::RatingReason
            ),
            Group::Channel => column == Column::GroupIdentity,
            Group::BundledAsset => column == Column::BundledAlids,
            Group::Territories(own)
            | Group::Moment(own)
            | Group::Lag(own)
            | Group::Languages(own) => own == column,
            Group::Term => matches!(
                column,
                Column::PriceType | Column::PriceValue | Column::PriceCurrency
            ),
        },
    }
}
