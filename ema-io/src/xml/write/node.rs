//! Holds the elements of one row until they are rendered.

use std::borrow::Cow;
use std::collections::HashMap;
use std::mem;

use ema_model::{Text, XmlVersion};
use quick_xml::escape::{escape, partial_escape};

use super::{ASSET, TRANSACTION};
use crate::xml::characters::xml_text;
use crate::xml::schema::{Element, Key, Namespace};

/// An element with its content.
#[derive(Debug)]
pub(super) struct Node<'a> {
    pub(super) namespace: Namespace,
    pub(super) name: &'static str,
    /// The element's place in the schema, or `None` for the few elements that special rules add without a place.
    pub(super) element: Option<&'static Element>,
    /// The key that distinguishes the element from others with the same name, if it needs one.
    pub(super) key: Option<Key>,
    pub(super) attributes: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    pub(super) text: Option<Cow<'a, str>>,
    pub(super) children: Vec<Child<'a>>,
    index: Index,
}

/// An index of an element's children. It keeps the cost of adding a child independent of their number. For example, the
/// 60,000 Terms of a Transaction are sorted only once, and each is found by its path step without a search through the
/// others.
#[derive(Debug, Default)]
struct Index {
    /// Whether an inserted child might belong before an earlier one.
    is_mixed: bool,
    /// The distinct schema places of the first `noted` children.
    places: Vec<&'static Element>,
    noted: usize,
    /// The indices of the child elements among the first `stepped` children, keyed by path step.
    steps: HashMap<String, usize>,
    stepped: usize,
}

/// Up to this many children are searched one by one for a path step.
const FEW: usize = 32;

/// The content of an element.
#[derive(Debug)]
pub(super) enum Child<'a> {
    Node(Node<'a>),
    /// An element exactly as it was read, and its place in the schema, or `None` if it is in another namespace.
    Raw(Option<&'static Element>, Text),
    /// The name and content of a processing instruction.
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
            index: Index::default(),
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

    /// Adds a Common Metadata element with text, and with its place in the schema, if there is one.
    pub(super) fn with_text(
        self,
        version: XmlVersion,
        name: &'static str,
        text: impl Into<Cow<'a, str>>,
    ) -> Self {
        let child = self.md_child(version, name).text(text);
        self.with(child)
    }

    /// Returns a new Common Metadata element for use as a child of this element.
    pub(super) fn md_child(&self, version: XmlVersion, name: &'static str) -> Self {
        self.child(version, Namespace::Md, name)
    }

    /// Returns a new element for use as a child of this element.
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

    /// Returns whether the children include an element with this place in the schema.
    pub(super) fn has(&mut self, element: &Element) -> bool {
        let Index { places, noted, .. } = &mut self.index;
        let is = |own: &&'static Element, other: &Element| {
            #[cfg(test)]
            ema_testing::visited(1);
            own.name == other.name && own.namespace == other.namespace
        };
        for own in self.children[*noted..].iter().filter_map(Child::element) {
            if !places.iter().any(|known| is(known, own)) {
                places.push(own);
            }
        }
        *noted = self.children.len();
        places.iter().any(|known| is(known, element))
    }

    /// Returns the child that a path step leads to.
    pub(super) fn step(&mut self, step: &str) -> Option<&mut Self> {
        let at = match self.children.len() <= FEW {
            true => self.children.iter().position(|child| {
                #[cfg(test)]
                ema_testing::visited(1);
                matches!(child, Child::Node(node) if node.is_step(step))
            }),
            false => {
                let Index { steps, stepped, .. } = &mut self.index;
                for (at, child) in self.children.iter().enumerate().skip(*stepped) {
                    #[cfg(test)]
                    ema_testing::visited(1);
                    if let Child::Node(node) = child {
                        steps.entry(node.as_step()).or_insert(at);
                    }
                }
                *stepped = self.children.len();
                steps.get(step).copied()
            }
        };
        match self.children.get_mut(at?) {
            Some(Child::Node(node)) => Some(node),
            _ => None,
        }
    }

    /// Returns the path step that leads to the element: its name and, if it has one, its key in brackets.
    fn as_step(&self) -> String {
        let key = self.key.map_or(String::new(), |key| key.to_string());
        match self.namespace {
            Namespace::Avails => format!("{}{key}", self.name),
            other => format!("{}:{}{key}", other.prefix(), self.name),
        }
    }

    /// Returns whether a path step leads to the element.
    fn is_step(&self, step: &str) -> bool {
        let step = match self.key {
            None => step,
            Some(key) => match step.strip_suffix(&*key.to_string()) {
                Some(step) => step,
                None => return false,
            },
        };
        match self.namespace {
            Namespace::Avails => self.name == step,
            other => step.split_once(':') == Some((other.prefix(), self.name)),
        }
    }

    /// Adds a child, which [`complete`](Self::complete) moves to its place in the schema, after other children with
    /// that place.
    pub(super) fn insert(&mut self, child: Child<'a>) {
        self.index.is_mixed = true;
        self.children.push(child);
    }

    /// Sorts the children into schema order. Children without a place in the schema come last.
    fn sort(&mut self) {
        if !mem::take(&mut self.index.is_mixed) {
            return;
        }
        let parent = self.element;
        self.children.sort_by_cached_key(|child| {
            #[cfg(test)]
            ema_testing::visited(1);
            let place = child.element().and_then(|element| {
                parent?
                    .children()
                    .position(|own| own.name == element.name && own.namespace == element.namespace)
            });
            place.unwrap_or(usize::MAX)
        });
        // The index is reset because the positions have changed.
        self.index = Index::default();
    }

    /// Adds an empty element for each missing one that the schema requires, and sorts all children into schema order.
    /// Assets and Transactions are not added here, because they are written separately.
    pub(super) fn complete(&mut self, version: XmlVersion) {
        if let Some(element) = self.element {
            for child in element.children() {
                let own = matches!(child.name, ASSET | TRANSACTION);
                if child.is_required(version) && !own && child.is_in(version) && !self.has(child) {
                    self.insert(Child::Node(Self::of(child)));
                }
            }
        }
        self.sort();
        for child in &mut self.children {
            if let Child::Node(node) = child {
                node.complete(version);
            }
        }
    }

    /// Writes the element on its own lines, indented by `depth`.
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

    /// Writes only the start tag of the element.
    pub(super) fn write_start(&self, out: &mut String, depth: usize) {
        line(out, depth);
        self.write_tag(out);
        out.push('>');
    }

    /// Writes only the end tag of the element.
    pub(super) fn write_end(&self, out: &mut String, depth: usize) {
        line(out, depth);
        self.write_end_tag(out);
    }

    /// Writes the children that come after one place in the schema and before another.
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

    /// Writes the element's start tag without the closing bracket.
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

/// Starts a new line, indented by `depth`.
fn line(out: &mut String, depth: usize) {
    out.push('\n');
    for _ in 0..depth {
        out.push_str("  ");
    }
}

/// Escapes text. A carriage return is written as a character reference, because a reader would treat it as a line end.
fn escaped_text(text: &str) -> Cow<'_, str> {
    let escaped = partial_escape(xml_text(text));
    if !escaped.contains('\r') {
        return escaped;
    }
    Cow::Owned(escaped.replace('\r', "&#13;"))
}

/// Escapes an attribute value. Tabs and line ends are written as character references, because a reader would treat
/// them as spaces.
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
