//! Runs a test in a separate process, with little memory and little time for each case.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use rustix::time::{ClockId, clock_gettime};

/// The memory limit for the process: 512 MiB.
const MEMORY: u64 = 512 << 20;

/// The time limit for a case, in seconds of processor time. Unlike elapsed time, processor time
/// does not depend on the load on the machine.
const SECONDS: u64 = 5;

const VARIABLE: &str = "EMA_HOSTILE_CASES";

/// Runs one of this program's ignored tests in a separate process and passes `cases` to it.
///
/// # Panics
///
/// Panics if the process fails in any way. The panic message names the current case.
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

/// Limits the memory of the current process, which [`run`] has started, and returns the cases
/// passed to [`run`].
pub(crate) fn cases() -> String {
    let limit = Rlimit {
        current: Some(MEMORY),
        maximum: Some(MEMORY),
    };
    setrlimit(Resource::Data, limit).unwrap();
    std::env::var(VARIABLE).expect("it is run by another test")
}

/// Starts a case and its time limit. If a case takes longer, the system ends the process.
pub(crate) fn begin(case: &str) {
    println!("case {case}");
    let used = clock_gettime(ClockId::ProcessCPUTime).tv_sec;
    let limit = Rlimit {
        // The system counts only whole seconds, so one second is added.
        current: Some(u64::try_from(used).unwrap() + SECONDS + 1),
        maximum: getrlimit(Resource::Cpu).maximum,
    };
    setrlimit(Resource::Cpu, limit).unwrap();
}

/// Tests that the memory limit works. Without this limit, the other tests would not prove that
/// little memory is sufficient.
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
