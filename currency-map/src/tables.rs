//! The tables that `build.rs` makes of the files in `data/`.

use crate::currency::{CurrencyRow, Withdrawal};
use crate::legal_tender::TenderPeriod;
use crate::prime_video::DefaultCurrency;
use crate::territory::{ReservedRow, Slot, TerritoryRow};
use crate::{Currency, Date, Territory, TerritoryStatus};

include!(concat!(env!("OUT_DIR"), "/tables.rs"));
