//! Merges new notes into the existing notes on a sheet.

use std::collections::BTreeMap;

use crate::error::ErrorKind;
use crate::write::NOTE_AUTHOR;

use super::pieces::{Kind, Pieces, first_tag};
use super::survey::{At, address, cell_address};
use super::tag::{attribute, escaped, name, prefix};

/// The line that separates another author's note from the findings that are appended to it.
const SEPARATOR: &str = "— EMA findings —";

/// The initial notes part for a sheet without notes.
pub(super) const NONE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><authors></authors><commentList></commentList></comments>";

/// The notes on a sheet after the merge.
pub(super) struct Merged {
    pub(super) bytes: Vec<u8>,
    /// Cells whose notes were removed.
    pub(super) removed: Vec<At>,
    /// Cells that have notes now but had none before.
    pub(super) added: Vec<At>,
    /// The number of cells that get no note because they already have a conversation.
    pub(super) conversations: usize,
}

/// Returns whether the notes part contains notes that an earlier copy added.
pub(super) fn are_there(bytes: &[u8]) -> bool {
    let holds = |text: &str| memchr::memmem::find(bytes, text.as_bytes()).is_some();
    holds(NOTE_AUTHOR) || holds(SEPARATOR)
}

/// Adds notes to cells, replacing the notes from an earlier copy. Notes and conversations by other authors are kept. If
/// another author has a note on the same cell, the new text is appended to that note.
pub(super) fn merge(
    bytes: &[u8],
    part: &str,
    notes: &BTreeMap<At, String>,
) -> Result<Merged, ErrorKind> {
    let mut merged = Merged {
        bytes: Vec::with_capacity(bytes.len() + 512 * notes.len()),
        removed: Vec::new(),
        added: Vec::new(),
        conversations: 0,
    };
    let authors = Authors::read(bytes, part)?;
    let own = authors.own();
    let mut left = notes.clone();
    let mut pieces = Pieces::of(bytes, part);
    let mut comment = Vec::new();
    while let Some(piece) = pieces.next()? {
        let tag = piece.bytes;
        match (piece.depth, name(tag), piece.kind) {
            (3, b"comment", Kind::Start) => {
                comment.clear();
                comment.extend_from_slice(tag);
                pieces.rest_of_element(3, &mut comment)?;
                let author = attribute(&comment, "authorId").and_then(|id| id.trim().parse().ok());
                let at = attribute(&comment, "ref").and_then(address);
                let author: Option<usize> = author;
                if own.is_some() && author == own {
                    merged.removed.extend(at);
                    continue;
                }
                let note = at.and_then(|at| left.remove(&at));
                if author.is_some_and(|author| authors.is_conversation(author)) {
                    merged.conversations += usize::from(note.is_some());
                    merged.bytes.extend_from_slice(&comment);
                    continue;
                }
                let kept = without_appended(&comment);
                match note {
                    Some(note) => merged.bytes.extend(with_appended(&kept, &note)),
                    None => merged.bytes.extend(kept),
                }
            }
            (2, b"authors", Kind::End) => {
                if own.is_none() && !notes.is_empty() {
                    merged.author(prefix(tag));
                }
                merged.bytes.extend_from_slice(tag);
            }
            (2, b"authors", Kind::Empty) => {
                let (start, end) = super::parts::opened(tag);
                merged.bytes.extend(start);
                merged.author(prefix(tag));
                merged.bytes.extend(end);
            }
            (2, b"commentList", Kind::End) => {
                merged.add(&left, own.unwrap_or(authors.names.len()), prefix(tag));
                merged.bytes.extend_from_slice(tag);
            }
            (2, b"commentList", Kind::Empty) => {
                let (start, end) = super::parts::opened(tag);
                merged.bytes.extend(start);
                merged.add(&left, own.unwrap_or(authors.names.len()), prefix(tag));
                merged.bytes.extend(end);
            }
            _ => merged.bytes.extend_from_slice(tag),
        }
    }
    // If a note is replaced, its shape is kept.
    let renewed: Vec<At> = merged.removed.clone();
    merged.removed.retain(|at| !merged.added.contains(at));
    merged.added.retain(|at| !renewed.contains(at));
    Ok(merged)
}

impl Merged {
    fn author(&mut self, prefix: &str) {
        let author = format!("<{prefix}author>{NOTE_AUTHOR}</{prefix}author>");
        self.bytes.extend_from_slice(author.as_bytes());
    }

