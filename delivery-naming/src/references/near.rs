//! The delivered file that a name in a manifest probably means.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::mem;
use std::ops::RangeInclusive;

use unicode_normalization::UnicodeNormalization as _;
use unicode_security::confusable_detection::skeleton;

use crate::shown::{Named, Seen, is_unseen};

/// A delivered file whose name is close to a name in the manifest. The `Display` text includes the differences and the
/// remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NearMiss {
    /// The file's name.
    pub delivered: String,
    /// The differences between the names. There are several if no single difference explains the mismatch.
    pub differences: Vec<Difference>,
    /// The one-based position of the first character that differs.
    pub character: usize,
    /// The character at that position in the manifest, or `None` after the end of the name.
    pub in_manifest: Option<char>,
    /// The character at that position in the file's name, or `None` after the end of the name.
    pub in_file: Option<char>,
}

/// A difference between two names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Difference {
    /// One of the names is preceded by folders.
    Folders,
    /// `é` as one character in one name, and as two characters (a letter and its accent) in the other. The two
    /// spellings look the same, and Macs tend to write two characters.
    NormalForm,
    /// Uppercase and lowercase letters.
    Capitals,
    /// Blanks, underscores, or invisible characters.
    Blanks,
    /// Characters that look like other characters: a Cyrillic `а`, the digit `0` for the letter `O`, a dash for a
    /// hyphen.
    LookAlikes,
    /// Other characters.
    Spelling {
        /// The number of characters to change, insert, remove or swap with the next character.
        edits: usize,
    },
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Folders => "folders",
            Self::NormalForm => "how accents are stored",
            Self::Capitals => "capitals",
            Self::Blanks => "spaces, underscores or characters that can't be seen",
            Self::LookAlikes => "characters that look alike",
            Self::Spelling { .. } => "spelling",
        })
    }
}

impl NearMiss {
    fn new(name: &str, delivered: &str, differences: Vec<Difference>) -> Self {
        let mut file = delivered.chars();
        let mut manifest = name.chars();
        let mut character = 1;
        let (in_manifest, in_file) = loop {
            match (manifest.next(), file.next()) {
                (a, b) if a == b && a.is_some() => character += 1,
                pair => break pair,
            }
        };
        Self {
            delivered: delivered.to_owned(),
            differences,
            character,
            in_manifest,
            in_file,
        }
    }
}

impl fmt::Display for NearMiss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is, and differs in ", Seen(&self.delivered))?;
        for (index, difference) in self.differences.iter().enumerate() {
            let before = if index == 0 { "" } else { " and " };
            write!(f, "{before}{difference}")?;
        }
        let named = |c: Option<char>| c.map_or("missing".to_owned(), |c| Named(c).to_string());
        write!(
            f,
            ": character {} is {} in the manifest and {} in the file's name; ",
            self.character,
            named(self.in_manifest),
            named(self.in_file)
        )?;
        f.write_str(match *self.differences {
            // The next episode's name also differs by only one character.
            [Difference::Spelling { .. }] => {
                "if that is the file, rename it or correct the manifest, otherwise deliver the right one"
            }
            _ => "rename the file or correct the manifest",
        })
    }
}

/// The differences that two names for the same file can have, in the order in which they are removed. Look-alikes come
/// last, because whether two characters look alike depends on their case.
const DIFFERENCES: [Difference; 5] = [
    Difference::Folders,
    Difference::NormalForm,
    Difference::Capitals,
    Difference::Blanks,
    Difference::LookAlikes,
];

/// The maximum number of letters to compare. Comparing that many letters takes about a second.
const MOST_LETTERS: usize = 20_000_000;

/// The maximum length of a name that is compared. Longer text is not a file name.
const LONGEST: usize = 255;

/// The maximum number of edits. Names with more edits, or with more than one edit per four characters, are considered
/// different.
const MOST_EDITS: usize = 3;

