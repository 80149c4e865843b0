//! Runs the rules on each sheet, row and cell in a single pass over a file.

mod assets;
mod known;
mod outbox;
mod reporter;
mod seen;
mod zones_taken;

use std::cell::Cell as Flag;
use std::fmt;
use std::ops::ControlFlow;
use std::sync::Arc;

pub(crate) use assets::Assets;
use known::KnownCells;
use outbox::{Outbox, Sending};
pub use reporter::Reporter;
use seen::is_remark;
pub(crate) use seen::{CellAt, FileAt, GroupCheck, Row, SheetAt};
use zones_taken::ZonesTaken;

use ema_model::{Avail, Column, FileInfo, Format, Header, HeaderColumn, Kind, Text, Workbook};

use super::explanation::Explanation;
use super::profile::Profile;
use super::summary::{FileSummary, SheetSummary};
use crate::engine::{
    Check, Finding, NewGroup, OwnCheck, OwnFile, Place, RowCheck, Rule, Severity, SharedGroup,
};
use crate::granted::Grants;
use crate::holdings::{Effect, Feed, Holdings};
use crate::time::AsOf;
use crate::window::WrittenWindow;

/// Checks a file one row at a time.
///
/// Rules that check one sheet, cell or row report their findings immediately, from left to right. Rules that compare
/// rows report at the end of the file, one rule after another. A [`ReportBuilder`](crate::ReportBuilder) sorts a file's
/// findings and combines equal ones.
///
/// The sink can stop the check by returning [`ControlFlow::Break`]. It then receives no more findings, and
/// [`sheet`](Self::sheet) and [`avail`](Self::avail) return `Break` so that the caller can stop reading.
///
/// ```
/// use std::ops::ControlFlow;
///
/// use ema_model::{Avail, Column, EmaVersion, FileInfo, Format};
/// use ema_rules::{AsOf, Checker, Profile};
///
/// let profile = Profile::prime_video();
/// let mut errors = 0;
/// let as_of: AsOf = "2026-11-21".parse()?;
/// let mut checker = Checker::new(&profile, Format::Csv, as_of, |_finding| {
///     errors += 1;
///     if errors < 100 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
/// });
/// let avail = Avail::from_cells(EmaVersion::V1_7_3, [(Column::Territory, "UK")]);
/// let _ = checker.avail(&avail);
/// let summary = checker.finish(&FileInfo::new(None, Format::Csv));
/// assert_eq!(summary.sheets[0].rows, 1);
/// assert!(errors > 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Checker<'p, F: FnMut(Finding) -> ControlFlow<()>> {
    profile: &'p Profile,
    format: Format,
    as_of: AsOf,
    compared: Option<Compared<'p>>,
    held_rules: Vec<On>,
    sheet_rules: Vec<SheetRule>,
    cell_rules: Vec<KindRule>,
    row_rules: Vec<RowRule>,
    /// The rules that check remarks.
    remark_rules: Vec<RowRule>,
    own_rules: Vec<(On, &'p RowCheck)>,
    groups: Vec<BegunGroup>,
    sheets: Vec<BegunSheet>,
    current: usize,
    outbox: Sending<F>,
    grants: Grants,
    known: KnownCells,
    assets: Assets<()>,
    /// Whether findings for cell values are cached. A test turns the cache off to compare the findings with and without
    /// it.
    remembers: bool,
    zones_taken: ZonesTaken,
}

/// A file's rows, and the holdings to compare them with.
struct Compared<'p> {
    held: &'p Holdings,
    feed: Feed<'p>,
}

