//! Measures the time and the peak memory of separate processes.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The time and memory of one run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    pub(crate) time: Duration,
    /// The peak memory in KiB, or 0 if the system does not report it.
    pub(crate) memory: u64,
}

/// The work to measure.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Work<'a> {
    /// A job, which calls a function in the crates or measures a floor (see [`jobs`](crate::jobs)).
    Job(&'a str),
    /// The program `ema`, with its arguments.
    Program(&'a Path, &'a [&'a str]),
}

impl Work<'_> {
    /// Does the work on a file once and returns its cost.
    pub(crate) fn cost(self, file: &Path) -> Cost {
        let mut command = Command::new(env::current_exe().expect("this program"));
        match self {
            Self::Job(name) => command.args(["job", name]).arg(file),
            Self::Program(program, arguments) => {
                // `ema` writes its output next to the input, where nothing reads it.
                let arguments = arguments.iter().map(|argument| match *argument {
                    "IN" => file.to_owned(),
                    "OUT.xml" | "OUT.html" | "STATE.json" => file.with_extension(argument),
                    other => PathBuf::from(other),
                });
                // The state from an earlier run is removed, so that the feed is applied to empty
                // holdings.
                let _ = std::fs::remove_file(file.with_extension("STATE.json"));
                command.arg("watch").arg(program).args(arguments)
            }
        };
        let output = command.output().expect("this program again");
        let said = String::from_utf8_lossy(&output.stdout);
        let mut figures = said.split_whitespace().map(str::parse::<u64>);
        match (figures.next(), figures.next()) {
            (Some(Ok(micros)), Some(Ok(memory))) => Cost {
                time: Duration::from_micros(micros),
                memory,
            },
            _ => panic!(
                "{self:?} said {said:?} and {}",
                String::from_utf8_lossy(&output.stderr)
            ),
        }
    }

    /// Counts the instructions that the work executes, if valgrind is installed.
    pub(crate) fn instructions(self, file: &Path) -> Option<u64> {
        let Self::Job(name) = self else { return None };
        let output = Command::new("valgrind")
            .args(["--tool=cachegrind", "--cache-sim=no"])
            .arg("--cachegrind-out-file=/dev/null")
            .arg(env::current_exe().ok()?)
            .args(["job", name])
            .arg(file)
            .output()
            .ok()?;
        let said = String::from_utf8_lossy(&output.stderr);
        let (_, count) = said.split_once("refs:")?;
        let count = count.split_whitespace().next()?;
        count.replace(',', "").parse().ok()
    }
}

/// Runs a program to completion and prints its cost.
pub(crate) fn watch(program: &str, arguments: &[&str]) {
    let began = Instant::now();
    let status = Command::new(program)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("the program");
    let time = began.elapsed();
    // Exit status 1 means that errors were found in the feed.
    assert!(matches!(status.code(), Some(0 | 1)), "{status}");
    tell(time, memory_of_children());
}

/// Measures the processor time of `ema validate`, as the average of several runs.
#[cfg(unix)]
pub(crate) fn processor_time(program: &Path, arguments: &[&Path], runs: u32) -> Duration {
    use nix::sys::time::TimeValLike as _;

    let used = || {
        let usage = usage(nix::sys::resource::UsageWho::RUSAGE_CHILDREN);
        let micros = (usage.user_time() + usage.system_time()).num_microseconds();
        Duration::from_micros(u64::try_from(micros).unwrap_or_default())
    };
    let before = used();
    for _ in 0..runs {
        let mut command = Command::new(program);
        let command = command.arg("validate").args(arguments);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command.status().expect("the program");
    }
    (used() - before) / runs
}

/// Prints the cost of a job.
pub(crate) fn tell(time: Duration, memory: u64) {
    println!("{} {memory}", time.as_micros());
}

#[cfg(unix)]
pub(crate) fn memory() -> u64 {
    most(nix::sys::resource::UsageWho::RUSAGE_SELF)
}

#[cfg(unix)]
fn memory_of_children() -> u64 {
    most(nix::sys::resource::UsageWho::RUSAGE_CHILDREN)
}

#[cfg(unix)]
fn usage(who: nix::sys::resource::UsageWho) -> nix::sys::resource::Usage {
    nix::sys::resource::getrusage(who).expect("the usage of resources")
}

#[cfg(unix)]
fn most(who: nix::sys::resource::UsageWho) -> u64 {
    let most = u64::try_from(usage(who).max_rss()).unwrap_or_default();
    // macOS reports the memory in bytes.
    if cfg!(target_os = "macos") {
        most / 1024
    } else {
        most
    }
}

#[cfg(not(unix))]
pub(crate) fn memory() -> u64 {
    0
}

#[cfg(not(unix))]
fn memory_of_children() -> u64 {
    0
}
