//! The one pass over a file: sheets, rows and cells go by, rules look at them.

mod found;

use std::sync::Arc;

pub(crate) use found::Found;

use ema_model::{
    Avail, Cell, Column, EmaVersion, FileInfo, Format, Header, HeaderColumn, Kind, Text, Workbook,
};

use crate::finding::Finding;
use crate::profile::Profile;
use crate::report::{FileSummary, Report, SheetSummary};
use crate::rule::{Check, Rule};
use crate::time::Instant;

impl Profile {
    /// Checks a whole file.
    ///
    /// `as_of` is the moment at which the file is judged: no clock is read.
    ///
    /// ```
    /// use ema_model::{Avail, Column, EmaVersion, FileInfo, Format, Sheet, Workbook};
    /// use ema_rules::{Instant, Profile};
    ///
    /// let avail = Avail::from_cells(EmaVersion::V1_7_3, [(Column::Territory, "UK")]);
    /// let sheet = Sheet::new(avail.header().clone(), vec![avail]);
    /// let file = FileInfo::new(Some("movies.xlsx".to_owned()), Format::Xlsx);
    /// let workbook = Workbook::new(file, vec![sheet]);
    ///
    /// let as_of = Instant::from_utc("2026-11-21T00:00:00".parse()?);
    /// let report = Profile::prime_video().check(&workbook, as_of);
    /// assert!(report.findings().iter().any(|finding| finding.rule.name() == "territory-code"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn check(&self, workbook: &Workbook, as_of: Instant) -> Report {
        let mut findings = Vec::new();
        let format = workbook.file.format;
        let mut checker = Checker::new(self, format, as_of, |finding| findings.push(finding));
        for sheet in &workbook.sheets {
            checker.sheet(&sheet.header);
            for avail in &sheet.avails {
                checker.avail(avail);
            }
        }
        let summary = checker.finish(&workbook.file);
        Report::new(summary, findings)
    }
}

/// Checks a file a row at a time.
///
/// Rules that look at one sheet, cell or row report at once; those that compare rows keep what they
/// say they keep, and report at the end. So findings come in row, then column order for a row, and
/// [`Report::new`] sorts them for a file.
///
/// ```
/// use ema_model::{Avail, Column, EmaVersion, FileInfo, Format};
/// use ema_rules::{Checker, Instant, Profile};
///
/// let profile = Profile::prime_video();
/// let mut errors = 0;
/// let as_of = Instant::from_utc("2026-11-21T00:00:00".parse()?);
/// let mut checker = Checker::new(&profile, Format::Csv, as_of, |_finding| errors += 1);
/// let avail = Avail::from_cells(EmaVersion::V1_7_3, [(Column::Territory, "UK")]);
/// checker.sheet(avail.header());
/// checker.avail(&avail);
/// let summary = checker.finish(&FileInfo::new(None, Format::Csv));
/// assert_eq!(summary.sheets[0].rows, 1);
/// assert!(errors > 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Checker<'p, F: FnMut(Finding)> {
    profile: &'p Profile,
    format: Format,
    as_of: Instant,
    sink: F,
    sheet_rules: Vec<SheetRule>,
    row_rules: Vec<RowRule>,
    groups: Vec<(&'static Rule, Box<dyn GroupCheck>)>,
    current: Option<CurrentSheet>,
    sheets: Vec<SheetSummary>,
    found: Vec<Finding>,
}

