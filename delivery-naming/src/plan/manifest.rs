//! The files that a manifest names.

use quick_xml::Reader;
use quick_xml::errors::IllFormedError;
use quick_xml::events::{BytesStart, Event};

use super::{FileKind, Target, decode};

/// The size limit for files that are parsed, in bytes (64 MiB). A season's manifest is a few megabytes long.
pub(super) const LARGEST: u64 = 64 << 20;

/// The result of parsing a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Insight {
    /// The kind of file.
    pub(super) kind: FileKind,
    /// The names of the files that the parsed file refers to, as written and in order. Each name is listed once.
    pub(super) references: Vec<String>,
    pub(super) fault: Option<Fault>,
}

/// The reason a file cannot be parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The file is not valid XML or CSV. The string is the reason.
    Malformed(String),
    /// The file may be valid, but this crate cannot read its content. The string is the reason.
    Unchecked(String),
}

impl Insight {
    fn of(kind: FileKind) -> Self {
        Self {
            kind,
            references: Vec::new(),
            fault: None,
        }
    }

    /// The result for a file that may be a manifest but could not be parsed.
    pub(super) fn unchecked(reason: impl Into<String>) -> Self {
        Self {
            fault: Some(Fault::Unchecked(reason.into())),
            ..Self::of(FileKind::Unknown)
        }
    }

    fn malformed(kind: FileKind, reason: String) -> Self {
        Self {
            fault: Some(Fault::Malformed(reason)),
            ..Self::of(kind)
        }
    }
}

/// Whether a file with this name is parsed.
pub(super) fn is_looked_into(name: &str) -> bool {
    is_table(name) || has_extension(name, &["xml", "mrss", "rss"])
}

/// Parses a file with this name.
pub(super) fn look(name: &str, contents: &[u8], target: &Target) -> Insight {
    let mut insight = if is_table(name) {
        table(&decode::table(contents), target)
    } else {
        match decode::xml(contents) {
            Ok(text) => xml(&text, target),
            Err(reason) => Insight::unchecked(reason),
        }
    };
    once_each(&mut insight.references);
    insight
}

fn is_table(name: &str) -> bool {
    has_extension(name, &["csv", "tsv"])
}

pub(super) fn has_extension(name: &str, extensions: &[&str]) -> bool {
    name.rsplit_once('.').is_some_and(|(_, found)| {
        extensions
            .iter()
            .any(|extension| found.eq_ignore_ascii_case(extension))
    })
}

fn is_backlot(target: &Target) -> bool {
    matches!(target, Target::Backlot(_))
}

/// Parses a table. For Backlot, a table is a manifest if its header has a `video` column. For Prime Video, a table
/// contains avails if one of its first lines has a `LicenseType` column, which every EMA version has.
fn table(text: &str, target: &Target) -> Insight {
    if is_backlot(target) {
        // Excel writes semicolons in locales where the comma is the decimal separator, and tabs in its "Unicode text".
        let found = [b',', b';', b'\t']
            .into_iter()
            .find_map(|separator| backlot_table(text, separator));
        return found
            .unwrap_or_else(|| Insight::unchecked("has no column `video` in its first line"));
    }
    let cell = |c: char| matches!(c, ',' | ';' | '\t' | '"' | ':');
    let names_the_column = |line: &str| {
        line.split(cell)
            .any(|cell| cell.trim().eq_ignore_ascii_case("LicenseType"))
    };
    match text.lines().take(AVAILS_HEAD).any(names_the_column) {
        true => Insight::of(FileKind::Avails),
        false => Insight::unchecked("is a table, but not of avails"),
    }
}

/// The number of leading lines that are searched for the column names of avails.
const AVAILS_HEAD: usize = 10;

/// Parses Backlot's CSV manifest. The header has a `video` column, and the columns `video`, `thumbnail` and `subTitle`
/// name files. Returns `None` if the header has no `video` column.
fn backlot_table(text: &str, separator: u8) -> Option<Insight> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let head = reader.headers().ok()?.clone();
    let column = |name: &str| {
        head.iter()
            .position(|found| found.eq_ignore_ascii_case(name))
    };
    column("video")?;
    let files = ["video", "thumbnail", "subTitle"].map(column);
    let content_type = column("content_type");
    let mut insight = Insight::of(FileKind::Manifest);
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                let reason = match error.kind() {
                    csv::ErrorKind::UnequalLengths {
                        expected_len, len, ..
                    } => {
                        format!(
                            "line {line}: it has {len} cells, and the header has {expected_len}"
                        )
                    }
                    _ => format!("line {line}: this is not a row of a table"),
                };
                return Some(Insight::malformed(FileKind::Manifest, reason));
            }
        };
        let cell = |column: Option<usize>| record.get(column?);
        let is_remote = cell(content_type) == Some("remoteasset");
        for (place, &column) in files.iter().enumerate() {
            // In a row for a remote asset, the first of these columns contains the address of a stream.
            if let Some(name) = cell(column)
                && !(is_remote && place == 0)
            {
                add(&mut insight.references, name);
            }
        }
    }
    Some(insight)
}

