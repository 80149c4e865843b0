//! Replaces files, so that a new file appears under its name only when it is complete.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tempfile::NamedTempFile;

use crate::error::{Error, ErrorKind};

/// Writes any file, such as a report or the state of a program, in the same way as avails files.
///
/// The file appears under its name only when it is complete and synced to disk. Until then, an existing file with that
/// name is unchanged. The new file has the permissions of the old one but belongs to the user who writes it, because
/// the owner, group and access lists are not copied. If the path is a symbolic link, the target of the link is replaced
/// or created. If you write in small pieces, wrap the file in a [`BufWriter`](std::io::BufWriter).
///
/// ```
/// use std::io::Write as _;
///
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("report.txt");
/// ema_io::replace_file(&path, |file| writeln!(file, "no findings"))?;
/// assert_eq!(std::fs::read_to_string(&path)?, "no findings\n");
///
/// let failed = ema_io::replace_file(&path, |_| Err(std::io::Error::other("out of paper")));
/// assert!(failed.is_err());
/// assert_eq!(std::fs::read_to_string(&path)?, "no findings\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// Returns [`ErrorKind::NoFolder`], [`ErrorKind::FolderAsTarget`], [`ErrorKind::DeviceAsTarget`] for a pipe or a
/// device, which can't be replaced, or [`ErrorKind::Write`]. Errors that `write` returns also become
/// [`ErrorKind::Write`].
pub fn replace_file(
    path: impl AsRef<Path>,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<(), Error> {
    replace_with(path.as_ref(), |file| write(file).map_err(write_error))
}

/// Like [`replace_file`], but `write` can also fail for reasons other than an I/O error.
pub(crate) fn replace_with(
    path: &Path,
    write: impl FnOnce(&mut File) -> Result<(), ErrorKind>,
) -> Result<(), Error> {
    let replaced = || {
        let mut file = NewFile::beside(path)?;
        write(file.temporary.as_file_mut())?;
        file.commit()
    };
    replaced().map_err(|kind| Error::new(kind, Some(path)))
}

/// Whether two paths refer to the same file, even through different folders, symbolic links or hard links. A file that
/// does not exist yet is identified by its folder and name.
///
/// Call this function before you replace a file that you also read.
///
/// ```
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("movies.csv");
/// std::fs::write(&path, "")?;
/// assert!(ema_io::is_same_file(&path, folder.path().join("./movies.csv")));
/// assert!(!ema_io::is_same_file(&path, folder.path().join("report.txt")));
/// # Ok::<(), std::io::Error>(())
/// ```
#[must_use]
pub fn is_same_file(a: impl AsRef<Path>, b: impl AsRef<Path>) -> bool {
    let (a, b) = (a.as_ref(), b.as_ref());
    // A pipe must not be opened, because opening it would block until another process opens the other end.
    let is_file = |path: &Path| fs::metadata(path).is_ok_and(|there| there.is_file());
    let is_hard_link =
        || is_file(a) && is_file(b) && same_file::is_same_file(a, b).unwrap_or(false);
    real_path(a).is_some_and(|a| real_path(b) == Some(a)) || is_hard_link()
}

/// The absolute path of a file, without symbolic links. [`replace_file`] replaces or creates the file at this path.
///
/// Returns `None` if the folder of the file does not exist.
#[must_use]
pub fn real_path(path: impl AsRef<Path>) -> Option<PathBuf> {
    let path = path.as_ref();
    if let Ok(real) = fs::canonicalize(path) {
        return Some(real);
    }
    let path = behind_links(path);
    let folder = fs::canonicalize(folder(&path)).ok()?;
    Some(folder.join(path.file_name()?))
}

/// The prefix and suffix of a temporary file's name.
const BEGINS: &str = ".ema-";
const ENDS: &str = ".tmp";

/// A file with a temporary name, or a stream.
pub(crate) enum Sink<'w> {
    File(NewFile),
    Stream(Box<dyn Write + Send + 'w>),
}

impl Sink<'_> {
    /// Creates a temporary file next to the file to be replaced.
    pub(crate) fn file(path: &Path) -> Result<Self, ErrorKind> {
        NewFile::beside(path).map(Self::File)
    }

    /// The folder of the file, where temporary files can be created, or `None` for a stream.
    pub(crate) fn folder(&self) -> Option<&Path> {
        match self {
            Self::File(file) => Some(folder(&file.path)),
            Self::Stream(_) => None,
        }
    }

    /// Renames the file to its final name. Until then, an existing file with that name is unchanged.
    pub(crate) fn commit(mut self) -> Result<(), ErrorKind> {
        self.flush().map_err(write_error)?;
        match self {
            Self::File(file) => file.commit(),
            Self::Stream(_) => Ok(()),
        }
    }

    fn sink(&mut self) -> &mut dyn Write {
        match self {
            Self::File(file) => file.temporary.as_file_mut(),
            Self::Stream(stream) => stream,
        }
    }
}

