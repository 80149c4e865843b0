//! The titles in a metadata file or a manifest.

use std::collections::BTreeSet;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::{contents, decode, manifest};

/// The titles in a file. Parts that cannot be read are skipped.
#[derive(Default)]
pub(super) struct Contents {
    /// The IDs of the titles, as written.
    pub(super) ids: BTreeSet<String>,
    /// The IDs that avails can name. The IDs of trailers and similar extras in a manifest are not included.
    pub(super) alids: BTreeSet<String>,
    /// Whether the file has UHD video, or `None` if it does not give the video's dimensions.
    pub(super) has_uhd: Option<bool>,
}

impl Contents {
    pub(super) fn of(path: &Path) -> Self {
        let read = contents::read(path, manifest::LARGEST, &mut |_| ());
        let kept = read.ok().and_then(|read| read.kept).unwrap_or_default();
        match decode::xml(&kept) {
            Ok(text) => Self::of_xml(&text),
            Err(_) => Self::default(),
        }
    }

    fn of_xml(text: &str) -> Self {
        let mut found = Self::default();
        let mut reader = Reader::from_str(text);
        // The open element whose text is being read, if there is one, and its text so far.
        let mut open: Option<(Element, String)> = None;
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Start(element) => {
                    found.take_attribute(&element);
                    open = Element::of(&element).map(|kind| (kind, String::new()));
                }
                Event::Empty(element) => found.take_attribute(&element),
                Event::Text(text) => {
                    if let Some((_, value)) = &mut open {
                        value.push_str(&text.xml10_content());
                    }
                }
                Event::CData(text) => {
                    if let Some((_, value)) = &mut open {
                        value.push_str(&text.xml10_content());
                    }
                }
                Event::GeneralRef(reference) => {
                    let known = quick_xml::escape::resolve_predefined_entity(&reference);
                    if let (Some((_, value)), Some(known)) = (&mut open, known) {
                        value.push_str(known);
                    }
                }
                Event::End(_) => {
                    if let Some((kind, value)) = open.take() {
                        found.take(kind, value.trim());
                    }
                }
                Event::Eof => break,
                _ => {}
            }
        }
        found
    }

    /// Reads the attribute that identifies the title: in `Basic` in a metadata file, or in `Metadata` in a manifest.
    fn take_attribute(&mut self, element: &BytesStart<'_>) {
        if !matches!(
            element.local_name().into_inner(),
            "Basic" | "Metadata" | "BasicMetadata"
        ) {
            return;
        }
        let mut attributes = element.attributes();
        // quick-xml's check for duplicate attributes compares all pairs, which takes quadratic time.
        attributes.with_checks(false);
        for attribute in attributes.flatten() {
            if attribute.key.into_inner() == "ContentID"
                && let Ok(id) = quick_xml::escape::unescape(&attribute.value)
            {
                self.take(Element::Title, id.trim());
            }
        }
    }

    fn take(&mut self, kind: Element, value: &str) {
        match kind {
            Element::Alid if !value.is_empty() => {
                self.alids.insert(value.to_owned());
                self.ids.insert(value.to_owned());
            }
            Element::Title if !value.is_empty() => {
                self.ids.insert(value.to_owned());
            }
            Element::Alid | Element::Title => {}
            Element::Pixels(least) => {
                if let Ok(pixels) = value.parse::<u32>() {
                    *self.has_uhd.get_or_insert(false) |= pixels >= least;
                }
            }
        }
    }
}

/// The elements whose text is read.
#[derive(Clone, Copy)]
enum Element {
    Alid,
    Title,
    /// A video dimension in pixels, with the minimum for UHD.
    Pixels(u32),
}

impl Element {
    fn of(element: &BytesStart<'_>) -> Option<Self> {
        match element.local_name().into_inner() {
            "ALID" => Some(Self::Alid),
            "ContentID" => Some(Self::Title),
            "WidthPixels" => Some(Self::Pixels(3840)),
            "HeightPixels" => Some(Self::Pixels(2160)),
            _ => None,
        }
    }
}

/// An ID without its prefixes and suffixes: the partner's own ID for the title, or the EIDR without its prefix.
pub(super) fn key(id: &str) -> &str {
    let id = id.trim();
    match parts(id) {
        Some((_, title)) => title,
        None => ["urn:eidr:10.5240:", "10.5240/"]
            .into_iter()
            .find_map(|prefix| id.strip_prefix(prefix))
            .unwrap_or(id),
    }
}

/// The Partner Alias in an `md:` identifier.
pub(super) fn partner(id: &str) -> Option<&str> {
    parts(id.trim())?.0.filter(|partner| !partner.is_empty())
}

/// The partner and the title in `md:cid:org:partner:title…` or `md:cid:eidr-x:eidr:partner…`.
fn parts(id: &str) -> Option<(Option<&str>, &str)> {
    let mut parts = id.strip_prefix("md:")?.split(':').skip(1);
    let scheme = parts.next()?;
    let (first, second) = (parts.next()?, parts.next());
    match (scheme, second) {
        ("org", Some(title)) => Some((Some(first), title)),
        ("org", None) => Some((None, first)),
        (scheme, partner) if scheme.starts_with("eidr") => {
            Some((partner, first.strip_prefix("10.5240/").unwrap_or(first)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{key, partner};

    #[test]
    fn ids_of_one_title_have_one_key() {
        let own = [
            "HARBOR_01",
            "md:cid:org:rockstar:HARBOR_01",
            "md:alid:org:rockstar:HARBOR_01:US",
            " HARBOR_01 ",
        ];
        assert!(own.iter().all(|id| key(id) == "HARBOR_01"));
        let eidr = [
            "8011-8DCB-38E0-BF71-83D2-U",
            "10.5240/8011-8DCB-38E0-BF71-83D2-U",
            "urn:eidr:10.5240:8011-8DCB-38E0-BF71-83D2-U",
            "md:cid:eidr-x:8011-8DCB-38E0-BF71-83D2-U:rockstar",
            "md:cid:eidr-s:8011-8DCB-38E0-BF71-83D2-U",
        ];
        assert!(eidr.iter().all(|id| key(id) == eidr[0]));
        assert_eq!(partner(own[1]), Some("rockstar"));
        assert_eq!(partner(eidr[3]), Some("rockstar"));
        assert_eq!(partner(eidr[4]), None);
        for odd in ["md:", "md:cid", "md:cid:org", "md:cid:org:", "::", ""] {
            assert_eq!(partner(odd), None, "{odd}");
            key(odd);
        }
    }
}
