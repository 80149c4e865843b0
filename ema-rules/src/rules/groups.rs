//! Rules about rows that belong together. Each says what it keeps of them.

mod clashes;
mod entry_conflict;
pub(super) mod offers;
mod rows;
mod scopes;
mod title_conflict;
mod window_duplicate;
mod window_overlap;

use crate::rule::Rule;

pub(super) const RULES: &[&Rule] = &[
    &window_duplicate::RULE,
    &window_overlap::RULE,
    &entry_conflict::RULE,
    &title_conflict::RULE,
];
