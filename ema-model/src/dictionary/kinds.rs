// Generated from data/kinds.tsv by tests/dictionary; do not edit by hand.
// `EMA_UPDATE=1 cargo test -p ema-model --test dictionary` regenerates it.

use std::sync::Arc;

use super::KindFacts;
use super::read::{self, Written};
use crate::fault::Fault;
use crate::stored::Stored;
use crate::value;

/// The kind of values in the cells of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
#[repr(u8)]
pub enum Kind {
    /// Any text.
    Text,
    /// An identifier in any form.
    Id,
    /// One ALID.
    Alid,
    /// ALIDs, separated by semicolons.
    Alids,
    /// An ID that the licensor chose.
    AltId,
    /// An EIDR or a MovieLabs identifier (md:).
    Eidr,
    /// Territories, separated by commas.
    Territories,
    /// Language tags, separated by commas.
    Languages,
    /// A word from the vocabulary [`WorkType`](crate::WorkType).
    WorkType,
    /// A word from the vocabulary [`EntryType`](crate::EntryType).
    EntryType,
    /// A word from the vocabulary [`LicenseType`](crate::LicenseType).
    LicenseType,
    /// A word from the vocabulary [`FormatProfile`](crate::FormatProfile).
    FormatProfile,
    /// A word from the vocabulary [`LocalizationType`](crate::LocalizationType).
    LocalizationType,
    /// A word from the vocabulary [`PriceType`](crate::PriceType).
    PriceType,
    /// An amount, or the name of a tier or category.
    PriceValue,
    /// An amount of money.
    Money,
    /// An ISO 4217 currency code.
    Currency,
    /// A date, a date and time, or a keyword.
    Start,
    /// A date, a date and time, or a keyword.
    End,
    /// A date, or a date and time.
    Date,
    /// A four-digit year.
    Year,
    /// A whole number.
    Count,
    /// A whole number of hours, at least one.
    Hours,
    /// An ISO 8601 duration.
    Duration,
    /// A running time.
    RunTime,
    /// Yes or No.
    Flag,
    /// A word from the vocabulary [`Hdr`](crate::Hdr).
    Hdr,
    /// A word from the vocabulary [`NgAudio`](crate::NgAudio).
    NgAudio,
    /// A word from the vocabulary [`CaptionExemption`](crate::CaptionExemption).
    CaptionExemption,
    /// A word from the vocabulary [`TitleStatus`](crate::TitleStatus).
    TitleStatus,
    /// A word from the vocabulary [`TprType`](crate::TprType).
    TprType,
}

