//! Rules about the cells of a row together.

pub(super) mod window_reversed;

use crate::rule::Rule;

pub(super) const RULES: &[&Rule] = &[&window_reversed::RULE];
