//! Finds the valid name that is nearest to an invalid name.

use std::collections::{HashMap, HashSet};

use any_ascii::any_ascii_char;

use super::fault::Rules;
use super::rules::{
    ALLOWED_BY_BACKLOT, base_start, extension_period, is_device, is_separator, is_step,
};
use super::{BacklotFileName, FileName, NameFaults};
use crate::shown::is_unseen;

impl FileName {
    /// The valid name that is nearest to `name`. A valid name is returned unchanged.
    ///
    /// - ASCII letters and digits keep their order and case. Letters from other scripts are transliterated one by one,
    ///   so a person should check the result for Japanese, Arabic or Hebrew.
    /// - Apostrophes and invisible characters are removed. Other symbols and blanks become an underscore, and dashes
    ///   become a hyphen.
    /// - Folders are removed.
    /// - The extension is kept. Text after the extension, as in `a.xlsx (1)`, is moved to the end of the stem.
    /// - A name that is too long is cut before its extension. A name without any usable character becomes `unnamed`.
    ///
    /// Returns `None` if the name has no extension, because the file's type could only be guessed.
    ///
    /// ```
    /// use delivery_naming::FileName;
    ///
    /// let name = FileName::suggest("Amélie & co – v1.2 (final).xlsx");
    /// assert_eq!(name.as_ref().map(FileName::as_str), Some("Amelie_co-v1_2_final.xlsx"));
    /// assert_eq!(FileName::suggest("avails"), None);
    /// ```
    ///
    /// Different names can have the same suggestion. For several files, use [`suggest_all`](Self::suggest_all).
    #[must_use]
    pub fn suggest(name: &str) -> Option<Self> {
        Self::parse(name)
            .ok()
            .or_else(|| Self::parse(&Nearest::to(name, Rules::PrimeVideo)?.numbered(None)?).ok())
    }

    /// Suggestions for files that are delivered together. Equal names have equal suggestions, and different names have
    /// different suggestions.
    ///
    /// If a suggestion is the same as a valid name or an earlier suggestion, a number is added to the stem:
    /// `Amelie_2.xlsx`. Names that differ only in case are treated as equal, because some file systems do not
    /// distinguish them.
    ///
    /// ```
    /// use delivery_naming::FileName;
    ///
    /// let names = FileName::suggest_all(&["Amélie.xlsx", "Amelie.xlsx"]);
    /// let names: Vec<_> = names.iter().flatten().map(FileName::as_str).collect();
    /// assert_eq!(names, ["Amelie_2.xlsx", "Amelie.xlsx"]);
    /// ```
    #[must_use]
    pub fn suggest_all<N: AsRef<str>>(names: &[N]) -> Vec<Option<Self>> {
        let suggested = suggest_all(names, Rules::PrimeVideo);
        let parsed = suggested.into_iter().map(|name| Self::parse(&name?).ok());
        parsed.collect()
    }
}

impl BacklotFileName {
    /// The name nearest to `name` that Backlot accepts. A name that Backlot accepts is returned unchanged.
    ///
    /// Text that Backlot accepts but Prime Video does not, such as several periods, is kept. Otherwise, this function
    /// works like [`FileName::suggest`]. The result is also `None` for an extension that Backlot does not accept,
    /// because the file itself would have to be converted.
    ///
    /// ```
    /// use delivery_naming::BacklotFileName;
    ///
    /// let name = BacklotFileName::suggest("R&B [live] v1.2.mov");
    /// assert_eq!(name.as_ref().map(BacklotFileName::as_str), Some("R_B_live_v1.2.mov"));
    /// assert_eq!(BacklotFileName::suggest("feature.ts"), None);
    /// ```
    #[must_use]
    pub fn suggest(name: &str) -> Option<Self> {
        Self::parse(name)
            .ok()
            .or_else(|| Self::parse(&Nearest::to(name, Rules::Backlot)?.numbered(None)?).ok())
    }

    /// Suggestions for files that are delivered together, as with [`FileName::suggest_all`].
    #[must_use]
    pub fn suggest_all<N: AsRef<str>>(names: &[N]) -> Vec<Option<Self>> {
        let suggested = suggest_all(names, Rules::Backlot);
        let parsed = suggested.into_iter().map(|name| Self::parse(&name?).ok());
        parsed.collect()
    }
}

