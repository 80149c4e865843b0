//! Stores a part of a file until all earlier parts are complete.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// Storage in a temporary file or in memory.
pub(crate) enum Spool {
    File(File),
    Memory(Cursor<Vec<u8>>),
}

impl Spool {
    /// Creates a temporary file in `folder`, the folder of the output file. For a stream, `folder` is `None`, and the
    /// file is created in the operating system's folder for temporary files or, if that fails, in memory.
    pub(crate) fn new(folder: Option<&Path>) -> io::Result<Self> {
        match folder {
            Some(folder) => tempfile::tempfile_in(folder).map(Self::File),
            None => {
                Ok(temporary_file().map_or_else(|| Self::Memory(Cursor::default()), Self::File))
            }
        }
    }
}

/// Creates a file in the operating system's folder for temporary files.
pub(crate) fn temporary_file() -> Option<File> {
    // A browser has no folder for temporary files, and looking for one would panic.
    let has_folder = !cfg!(all(target_family = "wasm", target_os = "unknown"));
    has_folder.then(tempfile::tempfile)?.ok()
}

impl Read for Spool {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => file.read(buffer),
            Self::Memory(memory) => memory.read(buffer),
        }
    }
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => file.write(bytes),
            Self::Memory(memory) => memory.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::File(file) => file.flush(),
            Self::Memory(_) => Ok(()),
        }
    }
}

impl Seek for Spool {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Self::File(file) => file.seek(to),
            Self::Memory(memory) => memory.seek(to),
        }
    }
}
