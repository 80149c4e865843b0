//! Converts XML Schema notations that cells do not use.
//!
//! XML Schema allows several notations for the same value, but sheets use only one. The functions in this module
//! convert values to the notation of sheets. For example, `.99` becomes `0.99`, `+5` becomes `5`, and `24:00:00`
//! becomes the first moment of the next day. Each function returns `None` if the text already has that notation, or is
//! not a value of the type.

use chrono::NaiveDate;

use crate::xml::schema::lexical::{self, MIDNIGHT, ValueType, without_zone};
use ema_model::XmlVersion;

/// The maximum number of digits that a cell can have in a fraction of a second.
const FRACTION: usize = 9;

/// Returns a whole number without a redundant sign.
pub(super) fn whole(text: &str) -> Option<String> {
    if !is(ValueType::Integer, text) {
        return None;
    }
    let digits = text.strip_prefix(['+', '-'])?;
    let is_zero = digits.bytes().all(|digit| digit == b'0');
    (text.starts_with('+') || is_zero).then(|| digits.to_owned())
}

/// Returns a number with at least one digit on each side of its decimal point.
pub(super) fn decimal(text: &str) -> Option<String> {
    if !is(ValueType::Decimal, text) {
        return None;
    }
    let number = text.strip_prefix(['+', '-']).unwrap_or(text);
    let is_zero = number.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let sign = match text.starts_with('-') && !is_zero {
        true => "-",
        false => "",
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let whole = if whole.is_empty() { "0" } else { whole };
    let spelled = match fraction.is_empty() {
        true => format!("{sign}{whole}"),
        false => format!("{sign}{whole}.{fraction}"),
    };
    (spelled != text).then_some(spelled)
}

/// Returns a year without its time zone.
pub(super) fn year(text: &str) -> Option<String> {
    let year = without_zone(text);
    (year.len() < text.len()).then(|| year.to_owned())
}

/// Converts a date, or a date and time. `24:00:00` becomes the first moment of the next day, and a date with a time
/// zone gets the time `time_of_date`.
pub(super) fn moment(text: &str, time_of_date: &str) -> Option<String> {
    if lexical::is_date(text) {
        let date = without_zone(text);
        let zone = &text[date.len()..];
        return (!zone.is_empty()).then(|| format!("{date}{time_of_date}{zone}"));
    }
    if !lexical::is_date_time(text) {
        return None;
    }
    let local = without_zone(text);
    let zone = &text[local.len()..];
    let (date, time) = local.split_once('T')?;
    let (seconds, fraction) = time.split_once('.').unwrap_or((time, ""));
    if seconds == MIDNIGHT {
        let next = date.parse::<NaiveDate>().ok()?.succ_opt()?;
        return Some(format!("{next}T00:00:00{zone}"));
    }
    let cut = fraction
        .get(..FRACTION)
        .filter(|cut| cut.len() < fraction.len())?;
    Some(format!("{date}T{seconds}.{cut}{zone}"))
}

fn is(value: ValueType, text: &str) -> bool {
    value.accepts(text, XmlVersion::V2_7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_has_one_spelling() {
        for (text, spelled) in [
            ("+5", Some("5")),
            ("-0", Some("0")),
            ("5", None),
            ("-5", None),
            ("5.0", None),
        ] {
            assert_eq!(whole(text).as_deref(), spelled, "{text}");
        }
        for (text, spelled) in [
            (".99", Some("0.99")),
            ("+.99", Some("0.99")),
            ("-.99", Some("-0.99")),
            ("3.", Some("3")),
            ("-0.00", Some("0.00")),
            ("3.99", None),
            ("003", None),
            ("3,99", None),
            (".", None),
        ] {
            assert_eq!(decimal(text).as_deref(), spelled, "{text}");
        }
        for (text, spelled) in [
            ("2028-02-28T24:00:00", Some("2028-02-29T00:00:00")),
            ("2027-12-31T24:00:00.0Z", Some("2028-01-01T00:00:00Z")),
            ("2026-11-20Z", Some("2026-11-20T23:59:59Z")),
            ("2026-11-20-05:00", Some("2026-11-20T23:59:59-05:00")),
            (
                "2026-11-20T01:02:03.1234567891Z",
                Some("2026-11-20T01:02:03.123456789Z"),
            ),
            ("2026-11-20", None),
            ("2026-11-20T01:02:03", None),
            ("2026-02-30T24:00:00", None),
        ] {
            assert_eq!(moment(text, "T23:59:59").as_deref(), spelled, "{text}");
        }
        assert_eq!(year("2026Z").as_deref(), Some("2026"));
        assert_eq!(year("2026"), None);
    }
}
