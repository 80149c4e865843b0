//! Reads elements that are processed only when they are complete.

use std::fmt::Write;

use super::markup::{Markup, Passage, Piece, Tag};
use super::names::{Name, Space};
use crate::error::{ErrorKind, Limit};
use crate::xml::schema::Namespace;

/// The maximum size of an element that is read completely, in bytes of names and text. Even MEC's CoreMetadata takes
/// only a few thousand bytes.
const LARGEST: usize = 1024 * 1024;

/// Each element and attribute counts as this many bytes, in addition to its name and text.
const ELEMENT: usize = 16;

/// A complete element, without comments and instructions.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) tag: Tag,
    pub(super) content: Vec<Content>,
}

#[derive(Debug)]
pub(super) enum Content {
    Node(Node),
    Text(Passage),
}

impl Node {
    /// Reads the rest of an element whose start tag has already been read.
    ///
    /// # Errors
    ///
    /// Fails if [`Markup::next`] fails, or with [`Limit::Token`] if the element is too large.
    pub(super) fn read(markup: &mut Markup, tag: Tag) -> Result<Self, ErrorKind> {
        let at = tag.at;
        let mut left = LARGEST;
        read(markup, tag, &mut left).and_then(|node| {
            node.ok_or_else(|| ErrorKind::limit(Limit::Token, LARGEST as u64, format!(" at {at}")))
        })
    }

    /// Returns the text that is directly in the element. If there is none, the result is empty and has the element's
    /// position.
    pub(super) fn text(&self) -> Passage {
        let mut texts = self.content.iter().filter_map(|content| match content {
            Content::Text(passage) => Some(passage),
            Content::Node(_) => None,
        });
        let first = texts.next();
        let mut whole = Passage {
            text: first.map_or_else(String::new, |first| first.text.clone()),
            at: first.map_or(self.tag.at, |first| first.at),
        };
        for passage in texts {
            whole.text.push_str(&passage.text);
        }
        whole
    }

    /// Returns the child elements.
    pub(super) fn children(&self) -> impl Iterator<Item = &Self> {
        self.content.iter().filter_map(|content| match content {
            Content::Node(node) => Some(node),
            Content::Text(_) => None,
        })
    }

    /// Returns the first child with this name.
    pub(super) fn child(&self, namespace: Namespace, local: &str) -> Option<&Self> {
        self.children()
            .find(|child| child.tag.name.is(namespace, local))
    }

    /// Returns the text of the first child with this name, if the child contains only text and has no attributes.
    pub(super) fn leaf(&self, namespace: Namespace, local: &str) -> Option<Passage> {
        let child = self.child(namespace, local)?;
        child.is_leaf().then(|| child.text())
    }

    /// Returns whether the element contains only text and has no attributes.
    pub(super) fn is_leaf(&self) -> bool {
        self.tag.attributes.is_empty() && self.children().next().is_none()
    }

    /// Returns whether there is no text between the child elements.
    pub(super) fn has_no_text(&self) -> bool {
        self.content.iter().all(|content| match content {
            Content::Node(_) => true,
            Content::Text(passage) => passage.is_white(),
        })
    }

    /// Removes and returns the first child with this name.
    pub(super) fn take(&mut self, namespace: Namespace, local: &str) -> Option<Self> {
        let at = self.content.iter().position(|content| {
            #[cfg(test)]
            ema_testing::visited(1);
            matches!(content, Content::Node(node) if node.tag.name.is(namespace, local))
        })?;
        match self.content.remove(at) {
            Content::Node(node) => Some(node),
            Content::Text(_) => None,
        }
    }

    /// Removes the first child with this name and returns its text, if the child contains only text and has no
    /// attributes.
    pub(super) fn take_leaf(&mut self, namespace: Namespace, local: &str) -> Option<Passage> {
        let text = self.leaf(namespace, local)?;
        self.take(namespace, local);
        Some(text)
    }

    /// Removes all children with this name that contain only text and have no attributes, and returns their texts.
    pub(super) fn take_leaves(&mut self, namespace: Namespace, local: &str) -> Vec<Passage> {
        let mut texts = Vec::new();
        self.content.retain(|content| match content {
            Content::Node(node) if node.tag.name.is(namespace, local) && node.is_leaf() => {
                texts.push(node.text());
                false
            }
            _ => true,
        });
        texts
    }

    /// Returns the value of an attribute without a namespace.
    pub(super) fn attribute(&self, name: &str) -> Option<&Passage> {
        let mut attributes = self.tag.attributes.iter();
        let found = attributes.find(|attribute| attribute.name.is_plain(name));
        found.map(|attribute| &attribute.value)
    }

    /// Removes an attribute without a namespace and returns its value.
    pub(super) fn take_attribute(&mut self, name: &str) -> Option<Passage> {
        self.tag.take_attribute(name)
    }

    /// Returns the element as XML.
    pub(super) fn xml(&self) -> String {
        let mut xml = String::new();
        write_node(&mut xml, self, &mut Vec::new());
        xml
    }