/// A rule and its severity under the profile.
type On = (&'static Rule, Severity);
type SheetRule = (On, fn(&SheetAt<'_>, &mut Reporter<'_>));
type CellRule = (On, fn(&CellAt<'_>, &mut Reporter<'_>));
/// A cell rule, with the columns that it checks.
type KindRule = (Wants, CellRule);
type RowRule = (On, fn(&Row<'_>, &mut Reporter<'_>));

/// The columns that a cell rule checks.
#[derive(Clone, Copy)]
enum Wants {
    /// Columns of certain kinds, if the platform uses them.
    Used(fn(Kind) -> bool),
    Any,
}

/// A check that compares all rows, for one or more rules. `on` is the first of these rules.
struct BegunGroup {
    on: On,
    shared: Option<&'static SharedGroup>,
    check: Box<dyn GroupCheck>,
}

/// A sheet whose header has been read.
struct BegunSheet {
    header: Arc<Header>,
    order: u32,
    columns: Vec<BegunColumn>,
    rows: usize,
}

/// A column in a sheet, with the rules for its cells.
struct BegunColumn {
    header: HeaderColumn,
    kind: Kind,
    rules: Vec<CellRule>,
}

impl<'p, F: FnMut(Finding) -> ControlFlow<()>> Checker<'p, F> {
    /// Creates a checker that passes its findings to `sink`.
    ///
    /// Which rules apply depends on `format`. For example, only XML has elements, and every date in a text file is
    /// stored as text.
    pub fn new(profile: &'p Profile, format: Format, as_of: impl Into<AsOf>, sink: F) -> Self {
        let mut checker = Self {
            profile,
            format,
            as_of: as_of.into(),
            compared: None,
            held_rules: Vec::new(),
            sheet_rules: Vec::new(),
            cell_rules: Vec::new(),
            row_rules: Vec::new(),
            remark_rules: Vec::new(),
            own_rules: Vec::new(),
            groups: Vec::new(),
            sheets: Vec::new(),
            current: 0,
            outbox: Sending::new(sink),
            grants: Grants::default(),
            known: KnownCells::default(),
            assets: Assets::default(),
            remembers: true,
            zones_taken: ZonesTaken::default(),
        };
        for on in on(profile).filter(|(rule, _)| rule.applies_to.includes(format)) {
            match on.0.check {
                Check::Sheet(check) => checker.sheet_rules.push((on, check)),
                Check::Cell(wants, check) => {
                    let wants = Wants::Used(wants);
                    checker.cell_rules.push((wants, (on, check)));
                }
                Check::AnyCell(check) => checker.cell_rules.push((Wants::Any, (on, check))),
                Check::Row(check) => checker.row_rules.push((on, check)),
                Check::Remark(check) => checker.remark_rules.push((on, check)),
                Check::Group(new) => checker.begin(on, new, None),
                Check::Shared(group) => checker.begin(on, group.0, Some(group)),
                Check::Held => checker.held_rules.push(on),
                // The loop below adds the caller's rules, whose checks are in the profile.
                Check::Own => {}
            }
        }
        for own in profile.own_rules() {
            let Some(severity) = profile.severity(own.rule) else {
                continue;
            };
            let on = (own.rule, severity);
            match &own.check {
                OwnCheck::Row(check) => checker.own_rules.push((on, &**check)),
                OwnCheck::File(new) => checker.groups.push(BegunGroup {
                    on,
                    shared: None,
                    check: Box::new(OwnFile(new())),
                }),
            }
        }
        checker
    }

    /// Compares the file with the platform's holdings. The checker then keeps all rows until the end of the file. It
    /// also reports the warnings that [`Holdings::apply`] would return, for example about an omitted live title.
    ///
    /// ```
    /// use ema_model::{Avail, Column, EmaVersion, FileInfo, Format};
    /// use ema_rules::{Checker, Feed, Holdings, Profile, Timestamp};
    ///
    /// let row = |entry_type, start, end| {
    ///     Avail::from_cells(
    ///         EmaVersion::V1_7_3,
    ///         [
    ///             (Column::DisplayName, "Rockstar Films"),
    ///             (Column::Alid, "FIRSTDANCE"),
    ///             (Column::Territory, "DE"),
    ///             (Column::EntryType, entry_type),
    ///             (Column::LicenseType, "AVOD"),
    ///             (Column::Start, start),
    ///             (Column::End, end),
    ///         ],
    ///     )
    /// };
    /// let profile = Profile::prime_video();
    /// let as_of = Timestamp::from_utc("2026-11-21T00:00:00".parse()?);
    /// let mut feed = Feed::new(profile.conventions());
    /// feed.add(&row("Full Extract", "2026-01-01", "Open"));
    /// let mut held = Holdings::new();
    /// held.apply(&feed, as_of);
    ///
    /// let mut live = 0;
    /// let count = |finding: ema_rules::Finding| {
    ///     live += usize::from(finding.rule.name() == "full-delete-live");
    ///     std::ops::ControlFlow::Continue(())
    /// };
    /// let mut checker = Checker::new(&profile, Format::Csv, as_of, count).holding(&held);
    /// let _ = checker.avail(&row("Full Delete", "1999-12-31", "2000-01-01"));
    /// checker.finish(&FileInfo::new(None, Format::Csv));
    /// assert_eq!(live, 1);
    /// # Ok::<(), chrono::ParseError>(())
    /// ```
    #[must_use]
    pub fn holding(mut self, held: &'p Holdings) -> Self {
        let feed = Feed::new(self.profile.conventions());
        self.compared = Some(Compared { held, feed });
        self
    }

    /// Explains a cell of a row: its value, its instants, what its row is about, and the rules that check it. `column`
    /// is the column's index in the sheet, counted from 0. If the checker compares the file with holdings, the
    /// explanation includes the records held in the row's scopes.
    ///
    /// The explanation has no findings yet. Add the file's findings with [`Explanation::add`]. `ema_avails` has a
    /// function that reads a file and does both.
    pub fn explain(&self, avail: &Avail, column: u16) -> Explanation {
        let is_checked = avail.cell_at(column).is_some() && !self.is_remark(avail);
        let at = column_of(self.profile, &self.cell_rules, avail.header(), column);
        let rules = at.rules.into_iter().filter(|_| is_checked);
        let held = self.compared.as_ref().map(|it| it.held);
        let rules = rules.map(|((rule, _), _)| rule);
        Explanation::new(avail, column, self.profile.conventions(), held, rules)
    }

    /// Whether the row is a remark that only the rules for remarks check.
    fn is_remark(&self, avail: &Avail) -> bool {
        !self.remark_rules.is_empty() && is_remark(avail, self.format)
    }

    /// Runs the cell rules on every cell, even if the cell's value has already been checked.
    #[cfg(test)]
    fn without_memory(mut self) -> Self {
        self.remembers = false;
        self
    }

    /// Begins a sheet. The avails with the same header belong to this sheet.
    pub fn sheet(&mut self, header: &Arc<Header>) -> ControlFlow<()> {
        let sheet = BegunSheet {
            header: Arc::clone(header),
            order: u32::try_from(self.sheets.len()).unwrap_or(u32::MAX),
            columns: columns_of(self.profile, &self.cell_rules, header),
            rows: 0,
        };
        let (profile, outbox) = (self.profile, &mut self.outbox);
        let at = SheetAt { header, profile };
        for (on, check) in &self.sheet_rules {
            check(&at, &mut Reporter::new(*on, Some(&sheet), None, outbox));
        }
        for BegunGroup { on, check, .. } in &mut self.groups {
            check.sheet(&at, &mut Reporter::new(*on, Some(&sheet), None, outbox));
        }
        self.current = self.sheets.len();
        self.sheets.push(sheet);
        self.outbox.send()
    }

    /// Checks a row of the sheet that has the same header. If that sheet has not begun yet, this method begins it
    /// first.
    pub fn avail(&mut self, avail: &Avail) -> ControlFlow<()> {
        self.outbox.flow()?;
        let is_its = |sheet: &BegunSheet| Arc::ptr_eq(&sheet.header, avail.header());
        if !self.sheets.get(self.current).is_some_and(is_its) {
            match self.sheets.iter().position(is_its) {
                Some(begun) => self.current = begun,
                None => self.sheet(&Arc::clone(avail.header()))?,
            }
        }
        let is_remark = self.is_remark(avail);
        let Some(sheet) = self.sheets.get_mut(self.current) else {
            return ControlFlow::Continue(());
        };
        sheet.rows += 1;
        if let Some(position) = avail.position() {
            self.outbox.position(self.current, avail.row(), position);
        }
        let sheet = &*sheet;
        let (profile, outbox) = (self.profile, &mut self.outbox);
        let granted = self.grants.of(avail, &profile.conventions().clocks.zones);
        let ((), begins_asset) = self.assets.of(avail, |_| ());
        let row = Row {
            avail,
            granted: &granted,
            shifts: self.grants.shifts(),
            window: WrittenWindow::of(avail),
            profile,
            format: self.format,
            as_of: self.as_of,
            begins_asset,
        };
        self.zones_taken.add(&row);
        if let Some(compared) = &mut self.compared {
            compared.feed.add(avail);
        }
        // In the catalog, only the rules for remarks check a remark.
        let (cells, row_rules) = match is_remark {
            true => (&[][..], &self.remark_rules),
            false => (avail.cells(), &self.row_rules),
        };
        for cell in cells {
            let beyond;
            let column = match sheet.columns.get(usize::from(cell.index())) {
                Some(column) => column,
                None => {
                    beyond = column_of(profile, &self.cell_rules, &sheet.header, cell.index());
                    &beyond
                }
            };
            if let Some(findings) = self.known.findings(self.current, cell) {
                for finding in findings {
                    outbox.push(finding.at(avail.row(), avail.position_of(cell)));
                }
                continue;
            }
            #[cfg(test)]
            ema_testing::visited(cell.text().len());
            let (before, asked_for_row) = (outbox.waiting().len(), Flag::new(false));
            let at = CellAt {
                cell,
                header: &column.header,
                kind: column.kind,
                profile,
                format: self.format,
                row: &row,
                asked_for_row: &asked_for_row,
            };
            for (on, check) in &column.rules {
                check(
                    &at,
                    &mut Reporter::new(*on, Some(sheet), Some(avail), outbox),
                );
            }
            if !asked_for_row.get() && self.remembers {
                let findings = &outbox.waiting()[before..];
                self.known.keep(self.current, cell, findings);
            }
        }
        for (on, check) in row_rules {
            check(
                &row,
                &mut Reporter::new(*on, Some(sheet), Some(avail), outbox),
            );
        }
        for (on, check) in &self.own_rules {
            check(
                avail,
                &mut Reporter::new(*on, Some(sheet), Some(avail), outbox),
            );
        }
        let is_own = |group: &&mut BegunGroup| matches!(group.on.0.check, Check::Own);
        let groups = self.groups.iter_mut();
        for BegunGroup { on, check, .. } in groups.filter(|it| !is_remark || is_own(it)) {
            check.row(
                &row,
                &mut Reporter::new(*on, Some(sheet), Some(avail), outbox),
            );
        }
        self.outbox.send()
    }

    /// Checks all sheets and rows in a workbook and then ends the file.
    pub fn check_workbook(mut self, workbook: &Workbook) -> FileSummary {
        for sheet in &workbook.sheets {
            let mut flow = self.sheet(&sheet.header);
            for avail in &sheet.avails {
                if flow.is_break() {
                    break;
                }
                flow = self.avail(avail);
            }
        }
        self.finish(&workbook.file)
    }

    /// Ends the file. The rules that compare rows then report their findings.
    pub fn finish(mut self, file: &FileInfo) -> FileSummary {
        let sheets: Vec<SheetSummary> = self.sheets.iter().map(BegunSheet::summary).collect();
        let (profile, outbox) = (self.profile, &mut self.outbox);
        outbox.at_end = true;
        let at = FileAt {
            file,
            sheets: &sheets,
            profile,
            as_of: self.as_of,
            held: self.compared.as_ref().map(|it| it.held),
        };
        for BegunGroup { on, check, .. } in self.groups.drain(..) {
            if outbox.flow().is_continue() {
                check.finish(&at, &mut Reporter::new(on, None, None, outbox));
            }
        }
        if let Some(Compared { held, feed }) = &self.compared {
            for effect in held.effects(feed, self.as_of) {
                let rule = self.held_rules.iter();
                let mut rule = rule.filter(|(rule, _)| rule.name == effect.kind.as_str());
                if let Some(on) = rule.next() {
                    report_effect(&effect, *on, &self.sheets, outbox);
                }
            }
        }
        let _ = outbox.send();
        FileSummary {
            file: file.clone(),
            profile: profile.shared_name().clone(),
            as_of: self.as_of,
            zones: self
                .zones_taken
                .by_territory(&self.grants, &profile.conventions().clocks.zones),
            sheets,
        }
    }

    fn begin(&mut self, on: On, new: NewGroup, shared: Option<&'static SharedGroup>) {
        let has_begun = |group: &SharedGroup| {
            let mut begun = self.groups.iter().filter_map(|begun| begun.shared);
            begun.any(|begun| std::ptr::eq(begun, group))
        };
        if !shared.is_some_and(has_begun) {
            let check = new();
            self.groups.push(BegunGroup { on, shared, check });
        }
    }
}

impl<F: FnMut(Finding) -> ControlFlow<()>> fmt::Debug for Checker<'_, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Checker")
            .field("profile", &self.profile.name())
            .field("sheets", &self.sheets.len())
            .finish_non_exhaustive()
    }
}

