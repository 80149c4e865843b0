//! Decodes an XML file in any encoding, and tracks the position of each character.

use std::io::{self, BufRead, Read};
use std::str;

use ema_model::Position;
use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::error::{ErrorKind, Limit};
use crate::guard::Limits;

/// The maximum number of bytes in a tag, in a comment, or in the text between two tags: sixteen times the maximum
/// length of a cell's text.
pub(super) const LONGEST: usize = 512 * 1024;

/// The number of bytes to read at a time.
const CHUNK: usize = 16 * 1024;

/// An XML file, decoded to UTF-8. A piece can have at most [`LONGEST`] bytes. Characters that XML does not allow are
/// rejected.
pub(super) struct Input {
    source: Box<dyn Read + Send + Sync>,
    encoding: &'static Encoding,
    decoder: Decoder,
    raw: Box<[u8]>,
    /// The range of `raw` that has not been decoded yet.
    undecoded: (usize, usize),
    text: String,
    /// The number of bytes in `text` that have been consumed.
    taken: usize,
    ended: bool,
    at: Position,
    after_return: bool,
    /// How many more bytes the current piece can have.
    left: usize,
    read: u64,
    most: u64,
    /// The fault in the input right after `text`, if there is one.
    wrong: Option<Wrong>,
    failure: Option<ErrorKind>,
}

#[derive(Clone, Copy)]
enum Wrong {
    Bytes,
    Character(char),
}

impl Input {
    /// Opens a file that begins with `head`, which determines the encoding, and continues with `rest`.
    ///
    /// # Errors
    ///
    /// Fails with [`ErrorKind::MalformedXml`] if the encoding is unknown.
    pub(super) fn open(
        head: Vec<u8>,
        rest: impl Read + Send + Sync + 'static,
        limits: &Limits,
    ) -> Result<Self, ErrorKind> {
        let encoding = encoding(&head).map_err(|name| {
            let detail = format!("it declares the encoding `{name}`, which is not known");
            ErrorKind::malformed_xml(START, detail)
        })?;
        Ok(Self {
            source: Box::new(io::Cursor::new(head).chain(rest)),
            encoding,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; CHUNK].into(),
            undecoded: (0, 0),
            text: String::with_capacity(2 * CHUNK),
            taken: 0,
            ended: false,
            at: START,
            after_return: false,
            left: LONGEST,
            read: 0,
            most: limits.file_size,
            wrong: None,
            failure: None,
        })
    }

    /// Returns the position of the next character.
    pub(super) fn position(&self) -> Position {
        self.at
    }

    /// Begins a new piece.
    pub(super) fn next_piece(&mut self) {
        self.left = LONGEST;
    }

    /// Removes and returns the error that stopped reading, if there was one.
    pub(super) fn take_failure(&mut self) -> Option<ErrorKind> {
        self.failure.take()
    }

    /// Decodes input until there is text or the file ends.
    fn fill(&mut self) -> Result<(), ErrorKind> {
        self.text.clear();
        self.taken = 0;
        match self.wrong {
            Some(Wrong::Bytes) => {
                let detail = format!(
                    "the character there is not in {}, the encoding of the file",
                    self.encoding.name()
                );
                return Err(ErrorKind::malformed_xml(self.at, detail));
            }
            Some(Wrong::Character(character)) => {
                let code = u32::from(character);
                let detail =
                    format!("the character U+{code:04X} is there, which XML does not allow");
                return Err(ErrorKind::malformed_xml(self.at, detail));
            }
            None => {}
        }
        while self.text.is_empty() && self.wrong.is_none() && !self.ended {
            if self.undecoded.0 == self.undecoded.1 {
                let count = self.source.read(&mut self.raw).map_err(ErrorKind::Io)?;
                self.undecoded = (0, count);
                self.read += count as u64;
                if self.read > self.most {
                    return Err(ErrorKind::limit(Limit::FileSize, self.most, ""));
                }
            }
            let raw = &self.raw[self.undecoded.0..self.undecoded.1];
            let last = raw.is_empty();
            let (result, count) =
                self.decoder
                    .decode_to_string_without_replacement(raw, &mut self.text, last);
            self.undecoded.0 += count;
            match result {
                DecoderResult::InputEmpty => self.ended = last,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => self.wrong = Some(Wrong::Bytes),
            }
        }
        if let Some((at, character)) = self.text.char_indices().find(|&(_, c)| !is_character(c)) {
            self.text.truncate(at);
            self.wrong = Some(Wrong::Character(character));
        }
        match self.text.is_empty() && self.wrong.is_some() {
            true => self.fill(),
            false => Ok(()),
        }
    }
}

/// The position of the first character in a file.
pub(super) const START: Position = Position { line: 1, column: 1 };

impl Read for Input {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Input {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.taken == self.text.len() {
            let filled = match self.left {
                0 => {
                    let place = format!(" at {}", self.at);
                    Err(ErrorKind::limit(Limit::Token, LONGEST as u64, place))
                }
                _ => self.fill(),
            };
            if let Err(failure) = filled {
                self.failure = Some(failure);
                return Err(io::Error::other("see the failure"));
            }
            self.left = self.left.saturating_sub(self.text.len());
        }
        Ok(&self.text.as_bytes()[self.taken..])
    }

    fn consume(&mut self, count: usize) {
        let end = (self.taken + count).min(self.text.len());
        let text = &self.text.as_bytes()[self.taken..end];
        self.at = advance(self.at, text, &mut self.after_return);
        self.taken = end;
    }
}

/// Returns the position after `text`. Lines end with a line feed, a carriage return, or both (XML 1.0, section 2.11).
pub(super) fn advance(from: Position, text: &[u8], after_return: &mut bool) -> Position {
    let mut at = from;
    for &byte in text {
        match byte {
            b'\n' if *after_return => {}
            b'\n' | b'\r' => {
                at.line = at.line.saturating_add(1);
                at.column = 1;
            }
            // This byte continues a character.
            0x80..0xC0 => {}
            _ => at.column = at.column.saturating_add(1),
        }
        *after_return = byte == b'\r';
    }
    at
}

/// Returns whether XML 1.0 allows a character (section 2.2, production 2).
pub(super) fn is_character(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => true,
        '\u{FFFE}' | '\u{FFFF}' => false,
        _ => c >= ' ',
    }
}

/// Detects the encoding of an XML file from its first bytes (XML 1.0, appendix F): from the byte order mark, from zero
/// bytes between the first characters or, if there are neither, from the XML declaration.
///
/// # Errors
///
/// Returns the name of the encoding if it is unknown.
pub(crate) fn encoding(head: &[u8]) -> Result<&'static Encoding, String> {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return Ok(encoding);
    }
    if head.starts_with(b"<\0") {
        return Ok(UTF_16LE);
    }
    if head.starts_with(b"\0<") {
        return Ok(UTF_16BE);
    }
    let Some(name) = declared(head) else {
        return Ok(UTF_8);
    };
    let known = Encoding::for_label_no_replacement(name.as_bytes()).ok_or(name)?;
    // A declaration that names UTF-16 must be wrong here, because each character before the name takes only one byte.
    // The file is then read as UTF-8.
    Ok(known.output_encoding())
}

/// Returns the encoding that the XML declaration names.
fn declared(head: &[u8]) -> Option<String> {
    let declaration = head.strip_prefix(b"<?xml")?;
    let end = declaration.iter().position(|&byte| byte == b'>')?;
    let declaration = str::from_utf8(&declaration[..end]).ok()?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (name, _) = value[1..].split_once(quote)?;
    Some(name.to_owned())
}
