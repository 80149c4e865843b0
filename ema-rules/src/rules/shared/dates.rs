//! Recognizes common date notations and their possible meanings.

use chrono::{Month, NaiveDate};
use ema_model::{Moment, is_space};

use super::iso;

/// The form of a string that is neither a date `YYYY-MM-DD` nor a date and time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Shape {
    /// The string can mean only one date. The field contains its correct form.
    Mendable(String),
    /// The string can mean two different days. The field contains each day and its correct form:
    /// first the reading with the day before the month, then the reading with the month before the
    /// day.
    DayOrMonth([(NaiveDate, String); 2]),
    /// The year has only two digits, so any of the three numbers could be the year.
    ShortYear,
    /// The string has the form of a date, but the calendar has no such day.
    NoSuchDay,
    /// The string is in an ISO 8601 form that is not accepted. The field contains the accepted
    /// form.
    OtherIso(String),
    /// The string contains a readable date and an unreadable time.
    WrongTime,
    /// The string is a serial number, which is how spreadsheets store dates.
    Number,
    /// Any other string.
    Unknown,
}

impl Shape {
    /// Classifies a string that has no surrounding white space and is not a [`Moment`].
    pub(in crate::rules) fn of(text: &str) -> Self {
        if let Some(right) =
            iso::extended(text).filter(|right| right != text && right.parse::<Moment>().is_ok())
        {
            return Self::OtherIso(right);
        }
        let end = text.find(|c: char| !(c.is_ascii_digit() || "-/.".contains(c)));
        let (date, time) = text.split_at(end.unwrap_or(text.len()));
        if !(time.is_empty() || time.starts_with(['T', 't']) || time.starts_with(is_space)) {
            return with_named_month(text);
        }
        let parts: Vec<&str> = date.split(['-', '/', '.']).collect();
        let widths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
        match (&parts[..], &widths[..]) {
            ([digits], [8]) => in_order(&digits[..4], &digits[4..6], &digits[6..], time),
            ([_], [5]) | ([_, _], [5, _]) if time.is_empty() => Self::Number,
            ([year, month, day], [4, 1..=2, 1..=2]) => in_order(year, month, day, time),
            ([one, other, year], [1..=2, 1..=2, 4]) => {
                match (civil(year, other, one), civil(year, one, other)) {
                    (Some(first), Some(second)) if first != second => either(first, second, time),
                    (Some(date), _) | (None, Some(date)) => mended(date, time),
                    (None, None) => Self::NoSuchDay,
                }
            }
            ([_, _, _], [1..=2, 1..=2, 1..=2]) => Self::ShortYear,
            _ => with_named_month(text),
        }
    }
}

fn in_order(year: &str, month: &str, day: &str, time: &str) -> Shape {
    civil(year, month, day).map_or(Shape::NoSuchDay, |date| mended(date, time))
}

fn either(first: NaiveDate, second: NaiveDate, time: &str) -> Shape {
    match (mended(first, time), mended(second, time)) {
        (Shape::Mendable(one), Shape::Mendable(other)) => {
            Shape::DayOrMonth([(first, one), (second, other)])
        }
        (fault, _) => fault,
    }
}

fn mended(date: NaiveDate, time: &str) -> Shape {
    let mut right = date.to_string();
    let time = time.strip_prefix(['T', 't']).unwrap_or(time);
    if !ema_model::trim(time).is_empty() {
        right.push('T');
        right.extend(
            time.chars()
                .filter(|c| !is_space(*c))
                .map(|c| c.to_ascii_uppercase()),
        );
    }
    match right.parse::<Moment>() {
        Ok(_) => Shape::Mendable(right),
        Err(_) => Shape::WrongTime,
    }
}

