//! Code that several rules share.

use ema_model::{Avail, EntryType};

pub(super) mod dates;
pub(super) mod demands;
pub(super) mod element;
pub(super) mod errors;
pub(super) mod identifiers;
pub(super) mod iso;
pub(super) mod items;
pub(super) mod languages;
pub(super) mod local_times;
pub(super) mod numbers;
pub(super) mod once_a_column;
pub(super) mod price;
pub(super) mod vocabulary;

/// Returns whether the row removes avails. If it does, its window, price and languages have no meaning.
pub(super) fn removes(avail: &Avail) -> bool {
    avail.entry_type().value().is_some_and(EntryType::removes)
}
