//! Reads avails: a whole file at once, or one row at a time.

use std::fmt;
use std::iter::FusedIterator;
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ema_model::{
    Avail, Cell, CellRef, DecodedCell, EmaVersion, FileInfo, Format, Header, MergedCells, Sheet,
    Text, TextEncoding, Workbook,
};

use crate::encoding::Encoding;
use crate::error::{Error, ErrorKind};
use crate::guard::Limits;
use crate::header::Search;
use crate::input::Input;
use crate::json;
use crate::progress::Progress;
use crate::rows::Filler;
use crate::sheet::{self, RawRow};
use crate::source::{self, Source};
use crate::xml;

/// Reads a whole file. The format is detected from the bytes of the file, not from its name.
///
/// ```no_run
/// let workbook = ema_io::read_path("movies.xlsx")?;
/// println!("{} rows of {}", workbook.avails().count(), workbook.file.format);
/// # Ok::<(), ema_io::Error>(())
/// ```
///
/// # Errors
///
/// Returns an error if the file can't be read. [`ErrorKind`] lists the possible reasons. The content of a cell never
/// causes an error.
pub fn read_path(path: impl AsRef<Path>) -> Result<Workbook, Error> {
    ReadOptions::new().open_path(path)?.read()
}

/// Reads a whole file, such as an upload, from memory.
///
/// ```
/// let csv = "Territory,WorkType,LicenseType,ALID\nUS,Movie,EST,FIRSTDANCE\n";
/// let workbook = ema_io::read_bytes(csv)?;
/// assert_eq!(workbook.sheets[0].avails[0].alid().text(), "FIRSTDANCE");
/// # Ok::<(), ema_io::Error>(())
/// ```
///
/// # Errors
///
/// Returns an error if the bytes can't be read. [`ErrorKind`] lists the possible reasons. The content of a cell never
/// causes an error.
pub fn read_bytes(bytes: impl Into<Vec<u8>>) -> Result<Workbook, Error> {
    ReadOptions::new().open_bytes(bytes)?.read()
}

/// Options for reading a file.
///
/// ```
/// use ema_model::EmaVersion;
///
/// let csv = "Territory,WorkType,LicenseType,ALID\nUS,Movie,EST,FIRSTDANCE\n";
/// let options = ema_io::ReadOptions::new().ema_version(Some(EmaVersion::V1_7_3));
/// let workbook = options.open_bytes(csv)?.read()?;
/// assert_eq!(workbook.sheets[0].header.version(), EmaVersion::V1_7_3);
/// # Ok::<(), ema_io::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    ema_version: Option<EmaVersion>,
    encoding: Option<Encoding>,
    visible_only: bool,
    one_thread: bool,
    progress: Progress,
}

impl ReadOptions {
    /// Creates the default options, which detect everything from the file.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Overrides the detected version. With `None`, the version is detected. This option has no effect on XML Avails,
    /// whose version is always in the namespace.
    #[must_use]
    pub fn ema_version(mut self, version: Option<EmaVersion>) -> Self {
        self.ema_version = version;
        self
    }

    /// Sets the encoding of a text file (`.csv`, `.tsv`). With `None`, the encoding is detected. This option has no
    /// effect on workbooks, JSON and XML, which declare their encoding or allow only one.
    ///
    /// ```
    /// let csv = b"Territory,WorkType,LicenseType,TitleInternalAlias\nPL,Movie,EST,\xA3\xF3d\x9F\n";
    /// let options = ema_io::ReadOptions::new().encoding(Some("windows-1250".parse()?));
    /// let workbook = options.open_bytes(&csv[..])?.read()?;
    /// assert_eq!(workbook.sheets[0].avails[0].title_internal_alias().text(), "Łódź");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn encoding(mut self, encoding: Option<Encoding>) -> Self {
        self.encoding = encoding;
        self
    }

    /// Skips hidden sheets. The names of the skipped sheets are in [`FileInfo::left_out`].
    #[must_use]
    pub fn visible_only(mut self, visible_only: bool) -> Self {
        self.visible_only = visible_only;
        self
    }

    /// Makes [`Reader::each`] read on the calling thread instead of a second thread. This helps programs that already
    /// read several files in parallel.
    #[must_use]
    pub fn one_thread(mut self, one_thread: bool) -> Self {
        self.one_thread = one_thread;
        self
    }

    /// Reports progress to `progress`.
    #[must_use]
    pub fn progress(mut self, progress: &Progress) -> Self {
        self.progress = progress.clone();
        self
    }

    /// The progress that is updated while a file is being read.
    pub(crate) fn reported_to(&self) -> &Progress {
        &self.progress
    }

    /// Opens a file. The format is detected from the bytes of the file, not from its name.
    ///
    /// # Errors
    ///
    /// Returns an error if the file can't be opened or is of a type that can't be read. [`ErrorKind`] lists the
    /// possible reasons.
    pub fn open_path(&self, path: impl AsRef<Path>) -> Result<Reader, Error> {
        self.open(&Input::path(path))
    }

    /// Opens a file in memory.
    ///
    /// # Errors
    ///
    /// Returns an error if the bytes are of a type that can't be read. [`ErrorKind`] lists the possible reasons.
    pub fn open_bytes(&self, bytes: impl Into<Vec<u8>>) -> Result<Reader, Error> {
        self.open(&Input::bytes(bytes))
    }

    /// Opens a file: a path, bytes, or an open reader.
    ///
    /// # Errors
    ///
    /// Returns an error if the file can't be opened or is of a type that can't be read. [`ErrorKind`] lists the
    /// possible reasons.
    pub fn open(&self, input: &Input) -> Result<Reader, Error> {
        let limits = Limits::default();
        let name = input.name();
        Source::open(input, &limits, &self.progress, self.encoding)
            .and_then(|source| Reader::open(source, name, self, &limits))
            .map_err(|kind| Error::new(kind, name))
    }
}

