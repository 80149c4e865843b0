//! Writes results to standard output or to a file. A file is written completely or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use anstream::StripStream;
use clap::ValueEnum;
use serde::Serialize;

use crate::failure::Failure;
use crate::shown::{Escape, Guarded};

/// The format of a result: text for people, or JSON for programs.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
}

/// Writes a result for people to a path or, if there is no path, to standard output.
///
/// A file is written completely or not at all. Pipes and devices are written to directly. Colors
/// are removed unless the output is a terminal. If the result quotes text from files, the caller
/// must make this text printable.
pub(crate) fn write(
    path: Option<&Path>,
    result: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    match path {
        Some(path) => write_file(path, |file| {
            guarded(StripStream::new(file), Escape::InText, result)
        }),
        None => guarded(anstream::stdout().lock(), Escape::InText, result).map_err(unwritten),
    }
}

/// The maximum number of scopes and windows in a JSON document or a table. Writing this many takes a few
/// seconds.
const ITEMS: usize = 3_000_000;

/// Returns an error if a JSON document or a table would have too many scopes and windows. In these formats, each
/// territory has its own elements, so 5 MB of worldwide rows would become 2 GB.
pub(crate) fn refuse_long(
    format: &str,
    items: impl IntoIterator<Item = usize>,
) -> Result<(), Failure> {
    let mut left = ITEMS;
    for count in items {
        left = left.checked_sub(count).ok_or_else(|| {
            Failure::new(format!(
                "as {format}, the result would have more than 3,000,000 scopes and windows, because each territory \
                 has its own there; --format text lists territories with the same windows together"
            ))
        })?;
    }
    Ok(())
}

/// Writes a document for programs, in the same way as [`write()`].
pub(crate) fn write_json(path: Option<&Path>, document: &impl Serialize) -> Result<(), Failure> {
    write_lines(path, |out| {
        serde_json::to_writer_pretty(&mut *out, document)?;
        writeln!(out)
    })
}

/// Writes JSON, in the same way as [`write()`].
///
/// JSON cannot contain colors. Characters that could control a terminal are escaped, for example as `\u202e`, which
/// does not change the JSON's meaning.
pub(crate) fn write_lines(
    path: Option<&Path>,
    result: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    match path {
        Some(path) => write_file(path, |file| guarded(file, Escape::InJson, result)),
        None => guarded(io::stdout().lock(), Escape::InJson, result).map_err(unwritten),
    }
}

/// Writes a page, a drawing or a script unchanged, unless the output is a terminal.
pub(crate) fn write_document(
    path: Option<&Path>,
    document: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    let stdout = io::stdout();
    match path {
        Some(path) => write_file(path, |file| buffered(file, document)),
        None if stdout.is_terminal() => {
            guarded(stdout.lock(), Escape::InText, document).map_err(unwritten)
        }
        None => buffered(stdout.lock(), document).map_err(unwritten),
    }
}

/// A kind of file: its display name, and its extensions.
#[derive(Clone, Copy)]
pub(crate) struct FileKind {
    pub(crate) name: &'static str,
    pub(crate) endings: &'static [&'static str],
}

impl FileKind {
    pub(crate) const TEXT: Self = Self::new("text", &["txt"]);
    pub(crate) const JSON: Self = Self::new("JSON", &["json"]);
    /// A list that is a table or JSON, by the ending of its name.
    pub(crate) const LIST: Self = Self::new("JSON", &["json", "csv", "xlsx"]);
    pub(crate) const JSON_LINES: Self = Self::new("lines of JSON", &["jsonl", "json"]);
    pub(crate) const SARIF: Self = Self::new("SARIF", &["sarif", "json"]);
    pub(crate) const PAGE: Self = Self::new("a page", &["html", "htm"]);
    pub(crate) const CSV: Self = Self::new("CSV", &["csv"]);
    pub(crate) const WORKBOOK: Self = Self::new("a workbook", &["xlsx"]);

