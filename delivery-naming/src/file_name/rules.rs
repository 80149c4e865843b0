//! The rules for names, and where a name breaks them.

use super::fault::{NameFault, NameFaultKind, Rules};
use crate::shown::is_unseen;

/// What IBM's documentation of Aspera tells to avoid in file names, less the slashes, which are path separators.
const BREAKS_TRANSFER: &str = "\":'?><&*|";

/// What else stands in the path of a URI (RFC 3986, section 3.3) and is not in Brightcove's list of what to avoid.
pub(super) const ALLOWED_BY_BACKLOT: &str = "-_~+,;=";

const DEVICES: [&str; 22] = [
    "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8",
    "COM9", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
];

/// Everything that is wrong with a name, in the order of the places. Of its folders only that they are there: they
/// go, and with them what is in their names.
pub(super) fn faults(name: &str, rules: Rules) -> impl Iterator<Item = NameFault> + Clone {
    // The slash of a title is none between folders.
    let start = match rules {
        Rules::PrimeVideo | Rules::Backlot => base_start(name),
        Rules::Section => 0,
    };
    let (folders, base) = name.split_at(start);
    let characters = folders.chars().count();
    let in_base = base_faults(base, rules).map(move |place| Place {
        byte: folders.len() + place.byte,
        character: characters + place.character,
        ..place
    });
    folder_faults(folders)
        .chain(in_base)
        .map(move |place| NameFault {
            kind: place.kind,
            byte: place.byte,
            character: place.character,
            length: place.length,
            rules,
        })
}

/// Where the name itself starts, behind its folders.
pub(super) fn base_start(name: &str) -> usize {
    name.rfind(is_separator).map_or(0, |last| last + 1)
}

pub(super) fn is_separator(c: char) -> bool {
    matches!(c, '/' | '\\')
}

pub(super) fn is_step(folder: &str) -> bool {
    matches!(folder, "." | "..")
}

/// Whether Windows keeps what stands before the first period for a device.
pub(super) fn is_device(stem: &str) -> bool {
    DEVICES.iter().any(|known| known.eq_ignore_ascii_case(stem))
}

/// The period before the extension: the last that something follows. A period at the very end can be one too many,
/// or one whose extension is missing; blanks and what no one sees are nothing.
pub(super) fn extension_period(base: &str) -> Option<usize> {
    let is_nothing = |c: char| c == '.' || c.is_whitespace() || is_unseen(c);
    base.trim_end_matches(is_nothing)
        .rfind('.')
        .or(base.rfind('.'))
}

/// What is wrong, and where.
#[derive(Clone, Copy)]
struct Place {
    kind: NameFaultKind,
    byte: usize,
    character: usize,
    length: usize,
}

fn folder_faults(folders: &str) -> impl Iterator<Item = Place> + Clone {
    let mut starts_folder = true;
    places(folders).filter_map(move |(byte, character, c)| {
        let starts = std::mem::replace(&mut starts_folder, is_separator(c));
        let (kind, length) = if is_separator(c) {
            (NameFaultKind::PathSeparator(c), 1)
        } else if starts && c == '.' {
            let folder = folders[byte..].split(is_separator).next()?;
            is_step(folder).then_some((NameFaultKind::FolderStep, folder.len()))?
        } else {
            return None;
        };
        Some(Place {
            kind,
            byte,
            character,
            length,
        })
    })
}

/// What is wrong with the name itself, in the order of the places.
fn base_faults(base: &str, rules: Rules) -> impl Iterator<Item = Place> + Clone {
    let shape = Shape::of(base, rules);
    let at_start = [shape.fault_of_the_whole(), shape.fault_of_the_stem()];
    let at_start = at_start.into_iter().flatten().map(|(kind, length)| Place {
        kind,
        byte: 0,
        character: 1,
        length,
    });
    let at_end = shape.lacks_extension().then(|| Place {
        kind: NameFaultKind::NoExtension,
        byte: base.len(),
        character: base.chars().count() + 1,
        length: 0,
    });
    let in_order = places(base).filter_map(move |(byte, character, c)| {
        let (kind, length) = shape
            .fault_of_the_extension(byte)
            .or_else(|| Some((shape.fault_of_a_character(byte, c)?, c.len_utf8())))?;
        Some(Place {
            kind,
            byte,
            character,
            length,
        })
    });
    at_start.chain(in_order).chain(at_end)
}

/// Each character with its place in bytes, from 0, and in characters, from 1.
fn places(text: &str) -> impl Iterator<Item = (usize, usize, char)> + Clone {
    text.char_indices()
        .zip(1..)
        .map(|((byte, c), character)| (byte, character, c))
}

