//! Files of avails, read and checked a row at a time: no more of them is held than some rows.

use std::mem;
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, SyncSender};
use std::thread;

use ema_io::{Progress, Reader};
use ema_model::{Avail, EmaVersion, Format, Header};
use ema_rules::{Checker, FileSummary, Finding, Holdings, Instant, Profile};

use crate::bar::Bar;
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
        let mut reading = Reading::begin("Checking", path, self.version)?;
        let file = reading.reader.file();
        let mut checker = self.checker(file.format, findings);
        reading.each(|part| {
            match part {
                Part::Sheet(header) => checker.sheet(header),
                Part::Row(avail) => {
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

/// What is read of a file, in its order.
pub(crate) enum Part<'a> {
    Sheet(&'a Arc<Header>),
    Row(&'a Avail),
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
        Ok(Self {
            reader: options.open_path(path).map_err(Failure::new)?,
            _bar: bar,
        })
    }

    /// Reads the file to its end. Reading takes as long as checking, so each has a core of its own;
    /// few rows wait in between.
    pub(crate) fn each(
        &mut self,
        mut take: impl FnMut(Part<'_>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let reader = &mut self.reader;
        let (batches, waiting) = mpsc::sync_channel(4);
        thread::scope(|scope| {
            let reading = scope.spawn(move || read(reader, &batches));
            let taken = waiting.iter().try_for_each(|batch| match batch {
                Batch::Sheet(header) => take(Part::Sheet(&header)),
                Batch::Rows(avails) => avails.iter().try_for_each(|avail| take(Part::Row(avail))),
            });
            // Nobody waits for more, so that reading ends after a failure.
            drop(waiting);
            let read = reading.join().unwrap_or_else(|panic| resume_unwind(panic));
            taken.and(read.map_err(Failure::new))
        })
    }
}

/// What goes from one core to the other at once.
enum Batch {
    Sheet(Arc<Header>),
    Rows(Vec<Avail>),
}

fn read(reader: &mut Reader, batches: &SyncSender<Batch>) -> Result<(), ema_io::Error> {
    const ROWS: usize = 128;
    while let Some(mut sheet) = reader.next_sheet()? {
        let header = Arc::clone(sheet.header());
        let mut is_awaited = batches.send(Batch::Sheet(header)).is_ok();
        let mut rows = Vec::new();
        while is_awaited && let Some(avail) = sheet.next_avail()? {
            rows.push(avail);
            if rows.len() == ROWS {
                is_awaited = batches.send(Batch::Rows(mem::take(&mut rows))).is_ok();
            }
        }
        if !is_awaited || batches.send(Batch::Rows(rows)).is_err() {
            break;
        }
    }
    Ok(())
}
