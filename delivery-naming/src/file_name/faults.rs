//! All faults in a name, shown with a caret under each fault.

use std::mem::discriminant;
use std::{error, fmt};

use super::fault::{NameFault, Rules};
use super::rules::faults;
use crate::shown::write_seen;

/// A name that breaks the rules, with all its faults. There is at least one fault.
///
/// Only the name is stored, and the faults are found on demand, so this value takes no more memory than the name. The
/// `Display` text shows the name with a caret under each fault, and a line for each kind of fault:
///
/// ```
/// let faults = delivery_naming::FileName::parse("映画 v2.xlsx").unwrap_err();
/// assert_eq!(
///     faults.to_string(),
///     "\
/// Prime Video does not accept a file with this name:
///   映画 v2.xlsx
///   ^^^^^
/// - character 1 is 映, and only the letters A to Z without accents, digits, _ and - are allowed; replace it with \
///      these or remove it; likewise character 2
/// - character 3 is a space; write _ between words and - between sections"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameFaults {
    name: Box<str>,
    rules: Rules,
}

impl NameFaults {
    /// Returns the name if it has no faults.
    pub(super) fn none_in(name: &str, rules: Rules) -> Result<Box<str>, Self> {
        match faults(name, rules).next() {
            None => Ok(name.into()),
            Some(_) => Err(Self {
                name: name.into(),
                rules,
            }),
        }
    }

    /// The name that was parsed.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The faults, ordered by position.
    pub fn iter(&self) -> impl Iterator<Item = NameFault> + Clone {
        faults(&self.name, self.rules)
    }

    /// The name on one line, followed by a line with a caret under each fault. Both lines are indented by two spaces.
    /// Invisible characters are written as `<U+202E>`.
    ///
    /// Carets are aligned for terminals, where an ideograph takes two columns.
    #[must_use]
    pub fn marked(&self) -> impl fmt::Display {
        Marked(self)
    }
}

impl fmt::Display for NameFaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.rules {
            Rules::PrimeVideo => f.write_str("Prime Video does not accept a file with this name:"),
            Rules::Backlot => f.write_str("Backlot does not accept a file with this name:"),
            Rules::Section => f.write_str("this is not a section of a file's name:"),
        }?;
        if !self.name.is_empty() {
            write!(f, "\n{}", self.marked())?;
        }
        let mut told = Vec::new();
        for fault in self.iter() {
            let kind = discriminant(&fault.kind);
            if told.contains(&kind) {
                continue;
            }
            told.push(kind);
            write!(f, "\n- {fault}")?;
            let others: Vec<String> = self
                .iter()
                .filter(|other| discriminant(&other.kind) == kind && other.byte != fault.byte)
                .map(|other| other.character.to_string())
                .collect();
            match &*others {
                [] => {}
                [other] => write!(f, "; likewise character {other}")?,
                others => write!(f, "; likewise characters {}", others.join(", "))?,
            }
        }
        Ok(())
    }
}

impl error::Error for NameFaults {}

/// A name with a caret under each fault, without a line break at its end.
struct Marked<'a>(&'a NameFaults);

impl fmt::Display for Marked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.0.name();
        let mut carets = String::new();
        let mut marked_until = 0;
        let mut faults = self.0.iter().peekable();
        f.write_str("  ")?;
        for (byte, c) in name.char_indices() {
            while let Some(fault) = faults.next_if(|fault| fault.byte <= byte) {
                // A missing part has no characters to mark, so one caret marks its position.
                marked_until = marked_until.max(fault.span().end.max(byte + 1));
            }
            let mark = if byte < marked_until { '^' } else { ' ' };
            match write_seen(f, c)? {
                // An accent is displayed on the preceding letter, so the caret goes under that letter.
                0 if mark == '^' => {
                    carets.pop();
                    carets.push('^');
                }
                width => carets.extend(std::iter::repeat_n(mark, width)),
            }
        }
        if faults.next().is_some() {
            carets.push('^');
        }
        write!(f, "\n  {}", carets.trim_end())
    }
}
