//! Converts numbers and text in workbooks to dates, times of day and durations.

use std::collections::HashMap;

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};
use ema_model::{Moment, Text};

use crate::sheet::{Content, shown};

/// The first serial number after December 31, 9999, the last day that Excel supports.
const END_1900: f64 = 2_958_466.0;
/// The first serial number after December 31, 9999, if days are counted from 1904.
const END_1904: f64 = 2_957_004.0;

const MILLISECONDS_A_DAY: f64 = 86_400_000.0;
const LAST_MILLISECOND: i64 = 86_399_999;

/// A cell format: the kind of number that it shows, and the ID of its number format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CellFormat {
    pub(super) kind: Kind,
    pub(super) id: u16,
}

/// The number formats in a workbook, and the cell formats that refer to them.
#[derive(Default)]
pub(crate) struct Formats {
    custom: HashMap<u16, (Kind, String)>,
    cells: Vec<CellFormat>,
}

impl Formats {
    /// Adds a number format.
    pub(crate) fn add_code(&mut self, id: u16, code: &str) {
        // No program accepts a longer code.
        let kept: String = code.chars().take(shown::LONGEST_CODE).collect();
        self.custom.insert(id, (kind_of_format(code), kept));
    }

    /// Adds a cell format, which gets the next index.
    pub(crate) fn add_cell(&mut self, id: u16) {
        let kind = Kind::Number;
        self.cells.push(CellFormat { kind, id });
    }

    /// Determines the kind of each cell format, after all number formats have been added.
    pub(crate) fn resolve(&mut self) {
        for CellFormat { kind, id } in &mut self.cells {
            *kind = match self.custom.get(id) {
                Some((kind, _)) => *kind,
                None => kind_of_builtin_format(*id),
            };
        }
    }

    /// The kind of number that a cell format shows.
    pub(crate) fn kind(&self, format: usize) -> Kind {
        self.cells.get(format).map_or(Kind::Number, |it| it.kind)
    }

    /// The text that a spreadsheet program displays in a cell with this format.
    pub(crate) fn shown(&self, content: &Content<'_>, format: usize) -> Option<String> {
        let id = self.cells.get(format)?.id;
        let code = match self.custom.get(&id) {
            Some((_, code)) => Some(code.as_str()),
            None => shown::builtin_code(id),
        };
        shown::shown(content, code)
    }
}

/// The kind of number that a number format shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Number,
    /// A number with this many decimals, such as `0.00`.
    Decimals(u8),
    /// A percentage with this many decimals, such as `0%`.
    Percent(u8),
    /// A date, a date with time, or a time of day.
    DateTime,
    /// Elapsed time, as in `[h]:mm:ss`.
    Elapsed,
}

/// The content of a cell with a number. `is_1904` means that the workbook counts days from 1904 instead of 1900.
pub(crate) fn from_serial(value: f64, kind: Kind, is_1904: bool) -> Content<'static> {
    let moment = match kind {
        Kind::Number => None,
        Kind::Decimals(decimals) => Some(Content::Decimal {
            number: value,
            decimals,
        }),
        Kind::Percent(decimals) => Some(Content::Percent {
            number: value,
            decimals,
        }),
        // A value below 1 is only a time of day.
        Kind::DateTime if (0.0..1.0).contains(&value) => span(value),
        Kind::DateTime => date(value, is_1904),
        Kind::Elapsed => span(value),
    };
    moment.unwrap_or(Content::Number(value))
}

/// Converts a serial number from a workbook that counts days from 1900.
pub(crate) fn date_of_serial(serial: f64) -> Content<'static> {
    from_serial(serial, Kind::DateTime, false)
}

/// The content of a cell that stores a date, a time or both as ISO 8601 text.
///
/// The text is treated like a serial number. A cell has no time zone, so the `Z` that SheetJS writes is not taken as an
/// offset from UTC, and midnight is a date without a time. Any other offset was chosen deliberately and defines an
/// exact moment, so the content stays text.
pub(super) fn from_iso(text: &str) -> Content<'static> {
    let local = ["Z", "z", "+00:00", "-00:00"]
        .iter()
        .find_map(|zone| text.strip_suffix(zone))
        .unwrap_or(text);
    let time = local.strip_prefix('T').unwrap_or(local);
    match (
        local.parse::<Moment>(),
        format!("1900-01-01T{time}").parse::<Moment>(),
    ) {
        (Ok(Moment::Date(date)), _) => Content::Date {
            at: date.and_time(NaiveTime::MIN),
            has_time: false,
        },
        (Ok(Moment::Local(at)), _) => Content::Date {
            at,
            has_time: at.time() != NaiveTime::MIN,
        },
        (Err(_), Ok(Moment::Local(at))) => Content::Duration(at.time() - NaiveTime::MIN),
        _ => Content::Text(Text::from(text)),
    }
}

