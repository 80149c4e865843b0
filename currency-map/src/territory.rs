//! ISO 3166-1: territories, what became of them, and what people write instead.

use core::{error, fmt, str};

use crate::Date;
use crate::fold::folded;
use crate::tables::{
    ALL_TERRITORIES, ALPHA3, RESERVED, ReservedRow, SLOTS, Slot, TERRITORIES, TERRITORY_NAMES,
    TerritoryRow,
};

/// A territory that ISO 3166-1 knows by two letters: one that is assigned, one that was withdrawn, or `XK`.
///
/// `XK` (Kosovo) is a code that ISO leaves to its users; it is the one of them that is in general use.
///
/// ```
/// use currency_map::{Territory, TerritoryStatus};
///
/// assert_eq!(Territory::parse("gb"), Ok(Territory::GB));
/// assert_eq!(Territory::GB.name(), "United Kingdom");
/// assert_eq!(Territory::GB.status(), TerritoryStatus::Assigned);
///
/// // The Prime Video page still has the Netherlands Antilles, which are three territories today.
/// let TerritoryStatus::Withdrawn { on, successors } = Territory::AN.status() else { panic!() };
/// assert_eq!(on.to_string(), "2010-12-15");
/// assert!(successors == [Territory::BQ, Territory::CW, Territory::SX]);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
// The place in `TERRITORIES`, which is in the order of the codes, so that the derived order is that of the codes too.
pub struct Territory(pub(crate) u16);

impl Territory {
    /// Reads a code of two letters, in capitals or not.
    ///
    /// Spaces are not cut off, and names are not understood: [`Territory::suggest`] does that.
    ///
    /// # Errors
    ///
    /// Says what the text is instead: reserved for something, free for private use, not assigned, not two letters.
    pub const fn parse(text: &str) -> Result<Self, UnknownTerritory> {
        let &[row, column] = text.as_bytes() else {
            return Err(UnknownTerritory::NotTwoLetters);
        };
        if !row.is_ascii_alphabetic() || !column.is_ascii_alphabetic() {
            return Err(UnknownTerritory::NotTwoLetters);
        }
        match SLOTS[place(row) * 26 + place(column)] {
            Slot::Territory(territory) => Ok(territory),
            Slot::Reserved(index) => {
                let ReservedRow { name, instead } = RESERVED[index as usize];
                Err(UnknownTerritory::Reserved { name, instead })
            }
            Slot::UserAssigned => Err(UnknownTerritory::UserAssigned),
            Slot::Unassigned => Err(UnknownTerritory::Unassigned),
        }
    }

    /// The territory that text which is not a code most likely means; `None` when that is not clear.
    ///
    /// It understands alpha-3 codes (`USA`), `UK`, and English names as ISO, Prime Video and everyday use have them.
    /// Case, accents, punctuation, `the`, `and` and the spaces around it do not matter. A code is its own suggestion.
    ///
    /// What could be two territories (`Korea`, `Congo`, `Virgin Islands`) has no suggestion, and neither has a part of
    /// one (`England`, `Canary Islands`): the whole would be more rights than the text grants. A suggestion is for a
    /// person to confirm.
    ///
    /// ```
    /// use currency_map::Territory;
    ///
    /// for text in ["USA", "u.s.a.", " United States of America", "The United States"] {
    ///     assert_eq!(Territory::suggest(text), Some(Territory::US));
    /// }
    /// assert_eq!(Territory::suggest("Cote d'Ivoire"), Some(Territory::CI));
    /// assert_eq!(Territory::suggest("England"), None);
    /// ```
    #[must_use]
    pub fn suggest(text: &str) -> Option<Self> {
        let text = text.trim();
        of_code(text)
            .or_else(|| of_alpha3(text))
            .or_else(|| of_dotted_code(text))
            .or_else(|| {
                let place = TERRITORY_NAMES
                    .binary_search_by(|(name, _)| name.chars().cmp(folded(text)))
                    .ok()?;
                Some(TERRITORY_NAMES[place].1)
            })
    }

    /// Every territory, in the order of the codes: assigned, withdrawn and `XK`.
    #[must_use]
    pub const fn all() -> &'static [Self] {
        &ALL_TERRITORIES
    }

    /// The two letters, in capitals.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.row().code
    }

    /// The name in plain English, such as `Vietnam`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// The three letters of ISO 3166-1 alpha-3; `None` for `XK`.
    #[must_use]
    pub const fn alpha3(self) -> Option<&'static str> {
        self.row().alpha3
    }

    /// The number of ISO 3166-1, such as 826 for `GB`; `None` for `XK` and for some codes withdrawn long ago.
    #[must_use]
    pub const fn numeric(self) -> Option<u16> {
        self.row().numeric
    }

    /// Whether ISO 3166-1 assigns the code today, or when it was withdrawn and what came after it.
    #[must_use]
    pub const fn status(self) -> TerritoryStatus {
        self.row().status
    }

    /// Whether ISO 3166-1 assigns the code today.
    #[must_use]
    pub const fn is_assigned(self) -> bool {
        matches!(self.status(), TerritoryStatus::Assigned)
    }

    pub(crate) const fn row(self) -> &'static TerritoryRow {
        // Every Territory comes from the tables, so its place is in this one.
        &TERRITORIES[self.0 as usize]
    }
}

