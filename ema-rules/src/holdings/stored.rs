//! Divides holdings into parts that a program can store in a database, and assembles holdings from such parts.

use std::collections::{BTreeSet, HashSet};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use ema_model::{Avail, TerritoryCode, Text};

use super::Holdings;
use super::assemble::{InvalidHoldings, Scopes, assembled};
use super::record::Record;
use super::row::{HeldRow, RowPool};
use super::territories::Territories;
use super::title::{self, Holding, Title, Titles};
use crate::conventions::{Clocks, Conventions};
use crate::scope::Scope;
use crate::window::Window;

/// A part of holdings: the records for a title in territories that hold the same rows.
///
/// A row for 200 territories is usually one part with 200 territories, not 200 parts. A program that stores holdings in
/// a database can store each part, and read only the parts that a feed affects:
///
/// ```
/// use ema_model::{Avail, Column, EmaVersion};
/// use ema_rules::{AsOf, Conventions, Feed, Holdings, HoldingsPart, RecordPool};
///
/// let row = |id, territories, end| {
///     Avail::from_cells(
///         EmaVersion::V1_8,
///         [
///             (Column::DisplayName, "Rockstar Films"),
///             (Column::Alid, id),
///             (Column::Territory, territories),
///             (Column::EntryType, "Full Extract"),
///             (Column::LicenseType, "EST"),
///             (Column::Start, "2026-01-01"),
///             (Column::End, end),
///         ],
///     )
/// };
/// let conventions = Conventions::prime_video();
/// let as_of: AsOf = "2026-11-21".parse()?;
/// let mut feed = Feed::new(&conventions).named("first.xlsx");
/// feed.add(&row("FIRSTDANCE", "DE, FR", "Open"));
/// feed.add(&row("LASTFERRY", "DE, FR", "Open"));
/// let mut held = Holdings::new();
/// held.apply(&feed, as_of);
///
/// // Each part is stored: its scope and territories, and each record with its row, file and window.
/// let stored: Vec<(HoldingsPart, Avail)> =
///     held.parts().map(|part| { let row = part.records[0].avail(); (part, row) }).collect();
/// assert_eq!(stored.len(), 2);
/// assert_eq!(stored[0].0.territories.len(), 2);
///
/// // The next feed affects one title, so only the parts of this title are read.
/// let mut next = Feed::new(&conventions).named("second.xlsx");
/// next.add(&row("FIRSTDANCE", "DE", "2026-12-31"));
/// let ids: Vec<_> = next.ids().collect();
/// let mut pool = RecordPool::new(&conventions);
/// let parts = stored.iter().filter(|(part, _)| ids.contains(&(&part.scope.licensor, &part.scope.id)));
/// let parts = parts.map(|(part, row)| {
///     let record = pool.record(row, part.records[0].file().cloned(), part.scope.territory);
///     let record = record.with_window(part.records[0].window());
///     HoldingsPart::new(part.scope.clone(), part.territories.clone(), vec![record])
/// });
/// let mut held = Holdings::from_parts(&conventions, parts)?;
/// held.apply(&next, as_of);
///
/// // The scope in DE now has a different row, so there are two parts.
/// assert_eq!(held.parts().count(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct HoldingsPart {
    /// The scope in the first of the territories.
    pub scope: Scope,
    /// The territories in which the same rows are held, sorted by code.
    pub territories: Vec<TerritoryCode>,
    /// The records, with their windows in the first territory. If there are several territories, the window in each of
    /// them is the one that [`RecordPool::record`] returns. In a part with one territory, a record can have a different
    /// window, for example because its End `ESTStart` has been resolved.
    pub records: Vec<Record>,
    /// Whether a Full Delete has removed the records while they were live: see [`Holdings::left_live`].
    pub is_left_live: bool,
}

impl HoldingsPart {
    /// Creates a part that the platform holds.
    #[must_use]
    pub fn new(scope: Scope, territories: Vec<TerritoryCode>, records: Vec<Record>) -> Self {
        Self {
            scope,
            territories,
            records,
            is_left_live: false,
        }
    }

    /// The records in one of the territories, with their windows there. A program that stores instants can use this to
    /// divide a part by time zone.
    #[must_use]
    pub fn records_in(&self, territory: TerritoryCode) -> Vec<Record> {
        if let [_] = self.territories[..] {
            return self.records.clone();
        }
        let clocks = Clocks::default();
        let there = |record: &Record| record.read_by(&clocks, territory);
        self.records.iter().map(there).collect()
    }

    /// Sets whether a Full Delete has removed the records while they were live.
    #[must_use]
    pub fn left_live(mut self, is_left_live: bool) -> Self {
        self.is_left_live = is_left_live;
        self
    }
}

/// Creates records from rows that a program has stored. Equal long texts and offers are kept only once.
#[derive(Debug)]
pub struct RecordPool<'c> {
    conventions: &'c Conventions,
    rows: RowPool,
    files: HashSet<Text>,
    clocks: Arc<Clocks>,
}

impl<'c> RecordPool<'c> {
    /// Creates a pool. The conventions determine the offers of the rows.
    #[must_use]
    pub fn new(conventions: &'c Conventions) -> Self {
        Self {
            conventions,
            rows: RowPool::default(),
            files: HashSet::new(),
            clocks: Arc::default(),
        }
    }

