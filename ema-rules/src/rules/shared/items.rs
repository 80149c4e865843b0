//! Reports items in a cell. A single cell can contain ten thousand items.

use std::collections::BTreeSet;

use ema_model::{Cell, Text};

use crate::engine::Reporter;

/// The maximum number of items in a cell that are reported individually.
const MOST_NAMED: usize = 8;

/// Reports each distinct item once. If there are many, reports only the first ones and the number
/// of the remaining items.
pub(in crate::rules) fn tell_each<T: Ord + Copy>(
    cell: &Cell,
    items: impl IntoIterator<Item = T>,
    say: impl Fn(T) -> (String, String),
    fix: Option<&Text>,
    reporter: &mut Reporter<'_>,
) {
    let mut told = BTreeSet::new();
    for item in items {
        if told.insert(item) && told.len() <= MOST_NAMED {
            let (message, help) = say(item);
            reporter.report_cell(cell, message, help).fix = fix.cloned();
        }
    }
    if told.len() > MOST_NAMED {
        let rest = told.len() - MOST_NAMED;
        let message = format!("the same applies to {rest} more items of the cell");
        reporter
            .report_cell(cell, message, "Look at them one by one.")
            .fix = fix.cloned();
    }
}

/// Lists words. A long list is cut off and ends with the number of omitted words.
pub(in crate::rules) fn some<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<&str> = words.into_iter().collect();
    let (first, rest) = words.split_at(words.len().min(MOST_NAMED));
    let first: Vec<String> = first.iter().map(|word| format!("`{word}`")).collect();
    match rest.len() {
        0 => first.join(", "),
        rest => format!("{} and {rest} more", first.join(", ")),
    }
}
