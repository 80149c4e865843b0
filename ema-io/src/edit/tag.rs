//! Reads a tag's name and attributes, and edits its attributes.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr2};

/// Returns the name of a tag, including its prefix.
fn full_name(tag: &[u8]) -> &[u8] {
    let name = tag.strip_prefix(b"<").unwrap_or(tag);
    let name = name.strip_prefix(b"/").unwrap_or(name);
    let end = name
        .iter()
        .position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'));
    &name[..end.unwrap_or(name.len())]
}

/// Returns the name of a tag without its prefix.
pub(super) fn name(tag: &[u8]) -> &[u8] {
    let name = full_name(tag);
    match memchr(b':', name) {
        Some(colon) => &name[colon + 1..],
        None => name,
    }
}

/// Returns the prefix of a tag's name, including the colon, such as `x:`.
pub(super) fn prefix(tag: &[u8]) -> &str {
    let name = full_name(tag);
    let prefix = memchr(b':', name).map_or(&b""[..], |colon| &name[..=colon]);
    std::str::from_utf8(prefix).unwrap_or_default()
}

/// Returns the prefix that a tag declares for a namespace.
pub(super) fn prefix_of<'t>(tag: &'t [u8], namespace: &str) -> Option<&'t str> {
    let text = |range: Range<usize>| std::str::from_utf8(&tag[range]).ok();
    attributes(tag).find_map(|(key, value)| {
        let prefix = text(key)?.strip_prefix("xmlns:")?;
        (text(value)? == namespace).then_some(prefix)
    })
}

/// Returns the ranges of the names and values of a tag's attributes.
fn attributes(tag: &[u8]) -> impl Iterator<Item = (Range<usize>, Range<usize>)> {
    let mut at = 1 + full_name(tag).len();
    std::iter::from_fn(move || {
        let equals = at + memchr(b'=', tag.get(at..)?)?;
        let name = tag[at..equals].trim_ascii();
        let start = at + (tag[at..equals].len() - tag[at..equals].trim_ascii_start().len());
        let name = start..start + name.len();
        let quote = equals + 1 + memchr2(b'"', b'\'', &tag[equals + 1..])?;
        let end = quote + 1 + memchr(tag[quote], &tag[quote + 1..])?;
        at = end + 1;
        Some((name, quote + 1..end))
    })
}

/// Returns the value of an attribute as written. References are not resolved.
pub(super) fn attribute<'t>(tag: &'t [u8], name: &str) -> Option<&'t str> {
    attributes(tag)
        .find(|(key, _)| &tag[key.clone()] == name.as_bytes())
        .and_then(|(_, value)| std::str::from_utf8(&tag[value]).ok())
}

/// Returns the value of an attribute. References are resolved.
pub(super) fn text_attribute(tag: &[u8], name: &str) -> Option<String> {
    let value = attribute(tag, name)?;
    Some(quick_xml::escape::unescape(value).ok()?.into_owned())
}

/// Returns the full name (such as `r:id`) and the value of the first prefixed attribute with this local name.
pub(super) fn prefixed_attribute<'t>(tag: &'t [u8], name: &str) -> Option<(&'t str, &'t str)> {
    let text = |range: Range<usize>| std::str::from_utf8(&tag[range]).ok();
    attributes(tag).find_map(|(key, value)| {
        let key = text(key)?;
        let (_, local) = key.split_once(':')?;
        (local == name).then(|| Some((key, text(value)?)))?
    })
}

/// Parses a number in an attribute.
pub(super) fn number(tag: &[u8], name: &str) -> Option<u32> {
    attribute(tag, name)?.trim().parse().ok()
}

/// Returns a tag with an attribute set or added. The value must already be escaped.
pub(super) fn with_attribute(tag: &[u8], name: &str, value: &str) -> Vec<u8> {
    let present = attributes(tag).find(|(key, _)| &tag[key.clone()] == name.as_bytes());
    match present {
        Some((_, at)) => [&tag[..at.start], value.as_bytes(), &tag[at.end..]].concat(),
        None => {
            let end = tag.len() - if tag.ends_with(b"/>") { 2 } else { 1 };
            let end = tag[..end].trim_ascii_end().len();
            let added = format!(" {name}=\"{value}\"");
            [&tag[..end], added.as_bytes(), &tag[end..]].concat()
        }
    }
}

/// Returns a tag without an attribute.
pub(super) fn without_attribute(tag: &[u8], name: &str) -> Vec<u8> {
    let present = attributes(tag).find(|(key, _)| &tag[key.clone()] == name.as_bytes());
    match present {
        Some((key, value)) => {
            let start = tag[..key.start].trim_ascii_end().len();
            [&tag[..start], &tag[value.end + 1..]].concat()
        }
        None => tag.to_vec(),
    }
}

/// Escapes a string for use as character data or as an attribute value.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    quick_xml::escape::escape(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_changed_where_they_are() {
        let tag = br#"<x:c r = "A1" s='3' r:id="rId2" />"#;
        assert_eq!(name(tag), b"c");
        assert_eq!(prefix(tag), "x:");
        assert_eq!(attribute(tag, "r"), Some("A1"));
        assert_eq!(number(tag, "s"), Some(3));
        assert_eq!(prefixed_attribute(tag, "id"), Some(("r:id", "rId2")));
        let changed = with_attribute(tag, "s", "12");
        assert_eq!(changed, br#"<x:c r = "A1" s='12' r:id="rId2" />"#);
        let added = with_attribute(b"<c r=\"A1\"/>", "s", "12");
        assert_eq!(added, b"<c r=\"A1\" s=\"12\"/>");
        let removed = without_attribute(tag, "s");
        assert_eq!(removed, br#"<x:c r = "A1" r:id="rId2" />"#);
    }
}
