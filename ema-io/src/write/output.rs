//! Where a writer writes to: a file that appears whole or not at all, or a stream.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tempfile::NamedTempFile;

use crate::error::{Error, ErrorKind};

/// Writes a file of any content in the way in which files of avails are written: a report, or what a
/// program keeps.
///
/// It appears under its name when it is complete and safe on the disk, or not at all; until then a file
/// of that name stays as it is. The new file has its permissions, and belongs to whoever has written it:
/// owner, group and access lists are not taken over. Behind a link the file is replaced that it leads to,
/// or made there. What is written in small pieces wants a [`BufWriter`](std::io::BufWriter).
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
/// [`ErrorKind::NoFolder`], [`ErrorKind::FolderAsTarget`], [`ErrorKind::DeviceAsTarget`] for a pipe or a
/// device, which is written to and not replaced, and [`ErrorKind::Write`], also with what `write` returns.
pub fn replace_file(
    path: impl AsRef<Path>,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<(), Error> {
    replace_with(path.as_ref(), |file| write(file).map_err(write_error))
}

/// The same for what fails for other reasons than writing too.
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

/// Whether two paths lead to one file, through whatever folders and symbolic links. A file that is not
/// there yet is known by its folder and its name.
///
/// A program asks this before it replaces a file that it reads.
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
    real_path(a).is_some_and(|a| real_path(b) == Some(a))
}

/// The absolute path of a file without symbolic links: the one that [`replace_file`] replaces. A file that
/// does not exist yet gets the path that it will have.
///
/// `None` if the folder of the file does not exist.
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

/// How the name of a temporary file begins and ends.
const BEGINS: &str = ".ema-";
const ENDS: &str = ".tmp";

/// A file under a temporary name, or a stream.
pub(crate) enum Output<'w> {
    File(NewFile),
    Stream(Box<dyn Write + Send + 'w>),
}

impl Output<'_> {
    /// Begins a file beside the one that it will replace.
    pub(super) fn file(path: &Path) -> Result<Self, ErrorKind> {
        NewFile::beside(path).map(Self::File)
    }

    /// The folder of the file, which has to take temporary files anyway.
    pub(crate) fn folder(&self) -> Option<&Path> {
        match self {
            Self::File(file) => Some(folder(&file.path)),
            Self::Stream(_) => None,
        }
    }

    /// Gives the file its name. Until then a file of that name is as it was.
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

impl Write for Output<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.sink().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sink().flush()
    }
}

/// A file under a temporary name, and its own.
pub(crate) struct NewFile {
    temporary: NamedTempFile,
    path: PathBuf,
}

impl NewFile {
    fn beside(path: &Path) -> Result<Self, ErrorKind> {
        let path = target(path)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(BEGINS).suffix(ENDS);
        // A temporary file is for its owner alone; the result has to be as open as any new file, so
        // the system takes from this what the user's umask forbids.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let old = fs::metadata(&path).map(|there| there.permissions());
        // What is private stays so, at every moment.
        if let Ok(old) = &old {
            builder.permissions(old.clone());
        }
        let temporary = builder.tempfile_in(folder(&path)).map_err(write_error)?;
        // What the umask has taken the old file had; a file system may have no permissions to set.
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
        // Otherwise a loss of power may leave the name with nothing behind it.
        temporary.as_file().sync_all().map_err(write_error)?;
        temporary
            .persist(&path)
            .map_err(|error| write_error(error.error))?;
        sync_folder(&path);
        Ok(())
    }
}

/// The file to be replaced or made: behind a link the one that it leads to.
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
    // Renaming asks for the folder's permission alone, and would replace a file that its owner has
    // closed to writing.
    File::options()
        .append(true)
        .open(path)
        .map_err(write_error)?;
    fs::canonicalize(path).map_err(write_error)
}

/// Where a link leads, though nothing may be there yet.
fn behind_links(path: &Path) -> PathBuf {
    /// No system follows more of them.
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

/// Makes the new name safe too. The file is whole under its old or its new name whatever happens, so
/// that a file system that can't do this is no reason to call the file unwritten.
fn sync_folder(path: &Path) {
    // Elsewhere folders can't be opened as files are.
    #[cfg(unix)]
    let _ = File::open(folder(path)).and_then(|folder| folder.sync_all());
    #[cfg(not(unix))]
    let _ = path;
}

/// Takes away what programs have left that were killed while they wrote.
///
/// A file that somebody still writes has been changed within the last day, by the clock that gave the
/// newest file its time: that of the folder's server may be another one than ours.
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
            // What somebody else may not delete stays; nothing depends on it.
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
