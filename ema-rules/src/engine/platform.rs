//! Facts about platforms, for use by the rules.
//!
//! A rule depends on facts, never on a particular platform, so a new platform only needs a file with its facts.

use std::ops::RangeInclusive;

use ema_model::{Column, EmaVersion, Kind, LicenseType};

use super::rule::Severity;
use crate::conventions::Conventions;

/// A platform's requirements that go beyond EMA.
#[derive(Debug)]
pub(crate) struct Platform {
    /// The platform's name in messages.
    pub(crate) name: &'static str,
    /// The versions that the platform accepts.
    pub(crate) versions: RangeInclusive<EmaVersion>,
    /// The words that the platform lists for a kind of column, regardless of the version.
    pub(crate) words: fn(Kind) -> Option<&'static [&'static str]>,
    /// The categories that the platform accepts in PriceValue for a license type.
    pub(crate) categories: fn(&LicenseType) -> &'static [&'static str],
    /// The columns that the platform's field list marks as not used. Their content can't cause a row to be rejected, so
    /// rules that check cell values skip them.
    pub(crate) not_used: &'static [Column],
    /// The columns that are missing from the platform's field list. The platform does not use them either, but their
    /// values are still checked against EMA.
    pub(crate) not_listed: &'static [Column],
    /// The specification that says which fields are required.
    pub(crate) required_by: RequiredBy,
    /// The other ways in which the platform differs from EMA.
    pub(crate) differences: &'static [Difference],
    /// How the platform interprets rights.
    pub(crate) conventions: fn() -> Conventions,
    /// The platform-only rules that apply to the platform, by name.
    pub(crate) rules: &'static [&'static str],
    /// The rules whose severity differs on this platform, by name. `None` turns a rule off.
    pub(crate) severities: &'static [(&'static str, Option<Severity>)],
}

/// A specification that says which fields are required.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RequiredBy {
    /// The EMA Avails templates and data dictionaries.
    Ema,
    /// Prime Video's field list.
    PrimeVideo,
}

/// A way in which a platform can differ from EMA.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Difference {
    /// A territory is always a whole country. EMA also allows regions, such as `US-CA`.
    OnlyCountries,
    /// A row can list several territories, even in versions where EMA allows only one.
    TerritoryLists,
    /// Every version allows language suffixes, including `:any`. EMA does not have `:any`, and it allows the other
    /// suffixes only from 1.7.3 on.
    AnySuffix,
    /// Only commas separate languages. EMA 1.6 uses pipes in the TV tab.
    OnlyCommas,
    /// Version 1.6 allows times of day. Under EMA, it allows only dates.
    TimesOfDay,
    /// A price is always known when the row is sent. EMA 1.6 also allows `TBD`.
    KnownPrices,
    /// DistributionNumber is a whole number. EMA allows any text.
    DistributionNumbers,
    /// The SuppressionLiftDate of a pre-order is a date. EMA also allows `N/A` up to 1.7.2.
    LiftDates,
    /// A price without a currency is in the territory's default currency ([`currency_map::default_for`]).
    DefaultCurrencies,
    /// Text files are in UTF-8. EMA does not name an encoding.
    OnlyUtf8,
    /// All rows of a kind, such as movies, are in one sheet. EMA does not limit the number of sheets.
    OneSheetOfAKind,
}
