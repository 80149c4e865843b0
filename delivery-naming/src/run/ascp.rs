//! An invocation of `ascp`.

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

/// One invocation of `ascp`, which sends files in one session.
pub(super) struct Call<'a> {
    pub(super) ascp: &'a Path,
    pub(super) arguments: Vec<OsString>,
    pub(super) password: &'a Password,
    pub(super) lock: &'a File,
    pub(super) patience: Duration,
    pub(super) cancel: &'a Cancel,
}

/// A report from an active `ascp`.
pub(super) enum Report {
    /// The number of bytes that have arrived in the session.
    Bytes(u64),
    /// A file has arrived. The string is the name that was passed to `ascp`.
    Arrived(String),
}

/// The reason files were not sent.
pub(super) enum Unsent {
    NotStarted(io::Error),
    Canceled,
    Failed(AscpFailure),
}

/// Input from an active `ascp`.
enum Sign {
    Message(Message),
    Output(Vec<u8>),
}

/// How often the run checks whether `ascp` has exited or connected.
const TICK: Duration = Duration::from_millis(50);

/// The time to wait for the remaining output after `ascp` has exited. It arrives at once, unless a process that `ascp`
/// started still has the pipes open.
const AFTERWORDS: Duration = Duration::from_secs(2);

/// If no more bytes arrive for this multiple of the patience, `ascp` is stopped, even if it still sends reports.
/// Comparing a resumed file takes time but must finish eventually.
const WITHOUT_PROGRESS: u32 = 4;

/// The maximum number of connections to the management port. `ascp` makes only one connection.
const CONNECTIONS: usize = 4;

impl Call<'_> {
    /// Starts `ascp` and waits for it to exit.
    pub(super) fn make(self, on_report: &mut dyn FnMut(Report)) -> Result<(), Unsent> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(Unsent::NotStarted)?;
        let port = listener.local_addr().map_err(Unsent::NotStarted)?.port();
        listener.set_nonblocking(true).map_err(Unsent::NotStarted)?;
        let mut running = Running(self.start(port).map_err(Unsent::NotStarted)?);

        // The channel is bounded. If reports are not read, `ascp` has to wait, and memory use does not grow.
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
            // Another process that connects cannot turn a failure into a success, because success also requires exit
            // status 0.
            while connections < CONNECTIONS
                && let Ok((connection, _)) = listener.accept()
            {
                connections += 1;
                session.has_connected = true;
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
            session.has_connected = true;
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
        // On Unix, the lock lasts as long as any process has the file open. The file position is at the end, so `ascp`
        // reads nothing from the file.
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

/// Checks that the program exists before anything else is done.
pub(super) fn look_for(ascp: &Path) -> Result<(), RunError> {
    let is_there = match ascp.parent() {
        // A name without a folder is searched for in `PATH`.
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

/// A running `ascp`, which is killed when this value is dropped.
struct Running(Child);

impl Running {
    fn end(&mut self) {
        // If the process has already exited, killing it fails. This error can be ignored.
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}

/// The state of the session so far.
struct Session<'a> {
    on_report: &'a mut dyn FnMut(Report),
    bytes: u64,
    /// Whether `ascp` has connected to the management port, which it does if its options and files are valid. The first
    /// message, `INIT`, does not always arrive before `ascp` exits.
    has_connected: bool,
    /// Whether the server has opened the session.
    is_open: bool,
    is_done: bool,
    failed: Option<(Option<u32>, String)>,
    /// The last bytes of the output.
    tail: Vec<u8>,
    silent_since: Instant,
    stalled_since: Instant,
}

/// The number of output bytes that are kept.
const TAIL: usize = 4096;

/// The number of output characters that are included in messages.
const TOLD: usize = 300;

impl<'a> Session<'a> {
    fn new(on_report: &'a mut dyn FnMut(Report)) -> Self {
        Self {
            on_report,
            bytes: 0,
            has_connected: false,
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
                // Output is not considered progress, because a progress bar can be redrawn forever.
                false
            }
            // A repeated number is not progress.
            Sign::Message(Message::Progress { bytes }) if bytes <= self.bytes => false,
            Sign::Message(Message::Progress { bytes }) => {
                self.bytes = bytes;
                self.stalled_since = Instant::now();
                (self.on_report)(Report::Bytes(bytes));
                true
            }
            Sign::Message(Message::Failed { code, description }) => {
                // Later errors are consequences of the first error.
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
            AscpEnd::Status(status) if status != 0 && self.has_connected && !self.is_open => {
                AscpEnd::BeforeSession(status)
            }
            end => end,
        };
        // The start of the output was cut off, and the cut may have split the password.
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

/// The part of `ascp`'s log that starts at the last error, or the whole output if there is no error.
fn errors_in(output: &str) -> &str {
    let last = output.rfind("\nERR ").map(|place| place + 1);
    let start = last.or_else(|| output.starts_with("ERR ").then_some(0));
    &output[start.unwrap_or(0)..]
}

/// The last part of the output on one line, without the password.
fn told(said: &str, password: &Password) -> String {
    let said = password.hidden_in(said);
    // If a progress bar was redrawn many times, only its last state remains, as on a screen.
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
        // If the connection breaks, all messages that arrived earlier have already been forwarded.
        if connection.set_nonblocking(false).is_ok() {
            management::read(BufReader::new(connection), |message| {
                to.send(Sign::Message(message)).ok();
            })
            .ok();
        }
    });
}
