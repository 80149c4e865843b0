//! Converts whole files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ema_model::{EmaVersion, Format, Header, XmlVersion};

use super::{Converter, StaleTexts, Target};
use crate::ahead::Part;
use crate::error::{Error, ErrorKind};
use crate::input::Input;
use crate::left_behind::LeftBehind;
use crate::loss::Loss;
use crate::output::Output;
use crate::reader::ReadOptions;
use crate::write::{WriteOptions, Writer};

/// The options for a conversion: the target version and the settings for reading the source.
///
/// ```
/// use ema_io::{ConvertOptions, Input, Output, ReadOptions};
/// use ema_model::EmaVersion;
///
/// let folder = tempfile::tempdir()?;
/// let (old, new) = (folder.path().join("movies.csv"), folder.path().join("movies.xlsx"));
/// std::fs::write(&old, "Territory,WorkType,LicenseType,AltID\nUS,Movie,EST,FIRSTDANCE\n")?;
///
/// let reading = ReadOptions::new().ema_version(Some(EmaVersion::V1_6));
/// let options = ConvertOptions::new().read(reading).to(Some(EmaVersion::V1_8));
/// let (input, output) = (Input::path(&old), Output::path(&new));
/// let converted = options.convert(&input, output, &mut |loss| println!("{loss}"))?;
/// assert_eq!((converted.sheets, converted.rows, converted.losses), (1, 1, 0));
///
/// let workbook = ema_io::read_path(&new)?;
/// assert_eq!(workbook.sheets[0].avails[0].alid().text(), "FIRSTDANCE");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct ConvertOptions {
    to: Option<EmaVersion>,
    xml_version: Option<XmlVersion>,
    read: ReadOptions,
}

/// The result of a conversion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Converted {
    /// The number of sheets in the result.
    pub sheets: usize,
    /// The number of rows with avails in the result.
    pub rows: usize,
    /// The number of values that were lost or changed.
    pub losses: usize,
}

impl ConvertOptions {
    /// Creates options that change only the format, not the version.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the version of the result. With `None`, the result keeps the version of the source.
    #[must_use]
    pub fn to(mut self, version: Option<EmaVersion>) -> Self {
        self.to = version;
        self
    }

    /// Sets the version of XML Avails, which matters only if the result is XML. `None` selects the XML version that
    /// corresponds to the EMA version of the sheets.
    #[must_use]
    pub fn xml_version(mut self, version: Option<XmlVersion>) -> Self {
        self.xml_version = version;
        self
    }

    /// Sets the options for reading the source file.
    #[must_use]
    pub fn read(mut self, options: ReadOptions) -> Self {
        self.read = options;
        self
    }

