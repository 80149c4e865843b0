//! Splits the markup of a part into pieces. Joining the pieces restores the part, byte for byte.
//!
//! An XML parser returns only the meaning of markup. An edited copy must also preserve how the markup is written: the
//! order of attributes, the white space between them, and the kind of quotation marks. Therefore, this module splits a
//! part into tags and the text between tags, so that each piece can be copied or replaced.

use std::io::{self, Read};
use std::ops::Range;

use memchr::{memchr, memchr3, memmem};

use crate::error::{ErrorKind, Limit};

/// The maximum depth of nested elements. The elements in sheets are nested up to 8 levels deep.
const DEEPEST: u32 = 64;

/// The maximum number of bytes in a tag.
const LONGEST: usize = 512 * 1024;

/// The number of bytes that are decompressed at a time.
const CHUNK: usize = 64 * 1024;

/// Splits a part into pieces while decompressing it.
pub(super) struct Pieces<'p, R> {
    inner: R,
    buffer: Vec<u8>,
    /// The position in the buffer after the last returned piece.
    at: usize,
    is_whole: bool,
    depth: u32,
    /// Whether a row could not be read in full. A part with such a row is not an ordinary sheet, so its other rows are
    /// read piece by piece.
    has_odd_rows: bool,
    part: &'p str,
}

/// The kind of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Start,
    /// An empty-element tag, such as `<c/>`.
    Empty,
    End,
    /// Any other markup: text or a fragment of text, a comment, or a processing instruction.
    Other,
}

/// A piece of markup.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'b> {
    pub(super) kind: Kind,
    pub(super) bytes: &'b [u8],
    /// The depth of the tag's element, which is 1 for the root. An element's start tag and end tag have the same depth.
    pub(super) depth: u32,
}

impl<'p> Pieces<'p, &'static [u8]> {
    /// Splits a part that is in memory.
    pub(super) fn of<'b>(bytes: &'b [u8], part: &'p str) -> Pieces<'p, &'b [u8]> {
        Pieces::new(bytes, part)
    }
}

impl<'p, R: Read> Pieces<'p, R> {
    pub(super) fn new(inner: R, part: &'p str) -> Self {
        Self {
            inner,
            buffer: Vec::new(),
            at: 0,
            is_whole: false,
            depth: 0,
            has_odd_rows: false,
            part,
        }
    }

