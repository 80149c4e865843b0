//! Defines the XML Schema types of text in XML Avails, and checks whether text conforms to them.

use std::borrow::Cow;

use chrono::NaiveDate;
use ema_model::XmlVersion;

use crate::xml::uri::is_uri;

/// The schema type for the text of an element or attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ValueType {
    /// `xs:string`, which accepts any text.
    Text,
    /// `xs:anyURI`, the type of every ID.
    Uri,
    Language,
    Boolean,
    /// `xs:boolean`. An empty element means `true`.
    BooleanOrTrue,
    /// `xs:boolean` that must be `true`. An empty element also means `true`.
    True,
    Integer,
    /// `xs:int`, which has 32 bits.
    Int,
    PositiveInteger,
    Decimal,
    Duration,
    DateTime,
    Date,
    Time,
    /// `xs:gYear`, `xs:gYearMonth` or `xs:date`.
    ReleaseDate,
    /// `xs:gYear`, `xs:date` or `xs:dateTime`.
    YearOrTime,
    /// `xs:date` or `xs:dateTime`.
    Event,
    /// Two uppercase letters for a country.
    Country,
    /// A country and one of its regions. From 2.3 on, three digits are also accepted.
    Region,
    /// Either a country or a region.
    Place,
    /// A country, a region, `Domestic` or `International`.
    Market,
    /// `xs:nonNegativeInteger`.
    NonNegative,
    /// `xs:int` with a minimum of 1.
    IntFrom1,
    /// `xs:decimal` with a minimum and a maximum.
    Between(i16, i16),
    Double,
    /// `xs:gYear`.
    Year,
    Base64,
    /// Either seconds with a fraction, or hours, minutes, seconds and frames.
    Timecode,
    /// One of several words.
    OneOf(&'static [&'static str]),
    /// No text.
    Empty,
    /// Any content, including elements.
    Any,
}

/// The number of digits that every schema processor must support. Numbers up to this length fit into an `i64`.
const LONGEST: usize = 18;

impl ValueType {
    /// Returns whether a string is a valid value of the type in a version of XML Avails.
    pub(crate) fn accepts(self, text: &str, version: XmlVersion) -> bool {
        match self {
            Self::Text | Self::Any => return true,
            Self::Empty => return text.is_empty(),
            // White space is significant for these types, because they restrict `xs:string`.
            Self::Country => return is_country(text),
            Self::Region => return is_region(text, version),
            Self::Place => return is_country(text) || is_region(text, version),
            Self::Market => {
                let is_wide = matches!(text, "Domestic" | "International");
                return is_wide || is_country(text) || is_region(text, version);
            }
            Self::Timecode => return is_timecode(text),
            Self::OneOf(words) => return words.contains(&text),
            Self::BooleanOrTrue | Self::True if text.is_empty() => return true,
            _ => {}
        }
        let text = &*collapsed(text);
        match self {
            Self::Text
            | Self::Any
            | Self::Empty
            | Self::Country
            | Self::Region
            | Self::Place
            | Self::Market
            | Self::Timecode
            | Self::OneOf(_) => true,
            Self::Uri => is_uri(text),
            Self::Language => is_language(text),
            Self::Boolean | Self::BooleanOrTrue => matches!(text, "true" | "false" | "1" | "0"),
            Self::True => matches!(text, "true" | "1"),
            Self::Integer => is_digits(unsigned(text)),
            Self::Int => is_digits(unsigned(text)) && fits_int(text),
            Self::PositiveInteger => {
                let digits = text.strip_prefix('+').unwrap_or(text);
                is_digits(digits) && digits.bytes().any(|digit| digit != b'0')
            }
            Self::Decimal => is_decimal(unsigned(text)),
            Self::Duration => is_duration(text),
            Self::DateTime => is_date_time(text),
            Self::Date => is_date(text),
            Self::Time => is_time(without_zone(text)),
            Self::ReleaseDate => is_year(text) || is_year_month(text) || is_date(text),
            Self::YearOrTime => is_year(text) || is_date(text) || is_date_time(text),
            Self::Event => is_date(text) || is_date_time(text),
            Self::NonNegative => {
                let is_zero = |digits: &str| digits.bytes().all(|digit| digit == b'0');
                is_digits(unsigned(text)) && (!text.starts_with('-') || is_zero(unsigned(text)))
            }
            Self::IntFrom1 => {
                is_digits(unsigned(text))
                    && fits_int(text)
                    && Self::PositiveInteger.accepts(text, version)
            }
            Self::Between(low, high) => is_decimal(unsigned(text)) && is_between(text, low, high),
            Self::Double => is_double(text),
            Self::Year => is_year(text),
            Self::Base64 => is_base64(text),
        }
    }

