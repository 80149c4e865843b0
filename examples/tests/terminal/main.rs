//! Tests output that the program writes to a terminal, but not to a pipe.
#![cfg(unix)]

mod contents;

use std::fs::{File, OpenOptions};
use std::io::{Read, Write as _};
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, Winsize, tcgetattr, tcsetwinsize};

const SAMPLE: &str = "data/sample-avails.xlsx";
const SAMPLE_PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/sample-avails.xlsx");

/// An 80-column terminal that collects the text written to it.
#[cfg_attr(
    not(target_os = "linux"),
    allow(dead_code, reason = "the test that types is for Linux")
)]
struct Terminal {
    shown: Arc<Mutex<Vec<u8>>>,
    keys: File,
    reader: JoinHandle<()>,
}

#[cfg_attr(
    not(target_os = "linux"),
    allow(dead_code, reason = "the test that types is for Linux")
)]
impl Terminal {
    fn open() -> (Self, Stdio, Stdio) {
        let ours: OwnedFd = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
        grantpt(&ours).expect("its rights");
        unlockpt(&ours).expect("its lock");
        let size = Winsize {
            ws_row: 24,
            ws_col: 80,
            ws_xpixel: 0,
            ws_ypixel: 0,
        };
        tcsetwinsize(&ours, size).expect("its size");
        let name = ptsname(&ours, Vec::new()).expect("its name");
        let theirs = || {
            let path = Path::new(std::ffi::OsStr::from_bytes(name.as_bytes()));
            let file = OpenOptions::new().read(true).write(true).open(path);
            Stdio::from(file.expect("its other end"))
        };
        let (stdout, stderr) = (theirs(), theirs());
        let shown = Arc::new(Mutex::new(Vec::new()));
        let ours = File::from(ours);
        let keys = ours.try_clone().expect("a second handle");
        let reader = thread::spawn({
            let (shown, mut ours) = (Arc::clone(&shown), ours);
            move || {
                let mut buffer = [0; 4096];
                // Depending on the system, either an error or an empty read marks the end of the
                // text.
                while let Ok(count @ 1..) = ours.read(&mut buffer) {
                    shown
                        .lock()
                        .expect("no panic")
                        .extend_from_slice(&buffer[..count]);
                }
            }
        });
        (
            Self {
                shown,
                keys,
                reader,
            },
            stdout,
            stderr,
        )
    }

    /// Types text on the terminal.
    fn write(&self, text: &str) {
        (&self.keys)
            .write_all(text.as_bytes())
            .expect("it is taken");
    }

    /// Returns whether the terminal shows typed text.
    fn echoes(&self) -> bool {
        let state = tcgetattr(&self.keys).expect("its state");
        state.local_modes.contains(LocalModes::ECHO)
    }

    fn shown(&self) -> String {
        String::from_utf8_lossy(&self.shown.lock().expect("no panic")).into_owned()
    }

    fn close(self) -> String {
        self.reader.join().expect("no panic");
        String::from_utf8_lossy(&self.shown.lock().expect("no panic")).into_owned()
    }
}

fn ema(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ema"));
    command
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("TERM", "xterm")
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .stdin(Stdio::null());
    command
}

/// Writes a feed that takes a while to process.
fn long_feed(folder: &Path) -> String {
    let mut text = "Territory,WorkType,LicenseType,ALID,Title,Start,End\n".to_owned();
    for row in 0..10_000 {
        text += &format!("US,Movie,EST,ALID{row},Title {row},2026-01-01,Open\n");
    }
    let path = folder.join("long\u{7}.csv");
    std::fs::write(&path, text).expect("a file");
    path.to_str().expect("UTF-8").to_owned()
}