impl BegunSheet {
    fn summary(&self) -> SheetSummary {
        SheetSummary {
            name: self.header.sheet().clone(),
            ema_version: self.header.version(),
            version_is_known: self.header.version_is_known(),
            columns: self.header.columns().len(),
            rows: self.rows,
        }
    }
}

/// Reports one of the file's effects on the holdings, at a row that causes the effect.
fn report_effect(effect: &Effect<'_>, on: On, sheets: &[BegunSheet], outbox: &mut dyn Outbox) {
    let (header, row) = effect.row;
    let sheet = sheets
        .iter()
        .find(|sheet| Arc::ptr_eq(&sheet.header, header));
    let mut reporter = Reporter::new(on, sheet, None, outbox);
    let place = Place {
        row: Some(row),
        ..reporter.place(Some(Column::EntryType))
    };
    let help = on.0.page.remedy;
    let finding = reporter.report_place(place, &effect.message, help);
    finding.field = Some(Column::EntryType.name().into());
}

/// The rules that are on in a profile, including the caller's rules, with their severities.
fn on(profile: &Profile) -> impl Iterator<Item = On> {
    let rules = profile.rules();
    rules.filter_map(|rule| Some((rule, profile.severity(rule)?)))
}

fn columns_of(profile: &Profile, rules: &[KindRule], header: &Header) -> Vec<BegunColumn> {
    let last = header.columns().last().map(|column| column.index);
    last.map_or_else(Vec::new, |last| {
        (0..=last)
            .map(|index| column_of(profile, rules, header, index))
            .collect()
    })
}

