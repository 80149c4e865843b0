//! Carrying an Aspera plan out.

mod ascp;
mod codes;
mod error;
mod journal;
mod management;
mod password;
mod pauses;

use std::fmt;
use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use fs4::FileExt;

use crate::plan::LOCK_ENDING;
use crate::{DeliveryPlan, PlannedFile, PrimeVideoAspera, Target};

pub use ascp::{AscpEnd, AscpFailure};
pub use error::RunError;
pub use password::{Password, PasswordFault};
pub use pauses::Pauses;

use ascp::{Call, Span, Unsent};
use journal::Journal;

/// Carries an Aspera plan out: starts `ascp` for one file after the other, and keeps a journal.
///
/// - **Cut off, it goes on.** The journal has a line for each file that has arrived, written to the disk before the
///   next one is sent. A run with the same plan and journal sends what is left; a file of which a part has arrived is
///   resumed by `ascp`.
/// - **Nothing is sent twice.** A file in the journal is not sent again. What was in transfer when a run was killed is
///   given to `ascp` again, which leaves a file alone that has arrived whole. If the receiver has already taken that one
///   file away, it is sent again: nobody can know that it had arrived.
/// - **One at a time.** A lock file beside the journal (`….lock`) keeps a second run out, on Unix also as long as an
///   `ascp` of a killed run is still at work.
/// - **What fails for a while is tried again**, after [growing pauses](Pauses): connections that are refused, lost or
///   stalled, an `ascp` that was killed, and one that has said nothing for [some time](Self::patience). Anything else
///   ends the run, and no later file is sent, so that a manifest never arrives before what it names.
/// - **A file that has changed since the plan was made is not sent**, and one that changes while it is sent is not taken
///   for delivered.
///
/// What `ascp` says is taken from its management port, as IBM's own tools do it: it connects to a port of this machine
/// that the run opens, and reports bytes, errors by their codes, and the end. The form of the messages is that of
/// `ascp` 3.9, which was tried as far as it goes without a license and a server. A file is delivered if `ascp` has
/// reported the end of the session and no error, and has ended with the status 0.
///
/// ```no_run
/// use delivery_naming::{AsperaRun, DeliveryPlan, PrimeVideoAspera};
///
/// let account = PrimeVideoAspera::new("HollywoodSuperPost")?;
/// let plan = DeliveryPlan::new(account, "2026-11-21".parse()?, ["masters"]);
/// let delivered = AsperaRun::new(&plan, "friday.journal") // The password is in ASPERA_SCP_PASS.
///     .on_event(|event| eprintln!("{event}"))
///     .carry_out()?;
/// println!("{delivered}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct AsperaRun<'a> {
    plan: &'a DeliveryPlan,
    journal: PathBuf,
    ascp: PathBuf,
    pauses: Pauses,
    patience: Duration,
    password: Box<dyn FnOnce() -> Option<Password> + 'a>,
    on_event: Box<dyn FnMut(RunEvent<'_>) + 'a>,
}

impl<'a> AsperaRun<'a> {
    /// A run of a plan, with the place of its journal.
    ///
    /// The `ascp` is the one that `PATH` finds, and the password is taken from `ASPERA_SCP_PASS`.
    pub fn new(plan: &'a DeliveryPlan, journal: impl Into<PathBuf>) -> Self {
        Self {
            plan,
            journal: journal.into(),
            ascp: "ascp".into(),
            pauses: Pauses::default(),
            patience: Duration::from_secs(15 * 60),
            password: Box::new(Password::from_env),
            on_event: Box::new(|_| ()),
        }
    }

    /// The `ascp` to start.
    #[must_use]
    pub fn ascp(mut self, ascp: impl Into<PathBuf>) -> Self {
        self.ascp = ascp.into();
        self
    }

    /// How long to wait, and how often to try again.
    #[must_use]
    pub fn pauses(mut self, pauses: Pauses) -> Self {
        self.pauses = pauses;
        self
    }

