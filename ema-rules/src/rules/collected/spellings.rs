//! Finds names that a file spells in several ways.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use ema_model::{Cell, Column, Text, is_space};

use super::interner::Interner;
use super::rows::{RowRef, Sheets};
use crate::engine::{Finding, Reporter, Row};
use crate::marks::{invisible_name, is_invisible};
use crate::wording::{joined, quoted};

/// The names in a column. Each name is kept once, with its first row and the number of its rows.
#[derive(Default)]
pub(in crate::rules) struct Spellings {
    sheets: Sheets,
    names: Interner<Text>,
    /// The first row and the number of rows for each name, indexed by the name's number.
    rows: Vec<(RowRef, usize)>,
}

impl Spellings {
    /// Adds the name in a row's cell.
    pub(in crate::rules) fn add(&mut self, cell: &Cell, row: &Row<'_>, reporter: &Reporter<'_>) {
        let name = self.names.keep_cell(cell);
        match self.rows.get_mut(name as usize) {
            Some((_, rows)) => *rows += 1,
            None => self.rows.push((self.sheets.keep(row, reporter), 1)),
        }
    }

    /// Reports each spelling of a name, except the most frequent one, on the first row with that
    /// spelling. `key` returns the same key for all spellings of a name. `so` is the part of the
    /// message that explains the consequence.
    pub(in crate::rules) fn report(
        &self,
        column: Column,
        so: &str,
        key: impl Fn(&str) -> String,
        help: &str,
        reporter: &mut Reporter<'_>,
    ) {
        let mut spellings: BTreeMap<String, Vec<Spelling<'_>>> = BTreeMap::new();
        for spelling in self.spellings() {
            spellings
                .entry(key(spelling.text))
                .or_default()
                .push(spelling);
        }
        for mut spellings in spellings.into_values().filter(|all| all.len() > 1) {
            // The sort is stable, so if two spellings are equally frequent, the earlier spelling
            // comes first.
            spellings.sort_by_key(|spelling| Reverse(spelling.rows));
            let usual = &spellings[0];
            for rare in &spellings[1..] {
                let there = self.sheets.in_words(usual.first, rare.first);
                let there = format!("in {there}{}", and_more(" and", usual.rows));
                let other = Other {
                    text: usual.text,
                    there: &there,
                };
                let finding = self.report_spelling(column, rare, &other, so, help, reporter);
                let usual = self.sheets.place(usual.first, Some(column));
                finding.related.push(usual);
            }
        }
    }

    /// Reports each unknown spelling of a known name, on the first row with that spelling. `there`
    /// describes where the known names come from.
    pub(in crate::rules) fn report_known<'k>(
        &self,
        column: Column,
        known: impl Iterator<Item = &'k Text>,
        there: &str,
        (so, help): (&str, &str),
        key: impl Fn(&str) -> String,
        reporter: &mut Reporter<'_>,
    ) {
        let here: BTreeSet<String> = self.spellings().map(|it| key(it.text)).collect();
        let mut alike: BTreeMap<String, (&Text, BTreeSet<&Text>)> = BTreeMap::new();
        for name in known {
            let key = key(name);
            if here.contains(&key) {
                let (_, names) = alike.entry(key).or_insert((name, BTreeSet::new()));
                names.insert(name);
            }
        }
        for spelling in self.spellings() {
            if let Some((first, known)) = alike.get(&key(spelling.text))
                && !known.contains(spelling.text)
            {
                let other = Other { text: first, there };
                self.report_spelling(column, &spelling, &other, so, help, reporter);
            }
        }
    }

    fn spellings(&self) -> impl Iterator<Item = Spelling<'_>> {
        let rows = (0..).zip(&self.rows);
        rows.filter_map(|(name, (first, rows))| {
            Some(Spelling {
                text: self.names.get(name)?,
                first: *first,
                rows: *rows,
            })
        })
    }

    fn report_spelling<'f>(
        &self,
        column: Column,
        here: &Spelling<'_>,
        other: &Other<'_>,
        so: &str,
        help: &str,
        reporter: &'f mut Reporter<'_>,
    ) -> &'f mut Finding {
        let message = format!(
            "{} here{} and {} {} differ only in {}, {so}",
            quoted(here.text),
            and_more(" and in", here.rows),
            quoted(other.text),
            other.there,
            differences(here.text, other.text),
        );
        let value = Some(here.text.clone());
        self.sheets
            .report(reporter, (here.first, column), value, message, help)
    }
}

/// Another spelling of a name, and its location.
struct Other<'a> {
    text: &'a Text,
    there: &'a str,
}

struct Spelling<'a> {
    text: &'a Text,
    first: RowRef,
    rows: usize,
}

/// Formats the number of rows after the first one: ` and 2 more rows`.
fn and_more(and: &str, rows: usize) -> String {
    match rows - 1 {
        0 => String::new(),
        1 => format!("{and} 1 more row"),
        more => format!("{and} {more} more rows"),
    }
}

/// Returns the name in lowercase, without spaces and invisible characters.
pub(in crate::rules) fn visible_key(name: &str) -> String {
    let visible = name.chars().filter(|c| !is_space(*c) && !is_invisible(*c));
    visible.flat_map(char::to_lowercase).collect()
}

/// Describes how two spellings of a name differ: `case and spaces`.
fn differences(one: &str, other: &str) -> String {
    let visible = |name: &str| -> String {
        let visible = name.chars().filter(|c| !is_space(*c) && !is_invisible(*c));
        visible.collect()
    };
    let blanks = |name: &str| -> String {
        let shown = name.chars().filter(|c| !is_invisible(*c));
        shown.flat_map(char::to_lowercase).collect()
    };
    let marks = |name: &str| -> Vec<char> { name.chars().filter(|c| is_invisible(*c)).collect() };
    let case = (visible(one) != visible(other)).then(|| "case".to_owned());
    let blank = (blanks(one) != blanks(other)).then(|| "spaces".to_owned());
    let (one, other) = (marks(one), marks(other));
    let mark = (one != other).then(|| {
        let marks = one.first().or(other.first());
        marks.map_or_else(String::new, |mark| {
            format!("the mark {}", invisible_name(*mark))
        })
    });
    joined([case, blank, mark].into_iter().flatten(), "and")
}
