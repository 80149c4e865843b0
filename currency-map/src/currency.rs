//! ISO 4217: currencies, when they were withdrawn, and what people write instead.

use core::{error, fmt, str};

use crate::Date;
use crate::fold::folded;
use crate::tables::{ALL_CURRENCIES, CURRENCIES, CURRENCY_NAMES, CurrencyRow};

/// A currency that is or was in ISO 4217.
///
/// The codes of that list which are no money of a territory are currencies too: gold (`XAU`), units of account, `XXX`
/// for no currency.
///
/// ```
/// use currency_map::{Currency, Date};
///
/// let kuna = Currency::HRK;
/// assert_eq!(Currency::parse("hrk"), Ok(kuna));
/// assert_eq!((kuna.as_str(), kuna.name(), kuna.minor_units()), ("HRK", "Croatian Kuna", Some(2)));
///
/// let withdrawal = kuna.withdrawn().ok_or("the kuna was withdrawn")?;
/// assert_eq!(Some(withdrawal.on), Date::new(2023, 1, 1));
/// assert_eq!(withdrawal.successor, Some(Currency::EUR));
/// # Ok::<(), &str>(())
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
    pub const fn parse(text: &str) -> Result<Self, UnknownCurrency> {
        let &[first, second, third] = text.as_bytes() else {
            return Err(UnknownCurrency::NotThreeLetters);
        };
        if !first.is_ascii_alphabetic()
            || !second.is_ascii_alphabetic()
            || !third.is_ascii_alphabetic()
        {
            return Err(UnknownCurrency::NotThreeLetters);
        }
        // `slice::binary_search_by` is not const.
        let wanted = number_of(first, second, third);
        let (mut from, mut to) = (0, CURRENCIES.len());
        while from < to {
            let middle = usize::midpoint(from, to);
            let code = match CURRENCIES[middle].code.as_bytes() {
                &[first, second, third] => number_of(first, second, third),
                _ => 0,
            };
            if code == wanted {
                return Ok(ALL_CURRENCIES[middle]);
            } else if code < wanted {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        Err(UnknownCurrency::NeverAssigned)
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
    /// assert_eq!(Currency::suggest("US$"), Some(Currency::USD));
    /// assert_eq!(Currency::suggest("pound sterling"), Some(Currency::GBP));
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
    ///
    /// This is a function because [`Currency::ALL`] is the Albanian lek.
    #[must_use]
    pub const fn all() -> &'static [Self] {
        &ALL_CURRENCIES
    }

    /// The three letters, in capitals.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.row().code
    }

    /// The name in plain English, such as `Swiss Franc`. A withdrawn currency can have the name of its successor.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// The number of ISO 4217, such as 978 for `EUR`; a few withdrawn codes never had one.
    #[must_use]
    pub const fn numeric(self) -> Option<u16> {
        self.row().numeric
    }

    /// How many decimal places an amount has: 2 for `EUR`, 0 for `JPY`, 3 for `KWD`.
    ///
    /// `None` for what has no minor unit, such as gold, and for codes withdrawn before 1999, whose number is not known.
    #[must_use]
    pub const fn minor_units(self) -> Option<u8> {
        self.row().minor_units
    }

    /// When ISO 4217 withdrew the code, and the currency that it was exchanged for; `None` when it is current.
    #[must_use]
    pub const fn withdrawn(self) -> Option<Withdrawal> {
        self.row().withdrawn
    }

    /// The current currency that has taken its place, through all successors; `None` when it is current itself.
    ///
    /// ```
    /// use currency_map::Currency;
    ///
    /// // From ZWD by ZWR and ZWL.
    /// assert_eq!(Currency::ZWD.replacement(), Some(Currency::ZWG));
    /// assert_eq!(Currency::EUR.replacement(), None);
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
    /// use currency_map::Currency;
    ///
    /// assert!(Currency::BGN.is_current_on("2025-12-31".parse()?));
    /// assert!(!Currency::BGN.is_current_on("2026-01-01".parse()?));
    /// # Ok::<(), currency_map::InvalidDate>(())
    /// ```
    #[must_use]
    pub fn is_current_on(self, day: Date) -> bool {
        let row = self.row();
        row.introduced.is_none_or(|introduced| introduced <= day)
            && row.withdrawn.is_none_or(|gone| day < gone.on)
    }

    const fn row(self) -> &'static CurrencyRow {
        // Every Currency comes from the tables, so its place is in this one.
        &CURRENCIES[self.0 as usize]
    }
}

/// Three letters as a number in alphabetical order, whatever their case.
const fn number_of(first: u8, second: u8, third: u8) -> u32 {
    u32::from_be_bytes([
        0,
        first.to_ascii_uppercase(),
        second.to_ascii_uppercase(),
        third.to_ascii_uppercase(),
    ])
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
/// let withdrawal = Currency::VEB.withdrawn().ok_or("withdrawn")?;
/// assert_eq!(withdrawal.on.to_string(), "2008-01-01");
/// // It was exchanged for the VEF, which has been withdrawn too.
/// assert_eq!(withdrawal.successor, Some(Currency::VEF));
/// assert_eq!(Currency::VEB.replacement(), Some(Currency::VES));
/// # Ok::<(), &str>(())
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
