//! Writes avails, either as a whole file or one row at a time.

mod annotate;
mod change;
mod delimited;
mod head;
mod latch;
mod rows;
mod spool;
pub(crate) mod tab;
mod template;
mod xlsx;

use std::fmt;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ema_model::{Avail, Cell, FileInfo, Format, Header, Workbook, XmlVersion};

use crate::error::{Error, ErrorKind};
use crate::json;
use crate::loss::Loss;
use crate::output::{Destination, Output};
use crate::replace::{Sink, write_error};
use crate::xml;

pub use annotate::{Anchor, Annotation, Level};
pub(crate) use annotate::{NOTE_AUTHOR, note_text};
pub use change::CellChange;
use delimited::Delimited;
use head::Head;
pub(crate) use latch::Latch;
pub(crate) use rows::Row;
use rows::Rows;
pub(crate) use spool::Spool;
pub use template::{Template, TemplateColumn};
use xlsx::Xlsx;
pub(crate) use xlsx::{is_likely_converted, serial_of, sheet_name, stored_text};

/// Writes a whole workbook to a file. The file's extension determines the format.
///
/// ```
/// let csv = "Territory,WorkType,LicenseType,ALID\nUS,Movie,EST,0042\n";
/// let workbook = ema_io::read_bytes(csv)?;
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("movies.xlsx");
///
/// let mut losses = Vec::new();
/// ema_io::write_path(&path, &workbook, &mut |loss| losses.push(loss))?;
/// assert!(losses.is_empty());
///
/// let avail = &ema_io::read_path(&path)?.sheets[0].avails[0];
/// assert_eq!(avail.alid().text(), "0042");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// See [`Output::format`] and [`Writer`]. After an error, no partial file remains, and an existing file at the path is
/// unchanged.
pub fn write_path(
    path: impl AsRef<Path>,
    workbook: &Workbook,
    losses: &mut dyn FnMut(Loss),
) -> Result<(), Error> {
    let options = WriteOptions::new().source(&workbook.file);
    write_sheets(options.create(Output::path(path))?, workbook, losses)
}

/// Writes a whole workbook to memory.
///
/// ```
/// use ema_model::Format;
///
/// let csv = "Territory,WorkType,LicenseType,ALID\nUS,Movie,EST,FIRSTDANCE\n";
/// let workbook = ema_io::read_bytes(csv)?;
/// let tsv = ema_io::write_bytes(&workbook, Format::Tsv, &mut |loss| println!("{loss}"))?;
/// assert!(tsv.ends_with(b"US\tMovie\tEST\tFIRSTDANCE\r\n"));
/// # Ok::<(), ema_io::Error>(())
/// ```
///
/// # Errors
///
/// See [`Writer`].
pub fn write_bytes(
    workbook: &Workbook,
    format: Format,
    losses: &mut dyn FnMut(Loss),
) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let options = WriteOptions::new().source(&workbook.file);
    let writer = options.create(Output::stream(format, &mut bytes))?;
    write_sheets(writer, workbook, losses)?;
    Ok(bytes)
}

fn write_sheets(
    mut writer: Writer<'_>,
    workbook: &Workbook,
    losses: &mut dyn FnMut(Loss),
) -> Result<(), Error> {
    for sheet in &workbook.sheets {
        let number = writer.sheet(&sheet.header)?;
        for avail in &sheet.avails {
            writer.avail(number, avail, losses)?;
        }
    }
    writer.finish()
}

/// The options for writing a file.
#[derive(Clone, Debug, Default)]
pub struct WriteOptions {
    source: Option<FileInfo>,
    annotations: Option<Vec<Annotation>>,
    changes: Vec<CellChange>,
    xml_version: Option<XmlVersion>,
    template: Option<Template>,
}

impl WriteOptions {
    /// Creates options that write only the rows.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the annotations to show in an `.xlsx` file; see [`Annotation`].
    #[must_use]
    pub fn annotate(mut self, annotations: impl IntoIterator<Item = Annotation>) -> Self {
        self.annotations = Some(annotations.into_iter().collect());
        self
    }

    /// Sets the changes that the caller has made to the rows. In an `.xlsx` file, the changed cells are green, and the
    /// last tab, *Changes*, lists the changes. Other formats have no place for this list.
    #[must_use]
    pub fn changes(mut self, changes: impl IntoIterator<Item = CellChange>) -> Self {
        self.changes = changes.into_iter().collect();
        self
    }

    /// Sets the information about the file that the avails were read from. JSON stores this information, and an XML
    /// file gets the [version](Self::xml_version) of an XML source. Other formats ignore it.
    #[must_use]
    pub fn source(mut self, source: &FileInfo) -> Self {
        self.source = Some(source.clone());
        self
    }

