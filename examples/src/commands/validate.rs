//! `ema validate`: reads files of avails a row at a time, checks them, and reports.

mod copies;
mod page;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, ValueEnum};
use ema_model::{Avail, EmaVersion};
use ema_rules::html::{Rows, Timeline};
use ema_rules::{AsOf, Profile, Report, SarifLog, Severity, printable};
use serde::Serialize;

use crate::as_of::AsOfArg;
use crate::failure::{Failure, Outcome};
use crate::profile::ProfileArgs;
use crate::reading::{Check, ReadArgs};
use crate::{holdings, output, state};

/// Checks files of avails, and says what is wrong in which cell.
#[derive(Args)]
pub(crate) struct Validate {
    /// The files: .xlsx, .xlsm, .xls, .csv, .tsv, .json or .xml.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// What to check against: the rules of Prime Video, or the EMA specification alone.
    #[arg(long, value_enum, default_value_t = ProfileName::PrimeVideo)]
    profile: ProfileName,

    #[command(flatten)]
    profile_args: ProfileArgs,

    #[command(flatten)]
    as_of: AsOfArg,

    /// How the result is written. Files that can't be read are named in it, too.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Where the result is written; standard output if it is not given.
    #[arg(long, value_name = "PATH")]
    output: Option<PathBuf>,

    /// Writes a copy of the one file that is checked, in which every finding is a colored cell with a
    /// note, and a list of all findings.
    #[arg(long, value_name = "OUT.xlsx")]
    annotate: Option<PathBuf>,

    /// Writes a copy of the one file that is checked with everything mended that can be mended
    /// without guessing, in the format that the ending says, and reports what is left.
    #[arg(long, value_name = "OUT.xlsx", conflicts_with = "annotate")]
    fix: Option<PathBuf>,

    /// What the platform holds, as `ema apply` has written it: a Full Delete of what is live there is
    /// found too.
    #[arg(long, value_name = "STATE.json")]
    state: Option<PathBuf>,

    /// The version of the files, if they are known to be another one than they look.
    #[arg(long, value_name = "VERSION", value_parser = str::parse::<EmaVersion>)]
    ema_version: Option<EmaVersion>,

    #[command(flatten)]
    read: ReadArgs,
}

#[derive(Clone, Copy, ValueEnum)]
enum ProfileName {
    PrimeVideo,
    Ema,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
    /// For the dashboards of build systems: SARIF 2.1.0.
    Sarif,
    /// One page for a browser: the findings with their rows, and the windows over time.
    Html,
}

