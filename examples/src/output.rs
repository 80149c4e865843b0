//! Where results go: standard output, or a file that is there whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::Serialize;

use crate::failure::Failure;

/// How a result is written: for people or for programs.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
}

/// Writes a result to a path, or to standard output without one.
///
/// A file is written under another name beside it and renamed at the end, so that nobody ever reads
/// half of it. A pipe or a device is written to as it is. Colors are left out where no terminal
/// shows them.
pub(crate) fn write(
    path: Option<&Path>,
    result: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    match path {
        Some(path) => write_file(path, |file| {
            buffered(anstream::StripStream::new(file), result)
        }),
        None => buffered(anstream::stdout().lock(), result)
            .map_err(|error| Failure::writing("the result", &error)),
    }
}

/// Writes a document for programs as [`write()`] does a result for people. JSON can't hold colors, and
/// looking for some in it takes longer than writing it.
pub(crate) fn write_json(path: Option<&Path>, document: &impl Serialize) -> Result<(), Failure> {
    let json = |out: &mut dyn Write| {
        serde_json::to_writer_pretty(&mut *out, document)?;
        writeln!(out)
    };
    match path {
        Some(path) => write_file(path, |file| buffered(file, json)),
        None => buffered(io::stdout().lock(), json)
            .map_err(|error| Failure::writing("the result", &error)),
    }
}

fn write_file(path: &Path, result: impl FnOnce(File) -> io::Result<()>) -> Result<(), Failure> {
    let written = match fs::metadata(path) {
        Ok(there) if there.is_file() => replace(path, Some(there.permissions()), result),
        Ok(there) if there.is_dir() => Err(io::Error::other("it is a folder")),
        Ok(_) => OpenOptions::new().write(true).open(path).and_then(result),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            replace(&behind_links(path), None, result)
        }
        Err(error) => Err(error),
    };
    written.map_err(|error| Failure::writing(path.display(), &error))
}

fn buffered(
    out: impl Write,
    result: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    result(&mut out)?;
    out.flush()
}

/// `1 row`, `12 rows`.
pub(crate) fn counted(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        several => format!("{several} {what}s"),
    }
}

/// `BQ, CW and SX`
pub(crate) fn list(words: impl IntoIterator<Item = impl Into<String>>, last: &str) -> String {
    let mut words: Vec<String> = words.into_iter().map(Into::into).collect();
    match words.pop() {
        Some(only) if words.is_empty() => only,
        Some(end) => format!("{} {last} {end}", words.join(", ")),
        None => String::new(),
    }
}

/// Writes a paragraph after a heading, in lines of at most 80 characters that hang under its first
/// word.
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

/// Whether two paths lead to one file, by whatever names; one that does not exist yet is where its
/// folder is.
pub(crate) fn is_same_file(a: &Path, b: &Path) -> bool {
    let place = |path: &Path| match fs::canonicalize(path) {
        Ok(place) => Some(place),
        Err(_) => {
            let path = behind_links(path);
            let folder = fs::canonicalize(folder(&path)).ok()?;
            Some(folder.join(path.file_name()?))
        }
    };
    place(a).is_some_and(|place_of_a| place(b) == Some(place_of_a))
}

/// Writes a file beside the one that is to be, and puts it in its place.
fn replace(
    path: &Path,
    permissions: Option<fs::Permissions>,
    result: impl FnOnce(File) -> io::Result<()>,
) -> io::Result<()> {
    // A link is followed: the file it leads to is replaced, not the link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let folder = folder(&target);
    if !folder.is_dir() {
        return Err(io::Error::new(
            io::ErrorKind::NotFound,
            "its folder is not there",
        ));
    }
    // Whoever may read the old file may read the new one, and a new one is like any other.
    // Under a name of ema-io's, which takes away what a killed program has left.
    let file = tempfile::Builder::new()
        .prefix(".ema-")
        .suffix(".tmp")
        .make_in(folder, |path| File::create_new(path))?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    result(file.as_file().try_clone()?)?;
    file.persist(target)?;
    Ok(())
}

/// Where a link leads, though nothing may be there yet.
fn behind_links(path: &Path) -> PathBuf {
    /// No system follows more of them.
    const MOST: usize = 40;
    let mut place = path.to_path_buf();
    for _ in 0..MOST {
        match fs::read_link(&place) {
            Ok(next) => place = folder(&place).join(next),
            Err(_) => break,
        }
    }
    place
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}
