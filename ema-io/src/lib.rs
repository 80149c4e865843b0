//! Reads and writes EMA Avails: spreadsheets, text, JSON and XML, without losing a cell.
//!
//! ```no_run
//! let workbook = ema_io::read_path("movies.xlsx")?;
//! for avail in workbook.avails() {
//!     println!("row {}: {} in {}", avail.row(), avail.alid().text(), avail.territory().text());
//! }
//! # Ok::<(), ema_io::Error>(())
//! ```
//!
//! A [`Reader`] reads a file one row at a time, without holding its rows in memory:
//!
//! ```
//! let csv = "Territory,WorkType,LicenseType,ALID\nUS,Movie,EST,FIRSTDANCE\n";
//! let mut reader = ema_io::ReadOptions::new().open_bytes(csv)?;
//! while let Some(mut sheet) = reader.next_sheet()? {
//!     while let Some(avail) = sheet.next_avail()? {
//!         assert_eq!(avail.alid().text(), "FIRSTDANCE");
//!     }
//! }
//! # Ok::<(), ema_io::Error>(())
//! ```
//!
//! The [cookbook](_cookbook) has short programs for common tasks, such as taking an upload, writing a template or
//! converting a file.
//!
//! # Reading
//!
//! The crate reads `.xlsx`, `.xlsm`, `.xlsb`, `.xls`, `.ods`, `.csv`, `.tsv`, `.json` and XML Avails. It detects the
//! format from the bytes, not from the name, because partners send `.xlsx` bytes with `.xls` names. Text files are
//! delimited by commas, semicolons, tabs or vertical bars. They may be UTF-8 or UTF-16. Any other encoding is guessed
//! unless the caller sets it with [`ReadOptions::encoding`]. [`FileInfo::encoding`](ema_model::FileInfo) shows some
//! cells that were decoded with a guessed encoding.
//!
//! A sheet contains avails if one of its first ten filled rows names the columns Territory, WorkType and LicenseType,
//! or any six columns of the dictionary. At least one of the named columns must be DisplayName or a column of titles,
//! IDs or dates, because lists of allowed values name only other columns. All other sheets, such as dictionaries, lists
//! of values and notes, are skipped and listed in [`FileInfo::passed_over`](ema_model::FileInfo). Columns are found by
//! name, in any order. Rows whose first cell starts with `//` are comments, as in the templates. Comments and blank
//! rows are skipped wherever they are, and the rows after them are read.
//!
//! Each cell has its text: numbers as Excel displays them, dates as `YYYY-MM-DD`. A cell also records how the file
//! stores the value ([`Stored`](ema_model::Stored)) and what is unusual about it ([`Marks`](ema_model::Marks)). A price
//! keeps the zeros that the sheet displays: 13.9 with the format `0.00` is `13.90`.
//!
//! A file of XML Avails 2.1 to 2.7 is read as one sheet, `AvailList`, which has every column of the dictionary. The
//! sheet has a row for each combination of a Transaction and an Asset of the same Avail. The file is read one Avail at
//! a time. The namespace determines the version; prefixes are arbitrary. Content that no column holds is in
//! [`Avail::unplaced`](ema_model::Avail::unplaced), with its path. Every text has its line and column. Signatures are
//! not checked.
//!
//! # Writing
//!
//! [`write_path`] writes a whole workbook as `.xlsx`, `.csv`, `.tsv`, `.json` or `.xml`, and a [`Writer`] writes one
//! row at a time. Reading the file returns the same texts. A value that the format can't hold, or can hold only as a
//! different text, is reported as a [`Loss`]. A file appears under its name only when it is complete. The same rows
//! produce the same bytes.
//!
//! - `.xlsx`: dates become Excel dates, and prices become numbers with their decimals, if reading returns the same
//!   text. IDs are text. The header stays visible when scrolling. Cells of closed vocabularies have drop-down lists
//!   with the words of their version; the lists do not reject other words. The sheet has the same header rows as its
//!   [`Header`](ema_model::Header), so the row of categories is written only if the header has one. A row keeps its
//!   number unless that number is already taken.
//! - `.csv`, `.tsv`: UTF-8 with a byte order mark, without which Excel would misread accented letters. A text that a
//!   spreadsheet program would run as a formula gets a leading apostrophe, which the reader removes.
//! - `.json`: every text is unchanged, in the form that `data/avails.schema.json` describes.
//! - `.xml`: XML Avails 2.2 to 2.7. Content for which the schema has no place is written in processing instructions,
//!   which other programs skip.
//!
//! [`write_template`] writes an empty workbook to fill in. [`Annotation`]s show findings in a copy
//! of a workbook.
//!
//! # Converting
//!
//! [`ConvertOptions`] converts files, and [`Converter`] converts rows: to another format, to another version of the
//! sheets, or both. Each value moves to the column with the same meaning in the other version, and is written as that
//! version writes it. A value without an equivalent is reported as a [`Loss`] with its cell. Such a value is omitted if
//! the version has no place for it. Otherwise it is kept unchanged, so that a reader refuses the row instead of
//! misinterpreting it.
//!
//! # Writing XML
//!
//! Rows with the same ALID become one `Avail` with a `Transaction` each, following the schema of the version, 2.2 to
//! 2.7. Elements that the schema requires but no cell provides are written empty. A value for which the schema has no
//! place, or that is not of the type that the schema requires, is reported as a [`Loss`]. Its text is kept in a
//! processing instruction `ema-cell` next to its Transaction, which every schema allows and other programs skip. A text
//! that XML spells differently, such as `Yes` for `true`, is also kept there. Reading the file therefore returns the
//! same texts; only the order of the rows changes, because the rows of an Avail are written together.
//!
//! The elements take precedence. If another program has changed the elements so that the text of an
//! instruction no longer matches them, the text is not used, and is reported in
//! [`Avail::stale_texts`](ema_model::Avail::stale_texts).
//!
//! # Errors
//!
//! An [`Error`] means that a file can't be read or written. A file can't be read if it is encrypted or damaged, if it
//! is not a spreadsheet or not well-formed XML, or if it exceeds a [`Limit`]. A file can't be written if there is no
//! space or no permission, or if a reader would take its rows for something else, such as comments. The message states
//! the cause and what to do. The content of a cell is never an error; the crate `ema-rules` checks it.
//!
//! # Limits
//!
//! Files that would need memory or time out of proportion to their size are refused with [`ErrorKind::Limit`]. The
//! limits are fixed, and [`Limit`] lists all of them: a file has at most 512 MiB, 1 GiB when unpacked, 256 sheets,
//! 1,024 columns, 4,194,304 rows and 64 million cells. An Avail in XML has at most 262,144 rows. A text has at most
//! 32,767 characters.
//!
//! # Copying workbooks
//!
//! [`WorkbookCopy`] copies an Excel workbook and replaces or annotates some of its cells. Tabs, notes, formulas,
//! charts, filters and macros stay, because only the changed cells are rewritten. Files that are written from rows
//! contain only the avails; [`LeftBehind`] lists what else a source file contains. `.xlsb`, `.xls` and `.ods` files can
//! only be copied in this way.
//!
//! # Features, threads and Rust versions
//!
//! The crate has no optional features. Threads can share a [`Workbook`](ema_model::Workbook). A [`Reader`] or
//! [`Writer`] can be sent to another thread, but only one thread at a time can use it. [`Reader::each`] reads on a
//! second thread while the caller processes the rows.
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
//! # What is not here
//!
//! - Writing `.xlsb`, `.xls`, `.ods` and XML Avails 2.1, which are only read.
//! - Checking the signatures of XML files.
//! - Comment rows, which begin with `//`. The reader skips them, and a writer does not write them.
//! - Formulas. Their results are read, and written as values. A [`WorkbookCopy`] keeps formulas.
//! - Numbers documents and flat OpenDocument files (`.fods`). They are refused with a message that explains what to do.
//! - Passwords. An encrypted workbook is refused.
//! - Hidden rows and filters. Rows are read whether or not they are hidden.
#![forbid(unsafe_code)]

mod ahead;
mod apostrophe;
mod convert;
mod edit;
mod encoding;
mod error;
mod guard;
mod header;
mod input;
mod json;
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
pub use convert::{ConvertOptions, Converted, Converter, LeftBehind, StaleTexts, Target};
pub use edit::{CellChange, Copied, UnchangedCell, WorkbookCopy};
pub use encoding::{Encoding, UnknownEncoding};
pub use error::{Error, ErrorKind, FileType, Limit, io_error_in_words};
pub use input::Input;
pub use json::json_error_in_words;
pub use loss::{Loss, LossKind};
pub use output::Output;
pub use progress::Progress;
pub use reader::{ReadOptions, Reader, SheetReader, read_bytes, read_path};
pub use replace::{is_same_file, real_path, replace_file};
pub use write::{
    Annotation, Level, Place, WriteOptions, Writer, write_bytes, write_path, write_template,
};

#[doc = include_str!("../docs/cookbook.md")]
pub mod _cookbook {}

#[doc = include_str!("../README.md")]
#[cfg(doctest)]
pub struct ReadmeDoctests;
