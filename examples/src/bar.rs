//! How far something is, on a terminal and nowhere else.

use std::cell::Cell;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Nothing is drawn before this: what is over by then needs no bar.
const DELAY: Duration = Duration::from_secs(1);

/// A bar of bytes on standard error, if that is a terminal.
pub(crate) struct Bar {
    bar: ProgressBar,
    since: Instant,
    is_shown: Cell<bool>,
}

impl Bar {
    /// One whose end is known, in bytes, or is not.
    pub(crate) fn new(what: &'static str, total: Option<u64>) -> Self {
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::hidden());
        let template = match total {
            Some(_) => "{msg} {wide_bar} {decimal_bytes} of {decimal_total_bytes}, {eta} left",
            None => "{msg} {decimal_bytes}, {decimal_bytes_per_sec}",
        };
        // A template that is wrong leaves the usual bar.
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message(what);
        Self {
            bar,
            since: Instant::now(),
            is_shown: Cell::new(false),
        }
    }

    /// So many bytes more.
    pub(crate) fn add(&self, bytes: u64) {
        self.show();
        self.bar.inc(bytes);
    }

    /// So many bytes from the start.
    pub(crate) fn set(&self, bytes: u64) {
        self.show();
        self.bar.set_position(bytes);
    }

    /// Writes something above the bar.
    pub(crate) fn above(&self, write: impl FnOnce()) {
        self.bar.suspend(write);
    }

    fn show(&self) {
        if !self.is_shown.get() && self.since.elapsed() >= DELAY {
            self.is_shown.set(true);
            // It stays hidden where there is no terminal.
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
