//! Errors that occur when files are read and written, with messages that explain what to do.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use ema_model::{Position, XmlVersion};

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
/// A kind is not an error itself: its message is the rest of a sentence that begins with the name of the file. [`Error`]
/// writes the whole sentence.
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

    /// A quotation in a delimited file is never closed, so all later rows would become one cell.
    #[non_exhaustive]
    OpenQuotation {
        /// The one-based number of the row in which the quotation begins.
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

    /// The file is XML Avails of an unsupported version, or without a version.
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
        /// The place where the limit was exceeded, as a continuation of the message. It can be empty.
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
fn read_way_out(error: &io::Error) -> &'static str {
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
fn write_way_out(error: &io::Error) -> &'static str {
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

/// The type of a file that is not a supported spreadsheet, as detected from its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FileType {
    /// An OpenDocument file other than an `.ods` file: an `.odt` or similar document, or an `.fods` spreadsheet, which
    /// is a single XML document.
    OpenDocument,
    /// A workbook from Excel 95 or earlier.
    ExcelBefore97,
    /// A workbook from Apple Numbers, or another iWork document.
    Numbers,
    /// A Word document, `.docx` or `.doc`.
    Word,
    /// A PowerPoint presentation, `.pptx` or `.ppt`.
    PowerPoint,
    /// A document in another older Office format, such as an Outlook message.
    OlderOffice,
    /// A web page, often with the extension `.xls`.
    WebPage,
    /// An Excel 2003 XML spreadsheet, often with the extension `.xls`.
    ExcelXml2003,
    /// A retailer's response to avails: an OfferStatus or OfferStatusList document.
    OfferStatus,
    /// Another XML document.
    Xml,
    /// Saved holdings of a platform, as written by `ema apply`.
    State,
    /// A JSON document.
    Json,
    /// A PDF document.
    Pdf,
    /// A rich-text document.
    RichText,
    /// A picture.
    Picture,
    /// A zip archive that is not an Office document.
    Zip,
    /// Another archive or compressed file: gzip, 7-Zip, RAR, bzip2, xz, zstd.
    Archive,
    /// Text in UTF-32.
    Utf32,
    /// Any other binary data.
    Unknown,
}

impl FileType {
    /// The name of the type, with its article.
    pub fn name(self) -> &'static str {
        match self {
            Self::OpenDocument => {
                "an OpenDocument file other than .ods (.fods, .odt or another of its kind)"
            }
            Self::ExcelBefore97 => "a workbook from Excel 95 or earlier",
            Self::Numbers => "an Apple Numbers or other iWork file",
            Self::Word => "a Word document",
            Self::PowerPoint => "a PowerPoint presentation",
            Self::OlderOffice => "an older Office document other than a workbook",
            Self::WebPage => "a web page saved with a spreadsheet's extension",
            Self::ExcelXml2003 => "an XML spreadsheet of Excel 2003",
            Self::OfferStatus => "a list of offer statuses, a retailer's response to avails",
            Self::Xml => "an XML document other than Avails",
            Self::State => "a state of what a platform holds, as `ema apply` writes it",
            Self::Json => "a JSON document",
            Self::Pdf => "a PDF document",
            Self::RichText => "a rich-text document",
            Self::Picture => "a picture",
            Self::Zip => "a zip archive",
            Self::Archive => "a compressed archive",
            Self::Utf32 => "text in UTF-32",
            Self::Unknown => "binary data of an unknown kind",
        }
    }

    /// The advice for files of this type.
    fn way_out(self) -> &'static str {
        match self {
            Self::OpenDocument | Self::ExcelBefore97 | Self::WebPage | Self::ExcelXml2003 => {
                "open it in Excel and save it as Excel Workbook (.xlsx)"
            }
            Self::Numbers => "export it from Numbers as an Excel file (.xlsx)",
            Self::Utf32 => "save it as UTF-8 (in Excel: Save As > CSV UTF-8)",
            Self::Zip | Self::Archive => "unpack it and give the spreadsheet inside",
            Self::OfferStatus => "give the avails to which it responds",
            Self::State => "give the avails themselves",
            Self::Xml => {
                "ask for the avails as a spreadsheet (.xlsx, .xls, .csv or .tsv) or as XML Avails, whose first element is AvailList"
            }
            Self::Word
            | Self::PowerPoint
            | Self::OlderOffice
            | Self::Json
            | Self::Pdf
            | Self::RichText
            | Self::Picture
            | Self::Unknown => "ask for the spreadsheet itself (.xlsx, .xls, .csv or .tsv)",
        }
    }
}

