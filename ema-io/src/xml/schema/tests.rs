//! Compares the tree with the MovieLabs schemas, if they are available, element by element for each version.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use ema_model::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion as Markup};

use super::{AVAIL, Element, Held, Namespace, ValueType};

#[test]
fn the_tree_is_that_of_the_schemas() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/xsd");
    if !folder.is_dir() {
        let required = std::env::var_os("EMA_REQUIRE_CORPUS").is_some();
        assert!(!required, "{} is missing", folder.display());
        println!("skipped: there is no {}", folder.display());
        return;
    }
    let mut compared = Vec::new();
    let mut differences = String::new();
    for &version in XmlVersion::ALL {
        let file = folder.join(format!("avails-v{version}.xsd"));
        if !file.is_file() {
            continue;
        }
        let mut comparison = Comparison {
            schemas: Schemas::read(file),
            version,
            elements: 0,
            seen: HashSet::new(),
            differences: String::new(),
        };
        let avails = Namespace::Avails.uri(version);
        let avail = comparison.schemas.global(&avails, "element", "Avail");
        let avail = avail.expect("every version has an Avail");
        comparison.compare(&AVAIL, &avail, "Avail");
        assert!(comparison.elements > 100, "{version}");
        differences += &comparison.differences;
        compared.push(version.as_str());
    }
    assert!(differences.is_empty(), "{differences}");
    // MovieLabs has not published a schema for version 2.5.1.
    let expected = "2.1 2.2 2.2.1 2.2.2 2.3 2.4 2.5 2.5.2 2.6 2.6.1 2.7";
    assert_eq!(compared.join(" "), expected);
}

struct Comparison {
    schemas: Schemas,
    version: XmlVersion,
    elements: usize,
    /// The child lists that have already been compared. Only lists of elements without a column are recorded.
    seen: HashSet<*const &'static [Element]>,
    differences: String,
}

impl Comparison {
    fn compare(&mut self, element: &'static Element, definition: &Definition, path: &str) {
        let Some(content) = self.schemas.content_of(definition) else {
            return;
        };
        self.elements += 1;
        let version = self.version;
        let attributes = element.attributes.iter().filter(|it| it.is_in(version));
        let mut attributes: Vec<String> = attributes
            .map(|it| line(it.name, it.required, false, &[]) + ": " + &name_of(it.value, version))
            .collect();
        attributes.sort();
        self.equal(path, "attributes", &attributes, &content.attributes);
        let own: Vec<&'static Element> = element
            .children()
            .filter(|child| child.is_in(version))
            .collect();
        let names: Vec<String> = own.iter().map(|child| child.path_name()).collect();
        let lines: Vec<String> = own
            .iter()
            .map(|child| {
                let choice = child.one_of.iter().copied();
                let choice: Vec<&str> = choice
                    .filter(|name| names.iter().any(|own| own == name))
                    .collect();
                let required = child.is_required(version) || choice.len() == 1;
                let repeats = child.repeats(version);
                line(&child.path_name(), required, repeats, &choice)
            })
            .chain(element.open.then(|| "any other".to_owned()))
            .collect();
        let expected: Vec<String> = content.elements.iter().map(|it| it.line.clone()).collect();
        self.equal(path, "elements", &lines, &expected);
        for child in own {
            let name = child.path_name();
            let theirs = content.elements.iter().find(|it| it.name == name);
            if let Some(definition) = theirs.and_then(|it| it.definition.as_ref()) {
                let theirs = self.schemas.value_of(definition);
                let own = name_of(child.value, version);
                if child.value != ValueType::Any {
                    self.equal(&format!("{path}/{name}"), "type", &[own], &[theirs]);
                }
                // Each list is compared only once, because a Common Metadata type can contain itself.
                let is_new = child.held != Held::Unplaced
                    || child.children.is_empty()
                    || self.seen.insert(child.children.as_ptr());
                if child.value == ValueType::Any || !is_new {
                    continue;
                }
                self.compare(child, definition, &format!("{path}/{name}"));
            }
        }
    }

    fn equal(&mut self, path: &str, what: &str, own: &[String], theirs: &[String]) {
        if own != theirs {
            let version = self.version;
            let _ = writeln!(self.differences, "{version} {path}, {what}:");
            for (mark, of, others) in [("tree", own, theirs), ("schema", theirs, own)] {
                for line in of.iter().filter(|line| !others.contains(line)) {
                    let _ = writeln!(self.differences, "    only in the {mark}: {line}");
                }
            }
            if own.len() == theirs.len() && own.iter().all(|line| theirs.contains(line)) {
                let _ = writeln!(self.differences, "    another order: {theirs:?}");
            }
        }
    }
}

