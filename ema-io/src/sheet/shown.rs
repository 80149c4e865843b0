//! Formats stored dates, times and percentages as a spreadsheet program displays them.
//!
//! Month names and the order of short dates follow English (United States), the locale that format codes are written
//! for. A program in another language uses the month names and the order of that language.

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike};

use super::Content;
use crate::number;

/// The maximum length of a number format in Excel, in characters.
pub(super) const LONGEST_CODE: usize = 255;

/// The code of a built-in number format for dates and times, from ECMA-376 part 1, 18.8.30.
pub(super) fn builtin_code(id: u16) -> Option<&'static str> {
    Some(match id {
        14 => "m/d/yyyy",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "m/d/yyyy h:mm",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        _ => return None,
    })
}

/// The text that a number format displays for a date, a time or a percentage, if the format determines the text.
pub(super) fn shown(content: &Content<'_>, code: Option<&str>) -> Option<String> {
    match content {
        Content::Date { at, .. } => moment(code?, Shown::of_moment(*at)),
        Content::Duration(span) => moment(code?, Shown::of_span(*span)?),
        Content::Percent { number, decimals } => Some(percentage(*number, *decimals)),
        _ => None,
    }
}

fn percentage(number: f64, decimals: u8) -> String {
    let hundredths = number * 100.0;
    let rounded = format!("{hundredths:.*}", usize::from(decimals));
    let rounded = rounded.parse().unwrap_or(hundredths);
    format!("{}%", number::with_decimals(rounded, decimals.into()))
}

/// The parts of a moment that a number format can show.
struct Shown {
    year: i32,
    month: u32,
    day: u32,
    /// The day of the week, or `None` for January 0, 1900, which has none.
    weekday: Option<usize>,
    milliseconds: i64,
}

impl Shown {
    fn of_moment(at: NaiveDateTime) -> Self {
        let date = at.date();
        let time = at.time();
        Self {
            year: date.year(),
            month: date.month(),
            day: date.day(),
            weekday: Some(date.weekday().num_days_from_sunday() as usize),
            milliseconds: i64::from(time.num_seconds_from_midnight()) * 1000
                + i64::from(time.nanosecond() / 1_000_000),
        }
    }