    /// After what time without a sign of life an `ascp` is killed and the file tried again; 15 minutes if it is not
    /// set. An `ascp` that works gives one each second; it gives none while it compares a file that it resumes. One that
    /// gives signs, but has sent nothing more for four times as long, is killed too.
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Where the password comes from, instead of the environment. It is asked once, and only if something is left to
    /// send.
    #[must_use]
    pub fn password(mut self, password: impl FnOnce() -> Option<Password> + 'a) -> Self {
        self.password = Box::new(password);
        self
    }

    /// Is told what happens, while it happens.
    #[must_use]
    pub fn on_event(mut self, on_event: impl FnMut(RunEvent<'_>) + 'a) -> Self {
        self.on_event = Box::new(on_event);
        self
    }

    /// Sends what is left to send, in the order of the plan.
    ///
    /// # Errors
    ///
    /// [`RunError`] says why not everything has been sent, and what to do. What has been sent stays in the journal.
    pub fn carry_out(mut self) -> Result<Delivered, RunError> {
        let Target::Aspera(account) = self.plan.target() else {
            return Err(RunError::NotAspera);
        };
        let stops = self
            .plan
            .problems()
            .iter()
            .filter(|problem| problem.stops());
        match stops.count() {
            0 => {}
            problems => return Err(RunError::Stopped { problems }),
        }
        let lock = lock(&self.journal)?;
        let mut journal = Journal::open(&self.journal, self.plan)?;
        let (before, left): (Vec<_>, Vec<_>) = self
            .plan
            .files()
            .iter()
            .partition(|file| journal.has_delivered(file));
        let mut delivered = Delivered {
            before: before.len(),
            ..Delivered::default()
        };
        if left.is_empty() {
            return Ok(delivered);
        }
        (self.on_event)(RunEvent::Began {
            before: before.len(),
            left: left.len(),
            bytes: left.iter().map(|file| file.bytes()).sum(),
        });
        let password = std::mem::replace(&mut self.password, Box::new(|| None));
        let password = password().ok_or(RunError::NoPassword)?;
        for file in left {
            self.send(file, account, &password, &lock, &mut journal)?;
            journal.delivered(file)?;
            delivered.sent += 1;
            delivered.bytes += file.bytes();
            (self.on_event)(RunEvent::Arrived { file });
        }
        Ok(delivered)
    }

    /// Sends one file, as often as it takes.
    fn send(
        &mut self,
        file: &PlannedFile,
        account: &PrimeVideoAspera,
        password: &Password,
        lock: &Lock,
        journal: &mut Journal,
    ) -> Result<(), RunError> {
        let name = || file.name().to_owned();
        // Tries that got no further than the one before them.
        let (mut in_vain, mut furthest) = (0, 0);
        for attempt in 1.. {
            if !is_unchanged(file)? {
                return Err(RunError::Changed { file: name() });
            }
            journal.started(file, attempt)?;
            (self.on_event)(RunEvent::Started { file, attempt });
            let call = Call {
                ascp: &self.ascp,
                arguments: account.arguments(file.source()),
                password,
                lock: &lock.0,
                patience: self.patience,
            };
            let sent = call.make(&mut |bytes| {
                let bytes = bytes.min(file.bytes());
                if bytes > furthest {
                    (furthest, in_vain) = (bytes, 0);
                }
                (self.on_event)(RunEvent::Sent { file, bytes });
            });
            let failure = match sent {
                Ok(()) if is_unchanged(file)? => return Ok(()),
                Ok(()) => return Err(RunError::ChangedMeanwhile { file: name() }),
                Err(Unsent::NotStarted(error)) => {
                    return Err(RunError::ascp(&self.ascp, error));
                }
                Err(Unsent::Failed(failure)) => failure,
            };
            journal.failed(file, &failure)?;
            in_vain += 1;
            if !failure.is_temporary() || in_vain >= self.pauses.tries() {
                return Err(RunError::Failed {
                    file: name(),
                    attempts: attempt,
                    failure,
                });
            }
            let pause = self.pauses.after(in_vain, fastrand::f64());
            (self.on_event)(RunEvent::Waits {
                file,
                failure: &failure,
                pause,
            });
            thread::sleep(pause);
        }
        Ok(())
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

/// What happens in a run. Written out, it is a line for a person; how far a file is stands for a bar instead.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum RunEvent<'a> {
    /// The journal was read.
    Began {
        /// Files that had arrived before.
        before: usize,
        /// Files that are left to send.
        left: usize,
        /// Their sizes together, in bytes.
        bytes: u64,
    },
    /// `ascp` is started for a file.
    Started {
        /// The file.
        file: &'a PlannedFile,
        /// The first try of this run is 1.
        attempt: u32,
    },
    /// More of a file has arrived.
    Sent {
        /// The file.
        file: &'a PlannedFile,
        /// How much of it has arrived, in bytes.
        bytes: u64,
    },
    /// It did not go well, and is tried again after a pause.
    Waits {
        /// The file.
        file: &'a PlannedFile,
        /// What was wrong.
        failure: &'a AscpFailure,
        /// How long the pause is.
        pause: Duration,
    },
    /// A file has arrived, and is in the journal.
    Arrived {
        /// The file.
        file: &'a PlannedFile,
    },
}

impl fmt::Display for RunEvent<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Began {
                before: 0, left, ..
            } => write!(f, "{} to send", files(*left)),
            Self::Began { before, left, .. } => {
                write!(f, "{} to send, {before} delivered before", files(*left))
            }
            Self::Started { file, attempt: 1 } => write!(f, "{}: sending", file.name()),
            Self::Started { file, attempt } => {
                write!(f, "{}: sending, try {attempt}", file.name())
            }
            Self::Sent { file, bytes } => {
                write!(f, "{}: {bytes} of {} bytes", file.name(), file.bytes())
            }
            Self::Waits {
                file,
                failure,
                pause,
            } => write!(
                f,
                "{}: {failure}; trying again in {}",
                file.name(),
                Span(*pause)
            ),
            Self::Arrived { file } => write!(f, "{}: delivered", file.name()),
        }
    }
}