/// Slows a program down, regardless of how fast the machine is. The program is paused up to a hundred times, until it
/// ends or `enough` returns true.
fn slowly(program: &mut Child, enough: impl Fn() -> bool) {
    let pid = Pid::from_child(program);
    for _ in 0..100 {
        if enough() || program.try_wait().expect("a status").is_some() {
            return;
        }
        kill_process(pid, Signal::STOP).expect("it stops");
        thread::sleep(Duration::from_millis(200));
        kill_process(pid, Signal::CONT).expect("it goes on");
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_bar_shows_what_takes_long_and_is_gone_at_the_end() {
    let folder = tempfile::tempdir().expect("a folder");
    let feed = long_feed(folder.path());
    let (terminal, _, stderr) = Terminal::open();
    let mut command = ema(&["validate", &feed]);
    let mut program = command
        .stdout(Stdio::piped())
        .stderr(stderr)
        .spawn()
        .expect("it starts");
    drop(command);
    slowly(&mut program, || terminal.shown().contains("Checking"));
    let output = program.wait_with_output().expect("an end");
    let shown = terminal.close();
    // The bell character in the file's name does not ring the bell.
    assert!(shown.contains("Checking long␇.csv"), "{shown:?}");
    let (_, end) = shown.rsplit_once("\u{1b}[2K").expect("the line is erased");
    assert!(!end.contains("Checking"), "{shown:?}");

    let report = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(report.contains("10,000 rows"), "{report}");
    assert!(!report.contains("Checking") && !report.contains('\u{1b}'));
}

#[test]
fn there_is_no_bar_in_a_pipe_for_what_is_short_or_when_it_is_to_be_quiet() {
    let folder = tempfile::tempdir().expect("a folder");
    let feed = long_feed(folder.path());
    let mut piped = ema(&["validate", &feed])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let began = std::time::Instant::now();
    let is_over = || began.elapsed() > Duration::from_secs(2);
    slowly(&mut piped, is_over);
    assert_eq!(piped.wait_with_output().expect("an end").stderr, b"");

    let (terminal, _, stderr) = Terminal::open();
    let mut command = ema(&["validate", &feed, "--quiet"]);
    let mut quiet = command
        .stdout(Stdio::null())
        .stderr(stderr)
        .spawn()
        .expect("it starts");
    drop(command);
    let began = std::time::Instant::now();
    slowly(&mut quiet, || began.elapsed() > Duration::from_secs(2));
    quiet.wait().expect("an end");
    assert_eq!(terminal.close(), "");
}

#[test]
fn colors_are_for_terminals_unless_the_environment_says_otherwise() {
    let on_terminal = |variables: &[(&str, &str)], arguments: &[&str]| {
        let (terminal, stdout, stderr) = Terminal::open();
        // Progress bars are disabled, because a bar could appear on a slow machine. A bar moves the cursor, and the
        // test would mistake the movement for a color.
        let mut command = ema(&[&["--quiet"], arguments].concat());
        command
            .envs(variables.iter().copied())
            .stdout(stdout)
            .stderr(stderr);
        command.status().expect("it starts");
        drop(command);
        terminal.close()
    };
    let in_pipe = |variables: &[(&str, &str)], arguments: &[&str]| {
        let mut command = ema(arguments);
        let output = command.envs(variables.iter().copied()).output();
        let output = output.expect("it starts");
        String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8")
    };
    for arguments in [
        &["validate", SAMPLE][..],
        &["rules"],
        &["--help"],
        &["validate"],
    ] {
        let is_colored = |text: String| text.contains("\u{1b}[");
        assert!(is_colored(on_terminal(&[], arguments)));
        assert!(!is_colored(on_terminal(&[("NO_COLOR", "1")], arguments)));
        assert!(!is_colored(in_pipe(&[], arguments)));
        assert!(is_colored(in_pipe(&[("CLICOLOR_FORCE", "1")], arguments)));
        let both = [("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")];
        assert!(!is_colored(in_pipe(&both, arguments)));
    }
}

/// The program asks for the password for a delivery on a terminal, but does not show it.
#[cfg(target_os = "linux")]
#[test]
fn a_password_is_asked_for_and_not_shown() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("masters")).expect("a folder");
    std::fs::write(folder.path().join("masters/Harbor-US.mov"), "pictures").expect("a file");
    // A substitute for ascp reports whether it received the password. ema replaces the password with `…` in messages.
    let ascp = folder.path().join("ascp");
    std::fs::write(
        &ascp,
        "#!/bin/sh\necho \"got <$ASPERA_SCP_PASS>\"\nexit 1\n",
    )
    .expect("a file");
    let rights = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(&ascp, rights).expect("its rights");

    let (terminal, stdin, stderr) = Terminal::open();
    // `setsid --ctty` makes the standard input the controlling terminal, so `/dev/tty` refers to it.
    let mut command = Command::new("setsid");
    command
        .args(["--ctty", "--wait", env!("CARGO_BIN_EXE_ema")])
        .args([
            "deliver", "masters", "--to", "aspera", "--user", "U", "--run",
        ])
        .arg("--ascp")
        .arg(&ascp)
        .current_dir(folder.path())
        .env_remove("ASPERA_SCP_PASS")
        .stdin(stdin)
        .stdout(Stdio::null())
        .stderr(stderr);
    let mut program = command.spawn().expect("it starts");
    drop(command);
    while terminal.echoes() {
        assert!(program.try_wait().expect("a status").is_none());
        thread::sleep(Duration::from_millis(10));
    }
    terminal.write("Secret-Word-1\n");
    assert_eq!(program.wait().expect("an end").code(), Some(2));
    let shown = terminal.close();
    assert!(shown.contains("Password of U"), "{shown:?}");
    assert!(shown.contains("got <…>"), "{shown:?}");
    assert!(!shown.contains("Secret"), "{shown:?}");
}
