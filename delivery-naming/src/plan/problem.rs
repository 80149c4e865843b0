//! Problems in a delivery.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::ser::SerializeStruct as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::shown::Seen;
use crate::{MissingFile, NameFaultKind, NameFaults};

use super::text::Size;
use super::titles::TitleMismatch;
use super::{Deadline, Due};

/// A problem in a delivery, with the file, the fault, and the remedy.
///
/// The `Display` text has one line for the fault and another for the remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    subject: String,
    kind: ProblemKind,
}

impl Problem {
    pub(super) fn new(subject: impl Into<String>, kind: ProblemKind) -> Self {
        let subject = subject.into();
        Self { subject, kind }
    }

    pub(super) fn at(path: &Path, kind: ProblemKind) -> Self {
        Self::new(path.display().to_string(), kind)
    }

    /// The file: its name in the delivery, or its path if the file is not part of the delivery. The string is empty if
    /// the problem concerns the delivery as a whole.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// The kind of problem.
    #[must_use]
    pub fn kind(&self) -> &ProblemKind {
        &self.kind
    }

    /// Whether the problem must be fixed before the delivery is carried out. All other problems should be checked, but
    /// do not stop the delivery.
    #[must_use]
    pub fn stops(&self) -> bool {
        match &self.kind {
            ProblemKind::MissingReference { stops, .. } | ProblemKind::Read { stops, .. } => *stops,
            ProblemKind::Title(mismatch) => mismatch.stops(),
            ProblemKind::LeftOut
            | ProblemKind::Added
            | ProblemKind::Unchecked { .. }
            | ProblemKind::NotReferred
            | ProblemKind::UnlistedExtension
            | ProblemKind::Late(_) => false,
            _ => true,
        }
    }

    /// The remedy.
    #[must_use]
    pub fn help(&self) -> String {
        let fixed = match &self.kind {
            ProblemKind::IllegalName { faults, .. }
                if faults
                    .iter()
                    .any(|fault| fault.kind == NameFaultKind::UnsupportedExtension) =>
            {
                "Export the video in another format, such as .mp4."
            }
            ProblemKind::IllegalName { better, .. } => match better {
                Some(better) => {
                    return format!(
                        "Rename the file, to {better} for example, and change its name in the manifests that refer to it."
                    );
                }
                None => "Rename the file, and change its name in the manifests that refer to it.",
            },
            ProblemKind::Title(mismatch) => mismatch.help(),
            ProblemKind::Read { help, .. } => return help.clone(),
            ProblemKind::Changed => "Plan again, and have the new plan approved.",
            ProblemKind::Added => "Plan again if it is to be delivered too.",
            ProblemKind::UnusableFolder => "Rename the folder, or move the file to another one.",
            ProblemKind::JournalOfRun => {
                "Name a file that does not exist as the journal, or omit --journal."
            }
            ProblemKind::NotUnicode => "Rename the file with the letters A to Z, digits, _ and -.",
            ProblemKind::Unreadable { .. } => {
                "Check that the path is right and that you may read it, then plan again."
            }
            ProblemKind::Link { .. } => {
                "Name the file that it leads to, or put a copy in its place."
            }
            ProblemKind::NoFile => "Omit it.",
            ProblemKind::LeftOut => {
                "Nothing, if it was not meant to be delivered; otherwise, name it explicitly."
            }
            ProblemKind::Changing => {
                "Wait until the program that writes it (an export, a copy) has ended, then plan again."
            }
            ProblemKind::Empty => "Export or copy the file again.",
            ProblemKind::Malformed { .. } => {
                "Export the file again from the program that created it."
            }
            ProblemKind::Unchecked { .. } => {
                "Check that every file it names is in the delivery, under exactly that name, or leave it out."
            }
            ProblemKind::SameName { .. } => "Rename one of them, or leave it out.",
            ProblemKind::LargerThanQuota { .. } => {
                "Ask the account manager for more space before you upload, or make the file smaller."
            }
            ProblemKind::PackageLargerThanQuota { .. } => {
                "Split the manifest into several, or ask the account manager for more space before you upload."
            }
            ProblemKind::MissingReference { file, .. } if file.near.is_some() => {
                "The two names have to be the same, letter for letter; capitals count."
            }
            ProblemKind::MissingReference { stops: true, .. } => {
                "Add the file to the delivery, or remove it from the manifest."
            }
            ProblemKind::MissingReference { .. } => {
                "Add the file, unless it has already been delivered under exactly this name."
            }
            ProblemKind::NotReferred => {
                "Name it in a manifest, unless it is meant to be ingested by itself, with its file name as the title."
            }
            ProblemKind::UnlistedExtension => {
                "Leave it out, export it in another format such as .mp4, or check with Brightcove that your account accepts it."
            }
            ProblemKind::Late(_) => "Agree with Prime Video on a later day, or deliver at once.",
            ProblemKind::NothingToDeliver => {
                "Name the files to deliver, or the folders that they are in."
            }
        };
        fixed.to_owned()
    }
}

