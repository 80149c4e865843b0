//! The time axis: its range, its ticks, and the positions of moments on it.

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::lane::Title;
use crate::time::Timestamp;

/// The time axis, from the first window to the last, but at most ten years before and after the as-of moment. Without
/// that limit, a window that ends in 2099 would shrink all others to hairlines.
#[derive(Clone, Copy, Debug)]
pub(super) struct Axis {
    from: i64,
    to: i64,
}

/// A labeled day on the axis.
pub(super) struct Tick {
    pub(super) at: f64,
    pub(super) label: String,
}

const DAY: i64 = 86_400_000;
const FURTHEST: i64 = 3_652 * DAY;

impl Axis {
    pub(super) fn of(as_of: Timestamp, titles: &[Title]) -> Self {
        let as_of = as_of.as_millis();
        let (mut from, mut to) = (as_of, as_of);
        let lanes = titles.iter().flat_map(|title| &title.lanes);
        for bar in lanes.flat_map(|lane| lane.bars()) {
            for at in [bar.start, bar.end].into_iter().flatten() {
                from = from.min(at.as_millis());
                to = to.max(at.as_millis());
            }
        }
        from = from.max(as_of.saturating_sub(FURTHEST));
        to = to.min(as_of.saturating_add(FURTHEST));
        // The axis is at least 60 days long, with some room on the right for open windows.
        let span = (to - from).max(60 * DAY);
        Self {
            from: from.saturating_sub(span / 30),
            to: from.saturating_add(span + span / 8),
        }
    }

    /// The position of a moment as a percentage from the left. Moments beyond the axis are placed at its edge.
    pub(super) fn x(&self, at: Timestamp) -> f64 {
        let share =
            (at.as_millis().saturating_sub(self.from)) as f64 / (self.to - self.from) as f64;
        (share * 100.0).clamp(0.0, 100.0)
    }

    pub(super) fn is_before(&self, at: Timestamp) -> bool {
        at.as_millis() < self.from
    }

    pub(super) fn is_beyond(&self, at: Timestamp) -> bool {
        at.as_millis() > self.to
    }

    /// The ticks: the first days of years, quarters or months, whichever fit.
    pub(super) fn ticks(&self) -> Vec<Tick> {
        const MOST: i64 = 9;
        let months = (self.to - self.from) / (30 * DAY);
        let steps = [1, 3, 6, 12, 24, 36, 60];
        let step = steps.into_iter().find(|step| months / step <= MOST);
        let step = step.unwrap_or(60);
        let first = |at: i64| Timestamp::from_millis(at).map(|at| at.to_utc().date());
        let Some(first) = first(self.from) else {
            return Vec::new();
        };
        let mut month = i64::from(first.year()) * 12 + i64::from(first.month0());
        month += step - month.rem_euclid(step);
        let mut ticks = Vec::new();
        while let Some(day) = first_day(month)
            && let at = Timestamp::from_utc(day.and_time(NaiveTime::MIN))
            && !self.is_beyond(at)
        {
            let format = if step % 12 == 0 { "%Y" } else { "%b %Y" };
            ticks.push(Tick {
                at: self.x(at),
                label: day.format(format).to_string(),
            });
            month += step;
        }
        ticks
    }
}

/// The first day of a month. Months are counted from the year 0.
fn first_day(month: i64) -> Option<NaiveDate> {
    let year = i32::try_from(month.div_euclid(12)).ok()?;
    let of_year = u32::try_from(month.rem_euclid(12)).ok()?;
    NaiveDate::from_ymd_opt(year, of_year + 1, 1)
}
