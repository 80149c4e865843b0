//! Cancellation of a run from outside.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Cancels a run from another thread or from a signal handler. All clones share the same state.
///
/// ```
/// use delivery_naming::{AsperaRun, Cancel};
///
/// let cancel = Cancel::new();
/// let run = AsperaRun::new("friday.journal").cancel_with(cancel.clone());
/// std::thread::spawn(move || cancel.cancel()); // A service can do this when it shuts down.
/// ```
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Creates a handle that has not been canceled.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Cancels the run. Its `ascp` process is stopped, and the run returns [`Canceled`](crate::RunError::Canceled).
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether the run has been canceled.
    #[must_use]
    pub fn is_canceled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Sleeps until this time has passed or the run is canceled.
    pub(super) fn sleep(&self, time: Duration) {
        const TICK: Duration = Duration::from_millis(50);
        let began = Instant::now();
        while let Some(left) = time.checked_sub(began.elapsed())
            && !left.is_zero()
            && !self.is_canceled()
        {
            thread::sleep(left.min(TICK));
        }
    }
}
