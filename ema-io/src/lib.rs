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
//! The [cookbook](_cookbook) has a short program for each task: an upload checked, a template written, a
//! file converted.
//!
//! # What is read
//!
//! `.xlsx`, `.xlsm`, `.xls`, `.csv`, `.tsv`, `.json` and XML Avails. The bytes tell which it is, not the
//! name: partners send `.xls` names on `.xlsx` bytes. Text has commas, semicolons, tabs or bars between
//! its cells. It may be UTF-8 or UTF-16; any other encoding is guessed unless the caller names it with
//! [`Options::encoding`], and [`FileInfo::encoding`](ema_model::FileInfo) shows some cells that were
//! decoded by a guess.
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
//! that ([`Marks`](ema_model::Marks)). A price keeps the zeros that the sheet shows: 13.9 under the
//! format `0.00` is `13.90`.
//!
//! XML Avails 2.1 to 2.7 are one sheet, `AvailList`, which has every column of the dictionary: a row
//! for each Transaction with each Asset of its Avail, read an Avail at a time. The version is that of
//! the namespace; prefixes may be any. What no column holds is among
//! [`Avail::unplaced`](ema_model::Avail::unplaced) with its path, and every text has its line and
//! column. A signature is not checked.
//!
//! # What is written
//!
//! `.xlsx`, `.csv`, `.tsv`, `.json` and `.xml`, whole with [`write_path`] or a row at a time through a
//! [`Writer`]. What is written is read again text for text; what a format can't hold, or not as the
//! same text, is told as a [`Loss`]. A file appears under its name when it is complete, or not at all,
//! and the same rows give the same bytes.
//!
//! - `.xlsx`: dates are Excel's dates and prices numbers with their decimals, where reading gives the
//!   same text; IDs are text. The header stays in sight, and the cells of closed vocabularies offer
//!   the words of their version without insisting on them. The rows of the header are those that the
//!   [`Header`](ema_model::Header) names: a sheet that had no row of categories gets none. Rows keep
//!   their numbers where these are free.
//! - `.csv`, `.tsv`: UTF-8 behind a byte order mark, without which Excel would not show an umlaut. A
//!   text that a spreadsheet program would run as a formula stands behind an apostrophe, which the
//!   reader takes off again.
//! - `.json`: every text as it stands, in the shape that `data/avails.schema.json` describes.
//! - `.xml`: XML Avails 2.2 to 2.7. What the schema has no place for stands in processing
//!   instructions, which other programs pass over.
//!
//! [`write_template`] writes an empty workbook to fill in, and [`Annotation`]s show in a copy of a
//! workbook what was found in it.
//!
//! # What is converted
//!
//! [`ConvertOptions`] converts a file, [`Converter`] rows: to another format, to another version of
//! the sheets, or both. Each value goes to the column, the word and the form that mean the same in
//! the other version. What there is none for is told as a [`Loss`], with its cell: a value that stays
//! behind, or one that stays as it stands though the version does not know it, so that a reader
//! refuses the row instead of reading something else into it.
//!
//! # What becomes XML
//!
//! Rows with the same ALID become one `Avail`, with a `Transaction` each, by the schema of the
//! version: 2.2 to 2.7. What the schema asks for and no cell says is written empty. A value that it
//! has no place for, or that its type does not take, is told as a [`Loss`], and stands in a
//! processing instruction `ema-cell` beside its Transaction, which every schema allows and other
//! programs pass over. So does a text that XML spells otherwise, `Yes` for `true`. What is written is
//! therefore read back text for text; only the rows of an Avail come together.
//!
//! The elements count: an instruction whose text no longer fits them, because another program has
//! changed the file, is reported in [`Avail::stale_texts`](ema_model::Avail::stale_texts) and not used.
//!
//! # What is an error
//!
//! An [`Error`] means that nothing can be read: the file is encrypted, damaged, no spreadsheet, no
//! well-formed XML, or made to cost memory; or that a file can't be written: no room, no permission, or rows that would
//! be read as something else, such as a comment. It says which, and what to do. What stands in a cell
//! that is read never is one: crate `ema-rules` judges it.
//!
//! # What is copied
//!
//! [`WorkbookCopy`] copies a workbook of Excel with other texts or remarks in some of its cells. Tabs, notes, formulas,
//! charts, filters and macros stay as they are: only the cells that change are rewritten. Everything that
//! is written from rows has the avails only; [`LeftBehind`] says what a file has beside them.
//!
//! # What is not here
//!
//! - Writing `.xls` and XML Avails 2.1: they are read alone. Signatures are not checked.
//! - Comments: rows that begin with `//` are not copied into what is written.
//! - Formulas: their results are read, and written as values. A [`WorkbookCopy`] keeps them.
//! - `.xlsb`, `.ods`, Numbers: refused, with a message that says how to go on.
//! - Passwords: an encrypted workbook is refused.
//! - Hidden rows and filters: the formats' readers do not show them, so such rows are read.
#![forbid(unsafe_code)]

mod ahead;
mod apostrophe;
mod convert;
mod edit;
mod encoding;
mod error;
mod guard;
mod header;
mod json;
mod loss;
mod number;
mod progress;
mod reader;
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
pub use json::json_error_in_words;
pub use loss::{Loss, LossKind};
pub use progress::Progress;
pub use reader::{Options, Reader, SheetReader, read_bytes, read_path};
pub use write::{
    Annotation, Level, Place, WriteOptions, Writer, is_same_file, real_path, replace_file,
    write_bytes, write_path, write_template,
};

#[doc = include_str!("../docs/cookbook.md")]
pub mod _cookbook {}

#[doc = include_str!("../README.md")]
#[cfg(doctest)]
pub struct ReadmeDoctests;
