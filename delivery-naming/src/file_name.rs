//! Names of files: the rules, and what is wrong with a name that breaks them.

use std::{error, fmt, str};

/// A file name that keeps Prime Video's rules.
///
/// It is made of sections with a hyphen between each two, one period, and an extension:
/// `Big_Buck_Bunny-US-Avails.xlsx`. A section is words of the letters A to Z, in capitals or not, and digits, with
/// underscores between the words. The extension is letters and digits.
///
/// Names are told apart by case: a manifest must name a file exactly as it is delivered, and `A.xlsx` is not `a.xlsx`.
///
/// The rules are those of Prime Video's page "File naming rules" of 2024-08-06: no spaces, Unicode or other special
/// characters, underscores only within a section and hyphens between sections, no periods. From them follows that a
/// hyphen has a section on each side and an underscore a word. What Aspera and file systems refuse is refused too:
/// folders, names that Windows keeps for devices, and more than 255 bytes.
///
/// ```
/// use delivery_naming::FileName;
///
/// let name = FileName::check("Big_Buck_Bunny-US.xlsx")?;
/// assert_eq!(name.as_str(), "Big_Buck_Bunny-US.xlsx");
/// assert_eq!(name.stem(), "Big_Buck_Bunny-US");
/// assert!(name.sections().eq(["Big_Buck_Bunny", "US"]));
/// assert_eq!(name.extension(), "xlsx");
/// # Ok::<(), delivery_naming::NameFaults>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileName(Box<str>);

impl FileName {
    /// Takes the name of a file, without its folders, if it keeps the rules.
    ///
    /// # Errors
    ///
    /// Gives everything that is wrong with the name, not only the first.
    pub fn check(name: &str) -> Result<Self, NameFaults> {
        match faults(name).next() {
            None => Ok(Self(name.into())),
            Some(_) => Err(NameFaults { name: name.into() }),
        }
    }

    /// The whole name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the period.
    #[must_use]
    pub fn stem(&self) -> &str {
        self.parts().0
    }

    /// The parts of the stem, which hyphens keep apart; at least one.
    pub fn sections(&self) -> impl DoubleEndedIterator<Item = &str> + Clone {
        self.stem().split('-')
    }

    /// What stands after the period, as it is written: `XLSX` stays in capitals.
    #[must_use]
    pub fn extension(&self) -> &str {
        self.parts().1
    }

    fn parts(&self) -> (&str, &str) {
        // A name that has passed has exactly one period.
        self.0.split_once('.').unwrap_or((&self.0, ""))
    }
}

impl str::FromStr for FileName {
    type Err = NameFaults;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::check(name)
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl AsRef<str> for FileName {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

/// A name that breaks the rules, and everything that is wrong with it; at least one fault.
///
/// It keeps the name alone, and finds the faults when they are asked for, so that a name of any length costs no more
/// memory than it has itself. Written out, it has a line for each fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameFaults {
    name: Box<str>,
}

impl NameFaults {
    /// The name that was checked.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The faults in the order of their places.
    pub fn iter(&self) -> impl Iterator<Item = NameFault> + Clone {
        faults(&self.name)
    }
}

impl fmt::Display for NameFaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Prime Video does not take a file named {:?}:", self.name)?;
        self.iter().try_for_each(|fault| write!(f, "\n- {fault}"))
    }
}

impl error::Error for NameFaults {}

/// One thing that is wrong with a name, and where. Written out, it says what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct NameFault {
    /// What is wrong.
    pub kind: NameFaultKind,
    /// The place in bytes from the start of the name, where a slice of it can start. For what is missing at the end,
    /// this is the length of the name.
    pub byte: usize,
    /// The place in characters as a person counts them, the first one being 1.
    pub character: usize,
}

/// What can be wrong with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NameFaultKind {
    /// There is no name, or only folders.
    Empty,
    /// A slash or backslash: a path was given, or the name would become one.
    PathSeparator(char),
    /// `.` or `..`, which lead to a folder.
    FolderStep,
    /// A space, tab, line break or other blank.
    Blank(char),
    /// A control character, which no one sees.
    Control(char),
    /// A letter, digit or sign that is not ASCII.
    NotAscii(char),
    /// A character of which IBM warns in names of files that Aspera transfers.
    BreaksTransfer(char),
    /// Another character that is not a letter, digit, underscore or hyphen.
    Special(char),
    /// A period that is not the one before the extension.
    ExtraPeriod,
    /// There is no extension.
    NoExtension,
    /// There is nothing before the extension.
    NoStem,
    /// A hyphen or an underscore in the extension.
    InExtension(char),
    /// A hyphen that has not a section on each side.
    EmptySection,
    /// An underscore that has not a word on each side in its section.
    EmptyWord,
    /// The part before the period is one that Windows keeps for a device, such as `CON`, in capitals or not.
    DeviceName,
    /// The name has more than 255 bytes, which is what file systems take. Prime Video names no limit.
    TooLong {
        /// How many bytes it has.
        bytes: usize,
    },
}

