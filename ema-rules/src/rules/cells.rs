//! Rules about what stands in a cell.

mod territory_code;

use crate::rule::Rule;

pub(super) const RULES: &[&Rule] = &[&territory_code::RULE];
