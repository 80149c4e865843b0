//! Tracks which cells in a row are represented by elements, and keeps all others in instructions.

use std::borrow::Cow;

use ema_model::{
    Avail, Cell, Column, Header, HeaderColumn, SharedUnplaced, Unplaced, WorkType, XmlVersion,
};

use super::node::{Child, Node};
use super::reasons;
use crate::loss::Loss;
use crate::xml::characters::xml_text;
use crate::xml::kept::{HeaderPlace, KeptCell, Place};
use crate::xml::values::{self, join, list_items};

/// A row that is being written.
pub(super) struct Row<'a, 'l> {
    pub(super) avail: &'a Avail,
    pub(super) version: XmlVersion,
    pub(super) work_type: WorkType,
    progress: Progress,
    /// The values that a reader would find for kept cells, if the caller needs them.
    found: Option<Vec<FoundText>>,
    /// If set, this content replaces the content that the rows of the Asset share.
    shared: Option<&'a [Unplaced]>,
    losses: &'l mut dyn FnMut(Loss),
}

/// The facts that have been recorded about a row.
#[derive(Clone, Debug, Default)]
pub(super) struct Progress {
    /// The indices of the cells that are represented by elements.
    held: Vec<u16>,
    /// The indices of the cells whose values the schema types do not accept.
    refused: Vec<u16>,
    kept: Vec<KeptCell>,
    /// The columns whose values a reader would derive from other columns' elements, with the derived values.
    derived: Vec<(Column, String)>,
    /// The columns whose values change, with their new values.
    changed: Vec<(Column, String)>,
}

impl Progress {
    fn extend(&mut self, more: &Self) {
        self.held.extend_from_slice(&more.held);
        self.refused.extend_from_slice(&more.refused);
        self.kept.extend_from_slice(&more.kept);
        self.derived.extend_from_slice(&more.derived);
        self.changed.extend_from_slice(&more.changed);
    }

    /// Returns the facts that have been recorded since `earlier`.
    pub(super) fn since(&self, earlier: &Self) -> Self {
        Self {
            held: self.held[earlier.held.len()..].into(),
            refused: self.refused[earlier.refused.len()..].into(),
            kept: self.kept[earlier.kept.len()..].into(),
            derived: self.derived[earlier.derived.len()..].into(),
            changed: self.changed[earlier.changed.len()..].into(),
        }
    }
}

impl<'a, 'l> Row<'a, 'l> {
    pub(super) fn new(
        avail: &'a Avail,
        version: XmlVersion,
        losses: &'l mut dyn FnMut(Loss),
    ) -> Self {
        // This is the WorkType that a reader would find, because the writer replaces characters that XML can't
        // represent.
        let work_type = avail.cell(Column::WorkType).map_or("", Cell::text);
        let work_type = xml_text(work_type);
        Self {
            avail,
            version,
            work_type: WorkType::from(ema_model::trim(&work_type)),
            progress: Progress::default(),
            found: None,
            shared: None,
            losses,
        }
    }

    /// For each kept cell, the row then also records the value that a reader would find in the elements.
    pub(super) fn checked(self) -> Self {
        Self {
            found: Some(Vec::new()),
            ..self
        }
    }

    /// Uses `shared` instead of the content that the rows of the Asset share.
    pub(super) fn sharing(self, shared: &'a [Unplaced]) -> Self {
        Self {
            shared: Some(shared),
            ..self
        }
    }

    /// Returns the content that no column holds.
    pub(super) fn unplaced(&self) -> impl Iterator<Item = &'a Unplaced> + use<'a> {
        let all = self.avail.shared_unplaced();
        let all = all.filter(|_| self.shared.is_none());
        let shared = all.into_iter().flat_map(SharedUnplaced::iter);
        let replaced = self.shared.unwrap_or_default();
        shared.chain(replaced).chain(self.avail.own_unplaced())
    }

    /// Returns the facts that have been recorded so far.
    pub(super) fn progress(&self) -> Progress {
        self.progress.clone()
    }

    /// Resets the recorded facts to an earlier state.
    pub(super) fn restore(&mut self, progress: Progress) {
        self.progress = progress;
    }

    /// Adds the facts that were recorded for another row with the same content, and reports the changes again.
    pub(super) fn resume(&mut self, progress: &Progress) {
        self.progress.extend(progress);
        for (column, became) in &progress.changed {
            if let Some(cell) = self.avail.cell(*column) {
                self.report_change(cell, became);
            }
        }
    }

    /// Returns the values that a reader would find for kept cells.
    pub(super) fn into_found(self) -> Vec<FoundText> {
        self.found.unwrap_or_default()
    }