/// Suggestions according to a set of rules. Equal names have equal suggestions, and different names have different
/// suggestions.
fn suggest_all<N: AsRef<str>>(names: &[N], rules: Rules) -> Vec<Option<String>> {
    let mut given: HashMap<&str, Option<String>> = HashMap::new();
    let mut taken = Taken::default();
    for name in names.iter().map(AsRef::as_ref) {
        if NameFaults::none_in(name, rules).is_ok() {
            taken.names.insert(name.to_ascii_lowercase());
            given.insert(name, Some(name.to_owned()));
        }
    }
    for name in names.iter().map(AsRef::as_ref) {
        given
            .entry(name)
            .or_insert_with(|| Nearest::to(name, rules)?.free(&mut taken));
    }
    let suggestions = names.iter().map(|name| given.get(name.as_ref()));
    suggestions.map(|name| name.cloned().flatten()).collect()
}

/// The names that are already taken.
#[derive(Default)]
struct Taken {
    names: HashSet<String>,
    /// The next number to try, keyed by the first name in a series: `stem_1.xlsx`, `stem_10.xlsx`. No name is tried
    /// twice, so a thousand names with the same suggestion do not take a million attempts.
    next: HashMap<String, u32>,
}

/// The maximum length of an extension, which leaves room for a period and one letter.
const LONGEST_EXTENSION: usize = Rules::LONGEST - 2;

/// The parts that make up a valid name.
struct Nearest {
    stem: Cleaned,
    extension: String,
    rules: Rules,
}

impl Nearest {
    fn to(name: &str, rules: Rules) -> Option<Self> {
        let name = name.trim_end_matches(is_separator);
        let base = &name[base_start(name)..];
        if is_step(base) {
            return None;
        }
        let period = extension_period(base)?;
        let mut extension = String::new();
        let mut after = base[period + 1..].chars();
        let mut rest = after.clone();
        while let Some(c) = after.next().filter(|c| stays_a_word(*c)) {
            extension.push_str(any_ascii_char(c));
            if extension.len() > LONGEST_EXTENSION {
                return None;
            }
            rest = after.clone();
        }
        if extension.is_empty() {
            return None;
        }
        let hyphens = match rules {
            Rules::Backlot => Hyphens::AndMore,
            Rules::PrimeVideo | Rules::Section => Hyphens::Separate,
        };
        let mut stem = Cleaned::of(&base[..period], hyphens);
        if rest.as_str() != "" {
            stem.gap = stem.gap.max(Gap::Words(0));
            rest.for_each(|c| stem.push(c));
        }
        Some(Self {
            stem,
            extension,
            rules,
        })
    }

    /// The name, with a number added if the name without one is already taken.
    fn free(&self, taken: &mut Taken) -> Option<String> {
        let first = self.numbered(None)?;
        if taken.names.insert(first.to_ascii_lowercase()) {
            return Some(first);
        }
        // A stem is cut to make room for the digits, so different long names can share a series of numbers.
        for digits in 1..=9 {
            let least = 10_u32.pow(digits - 1);
            let series = self.numbered(Some(least))?.to_ascii_lowercase();
            let next = taken.next.entry(series).or_insert(least.max(2));
            while *next < 10 * least {
                let name = self.numbered(Some(*next))?;
                *next += 1;
                if taken.names.insert(name.to_ascii_lowercase()) {
                    return Some(name);
                }
            }
        }
        None
    }

    /// The name with a number at the end of its stem, or `None` if there is no room for the number.
    fn numbered(&self, number: Option<u32>) -> Option<String> {
        let extension = &self.extension;
        let end = number.map_or(String::new(), |number| format!("_{number}"));
        let room = (Rules::LONGEST - 1)
            .checked_sub(extension.len() + end.len())
            .filter(|room| *room > 0)?;
        let mut stem = self.stem.cut(room);
        // Windows compares only the text before the first period with device names.
        if end.is_empty() && is_device(stem.split('.').next().unwrap_or_default()) {
            if stem.len() + "_1".len() <= room {
                stem.push_str("_1");
            } else {
                stem.pop();
            }
        }
        let name = format!("{stem}{end}.{extension}");
        NameFaults::none_in(&name, self.rules)
            .ok()
            .map(String::from)
    }
}

/// How hyphens are treated.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Hyphens {
    /// Hyphens are kept between sections.
    Separate,
    /// Hyphens become underscores, as in a single section.
    JoinWords,
    /// Hyphens and all other characters that Backlot accepts are kept.
    AndMore,
}

/// Words of letters and digits, without any other characters.
pub(super) struct Cleaned {
    text: String,
    gap: Gap,
    hyphens: Hyphens,
}

/// The separator after the last letter or digit. If there are several separators, the strongest one is used: a hyphen
/// between sections, or else the separator with the most underscores.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    /// A separator between words, with this many underscores.
    Words(usize),
    Sections,
}

impl Cleaned {
    pub(super) fn of(text: &str, hyphens: Hyphens) -> Self {
        let mut cleaned = Self {
            text: String::new(),
            gap: Gap::None,
            hyphens,
        };
        text.chars().for_each(|c| cleaned.push(c));
        cleaned
    }