/// Describes an element or attribute.
fn line(name: &str, required: bool, repeats: bool, choice: &[&str]) -> String {
    let required = if required { ", required" } else { "" };
    let repeats = if repeats { ", repeated" } else { "" };
    let choice = match choice {
        // The only element in a choice is simply required.
        [] | [_] => String::new(),
        choice => {
            let mut choice = choice.to_vec();
            choice.sort_unstable();
            format!(", one of {}", choice.join(" "))
        }
    };
    format!("{name}{required}{repeats}{choice}")
}

/// Returns the name of a type in the notation that [`Schemas::value_of`] uses.
fn name_of(value: ValueType, version: XmlVersion) -> String {
    let region = match version < XmlVersion::V2_3 {
        true => "[A-Z][A-Z]-[A-Z0-9]+",
        false => "[0-9]{3} or [A-Z][A-Z]-[A-Z0-9]+",
    };
    let name = match value {
        ValueType::OneOf(words) => return words.join(" or "),
        ValueType::Between(low, high) => return format!("decimal from {low} to {high}"),
        ValueType::Place => return "[0-9]{3} or [A-Z][A-Z] or [A-Z][A-Z]-[A-Z0-9]+".to_owned(),
        ValueType::Market => {
            return "Domestic or International or [0-9]{3} or [A-Z][A-Z] or [A-Z][A-Z]-[A-Z0-9]+"
                .to_owned();
        }
        ValueType::NonNegative => "nonNegativeInteger",
        ValueType::IntFrom1 => "int from 1",
        ValueType::Double => "double",
        ValueType::Year => "gYear",
        ValueType::Base64 => "base64Binary",
        ValueType::Timecode => "([0-9]+\\.[0-9]+)|([0-9]{2}:){3}([0-9]{2})",
        ValueType::Any => "any",
        ValueType::Text | ValueType::Empty => "text",
        ValueType::Uri => "anyURI",
        ValueType::Language => "language",
        ValueType::Boolean => "boolean",
        ValueType::BooleanOrTrue => "boolean, by default true",
        ValueType::True => "boolean, always true",
        ValueType::Integer => "integer",
        ValueType::Int => "int",
        ValueType::PositiveInteger => "positiveInteger",
        ValueType::Decimal => "decimal",
        ValueType::Duration => "duration",
        ValueType::DateTime => "dateTime",
        ValueType::Date => "date",
        ValueType::Time => "time",
        ValueType::ReleaseDate => "date or gYear or gYearMonth",
        ValueType::YearOrTime => "date or dateTime or gYear",
        ValueType::Event => "date or dateTime",
        ValueType::Country => "[A-Z][A-Z]",
        ValueType::Region => region,
    };
    name.to_owned()
}

/// The content that a schema type requires or allows.
#[derive(Default)]
struct Content {
    attributes: Vec<String>,
    elements: Vec<Particle>,
}

struct Particle {
    name: String,
    line: String,
    /// The definition of the element, or `None` if any element is allowed.
    definition: Option<Definition>,
}

/// An element in a schema document, and the namespace that the document defines.
#[derive(Clone)]
struct Definition {
    namespace: String,
    node: Node,
}

/// The documents of a schema, keyed by the namespaces that they define.
struct Schemas(HashMap<String, Node>);

impl Schemas {
    fn read(first: PathBuf) -> Self {
        let mut documents = HashMap::new();
        let mut files = vec![first];
        while let Some(file) = files.pop() {
            // The schemas import a document that MovieLabs never published.
            let Ok(text) = std::fs::read_to_string(&file) else {
                continue;
            };
            let document = Node::parse(&text);
            let imports = document.children.iter().filter(|it| it.is("import"));
            files.extend(imports.map(|it| file.with_file_name(it.get("schemaLocation"))));
            let namespace = document.get("targetNamespace").to_owned();
            documents.insert(namespace, document);
        }
        Self(documents)
    }

    fn global(&self, namespace: &str, kind: &str, name: &str) -> Option<Definition> {
        let mut children = self.0.get(namespace)?.children.iter();
        let node = children.find(|it| it.is(kind) && it.get("name") == name)?;
        Some(Definition {
            namespace: namespace.to_owned(),
            node: node.clone(),
        })
    }

