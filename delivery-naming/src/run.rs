//! Carries out Aspera plans.

mod ascp;
mod cancel;
mod codes;
mod error;
mod event;
mod failure;
mod journal;
mod lock;
mod management;
mod password;
mod pauses;
mod send;
mod sessions;
mod status;

use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use crate::{DeliveryPlan, KnownFiles, PlannedFile, PrimeVideoAspera, Target};

pub use cancel::Cancel;
pub use error::RunError;
pub use event::RunEvent;
pub use failure::{AscpEnd, AscpFailure};
pub use password::{Password, PasswordFault};
pub use pauses::Pauses;
pub use status::{ChangedFile, DeliveredFile, GoneFile, LeftFile, RunStatus};

use journal::Journal;
use lock::Lock;
use send::Sending;

/// Carries out Aspera plans: starts `ascp` and keeps a journal.
///
/// - **An interrupted run resumes.** The journal has a line for each file that has arrived, and a run with the same
///   journal sends the rest. `ascp` resumes a file that was transferred partially.
/// - **Nothing is sent twice.** A file whose destination and hash are in the journal is not sent again, regardless of
///   other changes to the plan. If a run was killed during a transfer, the file is passed to `ascp` again, which skips
///   it if it has arrived completely. There is one exception. If the receiver has already moved the file away, the file
///   is sent again, because nothing shows that it arrived.
/// - **Nothing is replaced.** A file that has changed since it was delivered stops the run, because a redelivered asset
///   needs a new name. [`resend_changed`](Self::resend_changed) overrides this.
/// - **Only one run is active at a time.** A lock file next to the journal (`….lock`) prevents a second run. On Unix, a
///   killed run's lock remains until that run's `ascp` process exits.
/// - **Temporary failures are retried** after [growing pauses](Pauses). A failure is temporary if a connection is
///   refused, is lost or stalls, if `ascp` is killed, or if `ascp` reports nothing for [some time](Self::patience). Any
///   other failure ends the run, and no later file is sent, so a manifest never arrives before the files that it names.
/// - **A file that has changed since the plan was made is not sent.** A file that changes while it is being sent is not
///   considered delivered.
/// - **Small files share a session** if their order does not matter.
///
/// Like IBM's own tools, the run listens on a local port, which `ascp` uses as its management port to report the number
/// of bytes sent, the files that have arrived, error codes, and the end of the session. The messages must have the form
/// that `ascp` 3.9 uses. The form was tested as far as possible without a server. A file that has its own session is
/// considered delivered if `ascp` has exited with status 0 and has reported the end of the session but no error. A file
/// that shares a session is considered delivered as soon as `ascp` has reported that it is complete.
///
/// ```no_run
/// use delivery_naming::{AsperaRun, DeliveryPlan, PrimeVideoAspera};
///
/// let account = PrimeVideoAspera::new("HollywoodSuperPost")?;
/// let plan = DeliveryPlan::new(account, "2026-11-21".parse()?, ["masters"]);
/// let delivered = AsperaRun::new("friday.journal") // The password is in ASPERA_SCP_PASS.
///     .on_event(|event| eprintln!("{event}"))
///     .carry_out(&plan)?;
/// println!("{delivered}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct AsperaRun<'a> {
    journal: PathBuf,
    ascp: PathBuf,
    arguments: Vec<OsString>,
    pauses: Pauses,
    patience: Duration,
    resends_changed: bool,
    cancel: Cancel,
    password: Box<dyn FnOnce() -> Option<Password> + Send + 'a>,
    on_event: Box<dyn FnMut(RunEvent<'_>) + Send + 'a>,
}

impl<'a> AsperaRun<'a> {
    /// Creates a run with the path of its journal.
    ///
    /// By default, `ascp` is searched for in `PATH`, and the password is taken from the environment variable
    /// `ASPERA_SCP_PASS`.
    pub fn new(journal: impl Into<PathBuf>) -> Self {
        Self {
            journal: journal.into(),
            ascp: "ascp".into(),
            arguments: Vec::new(),
            pauses: Pauses::default(),
            patience: Duration::from_secs(15 * 60),
            resends_changed: false,
            cancel: Cancel::new(),
            password: Box::new(Password::from_env),
            on_event: Box::new(|_| ()),
        }
    }

    /// Sets the name or path of the `ascp` executable.
    #[must_use]
    pub fn ascp(mut self, ascp: impl Into<PathBuf>) -> Self {
        self.ascp = ascp.into();
        self
    }

