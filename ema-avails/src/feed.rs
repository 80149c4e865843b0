//! Reads feeds from files, and writes feeds to files that a platform accepts.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ema_io::{
    Converter, Error, Input, Loss, Output, Part, ReadOptions, Target, WriteOptions, Writer,
};
use ema_model::{Avail, Format, Header, XmlVersion};
use ema_rules::{Conventions, Extract, Feed, Scope};

/// Reads a feed from a file.
///
/// ```
/// use ema_avails::{AsOf, Conventions, Holdings, Input, ReadOptions, read_feed};
///
/// let feed = "DisplayName,Territory,WorkType,EntryType,LicenseType,ALID,Start,End\n\
///     Harbor Pictures,US,Movie,Full Extract,EST,FIRSTDANCE,2026-01-01,Open\n";
/// let conventions = Conventions::prime_video();
/// let feed = read_feed(&Input::bytes(feed), &ReadOptions::new(), &conventions)?;
/// let mut holdings = Holdings::new();
/// let today: AsOf = "2026-11-21".parse()?;
/// holdings.apply(&feed, today);
/// assert_eq!(holdings.live(today, &conventions).count(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Rows that can't be interpreted are listed in [`Feed::passed_over`]. Sheets without a header are not read.
///
/// # Errors
///
/// Returns an error if the file can't be read or does not contain any avails.
pub fn read_feed<'c>(
    input: &Input,
    read: &ReadOptions,
    conventions: &'c Conventions,
) -> Result<Feed<'c>, Error> {
    let mut feed = Feed::new(conventions);
    if let Some(name) = input.name().and_then(Path::file_name) {
        feed = feed.named(name.to_string_lossy().into_owned());
    }
    let mut reader = read.open(input)?;
    reader.each(|part| {
        if let Part::Avail(avail) = part {
            feed.add(avail);
        }
        Ok::<(), Error>(())
    })?;
    reader.require_avails()?;
    Ok(feed)
}

/// Writes a feed and returns the files written. [`FeedFiles`] describes how a feed is divided into files.
///
/// ```
/// use ema_avails::{
///     AsOf, Conventions, Format, Holdings, Input, NeverDelivered, Output, ReadOptions, extract, read_feed,
///     write_feed,
/// };
///
/// let (conventions, as_of) = (Conventions::prime_video(), "2026-11-21".parse::<AsOf>()?);
/// let wanted = "DisplayName,Territory,WorkType,EntryType,LicenseType,ALID,Start,End\n\
///     Harbor Pictures,US,Movie,Full Extract,EST,FIRSTDANCE,2027-01-01,Open\n";
/// let feed = read_feed(&Input::bytes(wanted), &ReadOptions::new(), &conventions)?;
/// let mut new = Holdings::new();
/// new.apply(&feed, as_of);
///
/// let old = Holdings::new();
/// let feed = extract(&old, &new, as_of, &conventions, &NeverDelivered::None)?;
/// let mut csv = Vec::new();
/// let output = Output::stream(Format::Csv, &mut csv);
/// let mut losses = |loss| println!("{loss}");
/// let written = write_feed(feed, &conventions, output, &mut losses)?;
/// assert_eq!(written[0].rows, 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// Returns an error in the same cases as [`FeedFiles::new`] and [`FeedFiles::write`].
pub fn write_feed(
    feed: Extract,
    conventions: &Conventions,
    output: Output<'_>,
    losses: &mut dyn FnMut(Loss),
) -> Result<Vec<WrittenFile>, Error> {
    FeedFiles::new(feed, conventions, &output)?.write(output, losses)
}

/// The files for a feed, in a form that a platform accepts.
///
/// All files use the newest version found among the rows. A file has one tab or, if the version has separate tabs, one
/// tab for movies and one for TV. In `.csv` and `.tsv`, each of these tabs is a separate file. A feed with more rows
/// than the platform accepts in a single file is divided into several files, but all rows for a scope stay in one file.
#[derive(Debug)]
pub struct FeedFiles {
    options: WriteOptions,
    headers: Vec<Arc<Header>>,
    /// The rows in each file, keyed by the index of their header.
    files: Vec<BTreeMap<usize, Vec<Avail>>>,
    /// The values that the files' version cannot represent.
    losses: Vec<Loss>,
}

/// A written file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WrittenFile {
    /// The file's path, or `None` for a stream.
    pub path: Option<PathBuf>,
    /// The number of avail rows.
    pub rows: usize,
}

/// The number of the first row below the header in the templates.
const FIRST_ROW: u32 = 4;

impl FeedFiles {
    /// Converts a feed to an output's format and divides the feed into files.
    ///
    /// # Errors
    ///
    /// Returns an error if the format is `.csv` or `.tsv` and a scope would need two files, because the second file
    /// would undo the first one.
    pub fn new(
        feed: Extract,
        conventions: &Conventions,
        output: &Output<'_>,
    ) -> Result<Self, Error> {
        let format = output.format()?;
        let files = Self::of(feed, conventions, format);
        match format {
            Format::Csv | Format::Tsv => files.with_one_tab_each(conventions, output),
            _ => Ok(files),
        }
    }

