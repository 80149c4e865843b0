//! Converts cells with several values, such as languages, territories and ALIDs.

use ema_model::{Column, XmlVersion};

/// Returns the separators that are recognized in a cell, and the separator to write.
fn separators(column: Column) -> (&'static [char], &'static str) {
    match column {
        Column::AssociatedAlid | Column::BundledAlids | Column::RefAlid => (&[';'], ";"),
        Column::RatingReason => (&[','], ", "),
        // Commas do not separate names, because a name can contain a comma.
        Column::Director => (&[';'], "; "),
        _ => (&[',', ';', '|'], ", "),
    }
}

/// Returns the items of a cell, without surrounding white space.
pub(crate) fn list_items(column: Column, text: &str) -> impl Iterator<Item = &str> {
    text.split(separators(column).0).map(ema_model::trim)
}

/// Joins items into the text of a cell.
pub(crate) fn join<T: AsRef<str>>(column: Column, items: &[T]) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    items.join(separators(column).1)
}

/// Converts a language in a cell, such as `fr-CA:sub`, to the text and the `asset` attribute of an element. Returns
/// `None` if the language is not an `xs:language` value.
pub(crate) fn language_to_xml(item: &str) -> Option<(&str, Option<&str>)> {
    let (tag, suffix) = match item.split_once(':') {
        Some((tag, suffix)) => (ema_model::trim(tag), Some(ema_model::trim(suffix))),
        None => (item, None),
    };
    let plain = |part: &str, letters: bool| {
        (1..=8).contains(&part.len())
            && part.bytes().all(|byte| match letters {
                true => byte.is_ascii_alphabetic(),
                false => byte.is_ascii_alphanumeric(),
            })
    };
    let mut parts = tag.split('-');
    let language =
        parts.next().is_some_and(|part| plain(part, true)) && parts.all(|part| plain(part, false));
    let suffix = suffix.map(|suffix| {
        ASSETS
            .iter()
            .find(|(short, _)| suffix.eq_ignore_ascii_case(short))
            .map_or(suffix, |(_, asset)| *asset)
    });
    let held = suffix.is_none_or(|suffix| {
        !suffix.is_empty() && suffix.chars().all(crate::xml::characters::is_xml)
    });
    (language && held).then_some((tag, suffix))
}

/// Converts the language in an element to the notation that cells use.
pub(crate) fn language_from_xml(text: &str, asset: Option<&str>) -> String {
    let text = text.trim_matches([' ', '\t', '\n', '\r']);
    match asset.filter(|asset| !asset.is_empty()) {
        None => text.to_owned(),
        Some(asset) => {
            let short = ASSETS.iter().find(|(_, long)| *long == asset);
            format!("{text}:{}", short.map_or(asset, |(short, _)| short))
        }
    }
}

/// The suffixes in version 1.7.3, each with its value of `@asset`.
const ASSETS: [(&str, &str); 3] = [("sub", "subtitle"), ("dub", "audio"), ("subdub", "subdub")];

/// A territory in the form of `md:Region-type`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Region {
    /// The name of the element: `country` or `countryRegion`.
    pub(crate) element: &'static str,
    pub(crate) code: String,
}

/// Converts a territory in a cell: a country, a region in a country or, from XML version 2.3 on, the UN M49 number of a
/// world region. Returns `None` if the schema does not accept the territory.
pub(crate) fn region_to_xml(item: &str, version: XmlVersion) -> Option<Region> {
    let code = item.to_ascii_uppercase();
    let (country, region) = match code.split_once('-') {
        Some((country, region)) => (country, Some(region)),
        None => (code.as_str(), None),
    };
    let is_country = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_part = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    };
    let numbered = code.len() == 3
        && code.bytes().all(|byte| byte.is_ascii_digit())
        && version >= XmlVersion::V2_3;
    let element = match region {
        None if is_country => "country",
        None if numbered => "countryRegion",
        Some(region) if is_country && is_part(region) => "countryRegion",
        _ => return None,
    };
    Some(Region { element, code })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_keep_their_suffix() {
        for (item, tag, asset) in [
            ("EN", "EN", None),
            ("fr-CA:sub", "fr-CA", Some("subtitle")),
            ("es-419:DUB", "es-419", Some("audio")),
            ("de:subdub", "de", Some("subdub")),
            ("de:any", "de", Some("any")),
        ] {
            assert_eq!(language_to_xml(item), Some((tag, asset)));
            let back = language_from_xml(tag, asset);
            assert!(back.eq_ignore_ascii_case(item), "{back}");
        }
        for item in ["", "français", "en_US", "en:", "languages", "en--US", "1n"] {
            assert_eq!(language_to_xml(item), None, "{item}");
        }
        assert_eq!(language_from_xml(" en\n", Some("")), "en");
    }

    #[test]
    fn long_codes_are_regions() {
        let region = |item, version| region_to_xml(item, version).map(|region| region.element);
        assert_eq!(region("US", XmlVersion::V2_2), Some("country"));
        assert_eq!(region("us", XmlVersion::V2_2), Some("country"));
        assert_eq!(region("CA-QC", XmlVersion::V2_2), Some("countryRegion"));
        assert_eq!(region("419", XmlVersion::V2_2_2), None);
        assert_eq!(region("419", XmlVersion::V2_3), Some("countryRegion"));
        for item in ["", "USA", "U", "CA-", "CA-Québec", "Worldwide", "ÄÖ"] {
            assert_eq!(region(item, XmlVersion::V2_7), None, "{item}");
        }
    }

    #[test]
    fn cells_are_joined_as_the_templates_do() {
        assert_eq!(join(Column::Territory, &["US", "CA"]), "US, CA");
        assert_eq!(join(Column::BundledAlids, &["a", "b"]), "a;b");
        let items: Vec<_> = list_items(Column::BundledAlids, "a, b ; c").collect();
        assert_eq!(items, ["a, b", "c"]);
    }
}