/// Classifies a string that contains the name of a month, such as `14 May 2013`, `May 14, 2013` or
/// `14-MAY-2013`.
fn with_named_month(text: &str) -> Shape {
    let is_separator = |c: char| is_space(c) || "-/.,".contains(c);
    let mut month = None;
    let mut numbers = Vec::new();
    for part in text.split(is_separator).filter(|part| !part.is_empty()) {
        if part.bytes().all(|b| b.is_ascii_digit()) && part.len() <= 4 {
            numbers.push(part);
        } else if let (Ok(named), None) = (part.parse::<Month>(), month) {
            month = Some(named.number_from_month().to_string());
        } else {
            return Shape::Unknown;
        }
    }
    let (Some(month), &[one, other]) = (month, &numbers[..]) else {
        return Shape::Unknown;
    };
    match (one.len(), other.len()) {
        (4, 1..=2) => in_order(one, &month, other, ""),
        (1..=2, 4) => in_order(other, &month, one, ""),
        (1..=2, 1..=2) => Shape::ShortYear,
        _ => Shape::Unknown,
    }
}

fn civil(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_means_one_day_is_mended() {
        for (text, right) in [
            ("2013/5/4", "2013-05-04"),
            ("2013.05.14", "2013-05-14"),
            ("14/05/2013", "2013-05-14"),
            ("5-14-2013", "2013-05-14"),
            ("5.5.2013", "2013-05-05"),
            ("14 May 2013", "2013-05-14"),
            ("May 14, 2013", "2013-05-14"),
            ("14-MAY-2013", "2013-05-14"),
            ("2013 october 1", "2013-10-01"),
            ("2013-05-14 09:00:00", "2013-05-14T09:00:00"),
            ("2013-05-14 09:00:00 z", "2013-05-14T09:00:00Z"),
            ("2013-05-14t09:00-05:00", "2013-05-14T09:00-05:00"),
            ("14/05/2013 09:00", "2013-05-14T09:00"),
        ] {
            assert_eq!(Shape::of(text), Shape::Mendable(right.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_means_no_day_or_several_is_told_apart() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        let either = |time| {
            let reading = |text| (date(text), format!("{text}{time}"));
            Shape::DayOrMonth([reading("2013-06-05"), reading("2013-05-06")])
        };
        for (text, shape) in [
            ("05/06/2013", either("")),
            ("5.6.2013 09:00", either("T09:00")),
            ("5.6.2013 9am", Shape::WrongTime),
            ("14/05/13", Shape::ShortYear),
            ("14-May-13", Shape::ShortYear),
            ("2026-02-30", Shape::NoSuchDay),
            ("2026-14-05", Shape::NoSuchDay),
            ("31/31/2013", Shape::NoSuchDay),
            ("20131399", Shape::NoSuchDay),
            ("30 February 2013", Shape::NoSuchDay),
            ("2013-05-14T25:00:00", Shape::WrongTime),
            ("2013-05-14 9:00 AM", Shape::WrongTime),
            ("2013-05-14T", Shape::Mendable("2013-05-14".to_owned())),
            ("41408", Shape::Number),
            ("41408.375", Shape::Number),
            ("2013", Shape::Unknown),
            ("2013-05", Shape::Unknown),
            ("TBD", Shape::Unknown),
            ("May", Shape::Unknown),
            ("14 Mai 2013", Shape::Unknown),
            ("1/2/3/4", Shape::Unknown),
            ("", Shape::Unknown),
        ] {
            assert_eq!(Shape::of(text), shape, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_mended_can_be_read(text in "[0-9TtZz:/. -]{0,24}|\\PC{0,24}") {
            if let Shape::Mendable(right) = Shape::of(&text) {
                prop_assert!(right.parse::<Moment>().is_ok());
            }
        }

        /// If the day is greater than 12 and the year has four digits, each notation has only one
        /// meaning.
        #[test]
        fn a_day_beyond_the_twelfth_is_never_taken_for_a_month(
            year in 1000_i32..=9999, month in 1_u32..=12, day in 13_u32..=28, separator in "[-/.]",
        ) {
            let right = format!("{year:04}-{month:02}-{day:02}");
            for parts in [
                [day.to_string(), month.to_string(), year.to_string()],
                [month.to_string(), day.to_string(), year.to_string()],
                [year.to_string(), month.to_string(), day.to_string()],
            ] {
                let text = parts.join(&separator);
                prop_assert_eq!(Shape::of(&text), Shape::Mendable(right.clone()), "{}", text);
            }
        }
    }
}