/// An open file, whose avails are read one sheet at a time.
///
/// ```
/// use ema_io::ReadOptions;
///
/// let csv = "Territory,WorkType,LicenseType,ALID\nUS,Movie,EST,FIRSTDANCE\n";
/// let mut reader = ReadOptions::new().open_bytes(csv)?;
/// while let Some(sheet) = reader.next_sheet()? {
///     for avail in sheet {
///         let avail = avail?;
///         println!("row {}: {}", avail.row(), avail.alid().text());
///     }
/// }
/// # Ok::<(), ema_io::Error>(())
/// ```
pub struct Reader {
    contents: Contents,
    file: FileInfo,
    path: Option<PathBuf>,
    visible_only: bool,
    pub(crate) one_thread: bool,
    /// Whether an avails sheet has been found.
    has_avails: bool,
    progress: Progress,
}

/// The content of an open file.
enum Contents {
    Sheets(Box<Sheets>),
    /// XML Avails, which count as a single sheet, and whether that sheet has been returned.
    Xml(Box<xml::Document>, bool),
    Json(Box<json::Book>),
}

impl Reader {
    fn open(
        source: Source,
        path: Option<&Path>,
        options: &ReadOptions,
        limits: &Limits,
    ) -> Result<Self, ErrorKind> {
        let (ema_version, progress) = (options.ema_version, &options.progress);
        let mut xml_version = None;
        let mut encoding = None;
        let (contents, format) = match source {
            Source::Sheets(source) => {
                if let source::Sheets::Text(_, decoding) = &source {
                    let name = decoding.encoding.name();
                    encoding = Some(TextEncoding::new(name, decoding.is_guess));
                }
                let book = sheet::Workbook::open(source, path, limits)?;
                let format = match book.format() {
                    sheet::Format::Xlsx => Format::Xlsx,
                    sheet::Format::Xlsb => Format::Xlsb,
                    sheet::Format::Xls => Format::Xls,
                    sheet::Format::Ods => Format::Ods,
                    sheet::Format::Delimited { delimiter: '\t' } => Format::Tsv,
                    sheet::Format::Delimited { .. } => Format::Csv,
                };
                let sheets = Sheets {
                    book,
                    ema_version,
                    next: 0,
                };
                (Contents::Sheets(Box::new(sheets)), format)
            }
            Source::Xml(head, rest) => {
                let document = xml::Document::open(head, rest, limits)?;
                xml_version = Some(document.version());
                (Contents::Xml(Box::new(document), false), Format::Xml)
            }
            Source::Json(text) => {
                let book = json::Book::open(text, path, ema_version, limits, progress)?;
                (Contents::Json(Box::new(book)), Format::Json)
            }
        };
        let name = path.and_then(Path::file_name);
        let name = name.map(|name| name.to_string_lossy().into_owned());
        let mut file = FileInfo::new(name, format);
        file.xml_version = xml_version;
        file.encoding = encoding;
        Ok(Self {
            contents,
            file,
            path: path.map(Path::to_path_buf),
            visible_only: options.visible_only,
            one_thread: options.one_thread,
            has_avails: false,
            progress: progress.clone(),
        })
    }

    /// The information about the file, as far as it has been read. Skipped sheets are listed only up to the sheet that
    /// was returned last, and the samples of the encoding come only from rows that have been returned.
    #[must_use]
    pub fn file(&self) -> &FileInfo {
        &self.file
    }

