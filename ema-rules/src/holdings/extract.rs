//! The feed that brings a platform from what it holds to what it is to hold.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ema_model::{Avail, Column, NaiveDate, TerritoryCode};

use super::Holdings;
use super::pairs::{Pair, pairs};
use super::record::Record;
use super::row::HeldRow;
use crate::profile::Profile;
use crate::scope::{Scope, territories};
use crate::time::{AsOf, Instant};

/// The smallest correct feed that brings a platform from `old` to `new`:
///
/// - for a scope with changes, a Full Extract with *all* its current and future windows, because
///   what it leaves out is withdrawn;
/// - for a scope that is gone and has begun, a Full Extract in which the windows that are live end
///   the day before `as_of`, in the territory's first zone: a Full Delete does not take a live title
///   down;
/// - for a scope that is gone and has not begun, a Full Delete.
///
/// Applying it at `as_of` to `old` gives `new`, but for what has ended: that is history, and stays.
///
/// A row that was written for several territories is written once for those that it is still right
/// for. A window that began after the day before `as_of` begins that day, so that it ends after its
/// start.
///
/// Source: Prime Video, "Content rights": how to take a title down, Full Extract and Full Delete.
///
/// ```
/// use ema_model::{Avail, Column, EmaVersion};
/// use ema_rules::{AsOf, Feed, Holdings, Profile, extract};
///
/// let avail = Avail::from_cells(
///     EmaVersion::V1_7_3,
///     [
///         (Column::DisplayName, "Rockstar Films"),
///         (Column::Alid, "FIRSTDANCE"),
///         (Column::Territory, "DE"),
///         (Column::EntryType, "Full Extract"),
///         (Column::LicenseType, "EST"),
///         (Column::FormatProfile, "HD"),
///         (Column::Start, "2026-01-01"),
///         (Column::End, "Open"),
///     ],
/// );
/// let profile = Profile::prime_video();
/// let as_of: AsOf = "2026-11-21".parse()?;
/// let mut held = Holdings::new();
/// let mut feed = Feed::new(&profile);
/// feed.add(&avail);
/// held.apply(&feed, as_of);
///
/// let feed = extract(&held, &Holdings::new(), as_of, &profile);
/// assert_eq!(feed.rows[0].entry_type().text(), "Full Extract");
/// assert_eq!(feed.rows[0].end().text(), "2026-11-20");
/// # Ok::<(), ema_rules::time::InvalidAsOf>(())
/// ```
#[must_use]
pub fn extract(
    old: &Holdings,
    new: &Holdings,
    as_of: impl Into<AsOf>,
    profile: &Profile,
) -> Extract {
    let mut feed = Rows::new(as_of.into(), profile);
    let scopes = old.scopes.keys().chain(new.scopes.keys());
    let scopes: BTreeSet<&Scope> = scopes.chain(old.left_live.keys()).collect();
    for scope in scopes {
        feed.scope(scope, old, new);
    }
    feed.into_extract()
}

/// The feed that takes the scopes out of what is held: [`extract`] to holdings without them.
///
/// ```
/// # use ema_rules::{AsOf, Holdings, Profile, takedown};
/// # fn example(holdings: &Holdings, as_of: AsOf) {
/// let of_title = |scope: &&ema_rules::Scope| scope.id == "FIRSTDANCE";
/// let scopes: Vec<_> = holdings.scopes().map(|(scope, _)| scope).filter(of_title).collect();
/// let feed = takedown(holdings, scopes, as_of, &Profile::prime_video());
/// # }
/// ```
#[must_use]
pub fn takedown<'a>(
    held: &Holdings,
    scopes: impl IntoIterator<Item = &'a Scope>,
    as_of: impl Into<AsOf>,
    profile: &Profile,
) -> Extract {
    let mut feed = Rows::new(as_of.into(), profile);
    let gone = Holdings::new();
    let scopes: BTreeSet<&Scope> = scopes.into_iter().collect();
    for scope in scopes {
        feed.scope(scope, held, &gone);
    }
    feed.into_extract()
}

/// A feed to be sent.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Extract {
    /// Its rows, numbered from 4 as under the header of a template. Each stands under the header that
    /// it came with.
    pub rows: Vec<Avail>,
    /// The scopes that it names, in order.
    pub scopes: Vec<Scope>,
}

/// Rows that are being written: those of several territories are kept together.
struct Rows<'p> {
    as_of: AsOf,
    profile: &'p Profile,
    scopes: Vec<Scope>,
    rows: Vec<Written>,
    /// Where a row is that says the same for another territory.
    same: BTreeMap<(*const HeldRow, Entry), usize>,
}

/// What is written of a row.
struct Written {
    row: Arc<HeldRow>,
    entry: Entry,
    territories: Vec<TerritoryCode>,
}

/// What a row is to do.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Entry {
    /// Hold as it stands.
    Keep,
    /// Hold until the end of a day.
    EndOn(NaiveDate),
    /// Have held on a day alone.
    OnlyOn(NaiveDate),
    /// Delete the scope.
    Delete,
}

impl<'p> Rows<'p> {
    fn new(as_of: AsOf, profile: &'p Profile) -> Self {
        Self {
            as_of,
            profile,
            scopes: Vec::new(),
            rows: Vec::new(),
            same: BTreeMap::new(),
        }
    }

