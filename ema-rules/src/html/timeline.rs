//! What is drawn: titles, their lanes, and the windows in them.

use std::collections::BTreeMap;

use ema_model::{Column, EntryType, TerritoryCode, Text};

use super::axis::Axis;
use crate::holdings::{Feed, Holdings, Live, Outcome, Record, ScopeOutcome, sale_start};
use crate::offer::Offer;
use crate::scope::{RightsModel, Scope};
use crate::time::Instant;
use crate::window::Bound;

/// Windows over a time axis: a title is a group of lanes, a lane an offer in the territories in
/// which it has the same windows.
///
/// ```
/// use ema_model::{Avail, Column, EmaVersion};
/// use ema_rules::{Feed, Instant, Profile, html::Timeline};
///
/// let profile = Profile::prime_video();
/// let mut feed = Feed::new(&profile);
/// feed.add(&Avail::from_cells(
///     EmaVersion::V1_7_3,
///     [
///         (Column::DisplayName, "Rockstar Films"),
///         (Column::Alid, "FIRSTDANCE"),
///         (Column::Territory, "US, CA"),
///         (Column::EntryType, "Full Extract"),
///         (Column::LicenseType, "EST"),
///         (Column::Start, "2026-01-01"),
///         (Column::End, "Open"),
///     ],
/// ));
/// let as_of = Instant::from_utc("2026-11-21T00:00:00".parse()?);
/// let svg = Timeline::of(&feed, as_of).as_svg();
/// assert!(svg.starts_with("<svg") && svg.contains("FIRSTDANCE"));
/// # Ok::<(), chrono::ParseError>(())
/// ```
#[derive(Debug)]
pub struct Timeline {
    pub(super) as_of: Instant,
    pub(super) axis: Axis,
    pub(super) titles: Vec<Title>,
    /// How many titles a feed leaves as they were; they are not among the others.
    pub(super) as_before: usize,
    /// How many rows have no window that could be drawn.
    pub(super) passed_over: usize,
}

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
    pub(super) offer: Offer,
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
    pub(super) words: String,
    /// The rows that say so, each once; of an XML file the lines.
    pub(super) rows: Vec<u32>,
    pub(super) in_lines: bool,
    /// What a feed does to it.
    pub(super) fate: Fate,
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
    Begins,
    Changes,
    Lost,
    AsBefore,
    LeftLive,
}

impl Fate {
    /// What is said in front of the window.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Begins => "begins: ",
            Self::Changes => "changes: ",
            Self::Lost => "is lost: ",
            Self::AsBefore => "stays: ",
            Self::LeftLive => "is deleted and still live: ",
        }
    }
}

impl Timeline {
    /// What a file says. A pre-order until `ESTStart` ends where the earliest EST window of its scope
    /// in the file starts.
    #[must_use]
    pub fn of(feed: &Feed<'_>, as_of: Instant) -> Self {
        let mut titles = Titles::new(as_of);
        for (scope, extracts, deletes) in feed.entries() {
            let sale = sale_start(extracts);
            for record in extracts {
                titles.add(scope, record, Part::Now, Fate::None, sale);
            }
            for record in deletes {
                titles.add(scope, record, Part::Deletes, Fate::None, None);
            }
        }
        Self::new(titles, feed.passed_over().len())
    }

    /// What a platform holds, and what a Full Delete has left live.
    #[must_use]
    pub fn of_holdings(holdings: &Holdings, as_of: Instant) -> Self {
        let held = records(holdings.scopes());
        Self::of_records(held, records(holdings.left_live()), as_of)
    }

    /// What is live, in the territories that are asked for.
    #[must_use]
    pub fn of_live(live: &Live<'_>, as_of: Instant) -> Self {
        Self::of_records(records(live.scopes()), records(live.left_live()), as_of)
    }

    fn of_records<'a>(
        held: impl Iterator<Item = (&'a Scope, &'a Record)>,
        left_live: impl Iterator<Item = (&'a Scope, &'a Record)>,
        as_of: Instant,
    ) -> Self {
        let mut titles = Titles::new(as_of);
        for (scope, record) in held {
            titles.add(scope, record, Part::Now, Fate::None, None);
        }
        for (scope, record) in left_live {
            titles.add(scope, record, Part::Now, Fate::LeftLive, None);
        }
        Self::new(titles, 0)
    }

    /// What a feed has done: each lane before and after.
    #[must_use]
    pub fn of_outcome(outcome: &Outcome) -> Self {
        let mut titles = Titles::new(outcome.as_of);
        for scope in &outcome.scopes {
            add_outcome(&mut titles, scope, outcome.as_of);
        }
        let mut timeline = Self::new(titles, outcome.passed_over.len());
        let all = timeline.titles.len();
        timeline.titles.retain(Title::changes);
        timeline.as_before = all - timeline.titles.len();
        timeline
    }

    /// Only the titles with one of these unique IDs.
    #[must_use]
    pub fn of_titles(mut self, ids: &[impl AsRef<str>]) -> Self {
        let is_wanted = |title: &Title| ids.iter().any(|id| title.id == id.as_ref());
        self.titles.retain(is_wanted);
        self.axis = Axis::of(self.as_of, &self.titles);
        self
    }

    /// Whether there is nothing to draw.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.titles.is_empty()
    }

    fn new(titles: Titles, passed_over: usize) -> Self {
        let (as_of, titles) = (titles.as_of, titles.finish());
        Self {
            as_of,
            axis: Axis::of(as_of, &titles),
            titles,
            as_before: 0,
            passed_over,
        }
    }
}