/// The kinds of problems that a delivery can have.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProblemKind {
    /// The target does not accept the file name.
    IllegalName {
        /// The faults in the name.
        faults: NameFaults,
        /// The nearest name that the target accepts and that no other file in the delivery has.
        better: Option<String>,
    },
    /// The name is not Unicode, so no manifest can refer to the file.
    NotUnicode,
    /// The file or folder can't be read.
    Unreadable {
        /// The operating system's message.
        reason: String,
    },
    /// The path is a symbolic link, whose target can change between the plan and the transfer.
    Link {
        /// The link's target.
        to: PathBuf,
    },
    /// The path is a device, a pipe or a socket.
    NoFile,
    /// A file that an operating system or a program left in the folder, such as `.DS_Store`, `~$Avails.xlsx` or
    /// `Harbor.mov.partial`. It is not delivered.
    LeftOut,
    /// The file was changed while it was being read.
    Changing,
    /// The file is empty.
    Empty,
    /// The file is not XML or CSV, although it has the extension of one of those formats.
    Malformed {
        /// The position of the failure and the reason for it, as the parser reports them.
        reason: String,
    },
    /// The references in the file could not be read, so they were not checked.
    Unchecked {
        /// The reason, as a verb and its object.
        reason: String,
    },
    /// Another file is delivered under the same name and would replace this one.
    SameName {
        /// The paths of the two files.
        sources: [PathBuf; 2],
    },
    /// The file exceeds the server's quota.
    LargerThanQuota {
        /// The file size in bytes.
        bytes: u64,
        /// The server's quota in bytes.
        quota: u64,
    },
    /// A package exceeds the server's quota. A package is a manifest, the files that it names, and any other manifests
    /// that share files with it. These files cannot be ingested separately.
    PackageLargerThanQuota {
        /// The total size in bytes.
        bytes: u64,
        /// The server's quota in bytes.
        quota: u64,
    },
    /// The file refers to a file that is not delivered under exactly that name.
    MissingReference {
        /// The name in the reference, and the file that is probably meant.
        file: MissingFile,
        /// Whether the delivery fails without the file. Prime Video accepts partial deliveries, so the file may have
        /// been delivered earlier. A delivery to Prime Video is stopped only if it has a file whose name matches the
        /// reference except in details such as case. Backlot waits until all files in a package have arrived, but
        /// eventually deletes an incomplete package.
        stops: bool,
    },
    /// The delivery has a manifest, but no manifest names this file.
    NotReferred,
    /// The file's extension is not on Backlot's list of formats and is not used for images or subtitle files.
    UnlistedExtension,
    /// The file was changed after the plan was made.
    Changed,
    /// The file was added to a folder after the plan was made and is not in the plan.
    Added,
    /// The path is that of the run's journal, but the file there is not a journal.
    JournalOfRun,
    /// A folder above the file has a line break or a backslash in its name, which `ascp` misinterprets.
    UnusableFolder,
    /// The titles in the avails do not match the titles in the package.
    Title(TitleMismatch),
    /// A problem from a deserialized plan.
    Read {
        /// The name of the original kind.
        name: String,
        /// Whether the problem stops the delivery.
        stops: bool,
        /// The problem's text.
        message: String,
        /// The remedy.
        help: String,
    },
    /// A deadline is before the day when the delivery starts.
    Late(Deadline),
    /// There are no files to deliver.
    NothingToDeliver,
}