    /// Adds arguments for `ascp`, such as `-O 33002` for a different UDP port. These arguments precede the arguments
    /// from [`PrimeVideoAspera::arguments`]. They are not checked. Never include a password or token, because every
    /// process can read the arguments.
    #[must_use]
    pub fn arguments<A: Into<OsString>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        self.arguments = arguments.into_iter().map(Into::into).collect();
        self
    }

    /// Sets the pauses between attempts, and the number of attempts.
    #[must_use]
    pub fn pauses(mut self, pauses: Pauses) -> Self {
        self.pauses = pauses;
        self
    }

    /// Sets the time after which a silent `ascp` is killed and the transfer is tried again. The default is 15 minutes.
    /// A working `ascp` sends a report every second, except while it compares a file that it resumes. An `ascp` that
    /// still reports but sends no more bytes is killed after four times the set time.
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Sets whether files that have changed since they were delivered are sent again under their old names.
    #[must_use]
    pub fn resend_changed(mut self, resends: bool) -> Self {
        self.resends_changed = resends;
        self
    }

    /// Sets a handle that can cancel the run from another thread.
    #[must_use]
    pub fn cancel_with(mut self, cancel: Cancel) -> Self {
        self.cancel = cancel;
        self
    }

    /// Sets a closure that returns the password. It is called at most once, and the environment variable is ignored.
    #[must_use]
    pub fn password(mut self, password: impl FnOnce() -> Option<Password> + Send + 'a) -> Self {
        self.password = Box::new(password);
        self
    }

    /// Calls `on_event` with each event in the run, as it happens.
    #[must_use]
    pub fn on_event(mut self, on_event: impl FnMut(RunEvent<'_>) + Send + 'a) -> Self {
        self.on_event = Box::new(on_event);
        self
    }

    /// The progress of the plan's delivery, according to the journal. This function writes nothing and can be called
    /// while a run is active.
    ///
    /// # Errors
    ///
    /// Returns an error if the journal cannot be read or belongs to a different target.
    pub fn status(&self, plan: &DeliveryPlan) -> Result<RunStatus, RunError> {
        Journal::status(&self.journal, plan)
    }

    /// The facts that the journal records about files. The result is empty if there is no journal.
    #[must_use]
    pub fn known_files(&self) -> KnownFiles {
        Journal::known_files_in(&self.journal)
    }

    /// Prepares everything that a run needs besides a plan: the password, `ascp`, the lock and the journal. Call this
    /// function before you make the plan, so that nothing turns out to be missing after hours of computing hashes.
    ///
    /// # Errors
    ///
    /// Returns a [`RunError`] that names the missing part.
    pub fn prepare(mut self, target: &Target) -> Result<PreparedRun<'a>, RunError> {
        let Target::Aspera(account) = target else {
            return Err(RunError::NotAspera);
        };
        let account = account.clone();
        let lock = Lock::of(&self.journal)?;
        ascp::look_for(&self.ascp)?;
        let password = self.ask_password()?;
        let journal = Journal::open(&self.journal, target)?;
        Ok(PreparedRun {
            run: self,
            account,
            lock,
            journal,
            password: Some(password),
        })
    }

    /// Sends the files that have not arrived, in the order of the plan. If all files have arrived, neither the password
    /// nor `ascp` is needed.
    ///
    /// # Errors
    ///
    /// Returns a [`RunError`] with the remedy if not all files were sent. The files that were sent remain in the
    /// journal.
    pub fn carry_out(self, plan: &DeliveryPlan) -> Result<Delivered, RunError> {
        let Target::Aspera(account) = plan.target() else {
            return Err(RunError::NotAspera);
        };
        expect_sound(plan)?;
        let lock = Lock::of(&self.journal)?;
        let journal = Journal::open(&self.journal, plan.target())?;
        let prepared = PreparedRun {
            account: account.clone(),
            run: self,
            lock,
            journal,
            password: None,
        };
        prepared.carry_out(plan)
    }

    fn ask_password(&mut self) -> Result<Password, RunError> {
        let password = std::mem::replace(&mut self.password, Box::new(|| None));
        password().ok_or_else(|| match std::env::var(Password::VARIABLE) {
            Err(std::env::VarError::NotUnicode(_)) => RunError::PasswordNotUnicode,
            _ => RunError::NoPassword,
        })
    }
}

