//! Which delivered file a name in a manifest was probably meant for.

use std::collections::HashMap;
use std::fmt;

use unicode_normalization::UnicodeNormalization as _;
use unicode_security::confusable_detection::skeleton;

use crate::shown::{Named, Seen, is_unseen};

/// A delivered file whose name is nearly that in the manifest. Written out, it says what differs and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NearMiss {
    /// The name of the file.
    pub delivered: String,
    /// What differs; several, where no single one explains it.
    pub differences: Vec<Difference>,
    /// The first character that differs, from 1.
    pub character: usize,
    /// That character in the manifest; `None` behind the end.
    pub in_manifest: Option<char>,
    /// That character in the name of the file; `None` behind the end.
    pub in_file: Option<char>,
}

/// In what two names differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Difference {
    /// One of them has folders before the name.
    Folders,
    /// `é` as one character or as two, a letter and its accent, which look alike. Macs tend to write the second.
    NormalForm,
    /// Capitals.
    Capitals,
    /// Blanks, underscores, or characters that no one sees.
    Blanks,
    /// Characters that look like others: a Cyrillic `а`, the digit `0` for the letter `O`, a dash for a hyphen.
    LookAlikes,
    /// Other characters.
    Spelling {
        /// How many have to be changed, added, taken out or exchanged with the next.
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
        write!(f, "`{}` is, which differs in ", Seen(&self.delivered))?;
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
            // The next episode is one character away too.
            [Difference::Spelling { .. }] => {
                "if that is the file, rename it or correct the manifest, else deliver the right one"
            }
            _ => "rename the file or correct the manifest",
        })
    }
}

/// What two names can differ in and still be meant for each other, in the order in which it is evened out: look-alikes
/// last, because what looks alike depends on the case.
const DIFFERENCES: [Difference; 5] = [
    Difference::Folders,
    Difference::NormalForm,
    Difference::Capitals,
    Difference::Blanks,
    Difference::LookAlikes,
];

/// How many pairs of names are compared letter by letter, which takes some seconds if they are as long as can be.
const MOST_PAIRS: usize = 250_000;

/// What has more characters is no name of a file.
const LONGEST: usize = 255;

/// More characters than these, or than every fourth, and it is another name.
const MOST_EDITS: usize = 3;

/// The nearest file to each name, and whether spelling was compared. A file that has a name of the manifest already is
/// taken only if no other has it, and never for a misspelt name: those of episodes differ by a digit.
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
            // What has nothing left is like nothing.
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
    let open = found.iter().filter(|near| near.is_none()).count();
    let compared = open.saturating_mul(extra.len()) <= MOST_PAIRS;
    if compared {
        for (name, near) in names.iter().zip(&mut found) {
            if near.is_none() {
                *near = misspelt(name, extra);
            }
        }
    }
    (found, compared)
}

/// All sets of differences, the smaller ones first.
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

/// A name without what may differ.
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

/// The file with the fewest other characters; the first of several.
fn misspelt(name: &str, files: &[String]) -> Option<NearMiss> {
    let length = name.chars().count();
    let most = MOST_EDITS.min(length / 4);
    if length > LONGEST {
        return None;
    }
    let near = files.iter().filter_map(|file| {
        // Lengths are cheap to compare, and tell most names apart.
        if file.len().abs_diff(name.len()) > 4 * most {
            return None;
        }
        let edits = strsim::osa_distance(name, file);
        (edits <= most).then_some((edits, file))
    });
    let (edits, file) = near.min_by_key(|(edits, _)| *edits)?;
    Some(NearMiss::new(
        name,
        file,
        vec![Difference::Spelling { edits }],
    ))
}