    /// Returns the next piece, or `None` at the end.
    ///
    /// # Errors
    ///
    /// Fails if decompression fails. Also fails with [`Limit::Nesting`] if elements are nested too deeply, with
    /// [`Limit::Token`] if a tag is too long, and with [`ErrorKind::Damaged`] if the markup ends too early or has a
    /// document type declaration.
    pub(super) fn next(&mut self) -> Result<Option<Piece<'_>>, ErrorKind> {
        let Some((range, kind)) = self.cut()? else {
            return match self.depth {
                0 => Ok(None),
                _ => Err(self.damaged("ends too early")),
            };
        };
        self.at = range.end;
        let depth = match kind {
            Kind::Start => {
                self.depth += 1;
                self.depth
            }
            Kind::Empty => self.depth + 1,
            Kind::End => {
                let depth = self.depth;
                let left = depth.checked_sub(1);
                self.depth = left.ok_or_else(|| self.damaged("ends an element twice"))?;
                depth
            }
            Kind::Other => self.depth,
        };
        if depth > DEEPEST {
            let place = format!(" in its part {}", self.part);
            return Err(ErrorKind::limit(Limit::Nesting, DEEPEST.into(), place));
        }
        Ok(Some(Piece {
            kind,
            bytes: &self.buffer[range],
            depth,
        }))
    }

    /// Reads to the end of an element and appends its markup to `into`. `depth` is the depth of the element, whose
    /// start tag must be the last piece that was returned.
    ///
    /// # Errors
    ///
    /// Fails if [`next`](Self::next) fails, or with [`Limit::Token`] if the element is too long.
    pub(super) fn rest_of_element(
        &mut self,
        depth: u32,
        into: &mut Vec<u8>,
    ) -> Result<(), ErrorKind> {
        while let Some(piece) = self.next()? {
            into.extend_from_slice(piece.bytes);
            if piece.kind == Kind::End && piece.depth == depth {
                break;
            }
            if into.len() > 2 * LONGEST {
                return Err(self.too_long());
            }
        }
        Ok(())
    }

    /// Reads the rest of a row as a whole, which is much faster than reading its pieces. The start tag of the row must
    /// be the last piece that was returned. `prefix` is the prefix in the tag's name.
    ///
    /// Returns `None` without reading anything if the row is unusually long or contains anything other than elements
    /// and text.
    ///
    /// # Errors
    ///
    /// Fails if decompression fails.
    pub(super) fn rest_of_row(&mut self, prefix: &str) -> Result<Option<&[u8]>, ErrorKind> {
        let end = format!("</{prefix}row>");
        while !self.has_odd_rows {
            let rest = &self.buffer[self.at..];
            let found = memmem::find(rest, end.as_bytes());
            if let Some(found) = found {
                let holds = |text: &str| memmem::find(&rest[..found], text.as_bytes()).is_some();
                if holds("<!") || holds("<?") || holds(&format!("<{prefix}row")) {
                    break;
                }
                let start = self.at;
                self.at += found + end.len();
                self.depth = self.depth.saturating_sub(1);
                return Ok(Some(&self.buffer[start..self.at]));
            }
            if self.is_whole || rest.len() > LONGEST {
                break;
            }
            self.fill()?;
        }
        self.has_odd_rows = true;
        Ok(None)
    }

    /// Finds the range of the next piece.
    fn cut(&mut self) -> Result<Option<(Range<usize>, Kind)>, ErrorKind> {
        loop {
            let rest = &self.buffer[self.at..];
            if rest.first().is_some_and(|first| *first != b'<') {
                let end = memchr(b'<', rest).unwrap_or(rest.len());
                return Ok(Some((self.at..self.at + end, Kind::Other)));
            }
            if let Some((length, kind)) = tag(rest) {
                if kind == Kind::Other && is_document_type(rest) {
                    return Err(self.damaged("declares a document type"));
                }
                return Ok(Some((self.at..self.at + length, kind)));
            }
            if rest.len() > LONGEST {
                return Err(self.too_long());
            }
            if self.is_whole {
                return match rest.is_empty() {
                    true => Ok(None),
                    false => Err(self.damaged("ends inside a tag")),
                };
            }
            self.fill()?;
        }
    }

    fn fill(&mut self) -> Result<(), ErrorKind> {
        self.buffer.drain(..self.at);
        self.at = 0;
        let held = self.buffer.len();
        self.buffer.resize(held + CHUNK, 0);
        let read = loop {
            match self.inner.read(&mut self.buffer[held..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => {
                    break read.map_err(|error| ErrorKind::from_unpacking(self.part, &error))?;
                }
            }
        };
        self.buffer.truncate(held + read);
        self.is_whole = read == 0;
        Ok(())
    }

    fn too_long(&self) -> ErrorKind {
        let place = format!(" in its part {}", self.part);
        ErrorKind::limit(Limit::Token, LONGEST as u64, place)
    }

    pub(super) fn damaged(&self, what: &str) -> ErrorKind {
        ErrorKind::damaged(format!("its part {} {what}", self.part))
    }
}

/// Returns the length and kind of the piece that begins with `<`, or `None` if the end of the piece
/// has not been read yet.
fn tag(bytes: &[u8]) -> Option<(usize, Kind)> {
    let until = |end: &[u8], from: usize| {
        let found = memmem::find(bytes.get(from..)?, end)?;
        Some((from + found + end.len(), Kind::Other))
    };
    match bytes {
        [b'<', b'!', b'-', b'-', ..] => until(b"-->", 4),
        [b'<', b'!', b'[', ..] => until(b"]]>", 3),
        [b'<', b'?', ..] => until(b"?>", 2),
        // After more bytes have been read, the piece could turn out to be one of the constructs above.
        [] | [b'<'] | [b'<', b'!'] | [b'<', b'!', b'-'] => None,
        _ => {
            // The first `>` ends the tag, unless it is inside quotation marks, which is rare.
            let first = memchr(b'>', bytes)?;
            let quotes = bytes[..first].iter().filter(|byte| **byte == b'"').count();
            let is_end = quotes % 2 == 0 && !bytes[..first].contains(&b'\'');
            let mut at = if is_end { first } else { 1 };
            loop {
                let found = at + memchr3(b'>', b'"', b'\'', &bytes[at..])?;
                if bytes[found] != b'>' {
                    at = found + 2 + memchr(bytes[found], &bytes[found + 1..])?;
                    continue;
                }
                let kind = match (bytes[1], bytes[found - 1]) {
                    (b'!', _) => Kind::Other,
                    (b'/', _) => Kind::End,
                    (_, b'/') => Kind::Empty,
                    _ => Kind::Start,
                };
                return Some((found + 1, kind));
            }
        }
    }
}

fn is_document_type(bytes: &[u8]) -> bool {
    bytes.starts_with(b"<!") && !bytes.starts_with(b"<!--") && !bytes.starts_with(b"<![")
}

