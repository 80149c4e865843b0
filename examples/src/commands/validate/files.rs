//! Checks files on all cores and returns the results in file order.

use std::collections::VecDeque;
use std::iter;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use ema_rules::html::{Rows, Timeline};
use ema_rules::{Report, Severity};

use crate::bar::{Bar, HowFar};
use crate::failure::{Failure, Outcome};

/// A file that has been checked.
pub(super) struct Checked {
    pub(super) report: Report,
    pub(super) took: Duration,
    /// The rows and the timeline, if the output is an HTML page.
    pub(super) drawn: Option<(Rows, Timeline)>,
    /// A hint about where to find the fixed cells that are not shown.
    pub(super) more_fixed: String,
}

/// An item in the sequence of results.
pub(super) enum Step<'a> {
    /// Findings in the next file, as text. They precede the result for the file itself.
    Lines(Vec<u8>),
    /// The file has been checked, or could not be read.
    File(&'a Path, Result<Box<Checked>, Failure>),
}

/// A closure that receives findings as text while a file is being checked, and returns `Break` if
/// no more findings are needed.
pub(super) type SendLines<'a> = dyn FnMut(Vec<u8>) -> ControlFlow<()> + 'a;

/// A closure that checks a file.
pub(super) type Job<'a> = dyn Fn(&Path, &mut SendLines<'_>) -> Result<Checked, Failure> + Sync + 'a;

/// The maximum number of chunks of lines that can wait for their file's turn.
const WAITING_LINES: usize = 4;

/// The maximum number of files per thread that are started before the results for the first of them
/// are complete.
const AHEAD: usize = 8;

/// Checks files on all cores and passes the results to `take` in file order.
pub(super) fn check<R>(
    files: &[PathBuf],
    job: &Job<'_>,
    take: impl FnOnce(&mut dyn Iterator<Item = Step<'_>>) -> R,
) -> R {
    let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let threads = cores.min(files.len());
    let done = Arc::new(AtomicU64::new(0));
    let _bar = bar(files.len(), &done);
    let (jobs, waiting) = mpsc::channel::<(&Path, SyncSender<Step<'_>>)>();
    let waiting = Mutex::new(waiting);
    thread::scope(|scope| {
        let work = || {
            while let Some((path, steps)) = next(&waiting) {
                let mut lines = |lines| match steps.send(Step::Lines(lines)) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(_) => ControlFlow::Break(()),
                };
                let result = job(path, &mut lines);
                done.fetch_add(1, Relaxed);
                // Sending fails if the output could not be written. In this case, no further result
                // is needed.
                let _ = steps.send(Step::File(path, result.map(Box::new)));
            }
        };
        let spawned = (0..threads)
            .take_while(|_| thread::Builder::new().spawn_scoped(scope, work).is_ok())
            .count();
        match spawned {
            0 => take(&mut in_turn(files, job)),
            // The threads end when `jobs` is dropped.
            _ => take(&mut ahead(files, jobs, spawned * AHEAD)),
        }
    })
}

fn next<'a>(
    waiting: &Mutex<Receiver<(&'a Path, SyncSender<Step<'a>>)>>,
) -> Option<(&'a Path, SyncSender<Step<'a>>)> {
    let waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
    waiting.recv().ok()
}

/// Returns the results for files that other threads check. At most `most` files are started before
/// the results for the first of them are complete.
fn ahead<'a>(
    files: &'a [PathBuf],
    jobs: Sender<(&'a Path, SyncSender<Step<'a>>)>,
    most: usize,
) -> impl Iterator<Item = Step<'a>> {
    let mut files = files.iter();
    let mut begun: VecDeque<Receiver<Step<'_>>> = VecDeque::new();
    iter::from_fn(move || {
        loop {
            while begun.len() < most
                && let Some(path) = files.next()
            {
                let (steps, results) = mpsc::sync_channel(WAITING_LINES);
                if jobs.send((path, steps)).is_ok() {
                    begun.push_back(results);
                }
            }
            match begun.front()?.recv() {
                Ok(step) => return Some(step),
                Err(_) => begun.pop_front(),
            };
        }
    })
}

/// Checks the files on the current thread, because no other thread can be started. The lines for a
/// file are passed on only when the whole file has been checked.
fn in_turn<'a>(files: &'a [PathBuf], job: &Job<'_>) -> impl Iterator<Item = Step<'a>> {
    files.iter().flat_map(|path| {
        let mut steps = Vec::new();
        let result = job(path, &mut |lines| {
            steps.push(Step::Lines(lines));
            ControlFlow::Continue(())
        });
        steps.push(Step::File(path, result.map(Box::new)));
        steps
    })
}

/// Creates a bar that counts files. Returns `None` if there is only one file, because its check
/// shows its own bar.
fn bar(files: usize, done: &Arc<AtomicU64>) -> Option<Bar> {
    let done = Arc::clone(done);
    (files > 1).then(|| {
        let how_far = move || HowFar::Files(done.load(Relaxed), files as u64);
        Bar::new("Checking".to_owned(), how_far)
    })
}

/// Passes on results, reports each file that could not be read, and sets the outcome of the
/// command.
pub(super) fn watched<'a, 's>(
    steps: &'s mut dyn Iterator<Item = Step<'a>>,
    outcome: &'s mut Outcome,
) -> impl Iterator<Item = Step<'a>> + 's {
    steps.inspect(|step| match step {
        Step::Lines(_) => {}
        Step::File(_, Ok(checked)) => {
            if checked.report.count(Severity::Error) > 0 {
                *outcome = (*outcome).max(Outcome::ErrorsFound);
            }
        }
        Step::File(_, Err(failure)) => {
            failure.report();
            *outcome = Outcome::Unusable;
        }
    })
}
