//! The elements of one row, before they are written.

use std::borrow::Cow;

use ema_model::{Text, XmlVersion};
use quick_xml::escape::{escape, partial_escape};

use super::{ASSET, TRANSACTION};
use crate::xml::schema::{Element, Key, Namespace};
use crate::xml::values::xml_text;

/// An element with all that stands in it.
#[derive(Debug)]
pub(super) struct Node<'a> {
    pub(super) namespace: Namespace,
    pub(super) name: &'static str,
    /// Its place in the schema; none for the few that a rule of a group adds.
    pub(super) element: Option<&'static Element>,
    /// Which of the elements of its name it is.
    pub(super) key: Option<Key>,
    pub(super) attributes: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    pub(super) text: Option<Cow<'a, str>>,
    pub(super) children: Vec<Child<'a>>,
}

/// What stands in an element.
#[derive(Debug)]
pub(super) enum Child<'a> {
    Node(Node<'a>),
    /// An element as it was read, at the place of one of the schema; of none if its namespace is
    /// another one.
    Raw(Option<&'static Element>, Text),
    /// A processing instruction: its name, and the rest.
    Instruction(&'static str, String),
}

impl Child<'_> {
    pub(super) fn element(&self) -> Option<&'static Element> {
        match self {
            Self::Node(node) => node.element,
            Self::Raw(element, _) => *element,
            Self::Instruction(..) => None,
        }
    }

    fn is(&self, element: &Element) -> bool {
        self.element()
            .is_some_and(|own| own.name == element.name && own.namespace == element.namespace)
    }
}

impl<'a> Node<'a> {
    pub(super) fn of(element: &'static Element) -> Self {
        Self {
            element: Some(element),
            ..Self::new(element.namespace, element.name)
        }
    }

    pub(super) fn new(namespace: Namespace, name: &'static str) -> Self {
        Self {
            namespace,
            name,
            element: None,
            key: None,
            attributes: Vec::new(),
            text: None,
            children: Vec::new(),
        }
    }

