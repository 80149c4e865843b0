//! Writing feeds to files that a platform accepts.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use ema_io::{Converter, Loss, Target, WriteOptions, Writer};
use ema_model::{Avail, Format, Header, XmlVersion};
use ema_rules::{Extract, NeverDelivered, Profile, Scope, SendReason, printable};

use crate::bar::Bar;
use crate::failure::{Failure, Outcome};
use crate::output::{self, counted};
use crate::shown::file_name;

/// `--never-delivered`
#[derive(Args)]
pub(crate) struct NeverDeliveredArg {
    /// State that neither assets nor metadata of a title have been delivered, so that it can be removed
    /// with a Full Delete if it has not started. Without an ID, this is stated of all titles.
    ///
    /// By default such a title is ended with Start and End in the past, which is right whether or not
    /// anything has been delivered. After a delivery, a Full Delete leads to errors.
    #[arg(
        long,
        value_name = "ID",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "",
    )]
    never_delivered: Vec<String>,
}

impl NeverDeliveredArg {
    pub(crate) fn titles(&self) -> NeverDelivered {
        match &*self.never_delivered {
            [] => NeverDelivered::None,
            ids if ids.iter().any(String::is_empty) => NeverDelivered::All,
            ids => NeverDelivered::ids(ids.iter().map(String::as_str)),
        }
    }

    /// The given IDs.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        let ids = self.never_delivered.iter().map(String::as_str);
        ids.filter(|id| !id.is_empty())
    }
}

/// Writes a feed, and reports its contents with the reasons.
///
/// A file has one version, the newest of the versions of its rows. It has one tab, or one each for movies and TV if the
/// version has separate tabs. A feed with more rows than the platform accepts is split into several files with numbered
/// names.
pub(crate) fn write_feed(
    path: &Path,
    sources: &[&PathBuf],
    feed: Extract,
    profile: &Profile,
) -> Result<Outcome, Failure> {
    let options = WriteOptions::for_path(path).map_err(Failure::new)?;
    if feed.rows.is_empty() {
        refuse_to_replace(path, sources)?;
        nothing_to_send(path, &feed)?;
        return Ok(Outcome::Clean);
    }
    let summary = feed.to_string();
    let assumed = feed.scopes.iter();
    let assumed = assumed.filter(|scope| scope.reason == SendReason::AssumedDelivered);
    let assumed = assumed.count();
    let bar = Bar::without_end("Writing", path);
    let mut files = Files::of(feed, options, profile);
    files.split_tabs(path, profile)?;
    let written = files.write(path, sources)?;
    drop(bar);
    output::write(None, |out| {
        writeln!(out, "{summary}")?;
        for (path, rows) in &written {
            writeln!(
                out,
                "{}: {}",
                printable(&file_name(path)),
                counted(*rows, "row")
            )?;
        }
        if written.len() > 1 && path.exists() {
            writeln!(
                out,
                "{} was there before and is left as it is",
                printable(&file_name(path))
            )?;
        }
        if assumed == 0 {
            return Ok(());
        }
        writeln!(
            out,
            "\nOf {}, assets or metadata are assumed to have been delivered. Where none have been, \
             --never-delivered writes a Full Delete instead; --never-delivered=ID does so for one title.",
            counted(assumed, "scope"),
        )
    })?;
    Ok(Outcome::Clean)
}

/// Reports that the platform already holds the desired avails. An existing file at the path is kept.
fn nothing_to_send(path: &Path, feed: &Extract) -> Result<(), Failure> {
    let what_is_there = match path.try_exists() {
        Ok(true) => "was there before and is left as it is",
        _ => "is not written",
    };
    output::write(None, |out| {
        writeln!(
            out,
            "{feed}; {} {what_is_there}",
            printable(&file_name(path))
        )
    })
}

fn refuse_to_replace(path: &Path, sources: &[&PathBuf]) -> Result<(), Failure> {
    match sources
        .iter()
        .any(|source| ema_io::is_same_file(source, path))
    {
        false => Ok(()),
        true => Err(Failure::new(format!(
            "{} would be replaced; give the feed another name",
            path.display()
        ))),
    }
}

/// A feed under the headers of the output version.
struct Files {
    options: WriteOptions,
    headers: Vec<Arc<Header>>,
    /// The rows of each file, by the index of their header.
    files: Vec<BTreeMap<usize, Vec<Avail>>>,
    /// The values that the version cannot hold.
    losses: Vec<Loss>,
}

/// The first row under the header of a template.
const FIRST_ROW: u32 = 4;

