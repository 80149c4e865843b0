//! Checks whether the elements in a file, and their order, conform to the schema. The result does not affect how the
//! elements are read.

use ema_model::{Column, Position, SchemaFault, SchemaFaultKind, XmlVersion};

use super::collected::Path;
use super::markup::{Attribute, Passage};
use super::names::{Name, Space};
use super::node::{Content, Node};
use crate::xml::schema::{Element, Group, Held, Namespace, ValueType};

/// The schema faults found so far.
#[derive(Debug)]
pub(super) struct Faults {
    version: XmlVersion,
    found: Vec<SchemaFault>,
    /// The kinds of namespaces that have been reported for a wrong version. Each kind is reported only once per file.
    of_other_versions: Vec<Namespace>,
}

/// The schema elements of the children that have appeared in an element so far, without duplicates.
pub(super) type Seen = Vec<&'static Element>;

impl Faults {
    pub(super) fn new(version: XmlVersion) -> Self {
        Self {
            version,
            found: Vec::new(),
            of_other_versions: Vec::new(),
        }
    }

    /// Returns the schema element for a child, if the schema allows it in the parent. Records the child as seen, and
    /// reports schema faults.
    pub(super) fn child(
        &mut self,
        parent: &'static Element,
        name: &Name,
        seen: &mut Seen,
        (path, at): (&Path<'_>, Position),
    ) -> Option<&'static Element> {
        let known = name
            .namespace()
            .and_then(|namespace| parent.child(namespace, &name.local, self.version));
        let Some(element) = known else {
            // Elements from other namespaces can't be checked, because their schemas are unknown.
            if !(parent.open && matches!(name.space, Space::Other { .. })) {
                self.strange(parent, name, (path, at));
            }
            return None;
        };
        self.namespace(name, || path.to(&name.in_path()), at);
        #[cfg(test)]
        ema_testing::visited(seen.len());
        let is_seen = seen.iter().any(|it| std::ptr::eq(*it, element));
        if is_seen && !element.repeats(self.version) {
            self.push(SchemaFaultKind::Repeated, path.to(&name.in_path()), at);
            return None;
        }
        let other = seen
            .iter()
            .find(|other| excludes(element, other) && !std::ptr::eq(**other, element));
        if let Some(other) = other {
            let kind = SchemaFaultKind::Exclusive(other.name);
            self.push(kind, path.to(&name.in_path()), at);
        }
        let place = |of: &Element| parent.children().position(|child| std::ptr::eq(child, of));
        if let Some(last) = seen.last()
            && !excludes(element, last)
            && place(last) > place(element)
        {
            let kind = SchemaFaultKind::Misplaced(last.name);
            self.push(kind, path.to(&name.in_path()), at);
        }
        if !is_seen {
            seen.push(element);
        }
        Some(element)
    }

