//! Leftover files, which should not be delivered even if they are in a planned folder.

/// Whether an operating system or a program leaves files with this name behind: `.DS_Store`, `~$Avails.xlsx`,
/// `Harbor.mov.partial`, the journal of a delivery. A plan omits these files, as well as plans that were saved as
/// `.json`.
///
/// ```
/// assert!(delivery_naming::is_leftover(".DS_Store"));
/// assert!(!delivery_naming::is_leftover("Harbor-US.mov"));
/// ```
#[must_use]
pub fn is_leftover(name: &str) -> bool {
    let is_lock = name.starts_with(".~lock.") && name.ends_with('#');
    let is_left = |endings: &[&str]| {
        let name = name.to_ascii_lowercase();
        endings.iter().any(|ending| name.ends_with(ending))
    };
    name.starts_with("._")
        || matches!(name, ".DS_Store" | "Thumbs.db" | "desktop.ini")
        || name.starts_with("~$")
        || is_lock
        || is_left(&UNFINISHED)
        || is_left(&JOURNALS)
}

/// The suffixes of unfinished copies and downloads, and of the files that Aspera creates next to a transferred file.
const UNFINISHED: [&str; 6] = [
    ".partial",
    ".part",
    ".crdownload",
    ".aspx",
    ".aspera-ckpt",
    ".aspera-inprogress",
];

const JOURNALS: [&str; 3] = [".journal", ".journal.lock", ".journal.new"];

/// Whether a file server reserves a folder with this name for itself.
#[must_use]
pub fn is_left_folder(name: &str) -> bool {
    name == "@eaDir"
}
