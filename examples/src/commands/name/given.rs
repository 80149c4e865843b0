//! Collects the names to check, which are given directly, as folders, or on standard input.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use delivery_naming::{is_left_folder, is_leftover};
use ema_io::io_error_in_words;

use crate::failure::Failure;

/// Returns the names to check. Names from folders are sorted. Files that operating systems and
/// programs leave in folders are omitted.
pub(super) fn names(given: &[OsString]) -> Result<Vec<OsString>, Failure> {
    let mut names = Vec::new();
    for name in given {
        if name == "-" {
            names.extend(from_standard_input()?);
        } else if is_folder(Path::new(name)) {
            walk(Path::new(name), &mut names)?;
        } else {
            names.push(name.clone());
        }
    }
    Ok(names)
}

/// Returns whether the path itself is a folder. A path such as `..` is not treated as a folder, but
/// as a name to check.
fn is_folder(path: &Path) -> bool {
    path.file_name().is_some() && fs::symlink_metadata(path).is_ok_and(|found| found.is_dir())
        || path == Path::new(".")
}

fn walk(folder: &Path, names: &mut Vec<OsString>) -> Result<(), Failure> {
    let unreadable = |folder: &Path, error: io::Error| {
        Failure::new(format!(
            "{} can't be read: {}",
            folder.display(),
            io_error_in_words(&error)
        ))
    };
    let mut left = vec![folder.to_path_buf()];
    while let Some(path) = left.pop() {
        let found = fs::symlink_metadata(&path).map_err(|error| unreadable(&path, error))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if found.is_dir() && !is_left_folder(&name) {
            let entries = fs::read_dir(&path).and_then(Iterator::collect::<io::Result<Vec<_>>>);
            let entries = entries.map_err(|error| unreadable(&path, error))?;
            let mut entries: Vec<PathBuf> = entries.iter().map(fs::DirEntry::path).collect();
            // The list is used as a stack, so its last entry is processed first.
            entries.sort_by(|a, b| b.cmp(a));
            left.extend(entries);
        } else if !found.is_dir() && !is_leftover(&name) {
            names.push(path.into_os_string());
        }
    }
    Ok(())
}

/// Reads names from standard input, either one per line, as `ls` and `find` write them, or each
/// followed by NUL, as `find -print0` writes them.
fn from_standard_input() -> Result<Vec<OsString>, Failure> {
    let mut text = Vec::new();
    io::stdin().read_to_end(&mut text).map_err(|error| {
        Failure::new(format!(
            "standard input can't be read: {}",
            io_error_in_words(&error)
        ))
    })?;
    let end = match text.contains(&0) {
        true => 0,
        false => b'\n',
    };
    let names = text.split(|byte| *byte == end);
    let names = names.map(|name| match end {
        0 => name,
        _ => name.strip_suffix(b"\r").unwrap_or(name),
    });
    Ok(names.filter(|name| !name.is_empty()).map(to_name).collect())
}

#[cfg(unix)]
fn to_name(name: &[u8]) -> OsString {
    use std::os::unix::ffi::OsStrExt as _;
    std::ffi::OsStr::from_bytes(name).to_owned()
}

#[cfg(not(unix))]
fn to_name(name: &[u8]) -> OsString {
    String::from_utf8_lossy(name).into_owned().into()
}
