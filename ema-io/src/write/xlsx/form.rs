//! Determines how a cell is stored, so that it is read back as the same text.

use chrono::{NaiveDate, NaiveDateTime};
use ema_model::{Cell, Kind, Moment, Stored};

use crate::number;
use crate::sheet::{Content, date_of_serial};

/// The stored value of a cell, and its number format.
#[derive(Debug, PartialEq)]
pub(super) struct Form {
    pub(super) value: Value,
    pub(super) format: NumberFormat,
}

#[derive(Debug, PartialEq)]
pub(super) enum Value {
    Text,
    Number(f64),
    Boolean(bool),
    /// An Excel error value, whose name is the text of the cell.
    Error,
    /// No value, because the cell in the source has a formula without a result.
    Nothing,
}

/// A number format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberFormat {
    /// Excel's default format.
    General,
    /// A format that stores all input as text.
    Text,
    Date,
    DateTime,
    /// A format with this number of decimal places.
    Decimals(u8),
}

/// The maximum number of decimal places, which is more than any price has.
const MOST_DECIMALS: u8 = 9;

impl NumberFormat {
    pub(super) fn all() -> impl Iterator<Item = Self> {
        let decimals = (0..=MOST_DECIMALS).map(Self::Decimals);
        [Self::General, Self::Text, Self::Date, Self::DateTime]
            .into_iter()
            .chain(decimals)
    }

    /// Returns the index of this format in [`all`](Self::all).
    pub(super) fn index(self) -> usize {
        match self {
            Self::General => 0,
            Self::Text => 1,
            Self::Date => 2,
            Self::DateTime => 3,
            Self::Decimals(decimals) => 4 + usize::from(decimals),
        }
    }

    pub(super) fn code(self) -> String {
        match self {
            Self::General => "General".to_owned(),
            Self::Text => "@".to_owned(),
            Self::Date => "yyyy-mm-dd".to_owned(),
            Self::DateTime => "yyyy-mm-dd\"T\"hh:mm:ss".to_owned(),
            Self::Decimals(0) => "0".to_owned(),
            Self::Decimals(decimals) => format!("0.{}", "0".repeat(decimals.into())),
        }
    }

    /// Returns the format for the blank cells in a column, which applies when users fill them in.
    pub(super) fn of_column(kind: Option<Kind>) -> Self {
        match kind {
            Some(kind) if kind.is_identifier() => Self::Text,
            Some(Kind::Start | Kind::End | Kind::Date) => Self::Date,
            Some(Kind::Money | Kind::PriceValue) => Self::Decimals(2),
            _ => Self::General,
        }
    }
}

/// Determines how a cell is stored. If the cell's text is not a plain value of the column's kind, the cell is stored as
/// text.
///
/// In a column that accepts any text, a cell keeps its type from the source if possible.
pub(super) fn form(kind: Option<Kind>, cell: &Cell) -> Form {
    let text = cell.text();
    let form = |value, format| Form { value, format };
    match cell.stored() {
        Stored::NoResult => return form(Value::Nothing, NumberFormat::General),
        Stored::Error if ERRORS.contains(&text) => {
            return form(Value::Error, NumberFormat::General);
        }
        _ => {}
    }
    let is_free = matches!(kind, None | Some(Kind::Text));
    let found = match kind {
        Some(Kind::Money | Kind::PriceValue) => amount(text),
        Some(Kind::Start | Kind::End | Kind::Date) => date(text),
        Some(Kind::Year | Kind::Count | Kind::Hours) => plain_number(text),
        Some(Kind::Flag) => boolean(text),
        _ => match cell.stored() {
            Stored::Number | Stored::Percent if is_free => plain_number(text),
            Stored::Date if is_free => date(text),
            Stored::Boolean => boolean(text),
            _ => None,
        },
    };
    found.map_or_else(
        || {
            let column = NumberFormat::of_column(kind);
            let format = match is_likely_converted(text) {
                true => NumberFormat::Text,
                false => column,
            };
            form(Value::Text, format)
        },
        |(value, format)| form(value, format),
    )
}

/// The Excel error values that every workbook can store.
const ERRORS: [&str; 7] = [
    "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!",
];

/// Returns whether Excel might convert the text to a number, a date or a formula if a user retyped it.
pub(crate) fn is_likely_converted(text: &str) -> bool {
    let first = text.trim_start().bytes().next();
    first.is_some_and(|first| first.is_ascii_digit() || b"+-=.@".contains(&first))
}

fn amount(text: &str) -> Option<(Value, NumberFormat)> {
    let scale = text
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    let decimals = u8::try_from(scale).ok().filter(|it| *it <= MOST_DECIMALS)?;
    let number = parsed(text)?;
    let is_same = number::with_decimals(number, scale) == text;
    is_same.then_some((Value::Number(number), NumberFormat::Decimals(decimals)))
}

fn plain_number(text: &str) -> Option<(Value, NumberFormat)> {
    let number = parsed(text)?;
    let is_same = number::text(number) == text;
    is_same.then_some((Value::Number(number), NumberFormat::General))
}

fn parsed(text: &str) -> Option<f64> {
    // A digit must come first, because Rust also parses words such as `inf` and `NaN`.
    let starts = text
        .trim_start_matches('-')
        .starts_with(|c: char| c.is_ascii_digit());
    // Excel keeps only 15 digits, so the text of a longer number could not be read back.
    let short = text.len() <= 17;
    (starts && short).then(|| text.parse().ok())?
}

fn boolean(text: &str) -> Option<(Value, NumberFormat)> {
    let value = match text {
        "TRUE" => true,
        "FALSE" => false,
        _ => return None,
    };
    Some((Value::Boolean(value), NumberFormat::General))
}

fn date(text: &str) -> Option<(Value, NumberFormat)> {
    let (at, format) = match text.parse::<Moment>().ok()? {
        Moment::Date(date) => (date.and_hms_opt(0, 0, 0)?, NumberFormat::Date),
        Moment::Local(at) => (at, NumberFormat::DateTime),
        _ => return None,
    };
    // Text of any other length has a shorter notation or fractional seconds, so it would be displayed differently.
    // Midnight would be displayed without a time, so the comparison below excludes it.
    if !matches!(text.len(), 10 | 19) {
        return None;
    }
    let serial = serial_of(at)?;
    let has_time = format == NumberFormat::DateTime;
    let is_same = date_of_serial(serial) == Content::Date { at, has_time };
    is_same.then_some((Value::Number(serial), format))
}

/// Converts a date and time to an Excel serial number: the number of days, with the time as a fraction of a day.
pub(crate) fn serial_of(at: NaiveDateTime) -> Option<f64> {
    const SECONDS_A_DAY: f64 = 86_400.0;
    let start = NaiveDate::from_ymd_opt(1899, 12, 30)?.and_hms_opt(0, 0, 0)?;
    // The number of seconds is far below 2^53, so the conversion to `f64` is exact.
    Some((at - start).num_seconds() as f64 / SECONDS_A_DAY)
}
