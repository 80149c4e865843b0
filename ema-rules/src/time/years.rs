//! Stores a value for each year, such as the year's clock changes, and computes it when it is first requested.
//!
//! The windows in a small file lie within a few years, but the clocks in a country with 29 zones change 3,000 times
//! from 1999 to 2040. Each of these near years therefore has its own value, which is computed only if one of the year's
//! times is requested. All other times share one value.

use std::ops::Range;
use std::sync::OnceLock;

/// The number of near years: 1999 through 2040. They include January 1, 2000, which is the End in rows that delete a
/// scope.
const NEAR: usize = 42;

/// The first second of each near year, and of the year after the last near year.
const STARTS: [i64; NEAR + 1] = {
    // The first year begins on January 1, 1999.
    let mut starts = [915_148_800; NEAR + 1];
    let mut at = 1;
    while at <= NEAR {
        let is_leap = (1999 + at - 1).is_multiple_of(4);
        starts[at] = starts[at - 1] + if is_leap { 366 } else { 365 } * 86_400;
        at += 1;
    }
    starts
};

/// The years 2101 to 2128, in which the last rule of every zone applies. They include every kind of year, since years
/// differ only in their first weekday and in whether they have a leap day.
pub(super) const LAST: Range<i64> = 4_133_980_800..5_017_593_600;

/// All local times up to the end of [`LAST`]. Later times are mapped to years in `LAST`.
pub(super) const ALL: Range<i64> = i64::MIN..LAST.end;

/// A value for each near year, and one for [`ALL`] local times, which is used if no near year contains all of the times
/// that are requested.
#[derive(Clone, Debug)]
pub(super) struct ByYear<T> {
    near: [OnceLock<T>; NEAR],
    all: OnceLock<T>,
}

impl<T> ByYear<T> {
    /// The value for the range that [`times_with`] returns for two local times. `compute` is called if the value is not
    /// known yet.
    pub(super) fn get(&self, first: i64, last: i64, compute: impl FnOnce(Range<i64>) -> T) -> &T {
        let value = match near_year(first, last) {
            Some(near) => &self.near[near],
            None => &self.all,
        };
        value.get_or_init(|| compute(times_with(first, last)))
    }
}

impl<T> Default for ByYear<T> {
    fn default() -> Self {
        Self {
            near: [const { OnceLock::new() }; NEAR],
            all: OnceLock::new(),
        }
    }
}

/// The local times, in seconds, of the near year that contains both `first` and `last`, or all local times if there is
/// no such year.
pub(super) fn times_with(first: i64, last: i64) -> Range<i64> {
    match near_year(first, last) {
        Some(near) => STARTS[near]..STARTS[near + 1],
        None => ALL,
    }
}

/// The index of the near year that contains both local times, if there is one.
fn near_year(first: i64, last: i64) -> Option<usize> {
    let begun = STARTS.partition_point(|start| *start <= first);
    let near = begun.checked_sub(1).filter(|year| *year < NEAR)?;
    (STARTS[near]..STARTS[near + 1])
        .contains(&last)
        .then_some(near)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn years_are_those_of_the_calendar() {
        let midnight = |year| {
            let day = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
            day.and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp()
        };
        for year in 1999..=2040 {
            let times = midnight(year)..midnight(year + 1);
            assert_eq!(times_with(times.start, times.end - 1), times);
            assert_eq!(times_with(times.start, times.end), ALL);
            assert_eq!(times_with(times.start - 1, times.start), ALL);
        }
        for far in [midnight(1998), midnight(2041), i64::MIN, i64::MAX] {
            assert_eq!(times_with(far, far), ALL);
        }
        assert_eq!(LAST, midnight(2101)..midnight(2129));
    }

    #[test]
    fn values_are_computed_once() {
        let years = ByYear::default();
        let start = STARTS[5];
        assert_eq!(*years.get(start, start, |times| times), start..STARTS[6]);
        assert_eq!(
            *years.get(start + 1, start + 2, |_| unreachable!()),
            start..STARTS[6]
        );
        assert_eq!(*years.get(start - 1, start, |times| times), ALL);
    }
}
