//! Names the rows that must have a value in a column, for people who fill in a template.

use ema_model::{Column, Kind, Layout, WorkType};

use super::{Demand, Needing};
use crate::engine::Profile;
use crate::rules::shared::vocabulary::accepted_words;
use crate::wording::joined;

/// Returns the rows that must have a value in the column: an empty text for all rows, and otherwise a phrase such as
/// `for Season and Episode rows`. Returns `None` if no row must have one.
pub(crate) fn rows_that_need(profile: &Profile, layout: Layout, column: Column) -> Option<String> {
    let demands = Demand::of(profile, layout.version).filter(|demand| demand.column == column);
    let demands: Vec<&Demand> = demands.collect();
    let first = demands.first()?;
    let works = demands.iter().flat_map(|demand| demand.rows.works());
    let accepted = accepted_words(profile, Kind::WorkType, layout.version);
    let works = works.map(WorkType::as_str);
    let works: Vec<String> = works
        .filter(|work| accepted.contains(work))
        .map(str::to_owned)
        .collect();
    let rows = match first.rows {
        Needing::All | Needing::OfBonusTab => String::new(),
        Needing::Of(_) if works.is_empty() => return None,
        Needing::Of(_) => format!("for {} rows", joined(works, "and")),
        Needing::Sales => "for EST, VOD and POEST".to_owned(),
        Needing::Priced => "for all but SVOD".to_owned(),
        Needing::PreOrders => "for POEST".to_owned(),
        Needing::InUnitedStates => "for movies and episodes in the US".to_owned(),
        Needing::WithoutCaptions => "in the US if CaptionIncluded is No".to_owned(),
        Needing::OfOneWindow => "for Create, Update and Delete".to_owned(),
    };
    let is_there = |other: &Column| other.placement(layout).is_some();
    let others = first.unless.iter().copied().filter(is_there);
    let others = joined(others.map(|other| other.to_string()), "or");
    Some(match others.is_empty() {
        true => rows,
        false => format!("{rows} unless {others} is filled")
            .trim()
            .to_owned(),
    })
}

impl Needing {
    fn works(self) -> &'static [WorkType] {
        match self {
            Self::Of(works) => works,
            _ => &[],
        }
    }
}