    /// Advances to the next avails sheet, skipping all other sheets. Returns `None` at the end of the file.
    ///
    /// # Errors
    ///
    /// Returns an error if the sheet is damaged or exceeds a limit.
    pub fn next_sheet(&mut self) -> Result<Option<SheetReader<'_>>, Error> {
        let sheet = match &mut self.contents {
            Contents::Sheets(sheets) => sheets
                .next(&mut self.file, self.visible_only)?
                .map(|rows| Rows::Cells(Box::new(rows))),
            Contents::Xml(document, given) => {
                let path = self.path.as_deref();
                let first = !mem::replace(given, true);
                first.then_some(Rows::Xml(document, path))
            }
            Contents::Json(book) => book
                .next_sheet(&mut self.file, self.visible_only)?
                .map(|rows| Rows::Json(Box::new(rows))),
        };
        match sheet {
            Some(_) => self.has_avails = true,
            None => self.progress.end(),
        }
        Ok(sheet.map(|rows| SheetReader {
            rows,
            has_ended: false,
        }))
    }

    /// Returns an error if the file has no avails sheet. Call this function after all sheets have been read. For the
    /// reader, such a file simply has no rows, but a program that draws conclusions from missing rows must reject it.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::NoAvails`] or [`ErrorKind::NoVisibleAvails`].
    pub fn require_avails(&self) -> Result<(), Error> {
        let kind = match self.file.left_out.is_empty() {
            _ if self.has_avails => return Ok(()),
            true => ErrorKind::NoAvails,
            false => ErrorKind::NoVisibleAvails,
        };
        Err(Error::new(kind, self.path.as_deref()))
    }

    /// Reads all remaining sheets.
    ///
    /// # Errors
    ///
    /// Returns an error if a sheet is damaged or exceeds a limit.
    pub fn read(mut self) -> Result<Workbook, Error> {
        let mut sheets = Vec::new();
        while let Some(sheet) = self.next_sheet()? {
            let header = Arc::clone(sheet.header());
            sheets.push(Sheet::new(header, sheet.collect::<Result<_, _>>()?));
        }
        Ok(Workbook::new(self.file, sheets))
    }
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader")
            .field("file", &self.file)
            .finish_non_exhaustive()
    }
}

/// An avails sheet with its header, and an iterator over its avails, which are read one at a time. Comments and blank
/// rows are skipped.
///
/// If the sheet is damaged or exceeds a limit, the iterator returns an error and then ends.
///
/// ```
/// use ema_io::ReadOptions;
///
/// let csv = "Territory,WorkType,LicenseType,ALID\nUS,Movie,EST,FIRSTDANCE\nCA,Movie,EST,FIRSTDANCE\n";
/// let mut reader = ReadOptions::new().open_bytes(csv)?;
/// let sheet = reader.next_sheet()?.ok_or("there are no avails")?;
/// let first = sheet.take(1).collect::<Result<Vec<_>, _>>()?;
/// assert_eq!(first[0].territory().text(), "US");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct SheetReader<'a> {
    rows: Rows<'a>,
    /// Whether the last row or an error has been returned.
    has_ended: bool,
}

/// The rows in a sheet.
enum Rows<'a> {
    Cells(Box<CellRows<'a>>),
    Xml(&'a mut xml::Document, Option<&'a Path>),
    Json(Box<json::SheetRows<'a>>),
}

impl SheetReader<'_> {
    /// The header of the sheet.
    #[must_use]
    pub fn header(&self) -> &Arc<Header> {
        match &self.rows {
            Rows::Cells(rows) => &rows.header,
            Rows::Xml(document, _) => document.header(),
            Rows::Json(rows) => rows.header(),
        }
    }
}

impl Iterator for SheetReader<'_> {
    type Item = Result<Avail, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.has_ended {
            return None;
        }
        let next = match &mut self.rows {
            Rows::Cells(rows) => rows.next(),
            Rows::Xml(document, path) => document
                .next_avail()
                .map_err(|kind| Error::new(kind, *path)),
            Rows::Json(rows) => rows.next_avail(),
        };
        self.has_ended = !matches!(next, Ok(Some(_)));
        next.transpose()
    }
}

impl FusedIterator for SheetReader<'_> {}

impl fmt::Debug for SheetReader<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SheetReader")
            .field("sheet", self.header().sheet())
            .finish_non_exhaustive()
    }
}

/// A file with sheets of cells. The header of a sheet determines whether the sheet has avails.
struct Sheets {
    book: sheet::Workbook,
    ema_version: Option<EmaVersion>,
    next: usize,
}

