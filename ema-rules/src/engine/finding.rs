//! Findings and their places.

use std::fmt;

use ema_model::{Position, Text, column_letters};

use crate::engine::{Rule, Severity};
use crate::marks::printable;

/// A finding: the cell, its value, what is wrong, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The rule that reported the finding.
    pub rule: &'static Rule,
    /// The severity of the finding under the profile in use.
    pub severity: Severity,
    /// The place of the finding.
    pub place: Place,
    /// The header of the column, or the name of a column that the sheet does not have.
    pub field: Option<Text>,
    /// The text of the cell.
    pub value: Option<Text>,
    /// A description of what is wrong, with the values quoted.
    pub message: Text,
    /// A description of what to do.
    pub help: Text,
    /// The places of other rows that are involved in the finding.
    pub related: Vec<Place>,
    /// The text that the cell should have, if it is certain.
    pub fix: Option<Text>,
}

/// The place of a finding: a cell, a row, a column, a sheet, or the file as a whole.
///
/// Places sort by sheet, then by row, then by column. A whole sheet or row sorts before its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The index of the sheet of avails in the file, from 0.
    pub(crate) order: Option<u32>,
    /// The row number, from 1, as a spreadsheet shows it.
    pub row: Option<u32>,
    /// The column index, from 0.
    pub column: Option<u16>,
    /// The name of the sheet.
    pub sheet: Option<Text>,
    /// The line and character in an XML file. The rows of an XML file are Transactions, which have no visible number.
    pub position: Option<Position>,
}

impl Finding {
    /// Sets the severity of this finding, unless the caller has changed the severity of the rule.
    pub(crate) fn with_severity(&mut self, severity: Severity) -> &mut Self {
        if self.severity == self.rule.severity() {
            self.severity = severity;
        }
        self
    }

    /// Returns the same finding with the place of another row.
    pub(crate) fn at(&self, row: u32, position: Option<Position>) -> Self {
        let mut finding = self.clone();
        finding.place.row = Some(row);
        finding.place.position = position;
        finding
    }

    /// Formats the finding as one line that begins with its place.
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
    /// Formats the place as a spreadsheet program does, without the sheet: `F12`, `row 12`, `column F`. In an XML file,
    /// the place is `line 12`.
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