#[rustfmt::skip]
pub(super) const KINDS: [KindFacts; 31] = [
    KindFacts { stored: None, is_identifier: false, words: &[], meaning: Some("Any text."), example: None },
    KindFacts { stored: None, is_identifier: true, words: &[], meaning: Some("An identifier in any form."), example: None },
    KindFacts { stored: None, is_identifier: true, words: &[], meaning: Some("One ALID."), example: Some("NIGHT_TRAIN_2026") },
    KindFacts { stored: None, is_identifier: true, words: &[], meaning: Some("ALIDs, separated by semicolons."), example: Some("NIGHT_TRAIN_2026;NIGHT_TRAIN_2_2027") },
    KindFacts { stored: None, is_identifier: true, words: &[], meaning: Some("An ID that the licensor chose."), example: Some("NIGHT_TRAIN_2026") },
    KindFacts { stored: None, is_identifier: true, words: &[], meaning: Some("An EIDR or a MovieLabs identifier (md:)."), example: Some("10.5240/1489-49A2-3956-4B2D-FE16-6") },
    KindFacts { stored: None, is_identifier: false, words: &[], meaning: Some("Territories, separated by commas."), example: Some("US") },
    KindFacts { stored: None, is_identifier: false, words: &[], meaning: Some("Language tags, separated by commas."), example: Some("en, es-MX") },
    KindFacts { stored: None, is_identifier: false, words: value::WorkType::WORDS, meaning: None, example: None },
    KindFacts { stored: None, is_identifier: false, words: value::EntryType::WORDS, meaning: None, example: None },
    KindFacts { stored: None, is_identifier: false, words: value::LicenseType::WORDS, meaning: None, example: None },
    KindFacts { stored: None, is_identifier: false, words: value::FormatProfile::WORDS, meaning: None, example: None },
    KindFacts { stored: None, is_identifier: false, words: value::LocalizationType::WORDS, meaning: None, example: None },
    KindFacts { stored: None, is_identifier: false, words: value::PriceType::WORDS, meaning: None, example: None },
    KindFacts { stored: None, is_identifier: false, words: &[], meaning: Some("An amount, or the name of a tier or category."), example: Some("9.99") },
    KindFacts { stored: None, is_identifier: false, words: &[], meaning: Some("An amount of money."), example: Some("9.99") },
    KindFacts { stored: None, is_identifier: false, words: &[], meaning: Some("An ISO 4217 currency code."), example: Some("USD") },
    KindFacts { stored: Some(Stored::Date), is_identifier: false, words: &[], meaning: Some("A date, a date and time, or a keyword."), example: Some("2027-01-31") },
    KindFacts { stored: Some(Stored::Date), is_identifier: false, words: &[], meaning: Some("A date, a date and time, or a keyword."), example: Some("2027-01-31") },
    KindFacts { stored: Some(Stored::Date), is_identifier: false, words: &[], meaning: Some("A date, or a date and time."), example: Some("2027-01-31") },
    KindFacts { stored: None, is_identifier: false, words: &[], meaning: Some("A four-digit year."), example: Some("2027") },
    KindFacts { stored: None, is_identifier: false, words: &[], meaning: Some("A whole number."), example: Some("8") },
    KindFacts { stored: None, is_identifier: false, words: &[], meaning: Some("A whole number of hours, at least one."), example: Some("48") },
    KindFacts { stored: None, is_identifier: false, words: &[], meaning: Some("An ISO 8601 duration."), example: Some("P30D") },
    KindFacts { stored: Some(Stored::Time), is_identifier: false, words: &[], meaning: Some("A running time."), example: Some("01:52:00") },
    KindFacts { stored: Some(Stored::Boolean), is_identifier: false, words: &[], meaning: Some("Yes or No."), example: None },
    KindFacts { stored: Some(Stored::Boolean), is_identifier: false, words: value::Hdr::WORDS, meaning: None, example: None },
    KindFacts { stored: Some(Stored::Boolean), is_identifier: false, words: value::NgAudio::WORDS, meaning: None, example: None },
    KindFacts { stored: None, is_identifier: false, words: value::CaptionExemption::WORDS, meaning: None, example: None },
    KindFacts { stored: None, is_identifier: false, words: value::TitleStatus::WORDS, meaning: None, example: None },
    KindFacts { stored: None, is_identifier: false, words: value::TprType::WORDS, meaning: None, example: None },
];

/// The value of a cell, according to the kind of its column.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// The cell contains only blanks.
    Blank,
    /// Text, an identifier in any form, or a cell in an unknown column.
    Text,
    /// Text that is not a valid value for the column.
    Invalid(Arc<[Fault]>),
    /// See [`Kind::Alid`].
    Alid(value::Alid),
    /// See [`Kind::Alids`].
    Alids(value::List<value::Alid>),
    /// See [`Kind::AltId`].
    AltId(value::AltId),
    /// See [`Kind::Eidr`].
    Eidr(value::AssetId),
    /// See [`Kind::Territories`].
    Territories(value::List<value::TerritoryCode>),
    /// See [`Kind::Languages`].
    Languages(value::List<value::LanguageTag>),
    /// See [`Kind::WorkType`].
    WorkType(value::WorkType),
    /// See [`Kind::EntryType`].
    EntryType(value::EntryType),
    /// See [`Kind::LicenseType`].
    LicenseType(value::LicenseType),
    /// See [`Kind::FormatProfile`].
    FormatProfile(value::FormatProfile),
    /// See [`Kind::LocalizationType`].
    LocalizationType(value::LocalizationType),
    /// See [`Kind::PriceType`].
    PriceType(value::PriceType),
    /// See [`Kind::PriceValue`].
    PriceValue(value::PriceValue),
    /// See [`Kind::Money`].
    Money(value::Money),
    /// See [`Kind::Currency`].
    Currency(value::Currency),
    /// See [`Kind::Start`].
    Start(value::AvailStart),
    /// See [`Kind::End`].
    End(value::AvailEnd),
    /// See [`Kind::Date`].
    Date(value::Moment),
    /// See [`Kind::Year`].
    Year(value::Year),
    /// See [`Kind::Count`].
    Count(value::Count),
    /// See [`Kind::Hours`].
    Hours(value::Hours),
    /// See [`Kind::Duration`].
    Duration(value::IsoDuration),
    /// See [`Kind::RunTime`].
    RunTime(value::RunTime),
    /// See [`Kind::Flag`].
    Flag(bool),
    /// See [`Kind::Hdr`].
    Hdr(value::Hdr),
    /// See [`Kind::NgAudio`].
    NgAudio(value::NgAudio),
    /// See [`Kind::CaptionExemption`].
    CaptionExemption(value::CaptionExemption),
    /// See [`Kind::TitleStatus`].
    TitleStatus(value::TitleStatus),
    /// See [`Kind::TprType`].
    TprType(value::TprType),
}

