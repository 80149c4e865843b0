//! Determines the edits for each sheet.

use std::collections::{BTreeMap, HashMap};

use ema_model::Header;

use crate::error::ErrorKind;
use crate::guard::compared;
use crate::write::tab::{MOST_NOTES, WithoutNote};
use crate::write::{Anchor, Annotation, CellChange, note_text};

use super::book::{Book, SheetEntry};
use super::heads::Heads;
use super::parts::Parts;
use super::rewrite::{Edit, Rewriting};
use super::sheet_notes::SheetNotes;
use super::styles::{Mark, Styles};
use super::survey::{At, Survey, Target, survey};
use super::tabs::Finding;
use super::value::{Cell, fits};
use super::{Copied, UnchangedCell, WorkbookCopy};

/// The numbers of rows and columns in an Excel sheet.
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

/// The annotations on a sheet, each with the cell that shows it, in cell order.
type Marks<'e> = Vec<(At, &'e Annotation)>;

/// The changes in a sheet, keyed by cell.
type Changes<'e> = BTreeMap<At, &'e CellChange>;

/// Collects a workbook's edits, sheet by sheet.
pub(super) struct Editing<'e> {
    edits: Edits<'e>,
    /// The annotations on each sheet, keyed by sheet number.
    marks: HashMap<usize, Marks<'e>>,
    changes: BTreeMap<usize, Changes<'e>>,
    copied: Copied,
    notes: usize,
    /// The size of the changed cells, in bytes. They are kept in memory until the sheet is written.
    changed_size: usize,
    has_lost_formula: bool,
}

/// The edits that are applied while the package is copied. Edits that are made by changing whole parts are not
/// included.
#[derive(Default)]
pub(super) struct Edits<'e> {
    /// The sheets that change, keyed by lowercase part name.
    pub(super) sheets: HashMap<String, Rewriting>,
    /// The annotations in cell order, and the number of cells without a note, or `None` if the copy does not show
    /// annotations.
    pub(super) findings: Option<(Vec<Finding<'e>>, WithoutNote)>,
    /// The changes that can be made.
    pub(super) changes: Vec<&'e CellChange>,
}

impl<'e> Editing<'e> {
    pub(super) fn new(book: &Book, heads: &Heads, copy: &'e WorkbookCopy) -> Self {
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        for (number, sheet) in book
            .sheets
            .iter()
            .enumerate()
            .filter(|(_, it)| it.has_cells)
        {
            numbers.entry(&sheet.name).or_insert(number);
        }
        let number_of = |sheet: &str| numbers.get(sheet).copied();
        let mut editing = Self {
            edits: Edits::default(),
            marks: HashMap::new(),
            changes: BTreeMap::new(),
            copied: Copied::default(),
            notes: 0,
            changed_size: 0,
            has_lost_formula: false,
        };
        for change in &copy.changes {
            let at = (change.cell.row, u32::from(change.cell.column));
            if change.before == change.text {
                continue;
            }
            match number_of(&change.cell.sheet).filter(|_| is_cell(at)) {
                Some(sheet) => {
                    editing.changes.entry(sheet).or_default().insert(at, change);
                }
                None => editing.leave(change, "the workbook has no such cell"),
            }
        }
        let Some(annotations) = &copy.annotations else {
            return editing;
        };
        let mut lines: Vec<_> = annotations
            .iter()
            .map(|annotation| {
                let sheet = annotation.anchor.sheet().map(|sheet| &**sheet);
                let number = sheet.and_then(number_of);
                let header = sheet.and_then(|sheet| heads.headers.get(sheet));
                let target = target(&annotation.anchor, header);
                let target = target.filter(|at| number.is_some() && is_cell(*at));
                let column = annotation.anchor.column();
                let column = header.and_then(|header| header.column_at(column?));
                let is_marked = !matches!(annotation.anchor, Anchor::File | Anchor::Sheet(_));
                if let (Some(number), Some(at), true) = (number, target, is_marked) {
                    let marks = editing.marks.entry(number).or_default();
                    marks.push((at, annotation));
                }
                let line = Finding {
                    annotation,
                    field: column.map(|column| column.name.clone()),
                    target,
                };
                // Annotations on the whole file come first, followed by those on each sheet.
                let order = sheet.map(|_| number.unwrap_or(usize::MAX));
                let (row, column) = annotation.anchor.order();
                ((order, row, column), line)
            })
            .collect();
        lines.sort_by_key(|(order, _)| *order);
        let lines = lines.into_iter().map(|(_, line)| line).collect();
        editing.edits.findings = Some((lines, WithoutNote::default()));
        for marks in editing.marks.values_mut() {
            marks.sort_by_key(|(at, _)| *at);
        }
        editing
    }

    fn leave(&mut self, change: &CellChange, reason: &str) {
        self.copied.unchanged.push(UnchangedCell {
            cell: change.cell.clone(),
            reason: reason.into(),
        });
    }

