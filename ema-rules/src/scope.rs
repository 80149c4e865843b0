//! The unit that an entry replaces or deletes: licensor, title, territory and rights model.

mod key;

use std::fmt;

use ema_model::{Avail, EmaVersion, LicenseType, TerritoryCode, Text, WorkType};

use crate::conventions::Conventions;
use crate::marks::printable;
pub use key::InvalidScopeKey;

/// The unit that a Full Extract replaces or a Full Delete removes.
///
/// Source: Prime Video, "Content rights": the unique combination of licensor, unique ID, territory
/// and rights model.
///
/// ```
/// use ema_model::{Avail, Column, EmaVersion};
/// use ema_rules::{Conventions, Scope};
///
/// let avail = Avail::from_cells(
///     EmaVersion::V1_7_3,
///     [
///         (Column::DisplayName, "Rockstar Films"),
///         (Column::Alid, "FIRSTDANCE"),
///         (Column::Territory, "US, CA, MX"),
///         (Column::TerritoryExclusion, "MX"),
///         (Column::LicenseType, "VOD"),
///     ],
/// );
/// let scopes = Scope::of(&avail, &Conventions::prime_video());
/// assert_eq!(scopes.len(), 2);
/// assert_eq!(scopes[0].to_string(), "FIRSTDANCE of Rockstar Films in CA (sale and rental)");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Scope {
    /// The DisplayName, without surrounding white space.
    pub licensor: Text,
    /// The unique ID; see [`unique_id`].
    pub id: Text,
    /// The territory.
    pub territory: TerritoryCode,
    /// The rights model.
    pub rights_model: RightsModel,
}

impl Scope {
    /// Creates a scope from its parts, for example to find its records with
    /// [`Holdings::records`](crate::Holdings::records).
    ///
    /// ```
    /// use ema_rules::{Holdings, RightsModel, Scope};
    ///
    /// let scope = Scope::new("Rockstar Films", "FIRSTDANCE", "CA".parse()?, RightsModel::Tvod);
    /// assert_eq!(scope.to_string(), "FIRSTDANCE of Rockstar Films in CA (sale and rental)");
    /// assert!(Holdings::new().records(&scope).is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn new(
        licensor: impl Into<Text>,
        id: impl Into<Text>,
        territory: TerritoryCode,
        rights_model: RightsModel,
    ) -> Self {
        Self {
            licensor: licensor.into(),
            id: id.into(),
            territory,
            rights_model,
        }
    }

    /// A row's scopes: one for each territory that the row grants and does not exclude.
    ///
    /// The list is empty if the licensor, the ID, the territory or the license type is blank, or if a territory can't
    /// be read, because the row's scopes are then unknown.
    #[must_use]
    pub fn of(avail: &Avail, conventions: &Conventions) -> Vec<Self> {
        let (Some(licensor), Some(id), Some(rights_model)) = (
            avail.display_name().value(),
            unique_id(avail),
            RightsModel::of(avail, conventions),
        ) else {
            return Vec::new();
        };
        let (licensor, id) = (Text::from(licensor), Text::from(id));
        territories(avail)
            .into_iter()
            .map(|territory| Self {
                licensor: licensor.clone(),
                id: id.clone(),
                territory,
                rights_model: rights_model.clone(),
            })
            .collect()
    }

    /// Returns the scope of the same title in another territory.
    pub(crate) fn in_territory(&self, territory: TerritoryCode) -> Self {
        Self {
            territory,
            ..self.clone()
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scope = format!(
            "{} of {} in {} ({})",
            self.id, self.licensor, self.territory, self.rights_model
        );
        f.write_str(&printable(&scope))
    }
}