    /// Sets the version of XML Avails, from 2.2 on. The default is the version of the [source](Self::source). If the
    /// source is not XML, the default is the version that corresponds to the EMA version of the first sheet.
    ///
    /// ```
    /// use ema_io::{Output, WriteOptions};
    /// use ema_model::{Format, XmlVersion};
    ///
    /// let csv = "Territory,WorkType,LicenseType,ALID\nUS,Movie,EST,0042\n";
    /// let sheet = &ema_io::read_bytes(csv)?.sheets[0];
    /// let options = WriteOptions::new().xml_version(XmlVersion::V2_6);
    /// let mut bytes = Vec::new();
    /// let mut writer = options.create(Output::stream(Format::Xml, &mut bytes))?;
    /// let number = writer.sheet(&sheet.header)?;
    /// writer.avail(number, &sheet.avails[0], &mut |loss| println!("{loss}"))?;
    /// writer.finish()?;
    ///
    /// let workbook = ema_io::read_bytes(bytes)?;
    /// assert_eq!(workbook.file.xml_version, Some(XmlVersion::V2_6));
    /// assert_eq!(workbook.sheets[0].avails[0].alid().text(), "0042");
    /// # Ok::<(), ema_io::Error>(())
    /// ```
    #[must_use]
    pub fn xml_version(mut self, version: XmlVersion) -> Self {
        self.xml_version = Some(version);
        self
    }

    /// Starts writing a file.
    ///
    /// # Errors
    ///
    /// Fails if the format can't be written, if the folder does not exist, if the path refers to a folder, a pipe or a
    /// device, or if the operating system does not allow writing there.
    pub fn create<'w>(&self, output: Output<'w>) -> Result<Writer<'w>, Error> {
        let format = output.format()?;
        match output.0 {
            Destination::Path(path) => Sink::file(&path)
                .and_then(|out| Writer::new(self, format, out, Some(&path)))
                .map_err(|kind| Error::new(kind, Some(&path))),
            Destination::Stream(_, stream) => Writer::new(self, format, Sink::Stream(stream), None)
                .map_err(|kind| Error::new(kind, None)),
        }
    }
}

/// A file that is being written, one row at a time.
///
/// The columns are in the order of the headers, and the text of each cell is written verbatim. If the format can't hold
/// a value, the value is reported as a [`Loss`], and writing continues. A row keeps its number unless that number is
/// already taken, so a cell usually has the same address as in the source.
///
/// ```
/// use std::sync::Arc;
/// use ema_io::{Output, WriteOptions};
/// use ema_model::{AvailBuilder, Column, EmaVersion, Format, Header, Layout, SheetKind};
///
/// let layout = Layout { version: EmaVersion::V1_8, sheet: SheetKind::Movies };
/// let header = Arc::new(Header::template(layout));
/// let mut builder = AvailBuilder::new(Arc::clone(&header));
/// builder.set(Column::Territory, "US")?.set(Column::PriceValue, "13.90")?;
///
/// let mut bytes = Vec::new();
/// let output = Output::stream(Format::Xlsx, &mut bytes);
/// let mut writer = WriteOptions::new().create(output)?;
/// let movies = writer.sheet(&header)?;
/// writer.avail(movies, &builder.build(4), &mut |loss| println!("{loss}"))?;
/// writer.finish()?;
///
/// let workbook = ema_io::read_bytes(bytes)?;
/// assert_eq!(workbook.sheets[0].avails[0].price_value().text(), "13.90");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// After an error, the file can't be completed. [`ErrorKind::Unwritable`] means that the format can't hold a whole
/// sheet or row, such as a second sheet in a `.csv` file, or a row that a reader would mistake for a comment.
/// [`ErrorKind::Write`] means that the operating system can't write the data.
pub struct Writer<'w> {
    book: Book<'w>,
    sheets: Vec<Rows>,
    path: Option<PathBuf>,
    failed: bool,
}

