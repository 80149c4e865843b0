//! Decides which preserved text from processing instructions is used for the cells.
//!
//! Preserved text is used if writing it would produce the existing elements, as with `2026-12-31` next to
//! `<End>2026-12-31T23:59:59</End>`. It is also used if neither the schema nor the file has an element for it. In all
//! other cases, another program has changed the file, so the preserved text is stale and the elements are used instead.

use std::collections::{BTreeSet, HashSet};

use ema_model::{Avail, Cell, Column, StaleText, Text, Unplaced, XmlVersion};

use super::parts::KeptTexts;
use crate::xml::values::{self, list_items, region_to_xml};
use crate::xml::write::{Check, has_place};

/// The element values that preserved text replaces in a row, each with its column.
pub(super) type Found = Vec<(Column, Text)>;

/// The stale text in a row, which is not used.
#[derive(Debug, Default)]
pub(super) struct Stale {
    columns: Vec<Column>,
    /// The indices of stale content in `KeptTexts::unplaced`.
    unplaced: BTreeSet<usize>,
}

impl Stale {
    pub(super) fn has(&self, column: Column) -> bool {
        self.columns.contains(&column)
    }

    pub(super) fn has_unplaced(&self, number: usize) -> bool {
        self.unplaced.contains(&number)
    }

    /// Finds preserved text that does not match the elements of a row, and returns whether any was found. The row must
    /// have been built with all preserved text that is not yet known to be stale. `shared` is the part of the Asset's
    /// shared unplaced content that affects the preserved text.
    pub(super) fn learn(
        &mut self,
        kept: &KeptTexts,
        found: &Found,
        (avail, shared): (&Avail, &[Unplaced]),
        version: XmlVersion,
    ) -> bool {
        // `found` has the value of a column's element if preserved text replaced that value in the row.
        let collected = |column| match kept.columns.contains_key(&column) && !self.has(column) {
            true => {
                let last = found.iter().rev().find(|(own, _)| *own == column);
                last.map(|(_, text)| text.as_str())
            }
            false => avail.cell(column).map(Cell::text),
        };
        let counting = kept
            .columns
            .iter()
            .filter(|(column, _)| !self.has(**column));
        let fits = |column: Column| match (avail.cell(column), collected(column)) {
            (None, None) => true,
            (None, Some(_)) => false,
            (Some(_), None) => !has_place(column, (avail, shared), version),
            // An element represents the cell only if writing this row would produce it.
            (Some(cell), Some(collected)) => {
                has_place(column, (avail, shared), version)
                    && holds(column, cell, collected, version)
            }
        };
        let is_plain = kept.unplaced.len() == self.unplaced.len();
        if is_plain && counting.clone().all(|(column, _)| fits(*column)) {
            return false;
        }
        let check = Check::of((avail, shared), version);
        let columns = counting.filter(|(column, kept)| {
            let kept = (**column, kept.text.as_str(), kept.beside.as_deref());
            !check.fits(kept, collected)
        });
        let columns: Vec<Column> = columns.map(|(column, _)| *column).collect();
        let counting = (0..kept.unplaced.len()).filter(|number| !self.has_unplaced(*number));
        // The preserved content comes last in the row's own unplaced content.
        let own = avail.own_unplaced();
        let first = own.len() - counting.clone().count();
        let own = counting.zip(&own[first..]);
        let placed = own.filter(|(_, unplaced)| check.places(unplaced));
        let placed: HashSet<usize> = placed.map(|(number, _)| number).collect();
        // If a piece of preserved content has a place in the schema, all preserved content with the same path is stale,
        // because another piece would otherwise take its place.
        let paths: HashSet<&str> = placed
            .iter()
            .filter_map(|number| Some(kept.unplaced.get(*number)?.path.as_str()))
            .collect();
        let placed = kept
            .unplaced
            .iter()
            .enumerate()
            .filter(|(number, unplaced)| {
                #[cfg(test)]
                ema_testing::visited(1);
                paths.contains(unplaced.path.as_str()) && !self.has_unplaced(*number)
            });
        let placed: Vec<usize> = placed.map(|(number, _)| number).collect();
        let more = !columns.is_empty() || !placed.is_empty();
        self.columns.extend(columns);
        self.unplaced.extend(placed);
        more
    }

    /// Replaces a column's stale text with the text of another instruction for the same column. Only the alternatives
    /// from index `from` on are considered. Returns the index of the alternative, if there is one.
    pub(super) fn exchange(&mut self, kept: &mut KeptTexts, from: usize) -> Option<usize> {
        /// The maximum number of alternatives to try. Each attempt builds the row again. A file that was merged by hand
        /// usually has two instructions for a column.
        const MOST: usize = 8;
        let mut others = kept.others.iter().take(MOST).enumerate().skip(from);
        let (number, _) = others.find(|(_, (column, _))| self.has(*column))?;
        kept.exchange(number);
        // With the new text, preserved text in other columns might be up to date again.
        *self = Self::default();
        Some(number)
    }

    /// Returns all preserved text that is not used, in file order.
    pub(super) fn texts(&self, kept: &KeptTexts) -> Vec<StaleText> {
        let columns = self.columns.iter().filter_map(|column| {
            let own = kept.columns.get(column)?;
            Some(StaleText::new(column.name(), own.text.as_str(), own.at))
        });
        let unplaced = self.unplaced.iter().filter_map(|number| {
            let own = kept.unplaced.get(*number)?;
            Some(StaleText::new(
                own.path.clone(),
                own.content.clone(),
                own.position,
            ))
        });
        let others = kept.others.iter();
        let others =
            others.map(|(column, own)| StaleText::new(column.name(), own.text.as_str(), own.at));
        let mut texts: Vec<StaleText> = columns.chain(unplaced).chain(others).collect();
        texts.sort_by_key(|text| text.position);
        texts
    }
}

/// Returns whether elements with this value certainly represent a cell. For most kept cells, this check makes it
/// unnecessary to build the row's elements.
fn holds(column: Column, cell: &Cell, collected: &str, version: XmlVersion) -> bool {
    match column {
        Column::Territory | Column::TerritoryExclusion => {
            let own = list_items(column, cell.text());
            own.map(|item| region_to_xml(item, version).map(|region| region.code))
                .eq(list_items(column, collected).map(|item| Some(item.to_owned())))
        }
        _ => values::is_day(column, cell, collected).unwrap_or_else(|| {
            values::encode(column, cell)
                .is_some_and(|encoded| values::decode(column, &encoded.text) == collected)
        }),
    }
}
