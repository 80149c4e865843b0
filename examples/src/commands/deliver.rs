//! `ema deliver`: what goes where in which order, and off it goes.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use clap::{Args, ValueEnum};
use delivery_naming::{
    AsperaRun, Backlot, DeliveryPlan, LeadTime, Password, Planner, PrimeVideoAspera, PrimeVideoS3,
    Problem, ProblemKind, Region, RunError, RunEvent, Target,
};
use ema_model::{NaiveDate, TerritoryCode};

use crate::as_of::{self, AsOfArg};
use crate::bar::{self, Bar, HowFar};
use crate::failure::{Failure, Outcome, say};
use crate::output::{self, Format};
use crate::territory;

/// Plans a delivery, and carries it out.
///
/// Reads the files, puts them in their order, and says what is wrong with them. With --run it is carried
/// out, and goes on where it was when it is called again.
#[derive(Args)]
pub(crate) struct Deliver {
    /// The files, and folders of files.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Where they go: to Prime Video with Aspera or by S3 push, or to Backlot.
    #[arg(long, value_enum)]
    to: To,

    /// The user name of the Aspera account.
    #[arg(long, required_if_eq("to", "aspera"))]
    user: Option<String>,

    /// The territory of distribution, for Aspera accounts from before 2023 that have a folder for
    /// each region.
    #[arg(long, value_parser = territory::parse_code)]
    territory: Option<TerritoryCode>,

    /// The S3 access point that Prime Video has given, by its alias or ARN.
    #[arg(long, value_name = "ARN", required_if_eq("to", "s3"))]
    access_point: Option<String>,

    /// The bucket that is copied from, as s3://bucket/folder.
    #[arg(long, value_name = "BUCKET")]
    bucket: Option<String>,

    /// What Backlot has agreed to have on the server at a time, if it is not 100 GB.
    #[arg(long, value_name = "GB", value_parser = clap::value_parser!(u32).range(1..))]
    quota: Option<u32>,

    /// The day on which the titles go live at Prime Video; tells until when the files have to be
    /// there.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = as_of::parse_date)]
    live_on: Option<NaiveDate>,

    /// What goes live.
    #[arg(long, value_enum, default_value_t = Content::Hd, requires = "live_on")]
    content: Content,

    /// How the plan is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Carries a plan for Aspera out, with the password in the environment variable ASPERA_SCP_PASS.
    #[arg(long)]
    run: bool,

    /// The ascp to start.
    #[arg(long, value_name = "PATH", default_value = "ascp", requires = "run")]
    ascp: PathBuf,

    /// What has been delivered. A run with the same journal goes on where the last one ended.
    #[arg(long, value_name = "PATH", default_value = "ema-delivery.journal")]
    journal: PathBuf,

    #[command(flatten)]
    as_of: AsOfArg,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum To {
    Aspera,
    S3,
    Backlot,
}

#[derive(Clone, Copy, ValueEnum)]
enum Content {
    /// HD titles of a catalogue.
    Hd,
    /// UHD or HDR titles of a catalogue.
    Uhd,
    /// Titles in several languages for Germany.
    Germany,
    /// Titles that can be ordered before they go live.
    PreOrder,
}

impl Deliver {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let target = self.target()?;
        if self.run && self.to != To::Aspera {
            return Err(Failure::new(format!(
                "{}; without --run you get the plan",
                RunError::NotAspera
            )));
        }
        let plan = self.plan(target)?;
        match self.format {
            Format::Text => output::write(None, |out| writeln!(out, "{plan}")),
            Format::Json => output::write_json(None, &plan),
        }?;
        match (plan.is_stopped(), self.run) {
            (true, false) => Ok(stopped(&plan)),
            (true, true) => {
                say("ema: nothing was sent; mend what the plan says, and run it again");
                Ok(stopped(&plan))
            }
            (false, false) => Ok(Outcome::Clean),
            (false, true) => self.carry_out(&plan),
        }
    }

