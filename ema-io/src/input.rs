//! A file to read: a path, bytes in memory, or an open reader.

use std::fmt;
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// A file to read: a path, bytes in memory, or a reader. Functions that may read a file more than once take an `Input`.
///
/// ```
/// use ema_io::{Input, ReadOptions};
///
/// let csv = "Territory,WorkType,LicenseType,ALID\nUS,Movie,EST,FIRSTDANCE\n";
/// let input = Input::bytes(csv).named("movies.csv");
/// let workbook = ReadOptions::new().open(&input)?.read()?;
/// assert_eq!(workbook.file.name.as_deref(), Some("movies.csv"));
/// assert_eq!(workbook.sheets[0].header.sheet(), "movies");
/// # Ok::<(), ema_io::Error>(())
/// ```
#[derive(Clone)]
pub struct Input {
    pub(crate) content: Content,
    name: Option<PathBuf>,
}

#[derive(Clone)]
pub(crate) enum Content {
    Path(PathBuf),
    Bytes(Arc<Vec<u8>>),
    Reader(SharedReader),
}

impl Input {
    /// A file in the file system.
    #[must_use]
    pub fn path(path: impl AsRef<Path>) -> Self {
        Self::new(Content::Path(path.as_ref().to_path_buf()))
    }

    /// A file in memory. Clones share the bytes.
    #[must_use]
    pub fn bytes(bytes: impl Into<Vec<u8>>) -> Self {
        Self::new(Content::Bytes(Arc::new(bytes.into())))
    }

    /// A file that is accessed through a reader, such as a temporary file or an object in object storage. The file is
    /// read from the beginning whenever it is opened, so only one [`Reader`](crate::Reader) can use the file at a time.
    ///
    /// XML is read piece by piece. All other formats are read into memory.
    #[must_use]
    pub fn reader(reader: impl Read + Seek + Send + 'static) -> Self {
        Self::new(Content::Reader(SharedReader(Arc::new(Mutex::new(reader)))))
    }

    fn new(content: Content) -> Self {
        Self {
            content,
            name: None,
        }
    }

    /// Sets the file name that is used in errors, in [`FileInfo::name`](ema_model::FileInfo), and as the sheet name of
    /// a text file. By default, the name comes from the path. For an upload, set the sender's name for the file.
    #[must_use]
    pub fn named(mut self, name: impl AsRef<Path>) -> Self {
        self.name = Some(name.as_ref().to_path_buf());
        self
    }

    /// The name that was [set](Self::named), or else the path.
    #[must_use]
    pub fn name(&self) -> Option<&Path> {
        self.name.as_deref().or(self.file())
    }

    /// The path of the file, if it was given as a path.
    pub(crate) fn file(&self) -> Option<&Path> {
        match &self.content {
            Content::Path(path) => Some(path),
            Content::Bytes(_) | Content::Reader(_) => None,
        }
    }
}

impl fmt::Debug for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Input")
            .field("name", &self.name())
            .finish_non_exhaustive()
    }
}

trait ReadSeek: Read + Seek + Send {}

impl<R: Read + Seek + Send> ReadSeek for R {}

/// A reader that can be opened repeatedly.
#[derive(Clone)]
pub(crate) struct SharedReader(Arc<Mutex<dyn ReadSeek>>);

impl SharedReader {
    /// Rewinds the reader and returns the length of the file in bytes.
    pub(crate) fn rewind(&self) -> io::Result<u64> {
        let mut reader = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let length = reader.seek(io::SeekFrom::End(0))?;
        reader.rewind()?;
        Ok(length)
    }
}

impl Read for SharedReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut reader = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        reader.read(buffer)
    }
}
