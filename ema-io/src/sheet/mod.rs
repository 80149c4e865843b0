//! Reads a workbook in any format. Each sheet is a stream of raw rows.

mod biff;
mod delimited;
mod grouped;
mod markup;
mod moment;
mod ods;
mod relationships;
mod shown;
mod xls;
mod xlsb;
mod xlsx;

use std::path::{Path, PathBuf};

use chrono::{NaiveDateTime, TimeDelta};
use ema_model::{Text, Visibility, column_letters};

use crate::error::{Error, ErrorKind, Limit};
use crate::guard::Limits;
use crate::source::Sheets;

use delimited::{Delimited, DelimitedRows};
use grouped::Grouped;
pub(crate) use moment::{Formats, Kind as NumberKind, date_of_serial, from_serial};
use ods::{Ods, OdsCells};
use xls::{Xls, XlsCells};
use xlsb::{Xlsb, XlsbCells};
#[cfg(test)]
pub(crate) use xlsx::by_xml_alone;
use xlsx::{Xlsx, XlsxCells};

/// Whether a text file that begins with `head` would be read with this delimiter.
pub(crate) fn is_read_with(head: &str, delimiter: u8) -> bool {
    Delimited::is_read_with(head, delimiter)
}

/// An open workbook, which is read one sheet at a time.
pub(crate) struct Workbook {
    book: Book,
    sheets: Vec<SheetInfo>,
    /// The counts from the last time each sheet was read.
    counted: Vec<Counted>,
    path: Option<PathBuf>,
    limits: Limits,
}

/// The numbers of rows and cells with a value.
#[derive(Clone, Copy, Default)]
struct Counted {
    rows: u64,
    cells: u64,
}

enum Book {
    Xlsx(Box<Xlsx>),
    Xlsb(Box<Xlsb>),
    Xls(Box<Xls>),
    Ods(Box<Ods>),
    Delimited(Delimited),
}

/// The format of the bytes, regardless of the file name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// `.xlsx`, `.xlsm`.
    Xlsx,
    /// `.xlsb`.
    Xlsb,
    /// `.xls` from Excel 97 to 2003.
    Xls,
    /// `.ods`.
    Ods,
    /// `.csv`, `.tsv`.
    Delimited {
        /// Comma, semicolon, tab or vertical bar.
        delimiter: char,
    },
}

/// A sheet with cells, not a chart, dialog or macro sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SheetInfo {
    /// The name on the tab. As in Excel, the only sheet of a delimited file is named after the file, without the
    /// extension.
    pub(crate) name: String,
    pub(crate) visibility: Visibility,
}

