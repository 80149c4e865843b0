//! Findings and their locations.

use std::fmt;

use ema_model::{Position, Text, column_letters};

use crate::engine::{Rule, Severity};
use crate::marks::printable;

/// A problem that a rule has found: the cell, its value, what is wrong, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The rule that reported the finding.
    pub rule: &'static Rule,
    /// The finding's severity in the profile.
    pub severity: Severity,
    /// The finding's location.
    pub place: Place,
    /// The column's header, or the column's name if the sheet does not have the column.
    pub field: Option<Text>,
    /// The cell's text.
    pub value: Option<Text>,
    /// What is wrong, with the values quoted.
    pub message: Text,
    /// What to do about it.
    pub help: Text,
    /// The locations of other rows involved, such as an earlier row with the same ID.
    pub related: Vec<Place>,
    /// The text that the cell should have, if it is certain.
    pub fix: Option<Text>,
}

/// The location of a finding: a cell, a row, a column, a sheet, or the file as a whole.
///
/// Locations are sorted by sheet, then by row, then by column. A whole sheet or row comes before its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The index of the avails sheet in the file, counted from 0.
    pub(crate) order: Option<u32>,
    /// The row number as displayed by a spreadsheet program, counted from 1.
    pub row: Option<u32>,
    /// The column index, counted from 0.
    pub column: Option<u16>,
    /// The sheet's name.
    pub sheet: Option<Text>,
    /// The line and character in an XML file, whose rows are Transactions and have no visible number.
    pub position: Option<Position>,
}

impl Finding {
    /// Sets this finding's severity, unless the caller has changed the rule's severity.
    pub(crate) fn with_severity(&mut self, severity: Severity) -> &mut Self {
        if self.severity == self.rule.severity() {
            self.severity = severity;
        }
        self
    }

    /// Returns the same finding, but located in another row.
    pub(crate) fn at(&self, row: u32, position: Option<Position>) -> Self {
        let mut finding = self.clone();
        finding.place.row = Some(row);
        finding.place.position = position;
        finding
    }

    /// Formats the finding as one line that begins with its location.
    pub(crate) fn fmt_at(
        &self,
        f: &mut fmt::Formatter<'_>,
        place: &dyn fmt::Display,
    ) -> fmt::Result {
        let place = place.to_string();
        write!(
            f,
            "{}: {}: {} ({})",
            printable(&place),
            self.severity,
            printable(&self.message),
            self.rule.name()
        )
    }
}

impl fmt::Display for Place {
    /// Formats the location as a spreadsheet program does, without the sheet: `F12`, `row 12`, `column F`. A location
    /// in an XML file is formatted as `line 12`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(position) = self.position {
            return f.pad(&format!("line {}", position.line));
        }
        let letters = self.column.map(column_letters);
        match (self.row, letters) {
            (Some(row), Some(letters)) => f.pad(&format!("{letters}{row}")),
            (Some(row), None) => f.pad(&format!("row {row}")),
            (None, Some(letters)) => f.pad(&format!("column {letters}")),
            (None, None) => f.pad(self.sheet.as_deref().unwrap_or("the file")),
        }
    }
}

impl fmt::Display for Finding {
    /// Formats the finding as one line: `Movies!C12: error: … (territory-code)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_part = self.place.row.is_some() || self.place.column.is_some();
        match &self.place.sheet {
            Some(sheet) if is_part && self.place.position.is_none() => {
                self.fmt_at(f, &format_args!("{sheet}!{}", self.place))
            }
            _ => self.fmt_at(f, &self.place),
        }
    }
}