impl Files {
    fn of(feed: Extract, options: WriteOptions, profile: &Profile) -> Self {
        let mut headers: Vec<Arc<Header>> = Vec::new();
        let mut seen = HashSet::new();
        for avail in &feed.rows {
            if seen.insert(Arc::as_ptr(avail.header())) {
                headers.push(Arc::clone(avail.header()));
            }
        }
        // Movies precede TV, as in the templates.
        headers.sort_by_key(|header| header.has_tv_columns());
        let numbers: HashMap<*const Header, usize> = (0..)
            .zip(&headers)
            .map(|(number, header)| (Arc::as_ptr(header), number))
            .collect();
        let (target, options) = target(&headers, options);
        let mut converter = Converter::new(&headers, target);
        let parts = match options.format() {
            // The platform's limit applies to the rows of sheets.
            Format::Xml | Format::Json => vec![feed],
            _ => feed.into_files(profile.conventions()),
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
        Self {
            options,
            headers: converter.headers().to_vec(),
            files,
            losses,
        }
    }

    /// Splits the tabs into separate files if the format has only one.
    fn split_tabs(&mut self, path: &Path, profile: &Profile) -> Result<(), Failure> {
        if !matches!(self.options.format(), Format::Csv | Format::Tsv) {
            return Ok(());
        }
        for file in std::mem::take(&mut self.files) {
            let mut seen: BTreeSet<Scope> = BTreeSet::new();
            for rows in file.values() {
                let scopes = rows
                    .iter()
                    .flat_map(|row| Scope::of(row, profile.conventions()));
                let scopes: BTreeSet<Scope> = scopes.collect();
                if let Some(scope) = scopes.iter().find(|scope| seen.contains(scope)) {
                    return Err(Failure::new(format!(
                        "{} has one tab, and the rows of {scope} need two, one for movies and one \
                         for TV; in two files the second would undo the first. Write an .xlsx",
                        path.display()
                    )));
                }
                seen.extend(scopes);
            }
            let tabs = file.into_iter().map(|tab| BTreeMap::from([tab]));
            self.files.extend(tabs);
        }
        Ok(())
    }

    /// Writes the files, and returns their names and numbers of rows.
    fn write(self, path: &Path, sources: &[&PathBuf]) -> Result<Vec<(PathBuf, usize)>, Failure> {
        let mut tell = |loss: Loss| Failure::new(loss).report();
        self.losses.into_iter().for_each(&mut tell);
        let count = self.files.len();
        let mut writers: Vec<Writer<'static>> = Vec::new();
        let mut written = Vec::new();
        for (number, file) in (1..).zip(&self.files) {
            let path = numbered(path, number, count);
            refuse_to_replace(&path, sources)?;
            let mut writer = self.options.create_path(&path).map_err(Failure::new)?;
            let mut rows = 0;
            for (header, avails) in file {
                let sheet = writer.sheet(&self.headers[*header]).map_err(Failure::new)?;
                for avail in avails {
                    writer
                        .avail(sheet, avail, &mut tell)
                        .map_err(Failure::new)?;
                }
                rows += avails.len();
            }
            writers.push(writer);
            written.push((path, rows));
        }
        // The files get their final names only after all of them are complete.
        for writer in writers {
            writer.finish().map_err(Failure::new)?;
        }
        Ok(written)
    }
}

/// The target of the conversion: the newest of the versions of the rows.
fn target(headers: &[Arc<Header>], options: WriteOptions) -> (Target, WriteOptions) {
    let version = headers.iter().map(|header| header.version()).max();
    let xml_version = headers.iter().map(|header| {
        let peer = header.version().xml_peer();
        // Version 2.1 can be read but not written.
        header
            .xml_version()
            .map_or(peer, |own| own.max(XmlVersion::V2_2))
    });
    match (options.format(), xml_version.max()) {
        (Format::Xml, Some(version)) => (Target::Xml(version), options.xml_version(version)),
        _ => (Target::OneSheet(version), options),
    }
}

/// A loss with the place of the written row, because the row of the feed is not in a file.
fn in_result(mut loss: Loss, avail: &Avail, row: u32) -> Loss {
    loss.sheet = avail.header().sheet().clone();
    loss.row = Some(row);
    loss.cell = None;
    loss.position = None;
    loss
}

/// The name of one of several files: `feed-1.xlsx`.
fn numbered(path: &Path, number: usize, count: usize) -> PathBuf {
    if count == 1 {
        return path.to_path_buf();
    }
    let mut name = path.file_stem().unwrap_or_default().to_os_string();
    name.push(format!("-{number}"));
    if let Some(ending) = path.extension() {
        name.push(".");
        name.push(ending);
    }
    path.with_file_name(name)
}