fn column_of(profile: &Profile, rules: &[KindRule], header: &Header, index: u16) -> BegunColumn {
    let unnamed = || HeaderColumn::new(index, Text::from(""), None);
    let column = header.column_at(index).cloned().unwrap_or_else(unnamed);
    let kind = header.kind_at(index).unwrap_or(Kind::Text);
    let is_ignored = column.column.is_some_and(|known| profile.ignores(known));
    let applies = |wants: &Wants| match wants {
        Wants::Used(wants) => !is_ignored && wants(kind),
        Wants::Any => true,
    };
    let rules = rules
        .iter()
        .filter(|(wants, _)| applies(wants))
        .map(|(_, rule)| *rule)
        .collect();
    BegunColumn {
        header: column,
        kind,
        rules,
    }
}

#[cfg(test)]
mod tests {
    use ema_model::{AvailBuilder, Column, EmaVersion, Layout, Sheet, SheetKind};
    use proptest::prelude::*;

    use super::*;
    use crate::Timestamp;

    /// Values that are valid in some columns or rows and invalid in others.
    const VALUES: &[&str] = &[
        "",
        " ",
        "US",
        "UK",
        "us, CA",
        "US,,CA",
        "Movie",
        "episode",
        "EST",
        "SVOD",
        "Rental",
        "HD",
        "hd ",
        "2026-01-01",
        "01/02/2026",
        "Open",
        "ESTStart",
        "Immediate",
        "WSP",
        "Category",
        "Tier",
        "NA",
        "na",
        "9.99",
        "9.999",
        "9,99",
        "TBD",
        "JPY",
        "HRK",
        "xyz",
        "en",
        "en-US, fr",
        "fr:sub",
        "Full Extract",
        "Full Delete",
        "Yes",
        "10.5240/0000-0000-0000-0000-0000-X",
        "A\u{200b}B",
        "A B",
        "\u{7}",
        "PT90M",
        "90",
    ];

