//! Copies a workbook, changes or annotates some of its cells, and leaves the rest unchanged.
//!
//! A part that does not change is copied without being unpacked. A sheet is copied tag by tag, and only the cells that
//! change are rewritten. How a cell is rewritten depends on elements after the cells, such as the list of merged cells,
//! and on other parts, such as the styles part. Therefore, a first pass over the sheet ([`survey`]) collects the
//! necessary information.

mod book;
mod container;
mod drawing;
mod extras;
mod heads;
mod notes;
mod parts;
mod pieces;
mod refusal;
mod rewrite;
mod sheet_notes;
mod sheets;
mod styles;
mod survey;
mod tabs;
mod tag;
mod value;

use std::collections::HashMap;
use std::fmt;
use std::io::{BufWriter, Seek, Write};
use std::path::Path;

use ema_model::{CellRef, Format, Text};

use crate::error::{Error, ErrorKind};
use crate::guard::{Limits, Package, compared};
use crate::input::Input;
use crate::left_behind;
use crate::output::Output;
use crate::progress::Progress;
use crate::reader::ReadOptions;
use crate::source::{Sheets, Source};
use crate::write::tab::Tab;
use crate::write::{Annotation, CellChange};

pub(crate) use extras::extras;

use book::{Book, SheetEntry};
use container::Plan;
use heads::Heads;
use parts::Parts;
use sheets::Editing;
use styles::Styles;
use tabs::TabSheet;

/// Copies an Excel workbook (`.xlsx`, `.xlsm`) and changes or annotates some of its cells. All other content, such as
/// tabs, notes, colors, formulas, filters, charts and macros, is unchanged.
///
/// [`change`](Self::change) replaces the text of cells, colors those cells, and lists the changes on the tab *Changes*.
/// [`annotate`](Self::annotate) shows annotations as colors and notes on the cells, and lists the annotations on the
/// tab *Findings*. Both tabs are added after all other tabs. Tabs, colors and notes from an earlier copy are replaced,
/// so a copy of a copy shows only its own changes and annotations.
///
/// Without changes and annotations, the copy is identical to the file.
///
/// ```
/// use ema_io::{CellChange, Input, Output, WorkbookCopy};
///
/// let folder = tempfile::tempdir()?;
/// let (old, new) = (folder.path().join("old.xlsx"), folder.path().join("new.xlsx"));
/// let csv = "Territory,WorkType,LicenseType,ALID\nusa,Movie,EST,FIRSTDANCE\n";
/// ema_io::write_path(&old, &ema_io::read_bytes(csv)?, &mut |loss| println!("{loss}"))?;
///
/// let workbook = ema_io::read_path(&old)?;
/// let avail = &workbook.sheets[0].avails[0];
/// let cell = avail.origin(avail.territory().cell().unwrap());
/// let copied = WorkbookCopy::new()
///     .change([CellChange::new(cell, "usa", "US")])
///     .copy(&Input::path(&old), Output::path(&new))?;
/// assert_eq!(copied.changed, 1);
///
/// let workbook = ema_io::read_path(&new)?;
/// assert_eq!(workbook.sheets[0].avails[0].territory().text(), "US");
/// assert_eq!(workbook.file.passed_over, ["Changes"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct WorkbookCopy {
    annotations: Option<Vec<Annotation>>,
    changes: Vec<CellChange>,
    progress: Progress,
}

/// The result of a copy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Copied {
    /// The number of cells whose text was changed.
    pub changed: usize,
    /// The cells that could not be changed.
    pub unchanged: Vec<UnchangedCell>,
}

/// A cell that could not be changed without affecting other cells.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnchangedCell {
    /// The cell.
    pub cell: CellRef,
    /// The reason, worded so that it can end a sentence.
    pub reason: Text,
}

impl fmt::Display for UnchangedCell {
    /// Formats the cell and the reason, for example as `Movies!B4 is not changed: it is one of the cells of an array
    /// formula …`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is not changed: {}", self.cell, self.reason)
    }
}

