//! Territories, currencies, and which currency goes with which territory.
//!
//! ```
//! use currency_map::{Currency, Date, Territory, default_for, legal_tender};
//!
//! let territory = Territory::HR;
//! let today = Date::new(2026, 11, 21).ok_or("no such day")?;
//!
//! // A row of a feed for Croatia names no currency. Prime Video takes its default, and that one is gone.
//! let default = default_for(territory).ok_or("Prime Video has no default for this territory")?;
//! assert_eq!(default.currency_code(), "HRK");
//! for flag in default.flags() {
//!     assert_eq!(flag.to_string(), "the currency HRK was withdrawn on 2023-01-01, and EUR has taken its place");
//! }
//!
//! // The currency to name in the row.
//! let tenders = legal_tender(territory, today).ok_or("known since 1999")?;
//! assert!(tenders.eq([Currency::EUR]));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! - [`Territory`] is a code of ISO 3166-1: assigned, withdrawn (with the date and the successors), or `XK`.
//! - [`Currency`] is a code that is or was in ISO 4217, with its minor units, and when and by what it was replaced.
//! - [`DefaultCurrency`] is a row of Prime Video's "Currency map per territory", as printed, with what of it is out of
//!   date: [`default_for`], [`default_currency`], [`defaults`].
//! - [`legal_tender()`] is the currency of a territory on a day since 1999.
//!
//! Codes are read in any case. For text that is not a code, [`Territory::suggest`] and [`Currency::suggest`] know what
//! people write instead: `UK`, `USA`, `Great Britain`, `€`, `US$`, `Pound Sterling`.
//!
//! The [cookbook](_cookbook) has a short program for each question.
//!
//! The crate is `no_std`, depends on nothing and never allocates. Its tables are made at build time from the files in
//! `data/`, whose heads name the sources and how they were checked; [`CHECKED_ON`] is the day of that. Where sources
//! differ, `data/disagreements.tsv` says why what stands here stands.
//!
//! # What is not here
//!
//! - Exchange rates, and any arithmetic with money.
//! - Subdivisions (ISO 3166-2), regions of several territories, and names in other languages than English.
//! - The ISO 3166-3 codes of four letters, and the earlier meanings of letters that ISO has assigned anew: `SK` is
//!   Slovakia, not Sikkim.
//! - Which territories and currencies Prime Video accepts: its table is one of defaults.
//! - Legal tender before 1999, and the time in which old cash could still be spent beside the new.
//! - Changes after [`CHECKED_ON`]: nothing is fetched, and no host data is read.

#![no_std]

mod currency;
mod date;
mod fold;
mod legal_tender;
mod prime_video;
mod tables;
mod territory;

pub use currency::{Currency, UnknownCurrency, Withdrawal};
pub use date::{Date, InvalidDate};
pub use legal_tender::{LEGAL_TENDER_SINCE, legal_tender};
pub use prime_video::{DefaultCurrency, DefaultFlag, default_currency, default_for, defaults};
pub use tables::CHECKED_ON;
pub use territory::{Territory, TerritoryStatus, UnknownTerritory};

#[doc = include_str!("../docs/cookbook.md")]
pub mod _cookbook {}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
