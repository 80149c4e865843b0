//! The rows of a file, by the scopes that they are about.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use ema_model::{Avail, EntryType, Text, Workbook};

use super::record::Record;
use super::row::{HeldRow, Offers};
use crate::marks::printable;
use crate::offer::Offer;
use crate::profile::Profile;
use crate::scope::{Scope, unique_id};
use crate::time::Zones;
use crate::window::Window;

/// A feed: what a file says about each scope, ready to be applied.
///
/// Rows are added one at a time, so the file need not be held. A row is passed over if nobody can
/// tell what it is about, what it does or when it holds; [`Feed::passed_over`] says so, and the rules
/// say what is wrong with it.
#[derive(Clone, Debug)]
pub struct Feed<'p> {
    profile: &'p Profile,
    file: Option<Text>,
    pub(super) scopes: BTreeMap<Scope, Entries>,
    passed_over: Vec<PassedOver>,
    offers: Offers,
}

/// The entries of one scope.
#[derive(Clone, Debug, Default)]
pub(super) struct Entries {
    pub(super) extracts: Vec<Record>,
    pub(super) deletes: Vec<Record>,
}

impl<'p> Feed<'p> {
    /// A feed without rows. The profile says which names in GroupIdentity are the platform's own and
    /// what a time without an offset means.
    #[must_use]
    pub fn new(profile: &'p Profile) -> Self {
        Self {
            profile,
            file: None,
            scopes: BTreeMap::new(),
            passed_over: Vec::new(),
            offers: Offers::default(),
        }
    }

    /// All rows of a file, and its name.
    ///
    /// ```
    /// use ema_model::{Avail, Column, EmaVersion, FileInfo, Format, Sheet, Workbook};
    /// use ema_rules::{Feed, PassedOverReason, Profile};
    ///
    /// let avail = Avail::from_cells(EmaVersion::V1_7_3, [(Column::EntryType, "Full Extrct")]);
    /// let sheet = Sheet::new(avail.header().clone(), vec![avail]);
    /// let file = FileInfo::new(Some("movies.xlsx".to_owned()), Format::Xlsx);
    ///
    /// let profile = Profile::prime_video();
    /// let feed = Feed::of(&Workbook::new(file, vec![sheet]), &profile);
    /// assert_eq!(feed.passed_over()[0].reason, PassedOverReason::EntryType);
    /// ```
    #[must_use]
    pub fn of(workbook: &Workbook, profile: &'p Profile) -> Self {
        let mut feed = Self::new(profile);
        feed.file = workbook.file.name.as_deref().map(Text::from);
        for avail in workbook.sheets.iter().flat_map(|sheet| &sheet.avails) {
            feed.add(avail);
        }
        feed
    }

    /// The time zones of its profile.
    pub(super) fn zones(&self) -> &'p Zones {
        &self.profile.zones
    }

    /// Keeps the name of the file with each record.
    #[must_use]
    pub fn named(mut self, file: impl Into<Text>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// The name of its file, if it was given.
    pub(super) fn file(&self) -> Option<&Text> {
        self.file.as_ref()
    }

    /// Adds a row.
    pub fn add(&mut self, avail: &Avail) {
        let Entry { deletes, scopes } = match Entry::of(avail, self.profile) {
            Ok(entry) => entry,
            Err(reason) => return self.pass_over(avail, reason),
        };
        let offer = self.offers.share(Offer::of(avail, self.profile));
        let row = Arc::new(HeldRow::new(avail, self.file.clone(), offer));
        for scope in scopes {
            let window = Window::of(avail, scope.territory, self.profile);
            let record = Record::new(Arc::clone(&row), window);
            let entries = self.scopes.entry(scope).or_default();
            match deletes {
                true => entries.deletes.push(record),
                false => entries.extracts.push(record),
            }
        }
    }

    /// The rows that do nothing.
    #[must_use]
    pub fn passed_over(&self) -> &[PassedOver] {
        &self.passed_over
    }

    /// The scopes that it names.
    pub fn scopes(&self) -> impl Iterator<Item = &Scope> {
        self.scopes.keys()
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

/// What a row does, and to which scopes.
pub(crate) struct Entry {
    pub(crate) deletes: bool,
    pub(crate) scopes: Vec<Scope>,
}

impl Entry {
    /// Says why if nobody can tell what it does, where, or when.
    pub(crate) fn of(avail: &Avail, profile: &Profile) -> Result<Self, PassedOverReason> {
        let deletes = match avail.entry_type().value() {
            Some(EntryType::FullExtract) => false,
            Some(EntryType::FullDelete) => true,
            _ => return Err(PassedOverReason::EntryType),
        };
        let scopes = Scope::of(avail, profile);
        if scopes.is_empty() {
            return Err(PassedOverReason::of_scope(avail));
        }
        if avail.start().value().is_none() || avail.end().value().is_none() {
            return Err(PassedOverReason::Window);
        }
        Ok(Self { deletes, scopes })
    }
}

/// A row of a feed that does nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PassedOver {
    /// The sheet.
    pub sheet: Text,
    /// The row, from 1.
    pub row: u32,
    /// The line of an XML file, from 1.
    pub line: Option<u32>,
    /// Why.
    pub reason: PassedOverReason,
}

impl fmt::Display for PassedOver {
    /// `Movies, row 4: DisplayName is blank`; `line 17: …` in an XML file.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}")?,
            None => write!(f, "{}, row {}", printable(&self.sheet), self.row)?,
        }
        write!(f, ": {}", self.reason)
    }
}

/// Why a row of a feed does nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PassedOverReason {
    /// EntryType is neither Full Extract nor Full Delete: single entries of version 1.9 need an
    /// agreement on AvailIDs that no platform here has.
    EntryType,
    /// DisplayName, the licensor, is blank.
    Licensor,
    /// The unique ID is blank.
    Id,
    /// LicenseType is blank.
    LicenseType,
    /// Territory is blank, a territory can't be read, or TerritoryExclusion leaves none. A row of which
    /// one territory can't be read is passed over as a whole: nobody can tell where else it was meant
    /// to hold.
    Territory,
    /// Start or End is blank or can't be read.
    Window,
}

impl PassedOverReason {
    /// Why a row has no scope.
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
