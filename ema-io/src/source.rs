//! Opens files and detects their types from their bytes, not from their names.

use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;
use std::sync::Arc;

use encoding_rs::{UTF_8, WINDOWS_1252};

use crate::encoding::{self, Decoding, Encoding};
use crate::error::{ErrorKind, FileType, Limit};
use crate::guard::{Limits, Package, workbook_stream};
use crate::input::{Content, Input};
use crate::progress::Progress;
use crate::xml;

/// The whole file in memory. The guard and the readers share these bytes, so that they all see the same content even if
/// another program saves the file in the meantime.
#[derive(Debug, Clone)]
pub(crate) struct Bytes {
    bytes: Arc<Vec<u8>>,
    /// Counts the bytes that have been processed.
    pub(crate) progress: Progress,
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Bytes {
    pub(crate) fn new(bytes: impl Into<Arc<Vec<u8>>>, progress: &Progress) -> Self {
        let bytes = bytes.into();
        progress.begin(bytes.len() as u64);
        Self {
            bytes,
            progress: progress.clone(),
        }
    }

    /// The same bytes, but processing them does not count as progress.
    pub(crate) fn uncounted(&self) -> Self {
        Self {
            bytes: Arc::clone(&self.bytes),
            progress: Progress::new(),
        }
    }

    /// Reads the rest of a file into memory.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::Io`], or [`Limit::FileSize`] as soon as the limit is exceeded.
    fn read(
        mut start: Vec<u8>,
        file: impl Read,
        length: u64,
        limits: &Limits,
        progress: &Progress,
    ) -> Result<Self, ErrorKind> {
        start.reserve_exact(usize::try_from(length).unwrap_or_default());
        // The file can grow while it is being read.
        file.take(limits.file_size + 1)
            .read_to_end(&mut start)
            .map_err(io_error)?;
        match start.len() as u64 > limits.file_size {
            true => Err(too_large(limits)),
            false => Ok(Self::new(start, progress)),
        }
    }
}

fn too_large(limits: &Limits) -> ErrorKind {
    ErrorKind::limit(Limit::FileSize, limits.file_size, "")
}

/// Opens a regular file and returns its length.
///
/// # Errors
///
/// Returns [`ErrorKind::NotFound`], [`ErrorKind::Folder`], [`ErrorKind::NotAFile`], or [`ErrorKind::Io`].
fn open(path: &Path) -> Result<(File, u64), ErrorKind> {
    let metadata = std::fs::metadata(path).map_err(io_error)?;
    if metadata.is_dir() {
        return Err(ErrorKind::Folder);
    }
    // Reading from a pipe may never end.
    if !metadata.is_file() {
        return Err(ErrorKind::NotAFile);
    }
    let file = File::open(path).map_err(io_error)?;
    Ok((file, metadata.len()))
}

/// A file that can be read, with its container opened as far as needed to detect the type.
pub(crate) enum Source {
    /// Sheets of cells.
    Sheets(Sheets),
    /// XML that may be Avails: its first bytes, and a reader for the rest.
    Xml(Vec<u8>, Box<dyn Read + Send + Sync>),
    /// Avails as JSON.
    Json(String),
}

/// A file with sheets of cells.
pub(crate) enum Sheets {
    /// Excel's XML workbook, with or without macros: `.xlsx`, `.xlsm`, `.xltx`, `.xltm`.
    Xlsx(Box<Package>),
    /// Excel's binary workbook, which stores records instead of XML in most parts: `.xlsb`.
    Xlsb(Box<Package>),
    /// An OpenDocument spreadsheet: `.ods`, `.ots`.
    Ods(Box<Package>),
    /// The records of a workbook from Excel 97 to 2003.
    Xls(Vec<u8>, Progress),
    /// Delimited text: `.csv`, `.tsv`.
    Text(Bytes, Decoding),
}

impl Source {
    /// Opens a file and detects its type.
    ///
    /// # Errors
    ///
    /// Returns any error from [`from_bytes`](Self::from_bytes), [`ErrorKind::NotFound`], [`ErrorKind::Folder`],
    /// [`ErrorKind::NotAFile`], [`ErrorKind::Io`], and [`Limit::FileSize`].
    pub(crate) fn open(
        input: &Input,
        limits: &Limits,
        progress: &Progress,
        encoding: Option<Encoding>,
    ) -> Result<Self, ErrorKind> {
        match &input.content {
            Content::Path(path) => {
                let (file, length) = open(path)?;
                Self::from_reader(file, length, limits, progress, encoding)
            }
            Content::Bytes(bytes) => {
                let bytes = Bytes::new(Arc::clone(bytes), progress);
                Self::from_bytes(bytes, limits, encoding)
            }
            Content::Reader(reader) => {
                let length = reader.rewind().map_err(io_error)?;
                Self::from_reader(reader.clone(), length, limits, progress, encoding)
            }
        }
    }

