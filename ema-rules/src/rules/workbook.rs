//! Rules about the file, its sheets and headers, and the way in which cells are stored.

mod missing_column;

use crate::rule::Rule;

pub(super) const RULES: &[&Rule] = &[&missing_column::RULE];
