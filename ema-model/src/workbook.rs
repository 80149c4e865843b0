//! A whole file with its sheets and their avails.

use std::fmt;
use std::sync::Arc;

use crate::avail::Avail;
use crate::header::Header;
use crate::origin::{CellRef, column_letters};
use crate::text::Text;
use crate::version::XmlVersion;

/// An avails file that has been read completely.
///
/// ```
/// use ema_model::{Avail, Column, EmaVersion, FileInfo, Format, Sheet, Workbook};
///
/// let avail = Avail::from_cells(EmaVersion::V1_8, [(Column::Territory, "US")]);
/// let sheet = Sheet::new(avail.header().clone(), vec![avail]);
/// let workbook = Workbook::new(FileInfo::new(None, Format::Xlsx), vec![sheet]);
/// assert_eq!(workbook.sheets[0].header.version(), EmaVersion::V1_8);
/// assert_eq!(workbook.avails().count(), 1);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Workbook {
    /// Facts about the file.
    pub file: FileInfo,
    /// The sheets that have avails, in the same order as in the file.
    pub sheets: Vec<Sheet>,
}

impl Workbook {
    /// Creates a workbook from a file and its sheets.
    #[must_use]
    pub fn new(file: FileInfo, sheets: Vec<Sheet>) -> Self {
        Self { file, sheets }
    }

    /// The avails in all sheets.
    pub fn avails(&self) -> impl Iterator<Item = &Avail> {
        self.sheets.iter().flat_map(|sheet| &sheet.avails)
    }
}

/// Facts about an avails file, but not its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FileInfo {
    /// The file name without folders, or `None` if the file was read from bytes.
    pub name: Option<String>,
    /// The file's format.
    pub format: Format,
    /// The names of the sheets that are not empty, but have no avails header. They can contain dictionaries, questions
    /// and answers, or avails without a header.
    pub passed_over: Vec<Text>,
    /// The names of hidden sheets that have avails, but were left out at the caller's request.
    pub left_out: Vec<Text>,
    /// The merged cells in avail rows, for sheets that have been read to the end.
    pub merged: Vec<MergedCells>,
    /// The version of XML Avails, or `None` for other formats.
    pub xml_version: Option<XmlVersion>,
    /// The encoding of a `.csv` or `.tsv` file, or `None` for other formats.
    pub encoding: Option<TextEncoding>,
}

impl FileInfo {
    /// Describes a file of which only the name and the format are known.
    #[must_use]
    pub fn new(name: Option<String>, format: Format) -> Self {
        Self {
            name,
            format,
            passed_over: Vec::new(),
            left_out: Vec::new(),
            merged: Vec::new(),
            xml_version: None,
            encoding: None,
        }
    }
}

/// Cells that a spreadsheet program displays as one. The first of these cells has the value, and the others are blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergedCells {
    /// The first cell, in the upper left corner.
    pub first: CellRef,
    /// The last row, counted from 1.
    pub last_row: u32,
    /// The last column, counted from 0.
    pub last_column: u16,
}

impl fmt::Display for MergedCells {
    /// The cells in the notation of spreadsheet programs, such as `C4:C9`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}{}:{}{}",
            column_letters(self.first.column),
            self.first.row,
            column_letters(self.last_column),
            self.last_row
        )
    }
}

/// The encoding of a text file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TextEncoding {
    /// The encoding's name in the WHATWG Encoding Standard, such as `UTF-8`, `UTF-16LE` or `Shift_JIS`.
    pub name: &'static str,
    /// Whether the encoding was guessed because the bytes do not identify it and the caller did not specify it.
    pub is_guess: bool,
    /// The first cells with non-ASCII characters, as decoded: at most [`TextEncoding::SAMPLES`] cells, each with
    /// different text. They show whether the encoding is right. For UTF-8 and UTF-16, the list is empty.
    pub samples: Vec<DecodedCell>,
    /// The number of characters that were lost in the rows read so far. A character is lost if its bytes are not valid
    /// in the encoding and were read as U+FFFD. A U+FFFD in the file itself is not counted.
    pub lost: usize,
    /// The first cells with lost characters in avail rows, at most [`TextEncoding::SAMPLES`] of them.
    pub lost_in: Vec<DecodedCell>,
}

/// A cell in a text file, as decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodedCell {
    /// The cell's location.
    pub cell: CellRef,
    /// The decoded text.
    pub text: Text,
}

impl TextEncoding {
    /// The maximum number of sample cells.
    pub const SAMPLES: usize = 3;

    /// Creates an encoding from its name in the Encoding Standard.
    #[must_use]
    pub fn new(name: &'static str, is_guess: bool) -> Self {
        Self {
            name,
            is_guess,
            samples: Vec::new(),
            lost: 0,
            lost_in: Vec::new(),
        }
    }

    /// Whether the encoding is UTF-8.
    #[must_use]
    pub fn is_utf8(&self) -> bool {
        self.name == "UTF-8"
    }

    /// Whether the encoding is UTF-16, in either byte order.
    #[must_use]
    pub fn is_utf16(&self) -> bool {
        self.name.starts_with("UTF-16")
    }
}

/// The format of a file, as recognized from its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// A workbook for Excel 2007 and later: `.xlsx` or `.xlsm`.
    Xlsx,
    /// A binary workbook for Excel 2007 and later: `.xlsb`.
    Xlsb,
    /// A workbook for Excel 97 to 2003: `.xls`.
    Xls,
    /// An OpenDocument spreadsheet, as written by LibreOffice: `.ods`.
    Ods,
    /// Text with commas or semicolons.
    Csv,
    /// Text with tabs.
    Tsv,
    /// The JSON format of the crate `ema-io`.
    Json,
    /// XML Avails.
    Xml,
}

impl Format {
    /// The usual file extension, such as `xlsx`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xlsb => "xlsb",
            Self::Xls => "xls",
            Self::Ods => "ods",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Json => "json",
            Self::Xml => "xml",
        }
    }

    /// Whether files in this format are spreadsheet workbooks, whose cells can be numbers and dates as well as text.
    #[must_use]
    pub const fn is_workbook(self) -> bool {
        matches!(self, Self::Xlsx | Self::Xlsb | Self::Xls | Self::Ods)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// An avails sheet.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Sheet {
    /// The sheet's header.
    pub header: Arc<Header>,
    /// The avails in the sheet, from top to bottom.
    pub avails: Vec<Avail>,
}

impl Sheet {
    /// Creates a sheet from a header and the avails under it.
    #[must_use]
    pub fn new(header: Arc<Header>, avails: Vec<Avail>) -> Self {
        Self { header, avails }
    }
}
