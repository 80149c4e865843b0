//! Reads the markup of an XML file, one tag or piece of text at a time. Errors about markup that is not well-formed
//! include the position.

use std::mem;

use ema_model::Position;
use quick_xml::NsReader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::NamespaceResolver;

use super::input::{Input, LONGEST, advance, is_character};
use super::names::{Name, check_name, space};
use crate::error::{ErrorKind, Limit};
use crate::xml::words::{attribute_error_in_words, attribute_error_place, markup_error_in_words};

/// The maximum depth of nested elements. The schema needs at most 13 levels.
const DEEPEST: usize = 64;

/// The maximum number of attributes on an element. The schema needs at most 6.
const MOST_ATTRIBUTES: usize = 128;

/// A piece of an XML file. The reader skips comments and everything outside the root element.
#[derive(Debug)]
pub(super) enum Piece {
    Start(Tag),
    /// The end of the innermost open element.
    End,
    /// All text between two tags or instructions, with all references resolved.
    Text(Passage),
    Instruction {
        target: String,
        content: Passage,
    },
    /// The end of the file.
    Eof,
}

/// Text with its position.
#[derive(Clone, Debug)]
pub(super) struct Passage {
    pub(super) text: String,
    pub(super) at: Position,
}

impl Passage {
    /// Returns whether the text consists only of white space.
    pub(super) fn is_white(&self) -> bool {
        self.text.bytes().all(is_white)
    }
}

/// The start tag of an element.
#[derive(Debug)]
pub(super) struct Tag {
    pub(super) name: Name,
    /// The attributes, except namespace declarations.
    pub(super) attributes: Vec<Attribute>,
    pub(super) at: Position,
}

#[derive(Debug)]
pub(super) struct Attribute {
    pub(super) name: Name,
    pub(super) value: Passage,
}

/// An XML file that is being read.
pub(super) struct Markup {
    reader: NsReader<Input>,
    buffer: Vec<u8>,
    depth: usize,
    has_root: bool,
    /// The piece after the current text, if it has already been read.
    ahead: Option<Piece>,
}

impl Markup {
    pub(super) fn new(input: Input) -> Self {
        let mut reader = NsReader::from_reader(input);
        reader.config_mut().expand_empty_elements = true;
        Self {
            reader,
            buffer: Vec::new(),
            depth: 0,
            has_root: false,
            ahead: None,
        }
    }

    /// Reads the next piece.
    ///
    /// # Errors
    ///
    /// Fails with [`ErrorKind::MalformedXml`] if the markup is not well-formed or has a document type declaration. Also
    /// fails with [`ErrorKind::Io`], or if [`Limit::Token`], [`Limit::Nesting`] or [`Limit::Attributes`] is exceeded.
    pub(super) fn next(&mut self) -> Result<Piece, ErrorKind> {
        if let Some(piece) = self.ahead.take() {
            return Ok(piece);
        }
        let mut passage: Option<Passage> = None;
        loop {
            let at = self.reader.get_mut().position();
            let piece = match self.event(at)? {
                Found::Nothing => continue,
                Found::Text(text) => {
                    let passage = passage.get_or_insert_with(|| Passage {
                        text: String::new(),
                        at,
                    });
                    passage.text.push_str(&text);
                    if passage.text.len() > LONGEST {
                        let place = format!(" at {}", passage.at);
                        return Err(ErrorKind::limit(Limit::Token, LONGEST as u64, place));
                    }
                    continue;
                }
                Found::Piece(piece) => piece,
            };
            return Ok(match passage {
                Some(passage) => {
                    self.ahead = Some(piece);
                    Piece::Text(passage)
                }
                None => piece,
            });
        }
    }

