//! Rules about rows that belong together. Each says what it keeps of them.

mod alike;
mod avail_id_reused;
mod clashes;
mod entry_conflict;
mod episode_gap;
mod full_delete_live;
mod full_delete_window;
mod holdback_split;
mod id_reused;
pub(super) mod offers;
mod overlaps;
mod rows;
mod scopes;
mod season_offer;
mod seasons;
mod suppression_date;
mod title_conflict;
mod volume_episode_twice;
mod window_duplicate;
mod window_overlap;

use crate::rule::Rule;

pub(super) const RULES: &[&Rule] = &[
    &window_duplicate::RULE,
    &window_overlap::RULE,
    &entry_conflict::RULE,
    &full_delete_live::RULE,
    &full_delete_window::RULE,
    &suppression_date::RULE,
    &title_conflict::RULE,
    &id_reused::RULE,
    &avail_id_reused::RULE,
    &episode_gap::RULE,
    &volume_episode_twice::RULE,
    &season_offer::RULE,
    &holdback_split::RULE,
];
