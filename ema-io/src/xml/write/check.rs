//! Determines what the elements of a row would contain if it were written, so that the reader can check whether
//! preserved text still matches the elements next to it.

use std::collections::HashSet;
use std::ptr;

use ema_model::{Avail, Column, Unplaced, XmlVersion};

use super::fill::Metadata;
use super::row::{FoundText, Row};
use super::{lost_of, reasons};

/// Returns whether the version has a place for a column in the row `avail`. `shared` replaces the content that the rows
/// of the Asset share.
pub(in crate::xml) fn has_place(
    column: Column,
    (avail, shared): (&Avail, &[Unplaced]),
    version: XmlVersion,
) -> bool {
    if reasons::first_version(column).is_none_or(|first| first > version) {
        return false;
    }
    let losses = &mut |_| {};
    let metadata = Metadata::of(&Row::new(avail, version, losses).sharing(shared));
    reasons::first_beside(column, metadata.own()).is_some_and(|first| first <= version)
}

/// The elements of a row as they would be written.
pub(in crate::xml) struct Check {
    found: Vec<FoundText>,
    lost: HashSet<*const Unplaced>,
}

impl Check {
    /// Builds the elements of a row without rendering them. `shared` replaces the content that the rows of the Asset
    /// share.
    pub(in crate::xml) fn of((avail, shared): (&Avail, &[Unplaced]), version: XmlVersion) -> Self {
        let losses = &mut |_| {};
        let row = Row::new(avail, version, losses);
        let mut row = row.sharing(shared).checked();
        let (mut transaction, lost) = lost_of(&mut row);
        row.keep_the_rest(&mut transaction);
        Self {
            found: row.into_found(),
            lost: lost.into_iter().map(ptr::from_ref).collect(),
        }
    }

    /// Returns whether preserved text matches the elements. `said` returns the value of a column's element.
    pub(in crate::xml) fn fits<'t>(
        &self,
        (column, text, beside): (Column, &str, Option<&str>),
        said: impl Fn(Column) -> Option<&'t str>,
    ) -> bool {
        let said = |column| said(column).unwrap_or_default();
        match self.found.iter().find(|found| found.column == column) {
            // The elements represent the text verbatim.
            None => text == said(column),
            Some(found) => {
                let is_same = found.text == said(found.within);
                is_same && (!found.is_derived || beside == Some(&found.text))
            }
        }
    }

    /// Returns whether the version has a free place for content that no column holds.
    pub(in crate::xml) fn places(&self, unplaced: &Unplaced) -> bool {
        !self.lost.contains(&ptr::from_ref(unplaced))
    }
}
