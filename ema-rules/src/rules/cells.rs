//! Rules about single cells.

use crate::engine::Rule;

mod blank_in_id;
mod currency_code;
mod currency_default;
mod currency_missing;
mod currency_unusual;
mod currency_withdrawn;
pub(super) mod date_syntax;
mod double_space;
mod duration_syntax;
mod eidr_check;
mod eidr_syntax;
mod holdback_overlap;
mod id_characters;
pub(super) mod id_mismatch;
pub(super) mod invisible_mark;
mod language_both;
mod language_region;
mod language_separator;
mod language_suffix;
mod language_tag;
mod language_unregistered;
mod mixed_script;
mod money;
mod number_syntax;
mod rating_unknown;
mod required_field;
mod run_time;
mod superseded_format;
mod territory_code;
mod territory_list;
mod unknown_value;
mod unlisted_value;
mod unused_field;
mod value_case;

pub(super) const RULES: &[&Rule] = &[
    &required_field::RULE,
    &unknown_value::RULE,
    &unlisted_value::RULE,
    &value_case::RULE,
    &superseded_format::RULE,
    &territory_code::RULE,
    &territory_list::RULE,
    &currency_code::RULE,
    &currency_withdrawn::RULE,
    &currency_default::RULE,
    &currency_missing::RULE,
    &currency_unusual::RULE,
    &money::RULE,
    &language_tag::RULE,
    &language_unregistered::RULE,
    &language_suffix::RULE,
    &language_separator::RULE,
    &language_both::RULE,
    &holdback_overlap::RULE,
    &id_characters::RULE,
    &id_mismatch::RULE,
    &invisible_mark::RULE,
    &mixed_script::RULE,
    &double_space::RULE,
    &blank_in_id::RULE,
    &eidr_syntax::RULE,
    &eidr_check::RULE,
    &date_syntax::RULE,
    &duration_syntax::RULE,
    &run_time::RULE,
    &number_syntax::RULE,
    &rating_unknown::RULE,
    &unused_field::RULE,
    &language_region::RULE,
];
