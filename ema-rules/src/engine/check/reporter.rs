//! The interface through which a rule reports its findings.

use std::borrow::Cow;
use std::fmt;

use ema_model::{Avail, Cell, Column, HeaderColumn, Kind, Text};

use super::BegunSheet;
use super::outbox::Outbox;
use crate::engine::{Finding, Place, Rule, Section, Severity};
use crate::marks::disguised;

/// Receives one rule's findings about the current row.
///
/// Each method returns a mutable reference to the new finding, so that the check can set [`Finding::fix`] to the text
/// that the cell should have, or [`Finding::related`] to the locations of other rows.
pub struct Reporter<'a> {
    rule: &'static Rule,
    severity: Severity,
    sheet: Option<&'a BegunSheet>,
    avail: Option<&'a Avail>,
    outbox: &'a mut dyn Outbox,
}

impl<'a> Reporter<'a> {
    pub(super) fn new(
        (rule, severity): (&'static Rule, Severity),
        sheet: Option<&'a BegunSheet>,
        avail: Option<&'a Avail>,
        outbox: &'a mut dyn Outbox,
    ) -> Self {
        Self {
            rule,
            severity,
            sheet,
            avail,
            outbox,
        }
    }

    /// Reports findings for another rule that shares the collector, with that rule's severity in the profile.
    pub(crate) fn under(&mut self, rule: &'static Rule, severity: Severity) -> Reporter<'_> {
        Reporter {
            rule,
            severity,
            outbox: &mut *self.outbox,
            ..*self
        }
    }

    /// Reports a filled cell in the row. The message says what is wrong with the cell's value, and the help says how to
    /// fix it.
    pub fn report_cell(
        &mut self,
        cell: &Cell,
        message: impl AsRef<str>,
        help: impl AsRef<str>,
    ) -> &mut Finding {
        let field = self
            .header_at(cell.index())
            .map(|header| header.name.clone());
        // If a coded value contains an invisible or look-alike character, that character is probably what makes it
        // wrong, so the message names it.
        let disguised = disguised(cell.text()).filter(|_| self.is_about_coded(cell));
        let message = match disguised {
            Some(mark) if self.kind_of(cell).is_some_and(is_list) => {
                Cow::from(format!("{}; in the cell, {mark}", message.as_ref()))
            }
            Some(mark) => Cow::from(format!("{}; {mark}", message.as_ref())),
            None => Cow::from(message.as_ref()),
        };
        let place = Place {
            row: self.avail.map(Avail::row),
            column: Some(cell.index()),
            position: self.avail.and_then(|avail| avail.position_of(cell)),
            ..self.sheet_place()
        };
        let finding = self.push(place, message, help);
        finding.field = field;
        finding.value = Some(cell.shared_text().clone());
        finding
    }

    /// Reports a column that is blank in this row or missing from the sheet.
    pub fn report_blank(
        &mut self,
        column: Column,
        message: impl AsRef<str>,
        help: impl AsRef<str>,
    ) -> &mut Finding {
        let index = self.sheet.and_then(|sheet| sheet.header.index_of(column));
        let header = index.and_then(|index| self.header_at(index));
        let field = header.map_or_else(|| Text::from(column.name()), |header| header.name.clone());
        let place = Place {
            row: self.avail.map(Avail::row),
            column: index,
            ..self.sheet_place()
        };
        let finding = self.push(place, message, help);
        finding.field = Some(field);
        finding
    }

    /// Reports a header in the sheet.
    pub(crate) fn report_header(
        &mut self,
        header: &HeaderColumn,
        message: impl AsRef<str>,
        help: impl AsRef<str>,
    ) -> &mut Finding {
        let place = Place {
            row: self.sheet.map(|sheet| sheet.header.rows().names),
            column: Some(header.index),
            ..self.sheet_place()
        };
        let finding = self.push(place, message, help);
        finding.field = Some(header.name.clone());
        finding.value = Some(header.name.clone());
        finding
    }

    /// Reports the sheet as a whole.
    pub(crate) fn report_sheet(
        &mut self,
        message: impl AsRef<str>,
        help: impl AsRef<str>,
    ) -> &mut Finding {
        let place = self.sheet_place();
        self.push(place, message, help)
    }

    /// Reports the row as a whole.
    pub fn report_row(&mut self, message: impl AsRef<str>, help: impl AsRef<str>) -> &mut Finding {
        let place = self.place(None);
        self.push(place, message, help)
    }

    /// Reports a location that [`place`](Self::place) returned for an earlier row.
    pub fn report_place(
        &mut self,
        place: Place,
        message: impl AsRef<str>,
        help: impl AsRef<str>,
    ) -> &mut Finding {
        self.push(place, message, help)
    }

    /// Reports the file as a whole.
    pub fn report_file(&mut self, message: impl AsRef<str>, help: impl AsRef<str>) -> &mut Finding {
        self.push(Place::default(), message, help)
    }

    /// Returns the location of a cell in the row, or of the row itself, for a finding that is reported later.
    pub fn place(&self, column: Option<Column>) -> Place {
        let position = self.avail.and_then(|avail| {
            let cell = column.and_then(|column| avail.cell(column))?;
            avail.position_of(cell)
        });
        Place {
            row: self.avail.map(Avail::row),
            column: column.and_then(|column| self.sheet?.header.index_of(column)),
            position,
            ..self.sheet_place()
        }
    }

    /// Returns the location and name of a cell's header, for a finding that is reported at the end of the file. An XML
    /// file has no headers, so the cell's own location is returned.
    pub(crate) fn column(&self, cell: &Cell) -> (Place, Text) {
        let position = self.avail.and_then(|avail| avail.position_of(cell));
        let row = match position {
            Some(_) => self.avail.map(Avail::row),
            None => self.sheet.map(|sheet| sheet.header.rows().names),
        };
        let place = Place {
            row,
            column: Some(cell.index()),
            position,
            ..self.sheet_place()
        };
        let name = self.header_at(cell.index()).map(|it| it.name.clone());
        (place, name.unwrap_or_else(|| Text::from("")))
    }

    /// The index of the sheet among the avails sheets, counted from 0.
    pub(crate) fn sheet_order(&self) -> Option<u32> {
        self.sheet.map(|sheet| sheet.order)
    }

    fn sheet_place(&self) -> Place {
        Place {
            order: self.sheet_order(),
            sheet: self.sheet.map(|sheet| sheet.header.sheet().clone()),
            row: None,
            column: None,
            position: None,
        }
    }

    /// Whether the rule checks a single cell, and that cell contains a code, such as a date, a number or a word from a
    /// list.
    fn is_about_coded(&self, cell: &Cell) -> bool {
        let is_coded =
            |kind: Kind| kind == Kind::Eidr || kind != Kind::Text && !kind.is_identifier();
        self.rule.section() == Section::Cells && self.kind_of(cell).is_some_and(is_coded)
    }

    fn kind_of(&self, cell: &Cell) -> Option<Kind> {
        let column = self.sheet?.columns.get(usize::from(cell.index()))?;
        Some(column.kind)
    }

    fn header_at(&self, index: u16) -> Option<&'a HeaderColumn> {
        let columns = &self.sheet?.columns;
        columns.get(usize::from(index)).map(|column| &column.header)
    }

    fn push(
        &mut self,
        place: Place,
        message: impl AsRef<str>,
        help: impl AsRef<str>,
    ) -> &mut Finding {
        let finding = Finding {
            rule: self.rule,
            severity: self.severity,
            place,
            field: None,
            value: None,
            message: self.outbox.share(message.as_ref()),
            help: self.outbox.share(help.as_ref()),
            related: Vec::new(),
            fix: None,
        };
        self.outbox.push(finding)
    }
}

fn is_list(kind: Kind) -> bool {
    matches!(kind, Kind::Territories | Kind::Languages)
}

impl fmt::Debug for Reporter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reporter")
            .field("rule", &self.rule.name())
            .field("place", &self.place(None))
            .finish_non_exhaustive()
    }
}
