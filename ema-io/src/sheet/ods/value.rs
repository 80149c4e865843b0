//! The value of a cell in an `.ods` file, determined from the cell's attributes and its displayed text.

use std::borrow::Cow;

use chrono::TimeDelta;
use quick_xml::escape::unescape;

use crate::error::ErrorKind;
use crate::sheet::Content;
use crate::sheet::moment::from_iso;

/// The attributes of a cell, and the text that the cell displays.
#[derive(Default)]
pub(super) struct Value {
    kind: Kind,
    stored: Option<String>,
    is_error: bool,
    pub(super) formula: bool,
    pub(super) text: String,
}

/// The type of a value. See OpenDocument 1.2 part 1, 19.385 `office:value-type`.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Kind {
    #[default]
    None,
    Number,
    Percent,
    Date,
    Time,
    Bool,
    Text,
}

impl Value {
    /// Reads an attribute.
    pub(super) fn take(&mut self, key: &str, value: &str) -> Result<(), ErrorKind> {
        match key {
            "office:value-type" => self.kind = kind(value),
            "office:value"
            | "office:date-value"
            | "office:time-value"
            | "office:boolean-value"
            | "office:string-value" => self.stored = Some(unescaped(value)?.into_owned()),
            "calcext:value-type" => self.is_error = value == "error",
            // If a user types a Boolean value, LibreOffice stores it as one of these formulas.
            "table:formula" => self.formula = !matches!(value, "of:=TRUE()" | "of:=FALSE()"),
            _ => {}
        }
        Ok(())
    }

    /// The content of the cell, or `None` if the cell is blank.
    pub(super) fn content(self) -> Option<Content<'static>> {
        let Self {
            kind,
            stored,
            is_error,
            formula,
            text,
        } = self;
        // If a formula returns an error, Excel writes the error only as the displayed text.
        if is_error && !text.is_empty() || formula && is_name_of_error(&text) {
            return Some(Content::Error(text));
        }
        let stored = match (kind, stored) {
            (Kind::Text | Kind::None, Some(stored)) if !stored.is_empty() => {
                return Some(Content::Text(stored.into()));
            }
            (Kind::Text | Kind::None, _) if !text.is_empty() => {
                return Some(Content::Text(text.into()));
            }
            (Kind::Text, _) if formula => return Some(Content::Text("".into())),
            (Kind::Text | Kind::None, _) | (_, None) => {
                return formula.then_some(Content::NoStoredValue);
            }
            (_, Some(stored)) => stored,
        };
        let number = || {
            stored
                .parse()
                .ok()
                .filter(|number: &f64| number.is_finite())
        };
        let content = match kind {
            Kind::Number => number().map(|number| match decimals(number, &text) {
                0 => Content::Number(number),
                decimals => Content::Decimal { number, decimals },
            }),
            Kind::Percent => number().map(|number| Content::Percent {
                number,
                decimals: decimals(number * 100.0, &text),
            }),
            Kind::Date => Some(from_iso(&stored)),
            Kind::Time => duration(&stored).map(Content::Duration),
            Kind::Bool => match stored.as_str() {
                "true" => Some(Content::Bool(true)),
                "false" => Some(Content::Bool(false)),
                _ => None,
            },
            Kind::Text | Kind::None => None,
        };
        Some(content.unwrap_or(Content::Error(stored)))
    }
}

fn kind(word: &str) -> Kind {
    match word {
        "float" | "currency" => Kind::Number,
        "percentage" => Kind::Percent,
        "date" => Kind::Date,
        "time" => Kind::Time,
        "boolean" => Kind::Bool,
        "string" => Kind::Text,
        _ => Kind::None,
    }
}

fn unescaped(value: &str) -> Result<Cow<'_, str>, ErrorKind> {
    unescape(value).map_err(|_| {
        ErrorKind::damaged("a value of a cell in it has an `&` that begins no reference")
    })
}

