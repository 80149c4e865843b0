//! Whether the elements of a file are those of the schema, and in its order. Nothing is read
//! otherwise for it.

use ema_model::{Position, SchemaFault, SchemaFaultKind, XmlVersion};

use super::markup::{Attribute, Passage};
use super::names::{Name, Space};
use super::node::{Content, Node};
use super::said::Path;
use crate::xml::schema::{Element, Group, Held, Namespace};

/// What is not as the schema has it.
#[derive(Debug, Default)]
pub(super) struct Faults(Vec<SchemaFault>);

/// The elements that have stood in another so far, each once.
pub(super) type Seen = Vec<&'static Element>;

/// Elements of which the schema has one at a place.
const CHOICES: [&[&str]; 3] = [
    &[
        "Metadata",
        "EpisodeMetadata",
        "SeasonMetadata",
        "SeriesMetadata",
        "VolumeMetadata",
    ],
    &["Start", "StartCondition"],
    &["End", "EndCondition"],
];

/// What an element holds that holds one of a few others: a Term its value, a region its code.
fn values(element: &Element) -> Option<(Namespace, &'static [&'static str])> {
    const TERM: &[&str] = &[
        "Text",
        "Money",
        "Event",
        "Number",
        "Boolean",
        "Duration",
        "URI",
        "Language",
        "ID",
        "AltIdentifier",
        "YearDateTime",
        "Time",
        "Region",
    ];
    const REGION: &[&str] = &["country", "countryRegion"];
    match element.held {
        Held::Group(Group::Term) => Some((Namespace::Avails, TERM)),
        Held::Group(Group::Territories(_)) => Some((Namespace::Md, REGION)),
        Held::Within if element.name == "Region" => Some((Namespace::Md, REGION)),
        _ => None,
    }
}

impl Faults {
    /// The child of an element that a tag begins, if the schema has one there; from now on it has
    /// been seen.
    pub(super) fn child(
        &mut self,
        parent: &'static Element,
        name: &Name,
        seen: &mut Seen,
        version: XmlVersion,
        (path, at): (&Path<'_>, Position),
    ) -> Option<&'static Element> {
        let of_name = |child: &&Element| name.is(child.namespace, child.name);
        let known = name
            .namespace()
            .and_then(|namespace| parent.child(namespace, &name.local, version));
        let path = || path.to(&name.in_path());
        let Some(element) = known else {
            // The schema has room for elements of others in many places.
            if matches!(name.space, Space::Other { .. }) {
                return None;
            }
            let other = parent.children().find(of_name);
            let kind = other.map_or(SchemaFaultKind::Unknown, |other| {
                SchemaFaultKind::OtherVersion(other.versions.0, other.versions.1)
            });
            self.push(kind, path(), at);
            return None;
        };
        let is_seen = seen.iter().any(|it| std::ptr::eq(*it, element));
        if is_seen && !element.repeats(version) {
            self.push(SchemaFaultKind::Repeated, path(), at);
            return None;
        }
        let choice = CHOICES.iter().find(|choice| choice.contains(&element.name));
        let other = seen.iter().find(|other| {
            let either = choice.is_some_and(|choice| choice.contains(&other.name));
            either && other.name != element.name
        });
        if let Some(other) = other {
            self.push(SchemaFaultKind::Exclusive(other.name), path(), at);
        }
        let place = |of: &Element| parent.children().position(|child| std::ptr::eq(child, of));
        if let Some(last) = seen.last()
            && place(last) > place(element)
        {
            self.push(SchemaFaultKind::Misplaced(last.name), path(), at);
        }
        if !is_seen {
            seen.push(element);
        }
        Some(element)
    }

