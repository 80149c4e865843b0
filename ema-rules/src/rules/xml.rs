//! Rules about faults that only XML Avails can have.

use crate::engine::Rule;

mod avail_type_assets;
mod bundle_sequence;
mod bundled_asset;
pub(super) mod condition_tbd;
mod duplicate_alid;
mod metadata_block;
mod pre_order_term;
pub(super) mod price_term_missing;
mod ref_alid;
mod stale_text;
mod xml_structure;

pub(super) const RULES: &[&Rule] = &[
    &avail_type_assets::RULE,
    &metadata_block::RULE,
    &ref_alid::RULE,
    &bundled_asset::RULE,
    &pre_order_term::RULE,
    &condition_tbd::RULE,
    &price_term_missing::RULE,
    &bundle_sequence::RULE,
    &duplicate_alid::RULE,
    &xml_structure::RULE,
    &stale_text::RULE,
];
