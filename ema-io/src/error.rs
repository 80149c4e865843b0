//! Errors that occur when files are read and written, with messages that explain what to do.

mod file_type;
mod limit;
mod system;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use ema_model::{Position, XmlVersion};

pub use file_type::FileType;
pub use limit::Limit;
pub use system::io_error_in_words;
use system::{read_way_out, write_way_out};

/// The reason a file could not be read or written.
///
/// An error means that reading or writing can't continue. Unusual content in a cell never causes an error.
///
/// The message says what is wrong and what to do, and names the file if it was given as a path. Programs should match
/// on the [`kind`](Self::kind), not on the message.
///
/// ```
/// use ema_io::ErrorKind;
///
/// let error = ema_io::read_path("no such file.xlsx").unwrap_err();
/// assert!(matches!(error.kind(), ErrorKind::NotFound));
/// assert_eq!(error.to_string(), "no such file.xlsx was not found; check the name and the folder");
/// ```
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    path: Option<PathBuf>,
    kind: ErrorKind,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, path: Option<&Path>) -> Self {
        Self(Box::new(Inner {
            path: path.map(Path::to_path_buf),
            kind,
        }))
    }

    /// The kind of error.
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// The path of the file, or `None` if the file was not given as a path.
    pub fn path(&self) -> Option<&Path> {
        self.0.path.as_deref()
    }

    /// Converts the error to its kind, without the path.
    pub fn into_kind(self) -> ErrorKind {
        self.0.kind
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("path", &self.0.path)
            .field("kind", &self.0.kind)
            .finish()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.path {
            Some(path) => write!(f, "{} {}", path.display(), self.0.kind),
            None => write!(f, "the file {}", self.0.kind),
        }
    }
}

/// `source` returns `None`, because the message already includes the error from the operating system, and a program
/// that prints the chain of errors would print that error twice. The [`kind`](Error::kind) also contains it.
impl std::error::Error for Error {}

