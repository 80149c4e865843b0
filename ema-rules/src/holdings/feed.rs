//! Groups a file's rows by scope.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use ema_model::{Avail, EntryType, Text, Workbook};

use super::row::{HeldRow, RowPool};
use super::territories::Territories;
use super::title::Title;
use crate::conventions::{Clocks, Conventions};
use crate::granted::Grants;
use crate::marks::printable;
use crate::scope::{Scope, unique_id};

/// A feed: a file's rows, grouped by scope and ready to be applied.
///
/// Rows are added one at a time, so the file does not have to be in memory. A row is skipped if its scope, its entry
/// type or its window is unclear. [`Feed::passed_over`] lists the skipped rows, whose faults the rules report.
#[derive(Clone, Debug)]
pub struct Feed<'c> {
    conventions: &'c Conventions,
    file: Option<Text>,
    pub(super) clocks: Arc<Clocks>,
    /// The rows for each title, in file order.
    pub(super) titles: BTreeMap<Title, Vec<FeedRow>>,
    passed_over: Vec<PassedOver>,
    pool: RowPool,
    grants: Grants,
}

/// A row, with the territories in which it applies.
#[derive(Clone, Debug)]
pub(super) struct FeedRow {
    pub(super) territories: Territories,
    pub(super) deletes: bool,
    pub(super) row: Arc<HeldRow>,
}

impl<'c> Feed<'c> {
    /// Creates an empty feed. The conventions determine which names in GroupIdentity mean the platform's own
    /// subscription, and the time zone of times without an offset.
    #[must_use]
    pub fn new(conventions: &'c Conventions) -> Self {
        Self {
            conventions,
            file: None,
            clocks: Arc::clone(&conventions.clocks),
            titles: BTreeMap::new(),
            passed_over: Vec::new(),
            pool: RowPool::default(),
            grants: Grants::default(),
        }
    }

    /// Creates a feed from all rows in a file and keeps the file's name.
    ///
    /// ```
    /// use ema_model::{Avail, Column, EmaVersion, FileInfo, Format, Sheet, Workbook};
    /// use ema_rules::{Conventions, Feed, PassedOverReason};
    ///
    /// let avail = Avail::from_cells(EmaVersion::V1_7_3, [(Column::EntryType, "Full Extrct")]);
    /// let sheet = Sheet::new(avail.header().clone(), vec![avail]);
    /// let file = FileInfo::new(Some("movies.xlsx".to_owned()), Format::Xlsx);
    ///
    /// let conventions = Conventions::prime_video();
    /// let feed = Feed::of(&Workbook::new(file, vec![sheet]), &conventions);
    /// assert_eq!(feed.passed_over()[0].reason, PassedOverReason::EntryType);
    /// ```
    #[must_use]
    pub fn of(workbook: &Workbook, conventions: &'c Conventions) -> Self {
        let mut feed = Self::new(conventions);
        feed.file = workbook.file.name.as_deref().map(Text::from);
        for avail in workbook.sheets.iter().flat_map(|sheet| &sheet.avails) {
            feed.add(avail);
        }
        feed
    }