/// A limit on the size and content of a file. The limits are fixed.
///
/// A genuine workbook with 60,000 rows and 78 columns (7 MB, 66 MB unpacked, 1.7 million cells) stays below a tenth of
/// each limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Limit {
    /// The size of the file, in bytes: at most 512 MiB.
    FileSize,
    /// The number of parts in the container of a workbook: at most 10,000.
    Parts,
    /// The total size of all parts when unpacked, in bytes: at most 1 GiB. For an `.ods` file, the size of its content
    /// multiplied by the number of its sheets: at most 4 GiB.
    UnpackedSize,
    /// The size of a part when unpacked, in bytes: at most 768 MiB for a sheet, 256 MiB for the shared strings, and 32
    /// MiB for other parts.
    PartSize,
    /// The ratio of unpacked to packed size: at most 250. This limit applies to each part that is larger than 8 MiB,
    /// and to all parts together.
    CompressionRatio,
    /// The number of strings in the workbook's table of shared strings: at most 4,194,304.
    SharedTexts,
    /// The nesting depth of elements: at most 64.
    Nesting,
    /// The length of a single tag or piece of text, in bytes: at most 512 KiB, or 1 MiB for an XML element that must be
    /// read completely.
    Token,
    /// The number of attributes in an XML element: at most 128.
    Attributes,
    /// The number of sheets: at most 256.
    Sheets,
    /// The row number of the last row: at most 1,048,576.
    Rows,
    /// The number of rows with a value, in all sheets: at most 4,194,304.
    AllRows,
    /// The number of rows in an Avail in an XML file: at most 262,144. There is one row for each pair of a Transaction
    /// and an Asset.
    AvailRows,
    /// The column number of the last column: at most 1,024.
    Columns,
    /// The number of cells with a value, in all sheets: at most 64 million.
    Cells,
    /// The number of cells in an `.ods` file that are stored only as repetitions of another cell: at most 1,048,576, or
    /// the number of individually stored cells if that is greater.
    RepeatedCells,
    /// The length of the text in a cell: at most 32,767 UTF-16 code units, which Excel counts as characters.
    TextLength,
}

impl Limit {
    /// The name of the limited quantity, for messages.
    fn what(self) -> &'static str {
        match self {
            Self::FileSize => "its size in bytes",
            Self::Parts => "the number of its parts",
            Self::UnpackedSize => "its unpacked size in bytes",
            Self::PartSize => "the unpacked size in bytes of a part",
            Self::CompressionRatio => "the compression ratio of a part",
            Self::SharedTexts => "the number of shared texts",
            Self::Nesting => "the nesting of elements",
            Self::Token => "the length in bytes of a single element or text",
            Self::Attributes => "the number of attributes of an element",
            Self::Sheets => "the number of sheets",
            Self::Rows => "the row number",
            Self::AllRows => "the number of rows",
            Self::AvailRows => "the number of Transactions times the number of Assets of an Avail",
            Self::Columns => "the column number",
            Self::Cells => "the number of cells",
            Self::RepeatedCells => "the number of cells that repeat another",
            Self::TextLength => "the length of a text",
        }
    }

    /// The advice for the owner of a genuine file.
    fn way_out(self) -> &'static str {
        match self {
            Self::Rows | Self::AllRows | Self::Cells => "split the file",
            Self::AvailRows => "put the Assets into several Avails",
            Self::Columns => "delete everything to the right of the last column",
            Self::RepeatedCells => {
                "delete rows and columns that are filled to the end of the sheet, or save it as \
                 Excel Workbook (.xlsx)"
            }
            Self::TextLength => {
                "shorten the text, or look for a quotation mark that is never closed"
            }
            Self::Sheets => "delete the sheets without avails",
            // These limits apply only to workbooks.
            Self::UnpackedSize | Self::PartSize | Self::SharedTexts => {
                "split the file, or copy its cells into a new workbook"
            }
            Self::Parts | Self::CompressionRatio => "copy its cells into a new workbook",
            // These limits apply to workbooks and to other files.
            Self::FileSize => {
                "split the file; a workbook may become smaller when its cells are copied into a \
                 new one"
            }
            Self::Nesting | Self::Token => {
                "ask for it to be exported again; if it is a workbook, you can also copy its \
                 cells into a new one"
            }
            Self::Attributes => "ask for it to be exported again",
        }
    }
}
