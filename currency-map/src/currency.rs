//! ISO 4217: currencies, when they were withdrawn, and what people write instead.

use core::{error, fmt, str};

use crate::Date;
use crate::fold::folded;
use crate::tables::{CURRENCIES, CURRENCY_NAMES};

/// A currency that is or was in ISO 4217.
///
/// The codes of that list which are no money of a territory are currencies too: gold (`XAU`), units of account, `XXX`
/// for no currency.
///
/// ```
/// use currency_map::{Currency, Date};
///
/// let kuna = Currency::parse("hrk")?;
/// assert_eq!((kuna.as_str(), kuna.name(), kuna.minor_units()), ("HRK", "Croatian Kuna", Some(2)));
///
/// let withdrawal = kuna.withdrawn().ok_or("the kuna was withdrawn")?;
/// assert_eq!(Some(withdrawal.on), Date::new(2023, 1, 1));
/// assert_eq!(withdrawal.successor, Currency::parse("EUR").ok());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
// The place in `CURRENCIES`, which is in the order of the codes, so that the derived order is that of the codes too.
pub struct Currency(pub(crate) u16);

impl Currency {
    /// Reads a code of three letters, in capitals or not.
    ///
    /// Spaces are not cut off, and symbols and names are not understood: [`Currency::suggest`] does that.
    ///
    /// # Errors
    ///
    /// Says whether the text is no code at all, or one that was never in ISO 4217.
    pub fn parse(text: &str) -> Result<Self, UnknownCurrency> {
        if text.len() != 3 || !text.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return Err(UnknownCurrency::NotThreeLetters);
        }
        let capitals = text.bytes().map(|byte| byte.to_ascii_uppercase());
        match CURRENCIES.binary_search_by(|row| row.code.bytes().cmp(capitals.clone())) {
            Ok(place) => Ok(Self::at(place)),
            Err(_) => Err(UnknownCurrency::NeverAssigned),
        }
    }

    /// The currency that text which is not a code most likely means; `None` when that is not clear.
    ///
    /// It understands symbols and names that stand for one currency: `€`, `US$`, `R$`, `STG`, `Euro`, `Swiss Francs`.
    /// Case, accents, punctuation and the spaces around it do not matter. A code is its own suggestion.
    /// `£` counts as the British pound and `₩` as the South Korean won, although other pounds and the North Korean won
    /// share the sign; `$`, `¥`, `kr`, `dollar` and `peso` stand for too many. A suggestion is for a person to confirm.
    ///
    /// ```
    /// use currency_map::Currency;
    ///
    /// assert_eq!(Currency::suggest("US$"), Currency::parse("USD").ok());
    /// assert_eq!(Currency::suggest("pound sterling"), Currency::parse("GBP").ok());
    /// assert_eq!(Currency::suggest("$"), None);
    /// ```
    #[must_use]
    pub fn suggest(text: &str) -> Option<Self> {
        let text = text.trim();
        Self::parse(text).ok().or_else(|| {
            let place = CURRENCY_NAMES
                .binary_search_by(|(name, _)| name.chars().cmp(folded(text)))
                .ok()?;
            Some(CURRENCY_NAMES[place].1)
        })
    }

    /// Every currency, in the order of the codes, current and withdrawn.
    pub fn all() -> impl ExactSizeIterator<Item = Self> + DoubleEndedIterator + Clone {
        (0..CURRENCIES.len()).map(Self::at)
    }

    /// The three letters, in capitals.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.row().code
    }

    /// The name in plain English, such as `Swiss Franc`. A withdrawn currency can have the name of its successor.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// The number of ISO 4217, such as 978 for `EUR`; a few withdrawn codes never had one.
    #[must_use]
    pub fn numeric(self) -> Option<u16> {
        self.row().numeric
    }

    /// How many decimal places an amount has: 2 for `EUR`, 0 for `JPY`, 3 for `KWD`.
    ///
    /// `None` for what has no minor unit, such as gold, and for codes withdrawn before 1999, whose number is not known.
    #[must_use]
    pub fn minor_units(self) -> Option<u8> {
        self.row().minor_units
    }

    /// When ISO 4217 withdrew the code, and the currency that it was exchanged for; `None` when it is current.
    #[must_use]
    pub fn withdrawn(self) -> Option<Withdrawal> {
        self.row().withdrawn
    }

    /// The current currency that has taken its place, through all successors; `None` when it is current itself.
    ///
    /// ```
    /// use currency_map::Currency;
    ///
    /// // From ZWD by ZWR and ZWL.
    /// assert_eq!(Currency::parse("ZWD")?.replacement(), Some(Currency::parse("ZWG")?));
    /// assert_eq!(Currency::parse("EUR")?.replacement(), None);
    /// # Ok::<(), currency_map::UnknownCurrency>(())
    /// ```
    #[must_use]
    pub fn replacement(self) -> Option<Self> {
        let mut last = self.withdrawn()?.successor?;
        // The build refuses successors that go round in a circle.
        while let Some(withdrawal) = last.withdrawn() {
            last = withdrawal.successor?;
        }
        Some(last)
    }

    /// Whether the code was in ISO 4217 on that day.
    ///
    /// The start is known for currencies introduced since 1999; the others count as having been there before.
    ///
    /// ```
    /// use currency_map::{Currency, Date};
    ///
    /// let lev = Currency::parse("BGN")?;
    /// assert!(lev.is_current_on(Date::new(2025, 12, 31).ok_or("no such day")?));
    /// assert!(!lev.is_current_on(Date::new(2026, 1, 1).ok_or("no such day")?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn is_current_on(self, day: Date) -> bool {
        let row = self.row();
        row.introduced.is_none_or(|introduced| introduced <= day)
            && row.withdrawn.is_none_or(|gone| day < gone.on)
    }

    fn row(self) -> &'static CurrencyRow {
        // Only the tables and places in this table make a Currency.
        &CURRENCIES[usize::from(self.0)]
    }

    fn at(place: usize) -> Self {
        // ISO 4217 has some hundreds of codes, far fewer than a u16 counts.
        Self(place as u16)
    }
}