impl Value {
    /// The value of a cell of kind [`Kind::Alid`], or `None` for a cell of another kind.
    #[must_use]
    pub fn as_alid(&self) -> Option<&value::Alid> {
        match self {
            Self::Alid(value) => Some(value),
            _ => None,
        }
    }

    /// The value of a cell of kind [`Kind::Alids`], or `None` for a cell of another kind.
    #[must_use]
    pub fn as_alids(&self) -> Option<&value::List<value::Alid>> {
        match self {
            Self::Alids(value) => Some(value),
            _ => None,
        }
    }

    /// The value of a cell of kind [`Kind::AltId`], or `None` for a cell of another kind.
    #[must_use]
    pub fn as_alt_id(&self) -> Option<&value::AltId> {
        match self {
            Self::AltId(value) => Some(value),
            _ => None,
        }
    }

    /// The value of a cell of kind [`Kind::Eidr`], or `None` for a cell of another kind.
    #[must_use]
    pub fn as_eidr(&self) -> Option<&value::AssetId> {
        match self {
            Self::Eidr(value) => Some(value),
            _ => None,
        }
    }

    /// The value of a cell of kind [`Kind::Territories`], or `None` for a cell of another kind.
    #[must_use]
    pub fn as_territories(&self) -> Option<&value::List<value::TerritoryCode>> {
        match self {
            Self::Territories(value) => Some(value),
            _ => None,
        }
    }

    /// The value of a cell of kind [`Kind::Languages`], or `None` for a cell of another kind.
    #[must_use]
    pub fn as_languages(&self) -> Option<&value::List<value::LanguageTag>> {
        match self {
            Self::Languages(value) => Some(value),
            _ => None,
        }
    }

    /// The value of a cell of kind [`Kind::WorkType`], or `None` for a cell of another kind.
    #[must_use]
    pub fn as_work_type(&self) -> Option<&value::WorkType> {
        match self {
            Self::WorkType(value) => Some(value),
            _ => None,
        }
    }

    /// The value of a cell of kind [`Kind::EntryType`], or `None` for a cell of another kind.
    #[must_use]
    pub fn as_entry_type(&self) -> Option<&value::EntryType> {
        match self {
            Self::EntryType(value) => Some(value),
            _ => None,
        }
    }

    /// The value of a cell of kind [`Kind::LicenseType`], or `None` for a cell of another kind.
    #[must_use]
    pub fn as_license_type(&self) -> Option<&value::LicenseType> {
        match self {
            Self::LicenseType(value) => Some(value),
            _ => None,
        }
    }

    /// The value of a cell of kind [`Kind::FormatProfile`], or `None` for a cell of another kind.
    #[must_use]
    pub fn as_format_profile(&self) -> Option<&value::FormatProfile> {
        match self {
            Self::FormatProfile(value) => Some(value),
            _ => None,
        }
    }

    /// The value of a cell of kind [`Kind::LocalizationType`], or `None` for a cell of another kind.
    #[must_use]
    pub fn as_localization_type(&self) -> Option<&value::LocalizationType> {
        match self {
            Self::LocalizationType(value) => Some(value),
            _ => None,
        }
    }

    /// The value of a cell of kind [`Kind::PriceType`], or `None` for a cell of another kind.
    #[must_use]
    pub fn as_price_type(&self) -> Option<&value::PriceType> {
        match self {
            Self::PriceType(value) => Some(value),
            _ => None,
        }
    }

    /// The value of a cell of kind [`Kind::PriceValue`], or `None` for a cell of another kind.
    #[must_use]
    pub fn as_price_value(&self) -> Option<&value::PriceValue> {
        match self {
            Self::PriceValue(value) => Some(value),
            _ => None,
        }
    }

    /// The value of a cell of kind [`Kind::Money`], or `None` for a cell of another kind.
    #[must_use]
    pub fn as_money(&self) -> Option<value::Money> {
        match self {
            Self::Money(value) => Some(*value),
            _ => None,
        }
    }