impl Workbook {
    /// Opens the sheets in a file. `path` is the path of the file, if it has one.
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`].
    pub(crate) fn open(
        source: Sheets,
        path: Option<&Path>,
        limits: &Limits,
    ) -> Result<Self, ErrorKind> {
        let (book, sheets) = match source {
            Sheets::Xlsx(package) => {
                let xlsx = Xlsx::open(*package, limits)?;
                let sheets = xlsx.sheets();
                (Book::Xlsx(Box::new(xlsx)), sheets)
            }
            Sheets::Xlsb(package) => {
                let xlsb = Xlsb::open(*package, limits)?;
                let sheets = xlsb.sheets();
                (Book::Xlsb(Box::new(xlsb)), sheets)
            }
            Sheets::Ods(package) => {
                let ods = Ods::open(*package, limits)?;
                let sheets = ods.sheets();
                (Book::Ods(Box::new(ods)), sheets)
            }
            Sheets::Xls(stream, progress) => {
                let xls = Xls::open(stream, progress, limits)?;
                let sheets = xls.sheets();
                (Book::Xls(Box::new(xls)), sheets)
            }
            Sheets::Text(bytes, decoding) => {
                let stem = path.map(|path| path.file_stem().unwrap_or_default());
                let sheet = SheetInfo {
                    name: stem.map_or_else(
                        || "Sheet1".to_owned(),
                        |stem| stem.to_string_lossy().into_owned(),
                    ),
                    visibility: Visibility::Visible,
                };
                let delimited = Delimited::open(bytes, decoding.encoding);
                (Book::Delimited(delimited), vec![sheet])
            }
        };
        Ok(Self {
            book,
            counted: vec![Counted::default(); sheets.len()],
            sheets,
            path: path.map(Path::to_path_buf),
            limits: limits.clone(),
        })
    }

    pub(crate) fn format(&self) -> Format {
        match &self.book {
            Book::Xlsx(_) => Format::Xlsx,
            Book::Xlsb(_) => Format::Xlsb,
            Book::Xls(_) => Format::Xls,
            Book::Ods(_) => Format::Ods,
            Book::Delimited(delimited) => Format::Delimited {
                delimiter: delimited.delimiter(),
            },
        }
    }

    /// The sheets in tab order.
    pub(crate) fn sheets(&self) -> &[SheetInfo] {
        &self.sheets
    }

    /// Returns the rows of the sheet at this index in [`sheets`](Self::sheets), or `None` if there is no such sheet.
    ///
    /// A sheet can be read any number of times.
    ///
    /// # Errors
    ///
    /// Returns an error if the sheet's part is damaged or exceeds a limit.
    pub(crate) fn rows(&mut self, sheet: usize) -> Result<Option<Rows<'_>>, Error> {
        let Some(info) = self.sheets.get(sheet) else {
            return Ok(None);
        };
        let (path, limits) = (self.path.as_deref(), &self.limits);
        self.counted[sheet] = Counted::default();
        let others = self
            .counted
            .iter()
            .fold(Counted::default(), |sum, one| Counted {
                rows: sum.rows + one.rows,
                cells: sum.cells + one.cells,
            });
        let stream = match &mut self.book {
            Book::Xlsx(xlsx) => xlsx
                .cells(sheet, limits)
                .map(|cells| Stream::Xlsx(Box::new(Grouped::new(cells, &info.name, limits)))),
            Book::Xlsb(xlsb) => xlsb
                .cells(sheet)
                .map(|cells| Stream::Xlsb(Box::new(Grouped::new(cells, &info.name, limits)))),
            Book::Ods(ods) => ods
                .cells(sheet, limits)
                .map(|cells| Stream::Ods(Box::new(Grouped::new(cells, &info.name, limits)))),
            Book::Xls(xls) => xls
                .cells(sheet)
                .map(|cells| Stream::Xls(Grouped::new(cells, &info.name, limits))),
            Book::Delimited(delimited) => Ok(Stream::Delimited(Box::new(delimited.rows(limits)))),
        };
        match stream {
            Ok(stream) => Ok(Some(Rows {
                stream,
                others,
                counted: &mut self.counted[sheet],
                sheet: &info.name,
                path,
                limits,
                done: false,
            })),
            Err(kind) => Err(Error::new(kind, path)),
        }
    }
}

/// The rows in one sheet, in file order.
pub(crate) struct Rows<'w> {
    stream: Stream<'w>,
    /// The counts of the other sheets. `counted` holds the counts for this sheet so far.
    others: Counted,
    counted: &'w mut Counted,
    sheet: &'w str,
    path: Option<&'w Path>,
    limits: &'w Limits,
    done: bool,
}

enum Stream<'w> {
    Xlsx(Box<Grouped<'w, XlsxCells<'w>>>),
    Xlsb(Box<Grouped<'w, XlsbCells<'w>>>),
    Xls(Grouped<'w, XlsCells<'w>>),
    Ods(Box<Grouped<'w, OdsCells<'w>>>),
    Delimited(Box<DelimitedRows<'w>>),
}

impl<'w> Rows<'w> {
    /// Reads the next row with at least one cell into `row`, whose buffer is reused.
    ///
    /// Returns `false` and leaves `row` without cells at the end of the sheet. Rows without a value are skipped even if
    /// they are formatted, so row numbers can have gaps.
    ///
    /// # Errors
    ///
    /// Returns an error if the sheet is damaged or exceeds a limit. No more rows follow an error.
    pub(crate) fn next_row(&mut self, row: &mut RawRow<'w>) -> Result<bool, Error> {
        row.cells.clear();
        row.lost = 0;
        if self.done {
            return Ok(false);
        }
        let more = match &mut self.stream {
            Stream::Xlsx(rows) => rows.next_row(row),
            Stream::Xlsb(rows) => rows.next_row(row),
            Stream::Xls(rows) => rows.next_row(row),
            Stream::Ods(rows) => rows.next_row(row),
            Stream::Delimited(rows) => rows.next_row(row),
        };
        let more = more.and_then(|more| self.count(row).map(|()| more));
        self.done = !matches!(more, Ok(true));
        if self.done {
            row.cells.clear();
        }
        more.map_err(|kind| Error::new(kind, self.path))
    }

    /// Counts a row. The limits apply to the whole workbook.
    fn count(&mut self, row: &RawRow<'_>) -> Result<(), ErrorKind> {
        self.counted.rows += u64::from(!row.cells.is_empty());
        self.counted.cells += row.cells.len() as u64;
        let beyond = |limit, most| {
            let place = format!(" (sheet “{}”, row {})", self.sheet, row.row);
            Err(ErrorKind::limit(limit, most, place))
        };
        if self.others.rows + self.counted.rows > self.limits.all_rows {
            return beyond(Limit::AllRows, self.limits.all_rows);
        }
        match self.others.cells + self.counted.cells > self.limits.cells {
            true => beyond(Limit::Cells, self.limits.cells),
            false => Ok(()),
        }
    }

    /// The text that a spreadsheet program displays in a cell with a date, a time or a percentage. Returns `None` if
    /// the number format does not determine the text.
    pub(crate) fn shown(&self, cell: &RawCell<'_>) -> Option<String> {
        match &self.stream {
            Stream::Xlsx(rows) => rows.shown(cell),
            Stream::Xlsb(rows) => rows.shown(cell),
            Stream::Xls(rows) => rows.shown(cell),
            Stream::Ods(rows) => rows.shown(cell),
            Stream::Delimited(_) => None,
        }
    }

    /// The merged cells in the sheet, which are known only after the last row.
    pub(crate) fn merged(&mut self) -> Vec<Merged> {
        match &mut self.stream {
            Stream::Xlsx(rows) => rows.merged(),
            Stream::Xlsb(rows) => rows.merged(),
            Stream::Xls(rows) => rows.merged(),
            Stream::Ods(rows) => rows.merged(),
            Stream::Delimited(_) => Vec::new(),
        }
    }
}

/// A rectangle of cells that a spreadsheet program shows as a single cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Merged {
    /// The one-based row and the zero-based column of the upper left corner, which contains the value.
    pub(crate) first: (u32, u32),
    /// The row and the column of the lower right corner.
    pub(crate) last: (u32, u32),
}

/// The filled cells in a row.
#[derive(Debug, Default)]
pub(crate) struct RawRow<'w> {
    /// The one-based row number, as a spreadsheet program shows it.
    pub(crate) row: u32,
    /// Whether an earlier row has the same or a greater row number, because the rows in the file are out of order or a
    /// row is split in two. Excel repairs such files when it opens them.
    pub(crate) out_of_order: bool,
    /// The number of characters that were lost in decoding between the end of the previous row and the end of this row.
    pub(crate) lost: usize,
    /// The cells, sorted by column. Each column occurs at most once.
    pub(crate) cells: Vec<RawCell<'w>>,
}

/// A filled cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RawCell<'w> {
    /// The zero-based column index.
    pub(crate) column: u32,
    pub(crate) content: Content<'w>,
    /// Whether the value is the stored result of a formula.
    pub(crate) formula: bool,
    /// Whether this is the last of several cells in the same row and column.
    pub(crate) repeated: bool,
    /// Whether the text had a leading apostrophe, which has been removed. Such text is not a comment.
    pub(crate) literal: bool,
    /// The index of the cell's format in the workbook.
    pub(crate) format: u16,
}

/// The content of a cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Content<'w> {
    /// The text as stored. It is empty only if it is the result of a formula.
    Text(Text),
    /// A string in the table of shared strings, as in most cells of a feed. It is not copied, so that the conversion to
    /// avails can recognize it by its position in the table.
    Shared(&'w Text),
    /// A number. A number that is not a date is stored here even if it has a date format. Examples are negative numbers
    /// and the serial number of February 29, 1900, a day that Excel counts although it never existed.
    Number(f64),
    /// A number whose format always shows this many decimals.
    Decimal {
        number: f64,
        decimals: u8,
    },
    /// A number that is shown as a percentage with this many decimals. For example, 0.5 is shown as `50%`.
    Percent {
        number: f64,
        decimals: u8,
    },
    /// A number with a date format, to the millisecond.
    Date {
        at: NaiveDateTime,
        /// Whether the stored number includes a fraction of a day.
        has_time: bool,
    },
    /// A time of day without a date, or a duration such as a running time of 01:56:20, to the millisecond.
    Duration(TimeDelta),
    Bool(bool),
    /// An error value such as `#REF!`, or the stored text of a cell with an unusable value.
    Error(String),
    /// A formula without a stored result, as written by programs that do not calculate.
    NoStoredValue,
}