    fn workbook() -> impl Strategy<Value = Workbook> {
        let versions = prop::sample::select(EmaVersion::ALL.to_vec());
        let row = prop::collection::vec((0..Column::ALL.len(), 0..VALUES.len()), 0..40);
        let rows = prop::collection::vec((row, any::<bool>()), 1..12);
        (versions, rows).prop_map(|(version, rows)| {
            let sheet = |kind| {
                let sheet = if version >= EmaVersion::V1_8 {
                    SheetKind::Avails
                } else {
                    kind
                };
                let header = Arc::new(Header::template(Layout { version, sheet }));
                (
                    AvailBuilder::new(Arc::clone(&header)),
                    Sheet::new(header, Vec::new()),
                )
            };
            let mut sheets = [sheet(SheetKind::Movies), sheet(SheetKind::Tv)];
            for (number, (row, is_tv)) in (4..).zip(&rows) {
                let (builder, sheet) = &mut sheets[usize::from(*is_tv)];
                for (column, value) in row {
                    // Most versions lack some of the columns, so setting a cell can fail.
                    let _ = builder.set(Column::ALL[*column], VALUES[*value]);
                }
                let avail = builder.build(number);
                // The second row repeats some of these values, but its other cells have different values.
                builder.set(Column::Start, "2026-05-01").unwrap();
                for (column, value) in row.iter().skip(2) {
                    let _ = builder.set(Column::ALL[*column], VALUES[*value]);
                }
                sheet.avails.extend([avail, builder.build(number + 100)]);
            }
            let sheets = sheets.map(|(_, sheet)| sheet).into();
            Workbook::new(FileInfo::new(None, Format::Xlsx), sheets)
        })
    }

