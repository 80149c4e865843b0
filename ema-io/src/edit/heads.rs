//! Reads the headers of the sheets and finds the tabs that an earlier copy added.

use std::collections::HashMap;

use ema_model::{Header, Text};

use crate::error::{Error, ErrorKind};
use crate::guard::{Limits, Package};
use crate::header::Search;
use crate::rows;
use crate::sheet::{RawRow, Workbook};
use crate::source::{Bytes, Sheets};
use crate::write::tab::{CHANGES, FINDINGS, Tab};

use super::book::SheetEntry;

/// The headers of the sheets, and the tabs that an earlier copy added.
pub(super) struct Heads {
    pub(super) headers: HashMap<String, Header>,
    /// The sheet name of each added tab, keyed by the tab's usual name.
    tabs: HashMap<&'static str, String>,
}

impl Heads {
    pub(super) fn is_tab(&self, sheet: &str) -> bool {
        self.tabs.values().any(|name| name == sheet)
    }

    /// Returns the name of a tab's part, or `None` if the tab does not exist yet.
    pub(super) fn tab(&self, tab: &Tab, sheets: &[SheetEntry]) -> Option<String> {
        let name = self.tabs.get(tab.name)?;
        let sheet = sheets.iter().find(|sheet| sheet.name == *name);
        sheet.map(|sheet| sheet.part.clone())
    }
}

/// Reads the headers of all sheets in a workbook.
pub(super) fn read(bytes: &Bytes, limits: &Limits) -> Result<Heads, ErrorKind> {
    let mut heads = Heads {
        headers: HashMap::new(),
        tabs: HashMap::new(),
    };
    let package = Package::open(bytes.uncounted(), limits)?;
    let mut book = Workbook::open(Sheets::Xlsx(Box::new(package)), None, limits)?;
    for index in 0..book.sheets().len() {
        let name = book.sheets()[index].name.clone();
        for tab in [&FINDINGS, &CHANGES] {
            if name.starts_with(tab.name) && is_tab(&mut book, index, tab)? {
                heads.tabs.entry(tab.name).or_insert_with(|| name.clone());
            }
        }
        if let Some(header) = header(&mut book, index, &name)? {
            heads.headers.entry(name).or_insert(header);
        }
    }
    Ok(heads)
}

fn header(book: &mut Workbook, index: usize, name: &str) -> Result<Option<Header>, ErrorKind> {
    let mut search = Search::default();
    let rows = book.rows(index).map_err(Error::into_kind)?;
    if let Some(mut rows) = rows {
        let mut row = RawRow::default();
        while rows.next_row(&mut row).map_err(Error::into_kind)? && search.take(&row) {}
    }
    Ok(search.header(name, None).map(|(header, _)| header))
}

fn is_tab(book: &mut Workbook, index: usize, tab: &Tab) -> Result<bool, ErrorKind> {
    let rows = book.rows(index).map_err(Error::into_kind)?;
    let Some(mut rows) = rows else {
        return Ok(false);
    };
    let mut row = RawRow::default();
    while rows.next_row(&mut row).map_err(Error::into_kind)? {
        if row.row >= Tab::NAMES_ROW {
            let texts: Vec<Text> = row
                .cells
                .iter()
                .map(|cell| rows::text(&cell.content).0)
                .collect();
            let names = texts.iter().map(|text| &**text);
            return Ok(row.row == Tab::NAMES_ROW && tab.has_names(names));
        }
    }
    Ok(false)
}
