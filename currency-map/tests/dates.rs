//! Tests of dates against a second implementation of the Gregorian calendar.

// Clippy's exception for tests does not cover helper functions.
#![allow(clippy::unwrap_used)]

use currency_map::Date;
use proptest::prelude::*;

/// The lengths of the months in a year.
fn months(leap_year: bool) -> [u32; 12] {
    [
        31,
        if leap_year { 29 } else { 28 },
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
    ]
}

proptest! {
    #[test]
    fn a_day_exists_when_the_calendar_has_it(year in -5..10_010, month in 0..15_u32, day in 0..40_u32) {
        let leap_year = if year % 100 == 0 { year % 400 == 0 } else { year % 4 == 0 };
        let days = usize::try_from(month).ok().and_then(|month| months(leap_year).get(month.checked_sub(1)?).copied());
        let exists = (0..=9999).contains(&year) && day > 0 && days.is_some_and(|days| day <= days);
        let date = Date::new(year, month, day);
        prop_assert_eq!(date.is_some(), exists);
        if let Some(date) = date {
            prop_assert_eq!((date.year(), date.month(), date.day()), (year, month, day));
            prop_assert_eq!(date.to_string().parse(), Ok(date));
        }
    }

    #[test]
    fn the_order_is_that_of_the_calendar(
        one in (0..=9999_i32, 1..=12_u32, 1..=28_u32),
        other in (0..=9999_i32, 1..=12_u32, 1..=28_u32),
    ) {
        let date = |(year, month, day)| Date::new(year, month, day).unwrap();
        prop_assert_eq!(date(one).cmp(&date(other)), one.cmp(&other));
    }

    #[test]
    fn only_the_one_form_is_read(text in "[0-9]{1,4}[-/.]?[0-9]{1,2}[-/.]?[0-9]{1,2}.?") {
        if let Ok(date) = text.parse::<Date>() {
            prop_assert_eq!(date.to_string(), text);
        }
    }
}