    fn from_reader(
        mut file: impl Read + Send + Sync + 'static,
        length: u64,
        limits: &Limits,
        progress: &Progress,
        encoding: Option<Encoding>,
    ) -> Result<Self, ErrorKind> {
        if length > limits.file_size {
            return Err(too_large(limits));
        }
        progress.begin(length);
        let mut start = Vec::new();
        Read::by_ref(&mut file)
            .take(HEAD as u64)
            .read_to_end(&mut start)
            .map_err(io_error)?;
        match is_xml(&start) {
            true => Ok(Self::Xml(start, Box::new(progress.counting(file)))),
            false => {
                let bytes = Bytes::read(start, file, length, limits, progress)?;
                Self::from_bytes(bytes, limits, encoding)
            }
        }
    }

    /// Detects the type of `bytes`. `encoding` is the encoding that the caller has set for text, if any.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::Empty`], [`ErrorKind::NotASpreadsheet`] with the detected type, [`ErrorKind::Password`],
    /// [`ErrorKind::Encoding`], and any error from [`Package::open`] or [`workbook_stream`].
    pub(crate) fn from_bytes(
        bytes: Bytes,
        limits: &Limits,
        encoding: Option<Encoding>,
    ) -> Result<Self, ErrorKind> {
        let start = bytes.as_ref();
        if is_package(start) {
            return package(&bytes, limits);
        }
        if start.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
            let stream = workbook_stream(start)?;
            return Ok(Self::Sheets(Sheets::Xls(stream, bytes.progress.clone())));
        }
        if let Some(file_type) = by_signature(start) {
            return Err(ErrorKind::NotASpreadsheet(file_type));
        }
        if is_xml(start) {
            let head = start[..start.len().min(HEAD)].to_vec();
            let progress = bytes.progress.clone();
            let mut rest = Cursor::new(bytes);
            rest.set_position(head.len() as u64);
            return Ok(Self::Xml(head, Box::new(progress.counting(rest))));
        }
        text(bytes, encoding)
    }
}

fn is_package(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

fn package(bytes: &Bytes, limits: &Limits) -> Result<Source, ErrorKind> {
    let mut package = Package::open(bytes.clone(), limits)?;
    let book = match office_type(&mut package)? {
        PackageType::Xlsx => Sheets::Xlsx(Box::new(package)),
        PackageType::Xlsb => Sheets::Xlsb(Box::new(package)),
        PackageType::Ods => Sheets::Ods(Box::new(package)),
        PackageType::Other(file_type) => return Err(ErrorKind::NotASpreadsheet(file_type)),
    };
    Ok(Source::Sheets(book))
}

/// The type of a zip container.
enum PackageType {
    Xlsx,
    Xlsb,
    Ods,
    Other(FileType),
}

fn office_type(package: &mut Package) -> Result<PackageType, ErrorKind> {
    const MOST: u64 = 1024 * 1024;
    if let Some(types) = package.head("[content_types].xml", MOST)? {
        let types = String::from_utf8_lossy(&types);
        let main = |kind: &str| types.contains(kind);
        if main("spreadsheetml.sheet.main+xml")
            || main("spreadsheetml.template.main+xml")
            || main("ms-excel.sheet.macroEnabled.main+xml")
            || main("ms-excel.template.macroEnabled.main+xml")
        {
            return Ok(PackageType::Xlsx);
        }
        if main("ms-excel.sheet.binary.macroEnabled.main") {
            return Ok(PackageType::Xlsb);
        }
        if main("wordprocessingml.") {
            return Ok(PackageType::Other(FileType::Word));
        }
        if main("presentationml.") {
            return Ok(PackageType::Other(FileType::PowerPoint));
        }
    }
    if package.contains("xl/workbook.xml") {
        return Ok(PackageType::Xlsx);
    }
    if package.contains("xl/workbook.bin") {
        return Ok(PackageType::Xlsb);
    }
    if let Some(mime) = package.head("mimetype", 64)? {
        if mime.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") {
            return Ok(PackageType::Ods);
        }
        if mime.starts_with(b"application/vnd.oasis.opendocument.") {
            return Ok(PackageType::Other(FileType::OpenDocument));
        }
    }
    let is_of_iwork =
        |name: &str| name.starts_with("index/") && name.ends_with(".iwa") || name == "index.apxl";
    Ok(PackageType::Other(match package.names().any(is_of_iwork) {
        true => FileType::Numbers,
        false => FileType::Zip,
    }))
}

