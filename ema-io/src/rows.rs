//! Converts raw rows to avails.

mod known;

use std::sync::Arc;

use chrono::{NaiveDateTime, TimeDelta};
use ema_model::{Avail, AvailBuilder, Header, Kind, Marks, Stored, Text, trim};

use crate::number;
use crate::sheet::{Content, RawCell, RawRow};

use known::{Known, Place};

/// Converts the rows below a header to avails.
pub(crate) struct Filler<'w> {
    builder: AvailBuilder,
    /// The kinds of the dictionary columns.
    kinds: Vec<Option<Kind>>,
    known: Known<'w>,
}

impl<'w> Filler<'w> {
    pub(crate) fn new(header: &Arc<Header>) -> Self {
        let mut kinds = Vec::new();
        for header_column in header.columns() {
            let index = usize::from(header_column.index);
            kinds.resize(kinds.len().max(index + 1), None);
            kinds[index] = header.kind_at(header_column.index);
        }
        Self {
            builder: AvailBuilder::new(Arc::clone(header)),
            kinds,
            known: Known::new(),
        }
    }

    /// Converts a row and consumes its cells. Returns `None` if the row is a comment or blank.
    ///
    /// A row whose first cell starts with `//` is a comment, as in the templates, unless an apostrophe precedes the
    /// `//`. `shown` returns the text that a spreadsheet program displays in a cell.
    pub(crate) fn avail(
        &mut self,
        row: &mut RawRow<'w>,
        shown: impl Fn(&RawCell<'w>) -> Option<String>,
    ) -> Option<Avail> {
        if is_comment(row) || row.cells.iter().all(|cell| is_blank(&cell.content)) {
            return None;
        }
        let builder = &mut self.builder;
        for cell in row.cells.drain(..) {
            // Larger numbers exceed the limit on columns.
            let Ok(index) = u16::try_from(cell.column) else {
                continue;
            };
            let mut marks = Marks::default();
            (marks.formula, marks.repeated) = (cell.formula, cell.repeated);
            marks.out_of_order = row.out_of_order;
            let kind = self.kinds.get(usize::from(index)).copied().flatten();
            if !matches!(cell.content, Content::Shared(_))
                && kind.is_some_and(|kind| !kind.takes(stored(&cell.content)))
                && let Some(shown) = shown(&cell)
            {
                builder.show(index, shown);
            }
            let place = Place {
                builder,
                index,
                kind: kind.unwrap_or(Kind::Text),
                marks,
            };
            match cell.content {
                Content::Shared(shared) => self.known.push_text(place, shared),
                Content::Text(text) => builder.push(index, text, Stored::Text, marks),
                content @ (Content::Error(_) | Content::NoStoredValue) => {
                    let (text, stored) = text(&content);
                    builder.push(index, text, stored, marks);
                }
                content => self.known.push_number(place, content),
            }
        }
        Some(builder.build(row.row))
    }
}

/// The text of a cell in a column of this kind, and how the file stores it. Trailing zeros in an amount are
/// significant. For example, a price of 13.9 that the sheet displays as `13.90` has two decimals.
fn text_in(content: &Content<'_>, kind: Kind) -> (Text, Stored) {
    match (content, kind) {
        (Content::Decimal { number, decimals }, Kind::Money | Kind::PriceValue) => {
            let text = number::with_decimals(*number, (*decimals).into());
            (text.into(), Stored::Number)
        }
        _ => text(content),
    }
}

/// The text of a cell, and how the file stores it.
pub(crate) fn text(content: &Content<'_>) -> (Text, Stored) {
    let text = match content {
        Content::Text(text) => text.clone(),
        Content::Shared(text) => (*text).clone(),
        Content::Number(number)
        | Content::Decimal { number, .. }
        | Content::Percent { number, .. } => number::text(*number).into(),
        Content::Date { at, has_time } => date_text(*at, *has_time).into(),
        Content::Duration(time) => time_text(*time).into(),
        Content::Bool(true) => "TRUE".into(),
        Content::Bool(false) => "FALSE".into(),
        Content::Error(error) => error.as_str().into(),
        Content::NoStoredValue => "".into(),
    };
    (text, stored(content))
}

fn stored(content: &Content<'_>) -> Stored {
    match content {
        Content::Text(_) | Content::Shared(_) => Stored::Text,
        Content::Number(_) | Content::Decimal { .. } => Stored::Number,
        Content::Percent { .. } => Stored::Percent,
        Content::Date { .. } => Stored::Date,
        Content::Duration(_) => Stored::Time,
        Content::Bool(_) => Stored::Boolean,
        Content::Error(_) => Stored::Error,
        Content::NoStoredValue => Stored::NoResult,
    }
}

fn is_comment(row: &RawRow<'_>) -> bool {
    let first = row.cells.iter().find(|cell| !is_blank(&cell.content));
    first.is_some_and(|cell| {
        let text = cell.content.text();
        !cell.literal && text.is_some_and(|text| trim(text).starts_with("//"))
    })
}

fn is_blank(content: &Content<'_>) -> bool {
    content.text().is_some_and(|text| trim(text).is_empty())
}

/// Formats a date as `2026-01-31`, or with a time of day as `2026-01-31T09:00:00`.
fn date_text(at: NaiveDateTime, has_time: bool) -> String {
    if has_time {
        at.format("%Y-%m-%dT%H:%M:%S%.f").to_string()
    } else {
        at.date().to_string()
    }
}

/// Formats a time as `1:56:20`, as in the templates. Fractions of a second are rounded. A negative time keeps its sign.
fn time_text(time: TimeDelta) -> String {
    let seconds = (time.num_milliseconds().saturating_add(500)).div_euclid(1000);
    let sign = if seconds < 0 { "-" } else { "" };
    let seconds = seconds.unsigned_abs();
    format!(
        "{sign}{}:{:02}:{:02}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    )
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn what_is_stored_alike_keeps_its_own_text() {
        let decimal = |number, decimals| Content::Decimal { number, decimals };
        let date = |has_time| Content::Date {
            at: NaiveDate::from_ymd_opt(1970, 1, 1)
                .unwrap()
                .and_time(chrono::NaiveTime::MIN),
            has_time,
        };
        let shown = [
            (Content::Number(13.9), "13.9"),
            (decimal(13.9, 2), "13.90"),
            (decimal(13.9, 3), "13.900"),
            (Content::Number(0.0), "0"),
            (Content::Number(-0.0), "0"),
            (decimal(0.0, 2), "0.00"),
            (date(false), "1970-01-01"),
            (date(true), "1970-01-01T00:00:00"),
            (Content::Duration(TimeDelta::zero()), "0:00:00"),
            (Content::Bool(false), "FALSE"),
            (Content::Bool(true), "TRUE"),
            (Content::Duration(TimeDelta::milliseconds(1)), "0:00:00"),
            (Content::Error("#REF!".to_owned()), "#REF!"),
        ];
        for (content, expected) in &shown {
            assert_eq!(text_in(content, Kind::Money).0, *expected);
        }
        // In other columns, the number of decimals is irrelevant.
        assert_eq!(text_in(&decimal(13.9, 2), Kind::Text).0, "13.9");
    }
}