/// The kind of error, for programs.
///
/// A kind is not itself an error. Its message is the rest of a sentence that begins with the name of the file, and
/// [`Error`] displays the whole sentence.
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// There is no file with that name.
    NotFound,

    /// The path refers to a folder.
    Folder,

    /// The path refers to a pipe, a socket or a device.
    NotAFile,

    /// The operating system refused to open or read the file.
    Io(io::Error),

    /// The file has no content.
    Empty,

    /// The bytes are not a supported spreadsheet, regardless of the name of the file.
    NotASpreadsheet(FileType),

    /// The content is encrypted.
    Password,

    /// The bytes are inconsistent or end too early.
    #[non_exhaustive]
    Damaged {
        /// The damage and its position.
        detail: String,
    },

    /// The encoding of a text file can't be identified.
    #[non_exhaustive]
    Encoding {
        /// Why the encoding can't be identified.
        detail: String,
    },

    /// A quoted value in a delimited file is never closed, so all later rows would become one cell.
    #[non_exhaustive]
    OpenQuotation {
        /// The one-based number of the row where the quoted value begins.
        row: u64,
    },

    /// An XML file is not well-formed, so its content after the fault is undefined.
    #[non_exhaustive]
    MalformedXml {
        /// The position of the fault.
        position: Position,
        /// A description of the fault.
        detail: String,
    },

    /// The file is XML Avails and has an unsupported version or no version.
    #[non_exhaustive]
    UnknownXmlVersion {
        /// The namespace of the root element, or an empty string if there is none.
        namespace: String,
    },

    /// The file exceeds a limit. The limits prevent hostile files from exhausting memory or time.
    #[non_exhaustive]
    Limit {
        /// The limit that was exceeded.
        limit: Limit,
        /// The value of the limit, in the unit that [`Limit`] documents.
        most: u64,
        /// The place where the limit was exceeded, worded so that it can continue the message. It can be empty.
        place: String,
    },

    /// The file is JSON with a schema that is not supported.
    #[non_exhaustive]
    JsonSchema {
        /// The schema number in the file.
        found: String,
    },

    /// The file is avails JSON but does not have the form that `avails.schema.json` describes.
    #[non_exhaustive]
    Json {
        /// The fault and its position.
        detail: String,
    },

    /// The target folder does not exist.
    NoFolder,

    /// The target is a folder.
    FolderAsTarget,

    /// The target is a pipe, a socket or a device.
    DeviceAsTarget,

    /// The operating system refused to write the file.
    Write(io::Error),

    /// The extension of the target belongs to a format that can't be written.
    #[non_exhaustive]
    Ending {
        /// The extension without the period, or an empty string if the name has no extension.
        ending: String,
    },

    /// The target is the file that is being read, possibly through a link.
    SameFile,

    /// No sheet in the file has avails columns.
    NoAvails,

    /// Only hidden sheets in the file have avails, and the options skip hidden sheets.
    NoVisibleAvails,

    /// A copy of the workbook can't keep all of its content.
    #[non_exhaustive]
    Uncopyable {
        /// The reason, and what to do.
        detail: String,
        /// The content that a copy with only the avails would lose.
        lost: String,
    },

    /// The format can't represent the content.
    #[non_exhaustive]
    Unwritable {
        /// The content that the format can't represent, and what to do.
        detail: String,
    },
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("was not found; check the name and the folder"),
            Self::Folder => {
                f.write_str("is a folder, not a file; give the path of the spreadsheet inside it")
            }
            Self::NotAFile => f.write_str(
                "is a pipe or a device, not a file; save its output as a file and give the path of that file, or pass \
                 its bytes",
            ),
            Self::Io(error) => {
                let (reason, way_out) = (io_error_in_words(error), read_way_out(error));
                write!(f, "could not be read ({reason}); {way_out}")
            }
            Self::Empty => f.write_str("is empty; export it or send it again"),
            Self::NotASpreadsheet(file) => {
                write!(f, "is {}, which can't be read; {}", file.name(), file.way_out())
            }
            Self::Password => f.write_str(
                "is protected with a password; remove the password in Excel (File > Info > Protect Workbook > Encrypt \
                 with Password, then empty the box), save and try again",
            ),
            Self::Damaged { detail } => write!(
                f,
                "is damaged: {detail}; open it in Excel, save it under a new name as .xlsx and try again, or ask for \
                 it to be sent again"
            ),
            Self::Encoding { detail } => write!(
                f,
                "is text in an encoding that can't be identified: {detail}; save it as UTF-8 (in Excel: Save As > CSV \
                 UTF-8), or name its encoding, as in --encoding windows-1250"
            ),
            Self::OpenQuotation { row } => write!(
                f,
                "has a quotation mark in row {row} that is never closed, so that all rows after it would be one cell; \
                 close it in a text editor, or export the file again"
            ),
            Self::MalformedXml { position, detail } => write!(
                f,
                "is not well-formed XML: {position}: {detail}; ask for it to be exported again, or correct it in a \
                 text editor"
            ),
            Self::UnknownXmlVersion { namespace } => {
                let version = match namespace.is_empty() {
                    true => "no version".to_owned(),
                    false => format!("a version (`{namespace}`)"),
                };
                let known = xml_versions();
                write!(f, "is XML Avails of {version}, which is not supported; ask for one of {known}")
            }
            Self::Limit { limit, most, place } => write!(
                f,
                "exceeds a limit that protects against files designed to exhaust memory or time: {}{place} is above \
                 {}; {}",
                limit.what(),
                grouped(*most),
                limit.way_out()
            ),
            Self::JsonSchema { found } => write!(
                f,
                "is JSON with schema {found}, but this program reads only schema 1; use a newer program"
            ),
            Self::Json { detail } => write!(
                f,
                "is JSON of avails, but it has an error: {detail}; correct it in a text editor, or export it again"
            ),
            Self::NoFolder => f.write_str(
                "cannot be written: its folder does not exist; create the folder, or check its spelling",
            ),
            Self::FolderAsTarget => {
                f.write_str("is a folder, which is not replaced; give the path of a file inside it")
            }
            Self::DeviceAsTarget => {
                f.write_str("is a pipe or a device, which is not replaced; give the path of a file")
            }
            Self::Write(error) => {
                let (reason, way_out) = (io_error_in_words(error), write_way_out(error));
                write!(f, "could not be written ({reason}); {way_out}")
            }
            Self::Ending { ending } => write!(f, "is not written: {}", ending_way_out(ending)),
            Self::SameFile => {
                f.write_str("is the file that is being read; give the result a different name")
            }
            Self::NoAvails => f.write_str(
                "holds no avails: none of its sheets has the columns Territory, WorkType and LicenseType in one of \
                 its first rows; check that it is the right file",
            ),
            Self::NoVisibleAvails => f.write_str(
                "has avails only on hidden sheets, which are skipped; unhide the sheet, or read hidden sheets too",
            ),
            Self::Uncopyable { detail, lost } => write!(
                f,
                "can't be copied with all of its content: {detail}, or copy only the avails with `ema convert` and use \
                 that copy, which loses {lost}"
            ),
            Self::Unwritable { detail } => write!(f, "cannot be written: {detail}"),
        }
    }
}

