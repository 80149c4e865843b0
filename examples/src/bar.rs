//! Draws progress bars, but only on a terminal.

use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use ema_io::Progress;
use ema_rules::printable;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::shown::file_name;

/// The time that a step must take before its bar is shown.
const DELAY: Duration = Duration::from_secs(1);

const TICK: Duration = Duration::from_millis(100);

static IS_QUIET: AtomicBool = AtomicBool::new(false);

/// The bar that is currently drawn on the terminal.
static DRAWN: Mutex<Option<ProgressBar>> = Mutex::new(None);

/// Turns progress bars off.
pub(crate) fn be_quiet() {
    IS_QUIET.store(true, Relaxed);
}

pub(crate) fn is_quiet() -> bool {
    IS_QUIET.load(Relaxed)
}

/// Writes to standard error, above the bar if there is one.
pub(crate) fn above(write: impl FnOnce()) {
    match &*drawn() {
        Some(bar) => bar.suspend(write),
        None => write(),
    }
}

fn drawn() -> MutexGuard<'static, Option<ProgressBar>> {
    DRAWN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The progress of a step.
#[derive(Clone, Copy)]
pub(crate) enum HowFar {
    /// The number of bytes processed so far, and the total number of bytes.
    Of(u64, u64),
    /// The number of files processed so far, and the total number of files.
    Files(u64, u64),
    Unknown,
}

/// A bar on standard error, which disappears when this value is dropped. If standard error is not a terminal, no bar is
/// drawn.
///
/// A separate thread draws the bar, so it keeps moving during a long step.
pub(crate) struct Bar(Option<(Sender<()>, JoinHandle<()>)>);

impl Bar {
    pub(crate) fn new(what: String, how_far: impl Fn() -> HowFar + Send + 'static) -> Self {
        let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        if is_quiet() || is_dumb || !io::stderr().is_terminal() {
            return Self(None);
        }
        let (stop, stopped) = mpsc::channel();
        let draw = move || {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
            bar.set_message(what);
            let since = Instant::now();
            while stopped.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
                show(&bar, how_far());
                let mut drawn = drawn();
                if drawn.is_none() && since.elapsed() >= DELAY {
                    bar.set_draw_target(ProgressDrawTarget::stderr());
                    *drawn = Some(bar.clone());
                }
            }
            bar.finish_and_clear();
            *drawn() = None;
        };
        // If a thread can't be started, no bar is drawn.
        let thread = thread::Builder::new().spawn(draw).ok();
        Self(thread.map(|thread| (stop, thread)))
    }

    /// Creates a bar that shows how much of a file has been read.
    pub(crate) fn of_file(doing: &str, path: &Path, progress: &Progress) -> Self {
        let progress = progress.clone();
        Self::new(named(doing, path), move || {
            HowFar::Of(progress.bytes(), progress.total())
        })
    }

    /// Creates a bar for a step of unknown length.
    pub(crate) fn without_end(doing: &str, path: &Path) -> Self {
        Self::new(named(doing, path), || HowFar::Unknown)
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.0.take() {
            drop(stop);
            // If the thread has panicked, the bar has already disappeared.
            let _ = thread.join();
        }
    }
}

/// Returns a bar's label: a verb and the file's name without its folders.
fn named(doing: &str, path: &Path) -> String {
    const LONGEST: usize = 40;
    let name = file_name(path);
    let name = printable(&name);
    let mut shown: String = name.chars().take(LONGEST).collect();
    if name.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    format!("{doing} {shown}")
}

fn show(bar: &ProgressBar, how_far: HowFar) {
    let (template, done, total) = match how_far {
        HowFar::Of(done, total) if done < total => (
            "{msg} {wide_bar} {decimal_bytes} of {decimal_total_bytes}, {eta} left",
            done,
            Some(total),
        ),
        HowFar::Files(done, total) => ("{msg} {wide_bar} {pos} of {len} files", done, Some(total)),
        // All bytes have been read, but the step is still processing or writing them.
        HowFar::Of(..) | HowFar::Unknown => ("{msg} {spinner} {elapsed}", 0, None),
    };
    // If the template is invalid, the bar keeps the default style.
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    match total {
        Some(total) => bar.set_length(total),
        None => bar.unset_length(),
    }
    bar.set_position(done);
    bar.tick();
}
