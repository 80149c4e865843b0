//! Reads EMA Avails from spreadsheets and text, without losing a cell.
//!
//! ```no_run
//! let workbook = ema_io::read_path("movies.xlsx")?;
//! for avail in workbook.avails() {
//!     println!("row {}: {} in {}", avail.row(), avail.alid().text(), avail.territory().text());
//! }
//! # Ok::<(), ema_io::Error>(())
//! ```
//!
//! A file that is not to be held in memory is read a row at a time, through a [`Reader`]:
//!
//! ```
//! let csv = "Territory,WorkType,LicenseType,ALID\nUS,Movie,EST,FIRSTDANCE\n";
//! let mut reader = ema_io::Options::new().open_bytes(csv)?;
//! while let Some(mut sheet) = reader.next_sheet()? {
//!     while let Some(avail) = sheet.next_avail()? {
//!         assert_eq!(avail.alid().text(), "FIRSTDANCE");
//!     }
//! }
//! # Ok::<(), ema_io::Error>(())
//! ```
//!
//! # What is read
//!
//! `.xlsx`, `.xlsm`, `.xls`, `.csv` and `.tsv`. The bytes tell which it is, not the name: partners
//! send `.xls` names on `.xlsx` bytes. Text may be UTF-8, UTF-16 or Windows-1252, with commas,
//! semicolons, tabs or bars between its cells.
//!
//! A sheet holds avails if one of its first ten filled rows names the columns Territory, WorkType
//! and LicenseType, or any six columns of the dictionary, and at least one of them is not filled
//! from a list of words or codes: DisplayName, a title, an ID, a date. The others, dictionaries,
//! lists of values and notes, are passed over and listed in
//! [`FileInfo::passed_over`](ema_model::FileInfo). Columns are found by name, in any order. Rows
//! whose first cell starts with `//` are comments, as the templates have them; comments and blank
//! rows are passed over wherever they stand, and nothing after them is lost.
//!
//! A cell is given as it stands: numbers as Excel shows them, dates as `YYYY-MM-DD`, each with the
//! way in which the file stores it ([`Stored`](ema_model::Stored)) and with what is unusual about
//! that ([`Marks`](ema_model::Marks)).
//!
//! # What is converted
//!
//! [`ConvertOptions`] converts a file, [`Converter`] rows: to another format, to another version of
//! the sheets, or both. Each value goes to the column, the word and the form that mean the same in
//! the other version. What there is none for is told as a [`Loss`], with its cell: a value that stays
//! behind, or one that stays as it stands though the version does not know it, so that a reader
//! refuses the row instead of reading something else into it.
//!
//! # What is an error
//!
//! An [`Error`] means that nothing can be read: the file is encrypted, damaged, no spreadsheet, or
//! made to cost memory. It says which, and what to do. What stands in a cell never is: crate
//! `ema-rules` judges it.
//!
//! # What is not here
//!
//! - Writing, and XML Avails.
//! - `.xlsb`, `.ods`, Numbers: refused, with a message that says how to go on.
//! - Passwords: an encrypted workbook is refused.
//! - Hidden rows and filters: the formats' readers do not show them, so such rows are read.
#![forbid(unsafe_code)]

mod apostrophe;
mod convert;
mod error;
mod guard;
mod header;
mod json;
mod loss;
mod number;
mod reader;
mod rows;
mod sheet;
mod source;
#[cfg(test)]
mod tests;
mod write;
mod xml;

pub use convert::{ConvertOptions, Converted, Converter, Target};
pub use error::{Error, ErrorKind, FileType, Limit};
pub use loss::{Loss, LossKind};
pub use reader::{Options, Reader, SheetReader, read_bytes, read_path};
pub use write::{
    Annotation, Level, Place, WriteOptions, Writer, write_bytes, write_path, write_template,
};

#[doc = include_str!("../README.md")]
#[cfg(doctest)]
pub struct ReadmeDoctests;
