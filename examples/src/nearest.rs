//! Finds the word that a misspelled name probably means.

use std::fs;
use std::path::Path;

/// Returns the word most similar to the given string, if the two differ by at most `most` edits.
/// Case is ignored.
pub(crate) fn nearest<W: AsRef<str> + Ord>(
    text: &str,
    words: impl IntoIterator<Item = W>,
    most: usize,
) -> Option<W> {
    let text = text.to_lowercase();
    let length = text.chars().count();
    let measured = words.into_iter().filter_map(|word| {
        let other = word.as_ref().to_lowercase();
        // Words whose lengths differ by more than `most` need more edits, and comparing them could
        // take a long time.
        if length.abs_diff(other.chars().count()) > most {
            return None;
        }
        let distance = strsim::osa_distance(&text, &other);
        (distance <= most).then_some((distance, word))
    });
    Some(measured.min()?.1)
}

/// Returns the name in a file's folder that is most similar to the file's name. The number of edits
/// may be at most a third of the length of the file's name without its extension. For example,
/// `q.json` is not considered similar to `g.json`.
pub(crate) fn nearest_file(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let most = path.file_stem()?.to_str()?.chars().count() / 3;
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    let entries = fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    // If the file is a dangling link, the folder contains the file's own name, so that name is
    // skipped. Lock files are also skipped, because they are neither states nor feeds.
    let others = names.filter(|other| other != name && !other.ends_with(".lock"));
    nearest(name, others, most)
}
