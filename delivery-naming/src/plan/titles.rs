//! Comparison of the titles in avails, metadata and manifests.

mod mismatch;
mod package;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::{Difference, MissingFile, references_match};

use super::{DeliveryPlan, FileKind, Problem, ProblemKind};

pub use mismatch::TitleMismatch;

use package::{Contents, key, partner};

/// A row of avails, reduced to the cells that must match a package.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AvailTitle {
    /// The row's location, for messages: `Harbor-US-Avails.xlsx, sheet TV, row 5`.
    pub place: String,
    /// The row's ALID, ContentID and AltID, as written.
    pub ids: Vec<String>,
    /// The IDs of the row's season and series. Metadata for these IDs is allowed but not required.
    pub related: Vec<String>,
    /// The row's DisplayName, which must be the Partner Alias.
    pub partner: Option<String>,
    /// Whether the row licenses UHD.
    pub is_uhd: bool,
}

/// The titles in the metadata (MEC) and the manifests (MMC) of a delivery.
///
/// Prime Video matches rights to metadata and assets by their IDs: "When used, the AltID, ALID, and ContentID must be
/// identical" (Prime Video's page on content rights, *Title Matching*). IDs are compared without their prefixes:
/// `md:cid:org:partner:HARBOR_01`, `md:alid:org:partner:HARBOR_01` and `HARBOR_01` are equal. Two EIDRs can also be
/// equal if only one of them has the prefix `10.5240/`.
///
/// ```
/// use delivery_naming::{AvailTitle, DeliveryPlan, PrimeVideoAspera, TitlePackage};
///
/// # let folder = tempfile::tempdir()?;
/// # let masters = folder.path();
/// let mec = "<CoreMetadata><Basic ContentID='md:cid:org:rockstar:HARBOR_01'/></CoreMetadata>";
/// std::fs::write(masters.join("Harbor-MEC.xml"), mec)?;
/// let account = PrimeVideoAspera::new("HollywoodSuperPost")?;
/// let mut plan = DeliveryPlan::new(account, "2026-11-21".parse()?, [masters]);
///
/// let row = AvailTitle {
///     place: "row 4".to_owned(),
///     ids: vec!["Harbor_01".to_owned()],
///     partner: Some("rockstar".to_owned()),
///     ..AvailTitle::default()
/// };
/// let mismatches = TitlePackage::of(&plan).mismatches([row]);
/// assert_eq!(
///     mismatches[0].kind().to_string(),
///     "its ID `Harbor_01` has no metadata (MEC) in the delivery; `HARBOR_01` does, and differs in capitals: \
///      character 2 is a in the avails and A in the package",
/// );
/// plan.add_problems(mismatches);
/// assert!(plan.is_stopped());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct TitlePackage {
    metadata: BTreeMap<String, Found>,
    manifests: BTreeMap<String, Found>,
}

/// A title in one of the package's files.
#[derive(Clone, Debug)]
struct Found {
    file: String,
    partner: Option<String>,
    /// Whether the title needs an avail. A part of a title, such as a trailer, needs none.
    needs_avail: bool,
    /// Whether the manifest has UHD video, or `None` if it does not give the video's dimensions.
    has_uhd: Option<bool>,
}

impl TitlePackage {
    /// Reads a plan's metadata and manifests. Files that cannot be read are skipped, because the plan already lists
    /// them as problems.
    #[must_use]
    pub fn of(plan: &DeliveryPlan) -> Self {
        let mut package = Self::default();
        for file in plan.files() {
            let (is_metadata, is_manifest) = (
                file.kind() == FileKind::Metadata,
                file.kind() == FileKind::Manifest,
            );
            if !is_metadata && !is_manifest {
                continue;
            }
            let contents = Contents::of(file.source());
            let titles = match is_metadata {
                true => &mut package.metadata,
                false => &mut package.manifests,
            };
            for id in &contents.ids {
                let found = Found {
                    file: file.name().to_owned(),
                    partner: partner(id).map(str::to_owned),
                    needs_avail: contents.alids.is_empty() || contents.alids.contains(id),
                    has_uhd: contents.has_uhd,
                };
                titles.entry(key(id).to_owned()).or_insert(found);
            }
        }
        package
    }

