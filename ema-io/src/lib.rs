//! Reads and writes EMA Avails as spreadsheets, delimited text, JSON and XML, without losing a cell.
//!
//! ```no_run
//! let workbook = ema_io::read_path("movies.xlsx")?;
//! for avail in workbook.avails() {
//!     println!("row {}: {} in {}", avail.row(), avail.alid().text(), avail.territory().text());
//! }
//! # Ok::<(), ema_io::Error>(())
//! ```
//!
//! A [`Reader`] reads a file one row at a time, without keeping all its rows in memory:
//!
//! ```
//! let csv = "Territory,WorkType,LicenseType,ALID\nUS,Movie,EST,FIRSTDANCE\n";
//! let mut reader = ema_io::ReadOptions::new().open_bytes(csv)?;
//! while let Some(sheet) = reader.next_sheet()? {
//!     for avail in sheet {
//!         assert_eq!(avail?.alid().text(), "FIRSTDANCE");
//!     }
//! }
//! # Ok::<(), ema_io::Error>(())
//! ```
//!
//! The [cookbook](_cookbook) contains short programs for common tasks, such as accepting an upload, writing a template
//! or converting a file.
//!
//! # Reading
//!
//! The crate reads `.xlsx`, `.xlsm`, `.xlsb`, `.xls`, `.ods`, `.csv`, `.tsv`, `.json` and XML Avails. It detects the
//! format from the bytes, not from the file name, because partners send `.xlsx` files with `.xls` names. Text files can
//! be delimited by commas, semicolons, tabs or vertical bars. UTF-8 and UTF-16 are detected, and any other encoding is
//! guessed unless the caller sets it with [`ReadOptions::encoding`]. After a guess,
//! [`FileInfo::encoding`](ema_model::FileInfo) shows some of the decoded cells.
//!
//! A sheet is read as avails if one of its first ten filled rows has the column names Territory, WorkType and
//! LicenseType, or any six column names from the dictionary. At least one of these columns must be DisplayName or a
//! column for titles, IDs or dates, because sheets with lists of allowed values never have those columns. All other
//! sheets, such as dictionaries, lists of values and notes, are skipped and listed in
//! [`FileInfo::passed_over`](ema_model::FileInfo). Columns are found by name, in any order. As in the templates, rows
//! whose first cell starts with `//` are comments. Comments and blank rows are skipped wherever they occur.
//!
//! The value of each cell is available as text. Numbers appear as Excel would display them without rounding, and dates
//! have the format `YYYY-MM-DD`. A cell also records how the file stores the value ([`Stored`](ema_model::Stored)) and
//! anything unusual about the stored cell ([`Marks`](ema_model::Marks)). A price keeps the zeros that the sheet
//! displays, so 13.9 with the number format `0.00` is read as `13.90`.
//!
//! An XML Avails file in version 2.1 to 2.7 is read as one sheet, `AvailList`, with every column in the dictionary and
//! a row for each pair of a Transaction and an Asset in the same Avail. The file is read one Avail at a time. The
//! namespace determines the version, and any namespace prefix is accepted. Content that has no column is in
//! [`Avail::unplaced`](ema_model::Avail::unplaced), with its path. The line and column of every value are recorded.
//! Signatures are not checked.
//!
//! # Writing
//!
//! [`write_path`] writes a whole workbook as `.xlsx`, `.csv`, `.tsv`, `.json` or `.xml`, and a [`Writer`] writes one
//! row at a time. Reading the file returns the same text for every cell. If the format can't hold a value, or can hold
//! it only with different text, the value is reported as a [`Loss`]. A file appears under its name only once it is
//! complete. The same rows always produce the same bytes.
//!
//! - `.xlsx`: dates become Excel dates, and prices become numbers that keep their decimal places, provided that they
//!   are read back as the same text. IDs are stored as text. The header stays visible when the user scrolls. Columns
//!   with a closed vocabulary have drop-down lists of the words that their version allows, but other words can also be
//!   entered. The sheet has the same header rows as its [`Header`](ema_model::Header), so a row of categories is
//!   written only if the header has one. A row keeps its number unless that number is already taken.
//! - `.csv`, `.tsv`: the encoding is UTF-8 with a byte order mark, because Excel would otherwise misread accented
//!   letters. A value that a spreadsheet program would run as a formula gets a leading apostrophe, which the reader
//!   removes.
//! - `.json`: `data/avails.schema.json` describes the document. The text of every cell is written unchanged.
//! - `.xml`: the version can be XML Avails 2.2 to 2.7. Content that has no place in the schema is written in processing
//!   instructions, which other programs skip.
//!
//! [`Template::write`] writes an empty workbook to fill in. An [`Annotation`] shows a finding in a copy of a workbook.
//!
//! # Converting
//!
//! [`ConvertOptions`] converts files, and [`Converter`] converts rows. Either can change the format, the EMA version,
//! or both. Each value moves to the column with the same meaning in the target version and is written in that version's
//! notation. A value without an equivalent is reported as a [`Loss`] with its cell. It is omitted if the target version
//! has no place for it. Otherwise, it is kept unchanged, so that a recipient rejects the row instead of misinterpreting
//! it.
//!
//! # Writing XML
//!
//! Rows with the same ALID become one `Avail` with a `Transaction` for each row. The document follows the schema for
//! its version, 2.2 to 2.7. Elements that the schema requires but that have no cell are written without content. A
//! value that has no place in the schema, or does not have the type that the schema requires, is reported as a
//! [`Loss`]. Its text is kept in a processing instruction named `ema-cell` in its Transaction. Every schema allows
//! processing instructions, and other programs skip them. If XML spells a value differently, for example `true` instead
//! of `Yes`, an instruction also keeps the original spelling. Reading the file therefore returns the same text for
//! every cell. Only the order of the rows can change, because all rows of an Avail are written together.
//!
//! The elements take precedence over the instructions. If another program has changed an element so that the text in an
//! instruction no longer matches it, that text is ignored and reported in
//! [`Avail::stale_texts`](ema_model::Avail::stale_texts).
//!
//! # Errors
//!
//! An [`Error`] means that a file can't be read or written. A file can't be read if it is encrypted or damaged, if it
//! is neither a spreadsheet nor well-formed XML, or if it exceeds a [`Limit`]. A file can't be written if the disk is
//! full, if the program does not have permission, or if a reader would mistake the rows for something else, such as
//! comments. The message says what is wrong and what to do. Reading never fails because of the content of a cell. To
//! check the content, use the crate `ema-rules`.
//!
//! # Limits
//!
//! Files that would need memory or time out of proportion to their size are rejected with [`ErrorKind::Limit`]. The
//! limits are fixed, and [`Limit`] lists all of them. A file can be at most 512 MiB in size, and 1 GiB when unpacked.
//! It can have at most 256 sheets, 1,024 columns, 1,048,576 rows and 64 million cells. The Assets and Transactions
//! of an XML file can multiply to at most 131,072 rows, and a cell at most 32,767 characters.
//!
//! # Copying workbooks
//!
//! [`WorkbookCopy`] copies an Excel workbook and replaces or annotates some of its cells. Tabs, notes, formulas,
//! charts, filters and macros are preserved, because only the changed cells are rewritten. A file that is written from
//! rows contains only the avails, and [`LeftBehind`] lists the other content of its source. `.xlsb`, `.xls` and `.ods`
//! files can be copied only by writing their rows to a new file.
//!
//! # Features, threads and Rust versions
//!
//! The crate has no optional features. Threads can share a [`Workbook`](ema_model::Workbook). A [`Reader`] or
//! [`Writer`] can be sent to another thread, but only one thread at a time can use it. [`Reader::each`] reads the file
//! on a second thread while the caller processes the rows.
//!
//! ```
//! fn sent<T: Send>() {}
//! sent::<ema_io::Reader>();
//! sent::<ema_io::Error>();
//! sent::<ema_io::Converter>();
//! ```
//!
//! The crate needs Rust 1.89 or later.
//!
//! # Not included
//!
//! - Writing `.xlsb`, `.xls`, `.ods` and XML Avails 2.1, which can only be read.
//! - Checking the signatures of XML files.
//! - Comment rows, which begin with `//`. They are skipped when a file is read, and are not written.
//! - Formulas. Their stored results are read and written as values. Only a [`WorkbookCopy`] keeps formulas.
//! - Numbers documents and flat OpenDocument files (`.fods`). These files are rejected with a message that explains
//!   what to do.
//! - Passwords. An encrypted workbook is rejected.
//! - Hidden rows and filters. Rows are read whether or not they are hidden.
#![forbid(unsafe_code)]