    /// Determines the edits for each sheet.
    pub(super) fn sheets(
        &mut self,
        parts: &mut Parts<'_>,
        book: &Book,
        heads: &Heads,
        styles: &mut Styles,
    ) -> Result<(), ErrorKind> {
        let shows = self.edits.findings.is_some();
        let has_changes = !self.changes.is_empty();
        let unmarked = styles.unmarked(|mark| match mark {
            Mark::Changed => has_changes,
            Mark::Found(_) => shows,
        });
        for (number, sheet) in book.sheets.iter().enumerate() {
            if !sheet.has_cells || heads.is_tab(&sheet.name) {
                continue;
            }
            let changes = self.changes.remove(&number).unwrap_or_default();
            let marks = self.marks.remove(&number).unwrap_or_default();
            let notes = if shows {
                SheetNotes::read(parts, sheet)?
            } else {
                SheetNotes::default()
            };
            let has_more = !changes.is_empty() || !marks.is_empty();
            if !has_more && unmarked.is_empty() && !notes.are_ours {
                continue;
            }
            let (survey, targets, marks) = look_at(parts, sheet, &changes, marks, &unmarked)?;
            let mut rewriting = Rewriting {
                formats: unmarked.clone(),
                is_strict: book.is_strict,
                ..Rewriting::default()
            };
            let mut is_other = survey.has_other_formats;
            let mut chunks = marks.chunk_by(|(a, _), (b, _)| a == b).peekable();
            let mut texts = BTreeMap::new();
            for (index, at) in targets.iter().map(|target| target.at).enumerate() {
                let on_cell = chunks.next_if(|chunk| chunk[0].0 == at).unwrap_or_default();
                if !on_cell.is_empty() {
                    self.note(at, on_cell, &mut texts);
                }
                let level = on_cell.iter().map(|(_, mark)| mark.level).max();
                let found = level.map(Mark::Found);
                let cell = SheetCell {
                    at,
                    index,
                    survey: &survey,
                    unmarked: &unmarked,
                };
                let change = changes.get(&at).copied();
                let edit = self.cell(&cell, change, found, book, styles);
                is_other |= cell.differs(edit.as_ref());
                rewriting.cells.extend(edit.map(|edit| (at, edit)));
            }
            if shows {
                let drawn = notes.merge(parts, book, sheet, &texts, &survey)?;
                rewriting.drawing = drawn.relation;
                if let Some((_, without_note)) = &mut self.edits.findings {
                    without_note.conversations += drawn.conversations;
                }
            }
            // A sheet that does not change is not added here, so its compressed bytes are copied.
            if is_other || rewriting.drawing.is_some() {
                self.edits.sheets.insert(compared(&sheet.part), rewriting);
            }
        }
        Ok(())
    }

    /// Adds a note to a cell, unless the workbook already has too many notes.
    fn note(&mut self, at: At, marks: &[(At, &Annotation)], texts: &mut BTreeMap<At, String>) {
        if self.notes < MOST_NOTES {
            let remarks: Vec<&Annotation> = marks.iter().map(|(_, mark)| *mark).collect();
            texts.insert(at, note_text(&remarks));
            self.notes += 1;
        } else if let Some((_, without_note)) = &mut self.edits.findings {
            without_note.too_many += 1;
        }
    }

    /// Returns the edit for a cell, or `None` if the cell does not need an edit of its own.
    fn cell(
        &mut self,
        cell: &SheetCell<'_>,
        change: Option<&'e CellChange>,
        found: Option<Mark>,
        book: &Book,
        styles: &mut Styles,
    ) -> Option<Edit> {
        let (plain, survey) = (cell.style_without_mark(), cell.survey);
        let marked = |style, mark, styles: &mut Styles| match mark {
            Some(mark) => styles.marked(style, mark),
            None => style,
        };
        if let Some(change) = change {
            let cell = Cell {
                bytes: cell.markup(),
                at: cell.at,
                style: plain,
                prefix: &cell.survey.prefix,
            };
            let is_too_much = self.changed_size + change.text.len() > MOST_CHANGED;
            let too_much = is_too_much.then_some(
                "the changed cells repeat long texts so often that they would take more than 128 MB; shorten the texts \
                 that many rows share",
            );
            match cell_stays(&cell, change, survey).or(too_much) {
                Some(reason) => self.leave(change, reason),
                None => {
                    self.has_lost_formula |= cell.is_formula();
                    self.edits.changes.push(change);
                    self.copied.changed += 1;
                    let mark = found.max(Some(Mark::Changed));
                    let marked = |style, styles: &mut Styles| marked(style, mark, styles);
                    let markup = cell.with_text(&change.text, book.is_1904, styles, marked);
                    self.changed_size += markup.len();
                    return Some(Edit::Markup(markup));
                }
            }
        }
        let style = marked(plain, found, styles);
        (style != plain).then_some(Edit::Format(style))
    }

    pub(super) fn has_changed(&self) -> bool {
        !self.edits.changes.is_empty()
    }

