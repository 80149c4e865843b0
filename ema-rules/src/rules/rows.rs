//! Rules that compare the cells in a row.

mod asset_language_count;
mod branding_version;
pub(super) mod bundle_fields;
mod caption_contradiction;
mod channel_unnamed;
mod channel_version;
mod distant_year;
mod end_keyword;
mod ended;
mod event_needs_exception_flag;
mod exclusion_empty;
pub(super) mod lag_without_condition;
mod language_contradiction;
mod lead_time;
mod local_time_fold;
mod local_time_gap;
mod preorder_end;
pub(super) mod preorder_fields;
mod price_by_arrangement;
mod price_not_wanted;
mod price_pairing;
mod price_zero;
mod stray_row;
mod svod_price;
mod time_not_wanted;
mod tpr_without_srp;
mod watch_longer_than_rental;
pub(super) mod window_reversed;

use crate::engine::Rule;

pub(super) const RULES: &[&Rule] = &[
    &stray_row::RULE,
    &window_reversed::RULE,
    &distant_year::RULE,
    &local_time_gap::RULE,
    &local_time_fold::RULE,
    &price_pairing::RULE,
    &price_by_arrangement::RULE,
    &tpr_without_srp::RULE,
    &price_not_wanted::RULE,
    &svod_price::RULE,
    &price_zero::RULE,
    &watch_longer_than_rental::RULE,
    &preorder_fields::RULE,
    &preorder_end::RULE,
    &end_keyword::RULE,
    &time_not_wanted::RULE,
    &caption_contradiction::RULE,
    &asset_language_count::RULE,
    &language_contradiction::RULE,
    &exclusion_empty::RULE,
    &bundle_fields::RULE,
    &lag_without_condition::RULE,
    &event_needs_exception_flag::RULE,
    &branding_version::RULE,
    &channel_version::RULE,
    &channel_unnamed::RULE,
    &ended::RULE,
    &lead_time::RULE,
];
