//! Converts strings to `xs:anyURI`, the type of every ID in XML, and checks values of this type.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::characters::is_xml;

/// Converts a string to `xs:anyURI`. A string that is already a URI reference ([`is_reference`]) is unchanged. In any
/// other string, each invalid character becomes `%` and hexadecimal digits.
pub(crate) fn encoded(text: &str) -> Cow<'_, str> {
    if is_reference(text) {
        return Cow::Borrowed(text);
    }
    let scheme = scheme(text);
    let mut encoded = String::with_capacity(text.len() + 8);
    if let Some(scheme) = scheme {
        encoded.push_str(scheme);
        encoded.push(':');
    }
    let rest = scheme.map_or(text, |scheme| &text[scheme.len() + 1..]);
    let mut previous = None;
    for c in rest.chars() {
        let plain = match c {
            ':' => scheme.is_some(),
            // The second of two slashes is escaped, because two slashes would begin a host name.
            '/' => previous != Some('/'),
            '?' | '#' | '%' | '[' | ']' => false,
            c => stands(c),
        };
        if plain {
            encoded.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                // Writing to a `String` can't fail.
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
        previous = Some(c);
    }
    Cow::Owned(encoded)
}

/// Returns whether a string is a URI reference as defined by RFC 3986. As in `xs:anyURI`, characters that can be
/// escaped with `%` need not be escaped.
fn is_reference(text: &str) -> bool {
    if !text.chars().all(|c| stands(c) || c == '%') || !percents(text) {
        // A string with `#` is split into two parts, which are checked separately. Brackets are never accepted.
        return text.contains('#') && one_fragment(text);
    }
    let rest = scheme(text).map_or(text, |scheme| &text[scheme.len() + 1..]);
    if let Some(after) = rest.strip_prefix("//") {
        return is_host(after.split(['/', '?']).next().unwrap_or_default());
    }
    let first = rest.split(['/', '?']).next().unwrap_or_default();
    // If there is no scheme, anything before a colon in the first segment would be mistaken for a scheme.
    rest.len() < text.len() || !first.contains(':')
}

/// Returns whether a string is a reference with a single fragment.
fn one_fragment(text: &str) -> bool {
    text.split_once('#').is_some_and(|(before, after)| {
        !after.contains('#') && is_reference(before) && is_reference_part(after)
    })
}

fn is_reference_part(text: &str) -> bool {
    text.chars().all(|c| stands(c) || c == '%') && percents(text)
}

fn scheme(text: &str) -> Option<&str> {
    let (scheme, _) = text.split_once(':')?;
    let letter = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    (letter && scheme.chars().all(plain)).then_some(scheme)
}

/// Returns whether a string is a host name of letters, digits, dots and hyphens. Ports and user names are not accepted,
/// because IDs do not have them.
fn is_host(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))
}

/// Returns whether two hexadecimal digits follow every `%`.
fn percents(text: &str) -> bool {
    text.split('%').skip(1).all(|part| {
        let digits = part.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    })
}

/// Returns whether a character can appear in a reference, either unescaped or after a processor has escaped it.
fn stands(c: char) -> bool {
    is_xml(c) && !c.is_control() && !matches!(c, '%' | '#' | '[' | ']')
}

/// Returns whether a string is a valid `xs:anyURI`, which is an RFC 3986 reference. Characters that can be escaped with
/// `%` are accepted even if they are not escaped.
pub(crate) fn is_uri(text: &str) -> bool {
    let (rest, fragment) = match text.split_once('#') {
        Some((rest, fragment)) => (rest, fragment),
        None => (text, ""),
    };
    let (rest, query) = match rest.split_once('?') {
        Some((rest, query)) => (rest, query),
        None => (rest, ""),
    };
    if !is_reference_part(fragment) || !is_reference_part(query) {
        return false;
    }
    let scheme = scheme(rest);
    let rest = scheme.map_or(rest, |scheme| &rest[scheme.len() + 1..]);
    let path = match rest.strip_prefix("//") {
        Some(rest) => {
            let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            if !is_authority(authority) {
                return false;
            }
            path
        }
        None => {
            let first = rest.split('/').next().unwrap_or_default();
            if scheme.is_none() && first.contains(':') {
                return false;
            }
            rest
        }
    };
    is_reference_part(path)
}

/// Returns whether a string is a host, optionally with a user and a port.
fn is_authority(text: &str) -> bool {
    let host = match text.rsplit_once('@') {
        Some((user, _)) if user.contains('@') || !is_reference_part(user) => return false,
        Some((_, host)) => host,
        None => text,
    };
    let is_port = |port: &str| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(literal) = host.strip_prefix('[') {
        return literal.split_once(']').is_some_and(|(_, port)| {
            port.is_empty() || port.strip_prefix(':').is_some_and(is_port)
        });
    }
    match host.split_once(':') {
        Some((name, port)) => is_reference_part(name) && is_port(port),
        None => is_reference_part(host),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_ids_stand_as_they_are() {
        for text in [
            "",
            "030434",
            "FIRST DANCE",
            "10.5240/8FF3-1C20-84F5-F247-8BCD-E",
            "md:cid:eidr-s:8FF3-1C20-84F5-F247-8BCD-E",
            "urn:dece:alid:eidr-s:77C5",
            "http://example.com/a?b=c#d",
            "Ça_va{1}|\\^`<>\"",
            "100%25",
        ] {
            assert_eq!(encoded(text), text);
        }
    }

    #[test]
    fn what_is_no_reference_is_escaped() {
        for (text, uri) in [
            ("10.5240:8FF3", "10.5240%3A8FF3"),
            (":a", "%3Aa"),
            ("a:b[c]", "a:b%5Bc%5D"),
            ("100%", "100%25"),
            ("#1#2", "%231%232"),
            ("http://a:x/b", "http:/%2Fa:x/b"),
            ("//a:x", "/%2Fa%3Ax"),
            ("a\u{1}b", "a%01b"),
            ("a\nb", "a%0Ab"),
            ("a\u{ffff}", "a%EF%BF%BF"),
        ] {
            assert_eq!(encoded(text), uri);
            assert_eq!(encoded(uri), uri);
        }
    }
}
