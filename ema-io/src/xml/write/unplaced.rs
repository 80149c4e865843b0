//! Puts content that no column holds back into its place in the schema.

use ema_model::{Unplaced, XmlVersion};
use quick_xml::NsReader;
use quick_xml::events::Event;
use quick_xml::name::ResolveResult;

use super::node::{Child, Node};
use crate::xml::characters::is_xml;
use crate::xml::schema::{Element, Group, Held, Namespace};

/// Puts content into its place in `root`, an Avail, Asset or Transaction. Returns `false` if the path does not begin
/// with `root`, if the version does not have the place, or if the place is taken.
pub(super) fn attach(root: &mut Node<'_>, unplaced: &Unplaced, version: XmlVersion) -> bool {
    let mut steps = unplaced.path.split('/');
    if steps.next() != Some(root.name) {
        return false;
    }
    let steps: Vec<&str> = steps.collect();
    let Some((last, way)) = steps.split_last() else {
        return false;
    };
    match last.strip_prefix('@') {
        Some(name) => attach_attribute(root, way, name, unplaced, version),
        None => attach_element(root, way, last, unplaced, version),
    }
}

fn attach_attribute(
    root: &mut Node<'_>,
    way: &[&str],
    name: &str,
    unplaced: &Unplaced,
    version: XmlVersion,
) -> bool {
    let Some(node) = reach(root, way, version, false) else {
        return false;
    };
    let attribute = node.element.and_then(|own| own.attribute(name, version));
    let there = node.attributes.iter_mut().find(|(own, _)| own == name);
    match (attribute.map(|own| own.held), there) {
        (Some(Held::Unplaced | Held::Group(_)), None) => {
            let value = unplaced.content.to_string().into();
            node.attributes.push((name.to_owned().into(), value));
            true
        }
        // The attribute that was read replaces a derived value, such as a sequence number.
        (Some(Held::Within | Held::Group(Group::ContentId)), Some((_, value))) => {
            *value = unplaced.content.to_string().into();
            true
        }
        _ => false,
    }
}

fn attach_element(
    root: &mut Node<'_>,
    way: &[&str],
    name: &str,
    unplaced: &Unplaced,
    version: XmlVersion,
) -> bool {
    if !is_element(&unplaced.content, name) {
        return false;
    }
    let Some(parent) = reach(root, way, version, true) else {
        return false;
    };
    let Some(own) = parent.element else {
        return false;
    };
    let Some(element) = child(own, name, version) else {
        // Elements from other namespaces come after all of the schema's own elements.
        let foreign = name.contains(':') && !name.starts_with("md:") && !name.starts_with("mdmec:");
        if own.open && foreign {
            parent
                .children
                .push(Child::Raw(None, unplaced.content.clone()));
        }
        return own.open && foreign;
    };
    if !element.repeats(version) && parent.has(element) {
        return false;
    }
    parent.insert(Child::Raw(Some(element), unplaced.content.clone()));
    true
}

/// Returns the element at the end of a path. With `make`, missing elements along the path are created, unless they
/// would have content of their own.
fn reach<'n, 'a>(
    node: &'n mut Node<'a>,
    way: &[&str],
    version: XmlVersion,
    make: bool,
) -> Option<&'n mut Node<'a>> {
    let Some((step, rest)) = way.split_first() else {
        return Some(node);
    };
    if make && node.step(step).is_none() {
        let element = child(node.element?, step, version)?;
        // No metadata element is added, because metadata elements are alternatives.
        if element.held != Held::Within || element.name.ends_with("Metadata") {
            return None;
        }
        node.insert(Child::Node(Node::of(element)));
    }
    reach(node.step(step)?, rest, version, make)
}

/// Returns the child element that a path step leads to.
pub(super) fn child(
    element: &Element,
    step: &str,
    version: XmlVersion,
) -> Option<&'static Element> {
    element
        .children()
        .find(|child| child.is_in(version) && child.path_name() == step)
}

/// Returns whether a string is exactly one well-formed element with this name and has no undeclared prefixes.
fn is_element(content: &str, name: &str) -> bool {
    let qualified = match name.contains(':') {
        true => name.to_owned(),
        false => format!("{}:{name}", Namespace::Avails.prefix()),
    };
    let prefixes: String = Namespace::ALL
        .map(|namespace| format!(" xmlns:{0}=\"{0}\"", namespace.prefix()))
        .concat();
    let document = format!("<all{prefixes}>{content}</all>");
    if !content.chars().all(is_xml) || !content.starts_with('<') || !content.ends_with('>') {
        return false;
    }
    let mut reader = NsReader::from_str(&document);
    reader.config_mut().expand_empty_elements = true;
    let (mut depth, mut elements) = (0_usize, 0_usize);
    loop {
        #[cfg(test)]
        ema_testing::visited(1);
        match reader.read_resolved_event() {
            Ok((resolved, Event::Start(start))) => {
                let declared = !matches!(resolved, ResolveResult::Unknown(_));
                let named = match depth {
                    // There can be only one element at this depth, because the content must not close the surrounding
                    // element and open another.
                    0 => elements == 0,
                    1 => start.name().as_ref() == qualified,
                    _ => true,
                };
                let attributes = start.attributes().all(|attribute| {
                    attribute.is_ok_and(|attribute| !attribute.value.contains('<'))
                });
                if !declared || !named || !attributes {
                    return false;
                }
                elements += usize::from(depth == 1);
                depth += 1;
            }
            Ok((_, Event::End(_))) => depth = depth.saturating_sub(1),
            Ok((_, Event::Eof)) => return depth == 0 && elements == 1,
            Ok((_, Event::DocType(_) | Event::Decl(_))) | Err(_) => return false,
            // Nothing else can be next to the element.
            Ok(_) if depth < 2 => return false,
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_elements_are_written_back() {
        for good in [
            "<avails:IssueDate>2020</avails:IssueDate>",
            "<avails:IssueDate/>",
            "<avails:IssueDate><md:a x='1'/>&amp;<o:b xmlns:o='u'/></avails:IssueDate>",
        ] {
            assert!(is_element(good, "IssueDate"), "{good}");
        }
        for bad in [
            "",
            "2020",
            "<avails:IssueDate>",
            "<avails:IssueDate></avails:Other>",
            "<IssueDate/>",
            "<avails:IssueDate/><avails:IssueDate/>",
            "<avails:IssueDate/></all><all>",
            "<avails:IssueDate/>\u{1}",
            "<avails:IssueDate><o:b/></avails:IssueDate>",
            "<!DOCTYPE a><avails:IssueDate/>",
            "<avails:IssueDate a='1' a='2'/>",
        ] {
            assert!(!is_element(bad, "IssueDate"), "{bad}");
        }
    }
}
