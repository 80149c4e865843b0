//! Rules that compare rows. Each collector documents what it keeps.

use crate::engine::Rule;

mod avail_id_reused;
mod channel_spelling;
mod clashes;
mod entry_conflict;
mod episode_gap;
mod full_delete_live;
mod full_delete_window;
mod holdback_split;
mod id_reused;
mod kept;
mod language_overlap;
mod licensor_spelling;
mod offers;
mod overlaps;
#[cfg(test)]
mod paper;
mod preorder_after_sale;
mod preorder_without_sale;
mod rows;
mod scopes;
mod season_offer;
mod seasons;
mod similar_id;
mod spellings;
mod suppression_date;
mod territory_lists;
mod title_conflict;
mod title_windows;
mod visible;
mod volume_episode_twice;
mod window_duplicate;
mod window_overlap;
mod written_offer;

pub(super) const RULES: &[&Rule] = &[
    &window_duplicate::RULE,
    &window_overlap::RULE,
    &language_overlap::RULE,
    &preorder_after_sale::RULE,
    &preorder_without_sale::RULE,
    &entry_conflict::RULE,
    &full_delete_live::RULE,
    &full_delete_window::RULE,
    &suppression_date::RULE,
    &title_conflict::RULE,
    &id_reused::RULE,
    &similar_id::RULE,
    &avail_id_reused::RULE,
    &episode_gap::RULE,
    &volume_episode_twice::RULE,
    &season_offer::RULE,
    &holdback_split::RULE,
    &channel_spelling::RULE,
    &licensor_spelling::RULE,
];
