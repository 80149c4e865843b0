//! Defines the columns that are written as `Term` elements, and the names of the Terms.

use ema_model::{Column, PriceType, WorkType, XmlVersion};

/// A column that has its own `Term` element.
#[derive(Debug)]
pub(crate) struct TermColumn {
    pub(crate) column: Column,
    /// The `termName`.
    pub(crate) name: &'static str,
    /// The child element for a value of the Term's type. Any other text is written in the element `Text`.
    pub(crate) element: &'static str,
}

/// The columns that have their own Term, in the order the Terms are written. They come after the Term for the price
/// ([`price_type`]).
pub(crate) const TERMS: &[TermColumn] = &[
    term(Column::Srp, "SRP", "Money"),
    term(Column::AnnounceDate, "AnnounceDate", "Event"),
    term(Column::SuppressionLiftDate, "SuppressionLiftDate", "Event"),
    term(
        Column::SpecialPreOrderFulfillDate,
        "PreOrderFulfillDate",
        "Event",
    ),
    term(Column::FixedEndDate, "FixedEndDate", "Event"),
    term(Column::RentalDuration, "RentalDuration", "Duration"),
    term(Column::WatchDuration, "WatchDuration", "Duration"),
    term(Column::Download, "Download", "Text"),
    term(Column::TitleStatus, "TitleStatus", "Text"),
    term(Column::Exclusive, "Exclusive", "Boolean"),
    term(Column::ExclusiveAttributes, "ExclusiveAttributes", "Text"),
    term(Column::BrandingRights, "BrandingRights", "Boolean"),
    term(
        Column::BrandingRightsAttributes,
        "BrandingRightsAttributes",
        "Text",
    ),
    term(Column::TprType, "TPRType", "Text"),
    term(Column::CampaignId, "CampaignID", "ID"),
    // This Term is for seasons, series and volumes, whose metadata has no `LocalizationOffering` element.
    term(Column::LocalizationType, "LocalizationOffering", "Text"),
];

const fn term(column: Column, name: &'static str, element: &'static str) -> TermColumn {
    TermColumn {
        column,
        name,
        element,
    }
}

/// Returns the column for a `termName`. Case is ignored, because the schema's vocabulary has `PreorderFulfillDate` but
/// the data dictionary has `PreOrderFulfillDate`.
pub(crate) fn term_column(name: &str) -> Option<&'static TermColumn> {
    TERMS
        .iter()
        .find(|term| term.name.eq_ignore_ascii_case(name))
}

/// Returns whether the version allows `Boolean` in a Term. Older versions use text.
pub(crate) fn has_boolean(version: XmlVersion) -> bool {
    version >= XmlVersion::V2_3
}

/// Returns the `termName` for a PriceType, or `None` if the word does not name a price. The name of a wholesale price
/// also indicates whether the price is for an episode or a season.
pub(crate) fn term_name(price_type: &str, work_type: &WorkType) -> Option<String> {
    let price = Price::read(price_type)?;
    let plain = price.work.is_empty() && price.kind == "WSP";
    match work_prefix(work_type) {
        Some(work) if plain => {
            let at = price_type.len() - price.kind.len() - price.end.len();
            let (start, end) = price_type.split_at(at);
            Some(format!("{start}{work}{end}"))
        }
        _ => Some(price_type.to_owned()),
    }
}

/// Returns the PriceType for a `termName`. Returns `None` for the SRP, which has its own column, and for the names of
/// other Terms.
pub(crate) fn price_type(term_name: &str, work_type: &WorkType) -> Option<String> {
    let price = Price::read(term_name)?;
    if term_name.eq_ignore_ascii_case("SRP") {
        return None;
    }
    let own = work_prefix(work_type).is_some_and(|work| work == price.work);
    if own && price.kind == "WSP" {
        return Some(term_name.replacen(price.work, "", 1));
    }
    Some(term_name.to_owned())
}

/// Returns whether the price in a Term is an amount of money rather than the name of a tier or category.
pub(crate) fn is_monetary(term_name: &str) -> bool {
    let price = Price::read(term_name);
    price.is_some_and(|price| {
        let kind = PriceType::from(price.kind);
        kind.is_monetary()
    })
}

fn work_prefix(work_type: &WorkType) -> Option<&'static str> {
    match work_type {
        WorkType::Episode => Some("Episode"),
        WorkType::Season => Some("Season"),
        _ => None,
    }
}

/// The parts of a price name, such as `TPR-EpisodeWSP-PostTax`.
struct Price<'a> {
    work: &'a str,
    kind: &'a str,
    end: &'a str,
}

impl<'a> Price<'a> {
    fn read(name: &'a str) -> Option<Self> {
        let start = name
            .get(..4)
            .filter(|start| start.eq_ignore_ascii_case("TPR-"));
        let rest = start.map_or(name, |start| &name[start.len()..]);
        let (rest, end) = match rest.strip_suffix("-PostTax") {
            Some(kind) => (kind, "-PostTax"),
            None => (rest, ""),
        };
        let (work, kind) = ["Episode", "Season"]
            .into_iter()
            .find_map(|work| {
                let kind = rest.strip_prefix(work).filter(|kind| *kind == "WSP")?;
                Some((work, kind))
            })
            .unwrap_or(("", rest));
        // The vocabulary has no price with a space or with a second `TPR-`.
        let word = PriceType::from(kind);
        let known = !matches!(word, PriceType::Other(_)) && !word.is_temporary_reduction();
        (known || kind == "Included").then_some(Self { work, kind, end })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wholesale_prices_say_what_they_are_of_and_keep_their_prefix() {
        let episode = WorkType::Episode;
        let season = WorkType::Season;
        for (work_type, cell, name) in [
            (&WorkType::Movie, "WSP", "WSP"),
            (&episode, "WSP", "EpisodeWSP"),
            (&season, "WSP", "SeasonWSP"),
            (&episode, "TPR-WSP", "TPR-EpisodeWSP"),
            (&season, "TPR-WSP", "TPR-SeasonWSP"),
            (&season, "WSP-PostTax", "SeasonWSP-PostTax"),
            (&episode, "TPR-Tier", "TPR-Tier"),
            (&episode, "DMRP", "DMRP"),
            (&WorkType::Movie, "NA", "NA"),
            (&WorkType::Movie, "wsp", "wsp"),
        ] {
            assert_eq!(term_name(cell, work_type).as_deref(), Some(name));
            assert_eq!(price_type(name, work_type).as_deref(), Some(cell));
        }
        assert_eq!(
            price_type("EpisodeWSP", &season).as_deref(),
            Some("EpisodeWSP")
        );
        assert_eq!(price_type("SRP", &WorkType::Movie), None);
        assert_eq!(
            price_type("TPR-SRP", &WorkType::Movie).as_deref(),
            Some("TPR-SRP")
        );
    }

    #[test]
    fn other_terms_are_no_prices() {
        for name in [
            "",
            "TPR-",
            "Season Only",
            "AnnounceDate",
            "TPR-TPR-WSP",
            "é",
            "EpisodeTier",
        ] {
            assert_eq!(price_type(name, &WorkType::Movie), None, "{name}");
            assert_eq!(term_name(name, &WorkType::Movie), None, "{name}");
        }
    }

    #[test]
    fn money_is_told_from_names() {
        for name in ["WSP", "TPR-EpisodeWSP", "SRP", "SMRP-PostTax"] {
            assert!(is_monetary(name), "{name}");
        }
        for name in ["Tier", "TPR-Category", "LicenseFee", "NA", "Included"] {
            assert!(!is_monetary(name), "{name}");
        }
    }
}
