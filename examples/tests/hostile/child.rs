//! A test that runs in a process of its own, which has little memory and little time for each case.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use rustix::time::{ClockId, clock_gettime};

/// What a process may hold: 512 MiB.
const MEMORY: u64 = 512 << 20;

/// How long a case may take, in seconds of processor time, however loaded the machine is.
const SECONDS: u64 = 5;

const VARIABLE: &str = "EMA_HOSTILE_CASES";

/// Runs an ignored test of this program in a process of its own, with `cases` for it to read.
///
/// # Panics
///
/// The process fails in any way; the message names the case that it was at.
pub(crate) fn run(test: &str, cases: &str) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "--nocapture", test])
        .env(VARIABLE, cases)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let stderr = child.stderr.take().unwrap();
    let errors = std::thread::spawn(|| std::io::read_to_string(stderr).unwrap());
    let mut last = String::new();
    let mut passed = false;
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        let line = line.unwrap();
        passed |= line.contains("1 passed");
        if let Some(case) = line.strip_prefix("case ") {
            last = case.to_owned();
        }
    }
    let status = child.wait().unwrap();
    let errors = errors.join().unwrap();
    assert!(
        status.success() && passed,
        "{test} of {cases}, at {last}: {status}\n{errors}"
    );
}

/// What [`run`] was given, in the process that it has started.
pub(crate) fn cases() -> String {
    let limit = Rlimit {
        current: Some(MEMORY),
        maximum: Some(MEMORY),
    };
    setrlimit(Resource::Data, limit).unwrap();
    std::env::var(VARIABLE).expect("it is run by another test")
}

/// Begins a case, which has its time from now on: a process that takes longer is ended by the system.
pub(crate) fn begin(case: &str) {
    println!("case {case}");
    let used = clock_gettime(ClockId::ProcessCPUTime).tv_sec;
    let limit = Rlimit {
        // The system counts whole seconds.
        current: Some(u64::try_from(used).unwrap() + SECONDS + 1),
        maximum: getrlimit(Resource::Cpu).maximum,
    };
    setrlimit(Resource::Cpu, limit).unwrap();
}

/// Otherwise nothing here would show that little memory is enough.
#[test]
#[should_panic(expected = "memory allocation of 600000000 bytes failed")]
fn a_process_that_takes_more_is_ended() {
    run("child::takes_more", "600000000");
}

#[test]
#[ignore = "run by the test above, in a process of its own"]
fn takes_more() {
    let bytes = cases().parse().unwrap();
    begin("more");
    std::hint::black_box(vec![1_u8; bytes]);
}