    /// Whether the package has neither metadata nor a manifest.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.metadata.is_empty() && self.manifests.is_empty()
    }

    /// Compares the titles with the titles in avails. An ID that differs from an ID in the package only in details such
    /// as case or blanks stops the delivery. Any other mismatch may be legitimate in a partial delivery, so it should be
    /// checked but does not stop the delivery.
    #[must_use]
    pub fn mismatches(&self, avails: impl IntoIterator<Item = AvailTitle>) -> Vec<Problem> {
        let mut titles: BTreeMap<String, Wanted> = BTreeMap::new();
        let mut related: HashSet<String> = HashSet::new();
        for row in avails {
            related.extend(row.related.iter().map(|id| key(id).to_owned()));
            for id in &row.ids {
                let title = titles.entry(key(id).to_owned()).or_insert_with(|| Wanted {
                    place: row.place.clone(),
                    partners: BTreeSet::new(),
                    uhd: None,
                });
                title.partners.extend(row.partner.clone());
                if row.is_uhd && title.uhd.is_none() {
                    title.uhd = Some(row.place.clone());
                }
            }
        }
        let mut problems = Vec::new();
        if self.is_empty() || titles.is_empty() {
            // A feed and its package may be delivered separately, so there may be nothing to compare.
            return problems;
        }
        for (document, found) in [
            (Document::Metadata, &self.metadata),
            (Document::Manifest, &self.manifests),
        ] {
            compare(document, &titles, &related, found, &mut problems);
        }
        self.partners(&titles, &mut problems);
        self.uhd(&titles, &mut problems);
        problems
    }

    fn partners(&self, titles: &BTreeMap<String, Wanted>, problems: &mut Vec<Problem>) {
        let mut told = BTreeSet::new();
        for (id, wanted) in titles {
            let found = [self.metadata.get(id), self.manifests.get(id)];
            for found in found.into_iter().flatten() {
                let Some(alias) = &found.partner else {
                    continue;
                };
                for display_name in &wanted.partners {
                    if display_name != alias && told.insert((display_name.clone(), alias.clone())) {
                        let mismatch = TitleMismatch::OtherPartner {
                            display_name: display_name.clone(),
                            alias: alias.clone(),
                            file: found.file.clone(),
                        };
                        problems.push(Problem::new(&wanted.place, ProblemKind::Title(mismatch)));
                    }
                }
            }
        }
    }

    fn uhd(&self, titles: &BTreeMap<String, Wanted>, problems: &mut Vec<Problem>) {
        let mut told = BTreeSet::new();
        for (id, wanted) in titles {
            if let (Some(place), Some(found)) = (&wanted.uhd, self.manifests.get(id))
                && found.has_uhd == Some(false)
                && told.insert((place.clone(), found.file.clone()))
            {
                let mismatch = TitleMismatch::NoUhdVideo {
                    file: found.file.clone(),
                };
                problems.push(Problem::new(place, ProblemKind::Title(mismatch)));
            }
        }
    }
}

/// A title in the avails.
struct Wanted {
    /// The location of the first row that names the title.
    place: String,
    partners: BTreeSet<String>,
    /// The location of the first row that licenses the title in UHD.
    uhd: Option<String>,
}

/// The kinds of documents that a title needs besides its avail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Document {
    Metadata,
    Manifest,
}

/// Reports titles without a document, and documents without a title.
fn compare(
    document: Document,
    titles: &BTreeMap<String, Wanted>,
    related: &HashSet<String>,
    found: &BTreeMap<String, Found>,
    problems: &mut Vec<Problem>,
) {
    let compared = references_match(titles.keys(), found.keys());
    let mut near_ones: HashSet<&str> = HashSet::new();
    let mut missing: Vec<&MissingFile> = Vec::new();
    for title in &compared.missing {
        let Some(near) = &title.near else {
            missing.push(title);
            continue;
        };
        near_ones.insert(&near.delivered);
        let is_spelling =
            |difference: &Difference| matches!(difference, Difference::Spelling { .. });
        let mismatch = TitleMismatch::Near {
            document: document.name(),
            id: title.name.clone(),
            stops: !near.differences.iter().any(is_spelling),
            near: near.clone(),
        };
        problems.push(Problem::new(
            &titles[&title.name].place,
            ProblemKind::Title(mismatch),
        ));
    }
    if let Some(first) = missing.first() {
        let mismatch = TitleMismatch::Without {
            document: document.name(),
            ids: missing.iter().map(|title| title.name.clone()).collect(),
            of: titles.len(),
        };
        problems.push(Problem::new(
            &titles[&first.name].place,
            ProblemKind::Title(mismatch),
        ));
    }
    for id in &compared.extra {
        let found = &found[id];
        if found.needs_avail && !near_ones.contains(&**id) && !related.contains(id) {
            let mismatch = TitleMismatch::NoAvail { id: id.clone() };
            problems.push(Problem::new(&found.file, ProblemKind::Title(mismatch)));
        }
    }
}