    /// Returns the cell in a column, if it has a value and is not represented by an element yet.
    pub(super) fn cell(&self, column: Column) -> Option<&'a Cell> {
        let cell = self.avail.cell(column)?;
        let says = !cell.is_blank() && !cell.stored_without_value();
        (says && !self.is_held(cell)).then_some(cell)
    }

    /// Returns whether the row has a value in a column.
    pub(super) fn says(&self, column: Column) -> bool {
        let cell = self.avail.cell(column);
        cell.is_some_and(|cell| !cell.is_blank())
    }

    /// Returns the columns that have kept cells and are not in the dictionary.
    pub(super) fn further(&self) -> impl Iterator<Item = &HeaderPlace> {
        self.progress
            .kept
            .iter()
            .filter_map(|kept| match &kept.place {
                Place::Header(place) => Some(place),
                Place::Column(_) => None,
            })
    }

    /// Returns the text in a column in the schema's notation, and records that an element represents the cell.
    pub(super) fn text(&mut self, column: Column) -> Option<Cow<'a, str>> {
        let cell = self.cell(column)?;
        match values::encode(column, cell) {
            Some(encoded) => {
                self.hold(cell, &values::decode(column, &encoded.text));
                if !encoded.same {
                    self.changed(column, cell, &encoded.text);
                }
                Some(encoded.text)
            }
            None => {
                self.refuse(cell);
                None
            }
        }
    }

    /// Returns the text in a column verbatim and records that an element represents the cell.
    pub(super) fn free_text(&mut self, column: Column) -> Option<Cow<'a, str>> {
        let cell = self.cell(column)?;
        let text = xml_text(cell.text());
        self.hold(cell, &text);
        if let Cow::Owned(text) = &text {
            self.changed(column, cell, text);
        }
        Some(text)
    }

    /// Returns the names in a column verbatim and records that elements represent the cell.
    pub(super) fn names(&mut self, column: Column) -> Vec<Cow<'a, str>> {
        let Some(cell) = self.cell(column) else {
            return Vec::new();
        };
        let names: Vec<_> = list_items(column, cell.text())
            .filter(|name| !name.is_empty())
            .map(xml_text)
            .collect();
        if names.is_empty() {
            self.refuse(cell);
            return Vec::new();
        }
        let joined = join(column, &names);
        self.hold(cell, &joined);
        if names.iter().any(|name| matches!(name, Cow::Owned(_))) {
            self.changed(column, cell, &joined);
        }
        names
    }

    /// Returns the IDs in a column and records that elements represent the cell.
    pub(super) fn ids(&mut self, column: Column) -> Vec<Cow<'a, str>> {
        let Some(cell) = self.cell(column) else {
            return Vec::new();
        };
        let ids: Vec<_> = list_items(column, cell.text())
            .filter(|id| !id.is_empty())
            .map(values::uri_text)
            .collect();
        if ids.is_empty() {
            self.refuse(cell);
            return Vec::new();
        }
        let same = ids.iter().all(|id| id.same);
        let ids: Vec<Cow<'a, str>> = ids.into_iter().map(|id| id.text).collect();
        let joined = join(column, &ids);
        self.hold(cell, &joined);
        if !same {
            self.changed(column, cell, &joined);
        }
        ids
    }

    /// Records that elements represent a cell. `back` is the text that a reader will find. If it differs from the
    /// cell's text, the cell's text is kept in an instruction.
    pub(super) fn hold(&mut self, cell: &Cell, back: &str) {
        self.progress.held.push(cell.index());
        if back != cell.text() {
            self.keep(cell, back);
        }
    }

    /// Records that elements represent a cell, but that a reader will find the value in a different column.
    pub(super) fn hold_elsewhere(&mut self, cell: &Cell, column: Column, found: &str) {
        self.progress.held.push(cell.index());
        let place = place_of(self.avail, cell);
        if let Place::Column(own) = place {
            self.expect(own, column, found);
        }
        self.keep(cell, "");
    }

    /// Records that a cell needs no element, and keeps the cell's text in an instruction.
    fn hold_silently(&mut self, cell: &Cell) {
        self.progress.held.push(cell.index());
        self.keep(cell, "");
    }

    /// Records the value that a reader will derive for a column. If the column is empty in the row, the empty text is
    /// kept.
    pub(super) fn clear(&mut self, column: Column, back: &str) {
        self.derive(column, back);
        let cell = self.avail.cell(column);
        if cell.is_none_or(|cell| cell.text().is_empty()) {
            self.progress.kept.push(KeptCell {
                place: Place::Column(column),
                text: String::new(),
                beside: Some(back.to_owned()),
            });
        }
    }

    /// Records the value that a reader will derive for a column from the elements for other columns.
    pub(super) fn derive(&mut self, column: Column, back: &str) {
        self.progress.derived.push((column, back.to_owned()));
        self.expect(column, column, back);
    }

    /// Records that a reader will find the value for `column` in the column `within`. Only the first record for a
    /// column counts.
    fn expect(&mut self, column: Column, within: Column, text: &str) {
        if let Some(found) = &mut self.found {
            let text = text.to_owned();
            let is_derived = self.progress.derived.iter().any(|(own, _)| *own == column);
            found.push(FoundText {
                column,
                within,
                text,
                is_derived,
            });
        }
    }

    /// Records that the schema type does not accept the value of a cell.
    pub(super) fn refuse(&mut self, cell: &Cell) {
        self.progress.refused.push(cell.index());
    }

    pub(super) fn is_held(&self, cell: &Cell) -> bool {
        self.progress.held.contains(&cell.index())
    }

    pub(super) fn changed(&mut self, column: Column, cell: &Cell, became: &str) {
        self.progress.changed.push((column, became.to_owned()));
        self.report_change(cell, became);
    }

    fn report_change(&mut self, cell: &Cell, became: &str) {
        let reason = reasons::changed(became);
        (self.losses)(Loss::changed(self.avail, cell, became, reason));
    }

    pub(super) fn lose(&mut self, loss: Loss) {
        (self.losses)(loss);
    }

    /// Keeps the cells that no element represents, reports them as losses, and writes the instructions for all kept
    /// cells.
    pub(super) fn keep_the_rest(&mut self, transaction: &mut Node<'_>) {
        self.keep_captions();
        for cell in self.avail.cells() {
            if cell.text().is_empty() || self.is_held(cell) {
                continue;
            }
            self.keep(cell, "");
            if cell.is_blank() {
                continue;
            }
            let refused = self.progress.refused.contains(&cell.index());
            let reason =
                reasons::not_held(self.avail, (self.version, &self.work_type), cell, refused);
            (self.losses)(Loss::not_held(self.avail, cell, reason).kept());
        }
        for kept in &self.progress.kept {
            let instruction = Child::Instruction(KeptCell::TARGET, kept.to_instruction());
            transaction.children.push(instruction);
        }
    }

    /// Keeps CaptionIncluded if it differs from the value that is derived from the exemption element. To MovieLabs'
    /// tools, a missing exemption element means that there are captions.
    fn keep_captions(&mut self) {
        let exemption = self.avail.cell(Column::CaptionExemption);
        let exempted = exemption.is_some_and(|cell| self.is_held(cell));
        let Some(cell) = self.cell(Column::CaptionIncluded) else {
            if exempted {
                self.clear(Column::CaptionIncluded, values::CAPTIONS_EXEMPTED);
            }
            return;
        };
        match (exempted, cell.value()) {
            (true, ema_model::Value::Flag(false)) => self.hold(cell, values::CAPTIONS_EXEMPTED),
            (false, ema_model::Value::Flag(true)) => self.hold_silently(cell),
            (true, _) => self.derive(Column::CaptionIncluded, values::CAPTIONS_EXEMPTED),
            _ => {}
        }
    }

    /// Keeps the text of a cell verbatim. `back` is the value that a reader will find in its column.
    fn keep(&mut self, cell: &Cell, back: &str) {
        let place = place_of(self.avail, cell);
        let mut beside = None;
        if let Place::Column(column) = place {
            self.expect(column, column, back);
            let derived = self.progress.derived.iter().find(|(own, _)| *own == column);
            beside = derived.map(|(_, text)| text.clone());
        }
        self.progress.kept.push(KeptCell {
            place,
            text: cell.text().to_owned(),
            beside,
        });
    }
}

