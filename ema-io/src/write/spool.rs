//! Stores parts of a file until the parts before them are complete. The stored parts are in a temporary file, or in
//! memory if no temporary file can be created.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// A temporary file, or memory.
pub(crate) enum Spool {
    File(File),
    Memory(Cursor<Vec<u8>>),
}

impl Spool {
    /// Creates a temporary file in the folder of the file that is written. For a stream, the temporary file is in the
    /// folder of the operating system, or in memory if there is no such folder.
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
    // A browser has no such folder, and asking for it panics.
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
