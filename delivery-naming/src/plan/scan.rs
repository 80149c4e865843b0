//! Finds the files to deliver, which are given by path or by folder, and reads them.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crate::shown::said;

use super::contents;
use super::leftover::{is_left_folder, is_leftover};
use super::manifest::{self, Fault, Insight};
use super::{FileKind, KnownFiles, PlannedFile, Problem, ProblemKind, Target};

/// The suffix that turns a journal's name into its lock file's name.
pub(crate) const LOCK_ENDING: &str = ".lock";

/// The suffix of the temporary name under which a journal's first line is written.
pub(crate) const BEGUN_ENDING: &str = ".new";

/// The bytes at the start of every journal.
pub(crate) const JOURNAL_BEGINNING: &[u8] = br#"{"event":"journal","#;

/// A file that was read, with the file names found in it.
pub(super) struct Scanned {
    pub(super) file: PlannedFile,
    pub(super) references: Vec<String>,
}

/// The planned paths: absolute, sorted, and without duplicates.
pub(super) fn planned<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Vec<PathBuf> {
    let absolute = |path: P| {
        let path = path.as_ref();
        absolute(path).unwrap_or_else(|_| path.to_path_buf())
    };
    let planned: BTreeSet<PathBuf> = paths.into_iter().map(absolute).collect();
    planned.into_iter().collect()
}

/// The files at the paths and in the folders, sorted by path and without duplicates.
pub(super) fn files<P: AsRef<Path>>(
    paths: impl IntoIterator<Item = P>,
    journal: Option<&Path>,
    problems: &mut Vec<Problem>,
) -> BTreeSet<PathBuf> {
    let own = match journal {
        Some(journal) => own_files(journal),
        None => Vec::new(),
    };
    let mut files = BTreeSet::new();
    let mut left: Vec<PathBuf> = Vec::new();
    for path in paths {
        match absolute(path.as_ref()) {
            Ok(path) => left.push(path),
            Err(error) => problems.push(unreadable(path.as_ref(), &error)),
        }
    }
    let named: BTreeSet<PathBuf> = left.iter().cloned().collect();
    while let Some(path) = left.pop() {
        if let Some(place) = own.iter().position(|own| *own == path) {
            if place == 0 && !is_journal(&path) {
                problems.push(Problem::at(&path, ProblemKind::JournalOfRun));
            }
            continue;
        }
        match fs::symlink_metadata(&path) {
            Err(error) => problems.push(unreadable(&path, &error)),
            Ok(found) if found.is_symlink() => {
                let to = fs::read_link(&path).unwrap_or_default();
                problems.push(Problem::at(&path, ProblemKind::Link { to }));
            }
            Ok(found)
                if found.is_dir() && is_left_folder(&name_of(&path)) && !named.contains(&path) =>
            {
                problems.push(Problem::at(&path, ProblemKind::LeftOut));
            }
            Ok(found) if found.is_dir() => match entries(&path) {
                Ok(entries) => left.extend(entries),
                Err(error) => problems.push(unreadable(&path, &error)),
            },
            Ok(found) if !found.is_file() => {
                problems.push(Problem::at(&path, ProblemKind::NoFile));
            }
            // If a leftover was named explicitly, it is meant to be delivered.
            Ok(_)
                if !named.contains(&path)
                    && (is_leftover(&name_of(&path)) || is_saved_plan(&path)) =>
            {
                problems.push(Problem::at(&path, ProblemKind::LeftOut));
            }
            Ok(_) => {
                files.insert(path);
            }
        }
    }
    if files.is_empty() && problems.is_empty() {
        problems.push(Problem::new("", ProblemKind::NothingToDeliver));
    }
    problems.sort_by(|a, b| a.subject().cmp(b.subject()));
    files
}

