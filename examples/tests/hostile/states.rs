//! Tests the program with states that several programs change at once, and with streams that look
//! like files.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use rustix::fs::{FlockOperation, flock};

fn ema(folder: &Path, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_ema"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Applies a feed of one title to a state.
fn apply(folder: &Path, state: &str, title: &str) -> Child {
    let text = format!(
        "DisplayName,Territory,WorkType,LicenseType,FormatProfile,EntryType,ALID,Start,End,TitleInternalAlias\n\
         Harbor Pictures,US,Movie,EST,HD,Full Extract,{title},2026-01-01,Open,{title}\n"
    );
    let feed = format!("{title}.csv");
    fs::write(folder.join(&feed), text).unwrap();
    let arguments = [
        "apply",
        "--as-of",
        "2026-11-22",
        "--force",
        "--state",
        state,
        &feed,
    ];
    ema(folder, &arguments)
}

#[track_caller]
fn ends_well(child: Child) -> String {
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}");
    said
}

fn titles(state: &Path) -> Vec<String> {
    let text = fs::read_to_string(state).unwrap();
    let state: serde_json::Value = serde_json::from_str(&text).unwrap();
    let scopes = state["scopes"].as_array().unwrap();
    let mut ids: Vec<_> = scopes
        .iter()
        .map(|scope| scope["id"].as_str().unwrap().to_owned())
        .collect();
    ids.sort();
    ids
}

#[test]
fn a_state_keeps_what_all_programs_have_applied_at_once() {
    const PROGRAMS: usize = 8;
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::create_dir(folder.join("states")).unwrap();
    symlink("states/held.json", folder.join("link.json")).unwrap();
    let mut expected = Vec::new();
    // The first round creates the state, and the second round changes it.
    for round in 1..=2 {
        let programs: Vec<Child> = (0..PROGRAMS)
            .map(|program| {
                let title = format!("TITLE{round}-{program}");
                expected.push(title.clone());
                // Both paths lead to the same state file.
                let state = ["link.json", "states/held.json"][program % 2];
                apply(folder, state, &title)
            })
            .collect();
        programs.into_iter().for_each(|program| {
            ends_well(program);
        });
        expected.sort();
        assert_eq!(titles(&folder.join("link.json")), expected);
    }
    let states = fs::read_dir(folder.join("states")).unwrap();
    assert_eq!(states.count(), 1, "a lock is left");
}

#[test]
fn a_program_says_what_it_waits_for() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let lock = fs::File::create(folder.join("state.json.lock")).unwrap();
    flock(&lock, FlockOperation::LockExclusive).unwrap();
    let mut waiting = apply(folder, "state.json", "TITLE");
    thread::sleep(Duration::from_millis(500));
    assert!(waiting.try_wait().unwrap().is_none(), "it does not wait");
    assert!(!folder.join("state.json").exists());
    drop(lock);
    assert_eq!(
        ends_well(waiting),
        "ema: waiting for another ema process that is changing state.json\n"
    );
    assert_eq!(titles(&folder.join("state.json")), ["TITLE"]);
}

#[test]
fn a_lock_that_is_no_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    symlink("elsewhere", folder.join("link.json.lock")).unwrap();
    rustix::fs::mkfifoat(rustix::fs::CWD, folder.join("pipe.json.lock"), 0o600.into()).unwrap();
    for state in ["link.json", "pipe.json"] {
        let output = apply(folder, state, "TITLE").wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(
            said.contains("it is not a regular file; remove it"),
            "{said}"
        );
        assert!(!folder.join(state).exists());
    }
    assert!(!folder.join("elsewhere").exists());
}

/// A regular file in a folder under `/dev` is treated like any other file.
#[test]
fn a_state_in_shared_memory_is_replaced() {
    let Ok(folder) = tempfile::tempdir_in("/dev/shm") else {
        println!("there is no shared memory here");
        return;
    };
    let folder = folder.path();
    let state = folder.join("state.json");
    for title in ["ONE", "TWO"] {
        ends_well(apply(folder, state.to_str().unwrap(), title));
    }
    assert_eq!(titles(&state), ["ONE", "TWO"]);
    let report = folder.join("report.json");
    for _ in 0..2 {
        let arguments = ["diff", "ONE.csv", "TWO.csv"];
        ends_well(ema(folder, &arguments));
        let arguments = ["apply", "--state", state.to_str().unwrap(), "--live", "all"];
        let output = ["--format", "json", "--output", report.to_str().unwrap()];
        ends_well(ema(folder, &[&arguments[..], &output].concat()));
        let text = fs::read_to_string(&report).unwrap();
        serde_json::from_str::<serde_json::Value>(&text).unwrap();
    }
}

/// If the shell has opened the output, the program appends to it, regardless of which path is
/// given, because another program might write to the same file.
#[test]
fn what_the_shell_has_opened_is_added_to() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    ends_well(apply(folder, "state.json", "TITLE"));
    for stream in ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"] {
        let script = format!(
            "exec > all.txt; echo before; \
             \"$ema\" apply --state state.json --live all --output {stream}; echo after"
        );
        let status = Command::new("sh")
            .args(["-c", &script])
            .env("ema", env!("CARGO_BIN_EXE_ema"))
            .current_dir(folder)
            .status();
        assert!(status.unwrap().success());
        let text = fs::read_to_string(folder.join("all.txt")).unwrap();
        assert!(text.contains("TITLE"), "{stream}: {text}");
    }
    let device = [
        "apply",
        "--state",
        "state.json",
        "--live",
        "all",
        "--output",
        "/dev/null",
    ];
    ends_well(ema(folder, &device));
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
}