/// A name, the rules for it, and where its extension starts.
#[derive(Clone, Copy)]
struct Shape<'a> {
    base: &'a str,
    rules: Rules,
    /// The period before the extension; a section has none.
    period: Option<usize>,
}

impl<'a> Shape<'a> {
    fn of(base: &'a str, rules: Rules) -> Self {
        let period = match rules {
            Rules::PrimeVideo | Rules::Backlot => extension_period(base),
            Rules::Section => None,
        };
        Self {
            base,
            rules,
            period,
        }
    }

    /// Nothing more is said of a name that is none.
    fn is_none(self) -> bool {
        self.base.is_empty() || self.is_step()
    }

    fn is_step(self) -> bool {
        self.rules != Rules::Section && is_step(self.base)
    }

    fn stem(self) -> &'a str {
        self.base
            .get(..self.period.unwrap_or(self.base.len()))
            .unwrap_or_default()
    }

    /// Of this and of the next, how many bytes are at fault.
    fn fault_of_the_whole(self) -> Option<(NameFaultKind, usize)> {
        let bytes = self.base.len();
        if self.base.is_empty() {
            Some((NameFaultKind::Empty, 0))
        } else if self.is_step() {
            Some((NameFaultKind::FolderStep, bytes))
        } else {
            (bytes > Rules::LONGEST).then_some((NameFaultKind::TooLong { bytes }, bytes))
        }
    }

    fn fault_of_the_stem(self) -> Option<(NameFaultKind, usize)> {
        // Windows looks at what is before the first period.
        let first = self.base.split('.').next().unwrap_or_default();
        if self.is_none() || self.rules == Rules::Section {
            None
        } else if self.stem().trim_matches('.').is_empty() {
            Some((NameFaultKind::NoStem, 0))
        } else {
            is_device(first).then_some((NameFaultKind::DeviceName, first.len()))
        }
    }

    fn lacks_extension(self) -> bool {
        !self.is_none()
            && self.rules != Rules::Section
            && self
                .period
                .is_none_or(|period| period + 1 == self.base.len())
    }

    /// At the start of the extension, what is wrong with all of it.
    fn fault_of_the_extension(self, byte: usize) -> Option<(NameFaultKind, usize)> {
        let extension = self.base.get(self.period? + 1..)?;
        let refused = self.rules == Rules::Backlot
            && byte == self.period? + 1
            && extension.eq_ignore_ascii_case("ts");
        refused.then_some((NameFaultKind::UnsupportedExtension, extension.len()))
    }

    fn fault_of_a_character(self, byte: usize, c: char) -> Option<NameFaultKind> {
        if self.is_none() || c.is_ascii_alphanumeric() {
            return None;
        }
        match (self.rules, c) {
            (Rules::Backlot, '.') => {
                let at_edge = byte == 0 || byte + 1 == self.base.len();
                // Of the one before an extension, that the name or the extension is missing says more.
                (at_edge && self.period != Some(byte)).then_some(NameFaultKind::PeriodAtEdge)
            }
            (Rules::Backlot, '-') if byte == 0 => Some(NameFaultKind::LeadingHyphen),
            (Rules::Backlot, c) if ALLOWED_BY_BACKLOT.contains(c) => None,
            (Rules::Section, '.' | '-' | '/' | '\\') => Some(NameFaultKind::InSection(c)),
            (Rules::PrimeVideo, '.') => {
                (self.period != Some(byte)).then_some(NameFaultKind::ExtraPeriod)
            }
            (Rules::PrimeVideo, '-' | '_') if self.period.is_some_and(|period| period < byte) => {
                Some(NameFaultKind::InExtension(c))
            }
            // Of several hyphens in a row the first one is taken as the one between the sections.
            (Rules::PrimeVideo, '-') => {
                let lone =
                    matches!(self.before(byte), None | Some('-')) || self.after(byte).is_none();
                lone.then_some(NameFaultKind::EmptySection)
            }
            (Rules::PrimeVideo | Rules::Section, '_') => {
                let at_edge = matches!(self.before(byte), None | Some('-'))
                    || matches!(self.after(byte), None | Some('-'));
                at_edge.then_some(NameFaultKind::EmptyWord)
            }
            (_, c) if c.is_whitespace() => Some(NameFaultKind::Blank(c)),
            (_, c) if is_unseen(c) => Some(NameFaultKind::Unseen(c)),
            (_, c) if !c.is_ascii() => Some(NameFaultKind::NotAscii(c)),
            (_, c) if BREAKS_TRANSFER.contains(c) => Some(NameFaultKind::BreaksTransfer(c)),
            (_, c) => Some(NameFaultKind::Special(c)),
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
