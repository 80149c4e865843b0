//! From raw rows to avails.

use std::sync::Arc;

use chrono::{NaiveDateTime, TimeDelta};
use ema_model::{Avail, AvailBuilder, Header, Kind, Marks, Stored, Text, trim};

use crate::number;
use crate::sheet::{Content, RawCell, RawRow};

/// Makes avails of the rows under a header.
pub(crate) struct Filler {
    builder: AvailBuilder,
    /// The kinds of the columns of the dictionary.
    kinds: Vec<Option<Kind>>,
    texts: Texts,
}

impl Filler {
    pub(crate) fn new(header: &Arc<Header>) -> Self {
        let mut kinds = Vec::new();
        for header_column in header.columns() {
            let kind = header_column
                .column
                .map(|column| column.kind(header.version()));
            let index = usize::from(header_column.index);
            kinds.resize(kinds.len().max(index + 1), None);
            kinds[index] = kind;
        }
        Self {
            builder: AvailBuilder::new(Arc::clone(header)),
            kinds,
            texts: Texts(Vec::new()),
        }
    }

    /// Converts a row, taking its cells; `None` if the row is a comment or blank.
    ///
    /// A row whose first cell starts with `//` is a comment, as in the templates, unless an
    /// apostrophe precedes it. `shown` returns what a spreadsheet program displays in a cell.
    pub(crate) fn avail(
        &mut self,
        row: &mut RawRow,
        shown: impl Fn(&RawCell) -> Option<String>,
    ) -> Option<Avail> {
        if is_comment(row) || row.cells.iter().all(|cell| is_blank(&cell.content)) {
            return None;
        }
        for cell in row.cells.drain(..) {
            // A column beyond those of any spreadsheet does not come this far: the guard stops it.
            let Ok(index) = u16::try_from(cell.column) else {
                continue;
            };
            let mut marks = Marks::default();
            (marks.formula, marks.repeated) = (cell.formula, cell.repeated);
            marks.out_of_order = row.out_of_order;
            let kind = self.kinds.get(usize::from(index)).copied().flatten();
            if kind.is_some_and(|kind| !kind.takes(stored(&cell.content)))
                && let Some(shown) = shown(&cell)
            {
                self.builder.show(index, shown);
            }
            let (text, stored) = match cell.content {
                Content::Text(text) => (text, Stored::Text),
                // The zeros at the end of an amount of money count: a price of 13.9 that the sheet shows
                // as `13.90` is given with two decimals.
                Content::Decimal { number, .. } if !is_amount(kind) => {
                    self.texts.text(Content::Number(number))
                }
                content => self.texts.text(content),
            };
            self.builder.push(index, text, stored, marks);
        }
        Some(self.builder.build(row.row))
    }
}

fn is_amount(kind: Option<Kind>) -> bool {
    matches!(kind, Some(Kind::Money | Kind::PriceValue))
}

/// The last few thousand numbers, dates and times as text, for rows repeat them, and the builder knows
/// a text again that it is given again.
struct Texts(Vec<Option<(Content, Text)>>);

impl Texts {
    /// How many are remembered: 2 to the power of this. Of the numbers of a feed of 60,000 rows seven of
    /// eight are among so many; more places do not pay.
    const BITS: u32 = 12;

    /// The text of what is no text; an amount with its decimals.
    fn text(&mut self, content: Content) -> (Text, Stored) {
        let bits = match &content {
            Content::Number(number)
            | Content::Decimal { number, .. }
            | Content::Percent { number, .. } => number.to_bits(),
            Content::Date { at, .. } => at.and_utc().timestamp_millis() as u64,
            Content::Duration(time) => time.num_milliseconds() as u64,
            Content::Bool(value) => u64::from(*value),
            Content::Text(_) | Content::Error(_) | Content::NoStoredValue => return text(&content),
        };
        if self.0.is_empty() {
            self.0.resize(1 << Self::BITS, None);
        }
        // One that drives another out costs no more than writing it again. The factor is 2^64 over the
        // golden ratio, which spreads what is near to each other.
        let hash = bits.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - Self::BITS);
        let place = &mut self.0[hash as usize];
        if let Some((known, text)) = place
            && *known == content
        {
            return (text.clone(), stored(&content));
        }
        let (text, stored) = match content {
            Content::Decimal { number, decimals } => {
                let text = number::with_decimals(number, decimals.into());
                (text.into(), Stored::Number)
            }
            _ => text(&content),
        };
        *place = Some((content, text.clone()));
        (text, stored)
    }
}

/// What a cell holds as text, and how the file stores it.
pub(crate) fn text(content: &Content) -> (Text, Stored) {
    let text = match content {
        Content::Text(text) => text.clone(),
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

fn stored(content: &Content) -> Stored {
    match content {
        Content::Text(_) => Stored::Text,
        Content::Number(_) | Content::Decimal { .. } => Stored::Number,
        Content::Percent { .. } => Stored::Percent,
        Content::Date { .. } => Stored::Date,
        Content::Duration(_) => Stored::Time,
        Content::Bool(_) => Stored::Boolean,
        Content::Error(_) => Stored::Error,
        Content::NoStoredValue => Stored::NoResult,
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

/// Formats as `2026-01-31`, or with a time of day as `2026-01-31T09:00:00`: ISO 8601, which is
/// independent of locale.
fn date_text(at: NaiveDateTime, has_time: bool) -> String {
    if has_time {
        at.format("%Y-%m-%dT%H:%M:%S%.f").to_string()
    } else {
        at.date().to_string()
    }
}

/// Formats as `1:56:20`, like the templates. Fractions of a second are rounded, and a negative time
/// keeps its sign.
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

    /// What is remembered of one is not taken for another that is stored alike.
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
        let mut texts = Texts(Vec::new());
        for (content, expected) in shown.iter().chain(&shown).chain(shown.iter().rev()) {
            assert_eq!(texts.text(content.clone()).0, *expected);
            assert_eq!(texts.text(content.clone()).0, *expected);
        }
    }

    #[test]
    fn a_number_that_rows_repeat_is_one_text() {
        let mut texts = Texts(Vec::new());
        let (first, _) = texts.text(Content::Number(13.9));
        let (second, _) = texts.text(Content::Number(13.9));
        assert_eq!(first.as_ptr(), second.as_ptr());
    }
}