/// Whether the text is the name of an error, such as `#REF!` or LibreOffice's `Err:502`.
fn is_name_of_error(text: &str) -> bool {
    const NAMES: [&str; 7] = [
        "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A",
    ];
    let number = text.strip_prefix("Err:").unwrap_or_default();
    NAMES.contains(&text) || !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit())
}

/// The number of decimals in a number as displayed, such as 2 for `$1,234.50` or `3,90 €`.
///
/// The number format is in a separate style, so the decimals are counted in the displayed text.
fn decimals(number: f64, displayed: &str) -> u8 {
    let Some(point) = displayed.rfind(['.', ',']) else {
        return 0;
    };
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let after = displayed[point + 1..]
        .bytes()
        .take_while(u8::is_ascii_digit);
    // Excel displays at most 30 decimals.
    let decimals = u8::try_from(after.count()).unwrap_or(u8::MAX).min(30);
    // In `1,234`, the comma can be a thousands separator.
    let precision = usize::from(decimals);
    match digits(&format!("{:.precision$}", number.abs())) == digits(displayed) {
        true => decimals,
        false => 0,
    }
}

/// Parses a duration in hours, minutes and seconds, such as `PT01H56M20S`. Months and years have no fixed length, so
/// they are not accepted.
fn duration(text: &str) -> Option<TimeDelta> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(text) => (-1.0, text),
        None => (1.0, text),
    };
    let (days, time) = text.strip_prefix('P')?.split_once('T')?;
    let mut seconds = match days.strip_suffix('D') {
        Some(days) => f64::from(days.parse::<u32>().ok()?) * 86_400.0,
        None if days.is_empty() => 0.0,
        None => return None,
    };
    let mut rest = time;
    for (unit, factor) in [('H', 3_600.0), ('M', 60.0), ('S', 1.0)] {
        let Some((number, after)) = rest.split_once(unit) else {
            continue;
        };
        if !number.bytes().all(|it| it.is_ascii_digit() || it == b'.') {
            return None;
        }
        seconds += number.parse::<f64>().ok()? * factor;
        rest = after;
    }
    let milliseconds = (sign * seconds * 1_000.0).round();
    // A duration that is longer than the calendar is not a running time.
    let is_in_calendar = rest.is_empty() && milliseconds.abs() < 1e15;
    is_in_calendar.then(|| TimeDelta::try_milliseconds(milliseconds as i64))?
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::{decimals, duration};

    #[test]
    fn the_displayed_text_shows_the_decimals() {
        for (number, displayed, expected) in [
            (3.9, "3.90", 2),
            (3.9, "3,90 €", 2),
            (1234.5, "$1,234.50", 2),
            (1234.0, "1,234", 0),
            (-0.5, "-0.50", 2),
            (13.987, "13.99", 2),
            (13.987, "13.987", 3),
            (7.0, "7", 0),
            (1e300, "1E+300", 0),
            (2.5, "2.5E+00", 0),
            (2.0, "", 0),
            (2.5, "two.5", 0),
        ] {
            assert_eq!(decimals(number, displayed), expected, "{displayed}");
        }
    }

    #[test]
    fn durations_are_hours_minutes_and_seconds() {
        let milliseconds = |text| duration(text).map(|it| it.num_milliseconds());
        assert_eq!(milliseconds("PT01H56M20S"), Some(6_980_000));
        assert_eq!(milliseconds("PT36H00M00.5S"), Some(129_600_500));
        assert_eq!(milliseconds("-PT6H"), Some(-21_600_000));
        assert_eq!(milliseconds("P1DT1S"), Some(86_401_000));
        assert_eq!(duration("PT0S"), Some(TimeDelta::zero()));
        for text in [
            "", "P", "PT1", "P1M", "1:56:20", "PT-1S", "PTinfS", "PT1e9H", "PT1M1H",
        ] {
            assert_eq!(duration(text), None, "{text}");
        }
    }
}
