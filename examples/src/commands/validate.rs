//! `ema validate`: reads avails files one row at a time, checks them, and writes reports.

mod files;
mod page;
mod results;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::{Args, ValueEnum};
use ema_avails::{Annotations, Check, Fixes, Input, Output, Progress};
use ema_io::WorkbookCopy;
use ema_model::{Avail, EmaVersion};
use ema_rules::{Finding, Profile, ReportBuilder};

use crate::as_of::AsOfArg;
use crate::bar::Bar;
use crate::failure::{Failure, Outcome};
use crate::output::FileKind;
use crate::profile::{ProfileArgs, profile_parser};
use crate::reading::{ReadArgs, unreadable};
use crate::shown::file_name;
use crate::{output, state};
use files::{Checked, SendLines, Step};
use results::Lines;

/// Check avails files, and report which cells are wrong and why.
#[derive(Args)]
pub(crate) struct Validate {
    /// Files to check: .xlsx, .xlsm, .xlsb, .xls, .ods, .csv, .tsv, .json or .xml.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Requirements that the files are checked against.
    #[arg(long, default_value = "prime-video", value_parser = profile_parser())]
    profile: Profile,

    #[command(flatten)]
    profile_args: ProfileArgs,

    #[command(flatten)]
    as_of: AsOfArg,

    /// Format of the report. The report also lists files that can't be read.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// File for the report. The default is standard output.
    #[arg(long, value_name = "PATH")]
    output: Option<PathBuf>,

    /// Write a copy of the file in which each cell with findings is colored and has a note, and a tab lists all
    /// findings. The copy of a workbook keeps everything else, such as tabs, notes, formulas and macros.
    #[arg(long, value_name = "OUT.xlsx")]
    annotate: Option<PathBuf>,

    /// Write a copy of the file with all safe fixes applied, and report what was fixed and what remains. The
    /// extension of the copy determines its format. If the copy is a workbook, its fixed cells are green, and a tab
    /// lists them. The copy of a workbook keeps everything else. With --annotate and the same path, one copy has both:
    /// the fixes, and the findings that remain.
    #[arg(long, value_name = "OUT.xlsx")]
    fix: Option<PathBuf>,

    /// State written by `ema apply`, which records what the platform holds. With a state, the report also contains what
    /// `ema apply` would warn of, such as a live title that the file leaves out.
    #[arg(long, value_name = "STATE.json")]
    state: Option<PathBuf>,

    /// EMA version of the files. Overrides the detected version.
    #[arg(long, value_name = "VERSION", value_parser = str::parse::<EmaVersion>)]
    ema_version: Option<EmaVersion>,

    #[command(flatten)]
    read: ReadArgs,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    /// One document, in which equal findings are combined into one entry with their rows.
    Json,
    /// One line of JSON for each finding.
    Jsonl,
    /// SARIF 2.1.0, for the dashboards of build systems.
    Sarif,
    /// HTML page that shows findings with their rows, and windows over time.
    Html,
}

impl Format {
    fn kind(self) -> FileKind {
        match self {
            Self::Text => FileKind::TEXT,
            Self::Json => FileKind::JSON,
            Self::Jsonl => FileKind::JSON_LINES,
            Self::Sarif => FileKind::SARIF,
            Self::Html => FileKind::PAGE,
        }
    }
}