/// Describes why a part of a manifest is not well-formed XML.
fn not_xml(error: &quick_xml::Error) -> String {
    match error {
        quick_xml::Error::IllFormed(IllFormedError::MismatchedEndTag { expected, found }) => {
            format!("found </{found}> where </{expected}> must come first")
        }
        quick_xml::Error::IllFormed(IllFormedError::UnmatchedEndTag(name)) => {
            format!("found </{name}>, but no such element is open")
        }
        quick_xml::Error::IllFormed(IllFormedError::UnclosedReference) => {
            "found `&`, which is written `&amp;` in XML".to_owned()
        }
        quick_xml::Error::Syntax(_) => "the markup that begins there never ends".to_owned(),
        _ => "this is not XML".to_owned(),
    }
}

/// The maximum nesting depth of elements that are parsed. Manifests have about 12 levels.
const DEEPEST: u32 = 64;

fn xml(text: &str, target: &Target) -> Insight {
    let mut insight = Insight::of(FileKind::Unknown);
    let mut reader = Reader::from_str(text);
    let mut depth: u32 = 0;
    let mut has_root = false;
    // The text so far in the open element that holds a file name, if there is one.
    let mut named: Option<String> = None;
    let malformed = |error: String| Some(Fault::Malformed(error));
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                let place = usize::try_from(reader.error_position()).unwrap_or(usize::MAX);
                let before = text.get(..place).unwrap_or(text);
                let line = before.matches('\n').count() + 1;
                insight.fault = malformed(format!("line {line}: {}", not_xml(&error)));
                return insight;
            }
        };
        if let Event::Start(element) | Event::Empty(element) = &event
            && depth == 0
        {
            if has_root {
                insight.fault = malformed("it has more than one root".to_owned());
                return insight;
            }
            has_root = true;
            match root(element, target) {
                Some(kind) => insight.kind = kind,
                None => insight.fault = unknown_root(element),
            }
        }
        match event {
            Event::Start(element) => {
                depth += 1;
                if depth > DEEPEST {
                    insight.fault = Some(Fault::Unchecked(
                        "has elements that are nested too deeply to be read".to_owned(),
                    ));
                    return insight;
                }
                attributes(&element, insight.kind, target, &mut insight.references);
                named = names_a_file(&element, insight.kind, target).then(String::new);
            }
            Event::Empty(element) => {
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
                        insight.fault =
                            malformed(format!("&{}; is not an entity of XML", &*reference));
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
                insight.fault = Some(Fault::Unchecked("declares a document type".to_owned()));
                return insight;
            }
            Event::Eof => {
                if depth > 0 {
                    insight.fault =
                        malformed("it ends before its last element is closed".to_owned());
                } else if !has_root {
                    insight.fault = malformed("it has no element".to_owned());
                }
                return insight;
            }
            _ => {}
        }
    }
}

/// The kind of an XML file, as indicated by its root element.
fn root(element: &BytesStart<'_>, target: &Target) -> Option<FileKind> {
    match (element.local_name().into_inner(), is_backlot(target)) {
        ("rss", true) | ("MediaManifest", false) => Some(FileKind::Manifest),
        ("CoreMetadata", false) => Some(FileKind::Metadata),
        ("AvailList", _) => Some(FileKind::Avails),
        (name, _) if ASSET_ROOTS.contains(&name) => Some(FileKind::Asset),
        _ => None,
    }
}

/// The root elements of XML files that are assets: timed text, the lists in an IMF package, and Dolby Vision metadata.
const ASSET_ROOTS: [&str; 8] = [
    "tt",
    "DCSubtitle",
    "SubtitleReel",
    "CompositionPlaylist",
    "OutputProfileList",
    "PackingList",
    "AssetMap",
    "DolbyLabsMDF",
];

fn unknown_root(element: &BytesStart<'_>) -> Option<Fault> {
    let name: String = element.local_name().into_inner().chars().take(60).collect();
    Some(Fault::Unchecked(format!(
        "is XML of an unknown kind (`{name}`)"
    )))
}

/// Whether an element's text is a file name. This is the case for `ContainerLocation` in Media Manifest Core, and for
/// `ArtReference` in the metadata of both formats.
fn names_a_file(element: &BytesStart<'_>, kind: FileKind, target: &Target) -> bool {
    match (kind, is_backlot(target)) {
        (FileKind::Manifest | FileKind::Metadata, false) => {
            matches!(
                element.local_name().into_inner(),
                "ContainerLocation" | "ArtReference"
            )
        }
        _ => false,
    }
}

/// Reads the attributes that name files in Backlot's MRSS manifest.
fn attributes(
    element: &BytesStart<'_>,
    kind: FileKind,
    target: &Target,
    references: &mut Vec<String>,
) {
    if kind != FileKind::Manifest || !is_backlot(target) {
        return;
    }
    let naming = match element.local_name().into_inner() {
        "content" | "thumbnail" => "url",
        "subTitle" => "href",
        _ => return,
    };
    let mut attributes = element.attributes();
    // quick-xml's check for duplicate attributes compares all pairs, which takes quadratic time.
    attributes.with_checks(false);
    for attribute in attributes.flatten() {
        if attribute.key.into_inner() == naming
            && let Ok(name) = quick_xml::escape::unescape(&attribute.value)
        {
            add(references, &name);
        }
    }
}

/// Adds a reference, unless it is the address of something other than a delivered file.
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
