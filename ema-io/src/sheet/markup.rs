//! Reads the markup of a part in pieces of limited size.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Read};

use encoding_rs::{UTF_16BE, UTF_16LE};
use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::error::{ErrorKind, Limit};
use crate::guard::{Package, Part};
use crate::xml;

/// The maximum nesting depth of elements. Sheets have 8 levels.
const DEEPEST: u32 = 64;

/// The number of levels that [`pass`](Markup::pass) can skip: `<c>`, `<is>`, `<t>`.
const PASSED: u32 = 3;

/// The maximum size of a tag, or of the text between tags and references, in bytes. A cell of 32,767 characters stays
/// below this limit, even if each character is escaped. Bytes are counted when they are unpacked, so a piece can exceed
/// the limit by one block.
const LONGEST: u64 = 512 * 1024;

/// The number of bytes that are unpacked at a time. Unpacking 32 KiB at a time would take twice as long.
const BLOCK: usize = 256 * 1024;

/// A part that is being read.
pub(super) struct Markup<'a> {
    reader: Reader<BufReader<Metered<Part<'a>>>>,
    buffer: Vec<u8>,
    depth: u32,
    /// Whether the last piece was a tag. After any other piece, the reader may already hold the tag that ended it.
    behind_tag: bool,
    part: &'a str,
}

impl<'a> Markup<'a> {
    /// Opens a part. Returns `None` if the package has no part with that name.
    ///
    /// # Errors
    ///
    /// Returns an error if unpacking fails, or [`ErrorKind::Damaged`] if the part is in UTF-16.
    pub(super) fn open(package: &'a mut Package, part: &'a str) -> Result<Option<Self>, ErrorKind> {
        let Some(unpacked) = package.part(part)? else {
            return Ok(None);
        };
        // Most parts are small and need less memory.
        let block = usize::try_from(unpacked.size()).unwrap_or(BLOCK);
        let block = block.clamp(1024, BLOCK);
        let metered = Metered {
            inner: unpacked,
            left: LONGEST,
        };
        let mut unpacked = BufReader::with_capacity(block, metered);
        let head = unpacked.fill_buf();
        let head = head.map_err(|error| ErrorKind::from_unpacking(part, &error))?;
        // ISO/IEC 29500-2 also allows UTF-16, but no spreadsheet program writes it.
        if xml::encoding(head).is_ok_and(|encoding| [UTF_16LE, UTF_16BE].contains(&encoding)) {
            return Err(damaged(part, "is in UTF-16, but must be in UTF-8"));
        }
        Ok(Some(Self {
            reader: Reader::from_reader(unpacked),
            buffer: Vec::new(),
            depth: 0,
            behind_tag: false,
            part,
        }))
    }

    /// Returns the next piece, or [`Event::Eof`] at the end of the part.
    ///
    /// # Errors
    ///
    /// Returns [`Limit::Nesting`] or [`Limit::Token`] for markup that exceeds one of these limits, and
    /// [`ErrorKind::Damaged`] for markup that is not well-formed, ends too early, or declares a document type.
    pub(super) fn next_event(&mut self) -> Result<Event<'_>, ErrorKind> {
        self.buffer.clear();
        self.reader.get_mut().get_mut().left = LONGEST;
        let event = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(error) => {
                return Err(markup_error(
                    self.part,
                    self.reader.error_position(),
                    &error,
                ));
            }
        };
        self.behind_tag = matches!(event, Event::Start(_) | Event::End(_) | Event::Empty(_));
        match event {
            Event::Start(_) => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    let place = format!(" in its part {}", self.part);
                    return Err(ErrorKind::limit(Limit::Nesting, DEEPEST.into(), place));
                }
            }
            // The reader has checked that an element is open.
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::Eof if self.depth > 0 => return Err(damaged(self.part, "ends too early")),
            Event::DocType(_) => {
                return Err(damaged(
                    self.part,
                    "declares a document type, which no spreadsheet program does",
                ));
            }
            _ => {}
        }
        Ok(event)
    }

    /// The unpacked bytes of the next pieces, which [`pass`](Self::pass) can skip. The slice is empty if the last piece
    /// was not a tag, or if `PASSED` additional levels would be nested too deeply.
    pub(super) fn ahead(&self) -> &[u8] {
        match self.behind_tag && self.depth <= DEEPEST - PASSED {
            true => self.reader.get_ref().buffer(),
            false => &[],
        }
    }

    /// The number of open elements.
    pub(super) fn depth(&self) -> u32 {
        self.depth
    }

    /// Reads on until only this many elements are open.
    pub(super) fn skip_to(&mut self, depth: u32) -> Result<(), ErrorKind> {
        while self.depth > depth {
            // Returns an error if the part ends within an element.
            self.next_event()?;
        }
        Ok(())
    }

    /// Skips this many bytes of [`ahead`](Self::ahead). They must be complete, well-formed elements with at most
    /// `PASSED` levels, possibly preceded by whitespace, or the end tag of the innermost open element and the start tag
    /// of another element with the same name.
    pub(super) fn pass(&mut self, length: usize) {
        self.reader.stream().consume(length);
    }

    pub(super) fn damaged(&self, what: &str) -> ErrorKind {
        damaged(self.part, what)
    }
}

