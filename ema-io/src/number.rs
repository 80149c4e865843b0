//! Formats the numbers in a spreadsheet as text.

/// Formats a number as Excel would display it without rounding, with at most 15 significant digits. Additional digits
/// are noise from binary fractions (19.99 may be stored as 19.990000000000002).
pub(crate) fn text(number: f64) -> String {
    // If the shortest text has at most 15 significant digits, rounding to 15 digits would give the same text.
    let shortest = number.to_string();
    if !number.is_finite() || number != 0.0 && significant(&shortest) <= 15 {
        return shortest;
    }
    // A mantissa with 14 decimals has 15 significant digits.
    let scientific = format!("{number:.14e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let negative = mantissa.starts_with('-');
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        return "0".to_owned();
    }
    // The exponent of a finite number is between -324 and 308.
    let exponent: i32 = exponent.parse().unwrap_or_default();
    let sign = if negative { "-" } else { "" };
    let whole = usize::try_from(exponent + 1).unwrap_or_default();
    if whole == 0 {
        let zeros = "0".repeat(exponent.unsigned_abs() as usize - 1);
        format!("{sign}0.{zeros}{digits}")
    } else if digits.len() <= whole {
        format!("{sign}{digits:0<whole$}")
    } else {
        let (whole, decimals) = digits.split_at(whole);
        format!("{sign}{whole}.{decimals}")
    }
}

/// The number of digits from the first to the last nonzero digit.
fn significant(shown: &str) -> usize {
    let digits = |shown: &str| shown.bytes().filter(u8::is_ascii_digit).count();
    let leading = shown.trim_start_matches(['-', '0', '.']);
    digits(match leading.contains('.') {
        true => leading,
        false => leading.trim_end_matches('0'),
    })
}

/// Formats a number with at least `decimals` decimals, but never rounds it. For example, 13.9 with two decimals is
/// `13.90`.
pub(crate) fn with_decimals(number: f64, decimals: usize) -> String {
    let mut text = text(number);
    let shown = text.split_once('.').map_or(0, |(_, shown)| shown.len());
    if shown < decimals && number.is_finite() {
        if shown == 0 {
            text.push('.');
        }
        text.extend(std::iter::repeat_n('0', decimals - shown));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{text, with_decimals};
    use proptest::prelude::*;

    #[test]
    fn numbers_are_shown_as_they_were_typed() {
        for (number, shown) in [
            (0.0, "0"),
            (-0.0, "0"),
            (1.0, "1"),
            (-7.5, "-7.5"),
            (19.990000000000002, "19.99"),
            (0.1 + 0.2, "0.3"),
            (0.000_012, "0.000012"),
            (2013.0, "2013"),
            (123_456_789_012_345.0, "123456789012345"),
            (12_345_678_901_234_567_890.0, "12345678901234600000"),
            (1e21, "1000000000000000000000"),
        ] {
            assert_eq!(text(number), shown);
        }
    }

    #[test]
    fn decimals_are_filled_up_and_never_cut() {
        for (number, decimals, shown) in [
            (13.9, 2, "13.90"),
            (13.0, 2, "13.00"),
            (13.999, 2, "13.999"),
            (-0.5, 3, "-0.500"),
            (1300.0, 0, "1300"),
        ] {
            assert_eq!(with_decimals(number, decimals), shown);
        }
    }

    proptest! {
        #[test]
        fn no_digit_that_excel_shows_is_lost(number in prop::num::f64::NORMAL) {
            let read: f64 = text(number).parse().unwrap();
            prop_assert!((read - number).abs() <= number.abs() * 1e-14);
        }

        #[test]
        fn fifteen_digits_are_shown_as_they_were_typed(
            digits in 1_u64..1_000_000_000_000_000,
            decimals in 0_usize..=20,
        ) {
            let padded = format!("{digits:0>width$}", width = decimals + 1);
            let (whole, rest) = padded.split_at(padded.len() - decimals);
            let rest = rest.trim_end_matches('0');
            let typed = match rest {
                "" => whole.to_owned(),
                rest => format!("{whole}.{rest}"),
            };
            prop_assert_eq!(text(typed.parse().unwrap()), typed);
        }

        #[test]
        fn prices_are_shown_with_their_cents(cents in 0_u32..100_000_000) {
            let price = f64::from(cents) / 100.0;
            let shown = format!("{}.{:02}", cents / 100, cents % 100);
            let shown = shown.trim_end_matches('0').trim_end_matches('.');
            prop_assert_eq!(text(price), shown);
        }
    }
}
