//! Recognizes numbers and durations in unambiguous notations that a column does not accept.

/// Returns the whole part of a number whose fraction is zero: `1` for `1.0`.
pub(in crate::rules) fn whole(text: &str) -> Option<&str> {
    let (whole, fraction) = text.split_once('.')?;
    let is_whole = !whole.is_empty() && whole.bytes().all(|b| b.is_ascii_digit());
    let is_nothing = !fraction.is_empty() && fraction.bytes().all(|b| b == b'0');
    (is_whole && is_nothing).then_some(whole)
}

/// Reads a whole number and its unit, such as `720 hours`, `48h`, `30 days` or `116 min`.
pub(in crate::rules) fn amount(text: &str) -> Option<(u32, Unit)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    let unit = match unit.trim().to_ascii_lowercase().as_str() {
        "d" | "day" | "days" => Unit::Days,
        "h" | "hr" | "hrs" | "hour" | "hours" => Unit::Hours,
        "min" | "mins" | "minute" | "minutes" => Unit::Minutes,
        _ => return None,
    };
    Some((number.parse().ok()?, unit))
}

/// The unit of an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Unit {
    Days,
    Hours,
    Minutes,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_means_one_number_is_read() {
        assert_eq!(whole("12.00"), Some("12"));
        for text in ["12", "12.5", ".0", "12.", "-1.0", "1.0.0", "1e0.0"] {
            assert_eq!(whole(text), None, "{text}");
        }
    }

    #[test]
    fn an_amount_needs_a_number_and_a_unit() {
        assert_eq!(amount("720 Hours"), Some((720, Unit::Hours)));
        assert_eq!(amount("30d"), Some((30, Unit::Days)));
        assert_eq!(amount("116 min"), Some((116, Unit::Minutes)));
        for text in [
            "",
            "hours",
            "720",
            "5 m",
            "1.5 hours",
            "99999999999 h",
            "2 d 3 h",
        ] {
            assert_eq!(amount(text), None, "{text}");
        }
    }
}