    fn event(&mut self, at: Position) -> Result<Found, ErrorKind> {
        self.buffer.clear();
        self.reader.get_mut().next_piece();
        let event = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(error) => {
                let failure = self.reader.get_mut().take_failure();
                return Err(failure.unwrap_or_else(|| {
                    ErrorKind::malformed_xml(at, markup_error_in_words(&error))
                }));
            }
        };
        let wrong = |detail: &str| Err(ErrorKind::malformed_xml(at, detail));
        Ok(match event {
            Event::Start(start) | Event::Empty(start) => {
                if self.depth == 0 && mem::replace(&mut self.has_root, true) {
                    return wrong("a second root element begins there");
                }
                self.depth += 1;
                if self.depth > DEEPEST {
                    let place = format!(" at {at}");
                    return Err(ErrorKind::limit(Limit::Nesting, DEEPEST as u64, place));
                }
                Found::Piece(Piece::Start(tag(self.reader.resolver(), &start, at)?))
            }
            Event::End(_) => {
                // quick-xml has checked that the element is open.
                self.depth = self.depth.saturating_sub(1);
                Found::Piece(Piece::End)
            }
            Event::Text(text) if self.depth == 0 => {
                if !text.bytes().all(is_white) {
                    return wrong("there is text outside the root element");
                }
                Found::Nothing
            }
            Event::CData(_) | Event::GeneralRef(_) if self.depth == 0 => {
                return wrong("there is text outside the root element");
            }
            Event::Text(text) => {
                if let Some(offset) = text.find("]]>") {
                    let at = advance(at, &text.as_bytes()[..offset], &mut false);
                    let detail = "`]]>` is there, which XML writes as `]]&gt;`";
                    return Err(ErrorKind::malformed_xml(at, detail));
                }
                Found::Text(text.xml10_content().into_owned())
            }
            Event::CData(text) => Found::Text(text.xml10_content().into_owned()),
            Event::GeneralRef(reference) => {
                let text = resolved(&reference).map_err(|it| ErrorKind::malformed_xml(at, it))?;
                Found::Text(text)
            }
            Event::PI(instruction) => {
                let target = instruction.target().to_owned();
                if self.depth == 0 {
                    return Ok(Found::Nothing);
                }
                let content = instruction.content();
                let white = content.bytes().take_while(|&byte| is_white(byte)).count();
                let before = &instruction.as_bytes()[..target.len() + white];
                let mut at = advance(at, before, &mut false);
                at.column = at.column.saturating_add("<?".len() as u32);
                let text = content[white..].to_owned();
                let content = Passage { text, at };
                Found::Piece(Piece::Instruction { target, content })
            }
            Event::DocType(_) => {
                return wrong(
                    "it declares a document type (DOCTYPE), which XML Avails never do and which \
                     files made to exhaust memory do",
                );
            }
            Event::Decl(_) if at.line > 1 || at.column > 1 => {
                return wrong(
                    "the XML declaration is there, which may only be the very first thing in \
                     a file",
                );
            }
            Event::Eof if self.depth > 0 => {
                return wrong("the file ends there, before all of its elements have ended");
            }
            Event::Eof if !self.has_root => {
                return wrong("the file ends there, and no element has begun");
            }
            Event::Eof => Found::Piece(Piece::Eof),
            Event::Decl(_) | Event::Comment(_) => Found::Nothing,
        })
    }
}

enum Found {
    Nothing,
    Text(String),
    Piece(Piece),
}