fn date(value: f64, is_1904: bool) -> Option<Content<'static>> {
    let end = if is_1904 { END_1904 } else { END_1900 };
    if !(0.0..end).contains(&value) {
        return None;
    }
    // A number that is not a whole day has a time, even if it is close to midnight. For example, openpyxl, pandas and
    // XlsxWriter store 23:59:59.999999 as 46812.99999999999, which is not the next day.
    let part = value.fract();
    let milliseconds = ((part * MILLISECONDS_A_DAY).round() as i64).min(LAST_MILLISECOND);
    let day = value.trunc() as u64;
    // Excel counts February 29, 1900, although that day did not exist.
    let (start, days) = match day {
        day if is_1904 => (NaiveDate::from_ymd_opt(1904, 1, 1), day),
        60 => return None,
        day if day < 60 => (NaiveDate::from_ymd_opt(1899, 12, 31), day),
        day => (NaiveDate::from_ymd_opt(1899, 12, 30), day),
    };
    let date = start?.checked_add_days(Days::new(days))?;
    let at = date
        .and_time(NaiveTime::MIN)
        .checked_add_signed(TimeDelta::try_milliseconds(milliseconds)?)?;
    Some(Content::Date {
        at,
        has_time: part != 0.0,
    })
}

fn span(value: f64) -> Option<Content<'static>> {
    let milliseconds = (value * MILLISECONDS_A_DAY).round();
    // A duration that is longer than the calendar is not a running time.
    (milliseconds.abs() < END_1900 * MILLISECONDS_A_DAY)
        .then(|| TimeDelta::try_milliseconds(milliseconds as i64))
        .flatten()
        .map(Content::Duration)
}

/// The kind of number that a number format shows. The first section of the format determines the kind.
fn kind_of_format(code: &str) -> Kind {
    let mut digits = Digits::default();
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        match character {
            ';' => break,
            // The next character is shown literally, determines a width, or is repeated.
            '\\' | '_' | '*' => {
                characters.next();
            }
            '"' => {
                characters.by_ref().find(|&c| c == '"');
            }
            '[' => {
                let inside: String = characters.by_ref().take_while(|&c| c != ']').collect();
                let inside = inside.to_ascii_lowercase();
                let mut letters = inside.chars();
                if let Some(unit @ ('h' | 'm' | 's')) = letters.next()
                    && letters.all(|letter| letter == unit)
                {
                    return Kind::Elapsed;
                }
            }
            'd' | 'm' | 'y' | 'h' | 's' | 'D' | 'M' | 'Y' | 'H' | 'S' => return Kind::DateTime,
            character => digits.take(character),
        }
    }
    digits.kind()
}

/// The digits in a number format, which determine how many decimals are always shown.
#[derive(Default)]
struct Digits {
    before_point: bool,
    point: bool,
    fixed: u8,
    /// Whether a digit after the decimal point is shown only if it is needed.
    optional: bool,
    /// Whether the last digit is followed by a comma, which divides the number by a thousand.
    last_is_comma: bool,
    /// Whether the format has a fraction or a power of ten, either of which changes the digits of the number.
    scaled: bool,
    percent: bool,
}

impl Digits {
    fn take(&mut self, character: char) {
        match character {
            '0' if self.point => self.fixed = self.fixed.saturating_add(1),
            '#' | '?' if self.point => self.optional = true,
            '0' | '#' | '?' => self.before_point = true,
            '.' => self.point = true,
            '%' => self.percent = true,
            '/' | 'E' | 'e' => self.scaled = true,
            _ => {}
        }
        match character {
            '0' | '#' | '?' => self.last_is_comma = false,
            ',' => self.last_is_comma = true,
            _ => {}
        }
    }

    fn kind(&self) -> Kind {
        if self.percent {
            return Kind::Percent(self.fixed);
        }
        let is_fixed = self.before_point && self.fixed > 0;
        if is_fixed && !self.optional && !self.last_is_comma && !self.scaled {
            Kind::Decimals(self.fixed)
        } else {
            Kind::Number
        }
    }
}

