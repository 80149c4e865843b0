//! EMA Avails as typed, lossless Rust values.
#![forbid(unsafe_code)]

mod avail;
mod dictionary;
mod fault;
mod field;
mod header;
mod origin;
mod value;
mod version;
mod vocabulary;
mod workbook;

pub use avail::{Avail, AvailBuilder, Cell, Marks, Stored, Value};
pub use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
pub use currency_map::Territory;
pub use dictionary::{Column, Kind, Placement, Requirement};
pub use fault::{Fault, Reason};
pub use field::Field;
pub use header::{Header, HeaderColumn, HeaderRows};
pub use origin::{CellRef, column_letters};
pub use rust_decimal::Decimal;
pub use value::{
    Alid, AltId, AssetId, AvailEnd, AvailStart, CaptionExemption, Count, Currency, Eidr, EidrFault,
    EntryType, FormatProfile, Hdr, Hours, IsoDuration, Keyword, LanguageFault, LanguageSuffix,
    LanguageTag, LicenseType, List, LocalizationType, Moment, Money, MoneyFault, NgAudio,
    PriceType, PriceValue, Registration, RunTime, TerritoryCode, Text, TitleStatus, TprType,
    WorkType, Year, is_space, trim,
};
pub use version::{EmaVersion, Layout, SheetKind, UnknownVersion};
pub use vocabulary::Word;
pub use workbook::{FileInfo, Format, Sheet, Workbook};