    fn add(&mut self, notes: &BTreeMap<At, String>, author: usize, prefix: &str) {
        for (at, note) in notes {
            let address = cell_address(*at);
            let run = run(note, prefix);
            let comment = format!(
                "<{prefix}comment ref=\"{address}\" authorId=\"{author}\"><{prefix}text>{run}</{prefix}text></{prefix}comment>"
            );
            self.bytes.extend_from_slice(comment.as_bytes());
            self.added.push(*at);
        }
    }
}

/// Formats text as a run in a note.
fn run(text: &str, prefix: &str) -> String {
    let p = prefix;
    let text = crate::write::stored_text(text);
    let text = escaped(&text);
    format!(
        "<{p}r><{p}rPr><{p}sz val=\"9\"/><{p}color indexed=\"81\"/><{p}rFont val=\"Tahoma\"/><{p}family val=\"2\"/></{p}rPr><{p}t xml:space=\"preserve\">{text}</{p}t></{p}r>"
    )
}

/// The authors of the notes on a sheet.
struct Authors {
    names: Vec<String>,
}

impl Authors {
    fn read(bytes: &[u8], part: &str) -> Result<Self, ErrorKind> {
        let mut names: Vec<String> = Vec::new();
        let mut pieces = Pieces::of(bytes, part);
        let mut is_in_author = false;
        while let Some(piece) = pieces.next()? {
            match (piece.depth, name(piece.bytes), piece.kind) {
                (3, b"author", Kind::Start | Kind::Empty) => {
                    names.push(String::new());
                    is_in_author = piece.kind == Kind::Start;
                }
                (3, b"author", Kind::End) => is_in_author = false,
                (2, b"commentList", _) => break,
                (_, _, Kind::Other) if is_in_author => {
                    if let Some(last) = names.last_mut() {
                        last.push_str(&String::from_utf8_lossy(piece.bytes));
                    }
                }
                _ => {}
            }
        }
        Ok(Self { names })
    }

    fn own(&self) -> Option<usize> {
        self.names
            .iter()
            .position(|name| name.trim() == NOTE_AUTHOR)
    }

    /// Returns whether a note with this author is the placeholder for a conversation. Excel stores such placeholders
    /// for programs that do not support conversations.
    fn is_conversation(&self, author: usize) -> bool {
        self.names
            .get(author)
            .is_some_and(|name| name.trim_start().starts_with("tc="))
    }
}

/// Returns a note without any text that an earlier copy appended to it.
fn without_appended(comment: &[u8]) -> Vec<u8> {
    let found = || {
        let text = std::str::from_utf8(comment).ok()?;
        let at = text.find(SEPARATOR)?;
        let run_text = text[..at].rfind('<')?;
        let start = run_text + first_tag(&comment[run_text..]);
        let end = text.rfind("</").filter(|end| *end > at)?;
        let closing = text[..end].rfind("</").filter(|end| *end > at)?;
        // The text before the separator in the same run. This text is empty if the run contains only the appended text.
        let before = text[start..at].trim_end_matches("&#10;").trim_end();
        let prefix = prefix(comment);
        let kept = match before.is_empty() {
            true => {
                let (plain, with_properties) = (format!("<{prefix}r>"), format!("<{prefix}r "));
                let run = text[..run_text].rfind(&plain);
                let run = run.max(text[..run_text].rfind(&with_properties));
                text[..run?].to_owned()
            }
            false => {
                let is_run = text[at..closing].contains(&format!("</{prefix}r>"));
                let run = if is_run {
                    format!("</{prefix}r>")
                } else {
                    String::new()
                };
                format!("{}{before}</{prefix}t>{run}", &text[..start])
            }
        };
        Some(format!("{kept}{}", &text[closing..]).into_bytes())
    };
    found().unwrap_or_else(|| comment.to_vec())
}