    /// Makes Excel recompute the formulas in all sheets, because the formulas might depend on changed cells.
    pub(super) fn compute(&self, parts: &mut Parts<'_>, book: &Book) -> Result<(), ErrorKind> {
        book.compute_on_load(parts)?;
        // The calculation chain must not list a cell without a formula. Excel rebuilds the calculation chain if its
        // part is missing.
        if let Some(chain) = book.shared("calcChain").filter(|_| self.has_lost_formula) {
            parts.remove(&chain.part);
            parts.unrelate(&book.part, &chain.id)?;
            parts.remove_type(&chain.part)?;
        }
        Ok(())
    }

    pub(super) fn finish(self) -> (Edits<'e>, Copied) {
        (self.edits, self.copied)
    }
}

/// A surveyed cell.
struct SheetCell<'s> {
    at: At,
    /// The cell's index among the targets.
    index: usize,
    survey: &'s Survey,
    /// The equivalent formats without annotation colors, indexed by format number.
    unmarked: &'s [u32],
}

impl SheetCell<'_> {
    /// Returns the markup of the cell, which is empty if the sheet does not contain the cell.
    fn markup(&self) -> &[u8] {
        let found = self.survey.cells[self.index].as_ref();
        found.map_or(&[], |found| &found.markup)
    }

    /// Returns the cell's format or, if the cell is not in the sheet, the format that the cell would have there.
    fn style(&self) -> u32 {
        match &self.survey.cells[self.index] {
            Some(found) => found.style,
            None => self.survey.style_of_missing(self.at),
        }
    }

    fn style_without_mark(&self) -> u32 {
        let style = self.style();
        self.unmarked.get(style as usize).copied().unwrap_or(style)
    }

    /// Returns whether the edit makes the cell in the copy differ from the source.
    fn differs(&self, edit: Option<&Edit>) -> bool {
        match edit {
            None => self.style_without_mark() != self.style(),
            Some(Edit::Format(style)) => *style != self.style(),
            Some(Edit::Markup(markup)) => *markup != self.markup(),
        }
    }
}

/// Surveys the cells in a sheet. If a merged cell covers an annotated cell, the annotation is moved to the merged cell.
fn look_at<'e>(
    parts: &mut Parts<'_>,
    sheet: &SheetEntry,
    changes: &Changes<'_>,
    mut marks: Marks<'e>,
    unmarked: &[u32],
) -> Result<(Survey, Vec<Target>, Marks<'e>), ErrorKind> {
    // Merged cells do not overlap, so one round of moves is enough. Only a manipulated file can need a second round.
    let mut moves_left = 2;
    loop {
        let targets = targets(changes, &marks);
        let part = parts.package().needed_part(&sheet.part)?;
        let survey = survey(part, &sheet.part, &targets, unmarked)?;
        let is_covered = |(at, _): &(At, &Annotation)| survey.covered.contains_key(at);
        if moves_left == 0 || !marks.iter().any(is_covered) {
            return Ok((survey, targets, marks));
        }
        moves_left -= 1;
        // The merged cells must be surveyed too, so the survey is repeated.
        for (at, _) in &mut marks {
            *at = survey.covered.get(at).copied().unwrap_or(*at);
        }
        marks.sort_by_key(|(at, _)| *at);
    }
}

/// Returns the cells that change or have annotations, in sheet order.
fn targets(changes: &Changes<'_>, marks: &Marks<'_>) -> Vec<Target> {
    let changed = changes.keys().map(|at| Target {
        at: *at,
        changes: true,
    });
    let marked = marks.iter().map(|(at, _)| Target {
        at: *at,
        changes: false,
    });
    let mut targets: Vec<Target> = changed.chain(marked).collect();
    // The sort is stable, so the change to a cell comes before the cell's annotations.
    targets.sort_by_key(|target| target.at);
    targets.dedup_by_key(|target| target.at);
    targets
}

fn is_cell((row, column): At) -> bool {
    (1..=ROWS).contains(&row) && column < COLUMNS
}

/// Returns the cell that shows an annotation.
fn target(anchor: &Anchor, header: Option<&Header>) -> Option<At> {
    Some(match anchor {
        Anchor::File => return None,
        Anchor::Sheet(_) => (1, 0),
        Anchor::Column { column, .. } => {
            let row = header.map_or(1, |header| header.rows().names);
            (row, u32::from(*column))
        }
        Anchor::Row { row, .. } => (*row, 0),
        Anchor::Cell(cell) => (cell.row, u32::from(cell.column)),
    })
}

/// The maximum size of all changed cells. A million cells of 100 characters are smaller.
const MOST_CHANGED: usize = 128 << 20;

/// Returns the reason a cell can't be changed.
fn cell_stays(cell: &Cell<'_>, change: &CellChange, survey: &Survey) -> Option<&'static str> {
    if !fits(&change.text) {
        return Some("a cell holds no more than 32,767 characters");
    }
    let at = cell.at;
    if survey.covered.contains_key(&at) {
        return Some(
            "merged cells cover it, and the new text would not be shown; unmerge them in Excel first",
        );
    }
    if survey.in_arrays.contains_key(&at) {
        return Some(
            "it is one of the cells that an array formula fills, which change together; change the formula in Excel",
        );
    }
    if cell.is_shared_formula() {
        return Some(
            "other cells share the formula that it holds; replace the formulas with their values in Excel first",
        );
    }
    None
}