fn records<'a, R: IntoIterator<Item = &'a Record>>(
    scopes: impl Iterator<Item = (&'a Scope, R)>,
) -> impl Iterator<Item = (&'a Scope, &'a Record)> {
    scopes.flat_map(|(scope, records)| records.into_iter().map(move |record| (scope, record)))
}

fn add_outcome(titles: &mut Titles, outcome: &ScopeOutcome, as_of: Instant) {
    let deletes = outcome.entry_type == EntryType::FullDelete;
    let mut add = |record: &Record, part, fate| {
        titles.add(&outcome.scope, record, part, fate, None);
    };
    for record in &outcome.removed {
        // What is live is not taken down by a Full Delete.
        let lost = !(deletes && record.is_live(as_of));
        let fate = if lost { Fate::Lost } else { Fate::LeftLive };
        add(record, Part::Before, fate);
    }
    for change in &outcome.changed {
        add(&change.from, Part::Before, Fate::Changes);
        add(&change.to, Part::Now, Fate::Changes);
    }
    for record in outcome.unchanged.iter().chain(&outcome.history) {
        add(record, Part::Before, Fate::AsBefore);
        add(record, Part::Now, Fate::AsBefore);
    }
    for record in &outcome.added {
        add(record, Part::Now, Fate::Begins);
    }
    for record in &outcome.left_live {
        add(record, Part::Now, Fate::LeftLive);
    }
}

impl Title {
    fn changes(&self) -> bool {
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

/// Which part of a lane a window belongs to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Before,
    Now,
    Deletes,
}

/// The windows of an offer in one territory.
type InTerritory = BTreeMap<(RightsModel, Offer, TerritoryCode), Vec<(Part, Bar)>>;

/// Titles that are being collected.
struct Titles {
    as_of: Instant,
    titles: BTreeMap<(Text, Text), (String, InTerritory)>,
}

impl Titles {
    fn new(as_of: Instant) -> Self {
        Self {
            as_of,
            titles: BTreeMap::new(),
        }
    }

    fn add(
        &mut self,
        scope: &Scope,
        record: &Record,
        part: Part,
        fate: Fate,
        sale: Option<Instant>,
    ) {
        let key = (scope.licensor.clone(), scope.id.clone());
        let (name, lanes) = self.titles.entry(key).or_default();
        if name.is_empty() {
            *name = record.title();
        }
        let window = record.window();
        let end = match window.end {
            Bound::EstStart => sale,
            end => end.instant(),
        };
        let start = window.start.instant();
        let state = match (start, end) {
            (None, _) => State::Unknown,
            (_, Some(end)) if end <= self.as_of => State::Ended,
            (Some(start), _) if start > self.as_of => State::Future,
            _ => State::Live,
        };
        let (from, to) = (record.text(Column::Start), record.text(Column::End));
        let bar = Bar {
            start,
            end,
            state,
            words: format!("{from} to {to}"),
            rows: vec![record.line().unwrap_or(record.row())],
            in_lines: record.line().is_some(),
            fate,
        };
        let key = (
            scope.rights_model.clone(),
            record.offer().clone(),
            scope.territory,
        );
        lanes.entry(key).or_default().push((part, bar));
    }

    fn finish(self) -> Vec<Title> {
        let titles = self.titles.into_iter();
        let mut titles: Vec<Title> = titles
            .map(|((licensor, id), (name, lanes))| Title {
                licensor,
                id,
                name,
                lanes: together(lanes),
            })
            .collect();
        // What somebody has to look at comes first; all else stays in its order.
        titles.sort_by_cached_key(|title| title.overlapping() == 0);
        titles
    }
}

/// Lanes of one offer in which the same happens become one.
fn together(lanes: InTerritory) -> Vec<Lane> {
    /// What is the same in each territory: of each window the words, where it stands to the as-of
    /// moment, and what happens to it.
    type Same = Vec<(Part, String, State, Fate)>;
    let mut same: BTreeMap<(RightsModel, Offer, Same), Lane> = BTreeMap::new();
    for ((model, offer, territory), mut bars) in lanes {
        bars.sort_by(|(part, bar), (other_part, other)| {
            let key = |bar: &Bar| (bar.start.unwrap_or(Instant::MAX), bar.end);
            (part, key(bar), &bar.words).cmp(&(other_part, key(other), &other.words))
        });
        let key = bars
            .iter()
            .map(|(part, bar)| (*part, bar.words.clone(), bar.state, bar.fate))
            .collect();
        let lane = same
            .entry((model.clone(), offer.clone(), key))
            .or_insert_with(|| Lane {
                model,
                offer,
                territories: Vec::new(),
                before: Vec::new(),
                now: Vec::new(),
                deletes: Vec::new(),
            });
        let is_first = lane.territories.is_empty();
        lane.territories.push(territory);
        let mut counts = [0; 3];
        for (part, mut bar) in bars {
            let of_part = match part {
                Part::Before => &mut lane.before,
                Part::Now => &mut lane.now,
                Part::Deletes => &mut lane.deletes,
            };
            let count = &mut counts[part as usize];
            if is_first {
                of_part.push(bar);
            } else if let Some(known) = of_part.get_mut(*count) {
                known.rows.append(&mut bar.rows);
                known.rows.sort_unstable();
                known.rows.dedup();
            }
            *count += 1;
        }
    }
    same.into_values().collect()
}
