//! `ema validate`: reads files of avails a row at a time, checks them, and reports.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, ValueEnum};
use ema_model::EmaVersion;
use ema_rules::{Checker, Instant, Profile, Report, Severity};

use crate::as_of::AsOf;
use crate::failure::{Failure, Outcome};
use crate::output;

/// Checks workbooks and text files of avails, and says what is wrong in which cell.
#[derive(Args)]
pub(crate) struct Validate {
    /// The files: .xlsx, .xlsm, .xls, .csv or .tsv.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// What to check against: the rules of Prime Video, or the EMA specification alone.
    #[arg(long, value_enum, default_value_t = ProfileName::PrimeVideo)]
    profile: ProfileName,

    #[command(flatten)]
    as_of: AsOf,

    /// How the result is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Where the result is written; standard output if it is not given.
    #[arg(long, value_name = "PATH")]
    output: Option<PathBuf>,

    /// The version of the files, if they are known to be another one than they look.
    #[arg(long, value_name = "VERSION", value_parser = parse_version)]
    ema_version: Option<EmaVersion>,
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
}

impl Validate {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let profile = match self.profile {
            ProfileName::PrimeVideo => Profile::prime_video(),
            ProfileName::Ema => Profile::ema(),
        };
        let as_of = self.as_of.instant()?;
        if let Some(output) = &self.output
            && let Some(input) = self
                .files
                .iter()
                .find(|file| output::is_same_file(file, output))
        {
            return Err(Failure::new(format!(
                "{} would be replaced by its own report; give --output another name",
                input.display()
            )));
        }
        let mut outcome = Outcome::Clean;
        let mut reports = Vec::new();
        for path in &self.files {
            let began = std::time::Instant::now();
            match check(path, &profile, as_of, self.ema_version) {
                Ok(report) => {
                    if report.count(Severity::Error) > 0 {
                        outcome = outcome.max(Outcome::ErrorsFound);
                    }
                    reports.push((report, began.elapsed()));
                }
                Err(error) => {
                    Failure::new(error).report();
                    outcome = Outcome::Unusable;
                }
            }
        }
        self.write(&reports)?;
        Ok(outcome)
    }

    fn write(&self, reports: &[(Report, Duration)]) -> Result<(), Failure> {
        output::write(self.output.as_deref(), |out| match self.format {
            Format::Text => {
                for (index, (report, took)) in reports.iter().enumerate() {
                    if index > 0 {
                        writeln!(out)?;
                    }
                    writeln!(
                        out,
                        "{}",
                        report
                            .as_text()
                            .colored(true)
                            .took(*took)
                            .more("; --format json lists them all")
                    )?;
                }
                Ok(())
            }
            Format::Json => {
                let files: Vec<&Report> = reports.iter().map(|(report, _)| report).collect();
                let document = std::collections::BTreeMap::from([("files", files)]);
                serde_json::to_writer_pretty(&mut *out, &document)?;
                writeln!(out)
            }
        })
    }
}

/// Checks one file without holding its rows.
fn check(
    path: &Path,
    profile: &Profile,
    as_of: Instant,
    version: Option<EmaVersion>,
) -> Result<Report, ema_io::Error> {
    let mut reader = ema_io::Options::new()
        .ema_version(version)
        .open_path(path)?;
    let mut findings = Vec::new();
    let mut checker = Checker::new(profile, reader.file().format, as_of, |finding| {
        findings.push(finding);
    });
    while let Some(mut sheet) = reader.next_sheet()? {
        checker.sheet(sheet.header());
        while let Some(avail) = sheet.next_avail()? {
            checker.avail(&avail);
        }
    }
    let summary = checker.finish(reader.file());
    Ok(Report::new(summary, findings))
}

fn parse_version(text: &str) -> Result<EmaVersion, ema_model::UnknownVersion> {
    text.parse()
}