    /// Describes the values that the type accepts, in words that can follow "is not".
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Text | Self::Any | Self::OneOf(_) => "one of the words that the schema allows",
            Self::Uri => "an ID that can be part of a URI",
            Self::Language => "a language such as `en` or `fr-CA`",
            Self::Boolean | Self::BooleanOrTrue => "`true` or `false`",
            Self::True => "`true`",
            Self::Integer | Self::Int => "a whole number",
            Self::PositiveInteger | Self::IntFrom1 => "a whole number of at least 1",
            Self::Decimal | Self::Double => "a number such as `3.99`",
            Self::Between(..) => "a number of degrees",
            Self::NonNegative => "a whole number of at least 0",
            Self::Year => "a year",
            Self::Base64 => "data in Base64",
            Self::Empty => "nothing: no text is allowed here",
            Self::Timecode => "a timecode such as `01:02:03:04`",
            Self::Duration => "a duration such as `PT48H` or `P30D`",
            Self::DateTime => "a date and time such as `2026-03-06T07:30:00`",
            Self::Date => "a date such as `2026-03-06`",
            Self::Time => "a time of day such as `07:30:00`",
            Self::ReleaseDate => "a year, a year and month, or a date such as `2026-03-06`",
            Self::YearOrTime => {
                "a year, a date such as `2026-03-06`, or a date and time such as \
                 `2026-03-06T07:30:00`"
            }
            Self::Event => {
                "a date such as `2026-03-06` or a date and time such as `2026-03-06T07:30:00`"
            }
            Self::Country => "a two-letter country code in uppercase",
            Self::Region => "the code of a region, such as `CA-QC`",
            Self::Place | Self::Market => "the code of a country or region, such as `CA-QC`",
        }
    }
}

/// Normalizes white space as all types except `xs:string` do: each run of white space becomes one space, and those at
/// the ends of the text are removed.
pub(crate) fn collapsed(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim_matches(WHITE);
    if !trimmed.contains(['\t', '\n', '\r']) && !trimmed.contains("  ") {
        return Cow::Borrowed(trimmed);
    }
    let words: Vec<&str> = trimmed.split(WHITE).filter(|it| !it.is_empty()).collect();
    Cow::Owned(words.join(" "))
}

const WHITE: [char; 4] = [' ', '\t', '\n', '\r'];

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn unsigned(text: &str) -> &str {
    text.strip_prefix(['+', '-']).unwrap_or(text)
}

fn fits_int(text: &str) -> bool {
    let digits = unsigned(text).trim_start_matches('0');
    digits.len() <= LONGEST
        && digits.parse::<i64>().map_or(digits.is_empty(), |number| {
            let number = if text.starts_with('-') {
                -number
            } else {
                number
            };
            i32::try_from(number).is_ok()
        })
}

fn is_decimal(text: &str) -> bool {
    match text.split_once('.') {
        None => is_digits(text),
        Some((whole, fraction)) => {
            let digits = |part: &str| part.is_empty() || is_digits(part);
            digits(whole) && digits(fraction) && text.len() > 1
        }
    }
}