    /// Resolves a qualified name that a document uses.
    fn named(&self, document: &str, kind: &str, name: &str) -> Option<Definition> {
        let (prefix, local) = name.split_once(':')?;
        let declaration = format!("xmlns:{prefix}");
        self.global(self.0.get(document)?.get(&declaration), kind, local)
    }

    /// Returns the content of an element or type, or `None` if the schema is not available.
    fn content_of(&self, definition: &Definition) -> Option<Content> {
        let mut content = Content::default();
        self.add_type(definition, &mut content)?;
        content.attributes.sort();
        Some(content)
    }

    fn add_type(&self, definition: &Definition, content: &mut Content) -> Option<()> {
        let Definition { namespace, node } = definition;
        for name in [node.get("type"), node.get("base")] {
            if let Some(known) = self.named(namespace, "complexType", name) {
                self.add_type(&known, content)?;
            } else if !name.is_empty() && !name.starts_with("xs:") {
                self.named(namespace, "simpleType", name)?;
            }
        }
        for child in &node.children {
            let child = Definition {
                namespace: namespace.clone(),
                node: child.clone(),
            };
            match child.node.local.as_str() {
                "complexType" | "complexContent" | "simpleContent" | "extension" => {
                    self.add_type(&child, content)?;
                }
                "sequence" | "choice" => self.add_particle(&child, true, &[], content),
                "attribute" => {
                    let required = child.node.get("use") == "required";
                    let attribute = line(child.node.get("name"), required, false, &[]);
                    let value = self.value_of(&child);
                    content.attributes.push(attribute + ": " + &value);
                }
                "attributeGroup" => {
                    let group = self.named(namespace, "attributeGroup", child.node.get("ref"));
                    self.add_type(&group?, content)?;
                }
                "annotation" | "simpleType" => {}
                other => panic!("{other} is not understood"),
            }
        }
        Some(())
    }

    /// Returns the type of an element's or attribute's text, as an alphabetical list of its base types.
    fn value_of(&self, definition: &Definition) -> String {
        let mut bases = Vec::new();
        self.add_bases(definition, &mut bases);
        bases.sort();
        bases.dedup();
        let node = &definition.node;
        match (bases.as_slice(), node.get("default"), node.get("fixed")) {
            (bases, "", "") if bases.is_empty() || bases.iter().any(|it| it == "text") => {
                "text".to_owned()
            }
            (_, "", "") => bases.join(" or "),
            (_, default, "") => format!("{}, by default {default}", bases.join(" or ")),
            (_, _, fixed) => format!("{}, always {fixed}", bases.join(" or ")),
        }
    }

    /// Adds the XML Schema types that a type is based on, or its patterns if it has any. Adds nothing if the type has
    /// elements.
    fn add_bases(&self, definition: &Definition, bases: &mut Vec<String>) {
        let Definition { namespace, node } = definition;
        let patterns = node.children.iter().filter(|it| it.is("pattern"));
        let mut patterns = patterns.map(|it| it.get("value").to_owned()).peekable();
        if patterns.peek().is_some() {
            bases.extend(patterns);
            return;
        }
        let words = node.children.iter().filter(|it| it.is("enumeration"));
        let mut words = words.map(|it| it.get("value").to_owned()).peekable();
        if words.peek().is_some() {
            bases.extend(words);
            return;
        }
        let bound = |name: &str| {
            let found = node.children.iter().find(|it| it.is(name));
            found.map(|it| it.get("value"))
        };
        if let Some(low) = bound("minInclusive") {
            let base = node.get("base").trim_start_matches("xs:");
            let high = bound("maxInclusive").map_or(String::new(), |high| format!(" to {high}"));
            bases.push(format!("{base} from {low}{high}"));
            return;
        }
        let members = node.get("memberTypes").split(' ');
        for name in [node.get("type"), node.get("base")]
            .into_iter()
            .chain(members)
        {
            match name.strip_prefix("xs:") {
                Some("string" | "anyType") => bases.push("text".to_owned()),
                Some(base) => bases.push(base.to_owned()),
                None => {
                    for kind in ["simpleType", "complexType"] {
                        if let Some(known) = self.named(namespace, kind, name) {
                            self.add_bases(&known, bases);
                        }
                    }
                }
            }
        }
        const INNER: [&str; 6] = [
            "simpleType",
            "restriction",
            "union",
            "complexType",
            "simpleContent",
            "extension",
        ];
        let inner = |it: &&Node| INNER.contains(&it.local.as_str());
        for child in node.children.iter().filter(inner) {
            let child = Definition {
                namespace: namespace.clone(),
                node: child.clone(),
            };
            self.add_bases(&child, bases);
        }
    }