impl<'w> Content<'w> {
    /// Returns the shared string with this number, or an error value if the table is shorter.
    fn shared(texts: &'w [Text], number: u32) -> Self {
        match texts.get(number as usize) {
            Some(text) => Self::Shared(text),
            None => Self::Error(format!("missing text no. {number}")),
        }
    }

    /// Whether the content is an empty string.
    pub(crate) fn is_empty_text(&self) -> bool {
        self.text().is_some_and(|text| text.is_empty())
    }

    /// The text, if the content is text.
    pub(crate) fn text(&self) -> Option<&Text> {
        match self {
            Content::Text(text) => Some(text),
            Content::Shared(text) => Some(*text),
            _ => None,
        }
    }
}

/// Checks that the table of shared strings has room for another string.
fn check_shared(texts: &[Text], limits: &Limits) -> Result<(), ErrorKind> {
    let most = limits.shared_texts;
    match texts.len() as u64 >= most {
        true => Err(ErrorKind::limit(Limit::SharedTexts, most, "")),
        false => Ok(()),
    }
}

/// The name of a cell in a spreadsheet, such as `B7` for row 7 and column 1.
fn cell_name(row: u32, column: u32) -> String {
    match u16::try_from(column) {
        Ok(column) => format!("{}{row}", column_letters(column)),
        Err(_) => format!("{} of row {row}", u64::from(column) + 1),
    }
}

/// Checks that the text is not too long. Characters are counted as in Excel.
fn check_text(text: &str, limits: &Limits, place: impl Fn() -> String) -> Result<(), ErrorKind> {
    // A string never has more UTF-16 code units than bytes.
    if text.len() > limits.text_length && text.encode_utf16().count() > limits.text_length {
        return Err(ErrorKind::limit(
            Limit::TextLength,
            limits.text_length as u64,
            place(),
        ));
    }
    Ok(())
}