    /// Creates a row's record in a territory. Local times in Start and End are interpreted according to the tz
    /// database, even if the conventions use other time zones. Call [`Record::with_window`] on the record if it was
    /// stored with a different window, or to use the row in another part.
    ///
    /// `file` is the name of the row's file, if known.
    pub fn record(
        &mut self,
        avail: &Avail,
        file: Option<Text>,
        territory: TerritoryCode,
    ) -> Record {
        let file = file.map(|file| match self.files.get(&file) {
            Some(known) => known.clone(),
            None => {
                self.files.insert(file.clone());
                file
            }
        });
        let row = self.rows.row(avail, file, self.conventions);
        let window = row.written.in_territory(territory, &self.clocks);
        Record::new(Arc::new(row), window)
    }
}

/// Identifies a record's row in memory: see [`Record::row_key`].
#[derive(Clone, Debug)]
pub struct RowKey(Arc<HeldRow>);

impl PartialEq for RowKey {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for RowKey {}

impl Hash for RowKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Arc::as_ptr(&self.0).hash(state);
    }
}

impl Record {
    /// Identifies the row among all rows in memory. Two records have the same key if they come from the same row added
    /// to a [`Feed`](crate::Feed) or a [`RecordPool`], regardless of their territories and windows. A program that
    /// stores holdings can therefore store each row only once.
    #[must_use]
    pub fn row_key(&self) -> RowKey {
        RowKey(Arc::clone(&self.row))
    }

    /// Returns the same row with another window.
    #[must_use]
    pub fn with_window(&self, window: Window) -> Self {
        Self::new(Arc::clone(&self.row), window)
    }
}

impl Holdings {
    /// Divides the holdings into parts, for example to store them in a database. The parts for an ID are consecutive.
    /// [`from_parts`](Self::from_parts) reads the parts.
    pub fn parts(&self) -> impl Iterator<Item = HoldingsPart> {
        let part = |is_left_live| {
            move |(title, holding): (&Title, Holding)| {
                let territories: Vec<TerritoryCode> = holding.territories.iter().collect();
                Some(HoldingsPart {
                    scope: title.scope(*territories.first()?),
                    territories,
                    records: holding.records,
                    is_left_live,
                })
            }
        };
        let held = entries(&self.titles).filter_map(part(false));
        held.chain(entries(&self.left_live).filter_map(part(true)))
    }

    /// Assembles holdings from parts. If the parts cover only some scopes, the holdings can be used to apply a feed
    /// that affects only those scopes. The order of the parts and of the records does not matter.
    ///
    /// # Errors
    ///
    /// Returns an error if two parts have the same scope, or if a part does not have the form described in
    /// [`HoldingsPart`].
    pub fn from_parts(
        conventions: &Conventions,
        parts: impl IntoIterator<Item = HoldingsPart>,
    ) -> Result<Self, InvalidHoldings> {
        let clocks = &conventions.clocks;
        let [mut held, mut left_live] = [(); 2].map(|()| Scopes::new(Arc::clone(clocks)));
        for part in parts {
            let HoldingsPart {
                scope,
                territories,
                records,
                is_left_live,
            } = part;
            let count = territories.len();
            let territories: BTreeSet<TerritoryCode> = territories.into_iter().collect();
            if territories.first() != Some(&scope.territory) || territories.len() != count {
                return Err(InvalidHoldings::Territories(scope));
            }
            let rows = records.into_iter().map(|record| {
                let window = record.window();
                let own =
                    (count == 1 || !held.is_of_row(&record, scope.territory)).then_some(window);
                (record.row, own)
            });
            let rows = rows.collect();
            let scopes = if is_left_live {
                &mut left_live
            } else {
                &mut held
            };
            scopes.add_rows(Title::of_scope(&scope), territories, rows)?;
        }
        assembled(held, left_live)
    }
}

/// The parts of holdings, joined according to the tz database. The parts therefore do not depend on the time zones that
/// were used to apply a feed.
pub(super) fn entries(titles: &Titles) -> impl Iterator<Item = (&Title, Holding)> {
    let clocks: Arc<Clocks> = Arc::default();
    titles.iter().flat_map(move |(title, holdings)| {
        let parts = holdings.iter().flat_map(|it| by_tz_database(it, &clocks));
        let mut entries = title::joined(parts.collect(), &clocks);
        entries.sort_by_key(|holding| holding.territories.first());
        entries.into_iter().map(move |holding| (title, holding))
    })
}

/// Splits a holding into one for all territories that use the clocks of the tz database, and one for each of the other
/// territories.
fn by_tz_database(holding: &Holding, clocks: &Arc<Clocks>) -> Vec<Holding> {
    if title::are_same(&holding.clocks, clocks) {
        return vec![holding.clone()];
    }
    let (alike, apart): (Vec<TerritoryCode>, Vec<TerritoryCode>) = holding
        .territories
        .iter()
        .partition(|territory| holding.clocks.reads_by_tz_database(&[*territory]));
    let alike = Territories::new(&alike).into_iter();
    let parts = alike.chain(apart.into_iter().map(Territories::One));
    let within = parts.filter_map(|territories| holding.within(territories));
    within
        .map(|holding| Holding {
            clocks: Arc::clone(clocks),
            ..holding
        })
        .collect()
}