/// The value that a reader will find for a kept cell.
pub(super) struct FoundText {
    pub(super) column: Column,
    /// The column where a reader will find the value, such as SRP if the price of a row is an SRP.
    pub(super) within: Column,
    /// The value, or an empty string if there is no element.
    pub(super) text: String,
    /// Whether a reader derives the value from the elements for other columns.
    pub(super) is_derived: bool,
}

/// Returns the column of a cell.
pub(super) fn place_of(avail: &Avail, cell: &Cell) -> Place {
    let header = avail.header();
    match header.column_at(cell.index()).map(|own| (own, own.column)) {
        Some((_, Some(column))) => Place::Column(column),
        Some((own, None)) => Place::Header(header_place(header, own)),
        // A column without a header is identified by its position.
        None => Place::Header(HeaderPlace {
            header: String::new(),
            category: None,
            before: cell.index(),
        }),
    }
}

/// Returns the place of a column that the dictionary lacks.
pub(super) fn header_place(header: &Header, column: &HeaderColumn) -> HeaderPlace {
    let alike = |other: &&HeaderColumn| {
        other.column.is_none()
            && other.name == column.name
            && other.category == column.category
            && other.index < column.index
    };
    let before = header.columns().iter().filter(alike).count();
    HeaderPlace {
        header: column.name.to_string(),
        category: column.category.as_ref().map(ToString::to_string),
        before: u16::try_from(before).unwrap_or(u16::MAX),
    }
}