/// For each name, the nearest file, and whether the search compared spelling. A file that matches another name in the
/// manifest is used only if no other file fits. It is never used for a misspelled name, because the names of two
/// episodes often differ by only one digit.
pub(super) fn find(
    names: &[String],
    extra: &[String],
    held: &[String],
) -> (Vec<Option<NearMiss>>, bool) {
    let mut found: Vec<Option<NearMiss>> = vec![None; names.len()];
    for differences in combinations() {
        let open = || names.iter().zip(&found).filter(|(_, near)| near.is_none());
        if open().next().is_none() {
            break;
        }
        let mut files: HashMap<String, &str> = HashMap::new();
        for file in extra.iter().chain(held) {
            let evened = evened(file, &differences);
            // An empty name would match every other empty name.
            if !evened.is_empty() {
                files.entry(evened).or_insert(file);
            }
        }
        for (name, near) in names.iter().zip(&mut found) {
            if near.is_none()
                && let Some(file) = files.get(&evened(name, &differences))
            {
                *near = Some(NearMiss::new(name, file, differences.clone()));
            }
        }
    }
    let files = ByLength::of(extra);
    let open = || names.iter().zip(&found).filter(|(_, near)| near.is_none());
    let letters = open().map(|(name, _)| files.letters(name));
    let compared = letters.fold(0, usize::saturating_add) <= MOST_LETTERS;
    if compared {
        for (name, near) in names.iter().zip(&mut found) {
            if near.is_none() {
                *near = files.misspelt(name);
            }
        }
    }
    (found, compared)
}

/// All sets of differences, with smaller sets first.
fn combinations() -> Vec<Vec<Difference>> {
    let mut all: Vec<Vec<Difference>> = (1_u8..1 << DIFFERENCES.len())
        .map(|set| {
            let member = |(index, _): &(usize, _)| set & (1 << index) != 0;
            let members = DIFFERENCES.into_iter().enumerate().filter(member);
            members.map(|(_, difference)| difference).collect()
        })
        .collect();
    all.sort_by_key(Vec::len);
    all
}

/// A name without these differences.
fn evened(name: &str, differences: &[Difference]) -> String {
    let mut name = name.to_owned();
    for difference in differences {
        name = match difference {
            Difference::Folders => name
                .rsplit(['/', '\\'])
                .next()
                .unwrap_or_default()
                .to_owned(),
            Difference::NormalForm => name.nfc().collect(),
            Difference::Capitals => name.to_lowercase(),
            Difference::Blanks => name
                .chars()
                .filter(|c| !c.is_whitespace() && *c != '_' && !is_unseen(*c))
                .collect(),
            Difference::LookAlikes => skeleton(&name).collect(),
            Difference::Spelling { .. } => name,
        };
    }
    name
}

/// File names, grouped by their number of characters.
struct ByLength<'a>(BTreeMap<usize, Vec<Spelled<'a>>>);

/// A name, its characters, and its index in the list.
struct Spelled<'a> {
    place: usize,
    name: &'a str,
    letters: Vec<char>,
}

impl<'a> ByLength<'a> {
    fn of(files: &'a [String]) -> Self {
        let mut by_length: BTreeMap<usize, Vec<_>> = BTreeMap::new();
        for (place, name) in files.iter().enumerate() {
            let letters: Vec<char> = name.chars().collect();
            let alike = by_length.entry(letters.len()).or_default();
            alike.push(Spelled {
                place,
                name,
                letters,
            });
        }
        Self(by_length)
    }

    /// The range of lengths of file names that are similar enough to `name`.
    fn lengths(name: &str) -> RangeInclusive<usize> {
        let length = name.chars().count();
        let most = most_edits(length);
        length.saturating_sub(most)..=length + most
    }

    /// The number of letters to compare to find the nearest file.
    fn letters(&self, name: &str) -> usize {
        let alike = self.0.range(Self::lengths(name));
        alike
            .map(|(length, files)| length.saturating_mul(files.len()))
            .sum()
    }