/// Returns a note with text appended.
fn with_appended(comment: &[u8], note: &str) -> Vec<u8> {
    let prefix = prefix(comment).to_owned();
    let appended = run(&format!("\n\n{SEPARATOR}\n{note}"), &prefix);
    let mut result = Vec::with_capacity(comment.len() + appended.len());
    let mut pieces = Pieces::of(comment, "");
    // Programs do not show plain text in a note that has runs, so plain text is converted to a run.
    while let Ok(Some(piece)) = pieces.next() {
        let tag = piece.bytes;
        match (piece.depth, name(tag), piece.kind) {
            (2, b"text", Kind::End) => {
                result.extend_from_slice(appended.as_bytes());
                result.extend_from_slice(tag);
            }
            (2, b"text", Kind::Empty) => {
                let (start, end) = super::parts::opened(tag);
                result.extend(start);
                result.extend_from_slice(appended.as_bytes());
                result.extend(end);
            }
            (3, b"t", Kind::Start) => {
                result.extend_from_slice(format!("<{prefix}r>").as_bytes());
                result.extend_from_slice(tag);
            }
            (3, b"t", Kind::End) => {
                result.extend_from_slice(tag);
                result.extend_from_slice(format!("</{prefix}r>").as_bytes());
            }
            _ => result.extend_from_slice(tag),
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(bytes: &str, notes: &[(At, &str)]) -> (String, Merged) {
        let notes = notes.iter().map(|(at, text)| (*at, (*text).to_owned()));
        let merged = merge(bytes.as_bytes(), "a", &notes.collect()).unwrap();
        (String::from_utf8(merged.bytes.clone()).unwrap(), merged)
    }

    #[test]
    fn notes_are_replaced_by_the_next_copy() {
        let (first, merged_first) = merged(NONE, &[((4, 3), "one"), ((5, 0), "<two>")]);
        assert_eq!(merged_first.added, [(4, 3), (5, 0)]);
        assert!(
            first.contains("<comment ref=\"A5\" authorId=\"0\">"),
            "{first}"
        );
        assert!(first.contains("&lt;two&gt;"), "{first}");
        assert_eq!(
            merged(&first, &[((4, 3), "one"), ((5, 0), "<two>")]).0,
            first
        );
        let (second, merged_second) = merged(&first, &[((5, 0), "other"), ((6, 0), "new")]);
        assert_eq!(merged_second.removed, [(4, 3)]);
        assert_eq!(merged_second.added, [(6, 0)]);
        assert!(
            !second.contains("D4") && !second.contains("two"),
            "{second}"
        );
        let (none, _) = merged(&second, &[]);
        assert!(none.contains("<commentList></commentList>"), "{none}");
    }

    #[test]
    fn a_note_of_somebody_keeps_its_text() {
        for (text, kept) in [
            (
                "<text><t>Ask Ann</t></text>",
                "<text><r><t>Ask Ann</t></r></text>",
            ),
            (
                "<text><r><rPr><b/></rPr><t>Ask</t></r><r><t> Ann</t></r></text>",
                "<text><r><rPr><b/></rPr><t>Ask</t></r><r><t> Ann</t></r></text>",
            ),
            ("<text/>", "<text></text>"),
        ] {
            let note = |text: &str| {
                format!(
                    "<comments><authors><author>Ann</author></authors><commentList><comment ref=\"D4\" authorId=\"0\">{text}</comment></commentList></comments>"
                )
            };
            let (with, first) = merged(&note(text), &[((4, 3), "wrong")]);
            assert_eq!(first.added, []);
            assert_eq!(with.matches(SEPARATOR).count(), 1);
            let (again, _) = merged(&with, &[((4, 3), "wrong")]);
            assert_eq!(again, with);
            let (without, second) = merged(&with, &[]);
            assert_eq!(second.removed, []);
            let expected =
                note(kept).replace("</authors>", "<author>EMA findings</author></authors>");
            assert_eq!(without, expected);
        }
    }

    #[test]
    fn what_a_program_has_made_of_an_appended_text_is_found() {
        // Another program might store the appended text as a separate run or in the same run as the existing text.
        for (text, kept) in [
            (
                "<t xml:space=\"preserve\">Ask Ann\n\n— EMA findings —\nwrong</t>",
                "<t xml:space=\"preserve\">Ask Ann</t>",
            ),
            (
                "<r><rPr/><t>Ask Ann&#10;&#10;— EMA findings —</t></r><r><t>wrong</t></r>",
                "<r><rPr/><t>Ask Ann</t></r>",
            ),
        ] {
            let note = |text: &str| format!("<comment ref=\"D4\"><text>{text}</text></comment>");
            let left = without_appended(note(text).as_bytes());
            assert_eq!(String::from_utf8(left).unwrap(), note(kept));
        }
    }

    #[test]
    fn a_conversation_stays_as_it_is() {
        let bytes = "<comments><authors><author>tc={1}</author></authors><commentList><comment ref=\"D4\" authorId=\"0\"><text><t>[Threaded comment]</t></text></comment></commentList></comments>";
        let (text, merged) = merged(bytes, &[((4, 3), "wrong")]);
        assert_eq!(merged.conversations, 1);
        assert!(!text.contains("wrong"), "{text}");
        assert!(merged.added.is_empty());
    }
}
