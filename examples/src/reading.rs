//! Files of avails, read and checked a row at a time: no more of them is held than a row.

use std::path::Path;
use std::sync::Arc;

use ema_io::Reader;
use ema_model::{Avail, EmaVersion, Format, Header};
use ema_rules::{Checker, FileSummary, Finding, Holdings, Instant, Profile};

use crate::failure::Failure;

/// What a file is checked against.
#[derive(Clone, Copy)]
pub(crate) struct Check<'a> {
    pub(crate) profile: &'a Profile,
    pub(crate) as_of: Instant,
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
        let mut reader = open(path, self.version)?;
        let mut checker = self.checker(reader.file().format, findings);
        each(&mut reader, |part| {
            match part {
                Part::Sheet(header) => checker.sheet(header),
                Part::Row(avail) => {
                    checker.avail(avail);
                    rows(avail);
                }
            }
            Ok(())
        })?;
        Ok(checker.finish(reader.file()))
    }

    pub(crate) fn checker<F: FnMut(Finding)>(self, format: Format, findings: F) -> Checker<'a, F> {
        let checker = Checker::new(self.profile, format, self.as_of, findings);
        match self.held {
            Some(held) => checker.holding(held),
            None => checker,
        }
    }
}

/// What is read of a file, in its order.
pub(crate) enum Part<'a> {
    Sheet(&'a Arc<Header>),
    Row(&'a Avail),
}

pub(crate) fn open(path: &Path, version: Option<EmaVersion>) -> Result<Reader, Failure> {
    let options = ema_io::Options::new().ema_version(version);
    options.open_path(path).map_err(Failure::new)
}

/// Reads a file to its end.
pub(crate) fn each(
    reader: &mut Reader,
    mut take: impl FnMut(Part<'_>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    while let Some(mut sheet) = reader.next_sheet().map_err(Failure::new)? {
        take(Part::Sheet(sheet.header()))?;
        while let Some(avail) = sheet.next_avail().map_err(Failure::new)? {
            take(Part::Row(&avail))?;
        }
    }
    Ok(())
}
