//! Reads dates and times in every ISO 8601 form. Avails allow only one of these forms.

use chrono::{Days, NaiveDate};

/// Converts a date, or a date and time, from any ISO 8601 form to the extended form `YYYY-MM-DD` or
/// `YYYY-MM-DDThh:mm:ss`, keeping the offset. Returns `None` for any other string.
///
/// ISO 8601 also has a basic form (`20260131T090000Z`), ordinal dates (`2026-031`), week dates
/// (`2026-W05-6`), times without minutes or with a decimal comma, offsets without minutes, and
/// midnight at the end of a day (`24:00`). A year and month without a day are not treated as a
/// date.
pub(in crate::rules) fn extended(text: &str) -> Option<String> {
    let (date, time) = match text.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let date = day(date)?;
    let Some(time) = time else {
        return Some(date.to_string());
    };
    let (time, offset) = match time.find(['Z', '+', '-']) {
        Some(at) => time.split_at(at),
        None => (time, ""),
    };
    let (time, is_midnight) = clock(time)?;
    let date = match is_midnight {
        true => date.checked_add_days(Days::new(1))?,
        false => date,
    };
    Some(format!("{date}T{time}{}", zone(offset)?))
}

fn day(text: &str) -> Option<NaiveDate> {
    let is_shape = |shape: &str| {
        text.len() == shape.len()
            && text.bytes().zip(shape.bytes()).all(|(byte, of)| match of {
                b'0' => byte.is_ascii_digit(),
                of => byte == of,
            })
    };
    let forms = [
        ("0000-00-00", "%Y-%m-%d"),
        ("00000000", "%Y%m%d"),
        ("0000-000", "%Y-%j"),
        ("0000000", "%Y%j"),
        ("0000-W00-0", "%G-W%V-%u"),
        ("0000W000", "%GW%V%u"),
    ];
    let (_, form) = forms.into_iter().find(|(shape, _)| is_shape(shape))?;
    NaiveDate::parse_from_str(text, form).ok()
}

/// Converts a time to `hh:mm:ss`, including any fractional seconds, and returns whether it is
/// midnight at the end of a day.
fn clock(text: &str) -> Option<(String, bool)> {
    let (whole, fraction) = match text.split_once(['.', ',']) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let digits: String = match whole.len() {
        2 | 4 | 6 if !whole.contains(':') => whole.to_owned(),
        5 | 8 => whole.split(':').collect(),
        _ => return None,
    };
    let is_apart = whole.len() == digits.len() || whole.split(':').all(|part| part.len() == 2);
    if !is_apart || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let part = |at: usize| digits.get(at..at + 2).unwrap_or("00");
    let fraction = match fraction {
        None => String::new(),
        // A fraction of an hour or a minute does not occur in practice.
        Some(fraction) if digits.len() == 6 && fraction.bytes().all(|b| b.is_ascii_digit()) => {
            format!(".{}", fraction.get(..9).unwrap_or(fraction))
        }
        Some(_) => return None,
    };
    let (hour, minute, second) = (part(0), part(2), part(4));
    let is_midnight = hour == "24";
    let is_whole = fraction.trim_matches(['.', '0']).is_empty();
    if is_midnight && !(minute == "00" && second == "00" && is_whole) {
        return None;
    }
    let hour = if is_midnight { "00" } else { hour };
    Some((format!("{hour}:{minute}:{second}{fraction}"), is_midnight))
}

/// Converts an offset to `Z` or `±hh:mm`.
fn zone(offset: &str) -> Option<String> {
    if offset.is_empty() || offset == "Z" {
        return Some(offset.to_owned());
    }
    let (sign, rest) = offset.split_at_checked(1)?;
    let digits: String = rest.split(':').collect();
    let (hours, minutes) = match digits.len() {
        2 => (&digits[..], "00"),
        4 => digits.split_at_checked(2)?,
        _ => return None,
    };
    Some(format!("{sign}{hours}:{minutes}"))
}

#[cfg(test)]
mod tests {
    use super::extended;

    #[test]
    fn each_form_is_the_same_moment() {
        for (text, right) in [
            ("20260131", "2026-01-31"),
            ("2026-031", "2026-01-31"),
            ("2026031", "2026-01-31"),
            ("2026-W05-6", "2026-01-31"),
            ("2026W056", "2026-01-31"),
            ("20260131T090000Z", "2026-01-31T09:00:00Z"),
            ("2026-01-31T09", "2026-01-31T09:00:00"),
            ("2026-01-31T0900", "2026-01-31T09:00:00"),
            ("2026-01-31T09:00+05", "2026-01-31T09:00:00+05:00"),
            ("2026-01-31T09:00:00-0530", "2026-01-31T09:00:00-05:30"),
            ("2026-01-31T09:00:00,5Z", "2026-01-31T09:00:00.5Z"),
            ("2026-01-31T24:00:00", "2026-02-01T00:00:00"),
        ] {
            assert_eq!(extended(text).as_deref(), Some(right), "{text}");
        }
    }

    #[test]
    fn other_texts_are_no_moment() {
        for text in [
            "",
            "2026",
            "2026-01",
            "2026-1-31",
            "31-01-2026",
            "2026-13-01",
            "2026-366",
            "2026-W60-1",
            "2026-01-31T",
            "2026-01-31T9:00",
            "2026-01-31T24:00:01",
            "2026-01-31T09:00:00.x",
            "2026-01-31T09:00:00+5",
            "2026-01-31T0é",
            "P7D",
        ] {
            assert_eq!(extended(text), None, "{text}");
        }
    }
}
