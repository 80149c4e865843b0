//! The tables that `build.rs` generates from the files in `data/`, and the types of their rows.

use crate::{Currency, Date, DefaultCurrency, Territory, TerritoryStatus, Withdrawal};

include!(concat!(env!("OUT_DIR"), "/tables.rs"));

/// The meaning of a two-letter territory code.
#[derive(Clone, Copy)]
pub(crate) enum Slot {
    Territory(Territory),
    /// The index in `RESERVED`.
    Reserved(u8),
    UserAssigned,
    Unassigned,
}

pub(crate) struct TerritoryRow {
    pub(crate) code: &'static str,
    pub(crate) alpha3: Option<&'static str>,
    pub(crate) numeric: Option<u16>,
    pub(crate) name: &'static str,
    pub(crate) status: TerritoryStatus,
    pub(crate) default: Option<&'static DefaultCurrency>,
    pub(crate) tenders: &'static [TenderPeriod],
}

#[derive(Clone, Copy)]
pub(crate) struct ReservedRow {
    pub(crate) name: &'static str,
    pub(crate) instead: Option<Territory>,
}

pub(crate) struct CurrencyRow {
    pub(crate) code: &'static str,
    pub(crate) numeric: Option<u16>,
    pub(crate) minor_units: Option<u8>,
    pub(crate) name: &'static str,
    pub(crate) introduced: Option<Date>,
    pub(crate) withdrawn: Option<Withdrawal>,
}

/// A period in which a currency was legal tender. A start of `None` means that the period began before the first day in
/// the table. An end of `None` means that the period has not ended.
pub(crate) struct TenderPeriod {
    pub(crate) currency: Currency,
    pub(crate) from: Option<Date>,
    pub(crate) until: Option<Date>,
}

impl TenderPeriod {
    pub(crate) fn covers(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}
