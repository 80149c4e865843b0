//! A stand-in for `ascp` that delivers files to a folder and fails in every way that a test requests.
//!
//! The tests compile the stand-in and start it in its own folder, which contains these files:
//!
//! - `orders`: the behavior, one line for each start. The last line applies to all later starts.
//! - `server/…`: the files that have arrived. A partial file is resumed, and a complete file is skipped.
//! - `log`: a line for each start and each file, such as `start …`, `sent Harbor-US.mov 0 12`, `skipped …`.

use std::fs::{self, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, exit};
use std::thread::sleep;
use std::time::Duration;

fn main() {
    let mut arguments = std::env::args();
    let me = PathBuf::from(arguments.next().unwrap());
    let home = me.parent().unwrap().to_owned();
    let arguments: Vec<String> = arguments.collect();
    let order = next_order(&home);
    log(&home, &format!("start {}", arguments[2..].join(" ")));
    let password = std::env::var("ASPERA_SCP_PASS").unwrap_or_default();
    assert!(!password.is_empty(), "no password in the environment");
    assert!(!arguments.iter().any(|argument| argument.contains(&password)));
    // Standard input must be empty, because a prompt would otherwise wait for input forever.
    assert_eq!(std::io::stdin().read(&mut [0]).unwrap(), 0);

    let port: u16 = arguments[1].parse().unwrap();
    let mut words = order.split(' ');
    let (what, number) = (words.next().unwrap(), words.next().and_then(|word| word.parse::<usize>().ok()));
    if what == "mute" {
        println!("Completed: 1K bytes transferred in 1 seconds");
        return;
    }
    // The command line has an option that ascp does not know.
    if what == "usage" {
        eprintln!("ascp: unrecognized option '--nope'");
        exit(1);
    }
    let mut port = TcpStream::connect(("127.0.0.1", port)).unwrap();
    // In one out of ten connections that the server closes at once, ascp 3.9 exits before it sends its first message.
    if what == "refused_early" {
        eprintln!("ERR [asssh] SSH connection startup failed, err = -1");
        exit(1);
    }
    message(&mut port, "INIT", "");
    // The server closes the connection at once. These are the messages from ascp 3.9.
    if what == "refused" {
        eprintln!("LOG Initializing FASP version 3.9.0\nERR [asssh] SSH connection startup failed, err = -1\n");
        exit(1);
    }
    message(&mut port, "SESSION", "Rate: 10000\n");
    let sources = arguments.iter().position(|argument| argument == "--").unwrap() + 1;
    let sources = &arguments[sources..arguments.len() - 1];
    let folder = home.join("server").join(arguments.last().unwrap().trim_matches('/'));
    fs::create_dir_all(&folder).unwrap();
    let mut total = 0;
    for (place, source) in sources.iter().enumerate() {
        let source = PathBuf::from(source);
        let name = source.file_name().unwrap().to_str().unwrap().to_owned();
        let there = folder.join(&name);
        let bytes = fs::read(&source).unwrap();
        let had = fs::metadata(&there).map_or(0, |there| there.len() as usize);
        let is_reached = match what {
            // These orders send some files first.
            "after" | "killed_after" | "fails_after" => Some(place) == number,
            _ => place == 0,
        };
        if is_reached {
            misbehave(what, number, &mut words, &mut port, &home, &source, &there, &bytes, had, &password);
        }
        message(&mut port, "START", &format!("File: {}\n", source.display()));
        let had = fs::metadata(&there).map_or(0, |there| there.len() as usize);
        if fs::read(&there).is_ok_and(|there| there == bytes) {
            log(&home, &format!("skipped {name}"));
            message(&mut port, "SKIP", &format!("File: {}\n", source.display()));
        } else {
            send(&mut port, &there, &bytes, had, bytes.len(), total);
            log(&home, &format!("sent {name} {had} {}", bytes.len()));
            message(&mut port, "STOP", &format!("File: {}\nSize: {}\n", source.display(), bytes.len()));
        }
        total += bytes.len();
    }
    // The process that started the stand-in may have exited.
    let _ = writeln!(port, "FASPMGR 2\nType: DONE\n");
}