/// A row's unique ID: the ALID from version 1.7 on. In 1.6, it is the EpisodeAltID on Episode rows, the SeasonAltID on
/// Season rows, and the AltID on all other rows. Returns `None` if the cell is blank.
///
/// ```
/// use ema_model::{Avail, Column, EmaVersion};
///
/// let cells = [(Column::WorkType, "Movie"), (Column::AltId, "FIRSTDANCE")];
/// let avail = Avail::from_cells(EmaVersion::V1_6, cells);
/// assert_eq!(ema_rules::unique_id(&avail), Some("FIRSTDANCE"));
/// assert_eq!(ema_rules::unique_id(&Avail::from_cells(EmaVersion::V1_7_3, cells)), None);
/// ```
#[must_use]
pub fn unique_id(avail: &Avail) -> Option<&str> {
    if avail.version() > EmaVersion::V1_6 {
        return avail.alid().value().map(|id| id.as_str());
    }
    let id = match avail.work_type().value() {
        Some(WorkType::Episode) => avail.episode_alt_id(),
        Some(WorkType::Season) => avail.season_alt_id(),
        _ => avail.alt_id(),
    };
    id.value().map(|id| id.as_str())
}

/// The territories that a row grants: those in Territory that are not in TerritoryExclusion, without duplicates.
/// Excluding a country also excludes its regions.
///
/// ```
/// use ema_model::{Avail, Column, EmaVersion};
///
/// let avail = Avail::from_cells(
///     EmaVersion::V1_7_3,
///     [(Column::Territory, "US, CA-QC, US"), (Column::TerritoryExclusion, "CA")],
/// );
/// let granted = ema_rules::territories(&avail);
/// assert_eq!(granted.len(), 1);
/// assert_eq!(granted[0].to_string(), "US");
/// ```
#[must_use]
pub fn territories(avail: &Avail) -> Vec<TerritoryCode> {
    let (Some(granted), Some(excluded)) = (
        avail.territory().value(),
        // If the exclusion can't be read, no territory is certain to be granted.
        match avail.territory_exclusion() {
            ema_model::Field::Absent => Some(&[][..]),
            field => field.value().map(|list| &list[..]),
        },
    ) else {
        return Vec::new();
    };
    let mut excluded = excluded.to_vec();
    excluded.sort_unstable();
    let excludes = |territory: &TerritoryCode| excluded.binary_search(territory).is_ok();
    let left_out = |territory: &TerritoryCode| {
        excludes(territory) || excludes(&TerritoryCode::from(territory.country()))
    };
    let mut territories: Vec<TerritoryCode> = granted
        .iter()
        .copied()
        .filter(|territory| !left_out(territory))
        .collect();
    territories.sort_unstable();
    territories.dedup();
    territories
}

/// Whether a row can list several territories in Territory: always from 1.8 on, never before 1.7.3. In 1.7.3, a list is
/// allowed only under SVOD, and a blank license is treated as SVOD.
///
/// Source: EMA Avails templates, changes in 1.7.3 and 1.8.
pub(crate) fn takes_territory_list(version: EmaVersion, license: Option<&LicenseType>) -> bool {
    match version {
        EmaVersion::V1_7_3 => license.is_none_or(|license| *license == LicenseType::Svod),
        version => version >= EmaVersion::V1_8,
    }
}

/// The business model under which a title is offered. Entries for one model never affect another.
///
/// Version 1.6 has no GroupIdentity, so every subscription in 1.6 is the platform's own, even if a sheet has a column
/// with that name.
///
/// Source: Prime Video, "Content rights": LicenseType and GroupIdentity together.
///
/// ```
/// use ema_model::{Avail, Column, EmaVersion};
/// use ema_rules::{Conventions, RightsModel};
///
/// let cells = [(Column::LicenseType, "SVOD"), (Column::GroupIdentity, "pureflixus1")];
/// let model = |version| RightsModel::of(&Avail::from_cells(version, cells), &Conventions::prime_video());
/// assert_eq!(model(EmaVersion::V1_7_3), Some(RightsModel::SvodChannels));
/// assert_eq!(model(EmaVersion::V1_6), Some(RightsModel::SvodPrime));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum RightsModel {
    /// Sales, rentals and pre-orders.
    Tvod,
    /// The platform's own subscription.
    SvodPrime,
    /// Subscriptions to channels from other providers. All channels belong to a single model.
    SvodChannels,
    /// Ad-supported video on demand.
    Avod,
    /// Free video on demand.
    Fvod,
    /// Any other license type, identified by its name.
    Other(Text),
}