    /// Adds a schema particle, such as an element, a sequence or a choice. `required` says whether the particle's
    /// parent is required, and `choice` lists the elements of the choice that contains the particle, if any.
    fn add_particle(
        &self,
        particle: &Definition,
        required: bool,
        choice: &[String],
        content: &mut Content,
    ) {
        let Definition { namespace, node } = particle;
        let required = required && node.get("minOccurs") != "0";
        match node.local.as_str() {
            "sequence" | "choice" => {
                assert_eq!(node.get("maxOccurs"), "", "a group repeats");
                // Optional choices are ignored, because the tree does not record them.
                let is_choice = node.is("choice") && required;
                let own = node
                    .children
                    .iter()
                    .filter(|it| is_choice && it.is("element"));
                let own: Vec<String> = own.map(|it| prefixed(namespace, it.get("name"))).collect();
                assert!(choice.is_empty());
                for child in &node.children {
                    let child = Definition {
                        namespace: namespace.clone(),
                        node: child.clone(),
                    };
                    self.add_particle(&child, required, &own, content);
                }
            }
            "group" => {
                let group = self.named(namespace, "group", node.get("ref"));
                let Definition { namespace, node } = group.expect("it is defined");
                for child in node.children {
                    let namespace = namespace.clone();
                    let child = Definition {
                        namespace,
                        node: child,
                    };
                    self.add_particle(&child, required, &[], content);
                }
            }
            "element" => {
                let name = prefixed(namespace, node.get("name"));
                let max = node.get("maxOccurs");
                assert!(["", "1", "unbounded"].contains(&max), "{max}");
                let repeats = max == "unbounded";
                let choice: Vec<&str> = choice.iter().map(String::as_str).collect();
                let required = required && choice.len() < 2;
                content.elements.push(Particle {
                    line: line(&name, required, repeats, &choice),
                    name,
                    definition: Some(particle.clone()),
                });
            }
            "any" => content.elements.push(Particle {
                name: String::new(),
                line: "any other".to_owned(),
                definition: None,
            }),
            "annotation" => {}
            other => panic!("{other} is not understood"),
        }
    }
}

/// Returns the name that the tree uses in paths for a definition in a namespace.
fn prefixed(namespace: &str, name: &str) -> String {
    let namespace = Namespace::ALL.into_iter().find(|it| {
        let start = format!("http://www.movielabs.com/schema/{}/", it.prefix());
        namespace.starts_with(&start)
    });
    match namespace.expect("it is one of the three") {
        Namespace::Avails => name.to_owned(),
        other => format!("{}:{name}", other.prefix()),
    }
}

/// An element in a schema document.
#[derive(Clone, Default)]
struct Node {
    local: String,
    attributes: HashMap<String, String>,
    children: Vec<Self>,
}

impl Node {
    fn parse(text: &str) -> Self {
        let mut reader = Reader::from_str(text);
        let mut open = vec![Self::default()];
        loop {
            let event = reader.read_event().expect("a schema is well-formed");
            let (started, ended) = match event {
                Event::Start(start) => (Some(Self::of(&start)), false),
                Event::Empty(start) => (Some(Self::of(&start)), true),
                Event::End(_) => (None, true),
                Event::Eof => break,
                _ => (None, false),
            };
            open.extend(started);
            if ended && let Some(node) = open.pop() {
                let parent = open.last_mut().expect("a parent is open");
                parent.children.push(node);
            }
        }
        open.remove(0).children.remove(0)
    }

    fn of(start: &BytesStart<'_>) -> Self {
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.expect("a schema is well-formed");
            let value = attribute.normalized_value(Markup::Implicit1_0);
            let value = value.expect("its references are known").into_owned();
            (attribute.key.into_inner().to_owned(), value)
        });
        Self {
            local: start.local_name().into_inner().to_owned(),
            attributes: attributes.collect(),
            children: Vec::new(),
        }
    }

    fn is(&self, local: &str) -> bool {
        self.local == local
    }

    /// Returns the value of an attribute, or an empty string if the attribute is missing.
    fn get(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }
}
