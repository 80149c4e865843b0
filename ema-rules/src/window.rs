//! A row's window, both as written and as instants in a territory.
//!
//! A row that grants 200 territories has 200 windows, but most questions about them have the same answer in all
//! territories. For example, consider this row:
//!
//! ```text
//! Start 2026-03-01   End 2026-06-30   as of 2026-11-21   Territory US,FR,JP
//! ```
//!
//! The window has ended in every territory, because it ends before November 21 in local time. Local times usually have
//! the same order as the instants at which a territory's clocks show them, so only the first territory has to be
//! checked, instead of all 200.
//!
//! In two cases, each territory has to be checked separately. In the first case, clocks skip or repeat a time, as
//! French clocks would skip the End 2026-03-29T02:30:00. In the second case, a local time is compared with an instant:
//! as of 2026-06-30T18:00:00Z, the window would have ended in Japan but not in France. The second case can't occur if
//! the dates are more than two days apart.
//!
//! [`WrittenWindow`] has the Start and End as written, before a territory is known, and answers such questions for all
//! territories together. [`Window`] has the instants in one territory.

use std::fmt;
use std::str::FromStr;

use ema_model::{
    Avail, AvailEnd, AvailStart, Keyword, Moment, NaiveDate, NaiveDateTime, TerritoryCode,
};

use crate::conventions::{Clocks, Conventions};
use crate::span::Span;
use crate::time::{AsOf, Edge, Shifts, Timestamp, whole_day};

/// The window of a row's offer in a territory.
///
/// A window is half-open: it includes its start but not its end. A window that ends at 23:59:59 therefore does not
/// overlap one that starts at 00:00:00 on the next day.
///
/// ```
/// use ema_model::{Avail, Column, EmaVersion, TerritoryCode};
/// use ema_rules::{Bound, Conventions, Window};
///
/// let avail = Avail::from_cells(
///     EmaVersion::V1_7_3,
///     [(Column::Start, "2026-01-01"), (Column::End, "Open")],
/// );
/// let france = "FR".parse::<TerritoryCode>().unwrap();
/// let window = Window::of(&avail, france, &Conventions::prime_video());
/// assert_eq!(window.start.instant().unwrap().to_string(), "2025-12-31T23:00:00Z");
/// assert_eq!(window.end, Bound::Never);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Window {
    /// The window's start.
    pub start: Bound,
    /// The window's end.
    pub end: Bound,
}

/// The start or end of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Bound {
    /// The window starts or ends at this instant.
    At(Timestamp),
    /// The window never ends, because its End is `Open`.
    Never,
    /// The window ends when the title's EST sale starts, because its End is `ESTStart`.
    EstStart,
    /// The bound is unknown, because the cell names an event, is blank, or can't be read.
    Unknown,
}

impl Bound {
    /// The instant, if the bound is one.
    #[must_use]
    pub fn instant(self) -> Option<Timestamp> {
        match self {
            Self::At(instant) => Some(instant),
            Self::Never | Self::EstStart | Self::Unknown => None,
        }
    }
}

/// Formats the bound as `2026-01-01T05:00:00Z`, `open`, `est-start` or `unknown`. [`FromStr`] reads this text, so a bound
/// can be stored in a database.
impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(instant) => instant.fmt(f),
            Self::Never => f.pad("open"),
            Self::EstStart => f.pad("est-start"),
            Self::Unknown => f.pad("unknown"),
        }
    }
}

impl FromStr for Bound {
    type Err = InvalidBound;

    /// Parses the text that [`Display`](fmt::Display) writes.
    fn from_str(text: &str) -> Result<Self, InvalidBound> {
        Ok(match text {
            "open" => Self::Never,
            "est-start" => Self::EstStart,
            "unknown" => Self::Unknown,
            text => {
                let utc = text.strip_suffix('Z').ok_or(InvalidBound)?;
                let utc = NaiveDateTime::parse_from_str(utc, "%Y-%m-%dT%H:%M:%S%.f");
                Self::At(Timestamp::from_utc(utc.map_err(|_| InvalidBound)?))
            }
        })
    }
}

/// The error for text that is not a [`Bound`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is not an instant such as 2026-01-01T05:00:00Z, open, est-start or unknown")]
pub struct InvalidBound;

