//! `ema deliver`: plans a delivery and carries it out.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use clap::{Args, ValueEnum};
use delivery_naming::{
    AsperaRun, DeliveryPlan, LeadTime, Pauses, PlannedFile, Planner, PreparedRun, Problem,
    ProblemKind, Rate, RunError, RunEvent, Target,
};
use ema_io::{io_error_in_words, json_error_in_words};
use ema_model::{NaiveDate, TerritoryCode};

use crate::as_of::{self, AsOfArg};
use crate::bar::{self, Bar, HowFar};
use crate::failure::{Failure, Outcome, say};
use crate::output::{self, Format};
use crate::reading::ReadArgs;

mod interrupt;
mod password;
mod target;
mod titles;

use interrupt::Interrupt;
use target::{PolicyArg, RegionArg, To};

const EXAMPLES: &str = "\
To plan, approve, send, check and continue a delivery:
  ema deliver masters --to aspera --user USER --rate 300m --save-plan friday.json
  ema deliver --plan friday.json --run
  ema deliver --plan friday.json --status
  ema deliver --plan friday.json --run

To do the same in one command, without an approval:
  ema deliver masters --to aspera --user USER --rate 300m --run

After any interruption, run the same command again to continue where it stopped. The journal, a file in the \
folder in which the command was started, records which files have been delivered, so no file is sent twice.

The exit status is 0 if everything has been delivered, 1 if the files have errors, 2 if something \
else has to be fixed first, 3 if the same command can succeed later, and 130 after Ctrl-C.";

/// Plan a delivery, and carry it out.
///
/// The command reads the files, puts them in the order of delivery, and reports problems: names that are not accepted,
/// manifests that name missing files, and avails, metadata and manifests for different titles. With --run, the command
/// also carries out the plan. To continue an interrupted run, repeat the same command.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Deliver {
    /// Files and folders to deliver.
    #[arg(required_unless_present = "plan", value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Target of the delivery: Prime Video with Aspera, Prime Video by S3 push, or Backlot.
    #[arg(long, value_enum, required_unless_present = "plan")]
    to: Option<To>,

    /// User name of the Aspera account.
    #[arg(long, required_if_eq("to", "aspera"))]
    user: Option<String>,

    /// Territory of distribution, for Aspera accounts created before 2023 that have a folder for each region.
    #[arg(long, value_parser = target::parse_territory)]
    territory: Option<TerritoryCode>,

    /// Region whose folder receives the files, as an alternative to --territory.
    #[arg(long, value_enum, conflicts_with = "territory")]
    region: Option<RegionArg>,

    /// Maximum rate at which ascp sends, in bits per second, such as 300m or 1g. Without this option, ascp sends at
    /// most 10m.
    #[arg(long, value_name = "RATE")]
    rate: Option<Rate>,

    /// Policy by which ascp shares the connection with other traffic. Without this option, ascp uses fair.
    #[arg(long, value_enum)]
    policy: Option<PolicyArg>,

    /// SSH port. The default is the port in ascp's configuration.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
    port: Option<u16>,

    /// Alias or ARN of the S3 access point that Prime Video has assigned.
    #[arg(long, value_name = "ARN", required_if_eq("to", "s3"))]
    access_point: Option<String>,

    /// Bucket from which the files are copied, such as s3://bucket/folder.
    #[arg(long, value_name = "BUCKET")]
    bucket: Option<String>,

    /// Maximum amount of data on Backlot's server at any time, in GB. The default is 100.
    #[arg(long, value_name = "GB", value_parser = clap::value_parser!(u32).range(1..))]
    quota: Option<u32>,

    /// Day on which the titles go live on Prime Video. The plan shows the resulting deadlines.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = as_of::parse_date)]
    live_on: Option<NaiveDate>,

    /// Kind of titles that go live.
    #[arg(long, value_enum, default_value_t = Content::Hd, requires = "live_on")]
    content: Content,

    /// Format of the plan or the status.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Save the plan to a file such as friday.json, for approval and for use with --plan.
    #[arg(long, value_name = "FILE")]
    save_plan: Option<PathBuf>,

    /// Use a saved plan, with its files, target and rate, and report what has changed since the plan was saved.
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with_all = [
            "paths", "to", "user", "territory", "region", "rate", "policy", "port", "access_point",
            "bucket", "quota", "live_on", "save_plan", "as_of", "encoding", "visible_only",
        ],
    )]
    plan: Option<PathBuf>,

    /// Carry out a plan for Aspera. The password is read from the environment variable ASPERA_SCP_PASS. If the variable
    /// is not set, ema asks for the password on a terminal.
    #[arg(long)]
    run: bool,

    /// Report which files have been delivered and which remain, according to the journal. Nothing is sent.
    #[arg(long, conflicts_with = "run")]
    status: bool,

    /// Send files that have changed since they were delivered, under the same names. Prime Video requires a new name
    /// for each redelivery, such as one that ends in -R1.
    #[arg(long, requires = "run")]
    resend_changed: bool,

    /// Path of the ascp program.
    #[arg(long, value_name = "PATH", default_value = "ascp", requires = "run")]
    ascp: PathBuf,

    /// Additional argument for ascp. Can be repeated, as in --ascp-argument=-O --ascp-argument=33002. Every process on
    /// this machine can read these arguments.
    #[arg(
        long,
        value_name = "ARGUMENT",
        requires = "run",
        allow_hyphen_values = true
    )]
    ascp_argument: Vec<OsString>,

    /// Number of minutes without a report from ascp after which ascp is stopped and the file is tried again.
    #[arg(
        long,
        value_name = "MINUTES",
        default_value_t = 15,
        requires = "run",
        value_parser = clap::value_parser!(u32).range(1..=1440),
    )]
    patience: u32,

    /// Number of attempts without progress after which ema gives up on a file. The pauses between attempts grow to at
    /// most 5 minutes.
    #[arg(
        long,
        value_name = "COUNT",
        default_value_t = 8,
        requires = "run",
        value_parser = clap::value_parser!(u32).range(1..),
    )]
    tries: u32,

    /// File that records which files have been delivered. A run with the same journal continues the previous run. By
    /// default, each selection of files has its own journal in the current folder.
    #[arg(long, value_name = "PATH")]
    journal: Option<PathBuf>,

    #[command(flatten)]
    as_of: AsOfArg,

    #[command(flatten)]
    reading: ReadArgs,
}