fn is_language(text: &str) -> bool {
    let mut parts = text.split('-').enumerate();
    parts.all(|(nth, part)| {
        (1..=8).contains(&part.len())
            && part.bytes().all(|byte| match nth {
                0 => byte.is_ascii_alphabetic(),
                _ => byte.is_ascii_alphanumeric(),
            })
    })
}

fn is_country(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn is_region(text: &str, version: XmlVersion) -> bool {
    let is_numbered = text.len() == 3 && is_digits(text) && version >= XmlVersion::V2_3;
    let is_part = text.split_once('-').is_some_and(|(country, part)| {
        let plain = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
        is_country(country) && !part.is_empty() && part.bytes().all(plain)
    });
    is_numbered || is_part
}

/// `([0-9]+\.[0-9]+)|([0-9]{2}:){3}([0-9]{2})`.
fn is_timecode(text: &str) -> bool {
    match text.split_once('.') {
        Some((seconds, fraction)) => is_digits(seconds) && is_digits(fraction),
        None => {
            let is_pair = |part: &str| part.len() == 2 && is_digits(part);
            text.split(':').count() == 4 && text.split(':').all(is_pair)
        }
    }
}

/// Returns whether a decimal is between two bounds. The fraction matters only if the whole part equals a bound.
fn is_between(text: &str, low: i16, high: i16) -> bool {
    let (whole, fraction) = unsigned(text)
        .split_once('.')
        .unwrap_or((unsigned(text), ""));
    let whole = whole.trim_start_matches('0');
    let has_fraction = fraction.bytes().any(|digit| digit != b'0');
    let bound = if text.starts_with('-') { -low } else { high };
    let whole: Option<i16> = if whole.is_empty() {
        Some(0)
    } else {
        whole.parse().ok()
    };
    whole.is_some_and(|whole| whole < bound || (whole == bound && !has_fraction))
}

/// `xs:double`.
fn is_double(text: &str) -> bool {
    if matches!(text, "INF" | "-INF" | "NaN") {
        return true;
    }
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    is_decimal(unsigned(mantissa)) && is_digits(unsigned(exponent))
}

/// Returns whether a string is an `xs:base64Binary` value: groups of four characters, with optional padding in the last
/// group. A space can follow each character.
fn is_base64(text: &str) -> bool {
    let text: Vec<u8> = text.bytes().filter(|byte| *byte != b' ').collect();
    let data = text.iter().take_while(|byte| **byte != b'=').count();
    let (data, filling) = text.split_at(data);
    let is_known = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    let last = match (filling.len(), data.last()) {
        (0, _) => true,
        (1, Some(last)) => b"AEIMQUYcgkosw048".contains(last),
        (2, Some(last)) => b"AQgw".contains(last),
        _ => false,
    };
    text.len().is_multiple_of(4)
        && data.iter().all(is_known)
        && filling.iter().all(|it| *it == b'=')
        && last
}

/// Returns whether a string is an `xs:duration` value. Each part can occur once, in order, and only the seconds can
/// have a fraction.
fn is_duration(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('-').unwrap_or(text).strip_prefix('P') else {
        return false;
    };
    let (date, time) = match rest.split_once('T') {
        Some((_, "")) => return false,
        Some((date, time)) => (date, time),
        None => (rest, ""),
    };
    let whole = |mut rest: &str, units: &str| {
        let mut units = units.chars();
        while let Some(end) = rest.find(|c: char| c.is_ascii_alphabetic()) {
            let unit = rest[end..].chars().next();
            let number = &rest[..end];
            let fraction = unit == Some('S')
                && number.split_once('.').is_some_and(|(whole, part)| {
                    (whole.is_empty() || is_digits(whole)) && is_digits(part)
                });
            if !(is_digits(number) || fraction) || !units.any(|known| Some(known) == unit) {
                return false;
            }
            rest = &rest[end + 1..];
        }
        rest.is_empty()
    };
    !rest.is_empty() && whole(date, "YMD") && whole(time, "HMS")
}

/// Returns the text without the trailing time zone, if there is one.
pub(crate) fn without_zone(text: &str) -> &str {
    if let Some(rest) = text.strip_suffix('Z') {
        return rest;
    }
    let at = text.len().checked_sub("+00:00".len());
    let Some((rest, zone)) = at.and_then(|at| text.split_at_checked(at)) else {
        return text;
    };
    let (Some(sign), Some((hours, minutes))) = (zone.get(..1), zone[1..].split_once(':')) else {
        return text;
    };
    let plain = matches!(sign, "+" | "-") && hours.len() == 2 && is_digits(hours);
    let held = (hours < "14" && minutes < "60") || (hours == "14" && minutes == "00");
    match plain && is_digits(minutes) && held {
        true => rest,
        false => text,
    }
}

/// `xs:gYear`.
pub(crate) fn is_year(text: &str) -> bool {
    is_year_number(without_zone(text))
}

/// Returns whether a string is a year: at least four digits, without redundant leading zeros, and not zero.
fn is_year_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    is_digits(digits)
        && digits.len() >= 4
        && (digits.len() == 4 || !digits.starts_with('0'))
        && digits != "0000"
}