    /// Reports an element that this version of the schema does not allow in its parent.
    fn strange(
        &mut self,
        parent: &'static Element,
        name: &Name,
        (path, at): (&Path<'_>, Position),
    ) {
        let mut of_name = parent.children().filter(|child| child.name == name.local);
        let other = of_name.clone().find(|child| !child.is_in(self.version));
        let elsewhere = of_name.find(|child| child.is_in(self.version));
        match (elsewhere, other) {
            (Some(element), _) => {
                let kind = SchemaFaultKind::OtherNamespace(self.version);
                self.push(kind, path.to(&element.path_name()), at);
            }
            (None, Some(other)) => {
                let kind = SchemaFaultKind::OtherVersion(other.versions.0, other.versions.1);
                self.push(kind, path.to(&other.path_name()), at);
            }
            (None, None) => {
                self.push(SchemaFaultKind::Unknown, path.to(&name.in_path()), at);
            }
        }
    }

    /// Reports a known element whose namespace does not belong to this version.
    fn namespace(&mut self, name: &Name, path: impl FnOnce() -> String, at: Position) {
        let own = match &name.space {
            Space::Avails(version) => *version == self.version,
            Space::Md(common) | Space::Mdmec(common) => {
                *common == Some(self.version.common_metadata())
            }
            Space::None | Space::Other { .. } => true,
        };
        if let Some(namespace) = name.namespace()
            && !own
            && !self.of_other_versions.contains(&namespace)
        {
            self.of_other_versions.push(namespace);
            self.push(SchemaFaultKind::OtherNamespace(self.version), path(), at);
        }
    }

    /// Reports the required children that have not appeared by the end of an element.
    pub(super) fn end(
        &mut self,
        element: &'static Element,
        seen: &Seen,
        (path, at): (&Path<'_>, Position),
    ) {
        let version = self.version;
        let is_seen = |child: &Element| seen.iter().any(|it| std::ptr::eq(*it, child));
        let mut choice: &[&str] = &[];
        for child in element.children().filter(|child| child.is_in(version)) {
            if child.is_required(version) && !is_seen(child) {
                let column = match child.held {
                    Held::Column(column) => Some(column),
                    _ => None,
                };
                let path = path.to(&child.path_name());
                self.push(SchemaFaultKind::Missing(column), path, at);
            }
            // A choice is checked only at its first element.
            if child.one_of.is_empty() || child.one_of == choice {
                continue;
            }
            choice = child.one_of;
            let children = element.children();
            let others = children.filter(|it| it.is_in(version) && it.one_of == choice);
            if others.clone().any(is_seen) {
                continue;
            }
            let others: Box<[_]> = others
                .map(|other| other.name)
                .filter(|name| *name != child.name)
                .collect();
            let kind = match others.is_empty() {
                true => SchemaFaultKind::Missing(None),
                false => SchemaFaultKind::MissingOneOf(others),
            };
            self.push(kind, path.to(&child.path_name()), at);
        }
    }

    /// Checks the attributes of an element, and reports those that are required but missing.
    pub(super) fn attributes(
        &mut self,
        element: &'static Element,
        attributes: &[Attribute],
        (path, at): (&Path<'_>, Position),
    ) {
        for attribute in attributes {
            self.attribute(element, attribute, path);
        }
        for required in element.attributes.iter().filter(|it| it.required) {
            let stands = attributes.iter().any(|it| it.name.is_plain(required.name));
            if !stands && required.is_in(self.version) {
                let path = path.to(&format!("@{}", required.name));
                self.push(SchemaFaultKind::Missing(None), path, at);
            }
        }
    }

    fn attribute(&mut self, element: &'static Element, attribute: &Attribute, path: &Path<'_>) {
        let name = &attribute.name;
        let kind = match &name.space {
            // Any XML file can give the location of its schema.
            Space::Other { .. } if name.is_of_instances() => return,
            Space::None => {
                if let Some(known) = element.attribute(&name.local, self.version) {
                    let column = match known.held {
                        Held::Column(column) | Held::Group(Group::Lag(column)) => Some(column),
                        _ => None,
                    };
                    let name = format!("@{}", known.name);
                    self.value(known.value, column, &attribute.value, || path.to(&name));
                    return;
                }
                let mut others = element.attributes.iter();
                let other = others.find(|other| other.name == name.local);
                other.map_or(SchemaFaultKind::Unknown, |other| {
                    SchemaFaultKind::OtherVersion(other.versions.0, other.versions.1)
                })
            }
            _ => SchemaFaultKind::Unknown,
        };
        let path = path.to(&format!("@{}", name.in_path()));
        self.push(kind, path, attribute.value.at);
    }

    /// Reports text in an element that should contain only elements.
    pub(super) fn text(&mut self, passage: &Passage, path: &Path<'_>) {
        if !passage.is_white() {
            self.push(SchemaFaultKind::StrayText, path.to("text()"), passage.at);
        }
    }

    /// Checks the text of an element or attribute against its type.
    fn value(
        &mut self,
        value: ValueType,
        column: Option<Column>,
        passage: &Passage,
        path: impl FnOnce() -> String,
    ) {
        if !value.accepts(&passage.text, self.version) {
            let kind = SchemaFaultKind::Value {
                text: passage.text.as_str().into(),
                expected: value.words(),
                column,
            };
            self.push(kind, path(), passage.at);
        }
    }

    /// Checks the text of an element without children against its type.
    fn leaf(&mut self, element: &'static Element, node: &Node, path: &Path<'_>) {
        if element.value != ValueType::Text {
            let column = match element.held {
                Held::Column(column) | Held::Group(Group::Moment(column)) => Some(column),
                _ => None,
            };
            self.value(element.value, column, &node.text(), || path.to_string());
        }
    }

    /// Checks a complete element and everything in it.
    pub(super) fn node(&mut self, element: &'static Element, node: &Node, path: &Path<'_>) {
        if element.value == ValueType::Any {
            return;
        }
        self.leaf(element, node, path);
        self.attributes(element, &node.tag.attributes, (path, node.tag.at));
        let is_text =
            element.children.is_empty() && element.held != Held::Group(Group::AssociatedAlid);
        let mut seen = Seen::new();
        let mut others = 0;
        for content in &node.content {
            match content {
                Content::Node(child) => {
                    let name = &child.tag.name;
                    let place = (path, child.tag.at);
                    match self.child(element, name, &mut seen, place) {
                        Some(known) => self.node(known, child, &path.child(known)),
                        None => others += 1,
                    }
                }
                Content::Text(passage) if !is_text => self.text(passage, path),
                Content::Text(_) => {}
            }
        }
        // A Term can have an element from another namespace instead of the schema's own elements.
        if !(element.open && others > 0) {
            self.end(element, &seen, (path, node.tag.at));
        }
    }

    pub(super) fn len(&self) -> usize {
        self.found.len()
    }

    /// Removes and returns all but the first `before` faults.
    pub(super) fn take_from(&mut self, before: usize) -> Vec<SchemaFault> {
        self.found.split_off(before)
    }

    fn push(&mut self, kind: SchemaFaultKind, path: String, at: Position) {
        self.found.push(SchemaFault::new(kind, path, at));
    }
}

/// Returns whether two elements belong to the same choice, so that the schema allows only one of them.
fn excludes(element: &Element, other: &Element) -> bool {
    !element.one_of.is_empty() && element.one_of == other.one_of
}