#[derive(Clone, Copy, ValueEnum)]
enum Content {
    /// HD titles of a catalog.
    Hd,
    /// UHD or HDR titles of a catalog.
    Uhd,
    /// Titles in several languages for Germany.
    Germany,
    /// Titles that can be pre-ordered.
    PreOrder,
}

/// If the files have more bytes than this in total, reading them takes a long time, so a message is
/// printed first.
const WORTH_A_WORD: u64 = 10_000_000_000;

impl Deliver {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        if let Some(path) = &self.plan {
            let mut plan = saved_plan(path)?;
            expect_aspera(plan.target(), self.run || self.status)?;
            let journal = self.journal.clone();
            let journal = journal.unwrap_or_else(|| plan.journal_name().into());
            return match self.run {
                true => self.prepare_and_send(plan.target().clone(), &journal, |_| {
                    recheck(&mut plan);
                    plan
                }),
                false => {
                    recheck(&mut plan);
                    self.report(&plan, &journal)
                }
            };
        }
        let target = self.target()?;
        expect_aspera(&target, self.run || self.status)?;
        let planner = self.planner(target.clone())?;
        let journal = match &self.journal {
            Some(journal) => journal.clone(),
            None => planner.journal_name(&self.paths).into(),
        };
        let planner = planner.with_journal(&journal);
        if !self.run {
            let known = AsperaRun::new(&journal).known_files();
            let plan = self.read(planner.with_known(known), |_| ());
            return self.report(&plan, &journal);
        }
        // Quick checks are performed first, because reading can take hours.
        let problems = planner.problems_before_reading(&self.paths);
        if problems.iter().any(Problem::stops) {
            match self.format {
                Format::Text => output::write(None, |out| {
                    let mut problems = problems.iter().filter(|problem| problem.stops());
                    problems.try_for_each(|problem| writeln!(out, "error: {problem}\n"))
                }),
                Format::Json => {
                    let document = std::collections::BTreeMap::from([("problems", &problems)]);
                    output::write_json(None, &document)
                }
            }?;
            say("ema: nothing was read or sent; fix the files, and run the command again");
            return Ok(stopped(&problems));
        }
        self.prepare_and_send(target, &journal, |run| {
            let planner = planner.with_known(run.known_files());
            self.read(planner, |file| run.remember(file))
        })
    }

    fn planner(&self, target: Target) -> Result<Planner<'static>, Failure> {
        let planner = Planner::new(target, self.as_of.get()?.date());
        Ok(match self.live_on {
            Some(live) => planner.live_on(live, self.content.into()),
            None => planner,
        })
    }

    /// Creates the plan. All files are read, which takes a long time if they are large.
    fn read(&self, planner: Planner<'_>, on_file: impl FnMut(&PlannedFile)) -> DeliveryPlan {
        let all = planner.bytes_to_read(&self.paths);
        if all > WORTH_A_WORD {
            let size = indicatif::DecimalBytes(all);
            tell(format_args!("Reading {size} for sizes and hashes"));
        }
        let mut plan = with_bar("Reading", all, |on_read| {
            planner.on_read(on_read).on_file(on_file).plan(&self.paths)
        });
        titles::compare(&mut plan, self.reading);
        plan
    }

    /// Shows a plan or the progress of its delivery.
    fn report(&self, plan: &DeliveryPlan, journal: &Path) -> Result<Outcome, Failure> {
        if !self.status {
            self.refuse_to_replace(plan)?;
            self.show(plan)?;
            if let Some(path) = &self.save_plan {
                output::write_json(Some(path), plan)?;
                let path = path.display();
                tell(format_args!(
                    "The plan has been saved. To carry it out, run: ema deliver --plan {path} --run"
                ));
            }
            self.tell_what_is_delivered(plan, journal);
            return Ok(match plan.is_stopped() {
                true => stopped(plan.problems()),
                false => Outcome::Clean,
            });
        }
        if !journal.exists() {
            say(format_args!(
                "Nothing was delivered from this folder: there is no journal {}",
                journal.display()
            ));
        }
        let status = AsperaRun::new(journal).status(plan).map_err(failure)?;
        match self.format {
            Format::Text => output::write(None, |out| writeln!(out, "{status}")),
            Format::Json => output::write_json(None, &status),
        }?;
        if plan.is_stopped() && !status.is_complete() {
            say("ema: a run would stop; without --status, the same command lists the errors");
            return Ok(stopped(plan.problems()));
        }
        Ok(match (status.changed.is_empty(), status.is_complete()) {
            (false, _) => Outcome::ErrorsFound,
            (true, false) => Outcome::Unfinished,
            (true, true) => Outcome::Clean,
        })
    }

    /// Returns an error if saving the plan would replace a file in the delivery.
    fn refuse_to_replace(&self, plan: &DeliveryPlan) -> Result<(), Failure> {
        let Some(path) = &self.save_plan else {
            return Ok(());
        };
        let mut files = plan.files().iter();
        match files.any(|file| ema_io::is_same_file(file.source(), path)) {
            false => Ok(()),
            true => Err(Failure::new(format_args!(
                "{} is a file of the delivery; give the plan another name",
                path.display()
            ))),
        }
    }

    /// Reports the number of files that have already been delivered, because a plan does not record deliveries.
    fn tell_what_is_delivered(&self, plan: &DeliveryPlan, journal: &Path) {
        let is_aspera = matches!(plan.target(), Target::Aspera(_));
        if is_aspera
            && journal.exists()
            && let Ok(status) = AsperaRun::new(journal).status(plan)
        {
            let (delivered, all) = (status.delivered.len(), plan.files().len());
            tell(format_args!(
                "Delivered according to the journal: {delivered} of {all} files; --status lists the rest"
            ));
        }
    }

    fn show(&self, plan: &DeliveryPlan) -> Result<(), Failure> {
        match self.format {
            Format::Text => output::write(None, |out| writeln!(out, "{plan}")),
            Format::Json => output::write_json(None, plan),
        }
    }

    /// Checks that everything is ready for a run, then creates the plan and carries it out.
    fn prepare_and_send(
        &self,
        target: Target,
        journal: &Path,
        plan: impl FnOnce(&mut PreparedRun<'_>) -> DeliveryPlan,
    ) -> Result<Outcome, Failure> {
        let interrupt = Interrupt::watch()?;
        let sent = Arc::new(AtomicU64::new(0));
        let user = match &target {
            Target::Aspera(account) => account.user().to_owned(),
            _ => String::new(),
        };
        let is_new = !journal.exists();
        let mut run = AsperaRun::new(journal)
            .ascp(&self.ascp)
            .arguments(&self.ascp_argument)
            .patience(Duration::from_secs(60 * u64::from(self.patience)))
            .pauses(Pauses::default().with_tries(self.tries))
            .resend_changed(self.resend_changed)
            .cancel_with(interrupt.cancel())
            .password(move || password::get(&user))
            .on_event(on_event(sent))
            .prepare(&target)
            .map_err(failure)?;
        let plan = plan(&mut run);
        self.show(&plan)?;
        if plan.is_stopped() {
            say("ema: nothing was sent; fix the problems in the plan, and run the command again");
            return Ok(stopped(plan.problems()));
        }
        if is_new {
            tell(format_args!(
                "New delivery, recorded in {}",
                journal.display()
            ));
        }
        interrupt.let_run();
        match run.carry_out(&plan) {
            Ok(delivered) => {
                tell(delivered);
                Ok(Outcome::Clean)
            }
            Err(RunError::Canceled { journal }) => Err(Failure::interrupted(format_args!(
                "canceled; to continue, run the same command again: what was delivered is recorded in {}",
                journal.display()
            ))),
            Err(error) => Err(failure(error)),
        }
    }
}