/// The kind of number that a built-in number format shows.
///
/// The IDs are defined in ECMA-376 part 1, 18.8.30. In East Asian versions of Excel, formats 27 to 36 and 50 to 58 are
/// dates and times.
fn kind_of_builtin_format(id: u16) -> Kind {
    match id {
        2 | 4 | 7 | 8 | 39 | 40 | 43 | 44 => Kind::Decimals(2),
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => Kind::DateTime,
        9 => Kind::Percent(0),
        10 => Kind::Percent(2),
        46 => Kind::Elapsed,
        _ => Kind::Number,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date_text(value: f64, is_1904: bool) -> String {
        match from_serial(value, Kind::DateTime, is_1904) {
            Content::Date { at, has_time } => format!("{at} {has_time}"),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn days_are_counted_from_1900_with_a_day_too_many() {
        assert_eq!(date_text(1.0, false), "1900-01-01 00:00:00 false");
        assert_eq!(date_text(59.0, false), "1900-02-28 00:00:00 false");
        assert_eq!(date_text(60.0, false), "Number(60.0)");
        assert_eq!(date_text(60.5, false), "Number(60.5)");
        assert_eq!(date_text(61.0, false), "1900-03-01 00:00:00 false");
        assert_eq!(date_text(45_658.0, false), "2025-01-01 00:00:00 false");
        assert_eq!(date_text(2_958_465.0, false), "9999-12-31 00:00:00 false");
        assert_eq!(date_text(2_958_466.0, false), "Number(2958466.0)");
    }

    #[test]
    fn days_are_counted_from_1904_without_one() {
        assert_eq!(date_text(1.0, true), "1904-01-02 00:00:00 false");
        assert_eq!(date_text(60.0, true), "1904-03-01 00:00:00 false");
        assert_eq!(
            date_text(45_658.0 - 1462.0, true),
            "2025-01-01 00:00:00 false"
        );
        assert_eq!(date_text(2_957_003.0, true), "9999-12-31 00:00:00 false");
        assert_eq!(date_text(2_957_004.0, true), "Number(2957004.0)");
    }

    #[test]
    fn a_time_is_rounded_to_milliseconds_within_its_day() {
        assert_eq!(
            date_text(43_831.999_988_425_92, false),
            "2020-01-01 23:59:59 true"
        );
        assert_eq!(
            date_text(43_831.5 + 1e-11, false),
            "2020-01-01 12:00:00 true"
        );
        for end_of_day in [43_831.999_999_999, 43_832.0_f64.next_down()] {
            assert_eq!(date_text(end_of_day, false), "2020-01-01 23:59:59.999 true");
        }
        assert_eq!(
            date_text(43_832.0_f64.next_up(), false),
            "2020-01-02 00:00:00 true"
        );
        assert_eq!(
            date_text(43_831.0 + 86_399.999 / 86_400.0, false),
            "2020-01-01 23:59:59.999 true"
        );
    }

    #[test]
    fn what_is_no_date_stays_a_number() {
        for value in [-1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300] {
            assert!(matches!(
                from_serial(value, Kind::DateTime, false),
                Content::Number(_)
            ));
            assert!(matches!(
                from_serial(value * 1e10, Kind::Elapsed, false),
                Content::Number(_)
            ));
        }
    }

    #[test]
    fn formats_tell_dates_from_numbers() {
        for code in [
            "General",
            "0",
            "#,##0 \"days\"",
            "[Red]0;[$-409]d",
            "\\d0",
            "_m0",
            "@",
            "",
            "[",
            "\"",
        ] {
            assert_eq!(kind_of_format(code), Kind::Number, "{code}");
        }
        for code in [
            "dd/mm/yyyy",
            "[$-409]mmm d, YYYY;@",
            "h:mm AM/PM",
            "0\"x\"s",
            "[Red]d;0",
        ] {
            assert_eq!(kind_of_format(code), Kind::DateTime, "{code}");
        }
        for code in ["[h]:mm:ss", "[Blue][MM]", "[s].000"] {
            assert_eq!(kind_of_format(code), Kind::Elapsed, "{code}");
        }
    }

    #[test]
    fn formats_tell_how_many_decimals_always_show() {
        for (code, decimals) in [
            ("0.00", 2),
            ("#,##0.00", 2),
            ("#,##0.000;[Red]-#,##0.0", 3),
            ("[$-409]\"$\"0.0 \\0", 1),
            ("_(* #,##0.00_);_(* \"-\"??_);_(@_)", 2),
        ] {
            assert_eq!(kind_of_format(code), Kind::Decimals(decimals), "{code}");
        }
        for code in [
            "0.", "0.##", "0.0#", "0.00E+00", "# ?/?", "0.00,", "#,##0", ".00", "\"0.00\"",
            "0;0.00",
        ] {
            assert_eq!(kind_of_format(code), Kind::Number, "{code}");
        }
    }

    #[test]
    fn formats_tell_percentages() {
        for (code, decimals) in [
            ("0%", 0),
            ("0.00%", 2),
            ("#,##0.0 %;-0%", 1),
            ("[Red]%0", 0),
        ] {
            assert_eq!(kind_of_format(code), Kind::Percent(decimals), "{code}");
        }
        for code in ["0\"%\"", "0\\%", "0;0%"] {
            assert_eq!(kind_of_format(code), Kind::Number, "{code}");
        }
        assert_eq!(
            from_serial(0.5, Kind::Percent(0), false),
            Content::Percent {
                number: 0.5,
                decimals: 0
            }
        );
    }

    #[test]
    fn running_times_are_spans() {
        let expected = Content::Duration(TimeDelta::seconds(3600 + 56 * 60 + 20));
        let value = 6_980.0 / 86_400.0;
        for is_1904 in [false, true] {
            assert_eq!(from_serial(value, Kind::DateTime, is_1904), expected);
            assert_eq!(from_serial(value, Kind::Elapsed, is_1904), expected);
        }
        assert_eq!(
            from_serial(1.5, Kind::Elapsed, false),
            Content::Duration(TimeDelta::hours(36))
        );
        assert_eq!(
            from_serial(-0.25, Kind::Elapsed, true),
            Content::Duration(TimeDelta::hours(-6))
        );
    }

    #[test]
    fn iso_texts_are_dates_and_times() {
        let text = |text: &str| format!("{:?}", from_iso(text));
        assert_eq!(
            text("2025-01-31"),
            "Date { at: 2025-01-31T00:00:00, has_time: false }"
        );
        assert_eq!(
            text("2025-01-31T23:59:59"),
            "Date { at: 2025-01-31T23:59:59, has_time: true }"
        );
        assert_eq!(
            text("2025-01-31T00:00:00.500"),
            "Date { at: 2025-01-31T00:00:00.500, has_time: true }"
        );
        for time in ["T01:56:20", "01:56:20", "01:56:20Z"] {
            assert_eq!(from_iso(time), Content::Duration(TimeDelta::seconds(6980)));
        }
    }

    #[test]
    fn iso_texts_that_are_no_local_time_stay_as_they_are() {
        for text in [
            "2025-01-31T23:59:59-08:00",
            "2025-01-31T00:00:00+02:00",
            "2025-1-5",
            "+2025-01-05",
            "2025-02-30",
            "2025-01-31T24:00:00",
            "2025-01-31T23:59:60",
            "1:56:20",
            "soon",
        ] {
            assert_eq!(from_iso(text), Content::Text(text.into()), "{text}");
        }
    }

    /// Generates calendars: whether days are counted from 1904, the day with the serial number 0, and the first serial
    /// number that is read as a date. A serial number below 1 is a time of day.
    fn calendars() -> impl Strategy<Value = (bool, NaiveDate, u32)> {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        prop_oneof![
            // The first calendar applies up to February 28, 1900, and the second from then on, because Excel adds a
            // February 29.
            Just((false, day(1899, 12, 31), 1)),
            Just((false, day(1899, 12, 30), 61)),
            Just((true, day(1904, 1, 1), 1)),
        ]
    }

    proptest! {
        /// A moment that is written as a serial number is read back to the millisecond, no matter how the double was
        /// rounded. It is read as a day without a time only if the number is an integer.
        #[test]
        fn any_instant_is_read_within_a_millisecond(
            (is_1904, start, first) in calendars(),
            days in 0..73_050_u32,
            microseconds in prop_oneof![
                0..86_400_000_000_i64,
                0..2_000_i64,
                86_399_998_000..86_400_000_000_i64,
                (0..86_400_i64).prop_map(|second| second * 1_000_000),
                (0..86_400_000_i64).prop_map(|millisecond| millisecond * 1_000),
            ],
            rounding in 0..3_u8,
        ) {
            let days = if first == 1 && !is_1904 { days % 59 } else { days };
            let day = first + days;
            // The quotient is rounded to the nearest double, as ordinary division does, or to the adjacent double on
            // the other side of the quotient.
            let exact = |serial: f64| {
                // A serial number of at least 1 has no binary digit below 2^-52.
                let scale = 2_f64.powi(52);
                let part = (serial - f64::from(day)) * scale;
                (part as i128) * 86_400_000_000 - i128::from(microseconds) * (scale as i128)
            };
            let nearest = f64::from(day) + microseconds as f64 / 86_400_000_000.0;
            let serial = match rounding {
                0 => nearest,
                1 if exact(nearest) > 0 => nearest.next_down(),
                2 if exact(nearest) < 0 => nearest.next_up(),
                _ => nearest,
            };
            let Content::Date { at, has_time } = from_serial(serial, Kind::DateTime, is_1904) else {
                panic!("{serial} is not read as a date");
            };
            let instant = start.and_time(NaiveTime::MIN)
                + TimeDelta::days(day.into())
                + TimeDelta::microseconds(microseconds);
            let difference = (at - instant).num_microseconds().unwrap().abs();
            prop_assert!(difference < 1_000, "{serial}: {at} for {instant}");
            prop_assert_eq!(has_time, serial.fract() != 0.0);
            if microseconds % 1_000 == 0 {
                prop_assert_eq!(at, instant);
                prop_assert_eq!(has_time, microseconds != 0);
            }
        }
    }
}
