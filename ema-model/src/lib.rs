//! EMA Avails as typed, lossless Rust values. An avail is an offer: what may be sold, where, when, and at what price.
//!
//! ```
//! use ema_model::{Avail, Column, EmaVersion, Field, LicenseType};
//!
//! let avail = Avail::from_cells(
//!     EmaVersion::V1_7_3,
//!     [
//!         (Column::Territory, "US"),
//!         (Column::LicenseType, "EST"),
//!         (Column::Start, "2026-03-06"),
//!         (Column::End, "31/12/2026"),
//!     ],
//! );
//! assert_eq!(avail.license_type().value(), Some(&LicenseType::Est));
//! assert_eq!(avail.start().value().unwrap().to_string(), "2026-03-06");
//! // The text is not in the form `YYYY-MM-DD`. The text is kept, but it is not a date.
//! let Field::Invalid { faults, cell } = avail.end() else { panic!() };
//! assert_eq!(cell.text(), "31/12/2026");
//! println!("{}", faults[0].reason);
//! ```
//!
//! The [cookbook](_cookbook) has short programs that, for example, find the currency of a price, read the end of a
//! window, or keep columns of your own.
//!
//! # The types
//!
//! - [`Avail`] is one row of a sheet, with the text and location of every filled cell. For each [`Column`], it has a
//!   method that returns a [`Field`]: absent, a value, or invalid text with the [`Reason`].
//! - [`AvailBuilder`] builds the avails for one sheet. They share a [`Header`], which has the column positions and the
//!   sheet's [`EmaVersion`].
//! - [`Avail::edit`] copies a row so that cells in the copy can be changed.
//! - [`Column`] and [`Layout`] form the dictionary: every column in versions 1.6 to 1.9, with its category, its
//!   position in each template, and the [`Kind`] of its values.
//! - [`Workbook`] is a whole file in memory. The crate `ema-io` reads files, and the crate `ema-rules` checks them.
//!
//! # Features
//!
//! No feature is on by default.
//!
//! - `proptest`: the module `arbitrary`, with strategies that generate valid avails for property tests.
//! - `serde`: [`EmaVersion`], [`Column`], [`Text`], [`CellRef`] and [`Position`] can be serialized and deserialized.
//!
//! # Threads and Rust version
//!
//! All types are `Send` and `Sync`. The avails in a sheet share their [`Header`] and repeated text through `Arc`, so a
//! clone is cheap. No type has interior mutability or uses a lock. The crate requires Rust 1.89 or newer.
//!
//! # Not included
//!
//! - Files, which the crate `ema-io` reads and writes.
//! - Clocks and time zones. A [`Moment`] is a date as written in a cell. The instant that it represents depends on the
//!   territory and the platform, so `ema-rules` determines the instant.
//! - Checks that go beyond a value's form. `ema-rules` does those. Here, an unknown word is kept as `Other`, and an
//!   EIDR with a wrong check character is still an EIDR.
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod address;
#[cfg(feature = "proptest")]
pub mod arbitrary;
mod avail;
mod cell;
mod dictionary;
mod fault;
mod field;
mod header;
mod origin;
#[cfg(feature = "serde")]
mod serial;
mod stored;
mod text;
mod value;
mod version;
mod vocabulary;
mod workbook;
mod xml;

pub use address::{CellAddress, InvalidCellAddress};
pub use avail::{Avail, AvailBuilder, AvailEdit, OtherHeader, Parsed};
pub use cell::Cell;
pub use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
pub use currency_map::Territory;
pub use dictionary::{Column, Kind, Placement, Requirement, UnknownColumn, Value};
pub use fault::Fault;
pub use field::Field;
pub use header::{Header, HeaderColumn, HeaderRows, MissingColumn, Visibility};
pub use origin::{CellRef, column_letters};
pub use rust_decimal::Decimal;
pub use stored::{Marks, Stored, UnknownStored};
pub use text::{Text, is_space, trim};
pub use value::{
    Alid, AltId, AssetId, AvailEnd, AvailStart, CaptionExemption, Count, Currency, Eidr, EidrFault,
    EntryType, FormatProfile, Hdr, Hours, IsoDuration, Keyword, LanguageFault, LanguageSuffix,
    LanguageTag, LicenseType, List, LocalizationType, Moment, Money, MoneyFault, NgAudio,
    PriceType, PriceValue, Reason, Registration, RunTime, TerritoryCode, TitleStatus, TprType,
    UnknownKeyword, WorkType, Year,
};
pub use version::{EmaVersion, Layout, SheetKind, UnknownVersion, UnknownXmlVersion, XmlVersion};
pub use vocabulary::Word;
pub use workbook::{DecodedCell, FileInfo, Format, MergedCells, Sheet, TextEncoding, Workbook};
pub use xml::{Position, SchemaFault, SchemaFaultKind, SharedUnplaced, StaleText, Unplaced};

#[doc = include_str!("../docs/cookbook.md")]
pub mod _cookbook {}

#[doc = include_str!("../README.md")]
#[cfg(doctest)]
pub struct ReadmeDoctests;
