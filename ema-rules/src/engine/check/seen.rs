//! The views that rules have of a file: a sheet, a row, a cell, or the whole file.

use std::cell::Cell as Flag;
use std::sync::Arc;

use currency_map::Territory;
use ema_model::{
    Avail, Cell, Column, EmaVersion, FileInfo, Format, Header, HeaderColumn, Kind, Layout,
    SharedUnplaced, TerritoryCode, Unplaced,
};

use super::Reporter;
use crate::engine::{Profile, SheetSummary};
use crate::granted::Granted;
use crate::holdings::Holdings;
use crate::time::{AsOf, Edge, Resolved, Shifts, Timestamp};
use crate::window::{UnresolvedEdge, Window, WrittenWindow};

/// A rule's view of a sheet.
pub(crate) struct SheetAt<'a> {
    pub(crate) header: &'a Arc<Header>,
    pub(crate) profile: &'a Profile,
}

/// A rule's view of a row.
pub(crate) struct Row<'a> {
    pub(crate) avail: &'a Avail,
    pub(crate) profile: &'a Profile,
    /// The file's format.
    pub(crate) format: Format,
    pub(crate) as_of: AsOf,
    /// The territories that the row grants.
    pub(crate) granted: &'a Granted,
    /// The local times that clocks skip or repeat in any territory seen so far.
    pub(super) shifts: &'a Shifts,
    /// The row's Start and End.
    pub(crate) window: WrittenWindow,
    /// Whether this is the first row of its Asset in an XML file.
    pub(super) begins_asset: bool,
}

impl<'a> Row<'a> {
    pub(crate) fn version(&self) -> EmaVersion {
        self.avail.version()
    }

    /// The content that is not in any column. Content that an Asset's rows share is returned only for the first of
    /// them, so that a fault in the Asset is reported once, regardless of the number of Transactions.
    pub(crate) fn unplaced(&self) -> impl Iterator<Item = &'a Unplaced> + Clone {
        let avail = self.avail;
        let shared = avail.shared_unplaced().filter(|_| self.begins_asset);
        let shared = shared.into_iter().flat_map(SharedUnplaced::iter);
        shared.chain(avail.own_unplaced())
    }

    /// The territories that the row grants, sorted by code.
    pub(crate) fn territories(&self) -> &'a [TerritoryCode] {
        &self.granted.territories
    }

    /// The row's distinct countries. Unassigned codes are omitted, because they have no currency and
    /// `territory-code` reports them.
    pub(crate) fn countries(&self) -> &'a [Territory] {
        &self.granted.countries
    }

    /// The row's window in each of its territories, together with `moments` as instants in that territory.
    ///
    /// If the start, the end and the moments have the same order in all territories, only the window in the first
    /// territory is returned.
    pub(crate) fn windows<const N: usize>(
        &self,
        moments: [AsOf; N],
    ) -> impl Iterator<Item = (Window, [Timestamp; N])> {
        let clocks = &self.profile.conventions().clocks;
        let territories = match self.territories() {
            [first, _, ..]
                if self
                    .window
                    .is_in_order_anywhere(&moments, self.shifts, clocks) =>
            {
                std::slice::from_ref(first)
            }
            all => all,
        };
        territories.iter().map(move |territory| {
            let (country, zones) = (
                territory.country(),
                &self.profile.conventions().clocks.zones,
            );
            (
                self.window
                    .in_territory(*territory, &self.profile.conventions().clocks),
                moments.map(|moment| moment.in_territory(country, zones)),
            )
        })
    }
    /// The territories whose clocks skip or repeat the row's Start or End.
    pub(crate) fn shifted(&self, edge: Edge) -> Vec<(TerritoryCode, Resolved)> {
        let UnresolvedEdge::Local(local) =
            self.window.edge(edge, &self.profile.conventions().clocks)
        else {
            return Vec::new();
        };
        if self.territories().len() > 1 && !self.shifts.are_at(local) {
            return Vec::new();
        }
        let resolve = |territory: &TerritoryCode| {
            let zones = &self.profile.conventions().clocks.zones;
            (*territory, zones.resolve(territory.country(), local, edge))
        };
        let resolved = self.territories().iter().map(resolve);
        let shifted = resolved.filter(|(_, resolved)| resolved.shift.is_some());
        shifted.collect()
    }
}

