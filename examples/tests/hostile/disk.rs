//! Tests the program with full disks, and with paths that do not lead to a regular file.

use std::fs;
use std::io::Read as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use ema_testing::{assert_snapshot, str};

const FEED: &str = "data/feeds/1-crimeflix.csv";

/// Runs a shell command in which `$ema` is the program's path and `$folder` is the folder's path.
fn shell(folder: &Path, command: &str) -> Output {
    let mut child = Command::new("sh")
        .args(["-c", command])
        .env("ema", env!("CARGO_BIN_EXE_ema"))
        .env("folder", folder)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // If a program waited for the other end of a pipe, it would wait forever, so the time is
    // limited.
    for _ in 0..600 {
        if child.try_wait().unwrap().is_some() {
            return child.wait_with_output().unwrap();
        }
        thread::sleep(Duration::from_millis(100));
    }
    child.kill().unwrap();
    panic!("{command} does not end");
}

/// Returns the messages of a command that must fail, without the folder's path.
#[track_caller]
fn refused(folder: &Path, command: &str) -> String {
    let output = shell(folder, command);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{command}: {said}");
    said.replace(&*folder.to_string_lossy(), "…")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Commands whose output is larger than the disk.
const WRITING: [(&str, &str); 5] = [
    (
        "state.json",
        "\"$ema\" apply --as-of 2026-11-22 --state \"$folder/state.json\" data/feeds/*.csv",
    ),
    (
        "avails.xlsx",
        "\"$ema\" convert data/sample-avails.xlsx \"$folder/avails.xlsx\"",
    ),
    (
        "avails.json",
        "\"$ema\" convert data/sample-avails.xlsx \"$folder/avails.json\"",
    ),
    (
        "report.json",
        "\"$ema\" validate data/sample-avails.xlsx --format json --output \"$folder/report.json\"",
    ),
    (
        "shown.xlsx",
        "\"$ema\" validate data/sample-avails.xlsx --annotate \"$folder/shown.xlsx\"",
    ),
];

/// Writes a state that a failed command must not change.
fn old_state(folder: &Path) -> Vec<u8> {
    let made = shell(
        folder,
        &format!("\"$ema\" apply --as-of 2026-11-22 --state \"$folder/state.json\" {FEED}"),
    );
    assert!(made.status.success());
    fs::read(folder.join("state.json")).unwrap()
}

/// In this test, files cannot be larger than a kilobyte, which has the same effect as a full disk
/// or an exhausted quota.
#[test]
fn a_full_disk_is_told_and_nothing_is_lost() {
    for (name, command) in WRITING {
        let folder = tempfile::tempdir().unwrap();
        let old = old_state(folder.path());
        fs::write(folder.path().join(name), &old).unwrap();
        let before = names(folder.path());
        // The signal `XFSZ` ends the program unless the shell ignores it.
        for signal in ["trap '' XFSZ;", ""] {
            let limited = format!("{signal} ulimit -f 2; {command}");
            match signal {
                "" => assert!(!shell(folder.path(), &limited).status.success()),
                _ => {
                    let said = refused(folder.path(), &limited);
                    assert!(
                        said.contains(&format!("…/{name} could not be written")),
                        "{said}"
                    );
                    assert_eq!(names(folder.path()), before, "{command}");
                }
            }
            assert!(
                fs::read(folder.path().join(name)).unwrap() == old,
                "{command}"
            );
        }
    }
}

/// This test uses a 16 KB disk, if the system allows tests to mount one.
#[test]
fn a_small_disk_is_told_and_nothing_is_lost() {
    for (name, command) in WRITING {
        let folder = tempfile::tempdir().unwrap();
        let old = old_state(folder.path());
        fs::write(folder.path().join("old"), &old).unwrap();
        let script = format!(
            "mount -t tmpfs -o size=16k none \"$folder\" 2>/dev/null || exit 99; cat > \"$folder/{name}\"; \
             head -c 12k /dev/zero > \"$folder/full\" 2>/dev/null; {command}; status=$?; \
             ls -A \"$folder\"; cat \"$folder/{name}\"; exit $status"
        );
        let old_file = folder.path().join("old");
        let output = shell(
            folder.path(),
            &format!(
                "unshare --mount sh -c '{}' < {}",
                script.replace('\'', "'\\''"),
                old_file.display()
            ),
        );
        if matches!(output.status.code(), Some(99 | 1)) && output.stdout.is_empty() {
            println!("no disk can be mounted here: a limit on the size of files has to do");
            return;
        }
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{command}: {said}");
        assert!(
            said.contains("could not be written") && said.contains("no space left"),
            "{said}"
        );
        let mut expected = format!("full\n{name}\n").into_bytes();
        if name < "full" {
            expected = format!("{name}\nfull\n").into_bytes();
        }
        expected.extend(&old);
        assert!(
            output.stdout.ends_with(&expected),
            "{command}: {}",
            String::from_utf8_lossy(&output.stdout)
        );
    }
}

/// The program writes directly to a device, and reports an error if the device is full.
#[test]
fn a_full_device_is_told() {
    let folder = tempfile::tempdir().unwrap();
    for command in [
        "\"$ema\" validate data/sample-avails.xlsx --output /dev/full",
        "\"$ema\" validate data/sample-avails.xlsx > /dev/full",
        "\"$ema\" rules > /dev/full",
    ] {
        let said = refused(folder.path(), command);
        assert!(
            said.contains("no space left on the device"),
            "{command}: {said}"
        );
    }
}

/// Commands neither wait for the other end of a pipe nor replace the pipe.
#[test]
fn a_pipe_is_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe.json");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    fs::copy(FEED, folder.path().join("feed.csv")).unwrap();
    let said: Vec<String> = [
        "\"$ema\" validate \"$folder/pipe.json\"",
        "\"$ema\" convert \"$folder/pipe.json\" \"$folder/avails.csv\"",
        "\"$ema\" convert \"$folder/feed.csv\" \"$folder/pipe.json\"",
        "\"$ema\" validate \"$folder/feed.csv\" --fix \"$folder/pipe.json\"",
        "\"$ema\" apply --state \"$folder/pipe.json\" \"$folder/feed.csv\"",
        "\"$ema\" apply --state \"$folder/state.json\" \"$folder/pipe.json\"",
        "\"$ema\" extract \"$folder/pipe.json\" \"$folder/feed.csv\" \"$folder/new.csv\"",
        "\"$ema\" timeline \"$folder/pipe.json\" \"$folder/lines.svg\"",
    ]
    .map(|command| refused(folder.path(), command))
    .to_vec();
    assert_snapshot(
        said.concat(),
        str![[r#"
ema: …/pipe.json is a pipe or a device, not a file; save its output as a file and give the path of that file, or pass its bytes
ema: …/pipe.json is a pipe or a device, not a file; save its output as a file and give the path of that file, or pass its bytes
ema: …/pipe.json is a pipe or a device, which is not replaced; give the path of a file
ema: …/pipe.json is a pipe or a device, which is not replaced; give the path of a file
ema: …/pipe.json is not a regular file, so it cannot be a state; specify a file written by `ema apply`
ema: …/pipe.json is a pipe or a device, not a file; save its output as a file and give the path of that file, or pass its bytes
ema: …/pipe.json is a pipe or a device, not a file; save its output as a file and give the path of that file, or pass its bytes
ema: …/pipe.json is a pipe or a device, not a file; save its output as a file and give the path of that file, or pass its bytes

"#]],
    );
    assert_eq!(names(folder.path()), ["feed.csv", "pipe.json"]);
}

#[test]
fn links_are_followed_and_stay() {
    let folder = tempfile::tempdir().unwrap();
    let inside = |name: &str| folder.path().join(name);
    fs::create_dir(inside("feeds")).unwrap();
    fs::copy(FEED, inside("feeds/feed.csv")).unwrap();
    symlink("feeds/feed.csv", inside("link.csv")).unwrap();
    symlink("round.csv", inside("round.csv")).unwrap();
    symlink("feeds/state.json", inside("state.json")).unwrap();

    let run = |command: &str| shell(folder.path(), command);
    let apply =
        "\"$ema\" apply --as-of 2026-11-22 --state \"$folder/state.json\" \"$folder/link.csv\"";
    // The first command creates the link's target, and the second command replaces it.
    for _ in 0..2 {
        assert!(run(apply).status.success());
        assert!(inside("state.json").is_symlink() && inside("feeds/state.json").is_file());
    }
    let own = refused(
        folder.path(),
        "\"$ema\" convert \"$folder/feeds/feed.csv\" \"$folder/link.csv\"",
    );
    let report = refused(
        folder.path(),
        "\"$ema\" validate \"$folder/feeds/feed.csv\" --output \"$folder/link.csv\"",
    );
    let round = refused(folder.path(), "\"$ema\" validate \"$folder/round.csv\"");
    let into_round = refused(
        folder.path(),
        "\"$ema\" convert \"$folder/link.csv\" \"$folder/round.csv\"",
    );
    assert_snapshot(
        [own, report, round, into_round].concat(),
        str![[r#"
ema: …/link.csv is the file that is being read; give the result a different name
ema: …/feeds/feed.csv would be replaced by its own report; give --output another name
ema: …/round.csv could not be read (too many levels of symbolic links); check the path
ema: …/round.csv could not be written (too many levels of symbolic links); check the path

"#]],
    );
    assert_eq!(
        fs::read(inside("feeds/feed.csv")).unwrap(),
        fs::read(FEED).unwrap()
    );
}

/// If the file under one of two hard-linked names were replaced, the other name would still lead to
/// the old content.
#[test]
fn a_second_name_of_the_input_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let inside = |name: &str| folder.path().join(name);
    fs::copy(FEED, inside("feed.csv")).unwrap();
    fs::hard_link(inside("feed.csv"), inside("second.csv")).unwrap();
    let said = [
        "\"$ema\" validate \"$folder/feed.csv\" --output \"$folder/second.csv\"",
        "\"$ema\" convert \"$folder/feed.csv\" \"$folder/second.csv\"",
        "\"$ema\" convert \"$folder/feed.csv\" \"$folder/new.xlsx\" --loss \"$folder/second.csv\"",
        "\"$ema\" apply --state \"$folder/second.csv\" \"$folder/feed.csv\"",
        "\"$ema\" extract \"$folder/feed.csv\" \"$folder/feed.csv\" \"$folder/second.csv\"",
    ]
    .map(|command| refused(folder.path(), command));
    assert_snapshot(
        said.concat(),
        str![[r#"
ema: …/feed.csv would be replaced by its own report; give --output another name
ema: …/second.csv is the file that is being read; give the result a different name
ema: …/second.csv would be replaced by the list of losses; give --loss another name
ema: …/second.csv can't be used as a state: line 1, column 1: the text there is not a JSON value. Specify a file written by `ema apply`
ema: …/second.csv would be replaced; give the feed another name

"#]],
    );
    assert_eq!(names(folder.path()), ["feed.csv", "second.csv"]);
    assert_eq!(
        fs::read(inside("second.csv")).unwrap(),
        fs::read(FEED).unwrap()
    );
}

/// A file that only its owner may read keeps its permissions, even while it is rewritten.
#[test]
fn a_private_file_stays_private() {
    let folder = tempfile::tempdir().unwrap();
    for (name, command) in WRITING {
        let path: PathBuf = folder.path().join(name);
        if name == "state.json" {
            old_state(folder.path());
        }
        if !path.exists() {
            fs::write(&path, "old").unwrap();
        }
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        let before = fs::read(&path).unwrap();
        shell(folder.path(), command);
        assert!(fs::read(&path).unwrap() != before, "{command}");
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{command}");
    }
}

/// From the first bytes, the program recognizes that a gigabyte of nested lists is not a state.
#[test]
fn a_state_that_never_ends_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state.json");
    let mut head = std::io::Cursor::new(b"{\"schema\":1,\"later\":".to_vec())
        .chain(std::io::repeat(b'[').take(64 << 20));
    std::io::copy(&mut head, &mut fs::File::create(&state).unwrap()).unwrap();
    // The rest of the file is a hole, which does not use any disk space.
    fs::File::options()
        .write(true)
        .open(&state)
        .unwrap()
        .set_len(1 << 30)
        .unwrap();
    let command = format!("ulimit -v 300000; \"$ema\" apply --state \"$folder/state.json\" {FEED}");
    let said = refused(folder.path(), &command);
    assert!(
        said.contains("lists and objects are nested too deeply"),
        "{said}"
    );
    // In these cases, the state is an empty file, or a file that is only a hole.
    for length in [0, 1 << 30] {
        fs::File::create(&state).unwrap().set_len(length).unwrap();
        let said = refused(folder.path(), &command);
        assert!(said.contains("can't be used as a state"), "{said}");
    }
}