    /// The value of a cell of kind [`Kind::Currency`], or `None` for a cell of another kind.
    #[must_use]
    pub fn as_currency(&self) -> Option<value::Currency> {
        match self {
            Self::Currency(value) => Some(*value),
            _ => None,
        }
    }

    /// The value of a cell of kind [`Kind::Start`], or `None` for a cell of another kind.
    #[must_use]
    pub fn as_start(&self) -> Option<value::AvailStart> {
        match self {
            Self::Start(value) => Some(*value),
            _ => None,
        }
    }

    /// The value of a cell of kind [`Kind::End`], or `None` for a cell of another kind.
    #[must_use]
    pub fn as_end(&self) -> Option<value::AvailEnd> {
        match self {
            Self::End(value) => Some(*value),
            _ => None,
        }
    }

    /// The value of a cell of kind [`Kind::Date`], or `None` for a cell of another kind.
    #[must_use]
    pub fn as_date(&self) -> Option<value::Moment> {
        match self {
            Self::Date(value) => Some(*value),
            _ => None,
        }
    }

    /// The value of a cell of kind [`Kind::Year`], or `None` for a cell of another kind.
    #[must_use]
    pub fn as_year(&self) -> Option<value::Year> {
        match self {
            Self::Year(value) => Some(*value),
            _ => None,
        }
    }

    /// The value of a cell of kind [`Kind::Count`], or `None` for a cell of another kind.
    #[must_use]
    pub fn as_count(&self) -> Option<value::Count> {
        match self {
            Self::Count(value) => Some(*value),
            _ => None,
        }
    }

    /// The value of a cell of kind [`Kind::Hours`], or `None` for a cell of another kind.
    #[must_use]
    pub fn as_hours(&self) -> Option<value::Hours> {
        match self {
            Self::Hours(value) => Some(*value),
            _ => None,
        }
    }

    /// The value of a cell of kind [`Kind::Duration`], or `None` for a cell of another kind.
    #[must_use]
    pub fn as_duration(&self) -> Option<value::IsoDuration> {
        match self {
            Self::Duration(value) => Some(*value),
            _ => None,
        }
    }

    /// The value of a cell of kind [`Kind::RunTime`], or `None` for a cell of another kind.
    #[must_use]
    pub fn as_run_time(&self) -> Option<value::RunTime> {
        match self {
            Self::RunTime(value) => Some(*value),
            _ => None,
        }
    }

    /// The value of a cell of kind [`Kind::Flag`], or `None` for a cell of another kind.
    #[must_use]
    pub fn as_flag(&self) -> Option<bool> {
        match self {
            Self::Flag(value) => Some(*value),
            _ => None,
        }
    }

    /// The value of a cell of kind [`Kind::Hdr`], or `None` for a cell of another kind.
    #[must_use]
    pub fn as_hdr(&self) -> Option<&value::Hdr> {
        match self {
            Self::Hdr(value) => Some(value),
            _ => None,
        }
    }

    /// The value of a cell of kind [`Kind::NgAudio`], or `None` for a cell of another kind.
    #[must_use]
    pub fn as_ng_audio(&self) -> Option<&value::NgAudio> {
        match self {
            Self::NgAudio(value) => Some(value),
            _ => None,
        }
    }

    /// The value of a cell of kind [`Kind::CaptionExemption`], or `None` for a cell of another kind.
    #[must_use]
    pub fn as_caption_exemption(&self) -> Option<&value::CaptionExemption> {
        match self {
            Self::CaptionExemption(value) => Some(value),
            _ => None,
        }
    }

    /// The value of a cell of kind [`Kind::TitleStatus`], or `None` for a cell of another kind.
    #[must_use]
    pub fn as_title_status(&self) -> Option<&value::TitleStatus> {
        match self {
            Self::TitleStatus(value) => Some(value),
            _ => None,
        }
    }

    /// The value of a cell of kind [`Kind::TprType`], or `None` for a cell of another kind.
    #[must_use]
    pub fn as_tpr_type(&self) -> Option<&value::TprType> {
        match self {
            Self::TprType(value) => Some(value),
            _ => None,
        }
    }