impl fmt::Display for NameFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.character;
        match self.kind {
            NameFaultKind::Empty => f.write_str("there is no file name; write one such as Title-US-Avails.xlsx"),
            NameFaultKind::PathSeparator(c) => write!(
                f,
                "character {place} is {c}, which stands between folders; give the name of the file alone, \
                 without folders"
            ),
            NameFaultKind::FolderStep => write!(
                f,
                "character {place} starts a step to another folder (. or ..); give the name of the file alone, \
                 without folders"
            ),
            NameFaultKind::Blank(c) => write!(
                f,
                "character {place} is {}; write _ between words and - between sections",
                Shown(c)
            ),
            NameFaultKind::Control(c) => {
                write!(f, "character {place} is {}, which cannot be seen; take it out", Shown(c))
            }
            NameFaultKind::NotAscii(c) => write!(
                f,
                "character {place} is {}, and only the letters A to Z without accents, digits, _ and - are allowed; \
                 write it with these or take it out",
                Shown(c)
            ),
            NameFaultKind::BreaksTransfer(c) => write!(
                f,
                "character {place} is {c}, which can break the transfer with Aspera; take it out or write _ or - instead"
            ),
            NameFaultKind::Special(c) => write!(
                f,
                "character {place} is {c}, and only letters, digits, _ and - are allowed; \
                 take it out or write _ or - instead"
            ),
            NameFaultKind::ExtraPeriod => write!(
                f,
                "character {place} is a period, and the one before the extension is the only one allowed; \
                 write _ or - instead"
            ),
            NameFaultKind::NoExtension => {
                f.write_str("the name has no extension; end it with a period and one, such as .xlsx")
            }
            NameFaultKind::NoStem => {
                f.write_str("there is no name before the period; write one such as Title-US-Avails")
            }
            NameFaultKind::InExtension(c) => write!(
                f,
                "character {place} is {c} in the extension, and only letters and digits are allowed there; take it out"
            ),
            NameFaultKind::EmptySection => write!(
                f,
                "character {place} is a hyphen that does not stand between two sections; take it out, or write the \
                 section that is missing"
            ),
            NameFaultKind::EmptyWord => write!(
                f,
                "character {place} is an underscore that does not stand between two words of a section; take it out"
            ),
            NameFaultKind::DeviceName => f.write_str(
                "Windows keeps the part before the period for a device and cannot store the file; write another name",
            ),
            NameFaultKind::TooLong { bytes } => write!(
                f,
                "the name is {bytes} bytes long, and file systems take {LONGEST}; make it shorter by {}",
                bytes - LONGEST
            ),
        }
    }
}

/// What common file systems take as the length of a name, in bytes.
const LONGEST: usize = 255;

/// What IBM's documentation of Aspera tells to avoid in file names, less the slashes, which are path separators.
const BREAKS_TRANSFER: &str = "\":'?><&*|";

const DEVICES: [&str; 22] = [
    "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8",
    "COM9", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
];

/// Everything that is wrong with a name. Of its folders only that they are there: they go, and with them what is in
/// their names.
fn faults(name: &str) -> impl Iterator<Item = NameFault> + Clone {
    let (folders, base) = name.split_at(name.rfind(is_separator).map_or(0, |last| last + 1));
    let characters = folders.chars().count();
    folder_faults(folders).chain(base_faults(base).map(move |fault| NameFault {
        byte: folders.len() + fault.byte,
        character: characters + fault.character,
        ..fault
    }))
}

fn is_separator(c: char) -> bool {
    matches!(c, '/' | '\\')
}

fn folder_faults(folders: &str) -> impl Iterator<Item = NameFault> + Clone {
    let mut starts_folder = true;
    places(folders).filter_map(move |(byte, character, c)| {
        let starts = std::mem::replace(&mut starts_folder, is_separator(c));
        let kind = if is_separator(c) {
            NameFaultKind::PathSeparator(c)
        } else if starts && c == '.' && is_step(folders[byte..].split(is_separator).next()?) {
            NameFaultKind::FolderStep
        } else {
            return None;
        };
        Some(NameFault {
            kind,
            byte,
            character,
        })
    })
}

fn is_step(folder: &str) -> bool {
    matches!(folder, "." | "..")
}

/// What is wrong with the name itself, in the order of the places.
fn base_faults(base: &str) -> impl Iterator<Item = NameFault> + Clone {
    let shape = Shape::of(base);
    let at_start = [shape.fault_of_the_whole(), shape.fault_of_the_stem()];
    let at_start = at_start.into_iter().flatten().map(|kind| NameFault {
        kind,
        byte: 0,
        character: 1,
    });
    let end = NameFault {
        kind: NameFaultKind::NoExtension,
        byte: base.len(),
        character: base.chars().count() + 1,
    };
    let in_order = places(base).filter_map(move |(byte, character, c)| {
        let kind = shape.fault_of_a_character(byte, c)?;
        Some(NameFault {
            kind,
            byte,
            character,
        })
    });
    at_start
        .chain(in_order)
        .chain(shape.lacks_extension().then_some(end))
}

