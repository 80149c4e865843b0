//! Comparison of the names in a manifest with the names of the delivered files.

use std::collections::{HashMap, HashSet};
use std::fmt;

mod near;

pub use near::{Difference, NearMiss};

use crate::shown::Seen;

/// Compares the names in a manifest with the names of the delivered files.
///
/// Prime Video's page "File naming rules" requires the names to be identical, including case. For a name without a
/// file, the result contains the file that is probably meant, if there is one.
///
/// ```
/// use delivery_naming::{Difference, references_match};
///
/// let references = references_match(["Feature.mov", "Trailer.mov"], ["feature.mov", "Trailer.mov"]);
/// assert!(!references.are_exact());
/// assert_eq!(references.matched, ["Trailer.mov"]);
/// let missing = &references.missing[0];
/// let near = missing.near.as_ref().unwrap();
/// assert_eq!(near.delivered, "feature.mov");
/// assert_eq!(near.differences, [Difference::Capitals]);
/// assert_eq!(
///     missing.to_string(),
///     "`Feature.mov` is in the manifest and is not delivered; `feature.mov` is, and differs in capitals: character 1 \
///      is F in the manifest and f in the file's name; rename the file or correct the manifest"
/// );
/// ```
pub fn references_match<M, D>(
    manifest: impl IntoIterator<Item = M>,
    delivered: impl IntoIterator<Item = D>,
) -> References
where
    M: AsRef<str>,
    D: AsRef<str>,
{
    let (referenced, referenced_again) = once_each(manifest);
    let (delivered, delivered_again) = once_each(delivered);
    let (matched, missing) = split(referenced, &delivered);
    let (held, extra) = split(delivered, &matched);
    let (near, spelling_compared) = near::find(&missing, &extra, &held);
    References {
        missing: missing
            .into_iter()
            .zip(near)
            .map(|(name, near)| MissingFile { name, near })
            .collect(),
        matched,
        extra,
        referenced_again,
        delivered_again,
        spelling_compared,
    }
}

/// The result of [`references_match`]. Each list contains each name only once, in the order of the arguments.
///
/// The `Display` text starts with a summary, followed by a line for each problem.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct References {
    /// Names in the manifest that were delivered.
    pub matched: Vec<String>,
    /// Names in the manifest that were not delivered.
    pub missing: Vec<MissingFile>,
    /// Names that were delivered and are not in the manifest, such as the name of the manifest itself.
    pub extra: Vec<String>,
    /// Names that are in the manifest more than once. This is not a problem, because one file can contain two tracks.
    pub referenced_again: Vec<String>,
    /// Names that were delivered more than once, so one file would replace another.
    pub delivered_again: Vec<String>,
    /// Whether misspelled names were searched for. The search is skipped if it would have to compare more than 20
    /// million letters of missing and extra names. All other differences are found regardless of the number of files.
    pub spelling_compared: bool,
}

impl References {
    /// Whether each file in the manifest is delivered exactly once and no other file is delivered.
    #[must_use]
    pub fn are_exact(&self) -> bool {
        self.missing.is_empty() && self.extra.is_empty() && self.delivered_again.is_empty()
    }
}

impl fmt::Display for References {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "delivered exactly as the manifest names them: {} of {} files",
            self.matched.len(),
            self.matched.len() + self.missing.len()
        )?;
        for missing in &self.missing {
            write!(f, "\n- {missing}")?;
        }
        let near: HashSet<&str> = self
            .missing
            .iter()
            .filter_map(|missing| Some(&*missing.near.as_ref()?.delivered))
            .collect();
        // A file that a missing name probably means has already been listed with that name.
        let strangers = self.extra.iter().filter(|name| !near.contains(&***name));
        for name in strangers {
            write!(
                f,
                "\n- `{}` is delivered and not in the manifest; name it there, or do not deliver it",
                Seen(name)
            )?;
        }
        for name in &self.delivered_again {
            write!(
                f,
                "\n- `{}` is delivered more than once, and one file would replace the other; \
                 give each a name of its own",
                Seen(name)
            )?;
        }
        if !self.spelling_compared {
            f.write_str(
                "\n- so many files are missing that misspelled names were not searched for; is it the right manifest?",
            )?;
        }
        Ok(())
    }
}

/// A file that is named in a manifest but was not delivered. The `Display` text includes the remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MissingFile {
    /// The name in the manifest.
    pub name: String,
    /// The delivered file that the manifest probably means, if there is one with a similar name.
    pub near: Option<NearMiss>,
}

impl fmt::Display for MissingFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is in the manifest and is not delivered; ",
            Seen(&self.name)
        )?;
        match &self.near {
            Some(near) => near.fmt(f),
            None => f.write_str("deliver it, or remove it from the manifest"),
        }
    }
}

/// The names without repetitions, and the names that were repeated.
fn once_each<N: AsRef<str>>(names: impl IntoIterator<Item = N>) -> (Vec<String>, Vec<String>) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut order: Vec<String> = Vec::new();
    for name in names {
        let name = name.as_ref();
        match counts.get_mut(name) {
            Some(count) => *count += 1,
            None => {
                order.push(name.to_owned());
                counts.insert(name.to_owned(), 1);
            }
        }
    }
    let again = order.iter().filter(|name| counts[*name] > 1);
    let again = again.cloned().collect();
    (order, again)
}

/// Splits the names into those that are in `others` and those that are not.
fn split(names: Vec<String>, others: &[String]) -> (Vec<String>, Vec<String>) {
    let others: HashSet<&str> = others.iter().map(String::as_str).collect();
    names
        .into_iter()
        .partition(|name| others.contains(name.as_str()))
}
