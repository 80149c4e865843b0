//! One row: which of its cells are held, and what becomes of the others.

use std::borrow::Cow;

use ema_model::{Avail, Cell, Column, Header, HeaderColumn, WorkType, XmlVersion};

use super::node::{Child, Node};
use super::reasons;
use crate::loss::Loss;
use crate::xml::kept::{HeaderPlace, KeptCell, Place};
use crate::xml::values::{self, join, list_items};

/// A row, being written.
pub(super) struct Row<'a, 'l> {
    pub(super) avail: &'a Avail,
    pub(super) version: XmlVersion,
    pub(super) work_type: WorkType,
    progress: Progress,
    /// What a reader finds of the kept cells, where it is asked for.
    found: Option<Vec<FoundText>>,
    losses: &'l mut dyn FnMut(Loss),
}

/// What has been noted of a row so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Progress {
    /// The columns of the sheet whose cells the elements hold.
    held: Vec<u16>,
    /// The cells whose values no type takes.
    refused: Vec<u16>,
    kept: Vec<KeptCell>,
    /// What a reader concludes in columns from elements of others.
    derived: Vec<(Column, String)>,
    /// The cells that become something else.
    changed: Vec<(Column, String)>,
}

impl<'a, 'l> Row<'a, 'l> {
    pub(super) fn new(
        avail: &'a Avail,
        version: XmlVersion,
        losses: &'l mut dyn FnMut(Loss),
    ) -> Self {
        // As a reader will find it.
        let work_type = avail.cell(Column::WorkType).map_or("", Cell::text);
        let work_type = values::xml_text(work_type);
        Self {
            avail,
            version,
            work_type: WorkType::from(ema_model::trim(&work_type)),
            progress: Progress::default(),
            found: None,
            losses,
        }
    }

    /// The same row, which also records what a reader finds in the columns of its kept cells.
    pub(super) fn checked(self) -> Self {
        Self {
            found: Some(Vec::new()),
            ..self
        }
    }

    /// What has been noted so far.
    pub(super) fn progress(&self) -> Progress {
        self.progress.clone()
    }

    /// Goes on where another row is that has said the same so far.
    pub(super) fn resume(&mut self, progress: &Progress) {
        self.progress = progress.clone();
        for (column, became) in &progress.changed {
            if let Some(cell) = self.avail.cell(*column) {
                self.report_change(cell, became);
            }
        }
    }

    /// What a reader finds of the kept cells.
    pub(super) fn into_found(self) -> Vec<FoundText> {
        self.found.unwrap_or_default()
    }

    /// The cell of a column that says something and is not held yet.
    pub(super) fn cell(&self, column: Column) -> Option<&'a Cell> {
        let cell = self.avail.cell(column)?;
        let says = !cell.is_blank() && !cell.stored_without_value();
        (says && !self.is_held(cell)).then_some(cell)
    }

    /// Whether the row says anything in a column.
    pub(super) fn says(&self, column: Column) -> bool {
        let cell = self.avail.cell(column);
        cell.is_some_and(|cell| !cell.is_blank())
    }

    /// The columns of the kept cells that the dictionary does not have.
    pub(super) fn further(&self) -> impl Iterator<Item = &HeaderPlace> {
        self.progress
            .kept
            .iter()
            .filter_map(|kept| match &kept.place {
                Place::Header(place) => Some(place),
                Place::Column(_) => None,
            })
    }

    /// The text of a column as the schema takes it, which holds the cell from now on.
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

    /// The text of a column as it stands, which holds the cell from now on.
    pub(super) fn free_text(&mut self, column: Column) -> Option<Cow<'a, str>> {
        let cell = self.cell(column)?;
        let text = values::xml_text(cell.text());
        self.hold(cell, &text);
        if let Cow::Owned(text) = &text {
            self.changed(column, cell, text);
        }
        Some(text)
    }

    /// The names in a column, as they stand, which holds the cell from now on.
    pub(super) fn names(&mut self, column: Column) -> Vec<Cow<'a, str>> {
        let Some(cell) = self.cell(column) else {
            return Vec::new();
        };
        let names: Vec<_> = list_items(column, cell.text())
            .filter(|name| !name.is_empty())
            .map(values::xml_text)
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

    /// The IDs of a column, which holds the cell from now on.
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

    /// Notes that the elements hold a cell, and what a reader will find in them.
    pub(super) fn hold(&mut self, cell: &Cell, back: &str) {
        self.progress.held.push(cell.index());
        if back != cell.text() {
            self.keep(cell, back);
        }
    }

    /// Notes that the elements hold a cell in words that a reader finds in another column.
    pub(super) fn hold_elsewhere(&mut self, cell: &Cell, column: Column, found: &str) {
        self.progress.held.push(cell.index());
        let place = place_of(self.avail, cell);
        if let Place::Column(own) = place {
            self.expect(own, column, found);
        }
        self.keep(cell, "");
    }

    /// Notes that a cell says what is so without an element.
    fn hold_silently(&mut self, cell: &Cell) {
        self.progress.held.push(cell.index());
        self.keep(cell, "");
    }

    /// Notes what a reader will conclude in a column of which the row says nothing.
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

    /// Notes what a reader will conclude in a column from elements of others.
    pub(super) fn derive(&mut self, column: Column, back: &str) {
        self.progress.derived.push((column, back.to_owned()));
        self.expect(column, column, back);
    }

    /// Notes what a reader will find in `within` of the cell of a column: the first note counts.
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

    /// Notes that no type of the schema takes what stands in a cell.
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

    /// Keeps what the elements don't hold in instructions, and reports what is lost by that.
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
            let reason = reasons::not_held(self, cell, refused);
            (self.losses)(Loss::not_held(self.avail, cell, reason));
        }
        for kept in &self.progress.kept {
            let instruction = Child::Instruction(KeptCell::TARGET, kept.to_instruction());
            transaction.children.push(instruction);
        }
    }

    /// The element of an exemption says that there are no captions, and without one there are:
    /// MovieLabs' tools derive CaptionIncluded from it.
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

    /// Keeps the text of a cell as it stands; `back` is what a reader will find in its column.
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

/// What a reader finds of a cell that is kept.
pub(super) struct FoundText {
    pub(super) column: Column,
    /// The column in which it is found: the SRP may be the price.
    pub(super) within: Column,
    /// Empty where no element is.
    pub(super) text: String,
    /// Whether a reader concludes it from elements of other columns.
    pub(super) is_derived: bool,
}

/// The column of a cell.
pub(super) fn place_of(avail: &Avail, cell: &Cell) -> Place {
    let header = avail.header();
    match header.column_at(cell.index()).map(|own| (own, own.column)) {
        Some((_, Some(column))) => Place::Column(column),
        Some((own, None)) => Place::Header(header_place(header, own)),
        // Nothing tells two columns without headers apart but where they stand.
        None => Place::Header(HeaderPlace {
            header: String::new(),
            category: None,
            before: cell.index(),
        }),
    }
}

/// Where a column stands that the dictionary does not have.
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