impl WorkbookCopy {
    /// Creates options for a copy without changes.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns whether copying a file in this format to this output can preserve all of the file's content. The source
    /// and the output must both be Excel workbooks.
    ///
    /// ```
    /// use ema_io::{Output, WorkbookCopy};
    /// use ema_model::Format;
    ///
    /// assert!(WorkbookCopy::keeps(Format::Xlsx, &Output::path("copy.xlsm")));
    /// assert!(!WorkbookCopy::keeps(Format::Xlsx, &Output::path("copy.csv")));
    /// assert!(!WorkbookCopy::keeps(Format::Xls, &Output::path("copy.xlsx")));
    /// ```
    #[must_use]
    pub fn keeps(format: Format, into: &Output<'_>) -> bool {
        let is_workbook = match into.file() {
            Some(path) => path.extension().is_some_and(refusal::is_of_workbook),
            None => into.format().is_ok_and(|format| format == Format::Xlsx),
        };
        is_workbook && format == Format::Xlsx
    }

    /// Sets the annotations in the copy. These annotations replace any annotations from an earlier copy.
    #[must_use]
    pub fn annotate(mut self, annotations: impl IntoIterator<Item = Annotation>) -> Self {
        self.annotations = Some(annotations.into_iter().collect());
        self
    }

    /// Adds changes to the text of cells. If a cell appears several times, the last change is used.
    #[must_use]
    pub fn change(mut self, changes: impl IntoIterator<Item = CellChange>) -> Self {
        self.changes.extend(changes);
        self
    }

    /// Sets the options for reading the file. Only the progress option is used. The other options do not apply, because
    /// a workbook has no encoding and all its sheets are copied.
    #[must_use]
    pub fn read(mut self, options: &ReadOptions) -> Self {
        self.progress = options.reported_to().clone();
        self
    }

    /// Copies a file. If the output is a path, the copy appears at that path only once it is complete. If the output is
    /// a stream, the whole copy is first created in memory.
    ///
    /// # Errors
    ///
    /// - Fails if the file can't be read, is not an Excel workbook, or exceeds a limit.
    /// - Fails with [`ErrorKind::Uncopyable`] if the file is signed or is a shared workbook with a list of tracked
    ///   changes, because Excel would not accept a changed copy of such a file. The same error is returned if the rows
    ///   or cells of a changed sheet are out of order. The error lists what a copy with only the avails would lose.
    /// - Fails if the copy's extension belongs to a different type of workbook, because Excel would not open the copy.
    /// - Fails if the copy can't be written or would replace the source file.
    pub fn copy(&self, from: &Input, into: Output<'_>) -> Result<Copied, Error> {
        into.refuse_to_replace(from)?;
        let limits = Limits::default();
        let mut package = workbook_of(from, &limits, &self.progress)
            .map_err(|kind| Error::new(kind, from.name()))?;
        let planned = self.plan(&mut package, &limits, into.file());
        let (plan, copied) = planned.map_err(|kind| match kind {
            kind @ ErrorKind::Unwritable { .. } => Error::new(kind, into.file()),
            ErrorKind::Uncopyable { detail, .. } => {
                // If the content can't be listed, only the avails are known to remain.
                let lost = left_behind::summary(from);
                let lost = lost.unwrap_or_else(|_| "everything else".to_owned());
                Error::new(ErrorKind::Uncopyable { detail, lost }, from.name())
            }
            kind => Error::new(kind, from.name()),
        })?;
        into.write_seekable(|out| match plan {
            None => out
                .write_all(package.bytes().as_ref())
                .map_err(crate::replace::write_error),
            Some(plan) => write(&mut package, plan, out),
        })?;
        self.progress.end();
        Ok(copied)
    }