enum Book<'w> {
    Xlsx(Box<Xlsx<'w>>),
    Delimited(Box<Delimited<'w>>),
    Json(Box<json::Writer<'w>>),
    Xml(Box<xml::Writer<BufWriter<Sink<'w>>>>),
}

impl<'w> Writer<'w> {
    fn new(
        options: &WriteOptions,
        format: Format,
        out: Sink<'w>,
        path: Option<&Path>,
    ) -> Result<Self, ErrorKind> {
        if options.annotations.is_some() && format != Format::Xlsx {
            let detail = "colors and notes can be shown only in a workbook; write .xlsx";
            return Err(ErrorKind::unwritable(detail));
        }
        let book = match format {
            Format::Xlsx => Book::Xlsx(Box::new(Xlsx::new(out, options)?)),
            Format::Csv => Book::Delimited(Box::new(Delimited::new(out, b',')?)),
            Format::Tsv => Book::Delimited(Box::new(Delimited::new(out, b'\t')?)),
            Format::Json => Book::Json(Box::new(json::Writer::new(out, options.source.as_ref()))),
            Format::Xml => {
                let source = options.source.as_ref().and_then(|file| file.xml_version);
                // A source of version 2.1 is written as version 2.2, because this crate does not write 2.1.
                let source = source.map(|version| version.max(XmlVersion::V2_2));
                let version = options.xml_version.or(source);
                let out = BufWriter::new(out);
                Book::Xml(Box::new(xml::Writer::new(out, version)?))
            }
            other => {
                let ending = other.as_str().to_owned();
                return Err(ErrorKind::Ending { ending });
            }
        };
        Ok(Self {
            book,
            sheets: Vec::new(),
            path: path.map(Path::to_path_buf),
            failed: false,
        })
    }

    /// Begins a sheet and returns the index to pass to [`avail`](Self::avail). Several sheets can be written at the
    /// same time.
    ///
    /// The sheet gets the name in its header. If the format does not allow that name, the name is changed. In a
    /// workbook, the name of a sheet must be unique, can have at most 31 characters, and can't contain certain
    /// characters.
    ///
    /// # Errors
    ///
    /// See [`Writer`].
    pub fn sheet(&mut self, header: &Arc<Header>) -> Result<usize, Error> {
        let begun = self.begin(header);
        self.outcome(begun)
    }

    fn begin(&mut self, header: &Arc<Header>) -> Result<usize, ErrorKind> {
        self.check()?;
        let head = match &self.book {
            Book::Json(_) | Book::Xml(_) => None,
            Book::Xlsx(xlsx) => Some(Head::of(header, xlsx.template())?),
            Book::Delimited(_) => Some(Head::of(header, None)?),
        };
        let end = head.as_ref().map(Head::end);
        match (&mut self.book, head) {
            (Book::Xlsx(xlsx), Some(head)) => xlsx.sheet(header, head)?,
            (Book::Delimited(delimited), Some(head)) => delimited.sheet(header, head)?,
            (Book::Json(json), _) => json.sheet(header)?,
            (Book::Xml(xml), _) => xml.sheet(header),
            (_, None) => {}
        }
        self.sheets.push(Rows::new(Arc::clone(header), end));
        Ok(self.sheets.len() - 1)
    }

    /// Writes an avail as the next row of a sheet.
    ///
    /// If the avail's header differs from the sheet's header, each cell goes to the sheet's column with the same
    /// meaning.
    ///
    /// # Errors
    ///
    /// See [`Writer`].
    pub fn avail(
        &mut self,
        sheet: usize,
        avail: &Avail,
        losses: &mut dyn FnMut(Loss),
    ) -> Result<(), Error> {
        let written = self.write(sheet, avail, losses);
        self.outcome(written)
    }

    fn write(
        &mut self,
        sheet: usize,
        avail: &Avail,
        losses: &mut dyn FnMut(Loss),
    ) -> Result<(), ErrorKind> {
        self.check()?;
        let Some(rows) = self.sheets.get_mut(sheet) else {
            let detail =
                format!("sheet no. {sheet} was never started; this is a bug in the program");
            return Err(ErrorKind::unwritable(detail));
        };
        // XML has a place for every cell, whatever header the avail has.
        if let Book::Xml(xml) = &mut self.book {
            return xml.avail(avail, losses);
        }
        if !matches!(self.book, Book::Json(_)) {
            tell_unplaced(avail, losses);
        }
        let row = rows.place(avail, losses)?;
        match &mut self.book {
            Book::Xlsx(xlsx) => xlsx.avail(sheet, row, losses),
            Book::Delimited(delimited) => delimited.avail(row, losses),
            Book::Json(json) => json.avail(sheet, row, losses),
            Book::Xml(_) => Ok(()),
        }
    }

    /// Completes the file. If the output is a path, the file appears there only when this method is called.
    ///
    /// # Errors
    ///
    /// See [`Writer`].
    pub fn finish(mut self) -> Result<(), Error> {
        let checked = self.check();
        let path = self.path;
        checked
            .and_then(|()| match self.book {
                Book::Xlsx(xlsx) => xlsx.finish(),
                Book::Delimited(delimited) => delimited.finish(),
                Book::Json(json) => json.finish(),
                Book::Xml(xml) => {
                    let out = xml.finish().and_then(|out| Ok(out.into_inner()?));
                    out.map_err(write_error)?.commit()
                }
            })
            .map_err(|kind| Error::new(kind, path.as_deref()))
    }

    /// Returns an error if an earlier call failed. Otherwise, the file would look complete but lack a row.
    fn check(&mut self) -> Result<(), ErrorKind> {
        match self.failed {
            false => Ok(()),
            true => Err(ErrorKind::unwritable(
                "an earlier error occurred, so the file would not be complete",
            )),
        }
    }

    fn outcome<T>(&mut self, result: Result<T, ErrorKind>) -> Result<T, Error> {
        result.map_err(|kind| {
            self.failed = true;
            Error::new(kind, self.path.as_deref())
        })
    }
}

impl fmt::Debug for Writer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer")
            .field("path", &self.path)
            .field("sheets", &self.sheets.len())
            .finish_non_exhaustive()
    }
}

/// Reports the XML content that no cell holds, because sheets have no place for it.
fn tell_unplaced(avail: &Avail, losses: &mut dyn FnMut(Loss)) {
    for unplaced in avail.unplaced() {
        losses(Loss::unplaced(avail, unplaced, "no column holds it"));
    }
}

/// Returns the loss for an error value that the format can hold only as text.
pub(crate) fn error_as_text(avail: &Avail, cell: &Cell) -> Loss {
    let reason = "the error value of the source is written as text";
    Loss::changed(avail, cell, cell.shared_text().clone(), reason)
}
