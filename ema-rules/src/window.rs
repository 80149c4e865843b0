//! The window of a row, resolved to instants in a territory.

use ema_model::{Avail, AvailEnd, AvailStart, Keyword, Moment, NaiveDateTime, TerritoryCode};

use crate::profile::Profile;
use crate::time::{Edge, Instant};

/// When a row begins to hold in a territory, and when it stops.
///
/// A window is half-open: it holds at its start and no more at its end, so an End of 23:59:59 and
/// the next Start of 00:00:00 are discrete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Window {
    /// When it begins.
    pub start: Bound,
    /// When it ends.
    pub end: Bound,
}

/// The begin or end of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Bound {
    /// At an instant.
    At(Instant),
    /// Never: `Open`.
    Never,
    /// When the sale of the title starts: `ESTStart`.
    EstStart,
    /// Nobody can tell: it hangs on an event, is blank, or can't be read.
    Unknown,
}

impl Bound {
    /// The instant, if it is one.
    #[must_use]
    pub fn instant(self) -> Option<Instant> {
        match self {
            Self::At(instant) => Some(instant),
            Self::Never | Self::EstStart | Self::Unknown => None,
        }
    }
}

impl Window {
    /// The window of a row in one of its territories.
    ///
    /// A date means the first moment of a Start and the last second of an End, in the territory's
    /// first zone. A time without an offset is local under `prime-video` and UTC under `ema`.
    #[must_use]
    pub fn of(avail: &Avail, territory: TerritoryCode, profile: &Profile) -> Self {
        let start = match avail.start().value() {
            Some(AvailStart::At(moment)) => resolve(moment, territory, Edge::Start, profile),
            _ => Bound::Unknown,
        };
        let end = match avail.end().value() {
            Some(AvailEnd::At(moment)) => resolve(moment, territory, Edge::End, profile),
            Some(AvailEnd::Keyword(Keyword::Open)) => Bound::Never,
            Some(AvailEnd::Keyword(Keyword::EstStart)) => Bound::EstStart,
            _ => Bound::Unknown,
        };
        Self { start, end }
    }
}

fn resolve(moment: Moment, territory: TerritoryCode, edge: Edge, profile: &Profile) -> Bound {
    let local = match moment {
        Moment::Date(date) => match edge {
            Edge::Start => date.and_hms_opt(0, 0, 0),
            Edge::End => date.and_hms_opt(23, 59, 59),
        },
        Moment::Local(local) if profile.local_times_are_utc() => {
            return Bound::At(Instant::from_utc(local));
        }
        Moment::Local(local) => Some(local),
        Moment::Instant {
            local,
            offset_minutes,
        } => {
            let offset = chrono::TimeDelta::minutes(i64::from(offset_minutes));
            return match local.checked_sub_signed(offset) {
                Some(utc) => Bound::At(Instant::from_utc(utc)),
                None => Bound::Unknown,
            };
        }
        _ => None,
    };
    local.map_or(Bound::Unknown, |local| {
        Bound::At(resolve_local(local, territory, edge, profile))
    })
}

fn resolve_local(
    local: NaiveDateTime,
    territory: TerritoryCode,
    edge: Edge,
    profile: &Profile,
) -> Instant {
    profile
        .zones
        .resolve(territory.country(), local, edge)
        .instant
}
