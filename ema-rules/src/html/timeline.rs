//! Timelines, and the data that they can be made from.

use std::sync::Arc;

use ema_model::{Column, EntryType};

use super::axis::Axis;
use super::lane::{Fate, Source, Title};
use super::titles::{DrawnWindow, Entry, Part, Titles};
use crate::conventions::{Clocks, Conventions};
use crate::holdings::{
    self, Change, Diff, Holdings, Live, Outcome, Record, ScopeOutcome, Territories,
};
use crate::time::{AsOf, Timestamp};

/// Windows on a time axis. Each title is a group of lanes, and each lane shows an offer in all territories where it has
/// the same windows.
///
/// ```
/// use ema_model::{Avail, Column, EmaVersion};
/// use ema_rules::{AsOf, Conventions, html::TimelineBuilder};
///
/// let conventions = Conventions::prime_video();
/// let as_of: AsOf = "2026-11-21".parse()?;
/// let mut timeline = TimelineBuilder::new(&conventions, as_of);
/// timeline.add(&Avail::from_cells(
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
/// let svg = timeline.build().as_svg();
/// assert!(svg.starts_with("<svg") && svg.contains("FIRSTDANCE"));
/// # Ok::<(), ema_rules::time::InvalidAsOf>(())
/// ```
#[derive(Debug)]
pub struct Timeline {
    pub(super) as_of: AsOf,
    pub(super) axis: Axis,
    pub(super) titles: Vec<Title>,
    /// The number of titles that a feed does not change. These titles are not in `titles`.
    pub(super) as_before: usize,
    /// The number of rows that are not drawn because their scope, entry type or window is unclear.
    pub(super) passed_over: usize,
}

impl Timeline {
    /// Creates a timeline of a platform's holdings, including windows that a Full Delete has left live. The
    /// conventions' time zones determine when a day begins.
    #[must_use]
    pub fn of_holdings(
        holdings: &Holdings,
        as_of: impl Into<AsOf>,
        conventions: &Conventions,
    ) -> Self {
        let mut titles = Titles::new(as_of.into(), Arc::clone(&conventions.clocks));
        let [held, left_live] = holdings.holdings();
        let held = held.map(|holding| (holding, Fate::None));
        for ((title, holding), fate) in held.chain(left_live.map(|it| (it, Fate::LeftLive))) {
            let scopes = HeldScopes {
                title,
                territories: &holding.territories,
                clocks: &holding.clocks,
            };
            for record in &holding.records {
                scopes.add(&mut titles, record, Part::Now, fate);
            }
        }
        Self::new(titles, 0)
    }

    /// Creates a timeline of the live records in the selected territories.
    #[must_use]
    pub fn of_live(live: &Live<'_>) -> Self {
        let clocks = Arc::clone(&live.conventions.clocks);
        let mut titles = Titles::new(live.as_of, Arc::clone(&clocks));
        let held = live.scopes().map(|scope| (scope, Fate::None));
        let left_live = live.left_live().map(|scope| (scope, Fate::LeftLive));
        for ((scope, records), fate) in held.chain(left_live) {
            let scopes = HeldScopes {
                title: &holdings::Title::of_scope(&scope),
                territories: &Territories::One(scope.territory),
                clocks: &clocks,
            };
            for record in &records {
                scopes.add(&mut titles, record, Part::Now, fate);
            }
        }
        Self::new(titles, 0)
    }

    /// Creates a timeline of a feed's effect, with each lane before and after the feed.
    #[must_use]
    pub fn of_outcome(outcome: &Outcome) -> Self {
        let mut titles = Titles::new(outcome.as_of, Arc::clone(outcome.clocks()));
        for scope in &outcome.together {
            add_outcome(&mut titles, scope, outcome.as_of_in(&scope.scope));
        }
        Self::of_changes(titles, outcome.passed_over.len())
    }

    /// Creates a timeline of a comparison, with each lane before and after it. Titles without a difference are omitted.
    #[must_use]
    pub fn of_diff(diff: &Diff, as_of: impl Into<AsOf>, conventions: &Conventions) -> Self {
        let mut titles = Titles::new(as_of.into(), Arc::clone(&conventions.clocks));
        for scope in &diff.together {
            let scopes = HeldScopes {
                title: &holdings::Title::of_scope(&scope.scope),
                territories: &scope.territories,
                clocks: &scope.clocks,
            };
            let fate = match scope.is_gone {
                true => Fate::NotInNew,
                false => Fate::LeftOut,
            };
            for record in &scope.removed {
                scopes.add(&mut titles, record, Part::Before, fate);
            }
            let (changed, added) = (&scope.changed, &scope.added);
            scopes.add_kept(&mut titles, changed, &scope.unchanged, added);
        }
        Self::of_changes(titles, 0)
    }

