//! Functions that parse the text of a cell into its value. `data/kinds.tsv` names the function for each kind.
//!
//! Each function takes the cell and the variant of [`Value`] for the result. Suppose that a Territory cell contains the
//! text ` US, UK `. The kind of the column is `territories`, so `list` parses the cell, with the separators `,;|`. `US`
//! is a territory, but `UK` is not, and a list with one invalid item is invalid as a whole. The result is therefore
//! [`Value::Invalid`] with one [`Fault`] at bytes 5 to 7.

use std::ops::Range;
use std::str::FromStr;
use std::sync::Arc;

use super::Value;
use crate::fault::Fault;
use crate::text::{Text, is_space, trim};
use crate::value::{LanguageTag, List, Reason};

/// The text of a nonblank cell.
#[derive(Clone, Copy)]
pub(super) struct Written<'a> {
    pub(super) text: &'a Text,
    pub(super) trimmed: &'a str,
    /// Whether pipes may separate languages.
    pub(super) pipes: bool,
}

/// Parses an identifier, which shares the allocation of the cell's text.
pub(super) fn shared<'a, T>(cell: Written<'a>, value: fn(T) -> Value) -> Value
where
    T: TryFrom<&'a Text, Error = Reason>,
{
    result(cell, T::try_from(cell.text), value)
}

/// Parses a single value.
pub(super) fn one<T>(cell: Written<'_>, value: fn(T) -> Value) -> Value
where
    T: FromStr<Err: Into<Reason>>,
{
    result(cell, cell.trimmed.parse().map_err(Into::into), value)
}

/// Parses a value of a type that accepts any text, such as a vocabulary. A word that is not in the vocabulary is kept
/// unchanged.
pub(super) fn any<'a, T: From<&'a str>>(cell: Written<'a>, value: fn(T) -> Value) -> Value {
    value(T::from(cell.trimmed))
}

/// Parses a word that means yes or no. The templates, MovieLabs' tools and spreadsheets use different words.
pub(super) fn flag(cell: Written<'_>, value: fn(bool) -> Value) -> Value {
    let is = |words: &[&str]| {
        let mut words = words.iter();
        words.any(|word| cell.trimmed.eq_ignore_ascii_case(word))
    };
    let flag = if is(&["Yes", "Y", "True", "T"]) {
        Ok(true)
    } else if is(&["No", "N", "False", "F"]) {
        Ok(false)
    } else {
        Err(Reason::Flag)
    };
    result(cell, flag, value)
}

/// Parses a list of values. One invalid item makes the whole cell invalid, so that part of the list is never mistaken
/// for the whole list.
pub(super) fn list<T>(cell: Written<'_>, separators: &str, value: fn(List<T>) -> Value) -> Value
where
    T: FromStr<Err: Into<Reason>>,
{
    let mut values = Vec::new();
    let mut faults = Vec::new();
    for (at, item) in items(cell.text, separators) {
        let parsed = if item.is_empty() {
            Err(Reason::EmptyItem)
        } else {
            item.parse().map_err(Into::into)
        };
        match parsed {
            Ok(parsed) => values.push(parsed),
            Err(reason) => faults.push(Fault { at, reason }),
        }
    }
    if faults.is_empty() {
        value(List::new(values))
    } else {
        Value::Invalid(faults.into())
    }
}

/// Parses languages separated by commas. Other separators are accepted, but reported as faults.
pub(super) fn languages(cell: Written<'_>, value: fn(List<LanguageTag>) -> Value) -> Value {
    let wrong = if cell.pipes { ";" } else { ";|" };
    let parsed = list(cell, ",;|", value);
    let separators: Vec<Fault> = cell
        .text
        .char_indices()
        .filter(|(_, c)| wrong.contains(*c))
        .map(|(at, _)| Fault {
            at: at..at + 1,
            reason: Reason::LanguageSeparator,
        })
        .collect();
    if separators.is_empty() {
        return parsed;
    }
    let mut faults = separators;
    if let Value::Invalid(others) = parsed {
        faults.extend(others.iter().cloned());
        faults.sort_by_key(|fault| fault.at.start);
    }
    Value::Invalid(faults.into())
}

fn result<T>(cell: Written<'_>, parsed: Result<T, Reason>, value: fn(T) -> Value) -> Value {
    match parsed {
        Ok(parsed) => value(parsed),
        Err(reason) => Value::Invalid(Arc::new([Fault {
            at: 0..cell.text.len(),
            reason,
        }])),
    }
}

/// The items in a list, each without surrounding blanks and with its byte range in the text.
fn items<'a>(text: &'a str, separators: &'a str) -> impl Iterator<Item = (Range<usize>, &'a str)> {
    let mut start = 0;
    text.split(move |c| separators.contains(c))
        .map(move |part| {
            let item = trim(part);
            let blank = part.len() - part.trim_start_matches(is_space).len();
            let at = if item.is_empty() {
                start..start + part.len()
            } else {
                start + blank..start + blank + item.len()
            };
            // Every separator is one byte long.
            start += part.len() + 1;
            (at, item)
        })
}
