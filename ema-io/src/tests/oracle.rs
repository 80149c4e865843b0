//! Formats calamine's cells in the same way as our own, so that they can be compared.

use calamine::{Data, DataRef, ExcelDateTime};
use chrono::NaiveDate;

/// Formats a cell from calamine. Returns `None` if the two readers differ on purpose.
pub(super) fn shown(value: DataRef<'_>, is_1904: bool) -> Option<String> {
    Some(match Data::from(value) {
        Data::Empty => return None,
        Data::String(text) if text.is_empty() => return None,
        Data::String(text) => format!("{text:?}"),
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        Data::Bool(value) => value.to_string(),
        Data::Error(error) => format!("error {error}"),
        Data::DateTime(moment) => shown_moment(moment, is_1904),
        other => panic!("{other:?}"),
    })
}

fn shown_moment(moment: ExcelDateTime, is_1904: bool) -> String {
    let value = moment.as_f64();
    let end = if is_1904 { 2_957_004.0 } else { 2_958_466.0 };
    if moment.is_duration() || (0.0..1.0).contains(&value) {
        return if value.abs() < 2_958_466.0 {
            format!("{}ms", (value * 86_400_000.0).round() as i64)
        } else {
            value.to_string()
        };
    }
    if !(0.0..end).contains(&value) {
        return value.to_string();
    }
    let (year, month, day, hour, minute, second, millisecond) = moment.to_ymd_hms_milli();
    let date = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into());
    let Some(date) = date else {
        return value.to_string();
    };
    // calamine rounds a moment just before midnight to the next day, and a moment just after midnight to a day without
    // a time.
    let part = value.fract();
    match (hour, minute, second, millisecond) {
        (0, 0, 0, 0) if part > 0.5 => {
            let end = date.and_hms_opt(0, 0, 0).unwrap() - chrono::TimeDelta::milliseconds(1);
            end.to_string()
        }
        (0, 0, 0, 0) if part == 0.0 => date.to_string(),
        _ => date
            .and_hms_milli_opt(
                hour.into(),
                minute.into(),
                second.into(),
                millisecond.into(),
            )
            .unwrap()
            .to_string(),
    }
}
