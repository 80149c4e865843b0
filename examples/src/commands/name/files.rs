//! Finds the files that names refer to, and compares and renames them.

use std::collections::{BTreeMap, HashSet};
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use ema_io::io_error_in_words;

use crate::failure::Failure;

/// A name, which may be the name of an existing file.
pub(super) struct NamedFile {
    pub(super) name: String,
    /// The file's folder and path, if the file exists.
    place: Option<(PathBuf, PathBuf)>,
}

impl NamedFile {
    /// Returns the file's folder, if the file exists.
    pub(super) fn folder(&self) -> Option<&Path> {
        self.place.as_ref().map(|(folder, _)| folder.as_path())
    }

    /// Returns whether there is a file with the given name in the file's folder.
    pub(super) fn has_beside(&self, name: &str) -> bool {
        self.folder()
            .is_some_and(|folder| fs::symlink_metadata(folder.join(name)).is_ok())
    }
}

/// Returns the given names, but includes each existing file only once.
pub(super) fn named(given: &[OsString]) -> Vec<NamedFile> {
    let mut known = HashSet::new();
    let mut is_new = |file: &NamedFile| match &file.place {
        Some(place) => known.insert(place.clone()),
        None => true,
    };
    let files = given.iter().map(|path| NamedFile::of(Path::new(path)));
    files.filter(|file| is_new(file)).collect()
}

impl NamedFile {
    fn of(path: &Path) -> Self {
        let is_file = fs::symlink_metadata(path).is_ok_and(|there| !there.is_dir());
        if is_file
            && let Some(name) = path.file_name()
            && let Ok(folder) = fs::canonicalize(folder_of(path))
        {
            return Self {
                name: name.to_string_lossy().into_owned(),
                place: Some((folder.clone(), folder.join(name))),
            };
        }
        Self {
            name: path.to_string_lossy().into_owned(),
            place: None,
        }
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// Returns a suggestion for each name. The suggestion differs from the suggestions for other names in the same folder,
/// and from the names of existing files in the folder.
pub(super) fn suggestions(
    files: &[NamedFile],
    suggest_all: impl Fn(&[String]) -> Vec<Option<String>>,
) -> Vec<Option<String>> {
    let mut folders: BTreeMap<Option<&Path>, Vec<usize>> = BTreeMap::new();
    for (index, file) in files.iter().enumerate() {
        folders.entry(file.folder()).or_default().push(index);
    }
    let mut suggestions = vec![None; files.len()];
    for (folder, members) in folders {
        let mut names: Vec<String> = members
            .iter()
            .map(|index| files[*index].name.clone())
            .collect();
        if let Some(entries) = folder.and_then(|folder| fs::read_dir(folder).ok()) {
            let entries = entries.filter_map(Result::ok);
            names.extend(entries.map(|entry| entry.file_name().to_string_lossy().into_owned()));
        }
        for (index, suggestion) in members.into_iter().zip(suggest_all(&names)) {
            suggestions[index] = suggestion;
        }
    }
    suggestions
}

/// Renames either all files or none.
///
/// First, each file gets its new name in addition to the old name. This step fails if there is
/// already a file with the new name. Then, the old names are removed. If the process is interrupted
/// at any point, each file still has its old name, its new name, or both.
pub(super) fn rename(files: &[(&NamedFile, Option<&str>)]) -> Result<(), Failure> {
    let mut renames: Vec<(&Path, PathBuf)> = Vec::new();
    for (file, name) in files {
        let name = name.ok_or_else(|| {
            refused(
                &file.name,
                "no valid name could be suggested; add the extension for its file type",
            )
        })?;
        let (folder, path) = file
            .place
            .as_ref()
            .ok_or_else(|| refused(&file.name, "there is no such file"))?;
        if *name != *file.name {
            renames.push((path, folder.join(name)));
        }
    }
    for (index, (old, new)) in renames.iter().enumerate() {
        if let Err(error) = fs::hard_link(old, new) {
            undo(&renames[..index], 0);
            return Err(refused(old.display(), what_to_do(new, &error)));
        }
    }
    for (index, (old, _)) in renames.iter().enumerate() {
        if let Err(error) = fs::remove_file(old) {
            undo(&renames, index);
            return Err(refused(
                old.display(),
                format!(
                    "its old name can't be removed: {}",
                    io_error_in_words(&error)
                ),
            ));
        }
    }
    Ok(())
}

/// Undoes renames: restores the old names of the first `gone` files, whose old names have been
/// removed, and removes the new names of all files.
fn undo(renamed: &[(&Path, PathBuf)], gone: usize) {
    for (index, (old, new)) in renamed.iter().enumerate() {
        // If a file's old name cannot be restored, the file keeps the new name.
        if index >= gone || fs::hard_link(new, old).is_ok() {
            let _ = fs::remove_file(new);
        }
    }
}

fn refused(file: impl std::fmt::Display, why: impl std::fmt::Display) -> Failure {
    Failure::new(format!("{file}: {why}; no file was renamed"))
}

fn what_to_do(new: &Path, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AlreadyExists => format!("{} already exists", new.display()),
        _ => format!(
            "it can't be renamed to {}: {}; check that you have write permission for the folder. A disk that can't give a file two \
             names, such as a USB stick, can't rename all or none",
            new.display(),
            io_error_in_words(error)
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{named, suggestions};

    /// Creates folders with files and returns how many names are passed to the closure when
    /// suggestions are made for all files.
    fn names(folders: usize, files: usize) -> usize {
        let work = tempfile::tempdir().expect("a folder");
        let mut given = Vec::new();
        for folder in 0..folders {
            let folder = work.path().join(folder.to_string());
            fs::create_dir(&folder).expect("a folder");
            for file in 0..files {
                let path = folder.join(format!("a{}.mov", " ".repeat(file)));
                fs::write(&path, "").expect("a file");
                given.push(path.into_os_string());
            }
        }
        let files = named(&given);
        let count = std::cell::Cell::new(0);
        let suggested = suggestions(&files, |names| {
            count.set(count.get() + names.len());
            vec![None; names.len()]
        });
        assert_eq!(suggested.len(), given.len());
        count.get()
    }

    #[test]
    fn four_times_the_files_are_four_times_the_names() {
        for (few, many) in [
            (names(1, 30), names(1, 120)),
            (names(30, 1), names(120, 1)),
            (names(6, 6), names(12, 12)),
        ] {
            assert!(many <= 5 * few, "{few} and {many}");
        }
    }
}
