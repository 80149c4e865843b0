//! Where a writer writes to: a file that appears whole or not at all, or a stream.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::error::ErrorKind;

/// A file under a temporary name, or a stream.
pub(crate) enum Output<'w> {
    File {
        temporary: NamedTempFile,
        path: PathBuf,
    },
    Stream(Box<dyn Write + Send + 'w>),
}

impl Output<'_> {
    /// Begins a file beside the one that it will replace.
    pub(super) fn file(path: &Path) -> Result<Self, ErrorKind> {
        let path = target(path)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(".ema-").suffix(".tmp");
        // A temporary file is for its owner alone; the result has to be as open as any new file, so
        // the system takes from this what the user's umask forbids.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let temporary = builder.tempfile_in(folder(&path)).map_err(write_error)?;
        Ok(Self::File { temporary, path })
    }

    /// The folder of the file, which has to take temporary files anyway.
    pub(crate) fn folder(&self) -> Option<&Path> {
        match self {
            Self::File { path, .. } => Some(folder(path)),
            Self::Stream(_) => None,
        }
    }

    /// Gives the file its name. Until then a file of that name is as it was.
    pub(crate) fn commit(mut self) -> Result<(), ErrorKind> {
        self.flush().map_err(write_error)?;
        if let Self::File { temporary, path } = self {
            // Otherwise a loss of power may leave the name with nothing behind it.
            temporary.as_file().sync_all().map_err(write_error)?;
            temporary
                .persist(path)
                .map_err(|error| write_error(error.error))?;
        }
        Ok(())
    }

    fn sink(&mut self) -> &mut dyn Write {
        match self {
            Self::File { temporary, .. } => temporary.as_file_mut(),
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

/// The file to be replaced or made: behind a link the one that it leads to.
fn target(path: &Path) -> Result<PathBuf, ErrorKind> {
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return match folder(path).is_dir() {
                true if path.file_name().is_some() => Ok(path.to_path_buf()),
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

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

pub(crate) fn write_error(error: io::Error) -> ErrorKind {
    ErrorKind::Write(error)
}