/// The place of a letter in the alphabet, from 0.
const fn place(letter: u8) -> usize {
    (letter.to_ascii_uppercase() - b'A') as usize
}

impl str::FromStr for Territory {
    type Err = UnknownTerritory;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl fmt::Display for Territory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Territory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Territory({self})")
    }
}

/// What ISO 3166-1 says of a code today.
///
/// ```
/// use currency_map::{Territory, TerritoryStatus};
///
/// // East Timor, which the Prime Video page still has under its old code.
/// let TerritoryStatus::Withdrawn { on, successors } = Territory::TP.status() else { panic!() };
/// assert_eq!(on.to_string(), "2002-05-20");
/// assert_eq!(successors, [Territory::TL]);
/// assert_eq!(Territory::XK.status(), TerritoryStatus::UserAssigned);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TerritoryStatus {
    /// The code stands for a territory.
    Assigned,
    /// The code stood for a territory that is no more, or that has another code.
    Withdrawn {
        /// The day from which it was withdrawn. Of the codes withdrawn before 1989 only the year is known, and this is
        /// the first day of it.
        on: Date,
        /// The territories of today that it became or became part of; at least one.
        successors: &'static [Territory],
    },
    /// The code is one that ISO leaves to its users, and is in general use: `XK`.
    UserAssigned,
}

/// Why a text is not a [`Territory`].
///
/// It does not repeat the text, so that nothing has to be allocated; a message shows both:
///
/// ```
/// use currency_map::Territory;
///
/// let message = |text: &str| Territory::parse(text).map_err(|error| format!("{text:?} is not a territory: {error}"));
/// assert_eq!(
///     message("UK"),
///     Err("\"UK\" is not a territory: the letters are reserved for United Kingdom; write GB".to_owned()),
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UnknownTerritory {
    /// The text is not two letters from A to Z.
    NotTwoLetters,
    /// ISO 3166-1 keeps the two letters for something, often not a territory, and does not assign them (`EU`, `UK`).
    Reserved {
        /// What they are kept for.
        name: &'static str,
        /// The territory with the very same meaning (`GB` for `UK`, `FI` for `SF`), if there is one.
        instead: Option<Territory>,
    },
    /// ISO 3166-1 leaves the two letters to its users, so they mean nothing between two companies (`AA`, `ZZ`).
    UserAssigned,
    /// ISO 3166-1 has never assigned the two letters.
    Unassigned,
}

impl fmt::Display for UnknownTerritory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotTwoLetters => f.write_str("write the two letters of ISO 3166-1, such as US"),
            Self::Reserved { name, instead: Some(instead) } => {
                write!(f, "the letters are reserved for {name}; write {instead}")
            }
            Self::Reserved { name, instead: None } => write!(
                f,
                "the letters are reserved for {name}, and are the code of no territory; \
                 write the codes of the territories that are meant"
            ),
            Self::UserAssigned => f.write_str(
                "ISO 3166-1 leaves the letters to private use, so they name no territory; \
                 write the code of the territory that is meant",
            ),
            Self::Unassigned => f.write_str(
                "ISO 3166-1 assigns the letters to no territory; write the code of the territory that is meant",
            ),
        }
    }
}

impl error::Error for UnknownTerritory {}

fn of_code(text: &str) -> Option<Territory> {
    match Territory::parse(text) {
        Ok(territory) => Some(territory),
        Err(UnknownTerritory::Reserved { instead, .. }) => instead,
        Err(_) => None,
    }
}

fn of_alpha3(text: &str) -> Option<Territory> {
    let capitals = text.bytes().map(|byte| byte.to_ascii_uppercase());
    let place = ALPHA3
        .binary_search_by(|(alpha3, _)| alpha3.bytes().cmp(capitals.clone()))
        .ok()?;
    Some(ALPHA3[place].1)
}

/// `U.S.` and `U.K.`
fn of_dotted_code(text: &str) -> Option<Territory> {
    let mut letters = folded(text).skip(1);
    let code =
        [letters.next()?, letters.next()?].map(|letter| u8::try_from(letter).unwrap_or_default());
    if letters.next().is_some() {
        None
    } else {
        of_code(str::from_utf8(&code).ok()?)
    }
}
