//! One fault in a name, the rule that is broken, and the remedy.

use std::fmt;
use std::ops::Range;

use crate::shown::Named;

/// The set of rules that applies to a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Rules {
    /// Prime Video's rules for a file name.
    PrimeVideo,
    /// Backlot's rules for a file name.
    Backlot,
    /// Prime Video's rules for one section of a name.
    Section,
}

impl Rules {
    /// The maximum length that common file systems accept for a name, in bytes.
    pub(super) const LONGEST: usize = 255;
}

/// One fault in a name, with its position. The `Display` text includes the remedy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct NameFault {
    /// The kind of fault.
    pub kind: NameFaultKind,
    /// The byte offset from the start of the name, always at a character boundary. If something is missing at the end
    /// of the name, the offset is the length of the name.
    pub byte: usize,
    /// The one-based position in characters (Unicode code points).
    pub character: usize,
    /// The number of faulty bytes.
    pub(super) length: usize,
    pub(super) rules: Rules,
}

impl NameFault {
    /// The range of faulty bytes, which is empty if something is missing.
    ///
    /// ```
    /// let faults = delivery_naming::FileName::parse("Amélie.xlsx").unwrap_err();
    /// let spans: Vec<&str> = faults.iter().map(|fault| &faults.name()[fault.span()]).collect();
    /// assert_eq!(spans, ["é"]);
    /// ```
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.byte..self.byte + self.length
    }

    /// The source of the broken rule.
    #[must_use]
    pub fn authority(&self) -> NameAuthority {
        match self.kind {
            NameFaultKind::BreaksTransfer(_) => NameAuthority::Aspera,
            NameFaultKind::Empty
            | NameFaultKind::PathSeparator(_)
            | NameFaultKind::FolderStep
            | NameFaultKind::PeriodAtEdge
            | NameFaultKind::LeadingHyphen
            | NameFaultKind::DeviceName
            | NameFaultKind::TooLong { .. } => NameAuthority::FileSystems,
            _ if self.rules == Rules::Backlot => NameAuthority::Backlot,
            _ => NameAuthority::PrimeVideo,
        }
    }
}

/// The source of a naming rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NameAuthority {
    /// Prime Video's page "File naming rules".
    PrimeVideo,
    /// IBM's documentation for Aspera, which transfers the files.
    Aspera,
    /// Ooyala's and Brightcove's documentation for Backlot.
    Backlot,
    /// The file systems and command lines of Windows, macOS and Linux.
    FileSystems,
}

impl NameAuthority {
    /// `Prime Video`, `Aspera`, `Backlot` or `file systems`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PrimeVideo => "Prime Video",
            Self::Aspera => "Aspera",
            Self::Backlot => "Backlot",
            Self::FileSystems => "file systems",
        }
    }
}

/// The kinds of faults in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NameFaultKind {
    /// The name is empty or contains only folders.
    Empty,
    /// A slash or backslash, which makes the name a path.
    PathSeparator(char),
    /// The name is `.` or `..`, which refer to folders.
    FolderStep,
    /// A space, tab, line break or other blank.
    Blank(char),
    /// An invisible character: a control character, a character without width, or one that changes the writing
    /// direction.
    Unseen(char),
    /// A letter, digit or symbol that is not ASCII.
    NotAscii(char),
    /// A character that IBM advises against in the names of files sent with Aspera.
    BreaksTransfer(char),
    /// Another character that is not allowed.
    Special(char),
    /// A period other than the one before the extension.
    ExtraPeriod,
    /// For Backlot: a period at the start of the name, which hides the file, or a period at the end, which Windows
    /// removes.
    PeriodAtEdge,
    /// For Backlot: a hyphen at the start, which makes programs mistake the name for an option.
    LeadingHyphen,
    /// There is no extension.
    NoExtension,
    /// There is no text before the extension.
    NoStem,
    /// A hyphen or an underscore in the extension.
    InExtension(char),
    /// For Backlot: the extension `.ts`.
    UnsupportedExtension,
    /// A hyphen that does not have a section on each side.
    EmptySection,
    /// An underscore that does not have a word of the same section on each side.
    EmptyWord,
    /// A hyphen, period or slash in text that should be a single section.
    InSection(char),
    /// The part before the period is a device name that Windows reserves, such as `CON` or `con`.
    DeviceName,
    /// The name has more than 255 bytes, the limit of common file systems. Prime Video's page gives no limit.
    TooLong {
        /// The name's length in bytes.
        bytes: usize,
    },
}

