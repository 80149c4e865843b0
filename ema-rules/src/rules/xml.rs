//! Rules about what XML Avails have and sheets do not.

mod avail_type_assets;
mod ref_alid;

use crate::rule::Rule;

pub(super) const RULES: &[&Rule] = &[&avail_type_assets::RULE, &ref_alid::RULE];