/// What a run has delivered, once everything of the plan is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Delivered {
    /// Files that were sent now.
    pub sent: usize,
    /// Their sizes together, in bytes.
    pub bytes: u64,
    /// Files that earlier runs had delivered.
    pub before: usize,
}

impl fmt::Display for Delivered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.sent, self.before) {
            (0, before) => write!(
                f,
                "Nothing was left to send: {} delivered before.",
                files(before)
            ),
            (sent, 0) => write!(f, "{} delivered.", files(sent)),
            (sent, before) => write!(f, "{} delivered now, {before} before.", files(sent)),
        }
    }
}

fn files(count: usize) -> String {
    match count {
        1 => "1 file".to_owned(),
        several => format!("{several} files"),
    }
}

fn is_unchanged(file: &PlannedFile) -> Result<bool, RunError> {
    file.is_unchanged().map_err(|error| RunError::Gone {
        file: file.name().to_owned(),
        reason: error.to_string(),
    })
}

/// Keeps other runs with this journal out, for as long as the file is open.
///
/// The lock is on a file of its own, because `ascp` gets it as its standard input: so the lock outlives a run that was
/// killed, as long as its `ascp` is at work. The file stays: taking it away would let two runs lock two of them.
struct Lock(File);

impl Drop for Lock {
    fn drop(&mut self) {
        // Another thread may be starting a process, which has the file open for a moment. If this fails, the lock
        // goes with the file.
        FileExt::unlock(&self.0).ok();
    }
}

fn lock(journal: &Path) -> Result<Lock, RunError> {
    let mut path = journal.as_os_str().to_owned();
    path.push(LOCK_ENDING);
    let path = PathBuf::from(path);
    let unusable = |error| RunError::journal(&path, &error);
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path)
        .map_err(unusable)?;
    match FileExt::try_lock(&file) {
        Ok(()) => Ok(Lock(file)),
        Err(fs4::TryLockError::WouldBlock) => Err(RunError::Locked { lock: path }),
        Err(fs4::TryLockError::Error(error)) => Err(unusable(error)),
    }
}
