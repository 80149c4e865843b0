//! Builds the rows of a header, and checks that a reader will recognize them.

use ema_model::{Header, HeaderColumn, HeaderRows, Requirement, Text};

use super::Template;
use crate::error::ErrorKind;
use crate::header::Search;
use crate::sheet::{Content, RawCell, RawRow};

/// The rows of a header, in sheet order.
pub(super) struct Head {
    pub(super) rows: Vec<HeadRow>,
    /// Whether a reader could mistake the first row below the header for the row of flags.
    open: bool,
}

/// A row of a header.
pub(super) struct HeadRow {
    pub(super) row: u32,
    pub(super) part: HeadPart,
    /// The filled cells, keyed by zero-based column index.
    pub(super) cells: Vec<(u16, Text)>,
}

/// The kind of a header row.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum HeadPart {
    Categories,
    Names,
    Flags,
}

impl Head {
    /// Builds the rows of a header.
    ///
    /// # Errors
    ///
    /// Fails with [`ErrorKind::Unwritable`] if a reader would not recognize the rows.
    pub(super) fn of(header: &Header, template: Option<&Template>) -> Result<Self, ErrorKind> {
        let HeaderRows {
            categories,
            names,
            flags,
            ..
        } = header.rows();
        let texts = |text: fn(&HeaderColumn) -> Option<&Text>| {
            let cell = |column: &HeaderColumn| Some((column.index, text(column)?.clone()));
            header.columns().iter().filter_map(cell).collect()
        };
        let mut rows = Vec::new();
        let mut add = |row, part, cells| rows.push(HeadRow { row, part, cells });
        if let Some(row) = categories {
            let cells = texts(|column| column.category.as_ref());
            add(row, HeadPart::Categories, cells);
        }
        add(names, HeadPart::Names, texts(|column| Some(&column.name)));
        if let Some(row) = flags {
            add(row, HeadPart::Flags, flag_cells(header, template));
        }
        let mut head = Self { rows, open: false };
        let (found, _) = head.found(header, None)?;
        if found.rows().flags.is_none() {
            // A row of flags that a reader would not recognize is not written, because it would be mistaken for an
            // avail.
            head.rows.retain(|row| row.part != HeadPart::Flags);
            head.open = true;
        }
        Ok(head)
    }

    /// Returns the last row of the header.
    pub(super) fn end(&self) -> u32 {
        self.rows
            .iter()
            .map(|row| row.row)
            .max()
            .unwrap_or_default()
    }

    /// Checks that a reader will not mistake the first row below the header for a part of it.
    pub(super) fn check_first(
        &mut self,
        header: &Header,
        row: u32,
        cells: impl FnOnce() -> Vec<(u16, Text)>,
    ) -> Result<(), ErrorKind> {
        if !std::mem::take(&mut self.open) {
            return Ok(());
        }
        let (_, last) = self.found(header, Some(raw_row(row, cells())))?;
        if last < row {
            return Ok(());
        }
        Err(ErrorKind::unwritable(format!(
            "row {row} of sheet “{}” would be read as the row that states which columns must be filled, because its cells start with a slash or a word such as Required; move another row to the top",
            header.sheet()
        )))
    }

    /// Returns the header that a reader would find in the rows, and the number of its last row.
    fn found(
        &self,
        header: &Header,
        first: Option<RawRow<'_>>,
    ) -> Result<(Header, u32), ErrorKind> {
        let mut search = Search::default();
        let mut above = 0;
        let rows = self
            .rows
            .iter()
            .map(|row| raw_row(row.row, row.cells.clone()));
        for row in rows.chain(first) {
            if row.row <= above {
                return Err(unreadable(header));
            }
            above = row.row;
            if !row.cells.is_empty() && !search.take(&row) {
                break;
            }
        }
        match search.header(header.sheet(), None) {
            Some((found, last)) if found.rows().names == header.rows().names => Ok((found, last)),
            _ => Err(unreadable(header)),
        }
    }
}

fn unreadable(header: &Header) -> ErrorKind {
    ErrorKind::unwritable(format!(
        "the header of sheet “{}” would not be recognized as a header of avails, which needs a row that names Territory, WorkType and LicenseType or any six columns of avails, one of them a title, an ID or a date; write the columns of a template",
        header.sheet()
    ))
}

fn raw_row(row: u32, cells: Vec<(u16, Text)>) -> RawRow<'static> {
    let cells = cells.into_iter().map(|(column, text)| RawCell {
        column: column.into(),
        content: Content::Text(text),
        formula: false,
        repeated: false,
        literal: false,
        format: 0,
    });
    RawRow {
        row,
        out_of_order: false,
        lost: 0,
        cells: cells.collect(),
    }
}

/// Returns the requirement flags of a header, written as in the templates. From 1.8 on, the first cell holds the
/// version instead of a flag.
///
/// The templates word each condition differently, for example as `//REQ for Episodes` or `REQUIRED for pre-orders`.
/// Here, every conditional column has the flag `//REQ for some rows`, unless the template has its own flags.
fn flag_cells(header: &Header, template: Option<&Template>) -> Vec<(u16, Text)> {
    let layout = header.layout();
    let flag = |column: &HeaderColumn| {
        if let Some(own) = template.and_then(|template| template.of(column.column)) {
            return Some((column.index, own.flag.as_str().into()));
        }
        let flag = match column.column?.placement(layout)?.requirement {
            Requirement::Required => "//REQ",
            Requirement::Conditional => "//REQ for some rows",
            _ => "//Opt",
        };
        Some((column.index, flag.into()))
    };
    let mut cells: Vec<(u16, Text)> = header.columns().iter().filter_map(flag).collect();
    if let Some(version) = header.stated_version() {
        cells.retain(|(index, _)| *index != 0);
        cells.insert(0, (0, version.clone()));
    }
    cells
}