impl Window {
    /// Creates a window, for example from one that a program has stored.
    ///
    /// ```
    /// use ema_rules::{Bound, Timestamp, Window};
    ///
    /// let window = Window::new("2026-01-01T05:00:00Z".parse()?, "open".parse()?);
    /// assert_eq!(window.end, Bound::Never);
    /// assert!(window.is_live("2026-11-21T00:00:00Z".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn new(start: Bound, end: Bound) -> Self {
        Self { start, end }
    }

    /// A row's window in one of its territories.
    ///
    /// A date in Start means the first second of the day, and a date in End means the last second, both in the
    /// territory's first zone. A time without an offset is local under `prime-video` and UTC under `ema`.
    ///
    /// A region has the zones of its country, because neither ISO 3166-2 nor the tz database assigns zones to regions.
    /// For example, `CA-QC` uses the first zone of Canada, which is the zone of St. John's.
    #[must_use]
    pub fn of(avail: &Avail, territory: TerritoryCode, conventions: &Conventions) -> Self {
        WrittenWindow::of(avail).in_territory(territory, &conventions.clocks)
    }

    /// The window's span, or `None` if its start or end is unknown. The span of a pre-order that ends at a sale has no
    /// end until the sale is known.
    pub(crate) fn span(self) -> Option<Span> {
        let end = match self.end {
            Bound::At(end) => end,
            Bound::Never | Bound::EstStart => Timestamp::MAX,
            Bound::Unknown => return None,
        };
        let start = self.start.instant()?;
        Some(Span { start, end })
    }

    /// Whether the window has begun and has not ended at an instant: `start <= at < end`. A window that begins with an
    /// event is assumed not to have begun, because the date of the event is unknown.
    #[must_use]
    pub fn is_live(self, at: Timestamp) -> bool {
        self.has_begun(at) && !self.has_ended(at)
    }

    /// Whether the window has begun at an instant: `start <= at`.
    #[must_use]
    pub fn has_begun(self, at: Timestamp) -> bool {
        self.start.instant().is_some_and(|start| start <= at)
    }

    /// Whether the window has ended at an instant: `end <= at`.
    #[must_use]
    pub fn has_ended(self, at: Timestamp) -> bool {
        self.end.instant().is_some_and(|end| end <= at)
    }

    /// Whether the window ends before it starts, or at the same instant.
    pub(crate) fn is_reversed(self) -> bool {
        matches!((self.start, self.end), (Bound::At(start), Bound::At(end)) if end <= start)
    }
}

/// The Start and End as written, before they are resolved in a territory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct WrittenWindow {
    start: Option<AvailStart>,
    end: Option<AvailEnd>,
}

impl WrittenWindow {
    pub(crate) fn of(avail: &Avail) -> Self {
        Self {
            start: avail.start().value(),
            end: avail.end().value(),
        }
    }

    pub(crate) fn in_territory(self, territory: TerritoryCode, clocks: &Clocks) -> Window {
        let bound = |edge| match self.edge(edge, clocks) {
            UnresolvedEdge::Bound(bound) => bound,
            UnresolvedEdge::Local(local) => {
                let resolved = clocks.zones.resolve(territory.country(), local, edge);
                Bound::At(resolved.instant)
            }
        };
        Window {
            start: bound(Edge::Start),
            end: bound(Edge::End),
        }
    }

    /// An edge of the window, before it is resolved in a territory.
    pub(crate) fn edge(self, edge: Edge, clocks: &Clocks) -> UnresolvedEdge {
        match (edge, self.start, self.end) {
            (Edge::Start, Some(AvailStart::At(moment)), _)
            | (Edge::End, _, Some(AvailEnd::At(moment))) => {
                unresolved(moment, edge, clocks.local_is_utc)
            }
            (Edge::End, _, Some(AvailEnd::Keyword(Keyword::Open))) => {
                UnresolvedEdge::Bound(Bound::Never)
            }
            (Edge::End, _, Some(AvailEnd::Keyword(Keyword::EstStart))) => {
                UnresolvedEdge::Bound(Bound::EstStart)
            }
            _ => UnresolvedEdge::Bound(Bound::Unknown),
        }
    }

    /// Whether the window depends on local time.
    pub(crate) fn depends_on_clocks(self, clocks: &Clocks) -> bool {
        let edges = [Edge::Start, Edge::End];
        edges
            .iter()
            .any(|edge| matches!(self.edge(*edge, clocks), UnresolvedEdge::Local(_)))
    }

    /// Whether both windows have the same Start as written, so that they start at the same time in every territory.
    pub(crate) fn starts_like(self, other: Self) -> bool {
        self.start == other.start
    }

