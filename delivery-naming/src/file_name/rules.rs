//! The naming rules, and the search for faults in names.

use super::fault::{NameFault, NameFaultKind, Rules};
use crate::shown::is_unseen;

/// The characters that IBM's Aspera documentation advises against in file names. Slashes are not included, because they
/// are path separators.
const BREAKS_TRANSFER: &str = "\":'?><&*|";

/// The characters that Backlot accepts besides letters, digits and periods. RFC 3986, section 3.3, allows these
/// characters in the path of a URI, and Brightcove's list of characters to avoid does not contain them.
pub(super) const ALLOWED_BY_BACKLOT: &str = "-_~+,;=";

const DEVICES: [&str; 22] = [
    "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8",
    "COM9", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
];

/// All faults in a name, ordered by position. Folders before the name are reported as a single fault. Faults in the
/// folders' names are not reported, because the remedy removes the folders.
pub(super) fn faults(name: &str, rules: Rules) -> impl Iterator<Item = NameFault> + Clone {
    // A slash in a title does not separate folders.
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

/// The offset of the name after its folders.
pub(super) fn base_start(name: &str) -> usize {
    name.rfind(is_separator).map_or(0, |last| last + 1)
}

pub(super) fn is_separator(c: char) -> bool {
    matches!(c, '/' | '\\')
}

pub(super) fn is_step(folder: &str) -> bool {
    matches!(folder, "." | "..")
}

/// Whether Windows reserves `stem`, the text before the first period in a name, for a device.
pub(super) fn is_device(stem: &str) -> bool {
    DEVICES.iter().any(|known| known.eq_ignore_ascii_case(stem))
}

/// The period before the extension: the last period that is followed by text or, if there is none, the last period. In
/// `a.mov.`, the period at the end is therefore superfluous, whereas in `a.`, the extension is missing. Blanks and
/// invisible characters do not count as text.
pub(super) fn extension_period(base: &str) -> Option<usize> {
    let is_nothing = |c: char| c == '.' || c.is_whitespace() || is_unseen(c);
    base.trim_end_matches(is_nothing)
        .rfind('.')
        .or(base.rfind('.'))
}

/// A kind of fault and its position.
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

/// The faults in the name without its folders, ordered by position.
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

/// Each character with its zero-based byte offset and its one-based position in characters.
fn places(text: &str) -> impl Iterator<Item = (usize, usize, char)> + Clone {
    text.char_indices()
        .zip(1..)
        .map(|((byte, c), character)| (byte, character, c))
}

/// A name, the rules for it, and the position of the period before its extension.
#[derive(Clone, Copy)]
struct Shape<'a> {
    base: &'a str,
    rules: Rules,
    /// The position of the period before the extension, or `None` for a section.
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

    /// Whether there is no name at all. If so, no other faults are reported.
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

    /// A fault that concerns the whole name, with the number of faulty bytes.
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
        // Windows compares only the text before the first period with device names.
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

    /// If `byte` is the first byte of the extension, a fault that concerns the whole extension, with the number of
    /// faulty bytes.
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
                // If this is the period before the extension, the missing stem or extension is reported instead.
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
            // The first of several consecutive hyphens is taken as the separator between the sections.
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

    /// The character in the stem before this offset.
    fn before(self, byte: usize) -> Option<char> {
        self.stem().get(..byte)?.chars().next_back()
    }

    /// The character in the stem after the hyphen or underscore at this offset, which has one byte.
    fn after(self, byte: usize) -> Option<char> {
        self.stem().get(byte + 1..)?.chars().next()
    }
}
