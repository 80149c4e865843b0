//! One call of `ascp`.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, SyncSender};
use std::thread;
use std::time::{Duration, Instant};

use crate::shown::Seen;

use super::management::{self, Message};
use super::{AscpEnd, AscpFailure, Cancel, Password, RunError};

/// A call of `ascp` that sends files in one session.
pub(super) struct Call<'a> {
    pub(super) ascp: &'a Path,
    pub(super) arguments: Vec<OsString>,
    pub(super) password: &'a Password,
    pub(super) lock: &'a File,
    pub(super) patience: Duration,
    pub(super) cancel: &'a Cancel,
}

/// What a call that is at work reports.
pub(super) enum Report {
    /// So many bytes of the session have arrived.
    Bytes(u64),
    /// This file has arrived, by its name as it was given to `ascp`.
    Arrived(String),
}

/// Why files were not sent.
pub(super) enum Unsent {
    NotStarted(io::Error),
    Canceled,
    Failed(AscpFailure),
}

/// What comes from an `ascp` that is at work.
enum Sign {
    Message(Message),
    Output(Vec<u8>),
}

/// How often is looked whether `ascp` has ended or connected.
const TICK: Duration = Duration::from_millis(50);

/// How long to wait, after `ascp` has ended, for what it has said before. It is there at once, unless a process that
/// `ascp` has started holds its pipes open.
const AFTERWORDS: Duration = Duration::from_secs(2);

/// How many times its patience a run waits for more bytes while `ascp` reports other things. Comparing a file that is
/// resumed takes long, but not for ever.
const WITHOUT_PROGRESS: u32 = 4;

/// How many connections to the management port are listened to; `ascp` makes one.
const CONNECTIONS: usize = 4;

impl Call<'_> {
    /// Starts `ascp` and waits for its end.
    pub(super) fn make(self, on_report: &mut dyn FnMut(Report)) -> Result<(), Unsent> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(Unsent::NotStarted)?;
        let port = listener.local_addr().map_err(Unsent::NotStarted)?.port();
        listener.set_nonblocking(true).map_err(Unsent::NotStarted)?;
        let mut running = Running(self.start(port).map_err(Unsent::NotStarted)?);

        // What is not read yet makes `ascp` wait, and takes no memory here.
        let (signs, received) = mpsc::sync_channel(64);
        if let Some(output) = running.0.stdout.take() {
            forward_output(output, signs.clone());
        }
        if let Some(output) = running.0.stderr.take() {
            forward_output(output, signs.clone());
        }
        let mut session = Session::new(on_report);
        let mut connections = 0;
        let end = loop {
            // Whoever else connects can't make a failure a success: that takes the exit status too.
            while connections < CONNECTIONS
                && let Ok((connection, _)) = listener.accept()
            {
                connections += 1;
                forward_messages(connection, signs.clone());
            }
            match received.recv_timeout(TICK) {
                Ok(sign) => session.take_in(sign),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {}
            }
            match running.0.try_wait() {
                Ok(Some(status)) => break end_of(status),
                Ok(None) => {}
                Err(error) => return Err(Unsent::NotStarted(error)),
            }
            if self.cancel.is_canceled() {
                return Err(Unsent::Canceled);
            }
            if session.silent_since.elapsed() > self.patience {
                break AscpEnd::Silent(self.patience);
            }
            let bound = self.patience.saturating_mul(WITHOUT_PROGRESS);
            if session.stalled_since.elapsed() > bound {
                break AscpEnd::Stalled(bound);
            }
        };
        running.end();
        if let Ok((connection, _)) = listener.accept() {
            forward_messages(connection, signs.clone());
        }
        drop(signs);
        let ended = Instant::now();
        while let Some(left) = AFTERWORDS.checked_sub(ended.elapsed()) {
            match received.recv_timeout(left) {
                Ok(sign) => session.take_in(sign),
                Err(_) => break,
            }
        }
        session.outcome(end, self.password)
    }

    fn start(&self, port: u16) -> io::Result<Child> {
        // On Unix the lock lasts as long as somebody has the file open. It is empty, so `ascp` has nothing to read.
        let stdin = if cfg!(unix) {
            Stdio::from(self.lock.try_clone()?)
        } else {
            Stdio::null()
        };
        Command::new(self.ascp)
            .arg("-M")
            .arg(port.to_string())
            .args(&self.arguments)
            .env(Password::VARIABLE, self.password.reveal())
            .stdin(stdin)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
    }
}

/// Whether there is such a program, before anything else is done for it.
pub(super) fn look_for(ascp: &Path) -> Result<(), RunError> {
    let is_there = match ascp.parent() {
        // A name without a folder is looked for where programs are.
        Some(folder) if folder == Path::new("") && !ascp.is_absolute() => {
            let path = std::env::var_os("PATH").unwrap_or_default();
            let names = [ascp.to_path_buf(), ascp.with_extension("exe")];
            std::env::split_paths(&path)
                .any(|folder| names.iter().any(|name| folder.join(name).is_file()))
        }
        _ => ascp.is_file() || ascp.with_extension("exe").is_file(),
    };
    match is_there {
        true => Ok(()),
        false => Err(RunError::NoAscp {
            ascp: ascp.to_path_buf(),
        }),
    }
}