/// Returns a closure that prints the events in a run and updates the number of bytes that have been
/// sent.
fn on_event(sent: Arc<AtomicU64>) -> impl FnMut(RunEvent<'_>) + Send {
    let mut _bar = None;
    move |event| match event {
        RunEvent::Sent { bytes, .. } => sent.store(bytes, Relaxed),
        RunEvent::Began { bytes, .. } => {
            let sent = Arc::clone(&sent);
            let how_far = move || HowFar::Of(sent.load(Relaxed), bytes);
            _bar = Some(Bar::new("Sending".to_owned(), how_far));
            tell(event);
        }
        RunEvent::Arrived { .. } | RunEvent::Started { .. } => tell(event),
        _ => say(event),
    }
}

/// Runs a step that reads many bytes, and shows a bar.
fn with_bar<T>(doing: &str, all: u64, does: impl FnOnce(&mut dyn FnMut(u64)) -> T) -> T {
    let read = Arc::new(AtomicU64::new(0));
    let shown = Arc::clone(&read);
    let how_far = move || HowFar::Of(shown.load(Relaxed), all);
    let _bar = Bar::new(doing.to_owned(), how_far);
    does(&mut |bytes| {
        read.fetch_add(bytes, Relaxed);
    })
}

fn recheck(plan: &mut DeliveryPlan) {
    let all = plan.bytes();
    with_bar("Comparing", all, |on_read| plan.recheck(on_read));
}