impl Validate {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let profile = match self.profile {
            ProfileName::PrimeVideo => Profile::prime_video(),
            ProfileName::Ema => Profile::ema(),
        };
        let profile = self.profile_args.apply(profile)?;
        let as_of = self.as_of.get()?;
        self.refuse_to_replace()?;
        let held = match &self.state {
            Some(path) => Some(state::read_state(path, &profile)?),
            None => None,
        };
        if let (Some(fix), Format::Html) = (&self.fix, self.format) {
            return Err(Failure::new(format!(
                "a page shows the rows of one file; write {0} with --fix first, then check {0} with \
                 --format html",
                fix.display()
            )));
        }
        let check = Check {
            profile: &profile,
            as_of,
            held: held.as_ref(),
            version: self.ema_version,
            read: self.read,
        };
        let mut outcome = Outcome::Clean;
        let mut reports = Vec::new();
        // Of each report, where it is to be a page.
        let mut drawn = Vec::new();
        let mut unreadable = Vec::new();
        for path in &self.files {
            let began = std::time::Instant::now();
            let mut findings = Vec::new();
            let mut seen = matches!(self.format, Format::Html).then(|| page::Seen::new(check));
            let rows = |avail: &Avail| {
                if let Some(seen) = &mut seen {
                    seen.add(avail);
                }
            };
            match check.file(path, |finding| findings.push(finding), rows) {
                // What there is to know of the file is among its findings.
                Ok((summary, _)) => {
                    let mut report = Report::new(summary, findings);
                    if let Some(out) = &self.annotate {
                        copies::annotate(path, check, &report, out)?;
                    }
                    if let Some(out) = &self.fix {
                        report = copies::fix(path, check, &report, out)?;
                    }
                    if report.count(Severity::Error) > 0 {
                        outcome = outcome.max(Outcome::ErrorsFound);
                    }
                    reports.push((path.as_path(), report, began.elapsed()));
                    drawn.extend(seen.map(page::Seen::finish));
                }
                Err(failure) => {
                    failure.report();
                    outcome = Outcome::Unusable;
                    unreadable.push((path.as_path(), failure));
                }
            }
        }
        self.write(&reports, &unreadable, drawn, as_of)?;
        Ok(outcome)
    }

    /// A file is never replaced by what is made of it.
    fn refuse_to_replace(&self) -> Result<(), Failure> {
        let copies = [("--annotate", &self.annotate), ("--fix", &self.fix)];
        for (option, copy) in copies {
            if copy.is_some() && self.files.len() > 1 {
                return Err(Failure::new(format!(
                    "{option} makes a copy of one file; check the files one by one"
                )));
            }
        }
        let outputs = [("--output", &self.output)].into_iter().chain(copies);
        let mut taken: Vec<&PathBuf> = self.files.iter().chain(&self.state).collect();
        for (option, path) in outputs {
            let Some(path) = path else { continue };
            if let Some(other) = taken.iter().find(|other| ema_io::is_same_file(other, path)) {
                return Err(Failure::new(format!(
                    "{} would be replaced by its own report; give {option} another name",
                    other.display()
                )));
            }
            taken.push(path);
        }
        Ok(())
    }

    fn write(
        &self,
        reports: &[(&Path, Report, Duration)],
        unreadable: &[(&Path, Failure)],
        drawn: Vec<(Rows, Timeline)>,
        as_of: AsOf,
    ) -> Result<(), Failure> {
        let path = self.output.as_deref();
        match self.format {
            Format::Text => output::write(path, |out| {
                // Where no file is asked for, the report stands beside standard error, which has said it.
                for (_, failure) in unreadable.iter().filter(|_| path.is_some()) {
                    writeln!(out, "not checked: {}\n", printable(&failure.to_string()))?;
                }
                write_text(out, reports)
            }),
            Format::Json => {
                let document = Document {
                    files: reports.iter().map(|(_, report, _)| report).collect(),
                    unreadable: unreadable.iter().map(Unreadable::of).collect(),
                };
                output::write_json(path, &document)
            }
            Format::Sarif => {
                let files: Vec<_> = reports
                    .iter()
                    .map(|(path, report, _)| (path.to_string_lossy(), report))
                    .collect();
                let log = SarifLog::new(files.iter().map(|(path, report)| (&**path, *report)));
                let log = unreadable.iter().fold(log, |log, (path, failure)| {
                    log.unreadable(&path.to_string_lossy(), failure.to_string())
                });
                output::write_json(path, &log)
            }
            Format::Html => {
                let (rows, timelines): (Vec<_>, Vec<_>) = drawn.into_iter().unzip();
                let parts = reports.iter().map(|(_, report, _)| report).zip(&rows);
                let page = page::of(parts.zip(timelines), unreadable, as_of);
                output::write_document(path, |out| writeln!(out, "{page}"))
            }
        }
    }
}

/// What `--format json` writes.
#[derive(Serialize)]
struct Document<'a> {
    files: Vec<&'a Report>,
    unreadable: Vec<Unreadable>,
}

/// A file that could not be read.
#[derive(Serialize)]
struct Unreadable {
    file: String,
    message: String,
}

impl Unreadable {
    fn of((path, failure): &(&Path, Failure)) -> Self {
        Self {
            file: holdings::name(path),
            message: failure.to_string(),
        }
    }
}

fn write_text(out: &mut dyn Write, reports: &[(&Path, Report, Duration)]) -> io::Result<()> {
    for (index, (_, report, took)) in reports.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        let text = report.as_text().colored(true).took(*took);
        writeln!(out, "{}", text.more("; --format json lists them all"))?;
    }
    Ok(())
}