impl Write for Sink<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.sink().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sink().flush()
    }
}

/// A file with a temporary name, and the final name of that file.
pub(crate) struct NewFile {
    temporary: NamedTempFile,
    path: PathBuf,
}

impl NewFile {
    fn beside(path: &Path) -> Result<Self, ErrorKind> {
        let path = target(path)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(BEGINS).suffix(ENDS);
        // Temporary files are private by default, but the result must be as accessible as any new file. The mode
        // therefore has all usual permissions, and the user's umask removes some of them.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let old = fs::metadata(&path).map(|there| there.permissions());
        // The replacement of a private file must be private from the start.
        if let Ok(old) = &old {
            builder.permissions(old.clone());
        }
        let temporary = builder.tempfile_in(folder(&path)).map_err(write_error)?;
        // The umask may have removed some of the old file's permissions, so they are set again. Errors are ignored,
        // because some file systems do not support permissions.
        if let Ok(old) = old {
            let _ = temporary.as_file().set_permissions(old);
        }
        if let Ok(now) = temporary.as_file().metadata().and_then(|it| it.modified()) {
            sweep(folder(&path), now);
        }
        Ok(Self { temporary, path })
    }

    fn commit(self) -> Result<(), ErrorKind> {
        let Self { temporary, path } = self;
        // Without the sync, the name might refer to an empty file after a power failure.
        temporary.as_file().sync_all().map_err(write_error)?;
        temporary
            .persist(&path)
            .map_err(|error| write_error(error.error))?;
        sync_folder(&path);
        Ok(())
    }
}

/// The file to replace or create, which is the target of the link if the path is a symbolic link.
fn target(path: &Path) -> Result<PathBuf, ErrorKind> {
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let path = behind_links(path);
            return match folder(&path).is_dir() {
                true if path.file_name().is_some() => Ok(path),
                true => Err(ErrorKind::FolderAsTarget),
                false => Err(ErrorKind::NoFolder),
            };
        }
        Err(error) => return Err(write_error(error)),
    };
    if metadata.is_dir() {
        return Err(ErrorKind::FolderAsTarget);
    }
    if !metadata.is_file() {
        return Err(ErrorKind::DeviceAsTarget);
    }
    // Renaming requires write permission only on the folder, so it would replace even a write-protected file.
    File::options()
        .append(true)
        .open(path)
        .map_err(write_error)?;
    fs::canonicalize(path).map_err(write_error)
}

/// The target of a link, which need not exist.
fn behind_links(path: &Path) -> PathBuf {
    /// No operating system follows more links than this.
    const MOST: usize = 40;
    let mut place = path.to_path_buf();
    for _ in 0..MOST {
        match fs::read_link(&place) {
            Ok(next) => place = folder(&place).join(next),
            Err(_) => break,
        }
    }
    place
}

/// Syncs the folder, and with it the new name. Without this sync, a power failure can bring back the old file, but
/// never leaves a partial one. Therefore, a file system that can't sync folders does not cause an error.
fn sync_folder(path: &Path) {
    // On other systems, folders can't be opened like files.
    #[cfg(unix)]
    let _ = File::open(folder(path)).and_then(|folder| folder.sync_all());
    #[cfg(not(unix))]
    let _ = path;
}

/// Deletes the unfinished files of killed programs.
///
/// A file that was modified within the last day may still be in use. `now` is the time when the new file was created,
/// because the clock of the folder's server may differ from the local clock.
fn sweep(folder: &Path, now: SystemTime) {
    const DAY: Duration = Duration::from_secs(24 * 60 * 60);
    let Some(yesterday) = now.checked_sub(DAY) else {
        return;
    };
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let random = name
            .strip_prefix(BEGINS)
            .and_then(|name| name.strip_suffix(ENDS));
        let is_ours = random.is_some_and(|random| random.len() == 6);
        let is_old = || {
            let there = entry.metadata()?;
            Ok::<_, io::Error>(there.is_file() && there.modified()? < yesterday)
        };
        if is_ours && is_old().unwrap_or(false) {
            // A file that can't be deleted is harmless.
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

pub(crate) fn write_error(error: io::Error) -> ErrorKind {
    ErrorKind::Write(error)
}
