//! The order of the files, and their batches.

use std::collections::HashMap;
use std::mem;

use super::scan::Scanned;
use super::{Batch, FileKind, Target};

/// Sorts the files into delivery order and returns the batches.
pub(super) fn arrange(files: &mut Vec<Scanned>, target: &Target) -> Vec<Batch> {
    let Target::Backlot(backlot) = target else {
        // Prime Video prescribes no order. This crate sends avails first, because requests for assets are based on
        // avails. Manifests come after the files that they name.
        files.sort_by(|a, b| key(a).cmp(&key(b)));
        return whole(files);
    };
    let mut batches: Vec<Batch> = Vec::new();
    let mut ordered = Vec::with_capacity(files.len());
    for package in packages(mem::take(files)) {
        let bytes = size(&package);
        let start = ordered.len();
        ordered.extend(package);
        match batches.last_mut() {
            Some(batch) if batch.bytes.saturating_add(bytes) <= backlot.quota() => {
                batch.files.end = ordered.len();
                batch.bytes += bytes;
            }
            _ => batches.push(Batch {
                files: start..ordered.len(),
                bytes,
            }),
        }
    }
    *files = ordered;
    batches
}

/// Groups the files into packages.
///
/// - A manifest and all files that it names form a package.
/// - Manifests that name the same file belong to one package, because the file is deleted once the first of these
///   manifests has been processed.
/// - Any other file is a package by itself.
///
/// Within a package, the manifests come last. Packages without a manifest come first, because their files may belong to
/// a manifest that could not be parsed. Files that may themselves be that manifest come last. Otherwise, packages are
/// sorted by their alphabetically first file name.
fn packages(mut files: Vec<Scanned>) -> Vec<Vec<Scanned>> {
    files.sort_by(|a, b| key(a).cmp(&key(b)));
    let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, scanned) in files.iter().enumerate() {
        by_name.entry(&scanned.file.name).or_default().push(place);
    }
    let mut groups = Groups::new(files.len());
    for (place, scanned) in files.iter().enumerate() {
        for name in &scanned.references {
            for &referred in by_name.get(name.as_str()).into_iter().flatten() {
                groups.join(place, referred);
            }
        }
    }
    let mut packages: HashMap<usize, Vec<Scanned>> = HashMap::new();
    for (place, scanned) in files.into_iter().enumerate() {
        packages.entry(groups.of(place)).or_default().push(scanned);
    }
    let mut packages: Vec<Vec<Scanned>> = packages.into_values().collect();
    packages.sort_by(|a, b| (rank(a), first(a)).cmp(&(rank(b), first(b))));
    packages
}

/// The rank of a package. Single files come first, then packages with a manifest, then packages with an unparsed file.
fn rank(package: &[Scanned]) -> FileKind {
    let kinds = package.iter().map(|scanned| scanned.file.kind);
    kinds
        .max()
        .map_or(FileKind::Asset, |last| last.max(FileKind::Asset))
}

/// The sort key of a file: its kind, with manifests last, followed by its name and its path.
fn key(scanned: &Scanned) -> impl Ord {
    let file = &scanned.file;
    (file.kind, file.name.clone(), file.source.clone())
}

fn first(package: &[Scanned]) -> Option<(&str, &std::path::Path)> {
    package
        .iter()
        .map(|scanned| (&*scanned.file.name, &*scanned.file.source))
        .min()
}

fn size(package: &[Scanned]) -> u64 {
    package.iter().map(|scanned| scanned.file.bytes).sum()
}

fn whole(files: &[Scanned]) -> Vec<Batch> {
    let batch = Batch {
        files: 0..files.len(),
        bytes: size(files),
    };
    (!files.is_empty()).then_some(batch).into_iter().collect()
}

/// A union-find structure over numbered items.
struct Groups(Vec<usize>);

impl Groups {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// The representative of an item's group.
    fn of(&mut self, thing: usize) -> usize {
        let mut found = thing;
        while self.0[found] != found {
            // Path halving shortens the next search.
            self.0[found] = self.0[self.0[found]];
            found = self.0[found];
        }
        found
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of(a), self.of(b));
        self.0[a.max(b)] = a.min(b);
    }
}
