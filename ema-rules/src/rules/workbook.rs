//! Rules about the file, its sheets and headers, and how cells are stored.

pub(super) mod control_character;
mod converted_cell;
mod duplicate_column;
mod encoding;
mod error_cell;
mod file_name;
mod formula_cell;
mod header_layout;
mod hidden_duplicate_cell;
mod hidden_sheet;
mod merged_cell;
mod missing_column;
mod misspelt_column;
mod no_avails;
mod not_a_workbook;
mod numeric_id;
mod row_limit;
mod row_order;
mod several_sheets;
mod stray_space;
mod text_date;
mod unknown_column;
mod unsupported_version;
mod version_conflict;
mod wrong_category;

use crate::engine::{Place, Reporter, Rule, SheetAt};
use ema_model::Text;

pub(super) const RULES: &[&Rule] = &[
    &row_limit::RULE,
    &unsupported_version::RULE,
    &header_layout::RULE,
    &version_conflict::RULE,
    &missing_column::RULE,
    &unknown_column::RULE,
    &misspelt_column::RULE,
    &duplicate_column::RULE,
    &wrong_category::RULE,
    &several_sheets::RULE,
    &no_avails::RULE,
    &not_a_workbook::RULE,
    &formula_cell::RULE,
    &error_cell::RULE,
    &hidden_duplicate_cell::RULE,
    &row_order::RULE,
    &numeric_id::RULE,
    &text_date::RULE,
    &stray_space::RULE,
    &control_character::RULE,
    &file_name::RULE,
    &encoding::RULE,
    &hidden_sheet::RULE,
    &merged_cell::RULE,
    &converted_cell::RULE,
];

/// Reports the cell that gives a sheet's version from 1.8 on. The cell is below the column names,
/// at A3 in the templates.
fn version_cell(
    sheet: &SheetAt<'_>,
    reporter: &mut Reporter<'_>,
    stated: &Text,
    message: String,
    help: impl AsRef<str>,
) {
    let place = Place {
        row: sheet.header.rows().flags,
        column: Some(0),
        ..reporter.place(None)
    };
    reporter.report_place(place, message, help).value = Some(stated.clone());
}
