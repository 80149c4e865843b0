//! Sends the files in a session, with retries.

use std::collections::{HashMap, HashSet};

use crate::shown::said;
use crate::{PlannedFile, PrimeVideoAspera};

use super::ascp::{Call, Report, Unsent};
use super::journal::Journal;
use super::lock::Lock;
use super::{AsperaRun, Delivered, Password, RunError, RunEvent};

/// The state and settings that are needed to send files.
pub(super) struct Sending<'r, 'a> {
    pub(super) run: &'r mut AsperaRun<'a>,
    pub(super) account: &'r PrimeVideoAspera,
    pub(super) password: &'r Password,
    pub(super) lock: &'r Lock,
    pub(super) journal: &'r mut Journal,
    pub(super) delivered: &'r mut Delivered,
    /// The number of bytes that this run has to send.
    pub(super) of: u64,
}

impl Sending<'_, '_> {
    /// Sends files whose order does not matter.
    pub(super) fn send(&mut self, mut files: Vec<&PlannedFile>) -> Result<(), RunError> {
        // The number of consecutive attempts without progress.
        let (mut in_vain, mut furthest) = (0, 0);
        for attempt in 1.. {
            for file in &files {
                if !is_unchanged(file)? {
                    return Err(RunError::Changed {
                        file: file.name().to_owned(),
                    });
                }
            }
            if self.run.cancel.is_canceled() {
                return Err(self.canceled());
            }
            self.journal.started(&files, attempt)?;
            (self.run.on_event)(RunEvent::Started {
                files: &files,
                attempt,
            });
            let before = files.len();
            let (sent, bytes) = self.call(&mut files)?;
            if files.len() < before || bytes > furthest {
                (furthest, in_vain) = (bytes, 0);
            }
            let failure = match sent {
                Ok(()) => {
                    for file in files {
                        self.arrived(file)?;
                    }
                    return self.journal.sync();
                }
                // The remaining files arrived before `ascp` failed.
                Err(Unsent::Failed(_)) if files.is_empty() => return self.journal.sync(),
                Err(Unsent::NotStarted(error)) => {
                    return Err(RunError::ascp(&self.run.ascp, error));
                }
                Err(Unsent::Canceled) => return Err(self.canceled()),
                Err(Unsent::Failed(failure)) => failure,
            };
            // Ctrl-C also reaches `ascp`, so the run may notice the end of `ascp` before the cancellation.
            if self.run.cancel.is_canceled() {
                return Err(self.canceled());
            }
            self.journal.failed(&files, &failure)?;
            in_vain += 1;
            if !failure.is_temporary() || in_vain >= self.run.pauses.tries() {
                return Err(RunError::Failed {
                    files: files.iter().map(|file| file.name().to_owned()).collect(),
                    attempts: attempt,
                    failure,
                });
            }
            let pause = self.run.pauses.after(in_vain, fastrand::f64());
            (self.run.on_event)(RunEvent::Waits {
                files: &files,
                failure: &failure,
                pause,
            });
            self.run.cancel.sleep(pause);
        }
        Ok(())
    }

    /// Runs `ascp` once. If the session has several files, those that have arrived are removed from `files`. Also
    /// returns the number of bytes that were reported.
    fn call(
        &mut self,
        files: &mut Vec<&PlannedFile>,
    ) -> Result<(Result<(), Unsent>, u64), RunError> {
        let mut arguments = self.run.arguments.clone();
        let sources = files.iter().map(|file| file.source());
        arguments.extend(self.account.arguments_for(sources));
        let call = Call {
            ascp: &self.run.ascp.clone(),
            arguments,
            password: self.password,
            lock: &self.lock.0,
            patience: self.run.patience,
            cancel: &self.run.cancel.clone(),
        };
        let by_name: HashMap<&str, &PlannedFile> =
            files.iter().map(|file| (file.name(), *file)).collect();
        let of_session = files.iter().map(|file| file.bytes());
        let of_session = of_session.fold(0, u64::saturating_add);
        let start = self.delivered.bytes;
        let mut reported = 0;
        let mut done: HashSet<&str> = HashSet::new();
        let mut error = None;
        let sent = call.make(&mut |report| match report {
            Report::Bytes(bytes) => {
                reported = bytes.min(of_session);
                let bytes = start.saturating_add(reported).max(self.delivered.bytes);
                (self.run.on_event)(RunEvent::Sent { bytes, of: self.of });
            }
            // A single file is considered delivered only when the session has ended successfully.
            Report::Arrived(path) if by_name.len() > 1 => {
                let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
                if let Some(file) = by_name.get(name)
                    && error.is_none()
                    && done.insert(file.name())
                    && let Err(failed) = self.arrived(file)
                {
                    error = Some(failed);
                }
            }
            Report::Arrived(_) => {}
        });
        if let Some(error) = error {
            return Err(error);
        }
        files.retain(|file| !done.contains(file.name()));
        Ok((sent, reported))
    }

    /// Records that a file has arrived, unless the file changed while it was being sent.
    fn arrived(&mut self, file: &PlannedFile) -> Result<(), RunError> {
        if !is_unchanged(file)? {
            return Err(RunError::ChangedMeanwhile {
                file: file.name().to_owned(),
            });
        }
        self.journal.delivered(file)?;
        self.delivered.sent += 1;
        self.delivered.bytes = self.delivered.bytes.saturating_add(file.bytes());
        (self.run.on_event)(RunEvent::Sent {
            bytes: self.delivered.bytes,
            of: self.of,
        });
        (self.run.on_event)(RunEvent::Arrived { file });
        Ok(())
    }

    fn canceled(&self) -> RunError {
        RunError::Canceled {
            journal: self.run.journal.clone(),
        }
    }
}

fn is_unchanged(file: &PlannedFile) -> Result<bool, RunError> {
    file.is_unchanged().map_err(|error| RunError::Gone {
        file: file.name().to_owned(),
        reason: said(&error),
    })
}