    fn of(feed: Extract, conventions: &Conventions, format: Format) -> Self {
        let mut headers: Vec<Arc<Header>> = Vec::new();
        let mut seen = HashSet::new();
        for avail in &feed.rows {
            if seen.insert(Arc::as_ptr(avail.header())) {
                headers.push(Arc::clone(avail.header()));
            }
        }
        // The Movies tab precedes the TV tab, as in the templates.
        headers.sort_by_key(|header| header.has_tv_columns());
        let numbers: HashMap<*const Header, usize> = (0..)
            .zip(&headers)
            .map(|(number, header)| (Arc::as_ptr(header), number))
            .collect();
        let (target, options) = target(&headers, format);
        let mut converter = Converter::new(&headers, target);
        let parts = match format {
            // The platform's limit applies only to rows in sheets.
            Format::Xml | Format::Json => vec![feed],
            _ => feed.into_files(conventions),
        };
        let mut losses = Vec::new();
        let mut files = Vec::new();
        for part in &parts {
            let mut file: BTreeMap<usize, Vec<Avail>> = BTreeMap::new();
            for avail in &part.rows {
                let number = numbers[&Arc::as_ptr(avail.header())];
                let mut own = Vec::new();
                let (sheet, avail) = converter.convert(number, avail, &mut |loss| own.push(loss));
                let rows = file.entry(sheet).or_default();
                let row = u32::try_from(rows.len()).unwrap_or(u32::MAX);
                let row = row.saturating_add(FIRST_ROW);
                let mut edit = avail.edit();
                edit.set_row(row);
                rows.push(edit.finish());
                losses.extend(own.into_iter().map(|loss| in_result(loss, &avail, row)));
            }
            files.push(file);
        }
        // If a feed changes nothing, no files are written.
        files.retain(|file| !file.is_empty());
        Self {
            options,
            headers: converter.headers().to_vec(),
            files,
            losses,
        }
    }

    /// Turns each tab into a separate file.
    fn with_one_tab_each(
        mut self,
        conventions: &Conventions,
        output: &Output<'_>,
    ) -> Result<Self, Error> {
        for file in std::mem::take(&mut self.files) {
            let mut seen: BTreeSet<Scope> = BTreeSet::new();
            for rows in file.values() {
                let scopes = rows.iter().flat_map(|row| Scope::of(row, conventions));
                let scopes: BTreeSet<Scope> = scopes.collect();
                if let Some(scope) = scopes.iter().find(|scope| seen.contains(scope)) {
                    return Err(output.refuse(format!(
                        "it has one tab, and the rows of {scope} need two, one for movies and one for TV; in \
                         two files the second would undo the first; write an .xlsx"
                    )));
                }
                seen.extend(scopes);
            }
            let tabs = file.into_iter().map(|tab| BTreeMap::from([tab]));
            self.files.extend(tabs);
        }
        Ok(self)
    }

    /// Returns the paths of the files. A single file has the given path. Several files are numbered, as in
    /// `feed-1.xlsx`.
    pub fn paths(&self, path: impl AsRef<Path>) -> impl Iterator<Item = PathBuf> {
        let (path, count) = (path.as_ref().to_path_buf(), self.files.len());
        (1..=count).map(move |number| match count {
            1 => path.clone(),
            _ => numbered(&path, number),
        })
    }

    /// Writes the files. If there is nothing to send, no file is written. The files are given their
    /// names only when all of them are complete. `losses` is called for each value that the files
    /// can't hold.
    ///
    /// # Errors
    ///
    /// Returns an error if a file can't be written, or if several files are needed but the output is a stream. In the
    /// second case, divide the feed with [`Extract::into_files`], and write each part to a separate stream.
    pub fn write(
        self,
        output: Output<'_>,
        losses: &mut dyn FnMut(Loss),
    ) -> Result<Vec<WrittenFile>, Error> {
        let outputs: Vec<Output<'_>> = match output.file() {
            Some(path) => self.paths(path).map(Output::path).collect(),
            None if self.files.len() <= 1 => vec![output],
            None => {
                return Err(output.refuse(format!(
                    "the feed needs {} files, and one stream holds one",
                    self.files.len()
                )));
            }
        };
        self.losses.into_iter().for_each(&mut *losses);
        let mut writers: Vec<Writer<'_>> = Vec::new();
        let mut written = Vec::new();
        for (output, file) in outputs.into_iter().zip(&self.files) {
            let path = output.file().map(Path::to_path_buf);
            let mut writer = self.options.create(output)?;
            let mut rows = 0;
            for (header, avails) in file {
                let sheet = writer.sheet(&self.headers[*header])?;
                for avail in avails {
                    writer.avail(sheet, avail, losses)?;
                }
                rows += avails.len();
            }
            writers.push(writer);
            written.push(WrittenFile { path, rows });
        }
        // No file is given its name until all files are complete.
        for writer in writers {
            writer.finish()?;
        }
        Ok(written)
    }
}

/// Returns the conversion's target, whose version is the newest among the rows.
fn target(headers: &[Arc<Header>], format: Format) -> (Target, WriteOptions) {
    let options = WriteOptions::new();
    let version = headers.iter().map(|header| header.version()).max();
    let xml_version = headers.iter().map(|header| {
        let peer = header.version().xml_peer();
        // XML version 2.1 can be read but not written.
        let own = header.xml_version();
        own.map_or(peer, |own| own.max(XmlVersion::V2_2))
    });
    match (format, xml_version.max()) {
        (Format::Xml, Some(version)) => (Target::Xml(version), options.xml_version(version)),
        _ => (Target::OneSheet(version), options),
    }
}

/// Points a loss at the row in the written file, because the row in the feed is not in any file.
fn in_result(mut loss: Loss, avail: &Avail, row: u32) -> Loss {
    loss.sheet = avail.header().sheet().clone();
    loss.row = Some(row);
    loss.cell = None;
    loss.position = None;
    loss
}

/// Returns the path of one of several files, such as `feed-2.xlsx` for `feed.xlsx`.
fn numbered(path: &Path, number: usize) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_os_string();
    name.push(format!("-{number}"));
    if let Some(ending) = path.extension() {
        name.push(".");
        name.push(ending);
    }
    path.with_file_name(name)
}
