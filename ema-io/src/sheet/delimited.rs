//! Reads the rows of a `.csv` or `.tsv` file.

mod width;

use std::collections::VecDeque;
use std::io::{self, Read};

use csv::{ReaderBuilder, StringRecord};
use ema_model::Text;
use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_16BE, UTF_16LE};
use width::{Narrow, WIDEST};

use crate::apostrophe::without_apostrophe;
use crate::error::{ErrorKind, Limit};
use crate::guard::Limits;
use crate::header::Search;
use crate::progress::Progress;
use crate::sheet::{Content, RawCell, RawRow, cell_name, check_text};
use crate::source::Bytes;

/// An open delimited file.
pub(super) struct Delimited {
    bytes: Bytes,
    /// The length of the text without an end-of-file mark, in bytes.
    length: usize,
    encoding: &'static Encoding,
    delimiter: u8,
    /// Whether the first line only declares the delimiter for Excel, as in `sep=;`.
    has_separator_line: bool,
}

impl Delimited {
    pub(super) fn open(bytes: Bytes, encoding: &'static Encoding) -> Self {
        let length = bytes.as_ref().len() - end_of_file(bytes.as_ref(), encoding);
        let head = head(&bytes.as_ref()[..length], encoding);
        let separator = separator_line(&head);
        Self {
            bytes,
            length,
            encoding,
            delimiter: separator.unwrap_or_else(|| guess_delimiter(&head)),
            has_separator_line: separator.is_some(),
        }
    }

    /// Whether a file that begins with `head` would be read with this delimiter and without skipping its first line.
    pub(super) fn is_read_with(head: &str, delimiter: u8) -> bool {
        // Line endings must be the same as when the file is read.
        let head = head.replace("\r\n", "\n");
        separator_line(&head).is_none() && guess_delimiter(&head) == delimiter
    }

    pub(super) fn delimiter(&self) -> char {
        self.delimiter.into()
    }

    pub(super) fn rows<'w>(&'w self, limits: &'w Limits) -> DelimitedRows<'w> {
        let progress = self.bytes.progress.clone();
        let text = &self.bytes.as_ref()[..self.length];
        let lines = Lines::new(text, self.encoding, END_MARK, progress);
        DelimitedRows {
            reader: ReaderBuilder::new()
                .delimiter(self.delimiter)
                .has_headers(false)
                .flexible(true)
                .from_reader(Narrow::new(lines, self.delimiter)),
            record: StringRecord::new(),
            inner_breaks: 0,
            skip_first: self.has_separator_line,
            counted: 0,
            limits,
        }
    }
}

/// A line that is appended to the text. If a quoted value is never closed, the last cell ends with this line. U+FFFF is
/// not a character, so any U+FFFF in the text is replaced and counted as a lost character.
const END_MARK: &str = "\u{FFFF}\n";

/// The placeholder for bytes that do not form a character in the encoding, until they have been counted.
const NO_CHARACTER: char = '\u{FFFF}';

/// The rows in a delimited file.
pub(super) struct DelimitedRows<'w> {
    reader: csv::Reader<Narrow<Lines<'w>>>,
    record: StringRecord,
    /// The number of line breaks inside the cells that have been read.
    inner_breaks: u64,
    /// Whether the first line must be skipped, because it is not a row.
    skip_first: bool,
    counted: u64,
    limits: &'w Limits,
}

