//! Writes results as tables, which people sort and filter and programs read.

use std::path::Path;

use ema_model::Column;
use ema_rules::{Bound, Record, Scope};
use rust_xlsxwriter::{Format, Workbook, XlsxError};

use crate::failure::Failure;
use crate::output::{self, FileKind};

/// The format of a table.
#[derive(Clone, Copy)]
pub(crate) enum TableFormat {
    Csv,
    Xlsx,
}

impl TableFormat {
    /// Returns the format that the extension of a path names.
    pub(crate) fn of_path(path: &Path) -> Option<Self> {
        let is = |ending: &str| {
            path.extension()
                .is_some_and(|it| it.eq_ignore_ascii_case(ending))
        };
        [Self::Csv, Self::Xlsx]
            .into_iter()
            .find(|format| format.kind().endings.iter().any(|ending| is(ending)))
    }

    /// The kind of file in this format.
    pub(crate) fn kind(self) -> FileKind {
        match self {
            Self::Csv => FileKind::CSV,
            Self::Xlsx => FileKind::WORKBOOK,
        }
    }
}

/// The maximum number of rows below the headings in a sheet of Excel.
const ROWS: u32 = 1_048_575;

/// Writes a table to a path or, if there is no path, to standard output. `name` is the name of the sheet.
pub(crate) fn write(
    path: Option<&Path>,
    format: TableFormat,
    name: &str,
    columns: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
) -> Result<(), Failure> {
    match format {
        TableFormat::Csv => output::write_document(path, |out| {
            let mut csv = csv::Writer::from_writer(out);
            csv.write_record(columns)?;
            for row in rows {
                csv.write_record(row)?;
            }
            csv.flush()
        }),
        TableFormat::Xlsx => {
            let book = workbook(name, columns, rows)?;
            output::write_document(path, |out| out.write_all(&book))
        }
    }
}

fn workbook(
    name: &str,
    columns: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
) -> Result<Vec<u8>, Failure> {
    let failed = |error: XlsxError| Failure::new(format!("the table can't be written: {error}"));
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory().map_err(failed)?;
    sheet.set_name(name).map_err(failed)?;
    sheet.set_freeze_panes(1, 0).map_err(failed)?;
    let bold = Format::new().set_bold();
    for (column, heading) in (0..).zip(columns) {
        sheet.set_column_width(column, 18).map_err(failed)?;
        sheet
            .write_string_with_format(0, column, *heading, &bold)
            .map_err(failed)?;
    }
    let mut last = 0;
    for row in rows {
        last += 1;
        if last > ROWS {
            return Err(Failure::new(
                "the table has more than 1,048,575 rows, and a sheet of Excel can't hold more; `--format csv` \
                 has no such limit",
            ));
        }
        // Text is written as text, so a cell that begins with `=` does not become a formula.
        for (column, text) in (0..).zip(&row) {
            sheet.write_string(last, column, text).map_err(failed)?;
        }
    }
    let last_column = u16::try_from(columns.len()).unwrap_or(u16::MAX) - 1;
    sheet.autofilter(0, 0, last, last_column).map_err(failed)?;
    book.save_to_buffer().map_err(failed)
}

/// The headings of the columns in which [`window`] writes a window.
pub(crate) const WINDOW: [&str; 15] = [
    "Licensor",
    "Unique ID",
    "Title",
    "Territory",
    "Rights model",
    "Offer",
    "Start",
    "End",
    "Start (UTC)",
    "End (UTC)",
    "PriceType",
    "PriceValue",
    "PriceCurrency",
    "File",
    "Row",
];

/// Returns the cells for a window in a scope.
pub(crate) fn window(scope: &Scope, record: &Record) -> Vec<String> {
    let text = |column| record.text(column).to_owned();
    let window = record.window();
    let instant = |bound: Bound| {
        bound
            .instant()
            .map_or_else(String::new, |it| it.to_string())
    };
    let row = record.line().unwrap_or(record.row());
    vec![
        scope.licensor.to_string(),
        scope.id.to_string(),
        record.title(),
        scope.territory.to_string(),
        scope.rights_model.to_string(),
        record.offer_in_words(),
        text(Column::Start),
        text(Column::End),
        instant(window.start),
        instant(window.end),
        text(Column::PriceType),
        text(Column::PriceValue),
        text(Column::PriceCurrency),
        record.file().map_or_else(String::new, ToString::to_string),
        row.to_string(),
    ]
}