#[allow(clippy::too_many_arguments)]
fn misbehave<'a>(
    what: &str,
    number: Option<usize>,
    words: &mut impl Iterator<Item = &'a str>,
    port: &mut TcpStream,
    home: &Path,
    source: &Path,
    there: &Path,
    bytes: &[u8],
    had: usize,
    password: &str,
) {
    match what {
        // Send nothing, and exit with status 0.
        "lies" => exit(0),
        // Fail with a code before anything is sent.
        "code" => fail(port, number.unwrap() as u32),
        // Send this many files in a session, then fail with a code or get killed.
        "fails_after" => fail(port, words.next().unwrap().parse().unwrap()),
        "killed_after" => kill_myself(),
        // Send part of the file, then fail.
        "part" => {
            let code: u32 = words.next().unwrap().parse().unwrap();
            send(port, there, bytes, had, number.unwrap(), 0);
            fail(port, code);
        }
        // Send part of the file, then get killed.
        "killed" => {
            send(port, there, bytes, had, number.unwrap_or(0), 0);
            kill_myself();
        }
        // Keep reporting forever, but send no more bytes.
        "hangs" => loop {
            message(port, "STATS", "Bytescont: 0\n");
            print!("\rHarbor  0%");
            std::io::stdout().flush().unwrap();
            sleep(Duration::from_millis(5));
        },
        // Report the same output again and again but send nothing.
        "chatters" => loop {
            message(port, "NOTIFICATION", "");
            sleep(Duration::from_millis(5));
        },
        // Stop reporting, as if the server were unresponsive.
        "silent" => loop {
            sleep(Duration::from_secs(60));
        },
        // Exit with a status and without a message.
        "status" => exit(number.unwrap() as i32),
        // Print everything that a terminal should not show, and the password.
        "garbage" => {
            let mut err = std::io::stderr();
            for _ in 0..20_000 {
                err.write_all(b"\xff\xfe\x1b[2J garbage \x00 and more of it, on and on\n").unwrap();
            }
            port.write_all(&[0xff; 100_000]).unwrap();
            port.write_all(b"\n\nType: ERROR\nCode: x\n: \n\n").unwrap();
            eprintln!("password={password}");
            exit(1);
        }
        // Send half of the file, then wait until a file named `go` exists.
        "waits" => {
            send(port, there, bytes, had, bytes.len() / 2, 0);
            log(home, "waiting");
            while !home.join("go").exists() {
                sleep(Duration::from_millis(5));
            }
        }
        // Change the file while it is being sent.
        "edits" => fs::write(source, "edited meanwhile").unwrap(),
        // Remove the file while it is being sent.
        "removes" => fs::remove_file(source).unwrap(),
        "ok" => {}
        other => panic!("no such order: {other}"),
    }
}

fn kill_myself() {
    let pid = std::process::id().to_string();
    Command::new("kill").args(["-9", &pid]).status().unwrap();
}

fn next_order(home: &Path) -> String {
    let orders = fs::read_to_string(home.join("orders")).unwrap_or_default();
    let mut lines = orders.lines();
    let Some(order) = lines.next() else {
        return "ok".to_owned();
    };
    let rest: Vec<&str> = lines.collect();
    if !rest.is_empty() {
        fs::write(home.join("orders"), rest.join("\n")).unwrap();
    }
    order.to_owned()
}

fn log(home: &Path, line: &str) {
    let mut log = OpenOptions::new().create(true).append(true).open(home.join("log")).unwrap();
    writeln!(log, "{line}").unwrap();
}

fn message(port: &mut TcpStream, kind: &str, fields: &str) {
    // The process that started the stand-in may have exited.
    let _ = write!(port, "FASPMGR 2\nType: {kind}\n{fields}\n");
}

fn fail(port: &mut TcpStream, code: u32) -> ! {
    message(port, "ERROR", &format!("Code: {code}\nDescription: Failed as ordered\n"));
    exit(1);
}

/// Sends the file's bytes from `had` up to `up_to`. `before` is the number of bytes of other files that have already
/// been sent in this session.
fn send(port: &mut TcpStream, there: &Path, bytes: &[u8], had: usize, up_to: usize, before: usize) {
    let up_to = up_to.min(bytes.len());
    if up_to <= had {
        return;
    }
    let mut file = OpenOptions::new().create(true).write(true).truncate(false).open(there).unwrap();
    file.seek(SeekFrom::Start(had as u64)).unwrap();
    file.write_all(&bytes[had..up_to]).unwrap();
    message(port, "STATS", &format!("StartByte: {had}\nBytescont: {}\nTransferBytes: {}\n", up_to - had, before + up_to - had));
}
