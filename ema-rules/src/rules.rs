//! The catalogue: one file a rule, in the order in which it is read.

mod cells;
mod groups;
mod rows;
mod wording;
mod workbook;

use crate::rule::Rule;

/// The catalogue: every rule, section by section.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    [workbook::RULES, cells::RULES, rows::RULES, groups::RULES]
        .into_iter()
        .flatten()
        .copied()
}

/// The rule of that name.
///
/// ```
/// assert!(ema_rules::rule("window-overlap").is_some());
/// assert!(ema_rules::rule("no-such-rule").is_none());
/// ```
#[must_use]
pub fn rule(name: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.name == name)
}