    fn target(&self) -> Result<Target, Failure> {
        let strays = [
            (self.user.is_some(), To::Aspera, "--user is for --to aspera"),
            (
                self.territory.is_some(),
                To::Aspera,
                "--territory is for --to aspera",
            ),
            (
                self.access_point.is_some(),
                To::S3,
                "--access-point is for --to s3",
            ),
            (self.bucket.is_some(), To::S3, "--bucket is for --to s3"),
            (
                self.quota.is_some(),
                To::Backlot,
                "--quota is for --to backlot",
            ),
        ];
        for (is_given, to, message) in strays {
            if is_given && to != self.to {
                return Err(Failure::new(message));
            }
        }
        let target = match self.to {
            To::Aspera => {
                PrimeVideoAspera::new(self.user.as_deref().unwrap_or_default()).map(|account| {
                    match &self.territory {
                        Some(territory) => {
                            account.with_region(Region::of_territory(&territory.to_string()))
                        }
                        None => account,
                    }
                    .into()
                })
            }
            To::S3 => PrimeVideoS3::new(self.access_point.as_deref().unwrap_or_default())
                .and_then(|push| match &self.bucket {
                    Some(bucket) => push.with_bucket(bucket),
                    None => Ok(push),
                })
                .map(Target::from),
            To::Backlot => Ok(match self.quota {
                Some(gigabytes) => Backlot::new().with_quota(u64::from(gigabytes) * 1_000_000_000),
                None => Backlot::new(),
            }
            .into()),
        };
        target.map_err(Failure::new)
    }

    fn plan(&self, target: Target) -> Result<DeliveryPlan, Failure> {
        let day = self.as_of.get()?.date();
        let read = Arc::new(AtomicU64::new(0));
        let shown = Arc::clone(&read);
        let _bar = Bar::new("Reading".to_owned(), move || {
            HowFar::Bytes(shown.load(Relaxed))
        });
        let mut planner = Planner::new(target, day)
            .with_journal(&self.journal)
            .on_read(|bytes| {
                read.fetch_add(bytes, Relaxed);
            });
        if let Some(live) = self.live_on {
            planner = planner.live_on(live, self.content.into());
        }
        Ok(planner.plan(&self.paths))
    }

    fn carry_out(&self, plan: &DeliveryPlan) -> Result<Outcome, Failure> {
        let mut _bar = None;
        // Of all files, in bytes; and of those that have arrived.
        let sent = Arc::new(AtomicU64::new(0));
        let mut arrived = 0;
        let delivered = AsperaRun::new(plan, &self.journal)
            .ascp(&self.ascp)
            .password(password)
            .on_event(|event| match event {
                RunEvent::Sent { bytes, .. } => sent.store(arrived + bytes, Relaxed),
                RunEvent::Began { bytes, .. } => {
                    let sent = Arc::clone(&sent);
                    let how_far = move || HowFar::Of(sent.load(Relaxed), bytes);
                    _bar = Some(Bar::new("Sending".to_owned(), how_far));
                    tell(event);
                }
                RunEvent::Arrived { file } => {
                    arrived += file.bytes();
                    sent.store(arrived, Relaxed);
                    tell(event);
                }
                RunEvent::Started { .. } => tell(event),
                _ => say(event),
            })
            .carry_out()
            .map_err(|error| match error {
                RunError::NoAscp { .. } => Failure::new(format!("{error} with --ascp")),
                RunError::OtherPlan { .. } | RunError::NoJournal { .. } => {
                    Failure::new(format!("{error} (--journal)"))
                }
                error => Failure::new(error),
            })?;
        tell(delivered);
        Ok(Outcome::Clean)
    }
}

/// How a plan ends that can't be carried out: with errors, or with something that is no input.
fn stopped(plan: &DeliveryPlan) -> Outcome {
    let is_no_input = |problem: &Problem| {
        let kind = problem.kind();
        matches!(kind, ProblemKind::Unreadable { .. } | ProblemKind::NoFile)
    };
    match plan.problems().iter().any(is_no_input) {
        true => Outcome::Unusable,
        false => Outcome::ErrorsFound,
    }
}

/// The password, and a word about one that can't be right.
fn password() -> Option<Password> {
    let password = Password::from_env()?;
    for fault in password.faults() {
        say(format_args!(
            "warning: the password in {} can't be that of a delivery account: {fault}",
            Password::VARIABLE
        ));
    }
    Some(password)
}

/// Says what goes as it should.
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
