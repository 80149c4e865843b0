//! A place to write a file: a path or a stream.

use std::fmt;
use std::io::{Cursor, Seek, Write};
use std::path::{Path, PathBuf};

use ema_model::Format;

use crate::error::{Error, ErrorKind};
use crate::input::Input;
use crate::replace::{is_same_file, replace_with, write_error};

/// A place to write a file: a path, or a stream such as a response or a `Vec<u8>`.
///
/// ```
/// use ema_io::{ConvertOptions, Input, Output};
/// use ema_model::Format;
///
/// let input = Input::bytes("Territory,WorkType,LicenseType,ALID\nUS,Movie,EST,FIRSTDANCE\n");
/// let mut tsv = Vec::new();
/// let output = Output::stream(Format::Tsv, &mut tsv);
/// ConvertOptions::new().convert(&input, output, &mut |loss| println!("{loss}"))?;
/// assert_eq!(ema_io::read_bytes(tsv)?.avails().count(), 1);
/// # Ok::<(), ema_io::Error>(())
/// ```
///
/// A file at a path gets its final name only when it is complete. Until then, an existing file with that name is
/// unchanged. After an error, nothing remains of the new file. If the path is a symbolic link, the target of the link
/// is replaced or created. If the program is killed, an unfinished file, `.ema-XXXXXX.tmp`, remains in the same folder.
/// The next writer in that folder deletes it if it is more than a day old.
///
/// Bytes that are written to a stream before an error can't be taken back.
pub struct Output<'w>(pub(crate) Destination<'w>);

pub(crate) enum Destination<'w> {
    Path(PathBuf),
    Stream(Format, Box<dyn Write + Send + 'w>),
}

impl<'w> Output<'w> {
    /// A file in the file system. The extension determines the format.
    #[must_use]
    pub fn path(path: impl AsRef<Path>) -> Self {
        Self(Destination::Path(path.as_ref().to_path_buf()))
    }

    /// A stream that receives a file in this format.
    #[must_use]
    pub fn stream(format: Format, stream: impl Write + Send + 'w) -> Self {
        Self(Destination::Stream(format, Box::new(stream)))
    }

    /// The format of the file: `.xlsx`, `.csv`, `.tsv`, `.json` or `.xml`.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::Ending`] for any other extension, including `.xlsb`, `.xls` and `.ods`, which can only be read.
    pub fn format(&self) -> Result<Format, Error> {
        let path = match &self.0 {
            Destination::Path(path) => path,
            Destination::Stream(format, _) => return Ok(*format),
        };
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        match ending.to_ascii_lowercase().as_str() {
            "xlsx" => Ok(Format::Xlsx),
            "csv" => Ok(Format::Csv),
            "tsv" => Ok(Format::Tsv),
            "json" => Ok(Format::Json),
            "xml" => Ok(Format::Xml),
            _ => {
                let ending = ending.into_owned();
                Err(Error::new(ErrorKind::Ending { ending }, Some(path)))
            }
        }
    }

    /// The path of the file, or `None` for a stream.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        match &self.0 {
            Destination::Path(path) => Some(path),
            Destination::Stream(..) => None,
        }
    }

    /// Writes a whole file.
    ///
    /// # Errors
    ///
    /// Returns an error if the file can't be written. In that case, an existing file with the same name is unchanged.
    pub fn write(self, bytes: &[u8]) -> Result<(), Error> {
        match self.0 {
            Destination::Path(path) => {
                replace_with(&path, |file| file.write_all(bytes).map_err(write_error))
            }
            Destination::Stream(_, mut stream) => stream
                .write_all(bytes)
                .and_then(|()| stream.flush())
                .map_err(|error| Error::new(write_error(error), None)),
        }
    }

    /// The error for a result that can't be written to this output. `reason` follows `cannot be written: ` in the
    /// message.
    #[must_use]
    pub fn refuse(&self, reason: impl Into<String>) -> Error {
        Error::new(ErrorKind::unwritable(reason), self.file())
    }

    /// Returns an error if the output would replace the file that is being read.
    pub(crate) fn refuse_to_replace(&self, input: &Input) -> Result<(), Error> {
        match (input.file(), self.file()) {
            (Some(from), Some(into)) if is_same_file(from, into) => {
                Err(Error::new(ErrorKind::SameFile, Some(into)))
            }
            _ => Ok(()),
        }
    }

    /// Writes a file with a function that needs to seek. For a stream, the file is first written to memory.
    pub(crate) fn write_seekable(
        self,
        write: impl FnOnce(&mut dyn WriteSeek) -> Result<(), ErrorKind>,
    ) -> Result<(), Error> {
        match &self.0 {
            Destination::Path(path) => replace_with(path, |file| write(file)),
            Destination::Stream(..) => {
                let mut bytes = Cursor::new(Vec::new());
                write(&mut bytes).map_err(|kind| Error::new(kind, None))?;
                self.write(bytes.get_ref())
            }
        }
    }
}

impl fmt::Debug for Output<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Destination::Path(path) => f.debug_tuple("Path").field(path).finish(),
            Destination::Stream(format, _) => f.debug_tuple("Stream").field(format).finish(),
        }
    }
}

/// A writer that supports seeking.
pub(crate) trait WriteSeek: Write + Seek {}

impl<W: Write + Seek> WriteSeek for W {}
