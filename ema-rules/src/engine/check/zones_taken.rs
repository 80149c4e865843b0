//! The time zones used for the local times in a file. A report lists them at the beginning.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use currency_map::Territory;
use ema_model::{EntryType, NaiveDateTime};
use foldhash::fast::RandomState;

use super::seen::Row;
use crate::granted::Grants;
use crate::time::{Edge, Zones};
use crate::window::UnresolvedEdge;

/// The local times in rows that grant an offer, stored once for each set of territories.
#[derive(Default)]
pub(super) struct ZonesTaken {
    times: HashSet<(usize, Edge, NaiveDateTime), RandomState>,
}

impl ZonesTaken {
    pub(super) fn add(&mut self, row: &Row<'_>) {
        let entry_type = row.avail.entry_type();
        if entry_type.value().is_some_and(EntryType::removes) {
            return;
        }
        let Some((set, _)) = &row.granted.set else {
            return;
        };
        for edge in [Edge::Start, Edge::End] {
            if let UnresolvedEdge::Local(local) =
                row.window.edge(edge, &row.profile.conventions().clocks)
            {
                self.times.insert((*set, edge, local));
            }
        }
    }

    /// The zones used in each territory. Territories are omitted if the choice of zone makes no difference there,
    /// unless the caller has chosen their zone.
    pub(super) fn by_territory(
        &self,
        grants: &Grants,
        zones: &Zones,
    ) -> BTreeMap<Territory, BTreeSet<&'static str>> {
        let mut taken: BTreeMap<Territory, BTreeSet<&'static str>> = BTreeMap::new();
        let mut choices: BTreeMap<usize, BTreeSet<Territory>> = BTreeMap::new();
        for (set, edge, local) in &self.times {
            let territories = choices.entry(*set).or_insert_with(|| {
                let countries = grants.set(*set).map(|territory| territory.country());
                countries.filter(|it| zones.has_choice(*it)).collect()
            });
            for territory in territories.iter() {
                if let Some(zone) = zones.choice(*territory, *local, *edge) {
                    taken.entry(*territory).or_default().insert(zone);
                }
            }
        }
        taken
    }
}
