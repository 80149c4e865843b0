//! Reads a row's price cells. The rules about prices and currencies share this module.

use chrono::Datelike;
use currency_map::{Date, Territory, default_for, legal_tender};
use ema_model::{
    Avail, AvailStart, Cell, Column, Currency, EmaVersion, EntryType, Field, PriceType, PriceValue,
    is_space,
};

use super::errors::holds_value;
use crate::engine::Row;
use crate::wording::{joined, quoted};

/// Returns the row's currency. The currency is always absent in version 1.6, which has no column
/// for it.
pub(in crate::rules) fn given_currency(avail: &Avail) -> Field<'_, Currency> {
    match avail.version() {
        EmaVersion::V1_6 => Field::Absent,
        _ => avail.price_currency(),
    }
}

/// Returns whether the row has an amount of money in PriceValue or SRP. If the row removes avails,
/// these cells are ignored.
pub(in crate::rules) fn has_amount(avail: &Avail) -> bool {
    let entry = avail.entry_type().value();
    let monetary = avail
        .price_type()
        .value()
        .is_some_and(PriceType::is_monetary);
    let amount = matches!(avail.price_value().value(), Some(PriceValue::Amount(_)));
    !entry.is_some_and(EntryType::removes) && (monetary && amount || avail.srp().value().is_some())
}

/// Returns the word that matches PriceValue if case and spaces are ignored. The word is `NA`, which
/// means no price, or a category that the platform accepts for the license.
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
    words
        .iter()
        .copied()
        .find(|word| letters(text).eq(letters(word)))
}

/// Returns the characters of `text` in lowercase, without spaces.
fn letters(text: &str) -> impl Iterator<Item = char> {
    let letters = text.chars().filter(|c| !is_space(*c));
    letters.flat_map(char::to_lowercase)
}

/// Returns the day on which the window begins, as written in Start. If Start has no date, returns
/// the day of the check. Returns `None` after the year 9999.
pub(in crate::rules) fn start_day(row: &Row<'_>) -> Option<Date> {
    let day = match row.avail.start().value() {
        Some(AvailStart::At(moment)) => moment.date(),
        _ => row.as_of.date(),
    };
    Date::new(day.year(), day.month(), day.day())
}

/// Returns the expected currencies for a territory: its legal tender on `day`, and Prime Video's
/// default.
pub(in crate::rules) fn expected(
    territory: Territory,
    day: Date,
) -> impl Iterator<Item = Currency> {
    let in_law = legal_tender(territory, day).into_iter().flatten();
    let default = default_for(territory).and_then(|default| default.currency());
    let is_another = |default: &Currency| in_law.clone().all(|currency| currency != *default);
    in_law.clone().chain(default.filter(is_another))
}

/// Lists the price columns that are filled in a row, with their values: ``PriceType `WSP` and
/// PriceValue `3.99` ``. Also returns the first filled cell.
pub(in crate::rules) fn stated<'a>(
    avail: &'a Avail,
    columns: &[Column],
) -> Option<(&'a Cell, String)> {
    let filled = || {
        let cells = columns.iter().map(|column| (*column, avail.cell(*column)));
        cells.filter_map(|(column, cell)| Some((column, cell.filter(|cell| holds_value(cell))?)))
    };
    let (_, first) = filled().next()?;
    let cells = filled().map(|(column, cell)| format!("{column} {}", quoted(cell.trimmed())));
    Some((first, joined(cells, "and")))
}