    pub(super) fn into_stem(self, longest: usize) -> Box<str> {
        self.cut(longest).into()
    }

    /// The text, cut to at most `longest` bytes. The result has at least one byte.
    fn cut(&self, longest: usize) -> String {
        let text = if self.text.is_empty() {
            "unnamed"
        } else {
            &self.text
        };
        // The text is ASCII, so it can be cut at any byte.
        let cut = &text[..text.len().min(longest)];
        cut.trim_end_matches(|c: char| !c.is_ascii_alphanumeric())
            .to_owned()
    }

    fn push(&mut self, c: char) {
        // The name is already longer than allowed and will be cut, so any further text would be lost.
        if self.text.len() > Rules::LONGEST {
            return;
        }
        if c.is_whitespace() {
            self.gap = self.gap.max(Gap::Words(0));
        } else if !is_unseen(c) {
            any_ascii_char(c)
                .chars()
                .for_each(|ascii| self.push_ascii(ascii, is_dash(c)));
        }
    }

    fn push_ascii(&mut self, c: char, is_dash: bool) {
        if self.hyphens == Hyphens::AndMore && (c == '.' || ALLOWED_BY_BACKLOT.contains(c)) {
            self.push_allowed(c);
            return;
        }
        match c {
            _ if c.is_ascii_alphanumeric() => {
                if !self.text.is_empty() {
                    match self.gap {
                        Gap::None => {}
                        Gap::Words(underscores) => {
                            let underscores = underscores.clamp(1, Rules::LONGEST);
                            self.text.extend(std::iter::repeat_n('_', underscores));
                        }
                        Gap::Sections => self.text.push('-'),
                    }
                }
                self.gap = Gap::None;
                self.text.push(c);
            }
            '-' if is_dash && self.hyphens == Hyphens::Separate => self.gap = Gap::Sections,
            '_' => {
                self.gap = match self.gap {
                    Gap::None => Gap::Words(1),
                    Gap::Words(underscores) => Gap::Words(underscores + 1),
                    Gap::Sections => Gap::Sections,
                }
            }
            // An apostrophe does not separate words, because `Who's` is one word and because some Hebrew and Arabic
            // letters are transliterated as an apostrophe.
            '\'' | '`' => {}
            _ => self.gap = self.gap.max(Gap::Words(0)),
        }
    }
}

impl Cleaned {
    /// Adds a symbol that is allowed everywhere except at the start, in place of the blanks next to it.
    fn push_allowed(&mut self, c: char) {
        if !self.text.is_empty() {
            self.gap = Gap::None;
            self.text.push(c);
        }
    }
}

/// Whether the transliteration of a character has only letters and digits.
fn stays_a_word(c: char) -> bool {
    let ascii = any_ascii_char(c);
    !ascii.is_empty() && ascii.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether a character is a hyphen, dash or minus sign. Dots between words are not included, although their
/// transliteration is also a hyphen.
fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
    )
}

#[cfg(test)]
mod tests {
    use super::{Nearest, Rules, Taken};

    /// The number of names that are tried for files whose suggestions collide.
    fn attempts(names: impl Iterator<Item = String>) -> u32 {
        let mut taken = Taken::default();
        for name in names {
            let nearest = Nearest::to(&name, Rules::PrimeVideo).expect("a name");
            assert!(nearest.free(&mut taken).is_some());
        }
        let attempts = |(first, next): (&String, &u32)| {
            let (_, first) = first
                .trim_end_matches(".mov")
                .rsplit_once('_')
                .expect("a number");
            next - first.parse::<u32>().expect("a number")
        };
        taken.next.iter().map(attempts).sum()
    }

    #[test]
    fn four_times_the_names_take_four_times_the_attempts() {
        let alike =
            |count: usize| attempts((0..count).map(|at| format!("a{}.mov", " ".repeat(at))));
        // These names differ only in the two characters that are cut to make room for a number, so all of them share
        // one series of numbers.
        let long = |count: usize| {
            let character =
                |at: usize| char::from(b"abcdefghijklmnopqrstuvwxyz0123456789"[at % 36]);
            attempts((0..count).flat_map(|at| {
                let stem = "x".repeat(Rules::LONGEST - 6);
                let stem = format!("{stem}{}{}", character(at / 36), character(at));
                [format!("{stem}.mov"), format!("{stem}é.mov")]
            }))
        };
        for attempts in [&alike as &dyn Fn(usize) -> u32, &long] {
            let (few, many) = (attempts(200), attempts(800));
            assert!(many <= 5 * few, "{few} and {many}");
        }
    }
}