type SheetRule = (&'static Rule, fn(&SheetAt<'_>, &mut Found<'_>));
type CellRule = (&'static Rule, fn(&CellAt<'_>, &mut Found<'_>));
type RowRule = (&'static Rule, fn(&Row<'_>, &mut Found<'_>));

struct CurrentSheet {
    header: Arc<Header>,
    order: u32,
    columns: Vec<CurrentColumn>,
}

/// A column of the current sheet, with the rules that look at its cells.
struct CurrentColumn {
    header: HeaderColumn,
    kind: Kind,
    rules: Vec<CellRule>,
}

impl<'p, F: FnMut(Finding)> Checker<'p, F> {
    /// A checker that gives its findings to `sink`. The format decides what may be asked of the way
    /// in which cells are stored: a text file has dates as text alone.
    pub fn new(profile: &'p Profile, format: Format, as_of: Instant, sink: F) -> Self {
        let mut checker = Self {
            profile,
            format,
            as_of,
            sink,
            sheet_rules: Vec::new(),
            row_rules: Vec::new(),
            groups: Vec::new(),
            current: None,
            sheets: Vec::new(),
            found: Vec::new(),
        };
        for rule in profile.rules() {
            match rule.check {
                Check::Sheet(check) => checker.sheet_rules.push((rule, check)),
                Check::Row(check) => checker.row_rules.push((rule, check)),
                Check::Group(new) => checker.groups.push((rule, new())),
                // Each sheet compiles these for its columns.
                Check::Cell(..) => {}
            }
        }
        checker
    }

    /// Begins a sheet: the avails that follow stand under this header.
    pub fn sheet(&mut self, header: &Arc<Header>) {
        let order = u32::try_from(self.sheets.len()).unwrap_or(u32::MAX);
        self.sheets.push(SheetSummary {
            name: header.sheet().clone(),
            ema_version: header.version(),
            version_is_known: header.version_is_known(),
            columns: header.columns().len(),
            rows: 0,
        });
        let columns = columns_of(self.profile, header);
        let current = CurrentSheet {
            header: Arc::clone(header),
            order,
            columns,
        };
        let at = SheetAt {
            header,
            profile: self.profile,
        };
        for (rule, check) in &self.sheet_rules {
            check(
                &at,
                &mut Found::new(rule, self.profile, &current, None, &mut self.found),
            );
        }
        for (rule, group) in &mut self.groups {
            group.sheet(
                &at,
                &mut Found::new(rule, self.profile, &current, None, &mut self.found),
            );
        }
        self.current = Some(current);
        self.flush();
    }

    /// Checks a row of the sheet that was begun last; an avail under another header begins its
    /// sheet.
    pub fn avail(&mut self, avail: &Avail) {
        let same = |current: &CurrentSheet| Arc::ptr_eq(&current.header, avail.header());
        if !self.current.as_ref().is_some_and(same) {
            self.sheet(&Arc::clone(avail.header()));
        }
        let Some(current) = &self.current else { return };
        if let Some(summary) = self.sheets.last_mut() {
            summary.rows += 1;
        }
        let row = Row {
            avail,
            profile: self.profile,
            format: self.format,
            as_of: self.as_of,
        };
        for cell in avail.cells() {
            let Some(column) = current.columns.get(usize::from(cell.index())) else {
                continue;
            };
            let at = CellAt {
                row: &row,
                cell,
                header: &column.header,
                kind: column.kind,
            };
            for (rule, check) in &column.rules {
                let found =
                    &mut Found::new(rule, self.profile, current, Some(avail), &mut self.found);
                check(&at, found);
            }
        }
        for (rule, check) in &self.row_rules {
            check(
                &row,
                &mut Found::new(rule, self.profile, current, Some(avail), &mut self.found),
            );
        }
        for (rule, group) in &mut self.groups {
            let found = &mut Found::new(rule, self.profile, current, Some(avail), &mut self.found);
            group.row(&row, found);
        }
        self.flush();
    }

    /// Ends the file: the rules that compare rows report.
    pub fn finish(mut self, file: &FileInfo) -> FileSummary {
        let none = CurrentSheet {
            header: Arc::new(Header::new(
                Text::from(""),
                ema_model::HeaderRows::TEMPLATE,
                Vec::new(),
                None,
                None,
            )),
            order: 0,
            columns: Vec::new(),
        };
        let at = FileAt {
            file,
            sheets: &self.sheets,
            profile: self.profile,
        };
        for (rule, group) in std::mem::take(&mut self.groups) {
            group.finish(
                &at,
                &mut Found::new(rule, self.profile, &none, None, &mut self.found),
            );
        }
        let summary = FileSummary {
            file: file.clone(),
            profile: self.profile.name(),
            sheets: self.sheets.clone(),
        };
        self.flush();
        summary
    }

    fn flush(&mut self) {
        self.found.sort_by(|a, b| a.place.cmp(&b.place));
        for finding in self.found.drain(..) {
            (self.sink)(finding);
        }
    }
}

fn columns_of(profile: &Profile, header: &Header) -> Vec<CurrentColumn> {
    let width = header
        .columns()
        .last()
        .map_or(0, |column| u32::from(column.index) + 1);
    (0..width)
        .map(|index| {
            // A width of a u16's values never leaves it.
            let index = u16::try_from(index).unwrap_or(u16::MAX);
            let unnamed = || HeaderColumn::new(index, Text::from(""), None);
            let column = header.column_at(index).cloned().unwrap_or_else(unnamed);
            let kind = column
                .column
                .map_or(Kind::Text, |known| known.kind(header.version()));
            let rules = profile
                .rules()
                .filter_map(|rule| match rule.check {
                    Check::Cell(wants, check) if wants(kind) => Some((rule, check)),
                    _ => None,
                })
                .collect();
            CurrentColumn {
                header: column,
                kind,
                rules,
            }
        })
        .collect()
}

/// A sheet, as a rule sees it.
pub(crate) struct SheetAt<'a> {
    pub(crate) header: &'a Header,
    pub(crate) profile: &'a Profile,
}

/// A row, as a rule sees it.
pub(crate) struct Row<'a> {
    pub(crate) avail: &'a Avail,
    pub(crate) profile: &'a Profile,
    /// The format of the file.
    pub(crate) format: Format,
    pub(crate) as_of: Instant,
}

impl Row<'_> {
    pub(crate) fn version(&self) -> EmaVersion {
        self.avail.version()
    }
}

/// A filled cell, as a rule sees it.
pub(crate) struct CellAt<'a> {
    pub(crate) row: &'a Row<'a>,
    pub(crate) cell: &'a Cell,
    pub(crate) header: &'a HeaderColumn,
    /// The kind of its column; [`Kind::Text`] where no version knows the column.
    pub(crate) kind: Kind,
}

impl CellAt<'_> {
    /// The column of the dictionary, if it is one.
    pub(crate) fn column(&self) -> Option<Column> {
        self.header.column
    }
}

/// The file, once all its rows have gone by.
pub(crate) struct FileAt<'a> {
    pub(crate) file: &'a FileInfo,
    pub(crate) sheets: &'a [SheetSummary],
    pub(crate) profile: &'a Profile,
}

/// What a rule that compares rows, sheets or both keeps of them.
pub(crate) trait GroupCheck {
    /// A sheet begins.
    fn sheet(&mut self, _sheet: &SheetAt<'_>, _found: &mut Found<'_>) {}

    /// A row goes by.
    fn row(&mut self, _row: &Row<'_>, _found: &mut Found<'_>) {}

    /// The file has ended.
    fn finish(self: Box<Self>, _file: &FileAt<'_>, _found: &mut Found<'_>) {}
}
