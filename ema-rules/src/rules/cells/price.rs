//! What the price cells of a row say together: what the rules about prices and currencies share.

use chrono::Datelike;
use currency_map::{Date, Territory, TerritoryStatus, default_for, legal_tender};
use ema_model::{
    Avail, AvailStart, Currency, EmaVersion, EntryType, Field, PriceType, PriceValue, is_space,
};

use crate::check::Row;

/// The currency that the row gives. Version 1.6 has no column for one.
pub(super) fn given_currency(avail: &Avail) -> Field<'_, Currency> {
    match avail.version() {
        EmaVersion::V1_6 => Field::Absent,
        _ => avail.price_currency(),
    }
}

/// Whether the row offers something for an amount of money, in PriceValue or in SRP. What stands on
/// a row that removes avails is no price.
pub(super) fn has_amount(avail: &Avail) -> bool {
    let entry = avail.entry_type().value();
    let monetary = avail
        .price_type()
        .value()
        .is_some_and(PriceType::is_monetary);
    let amount = matches!(avail.price_value().value(), Some(PriceValue::Amount(_)));
    !entry.is_some_and(EntryType::removes) && (monetary && amount || avail.srp().value().is_some())
}

/// The word that PriceValue is, whatever its capitals and inner spaces: `NA` where there is no price,
/// or a category that the platform takes for the license.
pub(in crate::rules) fn price_word(row: &Row<'_>) -> Option<&'static str> {
    let words = match row.avail.price_type().value()? {
        PriceType::Na => &["NA"],
        PriceType::Category => {
            (row.profile.platform?.categories)(row.avail.license_type().value()?)
        }
        _ => return None,
    };
    let PriceValue::Label(text) = row.avail.price_value().value()? else {
        return None;
    };
    let is_it = |word: &str| {
        let letters = |text: &str| {
            let letters = text.chars().filter(|c| !is_space(*c));
            letters.flat_map(char::to_lowercase).collect::<String>()
        };
        letters(text) == letters(word)
    };
    words.iter().copied().find(|word| is_it(word))
}

/// The countries of the row, each once. Codes that are not assigned are `territory-code`'s, and have
/// no currency.
pub(super) fn countries(row: &Row<'_>) -> Vec<Territory> {
    let countries = row.territories().iter().map(|code| code.country());
    let mut countries: Vec<Territory> = countries
        .filter(|country| country.status() == TerritoryStatus::Assigned)
        .collect();
    countries.dedup();
    countries
}

/// The day on which the window begins, as it is written; the day of the check where Start does not
/// say. `None` beyond the year 9999.
pub(super) fn start_day(row: &Row<'_>) -> Option<Date> {
    let day = match row.avail.start().value() {
        Some(AvailStart::At(moment)) => moment.date(),
        _ => row.as_of.date(),
    };
    Date::new(day.year(), day.month(), day.day())
}

/// The currencies in which prices of a territory are expected: its legal tender on the day, and
/// Prime Video's default.
pub(super) fn expected(territory: Territory, day: Date) -> impl Iterator<Item = Currency> {
    let in_law = legal_tender(territory, day).into_iter().flatten();
    let default = default_for(territory).and_then(|default| default.currency());
    let is_another = |default: &Currency| in_law.clone().all(|currency| currency != *default);
    in_law.clone().chain(default.filter(is_another))
}
