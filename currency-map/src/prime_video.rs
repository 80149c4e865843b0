//! Prime Video's default currency for rows without a currency.

use core::fmt;

use crate::tables::DEFAULTS;
use crate::{Currency, Date, Territory, TerritoryStatus};

/// Prime Video's default currency for the territory, or `None` if Prime Video's page lists no default.
///
/// [`DefaultCurrency`] explains what the default means.
///
/// ```
/// use currency_map::{Territory, default_for};
///
/// // The default is the pound sterling, although the Cayman Islands have their own dollar.
/// let default = default_for(Territory::KY).ok_or("listed")?;
/// assert_eq!(default.currency_code(), "GBP");
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn default_for(territory: Territory) -> Option<&'static DefaultCurrency> {
    territory.row().default
}

/// Prime Video's default currency for the territory with this code, ignoring case. Returns `None` if Prime Video's page
/// lists no default.
///
/// ```
/// use currency_map::default_currency;
///
/// assert_eq!(default_currency("gb").map(|default| default.currency_code()), Some("GBP"));
/// assert_eq!(default_currency("DE"), None);
/// ```
#[must_use]
pub fn default_currency(code: &str) -> Option<&'static DefaultCurrency> {
    default_for(Territory::parse(code).ok()?)
}

/// The 142 default currencies, in the same order as on the page.
///
/// ```
/// use currency_map::defaults;
///
/// // The printed codes that are not current currencies.
/// let outdated = defaults().filter(|default| default.currency().is_none_or(|currency| currency.withdrawn().is_some()));
/// assert!(outdated.map(|default| default.currency_code()).eq([
///     "AQD", "BYR", "HRK", "CYP", "EEK", "MTL", "STD", "SLL", "SKK", "ZWD",
/// ]));
/// ```
pub fn defaults()
-> impl ExactSizeIterator<Item = &'static DefaultCurrency> + DoubleEndedIterator + Clone {
    DEFAULTS.iter()
}

/// One row of the table "Currency map per territory" on Prime Video's page "Content rights".
///
/// Prime Video uses this currency for a row without a currency. In EMA Avails 1.6, that is every row, because that
/// version has no column for the currency. In later versions, it is every row whose PriceCurrency is blank. The table
/// lists defaults, not allowed territories: `DE`, `FR`, `ES`, `IT`, `BR`, `MX` and many others are not in it and
/// therefore have no default.
///
/// All values are kept as printed, including outdated ones, which [`flags`](Self::flags) lists. Names are kept too,
/// even if they are wrong. For example, the page calls the Croatian `HRK` a dinar.
///
/// ```
/// use currency_map::default_currency;
///
/// let croatia = default_currency("HR").ok_or("listed")?;
/// assert_eq!(croatia.territory_name(), "Croatia (Hrvatska)");
/// assert_eq!(croatia.currency_code(), "HRK");
/// let flags: Vec<_> = croatia.flags().map(|flag| flag.to_string()).collect();
/// assert_eq!(flags, ["the currency HRK was withdrawn on 2023-01-01, and EUR has taken its place"]);
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, PartialEq, Eq)]
pub struct DefaultCurrency {
    pub(crate) territory: Territory,
    pub(crate) territory_name: &'static str,
    pub(crate) currency_name: &'static str,
    pub(crate) currency_code: &'static str,
    pub(crate) currency: Option<Currency>,
}

impl DefaultCurrency {
    /// The territory, which may have been withdrawn.
    #[must_use]
    pub fn territory(&self) -> Territory {
        self.territory
    }

    /// The territory's name as printed, such as `Croatia (Hrvatska)`.
    #[must_use]
    pub fn territory_name(&self) -> &'static str {
        self.territory_name
    }

    /// The currency's name as printed, such as `Sterling`.
    #[must_use]
    pub fn currency_name(&self) -> &'static str {
        self.currency_name
    }

    /// The currency's code as printed, such as `GBP`. One printed code, `AQD`, was never a currency.
    #[must_use]
    pub fn currency_code(&self) -> &'static str {
        self.currency_code
    }

    /// The currency, which may have been withdrawn. Returns `None` if ISO 4217 never had the printed code.
    #[must_use]
    pub fn currency(&self) -> Option<Currency> {
        self.currency
    }

    /// The parts of this entry that are outdated or were never correct. Most entries have no such parts.
    pub fn flags(&self) -> impl Iterator<Item = DefaultFlag> {
        self.territory_flag()
            .into_iter()
            .chain(self.currency_flag())
    }

    fn territory_flag(&self) -> Option<DefaultFlag> {
        let TerritoryStatus::Withdrawn { on, successors } = self.territory.status() else {
            return None;
        };
        Some(DefaultFlag::TerritoryWithdrawn {
            territory: self.territory,
            on,
            successors,
        })
    }

    fn currency_flag(&self) -> Option<DefaultFlag> {
        let Some(currency) = self.currency else {
            return Some(DefaultFlag::CurrencyNeverAssigned {
                code: self.currency_code,
            });
        };
        let replacement = currency.replacement();
        currency
            .withdrawn()
            .map(|withdrawal| DefaultFlag::CurrencyWithdrawn {
                currency,
                on: withdrawal.on,
                replacement,
            })
    }
}

/// A part of a [`DefaultCurrency`] that does not agree with the current ISO 3166-1 and ISO 4217.
///
/// ```
/// use currency_map::{DefaultFlag, default_currency};
///
/// let sierra_leone = default_currency("SL").ok_or("listed")?;
/// for flag in sierra_leone.flags() {
///     let DefaultFlag::CurrencyWithdrawn { currency, on, replacement } = flag else { panic!() };
///     assert_eq!((currency.as_str(), on.to_string().as_str()), ("SLL", "2024-01-01"));
///     assert_eq!(replacement.map(|currency| currency.as_str()), Some("SLE"));
/// }
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DefaultFlag {
    /// The territory was withdrawn from ISO 3166-1.
    TerritoryWithdrawn {
        /// The withdrawn territory.
        territory: Territory,
        /// The withdrawal date.
        on: Date,
        /// The current territories that have replaced the withdrawn one. This list is never empty.
        successors: &'static [Territory],
    },
    /// The currency was withdrawn from ISO 4217.
    CurrencyWithdrawn {
        /// The withdrawn currency.
        currency: Currency,
        /// The first day on which the currency was no longer in use.
        on: Date,
        /// The current currency that has replaced the withdrawn one, or `None` if there is no successor.
        replacement: Option<Currency>,
    },
    /// The code was never in ISO 4217.
    CurrencyNeverAssigned {
        /// The code as printed.
        code: &'static str,
    },
}

impl fmt::Display for DefaultFlag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::TerritoryWithdrawn {
                territory,
                on,
                successors,
            } => {
                write!(
                    f,
                    "the territory {territory} was withdrawn on {on}, and became "
                )?;
                for (index, successor) in successors.iter().enumerate() {
                    let separator = match index {
                        0 => "",
                        _ if index + 1 == successors.len() => " and ",
                        _ => ", ",
                    };
                    write!(f, "{separator}{successor}")?;
                }
                Ok(())
            }
            Self::CurrencyWithdrawn {
                currency,
                on,
                replacement: Some(replacement),
            } => {
                write!(
                    f,
                    "the currency {currency} was withdrawn on {on}, and {replacement} has taken its place"
                )
            }
            Self::CurrencyWithdrawn {
                currency,
                on,
                replacement: None,
            } => {
                write!(f, "the currency {currency} was withdrawn on {on}")
            }
            Self::CurrencyNeverAssigned { code } => {
                write!(f, "{code} was never a currency of ISO 4217")
            }
        }
    }
}