fn saved_plan(path: &Path) -> Result<DeliveryPlan, Failure> {
    let text = fs::read(path).map_err(|error| {
        Failure::new(format!(
            "{} can't be read: {}",
            path.display(),
            io_error_in_words(&error)
        ))
    })?;
    serde_json::from_slice(&text).map_err(|error| {
        let path = path.display();
        let (line, column) = (error.line(), error.column());
        let words = json_error_in_words(&error.to_string());
        Failure::new(match error.classify() {
            serde_json::error::Category::Data => format!(
                "{path} is not a plan written by `ema deliver --save-plan`: line {line}, column {column}: {words}"
            ),
            _ => format!(
                "{path} is not a complete plan; save it again: line {line}, column {column}: {words}"
            ),
        })
    })
}

fn expect_aspera(target: &Target, is_run: bool) -> Result<(), Failure> {
    match (is_run, target) {
        (false, _) | (true, Target::Aspera(_)) => Ok(()),
        (true, _) => Err(Failure::new(format!(
            "{}; to see the plan, omit --run and --status",
            RunError::NotAspera
        ))),
    }
}

/// Converts the error that ended a run into a failure that names the relevant option.
fn failure(error: RunError) -> Failure {
    let option = match error {
        RunError::NoAscp { .. } => " with --ascp",
        RunError::NoJournal { .. }
        | RunError::JournalLink { .. }
        | RunError::OtherTarget { .. } => " (--journal)",
        RunError::DeliveredBefore { .. } => {
            "; rename it, or send it under the same name with --resend-changed"
        }
        _ => "",
    };
    match error.is_temporary() {
        true => Failure::later(error),
        false => Failure::new(format!("{error}{option}")),
    }
}

/// Returns the outcome for a plan that cannot be carried out. The input is unusable if a file can't be read or if there
/// is no file. Otherwise, errors were found.
fn stopped(problems: &[Problem]) -> Outcome {
    let is_no_input = |problem: &Problem| {
        let kind = problem.kind();
        matches!(kind, ProblemKind::Unreadable { .. } | ProblemKind::NoFile)
    };
    match problems.iter().any(is_no_input) {
        true => Outcome::Unusable,
        false => Outcome::ErrorsFound,
    }
}

/// Prints a success message.
fn tell(message: impl std::fmt::Display) {
    if !bar::is_quiet() {
        say(message);
    }
}

impl From<Content> for LeadTime {
    fn from(content: Content) -> Self {
        match content {
            Content::Hd => Self::Hd,
            Content::Uhd => Self::Uhd,
            Content::Germany => Self::Germany,
            Content::PreOrder => Self::PreOrder,
        }
    }
}