impl str::FromStr for Currency {
    type Err = UnknownCurrency;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Currency({self})")
    }
}

/// That ISO 4217 withdrew a currency.
///
/// ```
/// use currency_map::Currency;
///
/// let bolivar = Currency::parse("VEB")?;
/// let withdrawal = bolivar.withdrawn().ok_or("withdrawn")?;
/// assert_eq!(withdrawal.on.to_string(), "2008-01-01");
/// // It was exchanged for the VEF, which has been withdrawn too.
/// assert_eq!(withdrawal.successor, Some(Currency::parse("VEF")?));
/// assert_eq!(bolivar.replacement(), Some(Currency::parse("VES")?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Withdrawal {
    /// The first day on which the code is out of use.
    ///
    /// ISO prints a month, or for some of the oldest codes a span of years. This is the day on which the successor took
    /// over in law, or the old money ended, where that agrees with ISO, and else the first day of ISO's month or last
    /// year. The old cash could often be spent or exchanged somewhat longer.
    pub on: Date,
    /// The currency that it was exchanged for, which can have been withdrawn since: see [`Currency::replacement`].
    pub successor: Option<Currency>,
}

/// Why a text is not a [`Currency`].
///
/// It does not repeat the text, so that nothing has to be allocated; a message shows both.
///
/// ```
/// use currency_map::{Currency, UnknownCurrency};
///
/// assert_eq!(Currency::parse("Euro"), Err(UnknownCurrency::NotThreeLetters));
/// // Prime Video's page has it for Antarctica, and no bank ever had.
/// assert_eq!(Currency::parse("AQD"), Err(UnknownCurrency::NeverAssigned));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UnknownCurrency {
    /// The text is not three letters from A to Z.
    NotThreeLetters,
    /// The three letters were never a code of ISO 4217.
    NeverAssigned,
}

impl fmt::Display for UnknownCurrency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotThreeLetters => "write the three letters of ISO 4217, such as USD",
            Self::NeverAssigned => {
                "ISO 4217 has never had these letters; write the code of the currency that the price is in"
            }
        })
    }
}

impl error::Error for UnknownCurrency {}

pub(crate) struct CurrencyRow {
    pub(crate) code: &'static str,
    pub(crate) numeric: Option<u16>,
    pub(crate) minor_units: Option<u8>,
    pub(crate) name: &'static str,
    pub(crate) introduced: Option<Date>,
    pub(crate) withdrawn: Option<Withdrawal>,
}