/// A run that holds its lock, its journal and the password, and is ready for a plan.
///
/// ```no_run
/// use delivery_naming::{AsperaRun, Planner, PrimeVideoAspera, Target};
///
/// let target = Target::from(PrimeVideoAspera::new("HollywoodSuperPost")?);
/// let mut run = AsperaRun::new("friday.journal").prepare(&target)?;
/// let plan = Planner::new(target, "2026-11-21".parse()?)
///     .with_known(run.known_files()) // Files recorded in the journal are not read again.
///     .on_file(|file| run.remember(file))
///     .plan(["masters"]);
/// println!("{}", run.carry_out(&plan)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct PreparedRun<'a> {
    run: AsperaRun<'a>,
    account: PrimeVideoAspera,
    lock: Lock,
    journal: Journal,
    password: Option<Password>,
}

impl PreparedRun<'_> {
    /// The facts that the journal records about files.
    #[must_use]
    pub fn known_files(&self) -> KnownFiles {
        self.journal.known_files().clone()
    }

    /// Writes a file's hashes to the journal, so that they need not be computed again. If writing fails, the error is
    /// reported when the plan is carried out.
    pub fn remember(&mut self, file: &PlannedFile) {
        self.journal.read(file).ok();
    }

    /// Sends the files that have not arrived, in the order of the plan.
    ///
    /// # Errors
    ///
    /// Returns a [`RunError`] with the remedy if not all files were sent. The files that were sent remain in the
    /// journal.
    pub fn carry_out(mut self, plan: &DeliveryPlan) -> Result<Delivered, RunError> {
        expect_sound(plan)?;
        if *plan.target() != Target::Aspera(self.account.clone()) {
            return Err(RunError::OtherTarget {
                path: self.run.journal,
                theirs: self.account.to_string(),
                ours: plan.target().to_string(),
            });
        }
        let status = self.journal.of_plan(plan);
        if !status.changed.is_empty() && !self.run.resends_changed {
            return Err(RunError::DeliveredBefore {
                files: status.changed,
            });
        }
        for file in &status.gone {
            (self.run.on_event)(RunEvent::Gone { file });
        }
        self.journal.begun(plan)?;
        let (before, left): (Vec<_>, Vec<_>) = plan
            .files()
            .iter()
            .partition(|file| self.journal.has_delivered(file));
        let mut delivered = Delivered {
            before: before.len(),
            ..Delivered::default()
        };
        if left.is_empty() {
            return Ok(delivered);
        }
        let password = match self.password.take() {
            Some(password) => password,
            None => {
                ascp::look_for(&self.run.ascp)?;
                self.run.ask_password()?
            }
        };
        let bytes = left.iter().map(|file| file.bytes());
        let of = bytes.fold(0, u64::saturating_add);
        (self.run.on_event)(RunEvent::Began {
            before: before.len(),
            left: left.len(),
            bytes: of,
        });
        let mut sending = Sending {
            run: &mut self.run,
            account: &self.account,
            password: &password,
            lock: &self.lock,
            journal: &mut self.journal,
            delivered: &mut delivered,
            of,
        };
        for session in sessions::of(&left) {
            sending.send(session)?;
        }
        Ok(delivered)
    }
}

fn expect_sound(plan: &DeliveryPlan) -> Result<(), RunError> {
    let stops = plan.problems().iter().filter(|problem| problem.stops());
    match stops.count() {
        0 => Ok(()),
        problems => Err(RunError::Stopped { problems }),
    }
}

impl fmt::Debug for AsperaRun<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AsperaRun")
            .field("journal", &self.journal)
            .field("ascp", &self.ascp)
            .field("pauses", &self.pauses)
            .field("patience", &self.patience)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for PreparedRun<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PreparedRun")
            .field("run", &self.run)
            .field("account", &self.account)
            .finish_non_exhaustive()
    }
}

/// The result of a run that has delivered all remaining files in the plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Delivered {
    /// The number of files that this run sent.
    pub sent: usize,
    /// The total size of these files in bytes.
    pub bytes: u64,
    /// The number of files that earlier runs delivered.
    pub before: usize,
}

impl fmt::Display for Delivered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.sent, self.before) {
            (0, before) => write!(
                f,
                "Nothing was left to send: {} delivered before.",
                event::counted(before)
            ),
            (sent, 0) => write!(f, "{} delivered.", event::counted(sent)),
            (sent, before) => write!(
                f,
                "{} delivered now, {before} before.",
                event::counted(sent)
            ),
        }
    }
}
