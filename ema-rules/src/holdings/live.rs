//! What customers see, as text.

use std::fmt;

use super::Holdings;
use super::plan::{Part, came_with, some, window, write_parts};
use super::record::{Record, first_title};
use crate::profile::Profile;
use crate::report::counted;
use crate::scope::Scope;
use crate::time::{AsOf, Zones};

/// What is live at an instant or on a day, in a territory or everywhere: as text, title by title, and
/// with feature `serde` as JSON.
#[derive(Debug)]
pub struct Live<'a> {
    holdings: &'a Holdings,
    pub(crate) as_of: AsOf,
    pub(crate) zones: &'a Zones,
    territory: Option<ema_model::TerritoryCode>,
}

impl Holdings {
    /// What is live at an instant or on a day, to be shown: in one territory, or everywhere. The
    /// profile has the time zones in which a day begins.
    #[must_use]
    pub fn live_in<'a>(
        &'a self,
        as_of: impl Into<AsOf>,
        territory: Option<ema_model::TerritoryCode>,
        profile: &'a Profile,
    ) -> Live<'a> {
        Live {
            holdings: self,
            as_of: as_of.into(),
            zones: &profile.zones,
            territory,
        }
    }
}

impl<'a> Live<'a> {
    /// The scopes with the records that are live.
    pub fn scopes(&self) -> impl Iterator<Item = (&'a Scope, Vec<&'a Record>)> {
        self.among(self.holdings.scopes())
    }

    /// The scopes that a Full Delete has removed, with the records that are live all the same: see
    /// [`Holdings::left_live`].
    pub fn left_live(&self) -> impl Iterator<Item = (&'a Scope, Vec<&'a Record>)> {
        self.among(self.holdings.left_live())
    }

    fn among(
        &self,
        scopes: impl Iterator<Item = (&'a Scope, &'a [Record])>,
    ) -> impl Iterator<Item = (&'a Scope, Vec<&'a Record>)> {
        let (as_of, zones, territory) = (self.as_of, self.zones, self.territory);
        let here = move |scope: &Scope| territory.is_none_or(|it| it == scope.territory);
        scopes
            .filter(move |(scope, _)| here(scope))
            .filter_map(move |(scope, records)| {
                let at = as_of.in_territory(scope.territory.country(), zones);
                let live: Vec<&Record> = records.iter().filter(|it| it.is_live(at)).collect();
                (!live.is_empty()).then_some((scope, live))
            })
    }
}

impl<'a> fmt::Display for Live<'a> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.territory.map(|it| it.to_string());
        let place = place.as_deref().unwrap_or("all territories");
        let preposition = match self.as_of {
            AsOf::Instant(_) => "at",
            AsOf::Day(_) => "on",
        };
        writeln!(f, "live in {place} {preposition} {}:\n", self.as_of)?;
        let line = |it: &Record| format!("{}{}", window(it), came_with(it));
        let part = |what: &'static str| {
            move |(scope, records): (&'a Scope, Vec<&Record>)| Part {
                scope,
                title: first_title(records.iter().copied()),
                what,
                lines: records.into_iter().map(line).collect(),
            }
        };
        let held = self.scopes().map(part("live"));
        let left_live = self.left_live().map(part(
            "deleted and still live; a Full Extract with its rows holds it again, one whose End is the \
             day before takes it down",
        ));
        write_parts(f, held.chain(left_live), some)?;
        let all = self.scopes().chain(self.left_live());
        match all.map(|(_, records)| records.len()).sum() {
            0 => f.write_str("nothing"),
            windows => f.write_str(&counted(windows, "window")),
        }
    }
}