    /// The file with the fewest differing characters, or the first of several such files.
    fn misspelt(&self, name: &str) -> Option<NearMiss> {
        let letters: Vec<char> = name.chars().collect();
        if letters.len() > LONGEST {
            return None;
        }
        let most = most_edits(letters.len());
        let alike = self
            .0
            .range(Self::lengths(name))
            .flat_map(|(_, files)| files);
        let near = alike.filter_map(|file| {
            let edits = edits(&letters, &file.letters, most)?;
            Some((edits, file.place, file.name))
        });
        let (edits, _, file) = near.min()?;
        let differences = vec![Difference::Spelling { edits }];
        Some(NearMiss::new(name, file, differences))
    }
}

fn most_edits(length: usize) -> usize {
    MOST_EDITS.min(length / 4)
}

/// The number of characters to change, insert, remove or swap with the next character. Returns `None` if the number
/// exceeds `most`.
///
/// This is the optimal string alignment distance, computed only within a band around the diagonal, because cells that
/// are more than `most` away from it would need more edits. The cost is therefore proportional to the length of a name
/// times `most`, not to the square of the length.
fn edits(a: &[char], b: &[char], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let beyond = most + 1;
    let mut before = vec![beyond; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).map(|column| column.min(beyond)).collect();
    let mut row = before.clone();
    for i in 1..=a.len() {
        let first = i.saturating_sub(most).max(1);
        row[first - 1] = if first == 1 { i.min(beyond) } else { beyond };
        let mut least = row[first - 1];
        for j in first..=(i + most).min(b.len()) {
            let other = usize::from(a[i - 1] != b[j - 1]);
            let mut edits = (last[j - 1] + other).min(row[j - 1] + 1);
            // The band of the previous row ends here.
            if j < i + most {
                edits = edits.min(last[j] + 1);
            }
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                edits = edits.min(before[j - 2] + 1);
            }
            row[j] = edits.min(beyond);
            least = least.min(row[j]);
        }
        if least > most {
            return None;
        }
        mem::swap(&mut before, &mut last);
        mem::swap(&mut last, &mut row);
    }
    Some(last[b.len()]).filter(|edits| *edits <= most)
}

#[cfg(test)]
mod tests {
    use super::{ByLength, edits, find};

    /// The results agree with those of `strsim`.
    #[test]
    fn edits_are_those_of_optimal_string_alignment() {
        let mut words = vec![Vec::new()];
        for length in 0..5 {
            let longer: Vec<Vec<char>> = words
                .iter()
                .filter(|word| word.len() == length)
                .flat_map(|word| ['a', 'b', 'c'].map(|c| [word, &[c][..]].concat()))
                .collect();
            words.extend(longer);
        }
        for a in &words {
            let text: String = a.iter().collect();
            for b in &words {
                let all = strsim::osa_distance(&text, &b.iter().collect::<String>());
                for most in 0..=3 {
                    let expected = Some(all).filter(|edits| *edits <= most);
                    assert_eq!(edits(a, b, most), expected, "{a:?} {b:?} {most}");
                }
            }
        }
    }

    fn names(word: &str, count: usize) -> Vec<String> {
        (0..count).map(|at| format!("{word}_{at:05}.mov")).collect()
    }

    /// The number of letters compared is limited, regardless of the number of names.
    #[test]
    fn names_are_compared_up_to_so_many_letters() {
        let letters = |missing: &[String], extra: &[String]| -> usize {
            let files = ByLength::of(extra);
            missing.iter().map(|name| files.letters(name)).sum()
        };
        let few = (names("Feature", 800), names("Trailer", 800));
        assert!(letters(&few.0, &few.1) < 20_000_000 && find(&few.0, &few.1, &[]).1);
        let many = (names("Feature", 3_200), names("Trailer", 3_200));
        assert!(letters(&many.0, &many.1) > 20_000_000 && !find(&many.0, &many.1, &[]).1);
        // Names of very different lengths cannot mean the same file, so they are not compared.
        assert_eq!(
            letters(&many.0, &names("The much longer trailer", 3_200)),
            0
        );
    }
}
