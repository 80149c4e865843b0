//! Defines an Avail that has been read, and its parts.

use std::collections::HashMap;
use std::mem;

use ema_model::{Column, Position, SchemaFault, Unplaced};

use super::collected::Cells;
use super::markup::Passage;
use super::prices::Price;
use super::ratings::Ratings;
use crate::xml::kept::{HeaderPlace, KeptCell, KeptUnplaced, Place};

/// An Avail that has been read completely.
#[derive(Debug)]
pub(super) struct ReadAvail {
    pub(super) cells: Cells,
    pub(super) assets: Vec<ReadAsset>,
    pub(super) transactions: Vec<ReadTransaction>,
    pub(super) faults: Vec<SchemaFault>,
    pub(super) at: Position,
}

#[derive(Debug, Default)]
pub(super) struct ReadAsset {
    pub(super) cells: Cells,
    pub(super) ratings: Ratings,
    pub(super) faults: Vec<SchemaFault>,
}

#[derive(Debug)]
pub(super) struct ReadTransaction {
    pub(super) cells: Cells,
    pub(super) price: Option<Price>,
    pub(super) kept: Option<Box<KeptTexts>>,
    pub(super) faults: Vec<SchemaFault>,
    pub(super) at: Position,
}

/// The content that is preserved in processing instructions, with the position of each piece.
#[derive(Debug, Default)]
pub(super) struct KeptTexts {
    pub(super) columns: HashMap<Column, KeptText>,
    /// The texts of earlier instructions for the same columns, if they are different.
    pub(super) others: Vec<(Column, KeptText)>,
    pub(super) headers: Vec<(HeaderPlace, String, Position)>,
    /// Content that has neither a column nor a place in the version.
    pub(super) unplaced: Vec<Unplaced>,
}

/// The preserved text for a column.
#[derive(Debug)]
pub(super) struct KeptText {
    pub(super) text: String,
    /// See [`KeptCell::beside`].
    pub(super) beside: Option<String>,
    pub(super) at: Position,
}

impl KeptTexts {
    fn add(&mut self, column: Column, text: KeptText) {
        if let Some(other) = self.columns.get(&column)
            && (&other.text, &other.beside) == (&text.text, &text.beside)
        {
            return;
        }
        if let Some(other) = self.columns.insert(column, text) {
            self.others.push((column, other));
        }
    }

    /// Swaps the preserved text for a column with an alternative from `others`.
    pub(super) fn exchange(&mut self, other: usize) {
        if let Some((column, text)) = self.others.get_mut(other)
            && let Some(counting) = self.columns.get_mut(column)
        {
            mem::swap(counting, text);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.columns.is_empty() && self.headers.is_empty() && self.unplaced.is_empty()
    }
}

/// Reads an instruction that preserves content. Returns `false` for any other instruction.
pub(super) fn instruction(target: &str, content: &Passage, kept: &mut KeptTexts) -> bool {
    match target {
        KeptCell::TARGET => {
            let Some(cell) = KeptCell::from_instruction(&content.text) else {
                return false;
            };
            let (text, beside, at) = (cell.text, cell.beside, content.at);
            match cell.place {
                Place::Column(column) => {
                    kept.add(column, KeptText { text, beside, at });
                }
                Place::Header(place) => kept.headers.push((place, text, content.at)),
            }
            true
        }
        KeptUnplaced::TARGET => {
            let unplaced: Option<Unplaced> =
                KeptUnplaced::from_instruction(&content.text, content.at);
            let known = unplaced.is_some();
            kept.unplaced.extend(unplaced);
            known
        }
        _ => false,
    }
}