impl<'w> DelimitedRows<'w> {
    pub(super) fn next_row(&mut self, row: &mut RawRow<'_>) -> Result<bool, ErrorKind> {
        loop {
            let more = match self.reader.read_record(&mut self.record) {
                Ok(more) => more,
                Err(_) if self.reader.get_ref().is_too_wide() => {
                    return Err(ErrorKind::limit(
                        Limit::Columns,
                        WIDEST.into(),
                        String::new(),
                    ));
                }
                Err(_) => return Err(ErrorKind::damaged("its rows can't be distinguished")),
            };
            if !more || self.record.len() == 1 && &self.record[0] == END_MARK.trim_end() {
                return Ok(false);
            }
            let end = self.reader.position().byte();
            row.lost += self.reader.get_mut().inner_mut().lost_before(end);
            self.inner_breaks += self.record.iter().map(breaks).sum::<u64>();
            // Every row ends with a line break. The CSV reader skips empty lines, so rows are counted by line breaks
            // outside cells.
            let number = (self.reader.position().line() - 1).saturating_sub(self.inner_breaks);
            if self
                .record
                .iter()
                .next_back()
                .is_some_and(|last| last.ends_with(END_MARK))
            {
                return Err(ErrorKind::OpenQuotation { row: number + 1 });
            }
            if std::mem::take(&mut self.skip_first) {
                self.inner_breaks += 1;
                continue;
            }
            row.row = u32::try_from(number).unwrap_or(u32::MAX);
            row.out_of_order = false;
            self.push_cells(row)?;
            if !row.cells.is_empty() {
                return Ok(true);
            }
        }
    }

    fn push_cells(&mut self, row: &mut RawRow<'_>) -> Result<(), ErrorKind> {
        let limits = self.limits;
        for (column, text) in self.record.iter().enumerate() {
            if text.is_empty() {
                continue;
            }
            let column = u32::try_from(column).unwrap_or(u32::MAX);
            let place = || format!(" (cell {})", cell_name(row.row, column));
            let beyond = |limit, most| Err(ErrorKind::limit(limit, most, place()));
            self.counted += 1;
            if row.row > limits.rows {
                return beyond(Limit::Rows, u64::from(limits.rows));
            }
            if column >= limits.columns {
                return beyond(Limit::Columns, u64::from(limits.columns));
            }
            if self.counted > limits.cells {
                return beyond(Limit::Cells, limits.cells);
            }
            let bare = without_apostrophe(text);
            let content = bare.unwrap_or(text);
            check_text(content, limits, place)?;
            row.cells.push(RawCell {
                column,
                content: Content::Text(Text::from(content)),
                formula: false,
                repeated: false,
                literal: bare.is_some(),
                format: 0,
            });
        }
        Ok(())
    }
}

fn breaks(text: &str) -> u64 {
    text.bytes().filter(|&byte| byte == b'\n').count() as u64
}

/// Decodes text to UTF-8 while it is being read. Every line of the result ends with a line feed, even the last.
///
/// Excel ends rows with CR LF and breaks lines inside a cell with LF. Old Macs end rows with CR.
struct Lines<'a> {
    decoder: Decoder,
    rest: &'a [u8],
    decoded: String,
    /// The number of bytes that precede the bytes in `decoded`.
    before: u64,
    /// The positions of the lost characters that have not been counted for a row yet, as byte offsets in the decoded
    /// text.
    lost: VecDeque<u64>,
    /// How many bytes of `decoded` have been returned.
    at: usize,
    /// Whether the last character was a carriage return, which was returned as a line feed.
    after_return: bool,
    /// Whether the next character begins a line.
    at_line_start: bool,
    end: Option<&'static str>,
    progress: Progress,
}

impl<'a> Lines<'a> {
    fn new(
        bytes: &'a [u8],
        encoding: &'static Encoding,
        end: &'static str,
        progress: Progress,
    ) -> Self {
        Self {
            decoder: encoding.new_decoder_with_bom_removal(),
            rest: bytes,
            decoded: String::new(),
            before: 0,
            lost: VecDeque::new(),
            at: 0,
            after_return: false,
            at_line_start: true,
            end: Some(end),
            progress,
        }
    }