/// Returns the length of an element's first tag.
pub(super) fn first_tag(element: &[u8]) -> usize {
    tag(element).map_or(element.len(), |(length, _)| length)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kinds(markup: &str) -> Vec<(Kind, String, u32)> {
        let mut pieces = Pieces::of(markup.as_bytes(), "a");
        let mut found = Vec::new();
        while let Some(piece) = pieces.next().unwrap() {
            let text = String::from_utf8(piece.bytes.to_vec()).unwrap();
            found.push((piece.kind, text, piece.depth));
        }
        found
    }

    #[test]
    fn markup_is_cut_at_its_tags() {
        let found = kinds("<?xml?><a b='>'><!-- <c> --><d/>x<![CDATA[<e>]]></a >");
        let found: Vec<_> = found
            .iter()
            .map(|(kind, text, depth)| (*kind, text.as_str(), *depth))
            .collect();
        assert_eq!(
            found,
            [
                (Kind::Other, "<?xml?>", 0),
                (Kind::Start, "<a b='>'>", 1),
                (Kind::Other, "<!-- <c> -->", 1),
                (Kind::Empty, "<d/>", 2),
                (Kind::Other, "x", 1),
                (Kind::Other, "<![CDATA[<e>]]>", 1),
                (Kind::End, "</a >", 1),
            ]
        );
    }

    #[test]
    fn markup_that_cannot_be_copied_is_refused() {
        for markup in ["<a>", "</a>", "<a", "<!DOCTYPE a><a/>", "<a b='>"] {
            let mut pieces = Pieces::of(markup.as_bytes(), "a");
            let error = loop {
                match pieces.next() {
                    Ok(Some(_)) => {}
                    Ok(None) => panic!("{markup} was taken"),
                    Err(error) => break error,
                }
            };
            assert!(matches!(error, ErrorKind::Damaged { .. }), "{error:?}");
        }
    }

    #[test]
    fn rows_are_read_as_a_whole() {
        let rest = |markup: &str, prefix: &str| {
            let mut pieces = Pieces::of(markup.as_bytes(), "a");
            assert_eq!(pieces.next().unwrap().unwrap().kind, Kind::Start);
            let rest = pieces.rest_of_row(prefix).unwrap();
            let rest = rest.map(|rest| String::from_utf8(rest.to_vec()).unwrap());
            // The pieces after the row are unaffected.
            let mut after = 0;
            while pieces.next().unwrap().is_some() {
                after += 1;
            }
            (rest, after)
        };
        let read = |text: &str, after| (Some(text.to_owned()), after);
        assert_eq!(rest("<row><c/></row>", ""), read("<c/></row>", 0));
        assert_eq!(rest("<x:row></x:row>\n", "x:"), read("</x:row>", 1));
        for odd in [
            "<row><!-- </row> --></row>",
            "<row><![CDATA[</row>]]></row>",
            "<row></row >",
            "<row><row></row></row>",
        ] {
            let (whole, after) = rest(odd, "");
            assert_eq!(whole, None, "{odd}");
            assert!(after > 0);
        }
    }

    /// A reader that returns only a few bytes at a time.
    struct Dripping<'b>(&'b [u8], usize);

    impl Read for Dripping<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let most = self.1.min(buffer.len());
            Read::read(&mut self.0, &mut buffer[..most])
        }
    }

    proptest! {
        /// Checks that joining the pieces restores the original, and that the end of a buffer never splits a tag.
        #[test]
        fn pieces_put_together_are_the_part(
            markup in "(<a>|</a>|<b c='>' d=\"'\"/>|<!-- <a> -->|<\\?p >\\?>|<!\\[CDATA\\[<]]>|text &amp; more){0,20}",
            drip in 1_usize..9,
        ) {
            let whole = |drip| {
                let mut pieces = Pieces::new(Dripping(markup.as_bytes(), drip), "a");
                let (mut bytes, mut tags) = (Vec::new(), Vec::new());
                while let Ok(Some(piece)) = pieces.next() {
                    bytes.extend_from_slice(piece.bytes);
                    if piece.kind != Kind::Other {
                        tags.push(piece.bytes.to_vec());
                    }
                }
                (bytes, tags)
            };
            let (bytes, tags) = whole(drip);
            prop_assert!(markup.as_bytes().starts_with(&bytes));
            prop_assert_eq!(tags, whole(1000).1);
            if Pieces::of(markup.as_bytes(), "a").rest_of_element(0, &mut Vec::new()).is_ok() {
                prop_assert_eq!(bytes, markup.as_bytes());
            }
        }
    }
}
