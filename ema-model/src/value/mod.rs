//! The values of cells. Each type is in a file of its own.

mod count;
mod eidr;
mod identifier;
mod language;
mod list;
mod moment;
mod money;
mod span;
mod territory;
mod text;

pub use count::{Count, Hours, Year};
pub use currency_map::Currency;
pub use eidr::{Eidr, EidrFault};
pub use identifier::{Alid, AltId, AssetId};
pub use language::{LanguageFault, LanguageSuffix, LanguageTag, Registration};
pub use list::List;
pub use moment::{AvailEnd, AvailStart, Keyword, Moment, UnknownKeyword};
pub use money::{Money, MoneyFault, PriceValue};
pub use span::{IsoDuration, RunTime};
pub use territory::TerritoryCode;
pub use text::Text;

pub use crate::vocabulary::{
    CaptionExemption, EntryType, FormatProfile, Hdr, LicenseType, LocalizationType, NgAudio,
    PriceType, TitleStatus, TprType, WorkType,
};

/// Whether a character is blank: Unicode white space, or one of the zero-width characters that spreadsheets and web
/// pages leave in copied text.
#[must_use]
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// A text without surrounding blank characters, including zero-width ones.
///
/// ```
/// assert_eq!(ema_model::trim("\u{a0}US\u{200b} "), "US");
/// ```
#[must_use]
pub fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}
