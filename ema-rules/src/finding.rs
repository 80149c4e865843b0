//! What a rule has found.

use std::fmt;

use ema_model::{Position, Text, column_letters};

use crate::marks::printable;
use crate::rule::{Rule, Severity};

/// A finding: which cell, what stands there, what is wrong with it and what to do.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// How grave it is under the profile in use.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// The header of the column, or the name of a column that is not there.
    pub field: Option<Text>,
    /// What stands in the cell.
    pub value: Option<Text>,
    /// What is wrong, with the values in it.
    pub message: Text,
    /// What to do.
    pub help: Text,
    /// Other rows that the finding is about.
    pub related: Vec<Place>,
    /// What to write into the cell instead, where that is no guess.
    pub fix: Option<Text>,
}

/// Where a finding is: a cell, a row, a column, a sheet, or the file as a whole.
///
/// Places sort by sheet, then row, then column; what is about a whole comes before its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Which sheet of avails it is, from 0, in the order of the file.
    pub(crate) order: Option<u32>,
    /// The row, from 1.
    pub row: Option<u32>,
    /// The column, from 0.
    pub column: Option<u16>,
    /// The name of the sheet.
    pub sheet: Option<Text>,
    /// The line and character, in an XML file: its rows are Transactions, which nobody counts.
    pub position: Option<Position>,
}

impl Finding {
    /// Gives this finding another severity than its rule has. The caller's word goes first: a rule
    /// whose severity the profile changed keeps that.
    pub(crate) fn with_severity(&mut self, severity: Severity) -> &mut Self {
        if self.severity == self.rule.severity() {
            self.severity = severity;
        }
        self
    }

    /// The same finding in another row.
    pub(crate) fn at(&self, row: u32, position: Option<Position>) -> Self {
        let mut finding = self.clone();
        finding.place.row = Some(row);
        finding.place.position = position;
        finding
    }

    /// As one line that begins with the place.
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
    /// As a spreadsheet shows it, without the sheet: `F12`, `row 12`, `column F`; `line 12` in an
    /// XML file.
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
    /// One line: `Movies!C12: error: … (territory-code)`.
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
