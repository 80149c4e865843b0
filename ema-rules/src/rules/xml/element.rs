//! What rules read out of the elements that no column holds.

use std::collections::BTreeSet;

use ema_model::{Position, trim};

/// The text of an element that holds nothing but text.
pub(super) fn text(xml: &str) -> &str {
    let inner = xml.split_once('>').map_or(xml, |(_, rest)| rest);
    trim(inner.split_once('<').map_or(inner, |(text, _)| text))
}

/// The value of an attribute of an element.
pub(super) fn attribute<'a>(xml: &'a str, name: &str) -> Option<&'a str> {
    let (tag, _) = xml.split_once('>')?;
    // Values are in double quotes, and have none in them.
    let mut parts = tag.split('"');
    while let (Some(before), Some(value)) = (parts.next(), parts.next()) {
        let stated = before.trim_end().strip_suffix('=').map(str::trim_end);
        if stated.and_then(|stated| stated.rsplit(char::is_whitespace).next()) == Some(name) {
            return Some(trim(value));
        }
    }
    None
}

/// Places of which something has been told. What an Avail or an Asset says stands on a row for each
/// of its Transactions, so a rule meets it again and again.
#[derive(Default)]
pub(super) struct Told(BTreeSet<Position>);

impl Told {
    /// Whether nothing has been told of a place yet; from now on it has.
    pub(super) fn is_new(&mut self, at: Position) -> bool {
        self.0.insert(at)
    }
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

    #[test]
    fn a_place_is_told_once() {
        let mut told = Told::default();
        let at = Position { line: 3, column: 5 };
        assert!(told.is_new(at) && !told.is_new(at));
    }
}