    /// Returns the findings in order, formatted so that every field is visible.
    fn findings(profile: &Profile, workbook: &Workbook, remembers: bool) -> Vec<String> {
        let as_of = Timestamp::from_utc("2026-11-21T00:00:00".parse().unwrap());
        let mut findings = Vec::new();
        let checker = Checker::new(profile, Format::Xlsx, as_of, |it: Finding| {
            let Finding {
                place,
                field,
                value,
                help,
                related,
                fix,
                ..
            } = &it;
            findings.push(format!(
                "{it} {place:?} {field:?} {value:?} {help} {related:?} {fix:?}"
            ));
            ControlFlow::Continue(())
        });
        let mut checker = if remembers {
            checker
        } else {
            checker.without_memory()
        };
        // The rows of the two sheets alternate.
        let rows = workbook.sheets.iter().map(|sheet| sheet.avails.len()).max();
        for row in 0..rows.unwrap_or_default() {
            for avail in workbook
                .sheets
                .iter()
                .filter_map(|sheet| sheet.avails.get(row))
            {
                assert!(checker.avail(avail).is_continue());
            }
        }
        checker.finish(&workbook.file);
        findings
    }

    proptest! {
        #[test]
        fn what_is_remembered_is_what_the_rules_find(workbook in workbook()) {
            for profile in [Profile::prime_video(), Profile::ema()] {
                prop_assert_eq!(
                    findings(&profile, &workbook, true),
                    findings(&profile, &workbook, false)
                );
            }
        }
    }
}