    /// Decodes the next piece. Returns `false` at the end.
    fn fill(&mut self) -> bool {
        self.at = 0;
        self.before += self.decoded.len() as u64;
        if self.end.is_none() {
            self.decoded.clear();
            return false;
        }
        self.decoded.clear();
        let (raw, is_end) = self.decode();
        let mut rest = raw.as_str();
        while !rest.is_empty() {
            // A line feed after a carriage return belongs to the carriage return.
            if std::mem::take(&mut self.after_return)
                && let Some(after) = rest.strip_prefix('\n')
            {
                rest = after;
                continue;
            }
            // Everything up to the next character that may have to be replaced is copied at once. In UTF-8, U+FFFF
            // starts with 0xEF, and so do other characters.
            let replaced = memchr::memchr2(b'\r', 0xEF, rest.as_bytes());
            let (same, others) = rest.split_at(replaced.unwrap_or(rest.len()));
            self.decoded.push_str(same);
            if let Some(last) = same.as_bytes().last() {
                self.at_line_start = *last == b'\n';
            }
            let mut others = others.chars();
            if let Some(character) = others.next() {
                let is_return = character == '\r';
                if character == NO_CHARACTER {
                    self.lost.push_back(self.before + self.decoded.len() as u64);
                }
                self.decoded.push(match character {
                    '\r' => '\n',
                    NO_CHARACTER => char::REPLACEMENT_CHARACTER,
                    character => character,
                });
                (self.after_return, self.at_line_start) = (is_return, is_return);
            }
            rest = others.as_str();
        }
        if is_end && let Some(end) = self.end.take() {
            if !self.at_line_start {
                self.decoded.push('\n');
            }
            self.decoded.push_str(end);
        }
        true
    }

    /// The next piece, and whether it is the last one. Bytes that do not form a character become [`NO_CHARACTER`].
    fn decode(&mut self) -> (String, bool) {
        const PIECE: usize = 16 * 1024;
        let mut raw = String::with_capacity(PIECE);
        loop {
            let (result, used) = self
                .decoder
                .decode_to_string_without_replacement(self.rest, &mut raw, true);
            self.rest = &self.rest[used..];
            self.progress.add(used);
            match result {
                DecoderResult::InputEmpty => return (raw, true),
                DecoderResult::OutputFull => return (raw, false),
                DecoderResult::Malformed(..) => raw.push(NO_CHARACTER),
            }
            // The decoder needs space for another character, which the placeholder may have taken.
            if raw.len() + 16 > PIECE {
                return (raw, false);
            }
        }
    }

    /// The number of lost characters that precede this byte and have not been counted for a row yet.
    fn lost_before(&mut self, byte: u64) -> usize {
        let count = self.lost.partition_point(|at| *at < byte);
        self.lost.drain(..count).count()
    }
}

impl Read for Lines<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.decoded.len() {
            if !self.fill() {
                return Ok(0);
            }
        }
        let ready = &self.decoded.as_bytes()[self.at..];
        let count = ready.len().min(buffer.len());
        buffer[..count].copy_from_slice(&ready[..count]);
        self.at += count;
        Ok(count)
    }
}

/// The number of bytes at the end that only mark the end of the file. DOS programs write Ctrl-Z there.
fn end_of_file(bytes: &[u8], encoding: &'static Encoding) -> usize {
    const MARK: u8 = 0x1A;
    let mark: &[u8] = match encoding {
        encoding if encoding == UTF_16LE => &[MARK, 0],
        encoding if encoding == UTF_16BE => &[0, MARK],
        _ => &[MARK],
    };
    let marks = bytes.rchunks_exact(mark.len());
    marks.take_while(|bytes| *bytes == mark).count() * mark.len()
}

/// The first lines of the text.
fn head(bytes: &[u8], encoding: &'static Encoding) -> String {
    const ENOUGH: usize = 64 * 1024;
    let mut lines = Lines::new(bytes, encoding, "", Progress::new());
    let mut head = String::new();
    while head.len() < ENOUGH && lines.fill() {
        head.push_str(&lines.decoded);
    }
    // The last line may be truncated and have too few cells, so it is removed.
    if head.len() >= ENOUGH
        && let Some(end) = head.rfind('\n')
    {
        head.truncate(end + 1);
    }
    head
}

