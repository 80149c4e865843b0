//! What is drawn: titles, their lanes, and the windows in them.

use std::collections::BTreeSet;

use ema_model::{TerritoryCode, Text};

use crate::scope::RightsModel;
use crate::time::Instant;

#[derive(Debug)]
pub(super) struct Title {
    pub(super) licensor: Text,
    pub(super) id: Text,
    /// The title for people; empty where no row has one.
    pub(super) name: String,
    pub(super) lanes: Vec<Lane>,
}

/// An offer, in territories in which the same happens.
#[derive(Debug)]
pub(super) struct Lane {
    pub(super) model: RightsModel,
    pub(super) territories: Vec<TerritoryCode>,
    /// What was held before a feed; empty where no feed is applied.
    pub(super) before: Vec<Bar>,
    pub(super) now: Vec<Bar>,
    /// The rows that delete the scope.
    pub(super) deletes: Vec<Bar>,
}

/// A window.
#[derive(Clone, Debug)]
pub(super) struct Bar {
    pub(super) start: Option<Instant>,
    /// `None` if it is open, or nobody can tell.
    pub(super) end: Option<Instant>,
    pub(super) state: State,
    /// `2026-01-01 to Open`, as it is written.
    pub(super) words: Text,
    /// What is offered, as it is written.
    pub(super) offer: Text,
    /// What says so, each once.
    pub(super) sources: Vec<Source>,
    /// What a feed does to it.
    pub(super) fate: Fate,
}

/// Where a window is written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Source {
    /// Its file. What a page says of one file alone does not name it.
    pub(super) file: Option<Text>,
    /// Whether it is an XML file, of which the line is meant.
    pub(super) in_lines: bool,
    pub(super) row: u32,
}

/// Where a window stands to the as-of moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    Live,
    Future,
    Ended,
    Unknown,
}

impl State {
    pub(super) fn of(start: Option<Instant>, end: Option<Instant>, as_of: Instant) -> Self {
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

/// What a feed does to a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fate {
    /// No feed is applied.
    None,
    New,
    Changes,
    Lost,
    AsBefore,
    LeftLive,
}

impl Fate {
    /// What is said in front of a window in a state.
    pub(super) const fn of(self, state: State) -> &'static str {
        match (self, state) {
            (Self::None, _) => "",
            (Self::New, State::Ended) => "was on sale: ",
            (Self::New, State::Live) => "is new: ",
            (Self::New, State::Future | State::Unknown) => "begins: ",
            (Self::Changes, _) => "changes: ",
            // Only a Full Delete removes what has ended.
            (Self::Lost, State::Ended) => "is deleted, and was on sale: ",
            (Self::Lost, _) => "is lost: ",
            (Self::AsBefore, _) => "stays: ",
            (Self::LeftLive, _) => "is deleted and still live: ",
        }
    }
}

impl Title {
    /// Whether a feed does anything to it.
    pub(super) fn changes(&self) -> bool {
        let bars = self.lanes.iter().flat_map(Lane::bars);
        bars.into_iter().any(|bar| bar.fate != Fate::AsBefore)
    }

    /// How many of its lanes have windows that overlap.
    pub(super) fn overlapping(&self) -> usize {
        let lanes = self.lanes.iter();
        lanes.filter(|lane| !lane.overlaps().is_empty()).count()
    }

    /// How many windows of its lanes are in a state.
    pub(super) fn count(&self, state: State) -> usize {
        let bars = self.lanes.iter().flat_map(|lane| &lane.now);
        bars.filter(|bar| bar.state == state).count()
    }
}

impl Lane {
    pub(super) fn bars(&self) -> impl Iterator<Item = &Bar> {
        self.before.iter().chain(&self.now)
    }

    /// What is offered, as the windows say it, each wording once and in their order: those of one
    /// offer may differ in what is no part of it, such as the format under SVOD.
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

    /// The times in which more than one window holds, in their order; `None` is the end of time.
    pub(super) fn overlaps(&self) -> Vec<(Instant, Option<Instant>)> {
        self.seams(|start, reached| start < reached)
            .map(|(start, reached, end)| {
                let end = end.map_or(reached, |end| end.min(reached));
                (start, (end < Instant::MAX).then_some(end))
            })
            .collect()
    }

    /// The times between windows in which none holds. An End of 23:59:00 and a Start of 00:00:00 are
    /// written where none is meant.
    pub(super) fn gaps(&self) -> Vec<(Instant, Instant)> {
        const MEANT: i64 = 60_000;
        let is_gap = |start: Instant, reached: Instant| {
            start.as_millis().saturating_sub(reached.as_millis()) > MEANT
        };
        self.seams(is_gap)
            .map(|(start, reached, _)| (reached, start))
            .collect()
    }

    /// Where a window starts, how far the windows before it reach, and where it ends.
    fn seams(
        &self,
        wanted: impl Fn(Instant, Instant) -> bool,
    ) -> impl Iterator<Item = (Instant, Instant, Option<Instant>)> {
        let mut reached: Option<Instant> = None;
        // In the order of their starts, see `Titles::finish`.
        self.now.iter().filter_map(move |bar| {
            let start = bar.start?;
            let end = bar.end.unwrap_or(Instant::MAX);
            let before = reached;
            reached = Some(before.map_or(end, |before| before.max(end)));
            let before = before.filter(|before| wanted(start, *before))?;
            Some((start, before, bar.end))
        })
    }
}
