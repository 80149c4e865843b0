//! ISO 3166-1: territories, their changes, and other ways to write them.

use core::{error, fmt, str};

use crate::Date;
use crate::fold::folded;
use crate::tables::{
    ALL_TERRITORIES, ALPHA3, RESERVED, ReservedRow, SLOTS, Slot, TERRITORIES, TERRITORY_NAMES,
    TerritoryRow,
};

/// A territory with a two-letter ISO 3166-1 code: an assigned code, a withdrawn code, or `XK`.
///
/// ISO leaves some codes for users to assign. `XK` (Kosovo) is the only one of them in general use.
///
/// ```
/// use currency_map::{Territory, TerritoryStatus};
///
/// assert_eq!(Territory::parse("gb"), Ok(Territory::GB));
/// assert_eq!(Territory::GB.name(), "United Kingdom");
/// assert_eq!(Territory::GB.status(), TerritoryStatus::Assigned);
///
/// // Prime Video's page still lists the Netherlands Antilles, which have since become three territories.
/// let TerritoryStatus::Withdrawn { on, successors } = Territory::AN.status() else { panic!() };
/// assert_eq!(on.to_string(), "2010-12-15");
/// assert!(successors == [Territory::BQ, Territory::CW, Territory::SX]);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
// The index in `TERRITORIES`. That table is sorted by code, so the derived order is the order of the codes.
pub struct Territory(pub(crate) u16);

impl Territory {
    /// Parses a two-letter code, ignoring case.
    ///
    /// Spaces are not trimmed. Names are not accepted. For these, see [`Territory::suggest`].
    ///
    /// # Errors
    ///
    /// Returns an error if the code is reserved, user-assigned or unassigned, or if the string is not two letters.
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

    /// The territory that the text most likely means, even if the text is not a code. Returns `None` if the meaning is
    /// not clear.
    ///
    /// The function accepts alpha-3 codes (`USA`), `UK`, and English names as used by ISO, by Prime Video and in
    /// everyday language. Case, accents, punctuation, `the`, `and` and surrounding spaces do not matter. The suggestion
    /// for a code is the code itself.
    ///
    /// Text that could mean two territories (`Korea`, `Congo`, `Virgin Islands`) has no suggestion. Neither does a part
    /// of a territory (`England`, `Canary Islands`), because the whole territory would include rights that the text
    /// does not grant. A person should confirm each suggestion.
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

    /// All territories, sorted by code: assigned, withdrawn, and `XK`.
    #[must_use]
    pub const fn all() -> &'static [Self] {
        &ALL_TERRITORIES
    }

    /// The code: two uppercase letters.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.row().code
    }

    /// The name in plain English, such as `Vietnam`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// The three-letter ISO 3166-1 alpha-3 code, or `None` for `XK`.
    #[must_use]
    pub const fn alpha3(self) -> Option<&'static str> {
        self.row().alpha3
    }

    /// The numeric ISO 3166-1 code, such as 826 for `GB`. Returns `None` for `XK`, and for some codes that were
    /// withdrawn long ago.
    #[must_use]
    pub const fn numeric(self) -> Option<u16> {
        self.row().numeric
    }

    /// The current status of the code in ISO 3166-1: assigned, user-assigned, or withdrawn (with a date and
    /// successors).
    #[must_use]
    pub const fn status(self) -> TerritoryStatus {
        self.row().status
    }

    /// Whether the code is currently assigned in ISO 3166-1.
    #[must_use]
    pub const fn is_assigned(self) -> bool {
        matches!(self.status(), TerritoryStatus::Assigned)
    }

    pub(crate) const fn row(self) -> &'static TerritoryRow {
        // Every `Territory` comes from the tables, so its index is valid.
        &TERRITORIES[self.0 as usize]
    }
}

/// The zero-based position of a letter in the alphabet.
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

/// The current status of a code in ISO 3166-1.
///
/// ```
/// use currency_map::{Territory, TerritoryStatus};
///
/// // Prime Video's page still lists East Timor under its old code.
/// let TerritoryStatus::Withdrawn { on, successors } = Territory::TP.status() else { panic!() };
/// assert_eq!(on.to_string(), "2002-05-20");
/// assert_eq!(successors, [Territory::TL]);
/// assert_eq!(Territory::XK.status(), TerritoryStatus::UserAssigned);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TerritoryStatus {
    /// The code is assigned to a territory.
    Assigned,
    /// The code was withdrawn. The territory no longer exists, or has a different code.
    Withdrawn {
        /// The day of the withdrawal. For a code that was withdrawn before 1989, only the year is known, so the field
        /// contains the first day of that year.
        on: Date,
        /// The current territories that the former territory became, or became part of. This list is never empty.
        successors: &'static [Territory],
    },
    /// ISO leaves the code for users to assign, but it is in general use: `XK`.
    UserAssigned,
}

/// The reason a string is not a [`Territory`].
///
/// The error does not contain the string, so nothing is allocated. A message should show both the string and the error:
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
    /// The string is not two letters from A to Z.
    NotTwoLetters,
    /// ISO 3166-1 reserves the code, often for something other than a territory, and does not assign it (`EU`, `UK`).
    Reserved {
        /// The name of the entity that the code is reserved for.
        name: &'static str,
        /// The territory with exactly the same meaning (`GB` for `UK`, `FI` for `SF`), if there is one.
        instead: Option<Territory>,
    },
    /// ISO 3166-1 leaves the code for users to assign, so two companies can use the same code with different meanings
    /// (`AA`, `ZZ`).
    UserAssigned,
    /// ISO 3166-1 has never assigned the code.
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
                "ISO 3166-1 reserves the letters for private use, so they do not identify a territory; \
                 write the code of the intended territory",
            ),
            Self::Unassigned => f.write_str(
                "ISO 3166-1 does not assign the letters to any territory; write the code of the intended territory",
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

/// The territory for a code with periods, such as `U.S.` or `U.K.`
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
