//! From raw rows to avails.

use chrono::{NaiveDateTime, TimeDelta};
use ema_model::{AvailBuilder, Header, Kind, Marks, Stored, Text, trim};

use crate::number;
use crate::sheet::{Content, RawRow};

/// Fills the builder with the cells of a row; false if the row holds no avail: it is a comment, or
/// nothing but blanks stands in it.
///
/// A row whose first cell starts with `//` is a comment, as the templates have them under their
/// headers; one that an apostrophe stands before is not.
pub(crate) fn fill(builder: &mut AvailBuilder, amounts: &Amounts, row: &RawRow) -> bool {
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
        marks.out_of_order = row.out_of_order;
        let (text, stored) = match cell.content {
            Content::Decimal { number, decimals } if amounts.has(index) => {
                let text = number::with_decimals(number, decimals.into());
                (text.into(), Stored::Number)
            }
            _ => text(&cell.content),
        };
        builder.push(index, text, stored, marks);
    }
    true
}

/// Which columns hold amounts of money. Their zeros at the end count: a price of 13.9 that the sheet
/// shows as `13.90` is given with two decimals.
pub(crate) struct Amounts(Vec<bool>);

impl Amounts {
    pub(crate) fn of(header: &Header) -> Self {
        let mut columns = Vec::new();
        for header_column in header.columns() {
            let kind = header_column
                .column
                .map(|column| column.kind(header.version()));
            let index = usize::from(header_column.index);
            columns.resize(columns.len().max(index + 1), false);
            columns[index] = matches!(kind, Some(Kind::Money | Kind::PriceValue));
        }
        Self(columns)
    }

    fn has(&self, index: u16) -> bool {
        self.0.get(usize::from(index)).copied().unwrap_or_default()
    }
}

/// What a cell holds as text, and how the file stores it.
pub(crate) fn text(content: &Content) -> (Text, Stored) {
    match content {
        Content::Text(text) => (text.clone(), Stored::Text),
        Content::Number(number) | Content::Decimal { number, .. } => {
            (number::text(*number).into(), Stored::Number)
        }
        Content::Date { at, has_time } => (date_text(*at, *has_time).into(), Stored::Date),
        Content::Duration(time) => (time_text(*time).into(), Stored::Time),
        Content::Bool(true) => ("TRUE".into(), Stored::Boolean),
        Content::Bool(false) => ("FALSE".into(), Stored::Boolean),
        Content::Error(error) => (error.as_str().into(), Stored::Error),
        Content::NoStoredValue => ("".into(), Stored::NoResult),
    }
}

fn is_comment(row: &RawRow) -> bool {
    let first = row.cells.iter().find(|cell| !is_blank(&cell.content));
    first.is_some_and(|cell| match &cell.content {
        Content::Text(text) => !cell.literal && trim(text).starts_with("//"),
        _ => false,
    })
}

fn is_blank(content: &Content) -> bool {
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