    const fn new(name: &'static str, endings: &'static [&'static str]) -> Self {
        Self { name, endings }
    }
}

/// Rejects a path with another kind's extension, because the extension determines which program opens the file.
pub(crate) fn refuse_other_ending(path: Option<&Path>, kind: FileKind) -> Result<(), Failure> {
    let FileKind { name, endings } = kind;
    const KNOWN: [&str; 14] = [
        "htm", "html", "json", "jsonl", "sarif", "txt", "csv", "tsv", "xls", "xlsx", "xlsm", "xml",
        "pdf", "docx",
    ];
    let Some(path) = path else { return Ok(()) };
    let ending = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    if !KNOWN.contains(&&*ending) || endings.contains(&&*ending) {
        return Ok(());
    }
    let endings = match endings {
        [others @ .., last] if !others.is_empty() => format!("{} or .{last}", others.join(", .")),
        _ => endings.concat(),
    };
    Err(Failure::new(format!(
        "{} would be {name}, which other programs do not expect in a .{ending} file; end its name in .{endings}",
        path.display()
    )))
}

/// Returns an error if the output would replace one of the inputs.
pub(crate) fn refuse_to_replace<'a>(
    path: Option<&Path>,
    inputs: impl IntoIterator<Item = &'a PathBuf>,
) -> Result<(), Failure> {
    let Some(path) = path else { return Ok(()) };
    let mut inputs = inputs.into_iter();
    match inputs.find(|input| ema_io::is_same_file(input, path)) {
        Some(input) => Err(Failure::new(format!(
            "{} would be replaced; give --output another name",
            input.display()
        ))),
        None => Ok(()),
    }
}

fn write_file(
    path: &Path,
    result: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<(), Failure> {
    // Unlike a file, a device or a pipe cannot be replaced, so it is written to directly.
    let is_stream = is_open_stream(path);
    if is_stream || fs::metadata(path).is_ok_and(|there| !there.is_dir() && !there.is_file()) {
        return OpenOptions::new()
            .append(is_stream)
            .write(true)
            .open(path)
            .and_then(|mut device| result(&mut device))
            .map_err(|error| Failure::writing(path.display(), &error));
    }
    ema_io::replace_file(path, result).map_err(Failure::new)
}

/// Returns whether a path refers to an output that the shell has opened for the program. If this
/// output is a file, as with `> report.txt`, the result is appended, because replacing the file
/// would lose the output of other programs.
fn is_open_stream(path: &Path) -> bool {
    let folder = path.parent();
    [Path::new("/dev/stdout"), Path::new("/dev/stderr")].contains(&path)
        || [Path::new("/dev/fd"), Path::new("/proc/self/fd")]
            .iter()
            .any(|open| folder == Some(open))
}

fn unwritten(error: io::Error) -> Failure {
    Failure::writing("the result", &error)
}

fn guarded(
    out: impl Write,
    escape: Escape,
    result: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    buffered(out, |out| {
        let mut guarded = Guarded::new(out, escape);
        result(&mut guarded)?;
        guarded.flush()
    })
}

fn buffered(
    out: impl Write,
    result: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    result(&mut out)?;
    out.flush()
}

/// Formats a number with a noun: `1 row`, `12 rows`.
pub(crate) fn counted(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        several => format!("{several} {what}s"),
    }
}

/// Formats a list in words: `BQ, CW and SX`.
pub(crate) fn list(words: impl IntoIterator<Item = impl Into<String>>, last: &str) -> String {
    let mut words: Vec<String> = words.into_iter().map(Into::into).collect();
    match words.pop() {
        Some(only) if words.is_empty() => only,
        Some(end) => format!("{} {last} {end}", words.join(", ")),
        None => String::new(),
    }
}

/// Writes a heading and a paragraph in lines of at most 80 characters. All lines in the paragraph
/// are aligned with its first word.
pub(crate) fn write_hanging(out: &mut dyn Write, heading: &str, paragraph: &str) -> io::Result<()> {
    let indent = heading.chars().count();
    write!(out, "{heading}")?;
    let mut width = indent;
    for word in paragraph.split_whitespace() {
        let length = word.chars().count();
        if width > indent && width + 1 + length > 80 {
            write!(out, "\n{:indent$}", "")?;
            width = indent;
        } else if width > indent {
            write!(out, " ")?;
            width += 1;
        }
        write!(out, "{word}")?;
        width += length;
    }
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_with_too_many_items_is_refused() {
        assert!(refuse_long("JSON", [ITEMS, 0]).is_ok());
        assert!(refuse_long("JSON", [ITEMS, 1]).is_err());
        // Counting stops at the limit, so this endless sequence is also rejected.
        assert!(refuse_long("JSON", std::iter::repeat(1)).is_err());
    }
}