    /// The word from a closed vocabulary, as spelled in the specification. A word that is not in
    /// the vocabulary is returned as written. Returns `None` for a cell of another kind.
    #[must_use]
    pub fn as_word(&self) -> Option<&str> {
        match self {
            Self::WorkType(word) => Some(word.as_str()),
            Self::EntryType(word) => Some(word.as_str()),
            Self::LicenseType(word) => Some(word.as_str()),
            Self::FormatProfile(word) => Some(word.as_str()),
            Self::LocalizationType(word) => Some(word.as_str()),
            Self::PriceType(word) => Some(word.as_str()),
            Self::Hdr(word) => Some(word.as_str()),
            Self::NgAudio(word) => Some(word.as_str()),
            Self::CaptionExemption(word) => Some(word.as_str()),
            Self::TitleStatus(word) => Some(word.as_str()),
            Self::TprType(word) => Some(word.as_str()),
            _ => None,
        }
    }

    /// The value as text, as its specification writes it: `EST` for `est`, `US, CA` for `US;CA`, and `Yes` for
    /// `true`. Returns `None` for a cell that is blank, that contains text in any form, or that is not valid.
    #[must_use]
    pub fn normalized(&self) -> Option<String> {
        Some(match self {
            Self::Blank | Self::Text | Self::Invalid(_) => return None,
            Self::Alid(value) => value.to_string(),
            Self::Alids(value) => value.joined("; "),
            Self::AltId(value) => value.to_string(),
            Self::Eidr(value) => value.to_string(),
            Self::Territories(value) => value.joined(", "),
            Self::Languages(value) => value.joined(", "),
            Self::WorkType(value) => value.to_string(),
            Self::EntryType(value) => value.to_string(),
            Self::LicenseType(value) => value.to_string(),
            Self::FormatProfile(value) => value.to_string(),
            Self::LocalizationType(value) => value.to_string(),
            Self::PriceType(value) => value.to_string(),
            Self::PriceValue(value) => value.to_string(),
            Self::Money(value) => value.to_string(),
            Self::Currency(value) => value.to_string(),
            Self::Start(value) => value.to_string(),
            Self::End(value) => value.to_string(),
            Self::Date(value) => value.to_string(),
            Self::Year(value) => value.to_string(),
            Self::Count(value) => value.to_string(),
            Self::Hours(value) => value.to_string(),
            Self::Duration(value) => value.to_string(),
            Self::RunTime(value) => value.to_string(),
            Self::Flag(value) => if *value { "Yes" } else { "No" }.to_owned(),
            Self::Hdr(value) => value.to_string(),
            Self::NgAudio(value) => value.to_string(),
            Self::CaptionExemption(value) => value.to_string(),
            Self::TitleStatus(value) => value.to_string(),
            Self::TprType(value) => value.to_string(),
        })
    }
}

/// Parses a nonblank cell according to the kind of its column.
#[rustfmt::skip]
pub(super) fn read_as(kind: Kind, cell: Written<'_>) -> Value {
    match kind {
        Kind::Text => Value::Text,
        Kind::Id => Value::Text,
        Kind::Alid => read::shared(cell, Value::Alid),
        Kind::Alids => read::list(cell, ";", Value::Alids),
        Kind::AltId => read::shared(cell, Value::AltId),
        Kind::Eidr => read::one(cell, Value::Eidr),
        Kind::Territories => read::list(cell, ",;|", Value::Territories),
        Kind::Languages => read::languages(cell, Value::Languages),
        Kind::WorkType => read::any(cell, Value::WorkType),
        Kind::EntryType => read::any(cell, Value::EntryType),
        Kind::LicenseType => read::any(cell, Value::LicenseType),
        Kind::FormatProfile => read::any(cell, Value::FormatProfile),
        Kind::LocalizationType => read::any(cell, Value::LocalizationType),
        Kind::PriceType => read::any(cell, Value::PriceType),
        Kind::PriceValue => read::any(cell, Value::PriceValue),
        Kind::Money => read::one(cell, Value::Money),
        Kind::Currency => read::one(cell, Value::Currency),
        Kind::Start => read::one(cell, Value::Start),
        Kind::End => read::one(cell, Value::End),
        Kind::Date => read::one(cell, Value::Date),
        Kind::Year => read::one(cell, Value::Year),
        Kind::Count => read::one(cell, Value::Count),
        Kind::Hours => read::one(cell, Value::Hours),
        Kind::Duration => read::one(cell, Value::Duration),
        Kind::RunTime => read::one(cell, Value::RunTime),
        Kind::Flag => read::flag(cell, Value::Flag),
        Kind::Hdr => read::any(cell, Value::Hdr),
        Kind::NgAudio => read::any(cell, Value::NgAudio),
        Kind::CaptionExemption => read::any(cell, Value::CaptionExemption),
        Kind::TitleStatus => read::any(cell, Value::TitleStatus),
        Kind::TprType => read::any(cell, Value::TprType),
    }
}