/// Whether the row is a remark instead of an avail, such as a total under the table. A row is a remark if at most
/// two of its cells are filled, and most of the columns that every avail needs are blank.
pub(super) fn is_remark(avail: &Avail, format: Format) -> bool {
    const NEEDED: [Column; 9] = [
        Column::DisplayName,
        Column::Territory,
        Column::WorkType,
        Column::EntryType,
        Column::LicenseType,
        Column::FormatProfile,
        Column::Start,
        Column::End,
        Column::Alid,
    ];
    const FILLED: usize = 2;
    const BLANK: usize = 5;
    let header = avail.header();
    let is_filled = |cell: &&Cell| !cell.is_blank();
    if avail.cells().iter().filter(is_filled).nth(FILLED).is_some() || format == Format::Xml {
        return false;
    }
    let is_there = |column: &&Column| header.index_of(**column).is_some();
    let is_blank = |column: &&Column| avail.cell(**column).filter(is_filled).is_none();
    NEEDED.iter().filter(is_there).filter(is_blank).count() >= BLANK
}

/// A rule's view of a filled cell.
pub(crate) struct CellAt<'a> {
    pub(crate) cell: &'a Cell,
    pub(crate) header: &'a HeaderColumn,
    /// The column's kind, or [`Kind::Text`] if no version has the column.
    pub(crate) kind: Kind,
    pub(crate) profile: &'a Profile,
    /// The file's format.
    pub(crate) format: Format,
    pub(super) row: &'a Row<'a>,
    /// Whether a rule has requested the row.
    pub(super) asked_for_row: &'a Flag<bool>,
}

impl<'a> CellAt<'a> {
    /// The row, for rules that need more than the cell. Call this method only if the rule needs the row, because
    /// calling it prevents the findings for this cell from being reused for other rows.
    pub(crate) fn row(&self) -> &'a Row<'a> {
        self.asked_for_row.set(true);
        self.row
    }

    pub(crate) fn version(&self) -> EmaVersion {
        self.row.version()
    }

    /// The version and tab of the sheet.
    pub(crate) fn layout(&self) -> Layout {
        self.row.avail.header().layout()
    }

    /// The column in the data dictionary, if the header names one.
    pub(crate) fn column(&self) -> Option<Column> {
        self.header.column
    }
}

/// A rule's view of the whole file, after all rows have been checked.
pub(crate) struct FileAt<'a> {
    pub(crate) file: &'a FileInfo,
    pub(crate) sheets: &'a [SheetSummary],
    pub(crate) profile: &'a Profile,
    pub(crate) as_of: AsOf,
    /// The platform's holdings, if the caller passed them.
    pub(crate) held: Option<&'a Holdings>,
}

impl FileAt<'_> {
    /// The instant of the check in a territory.
    pub(crate) fn as_of_in(&self, territory: TerritoryCode) -> Timestamp {
        let zones = &self.profile.conventions().clocks.zones;
        self.as_of.in_territory(territory.country(), zones)
    }
}

/// The state of a rule that compares rows or sheets.
pub(crate) trait GroupCheck {
    /// Called at the beginning of each sheet.
    fn sheet(&mut self, _sheet: &SheetAt<'_>, _reporter: &mut Reporter<'_>) {}

    /// Called for each row.
    fn row(&mut self, _row: &Row<'_>, _reporter: &mut Reporter<'_>) {}

    /// Called at the end of the file.
    fn finish(self: Box<Self>, _file: &FileAt<'_>, _reporter: &mut Reporter<'_>) {}
}