impl Validate {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let profile = self.profile_args.apply(self.profile.clone())?;
        let as_of = self.as_of.get()?;
        self.refuse_to_replace()?;
        output::refuse_other_ending(self.output.as_deref(), self.format.kind())?;
        let held = match &self.state {
            Some(path) => Some(state::read_state(path, &profile)?),
            None => None,
        };
        let mut check = Check::new(&profile, as_of).read(self.read.options(self.ema_version));
        if let Some(held) = &held {
            check = check.holding(held);
        }
        let mut outcome = Outcome::Clean;
        let mut write = |steps: &mut dyn Iterator<Item = Step<'_>>| {
            let mut steps = files::watched(steps, &mut outcome);
            results::write(self.format, self.output.as_deref(), as_of, &mut steps)
        };
        match &self.files[..] {
            [path] if self.annotate.is_some() || self.fix.is_some() => {
                let steps = self.copy(path, &check)?;
                write(&mut steps.into_iter())?;
            }
            [_] => {
                let job = |path: &Path, lines: &mut SendLines<'_>| {
                    let (check, _bar) = self.with_bar("Checking", path, &check);
                    self.check(path, &check, lines, |_| {})
                };
                files::check(&self.files, &job, write)?;
            }
            _ => {
                // Each core checks a different file, and a single bar shows the total progress.
                let read = self.read.options(self.ema_version).one_thread(true);
                let check = check.read(read);
                let job = |path: &Path, lines: &mut SendLines<'_>| {
                    self.check(path, &check, lines, |_| {})
                };
                files::check(&self.files, &job, write)?;
            }
        }
        Ok(outcome)
    }

    /// Checks a file and passes each finding to the closure `each`.
    fn check(
        &self,
        path: &Path,
        check: &Check<'_>,
        send: &mut SendLines<'_>,
        mut each: impl FnMut(&Finding),
    ) -> Result<Checked, Failure> {
        let began = Instant::now();
        let mut seen = matches!(self.format, Format::Html).then(|| page::Seen::new(check));
        let mut lines = matches!(self.format, Format::Jsonl).then(|| Lines::new(path));
        let mut report = ReportBuilder::new();
        let finding = |finding: Finding| {
            each(&finding);
            let flow = match &mut lines {
                Some(lines) => lines.add(&finding, send),
                None => ControlFlow::Continue(()),
            };
            report.add(finding);
            flow
        };
        let rows = |avail: &Avail| {
            if let Some(seen) = &mut seen {
                seen.add(avail);
            }
        };
        // No notes about the file are printed, because the findings include them.
        let summary = check.each(&Input::path(path), finding, rows);
        let summary = summary.map_err(|error| unreadable(path, error))?;
        if let Some(lines) = lines {
            let _ = send(lines.finish());
        }
        Ok(Checked {
            report: report.finish(summary),
            took: began.elapsed(),
            drawn: seen.map(page::Seen::finish),
            more_fixed: String::new(),
        })
    }

    /// Checks a file and writes the requested copy.
    fn copy<'a>(&self, path: &'a Path, check: &Check<'_>) -> Result<Vec<Step<'a>>, Failure> {
        let (mut annotations, mut fixes) = (Annotations::new(), Fixes::new());
        let mut steps = Vec::new();
        let mut send = |lines| {
            steps.push(Step::Lines(lines));
            ControlFlow::Continue(())
        };
        let each = |finding: &Finding| match self.fix {
            Some(_) => fixes.add(finding),
            None => annotations.add(finding),
        };
        let result = {
            let (check, _bar) = self.with_bar("Checking", path, check);
            self.check(path, &check, &mut send, each)
        };
        let result = match (result, &self.fix, &self.annotate) {
            (Ok(checked), Some(out), both) => {
                let fixes = fixes.annotate(both.is_some());
                Ok(self.write_fixed(path, out, check, fixes, checked)?)
            }
            (Ok(checked), None, Some(out)) => {
                let (check, _bar) = self.with_bar("Annotating", path, check);
                let format = checked.report.summary().file.format;
                let (input, output) = (Input::path(path), Output::path(out));
                let mut losses = |loss| Failure::new(loss).report();
                annotations
                    .write(&input, format, check.reading(), output, &mut losses)
                    .map_err(Failure::new)?;
                Ok(checked)
            }
            (result, ..) => result,
        };
        steps.push(Step::File(path, result.map(Box::new)));
        Ok(steps)
    }

    /// Writes the fixed copy and returns the result of checking it.
    fn write_fixed(
        &self,
        path: &Path,
        out: &Path,
        check: &Check<'_>,
        fixes: Fixes,
        mut checked: Checked,
    ) -> Result<Checked, Failure> {
        let (check, _bar) = self.with_bar("Fixing", path, check);
        let mut seen = checked.drawn.is_some().then(|| page::Seen::new(&check));
        let mut rows = |avail: &Avail| {
            if let Some(seen) = &mut seen {
                seen.add(avail);
            }
        };
        let (input, output) = (Input::path(path), Output::path(out));
        let is_workbook = WorkbookCopy::keeps(ema_model::Format::Xlsx, &output);
        let hint = match is_workbook {
            true => format!("; the tab Changes of {} lists all", file_name(out)),
            false => "; --format json lists all".to_owned(),
        };
        let mut losses = |loss| Failure::new(loss).report();
        let fixed = fixes
            .write(
                &input,
                &check,
                &checked.report,
                output,
                &mut rows,
                &mut losses,
            )
            .map_err(Failure::new)?;
        for cell in fixed.unchanged {
            Failure::new(cell).report();
        }
        checked.report = fixed.report;
        checked.drawn = seen.map(page::Seen::finish);
        checked.more_fixed = hint;
        Ok(checked)
    }

    /// Returns the check to run, and a bar that shows how much of the file has been read.
    fn with_bar<'a>(&self, doing: &str, path: &Path, check: &Check<'a>) -> (Check<'a>, Bar) {
        let progress = Progress::new();
        let bar = Bar::of_file(doing, path, &progress);
        let read = self.read.options(self.ema_version).progress(&progress);
        (check.clone().read(read), bar)
    }

    /// Returns an error if an output would replace an input.
    fn refuse_to_replace(&self) -> Result<(), Failure> {
        let copies = [("--annotate", &self.annotate), ("--fix", &self.fix)];
        for (option, copy) in copies {
            if copy.is_some() && self.files.len() > 1 {
                return Err(Failure::new(format!(
                    "{option} copies a single file; check the files one at a time"
                )));
            }
        }
        if let (Some(annotate), Some(fix)) = (&self.annotate, &self.fix)
            && annotate != fix
        {
            return Err(Failure::new(format!(
                "--annotate and --fix write one copy: name {} in both. For two copies, run the command twice",
                fix.display()
            )));
        }
        // If both options are given, both paths lead to the same copy, so only one of the paths is checked.
        let copies = copies.into_iter().skip(usize::from(self.fix.is_some()));
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
}
