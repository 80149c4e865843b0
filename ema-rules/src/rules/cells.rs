//! Rules about what stands in a cell.

mod currency_code;
mod currency_default;
mod currency_missing;
mod currency_unusual;
mod currency_withdrawn;
mod money;
mod price;
mod required_field;
mod territory_code;
mod territory_list;
mod unknown_value;
mod unlisted_value;
mod value_case;
mod vocabulary;

use crate::rule::Rule;

pub(super) const RULES: &[&Rule] = &[
    &required_field::RULE,
    &unknown_value::RULE,
    &unlisted_value::RULE,
    &value_case::RULE,
    &territory_code::RULE,
    &territory_list::RULE,
    &currency_code::RULE,
    &currency_withdrawn::RULE,
    &currency_default::RULE,
    &currency_missing::RULE,
    &currency_unusual::RULE,
    &money::RULE,
];