/// Reads a file. Returns `None` if the file cannot be delivered at all.
pub(super) fn read(
    source: PathBuf,
    target: &Target,
    known: &KnownFiles,
    on_read: &mut dyn FnMut(u64),
    problems: &mut Vec<Problem>,
) -> Option<Scanned> {
    let Some(name) = source.file_name().and_then(|name| name.to_str()) else {
        problems.push(Problem::at(&source, ProblemKind::NotUnicode));
        return None;
    };
    let looks = manifest::is_looked_into(name);
    let contents = match known.unchanged(&source) {
        Some(known) if !looks => known.contents(),
        _ => {
            let keep = if looks { manifest::LARGEST } else { 0 };
            match contents::read(&source, keep, on_read) {
                Ok(contents) => contents,
                Err(error) => {
                    problems.push(unreadable(&source, &error));
                    return None;
                }
            }
        }
    };
    if contents.changed {
        problems.push(Problem::at(&source, ProblemKind::Changing));
    }
    let (kind, references, fault) = match &contents.kept {
        // An empty file is reported as empty, not as malformed.
        _ if !looks || contents.bytes == 0 => (kind_by_name(name), Vec::new(), None),
        kept => {
            let insight = match kept {
                Some(kept) => manifest::look(name, kept, target),
                None => Insight::unchecked("is larger than 64 MiB"),
            };
            (insight.kind, insight.references, insight.fault)
        }
    };
    match fault {
        Some(Fault::Malformed(reason)) => {
            problems.push(Problem::at(&source, ProblemKind::Malformed { reason }));
        }
        Some(Fault::Unchecked(reason)) => {
            problems.push(Problem::at(&source, ProblemKind::Unchecked { reason }));
        }
        None => {}
    }
    Some(Scanned {
        file: PlannedFile {
            name: name.to_owned(),
            destination: target.destination(name),
            kind,
            bytes: contents.bytes,
            modified: contents.modified,
            sha256: contents.sha256,
            md5: contents.md5,
            command: target.command(&source),
            source,
        },
        references,
    })
}

/// Makes a path absolute. Symbolic links to folders within the path are resolved, but a link at the end of the path is
/// not.
fn absolute(path: &Path) -> io::Result<PathBuf> {
    let absolute = std::path::absolute(path)?;
    match (absolute.parent(), absolute.file_name()) {
        (Some(folder), Some(name)) => Ok(fs::canonicalize(folder)?.join(name)),
        _ => fs::canonicalize(absolute),
    }
}

/// The files that a run with this journal creates.
fn own_files(journal: &Path) -> Vec<PathBuf> {
    let Ok(journal) = absolute(journal) else {
        return Vec::new();
    };
    let beside = |ending: &str| {
        let mut path = journal.clone().into_os_string();
        path.push(ending);
        PathBuf::from(path)
    };
    ["", LOCK_ENDING, BEGUN_ENDING].map(beside).into()
}

/// Whether a journal can be created at the path, because the file there is a journal or does not exist yet.
fn is_journal(path: &Path) -> bool {
    let begins_so = |mut file: fs::File| {
        let mut beginning = [0; JOURNAL_BEGINNING.len()];
        file.read_exact(&mut beginning).is_ok() && beginning == JOURNAL_BEGINNING
    };
    !path.is_file() || fs::File::open(path).is_ok_and(begins_so)
}

/// Whether a file is a delivery plan that was saved as `.json`, for example in the folder whose files it delivers.
fn is_saved_plan(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    if !extension.eq_ignore_ascii_case("json") {
        return false;
    }
    let mut beginning = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(64).read_to_end(&mut beginning));
    beginning.retain(|byte| !byte.is_ascii_whitespace());
    let text = String::from_utf8_lossy(&beginning);
    let after_schema = text
        .strip_prefix(r#"{"schema":"#)
        .map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    read.is_ok() && after_schema.is_some_and(|rest| rest.starts_with(r#","target":{"to":"#))
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect()
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn kind_by_name(name: &str) -> FileKind {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let is_workbook = ["xlsx", "xlsm", "xls"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(extension));
    if is_workbook {
        FileKind::Avails
    } else {
        FileKind::Asset
    }
}

fn unreadable(path: &Path, error: &io::Error) -> Problem {
    let reason = said(error);
    Problem::at(path, ProblemKind::Unreadable { reason })
}