    /// Converts a file, one row at a time. [`Converter`] describes how rows are converted.
    ///
    /// `losses` is called in row order, once for each value that is lost or changed. At the end, it is also called for
    /// the following:
    ///
    /// - hidden sheets that have rows in the result
    /// - an encoding that was guessed or could not decode every character
    /// - [stale text](StaleTexts)
    /// - [content other than avails](crate::LeftBehind) that is not in the result
    ///
    /// # Errors
    ///
    /// Fails if the file can't be read or has no avails, or if the result can't be written or would replace the source.
    /// Also fails if the output format allows only one sheet but the rows need two. After an error, no partial result
    /// remains, and an existing file at the output path is unchanged.
    pub fn convert(
        &self,
        from: &Input,
        into: Output<'_>,
        losses: &mut dyn FnMut(Loss),
    ) -> Result<Converted, Error> {
        let format = into.format()?;
        // The first pass reads only the headers, because a sheet's columns must be written before its rows.
        let mut reader = self.read.open(from)?;
        let mut headers = Vec::new();
        while let Some(sheet) = reader.next_sheet()? {
            headers.push(Arc::clone(sheet.header()));
        }
        reader.require_avails()?;
        into.refuse_to_replace(from)?;
        let path = into.file().map(Path::to_path_buf);
        let mut options = WriteOptions::new();
        let is_one_sheet = matches!(format, Format::Csv | Format::Tsv);
        let target = match format {
            Format::Xml => {
                let version = self.version_of_xml(reader.file().xml_version, &headers);
                options = options.xml_version(version);
                Target::Xml(version)
            }
            _ if is_one_sheet => Target::OneSheet(self.to),
            _ => Target::Sheets(self.to),
        };
        let is_xml = matches!(target, Target::Xml(_));
        let mut converter = Converter::new(&headers, target);
        let mut result = Sheets {
            writer: options.source(reader.file()).create(into)?,
            begun: vec![None; converter.headers().len()],
            is_one_sheet,
            path,
        };
        if !is_one_sheet {
            for sheet in converter.sheets_of_their_own() {
                result.begin(sheet, &converter)?;
            }
        }
        let (mut rows, mut told) = (0, 0);
        let mut losses = |loss: Loss| {
            told += usize::from(loss.is_of_value());
            losses(loss);
        };
        let mut rows_of_sheets = vec![0; headers.len()];
        let mut begun = 0;
        let mut left_behind = LeftBehind::new();
        let mut stale_texts = StaleTexts::new();
        let mut reader = self.read.open(from)?;
        reader.each(|part| {
            let avail = match part {
                Part::Sheet(_) => {
                    begun += 1;
                    return Ok(());
                }
                Part::Avail(avail) => avail,
            };
            let number = begun - 1;
            rows += 1;
            left_behind.avail(avail);
            stale_texts.avail(avail);
            // The file might change between the two passes.
            if let Some(count) = rows_of_sheets.get_mut(number) {
                *count += 1;
            }
            // XML has a place for every column, so a row that keeps its version can be written with its own header.
            if is_xml && converter.leaves_rows_as_they_are(number) {
                let sheet = result.begin(0, &converter)?;
                return result.writer.avail(sheet, avail, &mut losses);
            }
            let (sheet, converted) = converter.convert(number, avail, &mut losses);
            let sheet = result.begin(sheet, &converter)?;
            let mut at_source = |loss: Loss| losses(loss.at_source(avail));
            result.writer.avail(sheet, &converted, &mut at_source)
        })?;
        if result.begun.iter().all(Option::is_none) {
            result.begin(0, &converter)?;
        }
        for (header, rows) in headers.iter().zip(rows_of_sheets) {
            if header.visibility().is_hidden() && rows > 0 {
                losses(Loss::hidden_sheet(header, rows));
            }
        }
        let sheet = headers[0].sheet();
        if let Some(encoding) = &reader.file().encoding {
            if encoding.is_guess {
                losses(Loss::guessed_encoding(sheet, encoding));
            }
            Loss::lost_characters(sheet, encoding).map(&mut losses);
        }
        stale_texts.loss(sheet).map(&mut losses);
        for loss in left_behind.losses(from, reader.file())? {
            losses(loss);
        }
        let sheets = result.begun.iter().flatten().count();
        result.writer.finish()?;
        Ok(Converted {
            sheets,
            rows,
            losses: told,
        })
    }

    /// Returns the version of an XML result: the requested version or, if there is none, the version that corresponds
    /// to the source's version. XML 2.1 becomes 2.2, because this crate does not write 2.1.
    fn version_of_xml(&self, source: Option<XmlVersion>, headers: &[Arc<Header>]) -> XmlVersion {
        let of_sheets = || {
            let newest = headers.iter().map(|header| header.version()).max();
            newest.unwrap_or(EmaVersion::LATEST).xml_peer()
        };
        self.xml_version
            .or(self.to.map(EmaVersion::xml_peer))
            .or(source.map(|version| version.max(XmlVersion::V2_2)))
            .unwrap_or_else(of_sheets)
    }
}

/// The sheets in the result, each started when it is first needed.
struct Sheets<'w> {
    writer: Writer<'w>,
    begun: Vec<Option<usize>>,
    is_one_sheet: bool,
    path: Option<PathBuf>,
}

impl Sheets<'_> {
    fn begin(&mut self, sheet: usize, converter: &Converter) -> Result<usize, Error> {
        if let Some(number) = self.begun[sheet] {
            return Ok(number);
        }
        let header = &converter.headers()[sheet];
        if self.is_one_sheet && self.begun.iter().any(Option::is_some) {
            let version = header.version();
            let kind = ErrorKind::unwritable(format!(
                "it has one sheet, and version {version} has one for movies and one for TV; write \
                 an .xlsx, or convert to version 1.8 or 1.9, which have one for both"
            ));
            return Err(Error::new(kind, self.path.as_deref()));
        }
        let number = self.writer.sheet(header)?;
        self.begun[sheet] = Some(number);
        Ok(number)
    }
}
