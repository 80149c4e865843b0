//! A process of its own for each figure: its time, and the most memory that it held.

use std::env;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What one run has cost.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    pub(crate) time: Duration,
    /// In KiB; 0 where the system does not tell.
    pub(crate) memory: u64,
}

/// What is measured.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Work<'a> {
    /// A part of the crates or a floor, see [`jobs`](crate::jobs).
    Job(&'a str),
    /// A program: `ema` with its arguments.
    Program(&'a Path, &'a [&'a str]),
}

impl Work<'_> {
    /// Does it once, with a file.
    pub(crate) fn cost(self, file: &Path) -> Cost {
        let mut command = Command::new(env::current_exe().expect("this program"));
        match self {
            Self::Job(name) => command.args(["job", name]).arg(file),
            Self::Program(program, arguments) => {
                // What `ema` is to write goes where nobody looks.
                let out = file.with_extension("out.xml");
                let arguments = arguments.iter().map(|argument| match *argument {
                    "IN" => file,
                    "OUT" => out.as_path(),
                    other => Path::new(other),
                });
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

    /// How many instructions it takes, where valgrind is at hand.
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

/// Runs a program to its end and says what it has cost.
pub(crate) fn watch(program: &str, arguments: &[&str]) {
    let began = Instant::now();
    let status = Command::new(program)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("the program");
    let time = began.elapsed();
    // 1 says that errors were found.
    assert!(matches!(status.code(), Some(0 | 1)), "{status}");
    tell(time, memory_of_children());
}

/// Says what a job has cost.
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
fn most(who: nix::sys::resource::UsageWho) -> u64 {
    let usage = nix::sys::resource::getrusage(who).expect("the usage of resources");
    let most = u64::try_from(usage.max_rss()).unwrap_or_default();
    // macOS counts bytes.
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
