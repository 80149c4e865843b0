//! A territory's legal tender on any day since 1999.

use crate::{Currency, Date, Territory};

/// The first day whose legal tender is known.
pub const LEGAL_TENDER_SINCE: Date = match Date::new(1999, 1, 1) {
    Some(date) => date,
    None => panic!(),
};

/// A territory's legal tender on a day, with the main currency first. Returns `None` if the day is before
/// [`LEGAL_TENDER_SINCE`].
///
/// - Most territories have one currency, but some have two (`PA`: `PAB` and `USD`).
/// - The iterator is empty for Antarctica, which has no currency, and for a withdrawn territory from the day of its
///   withdrawal on.
/// - For a day before the territory existed, the result is the legal tender in its area. For example, the result for
///   `RS` in 2001 is the Yugoslav dinar.
/// - A new currency is the only legal tender from the day on which it takes effect, even if the old cash could still be
///   spent for weeks or months.
/// - From 1999 to 2001, the first territories to adopt the euro have both the euro and their old currency.
///
/// For a row without a currency, Prime Video uses its own default instead, which [`default_for`](crate::default_for)
/// returns.
///
/// ```
/// use currency_map::{Currency, Date, Territory, legal_tender};
///
/// let main = |day: Date| legal_tender(Territory::BG, day).map(|mut tenders| tenders.next());
/// assert_eq!(main("2025-12-31".parse()?), Some(Some(Currency::BGN)));
/// assert_eq!(main("2026-01-01".parse()?), Some(Some(Currency::EUR)));
/// assert_eq!(main("1998-12-31".parse()?), None, "not known");
///
/// let day = "2026-01-01".parse()?;
/// assert_eq!(legal_tender(Territory::AQ, day).map(Iterator::count), Some(0));
/// # Ok::<(), currency_map::InvalidDate>(())
/// ```
#[must_use]
pub fn legal_tender(
    territory: Territory,
    day: Date,
) -> Option<impl Iterator<Item = Currency> + Clone> {
    if day < LEGAL_TENDER_SINCE {
        return None;
    }
    let periods = territory.row().tenders.iter();
    Some(
        periods
            .filter(move |period| period.covers(day))
            .map(|period| period.currency),
    )
}
