//! Describes errors from the operating system.

use std::io;

/// Describes an error from the operating system in plain words, such as `permission denied`. The description contains
/// neither the error number nor the name of a temporary file.
///
/// ```
/// let error = std::fs::read_dir("no such folder").unwrap_err();
/// assert_eq!(ema_io::io_error_in_words(&error), "there is no such file or folder");
/// ```
#[must_use]
pub fn io_error_in_words(error: &io::Error) -> String {
    use io::ErrorKind as Io;
    let known = match error.kind() {
        Io::NotFound => "there is no such file or folder",
        Io::PermissionDenied => "permission denied",
        Io::StorageFull => "no space left on the device",
        Io::QuotaExceeded => "your disk quota is used up",
        Io::ReadOnlyFilesystem => "the drive is read-only",
        Io::InvalidFilename => "the name is too long or contains a character that is not allowed",
        Io::IsADirectory => "it is a folder",
        Io::NotADirectory => "a part of its path is a file and not a folder",
        Io::BrokenPipe => "its reader has stopped reading",
        _ => return without_number(&error.to_string()),
    };
    known.to_owned()
}

/// Removes the part of a message that helps only programmers, such as `(os error 5)` in `Input/output error (os error
/// 5)`.
fn without_number(message: &str) -> String {
    let Some((said, _)) = message.split_once(" (os error ") else {
        return message.to_owned();
    };
    let mut letters = said.trim_end_matches('.').chars();
    let first = letters.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}

/// The advice in the message about a file that can't be read.
pub(super) fn read_way_out(error: &io::Error) -> &'static str {
    match is_of_path(error) {
        true => "check the path",
        false => "check that it is not open in another program and that you may read it",
    }
}

/// Whether the path itself is wrong, not the file or folder at the path.
fn is_of_path(error: &io::Error) -> bool {
    use io::ErrorKind as Io;
    // The standard library does not yet have an error kind for a loop of symbolic links.
    let is_loop = || error.to_string().contains("symbolic links");
    matches!(error.kind(), Io::InvalidFilename | Io::NotADirectory) || is_loop()
}

/// The advice in the message about a file that can't be written.
pub(super) fn write_way_out(error: &io::Error) -> &'static str {
    use io::ErrorKind as Io;
    match error.kind() {
        Io::StorageFull | Io::QuotaExceeded => "free up space on the disk and try again",
        Io::PermissionDenied | Io::ReadOnlyFilesystem => {
            "check that you may write to the file and its folder, or choose another folder"
        }
        Io::InvalidFilename => "choose another name",
        _ if is_of_path(error) => "check the path",
        _ => {
            "check that it is not open in another program, that there is room on the disk, and that you may write there"
        }
    }
}
