//! Handles Ctrl-C. A hangup is ignored, so a run under `nohup` continues when its terminal closes.

use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use delivery_naming::Cancel;

use crate::failure::{Failure, INTERRUPTED, say};

/// The handler for Ctrl-C. If a run is active, the handler ends the run in an orderly way. Otherwise, the program exits
/// immediately.
pub(super) struct Interrupt {
    cancel: Cancel,
    runs: Arc<AtomicBool>,
}

impl Interrupt {
    pub(super) fn watch() -> Result<Self, Failure> {
        let (cancel, runs) = (Cancel::new(), Arc::new(AtomicBool::new(false)));
        let (to_cancel, has_run) = (cancel.clone(), Arc::clone(&runs));
        ctrlc::set_handler(move || {
            to_cancel.cancel();
            if !has_run.load(Relaxed) {
                say("ema: canceled before anything was sent; run the same command again");
                process::exit(INTERRUPTED.into());
            }
        })
        .map_err(|_| {
            Failure::new(
                "the system does not let this program handle Ctrl-C, so the run could not be ended \
                 in order; start it in another terminal",
            )
        })?;
        Ok(Self { cancel, runs })
    }

    pub(super) fn cancel(&self) -> Cancel {
        self.cancel.clone()
    }

    /// Marks the run as active. After this call, Ctrl-C ends the run in an orderly way.
    pub(super) fn let_run(&self) {
        self.runs.store(true, Relaxed);
    }
}