    /// Keeps only the titles with one of these unique IDs.
    #[must_use]
    pub fn of_titles(mut self, ids: &[impl AsRef<str>]) -> Self {
        let is_wanted = |title: &Title| ids.iter().any(|id| title.id == id.as_ref());
        self.titles.retain(is_wanted);
        self.axis = Axis::of(self.as_of.nominal(), &self.titles);
        self
    }

    /// Whether there is nothing to draw.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.titles.is_empty()
    }

    /// Keeps only the titles that change.
    fn of_changes(titles: Titles, passed_over: usize) -> Self {
        let mut timeline = Self::new(titles, passed_over);
        let all = timeline.titles.len();
        timeline.titles.retain(Title::changes);
        timeline.as_before = all - timeline.titles.len();
        timeline
    }

    pub(super) fn new(titles: Titles, passed_over: usize) -> Self {
        let (as_of, titles) = (titles.as_of, titles.finish());
        Self {
            as_of,
            axis: Axis::of(as_of.nominal(), &titles),
            titles,
            as_before: 0,
            passed_over,
        }
    }
}

/// A title's scopes in some territories, with the records that they hold.
struct HeldScopes<'a> {
    title: &'a holdings::Title,
    territories: &'a Territories,
    clocks: &'a Arc<Clocks>,
}

impl HeldScopes<'_> {
    /// Adds the windows after a change and, for those that changed or stayed the same, also the windows before it.
    fn add_kept<'r>(
        &self,
        titles: &mut Titles,
        changed: &[Change],
        unchanged: impl IntoIterator<Item = &'r Record>,
        added: &[Record],
    ) {
        let mut add = |record: &Record, part, fate| self.add(titles, record, part, fate);
        for change in changed {
            add(&change.from, Part::Before, Fate::Changes);
            add(&change.to, Part::Now, Fate::Changes);
        }
        for record in unchanged {
            add(record, Part::Before, Fate::AsBefore);
            add(record, Part::Now, Fate::AsBefore);
        }
        for record in added {
            add(record, Part::Now, Fate::New);
        }
    }

    fn add(&self, titles: &mut Titles, record: &Record, part: Part, fate: Fate) {
        let (from, to) = (record.text(Column::Start), record.text(Column::End));
        let entry = Entry {
            offer: record.shared_offer(),
            offer_in_words: record.offer_in_words(),
            words: format!("{from} to {to}"),
            source: Source {
                file: record.file().cloned(),
                in_lines: record.line().is_some(),
                row: record.line().unwrap_or(record.row()),
            },
            part,
            fate,
        };
        let is_written =
            matches!(self.territories, Territories::Many(_)) && titles.are_read_by(self.clocks);
        if is_written {
            let window = DrawnWindow::Written(record.written());
            titles.add(self.title, self.territories.clone(), window, &entry, || {
                record.title()
            });
            return;
        }
        for territory in self.territories.iter() {
            let there = record.there(territory, self.territories, self.clocks);
            let (territory, window) = (
                Territories::One(territory),
                DrawnWindow::Read(there.window()),
            );
            titles.add(self.title, territory, window, &entry, || record.title());
        }
    }
}

fn add_outcome(titles: &mut Titles, outcome: &ScopeOutcome, as_of: Timestamp) {
    let deletes = outcome.entry_type == EntryType::FullDelete;
    let scopes = HeldScopes {
        title: &holdings::Title::of_scope(&outcome.scope),
        territories: &outcome.territories,
        clocks: &outcome.clocks,
    };
    for record in &outcome.removed {
        // A Full Delete does not take down a live window.
        let lost = !(deletes && record.is_live(as_of));
        let fate = if lost { Fate::Lost } else { Fate::LeftLive };
        scopes.add(titles, record, Part::Before, fate);
    }
    let unchanged = outcome.unchanged.iter().chain(&outcome.history);
    scopes.add_kept(titles, &outcome.changed, unchanged, &outcome.added);
    for record in &outcome.left_live {
        scopes.add(titles, record, Part::Now, Fate::LeftLive);
    }
}
