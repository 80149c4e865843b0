//! Which of the texts that instructions keep still count.
//!
//! A kept text counts where writing it gives what the elements say: `2026-12-31` beside
//! `<End>2026-12-31T23:59:59</End>`, or a text for which the elements have no place beside none. Any
//! other text is stale: another program has changed the file since, and the elements count.

use std::collections::{BTreeSet, HashSet};

use ema_model::{Avail, Cell, Column, StaleText, Text, XmlVersion};

use super::parts::Kept;
use crate::xml::values::{self, list_items, region_to_xml};
use crate::xml::visits::visited;
use crate::xml::write::{Check, has_place};

/// What the elements of a row say in the columns of the kept texts that count.
pub(super) type Found = Vec<(Column, Text)>;

/// The kept texts of a row that do not count.
#[derive(Debug, Default)]
pub(super) struct Stale {
    columns: Vec<Column>,
    /// By their numbers among those of the Transaction.
    unplaced: BTreeSet<usize>,
}

impl Stale {
    pub(super) fn has(&self, column: Column) -> bool {
        self.columns.contains(&column)
    }

    pub(super) fn has_unplaced(&self, number: usize) -> bool {
        self.unplaced.contains(&number)
    }

    /// Looks for kept texts that do not fit the elements, in a row in which all but the stale ones
    /// count. Returns whether there are any.
    pub(super) fn learn(
        &mut self,
        kept: &Kept,
        found: &Found,
        avail: &Avail,
        version: XmlVersion,
    ) -> bool {
        // What the elements say in a column is in the row where no kept text counts instead.
        let said = |column| match kept.columns.contains_key(&column) && !self.has(column) {
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
        let fits = |column: Column| match (avail.cell(column), said(column)) {
            (None, None) => true,
            (None, Some(_)) => false,
            (Some(_), None) => !has_place(column, avail, version),
            // An element that a row like this would not be written with holds nothing.
            (Some(cell), Some(said)) => {
                has_place(column, avail, version) && holds(column, cell, said, version)
            }
        };
        let is_plain = kept.unplaced.len() == self.unplaced.len();
        if is_plain && counting.clone().all(|(column, _)| fits(*column)) {
            return false;
        }
        let check = Check::of(avail, version);
        let columns = counting.filter(|(column, kept)| {
            let kept = (**column, kept.text.as_str(), kept.beside.as_deref());
            !check.fits(kept, said)
        });
        let columns: Vec<Column> = columns.map(|(column, _)| *column).collect();
        let counting = (0..kept.unplaced.len()).filter(|number| !self.has_unplaced(*number));
        // They are the last that no column holds.
        let own = avail.own_unplaced();
        let first = own.len() - counting.clone().count();
        let own = counting.zip(&own[first..]);
        let placed = own.filter(|(_, unplaced)| check.places(unplaced));
        let placed: HashSet<usize> = placed.map(|(number, _)| number).collect();
        // Where one of a path has a place, the others have it as soon as that one is gone.
        let paths: HashSet<&str> = placed
            .iter()
            .filter_map(|number| Some(kept.unplaced.get(*number)?.path.as_str()))
            .collect();
        let placed = kept
            .unplaced
            .iter()
            .enumerate()
            .filter(|(number, unplaced)| {
                visited(1);
                paths.contains(unplaced.path.as_str()) && !self.has_unplaced(*number)
            });
        let placed: Vec<usize> = placed.map(|(number, _)| number).collect();
        let more = !columns.is_empty() || !placed.is_empty();
        self.columns.extend(columns);
        self.unplaced.extend(placed);
        more
    }

    /// Exchanges the text of a column that is stale for one that another instruction keeps, from one of
    /// these on. Returns which one it was, if there was any.
    pub(super) fn exchange(&mut self, kept: &mut Kept, from: usize) -> Option<usize> {
        /// How many are tried: each builds the row again, and files that are put together by hand have
        /// two.
        const MOST: usize = 8;
        let mut others = kept.others.iter().take(MOST).enumerate().skip(from);
        let (number, _) = others.find(|(_, (column, _))| self.has(*column))?;
        kept.exchange(number);
        // What was stale beside the one text may not be so beside the other.
        *self = Self::default();
        Some(number)
    }

    /// The texts that do not count, in their order.
    pub(super) fn texts(&self, kept: &Kept) -> Vec<StaleText> {
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

/// Whether elements that say a text surely hold a cell. Most kept cells are held in this way, and this
/// is found out without making the elements of the row anew.
fn holds(column: Column, cell: &Cell, said: &str, version: XmlVersion) -> bool {
    match column {
        Column::Territory | Column::TerritoryExclusion => {
            let own = list_items(column, cell.text());
            own.map(|item| region_to_xml(item, version).map(|region| region.code))
                .eq(list_items(column, said).map(|item| Some(item.to_owned())))
        }
        _ => values::is_day(column, cell, said).unwrap_or_else(|| {
            values::encode(column, cell)
                .is_some_and(|encoded| values::decode(column, &encoded.text) == said)
        }),
    }
}
