//! What is to become of each sheet.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use ema_model::Header;

use crate::error::ErrorKind;
use crate::guard::compared;
use crate::write::{Annotation, Level, Place, note_text};

use super::book::{Book, SheetEntry};
use super::drawing::{self, CHARACTERS_A_LINE, Shape};
use super::heads::Heads;
use super::parts::Parts;
use super::pieces::{first_tag, number};
use super::rewrite::Rewriting;
use super::styles::Styles;
use super::survey::{Area, At, Columns, Survey, Targets, survey};
use super::tabs::{self, Finding, Remarks};
use super::value::{Cell, fits};
use super::{CellChange, Copied, UnchangedCell, WorkbookCopy, notes};

/// The most notes of a workbook: Excel draws each of them as a shape, and opens a file of some hundred
/// thousand in minutes, if at all.
const MOST_NOTES: usize = 10_000;

/// The most rows and columns of a sheet.
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

/// The edits of a workbook, found sheet by sheet.
pub(super) struct Editing<'e> {
    /// Remarks in the order of their cells; none where the copy shows none.
    lines: Option<Vec<Finding<'e>>>,
    /// By the number of the sheet.
    marks: HashMap<usize, BTreeMap<At, Vec<&'e Annotation>>>,
    changes: BTreeMap<usize, BTreeMap<At, &'e CellChange>>,
    rewritings: HashMap<String, Rewriting>,
    made: Vec<&'e CellChange>,
    copied: Copied,
    notes: usize,
    remarks: Remarks,
    has_formulas: bool,
    has_lost_formula: bool,
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
            lines: None,
            marks: HashMap::new(),
            changes: BTreeMap::new(),
            rewritings: HashMap::new(),
            made: Vec::new(),
            copied: Copied::default(),
            notes: 0,
            remarks: Remarks {
                without_note: 0,
                conversations: 0,
            },
            has_formulas: book.shared("calcChain").is_some(),
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
                let sheet = annotation.place.sheet().map(|sheet| &**sheet);
                let number = sheet.and_then(number_of);
                let header = sheet.and_then(|sheet| heads.headers.get(sheet));
                let target = target(&annotation.place, header);
                let target = target.filter(|at| number.is_some() && is_cell(*at));
                let column = annotation.place.column();
                let column = header.and_then(|header| header.column_at(column?));
                let is_marked = !matches!(annotation.place, Place::File | Place::Sheet(_));
                if let (Some(number), Some(at), true) = (number, target, is_marked) {
                    let marks = editing.marks.entry(number).or_default();
                    marks.entry(at).or_default().push(annotation);
                }
                let line = Finding {
                    annotation,
                    field: column.map(|column| column.name.clone()),
                    target,
                };
                // Annotations of the file come first, then those of a sheet.
                let order = sheet.map(|_| number.unwrap_or(usize::MAX));
                let (row, column) = annotation.place.order();
                ((order, row, column), line)
            })
            .collect();
        lines.sort_by_key(|(order, _)| *order);
        editing.lines = Some(lines.into_iter().map(|(_, line)| line).collect());
        editing
    }

    fn leave(&mut self, change: &CellChange, reason: &str) {
        self.copied.unchanged.push(UnchangedCell {
            cell: change.cell.clone(),
            reason: reason.into(),
        });
    }

    /// Determines the changes of each sheet.
    pub(super) fn sheets(
        &mut self,
        parts: &mut Parts<'_>,
        book: &Book,
        heads: &Heads,
        styles: &mut Styles,
    ) -> Result<(), ErrorKind> {
        let shows = self.lines.is_some();
        let unmarked = if shows { styles.unmarked() } else { Vec::new() };
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
            let (survey, marks) = self.survey(parts, sheet, &changes, marks)?;
            self.has_formulas |= survey.has_formulas;
            let mut rewriting = Rewriting {
                styles: unmarked.clone(),
                is_strict: book.is_strict,
                ..Rewriting::default()
            };
            let cells: BTreeSet<At> = changes.keys().chain(marks.keys()).copied().collect();
            for at in cells {
                let change = changes.get(&at).copied();
                let level = marks.get(&at).and_then(|marks| worst(marks));
                let cell = self.cell(at, change, level, &survey, &unmarked, book, styles);
                if let Some(cell) = cell {
                    rewriting.cells.entry(at.0).or_default().insert(at.1, cell);
                }
            }
            if shows {
                rewriting.drawing = self.notes(parts, book, sheet, notes, &marks, &survey)?;
            }
            let Rewriting {
                cells,
                styles,
                drawing,
                ..
            } = &rewriting;
            if !cells.is_empty() || !styles.is_empty() || drawing.is_some() {
                self.rewritings.insert(compared(&sheet.part), rewriting);
            }
        }
        Ok(())
    }

    /// Looks at the cells, and moves the remarks on cells that merged ones cover to those.
    fn survey(
        &self,
        parts: &mut Parts<'_>,
        sheet: &SheetEntry,
        changes: &BTreeMap<At, &CellChange>,
        mut marks: BTreeMap<At, Vec<&'e Annotation>>,
    ) -> Result<(Survey, BTreeMap<At, Vec<&'e Annotation>>), ErrorKind> {
        // Merged cells do not overlap, so that one move is enough, except in a file that is made to have
        // more.
        let mut moves_left = 2;
        loop {
            let mut targets = Targets::new();
            for (row, column) in changes.keys().chain(marks.keys()) {
                targets.entry(*row).or_default().insert(*column);
            }
            let part = parts.package().part(&sheet.part)?;
            let part = part.ok_or_else(|| {
                ErrorKind::damaged(format!("its sheet {} is missing", sheet.part))
            })?;
            let survey = survey(part, &sheet.part, &targets)?;
            let covered: Vec<(At, At)> = marks
                .keys()
                .filter_map(|at| Some((*at, survey.shown_in(*at)?)))
                .collect();
            if covered.is_empty() || moves_left == 0 {
                return Ok((survey, marks));
            }
            moves_left -= 1;
            // The cells that cover them have to be looked at as well, if they have not been.
            for (at, shown) in covered {
                let moved = marks.remove(&at).unwrap_or_default();
                marks.entry(shown).or_default().extend(moved);
            }
        }
    }

    /// A cell as it is to be written, or none if the sheet does not have it and need not.
    #[allow(clippy::too_many_arguments)]
    fn cell(
        &mut self,
        at: At,
        change: Option<&'e CellChange>,
        level: Option<Level>,
        survey: &Survey,
        unmarked: &[u32],
        book: &Book,
        styles: &mut Styles,
    ) -> Option<Vec<u8>> {
        let bytes = survey.cells.get(&at).map_or(&b""[..], |cell| cell);
        let said = match bytes.is_empty() {
            true => survey.style_of_missing(at),
            false => number(&bytes[..first_tag(bytes)], "s").unwrap_or_default(),
        };
        let cell = Cell {
            bytes,
            at,
            style: unmarked.get(said as usize).copied().unwrap_or(said),
            prefix: &survey.prefix,
        };
        let change = change.filter(|change| match cell_stays(&cell, change, survey) {
            Some(reason) => {
                self.leave(change, reason);
                false
            }
            None => true,
        });
        let marked = |style, styles: &mut Styles| match level {
            Some(level) => styles.marked(style, level),
            None => style,
        };
        if let Some(change) = change {
            self.has_lost_formula |= cell.is_formula();
            self.made.push(change);
            self.copied.changed += 1;
            return Some(cell.with_text(&change.text, book.is_1904, styles, marked));
        }
        let style = marked(cell.style, styles);
        (!bytes.is_empty() || style != said).then(|| cell.restyled(style))
    }

    /// Merges the notes of a sheet; the relation to their drawing if the sheet has not named one.
    fn notes(
        &mut self,
        parts: &mut Parts<'_>,
        book: &Book,
        sheet: &SheetEntry,
        notes: SheetNotes,
        marks: &BTreeMap<At, Vec<&Annotation>>,
        survey: &Survey,
    ) -> Result<Option<String>, ErrorKind> {
        let left = MOST_NOTES.saturating_sub(self.notes);
        let texts: BTreeMap<At, String> = marks
            .iter()
            .take(left)
            .map(|(at, marks)| (*at, note_text(marks)))
            .collect();
        self.notes += texts.len();
        self.remarks.without_note += marks.len() - texts.len();
        if texts.is_empty() && !notes.are_ours {
            return Ok(None);
        }
        let (part, is_new) = match notes.part {
            Some(part) => (part, false),
            None => (parts.free_name("xl/comments#.xml").0, true),
        };
        let bytes = notes
            .bytes
            .unwrap_or_else(|| book.in_its_namespace(notes::NONE).into_bytes());
        let merged = notes::merge(&bytes, &part, &texts)?;
        self.remarks.conversations += merged.conversations;
        if is_new || merged.bytes != bytes {
            parts.set(&part, merged.bytes);
        }
        if is_new {
            parts.relate(&sheet.part, "comments", book.relation_like(), &part)?;
            parts.add_type(
                &part,
                "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml",
            )?;
        }
        let shapes: Vec<Shape> = merged
            .added
            .iter()
            .map(|at| Shape {
                at: *at,
                lines: texts.get(at).map_or(1, |text| lines(text)),
            })
            .collect();
        draw(parts, book, sheet, survey, &merged.removed, &shapes)
    }

    pub(super) fn has_changed(&self) -> bool {
        !self.made.is_empty()
    }

    /// Has formulas computed again that may depend on a cell that has changed.
    pub(super) fn compute(&self, parts: &mut Parts<'_>, book: &Book) -> Result<(), ErrorKind> {
        if self.has_formulas {
            book.compute_on_load(parts)?;
        }
        // The order in which formulas were computed must not name a cell that has none. Excel finds it
        // out again where there is no such part.
        if let Some(chain) = book.shared("calcChain").filter(|_| self.has_lost_formula) {
            parts.remove(&chain.part);
            parts.unrelate(&book.part, &chain.id)?;
            parts.remove_type(&chain.part)?;
        }
        Ok(())
    }

    /// The sheet of the list of the findings, if the copy shows remarks.
    pub(super) fn findings(&self, styles: &mut Styles) -> Option<Vec<u8>> {
        let lines = self.lines.as_ref()?;
        Some(tabs::findings(lines, &self.remarks, styles))
    }

    /// The sheet of the list of the changes.
    pub(super) fn changes(&self, styles: &mut Styles) -> Vec<u8> {
        tabs::changes(&self.made, styles)
    }

    pub(super) fn finish(self) -> (HashMap<String, Rewriting>, Copied) {
        (self.rewritings, self.copied)
    }
}