    pub(super) fn text(self, text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            text: Some(text.into()),
            ..self
        }
    }

    pub(super) fn keyed(self, key: Option<Key>) -> Self {
        Self { key, ..self }
    }

    pub(super) fn attribute(mut self, name: &'static str, value: impl Into<Cow<'a, str>>) -> Self {
        self.attributes.push((name.into(), value.into()));
        self
    }

    pub(super) fn with(mut self, child: Self) -> Self {
        self.push(child);
        self
    }

    /// Adds an element of Common Metadata with a text, at its place in the schema if it has one.
    pub(super) fn with_text(
        self,
        version: XmlVersion,
        name: &'static str,
        text: impl Into<Cow<'a, str>>,
    ) -> Self {
        let child = self.md_child(version, name).text(text);
        self.with(child)
    }

    /// An element of Common Metadata that stands in this one.
    pub(super) fn md_child(&self, version: XmlVersion, name: &'static str) -> Self {
        self.child(version, Namespace::Md, name)
    }

    /// An element that stands in this one.
    pub(super) fn child(
        &self,
        version: XmlVersion,
        namespace: Namespace,
        name: &'static str,
    ) -> Self {
        let element = self
            .element
            .and_then(|element| element.child(namespace, name, version));
        element.map_or_else(|| Self::new(namespace, name), Self::of)
    }

    pub(super) fn push(&mut self, child: Self) {
        self.children.push(Child::Node(child));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.attributes.is_empty() && self.text.is_none() && self.children.is_empty()
    }

    pub(super) fn has(&self, element: &Element) -> bool {
        self.children.iter().any(|child| child.is(element))
    }

    /// Puts something that stands in it where the schema has it, behind what stands there already.
    pub(super) fn insert(&mut self, child: Child<'a>) {
        let order = |child: &Child<'_>| {
            let element = child.element()?;
            self.element?
                .children()
                .position(|own| own.name == element.name && own.namespace == element.namespace)
        };
        let Some(own) = order(&child) else {
            self.children.push(child);
            return;
        };
        let at = self
            .children
            .iter()
            .position(|other| order(other).is_none_or(|other| other > own))
            .unwrap_or(self.children.len());
        self.children.insert(at, child);
    }

    /// Adds the elements that the schema asks for, empty; but no Asset and no Transaction, which
    /// are written on their own.
    pub(super) fn complete(&mut self, version: XmlVersion) {
        if let Some(element) = self.element {
            for child in element.children() {
                let own = matches!(child.name, ASSET | TRANSACTION);
                if child.is_required(version) && !own && child.is_in(version) && !self.has(child) {
                    self.insert(Child::Node(Self::of(child)));
                }
            }
        }
        for child in &mut self.children {
            if let Child::Node(node) = child {
                node.complete(version);
            }
        }
    }

    /// Writes it on lines of its own, `depth` steps from the margin.
    pub(super) fn write(&self, out: &mut String, depth: usize) {
        line(out, depth);
        self.write_tag(out);
        let text = self.text.as_deref().unwrap_or_default();
        if self.children.is_empty() && text.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        out.push_str(&escaped_text(text));
        for child in &self.children {
            child.write(out, depth + 1);
        }
        if !self.children.is_empty() {
            line(out, depth);
        }
        self.write_end_tag(out);
    }

    /// Writes its start tag alone.
    pub(super) fn write_start(&self, out: &mut String, depth: usize) {
        line(out, depth);
        self.write_tag(out);
        out.push('>');
    }

    /// Writes its end tag alone.
    pub(super) fn write_end(&self, out: &mut String, depth: usize) {
        line(out, depth);
        self.write_end_tag(out);
    }

    /// Writes what stands in it behind one place of the schema and before another.
    pub(super) fn write_between(
        &self,
        out: &mut String,
        depth: usize,
        places: (Option<&str>, Option<&str>),
    ) {
        let order = |name: &str| {
            let mut own = self.element.into_iter().flat_map(Element::children);
            own.position(|element| element.name == name)
        };
        let (after, before) = (places.0.and_then(order), places.1.and_then(order));
        for child in &self.children {
            let at = child.element().and_then(|element| order(element.name));
            let behind = after.is_none_or(|after| at > Some(after));
            let ahead = before.is_none_or(|before| at < Some(before));
            if behind && ahead {
                child.write(out, depth);
            }
        }
    }

    /// Its tag with the attributes, up to what ends it.
    fn write_tag(&self, out: &mut String) {
        out.push('<');
        self.write_name(out);
        for (name, value) in &self.attributes {
            for part in [" ", name, "=\"", &escaped_value(value), "\""] {
                out.push_str(part);
            }
        }
    }

    fn write_end_tag(&self, out: &mut String) {
        out.push_str("</");
        self.write_name(out);
        out.push('>');
    }

    fn write_name(&self, out: &mut String) {
        for part in [self.namespace.prefix(), ":", self.name] {
            out.push_str(part);
        }
    }
}

impl Child<'_> {
    pub(super) fn write(&self, out: &mut String, depth: usize) {
        match self {
            Self::Node(node) => node.write(out, depth),
            Self::Raw(_, xml) => {
                line(out, depth);
                out.push_str(xml);
            }
            Self::Instruction(name, content) => {
                line(out, depth);
                for part in ["<?", name, " ", content, "?>"] {
                    out.push_str(part);
                }
            }
        }
    }
}

/// Begins a line.
fn line(out: &mut String, depth: usize) {
    out.push('\n');
    for _ in 0..depth {
        out.push_str("  ");
    }
}

/// A reader takes a carriage return for the end of a line, unless it is written as a reference.
fn escaped_text(text: &str) -> Cow<'_, str> {
    let escaped = partial_escape(xml_text(text));
    if !escaped.contains('\r') {
        return escaped;
    }
    Cow::Owned(escaped.replace('\r', "&#13;"))
}

/// A reader takes a tab or the end of a line in an attribute for a blank, unless it is written as a
/// reference.
fn escaped_value(text: &str) -> Cow<'_, str> {
    let escaped = escape(xml_text(text));
    if !escaped.contains(['\t', '\n', '\r']) {
        return escaped;
    }
    let escaped = escaped
        .replace('\t', "&#9;")
        .replace('\n', "&#10;")
        .replace('\r', "&#13;");
    Cow::Owned(escaped)
}
