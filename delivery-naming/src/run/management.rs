//! The messages that `ascp` sends to its management port.
//!
//! A message starts with the line `FASPMGR 2`. Lines of the form `Name: value` follow, and an empty line ends the
//! message. `ascp` 3.9 writes messages in this form, and IBM's `aspera-cli` reads them.

use std::io::{self, BufRead, Read as _};

/// The maximum length of a line that is read completely, in bytes. The lines from `ascp` contain only file names and
/// sentences.
const LONGEST: u64 = 64 * 1024;

/// A message, reduced to the values that a run needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Message {
    /// The server has opened a session.
    Opened,
    /// The number of bytes of the current file that have arrived.
    Progress { bytes: u64 },
    /// The file or the session has failed.
    Failed {
        code: Option<u32>,
        description: String,
    },
    /// A file has arrived completely, in this session or earlier. The field contains the name that was passed to
    /// `ascp`.
    Arrived { file: String },
    /// The session has ended successfully.
    Done,
    /// Any other message, which shows that `ascp` is still running.
    Other,
}

/// Reads all messages and skips anything between them.
pub(super) fn read(mut from: impl BufRead, mut on_message: impl FnMut(Message)) -> io::Result<()> {
    let mut fields = Fields::default();
    let mut line = Vec::new();
    loop {
        line.clear();
        if from.by_ref().take(LONGEST).read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        let text = String::from_utf8_lossy(&line);
        match text.trim_end() {
            "" => {
                if let Some(message) = std::mem::take(&mut fields).message() {
                    on_message(message);
                }
            }
            text => fields.take_in(text),
        }
    }
}

#[derive(Default)]
struct Fields {
    kind: Option<String>,
    code: Option<u32>,
    description: String,
    file: String,
    start: u64,
    arrived: u64,
}

impl Fields {
    fn take_in(&mut self, line: &str) {
        let Some((name, value)) = line.split_once(": ") else {
            return;
        };
        let value = value.trim();
        let number = value.parse().unwrap_or(0);
        match name {
            "Type" => self.kind = Some(value.to_owned()),
            "Code" => self.code = value.parse().ok(),
            "File" => self.file = value.to_owned(),
            "Description" => self.description = value.to_owned(),
            "StartByte" => self.start = number,
            // Different versions of `ascp` send different fields. None of these fields exceeds the number of bytes that
            // have arrived.
            "Bytescont" | "TransferBytes" | "Written" => self.arrived = self.arrived.max(number),
            _ => {}
        }
    }

    fn message(self) -> Option<Message> {
        Some(match self.kind?.as_str() {
            "STATS" => Message::Progress {
                bytes: self.start.saturating_add(self.arrived),
            },
            "ERROR" | "FILEERROR" => Message::Failed {
                // Code 0 means that there is no error.
                code: self.code.filter(|code| *code > 0),
                description: self.description,
            },
            "STOP" | "SKIP" if !self.file.is_empty() => Message::Arrived { file: self.file },
            "SESSION" => Message::Opened,
            "DONE" => Message::Done,
            _ => Message::Other,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn messages(text: &[u8]) -> Vec<Message> {
        let mut messages = Vec::new();
        read(text, |message| messages.push(message)).unwrap();
        messages
    }

    /// These messages were recorded from `ascp` 3.9.0. Some fields of the second message are omitted.
    #[test]
    fn what_ascp_sends_is_understood() {
        let sent = "FASPMGR 2\nType: INIT\nSessionId: 821bee77\nDirection: Send\nOperation: Transfer\n\n\
                    FASPMGR 2\nType: SESSION\nRate: 10000\nUser: U\nSource: test.txt\nDestination: /in\n\n\
                    FASPMGR 2\nType: ERROR\nLoss: 0\nCode: 29\nDescription: 'aspera-license' could not be found\n\
                    SessionId: 821bee77\n\n\n";
        let failed = Message::Failed {
            code: Some(29),
            description: "'aspera-license' could not be found".to_owned(),
        };
        assert_eq!(
            messages(sent.as_bytes()),
            [Message::Other, Message::Opened, failed]
        );
    }

    #[test]
    fn a_resumed_file_starts_where_it_was() {
        let sent = b"FASPMGR 2\nType: STATS\nStartByte: 100\nBytescont: 20\n\nType: STATS\nBytescont: none\n\n";
        let progress = |bytes| Message::Progress { bytes };
        assert_eq!(messages(sent), [progress(120), progress(0)]);
    }

    #[test]
    fn a_file_that_has_arrived_is_named() {
        let sent = b"FASPMGR 2\nType: STOP\nFile: /masters/a: b.mov\nSize: 3\n\nType: SKIP\nFile: c.mov\n\n\
                     Type: STOP\n\n";
        let arrived = |file: &str| Message::Arrived {
            file: file.to_owned(),
        };
        assert_eq!(
            messages(sent),
            [
                arrived("/masters/a: b.mov"),
                arrived("c.mov"),
                Message::Other
            ]
        );
    }

    #[test]
    fn a_message_that_is_cut_off_is_none() {
        assert_eq!(messages(b"FASPMGR 2\nType: DONE\n"), []);
    }

    proptest! {
        #[test]
        fn nothing_is_too_odd(noise in prop::collection::vec(any::<u8>(), 0..400)) {
            let mut sent = noise.clone();
            sent.extend(b"\n\nFASPMGR 2\nType: DONE\n\n");
            prop_assert!(messages(&sent).ends_with(&[Message::Done]));
        }
    }
}