    /// Whether the window starts before `day` in every territory, because its Start is long before that day.
    pub(crate) fn starts_well_before(self, day: NaiveDate) -> bool {
        matches!(self.start, Some(AvailStart::At(start)) if days_from(start, day) < -APART)
    }

    /// Whether the Start is a date, and neither the Start nor the End is near `day`. In every territory, such Starts
    /// are in the same order, and the same windows have started or ended as of `day`.
    pub(crate) fn is_in_days_far_from(self, day: NaiveDate) -> bool {
        let is_far = |at| days_from(at, day).abs() > APART;
        let starts =
            matches!(self.start, Some(AvailStart::At(start @ Moment::Date(_))) if is_far(start));
        starts && !matches!(self.end, Some(AvailEnd::At(end)) if !is_far(end))
    }

    /// Whether the start, the end and `moments` have the same order in every territory.
    ///
    /// Two instants have the same order in every territory. Two local times have the same order everywhere if clocks
    /// show each of them exactly once, because the later time is then also the later instant. `shifts` contains the
    /// times that clocks skip or repeat. An instant and a local time have the same order everywhere if they are further
    /// apart than any two clocks can differ.
    pub(crate) fn is_in_order_anywhere(
        self,
        moments: &[AsOf],
        shifts: &Shifts,
        clocks: &Clocks,
    ) -> bool {
        use UnresolvedEdge::{Bound as Fixed, Local};
        let are_in_order = |one, other| match (one, other) {
            (Fixed(_), Fixed(_)) => true,
            (Local(one), Local(other)) => {
                are_far_apart(one, other) || (!shifts.are_at(one) && !shifts.are_at(other))
            }
            (Local(local), Fixed(bound)) | (Fixed(bound), Local(local)) => bound
                .instant()
                .is_none_or(|instant| are_far_apart(local, instant.to_utc())),
        };
        let [start, end] = [Edge::Start, Edge::End].map(|edge| self.edge(edge, clocks));
        let mut moments = moments.iter().map(|moment| match *moment {
            AsOf::Timestamp(instant) => Fixed(Bound::At(instant)),
            AsOf::Day(day) => local_or_unknown(whole_day(day, Edge::Start)),
        });
        are_in_order(start, end)
            && moments.all(|moment| are_in_order(start, moment) && are_in_order(end, moment))
    }

    /// Whether the window might have ended as of `day` in at least one territory, because the date in its End is at
    /// most one day after `day`.
    pub(crate) fn may_have_ended(self, day: NaiveDate) -> bool {
        matches!(self.end, Some(AvailEnd::At(end)) if (end.date() - day).num_days() < APART)
    }

    /// The day of the Start, as written.
    pub(crate) fn start_day(self) -> Option<NaiveDate> {
        match self.start? {
            AvailStart::At(start) => Some(start.date()),
            _ => None,
        }
    }

    /// The day of the End, as written.
    pub(crate) fn end_day(self) -> Option<NaiveDate> {
        match self.end? {
            AvailEnd::At(end) => Some(end.date()),
            _ => None,
        }
    }

    /// Whether the End is `ESTStart`.
    pub(crate) fn ends_at_sale(self) -> bool {
        self.end == Some(AvailEnd::Keyword(Keyword::EstStart))
    }

    /// Whether the window ends before it starts in every territory. Returns `false` unless the Start and the End are
    /// both dates, both local times, or both instants, because the answer could otherwise depend on the territory.
    pub(crate) fn is_reversed_anywhere(self) -> bool {
        let (Some(AvailStart::At(start)), Some(AvailEnd::At(end))) = (self.start, self.end) else {
            return false;
        };
        match (start, end) {
            (Moment::Date(start), Moment::Date(end)) => end < start,
            (Moment::Local(start), Moment::Local(end)) => end <= start,
            (Moment::Instant { .. }, Moment::Instant { .. }) => {
                match (Timestamp::of(start), Timestamp::of(end)) {
                    (Some(start), Some(end)) => end <= start,
                    _ => false,
                }
            }
            _ => false,
        }
    }
}

/// The maximum number of days by which dates can differ at the same instant, on two clocks or at two offsets from UTC.
const APART: i64 = 2;

/// Whether two times are so far apart that their order does not depend on clocks.
fn are_far_apart(one: NaiveDateTime, other: NaiveDateTime) -> bool {
    let days = one.date().signed_duration_since(other.date()).num_days();
    days.abs() > APART
}

