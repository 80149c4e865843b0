//! Decides which texts in processing instructions are used.
//!
//! A kept text is used if writing it would produce the existing elements, as `2026-12-31` next to
//! `<End>2026-12-31T23:59:59</End>`. A text is also used if the schema has no element for it and the file has none. Any
//! other text is stale: another program has changed the file since, so the elements are used.

use std::collections::{BTreeSet, HashSet};

use ema_model::{Avail, Cell, Column, StaleText, Text, Unplaced, XmlVersion};

use super::parts::KeptTexts;
use crate::xml::values::{self, list_items, region_to_xml};
use crate::xml::write::{Check, has_place};

/// The values of the elements of a row in those columns whose kept texts are used.
pub(super) type Found = Vec<(Column, Text)>;

/// The kept texts of a row that are not used.
#[derive(Debug, Default)]
pub(super) struct Stale {
    columns: Vec<Column>,
    /// The indices of stale unplaced texts in the list of the Transaction.
    unplaced: BTreeSet<usize>,
}

impl Stale {
    pub(super) fn has(&self, column: Column) -> bool {
        self.columns.contains(&column)
    }

    pub(super) fn has_unplaced(&self, number: usize) -> bool {
        self.unplaced.contains(&number)
    }

    /// Finds kept texts that do not match the elements of a row. The row has been built with all texts that are not yet
    /// known to be stale. Returns whether any text was found. `shared` is the content that the rows of the Asset share,
    /// as far as it matters for the kept texts.
    pub(super) fn learn(
        &mut self,
        kept: &KeptTexts,
        found: &Found,
        (avail, shared): (&Avail, &[Unplaced]),
        version: XmlVersion,
    ) -> bool {
        // `found` has the element values of columns with a used text; the row has all others.
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
            // If writing this row would not produce the element, the element does not represent the cell.
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
        // The kept texts are at the end of the row's own unplaced content.
        let own = avail.own_unplaced();
        let first = own.len() - counting.clone().count();
        let own = counting.zip(&own[first..]);
        let placed = own.filter(|(_, unplaced)| check.places(unplaced));
        let placed: HashSet<usize> = placed.map(|(number, _)| number).collect();
        // If one text of a path has a place, the other texts of that path would get it after that text is removed.
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

    /// Replaces the stale text of a column with another text that an instruction keeps for this column. Only texts from
    /// index `from` on are tried. Returns the index of the new text, if there is one.
    pub(super) fn exchange(&mut self, kept: &mut KeptTexts, from: usize) -> Option<usize> {
        /// The maximum number of texts that are tried. Each try rebuilds the row. A file that was merged by hand has
        /// two texts for a column.
        const MOST: usize = 8;
        let mut others = kept.others.iter().take(MOST).enumerate().skip(from);
        let (number, _) = others.find(|(_, (column, _))| self.has(*column))?;
        kept.exchange(number);
        // A text that was stale with the old text may be valid with the new one.
        *self = Self::default();
        Some(number)
    }

    /// Returns the texts that are not used, in order.
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

/// Returns whether elements with this value are certain to represent a cell. This check covers most kept cells without
/// rebuilding the elements of the row.
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
