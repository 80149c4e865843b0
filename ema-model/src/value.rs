//! The values of cells. Each type has its own file.

mod count;
mod eidr;
mod identifier;
mod language;
mod list;
mod moment;
mod money;
mod reason;
mod span;
mod territory;

pub use count::{Count, Hours, Year};
pub use currency_map::Currency;
pub use eidr::{Eidr, EidrFault};
pub use identifier::{Alid, AltId, AssetId};
pub use language::{LanguageFault, LanguageSuffix, LanguageTag, Registration};
pub use list::List;
pub use moment::{AvailEnd, AvailStart, Keyword, Moment, UnknownKeyword};
pub use money::{Money, MoneyFault, PriceValue};
pub use reason::Reason;
pub use span::{IsoDuration, RunTime};
pub use territory::TerritoryCode;

pub use crate::vocabulary::{
    CaptionExemption, EntryType, FormatProfile, Hdr, LicenseType, LocalizationType, NgAudio,
    PriceType, TitleStatus, TprType, WorkType,
};