/// The number of days from `day` to a moment's date, as written.
fn days_from(moment: Moment, day: NaiveDate) -> i64 {
    moment.date().signed_duration_since(day).num_days()
}

/// An edge of a window, before it is resolved in a territory.
#[derive(Clone, Copy)]
pub(crate) enum UnresolvedEdge {
    /// A bound that is the same in every territory.
    Bound(Bound),
    /// A time on a territory's clocks.
    Local(NaiveDateTime),
}

fn unresolved(moment: Moment, edge: Edge, local_is_utc: bool) -> UnresolvedEdge {
    match moment {
        Moment::Date(date) => local_or_unknown(whole_day(date, edge)),
        Moment::Local(local) if local_is_utc => {
            UnresolvedEdge::Bound(Bound::At(Timestamp::from_utc(local)))
        }
        Moment::Local(local) => UnresolvedEdge::Local(local),
        moment => UnresolvedEdge::Bound(Timestamp::of(moment).map_or(Bound::Unknown, Bound::At)),
    }
}

fn local_or_unknown(local: Option<NaiveDateTime>) -> UnresolvedEdge {
    local.map_or(UnresolvedEdge::Bound(Bound::Unknown), UnresolvedEdge::Local)
}

#[cfg(test)]
mod tests {
    use super::*;
    use currency_map::Territory;
    use ema_model::{Column, EmaVersion};
    use proptest::prelude::*;

    /// Generates moments on and around days when clocks change at midnight or during the night, days that Samoa and
    /// Kiribati skipped, and ordinary days.
    fn moments() -> impl Strategy<Value = String> {
        let days = vec![
            "1994-12-31",
            "2011-12-30",
            "2025-11-02",
            "2026-03-08",
            "2026-04-05",
            "2026-04-24",
            "2026-09-06",
            "2026-11-21",
            "9999-04-05",
        ];
        let times = vec![
            "",
            "T00:00:00",
            "T00:30:00",
            "T01:30:00",
            "T23:30:00",
            "T12:00:00Z",
        ];
        (
            prop::sample::select(days),
            -4_i64..5,
            prop::sample::select(times),
        )
            .prop_map(|(day, aside, time)| {
                let day: NaiveDate = day.parse().unwrap();
                format!("{}{time}", day + chrono::TimeDelta::days(aside))
            })
    }

    #[test]
    fn days_of_a_month_are_in_order_anywhere() {
        let conventions = Conventions::prime_video();
        let mut shifts = Shifts::default();
        shifts.add(Territory::all().iter().copied(), &conventions.clocks.zones);
        let cells = [(Column::Start, "2027-01-10"), (Column::End, "2027-01-31")];
        let written = WrittenWindow::of(&Avail::from_cells(EmaVersion::V1_8, cells));
        assert!(written.is_in_order_anywhere(&[], &shifts, &conventions.clocks));
    }

    proptest! {
        #[test]
        fn what_is_in_order_anywhere_is_so_in_each_territory(
            start in moments(), end in moments(), by in moments(),
        ) {
            let conventions = Conventions::prime_video();
            let codes = [
                "AU", "BV", "CL", "CU", "EG", "ES", "FR", "GL", "IR", "KI", "LB", "NZ", "US", "WS",
            ];
            let territories = codes.map(|code| Territory::parse(code).unwrap());
            let mut shifts = Shifts::default();
            shifts.add(territories.iter().copied(), &conventions.clocks.zones);
            let cells = [(Column::Start, &*start), (Column::End, &*end)];
            let written = WrittenWindow::of(&Avail::from_cells(EmaVersion::V1_8, cells));
            let by: AsOf = match by.get(..19) {
                Some(utc) => Timestamp::from_utc(utc.parse().unwrap()).into(),
                None => by.parse().unwrap(),
            };
            let orders = territories.iter().map(|territory| {
                let window = written.in_territory((*territory).into(), &conventions.clocks);
                let (start, end) = (window.start.instant(), window.end.instant());
                let by = Some(by.in_territory(*territory, &conventions.clocks.zones));
                (start.cmp(&end), start.cmp(&by), end.cmp(&by))
            });
            let orders: Vec<_> = orders.collect();
            if written.is_in_order_anywhere(&[by], &shifts, &conventions.clocks) {
                prop_assert!(orders.iter().all(|order| *order == orders[0]));
            }
        }
    }
}
