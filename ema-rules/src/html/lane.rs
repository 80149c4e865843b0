//! The elements of a drawing: titles, lanes, and windows.

use std::collections::BTreeSet;

use ema_model::{TerritoryCode, Text};

use crate::scope::RightsModel;
use crate::time::Timestamp;

#[derive(Debug)]
pub(super) struct Title {
    pub(super) licensor: Text,
    pub(super) id: Text,
    /// The title as people know it. It is empty if no row has a title.
    pub(super) name: String,
    pub(super) lanes: Vec<Lane>,
}

/// An offer, with the territories in which it has the same windows.
#[derive(Debug)]
pub(super) struct Lane {
    pub(super) model: RightsModel,
    pub(super) territories: Vec<TerritoryCode>,
    /// The windows held before a feed. The list is empty if no feed is applied.
    pub(super) before: Vec<Bar>,
    pub(super) now: Vec<Bar>,
    /// The rows that delete the scope.
    pub(super) deletes: Vec<Bar>,
}

/// A window.
#[derive(Clone, Debug)]
pub(super) struct Bar {
    pub(super) start: Option<Timestamp>,
    /// The end of the window, or `None` if it is open or unknown.
    pub(super) end: Option<Timestamp>,
    pub(super) state: State,
    /// The window as written, such as `2026-01-01 to Open`.
    pub(super) words: Text,
    /// The offer as written.
    pub(super) offer: Text,
    /// The window's rows, without duplicates.
    pub(super) sources: Vec<Source>,
    /// The feed's effect on the window.
    pub(super) fate: Fate,
}

/// A window's row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Source {
    /// The file that contains the row, or `None` on a page about a single file.
    pub(super) file: Option<Text>,
    /// Whether the file is an XML file, so that `row` is a line number.
    pub(super) in_lines: bool,
    pub(super) row: u32,
}

/// A window's state at the as-of moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    Live,
    Future,
    Ended,
    Unknown,
}

impl State {
    pub(super) fn of(start: Option<Timestamp>, end: Option<Timestamp>, as_of: Timestamp) -> Self {
        match (start, end) {
            (None, _) => Self::Unknown,
            (_, Some(end)) if end <= as_of => Self::Ended,
            (Some(start), _) if start > as_of => Self::Future,
            _ => Self::Live,
        }
    }

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Future => "future",
            Self::Ended => "ended",
            Self::Unknown => "start unknown",
        }
    }
}

/// A feed's effect on a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fate {
    /// No feed is applied.
    None,
    New,
    Changes,
    Lost,
    AsBefore,
    LeftLive,
    /// In a comparison, the new avails have the scope but not the window.
    LeftOut,
    /// In a comparison, the new avails do not have the scope.
    NotInNew,
}

impl Fate {
    /// The words before a window in this state.
    pub(super) const fn of(self, state: State) -> &'static str {
        match (self, state) {
            (Self::None, _) => "",
            (Self::New, State::Ended) => "was on sale: ",
            (Self::New, State::Live) => "is new: ",
            (Self::New, State::Future | State::Unknown) => "starts: ",
            (Self::Changes, _) => "changes: ",
            // Windows that have ended are removed only by a Full Delete.
            (Self::Lost, State::Ended) => "is deleted, and was on sale: ",
            (Self::Lost, _) => "is lost: ",
            (Self::LeftOut, _) => "is left out: ",
            (Self::NotInNew, _) => "is not in the new one: ",
            (Self::AsBefore, _) => "stays: ",
            (Self::LeftLive, _) => "is deleted and still live: ",
        }
    }
}

impl Title {
    /// Whether the feed affects any of the title's windows.
    pub(super) fn changes(&self) -> bool {
        let bars = self.lanes.iter().flat_map(Lane::bars);
        bars.into_iter().any(|bar| bar.fate != Fate::AsBefore)
    }

    /// The number of lanes with overlapping windows.
    pub(super) fn overlapping(&self) -> usize {
        let lanes = self.lanes.iter();
        lanes.filter(|lane| !lane.overlaps().is_empty()).count()
    }

    /// The number of windows in this state.
    pub(super) fn count(&self, state: State) -> usize {
        let bars = self.lanes.iter().flat_map(|lane| &lane.now);
        bars.filter(|bar| bar.state == state).count()
    }
}

impl Lane {
    pub(super) fn bars(&self) -> impl Iterator<Item = &Bar> {
        self.before.iter().chain(&self.now)
    }

    /// The offers as written in the windows' rows, in order and without duplicates. Windows for the same offer can
    /// differ in details that are not part of the offer, such as the format under SVOD.
    pub(super) fn offers(&self) -> Vec<&Text> {
        let mut offers = Vec::new();
        let mut known = BTreeSet::new();
        for bar in self.bars().chain(&self.deletes) {
            if known.insert(&bar.offer) {
                offers.push(&bar.offer);
            }
        }
        offers
    }

    /// The periods in which windows overlap, in order. A period without an end never ends.
    pub(super) fn overlaps(&self) -> Vec<(Timestamp, Option<Timestamp>)> {
        self.seams(|start, reached| start < reached)
            .map(|(start, reached, end)| {
                let end = end.map_or(reached, |end| end.min(reached));
                (start, (end < Timestamp::MAX).then_some(end))
            })
            .collect()
    }

    /// The gaps between windows. The minute between an End of 23:59:00 and a Start of 00:00:00 does not count, because
    /// it is not meant as a gap.
    pub(super) fn gaps(&self) -> Vec<(Timestamp, Timestamp)> {
        const MEANT: i64 = 60_000;
        let is_gap = |start: Timestamp, reached: Timestamp| {
            start.as_millis().saturating_sub(reached.as_millis()) > MEANT
        };
        self.seams(is_gap)
            .map(|(start, reached, _)| (reached, start))
            .collect()
    }

    /// Returns the start of each selected window, the latest end among the windows before it, and its own end. `wanted`
    /// selects windows by their starts and these latest ends.
    fn seams(
        &self,
        wanted: impl Fn(Timestamp, Timestamp) -> bool,
    ) -> impl Iterator<Item = (Timestamp, Timestamp, Option<Timestamp>)> {
        let mut reached: Option<Timestamp> = None;
        // The windows are sorted by their starts: see `Drawing::lanes`.
        self.now.iter().filter_map(move |bar| {
            let start = bar.start?;
            let end = bar.end.unwrap_or(Timestamp::MAX);
            let before = reached;
            reached = Some(before.map_or(end, |before| before.max(end)));
            let before = before.filter(|before| wanted(start, *before))?;
            Some((start, before, bar.end))
        })
    }
}