mod ahead;
mod apostrophe;
mod convert;
mod edit;
mod encoding;
mod error;
mod extra;
mod guard;
mod header;
mod input;
mod json;
mod left_behind;
mod loss;
mod number;
mod output;
mod progress;
mod reader;
mod recent;
mod replace;
mod rows;
mod sheet;
mod source;
#[cfg(test)]
mod tests;
mod write;
mod xml;

pub use ahead::Part;
pub use convert::{ConvertOptions, Converted, Converter, StaleTexts, Target};
pub use edit::{Copied, UnchangedCell, WorkbookCopy};
pub use encoding::{Encoding, UnknownEncoding};
pub use error::{Error, ErrorKind, FileType, Limit, io_error_in_words};
pub use input::Input;
pub use json::json_error_in_words;
pub use left_behind::LeftBehind;
pub use loss::{Loss, LossKind};
pub use output::Output;
pub use progress::Progress;
pub use reader::{ReadOptions, Reader, SheetReader, read_bytes, read_path};
pub use replace::{is_same_file, real_path, replace_file};
pub use write::{
    Anchor, Annotation, CellChange, Level, Template, TemplateColumn, WriteOptions, Writer,
    write_bytes, write_path,
};

#[doc = include_str!("../docs/cookbook.md")]
pub mod _cookbook {}

#[doc = include_str!("../README.md")]
#[cfg(doctest)]
pub struct ReadmeDoctests;
