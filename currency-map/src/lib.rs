//! Territories (ISO 3166-1), currencies (ISO 4217), and the currency of each territory, by law and at Prime Video.
//!
//! ```
//! use currency_map::{Currency, Date, Territory, default_for, legal_tender};
//!
//! let territory = Territory::HR;
//! let today = Date::new(2026, 11, 21).ok_or("no such day")?;
//!
//! // A row for Croatia has no currency. Prime Video's default for Croatia is a withdrawn currency.
//! let default = default_for(territory).ok_or("Prime Video has no default for this territory")?;
//! assert_eq!(default.currency_code(), "HRK");
//! for flag in default.flags() {
//!     assert_eq!(flag.to_string(), "the currency HRK was withdrawn on 2023-01-01, and EUR has taken its place");
//! }
//!
//! // Write the legal tender in the row instead.
//! let tenders = legal_tender(territory, today).ok_or("known since 1999")?;
//! assert!(tenders.eq([Currency::EUR]));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! - [`Territory`] is an ISO 3166-1 code: assigned, withdrawn (with its date and successors), or `XK`.
//! - [`Currency`] is a code that is or was in ISO 4217, with its minor units, withdrawal date and successor.
//! - [`DefaultCurrency`] is a row of Prime Video's "Currency map per territory", as printed, with flags for its
//!   outdated parts. See [`default_for`], [`default_currency`] and [`defaults`].
//! - [`legal_tender()`] returns a territory's currencies on any day since 1999.
//!
//! Codes can be in uppercase or lowercase. For other text, [`Territory::suggest`] and [`Currency::suggest`] recognize
//! common notations: `UK`, `USA`, `Great Britain`, `€`, `US$`, `Pound Sterling`.
//!
//! The [cookbook](_cookbook) has a short program for each task.
//!
//! The crate is `no_std`, has no dependencies and no Cargo features, and never allocates. All types are `Send` and
//! `Sync`. The crate requires Rust 1.89.
//!
//! The tables are generated at build time from the files in `data/`. Comments at the top of each file describe its
//! sources and how it was checked against them. [`CHECKED_ON`] is the date of that check. Where sources differ,
//! `data/disagreements.tsv` gives the reason for the chosen value.
//!
//! # Not included
//!
//! - Exchange rates, and any arithmetic with money.
//! - Subdivisions (ISO 3166-2), regions of several territories, and names in languages other than English.
//! - The four-letter codes of ISO 3166-3, and the earlier meanings of codes that ISO has reassigned: `SK` is Slovakia,
//!   not Sikkim.
//! - The territories and currencies that Prime Video accepts. Prime Video's table lists only defaults.
//! - Legal tender before 1999, and the periods in which old cash could still be spent alongside the new.
//! - Changes after [`CHECKED_ON`]. The crate downloads nothing and reads no data from the host.

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