    /// Plans the copy. Returns `None` if the copy is identical to the file.
    fn plan(
        &self,
        package: &mut Package,
        limits: &Limits,
        into: Option<&Path>,
    ) -> Result<(Option<Plan<'_>>, Copied), ErrorKind> {
        let bytes = package.bytes().clone();
        let mut parts = Parts::new(package, limits);
        let mut book = Book::read(&mut parts)?;
        let is_retyped = match into {
            Some(path) => refusal::retype(&mut parts, &book, path)?,
            None => false,
        };
        if self.changes.is_empty() && self.annotations.is_none() {
            let plan = is_retyped.then(|| Plan::of(parts)).transpose()?;
            return Ok((plan, Copied::default()));
        }
        refusal::check(&mut parts, &book)?;
        // If the workbook has no relationship to a styles part, the part with the usual name is used, as in the reader.
        let usual = book.beside("styles.xml");
        let related = book.shared("styles").map(|relation| relation.part.clone());
        let styles_part = related.or_else(|| parts.package().contains(&usual).then_some(usual));
        let styles_bytes = match &styles_part {
            Some(part) => parts.whole(part)?,
            None => None,
        };
        let (part, is_new) = match styles_part {
            Some(part) => (part, false),
            None => (parts.free_name("xl/styles#.xml").0, true),
        };
        let styles_bytes =
            styles_bytes.unwrap_or_else(|| book.in_its_namespace(styles::NONE).into_bytes());
        let mut styles = Styles::parse(styles_bytes, &part)?;

        let heads = heads::read(&bytes, limits)?;
        let mut editing = Editing::new(&book, &heads, self);
        editing.sheets(&mut parts, &book, &heads, &mut styles)?;
        let has_changed = editing.has_changed();
        if has_changed {
            editing.compute(&mut parts, &book)?;
        }
        let (edits, copied) = editing.finish();
        let mut tabs = HashMap::new();
        let findings = edits.findings.map(|(lines, without_note)| {
            TabSheet::findings(lines, without_note, &mut styles, book.namespace())
        });
        let changes = edits.changes;
        let changes =
            has_changed.then(|| TabSheet::changes(changes, &mut styles, book.namespace()));
        for tab in findings.into_iter().chain(changes) {
            let part = part_of_tab(&mut parts, &mut book, &heads, tab.tab())?;
            tabs.insert(compared(&part), tab);
        }
        if let Some(bytes) = styles.finish()? {
            parts.set(&part, bytes);
            if is_new {
                let (from, like) = (book.part.clone(), book.relation_like().to_owned());
                parts.relate(&from, "styles", &like, &part)?;
                parts.add_type(
                    &part,
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml",
                )?;
            }
        }
        let mut plan = Plan::of(parts)?;
        (plan.sheets, plan.tabs) = (edits.sheets, tabs);
        Ok((Some(plan), copied))
    }
}

impl Plan<'_> {
    fn of(parts: Parts<'_>) -> Result<Self, ErrorKind> {
        let (changes, added) = parts.finish()?;
        Ok(Self {
            changes,
            added,
            ..Self::default()
        })
    }
}

/// Opens a file as a workbook. Fails for any other type of file.
fn workbook_of(input: &Input, limits: &Limits, progress: &Progress) -> Result<Package, ErrorKind> {
    match Source::open(input, limits, progress, None)? {
        Source::Sheets(Sheets::Xlsx(package)) => Ok(*package),
        _ => Err(ErrorKind::unwritable(
            "only an Excel workbook (.xlsx, .xlsm) can be copied with all of its content",
        )),
    }
}

fn write(
    package: &mut Package,
    plan: Plan<'_>,
    out: &mut (impl Write + Seek + ?Sized),
) -> Result<(), ErrorKind> {
    let mut out = BufWriter::with_capacity(256 * 1024, out);
    container::write(package, plan, &mut out)?;
    out.flush().map_err(crate::replace::write_error)
}

/// Returns the part for a tab. If the part does not exist yet, it is added.
fn part_of_tab(
    parts: &mut Parts<'_>,
    book: &mut Book,
    heads: &Heads,
    tab: &Tab,
) -> Result<String, ErrorKind> {
    if let Some(known) = heads.tab(tab, &book.sheets) {
        return Ok(known);
    }
    let names = book.sheets.iter().map(|sheet| sheet.name.as_str());
    let name = crate::write::sheet_name(tab.name, names);
    let (part, _) = parts.free_name("xl/worksheets/sheet#.xml");
    // The part is empty for now. The tab's lines are written when the package is written.
    parts.set(&part, Vec::new());
    parts.add_type(
        &part,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
    )?;
    let (from, like) = (book.part.clone(), book.relation_like().to_owned());
    let id = parts.relate(&from, "worksheet", &like, &part)?;
    let entry = SheetEntry {
        name,
        part: part.clone(),
        has_cells: true,
    };
    book.add_sheet(parts, entry, &id)?;
    Ok(part)
}

#[cfg(test)]
pub(crate) fn copied(
    copy: &WorkbookCopy,
    bytes: Vec<u8>,
    limits: &Limits,
) -> Result<(Vec<u8>, Copied), ErrorKind> {
    let bytes = crate::source::Bytes::new(bytes, &copy.progress);
    let mut package = Package::open(bytes, limits)?;
    let (plan, copied) = copy.plan(&mut package, limits, Some(Path::new("copy.xlsx")))?;
    let mut out = std::io::Cursor::new(Vec::new());
    match plan {
        None => return Ok((package.bytes().as_ref().to_vec(), copied)),
        Some(plan) => write(&mut package, plan, &mut out)?,
    }
    Ok((out.into_inner(), copied))
}
