//! Which files a manifest names.

use std::str;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{FileKind, Target};

/// The largest file that is looked into, in bytes. A manifest of a season comes to some megabytes.
pub(super) const LARGEST: u64 = 64 << 20;

/// What looking into a file has told.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Insight {
    /// What it is, if what is in it says so.
    pub(super) kind: Option<FileKind>,
    /// The names of the files that it refers to, as they stand there, each once, in their order.
    pub(super) references: Vec<String>,
    pub(super) fault: Option<Fault>,
}

/// Why a file can't be looked into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is no XML, or no CSV: the reason.
    Malformed(String),
    /// It may be sound, but can't be read here: the reason.
    Unchecked(&'static str),
}

/// Whether a file of this name is worth a look.
pub(super) fn is_looked_into(name: &str, target: &Target) -> bool {
    has_extension(name, "xml") || (is_backlot(target) && has_extension(name, "csv"))
}

/// Looks into a file of this name.
pub(super) fn look(name: &str, contents: &[u8], target: &Target) -> Insight {
    let contents = contents.strip_prefix(b"\xef\xbb\xbf").unwrap_or(contents);
    let Ok(text) = str::from_utf8(contents) else {
        return Insight {
            fault: Some(Fault::Unchecked("is not in UTF-8")),
            ..Insight::default()
        };
    };
    let mut insight = if has_extension(name, "csv") {
        csv(text)
    } else {
        xml(text, target)
    };
    once_each(&mut insight.references);
    insight
}

fn has_extension(name: &str, extension: &str) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, found)| found.eq_ignore_ascii_case(extension))
}

fn is_backlot(target: &Target) -> bool {
    matches!(target, Target::Backlot(_))
}

/// Backlot's CSV manifest: a head with the column `video`, the files in the columns `video`, `thumbnail` and
/// `subTitle`. A table without `video` is no manifest.
fn csv(text: &str) -> Insight {
    let malformed = |error: csv::Error| Insight {
        kind: Some(FileKind::Manifest),
        references: Vec::new(),
        fault: Some(Fault::Malformed(error.to_string())),
    };
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let head = match reader.headers() {
        Ok(head) => head.clone(),
        Err(error) => return malformed(error),
    };
    let column = |name: &str| {
        head.iter()
            .position(|found| found.eq_ignore_ascii_case(name))
    };
    if column("video").is_none() {
        return Insight::default();
    }
    let files = ["video", "thumbnail", "subTitle"].map(column);
    let content_type = column("content_type");
    let mut references = Vec::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => return malformed(error),
        };
        let cell = |column: Option<usize>| record.get(column?);
        let is_remote = cell(content_type) == Some("remoteasset");
        for (place, &column) in files.iter().enumerate() {
            // The first column of a remote asset is the address of a stream.
            if let Some(name) = cell(column)
                && !(is_remote && place == 0)
            {
                add(&mut references, name);
            }
        }
    }
    Insight {
        kind: Some(FileKind::Manifest),
        references,
        fault: None,
    }
}

/// Elements inside elements; manifests come to some 12.
const DEEPEST: u32 = 64;

fn xml(text: &str, target: &Target) -> Insight {
    let mut insight = Insight::default();
    let mut reader = Reader::from_str(text);
    let mut depth: u32 = 0;
    // The text of the element that names a file, while one is open.
    let mut named: Option<String> = None;
    let malformed = |error: String| Some(Fault::Malformed(error));
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                insight.fault = malformed(error.to_string());
                return insight;
            }
        };
        match event {
            Event::Start(element) => {
                if depth == 0 {
                    insight.kind = root(&element, target);
                }
                depth += 1;
                if depth > DEEPEST {
                    insight.fault = Some(Fault::Unchecked(
                        "has elements inside elements, too many to be read",
                    ));
                    return insight;
                }
                attributes(&element, insight.kind, target, &mut insight.references);
                named = names_a_file(&element, insight.kind, target).then(String::new);
            }
            Event::Empty(element) => {
                if depth == 0 {
                    insight.kind = root(&element, target);
                }
                attributes(&element, insight.kind, target, &mut insight.references);
            }
            Event::Text(text) => {
                if let Some(named) = &mut named {
                    named.push_str(&text.xml10_content());
                }
            }
            Event::CData(text) => {
                if let Some(named) = &mut named {
                    named.push_str(&text.xml10_content());
                }
            }
            Event::GeneralRef(reference) => {
                let known = match quick_xml::escape::resolve_predefined_entity(&reference) {
                    Some(known) => Some(known.to_owned()),
                    None => reference
                        .resolve_char_ref()
                        .ok()
                        .flatten()
                        .map(String::from),
                };
                match (known, &mut named) {
                    (Some(known), Some(named)) => named.push_str(&known),
                    (Some(_), None) => {}
                    (None, _) => {
                        insight.fault = malformed(format!("&{}; is no entity of XML", &*reference));
                        return insight;
                    }
                }
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                if let Some(name) = named.take() {
                    add(&mut insight.references, &name);
                }
            }
            Event::DocType(_) => {
                insight.fault = Some(Fault::Unchecked("declares a document type"));
                return insight;
            }
            Event::Eof => {
                if depth > 0 {
                    insight.fault = malformed("it ends before its last element does".to_owned());
                }
                return insight;
            }
            _ => {}
        }
    }
}

/// What the root of an XML file says it is.
fn root(element: &BytesStart<'_>, target: &Target) -> Option<FileKind> {
    match (element.local_name().into_inner(), is_backlot(target)) {
        ("rss", true) | ("MediaManifest", false) => Some(FileKind::Manifest),
        ("CoreMetadata", false) => Some(FileKind::Metadata),
        ("AvailList", _) => Some(FileKind::Avails),
        _ => None,
    }
}

/// Whether the text of an element is the name of a file: `ContainerLocation` in Media Manifest Core, `ArtReference`
/// in the metadata of both formats.
fn names_a_file(element: &BytesStart<'_>, kind: Option<FileKind>, target: &Target) -> bool {
    match (kind, is_backlot(target)) {
        (Some(FileKind::Manifest | FileKind::Metadata), false) => {
            matches!(
                element.local_name().into_inner(),
                "ContainerLocation" | "ArtReference"
            )
        }
        _ => false,
    }
}

/// The attributes of Backlot's MRSS manifest that name files.
fn attributes(
    element: &BytesStart<'_>,
    kind: Option<FileKind>,
    target: &Target,
    references: &mut Vec<String>,
) {
    if kind != Some(FileKind::Manifest) || !is_backlot(target) {
        return;
    }
    let naming = match element.local_name().into_inner() {
        "content" | "thumbnail" => "url",
        "subTitle" => "href",
        _ => return,
    };
    let mut attributes = element.attributes();
    // The check for attributes that stand twice compares each with each.
    attributes.with_checks(false);
    for attribute in attributes.flatten() {
        if attribute.key.into_inner() == naming
            && let Ok(name) = quick_xml::escape::unescape(&attribute.value)
        {
            add(references, &name);
        }
    }
}

/// Adds a reference, unless it is the address of something that is not delivered.
fn add(references: &mut Vec<String>, name: &str) {
    let name = name.trim();
    if !name.is_empty() && !name.contains("://") {
        references.push(name.to_owned());
    }
}

fn once_each(references: &mut Vec<String>) {
    let mut seen = std::collections::HashSet::new();
    references.retain(|name| seen.insert(name.clone()));
}
