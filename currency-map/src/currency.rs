//! ISO 4217: currencies, their withdrawals and successors, and other ways to write them.

use core::{error, fmt, str};

use crate::Date;
use crate::fold::folded;
use crate::tables::{ALL_CURRENCIES, CURRENCIES, CURRENCY_NAMES, CurrencyRow};

/// A currency that is or was in ISO 4217.
///
/// Some codes, such as those for gold (`XAU`), for units of account, and for no currency (`XXX`), do not represent a
/// territory's money.
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
// The index in `CURRENCIES`. That table is sorted by code, so the derived order is the order of the codes.
pub struct Currency(pub(crate) u16);

impl Currency {
    /// Parses a three-letter code, ignoring case.
    ///
    /// Spaces are not trimmed. Symbols and names are not accepted. For these, see [`Currency::suggest`].
    ///
    /// # Errors
    ///
    /// Returns an error if the string is not three letters, or if ISO 4217 never had the code.
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

    /// The currency that the text most likely means, even if the text is not a code. Returns `None` if the meaning is
    /// not clear.
    ///
    /// Symbols and names are accepted if they mean only one currency: `€`, `US$`, `R$`, `STG`, `Euro`, `Swiss Francs`.
    /// Case, accents, punctuation and surrounding spaces do not matter. The suggestion for a code is the code itself.
    /// `£` is interpreted as the British pound and `₩` as the South Korean won, although other pounds and the North
    /// Korean won share these symbols. `$`, `¥`, `kr`, `dollar` and `peso` have no suggestion, because each of them can
    /// mean several currencies. A person should confirm each suggestion.
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

    /// All currencies, current and withdrawn, sorted by code.
    ///
    /// This is a function because the constant [`Currency::ALL`] is the Albanian lek.
    #[must_use]
    pub const fn all() -> &'static [Self] {
        &ALL_CURRENCIES
    }

    /// The code: three uppercase letters.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.row().code
    }

    /// The name in plain English, such as `Swiss Franc`. A withdrawn currency can have the same name as its successor.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// The numeric ISO 4217 code, such as 978 for `EUR`. A few withdrawn currencies never had a numeric code.
    #[must_use]
    pub const fn numeric(self) -> Option<u16> {
        self.row().numeric
    }

    /// The number of decimal places in an amount: 2 for `EUR`, 0 for `JPY`, 3 for `KWD`.
    ///
    /// Returns `None` for a currency without a minor unit, such as gold, and for a code that was withdrawn before 1999,
    /// because its number of decimal places is not known.
    #[must_use]
    pub const fn minor_units(self) -> Option<u8> {
        self.row().minor_units
    }

    /// The date on which ISO 4217 withdrew the code, and the currency that this one was exchanged for. Returns `None`
    /// if the currency is still current.
    #[must_use]
    pub const fn withdrawn(self) -> Option<Withdrawal> {
        self.row().withdrawn
    }

    /// The current currency that has replaced this one, directly or through other successors. Returns `None` if this
    /// currency is still current, or has no successor.
    ///
    /// ```
    /// use currency_map::Currency;
    ///
    /// // ZWD was replaced by ZWR, then by ZWL.
    /// assert_eq!(Currency::ZWD.replacement(), Some(Currency::ZWG));
    /// assert_eq!(Currency::EUR.replacement(), None);
    /// ```
    #[must_use]
    pub fn replacement(self) -> Option<Self> {
        let mut last = self.withdrawn()?.successor?;
        // The build rejects circular successors, so the loop ends.
        while let Some(withdrawal) = last.withdrawn() {
            last = withdrawal.successor?;
        }
        Some(last)
    }

    /// Whether the code was in ISO 4217 on `day`.
    ///
    /// The first day is known only for currencies that were introduced since 1999. All others are treated as if they
    /// had been in ISO 4217 from the start.
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
        // Every `Currency` comes from the tables, so its index is valid.
        &CURRENCIES[self.0 as usize]
    }
}

/// Returns a number for a three-letter code, ignoring case. The numbers sort in the same order as the codes.
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

/// The withdrawal of a currency from ISO 4217.
///
/// ```
/// use currency_map::Currency;
///
/// let withdrawal = Currency::VEB.withdrawn().ok_or("withdrawn")?;
/// assert_eq!(withdrawal.on.to_string(), "2008-01-01");
/// // The VEB was exchanged for the VEF, which has since been withdrawn too.
/// assert_eq!(withdrawal.successor, Some(Currency::VEF));
/// assert_eq!(Currency::VEB.replacement(), Some(Currency::VES));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Withdrawal {
    /// The first day on which the code is no longer in use.
    ///
    /// ISO lists only a month or, for some of the oldest codes, a span of years. If a date set by law is known and
    /// agrees with ISO, that date is used: either the day on which the successor became legal tender, or the day on
    /// which the old currency ended. Otherwise, the first day of the month or of the last year that ISO lists is used.
    /// The old cash could often be spent or exchanged for some time after that.
    pub on: Date,
    /// The currency that the withdrawn one was exchanged for. This successor may itself have been withdrawn since. See
    /// [`Currency::replacement`].
    pub successor: Option<Currency>,
}

/// The reason a string is not a [`Currency`].
///
/// The error does not contain the string, so nothing is allocated. A message should show both the string and the error.
///
/// ```
/// use currency_map::{Currency, UnknownCurrency};
///
/// assert_eq!(Currency::parse("Euro"), Err(UnknownCurrency::NotThreeLetters));
/// // Prime Video's page lists AQD for Antarctica, but ISO 4217 never had the code.
/// assert_eq!(Currency::parse("AQD"), Err(UnknownCurrency::NeverAssigned));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UnknownCurrency {
    /// The string is not three letters from A to Z.
    NotThreeLetters,
    /// The three letters were never an ISO 4217 code.
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