/// The delimiter in a first line such as `sep=;`.
fn separator_line(head: &str) -> Option<u8> {
    let line = head.lines().next()?;
    let (key, value) = line.split_at_checked(4)?;
    match value.as_bytes() {
        [delimiter @ (b',' | b';' | b'\t' | b'|')] if key.eq_ignore_ascii_case("sep=") => {
            Some(*delimiter)
        }
        _ => None,
    }
}

/// Tries each delimiter and returns the one that finds column names in the earliest line. If none finds column names,
/// returns the one that results in the widest rows.
fn guess_delimiter(head: &str) -> u8 {
    const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];
    let found = DELIMITERS.iter().filter_map(|delimiter| {
        let line = line_of_names(head, *delimiter)?;
        Some((line, *delimiter))
    });
    match found.min_by_key(|(line, _)| *line) {
        Some((_, delimiter)) => delimiter,
        None => widest(head, DELIMITERS),
    }
}

fn records(head: &str, delimiter: u8) -> impl Iterator<Item = StringRecord> {
    let mut builder = ReaderBuilder::new();
    builder
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true);
    let records = builder.from_reader(head.as_bytes()).into_records();
    records.map_while(Result::ok)
}

/// The line with the names of avails columns, if there is one.
fn line_of_names(head: &str, delimiter: u8) -> Option<u64> {
    let mut search = Search::default();
    let mut row = RawRow::default();
    for record in records(head, delimiter) {
        row.cells.clear();
        row.cells
            .extend((0..).zip(&record).map(|(column, text)| RawCell {
                column,
                content: Content::Text(Text::from(without_apostrophe(text).unwrap_or(text))),
                formula: false,
                repeated: false,
                literal: false,
                format: 0,
            }));
        let goes_on = search.take(&row);
        if search.has_names() {
            return Some(record.position()?.line());
        }
        if !goes_on {
            break;
        }
    }
    None
}

/// The delimiter that results in the widest rows.
///
/// The rows of an avails header have dozens of cells, so the actual delimiter makes at least two of the first rows much
/// wider than a character that only occurs within cells. Excel writes semicolons if the comma is the decimal separator.
fn widest(head: &str, delimiters: [u8; 4]) -> u8 {
    const ROWS: usize = 5;
    let width = |delimiter: u8| {
        let rows = records(head, delimiter).take(ROWS);
        let mut widths: Vec<usize> = rows.map(|record| record.len()).collect();
        widths.sort_unstable_by(|a, b| b.cmp(a));
        widths
            .get(1)
            .or(widths.first())
            .copied()
            .unwrap_or_default()
    };
    let mut best = (b',', 0);
    for delimiter in delimiters {
        let width = width(delimiter);
        if width > best.1 {
            best = (delimiter, width);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use encoding_rs::UTF_8;
    use proptest::prelude::{prop_assert_eq, proptest};

    use super::*;

    proptest! {
        /// The lines do not depend on where a piece ends.
        #[test]
        fn lines_end_with_line_feeds(text in "[a,é\r\n\u{FFFF}\u{FF21}]{0,12}", times in 1..9000_usize) {
            let text = text.repeat(times);
            let mut lines = Lines::new(text.as_bytes(), UTF_8, "end", Progress::new());
            let mut read = String::new();
            lines.read_to_string(&mut read).unwrap();
            let mut expected = text.replace("\r\n", "\n").replace('\r', "\n");
            if !expected.is_empty() && !expected.ends_with('\n') {
                expected.push('\n');
            }
            let lost = expected.match_indices(NO_CHARACTER).map(|(at, _)| at as u64);
            prop_assert_eq!(lines.lost.into_iter().collect::<Vec<_>>(), lost.collect::<Vec<_>>());
            prop_assert_eq!(read, expected.replace(NO_CHARACTER, "\u{FFFD}") + "end");
        }
    }
}
