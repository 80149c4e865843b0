//! Reads XML elements that have no column.

use ema_model::trim;

/// Returns the text in an element that contains only text.
pub(in crate::rules) fn text(xml: &str) -> &str {
    let inner = xml.split_once('>').map_or(xml, |(_, rest)| rest);
    trim(inner.split_once('<').map_or(inner, |(text, _)| text))
}

/// Returns the value of an element's attribute.
pub(in crate::rules) fn attribute<'a>(xml: &'a str, name: &str) -> Option<&'a str> {
    let (tag, _) = xml.split_once('>')?;
    // Attribute values are in double quotes, and do not contain double quotes.
    let mut parts = tag.split('"');
    while let (Some(before), Some(value)) = (parts.next(), parts.next()) {
        let stated = before.trim_end().strip_suffix('=').map(str::trim_end);
        if stated.and_then(|stated| stated.rsplit(char::is_whitespace).next()) == Some(name) {
            return Some(trim(value));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_attributes_are_read() {
        let xml = "<avails:Term termName=\"SRP\" other = \" x \"><avails:Text> 9 </avails:Text>";
        assert_eq!(attribute(xml, "termName"), Some("SRP"));
        assert_eq!(attribute(xml, "other"), Some("x"));
        assert_eq!(attribute(xml, "Name"), None);
        assert_eq!(attribute("<a/>", "b"), None);
        assert_eq!(text("<a> b </a>"), "b");
        assert_eq!(text("<a/>"), "");
        assert_eq!(text(""), "");
    }
}
