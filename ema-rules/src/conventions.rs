//! Platform-specific facts that determine what a row grants: time zones, the platform's own channels, and the columns
//! that distinguish two offers.

use std::sync::Arc;

use ema_model::{LicenseType, TerritoryCode, is_space};

use crate::time::Zones;

/// How a platform interprets rights: the conversion of local times to instants, the platform's own channels, and the
/// columns that distinguish two offers.
///
/// Scopes, offers, windows and holdings depend only on these properties of a platform. A [`Profile`](crate::Profile)
/// combines them with rules.
///
/// ```
/// use ema_model::{Avail, Column, EmaVersion};
/// use ema_rules::{Conventions, RightsModel};
///
/// let avail = Avail::from_cells(
///     EmaVersion::V1_9,
///     [(Column::LicenseType, "SVOD"), (Column::GroupIdentity, "Harbor Prime")],
/// );
/// let conventions = Conventions::prime_video();
/// assert_eq!(RightsModel::of(&avail, &conventions), Some(RightsModel::SvodChannels));
///
/// let conventions = conventions.with_first_party_groups(["Harbor Prime"]);
/// assert_eq!(RightsModel::of(&avail, &conventions), Some(RightsModel::SvodPrime));
/// ```
#[derive(Clone, Debug)]
pub struct Conventions {
    pub(crate) clocks: Arc<Clocks>,
    /// The columns that distinguish two offers.
    pub(crate) offers: &'static OfferFacts,
    /// The maximum number of rows that the platform accepts in a single file.
    pub(crate) row_limit: Option<u32>,
    /// The names in GroupIdentity that mean the platform's own subscription, normalized by [`channel_key`].
    pub(crate) first_party_groups: Vec<String>,
}

impl Conventions {
    /// The conventions of the EMA Avails specification. A time without an offset is in UTC.
    ///
    /// Source: the data dictionary of EMA Avails 1.7.2 (MovieLabs).
    #[must_use]
    pub fn ema() -> Self {
        let first_party = ["Prime", "Prime Video", "Amazon Prime", "Amazon Prime Video"];
        Self {
            clocks: Arc::new(Clocks {
                zones: Zones::default(),
                local_is_utc: true,
            }),
            offers: &OfferFacts::EMA,
            row_limit: None,
            first_party_groups: first_party.map(channel_key).to_vec(),
        }
    }

    /// Replaces the names in GroupIdentity that mean the platform's own subscription. Case and spaces are ignored. The
    /// defaults are `Prime`, `Prime Video`, `Amazon Prime` and `Amazon Prime Video`.
    #[must_use]
    pub fn with_first_party_groups<T: Into<String>>(
        mut self,
        names: impl IntoIterator<Item = T>,
    ) -> Self {
        let names = names.into_iter().map(Into::into);
        self.first_party_groups = names.map(|name: String| channel_key(&name)).collect();
        self
    }

    /// The time zones in which local times are interpreted.
    #[must_use]
    pub fn zones(&self) -> &Zones {
        &self.clocks.zones
    }

    /// Replaces the time zones of territories, for example for licensors that use the mainland's time zone.
    #[must_use]
    pub fn with_zones(mut self, zones: Zones) -> Self {
        self.clocks = Arc::new(Clocks {
            zones,
            local_is_utc: self.clocks.local_is_utc,
        });
        self
    }

    /// Whether this name in GroupIdentity means the platform's own subscription.
    pub(crate) fn is_first_party(&self, group: &str) -> bool {
        self.first_party_groups.contains(&channel_key(group))
    }
}

/// Converts local times to instants. Held rows share ownership of the clocks, because the rows outlive the conventions
/// that were used to read their feed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Clocks {
    pub(crate) zones: Zones,
    /// Whether a time without an offset is in UTC.
    pub(crate) local_is_utc: bool,
}

impl Clocks {
    /// Whether both clocks resolve every time to the same instant.
    pub(crate) fn are_same(&self, other: &Self) -> bool {
        self.local_is_utc == other.local_is_utc && self.zones.are_same(&other.zones)
    }

    /// Whether local times in all of these territories are resolved in the tz database's own zones.
    pub(crate) fn reads_by_tz_database(&self, territories: &[TerritoryCode]) -> bool {
        let is_chosen = |it: &TerritoryCode| self.zones.is_chosen(it.country());
        !self.local_is_utc && !territories.iter().any(is_chosen)
    }
}

/// The columns, besides license, languages and price, that distinguish two offers in the same scope.
#[derive(Debug)]
pub(crate) struct OfferFacts {
    /// Whether format and HDR are part of the offer under a license type.
    pub(crate) has_format: fn(&LicenseType) -> bool,
    /// Formats with two names. The first name is a synonym for the second.
    pub(crate) same_formats: &'static [(&'static str, &'static str)],
    /// Whether WCG, HFR and NGAudio are part of the offer.
    pub(crate) has_flags: bool,
    /// Whether GroupIdentity is part of the offer under a license type.
    pub(crate) has_channel: fn(&LicenseType) -> bool,
    /// Whether channel names that differ only in case and spaces mean the same channel.
    pub(crate) folds_channels: bool,
}

impl OfferFacts {
    /// Under EMA, two offers are distinct if they differ in any column that describes an offer. `4K` and `UHD` are
    /// different formats, and channel names are compared exactly as spelled.
    const EMA: Self = Self {
        has_format: |_| true,
        same_formats: &[],
        has_flags: true,
        has_channel: |_| true,
        folds_channels: false,
    };
}

/// Returns the name of a channel in lowercase without spaces, for comparison.
pub(crate) fn channel_key(name: &str) -> String {
    let visible = name.chars().filter(|c| !is_space(*c));
    visible.flat_map(char::to_lowercase).collect()
}
