//! Formats the price cells of a row; shared by the rules about prices.

use ema_model::{Avail, Cell, Column};

use crate::rules::workbook::error_cell::holds_value;
use crate::wording::{joined, quoted};

/// The texts of the price columns of a row, in words, with the first of the cells: `PriceType `WSP`
/// and PriceValue `3.99``.
pub(super) fn stated<'a>(avail: &'a Avail, columns: &[Column]) -> Option<(&'a Cell, String)> {
    let filled = || {
        let cells = columns.iter().map(|column| (*column, avail.cell(*column)));
        cells.filter_map(|(column, cell)| Some((column, cell.filter(|cell| holds_value(cell))?)))
    };
    let (_, first) = filled().next()?;
    let cells = filled().map(|(column, cell)| format!("{column} {}", quoted(cell.trimmed())));
    Some((first, joined(cells, "and")))
}