impl ErrorKind {
    pub(crate) fn damaged(detail: impl Into<String>) -> Self {
        Self::Damaged {
            detail: detail.into(),
        }
    }

    pub(crate) fn encoding(detail: impl Into<String>) -> Self {
        Self::Encoding {
            detail: detail.into(),
        }
    }

    pub(crate) fn json(detail: impl Into<String>) -> Self {
        Self::Json {
            detail: detail.into(),
        }
    }

    pub(crate) fn unwritable(detail: impl Into<String>) -> Self {
        Self::Unwritable {
            detail: detail.into(),
        }
    }

    /// The list of lost content is added by [`WorkbookCopy`](crate::WorkbookCopy).
    pub(crate) fn uncopyable(detail: impl Into<String>) -> Self {
        Self::Uncopyable {
            detail: detail.into(),
            lost: String::new(),
        }
    }

    pub(crate) fn limit(limit: Limit, most: u64, place: impl Into<String>) -> Self {
        Self::Limit {
            limit,
            most,
            place: place.into(),
        }
    }

    pub(crate) fn malformed_xml(position: Position, detail: impl Into<String>) -> Self {
        Self::MalformedXml {
            position,
            detail: detail.into(),
        }
    }

    /// Converts an I/O error from unpacking bytes in memory. Such an error always means that a part of the container
    /// ends early, can't be unpacked, or does not match its size or checksum.
    pub(crate) fn from_unpacking(part: &str, error: &io::Error) -> Self {
        Self::damaged(match error.kind() {
            io::ErrorKind::UnexpectedEof => format!("its part {part} ends too early"),
            _ => format!(
                "its part {part} cannot be unpacked, because some of its bytes have changed since it was saved"
            ),
        })
    }
}

/// The advice for an extension that can't be written.
fn ending_way_out(ending: &str) -> String {
    const WRITTEN: &str = ".xlsx, .csv, .tsv, .json or .xml";
    match ending.to_ascii_lowercase().as_str() {
        "" => format!("its name has no extension that shows the format; add {WRITTEN}"),
        "xls" => "workbooks from Excel 97 to 2003 (.xls) are read but not written; write .xlsx, which every Excel since 2007 opens".to_owned(),
        "xlsb" | "ods" => format!("workbooks with the extension .{ending} are read but not written; write {WRITTEN}"),
        "xlsm" | "xltm" => "macros are not written; write .xlsx".to_owned(),
        _ => format!("the extension .{ending} is not supported; write {WRITTEN}"),
    }
}

/// Lists the supported versions of XML Avails.
fn xml_versions() -> String {
    let names: Vec<&str> = XmlVersion::ALL.iter().map(|it| it.as_str()).collect();
    names.join(", ")
}

/// Formats a number with thousands separators.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
