//! From raw rows to avails.

use chrono::{NaiveDateTime, TimeDelta};
use ema_model::{AvailBuilder, Marks, Stored, trim};

use crate::number;
use crate::sheet::{Content, RawRow};

/// Fills the builder with the cells of a row; false if the row holds no avail: it is a comment, or
/// nothing but blanks stands in it.
///
/// A row whose first cell starts with `//` is a comment, as the templates have them under their
/// headers.
pub(crate) fn fill(builder: &mut AvailBuilder, row: &RawRow<'_>) -> bool {
    if is_comment(row) || row.cells.iter().all(|cell| is_blank(&cell.content)) {
        return false;
    }
    for cell in &row.cells {
        // A column beyond those of any spreadsheet does not come this far: the guard stops it.
        let Ok(index) = u16::try_from(cell.column) else {
            continue;
        };
        let mut marks = Marks::default();
        (marks.formula, marks.repeated) = (cell.formula, cell.repeated);
        match &cell.content {
            Content::Text(text) => builder.push(index, text, Stored::Text, marks),
            Content::Number(number) => {
                builder.push(index, &number::text(*number), Stored::Number, marks);
            }
            Content::Date { at, has_time } => {
                builder.push(index, &date_text(*at, *has_time), Stored::Date, marks);
            }
            Content::Duration(time) => builder.push(index, &time_text(*time), Stored::Time, marks),
            Content::Bool(true) => builder.push(index, "TRUE", Stored::Boolean, marks),
            Content::Bool(false) => builder.push(index, "FALSE", Stored::Boolean, marks),
            Content::Error(error) => builder.push(index, error, Stored::Error, marks),
            Content::NoStoredValue => builder.push(index, "", Stored::NoResult, marks),
        }
    }
    true
}

fn is_comment(row: &RawRow<'_>) -> bool {
    let first = row.cells.iter().find(|cell| !is_blank(&cell.content));
    first.is_some_and(|cell| match &cell.content {
        Content::Text(text) => trim(text).starts_with("//"),
        _ => false,
    })
}

fn is_blank(content: &Content<'_>) -> bool {
    matches!(content, Content::Text(text) if trim(text).is_empty())
}

/// `2026-01-31`, or `2026-01-31T09:00:00` with a time of day: ISO 8601, which needs no locale.
fn date_text(at: NaiveDateTime, has_time: bool) -> String {
    if has_time {
        at.format("%Y-%m-%dT%H:%M:%S%.f").to_string()
    } else {
        at.date().to_string()
    }
}

/// `1:56:20`, the form of the templates; a fraction of a second is rounded, a negative time keeps
/// its sign.
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
