//! In which order files go, and what goes together.

use std::collections::HashMap;
use std::mem;

use super::scan::Scanned;
use super::{Batch, FileKind, Target};

/// Puts the files in their order, and says which go together.
pub(super) fn arrange(files: &mut Vec<Scanned>, target: &Target) -> Vec<Batch> {
    let Target::Backlot(backlot) = target else {
        // Prime Video prescribes no order. In this one, what others refer to is there first: requests for assets are
        // made from avails, and a manifest names what has to be there.
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

/// The files as packages: a manifest with all that it names is one, and manifests that name the same file are one
/// together, because the file is deleted when the first of them was processed. Any other file is one by itself.
/// The manifests are at the end of each package.
///
/// Files that no manifest names come first: they may belong to a manifest that names them in a way that is not
/// understood. What may be such a manifest comes last. Otherwise packages are in the order of their first names.
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

/// A file by itself, a package with a manifest, or one with something that is not understood.
fn rank(package: &[Scanned]) -> FileKind {
    let kinds = package.iter().map(|scanned| scanned.file.kind);
    kinds
        .max()
        .map_or(FileKind::Asset, |last| last.max(FileKind::Asset))
}

/// A manifest after everything else, and files of a kind by their names; by their paths if the names are the same.
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

/// Which of some numbered things belong together.
struct Groups(Vec<usize>);

impl Groups {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// The one that stands for the group of a thing.
    fn of(&mut self, thing: usize) -> usize {
        let mut found = thing;
        while self.0[found] != found {
            // Each look makes the way shorter for the next one.
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
