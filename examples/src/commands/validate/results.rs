//! Writes a check's results in each format.

use std::cell::RefCell;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::Path;

use ema_rules::{AsOf, Finding, Report, SarifLog, printable};
use serde::ser::{SerializeSeq as _, SerializeStruct as _};
use serde::{Serialize, Serializer};

use super::files::{Checked, SendLines, Step};
use super::{Format, page};
use crate::failure::Failure;
use crate::output;
use crate::shown::file_name;

/// The schema version of JSON reports. It is incremented when a field is removed or changes its
/// meaning.
const SCHEMA: u32 = 2;

/// The results, in file order.
type Steps<'a, 's> = &'s mut dyn Iterator<Item = Step<'a>>;

/// Writes the results to a path, or to standard output if there is no path.
pub(super) fn write(
    format: Format,
    path: Option<&Path>,
    as_of: AsOf,
    steps: Steps<'_, '_>,
) -> Result<(), Failure> {
    match format {
        // If there is no output file, the messages on standard error already report the unreadable
        // files.
        Format::Text => output::write(path, |out| write_text(out, steps, path.is_some())),
        Format::Json => output::write_json(path, &Document::of(steps)),
        Format::Jsonl => output::write_lines(path, |out| write_lines(out, steps)),
        Format::Sarif => write_sarif(path, steps),
        Format::Html => write_html(path, as_of, steps),
    }
}

fn write_text(out: &mut dyn Write, steps: Steps<'_, '_>, with_failures: bool) -> io::Result<()> {
    let mut is_first = true;
    for step in steps {
        match step {
            Step::File(_, Ok(checked)) => {
                if !std::mem::take(&mut is_first) {
                    writeln!(out)?;
                }
                let text = checked.report.as_text().colored(true).took(checked.took);
                let text = text.more_fixed(&checked.more_fixed);
                writeln!(
                    out,
                    "{}",
                    text.more("; `--format html` has more, and `--annotate` marks every cell")
                )?;
            }
            Step::File(_, Err(failure)) if with_failures => {
                writeln!(out, "not checked: {}\n", printable(&failure.to_string()))?;
            }
            Step::File(..) | Step::Lines(_) => {}
        }
    }
    Ok(())
}

/// The findings in a file as JSON lines, for `--format jsonl`.
pub(super) struct Lines {
    file: String,
    lines: Vec<u8>,
}

impl Lines {
    /// The total size, in bytes, at which lines are sent.
    const CHUNK: usize = 1 << 16;

    pub(super) fn new(path: &Path) -> Self {
        Self {
            file: file_name(path),
            lines: Vec::new(),
        }
    }

    /// Adds a finding. When the lines have reached the size of a chunk, they are sent.
    pub(super) fn add(&mut self, finding: &Finding, send: &mut SendLines<'_>) -> ControlFlow<()> {
        #[derive(Serialize)]
        struct Line<'a> {
            file: &'a str,
            #[serde(flatten)]
            finding: &'a Finding,
        }
        let file = &self.file;
        self.lines.extend(to_line(&Line { file, finding }));
        if self.lines.len() < Self::CHUNK {
            return ControlFlow::Continue(());
        }
        send(std::mem::take(&mut self.lines))
    }

    /// Returns the lines that have not been sent yet.
    pub(super) fn finish(self) -> Vec<u8> {
        self.lines
    }
}

fn to_line(line: &impl Serialize) -> Vec<u8> {
    // Serialization fails only for maps with keys that are not strings, and a line contains no such map.
    let mut line = serde_json::to_vec(line).unwrap_or_default();
    line.push(b'\n');
    line
}

fn write_lines(out: &mut dyn Write, steps: Steps<'_, '_>) -> io::Result<()> {
    #[derive(Serialize)]
    struct Line {
        file: String,
        unreadable: String,
    }
    for step in steps {
        match step {
            Step::Lines(lines) => out.write_all(&lines)?,
            Step::File(path, Err(failure)) => out.write_all(&to_line(&Line {
                file: file_name(path),
                unreadable: failure.to_string(),
            }))?,
            Step::File(_, Ok(_)) => {}
        }
    }
    Ok(())
}

/// The document that `--format json` writes. Each report is written as soon as it is ready, and unreadable files are
/// written at the end.
struct Document<'a, 's> {
    steps: RefCell<Steps<'a, 's>>,
    unreadable: RefCell<Vec<Unreadable>>,
}

/// A file that could not be read.
#[derive(Serialize)]
struct Unreadable {
    file: String,
    message: String,
}

impl<'a, 's> Document<'a, 's> {
    fn of(steps: Steps<'a, 's>) -> Self {
        Self {
            steps: RefCell::new(steps),
            unreadable: RefCell::default(),
        }
    }

    /// Returns the next report, and collects the unreadable files before it.
    fn next(&self) -> Option<Report> {
        loop {
            match self.steps.borrow_mut().next()? {
                Step::File(_, Ok(checked)) => return Some(checked.report),
                Step::File(path, Err(failure)) => self.unreadable.borrow_mut().push(Unreadable {
                    file: file_name(path),
                    message: failure.to_string(),
                }),
                Step::Lines(_) => {}
            }
        }
    }
}

impl Serialize for Document<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut document = serializer.serialize_struct("Document", 3)?;
        document.serialize_field("schema", &SCHEMA)?;
        document.serialize_field("files", &Files(self))?;
        document.serialize_field("unreadable", &*self.unreadable.borrow())?;
        document.end()
    }
}

struct Files<'d, 'a, 's>(&'d Document<'a, 's>);

impl Serialize for Files<'_, '_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut files = serializer.serialize_seq(None)?;
        while let Some(report) = self.0.next() {
            files.serialize_element(&report)?;
        }
        files.end()
    }
}

type ByPath<'a, T> = Vec<(&'a Path, T)>;

/// Waits for all results and separates the checked files from the unreadable files. Some formats
/// begin with a list of all files, so they need the complete results.
fn collect<'a>(steps: Steps<'a, '_>) -> (ByPath<'a, Box<Checked>>, ByPath<'a, Failure>) {
    let (mut files, mut unreadable) = (Vec::new(), Vec::new());
    for step in steps {
        match step {
            Step::File(path, Ok(checked)) => files.push((path, checked)),
            Step::File(path, Err(failure)) => unreadable.push((path, failure)),
            Step::Lines(_) => {}
        }
    }
    (files, unreadable)
}

fn write_sarif(path: Option<&Path>, steps: Steps<'_, '_>) -> Result<(), Failure> {
    let (files, unreadable) = collect(steps);
    let files: Vec<_> = files
        .iter()
        .map(|(path, checked)| (path.to_string_lossy(), &checked.report))
        .collect();
    let log = SarifLog::new(files.iter().map(|(path, report)| (&**path, *report)));
    let log = unreadable.iter().fold(log, |log, (path, failure)| {
        log.unreadable(&path.to_string_lossy(), failure.to_string())
    });
    output::write_json(path, &log)
}

fn write_html(path: Option<&Path>, as_of: AsOf, steps: Steps<'_, '_>) -> Result<(), Failure> {
    let (files, unreadable) = collect(steps);
    let (mut reports, mut drawn) = (Vec::new(), Vec::new());
    for (_, checked) in files {
        reports.push((checked.report, checked.more_fixed));
        drawn.extend(checked.drawn);
    }
    let (rows, timelines): (Vec<_>, Vec<_>) = drawn.into_iter().unzip();
    let parts = reports.iter().zip(&rows);
    let page = page::of(parts.zip(timelines), &unreadable, as_of);
    output::write_document(path, |out| writeln!(out, "{page}"))
}