    /// The end of an element in which these have stood.
    pub(super) fn end(
        &mut self,
        element: &'static Element,
        seen: &Seen,
        version: XmlVersion,
        (path, at): (&Path<'_>, Position),
    ) {
        let is_seen = |child: &Element| seen.iter().any(|it| std::ptr::eq(*it, child));
        let children = || element.children().filter(|child| child.is_in(version));
        let required = children().filter(|child| child.required && !is_seen(child));
        let choices = CHOICES.iter().filter_map(|choice| {
            let mut either = children().filter(|child| choice.contains(&child.name));
            let (first, second) = (either.next()?, either.next()?);
            let none = ![first, second].into_iter().chain(either).any(is_seen);
            none.then_some(first)
        });
        for child in required.chain(choices) {
            let column = match child.held {
                Held::Column(column) | Held::Group(Group::Moment(column)) => Some(column),
                _ => None,
            };
            let kind = SchemaFaultKind::Missing(column);
            self.push(kind, path.to(&child.path_name()), at);
        }
    }

    /// An attribute of an element.
    pub(super) fn attribute(
        &mut self,
        element: &'static Element,
        attribute: &Attribute,
        version: XmlVersion,
        path: &Path<'_>,
    ) {
        // Those of other namespaces are not the schema's to forbid: they say where it is.
        if !matches!(attribute.name.space, Space::None) {
            return;
        }
        let name = attribute.name.local.as_str();
        if element.attribute(name, version).is_none() {
            let mut others = element.attributes.iter();
            let other = others.find(|other| other.name == name);
            let kind = other.map_or(SchemaFaultKind::Unknown, |other| {
                SchemaFaultKind::OtherVersion(other.versions.0, other.versions.1)
            });
            self.push(kind, path.to(&format!("@{name}")), attribute.value.at);
        }
    }

    /// A text in an element that has elements alone.
    pub(super) fn text(&mut self, passage: &Passage, path: &Path<'_>) {
        if !passage.is_white() {
            self.push(SchemaFaultKind::StrayText, path.to("text()"), passage.at);
        }
    }

    /// An element that is held whole, with all in it that the schema lays down here.
    pub(super) fn node(
        &mut self,
        element: &'static Element,
        node: &Node,
        version: XmlVersion,
        path: &Path<'_>,
    ) {
        // Of what no column holds the schema here has no more than the name.
        if element.held == Held::Unplaced {
            return;
        }
        for attribute in &node.tag.attributes {
            self.attribute(element, attribute, version, path);
        }
        if let Some((namespace, names)) = values(element) {
            self.value(node, namespace, names, path);
            return;
        }
        let is_text = matches!(element.held, Held::Column(_));
        if element.children.is_empty() && !is_text {
            return;
        }
        let mut seen = Seen::new();
        for content in &node.content {
            match content {
                Content::Node(child) => {
                    let name = &child.tag.name;
                    let place = (path, child.tag.at);
                    if let Some(known) = self.child(element, name, &mut seen, version, place) {
                        self.node(known, child, version, &path.child(known));
                    }
                }
                Content::Text(passage) if !is_text => self.text(passage, path),
                Content::Text(_) => {}
            }
        }
        self.end(element, &seen, version, (path, node.tag.at));
    }

    /// An element that holds one of a few others, and nothing else.
    fn value(&mut self, node: &Node, namespace: Namespace, names: &[&str], path: &Path<'_>) {
        let mut values = 0;
        for content in &node.content {
            let child = match content {
                Content::Node(child) => child,
                Content::Text(passage) => {
                    self.text(passage, path);
                    continue;
                }
            };
            values += 1;
            let name = &child.tag.name;
            let foreign = matches!(name.space, Space::Other { .. });
            let kind = if !foreign && !names.iter().any(|known| name.is(namespace, known)) {
                SchemaFaultKind::Unknown
            } else if values > 1 {
                SchemaFaultKind::Repeated
            } else {
                self.attributes_of_value(child, &path.to(&name.in_path()));
                continue;
            };
            self.push(kind, path.to(&name.in_path()), child.tag.at);
        }
        if let (0, Some(first)) = (values, names.first()) {
            let missing = match namespace {
                Namespace::Avails => (*first).to_owned(),
                other => format!("{}:{first}", other.prefix()),
            };
            let kind = SchemaFaultKind::Missing(None);
            self.push(kind, path.to(&missing), node.tag.at);
        }
    }

    /// Money has a currency; no other text has an attribute.
    fn attributes_of_value(&mut self, value: &Node, path: &str) {
        let is_money = value.tag.name.local == "Money";
        let unknown = value.tag.attributes.iter().filter(|attribute| {
            let is_plain = matches!(attribute.name.space, Space::None);
            is_plain && !(is_money && attribute.name.local == "currency")
        });
        if value.children().next().is_none() {
            for attribute in unknown {
                let path = format!("{path}/@{}", attribute.name.local);
                self.push(SchemaFaultKind::Unknown, path, attribute.value.at);
            }
        }
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Those found so far; from now on there are none.
    pub(super) fn take(&mut self) -> Vec<SchemaFault> {
        std::mem::take(&mut self.0)
    }

    /// Those found so far and those found before, in this order.
    pub(super) fn put_back(&mut self, before: Vec<SchemaFault>) {
        self.0.splice(..0, before);
    }

    fn push(&mut self, kind: SchemaFaultKind, path: String, at: Position) {
        self.0.push(SchemaFault::new(kind, path, at));
    }
}
