//! Formats the records that customers see.

use std::borrow::Cow;
use std::fmt;

use super::Holdings;
use super::lines::{Line, Part, write_parts};
use super::plan::some;
use super::record::{Record, first_title};
use crate::conventions::Conventions;
use crate::scope::Scope;
use crate::time::AsOf;
use crate::wording::counted;

/// The records that are live at an instant or on a day, in one territory or in all of them. They can be formatted as
/// text, title by title, or, with the feature `serde`, serialized to JSON.
#[derive(Debug)]
pub struct Live<'a> {
    holdings: &'a Holdings,
    pub(crate) as_of: AsOf,
    pub(crate) conventions: &'a Conventions,
    territory: Option<ema_model::TerritoryCode>,
}

/// A scope with its records.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct HeldScope {
    /// The scope.
    pub scope: Scope,
    /// The records, sorted by offer and window.
    pub records: Vec<Record>,
    /// Whether a Full Delete has removed the scope and left the records live: see [`Holdings::left_live`].
    pub is_deleted: bool,
}

impl Holdings {
    /// Returns the records that are live at an instant or on a day, in one territory or in all of them, for display.
    /// The conventions' time zones determine when a day begins.
    #[must_use]
    pub fn live_in<'a>(
        &'a self,
        as_of: impl Into<AsOf>,
        territory: Option<ema_model::TerritoryCode>,
        conventions: &'a Conventions,
    ) -> Live<'a> {
        Live {
            holdings: self,
            as_of: as_of.into(),
            conventions,
            territory,
        }
    }
}

impl<'a> Live<'a> {
    /// The scopes with their live records.
    pub fn scopes(&self) -> impl Iterator<Item = (Scope, Vec<Record>)> + use<'a> {
        self.among(self.holdings.scopes())
    }

    /// The scopes removed by a Full Delete, with their records that are still live: see [`Holdings::left_live`].
    pub fn left_live(&self) -> impl Iterator<Item = (Scope, Vec<Record>)> + use<'a> {
        self.among(self.holdings.left_live())
    }

    fn among<I: Iterator<Item = (Scope, Vec<Record>)>>(
        &self,
        scopes: I,
    ) -> impl Iterator<Item = (Scope, Vec<Record>)> + use<'a, I> {
        let (as_of, zones, territory) =
            (self.as_of, &self.conventions.clocks.zones, self.territory);
        let here = move |scope: &Scope| territory.is_none_or(|it| it == scope.territory);
        scopes
            .filter(move |(scope, _)| here(scope))
            .filter_map(move |(scope, mut records)| {
                let at = as_of.in_territory(scope.territory.country(), zones);
                records.retain(|it| it.is_live(at));
                (!records.is_empty()).then_some((scope, records))
            })
    }
}

impl fmt::Display for Live<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.territory.map(|it| it.to_string());
        let place = place.as_deref().unwrap_or("all territories");
        let preposition = match self.as_of {
            AsOf::Timestamp(_) => "at",
            AsOf::Day(_) => "on",
        };
        writeln!(f, "live in {place} {preposition} {}:\n", self.as_of)?;
        let part = |what: &'static str| {
            move |(scope, records): (Scope, Vec<Record>)| Part {
                territories: vec![scope.territory],
                title: first_title(records.iter()),
                what,
                lines: records.iter().map(|it| Line::of("", it)).collect(),
                scope: Cow::Owned(scope),
            }
        };
        let held = self.scopes().map(part("live"));
        let left_live = self.left_live().map(part(
            "deleted and still live; a Full Extract with its rows restores it, and a Full Extract \
             whose End is the day before takes it down",
        ));
        write_parts(f, held.chain(left_live), some)?;
        let all = self.scopes().chain(self.left_live());
        match all.map(|(_, records)| records.len()).sum() {
            0 => f.write_str("nothing"),
            windows => f.write_str(&counted(windows, "window")),
        }
    }
}