impl ProblemKind {
    /// The kind's name, such as `illegal-name`, for use by programs.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Title(mismatch) => mismatch.name(),
            Self::Changed => "changed",
            Self::Added => "added",
            Self::JournalOfRun => "journal-of-run",
            Self::UnusableFolder => "unusable-folder",
            Self::Read { name, .. } => name,
            Self::IllegalName { .. } => "illegal-name",
            Self::NotUnicode => "not-unicode",
            Self::Unreadable { .. } => "unreadable",
            Self::Link { .. } => "link",
            Self::NoFile => "no-file",
            Self::LeftOut => "left-out",
            Self::Changing => "changing",
            Self::Empty => "empty",
            Self::Malformed { .. } => "malformed",
            Self::Unchecked { .. } => "unchecked",
            Self::SameName { .. } => "same-name",
            Self::LargerThanQuota { .. } => "larger-than-quota",
            Self::PackageLargerThanQuota { .. } => "package-larger-than-quota",
            Self::MissingReference { .. } => "missing-reference",
            Self::NotReferred => "not-referred",
            Self::UnlistedExtension => "unlisted-extension",
            Self::Late(_) => "late",
            Self::NothingToDeliver => "nothing-to-deliver",
        }
    }
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::IllegalName { faults, .. } => {
                f.write_str(&faults.to_string().replace('\n', "\n    "))
            }
            Self::Title(mismatch) => mismatch.fmt(f),
            Self::Read { message, .. } => f.write_str(message),
            Self::Changed => f.write_str("it was changed after the plan was made"),
            Self::Added => {
                f.write_str("it was added after the plan was made, and is not delivered with it")
            }
            Self::UnusableFolder => f.write_str(
                "a folder above it has a line break or a backslash in its name, so ascp cannot find the file",
            ),
            Self::JournalOfRun => f.write_str(
                "it is to be delivered, but is also given as the journal, to which the run writes",
            ),
            Self::NotUnicode => {
                f.write_str("its name is not Unicode, so that no manifest can refer to it")
            }
            Self::Unreadable { reason } => write!(f, "it can't be read: {reason}"),
            Self::Link { to } => write!(
                f,
                "it is a link to {}, which may lead elsewhere when the file is sent",
                Seen(&to.to_string_lossy())
            ),
            Self::NoFile => f.write_str("it is a device, pipe or socket, not a file"),
            Self::LeftOut => {
                f.write_str("an operating system or a program left it in the folder; it is not delivered")
            }
            Self::Changing => {
                f.write_str("it changed while it was being read, so it may be incomplete")
            }
            Self::Empty => f.write_str("it is empty"),
            Self::Malformed { reason } => {
                write!(f, "it is damaged and can't be read: {}", Seen(reason))
            }
            Self::Unchecked { reason } => {
                write!(
                    f,
                    "it {}, so the files that it may name were not checked, and it is delivered last",
                    Seen(reason)
                )
            }
            Self::SameName { sources: [a, b] } => write!(
                f,
                "two files would be delivered under this name, and one would replace the other: {} and {}",
                Seen(&a.to_string_lossy()),
                Seen(&b.to_string_lossy())
            ),
            Self::LargerThanQuota { bytes, quota } => write!(
                f,
                "its size is {}, and the account may have at most {} on the server at once",
                Size(*bytes),
                Size(*quota)
            ),
            Self::PackageLargerThanQuota { bytes, quota } => write!(
                f,
                "with the files that belong to it, its size is {}, and the account may have at most {} on the server at once",
                Size(*bytes),
                Size(*quota)
            ),
            Self::MissingReference { file, .. } => {
                let name = Seen(&file.name);
                write!(f, "it refers to `{name}`, which is not in the delivery")?;
                match &file.near {
                    Some(near) => write!(f, "; {near}"),
                    None => Ok(()),
                }
            }
            Self::NotReferred => f.write_str("no manifest of the delivery names it"),
            Self::UnlistedExtension => f.write_str(
                "its extension is not in Backlot's list of formats, so it may not be ingested",
            ),
            Self::Late(deadline) => {
                let what = match deadline.what {
                    Due::Avails => "the avails",
                    Due::Assets => "the assets",
                    Due::WholePackages => "the packages",
                };
                write!(f, "{what} had to arrive by {}", deadline.by)
            }
            Self::NothingToDeliver => f.write_str("there is no file to deliver"),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.subject.is_empty() {
            write!(f, "{}: ", Seen(&self.subject))?;
        }
        write!(f, "{}\n    → {}", self.kind, self.help())
    }
}

/// `{ "file", "problem", "stops", "message", "help" }`
impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Problem", 5)?;
        let file = (!self.subject.is_empty()).then_some(&self.subject);
        fields.serialize_field("file", &file)?;
        fields.serialize_field("problem", self.kind.name())?;
        fields.serialize_field("stops", &self.stops())?;
        fields.serialize_field("message", &self.kind.to_string())?;
        fields.serialize_field("help", &self.help())?;
        fields.end()
    }
}

/// A deserialized problem keeps its name, message and help. Other data of the original kind is not restored.
impl<'de> Deserialize<'de> for Problem {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Written {
            file: Option<String>,
            problem: String,
            stops: bool,
            message: String,
            help: String,
        }
        let written = Written::deserialize(deserializer)?;
        let kind = ProblemKind::Read {
            name: written.problem,
            stops: written.stops,
            message: written.message,
            help: written.help,
        };
        Ok(Self::new(written.file.unwrap_or_default(), kind))
    }
}