impl Sheets {
    fn next<'a>(
        &'a mut self,
        file: &'a mut FileInfo,
        visible_only: bool,
    ) -> Result<Option<CellRows<'a>>, Error> {
        while let Some(sheet) = self.book.sheets().get(self.next) {
            let (name, visibility) = (sheet.name.clone(), sheet.visibility);
            let index = self.next;
            self.next += 1;
            let search = self.search(index)?;
            let is_blank = search.is_blank();
            let Some((header, last)) = search.header(&name, self.ema_version) else {
                if !is_blank {
                    file.passed_over.push(Text::from(name));
                }
                continue;
            };
            if visible_only && visibility.is_hidden() {
                file.left_out.push(Text::from(name));
                continue;
            }
            // Now that the header is known, the sheet is read again from the top.
            let Some(rows) = self.book.rows(index)? else {
                break;
            };
            let header = Arc::new(header.with_visibility(visibility));
            return Ok(Some(CellRows {
                filler: Filler::new(&header),
                header,
                rows,
                row: RawRow::default(),
                header_ends: last,
                encoding: file.encoding.as_mut(),
                merged: &mut file.merged,
                avail_rows: Vec::new(),
            }));
        }
        Ok(None)
    }

    fn search(&mut self, index: usize) -> Result<Search, Error> {
        let mut search = Search::default();
        if let Some(mut rows) = self.book.rows(index)? {
            let mut row = RawRow::default();
            while rows.next_row(&mut row)? && search.take(&row) {}
        }
        Ok(search)
    }
}

/// The rows in a sheet after its header.
struct CellRows<'a> {
    header: Arc<Header>,
    filler: Filler<'a>,
    rows: sheet::Rows<'a>,
    row: RawRow<'a>,
    header_ends: u32,
    /// The encoding of a text file. Its samples are taken from the rows.
    encoding: Option<&'a mut TextEncoding>,
    merged: &'a mut Vec<MergedCells>,
    /// The first and last row of each group of consecutive avails.
    avail_rows: Vec<(u32, u32)>,
}

impl CellRows<'_> {
    fn next(&mut self) -> Result<Option<Avail>, Error> {
        while self.rows.next_row(&mut self.row)? {
            let lost = self.row.lost;
            if let Some(encoding) = &mut self.encoding {
                encoding.lost += lost;
            }
            if self.row.row > self.header_ends
                && let Some(avail) = self
                    .filler
                    .avail(&mut self.row, |cell| self.rows.shown(cell))
            {
                if let Some(encoding) = &mut self.encoding {
                    add_samples(encoding, &avail, lost > 0);
                }
                let row = avail.row();
                match self.avail_rows.last_mut() {
                    Some((_, last)) if last.checked_add(1) == Some(row) => *last = row,
                    _ => self.avail_rows.push((row, row)),
                }
                return Ok(Some(avail));
            }
        }
        self.add_merged();
        Ok(None)
    }

    /// Records merged cells that leave some cells of an avail blank. Merged titles and comments are not recorded.
    fn add_merged(&mut self) {
        self.avail_rows.sort_unstable();
        for merged in self.rows.merged() {
            let ((first_row, first_column), (last_row, last_column)) = (merged.first, merged.last);
            // The first row keeps its value, unless the range also merges cells next to that value.
            let first_blank = first_row.saturating_add(u32::from(first_column == last_column));
            let after = self
                .avail_rows
                .partition_point(|(_, last)| *last < first_blank);
            let is_blank = self
                .avail_rows
                .get(after)
                .is_some_and(|(first, _)| *first <= last_row);
            let columns = (u16::try_from(first_column), u16::try_from(last_column));
            if let (true, (Ok(column), Ok(last_column))) = (is_blank, columns) {
                self.merged.push(MergedCells {
                    first: CellRef {
                        sheet: self.header.sheet().clone(),
                        row: first_row,
                        column,
                    },
                    last_row,
                    last_column,
                });
            }
        }
        self.avail_rows.clear();
    }
}

/// Records a few cells that show how the text was decoded: non-ASCII cells if the encoding is not UTF-8 or UTF-16, and
/// cells with lost characters.
fn add_samples(encoding: &mut TextEncoding, avail: &Avail, has_lost: bool) {
    let in_doubt = !encoding.is_utf8() && !encoding.is_utf16();
    let sample = |cell: &Cell| DecodedCell {
        cell: avail.origin(cell),
        text: cell.shared_text().clone(),
    };
    if in_doubt && encoding.samples.len() < TextEncoding::SAMPLES {
        for cell in avail.cells().iter().filter(|cell| !cell.text().is_ascii()) {
            let mut samples = encoding.samples.iter();
            if encoding.samples.len() < TextEncoding::SAMPLES
                && samples.all(|sample| sample.text != *cell.shared_text())
            {
                encoding.samples.push(sample(cell));
            }
        }
    }
    if has_lost {
        let missing = TextEncoding::SAMPLES - encoding.lost_in.len();
        let cells = avail.cells().iter();
        let cells = cells.filter(|cell| cell.text().contains(char::REPLACEMENT_CHARACTER));
        encoding.lost_in.extend(cells.take(missing).map(sample));
    }
}
