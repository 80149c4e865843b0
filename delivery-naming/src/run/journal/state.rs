//! The lines of a journal, and the state that they describe.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use chrono::NaiveDateTime;

use crate::plan::{KnownFile, MOMENT};
use crate::{DeliveryPlan, Digest, FileName, KnownFiles, PlannedFile, Target};

use super::super::status::{ChangedFile, DeliveredFile, GoneFile, LeftFile, RunStatus};
use super::{FORM, Line, RunError};

/// The state that a journal records.
#[derive(Default)]
pub(super) struct State {
    pub(super) target: String,
    /// The deliveries, keyed by destination.
    pub(super) delivered: HashMap<String, Delivery>,
    pub(super) known: KnownFiles,
    pub(super) last_plan: Option<(Digest<32>, Vec<String>)>,
    /// The last failure of each file that has not been delivered since.
    pub(super) failures: HashMap<String, String>,
}

pub(super) struct Delivery {
    pub(super) name: String,
    pub(super) at: String,
    pub(super) sha256: Digest<32>,
}

impl State {
    /// Reads the lines. Returns the state and the number of bytes in the intact lines.
    pub(super) fn read(text: &[u8], path: &Path) -> Result<(Self, usize), RunError> {
        let no_journal = |line| RunError::NoJournal {
            path: path.to_path_buf(),
            line,
        };
        let mut state = Self::default();
        let mut sound = 0;
        let mut lines = text.split_inclusive(|byte| *byte == b'\n').peekable();
        let mut place = 0;
        while let Some(line) = lines.next() {
            place += 1;
            let parsed = line
                .strip_suffix(b"\n")
                .and_then(|line| serde_json::from_slice(line).ok());
            match parsed {
                Some(Line::Journal {
                    journal: FORM,
                    target,
                    ..
                }) if place == 1 => state.target = target,
                Some(Line::Journal { .. }) => return Err(no_journal(place)),
                Some(_) if place == 1 => return Err(no_journal(1)),
                Some(line) => state.take_in(line),
                // A killed run leaves an incomplete last line. The first line is never incomplete.
                None if place > 1 && lines.peek().is_none() => return Ok((state, sound)),
                None => return Err(no_journal(place)),
            }
            sound += line.len();
        }
        match sound {
            0 => Err(no_journal(1)),
            _ => Ok((state, sound)),
        }
    }

    fn take_in(&mut self, line: Line) {
        match line {
            Line::Read {
                source,
                bytes,
                modified,
                sha256,
                md5,
            } => {
                if let Ok(modified) = NaiveDateTime::parse_from_str(&modified, MOMENT) {
                    let known = KnownFile {
                        bytes,
                        modified,
                        sha256,
                        md5,
                    };
                    self.known.add(source.into(), known);
                }
            }
            Line::Plan {
                fingerprint, files, ..
            } => self.last_plan = Some((fingerprint, files)),
            Line::Failed { files, reason, .. } => {
                for file in files {
                    self.failures.insert(file, reason.clone());
                }
            }
            Line::Delivered {
                at,
                file,
                destination,
                sha256,
                ..
            } => {
                self.failures.remove(&file);
                let delivery = Delivery {
                    name: file,
                    at,
                    sha256,
                };
                self.delivered.insert(destination, delivery);
            }
            Line::Journal { .. } | Line::Started { .. } => {}
        }
    }

    pub(super) fn expect(&self, target: &Target, path: &Path) -> Result<(), RunError> {
        let ours = target.to_string();
        if self.target == ours {
            return Ok(());
        }
        Err(RunError::OtherTarget {
            path: path.to_path_buf(),
            theirs: self.target.clone(),
            ours,
        })
    }

    pub(super) fn status(&self, plan: &DeliveryPlan) -> RunStatus {
        let mut status = RunStatus::default();
        for file in plan.files() {
            let name = file.name().to_owned();
            let bytes = file.bytes();
            match self.delivered.get(file.destination()) {
                Some(delivery) if delivery.sha256 == file.sha256() => {
                    status.delivered.push(DeliveredFile {
                        name,
                        bytes,
                        at: delivery.at.clone(),
                    });
                }
                Some(delivery) => status.changed.push(ChangedFile {
                    better: FileName::parse(&name)
                        .ok()
                        .and_then(|name| name.redelivered().ok()),
                    name,
                    bytes,
                    delivered_at: delivery.at.clone(),
                }),
                None => status.left.push(LeftFile {
                    failure: self.failures.get(&name).cloned(),
                    name,
                    bytes,
                }),
            }
        }
        let planned: HashSet<&str> = plan.files().iter().map(PlannedFile::name).collect();
        let arrived: HashSet<&str> = self.delivered.values().map(|file| &*file.name).collect();
        let before = self.last_plan.iter().flat_map(|(_, files)| files);
        status.gone = before
            .filter(|name| !planned.contains(&***name))
            .map(|name| GoneFile {
                name: name.clone(),
                was_delivered: arrived.contains(&**name),
            })
            .collect();
        status
    }
}
