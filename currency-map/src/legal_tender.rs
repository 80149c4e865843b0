//! Which currency a territory had in law on a day.

use crate::{Currency, Date, Territory};

/// The first day for which legal tender is known.
pub const LEGAL_TENDER_SINCE: Date = match Date::new(1999, 1, 1) {
    Some(date) => date,
    None => panic!(),
};

/// The legal tender of the territory on that day, the main currency first; `None` if it is not known, which is so
/// before [`LEGAL_TENDER_SINCE`].
///
/// Most territories have one currency, some have two (`PA`: `PAB` and `USD`). Antarctica has none, and a withdrawn
/// territory has none from the day on which it was withdrawn; for these the iterator is empty. A territory that is
/// younger than the day has what was legal tender in its area: in 2001, `RS` has the dinar of Yugoslavia.
///
/// A new currency is the only one from the day on which it takes effect. The weeks or months in which the old cash could
/// still be spent are left out. From 1999 to 2001 the first territories of the euro have both it and their old unit.
///
/// For a row that names no currency Prime Video uses [`default_for`](crate::default_for) instead.
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