/// `xs:gYearMonth`.
pub(crate) fn is_year_month(text: &str) -> bool {
    without_zone(text)
        .rsplit_once('-')
        .is_some_and(|(year, month)| is_year_number(year) && within(month, 1..=12))
}

/// `xs:date`.
pub(crate) fn is_date(text: &str) -> bool {
    is_day(without_zone(text))
}

fn is_day(text: &str) -> bool {
    let Some((rest, day)) = text.rsplit_once('-') else {
        return false;
    };
    let Some((year, month)) = rest.rsplit_once('-') else {
        return false;
    };
    if !is_year_number(year) || !within(month, 1..=12) || !within(day, 1..=31) {
        return false;
    }
    let digits = year.as_bytes();
    // The calendar repeats every 400 years, so only the year modulo 400 matters.
    let last: i32 = digits[digits.len() - 4..]
        .iter()
        .fold(0, |year, digit| year * 10 + i32::from(digit - b'0'));
    let before = digits.len() > 4 && year.starts_with(|c: char| c.is_ascii_digit());
    let century = match before {
        true => digits[..digits.len() - 4]
            .iter()
            .fold(0, |rest, digit| (rest * 10 + i32::from(digit - b'0')) % 400),
        false => 0,
    };
    let year = 2000 + (century * 10_000 + last) % 400;
    let number = |part: &str| part.parse().unwrap_or_default();
    NaiveDate::from_ymd_opt(year, number(month), number(day)).is_some()
}

/// `xs:dateTime`.
pub(crate) fn is_date_time(text: &str) -> bool {
    text.split_once('T')
        .is_some_and(|(date, time)| is_day(date) && is_time(without_zone(time)))
}

/// Returns whether a string is a time: `hh:mm:ss` with an optional fraction, up to `24:00:00`.
fn is_time(text: &str) -> bool {
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    if fraction.is_some_and(|fraction| !is_digits(fraction)) {
        return false;
    }
    if whole == MIDNIGHT {
        return fraction.is_none_or(|fraction| fraction.bytes().all(|digit| digit == b'0'));
    }
    let mut parts = whole.split(':');
    let mut next = |most| parts.next().is_some_and(|part| within(part, 0..=most));
    next(23) && next(59) && next(59) && parts.next().is_none()
}

/// The end of a day, which is the same moment as the start of the next day.
pub(crate) const MIDNIGHT: &str = "24:00:00";

/// Returns whether a string is a two-digit number in a range.
fn within(text: &str, range: std::ops::RangeInclusive<u8>) -> bool {
    text.len() == 2 && is_digits(text) && text.parse().is_ok_and(|number| range.contains(&number))
}