/// Each character with its place in bytes, from 0, and in characters, from 1.
fn places(text: &str) -> impl Iterator<Item = (usize, usize, char)> + Clone {
    text.char_indices()
        .zip(1..)
        .map(|((byte, c), character)| (byte, character, c))
}

/// A name, and where its extension starts.
#[derive(Clone, Copy)]
struct Shape<'a> {
    base: &'a str,
    /// The period before the extension: the last that something follows. A period at the very end can be one too
    /// many, or one whose extension is missing.
    period: Option<usize>,
}

impl<'a> Shape<'a> {
    fn of(base: &'a str) -> Self {
        let period = base.trim_end_matches('.').rfind('.').or(base.rfind('.'));
        Self { base, period }
    }

    /// Nothing more is said of a name that is none.
    fn is_none(self) -> bool {
        self.base.is_empty() || is_step(self.base)
    }

    fn stem(self) -> &'a str {
        self.base
            .get(..self.period.unwrap_or(self.base.len()))
            .unwrap_or_default()
    }

    fn fault_of_the_whole(self) -> Option<NameFaultKind> {
        let bytes = self.base.len();
        if self.base.is_empty() {
            Some(NameFaultKind::Empty)
        } else if is_step(self.base) {
            Some(NameFaultKind::FolderStep)
        } else {
            (bytes > LONGEST).then_some(NameFaultKind::TooLong { bytes })
        }
    }

    fn fault_of_the_stem(self) -> Option<NameFaultKind> {
        // Windows looks at what is before the first period.
        let device = self.base.split('.').next().unwrap_or_default();
        if self.is_none() {
            None
        } else if self.stem().trim_matches('.').is_empty() {
            Some(NameFaultKind::NoStem)
        } else if DEVICES
            .iter()
            .any(|known| known.eq_ignore_ascii_case(device))
        {
            Some(NameFaultKind::DeviceName)
        } else {
            None
        }
    }

    fn lacks_extension(self) -> bool {
        !self.is_none()
            && self
                .period
                .is_none_or(|period| period + 1 == self.base.len())
    }

    fn fault_of_a_character(self, byte: usize, c: char) -> Option<NameFaultKind> {
        match c {
            _ if self.is_none() => None,
            'A'..='Z' | 'a'..='z' | '0'..='9' => None,
            '.' => (self.period != Some(byte)).then_some(NameFaultKind::ExtraPeriod),
            '-' | '_' if self.period.is_some_and(|period| period < byte) => {
                Some(NameFaultKind::InExtension(c))
            }
            // Of several hyphens in a row the first one is taken as the one between the sections.
            '-' => {
                let lone =
                    matches!(self.before(byte), None | Some('-')) || self.after(byte).is_none();
                lone.then_some(NameFaultKind::EmptySection)
            }
            '_' => {
                let at_edge = matches!(self.before(byte), None | Some('-'))
                    || matches!(self.after(byte), None | Some('-'));
                at_edge.then_some(NameFaultKind::EmptyWord)
            }
            _ if c.is_whitespace() => Some(NameFaultKind::Blank(c)),
            _ if c.is_control() => Some(NameFaultKind::Control(c)),
            _ if !c.is_ascii() => Some(NameFaultKind::NotAscii(c)),
            _ if BREAKS_TRANSFER.contains(c) => Some(NameFaultKind::BreaksTransfer(c)),
            _ => Some(NameFaultKind::Special(c)),
        }
    }

    /// The character of the stem before the one at this place.
    fn before(self, byte: usize) -> Option<char> {
        self.stem().get(..byte)?.chars().next_back()
    }

    /// The character of the stem after the one at this place, which is a hyphen or underscore of one byte.
    fn after(self, byte: usize) -> Option<char> {
        self.stem().get(byte + 1..)?.chars().next()
    }
}

/// A character as a person can tell it: itself if it can be seen for what it is, and else its name or number.
struct Shown(char);

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            ' ' => f.write_str("a space"),
            '\t' => f.write_str("a tab"),
            '\n' | '\r' => f.write_str("a line break"),
            // Names from a Mac often have the letter and its accent apart.
            '\u{300}'..='\u{36f}' => f.write_str("the accent of the letter before it"),
            c if c.is_whitespace() => write!(f, "a blank (U+{:04X})", u32::from(c)),
            c if c.is_alphanumeric() => write!(f, "{c}"),
            c => write!(f, "the Unicode character U+{:04X}", u32::from(c)),
        }
    }
}