    /// Sets the name of the file, which each record reports as its origin.
    #[must_use]
    pub fn named(mut self, file: impl Into<Text>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// The file's name, if it was set.
    pub(super) fn file(&self) -> Option<&Text> {
        self.file.as_ref()
    }

    /// Adds a row, or lists it as skipped.
    pub fn add(&mut self, avail: &Avail) {
        let Entry {
            deletes,
            title,
            territories,
        } = match Entry::of(avail, self.conventions, &mut self.grants) {
            Ok(entry) => entry,
            Err(reason) => return self.pass_over(avail, reason),
        };
        let row = self.pool.row(avail, self.file.clone(), self.conventions);
        let row = Arc::new(row);
        self.titles.entry(title).or_default().push(FeedRow {
            territories,
            deletes,
            row,
        });
    }

    /// The rows that have no effect.
    #[must_use]
    pub fn passed_over(&self) -> &[PassedOver] {
        &self.passed_over
    }

    /// The licensors and unique IDs that the feed names, sorted. A feed changes only what is held for these IDs.
    pub fn ids(&self) -> impl Iterator<Item = (&Text, &Text)> {
        let mut last = None;
        let ids = self.titles.keys().map(|title| (&title.licensor, &title.id));
        ids.filter(move |id| last.replace(*id) != Some(*id))
    }

    /// The scopes that the feed names, sorted.
    pub fn scopes(&self) -> impl Iterator<Item = Scope> {
        let mut scopes = BTreeSet::new();
        let mut titles = self.titles.iter().peekable();
        std::iter::from_fn(move || {
            while scopes.is_empty() {
                let (first, rows) = titles.next()?;
                let mut add = |title: &Title, rows: &[FeedRow]| {
                    let territories = rows.iter().flat_map(|row| row.territories.iter());
                    scopes.extend(territories.map(|territory| title.scope(territory)));
                };
                add(first, rows);
                while let Some((title, rows)) = titles.next_if(|(it, _)| it.has_id_of(first)) {
                    add(title, rows);
                }
            }
            scopes.pop_first()
        })
    }

    fn pass_over(&mut self, avail: &Avail, reason: PassedOverReason) {
        self.passed_over.push(PassedOver {
            sheet: avail.header().sheet().clone(),
            row: avail.row(),
            line: avail.position().map(|position| position.line),
            reason,
        });
    }
}

/// A row's effect, and the affected scopes.
pub(crate) struct Entry {
    pub(crate) deletes: bool,
    pub(crate) title: Title,
    pub(crate) territories: Territories,
}

impl Entry {
    /// Reads a row's entry. Returns the reason as an error if the entry type, the scope or the window is unclear.
    pub(crate) fn of(
        avail: &Avail,
        conventions: &Conventions,
        grants: &mut Grants,
    ) -> Result<Self, PassedOverReason> {
        let deletes = match avail.entry_type().value() {
            Some(EntryType::FullExtract) => false,
            Some(EntryType::FullDelete) => true,
            _ => return Err(PassedOverReason::EntryType),
        };
        let granted = grants.of(avail, &conventions.clocks.zones);
        let scopes = Title::of(avail, conventions).zip(Territories::of(&granted));
        let Some((title, territories)) = scopes else {
            return Err(PassedOverReason::of_scope(avail));
        };
        if avail.start().value().is_none() || avail.end().value().is_none() {
            return Err(PassedOverReason::Window);
        }
        Ok(Self {
            deletes,
            title,
            territories,
        })
    }
}

/// A row of a feed that has no effect.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PassedOver {
    /// The sheet's name.
    pub sheet: Text,
    /// The row number, counted from 1.
    pub row: u32,
    /// The line in an XML file, counted from 1, or `None` for other formats.
    pub line: Option<u32>,
    /// Why the row has no effect.
    pub reason: PassedOverReason,
}

impl fmt::Display for PassedOver {
    /// Formats the row as `Movies, row 4: DisplayName is blank`, or as `line 17: …` for an XML file.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}")?,
            None => write!(f, "{}, row {}", printable(&self.sheet), self.row)?,
        }
        write!(f, ": {}", self.reason)
    }
}

/// Why a row of a feed has no effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PassedOverReason {
    /// EntryType is neither Full Extract nor Full Delete. Version 1.9's other entry types require an agreement on
    /// AvailIDs, and no supported platform uses these types.
    EntryType,
    /// DisplayName, the licensor, is blank.
    Licensor,
    /// The unique ID is blank.
    Id,
    /// LicenseType is blank.
    LicenseType,
    /// Territory is blank, a territory can't be read, or TerritoryExclusion excludes all territories. A row with an
    /// unreadable territory is skipped as a whole, because it is unclear where the row should apply.
    Territory,
    /// Start or End is blank or can't be read.
    Window,
}

impl PassedOverReason {
    /// Returns why a row has no scope.
    fn of_scope(avail: &Avail) -> Self {
        match avail {
            _ if avail.display_name().value().is_none() => Self::Licensor,
            _ if unique_id(avail).is_none() => Self::Id,
            _ if avail.license_type().value().is_none() => Self::LicenseType,
            _ => Self::Territory,
        }
    }
}

impl fmt::Display for PassedOverReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::EntryType => "EntryType is neither Full Extract nor Full Delete",
            Self::Licensor => "DisplayName is blank",
            Self::Id => "the unique ID is blank",
            Self::LicenseType => "LicenseType is blank",
            Self::Territory => {
                "Territory or TerritoryExclusion can't be read in full, or leaves no territory"
            }
            Self::Window => "Start or End is blank or can't be read",
        })
    }
}
