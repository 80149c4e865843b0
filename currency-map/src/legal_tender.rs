//! Which currency a territory had in law on a day.

use crate::{Currency, Date, Territory};

/// The first day of which [`legal_tender`] knows.
pub const LEGAL_TENDER_SINCE: Date = match Date::new(1999, 1, 1) {
    Some(date) => date,
    None => panic!(),
};

/// The currencies that prices in the territory were in, by law, on that day; the main one first.
///
/// Most territories have one, some have two (`PA`: `PAB` and `USD`), and Antarctica has none. There is none before
/// [`LEGAL_TENDER_SINCE`], and none of a territory after it was withdrawn. One that came into being since has what was
/// in law in its area: in 2001, `RS` has the dinar of Yugoslavia.
///
/// A new currency counts alone from the day on which it takes effect. The weeks or months in which the old cash could
/// still be spent are left out. From 1999 to 2001 the first territories of the euro have it and their old unit.
///
/// This is not what Prime Video takes for a row that names no currency: that is [`default_for`](crate::default_for).
///
/// ```
/// use currency_map::{Currency, Date, Territory, legal_tender};
///
/// let bulgaria = Territory::parse("BG")?;
/// let on = |year, month, day| Date::new(year, month, day).map(|day| legal_tender(bulgaria, day).next());
/// assert_eq!(on(2025, 12, 31), Some(Currency::parse("BGN").ok()));
/// assert_eq!(on(2026, 1, 1), Some(Currency::parse("EUR").ok()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn legal_tender(territory: Territory, day: Date) -> impl Iterator<Item = Currency> + Clone {
    let periods = if day < LEGAL_TENDER_SINCE {
        &[]
    } else {
        territory.row().tenders
    };
    periods
        .iter()
        .filter(move |period| period.covers(day))
        .map(|period| period.currency)
}

/// A time in which a territory had a currency: from a day, or since before the table, until a day, or to this day.
pub(crate) struct TenderPeriod {
    pub(crate) currency: Currency,
    pub(crate) from: Option<Date>,
    pub(crate) until: Option<Date>,
}

impl TenderPeriod {
    fn covers(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}