    /// A duration is shown as a time on the day before the first day, which Excel calls January 0.
    fn of_span(span: TimeDelta) -> Option<Self> {
        let first = NaiveDate::from_ymd_opt(1899, 12, 31)?.and_hms_opt(0, 0, 0)?;
        let shown = match span {
            span if span < TimeDelta::zero() => return None,
            span if span < TimeDelta::days(1) => Self {
                year: 1900,
                month: 1,
                day: 0,
                weekday: None,
                ..Self::of_moment(first.checked_add_signed(span)?)
            },
            span => Self::of_moment(first.checked_add_signed(span)?),
        };
        Some(Self {
            milliseconds: span.num_milliseconds(),
            ..shown
        })
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS: [&str; 7] = [
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
];

/// A piece of a number format.
#[derive(Clone, Copy, PartialEq)]
enum Piece<'a> {
    Literal(&'a str),
    /// A letter for a part of a date or time, and the number of repetitions.
    Part(char, usize),
    /// A letter for elapsed time in square brackets, and the number of repetitions.
    Elapsed(char, usize),
    /// A fraction of a second, with this number of decimals.
    Fraction(usize),
    /// `AM/PM` or `A/P`.
    HalfDay(bool),
}

fn moment(code: &str, at: Shown) -> Option<String> {
    let pieces = pieces(code);
    if pieces
        .iter()
        .all(|piece| matches!(piece, Piece::Literal(_)))
    {
        return None;
    }
    let half_day = pieces
        .iter()
        .any(|piece| matches!(piece, Piece::HalfDay(_)));
    let mut text = String::new();
    for (index, piece) in pieces.iter().enumerate() {
        let seconds = at.milliseconds / 1000;
        text += &match *piece {
            Piece::Literal(literal) => literal.to_owned(),
            Piece::Part('y', 1 | 2) => padded(i64::from(at.year % 100), 2),
            Piece::Part('y', _) => at.year.to_string(),
            Piece::Part('m', width) if are_minutes(&pieces, index) => {
                padded(seconds / 60 % 60, width)
            }
            Piece::Part('m', width) => {
                let name = MONTHS[at.month as usize - 1];
                match width {
                    1 | 2 => padded(at.month.into(), width),
                    3 => name[..3].to_owned(),
                    5 => name[..1].to_owned(),
                    _ => name.to_owned(),
                }
            }
            Piece::Part('d', width @ 1..=2) => padded(at.day.into(), width),
            Piece::Part('d', width) => {
                // Excel shows Saturday for the day before the first day.
                let name = DAYS[at.weekday.unwrap_or(6)];
                match width {
                    3 => name[..3].to_owned(),
                    _ => name.to_owned(),
                }
            }
            Piece::Part('h', width) => {
                let hour = seconds / 3600 % 24;
                match half_day {
                    true => padded((hour + 11) % 12 + 1, width),
                    false => padded(hour, width),
                }
            }
            Piece::Part(_, width) => padded(seconds % 60, width),
            Piece::Elapsed('h', width) => padded(seconds / 3600, width),
            Piece::Elapsed('m', width) => padded(seconds / 60, width),
            Piece::Elapsed(_, width) => padded(seconds, width),
            Piece::Fraction(digits) => {
                let milliseconds = padded(at.milliseconds % 1000, 3);
                format!(".{}", &milliseconds[..digits.min(3)])
            }
            Piece::HalfDay(is_short) => {
                let word = if seconds / 3600 % 24 < 12 { "AM" } else { "PM" };
                word[..if is_short { 1 } else { 2 }].to_owned()
            }
        };
    }
    Some(text)
}

fn padded(number: i64, width: usize) -> String {
    match width {
        0 | 1 => number.to_string(),
        _ => format!("{number:0width$}"),
    }
}

/// Whether the `m` at this index means minutes, because it follows hours or precedes seconds.
fn are_minutes(pieces: &[Piece<'_>], at: usize) -> bool {
    let letter = |piece: &Piece<'_>| match piece {
        Piece::Part(letter, _) | Piece::Elapsed(letter, _) => Some(*letter),
        _ => None,
    };
    let before = pieces[..at].iter().rev().find_map(letter);
    let after = pieces[at + 1..].iter().find_map(letter);
    before == Some('h') || after == Some('s')
}

/// The pieces of the first section of a number format, which applies to dates.
fn pieces(code: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let after = &rest[first.len_utf8()..];
        let letter = first.to_ascii_lowercase();
        let run = rest
            .find(|c: char| !c.eq_ignore_ascii_case(&first))
            .unwrap_or(rest.len());
        let second = after.chars().next().map_or("", |c| &after[..c.len_utf8()]);
        let upper = |length: usize| {
            let start = rest.get(..length).unwrap_or_default();
            start.to_ascii_uppercase()
        };
        let length = match first {
            ';' => break,
            _ if upper(5) == "AM/PM" => {
                pieces.push(Piece::HalfDay(false));
                5
            }
            _ if upper(3) == "A/P" => {
                pieces.push(Piece::HalfDay(true));
                3
            }
            'y' | 'm' | 'd' | 'h' | 's' | 'Y' | 'M' | 'D' | 'H' | 'S' => {
                pieces.push(Piece::Part(letter, run));
                run
            }
            '.' if after.starts_with('0') && matches!(pieces.last(), Some(Piece::Part('s', _))) => {
                let digits = after.bytes().take_while(|byte| *byte == b'0').count();
                pieces.push(Piece::Fraction(digits));
                1 + digits
            }
            '[' => {
                let end = rest.find(']').unwrap_or(rest.len() - 1);
                let inside = rest.get(1..end).unwrap_or_default();
                let unit = inside.chars().next().map(|c| c.to_ascii_lowercase());
                // Other brackets contain a color, a condition or a language.
                if let Some(unit @ ('h' | 'm' | 's')) = unit
                    && inside.chars().all(|c| c.eq_ignore_ascii_case(&unit))
                {
                    pieces.push(Piece::Elapsed(unit, inside.len()));
                }
                end + 1
            }
            '"' => {
                let end = after.find('"').unwrap_or(after.len());
                pieces.push(Piece::Literal(&after[..end]));
                (end + 2).min(rest.len())
            }
            '\\' => {
                pieces.push(Piece::Literal(second));
                1 + second.len()
            }
            // `_` is followed by a character as wide as the space to leave.
            '_' => {
                pieces.push(Piece::Literal(" "));
                1 + second.len()
            }
            // `*` is followed by a character that fills the cell. `@` is the placeholder for the text in a text cell.
            '*' => 1 + second.len(),
            '@' => 1,
            _ => {
                pieces.push(Piece::Literal(&rest[..first.len_utf8()]));
                first.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(year: i32, month: u32, day: u32) -> Content<'static> {
        let date = NaiveDate::from_ymd_opt(year, month, day).unwrap();
        Content::Date {
            at: date.and_hms_milli_opt(0, 0, 0, 0).unwrap(),
            has_time: false,
        }
    }

    #[track_caller]
    fn is(content: &Content<'_>, code: &str, expected: &str) {
        assert_eq!(
            shown(content, Some(code)).as_deref(),
            Some(expected),
            "{code}"
        );
    }

    #[test]
    fn dates_are_shown_as_excel_shows_them() {
        let day = date(2001, 9, 1);
        for (code, expected) in [
            ("m/d/yyyy", "9/1/2001"),
            ("d-mmm", "1-Sep"),
            ("mmm\\.yy", "Sep.01"),
            ("mmm-yy", "Sep-01"),
            (
                "[$-409]dddd, mmmm dd, yyyy;@",
                "Saturday, September 01, 2001",
            ),
            ("ddd mmmmm", "Sat S"),
            ("yyyy", "2001"),
            ("yyyy\"年\"m\"月\"d\"日\"", "2001年9月1日"),
            ("DD/MM/YYYY", "01/09/2001"),
            ("m/d/yyyy h:mm", "9/1/2001 0:00"),
        ] {
            is(&day, code, expected);
        }
        assert_eq!(shown(&day, Some("General")), None);
        assert_eq!(shown(&day, Some("")), None);
        assert_eq!(shown(&day, None), None);
    }

    #[test]
    fn times_are_shown_as_excel_shows_them() {
        let time = Content::Duration(TimeDelta::milliseconds(
            ((9 * 60 + 11) * 60 + 5) * 1000 + 250,
        ));
        for (code, expected) in [
            ("h:mm", "9:11"),
            ("hh:mm:ss", "09:11:05"),
            ("h:mm AM/PM", "9:11 AM"),
            ("h:mm a/p", "9:11 A"),
            ("mm:ss.0", "11:05.2"),
            ("m/d/yyyy", "1/0/1900"),
            ("[m]:ss", "551:05"),
        ] {
            is(&time, code, expected);
        }
        let long = Content::Duration(TimeDelta::hours(36));
        is(&long, "[h]:mm:ss", "36:00:00");
        is(&long, "h:mm AM/PM", "12:00 PM");
        assert_eq!(
            shown(&Content::Duration(TimeDelta::hours(-1)), Some("h:mm")),
            None
        );
    }

    #[test]
    fn percentages_are_shown_with_their_decimals() {
        let percent = |number, decimals| shown(&Content::Percent { number, decimals }, None);
        assert_eq!(percent(1.0, 0).as_deref(), Some("100%"));
        assert_eq!(percent(0.0999, 2).as_deref(), Some("9.99%"));
        assert_eq!(percent(9.99, 0).as_deref(), Some("999%"));
        assert_eq!(percent(0.5, 1).as_deref(), Some("50.0%"));
    }

    proptest! {
        #[test]
        fn any_code_shows_something_or_nothing(code in "[ymdhsYMD0.;:/\\\\\\[\\]\"_*@AMP é€-]{0,20}") {
            for content in [date(2001, 9, 1), Content::Duration(TimeDelta::seconds(7))] {
                let text = shown(&content, Some(&code)).unwrap_or_default();
                prop_assert!(text.chars().count() <= 12 * code.chars().count());
            }
        }
    }
}