fn is_cell((row, column): At) -> bool {
    (1..=ROWS).contains(&row) && column < COLUMNS
}

/// The cell of an annotation.
fn target(place: &Place, header: Option<&Header>) -> Option<At> {
    Some(match place {
        Place::File => return None,
        Place::Sheet(_) => (1, 0),
        Place::Column { column, .. } => {
            let row = header.map_or(1, |header| header.rows().names);
            (row, u32::from(*column))
        }
        Place::Row { row, .. } => (*row, 0),
        Place::Cell(cell) => (cell.row, u32::from(cell.column)),
    })
}

fn worst(marks: &[&Annotation]) -> Option<Level> {
    marks.iter().map(|mark| mark.level).max()
}

/// The lines that a note takes.
fn lines(text: &str) -> u32 {
    let lines = text
        .lines()
        .map(|line| line.chars().count() / CHARACTERS_A_LINE + 1);
    u32::try_from(lines.sum::<usize>())
        .unwrap_or(u32::MAX)
        .min(1000)
}

/// Why a cell must stay as it is.
fn cell_stays(cell: &Cell<'_>, change: &CellChange, survey: &Survey) -> Option<&'static str> {
    if !fits(&change.text) {
        return Some("a cell holds no more than 32,767 characters");
    }
    let at = cell.at;
    if survey.shown_in(at).is_some() {
        return Some(
            "merged cells cover it, and nobody would see the new text; unmerge them in Excel first",
        );
    }
    let is_shared = |area: &&Area| area.holds(at) && area.first != area.last;
    if survey.arrays.iter().find(is_shared).is_some() {
        return Some(
            "it is one of the cells that an array formula fills, which change together; change the formula in Excel",
        );
    }
    if cell.is_shared_formula() {
        return Some(
            "other cells share the formula that it holds; replace the formulas by their values in Excel first",
        );
    }
    None
}

/// The notes that a sheet has.
#[derive(Default)]
struct SheetNotes {
    part: Option<String>,
    bytes: Option<Vec<u8>>,
    /// An earlier copy has added some of them.
    are_ours: bool,
}

impl SheetNotes {
    fn read(parts: &mut Parts<'_>, sheet: &SheetEntry) -> Result<Self, ErrorKind> {
        let relations = parts.relations(&sheet.part)?;
        let Some(relation) = relations.into_iter().find(|it| it.is("comments")) else {
            return Ok(Self::default());
        };
        let bytes = parts.needed(&relation.part)?;
        Ok(Self {
            are_ours: notes::are_there(&bytes),
            part: Some(relation.part),
            bytes: Some(bytes),
        })
    }
}

/// Draws notes; the relation to the drawing if the sheet has not named one.
fn draw(
    parts: &mut Parts<'_>,
    book: &Book,
    sheet: &SheetEntry,
    survey: &Survey,
    removed: &[At],
    added: &[Shape],
) -> Result<Option<String>, ErrorKind> {
    let relations = parts.relations(&sheet.part)?;
    let known = survey.drawing.as_ref();
    let known = known.and_then(|id| relations.iter().find(|it| it.id == *id));
    let (part, number) = match known {
        Some(relation) => (relation.part.clone(), 1),
        None => parts.free_name("xl/drawings/vmlDrawing#.vml"),
    };
    let bytes = parts.whole(&part)?;
    let is_new = known.is_none();
    if is_new && added.is_empty() {
        return Ok(None);
    }
    let bytes = bytes.unwrap_or_else(|| drawing::none(number));
    let columns: &[Columns] = &survey.columns;
    let first = drawing::first_shape(number);
    let drawn = drawing::redrawn(&bytes, removed, added, columns, first);
    let drawn = drawn.ok_or_else(|| ErrorKind::damaged(format!("its part {part} has no end")))?;
    if is_new || drawn != bytes {
        parts.set(&part, drawn);
    }
    if !is_new {
        return Ok(None);
    }
    parts.add_default_type(
        "vml",
        "application/vnd.openxmlformats-officedocument.vmlDrawing",
    )?;
    let id = parts.relate(&sheet.part, "vmlDrawing", book.relation_like(), &part)?;
    Ok(Some(id))
}