    /// Writes what brings a scope from what is held to what is to be.
    fn scope<'h>(&mut self, scope: &Scope, old: &'h Holdings, new: &'h Holdings) {
        let territory = scope.territory.country();
        let as_of = self.as_of.in_territory(territory, &self.profile.zones);
        let has_ended = |record: &&Record| record.has_ended(as_of);
        let to_come = |records: &'h [Record]| -> Vec<&'h Record> {
            records.iter().filter(|it| !has_ended(it)).collect()
        };
        let wanted = to_come(new.records(scope));
        if same(&to_come(old.records(scope)), &wanted)
            && old.left_live.contains_key(scope) == new.left_live.contains_key(scope)
        {
            return;
        }
        let old = old.held_or_left_live(scope);
        let held = to_come(old);
        if wanted.is_empty() && held.is_empty() {
            return;
        }
        self.scopes.push(scope.clone());
        if !wanted.is_empty() {
            for record in wanted {
                self.write(record, scope.territory, Entry::Keep);
            }
            return;
        }
        let begun: Vec<&Record> = old.iter().filter(|it| it.has_begun(as_of)).collect();
        if begun.is_empty() {
            self.write(held[0], scope.territory, Entry::Delete);
            return;
        }
        let day = self.day_before(scope.territory);
        let live: Vec<&Record> = begun.iter().copied().filter(|it| !has_ended(it)).collect();
        for record in &live {
            let begins = record.window().start.instant();
            let begins = begins.map(|start| self.local_day(scope.territory, start));
            let entry = match begins.is_some_and(|begins| begins > day) {
                true => Entry::OnlyOn(day),
                false => Entry::EndOn(day),
            };
            self.write(record, scope.territory, entry);
        }
        // Nothing is live, but a window is still to come: repeating what has ended withdraws it.
        if let (true, Some(ended)) = (live.is_empty(), begun.last()) {
            self.write(ended, scope.territory, Entry::Keep);
        }
    }

    fn write(&mut self, record: &Record, territory: TerritoryCode, entry: Entry) {
        let key = (Arc::as_ptr(&record.row), entry);
        // A Full Delete has to name one scope only: the others may be of use.
        if let Some(at) = self.same.get(&key) {
            self.rows[*at].territories.push(territory);
            return;
        }
        self.same.insert(key, self.rows.len());
        self.rows.push(Written {
            row: Arc::clone(&record.row),
            entry,
            territories: vec![territory],
        });
    }

    /// The day before, as clocks of the territory's first zone show it.
    fn day_before(&self, territory: TerritoryCode) -> NaiveDate {
        let zones = &self.profile.zones;
        let today = self.as_of.day_in_territory(territory.country(), zones);
        today.pred_opt().unwrap_or(NaiveDate::MIN)
    }

    fn local_day(&self, territory: TerritoryCode, instant: Instant) -> NaiveDate {
        let zones = &self.profile.zones;
        zones.local(territory.country(), instant).date()
    }

    fn into_extract(self) -> Extract {
        let rows = (4..).zip(&self.rows);
        Extract {
            rows: rows
                .map(|(number, written)| written.avail(number))
                .collect(),
            scopes: self.scopes,
        }
    }
}

impl Written {
    fn avail(&self, number: u32) -> Avail {
        let mut changes: Vec<(Column, String)> = Vec::new();
        let entry_type = match self.entry {
            Entry::Delete => "Full Delete",
            _ => "Full Extract",
        };
        changes.push((Column::EntryType, entry_type.to_owned()));
        if matches!(
            self.entry,
            Entry::EndOn(_) | Entry::OnlyOn(_) | Entry::Delete
        ) {
            // A date takes the place of whatever the end hung on.
            let hung_on = [Column::EndLag, Column::WindowDuration];
            changes.extend(hung_on.map(|column| (column, String::new())));
        }
        match self.entry {
            Entry::Keep => {}
            Entry::EndOn(day) => changes.push((Column::End, day.to_string())),
            Entry::OnlyOn(day) => {
                changes.push((Column::StartLag, String::new()));
                changes.push((Column::Start, day.to_string()));
                changes.push((Column::End, day.to_string()));
            }
            // Dates that lie in the past, as the EMA data dictionary asks of a Full Delete.
            Entry::Delete => {
                changes.push((Column::StartLag, String::new()));
                changes.push((Column::Start, "1999-12-31".to_owned()));
                changes.push((Column::End, "2000-01-01".to_owned()));
            }
        }
        let came_with = self.row.avail(number, &[]);
        if territories(&came_with) != self.territories {
            let names: Vec<String> = self.territories.iter().map(ToString::to_string).collect();
            changes.push((Column::Territory, names.join(", ")));
            changes.push((Column::TerritoryExclusion, String::new()));
        }
        let changes: Vec<(Column, &str)> = changes
            .iter()
            .map(|(column, text)| (*column, text.as_str()))
            .collect();
        self.row.avail(number, &changes)
    }
}

/// Whether two lists of records offer the same.
fn same(old: &[&Record], new: &[&Record]) -> bool {
    let owned = |records: &[&Record]| -> Vec<Record> {
        records.iter().map(|record| (*record).clone()).collect()
    };
    let pairs = pairs(&owned(old), &owned(new));
    pairs
        .iter()
        .all(|pair| matches!(pair, Pair::Both(old, new) if old == new))
}