/// An `ascp` that does not outlive the call, whatever happens.
struct Running(Child);

impl Running {
    fn end(&mut self) {
        // One that has ended can't be killed, which is no failure.
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}

/// What is known of the session so far.
struct Session<'a> {
    on_report: &'a mut dyn FnMut(Report),
    bytes: u64,
    /// Whether it has announced itself, and whether the server has opened a session since.
    has_begun: bool,
    is_open: bool,
    is_done: bool,
    failed: Option<(Option<u32>, String)>,
    /// The end of the output.
    tail: Vec<u8>,
    silent_since: Instant,
    stalled_since: Instant,
}

/// How much of the output is kept, in bytes.
const TAIL: usize = 4096;

/// How much of what was said is told, in characters.
const TOLD: usize = 300;

impl<'a> Session<'a> {
    fn new(on_report: &'a mut dyn FnMut(Report)) -> Self {
        Self {
            on_report,
            bytes: 0,
            has_begun: false,
            is_open: false,
            is_done: false,
            failed: None,
            tail: Vec::new(),
            silent_since: Instant::now(),
            stalled_since: Instant::now(),
        }
    }

    fn take_in(&mut self, sign: Sign) {
        let lives = match sign {
            Sign::Output(output) => {
                self.tail.extend(output);
                let excess = self.tail.len().saturating_sub(TAIL);
                self.tail.drain(..excess);
                // Only what is reported counts: a bar can be drawn for ever.
                false
            }
            // The same number again and again is no progress.
            Sign::Message(Message::Progress { bytes }) if bytes <= self.bytes => false,
            Sign::Message(Message::Progress { bytes }) => {
                self.bytes = bytes;
                self.stalled_since = Instant::now();
                (self.on_report)(Report::Bytes(bytes));
                true
            }
            Sign::Message(Message::Failed { code, description }) => {
                // The first error is the reason of those after it.
                self.failed.get_or_insert((code, description));
                true
            }
            Sign::Message(Message::Done) => {
                self.is_done = true;
                true
            }
            Sign::Message(Message::Arrived { file }) => {
                self.stalled_since = Instant::now();
                (self.on_report)(Report::Arrived(file));
                true
            }
            Sign::Message(Message::Begun) => {
                self.has_begun = true;
                true
            }
            Sign::Message(Message::Opened) => {
                self.is_open = true;
                true
            }
            Sign::Message(Message::Other) => true,
        };
        if lives {
            self.silent_since = Instant::now();
        }
    }

    fn outcome(self, end: AscpEnd, password: &Password) -> Result<(), Unsent> {
        if self.is_done && self.failed.is_none() && end == AscpEnd::Status(0) {
            return Ok(());
        }
        let end = match end {
            AscpEnd::Status(status) if status != 0 && self.has_begun && !self.is_open => {
                AscpEnd::BeforeSession(status)
            }
            end => end,
        };
        // Where the output was cut, the password may have been cut too.
        let cut = match self.tail.len() {
            TAIL.. => password.reveal().len().min(TAIL),
            _ => 0,
        };
        let tail = String::from_utf8_lossy(&self.tail[cut..]);
        let tail = errors_in(&tail);
        let (code, said) = match &self.failed {
            Some((code, description)) if !description.is_empty() => (*code, &**description),
            Some((code, _)) => (*code, tail),
            None => (None, tail),
        };
        Err(Unsent::Failed(AscpFailure {
            code,
            said: told(said, password),
            end,
        }))
    }
}

/// What `ascp` has written to its log from its last error on, or all of the output if there is none.
fn errors_in(output: &str) -> &str {
    let last = output.rfind("\nERR ").map(|place| place + 1);
    let start = last.or_else(|| output.starts_with("ERR ").then_some(0));
    &output[start.unwrap_or(0)..]
}

/// The end of what was said, in one line, without the password.
fn told(said: &str, password: &Password) -> String {
    let said = password.hidden_in(said);
    // Of a bar that is drawn again and again, the last one is left, as on a screen.
    let lines = said
        .lines()
        .map(|line| line.rsplit('\r').next().unwrap_or(line));
    let words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
    let line = Seen(&words.join(" ")).to_string();
    let count = line.chars().count();
    match count.checked_sub(TOLD) {
        Some(excess) if excess > 0 => format!("…{}", line.chars().skip(excess).collect::<String>()),
        _ => line,
    }
}

fn end_of(status: ExitStatus) -> AscpEnd {
    status.code().map_or(AscpEnd::Killed, AscpEnd::Status)
}

fn forward_output(mut output: impl Read + Send + 'static, to: SyncSender<Sign>) {
    thread::spawn(move || {
        let mut buffer = vec![0; 8192];
        loop {
            match output.read(&mut buffer) {
                Ok(0) => break,
                Ok(count) => {
                    if to.send(Sign::Output(buffer[..count].to_vec())).is_err() {
                        break;
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => break,
            }
        }
    });
}

fn forward_messages(connection: TcpStream, to: SyncSender<Sign>) {
    thread::spawn(move || {
        // A connection that breaks has said what it had to say.
        if connection.set_nonblocking(false).is_ok() {
            management::read(BufReader::new(connection), |message| {
                to.send(Sign::Message(message)).ok();
            })
            .ok();
        }
    });
}