fn damaged(part: &str, what: &str) -> ErrorKind {
    ErrorKind::damaged(format!("its part {part} {what}"))
}

/// The text in a piece, or `None` if the piece is not text or a reference.
///
/// # Errors
///
/// Returns [`ErrorKind::Damaged`] for a reference to an entity that XML does not define.
pub(super) fn text<'a>(event: &Event<'a>) -> Result<Option<Cow<'a, str>>, ErrorKind> {
    Ok(match event {
        Event::Text(text) => Some(text.xml10_content()),
        Event::CData(text) => Some(text.xml10_content()),
        Event::GeneralRef(reference) => Some(resolved(reference)?),
        _ => None,
    })
}

fn resolved(reference: &BytesRef<'_>) -> Result<Cow<'static, str>, ErrorKind> {
    let unknown = || {
        ErrorKind::damaged(format!(
            "it refers to an unknown entity, &{};",
            &**reference
        ))
    };
    if let Some(text) = resolve_predefined_entity(reference) {
        return Ok(text.into());
    }
    match reference.resolve_char_ref() {
        Ok(Some(character)) => Ok(character.to_string().into()),
        Ok(None) | Err(_) => Err(unknown()),
    }
}

/// The attributes of an element, with their values as stored.
pub(super) fn attributes<'e>(
    element: &'e BytesStart<'_>,
) -> impl Iterator<Item = Result<(&'e str, Cow<'e, str>), ErrorKind>> {
    let mut attributes = element.attributes();
    // The check for duplicate attributes is too slow, because it would compare every pair.
    attributes.with_checks(false);
    attributes.map(|attribute| {
        let attribute =
            attribute.map_err(|error| malformed(element, xml::attribute_error_in_words(&error)))?;
        Ok((attribute.key.into_inner(), attribute.value))
    })
}

/// The value of an element's attribute, with its references resolved.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, ErrorKind> {
    for attribute in attributes(element) {
        let (key, value) = attribute?;
        if key == name {
            return match unescape(&value) {
                Ok(value) => Ok(Some(value.into_owned())),
                Err(_) => Err(malformed(element, "has an `&` that begins no reference")),
            };
        }
    }
    Ok(None)
}

fn malformed(element: &BytesStart<'_>, what: &str) -> ErrorKind {
    ErrorKind::damaged(format!(
        "an attribute of an element <{}> in it {what}",
        element.name().into_inner()
    ))
}

fn markup_error(part: &str, byte: u64, error: &quick_xml::Error) -> ErrorKind {
    match error {
        quick_xml::Error::Io(error)
            if error.get_ref().is_some_and(|inner| inner.is::<TooLong>()) =>
        {
            ErrorKind::limit(Limit::Token, LONGEST, format!(" in its part {part}"))
        }
        quick_xml::Error::Io(error) => ErrorKind::from_unpacking(part, error),
        quick_xml::Error::Encoding(_) => damaged(
            part,
            "has a character that is not in UTF-8, in which a workbook is written",
        ),
        error => {
            let words = xml::markup_error_in_words(error);
            damaged(
                part,
                &format!("breaks the rules of XML at byte {byte}: {words}"),
            )
        }
    }
}

/// A reader that fails once a piece exceeds its maximum size.
struct Metered<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::other(TooLong));
        }
        let count = self.inner.read(buffer)?;
        self.left = self.left.saturating_sub(count as u64);
        Ok(count)
    }
}

#[derive(Debug, thiserror::Error)]
#[error("a piece of markup is too long")]
struct TooLong;