impl RightsModel {
    /// A row's rights model, or `None` if LicenseType is blank.
    #[must_use]
    pub fn of(avail: &Avail, conventions: &Conventions) -> Option<Self> {
        Some(match avail.license_type().value()? {
            LicenseType::Est | LicenseType::Vod | LicenseType::Poest => Self::Tvod,
            LicenseType::Svod => match group(avail) {
                Some(group) if !conventions.is_first_party(group) => Self::SvodChannels,
                _ => Self::SvodPrime,
            },
            LicenseType::Avod => Self::Avod,
            LicenseType::Fvod => Self::Fvod,
            other => Self::Other(Text::from(other.as_str())),
        })
    }
}

/// A row's GroupIdentity, or `None` in version 1.6, which lacks the column.
pub(crate) fn group(avail: &Avail) -> Option<&str> {
    let has_groups = avail.version() > EmaVersion::V1_6;
    avail.group_identity().value().filter(|_| has_groups)
}

impl fmt::Display for RightsModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Tvod => "sale and rental",
            Self::SvodPrime => "SVOD",
            Self::SvodChannels => "SVOD channels",
            Self::Avod => "AVOD",
            Self::Fvod => "FVOD",
            Self::Other(name) => name,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ema_model::Column;

    fn avail(cells: &[(Column, &str)]) -> Avail {
        let base = [
            (Column::DisplayName, "Rockstar Films "),
            (Column::Alid, "FIRSTDANCE"),
            (Column::Territory, "US"),
            (Column::LicenseType, "EST"),
        ];
        let kept = base
            .iter()
            .filter(|(column, _)| cells.iter().all(|(other, _)| other != column));
        Avail::from_cells(EmaVersion::V1_7_3, kept.chain(cells).copied())
    }

    fn scopes(cells: &[(Column, &str)]) -> Vec<String> {
        let scopes = Scope::of(&avail(cells), &Conventions::prime_video());
        scopes.iter().map(Scope::to_string).collect()
    }

    #[test]
    fn a_row_has_a_scope_for_each_territory_that_is_left() {
        assert_eq!(
            scopes(&[]),
            ["FIRSTDANCE of Rockstar Films in US (sale and rental)"]
        );
        let list = [
            (Column::Territory, "US, CA, CA-QC, MX"),
            (Column::TerritoryExclusion, "CA"),
        ];
        assert_eq!(
            scopes(&list),
            [
                "FIRSTDANCE of Rockstar Films in MX (sale and rental)",
                "FIRSTDANCE of Rockstar Films in US (sale and rental)",
            ]
        );
    }

    #[test]
    fn a_row_without_a_sure_scope_has_none() {
        for cells in [
            [(Column::Territory, "US, UK")],
            [(Column::TerritoryExclusion, "UK")],
            [(Column::Alid, " ")],
            [(Column::DisplayName, "")],
        ] {
            assert_eq!(scopes(&cells), [""; 0], "{cells:?}");
        }
    }

    #[test]
    fn a_channel_is_another_model_than_the_platforms_own_subscription() {
        let model = |group| {
            let cells = [
                (Column::LicenseType, "SVOD"),
                (Column::GroupIdentity, group),
            ];
            RightsModel::of(&avail(&cells), &Conventions::prime_video())
        };
        assert_eq!(model(""), Some(RightsModel::SvodPrime));
        assert_eq!(model("amazon prime"), Some(RightsModel::SvodPrime));
        assert_eq!(model("pureflixus1"), Some(RightsModel::SvodChannels));
    }

    #[test]
    fn version_1_6_is_keyed_by_the_id_of_its_work_type() {
        let id = |work_type| {
            let avail = Avail::from_cells(
                EmaVersion::V1_6,
                [
                    (Column::WorkType, work_type),
                    (Column::AltId, "movie"),
                    (Column::SeasonAltId, "season"),
                    (Column::EpisodeAltId, "episode"),
                ],
            );
            unique_id(&avail).map(str::to_owned)
        };
        assert_eq!(id("Movie").as_deref(), Some("movie"));
        assert_eq!(id("Season").as_deref(), Some("season"));
        assert_eq!(id("Episode").as_deref(), Some("episode"));
    }
}