impl NameFaultKind {
    /// The kind's name, such as `path-separator`, for use by programs. It never changes.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::PathSeparator(_) => "path-separator",
            Self::FolderStep => "folder-step",
            Self::Blank(_) => "blank",
            Self::Unseen(_) => "unseen",
            Self::NotAscii(_) => "not-ascii",
            Self::BreaksTransfer(_) => "breaks-transfer",
            Self::Special(_) => "special",
            Self::ExtraPeriod => "extra-period",
            Self::PeriodAtEdge => "period-at-edge",
            Self::LeadingHyphen => "leading-hyphen",
            Self::NoExtension => "no-extension",
            Self::NoStem => "no-stem",
            Self::InExtension(_) => "in-extension",
            Self::UnsupportedExtension => "unsupported-extension",
            Self::EmptySection => "empty-section",
            Self::EmptyWord => "empty-word",
            Self::InSection(_) => "in-section",
            Self::DeviceName => "device-name",
            Self::TooLong { .. } => "too-long",
        }
    }
}

impl fmt::Display for NameFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.character;
        let (allowed, instead) = match self.rules {
            Rules::PrimeVideo => ("letters, digits, _ and -", "_ or -"),
            Rules::Backlot => ("letters, digits and . - _ ~ + , ; =", "_ or -"),
            Rules::Section => ("letters, digits and _", "_"),
        };
        match self.kind {
            NameFaultKind::Empty if self.rules == Rules::Section => {
                f.write_str("the section is empty; write a word such as Title")
            }
            NameFaultKind::Empty => f.write_str("there is no file name; write one such as Title-US-Avails.xlsx"),
            NameFaultKind::PathSeparator(c) => write!(
                f,
                "character {place} is {c}, which separates folders; give only the name of the file, \
                 without folders"
            ),
            NameFaultKind::FolderStep => write!(
                f,
                "character {place} refers to another folder (. or ..); give only the name of the file, \
                 without folders"
            ),
            NameFaultKind::Blank(c) if self.rules == Rules::PrimeVideo => write!(
                f,
                "character {place} is {}; write _ between words and - between sections",
                Named(c)
            ),
            NameFaultKind::Blank(c) => write!(f, "character {place} is {}; write {instead} instead", Named(c)),
            NameFaultKind::Unseen(c) => {
                write!(f, "character {place} is {}, which can't be seen; remove it", Named(c))
            }
            NameFaultKind::NotAscii(c) => {
                let allowed = allowed.replacen("letters", "the letters A to Z without accents", 1);
                write!(
                    f,
                    "character {place} is {}, and only {allowed} are allowed; replace it with these or remove it",
                    Named(c)
                )
            }
            NameFaultKind::BreaksTransfer(c) => write!(
                f,
                "character {place} is {c}, which can break the transfer with Aspera; \
                 remove it or write {instead} instead"
            ),
            NameFaultKind::Special(c) => write!(
                f,
                "character {place} is {c}, and only {allowed} are allowed; remove it or write {instead} instead"
            ),
            NameFaultKind::ExtraPeriod => write!(
                f,
                "character {place} is a period, and only the period before the extension is allowed; \
                 write _ or - instead"
            ),
            NameFaultKind::PeriodAtEdge => write!(
                f,
                "character {place} is a period at an end of the name, where it hides the file or is lost; remove it"
            ),
            NameFaultKind::LeadingHyphen => write!(
                f,
                "character {place} is a hyphen at the start of the name, which programs mistake for an option; \
                 remove it"
            ),
            NameFaultKind::NoExtension => {
                f.write_str("the name has no extension; end it with a period and one, such as .xlsx")
            }
            NameFaultKind::NoStem => {
                f.write_str("there is no name before the period; write one such as Title-US-Avails")
            }
            NameFaultKind::InExtension(c) => write!(
                f,
                "character {place} is {c} in the extension, and only letters and digits are allowed there; remove it"
            ),
            NameFaultKind::UnsupportedExtension => f.write_str(
                "Backlot does not accept transport streams (.ts); deliver the video in another format, such as .mp4",
            ),
            NameFaultKind::EmptySection => write!(
                f,
                "character {place} is a hyphen that is not between two sections; remove it, or write the \
                 missing section"
            ),
            NameFaultKind::EmptyWord => write!(
                f,
                "character {place} is an underscore that is not between two words of a section; remove it"
            ),
            NameFaultKind::InSection(c) => write!(
                f,
                "character {place} is {c}, which is not allowed in a section; write _ between its words"
            ),
            NameFaultKind::DeviceName => f.write_str(
                "Windows reserves the part before the period for a device and cannot store the file; choose another name",
            ),
            NameFaultKind::TooLong { bytes } => write!(
                f,
                "the name is {bytes} bytes long, and file systems allow {longest}; shorten it by {}",
                bytes - Rules::LONGEST,
                longest = Rules::LONGEST,
            ),
        }
    }
}