fn by_signature(bytes: &[u8]) -> Option<FileType> {
    const SIGNATURES: &[(&[u8], FileType)] = &[
        (b"%PDF-", FileType::Pdf),
        (b"{\\rtf", FileType::RichText),
        (b"\x89PNG\r\n\x1A\n", FileType::Picture),
        (b"\xFF\xD8\xFF", FileType::Picture),
        (b"GIF87a", FileType::Picture),
        (b"GIF89a", FileType::Picture),
        (b"II*\0", FileType::Picture),
        (b"MM\0*", FileType::Picture),
        (b"\x1F\x8B", FileType::Archive),
        (b"7z\xBC\xAF\x27\x1C", FileType::Archive),
        (b"Rar!\x1A\x07", FileType::Archive),
        (b"BZh", FileType::Archive),
        (b"\xFD7zXZ\0", FileType::Archive),
        (b"\x28\xB5\x2F\xFD", FileType::Archive),
        // Files from Excel 2, 3 and 4 have no container and begin with these begin-of-file records.
        (b"\x09\x00\x04\x00", FileType::ExcelBefore97),
        (b"\x09\x02\x06\x00", FileType::ExcelBefore97),
        (b"\x09\x04\x06\x00", FileType::ExcelBefore97),
    ];
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Some(FileType::Picture);
    }
    SIGNATURES
        .iter()
        .find(|(signature, _)| bytes.starts_with(signature))
        .map(|&(_, file_type)| file_type)
}

/// The number of bytes that are examined to detect the type of a text document.
const HEAD: usize = 4096;

/// Whether the bytes are XML that may be Avails.
fn is_xml(bytes: &[u8]) -> bool {
    // Decoding compressed bytes as text takes longer than anything else that opens a small workbook.
    if is_package(bytes) {
        return false;
    }
    // The XML reader reports an unknown encoding.
    let encoding = xml::encoding(bytes).unwrap_or(UTF_8);
    markup(&decoded_head(bytes, encoding)) == Some(FileType::Xml)
}

fn decoded_head(bytes: &[u8], encoding: &'static encoding_rs::Encoding) -> String {
    let (head, _, _) = encoding.decode(&bytes[..bytes.len().min(HEAD)]);
    head.trim_start().to_owned()
}

fn text(bytes: Bytes, named: Option<Encoding>) -> Result<Source, ErrorKind> {
    let start = bytes.as_ref();
    let decoding = match encoding::of_text(start, named) {
        Ok(decoding) => decoding,
        // If the text is a web page or another type of document, the error names that type, not the encoding.
        Err(kind @ ErrorKind::Encoding { .. }) => {
            let file_type = markup(&decoded_head(start, WINDOWS_1252));
            return Err(file_type.map_or(kind, ErrorKind::NotASpreadsheet));
        }
        Err(kind) => return Err(kind),
    };
    let head = decoded_head(start, decoding.encoding);
    if head.is_empty() && start.len() <= HEAD {
        return Err(ErrorKind::Empty);
    }
    match markup(&head) {
        None => Ok(Source::Sheets(Sheets::Text(bytes, decoding))),
        Some(FileType::Json) if head.starts_with('{') => json(start, decoding),
        Some(file_type) => Err(ErrorKind::NotASpreadsheet(file_type)),
    }
}

fn json(bytes: &[u8], decoding: Decoding) -> Result<Source, ErrorKind> {
    let (text, _, is_damaged) = decoding.encoding.decode(bytes);
    if is_damaged || !decoding.is_unicode() {
        if !text.contains("\"schema\"") {
            return Err(ErrorKind::NotASpreadsheet(FileType::Json));
        }
        let detail =
            "it is not valid UTF-8, as if it had been cut off or saved in another encoding";
        return Err(ErrorKind::json(detail));
    }
    Ok(Source::Json(text.into_owned()))
}

/// The type of a text document, or `None` for delimited text.
fn markup(head: &str) -> Option<FileType> {
    let lower = head.to_ascii_lowercase();
    if lower.starts_with("mime-version:") {
        return Some(FileType::WebPage);
    }
    if let Some(rest) = lower.strip_prefix('<') {
        if lower.contains("www.movielabs.com/schema/avails/") {
            return Some(FileType::Xml);
        }
        if lower.contains("urn:oasis:names:tc:opendocument:xmlns:office:") {
            return Some(FileType::OpenDocument);
        }
        if lower.contains("urn:schemas-microsoft-com:office:spreadsheet")
            || lower.contains("progid=\"excel.sheet\"")
        {
            return Some(FileType::ExcelXml2003);
        }
        let web = [
            "<html",
            "<!doctype html",
            "<table",
            "<head",
            "<body",
            "<style",
            "<div",
        ];
        if web.iter().any(|tag| lower.contains(tag)) {
            return Some(FileType::WebPage);
        }
        let tag = rest.starts_with("?xml")
            || rest.starts_with('!')
            || rest.starts_with(|c: char| c.is_ascii_alphabetic()) && lower.contains("</");
        return tag.then_some(FileType::Xml);
    }
    let mut after = lower.strip_prefix(['{', '['])?.trim_start().chars();
    matches!(after.next(), Some('"' | '{' | '[' | '}' | ']')).then_some(FileType::Json)
}

fn io_error(error: std::io::Error) -> ErrorKind {
    match error.kind() {
        std::io::ErrorKind::NotFound => ErrorKind::NotFound,
        std::io::ErrorKind::IsADirectory => ErrorKind::Folder,
        _ => ErrorKind::Io(error),
    }
}