fn tag(
    resolver: &NamespaceResolver,
    start: &BytesStart<'_>,
    at: Position,
) -> Result<Tag, ErrorKind> {
    let wrong = |at: Position, detail: String| ErrorKind::malformed_xml(at, detail);
    let name = start.name();
    check_name(name.into_inner()).map_err(|detail| wrong(at, detail))?;
    let (namespace, local) = resolver.resolve_element(name);
    let mut tag = Tag {
        name: Name {
            space: space(&namespace, name).map_err(|detail| wrong(at, detail))?,
            local: local.into_inner().to_owned(),
        },
        attributes: Vec::new(),
        at,
    };
    let mut names: Vec<&str> = Vec::new();
    // `place` is the position at the offset `counted` in the tag.
    let (mut counted, mut place, mut after_return) = (0, at, false);
    place.column = place.column.saturating_add("<".len() as u32);
    let mut attributes = start.attributes();
    // quick-xml's own check for duplicates is disabled, because it compares every pair of attributes.
    attributes.with_checks(false);
    for attribute in attributes {
        let attribute = attribute.map_err(|error| {
            let before = start.as_bytes().get(..attribute_error_place(&error));
            let mut from = at;
            from.column = from.column.saturating_add("<".len() as u32);
            let at = before.map_or(at, |before| advance(from, before, &mut false));
            let name = &tag.name.local;
            wrong(
                at,
                format!(
                    "an attribute of {name} {}",
                    attribute_error_in_words(&error)
                ),
            )
        })?;
        let key = attribute.key.into_inner();
        if names.len() == MOST_ATTRIBUTES {
            let place = format!(" at {at}");
            return Err(ErrorKind::limit(
                Limit::Attributes,
                MOST_ATTRIBUTES as u64,
                place,
            ));
        }
        check_name(key).map_err(|detail| wrong(at, detail))?;
        if !follows_white(start, key) {
            let detail = format!("there is no space before the attribute {key}");
            return Err(wrong(at, detail));
        }
        if names.contains(&key) {
            let name = &tag.name.local;
            return Err(wrong(at, format!("{name} has the attribute {key} twice")));
        }
        names.push(key);
        if attribute.key.as_namespace_binding().is_some() {
            continue;
        }
        let raw: &str = &attribute.value;
        // The value is a slice of the tag, and attributes are in order, so only the text since the previous attribute
        // has to be counted.
        let offset = offset(start, raw);
        if let Some(between) = start.as_bytes().get(counted..offset) {
            place = advance(place, between, &mut after_return);
            counted = offset;
        }
        let text = value(raw).map_err(|detail| wrong(place, detail))?;
        let (namespace, local) = resolver.resolve_attribute(attribute.key);
        let name = Name {
            space: space(&namespace, attribute.key).map_err(|detail| wrong(at, detail))?,
            local: local.into_inner().to_owned(),
        };
        let value = Passage { text, at: place };
        tag.attributes.push(Attribute { name, value });
    }
    Ok(tag)
}

/// Returns whether there is white space immediately before `part` in a tag.
fn follows_white(tag: &str, part: &str) -> bool {
    let before = offset(tag, part).checked_sub(1);
    before.is_some_and(|before| tag.as_bytes().get(before).copied().is_some_and(is_white))
}

/// Returns the byte offset of `part`, which is a slice of the tag.
fn offset(tag: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(tag.as_ptr() as usize)
}

/// Returns the value of an attribute, with references resolved and each white-space character replaced with a space
/// (XML 1.0, section 3.3.3).
fn value(raw: &str) -> Result<String, String> {
    if raw.contains('<') {
        return Err("`<` is in the value of an attribute, which XML writes as `&lt;`".to_owned());
    }
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find(['&', '\t', '\n', '\r']) {
        text.push_str(&rest[..at]);
        let found = &rest[at..];
        rest = if let Some(reference) = found.strip_prefix('&') {
            let Some((name, rest)) = reference.split_once(';') else {
                return Err("`&` is there, which XML writes as `&amp;`".to_owned());
            };
            text.push_str(&resolved(name)?);
            rest
        } else {
            text.push(' ');
            found.strip_prefix("\r\n").unwrap_or(&found[1..])
        };
    }
    text.push_str(rest);
    Ok(text)
}

/// Resolves a reference to a character or a predefined entity.
fn resolved(reference: &str) -> Result<String, String> {
    if let Some(text) = resolve_predefined_entity(reference) {
        return Ok(text.to_owned());
    }
    let unknown = || {
        let shown: String = reference.chars().take(20).collect();
        format!("`&{shown};` is there, which XML does not know; `&` itself is written `&amp;`")
    };
    let number = reference.strip_prefix('#').ok_or_else(unknown)?;
    let (digits, radix) = match number.strip_prefix('x') {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    if !digits.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(unknown());
    }
    let code = u32::from_str_radix(digits, radix).map_err(|_| unknown())?;
    let character = char::from_u32(code).filter(|&c| is_character(c));
    character
        .map(String::from)
        .ok_or_else(|| format!("`&{reference};` is there, a character that XML does not have"))
}

fn is_white(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}
