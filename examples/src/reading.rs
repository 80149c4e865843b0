//! Files of avails, read and checked a row at a time: no more of them is held than some rows.

use std::fs;
use std::path::Path;

use ema_io::{ErrorKind, Part, Progress, Reader};
use ema_model::{Avail, EmaVersion, FileInfo, Format};
use ema_rules::{AsOf, Checker, FileSummary, Finding, Holdings, Profile};

use crate::bar::Bar;
use crate::failure::Failure;

/// What a file is checked against.
#[derive(Clone, Copy)]
pub(crate) struct Check<'a> {
    pub(crate) profile: &'a Profile,
    pub(crate) as_of: AsOf,
    /// What the platform holds, if that is known.
    pub(crate) held: Option<&'a Holdings>,
    /// The version of the file, if it is known to be another one than it looks.
    pub(crate) version: Option<EmaVersion>,
}

impl<'a> Check<'a> {
    /// Reads a file and checks it; its findings and its rows go where they are said to.
    pub(crate) fn file(
        self,
        path: &Path,
        findings: impl FnMut(Finding),
        mut rows: impl FnMut(&Avail),
    ) -> Result<FileSummary, Failure> {
        let mut reading = Reading::begin("Checking", path, self.version)?;
        let file = reading.reader.file();
        let mut checker = self.checker(file.format, findings);
        reading.each(|part| {
            match part {
                Part::Sheet(header) => checker.sheet(header),
                Part::Avail(avail) => {
                    checker.avail(avail);
                    rows(avail);
                }
            }
            Ok(())
        })?;
        Ok(checker.finish(reading.reader.file()))
    }

    pub(crate) fn checker<F: FnMut(Finding)>(self, format: Format, findings: F) -> Checker<'a, F> {
        let checker = Checker::new(self.profile, format, self.as_of, findings);
        match self.held {
            Some(held) => checker.holding(held),
            None => checker,
        }
    }
}

/// An open file, and a bar that shows how much of it has been read.
pub(crate) struct Reading {
    reader: Reader,
    /// It is there until the file is.
    _bar: Bar,
}

impl Reading {
    /// Opens a file; `doing` is what the bar says of it.
    pub(crate) fn begin(
        doing: &str,
        path: &Path,
        version: Option<EmaVersion>,
    ) -> Result<Self, Failure> {
        let progress = Progress::new();
        let bar = Bar::of_file(doing, path, &progress);
        let options = ema_io::Options::new()
            .ema_version(version)
            .progress(&progress);
        let reader = options
            .open_path(path)
            .map_err(|error| match error.kind() {
                ErrorKind::NotFound => not_found(path),
                _ => error.into(),
            })?;
        Ok(Self { reader, _bar: bar })
    }

    /// What is known of the file.
    pub(crate) fn file(&self) -> &FileInfo {
        self.reader.file()
    }

    /// Reads the file to its end.
    pub(crate) fn each(
        &mut self,
        take: impl FnMut(Part<'_>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        self.reader.each(take)
    }
}

/// There is no file of that name.
pub(crate) fn not_found(path: &Path) -> Failure {
    let way_out = match nearest(path) {
        Some(other) => format!("the nearest name in its folder is `{other}`"),
        None => "check the name and the folder".to_owned(),
    };
    Failure::new(format!("{} was not found; {way_out}", path.display()))
}

/// The name in the same folder that is nearest to that of a file, if it differs in no more than every
/// third letter.
pub(crate) fn nearest(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?.to_lowercase();
    let length = name.chars().count();
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    let entries = fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let measured = names.filter_map(|other| {
        let distance = strsim::osa_distance(&name, &other.to_lowercase());
        (distance <= length / 3).then_some((distance, other))
    });
    Some(measured.min()?.1)
}
