//! Finds problems in a delivery.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Component, Path, PathBuf};

use crate::{BacklotFileName, Difference, FileName, NameFaults, NearMiss, references_match};

use super::scan::Scanned;
use super::{Batch, FileKind, Problem, ProblemKind, Target};

/// Finds problems with the names and sizes of files, before any file is read.
pub(super) fn before_reading(
    files: &BTreeSet<PathBuf>,
    target: &Target,
    problems: &mut Vec<Problem>,
) {
    let mut first: BTreeMap<&str, &Path> = BTreeMap::new();
    let mut names = Vec::new();
    for path in files {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            problems.push(Problem::at(path, ProblemKind::NotUnicode));
            continue;
        };
        names.push(name);
        if path.metadata().is_ok_and(|file| file.len() == 0) {
            problems.push(Problem::new(name, ProblemKind::Empty));
        }
        same_name(name, path, &mut first, problems);
    }
    illegal_names(&names, target, problems);
    unusable_folders(files.iter().map(PathBuf::as_path), target, problems);
}

/// Finds problems in each file that was read, and in the files as a whole.
pub(super) fn after_reading(
    files: &[Scanned],
    batches: &[Batch],
    target: &Target,
    problems: &mut Vec<Problem>,
) {
    let names: Vec<&str> = files.iter().map(|scanned| &*scanned.file.name).collect();
    illegal_names(&names, target, problems);
    for Scanned { file, .. } in files {
        if file.bytes == 0 {
            problems.push(Problem::new(&file.name, ProblemKind::Empty));
        }
    }
    let sources = files.iter().map(|scanned| &*scanned.file.source);
    unusable_folders(sources, target, problems);
    let mut first = BTreeMap::new();
    for Scanned { file, .. } in files {
        same_name(&file.name, &file.source, &mut first, problems);
    }
    references(files, target, problems);
    if let Target::Backlot(backlot) = target {
        for Scanned { file, .. } in files {
            let is_listed = crate::Backlot::takes_extension_of(&file.name);
            if !is_listed && matches!(file.kind, FileKind::Asset | FileKind::Avails) {
                problems.push(Problem::new(&file.name, ProblemKind::UnlistedExtension));
            }
        }
        for batch in batches {
            over_quota(
                &files[batch.files.clone()],
                batch.bytes,
                backlot.quota(),
                problems,
            );
        }
    }
}

/// Finds the names that the target does not accept.
fn illegal_names(names: &[&str], target: &Target, problems: &mut Vec<Problem>) {
    let faults = |name: &str| match target {
        Target::Aspera(_) | Target::S3(_) => FileName::parse(name).err(),
        Target::Backlot(_) => BacklotFileName::parse(name).err(),
    };
    let faults: Vec<Option<NameFaults>> = names.iter().map(|name| faults(name)).collect();
    if faults.iter().all(Option::is_none) {
        return;
    }
    // Suggestions are made for all names together, so that no suggestion is the name of another file.
    let better: Vec<Option<String>> = match target {
        Target::Aspera(_) | Target::S3(_) => FileName::suggest_all(names)
            .into_iter()
            .map(|name| Some(name?.to_string()))
            .collect(),
        Target::Backlot(_) => BacklotFileName::suggest_all(names)
            .into_iter()
            .map(|name| Some(name?.to_string()))
            .collect(),
    };
    for ((&name, faults), better) in names.iter().zip(faults).zip(better) {
        if let Some(faults) = faults {
            problems.push(Problem::new(
                name,
                ProblemKind::IllegalName { faults, better },
            ));
        }
    }
}

fn unusable_folders<'a>(
    files: impl Iterator<Item = &'a Path>,
    target: &Target,
    problems: &mut Vec<Problem>,
) {
    if !matches!(target, Target::Aspera(_)) {
        return;
    }
    let is_unusable = |folder: &Path| {
        let names = folder.components();
        let mut names = names.filter_map(|component| match component {
            Component::Normal(name) => Some(name.to_string_lossy()),
            _ => None,
        });
        names.any(|name| name.contains(['\n', '\r', '\\']))
    };
    // Files in the same folder are adjacent, so the result for the last folder is reused.
    let mut last: Option<(&Path, bool)> = None;
    for file in files {
        let folder = file.parent().unwrap_or(file);
        let unusable = match last {
            Some((known, unusable)) if known == folder => unusable,
            _ => is_unusable(folder),
        };
        last = Some((folder, unusable));
        if unusable {
            problems.push(Problem::at(file, ProblemKind::UnusableFolder));
        }
    }
}

fn same_name<'a>(
    name: &'a str,
    source: &'a Path,
    first: &mut BTreeMap<&'a str, &'a Path>,
    problems: &mut Vec<Problem>,
) {
    match first.get(name) {
        None => {
            first.insert(name, source);
        }
        Some(other) => {
            let sources = [other.to_path_buf(), source.to_path_buf()];
            problems.push(Problem::new(name, ProblemKind::SameName { sources }));
        }
    }
}

fn references(files: &[Scanned], target: &Target, problems: &mut Vec<Problem>) {
    let is_backlot = matches!(target, Target::Backlot(_));
    let delivered: HashSet<&str> = files.iter().map(|scanned| &*scanned.file.name).collect();
    let mut referred: HashSet<&str> = HashSet::new();
    for Scanned { file, references } in files {
        referred.extend(references.iter().map(String::as_str));
        // Most manifests are correct. Only incorrect manifests need the costly search for misspelled names.
        if references.iter().all(|name| delivered.contains(&**name)) {
            continue;
        }
        let names = files.iter().map(|scanned| &scanned.file.name);
        for missing in references_match(references, names).missing {
            let is_near = missing
                .near
                .as_ref()
                .is_some_and(is_the_same_but_for_its_look);
            let kind = ProblemKind::MissingReference {
                file: missing,
                stops: is_backlot || is_near,
            };
            problems.push(Problem::new(&file.name, kind));
        }
    }
    let has_manifest = files
        .iter()
        .any(|scanned| scanned.file.kind == FileKind::Manifest);
    if is_backlot && has_manifest {
        for Scanned { file, .. } in files {
            if !matches!(file.kind, FileKind::Manifest | FileKind::Unknown)
                && !referred.contains(&*file.name)
            {
                problems.push(Problem::new(&file.name, ProblemKind::NotReferred));
            }
        }
    }
}

/// Whether two names differ only in details such as case or blanks. If so, the reference was meant to name the
/// delivered file, but the target would not find that file. If the spelling differs, the reference may be the correct
/// name of a file that was delivered earlier.
fn is_the_same_but_for_its_look(near: &NearMiss) -> bool {
    let is_spelling = |difference: &Difference| matches!(difference, Difference::Spelling { .. });
    !near.differences.iter().any(is_spelling)
}

/// Reports a batch that exceeds the quota. Only a batch with a single package can do so.
fn over_quota(package: &[Scanned], bytes: u64, quota: u64, problems: &mut Vec<Problem>) {
    if bytes <= quota {
        return;
    }
    let mut alone = package
        .iter()
        .filter(|scanned| scanned.file.bytes > quota)
        .peekable();
    if alone.peek().is_none() {
        // If no single file exceeds the quota, the package has several files, the last of which is a manifest.
        if let Some(Scanned { file, .. }) = package.last() {
            let kind = ProblemKind::PackageLargerThanQuota { bytes, quota };
            problems.push(Problem::new(&file.name, kind));
        }
    }
    for Scanned { file, .. } in alone {
        let kind = ProblemKind::LargerThanQuota {
            bytes: file.bytes,
            quota,
        };
        problems.push(Problem::new(&file.name, kind));
    }
}