    /// Returns the code of the region, if the element contains only a region.
    pub(super) fn region(&self) -> Option<Passage> {
        let code = ["country", "countryRegion"]
            .into_iter()
            .find_map(|name| self.leaf(Namespace::Md, name))?;
        let alone = self.children().count() == 1 && self.has_no_text();
        (alone && self.tag.attributes.is_empty()).then_some(code)
    }
}

impl Tag {
    /// Removes an attribute without a namespace and returns its value.
    pub(super) fn take_attribute(&mut self, name: &str) -> Option<Passage> {
        let mut attributes = self.attributes.iter();
        let at = attributes.position(|attribute| attribute.name.is_plain(name))?;
        Some(self.attributes.remove(at).value)
    }
}

/// Reads the rest of an element. Returns `None` if the element is too large.
fn read(markup: &mut Markup, tag: Tag, left: &mut usize) -> Result<Option<Node>, ErrorKind> {
    let attributes = tag.attributes.iter();
    let size: usize = attributes
        .map(|attribute| attribute.name.local.len() + attribute.value.text.len() + ELEMENT)
        .sum();
    if !spend(left, size + tag.name.local.len() + ELEMENT) {
        return Ok(None);
    }
    let mut content = Vec::new();
    loop {
        match markup.next()? {
            Piece::Start(tag) => match read(markup, tag, left)? {
                Some(node) => content.push(Content::Node(node)),
                None => return Ok(None),
            },
            Piece::Text(passage) => {
                if !spend(left, passage.text.len()) {
                    return Ok(None);
                }
                content.push(Content::Text(passage));
            }
            Piece::Instruction { .. } => {}
            Piece::End | Piece::Eof => return Ok(Some(Node { tag, content })),
        }
    }
}

fn spend(left: &mut usize, size: usize) -> bool {
    match left.checked_sub(size) {
        Some(rest) => {
            *left = rest;
            true
        }
        None => false,
    }
}

/// The prefixes and URIs of the namespaces in scope for an element, innermost last.
type Declared<'a> = Vec<(String, &'a str)>;

fn write_node<'a>(xml: &mut String, node: &'a Node, declared: &mut Declared<'a>) {
    let outer = declared.len();
    let name = prefixed(&node.tag.name, declared, outer);
    let mut attributes = String::new();
    for attribute in &node.tag.attributes {
        let name = prefixed(&attribute.name, declared, outer);
        attributes.push(' ');
        attributes.push_str(&name);
        attributes.push_str("=\"");
        escape(&mut attributes, &attribute.value.text, true);
        attributes.push('"');
    }
    // Writing to a `String` can't fail.
    let _ = write!(xml, "<{name}");
    for (prefix, uri) in &declared[outer..] {
        let _ = write!(xml, " xmlns:{prefix}=\"");
        escape(xml, uri, true);
        xml.push('"');
    }
    xml.push_str(&attributes);
    if node.content.is_empty() {
        xml.push_str("/>");
    } else {
        xml.push('>');
        for content in &node.content {
            match content {
                Content::Node(node) => write_node(xml, node, declared),
                Content::Text(passage) => escape(xml, &passage.text, false),
            }
        }
        let _ = write!(xml, "</{name}>");
    }
    declared.truncate(outer);
}

/// Returns the name with its prefix, and declares the prefix if necessary. `outer` is the number of declarations
/// outside the element itself.
fn prefixed<'a>(name: &'a Name, declared: &mut Declared<'a>, outer: usize) -> String {
    let local = &name.local;
    let (prefix, uri) = match &name.space {
        Space::None => return local.clone(),
        Space::Other { prefix, .. } if prefix == "xml" => return format!("xml:{local}"),
        Space::Other { prefix, uri } => (prefix, uri),
        Space::Avails(_) | Space::Md(_) | Space::Mdmec(_) => return name.known(),
    };
    let is_taken = |prefix: &str| Namespace::ALL.iter().any(|known| known.prefix() == prefix);
    let wanted = match prefix.as_str() {
        "" => "other",
        taken if is_taken(taken) => "other",
        prefix => prefix,
    };
    let mut prefix = wanted.to_owned();
    for number in 2.. {
        let innermost = declared.iter().rposition(|(known, _)| *known == prefix);
        match innermost {
            Some(at) if declared[at].1 == uri => break,
            // The element itself already declares this prefix for another namespace.
            Some(at) if at >= outer => prefix = format!("{wanted}{number}"),
            _ => {
                declared.push((prefix.clone(), uri));
                break;
            }
        }
    }
    format!("{prefix}:{local}")
}

/// Appends text to `xml`, escaped for XML.
pub(super) fn escape(xml: &mut String, text: &str, in_attribute: bool) {
    for character in text.chars() {
        match character {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '\r' => xml.push_str("&#13;"),
            '"' if in_attribute => xml.push_str("&quot;"),
            '\t' if in_attribute => xml.push_str("&#9;"),
            '\n' if in_attribute => xml.push_str("&#10;"),
            character => xml.push(character),
        }
    }
}
